"""Boundaries of kabupaten and kota into the graph: whose each shape is, and what is doubtful.

A shape is known by the code or by the name among its properties; where the two
contradict, or a name fits several regions, the place where it lies decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import hypot
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from graph import boundaries
from graph.boundaries import BoundarySet, Pair, Shapes
from graph.database import Database
from graph.errors import Translate, ValueRefused, Word
from graph.model import Region
from graph.tables import Column, Table
from graph.text import squeeze
from graph.writing import Progress, now
from loaders import reference
from loaders.borderlines import Drawn, Polygons, draw, snap
from loaders.geofiles import Limits
from loaders.loading import load_reference, names_in, user
from loaders.names import Context, Names
from loaders.places import regions_by_code
from loaders.shapes import LIMITS, BoundariesRefused, Shape, ShapeFile, read_shapes
from loaders.workbook import Remark

_SAMPLE = 40
_MOST_KEYS = 30
_LONGEST_NAME = 80
_MOST_NAMES = 4_000  # different ones that are looked up; the country has 514
_MOST_NAMED = 5
_SHOWN = 60
_REACH = 0.5  # degrees between where a region is and its shape, beyond which it is not its shape
_NEARER = 0.5  # how much nearer a shape's middle is to its region than to another
_OVERLAP = 0.01  # of the smaller area

# How files call what they say of an area, what they most likely mean by it first.
_CODES = (
    *("code", "kode", "kodekab", "kodekabkota", "kodekabupaten", "kodewilayah", "kodekemendagri"),
    *("kodedagri", "kemendagri", "kdpkab", "kdppum", "kdkab", "kdkabkota", "idkabkota", "kodekota"),
    *("kodedaerah", "id"),
)
_NAMES = (
    *("name", "nama", "namakab", "namakabkota", "kabkota", "kabupatenkota", "wadmkk", "namobj"),
    *("nmkab", "nmkabkota", "namakabupaten", "namawilayah", "kabupaten", "kota", "wilayah"),
    *("name2", "adm2name", "adm2en", "adm2id", "shapename", "regency", "region"),
)
_PROVINCES = (
    *("province", "provinsi", "propinsi", "namaprov", "namaprovinsi", "nmprov", "wadmpr", "prov"),
    *("name1", "adm1name", "adm1en"),
)
_KINDS = ("kind", "jenis", "tipe", "type", "type2", "engtype2")
# Codes of the statistics office look the same and mean other regions; a capital is no region.
_NEITHER = re.compile(r"bps|pcode|^cc2$|^hasc|ibukota|capital")
_CODE = re.compile(r"(\d\d)\.?(\d\d)")

_REMARKS = {
    "skipped": Word("{count} geometri bukan poligon (titik atau garis) dan dilewati."),
    "provinces": Word("{count} bentuk adalah provinsi dan dilewati: {names}."),
    "unknown": Word(
        "{count} bentuk tidak dikenali sebagai kabupaten atau kota dan dilewati: {names}. Beri "
        "kode Kemendagri pada properti “code”, mis. 35.15."
    ),
    "ambiguous": Word(
        "{count} bentuk cocok dengan lebih dari satu wilayah dan dilewati: {names}. Beri kode "
        "Kemendagri pada properti “code”."
    ),
    "contradicting": Word(
        "{count} bentuk bernama lain daripada kodenya (barangkali kode BPS); yang dipakai ialah "
        "yang letaknya cocok: {names}."
    ),
    "placed": Word("{count} nama yang mendua ditentukan oleh letak bentuknya: {names}."),
    "mended": Word("{count} nama dibaca dengan ejaan yang dibetulkan: {names}."),
    "misplaced": Word(
        "{count} bentuk terletak jauh dari wilayahnya dan dilewati: {names}. Periksa kode dan "
        "koordinatnya."
    ),
    "vanished": Word("{count} bentuk terlalu kecil untuk digambar dan dilewati: {names}."),
    "empty": Word("{count} wilayah tertulis di berkas tanpa bentuk (geometri kosong): {names}."),
    "repeated": Word("{count} wilayah tertulis lebih dari sekali dengan bentuk sama: {names}."),
    "parts": Word("{count} wilayah terdiri atas beberapa bentuk, yang digabung: {names}."),
    "doubled": Word(
        "{count} wilayah mempunyai bentuk berlainan yang bertumpuk dan dilewati: {names}. Hapus "
        "yang salah dari berkas."
    ),
    "missing": Word("{count} dari {total} kabupaten/kota tidak ada di berkas: {names}."),
    "near": Word(
        "{count} pasang tetangga tidak melewati titik yang sama; garisnya diambil dari tepi yang "
        "berdekatan."
    ),
    "without": Word(
        "{count} pasang tetangga tidak punya garis bersama dan tetap digambar sebagai garis "
        "antartitik: {names}."
    ),
    "extra": Word(
        "{count} pasang bersentuhan di berkas tetapi tidak tercatat berbatasan; garisnya tidak "
        "dipakai."
    ),
    "simplified": Word(
        "Garis disederhanakan (titik bergeser paling jauh {metres} m) agar peta tetap lancar."
    ),
}


class BoundariesOfNobody(BoundariesRefused):
    """A file in which no shape is known."""

    text = (
        "Tidak satu pun dari {count} bentuk di berkas batas {file} dikenali sebagai kabupaten "
        "atau kota ({names}). Beri tiap bentuk kode Kemendagri pada properti “code”, mis. 35.15."
    )


class BoundariesElsewhere(BoundariesRefused):
    """A file in which every shape lies far from its region."""

    text = (
        "Semua bentuk yang dikenali di berkas batas {file} terletak jauh dari wilayahnya, mis. "
        "{name} di {x}, {y}. Periksa apakah kodenya kode Kemendagri (bukan BPS) dan koordinatnya "
        "WGS 84."
    )


class BoundariesWithoutOutline(BoundariesRefused):
    """A file whose regions are known, and none of which can be drawn."""

    text = (
        "Tidak satu pun wilayah di berkas batas {file} dapat digambar: {small} bentuknya terlalu "
        "kecil atau tanpa luas, {doubled} mempunyai bentuk berlainan yang bertumpuk. Periksa "
        "koordinatnya (pada TopoJSON juga scale), dan sisakan satu bentuk untuk tiap wilayah."
    )


@dataclass(slots=True)
class BoundaryReport:
    """What became of a file of boundaries, or would.

    Attributes
    ----------
    told
        Key and counts of what was loaded.
    drawn
        The areas and lines.
    remarks
        What its user should know, by its code.
    names
        What each remark names, whole: codes of regions, keys of pairs, or names as the file
        has them.
    is_new
        False where exactly this was loaded before.
    """

    file: str
    told: BoundarySet
    drawn: Drawn
    remarks: dict[str, Remark] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    is_new: bool = True

    def remark(self, code: str, found: list[str], shown: list[str] | None = None) -> None:
        """Note something that names one or more."""
        if found:
            self.names[code] = found
            first = ", ".join((shown or found)[:_MOST_NAMED])
            names = f"{first}, …" if len(found) > _MOST_NAMED else first
            values = {"count": len(found), "names": names, "total": len(_regions())}
            self.remarks[code] = Remark(_REMARKS[code], values)

    def count(self, code: str, count: int, **values: Any) -> None:
        """Note something that is only counted."""
        if count:
            self.remarks[code] = Remark(_REMARKS[code], {"count": count, **values})

    def as_object(self, translate: Translate, *, written: bool) -> dict[str, Any]:
        """Give all of it for a program that reads it."""
        pairs = {"shared": self.drawn.shared, "near": self.drawn.near}
        return {
            "file": self.file,
            "key": self.told.key,
            "written": written and self.is_new,
            "areas": sorted(self.drawn.areas),
            **{how: sorted("-".join(pair) for pair in found) for how, found in pairs.items()},
            "points": self.told.points,
            "left_out": self.told.left_out,
            "remarks": [
                {"kind": code, "text": one.message(translate), "names": self.names.get(code, [])}
                for code, one in self.remarks.items()
            ],
        }


def summary_table(report: BoundaryReport) -> Table:
    """Give the counts of a report as a table of one row."""
    told = report.told
    row = {
        "file": report.file,
        "key": told.key,
        "areas": told.areas,
        "lines": told.lines,
        "points": told.points,
        "left_out": told.left_out,
    }
    columns = [
        Column("file", "Berkas"),
        Column("key", "Kunci"),
        Column("areas", "Wilayah", "integer"),
        Column("lines", "Garis bersama", "integer"),
        Column("points", "Titik", "integer"),
        Column("left_out", "Dilewati", "integer"),
    ]
    return Table("batas", columns, [row])


def load_boundaries(
    database: Database,
    path: Path,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> BoundaryReport:
    """Load boundaries in the place of those that are there, the reference facts first.

    Parameters
    ----------
    database
        Either engine.
    path
        GeoJSON or TopoJSON of kabupaten and kota.
    progress
        Called with pairs of neighbours done and in all.
    limits
        How much the file may ask for.

    Raises
    ------
    FileRefused
        Where nothing of the file can be used; what is there stays.
    """
    load_reference(database)
    report, shapes = _read(path, names_in(database), progress, limits)
    report.is_new = boundaries.write(database, shapes, report.told)
    return report


def check_boundaries(
    database: Database | None, path: Path, progress: Progress | None = None
) -> BoundaryReport:
    """Say what loading a file of boundaries would do; nothing is written."""
    names = names_in(database) if database else Names()
    return _read(path, names, progress, LIMITS)[0]


def _read(
    path: Path, names: Names, progress: Progress | None, limits: Limits
) -> tuple[BoundaryReport, Shapes]:
    found = read_shapes(path, limits)
    sorted_out = _Sorting(found, names)
    drawn = draw(sorted_out.areas, _borders(), progress=progress)
    shapes = Shapes(
        {code: boundaries.encode_area(area) for code, area in drawn.areas.items()},
        {
            f"{a}-{b}": boundaries.encode_lines(lines)
            for (a, b), lines in sorted((drawn.shared | drawn.near).items())
        },
    )
    told = BoundarySet(
        version=shapes.version,
        file=found.file,
        at=now(),
        by=user(),
        areas=len(shapes.areas),
        lines=len(shapes.lines),
        points=drawn.points,
        left_out=len(found.shapes) + len(found.empty) - sorted_out.taken,
    )
    report = BoundaryReport(found.file, told, drawn)
    _tell(report, found, sorted_out)
    return report, shapes


def _tell(report: BoundaryReport, found: ShapeFile, sorted_out: _Sorting) -> None:
    drawn = report.drawn
    report.count("skipped", sum(found.skipped.values()))
    for code in _REMARKS:
        told = sorted_out.told.get(code, {})
        report.remark(code, list(told), list(told.values()))
    missing = [region for region in _regions() if region.code not in drawn.areas]
    report.remark("missing", [r.code for r in missing], [r.name for r in missing])
    there = [pair for pair in _borders() if pair[0] in drawn.areas and pair[1] in drawn.areas]
    without = [pair for pair in there if pair not in drawn.shared and pair not in drawn.near]
    report.remark("without", ["-".join(pair) for pair in without], [*map(_pair_name, without)])
    report.count("near", len(drawn.near))
    report.count("extra", drawn.extra)
    report.count("simplified", int(drawn.simplified_m > 0), metres=drawn.simplified_m)


def _pair_name(pair: Pair) -> str:
    return " – ".join(regions_by_code()[code].name for code in pair)


@cache
def _regions() -> tuple[Region, ...]:
    return tuple(region for region in reference.regions() if region.kind != "provinsi")


@cache
def _borders() -> Mapping[Pair, float]:
    """Give the neighbours among kabupaten and kota, with the length of their border in km."""
    return {
        (border.a, border.b): border.length_km
        for border in reference.reference_facts().borders
        if len(border.a) > 2
    }


# ------------------------------------------------------------------ whose each shape is


@dataclass(slots=True)
class _Claim:
    """Which region a shape says that it is: by its code, by its name."""

    shape: Shape
    shown: str
    by_code: Region | None = None
    by_name: tuple[Region, ...] = ()
    mended: bool = False

    @property
    def label(self) -> str:
        """How it is told: its name in the file, and its place there."""
        return f"{self.shown} (#{self.shape.number})".strip()


class _Sorting:
    """Sorts shapes by region, and tells what could not be.

    Attributes
    ----------
    areas
        Polygons on the grid, by code.
    told
        By the code of a remark: what it is about, each with how it is shown.
    taken
        How many shapes became part of an area.

    Raises
    ------
    BoundariesOfNobody, BoundariesElsewhere, BoundariesWithoutOutline
    """

    def __init__(self, found: ShapeFile, names: Names) -> None:
        self.told: dict[str, dict[str, str]] = {}
        self.areas: dict[str, Polygons] = {}
        self.taken = 0
        reader = _Reader(found.shapes, names)
        by_region: dict[str, list[_Claim]] = {}
        far: list[tuple[Region, Shape]] = []
        for shape in found.shapes:
            claim = reader.claim(shape)
            region = self._decide(claim)
            if region and not _is_near(region, shape):
                far.append((region, shape))
                self._tell("misplaced", region.code, region.name)
            elif region:
                by_region.setdefault(region.code, []).append(claim)
        if not by_region:
            self._refuse(found, far)
        for code in sorted(by_region):
            self._take(code, by_region[code])
        if not self.areas:
            small, doubled = (len(self.told.get(told, ())) for told in ("vanished", "doubled"))
            raise BoundariesWithoutOutline(file=found.file, small=small, doubled=doubled)
        for shape in found.empty:
            self._tell_empty(reader.claim(shape))

    def _tell(self, remark: str, key: str, shown: str = "") -> None:
        self.told.setdefault(remark, {})[key] = shown or key

    def _tell_empty(self, claim: _Claim) -> None:
        region = claim.by_code or (claim.by_name[0] if len(claim.by_name) == 1 else None)
        if region is None:
            self._tell("empty", claim.label)
        elif region.code not in self.areas:
            self._tell("empty", region.code, region.name)

    def _refuse(self, found: ShapeFile, far: list[tuple[Region, Shape]]) -> None:
        if far:
            region, shape = far[0]
            x, y = shape.polygons[0][0][0]
            raise BoundariesElsewhere(file=found.file, name=region.name, x=f"{x:.7g}", y=f"{y:.7g}")
        names = [name for told in self.told.values() for name in told.values()][:3]
        shown = ", ".join(names)
        raise BoundariesOfNobody(file=found.file, count=len(found.shapes), names=shown)

    def _decide(self, claim: _Claim) -> Region | None:
        """Give the one region whose a shape is."""
        candidates = claim.by_name
        if claim.by_code and (not candidates or claim.by_code in candidates):
            return self._no_province(claim.by_code)
        if claim.by_code or len(candidates) > 1:
            told = "contradicting" if claim.by_code else "placed"
            among = (claim.by_code, *candidates) if claim.by_code else candidates
            if found := _lying_in(among, claim.shape):
                self._tell(told, found.code, f"{claim.shown} → {found.name}")
                return self._no_province(found)
            self._tell("ambiguous", claim.label)
            return None
        if not candidates:
            self._tell("unknown", claim.label)
            return None
        if claim.mended:
            self._tell("mended", candidates[0].code, f"{claim.shown} → {candidates[0].name}")
        return self._no_province(candidates[0])

    def _no_province(self, region: Region) -> Region | None:
        if region.kind != "provinsi":
            return region
        self._tell("provinces", region.code, region.name)
        return None

    def _take(self, code: str, claims: list[_Claim]) -> None:
        """Put the shapes of one region together, unless they lie over each other."""
        name = regions_by_code()[code].name
        snapped = [found for claim in claims if (found := _wide(snap(claim.shape.polygons)))]
        different = list({_as_bytes(polygons): polygons for polygons in snapped}.values())
        if not different:
            self._tell("vanished", code, name)
            return
        area: Polygons | None = different[0]
        if len(different) > 1:
            area = _joined(different)
            self._tell("parts" if area else "doubled", code, name)
        elif len(claims) > 1:
            self._tell("repeated", code, name)
        if area:
            self.areas[code] = area
            self.taken += len(claims)


def _is_near(region: Region, shape: Shape) -> bool:
    """Whether a region's middle lies in the box round its shape, or not far from it."""
    points = np.concatenate([ring for polygon in shape.polygons for ring in polygon])
    low, high = points.min(axis=0) - _REACH, points.max(axis=0) + _REACH
    middle = (region.longitude or 0.0, region.latitude or 0.0)
    return bool((low <= middle).all() and (middle <= high).all())


