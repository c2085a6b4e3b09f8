"""What sizes and colours of nodes tell, and how a legend says it.

Attributes are rows of a table: measures of the network, and what is known of an actor.
Areas grow with the value. Colours go along a ramp whose steps look even to every kind
of sight; where few values are far above the rest, equal steps of the ramp are equal
ratios or equal shares of the values instead of equal differences, and the legend says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, isfinite, log, log10, sqrt
from statistics import fmean, pstdev
from typing import Any, Literal

import networkx as nx
from flask_babel import gettext as _

from graph.gaps import Pair
from graph.metrics import MEASURES, Kind
from graph.network import Network
from graph.overview import GAPS
from graph.vocabulary import Term
from webapp.context import language, number

Number = float | int
Values = Mapping[str, Number | None]
Columns = Mapping[str, Mapping[str, Any]]


# ------------------------------------------------------------------ what they can tell


@dataclass(frozen=True, slots=True)
class Attribute(Term):
    """A number that each node has or lacks.

    `function` takes the graph that is drawn and columns that are known already, by code;
    `unit` is what is counted.
    """

    explanation: str = ""
    explanation_en: str = ""
    unit: str = ""
    unit_en: str = ""
    kind: Kind = "integer"
    function: Callable[[nx.Graph, Columns], Mapping[str, Any]] = lambda graph, columns: {}

    def explain(self, language: str = "id") -> str:
        """Say in plain words what it tells, in `language`."""
        return self.explanation_en if language == "en" else self.explanation

    def unit_label(self, language: str = "id") -> str:
        """Give the unit in `language`."""
        return self.unit_en if language == "en" else self.unit


def _known(code: str) -> Callable[[nx.Graph, Columns], Mapping[str, Any]]:
    """Take a column where it is known already, else the attribute of the nodes."""
    return lambda graph, columns: columns.get(code) or nx.get_node_attributes(graph, code)


def _measured(code: str) -> Callable[[nx.Graph, Columns], Mapping[str, Any]]:
    """Take a measure where it is known already, else compute it over what is drawn."""
    return lambda graph, columns: columns.get(code) or MEASURES[code].function(Network(graph))


_UNITS = {"degree": ("pelaku", "actors")}
_MEASURES = tuple(
    Attribute(
        row.code,
        row.name,
        row.name_en,
        row.explanation,
        row.explanation_en,
        *_UNITS.get(row.code, ("", "")),
        kind=row.kind,
        function=_measured(row.code),
    )
    for row in MEASURES.values()
    # A number that only names a part, or a yes, has no more and less.
    if row.kind in ("integer", "decimal") and row.code != "component"
)
SIZES = {
    row.code: row
    for row in (
        *_MEASURES,
        Attribute(
            "agreements",
            "Kesepakatan",
            "Agreements",
            "Banyaknya kesepakatan yang diikutinya, sejauh saringan menyisakannya.",
            "How many agreements it takes part in, as far as the filters leave them.",
            "kesepakatan",
            "agreements",
            function=_known("agreements"),
        ),
        Attribute(
            "population",
            "Penduduk",
            "Population",
            "Jumlah penduduk; hanya wilayah yang punya.",
            "How many people live there; only regions have it.",
            "jiwa",
            "people",
            function=_known("population"),
        ),
        Attribute(
            "gaps",
            "Tetangga tanpa kerja sama",
            "Neighbours without cooperation",
            "Banyaknya tetangga yang pasti tanpa kerja sama berjalan; tidak ada nilainya bila "
            "belum ada data tentang satu pun.",
            "How many neighbours surely have no running cooperation with it; no value where "
            "nothing is recorded about any.",
            "tetangga",
            "neighbours",
            function=_known("gaps"),
        ),
    )
}
COLOURS: dict[str, Term] = {
    row.code: row
    for row in (
        Term("kind", "Jenis", "Kind"),
        Term("province", "Provinsi", "Province"),
        Term("cluster", "Klaster", "Cluster"),
        *SIZES.values(),
    )
}


def attribute_values(code: str, graph: nx.Graph, columns: Columns | None = None) -> Values:
    """Give every node's value of an attribute of `SIZES`, None where it has none.

    Parameters
    ----------
    code
        Of `SIZES`.
    graph
        What is drawn; measures that are not in `columns` are computed over it.
    columns
        Values that are known already, by code.
    """
    found = SIZES[code].function(graph, columns or {})
    return {key: _numeric(found.get(key)) for key in graph}


def _numeric(value: Any) -> Number | None:
    return value if isinstance(value, (int, float)) and isfinite(value) else None


def gap_counts(pairs: Iterable[Pair]) -> dict[str, int | None]:
    """Count each region's neighbours without running cooperation; None where none is known."""
    found: dict[str, int | None] = {}
    for pair in pairs:
        for code in (pair.a, pair.b):
            before = found.setdefault(code, None)
            if pair.status != "unknown":
                found[code] = (before or 0) + (pair.status in GAPS)
    return found


