"""The register of agreements as it is read: filtered, counted, a page of it, one agreement whole.

Filters with choices are counted from an outline, one row a combination of what
they look at, so that a page can show what every choice would give without
reading the agreements themselves.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.database import Database
from graph.errors import NotFound
from graph.patterns import pattern_of, words_of
from graph.vocabulary import FORMS, STAGES, STATUSES, Term

Row = Mapping[str, Any]

# What an agreement is on a date: as for a pair of neighbours, and what counts for none.
STANDINGS: dict[str, Term] = {
    **{code: STATUSES[code] for code in ("running", "planned", "paper", "lapsed")},
    "visit": Term("visit", "kaji banding", "learning visit"),
    "void": Term("void", "dicabut atau ditolak", "revoked or rejected"),
    "later": Term("later", "belum tercatat berlaku", "not yet recorded as in force"),
}
RUNNING = ("running", "paper")
UNDATED = 0  # the year of an agreement of which no source tells signing or beginning


class AgreementUnknown(NotFound):
    """An id that no agreement bears."""

    text = (
        "Tidak ada kesepakatan dengan kunci “{key}”. Barangkali kuncinya berubah saat register "
        "dimuat ulang; cari judul atau pihaknya lewat kotak pencarian."
    )


# ------------------------------------------------------------------ what is read


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party of an agreement; `key` names its page, `region` the one an OPD belongs to.

    `kind` is 'provinsi', 'kabupaten', 'kota', 'opd' or 'partner'.
    """

    key: str
    name: str
    kind: str
    partner_kind: str | None = None
    country: str | None = None
    region: str | None = None
    region_name: str | None = None
    role: str = "party"
    number: str | None = None

    @property
    def full_name(self) -> str:
        """The name, an OPD's with its region's."""
        return f"{self.name} {self.region_name}" if self.region_name else self.name

    def is_of(self, key: str) -> bool:
        """Whether the party is this actor, or an OPD of it."""
        return key in (self.key, self.region)


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """What an agreement yielded."""

    item: str
    amount: int
    currency: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreement as a row of the register.

    Attributes
    ----------
    standing
        What it is on the date asked for, a code of `STANDINGS`.
    year
        Of signing or beginning; `UNDATED` where neither is known.
    implementers
        How many agreements implement it.
    properties
        Everything else that is stored of it, by the names of the graph.
    """

    id: str
    title: str
    form: str
    scheme: str
    stage: str
    standing: str
    year: int
    affairs: tuple[str, ...]
    parties: tuple[PartyRow, ...]
    benefits: tuple[BenefitRow, ...]
    implementers: int
    properties: Row = field(repr=False, default_factory=dict)

    def get(self, name: str) -> Any:
        """Give a stored property, None where there is none."""
        return self.properties.get(name)

    @property
    def is_running(self) -> bool:
        """Whether it runs on the date asked for, on paper only or not."""
        return self.standing in RUNNING

    @property
    def end_unknown(self) -> bool:
        """Whether it runs and nobody stated until when."""
        return self.is_running and self.get("runs_until") is None and not self.get("endless")

    def others(self, key: str) -> tuple[PartyRow, ...]:
        """Give the parties on the other side of an actor."""
        return tuple(party for party in self.parties if not party.is_of(key))

    def yields(self) -> dict[str, int]:
        """Add up what it yielded, by currency."""
        return total_yields([self])


def total_yields(entries: Iterable[Entry]) -> dict[str, int]:
    """Add up what agreements yielded, by currency."""
    totals: dict[str, int] = defaultdict(int)
    for entry in entries:
        for benefit in entry.benefits:
            totals[benefit.currency] += benefit.amount
    return dict(sorted(totals.items()))


_STANDING = """
CASE
  WHEN NOT a.cooperation THEN 'visit'
  WHEN a.stage IN $planned AND (a.first_stated_on IS NULL OR a.first_stated_on <= $on)
    THEN 'planned'
  WHEN a.runs_from <= $on AND (a.runs_until IS NULL OR a.runs_until >= $on)
    THEN CASE WHEN a.form IN $frameworks
                AND coalesce(a.signed_on, a.starts_on, a.runs_from) < $year_ago
                AND NOT EXISTS { MATCH (a)<-[:IMPLEMENTS]-(i:Agreement) WHERE i.runs_from <= $on }
              THEN 'paper' ELSE 'running' END
  WHEN a.runs_from IS NOT NULL AND a.runs_until < $on THEN 'lapsed'
  WHEN a.stage = 'dicabut' AND a.signed_on <= $on THEN 'lapsed'
  WHEN a.stage IN $void THEN 'void'
  ELSE 'later'
