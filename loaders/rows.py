"""One row of a register: its cells to an agreement, with every doubt said.

A row is refused only for what would make it false: no title, no region among
its parties, a date that does not exist. What is merely open (a name that fits
two regions) stays open in the agreement and is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any, TypeVar

from graph.errors import ValueRefused, Word
from graph.exports import unguard
from graph.law import scheme_of
from graph.model import (
    Agreement,
    Benefit,
    Opd,
    OpenParty,
    PartialDate,
    Party,
    PartyTwice,
    Region,
    Report,
    Source,
    Statement,
    UnknownWord,
    actor_key,
)
from graph.text import TextMissing, check_text, slug, squeeze
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES
from loaders.abroad import country_code, foreign_partner
from loaders.cells import (
    Span,
    affairs_in,
    cell_text,
    end_after,
    form_in_title,
    read_amounts,
    read_confidence,
    read_dates,
    read_form,
    read_scheme,
    read_stage,
    read_term,
    says_nothing,
    split_numbers,
    split_parties,
)
from loaders.cells.text import FormulaFailed, is_formula_error
from loaders.columns import Guess
from loaders.doubts import (
    AffairFromTitle,
    EndsDiffer,
    SchemeDiffers,
    WordUnknown,
    YieldWithoutAmount,
)
from loaders.layout import TableRow
from loaders.names import Context, Names, Resolution, key, region_of
from loaders.refusals import NotRegion, NumbersTooMany, NumberUnreadable, Several
from loaders.workbook import Cell

T = TypeVar("T")

_UNNAMED = "tidak disebut"
_TOLERATED = timedelta(days=31)  # between a stated end and that of the stated term
_ESSENTIAL = ("judul", "pihak", "pihak_kesatu", "pihak_kedua", "mitra", "wilayah", "jumlah")
_PARTY_FIELDS = ("pihak", "pihak_kesatu", "pihak_kedua", "pihak_ketiga", "mitra")
# Columns that name the other side only: the register's owner is the first party.
_OTHER_SIDE = ("mitra", "pihak_kedua", "pihak_ketiga")
_NUMBER_OF = {
    "pihak_kesatu": "nomor_kesatu",
    "pihak_kedua": "nomor_kedua",
    "pihak_ketiga": "nomor_ketiga",
    "mitra": "nomor_kedua",
}
# Fields in which "belum ada", "n/a" or "dalam proses" stand for nothing.
_MAY_BE_NOTHING = frozenset((*_PARTY_FIELDS, *_NUMBER_OF.values(), "nomor", "opd")) | {
    *("ditandatangani", "mulai", "berakhir", "masa", "target", "tahun", "sumber_tanggal"),
    *("nilai", "hasil", "tautan", "provinsi", "negara", "kode", "melaksanakan"),
}
# Fields of which one at least makes a statement other than that of the whole register.
_STATED = frozenset(
    ("sumber_judul", "sumber_penerbit", "sumber_url", "sumber_tanggal", "halaman", "bukti")
) | {"keyakinan"}
_YES_OR_NO = dict.fromkeys(("", "tidak", "no", "false", "0"), False) | dict.fromkeys(
    ("ya", "yes", "true", "1"), True
)


@dataclass(slots=True)
class Named:
    """A party as the row names it, and whom that means."""

    column: str
    heading: str
    resolution: Resolution
    number: str | None = None
    role: str = "party"

    @property
    def is_open(self) -> bool:
        """Whether nobody can say yet who that is."""
        return self.resolution.actor is None


@dataclass(slots=True)
class Draft:
    """A row understood: what it tells, whom it names, and what is doubtful."""

    told: Agreement
    named: list[Named]
    responsible: list[Named]
    warnings: list[ValueRefused] = field(default_factory=list)


class RowReader:
    """Reads the rows of one table.

    Parameters
    ----------
    names
        Says whom a name means.
    guesses
        What each column was taken for.
    owner
        Whose register it is; None where it names all parties itself.
    register
        The source that a row without sources of its own stands in.
    form
        The form of all its agreements where a row names none.
    is_strict
        Whether the table is of the documented form, which is taken by the letter: a word
        outside the vocabulary refuses its row. An office's own word is only told.
    """

    def __init__(
        self,
        names: Names,
        guesses: Sequence[Guess],
        owner: Region | None,
        register: Source,
        form: str | None = None,
        is_strict: bool = False,
    ) -> None:
        self.names, self.owner, self.register = names, owner, register
        self.form, self.is_strict = form, is_strict
        self._columns = [
            (name, guess) for guess in guesses for name in (guess.field, guess.also) if name
        ]
        self.fields = {name for name, _ in self._columns}
        self.names_sources = not _STATED.isdisjoint(self.fields)
        self.usual_statement = Statement(register)

    @property
    def needs_owner(self) -> bool:
        """Whether the rows name the other side only."""
        return not {"pihak", "pihak_kesatu"} & self.fields

    def agreement(self, row: TableRow) -> Draft:
        """Read a row of agreements.

        Raises
        ------
        ValueRefused
            `Several` where more than one thing is wrong.
        """
        return _AgreementRow(self, row).draft()

    def report(self, row: TableRow) -> Report:
        """Read a row of reported totals."""
        return _ReportRow(self, row).report()

    def statement(self, row: TableRow) -> Statement:
        """Read only the statement that a row makes."""
        read = _Row(self, row)
        statement = read.statement()
        read.refuse_problems()
        assert statement is not None
        return statement

    def key_of(self, row: TableRow) -> str | None:
        """Give the id that the row's own key makes, None where it has none."""
        if "kode" not in self.fields:
            return None
        code = squeeze(_Row(self, row).raw("kode"))
        return slug(code) if code else None

    def cells(self, row: TableRow) -> dict[str, list[tuple[Guess, Cell]]]:
        """Give the cells that say something by their field, with their columns."""
        found: dict[str, list[tuple[Guess, Cell]]] = {}
        for name, guess in self._columns:
            cell = row.cells[guess.index]
            if cell is not None and guess.also:
                cell = _part(cell, name)
            if cell is not None and (self.is_strict or _says(name, cell)):
                found.setdefault(name, []).append((guess, cell))
        return found


