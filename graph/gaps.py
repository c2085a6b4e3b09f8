"""Neighbours with and without cooperation: the status of every pair as of a date.

What is recorded is read once (`read`), then judged in plain Python (`judge`),
so that one reading serves the whole table, one affair, and every facet of a page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from graph.database import Database
from graph.errors import ArgumentInvalid, NotFound
from graph.law import combination_of
from graph.vocabulary import AFFAIRS, COMBINATIONS, FORMS, STAGES, STATUSES, Term

Level = Literal["kabkota", "provinsi"]
Row = Mapping[str, Any]
Key = tuple[str, str]

LEVELS = {
    row.code: row
    for row in (
        Term("kabkota", "Kabupaten/kota", "Regencies and cities"),
        Term("provinsi", "Provinsi", "Provinces"),
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
        "dengan kabupaten/kota."
    )


class NotNeighbours(ArgumentInvalid):
    """Two regions without a land border."""

    text = (
        "{a} dan {b} tidak berbatasan darat. Tetangga {a}: {a_neighbours}. "
        "Tetangga {b}: {b_neighbours}."
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


# ------------------------------------------------------------------ one agreement


def _is_planned(row: Row, on: date) -> bool:
    stated = row["first_stated_on"]
    return STAGES[row["stage"]].effect == "planned" and (stated is None or stated <= on)


def _is_within_term(row: Row, on: date) -> bool:
    start, end = row["runs_from"], row["runs_until"]
    return start is not None and start <= on and (end is None or end >= on)


def _is_paper(row: Row, on: date) -> bool:
    if not (FORMS[row["form"]].framework and _is_within_term(row, on)):
        return False
    made = row["signed_on"] or row["starts_on"] or row["runs_from"]
    implemented = any(start is not None and start <= on for start in row["implementers"])
    # Compared as (year, month, day), since 29 February has no anniversary in most years.
    a_year_later = (made.year + 1, made.month, made.day)
    return not implemented and a_year_later < (on.year, on.month, on.day)


def _has_ended(row: Row, on: date) -> bool:
    end = row["runs_until"]
    if end is not None and row["runs_from"] is not None and end < on:
        return True
    # A revoked agreement once was one if it was signed; a rejected one never was.
    signed = row["signed_on"]
    return row["stage"] == "dicabut" and signed is not None and signed <= on


# The first rule that holds gives an agreement's standing; paper is a special running.
_STANDINGS: tuple[tuple[str, Callable[[Row, date], bool]], ...] = (
    ("planned", _is_planned),
    ("paper", _is_paper),
    ("running", _is_within_term),
    ("lapsed", _has_ended),
)


def standing(row: Row, on: date) -> str | None:
    """Tell what one agreement is on a date.

    Parameters
    ----------
    row
        `form`, `stage`, `signed_on`, `starts_on`, `first_stated_on`, `runs_from`,
        `runs_until`, and `implementers`: the `runs_from` of what implements it.
    on
        The date asked for.

    Returns
    -------
    str or None
        'running', 'planned', 'paper' or 'lapsed'; None where the agreement does
        not count on that date (not yet begun, not yet known, rejected).
    """
    return next((code for code, holds in _STANDINGS if holds(row, on)), None)


@dataclass(frozen=True, slots=True)
class CommonAgreement:
    """A cooperation to which both regions of a pair are parties.

    Attributes
    ----------
    status
        What it is on the date asked for, a code of `STATUSES`.
    parties
        How many parties it has, named or not: a forum of twenty regions is not
        the same as an agreement of two.
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


# ------------------------------------------------------------------ a pair


