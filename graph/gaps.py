"""Neighbours with and without cooperation: the status of every pair as of a date.

What is recorded comes from the graph's history (`read`), then is judged in plain
Python (`judge`), so that one reading serves the whole table, one affair, and
every facet of a page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from typing import Any, Literal, Protocol

from graph.database import Database
from graph.errors import ArgumentInvalid, NotFound
from graph.history import CONTACTS, Contact, History, Key, Recorded, Reported, history
from graph.law import combination_of
from graph.vocabulary import AFFAIRS, COMBINATIONS, FORMS, STAGES, STATUSES, Term

Level = Literal["kabkota", "provinsi", "campur"]
Kind = tuple[int | None, str | None, str | None]

LEVELS = {
    row.code: row
    for row in (
        Term("kabkota", "Kabupaten/kota", "Regencies and cities"),
        Term("provinsi", "Provinsi", "Provinces"),
        Term("campur", "Provinsi dengan daerahnya", "A province with a region of its own"),
    )
}


class RegionUnknown(NotFound):
    """A code that no region bears."""

    text = (
        "Tidak ada wilayah dengan kode “{code}”. Pakai kode Kemendagri, misalnya 35.74 untuk "
        "Kota Probolinggo, atau cari namanya lewat kotak pencarian."
    )


class SameRegion(ArgumentInvalid):
    """A pair of a region with itself."""

    text = (
        "Sebuah pasangan terdiri atas dua wilayah yang berbeda; {name} disebut dua kali. "
        "Pilih salah satu tetangganya: {neighbours}."
    )


class LevelsDiffer(ArgumentInvalid):
    """A province beside a regency or city."""

    text = (
        "{a} dan {b} berbeda tingkat. Provinsi dipasangkan dengan provinsi, kabupaten/kota "
        "dengan kabupaten/kota; provinsi dengan daerahnya sendiri ada di halaman provinsi itu."
    )


class NotNeighbours(ArgumentInvalid):
    """Two regions that touch neither on land nor across a strait."""

    text = (
        "{a} dan {b} tidak bertetangga. Tetangga {a}: {a_neighbours}. Tetangga {b}: {b_neighbours}."
    )


class AffairUnknown(ArgumentInvalid):
    """A code that is no affair of the vocabulary."""

    text = "Urusan “{value}” tidak dikenal. Pilih salah satu: {choices}."


class ProvinceUnknown(ArgumentInvalid):
    """A code that no province bears."""

    text = "Provinsi “{value}” tidak dikenal. Pakai kode dua angka, misalnya 35 untuk Jawa Timur."


class LevelUnknown(ArgumentInvalid):
    """A level other than province or regency and city."""

    text = "Tingkat “{value}” tidak dikenal. Pilih salah satu: {choices}."


class ContactUnknown(ArgumentInvalid):
    """A way of touching that there is none of."""

    text = "Hubungan wilayah “{value}” tidak dikenal. Pilih salah satu: {choices}."


# ------------------------------------------------------------------ one agreement


class Dated(Protocol):
    """What tells how an agreement stands on a date."""

    @property
    def form(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def signed_on(self) -> date | None: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def first_stated_on(self) -> date | None: ...
    @property
    def runs_from(self) -> date | None: ...
    @property
    def runs_until(self) -> date | None: ...


Starts = Iterable[date | None]


def _is_planned(item: Dated, _starts: Starts, on: date) -> bool:
    stated = item.first_stated_on
    return STAGES[item.stage].effect == "planned" and (stated is None or stated <= on)


def _is_within_term(item: Dated, _starts: Starts, on: date) -> bool:
    start, end = item.runs_from, item.runs_until
    return start is not None and start <= on and (end is None or end >= on)


def _is_paper(item: Dated, starts: Starts, on: date) -> bool:
    if not (FORMS[item.form].framework and _is_within_term(item, starts, on)):
        return False
    made = item.signed_on or item.starts_on or item.runs_from or date.max
    # Compared as (year, month, day), since 29 February has no anniversary in most years.
    if (made.year + 1, made.month, made.day) >= (on.year, on.month, on.day):
        return False
    return not any(start is not None and start <= on for start in starts)


def _has_ended(item: Dated, _starts: Starts, on: date) -> bool:
    end = item.runs_until
    if end is not None and item.runs_from is not None and end < on:
        return True
    # A revoked agreement once was one if it was signed; a rejected one never was.
    signed = item.signed_on
    return item.stage == "dicabut" and signed is not None and signed <= on


# The first rule that holds gives an agreement's standing; paper is a special running.
_STANDINGS: tuple[tuple[str, Callable[[Dated, Starts, date], bool]], ...] = (
    ("planned", _is_planned),
    ("paper", _is_paper),
    ("running", _is_within_term),
    ("lapsed", _has_ended),
)


def standing(item: Dated, on: date, starts: Starts = ()) -> str | None:
    """Tell what one agreement is on a date.

    Parameters
    ----------
    item
        The agreement.
    on
        The date asked for.
    starts
        The `runs_from` of those that implement it.

    Returns
    -------
    str or None
        'running', 'planned', 'paper' or 'lapsed'; None where the agreement does
        not count on that date (not yet begun, not yet known, rejected).
    """
    return next((code for code, holds in _STANDINGS if holds(item, starts, on)), None)


@dataclass(frozen=True, slots=True)
class CommonAgreement:
    """A cooperation to which both regions of a pair are parties.

    Attributes
    ----------
    status
        What it is on the date asked for, a code of `STATUSES`.
    parties
        How many parties it has, named or not, a region and its OPDs being one: a
        forum of twenty regions is not the same as an agreement of two.
    via_opd
        True where at least one of the two takes part through an OPD only.
    """

    id: str
    title: str
    form: str
    stage: str
    status: str
    affairs: tuple[str, ...]
    parties: int
    via_opd: bool
    signed_on: date | None = None
    starts_on: date | None = None
    due_on: date | None = None
    first_stated_on: date | None = None
    last_stated_on: date | None = None
    runs_from: date | None = None
    runs_until: date | None = None
    endless: bool = False

    @property
    def end_unknown(self) -> bool:
        """Whether it runs (if on paper only) and nobody stated until when."""
        is_running = self.status in ("running", "paper")
        return is_running and self.runs_until is None and not self.endless

    @property
    def ended_on(self) -> date | None:
        """The day on which it ended; None of a revoked one, whose day nobody states."""
        return self.runs_until if self.status == "lapsed" and self.stage != "dicabut" else None

    @property
    def start_unknown(self) -> bool:
        """Whether it counts as running only from the day when a source first states it."""
        return self.runs_from is not None and self.signed_on is None and self.starts_on is None

    def is_stale(self, on: date, years: int) -> bool:
        """Whether its end is unknown and the last statement of it is older than `years`.

        One whose sources bear no date is not called stale: its age is not known.
        """
        stated = self.last_stated_on
        if not self.end_unknown or stated is None:
            return False
        return (stated.year + years, stated.month, stated.day) < (on.year, on.month, on.day)


# ------------------------------------------------------------------ how much is known

COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a region's cooperation is recorded by a date.

    Attributes
    ----------
    recorded
        Agreements and learning visits of the region or its OPDs, with anybody.
    reported
        Documents that sources report of it in total; totals of one year, form and
        scheme count once, the greatest.
    matched
        How many of those reported are recorded.
    at_least
        Whether a total is a lower bound ("more than ten").
    """

    recorded: int = 0
    reported: int = 0
    matched: int = 0
    at_least: bool = False

    @property
    def share(self) -> float | None:
        """Recorded of reported, 0 to 1; None where no total is reported."""
        return self.matched / self.reported if self.reported else None

    @property
    def known(self) -> bool:
        """Whether "none found" may be said of the region.

        Something must be recorded of it and, where totals are reported, at least
        half of what they count.
        """
        return self.recorded > 0 and (self.share is None or self.share >= COVERED)


