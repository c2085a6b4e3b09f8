"""A file of registers: its sheets and tables to agreements, refusals and what was passed over.

Nothing is written here; `loaders.loading` does that.
"""

from __future__ import annotations

import gc
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import ValueRefused
from graph.model import Agreement, Region, Report, Source
from graph.text import TextMissing, digest, squeeze
from loaders import form
from loaders.cells import cell_text, form_in_title, repeats_above
from loaders.columns import Guess, is_documented, layout_key, owner_in, recognise
from loaders.exact import ExactReader, Refuse
from loaders.layout import Table, TableRow, find_tables
from loaders.mapping import ColumnMapping, check_mapping
from loaders.names import Names, region_of
from loaders.refusals import (
    PLACE_COLUMNS,
    RAW_COLUMN,
    REASON_COLUMNS,
    HeadingsMissing,
    NothingAbove,
    NotRegion,
    OwnerMissing,
    Refusal,
    RowTwice,
    Skipped,
)
from loaders.rows import Draft, RowReader
from loaders.workbook import Book, Cell, Sheet, read_book

_TITLED = re.compile(
    r"(?:judul|nama|perihal|daftar|data|register|rekap\w*|laporan|matriks|buku)\s+", re.IGNORECASE
)
# What stands for the cell above, beside words and single marks.
_DITTO_SIGNS = frozenset({'-"-', '--"--', "-”-"})
_LONGEST_DITTO = 25
_MOST_HEADINGS_TOLD = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person said about a file.

    Attributes
    ----------
    owner
        Whose register it is.
    mapping
        What its columns mean.
    remembered
        Mappings of layouts met before, by `layout_key`.
    """

    owner: Region | None = None
    mapping: ColumnMapping | None = None
    remembered: Mapping[str, ColumnMapping] = field(default_factory=dict)


@dataclass(slots=True)
class Taken:
    """A row that was taken."""

    sheet: str
    row: int
    draft: Draft
    cells: Mapping[str, str]
    owner: Region | None

    @property
    def told(self) -> Agreement:
        """What the row tells."""
        return self.draft.told


@dataclass(slots=True)
class Seen:
    """A table of a file: where it stands, whose it is, and what its columns were taken for."""

    sheet: str
    kind: str
    first: int
    last: int
    owner: Region | None
    owner_by: str
    headings: list[str]
    guesses: list[Guess]


@dataclass(slots=True)
class Register:
    """What a file holds."""

    file: str
    load_id: str
    kind: str
    taken: list[Taken] = field(default_factory=list)
    reports: list[tuple[str, int, Report]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    tables: list[Seen] = field(default_factory=list)
    remarks: list[Any] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        """How many rows were taken."""
        return len(self.taken) + len(self.reports)

    @property
    def owner(self) -> Region | None:
        """Whose register it is, where all its tables are of one owner."""
        owners = {table.owner.code: table.owner for table in self.tables if table.owner}
        return next(iter(owners.values())) if len(owners) == 1 else None

    def sort_refused(self) -> None:
        """Put the refusals in the order in which the rows stand in the file."""
        places = {table.sheet: place for place, table in reversed([*enumerate(self.tables)])}
        self.refused.sort(key=lambda refusal: (places.get(refusal.sheet, 0), refusal.row))


def read_register(
    path: Path,
    names: Names | None = None,
    settings: Settings = Settings(),  # frozen
) -> Register:
    """Read a file whole.

    Parameters
    ----------
    path
        CSV, TSV, XLSX, XLSM, XLS, ODS or JSON.
    names
        Says whom a name means; by default from the reference facts alone.
    settings
        What a person said about the file.

    Returns
    -------
    Register

    Raises
    ------
    FileRefused
        When nothing of the file can be used.
    """
    names = names or Names()
    if written := form.read_json_form(path):
        return _read_written(path, written, names, settings)
    book = read_book(path)
    register = Register(book.file, _load_id(book, settings), book.kind, remarks=book.remarks)
    found: list[tuple[Sheet, Table]] = []
    for sheet in book.sheets:
        _drop_reasons(sheet)
        tables, skipped = find_tables(sheet, settings.mapping)
        found += [(sheet, table) for table in tables]
        register.skipped += skipped
    if settings.mapping:
        headings = [(table.sheet, table.headings) for _, table in found]
        check_mapping(settings.mapping, book.file, [sheet.name for sheet in book.sheets], headings)
    if not found:
        raise HeadingsMissing(file=book.file, missing="judul dan pihak", found=_seen_words(book))
    cover = _owner_of_book(book, found, settings)
    seen: dict[str, tuple[Taken | None, int]] = {}
    for sheet, table in found:
        _read_table(register, book, sheet, table, settings, names, cover, seen)
    for sheet in book.sheets:
        for number, (line, error) in sheet.broken.items():
            refusal = Refusal(book.file, sheet.name, number, error, {RAW_COLUMN: line})
            register.refused.append(refusal)
    register.sort_refused()
    return register


def _drop_reasons(sheet: Sheet) -> None:
    """Leave out what a table of refused rows has beside the original columns."""
    headings = sheet.rows[0] if sheet.rows else []
    if not set(PLACE_COLUMNS + REASON_COLUMNS) <= set(headings):
        return
    added = {*PLACE_COLUMNS, *REASON_COLUMNS, RAW_COLUMN}
    ours = {place for place, heading in enumerate(headings) if heading in added}
    sheet.rows = [
        [cell for place, cell in enumerate(row) if place not in ours] for row in sheet.rows
    ]


def _load_id(book: Book, settings: Settings) -> str:
    owner = settings.owner.code if settings.owner else ""
    return digest(book.file, book.digest, owner, settings.mapping or "")


def _seen_words(book: Book) -> str:
    """Give the first words of a file in which no register was found."""
    cells = (cell for sheet in book.sheets for row in sheet.rows[:20] for cell in row)
    words = (squeeze(cell_text(cell))[:40] for cell in cells if cell is not None)
    return ", ".join(itertools.islice(words, _MOST_HEADINGS_TOLD)) or "tidak ada"


def _owner_of_book(
    book: Book, found: list[tuple[Sheet, Table]], settings: Settings
) -> tuple[Region | None, str]:
    """Tell whose register the file is, where a table's own letterhead does not."""
    if settings.owner:
        return settings.owner, "setting"
    if settings.mapping and settings.mapping.owner:
        return region_of(settings.mapping.owner), "mapping"
    owners = {}
    for sheet in book.sheets:
        texts = [table.letterhead for other, table in found if other is sheet]
        head = " \n".join(texts) if texts else _text_of(sheet)
        if owner := owner_in(head) or owner_in(sheet.name):
            owners[owner.code] = owner
    if len(owners) == 1:
        return next(iter(owners.values())), "letterhead"
    if not owners and (owner := owner_in(Path(book.file).stem.replace("_", " "))):
        return owner, "file"
    return None, ""


