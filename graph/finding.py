"""Finding regions, OPDs, partners and agreements by any of their names, as one types.

What is found bears every word that was written, or a word that begins so. Where nobody
does, letters may be wrong: one from four letters on, two from eight.
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from rapidfuzz.distance import OSA

from graph.aliases import aliases
from graph.database import Database
from graph.errors import JejaringError
from graph.history import History, Named, Place, Recorded, history, without_collecting
from graph.patterns import MOST_WORDS, fold
from graph.projection import READ_SECONDS
from graph.vocabulary import Term
from graph.wordlist import Bearer, Numbers, WordList, plain_words, slips_allowed
from graph.writing import batches

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

WAYS = ("exact", "prefix", "word", "near", "part")
"""How something is found, the best first: a whole name of it, a name's beginning, words, words
spelt alike, all words but one."""

# Up to so many agreements, what changed is read before each answer; beyond it, behind it.
_SMALL = 20_000
_FRESH_SECONDS = 2.0
_NUMBERS_A_READING = 50_000
# How a word is borne, and how far what is found is from what was asked.
_SAME, _BEGUN, _BESIDE = 1, 2, 3
_WHOLE, _INSIDE, _NEAR, _PART, _NONE = 0, 4, 7, 200, 255
_SHORT_FORMS = 12  # that a beginning may mean, before it means nothing yet
_SHORTEST_FORM = 3
_WORD = re.compile(r"[^\W_]+")

_NUMBERS = """
UNWIND $ids AS id MATCH (:Agreement {id: id})<-[e:PARTY_TO]-() WHERE e.number IS NOT NULL
RETURN collect([id, e.number]) AS found
"""
_ALL_NUMBERS = """
MATCH (k:Agreement)<-[e:PARTY_TO]-() WHERE e.number IS NOT NULL
RETURN collect([k.id, e.number]) AS found
"""


def _no_names(_name: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class OtherNames:
    """Names that the graph does not hold.

    Attributes
    ----------
    actors
        Of regions and partners, by key: "Konut".
    opds
        Gives those of an OPD by its name without its region's: "Dinkes".
    openings
        By kind of region, words before its bare name: "pemkab".
    short
        By one word, what it is short for: "dinkes", "dinas kesehatan".
    """

    actors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    opds: Callable[[str], Sequence[str]] = _no_names
    openings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    short: Mapping[str, Sequence[str]] = field(default_factory=dict)


NO_NAMES = OtherNames()


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


class _Names:
    """The names of everything in a history, as it was at one moment."""

    def __init__(
        self, held: History, other: OtherNames, decided: Iterable[tuple[str, str]]
    ) -> None:
        with held.lock:
            self.regions: Mapping[str, Place] = dict(held.regions)
            self.actors: Mapping[str, Named] = dict(held.actors)
            self.agreements: Mapping[str, Recorded] = dict(held.agreements)
        self.counts: Counter[str] = Counter()
        for item in self.agreements.values():
            self.counts.update([key for key in item.parties if key not in self.regions])
            self.counts.update(item.regions)
        self._other = other
        self._decided: dict[str, list[str]] = defaultdict(list)
        for key, text in decided:
            self._decided[key].append(text)
        self._words_of_region: dict[str, str] = {}

    def told(self, key: str) -> list[str]:
        """Give the other names of an actor that are worth telling."""
        names = [*self._other.actors.get(key, ()), *self._decided.get(key, ())]
        if key in self.actors and self.actors[key].kind == "opd":
            return [*self._other.opds(self.actors[key].name), *names]
        return names

    def name(self, key: str) -> str:
        """Give the name of an actor; an OPD's with its region's."""
        if key in self.regions:
            return self.regions[key].name
        named = self.actors[key]
        region = self.regions.get(key.partition("-")[0]) if named.kind == "opd" else None
        return f"{named.name} {region.name}" if region else named.name

    def bearer(self, key: str) -> Bearer:
        """Give all by which an actor is found."""
        if key in self.regions:
            region = self.regions[key]
            province = self.regions.get(region.province_code or "")
            names = [region.name, *self._made(region), *self.told(key), key, key.replace(".", "")]
            more = [province.name, *self.told(province.code)] if province else []
            return Bearer(names, " ".join(more))
        named = self.actors[key]
        names = [self.name(key), named.name, *self.told(key), key]
        if named.kind != "opd":
            return Bearer(names)
        return Bearer(names, self._region_words(key.partition("-")[0]))

    def _made(self, region: Place) -> Iterator[str]:
        """Give the names of a region that follow from its own."""
        kind, _space, bare = region.name.partition(" ")
        if fold(kind) != region.kind:
            return
        bare = bare.removeprefix("Administrasi ")
        yield bare
        yield bare.replace(" ", "")
        for opening in self._other.openings.get(region.kind, ()):
            yield f"{opening} {bare}"

    def _region_words(self, code: str) -> str:
        if code not in self._words_of_region:
            names = self.bearer(code).names if code in self.regions else ()
            self._words_of_region[code] = " ".join(dict.fromkeys(" ".join(names).split()))
        return self._words_of_region[code]


def _order(bearers: Iterable[tuple[Any, ...]]) -> Numbers:
    """Give each its place when they are sorted."""
    rows = list(bearers)
    places = np.empty(len(rows), np.int64)
    places[sorted(range(len(rows)), key=rows.__getitem__)] = np.arange(len(rows))
    return places


class _NumberList:
    """The numbers that parties gave agreements: read after the names, as they take longer."""

    def __init__(self, texts: Mapping[str, tuple[str, tuple[str, ...]]] | None = None) -> None:
        self._texts = texts or {}
        self.ids = [id for id, (_changed_at, numbers) in self._texts.items() if numbers]
        self.words = WordList(Bearer(self.of(id)) for id in self.ids)

    def of(self, id: str) -> tuple[str, ...]:
        """Give the numbers of an agreement."""
        return self._texts[id][1] if id in self._texts else ()

    def updated(self, database: Database, agreements: Mapping[str, Recorded]) -> _NumberList:
        """Read what changed since; give this list itself where nothing did."""
        known = self._texts
        missing = [
            id
            for id, item in agreements.items()
            if id not in known or known[id][0] != item.changed_at
        ]
        if not missing and len(agreements) == len(known):
            return self
        found: dict[str, list[str]] = defaultdict(list)
        for id, number in _read_numbers(database, missing, whole=not known):
            found[id].append(number)
        texts = {id: told for id, told in known.items() if id in agreements}
        for id in missing:
            texts[id] = agreements[id].changed_at, tuple(dict.fromkeys(found.get(id, ())))
        return _NumberList(texts)


def _read_numbers(
    database: Database, ids: Sequence[str], *, whole: bool
) -> Iterator[tuple[str, str]]:
    if whole:
        yield from database.read(_ALL_NUMBERS, limit=None, timeout=READ_SECONDS).one()["found"]
        return
    for part in batches(ids, _NUMBERS_A_READING):
        row = database.read(_NUMBERS, {"ids": part}, timeout=READ_SECONDS).one()
        yield from row["found"]


def _ranges(lists: Mapping[str, Sequence[str]]) -> dict[str, slice]:
    """Give from where to where each list stands when they follow each other."""
    found, start = {}, 0
    for type, keys in lists.items():
        found[type] = slice(start, start + len(keys))
        start += len(keys)
    return found


def _way_of(tier: int) -> str:
    steps = (1, _INSIDE, _NEAR, _PART)
    return WAYS[bisect_right(steps, tier)]


def _placed(places: Numbers, found: Numbers) -> Numbers:
    """Give the places of those found; those that are gone have none."""
    known = places[found]
    return known[known >= 0]


class Index:
    """Everything that can be found in one version of a history."""

    def __init__(self, names: _Names, short: Mapping[str, Sequence[str]]) -> None:
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
        self._phrases = {
            word: [plain_words(phrase) for phrase in phrases] for word, phrases in short.items()
        }
        self._short = sorted(self._phrases)
        # The numbers, and which agreement each of their bearers is: always changed together.
        self._numbered = _NumberList(), np.empty(0, np.int64)

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

    def take_numbers(self, numbers: _NumberList) -> None:
        """Let agreements be found by their numbers too."""
        first = self._ranges["agreement"].start
        places = {id: place for place, id in enumerate(self.agreements, first)}
        found = np.array([places.get(id, -1) for id in numbers.ids], np.int64)
        self._numbered = numbers, found

    # -------------------------------------------------------------- asking

    def find(self, text: str, count: int, types: Iterable[str] = FOUND) -> list[Hits]:
        """Find what bears the words of a text; the sort with the best comes first."""
        words = plain_words(text)[:MOST_WORDS]
        if not words:
            return []
        tiers = self._strict(words)
        for places in self._named(text):
            tiers[places] = _WHOLE
        self._add_near(words, tiers)
        if (tiers == _NONE).all() and len(words) > 1:
            tiers = self._but_one(words)
        found = (self._hits(type, tiers, words, count) for type in types)
        rows = [hits for hits in found if hits.total]
        return sorted(rows, key=lambda hits: WAYS.index(hits.way))

    def _named(self, text: str) -> Iterator[Numbers]:
        yield self._words.named(text)
        numbers, places = self._numbered
        yield _placed(places, numbers.words.named(text))

    def _strict(self, words: Sequence[str]) -> Numbers:
        """Give for each bearer 1 to 6 where it has all words, else 255; to 3 where it begins so."""
        best = np.full(len(self._keys), _NONE, np.uint8)
        for reading in self._readings(words):
            worst = np.zeros(len(self._keys), np.uint8)
            for word in reading:
                np.maximum(worst, self._bearing(word), out=worst)
            begins = self._beginning(reading[0])
            worst[(worst < _NONE) & ~begins] += _INSIDE - 1
            np.minimum(best, worst, out=best)
        return best

    def _readings(self, words: Sequence[str]) -> Iterator[list[str]]:
        """Give the words, then with two of them written as one: "labuhan batu"."""
        yield list(words)
        for place in range(len(words) - 1):
            joined = words[place] + words[place + 1]
            first, last = self._words.beginning(joined)
            if last > first and joined.isalpha():
                yield [*words[:place], joined, *words[place + 2 :]]

    def _bearing(self, word: str) -> Numbers:
        """Give for each bearer how it has the word, 255 where it has none that begins so."""
        own, numbers, places = self._words, self._numbered[0].words, self._numbered[1]
        found = np.full(len(self._keys), _NONE, np.uint8)
        found[own.bearers(*own.beginning(word))] = _BESIDE
        for phrase in self._meant(word):
            found[own.all_of(phrase)] = _BESIDE
        found[own.named_so(*own.beginning(word))] = _BEGUN
        found[_placed(places, numbers.bearers(*numbers.beginning(word)))] = _BEGUN
        found[own.named_so(*own.same(word))] = _SAME
        found[_placed(places, numbers.bearers(*numbers.same(word)))] = _SAME
        return found

    def _meant(self, word: str) -> Iterator[list[str]]:
        """Give what a short form, or its beginning, stands for."""
        if len(word) < _SHORTEST_FORM:
            return
        if word in self._phrases:
            yield from self._phrases[word]
            return
        found = [short for short in self._short if short.startswith(word)]
        if len(found) <= _SHORT_FORMS:
            for short in found:
                yield from self._phrases[short]

    def _beginning(self, word: str) -> Numbers:
        """Tell for each bearer whether a name of it begins with the word."""
        found = np.zeros(len(self._keys), bool)
        found[self._words.begun(*self._words.beginning(word))] = True
        numbers, places = self._numbered[0].words, self._numbered[1]
        found[_placed(places, numbers.begun(*numbers.beginning(word)))] = True
        return found

    def _add_near(self, words: Sequence[str], tiers: Numbers) -> None:
        """Take in names alike, where no name is the one that was written.

        Regions are few and the most asked for, so among them it is looked for even where
        others are found.
        """
        is_found = {type: bool((tiers[part] < _NONE).any()) for type, part in self._ranges.items()}
        some_actor = any(is_found[type] for type in ("region", "opd", "partner"))
        wanted = [
            type
            for type, there in is_found.items()
            if not there
            and (type == "region" or not some_actor)
            and (type != "agreement" or not any(is_found.values()))
        ]
        if not wanted or not any(map(slips_allowed, words)):
            return
        near = self._near(words)
        for type in wanted:
            part = near[self._ranges[type]]
            # Of those alike only the nearest, and those still being written.
            most = min(int(part.min(initial=_NONE)) + 1, _NONE - 1)
            tiers[self._ranges[type]] = np.where(part <= most, part, _NONE)

    def _but_one(self, words: Sequence[str]) -> Numbers:
        """Give for each bearer `_PART` and more where it has all words but one, else 255."""
        best = np.full(len(self._keys), _NONE, np.uint8)
        for place in range(len(words)):
            tiers = self._strict([*words[:place], *words[place + 1 :]])
            tiers[tiers < _NONE] += _PART
            np.minimum(best, tiers, out=best)
        return best

    def _near(self, words: Sequence[str]) -> Numbers:
        """Give for each bearer how far its words are from those written, 255 for too far."""
        total = np.full(len(self._keys), _NEAR, np.uint16)
        for word in words:
            costs = np.full(len(self._keys), _NONE, np.uint16)
            costs[self._bearing(word) < _NONE] = 0
            found = sorted(self._words.near(word), key=lambda one: (-one.slips, one.is_whole))
            for one in found:
                places = self._words.bearers(one.first, one.last)
                cost = 2 * one.slips + (not one.is_whole)
                costs[places] = np.minimum(costs[places], cost)
            total += costs
        total[total >= _PART] = _NONE
        return total.astype(np.uint8)

    # -------------------------------------------------------------- telling

    def _hits(self, type: str, tiers: Numbers, words: Sequence[str], count: int) -> Hits:
        """Give how many of one sort are found, and the best of them."""
        found = np.flatnonzero(tiers[self._ranges[type]] < _NONE)
        if not len(found):
            return Hits(type, 0, (), WAYS[-1])
        start, total = self._ranges[type].start, len(found)
        order = tiers[start + found].astype(np.int64) << 32 | self._ranks[start + found]
        if total > count:
            nearest = np.argpartition(order, count)[:count]
            found, order = found[nearest], order[nearest]
        way = _way_of(int(order.min() >> 32))
        keys = [self._keys[start + place] for place in found[np.argsort(order)]]
        tell = self._agreement_hit if type == "agreement" else self._actor_hit
        return Hits(type, total, tuple(tell(key, words) for key in keys), way)

    def _agreement_hit(self, id: str, words: Sequence[str]) -> Hit:
        item, (numbers, _places) = self._names.agreements[id], self._numbered
        also = _also(item.title, (*numbers.of(id), id), words)
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
        self._numbers = _NumberList()
        self._mark: tuple[object, ...] = ()
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
            names = _Names(held, other, decided)
            with without_collecting():
                index = Index(names, other.short)
            if index.is_small:
                self._numbers = self._numbers.updated(database, names.agreements)
            index.take_numbers(self._numbers)
            self._index, self._mark = index, mark
        self._written, self._looked_at = written, monotonic()
        return self._index

    def _follow(self, database: Database, other: OtherNames) -> None:
        """Take in what changed, in a thread of its own that was given the lock."""
        try:
            index = self._look(database, other)
            numbers = self._numbers.updated(database, index.agreements)
            if numbers is not self._numbers:
                index.take_numbers(numbers)
                self._numbers = numbers
        except JejaringError:
            self._looked_at = monotonic()  # what is wrong is told by pages that ask the database
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
