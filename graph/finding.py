"""Finding regions, OPDs, partners and agreements by any of their names, as one types.

What is found bears every word that was written, or a word that begins so. Where nobody
does, letters may be wrong: one from four letters on, two from eight.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from rapidfuzz.distance import OSA

from graph.aliases import aliases
from graph.bearers import NO_NAMES, Names, NumberList, OtherNames
from graph.database import Database
from graph.errors import JejaringError
from graph.history import Recorded, history, without_collecting
from graph.matching import NONE, WAYS, Numbered, Phrases, Question, way_of
from graph.patterns import fold
from graph.vocabulary import Term
from graph.wordlist import Bearer, Numbers, WordList, plain_words, slips_allowed

FOUND = {
    row.code: row
    for row in (
        Term("region", "Wilayah", "Regions"),
        Term("opd", "OPD", "Departments"),
        Term("partner", "Mitra", "Partners"),
        Term("agreement", "Kesepakatan", "Agreements"),
    )
}
"""What can be found."""

# Up to so many agreements, what changed is read before each answer; beyond it, behind it.
_SMALL = 20_000
_FRESH_SECONDS = 2.0
_PAUSE_SECONDS = 30.0  # after the database did not answer
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes
    ----------
    type
        A code of `FOUND`.
    kind
        Of region or partner; 'opd'; an agreement's form.
    detail
        A region's province, an agreement's stage.
    agreements
        How many a region (with its OPDs), OPD or partner has; an agreement is one.
    parts
        The name in pieces, and whether each is what was asked for.
    also
        Another name, or a number, by which it was found.
    """

    type: str
    key: str
    name: str
    kind: str
    detail: str | None
    agreements: int
    parts: tuple[tuple[str, bool], ...]
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one sort: how many in all, the best of them, and how (of `WAYS`)."""

    type: str
    total: int
    hits: tuple[Hit, ...]
    way: str


def _order(bearers: Iterable[tuple[Any, ...]]) -> Numbers:
    """Give each its place when they are sorted."""
    rows = list(bearers)
    places = np.empty(len(rows), np.int64)
    places[sorted(range(len(rows)), key=rows.__getitem__)] = np.arange(len(rows))
    return places


def _ranges(lists: Mapping[str, Sequence[str]]) -> dict[str, slice]:
    """Give from where to where each list stands when they follow each other."""
    found, start = {}, 0
    for type, keys in lists.items():
        found[type] = slice(start, start + len(keys))
        start += len(keys)
    return found


class Index:
    """Everything that can be found in one version of a history.

    Attributes
    ----------
    has_numbers
        Whether the agreements' numbers were read, by which they are found too.
    """

    def __init__(self, names: Names, short: Mapping[str, Sequence[str]]) -> None:
        self._names = names
        parties = [key for key in names.actors if names.counts[key]]
        self._lists = {
            "region": list(names.regions),
            "opd": [key for key in parties if names.actors[key].kind == "opd"],
            "partner": [key for key in parties if names.actors[key].kind != "opd"],
            "agreement": list(names.agreements),
        }
        self._keys = list(chain.from_iterable(self._lists.values()))
        self._ranges = _ranges(self._lists)
        self._words = WordList(self._bearers())
        self._ranks = np.concatenate([_order(rows) for rows in self._sorted()])
        self._phrases = Phrases(short)
        self._numbers = NumberList()
        self._numbered = Numbered(self._numbers.words, np.empty(0, np.int64))
        self.has_numbers = False

    @property
    def agreements(self) -> Mapping[str, Recorded]:
        """All agreements, by id."""
        return self._names.agreements

    @property
    def is_small(self) -> bool:
        """Whether it takes no time to speak of to make."""
        return len(self.agreements) <= _SMALL

    def _bearers(self) -> Iterator[Bearer]:
        for type, keys in self._lists.items():
            if type != "agreement":
                yield from map(self._names.bearer, keys)
        for item in self.agreements.values():
            yield Bearer((item.title, item.id))

    def _sorted(self) -> Iterator[Iterator[tuple[Any, ...]]]:
        """Give for each sort what puts its bearers in order: the most agreements, the latest."""
        names = self._names
        for type, keys in self._lists.items():
            if type != "agreement":
                yield ((-names.counts[key], names.name(key), key) for key in keys)
        items = self.agreements.values()
        yield ((-item.known_from.toordinal(), item.title, item.id) for item in items)

    def take_numbers(self, numbers: NumberList, *, are_read: bool = True) -> None:
        """Let agreements be found by their numbers too; at first these are not read yet."""
        first = self._ranges["agreement"].start
        places = {id: place for place, id in enumerate(self.agreements, first)}
        found = np.array([places.get(id, -1) for id in numbers.ids], np.int64)
        self._numbers, self._numbered = numbers, Numbered(numbers.words, found)
        self.has_numbers = are_read

    def find(self, text: str, count: int) -> list[Hits]:
        """Find what a text asks for; the sort with the best comes first.

        Parameters
        ----------
        text
            As it was written, also while it is being written.
        count
            How many of each sort to give.
        """
        question = Question(text, self._words, self._numbered, self._phrases)
        if not question.words:
            return []
        tiers = question.tiers(self._ranges)
        found = (self._hits(type, tiers, question.words, count) for type in FOUND)
        rows = [hits for hits in found if hits.total]
        return sorted(rows, key=lambda hits: WAYS.index(hits.way))

    def _hits(self, type: str, tiers: Numbers, words: Sequence[str], count: int) -> Hits:
        """Give how many of one sort are found, and the best of them."""
        found = np.flatnonzero(tiers[self._ranges[type]] < NONE)
        if not len(found):
            return Hits(type, 0, (), WAYS[-1])
        start, total = self._ranges[type].start, len(found)
        order = tiers[start + found].astype(np.int64) << 32 | self._ranks[start + found]
        if total > count:
            nearest = np.argpartition(order, count)[:count]
            found, order = found[nearest], order[nearest]
        way = way_of(int(order.min() >> 32))
        keys = [self._keys[start + place] for place in found[np.argsort(order)]]
        tell = self._agreement_hit if type == "agreement" else self._actor_hit
        return Hits(type, total, tuple(tell(key, words) for key in keys), way)

    def _agreement_hit(self, id: str, words: Sequence[str]) -> Hit:
        item = self._names.agreements[id]
        also = _also(item.title, (*self._numbers.of(id), id), words)
        parts = parts_of(item.title, words)
        return Hit("agreement", id, item.title, item.form, item.stage, 1, parts, also)

    def _actor_hit(self, key: str, words: Sequence[str]) -> Hit:
        names = self._names
        name, count = names.name(key), names.counts[key]
        parts, also = parts_of(name, words), _also(name, names.told(key), words)
        if key in names.regions:
            region = names.regions[key]
            province = names.regions.get(region.province_code or "")
            detail = province.name if province else None
            return Hit("region", key, name, region.kind, detail, count, parts, also)
        kind = names.actors[key].kind
        type = "opd" if kind == "opd" else "partner"
        return Hit(type, key, name, kind, None, count, parts, also)

    def parties(self, id: str) -> tuple[str, ...]:
        """Give the parties of an agreement that was found."""
        return self._names.agreements[id].parties


def parts_of(name: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Cut a name into pieces, and tell of each whether it is what the words ask for."""
    parts: list[tuple[str, bool]] = []
    done = 0
    for match in _WORD.finditer(name):
        if length := _asked_letters(match[0], words):
            start = match.start()
            parts += [(name[done:start], False), (name[start : start + length], True)]
            done = start + length
    return tuple(part for part in (*parts, (name[done:], False)) if part[0])


