"""The questions about gaps over a small country with every case: the program answers the same."""

from __future__ import annotations

import ast
import re
from datetime import date
from typing import Any

import pytest

from graph import gaps
from graph.counterparts import BASES
from graph.database import Database
from graph.history import CONTACTS
from graph.model import (
    Agreement,
    Border,
    CornerContact,
    Facts,
    Load,
    Opd,
    PartialDate,
    Partner,
    Party,
    Region,
    Report,
    SeaNeighbour,
    Source,
    Statement,
)
from graph.pairs import surroundings
from graph.questions import ask, question, questions
from graph.store import Store
from graph.vocabulary import FORMS, STAGES, STATUSES
from loaders.reference import reference_facts
from tests.graph.gap_answers import ANSWERS, Row, assert_alike

EARLY, LATE = date(2016, 12, 31), date(2026, 1, 1)


def region(code: str, people: int, latitude: float, longitude: float) -> Region:
    """Make a kabupaten, or a kota by the number of its code."""
    kind = "kota" if code[3:] > "70" else "kabupaten"
    name = f"{kind.title()} {code}"
    return Region(code, name, kind, code[:2], None, latitude, longitude, people)


# 35.01–35.05 lie in a row, then 36.01 and 36.02 across the province border; both kota are
# enclosed; 37 is an island.
REGIONS = (
    Region("35", "Provinsi Timur", "provinsi", None, None, -7.0, 112.0, 900_000),
    Region("36", "Provinsi Barat", "provinsi", None, None, -7.0, 107.0, 700_000),
    Region("37", "Provinsi Pulau", "provinsi", None, None, -9.0, 116.0, 50_000),
    region("35.01", 100_000, -7.1, 113.0),
    region("35.02", 130_000, -7.2, 112.6),
    region("35.03", 150_000, -7.3, 112.1),
    region("35.04", 180_000, -7.2, 111.7),
    region("35.05", 90_000, -7.0, 111.2),
    region("35.71", 210_000, -7.25, 111.8),
    region("36.01", 110_000, -6.9, 107.8),
    region("36.02", 170_000, -6.8, 107.3),
    region("36.71", 260_000, -6.85, 107.35),
    region("37.01", 50_000, -9.1, 116.2),
)
BY_CODE = {one.code: one for one in REGIONS}
BORDERS = (
    Border("35", "36", 500.0, True),
    Border("35.01", "35.02", 10.0, False),
    Border("35.02", "35.03", 20.0, False),
    Border("35.03", "35.04", 30.0, False),
    Border("35.04", "35.05", 40.0, False),
    Border("35.04", "35.71", 45.0, False),
    Border("35.05", "36.01", 50.0, True),
    Border("36.01", "36.02", 60.0, False),
    Border("36.02", "36.71", 35.0, False),
)
SEA = (SeaNeighbour("35.01", "37.01", 31.5, False), SeaNeighbour("35.02", "36.02", 80.0, True))
CORNERS = (CornerContact("35.03", "35.71"),)


def stated(day: date | None) -> Statement:
    return Statement(Source(f"Berita {day}", published_on=day))


def agree(key: str, *actors: Any, **values: Any) -> Agreement:
    """Make an agreement, by default a PKS that an article of 2015 states."""
    plain: dict[str, Any] = {"form": "pks", "stage": "pelaksanaan"}
    for name in ("signed_on", "starts_on", "ends_on"):
        if name in values:
            values[name] = PartialDate(date.fromisoformat(values[name]))
    statement = stated(values.pop("stated", date(2015, 6, 1)))
    parties = tuple(
        actor if isinstance(actor, Party) else Party(BY_CODE.get(actor, actor)) for actor in actors
    )
    return Agreement(
        title=f"Judul {key}",
        parties=parties,
        statements=(statement,),
        register_key=key,
        **(plain | values),
    )


