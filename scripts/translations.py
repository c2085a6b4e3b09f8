"""Bring the English catalogue up to date with the program's texts.

    python scripts/translations.py          collects, merges, compiles; names what is missing
    python scripts/translations.py --check  writes nothing; fails where something is missing

The texts are Indonesian: those in `_()`, the headings of tables, and the
sentences and remedies of the errors, which stand in their classes.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PO = ROOT / "webapp" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "Column": (2,),
    "_l": None,
    "Word": None,
    "ParameterType": (4,),
    "Sentence": (1,),
    "Facet": (3,),
}
FOLDERS = ("commands", "graph", "loaders", "webapp")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # the same texts give the same files on every day


def collect() -> Catalog:
    """Give every text of the program as a catalogue without translations."""
    found = Catalog(
        locale="en", project="Jejaring", fuzzy=False, creation_date=EPOCH, revision_date=EPOCH
    )
    for name, message in sorted(_marked_texts(), key=str):
        found.add(message, locations=[(name, 0)])
    for name, message in sorted(set(_error_texts())):
        found.add(message, locations=[(name, 0)])
    return found


def _marked_texts() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    options = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}
    for folder in FOLDERS:
        for name, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, METHODS, options_map=options, keywords=KEYWORDS
        ):
            yield f"{folder}/{name}", message
    for _line, message, _comments, _context in extract_from_file(
        "python", ROOT / "jejaring.py", keywords=KEYWORDS
    ):
        yield "jejaring.py", message


def _error_texts() -> Iterator[tuple[str, str]]:
    sys.path.insert(0, str(ROOT))
    for folder in FOLDERS:
        package = importlib.import_module(folder)
        for module in pkgutil.walk_packages(package.__path__, f"{folder}."):
            importlib.import_module(module.name)
    importlib.import_module("jejaring")
    from graph.errors import JejaringError, ValueRefused

    waiting = [JejaringError]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        place = error.__module__.replace(".", "/") + ".py"
        if not place.startswith((*FOLDERS, "jejaring")):
            continue
        yield place, error.text
        if issubclass(error, ValueRefused):
            yield place, error.remedy


def merge(found: Catalog) -> Catalog:
    """Give the catalogue of the found texts with the translations that there are."""
    known = read_catalogue()
    for message in found:
        if message.id and (old := known.get(message.id)):
            message.string = old.string
    return found


def read_catalogue() -> Catalog:
    """Give the catalogue as it is kept."""
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def missing(catalogue: Catalog) -> list[str]:
    """Name the texts without a translation."""
    return [
        str(message.id)
        for message in catalogue
        if message.id
        and not (all(message.string) if isinstance(message.string, tuple) else message.string)
    ]


def compiled(catalogue: Catalog) -> bytes:
    """Give the catalogue in the form in which programs read it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Do what the command line asks for."""
    catalogue = merge(collect())
    lacking = missing(catalogue)
    for text in lacking:
        print(f"no English text for: {text}")
    if "--check" in sys.argv:
        return bool(lacking)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    MO.write_bytes(compiled(catalogue))
    print(f"{len(catalogue)} texts, {len(lacking)} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
