"""Spreadsheets and JSON, read by a process of their own whose memory and time are bounded.

`loaders.workbook` runs this file as a script (see `loaders.apart`).

A frame is a tuple: ``("rows", rows)`` as often as needed, then ``("sheet",
name, first_row, merged, hidden, hidden_rows, broken)``; ``("remark", code,
values)`` anywhere.
"""

from __future__ import annotations

import io
import json
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax.saxutils import unescape

from loaders.apart import Refused, serve

if TYPE_CHECKING:
    import python_calamine as calamine

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Merged = tuple[int, int, int, int]

_BATCH_CELLS = 100_000
_CHUNK = 1 << 17  # larger ones make what is packed tightly slow to unpack
_LETTERS_IN_CELL = 100_000
_WRAPPERS_DEEP = 5
_DIGITS_OF_INTEGER = 18
_PREVIEW = 200
_LONGEST_CELL = 1 << 16  # with a formula; Excel ends them at 8,192 letters
_LARGEST_PART = 20_000_000


class Limits(NamedTuple):
    """How much a file may ask for; a register is far below each of them."""

    file: int = 100_000_000
    unpacked: int = 600_000_000
    members: int = 10_000
    memory: int = 1_200_000_000
    cpu_seconds: int = 60
    wall_seconds: int = 120
    columns: int = 1_000
    cells: int = 5_000_000
    letters: int = 200_000_000
    depth: int = 32


class SheetFacts:
    """What calamine does not tell of a sheet."""

    __slots__ = ("errors", "hidden", "merged", "uncomputed", "unplaced")

    def __init__(self) -> None:
        self.errors: dict[int, dict[int, str]] = {}
        self.uncomputed: dict[int, dict[int, str]] = {}
        self.hidden: list[tuple[int, int]] = []
        self.merged: list[Merged] = []
        self.unplaced = 0  # errors in cells that do not say where they are


class Sender:
    """Sends rows in batches, and keeps count of what the program will have to hold."""

    def __init__(self, frame: Callable[..., None], limits: Limits) -> None:
        self.frame = frame
        self._limits = limits
        self._batch: list[list[Cell]] = []
        self._waiting = 0
        self._cells = 0
        self._letters = 0
        self._seen: dict[Any, Any] = {}
        self._cut = 0

    def remark(self, code: str, **values: Any) -> None:
        """Send something that the user is to be told."""
        self.frame("remark", code, values)

    def rows(self, rows: Iterable[list[Any]], keep_empty: bool = False) -> int:
        """Send rows without what is empty at their ends; give how many there were."""
        sent = empty = 0
        for row in rows:
            cells = self._cells_of(row)
            if not cells and not keep_empty:
                empty += 1
                continue
            for _ in range(empty):
                self._add([])
            self._add(cells)
            sent += empty + 1
            empty = 0
        self._flush()
        return sent

    def end_sheet(
        self,
        name: str,
        first_row: int = 1,
        merged: Iterable[Merged] = (),
        hidden: bool = False,
        hidden_rows: tuple[int, ...] = (),
        broken: Mapping[int, str] | None = None,
    ) -> None:
        """Say whose rows the ones sent before are."""
        if self._cut:
            self.remark("cut", sheet=name, count=self._cut, limit=_LETTERS_IN_CELL)
            self._cut = 0
        self.frame("sheet", name, first_row, list(merged), hidden, hidden_rows, dict(broken or {}))

    def _cells_of(self, row: list[Any]) -> list[Cell]:
        known = self._seen
        cells: list[Cell] = []
        for value in row:
            kind = type(value)
            if kind is str:
                if not value:
                    cells.append(None)
                    continue
                if len(value) > _LETTERS_IN_CELL:
                    self._cut += 1
                    value = value[:_LETTERS_IN_CELL]
                self._letters += len(value)
                # Equal texts and dates become one object, here, in the pickle and beyond.
                cells.append(known.setdefault(value, value))
            elif kind is date:
                cells.append(known.setdefault(value, value))
            else:
                cells.append(value)
        while cells and cells[-1] is None:
            cells.pop()
        return cells

    def _add(self, cells: list[Cell]) -> None:
        limits = self._limits
        if len(cells) > limits.columns:
            raise Refused("wide", count=len(cells), limit=limits.columns)
        size = len(cells) + 1
        self._cells += size
        if self._cells > limits.cells or self._letters > limits.letters:
            raise Refused("cells", limit=limits.cells)
        self._batch.append(cells)
        self._waiting += size
        if self._waiting > _BATCH_CELLS:
            self._flush()

    def _flush(self) -> None:
        if self._batch:
            self.frame("rows", self._batch)
        self._batch = []
        self._waiting = 0
        self._seen = {}