@dataclass(frozen=True, slots=True)
class Pair:
    """Two land neighbours, a < b by code, and what is recorded between them.

    Attributes
    ----------
    across
        True where they belong to different provinces.
    combination, overseer
        What a cooperation of the two would be by law (a–e), and who would oversee it.
    a_records, b_records
        How many agreements and learning visits of each, with anybody, were known by
        the date.
    a_reports, b_reports
        How many reported totals of each were known by the date.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    level: Level
    kind: str
    across: bool
    border_km: float
    status: str
    agreements: tuple[CommonAgreement, ...]
    a_records: int
    b_records: int
    a_reports: int
    b_reports: int
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
    def unrecorded(self) -> tuple[str, ...]:
        """The codes of those of the two about which nothing is recorded."""
        sides = (
            (self.a, self.a_records + self.a_reports),
            (self.b, self.b_records + self.b_reports),
        )
        return tuple(code for code, count in sides if not count)


def status_of(standings: Collection[str], *, both_recorded: bool) -> str:
    """Give a pair's status: the first of `STATUSES` for which there is a reason.

    Parameters
    ----------
    standings
        What the common agreements are on the date.
    both_recorded
        Whether anything is recorded about each of the two by that date.
    """
    found = (code for code in STATUSES if code in standings)
    return next(found, "none" if both_recorded else "unknown")


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
    recorded = not pair.unrecorded
    return {code: status_of(standings.get(code, ()), both_recorded=recorded) for code in AFFAIRS}


# ------------------------------------------------------------------ reading

_BORDER_FIELDS = """
RETURN a.code AS a, a.name AS a_name, a.kind AS a_kind,
       b.code AS b, b.name AS b_name, b.kind AS b_kind, border.length_km AS border_km
ORDER BY a, b
"""
# A partner has neither code nor region_code, so that collect() leaves it out.
_PARTIES = """
WITH k, collect(DISTINCT coalesce(p.region_code, p.code)) AS codes,
     collect(DISTINCT p.code) AS direct, count(*) AS named
"""
_OF_TWO = """
MATCH (r:Region) WHERE r.code IN [$a, $b]
CALL (r) {
  MATCH (r)-[:PARTY_TO]->(k:Agreement) RETURN k
  UNION
  MATCH (r)<-[:PART_OF]-(:Opd)-[:PARTY_TO]->(k:Agreement) RETURN k
}
"""
# Grouped by parties and with dates as text: a nation's agreements cross the wire in a
# third of the time that a row with native dates for each would take.
_GROUPED = """
RETURN codes, direct, collect([
  k.id, k.title, k.form, k.stage, named + coalesce(k.unnamed_parties, 0),
  toString(k.signed_on), toString(k.starts_on), toString(k.due_on),
  toString(k.first_stated_on), toString(k.last_stated_on),
  toString(k.runs_from), toString(k.runs_until), coalesce(k.endless, false),
  [(k)-[:ABOUT]->(f:Affair) | f.code],
  [(k)<-[:IMPLEMENTS]-(i:Agreement) WHERE i.runs_from IS NOT NULL | toString(i.runs_from)]
]) AS found
"""
_DATES = (
    "signed_on",
    "starts_on",
    "due_on",
    "first_stated_on",
    "last_stated_on",
    "runs_from",
    "runs_until",
)
_FIELDS = (
    *("id", "title", "form", "stage", "parties", *_DATES),
    *("endless", "affairs", "implementers"),
)

# What bears no date at all counts as known: its source may be from any time.
_IS_KNOWN = """
(k.runs_from <= $on OR k.first_stated_on <= $on
 OR (k.runs_from IS NULL AND k.first_stated_on IS NULL))
"""
_REPORTS = """
MATCH (t:Report)-[:ABOUT_REGION]->(r:Region)
OPTIONAL MATCH (t)-[:STATED_IN]->(s:Source)
WITH r, t, min(s.published_on) AS stated
WHERE stated IS NULL OR stated <= $on
RETURN r.code AS code, count(t) AS reports
"""


@dataclass(frozen=True, slots=True)
class _Queries:
    """What is read for all pairs, or for one of them, in one shape."""

    borders: str
    common: str
    records: str


_ALL = _Queries(
    borders="MATCH (a:Region)-[border:BORDERS]->(b:Region)" + _BORDER_FIELDS,
    common="MATCH (p)-[:PARTY_TO]->(k:Agreement) WHERE k.cooperation"
    + _PARTIES
    + "WHERE size(codes) > 1"
    + _GROUPED,
    records="MATCH (p)-[:PARTY_TO]->(k:Agreement) "
    "WHERE (p.code IS NOT NULL OR p.region_code IS NOT NULL) AND "
    + _IS_KNOWN
    + "RETURN coalesce(p.region_code, p.code) AS code, count(DISTINCT k.id) AS records",
)
_ONE = _Queries(
    borders="MATCH (a:Region {code: $a})-[border:BORDERS]->(b:Region {code: $b})" + _BORDER_FIELDS,
    common=_OF_TWO
    + "WITH k, count(DISTINCT r) AS sides WHERE sides > 1 AND k.cooperation "
    + "MATCH (k)<-[:PARTY_TO]-(p)"
    + _PARTIES
    + _GROUPED,
    records=_OF_TWO
    + "WITH r, k WHERE "
    + _IS_KNOWN
    + "RETURN r.code AS code, count(DISTINCT k.id) AS records",
)
_NEIGHBOURS = """
MATCH (r:Region) WHERE r.code IN $codes
OPTIONAL MATCH (r)-[:BORDERS]-(n:Region)
WITH r, n ORDER BY n.name
RETURN r.code AS code, r.name AS name, collect(n.name + ' (' + n.code + ')') AS neighbours,
       collect(n.code) AS codes
