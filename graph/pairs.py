"""What lies around one pair of neighbours: counterparts, partners, mediators, visits, coverage.

Everything here is recorded; nothing is inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.database import Database
from graph.gaps import Pair, standing
from graph.vocabulary import AFFAIRS

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SeenOpd:
    """A recorded OPD; `agreements` counts what it was party to by the date."""

    id: str
    name: str
    affairs: tuple[str, ...]
    agreements: int


@dataclass(frozen=True, slots=True)
class Counterparts:
    """The recorded OPDs of both sides for one affair (empty: no affair is recorded)."""

    affair: str
    a: tuple[SeenOpd, ...]
    b: tuple[SeenOpd, ...]


@dataclass(frozen=True, slots=True)
class Third:
    """A partner or a third region with which both sides have running cooperation.

    `kind` is a code of `PARTNER_KINDS` or `REGION_KINDS`; `a` and `b` count the
    running agreements of each side with it.
    """

    id: str
    name: str
    kind: str
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Visit:
    """A learning visit between the two."""

    id: str
    title: str
    day: date | None
    learners: tuple[str, ...]
    hosts: tuple[str, ...]
    affairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A reported total of one side, and how many of those documents are recorded."""

    region: str
    year: int | None
    form: str | None
    scheme: str | None
    reported: int
    at_least: bool
    recorded: int
    source: str | None
    stated_on: date | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that `surroundings` finds of a pair."""

    counterparts: tuple[Counterparts, ...]
    partners: tuple[Third, ...]
    mediators: tuple[Third, ...]
    visits: tuple[Visit, ...]
    coverage: tuple[Coverage, ...]


_LINKS = """
MATCH (r:Region) WHERE r.code IN $codes
CALL (r) {
  MATCH (r)-[:PARTY_TO]->(k:Agreement) RETURN k
  UNION
  MATCH (r)<-[:PART_OF]-(:Opd)-[:PARTY_TO]->(k:Agreement) RETURN k
}
MATCH (k)<-[party:PARTY_TO]-(p)
RETURN r.code AS side, k.id AS agreement, k.title AS title, k.form AS form, k.scheme AS scheme,
       k.stage AS stage, k.cooperation AS cooperation, k.signed_on AS signed_on,
       k.starts_on AS starts_on, k.runs_from AS runs_from, k.runs_until AS runs_until,
       k.first_stated_on AS first_stated_on, p.id AS id, p.name AS name, p.kind AS kind,
       coalesce(p.region_code, p.code) AS code, party.role AS role
ORDER BY agreement, name
"""
_OPDS = """
MATCH (r:Region) WHERE r.code IN $codes
MATCH (o:Opd)-[:PART_OF]->(r)
RETURN r.code AS side, o.id AS id, o.name AS name, o.affairs AS affairs
ORDER BY name, id
"""
_AFFAIRS = """
MATCH (k:Agreement)-[:ABOUT]->(f:Affair) WHERE k.id IN $ids
RETURN k.id AS id, f.code AS affair ORDER BY id, affair
"""
_NAMES = """
MATCH (r:Region) WHERE r.code IN $codes RETURN r.code AS code, r.name AS name, r.kind AS kind
"""
_TOTALS = """
MATCH (t:Report)-[:ABOUT_REGION]->(r:Region) WHERE r.code IN $codes
OPTIONAL MATCH (t)-[:STATED_IN]->(s:Source)
WITH r, t, s WHERE s.published_on IS NULL OR s.published_on <= $on
RETURN r.code AS region, t.id AS id, t.year AS year, t.form AS form, t.scheme AS scheme,
       t.count AS reported, t.at_least AS at_least, s.title AS source,
       s.published_on AS stated_on
