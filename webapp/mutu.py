"""Mutu data: what is missing, contradictory or twice, each a number with its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from graph import quality
from graph.checks import CHECKS, FOLLOWS, GROUPS, Check
from graph.quality import DEFAULT_ORDER, ORDERS, Finding, Scope
from graph.registry import PartyRow
from graph.same import REASONS
from graph.tables import Column, Table
from graph.words import COLUMNS as WORDS
from graph.words import column as word_column
from webapp.agreements import actor_address, agreement_address
from webapp.context import (
    choice,
    country,
    database,
    invalid,
    label,
    language,
    number,
    on_date,
    whole_number,
)
from webapp.respond import Cut, cut_rows, send_table, sort_rows

blueprint = Blueprint("mutu", __name__)

ROWS_A_PAGE = 50
LOADS_TO_CHOOSE = 100  # the latest; an address may name any
_SCOPE_LENGTH = 200  # of a scope's text on the page; the files have all of it
_NAME = re.compile(r"([a-z-]+)(?:\.(csv|xlsx|json))?", re.ASCII)
# Check → the page on which its rows are decided, and what is done there.
DECIDED_ON = {
    "nama-terbuka": ("/muat/sebutan", _l("Ke nama-nama itu dan pilihannya")),
    "barangkali-kembar": ("/muat/sama", _l("Bandingkan berdampingan")),
}
# Field of `Scope` → its URL parameter.
PARAMETERS = {"province": "provinsi", "owner": "pemilik", "load": "muatan"}

_REGIONS = "MATCH (r:Region) RETURN r.code AS code, r.name AS name, r.kind AS kind ORDER BY name"
_LOADS = (
    "MATCH (l:Load) WHERE ($id IS NULL OR l.id = $id) AND l.state <> 'undone' "
    "RETURN l.id AS id, l.file AS file, l.at AS at ORDER BY at DESC, id"
)


# ------------------------------------------------------------------ what is asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, and what its form offers."""

    scope: Scope
    regions: Mapping[str, Mapping[str, Any]]
    owners: Sequence[str]
    loads: Sequence[Mapping[str, Any]]

    @classmethod
    def read(cls) -> Asked:
        """Read the URL's parameters; refuse what nothing is called."""
        regions = {row["code"]: row for row in database().read(_REGIONS, limit=None)}
        provinces = [code for code, row in regions.items() if row["kind"] == "provinsi"]
        loads = database().read(_LOADS, {"id": None}, limit=LOADS_TO_CHOOSE).rows
        chosen = request.args.get("muatan") or None
        if chosen and chosen not in {row["id"] for row in loads}:
            named = database().read(_LOADS, {"id": chosen}).rows
            if not named:
                raise invalid("muatan", chosen, _("kunci sebuah pemuatan, seperti di daftarnya"))
            loads += named
        scope = Scope(
            on_date(),
            choice("provinsi", provinces),
            _owner(regions),
            chosen,
        )
        return cls(scope, regions, quality.owners(database()), loads)

    def selects(self, check: Check | None = None) -> list[dict[str, Any]]:
        """Give the selects of the form: parameter, title, chosen, and choices with counts."""
        follows = FOLLOWS[check.subject] if check else tuple(PARAMETERS)
        counts = self._counts(check)
        owners = {*self.owners, self.scope.owner or ""} - {""}
        choices: dict[str, tuple[str, list[tuple[str, str]]]] = {
            "province": (
                _("Provinsi"),
                [
                    (code, row["name"].removeprefix("Provinsi "))
                    for code, row in self.regions.items()
                    if row["kind"] == "provinsi"
                ],
            ),
            "owner": (
                _("Register milik"),
                [(code, row["name"]) for code, row in self.regions.items() if code in owners],
            ),
            "load": (_("Pemuatan"), [(row["id"], _load_name(row)) for row in self.loads]),
        }
        return [
            {
                "parameter": PARAMETERS[name],
                "title": title,
                "chosen": getattr(self.scope, name),
                "options": [
                    (code, text, counts[name].get(code, 0) if name in counts else None)
                    for code, text in options
                ],
            }
            for name, (title, options) in choices.items()
            if name in follows and options
        ]

    def _counts(self, check: Check | None) -> dict[str, Mapping[str, int]]:
        """Count what a choice would give where that is cheaply known."""
        if check is None:
            return {}
        if check.subject == "region":
            rows = quality.rows(database(), check.code, replace(self.scope, province=None))
            return {"province": Counter(row["kode"][:2] for row in rows)}
        if check.subject == "agreement" and self.owners:
            found = quality.owner_findings(database(), check.code, self.scope)
            return {"owner": {code: one.count or 0 for code, one in found.items()}}
        return {}

    def region_name(self, code: str) -> str:
        """Give a region's name; an unknown code is its own."""
        return str(self.regions[code]["name"]) if code in self.regions else code


