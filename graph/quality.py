"""What is missing, contradictory or twice in the graph: facts, each with its rows, no score.

What is asked stands in `graph.checks`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.checks import CHECKS, REGION, Check
from graph.database import Database
from graph.likeness import alike
from graph.questions import ask, question

Row = dict[str, Any]

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
WHERE ($province IS NULL OR EXISTS {{ MATCH (a)<-[:PARTY_TO]-(p)
                                     WHERE {REGION} STARTS WITH $province }})
  AND ($owner IS NULL OR EXISTS {{ MATCH (a)<-[:TELLS]-(:Record {{owner: $owner}}) }})
  AND ($load IS NULL OR EXISTS {{ MATCH (a)-[:LOADED_BY]->(:Load {{id: $load}}) }})
"""
_OF_AGREEMENTS = {code: row for code, row in CHECKS.items() if row.subject == "agreement"}
_OF_PARTNERS = {code: row for code, row in CHECKS.items() if row.subject == "partner"}


def _sums(checks: Iterable[Check]) -> str:
    """Give the part of a query that counts what checks apply to and what they find."""
    return ", ".join(
        f"sum(CASE WHEN {row.base} THEN 1 ELSE 0 END), "
        f"sum(CASE WHEN ({row.base}) AND ({row.holds}) THEN 1 ELSE 0 END)"
        for row in checks
    )


_PARTNERS_CHOSEN = _CHOSEN + "WITH a MATCH (a)<-[:PARTY_TO]-(p:Partner) "
_TALLY = _CHOSEN + f"RETURN [{_sums(_OF_AGREEMENTS.values())}] AS sums"
_TALLIES = {
    code: _CHOSEN + f"RETURN [{_sums([row])}] AS sums" for code, row in _OF_AGREEMENTS.items()
}
_PARTNER_TALLIES = {
    code: _PARTNERS_CHOSEN + f"WITH DISTINCT p RETURN [{_sums([row])}] AS sums"
    for code, row in _OF_PARTNERS.items()
}
_OWNED = _CHOSEN + (
    "WITH a MATCH (a)<-[:TELLS]-(r:Record) WHERE r.owner IS NOT NULL "
    "WITH DISTINCT r.owner AS owner, a "
)
_OWNER_TALLIES = {
    code: _OWNED + f"RETURN owner, [{_sums([row])}] AS sums" for code, row in _OF_AGREEMENTS.items()
}

# Where a row stands in its file, as text that sorts as the file does.
_PLACE = (
    "OPTIONAL MATCH (a)<-[:TELLS]-(r:Record) WHERE $owner IS NULL OR r.owner = $owner "
    "WITH a, min(r.file + ' ' + coalesce(r.sheet, '') + ' ' "
    "+ right('0000000' + toString(r.row), 8)) AS place, min(r.owner) AS owner "
)
_DATES = ("signed_on", "starts_on", "ends_on", "due_on")
_AGREEMENT_ROW = (
    "RETURN a.id AS id, a.title AS title, a.form AS form, a.scheme AS scheme, a.stage AS stage, "
    + "".join(f"a.{name} AS {name}, a.{name}_precision AS {name}_precision, " for name in _DATES)
    + "a.last_stated_on AS last_stated_on, a.last_stated_on > a.ends_on AS stated_after_end, "
    "a.stated_scheme AS stated_scheme, a.scope AS scope, "
    "coalesce(a.unnamed_parties, 0) AS unnamed_parties, "
    "coalesce(a.open_parties, []) AS open_parties, "
    "[(a)<-[e:PARTY_TO]-(p) | {key: coalesce(p.code, p.id), name: p.name, region: p.region_code, "
    "position: e.position}] AS parties, "
    "[(a)<-[:TELLS]-(r:Record) WHERE $owner IS NULL OR r.owner = $owner "
    "| {owner: r.owner, file: r.file, sheet: r.sheet, row: r.row, voice: r.voice, "
    "load: r.load_number}] AS places "
)
_AGREEMENTS = {
    code: _CHOSEN + f"AND ({row.base}) AND ({row.holds}) " + _PLACE + _AGREEMENT_ROW
    for code, row in _OF_AGREEMENTS.items()
}
_SORT_TEXT = {
    "title": "toLower(a.title)",
    "form": "a.form",
    "scheme": "a.scheme",
    "stage": "a.stage",
    "stated_scheme": "a.stated_scheme",
    "scope": "toLower(coalesce(a.scope, ''))",
    "owners": "coalesce(owner, '~')",
    "places": "coalesce(place, '~')",
    "parties": "size(parties)",
    "unnamed_parties": "unnamed_parties",
    "open_parties": "size(open_parties)",
    "stated_after_end": "coalesce(toString(stated_after_end), '~')",
}
_ORDERS = {
    **{
        key: (f"ORDER BY {text}, place, id ", f"ORDER BY {text} DESC, place, id ")
        for key, text in _SORT_TEXT.items()
    },
    # What has no date comes last either way.
    **{
        key: (
            f"ORDER BY coalesce({key}, date('9999-12-31')), place, id ",
            f"ORDER BY coalesce({key}, date('0001-01-01')) DESC, place, id ",
        )
        for key in (*_DATES, "last_stated_on")
    },
}
ORDERS = tuple(name for key in _ORDERS for name in (key, f"-{key}"))
DEFAULT_ORDER = "places"  # as the office's own file has them
_PART = "SKIP $start LIMIT $count"

