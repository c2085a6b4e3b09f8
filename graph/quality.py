"""What is missing, contradictory or twice in the graph: facts, each with its rows, no score.

What is asked stands in `graph.checks`.
"""

from __future__ import annotations

import json
from calendar import isleap
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.checks import CHECKS, REGION, Check
from graph.database import Database
from graph.likeness import alike
from graph.questions import ask, question

Row = dict[str, Any]

# Later than this nobody plans a signing, or lets an agreement run.
SOON_YEARS, FAR_YEARS = 5, 50
_ALL = 10**9  # as many rows as there are


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the graph is looked at; None lets everything through.

    Attributes
    ----------
    on
        The date that stands for today.
    province
        Of any party.
    owner
        Code of the region whose register tells of an agreement.
    load
        Id of the load that brought it.
    """

    on: date
    province: str | None = None
    owner: str | None = None
    load: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """How many rows a check has, and of how many that it applies to.

    `count` is None where the scope leaves nothing to ask; `of` where there is
    nothing to compare with.
    """

    check: Check
    count: int | None
    of: int | None = None

    @property
    def percent(self) -> float | None:
        """The share in per cent; None of nothing."""
        return round(100 * self.count / self.of, 1) if self.of and self.count is not None else None


# ------------------------------------------------------------------ queries

_CHOSEN = f"""
MATCH (a:Agreement)
WHERE ($province = ''
    OR size([(a)<-[:PARTY_TO]-(p) WHERE {REGION} STARTS WITH $province | 1]) > 0)
  AND ($owner = '' OR size([(a)<-[:TELLS]-(r:Record) WHERE r.owner = $owner | 1]) > 0)
  AND ($load = '' OR size([(a)-[:LOADED_BY]->(l:Load) WHERE l.id = $load | 1]) > 0)
