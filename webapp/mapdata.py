"""What a map shows: read from the graph, cut where it is too much, and as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import networkx as nx
from flask_babel import gettext as _

from graph import gaps
from graph.database import Database
from graph.errors import NotFound, Word
from graph.history import CONTACTS
from graph.metrics import MEASURES
from graph.network import Network
from graph.projection import project
from graph.tables import Column, Table
from graph.vocabulary import STATUSES, Term
from webapp import layouts, maps
from webapp.context import language, month, number

MOST_ACTORS = 400  # more than this no one can read at once

MODES = {
    row.code: row
    for row in (
        Term("batas", "Batas", "Borders"),
        Term("jejaring", "Jejaring", "Network"),
    )
}
LAYOUTS = {
    row.code: row
    for row in (
        Term("geografi", "menurut tempat", "by place"),
        Term("gaya", "menurut hubungan", "by links"),
    )
}
# How large the nodes are drawn: by a measure of the projection, or by a property.
SIZES = {
    row.code: row
    for row in (
        *(MEASURES[code] for code in ("degree", "strength", "betweenness", "pagerank")),
        Term("population", "Penduduk", "Population"),
    )
}
COLOURS = {
    row.code: row
    for row in (
        Term("kind", "Jenis", "Kind"),
        Term("province", "Provinsi", "Province"),
        Term("cluster", "Klaster", "Cluster"),
    )
}
_REGIONS = """
MATCH (r:Region) WHERE r.kind <> 'provinsi' AND r.longitude IS NOT NULL
RETURN r.code AS code, r.name AS name, r.kind AS kind, r.province_code AS province_code,
       r.latitude AS latitude, r.longitude AS longitude, r.population AS population
