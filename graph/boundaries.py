"""The outlines of regions and the lines that two of them share, as the graph holds them.

There is one set of boundaries, written whole in one transaction: a later one takes its
place. Each outline and each line is a text of delta-coded points (see `encode`), small
enough to be sent to a page as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from graph.database import Database, Statement
from graph.errors import NotFound
from graph.text import digest
from graph.writing import batches

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]
Line = list[Point]
Pair = tuple[str, str]
GridPoints = Iterable[Sequence[int]]

STEPS_PER_DEGREE = 10_000
"""Points lie on a grid of a ten-thousandth of a degree, about 11 m."""

KEY = "batas-"
"""How the key of a loading of boundaries begins."""

_ROWS_A_STATEMENT = 200
_TRIES = 3
_FIRST = 63  # the code of the letter for 0, as in the encoded polylines of map services
_MORE = 0x20

_SCHEMA = (
    "CREATE CONSTRAINT boundary_code IF NOT EXISTS FOR (n:Boundary) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT border_line_key IF NOT EXISTS FOR (n:BorderLine) REQUIRE n.key IS UNIQUE",
    "CREATE CONSTRAINT boundary_set_id IF NOT EXISTS FOR (n:BoundarySet) REQUIRE n.id IS UNIQUE",
)
_SET = (
    "MATCH (s:BoundarySet {id: 'current'}) RETURN s.version AS version, s.file AS file, "
    "s.at AS at, s.by AS by, s.areas AS areas, s.lines AS lines, s.points AS points, "
    "s.left_out AS left_out"
)
_AREAS = (
    "MATCH (b:Boundary) WHERE b.version = $version RETURN b.code AS key, b.outline AS shape "
    "ORDER BY key"
)
_LINES = (
    "MATCH (l:BorderLine) WHERE l.version = $version RETURN l.key AS key, l.line AS shape "
    "ORDER BY key"
)
# What is there under the same key is overwritten, not deleted first: not every engine lets
# one transaction use a unique key again.
_WRITE_AREAS = "UNWIND $rows AS row MERGE (b:Boundary {code: row.key}) SET b = row.properties"
_WRITE_LINES = "UNWIND $rows AS row MERGE (l:BorderLine {key: row.key}) SET l = row.properties"
_WRITE_SET = "MERGE (s:BoundarySet {id: 'current'}) SET s = $properties"
_OLD_AREAS = "MATCH (b:Boundary) WHERE b.version <> $version DETACH DELETE b"
_OLD_LINES = "MATCH (l:BorderLine) WHERE l.version <> $version DETACH DELETE l"
_REMOVE_SET = "MATCH (s:BoundarySet {id: 'current'}) DETACH DELETE s"
_NO_VERSION = {"version": ""}


class BoundariesUnknown(NotFound):
    """A version of the boundaries that the graph does not hold."""

    text = "Tidak ada garis batas dengan kunci “{key}” di dalam graf. Lihat jejaring loads."


@dataclass(frozen=True, slots=True)
class BoundarySet:
    """Which boundaries the graph holds.

    Attributes
    ----------
    version
        A digest of the shapes.
    file, at, by
        The file they came from, when it was loaded (UTC), and by whom.
    areas, lines, points
        How many outlines, shared lines and points of outlines.
    left_out
        How many shapes of the file were not taken.
    """

    version: str
    file: str
    at: str
    by: str
    areas: int
    lines: int
    points: int
    left_out: int = 0

    @property
    def key(self) -> str:
        """The key under which the loading is listed, and taken back."""
        return f"{KEY}{self.version}"


@dataclass(frozen=True, slots=True)
class Shapes:
    """Outlines and shared lines as the graph keeps them and a page gets them.

    Attributes
    ----------
    areas
        By code: the encoded rings of a polygon with spaces between, the polygons with commas.
    lines
        By the pair's key, 'a-b': the encoded lines with spaces between.
    """

    areas: Mapping[str, str]
    lines: Mapping[str, str]
    version: str = field(init=False)

    def __post_init__(self) -> None:
        """Make the version from the content."""
        parts = [text for part in (self.areas, self.lines) for one in part.items() for text in one]
        object.__setattr__(self, "version", digest(*parts))


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Outlines of regions and the lines that pairs of them share, in degrees.

    Attributes
    ----------
    areas
        By code: polygons, each a list of rings (the outer one first, not closed) of
        (longitude, latitude).
    lines
        By pair of codes, a < b.
    """

    version: str
    areas: Mapping[str, list[Polygon]]
    lines: Mapping[Pair, list[Line]]


# ------------------------------------------------------------------ points as text


def encode(points: GridPoints) -> str:
    """Write points of the grid as text: differences, low bits first, five bits a letter."""
    letters: list[str] = []
    x = y = 0
    for one in points:
        for step in (one[0] - x, one[1] - y):
            rest = ~(step << 1) if step < 0 else step << 1
            while rest >= _MORE:
                letters.append(chr((_MORE | (rest & 0x1F)) + _FIRST))
                rest >>= 5
            letters.append(chr(rest + _FIRST))
        x, y = one[0], one[1]
    return "".join(letters)


def decode(text: str) -> list[tuple[int, int]]:
    """Read what `encode` wrote."""
    points: list[tuple[int, int]] = []
    steps = _steps(text)
    x = y = 0
    for step in steps:
        x, y = x + step, y + next(steps)
        points.append((x, y))
    return points


