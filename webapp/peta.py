"""Peta: neighbours with the status of each pair, and the network of who cooperates with whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, g, jsonify, make_response, render_template, request
from flask_babel import gettext as _

from graph import gaps
from graph.actors import ACTOR_KINDS
from graph.errors import JejaringError, NotFound, Word
from graph.exploring import RELATIONS, STATES, Expansion, Explored, explore
from graph.history import CONTACTS, History, history
from graph.projection import is_partner
from graph.tables import FORMATS
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES, STAGES
from webapp import gathering, maps, networkmap, scales
from webapp.bordermap import borders
from webapp.context import country, database, label, language
from webapp.layouts import LAYOUTS
from webapp.mapstate import (
    BORDER_LAYOUTS,
    FIRST_DRAWN,
    MODES,
    MOST_DRAWN,
    Choices,
    agreement_node,
    agreement_of,
    cluster_of,
    read_choices,
)
from webapp.mapview import MapView
from webapp.remarks import contact_note, end_note
from webapp.respond import cut_rows, send_table, sort_rows

blueprint = Blueprint("peta", __name__)

ROWS_A_PAGE = 50
BUILDERS = {"batas": borders, "jejaring": networkmap.network}
_PAIR = re.compile(r"\d\d(\.\d\d)?-\d\d(\.\d\d)?", re.ASCII)
_LISTED = 12
_COMMON_LISTED = 30
_FIRST_YEARS = 40  # the slider reaches so far back at most


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with choices: its parameter, the name of its counts, and its choices."""

    name: str
    counts: str
    title: str
    rows: Mapping[str, Any]
    chosen: str


# Titles are translated where they are shown.
FACETS = (
    Facet("keadaan", "states", "Keadaan", STATES, "states"),
    Facet("urusan", "affairs", "Urusan", AFFAIRS, "affairs"),
    Facet("skema", "schemes", "Skema", SCHEMES, "schemes"),
    Facet("bentuk", "forms", "Bentuk", FORMS, "forms"),
    Facet("tahap", "stages", "Tahap", STAGES, "stages"),
)


def view_of(choices: Choices) -> MapView:
    """Give the map that an address asks for."""
    return BUILDERS[choices.mode](database(), choices)


def _context(choices: Choices, view: MapView) -> dict[str, Any]:
    """Give what the page, its drawer and its rows are written from."""
    past = history(database())
    table, cut = cut_rows(sort_rows(view.table), ROWS_A_PAGE)
    provinces = [place for place in past.regions.values() if place.kind == "provinsi"]
    return {
        "view": view,
        "choices": choices,
        "table": table,
        "cut": cut,
        "modes": MODES,
        "facets": FACETS if choices.mode == "jejaring" else (),
        "affairs": AFFAIRS,
        "contacts": {code: row for code, row in CONTACTS.items() if code != "own"},
        "layouts": {code: LAYOUTS[code] for code in _layouts(choices)},
        "sizes": scales.SIZES,
        "colours": scales.COLOURS,
        "kinds": maps.NODE_KINDS,
        "provinces": sorted(provinces, key=lambda place: place.code),
        "first_drawn": FIRST_DRAWN,
        "most_drawn": MOST_DRAWN,
        "timeline": _timeline(past, choices),
        "details": _details(choices) if choices.selected else None,
        "centre": past.name(choices.centre) if choices.centre else None,
    }


def _layouts(choices: Choices) -> Sequence[str]:
    return BORDER_LAYOUTS if choices.mode == "batas" else tuple(LAYOUTS)


@blueprint.get("/peta")
@blueprint.get("/peta.<format>")
def index(format: str | None = None) -> Response:
    """Show the map with its rows."""
    if format is not None and format not in FORMATS:
        abort(404)
    choices = read_choices()
    view = view_of(choices)
    if format is not None:
        return send_table(sort_rows(view.table), format)
    return make_response(render_template("peta/index.html", **_context(choices, view)))


