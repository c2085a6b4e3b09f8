"""Files as offices keep them, as sheets of cells: CSV, XLSX, XLS, ODS, JSON.

What a file is, its contents tell, never its name. CSV is read here; the other
kinds by `loaders.spreadsheets`, in a process of its own whose memory and time
are bounded.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import charset_normalizer

from graph.errors import Translate, ValueRefused, Word
from graph.text import digest
from loaders import spreadsheets
from loaders.apart import run_apart
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

Cell = spreadsheets.Cell
LIMITS = Limits()
DELIMITERS = {
    ",": Word("koma"),
    ";": Word("titik koma"),
    "\t": Word("tab"),
    "|": Word("garis tegak"),
}

_SAMPLE_BYTES = 64_000
_SAMPLE_LINES = 300
_LARGEST_CELL = 1_000_000
_LINES_IN_RECORD = 200
_MOST_BROKEN = 1_000
_RAW_LETTERS = 2_000
_MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a file that its user should know.

    Attributes
    ----------
    text
        The sentence, with places for values in braces.
    values
        What it names.
    """

    text: Word
    values: Mapping[str, Any] = field(default_factory=dict)

    def message(self, translate: Translate) -> str:
        """Give the sentence in the language of `translate`."""
        shown = {
            name: translate(value) if isinstance(value, Word) else value
            for name, value in self.values.items()
        }
        return translate(self.text).format(**shown)


@dataclass(slots=True)
class Sheet:
    """A table of cells.

    Attributes
    ----------
    name
        Empty for CSV and for JSON with one table.
    rows
        Empty rows and columns at the beginning are there, so that places are
        the spreadsheet's; what is empty at the end of a row, and rows that are
        empty at the end, are not.
    first_row
        Number that the spreadsheet shows for the first row; 0 for JSON, where
        the first row is the keys, and object 1 is row 1.
    merged
        Top, left, bottom and right of merged cells, as indexes into the rows.
    broken
        Row number → original text and error of a record that could not be split
        into cells; its row is empty.
    hidden, hidden_rows
        Whether the sheet, and the numbers of its rows that, are not shown.
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    first_row: int = 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    broken: dict[int, tuple[str, ValueRefused]] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()


@dataclass(slots=True)
class Book:
    """A file's sheets, its kind ('csv', 'xlsx', 'xls', 'ods', 'json') and what to tell."""

    file: str
    kind: str
    digest: str
    sheets: list[Sheet] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


_REMARKS = {
    "encoding": Word("Huruf dibaca sebagai {encoding}."),
    "delimiter": Word("Sel dipisahkan oleh {delimiter}."),
    "bytes": Word("{count} bita bukan UTF-8; baris yang memuatnya ditolak."),
    "no_cells": Word("Lembar “{sheet}” tidak berisi sel (grafik atau makro); dilewati."),
    "hidden_sheet": Word("Lembar “{sheet}” disembunyikan, tetapi dibaca juga."),
    "hidden_rows": Word("Lembar “{sheet}”: {count} baris disembunyikan, tetapi dibaca juga."),
    "errors": Word(
        "Lembar “{sheet}”: {count} sel berisi kesalahan rumus, mis. {example} pada baris {row}, "
        "kolom {column}."
    ),
    "errors_somewhere": Word(
        "Lembar “{sheet}”: {count} sel berisi kesalahan rumus dan terbaca kosong, karena berkas "
        "tidak menyebut tempatnya. Buka dan simpan ulang di Excel atau LibreOffice."
    ),
    "uncomputed": Word(
        "Lembar “{sheet}”: {count} rumus tersimpan tanpa hasilnya, mis. {example} pada baris "
        "{row}, kolom {column}. Buka dan simpan ulang di Excel atau LibreOffice."
    ),
    "cut": Word("Lembar “{sheet}”: {count} sel lebih panjang dari {limit} huruf dan dipotong."),
    "beside": Word("Di luar tabel tertulis: {content}"),
}

