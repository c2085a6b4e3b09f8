"""What lies around one pair of neighbours: all that its page and its JSON tell.

What is recorded of agreements comes from the graph's history; names of partners, roles
in learning visits and OPDs are read from the database.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graph.counterparts import (
    Counterpart,
    Known,
    Proposal,
    SeenOpd,
    Side,
    Work,
    propose,
    read_forms,
)
from graph.database import Database
from graph.errors import Translate
from graph.evidence import Evidence, evidence
from graph.gaps import CommonAgreement, Coverage, Pair, Readings, by_affair, documents, matched
from graph.history import History, Key, Place, Recorded, Reported
from graph.law import CROSSES_FROM, LawOfPair, Rule, combination_of, law_of_pair
from graph.model import KnownOpd
from graph.projection import is_partner
from graph.ranking import Ranked
from graph.tables import plain
from graph.vocabulary import AFFAIRS, COMBINATIONS, STAGES

EARTH_KM = 6371.0
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Third:
    """A partner or a third region with which both sides have running cooperation.

    Attributes
    ----------
    kind
        A code of `PARTNER_KINDS` or `REGION_KINDS`.
    a, b
        The running agreements of each side with it, counted.
    others
        With how many it cooperates in all, these two among them (a partner with
        regions, a region with regions and partners): the fewer, the more it joins
        these two.
    share
        Its part of the pair's Adamic–Adar sum, 0 to 1.
    """

    id: str
    name: str
    kind: str
    a: int
    b: int
    others: int
    share: float


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who takes part in a learning visit, a region or its OPD, in a role of `ROLES`."""

    id: str
    name: str
    region_code: str
    role: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A learning visit between the two."""

    id: str
    title: str
    day: date | None
    affairs: tuple[str, ...]
    visitors: tuple[Visitor, ...]

    @property
    def learners(self) -> tuple[Visitor, ...]:
        """Those that came to learn."""
        return tuple(one for one in self.visitors if one.role == "learner")

    @property
    def hosts(self) -> tuple[Visitor, ...]:
        """Those that they learned from."""
        return tuple(one for one in self.visitors if one.role != "learner")

    @property
    def learning(self) -> tuple[str, ...]:
        """The codes of the regions that learned."""
        return tuple(sorted({one.region_code for one in self.learners}))


@dataclass(frozen=True, slots=True)
class Example:
    """A comparable pair that cooperates, and by what: the smallest agreement first."""

    pair: Pair
    agreements: tuple[CommonAgreement, ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """The nearest pair with running cooperation in an affair in which this one has none.

    Attributes
    ----------
    km
        From the middle of this pair to the middle of that one.
    agreement
        The one with the fewest parties of those that run in the affair.
    alike
        Whether it is of the same combination (a–e); another is given only where none is.
    """

    affair: str
    a: str
    b: str
    a_name: str
    b_name: str
    km: float
    alike: bool
    agreement: CommonAgreement

    @property
    def key(self) -> str:
        """The pair in an address."""
        return f"{self.a}-{self.b}"


@dataclass(frozen=True, slots=True)
class Total:
    """A reported total of one side, and how many of those documents are recorded.

    `counted` is false where another total of the same year, form and scheme is greater.
    """

    region: str
    year: int | None
    form: str | None
    scheme: str | None
    reported: int
    at_least: bool
    recorded: int
    source: str | None
    stated_on: date | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that `surroundings` finds of a pair.

    Attributes
    ----------
    on
        The date as of which all of it counts.
    statuses
        The pair's status by affair.
    proposal
        Which OPDs would face each other.
    partners, mediators
        Third parties of both, the rarest link first.
    comparable, among
        Comparable pairs that cooperate, and how many comparable ones were looked at.
    nearest, unsolved
        By affair that crosses borders and that the pair lacks, the nearest pair that has
        solved it; and the affairs that no pair has.
    """

    on: date
    statuses: Mapping[str, str]
    proposal: Proposal
    partners: tuple[Third, ...]
    mediators: tuple[Third, ...]
    visits: tuple[Visit, ...]
    comparable: tuple[Example, ...]
    among: int
    nearest: tuple[Solved, ...]
    unsolved: tuple[str, ...]
    totals: tuple[Total, ...]
    law: LawOfPair


_VISITORS = """
UNWIND $ids AS id MATCH (k:Agreement {id: id})<-[party:PARTY_TO]-(p)
RETURN id, coalesce(p.code, p.id) AS key, p.name AS name,
       coalesce(p.region_code, p.code) AS region_code, party.role AS role
ORDER BY id, party.position, key
"""


