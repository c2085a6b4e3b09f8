"""Terms in words: how long an agreement lasts, or until when."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from graph.errors import ValueRefused
from graph.model import LATEST, DateOutOfRange, PartialDate
from loaders.cells.dates import MONTHS, Dates, read_dates
from loaders.cells.numerals import told_once, with_figures
from loaders.cells.text import cell_text, checked, lowered
from loaders.refusals import DateUnreadable
from loaders.workbook import Cell

_LONGEST_YEARS = 150


class TermUnreadable(ValueRefused):
    """A term that cannot be understood."""

    text = "Kolom {field} berisi “{value}”, bukan jangka waktu."
    remedy = "Tulis seperti “5 tahun”, “18 bulan” atau “1 Januari 2020 s.d. 31 Desember 2024”."


class TermContradicts(ValueRefused):
    """A term that says two things, or whose length and dates do not fit each other."""

    text = "Kolom {field} berisi “{value}”, yang menyebut dua jangka waktu berbeda."
    remedy = "Periksa lamanya dan kedua tanggalnya; tulis yang benar saja."


@dataclass(frozen=True, slots=True)
class Span:
    """How long an agreement lasts, as far as a term says so.

    Attributes
    ----------
    years, months, days
        The length; all zero where none is said.
    endless
        Whether it is said to have no end. A term that nobody stated is no Span at all.
    start, end
        Dates that the term itself names.
    """

    years: int = 0
    months: int = 0
    days: int = 0
    endless: bool = False
    start: PartialDate | None = None
    end: PartialDate | None = None

    @property
    def has_length(self) -> bool:
        """Whether a length is said."""
        return bool(self.years or self.months or self.days)


# Unit → how many months, or how many days, and its words.
_UNIT_ROWS = (
    (12, 0, "tahunan tahun thn th years year yrs yr"),
    (6, 0, "semester"),
    (3, 0, "triwulan"),
    (1, 0, "bulanan bulan bln bl months month"),
    (0, 7, "minggu mgg weeks week"),
    (0, 1, "hari hr days day"),
)
_UNITS = {word: (months, days) for months, days, words in _UNIT_ROWS for word in words.split()}
_MONTH_NAME = rf"(?:{'|'.join(MONTHS)})\b"
_LENGTH = re.compile(
    # "tanggal 12 bulan Maret" and "bulan 3 tahun 2019" are parts of a date.
    r"(?<![\d.,/-])(?<!\d )(?<!\bbulan )(?<!\bbln )(?<!\btanggal )(?<!\btgl )"
    rf"(\d{{1,4}}(?:[.,]\d{{1,2}})?)\s*({'|'.join(_UNITS)})\b\.?"
    rf"(?!\s*{_MONTH_NAME})(\s*kerja\b)?",
    re.ASCII,
)
_ONE = re.compile(r"\bse(tahun|bulan|minggu|hari)\b")
_AND_A_HALF = re.compile(r"(?:(\d+)\s+)?setengah\s+(tahun)", re.ASCII)
_ENDLESS = re.compile(
    r"\b(?:(?:tidak|tak|tdk)\s+(?:ter|di)(?:batas|hingga)(?:i|kan)?|tanpa\s+batas|selama-?\s?lamanya"
    r"|selamanya|seumur\s+hidup|permanen|abadi|unlimited|indefinite(?:ly)?)\b"
    r"(?:\s+(?:jangka\s+)?waktu(?:nya)?)?"
)
# A term that depends on what nobody can date: no end is told.
_DEPENDS = re.compile(
    r"(?:berlaku\s+)?(?:sampai|sd|s/d|s\.d\.?|hingga|selama|sesuai|tergantung|menyesuaikan|sejak"
    r"|berdasarkan|mengikuti|disesuaikan|terhitung|mulai|menunggu|akan|dapat|bisa)\b.*"
    r"|.*\b(?:tidak|tdk|tak|belum|blm)\s+(?:di|ter)(?:tentukan|sebut(?:kan)?|atur|ketahui|cantum"
    r"(?:kan)?|tetapkan)\b.*"
)
# From here on a term speaks of what may come after it.
_AFTERWARDS = re.compile(
    r"[\s,;(]*\b(?:(?:dan|serta|yang|untuk|kemudian|otomatis|akan|dapat|bisa|di)\s+)*"
    r"(?:diperpanjang|perpanjangan|dievaluasi|evaluasi|ditinjau|diubah|opsi)\b.*"
)
_SIGNING = re.compile(
    r"\b(?:sejak|terhitung(?:\s+mulai)?|mulai|setelah|dari|dihitung)?\s*(?:sejak\s+)?(?:tanggal\s+)?"
    r"(?:di|pen)\s?tanda\s?tangan(?:i|an)(?:nya)?\b"
)
_BEGINS = re.compile(r"\b(?:sejak|mulai|terhitung|tmt|dari|berlaku\s+per|from|since)\b")
_NOISE = re.compile(
    r"\b(?:jangka|waktu|masa|berlaku(?:nya)?|selama|lama(?:nya)?|paling|maksimal|minimal|yaitu|yakni"
    r"|perjanjian|kerja|sama|kerjasama|pks|mou|kesepakatan|bersama|periode|terhitung|sejak|mulai"
    r"|dan|untuk|for|adalah|ini|dengan)\b|[();:]"
)


def read_term(cell: Cell, field: str, unit: str = "") -> Span | None:
    """Read how long an agreement lasts.

    Parameters
    ----------
    cell
        Words ("5 (lima) tahun"), dates ("2019 – 2024"), or a number.
    field
        The word for the column in an error.
    unit
        What a bare number counts, where the heading says so: 'tahun', 'bulan' or 'hari'.

    Returns
    -------
    Span or None
        None where nothing is said, or only what no date follows from ("sampai selesai",
        "tidak ditentukan"). A single day or month is an end unless the words say that it
        is a beginning; a single year is the term.

    Raises
    ------
    ValueRefused
        Where it is no term, or says two things.
    """
    if isinstance(cell, str):
        return _from_text(cell, field, unit)
    return _from_value(cell, field, unit)


def end_after(start: PartialDate, span: Span) -> PartialDate | None:
    """Give the date on which a term ends, marked as computed where its length gave it.

    Parameters
    ----------
    start
        When the term begins; what it leaves open, the end leaves open too.
    span
        The term.

    Returns
    -------
    PartialDate or None
        None where the term has no end, or says no length.

    Raises
    ------
    DateOutOfRange
        When the end lies beyond what the graph holds.
    """
    if span.end:
        return span.end
    if span.endless or not span.has_length:
        return None
    # The latest reading of a month or a year: the widest one counts.
    day = start.as_end().value
    months = day.year * 12 + day.month - 1 + span.years * 12 + span.months
    year, month = divmod(months, 12)
    if year > LATEST.year or span.days > 1_000_000:
        raise DateOutOfRange(field="masa", value=year)
    last = calendar.monthrange(year, month + 1)[1]
    end = date(year, month + 1, min(day.day, last)) + timedelta(days=span.days)
    if end > LATEST:
        raise DateOutOfRange(field="masa", value=end.isoformat())
    return PartialDate(end, start.precision, computed=True).as_end()


@lru_cache(maxsize=20_000, typed=True)
def _from_value(cell: Cell, field: str, unit: str) -> Span | None:
    if isinstance(cell, bool):
        raise TermUnreadable(field=field, value=cell_text(cell))
    if isinstance(cell, int | float) and 0 < cell < 1_000:
        if not unit:
            raise TermUnreadable(field=field, value=cell_text(cell))
        return _from_text(f"{cell_text(cell).replace('.', ',')} {unit}", field, "")
    if isinstance(cell, date | datetime | int | float | None):
        return _from_dates(read_dates(cell, field), is_start=False)
    raise TermUnreadable(field=field, value=cell_text(cell)[:60])


@lru_cache(maxsize=20_000)
def _from_text(cell: str, field: str, unit: str) -> Span | None:
    text = checked(cell, field)
    if not text:
        return None
    low = _ONE.sub(r"1 \1", lowered(text))
    low = _AND_A_HALF.sub(lambda match: f"{match[1] or 0},5 {match[2]}", with_figures(low))
    low = told_once(low, field, text)
    if _ENDLESS.search(low):
        return _endless(low, text, field)
    if not any(character.isdigit() for character in low):
        if _DEPENDS.fullmatch(low):
            return None
        raise TermUnreadable(field=field, value=text[:60])
    if unit and re.fullmatch(r"\d{1,3}(?:[.,]\d)?", low, re.ASCII):
        low = f"{low} {unit}"
    return _measured(low, text, field)


def _endless(low: str, text: str, field: str) -> Span:
    rest = re.sub(r"\b(?:s\.?/?d\.?|sampai|hingga)\s*(?:dengan\b)?\s*$|-\s*$", "", _rest(low))
    if not any(character.isdigit() for character in rest):
        return Span(endless=True)
    dates = _dates(rest, text, field)
    if dates.end or not dates.start:
        raise TermContradicts(field=field, value=text[:60])
    return Span(endless=True, start=dates.start)


def _rest(low: str) -> str:
    return " ".join(_NOISE.sub(" ", _SIGNING.sub(" ", _ENDLESS.sub(" ", low))).split())


def _measured(low: str, text: str, field: str) -> Span | None:
    """Read lengths, dates or both."""
    first = _LENGTH.search(low)
    if first:
        afterwards = _AFTERWARDS.search(low, first.end())
        low = low[: afterwards.start()] if afterwards else low
    span = _length(low, text, field)
    if span is None:
        is_start = bool(_BEGINS.search(low)) and not _SIGNING.search(low)
        rest = " ".join(_SIGNING.sub(" ", low).split())
        return _from_dates(_dates(_term_words(rest), text, field), is_start)
    rest = _rest(_LENGTH.sub(" ", low)).strip(" ,.-")
    if not any(character.isdigit() for character in rest):
        return span
    return _with_dates(span, _dates(rest, text, field), text, field)


def _term_words(rest: str) -> str:
    return " ".join(_NOISE.sub(" ", rest).split())


def _dates(rest: str, text: str, field: str) -> Dates:
    try:
        found = read_dates(rest, field)
    except DateUnreadable as error:
        if type(error) is not DateUnreadable:  # a date, but an impossible one
            raise type(error)(**{**error.values, "value": text[:60]}) from error
        raise TermUnreadable(field=field, value=text[:60]) from error
    if not found:
        raise TermUnreadable(field=field, value=text[:60])
    return found


def _from_dates(dates: Dates | None, is_start: bool) -> Span | None:
    if not dates:
        return None
    if dates.end or not dates.start:
        return Span(start=dates.start, end=dates.end)
    if is_start:
        return Span(start=dates.start)
    if dates.start.precision == "year":
        return Span(start=dates.start, end=dates.start.as_end())
    return Span(end=dates.start.as_end())


def _length(low: str, text: str, field: str) -> Span | None:
    """Add up “1 tahun 6 bulan”; “5 tahun (60 bulan)” says one thing twice."""
    found = list(_LENGTH.finditer(low))
    if not found:
        return None
    outer: list[tuple[int, int, str]] = []
    inner: list[tuple[int, int, str]] = []
    for match in found:
        is_inner = low.count("(", 0, match.start()) > low.count(")", 0, match.start())
        (inner if is_inner else outer).append(_amount(match, text, field))
    spans = [_added(amounts, text, field) for amounts in (outer, inner) if amounts]
    months, days = spans[0]
    if spans[1:] and spans[1] != spans[0]:
        raise TermContradicts(field=field, value=text[:60])
    if (not months and not days) or months > _LONGEST_YEARS * 12 or days > _LONGEST_YEARS * 366:
        raise TermUnreadable(field=field, value=text[:60])
    return Span(months // 12, months % 12, days)


def _amount(match: re.Match[str], text: str, field: str) -> tuple[int, int, str]:
    """Give months, days and the unit of one length."""
    if match[3]:  # working days cannot be laid on a calendar
        raise TermUnreadable(field=field, value=text[:60])
    months, days = _UNITS[match[2]]
    count = float(match[1].replace(",", "."))
    if not (count * months).is_integer() or not (count * days).is_integer():
        raise TermUnreadable(field=field, value=text[:60])
    return int(count * months), int(count * days), f"{months}/{days}"


def _added(amounts: list[tuple[int, int, str]], text: str, field: str) -> tuple[int, int]:
    units = [unit for _, _, unit in amounts]
    # "5 tahun 3 tahun" and "5 tahun 60 bulan" are two terms, not one.
    too_much = len(amounts) > 1 and any(months >= 12 for months, _, _ in amounts[1:])
    if len(set(units)) < len(units) or too_much:
        raise TermContradicts(field=field, value=text[:60])
    return sum(months for months, _, _ in amounts), sum(days for _, days, _ in amounts)


def _with_dates(span: Span, dates: Dates, text: str, field: str) -> Span:
    whole = Span(span.years, span.months, span.days, start=dates.start, end=dates.end)
    if dates.start and dates.end:
        computed = end_after(dates.start, span)
        # "2020–2024" counts both years, "1 Januari 2020 s.d. 31 Desember 2024" both days.
        slack = {"day": 2, "month": 31, "year": 366}
        widest = max(slack[dates.start.precision], slack[dates.end.precision])
        if computed and abs((computed.value - dates.end.value).days) > widest:
            raise TermContradicts(field=field, value=text[:60])
    return whole
