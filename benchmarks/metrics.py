"""Our measures against bare NetworkX on the same graph.

Ours adds what a page needs to NetworkX's numbers: rounding, None for what is not
defined, an order that is the same in every process. The ratio says what that
costs; 1.0 is nothing. Run it as ``python -m benchmarks.metrics``.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import networkx as nx

from graph.metrics import MEASURES, measure
from graph.network import REPEATS, SEED, Network

# The land border graph's size, and a region graph in which everyone deals with fifty.
SIZES = ((514, 990), (552, 15_000))

BARE: dict[str, Callable[[nx.Graph], object]] = {
    "degree": lambda graph: dict(graph.degree),
    "strength": lambda graph: dict(graph.degree(weight="weight")),
    "betweenness": nx.betweenness_centrality,
    "harmonic": nx.harmonic_centrality,
    "eigenvector": lambda graph: nx.eigenvector_centrality_numpy(
        graph.subgraph(max(nx.connected_components(graph), key=len)), weight="weight"
    ),
    "pagerank": nx.pagerank,
    "core": nx.core_number,
    "clustering": nx.clustering,
    "constraint": nx.constraint,
    "component": lambda graph: list(nx.connected_components(graph)),
    "articulation": lambda graph: list(nx.articulation_points(graph)),
    "community": lambda graph: [
        nx.community.louvain_communities(graph, seed=SEED + repeat) for repeat in range(REPEATS)
    ],
}


def seconds(action: Callable[[], object]) -> float:
    """Give the shortest of three runs."""
    return min(_once(action) for _ in range(3))


def _once(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


def compare(graph: nx.Graph) -> None:
    """Print a line per measure."""
    total = 0.0
    for code, row in MEASURES.items():
        bare = seconds(lambda code=code: BARE[code](graph))
        # A new Network each time, so that nothing is found before it is asked for.
        ours = seconds(lambda row=row: row.function(Network(graph)))
        total += bare
        print(f"  {code:12} {bare:8.4f} s  ours {ours:8.4f} s  ratio {ours / bare:5.2f}")
    whole = seconds(lambda: measure(graph))
    print(f"  {'all':12} {total:8.4f} s  ours {whole:8.4f} s  ratio {whole / total:5.2f}")


def main() -> None:
    """Compare on each size."""
    for nodes, edges in SIZES:
        print(f"{nodes} nodes, {edges} edges")
        compare(nx.relabel_nodes(nx.gnm_random_graph(nodes, edges, seed=1), str))


if __name__ == "__main__":
    main()
