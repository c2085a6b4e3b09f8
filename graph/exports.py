"""The whole register on its way out, in the form that loading reads back to the same graph.

An agreement becomes an object of JSON (`as_object`), and that becomes rows of texts
(`as_rows`) for CSV and XLSX. `docs/register-form.md` describes both; `loaders.form` reads
them. The same graph gives the same file on every engine.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

import xlsxwriter

from graph.database import Database
from graph.errors import JejaringError
from graph.model import (
    Actor,
    Agreement,
    Benefit,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    Region,
    Report,
    Statement,
)
from graph.reading import read_agreements, read_reports
from graph.tables import neutralise
from graph.vocabulary import FORMS, Term
from graph.writing import Progress

Row = dict[str, str]

UNNAMED = "(tidak disebut)"
ENDLESS = "tidak terbatas"
COMPUTED = "dihitung"
PRECISIONS = {"day": "hari", "month": "bulan", "year": "tahun"}
YES = "ya"
VERSION = 1

_CHUNK = 1 << 16
_DATE_LENGTHS = {"day": 10, "month": 7, "year": 4}
_XLSX_ROWS = 1_048_575
_XLSX_CELL = 32_767


class TooManyRows(JejaringError):
    """A register with more rows than a sheet has."""

    text = (
        "Register ini punya lebih dari {limit} baris, padahal satu lembar XLSX tidak memuat lebih. "
        "Ekspor sebagai CSV atau JSON."
    )


class CellTooLong(JejaringError):
    """A cell with more characters than XLSX holds."""

    text = (
        "Kolom {heading} dari kesepakatan {key} terlalu panjang untuk satu sel XLSX ({length} "
        "karakter). Ekspor sebagai CSV atau JSON."
    )


def _table(*rows: Term) -> dict[str, Term]:
    return {row.code: row for row in rows}


SOURCE_COLUMNS = _table(
    Term("sumber_judul", "judul sumber", "title of the source"),
    Term("sumber_penerbit", "penerbit sumber", "publisher of the source"),
    Term("sumber_url", "alamat sumber", "address of the source"),
    Term("sumber_tanggal", "tanggal terbit sumber", "when the source was published"),
    Term("sumber_diambil", "tanggal sumber diambil", "when the source was retrieved"),
    Term("halaman", "halaman, paragraf atau baris", "page, paragraph or row"),
    Term("bukti", "kalimat yang menyatakannya", "the sentence that says so"),
    Term("keyakinan", "keyakinan, 0 sampai 1", "how sure that is, 0 to 1"),
)
COLUMNS = (
    _table(
        Term("kode", "kunci kesepakatan", "key of the agreement"),
        Term("judul", "judul", "title"),
        Term("bentuk", "bentuk dokumen", "form of the document"),
        Term("tahap", "tahap", "stage"),
        Term("skema", "skema yang tertulis di register", "scheme that the register states"),
        Term("urusan", "urusan pemerintahan", "affairs of government"),
        Term("pihak", "para pihak", "parties"),
        Term("peran", "peran tiap pihak", "role of each party"),
        Term("nomor", "nomor dokumen tiap pihak", "each party's number of the document"),
        Term("opd", "OPD penanggung jawab", "responsible OPDs"),
        Term("ditandatangani", "tanggal penandatanganan", "when it was signed"),
        Term("mulai", "tanggal mulai", "when it starts"),
        Term("berakhir", "tanggal berakhir", "when it ends"),
        Term("masa", "tidak terbatas, bila tanpa akhir", "whether it runs without end"),
        Term("target", "target pelaksanaan rencana", "until when a plan was to be done"),
        Term("ruang_lingkup", "ruang lingkup", "scope"),
        Term("tujuan", "maksud dan tujuan", "purpose"),
        Term("lokasi", "lokasi", "location"),
        Term("pembiayaan", "pembiayaan", "financing"),
        Term("hasil", "hasil dan jumlahnya", "yields and their amounts"),
        Term("melaksanakan", "kunci kesepakatan yang dilaksanakan", "keys of what it implements"),
        Term("tautan", "tautan atau nama berkas", "link or file"),
        Term("evaluasi", "evaluasi", "evaluation"),
        Term("catatan", "catatan", "notes"),
        Term("terverifikasi", "sudah diperiksa orang", "checked by a person"),
    )
    | SOURCE_COLUMNS
)
REPORT_COLUMNS = (
    _table(
        Term("wilayah", "wilayah", "region"),
        Term("tahun", "tahun", "year"),
        Term("bentuk", "bentuk dokumen", "form of the documents"),
        Term("skema", "skema", "scheme"),
        Term("jumlah", "jumlah yang dilaporkan", "the total reported"),
        Term("sekurangnya", "ya bila sedikitnya sejumlah itu", "whether it is at least that"),
    )
    | SOURCE_COLUMNS
)

# ------------------------------------------------------------------ as an object


def as_object(agreement: Agreement) -> dict[str, Any]:
    """Give an agreement as the documented object of JSON; what is empty is left out."""
    return _filled(
        {
            "kode": agreement.id,
            "judul": agreement.title,
            "bentuk": agreement.form,
            "tahap": agreement.stage,
            "skema": agreement.stated_scheme,
            "urusan": list(agreement.affairs),
            "pihak": [_party_object(party) for party in agreement.parties]
            + [_open_object(party) for party in agreement.open_parties],
            "pihak_tidak_disebut": agreement.unnamed_parties or None,
            "opd": [_actor_object(opd) for opd in agreement.responsible],
            "ditandatangani": _date_object(agreement.signed_on),
            "mulai": _date_object(agreement.starts_on),
            "berakhir": _date_object(agreement.ends_on, is_end=True),
            "tidak_terbatas": agreement.endless or None,
            "target": _date_object(agreement.due_on, is_end=True),
            "ruang_lingkup": agreement.scope,
            "tujuan": agreement.purpose,
            "lokasi": agreement.location,
            "pembiayaan": agreement.financing,
            "hasil": [_benefit_object(benefit) for benefit in agreement.benefits],
            "melaksanakan": list(agreement.implements),
            "tautan": agreement.link,
            "evaluasi": agreement.evaluation,
            "catatan": agreement.notes,
            "terverifikasi": agreement.verified or None,
            "sumber": [_statement_object(statement) for statement in agreement.statements],
        }
    )


def report_as_object(region: Region, report: Report) -> dict[str, Any]:
    """Give a reported total as the documented object of JSON."""
    return _filled(
        {
            "wilayah": _actor_object(region),
            "tahun": report.year,
            "bentuk": report.form,
            "skema": report.scheme,
            "jumlah": report.count,
            "sekurangnya": report.at_least or None,
            "sumber": [_statement_object(report.statement)],
        }
    )


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in values.items()
        if value is not None and value != "" and value != []
    }


def _actor_object(actor: Actor) -> dict[str, Any]:
    match actor:
        case Region():
            return {"wilayah": actor.code, "nama": actor.name}
        case Opd():
            return _filled({"opd": actor.id, "nama": actor.name, "urusan": list(actor.affairs)})
        case Partner():
            return _filled(
                {
                    "mitra": actor.id,
                    "nama": actor.name,
                    "jenis": actor.kind,
                    "jenis_ditebak": actor.kind_guessed or None,
                    "negara": actor.country,
                }
            )


def _party_object(party: Party) -> dict[str, Any]:
    return _filled({**_actor_object(party.actor), "peran": party.role, "nomor": party.number})


def _open_object(party: OpenParty) -> dict[str, Any]:
    return _filled(
        {
            "belum_pasti": party.as_written,
            "calon": list(party.candidates),
            "sebab": party.reason,
            "peran": party.role,
            "nomor": party.number,
        }
    )


def _date_object(partial: PartialDate | None, is_end: bool = False) -> dict[str, Any] | None:
    if partial is None:
        return None
    day, length = partial.value, _DATE_LENGTHS[partial.precision]
    usual = PartialDate.of(*(int(part) for part in day.isoformat()[:length].split("-")))
    if is_end:
        usual = usual.as_end()
    is_usual = usual.value == day
    return _filled(
        {
            "tanggal": day.isoformat()[: length if is_usual else None],
            "ketepatan": None if is_usual else PRECISIONS[partial.precision],
            "dihitung": partial.computed or None,
        }
    )


def _benefit_object(benefit: Benefit) -> dict[str, Any]:
    return _filled(
        {
            "nama": benefit.item,
            "jumlah": benefit.amount,
            "mata_uang": benefit.currency,
            "tahun": benefit.year,
        }
    )


def _statement_object(statement: Statement) -> dict[str, Any]:
    source = statement.source
    return _filled(
        {
            "judul": source.title,
            "penerbit": source.publisher,
            "url": source.url,
            "tanggal": source.published_on.isoformat() if source.published_on else None,
            "diambil": source.retrieved_on.isoformat() if source.retrieved_on else None,
            "halaman": statement.page,
            "bukti": statement.evidence,
            "keyakinan": statement.confidence,
        }
    )


# ------------------------------------------------------------------ as rows of texts


def as_rows(told: Mapping[str, Any]) -> list[Row]:
    """Give an agreement's object as rows: the first whole, one more for each further source.

    Parameters
    ----------
    told
        As `as_object` gives it.

    Returns
    -------
    list of dict
        Headings of `COLUMNS` with their texts; empty ones are left out.
    """
    parties = told.get("pihak", [])
    roles = FORMS[told["bentuk"]].roles
    usual = [roles[min(place, 1)] for place in range(len(parties))]
    given = [party["peran"] for party in parties]
    names = [actor_text(party) for party in parties]
    lists = {
        "urusan": told.get("urusan", []),
        "pihak": names + [UNNAMED] * told.get("pihak_tidak_disebut", 0),
        "peran": given if given != usual else [],
        "nomor": [party.get("nomor", "") for party in parties],
        "opd": [actor_text(opd) for opd in told.get("opd", [])],
        "hasil": [_benefit_text(benefit) for benefit in told.get("hasil", [])],
        "melaksanakan": told.get("melaksanakan", []),
    }
    flags = {
        "masa": ENDLESS if told.get("tidak_terbatas") else "",
        "terverifikasi": YES if told.get("terverifikasi") else "",
    }
    texts = {name: told.get(name, "") for name in COLUMNS if name not in lists}
    dates = {
        name: _date_text(told[name])
        for name in ("ditandatangani", "mulai", "berakhir", "target")
        if name in told
    }
    joined = {name: join(items) for name, items in lists.items()}
    first, *others = [_source_row(source) for source in told.get("sumber", [{}])] or [{}]
    whole = texts | joined | flags | dates | first
    rows = [whole, *({"kode": told["kode"]} | other for other in others)]
    return [{name: row[name] for name in COLUMNS if row.get(name)} for row in rows]


def report_as_row(told: Mapping[str, Any]) -> Row:
    """Give a reported total's object as a row of texts."""
    (source,) = told["sumber"]
    whole = {
        "wilayah": actor_text(told["wilayah"]),
        "tahun": str(told.get("tahun", "")),
        "bentuk": told.get("bentuk", ""),
        "skema": told.get("skema", ""),
        "jumlah": str(told["jumlah"]),
        "sekurangnya": YES if told.get("sekurangnya") else "",
        **_source_row(source),
    }
    return {name: whole[name] for name in REPORT_COLUMNS if whole.get(name)}


