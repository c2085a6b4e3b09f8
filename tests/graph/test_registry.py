"""The register, actors and search, on every engine."""

from __future__ import annotations

from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest

from graph import gaps
from graph.actors import (
    ActorUnknown,
    actor,
    actors,
    agreements_of,
    measures_of,
    opds_of,
    reports_of,
    yields_of,
)
from graph.database import Database
from graph.registry import (
    FACETS,
    ORDERS,
    STANDING_CHOICES,
    AgreementUnknown,
    Filters,
    agreement,
    entries,
    months_after,
    outline,
    register,
    total_yields,
    year_before,
)

ON = date(2026, 1, 1)
DATES = (date(2016, 1, 1), date(2017, 9, 1), date(2018, 12, 31), date(2019, 4, 6), ON)


# ------------------------------------------------------------------ the register


def test_register_holds_all(demo_database: Database) -> None:
    found = register(demo_database, Filters(ON))
    assert len(found) == outline(demo_database, Filters(ON)).total == 43
    assert len({entry.id for entry in found}) == 43


@pytest.mark.parametrize("on", DATES)
def test_standing_is_that_of_pairs(demo_database: Database, on: date) -> None:
    names = ("signed_on", "starts_on", "first_stated_on", "runs_from", "runs_until")
    for entry in register(demo_database, Filters(on)):
        if not entry.get("cooperation"):
            assert entry.standing == "visit"
            continue
        row = {name: entry.get(name) for name in names}
        row |= {"form": entry.form, "stage": entry.stage}
        standing = gaps.standing(SimpleNamespace(**row), on)
        assert entry.standing == (standing or "later"), entry.id


@pytest.mark.parametrize("facet", FACETS)
def test_counts_are_what_choices_give(demo_database: Database, facet: str) -> None:
    counts = outline(demo_database, Filters(ON, scheme=None, actor="12.10")).counts(facet)
    assert counts
    for choice, count in counts.items():
        filters = Filters(ON, actor="12.10", **{facet: choice})
        found = register(demo_database, filters)
        assert len(found) == count == outline(demo_database, filters).total, (facet, choice)


def test_counts_leave_own_filter_out(demo_database: Database) -> None:
    counted = outline(demo_database, Filters(ON, scheme="ksdpl", province="15"))
    assert counted.total == 5
    assert counted.counts("scheme") == {"ksdpl": 5, "ksdll": 2, "sinergi": 5}
    assert counted.counts("province") == {"15": 5}


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"actor": "35.74"}, 14),
        ({"actor": "35.74", "other": "35.13"}, 14),
        ({"actor": "12.10", "other": "bank-sumut"}, 1),
        ({"actor": "nobody"}, 0),
        ({"text": "BATAM konawe"}, 1),
        ({"text": "tuberkulósis résisten"}, 1),
        ({"text": "(.*"}, 0),
        ({"year": 2017}, 5),
        ({"year": 0}, 34),
        ({"standing": "running"}, 29),
        ({"standing": "paper"}, 4),
        ({"ends_by": date(2023, 1, 25)}, 1),
        ({"ends_by": date(2023, 1, 24)}, 0),
    ],
)
def test_filters_narrow(demo_database: Database, values: dict[str, object], count: int) -> None:
    filters = Filters(ON, **values)  # type: ignore[arg-type]
    assert len(register(demo_database, filters)) == count
    assert outline(demo_database, filters).total == count


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_pages(demo_database: Database, order: str) -> None:
    whole = [entry.id for entry in register(demo_database, Filters(ON), order=order)]
    parts = [
        entry.id
        for start in (0, 22)
        for entry in register(demo_database, Filters(ON), order=order, start=start, count=22)
    ]
    assert parts == whole
    assert len(set(whole)) == len(whole) == 43


