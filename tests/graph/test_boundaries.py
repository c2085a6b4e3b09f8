"""Boundaries in the graph: written whole, replaced, read back and taken out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import boundaries
from graph.boundaries import BoundariesUnknown, BoundarySet, Shapes, decode, encode
from graph.database import Database

POINTS = st.lists(st.tuples(st.integers(-1_800_000, 1_800_000), st.integers(-900_000, 900_000)))
SQUARE = [(1_000_000, -50_000), (1_000_000, -40_000), (1_010_000, -40_000), (1_010_000, -50_000)]
ISLET = [(1_020_000, -50_000), (1_020_100, -50_000), (1_020_000, -50_100)]


@given(POINTS)
def test_points_survive_as_text(points: list[tuple[int, int]]) -> None:
    text = encode(points)
    assert decode(text) == points
    assert not set(text) & set(" ,\"<>&'")


def made(*codes: str) -> tuple[Shapes, BoundarySet]:
    """Give shapes of these regions, all alike."""
    area = boundaries.encode_area([[SQUARE], [ISLET]])
    lines = {f"{a}-{b}": boundaries.encode_lines([SQUARE[:2]]) for a, b in pairwise(codes)}
    shapes = Shapes(dict.fromkeys(codes, area), lines)
    counts = {"areas": len(codes), "lines": len(lines), "points": 7 * len(codes)}
    told = BoundarySet(shapes.version, "batas.json", "2026-01-01T00:00:00Z", "uji", **counts)
    return shapes, told


def test_later_boundaries_take_the_place_of_earlier_ones(empty_database: Database) -> None:
    assert boundaries.current(empty_database) is None
    assert boundaries.read(empty_database) is None
    first, told = made(*(f"11.{number:02}" for number in range(1, 40)))
    assert boundaries.write(empty_database, first, told)
    assert boundaries.current(empty_database) == told
    assert boundaries.version(empty_database) == first.version
    assert boundaries.shapes(empty_database) == first
    assert not boundaries.write(empty_database, first, told)

    found = boundaries.read(empty_database)
    assert found is not None and found is boundaries.read(empty_database)
    outer, islet = found.areas["11.01"]
    assert outer == [[(100.0, -5.0), (100.0, -4.0), (101.0, -4.0), (101.0, -5.0)]]
    assert islet[0][0] == (102.0, -5.0)
    assert found.lines["11.01", "11.02"] == [[(100.0, -5.0), (100.0, -4.0)]]

    second, told_later = made("11.02", "12.01")
    assert boundaries.write(empty_database, second, told_later)
    assert boundaries.shapes(empty_database) == second
    held = empty_database.read("MATCH (n:Boundary) RETURN count(n) AS count").one()["count"]
    assert held == 2

    with pytest.raises(BoundariesUnknown):
        boundaries.remove(empty_database, told.key)
    assert boundaries.remove(empty_database, told_later.key) == told_later
    assert boundaries.read(empty_database) is None
    assert not empty_database.read("MATCH (n) RETURN n").rows


def test_version_tells_content_apart() -> None:
    shapes, _told = made("11.01", "11.02")
    others = [Shapes(shapes.areas, {}), Shapes({}, shapes.lines), Shapes({}, {})]
    assert len({one.version for one in (shapes, *others)}) == 4
