"""The named questions: their files, their values, and equal answers on every engine."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.aliases import Alias, remember
from graph.database import Database
from graph.errors import ArgumentInvalid, JejaringError, NotFound, ParameterMissing
from graph.gaps import pairs
from graph.measurement import write_measurement
from graph.metrics import measure
from graph.projection import PROJECTIONS, project
from graph.questions import (
    THEMES,
    ChoiceUnknown,
    HeadFieldMissing,
    HeadFieldTwice,
    HeadLineUnknown,
    HeadWordUnknown,
    NameAmbiguous,
    ParameterMismatch,
    ParameterUnknown,
    ParameterUnreadable,
    ValueMissing,
    ValueUnusable,
    ask,
    parse,
    question,
    questions,
    returned,
    unreadable,
)
from graph.words import COLUMNS
from loaders.loading import load_demo, load_files
from tests.engines.engines import Engine
from tests.graph import gap_answers
from tests.graph.gap_answers import assert_alike

NAMES = list(questions())
TODAY = date(2026, 11, 22)

# What the demo register lacks: ended, revoked, refused, implemented, on paper, about to end,
# shared partners, offers without a date, a name left open.
FIELDS = "kode,judul,bentuk,tahap,urusan,pihak,ditandatangani,berakhir,melaksanakan,"
REGISTER = f"""\
{FIELDS}sumber_judul,sumber_tanggal
U-1,Sampah,mou,pelaksanaan,lingkungan_hidup,12.10;12.22,2015-01-01,2017-12-31,,Uji,2016-01-01
U-2,Kota dan sekitarnya,kesepakatan_bersama,pelaksanaan,,15.71;15.05,2016-02-29,,,Uji,2016-03-01
U-3,Payung,kesepakatan_bersama,pelaksanaan,perhubungan,32.73;32.77,2018-03-01,,,Uji,2018-03-02
U-4,Angkutan,pks,pelaksanaan,perhubungan,32.73;32.77,2018-06-01,2027-01-31,U-3,Uji,2018-06-02
U-5,Kas daerah Medan,pks,pelaksanaan,keuangan,12.71;Bank Sumut,2019-01-01,,,Uji,2019-01-02
U-6,Jalan dicabut,mou,dicabut,pekerjaan_umum,12.71;12.07,2014-05-01,,,Uji,2015-01-01
U-7,Tawaran ditolak,mou,ditolak,,12.71;12.07,,,,Uji,2015-01-01
U-8,Tawaran baru,pks,usulan,kesehatan,12.07;12.71,,,,Tanpa tanggal,
U-10,Kas daerah,pks,pelaksanaan,keuangan,12.23;Bank Sumut,2019-01-01,,,Uji,2019-01-02
U-9,Sungai,kesepakatan_bersama,pelaksanaan,lingkungan_hidup,32;33;34,2020-02-29,,,Uji,2020-03-01
U-11,Air bersih,mou,pelaksanaan,pekerjaan_umum,12.71;Probolinggo,2021-01-01,,,Uji,2021-02-01
"""


@pytest.fixture(scope="module")
def rich_database(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Give each engine with the demo, the register above and measures."""

    def load(database: Database) -> None:
        file = tmp_path_factory.mktemp("register") / "register.csv"
        file.write_text(REGISTER, encoding="utf-8")
        load_demo(database)
        (report,) = load_files(database, [file])
        assert report.register and not report.register.refused, report
        remember(
            database, Alias("Konut", "35.74", "74.09", "region", "penguji", name="Konawe Utara")
        )
        for name in PROJECTIONS:
            write_measurement(database, measure(project(database, name, TODAY)))

    return engine.load("questions", load)


def rows_of(database: Database, name: str, **texts: str) -> list[dict[str, Any]]:
    asked = question(name)
    values = asked.values(texts, database, TODAY)
    return [dict(row) for row in ask(database, asked, values).rows]


# ------------------------------------------------------------------ the files


def test_folder_holds_whole_questions() -> None:
    assert not unreadable()
    assert len(NAMES) >= 16
    assert {one.theme for one in questions().values()} == set(THEMES)


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_worded_and_linked(name: str) -> None:
    columns = returned(question(name).text)
    assert set(columns) <= set(COLUMNS)
    assert set(question(name).chart.arguments) <= {*columns, "batas", "jejaring"}
    # A page's key is followed by the name that its link stands on.
    for key, following in pairwise(columns):
        assert not COLUMNS[key].page or COLUMNS[following].kind == "text"


HEAD = """\
// judul: Uji
// title: Test
// tema: waktu
// penjelasan: Panjang
//   sekali.
// explanation: Long.
// parameter: per date = today — per / as of
// grafik: table
RETURN $per AS per // $bukan
"""


