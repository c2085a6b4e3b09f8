"""One map within its box on a picture: ground, marks, lines, signs and names.

Signs follow the same rules as on the page (static/js/peta: signs.js, lines.js, areas.js,
labels.js, marks.js), so that the picture that is taken along is the one that was seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import floor, hypot, log10
from typing import Any
from urllib.parse import quote, urlencode

from graph.boundaries import Boundaries
from graph.vocabulary import STATUSES
from webapp.context import number
from webapp.layouts import UNITS_PER_DEGREE
from webapp.maps import NEUTRAL, NODE_KINDS
from webapp.sketch_legend import node_mark
from webapp.sketch_marks import (
    COAST,
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
    Trace,
    Words,
    clean,
    colour_of,
    veiled,
    width_of,
)
from webapp.sketch_names import Spot, boxes_along, place_names
from webapp.sketch_view import View, area_rings, border_lines, land_marks, places_of

Row = Mapping[str, Any]

_GROWTH, _MOST_GROWTH, _MOST_WIDTH = 0.3, 1.8, 1.6
_FEW_LINES, _SHORTEST = 160, 56.0  # where lines have room for a number
_KM_PER_UNIT = 111.2 / UNITS_PER_DEGREE
_FEW_EDGES = 400  # so that names can be kept off their lines
_AREA_EDGE = 0.8
SELECTED = Paint(stroke=INK, width=9, opacity=0.3, is_round=True)
PATH = Paint(stroke=INK, width=7, opacity=0.55, is_round=True)
APPEARED = Paint(stroke=INK, width=12, opacity=0.25, is_round=True)
ENDED = Paint(stroke=INK, width=10, dash=(2, 3), opacity=0.45)


@dataclass(frozen=True, slots=True)
class Marked:
    """Nodes and lines that are marked, by their keys."""

    path: Collection[str] = ()
    appeared: Collection[str] = ()
    ended: Collection[str] = ()
    selected: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn of a map.

    Attributes
    ----------
    nodes, edges
        As `webapp.maps` describes them; only those that are seen.
    pins
        Nodes that were moved by hand.
    on_earth
        Whether the land lies under them.
    islands
        Names of islands with their places.
    boundaries
        Outlines of regions, where there are any.
    """

    nodes: Sequence[Row]
    edges: Sequence[Row]
    language: str = "id"
    pins: Mapping[str, Point] = field(default_factory=dict)
    on_earth: bool = False
    islands: Sequence[Row] = ()
    boundaries: Boundaries | None = None
    marked: Marked = field(default_factory=Marked)


def map_layers(scene: Scene, view: View) -> Iterator[Layer]:
    """Draw a map, from the ground to the names."""
    return _Drawing(scene, view).layers()