def _text_of(sheet: Sheet) -> str:
    return "\n".join(
        " ".join(cell_text(cell) for cell in row if cell is not None) for row in sheet.rows[:30]
    )


def _read_table(
    register: Register,
    book: Book,
    sheet: Sheet,
    table: Table,
    settings: Settings,
    names: Names,
    cover: tuple[Region | None, str],
    seen: dict[str, tuple[Taken | None, int]],
) -> None:
    mapping = settings.mapping or settings.remembered.get(layout_key(table.headings))
    guesses = recognise(table, mapping)
    owner, by = cover
    if by not in ("setting", "mapping"):
        if mapping and mapping.owner:
            owner, by = region_of(mapping.owner), "memory"
        elif own := owner_in(table.letterhead) or owner_in(sheet.name):
            owner, by = own, "letterhead"
    if form.is_register_form(table.headings) or form.is_report_form(table.headings):
        guesses = [guess for guess in guesses if guess.field]
        owner, by = None, ""  # it names everybody itself
    first = table.rows[0].number if table.rows else table.heading_rows[1]
    last = table.rows[-1].last if table.rows else first
    register.tables.append(
        Seen(table.sheet, table.kind, first, last, owner, by, table.headings, guesses)
    )
    if form.is_register_form(table.headings) or form.is_report_form(table.headings):
        _read_exact(register, table, names, seen)
        return
    readers: dict[str, RowReader] = {}
    above: TableRow | None = None
    for row in table.rows:
        filled = _filled(row, above)
        may_repeat_nothing = above is None or filled is not row
        above = row = filled
        shown = Shown(table.headings, row.cells)
        try:
            if may_repeat_nothing:
                _refuse_dittos(table, row)
            of_row = _owner_of_row(row, guesses) or owner
            code = of_row.code if of_row else ""
            if code not in readers:
                readers[code] = _reader(register.file, names, table, guesses, of_row)
            reader = readers[code]
            if table.kind == "reports":
                report = reader.report(row)
                _refuse_twice(seen, report.id, None, row.number)
                register.reports.append((table.sheet, row.number, report))
                continue
            if reader.needs_owner and of_row is None:
                if any(guess.field == "pemilik" for guess in guesses):
                    raise TextMissing(field="pemilik")
                raise OwnerMissing(file=register.file)
            if _states_again(register, reader, row, seen):
                continue
            draft = reader.agreement(row)
            taken = Taken(table.sheet, row.number, draft, shown, of_row)
            _refuse_twice(seen, draft.told.id, taken, row.number)
            register.taken.append(taken)
        except ValueRefused as error:
            register.refused.append(Refusal(register.file, table.sheet, row.number, error, shown))