"""
_OF_AGREEMENTS = {code: row for code, row in CHECKS.items() if row.subject == "agreement"}
_OF_PARTNERS = {code: row for code, row in CHECKS.items() if row.subject == "partner"}


def _state(base: str, holds: str) -> str:
    """Give an expression that is 2 where something is wrong, 1 where it could be, else 0."""
    return f"CASE WHEN {base} THEN CASE WHEN {holds} THEN 2 ELSE 1 END ELSE 0 END"


def _either(texts: Mapping[str, str]) -> str:
    """Give an expression that is the one of these which $check names.

    One query for all checks: planning a new text takes Neo4j longer than answering it.
    """
    return "CASE $check " + "".join(f"WHEN '{k}' THEN {t} " for k, t in texts.items()) + "END"


_STATE = _either({code: _state(row.base, row.holds) for code, row in _OF_AGREEMENTS.items()})
_PARTNER_STATE = _either({code: _state(row.base, row.holds) for code, row in _OF_PARTNERS.items()})

_AT_ONCE = 5  # checks in one walk, so that each of the walks ends in time
_PARTS = [
    list(_OF_AGREEMENTS.values())[start : start + _AT_ONCE]
    for start in range(0, len(_OF_AGREEMENTS), _AT_ONCE)
]
_STATES = [", ".join(_state(row.base, row.holds) for row in part) for part in _PARTS]
_TALLIES = [
    _CHOSEN + f"WITH [{states}] AS states RETURN states, count(*) AS count" for states in _STATES
]
_TALLY = _CHOSEN + f"WITH {_STATE} AS state RETURN [state] AS states, count(*) AS count"
_OWNER_TALLY = _CHOSEN + (
    "WITH a MATCH (a)<-[:TELLS]-(r:Record) WHERE r.owner IS NOT NULL "
    "WITH DISTINCT r.owner AS owner, a "
    f"WITH owner, {_STATE} AS state RETURN owner, [state] AS states, count(*) AS count"
)

_DATES = ("signed_on", "starts_on", "ends_on", "due_on")
# What rows are sorted by, as text; of what has none it is null.
_SORT_KEYS = {
    "title": "toLower(a.title)",
    "parties": "right('000' + toString(size([(a)<-[:PARTY_TO]-() | 1])), 4)",
    "form": "a.form",
    "scheme": "a.scheme",
    "stated_scheme": "a.stated_scheme",
    "stage": "a.stage",
    **{name: f"toString(a.{name})" for name in (*_DATES, "last_stated_on")},
    "stated_after_end": "toString(a.last_stated_on > a.ends_on)",
    "scope": "toLower(a.scope)",
    "unnamed_parties": "right('000' + toString(coalesce(a.unnamed_parties, 0)), 4)",
    "open_parties": "right('000' + toString(coalesce(a.open_count, 0)), 4)",
    "owners": "owner",
    "places": "place",
}
ORDERS = tuple(name for key in _SORT_KEYS for name in (key, f"-{key}"))
DEFAULT_ORDER = "places"  # as the office's own file has them
_SORT_KEY = "CASE $order " + "".join(f"WHEN '{k}' THEN {t} " for k, t in _SORT_KEYS.items()) + "END"
_AGREEMENTS = (
    _CHOSEN + f"AND {_STATE} = 2 "
    # Where a row stands in its file, as text that sorts as the file does.
    "OPTIONAL MATCH (a)<-[:TELLS]-(r:Record) WHERE $owner = '' OR r.owner = $owner "
    "WITH a, min(r.file + ' ' + coalesce(r.sheet, '') + ' ' "
    "+ right('0000000' + toString(r.row), 8)) AS place, min(r.owner) AS owner "
    f"WITH a, place, {_SORT_KEY} AS sort_key "
)
_AGREEMENT_ROW = (
    "SKIP $start LIMIT $count "
    "RETURN a.id AS id, a.title AS title, a.form AS form, a.scheme AS scheme, a.stage AS stage, "
    + "".join(f"a.{name} AS {name}, a.{name}_precision AS {name}_precision, " for name in _DATES)
    + "a.last_stated_on AS last_stated_on, a.last_stated_on > a.ends_on AS stated_after_end, "
    "a.stated_scheme AS stated_scheme, a.scope AS scope, "
    "coalesce(a.unnamed_parties, 0) AS unnamed_parties, "
    "coalesce(a.open_parties, []) AS open_parties, "
    "[(a)<-[e:PARTY_TO]-(p) | {key: coalesce(p.code, p.id), name: p.name, region: p.region_code, "
    "position: e.position}] AS parties, "
    "[(a)<-[:TELLS]-(r:Record) WHERE $owner = '' OR r.owner = $owner "
    "| {owner: r.owner, file: r.file, sheet: r.sheet, row: r.row, voice: r.voice, "
    "load: r.load_number}] AS places "
)
# What is empty comes last either way.
_UP = _AGREEMENTS + "ORDER BY sort_key IS NULL, sort_key, place, a.id " + _AGREEMENT_ROW
_DOWN = _AGREEMENTS + "ORDER BY sort_key IS NULL, sort_key DESC, place, a.id " + _AGREEMENT_ROW

_PARTNERS_CHOSEN = _CHOSEN + "WITH a MATCH (a)<-[:PARTY_TO]-(p:Partner) "
_PARTNER_TALLY = (
    _PARTNERS_CHOSEN
    + f"WITH DISTINCT p WITH {_PARTNER_STATE} AS state RETURN [state] AS states, count(*) AS count"
)
_PARTNERS = (
    _PARTNERS_CHOSEN + "WITH p, count(DISTINCT a) AS agreements "
    f"WHERE {_PARTNER_STATE} = 2 "
    "RETURN p.id AS id, p.name AS name, p.kind AS kind, p.country AS country, "
    "coalesce(p.kind_guessed, false) AS kind_guessed, agreements "
    "ORDER BY agreements DESC, toLower(name), id SKIP $start LIMIT $count"
)
_PARTNER_NAMES = "MATCH (p:Partner) RETURN p.id AS id, p.name AS name, p.kind AS kind ORDER BY id"
_PARTNER_SIZES = (
    "UNWIND $ids AS id MATCH (p:Partner {id: id})-[:PARTY_TO]->(a:Agreement) "
    "RETURN id, count(a) AS agreements"
)
_PARTNERS_IN_SCOPE = _PARTNERS_CHOSEN + "RETURN DISTINCT p.id AS id"
_REPORTS = "MATCH (t:Report)-[:ABOUT_REGION]->(r:Region) RETURN r.code AS code"
_REGIONS = "MATCH (r:Region) RETURN r.code AS code, r.name AS name, r.kind AS kind ORDER BY code"
_NAMES = (
    "UNWIND $keys AS key MATCH (r:Region {code: key}) "
    "RETURN key, r.name AS name, null AS region "
    "UNION ALL UNWIND $keys AS key MATCH (o:Opd {id: key})-[:PART_OF]->(r:Region) "
    "RETURN key, o.name AS name, r.name AS region "
    "UNION ALL UNWIND $keys AS key MATCH (p:Partner {id: key}) "
    "RETURN key, p.name AS name, null AS region"
)
_OWNERS = "MATCH (r:Record) WHERE r.owner IS NOT NULL RETURN DISTINCT r.owner AS owner"


def _values(database: Database, scope: Scope, check: Check | None = None) -> dict[str, Any]:
    known = owners(database)
    return {
        "on": scope.on,
        "soon": _years_after(scope.on, SOON_YEARS),
        "far": _years_after(scope.on, FAR_YEARS),
        # Always text: Neo4j plans a query anew for every type of a parameter.
        "province": scope.province or "",
        "owner": scope.owner or "",
        "load": scope.load or "",
        "owners": dict.fromkeys(known, True),
        "several": len(known) > 1,
        "check": check.code if check else "",
    }


def _years_after(on: date, years: int) -> date:
    """Give the same day some years later; of a leap day the one before, where there is none."""
    year = on.year + years
    if (on.month, on.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return on.replace(year=year)


def owners(database: Database) -> list[str]:
    """Give the codes of the regions whose registers are loaded."""
    return sorted(row["owner"] for row in database.read(_OWNERS, limit=None))


# ------------------------------------------------------------------ counting


def findings(database: Database, scope: Scope) -> list[Finding]:
    """Count every check, in the order of `CHECKS`.

    Parameters
    ----------
    database
        Where to read.
    scope
        What of it is looked at.
    """
    values = _values(database, scope)
    tallied: dict[str, Finding] = {}
    for part, query in zip(_PARTS, _TALLIES, strict=True):
        tallied |= _tallied(part, database.read(query, values, limit=None))
    return [
        tallied[code] if code in tallied else _SUBJECTS[check.subject].count(database, check, scope)
        for code, check in CHECKS.items()
    ]


def finding(database: Database, code: str, scope: Scope) -> Finding:
    """Count one check."""
    check = CHECKS[code]
    return _SUBJECTS[check.subject].count(database, check, scope)


def _tallied(checks: Collection[Check], states: Iterable[Row]) -> dict[str, Finding]:
    """Add up how many there are of each combination of states."""
    counts, ofs = [0] * len(checks), [0] * len(checks)
    for row in states:
        for place, state in enumerate(row["states"]):
            counts[place] += row["count"] * (state == 2)
            ofs[place] += row["count"] * (state > 0)
    return {
        check.code: Finding(check, count, of)
        for check, count, of in zip(checks, counts, ofs, strict=True)
    }


def owner_findings(database: Database, code: str, scope: Scope) -> dict[str, Finding]:
    """Count one check of agreements in each owner's register, whatever owner the scope names."""
    values = _values(database, replace(scope, owner=None), CHECKS[code])
    by_owner: dict[str, list[Row]] = defaultdict(list)
    for row in database.read(_OWNER_TALLY, values, limit=None):
        by_owner[row["owner"]].append(row)
    return {owner: _tallied([CHECKS[code]], states)[code] for owner, states in by_owner.items()}


