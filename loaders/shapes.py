"""Areas with their properties from GeoJSON and TopoJSON, in longitude and latitude.

The file itself is read by `loaders.geofiles`, in a process of its own. Here is decided
whether its coordinates can be used: degrees, longitude first.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from graph.errors import Word
from loaders import geofiles
from loaders.apart import run_apart
from loaders.geofiles import Limits
from loaders.refusals import FileRefused, FileUnreadable
from loaders.workbook import opened, shown_name

Points = npt.NDArray[np.float64]
LIMITS = Limits()

_HEAD_BYTES = 2_000
_CONVERT = "ogr2ogr -t_srs EPSG:4326 batas.geojson"
# Where Indonesia lies, with room: degrees that are told the wrong way round fall into this.
_LATITUDES, _LONGITUDES = (-13.0, 8.0), (93.0, 143.0)


class BoundariesRefused(FileRefused):
    """Base of what makes a file of boundaries unusable."""

    text = (
        "Berkas batas {file} tidak dapat dipakai. Simpan sebagai GeoJSON atau TopoJSON dalam "
        "WGS 84, lalu muat lagi."
    )


class BoundariesTooLarge(BoundariesRefused):
    """A file that is larger than any boundaries that a map can draw."""

    text = (
        "Berkas batas {file} lebih besar dari {limit} MB. Sederhanakan garisnya lebih dulu, mis. "
        "mapshaper {file} -simplify 5% -o batas.json, lalu muat hasilnya."
    )


class BoundariesTooFine(BoundariesRefused):
    """Boundaries with more points or shapes than a map can draw."""

    text = (
        "Berkas batas {file} berisi lebih dari {limit} {what}. Sederhanakan lebih dulu, mis. "
        "mapshaper {file} -simplify 5% -o batas.json, lalu muat hasilnya."
    )


class BoundariesNeedMemory(BoundariesRefused):
    """A file that asks for more memory than boundaries do."""

    text = (
        "Berkas batas {file} butuh memori lebih dari {limit} MB. Sederhanakan garisnya lebih "
        "dulu, mis. mapshaper {file} -simplify 5% -o batas.json, lalu muat hasilnya."
    )


class BoundariesTakeTooLong(BoundariesRefused):
    """A file that is not read in time."""

    text = (
        "Berkas batas {file} tidak selesai dibaca dalam {seconds} detik. Sederhanakan garisnya, "
        "lalu muat lagi."
    )


class BoundariesBroken(BoundariesRefused):
    """A file that is no JSON from some place on."""

    text = (
        "Berkas batas {file} bukan JSON yang benar pada baris {line}, kolom {column}. Ambil lagi "
        "dari asalnya, atau simpan ulang sebagai GeoJSON."
    )


class BoundariesDamaged(BoundariesRefused):
    """A file whose reading ended without a word."""

    text = "Berkas batas {file} rusak. Ambil lagi dari asalnya, lalu muat lagi."


class BoundariesNotText(BoundariesRefused):
    """A file in no encoding of JSON's."""

    text = "Berkas batas {file} bukan teks UTF-8. Simpan ulang sebagai GeoJSON dalam UTF-8."


class BoundariesForeign(BoundariesRefused):
    """A file of another form."""

    text = (
        "Berkas batas {file} adalah {what}, bukan GeoJSON atau TopoJSON. Ubah lebih dulu, mis. "
        "{command} {file}, lalu muat hasilnya."
    )


class BoundariesNested(BoundariesRefused):
    """JSON that is nested beyond any sense."""

    text = (
        "Berkas batas {file} bersarang terlalu dalam. Simpan ulang sebagai GeoJSON dengan satu "
        "FeatureCollection."
    )


class BoundariesWithoutAreas(BoundariesRefused):
    """A file in which nothing is a polygon."""

    text = (
        "Berkas batas {file} tidak berisi poligon. Pilih lapisan yang berisi wilayah (Polygon "
        "atau MultiPolygon), bukan titik atau garis."
    )


