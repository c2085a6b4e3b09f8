"""The network as one explores it: what filters leave, who is near whom, by which ways.

A step of an exploration (another filter, a node expanded, a path) asks for a small part
of what a projection would build whole. So everything is answered from the columns of
`graph.ledger`; the links are those of `graph.projection`'s "actors" and "opds".
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.actors import ACTOR_KINDS, type_of
from graph.database import Database
from graph.errors import ArgumentInvalid, Word
from graph.history import History, history
from graph.ledger import NEVER, Bools, Coded, Ints, Ledger, Parties, Ragged, distinct, ledger
from graph.projection import READ_SECONDS, check_filters, is_link, is_partner, years_before
from graph.registry import STANDING_CHOICES, UNDATED
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES, STAGES, Term

STATES = STANDING_CHOICES
KEPT = 8  # explorations: steps back and forth, and two dates beside each other
GRAPH_KEPT = 5_000  # actors; a nation's graph takes a hundred megabytes

RELATIONS = {
    row.code: row
    for row in (
        Term("kerjasama", "Bekerja sama dengan", "Cooperates with"),
        Term("kesepakatan", "Kesepakatan", "Agreements"),
        Term("opd", "OPD-nya", "Its OPDs"),
        Term("wilayah", "Daerahnya", "Its region"),
        Term("batas", "Berbatasan dengan", "Borders on"),
    )
}


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
        A code of `RELATIONS`.
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
        How many there are in all.
    length
        In links; None where no way leads there.
    """

    paths: tuple[tuple[str, ...], ...]
    total: int
    length: int | None


# ------------------------------------------------------------------ filters


