"""The documented form of a register, which names everything exactly: rows and objects of JSON.

`graph.exports` writes it, `docs/register-form.md` describes it. A row's texts are brought
to the object that JSON has, and that to an agreement. A name without brackets is nobody
in particular; whom it means is left to whoever asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import ValueRefused
from graph.exports import (
    COLUMNS,
    COMPUTED,
    ENDLESS,
    PRECISIONS,
    REPORT_COLUMNS,
    SOURCE_COLUMNS,
    UNNAMED,
    VERSION,
    unguard,
)
from graph.model import (
    Actor,
    Agreement,
    AmountTooLarge,
    Benefit,
    NegativeAmount,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    Precision,
    Region,
    Report,
    Source,
    Statement,
    UnknownWord,
)
from graph.text import as_key, check_name, check_text, squeeze
from graph.vocabulary import AFFAIRS, FORMS, PARTNER_KINDS, ROLES, SCHEMES, STAGES, Term
from loaders.cells.dates import read_dates
from loaders.cells.text import members
from loaders.names import UnknownCode
from loaders.reference import regions
from loaders.refusals import (
    AmountUnreadable,
    DateUnreadable,
    FileRefused,
    FileTooLarge,
    FileUnreadable,
    JsonInvalid,
    JsonTooDeep,
    NotRegion,
    NumbersTooMany,
    NumberUnreadable,
)
from loaders.workbook import opened, shown_name

Told = Mapping[str, Any]
Resolve = Callable[[str, str], Actor | OpenParty]

_LARGEST_FILE = 200_000_000
_DEEPEST = 200
_MOST_DIGITS = 19
_BEGINNING = 200
_OURS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"jejaring"\s*:\s*"register"')
_DEFAULT_STAGE, _DEFAULT_FORM = "pelaksanaan", "lainnya"


class NameDiffers(ValueRefused):
    """A name beside the key of somebody else."""

    text = "Kolom {field} menulis “{value}” dengan kode {code}, padahal kode itu milik “{name}”."
    remedy = "Samakan nama dan kodenya, atau hapus kurung sikunya agar namanya saja yang dibaca."


class PartUnreadable(ValueRefused):
    """A part of the documented form that is not as documented."""

    text = "Isian {field} tidak seperti bentuk yang didokumentasikan: “{value}”."
    remedy = "Tulis seperti contoh di docs/register-form.md."


class FormNewer(FileRefused):
    """A file of a version of the form that this program does not know."""

    text = (
        "Berkas {file} ditulis dalam bentuk versi {version}, lebih baru daripada program ini. "
        "Perbarui program, atau ekspor lagi sebagai CSV."
    )


# ------------------------------------------------------------------ which files and rows

_MARKS = frozenset({"kode", "judul", "pihak", "peran", "terverifikasi"})


def is_register_form(headings: Iterable[str]) -> bool:
    """Tell whether a table's headings are those of the documented form of agreements."""
    found = {squeeze(heading) for heading in headings if heading}
    return _MARKS <= found <= COLUMNS.keys()


def is_report_form(headings: Iterable[str]) -> bool:
    """Tell whether a table's headings are those of the documented form of reported totals."""
    found = {squeeze(heading) for heading in headings if heading}
    return {"wilayah", "jumlah", "sumber_diambil"} <= found <= REPORT_COLUMNS.keys()


def is_further_source(row: Mapping[str, str]) -> bool:
    """Tell a row that only adds a source to the agreement with its `kode`."""
    filled = {name for name, text in row.items() if text.strip()}
    return "kode" in filled and "sumber_judul" in filled and filled <= {"kode", *SOURCE_COLUMNS}


def grouped(
    rows: Iterable[tuple[int, Mapping[str, str]]],
) -> list[tuple[int, list[Mapping[str, str]]]]:
    """Put rows that only add a source behind the row of their agreement.

    Parameters
    ----------
    rows
        Each with its number.

    Returns
    -------
    list of (int, list)
        The number of an agreement's own row, and its rows; one that adds a source to
        nothing stands alone, to be refused.
    """
    groups: list[tuple[int, list[Mapping[str, str]]]] = []
    places: dict[str, int] = {}
    for number, row in rows:
        code = squeeze(row.get("kode", ""))
        if is_further_source(row) and code in places:
            groups[places[code]][1].append(row)
            continue
        if code:
            places.setdefault(code, len(groups))
        groups.append((number, [row]))
    return groups