def _read_exact(
    register: Register, table: Table, names: Names, seen: dict[str, tuple[Taken | None, int]]
) -> None:
    """Read a table of the documented form, in which nothing is to be found out."""
    reader = ExactReader(names, _source(register.file, None))
    rows = [(row.number, Shown(table.headings, row.cells)) for row in table.rows]
    if form.is_report_form(table.headings):
        for number, shown in rows:
            try:
                report = reader.report_row(shown)
                _refuse_twice(seen, report.id, None, number)
                register.reports.append((table.sheet, number, report))
            except ValueRefused as error:
                refusal = Refusal(register.file, table.sheet, number, error, shown)
                register.refused.append(refusal)
        return
    _take_exact(register, table.sheet, lambda refuse: reader.rows(rows, refuse), seen)


def _read_written(path: Path, written: form.JsonForm, names: Names, settings: Settings) -> Register:
    """Read a file of JSON in the documented form."""
    name = path.name.encode(errors="replace").decode()
    load_id = digest(name, digest(written.agreements, written.reports), settings.owner or "")
    register = Register(name, load_id, "json")
    reader = ExactReader(names, _source(name, None))
    seen: dict[str, tuple[Taken | None, int]] = {}
    _take_exact(register, "", lambda refuse: reader.objects(written.agreements, refuse), seen)
    for number, told in enumerate(written.reports, start=1):
        try:
            report = reader.report_object(told)
            _refuse_twice(seen, report.id, None, number)
            register.reports.append(("laporan", number, report))
        except ValueRefused as error:
            refusal = Refusal(name, "laporan", number, error, {"laporan": str(told)})
            register.refused.append(refusal)
    return register


def _take_exact(
    register: Register,
    sheet: str,
    read: Callable[[Refuse], list[tuple[int, Draft, Mapping[str, str]]]],
    seen: dict[str, tuple[Taken | None, int]],
) -> None:
    def refuse(number: int, error: ValueRefused, cells: Mapping[str, str]) -> None:
        register.refused.append(Refusal(register.file, sheet, number, error, cells))

    for number, draft, cells in read(refuse):
        taken = Taken(sheet, number, draft, cells, None)
        try:
            _refuse_twice(seen, draft.told.id, taken, number)
            register.taken.append(taken)
        except ValueRefused as error:
            refuse(number, error, cells)


