"""Names that differ by a letter or two, found among very many without comparing each with each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from graph.text import without_legal_form

# In each order a name is compared with so many that follow it.
_WINDOW = 8
# A letter more or less in a short word makes another one: BRI and BNI, SMK and SMP.
_SHORT = 4
_NO_WORDS = frozenset({"dan", "the", "of", "and"})
_ROMAN = re.compile(r"[ivxlc]+")


@dataclass(frozen=True, slots=True)
class _Words:
    """A name as it is compared."""

    words: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(self.words)

    @property
    def backwards(self) -> str:
        return self.joined[::-1]

    @property
    def sorted(self) -> str:
        return "".join(sorted(self.words))

    @property
    def fixed(self) -> Counter[str]:
        """The words that must not differ: numbers, and short ones."""
        return Counter(
            word
            for word in self.words
            if len(word) <= _SHORT or word.isdigit() or _ROMAN.fullmatch(word)
        )


_ORDERS: tuple[Callable[[_Words], str], ...] = (
    lambda name: name.joined,
    lambda name: name.backwards,
    lambda name: name.sorted,
)


def _read(name: str) -> _Words:
    folded = unicodedata.normalize("NFKD", without_legal_form(name).casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _Words(tuple(w for w in re.findall(r"[^\W_]+", plain) if w not in _NO_WORDS))


def _allowed(length: int) -> int:
    """Give how many letters may differ in a name of this length."""
    return 0 if length < 6 else 1 if length < 12 else 2


def alike(names: Sequence[str]) -> list[tuple[int, int, int]]:
    """Find names that are probably one, written in two ways.

    Names are put in three orders (by their beginning, by their end, by their
    sorted words) and compared with those near them, so that the work grows with
    their number and not with its square. Legal forms, accents, capitals, signs
    and "dan" do not count; numbers and short words must be equal.

    Parameters
    ----------
    names
        Names as written.

    Returns
    -------
    list of tuple
        Two positions in `names` and how many letters differ, the surest first.
    """
    read = [_read(name) for name in names]
    found: dict[tuple[int, int], int] = {}
    for order in _ORDERS:
        texts = [order(name) for name in read]
        for a, b, edits in _near(texts):
            pair = (min(a, b), max(a, b))
            found[pair] = min(edits, found.get(pair, edits))
    kept = (
        (a, b, edits)
        for (a, b), edits in found.items()
        if not edits or read[a].fixed == read[b].fixed
    )
    return sorted(kept, key=lambda pair: (pair[2], names[pair[0]], names[pair[1]], pair))


def _near(texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Give those that differ little among texts that stand close together when sorted."""
    places = sorted((place for place, text in enumerate(texts) if text), key=lambda p: texts[p])
    line = [texts[place] for place in places]
    for step in range(1, min(_WINDOW, len(line) - 1) + 1):
        left, right = line[:-step], line[step:]
        edits = process.cpdist(
            left, right, scorer=Levenshtein.distance, score_cutoff=2, dtype=np.uint8
        )
        for at in np.flatnonzero(edits <= 2):
            if edits[at] <= _allowed(min(len(left[at]), len(right[at]))):
                yield places[at], places[at + step], int(edits[at])
