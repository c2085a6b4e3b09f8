"""An index in memory from words to what bears them, for names by the hundred thousand.

All different words stand in one sorted list, so that those with one beginning are
neighbours; who bears them stands behind them in one array. What is compared letter by
letter are therefore words and not names, and of words there are few.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.patterns import fold

Numbers = np.ndarray[Any, np.dtype[Any]]

_CHUNK = 20_000
# Between bearers, between the names of one, and before words that are no name of their own.
_BEARER, _NAME, _MORE = "\x01", "\x02", "\x03"
# Where a word stands: it begins a name, is in one, or is told beside the names.
_BEGINS, _INSIDE, _BESIDE = 0, 1, 2
_SIGNS = re.compile(rf"[^\w{_BEARER}{_NAME}{_MORE}]|_")
_ASCII_SIGNS = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "\x01\x02\x03"
}
_ANY_MARK = {1: " ", 2: " ", 3: " "}
_64_BITS = (1 << 64) - 1
_POWERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15, np.uint64))
_LAST = "\U0010ffff"
# A slip from so many letters on, two from so many on.
ONE_SLIP, TWO_SLIPS = 4, 8
_SHORTEST_BEGINNING = 5  # shorter ones with a slip begin too many words


class Bearer(NamedTuple):
    """Something with names; `more` are words by which it is found beside them."""

    names: Sequence[str]
    more: str = ""


class Near(NamedTuple):
    """Words that differ in so many slips; not `is_whole` where only their beginning does."""

    slips: int
    is_whole: bool
    first: int
    last: int


def plain_words(text: str) -> list[str]:
    """Split a text into words of letters and digits, without case and accents."""
    return _clean(text.translate(_ANY_MARK)).split()


def slips_allowed(word: str) -> int:
    """Give how many letters of a word may be wrong; in what begins with a digit none."""
    if not word[0].isalpha() or len(word) < ONE_SLIP:
        return 0
    return 2 if len(word) >= TWO_SLIPS else 1


def _clean(text: str) -> str:
    folded = fold(text)
    return folded.translate(_ASCII_SIGNS) if folded.isascii() else _SIGNS.sub(" ", folded)


class _Ids(dict[str, int]):
    """Numbers words as they come, with a hash of each."""

    def __init__(self, words: dict[str, int]) -> None:
        super().__init__(words)
        self.hashes = np.empty(0, np.uint64)
        self.hash_new()

    def __missing__(self, word: str) -> int:
        self[word] = found = len(self)
        return found

    def hash_new(self) -> None:
        """Make the hashes of the words that came since."""
        new = [hash(word) & _64_BITS for word in islice(self, len(self.hashes), None)]
        self.hashes = np.concatenate([self.hashes, np.array(new, np.uint64)])


def _powers(places: Numbers) -> Numbers:
    """Give what a word's hash is multiplied by at its place in a name."""
    return _POWERS[np.minimum(places, len(_POWERS) - 1)]


class _Read:
    """Words and marks in their order, by number, and whose they are."""

    def __init__(self, found: Numbers, places: Numbers) -> None:
        at = np.arange(len(found))
        mark = np.maximum.accumulate(np.where(found <= 2, at, 0))  # the last one before a word
        is_word = found > 2
        self._found, self._places, self._mark = found[is_word], places[is_word], mark[is_word]
        self._after = at[is_word] - self._mark - 1
        self._is_beside = found[self._mark] == 2

    def keys(self) -> Numbers:
        """Give word, bearer and how near to a name's beginning, in one number, each once."""
        standing = np.where(self._after == 0, _BEGINS, _INSIDE)
        standing[self._is_beside] = _BESIDE
        return _distinct(self._found << 34 | self._places << 2 | standing)

    def wholes(self, hashes: Numbers) -> tuple[Numbers, Numbers]:
        """Give a hash of every whole name, made of its words in their order, and its bearer."""
        own = ~self._is_beside
        if not own.any():
            return np.empty(0, np.uint64), np.empty(0, np.int32)
        begins = np.flatnonzero(self._after[own] == 0)
        parts = hashes[self._found[own]] * _powers(self._after[own])
        return np.add.reduceat(parts, begins), self._places[own][begins].astype(np.int32)


def _distinct(keys: Numbers) -> Numbers:
    """Give keys in order, of each word and bearer the one that stands nearest the beginning."""
    keys = np.sort(keys)
    pairs = keys >> 2
    kept = np.ones(len(keys), bool)
    kept[1:] = pairs[1:] != pairs[:-1]
    found: Numbers = keys[kept]
    return found


