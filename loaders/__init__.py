"""Bringing facts into the graph: reference tables, the demo register, users' files."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph.database import Database
from graph.model import Facts, Load
from graph.store import Counts, Progress, Store, now
from graph.text import digest
from loaders.reference import reference_facts
from loaders.refusals import FileRefused
from loaders.register import (
    Register,
    read_register,
    refuse_missing_targets,
    refuse_taken_keys,
)

DEMO_FILES = tuple(
    Path(__file__).parent / "demo" / name for name in ("agreements.csv", "reports.csv")
)
_REFERENCE = "fakta rujukan"
_KNOWN_PARTIES = (
    "UNWIND $ids AS id MATCH (a:Agreement {id: id})<-[:PARTY_TO]-(p) "
    "RETURN id, a.title AS title, collect(coalesce(p.code, p.id)) AS parties"
)
_KNOWN = "UNWIND $ids AS id MATCH (a:Agreement {id: id}) RETURN id"


@dataclass(slots=True)
class FileReport:
    """What became of one file: its register, or the error that refused it whole."""

    file: str
    register: Register | None = None
    error: FileRefused | None = None
    counts: Counts = field(default_factory=Counts)


def load_reference(database: Database) -> Counts:
    """Write constraints, indexes and the reference facts; again changes nothing.

    What is there already, as the facts' own Load tells, is not even compared.
    """
    store = Store(database)
    store.prepare()
    facts = reference_facts()
    load = Load(digest(facts), _REFERENCE, now(), _user(), accepted=facts.count)
    if store.load_state(load.id) == "done":
        return Counts()
    store.begin_load(load)
    counts = store.write(facts)
    store.end_load(load)
    return counts


def load_files(
    database: Database, paths: Iterable[Path], progress: Progress | None = None
) -> list[FileReport]:
    """Load registers into the graph, the reference facts first.

    Parameters
    ----------
    database
        Either engine.
    paths
        CSV files of agreements or of reported totals.
    progress
        Called with agreements done and in all, file by file.

    Returns
    -------
    list of FileReport
        One a file, in their order; refused rows and files are values in it.

    Raises
    ------
    DatabaseError
        What was written before it stays, whole; loading again goes on.
    """
    load_reference(database)
    return [_load_file(database, path, progress) for path in paths]


def load_demo(database: Database, progress: Progress | None = None) -> list[FileReport]:
    """Load the demo register, through the same path as a user's file."""
    return load_files(database, DEMO_FILES, progress)


def _load_file(database: Database, path: Path, progress: Progress | None) -> FileReport:
    try:
        register = read_register(path)
    except FileRefused as error:
        return FileReport(path.name, error=error)

    def known(ids: list[str]) -> set[str]:
        return {row["id"] for row in database.read(_KNOWN, {"ids": ids}, limit=None)}

    def known_parties(ids: list[str]) -> dict[str, tuple[str, set[str]]]:
        rows = database.read(_KNOWN_PARTIES, {"ids": ids}, limit=None)
        return {row["id"]: (row["title"], set(row["parties"])) for row in rows}

    refuse_taken_keys(register, known_parties)
    refuse_missing_targets(register, known)
    store = Store(database)
    load = Load(
        id=register.load_id,
        file=register.file,
        at=now(),
        by=_user(),
        accepted=register.accepted,
        refused=len(register.refused),
    )
    is_new = store.load_state(load.id) != "done"
    if is_new:
        store.begin_load(load)
    facts = Facts(
        agreements=[agreement for _, agreement in register.agreements],
        reports=[report for _, report in register.reports],
    )
    counts = store.write(facts, load, progress)
    if is_new or counts.touched:
        store.end_load(load)
    return FileReport(path.name, register, counts=counts)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        return "tidak diketahui"
