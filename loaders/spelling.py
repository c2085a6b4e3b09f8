"""Which known names lie within a letter or two of a text.

One letter may be missing, added, changed or swapped with the next in words of
five letters or more, two in words of nine or more. Digits never differ, and a
text that is itself a known name is near to nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST, LONG = 5, 9
_MOST = 2


def reach(length: int) -> int:
    """Give how many letters may differ in a word of this length."""
    return 0 if length < SHORTEST else 1 if length < LONG else _MOST


def is_near(text: str, name: str) -> bool:
    """Whether one is within reach of the other, the shorter of both deciding how far that is."""
    most = reach(min(len(text), len(name)))
    if not most or abs(len(text) - len(name)) > most or _digits(text) != _digits(name):
        return False
    return OSA.distance(text, name, score_cutoff=most) <= most


def is_slip(text: str, name: str) -> bool:
    """Whether one letter makes one the other, however short they are."""
    return OSA.distance(text, name, score_cutoff=1) == 1


class Spelling:
    """Known names, to be looked up by what resembles them.

    Parameters
    ----------
    names
        As they are compared: in lower case, regions without spaces.
    guarded
        Further texts that are right as they are and not to be changed.
    """

    def __init__(self, names: Iterable[str], guarded: Iterable[str] = ()) -> None:
        self._names = frozenset(names)
        self._guarded = self._names | frozenset(guarded)
        by_length: dict[int, list[str]] = defaultdict(list)
        for name in sorted(self._names):
            # A text may be longer or shorter than the name by as much as may differ.
            for length in range(len(name) - _MOST, len(name) + _MOST + 1):
                by_length[length].append(name)
        self._by_length = dict(by_length)

    def __contains__(self, text: str) -> bool:
        """Whether a text is right as it is."""
        return text in self._guarded

    def near(self, text: str) -> tuple[str, ...]:
        """Give the names within reach of a text that is none itself, the nearest first."""
        most = reach(len(text))
        if not most or text in self._guarded:
            return ()
        found = process.extract(
            text,
            self._by_length.get(len(text), ()),
            scorer=OSA.distance,
            score_cutoff=most,
            limit=None,
        )
        return tuple(name for name, _, _ in found if is_near(text, name))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
