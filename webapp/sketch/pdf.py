"""A finished picture as PDF: vectors on one page of A4, in the fonts that every reader has.

Names in letters that those fonts lack are written in a font of this computer, where
one is found that has them; else a question mark stands for each such letter.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from fpdf import FPDF
from fpdf.drawing import PaintedPath
from fpdf.enums import PathPaintRule, StrokeCapStyle, StrokeJoinStyle, TextMode

from webapp.sketch.marks import (
    PAPER,
    Disc,
    Layer,
    Mark,
    Paint,
    Point,
    Ring,
    Sheet,
    Trace,
    Words,
    clean,
    width_of,
)

_ENCODING = "windows-1252"
_A4_MM = (210.0, 297.0)
_MARGIN_MM = 8.0
_HALO = 3.0
_OTHER = "other"
# Where the systems keep fonts that know most scripts, the widest first.
_FONT_FILES = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "arialuni.ttf",
    "Arial Unicode.ttf",
    "segoeui.ttf",
    "Arial.ttf",
    "arial.ttf",
    "LiberationSans-Regular.ttf",
)
_FONT_FOLDERS: Mapping[str, Sequence[str]] = {
    "win32": (r"C:\Windows\Fonts",),
    "darwin": ("/System/Library/Fonts/Supplemental", "/Library/Fonts"),
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts"),
}


def write_pdf(sheet: Sheet, made_at: datetime) -> bytes:
    """Write a picture as a page of A4, across or upright as fits it better.

    Parameters
    ----------
    sheet
        The picture.
    made_at
        When it was made, which the file tells.
    """
    across = sheet.width >= sheet.height
    pdf = FPDF("landscape" if across else "portrait", unit="mm", format="A4")
    pdf.core_fonts_encoding = _ENCODING
    pdf.set_auto_page_break(False)
    pdf.set_title(clean(sheet.title))
    pdf.set_subject(clean(sheet.description, 1_000))
    pdf.set_creator("Jejaring")
    pdf.set_lang(sheet.language)
    pdf.set_creation_date(made_at)
    pdf.add_page()
    _Page(pdf, sheet).draw()
    return bytes(pdf.output())


@lru_cache(maxsize=1)
def _font_file() -> Path | None:
    """Find a font of this computer that knows more letters than the ones every reader has."""
    folders = [Path(folder) for folder in _FONT_FOLDERS.get(sys.platform, ())]
    for name in _FONT_FILES:
        for folder in folders:
            if found := next(folder.rglob(name), None):
                return found
    return None


class _Page:
    """Draws a sheet's marks in pixels on a page in millimetres."""

    def __init__(self, pdf: FPDF, sheet: Sheet) -> None:
        self.pdf = pdf
        self.sheet = sheet
        wide, high = pdf.w - 2 * _MARGIN_MM, pdf.h - 2 * _MARGIN_MM
        self.scale = min(wide / sheet.width, high / sheet.height)
        self.left = _MARGIN_MM + (wide - sheet.width * self.scale) / 2
        self.top = _MARGIN_MM
        self.knows: frozenset[int] | None = None  # letters of the other font, once it is needed

    def draw(self) -> None:
        """Draw all layers."""
        for layer in self.sheet.layers:
            with ExitStack() as stack:
                if layer.clip:
                    box = layer.clip
                    x, y = self._at((box.left, box.top))
                    size = box.width * self.scale, box.height * self.scale
                    stack.enter_context(self.pdf.rect_clip(x, y, *size))
                self._draw_layer(layer)

    def _draw_layer(self, layer: Layer) -> None:
        for paint, run in groupby(layer.marks, key=_paint_of):
            marks = list(run)
            if paint and len(marks) > 1 and all(map(_is_simple, marks)):
                self._shapes(marks, paint)  # a path for each takes many times as long
                continue
            for mark in marks:
                if isinstance(mark, Words):
                    self._words(mark)
                else:
                    self._shapes([mark], mark.paint)

    def _at(self, point: Point) -> Point:
        return self.left + point[0] * self.scale, self.top + point[1] * self.scale

    # -------------------------------------------------------------- shapes

    def _shapes(self, marks: Iterable[Mark], paint: Paint) -> None:
        path = PaintedPath()
        self._style(path, paint)
        for mark in marks:
            if isinstance(mark, Disc):
                path.circle(*self._at((mark.x, mark.y)), mark.radius * self.scale)
            elif isinstance(mark, Trace):
                has_holes = mark.closed and len(mark.rings) > 1
                path.style.paint_rule = _RULES[bool(paint.fill), bool(paint.stroke), has_holes]
                for ring in mark.rings:
                    self._ring(path, ring, closed=mark.closed)
        self.pdf.draw_path(path, copy=False)  # type: ignore[arg-type]

    def _ring(self, path: PaintedPath, ring: Ring, *, closed: bool) -> None:
        path.move_to(*self._at(ring[0]))
        for point in ring[1:]:
            path.line_to(*self._at(point))
        if closed:
            path.close()

    def _style(self, path: PaintedPath, paint: Paint) -> None:
        style = path.style
        style.auto_close = False
        style.paint_rule = _RULES[bool(paint.fill), bool(paint.stroke), False]
        if paint.fill:
            style.fill_color = paint.fill
            style.fill_opacity = paint.opacity
        if paint.stroke:
            style.stroke_color = paint.stroke
            style.stroke_opacity = paint.opacity
            style.stroke_width = paint.width * self.scale
            if paint.dash:
                style.stroke_dash_pattern = [length * self.scale for length in paint.dash]
            if paint.is_round:
                style.stroke_cap_style = StrokeCapStyle.ROUND
                style.stroke_join_style = StrokeJoinStyle.ROUND

    # -------------------------------------------------------------- words

    def _words(self, words: Words) -> None:
        text, family = self._written(clean(words.text))
        if not text:
            return
        style = ("B" if words.is_bold else "") + ("I" if words.is_slanted else "")
        points = words.size * self.scale * self.pdf.k
        self.pdf.set_font(family, style if family != _OTHER else "", points)
        wide = width_of(text, words.size, is_bold=words.is_bold)
        if family == _OTHER:
            wide = self.pdf.get_string_width(text) / self.scale
        before = {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
        x, y = self._at((words.x - before, words.y))
        if words.has_halo:
            with self.pdf.local_context(
                text_mode=TextMode.STROKE,
                draw_color=PAPER,
                line_width=_HALO * self.scale * self.pdf.k,
                stroke_join_style=StrokeJoinStyle.ROUND,
            ):
                self.pdf.text(x, y, text)
        self.pdf.set_text_color(words.colour)
        self.pdf.text(x, y, text)

    def _written(self, text: str) -> tuple[str, str]:
        """Give a text as it can be written, and in which font."""
        try:
            text.encode(_ENCODING)
        except UnicodeEncodeError:
            known = self._other_letters()
            if known and sum(ord(c) in known for c in text) > sum(map(_is_plain, text)):
                return "".join(c if ord(c) in known else "?" for c in text), _OTHER
            return text.encode(_ENCODING, "replace").decode(_ENCODING), "helvetica"
        return text, "helvetica"

    def _other_letters(self) -> frozenset[int]:
        if self.knows is None:
            file = _font_file()
            if file:
                self.pdf.add_font(_OTHER, fname=file)
                self.knows = frozenset(self.pdf.fonts[_OTHER].cmap)  # type: ignore[union-attr]
            else:
                self.knows = frozenset()
        return self.knows


# By whether a shape is filled, is drawn, and has holes.
_RULES = {
    (True, True, False): PathPaintRule.STROKE_FILL_NONZERO,
    (True, True, True): PathPaintRule.STROKE_FILL_EVENODD,
    (True, False, False): PathPaintRule.FILL_NONZERO,
    (True, False, True): PathPaintRule.FILL_EVENODD,
    (False, True, False): PathPaintRule.STROKE,
    (False, True, True): PathPaintRule.STROKE,
    (False, False, False): PathPaintRule.DONT_PAINT,
    (False, False, True): PathPaintRule.DONT_PAINT,
}


def _paint_of(mark: Mark) -> Paint | None:
    return None if isinstance(mark, Words) else mark.paint


def _is_simple(mark: Mark) -> bool:
    """Tell what can be drawn with others of the same paint as one shape."""
    if isinstance(mark, Words) or mark.paint.opacity < 1:
        return False
    return isinstance(mark, Disc) or not mark.closed or len(mark.rings) == 1


def _is_plain(letter: str) -> bool:
    try:
        letter.encode(_ENCODING)
    except UnicodeEncodeError:
        return False
    return True