@blueprint.get("/peta/data.json")
def data() -> Response:
    """Give the picture alone."""
    return jsonify(picture_of(view_of(read_choices())))


def picture_of(view: MapView) -> dict[str, Any]:
    """Give what the page's modules draw, with how much of all it is."""
    counted = {"counts": dict(view.counts), "shown": view.shown, "total": view.total}
    return view.payload | counted


@blueprint.get("/peta/langkah")
def step() -> Response:
    """Give what a step changes: the picture, and the parts of the page round it."""
    g.page = "/peta"
    choices = read_choices()
    view = view_of(choices)
    context = _context(choices, view)
    parts = {
        "drawer": render_template("peta/drawer.html", **context),
        "legend": render_template("peta/legend.html", **context).strip(),
        "rows": render_template("peta/rows.html", **context),
        "details": render_template("peta/details.html", **context) if context["details"] else "",
    }
    return jsonify(
        picture=picture_of(view),
        parts=parts,
        notices=list(view.notices),
        timeline=context["timeline"],
    )


@blueprint.get("/peta/rincian")
def details() -> str:
    """Give the details of what is selected, as a part of the page."""
    choices = read_choices()
    found = _details(choices)
    if found is None or found["type"] == "gone":
        raise NotFound(what=Word("Pelaku ini"), key=", ".join(choices.selected)[:80])
    return render_template("peta/details.html", details=found, choices=choices)


@blueprint.get("/peta/perluasan")
def expansion() -> str:
    """Give what can be drawn round a node, with counts, before anything is drawn."""
    choices = read_choices()
    key = request.args.get("dari_simpul", "")
    past = history(database())
    if not gathering.exists(past, key) or "~" in key:
        raise NotFound(what=Word("Pelaku ini"), key=key[:80])
    drawn = set(_drawn_keys(choices))
    rows = [
        {
            "value": " ".join(filter(None, (key, found.relation, found.kind))),
            "relation": RELATIONS[found.relation].label(language()),
            "is_first": found.kind is None,
            "kind": _kind_words(found.kind),
            "count": len(found.keys),
            "new": _new(past, choices, found, drawn),
        }
        for found in _expansions(past, choices, key)
    ]
    is_expanded = any(step.key == key for step in choices.expanded)
    return render_template(
        "peta/menu.html",
        key=key,
        name=gathering.describe(past, key)["name"],
        rows=rows,
        choices=choices,
        is_expanded=is_expanded,
        is_cluster=cluster_of(key) is not None,
        is_agreement=agreement_of(key) is not None,
    )


def _expansions(past: History, choices: Choices, key: str) -> list[Expansion]:
    explored = explore(database(), gathering.filters_of(choices))
    if agreement_of(key) or cluster_of(key):
        return []
    return explored.expansions(key)


def _new(past: History, choices: Choices, found: Expansion, drawn: Collection[str]) -> int:
    """Count what an expansion would add, as far as the legend shows it."""
    kinds = choices.kinds
    if found.relation == "kesepakatan":
        shown = found.keys if not kinds or "agreement" in kinds else ()
    else:
        shown = tuple(
            key for key in found.keys if not kinds or gathering.kind_of(past, key) in kinds
        )
    return sum(1 for key in shown if _node_of(found.relation, key) not in drawn)


def _node_of(relation: str, key: str) -> str:
    return agreement_node(key) if relation == "kesepakatan" else key


def _drawn_keys(choices: Choices) -> list[str]:
    if choices.mode != "jejaring":
        return []
    return list(_drawn(choices).graph)


def _drawn(choices: Choices) -> gathering.Drawn:
    """Give what the network's map draws, without its looks and places."""
    explored = explore(database(), gathering.filters_of(choices))
    in_clusters = gathering.needs_clusters(choices, explored)
    past = history(database())
    return gathering.gather(database(), past, choices, explored, in_clusters=in_clusters)


def _kind_words(kind: str | None) -> str:
    if kind is None:
        return str(_("semua"))
    return "OPD" if kind == "opd" else ACTOR_KINDS[kind].label(language())