def _asked_letters(word: str, words: Sequence[str]) -> int:
    """Give how many letters of a name's word, from its beginning, are what is asked for."""
    folded = fold(word)
    asked = [len(one) for one in words if folded.startswith(one)]
    if asked:
        return max(asked) if len(folded) == len(word) else len(word)
    return len(word) if any(_is_alike(one, folded) for one in words) else 0


def _is_alike(asked: str, word: str) -> bool:
    most = slips_allowed(asked)
    beginnings = {word, word[: len(asked)]}
    return most > 0 and any(OSA.distance(asked, part) <= most for part in beginnings)


def _also(name: str, others: Iterable[str], words: Sequence[str]) -> str | None:
    """Give the other name by which something is found, where its own lacks a word."""
    own = plain_words(name)
    missing = [asked for asked in words if not any(word.startswith(asked) for word in own)]

    def borne(other: str) -> int:
        of_other = plain_words(other)
        return sum(any(word.startswith(asked) for word in of_other) for asked in missing)

    found = max(others, key=borne, default=None) if missing else None
    return found if found and borne(found) else None


# ------------------------------------------------------------------ kept for each database


class _Finder:
    """The index of one database, which follows it.

    A small graph is looked at before each answer. A large one takes moments to look at
    and seconds to index; there the answer comes at once from what is known, and what
    changed is taken in behind it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._numbers = NumberList()
        self._mark: tuple[object, ...] = ()
        self._numbers_mark: tuple[object, ...] = ()
        self._looked_at, self._written = 0.0, -1

    def index(self, database: Database, other: OtherNames) -> Index:
        """Give the index that answers now."""
        index = self._index
        if index is not None and not self._is_due(database):
            return index
        if index is None or index.is_small:
            with self._lock:
                index = self._index
                if index is None or self._is_due(database):
                    index = self._look(database, other)
        if not index.is_small and self._lock.acquire(blocking=False):
            threading.Thread(target=self._follow, args=(database, other), daemon=True).start()
        return index

    def _is_due(self, database: Database) -> bool:
        is_old = monotonic() - self._looked_at > _FRESH_SECONDS
        return is_old or database.written != self._written

    def _look(self, database: Database, other: OtherNames) -> Index:
        written, held = database.written, history(database)
        decided = tuple((alias.target, alias.text) for alias in aliases(database))
        mark = held.version, decided
        if self._index is None or mark != self._mark:
            names = Names(held, other, decided)
            with without_collecting():
                index = Index(names, other.short)
            if index.is_small:
                self._numbers = self._numbers.updated(database, names.agreements)
                self._numbers_mark = mark
            index.take_numbers(self._numbers, are_read=bool(self._numbers_mark))
            self._index, self._mark = index, mark
        self._written, self._looked_at = written, monotonic()
        return self._index

    def _follow(self, database: Database, other: OtherNames) -> None:
        """Take in what changed, in a thread of its own that was given the lock."""
        try:
            index = self._look(database, other)
            if self._numbers_mark != self._mark:
                self._numbers = self._numbers.updated(database, index.agreements)
                index.take_numbers(self._numbers)
                self._numbers_mark = self._mark
        except JejaringError:
            # What is wrong is told by the pages that ask the database.
            self._looked_at = monotonic() + _PAUSE_SECONDS
        finally:
            self._lock.release()


_finders: WeakKeyDictionary[Database, _Finder] = WeakKeyDictionary()
_making = threading.Lock()


def finder(database: Database, other: OtherNames = NO_NAMES) -> Index:
    """Give the index of a database.

    Parameters
    ----------
    database
        Where to read; the first time all that the history reads.
    other
        Names that the graph does not hold, always the same ones.
    """
    with _making:
        held = _finders.setdefault(database, _Finder())
    return held.index(database, other)
