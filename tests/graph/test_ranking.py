"""The rank of gaps: its parts against what can be worked out otherwise, its weights, its order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import networkx as nx
import pytest

from graph import gaps
from graph.database import Database
from graph.errors import ArgumentInvalid
from graph.evidence import COMPARABLE_RATIO, evidence
from graph.history import CONTACTS
from graph.projection import project
from graph.ranking import (
    PARTS,
    Ranked,
    WeightsAllZero,
    WeightsUnreadable,
    WeightUnknown,
    WeightUnreadable,
    check_weights,
    rank,
    read_weights,
)

ON = date(2026, 1, 1)
BEFORE_MEETING = date(2017, 8, 1)


def ranked_as_of(database: Database, on: date = ON, **choices: object) -> list[Ranked]:
    readings = gaps.read(database, on)
    affair = choices.get("affair")
    pairs = gaps.judge(readings, affair=affair)  # type: ignore[arg-type]
    return rank(readings, pairs, **choices)  # type: ignore[arg-type]


def parts(ranked: list[Ranked], key: str) -> dict[str, float]:
    (item,) = (one for one in ranked if one.pair.key == key)
    return {reason.name: reason.value for reason in item.reasons}


def sentences(ranked: list[Ranked], key: str) -> dict[str, str]:
    (item,) = (one for one in ranked if one.pair.key == key)
    return {reason.name: reason.sentence.told(str) for reason in item.reasons}


# ------------------------------------------------------------------ the order


def test_rank_follows_score(demo_database: Database) -> None:
    ranked = ranked_as_of(demo_database)
    assert [item.rank for item in ranked] == list(range(1, 1_029))
    for one, other in pairwise(ranked):
        assert one.score > other.score or (
            one.score == other.score
            and (one.pair.status == "running", one.pair.key)
            < (other.pair.status == "running", other.pair.key)
        )


def test_score_is_weighted_mean_of_parts(demo_database: Database) -> None:
    weights = read_weights("border=4,people=0")
    for item in ranked_as_of(demo_database, weights=weights)[:50]:
        assert {reason.name for reason in item.reasons} == set(PARTS)
        assert all(0 <= reason.value <= 1 for reason in item.reasons)
        mean = sum(reason.value * weights[reason.name] for reason in item.reasons)
        assert item.score == pytest.approx(mean / sum(weights.values()), abs=1e-5)
        shares = [reason.share for reason in item.reasons]
        assert shares == sorted(shares, reverse=True)


def test_running_pairs_are_no_gaps(demo_database: Database) -> None:
    ranked = ranked_as_of(demo_database)
    running = [item for item in ranked if item.pair.status == "running"]
    assert {item.score for item in running} == {0.0}
    assert running == ranked[-len(running) :]


def test_weight_alone_orders_by_its_part(demo_database: Database) -> None:
    only = dict.fromkeys(PARTS, 0.0) | {"people": 1.0}
    ranked = ranked_as_of(demo_database, weights=check_weights(only))
    values = [parts([item], item.pair.key)["people"] for item in ranked if item.score]
    assert values == sorted(values, reverse=True)


def test_affair_has_a_rank_of_its_own(demo_database: Database) -> None:
    ranked = ranked_as_of(demo_database, affair="kesehatan")
    values = parts(ranked, "12.10-12.22")
    assert values["affairs"] == pytest.approx(0.95)
    assert "berobat" in sentences(ranked, "12.10-12.22")["affairs"]
    assert parts(ranked, "12.10-12.23")  # runs in health, through a hospital
    assert ranked[-1].pair.status == "running"


# ------------------------------------------------------------------ the parts


def test_border_tells_facts(demo_database: Database) -> None:
    ranked = ranked_as_of(demo_database)
    said = sentences(ranked, "15.05-15.71")
    assert said["border"] == "Berbatasan 69,8 km, 100% dari seluruh batas darat Kota Jambi."
    assert said["enclosed"] == "Kota Jambi hanya berbatasan dengan Kabupaten Muaro Jambi."
    assert parts(ranked, "15.05-15.71")["enclosed"] == 1.0
    assert parts(ranked, "35.14-35.75")["enclosed"] == 1.0
    assert parts(ranked, "35.15-35.78")["enclosed"] == 0.0  # Surabaya borders Gresik as well


def test_shared_neighbours_are_adamic_adar(demo_database: Database) -> None:
    """Worked out by matrices, it is what NetworkX gives on the projection of actors."""
    readings = gaps.read(demo_database, ON)
    found = evidence(readings)
    graph = project(demo_database, "actors", ON)
    checked = 0
    for contact in readings.history.contacts:
        if contact.a in graph and contact.b in graph:
            ((_a, _b, expected),) = nx.adamic_adar_index(graph, [contact.key])
            assert found.adamic_adar["-".join(contact.key)] == pytest.approx(expected)
            checked += 1
        else:
            assert found.adamic_adar["-".join(contact.key)] == 0.0
    assert checked


def test_degrees_are_those_of_the_projection(demo_database: Database) -> None:
    found = evidence(gaps.read(demo_database, ON))
    graph = project(demo_database, "actors", ON)
    for code, place in found.places.items():
        assert found.degrees[place] == (graph.degree(code) if code in graph else 0)


def test_comparable_pairs_are_alike(demo_database: Database) -> None:
    readings = gaps.read(demo_database, BEFORE_MEETING.replace(year=2019))
    regions = readings.history.regions
    found = evidence(readings)
    looked = 0
    for pair in gaps.judge(readings, contacts=tuple(CONTACTS)):
        people = sorted(regions[code].population for code in (pair.a, pair.b))
        for other in found.comparable(pair).among:
            looked += 1
            assert other.key != pair.key and other.status != "unknown"
            assert (other.combination, other.kind) == (pair.combination, pair.kind)
            sizes = sorted(regions[code].population for code in (other.a, other.b))
            for one, two in zip(people, sizes, strict=True):
                assert max(one, two) <= COMPARABLE_RATIO * min(one, two) * 1.000001
    assert looked


def test_visit_counts_for_its_pair(demo_database: Database) -> None:
    found = evidence(gaps.read(demo_database, ON)).visits
    assert list(found) == ["21.71-74.09"]
    assert not evidence(gaps.read(demo_database, date(2022, 1, 1))).visits


def test_unknown_pairs_say_so(demo_database: Database) -> None:
    ranked = ranked_as_of(demo_database)
    said = sentences(ranked, "15.05-15.71")["recorded"]
    assert said == (
        "Data belum cukup: tercatat 0 kesepakatan Kabupaten Muaro Jambi dan "
        "12 kesepakatan Kota Jambi."
    )
    assert parts(ranked, "15.05-15.71")["recorded"] == 0.0


# ------------------------------------------------------------------ the weights


def test_default_weights_stay_unless_named() -> None:
    weights = read_weights(" border = 5 , visits=0")
    assert (weights["border"], weights["visits"]) == (5.0, 0.0)
    assert weights["people"] == PARTS["people"].weight
    assert read_weights("") == read_weights(None) == {c: p.weight for c, p in PARTS.items()}


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("jarak=1", WeightUnknown, "comparable"),
        ("border=-1", WeightUnreadable, "0 sampai 1000"),
        ("border=banyak", WeightUnreadable, "border=2"),
        ("border=nan", WeightUnreadable, "0 sampai 1000"),
        ("border=inf", WeightUnreadable, "0 sampai 1000"),
        ("border=1e9", WeightUnreadable, "0 sampai 1000"),
        ("border", WeightsUnreadable, "border=2,people=0"),
        (",".join(f"{code}=0" for code in PARTS), WeightsAllZero, "di atas 0"),
    ],
)
def test_bad_weights_say_what_is_expected(
    text: str, error: type[ArgumentInvalid], said: str
) -> None:
    with pytest.raises(error) as caught:
        read_weights(text)
    assert said in str(caught.value)


@pytest.mark.parametrize("code", PARTS)
def test_part_is_named_and_explained(code: str) -> None:
    part = PARTS[code]
    assert part.weight > 0
    assert part.label("id") != part.label("en")
    assert part.explain("id") != part.explain("en")
