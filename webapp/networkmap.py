"""Jejaring: who cooperates with whom, as far as the reader has unfolded it, with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import networkx as nx
from flask_babel import gettext as _

from graph import gaps
from graph.database import Database
from graph.exploring import Explored, Paths, explore
from graph.history import History, history
from graph.tables import Column, Table
from graph.vocabulary import Term
from webapp import maps, scales
from webapp.agreements import actor_address, agreement_address
from webapp.context import language
from webapp.gathering import (
    Drawn,
    filters_of,
    gather,
    gone_notices,
    needs_clusters,
    still_there,
)
from webapp.layouts import LAYOUTS, PROJECTION, Places, island_labels
from webapp.looks import Looks, looks
from webapp.mapstate import FIRST_DRAWN, Choices, agreement_of, cluster_of
from webapp.mapview import MapView
from webapp.remarks import end_note

_STEADY = ("geografi", "gaya")  # layouts in which steps should move nothing that is there


# ------------------------------------------------------------------ the picture


def network(database: Database, choices: Choices) -> MapView:
    """Give the map of who cooperates with whom."""
    past = history(database)
    if choices.province and choices.province not in past.regions:
        raise gaps.ProvinceUnknown(value=choices.province)
    explored = explore(database, filters_of(choices))
    beside = choices.compared or choices.since
    before = replace(choices, on=beside) if beside else None
    earlier = explore(database, filters_of(before)) if before else None
    # Both dates in clusters or neither: a province and a region in it are not to be compared.
    in_clusters = needs_clusters(choices, explored)
    if before and earlier:
        in_clusters = in_clusters or needs_clusters(before, earlier)
    drawn = gather(database, past, choices, explored, in_clusters=in_clusters)
    other = None
    if before and earlier:
        other = gather(database, past, before, earlier, in_clusters=in_clusters)
    change = _Change(drawn, other) if other else None
    is_beside = other is not None and choices.compared is not None
    every = nx.compose(other.graph, drawn.graph) if other and is_beside else drawn.graph
    places = _places(every, explored, choices)
    shown = looks(past, every, explored, choices, lambda: _gap_counts(database, choices))
    payload = _picture(past, drawn, places, shown, choices)
    _add_ground(payload, choices)
    payload |= {key: shown.legend[key] for key in ("size", "scale") if key in shown.legend}
    payload["path"] = _path_marks(drawn)
    if change and is_beside:
        payload["compare"] = change.beside(past, places, shown, choices)
    elif change:
        payload["since"] = change.since()
    return MapView(
        payload=payload,
        make_table=lambda: _link_table(past, drawn.graph, change if is_beside else None),
        counts=drawn.counts,
        facets=explored.facets,
        shown=sum(1 for key in drawn.group_of if key in explored.degree),
        total=len(explored.degree),
        paths=drawn.paths.paths if drawn.paths else (),
        more_paths=_more(drawn.paths),
        notices=[*gone_notices(past, choices), *drawn.notices],
        names={key: node["name"] for key, node in drawn.graph.nodes(data=True)},
        legend=shown.legend,
    )


class _Change:
    """What came and went between two dates, of what is drawn on either.

    Each date draws its own best linked, so that a line may be missing from a picture
    though it holds: whether it does is asked of the other date's network.
    """

    def __init__(self, drawn: Drawn, other: Drawn) -> None:
        self.drawn, self.other = drawn, other
        self.kept = still_there(drawn, other.explored)
        self.kept_there = still_there(other, drawn.explored)

    def came(self, key: str) -> bool:
        """Whether a drawn line does not hold on the other date."""
        return key not in self.kept

    def gone(self) -> list[tuple[str, str]]:
        """Give the ends of the lines of the other date that do not hold any more."""
        ends = self.other.graph.edges
        return [(a, b) for a, b in ends if maps.link_key(a, b) not in self.kept_there]

    def appeared(self) -> list[str]:
        """Give the keys of the drawn lines that do not hold on the other date."""
        return sorted(filter(self.came, (maps.link_key(a, b) for a, b in self.drawn.graph.edges)))

    def since(self) -> dict[str, Any]:
        """Tell what changed since the other date, which is not drawn itself."""
        return {"appeared": self.appeared(), "ended": [sorted(ends) for ends in self.gone()]}

    def beside(
        self, past: History, places: Places, shown: Looks, choices: Choices
    ) -> dict[str, Any]:
        """Give the picture of the other date, and what came and went."""
        payload = _picture(past, self.other, places, shown, choices)
        return {
            "date": choices.compared.isoformat() if choices.compared else None,
            "nodes": payload["nodes"],
            "edges": payload["edges"],
            "appeared": self.appeared(),
            "ended": sorted(maps.link_key(a, b) for a, b in self.gone()),
        }


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
    """Give what is marked: the actors of the paths, and the lines or agreements between them."""
    paths = drawn.paths.paths if drawn.paths else ()
    nodes = {key for path in paths for key in path if key in drawn.graph}
    edges: set[str] = set()
    for a, b in {ends for path in paths for ends in pairwise(path)}:
        if drawn.graph.has_edge(a, b):
            edges.add(maps.link_key(a, b))
        elif a in drawn.graph and b in drawn.graph:
            between = set(drawn.graph[a]) & set(drawn.graph[b])
            dots = {key for key in between if agreement_of(key)}
            nodes |= dots
            edges |= {maps.link_key(end, dot) for dot in dots for end in (a, b)}
    return {"nodes": sorted(nodes), "edges": sorted(edges)}


def _more(paths: Paths | None) -> int | None:
    if paths is None:
        return 0
    return None if paths.total is None else paths.total - len(paths.paths)


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


def _link_table(past: History, graph: nx.Graph, change: _Change | None) -> Table:
    rows = [_row(past, graph, ends) for ends in graph.edges]
    columns: tuple[Column, ...] = _COLUMNS
    if change is not None:
        columns = (*_COLUMNS[:5], _CHANGE, *_COLUMNS[5:])
        for row in rows:
            row["change"] = _("hanya di tanggal ini") if change.came(row["key"]) else _("tetap")
        rows += [
            _row(past, change.other.graph, ends) | {"change": _("hanya di tanggal pembanding")}
            for ends in change.gone()
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