def _source_row(told: Mapping[str, Any]) -> Row:
    if not told:
        return {}
    return {
        "sumber_judul": told["judul"],
        "sumber_penerbit": told.get("penerbit", ""),
        "sumber_url": told.get("url", ""),
        "sumber_tanggal": told.get("tanggal", ""),
        "sumber_diambil": told.get("diambil", ""),
        "halaman": told.get("halaman", ""),
        "bukti": told.get("bukti", ""),
        "keyakinan": repr(told["keyakinan"]).removesuffix(".0"),
    }


_BARE = re.compile(r"[^\s\"\[\],;?](?:[^\"\[\],;]*[^\s\"\[\],;])?")
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def _item(text: str, bare: re.Pattern[str] = _BARE) -> str:
    """Give a text as an item in brackets, in quotes where it would not stand alone."""
    return text if bare.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """Give a text in quotes, those within it doubled."""
    return '"' + text.replace('"', '""') + '"'


def join(texts: Sequence[str]) -> str:
    """Join texts by semicolons; those that could be taken for several are quoted."""
    kept = list(texts)
    while kept and not kept[-1]:
        kept.pop()
    return "; ".join(
        quoted(text) if ";" in text or text.startswith('"') or text != text.strip() else text
        for text in kept
    )


def actor_text(told: Mapping[str, Any]) -> str:
    """Give an actor's object as a text that names exactly one: `Kota Probolinggo [35.74]`.

    An OPD has its key and its affairs in brackets, a partner its kind (with a
    question mark where that is a guess) and country, a name that is open a
    question mark, the keys of its candidates and the reason in quotes.
    """
    if "belum_pasti" in told:
        reason = [quoted(told["sebab"])] if told.get("sebab") else []
        return _bracketed(told["belum_pasti"], ["?", *told.get("calon", []), *reason])
    if "wilayah" in told:
        return _bracketed(told["nama"], [told["wilayah"]])
    if "opd" in told:
        return _bracketed(told["nama"], [told["opd"], *told.get("urusan", [])])
    guessed = "?" if told.get("jenis_ditebak") else ""
    country = [_item(told["negara"])] if told.get("negara") else []
    return _bracketed(told["nama"], [told["jenis"] + guessed, *country])


