"""Writing model objects: batched, idempotent, each batch whole or not at all.

Every node carries a digest of what was written. What is there already with
the same digest is not written again, so that a second load of the same facts
changes nothing and can say so.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from graph.database import Database, Statement
from graph.law import scheme_of
from graph.model import (
    Agreement,
    Facts,
    Load,
    Opd,
    PartialDate,
    Partner,
    Region,
    Report,
    Source,
    actor_key,
)
from graph.model import Statement as SourceStatement
from graph.text import digest
from graph.vocabulary import FORMS, STAGES

AGREEMENTS_A_BATCH = 1_000
_ROWS_A_BATCH = 5_000

Progress = Callable[[int, int], None]
Row = dict[str, Any]
T = TypeVar("T")

_SCHEMA = (
    "CREATE CONSTRAINT region_code IF NOT EXISTS FOR (n:Region) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT affair_code IF NOT EXISTS FOR (n:Affair) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT opd_id IF NOT EXISTS FOR (n:Opd) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT partner_id IF NOT EXISTS FOR (n:Partner) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT agreement_id IF NOT EXISTS FOR (n:Agreement) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT benefit_id IF NOT EXISTS FOR (n:Benefit) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT load_id IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT report_id IF NOT EXISTS FOR (n:Report) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT measurement_id IF NOT EXISTS FOR (n:Measurement) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX opd_region IF NOT EXISTS FOR (n:Opd) ON (n.region_code)",
    "CREATE INDEX agreement_runs_from IF NOT EXISTS FOR (n:Agreement) ON (n.runs_from)",
)


@dataclass(frozen=True, slots=True)
class _Nodes:
    """How nodes of one label are looked up and written."""

    label: str
    known: str
    write: str


_AFFAIRS = _Nodes(
    "Affair",
    "UNWIND $keys AS key MATCH (n:Affair {code: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:Affair {code: row.key}) SET n = row.properties",
)
_REGIONS = _Nodes(
    "Region",
    "UNWIND $keys AS key MATCH (n:Region {code: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:Region {code: row.key}) SET n = row.properties",
)
_OPDS = _Nodes(
    "Opd",
    "UNWIND $keys AS key MATCH (n:Opd {id: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MATCH (r:Region {code: row.properties.region_code}) "
    "MERGE (n:Opd {id: row.key}) SET n = row.properties MERGE (n)-[:PART_OF]->(r)",
)
_PARTNERS = _Nodes(
    "Partner",
    "UNWIND $keys AS key MATCH (n:Partner {id: key}) "
    "RETURN key, n.digest AS digest, n.kind_guessed AS guessed",
    "UNWIND $rows AS row MERGE (n:Partner {id: row.key}) SET n = row.properties",
)
_SOURCES = _Nodes(
    "Source",
    "UNWIND $keys AS key MATCH (n:Source {id: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MERGE (n:Source {id: row.key}) SET n = row.properties",
)
_REPORTS = _Nodes(
    "Report",
    "UNWIND $keys AS key MATCH (n:Report {id: key}) RETURN key, n.digest AS digest",
    "UNWIND $rows AS row MATCH (r:Region {code: row.region}) MATCH (s:Source {id: row.source}) "
    "MERGE (n:Report {id: row.key}) SET n = row.properties "
    "MERGE (n)-[:ABOUT_REGION]->(r) MERGE (n)-[e:STATED_IN]->(s) SET e += row.statement",
)
_BORDERS = _Nodes(
    "BORDERS",
    "UNWIND $keys AS key "
    "MATCH (a:Region {code: split(key, '|')[0]})-[e:BORDERS]->(b:Region {code: split(key, '|')[1]})"
    " RETURN key, e.digest AS digest",
    "UNWIND $rows AS row MATCH (a:Region {code: row.a}) MATCH (b:Region {code: row.b}) "
    "MERGE (a)-[e:BORDERS]->(b) SET e += row.properties",
)
_SEA_NEIGHBOURS = _Nodes(
    "SEA_NEIGHBOUR",
    "UNWIND $keys AS key MATCH (a:Region {code: split(key, '|')[0]})"
    "-[e:SEA_NEIGHBOUR]->(b:Region {code: split(key, '|')[1]}) RETURN key, e.digest AS digest",
    "UNWIND $rows AS row MATCH (a:Region {code: row.a}) MATCH (b:Region {code: row.b}) "
    "MERGE (a)-[e:SEA_NEIGHBOUR]->(b) SET e += row.properties",
)
_CORNERS = _Nodes(
    "TOUCHES",
    "UNWIND $keys AS key MATCH (a:Region {code: split(key, '|')[0]})"
    "-[e:TOUCHES]->(b:Region {code: split(key, '|')[1]}) RETURN key, e.digest AS digest",
    "UNWIND $rows AS row MATCH (a:Region {code: row.a}) MATCH (b:Region {code: row.b}) "
    "MERGE (a)-[e:TOUCHES]->(b) SET e += row.properties",
)
_PROVINCES = (
    "UNWIND $rows AS row MATCH (n:Region {code: row.key}) MATCH (p:Region {code: row.province}) "
    "MERGE (n)-[:PART_OF]->(p)"
)

_KNOWN_AGREEMENTS = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) RETURN key, a.digest AS digest, "
    "COLLECT { MATCH (a)-[e:STATED_IN]->(:Source) RETURN e.digest } AS statements"
)
# Everything that belongs to one agreement is written anew in one transaction. The
# agreement's end comes first in each MERGE: an actor may have very many agreements.
_WRITE_AGREEMENTS = (
    "UNWIND $rows AS row MERGE (a:Agreement {id: row.key}) SET a = row.properties",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})<-[e:PARTY_TO]-() DELETE e",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})-[e:ABOUT]->() DELETE e",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})-[e:IMPLEMENTS]->() DELETE e",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key})-[:YIELDED]->(b:Benefit) DETACH DELETE b",
    "UNWIND $region AS row MATCH (a:Agreement {id: row.key}) MATCH (p:Region {code: row.actor}) "
    "CREATE (a)<-[:PARTY_TO {role: row.role, number: row.number, position: row.position}]-(p)",
    "UNWIND $opd AS row MATCH (a:Agreement {id: row.key}) MATCH (p:Opd {id: row.actor}) "
    "CREATE (a)<-[:PARTY_TO {role: row.role, number: row.number, position: row.position}]-(p)",
    "UNWIND $partner AS row MATCH (a:Agreement {id: row.key}) MATCH (p:Partner {id: row.actor}) "
    "CREATE (a)<-[:PARTY_TO {role: row.role, number: row.number, position: row.position}]-(p)",
    "UNWIND $affairs AS row MATCH (a:Agreement {id: row.key}) MATCH (f:Affair {code: row.affair}) "
    "CREATE (a)-[:ABOUT]->(f)",
    "UNWIND $benefits AS row MATCH (a:Agreement {id: row.key}) "
    "CREATE (a)-[:YIELDED]->(b:Benefit) SET b = row.properties",
)
_STATE_AGREEMENTS = (
    "UNWIND $statements AS row MATCH (a:Agreement {id: row.key}) "
    "MATCH (s:Source {id: row.source}) MERGE (a)-[e:STATED_IN]->(s) SET e += row.properties",
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) MATCH (l:Load {id: $load}) "
    "MERGE (a)-[:LOADED_BY]->(l)",
    # When an agreement runs follows from its dates, its stage and its sources together.
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
    "WHEN a.stage IN $ended THEN last - duration('P1D') ELSE null END",
)
_IMPLEMENT = (
    "UNWIND $rows AS row MATCH (a:Agreement {id: row.key}) MATCH (f:Agreement {id: row.target}) "
    "MERGE (a)-[:IMPLEMENTS]->(f)"
)
_BEGIN_LOAD = "MERGE (l:Load {id: $id}) SET l += $properties"

_SILENT = [code for code, stage in STAGES.items() if stage.effect in ("planned", "void")]
_ENDED = [code for code, stage in STAGES.items() if stage.effect == "ended"]


@dataclass(slots=True)
class Counts:
    """What a writing did, by label or relationship type."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    @property
    def touched(self) -> int:
        """How many things were created or changed."""
        return self.created.total() + self.changed.total()

    def add(self, other: Counts) -> None:
        """Add another writing's counts."""
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged


