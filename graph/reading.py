"""Agreements and reported totals as the graph holds them, whole, as objects of the model.

Read some at a time and in the order of their keys, so that the same graph gives the
same objects in the same order on every engine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.database import Database
from graph.model import (
    Actor,
    Agreement,
    Benefit,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    Region,
    Report,
    Source,
    Statement,
)
from graph.projection import READ_SECONDS, is_partner
from graph.vocabulary import AFFAIRS
from graph.writing import Progress

_BATCH = 1_000
_MOST_KEPT = 100_000
_IDS = "MATCH (a:Agreement) RETURN a.id AS id"
_AGREEMENTS = """
UNWIND $ids AS id MATCH (a:Agreement {id: id})
RETURN id, properties(a) AS properties,
  [(a)-[:ABOUT]->(f:Affair) | f.code] AS affairs,
  [(a)-[:IMPLEMENTS]->(t:Agreement) | t.id] AS implements,
  [(a)-[:YIELDED]->(b:Benefit) | properties(b)] AS benefits,
  [(a)<-[:RESPONSIBLE_FOR]-(o:Opd) | o.id] AS responsible
"""
_PARTIES = """
UNWIND $ids AS id MATCH (a:Agreement {id: id})<-[e:PARTY_TO]-(p)
RETURN id, coalesce(p.code, p.id) AS key, e.role AS role, e.number AS number,
  e.position AS position
"""
_STATEMENTS = """
UNWIND $ids AS id MATCH (a:Agreement {id: id})-[e:STATED_IN]->(s:Source)
RETURN id, s.id AS key, e.evidence AS evidence, e.page AS page, e.confidence AS confidence
"""
_REGIONS = "UNWIND $keys AS key MATCH (n:Region {code: key}) RETURN key, properties(n) AS told"
_OPDS = "UNWIND $keys AS key MATCH (n:Opd {id: key}) RETURN key, properties(n) AS told"
_PARTNERS = "UNWIND $keys AS key MATCH (n:Partner {id: key}) RETURN key, properties(n) AS told"
_SOURCES = "UNWIND $keys AS key MATCH (n:Source {id: key}) RETURN key, properties(n) AS told"
_REPORTS = """
MATCH (n:Report)-[:ABOUT_REGION]->(r:Region) MATCH (n)-[e:STATED_IN]->(s:Source)
RETURN properties(n) AS report, properties(r) AS region, properties(e) AS statement,
  properties(s) AS source