# ------------------------------------------------------------------ time


def _timeline(past: History, choices: Choices) -> dict[str, Any]:
    """Give how many agreements began and ended in each year that the slider reaches."""
    today = date.today()
    years = past.derive("years", None, lambda: _years(past))
    known = [year for year in years if year <= max(today, choices.on).year]
    shown = [day.year for day in (choices.on, choices.compared, today) if day]
    first = max(min([*known, *shown]), today.year - _FIRST_YEARS)
    last = max(shown)
    rows = [
        {"year": year, "began": years.get(year, (0, 0))[0], "ended": years.get(year, (0, 0))[1]}
        for year in range(min(first, *shown), last + 1)
    ]
    return {"years": rows, "from": rows[0]["year"], "to": last}


def _years(past: History) -> dict[int, tuple[int, int]]:
    found: dict[int, list[int]] = {}
    for item in past.agreements.values():
        if item.cooperation:
            for place, day in enumerate((item.runs_from, item.runs_until)):
                if day:
                    found.setdefault(day.year, [0, 0])[place] += 1
    return {year: (began, ended) for year, (began, ended) in found.items()}


# ------------------------------------------------------------------ details


def _details(choices: Choices) -> dict[str, Any] | None:
    """Give what is known of what is selected; None where nothing of it exists any more."""
    past = history(database())
    selected = [key for key in choices.selected if gathering.exists(past, key)]
    if not selected:
        if len(choices.selected) == 1:
            return {"type": "gone", "key": choices.selected[0][:80]}
        return None
    if len(selected) > 1:
        return _group_details(past, selected, choices)
    key = selected[0]
    if "~" in key:
        return _link_details(past, key, choices)
    if id := agreement_of(key):
        return _agreement_details(past, id, choices)
    if code := cluster_of(key):
        return {"type": "cluster", "key": key, "code": code, "name": past.name(code)}
    if _PAIR.fullmatch(key):
        return _pair_details(key, choices)
    return _actor_details(past, key, choices)


def _explored(choices: Choices, key: str) -> Explored:
    """Give the network in which a key is an actor: an OPD is none where OPDs are rolled up."""
    filters = gathering.filters_of(choices)
    is_opd = "-" in key and not is_partner(key)
    if is_opd and filters.roll_up:
        filters = gathering.filters_of(choices, roll_up=False)
    return explore(database(), filters)


def _pair_details(key: str, choices: Choices) -> dict[str, Any]:
    a, _dash, b = key.partition("-")
    try:
        pair = gaps.pair(database(), a, b, choices.on)
    except JejaringError as error:  # no neighbours: the map is still of use
        return {"type": "problem", "key": key, "sentence": error.message(_)}
    standings = {item.id: item.status for item in pair.agreements}
    sides = ((pair.a, pair.a_name), (pair.b, pair.b_name))
    return {
        "type": "pair",
        "key": key,
        "pair": pair,
        "unknown_sides": [name for code, name in sides if code in pair.unknown_sides],
        "contact_note": contact_note(pair),
        "standings": standings,
        "agreements": _agreements(list(standings)),
        "count": len(standings),
    }


def _link_details(past: History, key: str, choices: Choices) -> dict[str, Any]:
    a, _tilde, b = key.partition("~")
    if id := agreement_of(a) or agreement_of(b):
        return _agreement_details(past, id, choices)
    if cluster_of(a) or cluster_of(b):
        return _bundle_details(past, a, b, choices)
    ids = _explored(choices, a).neighbours(a).get(b, ())
    return {
        "type": "link",
        "key": key,
        "ends": [(end, gathering.describe(past, end)["name"]) for end in (a, b)],
        "count": len(ids),
        "is_fanned": key in choices.fanned,
        "agreements": _agreements(ids),
    }


