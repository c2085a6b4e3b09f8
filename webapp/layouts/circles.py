"""Places on circles: by province, or by distance from one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, pi, sqrt, tau

import networkx as nx
import numpy as np

from webapp.layouts.ground import (
    REGION_KINDS,
    SPACING,
    Places,
    as_places,
    ordered,
    province_code,
    push_apart,
    region_code,
    spaced_along,
)

Angles = dict[str, float]

_SWEEPS = 4
_BAND = 1.0 * SPACING  # between the rows of one ring
_BETWEEN = 2.2 * SPACING  # between one ring and the next
_ROW = 120  # so many stand in one row of the circle of provinces before there is another
_GAP = 2.0  # between two provinces, in places of one row


# ------------------------------------------------------------------ by province


def by_province(graph: nx.Graph, centre: str | None = None) -> Places:
    """Set who governs on a circle, province by province, and partners round it.

    Provinces stand from west to east, with gaps between them. Partners stand as
    near as can be to those they work with, agreements inside between their parties.
    """
    graph = ordered(graph)
    provinces = {key: province_code(key, graph.nodes[key]) for key in graph}
    agreements = [key for key in graph if graph.nodes[key].get("kind") == "agreement"]
    inner = [key for key in graph if provinces[key] and key not in set(agreements)]
    outer = [key for key in graph if not provinces[key] and key not in set(agreements)]
    rows = max(1, ceil(len(inner) / _ROW))
    angles, places_round = _sectors(graph, inner, provinces, _GAP * rows)
    radius = max(
        SPACING * places_round / rows / tau,
        SPACING * sqrt(len(agreements)),  # who stands inside needs room
        2 * SPACING,
    )
    points = {
        key: _at(angles[key], radius + _BAND * (number % rows))
        for number, key in enumerate(sorted(inner, key=lambda key: angles[key]))
    }
    wanted = _mean_angles(graph, outer, angles)
    points |= _band(wanted, radius + _BAND * (rows - 1) + _BETWEEN)[0]
    points |= _between(graph, agreements, points, radius)
    return as_places(graph, [points[key] for key in graph])


def _sectors(
    graph: nx.Graph, keys: Sequence[str], provinces: Mapping[str, str | None], gap: float
) -> tuple[Angles, float]:
    """Give each an angle in its province's sector, and how many places the circle has."""
    members: dict[str, list[str]] = {}
    for key in keys:
        members.setdefault(provinces[key] or "", []).append(key)
    west = {code: _longitude(graph, them) for code, them in members.items()}
    angles, place = {}, 0.0
    for code in sorted(members, key=lambda code: (west[code] is None, west[code] or 0.0, code)):
        for key in sorted(members[code], key=lambda key: _own_order(key, graph)):
            angles[key] = place
            place += 1
        place += gap
    whole = max(place, 1.0)
    # From the left over the top, as one reads, and as the country lies.
    return {key: pi + tau * at / whole for key, at in angles.items()}, whole


def _own_order(key: str, graph: nx.Graph) -> tuple[str, bool, str]:
    """Set OPDs after their region."""
    node = graph.nodes[key]
    return region_code(key, node) or "", node.get("kind") not in REGION_KINDS, key


def _longitude(graph: nx.Graph, keys: Iterable[str]) -> float | None:
    found = [
        longitude for key in keys if (longitude := graph.nodes[key].get("longitude")) is not None
    ]
    return sum(found) / len(found) if found else None


def _between(
    graph: nx.Graph,
    keys: Sequence[str],
    points: Mapping[str, tuple[float, float]],
    radius: float,
) -> dict[str, tuple[float, float]]:
    """Set each inside the circle, towards the middle of those it is linked with."""
    if not keys:
        return {}
    start = []
    for key in keys:
        near = np.array([points[other] for other in graph[key] if other in points] or [(0.0, 0.0)])
        middle = near.mean(axis=0)
        far = float(np.hypot(*middle))
        start.append(middle * (min(1.0, 0.8 * radius / far) if far else 1.0))
    found = push_apart(np.array(start), 0.6 * SPACING)
    far = np.hypot(*found.T)
    found *= np.minimum(1.0, (radius - 0.5 * SPACING) / np.maximum(far, 1e-9))[:, None]
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, found, strict=True)}


# ------------------------------------------------------------------ by distance