class Store:
    """Writes facts into a database.

    Parameters
    ----------
    database
        Either engine.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def prepare(self) -> None:
        """Create constraints and indexes where they are missing."""
        self._database.define(_SCHEMA)

    def write(
        self, facts: Facts, load: Load | None = None, progress: Progress | None = None
    ) -> Counts:
        """Write facts; what is there already stays untouched.

        Parameters
        ----------
        facts
            Model objects; sources, OPDs and partners of agreements need no listing.
        load
            The file they come from; needed where there are agreements.
        progress
            Called with agreements done and in all.

        Returns
        -------
        Counts

        Raises
        ------
        DatabaseError
            Batches written before it stay, whole; writing the same again goes on.
        """
        counts = Counts()
        self._write_reference(facts, counts)
        self._write_named(facts, counts)
        if facts.agreements:
            if load is None:
                raise ValueError("agreements need a Load to be traced to")
            self._write_agreements(facts.agreements, load, counts, progress)
        self._write_nodes(_REPORTS, map(_report_row, facts.reports), counts)
        return counts

    def begin_load(self, load: Load) -> None:
        """Write down that a load has begun."""
        self._note_load(load, "running")

    def end_load(self, load: Load) -> None:
        """Write down that a load is complete."""
        self._note_load(load, "done")

    def load_state(self, load_id: str) -> str | None:
        """Give 'running', 'done', or None for a file never seen."""
        query = "MATCH (l:Load {id: $id}) RETURN l.state AS state"
        rows = self._database.read(query, {"id": load_id})
        return str(rows.one()["state"]) if rows else None

    def _note_load(self, load: Load, state: str) -> None:
        properties = {
            "file": load.file,
            "at": load.at,
            "by": load.by,
            "accepted": load.accepted,
            "refused": load.refused,
            "state": state,
        }
        self._database.write((_BEGIN_LOAD, {"id": load.id, "properties": properties}))

    def _write_reference(self, facts: Facts, counts: Counts) -> None:
        self._write_nodes(
            _AFFAIRS,
            (
                _row(
                    a.code, {"code": a.code, "name": a.name, "name_en": a.name_en, "group": a.group}
                )
                for a in facts.affairs
            ),
            counts,
        )
        self._write_nodes(_REGIONS, map(_region_row, facts.regions), counts)
        members = [
            {"key": region.code, "province": region.province_code}
            for region in facts.regions
            if region.province_code
        ]
        if counts.created["Region"] or counts.changed["Region"]:
            self._database.write((_PROVINCES, {"rows": members}))
        self._write_nodes(
            _BORDERS,
            (
                _pair_row(b.a, b.b, {"length_km": b.length_km, "across": b.across, "kind": "land"})
                for b in facts.borders
            ),
            counts,
        )
        self._write_nodes(
            _SEA_NEIGHBOURS,
            (
                _pair_row(
                    s.a, s.b, {"distance_km": s.distance_km, "same_landmass": s.same_landmass}
                )
                for s in facts.sea_neighbours
            ),
            counts,
        )
        self._write_nodes(
            _CORNERS, (_pair_row(c.a, c.b, {}) for c in facts.corner_contacts), counts
        )

    def _write_named(self, facts: Facts, counts: Counts) -> None:
        """Write the sources, OPDs and partners that the facts name."""
        statements = [s for agreement in facts.agreements for s in agreement.statements]
        statements += [report.statement for report in facts.reports]
        sources = {s.id: s for s in facts.sources} | {s.source.id: s.source for s in statements}
        actors = {
            actor_key(party.actor): party.actor
            for agreement in facts.agreements
            for party in agreement.parties
        }
        self._write_nodes(_SOURCES, map(_source_row, sources.values()), counts)
        opds = (actor for actor in actors.values() if isinstance(actor, Opd))
        self._write_nodes(_OPDS, map(_opd_row, opds), counts)
        partners = (actor for actor in actors.values() if isinstance(actor, Partner))
        self._write_nodes(_PARTNERS, map(_partner_row, partners), counts)

    def _write_nodes(self, kind: _Nodes, rows: Iterable[Row], counts: Counts) -> None:
        for batch in _batches(list(rows), _ROWS_A_BATCH):
            keys = [row["key"] for row in batch]
            found = self._database.read(kind.known, {"keys": keys}, limit=None)
            known = {row["key"]: row for row in found}
            fresh = [row for row in batch if row["key"] not in known]
            changed = [
                row
                for row in batch
                if row["key"] in known
                and known[row["key"]]["digest"] != row["properties"]["digest"]
                # A guess never replaces what somebody stated.
                and not (
                    row["properties"].get("kind_guessed") and not known[row["key"]].get("guessed")
                )
            ]
            if fresh or changed:
                self._database.write((kind.write, {"rows": fresh + changed}))
            counts.created[kind.label] += len(fresh)
            counts.changed[kind.label] += len(changed)
            counts.unchanged[kind.label] += len(batch) - len(fresh) - len(changed)

    def _write_agreements(
        self,
        agreements: Sequence[Agreement],
        load: Load,
        counts: Counts,
        progress: Progress | None,
    ) -> None:
        done = 0
        for batch in _batches(agreements, AGREEMENTS_A_BATCH):
            rows = [_agreement_row(agreement) for agreement in batch]
            keys = [row["key"] for row in rows]
            found = self._database.read(_KNOWN_AGREEMENTS, {"keys": keys}, limit=None)
            known = {row["key"]: row for row in found}
            fresh, changed, stated = [], [], []
            for row in rows:
                before = known.get(row["key"])
                if before is None:
                    fresh.append(row)
                elif before["digest"] != row["properties"]["digest"]:
                    changed.append(row)
                elif not {s["properties"]["digest"] for s in row["statements"]} <= set(
                    before["statements"]
                ):
                    stated.append(row)
            self._write_batch(fresh + changed, stated, load)
            counts.created["Agreement"] += len(fresh)
            counts.changed["Agreement"] += len(changed) + len(stated)
            counts.unchanged["Agreement"] += len(rows) - len(fresh) - len(changed) - len(stated)
            done += len(batch)
            if progress:
                progress(done, len(agreements))
        implements = [
            {"key": agreement.id, "target": target}
            for agreement in agreements
            for target in agreement.implements
        ]
        for part in _batches(implements, _ROWS_A_BATCH):
            self._database.write((_IMPLEMENT, {"rows": part}))

    def _write_batch(self, rows: list[Row], stated: list[Row], load: Load) -> None:
        touched = rows + stated
        if not touched:
            return
        parties = [party for row in rows for party in row["parties"]]
        whole: Row = {
            "rows": rows,
            "keys": [row["key"] for row in rows],
            **{
                label: [party for party in parties if party["label"] == label]
                for label in ("region", "opd", "partner")
            },
            "affairs": [affair for row in rows for affair in row["affairs"]],
            "benefits": [benefit for row in rows for benefit in row["benefits"]],
        }
        stating: Row = {
            "keys": [row["key"] for row in touched],
            "statements": [statement for row in touched for statement in row["statements"]],
            "load": load.id,
            "silent": _SILENT,
            "ended": _ENDED,
        }
        statements: list[Statement] = [(query, whole) for query in _WRITE_AGREEMENTS if rows]
        statements += [(query, stating) for query in _STATE_AGREEMENTS]
        self._database.write(*statements)


def now() -> str:
    """Give this instant in UTC as the graph keeps it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _batches(items: Sequence[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def _row(key: str, properties: Row, **more: Any) -> Row:
    """Give a row for writing, with a digest of its properties and the rest."""
    mark = digest(*sorted(properties.items(), key=lambda item: item[0]), *sorted(more.items()))
    return {"key": key, "properties": properties | {"digest": mark}, **more}


def _pair_row(a: str, b: str, properties: Row) -> Row:
    return _row(f"{a}|{b}", properties, a=a, b=b)


def _region_row(region: Region) -> Row:
    return _row(
        region.code,
        {
            "code": region.code,
            "name": region.name,
            "kind": region.kind,
            "province_code": region.province_code,
            "capital": region.capital,
            "latitude": region.latitude,
            "longitude": region.longitude,
            "population": region.population,
        },
    )


def _opd_row(opd: Opd) -> Row:
    return _row(
        opd.id,
        {
            "id": opd.id,
            "name": opd.name,
            "region_code": opd.region_code,
            "affairs": list(opd.affairs),
        },
    )


def _partner_row(partner: Partner) -> Row:
    return _row(
        partner.id,
        {
            "id": partner.id,
            "name": partner.name,
            "kind": partner.kind,
            "country": partner.country,
            "kind_guessed": partner.kind_guessed,
        },
    )


def _source_row(source: Source) -> Row:
    row = _row(
        source.id,
        {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published_on": source.published_on,
        },
    )
    # The day on which it was fetched stays the first one, so it is not in the digest.
    row["properties"]["retrieved_on"] = source.retrieved_on
    return row


def _report_row(report: Report) -> Row:
    return _row(
        report.id,
        {
            "id": report.id,
            "year": report.year,
            "form": report.form,
            "scheme": report.scheme,
            "count": report.count,
            "at_least": report.at_least,
        },
        region=report.region_code,
        source=report.statement.source.id,
        statement=_statement_properties(report.statement),
    )


def _statement_properties(statement: SourceStatement) -> Row:
    properties = {
        "evidence": statement.evidence,
        "page": statement.page,
        "confidence": statement.confidence,
    }
    return properties | {"digest": digest(statement.source.id, *properties.values())}


def _dated(name: str, partial: PartialDate | None) -> Row:
    return {
        name: partial.value if partial else None,
        f"{name}_precision": partial.precision if partial else None,
    }


def _agreement_row(agreement: Agreement) -> Row:
    ruling = scheme_of(agreement.parties, agreement.form)
    parties = [
        {
            "key": agreement.id,
            "label": type(party.actor).__name__.lower(),
            "actor": actor_key(party.actor),
            "role": party.role,
            "number": party.number,
            "position": position,
        }
        for position, party in enumerate(agreement.parties)
    ]
    benefits = [
        {
            "key": agreement.id,
            "properties": {
                "id": f"{agreement.id}-{position}",
                "item": benefit.item,
                "amount": benefit.amount,
                "currency": benefit.currency,
                "year": benefit.year,
            },
        }
        for position, benefit in enumerate(agreement.benefits)
    ]
    row = _row(
        agreement.id,
        {
            "id": agreement.id,
            "title": agreement.title,
            "form": agreement.form,
            "cooperation": FORMS[agreement.form].cooperation,
            "scheme": ruling.scheme,
            "scheme_reason": ruling.reason,
            "scheme_reason_en": ruling.reason_en,
            "combination": ruling.combination,
            "overseer": ruling.overseer,
            "stage": agreement.stage,
            **_dated("signed_on", agreement.signed_on),
            **_dated("starts_on", agreement.starts_on),
            **_dated("ends_on", agreement.ends_on),
            "ends_on_computed": bool(agreement.ends_on and agreement.ends_on.computed),
            **_dated("due_on", agreement.due_on),
            "scope": agreement.scope,
            "location": agreement.location,
            "notes": agreement.notes,
            "verified": agreement.verified,
            "unnamed_parties": agreement.unnamed_parties,
        },
        parties=parties,
        affairs=[{"key": agreement.id, "affair": affair} for affair in agreement.affairs],
        benefits=benefits,
        implements=sorted(agreement.implements),
    )
    row["statements"] = [
        {
            "key": agreement.id,
            "source": statement.source.id,
            "properties": _statement_properties(statement),
        }
        for statement in agreement.statements
    ]
    return row
