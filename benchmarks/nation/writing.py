"""An invented nation into a database, or into a file of the documented register form."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from benchmarks.nation.deals import Nation, Scale
from benchmarks.nation.documents import Documents
from graph import writing
from graph.database import Database, Statement
from graph.exports import (
    COLUMNS,
    REPORT_COLUMNS,
    VERSION,
    as_object,
    as_rows,
    guard,
    report_as_object,
    report_as_row,
)
from graph.model import Agreement, Facts, Load, Report
from graph.rows import Row, agreement_row
from graph.store import Progress, Store, now
from graph.text import digest
from loaders.loading import load_reference
from loaders.reference import regions

BATCH = 2_500
A_FILE = 100_000  # agreements; loading refuses files much larger
_ANY = "MATCH (a:Agreement) RETURN a.id AS id LIMIT 1"
# What Store.write looks for and clears first is not there, since the graph was empty.
_CREATE = "UNWIND $rows AS row CREATE (a:Agreement) SET a = row"
_LOADED_BY = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) MATCH (l:Load {id: $load}) "
    "CREATE (a)-[:LOADED_BY]->(l)"
)


class NotEmpty(Exception):
    """A database that holds agreements already."""

    def __str__(self) -> str:
        """Say what to do."""
        return (
            "The database holds agreements already, and an invented nation is written into an "
            "empty one only. Choose another --data."
        )


# ------------------------------------------------------------------ straight


@dataclass(slots=True)
class _Seen:
    """The actors and sources that are written already, by label."""

    keys: dict[str, set[str]] = field(default_factory=dict)

    def fresh(self, agreements: Iterable[Agreement]) -> Iterator[tuple[str, list[Row]]]:
        """Give those that agreements name for the first time."""
        for label, rows in writing.named_by(agreements).items():
            seen = self.keys.setdefault(label, set())
            fresh = [row for row in rows if row["key"] not in seen]
            seen.update(row["key"] for row in fresh)
            if fresh:
                yield label, fresh


def write_straight(database: Database, scale: Scale, progress: Progress) -> None:
    """Write a nation into an empty database, in the shapes that `Store` writes.

    Parameters
    ----------
    database
        Either engine, without agreements.
    scale
        How large the nation is.
    progress
        Called with agreements done and in all.

    Raises
    ------
    NotEmpty
        When there are agreements.
    """
    if database.read(_ANY).rows:
        raise NotEmpty
    load_reference(database)
    store = Store(database)
    name = f"rekaan-{scale.agreements}-{scale.seed}"
    load = Load(digest(name), f"{name}.csv", now(), "jejaring", accepted=scale.agreements)
    store.begin_load(load)
    documents, seen, done = Documents(Nation(scale)), _Seen(), 0
    # The engine writes one batch while the next one is made.
    with ThreadPoolExecutor(1) as pool:
        last: Future[None] | None = None
        for batch in _batches(documents.agreements()):
            statements = list(_writing(batch, seen, load))
            if last:
                last.result()
            last = pool.submit(database.write, *statements)
            done += len(batch)
            progress(done, scale.agreements)
        if last:
            last.result()
    store.write(Facts(reports=list(documents.reports())), load)
    store.end_load(load)


def _batches(agreements: Iterator[Agreement]) -> Iterator[list[Agreement]]:
    while batch := list(islice(agreements, BATCH)):
        yield batch


def _writing(batch: list[Agreement], seen: _Seen, load: Load) -> Iterator[Statement]:
    for label, named in seen.fresh(batch):
        yield writing.NAMED[label].write, {"rows": named}
    rows = [agreement_row(agreement) for agreement in batch]
    keys = [row["key"] for row in rows]
    yield _CREATE, {"rows": [row["properties"] for row in rows]}
    yield from writing.filling(rows)
    yield from writing.stating(rows)
    yield _LOADED_BY, {"keys": keys, "load": load.id}
    # What is implemented was signed before, and is written.
    carried = [{"key": row["key"], "target": t} for row in rows for t in row["implements"]]
    yield from writing.implementing(carried)


# ------------------------------------------------------------------ as a register


def write_register(path: Path, scale: Scale, progress: Progress) -> list[Path]:
    """Write a nation as a register of the documented form.

    Parameters
    ----------
    path
        Ends in .csv or .json; its name is made to begin with "rekaan".
    scale, progress
        As for `write_straight`.

    Returns
    -------
    list of Path
        What was written, in the order in which it is to be loaded: agreements, in several
        files where they are too many for one, then the reported totals.
    """
    stem = path.stem if path.stem.startswith("rekaan") else f"rekaan-{path.stem}"
    form = _FORMS[path.suffix]
    documents = Documents(Nation(scale))
    agreements = _counted(documents.agreements(), scale, progress)
    written: list[Path] = []
    for first in agreements:
        part = chain([first], islice(agreements, A_FILE - 1))
        place = f"-{len(written) + 1}" if scale.agreements > A_FILE else ""
        written.append(path.with_name(f"{stem}{place}{path.suffix}"))
        form.agreements(written[-1], part)
    written.append(path.with_name(f"{stem}-laporan{path.suffix}"))
    form.reports(written[-1], documents.reports())
    return written


def _counted(
    agreements: Iterator[Agreement], scale: Scale, progress: Progress
) -> Iterator[Agreement]:
    for done, agreement in enumerate(agreements, 1):
        yield agreement
        if done % BATCH == 0:
            progress(done, scale.agreements)
    progress(scale.agreements, scale.agreements)


def _report_objects(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    places = {region.code: region for region in regions()}
    return (report_as_object(places[one.region_code], one) for one in reports)


def _csv_agreements(path: Path, agreements: Iterable[Agreement]) -> None:
    rows = (row for agreement in agreements for row in as_rows(as_object(agreement)))
    _write_csv(path, list(COLUMNS), rows)


def _csv_reports(path: Path, reports: Iterable[Report]) -> None:
    _write_csv(path, list(REPORT_COLUMNS), map(report_as_row, _report_objects(reports)))


def _write_csv(path: Path, headings: list[str], rows: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for row in rows:
            writer.writerow([guard(row.get(heading, "")) for heading in headings])


def _json_agreements(path: Path, agreements: Iterable[Agreement]) -> None:
    _write_json(path, map(as_object, agreements), ())


def _json_reports(path: Path, reports: Iterable[Report]) -> None:
    _write_json(path, (), _report_objects(reports))


def _write_json(
    path: Path, agreements: Iterable[Mapping[str, Any]], reports: Iterable[Mapping[str, Any]]
) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"jejaring": "register", "versi": {VERSION},\n"perjanjian": [')
        _write_lines(file, agreements)
        file.write('],\n"laporan": [')
        _write_lines(file, reports)
        file.write("]}\n")


def _write_lines(file: IO[str], objects: Iterable[Mapping[str, Any]]) -> None:
    separator = "\n"
    for told in objects:
        file.write(separator + json.dumps(told, ensure_ascii=False))
        separator = ",\n"


@dataclass(frozen=True, slots=True)
class _Form:
    """How files of one ending are written."""

    agreements: Callable[[Path, Iterable[Agreement]], None]
    reports: Callable[[Path, Iterable[Report]], None]


_FORMS = {
    ".csv": _Form(_csv_agreements, _csv_reports),
    ".json": _Form(_json_agreements, _json_reports),
}
FORMS = tuple(_FORMS)
