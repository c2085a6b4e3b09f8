"""Offices by whose holders registers name a party: "Bupati Sidoarjo" for the regency."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.cells.known import (
    ACTING,
    OFFICES,
    Token,
    begins,
    keys_of,
    longest_region,
    partner_names,
    region_names,
    tokens_of,
)
from loaders.cells.text import word_set

_LONGEST = 10_000
# What begins a person's name.
_TITLES = word_set("h hj dr drs dra ir prof tb kh st sh se mm msi spd mpd")


@lru_cache(maxsize=50_000)
def strip_office(text: str) -> str:
    """Give for whom the holder of an office stands.

    "Bupati Sidoarjo" is "Kabupaten Sidoarjo", "Rektor Universitas Y" that university,
    "Kepala Dinas Kesehatan Kota Z" the department. A person's name beside the office
    is left out. A text without an office is given back as it is.
    """
    if len(text) > _LONGEST:
        return text
    tokens = tokens_of(text)
    keys = tuple(token.key for token in tokens)
    if keys in partner_names():
        return text
    for place in range(len(tokens)):
        if place and not _opens(text, tokens, place):
            continue
        start = place
        while start < len(keys) - 1 and keys[start] in ACTING:
            start += 1
        for size in (3, 2, 1):
            office = keys[start : start + size]
            if len(office) == size and office in OFFICES and start + size < len(tokens):
                found = _stood_for(text, tokens, start, size, OFFICES[office])
                if found:
                    return found
    return text


def _opens(text: str, tokens: list[Token], place: int) -> bool:
    """Tell whether an office may begin here: after a comma, a bracket, a dash or "selaku"."""
    between = text[tokens[place - 1].end : tokens[place].start]
    return (
        any(mark in between for mark in ",(–—:")
        or " - " in between
        or (tokens[place - 1].key in ("selaku", "sebagai"))
    )


def _stood_for(
    text: str, tokens: list[Token], start: int, size: int, stands_for: str
) -> str | None:
    keys = tuple(token.key for token in tokens[start + size :])
    first = tokens[start + size]
    rest = re.split(r"\s*[(\n]|\s*\)", text[first.start :])[0].strip(" ,;:.")
    if not rest:
        return None
    kind = stands_for.casefold()
    if kind in ("kabupaten", "kota", "provinsi"):
        if begins(keys) and not (kind == "kota" and keys[0] != "kota"):
            return _trimmed(rest)  # "Bupati Kabupaten Sidoarjo", "Gubernur Bank Indonesia"
        return f"{stands_for} {_region_name(rest)}"
    if stands_for:
        # "Kepala Dinas …" keeps its word, "Kajari" is written out.
        return _trimmed(f"{stands_for} {rest}")
    return _trimmed(rest) if begins(keys) or keys in partner_names() else None


def _region_name(rest: str) -> str:
    """Cut a person's name off behind a region's: "Sidoarjo, H. Ahmad", "Sidoarjo H. Ahmad"."""
    name = rest.split(",")[0].strip()
    tokens = tokens_of(name)
    for size in range(min(len(tokens), longest_region()), 0, -1):
        if tuple(token.key for token in tokens[:size]) in region_names():
            follows = tokens[size].key if size < len(tokens) else ""
            return name[: tokens[size - 1].end] if not follows or follows in _TITLES else name
    return name


def _trimmed(rest: str) -> str:
    """Drop a person's name behind a comma, unless the comma is a part of the name."""
    head, comma, tail = rest.partition(",")
    if not comma:
        return rest
    keys = keys_of(tail)
    is_person = bool(keys) and (keys[0] in _TITLES or tail.strip()[:2] in ("H.", "Ir", "Dr"))
    return head.strip() if is_person else rest
