"""Nodes and agreements into the graph: what is asked first, and what is written then.

Every node carries a digest of what was written. What is there already with the
same digest is not written again, so that a second writing of the same facts
changes nothing and can say so.

An actor or a source that a register names has an edge to each load that names it,
with what that load told of it, so that it can be put back when a load is undone.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from graph.database import Database, Statement
from graph.model import Agreement, Opd, Partner, Source, actor_key
from graph.records import Change
from graph.rows import Row, opd_row, partner_row, source_row
from graph.vocabulary import STAGES

ROWS_A_BATCH = 5_000
INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"

Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(slots=True)
class Counts:
    """What a writing did, by label or relationship type.

    `changes` are those of agreements that were there before, field by field.
    """

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)

    @property
    def touched(self) -> int:
        """How many things were created, changed or removed."""
        return self.created.total() + self.changed.total() + self.removed.total()

    def add(self, other: Counts) -> None:
        """Add another writing's counts."""
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.removed += other.removed
        self.changes += other.changes


def now() -> str:
    """Give this instant in UTC as the graph keeps it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def instant() -> str:
    """Give this instant in UTC to the microsecond, for what is asked for by when it changed."""
    return datetime.now(UTC).strftime(INSTANT)


def batches(items: Sequence[T], size: int) -> Iterator[list[T]]:
    """Give the items in lists of at most `size`."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def needed(*statements: Statement) -> list[Statement]:
    """Leave out statements that would do nothing, for want of rows."""
    return [
        statement for statement in statements if all(value != [] for value in statement[1].values())
    ]


# ------------------------------------------------------------------ nodes


@dataclass(frozen=True, slots=True)
class Nodes:
    """How nodes of one label are looked up and written.

    Attributes
    ----------
    tell
        Notes what a load told of each; none where only reference facts make them.
    """

    label: str
    known: str
    write: str
    tell: str = ""


AFFAIRS = Nodes(
    "Affair",
    "UNWIND $keys AS key MATCH (n:Affair {code: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:Affair {code: row.key}) SET n = row.properties",
)
REGIONS = Nodes(
    "Region",
    "UNWIND $keys AS key MATCH (n:Region {code: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:Region {code: row.key}) SET n = row.properties",
)
OPD_FORMS = Nodes(
    "OpdForm",
    "UNWIND $keys AS key MATCH (n:OpdForm {code: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:OpdForm {code: row.key}) SET n = row.properties",
)
KNOWN_OPDS = Nodes(
    "KnownOpd",
    "UNWIND $keys AS key MATCH (n:KnownOpd {id: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:KnownOpd {id: row.key}) SET n = row.properties",
)
OPDS = Nodes(
    "Opd",
    "UNWIND $keys AS key MATCH (n:Opd {id: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MATCH (r:Region {code: row.properties.region_code}) "
    "MERGE (n:Opd {id: row.key}) SET n = row.properties MERGE (n)-[:PART_OF]->(r)",
    "UNWIND $rows AS row MATCH (n:Opd {id: row.key}) MATCH (l:Load {id: $load}) "
    "MERGE (n)-[e:NAMED_BY]->(l) SET e += row.properties",
)
PARTNERS = Nodes(
    "Partner",
    "UNWIND $keys AS key MATCH (n:Partner {id: key}) "
    "RETURN key, n.digest AS digest, n.kind_guessed AS guessed",
    "UNWIND $rows AS row MERGE (n:Partner {id: row.key}) SET n = row.properties",
    "UNWIND $rows AS row MATCH (n:Partner {id: row.key}) MATCH (l:Load {id: $load}) "
    "MERGE (n)-[e:NAMED_BY]->(l) SET e += row.properties",
)
SOURCES = Nodes(
    "Source",
    "UNWIND $keys AS key MATCH (n:Source {id: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:Source {id: row.key}) SET n = row.properties",
    "UNWIND $rows AS row MATCH (n:Source {id: row.key}) MATCH (l:Load {id: $load}) "
    "MERGE (n)-[e:NAMED_BY]->(l) SET e += row.properties",
)
REPORTS = Nodes(
    "Report",
    "UNWIND $keys AS key MATCH (n:Report {id: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MATCH (r:Region {code: row.region}) MATCH (s:Source {id: row.source}) "
    "MERGE (n:Report {id: row.key}) SET n = row.properties "
    "MERGE (n)-[:ABOUT_REGION]->(r) MERGE (n)-[e:STATED_IN]->(s) SET e += row.statement",
    "UNWIND $rows AS row MATCH (n:Report {id: row.key}) MATCH (l:Load {id: $load}) "
    "MERGE (n)-[e:LOADED_BY]->(l) SET e.count = row.properties.count, "
    "e.at_least = row.properties.at_least, e.digest = row.properties.digest, "
    "e.evidence = row.statement.evidence, e.page = row.statement.page, "
    "e.confidence = row.statement.confidence, e.stated = row.statement.digest",
)
REFUSALS = Nodes(
    "Refusal",
    "UNWIND $keys AS key MATCH (n:Refusal {id: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:Refusal {id: row.key}) SET n = row.properties",
    "UNWIND $rows AS row MATCH (n:Refusal {id: row.key}) MATCH (l:Load {id: $load}) "
    "MERGE (n)-[:LOADED_BY]->(l)",
)
BORDERS = Nodes(
    "BORDERS",
    "UNWIND $keys AS key "
    "MATCH (a:Region {code: split(key, '|')[0]})-[e:BORDERS]->(b:Region {code: split(key, '|')[1]})"
    " RETURN key, e.digest AS digest",
    "UNWIND $rows AS row MATCH (a:Region {code: row.a}) MATCH (b:Region {code: row.b}) "
    "MERGE (a)-[e:BORDERS]->(b) SET e += row.properties",
)
SEA_NEIGHBOURS = Nodes(
    "SEA_NEIGHBOUR",
    "UNWIND $keys AS key MATCH (a:Region {code: split(key, '|')[0]})"
    "-[e:SEA_NEIGHBOUR]->(b:Region {code: split(key, '|')[1]}) RETURN key, e.digest AS digest",
    "UNWIND $rows AS row MATCH (a:Region {code: row.a}) MATCH (b:Region {code: row.b}) "
    "MERGE (a)-[e:SEA_NEIGHBOUR]->(b) SET e += row.properties",
)
CORNERS = Nodes(
    "TOUCHES",
    "UNWIND $keys AS key MATCH (a:Region {code: split(key, '|')[0]})"
    "-[e:TOUCHES]->(b:Region {code: split(key, '|')[1]}) RETURN key, e.digest AS digest",
    "UNWIND $rows AS row MATCH (a:Region {code: row.a}) MATCH (b:Region {code: row.b}) "
    "MERGE (a)-[e:TOUCHES]->(b) SET e += row.properties",
)
PROVINCES = (
    "UNWIND $rows AS row MATCH (n:Region {code: row.key}) MATCH (p:Region {code: row.province}) "
    "MERGE (n)-[:PART_OF]->(p)"
)