# ------------------------------------------------------------------ a pair


@dataclass(frozen=True, slots=True)
class Pair:
    """Two regions that touch, a < b by code, and what is recorded between them.

    Attributes
    ----------
    contact
        How they touch, a code of `CONTACTS`.
    across
        True where they belong to different provinces.
    border_km, distance_km
        Length of the land border (0 where there is none); distance across water,
        where that is what joins them.
    combination, overseer
        What a cooperation of the two would be by law (a–e), and who would oversee it.
    undated
        Id and title of common agreements without any date: because of them nobody can
        say that there is none.
    a_coverage, b_coverage
        How much of each side's cooperation, with anybody, is recorded by the date.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    level: Level
    kind: str
    contact: str
    across: bool
    border_km: float
    distance_km: float | None
    same_landmass: bool
    status: str
    agreements: tuple[CommonAgreement, ...]
    a_coverage: Coverage
    b_coverage: Coverage
    undated: tuple[tuple[str, str], ...] = ()
    combination: str = field(init=False)

    def __post_init__(self) -> None:
        """Derive the combination from the codes."""
        object.__setattr__(self, "combination", combination_of((self.a, self.b)))

    @property
    def key(self) -> str:
        """The pair in an address: '35.13-35.74'."""
        return f"{self.a}-{self.b}"

    @property
    def a_province(self) -> str:
        """The code of a's province (of a province: its own)."""
        return self.a[:2]

    @property
    def b_province(self) -> str:
        """The code of b's province (of a province: its own)."""
        return self.b[:2]

    @property
    def overseer(self) -> str:
        """Who oversees a cooperation of the two, in Indonesian."""
        return COMBINATIONS[self.combination].overseer

    @property
    def decisive(self) -> tuple[CommonAgreement, ...]:
        """The agreements that give the pair its status."""
        return tuple(item for item in self.agreements if item.status == self.status)

    @property
    def end_unknown(self) -> bool:
        """Whether it runs only by agreements whose end nobody stated."""
        return self.status == "running" and all(item.end_unknown for item in self.decisive)

    @property
    def last_stated_on(self) -> date | None:
        """The latest date at which a source states what gives the status."""
        return max((d for item in self.decisive if (d := item.last_stated_on)), default=None)

    @property
    def fewest_parties(self) -> int | None:
        """The smallest party count of the agreements that give the status."""
        return min((item.parties for item in self.decisive), default=None)

    @property
    def bilateral(self) -> int:
        """How many of the agreements that give the status are of two parties."""
        return sum(item.parties <= 2 for item in self.decisive)

    @property
    def many_party(self) -> int:
        """How many of the agreements that give the status have more than two parties."""
        return sum(item.parties > 2 for item in self.decisive)

    @property
    def via_opd(self) -> int:
        """In how many of the agreements that give the status a side is there by an OPD only."""
        return sum(item.via_opd for item in self.decisive)

    @property
    def a_records(self) -> int:
        """How many agreements and learning visits of a are recorded."""
        return self.a_coverage.recorded

    @property
    def b_records(self) -> int:
        """How many agreements and learning visits of b are recorded."""
        return self.b_coverage.recorded

    @property
    def unknown_sides(self) -> tuple[str, ...]:
        """The codes of those of the two of which too little is recorded to say "none"."""
        sides = ((self.a, self.a_coverage), (self.b, self.b_coverage))
        return tuple(code for code, coverage in sides if not coverage.known)

    @property
    def tells_none(self) -> bool:
        """Whether "none" may be said of the two where nothing of them is found."""
        return not self.unknown_sides and not self.undated


