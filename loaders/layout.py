"""Where in a sheet the tables stand, and what the other rows are.

Offices keep a register as a page to be printed: a letterhead above, headings of two rows,
sections, totals, notes and signatures. Every row that holds anything is either part of a
table's row or of what is skipped and said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from graph.text import squeeze
from loaders.columns import (
    TITLES,
    Contents,
    Guess,
    Kind,
    choice,
    guess,
    is_documented,
    kind_of,
    sampled,
    ticked,
)
from loaders.fields import JOINT, is_generic, may_be_heading, names_together, read_heading
from loaders.mapping import ColumnMapping
from loaders.names import key
from loaders.refusals import Skipped
from loaders.workbook import Cell, Sheet

_TOP = 60  # rows in which a heading is looked for with care
_MOST_HEADING_ROWS = 3
_LONGEST_HEADING = 160
_SHOWN = 200
_LONGEST_NUMBER = 60
_WIDEST = 1 << 20
_MANY = 4  # filled cells from which a row with a title is a row of the table at once
_LEAST_SHARE_BEYOND = 0.2


@dataclass(slots=True)
class TableRow:
    """A row of a table.

    Attributes
    ----------
    number, last
        The rows that it was read from, as the spreadsheet numbers them.
    cells
        One a column of the sheet, from its first; continuation rows joined in with line
        breaks, merged cells filled, ticks replaced by the word that they stand for. More
        cells than headings where the row has such.
    section
        Titles of the sections in which it stands.
    """

    number: int
    last: int
    cells: list[Cell]
    section: str = ""


@dataclass(slots=True)
class Table:
    """A register within a sheet.

    Attributes
    ----------
    sheet, kind
        The sheet's name, and what the rows are.
    headings
        One a column of the sheet, from its first; rows of headings joined.
    heading_rows
        First and last row of the headings, 0 where there are none.
    rows
        In their order.
    letterhead, below
        What stands above and below, line by line.
    """

    sheet: str
    kind: Kind
    headings: list[str]
    heading_rows: tuple[int, int]
    rows: list[TableRow]
    letterhead: str = ""
    below: str = ""


def find_tables(
    sheet: Sheet, mapping: ColumnMapping | None = None
) -> tuple[list[Table], list[Skipped]]:
    """Find the registers in a sheet.

    Parameters
    ----------
    sheet
        As `loaders.workbook.read_book` gives it.
    mapping
        What the register's keeper says of its columns and its row of headings.

    Returns
    -------
    tables, skipped
        Every row that holds anything is in a table's heading rows, in the range of one of its
        rows, or in one skipped range; headings repeated within a row's range are in both.
    """
    return _Page(sheet, mapping or ColumnMapping()).read()


# ---------------------------------------------------------------- what texts tell

_TOTAL = re.compile(
    r"(?:sub ?|grand ?)?(?:jumlah|total)\b(?!.*\bkerja sama (?:antara|tentang)\b)|rata-rata\b",
    re.IGNORECASE,
)
# How much a total counts: "20 dokumen", "12 (dua belas) naskah", "tiga puluh lima PKS".
_COUNT = re.compile(
    r"[:=]?\s*(?:\d[\d.,]*|(?:(?:nol|se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|"
    r"sebelas|belas|puluh|ratus|seratus|ribu|seribu)\s*)+\b)\s*(?:\([a-z\d ]+\)\s*)?"
    r"(?:[a-z]+\s*){0,3}\.?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:keterangan|ket|catatan|sumber|note|nb|n\.b|legenda|penjelasan)\s*[.:]"
    r"|\*+\s*\)?\s*\S|\d\)\s+\S.*\bdata\b|(?:keterangan|catatan)\s*$",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    r"nopember|desember)"
)
_SIGNATURE = re.compile(
    rf"mengetahui\b|menyetujui\b|disetujui oleh|dibuat oleh|ditetapkan di\b|dikeluarkan di\b"
    rf"|nip\s*[.:]?\s*[\d.]|nip\s*[.:]?\s*$|a\.?n\.?\s+(?:bupati|wali|gubernur|sekretaris|kepala)"
    rf"|(?:plt\.?|plh\.?|pj\.?)?\s*(?:kepala|kabag|kasubbag|asisten|sekretaris)\b.{{0,80}}"
    rf"(?:bagian|daerah|kerja ?sama|pemerintahan|setda|dinas|badan)"
    rf"|(?:yang )?(?:membuat|menyusun|mengesahkan|bertanda ?tangan)\b.{{0,30}}[,:]?\s*$"
    rf"|(?:petugas|operator|penyusun|pengelola data|analis|ketua (?:tim|tkksd)|tim koordinasi|"
    rf"staf|penata|pengatur|pengadministrasi)\b[^,]{{0,60}},?$"
    rf"|(?:tanda ?tangan|ttd)\.?\s*[,:.]?$"
    rf"|[a-z .]+,\s*(?:tanggal\s*|tgl\.?\s*)?(?:\d{{1,2}}|[.…_ ]*)\s*{_MONTH}\s*(?:\d{{4}})?\s*$"
    rf"|[a-z .]+,\s*(?:\d{{1,2}}|[.…_]{{2,}})[-/. ](?:\d{{1,2}}|[.…_]{{2,}})[-/. ]\d{{4}}\s*$"
    rf"|pembina\s+(?:utama|tingkat|tk)|(?:bupati|wali ?kota|gubernur)\b[^,]{{0,60}},$",
    re.IGNORECASE,
)
_PAGE_TITLE = re.compile(
    r"(?:daftar|register|rekap\w*|data|buku|matriks|tabel|lampiran)\b", re.IGNORECASE
)
_SUMMARY = re.compile(r"\b(?:rekap\w*|pivot|summary|ringkasan)\b", re.IGNORECASE)
# How a section's title begins, or what it says, by the kind of numbering; outer kinds first.
_SECTIONS = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        (
            "roman",
            r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V|X))\s*[.)]?\s+\S|X{0,2}(?:IX|IV|V?I{0,3})[.)]?$",
            0,
        ),
        ("letter", r"[A-Z]\s*[.)]\s*\S|[A-Z][.)]?$", 0),
        ("year", r"(?:tahun|thn\.?|periode|ta\.?)\s*:?\s*\d{4}\b.{0,20}$|(?:19|20)\d\d$", re.I),
        (
            "scheme",
            r"(?:ksdd|ksdpk|ksdpl|ksdll|sinergi)\b|(?:kerja ?sama|ks)\s+(?:daerah\s+)?"
            r"(?:dengan|antar|dalam|luar)\b",
            re.I,
        ),
        ("region", r"(?:kabupaten|kota|provinsi|pemerintah|kab\.)\s+\S", re.I),
    )
)
_YEAR = re.compile(r"(?:199|20[0-4])\d")
_INTEGER = re.compile(r"\(?\s*(\d{1,5})\s*\)?\s*[.)]?")
_LETTER = re.compile(r"\(?\s*([a-z])\s*\)?\s*[.)]?", re.IGNORECASE)
_NUMERIC = re.compile(r"(?:rp\.?\s*)?-?[\d.,\s]*\d[\d.,\s]*(?:-|,-)?%?", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"(?:,|-|\b(?:dan|atau|dengan|tentang|di|pada|antara|untuk|oleh|dalam))$")


def _shown(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return squeeze(str(cell))


_VALUE = re.compile(
    r"\d+[.)]?|.*\d\s*/\s*\S*\d.*|\d{4}-\d\d?-\d\d?.*|\d{1,2}[-./ ]\S{1,9}[-./ ]\d{2,4}.*"
    r"|(?:rp|usd|idr)?\.?\s*\d[\d.,]{3,}.*",
    re.IGNORECASE | re.DOTALL,
)


def _is_value(cell: Cell) -> bool:
    """Tell a number, a date, an amount or a document's number from the words of a heading."""
    if cell is None or isinstance(cell, str):
        return cell is not None and bool(_VALUE.fullmatch(cell.strip()))
    return not isinstance(cell, bool)


