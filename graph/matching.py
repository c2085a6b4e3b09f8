"""How near what was written is to each of very many: a number for each, the lower the nearer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from graph.patterns import MOST_WORDS
from graph.wordlist import Numbers, WordList, plain_words, slips_allowed

WAYS = ("exact", "prefix", "word", "near", "part")
"""How something is found, the best first: a whole name of it, a name's beginning, words, words
spelt alike, all words but one."""

NONE = 255
# How a word is borne: itself, by a word that begins so, beside the names.
_SAME, _BEGUN, _BESIDE = 1, 2, 3
# From where on the numbers mean: the words are inside a name; are alike; are not all there.
_INSIDE, _NEAR, _PART = 4, 7, 200
_SHORT_FORMS = 12  # that a beginning may mean, before it means nothing yet
_SHORTEST_FORM = 3
_LAST = "\U0010ffff"


def way_of(tier: int) -> str:
    """Give the code of `WAYS` that a number means."""
    return WAYS[bisect_right((1, _INSIDE, _NEAR, _PART), tier)]


class Numbered:
    """The words of numbers, and which of all that can be found each of their bearers is.

    Parameters
    ----------
    words
        Of the numbers.
    places
        For each of its bearers the place among all, below 0 where it is gone.
    """

    def __init__(self, words: WordList, places: Numbers) -> None:
        self._words, self._places = words, places

    def _placed(self, found: Numbers) -> Numbers:
        places: Numbers = self._places[found]
        return places[places >= 0]

    def named(self, text: str) -> Numbers:
        """Give the places of those who have this whole number."""
        return self._placed(self._words.named(text))

    def begun(self, word: str) -> Numbers:
        """Give the places of those who have a number that begins with the word."""
        return self._placed(self._words.begun(*self._words.beginning(word)))

    def bearers(self, word: str, *, whole: bool) -> Numbers:
        """Give the places of those in whose number the word stands, or one that begins so."""
        span = self._words.same(word) if whole else self._words.beginning(word)
        return self._placed(self._words.bearers(*span))


class Phrases:
    """What short forms stand for."""

    def __init__(self, short: Mapping[str, Sequence[str]]) -> None:
        self._meanings = {
            word: [plain_words(phrase) for phrase in phrases] for word, phrases in short.items()
        }
        self._sorted = sorted(self._meanings)

    def meant(self, word: str) -> Iterator[list[str]]:
        """Give what a short form, or the beginning of some, stands for, in words."""
        if len(word) < _SHORTEST_FORM:
            return
        if word in self._meanings:
            yield from self._meanings[word]
            return
        first = bisect_left(self._sorted, word)
        found = self._sorted[first : bisect_left(self._sorted, word + _LAST, first)]
        if len(found) <= _SHORT_FORMS:
            for short in found:
                yield from self._meanings[short]


class Question:
    """What somebody wrote, asked of the names of all that can be found.

    Parameters
    ----------
    text
        As it was written.
    names, numbers, phrases
        What is asked.
    """

    def __init__(self, text: str, names: WordList, numbers: Numbered, phrases: Phrases) -> None:
        self.text = text
        self.words = plain_words(text)[:MOST_WORDS]
        self._names, self._numbers, self._phrases = names, numbers, phrases
        self._bearing = cache(self._find_bearing)  # a word is asked for in several readings

    def tiers(self, ranges: Mapping[str, slice]) -> Numbers:
        """Give for each that can be found how near it is, `NONE` for not at all.

        Parameters
        ----------
        ranges
            From where to where each sort stands. Among regions, which are few and the most
            asked for, names alike are looked for even where others are found; among the
            rest only where no actor is, and among agreements where nothing is.
        """
        tiers = self._strict(self.words)
        for reading in self._readings(self.words):
            tiers[self._names.named(" ".join(reading))] = 0
        tiers[self._numbers.named(self.text)] = 0
        there = {type: bool((tiers[part] < NONE).any()) for type, part in ranges.items()}
        some_actor = any(there[type] for type in ranges if type != "agreement")
        nowhere = {"region": False, "agreement": any(there.values())}
        wanted = [
            part
            for type, part in ranges.items()
            if not there[type] and not nowhere.get(type, some_actor)
        ]
        if wanted and any(map(slips_allowed, self.words)):
            self._add_near(tiers, wanted)
        if len(self.words) > 1 and (tiers == NONE).all():
            return self._but_one()
        return tiers

    def _strict(self, words: Sequence[str]) -> Numbers:
        """Give 1 to 3 for who has all words and a name that begins with the first, 4 to 6 else."""
        best = np.full(self._names.size, NONE, np.uint8)
        for reading in self._readings(words):
            worst = self._bearing(reading[0]).copy()
            for word in reading[1:]:
                np.maximum(worst, self._bearing(word), out=worst)
            worst[(worst < NONE) & ~self._begins(reading[0])] += _INSIDE - 1
            np.minimum(best, worst, out=best)
        return best

    def _readings(self, words: Sequence[str]) -> Iterator[list[str]]:
        """Give the words, then with two of them written as one: "labuhan batu"."""
        yield list(words)
        for place in range(len(words) - 1):
            joined = words[place] + words[place + 1]
            first, last = self._names.beginning(joined)
            if last > first and joined.isalpha():
                yield [*words[:place], joined, *words[place + 2 :]]

    def _find_bearing(self, word: str) -> Numbers:
        names, numbers = self._names, self._numbers
        begun, same = names.beginning(word), names.same(word)
        found = np.full(names.size, NONE, np.uint8)
        found[names.bearers(*begun)] = _BESIDE
        for phrase in self._phrases.meant(word):
            found[names.all_of(phrase)] = _BESIDE
        found[names.named_so(*begun)] = _BEGUN
        found[numbers.bearers(word, whole=False)] = _BEGUN
        found[names.named_so(*same)] = _SAME
        found[numbers.bearers(word, whole=True)] = _SAME
        return found

    def _begins(self, word: str) -> Numbers:
        found = np.zeros(self._names.size, bool)
        found[self._names.begun(*self._names.beginning(word))] = True
        found[self._numbers.begun(word)] = True
        return found

    def _add_near(self, tiers: Numbers, wanted: Sequence[slice]) -> None:
        """Take in, of each sort that is wanted, the nearest of those spelt alike."""
        near = self._near()
        for place in wanted:
            part = near[place]
            # One more for words that are still being written.
            most = min(int(part.min(initial=NONE)) + 1, NONE - 1)
            tiers[place] = np.where(part <= most, part, NONE)

    def _near(self) -> Numbers:
        """Give how far the words are from those written, and `NONE` for too far."""
        total = np.full(self._names.size, _NEAR, np.uint16)
        for word in self.words:
            costs = np.where(self._bearing(word) < NONE, 0, NONE).astype(np.uint16)
            found = sorted(self._names.near(word), key=lambda one: (-one.slips, one.is_whole))
            for one in found:
                places = self._names.bearers(one.first, one.last)
                cost = 2 * one.slips + (not one.is_whole)
                costs[places] = np.minimum(costs[places], cost)
            total += costs
        total[total >= _PART] = NONE
        return total.astype(np.uint8)

    def _but_one(self) -> Numbers:
        """Give `_PART` and more for who has all words but one."""
        best = np.full(self._names.size, NONE, np.uint8)
        for place in range(len(self.words)):
            tiers = self._strict([*self.words[:place], *self.words[place + 1 :]])
            tiers[tiers < NONE] += _PART
            np.minimum(best, tiers, out=best)
        return best
