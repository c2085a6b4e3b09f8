"""Dates and terms as people write them: what is said, how precisely, and nothing more."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ValueRefused
from graph.model import DateOutOfRange, EndBeforeStart, PartialDate
from graph.text import ControlCharacter, MarkupInText, TextTooLong
from loaders.cells import Dates, Span, end_after, read_dates, read_term
from loaders.cells.dates import MONTHS, DateImpossible, DayAfterMonth, TwoDates
from loaders.cells.numerals import NumberContradicts, number_in_words
from loaders.cells.terms import TermContradicts, TermUnreadable
from loaders.cells.text import FormulaFailed
from loaders.refusals import DateUnreadable
from loaders.workbook import Cell

MONTH_NAMES = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
TWELFTH = "2019-03-12"


def shown(partial: PartialDate | None) -> str:
    """Give a date as far as it is known: "2019", "2019-03" or "2019-03-12"."""
    if partial is None:
        return ""
    size = {"year": 4, "month": 7, "day": 10}[partial.precision]
    return partial.value.isoformat()[:size]


def told(dates: Dates | None) -> str | None:
    """Give a range as "start/end"; a start alone without the slash."""
    if dates is None:
        return None
    return shown(dates.start) + (f"/{shown(dates.end)}" if dates.end else "")


DATES: dict[str | int | float, str] = {
    # The day, in every order and with every mark.
    "12 Maret 2019": TWELFTH,
    "12  MARET  2019": TWELFTH,
    "12 maret 2019": TWELFTH,
    "12 Maret2019": TWELFTH,
    "12Maret2019": TWELFTH,
    "12 Maret, 2019": TWELFTH,
    "12 Maret 2019.": TWELFTH,
    "12 Mar 2019": TWELFTH,
    "12-Mar-2019": TWELFTH,
    "12-Mar-19": TWELFTH,
    "12/Mar/2019": TWELFTH,
    "12 Mar. 2019": TWELFTH,
    "12 Maret 19": TWELFTH,
    "12 – 3 – 2019": TWELFTH,
    "12-03-2019": TWELFTH,
    "12 -03- 2019": TWELFTH,
    "12/03/2019": TWELFTH,
    "12/3/2019": TWELFTH,
    "12/3/19": TWELFTH,
    "12-3-19": TWELFTH,
    "12.03.2019": TWELFTH,
    "12.3.19": TWELFTH,
    "12 03 2019": TWELFTH,
    "2019-03-12": TWELFTH,
    "2019/03/12": TWELFTH,
    "2019.3.12": TWELFTH,
    "2019 Maret 12": TWELFTH,
    "20190312": TWELFTH,
    "12032019": TWELFTH,
    "12/III/2019": TWELFTH,
    "12-iii-2019": TWELFTH,
    "March 12, 2019": TWELFTH,
    "12 March 2019": TWELFTH,
    "12th March 2019": TWELFTH,
    "Selasa, 12 Maret 2019": TWELFTH,
    "Selasa 12-03-2019": TWELFTH,
    "Hari Selasa tanggal 12 Maret 2019": TWELFTH,
    "Jum'at, 15 Maret 2019": "2019-03-15",
    "Jumat, 15 Maret 2019": "2019-03-15",
    "12 Maret 2019 (Jakarta)": TWELFTH,
    "12 Maret 2019 (12-03-2019)": TWELFTH,
    "(12 Maret 2019)": TWELFTH,
    "Jakarta, 12 Maret 2019": TWELFTH,
    "Kota Batu, 12 Maret 2019": TWELFTH,
    "12 Maret 2019 di Surabaya": TWELFTH,
    "tanggal 12 bulan Maret tahun 2019": TWELFTH,
    "tanggal 12 bulan 3 tahun 2019": TWELFTH,
    "tgl. 12-3-2019": TWELFTH,
    "Tanggal: 12 Maret 2019": TWELFTH,
    "ditandatangani 12 Maret 2019": TWELFTH,
    "TMT 12 Maret 2019": TWELFTH,
    "sejak 12 Maret 2019": TWELFTH,
    "terhitung mulai tanggal 12 Maret 2019": TWELFTH,
    "per 12 Maret 2019": TWELFTH,
    "12 (dua belas) Maret 2019": TWELFTH,
    "tanggal dua belas bulan Maret tahun dua ribu sembilan belas": TWELFTH,
    "Selasa tanggal dua belas bulan Maret tahun dua ribu sembilan belas (12-03-2019)": TWELFTH,
    "2019-03-12T10:00:00Z": TWELFTH,
    "2019-03-12T10:00:00+07:00": TWELFTH,
    "2019-03-12 00:00:00": TWELFTH,
    "12/03/2019 08:30": TWELFTH,
    "12 Maret 2019 pukul 10.00 WIB": TWELFTH,
    "12 Maret 2019 jam 10:00": TWELFTH,
    "1 Januari 2020": "2020-01-01",
    "29 Februari 2020": "2020-02-29",
    "31/12/99": "1999-12-31",
    "1/1/50": "1950-01-01",
    "31/12/49": "2049-12-31",
    # Months misspelt, shortened, in English.
    "12 Pebruari 2019": "2019-02-12",
    "12 Peb 2019": "2019-02-12",
    "12 Febuari 2019": "2019-02-12",
    "1 Nopember 2019": "2019-11-01",
    "1 Nop 2019": "2019-11-01",
    "17 Agust 2019": "2019-08-17",
    "17 Ags. 2019": "2019-08-17",
    "17 August 2019": "2019-08-17",
    "17 Agutsus 2019": "2019-08-17",
    "17 Agustsu 2019": "2019-08-17",
    "5 Sept 2019": "2019-09-05",
    "5 Okt 2019": "2019-10-05",
    "5 Oct 2019": "2019-10-05",
    "5 Des 2019": "2019-12-05",
    "5 Dec 2019": "2019-12-05",
    "5 Dsember 2019": "2019-12-05",
    "5 Desembr 2019": "2019-12-05",
    "5 Mei. 2019": "2019-05-05",
    "5 May 2019": "2019-05-05",
    "5 Januri 2019": "2019-01-05",
    "5 Marett 2019": "2019-03-05",
    # No more than a month.
    "Maret 2019": "2019-03",
    "Mei. 2019": "2019-05",
    "Mar-19": "2019-03",
    "Mar-2019": "2019-03",
    "Maret '19": "2019-03",
    "Maret/2019": "2019-03",
    "bulan Maret tahun 2019": "2019-03",
    "bulan 3 tahun 2019": "2019-03",
    "03/2019": "2019-03",
    "3-2019": "2019-03",
    "03.2019": "2019-03",
    "2019-03": "2019-03",
    "2019/3": "2019-03",
    "2019 Maret": "2019-03",
    "awal Maret 2019": "2019-03",
    "akhir bulan Maret 2019": "2019-03",
    "pertengahan Maret 2019": "2019-03",
    "minggu ke-2 Maret 2019": "2019-03",
    "Minggu II Maret 2019": "2019-03",
    "minggu pertama bulan Maret 2019": "2019-03",
    "± 12 Maret 2019": "2019-03",
    "sekitar 12 Maret 2019": "2019-03",
    # No more than a year.
    "2019": "2019",
    "tahun 2019": "2019",
    "Th. 2019": "2019",
    "TA 2019": "2019",
    "T.A. 2019": "2019",
    "Tahun Anggaran 2019": "2019",
    "± 2019": "2019",
    "sekitar tahun 2019": "2019",
    "kurang lebih 2019": "2019",
    "awal 2019": "2019",
    "akhir tahun 2019": "2019",
    "pertengahan 2019": "2019",
    "Triwulan I 2019": "2019",
    "Triwulan II Tahun 2019": "2019",
    "TW IV 2019": "2019",
    "TW. 3 2019": "2019",
    "Semester 2 2019": "2019",
    "Semester I Tahun 2019": "2019",
    "kuartal ketiga 2019": "2019",
    2019: "2019",
    2020.0: "2020",
    # What a spreadsheet makes of a date.
    43536: TWELFTH,
    43536.75: TWELFTH,
    "43536": TWELFTH,
    "43536.75": TWELFTH,
    20190312: TWELFTH,
}
RANGES = {
    "s.d. 31 Desember 2023": "/2023-12-31",
    "s/d 31 Desember 2023": "/2023-12-31",
    "sd 31 Desember 2023": "/2023-12-31",
    "S.D 31-12-2023": "/2023-12-31",
    "sampai 31 Desember 2023": "/2023-12-31",
    "sampai dengan 31 Desember 2023": "/2023-12-31",
    "Sampai Dengan Tanggal 31 Des 2023": "/2023-12-31",
    "hingga 31 Desember 2023": "/2023-12-31",
    "berlaku sampai 31 Desember 2023": "/2023-12-31",
    "berakhir 31 Desember 2023": "/2023-12-31",
    "paling lambat 31 Desember 2023": "/2023-12-31",
    "s.d. Desember 2023": "/2023-12",
    "s.d. 2023": "/2023",
    "s.d. akhir 2023": "/2023",
    "12 s.d. 15 Maret 2019": "2019-03-12/2019-03-15",
    "12-15 Maret 2019": "2019-03-12/2019-03-15",
    "12 – 15 Maret 2019": "2019-03-12/2019-03-15",
    "12 - 15-03-2019": "2019-03-12/2019-03-15",
    "12 hingga 15 Maret 2019": "2019-03-12/2019-03-15",
    "12 Maret s.d. 15 April 2019": "2019-03-12/2019-04-15",
    "12 Maret - 15 April 2019": "2019-03-12/2019-04-15",
    "1/3 - 15/4/2019": "2019-03-01/2019-04-15",
    "1 s/d 3 Juli 2019": "2019-07-01/2019-07-03",
    "12 Maret 2019 s.d. 11 Maret 2024": "2019-03-12/2024-03-11",
    "12 Maret 2019 s/d 11 Maret 2024": "2019-03-12/2024-03-11",
    "12 Maret 2019 sampai dengan 11 Maret 2024": "2019-03-12/2024-03-11",
    "12 Maret 2019 – 11 Maret 2024": "2019-03-12/2024-03-11",
    "12 Maret 2019-11 Maret 2024": "2019-03-12/2024-03-11",
    "mulai 12 Maret 2019 hingga 11 Maret 2024": "2019-03-12/2024-03-11",
    "12 Maret 2019 berlaku s.d. 11 Maret 2024": "2019-03-12/2024-03-11",
    "12-03-2019 - 11-03-2024": "2019-03-12/2024-03-11",
    "12-03-2019-11-03-2024": "2019-03-12/2024-03-11",
    "12/03/2019 - 11/03/2024": "2019-03-12/2024-03-11",
    "12/03/2019-11/03/2024": "2019-03-12/2024-03-11",
    "12-03-2019/11-03-2024": "2019-03-12/2024-03-11",
    "12/3/19 - 11/3/24": "2019-03-12/2024-03-11",
    "2019-03-12 s.d. 2024-03-11": "2019-03-12/2024-03-11",
    "2019-03-12 - 2024-03-11": "2019-03-12/2024-03-11",
    "Maret 2019 - Maret 2024": "2019-03/2024-03",
    "Mar 2019 s.d. Mar 2024": "2019-03/2024-03",
    "03-2019 s/d 03-2024": "2019-03/2024-03",
    "Maret - Desember 2019": "2019-03/2019-12",
    "Januari s.d. Maret 2020": "2020-01/2020-03",
    "2019 – 2024": "2019/2024",
    "2019-2024": "2019/2024",
    "2019 s.d. 2024": "2019/2024",
    "2019/2020": "2019/2020",
    "2019 / 2020": "2019/2020",
    "TA 2019/2020": "2019/2020",
    "Tahun 2019 s.d. Tahun 2021": "2019/2021",
    "Triwulan I 2019 s.d. Triwulan II 2020": "2019/2020",
    "2019 - 12 Maret 2024": "2019/2024-03-12",
    "12 Maret 2019 s.d. sekarang": TWELFTH,
    "2019 - sekarang": "2019",
    "12 Maret 2019 s.d. selesai": TWELFTH,
}
NO_DATES: tuple[Cell, ...] = (
    None,
    "",
    "   ",
    "-",
    "--",
    "–",
    "—",
    "...",
    "?",
    "0",
    0,
    0.0,
    "belum",
    "Belum ada",
    "belum ditandatangani",
    "belum ditentukan",
    "Belum ditandatangani (menunggu DPRD)",
    "menunggu persetujuan DPRD",
    "dalam proses",
    "Masih dalam proses",
    "proses",
    "tidak ada",
    "tdk ada",
    "tidak diketahui",
    "n/a",
    "N/A",
    "NA",
    "nihil",
    "null",
    "TBA",
    "(belum ada)",
)
BAD_DATES: dict[Cell, type[ValueRefused]] = {
    # No calendar has them.
    "31 Februari 2019": DateImpossible,
    "29 Februari 2019": DateImpossible,
    "2019-02-31": DateImpossible,
    "31/04/2019": DateImpossible,
    "31 Juni 2019": DateImpossible,
    "32 Maret 2019": DateImpossible,
    "0 Maret 2019": DateImpossible,
    "2019-13": DateImpossible,
    "2019-00-00": DateImpossible,
    "25/25/2019": DateImpossible,
    "13/2019": DateImpossible,
    # The month first: said, not swapped.
    "03/25/2019": DayAfterMonth,
    "3-25-2019": DayAfterMonth,
    "2019-25-03": DayAfterMonth,
    # More than one reading, or none.
    "Mar 19": DateUnreadable,
    "12 Maret": DateUnreadable,
    "Maret": DateUnreadable,
    "12": DateUnreadable,
    12: DateUnreadable,
    99999: DateUnreadable,
    12.5: DateUnreadable,
    -43536: DateUnreadable,
    float("nan"): DateUnreadable,
    float("inf"): DateUnreadable,
    1e300: DateUnreadable,
    True: DateUnreadable,
    False: DateUnreadable,
    time(10, 0): DateUnreadable,
    timedelta(days=3): DateUnreadable,
    "2019-1-1-1": DateUnreadable,
    "12/03-2019": DateUnreadable,
    "12 Maret 20190": DateUnreadable,
    "12 Maret 20l9": DateUnreadable,
    "1O Maret 2019": DateUnreadable,
    "12 Maret 2019 dan 14 Maret 2019": DateUnreadable,
    "12 Maret 2019; 15 Maret 2019": DateUnreadable,
    "12 Maret 2019\n15 Maret 2019": DateUnreadable,
    "12 Maret 2019 (14 Maret 2019)": DateUnreadable,
    "12 Mar 2020 / 15 Mar 2020": TwoDates,
    "12/03/2020 / 15/03/2020": TwoDates,
    "12 Maret 2019 s.d.": DateUnreadable,
    "2019 s.d. 2020 s.d. 2021": DateUnreadable,
    "2019 -": DateUnreadable,
    "batal, 12 Maret 2019": DateUnreadable,
    "segera": DateUnreadable,
    "kemarin": DateUnreadable,
    "selesai": DateUnreadable,
    "sekarang": DateUnreadable,
    "12 Jumi-Juli 2019": DateUnreadable,
    "12 Jul 2019 No. 5": DateUnreadable,
    "٢٠١٩": DateUnreadable,
    "5 tahun": DateUnreadable,
    "=A1+3": DateUnreadable,
    "12 (tiga belas) Maret 2019": NumberContradicts,
    # Beyond what the graph holds.
    "0219-01-01": DateOutOfRange,
    "9999": DateOutOfRange,
    9999: DateOutOfRange,
    "31-12-9999": DateOutOfRange,
    "1 Januari 1900": DateOutOfRange,
    date(1900, 1, 1): DateOutOfRange,
    # Ends before it starts.
    "2024 - 2019": EndBeforeStart,
    "31/12/2019 s/d 30/12/2018": EndBeforeStart,
    "15 s.d. 12 Maret 2019": EndBeforeStart,
    "Desember - Maret 2020": EndBeforeStart,
    # Nothing that is text of a register.
    "#REF!": FormulaFailed,
    "#N/A": FormulaFailed,
    "#value!": FormulaFailed,
    "<b>2019</b>": MarkupInText,
    "2019\x00": ControlCharacter,
    "2" * 6_000: TextTooLong,
}


@pytest.mark.parametrize(("cell", "expected"), DATES.items(), ids=repr)
def test_one_date(cell: Cell, expected: str) -> None:
    assert told(read_dates(cell, "mulai")) == expected


@pytest.mark.parametrize(("cell", "expected"), RANGES.items())
def test_range(cell: str, expected: str) -> None:
    assert told(read_dates(cell, "mulai")) == expected


@pytest.mark.parametrize("cell", NO_DATES, ids=repr)
def test_no_date(cell: Cell) -> None:
    assert read_dates(cell, "mulai") is None


@pytest.mark.parametrize(("cell", "error"), BAD_DATES.items(), ids=lambda one: str(one)[:40])
def test_bad_date(cell: Cell, error: type[ValueRefused]) -> None:
    with pytest.raises(error) as refused:
        read_dates(cell, "berakhir")
    assert type(refused.value) is error
    assert refused.value.field == "berakhir"


def test_date_cells() -> None:
    assert read_dates(date(2019, 3, 12), "mulai") == Dates(PartialDate(date(2019, 3, 12)))
    assert read_dates(datetime(2019, 3, 12, 10, 30), "mulai") == read_dates(TWELFTH, "mulai")


def test_range_covers_widest_reading() -> None:
    found = read_dates("Februari 2019 - 2024", "mulai")
    assert found and found.start and found.end
    assert found.start.value == date(2019, 2, 1)
    assert found.end.value == date(2024, 12, 31)


@pytest.mark.parametrize("name", sorted(MONTHS))
def test_every_month_name(name: str) -> None:
    assert told(read_dates(f"1 {name} 2019", "mulai")) == f"2019-{MONTHS[name]:02}-01"


days = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@settings(deadline=None)
@given(days, st.integers(0, 9))
def test_printed_day_is_read(day: date, form: int) -> None:
    name = MONTH_NAMES[day.month - 1]
    forms = (
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year % 100:02}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {name[:3]} {day.year}",
        f"Jakarta, {day.day} {name.upper()} {day.year}",
        f"{day:%Y/%m/%d}",
        f"tanggal {day.day} bulan {name} tahun {day.year}",
        f"{day.day}-{name[:3]}-{day.year % 100:02}",
    )
    assert read_dates(forms[form], "mulai") == Dates(PartialDate(day))


@settings(deadline=None)
@given(days, days, st.sampled_from((" s.d. ", " s/d ", " - ", " – ", " sampai dengan ", "-")))
def test_printed_range_is_read(a: date, b: date, joint: str) -> None:
    a, b = sorted((a, b))
    text = f"{a.day}-{a.month}-{a.year}{joint}{b.day}-{b.month}-{b.year}"
    assert read_dates(text, "mulai") == Dates(PartialDate(a), PartialDate(b))


@settings(deadline=None)
@given(days)
def test_serial_is_its_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    if 20_000 <= serial <= 60_000:
        assert read_dates(serial + 0.5, "mulai") == Dates(PartialDate(day))


PIECES = (
    "12 3 2019 19 Maret Mei Sept s.d. s/d - – / . , ( ) lima tahun bulan hari (lima) sampai "
    "sejak TW I tidak terbatas 2024 ± awal T.A. 99 31 Februari selamanya diperpanjang 0,5 "
    "setengah se"
)
pieces = st.sampled_from(PIECES.split())
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(),
    st.lists(pieces, max_size=9).map(" ".join),
    st.lists(pieces, max_size=9).map("".join),
)


@settings(deadline=None)
@given(cells)
def test_any_cell_is_read_or_refused(cell: Cell) -> None:
    try:
        dates = read_dates(cell, "mulai")
    except ValueRefused as error:
        assert error.field == "mulai"
    else:
        assert dates is None or dates.start or dates.end


# ------------------------------------------------------------------ terms

TERMS: dict[Cell, Span] = {
    "5 (lima) tahun": Span(5),
    "5 (Lima) Tahun": Span(5),
    "5 (lima tahun)": Span(5),
    "lima (5) tahun": Span(5),
    "lima tahun": Span(5),
    "5 tahun": Span(5),
    "5 th": Span(5),
    "5 th.": Span(5),
    "5 thn": Span(5),
    "5thn": Span(5),
    "5 years": Span(5),
    "5 tahunan": Span(5),
    "dua puluh lima tahun": Span(25),
    "sembilan puluh sembilan tahun": Span(99),
    "sepuluh tahun": Span(10),
    "sebelas tahun": Span(11),
    "setahun": Span(1),
    "60 bulan": Span(5),
    "36 (tiga puluh enam) bulan": Span(3),
    "18 bulan": Span(1, 6),
    "sebulan": Span(0, 1),
    "6 bln": Span(0, 6),
    "90 hari": Span(0, 0, 90),
    "2 minggu": Span(0, 0, 14),
    "2 semester": Span(1),
    "1 tahun 6 bulan": Span(1, 6),
    "1 (satu) tahun 6 (enam) bulan": Span(1, 6),
    "1 tahun dan 6 bulan": Span(1, 6),
    "2,5 tahun": Span(2, 6),
    "satu setengah tahun": Span(1, 6),
    "setengah tahun": Span(0, 6),
    "5 tahun (60 bulan)": Span(5),
    "3 tahun sejak ditandatangani": Span(3),
    "3 (tiga) tahun sejak tanggal ditandatangani": Span(3),
    "5 tahun terhitung sejak ditandatanganinya perjanjian ini": Span(5),
    "5 tahun terhitung sejak penandatanganan": Span(5),
    "2 (dua) tahun dan dapat diperpanjang": Span(2),
    "2 tahun dapat diperpanjang 1 tahun": Span(2),
    "2 tahun, dapat diperpanjang sesuai kesepakatan para pihak": Span(2),
    "5 tahun dengan evaluasi setiap 1 tahun": Span(5),
    "perpanjangan 2 tahun": Span(2),
    "selama 3 tahun": Span(3),
    "berlaku selama 3 (tiga) tahun": Span(3),
    "jangka waktu 5 tahun": Span(5),
    "paling lama 5 tahun": Span(5),
    "tidak terbatas": Span(endless=True),
    "tak terbatas": Span(endless=True),
    "Tidak terbatas waktunya": Span(endless=True),
    "tidak dibatasi waktu": Span(endless=True),
    "tanpa batas waktu": Span(endless=True),
    "selamanya": Span(endless=True),
    "selama-lamanya": Span(endless=True),
    "seumur hidup": Span(endless=True),
}
_DAY = PartialDate(date(2019, 3, 12))
_LAST = PartialDate(date(2023, 12, 31))
DATED_TERMS: dict[Cell, Span] = {
    "sampai 31 Desember 2023": Span(end=_LAST),
    "s.d. 31 Desember 2023": Span(end=_LAST),
    "31 Desember 2023": Span(end=_LAST),
    date(2023, 12, 31): Span(end=_LAST),
    datetime(2023, 12, 31, 0, 0): Span(end=_LAST),
    45291: Span(end=_LAST),
    "sejak ditandatangani s.d. 31 Desember 2023": Span(end=_LAST),
    "Desember 2023": Span(end=PartialDate(date(2023, 12, 31), "month")),
    "sejak 12 Maret 2019": Span(start=_DAY),
    "TMT 12 Maret 2019": Span(start=_DAY),
    "12 Maret 2019 s.d. 31 Desember 2023": Span(start=_DAY, end=_LAST),
    "5 tahun sejak 12 Maret 2019": Span(5, start=_DAY),
    "10 (sepuluh) Tahun, terhitung sejak tanggal 12 Maret 2019": Span(10, start=_DAY),
    "5 tahun, 12 Maret 2019 s.d. 11 Maret 2024": Span(
        5, start=_DAY, end=PartialDate(date(2024, 3, 11))
    ),
    "5 tahun (2019-2024)": Span(
        5,
        start=PartialDate(date(2019, 1, 1), "year"),
        end=PartialDate(date(2024, 12, 31), "year"),
    ),
    "5 tahun 2020 - 2024": Span(
        5,
        start=PartialDate(date(2020, 1, 1), "year"),
        end=PartialDate(date(2024, 12, 31), "year"),
    ),
    "5 tahun s.d. 2024": Span(5, end=PartialDate(date(2024, 12, 31), "year")),
    "3 bulan, Januari - Maret 2020": Span(
        0,
        3,
        start=PartialDate(date(2020, 1, 1), "month"),
        end=PartialDate(date(2020, 3, 31), "month"),
    ),
    "2019 s.d. tidak terbatas": Span(endless=True, start=PartialDate(date(2019, 1, 1), "year")),
    **dict.fromkeys(
        ("TA 2019", "Tahun 2019", "2019", 2019),
        Span(
            start=PartialDate(date(2019, 1, 1), "year"),
            end=PartialDate(date(2019, 12, 31), "year"),
        ),
    ),
}
NO_TERMS: tuple[Cell, ...] = (
    None,
    "",
    "-",
    "tidak ada",
    "tidak ditentukan",
    "tidak disebutkan",
    "belum ditentukan",
    "jangka waktu tidak ditentukan",
    "tidak diatur",
    "sampai selesai",
    "sampai selesainya pekerjaan",
    "sampai dengan berakhirnya kegiatan",
    "sejak ditandatangani",
    "sesuai kebutuhan",
    "sesuai kesepakatan para pihak",
    "selama diperlukan",
    "tergantung anggaran",
)
BAD_TERMS: dict[Cell, type[ValueRefused]] = {
    "5 (tiga) tahun": NumberContradicts,
    "36 (enam) bulan": NumberContradicts,
    "5 tahun 3 tahun": TermContradicts,
    "3 tahun atau 5 tahun": TermContradicts,
    "5 tahun 60 bulan": TermContradicts,
    "5 tahun (36 bulan)": TermContradicts,
    "5 tahun (2019-2021)": TermContradicts,
    "2 tahun, 12 Maret 2019 s.d. 11 Maret 2024": TermContradicts,
    "3-5 tahun": TermUnreadable,
    "3 s.d. 5 tahun": TermUnreadable,
    "30 hari kerja": TermUnreadable,
    "1,3 tahun": TermUnreadable,
    "0 tahun": TermUnreadable,
    "1000 tahun": TermUnreadable,
    "12 bulan Maret": TermUnreadable,
    "abc 5": TermUnreadable,
    "lama": TermUnreadable,
    "5": TermUnreadable,
    5: TermUnreadable,
    True: TermUnreadable,
    "31 Februari 2020": DateImpossible,
    "sampai 31 Juni 2020": DateImpossible,
    "2024 - 2019": EndBeforeStart,
    "#REF!": FormulaFailed,
    "5 tahun\x00": ControlCharacter,
    "<i>5 tahun": MarkupInText,
}


@pytest.mark.parametrize(
    ("cell", "expected"), [*TERMS.items(), *DATED_TERMS.items()], ids=lambda one: str(one)[:50]
)
def test_term(cell: Cell, expected: Span) -> None:
    assert read_term(cell, "masa") == expected


@pytest.mark.parametrize("cell", NO_TERMS, ids=repr)
def test_no_term(cell: Cell) -> None:
    assert read_term(cell, "masa") is None


@pytest.mark.parametrize(("cell", "error"), BAD_TERMS.items(), ids=lambda one: str(one)[:40])
def test_bad_term(cell: Cell, error: type[ValueRefused]) -> None:
    with pytest.raises(error) as refused:
        read_term(cell, "masa")
    assert type(refused.value) is error
    assert refused.value.field == "masa"


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        (5, "tahun", Span(5)),
        (5.0, "tahun", Span(5)),
        (2.5, "tahun", Span(2, 6)),
        ("5", "tahun", Span(5)),
        ("lima", "tahun", Span(5)),
        ("36", "bulan", Span(3)),
        (30, "hari", Span(0, 0, 30)),
        ("6 bulan", "tahun", Span(0, 6)),
    ],
)
def test_unit_of_heading(cell: Cell, unit: str, expected: Span) -> None:
    assert read_term(cell, "masa", unit) == expected


@pytest.mark.parametrize(
    ("start", "span", "expected"),
    [
        ("2019-03-12", Span(5), "2024-03-12"),
        ("2020-02-29", Span(5), "2025-02-28"),
        ("2020-02-29", Span(4), "2024-02-29"),
        ("2019-01-31", Span(0, 1), "2019-02-28"),
        ("2019-12-31", Span(0, 2), "2020-02-29"),
        ("2019-03-12", Span(1, 6), "2020-09-12"),
        ("2019-03-12", Span(0, 0, 90), "2019-06-10"),
        ("2019-03", Span(5), "2024-03"),
        ("2019-02", Span(1), "2020-02"),
        ("2019", Span(5), "2024"),
        ("2019", Span(0, 6), "2020"),
    ],
)
def test_end_is_computed(start: str, span: Span, expected: str) -> None:
    found = read_dates(start, "mulai")
    assert found and found.start
    end = end_after(found.start, span)
    assert end
    assert (shown(end), end.computed) == (expected, True)
    assert end == end.as_end()


def test_no_end_to_compute() -> None:
    assert end_after(_DAY, Span()) is None
    assert end_after(_DAY, Span(endless=True)) is None


def test_stated_end_is_not_computed() -> None:
    assert end_after(_DAY, Span(5, end=_LAST)) == _LAST
    assert not _LAST.computed


@pytest.mark.parametrize("span", [Span(190), Span(0, 0, 80_000), Span(10**6), Span(0, 0, 10**9)])
def test_end_beyond_the_graph(span: Span) -> None:
    with pytest.raises(DateOutOfRange):
        end_after(_DAY, span)


@settings(deadline=None)
@given(st.integers(1, 99), st.sampled_from(("tahun", "th", "thn")), st.booleans())
def test_printed_term_is_read(years: int, unit: str, has_words: bool) -> None:
    words = f" ({in_words(years)})" if has_words else ""
    assert read_term(f"{years}{words} {unit}", "masa") == Span(years)
    assert read_term(f"{in_words(years)} {unit}", "masa") == Span(years)


@settings(deadline=None)
@given(cells, st.sampled_from(("", "tahun", "bulan")))
def test_any_term_is_read_or_refused(cell: Cell, unit: str) -> None:
    try:
        span = read_term(cell, "masa", unit)
        if span:
            assert span.endless or span.has_length or span.start or span.end
            end_after(_DAY, span)
    except ValueRefused as error:
        assert error.field == "masa"


# ------------------------------------------------------------------ number words

_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def in_words(number: int) -> str:
    """Spell a number below a million."""
    if number >= 1_000:
        head = "seribu" if number // 1_000 == 1 else f"{in_words(number // 1_000)} ribu"
        return head if number % 1_000 == 0 else f"{head} {in_words(number % 1_000)}"
    if number >= 100:
        head = "seratus" if number // 100 == 1 else f"{_ONES[number // 100]} ratus"
        return head if number % 100 == 0 else f"{head} {in_words(number % 100)}"
    if number >= 20:
        head = f"{_ONES[number // 10]} puluh"
        return head if number % 10 == 0 else f"{head} {_ONES[number % 10]}"
    if number >= 12:
        return f"{_ONES[number - 10]} belas"
    return {10: "sepuluh", 11: "sebelas"}.get(number) or _ONES[number] or "nol"


@settings(deadline=None)
@given(st.integers(0, 999_999))
def test_spelled_number_is_read(number: int) -> None:
    assert number_in_words(in_words(number).split()) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "puluh",
        "ratus dua",
        "dua dua",
        "dua puluh sepuluh",
        "nol puluh",
        "ribu",
        "dua belas tiga",
        "juta juta",
        "dua juta tiga juta",
        "enam ribu ribu",
    ],
)
def test_words_that_make_no_number(words: str) -> None:
    assert number_in_words(words.split()) is None
