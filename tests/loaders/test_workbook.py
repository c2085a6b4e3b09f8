"""Files as offices keep them, and files that nobody should send."""

from __future__ import annotations

import datetime
import io
import json
import os
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from loaders.refusals import (
    FileDamaged,
    FileEmpty,
    FileForeign,
    FileNeedsMemory,
    FileNotText,
    FilePacked,
    FileProtected,
    FileQuotesWrong,
    FileRefused,
    FileTakesTooLong,
    FileTooLarge,
    FileTooLong,
    FileTooWide,
    FileUnpacksTooLarge,
    FileUnreadable,
    FileWithEntities,
    JsonInvalid,
    JsonLineWrong,
    JsonTooDeep,
    JsonWithoutRows,
    QuotesWrong,
)
from loaders.spreadsheets import Limits
from loaders.workbook import LIMITS, Book, Cell, Sheet, read_book

ROWS = [["Judul", "Para Pihak", "Nilai"], ["Layanan “bank”", "Kab. Ünï; PT Café", "1,5"]]


def read(path: Path, content: bytes | str) -> Book:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_book(path)


def only(book: Book) -> Sheet:
    (sheet,) = book.sheets
    return sheet


def told(book: Book) -> str:
    return "\n".join(remark.message(str) for remark in book.remarks)


# ---------------------------------------------------------------- CSV


def csv_text(rows: list[list[str]], delimiter: str) -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_text_is_read(tmp_path: Path, delimiter: str, encoding: str, mark: bytes) -> None:
    content = mark + csv_text(ROWS * 3, delimiter).encode(encoding)
    book = read(tmp_path / "uji.xls", content)
    assert (book.kind, only(book).rows) == ("csv", ROWS * 3)
    assert only(book).first_row == 1
    assert "Sel dipisahkan oleh" in told(book)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sep=;\na;b,c\nd;e\n", [["a", "b,c"], ["d", "e"]]),
        (
            # A letterhead with more commas than the headings, over a table with semicolons.
            "PEMERINTAH KOTA, SEKRETARIAT, BAGIAN, KERJA, SAMA\n\nNo;Judul;Pihak\n"
            "1;Air, sampah;Kota A\n2;Jalan;Kota B\n3;Api;Kota C\n",
            [
                ["PEMERINTAH KOTA, SEKRETARIAT, BAGIAN, KERJA, SAMA"],
                [],
                ["No", "Judul", "Pihak"],
                ["1", "Air, sampah", "Kota A"],
                ["2", "Jalan", "Kota B"],
                ["3", "Api", "Kota C"],
            ],
        ),
        (
            # Semicolons part parties, inside every cell of a table with commas.
            "judul,pihak,tahun\nA,x;y,2019\nB,x;y,2020\n",
            [["judul", "pihak", "tahun"], ["A", "x;y", "2019"], ["B", "x;y", "2020"]],
        ),
        ("judul\nA\n", [["judul"], ["A"]]),
        (
            ",,\n,judul,,pihak,\n,,\n,A,,B\n,,\n\n",
            [[], [None, "judul", None, "pihak"], [], [None, "A", None, "B"]],
        ),
        ('a,b\n"satu\ndua, tiga",c\n', [["a", "b"], ["satu\ndua, tiga", "c"]]),
        ("a\tb\rc\td\r", [["a", "b"], ["c", "d"]]),
    ],
)
def test_cells_are_parted(tmp_path: Path, text: str, rows: list[list[Cell]]) -> None:
    assert only(read(tmp_path / "uji.csv", text)).rows == rows


# A file of five columns and four rows, of which the third is as given; what becomes of it.
QUOTES = (
    ('3,"tiga,x,y,z', {3}),
    ('3,tiga "dalam" kutip,x,y,z', set()),
    ('3,"tiga "dalam" kutip",x,y,z', {3}),
    ('"3,tiga,x,y,z', {3}),
    ('3,tiga",x,y,z', set()),
    ('3,"tiga\nbaris, lagi\nakhir",x,y,z', set()),
    ('"3,tiga,x,y,z\n"3,tiga,x,y,z', {3, 4}),
    # Two stray quotes some rows apart must not make one cell of the rows between.
    ('3,"tiga,x,y,z\n4,empat,x,y,z\n5,lima",x,y,z', {3}),
    ('"3,tiga,x,y,z\n4,empat,x,y,z\n5",lima,x,y,z', {3}),
)


