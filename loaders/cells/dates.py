"""Dates as people write them, no more precise than they are written.

A text is first brought to a plain form ("Selasa, tgl. 12 Maret 2019" to
"12 m03 2019"), in which only what is understood is left, then matched
whole against the few orders in which Indonesians write a date. Day, month,
year is the order of figures; what would need a guess is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from graph.model import EARLIEST, LATEST, DateOutOfRange, EndBeforeStart, PartialDate, Precision
from loaders import reference
from loaders.cells.numerals import told_once, with_figures
from loaders.cells.text import cell_text, checked, lowered, word_set, words_of
from loaders.refusals import DateUnreadable
from loaders.workbook import Cell

# Beyond these, what stands in a column of dates is no serial number of a spreadsheet.
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 60_000
_SERIAL_ZERO = date(1899, 12, 30)
_PIVOT = 50  # "49" is 2049, "50" is 1950

# Month ← its names, Indonesian and English, with the abbreviations and misspellings in use.
_MONTH_ROWS = (
    (1, "januari january jan janu jnr januar jannuari januwari"),
    (2, "februari february feb febr pebruari peb pebr febuari pebuari febuary feburari"),
    (3, "maret march mar mrt maart mart"),
    (4, "april apr apl aprl"),
    (5, "mei may"),
    (6, "juni june jun jni"),
    (7, "juli july jul jli"),
    (8, "agustus august agust agus ags agt agu agst agts aug"),
    (9, "september sept sep spt"),
    (10, "oktober october okt oct oktb"),
    (11, "november nopember nov nop nopem"),
    (12, "desember december des dec dess dsb"),
)
MONTHS = {name: month for month, names in _MONTH_ROWS for name in names.split()}
_LONG_MONTHS = tuple(name for name in MONTHS if len(name) >= 5)
_WEEKDAYS = word_set(
    "senin selasa rabu kamis jumat sabtu minggu ahad jum monday tuesday wednesday thursday friday "
    "saturday sunday mon tue wed thu fri sat sun"
)
# Words beside a date that do not change it.
_FILLERS = word_set(
    "tanggal tgl tertanggal pada hari bulan bln tahun thn th tmt terhitung mulai sejak per dari "
    "berlaku efektif ditandatangani ditandatanganinya ditanda tangani ttd anggaran ta masehi "
    "dikeluarkan ditetapkan di dated on of st nd rd from since bertempat"
)
# What stands where an end would, without being a date.
_OPEN_ENDS = word_set("sekarang kini seterusnya selesai now present")

_UNTIL = re.compile(
    r"\bs\s*[./]\s*d\b\s*\.?|\bsd\b\.?|\b(?:berakhir|berlaku)?\s*(?:sampai|sampe|hingga|hgg)\b"
    r"(?:\s+(?:dengan|dgn|dg|pada)\b\.?)?|\b(?:until|till?|to)\b|\bberakhir\b(?:\s+pada\b)?"
    r"|\bpaling\s+(?:lambat|lama)\b|→|->",
    re.ASCII,
)
_CLOCK = re.compile(
    r"(?:\b(?:pukul|jam)\s*\d{1,2}[.:]\d\d(?:[.:]\d\d)?|(?:(?<=\d)t|\s)\d{1,2}:\d\d(?::\d\d)?)"
    r"(?:\.\d+)?\s*(?:wib|wita|wit|am|pm|z|[+-]\d\d:?\d\d)?(?![\w:])",
    re.ASCII,
)
_COUNT = r"(?:\s*ke)?[\s-]*(?:[1-5]|iii|ii|iv|i|v|pertama|kedua|ketiga|keempat)\b"
# What makes a date vaguer than its figures, and how precise it then is at most.
_VAGUE: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (
        re.compile(
            rf"\b(?:tri\s?wulan|tw|kuartal|kw|semester|smt|sem|catur\s?wulan|cw|quarter|q)\.?{_COUNT}",
            re.ASCII,
        ),
        "year",
    ),
    (re.compile(rf"\b(?:minggu|pekan|dasarian){_COUNT}", re.ASCII), "month"),
    (
        re.compile(
            r"\b(?:awal|akhir|(?:per)?tengah(?:an)?|medio|penghujung|sekitar|kira[\s-]+kira|circa|ca"
            r"|kurang\s+lebih|kl)\b\.?|±|\+/-|~",
            re.ASCII,
        ),
        "month",
    ),
)
_ROMAN_ORDER = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMANS = {word: month for month, word in enumerate(_ROMAN_ORDER, start=1)}
_ROMAN_MONTH = re.compile(r"(?<=\d)(\s*[-/. ]\s*)([ivx]{1,4})(\s*[-/. ]\s*)(?=\d)", re.ASCII)
_WORD = re.compile(r"[a-z]+\.?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_PLACE = re.compile(r"^([a-z][a-z .'-]*?)\s*,\s*(?=\S)|(?:,|\bdi)\s+([a-z][a-z .'-]*)$")
_JOINTS = re.compile(r"\s*([-/.])\s*")


class DateImpossible(DateUnreadable):
    """A day or month that no calendar has."""

    text = "Kolom {field} berisi “{value}”, tanggal yang tidak ada di kalender."
    remedy = "Periksa hari dan bulannya; tulis sebagai 2019-03-12, 2019-03 atau 2019."


class DayAfterMonth(DateUnreadable):
    """Figures that only make sense with the month before the day."""

    text = "Kolom {field} berisi “{value}”: tidak ada bulan {month}."
    remedy = "Tulis hari sebelum bulan (25/03/2019), atau nama bulannya (25 Maret 2019)."


class TwoDates(DateUnreadable):
    """Two whole dates with a slash between them, which is no "until"."""

    text = "Kolom {field} berisi “{value}”, yaitu dua tanggal."
    remedy = "Tulis satu tanggal saja; untuk rentang, tulis “s.d.” di antara keduanya."


@dataclass(frozen=True, slots=True)
class Dates:
    """A beginning, an end, or both; one date alone is a beginning."""

    start: PartialDate | None = None
    end: PartialDate | None = None


def read_dates(cell: Cell, field: str) -> Dates | None:
    """Read a date or a range of dates.

    Parameters
    ----------
    cell
        A text, a date, a year, or a spreadsheet's serial number.
    field
        The word for the column in an error.

    Returns
    -------
    Dates or None
        One date is a start; "s.d. 31 Desember 2023" is an end alone. None where
        the cell is empty or says that there is no date ("belum", "-").

    Raises
    ------
    ValueRefused
        Where it is no date, or one that cannot be. Nothing is guessed.
    """
    return _read(cell, field)


@lru_cache(maxsize=50_000, typed=True)  # registers repeat their dates; True is not 1
def _read(cell: Cell, field: str) -> Dates | None:
    match cell:
        case datetime():
            found: Dates | None = _single(PartialDate(cell.date()))
        case date():
            found = _single(PartialDate(cell))
        case bool():
            raise DateUnreadable(field=field, value=cell_text(cell))
        case int() | float():
            found = _from_number(cell, field)
        case None | str():
            text = checked(cell, field)
            found = _from_text(text, field) if text and text != "0" else None
        case _:
            raise DateUnreadable(field=field, value=cell_text(cell)[:60])
    if found:
        _check(found, field)
    return found


def _single(day: PartialDate) -> Dates:
    return Dates(start=day)


def _check(dates: Dates, field: str) -> None:
    start, end = dates.start, dates.end
    for partial in (start, end):
        if partial and not EARLIEST <= partial.value <= LATEST:
            raise DateOutOfRange(field=field, value=partial.value.isoformat())
    if start and end and end.value < start.value:
        raise EndBeforeStart(field=field, start=start.value.isoformat(), end=end.value.isoformat())


def _from_number(number: float, field: str) -> Dates | None:
    """Read a year or a serial number; a link to an empty cell gives 0."""
    if number == 0:
        return None
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _single(PartialDate(_SERIAL_ZERO + timedelta(days=int(number))))
    if number == number and abs(number) < 1e9 and number == int(number):
        return _from_text(str(int(number)), field)
    raise DateUnreadable(field=field, value=cell_text(number)[:60])


def _from_text(text: str, field: str) -> Dates:
    plain, most = _plain(text, field)

    def coarse(partial: PartialDate) -> PartialDate:
        if most is None or _FINENESS[partial.precision] <= _FINENESS[most]:
            return partial
        day = partial.value
        return PartialDate.of(day.year, day.month if most == "month" else None)

    until = [part.strip(" -") for part in plain.split("|")]
    if len(until) > 2 or "m00" in plain:
        raise DateUnreadable(field=field, value=text[:60])
    if len(until) == 2:
        left, right = until
        if not right:  # "12 Maret 2019 s.d."
            raise DateUnreadable(field=field, value=text[:60])
        if not left:
            return Dates(end=coarse(_whole(right, text, field)).as_end())
        if right == "@":
            return _single(coarse(_whole(left, text, field)))
        pair = _pair(left, right, text, field)
    elif single := _one(plain, text, field):
        return _single(coarse(single))
    elif plain.endswith("-@"):
        return _single(coarse(_whole(plain[:-2], text, field)))
    else:
        pair = _dashed(plain, text, field)
    if not pair:
        raise DateUnreadable(field=field, value=text[:60])
    return Dates(coarse(pair[0]), coarse(pair[1]).as_end())


_FINENESS: dict[Precision, int] = {"year": 0, "month": 1, "day": 2}


# ------------------------------------------------------------------ to the plain form


def _plain(text: str, field: str) -> tuple[str, Precision | None]:
    """Give the text with months as "m03", ends as "|", without what says nothing more."""
    low = lowered(text).replace("jum'at", "jumat").replace("’", "'")
    low = _CLOCK.sub(" ", low)
    most: Precision | None = None
    for pattern, precision in _VAGUE:
        low, count = pattern.subn(" ", low)
        if count:
            most = (
                precision if most is None else min(most, precision, key=lambda one: _FINENESS[one])
            )
    low = _ROMAN_MONTH.sub(_roman, low)
    low = told_once(with_figures(low), field, text)
    low = _without_brackets(low, text, field)
    low = _without_place(low)
    low = _UNTIL.sub(" | ", low)
    known = _WORD.sub(_known_word, low.replace("t.a.", "ta "))
    known = re.sub(r"[,:]", " ", known)
    plain = _JOINTS.sub(r"\1", " ".join(known.split()))
    return plain.strip(" .-") if plain.endswith(".") else plain.strip(), most


def _roman(match: re.Match[str]) -> str:
    month = _ROMANS.get(match[2])
    return match[0] if month is None else f"{match[1]}{month}{match[3]}"


def _known_word(match: re.Match[str]) -> str:
    """Give a month's sign; nothing for a filler; "m00" for a word that is not understood."""
    word = match[0].removesuffix(".")
    if word in _FILLERS or word in _WEEKDAYS:
        return " "
    if word in _OPEN_ENDS:
        return " @ "
    return f" m{_month(word):02} "


