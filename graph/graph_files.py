"""A projection as a file for other programs: GraphML, GEXF and JSON, with all its attributes.

The names of the attributes are the keys of `NODE_ATTRIBUTES`, `EDGE_ATTRIBUTES` and
`graph.metrics.MEASURES`; they stay as they are. What is not known is left out.
"""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO
from xml.etree.ElementTree import SubElement

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.database import Database
from graph.measurement import is_current, read_measurement
from graph.metrics import MEASURES
from graph.projection import PROJECTIONS, READ_SECONDS, describe, is_partner, project
from graph.tables import flat, plain
from graph.vocabulary import Term

UNITS_A_DEGREE = 100  # drawn nodes are some units wide; a degree of one would pile them up
_BATCH = 5_000
# XML 1.0 has no form for other control characters, surrogates and the last two of the plane.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NODE_ATTRIBUTES = {
    row.code: row
    for row in (
        Term("label", "Nama; nama OPD disertai wilayahnya", "Name; an OPD's with its region's"),
        Term("kind", "provinsi, kabupaten, kota, opd atau partner", "sort of actor"),
        Term("partner_kind", "Jenis mitra", "Kind of partner"),
        Term("kind_guessed", "Jenis mitra ditebak dari namanya", "Kind guessed from the name"),
        Term("country", "Negara mitra", "Country of a partner"),
        Term("region_code", "Kode wilayah; wilayah dari OPD", "Code of the region, or an OPD's"),
        Term("region", "Nama wilayah itu", "Name of that region"),
        Term("province_code", "Kode provinsi", "Code of the province"),
        Term("province", "Nama provinsi", "Name of the province"),
        Term("capital", "Ibu kota", "Capital"),
        Term("population", "Jumlah penduduk", "Population"),
        Term("latitude", "Lintang sebuah titik di wilayah itu", "Latitude of a point in it"),
        Term("longitude", "Bujur titik yang sama", "Longitude of the same point"),
        Term("affairs", "Urusan yang diampu OPD", "Affairs that an OPD carries"),
    )
}
EDGE_ATTRIBUTES = {
    row.code: row
    for row in (
        Term("weight", "Bobot, menurut proyeksinya", "Weight, as the projection says"),
        Term("agreements", "Banyaknya kesepakatan", "How many agreements"),
        Term("ids", "Kunci kesepakatan", "Keys of the agreements"),
        Term("titles", "Judul kesepakatan, menurut urutan kuncinya", "Titles, in the same order"),
        Term("schemes", "Skema yang ada", "Schemes among them"),
        Term("forms", "Bentuk yang ada", "Forms among them"),
        Term("affairs", "Urusan yang ada", "Affairs among them"),
        Term("runs_from", "Berlaku sejak, yang paling awal", "In force since, the earliest"),
        Term("runs_until", "Berlaku hingga, yang paling akhir", "In force until, the latest"),
        Term("end_unknown", "Ada yang akhirnya tidak diketahui", "The end of some is not known"),
        Term("last_stated_on", "Terakhir disebut sumber", "Last stated by a source"),
        Term("fewest_parties", "Pihak pada kesepakatan terkecil", "Parties of the smallest one"),
        Term("length_km", "Panjang batas darat (km)", "Length of the land border (km)"),
        Term("across", "Batas antarprovinsi", "Border between provinces"),
    )
}
# What a picture of a graph tells besides; agreements may be nodes in it.
DRAWN_ATTRIBUTES = {
    row.code: row
    for row in (
        Term("value", "Nilai yang ditunjukkan oleh besar atau warnanya", "Value shown by its sign"),
        Term("neighbours", "Banyaknya rekan, digambar atau tidak", "Partners, drawn or not"),
        Term("count", "Banyaknya pelaku di dalam kelompok", "Actors within a cluster"),
        Term("scheme", "Skema kesepakatan", "Scheme of an agreement"),
        Term("form", "Bentuk kesepakatan", "Form of an agreement"),
        Term("relation", "Jenis hubungan: link, border, party, …", "Kind of the relation"),
        Term("status", "Status pasangan tetangga", "Status of a pair of neighbours"),
        Term("note", "Keterangan", "Remark"),
    )
}
LICENCE = {
    "id": (
        "Kesepakatan menurut sumbernya masing-masing; wilayah menurut Kemendagri dan BIG "
        "(lihat SOURCES.md). Dibuat dengan Jejaring."
    ),
    "en": (
        "Agreements as their sources state them; regions after Kemendagri and BIG "
        "(see SOURCES.md). Made with Jejaring."
    ),
}
_DESCRIPTION = {
    "id": "{name} per {on}: {nodes} pelaku, {edges} hubungan. {explanation} Bobot: {weight}.",
    "en": "{name} on {on}: {nodes} actors, {edges} links. {explanation} Weight: {weight}.",
}