def _lying_in(regions: Iterable[Region], shape: Shape) -> Region | None:
    """Give the region whose middle is the shape's, far more than that of any other."""
    area = shapely.MultiPolygon(_polygons(shape.polygons))
    if area.is_empty:
        return None
    middle = shapely.centroid(area)
    away = sorted(
        (hypot((r.longitude or 0.0) - middle.x, (r.latitude or 0.0) - middle.y), r.code)
        for r in {region.code: region for region in regions}.values()
    )
    is_clear = away[0][0] < _REACH and (len(away) == 1 or away[0][0] < _NEARER * away[1][0])
    return regions_by_code()[away[0][1]] if is_clear else None


def _polygons(polygons: Iterable[list[Any]]) -> list[shapely.Geometry]:
    made = []
    for polygon in polygons:
        rings = [_open(ring) for ring in polygon]
        if rings and len(rings[0]) > 2:
            made.append(shapely.Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > 2]))
    return made


def _open(ring: Any) -> Any:
    """Leave out the last point where it repeats the first."""
    return ring[:-1] if len(ring) and (ring[0] == ring[-1]).all() else ring


def _wide(polygons: Polygons) -> Polygons:
    """Leave out polygons without width or height, in which nothing lies."""
    return [rings for rings in polygons if np.ptp(rings[0], axis=0).all()]


