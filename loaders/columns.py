"""What each column of a table holds: by a mapping, by its heading, else by its contents.

Every decision comes with the reason for it. The rules are rows: headings in
`loaders.fields`, contents in `_EVIDENCE` and `_REREADINGS` below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import ValueRefused, Word
from graph.model import Region
from graph.text import digest, squeeze
from graph.vocabulary import AFFAIRS
from loaders import names, reference
from loaders.cells.words import read_affairs, read_form, read_scheme, read_stage
from loaders.fields import (
    FIELDS,
    IGNORED,
    JOINT,
    Heading,
    fits,
    is_generic,
    listed,
    read_heading,
)
from loaders.mapping import column_letter
from loaders.names import key
from loaders.workbook import Cell, Remark

if TYPE_CHECKING:
    from loaders.layout import Table
    from loaders.mapping import ColumnMapping

Kind = Literal["agreements", "reports"]
How = Literal["heading", "contents", "mapping", "memory", "none"]

_SAMPLE = 200
_LEAST_CELLS = 2  # one cell proves nothing about its column
_LONGEST_LOOKED_AT = 400


_BY_HEADING = Word("Judul kolomnya “{heading}”.")
_AS_TITLE = Word(
    "Judul kolomnya “{heading}”; dipakai juga sebagai judul kerja sama, karena kolom judul tidak "
    "ada."
)
_JOINED = Word("Judul kolomnya “{heading}”; isinya digabung dengan kolom “{first}”.")
_BY_CONTENTS = Word("Judul kolomnya tidak menjelaskan isinya; {share}% isinya {what}.")
_REREAD = Word("Judul kolomnya “{heading}”, tetapi {share}% isinya {what}.")
_MAPPED = Word("Disebut dalam berkas pemetaan.")
_REMEMBERED = Word("Diingat dari pemuatan lain dengan susunan kolom yang sama.")
_TICKED = Word("Tanda pada kolom “{heading}” berarti {what}.")
_IGNORED = Word("Diabaikan menurut pemetaan.")
_TWICE = Word("Kolom “{first}” sudah dipakai untuk isian yang sama.")
_UNKNOWN = Word("Judul “{heading}” tidak dikenal, dan isinya tidak menunjukkan isian tertentu.")
_UNTITLED = Word("Kolom ini tidak berjudul, dan isinya tidak menunjukkan isian tertentu.")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column was taken for, and why.

    Attributes
    ----------
    index
        Place of the column among a row's cells, from 0; the sheet's first column is 0.
    heading
        As it stands there.
    field
        A code of `FIELDS`, None where the column is left out.
    how
        What decided.
    reason
        The sentence that tells why.
    unit, currency
        What the heading says of its numbers: 'juta', 'tahun', 'USD'.
    also
        A second field that stands in the same cells ("Nomor dan Tanggal").
    value
        The word that a mark in a cell stands for, where columns are ticked ("√" under "PKS").
    """

    index: int
    heading: str
    field: str | None
    how: How
    reason: Remark
    unit: str = ""
    currency: str = ""
    also: str = ""
    value: str = ""


# ---------------------------------------------------------------- what cells look like