_FIELDS = (
    *("a", "b", "a_name", "b_name", "status", "kind", "contact", "border_km", "distance_km"),
    *("same_landmass", "bilateral", "many_party", "via_opd", "fewest_parties", "last_stated_on"),
    *("end_unknown", "combination", "overseer", "level", "across", "a_records", "b_records"),
)


def fields(pair: Pair) -> dict[str, Any]:
    """Give what a row about a pair holds, by the names that tables, files and JSON use."""
    return {name: getattr(pair, name) for name in _FIELDS}


def coverage_fields(pair: Pair) -> dict[str, dict[str, Any]]:
    """Give the coverage of both sides, 'a' and 'b', as values."""
    sides = {"a": pair.a_coverage, "b": pair.b_coverage}
    return {
        side: asdict(found) | {"share": found.share, "known": found.known}
        for side, found in sides.items()
    }


def status_of(standings: Collection[str], *, both_known: bool) -> str:
    """Give a pair's status: the first of `STATUSES` for which there is a reason.

    Parameters
    ----------
    standings
        What the common agreements are on the date.
    both_known
        Whether enough is recorded about each of the two by that date (`Coverage.known`).
    """
    found = (code for code in STATUSES if code in standings)
    return next(found, "none" if both_known else "unknown")


def counts(pairs: Iterable[Pair]) -> dict[str, int]:
    """Count pairs by status, every status present, in the order of `STATUSES`."""
    tally = Counter(pair.status for pair in pairs)
    return {code: tally[code] for code in STATUSES}


