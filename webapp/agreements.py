"""Agreements as rows of a table, shared by the pages that list them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import quote

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.gaps import CommonAgreement
from graph.registry import STANDINGS, Entry, PartyRow
from graph.tables import Column, Table
from graph.vocabulary import STAGES, STATUSES
from webapp.context import day, label, language, money
from webapp.remarks import end_note

COLUMNS = (
    Column("id", "Kunci"),
    Column("title", "Judul"),
    Column("status", "Status"),
    Column("form", "Bentuk"),
    Column("scheme", "Skema"),
    Column("parties", "Pihak"),
    Column("affairs", "Urusan"),
    Column("stage", "Tahap"),
    Column("signed_on", "Ditandatangani", "date"),
    Column("starts_on", "Mulai", "date"),
    Column("ends_on", "Berakhir", "date"),
    Column("due_on", "Target", "date"),
    Column("runs_from", "Mulai berlaku", "date"),
    Column("runs_until", "Sampai", "date"),
    Column("end_unknown", "Akhir tidak diketahui", "flag"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
    Column("unnamed_parties", "Pihak tanpa nama", "integer"),
    Column("yields", "Hasil (rupiah)", "money"),
)
# Left to the files: on the page they stand in other cells.
HIDDEN = (
    "id",
    "form",
    "stage",
    "signed_on",
    "starts_on",
    "ends_on",
    "due_on",
    "end_unknown",
    "last_stated_on",
    "unnamed_parties",
)


def dated(address: str) -> str:
    """Give the address of another page with the date of this one."""
    per = request.args.get("per")
    if not per:
        return address
    return f"{address}{'&' if '?' in address else '?'}per={per}"


def actor_address(key: str) -> str:
    """Give the page of an actor, with the date of this one."""
    return dated(f"/pelaku/{quote(key, safe='')}")


def agreement_address(id: str) -> str:
    """Give the page of an agreement, with the date of this one."""
    return dated(f"/kesepakatan/{quote(id, safe='')}")


def standing_label(code: str) -> str:
    """Name a standing in the reader's language."""
    return STANDINGS[code].label(language())


def precision_note(precision: str | None) -> str | None:
    """Say that of a date only the month or year is known."""
    return {"month": _("bulan saja"), "year": _("tahun saja")}.get(precision or "day")


def start_text(entry: Entry) -> tuple[str | None, str | None]:
    """Say from when an agreement is in force, and how that is known."""
    for name in ("signed_on", "starts_on"):
        if value := entry.get(name):
            precision = entry.get(f"{name}_precision")
            return day(value, precision), precision_note(precision)
    if value := entry.get("runs_from"):
        return _("tidak disebut"), _("tercatat sejak %(day)s", day=day(value))
    return None, None


def end_text(entry: Entry) -> tuple[str | None, str | None]:
    """Say until when an agreement runs; where nobody stated it, when it was last stated."""
    if value := entry.get("ends_on"):
        precision = entry.get("ends_on_precision")
        computed = _("dihitung dari jangka waktunya") if entry.get("ends_on_computed") else None
        return day(value, precision), precision_note(precision) or computed
    if entry.end_unknown:
        return end_note(entry.get("last_stated_on")), None
    if value := entry.get("runs_until"):
        return day(value), None
    return (_("tanpa batas waktu") if entry.get("endless") else None), None


def overdue_note(entry: Entry, on: date) -> str | None:
    """Say by when a plan was to be carried out, and whether that day is past."""
    due = entry.get("due_on")
    if due is None:
        return None
    text = day(due, entry.get("due_on_precision"))
    if due < on and STAGES[entry.stage].effect == "planned":
        return str(_("target %(day)s terlewat", day=text))
    return str(_("target %(day)s", day=text))


def unnamed_note(count: int) -> str | None:
    """Say that a source tells of parties without naming them."""
    if not count:
        return None
    return str(
        ngettext(
            "%(num)s pihak tidak disebut oleh sumbernya",
            "%(num)s pihak tidak disebut oleh sumbernya",
            count,
        )
    )


def yields_text(totals: dict[str, int]) -> str | None:
    """Write sums of yields, one a currency."""
    return "; ".join(money(amount, currency) for currency, amount in totals.items()) or None


def row_of(entry: Entry, on: date, side: str | None = None) -> dict[str, Any]:
    """Give an agreement as a row; with `side`, the parties are those opposite that actor."""
    parties: tuple[PartyRow, ...] = entry.others(side) if side else entry.parties
    start, start_note = start_text(entry)
    end, note = end_text(entry)
    totals = entry.yields()
    names = [party.full_name for party in parties]
    affairs = [label("affair", code) for code in entry.affairs]
    unnamed = entry.get("unnamed_parties") or 0
    # Of what runs, that it is being carried out goes without saying.
    stage = None if entry.stage == "pelaksanaan" else label("stage", entry.stage)
    return {
        "key": entry.id,
        "href": agreement_address(entry.id),
        "id": entry.id,
        "title": entry.title,
        "title_note": label("form", entry.form),
        "status": entry.standing,
        "status_label": None if entry.standing in STATUSES else standing_label(entry.standing),
        "form": entry.form,
        "status_note": "; ".join(filter(None, (stage, overdue_note(entry, on)))),
        "scheme": entry.scheme,
        "scheme_label": label("scheme", entry.scheme),
        "parties": names,
        "parties_label": " · ".join(names) or _("tidak disebut"),
        "parties_href": actor_address(parties[0].key) if len(parties) == 1 else None,
        "parties_note": unnamed_note(unnamed),
        "affairs": list(entry.affairs),
        "affairs_label": "; ".join(affairs) or _("tidak disebut"),
        "stage": entry.stage,
        **{name: entry.get(name) for name in ("signed_on", "starts_on", "ends_on", "due_on")},
        "runs_from": entry.get("runs_from"),
        "runs_from_label": start,
        "runs_from_note": start_note,
        "runs_until": entry.get("runs_until"),
        "runs_until_label": end,
        "runs_until_note": note,
        "end_unknown": entry.end_unknown,
        "last_stated_on": entry.get("last_stated_on"),
        "unnamed_parties": unnamed,
        "yields": totals.get("IDR"),
        "yields_label": yields_text(totals),
    }


def table_of(name: str, found: Iterable[Entry], on: date, side: str | None = None) -> Table:
    """Give agreements as a table."""
    return Table(name, COLUMNS, [row_of(entry, on, side) for entry in found])


def as_common(entry: Entry) -> CommonAgreement:
    """Give an agreement in the form that the timeline draws."""
    return CommonAgreement(
        id=entry.id,
        title=entry.title,
        form=entry.form,
        stage=entry.stage,
        status=entry.standing,
        affairs=entry.affairs,
        parties=len(entry.parties),
        via_opd=False,
        **{
            name: entry.get(name)
            for name in (
                *("signed_on", "due_on", "first_stated_on", "last_stated_on"),
                *("runs_from", "runs_until"),
            )
        },
        endless=bool(entry.get("endless")),
    )
