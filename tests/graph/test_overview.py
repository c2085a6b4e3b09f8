"""The national views, on pairs small enough to be counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph import overview
from graph.gaps import CommonAgreement, Coverage, Pair
from graph.history import Place
from graph.overview import (
    CHANGES,
    GAPS,
    MATTERS,
    WITHOUT_RUNNING,
    Line,
    Surrounded,
    Tally,
    changes,
    clusters,
    isolated,
    least_covered,
    matrix,
    sides_of,
    surrounded,
    tally,
)
from graph.vocabulary import AFFAIRS, STATUSES

KNOWN, UNKNOWN = Coverage(recorded=3), Coverage()


def agreement(id: str, status: str, *affairs: str, **values: Any) -> CommonAgreement:
    return CommonAgreement(
        id, f"Judul {id}", "pks", "pelaksanaan", status, affairs, 2, False, **values
    )


def pair(key: str, *agreements: CommonAgreement, known: bool = True, km: float = 10.0) -> Pair:
    """Give a pair whose status follows from its agreements, as judging gives it."""
    a, b = key.split("-")
    standings = {item.status for item in agreements}
    status = next((code for code in STATUSES if code in standings), None)
    return Pair(
        a=a,
        b=b,
        a_name=f"W{a}",
        b_name=f"W{b}",
        level="kabkota" if "." in a else "provinsi",
        kind="kabupaten-kabupaten",
        contact="land",
        across=a[:2] != b[:2],
        border_km=km,
        distance_km=None,
        same_landmass=True,
        status=status or ("none" if known else "unknown"),
        agreements=agreements,
        a_coverage=KNOWN,
        b_coverage=KNOWN if known else UNKNOWN,
    )


def place(code: str, population: int = 1_000) -> Place:
    return Place(code, f"W{code}", "kabupaten", code[:2], None, population, 0.0, 110.0)


# In province 35 a chain 01–02–03 with 03–04 unknown, and 01 meets 36.01 of the next one.
CHAIN = (
    pair("35.01-35.02", agreement("run", "running", "kesehatan")),
    pair("35.02-35.03", agreement("old", "lapsed", "kesehatan", runs_until=date(2019, 5, 1))),
    pair("35.03-35.04", known=False),
    pair("35.01-36.01", km=30.0),
)


# ------------------------------------------------------------------ counting


def test_tally_of_statuses() -> None:
    assert tally(list(STATUSES)) == Tally(gaps=4, known=5, unknown=1)
    counted = tally(["running", "none", "none", "unknown"])
    assert (counted.running, counted.pairs, counted.share) == (1, 4, pytest.approx(2 / 3))
    assert tally(["unknown"]).share is None


def test_gaps_are_known() -> None:
    assert set(GAPS) | {"running", "unknown"} == set(STATUSES)
    assert set(WITHOUT_RUNNING) == set(STATUSES) - {"running"}


def test_matters_leave_support_out() -> None:
    assert len(MATTERS) == 32
    assert {AFFAIRS[code].group for code in AFFAIRS if code not in MATTERS} == {"penunjang"}


def test_matrix_counts_provinces() -> None:
    found = matrix(CHAIN, ["35", "36", "37"])
    assert list(found.lines) == ["35", "36", "37"]
    east = found.lines["35"]
    assert east.whole == Tally(gaps=2, known=3, unknown=1)
    assert east.affairs["kesehatan"] == Tally(gaps=2, known=3, unknown=1)
    assert east.affairs["pendidikan"] == Tally(gaps=3, known=3, unknown=1)
    assert found.lines["36"].whole == Tally(gaps=1, known=1, unknown=0)
    assert found.lines["37"].whole == Tally()
    # The pair across provinces stands in both lines, and once in the total.
    assert found.total.whole == Tally(gaps=2, known=3, unknown=1)


def test_matrix_counts_regions() -> None:
    found = matrix(CHAIN, ["35.01", "35.04"], touched=sides_of, affairs=["kesehatan"])
    assert found.lines["35.01"].whole == Tally(gaps=1, known=2, unknown=0)
    assert found.lines["35.04"].affairs == {"kesehatan": Tally(gaps=0, known=0, unknown=1)}


def test_affair_known_by_agreement_alone() -> None:
    """Where a side is unknown, an agreement still tells of its own affair, and of no other."""
    found = matrix([pair("35.01-35.02", agreement("k", "lapsed", "sosial"), known=False)], ["35"])
    assert found.lines["35"].affairs["sosial"] == Tally(gaps=1, known=1, unknown=0)
    assert found.lines["35"].affairs["pangan"] == Tally(gaps=0, known=0, unknown=1)


def test_least_covered_first() -> None:
    cells = {
        "pendidikan": Tally(1, 2, 0),
        "kesehatan": Tally(2, 2, 0),
        "pangan": Tally(0, 0, 2),
        "perhubungan": Tally(2, 2, 0),
    }
    line = Line(Tally(), cells)
    assert [code for code, _cell in least_covered(line)] == [
        "kesehatan", "perhubungan", "pendidikan",
    ]  # fmt: skip
    weighed = least_covered(line, {"perhubungan": 0.9, "pendidikan": 1.0})
    assert [code for code, _cell in weighed] == ["perhubungan", "kesehatan", "pendidikan"]


# ------------------------------------------------------------------ region by region


def around(*codes: str) -> dict[str, Surrounded]:
    places = [place(code) for code in codes]
    return {row.place.code: row for row in surrounded(CHAIN, places)}


def test_regions_with_their_pairs() -> None:
    found = around("35.01", "35.02", "35.03", "35.04", "36.01", "99.01")
    assert {code: row.isolation for code, row in found.items()} == {
        "35.01": None,
        "35.02": None,
        "35.03": "tercatat",
        "35.04": "tanpa_data",
        "36.01": "pasti",
        "99.01": "tanpa_tetangga",
    }
    middle = found["35.03"]
    assert (middle.neighbours, middle.tally) == (2, Tally(gaps=1, known=1, unknown=1))
    assert list(middle.statuses) == list(STATUSES)


def test_last_lapse_is_told() -> None:
    lapse = around("35.03")["35.03"].last_lapse
    assert lapse is not None
    assert (lapse.on, lapse.pair.key, lapse.agreement.id) == (
        date(2019, 5, 1), "35.02-35.03", "old",
    )  # fmt: skip
    assert around("36.01")["36.01"].last_lapse is None


def test_revoked_has_no_last_day() -> None:
    """A dated end is told before a revocation, of which no day is recorded."""
    pairs = [
        pair("35.01-35.02", agreement("revoked", "lapsed")),
        pair("35.01-35.03", agreement("ended", "lapsed", runs_until=date(2001, 1, 1))),
    ]
    (row,) = surrounded(pairs, [place("35.01")])
    assert row.last_lapse and row.last_lapse.agreement.id == "ended"
    (row,) = surrounded(pairs[:1], [place("35.01")])
    assert row.last_lapse and row.last_lapse.on is None


def test_isolated_are_ranked() -> None:
    places = [place("36.01"), place("35.03"), place("35.04"), place("99.01"), place("35.01")]
    found = [row.place.code for row in isolated(surrounded(CHAIN, places))]
    assert found == ["36.01", "35.03", "35.04", "99.01"]


def test_isolated_by_neighbours_then_people() -> None:
    pairs = [pair("35.01-35.02"), pair("35.02-35.03"), pair("36.01-36.02")]
    places = [place("35.01"), place("35.02"), place("36.01", 9_000)]
    assert [row.place.code for row in isolated(surrounded(pairs, places))] == [
        "35.02", "36.01", "35.01",
    ]  # fmt: skip


# ------------------------------------------------------------------ clusters


def test_clusters_are_components() -> None:
    pairs = [
        pair("35.01-35.02", km=5.0),
        pair("35.02-35.03", agreement("old", "lapsed"), km=7.0),
        pair("35.01-35.03", agreement("run", "running")),
        pair("35.03-35.04", known=False),
        pair("35.05-36.01"),
    ]
    first, second = clusters(pairs)
    assert first.codes == ("35.01", "35.02", "35.03")
    assert [item.key for item in first.pairs] == ["35.02-35.03", "35.01-35.02"]
    assert (first.border_km, first.within, first.share) == (12.0, 3, pytest.approx(2 / 3))
    assert (first.hub, first.hub_name) == ("35.02", "W35.02")
    assert (second.codes, second.provinces) == (("35.05", "36.01"), ("35", "36"))


def test_clusters_with_unknown_are_larger() -> None:
    pairs = [pair("35.01-35.02"), pair("35.02-35.03", known=False)]
    assert [len(one.codes) for one in clusters(pairs)] == [2]
    assert [len(one.codes) for one in clusters(pairs, WITHOUT_RUNNING)] == [3]


@pytest.mark.parametrize("pairs", [[], [pair("35.01-35.02", agreement("run", "running"))]])
def test_no_cluster_without_gap(pairs: list[Pair]) -> None:
    assert clusters(pairs) == []


# ------------------------------------------------------------------ changes


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("none", "running", "mulai"),
        ("paper", "running", "mulai"),
        ("running", "lapsed", "berakhir"),
        ("running", "planned", "berakhir"),
        ("running", "paper", "berakhir"),
        ("unknown", "lapsed", "berakhir"),
        ("lapsed", "planned", "direncanakan"),
        ("none", "paper", "kertas"),
        ("planned", "none", "gugur"),
        ("unknown", "none", "data"),
        ("none", "unknown", "data"),
    ],
)
def test_kind_of_change(before: str, after: str, kind: str) -> None:
    assert overview.kind_of_change(before, after) == kind


def test_every_change_has_a_kind() -> None:
    found = {
        overview.kind_of_change(before, after)
        for before in STATUSES
        for after in STATUSES
        if before != after
    }
    assert found == set(CHANGES)


def test_changes_with_their_causes() -> None:
    before = [
        pair("35.01-35.02", agreement("a", "running"), agreement("b", "running")),
        pair("35.02-35.03"),
        pair("35.03-35.04", known=False),
        pair("35.04-35.05", agreement("c", "running")),
    ]
    after = [
        pair(
            "35.01-35.02",
            agreement("a", "lapsed", runs_until=date(2020, 3, 1)),
            agreement("b", "lapsed", runs_until=date(2020, 2, 1)),
        ),
        pair("35.02-35.03", agreement("d", "running", runs_from=date(2020, 1, 1)), km=1.0),
        pair("35.03-35.04"),
        pair("35.04-35.05", agreement("c", "running"), agreement("e", "planned")),
    ]
    began, ended, data = changes(before, after)
    assert (began.kind, began.before, began.pair.status) == ("mulai", "none", "running")
    (cause,) = began.causes
    assert (cause.agreement.id, cause.before, cause.after, cause.on) == (
        "d", None, "running", date(2020, 1, 1),
    )  # fmt: skip
    assert (ended.kind, ended.on) == ("berakhir", date(2020, 3, 1))
    assert [cause.agreement.id for cause in ended.causes] == ["a", "b"]
    assert (data.kind, data.causes, data.on) == ("data", (), None)


def test_cause_is_what_gave_the_status() -> None:
    """What changed without giving either status is not called a cause."""
    before = [pair("35.01-35.02", agreement("plan", "planned"), agreement("x", "running"))]
    after = [pair("35.01-35.02", agreement("plan", "planned"), agreement("x", "lapsed"))]
    (change,) = changes(before, after)
    assert (change.before, change.pair.status) == ("running", "planned")
    assert [cause.agreement.id for cause in change.causes] == ["x"]


def test_changes_longest_border_first() -> None:
    before = [pair("35.01-35.02", km=5.0), pair("35.03-35.04", km=50.0)]
    run = agreement("run", "running")
    after = [pair("35.01-35.02", run, km=5.0), pair("35.03-35.04", run, km=50.0)]
    assert [row.pair.key for row in changes(before, after)] == ["35.03-35.04", "35.01-35.02"]