END AS standing
"""
_ENTRIES = (
    "UNWIND $ids AS id MATCH (a:Agreement {id: id}) RETURN id, properties(a) AS properties, "
    "coalesce(a.signed_on, a.starts_on).year AS year, [(a)-[:ABOUT]->(f:Affair) | f.code] "
    "AS affairs, [(a)-[:YIELDED]->(b:Benefit) | {item: b.item, amount: b.amount, "
    "currency: b.currency, year: b.year, id: b.id}] AS benefits, "
    "COUNT { MATCH (a)<-[:IMPLEMENTS]-(:Agreement) } AS implementers," + _STANDING
)
_PARTIES = """
UNWIND $ids AS id MATCH (a:Agreement {id: id})<-[e:PARTY_TO]-(p)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
RETURN id, labels(p) AS labels, coalesce(p.code, p.id) AS key, p.name AS name, p.kind AS kind,
       p.country AS country, p.region_code AS region, r.name AS region_name,
       e.role AS role, e.number AS number, e.position AS position
ORDER BY id, position, key
"""


def year_before(on: date) -> date:
    """Give the day before which a framework is older than a year."""
    if (on.month, on.day) == (2, 29):
        return date(on.year - 1, 3, 1)
    return on.replace(year=on.year - 1)


def months_after(on: date, months: int) -> date:
    """Give the same day some months later, or the last one that the month has."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _standing_values(on: date) -> dict[str, Any]:
    return {
        "on": on,
        "year_ago": year_before(on),
        "frameworks": [code for code, form in FORMS.items() if form.framework],
        "planned": [code for code, stage in STAGES.items() if stage.effect == "planned"],
        "void": [code for code, stage in STAGES.items() if stage.effect == "void"],
    }


def _party(row: Row) -> PartyRow:
    is_partner = "Partner" in row["labels"]
    is_opd = row["region"] is not None
    return PartyRow(
        key=row["key"],
        name=row["name"],
        kind="partner" if is_partner else "opd" if is_opd else row["kind"],
        partner_kind=row["kind"] if is_partner else None,
        country=row["country"],
        region=row["region"],
        region_name=row["region_name"],
        role=row["role"],
        number=row["number"],
    )


def entries(database: Database, ids: Sequence[str], on: date) -> list[Entry]:
    """Read agreements by their ids, in that order; ids that do not exist are left out.

    Parameters
    ----------
    database
        Where to read.
    ids
        Keys of agreements.
    on
        The date as of which their standing is told.
    """
    if not ids:
        return []
    values = {"ids": list(ids)}
    parties: dict[str, list[PartyRow]] = defaultdict(list)
    for row in database.read(_PARTIES, values, limit=None):
        parties[row["id"]].append(_party(row))
    found = database.read(_ENTRIES, values | _standing_values(on), limit=None)
    by_id = {row["id"]: _entry(row, parties[row["id"]]) for row in found}
    return [by_id[id] for id in ids if id in by_id]


def _entry(row: Row, parties: Iterable[PartyRow]) -> Entry:
    stored = row["properties"]
    benefits = sorted(row["benefits"], key=lambda one: one["id"])
    return Entry(
        id=row["id"],
        title=stored["title"],
        form=stored["form"],
        scheme=stored["scheme"],
        stage=stored["stage"],
        standing=row["standing"],
        year=row["year"] or UNDATED,
        affairs=tuple(sorted(row["affairs"])),
        parties=tuple(parties),
        benefits=tuple(
            BenefitRow(one["item"], one["amount"], one["currency"] or "IDR", one["year"])
            for one in benefits
        ),
        implementers=row["implementers"],
        properties=stored,
    )


