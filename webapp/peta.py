"""Peta: neighbours with the status of each pair, and the network of who cooperates with whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request
from flask_babel import gettext as _

from graph import gaps
from graph.database import Database
from graph.errors import NotFound, Word
from graph.projection import describe, is_partner
from graph.tables import FORMATS
from graph.vocabulary import AFFAIRS, SCHEMES, STATUSES
from webapp import mapdata, maps
from webapp.context import choice, database, invalid, on_date, whole_number
from webapp.mapdata import Choices, MapView, contact_note, end_note
from webapp.respond import respond, send_table, sort_rows

blueprint = Blueprint("peta", __name__)

ROWS_A_PAGE = 100
_PAIR = re.compile(r"\d\d(\.\d\d)?-\d\d(\.\d\d)?", re.ASCII)

_PROVINCES = (
    "MATCH (r:Region {kind: 'provinsi'}) RETURN r.code AS code, r.name AS name ORDER BY code"
)
_YEARS = """
MATCH (k:Agreement)
RETURN min(k.runs_from) AS first_run, min(k.first_stated_on) AS first_stated
"""
_COMMON = """
MATCH (p)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(q)
WHERE k.cooperation AND k.runs_from <= $on AND (k.runs_until IS NULL OR k.runs_until >= $on)
  AND (coalesce(p.region_code, p.code, p.id) = $a OR p.id = $a)
  AND (coalesce(q.region_code, q.code, q.id) = $b OR q.id = $b)
RETURN DISTINCT k.id AS id
"""
_OF_ACTOR = """
MATCH (p)-[:PARTY_TO]->(k:Agreement)
WHERE (p.code = $key OR p.id = $key OR p.region_code = $key)
  AND k.cooperation AND k.runs_from <= $on AND (k.runs_until IS NULL OR k.runs_until >= $on)
RETURN DISTINCT k.id AS id ORDER BY id
"""
_AGREEMENTS = """
UNWIND $ids AS id MATCH (k:Agreement {id: id})
RETURN id, k.title AS title, k.form AS form, k.stage AS stage,
       k.runs_until IS NULL AND NOT coalesce(k.endless, false) AS end_unknown,
       k.last_stated_on AS last_stated_on,
       COLLECT { MATCH (k)-[:STATED_IN]->(s:Source)
                 RETURN {title: s.title, publisher: s.publisher, url: s.url} } AS sources
"""
_LISTED = 12


def _choices() -> Choices:
    mode = choice("mode", mapdata.MODES, "batas") or "batas"
    return Choices(
        on=on_date(),
        mode=mode,
        affair=choice("urusan", AFFAIRS),
        province=_province(),
        scheme=choice("skema", SCHEMES) if mode == "jejaring" else None,
        max_age_years=whole_number("umur"),
        statuses=_several("status", STATUSES),
        kinds=_several("jenis", maps.NODE_KINDS),
        with_opds=choice("opd", ("0", "1"), "0") == "1",
        layout=choice("tata", mapdata.LAYOUTS, "geografi") or "geografi",
        size=choice("ukuran", mapdata.SIZES),
        colour=choice("warna", mapdata.COLOURS),
        focus=request.args.get("fokus") or None,
        expanded=tuple(request.args.getlist("perluas")),
        hidden=tuple(request.args.getlist("sembunyi")),
        source=request.args.get("dari") or None,
        target=request.args.get("ke") or None,
    )


def _province() -> str | None:
    code = request.args.get("provinsi") or None
    if code and not re.fullmatch(r"\d\d", code, re.ASCII):
        raise gaps.ProvinceUnknown(value=code[:40])
    return code


def _several(name: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the codes of a legend that the address leaves visible; 'tidak-ada' hides all."""
    found = [value for value in request.args.getlist(name) if value]
    for value in found:
        if value not in table and value != "tidak-ada":
            words = ", ".join(table)
            raise invalid(name, value, _("salah satu dari %(words)s", words=words))
    return tuple(found)


def _view(choices: Choices) -> MapView:
    return mapdata.BUILDERS[choices.mode](database(), choices)