def _as_bytes(polygons: Polygons) -> tuple[bytes, ...]:
    return tuple(b"".join(ring.tobytes() for ring in rings) for rings in polygons)


def _joined(different: list[Polygons]) -> Polygons | None:
    """Join the parts of an area; None where they lie over each other."""
    parts = [
        shapely.union_all([shapely.make_valid(p) for p in _polygons(polygons)])
        for polygons in different
    ]
    whole = shapely.union_all(parts)
    sizes = [shapely.area(part) for part in parts]
    if sum(sizes) - shapely.area(whole) > _OVERLAP * min(sizes):
        return None
    polygons = [
        [
            np.rint(shapely.get_coordinates(ring)).astype(np.int64)[:-1]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in shapely.get_parts(whole).tolist()
        if part.geom_type == "Polygon"
    ]
    return polygons or None


# ------------------------------------------------------------------ what a shape says


class _Reader:
    """Finds out under which properties a file keeps codes and names, and reads them.

    Parameters
    ----------
    shapes
        All of the file.
    names
        Who says whom a name means.
    """

    def __init__(self, shapes: list[Shape], names: Names) -> None:
        self._names = names
        self._read: set[str] = set()
        sample = shapes[:: max(1, len(shapes) // _SAMPLE)][:_SAMPLE]
        keys = list(dict.fromkeys(key for shape in sample for key in shape.properties))
        usable = [key for key in keys if not _NEITHER.search(_plain(key))]
        self._province = _first(keys, _PROVINCES)
        self._kind = _first(keys, _KINDS)
        self._code = _best(sample, usable, _CODES, lambda shape, key: bool(_by_code(shape, key)))
        rest = [key for key in usable if key not in (self._code, self._province, self._kind)]
        self._name = _best(
            sample, rest, _NAMES, lambda shape, key: any(map(_is_local, self._named(shape, key)[0]))
        )
        # Where nothing is known, what is called a name is shown at least.
        self._shown = self._name or _first(keys, _NAMES) or self._code or next(iter(keys), None)

    def claim(self, shape: Shape) -> _Claim:
        """Read which region a shape says that it is."""
        shown = _text(shape, self._shown) if self._shown else ""
        claim = _Claim(shape, _shown(shown))
        if self._code:
            claim.by_code = _by_code(shape, self._code)
        if self._name:
            claim.by_name, claim.mended = self._named(shape, self._name)
        return claim

    def _named(self, shape: Shape, key: str) -> tuple[tuple[Region, ...], bool]:
        """Give the regions that a name may mean, and whether its spelling was mended."""
        name = _text(shape, key)[:_LONGEST_NAME]
        if not name.strip():
            return (), False
        kind = _text(shape, self._kind) if self._kind else ""
        # "Kota" beside "Bogor" decides; "City" or "Kecamatan" does not.
        for text in (f"{kind} {name}", name) if kind else (name,):
            found, mended = self._regions(text, shape)
            if found:
                return found, mended
        return (), False

    def _regions(self, text: str, shape: Shape) -> tuple[tuple[Region, ...], bool]:
        if text not in self._read:
            if len(self._read) == _MOST_NAMES:
                return (), False
            self._read.add(text)
        try:
            province = self._province_of(shape)
            found = self._names.resolve(text, Context(province=province, column="wilayah"))
        except ValueRefused:
            return (), False
        actors = (found.actor,) if found.actor else found.candidates
        regions = tuple(actor for actor in actors if isinstance(actor, Region))
        return regions, found.decided_by == "spelling"

    def _province_of(self, shape: Shape) -> str | None:
        name = _text(shape, self._province) if self._province else ""
        if not name.strip():
            return None
        found = self._names.resolve(name[:_LONGEST_NAME], Context(column="provinsi")).actor
        return found.code if isinstance(found, Region) and found.kind == "provinsi" else None


def _plain(key: str) -> str:
    return re.sub("[^a-z0-9]", "", key.casefold())


def _first(keys: list[str], words: tuple[str, ...]) -> str | None:
    """Give the key that is meant most likely by these words."""
    known = {_plain(key): key for key in reversed(keys)}
    return next((known[word] for word in words if word in known), None)


def _best(
    sample: list[Shape],
    keys: list[str],
    words: tuple[str, ...],
    is_read: Callable[[Shape, str], bool],
) -> str | None:
    """Give the key under which most of the shapes can be read; of equals the likeliest."""
    places = {word: place for place, word in enumerate(words)}
    ranked = sorted(keys, key=lambda key: places.get(_plain(key), len(places)))[:_MOST_KEYS]
    counts = {key: sum(is_read(shape, key) for shape in sample) for key in ranked}
    best = max(ranked, key=lambda key: counts[key], default=None)
    return best if best is not None and counts[best] else None


def _text(shape: Shape, key: str) -> str:
    value = shape.properties.get(key, "")
    # 12.10 was read as a number and would be "12.1".
    return f"{value:05.2f}" if isinstance(value, float) and value < 100 else str(value)


def _by_code(shape: Shape, key: str) -> Region | None:
    text = _text(shape, key).strip()
    match = _CODE.fullmatch(text)
    code = f"{match[1]}.{match[2]}" if match else text
    return regions_by_code().get(code) if match or len(text) == 2 else None


def _is_local(region: Region) -> bool:
    return region.kind != "provinsi"


def _shown(text: str) -> str:
    """Give a text of the file such that it cannot steer what it is shown on."""
    return squeeze("".join(c if c.isprintable() else " " for c in text))[:_SHOWN]