class CoordinatesWrong(BoundariesRefused):
    """A shape whose coordinates are no pairs of numbers."""

    text = (
        "Bentuk ke-{number} di berkas batas {file} berisi koordinat yang bukan pasangan angka. "
        "Perbaiki bentuk itu, atau ambil berkasnya lagi dari asalnya."
    )


class CoordinatesInfinite(BoundariesRefused):
    """A shape with NaN or Infinity among its coordinates."""

    text = (
        "Bentuk ke-{number} di berkas batas {file} berisi koordinat NaN atau tak hingga. Hapus "
        "titik itu, atau ambil berkasnya lagi dari asalnya."
    )


class ArcsWrong(BoundariesRefused):
    """A TopoJSON whose arcs cannot be read."""

    text = (
        "Berkas batas {file} adalah TopoJSON dengan arcs atau transform yang rusak. Ambil lagi "
        "dari asalnya, atau simpan ulang dengan mapshaper."
    )


class BoundariesProjected(BoundariesRefused):
    """Coordinates that are no degrees."""

    text = (
        "Koordinat di berkas batas {file} bukan derajat bujur dan lintang: terlihat {x}, {y}. "
        "Ubah ke WGS 84 lebih dulu, mis. {command} {file}, lalu muat hasilnya."
    )


class ProjectionNamed(BoundariesProjected):
    """As above, where the file names its projection."""

    text = (
        "Koordinat di berkas batas {file} memakai proyeksi {crs}, bukan derajat bujur dan "
        "lintang: terlihat {x}, {y}. Ubah ke WGS 84 lebih dulu, mis. {command} {file}, lalu muat "
        "hasilnya."
    )