_PARTNERS = {
    code: _PARTNERS_CHOSEN + f"WITH p, count(DISTINCT a) AS agreements "
    f"WHERE ({row.base}) AND ({row.holds}) "
    "RETURN p.id AS id, p.name AS name, p.kind AS kind, p.country AS country, "
    "coalesce(p.kind_guessed, false) AS kind_guessed, agreements "
    "ORDER BY agreements DESC, toLower(name), id "
    for code, row in _OF_PARTNERS.items()
}
_PARTNER_NAMES = (
    "MATCH (p:Partner) OPTIONAL MATCH (p)-[:PARTY_TO]->(a:Agreement) "
    "RETURN p.id AS id, p.name AS name, p.kind AS kind, count(a) AS agreements ORDER BY id"
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


def _values(scope: Scope) -> dict[str, Any]:
    return {
        "on": scope.on,
        "province": scope.province,
        "owner": scope.owner,
        "load": scope.load,
    }


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
    values = _values(scope) | {"owners": owners(database)}
    sums = _pairs(database.read(_TALLY, values).one()["sums"])
    tallied = dict(zip(_OF_AGREEMENTS, sums, strict=True))
    return [
        Finding(check, *tallied[code])
        if code in tallied
        else _SUBJECTS[check.subject].count(database, check, scope)
        for code, check in CHECKS.items()
    ]


def finding(database: Database, code: str, scope: Scope) -> Finding:
    """Count one check."""
    check = CHECKS[code]
    return _SUBJECTS[check.subject].count(database, check, scope)


def _pairs(sums: Sequence[int]) -> list[tuple[int, int]]:
    """Pair sums that stand as of, count, of, count and so on, as (count, of)."""
    return [(found, of) for of, found in zip(sums[::2], sums[1::2], strict=True)]


def owner_findings(database: Database, code: str, scope: Scope) -> dict[str, Finding]:
    """Count one check of agreements in each owner's register, whatever owner the scope names."""
    values = _values(replace(scope, owner=None)) | {"owners": owners(database)}
    return {
        row["owner"]: Finding(CHECKS[code], *_pairs(row["sums"])[0])
        for row in database.read(_OWNER_TALLIES[code], values, limit=None)
    }


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
    values = _values(scope) | {"owners": owners(database)}
    return Finding(check, *_pairs(database.read(_TALLIES[check.code], values).one()["sums"])[0])


def _agreements(
    database: Database, check: Check, scope: Scope, order: str, start: int, count: int
) -> list[Row]:
    values = _values(scope) | {"owners": owners(database), "start": start, "count": count}
    backwards = order.startswith("-")
    query = _AGREEMENTS[check.code] + _ORDERS[order.removeprefix("-")][backwards] + _PART
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
    sums = database.read(_PARTNER_TALLIES[check.code], _values(scope)).one()["sums"]
    return Finding(check, *_pairs(sums)[0])


def _partners(
    database: Database, check: Check, scope: Scope, _order: str, start: int, count: int
) -> list[Row]:
    values = _values(scope) | {"start": start, "count": count}
    return database.read(_PARTNERS[check.code] + _PART, values, limit=None).rows


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
    found = database.read(_PAIRS, _values(scope), limit=None)
    return list({(row["a"], row["b"]): row for row in found}.values())


def _names(database: Database, scope: Scope) -> list[Row]:
    """Give pairs of partners whose names are nearly the same, one of them in the scope."""
    partners = database.read(_PARTNER_NAMES, limit=None).rows
    chosen = None
    if scope.province or scope.owner or scope.load:
        chosen = {
            row["id"] for row in database.read(_PARTNERS_IN_SCOPE, _values(scope), limit=None)
        }
    found = []
    for one, other, letters in alike([row["name"] for row in partners]):
        a, b = partners[one], partners[other]
        if chosen is None or a["id"] in chosen or b["id"] in chosen:
            row = {f"a_{key}": value for key, value in a.items()}
            row |= {f"b_{key}": value for key, value in b.items()}
            found.append(row | {"letters": letters})
    return found


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
