"""Places in rows: regions above their OPDs, those above their agreements, partners below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import networkx as nx

from webapp.layouts.ground import (
    ROW_RATIO,
    SPACING,
    Places,
    as_places,
    ordered,
    region_code,
    spaced_along,
)

# From above to below; kinds that no row names stand last.
TIERS = (("provinsi",), ("kabupaten", "kota", "cluster"), ("opd",), ("agreement",))
_SWEEPS = 6
_LINE = 0.8 * SPACING  # between the lines of one tier
_BETWEEN = 2.6 * SPACING  # between one tier and the next, where the links run


def in_tiers(graph: nx.Graph, centre: str | None = None) -> Places:
    """Set nodes in tiers by kind, everyone near those it is linked with in the other tiers.

    A tier that is wider than a screen goes on in further lines, one under the other.
    """
    graph = ordered(graph)
    if not graph:
        return {}
    tiers = _tiers(graph)
    near = _near(graph, tiers)
    lines = _lines([len(tier) for tier in tiers])
    width = max(ceil(len(tier) / count) for tier, count in zip(tiers, lines, strict=True)) * SPACING
    across = _across(tiers, near, lines, width)
    points, top = {}, 0.0
    for tier, count in zip(tiers, lines, strict=True):
        order = sorted(tier, key=lambda key: (across[key], key))
        for number, key in enumerate(order):
            points[key] = across[key], top + _LINE * (number % count)
        top += _LINE * (count - 1) + _BETWEEN
    return as_places(graph, [points[key] for key in graph])


def _tiers(graph: nx.Graph) -> list[list[str]]:
    kinds = {kind: number for number, row in enumerate(TIERS) for kind in row}
    found: list[list[str]] = [[] for _ in range(len(TIERS) + 1)]
    for key, node in graph.nodes(data=True):
        found[kinds.get(node.get("kind") or "", len(TIERS))].append(key)
    return [tier for tier in found if tier]


def _near(graph: nx.Graph, tiers: Sequence[Sequence[str]]) -> dict[str, list[tuple[int, str]]]:
    """Give whom each should stand near, with the tier: links, and an OPD's region."""
    number = {key: place for place, tier in enumerate(tiers) for key in tier}
    near: dict[str, list[tuple[int, str]]] = {key: [] for key in graph}
    for a, b in graph.edges:
        if number[a] != number[b]:
            near[a].append((number[b], b))
            near[b].append((number[a], a))
    for key, node in graph.nodes(data=True):
        owner = region_code(key, node)
        if owner != key and owner in number and number[owner] != number[key]:
            near[key].append((number[owner], owner))
            near[owner].append((number[key], key))
    return near


def _lines(sizes: Sequence[int]) -> list[int]:
    """Give how many lines each tier takes, so that the whole has the shape of a screen."""
    gaps = (len(sizes) - 1) * _BETWEEN
    columns = 1
    while True:
        lines = [ceil(size / columns) for size in sizes]
        height = gaps + _LINE * sum(count - 1 for count in lines)
        if columns * SPACING >= height * ROW_RATIO or max(lines) == 1:
            return lines
        columns += 1


def _across(
    tiers: Sequence[Sequence[str]],
    near: Mapping[str, Sequence[tuple[int, str]]],
    lines: Sequence[int],
    width: float,
) -> dict[str, float]:
    """Place tiers along their lines by the mean of whom they are near to, down and up by turns."""
    across: dict[str, float] = {}
    for tier, count in zip(tiers, lines, strict=True):
        across |= _spread(tier, dict.fromkeys(tier, width / 2), count, width)
    for sweep in range(_SWEEPS):
        step = 1 if sweep % 2 else -1  # first each looks upwards
        numbers = range(len(tiers)) if step < 0 else range(len(tiers) - 1, -1, -1)
        for number in numbers:
            tier = tiers[number]
            wanted = {}
            for key in tier:
                ahead = [k for tier_of, k in near[key] if (tier_of - number) * step > 0]
                ahead = ahead or [key]
                wanted[key] = sum(across[other] for other in ahead) / len(ahead)
            across |= _spread(tier, wanted, lines[number], width)
    return across


def _spread(
    tier: Sequence[str], wanted: Mapping[str, float], lines: int, width: float
) -> dict[str, float]:
    order = sorted(tier, key=lambda key: (round(wanted[key], 6), key))
    found = spaced_along([wanted[key] for key in order], SPACING / lines, 0.0, width)
    return dict(zip(order, map(float, found), strict=True))
