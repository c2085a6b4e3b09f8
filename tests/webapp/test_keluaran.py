"""What can be taken along of a map: pictures, graphs, and a page to embed."""

from __future__ import annotations

import io
import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import networkx as nx
import pytest
from flask.testing import FlaskClient

from webapp import HEADERS

SVG = "{http://www.w3.org/2000/svg}"
PER = "per=2019-06-01"
EMBEDDED = f"/peta/sematan?{PER}&provinsi=35"
NETWORK = f"mode=jejaring&{PER}"
TYPES = {
    "svg": "image/svg+xml; charset=utf-8",
    "pdf": "application/pdf",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
}


def svg_of(client: FlaskClient, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return ElementTree.fromstring(answer.data)


def words(root: ElementTree.Element) -> str:
    return "\n".join(text.text or "" for text in root.iter(f"{SVG}text"))


def graph_of(client: FlaskClient, format: str, query: str) -> nx.Graph:
    answer = client.get(f"/peta.{format}?{query}")
    assert answer.status_code == 200
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[format]
    return read(io.BytesIO(answer.data))


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("format", "query", "name"),
    [
        ("svg", f"{PER}&provinsi=35", "jejaring-peta-35-2019-06-01"),
        ("pdf", f"{NETWORK}&fokus=15.71", "jejaring-kerja-sama-15.71-2019-06-01"),
        ("graphml", f"{PER}&provinsi=35", "jejaring-peta-35-2019-06-01"),
        ("gexf", NETWORK, "jejaring-kerja-sama-2019-06-01"),
    ],
)
def test_files_are_named_by_what_and_when(
    client: FlaskClient, format: str, query: str, name: str
) -> None:
    answer = client.get(f"/peta.{format}?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == TYPES[format]
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}.{format}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_rows_keep_their_formats(client: FlaskClient) -> None:
    for format, status in (("csv", 200), ("json", 200), ("png", 404), ("exe", 404)):
        assert client.get(f"/peta.{format}?{PER}&provinsi=35").status_code == status


def test_picture_tells_what_it_shows(client: FlaskClient) -> None:
    said = words(svg_of(client, f"/peta.svg?{PER}&provinsi=35&status=running&status=none"))
    for text in ("Jawa Timur", "per 1 Juni 2019", "1 dari 80", "berjalan", "belum ada"):
        assert text in said
    assert "direncanakan" not in said
    assert "Harian Bhirawa" in said
    assert f"http://localhost/peta?{PER}&provinsi=35&status=running&status=none" in said
    network = words(svg_of(client, f"/peta.svg?{NETWORK}&warna=degree&urusan=kesehatan"))
    for text in ("Urusan: Kesehatan", "Warna: Derajat", "Besar: Derajat", "Jenis pelaku"):
        assert text in network


def test_picture_speaks_english(client: FlaskClient) -> None:
    root = svg_of(client, f"/peta.svg?{PER}&provinsi=35&lang=en")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert "June 1, 2019" in words(root) or "1 June 2019" in words(root)


def test_picture_has_the_size_that_was_seen(client: FlaskClient) -> None:
    query = urlencode({"pandang": "-520,750,1.5", "lebar": 640, "tinggi": 400})
    root = svg_of(client, f"/peta.svg?{PER}&provinsi=35&{query}")
    assert root.get("width") == "688"
    (clip, *_rest) = root.iter(f"{SVG}clipPath")
    assert (clip[0].get("width"), clip[0].get("height")) == ("640", "400")


@pytest.mark.parametrize(
    "query",
    [
        "pandang=x",
        "pandang=1,2",
        "pandang=nan,inf,1",
        "pandang=1e9,0,1",
        "pandang=0,0,-1",
        "pin=35.15",
        "pin=35.15 a b",
        "pin=<script> 1 2",
        "pilih=35.15&pilih=tidak-ada",
        "status=tidak-ada",
    ],
)
def test_odd_address_still_gives_a_picture(client: FlaskClient, query: str) -> None:
    svg_of(client, f"/peta.svg?{PER}&provinsi=35&{query}")


@pytest.mark.parametrize("query", ["lebar=1", "lebar=90000&tinggi=300", "tinggi=a", "mode=x"])
def test_impossible_size_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/peta.svg?{query}").status_code == 400


def test_empty_graph_gives_an_empty_picture(empty_client: FlaskClient) -> None:
    for format in TYPES:
        for mode in ("batas", "jejaring"):
            assert empty_client.get(f"/peta.{format}?mode={mode}").status_code == 200


def test_small_map_of_an_actor(client: FlaskClient) -> None:
    root = svg_of(client, f"/pelaku/15.71.svg?{PER}")
    said = words(root)
    assert "Kota Jambi dan yang bekerja sama dengannya" in said
    assert "12 dari 12 ditampilkan" in said
    assert client.get(f"/pelaku/15.71.pdf?{PER}").data.startswith(b"%PDF")
    assert client.get("/pelaku/tidak-ada.svg").status_code == 404
    assert client.get(f"/pelaku/15.71.csv?{PER}").status_code == 200