@pytest.mark.parametrize(("line", "broken"), QUOTES)
def test_stray_quote_costs_one_row(tmp_path: Path, line: str, broken: set[int]) -> None:
    first = ["no,judul,a,b,c", "2,dua,x,y,z"]
    after = [f"{number},sesudah,x,y,z" for number in range(300)]
    sheet = only(read(tmp_path / "uji.csv", "\n".join([*first, line, *after])))
    assert set(sheet.broken) == broken
    assert [row[1] for row in sheet.rows[:2]] == ["judul", "dua"]
    assert sheet.rows[-300:] == [[str(n), "sesudah", "x", "y", "z"] for n in range(300)]
    for number, (text, error) in sheet.broken.items():
        assert isinstance(error, QuotesWrong)
        assert '"' in text and "\n" not in text
        assert sheet.rows[number - 1] == []


def test_wrong_bytes_stay_in_their_rows(tmp_path: Path) -> None:
    content = "a,b\nKafé Ünï,é\n".encode() * 3 + b"Kaf\xe9,x\n"
    book = read(tmp_path / "uji.csv", content)
    assert only(book).rows[-2:] == [["Kafé Ünï", "é"], ["Kaf\udce9", "x"]]
    assert "1 bita bukan UTF-8" in told(book)


# ---------------------------------------------------------------- spreadsheets


def xlsx(path: Path, fill: Callable[[xlsxwriter.Workbook], object]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        fill(book)
    return path


def test_xlsx_keeps_everything(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Kerja Sama")
        day = book.add_format({"num_format": "d mmmm yyyy"})
        sheet.merge_range(2, 1, 3, 3, "judul")
        sheet.write_datetime(4, 1, datetime.date(2019, 3, 12), day)
        sheet.write_datetime(4, 2, datetime.time(8, 30), book.add_format({"num_format": "hh:mm"}))
        sheet.write_number(4, 3, 0.125, book.add_format({"num_format": "0%"}))
        sheet.write_boolean(4, 4, False)
        sheet.write_number(4, 5, 2_511_548_710)
        sheet.write_string(4, 6, "12345678901234567890")
        sheet.write_formula(5, 1, "=A1/0", None, "#DIV/0!")
        sheet.write_formula(5, 2, "=Lain!A1", None, "#REF!")
        sheet.write_formula(5, 3, '=A1&"x"', None, "hasil")
        sheet.write_string(7, 1, "tersembunyi")
        sheet.set_row(7, None, None, {"hidden": True})
        sheet.write_blank(5_000, 20, None, day)
        hidden = book.add_worksheet("Rahasia")
        hidden.hide()
        hidden.write_string(0, 0, "isi")
        book.add_worksheet("Kosong")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "='Kerja Sama'!$A$1:$A$3"})
        book.add_chartsheet("Grafik").set_chart(chart)

    book = read_book(xlsx(tmp_path / "uji.csv", fill))
    first, hidden, empty = book.sheets
    assert (book.kind, first.name, first.merged) == ("xlsx", "Kerja Sama", [(2, 1, 3, 3)])
    assert first.rows == [
        [],
        [],
        [None, "judul"],
        [],
        [
            None,
            datetime.date(2019, 3, 12),
            datetime.time(8, 30),
            0.125,
            False,
            2_511_548_710,
            "12345678901234567890",
        ],
        [None, "#DIV/0!", "#REF!", "hasil"],
        [],
        [None, "tersembunyi"],
    ]
    assert (first.hidden, first.hidden_rows) == (False, (8,))
    assert (hidden.hidden, hidden.rows, empty.rows) == (True, [["isi"]], [])
    assert told(book).splitlines() == [
        "Lembar “Kerja Sama”: 2 sel berisi kesalahan rumus, mis. #DIV/0! pada baris 6, kolom 2.",
        "Lembar “Grafik” tidak berisi sel (grafik atau makro); dilewati.",
        "Lembar “Kerja Sama”: 1 baris disembunyikan, tetapi dibaca juga.",
        "Lembar “Rahasia” disembunyikan, tetapi dibaca juga.",
    ]