_FURTHER = (
    """
    UNWIND $keys AS key MATCH (r:Region {code: key})
    OPTIONAL MATCH (p:Region {code: coalesce(r.province_code, r.code)})
    RETURN key, r.code AS region_code, r.name AS region, p.name AS province, r.capital AS capital,
      null AS affairs, null AS kind_guessed
    """,
    """
    UNWIND $keys AS key MATCH (o:Opd {id: key}) OPTIONAL MATCH (r:Region {code: o.region_code})
    OPTIONAL MATCH (p:Region {code: coalesce(r.province_code, r.code)})
    RETURN key, o.region_code AS region_code, r.name AS region, p.name AS province,
      null AS capital, o.affairs AS affairs, null AS kind_guessed
    """,
    """
    UNWIND $keys AS key MATCH (p:Partner {id: key})
    RETURN key, null AS region_code, null AS region, null AS province, null AS capital,
      null AS affairs, p.kind_guessed AS kind_guessed
    """,
)
_AGREEMENTS = """
UNWIND $ids AS id MATCH (a:Agreement {id: id})
RETURN id, a.title AS title, a.scheme AS scheme, a.form AS form, a.runs_from AS runs_from,
  a.runs_until AS runs_until, coalesce(a.endless, false) AS endless,
  a.last_stated_on AS last_stated_on,
  [(a)-[:ABOUT]->(f:Affair) | f.code] AS affairs
"""


def graph_of(
    database: Database, projection: str, on: date, language: str = "id", **filters: Any
) -> nx.Graph:
    """Give a projection with everything that is known of its nodes and edges.

    Parameters
    ----------
    database
        Where to read.
    projection, on, **filters
        As for `graph.projection.project`.
    language
        Of the graph's description.

    Returns
    -------
    networkx.Graph
        Attributes are those of `NODE_ATTRIBUTES` and `EDGE_ATTRIBUTES`, and of
        nodes those of `MEASURES`, where the projection was measured as of this
        date after the last load. `graph.graph` tells what the file is.

    Raises
    ------
    ArgumentInvalid
        When there is no such projection, affair, scheme or province.
    """
    graph = project(database, projection, on, **filters)
    _describe_nodes(database, graph)
    _describe_edges(database, graph)
    measured_at = _add_measures(database, graph)
    chosen = PROJECTIONS[graph.graph["projection"]]
    named = {
        "name": chosen.label(language),
        "on": on.isoformat(),
        "nodes": len(graph),
        "edges": graph.number_of_edges(),
    }
    description = _DESCRIPTION[language].format(
        explanation=chosen.explain(language), weight=chosen.explain_weight(language), **named
    )
    filtered = graph.graph["filters"]
    graph.graph = _known(
        {
            **named,
            "projection": chosen.code,
            "filters": json.dumps(filtered, sort_keys=True) if filtered else None,
            "measured_at": measured_at,
            "description": description,
            "licence": LICENCE[language],
        }
    )
    return graph