def _owner(regions: Mapping[str, Any]) -> str | None:
    code = request.args.get("pemilik") or None
    if code is not None and code not in regions:
        raise invalid("pemilik", code, _("kode wilayah seperti 12.10"))
    return code


def _load_name(row: Mapping[str, Any]) -> str:
    return f"{row['file']}, {str(row['at'])[:10]}"


def _address(check: Check) -> str:
    """Give the page of a check with as much of this page's choice as it follows."""
    kept = ["per", *(PARAMETERS[name] for name in FOLLOWS[check.subject])]
    values = {name: value for name in kept if (value := request.args.get(name))}
    return f"/mutu/{check.code}" + (f"?{urlencode(values)}" if values else "")


# ------------------------------------------------------------------ all checks

COLUMNS = (
    Column("code", "Kunci"),
    Column("group", "Kelompok"),
    Column("check", "Yang diperiksa"),
    Column("count", "Temuan", "integer"),
    Column("of", "Dari", "integer"),
    Column("percent", "Persen", "decimal"),
)


def _finding_row(finding: Finding) -> dict[str, Any]:
    check = finding.check
    address = _address(check)
    return {
        "key": check.code,
        "href": address,
        "code": check.code,
        "group": check.group,
        "group_label": GROUPS[check.group].label(language()),
        "check": check.label(language()),
        "check_href": address,
        "check_note": check.reason(language()),
        "count": finding.count,
        "count_href": address if finding.count else None,
        "count_note": _("dari %(total)s", total=number(finding.of)) if finding.of else None,
        "of": finding.of,
        "percent": finding.percent,
        "percent_label": None if finding.percent is None else f"{number(finding.percent, 1)} %",
    }


@blueprint.get("/mutu")
@blueprint.get("/mutu.<any(csv, xlsx, json):format>")
def index(format: str | None = None) -> Response:
    """Show what every check finds."""
    asked = Asked.read()
    found = quality.findings(database(), asked.scope)
    table = Table("mutu", COLUMNS, [_finding_row(one) for one in found])
    if format:
        return send_table(sort_rows(table), format)
    groups = [
        (
            code,
            term.label(language()),
            replace(
                table,
                rows=[
                    row
                    for row, one in zip(table.rows, found, strict=True)
                    if one.check.group == code
                ],
            ),
        )
        for code, term in GROUPS.items()
    ]
    return Response(
        render_template(
            "mutu/index.html",
            asked=asked,
            groups=groups,
            selects=asked.selects(),
            unasked=[one.check.label(language()) for one in found if one.count is None],
            agreements=next(one.of for one in found if one.check.code == "tanpa-urusan"),
        )
    )


# ------------------------------------------------------------------ the rows of one

