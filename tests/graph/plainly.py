"""A register in memory, without an engine; what filters leave of it is found by plain loops."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

import networkx as nx

from graph import gaps
from graph.exploring import STATES, Filters
from graph.history import Contact, History, Named, Place, Recorded
from graph.projection import is_link, is_partner, years_before
from graph.vocabulary import STAGES

PLACES = {
    code: Place(code, name, kind, province, None, 1_000, 1.5, 100.25)
    for code, name, kind, province in (
        ("35", "Provinsi Tengah", "provinsi", None),
        ("35.01", "Kabupaten Timur", "kabupaten", "35"),
        ("35.02", "Kabupaten Barat", "kabupaten", "35"),
        ("36.71", "Kota Seberang", "kota", "36"),
    )
}
NAMES = {
    "35.01-bappeda": Named("Bappeda", "opd"),
    "35.01-dinas-kesehatan": Named("Dinas Kesehatan", "opd"),
    "36.71-dinas-kesehatan": Named("Dinas Kesehatan", "opd"),
    "bank-tengah": Named("Bank Tengah", "bank"),
    "pln": Named("PLN", "bumn"),
    "universitas": Named("Universitas", "state_university"),
}
KEYS = (*PLACES, *NAMES)


def row(
    id: str,
    parties: Iterable[str],
    *,
    form: str = "pks",
    stage: str = "pelaksanaan",
    scheme: str = "ksdd",
    signed: str | None = None,
    starts: str | None = None,
    stated: str | None = "2018-06-01",
    runs: str | None = "2018-01-01",
    until: str | None = None,
    endless: bool = False,
    cooperation: bool = True,
    affairs: tuple[str, ...] = (),
    implements: tuple[str, ...] = (),
) -> Recorded:
    """Make an agreement as the history reads it."""
    cells = [id, f"Kerja sama {id}", stage, scheme, cooperation, 0, list(parties)]
    cells += [signed, starts, None, stated, stated, runs, until, endless, ""]
    made = History()._recorded(form, cells)
    return made._replace(affairs=affairs, implements=implements)


def remembered(items: Iterable[Recorded]) -> History:
    """Make a history of some agreements, and of regions of which two border each other."""
    held = History()
    held.regions, held.actors = dict(PLACES), dict(NAMES)
    held.contacts = (
        Contact("35.01", "35.02", "land", 12.0),
        Contact("35.01", "36.71", "sea", 0.0, 9.0),
        Contact("35", "35.01", "own", 0.0),
    )
    for item in items:
        held._add(item)
    return held


class Plain:
    """What filters leave, as `graph.exploring.Explored` tells it."""

    def __init__(self, past: History, filters: Filters) -> None:
        self.past, self.filters = past, filters
        self.left = [item for item in self._items() if self._passes(item)]

    def _items(self) -> list[Recorded]:
        return [item for _, item in sorted(self.past.agreements.items())]

    def standing(self, item: Recorded) -> str:
        """Tell what an agreement is on the date."""
        if not item.cooperation:
            return "visit"
        ids = self.past.implementers.get(item.id, ())
        starts = [self.past.agreements[id].runs_from for id in ids]
        without = "void" if STAGES[item.stage].effect == "void" else "later"
        return gaps.standing(item, self.filters.on, starts) or without

    def words(self, item: Recorded) -> Mapping[str, Iterable[str]]:
        """Give an agreement's choices of each facet."""
        made = item.signed_on or item.starts_on
        standing = self.standing(item)
        return {
            "states": [code for code, row in STATES.items() if standing in row.standings],
            "affairs": set(item.affairs),
            "schemes": [item.scheme],
            "forms": [item.form],
            "stages": [item.stage],
            "provinces": {code[:2] for code in item.regions},
            "years": [str(made.year if made else 0)],
        }

    def _wanted(self) -> Mapping[str, Callable[[str], bool]]:
        filters = self.filters
        names = ("states", "affairs", "schemes", "forms", "stages")
        chosen = {name: getattr(filters, name) for name in names}
        chosen["provinces"] = (filters.province,) if filters.province else ()
        if filters.years:
            chosen["years"] = [str(year) for year in range(filters.years[0], filters.years[1] + 1)]
        return {name: words.__contains__ for name, words in chosen.items() if words}

    def _passes(self, item: Recorded, without: str = "") -> bool:
        age = self.filters.max_age_years
        if age is not None and item.runs_until is None and not item.endless:
            since = years_before(self.filters.on, age)
            if item.last_stated_on is None or item.last_stated_on < since:
                return False
        words = self.words(item)
        wanted = self._wanted().items()
        return all(name == without or any(map(test, words[name])) for name, test in wanted)

    def facets(self) -> dict[str, dict[str, int]]:
        """Count each choice under all other filters."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for item in self._items():
            for name, words in self.words(item).items():
                found[name].update(words if self._passes(item, without=name) else ())
        return {name: dict(counts) for name, counts in found.items()}

    def parties(self, item: Recorded) -> list[str]:
        """Give who takes part, OPDs as their region where the filters say so."""
        return sorted(set(item.sides if self.filters.roll_up else item.parties))

    def strength(self) -> dict[str, int]:
        """Count the agreements of each actor."""
        return dict(Counter(key for item in self.left for key in self.parties(item)))

    def links(self, keys: Iterable[str]) -> dict[tuple[str, str], tuple[tuple[str, ...], float]]:
        """Give the links among some actors: ids and weight."""
        chosen = set(keys)
        ids: dict[tuple[str, str], list[str]] = defaultdict(list)
        weights: dict[tuple[str, str], float] = defaultdict(float)
        for item in self.left:
            parties = self.parties(item)
            for a, b in combinations(sorted({*parties, *item.parties} & chosen), 2):
                if is_link(a, b):
                    ids[a, b].append(item.id)
                    weights[a, b] += 1 / max(len(parties) - 1, 1)
        return {pair: (tuple(some), weights[pair]) for pair, some in ids.items()}

    def graph(self) -> nx.Graph:
        """Give the whole network, without attributes of nodes."""
        actors = self.strength()
        graph = nx.Graph()
        graph.add_nodes_from(actors)
        graph.add_edges_from(self.links(actors))
        return graph

    def neighbours(self, key: str) -> dict[str, tuple[str, ...]]:
        """Give those with whom an actor is linked."""
        links = self.links({key, *self.strength()})
        found = {a if b == key else b: ids for (a, b), (ids, _) in links.items() if key in (a, b)}
        shown = self.strength()
        return {other: ids for other, ids in found.items() if other in shown}

    def common(self, keys: Iterable[str]) -> list[tuple[str, int]]:
        """Give those with whom all are linked."""
        near = [{key: len(ids) for key, ids in self.neighbours(key).items()} for key in keys]
        others = set.intersection(*map(set, near)) - set(keys) if near else set()
        totals = {key: sum(one[key] for one in near) for key in others}
        return sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))

    def homes(self) -> dict[str, str]:
        """Give the region of each actor."""
        found = {}
        for key in self.strength():
            if not is_partner(key):
                found[key] = key.partition("-")[0]
                continue
            met = Counter(
                code for item in self.left if key in item.sides for code in set(item.regions)
            )
            if met:
                found[key] = min(met, key=lambda code: (-met[code], code))
        return found

    def bundles(self, groups: Mapping[str, str]) -> list[tuple[str, str, int]]:
        """Count agreements between groups."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (a, b), (ids, _) in self.links(self.strength()).items():
            if a in groups and b in groups and groups[a] != groups[b]:
                first, second = sorted((groups[a], groups[b]))
                found[first, second] |= set(ids)
        return sorted((a, b, len(ids)) for (a, b), ids in found.items())
