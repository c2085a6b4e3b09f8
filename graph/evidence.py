"""What speaks for a cooperation of two neighbours: links, clusters, comparable pairs, visits.

Worked out for all pairs of a date at once, as sparse matrices over the actor graph:
regions (with their OPDs) and partners, linked where an agreement of both runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from graph.gaps import Pair, Readings, judge
from graph.history import CONTACTS, History, Recorded
from graph.network import SEED

Array = np.ndarray[Any, np.dtype[Any]]

# Regions are comparable up to twice as large; of those the nearest in size are looked at.
COMPARABLE_RATIO = 2.0
COMPARABLE_MOST = 8
# A nation's regions have tens of thousands of links; what clusters them are the strongest.
LINKS_FOR_CLUSTERS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Incidence:
    """Who takes part in which cooperation, from when until when; regions come first."""

    actors: tuple[str, ...]
    regions: int
    matrix: sparse.csr_array
    starts: Array
    ends: Array


@dataclass(frozen=True, slots=True)
class Comparables:
    """Pairs like one: `among` of which something is known, and those that cooperate."""

    among: tuple[Pair, ...] = ()
    cooperating: tuple[Pair, ...] = ()

    @property
    def share(self) -> float | None:
        """Those that cooperate of all; None where nothing is known of any."""
        return len(self.cooperating) / len(self.among) if self.among else None


def _incidence(history: History) -> Incidence:
    items = [
        item
        for item in history.agreements.values()
        if item.runs_from and item.cooperation and len(item.sides) > 1
    ]
    sides = [item.sides for item in items]
    regions = sorted(history.regions)
    actors = tuple(dict.fromkeys((*regions, *chain.from_iterable(sides))))
    places = {key: place for place, key in enumerate(actors)}
    sizes = np.fromiter(map(len, sides), int, len(sides))
    flat = map(places.__getitem__, chain.from_iterable(sides))
    columns = np.fromiter(flat, int, sizes.sum())
    ends = np.concatenate(([0], np.cumsum(sizes)))
    return Incidence(
        actors,
        len(regions),
        sparse.csr_array((np.ones(len(columns)), columns, ends), (len(items), len(actors))),
        # As ordinals: NumPy takes ten times as long to make days of dates.
        np.array([(item.runs_from or date.max).toordinal() for item in items], int),
        np.array([(item.runs_until or date.max).toordinal() for item in items], int),
    )


def _log_size(people: int) -> float:
    return float(np.log2(max(people, 1)))


class Evidence:
    """What speaks for each pair as of the date of some readings.

    Parameters
    ----------
    readings
        As `graph.gaps.read` gives them. Everything is worked out when first asked for.
    """

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self.history = readings.history
        self._among: dict[str, tuple[Pair, ...]] = {}
        self._active: dict[str, frozenset[str]] = {}

    # -------------------------------------------------------------- the actor graph

    @cached_property
    def _incidence(self) -> Incidence:
        return self.history.derive("incidence", None, lambda: _incidence(self.history))

    @cached_property
    def _running(self) -> sparse.csr_array:
        on = self.readings.on.toordinal()
        runs = (self._incidence.starts <= on) & (self._incidence.ends >= on)
        return self._incidence.matrix[np.flatnonzero(runs)]

    @cached_property
    def links(self) -> sparse.csr_array:
        """Regions × actors: 1 where an agreement of both runs."""
        sides = self._running[:, : self._incidence.regions]
        linked = (sides.T @ self._running).tocsr()
        linked.data = np.ones_like(linked.data)
        linked.setdiag(0)
        linked.eliminate_zeros()
        return linked

    @cached_property
    def degrees(self) -> Array:
        """How many others each actor is linked with, a partner with regions only."""
        of_regions = np.asarray(self.links.sum(axis=1)).ravel()
        of_all = np.asarray(self.links.sum(axis=0)).ravel()
        of_all[: len(of_regions)] = of_regions
        return of_all

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The row of each region in `links`."""
        return {code: place for place, code in enumerate(self._incidence.actors[: self._regions])}

    @property
    def _regions(self) -> int:
        return self._incidence.regions

    @cached_property
    def _rarity(self) -> Array:
        degrees = np.maximum(self.degrees, 2)
        return 1 / np.log(degrees)

    @cached_property
    def adamic_adar(self) -> Mapping[str, float]:
        """Shared neighbours in the actor graph, the rare ones counting more, by the pair's key.

        References
        ----------
        L. Adamic, E. Adar: Friends and neighbors on the web, Social Networks 25 (2003).
        """
        keys = [contact.key for contact in self.history.contacts]
        if not keys:
            return {}
        a = [self.places[key[0]] for key in keys]
        b = [self.places[key[1]] for key in keys]
        weighted = self.links @ sparse.diags_array(self._rarity)
        both = self.links[a].multiply(weighted.tocsr()[b])
        sums = np.asarray(both.sum(axis=1)).ravel()
        return dict(zip(map("-".join, keys), sums.tolist(), strict=True))

    def shared(self, pair: Pair) -> tuple[str, ...]:
        """Give the keys of the actors with which both cooperate, the rarest first."""
        a, b = (self._linked(self.places[code]) for code in (pair.a, pair.b))
        both = np.intersect1d(a, b, assume_unique=True)
        order = np.lexsort((both, -self._rarity[both]))
        return tuple(self._incidence.actors[place] for place in both[order].tolist())

    def _linked(self, place: int) -> Array:
        found: Array = self.links.indices[self.links.indptr[place] : self.links.indptr[place + 1]]
        return found

    def attachment(self, pair: Pair) -> float:
        """Give the product of both sides' degrees (preferential attachment)."""
        a, b = (self.places[code] for code in (pair.a, pair.b))
        return float(self.degrees[a] * self.degrees[b])

    @cached_property
    def clusters(self) -> Mapping[str, int]:
        """The cluster of each region that cooperates with others (Louvain, one fixed seed).

        Of each region only its strongest links count, an agreement being shared
        among the others as in the projection of regions.
        """
        running = self._running[:, : self._regions]
        sizes = np.asarray(running.sum(axis=1)).ravel()
        shares = sparse.diags_array(1 / np.maximum(sizes - 1, 1))
        weights = (running.T @ shares @ running).tocsr()
        weights.setdiag(0)
        weights.eliminate_zeros()
        graph = nx.Graph()
        for place in range(self._regions):
            part = slice(weights.indptr[place], weights.indptr[place + 1])
            others, values = weights.indices[part], weights.data[part]
            strongest = np.lexsort((others, -values))[:LINKS_FOR_CLUSTERS]
            for other in strongest:
                graph.add_edge(place, int(others[other]), weight=float(values[other]))
        found = nx.community.louvain_communities(graph, seed=SEED) if graph else []
        codes = self._incidence.actors
        return {codes[place]: number for number, members in enumerate(found) for place in members}

    # -------------------------------------------------------------- borders and visits

    @cached_property
    def whole_border(self) -> Mapping[str, float]:
        """The length of each region's land border with others of its level, in km."""
        whole: dict[str, float] = defaultdict(float)
        for contact in self.history.contacts:
            for code in contact.key:
                whole[code] += contact.length_km
        return whole

    @cached_property
    def land_neighbours(self) -> Mapping[str, frozenset[str]]:
        """With whom each region shares a land border."""
        found: dict[str, set[str]] = defaultdict(set)
        for contact in self.history.contacts:
            if contact.kind == "land":
                found[contact.a].add(contact.b)
                found[contact.b].add(contact.a)
        return {code: frozenset(others) for code, others in found.items()}

    def enclosed(self, pair: Pair) -> tuple[str, str] | None:
        """Give a kota and the kabupaten that is its only land neighbour, if the two are that."""
        regions = self.history.regions
        for inner, outer in ((pair.a, pair.b), (pair.b, pair.a)):
            kinds = regions[inner].kind, regions[outer].kind
            if kinds == ("kota", "kabupaten") and self.land_neighbours.get(inner) == frozenset(
                {outer}
            ):
                return inner, outer
        return None

    @cached_property
    def visits(self) -> Mapping[str, Sequence[Recorded]]:
        """Learning visits known by the date, by the key of the two regions ('35.13-35.74')."""
        found: dict[str, list[Recorded]] = defaultdict(list)
        for id in sorted(self._visit_ids):
            item = self.history.agreements.get(id)
            if item and item.known_from <= self.readings.on:
                for place, a in enumerate(item.regions):
                    for b in item.regions[place + 1 :]:
                        found[f"{a}-{b}"].append(item)
        return found

    @cached_property
    def _visit_ids(self) -> tuple[str, ...]:
        def make() -> tuple[str, ...]:
            items = self.history.agreements.values()
            return tuple(item.id for item in items if not item.cooperation)

        return self.history.derive("visits", None, make)

    def active(self, code: str) -> frozenset[str]:
        """Give the affairs in which a region cooperates on the date, with anybody."""
        found = self._active.get(code)
        if found is None:
            on = self.readings.on
            items = self.history.of_region.get(code, {}).values()
            found = self._active[code] = frozenset(
                affair for item in items if item.is_running(on) for affair in item.affairs
            )
        return found

    # -------------------------------------------------------------- comparable pairs

    @cached_property
    def _groups(self) -> Mapping[tuple[str, ...], tuple[list[Pair], Array]]:
        """All pairs by what makes them comparable, with the sizes of both sides."""
        groups: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
        for pair in judge(self.readings, contacts=tuple(CONTACTS)):
            groups[self._group(pair)].append(pair)
        return {
            key: (pairs, np.array([self._sizes(pair) for pair in pairs]))
            for key, pairs in groups.items()
        }

    @staticmethod
    def _group(pair: Pair) -> tuple[str, ...]:
        contact = "sea" if pair.contact == "sea" else "own" if pair.contact == "own" else "land"
        return contact, pair.combination, pair.kind

    def _sizes(self, pair: Pair) -> tuple[float, float]:
        places = (self.history.regions[code] for code in (pair.a, pair.b))
        small, large = sorted(_log_size(place.population) for place in places)
        return small, large

    def _nearest(self, pair: Pair) -> list[Pair]:
        """Give the pairs of the same combination and kinds whose sizes are like, nearest first."""
        pairs, sizes = self._groups.get(self._group(pair), ([], np.empty((0, 2))))
        if not pairs:
            return []
        apart = np.abs(sizes - np.array(self._sizes(pair)))
        near = np.flatnonzero((apart <= np.log2(COMPARABLE_RATIO)).all(axis=1))
        order = near[np.lexsort((near, apart[near].sum(axis=1)))]
        return [pairs[place] for place in order.tolist() if pairs[place].key != pair.key]

    def comparable(self, pair: Pair, affair: str | None = None) -> Comparables:
        """Give the pairs like one of which something is known, and those that cooperate.

        Parameters
        ----------
        pair
            Comparable are pairs of the same combination (a–e), the same kinds of
            region and the same way of touching, each side at most twice as large or
            half as large; of those whose status is known the eight nearest in size.
        affair
            Count a cooperation in this affair only.
        """
        among = self._among.get(pair.key)
        if among is None:
            known = [one for one in self._nearest(pair) if one.status != "unknown"]
            among = self._among[pair.key] = tuple(known[:COMPARABLE_MOST])
        return Comparables(among, tuple(one for one in among if _cooperates(one, affair)))


def _cooperates(pair: Pair, affair: str | None) -> bool:
    return any(
        item.status == "running" and (affair is None or affair in item.affairs)
        for item in pair.agreements
    )


def evidence(readings: Readings) -> Evidence:
    """Give the evidence for some readings, worked out once for a date."""
    return readings.history.derive("evidence", readings.on, lambda: Evidence(readings))