_MONTHS = (
    r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|agt|ags|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*\.?"
)
_DAY = (
    rf"(?:(?:[a-z']+\s*,\s*)?\d{{1,2}}\s*[-\s/.]\s*(?:{_MONTHS}|\d{{1,2}})\s*[-\s/.,]\s*\d{{2,4}}"
    rf"|\d{{4}}-\d{{1,2}}(?:-\d{{1,2}})?|{_MONTHS}\s+\d{{4}})"
)
_DATE = re.compile(
    rf"(?:s\.?\s*[/.]?\s*d\.?|sampai(?: dengan)?|hingga|tanggal|tgl\.?)?\s*{_DAY}", re.IGNORECASE
)
_BETWEEN = r"\s*(?:-|–|—|s\.?\s*/?\s*d\.?|sampai(?: dengan)?|hingga)\s*"
_TERM = re.compile(
    rf"\d+\s*(?:\([^)]*\)\s*)?(?:tahun|thn|th|bulan|bln|hari|years?|months?)\b.*"
    rf"|.*\b(?:tidak terbatas|tanpa batas|sejak (?:di)?tanda|selama)\b.*"
    rf"|(?:satu|dua|tiga|empat|lima|sepuluh)\s*(?:\(\d+\)\s*)?(?:tahun|bulan)\b.*"
    rf"|(?:{_DAY}|\d{{4}}){_BETWEEN}(?:{_DAY}|\d{{4}})",
    re.IGNORECASE | re.DOTALL,
)
_AMOUNT = re.compile(
    r"(?:rp|idr|usd|us\$|\$|€|eur)\.?\s*\d[\d.,\s]*(?:-|,-)?\s*(?:ribu|juta|jt|m|miliar|milyar|"
    r"triliun)?\.?|\d{1,3}(?:[.,]\d{3})+(?:,\d+)?|\d{5,}|\d[\d.,]*\s*(?:juta|miliar|milyar|triliun)",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.|drive\.google|bit\.ly|s\.id/)\S+|\S.*\.(?:pdf|docx?|jpe?g)", re.IGNORECASE
)
_FORM = re.compile(
    r"(?:(?:perpanjangan|adendum|addendum|naskah|draft?|rencana|pembaruan)\s+)?"
    r"(?:m\.?o\.?u\.?|pks|pkb|kb|ksb|nk|lo[ia]|soi|moa|kesber|renja|keanggotaan|add?endum|lainnya|"
    r"(?:surat )?perjanjian(?: kerja ?sama)?|kontrak(?: kerja ?sama)?|kesepakatan(?: bersama)?|"
    r"nota kese\w+(?: bersama| sinergi)?|kesepahaman(?: bersama)?|rencana kerja(?: tahunan)?|"
    r"memorandum(?: of \w+| saling pengertian)?|(?:letter|statement) of \w+|"
    r"(?:kaji|studi) (?:banding|tiru)|kunjungan(?: kerja| belajar)?|benchmark\w*)"
    r"(?:\s*(?:\([^)]*\)|(?:ke-?)?\d{1,2}|[ivx]{1,4}|dan .{2,30}|[/&,].{2,30}))*\.?",
    re.IGNORECASE,
)
_SCHEME = re.compile(
    r"(?:ksdd|ksdpk|ksdpl|ksdll|ksln|sinergi|kerja ?sama (?:antar )?daerah|"
    r"(?:dengan )?(?:daerah lain|pihak ketiga|luar negeri|pemerintah pusat))\b",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"(?:masih |sudah |telah |sedang |dalam |tidak |belum )?(?:proses )?(?:berlaku|aktif|berjalan|"
    r"selesai|berakhir|habis|usulan|pembahasan|penandatanganan|pelaksanaan|dilaksanakan|dicabut|"
    r"ditolak|diperpanjang|perpanjangan|kedaluwarsa|kadaluarsa|expired|active|proses|draf\w*|"
    r"batal|dibatalkan|berhenti|dihentikan)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\S*\d\S*\s*/\s*\S.*", re.DOTALL)
_OPD = re.compile(
    r"(?:dinas|badan|bagian|inspektorat|sekretariat|kecamatan|rsud|puskesmas|bappe\w+|bpkad?|bkpsdm|"
    r"dis[a-z]{3,}|din[a-z]{3,}|dpmptsp|dp3\w+|dlh|dkp|bpbd|satpol|setda|kelurahan|uptd?)\b",
    re.IGNORECASE,
)
_PARTY_WORDS = listed(
    "pemerintah pemkab pemkot pemko pemprov pemda provinsi kabupaten kab kota pt cv ud pd perum "
    "perumda perseroda dinas badan bank universitas univ institut politeknik sekolah stikes "
    "yayasan koperasi kementerian kemenkes direktorat kantor balai bpjs rsud rs rumah polres "
    "polresta polda kejaksaan kejari kodim lembaga ikatan asosiasi perkumpulan forum persatuan "
    "dprd baznas telkom pln bpn bps bulog"
)
_PARTS = re.compile(r"[;\n]|\s+dengan\s+|\s+dan\s+|\s+&\s+|^\s*\d+[.)]\s*", re.IGNORECASE)


@cache
def _party_starts() -> tuple[str, ...]:
    words = {key(row.pattern) for row in reference.partner_keywords()} | _PARTY_WORDS
    return tuple(sorted(f"{word} " for word in words))


