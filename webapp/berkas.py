"""Berkas: files that were sent, what loading them would do, and the loading itself.

Everything that a reader chooses is kept with the files; the form that sends it is one,
so that what was chosen and not yet applied is not lost when loading begins.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from graph.aliases import aliases
from graph.loads import LoadUnknown, load_of
from graph.model import Partner
from graph.tables import Table
from loaders.fields import FIELDS
from loaders.loading import FileReport
from loaders.names import Names
from loaders.reference import regions
from loaders.refusals import OwnerMissing
from loaders.register import Register
from loaders.report import refused_table
from webapp.context import choice, database, instant, invalid
from webapp.desk import Desk, desk, job_state, owner_of
from webapp.jobs import Job
from webapp.preview import (
    NAMES_SHOWN,
    OWNER_FOUND,
    Asked,
    answers_in,
    asked_names,
    card_of,
    choose_columns,
    column_tables,
    is_doubtful,
    known_titles,
    refused_rows,
    region_names,
    row_of,
    skipped_rows,
    state_of,
    sums_of,
)
from webapp.respond import cut_rows, send_table
from webapp.staging import Choices, Sending

blueprint = Blueprint("berkas", __name__)

ROWS_A_PAGE = 50
REFUSED_SHOWN = 30
LONG_PATIENCE = 60.0
PATIENCE = 3.0  # seconds that a page waits for a check before it shows how far that is
_COLUMN = re.compile(r"kolom-(\d{1,4})-(\d{1,5})", re.ASCII)
SHOWN = {"semua": "", "periksa": "doubtful", "baru": "new", "ada": "known", "gabung": "merging"}
_PARTNERS = (
    "MATCH (p:Partner) RETURN p.name AS name, p.kind AS kind, p.country AS country, "
    "p.kind_guessed AS guessed"
)


def address(token: str, *rest: str) -> str:
    """Give the address of a sending, or of a page of it."""
    return "/".join(("/muat/berkas", token, *rest))


# ------------------------------------------------------------------ sending


@blueprint.post("/muat/berkas")
def send() -> AnyResponse:
    """Keep files, and lead to what loading them would do."""
    owner = _owner(request.form.get("pemilik", ""))
    sending = desk().staging.keep(request.files.getlist("berkas"))
    if owner:
        choices = Choices()
        for number in sending.paths:
            choices.of(number).owner = owner
        desk().staging.choose(sending.token, choices)
    return redirect(address(sending.token), 303)


def _owner(text: str) -> str | None:
    if not text.strip():
        return None
    region = owner_of(text)
    if region is None:
        raise invalid("pemilik", text, _("kode atau nama lengkap satu wilayah, mis. 35.74"))
    return region.code


@blueprint.post("/muat/berkas/<token>/buang")
def discard(token: str) -> AnyResponse:
    """Delete files that were sent."""
    desk().staging.discard(token)
    return redirect("/muat", 303)


# ------------------------------------------------------------------ looking


@blueprint.get("/muat/berkas/<token>")
def show(token: str) -> Response:
    """Show what loading would do."""
    sending = desk().staging.open(token)
    running = desk().jobs.find(f"load {token}")
    if running and not running.over.is_set():
        return _away(address(token, "jalan"))
    checked = desk().check(sending, PATIENCE)
    if isinstance(checked, Job):
        return _checking(sending, checked)
    number = choice("berkas", sending.paths, next(iter(sending.paths))) or ""
    choices = desk().staging.choices(token)
    report = checked[number]
    titles = known_titles(database(), checked.values())
    context: dict[str, Any] = {
        "sending": sending,
        "file": number,
        "report": report,
        "error": report.error.message(_) if report.error else None,
        "files": [
            (name, path.name, checked[name].error is None, sums_of(checked[name], titles))
            for name, path in sending.paths.items()
        ],
        "sums": sums_of(report, titles),
        "total": sum(one.register.accepted for one in checked.values() if one.register),
        "address": address(token),
        "regions": regions(),
        "region_names": region_names(),
        "answers": len(choices.answers),
        "owner_missing": isinstance(report.error, OwnerMissing) or _needs_owner(report),
        "chosen_owner": choices.of(number).owner,
    }
    if report.register:
        context |= _inside(report, report.register, choices, titles)
    return Response(render_template("berkas/preview.html", **context))


def _away(to: str) -> Response:
    answer = Response(status=303)
    answer.headers["Location"] = to
    return answer


def _checking(sending: Sending, job: Job) -> Response:
    state = job_state(job, desk().jobs.before(job))
    page = render_template(
        "berkas/progress.html",
        title=_("Memeriksa %(files)s", files=", ".join(sending.names)),
        state=state,
        json=None,
        back=None,
        retry=None,
    )
    return Response(page)


def _needs_owner(report: FileReport) -> bool:
    register = report.register
    if register is None or register.taken:
        return False
    return any(isinstance(one.error, OwnerMissing) for one in register.refused)


def _inside(
    report: FileReport, register: Register, choices: Choices, titles: dict[str, str]
) -> dict[str, Any]:
    answers = {(alias.key, alias.owner): alias for alias in choices.answers}
    wanted = SHOWN[choice("lihat", SHOWN, "semua") or "semua"]
    chosen = [
        taken
        for taken in register.taken
        if not wanted
        or (is_doubtful(report, taken) if wanted == "doubtful" else False)
        or state_of(report, taken, titles) == wanted
    ]
    cut_table, cut = cut_rows(
        Table("baris", (), [{"taken": taken} for taken in chosen]), ROWS_A_PAGE
    )
    rows = [row_of(report, row["taken"], titles, answers) for row in cut_table.rows]
    names = asked_names(register, choices.answers)
    first = register.tables[0] if register.tables else None
    return {
        "register": register,
        "loaded_at": _loaded_at(register),
        "rows": rows,
        "cut": cut,
        "tables": column_tables(register),
        "names": [card_of(one) for one in names[:NAMES_SHOWN]],
        "names_left": len(names) - NAMES_SHOWN,
        "open_count": sum(one.kind != "new" and one.answer is None for one in names),
        "refused": refused_rows(register.refused[:REFUSED_SHOWN]),
        "skipped": skipped_rows(register),
        "remarks": [remark.message(_) for remark in register.remarks],
        "owner": register.owner,
        "owner_found": OWNER_FOUND.get(first.owner_by) if first else None,
        "totals": register.reports[:ROWS_A_PAGE],
    }


def _loaded_at(register: Register) -> str | None:
    """Give when this very file was loaded, None where it was not or was taken back."""
    try:
        load = load_of(database(), register.load_id)
    except LoadUnknown:
        return None
    return instant(load.at) if load.state == "done" else None


@blueprint.get("/muat/berkas/<token>/ditolak.<any(csv, xlsx, json):format>")
def refused(token: str, format: str) -> Response:
    """Send the rows that loading would refuse, with their original cells."""
    sending = desk().staging.open(token)
    checked = desk().check(sending, LONG_PATIENCE)
    if isinstance(checked, Job):
        abort(503)
    number = choice("berkas", sending.paths, next(iter(sending.paths))) or ""
    register = checked[number].register
    owner = register.owner.code if register and register.owner else None
    rows = refused_rows(register.refused, owner) if register else []
    return send_table(refused_table(rows), format)


# ------------------------------------------------------------------ choosing


@blueprint.post("/muat/berkas/<token>/atur")
def choose(token: str) -> AnyResponse:
    """Keep what the reader chose, and look again."""
    sending = desk().staging.open(token)
    number, _is_changed = _keep_choices(sending)
    return redirect(f"{address(token)}?berkas={number}", 303)


@blueprint.post("/muat/berkas/<token>/tebakan")
def forget(token: str) -> AnyResponse:
    """Take the columns and the owner of a file as the program does."""
    sending = desk().staging.open(token)
    number = _number(sending)
    choices = desk().staging.choices(token)
    choices.files.pop(number, None)
    desk().staging.choose(token, choices)
    return redirect(f"{address(token)}?berkas={number}", 303)


def _number(sending: Sending) -> str:
    number = request.form.get("berkas", "")
    if number not in sending.paths:
        raise invalid("berkas", number, ", ".join(sending.paths))
    return number


def _keep_choices(sending: Sending) -> tuple[str, bool]:
    """Keep what the form says; tell for which file, and whether rows would be read otherwise."""
    number = _number(sending)
    staging = desk().staging
    choices = staging.choices(sending.token)
    chosen = choices.of(number)
    is_changed = False
    if "pemilik" in request.form:
        owner = _owner(request.form["pemilik"])
        is_changed = owner != chosen.owner and owner != request.form.get("pemilik-terbaca")
        if is_changed:
            chosen.owner = owner
    checked = desk().check(sending, LONG_PATIENCE)
    register = None if isinstance(checked, Job) else checked[number].register
    if register:
        is_changed |= choose_columns(register, chosen, _wanted_columns())
        _keep_answers(choices, asked_names(register, choices.answers))
    staging.choose(sending.token, choices)
    return number, is_changed


def _wanted_columns() -> dict[tuple[int, int], str]:
    wanted: dict[tuple[int, int], str] = {}
    for name, value in request.form.items():
        matched = _COLUMN.fullmatch(name)
        if not matched:
            continue
        if value and value not in FIELDS:
            raise invalid(name, value, ", ".join(FIELDS))
        wanted[int(matched[1]), int(matched[2])] = value
    return wanted


def _keep_answers(choices: Choices, asked: list[Asked]) -> None:
    """Take over whom the form says that names mean."""
    for key, answers in answers_in(request.form, asked, known_names).items():
        choices.answers = [alias for alias in choices.answers if alias.key != key] + answers


def known_names() -> Names:
    """Give who says whom a name means, with what the graph knows."""
    return Names(aliases(database()), known_partners())


def known_partners() -> list[Partner]:
    """Give the partners that the graph has."""
    return [
        Partner(row["name"], row["kind"], row["country"], bool(row["guessed"]))
        for row in database().read(_PARTNERS, limit=None)
    ]


# ------------------------------------------------------------------ loading


@blueprint.post("/muat/berkas/<token>/muat")
def load(token: str) -> AnyResponse:
    """Load the files, unless they would now be read otherwise than was shown."""
    sending = desk().staging.open(token)
    if "berkas" in request.form:
        number, is_changed = _keep_choices(sending)
        if is_changed:
            return redirect(f"{address(token)}?berkas={number}&berubah=ya", 303)
    desk().load(sending)
    return redirect(address(token, "jalan"), 303)


@blueprint.get("/muat/berkas/<token>/jalan")
def progress(token: str) -> AnyResponse:
    """Show how far the loading has come; when it is done, lead to its report."""
    job = _job(desk(), token)
    if job is None:
        return redirect(address(token), 303)
    if job.over.is_set() and job.error is None:
        return redirect(_report_address(job), 303)
    page = render_template(
        "berkas/progress.html",
        title=_("Memuat"),
        state=job_state(job, desk().jobs.before(job)),
        json=address(token, "jalan.json"),
        back=address(token),
        retry=address(token, "muat"),
    )
    return Response(page)


@blueprint.get("/muat/berkas/<token>/jalan.json")
def progress_json(token: str) -> Response:
    """Give how far the loading has come."""
    job = _job(desk(), token)
    if job is None:
        return jsonify(state="none")
    return jsonify(job_state(job, desk().jobs.before(job)))


def _job(at: Desk, token: str) -> Job | None:
    return at.jobs.find(f"load {token}")


def _report_address(job: Job) -> str:
    loads = job.result.loads
    if len(loads) == 1 and not job.result.refused:
        return f"/muat/{loads[0]}"
    return "/muat?" + "&".join(f"baru={load}" for load in loads)
