"""What is recorded about actors: who there is, and all of one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.database import Database
from graph.errors import NotFound
from graph.metrics import MEASURES
from graph.registry import Entry, entries
from graph.vocabulary import PARTNER_KINDS, REGION_KINDS, Term

Row = Mapping[str, Any]

# What an actor can be, in the order of the list; partners by their kind.
ACTOR_KINDS: dict[str, Term] = {
    **REGION_KINDS,
    "opd": Term("opd", "OPD", "OPD"),
    **PARTNER_KINDS,
}


class ActorUnknown(NotFound):
    """A key that no region, OPD or partner bears."""

    text = (
        "Tidak ada pelaku dengan kunci “{key}”. Wilayah memakai kode Kemendagri (misalnya 12.10); "
        "OPD dan mitra ada begitu menjadi pihak sebuah kesepakatan yang dimuat. Cari namanya lewat "
        "kotak pencarian."
    )


@dataclass(frozen=True, slots=True)
class Actor:
    """A region, OPD or partner.

    Attributes
    ----------
    kind
        A code of `ACTOR_KINDS`.
    type
        'region', 'opd' or 'partner'.
    region, region_name
        The region that an OPD belongs to.
    province, province_name
        Where it lies; a province has none.
    """

    key: str
    name: str
    kind: str
    type: str
    region: str | None = None
    region_name: str | None = None
    province: str | None = None
    province_name: str | None = None
    capital: str | None = None
    population: int | None = None
    country: str | None = None
    kind_guessed: bool = False
    affairs: Sequence[str] = ()

    @property
    def full_name(self) -> str:
        """The name, an OPD's with its region's."""
        return f"{self.name} {self.region_name}" if self.region_name else self.name


_ACTORS = {
    "region": """
MATCH (n:Region {code: $key}) OPTIONAL MATCH (n)-[:PART_OF]->(v:Region)
RETURN n.name AS name, n.kind AS kind, v.code AS province, v.name AS province_name,
       n.capital AS capital, n.population AS population
""",
    "opd": """
MATCH (n:Opd {id: $key})-[:PART_OF]->(r:Region) OPTIONAL MATCH (r)-[:PART_OF]->(v:Region)
RETURN n.name AS name, 'opd' AS kind, r.code AS region, r.name AS region_name,
       coalesce(v.code, r.code) AS province, coalesce(v.name, r.name) AS province_name,
       coalesce(n.affairs, []) AS affairs
""",
    "partner": """
MATCH (n:Partner {id: $key})
RETURN n.name AS name, n.kind AS kind, n.country AS country,
       coalesce(n.kind_guessed, false) AS kind_guessed
""",
}


def type_of(key: str) -> str:
    """Tell from its key what an actor is: 'region', 'opd' or 'partner'."""
    if not key[:1].isdigit():
        return "partner"
    return "opd" if "-" in key else "region"


def actor(database: Database, key: str) -> Actor:
    """Read who an actor is.

    Parameters
    ----------
    database
        Where to read.
    key
        A region's code, an OPD's or a partner's id.

    Raises
    ------
    ActorUnknown
        Where nobody has the key.
    """
    type = type_of(key)
    found = database.read(_ACTORS[type], {"key": key}).rows
    if not found:
        raise ActorUnknown(key=key[:80])
    return Actor(key=key, type=type, **found[0])


# ------------------------------------------------------------------ its agreements

_TAKES_PART = {
    "region": """
MATCH (n:Region {code: $key})
CALL (n) {
  MATCH (n)-[:PARTY_TO]->(a:Agreement) RETURN a
  UNION
  MATCH (n)<-[:PART_OF]-(:Opd)-[:PARTY_TO]->(a:Agreement) RETURN a
}
RETURN DISTINCT a.id AS id, coalesce(a.runs_from, a.first_stated_on) AS day
""",
    "opd": """
MATCH (:Opd {id: $key})-[:PARTY_TO]->(a:Agreement)
RETURN DISTINCT a.id AS id, coalesce(a.runs_from, a.first_stated_on) AS day
""",
    "partner": """
