"""The networks as pyvis describes them, sent to the page as JSON.

pyvis makes the nodes, the edges and vis-network's options; the page's own
modules draw them. Edges are given as directed ones with the arrows off, because
pyvis compares every new undirected edge with all others and drops parallel ones.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from pyvis.network import Network

from graph.gaps import Pair
from graph.projection import is_partner
from graph.vocabulary import PARTNER_KINDS, STATUSES, Term
from webapp.layouts import Places, room

VIS_FOLDER = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2"
VIS_FILES = frozenset({"vis-network.min.js"})

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NodeKind(Term):
    """A kind of node with its sign: shape, colour, and whether it is an outline."""

    shape: str = "dot"
    colour: str = "#4477AA"
    outlined: bool = False


# Colours of Paul Tol's bright palette: apart from each other for every kind of sight, on light
# and dark ground. The borders' map leaves colour to the lines.
NODE_KINDS = {
    row.code: row
    for row in (
        NodeKind("provinsi", "Provinsi", "Province", colour="#225577"),
        NodeKind("kabupaten", "Kabupaten", "Regency"),
        NodeKind("kota", "Kota", "City", outlined=True),
        NodeKind("opd", "OPD", "OPD", "square", "#228833"),
        NodeKind("partner", "Mitra", "Partner", "diamond", "#B8860B"),
        NodeKind("foreign", "Mitra luar negeri", "Foreign partner", "diamond", "#AA3377", True),
    )
}
PALETTE = (
    "#4477AA", "#EE6677", "#228833", "#CCBB44", "#AA3377",
    "#66CCEE", "#EE7733", "#009988", "#882255", "#999933",
)  # fmt: skip
NEUTRAL = "#7B8790"
PLAIN_SIZE, LEAST_SIZE, GREATEST_SIZE = 4.5, 4.5, 18.0
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hideEdgesOnDrag": False,
        "zoomSpeed": 0.7,
    },
    "edges": {"smooth": False, "selectionWidth": 0, "arrows": {"to": {"enabled": False}}},
    "nodes": {"font": {"size": 0}, "chosen": False},
}
_ABROAD = ("ksdpl", "ksdll")
_FIRST = 10**10  # beyond any population: the names that a status is about come first
# From this many edges on vis-network falls under 20 frames a second when dragged.
_MANY_EDGES = 1_500


def kind_of(node: Row) -> str:
    """Give the code in `NODE_KINDS` of an actor that the projection describes."""
    if node.get("kind") != "partner":
        return node.get("kind") or "opd"
    partner_kind = PARTNER_KINDS.get(node.get("partner_kind") or "")
    return "foreign" if partner_kind and partner_kind.scheme in _ABROAD else "partner"


def short_name(name: str) -> str:
    """Give the name that is written on the map; kota keep the word, as the law tells them apart."""
    return name.removeprefix("Kabupaten ").removeprefix("Provinsi ")


def sizes(values: Mapping[str, float | None], keys: Iterable[str]) -> dict[str, float]:
    """Give each node a radius in pixels whose area grows with its value."""
    greatest = max((value for value in values.values() if value), default=0)
    span = GREATEST_SIZE - LEAST_SIZE
    return {
        key: round(
            LEAST_SIZE + (span * sqrt((values.get(key) or 0) / greatest) if greatest else 0), 1
        )
        for key in keys
    }


@dataclass(frozen=True, slots=True)
class Group:
    """A group of nodes with a colour of its own."""

    code: str
    colour: str
    count: int


def grouped(groups: Mapping[str, str | None]) -> dict[str, Group]:
    """Give the largest groups a colour each, as many as can be told apart."""
    members = Counter(group for group in groups.values() if group is not None)
    ranked = sorted(members, key=lambda group: (-members[group], group))
    return {
        code: Group(code, colour, members[code])
        for code, colour in zip(ranked, PALETTE, strict=False)
    }


def colours(groups: Mapping[str, str | None]) -> dict[str, str]:
    """Give each node the colour of its group; beyond the largest groups all are grey."""
    found = grouped(groups)
    return {
        key: found[group].colour if group in found else NEUTRAL for key, group in groups.items()
    }


def border_map(
    regions: Sequence[Row],
    pairs: Iterable[Pair],
    places: Places,
    *,
    radii: Mapping[str, float] | None = None,
    shades: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Describe regions at their places, neighbours joined by a line in their status' sign.

    Parameters
    ----------
    regions
        Regencies and cities: code, name, kind, population.
    pairs
        Neighbours; both of each must be among `regions`.
    places
        Where each stands on the map.
    radii, shades, notes
        Size and colour of regions by code, a remark on a pair by key, where not the plain one.
    """
    network = Network(directed=True)
    free = room(places)
    pairs = list(pairs)
    telling = {code for pair in pairs if pair.status != "unknown" for code in (pair.a, pair.b)}
    for row in regions:
        code = row["code"]
        network.add_node(
            code,
            label=short_name(row["name"]),
            shape="dot",
            color=(shades or {}).get(code, NEUTRAL),
            x=places[code][0],
            y=places[code][1],
            size=(radii or {}).get(code, PLAIN_SIZE),
            kind=row["kind"],
            room=free[code],
            rank=(row["population"] or 0) + (_FIRST if code in telling else 0),
        )
    for pair in pairs:
        status = STATUSES[pair.status]
        values: dict[str, Any] = {"status": pair.status}
        if pair.contact == "land":
            values["km"] = pair.border_km
        if note := (notes or {}).get(pair.key):
            values["note"] = note
        network.add_edge(
            pair.a,
            pair.b,
            id=pair.key,
            arrows="",
            color=status.colour,
            width=status.width,
            dashes=list(status.dash) or False,
            **values,
        )
    return _payload(network)


