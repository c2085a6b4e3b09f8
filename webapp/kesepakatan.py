"""Kesepakatan: the register with its filters, and one agreement whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from graph import registry
from graph.actors import actor
from graph.model import EARLIEST, LATEST
from graph.registry import DEFAULT_ORDER, ORDERS, STANDING_CHOICES, UNDATED, Detail, Filters
from graph.tables import FORMATS, Column, Table
from graph.vocabulary import AFFAIRS, COMBINATIONS, FORMS, PARTNER_KINDS, SCHEMES, STAGES, Term
from webapp.agreements import (
    HIDDEN,
    actor_address,
    agreement_address,
    as_common,
    end_text,
    overdue_note,
    precision_note,
    standing_label,
    start_text,
    table_of,
    unnamed_note,
)
from webapp.context import choice, database, invalid, label, language, on_date, whole_number
from webapp.respond import Cut, send_table
from webapp.timeline import draw_timeline

blueprint = Blueprint("kesepakatan", __name__)

ROWS_A_PAGE = 50
_ONE = re.compile(r"(.+?)(?:\.(csv|xlsx|json))?", re.DOTALL)
_PROVINCES = (
    "MATCH (r:Region {kind: 'provinsi'}) RETURN r.code AS code, r.name AS name ORDER BY name"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with choices: its URL parameter, its name, its field in `Filters`, its words."""

    parameter: str
    title: Any
    field: str
    words: Mapping[str, Term]


CHOICES = (
    Choice("skema", _l("Skema"), "scheme", SCHEMES),
    Choice("bentuk", _l("Bentuk"), "form", FORMS),
    Choice("tahap", _l("Tahap"), "stage", STAGES),
    Choice("urusan", _l("Urusan"), "affair", AFFAIRS),
    Choice("jenis", _l("Jenis mitra"), "kind", PARTNER_KINDS),
)


def _day(name: str) -> date | None:
    text = request.args.get(name, "")
    if not text:
        return None
    try:
        chosen = date.fromisoformat(text)
    except ValueError:
        chosen = date.min
    if not EARLIEST <= chosen <= LATEST:
        raise invalid(name, text, _("tanggal seperti 2026-01-31"))
    return chosen


def _year() -> int | None:
    if request.args.get("tahun") == "tanpa":
        return UNDATED
    return whole_number("tahun", least=1)


def _filters(provinces: Mapping[str, str]) -> Filters:
    chosen = {row.field: choice(row.parameter, row.words) for row in CHOICES}
    return Filters(
        on=on_date(),
        standing=choice("keadaan", STANDING_CHOICES),
        year=_year(),
        province=choice("provinsi", provinces),
        actor=request.args.get("pelaku") or None,
        other=request.args.get("dengan") or None,
        ends_by=_day("sampai"),
        text=request.args.get("judul", "")[:200],
        **chosen,
    )


