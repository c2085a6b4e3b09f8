"""What lies around a pair of neighbours, read from each engine."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from math import isclose, log

import pytest

from graph import gaps
from graph.counterparts import read_opds
from graph.database import Database
from graph.model import (
    Agreement,
    Border,
    Facts,
    Load,
    Opd,
    PartialDate,
    Partner,
    Party,
    Region,
    Report,
    Source,
    Statement,
)
from graph.pairs import Surroundings, as_object, seen_opds, surroundings
from graph.ranking import rank
from graph.store import Store
from loaders.reference import reference_facts

ON = date(2020, 1, 1)


def region(code: str, name: str, latitude: float, longitude: float) -> Region:
    kind = name.partition(" ")[0].lower()
    province = None if kind == "provinsi" else code[:2]
    return Region(code, name, kind, province, None, latitude, longitude, 100_000)


A = region("35.13", "Kabupaten A", -7.8, 113.2)
B = region("35.74", "Kota B", -7.8, 113.4)
C = region("35.01", "Kabupaten C", -7.8, 112.2)
D = region("35.02", "Kabupaten D", -7.8, 112.4)
E = region("35.03", "Kabupaten E", -7.8, 110.2)
F = region("35.04", "Kabupaten F", -7.8, 110.4)
G = region("51.01", "Kabupaten G", -7.8, 113.0)
PROVINCES = [region("35", "Provinsi T", -7.5, 112.0), region("51", "Provinsi S", -8.0, 114.0)]
BANK, CLINIC = Partner("Bank Timur", "bank"), Partner("Klinik", "hospital")
HEALTH_A, HEALTH_B = (Opd("Dinas Kesehatan", code, ("kesehatan",)) for code in (A.code, B.code))
SCHOOLS_A = Opd("Dinas Pendidikan", A.code, ("pendidikan",))
STATED = (Statement(Source("Berita", published_on=date(2018, 1, 1))),)
TOO = Statement(Source("Berita kedua", published_on=date(2018, 2, 1)))
LATER = (Statement(Source("Berita kemudian", published_on=date(2021, 1, 1))),)


def agree(key: str, *parties: Party, **values: object) -> Agreement:
    plain = {"form": "pks", "stage": "pelaksanaan", "statements": STATED}
    return Agreement(title=key, register_key=key, parties=parties, **(plain | values))  # type: ignore[arg-type]


AGREEMENTS = (
    agree("a-bank", Party(A), Party(BANK)),
    agree("b-bank", Party(HEALTH_B), Party(BANK)),
    agree("b-bank-2", Party(B), Party(BANK)),
    agree("a-clinic", Party(HEALTH_A), Party(CLINIC)),
    agree("b-clinic", Party(B), Party(CLINIC), ends_on=PartialDate(date(2019, 1, 1))),
    agree("a-c", Party(A), Party(C)),
    agree("b-c", Party(B), Party(C), form="mou", signed_on=PartialDate(date(2010, 1, 1))),
    agree("a-d", Party(SCHOOLS_A), Party(D), responsible=(HEALTH_A,)),
    agree("b-d", Party(B), Party(D), statements=LATER),
    agree("a-b-roads", Party(A), Party(B), Party(D), affairs=("perhubungan",)),
    agree("c-d-forum", Party(C), Party(D), Party(E), affairs=("kesehatan",)),
    agree("c-d-health", Party(C), Party(D), affairs=("kesehatan",)),
    agree("e-f-both", Party(E), Party(F), affairs=("kesehatan", "sosial")),
    agree("c-g-both", Party(C), Party(G), affairs=("sosial", "pendidikan")),
    agree(
        "visit",
        Party(HEALTH_A, "learner"),
        Party(B, "host"),
        form="kaji_banding",
        stage="selesai",
        affairs=("kesehatan",),
        starts_on=PartialDate(date(2018, 6, 1)),
        ends_on=PartialDate(date(2018, 6, 1)),
    ),
)
REPORTS = [
    Report(B.code, 9, STATED[0], year=2010, form="mou"),
    Report(B.code, 4, TOO, year=2010, form="mou", at_least=True),
    Report(B.code, 50, LATER[0]),
]


@pytest.fixture(scope="module")
def pair_database(database: Database) -> Database:
    """Write two neighbours with what lies around them."""
    store = Store(database)
    store.prepare()
    facts = Facts(
        regions=[*PROVINCES, A, B, C, D, E, F, G],
        borders=[
            Border(A.code, B.code, 39.1, False),
            Border(C.code, D.code, 20.0, False),
            Border(E.code, F.code, 20.0, False),
            Border(C.code, G.code, 20.0, True),
        ],
        affairs=reference_facts().affairs,
        opd_forms=reference_facts().opd_forms,
        agreements=list(AGREEMENTS),
        reports=REPORTS,
    )
    store.write(facts, Load("load", "around.csv", "2026-01-01T00:00:00Z", "test"))
    return database


@pytest.fixture(scope="module")
def readings(pair_database: Database) -> gaps.Readings:
    return gaps.read(pair_database, ON)


@pytest.fixture(scope="module")
def pair(readings: gaps.Readings) -> gaps.Pair:
    return gaps.pair_of(readings, A.code, B.code)


@pytest.fixture(scope="module")
def around(pair_database: Database, readings: gaps.Readings, pair: gaps.Pair) -> Surroundings:
    return surroundings(pair_database, readings, pair)


def test_counterparts_recorded_first(around: Surroundings) -> None:
    health = [one for one in around.proposal.pairs if one.affair == "kesehatan"]
    assert (health[0].a.id, health[0].b.id) == (HEALTH_A.id, HEALTH_B.id)
    assert health[0].basis == "recorded" and health[0].a.agreements == 2
    schools = next(one for one in around.proposal.pairs if one.a.id == SCHOOLS_A.id)
    assert (schools.b.id, schools.basis) == (None, "assumed")


@pytest.mark.parametrize("on", [ON, date(2018, 1, 1), date(2000, 1, 1)])
def test_opds_from_memory_are_those_of_the_database(pair_database: Database, on: date) -> None:
    codes = [A.code, B.code]
    known = seen_opds(pair_database, gaps.read(pair_database, on), codes)
    assert known == read_opds(pair_database, codes, on)
    assert len(known) == (3 if on.year > 2000 else 0)


def test_partners_of_both_that_run(around: Surroundings) -> None:
    (bank,) = around.partners
    assert (bank.id, bank.name, bank.kind) == (BANK.id, "Bank Timur", "bank")
    assert (bank.a, bank.b, bank.others) == (1, 2, 2)


def test_mediators_known_by_date(around: Surroundings) -> None:
    # A framework without a PKS still joins; what is stated only later does not, but the
    # forum does.
    assert [(row.id, row.name, row.kind, row.a, row.b) for row in around.mediators] == [
        (D.code, D.name, "kabupaten", 2, 1),
        (C.code, C.name, "kabupaten", 1, 1),
    ]
    assert [row.others for row in around.mediators] == [4, 5]


def test_rarer_links_weigh_more(around: Surroundings) -> None:
    thirds = [*around.partners, *around.mediators]
    assert isclose(sum(third.share for third in thirds), 1)
    weights = [1 / log(third.others) for third in thirds]
    for third, weight in zip(thirds, weights, strict=True):
        assert isclose(third.share, weight / sum(weights))


def test_visit_tells_who_learned(around: Surroundings) -> None:
    (visit,) = around.visits
    assert (visit.id, visit.day, visit.affairs) == ("visit", date(2018, 6, 1), ("kesehatan",))
    assert [(one.id, one.region_code) for one in visit.learners] == [(HEALTH_A.id, A.code)]
    assert [one.name for one in visit.hosts] == [B.name]
    assert visit.learning == (A.code,)


def test_nearest_that_solved_it(around: Surroundings) -> None:
    found = {one.affair: one for one in around.nearest}
    # Health: C–D is nearer than E–F, and its agreement of two is better to copy than the forum.
    health = found["kesehatan"]
    assert (health.key, health.agreement.id, health.alike) == ("35.01-35.02", "c-d-health", True)
    assert health.km == pytest.approx(110.2, abs=1)
    # Social affairs: C–G is nearer, but crosses provinces; education has nobody else.
    assert (found["sosial"].key, found["sosial"].alike) == ("35.03-35.04", True)
    assert (found["pendidikan"].key, found["pendidikan"].alike) == ("35.01-51.01", False)
    # What the two have already is not asked for.
    assert "perhubungan" not in {*found, *around.unsolved}
    assert around.unsolved[0] == "lingkungan_hidup"
    weights = {row.code: row.cross_border_weight for row in reference_facts().affairs}
    assert {*found, *around.unsolved} == {
        code for code, weight in weights.items() if weight and weight >= 0.5
    } - {"perhubungan"}


def test_totals_with_their_sources(around: Surroundings) -> None:
    rows = [(row.reported, row.recorded, row.at_least, row.counted) for row in around.totals]
    assert sorted(rows) == [(4, 1, True, False), (9, 1, False, True)]
    assert {row.source for row in around.totals} == {"Berita", "Berita kedua"}


def test_comparable_pairs_to_copy_from(around: Surroundings) -> None:
    # No other pair here is of a kabupaten and a kota.
    assert around.comparable == () and around.among == 0


def test_one_affair_alone(
    pair_database: Database, readings: gaps.Readings, pair: gaps.Pair
) -> None:
    found = surroundings(pair_database, readings, pair, "kesehatan")
    assert [one.affair for one in found.nearest] == ["kesehatan"] and not found.unsolved
    assert {one.affair for one in found.proposal.pairs} == {"kesehatan"}
    like = gaps.pair_of(readings, E.code, F.code)
    (example,) = surroundings(pair_database, readings, like, "kesehatan").comparable
    assert example.pair.key == "35.01-35.02"
    assert [item.id for item in example.agreements] == ["c-d-health", "c-d-forum"]


def test_before_anything_was_known(pair_database: Database) -> None:
    early = gaps.read(pair_database, date(2000, 1, 1))
    found = surroundings(pair_database, early, gaps.pair_of(early, A.code, B.code))
    assert not (found.partners or found.mediators or found.visits or found.totals or found.nearest)
    assert found.statuses["kesehatan"] == "unknown"


def test_object_is_plain(readings: gaps.Readings, pair: gaps.Pair, around: Surroundings) -> None:
    (ranked,) = rank(readings, [pair])
    told = as_object(pair, around, ranked, str)
    assert json.loads(json.dumps(told)) == told
    assert told["status"] == "running" and told["on"] == "2020-01-01"
    assert (told["bilateral"], told["many_party"]) == (0, 1)
    assert told["affairs"]["perhubungan"] == "running"
    assert {
        row["affair"]: row["a"] for row in told["counterparts"] if row["basis"] == "recorded"
    } == {"kesehatan": "Dinas Kesehatan"}
    for row in told["counterparts"]:
        assert row["a"] and row["b"] and row["affair"] and row["basis"] in ("recorded", "assumed")
    assert [row["id"] for row in told["common_partners"]] == [BANK.id]
    assert told["law"]["combination"] == "e" and told["law"]["overseer"] == "Gubernur"
    assert {row["duty"] for row in told["law"]["affairs"]} >= {"candidate", "voluntary"}
    a, b = told["coverage"]
    assert a["totals"] == [] and b["totals"][0]["region"] == B.code
    assert (b["reported"], b["matched"], b["known"]) == (9, 1, False)
    english = as_object(pair, around, None, str, "en")
    assert english["law"]["overseer"] == "Governor" and english["reasons"] == []
    assert english.keys() == told.keys()


def test_object_without_anything(around: Surroundings, pair: gaps.Pair) -> None:
    bare = replace(around, partners=(), mediators=(), visits=(), nearest=(), totals=())
    told = as_object(replace(pair, agreements=()), bare, None, str)
    assert told["agreements"] == told["visits"] == told["nearest_solved"] == []
    assert told["score"] is None
