"""Cari: regions, OPDs, partners and agreements by name, as a page and as suggestions."""

from __future__ import annotations

import re
from functools import cache

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from graph.actors import ActorUnknown, actor
from graph.search import SEARCHED, Hit, Hits, search, words_of
from graph.text import slug
from loaders.reference import known_partners, opd_forms, short_names
from webapp.agreements import actor_address, agreement_address
from webapp.context import country, database, label

blueprint = Blueprint("cari", __name__)

HITS_SUGGESTED, HITS_SHOWN = 10, 50
MOST_LETTERS = 200
_KEY = re.compile(r"\d\d(\.\d\d)?(-[a-z0-9-]+)?", re.ASCII)
_LEAST_OF_NICKNAME = 3  # shorter beginnings fit too many everyday names

TITLES = dict(
    zip(SEARCHED, (_l("Wilayah"), _l("OPD"), _l("Mitra"), _l("Kesepakatan")), strict=True)
)


def _asked() -> str:
    return request.args.get("q", "").strip()[:MOST_LETTERS]


def nicknames(text: str) -> set[str]:
    """Give the keys of regions and partners of whom the text begins another name."""
    asked = " ".join(words_of(text))
    if len(asked) < _LEAST_OF_NICKNAME:
        return set()
    regions = {row.code for row in short_names() if " ".join(words_of(row.name)).startswith(asked)}
    partners = {
        slug(row.name)
        for row in known_partners()
        if any(" ".join(words_of(name)).startswith(asked) for name in row.also)
    }
    return regions | partners


@cache
def _short_forms() -> dict[str, str]:
    names: dict[str, set[str]] = {"pemkab": {"kabupaten"}, "pemkot": {"kota"}, "pemko": {"kota"}}
    for form in opd_forms():
        for short in form.short_forms:
            names.setdefault(short.casefold(), set()).add(form.name.replace(",", ""))
    return {short: found.pop() for short, found in names.items() if len(found) == 1}


def spelled_out(text: str) -> str:
    """Write short forms of OPDs in full, so that "dinkes" finds each Dinas Kesehatan."""
    return " ".join(_short_forms().get(word.casefold(), word) for word in text.split())


def _found(text: str, count: int) -> list[Hits]:
    # A register's own key of an agreement, as the register writes it.
    also = {*nicknames(text), slug(text)}
    found = search(database(), text, count=count, also=also)
    if any(row.total for row in found) or spelled_out(text) == text:
        return found
    return search(database(), spelled_out(text), count=count, also=also)


def address_of(hit: Hit) -> str:
    """Give the page of what was found."""
    return agreement_address(hit.key) if hit.type == "agreement" else actor_address(hit.key)


def detail_of(hit: Hit) -> str:
    """Say in a few words what was found."""
    if hit.type == "agreement":
        parts = [label("form", hit.kind), label("stage", hit.detail)]
    elif hit.type == "partner":
        parts = [label("partner_kind", hit.kind), country(hit.detail)]
    elif hit.type == "opd":
        parts = [_("OPD")]
    else:
        parts = [label("region_kind", hit.kind), hit.key, hit.detail or ""]
    return ", ".join(part for part in parts if part)


@blueprint.get("/cari")
def index() -> AnyResponse:
    """Show what bears the words; a region's code or an OPD's key leads straight to it."""
    text = _asked()
    if _KEY.fullmatch(text):
        try:
            return redirect(actor_address(actor(database(), text).key))
        except ActorUnknown:
            pass
    found = _found(text, HITS_SHOWN)
    page = render_template(
        "cari/index.html",
        text=text,
        found=found,
        total=sum(row.total for row in found),
        titles=TITLES,
        address_of=address_of,
        detail_of=detail_of,
    )
    return Response(page)


@blueprint.get("/cari.json")
def suggest() -> Response:
    """Give suggestions for what is being written."""
    text = _asked()
    found = _found(text, HITS_SUGGESTED) if text else []
    return jsonify(
        [
            {
                "kind": hit.type,
                "id": hit.key,
                "name": hit.name,
                "detail": detail_of(hit),
                "url": address_of(hit),
            }
            for row in found
            for hit in row.hits
        ]
    )