# ------------------------------------------------------------------ filters


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the register is asked for; None lets everything through.

    Attributes
    ----------
    on
        The date as of which standings are told.
    standing
        A key of `STANDING_CHOICES`.
    kind
        A kind of partner among the parties.
    province
        Of any party.
    actor, other
        Codes or ids of those who take part, a region also through its OPDs.
    ends_by
        Only agreements that end on this day or before.
    text
        Words of the title.
    """

    on: date
    standing: str | None = None
    scheme: str | None = None
    form: str | None = None
    stage: str | None = None
    year: int | None = None
    affair: str | None = None
    kind: str | None = None
    province: str | None = None
    actor: str | None = None
    other: str | None = None
    ends_by: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StandingChoice(Term):
    """A choice of the filter on standings: which of them it lets through."""

    standings: tuple[str, ...] = ()


STANDING_CHOICES = {
    row.code: row
    for row in (
        StandingChoice("running", "berjalan", "running", RUNNING),
        StandingChoice("paper", "di atas kertas", "on paper only", ("paper",)),
        *(
            StandingChoice(code, row.name, row.name_en, (code,))
            for code, row in STANDINGS.items()
            if code not in RUNNING
        ),
    )
}


def _holds(name: str) -> Callable[[Row, Any], bool]:
    return lambda row, chosen: bool(row[name] == chosen)


def _has(name: str) -> Callable[[Row, Any], bool]:
    return lambda row, chosen: chosen in row[name]


# A filter with choices: whether a row of the outline is let through by a choice.
FACETS: dict[str, Callable[[Row, Any], bool]] = {
    "standing": lambda row, chosen: row["standing"] in STANDING_CHOICES[chosen].standings,
    "scheme": _holds("scheme"),
    "form": _holds("form"),
    "stage": _holds("stage"),
    "year": _holds("year"),
    "affair": _has("affairs"),
    "kind": _has("kinds"),
    "province": _has("provinces"),
}

_CHOSEN = """
MATCH (a:Agreement)
WHERE ($scheme IS NULL OR a.scheme = $scheme)
  AND ($form IS NULL OR a.form = $form)
  AND ($stage IS NULL OR a.stage = $stage)
  AND ($year IS NULL OR coalesce(coalesce(a.signed_on, a.starts_on).year, 0) = $year)
  AND ($ends_by IS NULL OR a.runs_until <= $ends_by)
  AND all(pattern IN $patterns WHERE a.title =~ pattern)
  AND ($affair IS NULL OR EXISTS { MATCH (a)-[:ABOUT]->(:Affair {code: $affair}) })
  AND ($kind IS NULL OR EXISTS { MATCH (a)<-[:PARTY_TO]-(:Partner {kind: $kind}) })
  AND ($province IS NULL OR EXISTS { MATCH (a)<-[:PARTY_TO]-(p)
                                     WHERE coalesce(p.region_code, p.code) STARTS WITH $province })
  AND ($actor IS NULL OR EXISTS { MATCH (a)<-[:PARTY_TO]-(p)
         WHERE p.code = $actor OR p.id = $actor OR p.region_code = $actor })
  AND ($other IS NULL OR EXISTS { MATCH (a)<-[:PARTY_TO]-(p)
         WHERE p.code = $other OR p.id = $other OR p.region_code = $other })
"""
_OUTLINE = (
    _CHOSEN
    + "WITH a,"
    + _STANDING
    + """
RETURN standing, a.scheme AS scheme, a.form AS form, a.stage AS stage,
       coalesce(coalesce(a.signed_on, a.starts_on).year, 0) AS year,
       [(a)-[:ABOUT]->(f:Affair) | f.code] AS affairs,
       [(a)<-[:PARTY_TO]-(p:Partner) | p.kind] AS kinds,
       [(a)<-[:PARTY_TO]-(p) WHERE p.code IS NOT NULL OR p.region_code IS NOT NULL
          | left(coalesce(p.region_code, p.code), 2)] AS provinces,
       count(*) AS agreements
