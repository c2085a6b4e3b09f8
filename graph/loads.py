"""The files that were loaded: what each brought, what it changed, and how it is taken back.

Undoing a load takes its records away. Each agreement of theirs is made again of
what other loads tell of it, or goes where none does; so do the actors, sources and
reported totals. It happens batch by batch: one that was cut off is finished by
undoing again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from graph import writing
from graph.database import Database
from graph.errors import JejaringError, NotFound
from graph.model import Load
from graph.records import Change, Record, Refused, from_json
from graph.rows import Row
from graph.telling import DELETE_NAMED, RECORDS_A_BATCH, read_told, settle, sweep
from graph.writing import Counts, Progress, needed, now

_LOADS = (
    "MATCH (l:Load) RETURN properties(l) AS properties "
    "ORDER BY coalesce(l.number, 0) DESC, l.at DESC, l.id"
)
_LOAD = "MATCH (l:Load {id: $id}) RETURN properties(l) AS properties"
_RECORDS = (
    "MATCH (l:Load {id: $id})<-[:LOADED_BY]-(r:Record)-[:TELLS]->(a:Agreement) "
    "RETURN properties(r) AS properties, a.id AS agreement, a.title AS title"
)
_THESE_RECORDS = (
    "UNWIND $ids AS id MATCH (r:Record {id: id})-[:TELLS]->(a:Agreement) "
    "MATCH (r)-[:LOADED_BY]->(l:Load) "
    "RETURN properties(r) AS properties, a.id AS agreement, l.id AS load"
)
_CHANGED = (
    "MATCH (l:Load {id: $id})<-[:LOADED_BY]-(r:Record)-[:TELLS]->(a:Agreement) "
    "WHERE r.changes IS NOT NULL "
    "RETURN a.id AS agreement, a.title AS title, r.changes AS changes, r.sheet AS sheet, "
    "r.row AS row ORDER BY sheet, row"
)
_REFUSED = (
    "MATCH (l:Load {id: $id})<-[:LOADED_BY]-(f:Refusal) RETURN properties(f) AS properties "
    "ORDER BY f.position"
)
_PREVIOUS = (
    "MATCH (l:Load {id: $id}) MATCH (p:Load {file: l.file}) "
    "WHERE p.number < l.number AND p.state = 'done' "
    "AND (p.owner = l.owner OR p.owner IS NULL AND l.owner IS NULL) "
    "RETURN p.id AS id ORDER BY p.number DESC LIMIT 1"
)
_TOLD_BY = (
    "MATCH (:Load {id: $id})<-[:LOADED_BY]-(:Record)-[:TELLS]->(a:Agreement) "
    "RETURN DISTINCT a.id AS id"
)
# Later loads by which an agreement is other than this load alone would have it, or
# which need it. The load brought an agreement where nobody told of it before.
_BUILDERS = """
MATCH (l:Load {id: $id})<-[:LOADED_BY]-(r:Record)-[:TELLS]->(a:Agreement)
WITH DISTINCT a, r.load_number AS number, r.voice AS voice
MATCH (a)<-[t:TELLS]-(o:Record)
WHERE o.load_number > number
  AND (o.changes IS NOT NULL OR o.voice <> voice OR t.merged_from IS NOT NULL)
  AND NOT EXISTS { MATCH (a)<-[:TELLS]-(e:Record) WHERE e.load_number < number }
MATCH (o)-[:LOADED_BY]->(m:Load)
RETURN DISTINCT m.id AS id
"""
_IMPLEMENTERS = """
MATCH (l:Load {id: $id})<-[:LOADED_BY]-(r:Record)-[:TELLS]->(a:Agreement)
WITH DISTINCT a, r.load_number AS number
MATCH (a)<-[:IMPLEMENTS]-(:Agreement)<-[:TELLS]-(o:Record)
WHERE o.load_number > number
  AND NOT EXISTS { MATCH (a)<-[:TELLS]-(e:Record) WHERE e.load_number <> number }