def surroundings(
    database: Database, readings: Readings, pair: Pair, affair: str | None = None
) -> Surroundings:
    """Tell what lies around a pair.

    Parameters
    ----------
    database
        Where to read what the history does not hold.
    readings
        From `graph.gaps.read`; their date is the one as of which everything counts.
    pair
        Two that touch.
    affair
        Only counterparts, examples and solutions in this affair.
    """
    past = readings.history
    with past.lock:
        known = evidence(readings)
        thirds = _thirds(known, pair)
        met = _visits_between(past, pair, readings.on)
        compared = known.comparable(pair, affair)
        statuses = by_affair(pair)
        lacking = _lacking(past, statuses, affair)
        solved = _nearest(readings, pair, lacking)
        totals = _totals(readings, pair)
        law = law_of_pair(pair.a, pair.b, pair.contact, past.externalities)
        opds = _known(database, readings, pair)
    return Surroundings(
        on=readings.on,
        statuses=statuses,
        proposal=_about(propose(pair.a, pair.b, opds), affair),
        partners=tuple(one for one in thirds if is_partner(one.id)),
        mediators=tuple(one for one in thirds if not is_partner(one.id)),
        visits=_visits(database, met),
        comparable=tuple(_example(one, affair) for one in compared.cooperating),
        among=len(compared.among),
        nearest=tuple(solved.values()),
        unsolved=tuple(code for code in lacking if code not in solved),
        totals=totals,
        law=law,
    )


# ------------------------------------------------------------------ OPDs

# A nation's OPDs have been party to thousands of agreements, which the history holds.
_OPDS = """
MATCH (o:Opd) WHERE o.region_code IN $codes
RETURN o.id AS id, o.name AS name, o.region_code AS region_code, o.affairs AS affairs,
       [(o)-[:RESPONSIBLE_FOR]->(k:Agreement) | k.id] AS responsible
ORDER BY name, id
"""
_NAMED = """
MATCH (n:KnownOpd)
RETURN n.name AS name, n.region_code AS region_code, n.form AS form ORDER BY name
"""


def _known(database: Database, readings: Readings, pair: Pair) -> Known:
    """Tell what is known of the OPDs of a pair, as `graph.counterparts.read` does."""
    past, codes = readings.history, (pair.a, pair.b)
    forms, named = past.derive(
        f"known OPDs at {database.written}",
        None,
        lambda: (
            read_forms(database),
            [KnownOpd(**row) for row in database.read(_NAMED, limit=None)],
        ),
    )
    return Known(
        kinds={code: past.regions[code].kind for code in codes},
        opds=seen_opds(database, readings, codes),
        forms=forms,
        named=[one for one in named if one.region_code in codes],
        externalities=past.externalities,
    )


def seen_opds(database: Database, readings: Readings, codes: Sequence[str]) -> list[SeenOpd]:
    """Give the OPDs of regions that were known by the readings' date, with their cooperations."""
    past = readings.history
    works: dict[str, dict[str, Recorded]] = defaultdict(dict)
    for code in codes:
        for item in past.of_region.get(code, {}).values():
            for key in item.parties:
                works[key][item.id] = item
    found = []
    for row in database.read(_OPDS, {"codes": list(codes)}, limit=None):
        own = works[row["id"]] | {
            id: past.agreements[id] for id in row["responsible"] if id in past.agreements
        }
        if not own or any(item.known_from <= readings.on for item in own.values()):
            affairs = tuple(row["affairs"] or ())
            told = _works(own.values(), readings.on)
            found.append(SeenOpd(row["id"], row["name"], row["region_code"], affairs, told))
    return found


def _works(items: Iterable[Recorded], on: date) -> tuple[Work, ...]:
    """Give the cooperations known by a date, those that run first, then the latest."""
    known = [
        item
        for item in sorted(items, key=lambda item: item.id)
        if item.cooperation and item.known_from <= on and STAGES[item.stage].effect != "void"
    ]
    known.sort(key=lambda item: item.known_from, reverse=True)
    known.sort(key=lambda item: not item.is_running(on))
    return tuple(Work(item.id, item.title, item.is_running(on)) for item in known)


def _about(proposal: Proposal, affair: str | None) -> Proposal:
    if affair is None:
        return proposal
    pairs = tuple(one for one in proposal.pairs if affair in (one.affair, *one.also))
    left_out = {code: more for code, more in proposal.left_out.items() if code == affair}
    return Proposal(pairs, left_out, ())


# ------------------------------------------------------------------ third parties


