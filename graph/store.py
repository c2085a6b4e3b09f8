"""Writing model objects: batched, idempotent, each batch whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from graph import writing
from graph.database import Database
from graph.errors import JejaringError
from graph.model import Agreement, Facts, Load
from graph.records import Refused
from graph.rows import (
    Row,
    affair_row,
    agreement_row,
    known_opd_row,
    opd_form_row,
    pair_row,
    refused_row,
    region_row,
    report_row,
    source_row,
)
from graph.telling import write_records
from graph.writing import Counts, Progress, batches, named_by, now, write_nodes

__all__ = ["AGREEMENTS_A_BATCH", "Counts", "Progress", "Store", "UndoUnfinished", "now"]

AGREEMENTS_A_BATCH = 1_000

_SCHEMA = (
    "CREATE CONSTRAINT region_code IF NOT EXISTS FOR (n:Region) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT affair_code IF NOT EXISTS FOR (n:Affair) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT opd_id IF NOT EXISTS FOR (n:Opd) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT opd_form_code IF NOT EXISTS FOR (n:OpdForm) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT known_opd_id IF NOT EXISTS FOR (n:KnownOpd) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT partner_id IF NOT EXISTS FOR (n:Partner) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT agreement_id IF NOT EXISTS FOR (n:Agreement) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT benefit_id IF NOT EXISTS FOR (n:Benefit) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT load_id IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT report_id IF NOT EXISTS FOR (n:Report) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT measurement_id IF NOT EXISTS FOR (n:Measurement) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT refusal_id IF NOT EXISTS FOR (n:Refusal) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT mapping_id IF NOT EXISTS FOR (n:Mapping) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT alias_id IF NOT EXISTS FOR (n:Alias) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX record_own_id IF NOT EXISTS FOR (n:Record) ON (n.own_id)",
    "CREATE INDEX agreement_parties IF NOT EXISTS FOR (n:Agreement) ON (n.parties_key)",
    "CREATE INDEX opd_region IF NOT EXISTS FOR (n:Opd) ON (n.region_code)",
    "CREATE INDEX known_opd_region IF NOT EXISTS FOR (n:KnownOpd) ON (n.region_code)",
    "CREATE INDEX agreement_runs_from IF NOT EXISTS FOR (n:Agreement) ON (n.runs_from)",
    "CREATE INDEX agreement_changed_at IF NOT EXISTS FOR (n:Agreement) ON (n.changed_at)",
)


_KNOWN_AGREEMENTS = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) RETURN key, a.digest AS digest, "
    "COLLECT { MATCH (a)-[e:STATED_IN]->(:Source) RETURN e.digest } AS statements"
)
_LOADED_BY = (
    "UNWIND $keys AS key MATCH (a:Agreement {id: key}) MATCH (l:Load {id: $load}) "
    "MERGE (a)-[:LOADED_BY]->(l)"
)
_NOTE_LOAD = "MERGE (l:Load {id: $id}) SET l += $properties"
_LAST_NUMBER = "MATCH (l:Load) WHERE l.id <> $id RETURN coalesce(max(l.number), 0) AS number"
_FORGET_REFUSED = (
    "MATCH (:Load {id: $load})<-[:LOADED_BY]-(f:Refusal) WHERE NOT f.id IN $kept DETACH DELETE f"
)


class UndoUnfinished(JejaringError):
    """A file that is to be loaded while its last load is being undone."""

    text = (
        "Pemuatan {file} sedang dibatalkan dan belum selesai. Ulangi pembatalannya sampai "
        "selesai, lalu muat lagi."
    )
    http_status = 409


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
        # What comes with agreements that are written as they are cannot be taken back.
        load_id = load.id if load and not facts.agreements else None
        self._write_named(facts, counts, load_id)
        if (facts.agreements or facts.records) and load is None:
            raise ValueError("agreements need a Load to be traced to")
        if load and facts.agreements:
            self._write_agreements(facts.agreements, load, counts, progress)
        if load and facts.records:
            write_records(self._database, load, facts.records, counts, progress)
        self._write(writing.REPORTS, map(report_row, facts.reports), counts, load_id)
        if load_id:
            self._write_refused(facts.refused, load_id)
        return counts

    def begin_load(self, load: Load) -> None:
        """Write down that a load has begun.

        Raises
        ------
        UndoUnfinished
            While it is being undone.
        """
        state = self.load_state(load.id)
        if state == "undoing":
            raise UndoUnfinished(file=load.file)
        if state in (None, "undone"):
            last = self._database.read(_LAST_NUMBER, {"id": load.id}).one()["number"]
            begun = {"number": last + 1, "done": 0, "changed_at": None, "undone_by": None}
            self._database.write((_NOTE_LOAD, {"id": load.id, "properties": begun}))
        self._note_load(load, "running")

    def end_load(self, load: Load) -> None:
        """Write down that a load is complete."""
        self._note_load(load, "done")

    def load_state(self, load_id: str) -> str | None:
        """Give 'running', 'done', 'undoing', 'undone', or None for a file never seen."""
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
            "owner": load.owner,
            "sheets": load.sheets,
            "columns": load.columns,
            "skipped": load.skipped,
            "state": state,
        }
        self._database.write((_NOTE_LOAD, {"id": load.id, "properties": properties}))

    def _write(
        self, kind: writing.Nodes, rows: Iterable[Row], counts: Counts, load_id: str | None = None
    ) -> None:
        write_nodes(self._database, kind, rows, counts, load_id)

    def _write_reference(self, facts: Facts, counts: Counts) -> None:
        self._write(writing.AFFAIRS, map(affair_row, facts.affairs), counts)
        self._write(writing.OPD_FORMS, map(opd_form_row, facts.opd_forms, count()), counts)
        self._write(writing.KNOWN_OPDS, map(known_opd_row, facts.known_opds), counts)
        self._write(writing.REGIONS, map(region_row, facts.regions), counts)
        members = [
            {"key": region.code, "province": region.province_code}
            for region in facts.regions
            if region.province_code
        ]
        if counts.created["Region"] or counts.changed["Region"]:
            self._database.write((writing.PROVINCES, {"rows": members}))
        borders = (
            pair_row(b.a, b.b, {"length_km": b.length_km, "across": b.across, "kind": "land"})
            for b in facts.borders
        )
        self._write(writing.BORDERS, borders, counts)
        across_water = (
            pair_row(s.a, s.b, {"distance_km": s.distance_km, "same_landmass": s.same_landmass})
            for s in facts.sea_neighbours
        )
        self._write(writing.SEA_NEIGHBOURS, across_water, counts)
        corners = (pair_row(c.a, c.b, {}) for c in facts.corner_contacts)
        self._write(writing.CORNERS, corners, counts)

    def _write_named(self, facts: Facts, counts: Counts, load_id: str | None) -> None:
        """Write the sources, OPDs and partners that agreements and reports name."""
        for label, rows in named_by(facts.agreements).items():
            self._write(writing.NAMED[label], rows, counts)
        stated = {report.statement.source.id: report.statement.source for report in facts.reports}
        listed = {source.id: source for source in facts.sources} | stated
        self._write(writing.SOURCES, map(source_row, listed.values()), counts, load_id)

    def _write_refused(self, refused: Sequence[Refused], load_id: str) -> None:
        rows = [refused_row(one, position) for position, one in enumerate(refused)]
        kept = {"load": load_id, "kept": [row["key"] for row in rows]}
        self._database.write((_FORGET_REFUSED, kept))
        self._write(writing.REFUSALS, rows, Counts(), load_id)

    def _write_agreements(
        self,
        agreements: Sequence[Agreement],
        load: Load,
        counts: Counts,
        progress: Progress | None,
    ) -> None:
        """Write agreements as they are, without records: what is stated of them adds up."""
        done = 0
        for batch in batches(agreements, AGREEMENTS_A_BATCH):
            rows = [agreement_row(agreement) for agreement in batch]
            keys = [row["key"] for row in rows]
            found = self._database.read(_KNOWN_AGREEMENTS, {"keys": keys}, limit=None)
            known = {row["key"]: row for row in found}
            fresh, changed, stated = [], [], []
            for one in rows:
                before = known.get(one["key"])
                if before is None:
                    fresh.append(one)
                elif before["digest"] != one["properties"]["digest"]:
                    changed.append(one)
                elif not {s["properties"]["digest"] for s in one["statements"]} <= set(
                    before["statements"]
                ):
                    stated.append(one)
            touched = fresh + changed + stated
            if touched:
                loaded = {"keys": [row["key"] for row in touched], "load": load.id}
                self._database.write(
                    *writing.setting(fresh + changed),
                    *writing.stating(touched),
                    (_LOADED_BY, loaded),
                )
            counts.created["Agreement"] += len(fresh)
            counts.changed["Agreement"] += len(changed) + len(stated)
            counts.unchanged["Agreement"] += len(rows) - len(touched)
            done += len(batch)
            if progress:
                progress(done, len(agreements))
        implements = [
            {"key": agreement.id, "target": target}
            for agreement in agreements
            for target in agreement.implements
        ]
        for statement in writing.implementing(implements):
            self._database.write(statement)
