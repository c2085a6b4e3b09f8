"""Jejaring: who cooperates with whom, as far as the reader has unfolded it.

What is drawn begins with the best linked, one actor, or nothing; every step in the
address then adds to it or takes away. It is put together as a NetworkX graph of
actors, agreements shown as nodes, and clusters; layouts and scales work on that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import networkx as nx
from flask_babel import gettext as _

from graph import gaps
from graph.database import Database
from graph.errors import NotFound, Word
from graph.exploring import Explored, Filters, Paths, explore
from graph.history import History, history
from graph.projection import is_partner
from graph.tables import Column, Table
from graph.vocabulary import Term
from webapp import maps, scales
from webapp.agreements import actor_address, agreement_address
from webapp.context import language, number
from webapp.layouts import LAYOUTS, PROJECTION, Places, island_labels
from webapp.looks import Looks, looks
from webapp.mapstate import (
    FIRST_DRAWN,
    FIRST_ROUND,
    MOST_DRAWN,
    Choices,
    Expansion,
    agreement_node,
    agreement_of,
    cluster_node,
    cluster_of,
)
from webapp.mapview import MapView
from webapp.remarks import end_note

MOST_AGREEMENTS = 1_500  # of those that are shown as nodes at once
MOST_PATHS = 50
_STEADY = ("geografi", "gaya")  # layouts in which steps should move nothing that is there
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


def exists(past: History, key: str) -> bool:
    """Tell whether what an address names is still there."""
    if id := agreement_of(key):
        return id in past.agreements
    if code := cluster_of(key):
        return code in past.regions
    if "~" in key:
        return all(exists(past, end) for end in key.split("~", 1))
    a, dash, b = key.partition("-")
    if dash and a in past.regions and b in past.regions:
        return True
    return key in past.regions or key in past.actors


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
    (`type`: link, party, part, implements, border).
    """

    graph: nx.Graph
    explored: Explored
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

    def begin(self) -> None:
        """Take what the map begins with."""
        choices, explored = self.choices, self.explored
        focus = choices.focus
        if focus and focus in explored.degree:
            self.actors = {focus, *self._closest(focus)}
        elif focus:
            self.actors = {focus} if self._is_actor(focus) else set()
        elif not choices.from_nothing:
            ranked = list(filter(self._is_wanted, explored.ranked()))
            if choices.first_drawn is not None:
                ranked = ranked[: choices.first_drawn]
            if len(ranked) > MOST_DRAWN:
                self._cluster(ranked)
            else:
                self.actors = set(ranked)
        self.actors = {key for key in self.actors if self._is_wanted(key) or key == focus}

    def _closest(self, focus: str) -> list[str]:
        """Give those with whom an actor has the most agreements, as many as one can read."""
        found = self.explored.neighbours(focus)
        ranked = sorted(found, key=lambda key: (-len(found[key]), key))
        most = self.choices.first_drawn
        return ranked[: MOST_DRAWN if most is None else min(most, FIRST_ROUND)]

    def unfold(self) -> None:
        """Add what the reader put on the map, expanded and fanned out."""
        for key in self.choices.added:
            self._add(key)
        for step in self.choices.expanded:
            if exists(self.past, step.key):
                self._expand(step)
        for key in self.choices.fanned:
            a, _tilde, b = key.partition("~")
            if {a, b} <= self.actors:
                self._show_agreements(self.explored.neighbours(a).get(b, ()))
        if self.choices.as_agreements:
            self._show_all_agreements()
        hidden = set(self.choices.hidden)
        self.actors -= hidden
        self.agreements = {id for id in self.agreements if agreement_node(id) not in hidden}
        self.counts = dict(Counter(map(self._kind, self.actors)))
        if self.agreements:
            self.counts["agreement"] = len(self.agreements)
        if kinds := self.choices.kinds:
            self.actors = {key for key in self.actors if self._kind(key) in kinds}
            self.agreements = self.agreements if "agreement" in kinds else set()
        for key in hidden & self.clusters.keys():
            del self.clusters[key]

    def find_paths(self) -> None:
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

    def _is_actor(self, key: str) -> bool:
        return key in self.past.regions or key in self.past.actors

    def _kind(self, key: str) -> str:
        return maps.kind_of(describe(self.past, key))

    def _is_wanted(self, key: str) -> bool:
        least = self.choices.least_degree
        return not least or self.explored.degree.get(key, 0) >= least

    def _add(self, key: str) -> None:
        if (id := agreement_of(key)) and id in self.past.agreements:
            self._show_agreements([id])
            self.actors |= {party for party in self._parties(id) if self._is_actor(party)}
        elif self._is_actor(key):
            self.actors.add(key)

    def _expand(self, step: Expansion) -> None:
        if self._is_actor(step.key):
            self.actors.add(step.key)
        if step.relation == "batas":
            self.borders.add(step.key)
        for found in self.explored.expansions(step.key):
            if found.relation == step.relation and step.kind in (None, found.kind):
                if step.relation == "kesepakatan":
                    self._show_agreements(found.keys)
                else:
                    self.actors |= set(found.keys)

    def _parties(self, id: str) -> Collection[str]:
        return self.explored.parties(id)

    def _show_agreements(self, ids: Iterable[str]) -> None:
        for id in ids:
            if len(self.agreements) >= MOST_AGREEMENTS:
                said = _(
                    "Hanya %(count)s kesepakatan digambar sebagai titik; persempit saringannya.",
                    count=number(MOST_AGREEMENTS),
                )
                if said not in self.notices:
                    self.notices.append(said)
                return
            self.agreements.add(id)

    def _show_all_agreements(self) -> None:
        links = self.explored.links(self.actors)
        self._show_agreements(sorted({id for link in links for id in link.agreements}))

    def _resolve(self, text: str) -> str:
        """Find the actor that a key or a name means."""
        if self._is_actor(text):
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
        node_of = {key: node for node, keys in self.clusters.items() for key in keys}
        node_of |= {key: key for key in self.actors}
        for a, b, count in self.explored.bundles(node_of):
            if a in self.clusters or b in self.clusters:
                graph.add_edge(a, b, type="link", agreements=count)

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


