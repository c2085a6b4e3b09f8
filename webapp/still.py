"""A still of a pair on the map: the two with their neighbours over the coast, as an SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.gaps import Pair
from graph.history import Place
from webapp.layouts import UNITS_PER_DEGREE, project_point
from webapp.maps import short_name
from webapp.sketch.marks import Box, Point, bounds
from webapp.sketch.view import View, land_rings

WIDTH, HEIGHT, MARGIN = 480, 330, 44
_LEAST_SPAN = 0.25 * UNITS_PER_DEGREE  # or two towns side by side would fill the picture
_KM_PER_UNIT = 111.2 / UNITS_PER_DEGREE
_BARS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
_LETTER, _BOLD_LETTER, _LINE = 7.5, 8.5, 14.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A region at its place; `name_at` is where its name begins, None where there is no room."""

    place: Place
    x: float
    y: float
    chosen: bool
    name: str
    name_at: Point | None


@dataclass(frozen=True, slots=True)
class Line:
    """Two that touch; `chosen` is the pair that the picture is of."""

    pair: Pair
    ends: tuple[float, float, float, float]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Still:
    """The picture, `WIDTH` by `HEIGHT`.

    `land` is the outline of the land as a path; the bar is so many units long and tells km.
    """

    land: str
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    bar: float
    bar_km: int


def draw(pair: Pair, around: Iterable[Pair], places: Mapping[str, Place]) -> Still | None:
    """Draw a pair with its neighbours.

    Parameters
    ----------
    pair
        The two in the middle.
    around
        Pairs that join the regions shown, this one among them or not.
    places
        All regions.

    Returns
    -------
    Still or None
        None where the place of one of the two is not known.
    """
    pairs = {one.key: one for one in (*around, pair)}
    codes = sorted({code for one in pairs.values() for code in (one.a, one.b)})
    points = {
        code: project_point(place.longitude, place.latitude)
        for code in codes
        if (place := places[code]).longitude is not None and place.latitude is not None
    }
    if pair.a not in points or pair.b not in points:
        return None
    view = _view(list(points.values()))
    at = {code: _place(view, point) for code, point in points.items()}
    lines = tuple(
        Line(one, (*at[one.a], *at[one.b]), one.key == pair.key)
        for one in sorted(pairs.values(), key=lambda one: (one.key == pair.key, one.key))
        if one.a in at and one.b in at
    )
    km = max((km for km in _BARS_KM if km <= WIDTH / 4 / view.scale * _KM_PER_UNIT), default=1)
    return Still(
        land=_land(view),
        lines=lines,
        dots=_dots(at, (pair.a, pair.b), places),
        bar=round(km / _KM_PER_UNIT * view.scale, 1),
        bar_km=km,
    )


def _view(points: Sequence[Point]) -> View:
    """Give the smallest part that holds all points, with room for names round them."""
    box = bounds(points)
    wide, high = (max(length, _LEAST_SPAN) for length in (box.width, box.height))
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return View(Box(0, 0, WIDTH, HEIGHT), x, y, scale, scale)


def _place(view: View, point: Point) -> Point:
    x, y = view.place(point)
    return round(x, 1), round(y, 1)


def _land(view: View) -> str:
    """Give the land within the view as an SVG path."""
    rings = land_rings(view)
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)


# ------------------------------------------------------------------ names


def _dots(
    at: Mapping[str, Point], chosen: Sequence[str], places: Mapping[str, Place]
) -> tuple[Dot, ...]:
    """Place the dots and, the chosen ones first, the names that cover nothing else."""
    taken = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in at.values()]
    dots = []
    order = sorted(at, key=lambda code: (code not in chosen, -places[code].population, code))
    for code in order:
        is_chosen = code in chosen
        name = short_name(places[code].name)
        width = len(name) * (_BOLD_LETTER if is_chosen else _LETTER)
        name_at = _room(at[code], width, taken, must=is_chosen)
        if name_at:
            taken.append(_name_box(name_at, width))
        dots.append(Dot(places[code], *at[code], is_chosen, name, name_at))
    return tuple(reversed(dots))


def _room(dot: Point, width: float, taken: Sequence[Box], *, must: bool) -> Point | None:
    """Find where a name can stand: right, left, under or over its dot."""
    x, y = dot
    middle = min(max(x - width / 2, 2), WIDTH - width - 2)
    spots = [(x + 9, y + 4), (x - 9 - width, y + 4), (middle, y + 19), (middle, y - 10)]
    inside = [spot for spot in spots if 0 <= spot[0] <= WIDTH - width and _LINE < spot[1] < HEIGHT]
    free = (spot for spot in inside if not any(_name_box(spot, width).touches(b) for b in taken))
    found = next(free, (inside or spots)[0] if must else None)
    return (round(found[0], 1), round(found[1], 1)) if found else None


def _name_box(at: Point, width: float) -> Box:
    x, y = at
    return Box(x - 1, y - _LINE + 3, x + width + 1, y + 3)