def cells_xlsx(path: Path, cells: str, head: str = "") -> Path:
    """Make a workbook whose sheet has this XML for its rows."""
    xlsx(path, lambda book: book.add_worksheet("A"))
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0"?>{head}<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData>'
        "</worksheet>"
    ).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_formula_without_result_is_told(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f>B1&amp;C1</f><v/></c><c r="B1" t="str"><f>D1</f><v></v></c>'
        '<c r="C1"><v>1</v></c></row><row r="3"><c r="D3"><f>1+1</f></c></row>'
    )
    book = read_book(cells_xlsx(tmp_path / "uji.xlsx", cells))
    assert only(book).rows == [["=B1&C1", None, 1.0], [], [None, None, None, "=1+1"]]
    assert "2 rumus tersimpan tanpa hasilnya, mis. =B1&C1 pada baris 1" in told(book)


def test_error_without_place_is_told(tmp_path: Path) -> None:
    cells = '<row><c t="e"><v>#REF!</v></c><c><v>2</v></c></row>'
    book = read_book(cells_xlsx(tmp_path / "uji.xlsx", cells))
    assert only(book).rows == [[None, 2.0]]
    assert "1 sel berisi kesalahan rumus dan terbaca kosong" in told(book)


def test_formatted_rows_cost_nothing(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 60_000))
    path = cells_xlsx(tmp_path / "uji.xlsx", f'<row r="1"><c r="A1"><v>1</v></c></row>{cells}')
    assert only(read_book(path)).rows == [[1.0]]


def test_xls_is_read(tmp_path: Path) -> None:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Data")
    sheet.write_merge(1, 1, 1, 3, "judul")
    sheet.write(2, 1, datetime.date(2019, 3, 12), xlwt.easyxf(num_format_str="D MMMM YYYY"))
    sheet.write(2, 2, 5)
    sheet.row(3).set_cell_error(2, "#REF!")
    sheet.row(2).hidden = True
    made.add_sheet("Lain").visibility = 1
    made.save(tmp_path / "uji.xls")
    book = read_book(tmp_path / "uji.xls")
    first, other = book.sheets
    assert (book.kind, first.merged, first.hidden_rows) == ("xls", [(1, 1, 1, 3)], (3,))
    assert first.rows == [
        [],
        [None, "judul"],
        [None, datetime.date(2019, 3, 12), 5],
        [None, None, "#REF!"],
    ]
    assert other.hidden
    assert "1 sel berisi kesalahan rumus, mis. #REF! pada baris 4, kolom 3" in told(book)


def ods(path: Path, *rows: TableRow) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Data")
    for row in rows:
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(path)
    return path


def ods_row(*cells: TableCell, **options: object) -> TableRow:
    row = TableRow(**options)
    for cell in cells:
        row.addElement(cell)
    return row


def ods_cell(text: str, **options: object) -> TableCell:
    cell = TableCell(**{"valuetype": "string"} | options)
    cell.addElement(P(text=text))
    return cell


def test_ods_is_read(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "uji.ods",
        ods_row(ods_cell("judul", numbercolumnsspanned=2), CoveredTableCell(), ods_cell("x")),
        ods_row(
            ods_cell("12/3/19", valuetype="date", datevalue="2019-03-12"),
            ods_cell("3", valuetype="float", value="3"),
            visibility="filter",
        ),
        ods_row(ods_cell("#REF!", stringvalue="", formula="of:=[.A9]"), ods_cell("y")),
        ods_row(TableCell(numbercolumnsrepeated=16_384), numberrowsrepeated=1_048_000),
    )
    book = read_book(path)
    sheet = only(book)
    assert (book.kind, sheet.merged, sheet.hidden_rows) == ("ods", [(0, 0, 0, 1)], (2,))
    assert sheet.rows == [["judul", None, "x"], [datetime.date(2019, 3, 12), 3.0], ["#REF!", "y"]]
    assert "mis. #REF! pada baris 3, kolom 1" in told(book)