@cache
def _party_names() -> frozenset[str]:
    partners = (name for row in reference.known_partners() for name in (row.name, *row.also))
    regions = (region.name for region in reference.regions())
    bare = (key(name).partition(" ")[2] for name in (r.name for r in reference.regions()))
    return frozenset({*map(key, partners), *map(key, regions), *bare} - {""})


@cache
def _affair_names() -> frozenset[str]:
    whole = {key(name) for row in AFFAIRS.values() for name in (row.name, row.code)}
    # "Komunikasi dan informatika" is also named by either.
    parts = {key(p) for row in AFFAIRS.values() for p in re.split(r",|\bdan\b", row.name)}
    return frozenset((whole | parts) - {""})


def _is_party(text: str) -> bool:
    name = key(text)
    return f"{name} ".startswith(_party_starts()) or name in _party_names()


def _is_several(text: str) -> bool:
    parts = [part for part in _PARTS.split(text) if part.strip()]
    return len(parts) > 1 and sum(map(_is_party, parts)) > 1


_NO_TITLE = re.compile(
    r"(?:jl|jln|jalan|gedung|komp\w*|desa|kel|kec|telp|hp|email|drs?|dra|ir|h|hj|prof)\b\.?\s|.*@",
    re.IGNORECASE,
)


def _is_prose(text: str) -> bool:
    """Tell words that may be a title from names, addresses, numbers and dates."""
    if _NO_TITLE.match(text) or sum(map(str.isalpha, text)) * 2 < len(text):
        return False
    return not _is_party(text) and not _STAGE.fullmatch(text)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return 30_000 <= cell <= 60_000 and float(cell).is_integer()  # how spreadsheets count days
    return isinstance(cell, str) and bool(_DATE.fullmatch(cell.strip()[:_LONGEST_LOOKED_AT]))


def _is_year(cell: Cell) -> bool:
    text = f"{cell:g}" if isinstance(cell, int | float) else str(cell).strip()
    return bool(re.fullmatch(r"(?:19[6-9]|20[0-4])\d", text))


def _is_amount(cell: Cell) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell >= 1_000 and not _is_year(cell)
    return isinstance(cell, str) and bool(_AMOUNT.fullmatch(cell.strip()[:_LONGEST_LOOKED_AT]))


def _text(test: Callable[[str], bool]) -> Callable[[Cell], bool]:
    return lambda cell: isinstance(cell, str) and test(cell.strip()[:_LONGEST_LOOKED_AT])