def _thirds(known: Evidence, pair: Pair) -> list[Third]:
    """Give those with which both cooperate, the rarest link first."""
    keys = known.shared(pair)
    rows = [known.links[[known.places[code]]].indices for code in (pair.a, pair.b)]
    # Rarity falls as the number of links grows, so both stand in the same order.
    degrees = sorted(known.degrees[np.intersect1d(*rows)].astype(int).tolist())
    weights = [1 / math.log(max(degree, 2)) for degree in degrees]
    a, b = (_links(known.history, code, keys, known.readings.on) for code in (pair.a, pair.b))
    return [
        Third(
            id=key,
            name=known.history.name(key),
            kind=_kind_of(known.history, key),
            a=a[key],
            b=b[key],
            others=degree,
            share=weight / sum(weights),
        )
        for key, degree, weight in zip(keys, degrees, weights, strict=True)
    ]


def _kind_of(history: History, key: str) -> str:
    return history.actors[key].kind if is_partner(key) else history.regions[key].kind


def _links(history: History, code: str, keys: Iterable[str], on: date) -> Counter[str]:
    """Count a region's running agreements with each of some actors."""
    wanted = frozenset(keys)
    return Counter(
        key
        for item in history.of_region.get(code, {}).values()
        if item.is_running(on)
        for key in wanted.intersection((*item.regions, *item.parties))
    )


# ------------------------------------------------------------------ visits


def _visits_between(history: History, pair: Pair, on: date) -> list[Recorded]:
    mine, theirs = (history.of_region.get(code, {}) for code in (pair.a, pair.b))
    found = [
        item
        for id, item in mine.items()
        if id in theirs and not item.cooperation and item.known_from <= on
    ]
    return sorted(found, key=lambda item: (_day(item) or date.max, item.id))


def _day(item: Recorded) -> date | None:
    return item.starts_on or item.signed_on or item.first_stated_on


def _visits(database: Database, met: Sequence[Recorded]) -> tuple[Visit, ...]:
    visitors: dict[str, list[Visitor]] = defaultdict(list)
    if met:
        ids = [item.id for item in met]
        for row in database.read(_VISITORS, {"ids": ids}, limit=None):
            visitors[row["id"]].append(
                Visitor(row["key"], row["name"], row["region_code"] or "", row["role"] or "")
            )
    return tuple(
        Visit(item.id, item.title, _day(item), item.affairs, tuple(visitors[item.id]))
        for item in met
    )


# ------------------------------------------------------------------ examples


def _running(agreements: Iterable[CommonAgreement], affair: str | None) -> list[CommonAgreement]:
    """Give those that run (in an affair), the smallest circle first, the latest of equal ones."""
    found = [
        item
        for item in agreements
        if item.status == "running" and (affair is None or affair in item.affairs)
    ]
    found.sort(key=lambda item: item.id)
    found.sort(key=lambda item: item.runs_from or date.min, reverse=True)
    return sorted(found, key=lambda item: item.parties)


def _example(pair: Pair, affair: str | None) -> Example:
    return Example(pair, tuple(_running(pair.agreements, affair)))


def _lacking(history: History, statuses: Mapping[str, str], affair: str | None) -> list[str]:
    """Give the affairs whose effects cross borders and in which nothing runs, weightiest first."""
    weights = {code: found.weight for code, found in history.externalities.items()}
    wanted = [
        code
        for code, weight in weights.items()
        if weight >= CROSSES_FROM and statuses[code] != "running" and affair in (None, code)
    ]
    order = {code: place for place, code in enumerate(AFFAIRS)}
    return sorted(wanted, key=lambda code: (-weights[code], order[code]))


@dataclass(frozen=True, slots=True)
class _Cooperating:
    """A pair with running cooperation: where its middle is, and in which affairs it runs."""

    key: Key
    combination: str
    middle: Point
    affairs: frozenset[str]


def _cooperating(readings: Readings) -> list[_Cooperating]:
    found = []
    for key, items in readings.common.items():
        middle = _middle(readings.history.regions, key)
        affairs = {affair for item in items if item.status == "running" for affair in item.affairs}
        if affairs and middle:
            found.append(_Cooperating(key, combination_of(key), middle, frozenset(affairs)))
    return sorted(found, key=lambda one: one.key)


def _nearest(readings: Readings, pair: Pair, affairs: Sequence[str]) -> dict[str, Solved]:
    """Find by affair the nearest pair that has solved it, one of the same combination first."""
    past, wanted = readings.history, frozenset(affairs)
    here = _middle(past.regions, (pair.a, pair.b))
    if here is None:
        return {}
    best: dict[str, tuple[bool, float, Key]] = {}
    others: list[_Cooperating] = past.derive(
        "cooperating", readings.on, lambda: _cooperating(readings)
    )
    for one in others:
        solved = one.affairs & wanted
        if solved and one.key != (pair.a, pair.b):
            order = one.combination != pair.combination, _apart(here, one.middle), one.key
            for affair in solved:
                best[affair] = min(best.get(affair, order), order)
    return {code: _solved(readings, code, *best[code]) for code in affairs if code in best}


