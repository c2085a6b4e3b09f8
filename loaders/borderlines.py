"""From areas to the lines that two of them share.

Areas are snapped to the grid of `graph.boundaries`, so that what is almost the same point
is the same. Where two areas run through the same points, their border is that run. Where
they do not, as in files whose areas were drawn or simplified one by one, it is the part of
the one's outline that lies near the other's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

from graph.boundaries import STEPS_PER_DEGREE, Pair

GridLine = npt.NDArray[np.int64]
"""Points on the grid, two columns."""
Polygons = list[list[GridLine]]
Progress = Callable[[int, int], None]

MOST_POINTS = 120_000
"""More than these a map cannot draw fluently; they are thinned out."""

_KM_PER_STEP = 111.195 / STEPS_PER_DEGREE
# Tried one after the other, in steps of the grid: how far simplification may move a point
# (55 m to 3.5 km), and how far apart two outlines may lie that mean one border.
_SIMPLER = (5, 7, 10, 14, 20, 28, 40, 56, 80, 113, 160, 226, 320)
_NEAR = (10, 30, 90)
_LEAST_SHARE = 0.35  # of the length that the border is known to have
# Where all that is shared is less than this of all borders, areas were drawn one by one, and
# a border that is shared in part may go on beside; it must then be this much longer.
_FULL_SHARE, _LONGER, _LONGER_KM = 0.7, 1.2, 0.5


@dataclass(slots=True)
class Drawn:
    """Areas and lines on the grid.

    Attributes
    ----------
    shared, near
        Lines by pair of codes, a < b: through the same points; near each other only.
    extra
        How many pairs share a line and are not among those that were asked for.
    simplified_m
        How far points were moved to have fewer of them, in metres; 0 where none were.
    """

    areas: dict[str, Polygons]
    shared: dict[Pair, list[GridLine]] = field(default_factory=dict)
    near: dict[Pair, list[GridLine]] = field(default_factory=dict)
    extra: int = 0
    simplified_m: int = 0

    @property
    def points(self) -> int:
        """How many points all outlines have."""
        return sum(len(r) for area in self.areas.values() for rings in area for r in rings)


def snap(polygons: Iterable[Iterable[npt.NDArray[np.float64]]]) -> Polygons:
    """Put polygons in degrees on the grid; what vanishes there is left out."""
    snapped = []
    for polygon in polygons:
        rings = [_tidy(np.rint(ring * STEPS_PER_DEGREE).astype(np.int64)) for ring in polygon]
        if rings and len(rings[0]) > 2:
            snapped.append([rings[0], *(ring for ring in rings[1:] if len(ring) > 2)])
    return snapped


def _tidy(ring: GridLine) -> GridLine:
    """Leave out points that repeat the one before, also the last that repeats the first."""
    if not len(ring):
        return ring
    kept: GridLine = ring[(ring != np.roll(ring, 1, axis=0)).any(axis=1)]
    return kept


def length_km(line: GridLine) -> float:
    """Give the length of a line on the earth."""
    steps = np.diff(line, axis=0).astype(np.float64)
    middle = (line[:-1, 1] + line[1:, 1]) / 2 / STEPS_PER_DEGREE
    steps[:, 0] *= np.cos(np.radians(middle))
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum() * _KM_PER_STEP)


def _total_km(lines: Iterable[GridLine]) -> float:
    return sum(map(length_km, lines))


def draw(
    areas: Mapping[str, Polygons],
    borders: Mapping[Pair, float],
    most_points: int = MOST_POINTS,
    progress: Progress | None = None,
) -> Drawn:
    """Find the lines that neighbours share, and thin out what has too many points.

    Parameters
    ----------
    areas
        Polygons on the grid, by code.
    borders
        The neighbours whose lines are wanted, a < b, with the length in km that their
        border is known to have.
    most_points
        Of all outlines together, each shared run counted once.
    progress
        Called with pairs done and in all.
    """
    topology = _Topology(areas)
    moved = topology.simplify(most_points)
    drawn = Drawn(topology.areas(), simplified_m=round(moved * _KM_PER_STEP * 1000))
    for pair, lines in topology.lines().items():
        if pair in borders:
            drawn.shared[pair] = lines
        else:
            drawn.extra += 1
    _add_near(drawn, borders, progress)
    return drawn


# ------------------------------------------------------------------ runs that are the same


class _Topology:
    """Outlines cut into runs, each of which is the outline of one area or of the same two.

    Parameters
    ----------
    areas
        Polygons on the grid, by code.
    """

    def __init__(self, areas: Mapping[str, Polygons]) -> None:
        self._codes = sorted(areas)
        self._shape = [[len(rings) for rings in areas[code]] for code in self._codes]
        self._own = [
            (index, ring)
            for index, code in enumerate(self._codes)
            for rings in areas[code]
            for ring in rings
        ]
        self._before = areas
        self._runs: list[GridLine] = []
        self._owners: list[tuple[int, int]] = []
        self._found: dict[bytes, int] = {}
        self._rings: list[list[int]] = []  # numbers of runs, ~number where backwards
        if self._own:
            self._cut()

    def _cut(self) -> None:
        points = np.concatenate([ring for _index, ring in self._own])
        sizes = np.array([len(ring) for _index, ring in self._own])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        owner = np.repeat([index for index, _ring in self._own], sizes)
        where = (points[:, 0] << 32) + points[:, 1]
        places, vertex = np.unique(where, return_inverse=True)
        following = np.arange(1, len(points) + 1)
        following[starts + sizes - 1] = starts
        # Each step along an outline, told the same in both directions.
        low = np.minimum(vertex, vertex[following])
        high = np.maximum(vertex, vertex[following])
        steps, step = np.unique(low * len(places) + high, return_inverse=True)
        first = np.full(len(steps), len(self._codes))
        last = np.full(len(steps), -1)
        np.minimum.at(first, step, owner)
        np.maximum.at(last, step, owner)
        # A run ends where more than two steps meet, or where the owners change.
        ends = np.bincount(steps // len(places), minlength=len(places))
        ends += np.bincount(steps % len(places), minlength=len(places))
        pair = first[step] * len(self._codes) + last[step]
        preceding = np.empty_like(following)
        preceding[following] = np.arange(len(points))
        is_cut = (ends[vertex] != 2) | (pair != pair[preceding])
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
            part = slice(start, start + size)
            self._cut_ring(points[part], vertex[part], is_cut[part], pair[part])

    def _cut_ring(
        self,
        points: GridLine,
        vertex: npt.NDArray[np.int64],
        is_cut: npt.NDArray[np.bool_],
        pair: npt.NDArray[np.int64],
    ) -> None:
        cuts = np.flatnonzero(is_cut)
        # A ring that is one run, as an island, begins at the same point for all who have it.
        begin = int(cuts[0]) if len(cuts) else int(vertex.argmin())
        order = np.r_[begin : len(points), 0 : begin + 1] if begin else np.r_[0 : len(points), 0]
        ends = [*(((cuts - begin) % len(points)).tolist() if len(cuts) else [0]), len(points)]
        numbers = []
        for here, there in pairwise(ends):
            along = order[here : there + 1]
            numbers.append(self._number(points[along], vertex[along], int(pair[along[0]])))
        self._rings.append(numbers)

    def _number(self, run: GridLine, vertex: npt.NDArray[np.int64], pair: int) -> int:
        """Give the number of a run, ~number where it is kept the other way round."""
        forward, backward = vertex.tobytes(), vertex[::-1].tobytes()
        if (number := self._found.get(forward)) is not None:
            return number
        if (number := self._found.get(backward)) is not None:
            return ~number
        number = self._found[forward] = len(self._runs)
        self._runs.append(run)
        self._owners.append(divmod(pair, len(self._codes)))
        return number

    def simplify(self, most_points: int) -> int:
        """Leave out points until no more than these are left; give how far, in steps."""
        if sum(map(len, self._runs)) <= most_points:
            return 0
        lines = shapely.linestrings(
            np.concatenate(self._runs).astype(np.float64),
            indices=np.repeat(np.arange(len(self._runs)), list(map(len, self._runs))),
        )
        moved = 0
        for moved in _SIMPLER:
            simple = shapely.simplify(lines, moved, preserve_topology=False)
            if int(shapely.get_num_coordinates(simple).sum()) <= most_points:
                break
        self._runs = [
            np.rint(shapely.get_coordinates(one)).astype(np.int64) if not one.is_empty else run
            for one, run in zip(simple, self._runs, strict=True)
        ]
        return moved

    def areas(self) -> dict[str, Polygons]:
        """Put the outlines together again; of an area that is too small, as it was."""
        rings = iter(self._rings)
        found: dict[str, Polygons] = {}
        for code, sizes in zip(self._codes, self._shape, strict=True):
            polygons = []
            for count in sizes:
                made = [self._ring(next(rings)) for _ring in range(count)]
                if len(made[0]) > 2:
                    polygons.append([made[0], *(ring for ring in made[1:] if len(ring) > 2)])
            found[code] = polygons or self._before[code]
        return found

    def _ring(self, numbers: list[int]) -> GridLine:
        parts = [self._runs[n] if n >= 0 else self._runs[~n][::-1] for n in numbers]
        return _tidy(np.concatenate(parts))

    def lines(self) -> dict[Pair, list[GridLine]]:
        """Give the runs that two areas share."""
        found: dict[Pair, list[GridLine]] = {}
        for run, (a, b) in zip(self._runs, self._owners, strict=True):
            if a != b and len(run) > 1:
                found.setdefault((self._codes[a], self._codes[b]), []).append(run)
        return found


# ------------------------------------------------------------------ runs that lie near


def _add_near(drawn: Drawn, borders: Mapping[Pair, float], progress: Progress | None) -> None:
    """Look beside each other's outline where neighbours share too little of a line."""
    known = {pair: km for pair, km in borders.items() if drawn.areas.keys() >= set(pair)}
    found_km = {pair: _total_km(drawn.shared.get(pair, ())) for pair in known}
    is_together = sum(found_km.values()) >= _FULL_SHARE * sum(known.values())
    least = _LEAST_SHARE if is_together else _FULL_SHARE
    wanted = [pair for pair, km in found_km.items() if km < least * known[pair]]
    outlines: dict[str, shapely.Geometry] = {}
    for done, pair in enumerate(wanted, start=1):
        for code in pair:
            if code not in outlines:
                outlines[code] = _outline(drawn.areas[code])
        before = found_km[pair]
        found = _near(outlines[pair[0]], outlines[pair[1]], borders[pair])
        if found and _total_km(found) > (_LONGER * before + _LONGER_KM if before else 0):
            drawn.shared.pop(pair, None)
            drawn.near[pair] = found
        if progress:
            progress(done, len(wanted))