def _short(pattern: re.Pattern[str], words: int) -> Callable[[Cell], bool]:
    return _text(lambda text: bool(pattern.match(text)) and len(text.split()) <= words)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a cell may look like, and the word for it."""

    test: Callable[[Cell], bool]
    what: Word


_LOOKS: dict[str, _Look] = {
    "date": _Look(_is_date, Word("tanggal")),
    "year": _Look(_is_year, Word("tahun")),
    "term": _Look(_text(lambda text: bool(_TERM.fullmatch(text))), Word("jangka waktu")),
    "amount": _Look(_is_amount, Word("jumlah uang")),
    "url": _Look(_text(lambda text: bool(_URL.fullmatch(text))), Word("tautan atau nama berkas")),
    "form": _Look(_text(lambda text: bool(_FORM.fullmatch(text))), Word("bentuk naskah")),
    "scheme": _Look(_short(_SCHEME, 8), Word("jenis kerja sama")),
    "stage": _Look(_short(_STAGE, 5), Word("status")),
    "number": _Look(_text(lambda text: bool(_NUMBER.match(text))), Word("nomor naskah")),
    "affair": _Look(_text(lambda text: key(text) in _affair_names()), Word("urusan")),
    "opd": _Look(_short(_OPD, 12), Word("nama perangkat daerah")),
    "several": _Look(_text(_is_several), Word("beberapa pihak dalam satu sel")),
    "party": _Look(_text(_is_party), Word("nama pihak")),
    "title": _Look(
        _text(lambda text: len(text.split()) >= 3 and len(text) >= 15 and _is_prose(text)),
        Word("kalimat seperti judul"),
    ),
    "prose": _Look(
        _text(lambda text: len(text) >= 5 and _is_prose(text)),
        Word("kata-kata seperti judul"),
    ),
}
_SEQUENCE = Word("bilangan berurutan")

# What ticks a column, also as fonts of symbols write it; and what says no.
_TICKS = listed("√ v ✓ ✔ ☑ ● • ■ ü ya y ada yes 1 * + x")
_CROSSES = listed("- – — tidak tdk no n 0 ✗ ✘ ☐ ×")
_CHOICES: tuple[tuple[str, Callable[[str], Any], Word], ...] = (
    ("bentuk", read_form, Word("bentuk naskah")),
    ("skema", read_scheme, Word("jenis kerja sama")),
    ("tahap", read_stage, Word("status")),
    ("urusan", read_affairs, Word("urusan")),
)
_LONGEST_CHOICE = 60
# "Jumlah MoU" counts them, "Nomor PKS" names one.
_MEASURED = listed(
    "jumlah total banyaknya rata persentase nomor no tanggal tgl tahun nilai judul nama jenis "
    "daftar target sisa link file lama jml rekap"
)


@lru_cache(maxsize=1_000)
def choice(heading: str) -> tuple[str, str, Word] | None:
    """Say of which field a heading is one of the words: the field, the word, what it is."""
    word = heading.rpartition(JOINT)[2].strip()
    if not word or len(word) > _LONGEST_CHOICE or _MEASURED & set(key(word).split()):
        return None
    for field, read, what in _CHOICES:
        with suppress(ValueRefused):
            if read(word):
                return field, word, what
    return None


def ticked(cell: Cell, value: str) -> str | None:
    """Give the word that a mark stands for, None for a cell that says no."""
    text = _tick(cell)
    return value if text in _TICKS or text == value.casefold() else None


def _tick(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, int | float) else str(cell).strip().casefold()


_LEAST_SEQUENCE = 0.8


class Contents:
    """The cells of one column, and how many of them look like what."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = [cell for cell in cells if cell is not None]
        self._shares: dict[str, float] = {}

    def share(self, look: str) -> float:
        """Give the share of cells that look like that, 0 where there are too few to tell."""
        if len(self.cells) < _LEAST_CELLS:
            return 0.0
        if look not in self._shares:
            test = _LOOKS[look].test if look != "sequence" else None
            hits = sum(map(test, self.cells)) if test else self._rising()
            self._shares[look] = hits / len(self.cells)
        return self._shares[look]

    def _rising(self) -> int:
        numbers = [_whole(cell) for cell in self.cells]
        pairs = zip([None, *numbers], numbers, strict=False)
        return sum(b is not None and (a is None or b > a or b == 1) for a, b in pairs)

    @property
    def is_various(self) -> bool:
        """Whether nearly all cells say something else."""
        return len({str(cell) for cell in self.cells}) >= 0.9 * len(self.cells)

    @property
    def is_constant(self) -> bool:
        """Whether nearly all cells say the same."""
        count = len(self.cells)
        ((_, most),) = Counter(str(cell) for cell in self.cells).most_common(1) or [("", 0)]
        return count > _LEAST_CELLS and most >= 0.9 * count