"""


def read_agreements(
    database: Database, ids: Iterable[str] | None = None, progress: Progress | None = None
) -> Iterator[Agreement]:
    """Give agreements whole, as the graph holds them, in the order of their keys.

    Parameters
    ----------
    database
        Where to read; some at a time.
    ids
        Which; all by default.
    progress
        Called with agreements read and in all.

    Yields
    ------
    Agreement
        Affairs in the order of the vocabulary, statements in that of their days,
        and what has no order in the graph in that of its keys.
    """
    if ids is None:
        found = database.read(_IDS, limit=None, timeout=READ_SECONDS)
        ids = (row["id"] for row in found)
    keys = sorted(ids)
    actors, sources = _Kept(database, _ACTORS), _Kept(database, {"": (_SOURCES, _source)})
    for start in range(0, len(keys), _BATCH):
        batch = {"ids": keys[start : start + _BATCH]}
        agreements, parties, statements = (
            database.read(query, batch, limit=None, timeout=READ_SECONDS).rows
            for query in (_AGREEMENTS, _PARTIES, _STATEMENTS)
        )
        responsible = [key for row in agreements for key in row["responsible"]]
        actors.learn([*responsible, *(row["key"] for row in parties)])
        sources.learn([row["key"] for row in statements])
        of_parties, of_statements = _by_id(parties), _by_id(statements)
        for row in sorted(agreements, key=lambda row: str(row["id"])):
            key = row["id"]
            yield _agreement(
                row, of_parties.get(key, []), of_statements.get(key, []), actors, sources
            )
        if progress:
            progress(min(start + _BATCH, len(keys)), len(keys))


class _Kept(dict[str, Any]):
    """Nodes that many agreements share, each read and made once.

    Parameters
    ----------
    database
        Where to read.
    kinds
        Of each kind of key the query by keys, and what makes an object of the
        properties.
    """

    def __init__(self, database: Database, kinds: Mapping[str, _Kind]) -> None:
        self._database, self._kinds = database, kinds

    def learn(self, keys: Iterable[str]) -> None:
        """Read those that are not known yet."""
        if len(self) > _MOST_KEPT:
            self.clear()
        missing: dict[str, list[str]] = {kind: [] for kind in self._kinds}
        for key in sorted(set(keys) - self.keys()):
            missing[_kind_of(key) if len(missing) > 1 else ""].append(key)
        for kind, wanted in missing.items():
            query, make = self._kinds[kind]
            if wanted:
                rows = self._database.read(
                    query, {"keys": wanted}, limit=None, timeout=READ_SECONDS
                )
                self.update((row["key"], make(row["told"])) for row in rows)


def _kind_of(key: str) -> str:
    return "partner" if is_partner(key) else "opd" if "-" in key else "region"


def read_reports(database: Database) -> Iterator[tuple[Region, Report]]:
    """Give the totals that sources report, with their region, in the order of their keys."""
    rows = database.read(_REPORTS, limit=None, timeout=READ_SECONDS).rows
    for row in sorted(rows, key=lambda row: _report_order(row["report"], row["region"])):
        told = row["report"]
        yield (
            _region(row["region"]),
            Report(
                region_code=row["region"]["code"],
                count=told["count"],
                statement=_statement(row["statement"], _source(row["source"])),
                year=told.get("year"),
                form=told.get("form"),
                scheme=told.get("scheme"),
                at_least=bool(told.get("at_least")),
            ),
        )


def _report_order(report: Mapping[str, Any], region: Mapping[str, Any]) -> tuple[Any, ...]:
    return region["code"], report.get("year") or 0, report.get("form") or "", report["id"]


def _by_id(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    return found


def _agreement(
    row: Mapping[str, Any],
    parties: Sequence[Mapping[str, Any]],
    statements: Sequence[Mapping[str, Any]],
    actors: Mapping[str, Actor],
    sources: Mapping[str, Source],
) -> Agreement:
    told = row["properties"]
    order = list(AFFAIRS)
    listed = sorted(parties, key=lambda one: (one["position"], one["key"]))
    stated = [_statement(one, sources[one["key"]]) for one in statements]
    return Agreement(
        id=row["id"],
        title=told["title"],
        form=told["form"],
        stage=told["stage"],
        parties=tuple(Party(actors[p["key"]], p["role"], p["number"]) for p in listed),
        statements=tuple(sorted(stated, key=_statement_order)),
        affairs=tuple(sorted(row["affairs"], key=order.index)),
        signed_on=_partial(told, "signed_on"),
        starts_on=_partial(told, "starts_on"),
        ends_on=_partial(told, "ends_on"),
        due_on=_partial(told, "due_on"),
        scope=told.get("scope"),
        location=told.get("location"),
        notes=told.get("notes"),
        benefits=tuple(_benefit(one) for one in sorted(row["benefits"], key=_benefit_order)),
        implements=tuple(sorted(row["implements"])),
        unnamed_parties=told.get("unnamed_parties") or 0,
        verified=bool(told.get("verified")),
        purpose=told.get("purpose"),
        financing=told.get("financing"),
        link=told.get("link"),
        evaluation=told.get("evaluation"),
        endless=bool(told.get("endless")),
        stated_scheme=told.get("stated_scheme"),
        responsible=tuple(_opds(sorted(row["responsible"]), actors)),
        open_parties=tuple(map(_open_party, told.get("open_parties") or ())),
    )


def _partial(told: Mapping[str, Any], name: str) -> PartialDate | None:
    if not told.get(name):
        return None
    computed = bool(told.get(f"{name}_computed"))
    return PartialDate(told[name], told.get(f"{name}_precision") or "day", computed)


def _opds(keys: Iterable[str], actors: Mapping[str, Actor]) -> Iterator[Opd]:
    return (opd for key in keys if isinstance(opd := actors[key], Opd))


def _region(told: Mapping[str, Any]) -> Region:
    return Region(
        told["code"],
        told["name"],
        told["kind"],
        told.get("province_code"),
        told.get("capital"),
        told.get("latitude"),
        told.get("longitude"),
        told.get("population"),
    )


def _opd(told: Mapping[str, Any]) -> Opd:
    return Opd(told["name"], told["region_code"], tuple(told.get("affairs") or ()))


def _partner(told: Mapping[str, Any]) -> Partner:
    return Partner(told["name"], told["kind"], told.get("country"), bool(told.get("kind_guessed")))


def _open_party(text: str) -> OpenParty:
    told = json.loads(text)
    return OpenParty(**told | {"candidates": tuple(told["candidates"])})


def _benefit(told: Mapping[str, Any]) -> Benefit:
    return Benefit(told["item"], told["amount"], told["currency"], told.get("year"))


def _benefit_order(told: Mapping[str, Any]) -> int:
    return int(str(told["id"]).rpartition("-")[2])


def _source(told: Mapping[str, Any]) -> Source:
    return Source(
        told["title"],
        told.get("publisher"),
        told.get("url"),
        told.get("published_on"),
        told.get("retrieved_on"),
    )


def _statement(told: Mapping[str, Any], source: Source) -> Statement:
    return Statement(source, told.get("evidence") or "", told.get("page"), told["confidence"])


def _statement_order(statement: Statement) -> tuple[str, str]:
    day = statement.source.published_on or statement.source.retrieved_on
    return (day.isoformat() if day else "", statement.source.id)


_Kind = tuple[str, Callable[[Mapping[str, Any]], Any]]
_ACTORS: dict[str, _Kind] = {
    "region": (_REGIONS, _region),
    "opd": (_OPDS, _opd),
    "partner": (_PARTNERS, _partner),
}