# Columns of an agreement: what every check has, and what some add.
AGREEMENT_COLUMNS = {
    column.key: column
    for column in (
        Column("id", "Kunci"),
        Column("title", "Judul"),
        Column("parties", "Pihak"),
        Column("form", "Bentuk"),
        Column("scheme", "Skema"),
        Column("stated_scheme", "Skema di register"),
        Column("stage", "Tahap"),
        Column("signed_on", "Ditandatangani", "date"),
        Column("starts_on", "Mulai", "date"),
        Column("ends_on", "Berakhir", "date"),
        Column("due_on", "Target", "date"),
        Column("last_stated_on", "Terakhir tercatat", "date"),
        Column("stated_after_end", "Tercatat lagi sesudah berakhir", "flag"),
        Column("scope", "Ruang lingkup"),
        Column("unnamed_parties", "Pihak tanpa nama", "integer"),
        Column("open_parties", "Nama yang belum pasti"),
        Column("candidates", "Yang mungkin dimaksud"),
        Column("owners", "Register milik"),
        Column("places", "Tempat di register"),
    )
}
_CODES = {"form": "form", "scheme": "scheme", "stated_scheme": "scheme", "stage": "stage"}
PARTNER_COLUMNS = (
    Column("id", "Kunci"),
    Column("name", "Mitra"),
    Column("kind", "Jenis"),
    Column("kind_guessed", "Dugaan", "flag"),
    Column("country", "Negara"),
    Column("agreements", "Kesepakatan", "integer"),
)
LIKENESS_COLUMNS = (
    Column("a_id", "Kunci"),
    Column("a_name", "Mitra"),
    Column("a_agreements", "Kesepakatan", "integer"),
    Column("b_id", "Kunci yang mirip"),
    Column("b_name", "Mitra yang mirip"),
    Column("b_agreements", "Kesepakatannya", "integer"),
    Column("letters", "Huruf yang berbeda", "integer"),
)
PAIR_COLUMNS = (
    Column("a", "Kunci"),
    Column("a_title", "Kesepakatan"),
    Column("b", "Kunci yang lain"),
    Column("b_title", "Kesepakatan yang lain"),
    Column("reasons", "Yang membuatnya mirip"),
)
# Left to the files: on the page they are links, or stand under other cells.
HIDDEN = ("id", "a_id", "b_id", "a", "b", "kode", "candidates")


def _agreement_columns(check: Check) -> tuple[Column, ...]:
    middle = [
        name
        for key in check.columns
        for name in ((key, "candidates") if key == "open_parties" else (key,))
    ]
    keys = ("id", "title", "parties", *middle, "owners", "places")
    return tuple(AGREEMENT_COLUMNS[key] for key in keys)


def _agreement_rows(found: Iterable[Mapping[str, Any]], asked: Asked) -> list[dict[str, Any]]:
    found = list(found)
    keys = {key for row in found for one in row["open_parties"] for key in one["candidates"]}
    names = quality.names_of(database(), keys) if keys else {}
    return [_agreement_row(row, asked, names) for row in found]


def _agreement_row(
    row: Mapping[str, Any], asked: Asked, names: Mapping[str, str]
) -> dict[str, Any]:
    parties = [_party_name(party, asked) for party in row["parties"]]
    open_parties = row["open_parties"]
    owners = list(dict.fromkeys(place["owner"] for place in row["places"] if place["owner"]))
    scope = row["scope"] or ""
    return {
        **row,
        "key": row["id"],
        "href": agreement_address(row["id"]),
        **{
            f"{key}_label": label(vocabulary, row[key]) if row[key] else None
            for key, vocabulary in _CODES.items()
        },
        "parties": parties,
        "parties_label": " · ".join(parties) or _("tidak disebut"),
        "scope": scope or None,
        "scope_label": scope[: _SCOPE_LENGTH - 1] + "…" if len(scope) > _SCOPE_LENGTH else None,
        "open_parties": [one["as_written"] for one in open_parties] or None,
        "open_parties_label": "; ".join(_open_text(one, names) for one in open_parties) or None,
        "open_parties_href": _choice_address(open_parties[0]) if open_parties else None,
        "candidates": [key for one in open_parties for key in one["candidates"]] or None,
        "owners": owners or None,
        "owners_label": "; ".join(map(asked.region_name, owners)) or None,
        "places": [_place_text(place) for place in row["places"]] or None,
        "places_label": "; ".join(map(_place_text, row["places"])) or None,
    }


def _party_name(party: Mapping[str, Any], asked: Asked) -> str:
    region = party["region"] and asked.region_name(party["region"])
    return PartyRow(party["key"], party["name"], "", region_name=region).full_name


def _choice_address(one: Mapping[str, Any]) -> str:
    return "/muat/sebutan?" + urlencode({"teks": one["as_written"][:200]})


