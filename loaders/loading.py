"""Registers into the graph: read, compared with what is there, written as one load each.

A dry run does the same but for the last step; there the graph may be missing.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.aliases import aliases
from graph.database import Database
from graph.errors import ValueRefused, packed
from graph.mappings import KeptMapping, mappings, remember_mapping
from graph.merging import propose, targets_of
from graph.model import Agreement, Facts, Load, Partner, actor_key
from graph.records import Change, Record, Refused
from graph.same import (
    Match,
    Telling,
    compare,
    find_same,
    find_versions,
    read_tellings,
    read_these,
    telling_of,
)
from graph.store import Counts, Progress, Store, now
from graph.text import digest
from loaders.columns import layout_key
from loaders.doubts import MergeContradicts
from loaders.mapping import ColumnMapping
from loaders.names import Names
from loaders.reference import reference_facts
from loaders.refusals import FileRefused, KeyTaken, Refusal, TargetUnknown
from loaders.register import Register, Settings, Taken, read_register
from loaders.rows import Named
from loaders.workbook import shown_name

DEMO_FILES = tuple(
    Path(__file__).parent / "demo" / name for name in ("agreements.csv", "reports.csv")
)
_REFERENCE = "fakta rujukan"
# Those that a file alone brought are as new to it as when it was loaded first.
_PARTNERS = (
    "MATCH (p:Partner) WHERE p.id IN $answered "
    "OR EXISTS { MATCH (p)-[:NAMED_BY]->(l:Load) WHERE l.file <> $file } "
    "RETURN p.name AS name, p.kind AS kind, p.country AS country, "
    "p.kind_guessed AS guessed"
)
_KNOWN = "UNWIND $ids AS id MATCH (a:Agreement {id: id}) RETURN id"
_REGISTERS = (
    "UNWIND $ids AS id MATCH (a:Agreement {id: id}) RETURN id, "
    "COLLECT { MATCH (a)<-[:TELLS]-(r:Record) RETURN DISTINCT r.voice } AS registers"
)
_KNOWN_PARTIES = (
    "UNWIND $ids AS id MATCH (a:Agreement {id: id})<-[:PARTY_TO]-(p) "
    "RETURN id, a.title AS title, collect(coalesce(p.code, p.id)) AS parties"
)
# The rows of earlier versions of a file, whose ids the newer version no longer has.
_EARLIER = (
    "MATCH (r:Record {file: $file})-[:TELLS]->(a:Agreement) WHERE r.voice = $voice "
    "RETURN a.id AS id, a.parties_key AS group, r.own_id AS own, r.sheet AS sheet, r.row AS row"
)


@dataclass(slots=True)
class FileReport:
    """What became of one file, or would: its register, or the error that refused it whole.

    Attributes
    ----------
    targets
        Own id of an agreement → the id under which the graph holds it.
    same
        Own id → the agreements of other registers that it is, or may be.
    changes
        What the load changed in agreements that were there: old and new.
    """

    file: str
    register: Register | None = None
    error: FileRefused | None = None
    targets: dict[str, str] = field(default_factory=dict)
    same: dict[str, list[Match]] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    changes: list[Change] = field(default_factory=list)


class _Known:
    """What reading a register has to know of the graph, and of files read before it.

    Parameters
    ----------
    database
        None where there is no graph yet: nothing is known then.
    """

    def __init__(self, database: Database | None) -> None:
        self._database = database
        self._earlier: list[Telling] = []
        self._earlier_ids: set[str] = set()

    def names(self, file: str) -> Names:
        """Give who says whom a name of a file means."""
        return Names() if self._database is None else names_in(self._database, file)

    def settings(self, settings: Settings) -> Settings:
        """Add the mappings that earlier files of the same layout had."""
        if self._database is None:
            return settings
        remembered = {
            kept.id: ColumnMapping(owner=kept.owner, columns=kept.columns, is_remembered=True)
            for kept in mappings(self._database).values()
        }
        return replace(settings, remembered=remembered)

    def ids(self, ids: Iterable[str]) -> set[str]:
        """Give those of the ids that are there."""
        wanted = sorted(set(ids))
        found = {row["id"] for row in self._read(_KNOWN, ids=wanted)} if wanted else set()
        return found | (self._earlier_ids & set(wanted))

    def registers(self, ids: Iterable[str]) -> dict[str, set[str]]:
        """Give whose word those of the ids are that are there."""
        wanted = sorted(set(ids))
        rows = self._read(_REGISTERS, ids=wanted) if wanted else []
        found = {row["id"]: set(row["registers"]) for row in rows}
        for telling in self._earlier if self._earlier_ids & set(wanted) else ():
            if telling.id in wanted:
                found.setdefault(telling.id, set()).update(telling.registers)
        return found

    def parties(self, ids: list[str]) -> dict[str, tuple[str, set[str]]]:
        """Give title and parties of those of the ids that are there."""
        rows = self._read(_KNOWN_PARTIES, ids=ids)
        return {row["id"]: (row["title"], set(row["parties"])) for row in rows}

    def targets(self, ids: list[str], voice: str) -> dict[str, str]:
        """Give under which ids rows met before are held."""
        return {} if self._database is None else targets_of(self._database, ids, voice)

    def tellings(self, groups: Iterable[str]) -> list[Telling]:
        """Give the agreements of these groups of parties."""
        groups = set(groups)
        found = [] if self._database is None else read_tellings(self._database, groups)
        return found + [telling for telling in self._earlier if telling.group in groups]

    def these(self, ids: Iterable[str]) -> dict[str, Telling]:
        """Give those of these agreements that the graph holds."""
        return {} if self._database is None else read_these(self._database, ids)

    def earlier_rows(self, file: str, voice: str) -> list[dict[str, Any]]:
        """Give where the rows of earlier versions of a file stood, and what they tell."""
        return self._read(_EARLIER, file=file, voice=voice)

    def add(self, tellings: Iterable[Telling]) -> None:
        """Know what a file tells that is not written (yet)."""
        self._earlier += tellings
        self._earlier_ids |= {telling.id for telling in self._earlier}

    def _read(self, query: str, **values: Any) -> list[dict[str, Any]]:
        if self._database is None:
            return []
        return self._database.read(query, values, limit=None).rows


def names_in(database: Database, file: str = "") -> Names:
    """Give who says whom a name means, by the answers and partners that the graph has.

    Parameters
    ----------
    database
        Either engine.
    file
        Where the names stand. Partners that only earlier loads of it name count as new, so
        that loading it again says the same.
    """
    known = aliases(database)
    values = {"file": file, "answered": [one.target for one in known]}
    partners = [
        Partner(row["name"], row["kind"], row["country"], bool(row["guessed"]))
        for row in database.read(_PARTNERS, values, limit=None)
    ]
    return Names(known, partners)


def load_reference(database: Database) -> Counts:
    """Write constraints, indexes and the reference facts; again changes nothing.

    What is there already, as the facts' own Load tells, is not even compared.
    """
    store = Store(database)
    store.prepare()
    facts = reference_facts()
    load = Load(digest(facts), _REFERENCE, now(), user(), accepted=facts.count)
    if store.load_state(load.id) == "done":
        return Counts()
    store.begin_load(load)
    counts = store.write(facts)
    store.end_load(load)
    return counts


def load_files(
    database: Database,
    paths: Iterable[Path],
    settings: Settings = Settings(),
    progress: Progress | None = None,
) -> list[FileReport]:
    """Load registers into the graph, the reference facts first.

    Parameters
    ----------
    database
        Either engine.
    paths
        Files of agreements or of reported totals.
    settings
        What a person said about the files.
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
    reports = []
    for path in paths:
        report = _plan(path, settings, _Known(database))
        if report.register:
            _write(database, report, settings, progress)
        reports.append(report)
    return reports


