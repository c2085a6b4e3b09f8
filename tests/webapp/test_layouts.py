"""Each layout places everything, apart, and the same way every time."""

from __future__ import annotations

import random
import time
from itertools import combinations, pairwise
from math import atan2, cos, dist, hypot, pi

import networkx as nx
import numpy as np
import pytest
from scipy.spatial import cKDTree

from loaders.reference import regions
from webapp import layouts
from webapp.layouts import LAYOUTS, circles, geography, ground, tiers

REGIONS = [row for row in regions() if row.kind != "provinsi"]


def region(graph: nx.Graph, code: str) -> str:
    row = next(row for row in regions() if row.code == code)
    graph.add_node(
        code,
        kind=row.kind,
        longitude=row.longitude,
        latitude=row.latitude,
        province_code=row.province_code or code,
    )
    return code


def country(size: int, links: int, seed: int = 1) -> nx.Graph:
    """Give a graph of all kinds of nodes, some of them without links."""
    chance = random.Random(seed)
    graph = nx.Graph()
    own = (
        [
            region(graph, row.code)
            for row in chance.sample(REGIONS, min(len(REGIONS), size // 3 + 1))
        ]
        if size
        else []
    )
    while len(graph) < size:
        number, code = len(graph), chance.choice(own)
        kind = chance.choice(("opd", "partner", "partner", "agreement"))
        if kind == "opd":
            graph.add_node(f"{code}-d{number}", kind=kind, region_code=code)
        elif kind == "partner":
            graph.add_node(f"mitra{number}", kind=kind, longitude=None, latitude=None)
        else:
            graph.add_node(f"kesepakatan:{number}", kind=kind)
    keys, pairs = sorted(graph), set()
    while len(pairs) < links:
        a, b = keys[int(size * chance.random() ** 2)], chance.choice(keys)
        if a != b:
            pairs.add((min(a, b), max(a, b)))
    graph.add_edges_from(sorted(pairs))
    return graph


def shuffled(graph: nx.Graph, seed: int = 3) -> nx.Graph:
    chance = random.Random(seed)
    nodes, edges = list(graph.nodes(data=True)), [tuple(edge) for edge in graph.edges]
    chance.shuffle(nodes)
    chance.shuffle(edges)
    other = nx.Graph()
    other.add_nodes_from(nodes)
    other.add_edges_from((b, a) for a, b in edges)
    return other


# ------------------------------------------------------------------ all of them


@pytest.mark.parametrize("code", LAYOUTS)
@pytest.mark.parametrize("size", [0, 1, 2, 3, 5, 120])
def test_places_are_apart_and_steady(code, size):
    graph = country(size, min(2 * size, size * (size - 1) // 2))
    places = LAYOUTS[code].function(graph, None)
    assert places.keys() == set(graph)
    assert len(set(places.values())) == len(places)
    assert places == LAYOUTS[code].function(shuffled(graph), None)
    assert all(abs(value) < 100_000 for place in places.values() for value in place)


@pytest.fixture(scope="module")
def fullest() -> nx.Graph:
    return country(3_000, 6_000)


@pytest.mark.parametrize("code", LAYOUTS)
def test_as_many_as_a_map_takes_in_three_seconds(code, fullest):
    began = time.process_time()
    places = LAYOUTS[code].function(fullest, None)
    assert time.process_time() - began < 3
    assert len(set(places.values())) == 3_000


@pytest.mark.parametrize("code", LAYOUTS)
def test_odd_nodes_are_placed_too(code):
    graph = nx.Graph([("35.13", "35.13"), ("35.13", "x"), ("kelompok:35", "x")])  # one a loop
    graph.nodes["kelompok:35"]["kind"] = "cluster"
    graph.add_node("z", kind=None, longitude=None)
    assert len(set(LAYOUTS[code].function(graph, "nobody").values())) == 4


@pytest.mark.parametrize("code", ["gaya", "lingkar", "jenjang", "sepusat"])
def test_signs_do_not_touch(code):
    free = layouts.room(LAYOUTS[code].function(country(400, 800), None))
    assert np.percentile(list(free.values()), 2) > 0.5 * layouts.SPACING


# ------------------------------------------------------------------ by place


def test_regions_stand_where_they_are():
    graph = country(60, 90)
    places = layouts.geographic(graph)
    for key, node in graph.nodes(data=True):
        if node["kind"] in ground.REGION_KINDS:
            assert places[key] == layouts.project_point(node["longitude"], node["latitude"])


def test_agreements_of_two_fan_out_across_the_way():
    graph = nx.Graph()
    a, b = region(graph, "35.13"), region(graph, "35.74")
    keys = [f"kesepakatan:{number}" for number in range(5)]
    for key in keys:
        graph.add_node(key, kind="agreement")
        graph.add_edges_from([(a, key), (b, key)])
    places = layouts.geographic(graph)
    way = np.subtract(places[b], places[a])
    middle = np.add(places[a], places[b]) / 2
    for key in keys:
        aside = np.subtract(places[key], middle)
        assert abs(aside @ way) <= 0.1 * np.hypot(*way)  # places are rounded
    assert dist(places[keys[2]], middle) < 0.2
    steps = [dist(places[one], places[two]) for one, two in pairwise(keys)]
    assert max(steps) - min(steps) < 0.3 and min(steps) > 2.9


def test_agreements_of_many_stand_amid_them():
    graph = nx.Graph()
    parties = [region(graph, code) for code in ("35.07", "35.73", "35.79")]
    graph.add_node("kesepakatan:1", kind="agreement")
    graph.add_edges_from((key, "kesepakatan:1") for key in parties)
    places = layouts.geographic(graph)
    middle = np.mean([places[key] for key in parties], axis=0)
    assert dist(places["kesepakatan:1"], middle) <= layouts.SPACING / 2


def test_partners_and_bodies_stand_near_whom_they_work_with():
    graph = nx.Graph()
    home = region(graph, "35.13")
    region(graph, "12.01")
    graph.add_node("35.13-dinkes", kind="opd", region_code=home)
    graph.add_node("univ", kind="partner")
    graph.add_node("kesepakatan:1", kind="agreement")
    graph.add_edges_from([("univ", "kesepakatan:1"), (home, "kesepakatan:1")])
    places = layouts.geographic(graph)
    assert all(
        dist(places[key], places[home]) <= 2 * layouts.SPACING
        for key in ("35.13-dinkes", "univ", "kesepakatan:1")
    )


# ------------------------------------------------------------------ spread apart


@pytest.fixture(scope="module")
def moved() -> tuple[np.ndarray, np.ndarray]:
    before = np.array([layouts.project_point(row.longitude, row.latitude) for row in REGIONS])
    graph = nx.Graph()
    for row in REGIONS:
        region(graph, row.code)
    places = LAYOUTS["renggang"].function(graph, None)
    return before, np.array([places[row.code] for row in REGIONS])


def test_every_region_can_be_hit(moved):
    _, after = moved
    wide, high = np.ptp(after, axis=0)
    pixels = min(1_100 / wide, 500 / high)
    nearest = cKDTree(after).query(after, k=2)[0][:, 1] * pixels
    assert nearest.min() >= 14
    assert sum(row.code.startswith("3") for row in REGIONS) == 119  # Java among them


def test_order_and_directions_are_kept(moved):
    before, after = moved
    a, b = geography._neighbours(before, 1.0).T
    turned = np.angle(
        (before[b] - before[a]) @ [1, 1j] / ((after[b] - after[a]) @ [1, 1j]), deg=True
    )
    assert np.mean(np.abs(turned) < 45) > 0.93
    a, b = np.triu_indices(len(before), 1)
    apart, still = before[b] - before[a], after[b] - after[a]
    for axis in (0, 1):
        clear = np.abs(apart[:, axis]) > layouts.UNITS_PER_DEGREE
        assert np.mean((apart * still)[clear, axis] > 0) > 0.97


def test_islands_stay_apart(moved):
    _, after = moved
    groups = np.array([int(row.code[0]) for row in REGIONS])
    for one, two in combinations(sorted(set(groups)), 2):
        far, _ = cKDTree(after[groups == one]).query(after[groups == two])
        inside, _ = cKDTree(after[groups == one]).query(after[groups == one], k=2)
        assert far.min() > 1.2 * np.median(inside[:, 1]) or {one, two} == {8, 9} or far.min() > 80


def test_place_of_a_region_does_not_hang_on_the_others():
    few, many = nx.Graph(), nx.Graph()
    for code in ("35.78", "31.71"):
        region(few, code)
    for row in REGIONS:
        region(many, row.code)
    few, many = (LAYOUTS["renggang"].function(graph, None) for graph in (few, many))
    assert few["35.78"] == many["35.78"] and few["31.71"] == many["31.71"]


def test_islands_have_names_in_both_languages():
    names = layouts.island_labels("id"), layouts.island_labels("en")
    assert [row["name"] for row in names[0]][:4] == ["Papua", "Kalimantan", "Sumatera", "Sulawesi"]
    assert {"New Guinea", "Borneo", "Sumatra", "Java"} <= {row["name"] for row in names[1]}
    assert len({(row["x"], row["y"]) for row in names[0]}) == len(layouts.ISLANDS)
    apart = layouts.island_labels("id", apart=True)
    assert [row["name"] for row in apart] == [row["name"] for row in names[0]]
    assert apart != names[0]
    assert all(95 < row.longitude < 141.1 and -11.2 < row.latitude < 6.2 for row in layouts.ISLANDS)


# ------------------------------------------------------------------ by links


def test_linked_stand_nearer_than_others():
    graph = nx.relabel_nodes(nx.grid_2d_graph(9, 9), lambda at: f"{at[0]}.{at[1]}")
    places = layouts.by_force(graph)
    linked = [dist(places[a], places[b]) for a, b in graph.edges]
    others = [dist(places[a], places[b]) for a, b in nx.non_edges(graph)]
    assert np.mean(linked) < 0.4 * np.mean(others)


def test_components_do_not_overlap():
    graph = nx.disjoint_union_all([nx.complete_graph(5), nx.path_graph(60), nx.star_graph(30)])
    graph = nx.relabel_nodes(graph, str)
    places = layouts.by_force(graph)
    boxes = []
    for part in nx.connected_components(graph):
        xs, ys = zip(*(places[key] for key in part), strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for a, b in combinations(boxes, 2):
        assert a[1] < b[0] or b[1] < a[0] or a[3] < b[2] or b[3] < a[2]


# ------------------------------------------------------------------ on circles


def angle_of(place: tuple[float, float]) -> float:
    return atan2(place[1], place[0])


def test_provinces_have_sectors_from_west_to_east():
    graph = nx.Graph()
    groups = [
        [row.code for row in REGIONS if row.province_code == code] for code in ("12", "35", "91")
    ]
    codes = [region(graph, code) for group in groups for code in group[:3]]
    graph.add_node("univ", kind="partner")
    graph.add_edges_from([("univ", "35.01"), ("univ", "35.02"), ("univ", "35.03")])
    places = LAYOUTS["lingkar"].function(graph, None)
    turns = [(angle_of(places[code]) - pi + 1e-3) % (2 * pi) for code in codes]
    assert turns == sorted(turns)
    steps = np.diff(turns)
    assert min(steps[2], steps[5]) > 2 * max(np.delete(steps, [2, 5]))  # gaps between provinces
    inner = max(hypot(*places[code]) for code in codes)
    assert hypot(*places["univ"]) > inner + layouts.SPACING
    assert cos(angle_of(places["univ"]) - angle_of(places["35.02"])) > 0.95


def test_agreements_stand_inside_the_circle():
    graph = country(300, 600)
    places = LAYOUTS["lingkar"].function(graph, None)
    far = {
        kind: [hypot(*places[key]) for key, node in graph.nodes(data=True) if node["kind"] == kind]
        for kind in ("kabupaten", "agreement", "partner")
    }
    assert max(far["agreement"]) < min(far["kabupaten"]) < max(far["kabupaten"])
    assert max(far["kabupaten"]) < min(far["partner"])


@pytest.mark.parametrize("centre", ["35.13", None])
def test_rings_tell_the_distance(centre):
    graph = country(200, 300)
    region(graph, "35.13")
    graph.add_edge("35.13", "mitra190" if "mitra190" in graph else max(graph))
    places = LAYOUTS["sepusat"].function(graph, centre)
    middle = centre or max(sorted(graph), key=lambda key: graph.degree[key])
    assert places[middle] == (0, 0)
    rings: dict[float, list[float]] = {}
    distances = nx.single_source_shortest_path_length(graph, middle)
    for key in graph:
        rings.setdefault(distances.get(key, 99), []).append(hypot(*places[key]))
    order = sorted(rings)
    assert len(order) > 4 and order[-1] == 99  # and who cannot be reached is outermost
    for near, far in pairwise(order):
        assert max(rings[near]) + layouts.SPACING < min(rings[far])


def crossings(graph: nx.Graph, at: dict[str, float], upper: list[str]) -> int:
    ends = [(at[a], at[b]) if a in upper else (at[b], at[a]) for a, b in graph.edges]
    return sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))


def test_a_ring_is_ordered_so_that_links_do_not_cross():
    graph = nx.Graph(("m", f"{n}") for n in range(6))
    chance = random.Random(2)
    outer = list(range(12))
    chance.shuffle(outer)
    graph.add_edges_from((f"{number // 2}", f"k{key:02}") for number, key in enumerate(outer))
    places = LAYOUTS["sepusat"].function(graph, "m")
    for number, key in enumerate(outer):
        inner = angle_of(places[f"{number // 2}"])
        assert cos(angle_of(places[f"k{key:02}"]) - inner) > cos(pi / 6)


def test_places_along_a_line_keep_order_and_gap():
    found = ground.spaced_along([0, 0, 0, 5, 9], 1.0, 0.0, 10.0)
    assert found.tolist() == [0, 1, 2, 5, 9]
    assert ground.spaced_along([9, 9, 9], 1.0, 0.0, 10.0).tolist() == [8, 9, 10]


def test_a_full_circle_is_divided_evenly():
    points, radius = circles._band({str(n): 1.0 for n in range(40)}, 200.0)
    assert len(points) == 40 and 200 <= max(hypot(*at) for at in points.values()) <= radius + 0.1
    assert min(dist(a, b) for a, b in combinations(points.values(), 2)) > 0.5 * layouts.SPACING


# ------------------------------------------------------------------ in tiers


def test_tiers_stand_by_kind():
    graph = country(300, 500)
    region(graph, "35")
    places = LAYOUTS["jenjang"].function(graph, None)
    heights: dict[int, list[float]] = {}
    number = {kind: at for at, row in enumerate(tiers.TIERS) for kind in row} | {"partner": 4}
    for key, node in graph.nodes(data=True):
        heights.setdefault(number[node["kind"]], []).append(places[key][1])
    for above, below in zip(range(4), range(1, 5), strict=True):
        assert max(heights[above]) + layouts.SPACING < min(heights[below])
    xs, ys = zip(*places.values(), strict=True)
    assert 1 < (max(xs) - min(xs)) / (max(ys) - min(ys)) < 2.6


def test_tiers_are_ordered_so_that_few_links_cross():
    graph = nx.Graph()
    upper = [region(graph, row.code) for row in REGIONS[:12]]
    chance = random.Random(5)
    lower = [f"mitra{number:02}" for number in range(24)]
    chance.shuffle(lower)
    for number, key in enumerate(lower):
        graph.add_node(key, kind="partner")
        graph.add_edge(key, upper[number // 2])
    places = LAYOUTS["jenjang"].function(graph, None)
    by_key = {key: float(at) for row in (upper, sorted(lower)) for at, key in enumerate(row)}
    found = crossings(graph, {key: places[key][0] for key in graph}, upper)
    assert found < 0.1 * crossings(graph, by_key, upper)


def test_bodies_stand_under_their_region():
    graph = nx.Graph()
    for code in ("35.01", "35.02", "35.03", "35.04"):
        region(graph, code)
        for number in range(2):
            graph.add_node(f"{code}-d{number}", kind="opd", region_code=code)
    places = LAYOUTS["jenjang"].function(graph, None)
    for key, (x, _) in places.items():
        if graph.nodes[key]["kind"] == "opd":
            assert abs(x - places[graph.nodes[key]["region_code"]][0]) <= 2 * layouts.SPACING