# ------------------------------------------------------------------ graphs


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_graph_has_places_and_colours(client: FlaskClient, format: str) -> None:
    picture = client.get(f"/peta/data.json?{NETWORK}").get_json()
    graph = graph_of(client, format, NETWORK)
    nodes = {node["id"]: node for node in picture["nodes"]}
    assert set(graph) == set(nodes)
    assert graph.number_of_edges() == len(picture["edges"])
    for key, data in graph.nodes(data=True):
        place, colour, size = drawn(data, format)
        assert place == (round(nodes[key]["x"], 2), round(-nodes[key]["y"], 2))  # y upwards
        assert colour == nodes[key]["color"].upper()
        assert size > 0
        assert data["label"]
    city = graph.nodes["15.71"]
    assert (city["label"], city["kind"]) == ("Kota Jambi", "kota")
    assert city["population"] > 100_000
    edges = [data for _, _, data in graph.edges(data=True)]
    assert all(data["agreements"] >= 1 and data["relation"] == "link" for data in edges)
    assert all(data["weight"] > 0 for data in edges)


def drawn(data: dict, format: str) -> tuple[tuple[float, float], str, float]:
    """Give place, colour and size of a node as a file tells them."""
    if format == "gexf":
        viz = data["viz"]
        channels, place, size = viz["color"], viz["position"], viz["size"]
    else:
        channels, place, size = data, data, data["size"]
    colour = "#" + "".join(f"{channels[name]:02X}" for name in "rgb")
    return (place["x"], place["y"]), colour, size


def test_graph_of_borders_has_what_the_legend_leaves(client: FlaskClient) -> None:
    content = client.get(f"/peta.gexf?{PER}&provinsi=35&status=running").data
    graph = nx.read_gexf(io.BytesIO(content))
    ((a, b, data),) = graph.edges(data=True)
    assert {a, b} == {"35.13", "35.74"}
    assert (data["status"], data["relation"]) == ("running", "border")
    assert data["length_km"] > 1
    assert len(graph) > 30
    # NetworkX reads no picture of edges; other programs do.
    (line,) = ElementTree.fromstring(content).iter("{http://www.gexf.net/1.2draft}edge")
    (colour,) = line.iter("{http://www.gexf.net/1.2draft/viz}color")
    assert [colour.get(name) for name in "rgb"] == ["0", "114", "178"]


def test_graph_follows_pins_and_holds_agreements(client: FlaskClient) -> None:
    query = f"{NETWORK}&simpul=kesepakatan&pin=15.71+10.0+-20.0"
    graph = graph_of(client, "gexf", query)
    assert graph.nodes["15.71"]["viz"]["position"] == {"x": 10.0, "y": 20.0, "z": 0.0}
    agreements = [data for _, data in graph.nodes(data=True) if data["kind"] == "agreement"]
    assert agreements
    assert all(data["label"] and data["form"] for data in agreements)
    relations = {data["relation"] for _, _, data in graph.edges(data=True)}
    assert "party" in relations


# ------------------------------------------------------------------ a page to embed


def test_embedded_page_may_stand_in_pages_of_this_computer(client: FlaskClient) -> None:
    answer = client.get(EMBEDDED)
    assert answer.status_code == 200
    policy = dict(
        part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["form-action"] == "'none'"
    assert "script-src" not in policy
    allowed = policy["frame-ancestors"].split()
    assert allowed == ["'self'", "http://127.0.0.1:*", "http://localhost:*", "file:"]
    for name in HEADERS.keys() - {"Content-Security-Policy"}:
        assert answer.headers[name] == HEADERS[name]


def test_embedded_page_only_shows(client: FlaskClient) -> None:
    page = client.get(f"/peta/sematan?{PER}&provinsi=35&lebar=700&tinggi=500").get_data(
        as_text=True
    )
    assert not re.search(r"<(script|form|button|input|select|iframe)\b", page)
    assert 'viewBox="0 0 700 ' in page
    assert "80 dari 80" in page
    assert "Status</text>" in page
    links = re.findall(r'<a href="([^"]+)"([^>]*)>', page)
    assert all('target="_blank"' in rest and "noopener" in rest for _, rest in links)
    addresses = {unescape(href) for href, _ in links}
    assert "/kesenjangan/35.13-35.74" in addresses
    assert "/pelaku/35.15" in addresses
    assert f"http://localhost/peta?{PER}&provinsi=35" in addresses


def test_other_pages_may_not_be_embedded(client: FlaskClient) -> None:
    for path in ("/peta", "/peta.svg", "/peta/data.json", "/"):
        policy = client.get(f"{path}?{PER}").headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy, path


def test_page_offers_what_can_be_taken_along(client: FlaskClient) -> None:
    page = client.get(f"/peta?{PER}&provinsi=35&pilih=35.15").get_data(as_text=True)
    for format in TYPES:
        assert f'href="/peta.{format}?{PER}&amp;provinsi=35&amp;pilih=35.15"' in page
    code = unescape(re.search(r"<textarea[^>]*>([^<]+)</textarea>", page)[1])
    source = unescape(re.search(r'src="([^"]+)"', code)[1])
    assert urlsplit(source).path == "/peta/sematan"
    assert parse_qs(urlsplit(source).query)["provinsi"] == ["35"]
    assert client.get(source).status_code == 200
    hostile = client.get(
        "/peta?" + urlencode({"fokus": '"><script>x</script>', "mode": "jejaring"})
    )
    assert "<script>x" not in hostile.get_data(as_text=True)