@dataclass(frozen=True, slots=True)
class Sign:
    """How a node or an edge is drawn: what programs for graphs take over from a file.

    Attributes
    ----------
    colour
        Six digits after '#'.
    size
        A node's radius, or an edge's width, in the units of the places.
    x, y
        A node's place; y grows upwards, as in those programs.
    shape
        'disc', 'square' or 'diamond'; of an edge 'solid' or 'dashed'.
    """

    colour: str
    size: float
    shape: str
    x: float | None = None
    y: float | None = None

    @property
    def channels(self) -> dict[str, int]:
        """Red, green and blue, 0 to 255."""
        return {name: int(self.colour[at : at + 2], 16) for name, at in _CHANNELS}

    def viz(self) -> dict[str, Any]:
        """Give what GEXF says in its namespace for pictures."""
        told: dict[str, Any] = {"color": self.channels | {"a": 1.0}, "shape": self.shape}
        if self.x is None or self.y is None:
            return told | {"thickness": self.size}
        return told | {"size": self.size, "position": {"x": self.x, "y": self.y, "z": 0.0}}

    def attributes(self) -> dict[str, Any]:
        """Give the same under the names that programs look for in GraphML."""
        told: dict[str, Any] = {**self.channels, "size": self.size}
        if self.x is not None and self.y is not None:
            told |= {"x": self.x, "y": self.y}
        return told


_CHANNELS = (("r", 1), ("g", 3), ("b", 5))
SIGN = "sign"  # the attribute of nodes and edges that holds a `Sign`


def describe_drawn(database: Database, graph: nx.Graph, agreements: Mapping[str, str]) -> None:
    """Tell of the nodes of a drawn graph what is known of them.

    Parameters
    ----------
    database
        Where to read.
    graph
        Its nodes are actors, agreements and others; what they tell already stays.
    agreements
        The ids of agreements by node.
    """
    actors = nx.Graph()
    known = describe(database, [key for key in graph if key not in agreements])
    actors.add_nodes_from(known.items())
    _describe_nodes(database, actors)
    for key, data in actors.nodes(data=True):
        graph.nodes[key].update(data)
    ids = sorted(set(agreements.values()))
    rows = {row["id"]: row for row in _read(database, _AGREEMENTS, "ids", ids)}
    for key, id in agreements.items():
        row = rows.get(id, {})
        told = {name: row.get(name) for name in ("scheme", "form", "affairs", *_DATES)}
        graph.nodes[key].update(_known({"label": row.get("title"), **told}))


_DATES = ("runs_from", "runs_until", "last_stated_on")


def _describe_nodes(database: Database, graph: nx.Graph) -> None:
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    for key in graph:
        groups[2 if is_partner(key) else 1 if "-" in key else 0].append(key)
    further = {}
    for query, group in zip(_FURTHER, groups, strict=True):
        for row in _read(database, query, "keys", group):
            further[row.pop("key")] = row
    for key, data in graph.nodes(data=True):
        told = {"label": data.pop("name"), **data, **further.get(key, {})}
        data.clear()
        data.update(_known({name: told.get(name) for name in NODE_ATTRIBUTES}))


def _describe_edges(database: Database, graph: nx.Graph) -> None:
    ids = sorted({key for _, _, keys in graph.edges(data="ids") for key in keys or ()})
    agreements = {row["id"]: row for row in _read(database, _AGREEMENTS, "ids", ids)}
    for _, _, data in graph.edges(data=True):
        told = data | _together([agreements[key] for key in data.get("ids", ())])
        data.clear()
        data.update(_known({name: told.get(name) for name in EDGE_ATTRIBUTES}))


