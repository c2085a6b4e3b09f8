"""Registers as people save them: bad rows are refused by name, the good rows taken."""

from __future__ import annotations

import csv
import datetime
import io
import os
from pathlib import Path

import pytest

from graph.errors import ValueRefused
from graph.model import (
    AmountTooLarge,
    DateOutOfRange,
    EndBeforeStart,
    NegativeAmount,
    Opd,
    Party,
    PartyMissing,
    PartyTwice,
    Region,
    RegionMissing,
    SelfReference,
    UnknownWord,
)
from graph.text import ControlCharacter, MarkupInText, RightToLeftText, TextMissing, TextTooLong
from loaders.cells.dates import DateImpossible, DayAfterMonth
from loaders.cells.text import FormulaFailed
from loaders.doubts import SchemeDiffers, WordUnknown, YieldWithoutAmount
from loaders.loading import dry_run
from loaders.names import AmbiguousName, OpdWithoutRegion, UnknownCode, UnknownRegion
from loaders.refusals import (
    AmountUnreadable,
    DateUnreadable,
    FileEmpty,
    FileForeign,
    FileNotText,
    FileRefused,
    FileTooWide,
    FileUnreadable,
    HeadingsMissing,
    NotRegion,
    NumbersTooMany,
    NumberUnreadable,
    QuotesWrong,
    RowTwice,
    Several,
    TargetUnknown,
)
from loaders.register import Register, Taken, read_register

GOOD = {"judul": "Layanan bank", "pihak": "Kabupaten Labuhanbatu;PT Bank Sumut", "bentuk": "pks"}
GOOD_REPORT = {"wilayah": "Kota Jambi", "tahun": "2017", "bentuk": "mou", "jumlah": "9"}