def by_affair(pair: Pair) -> dict[str, str]:
    """Give the pair's status in each of the 38 affairs.

    Notes
    -----
    An agreement that names no affair counts for none of them.
    """
    standings: dict[str, set[str]] = defaultdict(set)
    for item in pair.agreements:
        for affair in item.affairs:
            standings[affair].add(item.status)
    known = pair.tells_none
    return {code: status_of(standings.get(code, ()), both_known=known) for code in AFFAIRS}


# ------------------------------------------------------------------ reading


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """What is recorded of all that touch, as of a date.

    Attributes
    ----------
    common
        The agreements that count on the date, by pair.
    undated
        Id and title of those that bear no date at all, nor does any source: whether
        they count on the date nobody can say. By pair.
    coverage
        How much is recorded of each region, by code.
    """

    on: date
    history: History
    common: Mapping[Key, tuple[CommonAgreement, ...]]
    undated: Mapping[Key, tuple[tuple[str, str], ...]]
    coverage: Mapping[str, Coverage]


def _common_agreement(item: Recorded, status: str, key: Key) -> CommonAgreement:
    return CommonAgreement(
        id=item.id,
        title=item.title,
        form=item.form,
        stage=item.stage,
        status=status,
        affairs=item.affairs,
        parties=item.size,
        via_opd=not (key[0] in item.direct and key[1] in item.direct),
        signed_on=item.signed_on,
        starts_on=item.starts_on,
        due_on=item.due_on,
        first_stated_on=item.first_stated_on,
        last_stated_on=item.last_stated_on,
        runs_from=item.runs_from,
        runs_until=item.runs_until,
        endless=item.endless,
    )


def _common(history: History, key: Key, on: date) -> tuple[CommonAgreement, ...]:
    found = []
    for id, item in sorted(history.of_pair[key].items()):
        starts = [history.agreements[one].runs_from for one in history.implementers.get(id, ())]
        if status := standing(item, on, starts):
            found.append(_common_agreement(item, status, key))
    return tuple(found)


def _coverages(history: History, on: date) -> dict[str, Coverage]:
    totals: dict[str, dict[Kind, Reported]] = defaultdict(dict)
    for report in history.reports:
        if report.stated_on is None or report.stated_on <= on:
            kind = report.year, report.form, report.scheme
            held = totals[report.region].get(kind)
            if held is None or report.total > held.total:
                totals[report.region][kind] = report
    found = {}
    for code in history.regions:
        reports = totals[code].values()
        kinds = documents(history, code, on) if reports else Counter()
        found[code] = Coverage(
            recorded=history.records(code, on),
            reported=sum(report.total for report in reports),
            matched=sum(matched(report, kinds) for report in reports),
            at_least=any(report.at_least for report in reports),
        )
    return found