def _solved(readings: Readings, affair: str, is_other: bool, km: float, key: Key) -> Solved:
    a, b = (readings.history.regions[code] for code in key)
    first = _running(readings.common[key], affair)[0]
    return Solved(affair, a.code, b.code, a.name, b.name, round(km, 1), not is_other, first)


def _middle(places: Mapping[str, Place], key: Key) -> Point | None:
    """Give the middle of two places as a direction from the centre of the earth."""
    points = []
    for place in (places[code] for code in key):
        if place.latitude is None or place.longitude is None:
            return None
        latitude, longitude = math.radians(place.latitude), math.radians(place.longitude)
        level = math.cos(latitude)
        points.append(
            (level * math.cos(longitude), level * math.sin(longitude), math.sin(latitude))
        )
    x, y, z = (sum(axis) for axis in zip(*points, strict=True))
    length = math.hypot(x, y, z)
    return (x / length, y / length, z / length) if length else None


def _apart(here: Point, there: Point) -> float:
    """Give the great-circle distance of two directions in km."""
    chord = math.dist(here, there)
    return 2 * EARTH_KM * math.asin(min(1.0, chord / 2))


# ------------------------------------------------------------------ reported totals


def _totals(readings: Readings, pair: Pair) -> tuple[Total, ...]:
    reports = [
        report
        for report in readings.history.reports
        if report.region in (pair.a, pair.b)
        and (report.stated_on is None or report.stated_on <= readings.on)
    ]
    greatest: dict[tuple[Any, ...], Reported] = {}
    for report in reports:
        held = greatest.get(_kind(report))
        if held is None or report.total > held.total:
            greatest[_kind(report)] = report
    kinds = {code: documents(readings.history, code, readings.on) for code in (pair.a, pair.b)}
    reports.sort(key=lambda report: (report.region, report.year or 0, report.form or "", report.id))
    return tuple(
        Total(
            region=report.region,
            year=report.year,
            form=report.form,
            scheme=report.scheme,
            reported=report.total,
            at_least=report.at_least,
            recorded=matched(report, kinds[report.region]),
            source=report.source,
            stated_on=report.stated_on,
            counted=greatest[_kind(report)] is report,
        )
        for report in reports
    )


def _kind(report: Reported) -> tuple[Any, ...]:
    return report.region, report.year, report.form, report.scheme


# ------------------------------------------------------------------ as JSON

Object = dict[str, Any]


def as_object(
    pair: Pair,
    around: Surroundings,
    ranked: Ranked | None,
    translate: Translate,
    language: str = "id",
) -> Object:
    """Give all that is told of a pair as values that JSON can hold.

    Parameters
    ----------
    pair, around
        The pair, and what `surroundings` found.
    ranked
        The pair as `graph.ranking.rank` gives it among those it was ranked with, if it was.
    translate, language
        For sentences and the names of terms; codes are the same in every language.

    Returns
    -------
    dict
        a, b, a_name, b_name, level, kind, across, contact, border_km, distance_km,
        same_landmass
            The two, and how they touch.
        on, status, bilateral, many_party, via_opd
            The status as of a date; of how many of the agreements that give it two are
            parties, more than two, and in how many a side is there by an OPD only.
        affairs
            The status by code of affair, all of them.
        score, rank, reasons
            Of the ranking; each reason with name, value, share and sentence.
        agreements
            Common ones: id, title, form, stage, status, affairs, parties, via_opd, days.
        counterparts
            a and b (names of the two OPDs), affair, also, basis ('recorded' or
            'assumed'), a_id, b_id, a_basis, b_basis ('recorded', 'known' or 'assumed'),
            a_agreements, b_agreements, a_others, b_others (some of what each does with others),
            known (ids of what the two do already).
        counterparts_left_out
            How many more there would be, by affair.
        common_partners, mediators
            id, name, kind, a and b (running agreements of each side), others, share.
        comparable
            a, b, a_name, b_name, status, and agreements to copy from.
        comparable_among
            How many comparable pairs were looked at.
        nearest_solved
            affair, a, b, a_name, b_name, km, alike, agreement (id, title, parties).
        unsolved
            Affairs that cross borders and in which no pair cooperates yet.
        visits
            id, title, day, affairs, learners and hosts (id, name, region).
        law
            combination, overseer, rule, if_not_done, open_question, remark, and of each
            affair its duty with the reason.
        coverage
            By side: recorded, reported, matched, share, known, and the totals with the
            source of each.
    """
    common = {item.id for item in pair.agreements}
    found = {
        **_pair_object(pair, around.on),
        "affairs": dict(around.statuses),
        "score": ranked.score if ranked else None,
        "rank": ranked.rank if ranked else None,
        "reasons": [
            {
                "name": reason.name,
                "value": reason.value,
                "share": round(reason.share, 6),
                "sentence": reason.sentence.told(translate, language),
            }
            for reason in (ranked.reasons if ranked else ())
        ],
        "agreements": [_agreement_object(item) for item in pair.agreements],
        "counterparts": [_counterpart_object(one, common) for one in around.proposal.pairs],
        "counterparts_left_out": dict(around.proposal.left_out),
        "common_partners": [_fields(one) for one in around.partners],
        "mediators": [_fields(one) for one in around.mediators],
        "comparable": [_example_object(one) for one in around.comparable],
        "comparable_among": around.among,
        "nearest_solved": [_solved_object(one) for one in around.nearest],
        "unsolved": list(around.unsolved),
        "visits": [_visit_object(one) for one in around.visits],
        "law": _law_object(around.law, language),
        "coverage": [
            _coverage_object(code, coverage, around.totals)
            for code, coverage in ((pair.a, pair.a_coverage), (pair.b, pair.b_coverage))
        ],
    }
    return {name: plain(value) for name, value in found.items()}


