"""Money as people write it: whole units, each with what it is; nothing rounded in silence."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ValueRefused
from graph.model import AmountTooLarge, Benefit, NegativeAmount
from graph.text import ControlCharacter, MarkupInText
from loaders.cells import read_amounts
from loaders.cells.amounts import AmountAmbiguous, AmountRounded
from loaders.cells.numerals import NumberContradicts
from loaders.cells.text import FormulaFailed
from loaders.refusals import AmountUnreadable
from loaders.workbook import Cell

# A cell with one amount of rupiah and no word of what it is.
RUPIAH: dict[Cell, int] = {
    "Rp 2.511.548.710,00": 2_511_548_710,
    "Rp2.511.548.710,00": 2_511_548_710,
    "Rp. 2.511.548.710,00": 2_511_548_710,
    "Rp.2.511.548.710": 2_511_548_710,
    "Rp2.511.548.710,-": 2_511_548_710,
    "Rp. 2.511.548.710,--": 2_511_548_710,
    "Rp 2.511.548.710.00": 2_511_548_710,
    "2.511.548.710": 2_511_548_710,
    "2511548710": 2_511_548_710,
    2511548710: 2_511_548_710,
    2511548711.0: 2_511_548_711,
    2511548712.0000001: 2_511_548_712,
    "rp 5.000": 5_000,
    "RP 5.000": 5_000,
    "IDR 5.000.000": 5_000_000,
    "IDR 5,000,000": 5_000_000,
    "5.000.000 rupiah": 5_000_000,
    "Rp 5 000 000": 5_000_000,
    "Rp5000000": 5_000_000,
    "Rp 1": 1,
    "500": 500,
    "1,250,000.00": 1_250_000,
    "1,250,000": 1_250_000,
    "Rp551,844,040": 551_844_040,
    "Rp 250,000": 250_000,
    "Rp. 1,5 M": 1_500_000_000,
    "Rp1,5 M": 1_500_000_000,
    "Rp 1,5M": 1_500_000_000,
    "Rp 1,5 m": 1_500_000_000,
    "1,5 M": 1_500_000_000,
    "Rp1,5 miliar": 1_500_000_000,
    "Rp 1,5 milyar": 1_500_000_000,
    "1,5 Milyar Rupiah": 1_500_000_000,
    "Rp 1.5 M": 1_500_000_000,
    "Rp 1.5 miliar": 1_500_000_000,
    "Rp 0,5 M": 500_000_000,
    "Rp 3,2 T": 3_200_000_000_000,
    "Rp 3,2 triliun": 3_200_000_000_000,
    "Rp 3,2 trilyun": 3_200_000_000_000,
    "1.250 juta": 1_250_000_000,
    "Rp 1.250 juta": 1_250_000_000,
    "12,5 juta": 12_500_000,
    "Rp 12,5 jt": 12_500_000,
    "12 jt.": 12_000_000,
    "750 ribu": 750_000,
    "Rp 750 rb": 750_000,
    "5 juta rupiah": 5_000_000,
    "lima ratus juta rupiah": 500_000_000,
    "Rp 500.000.000 (lima ratus juta rupiah)": 500_000_000,
    "Rp 500.000.000,00 (terbilang: Lima Ratus Juta Rupiah)": 500_000_000,
    "Rp 500 juta (lima ratus juta rupiah)": 500_000_000,
}
OTHERS: dict[str, tuple[int, str]] = {
    "USD 25,000": (25_000, "USD"),
    "USD 25.000": (25_000, "USD"),
    "USD25000": (25_000, "USD"),
    "US$ 25.000": (25_000, "USD"),
    "US$25,000.00": (25_000, "USD"),
    "$ 25,000": (25_000, "USD"),
    "25.000 dolar AS": (25_000, "USD"),
    "25,000 USD": (25_000, "USD"),
    "USD 1.5 million": (1_500_000, "USD"),
    "EUR 1.250": (1_250, "EUR"),
    "€ 1.250,00": (1_250, "EUR"),
    "1.250 euro": (1_250, "EUR"),
    "JPY 5,000,000": (5_000_000, "JPY"),
    "¥ 5.000.000": (5_000_000, "JPY"),
    "5 juta yen": (5_000_000, "JPY"),
    "SGD 10000": (10_000, "SGD"),
    "S$ 10.000": (10_000, "SGD"),
    "10.000 dolar Singapura": (10_000, "SGD"),
    "AUD 7,500": (7_500, "AUD"),
    "RM 7.500": (7_500, "MYR"),
    "GBP 900": (900, "GBP"),
    "CNY 80.000": (80_000, "CNY"),
    "KRW 9.000.000": (9_000_000, "KRW"),
}
ITEMS: dict[str, list[Benefit]] = {
    # The documented form.
    "jasa giro = 2511548710 (2018)": [Benefit("jasa giro", 2_511_548_710, year=2018)],
    "jasa giro = 2511548710 (2018);dividen = 8725188771": [
        Benefit("jasa giro", 2_511_548_710, year=2018),
        Benefit("dividen", 8_725_188_771),
    ],
    "giro = 2.511.548.710": [Benefit("giro", 2_511_548_710)],
    "giro = 2 511 548 710": [Benefit("giro", 2_511_548_710)],
    "giro = 0": [Benefit("giro", 0)],
    # As offices write it.
    "giro = 1,5 juta": [Benefit("giro", 1_500_000)],
    "giro : 5.000.000": [Benefit("giro", 5_000_000)],
    "giro: Rp 5.000.000": [Benefit("giro", 5_000_000)],
    "giro - Rp 5.000.000": [Benefit("giro", 5_000_000)],
    "Jasa giro sebesar Rp 5.000.000": [Benefit("Jasa giro", 5_000_000)],
    "CSR Rp551,844,040": [Benefit("CSR", 551_844_040)],
    "Giro Rp 2.511.548.710 dan dividen Rp 8.725.188.771": [
        Benefit("Giro", 2_511_548_710),
        Benefit("dividen", 8_725_188_771),
    ],
    "jasa giro Rp 5 juta, dividen Rp 6 juta, CSR Rp 7 juta": [
        Benefit("jasa giro", 5_000_000),
        Benefit("dividen", 6_000_000),
        Benefit("CSR", 7_000_000),
    ],
    "1. Giro: Rp 5.000.000\n2. Dividen: Rp 6.000.000": [
        Benefit("Giro", 5_000_000),
        Benefit("Dividen", 6_000_000),
    ],
    "1. Giro Rp 5.000.000 2. Dividen Rp 6.000.000": [
        Benefit("Giro", 5_000_000),
        Benefit("Dividen", 6_000_000),
    ],
    "a. giro Rp 1.000.000 b. CSR Rp 2.000.000": [
        Benefit("giro", 1_000_000),
        Benefit("CSR", 2_000_000),
    ],
    "- Giro Rp 5.000.000\n- Dividen Rp 6.000.000": [
        Benefit("Giro", 5_000_000),
        Benefit("Dividen", 6_000_000),
    ],
    "giro Rp 5.000.000\nnihil": [Benefit("giro", 5_000_000)],
    "Rp 5.000.000 (2018)": [Benefit("nilai", 5_000_000, year=2018)],
    "Rp 5.000.000 tahun 2018": [Benefit("nilai", 5_000_000, year=2018)],
    "Rp 5.000.000 TA 2018": [Benefit("nilai", 5_000_000, year=2018)],
    "Jasa giro 2018 Rp 5.000.000": [Benefit("Jasa giro", 5_000_000, year=2018)],
    "Jasa giro tahun 2018 Rp 5.000.000": [Benefit("Jasa giro", 5_000_000, year=2018)],
    "dividen sebesar Rp 8.725.188.771 tahun 2018": [Benefit("dividen", 8_725_188_771, year=2018)],
    "1.000.000 (2018), 2.000.000 (2019)": [
        Benefit("nilai", 1_000_000, year=2018),
        Benefit("nilai", 2_000_000, year=2019),
    ],
    "giro Rp 5 juta (2018) dan USD 2,000 (2019)": [
        Benefit("giro", 5_000_000, year=2018),
        Benefit("nilai", 2_000, "USD", 2019),
    ],
    # What qualifies an amount is kept beside its item.
    "Rp 1.500.000 per tahun": [Benefit("nilai (per tahun)", 1_500_000)],
    "Rp 1.000.000/bulan": [Benefit("nilai (/bulan)", 1_000_000)],
    "sewa Rp 1.500.000 per tahun": [Benefit("sewa (per tahun)", 1_500_000)],
    "Rp2.511.548.710 dari APBD": [Benefit("nilai (dari APBD)", 2_511_548_710)],
    "Rp 3 milyar lebih": [Benefit("nilai (lebih)", 3_000_000_000)],
    "± Rp 5 M": [Benefit("nilai (±)", 5_000_000_000)],
    "kurang lebih Rp 5 M": [Benefit("nilai (kurang lebih)", 5_000_000_000)],
    "Nilai kontrak Rp. 1.250.000.000,00 (termasuk PPN)": [
        Benefit("Nilai kontrak (termasuk PPN)", 1_250_000_000)
    ],
    "Rp 5.000.000 jasa giro": [Benefit("jasa giro", 5_000_000)],
}
NOTHING: tuple[Cell, ...] = (
    None,
    "",
    " ",
    "-",
    "nihil",
    "0",
    0,
    0.0,
    "Rp 0",
    "Rp. 0,-",
    "Rp -",
    "Rp",
    "Rp 0,00",
    "tidak ada",
    "belum ada",
    "n/a",
    "dalam proses",
    ";;",
)
BAD: dict[Cell, type[ValueRefused]] = {
    "-5": NegativeAmount,
    -5: NegativeAmount,
    -0.5: NegativeAmount,
    "Rp -5.000": NegativeAmount,
    "-Rp 5.000": NegativeAmount,
    "- Rp 5.000": NegativeAmount,
    "Rp-5.000.000": NegativeAmount,
    "giro = -5": NegativeAmount,
    "giro minus Rp 5.000": NegativeAmount,
    "(1.250.000)": NegativeAmount,
    "(Rp 1.250.000)": NegativeAmount,
    -(10**30): NegativeAmount,
    "9223372036854775808": AmountTooLarge,
    9223372036854775808: AmountTooLarge,
    10**5000: AmountTooLarge,
    1e19: AmountTooLarge,
    "giro = 9223372036854775808": AmountTooLarge,
    "Rp 10.000.000 T": AmountTooLarge,
    "9" * 60: AmountTooLarge,
    "Rp 1,250 juta": AmountAmbiguous,
    "Rp 1,250 M": AmountAmbiguous,
    "USD 1 M": AmountAmbiguous,
    "kegiatan sosial": AmountUnreadable,
    "giro": AmountUnreadable,
    "giro =": AmountUnreadable,
    "= 5": AmountUnreadable,
    "=1+1": AmountUnreadable,
    "|=1+1": AmountUnreadable,
    "'=1+1": AmountUnreadable,
    "%0A=1+1": AmountUnreadable,
    "@1=1": AmountUnreadable,
    "1.5": AmountUnreadable,
    "giro = 1.5": AmountUnreadable,
    "giro = 2511.50": AmountUnreadable,
    "2511.50": AmountUnreadable,
    "1.25.000": AmountUnreadable,
    "Rp 1.25.000": AmountUnreadable,
    "1,25,000": AmountUnreadable,
    "1.250,000.00": AmountUnreadable,
    "0,75": AmountUnreadable,
    0.75: AmountUnreadable,
    "2 unit mobil": AmountUnreadable,
    "luas 25000 m2": AmountUnreadable,
    "500 m": AmountUnreadable,
    "5 orang": AmountUnreadable,
    "100%": AmountUnreadable,
    "APBD 2019": AmountUnreadable,
    "415.4/12/2019": AmountUnreadable,
    "Rp 1 M s.d. Rp 2 M": AmountUnreadable,
    "Rp 1 juta - Rp 2 juta": AmountUnreadable,
    "Rp 1 juta atau Rp 2 juta": AmountUnreadable,
    "٥٠٠٠": AmountUnreadable,
    float("inf"): AmountUnreadable,
    float("nan"): AmountUnreadable,
    True: AmountUnreadable,
    date(2019, 3, 12): AmountUnreadable,
    time(1): AmountUnreadable,
    timedelta(1): AmountUnreadable,
    "Rp 500.000.000 (lima juta rupiah)": NumberContradicts,
    "Rp 2.511.548.710,35": AmountRounded,
    2511548710.35: AmountRounded,
    "EUR 1.250,75": AmountRounded,
    "#DIV/0!": FormulaFailed,
    "Rp 5.000\x00": ControlCharacter,
    "<script>Rp 5.000": MarkupInText,
}


@pytest.mark.parametrize(("cell", "amount"), RUPIAH.items(), ids=lambda one: str(one)[:40])
def test_rupiah(cell: Cell, amount: int) -> None:
    assert read_amounts(cell, "hasil") == (Benefit("nilai", amount),)


@pytest.mark.parametrize(("cell", "expected"), OTHERS.items())
def test_other_currency(cell: str, expected: tuple[int, str]) -> None:
    assert read_amounts(cell, "hasil") == (Benefit("nilai", *expected),)


@pytest.mark.parametrize(("cell", "expected"), ITEMS.items())
def test_items(cell: str, expected: list[Benefit]) -> None:
    assert read_amounts(cell, "hasil") == tuple(expected)


@pytest.mark.parametrize("cell", NOTHING, ids=repr)
def test_nothing(cell: Cell) -> None:
    assert read_amounts(cell, "hasil") == ()


@pytest.mark.parametrize(("cell", "error"), BAD.items(), ids=range(len(BAD)))
def test_bad(cell: Cell, error: type[ValueRefused]) -> None:
    with pytest.raises(error) as refused:
        read_amounts(cell, "hasil")
    assert type(refused.value) is error
    assert refused.value.field == "hasil"


@pytest.mark.parametrize(
    ("cell", "unit", "amount", "currency"),
    [
        ("1.250", "(juta Rp)", 1_250_000_000, "IDR"),
        ("12,5", "juta rupiah", 12_500_000, "IDR"),
        ("1.250,5", "dalam jutaan", 1_250_500_000, "IDR"),
        (12.5, "juta", 12_500_000, "IDR"),
        (3, "Miliar", 3_000_000_000, "IDR"),
        (1250, "Rp. 000,-", 1_250_000, "IDR"),
        (1250, "Rp (x 1.000)", 1_250_000, "IDR"),
        ("1.250", "ribu rupiah", 1_250_000, "IDR"),
        ("1.250", "Rp", 1_250, "IDR"),
        ("25.000", "USD", 25_000, "USD"),
        ("25", "ribu USD", 25_000, "USD"),
        # A cell that names its scale or currency keeps to it.
        ("Rp 1,5 M", "(juta Rp)", 1_500_000_000, "IDR"),
        ("USD 25,000", "Rp", 25_000, "USD"),
        ("1.250", "Nilai", 1_250, "IDR"),
    ],
)
def test_unit_of_heading(cell: Cell, unit: str, amount: int, currency: str) -> None:
    assert read_amounts(cell, "nilai", "modal", unit) == (Benefit("modal", amount, currency),)


def test_ambiguous_under_a_unit() -> None:
    with pytest.raises(AmountAmbiguous):
        read_amounts("1,250", "nilai", "modal", "juta")


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("Rp 2.511.548.710,35", 2_511_548_710),
        (2511548710.75, 2_511_548_711),
        ("Rp 10,5", 10),  # half to even
        ("Rp 11,5", 12),
        ("Rp 1,23456789012 M", 1_234_567_890),
    ],
)
def test_rounding_is_told(cell: Cell, amount: int) -> None:
    warnings: list[ValueRefused] = []
    assert read_amounts(cell, "hasil", warnings=warnings) == (Benefit("nilai", amount),)
    assert [type(warning) for warning in warnings] == [AmountRounded]
    assert str(amount) in str(warnings[0])


def test_whole_amount_warns_of_nothing() -> None:
    warnings: list[ValueRefused] = []
    read_amounts("Rp 5.000,00", "hasil", warnings=warnings)
    assert warnings == []


def test_item_of_heading() -> None:
    assert read_amounts("Rp 5.000", "nilai", "retribusi") == (Benefit("retribusi", 5_000),)


amounts = st.integers(1, 2**63 - 1)


@settings(deadline=None)
@given(amounts, st.integers(0, 5))
def test_printed_amount_is_read(amount: int, form: int) -> None:
    dotted = f"{amount:,}".replace(",", ".")
    forms = (
        str(amount),
        f"Rp {dotted}",
        f"Rp{dotted},00",
        f"Rp. {dotted},-",
        f"IDR {amount:,}.00",
        f"nilai = {dotted}",
    )
    assert read_amounts(forms[form], "hasil") == (Benefit("nilai", amount),)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("giro", "dividen", "CSR")), amounts), min_size=1))
def test_documented_form_is_read(rows: list[tuple[str, int]]) -> None:
    text = "; ".join(f"{item} = {amount} (2018)" for item, amount in rows)
    expected = tuple(Benefit(item, amount, year=2018) for item, amount in rows)
    assert read_amounts(text, "hasil") == expected


PIECES = (
    "Rp Rp. 1 000 1.500 2,5 M T juta ribu miliar USD $ US$ ; , . - = ( ) (2018) 2019 dan giro "
    "dividen per tahun sebesar lima ratus (lima ± s.d. 100% 0 -5 00 € rupiah / :"
)
pieces = st.lists(st.sampled_from(PIECES.split()), max_size=9)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.timedeltas(),
    st.text(),
    pieces.map(" ".join),
    pieces.map("".join),
)


@settings(deadline=None)
@given(cells, st.sampled_from(("", "juta Rp", "USD", "000")))
def test_any_cell_is_read_or_refused(cell: Cell, unit: str) -> None:
    try:
        found = read_amounts(cell, "hasil", "nilai", unit)
    except ValueRefused as error:
        assert error.field == "hasil"
    else:
        assert all(0 <= benefit.amount < 2**63 for benefit in found)