def documents(history: History, code: str, on: date) -> Counter[Kind]:
    """Count a region's cooperations known by a date by year, form and scheme."""
    items = history.of_region.get(code, {}).values()
    known = (item for item in items if item.cooperation and item.known_from <= on)
    return Counter((_year(item), item.form, item.scheme) for item in known)


def matched(report: Reported, kinds: Mapping[Kind, int]) -> int:
    """Count how many of the documents of a reported total are recorded, by `documents`."""
    wanted = report.year, report.form, report.scheme
    found = sum(
        count
        for kind, count in kinds.items()
        if all(want in (None, has) for want, has in zip(wanted, kind, strict=True))
    )
    return min(found, report.total)


def _year(item: Recorded) -> int | None:
    made = item.signed_on or item.starts_on
    return made.year if made else None


def read(database: Database, on: date) -> Readings:
    """Read contacts, common agreements and coverage as of a date.

    Parameters
    ----------
    database
        Where to read.
    on
        The date as of which agreements, reports and records count.

    Notes
    -----
    Readings of the last dates asked for are kept until the data change.
    """
    past = history(database)
    return past.derive("readings", on, lambda: _readings(past, on))


def _readings(past: History, on: date) -> Readings:
    common = {key: _common(past, key, on) for key, items in past.of_pair.items() if items}
    undated = past.derive("undated", None, partial(_undated, past))
    return Readings(on, past, common, undated, _coverages(past, on))


def _undated(history: History) -> dict[Key, tuple[tuple[str, str], ...]]:
    found = {}
    for key, items in history.of_pair.items():
        undated = tuple(
            (id, item.title)
            for id, item in sorted(items.items())
            if item.known_from == date.min and STAGES[item.stage].effect in ("running", "ended")
        )
        if undated:
            found[key] = undated
    return found


# ------------------------------------------------------------------ judging


def _check_choices(
    readings: Readings,
    affair: str | None,
    province: str | None,
    level: str | None,
    contacts: Collection[str],
) -> None:
    if affair is not None and affair not in AFFAIRS:
        raise AffairUnknown(value=affair, choices=", ".join(AFFAIRS))
    if level is not None and level not in LEVELS:
        raise LevelUnknown(value=level, choices=", ".join(LEVELS))
    for contact in contacts:
        if contact not in CONTACTS:
            raise ContactUnknown(value=contact, choices=", ".join(CONTACTS))
    place = readings.history.regions.get(province or "")
    if province is not None and (place is None or place.kind != "provinsi"):
        raise ProvinceUnknown(value=province)


def _level(a: str, b: str) -> Level:
    return "provinsi" if "." not in b else "kabkota" if "." in a else "campur"


def _pair(contact: Contact, readings: Readings, agreements: tuple[CommonAgreement, ...]) -> Pair:
    a, b = (readings.history.regions[code] for code in contact.key)
    coverage = [readings.coverage[code] for code in contact.key]
    undated = readings.undated.get(contact.key, ())
    known = all(side.known for side in coverage) and not undated
    return Pair(
        a=a.code,
        b=b.code,
        a_name=a.name,
        b_name=b.name,
        level=_level(a.code, b.code),
        kind="-".join(sorted((a.kind, b.kind))),
        contact=contact.kind,
        across=a.province != b.province,
        border_km=contact.length_km,
        distance_km=contact.distance_km,
        same_landmass=contact.same_landmass,
        status=status_of({item.status for item in agreements}, both_known=known),
        agreements=agreements,
        undated=undated,
        a_coverage=coverage[0],
        b_coverage=coverage[1],
    )


