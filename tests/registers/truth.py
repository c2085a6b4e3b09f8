"""How a register's rows and their truth are noted, and the words whose meaning is plain.

A row is noted as one string, its cells divided by ``|``. Within a cell

========  ==================================================================
``⏎``     a line break
``¦``     the sign ``|`` itself
``@``     first: a real date cell, ``@2019-03-12``
``#``     first: a number cell, ``#1250000``
``=``     first: a formula and what it gave, ``=SUM(A1:A2)→#3`` or ``=A1→!#REF!``
``!``     first: an error value, ``!#REF!``
``^``     alone: merged with the cell above
``<``     alone: merged with the cell to the left
========  ==================================================================

The truth stands beside it, in keywords. Parties are noted without the owner,
divided by `` + ``:

==============================  ============================================
``34.04``                       a region by its code
``34.04/Dinas Kesehatan``       an OPD of that region
``company:Angin Timur``         a partner with its kind; ``a¦b`` other names for it
``?Probolinggo{35.13,35.74}``   ambiguous, with the candidates
``~35.13``                      the region, but leaving it ambiguous is right too
``-``                           no party but the owner
==============================  ============================================

Dates are ``2019-03-12``, ``2019-03``, ``2019``, an end that follows from a term
``2024-03-12c``. A month or year stands for its first day as signing or start and for
its last day as end.

What is left out is not stated by the row: dates must then stay empty (a start may repeat the
signing); form, stage, affair and scheme are then not scored. Where the column of form, status,
affair, scheme or OPD holds a plain word, its meaning is taken from the tables below; a cell
that is in no table needs its truth in the row, or the making fails.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

LineKind = Literal["top", "head", "row", "more", "skip", "refuse", "blank"]
IDEM = {"idem", "sda", "s.d.a", "s d a", "sda.", "s.d.a.", '"', "''"}
NOTHING = {"", "-", "--", "—", "n/a", "nihil", "belum ada", "."}

FORM_WORDS = {
    "pks": "pks",
    "p k s": "pks",
    "perjanjian kerja sama": "pks",
    "perjanjian kerjasama": "pks",
    "perjanjian kerja sama (pks)": "pks",
    "adendum pks": "pks",
    "addendum pks": "pks",
    "mou": "mou",
    "m.o.u": "mou",
    "nota kesepahaman": "mou",
    "nota kesepahaman (mou)": "mou",
    "memorandum of understanding": "mou",
    "kesepakatan bersama": "kesepakatan_bersama",
    "kesber": "kesepakatan_bersama",
    "kb": "kesepakatan_bersama",
    "nota kesepakatan": "nota_kesepakatan",
    "rencana kerja": "rencana_kerja",
    "letter of intent": "letter_of_intent",
    "loi": "letter_of_intent",
    "statement of intent": "letter_of_intent",
    "keanggotaan": "keanggotaan",
    "kaji banding": "kaji_banding",
    "studi banding": "kaji_banding",
    "studi tiru": "kaji_banding",
}
STATUS_WORDS = {
    "berjalan": "pelaksanaan",
    "masih berjalan": "pelaksanaan",
    "berlaku": "pelaksanaan",
    "masih berlaku": "pelaksanaan",
    "aktif": "pelaksanaan",
    "pelaksanaan": "pelaksanaan",
    "dilaksanakan": "pelaksanaan",
    "selesai": "selesai",
    "berakhir": "selesai",
    "sudah berakhir": "selesai",
    "tidak berlaku": "selesai",
    "kadaluarsa": "selesai",
    "habis masa berlaku": "selesai",
    "pembahasan": "pembahasan",
    "proses pembahasan": "pembahasan",
    "dalam proses": "pembahasan",
    "pembahasan draf": "pembahasan",
    "usulan": "usulan",
    "penjajakan": "usulan",
    "penawaran": "usulan",
    "penandatanganan": "penandatanganan",
    "sudah ttd": "penandatanganan",
    "sudah ditandatangani": "penandatanganan",
    "dicabut": "dicabut",
    "dibatalkan": "dicabut",
    "diputus": "dicabut",
    "ditolak": "ditolak",
    "tidak disetujui": "ditolak",
}
SCHEME_WORDS = {
    "ksdd": "ksdd",
    "kerja sama dengan daerah lain": "ksdd",
    "kerja sama antar daerah": "ksdd",
    "antar daerah": "ksdd",
    "ksdpk": "ksdpk",
    "kerja sama dengan pihak ketiga": "ksdpk",
    "pihak ketiga": "ksdpk",
    "ksdpl": "ksdpl",
    "ksdll": "ksdll",
    "sinergi": "sinergi",
    "sinergi dengan pemerintah pusat": "sinergi",
}
AFFAIR_WORDS = {
    "pendidikan": "pendidikan",
    "kesehatan": "kesehatan",
    "pekerjaan umum": "pekerjaan_umum",
    "pekerjaan umum dan penataan ruang": "pekerjaan_umum",
    "pu dan penataan ruang": "pekerjaan_umum",
    "perumahan rakyat dan kawasan permukiman": "perumahan",
    "perumahan": "perumahan",
    "trantibum": "ketertiban",
    "kebencanaan": "ketertiban",
    "trantibumlinmas": "ketertiban",
    "sosial": "sosial",
    "tenaga kerja": "tenaga_kerja",
    "ketenagakerjaan": "tenaga_kerja",
    "pemberdayaan perempuan dan perlindungan anak": "perempuan_anak",
    "pangan": "pangan",
    "ketahanan pangan": "pangan",
    "pertanahan": "pertanahan",
    "lingkungan hidup": "lingkungan_hidup",
    "lh": "lingkungan_hidup",
    "administrasi kependudukan dan pencatatan sipil": "adminduk",
    "adminduk": "adminduk",
    "kependudukan": "adminduk",
    "pemberdayaan masyarakat dan desa": "desa",
    "pengendalian penduduk dan keluarga berencana": "keluarga_berencana",
    "perhubungan": "perhubungan",
    "komunikasi dan informatika": "kominfo",
    "kominfo": "kominfo",
    "koperasi dan ukm": "koperasi_ukm",
    "koperasi, usaha kecil dan menengah": "koperasi_ukm",
    "penanaman modal": "penanaman_modal",
    "kepemudaan dan olahraga": "pemuda_olahraga",
    "statistik": "statistik",
    "persandian": "persandian",
    "kebudayaan": "kebudayaan",
    "perpustakaan": "perpustakaan",
    "kearsipan": "kearsipan",
    "kelautan dan perikanan": "perikanan",
    "perikanan": "perikanan",
    "pariwisata": "pariwisata",
    "pertanian": "pertanian",
    "kehutanan": "kehutanan",
    "esdm": "esdm",
    "perdagangan": "perdagangan",
    "perindustrian": "perindustrian",
    "transmigrasi": "transmigrasi",
    "perencanaan": "perencanaan",
    "keuangan": "keuangan",
    "kepegawaian": "kepegawaian",
    "penelitian dan pengembangan": "litbang",
    "pengawasan": "pengawasan",
    "sekretariat": "sekretariat",
}
OPD_WORDS = {
    "dinkes": "Dinas Kesehatan",
    "dinas kesehatan": "Dinas Kesehatan",
    "disdik": "Dinas Pendidikan",
    "dinas pendidikan": "Dinas Pendidikan",
    "disdikbud": "Dinas Pendidikan dan Kebudayaan",
    "dindikbud": "Dinas Pendidikan dan Kebudayaan",
    "disdikpora": "Dinas Pendidikan, Pemuda dan Olahraga",
    "dlh": "Dinas Lingkungan Hidup",
    "dinas lingkungan hidup": "Dinas Lingkungan Hidup",
    "dishub": "Dinas Perhubungan",
    "dinas perhubungan": "Dinas Perhubungan",
    "diskominfo": "Dinas Komunikasi dan Informatika",
    "kominfo": "Dinas Komunikasi dan Informatika",
    "disnaker": "Dinas Tenaga Kerja",
    "dinsos": "Dinas Sosial",
    "dinas sosial": "Dinas Sosial",
    "dpupr": "Dinas Pekerjaan Umum dan Penataan Ruang",
    "dinas pupr": "Dinas Pekerjaan Umum dan Penataan Ruang",
    "bpbd": "Badan Penanggulangan Bencana Daerah",
    "bappeda": "Badan Perencanaan Pembangunan Daerah",
    "satpol pp": "Satuan Polisi Pamong Praja",
    "dpmptsp": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "disdukcapil": "Dinas Kependudukan dan Pencatatan Sipil",
    "dukcapil": "Dinas Kependudukan dan Pencatatan Sipil",
    "disperindag": "Dinas Perindustrian dan Perdagangan",
    "dinas pariwisata": "Dinas Pariwisata",
    "dispar": "Dinas Pariwisata",
    "dinas pertanian": "Dinas Pertanian",
    "distan": "Dinas Pertanian",
    "bagian kerja sama": "Bagian Kerja Sama",
    "bag. kerja sama setda": "Bagian Kerja Sama",
    "bagian pemerintahan": "Bagian Pemerintahan",
    "bag. pemerintahan": "Bagian Pemerintahan",
    "bag. hukum": "Bagian Hukum",
    "bapenda": "Badan Pendapatan Daerah",
    "bkpsdm": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "bpkad": "Badan Pengelolaan Keuangan dan Aset Daerah",
    "dppkb": "Dinas Pengendalian Penduduk dan Keluarga Berencana",
    "dinas perikanan": "Dinas Perikanan",
    "dinas ketahanan pangan": "Dinas Ketahanan Pangan",
}
WORDS = {
    "form": FORM_WORDS,
    "status": STATUS_WORDS,
    "scheme": SCHEME_WORDS,
    "affair": AFFAIR_WORDS,
    "opd": OPD_WORDS,
}
# The column's field and the row's keyword; form, status and scheme come first.
KEYS_OF_WORDS = (
    ("form", "form"),
    ("status", "stage"),
    ("scheme", "scheme"),
    ("affair", "affair"),
    ("opd", "opd"),
)
SCHEME_OF_KIND = {
    **dict.fromkeys(
        (
            "bumn",
            "bumd",
            "bank",
            "company",
            "cooperative",
            "university",
            "hospital",
            "ngo",
            "media",
            "individual",
        ),
        "ksdpk",
    ),
    **dict.fromkeys(
        (
            "ministry",
            "state_agency",
            "vertical_agency",
            "military",
            "police",
            "central_bank",
            "social_insurer",
            "state_university",
            "central_hospital",
        ),
        "sinergi",
    ),
    "foreign_government": "ksdpl",
    "international_organisation": "ksdll",
    "foreign_institution": "ksdll",
}
# What is wrong with a refused row, and the field in which the report should look for it.
REFUSALS = {
    "no_title": "title",
    "no_party": "party",
    "self_party": "party",
    "end_before_start": "ends",
    "bad_date": "signed",
    "bad_end": "ends",
    "negative_amount": "amount",
    "error_title": "title",
}
# An unreadable date may refuse the row or be left empty with a warning: both are honest.
WARNING_IS_ENOUGH = {"bad_date", "bad_end", "negative_amount"}


@dataclass(frozen=True)
class Formula:
    """A formula with the value that the spreadsheet had computed."""

    text: str
    value: str | float | date


@dataclass(frozen=True)
class Failure:
    """An error value of a spreadsheet, such as #REF!."""

    text: str


