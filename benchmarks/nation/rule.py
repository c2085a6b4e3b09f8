"""The rule by which neighbours of the invented nation begin to cooperate, and stop.

It was fixed before any ranking was measured against it, and knows none.
`docs/nation.md` states it in words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.nation.land import Flags, Land, Numbers, standardised

FIRST_YEAR = 2005


@dataclass(frozen=True, slots=True)
class Force:
    """Something that makes cooperation of two neighbours more likely.

    `weight` is in the exponent: of one standard deviation, or of yes against no.
    """

    code: str
    weight: float
    meaning: str


FORCES = {
    row.code: row
    for row in (
        Force("border", 0.60, "length of the shared land border, or nearness across the sea"),
        Force("people", 0.40, "product of both populations"),
        Force("activity", 0.40, "product of both sides' hidden eagerness"),
        Force("partners", 0.40, "how many partners the two share by then"),
        Force("comparable", 0.30, "share of comparable pairs that cooperate by then"),
        Force("enclosed", 0.90, "a kota with one neighbour, the kabupaten round it"),
        Force("community", 0.80, "both of one hidden circle of regions"),
        Force("lapsed", 1.20, "they cooperated before"),
        Force("affinity", 0.60, "what nothing tells: drawn once for the pair"),
    )
}
# How likely a pair of no particular merit begins in the first year, by kind of contact.
_BEGIN = {"land": 0.0135, "sea": 0.005, "own": 0.020}
_GROWTH = 1.045  # a year
# How likely an average pair stops in a year.
_STOP = 0.07


class Neighbours:
    """Pairs of neighbours through the years: which cooperate, and which did.

    Parameters
    ----------
    land
        The stage.
    chance
        Where what is drawn comes from.
    """

    def __init__(self, land: Land, chance: np.random.Generator) -> None:
        self._chance = chance
        strata = land.strata()
        self._strata, self._groups = strata, land.comparable()
        logs = np.log(land.activity)
        ends = np.array([(one.a, one.b) for one in land.contacts])
        km = np.log1p([one.km for one in land.contacts])
        is_sea = np.array([one.kind == "sea" for one in land.contacts])
        activity = standardised(logs[ends].sum(axis=1), strata)
        same = land.community[ends[:, 0]] == land.community[ends[:, 1]]
        self.still: dict[str, Numbers] = {
            "border": standardised(np.where(is_sea, -km, km), strata),
            "people": standardised(land.people(), strata),
            "activity": activity,
            "enclosed": land.enclosed().astype(float),
            "community": same.astype(float),
            "affinity": land.affinity,
        }
        self._base = np.array([_BEGIN[one.kind] for one in land.contacts])
        # Eager pairs of one circle seldom stop.
        self._stop = _STOP * np.exp(-0.3 * activity - 0.5 * same - 0.3 * land.affinity)
        self.pace = np.exp(0.4 * self.still["activity"] + 0.3 * self.still["people"])
        self.pace *= np.exp(0.3 * land.affinity)
        self.active: Flags = np.zeros(len(strata), dtype=bool)
        self.lapsed: Flags = np.zeros(len(strata), dtype=bool)

    def pull(self, shared: Numbers) -> Numbers:
        """Give the exponent of every pair, from how many partners each shares by now."""
        moving = {
            "partners": standardised(np.log1p(shared), self._strata),
            "comparable": standardised(self._contagion(), self._strata),
            "lapsed": self.lapsed.astype(float),
        }
        features = self.still | moving
        pull = np.zeros(len(shared))
        for code, force in FORCES.items():
            pull += force.weight * features[code]
        return pull

    def step(self, year: int, shared: Numbers) -> tuple[Flags, Flags]:
        """Let a year pass; tell which pairs began and which stopped."""
        hazard = self._base * _GROWTH ** (year - FIRST_YEAR) * np.exp(self.pull(shared))
        drawn = self._chance.random((2, len(hazard)))
        began = ~self.active & (drawn[0] < 1 - np.exp(-hazard))
        stopped = self.active & (drawn[1] < 1 - np.exp(-self._stop))
        self.active = (self.active | began) & ~stopped
        self.lapsed |= stopped
        return began, stopped

    def _contagion(self) -> Numbers:
        counts = np.bincount(self._groups).astype(float)
        active: Numbers = np.bincount(self._groups, weights=self.active) / counts
        return active[self._groups]