def by_distance(graph: nx.Graph, centre: str | None = None) -> Places:
    """Set everyone on rings by the number of links to one in the middle.

    Without a `centre` that is on the map the best linked is taken. Who cannot be
    reached stands outermost.
    """
    graph = ordered(graph)
    if not graph:
        return {}
    if centre is None or centre not in graph:
        centre = min(graph, key=lambda key: (-graph.degree[key], key))
    distances = nx.single_source_shortest_path_length(graph, centre)
    farthest = max(distances.values()) + 1
    rings: list[list[str]] = [[] for _ in range(farthest + 1)]
    for key in graph:
        rings[distances.get(key, farthest)].append(key)
    angles = _untangled(graph, rings)
    points = {centre: (0.0, 0.0)}
    radius = 0.0
    for ring in rings[1:]:
        if ring:
            found, radius = _band({key: angles[key] for key in ring}, radius + _BETWEEN)
            points |= found
    return as_places(graph, [points[key] for key in graph])


def _untangled(graph: nx.Graph, rings: Sequence[Sequence[str]]) -> Angles:
    """Give angles with which few links cross: everyone near those it is linked with.

    The first ring begins in the order of provinces and kinds, then each takes the
    mean of its neighbours' angles, outwards and inwards by turns.
    """
    angles: Angles = {}
    for ring in rings:
        first = sorted(
            ring,
            key=lambda key: (
                province_code(key, graph.nodes[key]) or "~",
                str(graph.nodes[key].get("kind")),
                key,
            ),
        )
        angles |= {key: tau * place / len(ring) for place, key in enumerate(first)}
    number = {key: place for place, ring in enumerate(rings) for key in ring}
    for sweep in range(_SWEEPS):
        outwards = sweep % 2 == 0
        for ring in list(rings[1:]) if outwards else list(rings[-1:0:-1]):
            wanted = {}
            for key in ring:
                step = -1 if outwards else 1
                near = [other for other in graph[key] if number[other] == number[key] + step]
                near = [other for other in near if number[other] > 0] or [key]
                wanted[key] = _mean([angles[other] for other in near])
            angles |= _even(wanted)
    return angles


def _even(wanted: Angles) -> Angles:
    """Keep the order of angles and divide the circle among them, turned the least."""
    if not wanted:
        return {}
    order = sorted(wanted, key=lambda key: (wanted[key] % tau, key))
    step = tau / max(len(order), 1)
    turn = _mean([wanted[key] - place * step for place, key in enumerate(order)])
    return {key: turn + place * step for place, key in enumerate(order)}


# ------------------------------------------------------------------ both


def _band(wanted: Angles, radius: float) -> tuple[dict[str, tuple[float, float]], float]:
    """Set nodes on a ring near the angles they want, in as many rows as they need.

    Gives the points and the radius of the outermost row.
    """
    if not wanted:
        return {}, radius
    # Wide enough that the rows of very many do not outgrow what they enclose.
    radius = max(radius, SPACING * sqrt(len(wanted) / tau))
    rows = ceil(SPACING * len(wanted) / (tau * radius - SPACING))
    order = _from_widest_gap(wanted)
    first = wanted[order[0]]
    ahead = [(wanted[key] - first) % tau for key in order]
    gap = SPACING / (radius * rows)
    placed = spaced_along(ahead, gap, -tau, 2 * tau)
    if placed[-1] - placed[0] > tau - gap * rows:  # the last must not meet the first of its row
        placed = spaced_along(ahead, gap, 0.0, tau - gap * rows)
    points = {
        key: _at(first + float(angle), radius + _BAND * (number % rows))
        for number, (key, angle) in enumerate(zip(order, placed, strict=True))
    }
    return points, radius + _BAND * (rows - 1)


def _from_widest_gap(wanted: Angles) -> list[str]:
    """Give keys round the circle, beginning after its widest gap."""
    order = sorted(wanted, key=lambda key: (round(wanted[key] % tau, 9), key))
    at = [wanted[key] % tau for key in order]
    gaps = [(at[place] - at[place - 1]) % tau for place in range(len(at))]
    start = max(range(len(order)), key=lambda place: (gaps[place], -place))
    return order[start:] + order[:start]


def _mean_angles(graph: nx.Graph, keys: Iterable[str], angles: Mapping[str, float]) -> Angles:
    """Give each the mean angle of those it is linked with, or works with by an agreement."""
    found = {}
    for key in keys:
        near = [other for other in graph[key] if other in angles]
        near = near or [far for other in graph[key] for far in graph[other] if far in angles]
        found[key] = _mean([angles[other] for other in near]) if near else 1.5 * pi
    return found


def _mean(angles: Sequence[float]) -> float:
    x, y = sum(map(np.cos, angles)), sum(map(np.sin, angles))
    if abs(x) + abs(y) < 1e-9:
        return float(angles[0]) % tau  # opposite each other; any will do
    return float(np.arctan2(y, x)) % tau


def _at(angle: float, radius: float) -> tuple[float, float]:
    return radius * float(np.cos(angle)), radius * float(np.sin(angle))
