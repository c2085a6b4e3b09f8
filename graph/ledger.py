"""Every agreement as columns of numbers, so that a filter passes over all of them at once.

A nation's 300,000 agreements take a second to go through one by one and some
milliseconds as columns. The columns are made from the history once for each of its
versions; nothing here depends on a date or a filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.history import History, Place, Recorded
from graph.projection import is_partner
from graph.registry import STANDINGS, UNDATED, year_before
from graph.vocabulary import FORMS, STAGES

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NEVER = 2**30  # a day after every other: of a beginning that nobody knows, of no end
UNKNOWN = 0  # a day before every other


def distinct(numbers: Ints) -> Ints:
    """Give numbers sorted and each once, several times faster than `numpy.unique`."""
    if np.any(numbers[1:] <= numbers[:-1]):
        numbers = np.sort(numbers)
        numbers = numbers[np.append(True, numbers[1:] > numbers[:-1])]
    return numbers


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Rows of different lengths: `values` of row i lie from offsets[i] to offsets[i + 1]."""

    offsets: Ints
    values: Ints

    @classmethod
    def of(cls, rows: Ints, values: Ints, count: int) -> Ragged:
        """Gather values by their row, each value of a row once and in order."""
        if not len(values):
            return cls(np.zeros(count + 1, np.int64), values)
        width = int(values.max()) + 1
        keys = distinct(rows * width + values)
        sizes = np.bincount(keys // width, minlength=count)
        return cls(np.concatenate(([0], np.cumsum(sizes))), keys % width)

    def __getitem__(self, row: int) -> Ints:
        """Give the values of one row."""
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    @property
    def sizes(self) -> Ints:
        """How many values each row has."""
        return np.diff(self.offsets)

    @property
    def rows(self) -> Ints:
        """The row of each value."""
        return np.repeat(np.arange(len(self.offsets) - 1), self.sizes)

    def turned(self, count: int) -> Ragged:
        """Give for each of `count` values the rows that have it."""
        return Ragged.of(self.values, self.rows, count)

    def places(self, rows: Ints) -> Ints:
        """Give where the values of some rows lie, one row after the other."""
        sizes = self.offsets[rows + 1] - self.offsets[rows]
        starts = np.repeat(self.offsets[rows] - np.cumsum(sizes) + sizes, sizes)
        return starts + np.arange(len(starts))

    def take(self, rows: Ints) -> tuple[Ints, Ints]:
        """Give the values of some rows, and of each value its row."""
        return self.values[self.places(rows)], np.repeat(
            rows, self.offsets[rows + 1] - self.offsets[rows]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of words as places in the sorted list of them.

    `rows` tells of each code to which agreement it belongs, where one may have several
    or none; otherwise each has one.
    """

    words: tuple[str, ...]
    codes: Ints
    rows: Ints | None = None

    @classmethod
    def of(cls, column: Sequence[str]) -> Coded:
        """Make a column of one word each."""
        words = tuple(sorted(set(column)))
        return cls(words, _numbers(column, _places(words).__getitem__))

    @classmethod
    def listed(cls, column: Sequence[Sequence[str]]) -> Coded:
        """Make a column of lists without doubles."""
        words = tuple(sorted(set(chain.from_iterable(column))))
        rows, codes = _flat(column, _places(words))
        return cls(words, codes, rows)

    def has(self, wanted: Callable[[str], bool], count: int) -> Bools:
        """Tell which of all agreements, so many, have a word that is wanted."""
        among = np.fromiter(map(wanted, self.words), bool, len(self.words))
        found = np.zeros(count, bool)
        if self.rows is None:
            found |= among[self.codes]
        else:
            found[self.rows[among[self.codes]]] = True
        return found

    def counts(self, left: Bools) -> dict[str, int]:
        """Count the words of the agreements left; only those that are there."""
        codes = self.codes[left if self.rows is None else left[self.rows]]
        tally = np.bincount(codes, minlength=len(self.words)).tolist()
        return {word: count for word, count in zip(self.words, tally, strict=True) if count}


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of actors that agreements join, a < b, sorted; `rows` are their agreements."""

    a: Ints
    b: Ints
    rows: Ragged


class Parties:
    """Who takes part in each agreement.

    Attributes
    ----------
    actors
        Their keys, sorted, so that the order of places is the order of keys.
    places
        The place of each key.
    members
        By agreement, the places of those who take part.
    """

    def __init__(self, parties: Sequence[Sequence[str]]) -> None:
        self.actors = tuple(sorted(set(chain.from_iterable(parties))))
        self.places = _places(self.actors)
        rows, values = _flat(parties, self.places)
        self.members = Ragged.of(rows, values, len(parties))

    def keys(self, places: Ints | Sequence[int]) -> tuple[str, ...]:
        """Give the keys at some places."""
        actors = self.actors
        return tuple([actors[place] for place in np.asarray(places).tolist()])

    @cached_property
    def agreements(self) -> Ragged:
        """By actor, the places of its agreements."""
        return self.members.turned(len(self.actors))

    @cached_property
    def member_rows(self) -> Ints:
        """The agreement of each member."""
        return self.members.rows

    @cached_property
    def sizes(self) -> Ints:
        """How many take part in each agreement."""
        return self.members.sizes

    @cached_property
    def partners(self) -> Bools:
        """Whether each actor is a partner."""
        return np.fromiter(map(is_partner, self.actors), bool, len(self.actors))

    @cached_property
    def sides(self) -> Ints:
        """A number of each actor's region; bodies of one region stand on one side."""
        regions = [key.partition("-")[0] for key in self.actors]
        return Coded.of(regions).codes

    def are_linked(self, a: Ints, b: Ints) -> Bools:
        """Tell which of the parties a and b cooperate, by the rule of the projections."""
        partner_a, partner_b = self.partners[a], self.partners[b]
        others = self.sides[a] != self.sides[b]
        found: Bools = (partner_a ^ partner_b) | (~partner_a & ~partner_b & others)
        return found

    @cached_property
    def links(self) -> Links:
        """All pairs that any agreement joins."""
        a, b, rows = self._pairs()
        kept = self.are_linked(a, b)
        a, b, rows = a[kept], b[kept], rows[kept]
        width = len(self.actors) or 1
        keys = a * width + b
        order = np.lexsort((rows, keys))
        keys, rows = keys[order], rows[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        firsts = keys[starts]
        offsets = np.append(starts, len(keys)).astype(np.int64)
        return Links(firsts // width, firsts % width, Ragged(offsets, rows))

    def _pairs(self) -> tuple[Ints, Ints, Ints]:
        """Give every two members of one agreement, with the agreement."""
        sizes = self.members.sizes
        empty = np.empty(0, np.int64)
        found = [(empty, empty, empty)]
        for size in np.unique(sizes[sizes > 1]).tolist():
            rows = np.flatnonzero(sizes == size)
            table = self.members.values[self.members.places(rows)].reshape(-1, size)
            first, second = np.triu_indices(size, 1)
            found.append(
                (
                    table[:, first].ravel(),
                    table[:, second].ravel(),
                    np.repeat(rows, len(first)),
                )
            )
        a, b, rows = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return a, b, rows

    @cached_property
    def ways(self) -> tuple[Ragged, Ints]:
        """By actor those that it is linked with, in order, and the link of each."""
        links = self.links
        ends = np.concatenate((links.a, links.b))
        others = np.concatenate((links.b, links.a))
        numbers = np.tile(np.arange(len(links.a)), 2)
        order = np.lexsort((others, ends))
        sizes = np.bincount(ends, minlength=len(self.actors))
        offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        return Ragged(offsets, others[order]), numbers[order]


class Ledger:
    """The agreements of a history as columns, in the order of their ids.

    Attributes
    ----------
    ids
        Keys of agreements.
    forms, schemes, stages, affairs
        Words of the vocabulary.
    years
        Of signing or beginning, as text; that of `UNDATED` where neither is known.
    signed, begun, stated_first, stated_last, starts, ends
        Days as ordinals; `UNKNOWN` or `NEVER` where there is none.
    implemented
        The day on which the first one that implements it began.
    regions, names
        Regions by code, OPDs and partners by key.
    """

    def __init__(self, history: History) -> None:
        self.regions: Mapping[str, Place] = history.regions
        self.names = history.actors
        items = [history.agreements[id] for id in sorted(history.agreements)]
        self.count = len(items)
        table = list(zip(*items, strict=True)) or [()] * len(Recorded._fields)
        column: dict[str, Sequence[Any]] = dict(zip(Recorded._fields, table, strict=True))
        self.ids: tuple[str, ...] = tuple(column["id"])
        self.places = _places(self.ids)
        self.forms, self.schemes, self.stages = (
            Coded.of(column[name]) for name in ("form", "scheme", "stage")
        )
        self.cooperation = np.array(column["cooperation"], bool)
        self.endless = np.array(column["endless"], bool)
        self.signed = _days(column["signed_on"], UNKNOWN)
        self.begun = _days(column["starts_on"], UNKNOWN)
        self.stated_first = _days(column["first_stated_on"], UNKNOWN)
        self.stated_last = _days(column["last_stated_on"], UNKNOWN)
        self.starts = _days(column["runs_from"], NEVER)
        self.ends = _days(column["runs_until"], NEVER)
        self.years = _years(column["signed_on"], column["starts_on"])
        self.affairs = Coded.listed(column["affairs"])
        self.implemented = self._implemented(column["implements"])
        self._parties = {True: column["sides"], False: column["parties"]}

    @cached_property
    def rolled(self) -> Parties:
        """Who takes part, OPDs counting as their region."""
        return Parties(self._parties[True])

    @cached_property
    def single(self) -> Parties:
        """Who takes part, every OPD on its own."""
        return Parties(self._parties[False])

    @cached_property
    def provinces(self) -> Coded:
        """In which provinces those lie that take part."""
        parties = self.rolled
        regions = np.flatnonzero(~parties.partners)
        found = Coded.of([parties.actors[place][:2] for place in regions.tolist()])
        province = np.full(len(parties.actors), -1)
        province[regions] = found.codes
        codes = province[parties.members.values]
        rows = parties.member_rows
        held = Ragged.of(rows[codes >= 0], codes[codes >= 0], self.count)
        return Coded(found.words, held.values, held.rows)

    def _implemented(self, column: Iterable[tuple[str, ...]]) -> Ints:
        pairs = [
            (self.places[target], place)
            for place, targets in enumerate(column)
            for target in targets
            if target in self.places
        ]
        found = np.full(self.count, NEVER)
        if pairs:
            targets, places = np.array(pairs).T
            np.minimum.at(found, targets, self.starts[places])
        return found

    # ------------------------------------------------------------------ on a date

    def standings(self, on: date) -> Coded:
        """Give what each agreement is on a date, by the rule of the register.

        The conditions are those of `graph.registry`, in the same order.
        """
        day = on.toordinal()
        runs = (self.starts <= day) & (self.ends >= day)
        made = np.where(self.signed, self.signed, np.where(self.begun, self.begun, self.starts))
        paper = self._frameworks & (made < year_before(on).toordinal()) & (self.implemented > day)
        ended = (self.starts != NEVER) & (self.ends < day)
        revoked = self.stages.has("dicabut".__eq__, self.count)
        was_signed = (self.signed != UNKNOWN) & (self.signed <= day)
        words = tuple(STANDINGS)
        rules = (
            ("visit", ~self.cooperation),
            ("planned", self._in_stage("planned") & (self.stated_first <= day)),
            ("paper", runs & paper),
            ("running", runs),
            ("lapsed", ended | (revoked & was_signed)),
            ("void", self._in_stage("void")),
        )
        codes = np.select(
            [holds for _, holds in rules],
            [words.index(code) for code, _ in rules],
            words.index("later"),
        )
        return Coded(words, codes.astype(np.int64))

    def _in_stage(self, effect: str) -> Bools:
        codes = {code for code, stage in STAGES.items() if stage.effect == effect}
        return self.stages.has(codes.__contains__, self.count)

    @cached_property
    def _frameworks(self) -> Bools:
        codes = {code for code, form in FORMS.items() if form.framework}
        return self.forms.has(codes.__contains__, self.count)


def _places(words: Iterable[str]) -> dict[str, int]:
    return {word: place for place, word in enumerate(words)}


def _numbers(column: Sequence[Any], number: Callable[[Any], int]) -> Ints:
    return np.fromiter(map(number, column), np.int64, len(column))


def _flat(column: Sequence[Sequence[str]], places: Mapping[str, int]) -> tuple[Ints, Ints]:
    """Give the places of all words of lists, with the row of each."""
    sizes = _numbers(column, len)
    flat = map(places.__getitem__, chain.from_iterable(column))
    values = np.fromiter(flat, np.int64, int(sizes.sum()))
    return np.repeat(np.arange(len(column)), sizes), values


def _days(column: Sequence[date | None], missing: int) -> Ints:
    """Give days as ordinals; of few different days, each is asked once."""
    known = {day: day.toordinal() if day else missing for day in set(column)}
    return _numbers(column, known.__getitem__)


def _years(signed: Sequence[date | None], begun: Sequence[date | None]) -> Coded:
    days = [a or b for a, b in zip(signed, begun, strict=True)]
    known = {day: str(day.year if day else UNDATED) for day in set(days)}
    return Coded.of([known[day] for day in days])


def ledger(history: History) -> Ledger:
    """Give the columns of a history as it is now, made once for each of its versions."""
    return history.derive("ledger", None, lambda: Ledger(history))
