"""What is missing, contradictory or twice: each check finds what it should, on every engine."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph import merging
from graph.checks import CHECKS, FOLLOWS, GROUPS
from graph.database import Database
from graph.likeness import alike
from graph.model import (
    Affair,
    Agreement,
    Border,
    Facts,
    Load,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    Region,
    Report,
    Source,
    Statement,
)
from graph.quality import (
    ORDERS,
    Scope,
    finding,
    findings,
    names_of,
    owner_findings,
    owners,
    rows,
)
from graph.questions import ask, question
from graph.records import Record
from graph.store import Store
from graph.vocabulary import AFFAIRS
from tests.engines.engines import Engine

ON = date(2026, 1, 1)
SCOPE = Scope(ON)
REGIONS = [
    Region("12", "Provinsi Sumatera Utara", "provinsi", None),
    Region("12.10", "Kabupaten Labuhanbatu", "kabupaten", "12"),
    Region("35", "Provinsi Jawa Timur", "provinsi", None),
    Region("35.13", "Kabupaten Probolinggo", "kabupaten", "35"),
    Region("35.74", "Kota Probolinggo", "kota", "35"),
]
REGENCY, CITY = REGIONS[3], REGIONS[4]
BANK = Partner("Bank Contoh", "bank")
GUESSED = Partner("Yayasan Contoh Sejahtera", "ngo", kind_guessed=True)
UNKNOWN = Partner("Yayasan Contoh Sejahterah", "other")
SOURCE = Source("Register contoh", published_on=date(2025, 6, 1))
CITY_LOAD = Load("kota", "kota.xlsx", "2026-01-01T00:00:00Z", "penguji", owner="35.74")
NEWER_LOAD = Load("baru", "kota.xlsx", "2026-01-03T00:00:00Z", "penguji", owner="35.74")
NOBODY_LOAD = Load("berita", "berita.csv", "2026-01-04T00:00:00Z", "penguji")
REGENCY_LOAD = Load("kabupaten", "kabupaten.csv", "2026-01-02T00:00:00Z", "penguji", owner="35.13")
OPEN = (
    OpenParty('RSUD "Sehat"', (), "Tidak ada di daerah ini."),
    OpenParty("Probolinggo", ("35.13", "35.74"), "Cocok dengan dua wilayah."),
)


def day(text: str) -> PartialDate:
    return PartialDate(date.fromisoformat(text))


SOUND = Agreement(
    title="Utuh",
    form="kesepakatan_bersama",
    stage="pelaksanaan",
    parties=(Party(CITY, number="1/2024"), Party(BANK)),
    statements=(Statement(SOURCE),),
    register_key="utuh",
    affairs=("keuangan",),
    signed_on=day("2024-01-01"),
    ends_on=day("2027-01-01"),
)
BOTH = (Party(CITY, number="2/2024"), Party(REGENCY, number="3/2024"))
# Id → what differs from an agreement with which nothing is wrong.
TOLD: dict[str, dict[str, Any]] = {
    "utuh": {},
    "tanggal": {"signed_on": None, "ends_on": None},
    "akhir": {"ends_on": None},
    "batas": {"ends_on": None, "endless": True},
    "urusan": {"affairs": ()},
    "bentuk": {"form": "lainnya"},
    "nomor": {"parties": (Party(CITY), Party(GUESSED))},
    "usulan": {"parties": (Party(CITY), Party(UNKNOWN)), "stage": "usulan", "signed_on": None},
    "sendiri": {"parties": SOUND.parties[:1], "unnamed_parties": 1},
    "pks": {"form": "pks"},
    "pelaksana": {"form": "pks", "implements": ("utuh",)},
    "lewat": {"ends_on": day("2025-01-01")},
    "selesai": {"ends_on": day("2025-01-01"), "stage": "selesai"},
    "skema": {"stated_scheme": "ksdd"},
    "cocok": {"stated_scheme": "ksdpk"},
    "jauh": {"ends_on": day("2090-01-01")},
    "terbuka": {"parties": SOUND.parties[:1], "open_parties": OPEN},
    "sepihak": {"parties": BOTH},
    "dua": {"parties": BOTH},
    # Told by an article, which is nobody's register.
    "berita": {"parties": BOTH},
}
# Check → which agreements it finds, and of how many.
FOUND: dict[str, tuple[set[str], int]] = {
    "tanpa-tanggal": ({"tanggal"}, 20),
    "tanpa-akhir": ({"tanggal", "akhir"}, 19),
    "tanpa-batas-waktu": ({"batas"}, 19),
    "tanpa-urusan": ({"urusan"}, 20),
    "tanpa-bentuk": ({"bentuk"}, 20),
    "tanpa-nomor": ({"nomor"}, 19),
    "satu-pihak": ({"sendiri", "terbuka"}, 20),
    "pks-tanpa-induk": ({"pks"}, 2),
    "lewat-masih-pelaksanaan": ({"lewat"}, 15),
    "skema-berbeda": ({"skema"}, 2),
    "tanggal-jauh": ({"jauh"}, 19),
    "satu-register": ({"sepihak"}, 2),
    "nama-terbuka": ({"terbuka"}, 20),
}


def record(load: Load, row: int, id: str) -> Record:
    told = replace(SOUND, id="", title=id, register_key=id, **TOLD[id])
    sheet = "" if load is REGENCY_LOAD else "Daftar"
    return Record(load.id, load.file, sheet, row, id, told, load.owner)


def write(database: Database) -> None:
    store = Store(database)
    store.prepare()
    base = Facts(
        regions=REGIONS,
        borders=[Border("35.13", "35.74", 10.0, False)],
        affairs=[Affair(a.code, a.name, a.name_en, a.group) for a in AFFAIRS.values()],
        reports=[
            Report("35.74", 30, Statement(SOURCE), 2024),
            Report("35.13", 1, Statement(SOURCE), 2024),
        ],
    )
    store.write(base)
    tellings = {
        CITY_LOAD: [
            record(CITY_LOAD, 100 - row, id) for row, id in enumerate(TOLD) if id != "berita"
        ],
        REGENCY_LOAD: [record(REGENCY_LOAD, 2, "dua")],
        NEWER_LOAD: [record(NEWER_LOAD, 7, "urusan")],
        NOBODY_LOAD: [replace(record(NOBODY_LOAD, 2, "berita"), owner=None)],
    }
    for load, records in tellings.items():
        store.begin_load(load)
        store.write(Facts(records=records), load)
        store.end_load(load)
    merging.propose(database, [("sepihak", "dua", ["parties", "day"])], "penguji")


@pytest.fixture
def flawed(engine: Engine) -> Database:
    """Give each engine with two registers in which each flaw occurs."""
    return engine.load("quality", write)


def counted(database: Database, scope: Scope = SCOPE) -> dict[str, tuple[int | None, int | None]]:
    return {one.check.code: (one.count, one.of) for one in findings(database, scope)}


# ------------------------------------------------------------------ what is found


def test_checks_find_what_is_wrong(flawed: Database) -> None:
    assert set(FOUND) == {code for code, row in CHECKS.items() if row.subject == "agreement"}
    for code, (ids, of) in FOUND.items():
        assert {row["id"] for row in rows(flawed, code, SCOPE)} == ids, code
        found = finding(flawed, code, SCOPE)
        assert (found.count, found.of) == (len(ids), of), code


@pytest.mark.parametrize(
    "scope",
    [
        SCOPE,
        Scope(date(2024, 6, 1), province="35", owner="35.74"),
        Scope(date(2028, 2, 29), load="kabupaten"),
    ],
)
def test_counts_are_those_of_rows(flawed: Database, scope: Scope) -> None:
    for found in findings(flawed, scope):
        code = found.check.code
        assert found == finding(flawed, code, scope)
        if found.count is None:
            assert found.percent is None
        else:
            assert found.count == len(rows(flawed, code, scope)), code
            assert found.of is None or found.count <= found.of


def test_scope_narrows(flawed: Database) -> None:
    regency = counted(flawed, replace(SCOPE, owner="35.13"))
    assert regency["tanpa-urusan"] == (0, 1)
    assert regency["barangkali-kembar"] == (1, None)
    assert regency["wilayah-tanpa-catatan"] == (None, None)
    assert regency["laporan-melebihi-catatan"] == (0, 1)
    assert counted(flawed, replace(SCOPE, province="12"))["tanpa-urusan"] == (0, 0)
    assert counted(flawed, replace(SCOPE, load="kabupaten"))["tanpa-urusan"] == (0, 1)
    assert owners(flawed) == ["35.13", "35.74"]
    apart = owner_findings(flawed, "satu-register", replace(SCOPE, owner="35.13"))
    assert {code: (one.count, one.of) for code, one in apart.items()} == {
        "35.13": (0, 1),
        "35.74": (1, 2),
    }


def test_date_moves_what_depends_on_it(flawed: Database) -> None:
    before = counted(flawed, replace(SCOPE, on=date(2024, 12, 31)))
    assert before["lewat-masih-pelaksanaan"] == (0, 15)
    later = counted(flawed, replace(SCOPE, on=date(2040, 1, 1)))
    assert later["tanggal-jauh"] == (0, 19)


def test_rows_stand_as_in_the_file(flawed: Database) -> None:
    found = rows(flawed, "satu-pihak", SCOPE)
    assert [row["id"] for row in found] == ["terbuka", "sendiri"]
    assert found[0]["places"] == [
        {"owner": "35.74", "file": "kota.xlsx", "sheet": "Daftar", "row": 84}
    ]
    assert [one["as_written"] for one in found[0]["open_parties"]] == [
        'RSUD "Sehat"',
        "Probolinggo",
    ]
    assert [party["key"] for party in found[0]["parties"]] == ["35.74"]
    (moved,) = rows(flawed, "tanpa-urusan", SCOPE)
    assert [place["row"] for place in moved["places"]] == [7], "as its newest version has it"
    (late,) = rows(flawed, "lewat-masih-pelaksanaan", SCOPE)
    assert late["stated_after_end"] is True
    names = names_of(flawed, ["35.74", "bank-contoh", "tiada"])
    assert names == {"35.74": "Kota Probolinggo", "bank-contoh": "Bank Contoh"}


def test_every_order_pages(flawed: Database) -> None:
    for order in ORDERS:
        whole = [row["id"] for row in rows(flawed, "satu-pihak", SCOPE, order=order)]
        parts = [
            row["id"]
            for start in range(3)
            for row in rows(flawed, "satu-pihak", SCOPE, order=order, start=start, count=1)
        ]
        assert parts == whole and set(whole) == {"sendiri", "terbuka"}, order


def test_partners_and_pairs(flawed: Database) -> None:
    found = rows(flawed, "jenis-tebakan", SCOPE)
    assert [row["name"] for row in found] == [GUESSED.name, UNKNOWN.name]
    assert counted(flawed)["jenis-tebakan"] == (2, 3)
    (names,) = rows(flawed, "nama-mirip", SCOPE)
    assert (names["a_name"], names["b_name"], names["letters"]) == (GUESSED.name, UNKNOWN.name, 1)
    (pair,) = rows(flawed, "barangkali-kembar", SCOPE)
    assert (pair["a"], pair["b"], pair["a_title"]) == ("dua", "sepihak", "dua")
    assert pair["reasons"] == ["parties", "day"]


# ------------------------------------------------------------------ the same as the questions say


def asked(database: Database, name: str, **values: Any) -> list[dict[str, Any]]:
    texts = {key: str(value) for key, value in values.items() if value is not None}
    one = question(name)
    return [dict(row) for row in ask(database, one, one.values(texts, database, ON)).rows]


@pytest.mark.parametrize(
    "scope",
    [SCOPE, Scope(date(2060, 2, 29), province="35", owner="35.74")],
)
def test_question_counts_alike(flawed: Database, scope: Scope) -> None:
    told = asked(flawed, "mutu-data", per=scope.on, provinsi=scope.province, wilayah=scope.owner)
    ours = {one.check.code: one for one in findings(flawed, scope)}
    assert {row["pemeriksaan"] for row in told} == set(FOUND)
    for row in told:
        one = ours[row["pemeriksaan"]]
        assert (row["banyaknya"], row["dari"], row["persen"]) == (one.count, one.of, one.percent)


def test_regions_and_reports_are_those_of_the_questions(flawed: Database) -> None:
    lacking = rows(flawed, "wilayah-tanpa-catatan", SCOPE)
    assert lacking == asked(flawed, "wilayah-tanpa-catatan", per=ON)
    assert {row["kode"] for row in lacking} == {"12", "12.10", "35"}
    assert counted(flawed, replace(SCOPE, province="12"))["wilayah-tanpa-catatan"] == (2, 2)
    told = asked(flawed, "laporan-dan-catatan")
    assert rows(flawed, "laporan-melebihi-catatan", SCOPE) == [
        row for row in told if row["dilaporkan"] > row["tercatat"]
    ]
    assert counted(flawed)["laporan-melebihi-catatan"] == (1, len(told))


def test_open_names_are_listed(flawed: Database) -> None:
    first, second = asked(flawed, "nama-belum-pasti")
    assert (first["tertulis"], first["calon"]) == (
        "Probolinggo",
        ["Kabupaten Probolinggo", "Kota Probolinggo"],
    )
    assert (second["tertulis"], second["calon"]) == ('RSUD "Sehat"', [])
    place = ("terbuka", "kota.xlsx", "Daftar", 84)
    assert (first["kesepakatan"], first["berkas"], first["lembar"], first["baris"]) == place
    assert asked(flawed, "nama-belum-pasti", wilayah="35.13") == []


def test_empty_graph_has_nothing_wrong(empty_database: Database) -> None:
    assert all(not one.count and not one.of for one in findings(empty_database, SCOPE))
    assert rows(empty_database, "tanpa-akhir", SCOPE) == []


# ------------------------------------------------------------------ the table


@pytest.mark.parametrize("code", CHECKS)
def test_check_is_whole(code: str) -> None:
    check = CHECKS[code]
    assert check.group in GROUPS and check.subject in FOLLOWS
    for language in ("id", "en"):
        assert check.label(language) and not check.label(language).endswith(".")
        assert check.reason(language).endswith(".") and check.advice(language).endswith(".")
    assert check.label("id") != check.label("en")
    assert json.dumps(check.columns)


# ------------------------------------------------------------------ names that are alike


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("Bank Sumut", "BankSumut", 0),
        ("Taspen", "PT Taspen (Persero)", 0),
        ("Universitas Sumatera Utara", "Universitas Sumatra Utara", 1),
        ("Universitas Sumatera Utara", "Univeristas Sumatera Utara", 2),
        ("Fakultas Perikanan dan Kelautan", "Fakultas Kelautan dan Perikanan", 0),
        ("Koperasi Sejahtera", "koperasi séjahtera", 0),
        ("SMK Negeri 1 Batam", "SMP Negeri 1 Batam", None),
        ("SMK Negeri 1 Batam", "SMK Negeri 2 Batam", None),
        ("Pelabuhan Indonesia I", "Pelabuhan Indonesia II", None),
        ("BRI", "BNI", None),
        ("Taspen", "Tasdin", None),
        ("Universitas Riau", "Universitas Jambi", None),
    ],
)
def test_names_are_alike(one: str, other: str, letters: int | None) -> None:
    expected = [] if letters is None else [(0, 1, letters)]
    assert alike([one, other]) == expected
    among = [f"Lembaga {letter * 6}" for letter in "abcdefghij"]
    assert [(letters, *sorted((a, b))) for a, b, letters in alike([one, *among, other])] == [
        (edits, 0, 11) for _a, _b, edits in expected
    ]


def test_nothing_is_alike_to_nothing() -> None:
    assert alike([]) == alike(["PT"]) == alike(["", ""]) == []