def _bundle_details(past: History, a: str, b: str, choices: Choices) -> dict[str, Any]:
    """Give how many agreements a line stands for that ends at a cluster."""
    edge = _drawn(choices).graph.get_edge_data(a, b) or {}
    return {
        "type": "bundle",
        "key": f"{a}~{b}",
        "ends": [(end, gathering.describe(past, end)["name"]) for end in (a, b)],
        "count": edge.get("agreements", 0),
        "closed": [end for end in (a, b) if cluster_of(end)],
    }


def _agreement_details(past: History, id: str, choices: Choices) -> dict[str, Any]:
    item = past.agreements[id]
    return {
        "type": "agreement",
        "key": agreement_node(id),
        "item": item,
        "parties": [(key, past.name(key)) for key in item.parties],
        "agreements": _agreements([id]),
        "count": 1,
        "note": end_note(item.last_stated_on) if not (item.runs_until or item.endless) else None,
    }


def _actor_details(past: History, key: str, choices: Choices) -> dict[str, Any]:
    explored = _explored(choices, key)
    ids = explored.agreements_of(key)
    described = gathering.describe(past, key)
    return {
        "type": "actor",
        "key": key,
        "actor": described,
        "kind": _kind_of(described),
        "count": len(ids),
        "linked": explored.degree.get(key, 0),
        "country": _country(key) if described["kind"] == "partner" else None,
        "agreements": _agreements(ids),
        "neighbours": _neighbours(key, choices),
        "is_expanded": any(step.key == key for step in choices.expanded),
    }


def _kind_of(described: Mapping[str, Any]) -> str:
    if described["kind"] == "partner":
        return label("partner_kind", described["partner_kind"])
    return "OPD" if described["kind"] == "opd" else label("region_kind", described["kind"])


def _country(key: str) -> str:
    rows = database().read("MATCH (p:Partner {id: $key}) RETURN p.country AS country", {"key": key})
    return next((country(row["country"]) for row in rows), "")


def _neighbours(key: str, choices: Choices) -> list[tuple[gaps.Pair, str]]:
    if choices.mode != "batas":
        return []
    found = gaps.judge(
        gaps.read(database(), choices.on),
        affair=choices.affair,
        province=key[:2],
        level="kabkota",
        contacts=choices.contacts,
    )
    return [
        (pair, pair.b_name if pair.a == key else pair.a_name)
        for pair in found
        if key in (pair.a, pair.b)
    ]


def _group_details(past: History, keys: list[str], choices: Choices) -> dict[str, Any]:
    """Give what is known of several: who they are, and the neighbours that all of them have."""
    actors = [key for key in keys if key in past.regions or key in past.actors]
    common = _explored(choices, actors[0]).common(actors) if len(actors) > 1 else []
    return {
        "type": "group",
        "key": keys[0],
        "keys": keys,
        "members": [(key, _name_of(past, key)) for key in keys],
        "actors": actors,
        "common": [(row, past.name(row.key)) for row in common[:_COMMON_LISTED]],
        "common_count": len(common),
    }


def _name_of(past: History, key: str) -> str:
    if "~" in key:
        return " – ".join(_name_of(past, end) for end in key.split("~", 1))
    if _PAIR.fullmatch(key):
        return " – ".join(past.name(code) for code in key.split("-"))
    return str(gathering.describe(past, key)["name"])


_AGREEMENTS = """
UNWIND $ids AS id MATCH (k:Agreement {id: id})
RETURN id, k.title AS title, k.form AS form, k.stage AS stage,
       k.runs_until IS NULL AND NOT coalesce(k.endless, false) AS end_unknown,
       k.last_stated_on AS last_stated_on,
       COLLECT { MATCH (k)-[:STATED_IN]->(s:Source)
                 RETURN {title: s.title, publisher: s.publisher, url: s.url} } AS sources
"""


def _agreements(ids: Sequence[str]) -> list[dict[str, Any]]:
    rows = database().read(_AGREEMENTS, {"ids": list(ids[:_LISTED])}).rows
    return [
        row | {"note": end_note(row["last_stated_on"]) if row["end_unknown"] else None}
        for row in rows
    ]
