"""Records into the graph, and agreements made of them.

An agreement that records tell of is always what `combine` makes of them: here it is
made again whenever one comes, goes or moves to another agreement. What belongs
together is written in one transaction.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph import writing
from graph.database import Database, Statement
from graph.model import Agreement, Load, Opd
from graph.records import Change, Record, changes_between, combine, counting, from_json
from graph.rows import Row, agreement_row, record_row
from graph.writing import NAMED, Counts, Progress, batches, named_by, needed, write_nodes

RECORDS_A_BATCH = 1_000

_NUMBER = "MATCH (l:Load {id: $load}) RETURN coalesce(l.number, 0) AS number"
_OF_LOAD = (
    "MATCH (l:Load {id: $load})<-[:LOADED_BY]-(r:Record)-[:TELLS]->(a:Agreement) "
    "RETURN r.id AS id, r.digest AS digest, a.id AS agreement"
)
_KNOWN = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) "
    "RETURN key, a.digest AS digest, a.voices AS voices, a.also AS also, "
    "COLLECT { MATCH (a)-[e:STATED_IN]->(:Source) RETURN e.digest } AS statements, "
    "COLLECT { MATCH (a)-[:LOADED_BY]->(l:Load) RETURN l.id } AS loads"
)
_TOLD = (
    "UNWIND $keys AS key "
    "MATCH (a:Agreement {id: key})<-[t:TELLS]-(r:Record)-[:LOADED_BY]->(l:Load) "
    "RETURN r.id AS id, key AS agreement_id, l.id AS load_id, r.load_number AS number, "
    "r.file AS file, r.sheet AS sheet, r.row AS row, r.owner AS owner, r.voice AS voice, "
    "r.own_id AS own_id, r.told AS text, t.merged_from AS merged_from"
)
_WRITE_RECORDS = (
    "UNWIND $rows AS row MATCH (a:Agreement {id: row.agreement}) MATCH (l:Load {id: row.load}) "
    "MERGE (r:Record {id: row.key}) SET r = row.properties "
    "MERGE (r)-[:TELLS]->(a) MERGE (r)-[:LOADED_BY]->(l)"
)
_UNTELL = "UNWIND $ids AS id MATCH (r:Record {id: id})-[t:TELLS]->() DELETE t"
_DELETE_AGREEMENTS = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})-[:YIELDED]->(b:Benefit) DETACH DELETE b",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) DETACH DELETE a",
)
_LOADED = (
    "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) MATCH (l:Load {id: row.load}) "
    "MERGE (a)-[:LOADED_BY]->(l)"
)
_UNLOADED = (
    "UNWIND $rows AS row MATCH (a:Agreement {id: row.key})-[e:LOADED_BY]->(l:Load {id: row.load}) "
    "DELETE e"
)
_DONE = "MATCH (l:Load {id: $load}) SET l.done = $done"
_REGIONS = "UNWIND $codes AS code MATCH (r:Region {code: code}) RETURN code, r.name AS name"
_THERE = "UNWIND $ids AS id MATCH (a:Agreement {id: id}) RETURN id"
_MERGED = (
    "MATCH (a:Agreement) WHERE a.also IS NOT NULL UNWIND a.also AS id "
    "WITH id, a WHERE id IN $ids RETURN id, a.id AS into"
)
# An actor or source that no agreement and no report needs any more. Those that a running
# load names may be about to be used.
_IDLE = (
    "EXISTS { MATCH (n)-[:NAMED_BY]->(:Load) } AND NOT EXISTS "
    "{ MATCH (n)-[:NAMED_BY]->(l:Load) WHERE l.state = 'running' AND l.id <> $load } "
)
_UNUSED = {
    "Partner": "MATCH (n:Partner) WHERE NOT EXISTS { MATCH (n)-[:PARTY_TO]->() } AND "
    + _IDLE
    + "RETURN n.id AS id",
    "Opd": "MATCH (n:Opd) WHERE NOT EXISTS { MATCH (n)-[:PARTY_TO]->() } "
    "AND NOT EXISTS { MATCH (n)-[:RESPONSIBLE_FOR]->() } AND " + _IDLE + "RETURN n.id AS id",
    "Source": "MATCH (n:Source) WHERE NOT EXISTS { MATCH (n)<-[:STATED_IN]-() } AND "
    + _IDLE
    + "RETURN n.id AS id",
}
DELETE_NAMED = {
    "Partner": "UNWIND $ids AS id MATCH (n:Partner {id: id}) DETACH DELETE n",
    "Opd": "UNWIND $ids AS id MATCH (n:Opd {id: id}) DETACH DELETE n",
    "Source": "UNWIND $ids AS id MATCH (n:Source {id: id}) DETACH DELETE n",
}


@dataclass(slots=True)
class Told:
    """A record that tells of an agreement, read from its text only when needed.

    Attributes
    ----------
    number
        Of its load, in the order of loading.
    text
        What it tells, as stored.
    merged_from
        The agreement that it told of before somebody merged that one away.
    """

    id: str
    agreement_id: str
    load_id: str
    number: int
    file: str
    sheet: str
    row: int
    owner: str | None
    voice: str
    own_id: str
    text: str
    merged_from: str | None = None
    _agreement: Agreement | None = None

    @property
    def told(self) -> Agreement:
        """What it tells."""
        if self._agreement is None:
            self._agreement = from_json(self.text)
        return self._agreement

    @property
    def order(self) -> tuple[int, str, str, str, int]:
        """Where it stands among the records of one agreement."""
        return self.number, self.load_id, self.file, self.sheet, self.row


def read_told(database: Database, ids: Iterable[str]) -> dict[str, list[Told]]:
    """Read the records of agreements, in the order of loading."""
    found: dict[str, list[Told]] = {id: [] for id in ids}
    for part in batches(list(found), RECORDS_A_BATCH):
        for row in database.read(_TOLD, {"keys": part}, limit=None):
            found[row["agreement_id"]].append(Told(**row))
    for several in found.values():
        several.sort(key=lambda told: told.order)
    return found


def _told(row: Row, record: Record, number: int) -> Told:
    stored = row["properties"]
    return Told(
        record.id,
        record.agreement_id,
        record.load_id,
        number,
        record.file,
        record.sheet,
        record.row,
        record.owner,
        record.voice,
        record.told.id,
        stored["told"],
        _agreement=record.told,
    )


# ------------------------------------------------------------------ agreements of records


@dataclass(slots=True)
class Settlement:
    """What makes agreements what their records tell.

    Attributes
    ----------
    statements
        To be carried out in one transaction with what changed the records.
    created, changed, unchanged, removed
        Keys of the agreements.
    """

    statements: list[Statement] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def count(self, counts: Counts) -> None:
        """Add to counts."""
        for name in ("created", "changed", "unchanged", "removed"):
            getattr(counts, name)["Agreement"] += len(getattr(self, name))


def settle(
    database: Database,
    told: Mapping[str, Sequence[Told]],
    *,
    before: Mapping[str, Sequence[Told]] | None = None,
    also: Mapping[str, Sequence[str]] | None = None,
    moved: Mapping[str, str] | None = None,
) -> Settlement:
    """Work out what makes agreements what these records tell; those without any go.

    Sources and actors that the agreements need and the graph lacks are written at once.

    Parameters
    ----------
    database
        Where the agreements are.
    told
        For each agreement all its records as they will be, in the order of loading.
    before
        The same as they are, so that what tells nothing new need not be compared.
    also
        Former ids of agreements, where they change.
    moved
        Agreement id → the one that stands for it after the transaction, where that is
        other than the graph says.
    """
    found = Settlement()
    known = {row["key"]: row for row in database.read(_KNOWN, {"keys": list(told)}, limit=None)}
    fresh, changed = [], []
    loads: dict[str, list[Row]] = {"added": [], "removed": []}
    for key, several in told.items():
        there = known.get(key)
        if not several:
            found.removed += [key] if there else []
            continue
        wanted, had = {one.load_id for one in several}, set(there["loads"] if there else ())
        loads["added"] += [{"key": key, "load": load} for load in sorted(wanted - had)]
        loads["removed"] += [{"key": key, "load": load} for load in sorted(had - wanted)]
        if there and before and key not in (also or {}) and _says_same(several, before[key]):
            found.unchanged.append(key)
            continue
        row = _row(key, several)
        names = (also or {}).get(key, there["also"] if there else None)
        row["properties"]["also"] = sorted(names) if names else None
        if there is None:
            fresh.append(row)
        elif _differs(row, there):
            changed.append(row)
        else:
            found.unchanged.append(key)
    found.created = [row["key"] for row in fresh]
    found.changed = [row["key"] for row in changed]
    _supply(database, [told[key] for key in (*found.created, *found.changed)])
    found.statements = needed(
        *((query, {"keys": found.removed}) for query in _DELETE_AGREEMENTS),
        *writing.setting(fresh + changed),
        (writing.CLEAR_STATEMENTS, {"keys": found.changed}),
        *writing.stating(fresh + changed),
        (_UNLOADED, {"rows": loads["removed"]}),
        (_LOADED, {"rows": loads["added"]}),
        *linking(database, ((row["key"], row["implements"]) for row in changed), moved),
    )
    return found


def _row(key: str, told: Sequence[Told]) -> Row:
    row = agreement_row(combine(key, told))
    row["properties"]["voices"] = len({one.voice for one in told})
    return row


def _says_same(told: Sequence[Told], before: Sequence[Told]) -> bool:
    now, then = ([(one.voice, one.text) for one in counting(each)] for each in (told, before))
    return now == then


def _differs(row: Row, known: Row) -> bool:
    properties = row["properties"]
    return (
        properties["digest"] != known["digest"]
        or properties["voices"] != known["voices"]
        or (properties["also"] or None) != (known["also"] or None)
        or {s["properties"]["digest"] for s in row["statements"]} != set(known["statements"])
    )


def linking(
    database: Database,
    implements: Iterable[tuple[str, Iterable[str]]],
    moved: Mapping[str, str] | None = None,
) -> list[Statement]:
    """Give what links agreements to those that they implement.

    Parameters
    ----------
    database
        Where to look which of them were merged into others.
    implements
        Ids of agreements, each with the ids of those that it implements.
    moved
        As for `settle`.
    """
    pairs = [(key, target) for key, targets in implements for target in targets]
    if not pairs:
        return []
    targets = {target for _, target in pairs}
    stands = standing_for(database, targets)
    stands |= {target: now for target, now in (moved or {}).items() if target in targets}
    rows = [
        {"key": key, "target": stands[target]}
        for key, target in dict.fromkeys(pairs)
        if stands.get(target, key) != key
    ]
    return writing.implementing(rows)


def standing_for(database: Database, ids: Iterable[str]) -> dict[str, str]:
    """Give for ids of agreements those that stand for them: themselves, or what they merged into.

    Ids that no agreement has or had are left out.
    """
    wanted = set(ids)
    found: dict[str, str] = {}
    for part in batches(sorted(wanted), writing.ROWS_A_BATCH):
        found |= {row["id"]: row["id"] for row in database.read(_THERE, {"ids": part}, limit=None)}
    if missing := sorted(wanted - found.keys()):
        merged = database.read(_MERGED, {"ids": missing}, limit=None)
        found |= {row["id"]: row["into"] for row in merged}
    return found


def _supply(database: Database, groups: Iterable[Sequence[Told]]) -> None:
    """Write the sources and actors that records name and the graph has lost since."""
    records = [record for told in groups for record in counting(told)]
    if not records:
        return
    missing: dict[str, set[str]] = {}
    for label, rows in named_by(record.told for record in records).items():
        keys = [row["key"] for row in rows]
        there = database.read(NAMED[label].known, {"keys": keys}, limit=None)
        if lost := set(keys) - {row["key"] for row in there}:
            missing[label] = lost
            fresh = [row for row in rows if row["key"] in lost]
            write_nodes(database, NAMED[label], fresh, Counts())
    if not missing:
        return
    by_load: dict[str, list[Agreement]] = defaultdict(list)
    for record in records:
        by_load[record.load_id].append(record.told)
    for load_id, agreements in by_load.items():
        for label, rows in named_by(agreements).items():
            if lost_rows := [row for row in rows if row["key"] in missing.get(label, ())]:
                database.write((NAMED[label].tell, {"rows": lost_rows, "load": load_id}))


def sweep(database: Database, counts: Counts, load_id: str = "") -> None:
    """Remove actors and sources that records once named and nothing needs any more.

    Parameters
    ----------
    database, counts
        Where, and what is added to.
    load_id
        A load that is running and has used all that it names.
    """
    for label, query in _UNUSED.items():
        ids = [row["id"] for row in database.read(query, {"load": load_id}, limit=None)]
        for part in batches(ids, writing.ROWS_A_BATCH):
            database.write((DELETE_NAMED[label], {"ids": part}))
        counts.removed[label] += len(ids)


# ------------------------------------------------------------------ a load


def write_records(
    database: Database,
    load: Load,
    records: Sequence[Record],
    counts: Counts,
    progress: Progress | None = None,
) -> None:
    """Write what a load tells; what is there already stays untouched.

    Parameters
    ----------
    database
        Where to write; the load has begun there.
    load, records
        The load, and its rows.
    counts
        Added to, with what changed of agreements that were there before.
    progress
        Called with records done and in all.
    """
    number = database.read(_NUMBER, {"load": load.id}).one()["number"]
    there = {row["id"]: row for row in database.read(_OF_LOAD, {"load": load.id}, limit=None)}
    fresh = [record for record in records if not _is_there(record, number, there)]
    for label, rows in named_by(record.told for record in fresh).items():
        write_nodes(database, NAMED[label], rows, counts, load.id)
    new = {record.id for record in fresh}
    done, stored = 0, len(there)
    for group in _groups(records):
        several = [record for record in group if record.id in new]
        if several:
            stored += sum(record.id not in there for record in several)
            statements = _tell(database, several, there, number, counts)
            database.write(*statements, (_DONE, {"load": load.id, "done": stored}))
        rest = {r.agreement_id for r in group} - {r.agreement_id for r in several}
        counts.unchanged["Agreement"] += len(rest)
        done += len(group)
        if progress:
            progress(done, len(records))
    for statement in linking(database, ((r.agreement_id, r.told.implements) for r in records)):
        database.write(statement)
    if there or counts.changed["Agreement"]:
        sweep(database, counts, load.id)


def _groups(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Give records batch by batch, those of one agreement together."""
    by_agreement: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_agreement[record.agreement_id].append(record)
    batch: list[Record] = []
    for group in by_agreement.values():
        batch += group
        if len(batch) >= RECORDS_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _tell(
    database: Database,
    records: Sequence[Record],
    there: Mapping[str, Row],
    number: int,
    counts: Counts,
) -> list[Statement]:
    """Give what writes records of a load, and makes their agreements what they now tell."""
    rows = {record.id: record_row(record, number) for record in records}
    left = {
        there[record.id]["agreement"]: record.id
        for record in records
        if record.id in there and there[record.id]["agreement"] != record.agreement_id
    }
    before = read_told(database, {r.agreement_id: None for r in records} | left)
    after = {key: [one for one in several if one.id not in rows] for key, several in before.items()}
    for record in records:
        after[record.agreement_id].append(_told(rows[record.id], record, number))
    for several in after.values():
        several.sort(key=lambda told: told.order)
    found = settle(database, after, before=before)
    found.count(counts)
    load_id = records[0].load_id
    compared = {
        key: (earlier, after[key])
        for key in found.changed
        if (earlier := [one for one in before[key] if one.load_id != load_id])
    }
    newest = {record.agreement_id: rows[record.id] for record in records}
    for key, changes in _changes(database, compared).items():
        counts.changes += changes
        if key in newest:
            newest[key]["properties"]["changes"] = json.dumps(
                [{"field": c.field, "old": c.old, "new": c.new} for c in changes],
                ensure_ascii=False,
            )
    return needed(
        *found.statements,
        (_UNTELL, {"ids": list(left.values())}),
        (_WRITE_RECORDS, {"rows": list(rows.values())}),
    )


def _changes(
    database: Database, compared: Mapping[str, tuple[Sequence[Told], Sequence[Told]]]
) -> dict[str, list[Change]]:
    """Give what changed of agreements, from their records before and after."""
    if not compared:
        return {}
    pairs = {
        key: (combine(key, before), combine(key, after))
        for key, (before, after) in compared.items()
    }
    codes = {
        actor.region_code
        for pair in pairs.values()
        for agreement in pair
        for actor in (*(party.actor for party in agreement.parties), *agreement.responsible)
        if isinstance(actor, Opd)
    }
    regions = {row["code"]: row["name"] for row in database.read(_REGIONS, {"codes": list(codes)})}
    return {key: changes_between(old, new, regions) for key, (old, new) in pairs.items()}


def _is_there(record: Record, number: int, there: Mapping[str, Row]) -> bool:
    if record.id not in there:
        return False
    row, known = record_row(record, number), there[record.id]
    same = known["digest"] == row["properties"]["digest"]
    return bool(same and known["agreement"] == record.agreement_id)