@dataclass(frozen=True)
class Merged:
    """A cell that belongs to the one above or to the left."""

    into: Literal["above", "left"]


Cell = str | int | float | date | Formula | Failure | Merged


@dataclass
class Line:
    """One line of a sheet with what is true of it."""

    kind: LineKind
    cells: str | dict[str, Any] = ""
    truth: dict[str, Any] = field(default_factory=dict)


@dataclass
class Sheet:
    """One sheet: its lines, and how it looks in the spreadsheet.

    `register` is false for a cover, a pivot or a list of choices, which is to be named as no
    register. `note` tells a reviewer what is odd about it.
    """

    name: str
    lines: list[Line]
    register: bool = True
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    autofilter: bool = False


@dataclass
class Register:
    """One file with its owner and what it is to test.

    `owner_from` is where the owner's name stands: 'letterhead' or 'file' if the file itself
    tells, 'option' if it must be passed with --owner.
    """

    name: str
    covers: str
    owner: str
    owner_from: Literal["letterhead", "file", "option"]
    sheets: list[Sheet]
    delimiter: str = ","
    encoding: str = "utf-8"
    json_shape: Literal["array", "nested"] = "array"
    json_head: dict[str, Any] = field(default_factory=dict)
    form: str | None = None


def top(cells: str, kind: str = "letterhead") -> Line:
    """A line above the table."""
    return Line("top", cells, {"why": kind})


