"""Projections against a hand count, on every engine."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from graph.database import Database
from graph.errors import ArgumentInvalid
from graph.model import (
    Actor,
    Affair,
    Agreement,
    Border,
    Facts,
    Load,
    Opd,
    PartialDate,
    Partner,
    Party,
    Region,
    Source,
    Statement,
    actor_key,
)
from graph.projection import PROJECTIONS, project
from graph.store import Store

ON = date(2019, 6, 1)
REGIONS = {
    code: Region(code, name, kind, province, latitude=1.5, longitude=100.25, population=1000)
    for code, name, kind, province in (
        ("12", "Provinsi Sumatera Utara", "provinsi", None),
        ("35", "Provinsi Jawa Timur", "provinsi", None),
        ("12.10", "Kabupaten Labuhanbatu", "kabupaten", "12"),
        ("12.23", "Kabupaten Labuhanbatu Utara", "kabupaten", "12"),
        ("35.13", "Kabupaten Probolinggo", "kabupaten", "35"),
        ("35.74", "Kota Probolinggo", "kota", "35"),
    )
}
A, B, C, D = (REGIONS[code] for code in ("12.10", "12.23", "35.13", "35.74"))
HOSPITAL = Opd("RSUD Aek Kanopan", "12.23", ("kesehatan",))
HEALTH_D = Opd("Dinas Kesehatan", "35.74", ("kesehatan",))
BANK = Partner("Bank Sumut", "bank")
HAGUE = Partner("Kota Den Haag", "foreign_government", "NL")
SOURCE = Statement(Source("Register kerja sama", published_on=date(2019, 1, 10)))


def agreement(
    key: str,
    *actors: Actor,
    start: int | None = 2018,
    end: int | None = None,
    form: str = "pks",
    stage: str = "pelaksanaan",
    affairs: tuple[str, ...] = (),
    unnamed: int = 0,
) -> Agreement:
    return Agreement(
        title=f"Kesepakatan {key}",
        form=form,
        stage=stage,
        parties=tuple(Party(actor) for actor in actors),
        statements=(SOURCE,),
        register_key=key,
        affairs=affairs,
        starts_on=PartialDate.of(start) if start else None,
        ends_on=PartialDate.of(end).as_end() if end else None,
        unnamed_parties=unnamed,
    )


AGREEMENTS = [
    agreement("p-three", A, HOSPITAL, BANK, end=2020, affairs=("kesehatan",)),
    agreement("p-two", A, B, start=2017),
    agreement("p-forum", A, B, C, form="mou", end=2030),
    agreement("p-abroad", D, HEALTH_D, HAGUE, end=2020),
    agreement("p-visit", A, D, form="kaji_banding"),
    agreement("p-planned", C, D, stage="usulan", start=None),
    agreement("p-over", C, D, start=2015, end=2016),
    agreement("p-revoked", C, D, stage="dicabut"),
    agreement("p-later", B, D, start=2020),
]
LOAD = Load("load-projection", "register.csv", "2026-01-01T00:00:00+00:00", "test")


def store_facts(database: Database, agreements: list[Agreement]) -> None:
    store = Store(database)
    store.prepare()
    store.begin_load(LOAD)
    store.write(
        Facts(
            regions=list(REGIONS.values()),
            borders=[
                Border("12", "35", 99.0, True),
                Border("12.10", "12.23", 10.5, False),
                Border("12.23", "35.13", 20.0, True),
            ],
            affairs=[Affair("kesehatan", "Kesehatan", "Health", "wajib_dasar")],
            agreements=agreements,
        ),
        LOAD,
    )
    store.end_load(LOAD)


@pytest.fixture(scope="module")
def graph_database(database: Database) -> Database:
    store_facts(database, AGREEMENTS)
    return database


def edges_of(graph) -> dict[tuple[str, str], tuple[int, float, int]]:
    return {
        (a, b): (data["agreements"], data["weight"], data["fewest_parties"])
        for a, b, data in graph.edges(data=True)
    }


def test_regions_by_hand(graph_database):
    graph = project(graph_database, "regions", ON)
    assert list(graph) == ["12.10", "12.23", "35.13", "35.74"]
    assert edges_of(graph) == {
        ("12.10", "12.23"): (3, 2.5, 2),
        ("12.10", "35.13"): (1, 0.5, 3),
        ("12.23", "35.13"): (1, 0.5, 3),
    }
    assert graph.edges["12.10", "12.23"]["ids"] == ["p-forum", "p-three", "p-two"]
    assert graph.graph == {"projection": "regions", "on": ON, "filters": {}, "count": 4}


def test_actors_rolled_up(graph_database):
    graph = project(graph_database, "actors", ON)
    assert list(graph) == ["12.10", "12.23", "35.13", "35.74", "bank-sumut", "kota-den-haag"]
    assert edges_of(graph) == {
        ("12.10", "12.23"): (3, 2.0, 2),
        ("12.10", "35.13"): (1, 0.5, 3),
        ("12.23", "35.13"): (1, 0.5, 3),
        ("12.10", "bank-sumut"): (1, 0.5, 3),
        ("12.23", "bank-sumut"): (1, 0.5, 3),
        ("35.74", "kota-den-haag"): (1, 1.0, 2),
    }


def test_actors_with_opds(graph_database):
    graph = project(graph_database, "actors", ON, roll_up=False)
    assert graph.graph["projection"] == "opds"
    assert graph.has_edge("12.10", HOSPITAL.id)
    assert graph.has_edge(HOSPITAL.id, "bank-sumut")
    assert graph.has_edge(HEALTH_D.id, "kota-den-haag")
    assert not graph.has_edge("35.74", HEALTH_D.id), "a region and its OPD stand on one side"
    assert graph.edges["12.10", "12.23"]["agreements"] == 2


def test_node_attributes(graph_database):
    nodes = project(graph_database, "opds", ON).nodes
    assert nodes["35.74"] == {
        "kind": "kota",
        "partner_kind": None,
        "name": "Kota Probolinggo",
        "province_code": "35",
        "latitude": 1.5,
        "longitude": 100.25,
        "population": 1000,
        "country": None,
    }
    assert nodes[HOSPITAL.id]["name"] == "RSUD Aek Kanopan Kabupaten Labuhanbatu Utara"
    assert (nodes[HOSPITAL.id]["kind"], nodes[HOSPITAL.id]["province_code"]) == ("opd", "12")
    assert nodes["kota-den-haag"]["country"] == "NL"
    assert nodes["kota-den-haag"]["partner_kind"] == "foreign_government"


def test_neighbours_are_land_borders(graph_database):
    graph = project(graph_database, "neighbours", ON)
    assert list(graph) == ["12.10", "12.23", "35.13", "35.74"]
    assert sorted(graph.edges(data="length_km")) == [
        ("12.10", "12.23", 10.5),
        ("12.23", "35.13", 20.0),
    ]
    assert graph.edges["12.23", "35.13"]["across"] is True
    assert list(project(graph_database, "neighbours", ON, province="35")) == [
        "12.23",
        "35.13",
        "35.74",
    ]


@pytest.mark.parametrize(
    ("on", "options", "expected"),
    [
        (ON, {"affair": "kesehatan"}, {("12.10", "12.23")}),
        (ON, {"province": "35"}, {("12.10", "12.23"), ("12.10", "35.13"), ("12.23", "35.13")}),
        (ON, {"scheme": "ksdpl"}, set()),
        (date(2016, 12, 31), {}, {("35.13", "35.74")}),
        (date(2017, 1, 1), {}, {("12.10", "12.23")}),
        (date(2016, 12, 31), {"affair": "kesehatan"}, set()),
        (date(2021, 6, 1), {"affair": "kesehatan"}, set()),
        (date(2032, 2, 29), {}, {("12.10", "12.23"), ("12.23", "35.74")}),
        (date(2032, 2, 29), {"max_age_years": 14}, {("12.10", "12.23"), ("12.23", "35.74")}),
        (date(2032, 2, 29), {"max_age_years": 13}, set()),
        (date(1950, 1, 1), {}, set()),
    ],
)
def test_filters_and_dates(graph_database, on, options, expected):
    graph = project(graph_database, "regions", on, **options)
    assert set(graph.edges) == expected
    assert graph.graph["filters"] == options


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("wilayah", {}),
        ("regions", {"affair": "sihir"}),
        ("regions", {"scheme": "x"}),
        ("regions", {"province": "12.10"}),
        ("regions", {"province": "١٢"}),
        ("regions", {"max_age_years": -1}),
    ],
)
def test_arguments_are_refused(graph_database, name, options):
    with pytest.raises(ArgumentInvalid):
        project(graph_database, name, ON, **options)


def test_projections_are_named():
    for row in PROJECTIONS.values():
        assert row.name and row.name_en
        assert row.explain("id") and row.explain("en") and row.explain("id") != row.explain("en")
        assert row.explain_weight("id") and row.explain_weight("en")


def test_agrees_with_a_plain_count(empty_database):
    """Random agreements: the same pairs as two nested loops find."""
    chance = random.Random(7)
    actors: list[Actor] = [A, B, C, D, HOSPITAL, HEALTH_D, BANK, HAGUE]
    written = []
    for number in range(60):
        some = chance.sample(actors, chance.randint(2, 5))
        start = chance.randint(2010, 2019)
        end = chance.choice([None, start + chance.randint(0, 9)])
        if any(not isinstance(actor, Partner) for actor in some):
            written.append(agreement(f"r-{number}", *some, start=start, end=end))
    store_facts(empty_database, written)
    expected: Counter[tuple[str, str]] = Counter()
    for one in written:
        if one.starts_on.value <= ON and (one.ends_on is None or one.ends_on.value >= ON):
            sides = {
                p.actor.region_code if isinstance(p.actor, Opd) else actor_key(p.actor)
                for p in one.parties
            }
            partners = {BANK.id, HAGUE.id}
            expected.update(
                pair for pair in combinations(sorted(sides), 2) if not set(pair) <= partners
            )
    graph = project(empty_database, "actors", ON)
    assert {(a, b): data["agreements"] for a, b, data in graph.edges(data=True)} == expected
    ours = [f"{a}|{b}" for a, b in project(empty_database, "regions", ON).edges]
    assert ours == [f"{a}|{b}" for a, b in project(empty_database, "regions", ON).edges]
