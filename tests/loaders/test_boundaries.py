"""Boundaries as offices have them: whose each shape is, what they share, and what is wrong."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from loaders import boundaries
from loaders.apart import Refused
from loaders.borderlines import draw, length_km, snap
from loaders.boundaries import (
    BoundariesElsewhere,
    BoundariesOfNobody,
    BoundariesWithoutOutline,
    BoundaryReport,
)
from loaders.geofiles import Limits
from loaders.geofiles import read_shapes as read_content
from loaders.places import regions_by_code
from loaders.refusals import FileUnreadable
from loaders.shapes import (
    ArcsWrong,
    BoundariesBroken,
    BoundariesForeign,
    BoundariesNeedMemory,
    BoundariesNested,
    BoundariesNotText,
    BoundariesProjected,
    BoundariesTakeTooLong,
    BoundariesTooFine,
    BoundariesTooLarge,
    BoundariesWithoutAreas,
    CoordinatesInfinite,
    CoordinatesSwapped,
    CoordinatesWrong,
    ProjectionNamed,
    read_shapes,
)
from tests.loaders.shapes import (
    BORDERS,
    GRID,
    collection,
    feature,
    grid,
    known,
    named,
    polygon,
    square,
    topology,
    write,
)

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "boundaries.topojson"
SEA = [[100.0, -9.0], [100.0, -8.9], [100.1, -8.9]]


def check(path: Path, document: Any) -> BoundaryReport:
    """Say what loading a document would do."""
    return boundaries.check_boundaries(None, write(path / "batas.geojson", document))


def said(report: BoundaryReport) -> set[str]:
    """Give the codes of the remarks, but for the many regions that a small file lacks."""
    return set(report.remarks) - {"missing"}


# ------------------------------------------------------------------ what is read


def test_neighbours_share_their_border(tmp_path: Path) -> None:
    report = check(tmp_path, grid())
    assert set(report.drawn.areas) == set(GRID)
    assert set(report.drawn.shared) == BORDERS
    assert not report.drawn.near and not report.drawn.extra
    (line,) = report.drawn.shared["35.15", "35.78"]
    assert sorted(line.tolist()) == [[1_126_000, -74_000], [1_129_000, -74_000]]
    assert length_km(line) == pytest.approx(0.3 * 111.195 * math.cos(math.radians(7.4)), rel=1e-6)
    # An enclave's whole outline is the border.
    (round_it,) = report.drawn.shared["35.16", "35.76"]
    assert len(round_it) == 5 and (round_it[0] == round_it[-1]).all()
    assert said(report) == set()
    assert report.told.areas == 4 and report.told.lines == 3 and report.told.left_out == 0


@pytest.mark.parametrize("quantized", [True, False])
def test_topology_is_read(tmp_path: Path, quantized: bool) -> None:
    report = check(tmp_path, topology(quantized=quantized))
    assert set(report.drawn.areas) == {"35.15", "35.78"}
    assert set(report.drawn.shared) == {("35.15", "35.78")}
    alone = check(tmp_path, collection([known("35.15"), known("35.78")]))
    sets = [
        {tuple(point) for rings in area for ring in rings for point in ring.tolist()}
        for one in (report, alone)
        for area in one.drawn.areas.values()
    ]
    assert sets[:2] == sets[2:]


WAYS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "dotted": lambda code: feature(polygon(code), code=code),
    "plain": lambda code: feature(polygon(code), KODE_KAB=code.replace(".", "")),
    "integer": lambda code: feature(polygon(code), kode=int(code.replace(".", ""))),
    "number": lambda code: feature(polygon(code), kode=float(code)),
    "id": lambda code: {**feature(polygon(code)), "id": code},
    "unheard-of": lambda code: feature(polygon(code), foo="x", kunci=code),
    "name": lambda code: named(code, "WADMKK"),
    "name and kind": lambda code: feature(
        polygon(code),
        NAME_1="Jawa Timur",
        NAME_2=regions_by_code()[code].name.partition(" ")[2],
        TYPE_2=regions_by_code()[code].name.partition(" ")[0],
        CC_2="1101",
    ),
    "misspelt": lambda code: feature(
        polygon(code), nama=regions_by_code()[code].name.replace("oa", "o")
    ),
    "code of statistics beside": lambda code: feature(
        polygon(code), KDBBPS="3501", KDPKAB=code, NAMOBJ=regions_by_code()[code].name
    ),
    "wrong code": lambda code: feature(
        polygon(code), code="35.01", name=regions_by_code()[code].name
    ),
    "bare name": lambda code: feature(
        polygon(code), shapeName=regions_by_code()[code].name.partition(" ")[2]
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_regions_are_known_by(tmp_path: Path, way: str) -> None:
    report = check(tmp_path, collection(map(WAYS[way], GRID)))
    assert set(report.drawn.areas) == set(GRID)
    expected = {
        "misspelt": {"mended"},
        "wrong code": {"contradicting"},
        "bare name": {"placed"},  # Mojokerto is a kota and a kabupaten
    }
    assert said(report) == expected.get(way, set())


def test_geometry_collections_are_read() -> None:
    nested = {"type": "GeometryCollection", "geometries": [polygon("35.15"), polygon("35.78")]}
    frames: list[Any] = []
    content = json.dumps(collection([feature(nested, code="35.15"), {"type": "Feature"}, 7]))
    read_content(content.encode("utf-16"), Limits(), lambda *parts: frames.append(parts))
    (kind, number, properties, sizes, coordinates), _without_shape = frames
    assert (kind, number, properties, sizes) == ("shape", 1, {"code": "35.15"}, [[5], [5]])
    assert len(coordinates) == 10 * 2 * 8


# ------------------------------------------------------------------ borders that do not meet


def test_borders_that_do_not_meet_are_found_near(tmp_path: Path) -> None:
    rough = collection([feature(polygon("35.16", moved=-0.002), code="35.16"), known("35.15")])
    report = check(tmp_path, rough)
    assert set(report.drawn.near) == {("35.15", "35.16")} and not report.drawn.shared
    (line,) = report.drawn.near["35.15", "35.16"]
    assert 30 < length_km(line) < 40
    assert said(report) == {"near"}


def test_neighbours_apart_are_told(tmp_path: Path) -> None:
    apart = collection([feature(polygon("35.16", moved=-0.1), code="35.16"), known("35.15")])
    report = check(tmp_path, apart)
    assert not report.drawn.shared and not report.drawn.near
    assert report.names["without"] == ["35.15-35.16"]
    assert "Kabupaten Sidoarjo – Kabupaten Mojokerto" in report.remarks["without"].message(str)


def test_line_of_no_neighbours_is_left_out() -> None:
    areas = {code: snap([[np.array(square(*GRID[code]))]]) for code in ("35.15", "35.78")}
    drawn = draw(areas, {})
    assert drawn.extra == 1 and not drawn.shared


def test_fine_outlines_are_thinned_out_together() -> None:
    steps = np.linspace(0, 1, 400)
    border = np.column_stack([steps, 0.001 * np.sin(steps * 600)])
    low = np.vstack([border, [[1.0, -1.0], [0.0, -1.0]]])
    high = np.vstack([border[::-1], [[0.0, 1.0], [1.0, 1.0]]])
    areas = {"35.15": snap([[low]]), "35.78": snap([[high]])}
    drawn = draw(areas, {("35.15", "35.78"): 100.0}, most_points=60)
    assert 0 < drawn.simplified_m < 1_000
    assert drawn.points < 100
    (line,) = drawn.shared["35.15", "35.78"]
    points = [{tuple(p) for p in drawn.areas[code][0][0].tolist()} for code in areas]
    assert {tuple(p) for p in line.tolist()} == points[0] & points[1]


# ------------------------------------------------------------------ what is doubtful


def test_missing_and_unknown_are_told(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\u202e\x1b[31m"
    strange = [named("35.15"), feature(polygon("35.78"), name=hostile)]
    point = feature({"type": "Point", "coordinates": [1, 2]}, name="x")
    province = feature(polygon("35.78"), name="Provinsi Jawa Timur")
    report = check(tmp_path, collection([*strange, point, province]))
    assert set(report.drawn.areas) == {"35.15"}
    assert said(report) == {"unknown", "skipped", "provinces"}
    assert len(report.names["missing"]) == 513
    assert "513 dari 514" in report.remarks["missing"].message(str)
    assert report.names["unknown"] == ["<script>alert(1)</script> [31m (#2)"]
    assert report.told.left_out == 2


def test_same_shape_twice_is_taken_once(tmp_path: Path) -> None:
    report = check(tmp_path, collection([known("35.15"), known("35.15"), known("35.78")]))
    assert set(report.drawn.areas) == {"35.15", "35.78"} and said(report) == {"repeated"}


def test_parts_of_one_region_are_joined(tmp_path: Path) -> None:
    halves = [
        {"type": "Polygon", "coordinates": [square(left, -7.7, left + 0.15, -7.4)]}
        for left in (112.6, 112.75)
    ]
    parts = [feature(half, code="35.15") for half in halves]
    report = check(tmp_path, collection([*parts, known("35.78")]))
    # The middle of the border is a point of the one side alone.
    assert said(report) == {"parts", "near"}
    assert len(report.drawn.areas["35.15"]) == 1
    assert set(report.drawn.near) == {("35.15", "35.78")}


def test_two_different_shapes_are_left_out(tmp_path: Path) -> None:
    other = feature(polygon("35.15", moved=0.01), code="35.15")
    report = check(tmp_path, collection([known("35.15"), other, known("35.78")]))
    assert set(report.drawn.areas) == {"35.78"}
    assert report.names["doubled"] == ["35.15"] and "missing" in report.remarks


def test_shape_far_from_its_region_is_left_out(tmp_path: Path) -> None:
    far = feature({"type": "Polygon", "coordinates": [SEA]}, code="35.78")
    report = check(tmp_path, collection([known("35.15"), far]))
    assert set(report.drawn.areas) == {"35.15"} and report.names["misplaced"] == ["35.78"]


def test_degenerate_rings_do_no_harm(tmp_path: Path) -> None:
    thin = [[112.6, -7.5], [112.7, -7.5], [112.6, -7.5]]
    flat = [feature({"type": "Polygon", "coordinates": [thin, []]}, name="Mojokerto")]
    flat += [
        feature({"type": "Polygon", "coordinates": rings}, code="35.78") for rings in ([], [[]])
    ]
    flat += [feature({"type": "Polygon", "coordinates": [thin]}, code="35.16")]
    bow = [[112.6, -7.7], [112.9, -7.4], [112.9, -7.7], [112.6, -7.4]]
    crossed = {"type": "Polygon", "coordinates": [bow]}
    other = {"type": "Polygon", "coordinates": [[[x + 0.001, y] for x, y in bow]]}
    both = [feature(one, code="35.15") for one in (crossed, other)]
    report = check(tmp_path, collection([*flat, *both, known("35.76")]))
    assert set(report.drawn.areas) == {"35.76"}
    assert said(report) == {"ambiguous", "vanished", "doubled", "empty"}


def test_regions_without_a_shape_are_told(tmp_path: Path) -> None:
    nothing, many = ({"type": f"{kind}Polygon", "coordinates": []} for kind in ("", "Multi"))
    empty = [feature(None, code="35.78"), feature(nothing, code="35.15")]
    report = check(tmp_path, collection([known("35.15"), *empty, feature(many, code="x")]))
    assert set(report.drawn.areas) == {"35.15"} and said(report) == {"empty"}
    assert report.names["empty"] == ["35.78", "x (#4)"] and "35.78" in report.names["missing"]
    assert report.remarks["empty"].message(str).startswith("2 wilayah tertulis di berkas tanpa ")
    assert report.told.left_out == 3


def test_every_remark_has_its_sentence(tmp_path: Path) -> None:
    assert all(text.endswith(".") for text in boundaries._REMARKS.values())
    told = check(tmp_path, grid()).as_object(str, written=True)
    assert json.loads(json.dumps(told)) == told
    assert told["shared"] == ["35.15-35.16", "35.15-35.78", "35.16-35.76"]


# ------------------------------------------------------------------ what is refused

NOT_FINITE = json.dumps(grid()).replace("112.9", "NaN", 1)
TWICE_DEEP: Any = {"type": "GeometryCollection", "geometries": []}
for _depth in range(20):
    TWICE_DEEP = {"type": "GeometryCollection", "geometries": [TWICE_DEEP]}
BROKEN_ARC = topology(quantized=True) | {"arcs": [[[0, 0], ["x", 1]]]}
FAR_ARC = topology(quantized=False) | {"arcs": []}

IN_WORDS: Mapping[str, tuple[Any, str]] = {
    "cut short": (json.dumps(grid(), indent=1)[:-9], "json"),
    "number": ("7", "foreign"),
    "other": ({"rows": []}, "foreign"),
    "no list": ({"type": "FeatureCollection", "features": {}}, "foreign"),
    "empty": (collection([]), "empty"),
    "not finite": (NOT_FINITE, "infinite"),
    "too great": (json.dumps(grid()).replace("112.9", "1e999", 1), "infinite"),
    "text": (json.dumps(grid()).replace("112.9", '"112.9"', 1), "coordinates"),
    "short": (collection([feature({"type": "Polygon", "coordinates": [[[1]]]})]), "coordinates"),
    "flat": (collection([feature({"type": "Polygon", "coordinates": [1, 2]})]), "coordinates"),
    "digits": (json.dumps(grid()).replace("112.9", "9" * 5_000, 1), "infinite"),
    "nested lists": ("[" * 200_000, "deep"),
    "nested collections": (collection([feature(TWICE_DEEP)]), "deep"),
    "nested documents": (TWICE_DEEP, "deep"),
    "arcs": (BROKEN_ARC, "arcs"),
    "missing arc": (FAR_ARC, "coordinates"),
}


@pytest.mark.parametrize("what", IN_WORDS)
def test_content_is_refused(what: str) -> None:
    document, code = IN_WORDS[what]
    content = document if isinstance(document, str) else json.dumps(document)
    with pytest.raises(Refused) as refused:
        read_content(content.encode(), Limits(), lambda *parts: None)
    assert refused.value.code == code


def test_arc_that_is_used_again_and_again_is_refused() -> None:
    bomb = topology(quantized=True)
    shape = bomb["objects"]["wilayah"]["geometries"][0]
    shape["arcs"] = [[1] * 100 for _ring in range(100)]
    with pytest.raises(Refused) as refused:
        read_content(json.dumps(bomb).encode(), Limits(points=10_000), lambda *parts: None)
    assert refused.value.code == "points"


def mercator(x: float, y: float) -> list[float]:
    """Give where a point lies in the projection of web maps."""
    radius = 6_378_137
    return [
        radius * math.radians(x),
        radius * math.log(math.tan(math.pi / 4 + math.radians(y) / 2)),
    ]


def turned(turn: Callable[[float, float], list[float]], **more: Any) -> dict[str, Any]:
    """Give the grid with other coordinates."""
    made = grid() | more
    for one in made["features"]:
        rings = one["geometry"]["coordinates"]
        one["geometry"]["coordinates"] = [[turn(*point) for point in ring] for ring in rings]
    return made


def flattened(*scale: float) -> dict[str, Any]:
    """Give a topology whose steps are too small."""
    made = topology(quantized=True)
    made["transform"] |= {"scale": scale}
    return made


MOVED = [feature(polygon("35.15", moved=by), code="35.15") for by in (0.0, 0.01)]
UTM = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
REFUSED: Mapping[str, tuple[Any, type[Exception], str]] = {
    "broken": ('{"type":\n "FeatureCollection",\n "features": [}', BoundariesBroken, "baris 3"),
    "latin": (json.dumps(named("35.15")).encode() + b"\xe9", BoundariesNotText, "UTF-8"),
    "projected": (turned(mercator), BoundariesProjected, "ogr2ogr -t_srs EPSG:4326"),
    "named projection": (turned(mercator, crs=UTM), ProjectionNamed, "EPSG::3857"),
    "swapped": (turned(lambda x, y: [y, x]), CoordinatesSwapped, "lintang dulu: terlihat -7.7"),
    "points only": (
        collection([feature({"type": "Point", "coordinates": [112.5, -7.6]}, code="35.15")]),
        BoundariesWithoutAreas,
        "tidak berisi poligon",
    ),
    "no rings": (
        collection([feature({"type": "Polygon", "coordinates": [[]]}, code="35.15")]),
        BoundariesWithoutAreas,
        "tidak berisi poligon",
    ),
    "zip": (b"PK\x03\x04 ...", BoundariesForeign, "arsip ZIP"),
    "shapefile": (b"\x00\x00\x27\x0a ...", BoundariesForeign, "shapefile"),
    "kml": (b"<?xml version='1.0'?><kml/>", BoundariesForeign, "KML"),
    "nothing": (b"", BoundariesBroken, "baris 1"),
    "infinite": (NOT_FINITE, CoordinatesInfinite, "ke-1"),
    "no coordinates": (
        collection([known("35.15"), feature({"type": "Polygon"}, code="35.78")]),
        CoordinatesWrong,
        "ke-2",
    ),
    "nested": ("[" * 200_000, BoundariesNested, "terlalu dalam"),
    "arcs": (BROKEN_ARC, ArcsWrong, "mapshaper"),
    "nobody": (
        collection([feature(polygon("35.15"), name="Atlantis")]),
        BoundariesOfNobody,
        "Atlantis",
    ),
    "without width": (flattened(0, 0.1), BoundariesWithoutOutline, "2 bentuknya terlalu kecil"),
    "vanished": (flattened(0, 0), BoundariesWithoutOutline, "2 bentuknya terlalu kecil"),
    "doubled": (collection(MOVED), BoundariesWithoutOutline, "1 mempunyai bentuk berlainan"),
    "elsewhere": (
        collection([feature({"type": "Polygon", "coordinates": [SEA]}, code="35.15")]),
        BoundariesElsewhere,
        "Kabupaten Sidoarjo di 100, -9",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_file_is_refused_in_a_sentence(tmp_path: Path, what: str) -> None:
    document, error, words = REFUSED[what]
    path = tmp_path / "batas.geojson"
    if isinstance(document, bytes):
        path.write_bytes(document)
    else:
        write(path, document)
    with pytest.raises(error, match=r"batas\.geojson") as refused:
        boundaries.check_boundaries(None, path)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (Limits(file=100), BoundariesTooLarge),
        (Limits(points=10), BoundariesTooFine),
        (Limits(shapes=2), BoundariesTooFine),
        (Limits(memory=30_000_000), BoundariesNeedMemory),
        (Limits(wall_seconds=0), BoundariesTakeTooLong),
    ],
)
def test_greed_is_bounded(tmp_path: Path, limits: Limits, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_shapes(write(tmp_path / "batas.geojson", grid()), limits)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "tidak ada", tmp_path / "a\0b"):
        with pytest.raises(FileUnreadable):
            read_shapes(path)


# ------------------------------------------------------------------ the whole country


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample lies beside the checkout only")
def test_sample_gives_every_border() -> None:
    report = boundaries.check_boundaries(None, SAMPLE)
    assert len(report.drawn.areas) == 514
    assert len(report.drawn.shared) == 990
    assert not report.remarks
