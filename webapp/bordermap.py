"""Batas: regions where they are, neighbours joined in the colour of their status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from graph import gaps
from graph.boundaries import version
from graph.database import Database
from graph.exploring import explore
from graph.history import History, Place
from graph.tables import Column, Table
from graph.vocabulary import STATUSES
from webapp import maps, scales
from webapp.agreements import actor_address
from webapp.context import language
from webapp.gathering import filters_of, gone_notices
from webapp.layouts import LAYOUTS, PROJECTION, island_labels
from webapp.looks import Looks, looks
from webapp.mapstate import Choices
from webapp.mapview import MapView
from webapp.remarks import contact_note, end_note


def borders(database: Database, choices: Choices, readings: gaps.Readings | None = None) -> MapView:
    """Give the map of neighbours with the status of each pair; `readings` where already read."""
    readings = readings or gaps.read(database, choices.on)
    past = readings.history
    found = _judged(readings, choices)
    graph = _regions(past, choices, found)
    found = [pair for pair in found if pair.a in graph and pair.b in graph]
    notes = _notes(found)
    places = LAYOUTS[choices.layout].function(graph, None)
    shown = _looks(database, past, graph, found, choices)
    rows = [{"code": code, **node} for code, node in graph.nodes(data=True)]
    payload = maps.border_map(
        rows, found, places, radii=shown.radii, shades=shown.shades, notes=notes
    )
    payload["layout"] = choices.layout
    payload |= {key: shown.legend[key] for key in ("size", "scale") if key in shown.legend}
    if LAYOUTS[choices.layout].on_earth:
        payload["projection"] = PROJECTION
        payload["islands"] = island_labels(language())
        if shapes := version(database):
            payload["boundaries"] = shapes
    wanted = choices.statuses or STATUSES
    drawn = [pair for pair in found if pair.status in wanted]
    before = None
    if choices.compared:
        before = {
            pair.key: pair for pair in _judged(gaps.read(database, choices.compared), choices)
        }
        payload["compare"] = _comparison(choices, payload, found, before)
    return MapView(
        payload=payload,
        make_table=lambda: _pair_table(drawn, notes, before),
        counts=gaps.counts(found),
        shown=len(drawn),
        total=len(found),
        notices=gone_notices(past, choices),
        names={code: place.name for code, place in past.regions.items()},
        legend=shown.legend,
    )


def _judged(readings: gaps.Readings, choices: Choices) -> list[gaps.Pair]:
    # A province with a region of its own is no line on a map of regencies and cities.
    level = "kabkota"
    return gaps.judge(
        readings,
        affair=choices.affair,
        province=choices.province,
        level=level,
        contacts=[kind for kind in choices.contacts if kind != "own"],
        max_age_years=choices.max_age_years,
    )


def _regions(past: History, choices: Choices, found: Iterable[gaps.Pair]) -> nx.Graph:
    """Give the regencies and cities to draw: all, or those of a province and its neighbours'."""
    wanted = {code for pair in found for code in (pair.a, pair.b)}
    graph = nx.Graph()
    for code, place in past.regions.items():
        is_inside = not choices.province or code in wanted or place.province == choices.province
        if place.kind != "provinsi" and place.longitude is not None and is_inside:
            graph.add_node(code, **_described(place))
    return graph


def _described(place: Place) -> dict[str, Any]:
    return {
        "kind": place.kind,
        "name": place.name,
        "province_code": place.province,
        "region_code": place.code,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
    }


def _looks(
    database: Database,
    past: History,
    graph: nx.Graph,
    found: Iterable[gaps.Pair],
    choices: Choices,
) -> Looks:
    """Give sizes and colours; plain ones unless some were chosen."""
    if not (choices.size or choices.colour):
        return Looks({}, {})
    explored = explore(database, replace(filters_of(choices), roll_up=True))
    return looks(past, graph, explored, choices, lambda: scales.gap_counts(found), plain=True)


def _notes(found: Iterable[gaps.Pair]) -> dict[str, str]:
    notes = {}
    for pair in found:
        told = [contact_note(pair), end_note(pair.last_stated_on) if pair.end_unknown else None]
        if said := "; ".join(text for text in told if text):
            notes[pair.key] = said
    return notes


def _comparison(
    choices: Choices,
    payload: Mapping[str, Any],
    found: Iterable[gaps.Pair],
    before: Mapping[str, gaps.Pair],
) -> dict[str, Any]:
    """Give the statuses on the second date; a line came or went where a pair began or ended."""
    edges = [edge | maps.status_sign(before[edge["id"]].status) for edge in payload["edges"]]
    running = {pair.key for pair in found if pair.status == "running"}
    ran = {key for key, pair in before.items() if pair.status == "running"}
    return {
        "date": choices.compared.isoformat() if choices.compared else None,
        "nodes": payload["nodes"],
        "edges": edges,
        "appeared": sorted(running - ran),
        "ended": sorted(ran - running),
    }


_COLUMNS = (
    Column("a", "Kode"),
    Column("a_name", "Wilayah"),
    Column("b", "Kode tetangga"),
    Column("b_name", "Tetangga"),
    Column("status", "Status"),
    Column("border_km", "Batas (km)", "decimal"),
    Column("across", "Lintas provinsi", "flag"),
    Column("agreements", "Kesepakatan", "integer"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
    Column("end_unknown", "Akhir tidak diketahui", "flag"),
)
_BEFORE = Column("status_before", "Status pada tanggal pembanding")


def _pair_table(
    found: Iterable[gaps.Pair],
    notes: Mapping[str, str],
    before: Mapping[str, gaps.Pair] | None,
) -> Table:
    order = list(STATUSES)
    ranked = sorted(found, key=lambda pair: (order.index(pair.status), -pair.border_km, pair.key))
    rows = [_row(pair, notes) for pair in ranked]
    if before is None:
        return Table("peta-batas", _COLUMNS, rows)
    for row in rows:
        row["status_before"] = before[row["key"]].status
        row["status_before_label"] = STATUSES[row["status_before"]].label(language())
    return Table("peta-batas", (*_COLUMNS[:5], _BEFORE, *_COLUMNS[5:]), rows)


def _row(pair: gaps.Pair, notes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": pair.key,
        "href": f"/kesenjangan/{pair.key}",
        "a": pair.a,
        "a_name": pair.a_name,
        "a_name_href": actor_address(pair.a),
        "b": pair.b,
        "b_name": pair.b_name,
        "b_name_href": actor_address(pair.b),
        "status": pair.status,
        "status_href": f"/kesenjangan/{pair.key}",
        "status_note": notes.get(pair.key),
        "border_km": pair.border_km,
        "across": pair.across,
        "agreements": len(pair.agreements),
        "last_stated_on": pair.last_stated_on,
        "end_unknown": pair.end_unknown,
    }