class WordList:
    """Words of names, and who bears them; bearers are told by their place.

    Parameters
    ----------
    bearers
        Everything that can be found.
    """

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        ids = _Ids({_BEARER: 0, _NAME: 1, _MORE: 2})
        keys: list[Numbers] = []
        wholes: list[Numbers] = []
        holders: list[Numbers] = []
        self.size = 0
        for chunk in _chunks(bearers):
            found = self._read(_clean(_joined(chunk)), ids)
            keys.append(found.keys())
            whole, holder = found.wholes(ids.hashes)
            wholes.append(whole)
            holders.append(holder)
            self.size += len(chunk)
        self._sort(ids, keys)
        self._take_wholes(wholes, holders)
        self._cut: dict[int, tuple[list[str], list[tuple[int, int]]]] = {}

    def _read(self, text: str, ids: _Ids) -> _Read:
        words = [_NAME, *text.split()]
        found = np.fromiter(map(ids.__getitem__, words), np.int64, len(words))
        ids.hash_new()
        return _Read(found, self.size + np.cumsum(found == 0))

    def _sort(self, ids: _Ids, keys: list[Numbers]) -> None:
        words = list(ids)[3:]
        order = sorted(range(len(words)), key=words.__getitem__)
        self.words = [words[place] for place in order]
        ranks = np.empty(len(words) + 3, np.int64)
        ranks[np.array(order, np.int64) + 3] = np.arange(len(words))
        found = np.concatenate([np.empty(0, np.int64), *keys])
        found = _distinct(ranks[found >> 34] << 34 | found & ((1 << 34) - 1))
        self._bearers = (found >> 2 & 0xFFFFFFFF).astype(np.int32)
        self._standing = (found & 3).astype(np.uint8)
        self._starts = np.searchsorted(found >> 34, np.arange(len(words) + 1))

    def _take_wholes(self, wholes: list[Numbers], holders: list[Numbers]) -> None:
        found = np.concatenate([np.empty(0, np.uint64), *wholes])
        order = np.argsort(found)
        self._wholes = found[order]
        self._holders = np.concatenate([np.empty(0, np.int32), *holders])[order]

    # -------------------------------------------------------------- asking

    def beginning(self, letters: str) -> tuple[int, int]:
        """Give from where to where the words stand that begin with these letters."""
        first = bisect_left(self.words, letters)
        return first, bisect_left(self.words, letters + _LAST, first)

    def same(self, word: str) -> tuple[int, int]:
        """Give from where to where this word stands: one place or none."""
        first = bisect_left(self.words, word)
        return first, first + (first < len(self.words) and self.words[first] == word)

    def bearers(self, first: int, last: int) -> Numbers:
        """Give the places of who bears one of these words; a place may come again."""
        found: Numbers = self._bearers[self._starts[first] : self._starts[last]]
        return found

    def named_so(self, first: int, last: int) -> Numbers:
        """Give the places of those in whose names one of these words stands."""
        return self._standing_at(first, last, _INSIDE)

    def begun(self, first: int, last: int) -> Numbers:
        """Give the places of those who have a name that begins with one of these words."""
        return self._standing_at(first, last, _BEGINS)

    def _standing_at(self, first: int, last: int, most: int) -> Numbers:
        part = slice(self._starts[first], self._starts[last])
        found: Numbers = self._bearers[part][self._standing[part] <= most]
        return found

    def all_of(self, words: Sequence[str]) -> Numbers:
        """Give the places of who bears every one of some words, each once."""
        lists = sorted((self.bearers(*self.same(word)) for word in words), key=len)
        if not lists:
            return np.empty(0, np.int32)
        found = lists[0]
        for other in lists[1:]:
            found = np.intersect1d(found, other, assume_unique=True)
        return found

    def named(self, text: str) -> Numbers:
        """Give the places of those of whom a text is a whole name, signs aside."""
        words = np.array([hash(word) & _64_BITS for word in plain_words(text)], np.uint64)
        wanted = (words * _powers(np.arange(len(words)))).sum(dtype=np.uint64)
        first = np.searchsorted(self._wholes, wanted)
        last = np.searchsorted(self._wholes, wanted, side="right")
        return self._holders[first:last]

    def near(self, word: str) -> Iterator[Near]:
        """Find words that differ from one by a slip or two, or begin with what does."""
        most = slips_allowed(word)
        if not most:
            return
        for length in range(max(1, len(word) - most), len(word) + most + 1):
            cut, places = self._cut_at(length)
            slips = process.cdist(
                [word], cut, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8
            )[0]
            # A longer word is taken for one that is still being written.
            takes_parts = length >= len(word) >= _SHORTEST_BEGINNING
            for place in np.flatnonzero(slips <= most):
                first, last = places[place]
                count = int(slips[place])
                is_word = self.words[first] == cut[place]
                if is_word:
                    yield Near(count, True, first, first + 1)
                if takes_parts and last > first + is_word:
                    yield Near(count, False, first + is_word, last)

    def _cut_at(self, length: int) -> tuple[list[str], list[tuple[int, int]]]:
        """Give the different beginnings of so many letters, and which words have each."""
        if length not in self._cut:
            from_here = bisect_left(self.words, "a")  # numbers are not misspelt
            beginnings, places = [], []
            at = from_here
            for letters, several in groupby(w[:length] for w in self.words[from_here:]):
                count = sum(1 for _ in several)
                if len(letters) == length:
                    beginnings.append(letters)
                    places.append((at, at + count))
                at += count
            self._cut[length] = beginnings, places
        return self._cut[length]


def _chunks(bearers: Iterable[Bearer]) -> Iterator[list[Bearer]]:
    chunk: list[Bearer] = []
    for bearer in bearers:
        chunk.append(bearer)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _joined(chunk: Sequence[Bearer]) -> str:
    """Join all names of some bearers by marks that no name has."""
    text = f" {_BEARER} ".join(
        [f"{f' {_NAME} '.join(names)} {_MORE} {more}" for names, more in chunk]
    )
    if text.count(_BEARER) == len(chunk) - 1 and text.count(_MORE) == len(chunk):
        return text
    return _joined(
        [
            Bearer([name.translate(_ANY_MARK) for name in names], more.translate(_ANY_MARK))
            for names, more in chunk
        ]
    )
