"""Muat: sending registers, the loads there were, what each brought, and taking one back."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from graph.aliases import aliases
from graph.errors import unpacked
from graph.exports import COLUMNS as FORM_COLUMNS
from graph.exports import REPORT_COLUMNS as FORM_REPORT_COLUMNS
from graph.loads import builds_on, changes_of, load_of, loads, refusals_of, vanished
from graph.mappings import forget_mapping, mappings
from graph.merging import proposals
from graph.model import Load
from graph.tables import Column, Table
from loaders.doubts import AffairFromTitle
from loaders.fields import FIELDS
from loaders.loading import DEMO_FILES
from loaders.mapping import column_letter
from loaders.reference import regions
from loaders.refusals import SKIPS
from loaders.report import refused_table
from webapp.agreements import agreement_address
from webapp.context import choice, database, instant, language
from webapp.desk import desk, job_state
from webapp.preview import refused_rows, region_names
from webapp.respond import cut_rows, respond, send_table, sort_rows

blueprint = Blueprint("muat", __name__)

LOADS_A_PAGE = 30
ROWS_A_PAGE = 50
REFUSED_SHOWN = 30
CHANGES_SHOWN = 100
TITLES_SHOWN = 30
_EXAMPLE_ROWS = 3

STATES = {
    "done": _l("dimuat"),
    "running": _l("terputus di tengah"),
    "undoing": _l("terputus saat dibatalkan"),
    "undone": _l("dibatalkan"),
    "": _l("tidak diketahui"),
}
# Loads of rows; the reference facts are a load too, but not one that can be taken back.
_WITH_ROWS = (
    "MATCH (l:Load) WHERE l.state <> 'done' OR EXISTS { MATCH (l)<-[:LOADED_BY]-(:Record) } "
    "OR EXISTS { MATCH (l)<-[:LOADED_BY]-(:Report) } RETURN l.id AS id"
)
_ROWS = """
MATCH (l:Load {id: $id})<-[:LOADED_BY]-(r:Record)-[:TELLS]->(a:Agreement)
RETURN r.sheet AS sheet, r.row AS row, a.id AS id, a.title AS title,
       r.changes IS NOT NULL AS is_changed, r.names AS names, r.warnings AS warnings,
       EXISTS { MATCH (a)<-[:TELLS]-(o:Record) WHERE o.load_number < r.load_number } AS is_known,
       EXISTS { MATCH (a)<-[:TELLS]-(o:Record) WHERE o.voice <> r.voice } AS is_shared
ORDER BY sheet, row
"""
_TOTALS = """
MATCH (l:Load {id: $id})<-[:LOADED_BY]-(t:Report)-[:ABOUT_REGION]->(r:Region)
RETURN r.code AS code, r.name AS name, t.year AS year, t.form AS form, t.count AS count,
       t.at_least AS at_least
ORDER BY name, year
"""
_OUTCOME = """
MATCH (l:Load {id: $id})<-[:LOADED_BY]-(:Record)-[:TELLS]->(a:Agreement)
WITH DISTINCT a
RETURN a.id AS id, a.title AS title, a.form AS form,
       coalesce(a.signed_on, a.starts_on) AS since,
       CASE WHEN a.signed_on IS NULL THEN a.starts_on_precision ELSE a.signed_on_precision END
         AS precision,
       EXISTS { MATCH (a)<-[:TELLS]-(:Record)-[:LOADED_BY]->(m:Load) WHERE m.id <> $id } AS stays