ORDER BY region, year, form, id
"""


def surroundings(database: Database, pair: Pair, on: date) -> Surroundings:
    """Read what lies around a pair as of a date.

    Parameters
    ----------
    database
        Where to read.
    pair
        The two neighbours.
    on
        The date as of which agreements and reports count.
    """
    codes = [pair.a, pair.b]
    rows = database.read(_LINKS, {"codes": codes}, limit=None).rows
    links = [row for row in rows if _is_known(row, on)]
    opds = database.read(_OPDS, {"codes": codes}, limit=None).rows
    totals = database.read(_TOTALS, {"codes": codes, "on": on}, limit=None).rows
    return Surroundings(
        counterparts=_counterparts(pair, opds, links),
        partners=_partners(pair, links, on),
        mediators=_mediators(database, pair, links, on),
        visits=_visits(database, pair, links),
        coverage=tuple(_coverage(row, links) for row in totals),
    )


def _is_known(row: Row, on: date) -> bool:
    days = [day for day in (row["runs_from"], row["first_stated_on"]) if day]
    return not days or min(days) <= on


def _is_running(row: Row, on: date) -> bool:
    # Whether a framework was carried out does not matter for who knows whom.
    found = standing({**row, "implementers": ()}, on)
    return bool(row["cooperation"]) and found in ("running", "paper")


def _counterparts(
    pair: Pair, opds: Iterable[Row], links: Iterable[Row]
) -> tuple[Counterparts, ...]:
    busy: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link["id"]:
            busy[link["id"]].add(link["agreement"])
    seen: dict[str, dict[str, list[SeenOpd]]] = defaultdict(lambda: {pair.a: [], pair.b: []})
    for row in opds:
        affairs = tuple(row["affairs"] or ())
        opd = SeenOpd(row["id"], row["name"], affairs, len(busy[row["id"]]))
        for affair in affairs or ("",):
            seen[affair][row["side"]].append(opd)
    order = {code: place for place, code in enumerate((*AFFAIRS, ""))}
    found = [
        Counterparts(affair, tuple(sides[pair.a]), tuple(sides[pair.b]))
        for affair, sides in seen.items()
    ]
    # Affairs that both sides have an OPD for come first: these two could meet.
    found.sort(key=lambda row: (not (row.affair and row.a and row.b), order[row.affair]))
    return tuple(found)


def _thirds(
    pair: Pair, links: Iterable[Row], key: str
) -> dict[str, tuple[Row, dict[str, set[str]]]]:
    """Give, of those met by both sides, a row of each and the agreements by side."""
    met: dict[str, tuple[Row, dict[str, set[str]]]] = {}
    for link in links:
        found = met.setdefault(link[key], (link, {pair.a: set(), pair.b: set()}))
        found[1][link["side"]].add(link["agreement"])
    return {who: found for who, found in met.items() if all(found[1].values())}


def _partners(pair: Pair, links: Iterable[Row], on: date) -> tuple[Third, ...]:
    running = [row for row in links if row["code"] is None and _is_running(row, on)]
    thirds = [
        Third(who, row["name"], row["kind"], len(sides[pair.a]), len(sides[pair.b]))
        for who, (row, sides) in _thirds(pair, running, "id").items()
    ]
    return tuple(sorted(thirds, key=_most_first))


def _mediators(database: Database, pair: Pair, links: Iterable[Row], on: date) -> tuple[Third, ...]:
    running = [
        row for row in links if row["code"] not in (None, pair.a, pair.b) and _is_running(row, on)
    ]
    met = _thirds(pair, running, "code")
    if not met:
        return ()
    names = database.read(_NAMES, {"codes": sorted(met)}, limit=None).rows
    thirds = []
    for row in names:
        sides = met[row["code"]][1]
        thirds.append(
            Third(row["code"], row["name"], row["kind"], len(sides[pair.a]), len(sides[pair.b]))
        )
    return tuple(sorted(thirds, key=_most_first))


def _most_first(third: Third) -> tuple[int, int, str]:
    return -min(third.a, third.b), -(third.a + third.b), third.name


def _visits(database: Database, pair: Pair, links: Sequence[Row]) -> tuple[Visit, ...]:
    parties: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in links:
        if not row["cooperation"] and row["code"] in (pair.a, pair.b):
            parties[row["agreement"]][row["id"] or row["code"]] = row
    ids = [
        id
        for id, found in parties.items()
        if {r["code"] for r in found.values()} == {pair.a, pair.b}
    ]
    if not ids:
        return ()
    affairs: dict[str, list[str]] = defaultdict(list)
    for row in database.read(_AFFAIRS, {"ids": ids}, limit=None):
        affairs[row["id"]].append(row["affair"])
    return tuple(_visit(id, list(parties[id].values()), affairs[id]) for id in ids)


def _visit(id: str, parties: Sequence[Row], affairs: Iterable[str]) -> Visit:
    def names(*roles: str) -> tuple[str, ...]:
        return tuple(row["name"] for row in parties if row["role"] in roles)

    first = parties[0]
    day = first["starts_on"] or first["signed_on"] or first["first_stated_on"]
    return Visit(id, first["title"], day, names("learner"), names("host", "party"), tuple(affairs))


def _coverage(total: Row, links: Iterable[Row]) -> Coverage:
    recorded = {
        row["agreement"]
        for row in links
        if row["side"] == total["region"]
        and row["cooperation"]
        and total["form"] in (None, row["form"])
        and total["scheme"] in (None, row["scheme"])
        and total["year"] in (None, _year(row))
    }
    return Coverage(
        region=total["region"],
        year=total["year"],
        form=total["form"],
        scheme=total["scheme"],
        reported=total["reported"],
        at_least=bool(total["at_least"]),
        recorded=len(recorded),
        source=total["source"],
        stated_on=total["stated_on"],
    )


def _year(row: Row) -> int | None:
    made = row["signed_on"] or row["starts_on"]
    return made.year if made else None