def _open_text(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Write an open name with what it may mean."""
    meant = [names.get(key, key) for key in one["candidates"]]
    if not meant:
        return str(_("%(name)s (tidak dikenal)", name=one["as_written"]))
    choices = str(" " + _("atau") + " ").join(meant)
    return str(_("%(name)s (%(choices)s?)", name=one["as_written"], choices=choices))


def _place_text(place: Mapping[str, Any]) -> str:
    parts = [place["file"], _("baris %(row)s", row=place["row"])]
    if place["sheet"]:
        parts.insert(1, _("lembar %(sheet)s", sheet=place["sheet"]))
    return ", ".join(parts)


def _partner_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "key": row["id"],
        "href": actor_address(row["id"]),
        "name_href": actor_address(row["id"]),
        "kind_label": label("partner_kind", row["kind"]),
        "country_label": country(row["country"]) or None,
    }


def _likeness_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "a_name_href": actor_address(row["a_id"]),
        "a_name_note": label("partner_kind", row["a_kind"]),
        "b_name_href": actor_address(row["b_id"]),
        "b_name_note": label("partner_kind", row["b_kind"]),
    }


def _pair_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "a_title_href": agreement_address(row["a"]),
        "b_title_href": agreement_address(row["b"]),
        "reasons_label": "; ".join(
            REASONS[code].label(language()) if code in REASONS else code for code in row["reasons"]
        ),
    }


def _answer_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row of a named question with names for codes and a link to its region."""
    said = {
        f"{key}_label": terms[value].label(language())
        for key, value in row.items()
        if (terms := WORDS[key].terms) and value in terms
    }
    address = actor_address(row["kode"])
    return {**row, **said, "key": row["kode"], "href": address, "wilayah_href": address}


def _table(check: Check, found: Sequence[Mapping[str, Any]], asked: Asked) -> Table:
    name = f"mutu-{check.code}"
    match check.subject:
        case "agreement":
            return Table(name, _agreement_columns(check), _agreement_rows(found, asked))
        case "partner":
            return Table(name, PARTNER_COLUMNS, [_partner_row(row) for row in found])
        case "likeness":
            return Table(name, LIKENESS_COLUMNS, [_likeness_row(row) for row in found])
        case "pair":
            return Table(name, PAIR_COLUMNS, [_pair_row(row) for row in found])
        case _:
            columns = [word_column(key, language()) for key in check.columns]
            return Table(name, columns, [_answer_row(row) for row in found])


def _part(check: Check, asked: Asked, total: int) -> tuple[Table, Cut]:
    """Give the rows of the page that the address names."""
    if check.subject != "agreement":
        found = quality.rows(database(), check.code, asked.scope)
        return cut_rows(sort_rows(_table(check, found, asked)), ROWS_A_PAGE)
    pages = max(1, -(-total // ROWS_A_PAGE))
    page = min(whole_number("halaman", 1, least=1) or 1, pages)
    start = (page - 1) * ROWS_A_PAGE
    found = quality.rows(
        database(), check.code, asked.scope, order=_order(check), start=start, count=ROWS_A_PAGE
    )
    cut = Cut(min(start + 1, total), start + len(found), total, page, pages)
    return _table(check, found, asked), cut


def _order(check: Check) -> str:
    wanted = request.args.get("urut", "") or DEFAULT_ORDER
    known = {column.key for column in _agreement_columns(check)}
    if wanted not in ORDERS or wanted.removeprefix("-") not in known:
        words = ", ".join(key for key in ORDERS if key in known)
        raise invalid("urut", wanted, _("salah satu dari %(words)s", words=words))
    return wanted


def _hidden(table: Table) -> tuple[str, ...]:
    """Leave out what no row has: registers that nobody said whose they are."""
    empty = [key for key in ("owners", "places") if all(row.get(key) is None for row in table.rows)]
    return (*HIDDEN, *empty)


@blueprint.get("/mutu/<name>")
def show(name: str) -> Response:
    """Show what one check finds, or send its rows."""
    matched = _NAME.fullmatch(name)
    check = CHECKS.get(matched[1]) if matched else None
    if matched is None or check is None:
        abort(404)
    asked = Asked.read()
    format = matched[2]
    if format:
        order = _order(check) if check.subject == "agreement" else DEFAULT_ORDER
        found = quality.rows(database(), check.code, asked.scope, order=order)
        table = _table(check, found, asked)
        return send_table(table if check.subject == "agreement" else sort_rows(table), format)
    finding = quality.finding(database(), check.code, asked.scope)
    table, cut = _part(check, asked, finding.count or 0)
    return Response(
        render_template(
            "mutu/check.html",
            asked=asked,
            check=check,
            finding=finding,
            decided_on=DECIDED_ON.get(check.code),
            percent=None if finding.percent is None else number(finding.percent, 1),
            group=GROUPS[check.group].label(language()),
            table=table,
            cut=cut,
            hidden=_hidden(table),
            selects=asked.selects(check),
        )
    )