def test_head_is_read() -> None:
    one = parse(HEAD, "uji")
    assert (one.label("id"), one.label("en"), one.explain()) == ("Uji", "Test", "Panjang sekali.")
    assert one.values({}, today=TODAY) == {"per": TODAY}


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("// title: Test\n", "", HeadFieldMissing),
        ("// title: Test\n", "// judul: Lagi\n", HeadFieldTwice),
        ("// title: Test\n", "// titel: Test\n", HeadLineUnknown),
        ("waktu", "cuaca", HeadWordUnknown),
        ("per date", "per day", HeadWordUnknown),
        ("grafik: table", "grafik: pie x", HeadWordUnknown),
        ("= today — per / as of", "", ParameterUnreadable),
        ("= today", "= kemarin", ParameterUnreadable),
        ("$per", "$lain", ParameterMismatch),
    ],
)
def test_broken_head_names_place(old: str, new: str, error: type[JejaringError]) -> None:
    with pytest.raises(error, match=r"uji\.cypher, baris \d+"):
        parse(HEAD.replace(old, new), "uji")


def test_file_appears_by_being_there(tmp_path: Path) -> None:
    assert questions(tmp_path) == {}
    (tmp_path / "uji.cypher").write_text(HEAD, encoding="utf-8")
    (tmp_path / "rusak.cypher").write_text("RETURN 1", encoding="utf-8")
    assert list(questions(tmp_path)) == ["uji"]
    with pytest.raises(HeadFieldMissing):
        question("rusak", tmp_path)
    with pytest.raises(NotFound):
        question("tiada", tmp_path)


def test_own_file_needs_no_head() -> None:
    one = parse(
        "// catatan saya\nRETURN $kode AS kode, $n AS n, '$bukan' AS x", "saya", strict=False
    )
    assert one.values({"kode": "12.10a", "n": "7"}) == {"kode": "12.10a", "n": 7}
    with pytest.raises(ValueMissing):
        one.values({"n": "7"})


# ------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2019-04-30", date(2019, 4, 30)),
        ("date", "30/4/2019", ValueUnusable),
        ("integer", "-3", -3),
        ("integer", "3,5", ValueUnusable),
        ("integer", "9" * 30, ValueUnusable),
        ("affair", "kesehatan", "kesehatan"),
        ("affair", "sihir", ChoiceUnknown),
        ("choice(a|b)", "b", "b"),
        ("choice(a|b)", "c", ChoiceUnknown),
        ("text", "x" * 501, ValueUnusable),
        ("text", " ", ValueMissing),
    ],
)
def test_value_is_checked_by_type(kind: str, text: str, value: object) -> None:
    head = HEAD.replace("per date = today", f"per {kind}")
    one = parse(head, "uji")
    if isinstance(value, type):
        with pytest.raises(value, match="per"):
            one.values({"per": text})
    else:
        assert one.values({"per": text}) == {"per": value}


def test_unknown_parameter_is_refused() -> None:
    with pytest.raises(ParameterUnknown, match="wilayah"):
        question("hasil-per-mitra").values({"daerah": "12.10"})


def test_region_is_known_by_name(demo_database: Database) -> None:
    asked = question("hasil-per-mitra")
    by_name = asked.values({"wilayah": "kabupaten labuhanbatu"}, demo_database)
    assert by_name == asked.values({"wilayah": "12.10"}, demo_database)
    with pytest.raises(NotFound, match="Kota Antah"):
        asked.values({"wilayah": "Kota Antah"}, demo_database)


# ------------------------------------------------------------------ answers

ANSWERS: dict[str, list[dict[str, Any]]] = {}


@pytest.mark.parametrize("name", NAMES)
def test_engines_answer_alike(rich_database: Database, name: str) -> None:
    answer = rows_of(rich_database, name)
    # When it was loaded, and by whom, differs; all else is the same.
    for row in answer:
        row.pop("dimuat_pada", None)
    assert answer, "the register above should give every question something to say"
    assert list(answer[0]) == [c for c in returned(question(name).text) if c != "dimuat_pada"]
    assert all(not isinstance(value, dict) for row in answer for value in row.values())
    assert_alike(answer, ANSWERS.setdefault(name, answer))
    if program := gap_answers.ANSWERS.get(name):
        values = question(name).values({}, rich_database, TODAY)
        assert_alike(answer, program(rich_database, values))


@pytest.mark.parametrize(
    ("on", "affair"),
    [
        ("2014-06-01", ""),
        ("2017-03-01", ""),
        ("2019-05-01", "kesehatan"),
    ],
)
def test_gaps_agree_with_question(rich_database: Database, on: str, affair: str) -> None:
    found = {}
    for status in ("", "running"):
        texts = {"per": on, "urusan": affair, "status": status}
        for row in rows_of(rich_database, "tetangga-tanpa-kerja-sama", **texts):
            found[row["kode_a"], row["kode_b"]] = row["status"]
    judged = pairs(rich_database, date.fromisoformat(on), affair=affair or None)
    assert found == {(pair.a, pair.b): pair.status for pair in judged}


# ------------------------------------------------------------------ what the seed articles ask


def test_yields_of_labuhanbatu(demo_database: Database) -> None:
    rows = rows_of(demo_database, "hasil-per-mitra", wilayah="Kabupaten Labuhanbatu")
    assert [row["jumlah_rupiah"] for row in rows] == [22_512_025_184, 11_788_581_521]
    assert {row["total_rupiah"] for row in rows} == {34_300_606_705}
    items = rows_of(demo_database, "hasil-per-kesepakatan", wilayah="12.10")
    assert sorted(row["jumlah"] for row in items) == [
        551_844_040,
        2_511_548_710,
        8_725_188_771,
        22_512_025_184,
    ]