# ------------------------------------------------------------------ texts of a row

_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",\[\]]*))\s*(?:,|$)')
_REGION_CODE = re.compile(r"\d\d(?:\.\d\d)?", re.ASCII)
_OPD_KEY = re.compile(r"(\d\d(?:\.\d\d)?)-.+", re.ASCII)
_DATED = re.compile(r"(?P<day>[^()]+?)\s*\((?P<remarks>[^()]*)\)")
_BENEFIT = re.compile(
    r"(?P<item>.+)=\s*(?:(?P<code>[A-Z]{3})\s+|\"(?P<currency>(?:[^\"]|\"\")*)\"\s+)?"
    r"(?P<amount>-?\d+)(?:\s*\((?P<year>\d{4})\))?",
    re.ASCII | re.DOTALL,
)


def split(text: str) -> list[str]:
    """Part a cell at its semicolons, but for those in quotes."""
    if not text.strip():
        return []
    return [part if is_quoted else squeeze(part) for part, is_quoted in members(text)]


def _brackets(text: str) -> tuple[str, list[tuple[str, bool]]] | None:
    """Part "name [a, "b"]" into the name and the items, each with whether it was quoted."""
    if not text.endswith("]"):
        return None
    in_quotes = False
    for place in range(len(text) - 2, 0, -1):
        if text[place] == '"':
            in_quotes = not in_quotes
        elif text[place] == "[" and not in_quotes:
            break
    else:
        return None
    inside, items, start = text[place + 1 : -1], [], 0
    while start <= len(inside):
        match = _ITEM.match(inside, start)
        if not match:
            return None
        is_quoted = match[1] is not None
        items.append((match[1].replace('""', '"') if is_quoted else match[2].strip(), is_quoted))
        start = match.end() + (match.end() == len(inside) and not match[0].endswith(","))
    return text[:place].strip(), items


def actor_object(text: str) -> dict[str, Any]:
    """Give a party's text as the object that JSON has; with the name alone where it says no more.

    Parameters
    ----------
    text
        As `graph.exports.actor_text` writes it: `Kota Probolinggo [35.74]`.
    """
    found = _brackets(text)
    if found is None or not found[0]:
        return {"nama": text}
    name, ((first, is_quoted), *others) = found
    rest = [item for item, _ in others]
    kind = first.removesuffix("?")
    if is_quoted:
        return {"nama": text}
    if first == "?":
        return {
            "belum_pasti": name,
            "calon": [item for item, quoted in others if not quoted],
            "sebab": " ".join(item for item, quoted in others if quoted),
        }
    if _REGION_CODE.fullmatch(first) and not rest:
        return {"wilayah": first, "nama": name}
    if _OPD_KEY.fullmatch(first):
        return {"opd": first, "nama": name, "urusan": rest}
    if kind in PARTNER_KINDS and len(rest) < 2:
        country = {"negara": rest[0]} if rest else {}
        return {"nama": name, "jenis": kind, "jenis_ditebak": kind != first, **country}
    return {"nama": text}


def parse_party(text: str, column: str = "pihak") -> Actor | OpenParty | None:
    """Give whom a party's text names exactly; None where it is a name and no more.

    Raises
    ------
    NameDiffers, UnknownCode, ValueRefused
        When the name is not that of the key, or the key of nobody.
    """
    return _actor(actor_object(squeeze(text)), column)


def _date_object(text: str, field: str) -> dict[str, Any] | None:
    clean = check_text(text, field)
    if not clean:
        return None
    match = _DATED.fullmatch(clean)
    remarks = {squeeze(word) for word in match["remarks"].split(",")} if match else set()
    if not match or not remarks <= {COMPUTED, *PRECISIONS.values()}:
        return {"tanggal": clean}
    precision = next((word for word in PRECISIONS.values() if word in remarks), None)
    return {
        "tanggal": match["day"],
        "ketepatan": precision,
        "dihitung": COMPUTED in remarks,
    }


