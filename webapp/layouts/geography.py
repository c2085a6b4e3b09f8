"""Places of the earth, as they are or spread apart where they are too close to be hit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, sin, sqrt
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import coo_array, csc_array
from scipy.sparse.linalg import splu
from scipy.spatial import Delaunay, cKDTree

from loaders.reference import regions
from webapp.layouts.ground import (
    GOLDEN_ANGLE,
    MIDDLE_LONGITUDE,
    REGION_KINDS,
    SPACING,
    Place,
    Places,
    Points,
    as_places,
    ordered,
    project_point,
    push_apart,
    region_code,
)

Project = Callable[[str, float, float], Place]

_NOWHERE = project_point(MIDDLE_LONGITUDE, -2.5)
_FAN = 0.1  # between agreements of the same two, as a part of the way from one to the other
_FAN_MOST = 1.0  # how wide a fan may get, likewise
_FAN_STEP = (3.0, 0.6 * SPACING)
_OWN = (6.0, SPACING)  # between a region's OPDs


# ------------------------------------------------------------------ as it is


def geographic(graph: nx.Graph, centre: str | None = None) -> Places:
    """Place regions where they are, and the others round the middle of the regions they work with.

    OPDs and partners that share a middle are set on a spiral round it, the best
    linked first. Agreements stand between their parties; those of the same two
    side by side, across the way from one to the other.
    """
    return _placed(graph, _as_it_is)


def _as_it_is(_key: str, longitude: float, latitude: float) -> Place:
    return project_point(longitude, latitude)


def _placed(graph: nx.Graph, project: Project) -> Places:
    graph, given = ordered(graph), graph
    points: dict[str, Place] = {}
    for key, node in graph.nodes(data=True):
        on_earth = node.get("longitude") is not None
        if on_earth and (node.get("kind") in REGION_KINDS or node.get("kind") == "cluster"):
            points[key] = project(key, node["longitude"], node["latitude"])
    fixed = len(points)
    agreements = [key for key, node in graph.nodes(data=True) if node.get("kind") == "agreement"]
    own = _roominess(points)
    anchored: dict[Place, list[str]] = {}
    for key in graph:
        if key not in points and graph.nodes[key].get("kind") != "agreement":
            anchored.setdefault(_anchor(graph, key, points, project), []).append(key)
    for anchor, keys in sorted(anchored.items()):
        step = min(max(own.get(anchor, SPACING) / 3, _OWN[0]), _OWN[1])
        points |= _spiral(graph, anchor, keys, step)
    points |= _amid(graph, agreements, points)
    # Regions come first: they must not give way.
    apart = push_apart(np.array([*points.values()]).reshape(-1, 2), _FAN_STEP[0], still=fixed)
    found = as_places(points, apart)
    return {key: found[key] for key in given}


def _roominess(points: Mapping[str, Place]) -> dict[Place, float]:
    """Give how far each taken place is from the next."""
    places = sorted(set(points.values()))
    if len(places) < 2:
        return {}
    far, _ = cKDTree(places).query(places, k=2)
    return dict(zip(places, far[:, 1].tolist(), strict=True))


def _anchor(graph: nx.Graph, key: str, points: Mapping[str, Place], project: Project) -> Place:
    """Give the place round which one without a place of its own stands."""
    node = graph.nodes[key]
    code = region_code(key, node)
    if code is not None and code in points:
        return points[code]
    if node.get("longitude") is not None:
        return project(code or key, node["longitude"], node["latitude"])
    near = [other for other in graph[key] if other in points]
    if not near:  # through agreements, or through OPDs that have no place yet
        near = sorted({far for other in graph[key] for far in graph[other] if far in points})
    return _middle([points[other] for other in near]) if near else _NOWHERE


def _middle(points: Sequence[Place]) -> Place:
    xs, ys = zip(*points, strict=True)
    return round(sum(xs) / len(xs), 1), round(sum(ys) / len(ys), 1)


def _spiral(graph: nx.Graph, anchor: Place, keys: list[str], step: float) -> dict[str, Place]:
    points = {}
    order = sorted(keys, key=lambda key: (-graph.degree[key], key))
    for number, key in enumerate(order, start=1):
        radius, angle = step * sqrt(number), number * GOLDEN_ANGLE
        points[key] = anchor[0] + radius * cos(angle), anchor[1] + radius * sin(angle)
    return points


def _amid(graph: nx.Graph, keys: Sequence[str], points: Mapping[str, Place]) -> dict[str, Place]:
    """Place agreements between their parties."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for key in keys:
        groups.setdefault(tuple(sorted(graph[key].keys() & points.keys())), []).append(key)
    found: dict[str, Place] = {}
    for parties, them in sorted(groups.items()):
        places = [points[key] for key in parties]
        if len(places) == 2 and places[0] != places[1]:
            found |= _fan(places[0], places[1], them)
        else:
            middle = _middle(places) if places else _NOWHERE
            found |= _spiral(graph, middle, them, _FAN_STEP[1] / 2)
    return found


