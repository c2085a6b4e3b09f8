"""GeoJSON and TopoJSON as shapes with properties, read by a process of its own.

`loaders.shapes` runs this file as a script (see `loaders.apart`). It sends the frames
``("crs", name)``, ``("skipped", type)`` for a geometry that is no area, and ``("shape",
number, properties, sizes, coordinates)``: `sizes` are the lengths of the rings of each
polygon, `coordinates` all their points as the bytes of doubles, two a point.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from loaders.apart import Refused, serve

_DEEPEST = 8  # collections within collections
_MOST_PROPERTIES = 100
_LONGEST_TEXT = 300
_LEAST_A_RING = 25  # points that each is counted as, so that there are not too many rings either
_NO_AREA = frozenset(("Point", "MultiPoint", "LineString", "MultiLineString"))

Send = Callable[..., None]


class Limits(NamedTuple):
    """How much a file of boundaries may ask for."""

    file: int = 150_000_000
    memory: int = 2_500_000_000
    cpu_seconds: int = 90
    wall_seconds: int = 150
    points: int = 5_000_000
    shapes: int = 20_000


class _Counted:
    """Counts points, also those of arcs that are used again and again."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.points = 0

    def add(self, points: int) -> None:
        self.points += points
        if self.points > self.limits.points:
            raise Refused("points", limit=self.limits.points)


def read_shapes(content: bytes, limits: Limits, send: Send) -> None:
    """Send the areas of a document."""
    document = _parsed(content)
    if not isinstance(document, dict):
        raise Refused("foreign")
    if crs := _crs(document):
        send("crs", crs)
    counted = _Counted(limits)
    is_topology = document.get("type") == "Topology"
    rings_of = _arcs_of(document, counted) if is_topology else _positions
    number = 0
    for number, one in enumerate(_features(document), start=1):
        if number > limits.shapes:
            raise Refused("shapes", limit=limits.shapes)
        _send_shape(number, one, rings_of, counted, send)
    if not number:
        raise Refused("empty")


