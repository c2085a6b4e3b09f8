"""The stage of an invented nation: real regions, who lies beside whom, and hidden traits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.law import combination_of
from graph.model import Region
from loaders.reference import reference_facts

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

K = TypeVar("K")

SEA_KM = 50.0
_REGIONS_A_COMMUNITY = 12
# Where a small nation begins: provinces that lie side by side.
_FIRST_PROVINCES = ("34", "33", "35", "32", "36", "31", "18", "51")
_SIZES = (0.33, 0.67)


@dataclass(frozen=True, slots=True)
class Contact:
    """Two regions side by side, by their places in `Land.regions`; a before b.

    `kind` is 'land', 'sea' or 'own' (a province with one of its own).
    """

    a: int
    b: int
    kind: str
    km: float


@dataclass(slots=True)
class Land:
    """Regions and contacts, with what drives them and is written nowhere.

    Attributes
    ----------
    activity
        How eager each region is to cooperate.
    weight
        How many partners it deals with, in proportion.
    community
        The hidden circle of regions to which each belongs.
    recorded
        How much of each region's cooperation is recorded, 0 to 1.
    forgets
        How often each region's register leaves out when an agreement ends.
    of_province, of_community
        The regions of each, the province itself among them.
    affinity
        What no feature of a pair of neighbours tells: drawn once, for good.
    """

    regions: list[Region]
    contacts: list[Contact]
    activity: Numbers
    weight: Numbers
    community: NDArray[np.int64]
    recorded: Numbers
    forgets: Numbers
    of_province: dict[str, list[int]]
    of_community: dict[int, list[int]]
    affinity: Numbers

    def codes(self, contact: Contact) -> tuple[str, str]:
        """Give the codes of a contact's two regions."""
        return self.regions[contact.a].code, self.regions[contact.b].code

    def strata(self) -> NDArray[np.int64]:
        """Number the contacts by their kind and the kinds of level, which are not compared."""
        kinds = [(one.kind, "." in self.regions[one.a].code) for one in self.contacts]
        return np.array([sorted(set(kinds)).index(kind) for kind in kinds])

    def comparable(self) -> NDArray[np.int64]:
        """Number the contacts by combination, kinds and size: those alike have one number."""
        populations = self.people()
        strata = self.strata()
        found = []
        for place, one in enumerate(self.contacts):
            edges = np.quantile(populations[strata == strata[place]], _SIZES)
            size = int(np.searchsorted(edges, populations[place]))
            kinds = sorted((self.regions[one.a].kind, self.regions[one.b].kind))
            found.append((one.kind, combination_of(self.codes(one)), *kinds, size))
        order = {group: place for place, group in enumerate(sorted(set(found)))}
        return np.array([order[group] for group in found])

    def people(self) -> Numbers:
        """Give the logarithm of both populations' product, contact by contact."""
        logs = np.log([region.population or 1 for region in self.regions])
        return np.array([logs[one.a] + logs[one.b] for one in self.contacts])

    def enclosed(self) -> Flags:
        """Tell which contacts are of a kota and the one kabupaten round it."""
        beside: dict[int, list[int]] = {}
        for one in self.contacts:
            if one.kind == "land":
                beside.setdefault(one.a, []).append(one.b)
                beside.setdefault(one.b, []).append(one.a)

        def is_round(inner: int, outer: int) -> bool:
            kinds = self.regions[inner].kind, self.regions[outer].kind
            return kinds == ("kota", "kabupaten") and beside[inner] == [outer]

        return np.array(
            [
                one.kind == "land" and (is_round(one.a, one.b) or is_round(one.b, one.a))
                for one in self.contacts
            ]
        )


def make_land(chance: np.random.Generator, wanted: int) -> Land:
    """Draw the hidden traits of as many whole provinces as hold about `wanted` regions."""
    facts = reference_facts()
    provinces = [region.code for region in facts.regions if not region.province_code]
    order = [*_FIRST_PROVINCES, *(code for code in provinces if code not in _FIRST_PROVINCES)]
    chosen, size = set(), 0
    for code in order:
        if size < wanted:
            chosen.add(code)
            size += sum(region.code[:2] == code for region in facts.regions)
    regions = [region for region in facts.regions if region.code[:2] in chosen]
    place = {region.code: number for number, region in enumerate(regions)}
    found = [(b.a, b.b, "land", b.length_km) for b in facts.borders]
    found += [(s.a, s.b, "sea", s.distance_km) for s in facts.sea_neighbours]
    found += [(r.code[:2], r.code, "own", 0.0) for r in regions if r.province_code]
    contacts = [
        Contact(place[a], place[b], kind, km)
        for a, b, kind, km in found
        if a in place and b in place and (kind != "sea" or km <= SEA_KM)
    ]
    people = np.array([region.population or 1 for region in regions], dtype=float)
    activity = np.exp(chance.normal(0, 0.7, len(regions)))
    is_province = np.array([not region.province_code for region in regions])
    weight = activity * (people / np.median(people)) ** 0.35 * np.where(is_province, 1.5, 1)
    community = _communities(chance, regions)
    return Land(
        regions,
        contacts,
        activity,
        weight,
        community,
        _recorded(chance, len(regions)),
        np.where(chance.random(len(regions)) < 0.38, 0.58, 0.05),
        _groups(region.code[:2] for region in regions),
        _groups(community.tolist()),
        chance.normal(0, 1, len(contacts)),
    )


def _communities(chance: np.random.Generator, regions: list[Region]) -> NDArray[np.int64]:
    """Put each region into the circle of a centre near it; one in eight follows no nearness."""
    places = np.array([(region.latitude or 0, region.longitude or 0) for region in regions])
    count = max(2, len(regions) // _REGIONS_A_COMMUNITY)
    centres = places[chance.choice(len(regions), count, replace=False)]
    distance = np.hypot(*(places[:, None, :] - centres[None, :, :]).transpose(2, 0, 1))
    nearest = np.argsort(distance + chance.gumbel(0, 0.25, distance.shape), axis=1)
    anywhere = chance.integers(0, min(6, count), len(regions))
    rank = np.where(chance.random(len(regions)) < 0.125, anywhere, 0)
    drawn = nearest[np.arange(len(regions)), rank]
    return np.unique(drawn, return_inverse=True)[1].astype(np.int64)


def _recorded(chance: np.random.Generator, count: int) -> Numbers:
    """Say how much of each region is recorded: nothing of 4 %, little of 11 %."""
    limits = chance.permutation(count) / count
    little = chance.uniform(0.02, 0.15, count)
    return np.where(limits < 0.04, 0.0, np.where(limits < 0.15, little, 1.0))


def _groups(keys: Iterable[K]) -> dict[K, list[int]]:
    found: dict[K, list[int]] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, []).append(number)
    return found


def standardised(values: Numbers, strata: NDArray[np.int64]) -> Numbers:
    """Give values as standard deviations from the mean of their stratum."""
    found = np.zeros(len(values))
    for stratum in np.unique(strata):
        here = strata == stratum
        spread = values[here].std()
        if spread > 0:
            found[here] = (values[here] - values[here].mean()) / spread
    return found
