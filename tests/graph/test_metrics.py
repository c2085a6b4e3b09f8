"""Measures on graphs that can be solved by hand, and written into each engine and back."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import NotFound
from graph.measurement import read_measurement, tabulate, write_measurement
from graph.metrics import MEASURES, TOTALS, measure, removal
from graph.network import REPEATS, Network
from graph.projection import project
from graph.tables import to_csv, to_json, to_xlsx
from tests.graph.test_projection import AGREEMENTS, ON, store_facts


def named(graph: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(graph, str)


def two_triangles() -> nx.Graph:
    """a–b–c and d–e–f, joined by the bridge c–d."""
    return nx.Graph(["ab", "bc", "ac", "cd", "de", "ef", "df"])


def column(graph: nx.Graph, code: str) -> list:
    return [values[code] for values in measure(graph).values.values()]


PATH, STAR, COMPLETE = (
    named(nx.path_graph(5)),
    named(nx.star_graph(4)),
    named(nx.complete_graph(4)),
)


@pytest.mark.parametrize(
    ("graph", "code", "expected"),
    [
        (PATH, "degree", [1, 2, 2, 2, 1]),
        (PATH, "betweenness", [0, 3 / 6, 4 / 6, 3 / 6, 0]),
        (PATH, "harmonic", [25 / 48, 17 / 24, 3 / 4, 17 / 24, 25 / 48]),
        (PATH, "core", [1] * 5),
        (PATH, "constraint", [1, 1 / 2, 1 / 2, 1 / 2, 1]),
        (PATH, "articulation", [False, True, True, True, False]),
        (PATH, "component", [1] * 5),
        (STAR, "degree", [4, 1, 1, 1, 1]),
        (STAR, "strength", [4.0, 1.0, 1.0, 1.0, 1.0]),
        (STAR, "betweenness", [1, 0, 0, 0, 0]),
        (STAR, "harmonic", [1, 5 / 8, 5 / 8, 5 / 8, 5 / 8]),
        (STAR, "eigenvector", [math.sqrt(1 / 2)] + [math.sqrt(1 / 8)] * 4),
        (STAR, "clustering", [0.0] * 5),
        (STAR, "constraint", [1 / 4, 1, 1, 1, 1]),
        (STAR, "articulation", [True] + [False] * 4),
        (COMPLETE, "degree", [3] * 4),
        (COMPLETE, "betweenness", [0] * 4),
        (COMPLETE, "harmonic", [1] * 4),
        (COMPLETE, "eigenvector", [1 / 2] * 4),
        (COMPLETE, "pagerank", [1 / 4] * 4),
        (COMPLETE, "core", [3] * 4),
        (COMPLETE, "clustering", [1] * 4),
        (COMPLETE, "constraint", [3 * (1 / 3 + 2 / 9) ** 2] * 4),
        (two_triangles(), "betweenness", [0, 0, 6 / 10, 6 / 10, 0, 0]),
        (two_triangles(), "core", [2] * 6),
        (two_triangles(), "clustering", [1, 1, 1 / 3, 1 / 3, 1, 1]),
        (two_triangles(), "community", ["a", "a", "a", "d", "d", "d"]),
        (two_triangles(), "articulation", [False, False, True, True, False, False]),
        (named(nx.path_graph(2)), "eigenvector", [math.sqrt(1 / 2)] * 2),
        (named(nx.path_graph(3)), "eigenvector", [1 / 2, math.sqrt(1 / 2), 1 / 2]),
        (named(nx.empty_graph(1)), "degree", [0]),
        (named(nx.empty_graph(1)), "harmonic", [None]),
        (named(nx.empty_graph(1)), "constraint", [None]),
        (named(nx.empty_graph(1)), "eigenvector", [None]),
        (named(nx.empty_graph(1)), "community", [None]),
        (named(nx.empty_graph(2)), "harmonic", [0, 0]),
        (named(nx.empty_graph(2)), "component", [1, 2]),
    ],
)
def test_solved_by_hand(graph, code, expected):
    assert column(graph, code) == [
        pytest.approx(value, abs=1e-9) if isinstance(value, int | float) else value
        for value in expected
    ]


def test_isolated_beside_linked():
    graph = named(nx.disjoint_union(nx.path_graph(3), nx.empty_graph(2)))
    found = measure(graph)
    assert found.values["4"] == {
        "degree": 0,
        "strength": 0.0,
        "betweenness": 0.0,
        "harmonic": 0.0,
        "eigenvector": None,
        "pagerank": pytest.approx(0.045454545454, abs=1e-9),
        "core": 0,
        "clustering": 0.0,
        "constraint": None,
        "component": 3,
        "articulation": False,
        "community": None,
    }
    assert found.totals["components"] == 3
    assert found.totals["isolated"] == 2
    assert found.totals["largest_component"] == 3


def test_empty_graph():
    found = measure(nx.Graph())
    assert (found.nodes, found.edges, found.values, found.bridges) == (0, 0, {}, ())
    assert found.totals == dict.fromkeys(TOTALS) | {
        "components": 0,
        "largest_component": 0,
        "isolated": 0,
        "articulations": 0,
        "clusters": 0,
    }


def test_totals_of_two_triangles():
    graph = two_triangles()
    for node in graph:
        graph.nodes[node].update(
            province_code="12" if node in "abc" else "35", kind="kota" if node == "a" else "opd"
        )
    found = measure(graph)
    assert found.bridges == (("c", "d"),)
    assert found.totals["density"] == pytest.approx(7 / 15)
    # Each triangle holds 3 of 7 links and half of their ends: 2 × (3/7 − (7/14)²).
    assert found.totals["modularity"] == pytest.approx(5 / 14)
    assert found.totals["stability"] == 1.0
    # Six of seven links stay inside: (6/7 − 1/2) / (1 − 1/2).
    assert found.totals["assortativity_province"] == pytest.approx(5 / 7)
    assert found.totals["assortativity_kind"] < 0
    assert [cluster.members for cluster in found.clusters] == [("a", "b", "c"), ("d", "e", "f")]
    assert found.repeats == REPEATS


def test_weights_count_where_they_should():
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=3.0)
    graph.add_edge("b", "c", weight=1.0)
    found = measure(graph).values
    assert [found[key]["strength"] for key in "abc"] == [3.0, 4.0, 1.0]
    assert [found[key]["degree"] for key in "abc"] == [1, 2, 1]
    assert found["a"]["pagerank"] > found["c"]["pagerank"]
    assert found["a"]["betweenness"] == found["c"]["betweenness"] == 0


def test_only_one_sort_has_no_assortativity():
    graph = two_triangles()
    nx.set_node_attributes(graph, "12", "province_code")
    assert measure(graph).totals["assortativity_province"] is None


def test_cluster_stability_falls_in_a_ring():
    ring = measure(named(nx.cycle_graph(40)))
    assert 0 < ring.totals["stability"] < 1
    assert all(0 < cluster.stability <= 1 for cluster in ring.clusters)


@pytest.mark.parametrize(
    ("graph", "key", "after", "pieces", "cut_off"),
    [
        (two_triangles(), "c", 2, (("d", "e", "f"), ("a", "b")), ["a", "b"]),
        (two_triangles(), "a", 1, (("b", "c", "d", "e", "f"),), []),
        (STAR, "0", 4, (("1",), ("2",), ("3",), ("4",)), ["2", "3", "4"]),
        (named(nx.empty_graph(1)), "0", 0, (), []),
        (named(nx.empty_graph(2)), "0", 1, (), []),
    ],
)
def test_removal_by_hand(graph, key, after, pieces, cut_off):
    found = removal(graph, key)
    assert found.components_after == after
    assert found.pieces == pieces
    assert [other for other, _ in found.cut_off] == cut_off
    assert key in graph


def test_removal_of_someone_unknown():
    with pytest.raises(NotFound):
        removal(STAR, "x")


graphs = st.builds(
    lambda size, pairs: _graph(size, pairs),
    st.integers(0, 9),
    st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=16),
)


def _graph(size: int, pairs: set[tuple[int, int]]) -> nx.Graph:
    graph = named(nx.empty_graph(size))
    graph.add_weighted_edges_from(
        (str(a), str(b), 1 + (a + b) % 3) for a, b in sorted(pairs) if a < b < size
    )
    return graph


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_holds_on_any_graph(graph):
    found = measure(graph)
    assert list(found.values) == list(graph)
    for values in found.values.values():
        assert list(values) == list(MEASURES)
        assert all(not isinstance(v, float) or math.isfinite(v) for v in values.values())
        for code in ("betweenness", "harmonic", "clustering", "pagerank"):
            assert values[code] is None or -1e-9 <= values[code] <= 1 + 1e-9
    if graph:
        assert sum(v["pagerank"] for v in found.values.values()) == pytest.approx(1, abs=1e-5)
    linked = sorted(key for cluster in found.clusters for key in cluster.members)
    assert linked == sorted(node for node, degree in graph.degree if degree)
    before = nx.number_connected_components(graph)
    for key in graph:
        left = graph.copy()
        left.remove_node(key)
        after = nx.number_connected_components(left)
        gone = removal(graph, key)
        assert (gone.components_before, gone.components_after) == (before, after)
        assert found.values[key]["articulation"] == bool(gone.cut_off) == (after > before)
    for a, b in found.bridges:
        left = graph.copy()
        left.remove_edge(a, b)
        assert nx.number_connected_components(left) == before + 1


def test_large_graphs_are_estimated(monkeypatch):
    monkeypatch.setattr("graph.network.LARGE", 100)
    graph = named(nx.barabasi_albert_graph(400, 3, seed=3))
    found = measure(graph)
    assert found.sources == 128
    exact = nx.betweenness_centrality(graph)
    closeness = nx.harmonic_centrality(graph)
    top = max(exact, key=exact.get)
    assert found.values[top]["betweenness"] == pytest.approx(exact[top], rel=0.2)
    assert found.values[top]["harmonic"] == pytest.approx(closeness[top] / 399, rel=0.05)
    constraint = nx.constraint(graph)
    for node, values in found.values.items():
        assert values["constraint"] == pytest.approx(constraint[node], abs=1e-9)


SCRIPT = """
import networkx as nx
from graph.metrics import measure
graph = nx.relabel_nodes(nx.gnm_random_graph(60, 90, seed=5), lambda n: f"n{n:02}")
found = measure(graph)
print(sorted(found.values.items()), found.clusters, found.bridges, found.totals)
"""


def test_same_in_every_process():
    """The order of sets differs from process to process; the measures must not."""
    root = Path(__file__).parents[2]
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=root,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_rows_are_explained():
    for row in [*MEASURES.values(), *TOTALS.values()]:
        assert row.name and row.name_en
        assert row.explain("id") != row.explain("en")


def test_components_are_ordered():
    graph = nx.Graph([("z", "y"), ("y", "x"), ("b", "a")])
    assert Network(graph).components == [["x", "y", "z"], ["a", "b"]]


@pytest.fixture(scope="module")
def graph_database(database):
    store_facts(database, AGREEMENTS)
    return database


@pytest.mark.parametrize("projection", ["regions", "actors", "opds", "neighbours"])
def test_written_and_read_again(graph_database, projection):
    found = measure(project(graph_database, projection, ON))
    write_measurement(graph_database, found)
    assert read_measurement(graph_database, projection, ON) == found


def test_measured_again_replaces(graph_database):
    found = measure(project(graph_database, "actors", ON))
    health = measure(project(graph_database, "actors", ON, affair="kesehatan"))
    for each in (found, health, replace(found, computed_at="2026-01-01T00:00:00+00:00")):
        write_measurement(graph_database, each)
    counted = graph_database.read(
        "MATCH (m:Measurement {projection: 'actors'}) "
        "RETURN m.nodes AS nodes, COUNT { (m)<-[:MEASURED]-() } AS links ORDER BY nodes"
    )
    assert [(row["nodes"], row["links"]) for row in counted] == [
        (health.nodes, health.nodes),
        (found.nodes, found.nodes),
    ]
    again = read_measurement(graph_database, "actors", ON)
    assert again.computed_at == "2026-01-01T00:00:00+00:00"
    assert read_measurement(graph_database, "actors", ON, {"affair": "kesehatan"}) == health


def test_nobody_measured_that(graph_database):
    assert read_measurement(graph_database, "actors", date(1999, 1, 1)) is None


def test_empty_measurement_is_kept(graph_database):
    empty = measure(project(graph_database, "regions", date(1950, 1, 1)))
    write_measurement(graph_database, empty)
    assert read_measurement(graph_database, "regions", date(1950, 1, 1)) == empty


def test_table_stands_alone():
    graph = two_triangles()
    graph.graph.update(projection="actors", on=ON)
    nx.set_node_attributes(graph, {"a": "=HYPERLINK(1)", "b": "@x"}, "name")
    table = tabulate(measure(graph), "en")
    assert [row["key"] for row in table.rows] == ["c", "d", "a", "b", "e", "f"]
    assert {row["projection"] for row in table.rows} == {"actors"}
    assert {row["nodes"] for row in table.rows} == {6}
    assert b"\n=HYPERLINK" not in to_csv(table) and b"'=HYPERLINK" in to_csv(table)
    assert to_json(table).startswith(b"[") and to_xlsx(table)[:2] == b"PK"
