"""Scales look even to every kind of sight, and say what they do."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace

import networkx as nx
import numpy as np
import pytest
from flask import Flask
from flask_babel import Babel

from graph.metrics import MEASURES
from webapp import scales

# Viénot-style simulation of what the two common kinds of colour blindness see, on linear
# channels: Machado, Oliveira and Fernandes, 2009, at full severity.
SIGHTS = {
    "full": np.eye(3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def lab(colours, sight="full"):
    """Give CIELAB coordinates of colours as one kind of sight has them."""
    channels = np.array([[int(c[at : at + 2], 16) / 255 for at in (1, 3, 5)] for c in colours])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    xyz = np.clip(linear @ SIGHTS[sight].T, 0, 1) @ TO_XYZ.T / WHITE
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.column_stack(
        (116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2]))
    )


def steps(colours, sight="full"):
    return np.linalg.norm(np.diff(lab(colours, sight), axis=0), axis=1)


@pytest.fixture(autouse=True)
def request_context():
    app = Flask("scales")
    Babel(app, default_locale="id")
    with app.test_request_context("/"):
        yield


def test_lightness_of_the_ramp_falls_evenly():
    fall = -np.diff(lab(scales.RAMP)[:, 0])
    assert fall.min() > 5 and fall.max() < 1.35 * fall.min()
    assert steps(scales.RAMP).max() < 1.6 * steps(scales.RAMP).min()


@pytest.mark.parametrize("sight", SIGHTS)
def test_ramp_can_be_read_with_every_sight(sight):
    assert (np.diff(lab(scales.RAMP, sight)[:, 0]) < -4).all()
    assert steps(scales.RAMP, sight).min() > 7


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_data_is_no_colour_of_the_ramp(sight):
    fine = [scales.ramp(place / 100) for place in range(101)]
    *points, grey = lab([*fine, scales.MISSING], sight)
    assert min(np.linalg.norm(point - grey) for point in points) > (12 if sight == "full" else 5)


@pytest.mark.parametrize("sight", SIGHTS)
def test_classes_can_be_told_apart(sight):
    points = lab(scales.CLASSES, sight)
    assert min(np.linalg.norm(a - b) for a, b in combinations(points, 2)) > 10


def test_ramp_passes_its_stops_and_keeps_within_them():
    last = len(scales.RAMP) - 1
    assert [scales.ramp(place / last) for place in range(last + 1)] == list(scales.RAMP)
    assert (scales.ramp(-1), scales.ramp(2)) == (scales.RAMP[0], scales.RAMP[-1])


# ------------------------------------------------------------------ what is measured


def test_every_number_among_the_measures_is_offered():
    numbers = {c for c, row in MEASURES.items() if row.kind in ("integer", "decimal")}
    assert numbers - {"component"} == set(scales.SIZES) & set(MEASURES)
    assert scales.SIZES.keys() < scales.COLOURS.keys() > {"kind", "province", "cluster"}
    for row in scales.SIZES.values():
        assert row.label("id") and row.label("en") and row.explain("id") and row.explain("en")


@pytest.mark.parametrize("code", scales.SIZES)
def test_values_of_a_drawn_graph(code):
    graph = nx.Graph()
    graph.add_node("a", population=5, agreements=2, gaps=0)
    graph.add_node("b", population=None)
    graph.add_weighted_edges_from([("a", "c", 1.0), ("a", "d", 2.0), ("c", "d", 1.0)])
    values = scales.attribute_values(code, graph)
    assert values.keys() == set(graph)
    assert values["a"] is not None
    assert all(value is None or isinstance(value, (int, float)) for value in values.values())
    assert scales.attribute_values(code, graph, {code: {"b": 7}})["b"] == 7


def test_neighbours_without_cooperation_are_counted_where_known():
    pairs = [
        SimpleNamespace(a=a, b=b, status=status)
        for a, b, status in (
            ("1", "2", "none"),
            ("1", "3", "running"),
            ("3", "4", "unknown"),
            ("1", "4", "unknown"),
            ("2", "5", "lapsed"),
        )
    ]
    found = scales.gap_counts(pairs)
    assert found == {"1": 1, "2": 2, "3": 0, "4": None, "5": 1}


# ------------------------------------------------------------------ sizes


def test_areas_grow_evenly_with_the_value():
    scale = scales.size_scale("population", {"a": 100, "b": 50, "c": 0, "d": None})
    areas = [scale.radius(value) ** 2 for value in (0, 25, 50, 75, 100)]
    assert np.diff(areas).max() < 1.05 * np.diff(areas).min()
    assert scale.radius(100) == 18.0 and scale.radius(None) == scale.radius(-3) == 4.5


@pytest.mark.parametrize(
    ("greatest", "texts"),
    [
        (3_456_789, ["2.000.000", "1.000.000", "100.000"]),
        (7, ["5", "2", "1"]),
        (1, ["1"]),
        (0, []),
    ],
)
def test_three_circles_tell_the_size(greatest, texts):
    legend = scales.size_scale("population", {"a": greatest, "b": None}).legend(over=400)
    assert [sample["text"] for sample in legend["samples"]] == texts
    assert legend["missing"] == "1 tanpa data"
    assert legend["over"] == "dihitung atas 400 pelaku"


def test_nothing_has_the_least_size():
    scale = scales.size_scale("degree", {})
    assert scale.radius(4) == 4.5 and scale.legend()["samples"] == []


# ------------------------------------------------------------------ colours


@pytest.mark.parametrize(
    ("numbers", "spacing"),
    [
        (range(100), "linear"),
        ([1, 2, 9_000], "linear"),  # so few are told apart anyhow
        ([4] * 50, "linear"),
        ([1.2**place for place in range(60)], "log"),
        ([0] * 30 + [1.5**place for place in range(30)], "rank"),
        ([1] * 500 + [2, 3, 4, 900], "rank"),
    ],
)
def test_spacing_follows_how_the_values_lie(numbers, spacing):
    values = {str(place): value for place, value in enumerate(numbers)}
    scale = scales.continuous("strength", values)
    assert scale.spacing == spacing
    order = sorted(set(numbers))
    assert [scale.position(v) for v in order] == sorted(scale.position(v) for v in order)
    assert scale.legend()["how"]


def test_ends_of_a_scale_have_the_ends_of_the_ramp():
    scale = scales.continuous("population", {"a": 10, "b": 30, "c": 20, "d": None})
    assert [scale.colour(value) for value in (10, 30)] == [scales.RAMP[0], scales.RAMP[-1]]
    assert scale.colour(None) == scales.MISSING
    assert (scale.low, scale.high, scale.missing) == (10, 30, 1)


def test_legend_says_what_the_colours_mean():
    values = {str(place): place * 1_000 for place in range(1, 50)} | {"x": None}
    legend = scales.continuous("population", values).legend(over=2_345)
    assert legend["title"] == "Penduduk" and legend["unit"] == "jiwa"
    assert (legend["low"], legend["high"]) == ("1.000", "49.000")
    assert [stop["text"] for stop in legend["stops"]][::2] == ["1.000", "25.000", "49.000"]
    assert [stop["at"] for stop in legend["stops"]] == [0, 0.25, 0.5, 0.75, 1]
    assert legend["missing"] == {"colour": scales.MISSING, "count": 1, "text": "tanpa data"}
    assert legend["over"] == "dihitung atas 2.345 pelaku"


@pytest.mark.parametrize("values", [{}, {"a": None}, {"a": 3}, {"a": 0}, {"a": float("nan")}])
def test_scale_of_next_to_nothing(values):
    scale = scales.continuous("betweenness", values)
    legend = scale.legend()
    assert len(legend["stops"]) == len(scale.known)
    assert all(scale.colour(value) for value in scale.known)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (12345, "integer", "12.345"),
        (0.012345, "decimal", "0,0123"),
        (3.14159, "decimal", "3,14"),
        (0, "decimal", "0"),
        (1.2e-9, "decimal", "1.2e-09"),
        (None, "integer", ""),
    ],
)
def test_values_are_written_to_what_tells(value, kind, text):
    assert scales.written(value, kind) == text


def test_largest_groups_have_colours_and_the_rest_is_grey():
    groups = {f"{group}{place}": str(group) for group in range(12) for place in range(12 - group)}
    groups["none"] = None
    found = scales.class_colours(groups)
    assert [row.colour for row in scales.grouped(groups).values()] == list(scales.CLASSES)
    assert found["00"] == scales.CLASSES[0] and found["110"] == found["none"] == scales.REST
    assert scales.REST not in scales.CLASSES