def actor_map(
    graph: nx.Graph,
    places: Places,
    *,
    radii: Mapping[str, float],
    shades: Mapping[str, str],
    degrees: Mapping[str, int],
    notes: Mapping[str, str],
) -> dict[str, Any]:
    """Describe who cooperates with whom.

    Parameters
    ----------
    graph
        The part of a projection that is shown.
    places, radii, shades
        Place, size and colour of each node.
    degrees
        How many neighbours each has in the whole projection.
    notes
        Remarks on links whose end is unknown, by the link's key.
    """
    network = Network(directed=True)
    free = room(places)
    for key, node in graph.nodes(data=True):
        kind = kind_of(node)
        network.add_node(
            key,
            label=short_name(node["name"]),
            shape=NODE_KINDS[kind].shape,
            color=shades[key],
            x=places[key][0],
            y=places[key][1],
            size=radii[key],
            kind=kind,
            room=free[key],
            rank=degrees[key] + (0 if is_partner(key) else _FIRST),
            neighbours=degrees[key],
        )
    for a, b, edge in graph.edges(data=True):
        note = notes.get(link_key(a, b))
        network.add_edge(
            a,
            b,
            id=link_key(a, b),
            arrows="",
            color=NEUTRAL,
            width=round(min(6.0, 1.2 * sqrt(edge["agreements"])), 1),
            dashes=[6, 4] if note else False,
            agreements=edge["agreements"],
            **({"note": note} if note else {}),
        )
    return _payload(network)


def link_key(a: str, b: str) -> str:
    """Give the key of a link between two actors in an address; no key of ours has a tilde."""
    return "~".join(sorted((a, b)))


def _payload(network: Network) -> dict[str, Any]:
    network.set_options(json.dumps(_OPTIONS))
    options = dict(network.options)
    if len(network.edges) > _MANY_EDGES:
        options["interaction"] = options["interaction"] | {"hideEdgesOnDrag": True}
    return {"nodes": network.nodes, "edges": network.edges, "options": options}
