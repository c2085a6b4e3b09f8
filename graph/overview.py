"""Gaps at a glance: by province and affair, region by region, in clusters, and over time.

Everything here is reckoned from pairs that `graph.gaps` has judged; nothing is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx

from graph.errors import ArgumentInvalid
from graph.gaps import CommonAgreement, Pair, by_affair
from graph.history import Place
from graph.vocabulary import AFFAIRS, STATUSES, Term

# What a pair that is known of can be without cooperating; the most to be done comes first.
GAPS = ("none", "lapsed", "paper", "planned")
WITHOUT_RUNNING = (*GAPS, "unknown")
# The affairs in which regions serve people; support serves the offices themselves.
MATTERS = tuple(row.code for row in AFFAIRS.values() if row.group != "penunjang")


class DatesReversed(ArgumentInvalid):
    """A comparison whose first date is not before its second."""

    text = (
        "Tanggal awal {since} tidak lebih dulu daripada tanggal akhir {on}. Tukar keduanya, "
        "atau pilih tanggal awal yang lebih dulu."
    )


@dataclass(frozen=True, slots=True)
class Explained(Term):
    """A word with its meaning in one clause."""

    meaning: str = ""
    meaning_en: str = ""

    def explain(self, language: str = "id") -> str:
        """Give the meaning in `language`."""
        return self.meaning_en if language == "en" else self.meaning


# ------------------------------------------------------------------ counting


@dataclass(frozen=True, slots=True)
class Tally:
    """Pairs counted: without running cooperation, of how many known, and how many unknown."""

    gaps: int = 0
    known: int = 0
    unknown: int = 0

    @property
    def pairs(self) -> int:
        """All pairs, known or not."""
        return self.known + self.unknown

    @property
    def running(self) -> int:
        """The pairs that cooperate."""
        return self.known - self.gaps

    @property
    def share(self) -> float | None:
        """The part of the known pairs that does not cooperate; None where none is known."""
        return self.gaps / self.known if self.known else None


def tally(statuses: Iterable[str]) -> Tally:
    """Count statuses of pairs, whole or in one affair."""
    found = Counter(statuses)
    gaps = sum(found[code] for code in GAPS)
    return Tally(gaps, gaps + found["running"], found["unknown"])


def provinces_of(pair: Pair) -> set[str]:
    """Give the one or two provinces that a pair touches."""
    return {pair.a_province, pair.b_province}


def sides_of(pair: Pair) -> set[str]:
    """Give the codes of a pair's two regions."""
    return {pair.a, pair.b}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the matrix: pairs counted at all, and in each affair."""

    whole: Tally
    affairs: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Pairs counted by place and affair.

    Attributes
    ----------
    lines
        By the code of a province (or region), in the order asked for.
    total
        Every pair once: less than the sum of the lines, as a pair stands in the line
        of each place that it touches.
    """

    lines: Mapping[str, Line]
    total: Line


def matrix(
    pairs: Iterable[Pair],
    places: Iterable[str],
    *,
    touched: Callable[[Pair], Collection[str]] = provinces_of,
    affairs: Sequence[str] = MATTERS,
) -> Matrix:
    """Count gaps by place and affair.

    Parameters
    ----------
    pairs
        Pairs judged over all affairs.
    places
        The codes that get a line, in their order.
    touched
        Which places a pair counts for: its provinces, or (`sides_of`) its regions.
    affairs
        The columns.
    """
    pairs = list(pairs)
    statuses = {pair.key: by_affair(pair) for pair in pairs}
    of_place: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for code in touched(pair):
            of_place[code].append(pair)

    def line(found: Iterable[Pair]) -> Line:
        found = list(found)
        return Line(
            whole=tally(pair.status for pair in found),
            affairs={code: tally(statuses[pair.key][code] for pair in found) for code in affairs},
        )

    return Matrix({code: line(of_place[code]) for code in places}, line(pairs))


def least_covered(
    line: Line, weights: Mapping[str, float] | None = None
) -> list[tuple[str, Tally]]:
    """Give the affairs of a line in which something is known, the most to be done first.

    Parameters
    ----------
    line
        Pairs counted by affair.
    weights
        How much an affair's effects cross borders: of affairs that are equally rare, those
        in which neighbours most need each other come first.
    """
    weights = weights or {}
    order = {code: place for place, code in enumerate(AFFAIRS)}

    def rank(found: tuple[str, Tally]) -> tuple[float, float, int, int]:
        code, cell = found
        return -(cell.share or 0), -weights.get(code, 0), -cell.gaps, order[code]

    return sorted(((code, cell) for code, cell in line.affairs.items() if cell.known), key=rank)


# ------------------------------------------------------------------ region by region