"""


@dataclass(frozen=True, slots=True)
class Readings:
    """What the graph holds about all neighbours as of a date, not yet judged."""

    on: date
    borders: Sequence[Row]
    common: Mapping[Key, tuple[CommonAgreement, ...]]
    records: Mapping[str, int]
    reports: Mapping[str, int]


def _row(values: Sequence[Any]) -> Row:
    row = dict(zip(_FIELDS, values, strict=True))
    for name in _DATES:
        row[name] = date.fromisoformat(row[name]) if row[name] else None
    row["implementers"] = [date.fromisoformat(start) for start in row["implementers"]]
    return row


def _common_agreement(row: Row, status: str, *, via_opd: bool) -> CommonAgreement:
    return CommonAgreement(
        id=row["id"],
        title=row["title"],
        form=row["form"],
        stage=row["stage"],
        status=status,
        affairs=tuple(sorted(row["affairs"])),
        parties=row["parties"],
        via_opd=via_opd,
        signed_on=row["signed_on"],
        starts_on=row["starts_on"],
        due_on=row["due_on"],
        first_stated_on=row["first_stated_on"],
        last_stated_on=row["last_stated_on"],
        runs_from=row["runs_from"],
        runs_until=row["runs_until"],
        endless=row["endless"],
    )


def _by_pair(
    groups: Iterable[Row], borders: Iterable[Row], on: date
) -> dict[Key, tuple[CommonAgreement, ...]]:
    after: dict[str, set[str]] = defaultdict(set)
    for border in borders:
        after[border["a"]].add(border["b"])
    common: dict[Key, list[CommonAgreement]] = defaultdict(list)
    for group in groups:
        codes, direct = set(group["codes"]), set(group["direct"])
        keys = [(a, b) for a in codes for b in after.get(a, ()) if b in codes]
        if not keys:
            continue
        for values in group["found"]:
            row = _row(values)
            if status := standing(row, on):
                for key in keys:
                    via_opd = not direct.issuperset(key)
                    common[key].append(_common_agreement(row, status, via_opd=via_opd))
    return {key: tuple(sorted(items, key=_by_id)) for key, items in common.items()}


def _by_id(item: CommonAgreement) -> str:
    return item.id


def read(database: Database, on: date, *, only: Key | None = None) -> Readings:
    """Read borders, common agreements and records as of a date.

    Parameters
    ----------
    database
        Where to read.
    on
        The date as of which agreements, reports and records count.
    only
        Read the common agreements of this one pair alone.
    """
    values: dict[str, Any] = {"on": on}
    queries = _ALL
    if only:
        queries = _ONE
        values |= {"a": only[0], "b": only[1]}
    borders = database.read(queries.borders, values, limit=None).rows
    groups = database.read(queries.common, values, limit=None)
    records = database.read(queries.records, values, limit=None)
    reports = database.read(_REPORTS, values, limit=None)
    return Readings(
        on=on,
        borders=borders,
        common=_by_pair(groups, borders, on),
        records={row["code"]: row["records"] for row in records},
        reports={row["code"]: row["reports"] for row in reports},
    )


# ------------------------------------------------------------------ judging


def _check_choices(
    readings: Readings, affair: str | None, province: str | None, level: str | None
) -> None:
    if affair is not None and affair not in AFFAIRS:
        raise AffairUnknown(value=affair, choices=", ".join(AFFAIRS))
    if level is not None and level not in LEVELS:
        raise LevelUnknown(value=level, choices=", ".join(LEVELS))
    provinces = {row[side][:2] for row in readings.borders for side in "ab"}
    if province is not None and province not in provinces:
        raise ProvinceUnknown(value=province)


def _pair(border: Row, readings: Readings, agreements: tuple[CommonAgreement, ...]) -> Pair:
    a, b = border["a"], border["b"]
    records, reports = readings.records, readings.reports
    recorded = all(records.get(code) or reports.get(code) for code in (a, b))
    return Pair(
        a=a,
        b=b,
        a_name=border["a_name"],
        b_name=border["b_name"],
        level="kabkota" if "." in a else "provinsi",
        kind="-".join(sorted((border["a_kind"], border["b_kind"]))),
        across=a[:2] != b[:2],
        border_km=border["border_km"],
        status=status_of({item.status for item in agreements}, both_recorded=recorded),
        agreements=agreements,
        a_records=records.get(a, 0),
        b_records=records.get(b, 0),
        a_reports=reports.get(a, 0),
        b_reports=reports.get(b, 0),
    )


def judge(
    readings: Readings,
    *,
    affair: str | None = None,
    province: str | None = None,
    level: str | None = None,
    max_age_years: int | None = None,
) -> list[Pair]:
    """Give every pair of land neighbours its status; see `pairs`."""
    _check_choices(readings, affair, province, level)
    judged = []
    for border in readings.borders:
        key = border["a"], border["b"]
        if level and (level == "kabkota") != ("." in key[0]):
            continue
        if province and province not in (key[0][:2], key[1][:2]):
            continue
        agreements = readings.common.get(key, ())
        if affair:
            agreements = tuple(item for item in agreements if affair in item.affairs)
        if max_age_years is not None:
            agreements = tuple(
                item for item in agreements if not item.is_stale(readings.on, max_age_years)
            )
        judged.append(_pair(border, readings, agreements))
    return judged


def pairs(
    database: Database,
    on: date,
    *,
    affair: str | None = None,
    province: str | None = None,
    level: str | None = None,
    max_age_years: int | None = None,
) -> list[Pair]:
    """Give every pair of land neighbours with its status as of a date.

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
        'kabkota' (990 pairs) or 'provinsi' (38); both by default.
    max_age_years
        Leave out agreements whose end nobody stated and which were last stated
        longer ago than this.

    Returns
    -------
    list of Pair
        Sorted by a and b.

    Raises
    ------
    AffairUnknown, ProvinceUnknown, LevelUnknown
        For a choice that there is none of.

    Notes
    -----
    A region cooperates where it or one of its OPDs is a party. What a province
    signs does not count for its regencies and cities, nor theirs for it.

    'none' is said only where something is recorded about both sides by that date:
    an agreement or learning visit with anybody, in any affair, or a reported total.
    For one affair this is the same test, since records of a region seldom cover
    every affair: 'none' then means "none found in what is recorded of the two".
    """
    return judge(
        read(database, on),
        affair=affair,
        province=province,
        level=level,
        max_age_years=max_age_years,
    )


def pair(database: Database, a: str, b: str, on: date) -> Pair:
    """Give one pair of land neighbours with its status as of a date.

    Parameters
    ----------
    database
        Where to read.
    a, b
        Codes of two neighbouring regions of one level, in either order.
    on
        The date asked for.

    Raises
    ------
    RegionUnknown
        Where no region has the code.
    SameRegion, LevelsDiffer, NotNeighbours
        Where the two are no pair; the sentence names the neighbours to choose from.
    """
    first, second = sorted((a, b))
    _check_neighbours(database, a, b)
    return judge(read(database, on, only=(first, second)))[0]


def _check_neighbours(database: Database, a: str, b: str) -> None:
    rows = database.read(_NEIGHBOURS, {"codes": [a, b]}).rows
    regions = {row["code"]: row for row in rows}
    for code in (a, b):
        if code not in regions:
            raise RegionUnknown(code=code[:40])
    names = {code: row["name"] for code, row in regions.items()}
    listed = {code: ", ".join(row["neighbours"]) or "—" for code, row in regions.items()}
    if a == b:
        raise SameRegion(name=names[a], neighbours=listed[a])
    if ("." in a) != ("." in b):
        raise LevelsDiffer(a=names[a], b=names[b])
    if b not in regions[a]["codes"]:
        raise NotNeighbours(a=names[a], b=names[b], a_neighbours=listed[a], b_neighbours=listed[b])
