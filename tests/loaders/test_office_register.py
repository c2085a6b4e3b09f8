"""Registers in an office's own headings: whose they are, what stands above, beside and below."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import ValueRefused
from graph.model import Agreement, Partner, Region, actor_key
from graph.tables import to_csv
from graph.text import TextMissing
from loaders.cells.text import FormulaFailed
from loaders.loading import dry_run
from loaders.mapping import ColumnMapping, read_mapping
from loaders.names import region_of
from loaders.refusals import NothingAbove, NotRegion, OwnerMissing
from loaders.register import Register, Settings, read_register
from loaders.report import refused_rows, refused_table, report_object

JAMBI = region_of("Kota Jambi")
TABLE = "No,Judul Kerja Sama,Mitra,Tanggal\n1,Layanan bank,Bank Jambi,2019\n2,Pajak,PLN,2020\n"


def write(folder: Path, text: str, name: str = "uji.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def book(path: Path, **sheets: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as written:
        for name, rows in sheets.items():
            sheet = written.add_worksheet(name.replace("_", " "))
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def read(folder: Path, text: str, owner: Region | None = None) -> Register:
    return read_register(write(folder, text), None, Settings(owner))


def parties(told: Agreement) -> list[str]:
    return [actor_key(party.actor) for party in told.parties]


def all_parties(register: Register) -> list[list[str]]:
    """Give the parties of each row of a file of which nothing is refused."""
    assert register.refused == []
    return [parties(taken.told) for taken in register.taken]


def refused_of(register: Register) -> list[tuple[int, type[ValueRefused], str]]:
    return [(one.row, type(one.error), one.field) for one in register.refused]


# ------------------------------------------------------------------ whose register it is

# What a file is called, what stands above its table, what a person said, and what tells the owner.
OWNERS: tuple[tuple[str, str, Settings, str], ...] = (
    ("uji.csv", "PEMERINTAH KOTA JAMBI\nDAFTAR KERJA SAMA\n\n", Settings(), "letterhead"),
    ("uji.csv", "Bagian Kerja Sama Setda Kota Jambi\n\n", Settings(), "letterhead"),
    ("uji.csv", "", Settings(JAMBI), "setting"),
    ("uji.csv", "PEMERINTAH KOTA BATAM\n\n", Settings(JAMBI), "setting"),
    ("uji.csv", "", Settings(mapping=ColumnMapping(owner="Kota Jambi")), "mapping"),
    ("register_kota_jambi_2019.csv", "", Settings(), "file"),
    ("kota batam.csv", "PEMERINTAH KOTA JAMBI\n\n", Settings(), "letterhead"),
)


@pytest.mark.parametrize(("name", "head", "settings", "by"), OWNERS)
def test_owner_is_the_first_party(
    tmp_path: Path, name: str, head: str, settings: Settings, by: str
) -> None:
    register = read_register(write(tmp_path, head + TABLE, name), None, settings)
    assert all_parties(register) == [["15.71", "bank-jambi"], ["15.71", "pln"]]
    assert register.owner == JAMBI
    assert {(table.owner, table.owner_by) for table in register.tables} == {(JAMBI, by)}
    (statement,) = register.taken[0].told.statements
    assert statement.source.title == "Register kerja sama Kota Jambi"


def test_cover_sheet_tells_the_owner(tmp_path: Path) -> None:
    rows = [line.split(",") for line in TABLE.splitlines()]
    path = book(tmp_path / "a.xlsx", Sampul=[["REGISTER"], ["PEMERINTAH KOTA JAMBI"]], Data=rows)
    register = read_register(path)
    assert all_parties(register)[0] == ["15.71", "bank-jambi"]
    assert [(one.sheet, one.kind) for one in register.skipped] == [("Sampul", "other_sheet")]


def test_each_sheet_may_have_its_owner(tmp_path: Path) -> None:
    rows = [line.split(",") for line in TABLE.splitlines()[:2]]
    path = book(
        tmp_path / "a.xlsx",
        A=[["PEMERINTAH KOTA JAMBI"], *rows],
        Kota_Batam=rows,
    )
    register = read_register(path)
    assert all_parties(register) == [["15.71", "bank-jambi"], ["21.71", "bank-jambi"]]
    assert register.owner is None


def test_missing_owner_is_asked_for_once(tmp_path: Path) -> None:
    (report,) = dry_run(None, [write(tmp_path, TABLE)])
    assert report.register is None
    assert isinstance(report.error, OwnerMissing)
    assert str(report.error) == (
        "Berkas uji.csv hanya menyebut pihak lain, dan pemilik registernya tidak disebut. "
        "Sebut pemiliknya dengan --owner KODE, mis. --owner 35.74."
    )


def test_a_register_that_names_all_parties_needs_no_owner(tmp_path: Path) -> None:
    text = "Judul Kerja Sama,Para Pihak\nPajak,Kota Jambi dan PLN\n"
    assert all_parties(read(tmp_path, text)) == [["15.71", "pln"]]
    # A single name beside the title is the other side all the same.
    single = "Judul Kerja Sama,Para Pihak\nPajak,PLN\n"
    assert all_parties(read(tmp_path, single, JAMBI)) == [["15.71", "pln"]]


def test_each_row_may_have_its_owner(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        "Judul Kerja Sama,Mitra,Pemilik\n"
        "Satu,PLN,Kota Jambi\nDua,PLN,21.71\nTiga,PLN,Kota Antah\nEmpat,PLN,\n",
    )
    assert [parties(taken.told) for taken in register.taken] == [["15.71", "pln"], ["21.71", "pln"]]
    assert refused_of(register) == [(4, NotRegion, "pemilik"), (5, TextMissing, "pemilik")]


def test_mapping_file_tells_columns_and_owner(tmp_path: Path) -> None:
    mapping = write(
        tmp_path, 'pemilik: "15.71"\nkolom:\n  Nama: judul\n  Dengan: mitra\n', "kolom.yaml"
    )
    path = write(tmp_path, "Nama,Dengan\nPajak,PLN\n")
    register = read_register(path, None, Settings(mapping=read_mapping(mapping)))
    assert all_parties(register) == [["15.71", "pln"]]
    assert [guess.how for guess in register.tables[0].guesses] == ["mapping", "mapping"]


# ------------------------------------------------------------------ what stands for other cells


@pytest.mark.parametrize("ditto", ["idem", "Sda", "s.d.a.", "ibid.", '""""', "〃", '-"-', "''"])
def test_ditto_repeats_the_cell_above(tmp_path: Path, ditto: str) -> None:
    text = f"No;Judul Kerja Sama;Mitra\n1;Satu;Bank Jambi\n2;Dua;{ditto}\n3;Tiga;{ditto}\n"
    register = read(tmp_path, text, JAMBI)
    assert all_parties(register) == [["15.71", "bank-jambi"]] * 3


