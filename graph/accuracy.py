"""How well a score put first what came true: AUC and precision, with bootstrap intervals.

Every figure is computed for the cases as they are and for resamples of them at once, so
that two scores can be compared resample by resample.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1_000
SEED = 1
# Scores that differ by less are the same: a sum of parts depends on their order.
_DIGITS = 9
_OUTER = (2.5, 97.5)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; None where it is not defined."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


class Cases:
    """Cases of which some came true, and resamples of them.

    Parameters
    ----------
    came
        Of each case whether it came true.
    resamples
        How many times as many cases are drawn from them, with replacement.
    seed
        Of the draws.

    Notes
    -----
    The draws are not stratified: how many cases came true varies from one resample to
    the next, as it would from one period to another. A resample in which all or none
    came true has no AUC and is left out of the interval of the AUC.
    """

    def __init__(
        self, came: Iterable[bool], *, resamples: int = RESAMPLES, seed: int = SEED
    ) -> None:
        self.came: Numbers = np.array(list(came), dtype=np.float64)
        size = len(self.came)
        # How often each case counts; the first row is the cases as they are.
        self.counts: Numbers = np.ones((1 + resamples, size))
        if size:
            chances = np.full(size, 1 / size)
            self.counts[1:] = np.random.default_rng(seed).multinomial(size, chances, resamples)

    def __len__(self) -> int:
        """Give the number of cases."""
        return len(self.came)

    @property
    def positives(self) -> int:
        """How many came true."""
        return int(self.came.sum())

    @property
    def negatives(self) -> int:
        """How many did not."""
        return len(self) - self.positives


class Order:
    """The order that a score gives the cases, highest first.

    Parameters
    ----------
    cases
        What is put in order.
    scores
        One of each case.
    """

    def __init__(self, cases: Cases, scores: Iterable[float]) -> None:
        values = np.round(np.array(list(scores), dtype=np.float64), _DIGITS)
        if len(values) != len(cases):
            raise ValueError(f"{len(values)} scores for {len(cases)} cases")
        order = np.argsort(-values, kind="stable")
        ordered = values[order]
        starts = np.flatnonzero(np.diff(ordered, prepend=np.inf))
        counts = cases.counts[:, order]
        # Of each group of equal scores, in every resample, how many there are and came true.
        self._all: Numbers = np.add.reduceat(counts, starts, axis=1)
        self._positive: Numbers = np.add.reduceat(counts * cases.came[order], starts, axis=1)

    @cached_property
    def auc(self) -> Numbers:
        """The chance that a case that came true stands above one that did not, ties half.

        The first is that of the cases as they are, the rest those of the resamples; not a
        number where all or none came true.
        """
        positive, negative = self._positive, self._all - self._positive
        below = negative.sum(axis=1, keepdims=True) - np.cumsum(negative, axis=1)
        won = (positive * (below + negative / 2)).sum(axis=1)
        with np.errstate(invalid="ignore"):
            shares: Numbers = won / (positive.sum(axis=1) * negative.sum(axis=1))
        return shares

    def precision(self, first: int) -> Numbers:
        """Give the share of the `first` that came true, in the cases and each resample.

        Where the cut falls among equal scores it is what a random order of these gives on
        average, so that no order of the input is favoured.
        """
        before = np.cumsum(self._all, axis=1) - self._all
        taken = np.clip(first - before, 0, self._all)
        rate = np.divide(
            self._positive, self._all, out=np.zeros_like(self._all), where=self._all > 0
        )
        shares: Numbers = (rate * taken).sum(axis=1) / first
        return shares


def estimate(values: Numbers, *, interval: bool = True) -> Estimate:
    """Give the figure of the cases as they are, with the middle 95 % of the resamples.

    Parameters
    ----------
    values
        The figure of the cases, then of each resample.
    interval
        False to leave the interval out.
    """
    if np.isnan(values[0]):
        return Estimate()
    drawn = values[1:][~np.isnan(values[1:])]
    if not interval or not len(drawn):
        return Estimate(float(values[0]))
    low, high = np.percentile(drawn, _OUTER)
    return Estimate(float(values[0]), float(low), float(high))