# ---------------------------------------------------------------- JSON

JSON: tuple[tuple[str, list[list[Cell]]], ...] = (
    ('[{"a": 1, "b": "x"}, {}, {"c": null, "b": ""}, {"a": true}]',
     [["a", "b", "c"], [1, "x"], [], [], [True]]),
    ('{"data": [{"a": 1}], "total": 1}', [["a"], [1]]),
    ('{"hasil": {"perjanjian": [{"a": 1}]}}', [["a"], [1]]),
    ('{"a": 1, "b": [1, 2]}', [["a", "b"], [1, "1; 2"]]),
    ('{"KS-1": {"a": 1}, "KS-2": {"a": 2}}', [["kunci", "a"], ["KS-1", 1], ["KS-2", 2]]),
    ('[["a", "b"], [1, null]]', [["a", "b"], [1]]),
    ('[{"m": {"mulai": "2019", "x": {"y": 1}}}]', [["m.mulai", "m.x.y"], ["2019", 1]]),
    ('[{"p": [{"nama": "A", "nomor": "1"}, {"nama": "B; C"}]}]',
     [["p.nama", "p.nomor"], ['A; "B; C"', "1; "]]),
    # Groups of records: each record a row, with what its groups say.
    ('{"tahun": [{"tahun": 2020, "kerja_sama": [{"tentang": "A", "m": {"x": 1}}, {"tentang": "B"}]}'
     ', {"tahun": 2021, "kerja_sama": []}, {"tahun": 2022, "kerja_sama": [{"judul": "C"}]}]}',
     [["tahun", "tentang", "m.x", "judul"], [2020, "A", 1], [2020, "B"], [2022, None, None, "C"]]),
    ('[{"prov": "X", "tahun": [{"tahun": 1, "ks": [{"perihal": "A"}]},'
     ' {"tahun": 2, "ks": [{"perihal": "B"}]}]}]',
     [["prov", "tahun", "perihal"], ["X", 1, "A"], ["X", 2, "B"]]),
    ('[{"tahun": 1, "ksdd": [{"judul": "A"}], "ksdpk": [{"judul": "B", "tahun": 2}]}]',
     [["tahun", "kelompok", "judul", "ksdpk.tahun"], [1, "ksdd", "A"], [1, "ksdpk", "B", 2]]),
    ('[{"bidang": "X", "data": [{"nomor": "1", "lingkup": "Y", "pihak": ["A", "B"]}]}]',
     [["bidang", "nomor", "lingkup", "pihak"], ["X", "1", "Y", "A; B"]]),
    ('[{"program": "X", "kegiatan": [{"kegiatan": "Y", "mitra": "A"}]}]',
     [["program", "kegiatan", "mitra"], ["X", "Y", "A"]]),
    # Whose register it is.
    ('{"owner": "Kota Bogor", "data": [{"a": 1}]}', [["pemilik", "a"], ["Kota Bogor", 1]]),
    ('{"daerah": {"nama": "Pemkab Ngawi"}, "data": [{"a": 1}, {"pemilik": "x"}]}',
     [["a", "pemilik"], [1], [None, "x"]]),
    ('{"daerah": "sekitar sini", "data": [{"a": 1}]}', [["a"], [1]]),
    # What belongs to one record stays in its row.
    ('[{"judul": "J", "sumber": [{"judul": "S"}], "giat": [{"kegiatan": "a"}, {"kegiatan": "b"}]}]',
     [["judul", "sumber.judul", "giat.kegiatan"], ["J", "S", "a; b"]]),
    ('[{"mitra": "A", "manfaat": [{"uraian": "x", "nilai": 1}], "nomor": [{"n": 1}, {"n": 2}]}]',
     [["mitra", "manfaat.uraian", "manfaat.nilai", "nomor.n"], ["A", "x", "1", "1; 2"]]),
    ('[{"nilai": {"jumlah": 7500, "mata_uang": "USD"}}]', [["nilai"], ["USD 7500"]]),
    ('[{"nilai": {"jumlah": 7500, "tahun": 2020}}]', [["nilai.jumlah", "nilai.tahun"],
     [7500, 2020]]),
    ('[{"a": 1, "a": 2}]', [["a", "a (2)"], [1, 2]]),
    ('[{"a": NaN, "b": 1e999, "c": 1234567890123456789012}]',
     [["a", "b", "c"], ["NaN", "1e999", "1234567890123456789012"]]),
    ('{"a": 1}\n{"a": 2}\n', [["a"], [1], [2]]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), JSON)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_is_read(tmp_path: Path, text: str, rows: list[list[Cell]], encoding: str) -> None:
    book = read(tmp_path / "uji.txt", text.encode(encoding))
    sheet = only(book)
    assert (book.kind, sheet.first_row, sheet.name, sheet.rows) == ("json", 0, "", rows)