def _says(name: str, cell: Cell) -> bool:
    if not isinstance(cell, str):
        return True
    if name in _MAY_BE_NOTHING:
        return key(cell) == _UNNAMED or not says_nothing(cell)
    return any(map(str.isalnum, cell))  # "dalam proses" is a stage, and begins titles


class _Row:
    """What rows of both kinds share: texts, words and the statement."""

    def __init__(self, reader: RowReader, row: TableRow) -> None:
        self.reader, self.row = reader, row
        self._cells = reader.cells(row)
        self.problems: list[ValueRefused] = []
        self.warnings: list[ValueRefused] = []

    def attempt(self, read: Callable[..., T], *values: object, **more: object) -> T | None:
        """Read one thing; what is wrong with it is kept, so that the rest is read too."""
        try:
            return read(*values, **more)
        except ValueRefused as error:
            self.problems.append(error)
            return None

    def refuse_problems(self) -> None:
        """Raise what was found wrong, all of it at once."""
        if len(self.problems) == 1:
            raise self.problems[0]
        if self.problems:
            raise Several(errors=self.problems)

    def cells(self, name: str) -> list[tuple[Guess, Cell]]:
        """Give the cells of a field that say something; a formula's error says nothing."""
        if name not in self._cells:
            return []
        found = []
        for guess, cell in self._cells[name]:
            if is_formula_error(cell):
                error = FormulaFailed(field=name, value=str(cell))
                told = self.problems if name in _ESSENTIAL else self.warnings
                if not any(str(one) == str(error) for one in told):
                    told.append(error)
            else:
                found.append((guess, cell))
        return found

    def raw(self, name: str) -> str:
        """Give a field's text as it stands in the cells, several columns joined."""
        if name not in self._cells:
            return ""
        texts = (unguard(cell_text(cell)) for _, cell in self.cells(name))
        return "; ".join(texts)

    def text(self, name: str) -> str | None:
        """Give a field's text checked, None where it is empty."""
        if name not in self._cells:
            return None
        return self.attempt(check_text, self.raw(name), name) or None

    def word(self, name: str, read: Callable[[str], T | None]) -> T | None:
        """Read a word of the vocabulary; an unknown one refuses the row or is told."""
        text = self.text(name)
        if not text:
            return None
        try:
            return read(text)
        except UnknownWord as error:
            self.doubt_word(error, name, text)
            return None

    def doubt_word(self, error: UnknownWord, name: str, text: str) -> None:
        """Refuse the row for an unknown word of the documented form; tell an office's own."""
        if self.reader.is_strict:
            self.problems.append(error)
        else:
            self.warnings.append(WordUnknown(field=name, value=text[:60]))

    def statement(self) -> Statement | None:
        """Give the statement that the row makes; a register without sources is the source."""
        if not self.reader.names_sources:
            return self.reader.usual_statement
        title = self.text("sumber_judul")
        published = self.attempt(self._single_date, "sumber_tanggal")
        url, publisher = self.text("sumber_url"), self.text("sumber_penerbit")
        evidence, page = self.text("bukti") or "", self.text("halaman")
        confidence = self.attempt(read_confidence, self.raw("keyakinan") or None, "keyakinan")
        if self.problems:
            return None
        source = self.reader.register
        if title:
            source = Source(
                title=title,
                publisher=publisher,
                url=url,
                published_on=published.value if published else None,
            )
        elif url or publisher or published:
            source = replace(
                source,
                publisher=publisher or source.publisher,
                url=url,
                published_on=published.value if published else None,
            )
        return Statement(source, evidence, page, 1.0 if confidence is None else confidence)

    def _single_date(self, name: str) -> PartialDate | None:
        for _, cell in self.cells(name):
            if (dates := read_dates(cell, name)) and (dates.start or dates.end):
                return dates.start or dates.end
        return None


