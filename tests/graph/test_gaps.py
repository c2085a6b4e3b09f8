"""The status of neighbours: rules as rows, then the same facts read back from each engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from graph import gaps
from graph.database import Database
from graph.errors import JejaringError
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
from graph.store import Store
from graph.vocabulary import STATUSES
from loaders.reference import reference_facts

ON = date(2020, 6, 15)


def row(**changes: Any) -> SimpleNamespace:
    """Give an agreement as `standing` reads it: a PKS running since 2019 without an end."""
    plain: dict[str, Any] = {
        "form": "pks",
        "stage": "pelaksanaan",
        "signed_on": None,
        "starts_on": None,
        "first_stated_on": None,
        "runs_from": date(2019, 1, 1),
        "runs_until": None,
        "implementers": [],
    }
    return SimpleNamespace(**plain | changes)


STANDINGS = {
    "no end": (row(), "running"),
    "begins today": (row(runs_from=ON), "running"),
    "begins tomorrow": (row(runs_from=date(2020, 6, 16)), None),
    "ends today": (row(runs_until=ON), "running"),
    "ended yesterday": (row(runs_until=date(2020, 6, 14)), "lapsed"),
    "no date at all": (row(runs_from=None), None),
    "proposed": (row(stage="usulan", runs_from=None, first_stated_on=ON), "planned"),
    "in discussion, stated later": (
        row(stage="pembahasan", runs_from=None, first_stated_on=date(2020, 6, 16)),
        None,
    ),
    "in discussion, source undated": (row(stage="pembahasan", runs_from=None), "planned"),
    "MoU within its first year": (row(form="mou", signed_on=date(2019, 6, 15)), "running"),
    "MoU a year and a day old": (row(form="mou", signed_on=date(2019, 6, 14)), "paper"),
    "MoU counted from its start": (
        row(form="mou", signed_on=None, starts_on=date(2019, 1, 1)),
        "paper",
    ),
    "MoU counted from its first statement": (row(form="mou"), "paper"),
    "MoU signed on 29 February": (row(form="mou", signed_on=date(2016, 2, 29)), "paper"),
    "MoU carried out": (row(form="mou", implementers=[date(2020, 1, 1)]), "running"),
    "MoU carried out later": (row(form="mou", implementers=[date(2021, 1, 1)]), "paper"),
    "MoU over": (row(form="mou", runs_until=date(2020, 1, 1)), "lapsed"),
    "form not stated": (row(form="lainnya"), "running"),
    "revoked after signing": (
        row(stage="dicabut", runs_from=None, signed_on=date(2018, 1, 1)),
        "lapsed",
    ),
    "revoked, signing unknown": (row(stage="dicabut", runs_from=None), None),
    "rejected": (row(stage="ditolak", runs_from=None, signed_on=date(2018, 1, 1)), None),
}


@pytest.mark.parametrize("name", STANDINGS)
def test_standing_of_agreement(name: str) -> None:
    agreement, expected = STANDINGS[name]
    assert gaps.standing(agreement, ON, agreement.implementers) == expected


@pytest.mark.parametrize(
    ("standings", "both_known", "expected"),
    [
        ((), True, "none"),
        ((), False, "unknown"),
        (("lapsed",), False, "lapsed"),
        (("lapsed", "paper"), True, "paper"),
        (("paper", "planned"), True, "planned"),
        (("lapsed", "planned", "running"), True, "running"),
    ],
)
def test_status_takes_first(standings: tuple[str, ...], both_known: bool, expected: str) -> None:
    assert gaps.status_of(standings, both_known=both_known) == expected


@pytest.mark.parametrize(
    ("recorded", "reported", "matched", "known"),
    [
        (0, 0, 0, False),
        (1, 0, 0, True),
        (5, 23, 5, False),
        (12, 23, 12, True),
        (11, 22, 11, True),
        (30, 10, 4, False),
        (0, 10, 0, False),
    ],
)
def test_known_by_coverage(recorded: int, reported: int, matched: int, known: bool) -> None:
    assert gaps.Coverage(recorded, reported, matched).known is known


@pytest.mark.parametrize(
    ("until", "stated", "expected"),
    [
        (None, date(2017, 8, 10), True),
        (None, date(2018, 6, 15), False),
        (None, None, False),
        (date(2030, 1, 1), date(2000, 1, 1), False),
    ],
)
def test_stale_after_years(until: date | None, stated: date | None, expected: bool) -> None:
    agreement = gaps.CommonAgreement(
        "k", "t", "pks", "pelaksanaan", "running", (), 2, False,
        runs_from=date(2000, 1, 1), runs_until=until, last_stated_on=stated,
    )  # fmt: skip
    assert agreement.is_stale(ON, 2) is expected
    endless = replace(agreement, endless=True)
    assert (endless.end_unknown, endless.is_stale(ON, 2)) == (False, False)


# ------------------------------------------------------------------ a small country

# Two provinces; 35.01–35.05 in a row, 36.01 across the province border from 35.05.
REGIONS = (
    Region("35", "Provinsi Timur", "provinsi", None),
    Region("36", "Provinsi Barat", "provinsi", None),
    *(Region(f"35.0{i}", f"Kabupaten Timur {i}", "kabupaten", "35") for i in range(1, 6)),
    Region("35.71", "Kota Timur", "kota", "35"),
    Region("36.01", "Kabupaten Barat", "kabupaten", "36"),
)
BY_CODE = {region.code: region for region in REGIONS}
SEA = (SeaNeighbour("35.01", "36.01", 12.5, False),)
CORNERS = (CornerContact("35.03", "35.71"),)
BORDERS = (
    Border("35", "36", 500.0, True),
    Border("35.01", "35.02", 10.0, False),
    Border("35.02", "35.03", 20.0, False),
    Border("35.03", "35.04", 30.0, False),
    Border("35.04", "35.05", 40.0, False),
    Border("35.04", "35.71", 45.0, False),
    Border("35.05", "36.01", 50.0, True),
)
ARTICLE = Source("Berita", published_on=date(2018, 3, 1))
UNDATED = Source("Tanpa tanggal")


def agree(
    key: str, *actors: Any, form: str = "pks", stage: str = "pelaksanaan", **values: Any
) -> Agreement:
    """Make an agreement of regions (by code), OPDs and partners, stated in the article."""
    parties = tuple(Party(BY_CODE[actor] if isinstance(actor, str) else actor) for actor in actors)
    statement = Statement(values.pop("source", ARTICLE))
    return Agreement(
        title=key,
        form=form,
        stage=stage,
        parties=parties,
        statements=(statement,),
        register_key=key,
        **values,
    )


HEALTH = Opd("Dinas Kesehatan", "35.02", ("kesehatan",))
BANK = Partner("Bank Timur", "bank")
AGREEMENTS = (
    agree("opd", "35.01", HEALTH, affairs=("kesehatan",), unnamed_parties=1),
    agree(
        "mou", "35.02", "35.03", form="mou", signed_on=PartialDate(date(2015, 5, 1)),
        affairs=("pendidikan",),
    ),
    agree(
        "pks", "35.02", "35.03", signed_on=PartialDate(date(2016, 2, 1)),
        ends_on=PartialDate(date(2017, 1, 31)), implements=("mou",),
    ),
    agree("forum", "35.01", "35.03", "35.05", BANK),
    agree("kaji", "35.04", "35.71", form="kaji_banding", stage="selesai"),
    agree("bank", "35.05", BANK, source=UNDATED),
    agree("provinces", "35", "36", stage="usulan"),
    agree("undated", "35.04", "35.05", source=UNDATED),
)  # fmt: skip
REPORT = Report("36.01", 3, Statement(Source("Laporan", published_on=date(2019, 1, 1))))


@pytest.fixture(scope="module")
def country(database: Database) -> Database:
    """Write the small country."""
    store = Store(database)
    store.prepare()
    reference = reference_facts()
    facts = Facts(
        regions=list(REGIONS),
        borders=list(BORDERS),
        sea_neighbours=list(SEA),
        corner_contacts=list(CORNERS),
        affairs=reference.affairs,
        agreements=list(AGREEMENTS),
        reports=[REPORT],
    )
    store.write(facts, Load("load", "country.csv", "2026-01-01T00:00:00Z", "test"))
    return database


def statuses(found: list[gaps.Pair]) -> dict[str, str]:
    return {pair.key: pair.status for pair in found}


COUNTRY = {
    # Before anything is stated only signing dates are known, and what has no date at all.
    date(2014, 1, 1): {
        "35-36": "unknown",
        "35.01-35.02": "unknown",
        "35.02-35.03": "unknown",
        "35.03-35.04": "unknown",
        "35.04-35.05": "unknown",
        "35.04-35.71": "unknown",
        "35.05-36.01": "unknown",
    },
    date(2015, 6, 1): {"35.01-35.02": "unknown", "35.02-35.03": "running"},
    # The PKS came in time, so the MoU goes on even after the PKS is over.
    date(2016, 12, 1): {"35.02-35.03": "running", "35.03-35.04": "none"},
    date(2018, 6, 1): {
        "35-36": "planned",
        "35.01-35.02": "running",
        "35.02-35.03": "running",
        "35.03-35.04": "none",
        "35.04-35.05": "unknown",  # they have one, but nobody knows when
        "35.04-35.71": "none",
        "35.05-36.01": "unknown",
    },
    # A total is reported of 36.01, but none of its documents is recorded.
    date(2019, 6, 1): {"35.05-36.01": "unknown"},
}


@pytest.mark.parametrize("on", COUNTRY, ids=str)
def test_pairs_as_of(country: Database, on: date) -> None:
    found = statuses(gaps.pairs(country, on))
    assert {key: found[key] for key in COUNTRY[on]} == COUNTRY[on]


@pytest.mark.parametrize("on", COUNTRY, ids=str)
def test_one_pair_agrees(country: Database, on: date) -> None:
    """What is read of one pair is what is read of it among all."""
    for pair in gaps.pairs(country, on):
        assert gaps.pair(country, pair.b, pair.a, on) == pair


def test_pair_tells_facts(country: Database) -> None:
    found = {pair.key: pair for pair in gaps.pairs(country, date(2019, 6, 1))}
    first = found["35.01-35.02"]
    (agreement,) = first.agreements
    assert (agreement.id, agreement.via_opd, agreement.parties) == ("opd", True, 3)
    assert agreement.affairs == ("kesehatan",)
    assert first.end_unknown and first.last_stated_on == date(2018, 3, 1)
    assert (first.a_records, first.b_records) == (2, 3)
    assert (first.combination, first.overseer, first.kind) == (
        "e", "Gubernur", "kabupaten-kabupaten",
    )  # fmt: skip
    across = found["35.05-36.01"]
    assert (across.across, across.combination, across.border_km) == (True, "d", 50.0)
    assert across.b_coverage == gaps.Coverage(recorded=0, reported=3, matched=0)
    assert across.unknown_sides == ("36.01",)
    assert found["35-36"].combination == "a"
    assert found["35.04-35.71"].kind == "kabupaten-kota"


def test_pairs_sorted_and_filtered(country: Database) -> None:
    on = date(2018, 6, 1)
    keys = [pair.key for pair in gaps.pairs(country, on)]
    assert keys == sorted(keys) and len(keys) == len(BORDERS)
    assert [p.key for p in gaps.pairs(country, on, level="provinsi")] == ["35-36"]
    assert [p.key for p in gaps.pairs(country, on, province="36")] == ["35-36", "35.05-36.01"]


@pytest.mark.parametrize(
    ("contact", "keys", "level"),
    [
        ("sea", ["35.01-36.01"], "kabkota"),
        ("corner", ["35.03-35.71"], "kabkota"),
        ("own", [f"35-35.0{i}" for i in range(1, 6)] + ["35-35.71", "36-36.01"], "campur"),
    ],
)
def test_pairs_by_contact(country: Database, contact: str, keys: list[str], level: str) -> None:
    found = gaps.pairs(country, date(2018, 6, 1), contacts=(contact,))
    assert [pair.key for pair in found] == keys
    assert {(pair.contact, pair.level, pair.border_km) for pair in found} == {(contact, level, 0.0)}


def test_undated_agreement_is_named(country: Database) -> None:
    pair = gaps.pair(country, "35.04", "35.05", date(2018, 6, 1))
    assert pair.undated == (("undated", "undated"),)
    assert not pair.unknown_sides
    assert set(gaps.by_affair(pair).values()) == {"unknown"}


def test_sea_neighbours_share_forum(country: Database) -> None:
    pair = gaps.pair(country, "36.01", "35.01", date(2018, 6, 1))
    assert (pair.contact, pair.distance_km, pair.same_landmass) == ("sea", 12.5, False)


def test_forum_is_told_from_bilateral(country: Database) -> None:
    on = date(2018, 6, 1)
    health = gaps.pair(country, "35.01", "35.02", on)
    assert (health.bilateral, health.many_party, health.via_opd) == (0, 1, 1)
    schools = gaps.pair(country, "35.02", "35.03", on)
    assert (schools.bilateral, schools.many_party, schools.via_opd) == (1, 0, 0)


def test_pairs_for_one_affair(country: Database) -> None:
    on = date(2018, 6, 1)
    health = statuses(gaps.pairs(country, on, affair="kesehatan"))
    assert health["35.01-35.02"] == "running"
    # Records of any affair are records: what else is in them was looked for there too.
    assert health["35.02-35.03"] == "none"
    assert health["35.05-36.01"] == "unknown"
    schools = statuses(gaps.pairs(country, on, affair="pendidikan"))
    assert schools["35.02-35.03"] == "running"
    by_affair = gaps.by_affair(gaps.pair(country, "35.02", "35.03", on))
    assert by_affair["pendidikan"] == "running"
    assert by_affair["kesehatan"] == "none"


def test_old_statements_left_out(country: Database) -> None:
    on = date(2026, 1, 1)
    assert statuses(gaps.pairs(country, on))["35.01-35.02"] == "running"
    assert statuses(gaps.pairs(country, on, max_age_years=5))["35.01-35.02"] == "none"


def test_counts_every_status(country: Database) -> None:
    tally = gaps.counts(gaps.pairs(country, date(2018, 6, 1)))
    assert list(tally) == list(STATUSES)
    assert tally == {
        "running": 2, "planned": 1, "paper": 0, "lapsed": 0, "none": 2, "unknown": 2,
    }  # fmt: skip


PROBLEMS: dict[str, tuple[Callable[[Database], object], type[JejaringError], tuple[str, ...]]] = {
    "unknown code": (
        lambda db: gaps.pair(db, "99.99", "35.01", ON), gaps.RegionUnknown, ("99.99", "Kemendagri"),
    ),
    "same twice": (
        lambda db: gaps.pair(db, "35.01", "35.01", ON),
        gaps.SameRegion, ("Kabupaten Timur 1", "Kabupaten Timur 2 (35.02)"),
    ),
    "province with regency": (
        lambda db: gaps.pair(db, "35", "35.01", ON), gaps.LevelsDiffer, ("Provinsi Timur",),
    ),
    "not neighbours": (
        lambda db: gaps.pair(db, "35.01", "35.05", ON),
        gaps.NotNeighbours, ("Kabupaten Timur 2 (35.02)", "Kabupaten Barat (36.01)"),
    ),
    "unknown affair": (
        lambda db: gaps.pairs(db, ON, affair="sihir"), gaps.AffairUnknown, ("sihir", "kesehatan"),
    ),
    "unknown province": (
        lambda db: gaps.pairs(db, ON, province="99"), gaps.ProvinceUnknown, ("99",),
    ),
    "province with foreign regency": (
        lambda db: gaps.pair(db, "35", "36.01", ON), gaps.LevelsDiffer, ("Kabupaten Barat",),
    ),
    "unknown contact": (
        lambda db: gaps.pairs(db, ON, contacts=("udara",)), gaps.ContactUnknown, ("udara", "sea"),
    ),
    "unknown level": (
        lambda db: gaps.pairs(db, ON, level="desa"), gaps.LevelUnknown, ("kabkota", "provinsi"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBLEMS)
def test_refusal_says_what_is_expected(country: Database, name: str) -> None:
    call, error, words = PROBLEMS[name]
    with pytest.raises(error) as caught:
        call(country)
    assert all(word in str(caught.value) for word in words)


# ------------------------------------------------------------------ the demo

DEMO = {
    ("12.10", "12.23"): "running",  # through its hospital and two puskesmas
    ("12.10", "14.07"): "running",
    ("12.10", "12.22"): "unknown",
    ("12.10", "12.20"): "unknown",
    ("35.13", "35.74"): "running",
}


@pytest.mark.parametrize("codes", DEMO, ids="-".join)
def test_demo_pair(demo_database: Database, codes: tuple[str, str]) -> None:
    assert gaps.pair(demo_database, *codes, date(2026, 1, 1)).status == DEMO[codes]


def test_demo_all_pairs(demo_database: Database) -> None:
    on = date(2026, 1, 1)
    found = gaps.pairs(demo_database, on)
    assert len(found) == 1_028
    assert len(gaps.pairs(demo_database, on, level="kabkota")) == 990
    assert gaps.counts(found)["running"] == 3


def test_demo_probolinggo_affairs(demo_database: Database) -> None:
    pair = gaps.pair(demo_database, "35.74", "35.13", date(2018, 1, 1))
    found = gaps.by_affair(pair)
    assert len(pair.agreements) == 14
    assert found["sekretariat"] == "running"
    planned = ("pendidikan", "kesehatan", "ketertiban", "sosial", "tenaga_kerja", "perikanan")
    assert {found[code] for code in planned} == {"planned"}
    assert found["pariwisata"] == "none"


def test_demo_before_its_sources(demo_database: Database) -> None:
    found = gaps.pairs(demo_database, date(2016, 1, 1))
    assert gaps.counts(found)["unknown"] == 1_028