def write_nodes(
    database: Database,
    kind: Nodes,
    rows: Iterable[Row],
    counts: Counts,
    load_id: str | None = None,
) -> None:
    """Write nodes that are new or other than they were, and note which load told of them.

    Parameters
    ----------
    database, kind, rows
        Where, and what.
    counts
        Added to.
    load_id
        The load that tells; None leaves no note.
    """
    for batch in batches(list(rows), ROWS_A_BATCH):
        keys = [row["key"] for row in batch]
        found = database.read(kind.known, {"keys": keys}, limit=None)
        known = {row["key"]: row for row in found}
        fresh = [row for row in batch if row["key"] not in known]
        changed = [row for row in batch if row["key"] in known and is_newer(row, known[row["key"]])]
        statements: list[Statement] = []
        if fresh or changed:
            statements.append((kind.write, {"rows": fresh + changed}))
        if load_id and kind.tell:
            statements.append((kind.tell, {"rows": batch, "load": load_id}))
        if statements:
            database.write(*statements)
        counts.created[kind.label] += len(fresh)
        counts.changed[kind.label] += len(changed)
        counts.unchanged[kind.label] += len(batch) - len(fresh) - len(changed)


def is_newer(row: Row, known: Row) -> bool:
    """Whether a row says other than what is known; a guess never replaces what somebody stated."""
    if known["digest"] == row["properties"]["digest"]:
        return False
    return not row["properties"].get("kind_guessed") or bool(known.get("guessed"))


def named_by(agreements: Iterable[Agreement]) -> dict[str, list[Row]]:
    """Give the rows of the sources, OPDs and partners that agreements name, by label.

    Of what several say of one partner, a stated kind goes before a guess.
    """
    sources: dict[str, Source] = {}
    opds: dict[str, Opd] = {}
    partners: dict[str, Partner] = {}
    for agreement in agreements:
        sources |= {s.source.id: s.source for s in agreement.statements}
        opds |= {opd.id: opd for opd in agreement.responsible}
        for party in agreement.parties:
            key, actor = actor_key(party.actor), party.actor
            if isinstance(actor, Opd):
                opds[key] = actor
            elif isinstance(actor, Partner):
                told = partners.get(key)
                if told is None or told.kind_guessed or not actor.kind_guessed:
                    partners[key] = actor
    return {
        "Source": [source_row(source) for source in sources.values()],
        "Opd": [opd_row(opd) for opd in opds.values()],
        "Partner": [partner_row(partner) for partner in partners.values()],
    }


NAMED = {kind.label: kind for kind in (SOURCES, OPDS, PARTNERS)}

# ------------------------------------------------------------------ agreements