# A cell in an otherwise good row, the error and the field that it names.
BAD_CELLS: tuple[tuple[str, str, type[ValueRefused], str], ...] = (
    ("pihak", "", PartyMissing, "pihak"),
    ("pihak", ";;", PartyMissing, "pihak"),
    ("pihak", "Kabupaten Labuhanbatu", PartyMissing, "pihak"),
    ("pihak", "Bank Sumut;PLN", RegionMissing, "pihak"),
    ("pihak", "(tidak disebut);PLN", RegionMissing, "pihak"),
    ("pihak", "12.10;Pemkab Labuhanbatu", PartyMissing, "pihak"),
    ("pihak", "12.10;" + "x" * 10_240, TextTooLong, "pihak"),
    ("pihak", "12.10;<script>alert(1)</script>", MarkupInText, "pihak"),
    ("pihak", "12.10;بنك سومطرة", RightToLeftText, "pihak"),
    ("pihak", "12.10;Bank\u202e Sumut", ControlCharacter, "pihak"),
    ("pihak", "12.10;Bank\0Sumut", ControlCharacter, "pihak"),
    ("judul", "", TextMissing, "judul"),
    ("judul", "x" * 10_240, TextTooLong, "judul"),
    ("judul", "<script>alert(1)</script>", MarkupInText, "judul"),
    ("judul", "عنوان", RightToLeftText, "judul"),
    ("judul", "Layanan\u2067 bank", ControlCharacter, "judul"),
    ("judul", "Layanan\0bank", ControlCharacter, "judul"),
    ("judul", "Layanan \x1b[2J", ControlCharacter, "judul"),
    ("kode", "<b>", MarkupInText, "kode"),
    ("bentuk", "perjanjian aneh", UnknownWord, "bentuk"),
    ("tahap", "entah", UnknownWord, "tahap"),
    ("urusan", "kesehatan;sihir", UnknownWord, "urusan"),
    ("nomor", "1\0", ControlCharacter, "nomor"),
    ("ruang_lingkup", "x" * 10_240, TextTooLong, "ruang_lingkup"),
    ("lokasi", "<img src=x>", MarkupInText, "lokasi"),
    ("catatan", "<img src=x>", MarkupInText, "catatan"),
    ("bukti", "<img src=x>", MarkupInText, "bukti"),
    ("ditandatangani", "2019-02-31", DateImpossible, "ditandatangani"),
    ("ditandatangani", "31 Februari 2019", DateImpossible, "ditandatangani"),
    ("ditandatangani", "2019-02-29", DateImpossible, "ditandatangani"),
    ("ditandatangani", "12/13/2019", DayAfterMonth, "ditandatangani"),
    ("ditandatangani", "٢٠١٩", DateUnreadable, "ditandatangani"),
    ("mulai", "2019-13", DateImpossible, "mulai"),
    ("mulai", "2019-00-00", DateImpossible, "mulai"),
    ("mulai", "0219-01-01", DateOutOfRange, "mulai"),
    ("berakhir", "2019-1-1-1", DateUnreadable, "berakhir"),
    ("berakhir", "9999", DateOutOfRange, "berakhir"),
    ("target", "segera", DateUnreadable, "target"),
    ("sumber_tanggal", "kemarin", DateUnreadable, "sumber_tanggal"),
    ("sumber_judul", "x" * 400, TextTooLong, "sumber_judul"),
    ("sumber_url", "<a>", MarkupInText, "sumber_url"),
    ("hasil", "giro = -5", NegativeAmount, "hasil"),
    ("hasil", "giro = 1.5", AmountUnreadable, "hasil"),
    ("hasil", "giro = 2511.50", AmountUnreadable, "hasil"),
    ("hasil", "giro = ", AmountUnreadable, "hasil"),
    ("hasil", "giro", AmountUnreadable, "hasil"),
    ("hasil", "= 5", AmountUnreadable, "hasil"),
    ("hasil", "giro = 9223372036854775808", AmountTooLarge, "hasil"),
    ("hasil", f"giro = {'9' * 40}", AmountTooLarge, "hasil"),
    ("hasil", "giro = 5 (0018)", DateOutOfRange, "hasil"),
    ("keyakinan", "1.5", NumberUnreadable, "keyakinan"),
    ("keyakinan", "-0.1", NumberUnreadable, "keyakinan"),
    ("keyakinan", "nan", NumberUnreadable, "keyakinan"),
    ("keyakinan", "yakin", NumberUnreadable, "keyakinan"),
)
BAD_REPORT_CELLS: tuple[tuple[str, str, type[ValueRefused], str], ...] = (
    ("wilayah", "", TextMissing, "wilayah"),
    ("wilayah", "Bank Sumut", NotRegion, "wilayah"),
    ("wilayah", "Dinas Kesehatan Kota Jambi", NotRegion, "wilayah"),
    ("wilayah", "Jambi", AmbiguousName, "wilayah"),
    ("wilayah", "99.99", UnknownCode, "wilayah"),
    ("jumlah", "", NumberUnreadable, "jumlah"),
    ("jumlah", "sembilan", NumberUnreadable, "jumlah"),
    ("jumlah", "1.5", NumberUnreadable, "jumlah"),
    ("jumlah", "-1", NegativeAmount, "jumlah"),
    ("tahun", "tujuh belas", NumberUnreadable, "tahun"),
    ("tahun", "20177", DateOutOfRange, "tahun"),
    ("bentuk", "aneh", UnknownWord, "bentuk"),
    ("skema", "aneh", UnknownWord, "skema"),
    ("sekurangnya", "mungkin", UnknownWord, "sekurangnya"),
)


def write(path: Path, *rows: dict[str, str], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out, list(dict.fromkeys(f for row in rows for f in row)), "", delimiter=delimiter
    )
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def check_refusal(register: Register, error: type[ValueRefused], field: str) -> None:
    """See that row 3 of three was refused, and says all that it takes to mend it."""
    assert register.accepted == 2
    (refusal,) = register.refused
    assert type(refusal.error) is error
    assert (refusal.file, refusal.row, refusal.field) == ("uji.csv", 3, field)
    assert refusal.cells
    for sentence in (str(refusal.error), refusal.error.advice(str)):
        assert sentence.endswith(".")
        assert len(sentence) < 1_000
        assert not {"{", "\0", "\x1b", "\u202e"} & set(sentence)