BANK, CLINIC = Partner("Bank Timur", "bank"), Partner("Klinik", "hospital")
HEALTH = {code: Opd("Dinas Kesehatan", code, ("kesehatan",)) for code in ("35.02", "35.04")}
DISASTER = Opd("Badan Penanggulangan Bencana Daerah", "35.71", ("ketertiban",))
HOSPITAL = Opd("RSUD Harapan", "35.71")
AGREEMENTS = (
    agree("opd", "35.01", HEALTH["35.02"], affairs=("kesehatan",), unnamed_parties=1),
    agree("induk", "35.02", "35.03", form="mou", signed_on="2015-05-01", affairs=("pendidikan",)),
    agree(
        "turunan", "35.02", "35.03", signed_on="2016-02-01", ends_on="2017-01-31",
        affairs=("pendidikan", "pangan"), implements=("induk",),
    ),
    agree(
        "kertas", "35.03", "35.04", form="mou", signed_on="2016-02-29",
        affairs=("lingkungan_hidup",),
    ),
    agree("forum", "35.01", "35.03", "35.05", BANK, stage="selesai", stated=date(2018, 3, 1)),
    agree(
        "dicabut", "35.04", "35.05", stage="dicabut", signed_on="2014-05-01", ends_on="2030-01-01",
    ),
    agree("ditolak", "36.02", "36.71", stage="ditolak"),
    agree("aset", "35.02", HEALTH["35.02"], "35.03", signed_on="2016-03-01"),
    agree("entah-kapan", "35.03", "35.04", stated=None, affairs=("kesehatan",)),
    agree("tanpa-akhir", "36.02", "36.71", affairs=("sosial", "kesehatan"), endless=True),
    agree("lampau", "36.01", "36.02", signed_on="2012-01-01", ends_on="2015-12-31",
          affairs=("perhubungan",)),
    agree("rencana", "35", "36", stage="usulan", stated=None, affairs=("pariwisata",)),
    agree("sendiri", "35", "35.01", affairs=("pertanian",)),
    agree("laut", "35.02", "36.02", signed_on="2017-05-01", affairs=("perikanan", "kesehatan")),
    agree("bank-4", "35.04", BANK, affairs=("keuangan",)),
    agree("bank-5", "35.05", BANK),
    agree("tanpa-tanggal", "35.05", CLINIC, stated=None),
    agree("jauh-4", "35.04", "36.02"),
    agree("jauh-5", "35.05", "36.02", CLINIC),
    agree("bank-6", "36.01", BANK, stated=date(2018, 3, 1)),
    agree("klinik-4", HEALTH["35.04"], CLINIC, affairs=("kesehatan",), starts_on="2016-01-01"),
    agree("klinik-7", HOSPITAL, CLINIC, affairs=("kesehatan",)),
    agree("bencana", HEALTH["35.04"], DISASTER, stage="pembahasan", affairs=("ketertiban",)),
    agree(
        "kunjungan", Party(HEALTH["35.04"], "learner"), Party(BY_CODE["35.71"], "host"),
        form="kaji_banding", stage="selesai", starts_on="2016-08-01", ends_on="2016-08-01",
        affairs=("kesehatan",),
    ),
)  # fmt: skip
REPORTS = [
    # Of one year, form and scheme the greatest counts: one of two is recorded, which is enough.
    Report("36.01", 1, stated(date(2016, 1, 1)), year=2012, form="pks"),
    Report("36.01", 2, stated(date(2016, 2, 1)), year=2012, form="pks"),
    Report("35.05", 10, stated(date(2020, 1, 1)), at_least=True),
    Report("35.03", 1, stated(date(2016, 1, 1)), form="mou"),
    Report("37.01", 4, stated(date(2015, 1, 1))),
]


@pytest.fixture(scope="module")
def country(database: Database) -> Database:
    """Write the small country, with the real affairs and forms of OPDs."""
    store = Store(database)
    store.prepare()
    reference = reference_facts()
    facts = Facts(
        regions=list(REGIONS),
        borders=list(BORDERS),
        sea_neighbours=list(SEA),
        corner_contacts=list(CORNERS),
        affairs=reference.affairs,
        opd_forms=reference.opd_forms,
        agreements=list(AGREEMENTS),
        reports=REPORTS,
    )
    store.write(facts, Load("load", "country.csv", "2026-01-01T00:00:00Z", "test"))
    return database


def asked(database: Database, name: str, **texts: str) -> tuple[list[Row], dict[str, Any]]:
    one = question(name)
    values = one.values(texts, database, LATE)
    return [dict(row) for row in ask(database, one, values).rows], values


A_B = {"wilayah_a": "35.04", "wilayah_b": "35.05"}
# The values that are not the question's own; each is asked on two dates.
GIVEN: dict[str, dict[str, str]] = {
    "daerah-perantara": {"wilayah_a": "35.05", "wilayah_b": "35.04"},
    "hukum-pasangan": {"wilayah_a": "36.01", "wilayah_b": "35.05"},
    "kaji-banding-pasangan": {"wilayah_a": "35.71", "wilayah_b": "35.04"},
    "linimasa-pasangan": {"wilayah_a": "35.03", "wilayah_b": "35.02"},
    "mitra-bersama": A_B,
    "pasangan-serupa": A_B,
    "pemecah-terdekat": A_B,
    "perubahan-kesenjangan": {"dari": "2015-06-15"},
    "status-pasangan-per-urusan": {"wilayah": "35.02"},
    "tetangga-wilayah": {"wilayah": "35.04"},
    "urusan-lintas-batas-terbuka": {"wilayah": "35.04"},
    "urusan-tetangga-serupa": A_B,
}
MORE: tuple[tuple[str, dict[str, str]], ...] = (
    ("bagian-peringkat-kesenjangan", {"urusan": "kesehatan"}),
    ("bagian-peringkat-kesenjangan", {"hubungan": "sea", "wilayah": "35.02"}),
    ("bagian-peringkat-kesenjangan", {"hubungan": "own", "provinsi": "35"}),
    ("bagian-peringkat-kesenjangan", {"hubungan": "corner"}),
    ("batas-yang-hilang", {"juga_tanpa_data": "ya", "provinsi": "35"}),
    ("cakupan-wilayah", {"hanya": "kurang_tercatat"}),
    ("hukum-pasangan", {"wilayah_a": "35", "wilayah_b": "36"}),
    ("hukum-pasangan", {"wilayah_a": "35.71", "wilayah_b": "35.03", "kewajiban": "open"}),
    ("linimasa-pasangan", {"wilayah_a": "35.01", "wilayah_b": "35.02", "urusan": "kesehatan"}),
    ("matriks-kesenjangan", {"tingkat": "provinsi", "urusan": "pariwisata"}),
    ("mitra-bersama", {"wilayah_a": "35.71", "wilayah_b": "35.04"}),
    ("pasangan-serupa", {**A_B, "urusan": "kesehatan"}),
    ("pasangan-serupa", {"wilayah_a": "35.04", "wilayah_b": "35.71"}),
    ("pemecah-terdekat", {"wilayah_a": "35", "wilayah_b": "36"}),
    ("status-pasangan", {"hubungan": "sea"}),
    ("status-pasangan", {"hubungan": "own", "status": "running"}),
    ("status-pasangan", {"urusan": "kesehatan", "umur": "5", "tingkat": "kabkota"}),
    ("status-pasangan", {"provinsi": "36", "wilayah": "35.05"}),
    ("tetangga-tanpa-kerja-sama", {"urusan": "pendidikan", "status": "none", "provinsi": "35"}),
    ("tetangga-wilayah", {"wilayah": "35.71", "hubungan": "corner"}),
    ("wilayah-terpencil", {"tingkat": "provinsi"}),
    ("wilayah-terpencil", {"hubungan": "sea", "provinsi": "35", "urusan": "kesehatan"}),
)


