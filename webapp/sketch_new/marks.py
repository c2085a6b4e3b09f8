"""What a finished picture is made of: traces, discs and words in layers, whoever writes them.

Both writers (SVG and PDF) know these marks and nothing of maps, so that what one
draws the other does too. Units are pixels of a screen, y growing downwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Point = tuple[float, float]
Ring = Sequence[Point]

PAPER, INK, MUTED, FRAME = "#FFFFFF", "#14181C", "#565F68", "#CFD5DA"
LAND, COAST = "#E9ECEE", "#B4BCC3"
LONGEST_TEXT = 300  # letters; no name or title needs more

# Widths of Helvetica in thousandths of its size, from the space on; Arial and Liberation Sans
# have the same. Letters beyond are about as wide as a capital or as a small letter.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_BOLD = 1.07
_WIDE, _CAPITAL, _SMALL = 1000, 700, 560
_CONTROLS = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks that turn the direction of writing would turn the words beside the name, too.
_COLOUR = re.compile("#(?:[0-9a-fA-F]{3}){1,2}")
_VEILED = re.compile("#[0-9a-fA-F]{8}")
_UNCOLOURED = "#7B8790"
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def touches(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        beside = self.right < other.left or other.right < self.left
        return not (beside or self.bottom < other.top or other.bottom < self.top)

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Paint:
    """How a mark is filled and drawn."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """Lines, or with `closed` areas; a ring within a ring is a hole.

    `title` is what it says when pointed at and `href` where it leads, where the
    form has such things.
    """

    rings: Sequence[Ring]
    paint: Paint
    closed: bool = False
    title: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    paint: Paint
    title: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `x` is its start, middle or end by `anchor`, `y` its base line."""

    x: float
    y: float
    text: str
    size: float = 12.0
    colour: str = INK
    anchor: str = "start"
    is_bold: bool = False
    is_slanted: bool = False
    has_halo: bool = False


Mark = Trace | Disc | Words


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks that belong together; what lies outside `clip` is not seen."""

    code: str
    marks: Sequence[Mark]
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished picture."""

    width: float
    height: float
    title: str
    description: str = ""
    language: str = "id"
    layers: Sequence[Layer] = field(default=())


def colour_of(told: object) -> str:
    """Give a colour as it is told where it is one, else grey: it may come with the data."""
    text = str(told)
    return text if _COLOUR.fullmatch(text) else _UNCOLOURED


def veiled(told: object) -> tuple[str, float]:
    """Give a colour and its opacity, where two more digits tell one."""
    text = str(told)
    if _VEILED.fullmatch(text):
        return text[:7], round(int(text[7:], 16) / 255, 2)
    return colour_of(text), 1.0


def clean(text: object, longest: int = LONGEST_TEXT) -> str:
    """Give a name as it can be drawn: on one line, without controls, not without end."""
    raw = str(text)[: 4 * longest]
    kept = _DIRECTIONS.sub("", _CONTROLS.sub(" ", raw))
    return shorten(" ".join(kept.split()), longest)


def shorten(text: str, longest: int) -> str:
    """Cut a text to so many letters, and say that it was cut."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def width_of(text: str, size: float = 12.0, *, is_bold: bool = False) -> float:
    """Estimate how wide a text is drawn."""
    width = sum(map(_letter_width, text)) * size / 1000
    return width * _BOLD if is_bold else width


def _letter_width(letter: str) -> int:
    code = ord(letter)
    if 32 <= code < 127:
        return _WIDTHS[code - 32]
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or code > 0xFFFF or letter in "—…":
        return _WIDE
    return _CAPITAL if letter.isupper() else _SMALL


def cut_to_width(text: str, width: float, size: float, *, is_bold: bool = False) -> str:
    """Cut a text so that it is no wider than given, and say that it was cut."""
    if width_of(text, size, is_bold=is_bold) <= width:
        return text
    while text and width_of(f"{text}…", size, is_bold=is_bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrap(
    text: str, width: float, size: float, *, most: int = 3, is_bold: bool = False
) -> list[str]:
    """Break a text into lines of a width; the last one is cut where there are more than `most`."""
    lines: list[str] = []
    words = [part for word in text.split(" ") for part in _broken(word, width, size)]
    while words and len(lines) < most:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size, is_bold=is_bold) <= width:
            line = f"{line} {words.pop(0)}"
        if words and len(lines) == most - 1:
            line = f"{line} {' '.join(words)}"
        lines.append(cut_to_width(line, width, size, is_bold=is_bold))
    return lines


def _broken(word: str, width: float, size: float) -> Iterator[str]:
    """Break a word that is longer than a line, an address say."""
    while width_of(word, size) > width and len(word) > 1:
        # No letter is wider than its size; most are half as wide.
        end = max(1, int(width / size))
        while end < len(word) and width_of(word[: end + 1], size) < 0.95 * width:
            end += 1
        yield word[:end]
        word = word[end:]
    yield word


# ------------------------------------------------------------------ lines on the sheet


def thinned(ring: Iterable[Point], least: float = 0.5) -> list[Point]:
    """Leave out points so near to the one before that nobody sees them."""
    kept: list[Point] = []
    last: Point | None = None
    for point in ring:
        last = point
        if not kept or _is_apart(kept[-1], point, least):
            kept.append(point)
    if last is not None and kept[-1] != last:
        kept.append(last)
    return kept


def _is_apart(a: Point, b: Point, least: float) -> bool:
    return abs(a[0] - b[0]) >= least or abs(a[1] - b[1]) >= least


def cut(ring: Ring, box: Box, beyond: float = 12.0) -> list[Point]:
    """Cut a closed ring to a box and a little beyond, so that the cut is not drawn as an edge."""
    kept = list(ring)
    wide = Box(box.left - beyond, box.top - beyond, box.right + beyond, box.bottom + beyond)
    if wide.holds(bounds(kept)):
        return kept
    for axis, sign, limit in (
        (0, 1, box.left - beyond),
        (0, -1, box.right + beyond),
        (1, 1, box.top - beyond),
        (1, -1, box.bottom + beyond),
    ):
        kept = _cut_side(kept, axis, sign, limit)  # side by side (Sutherland–Hodgman)
    return kept


def _cut_side(ring: list[Point], axis: int, sign: int, limit: float) -> list[Point]:
    kept: list[Point] = []
    for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
        was_in, is_in = ((p[axis] - limit) * sign >= 0 for p in (before, point))
        if was_in != is_in:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append(
                (
                    before[0] + part * (point[0] - before[0]),
                    before[1] + part * (point[1] - before[1]),
                )
            )
        if is_in:
            kept.append(point)
    return kept


def pieces(line: Ring, box: Box) -> Iterator[list[Point]]:
    """Give the runs of a line that may be seen in a box."""
    if len(line) > 1 and box.holds(bounds(line)):
        yield list(line)
        return
    run: list[Point] = []
    for a, b in pairwise(line):
        if bounds((a, b)).touches(box):
            run = run or [a]
            run.append(b)
        elif run:
            yield run
            run = []
    if run:
        yield run


def bounds(points: Iterable[Point]) -> Box:
    """Give the smallest box round points; there must be some."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