def test_json_tells_what_stands_beside(tmp_path: Path) -> None:
    text = '{"pemilik": "12.10", "perjanjian": [{"a": 1}], "laporan": [{"b": 2}]}'
    book = read(tmp_path / "uji.json", text)
    assert [sheet.name for sheet in book.sheets] == ["perjanjian", "laporan"]
    assert "pemilik = 12.10" in told(book)


def test_json_line_that_is_broken(tmp_path: Path) -> None:
    sheet = only(read(tmp_path / "uji.json", '{"a": 1}\n{"a": 2\n{"a": 3}\n'))
    assert sheet.rows == [["a"], [1], [], [3]]
    text, error = sheet.broken[2]
    assert (text, type(error)) == ('{"a": 2', JsonLineWrong)


# ---------------------------------------------------------------- files to be refused


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


REFUSED: tuple[tuple[str, bytes, type[FileRefused], str], ...] = (
    ("a.csv", b"", FileEmpty, "kosong"),
    ("a.csv", b" \r\n\t\n", FileEmpty, "kosong"),
    ("a.csv", b"\n" * 200_000, FileEmpty, "kosong"),
    ("a.csv", b",,,\n,,\n", FileEmpty, "kosong"),
    ("a.csv", "\ufeff".encode("utf-16"), FileEmpty, "kosong"),
    ("a.xlsx", b"%PDF-1.7\n", FileForeign, "PDF"),
    ("a.xlsx", b"\x89PNG\r\n\x1a\n", FileForeign, "gambar"),
    ("a.csv", b"\x1f\x8b\x08\0", FilePacked, "gzip"),
    ("a.xls", b"<html><table><tr><td>a</td></tr></table>", FileForeign, "halaman web"),
    ("a.xls", "\ufeff<!DOCTYPE HTML>".encode("utf-16"), FileForeign, "halaman web"),
    ("a.xls", b'<?xml version="1.0"?><Workbook/>', FileForeign, "XML"),
    ("a.xls", b"MIME-Version: 1.0\n", FileForeign, "halaman web"),
    ("a.docx", packed(**{"word/document.xml": ""}), FileForeign, "Word"),
    ("a.xlsb", packed(**{"xl/workbook.bin": ""}), FileForeign, "XLSB"),
    ("a.zip", packed(**{"a.csv": "a,b"}), FilePacked, "ZIP"),
    ("a.odt", packed(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
     FileForeign, "OpenDocument"),
    ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), FileDamaged, "rusak"),
    ("a.csv", b"a,b\n" + bytes(1_000), FileNotText, "bukan tabel"),
    ("a.csv", bytes(range(256)) * 4, FileNotText, "bukan tabel"),
    ("a.csv", b"\xff\xfej", FileNotText, "bukan tabel"),
    ("a.csv", b"x," * 999_999 + b"x", FileTooWide, "1000000 kolom"),
    ("a.csv", b'"a\n' * 2_000, FileQuotesWrong, "tidak berpasangan"),
    ("a.csv", b'""""a\n' * 5_000, FileQuotesWrong, "tidak berpasangan"),
    ("a.csv", b"\r" * 6_000_000 + b"x", FileTooLong, "5000000 sel"),
    ("a.json", b'[{"a": 1},\n {"a" 2}]', JsonInvalid, "baris 2, kolom 7"),
    ("a.json", b"[" * 200 + b"]" * 200, JsonTooDeep, "32 tingkat"),
    ("a.json", b'{"a": ' * 200 + b"1" + b"}" * 200, JsonTooDeep, "32 tingkat"),
    ("a.json", b'[{"a": ' + b"[" * 1_000_000, JsonTooDeep, "32 tingkat"),
    ("a.json", b'[{"a": ' * 200 + b"1" + b"}]" * 200, JsonTooDeep, "32 tingkat"),
    ("a.json", b"[]", JsonWithoutRows, "larik objek"),
    ("a.json", json.dumps([{f"k{n}": 1 for n in range(1_001)}]).encode(), FileTooWide, "1001"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "error", "words"), REFUSED, ids=lambda value: ascii(value)[:24]
)
def test_file_is_refused(
    tmp_path: Path, name: str, content: bytes, error: type[FileRefused], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        read(tmp_path / name, content)
    sentence = str(caught.value)
    assert name in sentence and sentence.endswith(".") and len(sentence) < 300


@pytest.mark.parametrize("name", ["tidak-ada.csv", ".", "x" * 300, "nol\0.csv"])
def test_unreadable_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileUnreadable):
        read_book(tmp_path / name)


