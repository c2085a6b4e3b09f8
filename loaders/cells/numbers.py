"""Several document numbers in one cell: each party gives a document its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.text import squeeze
from loaders.cells.parties import ORDINALS, SIDE, numbered
from loaders.cells.text import cell_text, members, says_nothing
from loaders.workbook import Cell

_LONGEST = 10_000
_LOOK_AHEAD = 200
_DIGIT = re.compile(r"\d", re.ASCII)
_PREFIX = re.compile(r"^(?:nomor|nomer|no|nr)\b\s*[.:]*\s*", re.IGNORECASE)
_SIDE = re.compile(rf"\b{SIDE}\s*[:=.–-]*\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"^([^\W\d_][^:;\d]{1,80}?)\s*(?::|=|\bnomor\b|\bno\b\.?)\s*:?\s*(?=\S)", re.IGNORECASE
)
_JOINER = re.compile(r"\s*,?\s+(?:dan|serta|&)\s+|\s*,\s+|\s+\|\s+", re.IGNORECASE)
# What begins another number: figures with a slash, or the word "nomor".
_BEGINS = re.compile(
    r"(?:nomor|no)\b[\s.:]*[^\W_]|[^\W_][\w.\-]*(?:\s?/\s?[\w.\-]+)+|pihak\s", re.IGNORECASE
)
_AGAIN = re.compile(r"(?<=\d)\s+(?=(?:nomor|nomer|no)\b\s*[.:])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number, and whose it is where the cell says so.

    Attributes
    ----------
    text
        The number without "Nomor:".
    position
        0 for the first side's, 1 for the second's; None where no side is said.
    label
        The party before the colon, "" where none is written.
    """

    text: str
    position: int | None = None
    label: str = ""


def split_numbers(cell: Cell) -> list[str]:
    """Part a cell into document numbers, in the order of the parties.

    An empty text stands for a party without a number: ";119/05/2019" is the second
    party's. A slash is a part of a number and never parts two.
    """
    found = list(labelled_numbers(cell))
    if found and all(number.position is not None for number in found):
        places: list[str] = []
        for number in found:
            place = number.position or 0
            places += [""] * (place + 1 - len(places))
            places[place] = f"{places[place]}, {number.text}" if places[place] else number.text
        texts = places
    else:
        texts = [number.text for number in found]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def labelled_numbers(cell: Cell) -> tuple[DocumentNumber, ...]:
    """Part a cell into document numbers with whom it says they are of."""
    text = cell_text(cell)
    if len(text) > _LONGEST:
        return tuple(DocumentNumber(squeeze(part)) for part in text.split(";"))
    return _labelled(text)


@lru_cache(maxsize=50_000)
def _labelled(text: str) -> tuple[DocumentNumber, ...]:
    found: list[DocumentNumber] = []
    for member, is_quoted in members(text):
        if is_quoted:
            found.append(DocumentNumber(squeeze(member)))
            continue
        items = (line for item in numbered(member) for line in _lines(item))
        pieces = [piece for line in items for piece in _pieces(line)]
        found += pieces or [DocumentNumber("")]
    return tuple(found)


def _lines(member: str) -> list[str]:
    """Give the lines; one that only wraps at a slash is put together again."""
    lines: list[str] = []
    for raw in member.splitlines():
        line = squeeze(raw)
        if lines and (lines[-1].endswith(("/", ":", "-")) or line.startswith("/")):
            lines[-1] += line if not lines[-1].endswith(":") else f" {line}"
        elif line:
            lines.append(line)
    return lines


def _pieces(line: str) -> list[DocumentNumber]:
    marks = list(_SIDE.finditer(line))
    if marks:
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        return [
            _number(line[mark.end() : end], ORDINALS[mark[1].casefold()])
            for mark, end in zip(marks, ends, strict=True)
        ]
    return [
        _number(part, None)
        for item in numbered(line)
        for again in _AGAIN.split(item)
        for part in _parts(again)
    ]


def _parts(line: str) -> list[str]:
    """Part a line at joining words behind which another number begins."""
    parts = []
    start = 0
    for joiner in _JOINER.finditer(line):
        if not _DIGIT.search(line, start, joiner.start()):
            continue
        right = line[joiner.end() : joiner.end() + _LOOK_AHEAD]
        if _BEGINS.match(right) or _labelled_number(right):
            parts.append(line[start : joiner.start()])
            start = joiner.end()
    return [*parts, line[start:]]


def _labelled_number(text: str) -> bool:
    match = _LABEL.match(text)
    return bool(match and _BEGINS.match(text[match.end() :]))


def _number(text: str, position: int | None) -> DocumentNumber:
    clean = _PREFIX.sub("", squeeze(text).strip(" ,;:"))
    label = ""
    if position is None and (match := _LABEL.match(clean)):
        label, clean = match[1].strip(), _PREFIX.sub("", clean[match.end() :])
    clean = clean.strip(" ,;:")
    return DocumentNumber("" if says_nothing(clean) else clean, position, label)
