"""Sebutan: whom names mean, as somebody decided; names that are still open, to be decided."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from graph.aliases import Alias, aliases, name_key
from graph.aliases import table as alias_table
from graph.tables import Column, Table
from loaders.aliases import read_aliases
from loaders.answers import decide, forget
from loaders.reference import regions
from webapp.agreements import actor_address
from webapp.berkas import known_names, known_partners
from webapp.context import database, instant, whole_number
from webapp.desk import owner_of, signed
from webapp.preview import (
    NAMES_SHOWN,
    AnswerUnknown,
    Asked,
    actors_of,
    alias_to,
    answers_in,
    card_of,
    region_names,
    resolve_answer,
)
from webapp.respond import cut_rows, send_table, sort_rows
from webapp.staging import NothingSent, safe_name

blueprint = Blueprint("sebutan", __name__)

ALIASES_A_PAGE = 50
_USES = """
MATCH (r:Record)-[:TELLS]->(a:Agreement)
WHERE any(id IN $ids WHERE r.names CONTAINS id)
RETURN a.id AS id, r.names AS names
"""
_ID = re.compile(r'"alias": ?"(\w+)"', re.ASCII)
_OPEN = """
MATCH (a:Agreement)<-[:TELLS]-(r:Record)
WHERE a.open_count > 0
RETURN DISTINCT a.id AS id, a.open_parties AS open_parties, r.owner AS owner
ORDER BY id, owner
"""
COLUMNS = (
    Column("text", "Nama seperti tertulis"),
    Column("owner", "Berlaku untuk register"),
    Column("target", "Maksudnya"),
    Column("by", "Diputuskan oleh"),
    Column("at", "Diputuskan pada"),
    Column("uses", "Dipakai kesepakatan", "integer"),
)


# ------------------------------------------------------------------ what is decided


def _uses(known: list[Alias]) -> Counter[str]:
    """Count the agreements that each answer decides."""
    if not known:
        return Counter()
    pairs = {
        (found, row["id"])
        for row in database().read(_USES, {"ids": [alias.id for alias in known]}, limit=None)
        for found in _ID.findall(row["names"])
    }
    return Counter(found for found, _agreement in pairs)


def _row(alias: Alias, uses: Counter[str], names: dict[str, str]) -> dict[str, Any]:
    name = alias.name or names.get(alias.target, alias.target)
    if alias.kind == "opd":
        name = f"{name} {names.get(alias.target.partition('-')[0], '')}".strip()
    return {
        "key": alias.id,
        "text": alias.text,
        "owner": alias.owner,
        "owner_label": names.get(alias.owner or "", alias.owner) or _("semua register"),
        "target": alias.target,
        "target_label": name,
        "target_href": actor_address(alias.target) if uses[alias.id] else None,
        "by": alias.by,
        "at": alias.at,
        "at_label": instant(alias.at),
        "uses": uses[alias.id],
    }


@blueprint.get("/muat/sebutan")
@blueprint.get("/muat/sebutan.<any(csv, xlsx, json):format>")
def index(format: str | None = None) -> Response:
    """Show the answers, and the names that are still open."""
    known = aliases(database())
    if format:
        return send_table(alias_table(known), format)
    uses, names = _uses(known), region_names()
    table = sort_rows(Table("jawaban", COLUMNS, [_row(one, uses, names) for one in known]))
    table, cut = cut_rows(table, ALIASES_A_PAGE)
    still_open = _open_names()
    text = request.args.get("teks", "")[:200]
    if text:  # the name that the reader comes for goes first
        still_open.sort(key=lambda one: one.key != name_key(text))
    return Response(
        render_template(
            "sebutan/index.html",
            table=table,
            cut=cut,
            text=text,
            names=[card_of(one) for one in still_open[:NAMES_SHOWN]],
            names_left=len(still_open) - NAMES_SHOWN,
            regions=regions(),
            changed=whole_number("berubah"),
        )
    )


# ------------------------------------------------------------------ what is open


def _open_names() -> list[Asked]:
    found: dict[str, Asked] = {}
    keys: dict[str, set[str]] = {}
    agreements: dict[str, set[str]] = {}
    for row in database().read(_OPEN, limit=None):
        for party in map(json.loads, row["open_parties"] or ()):
            text = party["as_written"]
            key = name_key(text)
            kind = "ambiguous" if party["candidates"] else "unknown"
            one = found.setdefault(key, Asked(text, kind))
            keys.setdefault(key, set()).update(party["candidates"])
            agreements.setdefault(key, set()).add(row["id"])
            if row["owner"]:
                one.owners.add(row["owner"])
    actors = actors_of((k for several in keys.values() for k in several), known_partners())
    for key, one in found.items():
        one.candidates = {name: actors[name] for name in sorted(keys[key]) if name in actors}
        one.count = len(agreements[key])
    order = {"ambiguous": 0, "unknown": 1}
    return sorted(found.values(), key=lambda one: (order[one.kind], -one.count, one.text))


# ------------------------------------------------------------------ deciding


@blueprint.post("/muat/sebutan")
def answer() -> AnyResponse:
    """Take over whom names mean, in what is loaded and what will be."""
    found = answers_in(request.form, _open_names(), known_names)
    chosen = [alias for several in found.values() for alias in several]
    text = request.form.get("teks", "").strip()
    if text and request.form.get("maksud", "").strip():
        chosen.append(_written(text, request.form["maksud"].strip()))
    return _decide(chosen)


def _written(text: str, meaning: str) -> Alias:
    actor = resolve_answer(known_names(), meaning)
    if actor is None:
        raise AnswerUnknown(name=text[:80], answer=meaning[:80])
    owner = request.form.get("pemilik", "").strip()
    region = owner_of(owner)
    if owner and region is None:
        raise AnswerUnknown(name=text[:80], answer=owner[:80])
    return alias_to(text, actor, region.code if region else None)


def _decide(chosen: list[Alias]) -> AnyResponse:
    if not chosen:
        return redirect("/muat/sebutan", 303)
    counts = decide(database(), *map(signed, chosen))
    return redirect(f"/muat/sebutan?berubah={counts.changed['Agreement']}", 303)


@blueprint.post("/muat/sebutan/berkas")
def read() -> AnyResponse:
    """Take over answers from a file, such as another computer's."""
    file = request.files.get("berkas")
    if file is None or not file.filename:
        raise NothingSent()
    with tempfile.TemporaryDirectory(prefix="jejaring-") as folder:
        path = Path(folder) / safe_name(file.filename)
        file.save(path)
        return _decide(read_aliases(path))


@blueprint.post("/muat/sebutan/<id>/cabut")
def revoke(id: str) -> AnyResponse:
    """Forget an answer; the names that it decided are open again."""
    _alias, counts = forget(database(), id)
    return redirect(f"/muat/sebutan?berubah={counts.changed['Agreement']}", 303)