def test_pipe_does_not_make_us_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.csv")
    with pytest.raises(FileUnreadable, match="bukan berkas biasa"):
        read_book(tmp_path / "pipa.csv")


def test_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    path.write_bytes(b"a,b\n")
    os.truncate(path, 1 << 31)
    start = time.perf_counter()
    with pytest.raises(FileTooLarge, match="100 MB"):
        read_book(path)
    assert time.perf_counter() - start < 20


def test_protected_workbooks(tmp_path: Path) -> None:
    plain = xlsx(tmp_path / "biasa.xlsx", lambda book: book.add_worksheet("A").write(0, 0, "x"))
    with plain.open("rb") as source, (tmp_path / "kunci.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("rahasia", target)
    with pytest.raises(FileProtected, match=r"kunci\.xlsx dilindungi kata sandi"):
        read_book(tmp_path / "kunci.xlsx")


@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_truncated_workbook(tmp_path: Path, share: float) -> None:
    path = xlsx(tmp_path / "uji.xlsx", lambda book: book.add_worksheet("A").write(0, 0, "x"))
    content = path.read_bytes()
    with pytest.raises(FileDamaged):
        read(path, content[: int(len(content) * share)])


def test_workbook_with_changed_bytes(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("A")
        for row in range(50):
            sheet.write_row(row, 0, ["Layanan", row, "Kota"])

    path = xlsx(tmp_path / "uji.xlsx", fill)
    content = path.read_bytes()
    refused = 0
    for place in range(40, len(content), len(content) // 12):
        spoilt = bytearray(content)
        spoilt[place : place + 8] = b"\xa5" * 8
        try:
            read(path, bytes(spoilt))
        except FileRefused:
            refused += 1
    assert refused > 5


ENTITIES = (
    '<!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def test_entities_in_workbook(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>'
    with pytest.raises(FileWithEntities):
        read_book(cells_xlsx(tmp_path / "uji.xlsx", cells, ENTITIES))


def test_entities_in_document(tmp_path: Path) -> None:
    path = ods(tmp_path / "uji.ods", ods_row(ods_cell("x")))
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    head, end, rest = members["content.xml"].partition(b"?>")
    members["content.xml"] = head + end + ENTITIES.encode() + rest
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(FileWithEntities):
        read_book(path)


def test_far_cell(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    with pytest.raises(FileNeedsMemory, match=r"Ctrl\+End"):
        read_book(cells_xlsx(tmp_path / "uji.xlsx", cells))


@pytest.mark.parametrize("column", ["XFD", "ZZZZZZ"])
def test_wide_workbook(tmp_path: Path, column: str) -> None:
    cells = f'<row r="1"><c r="{column}1"><v>1</v></c></row>'
    with pytest.raises(FileTooWide):
        read_book(cells_xlsx(tmp_path / "uji.xlsx", cells))


def test_wide_and_long_documents(tmp_path: Path) -> None:
    cell = ods_cell("x", numbercolumnsrepeated=1_000_000)
    with pytest.raises(FileTooWide, match="1000000 kolom"):
        read_book(ods(tmp_path / "lebar.ods", ods_row(cell)))
    row = ods_row(ods_cell("x", numbercolumnsrepeated=900), numberrowsrepeated=1_000_000)
    with pytest.raises(FileTooLong):
        read_book(ods(tmp_path / "panjang.ods", row))


def bomb(path: Path, real: int, declared: int) -> Path:
    """Make a workbook whose one sheet unpacks to `real` bytes, whatever it declares."""
    xlsx(path, lambda book: book.add_worksheet("A"))
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    pack = zlib.compressobj(9, wbits=-15)
    piece = pack.compress(bytes(1 << 20)) + pack.flush(zlib.Z_FULL_FLUSH)
    content = piece * (real >> 20) + pack.flush()
    out, directory = bytearray(), bytearray()
    for name, plain in members.items():
        is_bomb = name == "xl/worksheets/sheet1.xml"
        data, size = (content, declared) if is_bomb else (plain, len(plain))
        crc = zlib.crc32(b"" if is_bomb else plain)
        about = struct.pack(
            "<HHHHHLLLHH", 20, 0, 8 * is_bomb, 0, 33, crc, len(data), size, len(name), 0
        )
        directory += b"PK\1\2\x14\0" + about + struct.pack("<HHHLL", 0, 0, 0, 0, len(out))
        directory += name.encode()
        out += b"PK\3\4" + about + name.encode() + data
    end = struct.pack("<HHHHLLH", 0, 0, len(members), len(members), len(directory), len(out), 0)
    path.write_bytes(bytes(out + directory) + b"PK\5\6" + end)
    return path


@pytest.mark.parametrize("declared", [4_000_000_000, 1_000], ids=["declared", "hidden"])
def test_bomb_of_ten_gigabytes(tmp_path: Path, declared: int) -> None:
    path = bomb(tmp_path / "bom.xlsx", 10 << 30, declared)
    assert 9_000_000 < path.stat().st_size < 12_000_000
    start = time.perf_counter()
    with pytest.raises(FileUnpacksTooLarge, match="600 MB"):
        read_book(path)
    assert time.perf_counter() - start < 100
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_300_000  # kB


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (LIMITS._replace(wall_seconds=0), FileTakesTooLong),
        (LIMITS._replace(cells=100), FileTooLong),
        (LIMITS._replace(letters=100), FileTooLong),
        (LIMITS._replace(unpacked=100), FileUnpacksTooLarge),
        (LIMITS._replace(members=2), FileUnpacksTooLarge),
        (LIMITS._replace(columns=2), FileTooWide),
        (LIMITS._replace(file=100), FileTooLarge),
    ],
)
def test_every_limit_holds(tmp_path: Path, limits: Limits, error: type[FileRefused]) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("A")
        for row in range(200):
            sheet.write_row(row, 0, ["Layanan", row, "Kota"])

    path = xlsx(tmp_path / "uji.xlsx", fill)
    assert len(only(read_book(path)).rows) == 200
    with pytest.raises(error):
        read_book(path, limits)