@pytest.mark.parametrize(
    ("field", "cell", "error", "told"), BAD_CELLS, ids=lambda value: ascii(value)[:30]
)
def test_bad_row_is_refused(
    tmp_path: Path, field: str, cell: str, error: type[ValueRefused], told: str
) -> None:
    good, other = GOOD | {"kode": "A"}, GOOD | {"kode": "B"}
    path = write(tmp_path / "uji.csv", good, good | {"kode": "C", field: cell}, other)
    check_refusal(read_register(path), error, told)


@pytest.mark.parametrize(
    ("field", "cell", "error", "told"), BAD_REPORT_CELLS, ids=lambda value: ascii(value)[:30]
)
def test_bad_report_is_refused(
    tmp_path: Path, field: str, cell: str, error: type[ValueRefused], told: str
) -> None:
    bad = GOOD_REPORT | {"tahun": "2018", field: cell}
    rows = (GOOD_REPORT, bad, GOOD_REPORT | {"tahun": "2019"})
    check_refusal(read_register(write(tmp_path / "uji.csv", *rows)), error, told)


# The third row of a file, whole.
BAD_ROWS: tuple[tuple[str, type[ValueRefused], str], ...] = (
    ("A,Layanan lain,12.10;Bank Sumut,,,", RowTwice, "kode"),
    ("C,Layanan,12.10;Bank Sumut,2019,2018,", EndBeforeStart, "berakhir"),
    ("C,Layanan,12.10;Bank Sumut,,,c", SelfReference, "melaksanakan"),
    ('C,"Layanan "bank"",12.10;Bank Sumut,,,', QuotesWrong, ""),
)