def _whole(cell: Cell) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if 0 < cell < 10_000 and float(cell).is_integer() else None
    match = re.fullmatch(r"\s*(\d{1,4})\s*[.)]?\s*", cell) if isinstance(cell, str) else None
    return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A share of cells of one look from which on a column is taken for a field.

    `unless` are fields whose presence rules that out: they hold the same already.
    """

    look: str
    share: float
    field: str
    unless: tuple[str, ...] = ()
    is_blind: bool = False  # only under headings that say nothing at all


_ANY_PARTY = ("pihak", "mitra", "pihak_kedua")
# In order: what tells most comes first.
_EVIDENCE = (
    _Evidence("sequence", 0.9, "nomor_urut"),
    _Evidence("url", 0.5, "tautan"),
    _Evidence("year", 0.9, "tahun"),
    _Evidence("date", 0.6, "ditandatangani"),
    _Evidence("date", 0.6, "berakhir", ("masa",)),
    _Evidence("term", 0.6, "masa"),
    _Evidence("amount", 0.6, "nilai"),
    _Evidence("scheme", 0.6, "skema"),
    _Evidence("form", 0.6, "bentuk"),
    _Evidence("stage", 0.6, "tahap"),
    _Evidence("number", 0.6, "nomor", ("nomor_kesatu", "nomor_kedua")),
    _Evidence("affair", 0.6, "urusan"),
    _Evidence("several", 0.5, "pihak", ("pihak_kesatu", "mitra", "pihak_kedua")),
    _Evidence("opd", 0.8, "opd"),
    _Evidence("party", 0.6, "pihak_kedua", ("pihak", "mitra")),
    _Evidence("party", 0.6, "mitra", ("pihak", "pihak_kedua")),
    _Evidence("title", 0.6, "judul"),
    _Evidence("prose", 0.6, "judul", is_blind=True),
)


@dataclass(frozen=True, slots=True)
class _Rereading:
    """A look of the cells that speaks against the field that the heading names.

    `unless` are fields that hold already what the column would become.
    """

    field: str
    look: str
    share: float
    becomes: str
    unless: tuple[str, ...] = ()


_REREADINGS = (
    _Rereading("nomor_urut", "number", 0.5, "nomor"),
    _Rereading("nomor", "sequence", 0.9, "nomor_urut"),
    _Rereading("masa", "date", 0.6, "berakhir"),
    _Rereading("berakhir", "term", 0.6, "masa"),
    _Rereading("bentuk", "scheme", 0.6, "skema"),
    _Rereading("skema", "form", 0.6, "bentuk"),
    _Rereading("tautan", "form", 0.6, "bentuk"),
    _Rereading("catatan", "stage", 0.8, "tahap"),
    _Rereading("evaluasi", "amount", 0.6, "nilai"),
    _Rereading("pembiayaan", "amount", 0.6, "nilai"),
    _Rereading("tujuan", "party", 0.6, "mitra", _ANY_PARTY),
    _Rereading("lokasi", "party", 0.8, "mitra", _ANY_PARTY),
    _Rereading("nomor_kedua", "date", 0.6, "ditandatangani"),
    _Rereading("mitra", "opd", 0.9, "opd"),
    _Rereading("mitra", "several", 0.9, "pihak"),
)
_PARTIES = frozenset(("pihak", "pihak_kesatu", "pihak_kedua", "pihak_ketiga", "mitra"))
_NUMBERS = listed("nomor nomor_kesatu nomor_kedua nomor_ketiga")
# What may stand in one of several columns, depending on the row.
_COMPLETED = listed(
    "judul nomor nomor_kesatu nomor_kedua ditandatangani mulai berakhir masa bentuk skema tahap"
)
# What stands for a title where there is none, in the order in which it is taken.
TITLES = ("ruang_lingkup", "tujuan", "urusan")
_TRACES = listed(
    "ditandatangani mulai berakhir masa nomor nomor_kesatu nomor_kedua bentuk tahap skema"
)


# ---------------------------------------------------------------- the columns of a table


def recognise(table: Table, mapping: ColumnMapping | None = None) -> list[Guess]:
    """Say what each column of a table holds.

    Parameters
    ----------
    table
        As `loaders.layout.find_tables` found it.
    mapping
        What its keeper says, or what was remembered; comes before any guess.

    Returns
    -------
    list of Guess
        One a column that has a heading or contents, in their order.
    """
    places = mapping.places(table.sheet, table.headings) if mapping else {}
    is_remembered = bool(mapping and mapping.is_remembered)
    rows = [row.cells for row in sampled(table.rows)]
    return guess(table.headings, rows, places, is_remembered, table.kind)


def sampled(rows: Sequence[Any]) -> Sequence[Any]:
    """Give rows from the whole length, few enough to be looked at one by one."""
    step = max(1, len(rows) // _SAMPLE)
    # The first rows together, so that numbers in a row are seen to be such.
    return rows if step == 1 else [*rows[: _SAMPLE // 2], *rows[_SAMPLE // 2 :: step]]


def guess(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    places: Mapping[int, str] | None = None,
    is_remembered: bool = False,
    kind: Kind | None = None,
) -> list[Guess]:
    """Say what each column holds, from headings and some rows."""
    columns = _Columns(headings, rows, kind or _kind_by_headings(headings))
    columns.map(places or {}, is_remembered)
    if not is_documented(headings):
        columns.tick()
    columns.name()
    if not is_documented(headings):
        columns.reread()
        columns.look()
    return columns.told()


def kind_of(guesses: Sequence[Guess]) -> Kind | None:
    """Say what a table with such columns holds, None where it is no register."""
    found = {guess.field for guess in guesses if guess.field}
    if found >= {"wilayah", "jumlah"}:
        return "reports"
    if not found & _PARTIES:
        return None
    # A list of partners with their affairs is no register; one with dates or numbers is.
    if "judul" in found or (found.intersection(TITLES) and found & _TRACES):
        return "agreements"
    return None


def is_documented(headings: Sequence[str]) -> bool:
    """Tell our own form, which is taken by the letter: codes as headings, nothing guessed."""
    written = {heading.strip() for heading in headings}
    wanted = (("judul", "pihak"), ("wilayah", "jumlah"))
    return any(all(written & set(FIELDS[code].headings) for code in pair) for pair in wanted)


def layout_key(headings: Sequence[str]) -> str:
    """Give the key under which a mapping of such columns is remembered.

    Empty where the headings say nothing that would tell one register from another.
    """
    words = [key(heading) for heading in headings]
    if all(is_generic(heading) for heading in headings):
        return ""
    return digest(*words)


def _kind_by_headings(headings: Sequence[str]) -> Kind:
    documented = {code for heading in headings for code in read_heading(heading).documented}
    is_report = {"wilayah", "jumlah"} <= documented and not {"judul", "pihak"} <= documented
    return "reports" if is_report else "agreements"


class _Columns:
    """The columns of one table while it is decided what they hold."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]], kind: Kind) -> None:
        self._headings = [squeeze(heading) for heading in headings]
        self._kind = kind
        self._read = [read_heading(heading) for heading in self._headings]
        self._contents = [
            Contents(row[place] for row in rows if place < len(row))
            for place in range(len(headings))
        ]
        self._rows = rows
        self._guesses: dict[int, Guess] = {}
        self._first: dict[str, int] = {}  # place of the first column of each field

    def map(self, places: Mapping[int, str], is_remembered: bool) -> None:
        """Take what a mapping says."""
        how: How = "memory" if is_remembered else "mapping"
        for place, code in sorted(places.items()):
            if place >= len(self._headings):
                continue
            if code == IGNORED:
                self._take(place, None, how, Remark(_IGNORED))
            else:
                self._take(place, code, how, Remark(_REMEMBERED if is_remembered else _MAPPED))

    def tick(self) -> None:
        """Take columns in which a mark stands for the word in the heading."""
        if self._kind == "reports":
            return
        for place, _ in list(self._open()):
            cells = {_tick(cell) for cell in self._contents[place].cells}
            found = choice(self._headings[place]) if cells else None
            if found is None:
                continue
            field, word, what = found
            if cells & (_TICKS | {word.casefold()}) and cells <= _TICKS | _CROSSES | {
                word.casefold()
            }:
                values = {"heading": self._headings[place], "what": what}
                self._take(place, field, "contents", Remark(_TICKED, values))
                self._guesses[place] = replace(self._guesses[place], value=word)

    def name(self) -> None:
        """Take what the headings say: documented ones, then clear ones, then weak ones."""
        for rank in range(3):
            for place, heading in self._open():
                codes = heading.of(rank)
                if rank == 2 and len(codes) > 1:
                    codes = self._by_contents(place, codes)
                for code in codes:
                    if fits(code, self._kind) and self._name_one(place, code):
                        break

    def _name_one(self, place: int, code: str) -> bool:
        row = FIELDS[code]
        if row.needs and not self._has(row.needs):
            return False
        if code in self._first and not row.is_joined and not self._completes(place, code):
            return False
        values = {"heading": self._headings[place]}
        self._take(place, code, "heading", Remark(_BY_HEADING, values))
        return True

    def _completes(self, place: int, code: str) -> bool:
        """Tell a second column that is filled where the first is blank, as "Nomor PKS" is.

        Partners may stand in several columns at once.
        """
        others = [one.index for one in self._guesses.values() if one.field == code]
        filled = [row for row in self._rows if _at(row, place) is not None]
        both = sum(any(_at(row, other) is not None for other in others) for row in filled)
        if code in _PARTIES:
            return len(filled) >= _LEAST_CELLS and self._contents[place].share("party") >= 0.6
        return code in _COMPLETED and both * 10 <= len(filled) > 0

    def _has(self, code: str) -> bool:
        return any(code in h.documented + h.strong for h in self._read) or code in self._first

    def _by_contents(self, place: int, codes: Sequence[str]) -> tuple[str, ...]:
        """Put those of several possible fields first that the cells look like."""
        shares = {row.field: self._contents[place].share(row.look) for row in _EVIDENCE}
        return tuple(sorted(codes, key=lambda code: -shares.get(code, 0.0)))

    def reread(self) -> None:
        """Take another field where the cells speak against the heading."""
        for row in _REREADINGS:
            for place, guess in list(self._guesses.items()):
                if guess.field != row.field or guess.how != "heading":
                    continue
                share = self._contents[place].share(row.look)
                if share < row.share or (row.becomes in self._first and not self._joins(row)):
                    continue
                if self._first.keys() & set(row.unless):
                    continue
                values = {"heading": guess.heading, **_shown_share(row.look, share)}
                self._forget(place)
                self._take(place, row.becomes, "contents", Remark(_REREAD, values))

    def _joins(self, row: _Rereading) -> bool:
        return FIELDS[row.becomes].is_joined

    def look(self) -> None:
        """Take what the cells look like where no heading told."""
        if self._kind == "reports":
            return
        self._part_dates()
        for row in _EVIDENCE:
            for place, heading in self._open():
                if heading.is_known and not heading.weak:
                    continue  # a second column of what is there already
                if row.field in self._first or self._first.keys() & set(row.unless):
                    continue
                if row.is_blind and not self._may_be_title(place):
                    continue
                share = self._contents[place].share(row.look)
                if share < row.share:
                    continue
                if row.field == "pihak_kedua" and not self._is_first_party(place):
                    continue
                reason = Remark(_BY_CONTENTS, _shown_share(row.look, share))
                self._take(place, row.field, "contents", reason)

    def _may_be_title(self, place: int) -> bool:
        """Tell a column that could hold short titles: nothing over it, all its cells others."""
        return is_generic(self._headings[place]) and self._contents[place].is_various

    def _is_first_party(self, place: int) -> bool:
        """Where one column of parties always says the same, that is the first party."""
        if "pihak_kesatu" in self._first:
            return True
        others = [
            other
            for other, heading in self._open()
            if other != place and self._contents[other].share("party") >= 0.6
        ]
        constant = [other for other in others if self._contents[other].is_constant]
        if not constant or self._contents[place].is_constant:
            return False
        share = _shown_share("party", self._contents[constant[0]].share("party"))
        self._take(constant[0], "pihak_kesatu", "contents", Remark(_BY_CONTENTS, share))
        return True

    def _part_dates(self) -> None:
        """Tell three columns of dates apart: signed, starts, ends."""
        places = [
            place
            for place, heading in self._open()
            if not heading.is_known and self._contents[place].share("date") >= 0.6
        ]
        wanted = [c for c in ("ditandatangani", "mulai", "berakhir") if c not in self._first]
        if len(places) == 3 and len(wanted) == 3:
            for place, code in zip(places, wanted, strict=True):
                share = _shown_share("date", self._contents[place].share("date"))
                self._take(place, code, "contents", Remark(_BY_CONTENTS, share))

    def told(self) -> list[Guess]:
        """Give the guesses in the order of the columns."""
        for place, heading in self._open():
            if self._headings[place] or self._contents[place].cells:
                self._take(place, None, "none", self._why_none(place, heading))
        return [self._with_company(self._guesses[place]) for place in sorted(self._guesses)]

    def _with_company(self, guess: Guess) -> Guess:
        """Say beside what the other columns are what a column serves as."""
        if not guess.field or guess.how != "heading":
            return guess
        first = min(p for p, one in self._guesses.items() if one.field == guess.field)
        if first != guess.index:
            values = {"heading": guess.heading, "first": self._shown(first)}
            return replace(guess, reason=Remark(_JOINED, values))
        if self._kind == "agreements" and "judul" not in self._first:
            title = next((code for code in TITLES if code in self._first), None)
            if guess.field == title:
                return replace(guess, reason=Remark(_AS_TITLE, {"heading": guess.heading}))
        return guess

    def _why_none(self, place: int, heading: Heading) -> Remark:
        codes = (*heading.documented, *heading.strong, *heading.weak)
        for code in codes:
            if code in self._first and fits(code, self._kind):
                return Remark(_TWICE, {"first": self._shown(self._first[code])})
        if not self._headings[place]:
            return Remark(_UNTITLED)
        return Remark(_UNKNOWN, {"heading": self._headings[place]})

    def _open(self) -> Iterator[tuple[int, Heading]]:
        for place, heading in enumerate(self._read):
            if place not in self._guesses:
                yield place, heading

    def _take(self, place: int, code: str | None, how: How, reason: Remark) -> None:
        read = self._read[place]
        unit, currency, also = (read.unit, read.currency, read.also) if code else ("", "", "")
        if also in self._first or code not in _NUMBERS:
            also = ""
        guess = Guess(place, self._headings[place], code, how, reason, unit, currency, also)
        self._guesses[place] = guess
        if code:
            self._first.setdefault(code, place)

    def _forget(self, place: int) -> None:
        old = self._guesses.pop(place)
        if old.field and self._first.get(old.field) == place:
            others = (p for p in sorted(self._guesses) if self._guesses[p].field == old.field)
            del self._first[old.field]
            if (other := next(others, None)) is not None:
                self._first[old.field] = other

    def _shown(self, place: int) -> str:
        return self._headings[place] or column_letter(place)