class CoordinatesSwapped(BoundariesRefused):
    """Latitude before longitude."""

    text = (
        "Koordinat di berkas batas {file} tertulis lintang dulu: terlihat {x}, {y}. GeoJSON "
        "menulis bujur dulu; tukar keduanya, mis. dengan Swap X and Y di QGIS, lalu muat hasilnya."
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """An area with its properties.

    Attributes
    ----------
    number
        Its place in the file, from 1.
    polygons
        Each a list of rings, the outer one first, each an array of longitude and latitude.
    """

    number: int
    properties: Mapping[str, str | float]
    polygons: list[list[Points]]


@dataclass(slots=True)
class ShapeFile:
    """What a file holds.

    Attributes
    ----------
    shapes, empty
        Those with an outline, and those that are told without any.
    skipped
        How many geometries are no areas, by type.
    """

    file: str
    shapes: list[Shape] = field(default_factory=list)
    empty: list[Shape] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    crs: str = ""


_REFUSALS: dict[str, Callable[[str, Limits, Mapping[str, Any]], BoundariesRefused]] = {
    "large": lambda file, limits, values: BoundariesTooLarge(
        file=file, limit=limits.file // 1_000_000
    ),
    "points": lambda file, limits, values: BoundariesTooFine(
        file=file, what=Word("titik"), **values
    ),
    "shapes": lambda file, limits, values: BoundariesTooFine(
        file=file, what=Word("bentuk"), **values
    ),
    "memory": lambda file, limits, values: BoundariesNeedMemory(
        file=file, limit=limits.memory // 1_000_000
    ),
    "time": lambda file, limits, values: BoundariesTakeTooLong(
        file=file, seconds=limits.wall_seconds
    ),
    "damaged": lambda file, limits, values: BoundariesDamaged(file=file),
    "json": lambda file, limits, values: BoundariesBroken(file=file, **values),
    "encoding": lambda file, limits, values: BoundariesNotText(file=file),
    "deep": lambda file, limits, values: BoundariesNested(file=file),
    "foreign": lambda file, limits, values: BoundariesForeign(
        file=file, what=Word("JSON lain"), command=_CONVERT
    ),
    "empty": lambda file, limits, values: BoundariesWithoutAreas(file=file),
    "coordinates": lambda file, limits, values: CoordinatesWrong(file=file, **values),
    "infinite": lambda file, limits, values: CoordinatesInfinite(file=file, **values),
    "arcs": lambda file, limits, values: ArcsWrong(file=file),
}

# How files of other forms begin, and what they are.
_BEGINNINGS = (
    (b"PK\x03\x04", Word("arsip ZIP")),
    (b"\x00\x00\x27\x0a", Word("shapefile")),
    (b"SQLite format 3", Word("GeoPackage")),
    (b"\x1f\x8b", Word("arsip gzip")),
    (b"<", Word("KML, GML atau XML lain")),
    (b"\xef\xbb\xbf<", Word("KML, GML atau XML lain")),
    (b"fgb", Word("FlatGeobuf")),
    (b"PAR1", Word("GeoParquet")),
)


def read_shapes(path: Path, limits: Limits = LIMITS) -> ShapeFile:
    """Read the areas of a file.

    Parameters
    ----------
    path
        GeoJSON or TopoJSON, whatever its name.
    limits
        How much it may ask for.

    Returns
    -------
    ShapeFile
        With at least one shape, all in degrees.

    Raises
    ------
    FileRefused
        When nothing of it can be used, in one sentence.
    """
    found = ShapeFile(shown_name(path))
    try:
        with opened(path) as file:
            if os.fstat(file.fileno()).st_size > limits.file:
                raise BoundariesTooLarge(file=found.file, limit=limits.file // 1_000_000)
            _check_beginning(file, found.file)
            _read_apart(file, found, limits)
    except OSError as error:
        raise FileUnreadable(file=found.file, reason=error.strerror or str(error)) from error
    if not found.shapes:
        raise BoundariesWithoutAreas(file=found.file)
    _check_degrees(found)
    return found


def _check_beginning(file: BinaryIO, name: str) -> None:
    head = file.read(_HEAD_BYTES).lstrip()
    for beginning, what in _BEGINNINGS:
        if head.startswith(beginning):
            raise BoundariesForeign(file=name, what=what, command=_CONVERT)
    file.seek(0)


def _read_apart(file: BinaryIO, found: ShapeFile, limits: Limits) -> None:
    def take(kind: str, *parts: Any) -> None:
        match kind, parts:
            case "crs", [name]:
                found.crs = name
            case "skipped", [geometry]:
                found.skipped[geometry] += 1
            case "shape", [number, properties, sizes, coordinates]:
                points = np.frombuffer(coordinates, dtype=np.float64).reshape(-1, 2)
                polygons = _cut(points, sizes)
                has_outline = any(len(ring) > 2 for rings in polygons for ring in rings)
                to = found.shapes if has_outline else found.empty
                to.append(Shape(number, properties, polygons))

    arguments = [str(limit) for limit in limits]
    refused = run_apart(geofiles.__file__, arguments, file, limits.wall_seconds, take)
    if refused:
        code, values = refused
        raise _REFUSALS[code](found.file, limits, values)


def _cut(points: Points, sizes: list[list[int]]) -> list[list[Points]]:
    """Cut a run of points into the rings of polygons."""
    polygons, start = [], 0
    for rings in sizes:
        polygon = []
        for size in rings:
            polygon.append(points[start : start + size])
            start += size
        polygons.append(polygon)
    return polygons


def _check_degrees(found: ShapeFile) -> None:
    """Refuse coordinates that are no degrees, or the wrong way round."""
    rings = [ring for shape in found.shapes for polygon in shape.polygons for ring in polygon]
    points = np.concatenate(rings)
    (south, west), (north, east) = points.min(axis=0), points.max(axis=0)
    if (
        _LATITUDES[0] <= south <= north <= _LATITUDES[1]
        and _LONGITUDES[0] <= west <= east <= _LONGITUDES[1]
    ):
        x, y = points[0]
        raise CoordinatesSwapped(file=found.file, x=f"{x:.10g}", y=f"{y:.10g}")
    beyond = (np.abs(points[:, 0]) > 180.5) | (np.abs(points[:, 1]) > 90.5)
    if beyond.any():
        x, y = points[int(beyond.argmax())]
        values = {"file": found.file, "x": f"{x:.10g}", "y": f"{y:.10g}", "command": _CONVERT}
        if found.crs:
            raise ProjectionNamed(crs=found.crs, **values)
        raise BoundariesProjected(**values)
