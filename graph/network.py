"""A projection with what several of its measures need, each found once."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

SEED = 20180430  # any fixed number; it makes two runs on the same facts agree
LARGE = 2_000  # all shortest paths of a graph of this size take seconds; of 70,000, hours
SOURCES = 128
REPEATS = 20
REPEATS_LARGE = 4


@dataclass(frozen=True, slots=True)
class Cluster:
    """A community of actors.

    Attributes
    ----------
    key
        Its most central member: the one with the greatest weight of links
        inside the cluster, then the smallest key.
    members
        All members, the most central first.
    stability
        How whole it comes back when the search is repeated with other seeds:
        the greatest Jaccard overlap with a cluster of each other run, averaged.
        1 says that every run found it with exactly these members.
    """

    key: str
    members: tuple[str, ...]
    stability: float


class Network:
    """A graph with what several of its measures need, each found once."""

    def __init__(self, graph: nx.Graph) -> None:
        self.graph = graph

    @cached_property
    def sources(self) -> list[str] | None:
        """Where shortest paths start when not all can be followed; None for all."""
        if len(self.graph) <= LARGE:
            return None
        return sorted(random.Random(SEED).sample(list(self.graph), SOURCES))

    @cached_property
    def components(self) -> list[list[str]]:
        """Who is joined by paths, largest first, members in order."""
        found = map(sorted, nx.connected_components(self.graph))
        return sorted(found, key=lambda part: (-len(part), part[0]))

    @cached_property
    def linked(self) -> nx.Graph:
        """The graph without those who have no link.

        A copy: a subgraph's view goes through its nodes in the order of a set,
        and Louvain's answer depends on that order.
        """
        linked = self.graph.copy()
        linked.remove_nodes_from(list(nx.isolates(self.graph)))
        return linked

    @cached_property
    def repeats(self) -> int:
        """How often communities are searched."""
        return REPEATS if len(self.graph) <= LARGE else REPEATS_LARGE

    @cached_property
    def clusters(self) -> list[Cluster]:
        """Communities of those who have links, largest first."""
        if not self.linked:
            return []
        runs = [
            nx.community.louvain_communities(self.linked, weight="weight", seed=SEED + repeat)
            for repeat in range(self.repeats)
        ]
        # Of equally good runs the first is taken, so that the answer stays the same.
        best = max(runs, key=lambda run: round(_modularity(self.linked, run), 12))
        others = [run for run in runs if run is not best]
        found = [_cluster(self.linked, members, others) for members in best]
        return sorted(found, key=lambda cluster: (-len(cluster.members), cluster.key))

    @cached_property
    def modularity(self) -> float | None:
        """How much more weight stays inside clusters than chance would leave there."""
        if not self.clusters:
            return None
        return _modularity(self.linked, [set(cluster.members) for cluster in self.clusters])


def _modularity(graph: nx.Graph, communities: list[set[str]]) -> float:
    return float(nx.community.modularity(graph, communities, weight="weight"))


def _cluster(graph: nx.Graph, members: set[str], others: list[list[set[str]]]) -> Cluster:
    inside = graph.subgraph(members).degree(weight="weight")
    central = sorted(members, key=lambda key: (-round(inside[key], 12), key))
    overlaps = [max(_jaccard(members, other) for other in run) for run in others]
    stability = math.fsum(overlaps) / len(overlaps) if overlaps else 1.0
    return Cluster(central[0], tuple(central), stability)


def _jaccard(a: set[str], b: set[str]) -> float:
    common = len(a & b)
    return common / (len(a) + len(b) - common)