def test_title_order_turns_round(demo_database: Database) -> None:
    titles = [e.title.lower() for e in register(demo_database, Filters(ON), order="title")]
    assert titles == sorted(titles)
    turned = [e.title.lower() for e in register(demo_database, Filters(ON), order="-title")]
    assert turned == titles[::-1]


def test_entries_keep_asked_order(demo_database: Database) -> None:
    ids = ["prb-2017-02", "nothing", "lb-2018-08"]
    assert [entry.id for entry in entries(demo_database, ids, ON)] == [ids[0], ids[2]]
    assert entries(demo_database, [], ON) == []


# ------------------------------------------------------------------ one agreement


def test_visit_tells_its_topic(demo_database: Database) -> None:
    detail = agreement(demo_database, "knu-2023-01", ON)
    assert [(p.full_name, p.role) for p in detail.entry.parties] == [
        ("Dinas Kesehatan Kabupaten Konawe Utara", "learner"),
        ("Kota Batam", "host"),
    ]
    assert detail.entry.affairs == ("kesehatan",)
    assert "BLUD" in detail.entry.get("scope")
    assert detail.entry.standing == "visit"
    assert detail.statements[0].publisher == "Indosultra.com"
    assert "Batam" in detail.statements[0].evidence
    assert detail.loads[0].file == "agreements.csv"


def test_unknown_agreement_is_told(demo_database: Database) -> None:
    with pytest.raises(AgreementUnknown, match="tidak-ada"):
        agreement(demo_database, "tidak-ada", ON)


# ------------------------------------------------------------------ actors


@pytest.mark.parametrize(
    ("key", "kind", "full_name", "province"),
    [
        ("12.10", "kabupaten", "Kabupaten Labuhanbatu", "12"),
        ("12", "provinsi", "Provinsi Sumatera Utara", None),
        ("12-dinas-kesehatan", "opd", "Dinas Kesehatan Provinsi Sumatera Utara", "12"),
        ("12.23-rsud-aek-kanopan", "opd", "RSUD Aek Kanopan Kabupaten Labuhanbatu Utara", "12"),
        ("bank-sumut", "bank", "Bank Sumut", None),
        ("denmark", "foreign_government", "Denmark", None),
    ],
)
def test_actor_is_read(
    demo_database: Database, key: str, kind: str, full_name: str, province: str | None
) -> None:
    who = actor(demo_database, key)
    assert (who.kind, who.full_name, who.province) == (kind, full_name, province)


@pytest.mark.parametrize("key", ["99.99", "12.10-nothing", "nobody", "", "12.10'; DROP"])
def test_unknown_actor_is_told(demo_database: Database, key: str) -> None:
    with pytest.raises(ActorUnknown):
        actor(demo_database, key)


def test_labuhanbatu_yields_by_partner(demo_database: Database) -> None:
    found = agreements_of(demo_database, "12.10", ON)
    assert total_yields(found) == {"IDR": 34_300_606_705}
    rows = yields_of(found, "12.10")
    assert [([name for _key, name in row.others], row.amount) for row in rows] == [
        (["PLN"], 22_512_025_184),
        (["Bank Sumut"], 11_788_581_521),
    ]
    amounts = [benefit.amount for benefit in rows[1].agreements[0].benefits]
    assert amounts == [2_511_548_710, 8_725_188_771, 551_844_040]


def test_region_takes_part_through_opds(demo_database: Database) -> None:
    found = agreements_of(demo_database, "12.23", ON)
    assert len(found) == 3
    assert all(party.kind == "opd" for entry in found for party in entry.others("12.10"))
    assert all(entry.end_unknown for entry in found)
    assert len(agreements_of(demo_database, "12.23-rsud-aek-kanopan", ON)) == 1


def test_jambi_reports_beside_records(demo_database: Database) -> None:
    found = agreements_of(demo_database, "15.71", ON)
    (group,) = reports_of(demo_database, "15.71", found)
    assert (group.year, group.reported, group.recorded) == (2017, 23, 5)
    assert [(row.form, row.count, len(row.recorded)) for row in group.rows] == [
        ("mou", 9, 2),
        ("pks", 14, 3),
    ]


