"""Mapping files: what a register's columns mean, said by its keeper.

A file in YAML or TOML names the owner, the row of headings and the columns, each by its
heading, its letter or its number. Every value is text here, so that "35.70" stays a code
and "No" a heading.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from graph.errors import Word
from graph.text import squeeze
from loaders.fields import FIELDS, IGNORED
from loaders.names import key
from loaders.refusals import FileRefused, FileUnreadable
from loaders.workbook import opened

_LARGEST_FILE = 100_000
_MOST_ALIASES = 20
_DEEPEST = 8
_MOST_COLUMNS = 16_384
_SHOWN = 60

_KEYS = ("pemilik", "baris_judul", "kolom", "lembar")
_SHEET_KEYS = ("baris_judul", "kolom")


class MappingUnusable(FileRefused):
    """Base of what makes a mapping file unusable."""

    text = "Berkas pemetaan {file} tidak dapat dipakai. Perbaiki isinya seperti contoh di README."


class MappingEmpty(MappingUnusable):
    """A mapping file that says nothing."""

    text = "Berkas pemetaan {file} kosong. Tulis sedikitnya satu baris di bawah “kolom:”."


class MappingTooLarge(MappingUnusable):
    """A mapping file beyond any sense."""

    text = "Berkas pemetaan {file} lebih besar dari {limit} KB. Sisakan pemetaan kolomnya saja."


class MappingBroken(MappingUnusable):
    """A mapping file that is no YAML or TOML."""

    text = "Berkas pemetaan {file} bukan {format} yang benar: {detail}. Perbaiki penulisannya."


class MappingLineBroken(MappingBroken):
    """As above, where the line is known."""

    text = (
        "Berkas pemetaan {file} bukan {format} yang benar pada baris {line}: {detail}. Perbaiki "
        "baris itu."
    )


class MappingNotText(MappingUnusable):
    """A mapping file in no readable encoding."""

    text = "Berkas pemetaan {file} bukan teks UTF-8. Simpan ulang sebagai teks UTF-8."


class MappingShapeWrong(MappingUnusable):
    """A value of a mapping that is not of the kind expected there."""

    text = (
        "Isi “{name}” di berkas pemetaan {file} bukan {expected}. Tulis seperti contoh di README."
    )


class MappingKeyUnknown(MappingUnusable):
    """A word on the left that a mapping does not know."""

    text = (
        "Berkas pemetaan {file} memuat “{name}”, yang tidak dikenal. Pakai salah satu: {choices}."
    )


class MappingKeyTwice(MappingUnusable):
    """A word on the left that stands there twice."""

    text = "Berkas pemetaan {file} memuat “{name}” dua kali. Hapus salah satu."


class MappingFieldUnknown(MappingUnusable):
    """A field that does not exist."""

    text = (
        "Berkas pemetaan {file} memberi kolom “{name}” isian “{value}”, yang tidak dikenal. "
        "Pakai salah satu: {choices}."
    )


class MappingColumnMissing(MappingUnusable):
    """A column that no table of the register has."""

    text = (
        "Kolom “{name}” di berkas pemetaan tidak ada di {file}. Tulis judul kolom seperti di "
        "register, atau huruf atau nomor kolomnya; yang ada: {found}."
    )


class MappingSheetMissing(MappingUnusable):
    """A sheet that the register does not have."""

    text = "Lembar “{name}” di berkas pemetaan tidak ada di {file}. Lembar yang ada: {found}."


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What one sheet's columns mean, and in which row its headings stand."""

    columns: Mapping[str, str] = field(default_factory=dict)
    heading_row: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of a register mean.

    Attributes
    ----------
    owner
        Code or name of the region whose register it is.
    columns
        Field, or `IGNORED`, by heading, letter or number of the column.
    heading_row
        The row of headings as the spreadsheet numbers it.
    sheets
        What is said of single sheets, by their names.
    is_remembered
        Whether it was kept from an earlier load of the same layout.
    """

    owner: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    heading_row: int | None = None
    sheets: Mapping[str, SheetMapping] = field(default_factory=dict)
    is_remembered: bool = False

    def of_sheet(self, sheet: str) -> SheetMapping:
        """Give what holds for one sheet: its own word before the general one."""
        own = self.sheets.get(sheet, SheetMapping())
        return SheetMapping({**self.columns, **own.columns}, own.heading_row or self.heading_row)

    def places(self, sheet: str, headings: Sequence[str]) -> dict[int, str]:
        """Give the field, or `IGNORED`, by the column's place among these headings.

        Parameters
        ----------
        sheet
            The sheet's name.
        headings
            One a column, from the sheet's first.
        """
        found: dict[int, str] = {}
        by_place: dict[int, str] = {}
        for name, value in self.of_sheet(sheet).columns.items():
            places = places_of(name, headings)
            # A heading says more than a letter.
            target = found if any(key(headings[p]) == key(name) for p in places) else by_place
            target.update(dict.fromkeys(places, value))
        return by_place | found


def places_of(name: str, headings: Sequence[str]) -> list[int]:
    """Give the places of the columns that a heading, a letter or a number means.

    "#4" is the fourth column even where a heading is "4".
    """
    if match := re.fullmatch(r"#([0-9]{1,5})", name.strip()):
        place = int(match[1]) - 1
        return [place] if 0 <= place < len(headings) else []
    wanted = key(name)
    if not wanted:
        return []
    if places := [place for place, heading in enumerate(headings) if key(heading) == wanted]:
        return places
    place = column_number(name) - 1
    return [place] if 0 <= place < len(headings) else []


def column_number(name: str) -> int:
    """Give the number of a column from its letters or digits, 0 where it is neither."""
    text = name.strip().upper()
    if re.fullmatch(r"[0-9]{1,5}", text):
        return int(text)
    if not re.fullmatch(r"[A-Z]{1,3}", text):
        return 0
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letter(place: int) -> str:
    """Give the letters of the column at a place counted from 0."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_mapping(path: Path) -> ColumnMapping:
    """Read a mapping file.

    Parameters
    ----------
    path
        TOML where its name ends in .toml, else YAML.

    Raises
    ------
    MappingUnusable, FileUnreadable
    """
    name = path.name.encode(errors="replace").decode()
    text = _text(path, name)
    load = _toml if path.suffix.lower() == ".toml" else _yaml
    return _Check(name).mapping(load(text, name))