# ------------------------------------------------------------------ sizes


@dataclass(frozen=True, slots=True)
class SizeScale:
    """Radii in pixels whose areas grow evenly with the value, from nothing to the greatest."""

    row: Attribute
    greatest: Number
    least_radius: float
    greatest_radius: float
    missing: int = 0

    def radius(self, value: Number | None) -> float:
        """Give the radius; of what has no value the least."""
        if not value or value < 0 or not self.greatest:
            return self.least_radius
        least, most = self.least_radius**2, self.greatest_radius**2
        return round(sqrt(least + (most - least) * min(1.0, value / self.greatest)), 1)

    def legend(self, over: int | None = None) -> dict[str, Any]:
        """Give three circles with what they mean, and the remarks on the whole."""
        samples = [] if not self.greatest else _samples(self.greatest, self.row.kind)
        return {
            "title": self.row.label(language()),
            "unit": self.row.unit_label(language()),
            "samples": [
                {"radius": self.radius(value), "text": written(value, self.row.kind)}
                for value in samples
            ],
            "missing": _missing_note(self.missing),
            "over": _over_note(over),
        }


def size_scale(
    code: str, values: Values, *, least: float = 4.5, greatest: float = 18.0
) -> SizeScale:
    """Give the scale on which the values of an attribute are shown by area."""
    known = [value for value in values.values() if value is not None]
    most = max([0, *known])
    return SizeScale(SIZES[code], most, least, greatest, len(values) - len(known))


def _samples(greatest: Number, kind: Kind) -> list[Number]:
    """Give three round values up to the greatest, the largest first, fewer for small counts."""
    found: list[Number] = []
    for part in (1.0, 0.3, 0.05):
        value = _rounded_down(greatest * part)
        if kind == "integer":
            value = ceil(value)
        if value not in found:
            found.append(value)
    return found


def _rounded_down(value: float) -> float:
    """Give the next 1, 2 or 5 with zeros that is not above: samples are to be remembered."""
    step = 10.0 ** int(log10(value) // 1)
    return next(round(step * first, 12) for first in (5, 2, 1) if step * first <= value * 1.000001)


# ------------------------------------------------------------------ colours

# From light to dark: lightness falls by 6 to 8 of CIELAB a step, and the hue turns from yellow
# over green to blue, which the common kinds of colour blindness keep apart.
RAMP = (
    "#F9E778", "#CCDC78", "#A1D07D", "#75C287", "#49B293", "#16A09C",
    "#088D9D", "#077899", "#036390", "#014D84", "#033874",
)  # fmt: skip
MISSING = "#B4BAC0"
# Okabe and Ito, Color Universal Design, 2008; black last, as dark grounds swallow it.
CLASSES = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000",
)  # fmt: skip
REST = "#7B8790"
Spacing = Literal["linear", "log", "rank"]
_STOPS = 5
_SKEW = 1.0  # beyond it a distribution leans so far that equal differences show little of it
_FEW = 3  # so few different values need no other spacing