@pytest.mark.parametrize(("line", "error", "field"), BAD_ROWS)
def test_bad_line_is_refused(
    tmp_path: Path, line: str, error: type[ValueRefused], field: str
) -> None:
    path = tmp_path / "uji.csv"
    lines = [
        "kode,judul,pihak,mulai,berakhir,melaksanakan",
        "A,Layanan,12.10;Bank Sumut,,,",
        line,
        "B,Layanan,12.10;Bank Sumut,,,",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    check_refusal(read_register(path), error, field)


def told_of(register: Register) -> list[tuple[int, str]]:
    """Give number and title of each row that was taken."""
    return [(taken.row, taken.told.title) for taken in register.taken]


def refused_of(register: Register) -> list[tuple[int, type[ValueRefused], str]]:
    """Give number, error and field of each row that was refused."""
    return [(one.row, type(one.error), one.field) for one in register.refused]


def only(register: Register) -> Taken:
    """Give the one row of a file of which nothing is refused."""
    assert register.refused == []
    (taken,) = register.taken
    return taken


# A cell in an otherwise good row, the doubt that is told, and what stays open with whom it
# may mean.
DOUBTFUL_CELLS: tuple[tuple[str, str, type[ValueRefused], dict[str, tuple[str, ...]]], ...] = (
    ("pihak", "99.99;Bank Sumut", UnknownCode, {"99.99": ()}),
    ("pihak", "12.1;Bank Sumut", UnknownCode, {"12.1": ()}),
    (
        "pihak",
        "Kabupaten Nusakambangan;Bank Sumut",
        UnknownRegion,
        {"Kabupaten Nusakambangan": ()},
    ),
    ("pihak", "Probolinggo;Bank Sumut", AmbiguousName, {"Probolinggo": ("35.13", "35.74")}),
    ("pihak", "Dinas Kesehatan;Bank Sumut", OpdWithoutRegion, {"Dinas Kesehatan": ()}),
    ("pihak", "12.10;Pemkab Labuhanbatu;Bank Sumut", PartyTwice, {}),
    ("nomor", "1;2;3", NumbersTooMany, {}),
    ("nomor", "#REF!", FormulaFailed, {}),
    ("hasil", "#VALUE!", FormulaFailed, {}),
    ("skema", "ksdd", SchemeDiffers, {}),
)


@pytest.mark.parametrize(
    ("field", "cell", "doubt", "left_open"), DOUBTFUL_CELLS, ids=lambda value: ascii(value)[:30]
)
def test_doubtful_row_is_taken(
    tmp_path: Path,
    field: str,
    cell: str,
    doubt: type[ValueRefused],
    left_open: dict[str, tuple[str, ...]],
) -> None:
    taken = only(read_register(write(tmp_path / "uji.csv", GOOD | {field: cell})))
    assert [type(one) for one in taken.draft.warnings if one.field == field] == [doubt]
    parties = {party.as_written: party.candidates for party in taken.told.open_parties}
    assert parties == left_open
    assert len(taken.told.parties) + len(parties) == 2


def test_a_party_named_twice_keeps_its_number(tmp_path: Path) -> None:
    row = GOOD | {"pihak": "12.10;Pemkab Labuhanbatu;Bank Sumut", "nomor": "1;;3"}
    taken = only(read_register(write(tmp_path / "uji.csv", row)))
    assert [(party.actor.name, party.role) for party in taken.told.parties] == [
        ("Kabupaten Labuhanbatu", "party"),
        ("Bank Sumut", "party"),
    ]
    assert taken.told.parties[0].number == "1"


def test_surplus_numbers_stay_with_the_last_party(tmp_path: Path) -> None:
    taken = only(read_register(write(tmp_path / "uji.csv", GOOD | {"nomor": "1/A;2/B;3/C"})))
    assert [party.number for party in taken.told.parties] == ["1/A", "2/B / 3/C"]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    bad = {"judul": "", "pihak": "12.10;PLN", "bentuk": "aneh", "mulai": "31 Februari 2019"}
    (refusal,) = read_register(write(tmp_path / "uji.csv", bad)).refused
    assert isinstance(refusal.error, Several)
    assert [(type(one), one.field) for one in refusal.error.errors] == [
        (TextMissing, "judul"),
        (UnknownWord, "bentuk"),
        (DateImpossible, "mulai"),
    ]
    assert refusal.field == "judul"
    told, advice = refusal.error.message(str), refusal.error.advice(str)
    for part in ("judul kosong", "aneh", "31 Februari 2019"):
        assert part in told
    assert "Isi kolom judul." in advice and "Periksa hari dan bulannya" in advice


def test_words_of_offices_are_only_told(tmp_path: Path) -> None:
    row = {
        "No": "1",
        "Judul Kerja Sama": "Penanganan perkara",
        "Para Pihak": "Kab. Labuhanbatu dan PLN",
        "Jenis Naskah": "Naskah Aneh",
        "Status": "Entah",
        "Hasil": "Pelatihan terlaksana",
    }
    taken = only(read_register(write(tmp_path / "uji.csv", row)))
    assert (taken.told.form, taken.told.stage) == ("lainnya", "pelaksanaan")
    assert {one.field: type(one) for one in taken.draft.warnings} == {
        "bentuk": WordUnknown,
        "tahap": WordUnknown,
        "hasil": YieldWithoutAmount,
    }


def test_same_row_without_key(tmp_path: Path) -> None:
    register = read_register(
        write(tmp_path / "uji.csv", GOOD, GOOD | {"pihak": "Bank Sumut;12.10"})
    )
    (refusal,) = register.refused
    assert isinstance(refusal.error, RowTwice)
    assert "baris 2" in str(refusal.error)


def test_open_quote_loses_no_other_row(tmp_path: Path) -> None:
    path = tmp_path / "uji.csv"
    path.write_text('judul,pihak\nSatu,12.10;PLN\n"Dua,12.10;BRI\nTiga,12.10;BNI\n')
    register = read_register(path)
    assert told_of(register) == [(2, "Satu"), (4, "Tiga")]
    assert refused_of(register) == [(3, QuotesWrong, "")]
    assert register.refused[0].cells == {"isi baris": '"Dua,12.10;BRI'}


def test_missing_target_refuses_what_follows(tmp_path: Path) -> None:
    rows = (
        GOOD | {"kode": "A", "melaksanakan": "B"},
        GOOD | {"kode": "B", "melaksanakan": "C"},
        GOOD | {"kode": "C", "melaksanakan": "tidak ada"},
        GOOD | {"kode": "D", "melaksanakan": "E"},
        GOOD | {"kode": "E", "melaksanakan": ""},
    )
    (report,) = dry_run(None, [write(tmp_path / "uji.csv", *rows)])
    assert report.register
    assert [taken.told.id for taken in report.register.taken] == ["d", "e"]
    assert refused_of(report.register) == [
        (row, TargetUnknown, "melaksanakan") for row in (2, 3, 4)
    ]


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_file_as_programs_save_it(
    tmp_path: Path, delimiter: str, encoding: str, ending: str
) -> None:
    row = GOOD | {"judul": "Layanan “bank” – café", "catatan": "dua\nbaris, satu; sel | ini\tsaja"}
    path = write(tmp_path / "uji.csv", row, delimiter=delimiter, encoding=encoding)
    text = path.read_bytes().decode(encoding).replace("\r\n", "\n").replace("\n", ending)
    path.write_bytes(text.encode(encoding))
    taken = only(read_register(path))
    assert taken.row == 2
    assert taken.told.title == "Layanan “bank” – café"
    assert taken.told.notes == "dua baris, satu; sel | ini saja"


HEAD = b"judul,pihak\n"
BAD_FILES: tuple[tuple[bytes, type[FileRefused]], ...] = (
    (b"", FileEmpty),
    (b" \r\n \n", FileEmpty),
    (b"%PDF-1.7\n" + HEAD, FileForeign),
    (b"\xff\xfej", FileNotText),
    (b"a,b\n1,2\n", HeadingsMissing),
    (b"judul\nLayanan\n", HeadingsMissing),
    (b'"judul,pihak\n', HeadingsMissing),
)


@pytest.mark.parametrize(("content", "error"), BAD_FILES)
def test_unusable_file_is_refused(tmp_path: Path, content: bytes, error: type[FileRefused]) -> None:
    path = tmp_path / "uji.csv"
    path.write_bytes(content)
    with pytest.raises(error, match=r"uji\.csv.*\. .+\.$"):
        read_register(path)


@pytest.mark.parametrize("name", ["tidak-ada.csv", ".", "x" * 300])
def test_unreadable_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileUnreadable):
        read_register(tmp_path / name)