def _source(file: str, owner: Region | None) -> Source:
    """Give the register as the source of rows that name none."""
    return Source(
        title=f"Register kerja sama {owner.name}" if owner else f"Register {file}",
        publisher=owner.name if owner else None,
        retrieved_on=date.today(),
    )


def _form_of(table: Table) -> str | None:
    """Give the form that a heading ("Judul PKS"), a sheet's name or a title tells of all rows."""
    titles = [guess_title for guess_title in table.headings if _TITLED.match(guess_title)]
    texts = [*titles, table.sheet, *reversed(table.letterhead.splitlines())]
    found = (form_in_title(_TITLED.sub("", squeeze(text))) for text in texts)
    return next((code for code in found if code), None)


def _reader(
    file: str, names: Names, table: Table, guesses: list[Guess], owner: Region | None
) -> RowReader:
    return RowReader(
        names,
        guesses,
        owner,
        _source(file, owner),
        form=_form_of(table),
        is_strict=is_documented(table.headings),
    )


def _owner_of_row(row: TableRow, guesses: list[Guess]) -> Region | None:
    for guess in guesses:
        text = cell_text(row.cells[guess.index]) if guess.field == "pemilik" else ""
        if text.strip():
            if owner := region_of(text):
                return owner
            raise NotRegion(field="pemilik", value=text[:60])
    return None


class Shown(Mapping[str, str]):
    """A row's cells as they were written, by heading; a heading met twice gets a number.

    Made of the row when it is looked at: most rows never are.
    """

    __slots__ = ("_cells", "_headings")

    def __init__(self, headings: Sequence[str], cells: Sequence[Cell]) -> None:
        self._headings, self._cells = headings, cells

    def __getitem__(self, name: str) -> str:
        """Give the text under a heading."""
        return self._made()[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the headings."""
        return iter(self._made())

    def __len__(self) -> int:
        """Count the cells that have a heading or hold something."""
        return len(self._made())

    def _made(self) -> dict[str, str]:
        made: dict[str, str] = {}
        for place, cell in enumerate(self._cells):
            heading = self._headings[place] if place < len(self._headings) else ""
            name = heading or f"Kolom {place + 1}"
            if name in made:
                name = f"{name} ({place + 1})"
            if heading or cell is not None:
                made[name] = cell_text(cell)
        return made


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles, of which rows make none, among ever more objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _filled(row: TableRow, above: TableRow | None) -> TableRow:
    """Give a row with what its ditto marks stand for, so that it can be understood alone."""
    places = [place for place, cell in enumerate(row.cells) if _is_ditto(cell)]
    if above is None or not places:
        return row
    cells = list(row.cells)
    for place in places:
        if place < len(above.cells):
            cells[place] = above.cells[place]
    return replace(row, cells=cells)


def _refuse_dittos(table: Table, row: TableRow) -> None:
    """Refuse a row that repeats what is not there."""
    for heading, cell in zip(table.headings, row.cells, strict=False):
        if _is_ditto(cell):
            raise NothingAbove(field=heading, value=cell)


def _is_ditto(cell: Any) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST_DITTO and _repeats(cell)


def _repeats(cell: str) -> bool:
    cell = cell.strip()
    return repeats_above(cell.rstrip(".")) or cell in _DITTO_SIGNS


def _refuse_twice(
    seen: dict[str, tuple[Taken | None, int]], id: str, taken: Taken | None, row: int
) -> None:
    if id in seen:
        raise RowTwice(field="kode", first=seen[id][1])
    seen[id] = taken, row


def _states_again(
    register: Register,
    reader: RowReader,
    row: TableRow,
    seen: dict[str, tuple[Taken | None, int]],
) -> bool:
    """Add a further source to an agreement whose `kode` an earlier row has, with its parties."""
    code = reader.key_of(row)
    taken = seen.get(code, (None, 0))[0] if code else None
    if taken is None or "pihak" in reader.cells(row):
        return False
    statement = reader.statement(row)
    taken.draft.told = replace(taken.told, statements=(*taken.told.statements, statement))
    return True
