"""A finished picture as SVG: one file that needs nothing else, with presentation attributes only.

Names are text in it, never markup; colours stand on the marks, as neither our pages
nor most mail programs let a style sheet through.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from webapp.sketch_marks import PAPER, Disc, Layer, Mark, Paint, Sheet, Trace, Words, clean

FONTS = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', sans-serif"
_HALO = 3.0


def write_svg(sheet: Sheet, *, links: bool = False, standalone: bool = True) -> str:
    """Write a picture as SVG.

    Parameters
    ----------
    sheet
        The picture.
    links
        Whether marks lead to where their `href` says, in a new window.
    standalone
        Whether it is a file of its own; else it is a part of a page, which may scale it.
    """
    return "".join(_parts(sheet, links=links, standalone=standalone))


def _parts(sheet: Sheet, *, links: bool, standalone: bool) -> Iterator[str]:
    size = f'width="{_n(sheet.width)}" height="{_n(sheet.height)}" ' if standalone else ""
    if standalone:
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
        f'viewBox="0 0 {_n(sheet.width)} {_n(sheet.height)}" '
        f"font-family={quoteattr(FONTS)} xml:lang={quoteattr(sheet.language)} "
        f'role="{"group" if links else "img"}" aria-label={quoteattr(clean(sheet.title))}>\n'
    )
    if standalone:  # in a page it would be shown beside the pointer wherever nothing else is
        yield f"<title>{_text(sheet.title)}</title>\n"
    if sheet.description:
        yield f"<desc>{escape(clean(sheet.description, 2_000))}</desc>\n"
    yield f'<rect width="{_n(sheet.width)}" height="{_n(sheet.height)}" fill="{PAPER}"/>\n'
    for number, layer in enumerate(sheet.layers):
        yield from _layer(layer, number, links=links)
    yield "</svg>\n"


def _layer(layer: Layer, number: int, *, links: bool) -> Iterator[str]:
    clip = ""
    if layer.clip:
        box, name = layer.clip, f"clip-{number}"
        yield (
            f'<clipPath id="{name}"><rect x="{_n(box.left)}" y="{_n(box.top)}" '
            f'width="{_n(box.width)}" height="{_n(box.height)}"/></clipPath>\n'
        )
        clip = f' clip-path="url(#{name})"'
    yield f"<g data-layer={quoteattr(layer.code)}{clip}>\n"
    for mark in layer.marks:
        href = None if isinstance(mark, Words) else mark.href
        drawn = _mark(mark)
        if links and href:
            drawn = f'<a href={_quoted(href)} target="_blank" rel="noopener">{drawn}</a>'
        yield f"{drawn}\n"
    yield "</g>\n"


def _mark(mark: Mark) -> str:
    match mark:
        case Words():
            return _words(mark)
        case Disc():
            place = f'cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.radius)}"'
            return _shape("circle", place, mark.paint, mark.title)
        case Trace():
            end = "Z" if mark.closed else ""
            path = "".join(
                "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in ring) + end for ring in mark.rings
            )
            rule = ' fill-rule="evenodd"' if mark.closed and len(mark.rings) > 1 else ""
            return _shape("path", f'd="{path}"{rule}', mark.paint, mark.title)


def _shape(name: str, place: str, paint: Paint, title: str | None) -> str:
    start = f"<{name} {place}{_paint(paint)}"
    return f"{start}><title>{_text(title)}</title></{name}>" if title else f"{start}/>"


def _paint(paint: Paint) -> str:
    parts = [f' fill="{paint.fill or "none"}"']
    if paint.stroke:
        parts.append(f' stroke="{paint.stroke}" stroke-width="{_n(paint.width)}"')
        if paint.dash:
            parts.append(f' stroke-dasharray="{" ".join(map(_n, paint.dash))}"')
        if paint.is_round:
            parts.append(' stroke-linecap="round" stroke-linejoin="round"')
    if paint.opacity < 1:
        parts.append(f' opacity="{paint.opacity:g}"')
    return "".join(parts)


def _words(words: Words) -> str:
    text = _text(words.text)
    look = f'x="{_n(words.x)}" y="{_n(words.y)}" font-size="{words.size:g}"'
    if words.anchor != "start":
        look += f' text-anchor="{words.anchor}"'
    if words.is_bold:
        look += ' font-weight="bold"'
    if words.is_slanted:
        look += ' font-style="italic"'
    drawn = f'<text {look} fill="{words.colour}">{text}</text>'
    if not words.has_halo:
        return drawn
    # Twice, as not every program knows that the outline may be painted first.
    halo = f'fill="none" stroke="{PAPER}" stroke-width="{_HALO:g}" stroke-linejoin="round"'
    return f'<text {look} {halo} aria-hidden="true">{text}</text>{drawn}'


def _text(text: object) -> str:
    return escape(clean(text))


def _quoted(text: str) -> str:
    return quoteattr(clean(text, 2_000))


def _n(value: float) -> str:
    return f"{round(value, 1):g}" if abs(value) < 1e5 else f"{value:.0f}"
