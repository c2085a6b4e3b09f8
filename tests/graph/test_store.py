"""Writing facts: whole, once, and with the dates that follow from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.model import (
    Agreement,
    Benefit,
    Facts,
    Load,
    Opd,
    PartialDate,
    Partner,
    Party,
    Region,
    Source,
    Statement,
)
from graph.store import Store
from graph.vocabulary import STAGES

CITY = Region("35.74", "Kota Probolinggo", "kota", "35")
REGENCY = Region("35.13", "Kabupaten Probolinggo", "kabupaten", "35")
PROVINCE = Region("35", "Provinsi Jawa Timur", "provinsi", None)
HEALTH = Opd("Dinas Kesehatan", "35.13", ("kesehatan",))
BANK = Partner("PT Bank Contoh", "bank")
SOURCE = Source("Register contoh", published_on=date(2019, 4, 6))
LOAD = Load("contoh", "contoh.csv", "2019-04-06T00:00:00Z", "penguji")


def agreement(title: str = "Rujukan pasien", **changes: object) -> Agreement:
    base = Agreement(
        title=title,
        form="pks",
        stage="pelaksanaan",
        parties=(Party(CITY), Party(HEALTH, number="1/2019"), Party(BANK)),
        statements=(Statement(SOURCE, "Kalimat buatan sendiri."),),
        register_key=title,
        benefits=(Benefit("giro", 5), Benefit("giro", 7, year=2018)),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def facts(*agreements: Agreement) -> Facts:
    return Facts(regions=[PROVINCE, REGENCY, CITY], agreements=list(agreements))


def write(database: Database, *agreements: Agreement) -> tuple[int, int, int]:
    store = Store(database)
    store.prepare()
    store.begin_load(LOAD)
    counts = store.write(facts(*agreements), LOAD)
    return (
        counts.created["Agreement"],
        counts.changed["Agreement"],
        counts.unchanged["Agreement"],
    )


def edges(database: Database) -> dict[str, int]:
    query = "MATCH (:Agreement)-[e]-() RETURN type(e) AS type, count(e) AS count"
    return {row["type"]: row["count"] for row in database.read(query)}


def test_second_writing_changes_nothing(empty_database: Database) -> None:
    assert write(empty_database, agreement()) == (1, 0, 0)
    once = edges(empty_database)
    assert write(empty_database, agreement()) == (0, 0, 1)
    assert (
        edges(empty_database)
        == once
        == {
            "PARTY_TO": 3,
            "YIELDED": 2,
            "STATED_IN": 1,
            "LOADED_BY": 1,
        }
    )


def test_change_leaves_nothing_over(empty_database: Database) -> None:
    write(empty_database, agreement())
    parties = (Party(CITY), Party(REGENCY))
    changed = agreement(parties=parties, benefits=(Benefit("giro", 9),), scope="baru")
    assert write(empty_database, changed) == (0, 1, 0)
    assert edges(empty_database) == {
        "PARTY_TO": 2,
        "YIELDED": 1,
        "STATED_IN": 1,
        "LOADED_BY": 1,
    }
    (row,) = empty_database.read("MATCH (b:Benefit) RETURN b.amount AS amount").rows
    assert row == {"amount": 9}


def test_sources_add_up(empty_database: Database) -> None:
    write(empty_database, agreement())
    later = Source("Register lain", published_on=date(2021, 1, 2))
    stated = agreement(statements=(Statement(later, "Kalimat lain."),))
    assert write(empty_database, stated) == (0, 1, 0)
    query = (
        "MATCH (a:Agreement) RETURN a.first_stated_on AS first, a.last_stated_on AS last, "
        "COUNT { MATCH (a)-[:STATED_IN]->() } AS sources"
    )
    assert empty_database.read(query).rows == [
        {"first": date(2019, 4, 6), "last": date(2021, 1, 2), "sources": 2}
    ]
    assert write(empty_database, stated) == (0, 0, 1)


def test_guess_yields_to_statement(empty_database: Database) -> None:
    stated = agreement("a", parties=(Party(CITY), Party(Partner("Yayasan Contoh", "ngo"))))
    guess = Partner("Yayasan Contoh", "other", kind_guessed=True)
    guessed = agreement("b", parties=(Party(CITY), Party(guess)))
    query = "MATCH (p:Partner) RETURN p.kind AS kind"
    write(empty_database, guessed)
    assert empty_database.read(query).rows == [{"kind": "other"}]
    write(empty_database, stated)
    assert empty_database.read(query).rows == [{"kind": "ngo"}]
    write(empty_database, agreement("c", parties=guessed.parties))
    assert empty_database.read(query).rows == [{"kind": "ngo"}]


def test_implements_is_kept(empty_database: Database) -> None:
    frame = agreement("kesepakatan", form="kesepakatan_bersama")
    contract = agreement("pks", implements=(frame.id,))
    # The contract comes before what it implements, as registers have it.
    write(empty_database, contract, frame)
    write(empty_database, replace(contract, scope="diubah"), frame)
    query = "MATCH (a)-[:IMPLEMENTS]->(f) RETURN a.id AS a, f.id AS f"
    assert empty_database.read(query).rows == [{"a": "pks", "f": "kesepakatan"}]


def test_agreements_need_load(empty_database: Database) -> None:
    with pytest.raises(ValueError, match="Load"):
        Store(empty_database).write(facts(agreement()))


days = st.dates(date(2015, 1, 1), date(2022, 12, 31))
maybe_day = st.none() | days


@st.composite
def dated(draw: st.DrawFn) -> tuple[date | None, date | None, date | None, str, list[date]]:
    signed, starts = draw(maybe_day), draw(maybe_day)
    ends = draw(maybe_day)
    start = starts or signed
    if ends and start and ends < start:
        ends = start + (start - ends)
    stated = draw(st.lists(days, min_size=1, max_size=3, unique=True))
    return signed, starts, ends, draw(st.sampled_from(list(STAGES))), stated


def runs_on(
    signed: date | None, starts: date | None, ends: date | None, stage: str, stated: list[date]
) -> tuple[date | None, date | None]:
    """Say the rule of when an agreement runs once more, in other words than the store."""
    if STAGES[stage].effect in ("planned", "void"):
        begin = None
    else:
        begin = min((d for d in (signed, starts) if d), default=min(stated))
    if ends is None and STAGES[stage].effect == "ended":
        return begin, max(stated) - timedelta(days=1)
    return begin, ends


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cases=st.lists(dated(), min_size=20, max_size=40))
def test_running_follows_rule(
    database: Database,
    cases: list[tuple[date | None, date | None, date | None, str, list[date]]],
) -> None:
    def partial(day: date | None) -> PartialDate | None:
        return PartialDate(day) if day else None

    agreements = [
        agreement(
            f"kasus {number}",
            signed_on=partial(signed),
            starts_on=partial(starts),
            ends_on=partial(ends),
            stage=stage,
            benefits=(),
            statements=tuple(Statement(Source("S", published_on=day)) for day in stated),
        )
        for number, (signed, starts, ends, stage, stated) in enumerate(cases)
    ]
    # Sources add up by design, so each example begins without the last one's agreements.
    database.write(("MATCH (a:Agreement) DETACH DELETE a", {}))
    write(database, *agreements)
    rows = database.read(
        "MATCH (a:Agreement) RETURN a.id AS id, a.runs_from AS runs_from, a.runs_until AS until"
    )
    found = {row["id"]: (row["runs_from"], row["until"]) for row in rows}
    assert found == {one.id: runs_on(*case) for one, case in zip(agreements, cases, strict=True)}