def _parsed(content: bytes) -> Any:
    try:
        text = content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Refused("encoding") from error
    try:
        return json.loads(text, parse_int=_number)
    except json.JSONDecodeError as error:
        raise Refused("json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Refused("deep") from error


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < 19 else float(digits)


def _crs(document: dict[str, Any]) -> str:
    """Give the name of the projection that a document names, as far as it can be shown."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name", "") if isinstance(properties, dict) else ""
    return "".join(filter(str.isprintable, str(name)))[:60]


# ------------------------------------------------------------------ what a document holds


def _features(document: dict[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Give the features of a document; a bare geometry is one too."""
    if depth > _DEEPEST:
        raise Refused("deep")
    kind = document.get("type")
    parts: Any
    if kind == "Topology":
        objects = document.get("objects")
        parts = list(objects.values()) if isinstance(objects, dict) else []
    elif kind == "FeatureCollection":
        parts = document.get("features")
    elif kind == "GeometryCollection" and not document.get("properties"):
        parts = document.get("geometries")
    elif kind == "Feature" or isinstance(kind, str) or (depth and kind is None):
        yield document
        return
    else:
        raise Refused("foreign")
    if not isinstance(parts, list):
        raise Refused("foreign")
    for part in parts:
        if isinstance(part, dict):
            yield from _features(part, depth + 1)


def _properties(feature: dict[str, Any]) -> dict[str, str | float]:
    """Give the properties that are a text or a number."""
    found: dict[str, str | float] = {}
    own = feature.get("properties")
    for key, value in (own if isinstance(own, dict) else {}).items():
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        found[key[:_LONGEST_TEXT]] = value[:_LONGEST_TEXT] if isinstance(value, str) else value
        if len(found) == _MOST_PROPERTIES:
            break
    if isinstance(key := feature.get("id"), str | int) and not isinstance(key, bool):
        found.setdefault("id", str(key)[:_LONGEST_TEXT])
    return found


def _send_shape(
    number: int,
    feature: dict[str, Any],
    rings_of: Callable[[Any], Iterator[Any]],
    counted: _Counted,
    send: Send,
) -> None:
    geometry = feature.get("geometry") if feature.get("type") == "Feature" else feature
    sizes: list[list[int]] = []
    coordinates: Any = array("d")
    try:
        for polygon in _polygons(geometry, send):
            rings = []
            for ring in rings_of(polygon):
                counted.add(max(len(ring) // 2, _LEAST_A_RING))
                rings.append(len(ring) // 2)
                coordinates.extend(ring)
            sizes.append(rings)
    except (TypeError, ValueError, LookupError, OverflowError, AttributeError) as error:
        raise Refused("coordinates", number=number) from error
    if not all(map(math.isfinite, coordinates)):
        raise Refused("infinite", number=number)
    kind = geometry["type"] if geometry else None
    if sizes or kind in (None, "Polygon", "MultiPolygon"):  # also those that are told without any
        send("shape", number, _properties(feature), sizes, coordinates.tobytes())


def _polygons(geometry: Any, send: Send, depth: int = 0) -> Iterator[Any]:
    """Give the rings of each polygon of a geometry, as positions or as arcs."""
    if geometry is None:
        return
    if depth > _DEEPEST:
        raise Refused("deep")
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _polygons(part, send, depth + 1)
    elif kind in ("Polygon", "MultiPolygon"):
        held = geometry["arcs"] if "arcs" in geometry else geometry["coordinates"]
        yield from [held] if kind == "Polygon" else held
    elif kind in _NO_AREA:
        send("skipped", kind)


def _positions(polygon: Any) -> Iterator[Any]:
    """Give the rings of a GeoJSON polygon."""
    for ring in polygon:
        points = array("d")
        points.extend(_flat(ring))
        yield points


def _flat(positions: Sequence[Any]) -> Iterator[float]:
    for position in positions:
        if not isinstance(position, list):
            raise TypeError(position)
        yield position[0]
        yield position[1]


# ------------------------------------------------------------------ TopoJSON


def _arcs_of(topology: dict[str, Any], counted: _Counted) -> Callable[[Any], Iterator[Any]]:
    """Read the arcs of a topology, and give what makes rings of their numbers."""
    try:
        arcs = _arcs(topology)
    except (TypeError, ValueError, LookupError, OverflowError, AttributeError) as error:
        raise Refused("arcs") from error
    lengths = [len(arc) // 2 for arc in arcs]

    def rings(polygon: Any) -> Iterator[Any]:
        for numbers in polygon:
            # Checked before it is put together: one long arc may be named very often.
            total = sum(lengths[n if n >= 0 else ~n] for n in numbers)
            if counted.points + total > counted.limits.points:
                raise Refused("points", limit=counted.limits.points)
            yield _ring(arcs, numbers)

    return rings


def _arcs(topology: dict[str, Any]) -> list[Any]:
    transform = topology.get("transform")
    if transform is None:
        return [array("d", _flat(arc)) for arc in topology["arcs"]]
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    arcs = []
    for steps in topology["arcs"]:
        arc = array("d")
        x = y = 0
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append(x * wide + left)
            arc.append(y * high + low)
        arcs.append(arc)
    return arcs


def _ring(arcs: list[Any], numbers: Sequence[int]) -> Any:
    ring = array("d")
    for number in numbers:
        arc = arcs[number] if number >= 0 else _backwards(arcs[~number])
        # An arc begins with the point at which the one before it ends.
        ring.extend(arc[2:] if ring else arc)
    return ring


def _backwards(arc: Any) -> Any:
    turned = array("d", bytes(8 * len(arc)))
    turned[0::2], turned[1::2] = arc[-2::-2], arc[::-2]
    return turned


def main(limits: Limits) -> None:
    """Read standard input, write frames to standard output."""

    def read(send: Send) -> None:
        with open(0, "rb", closefd=False) as file:
            content = file.read(limits.file + 1)
        if len(content) > limits.file:  # it grew while it was read
            raise Refused("large")
        read_shapes(content, limits, send)

    serve(read, limits.memory, limits.cpu_seconds)


if __name__ == "__main__":
    main(Limits(*map(int, sys.argv[1:])))