@blueprint.get("/peta")
@blueprint.get("/peta.<format>")
def index(format: str | None = None) -> Response:
    """Show the map with its rows."""
    if format is not None and format not in FORMATS:
        abort(404)
    choices = _choices()
    view = _view(choices)
    if format is not None:
        return send_table(sort_rows(view.table), format)
    chosen = request.args.get("pilih")
    return respond(
        view.table,
        "peta/index.html",
        per_page=ROWS_A_PAGE,
        view=view,
        choices=choices,
        modes=mapdata.MODES,
        layouts=mapdata.LAYOUTS,
        sizes=mapdata.SIZES,
        colours=mapdata.COLOURS,
        affairs=AFFAIRS,
        schemes=SCHEMES,
        kinds=maps.NODE_KINDS,
        provinces=database().read(_PROVINCES).rows,
        years=_years(database(), choices.on),
        details=_details(chosen, choices) if chosen else None,
    )


@blueprint.get("/peta/data.json")
def data() -> Response:
    """Give the map itself, for the page's own modules."""
    view = _view(_choices())
    return jsonify(
        view.payload | {"counts": dict(view.counts), "shown": view.shown, "total": view.total}
    )


@blueprint.get("/peta/rincian")
def details() -> str:
    """Give the details of what is selected, as a part of the page."""
    choices = _choices()
    context = _details(request.args.get("pilih", ""), choices)
    return render_template("peta/details.html", details=context, choices=choices)


def _years(database: Database, on: date) -> tuple[int, int]:
    """Give the first and last year that the slider reaches."""
    row = database.read(_YEARS).one()
    today = date.today()
    days = [day for day in (row["first_run"], row["first_stated"], on, today) if day]
    return max(min(days).year, today.year - 40), max(on.year, today.year)


# ------------------------------------------------------------------ details


def _details(key: str, choices: Choices) -> dict[str, Any]:
    """Give what is known of a pair ('35.13-35.74'), a link ('a~b') or an actor."""
    if "~" in key:
        a, _tilde, b = key.partition("~")
        return _link_details(a, b, choices.on)
    if _PAIR.fullmatch(key):
        return _pair_details(key, choices.on)
    return _actor_details(key, choices)


def _pair_details(key: str, on: date) -> dict[str, Any]:
    a, _dash, b = key.partition("-")
    pair = gaps.pair(database(), a, b, on)
    standings = {item.id: item.status for item in pair.agreements}
    return {
        "type": "pair",
        "pair": pair,
        "unknown_sides": [
            name
            for code, name in ((pair.a, pair.a_name), (pair.b, pair.b_name))
            if code in pair.unknown_sides
        ],
        "contact_note": contact_note(pair),
        "standings": standings,
        "agreements": _agreements(list(standings)),
    }


def _link_details(a: str, b: str, on: date) -> dict[str, Any]:
    found = _described(a) | _described(b)
    ids = [row["id"] for row in database().read(_COMMON, {"a": a, "b": b, "on": on})]
    return {
        "type": "link",
        "a": a,
        "b": b,
        "actors": found,
        "count": len(ids),
        "agreements": _agreements(ids),
    }


def _actor_details(key: str, choices: Choices) -> dict[str, Any]:
    actor = _described(key)[key]
    ids = [row["id"] for row in database().read(_OF_ACTOR, {"key": key, "on": choices.on})]
    neighbours = []
    if choices.mode == "batas" and not is_partner(key):
        found = gaps.pairs(
            database(), choices.on, affair=choices.affair, province=key[:2], level="kabkota"
        )
        neighbours = [
            (pair, pair.b_name if pair.a == key else pair.a_name)
            for pair in found
            if key in (pair.a, pair.b)
        ]
    return {
        "type": "actor",
        "key": key,
        "actor": actor,
        "kind": maps.kind_of(actor),
        "count": len(ids),
        "agreements": _agreements(ids),
        "neighbours": neighbours,
    }


def _described(key: str) -> dict[str, dict[str, Any]]:
    found = describe(database(), [key])
    if key not in found:
        raise NotFound(what=Word("Pelaku ini"), key=key[:80])
    return found


def _agreements(ids: list[str]) -> list[dict[str, Any]]:
    rows = database().read(_AGREEMENTS, {"ids": ids[:_LISTED]}).rows
    return [
        row | {"note": end_note(row["last_stated_on"]) if row["end_unknown"] else None}
        for row in rows
    ]