# How a file begins → what it is; None leaves it to the process for spreadsheets.
_BEGINNINGS: tuple[tuple[bytes, type[FileRefused], str], ...] = (
    (b"%PDF", FileForeign, Word("PDF")),
    (b"\x89PNG", FileForeign, Word("gambar")),
    (b"\xff\xd8\xff", FileForeign, Word("gambar")),
    (b"GIF8", FileForeign, Word("gambar")),
    (b"II*\0", FileForeign, Word("gambar")),
    (b"MM\0*", FileForeign, Word("gambar")),
    (b"{\\rtf", FileForeign, Word("dokumen teks")),
    (b"SQLite format 3", FileForeign, Word("basis data")),
    (b"\x7fELF", FileForeign, Word("program")),
    (b"MZ\x90", FileForeign, Word("program")),
    # Excel 2 to 4, before there were workbooks.
    (b"\x09\x00\x04\x00", FileForeign, Word("lembar Excel versi lama")),
    (b"\x09\x02\x06\x00", FileForeign, Word("lembar Excel versi lama")),
    (b"\x09\x04\x06\x00", FileForeign, Word("lembar Excel versi lama")),
    (b"\x1f\x8b", FilePacked, "gzip"),
    (b"BZh", FilePacked, "bzip2"),
    (b"\xfd7zXZ\0", FilePacked, "xz"),
    (b"\x28\xb5\x2f\xfd", FilePacked, "zstd"),
    (b"7z\xbc\xaf\x27\x1c", FilePacked, "7z"),
    (b"Rar!\x1a\x07", FilePacked, "RAR"),
)
_MARKUP = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|table|meta|style|div|script|\?xml|!--|\w+:)|"
    r"\s*MIME-Version:",
    re.IGNORECASE,
)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]\d-]|\[\s*(?:null|true|false)\b)")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")
_SEPARATOR = re.compile(r"\s*\"?sep=(.)\"?\s*\r?\n?", re.IGNORECASE)
_FOREIGN = {
    "xlsb": Word("buku kerja Excel biner (XLSB)"),
    "docx": Word("dokumen Word"),
    "doc": Word("dokumen Word"),
    "pptx": Word("presentasi"),
    "ppt": Word("presentasi"),
    "numbers": Word("dokumen Numbers"),
    "odt": Word("dokumen OpenDocument"),
    "ole": Word("dokumen Office lain"),
}