def check_mapping(
    mapping: ColumnMapping,
    file: str,
    sheets: Iterable[str],
    tables: Iterable[tuple[str, list[str]]],
) -> None:
    """Refuse a mapping that names what the register does not have.

    Parameters
    ----------
    mapping, file
        The mapping, and the name of the register's file.
    sheets
        Names of all its sheets.
    tables
        The sheet's name and the headings of each table.

    Raises
    ------
    MappingColumnMissing, MappingSheetMissing
    """
    sheets, tables = list(sheets), list(tables)
    for sheet in mapping.sheets:
        if sheet not in sheets:
            found = ", ".join(sheets) or Word("tidak ada")
            raise MappingSheetMissing(name=sheet[:_SHOWN], file=file, found=found)
    asked: list[tuple[str, str | None]] = [(name, None) for name in mapping.columns]
    asked += [(name, sheet) for sheet, own in mapping.sheets.items() for name in own.columns]
    for name, only in asked:
        among = [headings for sheet, headings in tables if only in (None, sheet)]
        if not any(places_of(name, headings) for headings in among):
            shown = [squeeze(text)[:40] for headings in among for text in headings if text][:12]
            found = ", ".join(shown) or Word("tidak ada")
            raise MappingColumnMissing(name=name[:_SHOWN], file=file, found=found)


def write_mapping(
    headings: Sequence[str],
    fields: Mapping[int, str | None],
    owner: str | None = None,
    remarks: Mapping[int, str] | None = None,
    style: Literal["yaml", "toml"] = "yaml",
) -> str:
    """Give a mapping as the text of a file that its reader can edit.

    Parameters
    ----------
    headings
        Of the table, one a column.
    fields
        The field by place; None is written as left out.
    owner
        Code of the region whose register it is.
    remarks
        By place, what is said beside the column.
    style
        How it is written.
    """
    is_toml = style == "toml"
    sign = " = " if is_toml else ": "
    lines = [f"pemilik{sign}{_quoted(owner)}"] if owner else []
    lines.append("[kolom]" if is_toml else "kolom:")
    for place, value in sorted(fields.items()):
        remark = squeeze((remarks or {}).get(place, ""))
        comment = f"  # {_printable(remark)}" if remark else ""
        indent = "" if is_toml else "  "
        name = _quoted(_name_of(place, headings))
        lines.append(f"{indent}{name}{sign}{_quoted(value or IGNORED)}{comment}")
    if not fields and not is_toml:
        lines[-1] += " {}"
    return "\n".join(lines) + "\n"


def _name_of(place: int, headings: Sequence[str]) -> str:
    """Give the name by which a column is found again: its heading where that is its own."""
    for name in (squeeze(headings[place]), column_letter(place), str(place + 1)):
        if name and places_of(name, headings) == [place]:
            return name
    return f"#{place + 1}"


