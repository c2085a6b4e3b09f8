"""Places by the links alone: each part of the graph by springs, packed side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt
from types import MappingProxyType

import networkx as nx
import numpy as np
import rustworkx
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import cKDTree

from webapp.layouts.ground import (
    GOLDEN_ANGLE,
    ROW_RATIO,
    SPACING,
    Place,
    Places,
    Points,
    as_places,
    ordered,
    push_apart,
)

Edge = tuple[str, str]

SEED = 20180430
_EXACT_NODES = 40  # up to here path lengths can place a component, beyond only springs
_PIVOTS = 40
# Springs compare every node with every other; so many comparisons take about a second.
_COMPARISONS = 120_000_000
_ITERATIONS = (12, 120)
_LEAST_APART = 0.55 * SPACING


def by_force(graph: nx.Graph, centre: str | None = None) -> Places:
    """Lay out each component by itself and pack them side by side, the largest first.

    Springs alone would drive components apart without end, and put most of the
    picture where nothing is.
    """
    graph = ordered(graph)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    boxes = [_box(ordered(graph.subgraph(part))) for part in parts]
    return dict(sorted(_pack(boxes).items()))


def _box(graph: nx.Graph) -> Mapping[str, Place]:
    """Place a component, or give what was found for the same one before."""
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    place = _place_small if len(graph) <= _EXACT_NODES else _place_large
    return place(tuple(graph), tuple(graph.edges))


# Selecting, colouring or filtering what is drawn asks for the same components again and again.
@lru_cache(maxsize=1_000)
def _place_small(keys: tuple[str, ...], edges: tuple[Edge, ...]) -> Mapping[str, Place]:
    return _component(keys, edges)


@lru_cache(maxsize=16)
def _place_large(keys: tuple[str, ...], edges: tuple[Edge, ...]) -> Mapping[str, Place]:
    return _component(keys, edges)


def _component(keys: tuple[str, ...], edges: tuple[Edge, ...]) -> Mapping[str, Place]:
    graph = nx.Graph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(edges)
    size = len(graph)
    if size > 3 and max(degree for _key, degree in graph.degree) == size - 1 == graph.size():
        points = _star(graph)
    elif size <= _EXACT_NODES:
        raw = nx.kamada_kawai_layout(graph)
        points = _scaled(np.array([raw[key] for key in graph]))
    else:
        points = _springs(graph)
    return MappingProxyType(as_places(graph, points - points.min(axis=0)))


def _star(graph: nx.Graph) -> Points:
    """Set those round the only hub on a sunflower's spiral; springs would take long for less."""
    turn = 0
    points = []
    for key in graph:
        if graph.degree[key] > 1:
            points.append((0.0, 0.0))
            continue
        turn += 1
        radius = SPACING * sqrt(turn + 1.5)
        points.append((radius * np.cos(turn * GOLDEN_ANGLE), radius * np.sin(turn * GOLDEN_ANGLE)))
    return np.array(points)


def _springs(graph: nx.Graph) -> Points:
    start = _by_pivots(graph)
    least, most = _ITERATIONS
    found = rustworkx.spring_layout(
        rustworkx.networkx_converter(graph),
        pos=dict(enumerate(start.tolist())),
        num_iter=max(least, min(most, _COMPARISONS // len(graph) ** 2)),
        seed=SEED,
    )
    return push_apart(
        _scaled(np.array([found[index] for index in range(len(graph))])), _LEAST_APART
    )


def _by_pivots(graph: nx.Graph) -> Points:
    """Give a start that has far apart what is far apart: scaled distances from some nodes.

    Brandes and Pich, Eigensolver methods for progressive multidimensional scaling
    of large data, 2007. From there springs need few rounds.
    """
    matrix = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
    count = min(_PIVOTS, len(graph))
    distances = np.empty((count, len(graph)))
    nearest = np.full(len(graph), np.inf)
    pivot = int(np.argmax(matrix.sum(axis=1)))
    for row in range(count):
        distances[row] = shortest_path(matrix, unweighted=True, indices=pivot)
        nearest = np.minimum(nearest, distances[row])
        pivot = int(np.argmax(nearest))
    squares = distances**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    left, values, _ = np.linalg.svd(centred.T, full_matrices=False)
    points = left[:, :2] * values[:2]
    points *= np.sign(points[np.argmax(np.abs(points), axis=0), [0, 1]])  # either sign would do
    points /= max(float(np.abs(points).max()), 1e-9)
    generator = np.random.default_rng(SEED)  # leaves of one hub stand at one place
    return np.asarray(points + generator.normal(0, 0.05, points.shape))


def _scaled(points: Points) -> Points:
    """Stretch points until they stand apart as names need it."""
    distances, _ = cKDTree(points).query(points, k=2)
    middle = float(np.median(distances[:, 1])) or 1.0
    return points * (SPACING / middle)


def _pack(boxes: Sequence[Mapping[str, Place]]) -> Places:
    """Set boxes in rows of about equal width, low ones under each other beside a high one."""
    spans = [_span(box) for box in boxes]
    area = sum(width * height for width, height in spans)
    row_width = max([sqrt(area * ROW_RATIO), *(width for width, _ in spans)], default=0.0)
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


def _span(box: Mapping[str, Place]) -> Place:
    """Give width and height that a box takes, with space for names round it."""
    xs, ys = zip(*box.values(), strict=True)
    return max(xs) + 2 * SPACING, max(ys) + 2 * SPACING
