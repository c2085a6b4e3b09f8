"""What all layouts stand on: the projection, room between nodes, and pushing them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin, sqrt
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression
from scipy.spatial import cKDTree

Place = tuple[float, float]
Places = dict[str, Place]
Points = NDArray[np.float64]

# An equirectangular projection: Indonesia lies along the equator, where it distorts by 2 % at most.
MIDDLE_LONGITUDE = 118.0
UNITS_PER_DEGREE = 100.0
PROJECTION = {"longitude": MIDDLE_LONGITUDE, "scale": UNITS_PER_DEGREE}

SPACING = 95.0  # map units between neighbours of a layout; about 20 px when it fills a screen
ROW_RATIO = 1.7  # width to height of the whole, as of a screen
GOLDEN_ANGLE = pi * (3 - sqrt(5))
_LEAST_APART = 1.0  # of two nodes anywhere, so that each can be zoomed to
REGION_KINDS = ("provinsi", "kabupaten", "kota")


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


def ordered(graph: nx.Graph) -> nx.Graph:
    """Give nodes and edges in the order of their keys.

    Layouts depend on the order, and a subgraph's is that of a set.
    """
    found = nx.Graph()
    found.add_nodes_from((key, graph.nodes[key]) for key in sorted(graph))
    found.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges if edge[0] != edge[1]))
    return found


def as_places(keys: Iterable[str], points: Iterable[Sequence[float]]) -> Places:
    """Give places to a tenth of a unit, no two of them the same."""
    places: Places = {}
    taken: set[Place] = set()
    for key, (x, y) in zip(keys, points, strict=True):
        place = (round(float(x), 1), round(float(y), 1))
        turn = 0
        while place in taken:
            turn += 1
            radius, angle = _LEAST_APART * sqrt(turn), turn * GOLDEN_ANGLE
            place = (
                round(float(x) + radius * cos(angle), 1),
                round(float(y) + radius * sin(angle), 1),
            )
        taken.add(place)
        places[key] = place
    return places


def push_apart(points: Points, distance: float, *, still: int = 0, rounds: int = 60) -> Points:
    """Move points until they keep a distance, the first `still` of them not at all.

    Rounds are limited; where there is no room for all, what is left of an
    overlap is spread evenly.
    """
    points = points + _jitter(len(points)) * np.where(np.arange(len(points)) < still, 0, 1)[:, None]
    weight = np.where(np.arange(len(points)) < still, 0.0, 1.0)
    for _ in range(rounds):
        a, b = cKDTree(points).query_pairs(distance * 0.999, output_type="ndarray").T
        moving = weight[a] + weight[b] > 0
        a, b = a[moving], b[moving]
        if not len(a):
            break
        apart = points[b] - points[a]
        length = np.maximum(np.hypot(*apart.T), 1e-9)
        push = apart * ((distance - length) / length / (weight[a] + weight[b]))[:, None]
        moved, count = np.zeros_like(points), np.zeros(len(points))
        np.add.at(moved, a, -push * weight[a][:, None])
        np.add.at(moved, b, push * weight[b][:, None])
        np.add.at(count, a, 1)
        np.add.at(count, b, 1)
        points = points + moved / np.sqrt(np.maximum(count, 1))[:, None]
    return points


def _jitter(count: int) -> Points:
    """Give each a tiny step of its own, so that points at one place can be told apart."""
    turn = np.arange(1, count + 1) * GOLDEN_ANGLE
    return np.column_stack((np.cos(turn), np.sin(turn))) * 1e-3


def spaced_along(wanted: Sequence[float], gap: float, low: float, high: float) -> Points:
    """Give places along a line as near as can be to those wanted, in their order.

    Parameters
    ----------
    wanted
        Ascending.
    gap
        Between one and the next; they must fit between `low` and `high`.
    """
    steps = np.arange(len(wanted)) * gap
    # Without the gaps the order is all that binds: the nearest ascending sequence.
    fitted = isotonic_regression(np.asarray(wanted, dtype=float) - steps).x
    room_left = max(low, high - (len(wanted) - 1) * gap)
    return np.asarray(np.clip(fitted, low, room_left) + steps, dtype=float)


def region_code(key: str, node: Mapping[str, Any]) -> str | None:
    """Give the region that an actor is or belongs to, as far as its key or facts tell."""
    if node.get("region_code"):
        return str(node["region_code"])
    head, _, tail = key.partition(":")
    code = tail if tail and node.get("kind") == "cluster" else head.partition("-")[0]
    return code if code[:1].isdigit() else None


def province_code(key: str, node: Mapping[str, Any]) -> str | None:
    """Give the province that an actor lies in, None for partners."""
    code = node.get("province_code") or region_code(key, node)
    return str(code)[:2] if code else None