def _fan(a: Place, b: Place, keys: Sequence[str]) -> dict[str, Place]:
    """Set agreements of the same two in a row across the way from one to the other."""
    x, y = b[0] - a[0], b[1] - a[1]
    far = hypot(x, y)
    step = min(_FAN * far, _FAN_MOST * far / max(len(keys) - 1, 1), _FAN_STEP[1])
    step = max(step, _FAN_STEP[0])
    middle = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    found = {}
    for number, key in enumerate(sorted(keys)):
        aside = step * (number - (len(keys) - 1) / 2)
        found[key] = middle[0] - y / far * aside, middle[1] + x / far * aside
    return found


# ------------------------------------------------------------------ spread apart

# The screen on which every region of the country must be far enough from the next to be hit.
SCREEN = (1_100.0, 500.0)
LEAST_PIXELS = 16.0  # 14 are needed; pages keep a margin round the whole
_ACROSS_SEA = 1.5  # how much farther apart neighbours on different islands stay
_STRETCH = 1.5  # most that one round lengthens a distance
_ROUNDS = 100
_HOLD = 1e-4  # how firmly the whole keeps where it is


def spread(graph: nx.Graph, centre: str | None = None) -> Places:
    """Place regions as `geographic`, but spread apart where they lie too close to be hit.

    A region has the same place whatever else is on the map.
    """
    return _placed(graph, spread_point)


def spread_point(code: str, longitude: float, latitude: float) -> Place:
    """Give the place that a point of the earth is moved to, of a region that of its own shift."""
    x, y = project_point(longitude, latitude)
    number, origins, shifts = _shifts()
    if code in number:
        step = shifts[number[code]]
    else:  # in between those round it
        far, near = origins.query((x, y), k=4)
        weights = 1 / np.maximum(far, 1.0) ** 2
        step = (shifts[near] * weights[:, None]).sum(axis=0) / weights.sum()
    return round(float(x + step[0]), 1), round(float(y + step[1]), 1)


@cache
def _shifts() -> tuple[dict[str, int], cKDTree, Points]:
    """Give how far each region known to the reference is moved."""
    places = {
        row.code: project_point(row.longitude, row.latitude)
        for row in regions()
        if row.kind != "provinsi" and row.longitude is not None and row.latitude is not None
    }
    points = np.array(list(places.values()))
    # The first digit of a code tells its group of islands.
    groups = np.array([int(code[0]) for code in places])
    return (
        {code: number for number, code in enumerate(places)},
        cKDTree(points),
        roomier(points, groups) - points,
    )


def roomier(points: Points, groups: Points) -> Points:
    """Spread points until each can be hit when the whole fills `SCREEN`.

    Neighbours (by Delaunay's triangles) that are too close are to be farther
    apart, all others as far as they are, and the whole gives way as little as
    can be: Gansner and Hu, Efficient node overlap removal using a proximity
    stress model, 2009. So order and directions stay, and the islands apart.
    """
    origins, placed = points, points
    for _ in range(_ROUNDS):
        least = LEAST_PIXELS / _pixels(placed)
        edges = _neighbours(placed, least * _ACROSS_SEA)
        a, b = edges.T
        far = np.maximum(np.hypot(*(placed[b] - placed[a]).T), 1e-6)
        wanted = least * np.where(groups[a] == groups[b], 1.0, _ACROSS_SEA)
        stretch = np.clip(wanted / far, 1.0, _STRETCH)
        if stretch.max() < 1.035:
            break
        placed = _relaxed(origins, placed, edges, far * stretch)
    return placed


def _pixels(points: Points) -> float:
    """Give how many pixels a unit has when the whole fills the screen."""
    wide, high = np.ptp(points, axis=0)
    return float(min(SCREEN[0] / wide, SCREEN[1] / high))


def _neighbours(points: Points, reach: float) -> Points:
    """Give pairs that share a side of a triangle, and all that are within reach."""
    corners = Delaunay(points).simplices
    sides = np.vstack((corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]))
    close = cKDTree(points).query_pairs(reach, output_type="ndarray")
    return np.unique(np.sort(np.vstack((sides, close)), axis=1), axis=0)