def _steps(text: str) -> Iterator[int]:
    rest = shift = 0
    for letter in text:
        bits = ord(letter) - _FIRST
        rest |= (bits & 0x1F) << shift
        shift += 5
        if bits < _MORE:
            yield ~(rest >> 1) if rest & 1 else rest >> 1
            rest = shift = 0


def encode_area(polygons: Iterable[Iterable[GridPoints]]) -> str:
    """Write the polygons of a region, each of rings, as one text."""
    return ",".join(" ".join(map(encode, rings)) for rings in polygons)


def encode_lines(lines: Iterable[GridPoints]) -> str:
    """Write lines as one text."""
    return " ".join(map(encode, lines))


def decoded(shapes: Shapes) -> Boundaries:
    """Give shapes in degrees."""
    return Boundaries(
        shapes.version,
        {
            code: [[_degrees(ring) for ring in part.split(" ")] for part in text.split(",")]
            for code, text in shapes.areas.items()
        },
        {
            pair_of(key): [_degrees(line) for line in text.split(" ")]
            for key, text in shapes.lines.items()
        },
    )


def _degrees(text: str) -> list[Point]:
    return [(x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE) for x, y in decode(text)]


def pair_of(key: str) -> Pair:
    """Give the two codes of a pair's key."""
    a, _dash, b = key.partition("-")
    return a, b


# ------------------------------------------------------------------ in the graph


def write(database: Database, shapes: Shapes, told: BoundarySet) -> bool:
    """Put shapes in the place of those that are there, all in one transaction.

    Returns
    -------
    bool
        False where exactly these were there already; then only who told them is noted.
    """
    database.define(_SCHEMA)
    before = current(database)
    noted = {
        "id": "current",
        **{name: getattr(told, name) for name in BoundarySet.__dataclass_fields__},
    }
    note: Statement = (_WRITE_SET, {"properties": noted})
    if before and before.version == shapes.version and _is_whole(database, before):
        database.write(note)
        return False
    version = {"version": shapes.version}
    database.write(
        *_writing(_WRITE_AREAS, "code", "outline", shapes.areas, version),
        *_writing(_WRITE_LINES, "key", "line", shapes.lines, version),
        (_OLD_AREAS, version),
        (_OLD_LINES, version),
        note,
    )
    return True


def _writing(
    query: str, key: str, name: str, texts: Mapping[str, str], also: Mapping[str, Any]
) -> list[Statement]:
    rows = [
        {"key": one, "properties": {key: one, name: text, **also}} for one, text in texts.items()
    ]
    return [(query, {"rows": some}) for some in batches(rows, _ROWS_A_STATEMENT)]


def _is_whole(database: Database, told: BoundarySet) -> bool:
    shapes = _read(database, told)
    return shapes is not None and shapes.version == told.version


def remove(database: Database, key: str) -> BoundarySet:
    """Take the boundaries out, and give what they were.

    Parameters
    ----------
    database, key
        Where, and the key of the set that is to go (`BoundarySet.key`).

    Raises
    ------
    BoundariesUnknown
        Where others are there by now, or none.
    """
    held = current(database)
    if held is None or held.key != key:
        raise BoundariesUnknown(key=key[:80])
    database.write((_REMOVE_SET, {}), (_OLD_AREAS, _NO_VERSION), (_OLD_LINES, _NO_VERSION))
    return held


def current(database: Database) -> BoundarySet | None:
    """Tell which boundaries are there; None where there are none."""
    rows = database.read(_SET).rows
    return BoundarySet(**rows[0]) if rows else None


def version(database: Database) -> str | None:
    """Give the version of the boundaries that are there."""
    held = current(database)
    return held.version if held else None


def shapes(database: Database) -> Shapes | None:
    """Give the boundaries as the graph keeps them; None where there are none.

    They are kept for each database, and read anew when others were loaded, by whatever
    program.
    """
    held = current(database)
    if held is None:
        return None
    known = _SHAPES.get(database)
    if known is None or known.version != held.version:
        known = _read(database, held)
        if known:
            _SHAPES[database] = known
    return known


def read(database: Database) -> Boundaries | None:
    """Give the boundaries in degrees, kept as `shapes` are; None where there are none."""
    found = shapes(database)
    if found is None:
        return None
    known = _BOUNDARIES.get(database)
    if known is None or known.version != found.version:
        known = _BOUNDARIES[database] = decoded(found)
    return known


# Two threads that read at once keep the same content one after the other.
_SHAPES: WeakKeyDictionary[Database, Shapes] = WeakKeyDictionary()
_BOUNDARIES: WeakKeyDictionary[Database, Boundaries] = WeakKeyDictionary()


def _read(database: Database, held: BoundarySet) -> Shapes | None:
    """Read the shapes of a set; where another takes its place meanwhile, of that one."""
    wanted: BoundarySet | None = held
    for _try in range(_TRIES):
        if wanted is None:
            return None
        values = {"version": wanted.version}
        areas, lines = (
            {row["key"]: row["shape"] for row in database.read(query, values, limit=None)}
            for query in (_AREAS, _LINES)
        )
        if len(areas) == wanted.areas and len(lines) == wanted.lines:
            return Shapes(areas, lines)
        wanted = current(database)
    return None
