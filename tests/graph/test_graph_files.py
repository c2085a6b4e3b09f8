"""Projections as files of other programs: read back, they are the same graph."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from graph.database import Database
from graph.graph_files import (
    EDGE_ATTRIBUTES,
    GRAPH_FORMATS,
    NODE_ATTRIBUTES,
    graph_of,
)
from graph.measurement import write_measurement
from graph.metrics import MEASURES, measure
from graph.projection import PROJECTIONS, project
from tests.graph.test_projection import AGREEMENTS, store_facts

ON = date(2019, 6, 1)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(\"1\")</script> & ]]> &amp; 'x'",
    "NUL\0, escape\x1b[2J, \x85 and \ufffe\uffff",
    "a\ud800b",
    "بنك \u202eseirotsih",
    "🏙️ 東京 " * 300,
    "tab\tand\nnew line\r\n",
)


def written(graph: nx.Graph, code: str) -> bytes:
    file = io.BytesIO()
    GRAPH_FORMATS[code].write(graph, file)
    return file.getvalue()


def read_graphml(content: bytes) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(content))


def read_gexf(content: bytes) -> nx.Graph:
    graph = nx.read_gexf(io.BytesIO(content))
    for _, _, data in graph.edges(data=True):
        del data["id"]  # a number that the format wants and nobody gave
    return graph


def read_json(content: bytes) -> nx.Graph:
    return nx.node_link_graph(json.loads(content), edges="edges")


READERS = {"graphml": read_graphml, "gexf": read_gexf, "json": read_json}


def joined(graph: nx.Graph) -> tuple[dict[str, Any], dict[frozenset[str], Any]]:
    """Give nodes and edges with lists as the XML forms write them, without the places drawn."""

    def flat(data: dict[str, Any]) -> dict[str, Any]:
        return {
            name: "; ".join(value)
            if isinstance(value, list)
            else value.isoformat()
            if isinstance(value, date)
            else value
            for name, value in data.items()
            if name != "viz"
        }

    nodes = {key: flat(data) for key, data in graph.nodes(data=True)}
    return nodes, {frozenset((a, b)): flat(data) for a, b, data in graph.edges(data=True)}


# Between them they have every kind of node and of edge.
@pytest.mark.parametrize("projection", ["opds", "neighbours"])
def test_files_hold_the_demo_graph(demo_database: Database, projection: str) -> None:
    graph = graph_of(demo_database, projection, ON)
    plain = project(demo_database, projection, ON)
    assert set(graph) == set(plain)
    assert set(map(frozenset, graph.edges)) == set(map(frozenset, plain.edges))
    for a, b, data in plain.edges(data=True):
        for name, value in data.items():
            assert graph.edges[a, b][name] == value
    assert all(data["label"] == plain.nodes[key]["name"] for key, data in graph.nodes(data=True))
    for code, read in READERS.items():
        again = read(written(graph, code))
        assert joined(again) == joined(graph), code


def test_attributes_tell_what_is_known(demo_database: Database) -> None:
    graph = graph_of(demo_database, "opds", ON)
    city = graph.nodes["35.74"]
    assert {name: city[name] for name in city if name not in ("population", "latitude")} == {
        "label": "Kota Probolinggo",
        "kind": "kota",
        "region_code": "35.74",
        "region": "Kota Probolinggo",
        "province_code": "35",
        "province": "Provinsi Jawa Timur",
        "capital": "Probolinggo",
        "longitude": city["longitude"],
    }
    opds = [data for _, data in graph.nodes(data=True) if data["kind"] == "opd"]
    partners = [data for _, data in graph.nodes(data=True) if data["kind"] == "partner"]
    assert opds
    assert partners
    assert all(data["region_code"][:2] == data["province_code"] for data in opds)
    assert all({"partner_kind", "kind_guessed"} <= set(data) for data in partners)
    found = {name for data in (*opds, *partners) for name in data}
    assert found <= set(NODE_ATTRIBUTES)
    edges = [data for _, _, data in graph.edges(data=True)]
    assert all(set(data) <= set(EDGE_ATTRIBUTES) for data in edges)
    for data in edges:
        assert len(data["ids"]) == len(data["titles"]) == data["agreements"]
        assert data["runs_from"] <= ON
        assert data["end_unknown"] or data["runs_until"] >= ON


def test_measures_only_where_they_are_current(database: Database) -> None:
    store_facts(database, AGREEMENTS)
    assert "measured_at" not in graph_of(database, "actors", ON).graph
    measurement = measure(project(database, "actors", ON))
    write_measurement(database, measurement)
    graph = graph_of(database, "actors", ON)
    assert graph.graph["measured_at"] == measurement.computed_at
    for key, data in graph.nodes(data=True):
        known = {
            name: value for name, value in measurement.values[key].items() if value is not None
        }
        assert {name: data[name] for name in MEASURES if name in data} == known
        assert known["degree"] == graph.degree[key]
    for code, read in READERS.items():
        assert joined(read(written(graph, code))) == joined(graph), code
    of_some = graph_of(database, "actors", ON, affair="kesehatan")
    assert "measured_at" not in of_some.graph
    assert "degree" not in of_some.nodes["12.10"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_file_says_what_it_is(demo_database: Database, language: str) -> None:
    graph = graph_of(demo_database, "actors", ON, language, province="12")
    about = graph.graph
    row = PROJECTIONS["actors"]
    assert about["name"] == row.label(language)
    assert (about["projection"], about["on"]) == ("actors", "2019-06-01")
    assert json.loads(about["filters"]) == {"province": "12"}
    assert (about["nodes"], about["edges"]) == (len(graph), graph.number_of_edges())
    assert f"{len(graph)} " in about["description"]
    assert row.explain(language) in about["description"]
    told = {name: str(value) for name, value in about.items()}
    for code in ("graphml", "json"):
        again = READERS[code](written(graph, code)).graph
        assert told.items() <= {name: str(value) for name, value in again.items()}.items()
    gexf = written(graph, "gexf").decode()
    assert all(f"{name}: " in gexf for name in about)
    assert about["licence"] in gexf


def test_places_are_drawn_by_longitude_and_latitude() -> None:
    graph = nx.Graph()
    graph.add_node("35.74", label="Kota Probolinggo", longitude=113.2122, latitude=-7.7569)
    graph.add_node("bank", label="Bank")
    graph.add_edge("35.74", "bank", weight=1.0)
    again = nx.read_gexf(io.BytesIO(written(graph, "gexf")))
    place = again.nodes["35.74"]["viz"]["position"]
    assert (place["x"], place["y"]) == (11321.22, -775.69)
    assert "viz" not in again.nodes["bank"]


@pytest.mark.parametrize("code", GRAPH_FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_break_no_file(code: str, text: str) -> None:
    graph = nx.Graph(name=text, description=text)
    graph.add_node("a", label=text, affairs=[text, text], country="", population=2**40)
    graph.add_node("b", label="B", latitude=1.5, kind_guessed=True)
    graph.add_edge("a", "b", titles=[text], weight=1 / 3)
    content = written(graph, code)
    again = READERS[code](content)
    assert set(again) == {"a", "b"}
    assert again.nodes["a"]["population"] == 2**40
    assert again.nodes["b"]["kind_guessed"] is True
    assert again.edges["a", "b"]["weight"] == 1 / 3
    if code == "json":
        return
    ElementTree.fromstring(content)
    assert "country" not in again.nodes["a"]
    seen = [c for c in text if c.isprintable() and not c.isspace()]
    assert [c for c in again.nodes["a"]["label"] if not c.isspace() and c.isprintable()] == seen
    assert not {"\0", "\x1b", "\n", "\t"} & set(again.nodes["a"]["label"])


@pytest.mark.parametrize("code", GRAPH_FORMATS)
def test_empty_projection_can_be_written(code: str) -> None:
    assert len(READERS[code](written(nx.Graph(), code))) == 0