# ------------------------------------------------------------------ rows


def rows(
    database: Database,
    code: str,
    scope: Scope,
    *,
    order: str = DEFAULT_ORDER,
    start: int = 0,
    count: int | None = None,
) -> list[Row]:
    """Give what a check found, or a part of it.

    Parameters
    ----------
    database
        Where to read.
    code
        A key of `CHECKS`.
    scope
        What is looked at.
    order
        One of `ORDERS`, for agreements; the others have an order of their own.
    start, count
        Which rows: from the `start`-th on (0 is the first), `count` or all.
    """
    check = CHECKS[code]
    return _SUBJECTS[check.subject].rows(
        database, check, scope, order, start, _ALL if count is None else count
    )


def _count_agreements(database: Database, check: Check, scope: Scope) -> Finding:
    return _tallied([check], database.read(_TALLY, _values(database, scope, check)))[check.code]


def _agreements(
    database: Database, check: Check, scope: Scope, order: str, start: int, count: int
) -> list[Row]:
    values = _values(database, scope, check) | {"start": start, "count": count}
    values["order"] = order.removeprefix("-")
    query = _DOWN if order.startswith("-") else _UP
    found = database.read(query, values, limit=None).rows
    for row in found:
        row["parties"].sort(key=lambda party: party["position"])
        row["places"] = _latest(row["places"])
        row["open_parties"] = [json.loads(text) for text in row["open_parties"]]
    return found