def test_headings_alone_hold_nothing(tmp_path: Path) -> None:
    path = tmp_path / "uji.csv"
    path.write_bytes(HEAD)
    register = read_register(path)
    assert (register.accepted, register.refused) == (0, [])


def test_rows_are_numbered_as_shown(tmp_path: Path) -> None:
    path = tmp_path / "uji.csv"
    path.write_text(
        'judul,pihak,catatan\n"Satu\ndua",12.10;PLN,"a\n\nb"\n\n,,\nTiga,12.10,\nEmpat,12.10;BRI,\n'
    )
    register = read_register(path)
    assert told_of(register) == [(2, "Satu dua"), (6, "Empat")]
    assert refused_of(register) == [(5, PartyMissing, "pihak")]


def test_other_headings_are_told(tmp_path: Path) -> None:
    path = tmp_path / "uji.csv"
    path.write_text("Judul ,PARA PIHAK,warna,judul\nSatu,12.10;PLN,merah,Dua\n")
    register = read_register(path)
    (table,) = register.tables
    assert [(guess.heading, guess.field) for guess in table.guesses] == [
        ("Judul", "judul"),
        ("PARA PIHAK", "pihak"),
        ("warna", None),
        ("judul", None),
    ]
    taken = only(register)
    assert taken.told.title == "Satu"
    assert taken.cells == {
        "Judul": "Satu",
        "PARA PIHAK": "12.10;PLN",
        "warna": "merah",
        "judul": "Dua",
    }


