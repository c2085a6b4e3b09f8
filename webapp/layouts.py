"""Where nodes stand: by longitude and latitude, or by forces, computed with a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import Any

import networkx as nx
import numpy as np
from scipy.spatial import cKDTree

from graph.vocabulary import Term

Place = tuple[float, float]
Places = dict[str, Place]

# An equirectangular projection: Indonesia lies along the equator, where it distorts by 2 % at most.
MIDDLE_LONGITUDE = 118.0
UNITS_PER_DEGREE = 100.0
PROJECTION = {"longitude": MIDDLE_LONGITUDE, "scale": UNITS_PER_DEGREE}

SEED = 20180430
SPACING = 95.0  # map units between neighbours of a layout; about 20 px when it fills a screen
_GOLDEN_ANGLE = pi * (3 - sqrt(5))
_EXACT_NODES = 150  # up to here path lengths can place a component, beyond only springs
_ROW_RATIO = 1.7  # width to height of the packed whole, as of a screen


def project_point(longitude: float, latitude: float) -> Place:
    """Give the place of a point of the earth; y grows downwards, as on every canvas."""
    x = (longitude - MIDDLE_LONGITUDE) * UNITS_PER_DEGREE
    return round(x, 1), round(-latitude * UNITS_PER_DEGREE, 1)


def room(places: Places) -> dict[str, float]:
    """Give each node's distance to its nearest neighbour, so that signs need not overlap."""
    if len(places) < 2:
        return dict.fromkeys(places, 1_000.0)
    points = np.array(list(places.values()))
    distances, _ = cKDTree(points).query(points, k=2)
    return {key: round(float(found), 1) for key, found in zip(places, distances[:, 1], strict=True)}


def geographic(graph: nx.Graph, centre: str | None = None) -> Places:
    """Place regions where they are, and the others round the middle of the regions they work with.

    OPDs and partners that share a middle are set on a spiral round it, the best linked first.
    """
    places: Places = {}
    anchored: dict[Place, list[str]] = {}
    for key, node in graph.nodes(data=True):
        if node.get("longitude") is not None and node["kind"] != "opd":
            places[key] = project_point(node["longitude"], node["latitude"])
    for key, node in graph.nodes(data=True):
        if key not in places:
            anchored.setdefault(_anchor(graph, key, node), []).append(key)
    for (x, y), keys in sorted(anchored.items()):
        keys.sort(key=lambda key: (-graph.degree[key], key))
        for number, key in enumerate(keys, start=1):
            radius, angle = SPACING * sqrt(number), number * _GOLDEN_ANGLE
            places[key] = (
                round(x + radius * cos(angle), 1),
                round(y + radius * sin(angle), 1),
            )
    return {key: places[key] for key in graph}


def _anchor(graph: nx.Graph, key: str, node: Mapping[str, Any]) -> Place:
    if node.get("longitude") is not None:
        return project_point(node["longitude"], node["latitude"])
    found = [
        (other["longitude"], other["latitude"])
        for other in (graph.nodes[near] for near in graph[key])
        if other.get("longitude") is not None
    ]
    if not found:
        return project_point(MIDDLE_LONGITUDE, -2.5)
    longitudes, latitudes = zip(*found, strict=True)
    return project_point(sum(longitudes) / len(found), sum(latitudes) / len(found))


def by_force(graph: nx.Graph, centre: str | None = None) -> Places:
    """Lay out each component by itself and pack them side by side, the largest first.

    Springs alone would drive components apart without end, and put most of the
    picture where nothing is.
    """
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    boxes = [_component(graph.subgraph(sorted(part))) for part in parts]
    return dict(sorted(_pack(boxes).items()))


def _component(graph: nx.Graph) -> Places:
    size = len(graph)
    if size == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    ordered = nx.Graph()  # a subgraph's order is not that of its keys, and the layout depends on it
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted(graph.edges))
    if size <= _EXACT_NODES:
        raw = nx.kamada_kawai_layout(ordered)
    else:
        raw = nx.spring_layout(ordered, seed=SEED, iterations=60)
    points = np.array([raw[key] for key in ordered])
    points -= points.min(axis=0)
    distances, _ = cKDTree(points).query(points, k=2)
    middle = float(np.median(distances[:, 1])) or 1.0
    points *= SPACING / middle
    return {
        key: (round(float(x), 1), round(float(y), 1))
        for key, (x, y) in zip(ordered, points, strict=True)
    }


def _pack(boxes: list[Places]) -> Places:
    """Set boxes in rows of about equal width, low ones under each other beside a high one."""
    spans = [_span(box) for box in boxes]
    area = sum(width * height for width, height in spans)
    row_width = max([sqrt(area * _ROW_RATIO), *(width for width, _ in spans)], default=0.0)
    placed: Places = {}
    left = top = row_height = 0.0  # of the row
    column = width_of_column = filled = 0.0  # of its last column
    for box, (width, height) in zip(boxes, spans, strict=True):
        if filled + height > row_height or width > width_of_column:
            left += width_of_column
            if left and left + width > row_width:
                left, top, row_height = 0.0, top + row_height, 0.0
            column, width_of_column, filled = left, width, 0.0
        for key, (x, y) in box.items():
            placed[key] = round(column + x, 1), round(top + filled + y, 1)
        filled += height
        row_height = max(row_height, filled)
    return placed


def _span(box: Places) -> Place:
    """Give width and height that a box takes, with space for names round it."""
    xs, ys = zip(*box.values(), strict=True)
    return max(xs) + 2 * SPACING, max(ys) + 2 * SPACING


@dataclass(frozen=True, slots=True)
class Layout(Term):
    """A way to place nodes; `on_earth` tells whether places of regions are those of the earth."""

    function: Callable[[nx.Graph, str | None], Places] = geographic
    on_earth: bool = False
    needs_centre: bool = False


LAYOUTS = {
    row.code: row
    for row in (
        Layout("geografi", "menurut tempat", "by place", geographic, on_earth=True),
        Layout("renggang", "menurut tempat, direnggangkan", "by place, spread apart", geographic),
        Layout("gaya", "menurut hubungan", "by links", by_force),
        Layout("lingkar", "melingkar per provinsi", "circle by province", by_force),
        Layout("jenjang", "berjenjang", "in tiers", by_force),
        Layout(
            "sepusat", "melingkari satu pelaku", "rings around one", by_force, needs_centre=True
        ),
    )
}