class DryRun:
    """Says of one file after the other what loading them would do; nothing is written.

    Parameters
    ----------
    database
        None where there is no graph yet.
    """

    def __init__(self, database: Database | None) -> None:
        self._known = _Known(database)

    def file(self, path: Path, settings: Settings) -> FileReport:
        """Read a file and compare it with the graph and with the files before it."""
        report = _plan(path, settings, self._known)
        if report.register:
            self._known.add(
                replace(telling_of(taken.told, {voice(report.register, taken)}), id=target)
                for taken in report.register.taken
                for target in [report.targets[taken.told.id]]
            )
        return report


def dry_run(
    database: Database | None, paths: Iterable[Path], settings: Settings = Settings()
) -> list[FileReport]:
    """Say what loading these files would do, all with the same settings.

    Parameters
    ----------
    database
        None where there is no graph yet.
    paths, settings
        As for `load_files`.
    """
    run = DryRun(database)
    return [run.file(path, settings) for path in paths]


def load_demo(database: Database, progress: Progress | None = None) -> list[FileReport]:
    """Load the demo register, through the same path as a user's file."""
    return load_files(database, DEMO_FILES, progress=progress)


def voice(register: Register, taken: Taken) -> str:
    """Give whose word a row is: its owner's; its own keys' or its file's where none is said."""
    if taken.owner:
        return taken.owner.code
    return "kode" if taken.told.register_key else f"berkas:{register.file}"


