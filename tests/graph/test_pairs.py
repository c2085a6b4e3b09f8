"""What lies around a pair of neighbours, read from each engine."""

from __future__ import annotations

from datetime import date

import pytest

from graph import gaps
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
from graph.pairs import Surroundings, surroundings
from graph.store import Store
from loaders.reference import reference_facts

ON = date(2020, 1, 1)
A = Region("35.13", "Kabupaten A", "kabupaten", "35")
B = Region("35.74", "Kota B", "kota", "35")
C = Region("35.01", "Kabupaten C", "kabupaten", "35")
D = Region("35.02", "Kabupaten D", "kabupaten", "35")
BANK, CLINIC = Partner("Bank Timur", "bank"), Partner("Klinik", "hospital")
HEALTH_A, HEALTH_B = (Opd("Dinas Kesehatan", code, ("kesehatan",)) for code in (A.code, B.code))
SCHOOLS_A = Opd("Dinas Pendidikan", A.code, ("pendidikan",))
STATED = (Statement(Source("Berita", published_on=date(2018, 1, 1))),)
LATER = (Statement(Source("Berita kemudian", published_on=date(2021, 1, 1))),)


def agree(key: str, *parties: Party, **values: object) -> Agreement:
    plain = {"form": "pks", "stage": "pelaksanaan", "statements": STATED}
    return Agreement(title=key, register_key=key, parties=parties, **(plain | values))  # type: ignore[arg-type]


AGREEMENTS = (
    agree("a-bank", Party(A), Party(BANK)),
    agree("b-bank", Party(HEALTH_B), Party(BANK)),
    agree("a-clinic", Party(HEALTH_A), Party(CLINIC)),
    agree("b-clinic", Party(B), Party(CLINIC), ends_on=PartialDate(date(2019, 1, 1))),
    agree("a-c", Party(A), Party(C)),
    agree("b-c", Party(B), Party(C), form="mou", signed_on=PartialDate(date(2010, 1, 1))),
    agree("a-d", Party(SCHOOLS_A), Party(D)),
    agree("b-d", Party(B), Party(D), statements=LATER),
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
    Report(B.code, 50, LATER[0]),
]


@pytest.fixture(scope="module")
def around(database: Database) -> Surroundings:
    """Write two neighbours with what lies around them, and read it back."""
    store = Store(database)
    store.prepare()
    facts = Facts(
        regions=[Region("35", "Provinsi Timur", "provinsi", None), A, B, C, D],
        borders=[Border(A.code, B.code, 39.1, False)],
        affairs=reference_facts().affairs,
        agreements=list(AGREEMENTS),
        reports=REPORTS,
    )
    store.write(facts, Load("load", "around.csv", "2026-01-01T00:00:00Z", "test"))
    return surroundings(database, gaps.pair(database, A.code, B.code, ON), ON)


def test_counterparts_by_common_affair(around: Surroundings) -> None:
    found = [
        (row.affair, [opd.id for opd in row.a], [opd.id for opd in row.b])
        for row in around.counterparts
    ]
    # What both could meet about comes first, though education comes first in the law's list.
    assert found == [
        ("kesehatan", [HEALTH_A.id], [HEALTH_B.id]),
        ("pendidikan", [SCHOOLS_A.id], []),
    ]
    assert around.counterparts[0].a[0].agreements == 2


def test_partners_of_both_that_run(around: Surroundings) -> None:
    assert [(row.id, row.a, row.b) for row in around.partners] == [(BANK.id, 1, 1)]


def test_mediators_known_by_date(around: Surroundings) -> None:
    # A framework without a PKS still joins; what is stated only later does not.
    assert [(row.id, row.name, row.kind) for row in around.mediators] == [
        (C.code, C.name, "kabupaten")
    ]


def test_visit_between_the_two(around: Surroundings) -> None:
    (visit,) = around.visits
    assert (visit.id, visit.day) == ("visit", date(2018, 6, 1))
    assert (visit.learners, visit.hosts) == (("Dinas Kesehatan",), ("Kota B",))
    assert visit.affairs == ("kesehatan",)


def test_coverage_of_reported(around: Surroundings) -> None:
    (row,) = around.coverage
    assert (row.region, row.reported, row.recorded, row.year) == (B.code, 9, 1, 2010)
    assert (row.form, row.at_least, row.source) == ("mou", False, "Berita")
