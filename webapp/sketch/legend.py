"""The legend of a finished picture: blocks of signs with their words, set side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from webapp.sketch.marks import (
    INK,
    MUTED,
    PAPER,
    Disc,
    Mark,
    Paint,
    Trace,
    Words,
    clean,
    cut_to_width,
    width_of,
)

SIGN_WIDTH = 30.0
_PALE = 185  # of 255
_FONT, _ROW, _GAP, _BLOCK_GAP = 11.0, 17.0, 16.0, 30.0
_LOW, _HIGH = 3, 8  # rows a column: where there is room, and where there is little
_RAMP_WIDTH, _RAMP_HEIGHT = 180.0, 10.0
OUTLINE = 2.0

Sign = Callable[[float, float], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign, what it means, and how many of it there are."""

    sign: Sign | None
    text: str
    count: str = ""

    @property
    def width(self) -> float:
        """How much room it takes."""
        told = f"{self.text}  {self.count}" if self.count else self.text
        return (SIGN_WIDTH + 6 if self.sign else 0) + width_of(told, _FONT)


@dataclass(frozen=True, slots=True)
class Ramp:
    """A continuous scale: its colours from the least to the greatest value."""

    colours: Sequence[str]
    least: str
    greatest: str


@dataclass(frozen=True, slots=True)
class Block:
    """Entries under one heading."""

    title: str
    entries: Sequence[Entry] = ()
    ramp: Ramp | None = None
    row_height: float = _ROW

    def rows(self, width: float) -> int:
        """How many entries stand under each other; high ones stand beside each other."""
        if self.row_height > _ROW:
            return 1 if _width(self, 1) <= width else len(self.entries)
        rows = _LOW if width > 640 else _HIGH
        while _width(self, rows) > width and rows < len(self.entries):
            rows += 1
        return rows


# ------------------------------------------------------------------ signs


def line_sign(colour: str, width: float, dash: Sequence[float] = ()) -> Sign:
    """Give the sign of a line."""
    paint = Paint(stroke=colour, width=width, dash=tuple(dash))
    return lambda x, y: [Trace([[(x, y), (x + SIGN_WIDTH, y)]], paint)]


def row_height_of(radius: float) -> float:
    """Give how high rows must be for signs of a radius."""
    return max(_ROW, 2 * radius + 4)


def node_sign(shape: str, colour: str, *, outlined: bool = False, radius: float = 5.5) -> Sign:
    """Give the sign of a node."""
    return lambda x, y: [node_mark(shape, x + SIGN_WIDTH / 2, y, radius, colour, outlined=outlined)]


def halo_sign(paint: Paint) -> Sign:
    """Give the sign of a mark along a line."""
    inset = paint.width / 2 if paint.is_round else 0
    return lambda x, y: [Trace([[(x + inset, y), (x + SIGN_WIDTH - inset, y)]], paint)]


def is_pale(colour: str) -> bool:
    """Tell whether a colour can hardly be seen on paper without a rim."""
    if len(colour) != 7:
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue > _PALE


def node_mark(
    shape: str,
    x: float,
    y: float,
    radius: float,
    colour: str,
    *,
    outlined: bool = False,
    title: str | None = None,
    href: str | None = None,
) -> Mark:
    """Draw a node: a dot, a square or a diamond, full or as an outline."""
    if outlined:
        width = min(2.5, radius * 0.45)
        paint = Paint(fill=PAPER, stroke=colour, width=width)
    elif is_pale(colour):
        paint = Paint(fill=colour, stroke=MUTED, width=1)
    else:
        paint = Paint(fill=colour, stroke=PAPER, width=0.5)
    if shape == "square":
        side = radius
        corners = [(x - side, y - side), (x + side, y - side), (x + side, y + side)]
        return Trace([[*corners, (x - side, y + side)]], paint, True, title, href)
    if shape == "diamond":
        ring = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        return Trace([ring], paint, True, title, href)
    return Disc(x, y, radius, paint, title, href)


# ------------------------------------------------------------------ layout


def lay_out(
    blocks: Iterable[Block], left: float, top: float, width: float
) -> tuple[list[Mark], float]:
    """Set blocks side by side, in as many lines as they need.

    Returns
    -------
    list of marks and the height that they take
    """
    marks: list[Mark] = []
    x, y, high = left, top, 0.0
    for block in blocks:
        rows = block.rows(width)
        wide = _width(block, rows)
        if x > left and x + wide > left + width:
            x, y, high = left, y + high + 8, 0.0
        marks.extend(_drawn(block, rows, x, y, width))
        x += wide + _BLOCK_GAP
        high = max(high, _height(block, rows))
    return marks, y + high - top


def _columns(block: Block, rows: int) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(block.entries), rows):
        yield block.entries[start : start + rows]


def _width(block: Block, rows: int) -> float:
    columns = [max(entry.width for entry in column) for column in _columns(block, rows)]
    across = sum(columns) + _GAP * max(0, len(columns) - 1)
    if block.ramp:
        across = max(across, _RAMP_WIDTH)
    return max(across, width_of(block.title, _FONT, is_bold=True))


def _height(block: Block, rows: int) -> float:
    ramp = _RAMP_HEIGHT + _ROW if block.ramp else 0
    return _ROW + ramp + block.row_height * min(rows, len(block.entries))


def _drawn(block: Block, rows: int, x: float, y: float, width: float) -> Iterator[Mark]:
    title = cut_to_width(clean(block.title), width, _FONT, is_bold=True)
    yield Words(x, y + _FONT, title, _FONT, is_bold=True)
    y += _ROW
    if block.ramp:
        yield from _ramp(block.ramp, x, y)
        y += _RAMP_HEIGHT + _ROW
    for column in _columns(block, rows):
        wide = max(entry.width for entry in column)
        for number, entry in enumerate(column):
            middle = y + (number + 0.5) * block.row_height
            yield from _entry(entry, x, middle, min(wide, width))
        x += wide + _GAP


def _entry(entry: Entry, x: float, middle: float, width: float) -> Iterator[Mark]:
    start = x
    if entry.sign:
        yield from entry.sign(x, middle)
        start += SIGN_WIDTH + 6
    room = x + width - start
    count_width = width_of(f"  {entry.count}", _FONT) if entry.count else 0
    text = cut_to_width(clean(entry.text), max(room - count_width, 20) + 1, _FONT)
    yield Words(start, middle + 4, text, _FONT, INK)
    if entry.count:
        yield Words(start + width_of(f"{text}  ", _FONT), middle + 4, entry.count, _FONT, MUTED)


def _ramp(ramp: Ramp, x: float, y: float) -> Iterator[Mark]:
    step = _RAMP_WIDTH / len(ramp.colours)
    for number, colour in enumerate(ramp.colours):
        a, b = x + number * step, x + (number + 1) * step
        ring = [(a, y), (b, y), (b, y + _RAMP_HEIGHT), (a, y + _RAMP_HEIGHT)]
        yield Trace([ring], Paint(fill=colour, stroke=colour, width=0.4), closed=True)
    below = y + _RAMP_HEIGHT + _FONT + 1
    yield Words(x, below, clean(ramp.least), _FONT, MUTED)
    yield Words(x + _RAMP_WIDTH, below, clean(ramp.greatest), _FONT, MUTED, "end")