# ---------------------------------------------------------------- packed spreadsheets

# What stands in a ZIP file that is no spreadsheet which is read here, and what it is.
_PACKED_KINDS = (
    ("xl/workbook.bin", "xlsb"),
    ("word/", "docx"),
    ("ppt/", "pptx"),
    ("Index/Document.iwa", "numbers"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # a way of packing that no office program uses
    EOFError,
    KeyError,
    ValueError,
    OSError,
    ElementTree.ParseError,
    expat.ExpatError,
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*\bt=[\"']e[\"'][^<>]*)>"
    rb"(?:\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s*(?:<(?:\w+:)?v>([^<]*)<)?"
)
_UNCOMPUTED_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*)>")
_PLACE = re.compile(rb"\br=[\"']([A-Z]{0,3})(\d{1,7})[\"']")


class Archive:
    """The members of a ZIP file, unpacked to no more than is allowed, whatever they declare."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._zip = zipfile.ZipFile(file)
        self._left = limits.unpacked
        self._limit = limits.unpacked
        self.members = self._zip.infolist()
        declared = sum(member.file_size for member in self.members)
        if declared > limits.unpacked or len(self.members) > limits.members:
            raise Refused("unpacked", limit=limits.unpacked // 1_000_000)
        if any(member.flag_bits & 1 for member in self.members):
            raise Refused("protected")

    def chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack a member of XML piece by piece."""
        member.file_size = 2 * self._limit + _CHUNK  # what is declared may be a lie
        end = b""
        with self._zip.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise Refused("unpacked", limit=self._limit // 1_000_000)
                # No office program declares a document type, of which entities are a part.
                if b"<!DOCTYPE" in end + chunk[:9] or b"<!DOCTYPE" in chunk:
                    raise Refused("entities")
                end = chunk[-9:]
                yield chunk

    def whole(self, name: str) -> bytes:
        """Unpack a small member."""
        content = bytearray()
        for chunk in self.chunks(self._zip.getinfo(name)):
            content += chunk
            if len(content) > _LARGEST_PART:
                raise Refused("unpacked", limit=_LARGEST_PART // 1_000_000)
        return bytes(content)


def read_packed(file: BinaryIO, limits: Limits, send: Sender) -> None:
    """Read a spreadsheet that is a ZIP file: XLSX, XLSM, ODS."""
    try:
        archive = Archive(file, limits)
        kind = _packed_kind(archive)
        facts = _ods_facts(archive, limits) if kind == "ods" else _xlsx_facts(archive)
    except _DAMAGE as error:
        raise Refused("damaged") from error
    file.seek(0)
    _send_sheets(file, kind, facts, limits, send)


def _packed_kind(archive: Archive) -> str:
    names = [member.filename for member in archive.members]
    if "xl/workbook.xml" in names:
        return "xlsx"
    for beginning, kind in _PACKED_KINDS:
        if any(name.startswith(beginning) for name in names):
            raise Refused("foreign", kind=kind)
    if "mimetype" not in names or "content.xml" not in names:
        raise Refused("foreign", kind="zip")
    kind_said = archive.whole("mimetype").strip()
    if not kind_said.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
        raise Refused("foreign", kind="odt")
    if b"encryption-data" in archive.whole("META-INF/manifest.xml"):
        raise Refused("protected")
    return "ods"


def _xlsx_facts(archive: Archive) -> list[SheetFacts]:
    parts = _sheet_parts(archive)
    facts = {part: SheetFacts() for part in parts}
    for member in archive.members:
        if member.filename in facts:
            _scan_sheet(archive.chunks(member), facts[member.filename])
        elif member.filename.endswith((".xml", ".rels")):
            for _ in archive.chunks(member):
                pass
    return [facts[part] for part in parts]


def _sheet_parts(archive: Archive) -> list[str]:
    """Give the members that hold the sheets, in the workbook's order."""
    relations = ElementTree.fromstring(archive.whole("xl/_rels/workbook.xml.rels"))
    targets = {row.get("Id"): row.get("Target", "") for row in relations}
    workbook = ElementTree.fromstring(archive.whole("xl/workbook.xml"))
    parts = []
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
        is_absolute = target.startswith("/")
        parts.append(target.lstrip("/") if is_absolute else f"xl/{target}")
    return parts


def _scan_sheet(chunks: Iterable[bytes], facts: SheetFacts) -> None:
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        end = max(data.rfind(b"c>") + 2, 2)  # behind the last cell that is there whole
        if end == 2:
            end = data.rfind(b">") + 1
        _scan_cells(data[:end], facts)
        rest = data[end:][-_LONGEST_CELL:]  # no cell with a formula or an error is as long
    _scan_cells(rest, facts)


def _scan_cells(data: bytes, facts: SheetFacts) -> None:
    if b'"e"' in data or b"'e'" in data:
        for found in _ERROR_CELL.finditer(data):
            placed = _note(facts.errors, found[1], _plain(found[2] or b"") or "#ERROR")
            facts.unplaced += not placed
    if b"<f" in data or b":f" in data:
        for found in _UNCOMPUTED_CELL.finditer(data):
            if b't="str"' not in found[1]:  # a formula whose result is an empty text
                _note(facts.uncomputed, found[1], f"={_plain(found[2] or b'')}")
    if b"hidden=" in data:
        for found in _HIDDEN_ROW.finditer(data):
            if place := _PLACE.search(found[1]):
                facts.hidden.append((int(place[2]), int(place[2])))


def _note(cells: dict[int, dict[int, str]], attributes: bytes, text: str) -> bool:
    place = _PLACE.search(attributes)
    if not place or not place[1] or not int(place[2]):
        return False
    column = 0
    for letter in place[1]:
        column = column * 26 + letter - 64
    cells.setdefault(int(place[2]) - 1, {})[column - 1] = text
    return True


def _plain(text: bytes) -> str:
    return unescape(text[:_PREVIEW].decode(errors="replace"), {"&quot;": '"', "&apos;": "'"})


def _ods_facts(archive: Archive, limits: Limits) -> list[SheetFacts]:
    scan = OdsScan(limits)
    for member in archive.members:
        if member.filename == "content.xml":
            for chunk in archive.chunks(member):
                scan.parser.Parse(chunk, False)
            scan.parser.Parse(b"", True)
    return scan.sheets


class OdsScan:
    """Looks through a document's tables for what calamine does not tell, or expands."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[SheetFacts] = []
        self._limits = limits
        self._row = self._rows = self._column = self._width = self._cells = 0
        self._error: list[str] | None = None
        self._depth = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif name == "table:table-row":
            self._row += self._rows
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
            self._column = self._width = 0
            if attributes.get("table:visibility", "visible") != "visible":
                self.sheets[-1].hidden.append((self._row + 1, self._row + self._rows))
        elif name == "table:table":
            self._depth += 1
            if self._depth == 1:  # a table within a cell is none of the sheets
                self.sheets.append(SheetFacts())
                self._row = self._rows = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        repeated = int(attributes.get("table:number-columns-repeated", 1))
        column, self._column = self._column, self._column + repeated
        if "office:value-type" in attributes:
            self._width = self._column
            if self._width > self._limits.columns:
                raise Refused("wide", count=self._width, limit=self._limits.columns)
            self._cells += repeated * self._rows
            if self._cells > self._limits.cells:
                raise Refused("cells", limit=self._limits.cells)
        is_error = attributes.get("calcext:value-type") == "error"
        if is_error or attributes.get("office:string-value") == "":
            # The text that is shown tells the error; the value is empty.
            self._error = ["#ERROR"] if is_error else []
            self.parser.CharacterDataHandler = self._error.append
        wide = int(attributes.get("table:number-columns-spanned", 1))
        high = int(attributes.get("table:number-rows-spanned", 1))
        if wide > 1 or high > 1:
            place = (self._row, column, self._row + high - 1, column + wide - 1)
            self.sheets[-1].merged.append(place)

    def _end(self, name: str) -> None:
        if name == "table:table-cell" and self._error is not None:
            text = "".join(self._error[-1:])[:_PREVIEW]
            if text:
                self.sheets[-1].errors.setdefault(self._row, {})[self._column - 1] = text
            self.parser.CharacterDataHandler = None
            self._error = None
        elif name == "table:table":
            self._depth -= 1


# ---------------------------------------------------------------- spreadsheets of Excel 97–2003

_BIFF_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_NO = b"\xff\xff"  # marks a formula's result that is no number
_FORMULA, _BOOLEAN_OR_ERROR, _ROW, _BOUND_SHEET, _FILE_PASS = 0x06, 0x205, 0x208, 0x85, 0x2F
# Streams that tell what an OLE file is.
_OLE_KINDS = (("WordDocument", "doc"), ("PowerPoint Document", "ppt"))


def read_ole(file: BinaryIO, limits: Limits, send: Sender) -> None:
    """Read a spreadsheet that is an OLE file: XLS."""
    import olefile

    try:
        with olefile.OleFileIO(file) as ole:
            if ole.exists("EncryptedPackage"):
                raise Refused("protected")
            for stream, kind in _OLE_KINDS:
                if ole.exists(stream):
                    raise Refused("foreign", kind=kind)
            names = [name for name in ("Workbook", "Book") if ole.exists(name)]
            if not names:
                raise Refused("foreign", kind="ole")
            facts = _xls_facts(ole.openstream(names[0]).read())
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise Refused("damaged") from error
    file.seek(0)
    _send_sheets(file, "xls", facts, limits, send)


def _xls_facts(content: bytes) -> list[SheetFacts]:
    """Walk through the records of a workbook for errors and hidden rows."""
    starts: dict[int, SheetFacts] = {}
    facts = SheetFacts()
    place = 0
    while place + 4 <= len(content):
        facts = starts.get(place, facts)
        kind, size = struct.unpack_from("<HH", content, place)
        body = place + 4
        place = body + size
        if kind == _FILE_PASS:
            raise Refused("protected")
        if kind == _BOUND_SHEET:
            starts[struct.unpack_from("<I", content, body)[0]] = SheetFacts()
        elif kind == _ROW and content[body + 12] & 0x20:
            row = struct.unpack_from("<H", content, body)[0] + 1
            facts.hidden.append((row, row))
        elif kind == _BOOLEAN_OR_ERROR and content[body + 7]:
            _note_code(facts, content, body, content[body + 6])
        elif kind == _FORMULA and content[body + 6] == 2 and content[body + 12 : body + 14] == _NO:
            _note_code(facts, content, body, content[body + 8])
    return list(starts.values())


def _note_code(facts: SheetFacts, content: bytes, body: int, code: int) -> None:
    row, column = struct.unpack_from("<HH", content, body)
    facts.errors.setdefault(row, {})[column] = _BIFF_ERRORS.get(code, "#ERROR")


# ---------------------------------------------------------------- what calamine reads


def _send_sheets(
    file: BinaryIO, kind: str, facts: list[SheetFacts], limits: Limits, send: Sender
) -> None:
    import python_calamine as calamine

    visible, worksheet = calamine.SheetVisibleEnum.Visible, calamine.SheetTypeEnum.WorkSheet
    send.frame("kind", kind)
    try:
        book = calamine.CalamineWorkbook.from_filelike(file)
        for index, about in enumerate(book.sheets_metadata):
            name = about.name[:_PREVIEW]
            if about.typ != worksheet:
                send.remark("no_cells", sheet=name)
                continue
            sheet = book.get_sheet_by_index(index)
            told = facts[index] if index < len(facts) else SheetFacts()
            merged = [(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
            rows = _rows(sheet, limits)
            if told.unplaced:
                send.remark("errors_somewhere", sheet=name, count=told.unplaced)
            for code, cells in (("errors", told.errors), ("uncomputed", told.uncomputed)):
                if cells:
                    _remark_cells(code, name, cells, send)
                    rows = _with(rows, cells)
            count = send.rows(rows)
            hidden = sorted({n for a, b in told.hidden for n in range(a, min(b, count) + 1)})
            send.end_sheet(name, 1, told.merged or merged, about.visible != visible, tuple(hidden))
    except calamine.PasswordError as error:
        raise Refused("protected") from error
    except calamine.CalamineError as error:
        raise Refused("damaged") from error


def _rows(sheet: calamine.CalamineSheet, limits: Limits) -> Iterator[list[Any]]:
    """Give the rows with the empty columns before them, which calamine leaves out."""
    if sheet.start is None:
        return iter(())
    before = sheet.start[1]
    if before >= limits.columns:
        raise Refused("wide", count=before + 1, limit=limits.columns)
    rows = sheet.iter_rows()
    return ([""] * before + row for row in rows) if before else rows


def _remark_cells(code: str, sheet: str, cells: dict[int, dict[int, str]], send: Sender) -> None:
    row = min(cells)
    column = min(cells[row])
    count = sum(map(len, cells.values()))
    send.remark(
        code, sheet=sheet, count=count, example=cells[row][column], row=row + 1, column=column + 1
    )


def _with(rows: Iterator[list[Any]], cells: dict[int, dict[int, str]]) -> Iterator[list[Any]]:
    """Put into rows what calamine gives as empty."""
    last = max(cells)
    number = -1
    for number, row in enumerate(rows):
        yield _filled(row, cells[number]) if number in cells else row
    for later in range(number + 1, last + 1):
        yield _filled([], cells.get(later, {}))


def _filled(row: list[Any], texts: dict[int, str]) -> list[Any]:
    row += [""] * (max(texts, default=-1) + 1 - len(row))
    for column, text in texts.items():
        row[column] = text
    return row


# ---------------------------------------------------------------- JSON


def read_json(file: BinaryIO, encoding: str, limits: Limits, send: Sender) -> None:
    """Read arrays of objects, wherever in the document they stand, or one object a line."""
    try:
        text = file.read().decode(encoding, errors="surrogateescape").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Refused("damaged") from error
    send.frame("kind", "json")
    try:
        document = _parsed(text)
        tables, beside = _tables(document)
    except json.JSONDecodeError as error:
        if not _is_lines(text):
            raise Refused("json", line=error.lineno, column=error.colno) from error
        broken: dict[int, str] = {}
        _send_objects(_objects_of_lines(text, broken), limits, send)
        send.end_sheet("", 0, broken=broken)
        return
    except RecursionError as error:
        raise Refused("deep") from error
    if beside:
        shown = "; ".join(f"{name} = {value}" for name, value in beside.items())
        send.remark("beside", content=shown[:_PREVIEW])
    if not tables:
        raise Refused("no_objects")
    keeper = _keeper(document)
    for name, objects in tables.items():
        if keeper and not any(isinstance(item, dict) and "pemilik" in item for item in objects):
            objects = [
                {"pemilik": keeper} | item if isinstance(item, dict) else item for item in objects
            ]
        _send_objects(objects, limits, send)
        send.end_sheet(name if len(tables) > 1 else "", 0)


# Under which keys beside the records their keeper stands, and how regions are named.
_KEEPERS = ("pemilik", "pemilik_register", "owner", "pemda", "pemerintah_daerah", "daerah")
_REGION = re.compile(
    r"(?:pemerintah|pemkab|pemkot|pemko|pemprov|kabupaten|kab\.|kota|provinsi)\s+\S|"
    r"\d\d(?:\.\d\d)?$",
    re.IGNORECASE,
)


def _keeper(document: Any) -> str:
    """Give whose register a document says that it is, empty where it does not."""
    if not isinstance(document, dict):
        return ""
    for key in _KEEPERS:
        value = document.get(key)
        if isinstance(value, dict):
            value = value.get("nama", value.get("name"))
        if isinstance(value, str) and _REGION.match(value.strip()):
            return value
    return ""


def _parsed(text: str) -> Any:
    return json.loads(
        text,
        object_pairs_hook=_object,
        parse_int=_integer,
        parse_float=_fraction,
        parse_constant=str,
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Keep what is given twice under a key of its own."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        name, times = key, 1
        while name in found:
            times += 1
            name = f"{key} ({times})"
        found[name] = value
    return found


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _DIGITS_OF_INTEGER else digits


def _fraction(digits: str) -> float | str:
    value = float(digits)
    return value if abs(value) < 1e308 else digits


def _is_lines(text: str) -> bool:
    lines = [line.strip() for line in text[: _PREVIEW * 1_000].split("\n") if line.strip()][:10]
    return all(line[0] == "{" for line in lines) and any(line[-1] == "}" for line in lines)


def _objects_of_lines(text: str, broken: dict[int, str]) -> list[Any]:
    objects: list[Any] = []
    for line in filter(str.strip, text.split("\n")):
        try:
            objects.append(_parsed(line))
        except (json.JSONDecodeError, RecursionError):
            objects.append({})
            broken[len(objects)] = line.strip()[: _PREVIEW * 10]
    return objects


def _tables(document: Any) -> tuple[dict[str, list[Any]], dict[str, Cell]]:
    """Find the arrays of objects, or of arrays, and the plain values beside them."""
    if isinstance(document, list):
        return ({"": document} if document else {}), {}
    level, beside = [("", document)], {}
    for _ in range(_WRAPPERS_DEEP):
        found: dict[str, list[Any]] = {}
        inner: list[tuple[str, Any]] = []
        for name, value in level:
            if not isinstance(value, dict):
                continue
            for key, item in value.items():
                if isinstance(item, list) and item and isinstance(item[0], dict | list):
                    found[key if key not in found else f"{name}.{key}"] = item
                elif isinstance(item, dict):
                    inner.append((key, item))
                elif item not in (None, "", []):
                    beside[key] = _one_cell(item, _WRAPPERS_DEEP)
        if found:
            return found, beside
        level = inner
    if isinstance(document, dict) and document:
        values = list(document.values())
        if len(values) > 1 and all(isinstance(value, dict) for value in values):
            return {"": [{"kunci": key} | value for key, value in document.items()]}, {}
        return {"": [document]}, {}
    return {}, {}


def _send_objects(objects: list[Any], limits: Limits, send: Sender) -> None:
    """Send the keys as headings, then a row per object; arrays of arrays as they are."""
    if all(isinstance(item, list) for item in objects):
        send.rows([_one_cell(value, limits.depth) for value in item] for item in objects)
        return
    headings: dict[str, int] = {}
    flat: list[dict[str, Cell]] = []
    for cells in _records(objects, limits.depth):
        flat.append(cells)
        for heading in cells:
            headings.setdefault(heading, len(headings))
        if len(headings) > limits.columns:
            raise Refused("wide", count=len(headings), limit=limits.columns)
    # A heading that is empty would end the row of headings too early.
    send.rows([[heading or "-" for heading in headings]])
    send.rows(([cells.get(heading, "") for heading in headings] for cells in flat), keep_empty=True)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What the title of an agreement is called; not that of a source or of an attachment.
_TITLES = _listed("judul tentang perihal title subject topik tema")
_TITLES_WHOLE = _listed("kegiatan program kerjasama kerja_sama agreement cooperation")
_NAMED = _listed("kerja kerjasama perjanjian kesepakatan naskah kegiatan program agreement")
_OTHERS = _listed("sumber source lampiran dokumen document berkas file")
_NAMES = frozenset(("nama", "name"))
_PARTIES = _listed("pihak parapihak parties mitra partner partners")
_LEAST_KEYS = 3
_LOOKED_AT = 20


def _records(objects: list[Any], depth: int) -> Iterator[dict[str, Cell]]:
    """Give the cells of each record; of records within a group, with what the group says.

    A group is an object that holds lists of records, as a year holds its agreements. Lists of
    parties, numbers or amounts are no records: they belong to the one that they stand in.
    """
    if depth < 0:
        raise Refused("deep")
    names = _lists_of_records(objects, depth)
    for item in objects:
        is_group = isinstance(item, dict) and not _has_title(item)
        lists = {name: item[name] for name in names if name in item} if is_group else {}
        cells: dict[str, Cell] = {}
        if not lists:
            _flatten(item, "", cells, depth)
            yield cells
            continue
        _flatten({key: item[key] for key in item if key not in lists}, "", cells, depth)
        for name, members in lists.items():
            group = cells | ({"kelompok": name} if len(names) > 1 else {})
            for record in _records(members if isinstance(members, list) else [], depth - 1):
                yield group | {
                    f"{name}.{key}" if key in group else key: cell for key, cell in record.items()
                }


def _lists_of_records(objects: list[Any], depth: int) -> list[str]:
    """Give the keys under which objects that are no records themselves hold records."""
    found: dict[str, None] = {}
    for item in objects:
        if isinstance(item, dict) and not _has_title(item):
            for name, value in item.items():
                if isinstance(value, list) and name not in found and not _words(name) & _OTHERS:
                    found |= {name: None} if _are_records(value, depth - 1) else {}
    return list(found)


def _are_records(items: list[Any], depth: int) -> bool:
    some = items[:_LOOKED_AT]
    if depth < 0 or not some or not all(isinstance(item, dict) for item in some):
        return False
    hits = sum(_has_title(item, _TITLES_WHOLE) or _has_parties(item) for item in some)
    return 2 * hits > len(some) or bool(_lists_of_records(some, depth))


def _has_parties(item: dict[str, Any]) -> bool:
    """Tell a record without a title by its list of parties and what else it says."""
    lists = (key for key, value in item.items() if isinstance(value, list) and len(value) > 1)
    return len(item) >= _LEAST_KEYS and any(_words(key) & _PARTIES for key in lists)


def _has_title(item: dict[str, Any], also: frozenset[str] = frozenset()) -> bool:
    texts = (key for key, value in item.items() if isinstance(value, str) and value)
    return any(_is_title(key) or key.casefold() in also for key in texts)


@lru_cache(maxsize=10_000)
def _words(key: str) -> frozenset[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)
    return frozenset(re.findall(r"[^\W_]+", spaced.casefold()))


def _is_title(key: str) -> bool:
    words = _words(key)
    is_named = bool(words & _NAMES) and bool(words & _NAMED)
    return not words & _OTHERS and (is_named or bool(words & _TITLES))


def _flatten(value: Any, heading: str, cells: dict[str, Cell], depth: int) -> None:
    """Put an object's values under headings such as "masa.mulai"."""
    if depth < 0:
        raise Refused("deep")
    if isinstance(value, dict):
        if heading and (amount := _amount(value)):
            cells[heading] = amount
            return
        for key, item in value.items():
            _flatten(item, f"{heading}.{key}" if heading else key, cells, depth - 1)
    elif isinstance(value, list):
        if value and all(isinstance(item, dict) for item in value):
            parts = _side_by_side(value, depth - 1)
            for key, texts in parts.items():
                cells[f"{heading}.{key}" if heading else key] = "; ".join(texts)
        else:
            cells[heading] = _one_cell(value, depth)
    else:
        cells[heading or "nilai"] = "" if value is None else value


# The two keys of an amount that names its currency.
_AMOUNTS = _listed("jumlah nilai besar besaran amount value total nominal")
_CURRENCIES = _listed("mata_uang matauang currency")


def _amount(value: dict[str, Any]) -> str:
    """Give {"jumlah": 5, "mata_uang": "USD"} as "USD 5", empty for all else."""
    if len(value) != 2:
        return ""
    by_key = {re.sub(r"\s+", "_", key.casefold()): item for key, item in value.items()}
    amount = next((by_key[key] for key in by_key if key in _AMOUNTS), None)
    currency = next((by_key[key] for key in by_key if key in _CURRENCIES), None)
    if not isinstance(currency, str) or not isinstance(amount, str | int | float):
        return ""
    return f"{currency} {amount}".strip()


def _side_by_side(objects: list[dict[str, Any]], depth: int) -> dict[str, list[str]]:
    """Give for each key the texts of all objects, empty where one lacks it."""
    flat: list[dict[str, Cell]] = []
    for item in objects:
        cells: dict[str, Cell] = {}
        _flatten(item, "", cells, depth)
        flat.append(cells)
    keys = dict.fromkeys(key for cells in flat for key in cells)
    return {key: [_quoted(cells.get(key)) for cells in flat] for key in keys}


def _one_cell(value: Any, depth: int) -> Cell:
    if depth < 0:
        raise Refused("deep")
    if isinstance(value, list):
        return "; ".join(_quoted(_one_cell(item, depth - 1)) for item in value)
    if isinstance(value, dict):
        cells: dict[str, Cell] = {}
        _flatten(value, "", cells, depth - 1)
        return ", ".join(f"{key}: {_quoted(item)}" for key, item in cells.items())
    return "" if value is None else value


def _quoted(value: Cell) -> str:
    """Give a value's text such that splitting at semicolons gives it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if ";" in text else text


# ---------------------------------------------------------------- the process


def main(kind: str, encoding: str, limits: Limits) -> None:
    """Read standard input, write frames to standard output."""

    def read(frame: Callable[..., None]) -> None:
        file = cast(BinaryIO, io.FileIO(0))
        send = Sender(frame, limits)
        if kind == "json":
            read_json(file, encoding, limits, send)
        elif kind == "ole":
            read_ole(file, limits, send)
        else:
            read_packed(file, limits, send)

    serve(read, limits.memory, limits.cpu_seconds)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Limits(*map(int, sys.argv[3:])))