def _together(agreements: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Say of several agreements what an edge tells of them."""
    if not agreements:
        return {}

    def different(name: str) -> list[str]:
        return sorted({row[name] for row in agreements if row[name]})

    return {
        "titles": [row["title"] for row in agreements],
        "schemes": different("scheme"),
        "forms": different("form"),
        "affairs": sorted({affair for row in agreements for affair in row["affairs"]}),
        "runs_from": min(different("runs_from"), default=None),
        "runs_until": max(different("runs_until"), default=None),
        "end_unknown": any(row["runs_until"] is None and not row["endless"] for row in agreements),
        "last_stated_on": max(different("last_stated_on"), default=None),
    }


def _add_measures(database: Database, graph: nx.Graph) -> str | None:
    """Add each actor's measures where they are current; give when they were computed."""
    projection, on = graph.graph["projection"], graph.graph["on"]
    if graph.graph["filters"] or not is_current(database, projection, on):
        return None
    measurement = read_measurement(database, projection, on)
    if measurement is None:
        return None
    for key, data in graph.nodes(data=True):
        values = measurement.values.get(key, {})
        data.update(_known({name: values.get(name) for name in MEASURES}))
    return str(measurement.computed_at)


def _read(database: Database, query: str, name: str, keys: list[str]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(keys), _BATCH):
        batch = {name: keys[start : start + _BATCH]}
        yield from database.read(query, batch, limit=None, timeout=READ_SECONDS)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    def is_known(value: Any) -> bool:
        if isinstance(value, float):
            return math.isfinite(value)
        return value is not None and value != "" and value != []

    return {name: value for name, value in values.items() if is_known(value)}


# ------------------------------------------------------------------ the forms


def _xml_value(value: Any) -> Any:
    """Give a value as one that XML holds: lists joined, dates in ISO 8601, no controls."""
    if isinstance(value, bool | int | float):
        return value
    return " ".join(_NOT_IN_XML.sub("", str(flat(value))).split())


def _xml_values(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return _known({name: _xml_value(value) for name, value in values if name != SIGN})


def _for_xml(graph: nx.Graph) -> nx.Graph:
    """Give a copy whose attributes have one XML type each."""
    copy = nx.Graph(**_xml_values(graph.graph.items()))
    copy.add_nodes_from((key, _xml_values(data.items())) for key, data in graph.nodes(data=True))
    copy.add_edges_from((a, b, _xml_values(data.items())) for a, b, data in graph.edges(data=True))
    return copy


def _signs(graph: nx.Graph, copy: nx.Graph) -> Iterator[tuple[Sign, dict[str, Any]]]:
    """Give each sign of a graph with the data of the same node or edge of its copy."""
    for key, sign in graph.nodes(data=SIGN):
        if sign:
            yield sign, copy.nodes[key]
    for a, b, sign in graph.edges(data=SIGN):
        if sign:
            yield sign, copy.edges[a, b]


def write_graphml(graph: nx.Graph, file: BinaryIO) -> None:
    """Write GraphML; what `graph_of` tells of the whole stands in the graph's data."""
    copy = _for_xml(graph)
    for sign, data in _signs(graph, copy):
        data.update(sign.attributes())
    nx.write_graphml_xml(copy, file, named_key_ids=False)


def write_gexf(graph: nx.Graph, file: BinaryIO) -> None:
    """Write GEXF 1.2, drawn as the graph's signs say, else by longitude and latitude.

    `UNITS_A_DEGREE` units of the picture are a degree.
    """
    copy = _for_xml(graph)
    for sign, data in _signs(graph, copy):
        data["viz"] = sign.viz()
    for _, data in copy.nodes(data=True):
        if "viz" not in data and "longitude" in data and "latitude" in data:
            data["viz"] = {
                "position": {
                    "x": round(data["longitude"] * UNITS_A_DEGREE, 4),
                    "y": round(data["latitude"] * UNITS_A_DEGREE, 4),
                    "z": 0.0,
                }
            }
    writer = GEXFWriter(copy, version="1.2draft")
    meta = writer.xml.find("meta")
    about = [f"{name}: {value}" for name, value in copy.graph.items()]
    SubElement(meta, "description").text = "\n".join(about)
    writer.write(file)


def write_json(graph: nx.Graph, file: BinaryIO) -> None:
    """Write one object with `graph`, `nodes` and `edges`, lists as lists."""
    whole = nx.node_link_data(graph, edges="edges")
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", write_through=True)
    json.dump(plain(whole), text, ensure_ascii=False, indent=1, allow_nan=False)
    text.detach()


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A form in which a projection can leave the program."""

    code: str
    media_type: str
    write: Callable[[nx.Graph, BinaryIO], None] = field(repr=False)


GRAPH_FORMATS = {
    row.code: row
    for row in (
        GraphFormat("graphml", "application/graphml+xml", write_graphml),
        GraphFormat("gexf", "application/gexf+xml", write_gexf),
        GraphFormat("json", "application/json", write_json),
    )
}