# ------------------------------------------------------------------ what a file would do


def _plan(path: Path, settings: Settings, known: _Known) -> FileReport:
    try:
        register = read_register(path, known.names(shown_name(path)), known.settings(settings))
    except FileRefused as error:
        return FileReport(shown_name(path), error=error)
    report = FileReport(register.file, register)
    _refuse_taken_keys(register, known)
    _refuse_missing_targets(register, known)
    _place(report, known)
    return report


def _place(report: FileReport, known: _Known) -> None:
    """Find for every agreement the id under which the graph holds it, or shall."""
    register = report.register
    assert register is not None
    by_voice: dict[str, list[Taken]] = {}
    for taken in register.taken:
        by_voice.setdefault(voice(register, taken), []).append(taken)
    for name, rows in by_voice.items():
        ids = [taken.told.id for taken in rows]
        placed = known.targets(ids, name)
        there = known.registers(id for id in ids if id not in placed)
        placed |= {id: id for id in there}
        report.same |= {
            taken.told.id: [Match(taken.told.id, "sure", _why_equal(taken.told))]
            for taken in rows
            if there.get(taken.told.id, set()) - {name}
        }
        placed |= _corrected(register.file, name, rows, placed, known)
        _doubt_merges(name, rows, placed, known)
        fresh = [telling_of(t.told) for t in rows if t.told.id not in placed]
        same = find_same(fresh, known.tellings({t.group for t in fresh}), name)
        for own, matches in same.items():
            if matches[0].certainty == "sure":
                placed[own] = matches[0].id
        report.same |= same
        report.targets |= {id: placed.get(id, id) for id in ids}
    for taken in register.taken:
        moved = tuple(report.targets.get(id, id) for id in taken.told.implements)
        if moved != taken.told.implements:
            taken.draft.told = replace(taken.told, implements=moved)


def _doubt_merges(
    name: str, rows: Sequence[Taken], placed: Mapping[str, str], known: _Known
) -> None:
    """Tell rows that no longer say what another register says of the same agreement."""
    held = known.these(placed.values())
    for taken in rows:
        other = held.get(placed.get(taken.told.id, ""))
        if other is None or not other.registers - {name}:
            continue
        own = telling_of(taken.told)
        match = compare(own, other, is_only=True) if own.group == other.group else None
        if match is None or match.certainty != "sure":
            warning = MergeContradicts(field="judul", title=other.title[:60])
            taken.draft.warnings.append(warning)


def _why_equal(told: Agreement) -> tuple[str, ...]:
    """Say of what an agreement's id is made, that another register's row has as well."""
    return ("key",) if told.register_key else ("parties", "title")


def _corrected(
    file: str, name: str, rows: Sequence[Taken], placed: Mapping[str, str], known: _Known
) -> dict[str, str]:
    """Find rows that correct rows of an earlier version of the file."""
    own = {taken.told.id for taken in rows}
    gone = {row["id"]: row for row in known.earlier_rows(file, name) if row["own"] not in own}
    fresh = [taken for taken in rows if taken.told.id not in placed]
    if not gone or not fresh:
        return {}
    places: dict[str, object] = {id: (row["sheet"], row["row"]) for id, row in gone.items()}
    places |= {taken.told.id: (taken.sheet, taken.row) for taken in fresh}
    earlier = [t for t in known.tellings(r["group"] for r in gone.values()) if t.id in gone]
    return find_versions([telling_of(taken.told) for taken in fresh], earlier, places)


def _refuse_taken_keys(register: Register, known: _Known) -> None:
    """Refuse agreements whose key another agreement has, with which they share no party."""
    there = known.parties([taken.told.id for taken in register.taken if taken.told.register_key])

    def problem(taken: Taken) -> ValueRefused | None:
        title, parties = there.get(taken.told.id, ("", set()))
        if not title or parties & {actor_key(party.actor) for party in taken.told.parties}:
            return None
        return KeyTaken(field="kode", value=taken.told.register_key or "", title=title)

    _refuse(register, problem)


