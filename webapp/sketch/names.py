"""Names on a picture: the most important first, each only where it covers nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, hypot

from webapp.sketch.marks import Box, Point, Words, clean, width_of

FONT = 12.0
HEIGHT = FONT + 3
LONGEST = 28  # letters
_PIXELS_A_NAME = 9_000
_CROWD = 150  # with more nodes in sight names may lie over small ones


@dataclass(frozen=True, slots=True)
class Spot:
    """A node where its name is sought a place; names of those that are `told` come in any case."""

    name: str
    x: float
    y: float
    radius: float
    is_told: bool = False

    @property
    def box(self) -> Box:
        """What the sign itself covers."""
        return Box(
            self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius
        )


def place_names(
    spots: Iterable[Spot],
    box: Box,
    clear: Sequence[Box] = (),
    taken: Sequence[Box] = (),
    spared: Sequence[Box] = (),
) -> Iterator[Words]:
    """Place names beside their nodes.

    Parameters
    ----------
    spots
        In the order of importance.
    box
        Where on the sheet names may stand.
    clear
        What names leave free, but for those that are told.
    taken
        Where no name can stand.
    spared
        What names leave free where they can stand elsewhere too.
    """
    seen = [spot for spot in spots if box.touches(Box(spot.x, spot.y, spot.x, spot.y))]
    crowded = len(seen) > _CROWD
    signs = _Grid([*clear, *(() if crowded else (spot.box for spot in seen))])
    occupied, lines = _Grid(taken), _Grid(spared)
    most = box.width * box.height / _PIXELS_A_NAME
    count = 0
    for spot in seen:
        if count >= most:
            break
        name = clean(spot.name, LONGEST)
        spaces = _spaces(spot, width_of(name, FONT), box)
        open_ones = [space for space in spaces if box.holds(space) and not occupied.meets(space)]
        clear_ones = [space for space in open_ones if not signs.meets(space)]
        free = next((space for space in clear_ones if not lines.meets(space)), None)
        free = free or next(iter(clear_ones), None)
        if free is None and spot.is_told and open_ones:
            free = open_ones[0]
        if not name or free is None:
            continue
        occupied.add(free)
        count += 1
        yield Words(free.left, free.top + FONT, name, FONT, has_halo=True)


def _spaces(spot: Spot, width: float, box: Box) -> list[Box]:
    """Give where a name may stand, best first: under, over, right, left of its node."""
    inside = min(max(spot.x - width / 2, box.left + 2), box.right - width - 2)
    beside = spot.y - HEIGHT / 2
    starts: tuple[Point, ...] = (
        (inside, spot.y + spot.radius + 2),
        (inside, spot.y - spot.radius - HEIGHT - 1),
        (spot.x + spot.radius + 3, beside),
        (spot.x - spot.radius - width - 3, beside),
    )
    return [Box(left, top, left + width, top + HEIGHT) for left, top in starts]


def boxes_along(a: Point, b: Point, reach: float = 3.0) -> list[Box]:
    """Give small boxes along a line, for what must not lie over it."""
    steps = max(1, min(12, ceil(hypot(b[0] - a[0], b[1] - a[1]) / (2 * reach))))
    points = (
        (a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps)
        for i in range(steps + 1)
    )
    return [Box(x - reach, y - reach, x + reach, y + reach) for x, y in points]


class _Grid:
    """Boxes, found by where they are: thousands of lines are asked for every name."""

    _CELL = 40.0

    def __init__(self, boxes: Collection[Box] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for cell in self._cells_of(box):
            self._cells.setdefault(cell, []).append(box)

    def meets(self, box: Box) -> bool:
        """Whether any of the boxes overlaps."""
        return any(
            other.left < box.right
            and box.left < other.right
            and other.top < box.bottom
            and box.top < other.bottom
            for cell in self._cells_of(box)
            for other in self._cells.get(cell, ())
        )

    def _cells_of(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.left // self._CELL), int(box.right // self._CELL) + 1):
            for row in range(int(box.top // self._CELL), int(box.bottom // self._CELL) + 1):
                yield column, row
