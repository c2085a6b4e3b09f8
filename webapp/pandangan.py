"""Pandangan: pictures of the map that somebody named, kept in the graph and opened by a link."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from graph.errors import ArgumentInvalid, JejaringError
from graph.tables import Column, Table
from graph.views import (
    Draft,
    View,
    delete_view,
    describe_view,
    draft,
    save_view,
    take_views,
    view,
    views,
)
from webapp.context import database, instant, language
from webapp.mapstate import MODES, read_choices
from webapp.respond import cut_rows, send_table, sort_rows
from webapp.staging import NothingSent

blueprint = Blueprint("pandangan", __name__)

VIEWS_A_PAGE = 50
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?", re.ASCII)
# What the map's address may say. What is no part of a picture (the page of its table, the
# language, the view that was open) is left out.
STATE_NAMES = frozenset(
    [
        *("mode", "per", "banding", "urusan", "provinsi", "umur", "pilih", "pandang", "pin"),
        *("ukuran", "warna", "tata", "urut"),
        # of borders
        *("status", "hubungan"),
        # of the network
        *("skema", "bentuk", "tahap", "keadaan", "tahun", "derajat", "jenis", "opd", "simpul"),
        *("pusat", "fokus", "mulai", "banyak", "tambah", "perluas", "sembunyi", "urai", "buka"),
        *("dari", "ke"),
    ]
)
COLUMNS = (
    Column("name", "Nama"),
    Column("description", "Keterangan", "sentence"),
    Column("mode", "Peta"),
    Column("per", "Tanggal gambar", "date"),
    Column("created_at", "Dibuat"),
    Column("changed_at", "Diubah"),
    Column("id", "Kunci"),
    Column("state", "Alamat", "sentence"),
)


class NotViews(JejaringError):
    """A file that holds no views."""

    text = (
        "Berkas {file} tidak memuat pandangan. Pakai berkas .json yang diunduh dari "
        "/peta/pandangan."
    )
    http_status = 400


class ViewNotTaken(JejaringError):
    """One of the views of a file that cannot be kept."""

    text = (
        "Pandangan ke-{number} di berkas {file} tidak dapat disimpan, dan yang lain tidak "
        "diambil: {reason} Perbaiki berkasnya, lalu ambil lagi."
    )
    http_status = 400


class ViewNeverOpens(JejaringError):
    """A picture whose address the map refuses."""

    text = (
        "Gambar ini tidak dapat disimpan karena tidak akan terbuka lagi: {reason} Atur peta "
        "sampai terbuka, lalu simpan."
    )
    http_status = 400


def state_of(query: str, *, always_today: bool = False) -> str:
    """Give of an address what makes the picture, with the date that it shows.

    Parameters
    ----------
    query
        The address's part behind the question mark.
    always_today
        Whether the view shows the day on which it is opened.
    """
    pairs = [
        (name, value) for name, value in parse_qsl(query.removeprefix("?")) if name in STATE_NAMES
    ]
    if always_today:
        pairs = [(name, value) for name, value in pairs if name != "per"]
    elif not any(name == "per" for name, _value in pairs):
        pairs.append(("per", date.today().isoformat()))
    return urlencode(pairs)


def address_of(kept: View) -> str:
    """Give the address of the map that shows a view."""
    return f"/peta?{kept.state}{'&' if kept.state else ''}{urlencode({'pandangan': kept.id})}"


def _row(kept: View) -> dict[str, Any]:
    values = parse_qs(kept.state)
    mode = MODES.get(values.get("mode", ["batas"])[0], MODES["batas"])
    try:
        day = date.fromisoformat(values["per"][0])
    except (KeyError, ValueError):
        day = None
    return {
        "id": kept.id,
        "name": kept.name,
        "description": kept.description,
        "mode": mode.label(language()),
        "per": day,
        "state": kept.state,
        "created_at": kept.created_at,
        "changed_at": kept.changed_at,
        "changed_label": instant(kept.changed_at),
    }


# ------------------------------------------------------------------ the list


@blueprint.get("/peta/pandangan")
@blueprint.get("/peta/pandangan.<any(csv, xlsx, json):format>")
def index(format: str | None = None) -> Response:
    """Show the views."""
    table = sort_rows(Table("pandangan", COLUMNS, [_row(one) for one in views(database())]))
    if format:
        return send_table(table, format)
    table, cut = cut_rows(table, VIEWS_A_PAGE)
    changed = request.args.get("tersimpan", "")
    return Response(
        render_template("pandangan/index.html", table=table, cut=cut, changed=changed[:300])
    )


@blueprint.get("/peta/pandangan/<id>")
def show(id: str) -> AnyResponse:
    """Lead to the picture of a view."""
    return redirect(address_of(view(database(), id)))


# ------------------------------------------------------------------ changing


def _saved() -> View:
    form = request.form
    state = state_of(form.get("keadaan", ""), always_today="hari_ini" in form)
    try:
        _check_opens(state)
    except ArgumentInvalid as error:
        raise ViewNeverOpens(reason=error.message(gettext)) from error
    return save_view(
        database(),
        form.get("nama", ""),
        state,
        form.get("keterangan", ""),
        replaces=form.get("ganti") or None,
    )


def _check_opens(state: str) -> None:
    """Read a state as the map does when it is opened, which refuses it where it would then."""
    # In a context of its own: what ends with that request is not what ends with this one.
    address = f"/peta?{state}&{urlencode({'lang': language()})}"
    with current_app.app_context(), current_app.test_request_context(address):
        read_choices()


def _listed(kept: View) -> AnyResponse:
    return redirect("/peta/pandangan?" + urlencode({"tersimpan": kept.name}), 303)


@blueprint.post("/peta/pandangan")
def save() -> AnyResponse:
    """Keep the picture of an address under a name."""
    return _listed(_saved())


@blueprint.post("/peta/pandangan.json")
def save_for_script() -> Response:
    """Keep the picture of an address under a name, and tell what was kept."""
    kept = _saved()
    return jsonify(id=kept.id, name=kept.name, url=f"/peta/pandangan/{kept.id}")


@blueprint.post("/peta/pandangan/<id>")
def describe(id: str) -> AnyResponse:
    """Give a view another name and description."""
    form = request.form
    return _listed(describe_view(database(), id, form.get("nama", ""), form.get("keterangan", "")))


@blueprint.post("/peta/pandangan/<id>/hapus")
def delete(id: str) -> AnyResponse:
    """Delete a view."""
    delete_view(database(), id)
    return redirect("/peta/pandangan", 303)


@blueprint.post("/peta/pandangan/berkas")
def read() -> AnyResponse:
    """Take over views from a file, such as another computer's; those of the same name change."""
    file = request.files.get("berkas")
    if file is None or not file.filename:
        raise NothingSent()
    take_views(database(), _drafts_in(file.read(), file.filename[:80]))
    return redirect("/peta/pandangan", 303)


def _drafts_in(content: bytes, name: str) -> list[Draft]:
    """Give the views of a file, each of which can be kept and opened."""
    drafts = []
    for number, row in enumerate(_rows_in(content, name), start=1):
        always_today = "per" not in parse_qs(row["state"])
        state = state_of(row["state"], always_today=always_today)
        # Links to a view hold on another computer too, where nothing else has its key.
        id = row.get("id", "")
        own = id if _ID.fullmatch(id) else None
        try:
            _check_opens(state)
            drafts.append(draft(row["name"], state, row.get("description", ""), own))
        except JejaringError as error:
            reason = error.message(gettext)
            raise ViewNotTaken(number=number, file=name, reason=reason) from error
    return drafts


def _rows_in(content: bytes, name: str) -> list[dict[str, str]]:
    try:
        rows = json.loads(content)
        json.dumps(rows, ensure_ascii=False).encode()  # halves of characters no address holds
    except (ValueError, RecursionError):
        rows = None
    fields = ("id", "name", "state", "description")
    if not isinstance(rows, list) or not all(
        isinstance(row, dict)
        and all(isinstance(row.get(field, ""), str) for field in fields)
        and {"name", "state"} <= row.keys()
        for row in rows
    ):
        raise NotViews(file=name)
    return rows
