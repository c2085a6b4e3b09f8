"""The networks as pyvis describes them, sent to the page as JSON.

pyvis makes the nodes, the edges and vis-network's options; the page's own
modules draw them. Edges are given as directed ones with the arrows off, because
pyvis compares every new undirected edge with all others and drops parallel ones.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
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
        NodeKind("agreement", "Kesepakatan", "Agreement", colour="#7B8790"),
        NodeKind("cluster", "Kelompok", "Cluster of actors", colour="#5F6B73"),
    )
}
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
_THINNEST, _THICKEST = 0.8, 6.0  # pixels of a link
_FEW_LINES, _LEAST_OPACITY = 150, 0.2
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


def sizes(
    values: Mapping[str, float | None],
    keys: Iterable[str],
    *,
    least: float = LEAST_SIZE,
    greatest: float = GREATEST_SIZE,
) -> dict[str, float]:
    """Give each node a radius in pixels whose area grows with its value."""
    most = max((value for value in values.values() if value), default=0)
    span = greatest - least
    return {
        key: round(least + (span * sqrt(max(0, values.get(key) or 0) / most) if most else 0), 1)
        for key in keys
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
        values: dict[str, Any] = {}
        if pair.contact == "land":
            values["km"] = pair.border_km
        if note := (notes or {}).get(pair.key):
            values["note"] = note
        sign = status_sign(pair.status)
        network.add_edge(pair.a, pair.b, id=pair.key, arrows="", type="border", **sign, **values)
    return _payload(network)


def status_sign(code: str) -> dict[str, Any]:
    """Describe the line of a pair of neighbours by its status."""
    status = STATUSES[code]
    dashes = list(status.dash) or False
    return {"status": code, "color": status.colour, "width": status.width, "dashes": dashes}


def network_map(
    graph: nx.Graph,
    places: Places,
    *,
    radii: Mapping[str, float],
    shades: Mapping[str, str],
    degrees: Mapping[str, int],
    notes: Mapping[str, str],
    first: Collection[str] = (),
) -> dict[str, Any]:
    """Describe actors, agreements and clusters with what joins them.

    Parameters
    ----------
    graph
        What is shown: nodes with `kind` and `name`, edges with `type` (by default 'link').
    places, radii, shades
        Place, size and colour of each node.
    degrees
        How many neighbours each actor has, shown or not.
    notes
        Remarks on links whose end is unknown, by the link's key.
    first
        Whom the map is about: their names come before all others.
    """
    network = Network(directed=True)
    free = room({key: places[key] for key in graph})
    for key, node in graph.nodes(data=True):
        network.add_node(
            key,
            label=short_name(node["name"] or key),
            shape=NODE_KINDS[kind_of(node)].shape,
            color=shades[key],
            x=places[key][0],
            y=places[key][1],
            size=radii[key],
            kind=kind_of(node),
            room=free[key],
            rank=degrees.get(key, 0) + (2 * _FIRST if key in first else _precedence(key, node)),
            **({"neighbours": degrees.get(key, 0)} if node["kind"] not in _NO_ACTORS else {}),
            **({"count": node["count"]} if "count" in node else {}),
        )
    links = [_links_of(edge) for _a, _b, edge in graph.edges(data=True)]
    ink = _Ink(NEUTRAL + _veil(len(links)), max(links, default=1))
    for a, b, edge in graph.edges(data=True):
        network.add_edge(a, b, **_joined(link_key(a, b), edge, notes, ink))
    return _payload(network)


@dataclass(frozen=True, slots=True)
class _Ink:
    """How links are drawn: their colour, and how many agreements the strongest stands for."""

    colour: str
    most: int


def _links_of(edge: Row) -> int:
    return len(edge.get("ids", ())) or edge.get("agreements") or 1


def _veil(count: int) -> str:
    """Give the opacity of lines as two hexadecimal digits: many together would hide all else."""
    if count <= _FEW_LINES:
        return ""
    return f"{round(255 * max(_LEAST_OPACITY, sqrt(_FEW_LINES / count))):02X}"


_NO_ACTORS = ("agreement", "cluster")


def _precedence(key: str, node: Row) -> int:
    """Say whose names come first: regions', then partners', those of agreements last."""
    if node["kind"] == "agreement":
        return -1
    return 0 if is_partner(key) and node["kind"] != "cluster" else _FIRST


def _joined(key: str, edge: Row, notes: Mapping[str, str], ink: _Ink) -> dict[str, Any]:
    """Describe an edge of the network by its type."""
    type = edge.get("type", "link")
    drawn: dict[str, Any] = {
        "id": key,
        "arrows": "",
        "type": type,
        "color": ink.colour,
        "width": 1.0,
    }
    if type == "border":
        return drawn | status_sign(edge["status"])
    if type != "link":
        return drawn | {"dashes": [2, 3] if type == "implements" else False}
    count = _links_of(edge)
    note = notes.get(key)
    thickest = min(_THICKEST, 1.2 * sqrt(ink.most))
    return drawn | {
        "width": round(max(_THINNEST, thickest * sqrt(count / ink.most)), 1),
        "dashes": [6, 4] if note else False,
        "agreements": count,
        **({"note": note} if note else {}),
    }


def link_key(a: str, b: str) -> str:
    """Give the key of a link between two actors in an address; no key of ours has a tilde."""
    return "~".join(sorted((a, b)))


def _payload(network: Network) -> dict[str, Any]:
    network.set_options(json.dumps(_OPTIONS))
    options = dict(network.options)
    if len(network.edges) > _MANY_EDGES:
        options["interaction"] = options["interaction"] | {"hideEdgesOnDrag": True}
    return {"nodes": network.nodes, "edges": network.edges, "options": options}