def _quoted(text: str | None) -> str:
    # What JSON quotes, YAML and TOML read too, but for characters that nobody sees.
    quoted = json.dumps(text or "", ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", _escaped, quoted)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _text(path: Path, name: str) -> str:
    try:
        with opened(path) as file:
            content = file.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            raise MappingTooLarge(file=name, limit=_LARGEST_FILE // 1000)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise FileUnreadable(file=name, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise MappingNotText(file=name) from error
    if not text.strip():
        raise MappingEmpty(file=name)
    return text


class _Loader(yaml.BaseLoader):
    """Reads every scalar as text, and a key that stands twice as an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for name, _ in node.value:
            if isinstance(name, yaml.ScalarNode):
                if name.value in seen:
                    raise _Twice(name.value)
                seen.add(name.value)
        return super().construct_mapping(node, deep)


class _Twice(Exception):
    """A key that stands twice."""


def _yaml(text: str, name: str) -> object:
    try:
        aliases = depth = 0
        for event in yaml.parse(text, yaml.BaseLoader):
            aliases += isinstance(event, yaml.AliasEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if aliases > _MOST_ALIASES:
                raise _broken(name, "YAML", Word("terlalu banyak rujukan (*)"))
            if depth > _DEEPEST:  # the parser's time grows with the square of the depth
                raise _broken(name, "YAML", Word("terlalu banyak tingkat"))
        return yaml.load(text, _Loader)
    except _Twice as error:
        raise MappingKeyTwice(file=name, name=str(error)[:_SHOWN]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise _broken(name, "YAML", squeeze(error.problem or ""), line) from error
    except yaml.YAMLError as error:
        raise _broken(name, "YAML", squeeze(str(error))[:200]) from error


def _toml(text: str, name: str) -> object:
    try:
        return tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else None
        raise _broken(name, "TOML", str(error).partition(" (at ")[0], line) from error
    except RecursionError as error:
        raise _broken(name, "TOML", Word("terlalu banyak tingkat")) from error


def _broken(file: str, style: str, detail: str, line: int | None = None) -> MappingBroken:
    if line is None:
        return MappingBroken(file=file, format=style, detail=detail)
    return MappingLineBroken(file=file, format=style, detail=detail, line=line)


class _Check:
    """Brings what a file holds into the form of a mapping, or refuses it."""

    def __init__(self, file: str) -> None:
        self._file = file

    def mapping(self, content: object) -> ColumnMapping:
        if content in (None, "", {}):
            raise MappingEmpty(file=self._file)
        whole = self._table(content, Word("seluruh berkas"), _KEYS)
        sheets = {
            name: self._sheet(value, name)
            for name, value in self._table(whole.get("lembar", {}), "lembar").items()
        }
        own = self._sheet({k: v for k, v in whole.items() if k in _SHEET_KEYS}, "kolom")
        owner = squeeze(self._scalar(whole.get("pemilik", ""), "pemilik")) or None
        return ColumnMapping(owner, own.columns, own.heading_row, sheets)

    def _sheet(self, content: object, name: str) -> SheetMapping:
        table = self._table(content, name, _SHEET_KEYS)
        row = self._scalar(table.get("baris_judul", ""), "baris_judul")
        if row and not (re.fullmatch(r"[0-9]{1,7}", row) and int(row) > 0):
            raise self._wrong("baris_judul", Word("nomor baris"))
        columns = {
            column: self._field(column, value)
            for column, value in self._table(table.get("kolom", {}), "kolom").items()
        }
        return SheetMapping(columns, int(row) if row else None)

    def _field(self, column: str, value: object) -> str:
        wanted = "_".join(key(self._scalar(value, column)).split())
        if wanted not in FIELDS and wanted != IGNORED:
            raise MappingFieldUnknown(
                file=self._file,
                name=column[:_SHOWN],
                value=str(value)[:_SHOWN],
                choices=", ".join((*FIELDS, IGNORED)),
            )
        return wanted

    def _table(self, content: object, name: str, keys: Sequence[str] = ()) -> Mapping[str, object]:
        if content in (None, ""):
            content = {}
        if not isinstance(content, dict):
            raise self._wrong(name, Word("daftar “nama: isi”"))
        if not all(isinstance(left, str) for left in content) or len(content) > _MOST_COLUMNS:
            raise self._wrong(name, Word("daftar “nama: isi”"))
        for left in content:
            if keys and left not in keys:
                choices = ", ".join(keys)
                raise MappingKeyUnknown(file=self._file, name=left[:_SHOWN], choices=choices)
        return content

    def _scalar(self, content: object, name: str) -> str:
        if isinstance(content, bool) or not isinstance(content, str | int):
            raise self._wrong(name, Word("satu kata atau bilangan"))
        return str(content)

    def _wrong(self, name: str, expected: str) -> MappingShapeWrong:
        shown = name if len(name) <= _SHOWN else name[:_SHOWN]  # a slice of a Word is none
        return MappingShapeWrong(file=self._file, name=shown, expected=expected)
