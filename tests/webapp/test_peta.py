"""The map's content: places, statuses, cuts, paths, details, and the rows below it."""

from __future__ import annotations

import json
import re

import networkx as nx
import pytest
from flask.testing import FlaskClient

from graph.vocabulary import STATUSES
from webapp import gathering, layouts, maps

PER = "per=2019-06-01"
HOSTILE = "<script>alert(1)</script>"


def content(client: FlaskClient, query: str = PER) -> dict:
    answer = client.get(f"/peta/data.json?{query}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_borders_are_all_there(client):
    data = content(client)
    assert (len(data["nodes"]), len(data["edges"]), data["total"]) == (514, 990, 990)
    assert sum(data["counts"].values()) == 990
    assert data["counts"]["running"] == 3
    kinds = {node["kind"] for node in data["nodes"]}
    assert kinds == {"kabupaten", "kota"}
    for edge in data["edges"]:
        status = STATUSES[edge["status"]]
        assert edge["color"] == status.colour
        assert edge["dashes"] == (list(status.dash) or False)
        assert edge["arrows"] == ""
    assert data["options"]["physics"] == {"enabled": False}


def test_regions_stand_where_they_are(client):
    places = {node["id"]: (node["x"], node["y"]) for node in content(client)["nodes"]}
    west, east, north = places["11.71"], places["91.71"], places["71.71"]
    assert west[0] < east[0]
    assert north[1] < places["53.71"][1]  # Manado is north of Kupang; y grows downwards
    assert len(set(places.values())) == 514


def test_unknown_end_is_said(client):
    edges = {edge["id"]: edge for edge in content(client)["edges"]}
    assert edges["12.10-12.23"]["note"] == ("akhir tidak diketahui, terakhir tercatat April 2019")
    rows = client.get(f"/peta.json?{PER}").get_json()
    row = next(row for row in rows if (row["a"], row["b"]) == ("12.10", "12.23"))
    assert row["end_unknown"] is True and row["last_stated_on"] == "2019-04-06"
    assert "terakhir tercatat April 2019" in client.get(f"/peta?{PER}").text


def test_age_takes_old_statements_out(client):
    later = "per=2026-11-22"
    assert content(client, later)["counts"]["running"] == 3
    assert content(client, f"{later}&umur=2")["counts"]["running"] == 0
    assert content(client, f"{later}&umur=50")["counts"]["running"] == 3


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", 990),
        ("status=running", 3),
        ("status=running&status=unknown", 990),
        ("status=tidak-ada", 0),
        ("provinsi=31", 7),
    ],
)
def test_filters_hold_for_table_and_map(client, query, rows):
    found = client.get(f"/peta.json?{PER}&{query}").get_json()
    if query == "provinsi=31":
        assert 0 < len(found) < 40
    else:
        assert len(found) <= 990 and (len(found) == rows or query.endswith("unknown"))
    assert content(client, f"{PER}&{query}")["shown"] == len(found)


