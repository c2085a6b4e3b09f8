"""The network as one explores it: what filters leave, who is near whom, by which ways.

A step of an exploration (another filter, a node expanded, a path) asks for a small part
of what a projection would build whole. So everything is answered from the columns of
`graph.ledger`; the links are those of `graph.projection`'s "actors" and "opds".
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np

from graph.actors import ACTOR_KINDS, type_of
from graph.database import Database
from graph.errors import ArgumentInvalid, Word
from graph.history import History, history
from graph.ledger import NEVER, Bools, Coded, Ints, Ledger, Parties, Ragged, ledger
from graph.projection import READ_SECONDS, _is_link, _years_before, is_partner
from graph.registry import STANDING_CHOICES
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES, STAGES

STATES = STANDING_CHOICES
KEPT = 8  # explorations: steps back and forth, and two dates beside each other

RELATIONS = ("kerjasama", "kesepakatan", "opd", "wilayah", "batas")


@dataclass(frozen=True, slots=True)
class Filters:
    """What agreements are looked at; an empty tuple or None lets everything through.

    Attributes
    ----------
    on
        The date as of which states are told.
    states
        Codes of `STATES`, any of which an agreement is in; "running" has those on
        paper only among them.
    affairs, schemes, forms, stages
        Codes of the vocabulary, any of them.
    years
        First and last year of signing or beginning; without what has neither.
    province
        Two digits; one of those who take part lies in it.
    max_age_years
        Leaves out agreements whose end is unknown and that no source has stated
        for more than so many years.
    roll_up
        Whether OPDs count as their region.
    """

    on: date
    states: tuple[str, ...] = ("running",)
    affairs: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    province: str | None = None
    max_age_years: int | None = None
    roll_up: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """Two actors, a < b, and the agreements by which they cooperate.

    `weight` is that of a projection: each agreement counts 1, shared among the others.
    """

    a: str
    b: str
    agreements: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Expansion:
    """What one relation of a node leads to.

    Attributes
    ----------
    relation
        One of `RELATIONS`.
    kind
        A code of `ACTOR_KINDS`; None for all of the relation.
    keys
        Of actors, those with the most agreements first, or of agreements.
    """

    relation: str
    kind: str | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """A neighbour of several, and how many agreements it has with all of them together."""

    key: str
    agreements: int


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest ways between two actors.

    Attributes
    ----------
    paths
        Keys from one to the other, in the order of keys; the first so many.
    total
        How many there are in all; None where that is more than can be counted.
    length
        In links; None where no way leads there.
    """

    paths: tuple[tuple[str, ...], ...]
    total: int | None
    length: int | None