class _Drawing:
    def __init__(self, scene: Scene, view: View) -> None:
        self.scene = scene
        self.view = view
        self.nodes = {node["id"]: node for node in scene.nodes}
        places = places_of(scene.nodes, scene.pins)
        self.at = {key: view.place(point) for key, point in places.items()}
        self.edges = [
            edge for edge in scene.edges if edge["from"] in self.at and edge["to"] in self.at
        ]
        self.shapes = scene.boundaries if scene.on_earth else None
        self.growth = max(1.0, view.scale / view.fitted) ** _GROWTH
        self.shared = {edge["id"]: line for edge in self.edges if (line := self._shared(edge))}

    def layers(self) -> Iterator[Layer]:
        box = self.view.box
        names, islands = self._names()
        bar = self._scale_bar() if self.scene.on_earth else []
        yield Layer("land", [*self._ground()], box)
        yield Layer("islands", islands, box)
        yield Layer("marks", [*self._marks()], box)
        yield Layer("lines", [*self._lines()], box)
        yield Layer("signs", [*self._signs()], box)
        yield Layer("names", names, box)
        yield Layer("frame", [*bar, _frame(box)])

    # -------------------------------------------------------------- ground

    def _ground(self) -> Iterator[Mark]:
        if self.scene.on_earth:
            yield from land_marks(self.view)
        if self.shapes:
            for code, node in sorted(self.nodes.items()):
                if rings := area_rings(self.shapes.areas.get(code, ()), self.view):
                    is_told = node["color"] != NEUTRAL
                    fill = colour_of(node["color"]) if is_told else LAND
                    paint = Paint(fill, COAST, _AREA_EDGE)
                    yield Trace(rings, paint, True, _node_title(node), node_address(node))

    def _shared(self, edge: Row) -> list[list[Point]]:
        """Give the line that two regions share, where it is known."""
        if not self.shapes or edge.get("type", "border") != "border":
            return []
        a, b = sorted((str(edge["from"]), str(edge["to"])))
        return border_lines(self.shapes.lines.get((a, b), ()), self.view)

    def _course(self, edge: Row) -> list[list[Point]]:
        straight = [[self.at[edge["from"]], self.at[edge["to"]]]]
        return self.shared.get(edge["id"], straight)

    # -------------------------------------------------------------- marks

    def _marks(self) -> Iterator[Mark]:
        marked = self.scene.marked
        for keys, paint in (
            (marked.path, PATH),
            (marked.appeared, APPEARED),
            (marked.ended, ENDED),
            (marked.selected, SELECTED),
        ):
            wanted = set(keys)
            for edge in self.edges if wanted else ():
                if edge["id"] in wanted:
                    yield Trace(self._course(edge), paint)
            for key in sorted(wanted & self.nodes.keys()):
                yield self._around(key, paint.opacity)

    def _around(self, key: str, opacity: float) -> Mark:
        if self._has_area(key) and self.shapes:
            rings = area_rings(self.shapes.areas[key], self.view)
            return Trace(rings, Paint(fill=INK, opacity=opacity), closed=True)
        reach = self._radius(self.nodes[key]) + 5
        return Disc(*self.at[key], reach, Paint(fill=INK, opacity=opacity))

    # -------------------------------------------------------------- lines and signs

    def _lines(self) -> Iterator[Mark]:
        for edge in sorted(self.edges, key=lambda edge: edge["width"]):
            stroke, opacity = veiled(edge["color"])
            paint = Paint(
                stroke=stroke,
                opacity=opacity,
                width=edge["width"] * min(_MOST_WIDTH, self.growth),
                dash=tuple(edge.get("dashes") or ()),
            )
            course, title = self._course(edge), self._edge_title(edge)
            yield Trace(course, paint, title=title, href=edge_address(edge))

    def _signs(self) -> Iterator[Mark]:
        for node in sorted(self.nodes.values(), key=_by_size):
            if self._has_area(node["id"]):
                continue
            kind, radius = NODE_KINDS.get(node.get("kind", "")), self._radius(node)
            yield node_mark(
                node.get("shape", "dot"),
                *self.at[node["id"]],
                radius,
                colour_of(node["color"]),
                outlined=bool(kind and kind.outlined),
                title=_node_title(node),
                href=node_address(node),
            )
            if node.get("count"):
                yield from self._count(node, radius)

    def _count(self, node: Row, radius: float) -> Iterator[Words]:
        """Write on a cluster how many it holds, where it is large enough."""
        (x, y), text = self.at[node["id"]], str(node["count"])
        size = min(13.0, 2.4 * radius / max(2, len(text)))
        if size >= 8:
            yield Words(x, y + size * 0.36, text, size, PAPER, "middle", is_bold=True)

    def _has_area(self, key: str) -> bool:
        return bool(self.shapes and key in self.shapes.areas)

    def _radius(self, node: Row) -> float:
        if self._has_area(node["id"]):
            return 0.0
        grown: float = node["size"] * min(_MOST_GROWTH, self.growth)
        return min(grown, max(1.6, 0.46 * float(node.get("room", 1_000)) * self.view.scale))

    def _edge_title(self, edge: Row) -> str:
        ends = " – ".join(clean(self.nodes[edge[end]]["label"], 80) for end in ("from", "to"))
        status = STATUSES.get(edge.get("status", ""))
        told = (status.label(self.scene.language) if status else "", edge.get("note") or "")
        said = "; ".join(text for text in told if text)
        return f"{ends}: {said}" if said else ends

    # -------------------------------------------------------------- names

    def _names(self) -> tuple[list[Words], list[Words]]:
        """Place the names of nodes, then those of islands and numbers where there is room."""
        box, marked = self.view.box, self.scene.marked
        corner = Box(box.left, box.bottom - 26, box.left + 200, box.bottom)
        taken = [corner] if self.scene.on_earth else []
        telling = [edge for edge in self.edges if edge.get("status", "unknown") != "unknown"]
        first = {*marked.path, *marked.selected}
        told = first | {edge[end] for edge in telling for end in ("from", "to")}
        ranked = sorted(
            self.nodes.values(),
            key=lambda node: (node["id"] not in first, -node.get("rank", 0), node["id"]),
        )
        spots = (
            Spot(str(node["label"]), *self.at[node["id"]], self._radius(node), node["id"] in told)
            for node in ranked
        )
        lines = self.edges if len(self.edges) <= _FEW_EDGES else ()
        names = [*place_names(spots, box, self._along(telling), taken, spared=self._along(lines))]
        taken.extend(map(_box_of, names))
        taken.extend(Box(x - 5, y - 5, x + 5, y + 5) for x, y in self.at.values())
        islands = [*self._island_names(taken)]
        taken.extend(map(_box_of, islands))
        return [*names, *self._amounts(taken)], islands

    def _along(self, edges: Iterable[Row]) -> list[Box]:
        """Give boxes along straight lines."""
        return [
            one
            for edge in edges
            if edge["id"] not in self.shared
            for a, b in pairwise(self._course(edge)[0])
            for one in boxes_along(a, b)
        ]

    def _island_names(self, taken: Sequence[Box]) -> Iterator[Words]:
        occupied = list(taken)
        for island in self.scene.islands:
            x, y = self.view.place((island["x"], island["y"]))
            words = Words(x, y + 4, clean(island["name"]), 12.5, MUTED, "middle", is_slanted=True)
            space = _box_of(words)
            if self.view.box.holds(space) and not any(map(space.touches, occupied)):
                occupied.append(space)
                yield words

    def _amounts(self, taken: Sequence[Box]) -> Iterator[Words]:
        """Write on lines how many agreements they stand for."""
        bundles = [
            (edge, self.at[edge["from"]], self.at[edge["to"]])
            for edge in self.edges
            if edge.get("type") != "border" and (edge.get("agreements") or 0) > 1
        ]
        occupied = list(taken)
        for edge, a, b in bundles if len(bundles) <= _FEW_LINES else ():
            if hypot(b[0] - a[0], b[1] - a[1]) < _SHORTEST:
                continue
            x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
            text = number(edge["agreements"])
            words = Words(x, y + 4, text, 11, MUTED, "middle", has_halo=True)
            space = _box_of(words)
            if self.view.box.holds(space) and not any(map(space.touches, occupied)):
                occupied.append(space)
                yield words

    def _scale_bar(self) -> list[Mark]:
        box = self.view.box
        most = min(150.0, box.width / 4) / self.view.scale * _KM_PER_UNIT
        power = 10.0 ** floor(log10(most))
        km = next(step * power for step in (5, 2, 1) if step * power <= most)
        wide, x, y = km / _KM_PER_UNIT * self.view.scale, box.left + 12, box.bottom - 10
        said = f"{number(km, 2)} km"
        end = x + wide + 12 + width_of(said, 11)
        back = [(x - 6, y - 14), (end, y - 14), (end, y + 6), (x - 6, y + 6)]
        rule = [(x, y - 5), (x, y), (x + wide, y), (x + wide, y - 5)]
        return [
            Trace([back], Paint(fill=PAPER, opacity=0.8), closed=True),
            Trace([rule], Paint(stroke=INK, width=1.25)),
            Words(x + wide + 6, y + 1, said, 11),
        ]


