"""Registers of cooperation as CSV: rows to facts, or to refusals that say why.

Two tables are understood: agreements, and the totals that a source reports.
The headings are rows of `AGREEMENT_FIELDS` and `REPORT_FIELDS`.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.errors import ValueRefused, Word
from graph.model import (
    Actor,
    Agreement,
    AmountTooLarge,
    Benefit,
    NegativeAmount,
    PartialDate,
    Party,
    Region,
    Report,
    Source,
    Statement,
    UnknownWord,
    actor_key,
)
from graph.text import check_text, digest, slug, squeeze
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES, STAGES, Form, Term
from loaders.names import key, resolve
from loaders.refusals import (
    AmountUnreadable,
    CellsTooMany,
    DateUnreadable,
    FileEmpty,
    FileNotText,
    FileTooLarge,
    FileTooWide,
    FileUnreadable,
    HeadingsMissing,
    KeyTaken,
    NotRegion,
    NumbersTooMany,
    NumberUnreadable,
    QuotesWrong,
    Refusal,
    RowTwice,
    TargetUnknown,
)

_LARGEST_FILE = 200_000_000
_MOST_COLUMNS = 1_000
_LARGEST_CELL = 1_000_000
_DELIMITERS = ",;\t|"


@dataclass(slots=True)
class Register:
    """What a file holds."""

    file: str
    load_id: str
    agreements: list[tuple[int, Agreement]] = field(default_factory=list)
    reports: list[tuple[int, Report]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        """How many rows were taken."""
        return len(self.agreements) + len(self.reports)


# Field ← the headings that name it.
_SOURCE_FIELDS = {
    "sumber_judul": ("sumber_judul", "sumber", "source_title"),
    "sumber_penerbit": ("sumber_penerbit", "penerbit", "source_publisher"),
    "sumber_url": ("sumber_url", "url", "tautan", "source_url"),
    "sumber_tanggal": ("sumber_tanggal", "tanggal_sumber", "source_date"),
    "halaman": ("halaman", "page"),
    "bukti": ("bukti", "kutipan", "evidence"),
}
AGREEMENT_FIELDS = {
    "kode": ("kode", "id", "code"),
    "judul": ("judul", "title", "tentang", "perihal"),
    "bentuk": ("bentuk", "form", "jenis_dokumen"),
    "tahap": ("tahap", "stage", "status"),
    "urusan": ("urusan", "affair", "affairs", "bidang"),
    "pihak": ("pihak", "para_pihak", "parties"),
    "nomor": ("nomor", "number", "numbers"),
    "ruang_lingkup": ("ruang_lingkup", "scope"),
    "lokasi": ("lokasi", "location"),
    "ditandatangani": ("ditandatangani", "tanggal_penandatanganan", "tanggal", "signed_on"),
    "mulai": ("mulai", "starts_on"),
    "berakhir": ("berakhir", "ends_on"),
    "target": ("target", "due_on"),
    "melaksanakan": ("melaksanakan", "implements"),
    "hasil": ("hasil", "yields", "benefits"),
    **_SOURCE_FIELDS,
    "keyakinan": ("keyakinan", "confidence"),
    "catatan": ("catatan", "keterangan", "notes"),
}
REPORT_FIELDS = {
    "wilayah": ("wilayah", "daerah", "region"),
    "tahun": ("tahun", "year"),
    "bentuk": ("bentuk", "form"),
    "skema": ("skema", "scheme"),
    "jumlah": ("jumlah", "count"),
    "sekurangnya": ("sekurangnya", "at_least"),
    **_SOURCE_FIELDS,
}
_UNNAMED = "tidak disebut"
_YES_OR_NO = dict.fromkeys(("", "tidak", "no", "false", "0"), False) | dict.fromkeys(
    ("ya", "yes", "true", "1"), True
)
_WORDS_FOR_FORMS = {"kesepakatan": "kesepakatan_bersama", "nota kesepahaman": "mou", "mou": "mou"}
_BENEFIT = re.compile(
    # Dots and spaces part thousands only: "1.5" is not fifteen.
    r"(?P<item>[^=]+)=\s*(?P<amount>-?(?:\d{1,3}(?:[. ]\d{3})+|\d+))\s*(?:\((?P<year>\d{4})\))?",
    re.ASCII,
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)


def read_register(path: Path) -> Register:
    """Read a file whole; nothing is written.

    Parameters
    ----------
    path
        A CSV file with headings in its first row.

    Returns
    -------
    Register

    Raises
    ------
    FileRefused
        When nothing of the file can be used.
    """
    name = path.name.encode(errors="replace").decode()
    content = _content(path)
    register = Register(name, digest(name, content.hex()))
    rows = _rows(_text(content, name))
    first: list[str] | str = next(rows, (0, ""))[1]
    headings = [first] if isinstance(first, str) else first
    fields, build = _recognise(headings, name)
    register.ignored_columns = [
        heading for heading, known in zip(headings, fields, strict=True) if not known and heading
    ]
    lines: dict[str, int] = {}
    for number, cells in rows:
        if isinstance(cells, str):
            wrong = QuotesWrong(field=headings[0])
            register.refused.append(Refusal(name, "", number, wrong, {headings[0]: cells}))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        shown = dict(zip(headings, cells, strict=False))
        try:
            if len(cells) > len(headings) and any(cells[len(headings) :]):
                raise CellsTooMany(field=headings[-1], count=len(cells), limit=len(headings))
            row = {known: cell for known, cell in zip(fields, cells, strict=False) if known}
            fact = build(_Row(row, _statement(row, register, number)))
            if fact.id in lines:
                raise RowTwice(field="kode", first=lines[fact.id])
            lines[fact.id] = number
        except ValueRefused as error:
            register.refused.append(Refusal(name, "", number, error, shown))
            continue
        if isinstance(fact, Agreement):
            register.agreements.append((number, fact))
        else:
            register.reports.append((number, fact))
    return register


def _refuse(register: Register, row: int, agreement: Agreement, error: ValueRefused) -> None:
    cells = {"kode": agreement.register_key or "", "judul": agreement.title}
    register.refused.append(Refusal(register.file, "", row, error, cells))


def refuse_taken_keys(
    register: Register, known: Callable[[list[str]], Mapping[str, tuple[str, set[str]]]]
) -> None:
    """Refuse agreements whose key another agreement has, with which they share no party.

    Parameters
    ----------
    register
        Changed in place.
    known
        Gives title and parties' keys of those of the ids that the graph holds.
    """
    there = known([agreement.id for _, agreement in register.agreements])
    kept = []
    for number, agreement in register.agreements:
        title, parties = there.get(agreement.id, ("", set()))
        if title and not parties & {actor_key(party.actor) for party in agreement.parties}:
            error = KeyTaken(field="kode", value=agreement.register_key or "", title=title)
            _refuse(register, number, agreement, error)
        else:
            kept.append((number, agreement))
    register.agreements = kept


def refuse_missing_targets(register: Register, known: Callable[[list[str]], set[str]]) -> None:
    """Refuse agreements that implement one neither in the file nor in the graph.

    Parameters
    ----------
    register
        Changed in place.
    known
        Gives those of the ids that the graph holds.
    """
    stored = known(sorted({target for _, a in register.agreements for target in a.implements}))
    kept = register.agreements
    while True:  # what implements a refused one is refused as well
        there = stored | {agreement.id for _, agreement in kept}
        missing = [row for row in kept if not there.issuperset(row[1].implements)]
        if not missing:
            break
        for number, agreement in missing:
            target = next(target for target in agreement.implements if target not in there)
            error = TargetUnknown(field="melaksanakan", value=target)
            _refuse(register, number, agreement, error)
        gone = {number for number, _ in missing}
        kept = [row for row in kept if row[0] not in gone]
    register.agreements = kept
    register.refused.sort(key=lambda refusal: refusal.row)


def _content(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise FileUnreadable(file=path.name, reason=Word("bukan berkas biasa"))
        if about.st_size > _LARGEST_FILE:
            raise FileTooLarge(file=path.name, limit=_LARGEST_FILE // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=path, reason=error.strerror) from error


def _text(content: bytes, name: str) -> str:
    if not content.strip():
        raise FileEmpty(file=name)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"\x89PNG")):
        raise FileNotText(file=name)
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        # In a file that is UTF-8 but for some bytes, only the rows with those are refused.
        text = content.decode("utf-8-sig", errors="surrogateescape")
        has_wrong = any("\udc80" <= letter <= "\udcff" for letter in text)
        is_utf8 = any(letter > "\x7f" and not "\udc80" <= letter <= "\udcff" for letter in text)
        return text if is_utf8 or not has_wrong else content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise FileNotText(file=name) from error


def _rows(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Give each record with its row as a spreadsheet shows it; as text where quotes are wrong."""
    csv.field_size_limit(_LARGEST_CELL)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    record: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            record.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    for number in itertools.count(1):
        record.clear()
        try:
            yield number, next(reader)
        except csv.Error:
            yield number, "".join(record)
        except StopIteration:
            return