def _at(row: Sequence[Cell], place: int) -> Cell:
    cell = row[place] if place < len(row) else None
    return None if isinstance(cell, str) and cell.strip() in ("", "-") else cell


def _shown_share(look: str, share: float) -> dict[str, Any]:
    what = _SEQUENCE if look == "sequence" else _LOOKS[look].what
    return {"share": round(100 * share), "what": what}


# ---------------------------------------------------------------- whose register it is

_KIND = r"(?:provinsi|propinsi|prov\.?|kabupaten|kab\.?|kota(?:madya)?|kodya)"
# In the order in which they say whose register it is.
_OWNERS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        # A line of its own, as letterheads have it.
        rf"^[\W_]*(?:pemerintah\s+(?P<name>{_KIND}\s+[^\n]+?)|pem(?:kab|kot|ko|prov)\.?\s+[^\n]+?)\W*$",
        rf"\bpemerintah\s+(?P<name>{_KIND}\s+[^\n]+)",
        r"\b(?:pem(?:kab|kot|ko|prov))\b\.?\s+[^\n]+",
        rf"\b(?:setda|sekretariat\s+daerah|bagian|dinas|badan)\b[^\n]*?\b(?P<name>{_KIND}\s+[^\n]+)",
        rf"\b(?P<name>{_KIND}\s+[^\n]+)",
    )
)
# What joins words in the name of a file, and its ending.
_FILE_SIGNS = re.compile(r"\.(?:xlsx?|xlsm|ods|csv|tsv|json)$|_+|(?<=\w)-(?=\w)", re.IGNORECASE)
_MOST_WORDS = 6
_LONGEST_LETTERHEAD = 2_000


