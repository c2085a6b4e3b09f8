"""Sama: agreements of two registers that may be one, side by side, and those that were merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from graph.merging import Merged, Proposal, keep_apart, merge, merged, proposals, split
from graph.registry import Entry, entries
from graph.same import REASONS
from graph.tables import Column, Table
from loaders.loading import user
from webapp.agreements import agreement_address
from webapp.context import database, day, instant, label, language, money
from webapp.preview import region_names
from webapp.respond import cut_rows, send_table, sort_rows

blueprint = Blueprint("sama", __name__)

PAIRS_A_PAGE = 10
MERGED_SHOWN = 50

_PLACES = """
UNWIND $ids AS id
MATCH (a:Agreement {id: id})<-[:TELLS]-(r:Record)
RETURN id, r.file AS file, r.sheet AS sheet, r.row AS row, r.owner AS owner,
       r.load_number AS number
ORDER BY id, number, file, sheet, row
"""
_SOURCES = """
UNWIND $ids AS id
MATCH (a:Agreement {id: id})-[:STATED_IN]->(s:Source)
RETURN id, s.title AS title
ORDER BY id, title
"""
# What of two agreements is compared, in the order in which a reader looks at it.
FIELDS = {
    "title": _l("Judul"),
    "form": _l("Bentuk"),
    "parties": _l("Para pihak"),
    "numbers": _l("Nomor"),
    "signed_on": _l("Ditandatangani"),
    "starts_on": _l("Mulai"),
    "ends_on": _l("Berakhir"),
    "affairs": _l("Urusan"),
    "scope": _l("Ruang lingkup"),
    "location": _l("Lokasi"),
    "yields": _l("Hasil"),
    "places": _l("Tempat di register"),
    "sources": _l("Sumber"),
}
# These are always different: each register has its own.
_OWN = frozenset({"places", "sources"})


# ------------------------------------------------------------------ side by side


class _Sides:
    """What is shown of the agreements of some pairs."""

    def __init__(self, ids: Iterable[str]) -> None:
        wanted = sorted(set(ids))
        self._names = region_names()
        self._entries = {one.id: one for one in entries(database(), wanted, date.today())}
        self._places: dict[str, list[Mapping[str, Any]]] = {}
        for row in database().read(_PLACES, {"ids": wanted}, limit=None):
            self._places.setdefault(row["id"], []).append(row)
        self._sources: dict[str, list[str]] = {}
        for row in database().read(_SOURCES, {"ids": wanted}, limit=None):
            self._sources.setdefault(row["id"], []).append(row["title"])

    def first_load(self, id: str) -> int:
        """Give the number of the load that brought an agreement."""
        return min((row["number"] or 0 for row in self._places.get(id, ())), default=0)

    def rows(self, a: str, b: str) -> list[dict[str, Any]]:
        """Give the fields that either has, with whether they differ."""
        left, right = self._told(a), self._told(b)
        return [
            {
                "title": str(title),
                "a": left[name],
                "b": right[name],
                "differs": _differs(name, left[name], right[name]),
            }
            for name, title in FIELDS.items()
            if left[name] or right[name]
        ]

    def _told(self, id: str) -> dict[str, list[str]]:
        entry = self._entries.get(id)
        if entry is None:
            return {name: [] for name in FIELDS}
        told: dict[str, list[str]] = {
            "title": [entry.title],
            "form": [label("form", entry.form)],
            "parties": [party.full_name for party in entry.parties],
            "numbers": [
                f"{party.full_name}: {party.number}" for party in entry.parties if party.number
            ],
            "affairs": sorted(label("affair", code) for code in entry.affairs),
            "scope": [text] if (text := entry.get("scope")) else [],
            "location": [text] if (text := entry.get("location")) else [],
            "yields": [f"{one.item}: {money(one.amount, one.currency)}" for one in entry.benefits],
            "places": [self._place(row) for row in self._places.get(id, ())],
            "sources": self._sources.get(id, []),
        }
        return told | {name: _day(entry, name) for name in ("signed_on", "starts_on", "ends_on")}

    def _place(self, row: Mapping[str, Any]) -> str:
        owner = self._names.get(row["owner"] or "")
        parts = [owner, row["file"], row["sheet"], _("baris %(row)s", row=row["row"])]
        return ", ".join(part for part in parts if part)


def _differs(name: str, left: list[str], right: list[str]) -> bool:
    """Whether two sides say otherwise of a field; each party has a number of its own."""
    if name == "numbers":
        mine = dict(_numbers(left))
        return any(mine.get(party, number) != number for party, number in _numbers(right))
    return name not in _OWN and sorted(left) != sorted(right)


def _numbers(told: list[str]) -> list[tuple[str, str]]:
    return [(party, number) for party, _colon, number in (text.partition(": ") for text in told)]


def _day(entry: Entry, name: str) -> list[str]:
    value = entry.get(name)
    if value is None:
        return [str(_("tanpa batas waktu"))] if name == "ends_on" and entry.get("endless") else []
    note = f" ({_('dihitung')})" if entry.get(f"{name}_computed") else ""
    return [day(value, entry.get(f"{name}_precision")) + note]


# ------------------------------------------------------------------ the page

COLUMNS = (
    Column("a", "Kunci"),
    Column("a_title", "Kesepakatan"),
    Column("b", "Kunci yang lain"),
    Column("b_title", "Kesepakatan yang lain"),
    Column("reasons", "Yang membuatnya mirip"),
    Column("by", "Diusulkan oleh"),
    Column("at", "Pada"),
)


def _row(one: Proposal) -> dict[str, Any]:
    return {
        "a": one.a,
        "a_title": one.a_title,
        "b": one.b,
        "b_title": one.b_title,
        "reasons": [REASONS[code].label(language()) for code in one.reasons if code in REASONS],
        "by": one.by,
        "at": one.at,
    }


@blueprint.get("/muat/sama")
@blueprint.get("/muat/sama.<any(csv, xlsx, json):format>")
def index(format: str | None = None) -> Response:
    """Show pairs that may be one agreement, and agreements that several registers tell of."""
    table = Table("mungkin-sama", COLUMNS, [_row(one) for one in proposals(database())])
    if format:
        return send_table(sort_rows(table), format)
    table, cut = cut_rows(table, PAIRS_A_PAGE)
    sides = _Sides(id for row in table.rows for id in (row["a"], row["b"]))
    pairs = []
    for row in table.rows:
        # What came first stays; the other's key still leads to it.
        a, b = sorted((row["a"], row["b"]), key=lambda id: (sides.first_load(id), id))
        pairs.append({**row, "a": a, "b": b, "rows": sides.rows(a, b)})
    one = merged(database())
    return Response(
        render_template(
            "sama/index.html",
            table=table,
            cut=cut,
            pairs=pairs,
            merged=[_merged(row) for row in one[:MERGED_SHOWN]],
            merged_left=len(one) - MERGED_SHOWN,
            agreement_address=agreement_address,
        )
    )


def _merged(one: Merged) -> dict[str, Any]:
    names = region_names()
    voices = {part.owner or part.file for part in one.parts}
    return {
        "id": one.id,
        "title": one.title,
        "can_split": len(one.parts) > 1 and (len(voices) > 1 or one.also),
        "parts": [
            {
                "record": part.record,
                "load": part.load,
                "owner": names.get(part.owner or ""),
                "file": part.file,
                "sheet": part.sheet,
                "row": part.row,
                "by": part.by,
                "at": instant(part.at),
                "by_hand": part.merged_from is not None,
            }
            for part in one.parts
        ],
    }


# ------------------------------------------------------------------ deciding


@blueprint.post("/muat/sama/terima")
def accept() -> AnyResponse:
    """Make one agreement of two."""
    merge(database(), request.form.get("a", ""), request.form.get("b", ""), user())
    return _on()


@blueprint.post("/muat/sama/tolak")
def reject() -> AnyResponse:
    """Note that two agreements are not one."""
    keep_apart(database(), request.form.get("a", ""), request.form.get("b", ""), user())
    return _on()


@blueprint.post("/muat/sama/pisah")
def part() -> AnyResponse:
    """Take a row of a register out of the agreement that it was merged into."""
    split(database(), request.form.get("id", ""), request.form.getlist("baris"), user())
    return redirect("/muat/sama#gabungan", 303)


def _on() -> AnyResponse:
    """Lead to the pair that has taken the decided one's place."""
    page, place = request.form.get("halaman", "1"), request.form.get("tempat", "1")
    query = f"?halaman={page}" if page.isdigit() and page != "1" else ""
    return redirect(f"/muat/sama{query}#pasangan-{place if place.isdigit() else 1}", 303)