def test_ditto_needs_something_above(tmp_path: Path) -> None:
    register = read(tmp_path, "No,Judul,Mitra\n1,Satu,idem\n2,Dua,sda\n3,Tiga,PLN\n", JAMBI)
    assert refused_of(register) == [(2, NothingAbove, "Mitra"), (3, NothingAbove, "Mitra")]
    assert [parties(taken.told) for taken in register.taken] == [["15.71", "pln"]]


def test_sections_tell_form_scheme_and_year(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        "PEMERINTAH KOTA JAMBI\n\nNo,Judul,Mitra,Tanggal\n"
        "A. Perjanjian Kerja Sama,,,\n1,Satu,Bank Jambi,12 Maret 2019\n"
        "B. KSDPK,,,\n2,Dua,PLN,\n"
        "TAHUN 2020,,,\n3,Tiga,Bank Jambi,\n4,Empat,PLN,5 Mei 2021\n",
    )
    assert register.refused == []
    told = [taken.told for taken in register.taken]
    assert [one.form for one in told] == ["pks", "lainnya", "lainnya", "lainnya"]
    assert [one.stated_scheme for one in told] == [None, "ksdpk", "ksdpk", "ksdpk"]
    assert [
        (one.signed_on.value.isoformat(), one.signed_on.precision) if one.signed_on else None
        for one in told
    ] == [("2019-03-12", "day"), None, ("2020-01-01", "year"), ("2021-05-05", "day")]
    assert [(one.first, one.kind) for one in register.skipped if one.kind == "section"] == [
        (4, "section"),
        (6, "section"),
        (8, "section"),
    ]