MATCH (:Partner {id: $key})-[:PARTY_TO]->(a:Agreement)
RETURN DISTINCT a.id AS id, coalesce(a.runs_from, a.first_stated_on) AS day
""",
}


def agreements_of(database: Database, key: str, on: date) -> list[Entry]:
    """Read the agreements and learning visits of an actor, a region's with those of its OPDs.

    Parameters
    ----------
    database
        Where to read.
    key
        A region's code, an OPD's or a partner's id.
    on
        The date as of which their standing is told; agreements of any date are given.

    Returns
    -------
    list of Entry
        The latest first, those without any date last.
    """
    rows = database.read(_TAKES_PART[type_of(key)], {"key": key}, limit=None).rows
    rows.sort(key=lambda row: (-(row["day"] or date.min).toordinal(), row["id"]))
    return entries(database, [row["id"] for row in rows], on)


@dataclass(frozen=True, slots=True)
class Yield:
    """What agreements with the same others yielded, in one currency."""

    others: tuple[tuple[str, str], ...]
    agreements: tuple[Entry, ...]
    currency: str
    amount: int


def yields_of(found: Iterable[Entry], key: str) -> list[Yield]:
    """Add up yields by who was on the other side of an actor, the greatest first.

    Several others of one agreement stay together, so that nothing is counted twice.
    """
    groups: dict[tuple[tuple[tuple[str, str], ...], str], list[Entry]] = defaultdict(list)
    for entry in found:
        others = tuple((party.key, party.full_name) for party in entry.others(key))
        for currency in entry.yields():
            groups[others, currency].append(entry)
    rows = [
        Yield(others, tuple(items), currency, sum(item.yields()[currency] for item in items))
        for (others, currency), items in groups.items()
    ]
    return sorted(rows, key=lambda row: (row.currency != "IDR", row.currency, -row.amount))


# ------------------------------------------------------------------ reported totals


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A total that a source states of a region, and how many of those documents are recorded."""

    year: int | None
    form: str | None
    scheme: str | None
    count: int
    at_least: bool
    recorded: frozenset[str]
    source: str
    publisher: str | None
    published_on: date | None
    evidence: str
    page: str | None


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """Totals of one year in one source.

    `reported` and `recorded` are their sums; a document that falls under two of
    them is recorded once.
    """

    year: int | None
    source: str
    rows: tuple[ReportRow, ...]

    @property
    def reported(self) -> int:
        """How many documents the source tells of."""
        return sum(row.count for row in self.rows)

    @property
    def recorded(self) -> int:
        """How many of them are recorded here."""
        return len(frozenset().union(*(row.recorded for row in self.rows)))


_REPORTS = """
MATCH (t:Report)-[:ABOUT_REGION]->(:Region {code: $key})
MATCH (t)-[e:STATED_IN]->(s:Source)
RETURN t.year AS year, t.form AS form, t.scheme AS scheme, t.count AS count,
       coalesce(t.at_least, false) AS at_least, s.title AS source, s.publisher AS publisher,
       s.published_on AS published_on, coalesce(e.evidence, '') AS evidence, e.page AS page
ORDER BY year DESC, source, form, scheme
"""


def reports_of(database: Database, key: str, found: Sequence[Entry]) -> list[ReportGroup]:
    """Read the totals that sources state of a region, beside what is recorded of it.

    Parameters
    ----------
    database
        Where to read.
    key
        The region's code.
    found
        Its agreements, as `agreements_of` gives them.
    """
    groups: dict[tuple[int | None, str], list[ReportRow]] = defaultdict(list)
    for row in database.read(_REPORTS, {"key": key}):
        recorded = frozenset(
            entry.id
            for entry in found
            if entry.get("cooperation")
            and row["form"] in (None, entry.form)
            and row["scheme"] in (None, entry.scheme)
            and row["year"] in (None, entry.year)
        )
        groups[row["year"], row["source"]].append(ReportRow(**row, recorded=recorded))
    return [ReportGroup(year, source, tuple(rows)) for (year, source), rows in groups.items()]


