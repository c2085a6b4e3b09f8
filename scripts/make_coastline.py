"""Make the coastline behind the national map from Natural Earth's land outline.

The input is ``land-10m.json`` of the npm package world-atlas (public-domain data of Natural
Earth as TopoJSON). The output is one small JSON table of rings that a canvas can draw.

    npm install world-atlas@2.0.2
    python scripts/make_coastline.py node_modules/world-atlas/land-10m.json 2.0.2
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

WEST, SOUTH, EAST, NORTH = WINDOW = (94.0, -12.0, 142.0, 8.0)
DECIMALS = 2
TOLERANCE = 0.008
"""How far, in degrees, a coast may move. Finer on islets, see `simplified_ring`."""
OUTPUT = Path(__file__).parent.parent / "webapp" / "static" / "data" / "coastline.json"

Point = tuple[float, float]
Ring = list[Point]


def decoded_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Undo TopoJSON's steps between neighbouring grid points."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(arc)
    return arcs


def land_rings(topology: dict[str, Any]) -> Iterator[Ring]:
    """Yield every ring, shores of lakes included, closed implicitly."""
    arcs = decoded_arcs(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for indexes in polygon:
                ring: Ring = []
                for index in indexes:
                    # A negative index is the complement: the same arc walked backwards.
                    ring += (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]
                yield ring


def clipped(ring: Ring) -> Ring:
    """Cut a ring to the window, one side after the other (Sutherland and Hodgman)."""
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, WEST, float.__ge__),
        (0, EAST, float.__le__),
        (1, SOUTH, float.__ge__),
        (1, NORTH, float.__le__),
    )
    for axis, limit, inside in sides:
        kept: Ring = []
        for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            if inside(before[axis], limit) != inside(point[axis], limit):
                share = (limit - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if inside(point[axis], limit):
                kept.append(point)
        ring = kept
    return ring


def distance(point: Point, start: Point, end: Point) -> float:
    """Distance from a point to a segment, in degrees (the window lies at the equator)."""
    along = complex(end[0] - start[0], end[1] - start[1])
    offset = complex(point[0] - start[0], point[1] - start[1])
    if along:
        share = (offset * along.conjugate()).real / abs(along) ** 2
        offset -= along * min(1.0, max(0.0, share))
    return abs(offset)


def simplified_line(line: Ring, tolerance: float) -> Ring:
    """Leave out points nearer than the tolerance (Ramer, Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, index = max(
            ((distance(line[i], line[first], line[last]), i) for i in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far > tolerance:
            keep.add(index)
            spans += [(first, index), (index, last)]
    return [line[i] for i in sorted(keep)]


def simplified_ring(ring: Ring) -> Ring:
    """Simplify a ring between its first point and the one farthest from it."""
    if len(ring) < 4:
        return ring
    size = max(max(axis) - min(axis) for axis in zip(*ring, strict=True))
    # An islet must keep its shape: some kabupaten have nothing else.
    tolerance = min(TOLERANCE, size / 12)
    far = max(range(len(ring)), key=lambda i: distance(ring[i], ring[0], ring[0]))
    there = simplified_line(ring[: far + 1], tolerance)
    back = simplified_line([*ring[far:], ring[0]], tolerance)
    return there + back[1:-1]


def rounded(ring: Ring) -> Ring:
    """Round to the precision of the table and drop points that thereby repeat."""
    points = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring]
    return [point for i, point in enumerate(points) if point != points[i - 1]]


def coastline(topology: dict[str, Any], version: str) -> dict[str, Any]:
    """Build the committed table: rings as flat lists lon, lat, lon, lat, largest first."""
    rings = [rounded(simplified_ring(ring)) for ring in map(clipped, land_rings(topology)) if ring]
    rings = sorted((ring for ring in rings if len(ring) > 2), key=len, reverse=True)
    return {
        "source": f"Natural Earth, public domain, through world-atlas {version}",
        "precision": 10**-DECIMALS,
        "window": WINDOW,
        "rings": [[value for point in ring for value in point] for ring in rings],
    }


if __name__ == "__main__":
    source, version = sys.argv[1:]
    table = coastline(json.loads(Path(source).read_text()), version)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(table, separators=(",", ":")).replace("],[", "],\n[") + "\n")
    points = sum(map(len, table["rings"])) // 2
    print(f"{len(table['rings'])} rings, {points} points, {OUTPUT.stat().st_size} bytes")
