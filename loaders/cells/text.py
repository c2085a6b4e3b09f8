"""What a cell shows, and what cells say when they say nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

from graph.errors import ValueRefused
from graph.text import check_text, squeeze
from loaders.workbook import Cell

# Words by which a cell says that nothing is to be said; what may follow them has no digit.
_NOTHING = re.compile(
    r"[-–—_.?*/\s]*|n/?a|n\.a\.?|nan|null|none|nihil|kosong|tba|tbd"
    r"|(?:tidak|tdk|tak|blm|belum|not)(?:\s+(?:ada|adanya|tersedia|diketahui|diisi|terisi|jelas"
    r"|tercantum|tertera|disebut|disebutkan|dicantumkan|ditentukan|ditetapkan|diatur|available"
    r"|(?:di)?tanda\s*tangani))?(?:\s+(?:tanggal|tgl|data|datanya|nomor|nilai|nilainya))?"
    r"|(?:masih\s+|sedang\s+|dalam\s+)*(?:proses|pembahasan|penyusunan|pengajuan)\b[^\d]*"
    r"|(?:belum|blm|menunggu)\b[^\d]*",
    re.IGNORECASE | re.ASCII,
)
# Words by which a cell repeats the one above it.
_AS_ABOVE = re.compile(
    r"idem|ibid|s\.?\s?d\.?\s?a\.?|[\"“”'′″〃,]{1,3}|(?:sama\s+)?(?:dengan\s+|seperti\s+)?(?:di\s?)atas",
    re.IGNORECASE,
)
# With what a longer one of them begins; most cells are told from them by that.
_NOTHING_BEGINS = frozenset(" \t\r\n(-–—_.?*/nktbmsdpNKTBMSDP")
_FORMULA_ERRORS = frozenset(
    ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣-"), "-")
_MOST_BITS = 10_000


class FormulaFailed(ValueRefused):
    """A spreadsheet's error in place of a value."""

    text = "Kolom {field} berisi {value}, kesalahan rumus lembar kerja."
    remedy = "Perbaiki rumusnya, atau tulis nilainya."


def is_formula_error(cell: Cell) -> bool:
    """Tell #REF! and its like, which a spreadsheet shows in place of a value."""
    return isinstance(cell, str) and cell.strip().upper() in _FORMULA_ERRORS


def cell_text(cell: Cell) -> str:
    """Give what a cell shows: 3.0 as “3”, a date as ISO, nothing as “”."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "ya" if cell else "tidak"
        case int():
            # Python refuses to print what has thousands of digits.
            return str(cell) if cell.bit_length() < _MOST_BITS else hex(cell)
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
        case datetime():
            is_day = cell.time() == time()
            return cell.date().isoformat() if is_day else cell.isoformat(" ", "seconds")
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


def checked(cell: Cell, field: str) -> str:
    """Give a cell's text squeezed and checked; “” where it says that there is nothing.

    Raises
    ------
    ValueRefused
        When the text is hostile, too long, or a formula's error.
    """
    text = check_text(cell_text(cell), field)
    if is_formula_error(text):
        raise FormulaFailed(field=field, value=text.upper())
    return "" if says_nothing(text) else text


@lru_cache(maxsize=50_000)
def says_nothing(text: str) -> bool:
    """Tell “-”, “belum ada” or “n/a”, by which people fill a cell that has no value."""
    if len(text) > 6 and text[0] not in _NOTHING_BEGINS:
        return False
    bare = text.strip().removeprefix("(").removesuffix(")")
    return bool(_NOTHING.fullmatch(bare))


def repeats_above(cell: Cell) -> bool:
    """Tell “idem”, “s.d.a.” or a ditto mark: the cell says what the one above it says."""
    return isinstance(cell, str) and bool(_AS_ABOVE.fullmatch(cell.strip()))


def lowered(text: str) -> str:
    """Give the text for matching: small letters, one kind of dash, ordinary spaces."""
    return squeeze(unicodedata.normalize("NFKC", text).casefold().translate(_DASHES))


def words_of(text: str) -> list[str]:
    """Give the words of a text for comparison."""
    return re.findall(r"[^\W_]+", text.casefold())


def word_set(words: str) -> frozenset[str]:
    """Give the words of a table's row."""
    return frozenset(words.split())


def members(text: str) -> list[tuple[str, bool]]:
    """Part a list at its semicolons.

    Returns
    -------
    list of (text, bool)
        The members, empty ones too, and whether each stood in quotation marks: `"A; B"` is
        one member that is to be taken as it is.
    """
    if '"' not in text:
        return [(part, False) for part in text.split(";")]
    found = []
    place = 0
    while True:
        match = _QUOTED.match(text, place)
        if match:
            found.append((match[1].replace('""', '"'), True))
            place = match.end()
        else:
            end = text.find(";", place)
            end = len(text) if end < 0 else end
            found.append((text[place:end], False))
            place = end
        if place >= len(text):
            return found
        place += 1


_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=;|$)')
