"""What the network's map draws: put together step by step from what its address says.

What is drawn begins with the best linked, one actor, or nothing; every step in the
address then adds to it or takes away. It becomes a NetworkX graph of actors, agreements
shown as nodes, and clusters; layouts and scales work on that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
from flask_babel import gettext as _

from graph import gaps
from graph.database import Database
from graph.errors import NotFound, Word
from graph.exploring import Explored, Filters, Paths
from graph.history import History
from graph.projection import is_partner
from webapp import maps
from webapp.context import number
from webapp.mapstate import (
    FIRST_ROUND,
    MOST_DRAWN,
    Choices,
    Expansion,
    agreement_node,
    agreement_of,
    cluster_node,
    cluster_of,
)

MOST_AGREEMENTS = 1_500  # of those that are shown as nodes at once
MOST_PATHS = 50
_NAMED = 5  # how many of what is gone are named


class NoPath(NotFound):
    """Two actors that nothing joins on the date."""

    text = (
        "Tidak ada jalur antara “{source}” dan “{target}” pada tanggal ini. Pilih pelaku lain, "
        "atau longgarkan saringannya."
    )


def filters_of(choices: Choices, *, roll_up: bool | None = None) -> Filters:
    """Give which agreements the map counts."""
    return Filters(
        on=choices.on,
        states=choices.states or ("running",),
        affairs=choices.affairs,
        schemes=choices.schemes,
        forms=choices.forms,
        stages=choices.stages,
        years=choices.years,
        province=choices.province,
        max_age_years=choices.max_age_years,
        roll_up=not choices.with_opds if roll_up is None else roll_up,
    )


# ------------------------------------------------------------------ what is there


def describe(past: History, key: str) -> dict[str, Any]:
    """Give what layouts and signs need to know of an actor, an agreement or a cluster."""
    if id := agreement_of(key):
        return {"kind": "agreement", "name": past.agreements[id].title}
    code = cluster_of(key) or key
    region = past.regions.get(code if is_partner(code) else code.partition("-")[0])
    place: dict[str, Any] = {"name": past.name(code)}
    if region:
        place |= {
            "province_code": region.province,
            "region_code": region.code,
            "latitude": region.latitude,
            "longitude": region.longitude,
        }
    if cluster_of(key):
        return place | {"kind": "cluster"}
    if is_partner(key):
        return place | {"kind": "partner", "partner_kind": past.actors[key].kind}
    if "-" in key:
        return place | {"kind": "opd"}
    return place | {
        "kind": region.kind if region else None,
        "population": region and region.population,
    }


def kind_of(past: History, key: str) -> str:
    """Give the code in `maps.NODE_KINDS` of an actor."""
    if is_partner(key):
        return maps.kind_of({"kind": "partner", "partner_kind": past.actors[key].kind})
    return "opd" if "-" in key else past.regions[key].kind


def is_actor(past: History, key: str) -> bool:
    """Tell whether a key is that of a region, an OPD or a partner."""
    return key in past.regions or key in past.actors


def exists(past: History, key: str) -> bool:
    """Tell whether what an address names is still there."""
    if "~" in key:
        return all(exists(past, end) for end in key.split("~", 1))
    if id := agreement_of(key):
        return id in past.agreements
    if code := cluster_of(key):
        return code in past.regions
    a, dash, b = key.partition("-")
    if dash and a in past.regions and b in past.regions:
        return True
    return is_actor(past, key)


def gone_notices(past: History, choices: Choices) -> list[str]:
    """Say which of what the address names is no longer in the graph."""
    gone = [key for key in dict.fromkeys(choices.keys) if not exists(past, key)]
    if not gone:
        return []
    names = ", ".join(f"“{key[:60]}”" for key in gone[:_NAMED])
    rest = number(len(gone) - _NAMED)
    if len(gone) > _NAMED:
        return [
            _("Tidak ada lagi di graf: %(names)s dan %(count)s lainnya.", names=names, count=rest)
        ]
    return [_("Tidak ada lagi di graf: %(names)s.", names=names)]


# ------------------------------------------------------------------ what is drawn


@dataclass(slots=True)
class Drawn:
    """What is drawn on one date.

    `graph` has actors, agreements and clusters as nodes and what joins them as edges
    (`type`: link, party, part, implements, border). `group_of` gives of each actor the
    node that stands for it: itself, or its cluster.
    """

    graph: nx.Graph
    explored: Explored
    group_of: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    paths: Paths | None = None
    notices: list[str] = field(default_factory=list)


class _Gathering:
    """Collects what one address draws on one date."""

    def __init__(
        self, database: Database, past: History, choices: Choices, explored: Explored
    ) -> None:
        self.database = database
        self.past = past
        self.choices = choices
        self.explored = explored
        self.actors: set[str] = set()
        self.agreements: set[str] = set()  # ids of those shown as nodes
        self.clusters: dict[str, set[str]] = {}  # node → actors inside
        self.borders: set[str] = set()  # regions whose neighbours were asked for
        self.notices: list[str] = []
        self.counts: dict[str, int] = {}  # by kind, before the legend takes any out
        self.paths: Paths | None = None

    # What follows is called in this order.

    def begin(self, *, in_clusters: bool) -> None:
        """Take what the map begins with."""
        choices, explored = self.choices, self.explored
        focus = choices.focus
        if focus and focus in explored.degree:
            closest = self._closest(focus)
            self.actors = {focus, *(key for key in closest if _is_wanted(choices, explored, key))}
        elif focus:
            self._add(focus)
        elif not choices.from_nothing:
            ranked = _ranked(choices, explored)
            if in_clusters:
                self._cluster(ranked)
            else:
                self.actors = set(ranked)

    def _closest(self, focus: str) -> list[str]:
        """Give those with whom an actor has the most agreements, as many as one can read."""
        found = self.explored.neighbours(focus)
        ranked = sorted(found, key=lambda key: (-len(found[key]), key))
        most = self.choices.first_drawn
        return ranked[: MOST_DRAWN if most is None else min(most, FIRST_ROUND)]

    def unfold(self) -> None:
        """Add what the reader put on the map, expanded and fanned out, and the paths."""
        for key in self.choices.added:
            self._add(key)
        for step in self.choices.expanded:
            if exists(self.past, step.key):
                self._expand(step)
        self._find_paths()
        for key in self.choices.fanned:
            a, _tilde, b = key.partition("~")
            if {a, b} <= self.actors:
                self._show_agreements(self.explored.neighbours(a).get(b, ()))
        if self.choices.as_agreements:
            self._show_all_agreements()

    def take_away(self) -> None:
        """Leave out what was hidden, and what the legend does not show."""
        hidden = set(self.choices.hidden)
        self.actors -= hidden
        self.agreements = {id for id in self.agreements if agreement_node(id) not in hidden}
        for key in hidden & self.clusters.keys():
            del self.clusters[key]
        for inside in self.clusters.values():
            inside -= self.actors  # whoever stands by itself is counted there
        everybody = [*self.actors, *(key for keys in self.clusters.values() for key in keys)]
        self.counts = dict(Counter(kind_of(self.past, key) for key in everybody))
        if self.agreements:
            self.counts["agreement"] = len(self.agreements)
        if kinds := self.choices.kinds:
            self.actors = {key for key in self.actors if kind_of(self.past, key) in kinds}
            self.agreements = self.agreements if "agreement" in kinds else set()
            for node, inside in self.clusters.items():
                self.clusters[node] = {key for key in inside if kind_of(self.past, key) in kinds}
        self.clusters = {node: inside for node, inside in self.clusters.items() if inside}

    def _find_paths(self) -> None:
        """Add all shortest ways between the two that were named."""
        choices = self.choices
        if not (choices.source and choices.target):
            return
        try:
            source, target = self._resolve(choices.source), self._resolve(choices.target)
            self.actors |= {source, target}
            self.paths = self.explored.paths(source, target, most=MOST_PATHS)
            if not self.paths.paths:
                raise NoPath(source=self.past.name(source), target=self.past.name(target))
        except NotFound as error:  # the map is still of use
            self.notices.append(error.message(_))
            return
        self.actors |= {key for path in self.paths.paths for key in path}
        self._say(
            _(
                "%(count)s jalur terpendek antara %(source)s dan %(target)s, panjang %(length)s.",
                count=number(self.paths.total),
                source=self.past.name(source),
                target=self.past.name(target),
                length=number(self.paths.length),
            )
        )

    def cut(self) -> None:
        """Leave out the least linked where the whole would be too much to move."""
        room = MOST_DRAWN - len(self.clusters) - len(self.agreements)
        if len(self.actors) > room:
            degree = self.explored.degree
            keep = sorted(self.actors, key=lambda key: (-degree.get(key, 0), key))[: max(room, 0)]
            said = number(len(self.actors) - len(keep))
            self.notices.append(
                _("%(count)s pelaku tidak digambar karena terlalu banyak; persempit.", count=said)
            )
            self.actors = set(keep)

    def graph(self) -> nx.Graph:
        """Give nodes with what is known of them, and all that joins them."""
        graph = nx.Graph()
        nodes = [
            *sorted(self.actors),
            *(agreement_node(id) for id in sorted(self.agreements)),
            *sorted(self.clusters),
        ]
        for key in nodes:
            graph.add_node(key, **describe(self.past, key))
        for key, inside in self.clusters.items():
            graph.nodes[key]["count"] = len(inside)
        self._join_actors(graph)
        self._join_agreements(graph)
        self._join_bodies(graph)
        self._join_neighbours(graph)
        self._join_clusters(graph)
        return graph

    # -------------------------------------------------------------- adding

    def _add(self, key: str) -> None:
        if (id := agreement_of(key)) and id in self.past.agreements:
            self._show_agreements([id])
            parties = self.explored.parties(id)
            self.actors |= {party for party in parties if is_actor(self.past, party)}
        elif is_actor(self.past, key):
            self.actors.add(key)
        elif exists(self.past, key):
            self._say(_("“%(key)s” bukan pelaku, jadi tidak ditaruh di peta.", key=key[:60]))

    def _expand(self, step: Expansion) -> None:
        if not is_actor(self.past, step.key):
            self._add(step.key)
            return
        self.actors.add(step.key)
        if step.relation == "batas":
            self.borders.add(step.key)
        for found in self.explored.expansions(step.key):
            if found.relation == step.relation and step.kind in (None, found.kind):
                if step.relation == "kesepakatan":
                    self._show_agreements(found.keys)
                else:
                    self.actors |= set(found.keys)

    def _say(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)

    def _show_agreements(self, ids: Iterable[str]) -> None:
        for id in ids:
            if len(self.agreements) >= MOST_AGREEMENTS:
                said = _(
                    "Hanya %(count)s kesepakatan digambar sebagai titik; persempit saringannya.",
                    count=number(MOST_AGREEMENTS),
                )
                self._say(said)
                return
            self.agreements.add(id)

    def _show_all_agreements(self) -> None:
        links = self.explored.links(self.actors)
        self._show_agreements(sorted({id for link in links for id in link.agreements}))

    def _resolve(self, text: str) -> str:
        """Find the actor that a key or a name means."""
        if is_actor(self.past, text):
            return text
        wanted = text.strip().casefold()
        every = (*self.past.regions, *self.past.actors)
        found = next((key for key in every if self.past.name(key).casefold() == wanted), None)
        if found is None:
            raise NotFound(what=Word("Pelaku ini"), key=text[:80])
        return found

    # -------------------------------------------------------------- clusters

    def _cluster(self, keys: Iterable[str]) -> None:
        """Draw provinces in the place of all, and what is in those that were opened."""
        homes = self.explored.homes()
        opened = {cluster_of(key) for key in self.choices.opened}
        for key in keys:
            home = homes.get(key)
            if home is None or home in opened:  # who meets no region belongs to none
                self.actors.add(key)
            else:
                code = home if home[:2] in opened else home[:2]
                self.clusters.setdefault(cluster_node(code), set()).add(key)

    def _join_clusters(self, graph: nx.Graph) -> None:
        if not self.clusters:
            return
        for a, b, count in self.explored.bundles(self.group_of()):
            if a in self.clusters or b in self.clusters:
                graph.add_edge(a, b, type="link", agreements=count)

    def group_of(self) -> dict[str, str]:
        """Give the node that stands for each actor."""
        found = {key: node for node, keys in self.clusters.items() for key in keys}
        return found | {key: key for key in self.actors}

    # -------------------------------------------------------------- joining

    def _join_actors(self, graph: nx.Graph) -> None:
        for link in self.explored.links(self.actors):
            left = [id for id in link.agreements if id not in self.agreements]
            if left:
                graph.add_edge(link.a, link.b, type="link", weight=link.weight, ids=left)

    def _join_agreements(self, graph: nx.Graph) -> None:
        for id in sorted(self.agreements):
            node, item = agreement_node(id), self.past.agreements[id]
            for party in item.parties:
                region = None if is_partner(party) else party.partition("-")[0]
                end = party if party in self.actors else region
                if end in self.actors:
                    graph.add_edge(end, node, type="party")
            for target in item.implements:
                if target in self.agreements:
                    graph.add_edge(node, agreement_node(target), type="implements")

    def _join_bodies(self, graph: nx.Graph) -> None:
        for key in sorted(self.actors):
            region = key.partition("-")[0]
            if "-" in key and not is_partner(key) and region in self.actors:
                graph.add_edge(region, key, type="part")

    def _join_neighbours(self, graph: nx.Graph) -> None:
        if not self.borders:
            return
        readings = gaps.read(self.database, self.explored.filters.on)
        for pair in gaps.judge(readings):
            asked = pair.a in self.borders or pair.b in self.borders
            if asked and {pair.a, pair.b} <= self.actors and not graph.has_edge(pair.a, pair.b):
                graph.add_edge(pair.a, pair.b, type="border", status=pair.status)


def _is_wanted(choices: Choices, explored: Explored, key: str) -> bool:
    """Tell whether an actor has the links that were asked for."""
    return explored.degree.get(key, 0) >= choices.least_degree


def _ranked(choices: Choices, explored: Explored) -> list[str]:
    """Give whom the network begins with, the best linked first."""
    ranked = list(explored.ranked())
    if choices.least_degree:
        ranked = [key for key in ranked if _is_wanted(choices, explored, key)]
    return ranked if choices.first_drawn is None else ranked[: choices.first_drawn]


def needs_clusters(choices: Choices, explored: Explored) -> bool:
    """Tell whether so many would be drawn that provinces have to stand for them."""
    if choices.focus or choices.from_nothing or choices.first_drawn is not None:
        return False
    return len(_ranked(choices, explored)) > MOST_DRAWN


def gather(
    database: Database, past: History, choices: Choices, explored: Explored, *, in_clusters: bool
) -> Drawn:
    """Put together what an address draws on the date of `explored`."""
    work = _Gathering(database, past, choices, explored)
    work.begin(in_clusters=in_clusters)
    work.unfold()
    work.take_away()
    work.cut()
    return Drawn(work.graph(), explored, work.group_of(), work.counts, work.paths, work.notices)


# ------------------------------------------------------------------ two dates


def still_there(drawn: Drawn, explored: Explored) -> set[str]:
    """Give the keys of drawn edges that hold on another date too, whatever is drawn then.

    Parameters
    ----------
    drawn
        What is drawn on one date.
    explored
        The network of the other.
    """
    actors = [key for key, node in drawn.group_of.items() if key == node and key in drawn.graph]
    links = {maps.link_key(link.a, link.b) for link in explored.links(actors)}
    if len(actors) < len(drawn.group_of):
        links |= {maps.link_key(a, b) for a, b, _count in explored.bundles(drawn.group_of)}
    return {
        key
        for a, b, edge in drawn.graph.edges(data=True)
        if _holds(key := maps.link_key(a, b), edge["type"], links, explored)
    }


def _holds(key: str, type: str, links: Collection[str], explored: Explored) -> bool:
    if type == "link":
        return key in links
    if type == "party":
        return any(explored.is_left(id) for end in key.split("~", 1) if (id := agreement_of(end)))
    return True  # being a part, a neighbour or an implementation has no date of its own