def gather(database: Database, past: History, choices: Choices, explored: Explored) -> Drawn:
    """Put together what an address draws on the date of `explored`."""
    work = _Gathering(database, past, choices, explored)
    work.begin()
    work.unfold()
    work.find_paths()
    work.cut()
    return Drawn(work.graph(), explored, work.counts, work.paths, work.notices)


# ------------------------------------------------------------------ the picture


def network(database: Database, choices: Choices) -> MapView:
    """Give the map of who cooperates with whom."""
    past = history(database)
    explored = explore(database, filters_of(choices))
    drawn = gather(database, past, choices, explored)
    other = None
    if choices.compared:
        before = replace(choices, on=choices.compared, source=None, target=None)
        other = gather(database, past, before, explore(database, filters_of(before)))
    every = nx.compose(other.graph, drawn.graph) if other else drawn.graph
    places = _places(every, explored, choices)
    shown = looks(past, every, explored, choices, lambda: _gap_counts(database, choices))
    payload = _picture(past, drawn, places, shown, choices)
    _add_ground(payload, choices)
    payload |= {key: shown.legend[key] for key in ("size", "scale") if key in shown.legend}
    payload["path"] = _path_marks(drawn)
    if other:
        payload["compare"] = _comparison(past, drawn, other, places, shown, choices)
    return MapView(
        payload=payload,
        make_table=lambda: _link_table(past, drawn.graph, other.graph if other else None),
        counts=drawn.counts,
        facets=explored.facets,
        shown=sum(1 for key in drawn.graph if not (agreement_of(key) or cluster_of(key)))
        + sum(node.get("count", 0) for _key, node in drawn.graph.nodes(data=True)),
        total=len(explored.degree),
        paths=drawn.paths.paths if drawn.paths else (),
        more_paths=_more(drawn.paths),
        notices=[*gone_notices(past, choices), *drawn.notices],
        names={key: node["name"] for key, node in drawn.graph.nodes(data=True)},
        legend=shown.legend,
    )


def _gap_counts(database: Database, choices: Choices) -> dict[str, int | None]:
    return scales.gap_counts(gaps.judge(gaps.read(database, choices.on), affair=choices.affair))


def _picture(
    past: History, drawn: Drawn, places: Places, shown: Looks, choices: Choices
) -> dict[str, Any]:
    first = {key for key in (choices.focus, choices.centre, *choices.added) if key}
    return maps.network_map(
        drawn.graph,
        places,
        radii=shown.radii,
        shades=shown.shades,
        degrees=drawn.explored.degree,
        notes=_notes(past, drawn.graph),
        first=first,
    )


def _places(every: nx.Graph, explored: Explored, choices: Choices) -> Places:
    """Place what is drawn; where the whole is small, as in the whole, so that steps move little."""
    layout = LAYOUTS[choices.layout]
    if layout.code in _STEADY and len(explored.degree) <= 2 * FIRST_DRAWN:
        every = nx.compose(explored.graph(), every)
    return layout.function(
        every, choices.centre or choices.focus or next(iter(choices.selected), None)
    )


def _add_ground(payload: dict[str, Any], choices: Choices) -> None:
    layout = LAYOUTS[choices.layout]
    payload["layout"] = layout.code
    if layout.on_earth:
        payload["projection"] = PROJECTION
        payload["islands"] = island_labels(language())