class _AgreementRow(_Row):
    def draft(self) -> Draft:
        title = self._title()
        form = self._form(title)
        named, unnamed = self._parties(title, form)
        responsible = self._responsible()
        affairs = self._affairs(title)
        dates = self._dates()
        statement = self.attempt(self.statement)
        benefits = self._benefits()
        fields: dict[str, Any] = {
            name: self.text(column)
            for name, column in (
                ("scope", "ruang_lingkup"),
                ("purpose", "tujuan"),
                ("financing", "pembiayaan"),
                ("location", "lokasi"),
                ("link", "tautan"),
                ("notes", "catatan"),
                ("evaluation", "evaluasi"),
            )
        }
        register_key = self.text("kode")
        stage = self.word("tahap", read_stage) or "pelaksanaan"
        stated_scheme = self.word("skema", read_scheme) or _scheme_of_section(self.row.section)
        due_on = self.attempt(self._single_date, "target")
        implements = [part for part in map(squeeze, self.raw("melaksanakan").split(";")) if part]
        self.refuse_problems()
        assert statement is not None
        told = Agreement(
            register_key=register_key,
            title=title,
            form=form,
            stage=stage,
            parties=tuple(
                Party(one.resolution.actor, one.role, one.number)
                for one in named
                if one.resolution.actor is not None
            ),
            open_parties=tuple(_open_party(one) for one in named if one.is_open),
            unnamed_parties=unnamed,
            responsible=tuple(
                one.resolution.actor for one in responsible if isinstance(one.resolution.actor, Opd)
            ),
            affairs=affairs,
            stated_scheme=stated_scheme,
            due_on=due_on.as_end() if due_on else None,
            benefits=benefits,
            implements=tuple(slug(code) for code in implements),
            statements=(statement,),
            **dates,
            **fields,
        )
        self._check_scheme(told)
        return Draft(told, named, responsible, self.warnings)

    # ------------------------------------------------------------------ title and form

    def _title(self) -> str:
        names = (
            ("judul",) if "judul" in self.reader.fields else ("ruang_lingkup", "tujuan", "urusan")
        )
        for name in names:
            if text := squeeze(self.raw(name)):
                return self.attempt(check_text, text, name) or ""
        if not any(problem.field in names for problem in self.problems):
            self.problems.append(TextMissing(field=names[0]))
        return ""

    def _form(self, title: str) -> str:
        stated = self.word("bentuk", read_form) or form_in_title(title)
        return stated or _form_of_section(self.row.section) or self.reader.form or "lainnya"

    # ------------------------------------------------------------------ parties

    def _parties(self, title: str, form: str) -> tuple[list[Named], int]:
        texts, unnamed = self._party_texts()
        context = self._context = self._where(title)
        named = [
            Named(column, guess.heading, found, number)
            for column, guess, text, number in texts
            if (found := self.attempt(self._resolve, text, column, guess, context))
        ]
        if not named and not unnamed and not self.problems and not self.reader.is_strict:
            missing = next(name for name in _PARTY_FIELDS if name in self.reader.fields)
            self.problems.append(TextMissing(field=missing))
        self._place_abroad(named)
        self._imply_owner(named)
        self._decide_by_counterparts(named, context)
        self._drop_repeated(named)
        self._give_numbers(named)
        roles = FORMS[form].roles
        for place, one in enumerate(named):
            one.role = roles[min(place, 1)]
            if one.resolution.warning:
                self.warnings.append(one.resolution.warning)
            if one.resolution.problem:
                self.warnings.append(one.resolution.problem)
        return named, unnamed

    def _party_texts(self) -> tuple[list[tuple[str, Guess, str, str | None]], int]:
        found, unnamed = [], 0
        for column in _PARTY_FIELDS:
            number = self.raw(_NUMBER_OF.get(column, "")) or None
            for guess, cell in self.cells(column):
                for text in split_parties(cell):
                    if key(text) == _UNNAMED:
                        unnamed += 1
                        continue
                    found.append((column, guess, text, number))
                    number = None
        return found, unnamed

    def _where(self, title: str) -> Context:
        province = self.raw("provinsi")
        region = region_of(province) if province else None
        return Context(
            owner=self.reader.owner,
            province=region.code[:2] if region else None,
            row_text=" · ".join(
                part for part in (title, self.raw("lokasi"), self.row.section) if part
            ),
        )

    def _resolve(self, text: str, column: str, guess: Guess, context: Context) -> Resolution:
        there = Context(
            context.owner, context.province, (), column, guess.heading, context.row_text
        )
        return self.reader.names.resolve(text, there)

    def _place_abroad(self, named: list[Named]) -> None:
        """Take for partners abroad what a column says to be in another country."""
        country = country_code(self.raw("negara"))
        if country in (None, "ID"):
            return
        for one in named:
            found = one.resolution
            if one.column in _OTHER_SIDE and found.kind == "unknown":
                partner = foreign_partner(found.as_written, country)
                one.resolution = Resolution(
                    "unknown", partner, found.as_written, decided_by="country"
                )

    def _imply_owner(self, named: list[Named]) -> None:
        """Put the owner first where the row names the other side only."""
        owner = self.reader.owner
        if owner is None or not named:
            return
        is_there = any(_region_of(one) == owner.code for one in named)
        only_others = all(one.column in _OTHER_SIDE for one in named) or len(named) == 1
        if only_others and not is_there:
            found = Resolution("region", owner, "", (), "owner")
            number = self.raw("nomor_kesatu") or None
            named.insert(0, Named("pemilik", "", found, number))

    def _decide_by_counterparts(self, named: list[Named], context: Context) -> None:
        for one in named:
            if not one.is_open:
                continue
            others = tuple(
                other.resolution.actor
                for other in named
                if other is not one and other.resolution.actor is not None
            )
            if others:
                wider = replace(
                    context, counterparts=others, column=one.column, heading=one.heading
                )
                one.resolution = self.reader.names.resolve(one.resolution.as_written, wider)

    def _drop_repeated(self, named: list[Named]) -> None:
        seen: dict[str, Named] = {}
        for one in list(named):
            if one.resolution.actor is None:
                continue
            first = seen.setdefault(actor_key(one.resolution.actor), one)
            if first is not one:
                named.remove(one)
                first.number = first.number or one.number
                self.warnings.append(PartyTwice(field="pihak", value=one.resolution.actor.name))

    def _give_numbers(self, named: list[Named]) -> None:
        """Give the numbers of one column to the parties in their order."""
        numbers = split_numbers(self.raw("nomor"))
        if len(numbers) > max(1, len(named)):
            self.warnings.append(
                NumbersTooMany(field="nomor", count=len(numbers), limit=len(named))
            )
            last = max(1, len(named)) - 1
            numbers[last:] = [" / ".join(numbers[last:])]
        for one, number in zip(named, numbers, strict=False):
            one.number = one.number or number or None

    def _responsible(self) -> list[Named]:
        context = self._context
        found = []
        for guess, cell in self.cells("opd"):
            for text in split_parties(cell):
                resolution = self.attempt(self._resolve, text, "opd", guess, context)
                if resolution is None:
                    continue
                found.append(Named("opd", guess.heading, resolution))
                if resolution.warning or resolution.problem:
                    told = resolution.warning or resolution.problem
                    assert told is not None
                    self.warnings.append(told)
        return list({one.resolution.as_written: one for one in found}.values())

    # ------------------------------------------------------------------ affairs and scheme

    def _affairs(self, title: str) -> tuple[str, ...]:
        text = self.text("urusan") or ""
        found = affairs_in(text)
        for word in found.unknown:
            error = UnknownWord(field="urusan", value=word[:60], choices=", ".join(AFFAIRS))
            self.doubt_word(error, "urusan", word)
        if found.codes or found.unknown:
            return found.codes
        told = affairs_in(title).codes
        if len(told) != 1:  # a title that touches several tells none
            return ()
        self.warnings.append(AffairFromTitle(field="urusan", value=Word(AFFAIRS[told[0]].name)))
        return told

    def _check_scheme(self, told: Agreement) -> None:
        stated = told.stated_scheme
        if stated is None or told.open_parties:
            return
        derived = scheme_of(told.parties, told.form).scheme
        if derived not in (stated, "tidak_tentu"):
            self.warnings.append(
                SchemeDiffers(
                    field="skema",
                    stated=Word(SCHEMES[stated].name),
                    derived=Word(SCHEMES[derived].name),
                )
            )

    # ------------------------------------------------------------------ dates and money

    def _dates(self) -> dict[str, Any]:
        signed = self.attempt(self._range, "ditandatangani")
        begun = self.attempt(self._range, "mulai")
        ended = self.attempt(self._range, "berakhir")
        term = self.attempt(self._term)
        if signed and _is_visit(*signed):
            signed = signed[0], None
        signed_on = signed[0] if signed and not signed[1] else None
        starts_on = (begun and begun[0]) or (term.start if term else None)
        ends_on = (ended and (ended[1] or ended[0])) or (begun and begun[1]) or None
        if signed and signed[1]:  # a range under a single heading is the term
            starts_on, ends_on = starts_on or signed[0], ends_on or signed[1]
        if signed_on is None and starts_on is None:
            signed_on = self.attempt(self._year)
        stated = ends_on.as_end() if ends_on else term.end.as_end() if term and term.end else None
        base = starts_on or signed_on
        computed = end_after(base, term) if term and base else None
        self._compare_ends(stated, computed)
        return {
            "signed_on": signed_on,
            "starts_on": starts_on,
            "ends_on": stated or computed,
            "endless": bool(term and term.endless and not stated),
        }

    def _range(self, name: str) -> tuple[PartialDate | None, PartialDate | None]:
        for _, cell in self.cells(name):
            if name == "berakhir" and _is_term(cell):
                continue
            if dates := read_dates(cell, name):
                return dates.start, dates.end
        return None, None

    def _term(self) -> Span | None:
        for guess, cell in self.cells("masa"):
            if term := read_term(cell, "masa", guess.unit):
                return term
        for _, cell in self.cells("berakhir"):
            if _is_term(cell) and (term := read_term(cell, "berakhir")):
                return term
        return None

    def _year(self) -> PartialDate | None:
        if found := self._single_date("tahun"):
            return PartialDate.of(found.value.year)
        if match := re.search(r"\b(?:19|20)\d\d\b", self.row.section):
            return PartialDate.of(int(match[0]))
        return None

    def _compare_ends(self, stated: PartialDate | None, computed: PartialDate | None) -> None:
        if stated is None or computed is None or stated.precision != computed.precision:
            return
        if abs(stated.value - computed.value) > _TOLERATED:
            days = {"stated": stated.value.isoformat(), "computed": computed.value.isoformat()}
            self.warnings.append(EndsDiffer(field="berakhir", **days))

    def _benefits(self) -> tuple[Benefit, ...]:
        found: list[Benefit] = []
        item = ""
        for _, cell in self.cells("hasil"):
            if self._names_item(cell):
                item = squeeze(str(cell))[:100]  # what was yielded; how much stands elsewhere
            else:
                found += self.attempt(read_amounts, cell, "hasil", "hasil", "", self.warnings) or ()
        amounts = self.cells("nilai")
        if item and not amounts:
            self.warnings.append(YieldWithoutAmount(field="hasil", value=item[:60]))
        for guess, cell in amounts:
            if isinstance(cell, str) and not any(map(str.isdigit, cell)):
                self.warnings.append(WordUnknown(field="nilai", value=squeeze(cell)[:60]))
                continue
            unit = f"{guess.unit} {guess.currency}".strip()
            name = item or _item(guess.heading)
            found += self.attempt(read_amounts, cell, "nilai", name, unit, self.warnings) or ()
        return tuple(found)

    def _names_item(self, cell: Cell) -> bool:
        """Tell what only names a yield; the documented form has its amount beside it."""
        has_digit = not isinstance(cell, str) or any(map(str.isdigit, cell))
        return not has_digit and not self.reader.is_strict