def _columns(past: History, held: Ledger, on: date) -> dict[str, Coded]:
    """Give the column that each facet counts."""
    return {
        "states": past.derive("standings", on, lambda: held.standings(on)),
        "affairs": held.affairs,
        "schemes": held.schemes,
        "forms": held.forms,
        "stages": held.stages,
        "provinces": held.provinces,
        "years": held.years,
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
        found["years"] = lambda year: first <= int(year) <= last and int(year) != UNDATED
    return found


def _stated(held: Ledger, filters: Filters) -> Bools:
    """Tell whose end is known, or who were stated not too long ago."""
    if filters.max_age_years is None:
        return np.ones(held.count, bool)
    since = years_before(filters.on, filters.max_age_years).toordinal()
    found: Bools = (held.ends != NEVER) | held.endless | (held.stated_last >= since)
    return found


_VOCABULARIES: tuple[tuple[str, Word, Mapping[str, Any]], ...] = (
    ("states", Word("Keadaan"), STATES),
    ("affairs", Word("Urusan"), AFFAIRS),
    ("schemes", Word("Skema"), SCHEMES),
    ("forms", Word("Bentuk"), FORMS),
    ("stages", Word("Tahap"), STAGES),
)


def _check(filters: Filters) -> Filters:
    """Refuse words that there are not; give the rest in one order."""
    for name, word, table in _VOCABULARIES:
        for value in getattr(filters, name):
            if value not in table:
                raise ArgumentInvalid(name=word, value=value, expected=", ".join(table))
    check_filters({"province": filters.province, "max_age_years": filters.max_age_years})
    ordered = {name: tuple(sorted(set(getattr(filters, name)))) for name, _, _ in _VOCABULARIES}
    return replace(filters, **ordered)  # type: ignore[arg-type]


# ------------------------------------------------------------------ what is left


class _Joined(NamedTuple):
    """A link while it is worked with: two keys and the places of agreements."""

    a: str
    b: str
    rows: list[int]
    weight: float


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
        failed = {
            name: ~columns[name].has(test, held.count) for name, test in _wanted(filters).items()
        }
        fails = sum(failed.values(), start=(~_stated(held, filters)).astype(np.int8))
        self._left: Bools = fails == 0
        self.total = int(self._left.sum())
        counts = {
            name: column.counts(fails == failed[name] if name in failed else self._left)
            for name, column in columns.items()
        }
        self.facets: Mapping[str, Mapping[str, int]] = counts | {
            "states": _by_choice(counts["states"])
        }

    # -------------------------------------------------------------- actors

    @cached_property
    def _strength(self) -> Ints:
        parties = self._parties
        members = parties.members.values[self._left[parties.member_rows]]
        return np.bincount(members, minlength=len(parties.actors))

    @cached_property
    def _counts(self) -> Ints:
        """How many agreements are left of each link."""
        return self._counts_in(self._parties)

    def _counts_in(self, parties: Parties) -> Ints:
        rows = parties.links.rows
        until = np.concatenate(([0], np.cumsum(self._left[rows.values])))
        return until[rows.offsets[1:]] - until[rows.offsets[:-1]]

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
        present = self._present
        return dict(zip(self._parties.keys(present), values[present].tolist(), strict=True))

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How many actors there are of each kind, by the codes of `ACTOR_KINDS`."""
        counts = Counter(map(self.kind, self.strength))
        return {code: counts[code] for code in ACTOR_KINDS if code in counts}

    @cached_property
    def _ranked(self) -> tuple[str, ...]:
        present = self._present
        order = present[np.argsort(-self._degree[present], kind="stable")]
        return self._parties.keys(order)

    def ranked(self) -> Sequence[str]:
        """Give the actors, those linked with the most others first, then by key."""
        return self._ranked

    # -------------------------------------------------------------- agreements

    def _rows_of(self, key: str) -> Ints:
        """Give the places of an actor's agreements; an OPD's own where it is rolled up too."""
        is_hidden = self.filters.roll_up and type_of(key) == "opd"
        return self._rows_in(self._held.single if is_hidden else self._parties, key)

    def _rows_in(self, parties: Parties, key: str) -> Ints:
        if key not in parties.places:
            return np.empty(0, np.int64)
        rows = parties.agreements[parties.places[key]]
        return rows[self._left[rows]]

    def agreements_of(self, key: str) -> tuple[str, ...]:
        """Give the ids of an actor's agreements left, sorted."""
        return self._ids(self._rows_of(key))

    def is_left(self, agreement: str) -> bool:
        """Tell whether the filters leave an agreement."""
        row = self._held.places.get(agreement)
        return row is not None and bool(self._left[row])

    def _ids(self, rows: Ints) -> tuple[str, ...]:
        ids = self._held.ids
        return tuple([ids[row] for row in rows.tolist()])

    def parties(self, agreement: str) -> tuple[str, ...]:
        """Give who takes part in an agreement, left or not, sorted; no one in an unknown one."""
        row = self._held.places.get(agreement)
        if row is None:
            return ()
        return self._parties.keys(self._parties.members[row])

    # -------------------------------------------------------------- links

    def _met(self, key: str) -> Ragged:
        """Give by actor the agreements left that link it with a key."""
        parties = self._parties
        rows = self._rows_of(key)
        others, of = parties.members.take(rows)
        place = parties.places.get(key)
        if place is None:
            linked = np.array([is_link(key, parties.actors[one]) for one in others.tolist()], bool)
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
        return {other: self._ids(rows) for other, rows in self._rows_with(key).items()}

    def _rows_with(self, key: str) -> dict[str, Ints]:
        met = self._met(key)
        present = np.flatnonzero(met.sizes)
        keys = self._parties.keys(present)
        return {other: met[place] for other, place in zip(keys, present.tolist(), strict=True)}

    def links(self, keys: Iterable[str]) -> list[Link]:
        """Give the links among some actors, sorted.

        Where OPDs count as their region, an OPD among the keys is linked by its own
        agreements with others than its region.
        """
        ids = self._held.ids
        return [
            Link(a, b, tuple([ids[row] for row in rows]), weight)
            for a, b, rows, weight in sorted(self._joined(keys))
        ]

    def _joined(self, keys: Iterable[str]) -> Iterator[_Joined]:
        """Give the links among some actors."""
        chosen = set(keys)
        yield from self._joined_in(self._parties, self._counts, chosen)
        if self.filters.roll_up:
            opds = sorted(key for key in chosen if type_of(key) == "opd")
            if opds:
                single = self._held.single
                yield from self._joined_in(single, self._counts_in(single), set(opds))
            for opd in opds:
                for other, rows in self._rows_with(opd).items():
                    if other in chosen:
                        a, b = sorted((opd, other))
                        yield _Joined(a, b, rows.tolist(), float(self._shares[rows].sum()))

    def _joined_in(self, parties: Parties, counts: Ints, keys: set[str]) -> Iterator[_Joined]:
        links = parties.links
        among = np.zeros(len(parties.actors), bool)
        among[[parties.places[key] for key in keys if key in parties.places]] = True
        numbers = np.flatnonzero((counts > 0) & among[links.a] & among[links.b])
        rows, _ = links.rows.take(numbers)
        rows = rows[self._left[rows]]
        sizes = counts[numbers]
        # Added up one by one in the order of ids, as a projection does.
        place = np.repeat(np.arange(len(numbers)), sizes)
        weights = np.bincount(place, self._shares[rows], len(numbers)).tolist()
        ends = np.cumsum(sizes).tolist()
        every = rows.tolist()
        for a, b, start, end, weight in zip(
            parties.keys(links.a[numbers]),
            parties.keys(links.b[numbers]),
            [0, *ends],
            ends,
            weights,
            strict=False,
        ):
            yield _Joined(a, b, every[start:end], weight)

    @cached_property
    def _shares(self) -> NDArray[np.float64]:
        """What each agreement counts on a link."""
        return 1 / np.maximum(self._parties.sizes - 1, 1)

    def graph(self, keys: Iterable[str] | None = None) -> nx.Graph:
        """Give the network as `graph.projection.project` does, whole or among some actors.

        Parameters
        ----------
        keys
            The actors that are nodes; None for all that take part in an agreement left,
            in a graph that cannot be changed, since several may be given the same.
        """
        if keys is not None:
            return self._graph(keys)
        return self._whole if len(self._present) <= GRAPH_KEPT else self._frozen()

    @cached_property
    def _whole(self) -> nx.Graph:
        return self._frozen()

    def _frozen(self) -> nx.Graph:
        return nx.freeze(self._graph(self.strength))

    def _graph(self, keys: Iterable[str]) -> nx.Graph:
        wanted = sorted(set(keys) & self.strength.keys())
        graph = nx.Graph()
        graph.add_nodes_from((key, self._described(key)) for key in wanted)
        ids, sizes = self._held.ids, self._parties.sizes
        for a, b, rows, weight in self._joined(wanted):
            graph.add_edge(
                a,
                b,
                agreements=len(rows),
                weight=weight,
                ids=[ids[row] for row in rows],
                fewest_parties=int(sizes[rows].min()),
            )
        return graph

    def bundles(self, groups: Mapping[str, str]) -> list[tuple[str, str, int]]:
        """Count the agreements that link actors of different groups.

        Parameters
        ----------
        groups
            The group of each actor; others are left out.

        Returns
        -------
        list
            Two groups, a < b, and how many agreements link any actors of them; sorted.
        """
        parties, links = self._parties, self._parties.links
        coded = Coded.of(list(groups.values()))
        group = np.full(len(parties.actors), -1)
        for key, code in zip(groups, coded.codes.tolist(), strict=True):
            if key in parties.places:
                group[parties.places[key]] = code
        a, b = group[links.a], group[links.b]
        numbers = np.flatnonzero((self._counts > 0) & (a >= 0) & (b >= 0) & (a != b))
        rows, of = links.rows.take(numbers)
        of, rows = of[self._left[rows]], rows[self._left[rows]]
        width = len(coded.words)
        pairs = np.minimum(a, b)[of] * width + np.maximum(a, b)[of]
        # An agreement of several members of a group counts once.
        pairs = distinct(pairs * self._held.count + rows) // self._held.count
        starts = np.flatnonzero(np.diff(pairs, prepend=-1))
        counts = np.diff(np.append(starts, len(pairs))).tolist()
        return [
            (coded.words[pair // width], coded.words[pair % width], count)
            for pair, count in zip(pairs[starts].tolist(), counts, strict=True)
        ]

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
        others = self._parties.keys(best)
        found = [Expansion("kerjasama", None, others)]
        by_kind: dict[str, list[str]] = {code: [] for code in ACTOR_KINDS}
        for other in others:
            by_kind[self.kind(other)].append(other)
        found += [Expansion("kerjasama", kind, tuple(some)) for kind, some in by_kind.items()]
        found.append(Expansion("kesepakatan", None, self.agreements_of(key)))
        found.append(Expansion("opd", None, self._opds_of(key)))
        region = key.partition("-")[0]
        if type_of(key) == "opd" and region in self._held.regions:
            found.append(Expansion("wilayah", None, (region,)))
        found.append(Expansion("batas", None, self._bordering(key)))
        return [one for one in found if one.keys]

    def _opds_of(self, key: str) -> tuple[str, ...]:
        if type_of(key) != "region":
            return ()
        single = self._held.single
        members, _ = single.members.take(self._rows_in(self._held.rolled, key))
        keys = (single.actors[place] for place in np.unique(members).tolist())
        return tuple(one for one in keys if one.startswith(f"{key}-"))

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
        chosen = set(keys)
        parties = self._parties
        totals = np.zeros(len(parties.actors), np.int64)
        shared = np.full(len(parties.actors), bool(chosen))
        shared[[parties.places[key] for key in chosen if key in parties.places]] = False
        for key in chosen:
            sizes = self._met(key).sizes
            shared &= sizes > 0
            totals += sizes
            if not shared.any():
                return []
        places = np.flatnonzero(shared)
        order = places[np.argsort(-totals[places], kind="stable")]
        return [Common(parties.actors[place], int(totals[place])) for place in order.tolist()]

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
        far = self._distances(start, end)
        if far is None:
            return Paths((), 0, None)
        after, total = self._onwards(far, start, end)
        first = islice(_walks(after, start, end), most)
        paths = tuple(self._parties.keys(walk) for walk in first)
        return Paths(paths, total, int(far[end]))

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
            others, _ = self._next(reached)
            reached = np.unique(others[far[others] < 0])
            far[reached] = step
        return far if far[end] >= 0 else None

    def _next(self, places: Ints) -> tuple[Ints, Ints]:
        """Give those with whom actors are linked, and of each with whom."""
        ways, numbers = self._parties.ways
        others, of = ways.take(places)
        alive = self._counts[numbers[ways.places(places)]] > 0
        return others[alive], of[alive]

    def _onwards(self, far: Ints, start: int, end: int) -> tuple[dict[int, list[int]], int]:
        """Give for each actor on a shortest path those that come next, and count the paths."""
        after: dict[int, list[int]] = {}
        counts = {end: 1}
        layer = np.array([end])
        for step in reversed(range(int(far[end]))):
            near, of = self._next(layer)
            towards = far[near] == step
            for place, following in zip(near[towards].tolist(), of[towards].tolist(), strict=True):
                after.setdefault(place, []).append(following)
                counts[place] = counts.get(place, 0) + counts[following]
            layer = np.unique(near[towards])
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
        counts = self._counts_in(rolled)
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


def _walks(after: Mapping[int, list[int]], start: int, end: int) -> Iterator[list[int]]:
    """Follow what comes after what to an end, in the order of places."""
    waiting = [[start]]
    while waiting:
        walk = waiting.pop()
        if walk[-1] == end:
            yield walk
        else:
            following = sorted(after[walk[-1]], reverse=True)
            waiting += [[*walk, place] for place in following]


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