def _selects(outline: registry.Outline, provinces: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give the selects of the form: parameter, title, chosen, and choices with their counts."""
    filters = outline.filters
    rows = [
        {
            "parameter": row.parameter,
            "title": row.title,
            "chosen": getattr(filters, row.field),
            "options": [
                (code, word.label(language()), counts[code])
                for code, word in row.words.items()
                if code in counts or code == getattr(filters, row.field)
            ],
        }
        for row in CHOICES
        if (counts := _counted(outline, row.field)) is not None
    ]
    years = outline.counts("year")
    chosen = filters.year
    if chosen is not None:
        years.setdefault(chosen, 0)
    rows.insert(
        3,
        {
            "parameter": "tahun",
            "title": _("Tahun"),
            "chosen": "tanpa" if chosen == UNDATED else chosen,
            "options": [
                (year or "tanpa", year or _("tidak diketahui"), years[year])
                for year in sorted(years, reverse=True)
            ],
        },
    )
    counts = _counted(outline, "province")
    rows.append(
        {
            "parameter": "provinsi",
            "title": _("Provinsi salah satu pihak"),
            "chosen": filters.province,
            "options": [
                (code, name.removeprefix("Provinsi "), counts[code])
                for code, name in provinces.items()
                if code in counts
            ],
        }
    )
    return rows


def _counted(outline: registry.Outline, field: str) -> dict[str, int]:
    """Count the choices of a filter; the one chosen is there even where it gives nothing."""
    counts = outline.counts(field)
    chosen = getattr(outline.filters, field)
    return counts if chosen is None else {chosen: 0} | counts


def _order() -> str:
    wanted = request.args.get("urut", "") or DEFAULT_ORDER
    if wanted not in ORDERS:
        raise invalid("urut", wanted, _("salah satu dari %(words)s", words=", ".join(ORDERS)))
    return wanted


@blueprint.get("/kesepakatan")
@blueprint.get("/kesepakatan.<format>")
def index(format: str | None = None) -> Response:
    """Show the register, a page of what the filters let through."""
    if format is not None and format not in FORMATS:
        abort(404)
    provinces = {row["code"]: row["name"] for row in database().read(_PROVINCES)}
    filters, order = _filters(provinces), _order()
    names = {
        parameter: actor(database(), key).full_name
        for parameter, key in (("pelaku", filters.actor), ("dengan", filters.other))
        if key
    }
    if format is not None:
        found = registry.register(database(), filters, order=order)
        return send_table(table_of("kesepakatan", found, filters.on), format)
    outline = registry.outline(database(), filters)
    total = outline.total
    pages = max(1, -(-total // ROWS_A_PAGE))
    page = min(whole_number("halaman", 1, least=1) or 1, pages)
    start = (page - 1) * ROWS_A_PAGE
    found = registry.register(database(), filters, order=order, start=start, count=ROWS_A_PAGE)
    return Response(
        render_template(
            "kesepakatan/index.html",
            table=table_of("kesepakatan", found, filters.on),
            cut=Cut(min(start + 1, total), start + len(found), total, page, pages),
            filters=filters,
            names=names,
            selects=_selects(outline, provinces),
            standings=STANDING_CHOICES,
            standing_counts=outline.counts("standing"),
            everything=sum(row["agreements"] for row in outline.rows),
            hidden=HIDDEN,
        )
    )


# ------------------------------------------------------------------ one agreement

PARTY_COLUMNS = (
    Column("key", "Kunci"),
    Column("name", "Pihak"),
    Column("kind", "Jenis"),
    Column("role", "Peran"),
    Column("number", "Nomor"),
)


def _party_table(detail: Detail) -> Table:
    rows = [
        {
            "key": party.key,
            "name": party.full_name,
            "name_href": actor_address(party.key),
            "kind": party.partner_kind or party.kind,
            "kind_label": _kind_label(party),
            "role": party.role,
            "role_label": label("role", party.role),
            "number": party.number,
        }
        for party in detail.entry.parties
    ]
    return Table(f"kesepakatan-{detail.entry.id}", PARTY_COLUMNS, rows)


def _kind_label(party: registry.PartyRow) -> str:
    if party.kind == "opd":
        return str(_("OPD"))
    return label("partner_kind", party.partner_kind) or label("region_kind", party.kind)


def _dates(detail: Detail) -> list[tuple[str, date, str | None, str | None]]:
    """Give the dates that are known: name, day, precision, note."""
    entry = detail.entry
    named = (
        ("signed_on", _("Ditandatangani")),
        ("starts_on", _("Mulai")),
        ("ends_on", _("Berakhir")),
        ("due_on", _("Target")),
    )
    return [
        (
            title,
            value,
            precision := entry.get(f"{name}_precision"),
            precision_note(precision)
            or (
                _("dihitung dari jangka waktunya")
                if name == "ends_on" and entry.get("ends_on_computed")
                else None
            ),
        )
        for name, title in named
        if (value := entry.get(name))
    ]


def web_address(url: str | None) -> str | None:
    """Give an address that may become a link: one of the web, nothing that a browser would run."""
    return url if url and re.match(r"https?://", url, re.ASCII | re.IGNORECASE) else None


@blueprint.get("/kesepakatan/<path:name>")
def show(name: str) -> Response:
    """Show one agreement, or send its parties."""
    matched = _ONE.fullmatch(name)
    id, format = matched.groups() if matched else (name, None)
    on = on_date()
    detail = registry.agreement(database(), id, on)
    table = _party_table(detail)
    if format:
        return send_table(table, format)
    entry = detail.entry
    combination = COMBINATIONS.get(entry.get("combination") or "")
    return Response(
        render_template(
            "kesepakatan/agreement.html",
            on=on,
            detail=detail,
            entry=entry,
            table=table,
            standing=standing_label(entry.standing),
            start=start_text(entry),
            end=end_text(entry),
            dates=_dates(detail),
            overdue=overdue_note(entry, on),
            unnamed=unnamed_note(entry.get("unnamed_parties") or 0),
            timeline=draw_timeline([as_common(entry)], on),
            combination=combination,
            overseer=combination
            and (combination.overseer_en if language() == "en" else combination.overseer),
            yields=entry.yields(),
            web_address=web_address,
            agreement_address=agreement_address,
            related=[
                (_("Melaksanakan"), detail.implements),
                (_("Dilaksanakan oleh"), detail.implemented_by),
            ],
        )
    )