def _refuse_missing_targets(register: Register, known: _Known) -> None:
    """Refuse agreements that implement one neither in the file nor in the graph."""
    wanted = {target for taken in register.taken for target in taken.told.implements}
    stored = known.ids(wanted)
    before = -1
    while before != len(register.taken):  # what implements a refused one is refused as well
        before = len(register.taken)
        there = stored | {taken.told.id for taken in register.taken}

        def problem(taken: Taken, there: set[str] = there) -> ValueRefused | None:
            missing = [target for target in taken.told.implements if target not in there]
            return TargetUnknown(field="melaksanakan", value=missing[0]) if missing else None

        _refuse(register, problem)


def _refuse(register: Register, problem: Callable[[Taken], ValueRefused | None]) -> None:
    kept = []
    for taken in register.taken:
        if error := problem(taken):
            refusal = Refusal(register.file, taken.sheet, taken.row, error, taken.cells)
            register.refused.append(refusal)
        else:
            kept.append(taken)
    if len(kept) < len(register.taken):
        register.taken = kept
        register.sort_refused()


# ------------------------------------------------------------------ writing it


def _write(
    database: Database, report: FileReport, settings: Settings, progress: Progress | None
) -> None:
    register = report.register
    assert register is not None
    store = Store(database)
    load = Load(
        id=register.load_id,
        file=register.file,
        at=now(),
        by=user(),
        accepted=register.accepted,
        refused=len(register.refused),
        owner=register.owner.code if register.owner else None,
        sheets=json.dumps([table.sheet for table in register.tables], ensure_ascii=False),
        columns=json.dumps(kept_columns(register), ensure_ascii=False),
        skipped=json.dumps([asdict(one) for one in register.skipped], ensure_ascii=False),
    )
    is_new = store.load_state(load.id) != "done"
    if is_new:
        store.begin_load(load)
    facts = Facts(
        records=[_record(report, taken) for taken in register.taken],
        refused=[_refused(register, refusal) for refusal in register.refused],
        reports=[total for _, _, total in register.reports],
    )
    report.counts = store.write(facts, load, progress)
    report.changes = report.counts.changes
    propose(database, _proposals(report), by=user())
    _remember(database, register, settings)
    if is_new or report.counts.touched:
        store.end_load(load)


def _remember(database: Database, register: Register, settings: Settings) -> None:
    """Keep what a person said of the columns for the next file with the same headings."""
    if not settings.mapping:
        return
    for table in register.tables:
        if layout := layout_key(table.headings):
            columns = settings.mapping.of_sheet(table.sheet).columns
            kept = KeptMapping(layout, columns, settings.mapping.owner, now(), user())
            remember_mapping(database, kept)


def _record(report: FileReport, taken: Taken) -> Record:
    register, draft = report.register, taken.draft
    assert register is not None
    return Record(
        load_id=register.load_id,
        file=register.file,
        sheet=taken.sheet,
        row=taken.row,
        agreement_id=report.targets[taken.told.id],
        told=taken.told,
        owner=taken.owner.code if taken.owner else None,
        voice=voice(register, taken),
        cells=taken.cells,
        names=tuple(name_of(named) for named in (*draft.named, *draft.responsible)),
        warnings=tuple(packed(warning) for warning in draft.warnings),
    )


def kept_columns(register: Register) -> list[dict[str, Any]]:
    """Give what each column was taken for as values that JSON can hold."""
    return [
        {
            "sheet": table.sheet,
            "index": guess.index,
            "heading": guess.heading,
            "field": guess.field,
            "how": guess.how,
            "reason": guess.reason.message(str),
        }
        for table in register.tables
        for guess in table.guesses
    ]


def name_of(named: Named) -> dict[str, Any]:
    """Give how a name was decided as values that JSON can hold."""
    found = named.resolution
    return {
        "as_written": found.as_written,
        "kind": found.kind,
        "id": actor_key(found.actor) if found.actor else None,
        "candidates": [actor_key(actor) for actor in found.candidates],
        "decided_by": found.decided_by,
        "alias": found.alias,
        "column": named.column,
        "problem": packed(found.problem) if found.problem else None,
    }


def _refused(register: Register, refusal: Refusal) -> Refused:
    return Refused(
        load_id=register.load_id,
        file=refusal.file,
        sheet=refusal.sheet,
        row=refusal.row,
        field=refusal.field,
        error=packed(refusal.error),
        cells=refusal.cells,
    )


def _proposals(report: FileReport) -> list[tuple[str, str, tuple[str, ...]]]:
    """Give the pairs that are only likely one agreement."""
    return [
        (report.targets[own], match.id, match.reasons)
        for own, matches in report.same.items()
        for match in matches
        if match.certainty == "likely"
    ]


def user() -> str:
    """Give the name of whoever runs this."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        return "tidak diketahui"