def _is_numeric(cell: Cell) -> bool:
    if isinstance(cell, str):
        return len(cell) <= _LONGEST_NUMBER and bool(_NUMERIC.fullmatch(cell.strip()))
    return isinstance(cell, int | float) and not isinstance(cell, date)


def _is_count(cell: Cell) -> bool:
    if isinstance(cell, str) and len(cell) <= _LONGEST_NUMBER and _COUNT.fullmatch(cell.strip()):
        return True
    return _is_numeric(cell)


def _integer(cell: Cell) -> int | None:
    if isinstance(cell, str):
        if len(cell) > _LONGEST_NUMBER:
            return None
        match = _INTEGER.fullmatch(cell.strip())
        return int(match[1]) if match else None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if float(cell).is_integer() else None
    return None


def _section_kind(text: str) -> str:
    """Give how a section's title is written, empty where the text is none."""
    for kind, pattern in _SECTIONS:
        if pattern.match(text):
            return kind
    letters = [letter for letter in text if letter.isalpha()]
    is_shouted = len(letters) > 3 and not any(letter.islower() for letter in letters)
    return "capitals" if is_shouted and len(text) < _LONGEST_HEADING else ""


# ---------------------------------------------------------------- headings


@dataclass(slots=True)
class _Block:
    """Rows of headings, by index, and what they say of each column."""

    first: int
    last: int
    headings: list[str]