MATCH (o)-[:LOADED_BY]->(m:Load)
RETURN DISTINCT m.id AS id
"""
_KEPT = (
    "MATCH (l:Load {id: $id}) WHERE l.state = 'done' AND l.accepted > 0 "
    "AND NOT EXISTS { MATCH (l)<-[:LOADED_BY]-(:Record) } "
    "AND NOT EXISTS { MATCH (l)<-[:LOADED_BY]-(:Report) } RETURN l.id AS id"
)
_NOTE = "MATCH (l:Load {id: $id}) SET l += $properties"
_SOME_RECORDS = (
    "MATCH (l:Load {id: $id})<-[:LOADED_BY]-(r:Record)-[:TELLS]->(a:Agreement) "
    "RETURN r.id AS id, a.id AS agreement LIMIT $count"
)
_COUNT_RECORDS = "MATCH (l:Load {id: $id})<-[:LOADED_BY]-(r:Record) RETURN count(r) AS count"
_DELETE_RECORDS = "UNWIND $ids AS id MATCH (r:Record {id: id}) DETACH DELETE r"
_SOME_REPORTS = "MATCH (l:Load {id: $id})<-[:LOADED_BY]-(t:Report) RETURN t.id AS id LIMIT $count"
_OTHER_TELLINGS = {
    "Report": "UNWIND $ids AS id MATCH (n:Report {id: id})-[e:LOADED_BY]->(l:Load) "
    "WHERE l.id <> $load RETURN id, l.number AS number, l.id AS load, properties(e) AS told",
    "Partner": "UNWIND $ids AS id MATCH (n:Partner {id: id})-[e:NAMED_BY]->(l:Load) "
    "WHERE l.id <> $load RETURN id, l.number AS number, l.id AS load, properties(e) AS told",
    "Opd": "UNWIND $ids AS id MATCH (n:Opd {id: id})-[e:NAMED_BY]->(l:Load) "
    "WHERE l.id <> $load RETURN id, l.number AS number, l.id AS load, properties(e) AS told",
    "Source": "UNWIND $ids AS id MATCH (n:Source {id: id})-[e:NAMED_BY]->(l:Load) "
    "WHERE l.id <> $load RETURN id, l.number AS number, l.id AS load, properties(e) AS told",
}
_DELETE_REPORTS = "UNWIND $ids AS id MATCH (n:Report {id: id}) DETACH DELETE n"
_RESTORE_REPORTS = (
    "UNWIND $rows AS row MATCH (n:Report {id: row.id})-[s:STATED_IN]->(:Source) "
    "SET n.count = row.told.count, n.at_least = row.told.at_least, n.digest = row.told.digest, "
    "s.evidence = row.told.evidence, s.page = row.told.page, "
    "s.confidence = row.told.confidence, s.digest = row.told.stated"
)
_UNLOAD_REPORTS = (
    "UNWIND $ids AS id MATCH (n:Report {id: id})-[e:LOADED_BY]->(l:Load {id: $load}) DELETE e"
)
_SOME_NAMED = {
    "Partner": "MATCH (l:Load {id: $id})<-[e:NAMED_BY]-(n:Partner) "
    "RETURN n.id AS id, n.digest AS digest, EXISTS { MATCH (n)-[:PARTY_TO]->() } AS used "
    "LIMIT $count",
    "Opd": "MATCH (l:Load {id: $id})<-[e:NAMED_BY]-(n:Opd) "
    "RETURN n.id AS id, n.digest AS digest, EXISTS { MATCH (n)-[:PARTY_TO]->() } "
    "OR EXISTS { MATCH (n)-[:RESPONSIBLE_FOR]->() } AS used LIMIT $count",
    "Source": "MATCH (l:Load {id: $id})<-[e:NAMED_BY]-(n:Source) "
    "RETURN n.id AS id, n.digest AS digest, EXISTS { MATCH (n)<-[:STATED_IN]-() } AS used "
    "LIMIT $count",
}
_RESTORE_NAMED = {
    "Partner": "UNWIND $rows AS row MATCH (n:Partner {id: row.id}) SET n = row.told",
    "Opd": "UNWIND $rows AS row MATCH (n:Opd {id: row.id}) SET n = row.told",
    "Source": "UNWIND $rows AS row MATCH (n:Source {id: row.id}) SET n = row.told",
}
_UNNAME = {
    "Partner": "UNWIND $ids AS id MATCH (n:Partner {id: id})-[e:NAMED_BY]->(l:Load {id: $load}) "
    "DELETE e",
    "Opd": "UNWIND $ids AS id MATCH (n:Opd {id: id})-[e:NAMED_BY]->(l:Load {id: $load}) DELETE e",
    "Source": "UNWIND $ids AS id MATCH (n:Source {id: id})-[e:NAMED_BY]->(l:Load {id: $load}) "
    "DELETE e",
}


class LoadUnknown(NotFound):
    """An id that no load has."""

    text = "Tidak ada pemuatan dengan kunci “{key}”. Pilih satu dari daftar pemuatan."


class UndoRefused(JejaringError):
    """A load on which later ones build."""

    text = (
        "Pemuatan {file} tidak dapat dibatalkan, sebab pemuatan sesudahnya mengubah, melengkapi "
        "atau melaksanakan kesepakatan yang dibawanya: {loads}. Batalkan pemuatan itu lebih "
        "dahulu, mulai dari yang terakhir."
    )
    http_status = 409


class NothingToUndo(JejaringError):
    """A load of facts that do not come from the rows of a register."""

    text = (
        "Pemuatan {file} berisi fakta rujukan, bukan baris register, jadi tidak dapat "
        "dibatalkan. Fakta rujukan ikut dengan program; biarkan saja."
    )
    http_status = 409


# ------------------------------------------------------------------ what was loaded


def _load(properties: Row) -> Load:
    names = {part.name for part in fields(Load)}
    return Load(**{name: value for name, value in properties.items() if name in names})


def loads(database: Database) -> list[Load]:
    """Read all loads, the newest first."""
    return [_load(row["properties"]) for row in database.read(_LOADS, limit=None)]


def load_of(database: Database, load_id: str) -> Load:
    """Read one load.

    Raises
    ------
    LoadUnknown
        Where there is none.
    """
    found = database.read(_LOAD, {"id": load_id}).rows
    if not found:
        raise LoadUnknown(key=load_id[:80])
    return _load(found[0]["properties"])


def records_of(database: Database, load_id: str) -> list[Record]:
    """Read what a load tells, in the order of its rows; nothing of one that was undone."""
    found = database.read(_RECORDS, {"id": load_id}, limit=None)
    records = [_record(row, load_id) for row in found]
    return sorted(records, key=lambda record: (record.file, record.sheet, record.row))


def read_records(database: Database, ids: Iterable[str]) -> list[Record]:
    """Read these records, of whatever loads."""
    found = database.read(_THESE_RECORDS, {"ids": sorted(set(ids))}, limit=None)
    return [_record(row, row["load"]) for row in found]


def _record(row: Row, load_id: str) -> Record:
    stored = row["properties"]
    return Record(
        load_id,
        stored["file"],
        stored["sheet"],
        stored["row"],
        row["agreement"],
        from_json(stored["told"]),
        stored.get("owner"),
        stored["voice"],
        json.loads(stored["cells"]),
        tuple(json.loads(stored["names"])),
        tuple(json.loads(stored["warnings"])),
    )


def refusals_of(database: Database, load_id: str) -> list[Refused]:
    """Read the rows of a load that were not taken, also of one that was undone."""
    return [
        Refused(
            load_id,
            stored["file"],
            stored["sheet"],
            stored["row"],
            stored["field"],
            json.loads(stored["error"]),
            json.loads(stored["cells"]),
        )
        for row in database.read(_REFUSED, {"id": load_id}, limit=None)
        if (stored := row["properties"])
    ]


def changes_of(database: Database, load_id: str) -> list[Change]:
    """Read what a load changed of agreements that were there before."""
    return [
        Change(row["agreement"], row["title"], one["field"], one["old"], one["new"])
        for row in database.read(_CHANGED, {"id": load_id}, limit=None)
        for one in json.loads(row["changes"])
    ]


def vanished(database: Database, load_id: str) -> list[Record]:
    """Read what the owner's previous version of a file told and this one does not.

    Those agreements stay in the graph: a row may be left out for many reasons.
    """
    previous = database.read(_PREVIOUS, {"id": load_id}).rows
    if not previous:
        return []
    told = {row["id"] for row in database.read(_TOLD_BY, {"id": load_id}, limit=None)}
    before = records_of(database, previous[0]["id"])
    return [record for record in before if record.agreement_id not in told]


# ------------------------------------------------------------------ taking back


def builds_on(database: Database, load_id: str) -> list[Load]:
    """Read the later loads that build on what a load brought, the newest first.

    They changed an agreement that it brought, tell of it in another register's
    name, or implement it. One that merely repeats what it told does not count.
    """
    number = load_of(database, load_id).number
    later = [load for load in loads(database) if load.number > number]
    if not later:
        return []
    ids = {
        row["id"]
        for query in (_BUILDERS, _IMPLEMENTERS)
        for row in database.read(query, {"id": load_id}, limit=None)
    }
    return [load for load in later if load.id in ids]


def undo(
    database: Database, load_id: str, progress: Progress | None = None, by: str = ""
) -> Counts:
    """Take back what a load brought and nobody else tells.

    Parameters
    ----------
    database
        Where it was loaded.
    load_id
        Which load. One that is undone already is left as it is; one whose undoing was
        cut off is finished.
    progress
        Called with records taken back and in all.
    by
        Who wants it.

    Returns
    -------
    Counts
        What was removed, and what changed back.

    Raises
    ------
    UndoRefused
        Where later loads build on it; nothing is taken back.
    NothingToUndo
        For facts that are no rows of a register.
    """
    load, counts = load_of(database, load_id), Counts()
    if load.state == "undone":
        return counts
    if load.state != "undoing":
        _refuse(database, load)
        begun = {"state": "undoing", "undone_by": by}
        database.write((_NOTE, {"id": load_id, "properties": begun}))
    _take_back_records(database, load_id, counts, progress)
    _take_back_reports(database, load_id, counts)
    for label in _SOME_NAMED:
        _take_back_named(database, label, load_id, counts)
    sweep(database, counts)
    ended = {"state": "undone", "changed_at": now(), "done": 0}
    database.write((_NOTE, {"id": load_id, "properties": ended}))
    return counts


def _refuse(database: Database, load: Load) -> None:
    if database.read(_KEPT, {"id": load.id}).rows:
        raise NothingToUndo(file=load.file)
    if later := builds_on(database, load.id):
        names = "; ".join(f"{one.file} ({one.at})" for one in later)
        raise UndoRefused(file=load.file, loads=names)


def _take_back_records(
    database: Database, load_id: str, counts: Counts, progress: Progress | None
) -> None:
    total = database.read(_COUNT_RECORDS, {"id": load_id}).one()["count"]
    done = 0
    while some := database.read(_SOME_RECORDS, {"id": load_id, "count": RECORDS_A_BATCH}).rows:
        before = read_told(database, {row["agreement"] for row in some})
        after = {
            key: [one for one in several if one.load_id != load_id]
            for key, several in before.items()
        }
        gone = [one.id for told in before.values() for one in told if one.load_id == load_id]
        former = _former_ids(database, after)
        found = settle(database, after, before=before, also=former)
        found.count(counts)
        database.write(*found.statements, (_DELETE_RECORDS, {"ids": gone}))
        done += len(gone)
        if progress:
            progress(done, total)


_ALSO = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) WHERE a.also IS NOT NULL "
    "RETURN key, a.also AS also"
)


def _former_ids(database: Database, after: dict[str, Any]) -> dict[str, list[str]]:
    """Give the former ids that agreements keep: those of which a record is left."""
    kept: dict[str, list[str]] = {}
    for row in database.read(_ALSO, {"keys": list(after)}, limit=None):
        left = {one.merged_from for one in after[row["key"]]}
        names = [id for id in row["also"] if id in left]
        if names != row["also"]:
            kept[row["key"]] = names
    return kept


def _take_back_reports(database: Database, load_id: str, counts: Counts) -> None:
    while some := database.read(_SOME_REPORTS, {"id": load_id, "count": RECORDS_A_BATCH}).rows:
        ids = [row["id"] for row in some]
        others = _others(database, "Report", ids, load_id)
        gone = [id for id in ids if id not in others]
        back = [{"id": id, "told": others[id]} for id in ids if id in others]
        database.write(
            *needed(
                (_DELETE_REPORTS, {"ids": gone}),
                (_RESTORE_REPORTS, {"rows": back}),
                (_UNLOAD_REPORTS, {"ids": [row["id"] for row in back], "load": load_id}),
            )
        )
        counts.removed["Report"] += len(gone)


def _take_back_named(database: Database, label: str, load_id: str, counts: Counts) -> None:
    query = _SOME_NAMED[label]
    while some := database.read(query, {"id": load_id, "count": RECORDS_A_BATCH}).rows:
        ids = [row["id"] for row in some]
        others = _others(database, label, ids, load_id)
        gone = [row["id"] for row in some if not row["used"]]
        back = [
            {"id": row["id"], "told": others[row["id"]]}
            for row in some
            if row["used"] and row["id"] in others and others[row["id"]]["digest"] != row["digest"]
        ]
        database.write(
            *needed(
                (_UNNAME[label], {"ids": ids, "load": load_id}),
                (_RESTORE_NAMED[label], {"rows": back}),
                (DELETE_NAMED[label], {"ids": gone}),
            )
        )
        counts.removed[label] += len(gone)
        counts.changed[label] += len(back)


def _others(database: Database, label: str, ids: Iterable[str], load_id: str) -> dict[str, Row]:
    """Give what the other loads leave of each node: the last that was told, not guessed."""
    values = {"ids": list(ids), "load": load_id}
    rows = list(database.read(_OTHER_TELLINGS[label], values, limit=None))
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["number"] or 0, row["load"])):
        told, known = row["told"], found.get(row["id"])
        if known is None or writing.is_newer(
            {"properties": told}, {"digest": known["digest"], "guessed": known.get("kind_guessed")}
        ):
            found[row["id"]] = told
    return found
