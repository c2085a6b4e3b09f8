"""Which part of the map a picture shows, and the land and boundaries within it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from webapp.layouts import project_point
from webapp.sketch.marks import (
    COAST,
    LAND,
    Box,
    Paint,
    Point,
    Ring,
    Trace,
    bounds,
    cut,
    pieces,
    thinned,
)

_COAST = Path(__file__).parents[1] / "static" / "data" / "coastline.json"
_MARGIN, _LEAST_UNITS, _CLOSEST, _FARTHEST = 1.1, 40.0, 6.0, 0.01
_BESIDE, _BELOW = 40, 50  # pixels that names take at the edges


@dataclass(frozen=True, slots=True)
class View:
    """A part of the map at its place on the sheet.

    Attributes
    ----------
    box
        Where on the sheet the map lies.
    x, y
        The point of the map in the middle of it.
    scale, fitted
        Pixels a unit: as shown, and where all is seen at once.
    """

    box: Box
    x: float
    y: float
    scale: float
    fitted: float

    def place(self, point: Point) -> Point:
        """Give the place on the sheet of a point of the map."""
        return (
            (point[0] - self.x) * self.scale + (self.box.left + self.box.right) / 2,
            (point[1] - self.y) * self.scale + (self.box.top + self.box.bottom) / 2,
        )

    @property
    def seen(self) -> Box:
        """What part of the map is seen, in its own units."""
        wide, high = (length / 2 / self.scale for length in (self.box.width, self.box.height))
        return Box(self.x - wide, self.y - high, self.x + wide, self.y + high)


def extent(places: Iterable[Point]) -> Box:
    """Give the part of the map that holds all places, with a margin; never nothing."""
    box = bounds([*places] or [(0.0, 0.0)])
    wide = max(box.width, _LEAST_UNITS) * _MARGIN / 2
    high = max(box.height, _LEAST_UNITS) * _MARGIN / 2
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Box(x - wide, y - high, x + wide, y + high)


def fitted_view(whole: Box, box: Box, given: tuple[float, float, float] | None = None) -> View:
    """Give the view that shows the whole in a box, or the part that is `given`: x, y, scale."""
    across = max(box.width - _BESIDE, 40) / whole.width
    down = max(box.height - _BELOW, 40) / whole.height
    fitted = max(min(across, down, _CLOSEST), _FARTHEST)
    middle = ((whole.left + whole.right) / 2, (whole.top + whole.bottom) / 2)
    x, y, scale = given or (*middle, fitted)
    return View(box, x, y, scale, fitted)


def height_for(whole: Box, width: float) -> float:
    """Give the height at which a map of this width shows the whole and little round it."""
    return (width - _BESIDE) * whole.height / whole.width + _BELOW


# ------------------------------------------------------------------ the land


@lru_cache(maxsize=1)
def _coast() -> list[tuple[Box, list[Point], list[list[Point]]]]:
    """Read the outline of the land: each ring with its bounds, and where of it is shore.

    Where the outline was cut off at the edge of what was taken over there is none.
    """
    read = json.loads(_COAST.read_text("utf-8"))
    west, south, east, north = read["window"]
    found = []
    for flat in read["rings"]:
        ring = list(zip(flat[::2], flat[1::2], strict=True))
        shores: list[list[Point]] = [[project_point(*ring[0])]]
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
            across = a[0] == b[0] and a[0] in (west, east)
            if across or (a[1] == b[1] and a[1] in (south, north)):
                shores.append([])
            shores[-1].append(project_point(*b))
        projected = [project_point(*point) for point in ring]
        found.append((bounds(projected), projected, shores))
    return found


def land_rings(view: View) -> list[list[Point]]:
    """Give the land as closed rings on the sheet, cut to a little more than is seen."""
    rings = []
    for box, ring, _shores in _coast():
        if box.touches(view.seen):
            on_sheet = cut(thinned(map(view.place, ring)), view.box)
            if len(on_sheet) > 2:
                rings.append(on_sheet)
    return rings


def _shore_lines(view: View) -> list[list[Point]]:
    lines: list[list[Point]] = []
    for box, _ring, shores in _coast():
        if box.touches(view.seen):
            for shore in shores:
                lines.extend(pieces(thinned(map(view.place, shore)), view.box))
    return lines


def land_marks(view: View) -> Iterator[Trace]:
    """Draw the land and its shore."""
    if rings := land_rings(view):
        yield Trace(rings, Paint(fill=LAND), closed=True)
    if lines := _shore_lines(view):
        yield Trace(lines, Paint(stroke=COAST, width=0.75))


# ------------------------------------------------------------------ boundaries


def project_ring(ring: Sequence[Sequence[float]]) -> list[Point]:
    """Give a ring of longitudes and latitudes in the map's units."""
    return [project_point(point[0], point[1]) for point in ring]


def area_rings(polygons: Sequence[Sequence[Ring]], view: View) -> list[list[Point]]:
    """Give what is seen of a region's outline, as closed rings on the sheet."""
    rings = []
    for polygon in polygons:
        for ring in polygon:
            projected = project_ring(ring)
            if len(projected) > 2 and bounds(projected).touches(view.seen):
                on_sheet = cut(thinned(map(view.place, projected)), view.box)
                if len(on_sheet) > 2:
                    rings.append(on_sheet)
    return rings


def border_lines(lines: Sequence[Ring], view: View) -> list[list[Point]]:
    """Give what is seen of the line that two regions share."""
    found: list[list[Point]] = []
    for line in lines:
        on_sheet = thinned(map(view.place, project_ring(line)))
        found.extend(pieces(on_sheet, view.box))
    return found


def places_of(
    nodes: Iterable[Mapping[str, Any]], pins: Mapping[str, Point] | None = None
) -> dict[str, Point]:
    """Give where nodes stand, those moved by hand where they were put."""
    moved = pins or {}
    return {node["id"]: moved.get(node["id"]) or (node["x"], node["y"]) for node in nodes}