class _ReportRow(_Row):
    def report(self) -> Report:
        statement = self.attempt(self.statement)
        region = self.attempt(self._region)
        count = self.attempt(self._whole_number, "jumlah", "14")
        year = self.attempt(self._whole_number, "tahun", "2017")
        form, scheme = self.word("bentuk", read_form), self.word("skema", read_scheme)
        at_least = self.attempt(self._yes_or_no, "sekurangnya")
        if count is None and not self.problems:
            self.problems.append(NumberUnreadable(field="jumlah", value="", range="", example="14"))
        self.refuse_problems()
        assert statement and region and count is not None
        return Report(
            region_code=region.code,
            count=count,
            statement=statement,
            year=year,
            form=form,
            scheme=scheme,
            at_least=bool(at_least),
        )

    def _region(self) -> Region:
        text = self.raw("wilayah")
        context = Context(owner=self.reader.owner, column="wilayah")
        found = self.reader.names.resolve(text, context)
        if found.problem:
            raise found.problem
        if not isinstance(found.actor, Region):
            raise NotRegion(field="wilayah", value=text[:60])
        return found.actor

    def _whole_number(self, name: str, example: str) -> int | None:
        text = check_text(self.raw(name), name)
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
            raise NumberUnreadable(field=name, value=text[:60], range="", example=example)
        return int(text)

    def _yes_or_no(self, name: str) -> bool:
        text = check_text(self.raw(name), name)
        if key(text) not in _YES_OR_NO:
            raise UnknownWord(field=name, value=text[:60], choices="ya, tidak")
        return _YES_OR_NO[key(text)]