@dataclass(slots=True)
class _Event:
    """A row that is skipped, by index."""

    index: int
    kind: str
    text: str


class _Page:
    """One sheet while its tables are found."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping) -> None:
        self.sheet, self.rows, self._mapping = sheet, sheet.rows, mapping
        self._asked = mapping.of_sheet(sheet.name)
        self._asked_headings = {key(name) for name in self._asked.columns} - {""}
        self.filled = [
            [
                place
                for place, cell in enumerate(row)
                if cell is not None and (cell.__class__ is not str or cell.strip())
            ]
            for row in sheet.rows
        ]
        self.above: dict[int, dict[int, int]] = {}  # row → column → row where its merge begins
        self.wide: dict[int, dict[int, int]] = {}  # row → first → last column of a merge
        for top, left, bottom, right in sheet.merged:
            last = min(bottom, len(sheet.rows) - 1)
            for row in range(top, last + 1):
                if right > left:
                    self.wide.setdefault(row, {})[left] = right
                if row > top:
                    self.above.setdefault(row, {})[left] = top

    def number(self, index: int) -> int:
        """Give the number that the spreadsheet shows for a row."""
        return index + self.sheet.first_row

    def shown(self, index: int) -> str:
        """Give what stands in a row, as one line."""
        row = self.rows[index]
        return " ".join(_shown(row[place]) for place in self.filled[index])

    def read(self) -> tuple[list[Table], list[Skipped]]:
        """Find the tables, and what else stands there."""
        if not any(self.filled):
            last = self.number(max(0, len(self.rows) - 1))
            first = min(self.number(0), last)
            return [], [Skipped(self.sheet.name, first, last, "empty_sheet", "")]
        tables, events, start = list[Table](), list[_Event](), 0
        blocks = self._blocks()
        while blocks:
            block = blocks.pop(0)
            stop, repeated = self._end(block, blocks)
            blocks = [other for other in blocks if other.first >= stop]
            heads = self._heads(start, block.first)
            letterhead = "\n".join(event.text for event in heads)
            guesses = self._guesses(block, repeated, stop)
            kind = self._kind(guesses, letterhead)
            events += heads
            if kind is None:
                events += self._other(block.first, stop)
                start = stop
                continue
            body = _Body(self, block, repeated, stop, guesses)
            events += body.events
            tables.append(
                Table(
                    self.sheet.name,
                    kind,
                    block.headings,
                    self._heading_rows(block),
                    body.rows,
                    letterhead,
                    body.below,
                )
            )
            start = body.end
        if not tables:
            return [], [self._nothing()]
        return tables, self._skipped(events)

    # ------------------------------------------------------------ headings

    def _blocks(self) -> list[_Block]:
        if self._asked.heading_row is not None:
            index = self._asked.heading_row - self.sheet.first_row
            if 0 <= index < len(self.rows) and self.filled[index]:
                return [self._block(index)]
        found: list[_Block] = []
        index, documented = 0, False
        for index, places in enumerate(self.filled):
            if len(places) < 2 or (found and index <= found[-1].last):
                continue
            if found and self.sheet.first_row == 0:
                break  # an array of objects has one row of keys
            if not self._may_be_heading(index, places) or self._holds_values(index, places):
                continue
            if found and not self._begins_another(index, places, found):
                continue
            if self._is_heading(index, places, 3 if found else 2):
                block = self._block(index)
                # Rows of our own form are taken by the letter.
                if documented and not is_documented(block.headings):
                    continue
                documented = documented or is_documented(block.headings)
                found.append(block)
        return found or self._without_headings()

    def _holds_values(self, index: int, places: Sequence[int]) -> bool:
        """Tell a row of the body by its numbers and dates, of which headings have none."""
        row = self.rows[index]
        values = [place for place in places if _is_value(row[place])]
        return len(values) > 1 or (bool(values) and values[0] == places[0])

    def _begins_another(self, index: int, places: Sequence[int], found: Sequence[_Block]) -> bool:
        """Whether a row under headings can be headings again: theirs, or apart from the rows.

        Words of a body ("Selesai", "Perjanjian Kerja Sama") are known as headings too.
        """
        row = self.rows[index]
        if any(_is_value(row[place]) for place in places):
            return False
        for block in found:
            for upper in range(block.first, block.last + 1):
                above = self.rows[upper]
                same = sum(
                    place < len(above) and key(_shown(row[place])) == key(_shown(above[place]))
                    for place in places
                    if place < len(above) and above[place] is not None
                )
                if same >= 2 and same * 2 >= len(places):
                    return True
        return len(self.filled[index - 1]) < 2

    def _may_be_heading(self, index: int, places: Sequence[int]) -> bool:
        """Look at a row's first cells only: this is asked of every row."""
        if index < _TOP:
            return True
        row, misses = self.rows[index], 0
        for place in places[:3]:
            cell = row[place]
            if cell.__class__ is not str:
                return False
            if not may_be_heading(cell):
                misses += 1
                if misses > 1:
                    return False
        return True

    def _is_heading(self, index: int, places: Sequence[int], least: int) -> bool:
        texts = [self.rows[index][place] for place in places]
        known = [text for text in texts if isinstance(text, str) and self._is_known(text)]
        if len(known) * 2 < len(texts) and len(known) < _MANY:
            return False
        if self._asked_headings and sum(key(text) in self._asked_headings for text in known) > 1:
            return True
        fields = {
            (*read.documented, *read.strong, *read.weak)[0]
            for text in known
            if (read := read_heading(squeeze(text))).is_known
        }
        # Within a table two words alone are a section's title rather than a heading.
        is_apart = least < 3 or not self.filled[index - 1]
        return len(fields) >= least or (len(fields) == 2 and len(texts) == 2 and is_apart)

    def _is_known(self, text: str) -> bool:
        return read_heading(squeeze(text)).is_known or key(text) in self._asked_headings

    def _block(self, first: int) -> _Block:
        rows = [first]
        while len(rows) < _MOST_HEADING_ROWS and self._is_below_heading(rows):
            rows.append(rows[-1] + 1)
        return _Block(first, rows[-1], self._headings(rows))

    def _is_below_heading(self, rows: Sequence[int]) -> bool:
        """Tell a second row of headings from the first row of the body."""
        below, upper = rows[-1] + 1, rows[-1]
        if below >= len(self.rows) or not self.filled[below]:
            return False
        row, places = self.rows[below], self.filled[below]
        texts = [row[place] for place in places]
        if not all(isinstance(t, str) and len(t) <= _LONGEST_HEADING for t in texts):
            return False
        if all(_is_numeric(text) for text in texts):
            return False
        merged = self.above.get(below, {})
        if any(rows[0] <= top <= upper for top in merged.values()):
            return True
        there = set(self.filled[upper])
        inside = set(places)
        ended = {place for row in rows[:-1] for place in self.filled[row]} - there
        if ended & inside:  # below a heading that has come to its end
            return False
        spans = [p for p in places if p in there]
        if any(p + 1 in there for p in spans) or inside <= there:
            return False
        over = self._spanning(upper, inside)
        known = sum(
            self._is_known(str(row[place]))
            or names_together(over.get(place, ""), str(row[place]))
            or (place in over and place not in there and choice(str(row[place])) is not None)
            for place in places
        )
        return known * 2 >= len(places)

    def _spanning(self, index: int, below: set[int]) -> dict[int, str]:
        """Give the heading that stands over each column: its own, or one that spans it.

        Where no merge is told, a heading spans the blanks to its right, if the row below has
        something under the heading itself.
        """
        row, there, wide = self.rows[index], set(self.filled[index]), self.wide.get(index, {})
        found: dict[int, str] = {}
        text, reach = "", -1
        for place in range(max(max(there), max(below, default=0)) + 1):
            if place in there:
                text = _shown(row[place])
                furthest = _WIDEST if place in below else place
                reach = wide.get(place, furthest)
                found[place] = text
            elif place in below and place <= reach:
                found[place] = text
        return found

    def _headings(self, rows: Sequence[int]) -> list[str]:
        width = max(self.filled[row][-1] for row in rows) + 1
        parts: list[list[str]] = [[] for _ in range(width)]
        for level, index in enumerate(rows):
            below = {place for row in rows[level + 1 :] for place in self.filled[row]}
            for place, text in self._spanning(index, below).items():
                if text not in parts[place]:
                    parts[place].append(text)
        return [JOINT.join(texts) for texts in parts]

    def _heading_rows(self, block: _Block) -> tuple[int, int]:
        if block.last < block.first:
            return (0, 0)
        return self.number(block.first), self.number(block.last)

    def _without_headings(self) -> list[_Block]:
        """Find a table whose headings say nothing, or which has none."""
        wide = [index for index, places in enumerate(self.filled) if len(places) >= 3]
        if len(wide) < 2:
            return []
        first = wide[0]
        if self.sheet.first_row == 0 or self._looks_unlike(first, wide[1:]):
            return [self._block(first)]
        width = max(max(self.filled[index]) for index in sampled(wide)) + 1
        return [_Block(first, first - 1, [""] * width)]

    def _looks_unlike(self, first: int, others: Sequence[int]) -> bool:
        """Tell headings that nobody knows from a first row of the body."""
        row, places = self.rows[first], self.filled[first]
        if not all(isinstance(row[place], str) for place in places):
            return False
        if all(is_generic(str(row[place])) for place in places):
            return True
        below = [self.rows[index] for index in sampled(others)]
        for place in places:
            cells = Contents(other[place] for other in below if place < len(other))
            own = Contents([row[place], row[place]])
            for look in ("date", "amount", "number", "sequence", "term", "form", "party"):
                if cells.share(look) >= 0.6 and own.share(look) == 0:
                    return True
        return False

    # ------------------------------------------------------------ tables

    def _end(self, block: _Block, others: Sequence[_Block]) -> tuple[int, list[_Block]]:
        """Give where a table ends, and its headings that stand there again."""
        repeated: list[_Block] = []
        for other in others:
            if not _is_same_layout(block, other):
                return other.first, repeated
            repeated.append(other)
        return len(self.rows), repeated

    def _guesses(self, block: _Block, repeated: Sequence[_Block], stop: int) -> list[Guess]:
        least = min(3, len([heading for heading in block.headings if heading]))
        again = {row for other in repeated for row in range(other.first, other.last + 1)}
        body = [
            index
            for index in range(block.last + 1, stop)
            if len(self.filled[index]) >= least and index not in again
        ]
        rows = [self.rows[index] for index in sampled(body)]
        self._widen(block, rows)
        places = self._mapping.places(self.sheet.name, block.headings)
        return guess(block.headings, rows, places)

    def _widen(self, block: _Block, rows: Sequence[Sequence[Cell]]) -> None:
        """Give columns without headings a place, where many rows fill them."""
        if is_documented(block.headings) or not rows:
            return
        width = len(block.headings)
        longest = max(len(row) for row in rows)
        for place in range(longest - 1, width - 1, -1):
            filled = sum(place < len(row) and row[place] is not None for row in rows)
            if filled >= max(2, _LEAST_SHARE_BEYOND * len(rows)):
                block.headings += [""] * (place + 1 - width)
                return

    def _kind(self, guesses: Sequence[Guess], letterhead: str) -> Kind | None:
        kind = kind_of(guesses)
        # A summary of one's own register by region is no report about those regions.
        is_summary = _SUMMARY.search(self.sheet.name) or _SUMMARY.search(letterhead)
        return None if kind == "reports" and is_summary else kind

    def _heads(self, start: int, stop: int) -> list[_Event]:
        found = []
        for index in range(start, stop):
            if self.filled[index]:
                text = self.shown(index)
                kind = "title" if _PAGE_TITLE.match(text) else "letterhead"
                found.append(_Event(index, kind, text))
        return found

    def _other(self, start: int, stop: int) -> list[_Event]:
        filled = [index for index in range(start, stop) if self.filled[index]]
        return [_Event(index, "other_sheet", self.shown(index)[:_SHOWN]) for index in filled]

    def _nothing(self) -> Skipped:
        filled = [index for index, places in enumerate(self.filled) if places]
        text = " · ".join(self.shown(index)[:_SHOWN] for index in filled[:5])
        first, last = self.number(filled[0]), self.number(filled[-1])
        return Skipped(self.sheet.name, first, last, "other_sheet", text[:_SHOWN])

    def _skipped(self, events: Sequence[_Event]) -> list[Skipped]:
        """Join what stands in neighbouring rows and is of one kind."""
        found: list[Skipped] = []
        ends = -2
        for event in sorted(events, key=lambda event: event.index):
            number = self.number(event.index)
            last = found[-1] if found else None
            is_next = all(not self.filled[row] for row in range(ends + 1, event.index))
            if last and is_next and last.kind == event.kind and event.kind != "section":
                text = last.text if len(last.text) >= _SHOWN else f"{last.text} · {event.text}"
                found[-1] = Skipped(last.sheet, last.first, number, last.kind, text[:_SHOWN])
            else:
                text = event.text[:_SHOWN]
                found.append(Skipped(self.sheet.name, number, number, event.kind, text))
            ends = event.index
        return found


