"""Cari: regions, OPDs, partners and agreements by name, as a page and as suggestions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from graph.actors import ActorUnknown, actor, type_of
from graph.bearers import OtherNames
from graph.finding import FOUND, Hit, Index, finder
from graph.text import slug
from graph.vocabulary import REGION_KINDS
from loaders.places import bare_name, openings_of, regions_by_code
from loaders.reference import known_partners, opd_forms, short_names
from webapp.agreements import actor_address, agreement_address
from webapp.context import country, database, label, language

blueprint = Blueprint("cari", __name__)

HITS_SUGGESTED, HITS_SHOWN = 6, 50
MOST_LETTERS = 200
PARTIES_DRAWN = 20
_KEY = re.compile(r"\d\d(\.\d\d)?(-[a-z0-9-]+)?", re.ASCII)


# ------------------------------------------------------------------ names beside the graph's


@cache
def other_names() -> OtherNames:
    """Give the names by which resolution knows what the graph may hold under another."""
    actors: dict[str, list[str]] = defaultdict(list)
    short: dict[str, list[str]] = defaultdict(list)
    for row in short_names():
        actors[row.code].append(row.name)
        short[row.name].append(bare_name(regions_by_code()[row.code]))
    for partner in known_partners():
        actors[slug(partner.name)] += partner.also
        for name in partner.also:
            short[name].append(partner.name)
    for form in opd_forms():
        for name in form.short_forms:
            short[name].append(form.name)
    openings = {kind: openings_of(kind) for kind in REGION_KINDS}
    for kind, several in openings.items():
        for opening in several:
            short[opening].append(kind)
    words = {name.casefold(): tuple(told) for name, told in short.items() if name.isalnum()}
    return OtherNames(actors, _opd_names, openings, words)


@cache
def _forms_by_name() -> dict[str, tuple[str, ...]]:
    return {form.name: form.short_forms for form in opd_forms()}


@cache
def _spelled_out() -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for form in opd_forms():
        for short in form.short_forms:
            found[short.casefold()].add(form.name)
    return {short: names.pop() for short, names in found.items() if len(names) == 1}


@cache
def _opd_names(name: str) -> Sequence[str]:
    """Give other names of an OPD: its short forms, and in full what is short in its name."""
    if name in _forms_by_name():
        return _forms_by_name()[name]
    words = [_spelled_out().get(word.casefold(), word) for word in name.split()]
    full = " ".join(words)
    return (full,) if full != name else ()


# ------------------------------------------------------------------ what is told


@cache
def _countries() -> dict[str, str]:
    return {slug(row.name): row.country for row in known_partners() if row.country}


def _asked() -> str:
    return request.args.get("q", "").strip()[:MOST_LETTERS]


def address_of(hit: Hit) -> str:
    """Give the page of what was found."""
    return agreement_address(hit.key) if hit.type == "agreement" else actor_address(hit.key)


def map_address(index: Index, hit: Hit) -> str:
    """Give the address that puts on the map what was found: an agreement with its parties."""
    if hit.type == "agreement":
        node, parties = f"kesepakatan:{hit.key}", index.parties(hit.key)[:PARTIES_DRAWN]
        return _map(
            parties, mulai="kosong", simpul="kesepakatan", tambah=[*parties, node], pilih=node
        )
    return _map([hit.key], fokus=hit.key, pilih=hit.key)


def _map(actors: Sequence[str], **values: str | list[str]) -> str:
    """Give an address of the map, with OPDs as actors of their own where there are some."""
    opds = {"opd": "1"} if any(type_of(key) == "opd" for key in actors) else {}
    query = urlencode({"mode": "jejaring", **opds, **values}, doseq=True)
    return f"/peta?{query}"


def detail_of(hit: Hit) -> str:
    """Say in a few words what was found."""
    if hit.type == "agreement":
        parts = [label("form", hit.kind), label("stage", hit.detail)]
    elif hit.type == "partner":
        parts = [label("partner_kind", hit.kind), country(_countries().get(hit.key))]
    elif hit.type == "region":
        parts = [label("region_kind", hit.kind), hit.key, hit.detail or ""]
    else:
        parts = []
    if hit.type != "agreement":
        parts.append(ngettext("%(num)s kesepakatan", "%(num)s kesepakatan", hit.agreements))
    if hit.also:
        parts.append(f"“{hit.also}”")
    return ", ".join(part for part in parts if part)


def title_of(type: str) -> str:
    """Give the heading of one sort of what can be found."""
    return FOUND[type].label(language())


# ------------------------------------------------------------------ pages


@blueprint.get("/cari")
def index() -> AnyResponse:
    """Show what bears the words; a region's code or an OPD's key leads straight to it."""
    text = _asked()
    if _KEY.fullmatch(text):
        try:
            return redirect(actor_address(actor(database(), text).key))
        except ActorUnknown:
            pass
    known = finder(database(), other_names())
    found = known.find(text, HITS_SHOWN)
    page = render_template(
        "cari/index.html",
        text=text,
        found=found,
        total=sum(row.total for row in found if row.way not in ("near", "part")),
        title_of=title_of,
        address_of=address_of,
        map_of=lambda hit: map_address(known, hit),
        detail_of=detail_of,
    )
    return Response(page)


@blueprint.get("/cari.json")
def suggest() -> Response:
    """Give suggestions for what is being written, by sort, the best first."""
    known = finder(database(), other_names())
    text = _asked()
    found = known.find(text, HITS_SUGGESTED)
    return jsonify(
        # A number that is not found may be one that was not read yet.
        waits=any(map(str.isdigit, text)) and not known.has_numbers,
        groups=[
            {
                "kind": row.type,
                "title": title_of(row.type),
                "total": row.total,
                "way": row.way,
                "hits": [_hit(known, hit) for hit in row.hits],
            }
            for row in found
        ],
    )


def _hit(known: Index, hit: Hit) -> dict[str, Any]:
    return {
        "id": f"kesepakatan:{hit.key}" if hit.type == "agreement" else hit.key,
        "name": hit.name,
        "parts": hit.parts,
        "detail": detail_of(hit),
        "url": address_of(hit),
        "map": map_address(known, hit),
    }