def owner_in(text: str) -> Region | None:
    """Say whose register it is by a letterhead, a title, or the name of a sheet or a file.

    Parameters
    ----------
    text
        Of one or more lines.

    Returns
    -------
    Region or None
        None where no region stands there, or two of which none is said to be the keeper.
    """
    plain = re.sub(
        r"\.(?:xlsx?|xlsm|ods|csv|tsv|json)$|(?<=\w)[_]+|(?<=\w)-(?=\w)", " ", text.strip()
    )
    for pattern in _OWNERS:
        found: dict[str, Region] = {}
        for match in pattern.finditer(plain[:_LONGEST_LETTERHEAD]):
            for region in _regions_at(match.groupdict().get("name") or match[0]):
                found[region.code] = region
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _regions_at(text: str) -> Iterator[Region]:
    """Give the regions whose names, with their kinds, begin in this text."""
    words = text.split()
    starts = re.compile(rf"{_KIND}|pem(?:kab|kot|ko|prov)\.?", re.IGNORECASE)
    place = 0
    while place < len(words):
        if starts.fullmatch(words[place].strip("(),:")):
            for size in range(min(_MOST_WORDS, len(words) - place), 1, -1):
                phrase = " ".join(words[place : place + size]).strip(" ,;:()")
                if region := _region(phrase):
                    yield region
                    place += size - 1
                    break
        place += 1


@lru_cache(maxsize=10_000)
def _region(phrase: str) -> Region | None:
    return names.region_of(phrase)