def _benefit_object(text: str) -> dict[str, Any]:
    match = _BENEFIT.fullmatch(text)
    if not match:
        raise AmountUnreadable(field="hasil", value=text[:60])
    quoted = match["currency"]
    currency = match["code"] or (quoted.replace('""', '"') if quoted else "IDR")
    return {
        "nama": match["item"],
        "jumlah": match["amount"],
        "mata_uang": currency,
        "tahun": match["year"],
    }


def row_object(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Give an agreement's rows as the object that JSON has.

    Parameters
    ----------
    rows
        Headings of `COLUMNS` with their texts: the agreement's own, then those that
        add a source.
    """
    texts = _texts(rows[0])
    named = [party for party in split(texts.get("pihak", "")) if party]
    numbers, roles = (split(texts.get(name, "")) for name in ("nomor", "peran"))
    for column, given in (("nomor", numbers), ("peran", roles)):
        if len(given) > max(1, len(named)):
            raise NumbersTooMany(field=column, count=len(given), limit=len(named))
    numbers += [""] * (len(named) - len(numbers))
    roles += [""] * (len(named) - len(roles))
    parties = [
        actor_object(name) | {"nomor": number or None, "peran": role or None}
        for name, number, role in zip(named, numbers, roles, strict=False)
        if not _is_unnamed(name)
    ]
    told: dict[str, Any] = {name: text for name, text in texts.items() if name in COLUMNS}
    told |= {
        "pihak": parties,
        "pihak_tidak_disebut": sum(map(_is_unnamed, named)),
        "urusan": split(texts.get("urusan", "")),
        "opd": [actor_object(opd) for opd in split(texts.get("opd", ""))],
        "hasil": [_benefit_object(part) for part in split(texts.get("hasil", "")) if part],
        "melaksanakan": split(texts.get("melaksanakan", "")),
        "tidak_terbatas": _is_endless(texts.get("masa", "")),
        "sumber": [source for row in rows if (source := _source_object(_texts(row)))],
    }
    for name in ("ditandatangani", "mulai", "berakhir", "target"):
        told[name] = _date_object(texts.get(name, ""), name)
    return told


def _texts(row: Mapping[str, str]) -> dict[str, str]:
    return {name: unguard(text) for name, text in row.items()}


def _is_unnamed(name: str) -> bool:
    return name.casefold() == UNNAMED


def _is_endless(text: str) -> bool:
    clean = check_text(text, "masa")
    if clean and clean.casefold() != ENDLESS:
        raise PartUnreadable(field="masa", value=clean[:60])
    return bool(clean)


def _source_object(texts: Mapping[str, str]) -> dict[str, Any] | None:
    told = {
        "judul": texts.get("sumber_judul"),
        "penerbit": texts.get("sumber_penerbit"),
        "url": texts.get("sumber_url"),
        "tanggal": texts.get("sumber_tanggal"),
        "diambil": texts.get("sumber_diambil"),
        "halaman": texts.get("halaman"),
        "bukti": texts.get("bukti"),
        "keyakinan": texts.get("keyakinan"),
    }
    return told if any(told.values()) else None


# ------------------------------------------------------------------ objects


def read_rows(rows: Sequence[Mapping[str, str]], register: Source, resolve: Resolve) -> Agreement:
    """Read the rows of one agreement.

    Parameters
    ----------
    rows
        As `grouped` puts them together.
    register
        The source of an agreement that names none.
    resolve
        Says whom a name without brackets means, by the name and the column.

    Raises
    ------
    ValueRefused
        When something in it is wrong.
    """
    return read_object(row_object(rows), register, resolve)


def read_report_row(row: Mapping[str, str], register: Source, resolve: Resolve) -> Report:
    """Read a row of a reported total."""
    texts = _texts(row)
    source = _source_object(texts)
    told = {name: text for name, text in texts.items() if name in REPORT_COLUMNS} | {
        "wilayah": actor_object(squeeze(texts.get("wilayah", ""))),
        "sumber": [source] if source else [],
    }
    return read_report_object(told, register, resolve)


def read_object(told: Told, register: Source, resolve: Resolve) -> Agreement:
    """Read an agreement's object, as `graph.exports.as_object` gives it."""
    form = _word(told, "bentuk", FORMS) or _DEFAULT_FORM
    parties: list[Party] = []
    still_open: list[OpenParty] = []
    for party in _objects(told, "pihak"):
        actor = _named(party, "pihak", resolve)
        usual = FORMS[form].roles[1 if parties or still_open else 0]
        role = _word(party, "peran", ROLES) or usual
        number = _text(party, "nomor")
        if isinstance(actor, OpenParty):
            open_party = OpenParty(actor.as_written, actor.candidates, actor.reason, number, role)
            still_open.append(open_party)
        else:
            parties.append(Party(actor, role, number))
    statements = tuple(_statement(source) for source in _objects(told, "sumber"))
    return Agreement(
        register_key=_text(told, "kode"),
        title=_text(told, "judul") or "",
        form=form,
        stage=_word(told, "tahap", STAGES) or _DEFAULT_STAGE,
        stated_scheme=_word(told, "skema", SCHEMES),
        parties=tuple(parties),
        open_parties=tuple(still_open),
        unnamed_parties=_number(told, "pihak_tidak_disebut") or 0,
        responsible=tuple(_opd(opd, resolve) for opd in _objects(told, "opd")),
        affairs=_affairs(told),
        signed_on=_date(told, "ditandatangani"),
        starts_on=_date(told, "mulai"),
        ends_on=_date(told, "berakhir", is_end=True),
        endless=_flag(told, "tidak_terbatas"),
        due_on=_date(told, "target", is_end=True),
        scope=_text(told, "ruang_lingkup"),
        purpose=_text(told, "tujuan"),
        location=_text(told, "lokasi"),
        financing=_text(told, "pembiayaan"),
        benefits=tuple(_benefit(benefit) for benefit in _objects(told, "hasil")),
        implements=tuple(as_key(code) for code in _strings(told, "melaksanakan")),
        link=_text(told, "tautan"),
        evaluation=_text(told, "evaluasi"),
        notes=_text(told, "catatan"),
        verified=_flag(told, "terverifikasi"),
        statements=statements or (Statement(register),),
    )


def read_report_object(told: Told, register: Source, resolve: Resolve) -> Report:
    """Read a reported total's object, as `graph.exports.report_as_object` gives it."""
    region = _named(_object(told.get("wilayah"), "wilayah"), "wilayah", resolve)
    if not isinstance(region, Region):
        name = region.as_written if isinstance(region, OpenParty) else region.name
        raise NotRegion(field="wilayah", value=name[:60])
    count = _number(told, "jumlah")
    if count is None:
        raise NumberUnreadable(field="jumlah", value="", range="", example="14")
    statements = [_statement(source) for source in _objects(told, "sumber")]
    return Report(
        region_code=region.code,
        count=count,
        statement=statements[0] if statements else Statement(register),
        year=_number(told, "tahun"),
        form=_word(told, "bentuk", FORMS),
        scheme=_word(told, "skema", SCHEMES),
        at_least=_flag(told, "sekurangnya"),
    )


# ------------------------------------------------------------------ files of JSON


@dataclass(frozen=True, slots=True)
class JsonForm:
    """What a file of JSON in the documented form holds."""

    agreements: Sequence[Told]
    reports: Sequence[Told]


def read_json_form(path: Path, largest: int = _LARGEST_FILE) -> JsonForm | None:
    """Read a file of JSON that begins as the documented form does; None for any other file.

    Raises
    ------
    FileUnreadable, FileTooLarge, JsonInvalid, JsonTooDeep, FormNewer
    """
    name = shown_name(path)
    try:
        with opened(path) as file:
            beginning = file.read(_BEGINNING)
            if not _OURS.match(beginning):
                return None
            content = beginning + file.read(largest - len(beginning) + 1)
    except OSError as error:
        raise FileUnreadable(file=name, reason=error.strerror or str(error)) from error
    if len(content) > largest:
        raise FileTooLarge(file=name, limit=largest // 1_000_000)
    return _form(_parsed(content, name), name)


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise JsonInvalid(file=name, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise JsonTooDeep(file=name, limit=_DEEPEST) from error
    except ValueError as error:  # no UTF-8, or a number of thousands of digits
        raise JsonInvalid(file=name, line=1, column=1) from error
    made: dict[str, Any] = found
    return made


def _form(found: Told, name: str) -> JsonForm:
    version = found.get("versi", VERSION)
    if not isinstance(version, int) or version > VERSION:
        raise FormNewer(file=name, version=str(version)[:20])
    agreements, reports = (_told(found, part, name) for part in ("perjanjian", "laporan"))
    return JsonForm(agreements, reports)


def _told(found: Told, part: str, name: str) -> list[Told]:
    items = found.get(part, [])
    if not isinstance(items, list):
        raise JsonInvalid(file=name, line=1, column=1)
    # What is no object tells nothing, and is refused like any other that tells nothing.
    return [item if isinstance(item, Mapping) else {part: _shown(item)} for item in items]


# ------------------------------------------------------------------ values of an object


def _shown(value: object) -> str:
    return squeeze(str(value)[:60])


def _text(told: Told, name: str, column: str = "") -> str | None:
    value = told.get(name)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _shown(value)
    if not isinstance(value, str):
        raise PartUnreadable(field=column or name, value=_shown(value))
    return check_text(value, column or name) or None


def _object(value: object, name: str) -> Told:
    if isinstance(value, str):
        return actor_object(squeeze(value))
    if not isinstance(value, Mapping):
        raise PartUnreadable(field=name, value=_shown(value))
    return value


def _objects(told: Told, name: str) -> list[Told]:
    value = told.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise PartUnreadable(field=name, value=_shown(value))
    return [_object(item, name) for item in value]


def _strings(told: Told, name: str) -> list[str]:
    value = told.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise PartUnreadable(field=name, value=_shown(value))
    texts = (_text({name: item}, name) for item in value)
    return [text for text in texts if text]


def _flag(told: Told, name: str) -> bool:
    value = told.get(name)
    if isinstance(value, bool) or value is None:
        return bool(value)
    text = (_text(told, name) or "").casefold()
    if text not in ("", "ya", "tidak"):
        raise UnknownWord(field=name, value=text[:60], choices="ya, tidak")
    return text == "ya"


def _number(told: Told, name: str) -> int | None:
    text = _text(told, name)
    if text is None:
        return None
    if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        raise NumberUnreadable(field=name, value=text[:60], range="", example="14")
    return int(text)


def _word(told: Told, name: str, table: Mapping[str, Term]) -> str | None:
    text = _text(told, name)
    if text is None:
        return None
    wanted = text.casefold()
    for code, term in table.items():
        if wanted in (code, term.name.casefold(), term.name_en.casefold()):
            return code
    raise UnknownWord(field=name, value=text[:60], choices=", ".join(table))


def _affairs(told: Told, column: str = "urusan") -> tuple[str, ...]:
    texts = _strings(told, "urusan")
    codes = (_word({column: text}, column, AFFAIRS) for text in texts)
    return tuple(dict.fromkeys(code for code in codes if code))


def _date(told: Told, name: str, is_end: bool = False) -> PartialDate | None:
    value = told.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        value = _date_object(value, name) or {}
    if not isinstance(value, Mapping):
        raise PartUnreadable(field=name, value=_shown(value))
    text = _text(value, "tanggal", name)
    if text is None:
        return None
    read = read_dates(text, name)
    found = read.start if read else None
    if read is None or found is None or read.end:
        raise DateUnreadable(field=name, value=text[:60])
    computed = _flag(value, "dihitung")
    if word := _text(value, "ketepatan", name):
        return PartialDate(found.value, _precision(word, name), computed)
    made = PartialDate(found.value, found.precision, computed)
    return made.as_end() if is_end else made


def _precision(word: str, field: str) -> Precision:
    precisions: dict[str, Precision] = {"hari": "day", "bulan": "month", "tahun": "year"}
    if word not in precisions:
        raise UnknownWord(field=field, value=word[:60], choices=", ".join(precisions))
    return precisions[word]


def _day(told: Told, name: str, column: str) -> date | None:
    found = _date({column: _text(told, name, column)}, column)
    return found.value if found else None


def _benefit(told: Told) -> Benefit:
    digits = _text(told, "jumlah", "hasil") or ""
    if not re.fullmatch(r"-?\d+", digits, re.ASCII):
        raise AmountUnreadable(field="hasil", value=_shown(told.get("jumlah")))
    if digits.startswith("-"):
        raise NegativeAmount(field="hasil", value=digits[:40])
    if len(digits) > _MOST_DIGITS:
        raise AmountTooLarge(field="hasil", value=digits[:40])
    return Benefit(
        _text(told, "nama", "hasil") or "",
        int(digits),
        _text(told, "mata_uang", "hasil") or "IDR",
        _number(told, "tahun"),
    )


def _statement(told: Told) -> Statement:
    return Statement(
        Source(
            check_name(_text(told, "judul", "sumber_judul") or "", "sumber_judul"),
            _text(told, "penerbit", "sumber_penerbit"),
            _text(told, "url", "sumber_url"),
            _day(told, "tanggal", "sumber_tanggal"),
            _day(told, "diambil", "sumber_diambil"),
        ),
        _text(told, "bukti") or "",
        _text(told, "halaman"),
        _confidence(told),
    )


def _confidence(told: Told) -> float:
    text = _text(told, "keyakinan")
    if text is None:
        return 1.0
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise PartUnreadable(field="keyakinan", value=text[:60])
    return value


# ------------------------------------------------------------------ whom an object names


@cache
def _regions() -> dict[str, Region]:
    return {region.code: region for region in regions()}


def _region(code: str, field: str) -> Region:
    if code not in _regions():
        raise UnknownCode(field=field, value=code[:60])
    return _regions()[code]


def _named(told: Told, column: str, resolve: Resolve) -> Actor | OpenParty:
    actor = _actor(told, column)
    return actor or resolve(check_name(_text(told, "nama", column) or "", column), column)


def _opd(told: Told, resolve: Resolve) -> Opd:
    opd = _named(told, "opd", resolve)
    if not isinstance(opd, Opd):
        raise PartUnreadable(field="opd", value=_shown(told.get("nama")))
    return opd


def _actor(told: Told, column: str) -> Actor | OpenParty | None:
    """Give whom an object names exactly; None where it has a name and no more."""
    if written := _text(told, "belum_pasti", column):
        candidates = tuple(_strings(told, "calon"))
        return OpenParty(written, candidates, _text(told, "sebab", column) or "")
    name = check_name(_text(told, "nama", column) or "", column)
    if code := _text(told, "wilayah", column):
        region = _region(code, column)
        return _same(region, region.name, name, code, column)
    if key := _text(told, "opd", column):
        match = _OPD_KEY.fullmatch(key)
        region = _region(match[1] if match else key, column)
        opd = Opd(name, region.code, _affairs(told, column))
        return _same(opd, opd.id, key, key, column, name)
    if kind := _word(told, "jenis", PARTNER_KINDS):
        country = _text(told, "negara", column)
        partner = Partner(name, kind, country, _flag(told, "jenis_ditebak"))
        key = _text(told, "mitra", column) or partner.id
        return _same(partner, partner.id, key, key, column, name)
    return None


def _same(actor: Actor, known: str, given: str, code: str, column: str, name: str = "") -> Actor:
    if squeeze(known).casefold() != squeeze(given).casefold():
        shown = name or given
        raise NameDiffers(field=column, value=shown[:60], code=code[:60], name=known)
    return actor
