"""The page Metrik with the demo register in it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.measurement import write_measurement
from graph.metrics import MEASURES, TOTALS, measure
from graph.projection import PROJECTIONS, project
from tests.graph.test_projection import ON
from webapp import create_app
from webapp.metrik import BINS, CHART_HEIGHT, draw_bars

PER = f"per={ON.isoformat()}"


@pytest.fixture
def app(shown_database) -> Flask:
    return create_app(shown_database)


@pytest.fixture
def client(app) -> FlaskClient:
    return app.test_client()


def page(client: FlaskClient, query: str = PER) -> str:
    answer = client.get(f"/metrik?{query}")
    assert answer.status_code == 200, answer.text
    return answer.text


def test_says_over_what(client, shown_database):
    graph = project(shown_database, "actors", ON)
    text = page(client)
    said = (
        f"Proyeksi wilayah dan mitra per 1 Juni 2019: dihitung atas {len(graph)} pelaku dan "
        f"{graph.number_of_edges()} hubungan."
    )
    assert said in text


@pytest.mark.parametrize("projection", PROJECTIONS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_measure_is_shown_and_explained(client, projection, language):
    text = page(client, f"proyeksi={projection}&{PER}&lang={language}")
    for row in [*MEASURES.values(), *TOTALS.values()]:
        assert row.label(language) in text
        assert row.explain(language).replace("'", "&#39;") in text
    assert PROJECTIONS[projection].explain(language) in text


def test_no_inline_style_or_script(client):
    for query in (PER, f"{PER}&hilang=12.10", "proyeksi=neighbours"):
        text = page(client, query)
        assert "<svg" in text
        assert not re.search(r"\sstyle=|<style|\son\w+=", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_rows_lead_to_actors(client):
    text = page(client)
    assert '<a href="/pelaku/12.10">Kabupaten Labuhanbatu</a>' in text
    assert 'href="/pelaku/bank-sumut"' in text


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_exports_hold_every_actor(client, shown_database, format):
    answer = client.get(f"/metrik.{format}?{PER}&urut=-degree")
    graph = project(shown_database, "actors", ON)
    assert answer.status_code == 200
    if format == "json":
        rows = answer.get_json()
        assert len(rows) == len(graph)
        assert {row["projection"] for row in rows} == {"actors"}
        assert {row["nodes"] for row in rows} == {len(graph)}
        assert [row["degree"] for row in rows] == sorted(
            (row["degree"] for row in rows), reverse=True
        )
        assert set(MEASURES) <= set(rows[0])
    if format == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
        assert {row["key"] for row in rows} == set(graph)


def test_without_an_actor(client):
    text = page(client, f"{PER}&hilang=12.10")
    assert "Tanpa Kabupaten Labuhanbatu" in text
    assert "Bagiannya pecah menjadi" in text
    # Bank Sumut has no other region in the demo, so it is cut off.
    pieces = text.partition("Bagian-bagian yang tersisa")[2].partition("</ol>")[0]
    assert "/pelaku/bank-sumut" in pieces


def test_without_someone_who_takes_no_part(client):
    text = page(client, f"{PER}&hilang=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "tidak ikut dalam proyeksi ini" in text
    assert "<script>alert" not in text


def test_empty_state_says_why(client):
    text = page(client, "per=1950-01-01")
    assert "Tidak ada kesepakatan berjalan untuk pilihan ini" in text
    assert "proyeksi=neighbours" in text
    assert client.get("/metrik.json?per=1950-01-01").get_json() == []


@pytest.mark.parametrize(
    "query",
    ["proyeksi=x", "per=kemarin", "urusan=x", "provinsi=99", "skema=x", "umur=-1", "urut=x"],
)
def test_bad_parameters_are_named(client, query):
    answer = client.get(f"/metrik?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.text
    assert "error" in client.get(f"/metrik.json?{query}").get_json()


def test_filters_of_other_projections_count_for_nothing(client):
    all_of_them = client.get("/metrik.json?proyeksi=neighbours").get_json()
    assert len(all_of_them) == 514
    assert client.get("/metrik.json?proyeksi=neighbours&urusan=kesehatan").get_json() == all_of_them


def test_a_large_graph_is_not_measured_while_one_waits(shown_database, monkeypatch):
    monkeypatch.setattr("webapp.metrik.LARGE", 5)
    client = create_app(shown_database).test_client()
    answer = client.get(f"/metrik?{PER}")
    assert answer.status_code == 409
    assert "jejaring metrics actors" in answer.text
    kept = write_measurement(shown_database, measure(project(shown_database, "actors", ON)))
    try:
        assert "Kabupaten Labuhanbatu" in page(client)
        assert "Tanpa Kota Jambi" in page(client, f"{PER}&hilang=15.71")
    finally:
        shown_database.write(("MATCH (m:Measurement {id: $id}) DETACH DELETE m", {"id": kept}))


@pytest.mark.parametrize(
    ("values", "bars"),
    [
        ([], 0),
        ([3.0, 3.0], 1),
        ([0.0, 1.0], 2),
        ([0.0] * 500 + [1.0], 2),
        (list(range(BINS)), BINS),
    ],
)
def test_bars_of_a_distribution(values, bars):
    drawn = draw_bars(values)
    assert len(drawn) == bars
    for bar in drawn:
        assert 0 <= bar.x < BINS
        assert 1 <= bar.height <= CHART_HEIGHT
        assert bar.y + bar.height == pytest.approx(CHART_HEIGHT)