def _is_same_layout(block: _Block, other: _Block) -> bool:
    width = max(len(block.headings), len(other.headings))
    one = [key(h) for h in block.headings] + [""] * (width - len(block.headings))
    two = [key(h) for h in other.headings] + [""] * (width - len(other.headings))
    filled = [pair for pair in zip(one, two, strict=True) if any(pair)]
    return sum(a == b for a, b in filled) * 5 >= len(filled) * 4


# ---------------------------------------------------------------- rows of a table

_PARTIES = ("pihak", "pihak_kesatu", "pihak_kedua", "pihak_ketiga", "mitra")
_DATES = ("ditandatangani", "mulai")
# What a table groups its rows by: a blank under such a cell means the same again.
_GROUPS = (*_PARTIES, "provinsi", "tahun", "skema", "bentuk", "urusan")
# What the rest of a sentence may stand in, without being a row of its own.
_PROSE = ("judul", "ruang_lingkup", "tujuan", "catatan", "evaluasi", "opd", "lokasi")
# Between a row and its continuation on the next page these may stand.
_PAGE_BREAKS = ("repeated_heading", "numbering", "title")
_BELOW = ("note", "signature", "total")


class _Body:
    """The rows below one block of headings, each taken for what it is."""

    def __init__(
        self,
        page: _Page,
        block: _Block,
        repeated: Sequence[_Block],
        stop: int,
        guesses: Sequence[Guess],
    ) -> None:
        self.rows: list[TableRow] = []
        self.events: list[_Event] = []
        self._page, self._block, self._stop = page, block, stop
        self._width = len(block.headings)
        self._repeated = {row for b in repeated for row in range(b.first, b.last + 1)}
        # Our own form and the objects of a JSON file are rows, whatever they say.
        self._is_plain = is_documented(block.headings) or page.sheet.first_row == 0
        self._place(guesses)
        self._ticked = [(one.index, one.value) for one in guesses if one.value]
        self._sections: list[tuple[str, str]] = []
        self._previous: TableRow | None = None  # what a continuation would be joined to
        self._next = -1  # where it would stand
        self._is_signed = False
        self._read()
        self.end, self.below = self._ending()

    def _place(self, guesses: Sequence[Guess]) -> None:
        """Note in which columns stands what tells rows from what is none."""
        places: dict[str, list[int]] = {}
        for one in guesses:
            if one.field:
                places.setdefault(one.field, []).append(one.index)

        def of(codes: Sequence[str]) -> set[int]:
            return {place for code in codes for place in places.get(code, ())}

        titles = next((places[code] for code in ("judul", *TITLES) if code in places), [-1])
        self._title = titles[0]
        self._keys, self._parties, self._dates = of(("kode",)), of(_PARTIES), of(_DATES)
        self._groups, self._prose = of(_GROUPS) - {self._title}, of(_PROSE) | {self._title}
        self._first_party = min(self._parties, default=self._width)
        self._number = self._numbered(places.get("nomor_urut", [])[:1])
        # A first column of partners or years, each said once for all its rows.
        left = next((p for p, heading in enumerate(self._block.headings) if heading), -1)
        is_grouped = self._number < 0 and left in self._groups and left < self._title
        self._group = left if is_grouped else -1

    def _numbered(self, places: Sequence[int]) -> int:
        """Give the column of row numbers where rows have such, else -1."""
        if not places:
            return -1
        filled = self._page.filled
        long = [i for i in range(self._block.last + 1, self._stop) if len(filled[i]) >= 3]
        some = sampled(long)
        numbered = sum(places[0] in filled[index] for index in some)
        return places[0] if numbered * 10 >= len(some) * 3 else -1

    def _read(self) -> None:
        filled, rows, merged = self._page.filled, self._page.rows, self._page.above
        title, needed = self._title, {self._title, self._number, self._group} - {-1}
        many = min(_MANY, max(2, self._width))
        for index in range(self._block.last + 1, self._stop):
            places = filled[index]
            if not places:
                continue
            # Most rows are plainly rows: they have a title and much beside it.
            if (
                len(places) >= many
                and needed.issubset(places)
                and title >= 0
                and rows[index][title].__class__ is str
                and len(rows[index][title]) > 5  # type: ignore[arg-type]
                and index not in merged
                and index not in self._repeated
                and not self._is_total(index, places)
            ):
                self._take(index)
            else:
                self._sort_out(index, places)

    def _sort_out(self, index: int, places: list[int]) -> None:
        """Take a row for what it is, where a glance does not tell."""
        kind = self._kind(index, places)
        if kind == "row":
            self._take(index)
        elif kind == "continuation":
            self._join(index)
        else:
            self._skip(index, kind)

    def _kind(self, index: int, places: list[int]) -> str:
        row = self._page.rows[index]
        if index in self._repeated:
            return "repeated_heading"
        if self._is_plain:
            return "row"
        if _is_numbering(row, places):
            return "numbering"
        if self._keys.intersection(places):
            return "row"
        if len(places) == 1 and self._is_year(index, places[0]):
            return "section"
        has_number = self._number in places and _integer(row[self._number]) is not None
        has_title = self._title in places and not _is_numeric(row[self._title])
        is_full = has_title and (has_number or len(places) > 3)
        if is_full and len(places) == 2 and self._is_total(index, places):
            return "total"
        if not is_full and (kind := self._beside(index, places, has_number)):
            return kind
        if has_number and self._is_numbered_section(index, places):
            return "section"
        if has_number:
            return "numbering" if len(places) == 1 else "row"
        return self._section(index, places) or self._continued(index, places, has_title)

    def _is_year(self, index: int, place: int) -> bool:
        """Tell the title of a year's section, a lone number at the left of the table."""
        is_left = place == self._number or place < min(self._first_party, self._title)
        is_wide = place in self._page.wide.get(index, {})
        text = _shown(self._page.rows[index][place])
        return (is_left or is_wide) and bool(_YEAR.fullmatch(text))

    def _beside(self, index: int, places: list[int], has_number: bool) -> str:
        """Tell totals, notes and signatures, which are no rows."""
        row = self._page.rows[index]
        if self._is_total(index, places):
            return "total"
        if has_number:
            return ""
        if len(places) <= 3:
            texts = [_shown(row[place]) for place in places]
            self._is_signed = self._is_signed or any(map(_SIGNATURE.match, texts))
            if self._is_signed:
                return "signature"
            if _NOTE.match(texts[0]):
                return "note"
        is_number = all(_is_numeric(row[place]) for place in places)
        return "total" if is_number and self._title not in places else ""

    def _is_total(self, index: int, places: Sequence[int]) -> bool:
        """Tell a total: its word in one cell, counts in all others."""
        row = self._page.rows[index]
        for place in places:
            cell = row[place]
            if cell.__class__ is str and _TOTAL.match(cell.lstrip()):
                return all(_is_count(row[other]) for other in places if other != place)
            if not _is_count(cell):
                return False
        return False

    def _section(self, index: int, places: list[int]) -> str:
        """Tell a section's title and a title of the page from the rest of the row above."""
        texts = [_shown(self._page.rows[index][place]) for place in places]
        if len(places) == 2:
            is_marked = _section_kind(texts[0]) in ("roman", "letter") and len(texts[0]) < 6
            return "section" if is_marked and places[0] < self._first_party else ""
        if len(places) > 2:
            return ""
        (place,), (text,) = places, texts
        if _PAGE_TITLE.match(text) and not any(letter.islower() for letter in text):
            return "title"
        how = _section_kind(text)
        if self._page.wide.get(index, {}).get(place, place) - place >= 2:
            return "section"
        if place == self._title:
            return "section" if self._is_headline(index, text, how) else ""
        if place == self._number or place < min(self._first_party, self._title):
            return "section"
        is_first = place == self._first_party < self._title
        return "section" if how and is_first and not self._has_previous(index, place) else ""

    def _is_numbered_section(self, index: int, places: list[int]) -> bool:
        """Tell "1 | KERJA SAMA DENGAN DAERAH LAIN": below it the numbers begin anew."""
        if places != [self._number, self._title]:
            return False
        row, later = self._page.rows[index], range(index + 1, min(index + 3, self._stop))
        how = _section_kind(_shown(row[self._title]))
        below = next((i for i in later if len(self._page.filled[i]) > 2), None)
        if how not in ("capitals", "scheme", "year") or below is None:
            return False
        text = _shown(self._page.rows[below][self._number] or "")
        number, follows = _integer(row[self._number]), _integer(text)
        # "1.1", "a" or nothing, or the first again.
        return follows is None or (follows == 1 and number is not None)

    def _is_headline(self, index: int, text: str, how: str) -> bool:
        """Tell a section's title in the column of titles from the rest of the title above."""
        before = self._previous.cells[self._title] if self._previous is not None else None
        if isinstance(before, str) and index == self._next:
            if text[:1].islower() or _ENDS_OPEN.search(squeeze(before)):
                return False
            if how == "capitals" and _section_kind(squeeze(before)) == how:
                return False
        return how not in ("", "region") if self._number < 0 else bool(how)

    def _has_previous(self, index: int, place: int) -> bool:
        """Tell whether a lone cell stands right below the row that it would add to."""
        previous = self._previous
        return previous is not None and index == self._next and previous.cells[place] is not None

    def _continued(self, index: int, places: list[int], has_title: bool) -> str:
        """Tell a row of its own from the rest of the row above."""
        follows = self._previous is not None and index == self._next
        if has_title:
            if follows and self._number >= 0:
                is_prose = self._prose.issuperset(places) and len(places) <= 2
                return "continuation" if is_prose and self._number not in places else "row"
            # A sentence by itself below the table.
            return "note" if len(places) == 1 and self.rows and not follows else "row"
        if not follows:
            return "note" if len(places) <= 2 else "row"
        return "row" if self._is_another(index, places) else "continuation"

    def _is_another(self, index: int, places: Sequence[int]) -> bool:
        """Tell a second agreement under one title: it has a party and a date of its own."""
        row = self._page.rows[index]
        before: Sequence[Cell] = self._previous.cells if self._previous is not None else ()
        others = [p for p in self._dates.intersection(places) if before[p] is not None]
        is_dated = any(_shown(row[place]) != _shown(before[place]) for place in others)
        return is_dated and bool(self._parties.intersection(places))

    def _take(self, index: int) -> None:
        row = self._page.rows[index]
        cells = row + [None] * (self._width - len(row))
        if index in self._page.above:
            for place, top in self._page.above[index].items():
                if place < len(cells) and cells[place] is None and top > self._block.last:
                    above = self._page.rows[top]
                    cells[place] = above[place] if place < len(above) else None
        for place, value in self._ticked:
            cells[place] = ticked(cells[place], value)
        if not self._is_plain and self._previous is not None and index == self._next:
            self._inherit(cells)
        number = self._page.number(index)
        section = JOINT.join(text for _, text in self._sections)
        self._previous = TableRow(number, number, cells, section)
        self.rows.append(self._previous)
        self._next = index + 1
        self._is_signed = False

    def _inherit(self, cells: list[Cell]) -> None:
        """Fill what a merged cell of the row above says, where the file does not tell merges.

        Only where nothing else makes sense: a row without a number of its own below one that
        has, or a partner or a year in the first column said once for all its rows.
        """
        before = self._previous.cells if self._previous is not None else []
        if self._number >= 0:
            if cells[self._number] is not None or self._page.sheet.merged:
                return
            wanted = self._groups | {self._title}
        elif self._group >= 0 and not self._page.sheet.merged:
            wanted = {self._group}
        else:
            wanted = {self._title}  # of a second agreement under one title
        for place in wanted:
            if cells[place] is None and place < len(before):
                cells[place] = before[place]

    def _join(self, index: int) -> None:
        row, previous = self._page.rows[index], self._previous
        if previous is None:  # what continues nothing is a row
            self._take(index)
            return
        cells = previous.cells
        cells += [None] * (len(row) - len(cells))
        for place in self._page.filled[index]:
            above = cells[place]
            if above is None:
                cells[place] = row[place]
            elif _shown(above) != _shown(row[place]):
                upper = above if isinstance(above, str) else _shown(above)
                own = row[place]
                cells[place] = f"{upper}\n{own if isinstance(own, str) else _shown(own)}"
        previous.last = self._page.number(index)
        self._next = index + 1

    def _skip(self, index: int, kind: str) -> None:
        text = self._page.shown(index)
        self.events.append(_Event(index, kind, text))
        if kind in _PAGE_BREAKS:
            self._next = index + 1 if self._previous is not None else -1
            return
        self._previous, self._next = None, -1
        if kind == "section":
            self._open_section(text)

    def _open_section(self, text: str) -> None:
        """Put a section's title in the place of the last one that is written alike."""
        how = _section_kind(text) or "capitals"
        kinds = [kind for kind, _ in self._sections]
        if how in kinds:
            del self._sections[kinds.index(how) :]
        self._sections.append((how, text))

    def _ending(self) -> tuple[int, str]:
        """Say what of the rows below the last is still this table's, and what they say."""
        last = self.rows[-1].last - self._page.sheet.first_row if self.rows else self._block.last
        end = self._stop
        if end < len(self._page.rows):
            # A title above the next table's headings is that table's.
            while self.events and self.events[-1].index > last:
                if self.events[-1].kind not in ("section", "title"):
                    break
                end = self.events.pop().index
        for event in self.events:
            if event.index > last and event.kind == "section":
                event.kind = "note"
        texts = [e.text for e in self.events if e.index > last and e.kind in _BELOW]
        return end, "\n".join(texts)


def _is_numbering(row: Sequence[Cell], places: Sequence[int]) -> bool:
    """Tell "(1) (2) (3)" or "a b c" below headings."""
    if len(places) < 3:
        return False
    numbers = [_integer(row[place]) for place in places]
    if numbers[0] == 1:
        return all(one is not None and two == one + 1 for one, two in pairwise(numbers))
    letters = [_LETTER.fullmatch(str(row[place]).strip()) for place in places]
    wanted = "abcdefghijklmnopqrstuvwxyz"
    found = "".join(match[1].lower() for match in letters if match)
    return len(found) == len(places) and wanted.startswith(found)