def _outline(polygons: Polygons) -> shapely.Geometry:
    rings = [np.concatenate([ring, ring[:1]]) for polygon in polygons for ring in polygon]
    return shapely.MultiLineString(rings)


def _near(a: shapely.Geometry, b: shapely.Geometry, known_km: float) -> list[GridLine]:
    """Give the part of one outline that lies along another, as near as it takes."""
    best: list[GridLine] = []
    for reach in _NEAR:
        own = shapely.clip_by_rect(a, *_grown(b, reach))
        other = shapely.clip_by_rect(b, *_grown(a, reach))
        if own.is_empty or other.is_empty:
            continue
        beside = shapely.intersection(own, shapely.buffer(other, reach, quad_segs=2))
        best = _lines(beside, least=2 * reach)
        if _total_km(best) >= _LEAST_SHARE * known_km:
            break
    return best


def _grown(shape: shapely.Geometry, reach: float) -> tuple[float, float, float, float]:
    left, low, right, high = shapely.bounds(shape)
    return left - reach, low - reach, right + reach, high + reach


def _lines(found: shapely.Geometry, least: float) -> list[GridLine]:
    """Give the lines of a geometry; where outlines only cross, the bits are too short."""
    parts = shapely.get_parts(found)
    strings = shapely.MultiLineString(
        [part for part in parts.tolist() if part.geom_type == "LineString" and not part.is_empty]
    )
    merged: Sequence[shapely.Geometry] = shapely.get_parts(shapely.line_merge(strings)).tolist()
    lines = [
        np.rint(shapely.get_coordinates(line)).astype(np.int64)
        for line in merged
        if line.length > least
    ]
    return [line for line in lines if len(line) > 1]