@pytest.mark.parametrize(
    ("heading", "form"),
    [("Judul PKS", "pks"), ("Judul Kesepakatan Bersama", "kesepakatan_bersama")],
)
def test_heading_tells_the_form(tmp_path: Path, heading: str, form: str) -> None:
    register = read(tmp_path, f"No,{heading},Mitra\n1,Pajak,PLN\n", JAMBI)
    assert [taken.told.form for taken in register.taken] == [form]


def test_formula_errors_refuse_only_what_a_row_needs(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        "No,Judul Kerja Sama,Mitra,Nomor,Tanggal\n"
        "1,Satu,PLN,#REF!,#N/A\n2,#VALUE!,PLN,1,2019\n3,Tiga,#NAME?,1,2019\n",
        JAMBI,
    )
    (taken,) = register.taken
    assert {(type(one), one.field) for one in taken.draft.warnings} == {
        (FormulaFailed, "nomor"),
        (FormulaFailed, "ditandatangani"),
    }
    assert refused_of(register) == [(3, FormulaFailed, "judul"), (4, FormulaFailed, "mitra")]


def test_country_column_places_partners_abroad(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        "No,Judul,Mitra,Negara\n1,Satu,Kota Nagoya,Jepang\n2,Dua,Kangwon Institute,Korea Selatan\n"
        "3,Tiga,Yayasan Hati,Indonesia\n4,Empat,PLN,Jepang\n",
        JAMBI,
    )
    assert register.refused == []
    found = [taken.told.parties[1].actor for taken in register.taken]
    assert [(actor.kind, actor.country) for actor in found if isinstance(actor, Partner)] == [
        ("foreign_government", "JP"),
        ("foreign_institution", "KR"),
        ("ngo", None),
        ("bumn", None),  # known better than the column
    ]


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("12 Maret 2019", "2019-03-12", "day"),
        ("12-03-2019", "2019-03-12", "day"),
        ("12/3/19", "2019-03-12", "day"),
        ("43536", "2019-03-12", "day"),
        ("Maret 2019", "2019-03-01", "month"),
        ("2019", "2019-01-01", "year"),
    ],
)
def test_dates_are_read_as_people_write_them(
    tmp_path: Path, written: str, value: str, precision: str
) -> None:
    text = f"No,Judul,Mitra,Tanggal Penandatanganan\n1,Satu,PLN,{written}\n"
    (taken,) = read(tmp_path, text, JAMBI).taken
    signed = taken.told.signed_on
    assert signed and (signed.value.isoformat(), signed.precision) == (value, precision)


def test_refused_rows_keep_their_owner(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(
        "PEMERINTAH KOTA PROBOLINGGO;;\nJudul;Mitra;Tanggal\n"
        "Sampah;Kota Pasuruan;31 Februari 2020\nRujukan;Kota Malang;2020\n",
        encoding="utf-8",
    )
    told = report_object(dry_run(None, [path]), str)
    mended = tmp_path / "ditolak.csv"
    table = refused_table(refused_rows(told))
    mended.write_bytes(to_csv(table).replace(b"31 Februari", b"28 Februari"))
    (again,) = report_object(dry_run(None, [mended]), str)["agreements"]
    assert [party["id"] for party in again["parties"]] == ["35.74", "35.75"]
