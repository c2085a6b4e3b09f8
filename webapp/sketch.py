"""A map as a finished picture: land, lines, signs and names with title, legend and source.

The picture is made once, of marks that know nothing of maps (`webapp.sketch_marks`);
what is written as SVG or as PDF, and what a browser draws from the SVG as PNG, is the
same. Signs follow the same rules as on the page (static/js/peta/signs.js).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, log10
from typing import Any
from urllib.parse import quote, urlencode

from graph.boundaries import Boundaries
from graph.vocabulary import STATUSES
from webapp.layouts import UNITS_PER_DEGREE
from webapp.maps import NEUTRAL, NODE_KINDS, PLAIN_SIZE
from webapp.sketch_legend import Block, lay_out, node_mark
from webapp.sketch_marks import (
    FRAME,
    INK,
    LAND,
    MUTED,
    PAPER,
    Box,
    Disc,
    Layer,
    Mark,
    Paint,
    Point,
    Sheet,
    Trace,
    Words,
    clean,
    width_of,
    wrap,
)
from webapp.sketch_names import Spot, boxes_along, place_names
from webapp.sketch_view import (
    View,
    area_rings,
    border_lines,
    extent,
    fitted_view,
    height_for,
    land_marks,
    places_of,
)

Row = Mapping[str, Any]

# A4 across, at the 96 pixels an inch of every screen.
SHEET = (1123.0, 794.0)
MARGIN = 24.0
_LEAST_HEIGHT = 200.0
_GROWTH, _MOST_GROWTH, _MOST_WIDTH = 0.3, 1.8, 1.6
_TITLE, _TEXT, _FOOT = 19.0, 12.5, 10.0
_KM_PER_UNIT = 111.2 / UNITS_PER_DEGREE
SELECTED = Paint(stroke=INK, width=9, opacity=0.3, is_round=True)
PATH = Paint(stroke=INK, width=7, opacity=0.55, is_round=True)
APPEARED = Paint(stroke=INK, width=12, opacity=0.25, is_round=True)
ENDED = Paint(stroke=INK, width=1.5, dash=(2, 4))


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

    `dates` head the two maps of a comparison: the map's own, then the other one.
    """

    title: str
    lines: Sequence[str] = ()
    blocks: Sequence[Block] = ()
    foot: Sequence[str] = ()
    dates: Sequence[str] = ()
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
    places = places_of(picture["nodes"], wanted.pins)
    whole = extent(places.values())
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
        *_maps(picture, wanted, caption, boundaries, whole, box),
        Layer("legend", _moved(foot, box.bottom)),
    ]
    return Sheet(
        width,
        box.bottom + foot_height + MARGIN / 2,
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
                    Words(
                        x, y + down, mark.text, mark.size, mark.colour, mark.anchor, mark.is_bold
                    )
                )
            case Disc(x=x, y=y):
                moved.append(Disc(x, y + down, mark.radius, mark.paint))
            case Trace(rings=rings):
                lower = [[(x, y + down) for x, y in ring] for ring in rings]
                moved.append(Trace(lower, mark.paint, mark.closed))
    return moved


# ------------------------------------------------------------------ the map


def _maps(
    picture: Row,
    wanted: Wanted,
    caption: Caption,
    boundaries: Boundaries | None,
    whole: Box,
    box: Box,
) -> Iterator[Layer]:
    """Draw the map, or where two dates are compared the earlier and the later beside each other."""
    compared = picture.get("compare")
    if not compared:
        view = fitted_view(whole, box, wanted.view)
        yield from _Drawing(picture, wanted, boundaries, view, caption.language).layers()
        return
    gap, heading = 12.0, 18.0
    middle = (box.left + box.right) / 2
    halves = (
        Box(box.left, box.top + heading, middle - gap / 2, box.bottom),
        Box(middle + gap / 2, box.top + heading, box.right, box.bottom),
    )
    other = {**picture, "nodes": compared["nodes"], "edges": compared["edges"]}
    came, went = compared.get("appeared", ()), compared.get("ended", ())
    other_is_earlier = str(compared.get("date")) <= str(picture.get("date", "9"))
    maps = [(caption.dates[1], other, (), went), (caption.dates[0], picture, came, ())]
    for half, (date, shown, *changes) in zip(
        halves, maps if other_is_earlier else maps[::-1], strict=True
    ):
        yield Layer("date", [Words(half.left, half.top - 6, clean(date), _TEXT, is_bold=True)])
        view = fitted_view(whole, half, wanted.view)
        drawing = _Drawing(shown, wanted, boundaries, view, caption.language, *changes)
        yield from drawing.layers()