def test_sidoarjo_report_says_at_least(demo_database: Database) -> None:
    found = agreements_of(demo_database, "35.15", ON)
    groups = reports_of(demo_database, "35.15", found)
    assert [(group.year, group.reported, group.recorded) for group in groups] == [
        (2019, 2, 2),
        (2018, 10, 1),
    ]
    assert all(row.at_least for group in groups for row in group.rows)


def test_opds_of_kota_probolinggo(demo_database: Database) -> None:
    rows = opds_of(demo_database, "35.74", ON)
    assert {row["key"] for row in rows} >= {"35.74-dinas-kesehatan", "35.74-dinas-tenaga-kerja"}
    assert all(row["agreements"] and not row["running"] for row in rows)


def test_list_rolls_opds_up(demo_database: Database) -> None:
    listed = {row.key: row for row in actors(demo_database, ON)}
    for key in ("12.10", "35.74", "35.13", "12.23", "15.71", "bank-sumut"):
        found = agreements_of(demo_database, key, ON)
        assert listed[key].agreements == len(found)
        assert listed[key].running == sum(entry.is_running for entry in found)
    assert listed["12-dinas-kesehatan"].name == "Dinas Kesehatan Provinsi Sumatera Utara"
    assert listed["12"].agreements == 1, "through its OPD alone"
    assert listed["15.71"].reports == 2
    kinds = Counter(row.kind for row in listed.values())
    assert kinds["foreign_government"] == 5


# ------------------------------------------------------------------ measures


def test_ranks_tell_ties(empty_database: Database) -> None:
    values = {"96": (3, 0.1, 1), "97": (2, 0.5, 1), "98": (2, None, 2)}
    empty_database.write(
        ("CREATE (:Region {code: '99', name: 'Jauh', kind: 'provinsi'})", {}),
        (
            "CREATE (m:Measurement {id: 'm', projection: 'regions', on: $on, filters: '{}', "
            "nodes: 3, edges: 2, computed_at: '2026-01-01T00:00:00Z'}) WITH m "
            "UNWIND $rows AS row CREATE (:Region {code: row.code})-[e:MEASURED]->(m) "
            "SET e += row.values",
            {
                "on": ON,
                "rows": [
                    {
                        "code": code,
                        "values": {"degree": degree, "constraint": low, "component": part},
                    }
                    for code, (degree, low, part) in values.items()
                ],
            },
        ),
    )
    (measured,) = measures_of(empty_database, "97")
    rows = {row.code: row for row in measured.rows}
    assert (measured.projection, measured.on, measured.nodes) == ("regions", ON, 3)
    degree, constraint = rows["degree"], rows["constraint"]
    assert (degree.value, degree.rank, degree.among, degree.equal) == (2, 2, 3, 2)
    # Low constraint stands out, so 0.1 comes before 0.5; one of three has no value.
    assert (constraint.rank, constraint.among, constraint.equal) == (2, 2, 1)
    assert rows["component"].rank is None
    assert measures_of(empty_database, "99") == []


# ------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("on", "before", "after"),
    [
        (date(2026, 8, 31), date(2025, 8, 31), date(2027, 2, 28)),
        (date(2024, 2, 29), date(2023, 3, 1), date(2024, 8, 29)),
        (date(2026, 11, 22), date(2025, 11, 22), date(2027, 5, 22)),
    ],
)
def test_days_are_shifted(on: date, before: date, after: date) -> None:
    assert (year_before(on), months_after(on, 6)) == (before, after)


def test_standing_choices_cover_all() -> None:
    covered = {code for choice in STANDING_CHOICES.values() for code in choice.standings}
    assert covered == {"running", "planned", "paper", "lapsed", "visit", "void", "later"}