ORDER BY title, id
"""


# ------------------------------------------------------------------ the loads

LOAD_COLUMNS = (
    Column("id", "Kunci"),
    Column("file", "Berkas"),
    Column("owner", "Pemilik"),
    Column("at", "Dimuat pada"),
    Column("by", "Oleh"),
    Column("accepted", "Diterima", "integer"),
    Column("refused", "Ditolak", "integer"),
    Column("state", "Keadaan"),
)


def _load_row(load: Load, names: Mapping[str, str]) -> dict[str, Any]:
    address = f"/muat/{load.id}"
    return {
        "id": load.id,
        "key": load.id,
        "href": address,
        "file": load.file,
        "file_href": address,
        "owner": load.owner,
        "owner_label": names.get(load.owner or ""),
        "at": load.at,
        "at_label": instant(load.at),
        "by": load.by,
        "accepted": load.accepted,
        "refused": load.refused,
        "refused_href": f"{address}#ditolak" if load.refused else None,
        "state": load.state,
        "state_label": str(STATES.get(load.state, load.state)),
        "state_note": instant(load.changed_at) if load.state == "undone" else None,
    }


@blueprint.get("/muat")
@blueprint.get("/muat.<any(csv, xlsx, json):format>")
def index(format: str | None = None) -> Response:
    """Show how to load, and what was loaded."""
    names = region_names()
    table = Table("pemuatan", LOAD_COLUMNS, [_load_row(one, names) for one in loads(database())])
    waiting = [] if format else desk().staging.waiting()
    kept = {} if format else mappings(database())
    return respond(
        table,
        "muat/index.html",
        format,
        per_page=LOADS_A_PAGE,
        hidden=("id",),
        regions=regions(),
        region_names=names,
        waiting=[
            (one, instant(datetime.fromtimestamp(one.at).astimezone().isoformat()))
            for one in waiting
        ],
        mappings=kept.values(),
        instant=instant,
        fields=FIELDS,
        form=[(code, term.label(language())) for code, term in FORM_COLUMNS.items()],
        report_form=[(code, term.label(language())) for code, term in FORM_REPORT_COLUMNS.items()],
        proposal_count=0 if format else len(proposals(database())),
        alias_count=0 if format else len(aliases(database())),
        fresh=set(request.args.getlist("baru")),
    )


@blueprint.get("/muat/contoh.<any(csv, xlsx):format>")
def example(format: str) -> Response:
    """Send a small register in the documented form, to be filled in."""
    with DEMO_FILES[0].open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row, _place in zip(reader, range(_EXAMPLE_ROWS), strict=False)]
        columns = [Column(name, name) for name in reader.fieldnames or ()]
    return send_table(Table("contoh-register", columns, rows), format)


@blueprint.post("/muat/pemetaan/<id>/lupakan")
def forget(id: str) -> AnyResponse:
    """Forget what the columns of a layout mean."""
    forget_mapping(database(), id)
    return redirect("/muat#pemetaan", 303)


# ------------------------------------------------------------------ one load

ROW_COLUMNS = (
    Column("id", "Kunci"),
    Column("title", "Kesepakatan"),
    Column("sheet", "Lembar"),
    Column("row", "Baris", "integer"),
    Column("state", "Yang terjadi"),
    Column("open", "Nama belum pasti"),
    Column("warnings", "Catatan baris"),
)
ROW_STATES = {
    "baru": _l("baru"),
    "berubah": _l("berubah"),
    "tetap": _l("tetap"),
    "gabung": _l("bergabung dengan register lain"),
}
CHANGE_COLUMNS = (
    Column("id", "Kunci"),
    Column("title", "Kesepakatan"),
    Column("field", "Isian"),
    Column("old", "Semula"),
    Column("new", "Menjadi"),
)


def _row_state(row: Mapping[str, Any]) -> str:
    if row["is_shared"]:
        return "gabung"
    if not row["is_known"]:
        return "baru"
    return "berubah" if row["is_changed"] else "tetap"


def _record_row(row: Mapping[str, Any]) -> dict[str, Any]:
    state = _row_state(row)
    still_open = [one["as_written"] for one in json.loads(row["names"] or "[]") if not one["id"]]
    told = [
        told
        for one in json.loads(row["warnings"] or "[]")
        if not isinstance(told := unpacked(one), AffairFromTitle)
    ]
    address = agreement_address(row["id"])
    return {
        "sheet": row["sheet"] or None,
        "row": row["row"],
        "id": row["id"],
        "href": address,
        "title": row["title"],
        "title_href": address,
        "state": state,
        "state_label": str(ROW_STATES[state]),
        "open": still_open or None,
        "warnings": [f"{one.message(_)} {one.advice(_)}" for one in told] or None,
        "warnings_label": " ".join(one.message(_) for one in told) or None,
    }


def _wanted(rows: Iterable[dict[str, Any]], which: str) -> list[dict[str, Any]]:
    if which in ROW_STATES:
        return [row for row in rows if row["state"] == which]
    key = {"terbuka": "open", "catatan": "warnings"}.get(which)
    return [row for row in rows if key is None or row[key]]


@blueprint.get("/muat/<id>")
@blueprint.get("/muat/<id>.<any(csv, xlsx, json):format>")
def show(id: str, format: str | None = None) -> Response:
    """Show what one load brought, also of one that is long past."""
    load = load_of(database(), id)
    rows = [_record_row(row) for row in database().read(_ROWS, {"id": id}, limit=None)]
    which = choice("lihat", (*ROW_STATES, "terbuka", "catatan"), "semua") or "semua"
    table = sort_rows(Table(f"muatan-{id}", ROW_COLUMNS, _wanted(rows, which)))
    if format:
        return send_table(table, format)
    table, cut = cut_rows(table, ROWS_A_PAGE)
    refused = refusals_of(database(), id)
    changes = _changes(id)
    has_sheets = len({row["sheet"] for row in rows}) > 1
    return Response(
        render_template(
            "muat/load.html",
            load=load,
            state=STATES.get(load.state, load.state),
            at=instant(load.at),
            changed_at=instant(load.changed_at),
            owner_name=region_names().get(load.owner or ""),
            counts=_counts(rows),
            row_states=ROW_STATES,
            which=which,
            table=table,
            cut=cut,
            hidden=("id",) if has_sheets else ("id", "sheet"),
            changed=len({row["id"] for row in changes.rows}),
            changes=changes.rows[:CHANGES_SHOWN],
            changes_left=len(changes.rows) - CHANGES_SHOWN,
            refused=refused_rows(refused[:REFUSED_SHOWN]),
            refused_left=len(refused) - REFUSED_SHOWN,
            totals=database().read(_TOTALS, {"id": id}, limit=None).rows,
            columns=_columns(load),
            skipped=_skipped(load),
            gone=[] if load.state != "done" else vanished(database(), id)[:TITLES_SHOWN],
            can_undo=_can_undo(load),
            agreement_address=agreement_address,
        )
    )


def _counts(rows: Iterable[Mapping[str, Any]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["state"]] += 1
        counts["terbuka"] += bool(row["open"])
        counts["catatan"] += bool(row["warnings"])
        counts["semua"] += 1
    return counts


def _can_undo(load: Load) -> bool:
    if load.state == "undone":
        return False
    return load.id in {row["id"] for row in database().read(_WITH_ROWS, limit=None)}


def _changes(id: str) -> Table:
    rows = [
        {
            "id": one.agreement_id,
            "title": one.title,
            "title_href": agreement_address(one.agreement_id),
            "field": one.field,
            "field_label": FIELDS[one.field].label(language()) if one.field in FIELDS else None,
            "old": one.old or None,
            "new": one.new or None,
        }
        for one in changes_of(database(), id)
    ]
    return Table(f"perubahan-{id}", CHANGE_COLUMNS, rows)


def _columns(load: Load) -> list[dict[str, Any]]:
    """Give what the columns were taken for when the file was loaded."""
    return [
        {
            **one,
            "letter": column_letter(one["index"]),
            "label": FIELDS[one["field"]].label(language()) if one["field"] in FIELDS else None,
        }
        for one in json.loads(load.columns or "[]")
    ]


def _skipped(load: Load) -> list[dict[str, Any]]:
    return [
        {**one, "reason": SKIPS[one["kind"]].label(language())}
        for one in json.loads(load.skipped or "[]")
    ]


@blueprint.get("/muat/<id>/perubahan.<any(csv, xlsx, json):format>")
def changed(id: str, format: str) -> Response:
    """Send what a load changed."""
    load_of(database(), id)
    return send_table(_changes(id), format)


@blueprint.get("/muat/<id>/ditolak.<any(csv, xlsx, json):format>")
def refused(id: str, format: str) -> Response:
    """Send the rows that were not taken with their original cells, to be mended and loaded."""
    load = load_of(database(), id)
    rows = refused_rows(refusals_of(database(), id), load.owner)
    return send_table(refused_table(rows, f"ditolak-{id}"), format)


# ------------------------------------------------------------------ taking back


@blueprint.get("/muat/<id>/batal")
def confirm(id: str) -> Response:
    """Say what taking a load back would do, or why it cannot be."""
    load = load_of(database(), id)
    outcome = database().read(_OUTCOME, {"id": id}, limit=None).rows
    later = [] if load.state == "undoing" else builds_on(database(), id)
    return Response(
        render_template(
            "muat/undo.html",
            load=load,
            at=instant(load.at),
            can_undo=_can_undo(load),
            later=[(one, instant(one.at)) for one in later],
            gone=[row for row in outcome if not row["stays"]],
            back=[row for row in outcome if row["stays"]],
            shown=TITLES_SHOWN,
            totals=database().read(_TOTALS, {"id": id}, limit=None).rows,
            agreement_address=agreement_address,
        )
    )


@blueprint.post("/muat/<id>/batal")
def take_back(id: str) -> AnyResponse:
    """Take a load back."""
    load_of(database(), id)
    desk().undo(id)
    return redirect(f"/muat/{id}/jalan", 303)


@blueprint.get("/muat/<id>/jalan")
def progress(id: str) -> AnyResponse:
    """Show how far taking a load back has come."""
    job = desk().jobs.find(f"undo {id}")
    if job is None or (job.over.is_set() and job.error is None):
        return redirect(f"/muat/{id}", 303)
    page = render_template(
        "berkas/progress.html",
        title=_("Membatalkan pemuatan"),
        state=job_state(job, desk().jobs.before(job)),
        json=f"/muat/{id}/jalan.json",
        back=f"/muat/{id}",
        retry=f"/muat/{id}/batal",
    )
    return Response(page)


@blueprint.get("/muat/<id>/jalan.json")
def progress_json(id: str) -> Response:
    """Give how far taking a load back has come."""
    job = desk().jobs.find(f"undo {id}")
    return jsonify(job_state(job, desk().jobs.before(job)) if job else {"state": "none"})
