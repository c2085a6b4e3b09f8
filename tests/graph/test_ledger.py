"""Columns of agreements against the agreements themselves."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.exploring import Filters
from graph.history import Recorded
from graph.ledger import Coded, Ledger, Parties, Ragged, distinct, ledger
from graph.projection import is_link
from graph.vocabulary import FORMS, STAGES
from tests.graph.plainly import KEYS, Plain, remembered, row

DAYS = ("2015-12-31", "2016-02-29", "2016-03-01", "2017-02-28", "2017-03-01", "2018-01-01")
ON = tuple(map(date.fromisoformat, ("2016-02-29", "2017-02-28", "2017-03-01", "2018-01-01")))
day = st.none() | st.sampled_from(DAYS)


@st.composite
def registers(draw: st.DrawFn) -> list[Recorded]:
    """Make up to eight agreements, some of which implement others."""
    ids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8))
    return [
        row(
            id,
            draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5)),
            form=draw(st.sampled_from(("pks", "mou"))),
            stage=draw(st.sampled_from(tuple(STAGES))),
            scheme=draw(st.sampled_from(("ksdd", "ksdpk"))),
            signed=draw(day),
            starts=draw(day),
            stated=draw(day),
            runs=draw(day),
            until=draw(day),
            endless=draw(st.booleans()),
            cooperation=draw(st.sampled_from((True, True, True, False))),
            affairs=draw(st.sampled_from(((), ("kesehatan",), ("kesehatan", "pangan")))),
            implements=draw(st.sampled_from(((), tuple(sorted({*ids, "gone"} - {id}))))),
        )
        for id in ids
    ]


def test_distinct_sorts_and_drops() -> None:
    assert distinct(np.array([3, 1, 3, 2, 1])).tolist() == [1, 2, 3]
    assert distinct(np.array([1, 2, 3])).tolist() == [1, 2, 3]
    assert distinct(np.array([], np.int64)).tolist() == []


def test_ragged_rows() -> None:
    rows = Ragged.of(np.array([2, 0, 2, 2]), np.array([5, 1, 4, 5]), 4)
    assert [rows[place].tolist() for place in range(4)] == [[1], [], [4, 5], []]
    assert rows.sizes.tolist() == [1, 0, 2, 0] and rows.rows.tolist() == [0, 2, 2]
    values, of = rows.take(np.array([2, 3, 0]))
    assert (values.tolist(), of.tolist()) == ([4, 5, 1], [2, 2, 0])
    assert rows.turned(6)[4].tolist() == [2] and rows.turned(6)[0].tolist() == []


def test_columns_of_words() -> None:
    column = Coded.of(["b", "a", "b"])
    assert (column.words, column.codes.tolist()) == (("a", "b"), [1, 0, 1])
    assert column.has("b".__eq__, 3).tolist() == [True, False, True]
    assert column.counts(np.array([True, False, True])) == {"b": 2}
    lists = Coded.listed([("x", "y"), (), ("y",)])
    assert lists.has("y".__eq__, 3).tolist() == [True, False, True]
    assert lists.counts(np.array([True, True, False])) == {"x": 1, "y": 1}


def test_links_follow_the_projections_rule() -> None:
    parties = Parties([KEYS])
    pairs = list(combinations(sorted(KEYS), 2))
    links = parties.links
    found = zip(parties.keys(links.a), parties.keys(links.b), strict=True)
    assert list(found) == [pair for pair in pairs if is_link(*pair)]


def test_ledger_of_nothing() -> None:
    held = Ledger(remembered([]))
    assert held.count == 0 and held.standings(ON[0]).codes.tolist() == []
    assert len(held.rolled.links.a) == 0 and held.provinces.words == ()


def test_ledger_is_made_once() -> None:
    past = remembered([row("a", ("35.01", "pln"))])
    assert ledger(past) is ledger(past)


@pytest.mark.parametrize("on", ON)
@settings(max_examples=25, deadline=None)
@given(registers())
def test_standings_are_the_registers(on: date, items: list[Recorded]) -> None:
    past = remembered(items)
    plain = Plain(past, Filters(on))
    column = Ledger(past).standings(on)
    found = [column.words[code] for code in column.codes.tolist()]
    assert found == [plain.standing(item) for _, item in sorted(past.agreements.items())]


def test_every_word_has_a_place() -> None:
    """Also one that is in no vocabulary, written by another program."""
    items = [row(f"a{n}", ("35.01",), form=form) for n, form in enumerate((*FORMS, "aneh"))]
    items += [row(f"b{n}", ("35.01",), stage=stage) for n, stage in enumerate((*STAGES, "aneh"))]
    held = Ledger(remembered(items))
    assert set(held.forms.words) == {*FORMS, "aneh"} and set(held.stages.words) == {*STAGES, "aneh"}
    assert held.standings(ON[-1]).counts(np.ones(held.count, bool))["running"] > 0