def _path_marks(drawn: Drawn) -> dict[str, list[str]]:
    paths = drawn.paths.paths if drawn.paths else ()
    edges = {maps.link_key(a, b) for path in paths for a, b in pairwise(path)}
    return {"nodes": sorted({key for path in paths for key in path}), "edges": sorted(edges)}


def _more(paths: Paths | None) -> int | None:
    if paths is None:
        return 0
    return None if paths.total is None else paths.total - len(paths.paths)


def _comparison(
    past: History, drawn: Drawn, other: Drawn, places: Places, shown: Looks, choices: Choices
) -> dict[str, Any]:
    """Give the picture of the second date, and what came and went from the earlier to the later."""
    payload = _picture(past, other, places, shown, choices)
    here, there = ({maps.link_key(a, b) for a, b in one.graph.edges} for one in (drawn, other))
    return {
        "date": choices.compared.isoformat() if choices.compared else None,
        "nodes": payload["nodes"],
        "edges": payload["edges"],
        "appeared": sorted(here - there),
        "ended": sorted(there - here),
    }


def _notes(past: History, graph: nx.Graph) -> dict[str, str]:
    """Give remarks on links whose end nobody stated, by the link's key."""
    note = cache(end_note)  # thousands of links share a few hundred days
    found = {}
    for a, b, edge in graph.edges(data=True):
        items = [past.agreements[id] for id in edge.get("ids", ())]
        if items and all(item.runs_until is None and not item.endless for item in items):
            found[maps.link_key(a, b)] = note(_last_stated(past, edge))
    return found


def _last_stated(past: History, edge: Mapping[str, Any]) -> date | None:
    days = [past.agreements[id].last_stated_on for id in edge.get("ids", ())]
    return max((day for day in days if day), default=None)


# ------------------------------------------------------------------ the rows


_COLUMNS = (
    Column("a", "Kunci"),
    Column("a_name", "Pelaku"),
    Column("relation", "Hubungan"),
    Column("b", "Kunci lawan"),
    Column("b_name", "Dengan"),
    Column("agreements", "Kesepakatan", "integer"),
    Column("weight", "Bobot", "decimal"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
    Column("end_unknown", "Akhir tidak diketahui", "flag"),
)
_CHANGE = Column("change", "Perubahan")
# How an edge of the map is told in a row.
EDGE_TYPES = {
    row.code: row
    for row in (
        Term("link", "bekerja sama", "cooperate"),
        Term("party", "pihak dalam", "party to"),
        Term("part", "bagian dari", "part of"),
        Term("implements", "melaksanakan", "implements"),
        Term("border", "berbatasan", "border"),
    )
}


def address_of(key: str) -> str | None:
    """Give the page of what a node means; a cluster of partners and regions leads to its region."""
    if id := agreement_of(key):
        return agreement_address(id)
    return actor_address(cluster_of(key) or key)


def _link_table(past: History, graph: nx.Graph, other: nx.Graph | None) -> Table:
    rows = [_row(past, graph, ends) for ends in graph.edges]
    columns: tuple[Column, ...] = _COLUMNS
    if other is not None:
        columns = (*_COLUMNS[:5], _CHANGE, *_COLUMNS[5:])
        for row, ends in zip(rows, graph.edges, strict=True):
            row["change"] = _("tetap") if other.has_edge(*ends) else _("hanya di tanggal ini")
        rows += [
            _row(past, other, ends) | {"change": _("hanya di tanggal pembanding")}
            for ends in other.edges
            if not graph.has_edge(*ends)
        ]
    rows.sort(key=lambda row: (-(row["agreements"] or 0), row["a"], row["b"]))
    return Table("peta-jejaring", columns, rows)


def _row(past: History, graph: nx.Graph, ends: tuple[str, str]) -> dict[str, Any]:
    a, b = ends if graph.edges[ends]["type"] != "link" else sorted(ends)
    edge = graph.edges[ends]
    ids = edge.get("ids", ())
    items = [past.agreements[id] for id in ids]
    unknown = bool(items) and all(i.runs_until is None and not i.endless for i in items)
    last = _last_stated(past, edge)
    return {
        "key": maps.link_key(a, b),
        "a": a,
        "a_name": graph.nodes[a]["name"],
        "a_name_href": address_of(a),
        "relation": edge["type"],
        "relation_label": EDGE_TYPES[edge["type"]].label(language()),
        "b": b,
        "b_name": graph.nodes[b]["name"],
        "b_name_href": address_of(b),
        "agreements": len(ids) or edge.get("agreements"),
        "weight": edge.get("weight"),
        "last_stated_on": last,
        "end_unknown": unknown,
        "end_unknown_note": end_note(last) if unknown else None,
    }
