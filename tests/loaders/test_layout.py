"""Tables found in sheets as offices keep them, and what of a sheet is skipped."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.text import squeeze
from loaders.columns import recognise
from loaders.layout import Table, find_tables
from loaders.mapping import ColumnMapping, SheetMapping
from loaders.refusals import SKIPS, Skipped
from loaders.workbook import Cell, Sheet

N = None
Rows = Sequence[Sequence[Cell]]
Merges = Sequence[tuple[int, int, int, int]]

HEADING: list[Cell] = ["No", "Judul Kerja Sama", "Mitra", "Nomor", "Tanggal TTD", "Keterangan"]
FIRST: list[Cell] = [
    1,
    "Pengelolaan sampah perbatasan",
    "Kota Batam",
    "1/A/2019",
    "2019-03-12",
    "x",
]
SECOND: list[Cell] = [2, "Pelayanan kesehatan rujukan", "PT Uji Coba", "2/A/2020", "2020-03-12", N]


def sheet(rows: Rows, merged: Merges = (), name: str = "Lembar1", first_row: int = 1) -> Sheet:
    return Sheet(name, [list(row) for row in rows], first_row, list(merged))


def one_table(
    rows: Rows, merged: Merges = (), name: str = "Lembar1"
) -> tuple[Table, list[Skipped]]:
    (table,), skipped = find_tables(sheet(rows, merged, name))
    return table, skipped


def told(skipped: Sequence[Skipped]) -> list[tuple[int, int, str]]:
    return [(one.first, one.last, one.kind) for one in skipped]


def numbers(table: Table) -> list[tuple[int, int]]:
    return [(row.number, row.last) for row in table.rows]


def test_plain_table() -> None:
    table, skipped = one_table([HEADING, FIRST, SECOND])
    assert (table.kind, table.heading_rows, skipped) == ("agreements", (1, 1), [])
    assert table.headings == HEADING
    assert [row.cells for row in table.rows] == [FIRST, SECOND]


def test_page_as_it_is_printed() -> None:
    rows: Rows = [
        ["PEMERINTAH KOTA PROBOLINGGO"],
        ["SEKRETARIAT DAERAH"],
        ["Jl. Panglima Sudirman No. 19"],
        [],
        [N, "DAFTAR KERJA SAMA DAERAH TAHUN 2019–2024"],
        [],
        HEADING,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        FIRST,
        SECOND,
        ["JUMLAH", N, N, N, N, 2],
        [],
        ["Keterangan: keadaan akhir tahun"],
        ["*) masih dalam proses perpanjangan"],
        ["Sumber: Bagian Kerja Sama"],
        [N, N, N, N, "Probolinggo, 2 Januari 2024"],
        [N, N, N, N, "Mengetahui,"],
        [N, N, N, N, "Kepala Bagian Kerja Sama"],
        [],
        [N, N, N, N, "Drs. BUDI SANTOSO"],
        [N, N, N, N, "NIP. 19700101 199001 1 001"],
    ]
    table, skipped = one_table(rows)
    assert told(skipped) == [
        (1, 3, "letterhead"),
        (5, 5, "title"),
        (8, 8, "numbering"),
        (11, 11, "total"),
        (13, 15, "note"),
        (16, 21, "signature"),
    ]
    assert all(one.kind in SKIPS and one.sheet == "Lembar1" for one in skipped)
    assert numbers(table) == [(9, 9), (10, 10)]
    assert table.letterhead.startswith("PEMERINTAH KOTA PROBOLINGGO\nSEKRETARIAT DAERAH\n")
    assert "DAFTAR KERJA SAMA DAERAH" in table.letterhead
    assert "Mengetahui," in table.below and "Sumber: Bagian Kerja Sama" in table.below


TWO_ROWS: Rows = [
    ["No", "Judul", "Pihak", N, "Jangka Waktu", N, "Ket."],
    [N, N, "Kesatu", "Kedua", "Mulai", "Berakhir", N],
    [1, "Pengelolaan sampah", "Kota Batam", "PT Uji", "2019", "2024", N],
]
WHOLE = [
    "No",
    "Judul",
    "Pihak / Kesatu",
    "Pihak / Kedua",
    "Jangka Waktu / Mulai",
    "Jangka Waktu / Berakhir",
    "Ket.",
]
MERGES: Merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 1, 6)]


@pytest.mark.parametrize("merged", [(), MERGES])
def test_headings_of_two_rows(merged: Merges) -> None:
    table, skipped = one_table(TWO_ROWS, merged)
    assert (table.headings, table.heading_rows) == (WHOLE, (1, 2))
    assert (numbers(table), skipped) == ([(3, 3)], [])


def test_headings_of_three_rows() -> None:
    rows: Rows = [
        ["No", "Judul", "Naskah", N, N, "Mitra"],
        [N, N, "Nomor", N, "Tanggal", N],
        [N, N, "Pihak I", "Pihak II", N, N],
        [1, "Pengelolaan sampah", "1/A", "2/B", "2019-01-02", "PT Uji"],
    ]
    table, _ = one_table(rows)
    assert table.heading_rows == (1, 3)
    fields = [guess.field for guess in recognise(table)]
    assert fields == [
        "nomor_urut",
        "judul",
        "nomor_kesatu",
        "nomor_kedua",
        "ditandatangani",
        "mitra",
    ]


def test_first_row_of_body_is_no_heading() -> None:
    # Blanks to the right of a heading do not make the next row one.
    rows: Rows = [["No", "Judul", "Mitra", N], [N, "Pelatihan", "PT Uji", "baru"]]
    table, _ = one_table(rows)
    assert (table.heading_rows, numbers(table)) == ((1, 1), [(2, 2)])


def test_table_begins_in_another_column() -> None:
    rows: Rows = [[], [N, N, *HEADING], [N, N, *FIRST]]
    table, skipped = one_table(rows)
    assert table.headings == ["", "", *HEADING]
    assert table.rows[0].cells == [N, N, *FIRST]
    assert (table.rows[0].number, skipped) == (3, [])
    assert [guess.index for guess in recognise(table)] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "title",
    [
        "A. KERJA SAMA DENGAN DAERAH LAIN",
        "I. KSDD",
        "TAHUN 2019",
        "KABUPATEN SIDOARJO",
        "Kerja Sama dengan Pihak Ketiga",
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_section_is_kept_with_its_rows(title: str, place: int) -> None:
    head: list[Cell] = [N] * place + [title]
    table, skipped = one_table([HEADING, FIRST, head, SECOND])
    assert [row.section for row in table.rows] == ["", title]
    assert told(skipped) == [(3, 3, "section")]


@pytest.mark.parametrize(("first", "number"), [(1, 1), ("1", "1.1"), (1, "a"), (2, 1)])
def test_section_with_its_number_in_the_column_of_numbers(first: Cell, number: Cell) -> None:
    rows: Rows = [
        HEADING,
        [first, "KERJA SAMA DENGAN DAERAH LAIN"],
        [number, *FIRST[1:]],
        SECOND,
    ]
    table, skipped = one_table(rows)
    assert [row.section for row in table.rows] == [f"{first} KERJA SAMA DENGAN DAERAH LAIN"] * 2
    assert told(skipped) == [(2, 2, "section")]


def test_row_with_a_number_and_a_title_alone_is_no_section() -> None:
    table, _ = one_table([HEADING, FIRST, [2, "PELATIHAN KADER POSYANDU"], [3, *SECOND[1:]]])
    assert numbers(table) == [(2, 2), (3, 3), (4, 4)]


def test_ticks_become_the_words_that_they_stand_for() -> None:
    rows: Rows = [
        ["No", "Judul", "Mitra", "Jenis Naskah", N, "Kategori", N, "Tanggal"],
        [N, N, N, "MoU", "PKS", "KSDD", "KSDPK"],
        ["1", "KERJA SAMA DENGAN DAERAH LAIN"],
        [1, "Pengelolaan sampah", "Kota Batam", "√", N, "v", "-", "2019-01-02"],
        [2, "Pelatihan kader", "PT Uji", "-", "V", N, "x", "2019-01-03"],
    ]
    merges = [(0, place, 1, place) for place in (0, 1, 2, 7)]
    for merged in ([], [*merges, (0, 3, 0, 4), (0, 5, 0, 6)]):
        table, skipped = one_table(rows, merged)
        assert (table.heading_rows, told(skipped)) == ((1, 2), [(3, 3, "section")])
        assert [row.cells[3:7] for row in table.rows] == [
            ["MoU", N, "KSDD", N],
            [N, "PKS", N, "KSDPK"],
        ]
        fields = [guess.field for guess in recognise(table)]
        assert fields[3:7] == ["bentuk", "bentuk", "skema", "skema"]


def test_title_like_a_total_is_a_row() -> None:
    row: list[Cell] = [3, "Jumlah penduduk miskin: pendataan", "BPS Kota Batam", "3/A", "2019"]
    table, skipped = one_table([HEADING, FIRST, row])
    assert (numbers(table), skipped) == ([(2, 2), (3, 3)], [])


def test_sections_lie_within_each_other() -> None:
    rows: Rows = [
        HEADING,
        ["A.", "KSDD"],
        ["TAHUN 2019"],
        FIRST,
        ["TAHUN 2020"],
        SECOND,
        ["B. KSDPK"],
        FIRST,
    ]
    table, _ = one_table(rows)
    assert [row.section for row in table.rows] == [
        "A. KSDD / TAHUN 2019",
        "A. KSDD / TAHUN 2020",
        "B. KSDPK",
    ]


def test_repeated_headings_divide_no_table() -> None:
    table, skipped = one_table([HEADING, FIRST, [], HEADING, SECOND, HEADING])
    assert numbers(table) == [(2, 2), (5, 5)]
    assert told(skipped) == [(4, 4, "repeated_heading"), (6, 6, "repeated_heading")]


def test_tables_under_one_another() -> None:
    other: list[Cell] = ["No", "Para Pihak", "Tentang", "Masa Berlaku"]
    rows: Rows = [
        ["KSDD"],
        HEADING,
        FIRST,
        ["Total", N, N, N, N, 1],
        [],
        ["B. KERJA SAMA PIHAK KETIGA"],
        other,
        [1, "Kota Batam; PT Uji", "Pelatihan tenaga kerja", "3 tahun"],
    ]
    (first, second), skipped = find_tables(sheet(rows))
    assert (first.letterhead, second.letterhead) == ("KSDD", "B. KERJA SAMA PIHAK KETIGA")
    assert (numbers(first), numbers(second)) == ([(3, 3)], [(8, 8)])
    assert second.headings == other
    assert told(skipped) == [(1, 1, "letterhead"), (4, 4, "total"), (6, 6, "letterhead")]


CONTINUED: list[tuple[list[Cell], dict[int, str]]] = [
    ([N, N, "Kota Medan"], {2: "Kota Batam\nKota Medan"}),
    ([N, N, "Kota Medan", "7/B"], {2: "Kota Batam\nKota Medan", 3: "1/A/2019\n7/B"}),
    ([N, "dan pengolahannya"], {1: "Pengelolaan sampah perbatasan\ndan pengolahannya"}),
    ([N, N, N, "9/C/2019"], {3: "1/A/2019\n9/C/2019"}),
    # The same again adds nothing.
    ([N, N, "Kota Medan", N, "2019-03-12"], {2: "Kota Batam\nKota Medan"}),
]


@pytest.mark.parametrize(("more", "wanted"), CONTINUED)
def test_continuation_joins_the_row_above(more: list[Cell], wanted: dict[int, str]) -> None:
    table, skipped = one_table([HEADING, FIRST, more, SECOND])
    assert (numbers(table), skipped) == ([(2, 3), (4, 4)], [])
    assert table.rows[0].cells == [wanted.get(place, cell) for place, cell in enumerate(FIRST)]


def test_continuation_on_the_next_page() -> None:
    table, skipped = one_table([HEADING, FIRST, HEADING, [N, N, "Kota Medan"], SECOND])
    assert numbers(table) == [(2, 4), (5, 5)]
    assert told(skipped) == [(3, 3, "repeated_heading")]


def test_second_agreement_under_one_title() -> None:
    more: list[Cell] = [N, N, "Kota Medan", "7/B", "2021-01-02"]
    table, _ = one_table([HEADING, FIRST, more])
    assert numbers(table) == [(2, 2), (3, 3)]
    assert table.rows[1].cells[1:5] == [FIRST[1], "Kota Medan", "7/B", "2021-01-02"]


def test_merged_cells_are_filled_down() -> None:
    rows: Rows = [
        HEADING,
        FIRST,
        [2, "Pelatihan kader", N, "3/A", "2020-01-01"],
        [3, "Pelatihan guru", N, "4/A", "2020-01-01"],
    ]
    table, _ = one_table(rows, [(1, 2, 2, 2)])
    # Only what is merged: the last row's partner is missing, and stays so.
    assert [row.cells[2] for row in table.rows] == ["Kota Batam", "Kota Batam", N]


def test_parties_beside_a_merged_title_are_one_agreement() -> None:
    rows: Rows = [HEADING, FIRST, [N, N, "Kota Medan"], [N, N, "Kota Binjai"], SECOND]
    table, _ = one_table(rows, [(1, 0, 3, 0), (1, 1, 3, 1), (1, 4, 3, 4)])
    assert numbers(table) == [(2, 4), (5, 5)]
    assert table.rows[0].cells[2] == "Kota Batam\nKota Medan\nKota Binjai"


BLANKS: list[tuple[list[Cell], str | None]] = [
    # Neither number nor partner of its own below a row that has both: merged before export.
    ([N, "Pelatihan kader", N, "3/A", "2020-01-01"], "Kota Batam"),
    # A number of its own: the partner is simply missing.
    ([2, "Pelatihan kader", N, "3/A", "2020-01-01"], None),
]


@pytest.mark.parametrize(("more", "partner"), BLANKS)
def test_blank_is_filled_only_where_nothing_else_makes_sense(
    more: list[Cell], partner: str | None
) -> None:
    table, _ = one_table([HEADING, FIRST, more], name="")
    assert table.rows[1].cells[1:3] == ["Pelatihan kader", partner]


@pytest.mark.parametrize("left", [0, 2])
@pytest.mark.parametrize(
    ("heading", "one", "two"), [("Mitra", "PT Uji", "PT Coba"), ("Tahun", 2019, 2020)]
)
def test_group_is_said_once_for_its_rows(left: int, heading: str, one: Cell, two: Cell) -> None:
    rows: Rows = [
        [heading, "Para Pihak", "Judul", "Tanggal"],
        [one, "Kota Batam; PT A", "Pelatihan kader", "2019"],
        [N, "Kota Batam; PT B", "Pelatihan guru", "2020"],
        [two, "Kota Batam; PT C", "Pelatihan kader", "2021"],
    ]
    table, _ = one_table([[N] * left + list(row) for row in rows])
    assert [row.cells[left] for row in table.rows] == [one, one, two]


def test_years_are_sections_and_no_numbers() -> None:
    table, skipped = one_table([HEADING, [2019], FIRST, [2020], SECOND])
    assert [row.section for row in table.rows] == ["2019", "2020"]
    assert told(skipped) == [(2, 2, "section"), (4, 4, "section")]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["JUMLAH", N, N, N, N, 12], "total"),
        ([N, "Total Kerja Sama", N, N, N, "1.250"], "total"),
        ([N, N, N, N, 35, 12], "total"),
        ([3, N, N, N, N, N], "numbering"),
        ([1, 2, 3, 4, 5, 6], "numbering"),
        (["a", "b", "c", "d", "e", "f"], "numbering"),
        (["Catatan : angka sementara"], "note"),
        ([N, N, N, N, "a.n. WALIKOTA BATAM"], "signature"),
        ([N, N, "BUPATI SIDOARJO,"], "signature"),
        (["Mengetahui,", N, N, "Medan, 3 Januari 2022"], "signature"),
        ([N, N, N, N, "Sleman, 30-12-2022"], "signature"),
        ([N, N, N, N, "Garut, ....-....-2021"], "signature"),
        ([N, N, N, "Yang membuat,", N, "Ketua Tim"], "signature"),
        ([N, "Jumlah", "20 dokumen"], "total"),
        (["Jumlah", "19 naskah"], "total"),
        (["Jumlah Kerja Sama: 35"], "total"),
        ([N, "Total Kerja Sama", N, "empat puluh dua dokumen"], "total"),
        ([N, "Jumlah usulan", N, N, N, "3 (tiga) usulan"], "total"),
        ([12, "Jumlah"], "total"),
    ],
)
def test_row_that_is_no_agreement(row: list[Cell], kind: str) -> None:
    table, skipped = one_table([HEADING, FIRST, SECOND, row])
    assert told(skipped) == [(4, 4, kind)]
    assert len(table.rows) == 2
    assert skipped[0].text == " ".join(str(cell) for cell in row if cell is not N)


OTHERS: list[tuple[str, Rows]] = [
    ("OPD", [["No", "Nama OPD", "Alamat"], [1, "Dinas Kesehatan", "Jl. Satu"]]),
    ("Rekap", [["REKAPITULASI"], ["Bidang", "Jumlah MoU"], ["Kesehatan", 3], ["Sosial", 1]]),
    ("Rekap", [["Daerah", "Jumlah"], ["Kota Batam", 3], ["Kota Medan", 1]]),
    ("Sampul", [["DAFTAR KERJA SAMA"], [], ["TAHUN 2020"]]),
    ("Mitra", [["No", "Mitra", "Bidang", "Kontak"], [1, "PT Uji", "Kesehatan", "0812"]]),
    ("Angka", [[1, 2, 3], [4, 5, 6], [7, 8, 9]]),
]


@pytest.mark.parametrize(("name", "rows"), OTHERS)
def test_sheet_without_register_is_named(name: str, rows: Rows) -> None:
    tables, (skipped,) = find_tables(sheet(rows, name=name))
    assert tables == []
    assert (skipped.sheet, skipped.kind) == (name, "other_sheet")
    assert (skipped.first, skipped.last) == (1, len(rows))
    assert str(rows[0][0]) in skipped.text


@pytest.mark.parametrize("rows", [[], [[]], [[N, " "], [N]]])
def test_empty_sheet_is_named(rows: Rows) -> None:
    tables, (skipped,) = find_tables(sheet(rows))
    assert (tables, skipped.kind) == ([], "empty_sheet")


def test_totals_that_a_source_reports() -> None:
    rows: Rows = [["wilayah", "tahun", "jumlah"], ["15.71", 2017, 9]]
    table, _ = one_table(rows, name="")
    assert (table.kind, numbers(table)) == ("reports", [(2, 2)])


def test_documented_form_is_taken_by_the_letter() -> None:
    rows: Rows = [
        ["kode", "judul", "pihak", "sumber_judul"],
        ["A", "JUMLAH", N, N],
        ["A", N, N, "Berita"],
        [N, "Catatan: satu"],
        ["No", "Judul", "Mitra"],
    ]
    table, skipped = one_table(rows, name="")
    assert (numbers(table), skipped) == ([(2, 2), (3, 3), (4, 4), (5, 5)], [])


def test_objects_of_json_are_rows() -> None:
    rows: Rows = [["judulKerjaSama", "mitra"], ["Satu", "PT Uji"], ["JUMLAH", N]]
    (table,), skipped = find_tables(sheet(rows, name="", first_row=0))
    assert (numbers(table), table.heading_rows, skipped) == ([(1, 1), (2, 2)], (0, 0), [])


def test_headings_alone_are_a_table_without_rows() -> None:
    table, skipped = one_table([HEADING])
    assert (table.rows, skipped) == ([], [])


def test_headings_that_say_nothing() -> None:
    head: list[Cell] = ["Kolom1", "Kolom2", "Kolom3", "Kolom4", "Kolom5", "Kolom6"]
    third: list[Cell] = [3, "Peningkatan mutu layanan", "Kota Medan", "5/A/2021", "2021-01-01", N]
    for rows, first in (([head, FIRST, SECOND, third], 2), ([FIRST, SECOND, third], 1)):
        table, _ = one_table(rows)
        assert numbers(table) == [(first + place, first + place) for place in range(3)]


def test_cells_beyond_the_headings_stay() -> None:
    table, _ = one_table([HEADING, [*FIRST, "lebih"], SECOND])
    assert table.rows[0].cells == [*FIRST, "lebih"]


def test_mapping_names_the_row_of_headings() -> None:
    rows: Rows = [
        ["Apa", "Siapa", "Bilamana"],
        ["ini", "itu", "nanti"],
        ["Pelatihan kader", "PT Uji", "2019"],
        ["Pelatihan guru", "PT Coba", "2020"],
    ]
    columns = {"ini": "judul", "B": "mitra", "3": "ditandatangani"}
    for mapping in (
        ColumnMapping(columns=columns, heading_row=2),
        ColumnMapping(sheets={"Lembar1": SheetMapping(columns, 2)}),
    ):
        (table,), skipped = find_tables(sheet(rows), mapping)
        assert (table.heading_rows, numbers(table)) == ((2, 2), [(3, 3), (4, 4)])
        assert told(skipped) == [(1, 1, "letterhead")]
        assert [guess.field for guess in recognise(table, mapping)] == [
            "judul",
            "mitra",
            "ditandatangani",
        ]


TEXTS = st.sampled_from(
    ["Pengelolaan sampah", "PT Uji", "Kota Batam", "2019-01-02", "12/A/2019", "KSDD", "a", "IV"]
)
CELLS = st.one_of(st.none(), st.none(), TEXTS, st.integers(0, 9), st.just(" "), st.dates())
KNOWN_ROWS: list[list[Cell]] = [
    [],
    HEADING,
    FIRST,
    SECOND,
    *(list(row) for row in TWO_ROWS),
    ["PEMERINTAH KOTA BATAM"],
    ["DAFTAR KERJA SAMA"],
    ["(1)", "(2)", "(3)"],
    ["A. KERJA SAMA DENGAN DAERAH LAIN"],
    [N, "TAHUN 2019"],
    [N, N, "Kota Medan"],
    [N, "dan pengolahannya"],
    ["JUMLAH", N, N, 3],
    ["Keterangan: sementara"],
    [N, N, N, N, "Mengetahui,"],
    ["No", "Para Pihak", "Tentang", "Masa Berlaku"],
    ["Bidang", "Jumlah MoU", "Jumlah PKS"],
]
ROWS = st.lists(st.one_of(st.sampled_from(KNOWN_ROWS), st.lists(CELLS, max_size=7)), max_size=30)
MERGED = st.lists(
    st.tuples(st.integers(0, 29), st.integers(0, 6), st.integers(0, 3), st.integers(0, 2)),
    max_size=4,
)
AGAIN = {"repeated_heading", "numbering", "title"}


def text_of(cell: Cell) -> str:
    return squeeze(str(cell))


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, merged=MERGED)
@example(rows=[HEADING, FIRST, HEADING, [N, N, "Kota Medan"]], merged=[])
def test_no_row_is_lost(rows: list[list[Cell]], merged: list[tuple[int, int, int, int]]) -> None:
    merges = [(t, left, t + down, left + across) for t, left, down, across in merged]
    there = sheet(rows, merges)
    tables, skipped = find_tables(there)
    ranges = [("row", row.number, row.last) for table in tables for row in table.rows]
    ranges += [("heading", *table.heading_rows) for table in tables]
    ranges += [(one.kind, one.first, one.last) for one in skipped]
    for number, row in enumerate(rows, start=1):
        if all(cell is None or not str(cell).strip() for cell in row):
            continue
        kinds = [kind for kind, first, last in ranges if first <= number <= last]
        # Headings at the head of a page may stand within what one row continues.
        assert len(kinds) == 1 or (len(kinds) == 2 and kinds[0] == "row" and kinds[1] in AGAIN)
    # And every cell of a table's rows is in one of its cells.
    passed = {n for one in skipped for n in range(one.first, one.last + 1)}
    for row in (row for table in tables for row in table.rows):
        for number in range(row.number, row.last + 1):
            for place, cell in enumerate(rows[number - 1] if number not in passed else ()):
                if cell is not None and str(cell).strip():
                    assert text_of(cell) in text_of(row.cells[place])
    assert [list(row) for row in rows] == there.rows  # what was read stays as it was


def test_hundred_thousand_rows_in_two_seconds() -> None:
    row: list[Cell] = [1, "Pengelolaan sampah di perbatasan", "PT Uji", "1/A/2019", "2019", N]
    rows: Rows = [["PEMERINTAH KOTA BATAM"], [], HEADING, *[row] * 100_000]
    there = sheet(rows)
    start = time.process_time()
    (table,), _ = find_tables(there)
    recognise(table)
    assert time.process_time() - start < 20
    assert len(table.rows) == 100_000


@pytest.mark.parametrize(
    "rows",
    [
        [HEADING, [1, "1" * 500_000 + "x", " " * 500_000, "a" * 500_000, ",." * 200_000, N]] * 3,
        [["Pihak", *[N] * 9_000], ["Kesatu", *["Kedua"] * 9_000]],
        [["No", "Judul", "Mitra", *["x" * 200] * 5_000], [1, "Pelatihan", *["PT Uji"] * 5_000]],
    ],
    ids=["long cells", "wide heading", "wide body"],
)
def test_hostile_sheet_is_read_at_once(rows: Rows) -> None:
    start = time.process_time()
    find_tables(sheet(rows))
    assert time.process_time() - start < 50


def test_same_date_again_stays_a_date() -> None:
    first: list[Cell] = [1, "Pelatihan kader", "PT Uji", N, date(2019, 3, 12), N]
    table, _ = one_table([HEADING, first, [N, N, "PT Coba", N, date(2019, 3, 12), N]])
    assert table.rows[0].cells[2:5] == ["PT Uji\nPT Coba", N, date(2019, 3, 12)]


WORDS = ["kerja sama", "daerah", "pihak", "kegiatan", "program", "nomor", "lokasi", "mitra"]


@pytest.mark.parametrize("number", [True, False])
def test_rows_that_begin_like_headings_are_as_quick(number: bool) -> None:
    rows: list[list[Cell]] = [
        [
            *([place] if number else []),
            f"Kerja sama {WORDS[place % 8]} pelayanan ke-{place}",
            f"Bank Daerah {place}",
            f"Nomor 1/A/{place}",
            f"Tanggal 2019-03-{place % 28 + 1:02}",
        ]
        for place in range(50_000)
    ]
    heading: list[Cell] = ["No", "Judul", "Mitra", "Nomor", "Tanggal"][0 if number else 1 :]
    start = time.process_time()
    (table,), _ = find_tables(sheet([heading, *rows]))
    recognise(table)
    assert time.process_time() - start < 20
    assert len(table.rows) == 50_000


# Words of a body that are words of headings too: a form, a stage, where the document is kept.
WORDS_OF_BOTH = (
    ("Perjanjian Kerja Sama", "Selesai", "Scan"),
    ("Kesepakatan Bersama", "Aktif", "Dokumen"),
    ("PKS", "Dalam proses", "Arsip"),
)


@pytest.mark.parametrize("first_row", [0, 1])
def test_rows_that_speak_like_headings_are_rows(first_row: int) -> None:
    head = ["No", "Judul", "Mitra", "Jenis", "Nomor", "Tanggal", "Status", "Arsip"]
    body = [
        [n, f"Layanan {n}", "Kota Tegal", form, f"119/{n}/2020", "2020-01-01", stage, kept]
        for n, (form, stage, kept) in enumerate(WORDS_OF_BOTH * 5, start=1)
    ]
    tables, skipped = find_tables(Sheet("", [head, *body], first_row))
    (table,) = tables
    assert [row.cells[1] for row in table.rows] == [row[1] for row in body]
    assert skipped == [] or {one.kind for one in skipped} == {"heading"}


def test_body_without_headings_is_not_its_own_heading() -> None:
    body = [
        [n, f"Layanan {n}", "Kota Tegal", form, f"119/{n}/2020", date(2020, 1, n), stage, kept]
        for n, (form, stage, kept) in enumerate(WORDS_OF_BOTH * 5, start=1)
    ]
    tables, _skipped = find_tables(Sheet("", body))
    assert [len(table.rows) for table in tables] == [15]