def _bracketed(name: str, items: Iterable[str]) -> str:
    return f"{name} [{', '.join(items)}]"


def _date_text(told: Mapping[str, Any]) -> str:
    computed = COMPUTED if told.get("dihitung") else None
    remarks = [word for word in (told.get("ketepatan"), computed) if word]
    return str(told["tanggal"]) + (f" ({', '.join(remarks)})" if remarks else "")


def _benefit_text(told: Mapping[str, Any]) -> str:
    currency = "" if told["mata_uang"] == "IDR" else _item(told["mata_uang"], _CURRENCY) + " "
    year = f" ({told['tahun']})" if "tahun" in told else ""
    return f"{told['nama']} = {currency}{told['jumlah']}{year}"


def guard(text: str) -> str:
    """Give a text that no spreadsheet runs, from which `unguard` gives the same again."""
    return f"'{text}" if _would_run(text) else text


def unguard(text: str) -> str:
    """Take away the apostrophe that stands only to keep a spreadsheet from running a text."""
    return text[1:] if text.startswith("'") and _would_run(text) else text


def _would_run(text: str) -> bool:
    # A text that begins with an apostrophe itself gets another, so that one can be taken away.
    bare = text.lstrip("'")
    return bool(neutralise(bare) != bare)


# ------------------------------------------------------------------ the files


