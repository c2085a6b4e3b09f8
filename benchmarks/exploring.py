"""What a step on the map of a nation costs: a filter, an expansion, a path.

Run it as ``python -m benchmarks.exploring --data DIR`` on a nation that
``python -m benchmarks.national`` wrote there; without --data it writes a small one
into a temporary folder first. Beside ours stands NetworkX on the same data. Its graph
has to be built again for every other filter; what it then does on a graph that is
ready is compared with what we find in the columns, so a ratio above 1 says by how much
the graph, once there, is faster.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from time import perf_counter

import networkx as nx
import psutil

from benchmarks.gaps import nation, shortest, timed
from graph.database import Database
from graph.exploring import Explored, Filters, explore
from graph.history import History, history
from graph.ledger import Ledger
from graph.projection import is_link, project

DRAWN = 400
MOST_DRAWN = 3_000


def network(found: Explored) -> nx.Graph:
    """Build with NetworkX alone who is linked with whom by the agreements left."""
    graph = nx.Graph()
    for agreement in {id for key in found.ranked() for id in found.agreements_of(key)}:
        graph.add_edges_from(
            pair for pair in combinations(found.parties(agreement), 2) if is_link(*pair)
        )
    return graph


def compare(label: str, ours: Callable[[], object], bare: Callable[[], object]) -> None:
    """Print the shortest of some runs of each, and the ratio."""
    seconds = [min(_once(action) for _ in range(5)) * 1_000 for action in (ours, bare)]
    ratio = seconds[0] / max(seconds[1], 1e-4)
    print(f"  {label:<44} {seconds[0]:9.2f} ms  NetworkX {seconds[1]:9.2f} ms  ratio {ratio:8.2f}")


def _once(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


def step(database: Database, filters: Filters) -> Explored:
    """Do what a step on the page needs: counts, the best linked, what joins them."""
    found = explore(database, filters)
    found.links(found.ranked()[:DRAWN])
    return found


def measure_filters(database: Database, filters: Filters) -> None:
    """Print what it costs to filter otherwise."""
    other = iter(range(1_000))
    for roll_up in (True, False):
        chosen = replace(filters, roll_up=roll_up)
        told = "regions and partners" if roll_up else "OPDs and partners"
        timed(f"first exploration, {told}", lambda chosen=chosen: step(database, chosen))
        shortest(
            f"another filter, {told}: all counts and {DRAWN} drawn",
            lambda chosen=chosen: step(database, replace(chosen, max_age_years=10 + next(other))),
            5,
        )
    day = filters.on.replace(year=filters.on.year - 3)
    timed("another date", lambda: step(database, replace(filters, on=day)))
    timed("the same once more", lambda: step(database, filters))
    found = explore(database, filters)
    bare = timed("NetworkX: the graph of one filter", lambda: network(found))
    ours = shortest(
        "ours: all counts and a NetworkX graph with all that is told",
        lambda: Explored(history(database), filters, {}).graph(),
    )
    print(f"  ratio {ours / bare:.2f}")
    timed("projection: the same from the database", lambda: project(database, "actors", filters.on))


def measure_steps(past: History, filters: Filters) -> None:
    """Print what one step costs, beside NetworkX on its graph."""
    found = Explored(past, filters, {})
    graph = network(found)
    ranked = found.ranked()
    hub, second = ranked[:2]
    end = next(key for key in reversed(ranked) if nx.has_path(graph, hub, key))
    other = next(key for key in reversed(ranked) if key != end and nx.has_path(graph, end, key))
    print(f"  {len(graph):,} linked, {graph.size():,} links; {hub} has {found.degree[hub]:,}")
    few, many = ranked[:DRAWN], ranked[:MOST_DRAWN]
    rows: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
        (
            "another filter: all counts, degree of all",
            lambda: Explored(past, filters, {}).degree,
            lambda: dict(network(found).degree),
        ),
        ("neighbours of the best linked", lambda: found.neighbours(hub), lambda: list(graph[hub])),
        ("expansions of it, by kind", lambda: found.expansions(hub), lambda: list(graph[hub])),
        (
            "common neighbours of two",
            lambda: found.common((hub, second)),
            lambda: list(nx.common_neighbors(graph, hub, second)),
        ),
        (
            f"links among {len(few)}",
            lambda: found.links(few),
            lambda: list(graph.subgraph(few).edges),
        ),
        (
            f"links among {len(many):,}",
            lambda: found.links(many),
            lambda: list(graph.subgraph(many).edges),
        ),
        (
            "all shortest paths from it to the least linked",
            lambda: found.paths(hub, end),
            lambda: list(nx.all_shortest_paths(graph, hub, end)),
        ),
        (
            "all shortest paths between two such",
            lambda: found.paths(end, other),
            lambda: list(nx.all_shortest_paths(graph, end, other)),
        ),
    )
    for row in rows:
        compare(*row)
    shortest(
        "another filter: all counts, home of everyone", lambda: Explored(past, filters, {}).homes()
    )
    homes = {key: home[:2] for key, home in found.homes().items()}
    shortest("links between provinces, everyone in one", lambda: found.bundles(homes))


def measure(database: Database, on: date) -> None:
    """Print a line for each."""
    count = database.read("MATCH (k:Agreement) RETURN count(k) AS count").one()["count"]
    print(f"{count:,} agreements, as of {on}")
    timed("reading all agreements into memory", lambda: history(database))
    timed("columns of them", lambda: Ledger(history(database)).rolled)
    filters = Filters(on)
    measure_filters(database, filters)
    past = history(database)
    measure_steps(past, filters)
    past.derived.clear()
    timed("exploration after any change of the data", lambda: step(database, filters))
    memory = psutil.Process(os.getpid()).memory_info().rss / 2**20
    print(f"  {'resident memory of this process':<64} {memory:8.0f} MB")


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="the embedded engine's folder")
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 6, 30))
    chosen = parser.parse_args()
    with nation(chosen.data) as database:
        measure(database, chosen.on)


if __name__ == "__main__":
    main()
