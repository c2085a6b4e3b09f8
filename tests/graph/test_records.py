"""Records: written and read without loss, several combined to one agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import (
    Agreement,
    Benefit,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    Region,
    Source,
    Statement,
)
from graph.records import Record, changes_between, combine, from_json, to_json
from graph.vocabulary import AFFAIRS, FORMS, PARTNER_KINDS, ROLES, SCHEMES, STAGES
from tests.graph.tellings import BANK, CITY, HEALTH, REGENCY, records, told

day = PartialDate.of(2019, 3, 12)
month, year = PartialDate.of(2019, 3), PartialDate.of(2019)
computed_end = PartialDate(date(2024, 3, 12), computed=True)
stated_end = PartialDate(date(2024, 12, 31))


# ------------------------------------------------------------------ to and from text

texts = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S"), exclude_characters="<"),
    max_size=20,
)
names = st.sampled_from(["Rujukan", "=cmd|'/C calc'!A0", 'a "b"; c\\d', "Ünïcode 🏙", "x\ty\nz"])
maybe = st.none() | texts
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
dates = st.none() | st.builds(
    PartialDate, days, st.sampled_from(["day", "month", "year"]), st.booleans()
)
codes = st.lists(st.sampled_from(list(AFFAIRS)), max_size=3).map(tuple)
opds = st.builds(Opd, names, st.sampled_from(["12.10", "35.74"]), codes)
partners = st.builds(
    Partner, names, st.sampled_from(list(PARTNER_KINDS)), st.none() | names, st.booleans()
)
regions = st.builds(
    Region,
    st.just("12.10"),
    names,
    st.just("kabupaten"),
    st.just("12"),
    st.none() | names,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.none() | st.integers(0, 10**8),
)
roles, numbers = st.sampled_from(list(ROLES)), st.none() | names
sources = st.builds(Source, names, maybe, maybe, st.none() | days, st.none() | days)
statements = st.builds(Statement, sources, texts, maybe, st.floats(0, 1))
benefits = st.builds(
    Benefit,
    names,
    st.integers(0, 2**63 - 1),
    st.sampled_from(["IDR", "USD"]),
    st.none() | st.just(2019),
)
open_parties = st.builds(
    OpenParty, names, st.lists(names, max_size=2).map(tuple), texts, numbers, roles
)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    def several(one: st.SearchStrategy[Any], most: int = 2) -> tuple[Any, ...]:
        return tuple(draw(st.lists(one, max_size=most)))

    start, end = draw(dates), draw(dates)
    if start and end and end.value < start.value:
        start, end = end, start
    actors = [draw(regions), draw(partners), *draw(st.lists(opds, max_size=1))]
    return Agreement(
        title=draw(names),
        form=draw(st.sampled_from(list(FORMS))),
        stage=draw(st.sampled_from(list(STAGES))),
        parties=tuple(Party(actor, draw(roles), draw(numbers)) for actor in actors),
        statements=several(statements),
        register_key=draw(numbers),
        affairs=draw(codes),
        starts_on=start,
        ends_on=end,
        due_on=draw(dates),
        scope=draw(maybe),
        location=draw(maybe),
        notes=draw(maybe),
        benefits=several(benefits),
        implements=several(st.sampled_from(["k1", "k2"])),
        unnamed_parties=draw(st.integers(0, 2)),
        verified=draw(st.booleans()),
        purpose=draw(maybe),
        financing=draw(maybe),
        link=draw(maybe),
        evaluation=draw(maybe),
        endless=draw(st.booleans()),
        stated_scheme=draw(st.none() | st.sampled_from(list(SCHEMES))),
        responsible=several(opds),
        open_parties=several(open_parties),
        id=draw(st.sampled_from(["", "id-lain"])),
    )


@settings(max_examples=60, deadline=None)
@given(agreements())
def test_text_gives_the_same_agreement(agreement: Agreement) -> None:
    again = from_json(to_json(agreement))
    assert again == agreement
    assert repr(again) == repr(agreement)


# ------------------------------------------------------------------ several to one


def combined(*rows: Agreement, owners: str = "ab") -> Agreement:
    """Combine rows of offices a, b, … each loaded with its own file in that order."""
    made: list[Record] = []
    for number, (owner, row) in enumerate(zip(owners, rows, strict=False)):
        made += records(f"{owner}{number}.csv", [row], owner)
    return combine("satu", made)


FIRST = told("Rujukan", "a")
SECOND = told("Rujukan pasien", "b")
# What the second register adds: the first one's values, the second one's, and what is made.
FILLED: tuple[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]], ...] = (
    ("text that lacks", {}, {"scope": "luas"}, {"scope": "luas"}),
    ("text that is told", {"scope": "sempit"}, {"scope": "luas"}, {"scope": "sempit"}),
    ("scheme", {}, {"stated_scheme": "ksdd"}, {"stated_scheme": "ksdd"}),
    ("form that says more", {"form": "lainnya"}, {"form": "mou"}, {"form": "mou"}),
    ("form of other roles", {"form": "lainnya"}, {"form": "kaji_banding"}, {"form": "lainnya"}),
    ("form that is told", {"form": "pks"}, {"form": "mou"}, {"form": "pks"}),
    ("day within month", {"signed_on": month}, {"signed_on": day}, {"signed_on": day}),
    ("day within year", {"signed_on": year}, {"signed_on": day}, {"signed_on": day}),
    (
        "day of another month",
        {"signed_on": PartialDate.of(2019, 4)},
        {"signed_on": day},
        {"signed_on": PartialDate.of(2019, 4)},
    ),
    ("month after day", {"signed_on": day}, {"signed_on": month}, {"signed_on": day}),
    (
        "stated end for computed",
        {"ends_on": computed_end},
        {"ends_on": stated_end},
        {"ends_on": stated_end},
    ),
    (
        "another stated end",
        {"ends_on": stated_end},
        {"ends_on": PartialDate(date(2025, 1, 1))},
        {"ends_on": stated_end},
    ),
    ("without end", {}, {"endless": True}, {"endless": True, "ends_on": None}),
    (
        "end where it is endless",
        {"endless": True},
        {"ends_on": stated_end},
        {"endless": True, "ends_on": None},
    ),
    (
        "end before the start",
        {"signed_on": day},
        {"signed_on": None, "ends_on": PartialDate(date(2018, 1, 1))},
        {"signed_on": day, "ends_on": None},
    ),
    (
        "affairs",
        {"affairs": ("sosial",)},
        {"affairs": ("kesehatan", "sosial")},
        {"affairs": ("sosial", "kesehatan")},
    ),
    ("implements", {"implements": ("k1",)}, {"implements": ("k2",)}, {"implements": ("k1", "k2")}),
    ("itself", {"implements": ("k1",)}, {"implements": ("satu",)}, {"implements": ("k1",)}),
    (
        "yields of the first that has any",
        {},
        {"benefits": (Benefit("giro", 5),)},
        {"benefits": (Benefit("giro", 5),)},
    ),
    (
        "responsible",
        {"responsible": (HEALTH,)},
        {"responsible": (HEALTH,)},
        {"responsible": (HEALTH,)},
    ),
    ("verified", {}, {"verified": True}, {"verified": True}),
    (
        "the other side's number",
        {"parties": (Party(CITY, number="1"), Party(REGENCY))},
        {"parties": (Party(REGENCY, number="9"), Party(CITY, number="8"))},
        {"parties": (Party(CITY, number="1"), Party(REGENCY, number="9"))},
    ),
    (
        "number through the department",
        {"parties": (Party(CITY), Party(REGENCY))},
        {"parties": (Party(CITY), Party(HEALTH, number="9"))},
        {"parties": (Party(CITY), Party(REGENCY, number="9"))},
    ),
    (
        "number from the region",
        {"parties": (Party(CITY), Party(HEALTH))},
        {"parties": (Party(REGENCY, number="9"), Party(CITY))},
        {"parties": (Party(CITY), Party(HEALTH, number="9"))},
    ),
    (
        "open party",
        {
            "parties": (Party(CITY),),
            "open_parties": (OpenParty("Probolinggo", ("35.13", "35.74"), number="7"),),
        },
        {},
        {"parties": (Party(CITY), Party(REGENCY, number="7")), "open_parties": ()},
    ),
    (
        "unnamed party",
        {"parties": (Party(CITY),), "unnamed_parties": 1},
        {},
        {"parties": (Party(CITY), Party(REGENCY)), "unnamed_parties": 0},
    ),
    (
        "further party",
        {},
        {"parties": (Party(CITY), Party(REGENCY), Party(BANK))},
        {"parties": (Party(CITY), Party(REGENCY))},
    ),
)


@pytest.mark.parametrize(
    ("first", "second", "made"), [row[1:] for row in FILLED], ids=[row[0] for row in FILLED]
)
def test_second_register_fills(
    first: dict[str, Any], second: dict[str, Any], made: dict[str, Any]
) -> None:
    base = replace(FIRST, **first)
    result = combined(base, replace(SECOND, **second))
    statements = (*FIRST.statements, *SECOND.statements)
    assert result == replace(base, id="satu", statements=statements, **made)


def test_newest_load_of_an_office_counts() -> None:
    corrected = replace(FIRST, title="Rujukan ibu", scope=None)
    of_a, of_b = replace(FIRST, scope="lama"), replace(SECOND, scope="dari b")
    assert combined(of_a, corrected, owners="aa") == replace(corrected, id="satu")
    # The office that was first to tell stays the base, however late its newest version came.
    result = combined(of_a, of_b, corrected, owners="aba")
    assert (result.title, result.scope) == ("Rujukan ibu", "dari b")
    assert [s.source.title for s in result.statements] == ["Register a", "Register b"]


def test_rows_of_one_load_count_together() -> None:
    further = replace(FIRST, statements=SECOND.statements, scope="luas")
    result = combine("satu", records("a.csv", [FIRST, further], "a"))
    assert result.scope == "luas"
    assert result.statements == (*FIRST.statements, *SECOND.statements)


def test_impossible_together_leaves_the_first() -> None:
    # The second register's only candidate would leave the agreement without any region.
    base = replace(
        FIRST, parties=(Party(BANK),), open_parties=(OpenParty("Contoh", ("yayasan-contoh",)),)
    )
    other = replace(SECOND, parties=(Party(CITY), Party(Partner("Yayasan Contoh", "ngo"))))
    result = combined(base, other)
    assert (result.parties, result.open_parties) == (base.parties, base.open_parties)
    assert len(result.statements) == 2


@settings(max_examples=25, deadline=None)
@given(st.lists(agreements(), min_size=2, max_size=3))
def test_combining_never_refuses(rows: list[Agreement]) -> None:
    made = combined(*rows, owners="abcd")
    assert made.id == "satu"
    assert combined(*rows, owners="abcd") == made


def test_changes_are_told_field_by_field() -> None:
    old = replace(FIRST, parties=(Party(CITY, number="1"), Party(HEALTH)), ends_on=computed_end)
    new = replace(
        old,
        title="Rujukan ibu",
        form="mou",
        parties=(Party(CITY, number="2"), Party(BANK)),
        ends_on=PartialDate(date(2025, 12, 31), "year"),
        benefits=(Benefit("giro", 5, "USD", 2019),),
    )
    changes = changes_between(old, new, {"35.13": "Kabupaten Probolinggo"})
    assert {(c.field, c.old, c.new) for c in changes} == {
        ("judul", "Rujukan", "Rujukan ibu"),
        ("bentuk", FORMS["pks"].name, FORMS["mou"].name),
        (
            "pihak",
            "Kota Probolinggo; Dinas Kesehatan Kabupaten Probolinggo",
            "Kota Probolinggo; PT Bank Contoh",
        ),
        ("nomor", "1; -", "2; -"),
        ("berakhir", "2024-03-12 (dihitung)", "2025"),
        ("hasil", "", "giro = 5 USD (2019)"),
    }
    assert changes_between(old, old) == []
