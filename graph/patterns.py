"""What somebody writes to find something, folded into words and into patterns of Cypher."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "a": "àáâãäåāăą", "c": "çćč", "d": "ďđ", "e": "èéêëēėęě", "g": "ğ", "i": "ìíîïīı", "l": "ł",
    "n": "ñńň", "o": "òóôõöøōő", "r": "ř", "s": "šśş", "t": "ť", "u": "ùúûüūůű", "y": "ýÿ",
    "z": "žźż",
}  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f]+")
MOST_WORDS = 8


def fold(text: str) -> str:
    """Give a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).casefold()


def words_of(text: str) -> list[str]:
    """Split what somebody wrote in a search box into words without accents, lower case."""
    return fold(text).split()[:MOST_WORDS]


def pattern_of(word: str) -> str:
    """Give the pattern of names that contain a word, whatever its letters' case and accents.

    Every sign that is no letter or digit stands for itself.
    """
    parts = []
    for letter in word:
        if letter in _LETTERS:
            parts.append(f"[{letter}{_LETTERS[letter]}]")
        else:
            parts.append(letter if letter.isalnum() else f"\\{letter}")
    return "(?isu).*" + "".join(parts) + ".*"
