"""Indonesian number words: “tiga puluh enam” is 36."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.errors import ValueRefused

_ONES = {
    word: value
    for value, words in enumerate(
        (
            "nol",
            "satu",
            "dua",
            "tiga",
            "empat ampat",
            "lima",
            "enam",
            "tujuh",
            "delapan",
            "sembilan",
        )
    )
    for word in words.split()
}
_SCALES = (
    (("triliun", "trilyun"), 10**12),
    (("miliar", "milyar"), 10**9),
    (("juta",), 10**6),
    (("ribu",), 10**3),
)
# “Sepuluh” is “satu puluh”.
_ONE_OF = {f"se{word}": word for word in ("puluh", "belas", "ratus", "ribu", "juta", "miliar")}
_WORDS = (
    *_ONES,
    *_ONE_OF,
    "puluh",
    "belas",
    "ratus",
    *(name for names, _ in _SCALES for name in names),
)
_WORD = rf"(?:{'|'.join(_WORDS)})"
_RUN = re.compile(rf"\b{_WORD}(?:[\s-]+{_WORD})*\b")
_TOLD_TWICE = re.compile(r"(?<![\d.,/-])(\d+)\s*\(\s*(\d+)\s*([^()\d]*)\)", re.ASCII)


class NumberContradicts(ValueRefused):
    """A number written in figures and in words that differ."""

    text = "Kolom {field} berisi “{value}”: angka dan kata-katanya berbeda."
    remedy = "Samakan angka dengan kata-katanya, mis. 5 (lima) tahun."


def number_in_words(words: Sequence[str]) -> int | None:
    """Give the number that these words make, None where they make none."""
    whole = [part for word in words for part in _taken_apart(word)]
    total = 0
    for names, scale in _SCALES:
        places = [place for place, word in enumerate(whole) if word in names]
        if len(places) > 1:
            return None
        if places:
            count = _below_thousand(whole[: places[0]])
            if not count:
                return None
            total += count * scale
            whole = whole[places[0] + 1 :]
    if not whole and total:
        return total
    rest = _below_thousand(whole)
    return None if rest is None else total + rest


def with_figures(text: str) -> str:
    """Write the number words of a text in small letters as figures."""

    def figures(match: re.Match[str]) -> str:
        value = number_in_words(re.findall(r"[a-z]+", match[0]))
        return match[0] if value is None else str(value)

    return _RUN.sub(figures, text)


def told_once(text: str, field: str, as_written: str) -> str:
    """Give “5 (lima) tahun”, its words as figures already, as “5 tahun”.

    Raises
    ------
    NumberContradicts
        When the two differ.
    """

    def once(match: re.Match[str]) -> str:
        if int(match[1][:20]) != int(match[2][:20]):
            raise NumberContradicts(field=field, value=as_written[:60])
        return f"{match[1]} {match[3]}"

    return _TOLD_TWICE.sub(once, text)


def _taken_apart(word: str) -> tuple[str, ...]:
    return ("satu", _ONE_OF[word]) if word in _ONE_OF else (word,)


def _below_thousand(words: list[str]) -> int | None:
    """Give “dua ratus sebelas” and the like, None for what is no such number."""
    total = 0
    if "ratus" in words:
        if words.index("ratus") != 1 or not _ONES.get(words[0]):
            return None
        total, words = _ONES[words[0]] * 100, words[2:]
        if not words:
            return total
    match words:
        case [one] if one in _ONES:
            return total + _ONES[one]
        case [one, "belas"] if _ONES.get(one):
            return total + 10 + _ONES[one]
        case [ten, "puluh", *rest] if _ONES.get(ten) and len(rest) < 2:
            ones = _ONES.get(rest[0]) if rest else 0
            return None if ones is None else total + _ONES[ten] * 10 + ones
    return None
