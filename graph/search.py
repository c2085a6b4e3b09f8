"""Finding regions, OPDs, partners and agreements by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.database import Database

_LETTERS = {
    "a": "àáâãäåāăą", "c": "çćč", "d": "ďđ", "e": "èéêëēėęě", "g": "ğ", "i": "ìíîïīı", "l": "ł",
    "n": "ñńň", "o": "òóôõöøōő", "r": "ř", "s": "šśş", "t": "ť", "u": "ùúûüūůű", "y": "ýÿ",
    "z": "žźż",
}  # fmt: skip
_MOST_WORDS = 8


def words_of(text: str) -> list[str]:
    """Split what somebody wrote in a search box into words without accents, lower case."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return plain.split()[:_MOST_WORDS]


def pattern_of(word: str, *, at_start: bool = False) -> str:
    """Give the pattern of names that contain a word, whatever its letters' case and accents.

    Every sign that is no letter or digit stands for itself.
    """
    parts = []
    for letter in word:
        if letter in _LETTERS:
            parts.append(f"[{letter}{_LETTERS[letter]}]")
        else:
            parts.append(letter if letter.isalnum() else f"\\{letter}")
    return "(?isu)" + ("" if at_start else ".*") + "".join(parts) + ".*"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that bears the words; `type` is a key of `SEARCHED`."""

    type: str
    key: str
    name: str
    kind: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one sort: how many in all, and the nearest of them."""

    type: str
    total: int
    hits: tuple[Hit, ...]


# Each binds `key`, `name`, `kind` and `detail`; an OPD is found by its region's name as well.
_SEARCHED = {
    "region": """
MATCH (n:Region) OPTIONAL MATCH (n)-[:PART_OF]->(v:Region)
WITH n.code AS key, n.name AS name, n.kind AS kind, v.name AS detail
""",
    "opd": """
MATCH (n:Opd)-[:PART_OF]->(r:Region)
WITH n.id AS key, n.name + ' ' + r.name AS name, 'opd' AS kind, null AS detail
""",
    "partner": """
MATCH (n:Partner)
WITH n.id AS key, n.name AS name, n.kind AS kind, n.country AS detail
""",
    "agreement": """
MATCH (n:Agreement)
WITH n.id AS key, n.title AS name, n.form AS kind, n.stage AS detail
""",
}
_MATCHING = """
WHERE key = $exact OR key IN $also OR all(pattern IN $patterns WHERE name =~ pattern)
"""
_FOUND = """
RETURN key, name, kind, detail
ORDER BY CASE WHEN key = $exact THEN 0 WHEN key IN $also THEN 1 WHEN name =~ $start THEN 2
              ELSE 3 END, size(name), name, key
LIMIT $count
"""
_TALLY = "RETURN count(*) AS total"
SEARCHED = tuple(_SEARCHED)


def search(
    database: Database, text: str, *, count: int = 50, also: Iterable[str] = ()
) -> list[Hits]:
    """Find regions, OPDs, partners and agreements whose name contains every word.

    Case and accents do not matter.

    Parameters
    ----------
    database
        Where to read.
    text
        What somebody wrote.
    count
        How many of each sort to give.
    also
        Keys of those that bear the text as another name.

    Returns
    -------
    list of Hits
        One a sort, in the order of `SEARCHED`, empty ones too. Names that begin
        with the first word come first, then the shorter ones.
    """
    words = words_of(text)
    if not words:
        return [Hits(type, 0, ()) for type in SEARCHED]
    values = {
        "patterns": [pattern_of(word) for word in words],
        "start": pattern_of(words[0], at_start=True),
        "exact": text.strip(),
        "also": sorted(also),
        "count": count,
    }
    return [_hits(database, type, values) for type in SEARCHED]


def _hits(database: Database, type: str, values: Mapping[str, Any]) -> Hits:
    query = _SEARCHED[type] + _MATCHING
    rows = database.read(query + _FOUND, values).rows
    total = len(rows)
    if total == values["count"]:
        total = database.read(query + _TALLY, values).one()["total"]
    return Hits(type, total, tuple(Hit(type=type, **row) for row in rows))