@lru_cache(maxsize=10_000)
def _month(word: str) -> int:
    """Give the month's number, 0 for a word that is none; one wrong letter is forgiven."""
    if word in MONTHS:
        return MONTHS[word]
    if len(word) < 5:
        return 0
    near = {MONTHS[name] for name in _LONG_MONTHS if _is_near(word, name)}
    return near.pop() if len(near) == 1 else 0


def _is_near(a: str, b: str) -> bool:
    """Tell whether one letter added, left out, changed or swapped makes one word the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _without_brackets(low: str, text: str, field: str) -> str:
    """Drop remarks; what holds figures must say the same date once more."""
    if "(" not in low:
        return low
    outer = _BRACKETS.sub(" ", low).strip()
    inner = [part.strip() for part in _BRACKETS.findall(low)]
    if not outer and len(inner) == 1:
        return str(inner[0])
    for part in inner:
        if not any(character.isdigit() for character in part):
            continue
        if _read(part, field) != _read(outer, field):
            raise DateUnreadable(field=field, value=text[:60])
    return outer


@cache
def _places() -> frozenset[str]:
    """Give the names of regions and capitals, where agreements are signed."""
    names = set()
    for region in reference.regions():
        bare = words_of(region.name)
        names |= {" ".join(bare), " ".join(bare[1:]), " ".join(words_of(region.capital or ""))}
    return frozenset(names - {""})


def _without_place(low: str) -> str:
    match = _PLACE.search(low)
    if match and " ".join(words_of(match[1] or match[2])) in _places():
        return low[: match.start()] + low[match.end() :]
    return low


# ------------------------------------------------------------------ the orders of a date

_Parts = tuple[int, int | None, int | None]
_YEAR, _EITHER_YEAR = r"(\d{4})", r"'?(\d{4}|\d\d)"
# An order of the parts, and how its groups make year, month and day.
_ORDERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Parts]], ...] = tuple(
    (re.compile(pattern, re.ASCII), parts)
    for pattern, parts in (
        (
            rf"(\d{{1,2}})[ ./-]*m(\d\d)[ ./-]*{_EITHER_YEAR}",
            lambda m: (_full_year(m[3]), int(m[2]), int(m[1])),
        ),
        (rf"m(\d\d)[ .-]*(\d{{1,2}})[ .]+{_YEAR}", lambda m: (int(m[3]), int(m[1]), int(m[2]))),
        (rf"m(\d\d)[ ./-]*{_YEAR}", lambda m: (int(m[2]), int(m[1]), None)),
        # "Mar-19" is what spreadsheets show of a month; "Mar 19" might be a day.
        (r"m(\d\d) ?[-/']'?(\d\d)", lambda m: (_full_year(m[2]), int(m[1]), None)),
        (
            rf"{_YEAR}[ ./-]*m(\d\d)(?:[ ./-]*(\d{{1,2}}))?",
            lambda m: (int(m[1]), int(m[2]), int(m[3]) if m[3] else None),
        ),
        (
            rf"{_YEAR}([-/.])(\d{{1,2}})\2(\d{{1,2}})",
            lambda m: (int(m[1]), int(m[3]), int(m[4])),
        ),
        (
            rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2{_EITHER_YEAR}",
            lambda m: (_full_year(m[4]), int(m[3]), int(m[1])),
        ),
        (rf"(\d{{1,2}}) (\d{{1,2}}) {_YEAR}", lambda m: (int(m[3]), int(m[2]), int(m[1]))),
        (rf"(\d{{1,2}})[-/. ]{_YEAR}", lambda m: (int(m[2]), int(m[1]), None)),
        (rf"{_YEAR}[-/.](\d{{1,2}})", lambda m: (int(m[1]), int(m[2]), None)),
        (_YEAR, lambda m: (int(m[1]), None, None)),
    )
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_COMPACT = re.compile(r"\d{8}", re.ASCII)
# What may stand before "s.d." when the other side says the rest.
_DAY_ONLY = re.compile(r"\d{1,2}", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:[ ./-]*m(\d\d)|[/.-](\d{1,2}))", re.ASCII)
_MONTH_ONLY = re.compile(r"m(\d\d)", re.ASCII)
# A range as ISO writes it has figures, dashes, and no space around its slash.
_FIGURES = re.compile(r"[\d-]+", re.ASCII)
_APART = re.compile(r"\s/|/\s")


def _full_year(figures: str) -> int:
    year = int(figures)
    if len(figures) == 4:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _one(plain: str, text: str, field: str) -> PartialDate | None:
    """Read one date that is written whole; None where the form is no such."""
    for pattern, parts in _ORDERS:
        if match := pattern.fullmatch(plain):
            return _made(*parts(match), text, field)
    if _COMPACT.fullmatch(plain):
        return _compact(plain, text, field)
    if (match := _SERIAL.fullmatch(plain)) and _FIRST_SERIAL <= int(match[1]) <= _LAST_SERIAL:
        return PartialDate(_SERIAL_ZERO + timedelta(days=int(match[1])))
    return None


def _made(year: int, month: int | None, day: int | None, text: str, field: str) -> PartialDate:
    if month is not None and month > 12 and day is not None and day <= 12:
        raise DayAfterMonth(field=field, value=text[:60], month=month)
    try:
        return PartialDate.of(year, month, day)
    except ValueError as error:
        raise DateImpossible(field=field, value=text[:60]) from error


def _compact(plain: str, text: str, field: str) -> PartialDate:
    """Read 20190312 or 12032019, unless both readings are dates."""
    found = []
    for form in ("%Y%m%d", "%d%m%Y"):
        try:
            day = datetime.strptime(plain, form).date()
        except ValueError:
            continue
        if EARLIEST <= day <= LATEST:
            found.append(day)
    if len(set(found)) != 1:
        raise DateUnreadable(field=field, value=text[:60])
    return PartialDate(found[0])


def _whole(plain: str, text: str, field: str) -> PartialDate:
    found = _one(plain, text, field)
    if not found:
        raise DateUnreadable(field=field, value=text[:60])
    return found


def _pair(left: str, right: str, text: str, field: str) -> tuple[PartialDate, PartialDate] | None:
    """Read two dates; the first may leave out what the second says."""
    end = _one(right, text, field)
    if not end:
        return None
    if start := _one(left, text, field):
        return start, end
    year, month = end.value.year, end.value.month
    if end.precision == "day" and _DAY_ONLY.fullmatch(left):
        return _made(year, month, int(left), text, field), end
    if end.precision == "day" and (match := _DAY_MONTH.fullmatch(left)):
        return _made(year, int(match[2] or match[3]), int(match[1]), text, field), end
    if end.precision == "month" and (match := _MONTH_ONLY.fullmatch(left)):
        return _made(year, int(match[1]), None, text, field), end
    return None


def _is_two(left: str, pair: tuple[PartialDate, PartialDate], text: str) -> bool:
    """Tell two dates from the range that ISO writes: "2019-03-12/2020-03-11"."""
    is_whole = any(pattern.fullmatch(left.strip()) for pattern, _ in _ORDERS)
    is_iso = _FIGURES.fullmatch(left) and not _APART.search(text)
    return is_whole and not is_iso and {one.precision for one in pair} == {"day"}


def _dashed(plain: str, text: str, field: str) -> tuple[PartialDate, PartialDate] | None:
    """Find the one dash or slash that stands for "until"; None where none or several could."""
    found = []
    for match in re.finditer(r"[-/]", plain):
        try:
            pair = _pair(plain[: match.start()].strip(), plain[match.end() :].strip(), text, field)
        except DateUnreadable:
            continue
        if pair:
            if match[0] == "/" and _is_two(plain[: match.start()], pair, text):
                raise TwoDates(field=field, value=text[:60])
            found.append(pair)
    return found[0] if len(found) == 1 else None