@pytest.mark.parametrize("name", ANSWERS)
def test_program_answers_the_same(country: Database, name: str) -> None:
    dates = {"per", "sampai"} & {parameter.name for parameter in question(name).parameters}
    found = 0
    for on in (EARLY, LATE):
        days = {parameter: on.isoformat() for parameter in dates}
        answer, values = asked(country, name, **GIVEN.get(name, {}), **days)
        assert_alike(answer, ANSWERS[name](country, values))
        found += len(answer)
    assert found, "the country should give every question something to say"


# A server takes seconds to plan each of these anew; that the engines agree is seen above.
@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
@pytest.mark.parametrize(("name", "texts"), MORE, ids=lambda value: str(value)[:60])
def test_every_choice_counts_alike(country: Database, name: str, texts: dict[str, str]) -> None:
    answer, values = asked(country, name, **texts)
    assert_alike(answer, ANSWERS[name](country, values))


def test_country_has_every_case(country: Database) -> None:
    """So that the equality above says something."""
    readings = gaps.read(country, LATE)
    pairs = gaps.judge(readings, contacts=tuple(CONTACTS))
    assert {pair.status for pair in pairs} == {*STATUSES}
    assert {pair.contact for pair in pairs} == {*CONTACTS}
    assert {pair.combination for pair in pairs} == {"a", "b", "d", "e"}
    assert {(one.known, bool(one.reported)) for one in readings.coverage.values()} == {
        (known, reported) for known in (True, False) for reported in (True, False)
    }


def test_counterparts_are_those_of_the_page(country: Database) -> None:
    rows, _values = asked(country, "opd-sepadan", wilayah_a="35.04", wilayah_b="35.71")
    readings = gaps.read(country, LATE)
    pair = gaps.pair_of(readings, "35.04", "35.71")
    proposal = surroundings(country, readings, pair).proposal
    found = {
        (row["opd_a"], row["dasar_a"], row["opd_b"], row["dasar_b"]): row["bersama"] for row in rows
    }
    proposed = {
        (one.a.name, one.a.basis, one.b.name, one.b.basis): len(one.known) for one in proposal.pairs
    }
    # The page gives but the closest of an affair, and says how many it left out.
    assert found.items() >= proposed.items()
    assert len(found) == len(proposed) + sum(proposal.left_out.values())
    assert {row["dasar_a"] for row in rows} <= set(BASES)
    both, _values = asked(
        country, "opd-sepadan", wilayah_a="35.04", wilayah_b="35.71", hanya="keduanya_tercatat"
    )
    assert [(row["opd_a"], row["opd_b"]) for row in both] == [("Dinas Kesehatan", "RSUD Harapan")]


# ------------------------------------------------------------------ the files

LISTS = {
    r"\.form IN (\[[^]]*\])": [code for code, form in FORMS.items() if form.framework],
    r"\.stage IN (\['usulan'[^]]*\])": ["usulan", "pembahasan"],
}


@pytest.mark.parametrize("pattern", LISTS)
def test_lists_are_those_of_the_vocabulary(pattern: str) -> None:
    """A query cannot look the vocabulary up, so what it lists is held here."""
    texts = [one.text for one in questions().values() if one.theme in ("kesenjangan", "pasangan")]
    found = [ast.literal_eval(listed) for text in texts for listed in re.findall(pattern, text)]
    assert len(found) > 10
    assert all(sorted(one) == sorted(LISTS[pattern]) for one in found)
    assert [code for code, stage in STAGES.items() if stage.effect == "planned"] == LISTS[
        r"\.stage IN (\['usulan'[^]]*\])"
    ]
