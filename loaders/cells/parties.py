"""Several parties in one cell.

A word like "dan" or a comma joins two parties only where what follows begins
as a party does: "Kota Batu dan PT Maju" are two, "Dinas Pemuda dan Olahraga"
is one. Names of the reference tables that hold such a word are never parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.text import squeeze
from loaders.cells.known import (
    HEADS,
    JOINER,
    JOINING,
    STRONG,
    begins,
    ends_in_region,
    guarded_names,
    keys_of,
    partner_names,
    region_names,
    region_of,
    tokens_of,
)
from loaders.cells.text import cell_text, members, says_nothing
from loaders.workbook import Cell

# Beyond this length a cell is no list of names; only semicolons and lines part it.
_LONGEST = 10_000
_MOST_JOINERS = 300
# After these a name goes on: "Pemerintah Kota dan …"; but there is a Kabupaten Lima Puluh Kota.
_UNFINISHED = frozenset(("kabupaten", "kota", "provinsi", "pemerintah", "dinas", "badan"))

_BETWEEN = re.compile(r"^(?:(?:oleh\s+)?dan\s+)?antara\s*:?\s+", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪●○➢✓>]|o(?=\s))\s*")
_NUMBERINGS = (
    (re.compile(r"(?:^|(?<=[\s;,.]))\(?(\d{1,2})[.)](?:\s*(?=[^\W\d])|\s+(?=\S))"), 1),
    (re.compile(r"(?:^|(?<=[\s;,.]))\(?([a-h])[.)]\s+", re.IGNORECASE), 2),
    (
        re.compile(r"(?:^|(?<=[\s;,.]))\(?(viii|vii|vi|iv|v|iii|ii|i)[.)]\s+", re.IGNORECASE),
        2,
    ),
)
_MAY_BE_NUMBERED = re.compile(r"(?:^|[\s;,.(])(?:\d{1,2}|[^\W\d_]{1,4})[.)]")
_ROMAN_ORDER = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
ORDINALS = {
    word: place
    for place, words in enumerate(
        (
            "kesatu pertama satu i 1",
            "kedua dua ii 2",
            "ketiga tiga iii 3",
            "keempat empat iv 4",
            "kelima lima v 5",
        )
    )
    for word in words.split()
}
SIDE = (
    rf"(?:para\s+)?pihak\s+(?:ke\s*-?\s*)?({'|'.join(sorted(ORDINALS, key=len, reverse=True))})\b"
)
_SIDE_BEFORE = re.compile(rf"\b{SIDE}\s*(?:adalah\b|[:=.–-])*\s*", re.IGNORECASE)
_SIDE_AFTER = re.compile(
    r"[\s,]*(?:\(\s*(?:yang\s+)?(?:selanjutnya\s+)?(?:disebut\s+)?(?:sebagai\s+|selaku\s+)?[\"“”']?"
    rf"{SIDE}[\"“”']?\s*\)|(?:yang\s+)?(?:selanjutnya\s+)?(?:disebut(?:\s+sebagai)?|sebagai|selaku)"
    rf"\s+[\"“”']?{SIDE}[\"“”']?)[\s,;]*",
    re.IGNORECASE,
)


# ------------------------------------------------------------------ splitting


def split_parties(cell: Cell) -> list[str]:
    """Part a cell into the parties that it names, each as it is written.

    Parameters
    ----------
    cell
        Names parted by semicolons, lines, numbers ("1. … 2. …"), bullets, or by words
        and commas between whole names. A member in quotation marks is taken as it is.

    Returns
    -------
    list of str
        In the order of their roles where the cell tells them ("Pihak Kesatu: …"), else
        as they stand. A shared head is given to each: "Kabupaten A dan B".
    """
    text = cell_text(cell)
    if len(text) > _LONGEST:
        parts = [part for member in text.split(";") for part in member.splitlines()]
        return [part for part in map(squeeze, parts) if part]
    return list(_split(text))


@lru_cache(maxsize=100_000)
def _split(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for member, is_quoted in members(text):
        if is_quoted:
            found.append(squeeze(member))
            continue
        for part in _by_sides(member):
            found += _list(part)
    return tuple(part for part in found if part and (_is_unnamed(part) or not says_nothing(part)))


def _is_unnamed(part: str) -> bool:
    """Tell "(tidak disebut)": a party that there is, but that nobody names."""
    return keys_of(part) == ("tidak", "disebut")


def _by_sides(text: str) -> list[str]:
    """Part "Pihak I: … Pihak II: …", in the order of the sides."""
    if "ihak" not in text.casefold():
        return [text]
    text = _SIDE_AFTER.sub("\n", text)
    marks = list(_SIDE_BEFORE.finditer(text))
    if not marks:
        return [text]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    sides = [
        (ORDINALS[mark[1].casefold()], text[mark.end() : end].strip(" \t,;"))
        for mark, end in zip(marks, ends, strict=True)
    ]
    sides.sort(key=lambda side: side[0])
    return [text[: marks[0].start()], *(_unwrapped(rest) for _, rest in sides)]


def _unwrapped(text: str) -> str:
    clean = text.strip()
    is_wrapped = clean.startswith("(") and clean.endswith(")") and clean.count("(") == 1
    return clean[1:-1] if is_wrapped else clean


def _list(text: str) -> Iterator[str]:
    """Give the parties of a text: numbers, then lines, then joining words."""
    for item in numbered(text):
        for line in _lines(item):
            for part in numbered(line):
                yield from _joined(squeeze(part).strip(" ,;:"))


def _lines(text: str) -> list[str]:
    """Give the lines, those that only wrap put together again."""
    lines: list[str] = []
    for raw in text.splitlines():
        bullet = _BULLET.match(raw)
        line = squeeze(_BULLET.sub("", raw))
        if not line:
            continue
        if lines and not bullet and _continues(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _continues(before: str, line: str) -> bool:
    """Tell whether a line goes on with the one before it."""
    if _starts_item(line):
        return False
    last, first = keys_of(before)[-1:], line[:1]
    if before.endswith(("/", "-", ",")) or last in (("dan",), ("dengan",), ("serta",)):
        return True
    if first.islower() or first in "(/&-" or keys_of(line)[:1] in (("dan",), ("dengan",)):
        return True
    # "Dinas Pekerjaan Umum" / "Penataan Ruang Kota Batu"
    return (
        begins(keys_of(line)) == ""
        and begins(keys_of(before)) == "opd"
        and not ends_in_region(before)
    )


def _starts_item(line: str) -> bool:
    return any(pattern.match(line) for pattern, _ in _NUMBERINGS)


def numbered(text: str) -> list[str]:
    """Part "1. … 2. …" and the like where the numbers run from the first on."""
    if not _MAY_BE_NUMBERED.search(text):
        return [text]
    for pattern, least in _NUMBERINGS:
        cuts: list[re.Match[str]] = []
        for match in pattern.finditer(text):
            if _rank(match[1]) == len(cuts) + 1:
                cuts.append(match)
        if len(cuts) < least or text[: cuts[0].start()].strip(" ("):
            continue
        ends = [cut.start() for cut in cuts[1:]] + [len(text)]
        return [text[cut.end() : end] for cut, end in zip(cuts, ends, strict=True)]
    return [text]


def _rank(mark: str) -> int:
    low = mark.casefold()
    if low.isdigit():
        return int(low)
    if low in _ROMAN_ORDER and (len(low) > 1 or low in "iv"):
        return _ROMAN_ORDER.index(low) + 1
    return ord(low) - ord("a") + 1


# ------------------------------------------------------------------ joining words


@lru_cache(maxsize=100_000)  # registers name the same parties again and again
def _joined(text: str) -> tuple[str, ...]:
    """Part a text at those joining words that stand between whole parties."""
    between = _BETWEEN.match(text)
    if between:
        text = text[between.end() :]
    low = text.lower()
    joiners = list(JOINER.finditer(text)) if any(mark in low for mark in JOINING) else []
    if not 0 < len(joiners) <= _MOST_JOINERS or keys_of(text) in partner_names():
        return (text,) if text else ()
    guarded = _guarded(text)
    parts = [text[: joiners[0].start()]]
    ends = [joiner.start() for joiner in joiners[1:]] + [len(text)]
    for joiner, end in zip(joiners, ends, strict=True):
        piece = text[joiner.end() : end]
        is_guarded = any(a < joiner.start() and joiner.end() < b for a, b in guarded)
        decided = None if is_guarded else _parted(parts[-1], joiner[0], piece, bool(between))
        if decided:
            parts[-1:] = decided
        else:
            parts[-1] += text[joiner.start() : end]
    return tuple(clean for part in parts if (clean := part.strip(" ,;")))


def _guarded(text: str) -> list[tuple[int, int]]:
    """Give the places of known names in which a joining word may stand."""
    tokens = [token for token in tokens_of(text) if token.key != "dan"]
    keys = tuple(token.key for token in tokens)
    found = []
    for place, key in enumerate(keys):
        for name in guarded_names().get(key, ()):
            if keys[place : place + len(name)] == name:
                found.append((tokens[place].start, tokens[place + len(name) - 1].end))
    return found


def _parted(left: str, joiner: str, right: str, is_between: bool) -> list[str] | None:
    """Give the two parties to both sides of a joining word; None where it joins one name."""
    word = joiner.strip(" ,").casefold() or ","
    left_keys, right_keys = keys_of(left), keys_of(right)
    if not left_keys or not right_keys:
        return None
    if left_keys in HEADS:
        return _shared_name(left, right)
    if left_keys[-1] in _UNFINISHED and not ends_in_region(left):
        return None
    if (shared := _shared_head(left, left_keys, right, right_keys, word)) is not None:
        return shared or None
    ahead = begins(right_keys)
    behind = begins(left_keys)
    if ahead and _may_part(left, behind, word, joiner, right_keys, ahead):
        return [left, right]
    is_told = word in ("dengan", "dgn", "bersama", "bersama dengan", "↔") or is_between
    is_whole = left_keys in partner_names() or region_of(left_keys) is not None
    is_dan = word in ("dan", "serta", "&", "beserta", "and")
    if (is_told and (behind or is_whole)) or (is_dan and is_whole and right[:1].isupper()):
        return [left, right]
    return None


def _may_part(
    left: str, behind: str, word: str, joiner: str, right_keys: tuple[str, ...], ahead: str
) -> bool:
    """Tell whether what begins a party on the right is one of its own."""
    if word == "," and ahead == "region":
        if behind == "opd" and not ends_in_region(left):
            return False  # "Dinas Kesehatan, Kota Batu"
        if right_keys[0] in ("provinsi", "propinsi", "prov") and ends_in_region(left):
            return False  # "Kota Batu, Provinsi Jawa Timur"
    if ahead == "office" and not behind:
        return word not in (",", "-", "–", "—")  # "H. Ahmad, Bupati Sidoarjo"
    if word in ("-", "–", "—") and right_keys[0] == "kantor":
        return False
    if joiner == "/":
        is_plain = behind and len(right_keys) > 1 and (ahead == "region" or right_keys[0] in STRONG)
        return bool(is_plain) or (
            right_keys in partner_names() and keys_of(left) in partner_names()
        )
    is_whole = bool(behind) or region_of(keys_of(left)) is not None
    return is_whole or ahead in ("region", "office") or right_keys[0] in STRONG


def _shared_name(left: str, right: str) -> list[str] | None:
    """Give both for "Kota/Kabupaten Probolinggo", where both exist."""
    right_keys = keys_of(right)
    region = region_of(right_keys)
    if not region or not region[0]:
        return None
    name = right_keys[region[0] :]
    kind = HEADS[keys_of(left)]
    if kind not in region_names()[name]:
        return None
    start = tokens_of(right)[region[0]].start
    return [f"{left.strip()} {right[start:]}", right]


def _shared_head(
    left: str,
    left_keys: tuple[str, ...],
    right: str,
    right_keys: tuple[str, ...],
    word: str,
) -> list[str] | None:
    """Give both for "Kabupaten A dan B"; [] where B only says where A is; None if no such."""
    bare = region_names().get(right_keys)
    if not bare:
        return None
    region = region_of(left_keys)
    if region is None:
        is_told = word in ("dengan", "dgn") and begins(left_keys)
        return [left, right] if is_told else []
    size, kinds = region
    if word == "," and "provinsi" in bare and "provinsi" not in kinds:
        return []  # "Kota Batu, Jawa Timur"
    head = left[: tokens_of(left)[size - 1].end] if size else ""
    is_shared = bool(size) and HEADS[left_keys[:size]] in bare
    dot = "." if is_shared and left[len(head) :].startswith(".") else ""
    return [left, f"{head}{dot} {right}" if is_shared else right]