# How sure it is that a region cooperates with none of its neighbours.
ISOLATION = {
    row.code: row
    for row in (
        Explained(
            "pasti",
            "pasti terpencil",
            "isolated for sure",
            "tentang semua tetangganya ada data, dan tidak satu pun bekerja sama dengannya",
            "all its neighbours are known, and none cooperates with it",
        ),
        Explained(
            "tercatat",
            "terpencil sejauh tercatat",
            "isolated as far as recorded",
            "tidak ada kerja sama berjalan yang tercatat; sebagian tetangganya belum ada data",
            "no running cooperation is recorded; nothing is known with some neighbours",
        ),
        Explained(
            "tanpa_data",
            "belum ada data",
            "not enough data",
            "tidak satu pun pasangannya diketahui keadaannya",
            "the status of none of its pairs is known",
        ),
        Explained(
            "tanpa_tetangga",
            "tanpa tetangga",
            "no neighbour",
            "tidak bersentuhan dengan wilayah mana pun, kebanyakan karena berupa pulau",
            "touches no other region, mostly because it is an island",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Lapse:
    """The cooperation of a region with a neighbour that was the last to end."""

    pair: Pair
    agreement: CommonAgreement

    @property
    def on(self) -> date | None:
        """The last day of its term; None for one that was revoked, whose day is not recorded."""
        return self.agreement.ended_on


@dataclass(frozen=True, slots=True)
class Surrounded:
    """A region and the status of each pair that it forms with its neighbours.

    `statuses` counts every status of `STATUSES`.
    """

    place: Place
    pairs: tuple[Pair, ...]
    statuses: Mapping[str, int]

    @property
    def neighbours(self) -> int:
        """How many neighbours it has."""
        return len(self.pairs)

    @property
    def tally(self) -> Tally:
        """Its pairs, counted."""
        return tally(pair.status for pair in self.pairs)

    @property
    def isolation(self) -> str | None:
        """A code of `ISOLATION`; None where it cooperates with a neighbour."""
        if not self.pairs:
            return "tanpa_tetangga"
        if self.statuses["running"]:
            return None
        if self.statuses["unknown"] == len(self.pairs):
            return "tanpa_data"
        return "tercatat" if self.statuses["unknown"] else "pasti"

    @property
    def last_lapse(self) -> Lapse | None:
        """What it last had with a neighbour, where that is over."""
        ended = [
            Lapse(pair, item)
            for pair in self.pairs
            for item in pair.agreements
            if item.status == "lapsed"
        ]
        return max(ended, key=_end_of, default=None)


def _end_of(lapse: Lapse) -> tuple[date, str]:
    return lapse.on or date.min, lapse.agreement.id


def surrounded(pairs: Iterable[Pair], places: Iterable[Place]) -> list[Surrounded]:
    """Give each place with its pairs, in the order of the places.

    Parameters
    ----------
    pairs
        Pairs of which some touch the places; the others are passed over.
    places
        Regions of one level, those without neighbours too.
    """
    of_region: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for code in sides_of(pair):
            of_region[code].append(pair)
    found = []
    for place in places:
        own = tuple(of_region[place.code])
        tallied = Counter(pair.status for pair in own)
        found.append(Surrounded(place, own, {code: tallied[code] for code in STATUSES}))
    return found


def isolated(found: Iterable[Surrounded]) -> list[Surrounded]:
    """Give those that cooperate with no neighbour: the surest and most surrounded first."""
    order = list(ISOLATION)

    def rank(row: Surrounded) -> tuple[int, int, int, str]:
        # `isolation` is None of nobody that is ranked.
        state = order.index(row.isolation or order[-1])
        return state, -row.tally.gaps, -row.place.population, row.place.code

    return sorted((row for row in found if row.isolation), key=rank)


# ------------------------------------------------------------------ clusters


@dataclass(frozen=True, slots=True)
class Cluster:
    """Regions joined by borders over which nobody cooperates.

    Attributes
    ----------
    codes
        Its regions, sorted.
    pairs
        The missing pairs, the longest border first.
    within
        How many pairs of neighbours there are among its regions, missing or not.
    hub
        The region with the most missing pairs: the cluster is called after it.
    """

    codes: tuple[str, ...]
    pairs: tuple[Pair, ...]
    within: int
    hub: str
    hub_name: str

    @property
    def border_km(self) -> float:
        """The length of the borders over which nobody cooperates."""
        return round(sum(pair.border_km for pair in self.pairs), 1)

    @property
    def provinces(self) -> tuple[str, ...]:
        """The codes of the provinces that it lies in."""
        return tuple(sorted({code[:2] for code in self.codes}))

    @property
    def share(self) -> float:
        """The part of its inner pairs that is missing."""
        return len(self.pairs) / self.within


def clusters(pairs: Iterable[Pair], statuses: Collection[str] = GAPS) -> list[Cluster]:
    """Give the connected components of missing pairs, the largest first.

    Parameters
    ----------
    pairs
        All judged pairs of one level.
    statuses
        Which of them are missing; by default those that are known not to cooperate.
    """
    pairs = list(pairs)
    missing = nx.Graph((pair.a, pair.b) for pair in pairs if pair.status in statuses)
    number = {code: i for i, part in enumerate(nx.connected_components(missing)) for code in part}
    inner: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.a in number and number[pair.a] == number.get(pair.b):
            inner[number[pair.a]].append(pair)
    found = [_cluster(members, statuses) for members in inner.values()]
    return sorted(found, key=lambda one: (-len(one.codes), -len(one.pairs), one.codes))


def _cluster(within: Sequence[Pair], statuses: Collection[str]) -> Cluster:
    missing = [pair for pair in within if pair.status in statuses]
    missing.sort(key=lambda pair: (-pair.border_km, pair.key))
    names = {pair.a: pair.a_name for pair in missing} | {pair.b: pair.b_name for pair in missing}
    degrees = Counter(code for pair in missing for code in (pair.a, pair.b))
    hub = min(degrees, key=lambda code: (-degrees[code], code))
    return Cluster(tuple(sorted(names)), tuple(missing), len(within), hub, names[hub])


# ------------------------------------------------------------------ changes


# Kinds of change between two dates.
CHANGES = {
    row.code: row
    for row in (
        Explained(
            "mulai", "mulai berjalan", "began",
            "tidak berjalan pada tanggal awal, berjalan pada tanggal akhir",
            "not running at the first date, running at the second",
        ),
        Explained(
            "berakhir", "tidak berjalan lagi", "ended",
            "pernah berjalan, dan tidak lagi pada tanggal akhir",
            "was running, and is not at the second date",
        ),
        Explained(
            "direncanakan", "baru direncanakan", "newly planned",
            "usulan atau pembahasan yang belum ada pada tanggal awal",
            "a proposal or talks that were not there at the first date",
        ),
        Explained(
            "kertas", "tinggal di atas kertas", "left on paper",
            "kesepakatan yang setahun lebih tidak dilaksanakan",
            "a framework that nobody carried out for more than a year",
        ),
        Explained(
            "gugur", "tidak jadi", "dropped",
            "yang dulu direncanakan atau tercatat kini tidak ada lagi",
            "what was planned or recorded is there no more",
        ),
        Explained(
            "data", "hanya datanya", "data only",
            "yang berubah hanya apa yang tercatat tentang keduanya",
            "all that changed is what is recorded of the two",
        ),
    )
}  # fmt: skip


def kind_of_change(before: str, after: str) -> str:
    """Give the code in `CHANGES` of a change from one status to another."""
    if after == "running":
        return "mulai"
    # One that began after the first date and ended before the second is over as well.
    if before == "running" or after == "lapsed":
        return "berakhir"
    if after in ("planned", "paper"):
        return "direncanakan" if after == "planned" else "kertas"
    return "data" if before in ("none", "unknown") else "gugur"


@dataclass(frozen=True, slots=True)
class Cause:
    """An agreement that made a pair change: what it was and is (None: did not count)."""

    agreement: CommonAgreement
    before: str | None
    after: str | None

    @property
    def on(self) -> date | None:
        """The day of the change, where the agreement tells it."""
        if self.after == "running":
            return self.agreement.runs_from
        if self.after == "planned":
            return self.agreement.first_stated_on
        return self.agreement.runs_until if self.after == "lapsed" else None


@dataclass(frozen=True, slots=True)
class Change:
    """A pair whose status differs between two dates; `pair` as it is at the second."""

    pair: Pair
    before: str
    kind: str
    causes: tuple[Cause, ...]

    @property
    def on(self) -> date | None:
        """The day of the change, where an agreement tells it.

        What begins does so with the first of several, what ends with the last.
        """
        days = [day for cause in self.causes if (day := cause.on)]
        choose = max if self.kind == "berakhir" else min
        return choose(days, default=None)


def changes(before: Iterable[Pair], after: Iterable[Pair]) -> list[Change]:
    """Compare the same pairs at two dates.

    Parameters
    ----------
    before, after
        Pairs judged by the same choices at the first and at the second date.

    Returns
    -------
    list of Change
        Those that differ: by kind in the order of `CHANGES`, then the longest border first.
    """
    earlier = {pair.key: pair for pair in before}
    found = [
        Change(pair, old.status, kind_of_change(old.status, pair.status), _causes(old, pair))
        for pair in after
        if (old := earlier.get(pair.key)) and old.status != pair.status
    ]
    order = list(CHANGES)
    found.sort(key=lambda row: (order.index(row.kind), -row.pair.border_km, row.pair.key))
    return found


def _causes(before: Pair, after: Pair) -> tuple[Cause, ...]:
    """Give what no longer gives the old status, and what newly gives the new one."""
    old = {item.id: item for item in before.agreements}
    new = {item.id: item for item in after.agreements}
    found = []
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        item = now or was
        assert item is not None  # for one of the two held the id
        cause = Cause(item, was.status if was else None, now.status if now else None)
        gave = cause.before == before.status or cause.after == after.status
        if cause.before != cause.after and gave:
            found.append(cause)
    return tuple(found)