def register_csv(database: Database, progress: Progress | None = None) -> Iterator[bytes]:
    """Give the agreements as CSV, a part at a time."""
    rows = (row for told in _objects(database, progress) for row in as_rows(told))
    return _csv(list(COLUMNS), rows)


def reports_csv(database: Database) -> Iterator[bytes]:
    """Give the reported totals as CSV."""
    rows = (report_as_row(told) for told in _report_objects(database))
    return _csv(list(REPORT_COLUMNS), rows)


def register_json(database: Database, progress: Progress | None = None) -> Iterator[bytes]:
    """Give agreements and reported totals as one object of JSON, one on each line."""
    yield b'{"jejaring": "register", "versi": %d,\n"perjanjian": [' % VERSION
    yield from _lines(_objects(database, progress))
    yield b'],\n"laporan": ['
    yield from _lines(_report_objects(database))
    yield b"]}\n"


def register_xlsx(database: Database, progress: Progress | None = None) -> Iterator[bytes]:
    """Give a workbook with the sheets `kesepakatan` and `laporan`.

    Raises
    ------
    TooManyRows, CellTooLong
        When a sheet cannot hold it.
    """
    with tempfile.TemporaryFile() as file:
        _write_xlsx(database, file, progress)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _objects(database: Database, progress: Progress | None) -> Iterator[dict[str, Any]]:
    return map(as_object, read_agreements(database, progress=progress))


def _report_objects(database: Database) -> Iterator[dict[str, Any]]:
    return (report_as_object(region, report) for region, report in read_reports(database))


def _csv(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    yield b"\xef\xbb\xbf"  # so that spreadsheets read the letters right
    for row in rows:
        writer.writerow([guard(row.get(heading, "")) for heading in headings])
        if out.tell() > _CHUNK:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    content = out.getvalue().encode(errors="replace")
    out.seek(0)
    out.truncate()
    return content


def _lines(objects: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    separator = "\n"
    for told in objects:
        yield (separator + json.dumps(told, ensure_ascii=False)).encode(errors="replace")
        separator = ",\n"


def _write_xlsx(database: Database, file: IO[bytes], progress: Progress | None) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        rows = (row for told in _objects(database, progress) for row in as_rows(told))
        _write_sheet(book.add_worksheet("kesepakatan"), list(COLUMNS), rows, bold)
        reports = map(report_as_row, _report_objects(database))
        _write_sheet(book.add_worksheet("laporan"), list(REPORT_COLUMNS), reports, bold)


def _write_sheet(sheet: Any, headings: Sequence[str], rows: Iterable[Row], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 20)
    for x, heading in enumerate(headings):
        sheet.write_string(0, x, heading, bold)
    y = 0
    for y, row in enumerate(rows, start=1):
        if y > _XLSX_ROWS:
            raise TooManyRows(limit=_XLSX_ROWS)
        for x, heading in enumerate(headings):
            if text := row.get(heading):
                shown = guard(text)
                if len(shown) > _XLSX_CELL:
                    key = row.get("kode", "")
                    raise CellTooLong(heading=heading, key=key, length=len(shown))
                sheet.write_string(y, x, shown)
    # Years, totals and numbers of documents are texts here, and stay as they are.
    sheet.ignore_errors({"number_stored_as_text": f"A1:AZ{y + 1}"})
    sheet.autofilter(0, 0, y, len(headings) - 1)


@dataclass(frozen=True, slots=True)
class RegisterFormat:
    """A form in which the whole register can leave the program, in parts."""

    code: str
    media_type: str
    write: Callable[[Database, Progress | None], Iterator[bytes]] = field(repr=False)


REGISTER_FORMATS = {
    row.code: row
    for row in (
        RegisterFormat("csv", "text/csv; charset=utf-8", register_csv),
        RegisterFormat(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            register_xlsx,
        ),
        RegisterFormat("json", "application/json", register_json),
    )
}
