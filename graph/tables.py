"""Rows on their way out: a table, and its forms as CSV, XLSX and JSON.

A cell that a spreadsheet would run as a formula is neutralised where it is
written; the graph keeps it verbatim.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import xlsxwriter

# A sentence is a text that is never shortened.
Kind = Literal["text", "sentence", "integer", "decimal", "money", "date", "flag"]
# The wide forms are formulas too where a spreadsheet folds widths.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_XLSX_CELL = 32_767  # characters that a cell of the format can hold
_XLSX_INTEGER = 2**53  # the format keeps numbers as doubles
_XLSX_FIRST_YEAR = 1900
_WIDTHS: Mapping[Kind, int] = {"text": 28, "sentence": 60}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key in the rows, the heading (msgid), and what its cells are.

    `link` names the key of the row that holds the address to which the cell leads.
    """

    key: str
    label: str
    kind: Kind = "text"
    link: str | None = None


@dataclass(slots=True)
class Table:
    """Rows under named columns.

    `total` is how many rows there are in all when `rows` was cut.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    total: int | None = None
    note: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether rows were left out."""
        return self.total is not None and self.total > len(self.rows)


def neutralise(value: Any) -> Any:
    """Give a text that no spreadsheet runs: a leading apostrophe where it would."""
    if isinstance(value, str) and (
        value.startswith(("\t", "\r")) or value.lstrip().startswith(_FORMULA_STARTS)
    ):
        return "'" + value
    return value


def flat(value: Any) -> Any:
    """Give a cell's value as one scalar: lists joined, dates in ISO 8601."""
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(str(flat(item)) for item in value)
    if isinstance(value, Mapping):
        return json.dumps(plain(value), ensure_ascii=False, sort_keys=True)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


_PLAIN = frozenset((str, int, bool, type(None)))


def plain(value: Any) -> Any:
    """Give a value that JSON can hold."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def to_csv(table: Table) -> bytes:
    """Write UTF-8 with a byte order mark, so that spreadsheets read the letters right."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([neutralise(column.key) for column in table.columns])
    for row in table.rows:
        writer.writerow([neutralise(flat(row.get(column.key))) for column in table.columns])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def to_json(table: Table) -> bytes:
    """Write one array of objects whose names are the columns' keys, one row a line."""
    keys = [column.key for column in table.columns]
    # Without indents: the encoder in C knows none, and is ten times as fast.
    rows = [
        json.dumps({key: plain(row.get(key)) for key in keys}, ensure_ascii=False)
        for row in table.rows
    ]
    text = "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"
    return text.encode("utf-8", errors="replace")


def _xlsx_text(value: Any) -> str:
    text = str(neutralise(value)).encode(errors="replace").decode()
    return text if len(text) <= _XLSX_CELL else text[: _XLSX_CELL - 1] + "…"


def to_xlsx(table: Table) -> bytes:
    """Write one sheet with headings, a filter, and texts that stay texts."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet("Jejaring")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for x, column in enumerate(table.columns):
        sheet.write_string(0, x, column.key, bold)
        sheet.set_column(x, x, _WIDTHS.get(column.kind, 14))
    for y, row in enumerate(table.rows, start=1):
        for x, column in enumerate(table.columns):
            value = row.get(column.key)
            if isinstance(value, date) and value.year >= _XLSX_FIRST_YEAR:
                sheet.write_datetime(y, x, value, day)
                continue
            value = flat(value)
            if isinstance(value, float) or (isinstance(value, int) and abs(value) < _XLSX_INTEGER):
                sheet.write_number(y, x, value)
            elif value is not None:
                sheet.write_string(y, x, _xlsx_text(value))
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which a table can leave the program."""

    code: str
    media_type: str
    write: Callable[[Table], bytes] = field(repr=False)


FORMATS = {
    row.code: row
    for row in (
        Format("csv", "text/csv; charset=utf-8", to_csv),
        Format(
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx
        ),
        Format("json", "application/json", to_json),
    )
}