def _frame(box: Box) -> Trace:
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom)]
    return Trace([[*corners, (box.left, box.bottom)]], Paint(stroke=FRAME), closed=True)


def _by_size(node: Row) -> tuple[float, str, str]:
    return -node["size"], str(node["color"]), str(node["id"])


def _box_of(words: Words) -> Box:
    wide = width_of(words.text, words.size)
    left = words.x - (wide / 2 if words.anchor == "middle" else 0)
    return Box(left, words.y - words.size, left + wide, words.y + 3)


def _node_title(node: Row) -> str:
    note = node.get("note")
    return f"{node['label']}: {note}" if note else str(node["label"])


# ------------------------------------------------------------------ where marks lead


def node_address(node: Row) -> str | None:
    """Give the page of an actor or an agreement; a cluster has none."""
    key = str(node["id"])
    if node.get("href"):
        return str(node["href"])
    if key.startswith("kelompok:"):
        return None
    if key.startswith("kesepakatan:"):
        return f"/kesepakatan/{quote(key.removeprefix('kesepakatan:'), safe='')}"
    return f"/pelaku/{quote(key, safe='')}"


def edge_address(edge: Row) -> str | None:
    """Give the page of a pair of neighbours, or the agreements of two who cooperate."""
    kind = edge.get("type", "border" if "status" in edge else "link")
    if kind == "border":
        return f"/kesenjangan/{quote(str(edge['id']), safe='')}"
    if kind == "link":
        return f"/kesepakatan?{urlencode({'pelaku': edge['from'], 'dengan': edge['to']})}"
    return None