# ------------------------------------------------------------------ measures


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of an actor.

    `rank` 1 is the most notable of `among` that have a value; `equal` of them have
    the same, this one counted in.
    """

    code: str
    value: Any
    rank: int | None = None
    among: int = 0
    equal: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """An actor's measures in one projection, as they are kept in the graph."""

    projection: str
    on: date
    nodes: int
    edges: int
    computed_at: str
    outdated: bool
    rows: tuple[MeasureRow, ...]


_MEASURED = {
    type: match
    + """-[e:MEASURED]->(m:Measurement)
WHERE m.filters = '{}'
RETURN m.id AS id, m.projection AS projection, m.on AS on, m.nodes AS nodes, m.edges AS edges,
       m.computed_at AS computed_at, properties(e) AS values,
       EXISTS { MATCH (l:Load) WHERE l.at > m.computed_at } AS outdated
ORDER BY projection, on, computed_at
"""
    for type, match in (
        ("region", "MATCH (:Region {code: $key})"),
        ("opd", "MATCH (:Opd {id: $key})"),
        ("partner", "MATCH (:Partner {id: $key})"),
    )
}
_RANKS = """
MATCH (:Measurement {id: $id})<-[e:MEASURED]-()
UNWIND $codes AS code
WITH code, e[code] AS value WHERE value IS NOT NULL
RETURN code, count(*) AS among,
       sum(CASE WHEN value > $values[code] THEN 1 ELSE 0 END) AS above,
       sum(CASE WHEN value < $values[code] THEN 1 ELSE 0 END) AS below
"""
# Numbers of groups, which are not more or less.
_UNRANKED = ("component",)


def measures_of(database: Database, key: str) -> list[Measured]:
    """Read an actor's measures with its ranks, of each projection the latest date measured.

    Parameters
    ----------
    database
        Where to read.
    key
        A region's code, an OPD's or a partner's id.
    """
    found = database.read(_MEASURED[type_of(key)], {"key": key})
    latest = {row["projection"]: row for row in found}
    return [_measured(database, row) for row in latest.values()]


def _measured(database: Database, row: Row) -> Measured:
    values = row["values"]
    codes = [
        code
        for code, measure in MEASURES.items()
        if code in values and measure.kind in ("integer", "decimal") and code not in _UNRANKED
    ]
    ranks = database.read(_RANKS, {"id": row["id"], "codes": codes, "values": values})
    by_code = {found["code"]: found for found in ranks}
    return Measured(
        projection=row["projection"],
        on=row["on"],
        nodes=row["nodes"],
        edges=row["edges"],
        computed_at=row["computed_at"],
        outdated=row["outdated"],
        rows=tuple(
            MeasureRow(code, values[code], *_rank(code, by_code.get(code)))
            for code in MEASURES
            if code in values
        ),
    )


def _rank(code: str, found: Row | None) -> tuple[int, int, int] | tuple[()]:
    if found is None:
        return ()
    before = found["below"] if MEASURES[code].is_low_notable else found["above"]
    return before + 1, found["among"], found["among"] - found["above"] - found["below"]


# ------------------------------------------------------------------ OPDs and lists

_OPDS = """
MATCH (o:Opd)-[:PART_OF]->(:Region {code: $key})
RETURN o.id AS key, o.name AS name, o.affairs AS affairs,
       COUNT { MATCH (o)-[:PARTY_TO]->(:Agreement) } AS agreements,
       COUNT { MATCH (o)-[:PARTY_TO]->(a:Agreement)
               WHERE a.cooperation AND a.runs_from <= $on
                 AND (a.runs_until IS NULL OR a.runs_until >= $on) } AS running
ORDER BY agreements DESC, name, key
"""


def opds_of(database: Database, key: str, on: date) -> list[dict[str, Any]]:
    """Read the recorded OPDs of a region: key, name, affairs, agreements, running on a date."""
    return database.read(_OPDS, {"key": key, "on": on}, limit=None).rows