ORDER BY code
"""
_TERMS = """
UNWIND $ids AS id MATCH (k:Agreement {id: id})
RETURN id, k.runs_until IS NULL AND NOT coalesce(k.endless, false) AS end_unknown,
       k.last_stated_on AS last_stated_on
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the address asks of the map, already checked."""

    on: date
    mode: str = "batas"
    affair: str | None = None
    province: str | None = None
    scheme: str | None = None
    max_age_years: int | None = None
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    with_opds: bool = False
    layout: str = "geografi"
    size: str | None = None
    colour: str | None = None
    focus: str | None = None
    expanded: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None


@dataclass(slots=True)
class MapView:
    """A map's content.

    Attributes
    ----------
    payload
        What the page's modules draw.
    table
        The same links as rows.
    counts
        How many of each legend row (status or kind) there are, drawn or not.
    shown, total
        Links on the map and in all (of borders), actors (of the network).
    path
        The actors from one to the other, where a path was asked for and there is one.
    problem
        Why there is none.
    names
        Names by key, to choose actors from.
    groups
        What the colours mean, where they do not tell the kind.
    """

    payload: dict[str, Any]
    table: Table
    counts: Mapping[str, int]
    shown: int
    total: int
    path: Sequence[str] = ()
    problem: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    groups: Sequence[maps.Group] = ()


class NoPath(NotFound):
    """Two actors that nothing joins on the date."""

    text = (
        "Tidak ada jalur antara “{source}” dan “{target}” pada tanggal ini. Pilih pelaku lain, "
        "atau longgarkan saringannya."
    )


def end_note(last_stated_on: date | None) -> str:
    """Say that nobody stated the end, and when it was last stated."""
    if last_stated_on is None:
        return str(_("akhir tidak diketahui"))
    return str(_("akhir tidak diketahui, terakhir tercatat %(month)s", month=month(last_stated_on)))


def contact_note(pair: gaps.Pair) -> str | None:
    """Say how two regions touch where they share no border."""
    if pair.contact == "sea":
        far = number(pair.distance_km, 1)
        if pair.same_landmass:
            return str(_("terpisah laut %(km)s km, pada daratan yang sama", km=far))
        return str(_("terpisah laut %(km)s km", km=far))
    if pair.contact == "land":
        return None
    return CONTACTS[pair.contact].label(language())


# ------------------------------------------------------------------ borders


def borders(database: Database, choices: Choices, readings: gaps.Readings | None = None) -> MapView:
    """Give the map of neighbours with the status of each pair; `readings` where already read."""
    found = gaps.judge(
        readings or gaps.read(database, choices.on),
        affair=choices.affair,
        province=choices.province,
        level="kabkota",
        max_age_years=choices.max_age_years,
    )
    regions = database.read(_REGIONS, limit=None).rows
    if choices.province:
        inside = {code for pair in found for code in (pair.a, pair.b)}
        inside |= {row["code"] for row in regions if row["province_code"] == choices.province}
        regions = [row for row in regions if row["code"] in inside]
    codes = {row["code"] for row in regions}
    found = [pair for pair in found if pair.a in codes and pair.b in codes]
    notes = {pair.key: end_note(pair.last_stated_on) for pair in found if pair.end_unknown}
    places = {
        row["code"]: layouts.project_point(row["longitude"], row["latitude"]) for row in regions
    }
    by_province = choices.colour == "province"
    groups = {row["code"]: row["province_code"] if by_province else None for row in regions}
    people = {row["code"]: row["population"] for row in regions}
    payload = maps.border_map(
        regions,
        found,
        places,
        radii=maps.sizes(people, codes) if choices.size == "population" else None,
        shades=maps.colours(groups),
        notes=notes,
    )
    drawn = [pair for pair in found if pair.status in (choices.statuses or STATUSES)]
    return MapView(
        payload=payload | {"projection": layouts.PROJECTION},
        table=_pair_table(drawn, notes),
        counts=gaps.counts(found),
        shown=len(drawn),
        total=len(found),
        groups=tuple(maps.grouped(groups).values()),
    )


_PAIR_COLUMNS = (
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


def _pair_table(found: Iterable[gaps.Pair], notes: Mapping[str, str]) -> Table:
    order = list(STATUSES)
    ranked = sorted(found, key=lambda pair: (order.index(pair.status), -pair.border_km, pair.key))
    rows = [
        {
            "key": pair.key,
            "href": f"/kesenjangan/{pair.key}",
            "a": pair.a,
            "a_name": pair.a_name,
            "a_name_href": f"/pelaku/{pair.a}",
            "b": pair.b,
            "b_name": pair.b_name,
            "b_name_href": f"/pelaku/{pair.b}",
            "status": pair.status,
            "status_href": f"/kesenjangan/{pair.key}",
            "status_note": notes.get(pair.key),
            "border_km": pair.border_km,
            "across": pair.across,
            "agreements": len(pair.agreements),
            "last_stated_on": pair.last_stated_on,
            "end_unknown": pair.end_unknown,
        }
        for pair in ranked
    ]
    return Table("peta-batas", _PAIR_COLUMNS, rows)


# ------------------------------------------------------------------ actors


def actors(database: Database, choices: Choices) -> MapView:
    """Give the map of who cooperates with whom."""
    graph = project(
        database,
        "actors",
        choices.on,
        roll_up=not choices.with_opds,
        affair=choices.affair,
        province=choices.province,
        scheme=choices.scheme,
        max_age_years=choices.max_age_years,
    )
    names = {key: node["name"] for key, node in graph.nodes(data=True)}
    path: Sequence[str] = ()
    problem = None
    try:
        path = _path(graph, choices, names)
    except NotFound as error:  # said beside the two fields; the map is still of use
        problem = error.message(_)
    counts = Counter(maps.kind_of(node) for _key, node in graph.nodes(data=True))
    part = graph.subgraph(_chosen(graph, choices, path))
    notes, stated = _terms(database, part)
    # The layout of the whole stays the same whatever is shown of it, so long as it is affordable.
    whole = graph if len(graph) <= 2 * MOST_ACTORS else part
    place = layouts.geographic if choices.layout == "geografi" else layouts.by_force
    places = place(whole)
    groups = _groups(graph, choices.colour)
    payload = maps.actor_map(
        part,
        {key: places[key] for key in part},
        radii=_radii(graph, choices.size or "degree"),
        shades=_shades(graph, groups),
        degrees=dict(graph.degree),
        notes=notes,
    )
    if choices.layout == "geografi":
        payload["projection"] = layouts.PROJECTION
    return MapView(
        payload=payload | {"path": list(path)},
        table=_link_table(part, notes, stated),
        counts={code: counts[code] for code in maps.NODE_KINDS if counts[code]},
        shown=len(part),
        total=len(graph),
        path=path,
        problem=problem,
        names=names,
        groups=tuple(maps.grouped(groups).values()) if groups else (),
    )


def _path(graph: nx.Graph, choices: Choices, names: Mapping[str, str]) -> list[str]:
    if not (choices.source and choices.target):
        return []
    ends = [_resolve(text, names) for text in (choices.source, choices.target)]
    try:
        return list(nx.shortest_path(graph, *ends))
    except nx.NetworkXNoPath:
        raise NoPath(source=names[ends[0]], target=names[ends[1]]) from None


def _resolve(text: str, names: Mapping[str, str]) -> str:
    """Find the actor that a key or a name means."""
    if text in names:
        return text
    wanted = text.strip().casefold()
    found = next((key for key, name in names.items() if name.casefold() == wanted), None)
    if found is None:
        raise NotFound(what=Word("Pelaku ini"), key=text[:80])
    return found


def _chosen(graph: nx.Graph, choices: Choices, path: Iterable[str]) -> list[str]:
    """Give the actors to draw: the best linked, or one with its neighbours, and what was asked."""
    if choices.focus in graph:
        keep = {choices.focus, *graph[choices.focus]}
    else:
        ranked = sorted(graph, key=lambda key: (-graph.degree[key], key))
        keep = set(ranked[:MOST_ACTORS])
    kinds = choices.kinds or tuple(maps.NODE_KINDS)
    keep = {key for key in keep if maps.kind_of(graph.nodes[key]) in kinds}
    for key in choices.expanded:
        if key in graph:
            keep |= {key, *graph[key]}
    return sorted((keep - set(choices.hidden)) | set(path))


def _terms(database: Database, graph: nx.Graph) -> tuple[dict[str, str], dict[str, date]]:
    """Give remarks on links whose end nobody stated, and when each link was last stated."""
    ids = sorted({id for _a, _b, edge in graph.edges(data=True) for id in edge["ids"]})
    terms = {row["id"]: row for row in database.read(_TERMS, {"ids": ids}, limit=None)}
    notes, stated = {}, {}
    for a, b, edge in graph.edges(data=True):
        key, rows = maps.link_key(a, b), [terms[id] for id in edge["ids"] if id in terms]
        last = max((row["last_stated_on"] for row in rows if row["last_stated_on"]), default=None)
        if last:
            stated[key] = last
        if rows and all(row["end_unknown"] for row in rows):
            notes[key] = end_note(last)
    return notes, stated


def _radii(graph: nx.Graph, size: str) -> dict[str, float]:
    if size in MEASURES:
        values: Mapping[str, Any] = MEASURES[size].function(Network(graph))
    else:
        values = nx.get_node_attributes(graph, size)
    return maps.sizes(values, graph)


def _groups(graph: nx.Graph, colour: str | None) -> dict[str, str | None] | None:
    """Give each actor's group: its province, or the key of its cluster's most central member."""
    if colour == "province":
        return {key: node.get("province_code") for key, node in graph.nodes(data=True)}
    if colour == "cluster":
        found = MEASURES["community"].function(Network(graph))
        return {key: None if group is None else str(group) for key, group in found.items()}
    return None


def _shades(graph: nx.Graph, groups: Mapping[str, str | None] | None) -> dict[str, str]:
    if groups is not None:
        return maps.colours(groups)
    nodes = graph.nodes(data=True)
    return {key: maps.NODE_KINDS[maps.kind_of(node)].colour for key, node in nodes}


_LINK_COLUMNS = (
    Column("a", "Kunci"),
    Column("a_name", "Pelaku"),
    Column("b", "Kunci lawan"),
    Column("b_name", "Bekerja sama dengan"),
    Column("agreements", "Kesepakatan", "integer"),
    Column("weight", "Bobot", "decimal"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
    Column("end_unknown", "Akhir tidak diketahui", "flag"),
)


def _link_table(graph: nx.Graph, notes: Mapping[str, str], stated: Mapping[str, date]) -> Table:
    rows = []
    for ends in graph.edges:
        a, b = sorted(ends)
        key, edge = maps.link_key(a, b), graph.edges[a, b]
        rows.append(
            {
                "key": key,
                "a": a,
                "a_name": graph.nodes[a]["name"],
                "a_name_href": f"/pelaku/{a}",
                "b": b,
                "b_name": graph.nodes[b]["name"],
                "b_name_href": f"/pelaku/{b}",
                "agreements": edge["agreements"],
                "weight": edge["weight"],
                "last_stated_on": stated.get(key),
                "end_unknown": key in notes,
                "end_unknown_note": notes.get(key),
            }
        )
    rows.sort(key=lambda row: (-row["agreements"], row["a"], row["b"]))
    return Table("peta-jejaring", _LINK_COLUMNS, rows)


BUILDERS = {"batas": borders, "jejaring": actors}