"""
)
_IDS = (
    _CHOSEN
    + "WITH a,"
    + _STANDING
    + "WITH a, standing WHERE $standings IS NULL OR standing IN $standings RETURN a.id AS id "
)
# By column of the register; '-' turns the order round. What has no value comes last either way.
_ORDERS = {
    "title": ("toLower(a.title), id", "toLower(a.title) DESC, id"),
    "status": ("standing, toLower(a.title), id", "standing DESC, toLower(a.title), id"),
    "form": ("a.form, toLower(a.title), id", "a.form DESC, toLower(a.title), id"),
    "scheme": ("a.scheme, toLower(a.title), id", "a.scheme DESC, toLower(a.title), id"),
    "stage": ("a.stage, toLower(a.title), id", "a.stage DESC, toLower(a.title), id"),
    "affairs": (
        "COUNT { MATCH (a)-[:ABOUT]->() }, id",
        "COUNT { MATCH (a)-[:ABOUT]->() } DESC, id",
    ),
    "parties": (
        "COUNT { MATCH (a)<-[:PARTY_TO]-() }, id",
        "COUNT { MATCH (a)<-[:PARTY_TO]-() } DESC, id",
    ),
    "runs_from": (
        "coalesce(a.runs_from, date('9999-12-31')), id",
        "coalesce(a.runs_from, date('0001-01-01')) DESC, id",
    ),
    "runs_until": (
        "coalesce(a.runs_until, date('9999-12-31')), id",
        "coalesce(a.runs_until, date('0001-01-01')) DESC, id",
    ),
    "last_stated_on": (
        "coalesce(a.last_stated_on, date('9999-12-31')), id",
        "coalesce(a.last_stated_on, date('0001-01-01')) DESC, id",
    ),
    "yields": (
        "reduce(s = 0, x IN [(a)-[:YIELDED]->(b:Benefit) | b.amount] | s + x), id",
        "reduce(s = 0, x IN [(a)-[:YIELDED]->(b:Benefit) | b.amount] | s + x) DESC, id",
    ),
}
ORDERS = tuple(name for key in _ORDERS for name in (key, f"-{key}"))
DEFAULT_ORDER = "-runs_from"


def _values(filters: Filters) -> dict[str, Any]:
    names = (
        *("scheme", "form", "stage", "year", "affair", "kind", "province"),
        *("actor", "other", "ends_by"),
    )
    return {
        **{name: getattr(filters, name) for name in names},
        **_standing_values(filters.on),
        "standings": list(STANDING_CHOICES[filters.standing].standings)
        if filters.standing
        else None,
        "patterns": [pattern_of(word) for word in words_of(filters.text)],
    }


@dataclass(frozen=True, slots=True)
class Outline:
    """The register in numbers: how many agreements there are of each combination."""

    filters: Filters
    rows: Sequence[Row]

    def _select(self, without: str | None = None) -> list[Row]:
        active = [
            (holds, chosen)
            for name, holds in FACETS.items()
            if name != without and (chosen := getattr(self.filters, name)) is not None
        ]
        return [row for row in self.rows if all(holds(row, chosen) for holds, chosen in active)]

    @property
    def total(self) -> int:
        """How many agreements the filters let through."""
        return sum(row["agreements"] for row in self._select())

    def counts(self, name: str) -> dict[Any, int]:
        """Count what each choice of one filter would give, the others as they are.

        Only choices that give something are named.
        """
        tally: Counter[Any] = Counter()
        for row in self._select(without=name):
            for choice in _choices(name, row):
                tally[choice] += row["agreements"]
        return dict(tally)


def _choices(name: str, row: Row) -> Iterable[Any]:
    if name == "standing":
        return [
            code for code, choice in STANDING_CHOICES.items() if row["standing"] in choice.standings
        ]
    several = {"affair": "affairs", "kind": "kinds", "province": "provinces"}
    return set(row[several[name]]) if name in several else (row[name],)


def outline(database: Database, filters: Filters) -> Outline:
    """Count the register by everything that its filters look at.

    Parameters
    ----------
    database
        Where to read.
    filters
        Those with choices (`FACETS`) are applied to the outline afterwards, so
        that each can be counted with the others as they are.
    """
    values = _values(filters) | dict.fromkeys(FACETS)
    return Outline(filters, database.read(_OUTLINE, values, limit=None).rows)


def register(
    database: Database,
    filters: Filters,
    *,
    order: str = DEFAULT_ORDER,
    start: int = 0,
    count: int | None = None,
) -> list[Entry]:
    """Read the agreements that filters let through, or a part of them.

    Parameters
    ----------
    database
        Where to read.
    filters
        Which agreements.
    order
        One of `ORDERS`.
    start, count
        Which of them: from the `start`-th on (0 is the first), `count` or all.

    Returns
    -------
    list of Entry
    """
    backwards = order.startswith("-")
    query = _IDS + "ORDER BY " + _ORDERS[order.removeprefix("-")][backwards]
    values = _values(filters)
    if count is not None:
        query += " SKIP $start LIMIT $count"
        values |= {"start": start, "count": count}
    ids = [row["id"] for row in database.read(query, values, limit=None)]
    return entries(database, ids, filters.on)


# ------------------------------------------------------------------ one agreement


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Where a source says so."""

    title: str
    publisher: str | None
    url: str | None
    published_on: date | None
    retrieved_on: date | None
    evidence: str
    page: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A file that brought an agreement in or changed it."""

    id: str
    file: str
    at: str
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class OpdRow:
    """An OPD that a register calls responsible."""

    key: str
    name: str
    region_name: str


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A party whose name nobody has decided, and the actors that it may mean."""

    as_written: str
    candidates: tuple[PartyRow, ...]


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A row of a register that tells of the agreement; `cells` as they were."""

    load: str
    file: str
    sheet: str
    row: int
    owner: str | None
    owner_name: str | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Detail:
    """One agreement with all that belongs to it."""

    entry: Entry
    statements: tuple[StatementRow, ...]
    loads: tuple[LoadRow, ...]
    implements: tuple[Entry, ...]
    implemented_by: tuple[Entry, ...]
    responsible: tuple[OpdRow, ...] = ()
    open_parties: tuple[OpenRow, ...] = ()
    records: tuple[RecordRow, ...] = ()


_STATEMENTS = """
MATCH (a:Agreement {id: $id})-[e:STATED_IN]->(s:Source)
RETURN s.title AS title, s.publisher AS publisher, s.url AS url, s.published_on AS published_on,
       s.retrieved_on AS retrieved_on, coalesce(e.evidence, '') AS evidence, e.page AS page,
       e.confidence AS confidence
