"""How nodes of the network look: size and colour by the attribute or measure that was chosen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import networkx as nx

from graph.exploring import Explored
from graph.history import History
from graph.metrics import MEASURES
from graph.network import LARGE, Network
from webapp import maps, scales
from webapp.mapstate import Choices

AGREEMENT_SIZE = 3.5
Counts = Callable[[], Mapping[str, int | None]]


@dataclass(slots=True)
class Looks:
    """Radius in pixels and colour of each node, and what they mean."""

    radii: Mapping[str, float]
    shades: Mapping[str, str]
    legend: dict[str, Any] = field(default_factory=dict)


def looks(
    past: History,
    every: nx.Graph,
    explored: Explored,
    choices: Choices,
    gap_counts: Counts,
    *,
    plain: bool = False,
) -> Looks:
    """Give every node of a drawn graph its size and colour.

    Measures are computed over the whole network where that is quick, and over what
    is drawn where it is larger than `LARGE`; the legend says over how many.

    Parameters
    ----------
    past
        Keeps what was measured until the data change.
    every
        What is drawn.
    explored
        The network it is a part of.
    choices
        What the reader chose to see by size and colour.
    gap_counts
        Counts each region's neighbours without cooperation.
    plain
        Whether nodes are small and grey where nothing was chosen, as on the map of
        borders, which leaves colour to the lines.
    """
    actors = [key for key, node in every.nodes(data=True) if node["kind"] not in _PLAIN]
    measuring = _measuring(past, every.subgraph(actors), explored)
    radii = dict.fromkeys(every, maps.PLAIN_SIZE if plain else AGREEMENT_SIZE)
    counts = {key: node["count"] for key, node in every.nodes(data=True) if "count" in node}
    radii |= maps.sizes(counts, counts, least=9.0, greatest=26.0)
    legend: dict[str, Any] = {}
    if size := choices.size or (None if plain else "degree"):
        values = measuring.values(size, gap_counts)
        areas = scales.size_scale(size, values)
        radii |= {key: areas.radius(value) for key, value in values.items()}
        legend["size"] = areas.legend(measuring.over(size))
    colour = choices.colour or "kind"
    shades = {
        key: maps.NEUTRAL if plain else maps.NODE_KINDS[maps.kind_of(node)].colour
        for key, node in every.nodes(data=True)
    }
    if colour in ("province", "cluster"):
        groups = measuring.groups(colour)
        shades |= scales.class_colours(groups)
        legend["groups"] = tuple(scales.grouped(groups).values())
    elif colour != "kind":
        values = measuring.values(colour, gap_counts)
        ramp = scales.continuous(colour, values)
        shades |= {key: ramp.colour(value) for key, value in values.items()}
        legend["scale"] = ramp.legend(measuring.over(colour))
    return Looks(radii, shades, legend)


_PLAIN = ("agreement", "cluster")


class _Measuring:
    """Values of actors, each computed once."""

    def __init__(self, drawn: nx.Graph, explored: Explored) -> None:
        self.drawn = drawn
        self.explored = explored
        self._values: dict[str, Mapping[str, Any]] = {}

    @cached_property
    def network(self) -> Network:
        """What measures are computed over."""
        whole = len(self.explored.degree) <= LARGE
        return Network(self.explored.graph() if whole else self._links())

    def _links(self) -> nx.Graph:
        links = self.explored.links(self.drawn)
        graph = nx.Graph()
        graph.add_nodes_from(self.drawn)
        graph.add_weighted_edges_from((link.a, link.b, link.weight) for link in links)
        return graph

    def over(self, code: str) -> int | None:
        """Give over how many actors a measure is computed; None for what is no measure."""
        if code not in MEASURES:
            return None
        return len(self.explored.degree) if code == "degree" else len(self.network.graph)

    def values(self, code: str, gap_counts: Counts) -> scales.Values:
        """Give the drawn actors' values."""
        known: dict[str, Mapping[str, Any]] = {}
        if code == "degree":
            known[code] = self.explored.degree
        elif code == "agreements":
            known[code] = self.explored.strength
        elif code == "gaps":
            known[code] = gap_counts()
        elif code in MEASURES:
            known[code] = self._measured(code)
        return scales.attribute_values(code, self.drawn, known)

    def groups(self, code: str) -> dict[str, str | None]:
        """Give each actor's province, or the key of its cluster's most central member."""
        if code == "province":
            return {key: node.get("province_code") for key, node in self.drawn.nodes(data=True)}
        found = self._measured("community")
        return {
            key: None if (group := found.get(key)) is None else str(group) for key in self.drawn
        }

    def _measured(self, code: str) -> Mapping[str, Any]:
        if code not in self._values:
            self._values[code] = MEASURES[code].function(self.network)
        return self._values[code]


_KEPT = 4


def _measuring(past: History, drawn: nx.Graph, explored: Explored) -> _Measuring:
    """Give what measures these actors, with what it found before: a colour costs no second run."""
    key = explored.filters, frozenset(drawn)
    with past.lock:
        kept = past.derive("looks", None, OrderedDict[Any, _Measuring])
        if key not in kept:
            kept[key] = _Measuring(nx.Graph(drawn), explored)
            while len(kept) > _KEPT:
                kept.popitem(last=False)
        kept.move_to_end(key)
        return kept[key]