class _Drawing:
    """One map within its box."""

    def __init__(
        self,
        picture: Row,
        wanted: Wanted,
        boundaries: Boundaries | None,
        view: View,
        language: str,
        appeared: Iterable[str] = (),
        ended: Iterable[str] = (),
    ) -> None:
        self.view = view
        self.language = language
        self.nodes = {node["id"]: node for node in picture["nodes"]}
        at = places_of(picture["nodes"], wanted.pins)
        self.at = {key: view.place(point) for key, point in at.items()}
        self.edges = [
            edge
            for edge in picture["edges"]
            if edge["from"] in self.nodes
            and edge["to"] in self.nodes
            and (not wanted.statuses or edge.get("status", "") in (*wanted.statuses, ""))
        ]
        self.on_earth = "projection" in picture
        self.shapes = boundaries if self.on_earth else None
        self.islands = picture.get("islands") or ()
        self.selected = set(wanted.selected)
        path = picture.get("path") or {}
        is_whole = isinstance(path, Mapping)
        self.path = set(path.get("nodes", ())) | set(path.get("edges", ())) if is_whole else set()
        self.appeared, self.ended = set(appeared), set(ended)
        self.growth = max(1.0, view.scale / view.fitted) ** _GROWTH

    def layers(self) -> Iterator[Layer]:
        """Draw it, from the ground to the names."""
        box = self.view.box
        yield Layer("land", [*self._ground()], box)
        yield Layer("marks", [*self._marks()], box)
        yield Layer("lines", [*self._lines()], box)
        yield Layer("signs", [*self._signs()], box)
        bar = self._scale_bar() if self.on_earth else []
        yield Layer("names", [*self._names(bool(bar))], box)
        yield Layer("frame", [*bar, _frame(box)])

    # -------------------------------------------------------------- ground

    def _ground(self) -> Iterator[Mark]:
        if self.on_earth:
            yield from land_marks(self.view)
        if self.shapes:
            outline = Paint(fill=LAND, stroke=PAPER, width=0.8)
            for code, polygons in sorted(self.shapes.areas.items()):
                if rings := area_rings(polygons, self.view):
                    node = self.nodes.get(code)
                    is_told = node is not None and node["color"] != NEUTRAL
                    fill = Paint(node["color"], PAPER, 0.8) if node and is_told else outline
                    title = self._title_of(node) if node else None
                    yield Trace(rings, fill, True, title, _node_address(node) if node else None)

    def _shared(self, edge: Row) -> list[list[Point]]:
        """Give the line that two regions share, where it is known."""
        if not self.shapes or edge.get("type", "border") != "border":
            return []
        lines = self.shapes.lines.get(tuple(sorted((edge["from"], edge["to"]))), ())  # type: ignore[arg-type]
        return border_lines(lines, self.view)

    def _course(self, edge: Row) -> list[list[Point]]:
        return self._shared(edge) or [[self.at[edge["from"]], self.at[edge["to"]]]]

    # -------------------------------------------------------------- marks

    def _marks(self) -> Iterator[Mark]:
        rows: tuple[tuple[set[str], Paint], ...] = (
            (self.path, PATH),
            (self.appeared, APPEARED),
            (self.ended, ENDED),
            (self.selected, SELECTED),
        )
        for keys, paint in rows:
            for edge in self.edges if keys else ():
                if edge["id"] in keys:
                    yield Trace(self._course(edge), paint)
            for key in sorted(keys & self.nodes.keys()):
                x, y = self.at[key]
                around = Paint(fill=INK, opacity=paint.opacity * 0.8)
                if paint is not ENDED:
                    yield Disc(x, y, self._radius(self.nodes[key]) + 5, around)

    # -------------------------------------------------------------- lines and signs

    def _lines(self) -> Iterator[Mark]:
        for edge in sorted(self.edges, key=lambda edge: edge["width"]):
            paint = Paint(
                stroke=edge["color"],
                width=edge["width"] * min(_MOST_WIDTH, self.growth),
                dash=tuple(edge.get("dashes") or ()),
            )
            yield Trace(self._course(edge), paint, False, self._edge_title(edge), _edge_address(edge))

    def _signs(self) -> Iterator[Mark]:
        plain = self.shapes.areas.keys() if self.shapes else ()
        for node in sorted(self.nodes.values(), key=lambda node: (-node["size"], node["id"])):
            if node["id"] in plain and node["size"] <= PLAIN_SIZE:
                continue  # its area stands for it
            kind = NODE_KINDS.get(node.get("kind", ""))
            yield node_mark(
                node.get("shape", "dot"),
                *self.at[node["id"]],
                self._radius(node),
                node["color"],
                outlined=bool(kind and kind.outlined),
                title=self._title_of(node),
                href=_node_address(node),
            )
            if count := node.get("count"):
                yield Words(*_below_middle(self.at[node["id"]]), str(count), 10, PAPER, "middle", True)

    def _radius(self, node: Row) -> float:
        grown = float(node["size"]) * min(_MOST_GROWTH, self.growth)
        return min(grown, max(1.6, 0.46 * float(node.get("room", 1_000)) * self.view.scale))

    def _title_of(self, node: Row) -> str:
        note = node.get("note")
        return f"{node['label']}: {note}" if note else str(node["label"])

    def _edge_title(self, edge: Row) -> str:
        ends = " – ".join(str(self.nodes[edge[end]]["label"]) for end in ("from", "to"))
        status = STATUSES.get(edge.get("status", ""))
        told = [
            status.label(self.language) if status else "",
            str(edge.get("note") or ""),
        ]
        said = "; ".join(text for text in told if text)
        return f"{ends}: {said}" if said else ends

    # -------------------------------------------------------------- names

    def _names(self, has_bar: bool) -> Iterator[Words]:
        box = self.view.box
        taken = [Box(box.left, box.bottom - 26, box.left + 190, box.bottom)] if has_bar else []
        telling = [edge for edge in self.edges if edge.get("status", "unknown") != "unknown"]
        told = self.path | self.selected | {edge[end] for edge in telling for end in ("from", "to")}
        clear = [
            one
            for edge in telling
            for line in self._course(edge)
            for a, b in zip(line, line[1:], strict=False)
            for one in boxes_along(a, b)
        ]
        first = self.path | self.selected
        ranked = sorted(
            self.nodes.values(),
            key=lambda node: (node["id"] not in first, -node.get("rank", 0), node["id"]),
        )
        spots = (
            Spot(str(node["label"]), *self.at[node["id"]], self._radius(node), node["id"] in told)
            for node in ranked
        )
        names = [*place_names(spots, box, clear, taken)]
        yield from self._island_names(names)
        yield from names

    def _island_names(self, names: Sequence[Words]) -> Iterator[Words]:
        """Write islands' names in the open, under everything else."""
        taken = [_box_of(name) for name in names]
        for island in self.islands:
            x, y = self.view.place((island["x"], island["y"]))
            text = " ".join(clean(island["name"]).upper())
            wide = width_of(text, 11)
            space = Box(x - wide / 2, y - 10, x + wide / 2, y + 4)
            if self.view.box.holds(space) and not any(space.touches(other) for other in taken):
                yield Words(x, y, text, 11, MUTED, "middle", is_slanted=True, has_halo=True)

    def _scale_bar(self) -> list[Mark]:
        box = self.view.box
        most = min(150.0, box.width / 4) / self.view.scale * _KM_PER_UNIT
        power = 10 ** floor(log10(most)) if most >= 1 else 1
        km = next((step * power for step in (5, 2, 1) if step * power <= most), 1)
        wide, x, y = km / _KM_PER_UNIT * self.view.scale, box.left + 12, box.bottom - 10
        back = [(x - 6, y - 14), (x + wide + 60, y - 14), (x + wide + 60, y + 6), (x - 6, y + 6)]
        rule = [(x, y - 5), (x, y), (x + wide, y), (x + wide, y - 5)]
        return [
            Trace([back], Paint(fill=PAPER, opacity=0.8), closed=True),
            Trace([rule], Paint(stroke=INK, width=1.25)),
            Words(x + wide + 6, y + 1, f"{km:g} km", 11),
        ]


def _frame(box: Box) -> Trace:
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom)]
    return Trace([[*corners, (box.left, box.bottom)]], Paint(stroke=FRAME), closed=True)


def _node_address(node: Row) -> str | None:
    key = str(node["id"])
    if node.get("href"):
        return str(node["href"])
    if key.startswith("kelompok:"):
        return None
    if key.startswith("kesepakatan:"):
        return f"/kesepakatan/{quote(key.removeprefix('kesepakatan:'), safe='')}"
    return f"/pelaku/{quote(key, safe='')}"


def _edge_address(edge: Row) -> str | None:
    kind = edge.get("type", "border" if "status" in edge else "link")
    if kind == "border":
        return f"/kesenjangan/{quote(str(edge['id']), safe='')}"
    if kind == "link":
        ends = {"pelaku": edge["from"], "dengan": edge["to"]}
        return f"/kesepakatan?{urlencode(ends)}"
    return None


def _below_middle(point: Point) -> Point:
    return point[0], point[1] + 3.5


def _box_of(words: Words) -> Box:
    wide = width_of(words.text, words.size)
    return Box(words.x, words.y - words.size, words.x + wide, words.y + 3)