ORDER BY published_on, title, page
"""
_LOADS = """
MATCH (a:Agreement {id: $id})-[:LOADED_BY]->(l:Load)
RETURN l.id AS id, l.file AS file, l.at AS at, l.by AS by, l.state AS state
ORDER BY at, id
"""
_MERGED_INTO = "MATCH (a:Agreement) WHERE $id IN a.also RETURN a.id AS id ORDER BY id LIMIT 1"
_RESPONSIBLE = """
MATCH (a:Agreement {id: $id})<-[:RESPONSIBLE_FOR]-(o:Opd)-[:PART_OF]->(r:Region)
RETURN o.id AS key, o.name AS name, r.name AS region_name ORDER BY name, key
"""
_CANDIDATES = """
UNWIND $keys AS key
OPTIONAL MATCH (r:Region {code: key})
OPTIONAL MATCH (o:Opd {id: key})-[:PART_OF]->(h:Region)
OPTIONAL MATCH (p:Partner {id: key})
RETURN key, coalesce(r.name, o.name, p.name, key) AS name,
       CASE WHEN r IS NOT NULL THEN r.kind WHEN p IS NOT NULL THEN 'partner' ELSE 'opd' END AS kind,
       h.code AS region, h.name AS region_name
"""
_RECORDS = """
MATCH (a:Agreement {id: $id})<-[:TELLS]-(r:Record)-[:LOADED_BY]->(l:Load)
OPTIONAL MATCH (o:Region {code: r.owner})
RETURN l.id AS load, r.file AS file, r.sheet AS sheet, r.row AS row, r.owner AS owner,
       o.name AS owner_name, r.cells AS cells, l.number AS number
ORDER BY number, file, sheet, row
"""
_RELATED = """
MATCH (a:Agreement {id: $id})
RETURN [(a)-[:IMPLEMENTS]->(f:Agreement) | f.id] AS implements,
       [(a)<-[:IMPLEMENTS]-(i:Agreement) | i.id] AS implemented_by
"""


def agreement(database: Database, id: str, on: date) -> Detail:
    """Read one agreement with its sources, loads and relatives.

    Parameters
    ----------
    database
        Where to read.
    id
        Its key, or one that it had before another agreement was merged into it.
    on
        The date as of which its standing is told.

    Raises
    ------
    AgreementUnknown
        Where no agreement has the key.
    """
    found = entries(database, [id], on)
    if not found:
        into = [row["id"] for row in database.read(_MERGED_INTO, {"id": id})]
        found = entries(database, into, on)
    if not found:
        raise AgreementUnknown(key=id[:80])
    id = found[0].id
    related = database.read(_RELATED, {"id": id}).one()
    return Detail(
        entry=found[0],
        statements=tuple(StatementRow(**row) for row in database.read(_STATEMENTS, {"id": id})),
        loads=tuple(LoadRow(**row) for row in database.read(_LOADS, {"id": id})),
        implements=tuple(entries(database, sorted(related["implements"]), on)),
        implemented_by=tuple(entries(database, sorted(related["implemented_by"]), on)),
        responsible=tuple(OpdRow(**row) for row in database.read(_RESPONSIBLE, {"id": id})),
        open_parties=_open_rows(database, found[0].get("open_parties") or ()),
        records=tuple(_record_row(row) for row in database.read(_RECORDS, {"id": id})),
    )


def _open_rows(database: Database, texts: Iterable[str]) -> tuple[OpenRow, ...]:
    told = [json.loads(text) for text in texts]
    keys = sorted({key for party in told for key in party.get("candidates", ())})
    rows = database.read(_CANDIDATES, {"keys": keys}, limit=None) if keys else ()
    found = {row["key"]: PartyRow(**row) for row in rows}
    return tuple(
        OpenRow(party["as_written"], tuple(found[key] for key in party.get("candidates", ())))
        for party in told
    )


def _record_row(row: Row) -> RecordRow:
    return RecordRow(
        row["load"],
        row["file"],
        row["sheet"],
        row["row"],
        row["owner"],
        row["owner_name"],
        json.loads(row["cells"]),
    )
