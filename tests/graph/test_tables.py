"""Every form of a table with cells that would run, break or lose something."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from graph.tables import FORMATS, Column, Table, to_csv, to_json, to_xlsx

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\x0b=1+1",
    "＝1+1",
    "＠SUM(A1)",
)
TEXTS = (
    "Kabupaten Labuhanbatu",
    "<script>alert(1)</script>",
    "{=1+1}",
    "https://example.org/",
    "0012",
    "1e5",
    "a,b;c|d\t\"e'",
    "dua\nbaris",
    "بنك \u202eseirotsih",
    "🏙️ 東京",
    "_x0041_",
    "'",
    "",
)
# A value and how the forms show it as one cell.
VALUES = (
    (None, ""),
    (True, "ya"),
    (False, "tidak"),
    (-5, "-5"),
    (34_300_606_705, "34300606705"),
    (2**53 + 1, "9007199254740993"),
    (-(2**63), "-9223372036854775808"),
    (10**400, f"1{'0' * 400}"),
    (1.5, "1.5"),
    (float("nan"), ""),
    (float("inf"), ""),
    (date(2019, 3, 12), "2019-03-12"),
    (date(800, 1, 1), "0800-01-01"),
    ([["a", 1], [date(2019, 1, 1)]], "a; 1; 2019-01-01"),
    ({"b": [float("nan")], "a": date(2019, 1, 1)}, '{"a": "2019-01-01", "b": [null]}'),
    (["=1+1"], "'=1+1"),
)


def table(*values: Any) -> Table:
    return Table("uji", [Column("isi", "Isi")], [{"isi": value} for value in values])


def csv_cells(table: Table) -> list[str]:
    content = to_csv(table).decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(content, newline=""), strict=True)
    return [row[0] if row else "" for row in rows]


def xlsx_cells(table: Table) -> list[Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(table)))
    _, *rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [row[0] for row in rows]


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_becomes_a_text(text: str) -> None:
    assert csv_cells(table(text)) == [f"'{text}"]
    assert xlsx_cells(table(text)) == [f"'{text}"]
    assert json.loads(to_json(table(text))) == [{"isi": text}]


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_the_same(text: str) -> None:
    assert csv_cells(table(text, "akhir")) == [text, "akhir"]
    assert xlsx_cells(table(text, "akhir")) == [text, "akhir"]
    assert json.loads(to_json(table(text))) == [{"isi": text}]


@pytest.mark.parametrize(("value", "cell"), VALUES, ids=[str(cell)[:30] for _, cell in VALUES])
def test_value_loses_nothing(value: Any, cell: str) -> None:
    assert csv_cells(table(value, "akhir")) == [cell, "akhir"]
    (found, _) = xlsx_cells(table(value, "akhir"))
    assert (str(int(found)) if isinstance(found, float) and found.is_integer() else str(found)) == (
        cell
    )
    json.loads(to_json(table(value)), parse_constant=pytest.fail)


@pytest.mark.parametrize("code", FORMATS)
@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "\ud800", "\ufffe", "x" * 40_000])
def test_unfit_characters_break_nothing(code: str, text: str) -> None:
    content = FORMATS[code].write(table(text, "akhir"))
    readers = {"csv": csv_cells, "xlsx": xlsx_cells, "json": lambda _: json.loads(content)}
    assert len(readers[code](table(text, "akhir"))) == 2


def test_long_cell_says_it_is_cut() -> None:
    (cell,) = xlsx_cells(table("x" * 40_000))
    assert len(cell) == 32_767
    assert cell.endswith("…")
    assert csv_cells(table("x" * 40_000)) == ["x" * 40_000]


def test_sheet_holds_no_formula() -> None:
    values = [*FORMULAS, *TEXTS, *(value for value, _ in VALUES)]
    with zipfile.ZipFile(io.BytesIO(to_xlsx(table(*values)))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<f " not in sheet
        assert not any("externalLink" in name for name in book.namelist())


@pytest.mark.parametrize("code", FORMATS)
def test_hostile_heading_is_neutralised(code: str) -> None:
    heading = "=cmd|' /C calc'!A0"
    hostile = Table("uji", [Column(heading, "Isi")], [{heading: 1}])
    content = FORMATS[code].write(hostile)
    if code == "csv":
        assert content.decode("utf-8-sig").startswith("'=cmd")
    elif code == "xlsx":
        assert (
            "<f>"
            not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
        )
    else:
        assert json.loads(content) == [{heading: 1}]


@pytest.mark.parametrize("code", FORMATS)
def test_empty_table_can_be_written(code: str) -> None:
    assert FORMATS[code].write(table())
    assert FORMATS[code].write(Table("uji", [], []))


def test_cut_table_knows_it() -> None:
    assert not Table("uji", [], []).is_cut
    assert Table("uji", [Column("isi", "Isi")], [{"isi": 1}], total=2).is_cut