def test_every_cell_is_read(tmp_path: Path) -> None:
    row = {
        "kode": "KS-1",
        "judul": "Kaji banding BLUD",
        "bentuk": "Kaji banding",
        "tahap": "Selesai",
        "urusan": "kesehatan;Pangan;Kesehatan",
        "pihak": "Dinkes Kabupaten Konawe Utara; Kota Batam ;(tidak disebut)",
        "nomor": "12/A;34/B",
        "ruang_lingkup": "BLUD",
        "lokasi": "Batam",
        "ditandatangani": "2018-03-12",
        "mulai": "2018-03",
        "berakhir": "2020",
        "target": "2019-02",
        "melaksanakan": "KB 1;KB 2",
        "hasil": "jasa giro = 2.511.548.710 (2018); CSR = 551 844 040;pajak=5(2017)",
        "sumber_judul": "LKPJ",
        "sumber_penerbit": "Pemkab",
        "sumber_url": "https://example.org/",
        "sumber_tanggal": "2019-04-06",
        "halaman": "paragraf 3",
        "bukti": "Ada kunjungan.",
        "keyakinan": "0,9",
        "catatan": "Catatan",
    }
    found = only(read_register(write(tmp_path / "uji.csv", row))).told
    learner, host = found.parties
    assert isinstance(learner.actor, Opd) and learner.actor.id == "74.09-dinas-kesehatan"
    assert (learner.role, learner.number) == ("learner", "12/A")
    assert isinstance(host.actor, Region) and host == Party(host.actor, "host", "34/B")
    assert found.unnamed_parties == 1
    assert (found.id, found.form, found.stage) == ("ks-1", "kaji_banding", "selesai")
    assert found.affairs == ("kesehatan", "pangan")
    assert found.implements == ("kb-1", "kb-2")
    assert [(b.item, b.amount, b.year) for b in found.benefits] == [
        ("jasa giro", 2_511_548_710, 2018),
        ("CSR", 551_844_040, None),
        ("pajak", 5, 2017),
    ]
    dates = (found.signed_on, found.starts_on, found.ends_on, found.due_on)
    assert [(d.value.isoformat(), d.precision) for d in dates if d] == [
        ("2018-03-12", "day"),
        ("2018-03-01", "month"),
        ("2020-12-31", "year"),
        ("2019-02-28", "month"),
    ]
    (statement,) = found.statements
    assert (statement.evidence, statement.page, statement.confidence) == (
        "Ada kunjungan.",
        "paragraf 3",
        0.9,
    )
    assert statement.source.published_on == datetime.date(2019, 4, 6)
    assert (found.scope, found.location, found.notes) == ("BLUD", "Batam", "Catatan")


def test_register_is_its_own_source(tmp_path: Path) -> None:
    found = only(read_register(write(tmp_path / "uji.csv", GOOD))).told
    (statement,) = found.statements
    assert statement.source.title == "Register uji.csv"
    assert statement.source.retrieved_on


@pytest.mark.parametrize(
    ("cell", "at_least"), [("ya", True), ("Ya", True), ("tidak", False), ("", False)]
)
def test_report_is_read(tmp_path: Path, cell: str, at_least: bool) -> None:
    row = GOOD_REPORT | {"sekurangnya": cell, "skema": "KSDD"}
    ((_, _, report),) = read_register(write(tmp_path / "uji.csv", row)).reports
    assert (report.region_code, report.year, report.form) == ("15.71", 2017, "mou")
    assert (report.count, report.scheme, report.at_least) == (9, "ksdd", at_least)


def test_file_name_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / b"r\xe9gister \xff.csv".decode(errors="surrogateescape")
    register = read_register(write(path, GOOD))
    assert register.accepted == 1
    assert register.file.encode()


def test_one_bad_byte_costs_one_row(tmp_path: Path) -> None:
    path = tmp_path / "satu.csv"
    rows = ("judul,pihak", "Kafé Ünï,12.10;PLN", "Kaf\udce9,12.10;PLN")
    path.write_bytes("\n".join(rows).encode("utf-8", errors="surrogateescape"))
    register = read_register(path)
    assert told_of(register) == [(2, "Kafé Ünï")]
    assert refused_of(register) == [(3, ControlCharacter, "judul")]


def test_pipes_are_no_registers(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.csv")
    with pytest.raises(FileUnreadable, match="bukan berkas biasa"):
        read_register(tmp_path / "pipa.csv")


def test_too_many_columns_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lebar.csv"
    path.write_text(",".join(f"k{number}" for number in range(1_001)) + "\n")
    with pytest.raises(FileTooWide, match=r"1001"):
        read_register(path)