def _region_of(named: Named) -> str | None:
    actor = named.resolution.actor
    if isinstance(actor, Region):
        return actor.code
    return actor.region_code if isinstance(actor, Opd) else None


def _open_party(named: Named) -> OpenParty:
    found = named.resolution
    return OpenParty(
        as_written=found.as_written,
        candidates=tuple(actor_key(actor) for actor in found.candidates),
        reason=found.kind,
        number=named.number,
        role=named.role,
    )


def _is_visit(start: PartialDate | None, end: PartialDate | None) -> bool:
    """Tell "11–13 Maret 2019", some days of one event, from a term."""
    return bool(
        start
        and end
        and "day" == start.precision == end.precision
        and end.value - start.value <= _TOLERATED
    )


def _is_term(cell: Cell) -> bool:
    """Tell "5 tahun" or "tidak terbatas" under the heading of an end from a date."""
    return isinstance(cell, str) and bool(
        re.search(r"tahun|bulan|thn|\bth\b|terbatas|selama", cell, re.IGNORECASE)
        and not re.search(r"\b(?:19|20)\d\d\b", cell)
    )


@lru_cache(maxsize=1_000)
def _form_of_section(section: str) -> str | None:
    titles = (_NUMBERING.sub("", line) for line in section.splitlines())
    return next((form for title in titles if (form := form_in_title(title))), None)


@lru_cache(maxsize=1_000)
def _scheme_of_section(section: str) -> str | None:
    for line in section.splitlines():
        with suppress(ValueRefused):
            if scheme := read_scheme(_NUMBERING.sub("", line)):
                return scheme
    return None


_NUMBERING = re.compile(r"^\W*(?:[A-Z]|[IVX]+|\d+)\s*[.)]\s*")
_DATED = re.compile(r"[\s,;/]*(?:\btanggal\b|\btgl\b\.?|\n)\s*:?\s*", re.IGNORECASE)


def _part(cell: Cell, name: str) -> Cell:
    """Give of "415.4/12/2019 tanggal 12 Maret 2019" the number, or the date."""
    if not isinstance(cell, str) or name not in ("ditandatangani", "nomor", *_NUMBER_OF.values()):
        return cell
    number, *dated = _DATED.split(cell, maxsplit=1)
    if name == "ditandatangani":
        return dated[0] if dated else None
    return number


def _item(heading: str) -> str:
    """Give what an amount is by its column's heading, without the unit in brackets."""
    plain = squeeze(re.sub(r"\(.*?\)|\bRp\b\.?", " ", heading.replace("\n", " ")))
    return plain.casefold()[:100] or "nilai"