def _recognise(
    headings: list[str], name: str
) -> tuple[list[str | None], Callable[[_Row], Agreement | Report]]:
    if len(headings) > _MOST_COLUMNS:
        raise FileTooWide(file=name, count=len(headings), limit=_MOST_COLUMNS)
    words = ["_".join(key(heading).split()) for heading in headings]

    def fields_of(table: Mapping[str, tuple[str, ...]]) -> list[str | None]:
        names = {heading: field for field, known in table.items() for heading in known}
        fields = [names.get(word) for word in words]
        first = {field: place for place, field in reversed(list(enumerate(fields)))}
        return [f if first[f] == place else None for place, f in enumerate(fields)]

    agreements, reports = fields_of(AGREEMENT_FIELDS), fields_of(REPORT_FIELDS)
    if {"judul", "pihak"} <= set(agreements):
        return agreements, _agreement
    if {"wilayah", "jumlah"} <= set(reports):
        return reports, _report
    missing = [field for field in ("judul", "pihak") if field not in agreements]
    found = ", ".join(squeeze(heading)[:40] for heading in headings[:12] if heading) or "tidak ada"
    raise HeadingsMissing(file=name, missing=" dan ".join(missing), found=found)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells by field, and the statement that it makes."""

    cells: Mapping[str, str]
    statement: Statement

    def text(self, name: str) -> str | None:
        return check_text(self.cells.get(name, ""), name) or None

    def several(self, name: str) -> list[str]:
        # Split first: a name may be refused for its length, the cell is not.
        return [part for part in map(squeeze, self.cells.get(name, "").split(";")) if part]

    def date(self, name: str) -> PartialDate | None:
        return read_date(self.cells.get(name, ""), name)


def read_date(text: str, name: str) -> PartialDate | None:
    """Read an ISO date of a day, a month or a year; None where the cell is empty."""
    clean = check_text(text, name)
    if not clean:
        return None
    match = _DATE.fullmatch(clean)
    try:
        if not match:
            raise ValueError
        return PartialDate.of(*(int(part) for part in match.groups() if part))
    except ValueError as error:
        raise DateUnreadable(field=name, value=clean[:60]) from error


def _statement(row: Mapping[str, str], register: Register, number: int) -> Statement:
    published = read_date(row.get("sumber_tanggal", ""), "sumber_tanggal")
    title = check_text(row.get("sumber_judul", ""), "sumber_judul")
    # A register without sources is the source itself, its rows the pages.
    source = Source(
        title=title or f"Register {register.file}",
        publisher=check_text(row.get("sumber_penerbit", ""), "sumber_penerbit") or None,
        url=check_text(row.get("sumber_url", ""), "sumber_url") or None,
        published_on=published.value if published else None,
        retrieved_on=None if title else date.today(),
    )
    page = check_text(row.get("halaman", ""), "halaman")
    return Statement(
        source,
        check_text(row.get("bukti", ""), "bukti"),
        page or (None if title else f"baris {number}"),
        _confidence(row.get("keyakinan", "")),
    )


def _confidence(text: str) -> float:
    clean = check_text(text, "keyakinan").replace(",", ".")
    try:
        value = float(clean or 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise NumberUnreadable(
            field="keyakinan", value=clean[:60], range=Word(" dari 0 sampai 1"), example="0.9"
        )
    return value


def _agreement(row: _Row) -> Agreement:
    form = _word(row.cells.get("bentuk", ""), FORMS, "bentuk") or "lainnya"
    stage = _word(row.cells.get("tahap", ""), STAGES, "tahap") or "pelaksanaan"
    parties, unnamed = _parties(row, FORMS[form])
    ends_on, due_on = row.date("berakhir"), row.date("target")
    return Agreement(
        register_key=row.text("kode"),
        title=check_text(row.cells.get("judul", ""), "judul", 5_000),
        form=form,
        stage=stage,
        parties=parties,
        unnamed_parties=unnamed,
        affairs=_affairs(row.several("urusan")),
        signed_on=row.date("ditandatangani"),
        starts_on=row.date("mulai"),
        ends_on=ends_on.as_end() if ends_on else None,
        due_on=due_on.as_end() if due_on else None,
        scope=row.text("ruang_lingkup"),
        location=row.text("lokasi"),
        notes=row.text("catatan"),
        benefits=tuple(_benefit(text) for text in row.several("hasil")),
        implements=tuple(slug(code) for code in row.several("melaksanakan")),
        statements=(row.statement,),
    )


def _affairs(texts: list[str]) -> tuple[str, ...]:
    codes = (_word(text, AFFAIRS, "urusan") for text in texts)
    return tuple(dict.fromkeys(code for code in codes if code))


def _parties(row: _Row, form: Form) -> tuple[tuple[Party, ...], int]:
    names = row.several("pihak")
    numbers = [squeeze(number) for number in row.cells.get("nomor", "").split(";")]
    if len(numbers) > max(1, len(names)):
        raise NumbersTooMany(field="nomor", count=len(numbers), limit=len(names))
    numbers += [""] * (len(names) - len(numbers))
    parties: list[Party] = []
    unnamed = 0
    for name, number in zip(names, numbers, strict=False):
        if key(name) == _UNNAMED:
            unnamed += 1
            continue
        actor: Actor = resolve(name)
        role = form.roles[1] if parties else form.roles[0]
        parties.append(Party(actor, role, number or None))
    return tuple(parties), unnamed


def _benefit(text: str) -> Benefit:
    match = _BENEFIT.fullmatch(check_text(text, "hasil"))
    if not match:
        raise AmountUnreadable(field="hasil", value=text[:60])
    digits = re.sub(r"[. ]", "", match["amount"])
    if digits.startswith("-"):
        raise NegativeAmount(field="hasil", value=digits[:40])
    if len(digits) > 19:
        raise AmountTooLarge(field="hasil", value=digits[:40])
    year = int(match["year"]) if match["year"] else None
    return Benefit(squeeze(match["item"]), int(digits), year=year)


def _report(row: _Row) -> Report:
    region = resolve(row.cells.get("wilayah", ""), "wilayah")
    if not isinstance(region, Region):
        raise NotRegion(field="wilayah", value=region.name)
    count = _whole_number(row, "jumlah", "14")
    if count is None:
        raise NumberUnreadable(field="jumlah", value="", range="", example="14")
    return Report(
        region_code=region.code,
        count=count,
        statement=row.statement,
        year=_whole_number(row, "tahun", "2017"),
        form=_word(row.cells.get("bentuk", ""), FORMS, "bentuk"),
        scheme=_word(row.cells.get("skema", ""), SCHEMES, "skema"),
        at_least=_yes_or_no(row, "sekurangnya"),
    )


def _whole_number(row: _Row, name: str, example: str) -> int | None:
    text = row.text(name)
    if text is None:
        return None
    if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        raise NumberUnreadable(field=name, value=text[:60], range="", example=example)
    return int(text)


def _yes_or_no(row: _Row, name: str) -> bool:
    text = row.text(name) or ""
    if key(text) not in _YES_OR_NO:
        raise UnknownWord(field=name, value=text[:60], choices="ya, tidak")
    return _YES_OR_NO[key(text)]


def _word(text: str, table: Mapping[str, Term], name: str) -> str | None:
    """Give the code for a code or a name in either language; None for an empty cell."""
    wanted = key(check_text(text, name))
    if not wanted:
        return None
    for code, term in table.items():
        if wanted in (key(code), key(code.replace("_", " ")), key(term.name), key(term.name_en)):
            return code
    if table is FORMS and wanted in _WORDS_FOR_FORMS:
        return _WORDS_FOR_FORMS[wanted]
    raise UnknownWord(field=name, value=squeeze(text)[:60], choices=", ".join(table))