def read_book(path: Path, limits: Limits = LIMITS) -> Book:
    """Read a file whole.

    Parameters
    ----------
    path
        A file of any kind.
    limits
        How much it may ask for.

    Returns
    -------
    Book
        With at least one sheet that is not empty.

    Raises
    ------
    FileRefused
        When nothing of it can be used, in one sentence.
    """
    name = shown_name(path)
    try:
        with opened(path) as file:
            if os.fstat(file.fileno()).st_size > limits.file:
                raise FileTooLarge(file=name, limit=limits.file // 1_000_000)
            book = Book(name, "", digest(name, _hash(file)))
            _read(file, book, limits)
    except OSError as error:
        raise FileUnreadable(file=name, reason=error.strerror or str(error)) from error
    if not any(sheet.rows or sheet.broken for sheet in book.sheets):
        raise FileEmpty(file=name)
    for sheet in book.sheets:
        if sheet.hidden:
            _remark(book, "hidden_sheet", sheet=sheet.name)
        if sheet.hidden_rows:
            _remark(book, "hidden_rows", sheet=sheet.name, count=len(sheet.hidden_rows))
    return book


def shown_name(path: Path) -> str:
    """Give a file's name as text that can be written anywhere."""
    return path.name.encode(errors="replace").decode() or str(path)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file; a pipe without a writer does not make us wait."""
    name = shown_name(path)
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except ValueError as error:  # a NUL in the name
        raise FileUnreadable(file=name, reason=Word("nama yang tidak mungkin")) from error
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise FileUnreadable(file=name, reason=Word("bukan berkas biasa"))
        yield file


def _hash(file: BinaryIO) -> str:
    found = hashlib.sha256()
    while chunk := file.read(1 << 20):
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def _read(file: BinaryIO, book: Book, limits: Limits) -> None:
    head = file.read(_SAMPLE_BYTES)
    if not head.strip():
        head = head.strip() or file.read(limits.file).strip()[:_SAMPLE_BYTES]
        if not head:
            raise FileEmpty(file=book.file)
    for beginning, error, what in _BEGINNINGS:
        if head.startswith(beginning):
            raise error(file=book.file, what=what)
    file.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _read_apart(file, "packed", "", book, limits)
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        _read_apart(file, "ole", "", book, limits)
    else:
        _read_text(file, book, limits)


def _remark(book: Book, code: str, **values: Any) -> None:
    book.remarks.append(Remark(_REMARKS[code], values))


# ---------------------------------------------------------------- text


def _read_text(file: BinaryIO, book: Book, limits: Limits) -> None:
    content = file.read(limits.file + 1)
    if len(content) > limits.file:  # it grew while it was read
        raise FileTooLarge(file=book.file, limit=limits.file // 1_000_000)
    encoding = _encoding(content, book)
    try:
        text = content.decode(encoding, errors="surrogateescape").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise FileNotText(file=book.file) from error
    del content
    if not text.strip():
        raise FileEmpty(file=book.file)
    if _MARKUP.match(text):
        raise FileForeign(file=book.file, what=Word("halaman web atau XML"))
    if _JSON.match(text):
        del text
        file.seek(0)
        _read_apart(file, "json", encoding, book, limits)
        return
    if encoding != "utf-8":
        _remark(book, "encoding", encoding=encoding.upper())
    elif wrong := sum(map(text.count, _ESCAPED)) if not text.isascii() else 0:
        _remark(book, "bytes", count=wrong)
    book.kind = "csv"
    book.sheets.append(_read_csv(text, book, limits))


_ESCAPED = tuple(map(chr, range(0xDC80, 0xDD00)))  # bytes that were no UTF-8


def _encoding(content: bytes, book: Book) -> str:
    """Tell the encoding from its mark, its zeros, or its letters."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = content[:_SAMPLE_BYTES]
    if zeros := sample.count(0):
        # Latin letters are every second byte of UTF-16.
        for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if sample[start::2].count(0) > 0.3 * len(sample) / 2 > sample[1 - start :: 2].count(0):
                return encoding
    controls = zeros + sum(map(sample.count, _CONTROLS))
    if controls > 0.02 * len(sample) + 1:
        raise FileNotText(file=book.file)
    try:
        content.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    escaped = content.decode("utf-8", errors="surrogateescape")
    strange = re.findall("[^\x00-\x7f]", escaped)
    wrong = sum("\udc80" <= letter <= "\udcff" for letter in strange)
    # In a file that is UTF-8 but for some bytes, only the rows with those are refused.
    if len(strange) > wrong and 2 * wrong <= len(strange) + 2:
        return "utf-8"
    return _legacy_encoding(content)


_CONTROLS = tuple(bytes([code]) for code in range(1, 32) if code not in b"\t\n\f\r\x1a\x1b")


def _legacy_encoding(content: bytes) -> str:
    """Tell an encoding of one byte a letter; where several fit, Windows' own."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    best = charset_normalizer.from_bytes(
        sample, cp_isolation=["cp1252", "mac_roman", "cp850", "latin_1"]
    ).best()
    if best is None or "cp1252" in (best.encoding, *best.could_be_from_charset):
        return "cp1252"
    return best.encoding


def _read_csv(text: str, book: Book, limits: Limits) -> Sheet:
    if text.count("\n") + text.count("\r") > limits.cells:
        raise FileTooLong(file=book.file, limit=limits.cells)
    lines = _LINE.findall(text)
    csv.field_size_limit(_LARGEST_CELL)
    if told := _SEPARATOR.fullmatch(lines[0]):
        delimiter = told[1]
        del lines[0]  # spreadsheets show no such row
        _, width = _consistency(lines, delimiter)
    else:
        delimiter, width = _delimiter(lines)
    _remark(book, "delimiter", delimiter=DELIMITERS.get(delimiter, delimiter))
    sheet = Sheet("")
    known: dict[str | None, str | None] = {"": None}
    cells = 0
    for number, record in enumerate(_records(lines, delimiter, width), 1):
        if isinstance(record, str):
            if len(sheet.broken) == _MOST_BROKEN:
                raise FileQuotesWrong(file=book.file, limit=_MOST_BROKEN)
            sheet.broken[number] = (record[:_RAW_LETTERS].rstrip("\r\n"), QuotesWrong(field=""))
            sheet.rows.append([])
            continue
        while record and not record[-1]:
            record.pop()
        if len(record) > limits.columns:
            raise FileTooWide(file=book.file, count=len(record), limit=limits.columns)
        cells += len(record) + 1
        if cells > limits.cells:
            raise FileTooLong(file=book.file, limit=limits.cells)
        # Equal texts become one object; a table of all would be slower than it saves.
        if len(known) > _MOST_KNOWN:
            known = {"": None}
        sheet.rows.append([known.setdefault(cell, cell) for cell in record])
    while sheet.rows and not sheet.rows[-1] and len(sheet.rows) not in sheet.broken:
        sheet.rows.pop()
    return sheet


def _delimiter(lines: list[str]) -> tuple[str, int]:
    """Find what parts most of the first records into equally many cells, and how many."""
    scores = {delimiter: _consistency(lines, delimiter) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter][0])
    return best, scores[best][1]


def _consistency(lines: list[str], delimiter: str) -> tuple[int, int]:
    sample = lines[:_SAMPLE_LINES]
    widths = Counter(
        len(record)
        for record in _records(sample, delimiter, 0)
        if not isinstance(record, str) and len(record) > 1
    )
    if not widths:
        return 0, 1
    width, count = max(widths.items(), key=lambda row: (row[1] * (row[0] - 1), row[0]))
    return count * (width - 1), width


def _records(lines: list[str], delimiter: str, width: int) -> Iterator[list[str] | str]:
    """Give each record as cells, or a line as it is where its quotes are wrong.

    After such a line reading goes on at the very next, so that a stray quote
    costs one row and swallows none.
    """
    done = 0

    def feed(start: int) -> Iterator[str]:
        for place in range(start, len(lines)):
            if place - done > _LINES_IN_RECORD:
                raise csv.Error
            yield lines[place]

    while done < len(lines):
        start = done
        reader = csv.reader(feed(start), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                end = start + reader.line_num
                if end - done > 1 and _has_swallowed(lines[done:end], cells, delimiter, width):
                    break
                done = end
                yield cells
            else:
                return
        except csv.Error:
            pass
        broken, done = lines[done], done + 1
        yield broken


def _has_swallowed(lines: list[str], cells: list[str], delimiter: str, width: int) -> bool:
    """Tell a record over several lines from rows between two stray quotes."""
    if width < 2:
        return False
    if len(cells) != width:
        return any(_width(line, delimiter) == width for line in lines[1:])
    return width >= 5 and all(line.count(delimiter) == width - 1 for line in lines)


def _width(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter, strict=True), []))
    except csv.Error:
        return 0


# ---------------------------------------------------------------- the process beside us

_REFUSALS: dict[str, Callable[[str, Limits, Mapping[str, Any]], FileRefused]] = {
    "damaged": lambda file, limits, values: FileDamaged(file=file),
    "protected": lambda file, limits, values: FileProtected(file=file),
    "unpacked": lambda file, limits, values: FileUnpacksTooLarge(file=file, **values),
    "entities": lambda file, limits, values: FileWithEntities(file=file),
    "wide": lambda file, limits, values: FileTooWide(file=file, **values),
    "cells": lambda file, limits, values: FileTooLong(file=file, **values),
    "memory": lambda file, limits, values: FileNeedsMemory(
        file=file, limit=limits.memory // 1_000_000
    ),
    "time": lambda file, limits, values: FileTakesTooLong(file=file, seconds=limits.wall_seconds),
    "deep": lambda file, limits, values: JsonTooDeep(file=file, limit=limits.depth),
    "json": lambda file, limits, values: JsonInvalid(file=file, **values),
    "no_objects": lambda file, limits, values: JsonWithoutRows(file=file),
    "foreign": lambda file, limits, values: (
        FilePacked(file=file, what="ZIP")
        if values["kind"] == "zip"
        else FileForeign(file=file, what=_FOREIGN[values["kind"]])
    ),
}


def _read_apart(file: BinaryIO, how: str, encoding: str, book: Book, limits: Limits) -> None:
    """Let a process of its own read the file, and take what it sends."""
    rows: list[list[Cell]] = []

    def take(kind: str, *parts: Any) -> None:
        match kind, parts:
            case "rows", [more]:
                rows.extend(more)
            case "sheet", [name, first_row, merged, hidden, hidden_rows, lines]:
                sheet = Sheet(name, rows[:], first_row, merged, {}, hidden, hidden_rows)
                for number, line in lines.items():
                    sheet.broken[number] = line, JsonLineWrong(field="")
                book.sheets.append(sheet)
                rows.clear()
            case "remark", [code, values]:
                _remark(book, code, **values)
            case "kind", [found]:
                book.kind = found

    arguments = [how, encoding, *map(str, limits)]
    refused = run_apart(spreadsheets.__file__, arguments, file, limits.wall_seconds, take)
    if refused:
        code, values = refused
        raise _REFUSALS[code](book.file, limits, values)