def ramp(position: float) -> str:
    """Give the colour at 0 (least) to 1 (greatest) along `RAMP`."""
    at = min(max(position, 0.0), 1.0) * (len(RAMP) - 1)
    low = min(int(at), len(RAMP) - 2)
    mixed = (
        round(a + (b - a) * (at - low))
        for a, b in zip(_channels(RAMP[low]), _channels(RAMP[low + 1]), strict=True)
    )
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@dataclass(frozen=True)
class ContinuousScale:
    """Colours for a number.

    Attributes
    ----------
    row
        What is shown.
    known
        The different values, ascending.
    spacing
        Whether equal steps of colour are equal differences, equal ratios, or equal
        shares of the different values.
    missing
        How many have no value.
    """

    row: Attribute
    known: tuple[Number, ...]
    spacing: Spacing
    missing: int = 0

    @property
    def low(self) -> Number | None:
        """The least value."""
        return self.known[0] if self.known else None

    @property
    def high(self) -> Number | None:
        """The greatest value."""
        return self.known[-1] if self.known else None

    def position(self, value: Number) -> float:
        """Give where on the ramp a value lies, 0 to 1."""
        if len(self.known) < 2:
            return 1.0 if value else 0.0
        low, high = self.known[0], self.known[-1]
        if self.spacing == "rank":
            return bisect_left(self.known, value) / (len(self.known) - 1)
        if self.spacing == "log":
            return log(value / low) / log(high / low)
        return (value - low) / (high - low)

    def colour(self, value: Number | None) -> str:
        """Give the colour of a value; `MISSING` for none."""
        return MISSING if value is None else ramp(self.position(value))

    @cached_property
    def stops(self) -> tuple[tuple[float, Number], ...]:
        """Some places on the ramp with the values there, ascending."""
        if not self.known:
            return ()
        count = min(_STOPS, len(self.known))
        steps = [place / (count - 1) for place in range(count)] if count > 1 else [1.0]
        found: dict[Number, float] = {}
        for step in steps:
            value = self._at(step)
            found.setdefault(value, round(self.position(value), 4))
        return tuple((position, value) for value, position in sorted(found.items()))

    def _at(self, position: float) -> Number:
        """Give the value at a place on the ramp; of counts one that occurs."""
        low, high = self.known[0], self.known[-1]
        if self.spacing == "rank":
            return self.known[round(position * (len(self.known) - 1))]
        value = (
            low * (high / low) ** position
            if self.spacing == "log"
            else low + (high - low) * position
        )
        return round(value) if self.row.kind == "integer" else value

    def legend(self, over: int | None = None) -> dict[str, Any]:
        """Give what a legend draws and says, in the reader's language.

        Parameters
        ----------
        over
            Over how many actors the values were computed, where that is to be said.
        """
        return {
            "title": self.row.label(language()),
            "unit": self.row.unit_label(language()),
            "spacing": self.spacing,
            "how": _spacing_note(self.spacing),
            "low": written(self.low, self.row.kind),
            "high": written(self.high, self.row.kind),
            "colours": list(RAMP),
            "stops": [
                {"at": at, "text": written(value, self.row.kind), "colour": ramp(at)}
                for at, value in self.stops
            ],
            "missing": {"colour": MISSING, "count": self.missing, "text": _("tanpa data")}
            if self.missing
            else None,
            "over": _over_note(over),
        }


def continuous(code: str, values: Values) -> ContinuousScale:
    """Give the scale on which the values of an attribute of `SIZES` are shown by colour."""
    row = SIZES[code]
    numbers = [value for value in map(_numeric, values.values()) if value is not None]
    known = tuple(sorted(set(numbers)))
    return ContinuousScale(row, known, spacing_of(numbers), len(values) - len(numbers))


def spacing_of(numbers: Sequence[Number]) -> Spacing:
    """Choose how steps of colour are spaced: plainly, unless most values would look the same."""
    if len(set(numbers)) <= _FEW or abs(_skew(numbers)) <= _SKEW:
        return "linear"
    if min(numbers) > 0 and abs(_skew([log(value) for value in numbers])) <= _SKEW:
        return "log"
    return "rank"


def _skew(numbers: Sequence[Number]) -> float:
    """Give how far a distribution leans: its third standardised moment."""
    middle, spread = fmean(numbers), pstdev(numbers)
    return fmean(((value - middle) / spread) ** 3 for value in numbers) if spread else 0.0


def _spacing_note(spacing: Spacing) -> str:
    if spacing == "log":
        return str(_("langkah warna sama untuk kelipatan yang sama (skala logaritma)"))
    if spacing == "rank":
        return str(_("langkah warna menurut urutan nilai, bukan selisihnya"))
    return str(_("langkah warna sama untuk selisih yang sama"))


def _missing_note(count: int) -> str | None:
    return _("%(count)s tanpa data", count=number(count)) if count else None


def _over_note(over: int | None) -> str | None:
    return _("dihitung atas %(count)s pelaku", count=number(over)) if over is not None else None


def written(value: Number | None, kind: Kind) -> str:
    """Write a value of a scale: counts whole, others to three digits that tell."""
    if value is None:
        return ""
    if kind == "integer" or not value:
        return number(round(value))
    digits = max(0, 2 - int(log10(abs(value)) // 1))
    # So small a number is told by its power of ten.
    return f"{value:.1e}" if digits > 6 else number(value, digits)


# ------------------------------------------------------------------ classes


@dataclass(frozen=True, slots=True)
class Group:
    """A group of nodes with a colour of its own."""

    code: str
    colour: str
    count: int


def grouped(groups: Mapping[str, str | None]) -> dict[str, Group]:
    """Give the largest groups a colour each, as many as can be told apart."""
    members = Counter(group for group in groups.values() if group is not None)
    ranked = sorted(members, key=lambda group: (-members[group], group))
    return {
        code: Group(code, colour, members[code])
        for code, colour in zip(ranked, CLASSES, strict=False)
    }


def class_colours(groups: Mapping[str, str | None]) -> dict[str, str]:
    """Give each node the colour of its group; beyond the largest groups all are grey."""
    found = grouped(groups)
    return {key: found[group].colour if group in found else REST for key, group in groups.items()}
