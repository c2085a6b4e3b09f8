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
    actor_key,
)
from graph.projection import READ_SECONDS
from graph.vocabulary import AFFAIRS
from graph.writing import Progress

_BATCH = 1_000
_IDS = "MATCH (a:Agreement) RETURN a.id AS id"
_AGREEMENTS = """
UNWIND $ids AS id MATCH (a:Agreement {id: id})
RETURN id, properties(a) AS properties,
  [(a)-[:ABOUT]->(f:Affair) | f.code] AS affairs,
  [(a)-[:IMPLEMENTS]->(t:Agreement) | t.id] AS implements,
  [(a)-[:YIELDED]->(b:Benefit) | properties(b)] AS benefits,
  [(a)<-[:RESPONSIBLE_FOR]-(o:Opd) | properties(o)] AS responsible
"""
_PARTIES = """
UNWIND $ids AS id MATCH (a:Agreement {id: id})<-[e:PARTY_TO]-(p)
RETURN id, labels(p) AS labels, properties(p) AS actor, e.role AS role, e.number AS number,
  e.position AS position
"""
_STATEMENTS = """
UNWIND $ids AS id MATCH (a:Agreement {id: id})-[e:STATED_IN]->(s:Source)
RETURN id, properties(e) AS statement, properties(s) AS source
"""
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
    for start in range(0, len(keys), _BATCH):
        batch = {"ids": keys[start : start + _BATCH]}
        read = [
            database.read(query, batch, limit=None, timeout=READ_SECONDS).rows
            for query in (_AGREEMENTS, _PARTIES, _STATEMENTS)
        ]
        parties, statements = (_by_id(rows) for rows in read[1:])
        for row in sorted(read[0], key=lambda row: row["id"]):
            key = row["id"]
            yield _agreement(row, parties.get(key, []), statements.get(key, []))
        if progress:
            progress(min(start + _BATCH, len(keys)), len(keys))


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
                statement=_statement(row),
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
) -> Agreement:
    told = row["properties"]
    order = list(AFFAIRS)
    listed = sorted(parties, key=lambda one: (one["position"], _key_of(one["actor"])))
    stated = sorted(map(_statement, statements), key=_statement_order)
    return Agreement(
        id=row["id"],
        title=told["title"],
        form=told["form"],
        stage=told["stage"],
        parties=tuple(Party(_actor(p), p["role"], p["number"]) for p in listed),
        statements=tuple(stated),
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
        responsible=tuple(sorted(map(_opd, row["responsible"]), key=actor_key)),
        open_parties=tuple(map(_open_party, told.get("open_parties") or ())),
    )


def _partial(told: Mapping[str, Any], name: str) -> PartialDate | None:
    if not told.get(name):
        return None
    computed = bool(told.get(f"{name}_computed"))
    return PartialDate(told[name], told.get(f"{name}_precision") or "day", computed)


def _key_of(actor: Mapping[str, Any]) -> str:
    return str(actor.get("code") or actor["id"])


def _actor(row: Mapping[str, Any]) -> Actor:
    (label,) = row["labels"]
    return _ACTORS[label](row["actor"])


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


_ACTORS: dict[str, Callable[[Mapping[str, Any]], Actor]] = {
    "Region": _region,
    "Opd": _opd,
    "Partner": _partner,
}


def _open_party(text: str) -> OpenParty:
    told = json.loads(text)
    return OpenParty(**told | {"candidates": tuple(told["candidates"])})


def _benefit(told: Mapping[str, Any]) -> Benefit:
    return Benefit(told["item"], told["amount"], told["currency"], told.get("year"))


def _benefit_order(told: Mapping[str, Any]) -> int:
    return int(str(told["id"]).rpartition("-")[2])


def _statement(row: Mapping[str, Any]) -> Statement:
    told, source = row["statement"], row["source"]
    return Statement(
        Source(
            source["title"],
            source.get("publisher"),
            source.get("url"),
            source.get("published_on"),
            source.get("retrieved_on"),
        ),
        told.get("evidence") or "",
        told.get("page"),
        told["confidence"],
    )


def _statement_order(statement: Statement) -> tuple[str, str]:
    day = statement.source.published_on or statement.source.retrieved_on
    return (day.isoformat() if day else "", statement.source.id)
