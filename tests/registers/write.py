"""Write registers in the format that their names ask for."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from odf import dc, number, style, table, text
from odf.opendocument import OpenDocumentSpreadsheet

from tests.registers.truth import Cell, Failure, Formula, Merged, Register, Sheet, cells

EPOCH = date(1899, 12, 30)
STAMP = datetime(2024, 1, 2)


@dataclass(frozen=True)
class Placed:
    """A cell in its place, with how many rows and columns it covers."""

    row: int
    column: int
    value: Cell
    rows: int
    columns: int


def grid(sheet: Sheet) -> list[list[Cell]]:
    """Give the cells of all lines."""
    return [cells(line) for line in sheet.lines]


def placed(sheet: Sheet) -> Iterator[Placed]:
    """Give each cell that is not merged into another, with its extent."""
    rows = grid(sheet)
    for r, values in enumerate(rows):
        for c, value in enumerate(values):
            if isinstance(value, Merged) or value == "":
                continue
            right = takewhile(lambda v: v == Merged("left"), values[c + 1 :])
            below = takewhile(
                lambda line, c=c: len(line) > c and line[c] == Merged("above"), rows[r + 1 :]
            )
            yield Placed(r, c, value, 1 + len(list(below)), 1 + len(list(right)))


def text_of(value: Cell) -> str:
    """Give a cell as a text file holds it."""
    if isinstance(value, Merged):
        return ""
    if isinstance(value, Formula):
        return str(value.value)
    return value.text if isinstance(value, Failure) else str(value)


def write_text(register: Register, path: Path) -> None:
    """Write CSV or TSV; semicolons come from a spreadsheet, which fills every line up."""
    (sheet,) = register.sheets
    rows = [[text_of(value) for value in values] for values in grid(sheet)]
    width = max(map(len, rows)) if register.delimiter == ";" else 0
    with path.open("w", encoding=register.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=register.delimiter)
        for values in rows:
            writer.writerow(values + [""] * (width - len(values)))


def write_json(register: Register, path: Path) -> None:
    """Write an array of objects, or objects nested under their years."""
    groups = {s.name: [line.cells for line in s.lines] for s in register.sheets}
    data: Any = [entry for group in groups.values() for entry in group]
    if register.json_shape == "nested":
        years = [{"tahun": int(name), "kerja_sama": group} for name, group in groups.items()]
        data = register.json_head | {"tahun": years}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def write_xlsx(register: Register, path: Path) -> None:
    """Write XLSX with merged cells, formulas with their values, hidden rows and sheets."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": STAMP})
        bold = book.add_format({"bold": True, "align": "center", "text_wrap": True})
        dates = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in register.sheets:
            page = book.add_worksheet(sheet.name)
            if sheet.hidden:
                page.hide()
            for hidden in sheet.hidden_rows:
                page.set_row(hidden - 1, None, None, {"hidden": True})
            for cell in placed(sheet):
                value, where = cell.value, (cell.row, cell.column)
                if isinstance(value, Formula | Failure):
                    formula, got = f"={value.text}", value.text
                    if isinstance(value, Formula):
                        formula, got = value.text, value.value
                    shown = (got - EPOCH).days if isinstance(got, date) else got
                    page.write_formula(*where, formula, dates if shown != got else None, shown)
                    continue
                shape = dates if isinstance(value, date) else None
                if cell.rows * cell.columns > 1:
                    end = cell.row + cell.rows - 1, cell.column + cell.columns - 1
                    page.merge_range(*where, *end, value, shape or bold)
                elif isinstance(value, date):
                    page.write_datetime(*where, value, shape)
                elif isinstance(value, str):
                    page.write_string(*where, value)
                else:
                    page.write_number(*where, value)
            if sheet.autofilter:
                heads = [i for i, line in enumerate(sheet.lines) if line.kind == "head"]
                wide = len(cells(sheet.lines[heads[-1]]))
                page.autofilter(heads[-1], 0, len(sheet.lines) - 1, wide - 1)


def write_xls(register: Register, path: Path) -> None:
    """Write BIFF."""
    book = xlwt.Workbook()
    dates = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    plain = xlwt.easyxf()
    for sheet in register.sheets:
        page = book.add_sheet(sheet.name)
        for cell in placed(sheet):
            look = dates if isinstance(cell.value, date) else plain
            last = cell.row + cell.rows - 1, cell.column + cell.columns - 1
            page.write_merge(cell.row, last[0], cell.column, last[1], cell.value, look)
    book.save(str(path))


def write_ods(register: Register, path: Path) -> None:
    """Write OpenDocument, with covered cells and repeated empty ones."""
    book = OpenDocumentSpreadsheet()
    for old in list(book.meta.getElementsByType(dc.Date)):
        book.meta.removeChild(old)
    shape = number.DateStyle(name="D")
    for part in (number.Day, number.Month, number.Year):
        shape.addElement(part(style="long"))
    book.automaticstyles.addElement(shape)
    look = style.Style(name="tanggal", family="table-cell", datastylename="D")
    book.automaticstyles.addElement(look)
    for sheet in register.sheets:
        page = table.Table(name=sheet.name)
        at = {(cell.row, cell.column): cell for cell in placed(sheet)}
        for r, values in enumerate(grid(sheet)):
            line = table.TableRow()
            for c, value in enumerate(values):
                line.addElement(_ods_cell(value, at.get((r, c)), look))
            line.addElement(table.TableCell(numbercolumnsrepeated=1000))
            page.addElement(line)
        if not sheet.lines:
            page.addElement(table.TableRow())
        book.spreadsheet.addElement(page)
    book.save(str(path))


def _ods_cell(value: Cell, cell: Placed | None, look: style.Style) -> Any:
    if isinstance(value, Merged):
        return table.CoveredTableCell()
    if cell is None:
        return table.TableCell()
    options: dict[str, Any] = {"valuetype": "string"}
    if isinstance(value, date):
        options = {"valuetype": "date", "datevalue": value.isoformat(), "stylename": look}
    elif isinstance(value, int | float):
        options = {"valuetype": "float", "value": value}
    if cell.rows * cell.columns > 1:
        options |= {"numberrowsspanned": cell.rows, "numbercolumnsspanned": cell.columns}
    element = table.TableCell(**options)
    for part in text_of(value).split("\n"):
        element.addElement(text.P(text=part))
    return element


WRITERS: dict[str, Callable[[Register, Path], None]] = {
    ".csv": write_text,
    ".tsv": write_text,
    ".json": write_json,
    ".xlsx": write_xlsx,
    ".xls": write_xls,
    ".ods": write_ods,
}


def write(register: Register, folder: Path) -> Path:
    """Write one register into `folder`."""
    path = folder / register.name
    WRITERS[path.suffix](register, path)
    return path