def _relaxed(origins: Points, points: Points, edges: Points, wanted: Points) -> Points:
    """Move points so that the pairs come near the distances wanted: one step of stress."""
    a, b = edges.T
    weight = 1 / wanted**2
    count = len(points)
    total = np.bincount(a, weight, count) + np.bincount(b, weight, count)
    hold = _HOLD * float(total.mean())
    rows, columns = np.concatenate((a, b)), np.concatenate((b, a))
    matrix = coo_array((np.tile(-weight, 2), (rows, columns)), shape=(count, count))
    matrix = csc_array(matrix + coo_array((total + hold, (np.arange(count),) * 2)))
    apart = points[b] - points[a]
    apart *= (weight * wanted / np.maximum(np.hypot(*apart.T), 1e-6))[:, None]
    right = hold * origins
    np.add.at(right, a, -apart)
    np.add.at(right, b, apart)
    return np.asarray(splu(matrix).solve(right))


# ------------------------------------------------------------------ islands


@dataclass(frozen=True, slots=True)
class Island:
    """An island with the place where its name is written; `area_km2` tells which go first."""

    name: str
    name_en: str
    longitude: float
    latitude: float
    area_km2: int

    def label(self, language: str = "id") -> str:
        """Give the name in `language` ('id' or 'en')."""
        return self.name_en if language == "en" else self.name


ISLANDS = (
    Island("Papua", "New Guinea", 138.6, -4.2, 786_000),
    Island("Kalimantan", "Borneo", 114.0, 0.3, 743_330),
    Island("Sumatera", "Sumatra", 102.0, -0.4, 473_481),
    Island("Sulawesi", "Sulawesi", 120.4, -2.2, 180_681),
    Island("Jawa", "Java", 110.3, -7.3, 138_794),
    Island("Timor", "Timor", 124.5, -9.6, 30_777),
    Island("Halmahera", "Halmahera", 127.9, 0.9, 17_780),
    Island("Seram", "Seram", 129.4, -3.1, 17_100),
    Island("Sumbawa", "Sumbawa", 118.1, -8.7, 15_448),
    Island("Flores", "Flores", 121.2, -8.65, 14_154),
    Island("Bangka", "Bangka", 106.1, -2.3, 11_330),
    Island("Sumba", "Sumba", 119.9, -9.75, 11_006),
    Island("Buru", "Buru", 126.6, -3.4, 8_473),
    Island("Bali", "Bali", 115.1, -8.35, 5_780),
    Island("Nias", "Nias", 97.6, 1.05, 5_121),
    Island("Belitung", "Belitung", 107.9, -2.85, 4_800),
    Island("Madura", "Madura", 113.4, -7.05, 4_600),
    Island("Lombok", "Lombok", 116.3, -8.6, 4_566),
    Island("Buton", "Buton", 122.95, -5.05, 4_408),
    Island("Siberut", "Siberut", 98.9, -1.4, 4_030),
    Island("Kepulauan Aru", "Aru Islands", 134.5, -6.2, 6_426),
    Island("Yamdena", "Yamdena", 131.4, -7.55, 3_333),
    Island("Taliabu", "Taliabu", 124.75, -1.83, 2_913),
    Island("Waigeo", "Waigeo", 130.75, -0.2, 3_155),
    Island("Muna", "Muna", 122.55, -4.95, 2_890),
    Island("Yapen", "Yapen", 136.2, -1.78, 2_278),
    Island("Alor", "Alor", 124.75, -8.25, 2_125),
    Island("Morotai", "Morotai", 128.4, 2.35, 2_266),
    Island("Biak", "Biak", 136.0, -0.95, 1_746),
    Island("Simeulue", "Simeulue", 96.1, 2.62, 1_754),
    Island("Natuna", "Natuna", 108.2, 3.95, 1_720),
    Island("Bintan", "Bintan", 104.5, 1.05, 1_866),
    Island("Rote", "Rote", 123.1, -10.75, 1_227),
)


def island_labels(language: str = "id", *, apart: bool = False) -> list[dict[str, Any]]:
    """Give the islands' names with where they stand on the map, the largest first.

    `apart` says that regions are spread apart, and the names go with them.
    """
    rows = sorted(ISLANDS, key=lambda row: -row.area_km2)
    project = spread_point if apart else _as_it_is
    places = [project("", row.longitude, row.latitude) for row in rows]
    return [
        {"name": row.label(language), "x": x, "y": y, "rank": row.area_km2}
        for row, (x, y) in zip(rows, places, strict=True)
    ]