def head(cells: str, fields: str | None = None) -> Line:
    """A heading row; `fields` says what each column is, '-' for one that says nothing.

    Of a heading in two rows only the lower one has `fields`.
    """
    return Line("head", cells, {"fields": fields})


def row(cells: str | dict[str, Any], p: str, **truth: Any) -> Line:
    """An agreement: what is written, the parties beside the owner, and the other truth."""
    return Line("row", cells, {"p": p, **truth})


def more(cells: str) -> Line:
    """A line that only goes on with the agreement above (merged title, next party)."""
    return Line("more", cells)


def skip(cells: str, why: str) -> Line:
    """A line to be skipped and said: section, numbering, total, signature, note, heading."""
    return Line("skip", cells, {"why": why})


def refuse(cells: str | dict[str, Any], why: str) -> Line:
    """A row that cannot be an agreement; `why` is one of `REFUSALS`."""
    return Line("refuse", cells, {"why": why})


def blank() -> Line:
    """An empty line."""
    return Line("blank")


def lines(*parts: Line | list[Line]) -> list[Line]:
    """Put lines and lists of lines in one list."""
    result: list[Line] = []
    for part in parts:
        result.extend(part if isinstance(part, list) else [part])
    return result


def cell(text: str) -> Cell:
    """Read the notation of one cell."""
    text = text.replace("⏎", "\n").replace("¦", "|")
    if text == "^":
        return Merged("above")
    if text == "<":
        return Merged("left")
    if re.fullmatch(r"@\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text[1:])
    if re.fullmatch(r"#-?\d+(\.\d+)?", text):
        return float(text[1:]) if "." in text else int(text[1:])
    if text.startswith("!#"):
        return Failure(text[1:])
    if text.startswith("=") and "→" in text:
        formula, _, value = text.partition("→")
        got = cell(value)
        if isinstance(got, Failure):
            return Formula(formula, got.text)
        assert isinstance(got, str | int | float | date), text
        return Formula(formula, got)
    return text


def cells(line: Line) -> list[Cell]:
    """Read the notation of a line."""
    assert isinstance(line.cells, str)
    return [cell(part) for part in line.cells.split("|")] if line.cells else []


def plain(value: Any) -> str:
    """Give a cell's text without noise: one space, no stray apostrophe or trailing dot."""
    text = " ".join(str(value).split())
    return text.strip("'` ").rstrip(". ")


def party(note: str) -> dict[str, Any]:
    """Read the notation of one party."""
    note = note.strip()
    if note.startswith("?"):
        name, _, codes = note[1:].rstrip("}").partition("{")
        return {"kind": "ambiguous", "name": name, "candidates": codes.split(",")}
    if note.startswith("~"):
        return {"kind": "region", "code": note[1:], "ambiguous_too": True}
    if re.fullmatch(r"\d\d(\.\d\d)?", note):
        return {"kind": "region", "code": note}
    if match := re.fullmatch(r"(\d\d(?:\.\d\d)?)/(.+)", note):
        return {"kind": "opd", "code": match[1], "names": match[2].split("¦")}
    kind, colon, names = note.partition(":")
    assert colon and (kind in SCHEME_OF_KIND or kind == "other"), note
    return {"kind": "partner", "partner_kind": kind, "names": names.split("¦")}


def day(note: str | None, end: bool) -> dict[str, Any] | None:
    """Read the notation of a date."""
    if not note:
        return None
    computed = note.endswith("c")
    parts = [int(part) for part in note.rstrip("c").split("-")]
    precision = ("year", "month", "day")[len(parts) - 1]
    if len(parts) == 1:
        parts += [12, 31] if end else [1, 1]
    elif len(parts) == 2:
        parts.append(calendar.monthrange(parts[0], parts[1])[1] if end else 1)
    value = date(parts[0], parts[1], parts[2]).isoformat()
    return {"value": value, "precision": precision, "computed": computed}


def scheme_of(parties: list[dict[str, Any]], form: str | None) -> str | None:
    """Give the scheme that the parties make plain; None where they do not."""
    if form == "kaji_banding":
        return "tidak_berlaku"
    found = set()
    for one in parties:
        if one["kind"] == "ambiguous":
            return None
        kind = one.get("partner_kind")
        found.add("ksdd" if kind is None else SCHEME_OF_KIND.get(kind))
    return found.pop() if len(found) == 1 else None


@dataclass
class Reading:
    """The truth of one register, gathered line by line."""

    register: Register
    rows: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    columns: list[dict[str, Any]] = field(default_factory=list)

    def read(self) -> dict[str, Any]:
        """Gather the truth of all sheets."""
        json_count = 0
        for sheet in self.register.sheets:
            fields: list[str] = []
            above: dict[str, Any] = {}
            upper: list[str] = []
            for number, line in enumerate(sheet.lines, 1):
                if self.register.name.endswith(".json"):
                    json_count += line.kind in ("row", "refuse", "skip")
                    number = json_count
                where = {"sheet": sheet.name, "row": number}
                if not sheet.register:
                    continue
                if line.kind in ("top", "skip"):
                    self.skipped.append(where | {"why": line.truth["why"], "text": line.cells})
                elif line.kind == "refuse":
                    why = line.truth["why"]
                    entry = {"why": why, "field": REFUSALS[why]}
                    entry["warning_is_enough"] = why in WARNING_IS_ENOUGH
                    self.refused.append(where | entry)
                elif line.kind == "head":
                    upper, fields = self._head(sheet, line, upper)
                elif line.kind == "row":
                    try:
                        self.rows.append(where | self._row(line, fields, above))
                    except (AssertionError, KeyError, ValueError) as error:
                        place = f"{self.register.name} {sheet.name} {number}"
                        raise ValueError(f"{place}: {error!r} in {line.cells}") from error
        data = asdict(self)
        register = data.pop("register")
        for name in ("name", "covers", "owner", "owner_from"):
            data[name] = register[name]
        data["sheets"] = [
            {"name": s.name, "register": s.register, "hidden": s.hidden}
            for s in self.register.sheets
        ]
        return data

    def _head(self, sheet: Sheet, line: Line, upper: list[str]) -> tuple[list[str], list[str]]:
        texts: list[str] = []
        for value in cells(line):
            if isinstance(value, Merged) and value.into == "left" and texts:
                texts.append(texts[-1])
            else:
                texts.append("" if isinstance(value, Merged) else str(value))
        if line.truth["fields"] is None:
            return texts, []
        fields = line.truth["fields"].split("|")
        assert len(fields) == len(texts), (self.register.name, len(fields), texts)
        for index, (text, name) in enumerate(zip(texts, fields, strict=True)):
            over = upper[index] if index < len(upper) else ""
            if name != "-":
                heading = " ".join(f"{over} {text}".split())
                column = {"sheet": sheet.name, "column": index + 1, "heading": heading}
                self.columns.append(column | {"lower": text, "field": name})
        return [], fields

    def _row(self, line: Line, fields: list[str], above: dict[str, Any]) -> dict[str, Any]:
        truth = dict(line.truth)
        note = truth.pop("p")
        parties = [] if note == "-" else [party(part) for part in note.split(" + ")]
        if isinstance(line.cells, str):
            values = cells(line)
            fields = fields or ["-"] * len(values)
            assert len(values) <= len(fields), f"{len(values)} cells, {len(fields)} fields"
        else:
            values = []
        written = dict(zip(fields, values, strict=False))
        for name, key in (("title", "title"), *KEYS_OF_WORDS):
            if truth.get(key):  # what the row says itself is not passed on to an "idem" below
                above[name] = None
        title = truth.pop("title", None) or self._inherit("title", written, above)
        result: dict[str, Any] = {"title": title, "parties": parties}
        for name, key in KEYS_OF_WORDS[:3]:
            result[key] = truth.pop(key, None) or self._word(name, written, above)
        result["form"] = result["form"] or self.register.form
        result["scheme"] = result["scheme"] or scheme_of(parties, result["form"])
        result["scheme"] = None if result["scheme"] == "-" else result["scheme"]
        affair = truth.pop("affair", None) or self._word("affair", written, above)
        result["affairs"] = affair.split(",") if affair else None
        result["guess"] = truth.pop("guess", None)
        opd = truth.pop("opd", None) or self._word("opd", written, above)
        result["opds"] = [one.split("¦") for one in opd.split(" + ")] if opd and opd != "-" else []
        signed = truth.pop("signed", None)
        result["signed_on"] = day(signed, end=False)
        result["starts_on"] = day(truth.pop("starts", None), end=False)
        result["ends_on"] = day(truth.pop("ends", None), end=True)
        numbers = truth.pop("no", None)
        if numbers is None:
            found = [
                plain(v)
                for name, v in zip(fields, values, strict=False)
                if name == "number" and not isinstance(v, Merged)
            ]
            result["numbers"] = [n for n in found if n.casefold() not in NOTHING]
        else:
            result["numbers"] = numbers.split(" ; ") if numbers else []
        result["amounts"] = [
            {"currency": one.split()[0], "amount": int(one.split()[1])}
            for one in (truth.pop("amt", None) or "").split(" + ")
            if one
        ]
        for name in ("same", "likely"):
            result[name] = truth.pop(name, None)
        assert not truth, f"unknown keywords {sorted(truth)}"
        return result

    def _inherit(self, name: str, written: dict[str, Any], above: dict[str, Any]) -> str | None:
        value = written.get(name, "")
        if isinstance(value, Merged) or plain(value).casefold() in IDEM:
            value = above[name]
            assert value is not None, f"say what idem means in {name}"
        if isinstance(value, Formula):
            value = value.value
        above[name] = value
        text = plain(value)
        return None if text.casefold() in NOTHING else text

    def _word(self, name: str, written: dict[str, Any], above: dict[str, Any]) -> str | None:
        text = self._inherit(name, written, above)
        if text is None:
            return None
        return WORDS[name][text.casefold()]