def names_of(database: Database, keys: Iterable[str]) -> dict[str, str]:
    """Give the names of actors by their keys, an OPD's with its region's; unknown keys fall out."""
    found = database.read(_NAMES, {"keys": sorted(set(keys))}, limit=None)
    return {
        row["key"]: f"{row['name']} {row['region']}" if row["region"] else row["name"]
        for row in found
    }


def _latest(places: Iterable[Row]) -> list[Row]:
    """Give where each register tells of an agreement in its latest version, by file and row."""
    by_voice: dict[str, Row] = {}
    for place in places:
        voice, load = place.pop("voice") or "", place.pop("load") or 0
        if voice not in by_voice or by_voice[voice]["load"] < load:
            by_voice[voice] = {"load": load, "places": []}
        if by_voice[voice]["load"] == load:
            by_voice[voice]["places"].append(place)
    found = [place for one in by_voice.values() for place in one["places"]]
    return sorted(found, key=lambda place: (place["file"], place["sheet"] or "", place["row"]))


def _count_partners(database: Database, check: Check, scope: Scope) -> Finding:
    states = database.read(_PARTNER_TALLY, _values(database, scope, check))
    return _tallied([check], states)[check.code]


def _partners(
    database: Database, check: Check, scope: Scope, _order: str, start: int, count: int
) -> list[Row]:
    values = _values(database, scope, check) | {"start": start, "count": count}
    return database.read(_PARTNERS, values, limit=None).rows


def _whole(
    read: Callable[[Database, Scope], list[Row]],
) -> Callable[[Database, Check, Scope, str, int, int], list[Row]]:
    """Make rows of a part of what is always read whole."""

    def part(
        database: Database, _check: Check, scope: Scope, _order: str, start: int, count: int
    ) -> list[Row]:
        return read(database, scope)[start : start + count]

    return part


def _regions(database: Database, scope: Scope) -> list[Row]:
    values = {"per": scope.on, "provinsi": scope.province}
    return _asked(database, "wilayah-tanpa-catatan", values)


def _asked(database: Database, name: str, values: Mapping[str, Any]) -> list[Row]:
    """Ask a named question, so that a page never tells another number than its answer."""
    return [dict(row) for row in ask(database, question(name), values, limit=_ALL).rows]


