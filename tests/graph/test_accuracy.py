"""AUC and precision against what can be counted by hand, and their intervals."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from graph.accuracy import Cases, Estimate, Order, estimate

# Scores, which of them came true, and the AUC counted pair by pair.
AUCS: dict[str, tuple[list[float], list[int], float]] = {
    "all in front": ([3, 2, 1, 0], [1, 1, 0, 0], 1.0),
    "all behind": ([0, 1, 2, 3], [1, 1, 0, 0], 0.0),
    "all equal": ([5, 5, 5, 5], [1, 0, 0, 1], 0.5),
    "one of four pairs lost": ([4, 2, 3, 1], [1, 1, 0, 0], 0.75),
    "one of four pairs tied": ([4, 3, 3, 1], [1, 1, 0, 0], 0.875),
    "equal but for the last digit": ([0.1 + 0.2, 0.3], [1, 0], 0.5),
    "any order of the input": ([1, 4, 3, 3], [0, 1, 1, 0], 0.875),
}


@pytest.mark.parametrize("name", AUCS)
def test_auc_counts_pairs(name: str) -> None:
    scores, came, expected = AUCS[name]
    assert Order(Cases(map(bool, came)), scores).auc[0] == pytest.approx(expected)


PRECISIONS: dict[str, tuple[list[float], list[int], int, float]] = {
    "no ties": ([4, 3, 2, 1], [1, 0, 1, 0], 2, 0.5),
    "cut among two equals": ([4, 3, 3, 1], [0, 1, 0, 0], 2, 0.25),
    "cut after all equals": ([4, 3, 3, 1], [0, 1, 0, 0], 3, 1 / 3),
    "all equal": ([7, 7, 7, 7], [1, 0, 0, 0], 1, 0.25),
    "as many as there are": ([4, 3, 2, 1], [1, 0, 1, 0], 4, 0.5),
    "none came true": ([4, 3, 2, 1], [0, 0, 0, 0], 2, 0.0),
}


@pytest.mark.parametrize("name", PRECISIONS)
def test_precision_favours_no_order(name: str) -> None:
    scores, came, first, expected = PRECISIONS[name]
    assert Order(Cases(map(bool, came)), scores).precision(first)[0] == pytest.approx(expected)


def test_precision_is_mean_of_orders() -> None:
    scores, came = [2, 1, 1, 1, 0], [0, 1, 0, 1, 1]
    cuts = []
    for order in permutations(range(5)):
        by_rank = sorted(order, key=lambda case: -scores[case])  # sorted() keeps ties in `order`
        cuts.append(sum(came[case] for case in by_rank[:3]) / 3)
    found = Order(Cases(map(bool, came)), scores).precision(3)[0]
    assert found == pytest.approx(float(np.mean(cuts)))


def test_resample_is_computed_like_cases() -> None:
    """A resample gives what its cases give when each is written as often as it was drawn."""
    draw = np.random.default_rng(5)
    scores, came = draw.integers(0, 6, 30).tolist(), (draw.random(30) < 0.4).tolist()
    cases = Cases(came, resamples=20)
    order = Order(cases, scores)
    for place, counts in enumerate(cases.counts[1:].astype(int), start=1):
        assert counts.sum() == 30
        repeated = [case for case in range(30) for _ in range(counts[case])]
        alone = Order(Cases([came[case] for case in repeated]), [scores[c] for c in repeated])
        assert order.auc[place] == pytest.approx(alone.auc[0])
        assert order.precision(7)[place] == pytest.approx(alone.precision(7)[0])


def test_interval_narrows_with_cases() -> None:
    draw = np.random.default_rng(3)
    widths = []
    for size in (60, 600):
        came = draw.random(size) < 0.3
        found = estimate(Order(Cases(came), came + draw.normal(size=size)).auc)
        assert found.value is not None and found.low is not None and found.high is not None
        assert found.low < found.value < found.high
        widths.append(found.high - found.low)
    # Ten times the cases: about a third of the width.
    assert widths[1] < widths[0] / 2


def test_interval_holds_truth_often() -> None:
    """Of two normal scores one apart the AUC is 0.760; the interval misses it seldom."""
    draw = np.random.default_rng(11)
    held = 0
    for seed in range(100):
        came = np.arange(200) < 80
        auc = Order(Cases(came, resamples=200, seed=seed), came + draw.normal(size=200)).auc
        found = estimate(auc)
        assert found.low is not None and found.high is not None
        held += found.low <= 0.760 <= found.high
    assert 88 <= held <= 99


def test_seed_decides_interval() -> None:
    came, scores = [True, False] * 20, range(40)
    first, again, other = (
        estimate(Order(Cases(came, seed=seed), scores).auc) for seed in (1, 1, 2)
    )
    assert first == again != other


def test_equal_scores_are_certain() -> None:
    found = estimate(Order(Cases([True] * 10 + [False] * 30), [0] * 40).auc)
    assert found == Estimate(0.5, 0.5, 0.5)


@pytest.mark.parametrize("came", [[False] * 5, [True] * 5, []], ids=["none", "all", "no cases"])
def test_auc_without_either_kind(came: list[bool]) -> None:
    assert estimate(Order(Cases(came), range(len(came))).auc) == Estimate()


def test_resamples_of_one_kind_are_left_out() -> None:
    order = Order(Cases([True, False, False, False]), [4, 3, 2, 1])
    assert np.isnan(order.auc[1:]).any()
    assert estimate(order.auc) == Estimate(1.0, 1.0, 1.0)
    assert estimate(order.auc, interval=False) == Estimate(1.0)


def test_scores_must_match_cases() -> None:
    with pytest.raises(ValueError, match="3 scores for 2 cases"):
        Order(Cases([True, False]), [1, 2, 3])
