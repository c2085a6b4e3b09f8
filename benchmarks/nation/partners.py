"""The partners of an invented nation: few that many deal with, and many that few do."""

from __future__ import annotations

import random
from collections.abc import Hashable
from itertools import accumulate
from typing import TYPE_CHECKING

from benchmarks.nation.land import Land
from benchmarks.nation.words import SORTS

if TYPE_CHECKING:
    from benchmarks.nation.deals import Scale

# How often a region deals with a partner of its own, its circle's, its province's, the nation's.
_REACH = (0.42, 0.65, 0.82, 1.0)


class Partners:
    """Who deals with whom outside: who has many partners finds the next one sooner.

    Attributes
    ----------
    sorts
        Of each partner by its number, the place in `SORTS`.
    of_region
        The partners of each region.
    """

    def __init__(self, land: Land, dice: random.Random, scale: Scale) -> None:
        self._land, self._dice = land, dice
        self._wanted = scale.partners
        self._is_new = 1.0
        self._due = 0.0
        self.sorts: list[int] = []
        self.of_region: list[set[int]] = [set() for _ in land.regions]
        self._weights = list(accumulate(sort.weight for sort in SORTS))
        self._scopes = [list(accumulate(sort.scopes)) for sort in SORTS]
        self._pools: dict[Hashable, list[int]] = {}

    def begin_year(self, share: float, draws: float) -> None:
        """Say what part of all years this one is, and how often a partner will be asked for."""
        self._due += share * self._wanted
        self._is_new = min(1.0, max(0.0, self._due - len(self.sorts)) / max(1.0, draws))

    def pick(self, region: int) -> int:
        """Give the partner with whom a region deals next."""
        roll = self._dice.random()
        place = next(n for n, limit in enumerate(_REACH) if roll < limit)
        pool = self._pools.setdefault(self._pool(place, region), [])
        if self._dice.random() < self._is_new or not pool:
            if len(self.sorts) < self._wanted:
                return self._new(region)
            pool = next((other for other in self._pools.values() if other), pool)
        # Drawn among past deals, not among partners: whoever has many gets more.
        found = pool[int(self._dice.random() * len(pool))]
        pool.append(found)
        self.of_region[region].add(found)
        return found

    def _new(self, region: int) -> int:
        number = len(self.sorts)
        (sort,) = self._dice.choices(range(len(SORTS)), cum_weights=self._weights)
        (place,) = self._dice.choices(range(4), cum_weights=self._scopes[sort])
        self.sorts.append(sort)
        self._pools.setdefault(self._pool(place, region), []).append(number)
        self.of_region[region].add(number)
        return number

    def _pool(self, place: int, region: int) -> Hashable:
        land = self._land
        return (
            ("region", region),
            ("community", int(land.community[region])),
            ("province", land.regions[region].code[:2]),
            "nation",
        )[place]