def _fields(row: Any, *names: str) -> Object:
    """Give a record's fields by name, all of them or some."""
    return {name: getattr(row, name) for name in names or row.__slots__}


_OF_PAIR = (
    *("a", "b", "a_name", "b_name", "level", "kind", "across", "contact", "border_km"),
    *("distance_km", "same_landmass"),
)


def _pair_object(pair: Pair, on: date) -> Object:
    standing = _fields(pair, "status", "bilateral", "many_party", "via_opd")
    return {**_fields(pair, *_OF_PAIR), "on": on, **standing}


def _agreement_object(item: CommonAgreement) -> Object:
    return {**_fields(item), "end_unknown": item.end_unknown}


def _counterpart_object(one: Counterpart, common: Container[str]) -> Object:
    return {
        "a": one.a.name,
        "b": one.b.name,
        "affair": one.affair,
        "also": one.also,
        "basis": one.basis,
        **_side_object("a", one.a, common),
        **_side_object("b", one.b, common),
        "known": one.known,
    }


def _side_object(name: str, side: Side, common: Container[str]) -> Object:
    return {
        f"{name}_id": side.id,
        f"{name}_basis": side.basis,
        f"{name}_agreements": side.agreements,
        f"{name}_others": [work._asdict() for work in side.others if work.id not in common],
    }


def _example_object(one: Example) -> Object:
    agreements = [
        _fields(item, "id", "title", "form", "affairs", "parties") for item in one.agreements
    ]
    return {
        **_fields(one.pair, "a", "b", "a_name", "b_name", "border_km", "status"),
        "agreements": agreements,
    }


def _solved_object(one: Solved) -> Object:
    agreement = _fields(one.agreement, "id", "title", "parties")
    return {**_fields(one), "agreement": agreement}


def _visit_object(one: Visit) -> Object:
    def named(visitors: Iterable[Visitor]) -> list[Object]:
        return [{"id": v.id, "name": v.name, "region": v.region_code} for v in visitors]

    return {
        **_fields(one, "id", "title", "day", "affairs"),
        "learners": named(one.learners),
        "hosts": named(one.hosts),
    }


def _law_object(law: LawOfPair, language: str) -> Object:
    def told(rule: Rule | None) -> Object | None:
        return {"text": rule.label(language), "basis": rule.basis} if rule else None

    combination = COMBINATIONS[law.combination]
    return {
        "combination": law.combination,
        "combination_name": combination.label(language),
        "overseer": law.overseer_en if language == "en" else law.overseer,
        "borders": law.borders,
        "rule": told(law.rule),
        "if_not_done": told(law.if_not_done),
        "open_question": told(law.open_question),
        "remark": told(law.remark),
        "affairs": [
            {
                "affair": item.affair,
                "duty": item.duty,
                "reason": item.reason.label(language),
                "basis": item.reason.basis,
            }
            for item in law.affairs
        ],
    }


def _coverage_object(code: str, coverage: Coverage, totals: Iterable[Total]) -> Object:
    return {
        "region": code,
        **_fields(coverage, "recorded", "reported", "matched", "at_least", "share", "known"),
        "totals": [_fields(total) for total in totals if total.region == code],
    }
