"""Remembered answers read back from the table in which they left the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.aliases import HEADINGS, Alias
from graph.errors import ValueRefused
from graph.tables import neutralise
from loaders.names import UnknownCode
from loaders.places import regions_by_code
from loaders.refusals import FileRefused
from loaders.workbook import Cell, read_book

_NEEDED = ("teks", "kunci", "jenis")


class AliasHeadingsMissing(FileRefused):
    """A table that is none of remembered answers."""

    text = "Berkas {file} tidak memuat kolom {missing}. Pakai berkas dari jejaring export aliases."


class AliasRowWrong(FileRefused):
    """A remembered answer that cannot be one."""

    text = "Baris {row} berkas {file} tidak dapat dibaca: {reason} Perbaiki, lalu muat lagi."


def read_aliases(path: Path) -> list[Alias]:
    """Read an exported table of answers, CSV, XLSX or JSON; all of it or nothing.

    Parameters
    ----------
    path
        The file; its headings are those of `graph.aliases.HEADINGS`.

    Raises
    ------
    FileRefused
        When it is no such table, or a row of it is no answer.
    """
    sheet = read_book(path).sheets[0]
    headings = [str(cell or "").strip().casefold() for cell in sheet.rows[0]]
    missing = [name for name in _NEEDED if name not in headings]
    if missing:
        raise AliasHeadingsMissing(file=path.name, missing=", ".join(missing))
    found = []
    for number, cells in enumerate(sheet.rows[1:], sheet.first_row + 1):
        row = {name: _text(cell) for name, cell in zip(headings, cells, strict=False)}
        if not any(row.values()):
            continue
        try:
            found.append(_alias(row))
        except ValueRefused as error:
            raise AliasRowWrong(file=path.name, row=number, reason=str(error)) from error
    return found


def _alias(row: Mapping[str, str]) -> Alias:
    cells = {name: row.get(name, "") for name in HEADINGS}
    owner = cells["pemilik"] or None
    # A spreadsheet makes 12.1 of the code 12.10.
    codes = {"pemilik": owner, "kunci": cells["kunci"] if cells["jenis"] == "region" else None}
    for field, code in codes.items():
        if code is not None and code not in regions_by_code():
            raise UnknownCode(field=field, value=code)
    return Alias(
        text=cells["teks"],
        owner=owner,
        target=cells["kunci"],
        kind=cells["jenis"],
        by=cells["oleh"],
        at=cells["pada"],
        name=cells["nama"],
    )


def _text(cell: Cell) -> str:
    """Give a cell as text, without the apostrophe that kept a spreadsheet from running it."""
    text = "" if cell is None else str(cell)
    bare = text.removeprefix("'")
    return bare if bare != text and neutralise(bare) != bare else text
