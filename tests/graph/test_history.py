"""What is kept of all agreements in memory, and what it takes in as the graph changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from graph.database import Database
from graph.history import History, history
from graph.loads import undo
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
from graph.store import Store
from tests.graph.tellings import load

EAST = Region("35.01", "Kabupaten Timur", "kabupaten", "35")
WEST = Region("35.02", "Kabupaten Barat", "kabupaten", "35")
REGIONS = (Region("35", "Provinsi Tengah", "provinsi", None), EAST, WEST)
SOURCE = Source("Register", published_on=date(2020, 1, 1))
HEALTH = Opd("Dinas Kesehatan", "35.02", ("kesehatan",))
BANK = Partner("Bank Tengah", "bank")
LOAD = Load("load", "a.csv", "2026-01-01T00:00:00Z", "test")


def agreement(key: str, *actors: Region | Opd | Partner, **values: object) -> Agreement:
    """Make a running agreement between actors."""
    made = Agreement(
        title=f"Kerja sama {key}",
        form="pks",
        stage="pelaksanaan",
        parties=tuple(Party(actor) for actor in actors),
        statements=(Statement(SOURCE),),
        register_key=key,
    )
    return replace(made, **values)  # type: ignore[arg-type]


ROADS = agreement("jalan", EAST, WEST, signed_on=PartialDate(date(2019, 5, 1)))
CARE = agreement("rujukan", EAST, HEALTH, BANK)


@pytest.fixture
def store(empty_database: Database) -> Store:
    """Write two agreements of two regions that border each other."""
    written = Store(empty_database)
    written.prepare()
    facts = Facts(
        regions=list(REGIONS),
        borders=[Border("35.01", "35.02", 12.0, False)],
        agreements=[ROADS, CARE],
    )
    written.write(facts, LOAD)
    return written


def state(held: History) -> dict[str, object]:
    """Give all that a history holds, comparable with another's."""
    return {
        "agreements": held.agreements,
        "of_region": {code: sorted(items) for code, items in held.of_region.items() if items},
        "of_pair": {key: sorted(items) for key, items in held.of_pair.items() if items},
        "actors": held.actors,
        "implementers": {id: ids for id, ids in held.implementers.items() if ids},
        "regions": held.regions,
        "contacts": held.contacts,
        "reports": held.reports,
    }


def anew(database: Database) -> History:
    """Read everything, as a program that has just begun."""
    held = History()
    held.refresh(database)
    return held


def test_holds_who_takes_part(store: Store, empty_database: Database) -> None:
    held = history(empty_database)
    care = held.agreements["rujukan"]
    assert care.regions == ("35.01", "35.02") and care.direct == ("35.01",)
    assert care.size == 3 and care.known_from == date(2020, 1, 1)
    assert set(held.of_pair["35.01", "35.02"]) == {"jalan", "rujukan"}
    assert held.name(HEALTH.id) == "Dinas Kesehatan Kabupaten Barat"
    assert held.name(BANK.id) == "Bank Tengah"
    assert [held.records("35.01", date(year, 12, 31)) for year in (2018, 2019, 2020)] == [0, 1, 2]


def test_region_and_its_opd_are_one_party(store: Store, empty_database: Database) -> None:
    store.write(Facts(agreements=[agreement("aset", EAST, WEST, HEALTH)]), LOAD)
    aset = history(empty_database).agreements["aset"]
    assert (len(aset.parties), aset.size) == (3, 2)


def test_takes_in_every_change(store: Store, empty_database: Database) -> None:
    """After each change what was kept is what a new reading finds."""
    version = history(empty_database).version
    report = Report("35.01", 9, Statement(SOURCE))
    changes = (
        Facts(agreements=[agreement("sampah", EAST, WEST)]),
        Facts(agreements=[replace(ROADS, stage="usulan", affairs=())]),
        Facts(agreements=[agreement("lanjutan", EAST, BANK, implements=("jalan",))]),
        Facts(reports=[report]),
    )
    for facts in changes:
        store.write(facts, LOAD)
        held = history(empty_database)
        assert held.version > version
        assert state(held) == state(anew(empty_database))
        version = held.version
    assert held.implementers["jalan"] == {"lanjutan"}


def test_forgets_what_is_gone(store: Store, empty_database: Database) -> None:
    history(empty_database)
    empty_database.write(("MATCH (k:Agreement {id: 'jalan'}) DETACH DELETE k", {}))
    held = history(empty_database)
    assert set(held.agreements) == {"rujukan"}
    assert state(held) == state(anew(empty_database))


def test_forgets_actors_that_are_gone(store: Store, empty_database: Database) -> None:
    """Those of a load that was undone, and those that another program makes and removes."""
    shop, library = Partner("Toko Tengah", "company"), Opd("Dinas Perpustakaan", "35.02")
    load(empty_database, "lain", agreement("bantuan", EAST, shop, library))
    held = history(empty_database)
    version, before = held.version, held.actors
    assert set(before) == {HEALTH.id, BANK.id, shop.id, library.id}
    undo(empty_database, "lain")
    assert history(empty_database).actors.keys() == {HEALTH.id, BANK.id}
    assert held.version > version and len(before) == 4
    version = held.version
    for query in (
        "CREATE (:Partner {id: 'mitra-baru', name: 'Baru', kind: 'ngo'})",
        "MATCH (p:Partner {id: 'mitra-baru'}) DELETE p",
    ):
        empty_database.write((query, {}))
        assert state(history(empty_database)) == state(anew(empty_database))
    assert held.version > version


def test_reads_agreements_without_notes(store: Store, empty_database: Database) -> None:
    """Agreements that another program wrote lack what this one notes of them."""
    history(empty_database)
    empty_database.write(
        (
            "MATCH (r:Region {code: '35.01'}) CREATE (r)-[:PARTY_TO]->(k:Agreement {id: 'lain', "
            "title: 'Lain', form: 'pks', stage: 'pelaksanaan', scheme: 'ksdd', cooperation: true})",
            {},
        )
    )
    held = history(empty_database)
    assert held.agreements["lain"].regions == ("35.01",)
    assert state(held) == state(anew(empty_database))


def test_nothing_new_keeps_version(store: Store, empty_database: Database) -> None:
    held = history(empty_database)
    version = held.version
    store.write(Facts(agreements=[ROADS, CARE]), LOAD)
    assert history(empty_database) is held and held.version == version


def test_sees_what_was_noted_before_and_written_after(
    store: Store, empty_database: Database
) -> None:
    """Another writer's transaction may note its instant some seconds before it ends."""
    held = history(empty_database)
    noted = (datetime.now(UTC) - timedelta(seconds=20)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert noted < held.agreements["jalan"].changed_at
    empty_database.write(
        (
            "MATCH (k:Agreement {id: 'jalan'}) SET k.stage = 'usulan', k.changed_at = $at",
            {"at": noted},
        )
    )
    assert history(empty_database).agreements["jalan"].stage == "usulan"


def test_takes_in_new_names(store: Store, empty_database: Database) -> None:
    history(empty_database)
    empty_database.write(
        (
            "MATCH (p:Partner {id: $id}) SET p.name = 'Bank Baru' "
            "CREATE (p)-[:NAMED_BY]->(:Load {id: 'lain', state: 'done', at: $at})",
            {"id": BANK.id, "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
        )
    )
    assert history(empty_database).name(BANK.id) == "Bank Baru"