# ------------------------------------------------------------------ filters


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is filtered by words: by agreement one of them, or a list."""

    words: tuple[str, ...]
    codes: Ints
    rows: Ints | None = None

    def passes(self, wanted: Callable[[str], bool], count: int) -> Bools:
        """Tell which agreements have a wanted word."""
        among = np.array([wanted(word) for word in self.words], bool)
        if self.rows is None:
            return among[self.codes] if len(among) else np.zeros(count, bool)
        found = np.zeros(count, bool)
        found[self.rows[among[self.codes]]] = True
        return found

    def counts(self, left: Bools) -> dict[str, int]:
        """Count words among the agreements left."""
        codes = self.codes[left if self.rows is None else left[self.rows]]
        tally = np.bincount(codes, minlength=len(self.words)).tolist()
        return {word: count for word, count in zip(self.words, tally, strict=True) if count}


def _columns(past: History, held: Ledger, on: date) -> dict[str, _Column]:
    """Give what is counted, by the name of its facet."""
    standings = past.derive("standings", on, lambda: held.standings(on))
    years = Coded.of([str(year) for year in held.years.tolist()])
    return {
        "states": _Column(standings.words, standings.codes),
        "schemes": _Column(held.schemes.words, held.schemes.codes),
        "forms": _Column(held.forms.words, held.forms.codes),
        "stages": _Column(held.stages.words, held.stages.codes),
        "affairs": _Column(held.affair_words, held.affairs.values, held.affairs.rows),
        "provinces": _Column(held.province_words, held.provinces.values, held.provinces.rows),
        "years": _Column(years.words, years.codes),
    }


def _wanted(filters: Filters) -> dict[str, Callable[[str], bool]]:
    """Give for each facet that is filtered what a word must be."""
    found: dict[str, Callable[[str], bool]] = {}
    if filters.states:
        standings = {one for code in filters.states for one in STATES[code].standings}
        found["states"] = standings.__contains__
    for name in ("affairs", "schemes", "forms", "stages"):
        if chosen := getattr(filters, name):
            found[name] = chosen.__contains__
    if filters.province:
        found["provinces"] = filters.province.__eq__
    if filters.years:
        first, last = filters.years
        found["years"] = lambda year: first <= int(year) <= last and year != "0"
    return found


def _stated(held: Ledger, filters: Filters) -> Bools:
    """Tell whose end is known, or who were stated not too long ago."""
    if filters.max_age_years is None:
        return np.ones(held.count, bool)
    since = _years_before(filters.on, filters.max_age_years).toordinal()
    ends = held.ends != NEVER
    stated: Bools = ends | held.endless | (held.stated_last >= since)
    return stated


_VOCABULARIES: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    ("states", "Keadaan", STATES),
    ("affairs", "Urusan", AFFAIRS),
    ("schemes", "Skema", SCHEMES),
    ("forms", "Bentuk", FORMS),
    ("stages", "Tahap", STAGES),
)


def _check(filters: Filters) -> Filters:
    """Refuse words that there are not; give the rest in one order."""
    for name, word, table in _VOCABULARIES:
        for value in getattr(filters, name):
            if value not in table:
                raise ArgumentInvalid(name=Word(word), value=value, expected=", ".join(table))
    ordered = {name: tuple(sorted(set(getattr(filters, name)))) for name, _, _ in _VOCABULARIES}
    return replace(filters, **ordered)  # type: ignore[arg-type]


# ------------------------------------------------------------------ what is left


class Explored:
    """What filters leave of the network, worked out as far as it is asked for.

    Attributes
    ----------
    filters
        As they were given.
    total
        The agreements left.
    facets
        By name ("states", "affairs", "schemes", "forms", "stages", "provinces", "years")
        and choice, the agreements under all other filters; only choices that give
        something. A year is a text, "0" for unknown.
    """

    def __init__(self, past: History, filters: Filters, countries: Mapping[str, str]) -> None:
        held = ledger(past)
        self.filters = filters
        self._held = held
        self._contacts = past.contacts
        self._countries = countries
        self._parties: Parties = held.rolled if filters.roll_up else held.single
        columns = _columns(past, held, filters.on)
        wanted = _wanted(filters)
        base = _stated(held, filters)
        fails = (~base).astype(np.int8)
        failed = {}
        for name, test in wanted.items():
            failed[name] = ~columns[name].passes(test, held.count)
            fails += failed[name]
        self._left: Bools = fails == 0
        self.total = int(self._left.sum())
        self.facets: Mapping[str, Mapping[str, int]] = {}
        found = {}
        for name, column in columns.items():
            under = fails - failed[name] == 0 if name in failed else self._left
            found[name] = column.counts(under)
        found["states"] = _by_choice(found["states"])
        self.facets = found

    # -------------------------------------------------------------- actors

    @cached_property
    def _strength(self) -> Ints:
        parties = self._parties
        members = parties.members.values[self._left[parties.member_rows]]
        return np.bincount(members, minlength=len(parties.actors))

    @cached_property
    def _counts(self) -> Ints:
        """How many agreements are left of each link."""
        rows = self._parties.links.rows
        alive = np.concatenate(([0], np.cumsum(self._left[rows.values])))
        counts: Ints = alive[rows.offsets[1:]] - alive[rows.offsets[:-1]]
        return counts

    @cached_property
    def _degree(self) -> Ints:
        links, alive = self._parties.links, self._counts > 0
        count = len(self._parties.actors)
        return np.bincount(links.a[alive], minlength=count) + np.bincount(
            links.b[alive], minlength=count
        )

    @cached_property
    def _present(self) -> Ints:
        """The places of those who take part in an agreement left."""
        return np.flatnonzero(self._strength)

    @cached_property
    def degree(self) -> Mapping[str, int]:
        """With how many others each actor is linked; 0 where no one is left."""
        return self._by_actor(self._degree)

    @cached_property
    def strength(self) -> Mapping[str, int]:
        """How many agreements each actor has."""
        return self._by_actor(self._strength)

    def _by_actor(self, values: Ints) -> dict[str, int]:
        actors = self._parties.actors
        present = self._present
        keys = (actors[place] for place in present.tolist())
        return dict(zip(keys, values[present].tolist(), strict=True))

    @cached_property
    def _ranked(self) -> tuple[str, ...]:
        present = self._present
        order = present[np.argsort(-self._degree[present], kind="stable")]
        return tuple(self._parties.actors[place] for place in order.tolist())

    def ranked(self) -> Sequence[str]:
        """Give the actors, those linked with the most others first, then by key."""
        return self._ranked

    # -------------------------------------------------------------- agreements

    def _rows_of(self, key: str) -> Ints:
        """Give the places of an actor's agreements; an OPD's own where it is rolled up too."""
        parties = self._parties
        if key not in parties.places and "-" in key:
            parties = self._held.single
        place = parties.places.get(key)
        if place is None:
            return np.empty(0, np.int64)
        rows = parties.agreements[place]
        return rows[self._left[rows]]

    def agreements_of(self, key: str) -> tuple[str, ...]:
        """Give the ids of an actor's agreements left, sorted."""
        return self._ids(self._rows_of(key))

    def _ids(self, rows: Ints) -> tuple[str, ...]:
        ids = self._held.ids
        return tuple([ids[row] for row in rows.tolist()])

    def parties(self, agreement: str) -> tuple[str, ...]:
        """Give who takes part in an agreement, left or not, sorted; no one in an unknown one."""
        row = self._held.places.get(agreement)
        if row is None:
            return ()
        return tuple(self._parties.actors[place] for place in self._parties.members[row].tolist())

    # -------------------------------------------------------------- links

    def _met(self, key: str) -> Ragged:
        """Give by actor the agreements left that link it with a key."""
        parties = self._parties
        rows = self._rows_of(key)
        others, of = parties.members.take(rows)
        place = parties.places.get(key)
        if place is None:
            linked = np.array([_is_link(key, parties.actors[one]) for one in others.tolist()], bool)
        else:
            linked = parties.are_linked(np.full(len(others), place), others)
        return Ragged.of(others[linked], of[linked], len(parties.actors))

    def neighbours(self, key: str) -> dict[str, tuple[str, ...]]:
        """Give those with whom an actor is linked, and by which agreements, sorted.

        Parameters
        ----------
        key
            Of an actor; where OPDs count as their region, one of an OPD gives those that
            it meets by its own agreements.
        """
        met = self._met(key)
        actors = self._parties.actors
        present = np.flatnonzero(met.sizes).tolist()
        return {actors[place]: self._ids(met[place]) for place in present}

    def links(self, keys: Iterable[str]) -> list[Link]:
        """Give the links among some actors, sorted.

        Where OPDs count as their region, an OPD among the keys is linked by its own
        agreements with others than its region.
        """
        chosen = set(keys)
        parties, links = self._parties, self._parties.links
        among = np.zeros(len(parties.actors), bool)
        among[[parties.places[key] for key in chosen if key in parties.places]] = True
        numbers = np.flatnonzero((self._counts > 0) & among[links.a] & among[links.b])
        found = [
            self._link(parties.actors[a], parties.actors[b], links.rows[number])
            for number, a, b in zip(
                numbers.tolist(), links.a[numbers].tolist(), links.b[numbers].tolist(), strict=True
            )
        ]
        found += self._links_of_opds(chosen)
        return sorted(found, key=lambda link: (link.a, link.b))

    def _link(self, a: str, b: str, rows: Ints) -> Link:
        rows = rows[self._left[rows]]
        return Link(a, b, self._ids(rows), float(sum(self._shares[rows].tolist())))

    @cached_property
    def _shares(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        return 1 / np.maximum(self._parties.members.sizes - 1, 1)

    def _links_of_opds(self, chosen: set[str]) -> list[Link]:
        """Give the links of OPDs that count as their region elsewhere."""
        opds = sorted(key for key in chosen if type_of(key) == "opd")
        if not self.filters.roll_up or not opds:
            return []
        rows = {key: set(self._rows_of(key).tolist()) for key in opds}
        found = []
        for key in opds:
            for other, ids in self.neighbours(key).items():
                if other in chosen:
                    places = np.array([self._held.places[id] for id in ids])
                    found.append(self._link(min(key, other), max(key, other), places))
        for a, b in combinations(opds, 2):
            both = sorted(rows[a] & rows[b])
            if both and _is_link(a, b):
                found.append(self._link(a, b, np.array(both)))
        return found

    def graph(self, keys: Iterable[str] | None = None) -> nx.Graph:
        """Give the network as `graph.projection.project` does, whole or among some actors.

        Parameters
        ----------
        keys
            The actors that are nodes; None for all that take part in an agreement left.
        """
        present = [self._parties.actors[place] for place in self._present.tolist()]
        wanted = present if keys is None else sorted(set(keys) & set(present))
        graph = nx.Graph()
        for key in wanted:
            graph.add_node(key, **self._described(key))
        sizes = self._parties.members.sizes
        for link in self.links(wanted):
            places = [self._held.places[id] for id in link.agreements]
            graph.add_edge(
                link.a,
                link.b,
                agreements=len(link.agreements),
                weight=link.weight,
                ids=list(link.agreements),
                fewest_parties=int(sizes[places].min()),
            )
        return graph

    def kind(self, key: str) -> str:
        """Give the kind of an actor, a code of `ACTOR_KINDS`."""
        if type_of(key) == "opd":
            return "opd"
        if key in self._held.regions:
            return self._held.regions[key].kind
        named = self._held.names.get(key)
        return named.kind if named and named.kind in ACTOR_KINDS else "other"

    def _described(self, key: str) -> dict[str, Any]:
        """Tell of an actor what `graph.projection.describe` does."""
        type = type_of(key)
        place = self._held.regions.get(key.partition("-")[0])
        named = self._held.names.get(key)
        name = place.name if place and type == "region" else named.name if named else key
        if type == "opd" and place:
            name = f"{name} {place.name}"
        return {
            "kind": "partner" if type == "partner" else self.kind(key),
            "partner_kind": self.kind(key) if type == "partner" else None,
            "name": name,
            "province_code": place.province if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "population": place.population if place and type == "region" else None,
            "country": self._countries.get(key),
        }

    # -------------------------------------------------------------- steps

    def expansions(self, key: str) -> list[Expansion]:
        """Give where one can go from an actor, with all that is there.

        Returns
        -------
        list of Expansion
            Cooperation first as a whole (no kind), then by the kind of the other; then
            agreements, OPDs that take part in an agreement left, the region of an OPD,
            land neighbours. What leads nowhere is left out.
        """
        met = self._met(key)
        sizes = met.sizes
        present = np.flatnonzero(sizes)
        best = present[np.argsort(-sizes[present], kind="stable")]
        others = [self._parties.actors[place] for place in best.tolist()]
        found = [Expansion("kerjasama", None, tuple(others))]
        by_kind: dict[str, list[str]] = {code: [] for code in ACTOR_KINDS}
        for other in others:
            by_kind[self.kind(other)].append(other)
        found += [Expansion("kerjasama", kind, tuple(some)) for kind, some in by_kind.items()]
        found.append(Expansion("kesepakatan", None, self.agreements_of(key)))
        found.append(Expansion("opd", None, self._opds_of(key)))
        region = (key.partition("-")[0],) if type_of(key) == "opd" else ()
        found.append(Expansion("wilayah", None, region))
        found.append(Expansion("batas", None, self._bordering(key)))
        return [one for one in found if one.keys]

    def _opds_of(self, key: str) -> tuple[str, ...]:
        if type_of(key) != "region":
            return ()
        single = self._held.single
        rows = self._rows_of(key) if self.filters.roll_up else self._rows_rolled(key)
        members, _ = single.members.take(rows)
        keys = (single.actors[place] for place in np.unique(members).tolist())
        return tuple(one for one in keys if one.startswith(f"{key}-"))

    def _rows_rolled(self, key: str) -> Ints:
        rolled = self._held.rolled
        place = rolled.places.get(key)
        if place is None:
            return np.empty(0, np.int64)
        rows = rolled.agreements[place]
        return rows[self._left[rows]]

    def _bordering(self, key: str) -> tuple[str, ...]:
        return tuple(
            sorted(
                one.b if one.a == key else one.a
                for one in self._contacts
                if one.kind == "land" and key in one.key
            )
        )

    def common(self, keys: Iterable[str]) -> list[Common]:
        """Give those with whom all of some actors are linked, the most agreements first."""
        chosen = sorted(set(keys))
        if not chosen:
            return []
        sizes = [self._met(key).sizes for key in chosen]
        shared = np.all([one > 0 for one in sizes], axis=0)
        for key in chosen:
            if key in self._parties.places:
                shared[self._parties.places[key]] = False
        totals = np.sum(sizes, axis=0)
        places = np.flatnonzero(shared)
        order = places[np.argsort(-totals[places], kind="stable")]
        return [Common(self._parties.actors[one], int(totals[one])) for one in order.tolist()]

    # -------------------------------------------------------------- paths

    def paths(self, source: str, target: str, most: int = 50) -> Paths:
        """Give the shortest paths between two actors over the links left.

        Parameters
        ----------
        source, target
            Keys; an OPD that counts as its region stands for it.
        most
            So many paths are given at most.
        """
        start, end = self._place(source), self._place(target)
        if start is None or end is None:
            return Paths((), 0, None)
        distances = self._distances(start, end)
        if distances is None:
            return Paths((), 0, None)
        length = int(distances[end])
        after, total = self._onwards(distances, start, end)
        paths: list[tuple[str, ...]] = []
        actors = self._parties.actors
        way = [iter([start])]
        walked: list[int] = []
        while way and len(paths) < most:
            step = next(way[-1], None)
            if step is None:
                way.pop()
                if walked:
                    walked.pop()
                continue
            walked.append(step)
            if step == end:
                paths.append(tuple(actors[one] for one in walked))
                walked.pop()
            else:
                way.append(iter(after[step]))
        return Paths(tuple(paths), total, length)

    def _place(self, key: str) -> int | None:
        places = self._parties.places
        found = places.get(key, places.get(key.partition("-")[0]))
        return found if found is not None and self._strength[found] else None

    def _distances(self, start: int, end: int) -> Ints | None:
        """Give the links from a start to each actor, as far as the end is; None if it is not."""
        far = np.full(len(self._parties.actors), -1)
        far[start] = 0
        reached = np.array([start])
        step = 0
        while far[end] < 0 and len(reached):
            step += 1
            others = np.unique(self._next(reached))
            reached = others[far[others] < 0]
            far[reached] = step
        return far if far[end] >= 0 else None

    def _next(self, places: Ints) -> Ints:
        ways, numbers = self._parties.ways
        among = ways.places(places)
        return ways.values[among[self._counts[numbers[among]] > 0]]

    def _onwards(
        self, distances: Ints, start: int, end: int
    ) -> tuple[dict[int, list[int]], int | None]:
        """Give for each actor on a shortest path those that come next, and count the paths."""
        after: dict[int, list[int]] = {}
        layers: list[dict[int, list[int]]] = []
        layer = [end]
        for _ in range(int(distances[end])):
            before: dict[int, list[int]] = {}
            for place in layer:
                near = self._next(np.array([place]))
                for one in near[distances[near] == distances[place] - 1].tolist():
                    before.setdefault(one, []).append(place)
            layers.append(before)
            layer = sorted(before)
        counts = {end: 1}
        for before in layers:
            for place, following in before.items():
                after[place] = sorted(following)
                counts[place] = sum(counts[one] for one in following)
        return after, counts[start]

    # -------------------------------------------------------------- homes

    @cached_property
    def _homes(self) -> dict[str, str]:
        best = self._best_regions()
        actors = [self._parties.actors[place] for place in self._present.tolist()]
        own = {key: key.partition("-")[0] for key in actors if not is_partner(key)}
        return own | {key: best[key] for key in actors if key in best}

    def _best_regions(self) -> dict[str, str]:
        """Give for each partner the region with which it has the most agreements left."""
        rolled = self._held.rolled
        links = rolled.links
        ends = rolled.partners[links.a] != rolled.partners[links.b]
        alive = np.concatenate(([0], np.cumsum(self._left[links.rows.values])))
        counts = alive[links.rows.offsets[1:]] - alive[links.rows.offsets[:-1]]
        chosen = np.flatnonzero(ends & (counts > 0))
        a, b = links.a[chosen], links.b[chosen]
        partners = np.where(rolled.partners[a], a, b)
        regions = np.where(rolled.partners[a], b, a)
        order = np.lexsort((regions, -counts[chosen], partners))
        partners, regions = partners[order], regions[order]
        firsts = np.flatnonzero(np.diff(partners, prepend=-1))
        return {
            rolled.actors[partner]: rolled.actors[region]
            for partner, region in zip(
                partners[firsts].tolist(), regions[firsts].tolist(), strict=True
            )
        }

    def homes(self) -> Mapping[str, str]:
        """Give the region to which each actor belongs.

        A region is its own, an OPD's is its region, a partner's the one with which it has
        the most agreements, of equal ones the first by code; one that meets no region has none.
        """
        return self._homes


def _by_choice(standings: Mapping[str, int]) -> dict[str, int]:
    """Count choices, some of which hold several standings."""
    counts = {
        code: sum(standings.get(one, 0) for one in choice.standings)
        for code, choice in STATES.items()
    }
    return {code: count for code, count in counts.items() if count}


_COUNTRIES = (
    "MATCH (p:Partner) WHERE p.country IS NOT NULL RETURN p.id AS key, p.country AS country"
)


def _countries(database: Database) -> dict[str, str]:
    rows = database.read(_COUNTRIES, limit=None, timeout=READ_SECONDS)
    return {row["key"]: row["country"] for row in rows}


def explore(database: Database, filters: Filters) -> Explored:
    """Give what filters leave of the network.

    Parameters
    ----------
    database
        Where to read.
    filters
        What is looked at. The last ones asked for are kept until the data change.

    Raises
    ------
    ArgumentInvalid
        Where a filter has a word that the vocabulary does not.
    """
    filters = _check(filters)
    past = history(database)
    with past.lock:
        countries = past.derive("countries", None, lambda: _countries(database))
        kept = past.derive("explored", None, OrderedDict[Filters, Explored])
        if filters not in kept:
            kept[filters] = Explored(past, filters, countries)
            while len(kept) > KEPT:
                kept.popitem(last=False)
        kept.move_to_end(filters)
        return kept[filters]
