"""Small files of boundaries: squares round the middles of real regions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from loaders.places import regions_by_code

Ring = list[list[float]]

# Four real neighbours as a grid of squares; the last lies in a hole of the one before.
GRID: Mapping[str, tuple[float, float, float, float]] = {
    "35.15": (112.6, -7.7, 112.9, -7.4),  # Kabupaten Sidoarjo
    "35.78": (112.6, -7.4, 112.9, -7.1),  # Kota Surabaya, north of it
    "35.16": (112.3, -7.7, 112.6, -7.4),  # Kabupaten Mojokerto, west of it
    "35.76": (112.4, -7.5, 112.48, -7.45),  # Kota Mojokerto, within that
}
BORDERS = {("35.15", "35.16"), ("35.15", "35.78"), ("35.16", "35.76")}


def square(left: float, low: float, right: float, high: float) -> Ring:
    """Give a closed ring, clockwise."""
    return [[left, low], [left, high], [right, high], [right, low], [left, low]]


def polygon(code: str, moved: float = 0.0) -> dict[str, Any]:
    """Give the square of a region, with its hole, moved to the east."""
    rings = [square(*GRID[code])]
    if code == "35.16":
        rings.append(square(*GRID["35.76"])[::-1])
    for ring in rings:
        for point in ring:
            point[0] = round(point[0] + moved, 6)
    return {"type": "Polygon", "coordinates": rings}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def known(code: str, **more: Any) -> dict[str, Any]:
    """Give the feature of a region by its code."""
    return feature(polygon(code), code=code, **more)


def named(code: str, key: str = "name") -> dict[str, Any]:
    """Give the feature of a region by its name."""
    return feature(polygon(code), **{key: regions_by_code()[code].name})


def collection(features: Iterable[Any], **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def grid() -> dict[str, Any]:
    """Give all four."""
    return collection(map(known, GRID))


def topology(*, quantized: bool) -> dict[str, Any]:
    """Give Sidoarjo and Surabaya as a TopoJSON whose arcs they share."""
    border = [[112.6, -7.4], [112.9, -7.4]]
    south = [[112.9, -7.4], [112.9, -7.7], [112.6, -7.7], [112.6, -7.4]]
    north = [[112.6, -7.4], [112.6, -7.1], [112.9, -7.1], [112.9, -7.4]]
    arcs: list[Any] = [border, south, north]
    made: dict[str, Any] = {"type": "Topology"}
    if quantized:
        steps = [[(round((x - 112.6) * 10), round((y + 7.7) * 10)) for x, y in arc] for arc in arcs]
        arcs = [[arc[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(arc))] for arc in steps]
        made["transform"] = {"scale": [0.1, 0.1], "translate": [112.6, -7.7]}
    shapes = [
        {"type": "Polygon", "properties": {"kode": "3515"}, "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "properties": {"kode": "3578"}, "arcs": [[[2, ~0]]]},
        {"type": None, "properties": {"kode": "3501"}},
    ]
    return made | {
        "objects": {"wilayah": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": arcs,
    }


def write(path: Path, document: Any) -> Path:
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return path
