"""How well the rank foresaw: figures of hand-made cases, then a small country before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from graph import gaps, ranking
from graph.accuracy import Cases, Estimate
from graph.backtest import (
    BASELINES,
    FIRST,
    SCORE,
    Backtest,
    EndTooEarly,
    YearOutside,
    YearUnreadable,
    backtest,
    compare,
    read_year,
    remarks,
    tabulate,
)
from graph.database import Database
from graph.errors import ArgumentInvalid
from graph.model import (
    Agreement,
    Border,
    Facts,
    Load,
    Opd,
    PartialDate,
    Party,
    Region,
    Source,
    Statement,
)
from graph.ranking import PARTS
from graph.store import Store
from graph.tables import FORMATS
from loaders.reference import reference_facts


def made(came: list[bool], **orders: list[float]) -> Backtest:
    """Give the backtest of hand-made cases; orders by code of their baseline, `score` first."""
    cases = Cases(came, resamples=200)
    rows = [
        (BASELINES.get(code, SCORE), "score" if code == "score" else "baseline", scores)
        for code, scores in orders.items()
    ]
    return Backtest(
        year=2019,
        on=date(2018, 12, 31),
        until=date(2024, 6, 30),
        affair=None,
        running=7,
        cases=len(cases),
        positives=cases.positives,
        many_only=2,
        resamples=200,
        seed=1,
        foresights=compare(cases, rows),
    )


# Twenty cases; the score puts all ten that came true first, the border every other one.
CAME = [True] * 10 + [False] * 10
TWENTY = made(
    CAME,
    score=[float(20 - place) for place in range(20)],
    border_km=[
        float(20 - 2 * place) if place < 10 else float(39 - 2 * place) for place in range(20)
    ],
    random=[0.0] * 20,
)


def test_orders_beside_full_score() -> None:
    score, border, random = TWENTY.foresights
    assert (score.auc, score.gain) == (Estimate(1, 1, 1), Estimate())
    assert score.precision[10].value == 1
    # 10 + 9 + … + 1 of the 100 pairs of one that came true and one that did not.
    assert border.auc.value == pytest.approx(0.55)
    assert border.gain.value == pytest.approx(0.45)
    assert border.gain.low is not None and 0 < border.gain.low < 0.45
    assert border.precision[10].value == 0.5
    # Random order is its exact expectation, not a draw.
    assert random.auc == Estimate(0.5, 0.5, 0.5)
    assert random.precision[10].value == pytest.approx(0.5)


def test_gain_is_paired() -> None:
    """Two orders that are nearly one differ surely by little, however uncertain each is."""
    scores = [float(place % 7) for place in range(40)]
    found = made([True, False] * 20, score=scores, border_km=scores)
    _, same = found.foresights
    assert same.gain == Estimate(0, 0, 0)
    assert same.auc.low is not None and same.auc.high is not None
    assert same.auc.high - same.auc.low > 0.1


FEW = {
    "none came true": ([False] * 12, (0, 12), None),
    "all came true": ([True] * 12, (12, 0), None),
    "one short": ([True] * 9 + [False] * 12, (9, 12), 1.0),
    "no cases": ([], (0, 0), None),
}


@pytest.mark.parametrize("name", FEW)
def test_too_few_cases_are_said(name: str) -> None:
    came, counts, auc = FEW[name]
    scores = [float(len(came) - place) for place in range(len(came))]
    found = made(came, score=scores, random=[0.0] * len(came))
    assert found.too_few and (found.positives, found.negatives) == counts
    score = found.foresights[0]
    assert score.auc == Estimate(auc)  # without an interval
    texts = [sentence.text for sentence in remarks(found)]
    assert sum("terlalu sedikit" in text for text in texts) == 1
    assert any("AUC tidak ada" in text for text in texts) is (auc is None)
    for form in FORMATS.values():
        assert form.write(tabulate(found))


def test_more_first_ones_than_cases() -> None:
    precision = TWENTY.foresights[0].precision
    assert precision[10].value is not None
    assert precision[50] == precision[100] == Estimate()
    said = [sentence for sentence in remarks(TWENTY) if "Ketepatan pada {first}" in sentence.text]
    assert [sentence.values for sentence in said] == [
        {"first": 50, "cases": 20}, {"first": 100, "cases": 20},
    ]  # fmt: skip


def test_ten_of_each_are_enough() -> None:
    assert not TWENTY.too_few
    assert replace(TWENTY, positives=9).too_few and replace(TWENTY, positives=11).too_few
    (beaten,) = (s for s in remarks(TWENTY) if "lebih tinggi daripada" in s.text)
    assert beaten.values == {"higher": 2, "others": 2, "surely": 2}


def test_table_stands_alone() -> None:
    table = tabulate(TWENTY)
    assert [row["code"] for row in table.rows] == ["score", "border_km", "random"]
    keys = [column.key for column in table.columns]
    assert len(set(keys)) == len(keys) and {"auc", "auc_low", "gain_high", "precision_100"} < {
        *keys
    }
    for row in table.rows:
        assert {*keys} <= row.keys()
        assert (row["year"], row["cases"], row["positives"]) == (2019, 20, 10)
    assert table.rows[0]["precision_50"] is None
    for told in ("31 Desember 2018", "30 Juni 2024", "bukan kapan dimuat", "tanpa 7"):
        assert told in table.note


def test_table_is_spelled() -> None:
    table, english = tabulate(TWENTY, spelled=True), tabulate(TWENTY, "en", spelled=True)
    score, border, random = table.rows
    assert (score["name"], random["name"]) == ("Skor penuh", "Urutan acak")
    assert random["auc_shown"] == "0,500 (0,500–0,500)"
    assert (score["gain_shown"], score["precision_50_shown"]) == ("—", "—")
    assert english.rows[0]["name"] == "Full score"
    assert str(english.rows[1]["auc_shown"]).startswith("0.550 (0.")
    assert {column.key for column in table.columns} <= {*border}


# ------------------------------------------------------------------ years


@pytest.mark.parametrize("value", [2019, "2019", " 2019 ", 1946, date.today().year])
def test_year_is_read(value: int | str) -> None:
    assert read_year(value) == int(value)


@pytest.mark.parametrize("value", [1945, 0, -5, "0", 9999, date.today().year + 1, "999999999"])
def test_year_outside_is_refused(value: int | str) -> None:
    with pytest.raises(YearOutside) as refused:
        read_year(value)
    message = str(refused.value)
    assert str(value) in message and "1946" in message and str(date.today().year) in message


@pytest.mark.parametrize(
    "value", ["", "dua ribu", "2019-01-01", "20.19", "²⁰¹⁹", "٢٠١٩", "1e3", True, "9" * 5000]
)
def test_no_year_is_refused(value: Any) -> None:
    with pytest.raises(YearUnreadable) as refused:
        read_year(value)
    assert "2019" in str(refused.value) and len(str(refused.value)) < 200


# ------------------------------------------------------------------ a small country

# Thirty regencies in a row, each border a kilometre longer than the one before.
SIZE = 30
CODES = [f"35.{place:02}" for place in range(1, SIZE + 1)]
REGIONS = (
    Region("35", "Provinsi Timur", "provinsi", None),
    *(Region(code, f"Kabupaten {code}", "kabupaten", "35") for code in CODES),
)
BY_CODE = {region.code: region for region in REGIONS}
BORDERS = [Border(a, b, 10.0 + place, False) for place, (a, b) in enumerate(pairwise(CODES))]
OFFICE = Opd("Dinas Kesehatan", CODES[26], ("kesehatan",))
# Written down long after what it tells.
REGISTER = Statement(Source("Register", published_on=date(2024, 1, 1)))


def agree(key: str, *actors: str | Opd, year: int | None, **values: Any) -> Agreement:
    """Make an agreement signed in June of a year, recorded in the register of 2024."""
    return Agreement(
        title=key,
        form=values.pop("form", "pks"),
        stage=values.pop("stage", "pelaksanaan"),
        parties=tuple(Party(BY_CODE[a] if isinstance(a, str) else a) for a in actors),
        statements=(REGISTER,),
        register_key=key,
        signed_on=PartialDate(date(year, 6, 1)) if year else None,
        **values,
    )


def pair_at(place: int) -> tuple[str, str]:
    return CODES[place], CODES[place + 1]


BEFORE = [
    agree("running", *pair_at(0), year=2018),
    agree("lapsed", *pair_at(28), year=2016, ends_on=PartialDate(date(2017, 5, 31))),
]
AFTER = [
    *(agree(f"began {place}", *pair_at(place), year=2019) for place in range(18, 25)),
    agree("renewed", *pair_at(28), year=2020, affairs=("kesehatan",)),
    agree("forum", *CODES[25:28], year=2020),  # of the pairs at 25 and 26
    agree("office", OFFICE, CODES[27], year=2021),  # of the pair at 26, of two parties
    agree("first stated", *pair_at(3), year=None),  # so it begins with the register
    # None of these began to cooperate in the period:
    agree("again", *pair_at(0), year=2020),
    agree("later", *pair_at(5), year=2025),
    agree("planned", *pair_at(7), year=None, stage="usulan"),
    agree("visit", *pair_at(9), year=2020, form="kaji_banding", stage="selesai"),
    agree("no neighbours", CODES[11], CODES[13], year=2020),
]
UNTIL = date(2024, 12, 31)


def write(database: Database, key: str, agreements: list[Agreement], **facts: Any) -> None:
    load = Load(key, f"{key}.csv", "2026-01-01T00:00:00Z", "test")
    Store(database).write(Facts(agreements=agreements, **facts), load)


def ranked_before(database: Database) -> list[tuple[str, float]]:
    readings = gaps.read(database, date(2018, 12, 31))
    found = ranking.rank(readings, gaps.judge(readings, level="kabkota"))
    return [(row.pair.key, row.score) for row in found]


@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
def test_backtest_of_small_country(empty_database: Database) -> None:
    database = empty_database
    Store(database).prepare()
    affairs = reference_facts().affairs
    write(database, "before", BEFORE, regions=list(REGIONS), borders=BORDERS, affairs=affairs)
    known = ranked_before(database)
    write(database, "after", AFTER)
    # What began later is not known before, although it is recorded now.
    assert ranked_before(database) == known

    found = backtest(database, "2019", until=UNTIL)
    assert (found.on, found.until) == (date(2018, 12, 31), UNTIL)
    assert (found.running, found.cases, found.positives) == (1, 28, 11)
    assert found.many_only == 1
    assert not found.too_few
    rows = {row.scorer.code: row for row in found.foresights}
    assert list(rows) == ["score", *PARTS, *BASELINES]
    # It came true at 3, 18 to 26 and 28, not at the other 17; borders grow with the place.
    assert rows["border_km"].auc.value == pytest.approx((2 + 9 * 16 + 17) / (11 * 17))
    assert rows["border_km"].precision[10].value == pytest.approx(0.9)
    assert rows["random"].precision[10].value == pytest.approx(11 / 28)
    assert rows["score"].precision[FIRST[-1]] == Estimate()

    # Other weights are judged by the same resamples.
    others = backtest(database, 2019, until=UNTIL, weights={"border": 9.0}).foresights
    assert [row.auc for row in others[1:]] == [row.auc for row in found.foresights[1:]]

    health = backtest(database, 2019, until=UNTIL, affair="kesehatan")
    assert (health.running, health.cases, health.positives) == (0, 29, 1)
    assert health.too_few
    nothing = backtest(database, date.today().year, contacts=("sea",))
    assert (nothing.cases, nothing.foresights[0].auc) == (0, Estimate())
    early = backtest(database, 1946, until=date(1946, 12, 31))
    assert (early.cases, early.positives) == (29, 0)
    with pytest.raises(EndTooEarly, match="1 Januari 2019"):
        backtest(database, 2019, until=date(2018, 12, 31))
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"affair": "sihir"}, "sihir"),
        ({"weights": {"border": -1}}, "-1"),
        ({"contacts": ("udara",)}, "udara"),
    )
    for wrong, told in refused:
        with pytest.raises(ArgumentInvalid, match=told):
            backtest(database, 2019, **wrong)