def _count_regions(database: Database, check: Check, scope: Scope) -> Finding:
    if scope.owner or scope.load:
        return Finding(check, None)
    codes = [row["code"] for row in database.read(_REGIONS, limit=None)]
    inside = [code for code in codes if code.startswith(scope.province or "")]
    return Finding(check, len(_regions(database, scope)), len(inside))


def _reports(database: Database, scope: Scope) -> list[Row]:
    found = _asked(database, "laporan-dan-catatan", {"wilayah": scope.owner, "tahun": None})
    return [
        row
        for row in found
        if row["belum_tercatat"] and row["kode"].startswith(scope.province or "")
    ]


def _count_reports(database: Database, check: Check, scope: Scope) -> Finding:
    if scope.load:
        return Finding(check, None)
    of = [
        row["code"]
        for row in database.read(_REPORTS, limit=None)
        if row["code"].startswith(scope.province or "") and scope.owner in (None, row["code"])
    ]
    return Finding(check, len(_reports(database, scope)), len(of))


_PAIRS = (
    _CHOSEN + "WITH a MATCH (a)-[e:MAYBE_SAME_AS]-(b:Agreement) "
    "RETURN CASE WHEN a.id < b.id THEN a.id ELSE b.id END AS a, "
    "CASE WHEN a.id < b.id THEN a.title ELSE b.title END AS a_title, "
    "CASE WHEN a.id < b.id THEN b.id ELSE a.id END AS b, "
    "CASE WHEN a.id < b.id THEN b.title ELSE a.title END AS b_title, "
    "coalesce(e.reasons, []) AS reasons ORDER BY a, b"
)


def _proposed(database: Database, scope: Scope) -> list[Row]:
    """Give pairs of agreements that may be one; one found from both of its ends counts once."""
    found = database.read(_PAIRS, _values(database, scope), limit=None)
    return list({(row["a"], row["b"]): row for row in found}.values())


def _names(database: Database, scope: Scope) -> list[Row]:
    """Give pairs of partners whose names are nearly the same, one of them in the scope."""
    partners = database.read(_PARTNER_NAMES, limit=None).rows
    chosen = None
    if scope.province or scope.owner or scope.load:
        values = _values(database, scope)
        chosen = {row["id"] for row in database.read(_PARTNERS_IN_SCOPE, values, limit=None)}
    pairs = [
        (partners[one], partners[other], letters)
        for one, other, letters in alike([row["name"] for row in partners])
        if chosen is None or {partners[one]["id"], partners[other]["id"]} & chosen
    ]
    ids = sorted({row["id"] for one, other, _letters in pairs for row in (one, other)})
    found = database.read(_PARTNER_SIZES, {"ids": ids}, limit=None)
    sizes = {row["id"]: row["agreements"] for row in found}
    return [
        {f"a_{key}": value for key, value in one.items()}
        | {f"b_{key}": value for key, value in other.items()}
        | {
            "a_agreements": sizes.get(one["id"], 0),
            "b_agreements": sizes.get(other["id"], 0),
            "letters": letters,
        }
        for one, other, letters in pairs
    ]


def _length(
    read: Callable[[Database, Scope], list[Row]],
) -> Callable[[Database, Check, Scope], Finding]:
    """Count what is always read whole and has nothing to be compared with."""
    return lambda database, check, scope: Finding(check, len(read(database, scope)))


@dataclass(frozen=True, slots=True)
class _Subject:
    """How things of one sort are counted and read."""

    count: Callable[[Database, Check, Scope], Finding]
    rows: Callable[[Database, Check, Scope, str, int, int], list[Row]]


_SUBJECTS = {
    "agreement": _Subject(_count_agreements, _agreements),
    "partner": _Subject(_count_partners, _partners),
    "region": _Subject(_count_regions, _whole(_regions)),
    "report": _Subject(_count_reports, _whole(_reports)),
    "pair": _Subject(_length(_proposed), _whole(_proposed)),
    "likeness": _Subject(_length(_names), _whole(_names)),
}