@pytest.mark.parametrize(
    "query",
    ["mode=x", "status=x", "urusan=x", "provinsi=x", "umur=-1", "tata=x", "ukuran=x", "per=x"],
)
def test_unusable_choices_are_refused(client, query):
    for path in ("/peta", "/peta.csv", "/peta/data.json", "/peta/rincian"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400, path
    assert client.get(f"/peta/data.json?{query}").get_json()["error"].endswith(".")


def test_actors_and_their_signs(client):
    data = content(client, f"mode=jejaring&{PER}")
    nodes = {node["id"]: node for node in data["nodes"]}
    assert nodes["15.71"]["shape"] == "dot" and nodes["15.71"]["kind"] == "kota"
    assert nodes["bank-sumut"]["shape"] == "diamond"
    assert {nodes[key]["kind"] for key in nodes} >= {"partner", "foreign", "kabupaten"}
    assert data["shown"] == data["total"] == len(nodes)
    apart = content(client, f"mode=jejaring&opd=1&{PER}")
    squares = [node for node in apart["nodes"] if node["shape"] == "square"]
    assert squares and all(node["kind"] == "opd" for node in squares)


@pytest.mark.parametrize("tata", ["geografi", "gaya"])
@pytest.mark.parametrize("ukuran", ["degree", "betweenness", "pagerank", "strength", "population"])
def test_layout_and_sizes_are_steady(client, tata, ukuran):
    query = f"mode=jejaring&{PER}&tata={tata}&ukuran={ukuran}&warna=cluster"
    first = content(client, query)
    assert first == content(client, query)
    places = {(node["x"], node["y"]) for node in first["nodes"]}
    assert len(places) == len(first["nodes"])
    sizes = [node["size"] for node in first["nodes"]]
    assert max(sizes) == maps.GREATEST_SIZE and min(sizes) >= maps.LEAST_SIZE


def test_focus_expand_and_hide(client):
    alone = content(client, f"mode=jejaring&{PER}&fokus=15.71")
    keys = {node["id"] for node in alone["nodes"]}
    assert "15.71" in keys and "bank-sumut" not in keys
    assert alone["shown"] < alone["total"]
    more = content(client, f"mode=jejaring&{PER}&fokus=15.71&perluas=bank-sumut")
    assert {"bank-sumut", "12.10"} <= {node["id"] for node in more["nodes"]}
    less = content(client, f"mode=jejaring&{PER}&fokus=15.71&sembunyi=15.71")
    assert less["shown"] == alone["shown"] - 1
    kinds = content(client, f"mode=jejaring&{PER}&jenis=kota")["nodes"]
    assert {node["kind"] for node in kinds} == {"kota"}


def test_path_between_two(client):
    query = f"mode=jejaring&{PER}&dari=Bank Sumut&ke=14.07"
    data = content(client, query)
    assert data["path"] == {
        "nodes": ["12.10", "14.07", "bank-sumut"],
        "edges": ["12.10~14.07", "12.10~bank-sumut"],
    }
    page = client.get(f"/peta?mode=jejaring&{PER}&dari=bank-sumut&ke=15.71")
    assert page.status_code == 200 and "Tidak ada jalur" in page.text
    page = client.get(f"/peta?mode=jejaring&{PER}&dari={HOSTILE}&ke=15.71").text
    assert HOSTILE not in page


def test_details_name_their_sources(client):
    pair = client.get(f"/peta/rincian?{PER}&pilih=12.10-12.23").text
    for part in ("berjalan", "140,5 km", "/kesenjangan/12.10-12.23", "/kesepakatan/", "Sumber"):
        assert part in pair
    actor = client.get(f"/peta/rincian?{PER}&pilih=12.10").text
    assert "/pelaku/12.10" in actor and "Tetangga" in actor
    link = client.get(f"/peta/rincian?mode=jejaring&{PER}&pilih=12.10~bank-sumut").text
    assert "/kesepakatan/" in link and "Bank Sumut" in link


def test_agreements_are_shown_as_what_they_are(client):
    """A forum is one node with a line to each party, not a line between any two of them."""
    links = content(client, f"mode=jejaring&{PER}")
    nodes = content(client, f"mode=jejaring&{PER}&simpul=kesepakatan")
    assert {edge["type"] for edge in links["edges"]} == {"link"}
    assert {edge["type"] for edge in nodes["edges"]} <= {"party", "implements"}
    agreements = [node for node in nodes["nodes"] if node["kind"] == "agreement"]
    assert agreements and all(node["id"].startswith("kesepakatan:") for node in agreements)
    assert nodes["shown"] == links["shown"]  # agreements are no actors


def test_line_is_fanned_out_into_its_agreements(client):
    line = "12.10~bank-sumut"
    before = {edge["id"]: edge for edge in content(client, f"mode=jejaring&{PER}")["edges"]}
    after = content(client, f"mode=jejaring&{PER}&urai={line}")
    assert line in before and line not in {edge["id"] for edge in after["edges"]}
    dots = [node["id"] for node in after["nodes"] if node["kind"] == "agreement"]
    assert len(dots) == before[line]["agreements"]
    for dot in dots:
        assert {f"12.10~{dot}", f"bank-sumut~{dot}"} <= {edge["id"] for edge in after["edges"]}


def test_map_begins_with_nothing_and_takes_what_is_put_on_it(client):
    empty = content(client, f"mode=jejaring&{PER}&mulai=kosong")
    assert empty["nodes"] == [] and empty["shown"] == 0 < empty["total"]
    put = content(client, f"mode=jejaring&{PER}&mulai=kosong&tambah=15.71&tambah=bank-sumut")
    assert {node["id"] for node in put["nodes"]} == {"15.71", "bank-sumut"}
    page = client.get(f"/peta?mode=jejaring&{PER}&mulai=kosong").text
    assert 'id="nothing"' in page


def test_expansion_is_counted_before_it_is_drawn(client):
    at = f"mode=jejaring&{PER}&mulai=kosong&tambah=12.10"
    menu = client.get(f"/peta/perluasan?{at}&dari_simpul=12.10").text
    offers = re.findall(r'data-value="([^"]+)" data-count="(\d+)"', menu)
    assert offers
    for value, count in offers:
        before = {node["id"] for node in content(client, at)["nodes"]}
        query = f"{at}&perluas={value.replace(' ', '%20')}"
        after = {node["id"] for node in content(client, query)["nodes"]}
        assert len(after - before) == int(count), value


def test_step_gives_picture_and_parts(client):
    query = f"mode=jejaring&{PER}&pilih=12.10&pilih=bank-sumut&sembunyi=15.71&tambah=tidak-ada"
    answer = client.get(f"/peta/langkah?{query}").get_json()
    assert answer["picture"]["shown"] < answer["picture"]["total"]
    assert 'id="filters"' in answer["parts"]["drawer"]
    assert "tampilkan 1 yang disembunyikan" in answer["parts"]["rows"]
    assert "2 dipilih" in answer["parts"]["details"]
    assert any("tidak-ada" in notice for notice in answer["notices"])
    years = answer["timeline"]["years"]
    assert [row["year"] for row in years] == list(range(years[0]["year"], years[-1]["year"] + 1))


def test_filters_count_what_every_choice_would_leave(client):
    """The number beside each choice is that of the agreements which it alone would leave."""
    page = client.get(f"/peta?mode=jejaring&{PER}").text
    counts = re.findall(r'name="urusan" value="(\w+)".*?class="number">([\d.]+)<', page, re.S)
    assert len(counts) > 2
    for code, count in counts[:4]:
        chosen = client.get(f"/peta?mode=jejaring&{PER}&urusan={code}").text
        found = re.search(r'id="keadaan-running".*?class="number">([\d.]+)<', chosen, re.S)
        assert found and found[1] == count


@pytest.mark.parametrize("mode", ["batas", "jejaring"])
def test_two_dates_stand_side_by_side(client, mode):
    data = content(client, f"mode={mode}&{PER}&banding=2017-01-01")
    other = data["compare"]
    assert other["date"] == "2017-01-01"
    places = {node["id"]: (node["x"], node["y"]) for node in data["nodes"]}
    shared = [node for node in other["nodes"] if node["id"] in places]
    assert shared and all((node["x"], node["y"]) == places[node["id"]] for node in shared)
    edges = {edge["id"] for edge in data["edges"]}
    assert other["appeared"] and set(other["appeared"]) <= edges
    rows = client.get(f"/peta.json?mode={mode}&{PER}&banding=2017-01-01").get_json()
    assert ("change" if mode == "jejaring" else "status_before") in rows[0]


@pytest.mark.parametrize(
    "query",
    [
        "fokus=x&pilih=y&tambah=z&perluas=q&urai=a~b&buka=kelompok:99",
        f"pilih={HOSTILE}",
        "status=&urusan=",
    ],
)
@pytest.mark.parametrize("mode", ["batas", "jejaring"])
def test_old_addresses_still_open(client, mode, query):
    answer = client.get(f"/peta?mode={mode}&{PER}&{query}")
    assert answer.status_code == 200 and HOSTILE not in answer.text
    if "=x" in query:
        assert "Tidak ada lagi di graf" in answer.text


@pytest.mark.parametrize("most", [3, 8, 400])
def test_changes_are_true_whatever_is_drawn(client, most):
    """Each date draws its own best linked; a line that holds on both neither came nor went."""
    then, now = "2017-12-31", "2019-06-01"
    base = f"mode=jejaring&banyak={most}"
    whole = {
        day: {
            edge["id"] for edge in content(client, f"mode=jejaring&per={day}&banyak=3000")["edges"]
        }
        for day in (then, now)
    }
    beside = content(client, f"{base}&per={now}&banding={then}")["compare"]
    stepped = content(client, f"{base}&per={now}&sebelum={then}")["since"]
    drawn = {edge["id"] for edge in content(client, f"{base}&per={now}")["edges"]}
    before = {edge["id"] for edge in content(client, f"{base}&per={then}")["edges"]}
    assert set(beside["appeared"]) == set(stepped["appeared"]) == drawn - whole[then]
    assert set(beside["ended"]) == {"~".join(ends) for ends in stepped["ended"]}
    assert set(beside["ended"]) == before - whole[now]


def test_paths_obey_what_is_hidden_and_what_are_dots(client):
    path = f"mode=jejaring&{PER}&mulai=kosong&dari=bank-sumut&ke=14.07"
    shown = content(client, path)
    assert {node["id"] for node in shown["nodes"]} == {"bank-sumut", "12.10", "14.07"}
    hidden = content(client, f"{path}&sembunyi=12.10")
    assert "12.10" not in {node["id"] for node in hidden["nodes"]}
    dots = content(client, f"{path}&simpul=kesepakatan")
    marked, edges = set(dots["path"]["edges"]), {edge["id"] for edge in dots["edges"]}
    assert {edge["type"] for edge in dots["edges"]} <= {"party", "implements"}
    assert marked and marked <= edges


def test_pair_without_a_border_leaves_the_map(client):
    for mode in ("batas", "jejaring"):
        page = client.get(f"/peta?mode={mode}&{PER}&pilih=35.15-94.01")
        assert page.status_code == 200 and "tidak bertetangga" in page.text


def test_endless_address_is_refused(client):
    answer = client.get(
        "/peta?mode=jejaring" + "&tambah=a" * 3 + "".join(f"&tambah=k{n}" for n in range(600))
    )
    assert answer.status_code == 400 and "paling banyak 500" in answer.text


def test_large_network_is_drawn_as_clusters_that_open(client, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_DRAWN", 12)
    whole = content(client, f"mode=jejaring&{PER}&banyak=semua")
    clusters = [node for node in whole["nodes"] if node["kind"] == "cluster"]
    assert len(clusters) == len(whole["nodes"]) <= 12
    assert sum(node["count"] for node in clusters) == whole["total"] == whole["shown"]
    opened = content(client, f"mode=jejaring&{PER}&banyak=semua&buka={clusters[0]['id']}")
    assert clusters[0]["id"] not in {node["id"] for node in opened["nodes"]}
    assert opened["shown"] == whole["shown"]
    line = next(edge for edge in whole["edges"] if edge["agreements"])
    told = client.get(f"/peta/rincian?mode=jejaring&{PER}&banyak=semua&pilih={line['id']}").text
    assert f"{line['agreements']} kesepakatan antara anggota keduanya" in told
    # Who was put on the map by itself is not counted in its cluster a second time.
    by_itself = content(client, f"mode=jejaring&{PER}&banyak=semua&tambah=12.10")
    assert by_itself["shown"] == by_itself["total"] == whole["total"]
    # The other date is drawn in clusters as well, though it has fewer actors.
    beside = content(client, f"mode=jejaring&{PER}&banyak=semua&banding=2016-01-01")
    assert {node["kind"] for node in beside["compare"]["nodes"]} <= {"cluster"}


@pytest.mark.parametrize("key", ["99.99", "tidak-ada", "12.10~tidak-ada", HOSTILE, ""])
def test_unknown_details_are_not_found(client, key):
    answer = client.get("/peta/rincian", query_string={"pilih": key})
    assert answer.status_code == 404
    assert HOSTILE not in answer.text


def test_page_holds_no_markup_from_data(client):
    for query in (PER, f"mode=jejaring&{PER}", f"{PER}&pilih=12.10-12.23"):
        page = client.get(f"/peta?{query}").text
        assert not re.search(r"\sstyle=|<style|\son\w+=", page)
        inline = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script>", page, re.S)
        assert all('type="application/json"' in attributes for attributes, _ in inline)
        for _attributes, text in inline:
            assert "<" not in text
            json.loads(text)


# ------------------------------------------------------------------ without a database


def test_layout_packs_components_apart():
    graph = nx.disjoint_union(nx.star_graph(12), nx.path_graph(3))
    graph = nx.relabel_nodes(graph, str)
    places = layouts.by_force(graph)
    assert places == layouts.by_force(graph)
    assert min(layouts.room(places).values()) > 20
    star, path = [str(n) for n in range(13)], [str(n) for n in range(13, 16)]
    right = max(places[key][0] for key in star)
    bottom = max(places[key][1] for key in star)
    assert all(places[key][0] > right or places[key][1] > bottom for key in path)


def test_layout_of_nothing():
    assert layouts.by_force(nx.Graph()) == {} == layouts.geographic(nx.Graph())
    assert layouts.room({}) == {}


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        ({"kind": "kota"}, "kota"),
        ({"kind": "opd"}, "opd"),
        ({"kind": "partner", "partner_kind": "bumn"}, "partner"),
        ({"kind": "partner", "partner_kind": "state_university"}, "partner"),
        ({"kind": "partner", "partner_kind": "foreign_government"}, "foreign"),
        ({"kind": "partner", "partner_kind": "international_organisation"}, "foreign"),
    ],
)
def test_kinds_of_nodes(node, kind):
    assert maps.kind_of(node) == kind


def test_sizes_grow_with_the_area():
    sizes = maps.sizes({"a": 100, "b": 25, "c": None}, "abc")
    middle = (maps.GREATEST_SIZE + maps.LEAST_SIZE) / 2
    assert sizes == {
        "a": maps.GREATEST_SIZE,
        "b": pytest.approx(middle, abs=0.1),
        "c": maps.LEAST_SIZE,
    }
    assert maps.sizes({}, ["a"]) == {"a": maps.LEAST_SIZE}
