"""A map as a finished picture: land, lines, signs and names with title, legend and source.

The picture is made once, of marks that know nothing of maps (`webapp.sketch_marks`);
what is written as SVG or as PDF, and what a browser draws from the SVG as PNG, is the
same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

from graph.boundaries import Boundaries
from webapp.sketch_legend import Block, lay_out
from webapp.sketch_map import Marked, Scene, map_layers
from webapp.sketch_marks import (
    MUTED,
    Box,
    Disc,
    Layer,
    Mark,
    Point,
    Sheet,
    Trace,
    Words,
    bounds,
    clean,
    wrap,
)
from webapp.sketch_view import extent, fitted_view, height_for, places_of, project_ring

Row = Mapping[str, Any]

# A4 across, at the 96 pixels an inch of every screen.
SHEET = (1123.0, 794.0)
MARGIN = 24.0
_LEAST_HEIGHT = 200.0
_TITLE, _TEXT, _FOOT = 19.0, 12.5, 10.0
_GAP, _HEADING = 12.0, 18.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a picture is asked for.

    Attributes
    ----------
    view
        The point in the middle and the pixels a unit; None for all that there is.
    size
        Of the map in pixels; with `is_sheet` of the whole, whose map then is as
        high as there is room and need. None for a sheet of paper.
    pins
        Nodes that were moved by hand.
    selected
        Nodes and lines that were chosen.
    statuses
        Which lines of borders are seen; empty for all.
    """

    view: tuple[float, float, float] | None = None
    size: tuple[float, float] | None = None
    is_sheet: bool = False
    pins: Mapping[str, Point] = field(default_factory=dict)
    selected: Collection[str] = ()
    statuses: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands round the map, in the reader's language.

    `dates` head the two maps of a comparison: the map's own, then the other one, which
    stands at the left unless `other_is_later`.
    """

    title: str
    lines: Sequence[str] = ()
    blocks: Sequence[Block] = ()
    foot: Sequence[str] = ()
    dates: Sequence[str] = ()
    other_is_later: bool = False
    language: str = "id"


def draw(
    picture: Row, wanted: Wanted, caption: Caption, boundaries: Boundaries | None = None
) -> Sheet:
    """Draw a map as the pages describe it.

    Parameters
    ----------
    picture
        Nodes and edges as `webapp.maps` gives them, with what the map's builders add.
    wanted
        The part to show, and how large.
    caption
        Title, legend and source.
    boundaries
        Outlines of regions, where there are any.
    """
    whole = _whole(picture, wanted, boundaries)
    width, height = wanted.size or SHEET
    of_sheet = wanted.is_sheet or not wanted.size
    if not of_sheet:
        width += 2 * MARGIN
    head, top = _head(caption, width)
    foot, foot_height = _foot(caption, width)
    if of_sheet:
        room = max(height - top - foot_height - MARGIN / 2, _LEAST_HEIGHT)
        columns = 2 if picture.get("compare") else 1
        need = height_for(whole, (width - 2 * MARGIN) / columns)
        map_height = room if wanted.view else min(room, max(need, _LEAST_HEIGHT * 1.6))
    else:
        map_height = height
    box = Box(MARGIN, top, width - MARGIN, top + map_height)
    layers = [
        Layer("title", head),
        *_maps(picture, wanted, caption, boundaries, box),
        Layer("legend", _moved(foot, box.bottom)),
    ]
    return Sheet(
        width,
        float(ceil(box.bottom + foot_height + MARGIN / 2)),  # whole, as a canvas needs it
        caption.title,
        " ".join((*caption.lines, *caption.foot)),
        caption.language,
        layers,
    )


# ------------------------------------------------------------------ round the map


def _head(caption: Caption, width: float) -> tuple[list[Mark], float]:
    """Set title and what the map is restricted to; give them with where the map begins."""
    across, y = width - 2 * MARGIN, MARGIN / 2
    marks: list[Mark] = []
    for line in wrap(clean(caption.title), across, _TITLE, most=2, is_bold=True):
        y += _TITLE * 1.25
        marks.append(Words(MARGIN, y, line, _TITLE, is_bold=True))
    for text in caption.lines:
        for line in wrap(clean(text, 600), across, _TEXT):
            y += _TEXT * 1.4
            marks.append(Words(MARGIN, y, line, _TEXT, MUTED))
    return marks, y + 10


def _foot(caption: Caption, width: float) -> tuple[list[Mark], float]:
    """Set legend and source as if the map ended at 0; give them with their height."""
    across = width - 2 * MARGIN
    marks, high = lay_out(caption.blocks, MARGIN, 10, across)
    y = 10 + high + 4
    for text in caption.foot:
        for line in wrap(clean(text, 1_200), across, _FOOT, most=4):
            y += _FOOT * 1.4
            marks.append(Words(MARGIN, y, line, _FOOT, MUTED))
    return marks, y


def _moved(marks: Iterable[Mark], down: float) -> list[Mark]:
    moved: list[Mark] = []
    for mark in marks:
        match mark:
            case Words(x=x, y=y):
                moved.append(
                    Words(x, y + down, mark.text, mark.size, mark.colour, mark.anchor, mark.is_bold)
                )
            case Disc(x=x, y=y):
                moved.append(Disc(x, y + down, mark.radius, mark.paint))
            case Trace(rings=rings):
                lower = [[(x, y + down) for x, y in ring] for ring in rings]
                moved.append(Trace(lower, mark.paint, mark.closed))
    return moved


# ------------------------------------------------------------------ the map


def _whole(picture: Row, wanted: Wanted, boundaries: Boundaries | None) -> Box:
    """Give the part of the map that holds every node, and the largest part of every region.

    Far islets would leave the rest of a map empty.
    """
    places = places_of(picture["nodes"], wanted.pins)
    points = list(places.values())
    if boundaries and picture.get("projection"):
        for code in places.keys() & boundaries.areas.keys():
            rings = (project_ring(outer) for outer, *_holes in boundaries.areas[code])
            points += max(rings, key=_spread, default=[])
    return extent(points)


def _spread(ring: Iterable[Point]) -> float:
    box = bounds(ring)
    return box.width * box.height


def _maps(
    picture: Row,
    wanted: Wanted,
    caption: Caption,
    boundaries: Boundaries | None,
    box: Box,
) -> Iterator[Layer]:
    """Draw the map, or where two dates are compared the earlier and the later beside each other."""
    scene = _scene(picture, wanted, caption, boundaries)
    whole = _whole(picture, wanted, boundaries)
    compared = picture.get("compare")
    if not compared:
        yield from map_layers(scene, fitted_view(whole, box, wanted.view))
        return
    other = _scene({**picture, **compared}, wanted, caption, boundaries)
    now = replace(scene, marked=replace(scene.marked, appeared=compared.get("appeared", ())))
    then = replace(other, marked=replace(other.marked, ended=compared.get("ended", ())))
    both = [(caption.dates[1], then), (caption.dates[0], now)]
    if caption.other_is_later:
        both.reverse()
    for half, (said, one) in zip(_halves(box), both, strict=True):
        yield Layer("date", [Words(half.left, half.top - 6, clean(said), _TEXT, is_bold=True)])
        yield from map_layers(one, fitted_view(whole, half, wanted.view))


def _halves(box: Box) -> tuple[Box, Box]:
    middle, top = (box.left + box.right) / 2, box.top + _HEADING
    return (
        Box(box.left, top, middle - _GAP / 2, box.bottom),
        Box(middle + _GAP / 2, top, box.right, box.bottom),
    )


def _scene(picture: Row, wanted: Wanted, caption: Caption, boundaries: Boundaries | None) -> Scene:
    path = picture.get("path") or {}
    on_path = (*path.get("nodes", ()), *path.get("edges", ()))
    return Scene(
        nodes=picture["nodes"],
        edges=[edge for edge in picture["edges"] if _is_seen(edge, wanted.statuses)],
        language=caption.language,
        pins=wanted.pins,
        on_earth="projection" in picture,
        islands=picture.get("islands") or (),
        boundaries=boundaries,
        marked=Marked(path=on_path, selected=wanted.selected),
    )


def _is_seen(edge: Row, statuses: Collection[str]) -> bool:
    """Tell whether the legend leaves a line visible."""
    status = edge.get("status")
    return status is None or not statuses or status in statuses