def test_neighbours_of_labuhanbatu(demo_database: Database) -> None:
    rows = rows_of(demo_database, "tetangga-wilayah", wilayah="12.10")
    running = {row["tetangga"]: row["berjalan"] > 0 for row in rows}
    assert running == {
        "Kabupaten Labuhanbatu Utara": True,
        "Kabupaten Rokan Hilir": True,
        "Kabupaten Labuhanbatu Selatan": False,
        "Kabupaten Padang Lawas Utara": False,
    }
    overseers = {row["tetangga"]: row["pembina"] for row in rows}
    assert overseers["Kabupaten Rokan Hilir"] == "Menteri"
    assert overseers["Kabupaten Labuhanbatu Utara"] == "Gubernur"


def test_plans_of_probolinggo_are_overdue(demo_database: Database) -> None:
    before = rows_of(demo_database, "rencana-dan-pelaksanaan", wilayah="35.74", per="2018-12-31")
    after = rows_of(demo_database, "rencana-dan-pelaksanaan", wilayah="35.74", per="2019-01-01")
    assert len(before) == len(after) >= 12
    assert {row["keadaan"] for row in before} == {"direncanakan"}
    assert {row["keadaan"] for row in after} == {"terlambat"}
    offers = rows_of(demo_database, "tawaran-belum-diterima", wilayah="35.13")
    assert len(offers) == len(after)


def test_learning_visit_has_topic(demo_database: Database) -> None:
    (visit,) = rows_of(demo_database, "kunjungan-belajar", urusan="kesehatan")
    assert (visit["kode_a"], visit["kode_b"]) == ("74.09-dinas-kesehatan", "21.71")
    assert visit["topik"] and visit["tanggal"] == date(2023, 1, 25)


def test_jambi_partners_and_reports(demo_database: Database) -> None:
    abroad = rows_of(demo_database, "mitra-luar-negeri", wilayah="15.71")
    assert sum(row["skema"] == "ksdpl" for row in abroad) == 5
    assert sum(row["bentuk"] == "keanggotaan" for row in abroad) == 2
    kinds = rows_of(demo_database, "mitra-menurut-jenis-dan-skema", wilayah="15.71")
    assert sum(row["skema"] == "sinergi" for row in kinds) == 5
    reports = rows_of(demo_database, "laporan-dan-catatan", wilayah="15.71")
    assert sum(row["dilaporkan"] for row in reports) == 23
    assert [row["tercatat"] for row in reports] == [2, 3]


def test_opds_that_never_cooperate(demo_database: Database) -> None:
    rows = rows_of(demo_database, "opd-dan-kerja-sama", wilayah="35.74", hanya="belum_pernah")
    assert rows and all(row["belum_pernah"] for row in rows)
    sidoarjo = rows_of(demo_database, "opd-dan-kerja-sama", wilayah="35.15")
    assert any(row["berjalan"] for row in sidoarjo)


def test_network_as_of_a_date(demo_database: Database) -> None:
    assert rows_of(demo_database, "jejaring-per-tanggal", per="2016-12-31") == []
    now = {(r["kode_a"], r["kode_b"]) for r in rows_of(demo_database, "jejaring-per-tanggal")}
    assert {("12.10", "14.07"), ("12.10", "36.74"), ("12.10", "bank-sumut")} <= now


def test_open_name_and_choice_are_told(rich_database: Database) -> None:
    (open_name,) = rows_of(rich_database, "nama-belum-pasti")
    assert open_name["judul"] == "Air bersih"
    assert (open_name["tertulis"], open_name["calon"]) == (
        "Probolinggo",
        ["Kabupaten Probolinggo", "Kota Probolinggo"],
    )
    (chosen,) = rows_of(rich_database, "sebutan", wilayah="35.74")
    assert (chosen["tertulis"], chosen["kode"], chosen["pemilik"]) == (
        "Konut",
        "74.09",
        "Kota Probolinggo",
    )
    assert rows_of(rich_database, "sebutan", wilayah="35.13") == []


def test_missing_parameter_has_remedy(demo_database: Database) -> None:
    with pytest.raises((ParameterMissing, ArgumentInvalid)):
        demo_database.read("RETURN $tidak_ada AS x")


def test_bare_name_of_two_is_ambiguous(demo_database: Database) -> None:
    asked = question("hasil-per-mitra")
    with pytest.raises(NameAmbiguous, match=r"35\.13.*35\.74"):
        asked.values({"wilayah": "Probolinggo"}, demo_database)
    assert asked.values({"wilayah": "labuhanbatu"}, demo_database)["wilayah"] == "12.10"


@pytest.mark.parametrize("text", ["99999999999999999999", '"\\ud800"', "[1, 99999999999999999999]"])
def test_values_fit_the_database(text: str) -> None:
    asked = parse("RETURN $x AS x", "uji", strict=False)
    with pytest.raises(ValueUnusable):
        asked.values({"x": text})