# Everything that belongs to one agreement is written anew in one transaction. The
# agreement's end comes first in each MERGE: an actor may have very many agreements.
_SET_AGREEMENTS = "UNWIND $rows AS row MERGE (a:Agreement {id: row.key}) SET a = row.properties"
_CLEAR_AGREEMENTS = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})<-[e:PARTY_TO]-() DELETE e",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})<-[e:RESPONSIBLE_FOR]-() DELETE e",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})-[e:ABOUT]->() DELETE e",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})-[e:IMPLEMENTS]->() DELETE e",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})-[:YIELDED]->(b:Benefit) DETACH DELETE b",
)
CLEAR_STATEMENTS = "UNWIND $keys AS key MATCH (a:Agreement {id: key})-[e:STATED_IN]->() DELETE e"
_FILL_AGREEMENTS = {
    "region": "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) "
    "MATCH (p:Region {code: row.actor}) CREATE "
    "(a)<-[:PARTY_TO {role: row.role, number: row.number, position: row.position}]-(p)",
    "opd": "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) "
    "MATCH (p:Opd {id: row.actor}) CREATE "
    "(a)<-[:PARTY_TO {role: row.role, number: row.number, position: row.position}]-(p)",
    "partner": "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) "
    "MATCH (p:Partner {id: row.actor}) CREATE "
    "(a)<-[:PARTY_TO {role: row.role, number: row.number, position: row.position}]-(p)",
    "responsible": "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) "
    "MATCH (p:Opd {id: row.opd}) CREATE (a)<-[:RESPONSIBLE_FOR]-(p)",
    "affairs": "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) "
    "MATCH (f:Affair {code: row.affair}) CREATE (a)-[:ABOUT]->(f)",
    "benefits": "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) "
    "CREATE (a)-[:YIELDED]->(b:Benefit) SET b = row.properties",
}
_STATE = (
    "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) "
    "MATCH (s:Source {id: row.source}) MERGE (a)-[e:STATED_IN]->(s) SET e += row.properties"
)
# When an agreement runs follows from its dates, its stage and its sources together.
_DATE = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) "
    "OPTIONAL MATCH (a)-[:STATED_IN]->(s:Source) "
    "WITH a, min(coalesce(s.published_on, s.retrieved_on)) AS first, "
    "max(coalesce(s.published_on, s.retrieved_on)) AS last "
    "SET a.first_stated_on = first, a.last_stated_on = last, "
    "a.runs_from = CASE WHEN a.stage IN $silent THEN null "
    "WHEN a.signed_on IS NULL THEN coalesce(a.starts_on, first) "
    "WHEN a.starts_on IS NULL OR a.signed_on <= a.starts_on THEN a.signed_on "
    "ELSE a.starts_on END, "
    "a.runs_until = CASE WHEN a.ends_on IS NOT NULL THEN a.ends_on "
    "WHEN a.stage IN $ended THEN last - duration('P1D') ELSE null END, a.changed_at = $at"
)
_IMPLEMENT = (
    "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) MATCH (f:Agreement {id: row.target}) "
    "MERGE (a)-[:IMPLEMENTS]->(f) SET a.changed_at = $at"
)


_SILENT = [code for code, stage in STAGES.items() if stage.effect in ("planned", "void")]
_ENDED = [code for code, stage in STAGES.items() if stage.effect == "ended"]


def setting(rows: Sequence[Row]) -> list[Statement]:
    """Give what writes agreements with all that belongs to them alone, but no sources.

    What they had is cleared first, also of those that seem new: another writer may
    have made them in the meantime.
    """
    if not rows:
        return []
    keys = {"keys": [row["key"] for row in rows]}
    return [
        (_SET_AGREEMENTS, {"rows": rows}),
        *((query, keys) for query in _CLEAR_AGREEMENTS),
        *filling(rows),
    ]


def filling(rows: Sequence[Row]) -> list[Statement]:
    """Give what writes parties, affairs and yields of agreements that are there and have none."""
    parts: dict[str, list[Row]] = {name: [] for name in _FILL_AGREEMENTS}
    for row in rows:
        for party in row["parties"]:
            parts[party["label"]].append(party)
        for name in ("responsible", "affairs", "benefits"):
            parts[name] += row[name]
    return needed(*((query, {"rows": parts[name]}) for name, query in _FILL_AGREEMENTS.items()))


def stating(rows: Sequence[Row]) -> list[Statement]:
    """Give what links agreements to their sources, and says from when and until when they run."""
    if not rows:
        return []
    keys = [row["key"] for row in rows]
    stated = [statement for row in rows for statement in row["statements"]]
    return [
        (_STATE, {"rows": stated}),
        (_DATE, {"keys": keys, "silent": _SILENT, "ended": _ENDED, "at": instant()}),
    ]


def implementing(rows: Sequence[Row]) -> list[Statement]:
    """Give what links agreements (`key`) to those that they implement (`target`)."""
    return [(_IMPLEMENT, {"rows": part, "at": instant()}) for part in batches(rows, ROWS_A_BATCH)]