_LISTED = """
MATCH (p)-[:PARTY_TO]->(a:Agreement)
WITH p, a, CASE WHEN a.cooperation AND a.runs_from <= $on
                 AND (a.runs_until IS NULL OR a.runs_until >= $on) THEN 1 ELSE 0 END AS running
RETURN coalesce(p.code, p.id) AS key, p.name AS name, labels(p) AS labels, p.kind AS kind,
       p.region_code AS region, p.country AS country,
       count(a) AS agreements, sum(running) AS running, max(a.last_stated_on) AS last_stated_on
"""
_ROLLED_UP = """
MATCH (o:Opd)-[:PARTY_TO]->(a:Agreement)
WITH DISTINCT o.region_code AS key, a
OPTIONAL MATCH (r:Region {code: key})-[direct:PARTY_TO]->(a)
WITH key, a, direct WHERE direct IS NULL
RETURN key, count(a) AS agreements,
       sum(CASE WHEN a.cooperation AND a.runs_from <= $on
                 AND (a.runs_until IS NULL OR a.runs_until >= $on) THEN 1 ELSE 0 END) AS running,
       max(a.last_stated_on) AS last_stated_on
"""
_REPORTED = """
MATCH (t:Report)-[:ABOUT_REGION]->(r:Region)
RETURN r.code AS key, count(t) AS reports
"""
_NAMES = "MATCH (r:Region) RETURN r.code AS key, r.name AS name, r.kind AS kind"


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor of which something is recorded; a region's numbers are with those of its OPDs."""

    key: str
    name: str
    kind: str
    province: str | None
    province_name: str | None
    country: str | None
    agreements: int
    running: int
    reports: int
    last_stated_on: date | None


def actors(database: Database, on: date) -> list[Listed]:
    """Read all actors of whom anything is recorded, those with most running agreements first.

    Parameters
    ----------
    database
        Where to read.
    on
        The date as of which agreements run.
    """
    names = {row["key"]: row for row in database.read(_NAMES, limit=None)}
    found: dict[str, dict[str, Any]] = {}
    for row in database.read(_LISTED, {"on": on}, limit=None):
        labels = row.pop("labels")
        if "Opd" in labels:
            region = names.get(row["region"], {"name": row["region"]})
            row |= {"kind": "opd", "name": f"{row['name']} {region['name']}"}
        found[row["key"]] = row | {"reports": 0}
    more = [
        *database.read(_ROLLED_UP, {"on": on}, limit=None),
        *({"running": 0, "agreements": 0, **row} for row in database.read(_REPORTED, limit=None)),
    ]
    for row in more:
        held = found.setdefault(row["key"], _nothing(row["key"], names))
        for name in ("agreements", "running", "reports"):
            held[name] += row.get(name, 0)
        days = [day for day in (held["last_stated_on"], row.get("last_stated_on")) if day]
        held["last_stated_on"] = max(days, default=None)
    listed = [_listed(row, names) for row in found.values()]
    return sorted(listed, key=lambda row: (-row.running, -row.agreements, row.name, row.key))


def _nothing(key: str, names: Mapping[str, Row]) -> dict[str, Any]:
    region = names.get(key, {"name": key, "kind": "kabupaten"})
    return {
        "key": key,
        "name": region["name"],
        "kind": region["kind"],
        "region": None,
        "country": None,
        "agreements": 0,
        "running": 0,
        "reports": 0,
        "last_stated_on": None,
    }


def _listed(row: Row, names: Mapping[str, Row]) -> Listed:
    place = row["region"] or ("" if type_of(row["key"]) == "partner" else row["key"])
    province = place[:2]
    return Listed(
        key=row["key"],
        name=row["name"],
        kind=row["kind"],
        province=province or None,
        province_name=names[province]["name"] if province in names else None,
        country=row["country"],
        agreements=row["agreements"],
        running=row["running"],
        reports=row["reports"],
        last_stated_on=row["last_stated_on"],
    )