def judge(
    readings: Readings,
    *,
    affair: str | None = None,
    province: str | None = None,
    level: str | None = None,
    contacts: Collection[str] = ("land",),
    max_age_years: int | None = None,
) -> list[Pair]:
    """Give every pair of regions that touch its status; see `pairs`."""
    _check_choices(readings, affair, province, level, contacts)
    judged = []
    for contact in readings.history.contacts:
        a, b = contact.key
        if contact.kind not in contacts or (level and level != _level(a, b)):
            continue
        if province and province not in (a[:2], b[:2]):
            continue
        agreements = readings.common.get(contact.key, ())
        if affair:
            agreements = tuple(item for item in agreements if affair in item.affairs)
        if max_age_years is not None:
            agreements = tuple(
                item for item in agreements if not item.is_stale(readings.on, max_age_years)
            )
        judged.append(_pair(contact, readings, agreements))
    return sorted(judged, key=lambda pair: (pair.a, pair.b))


def pairs(
    database: Database,
    on: date,
    *,
    affair: str | None = None,
    province: str | None = None,
    level: str | None = None,
    contacts: Collection[str] = ("land",),
    max_age_years: int | None = None,
) -> list[Pair]:
    """Give every pair of neighbours with its status as of a date.

    Parameters
    ----------
    database
        Where to read.
    on
        The date asked for.
    affair
        Count only agreements about this affair (a code of `AFFAIRS`).
    province
        Only pairs of which at least one side lies in, or is, this province.
    level
        'kabkota' (990 land pairs), 'provinsi' (38) or 'campur' (a province with a
        region of its own); all by default.
    contacts
        How the two touch, codes of `CONTACTS`; land borders by default.
    max_age_years
        Leave out agreements whose end nobody stated and which were last stated
        longer ago than this.

    Returns
    -------
    list of Pair
        Sorted by a and b.

    Raises
    ------
    AffairUnknown, ProvinceUnknown, LevelUnknown, ContactUnknown
        For a choice that there is none of.

    Notes
    -----
    A region cooperates where it or one of its OPDs is a party. What a province
    signs does not count for its regencies and cities, nor theirs for it.

    'none' is said only where enough is recorded about both sides by that date: at
    least one agreement or learning visit with anybody, in any affair, and, where
    totals are reported, at least half of what they count (`Coverage.known`); and not
    where an agreement of the two bears no date at all. For one affair this is the
    same test, since records of a region seldom cover every affair: 'none' then means
    "none found in what is recorded of the two".
    """
    return judge(
        read(database, on),
        affair=affair,
        province=province,
        level=level,
        contacts=contacts,
        max_age_years=max_age_years,
    )


def pair(database: Database, a: str, b: str, on: date) -> Pair:
    """Give one pair of neighbours with its status as of a date.

    Parameters
    ----------
    database
        Where to read.
    a, b
        Codes of two regions of one level that touch, in either order.
    on
        The date asked for.

    Raises
    ------
    RegionUnknown
        Where no region has the code.
    SameRegion, LevelsDiffer, NotNeighbours
        Where the two are no pair; the sentence names the neighbours to choose from.
    """
    return pair_of(read(database, on), a, b)


def pair_of(readings: Readings, a: str, b: str) -> Pair:
    """Give one pair from what was read; see `pair`."""
    regions = readings.history.regions
    for code in (a, b):
        if code not in regions:
            raise RegionUnknown(code=code[:40])
    if a == b:
        raise SameRegion(name=regions[a].name, neighbours=_neighbours(readings, a))
    if ("." in a) != ("." in b):
        raise LevelsDiffer(a=regions[a].name, b=regions[b].name)
    key = (min(a, b), max(a, b))
    contact = next((one for one in readings.history.contacts if one.key == key), None)
    if contact is None:
        raise NotNeighbours(
            a=regions[a].name,
            b=regions[b].name,
            a_neighbours=_neighbours(readings, a),
            b_neighbours=_neighbours(readings, b),
        )
    return _pair(contact, readings, readings.common.get(key, ()))


def _neighbours(readings: Readings, code: str) -> str:
    regions = readings.history.regions
    others = {
        other
        for one in readings.history.contacts
        if code in one.key and one.kind != "own"
        for other in one.key
        if other != code
    }
    named = sorted(f"{regions[other].name} ({other})" for other in others)
    return ", ".join(named) or "—"
