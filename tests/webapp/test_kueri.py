"""Kueri: every question as a page, the console, and what neither lets through."""

from __future__ import annotations

import json
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from graph.questions import questions
from tests.conftest import load_demo
from tests.engines.engines import Engines
from webapp import create_app
from webapp.kueri import CONSOLE_AT_ONCE, _at_once, _place

COUNT = "MATCH (n) RETURN count(n) AS nodes"


@pytest.fixture
def client(demo_database: Database) -> FlaskClient:
    """Give the pages over each engine: where an engine's own words or guards matter."""
    return create_app(demo_database).test_client()


@pytest.fixture
def page_client(engines: Engines) -> FlaskClient:
    """Give the pages over the embedded engine; answers are equal on the others."""
    return create_app(engines.get("embedded").load("demo", load_demo)).test_client()


def test_list_names_every_question(page_client: FlaskClient) -> None:
    page = unescape(page_client.get("/kueri?lang=en").get_data(as_text=True))
    for one in questions().values():
        assert one.title_en in page and f"/kueri/{one.name}" in page


@pytest.mark.parametrize("name", list(questions()))
def test_question_page_and_exports(page_client: FlaskClient, name: str) -> None:
    answer = page_client.get(f"/kueri/{name}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert questions()[name].title in page and "<details" in page
    assert "style=" not in page and "<script>" not in page
    rows = page_client.get(f"/kueri/{name}.json").get_json()
    lines = page_client.get(f"/kueri/{name}.csv").data.decode("utf-8-sig").splitlines()
    assert len(lines) >= len(rows) + 1
    assert not rows or list(rows[0]) == lines[0].split(",")
    assert page_client.get(f"/kueri/{name}.xlsx").data.startswith(b"PK")


def test_answer_reads_as_people_do(page_client: FlaskClient) -> None:
    page = page_client.get("/kueri/hasil-per-mitra").get_data(as_text=True)
    assert "Rp34.300.606.705" in page and 'value="Kabupaten Labuhanbatu"' in page
    assert '<rect width="100.0%"' in page
    visits = page_client.get("/kueri/kunjungan-belajar?lang=en").get_data(as_text=True)
    assert 'href="/pelaku/21.71"' in visits and "Health" in visits and "Learner" in visits
    gaps = page_client.get("/kueri/tetangga-tanpa-kerja-sama?wilayah=12.10").get_data(as_text=True)
    assert "/kesenjangan/12.10-12.22" in gaps and "belum ada data" in gaps
    assert "/peta?mode=batas" in gaps


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/kueri/tidak-ada", 404, "tidak-ada"),
        ("/kueri/akan-berakhir?bulan=enam", 400, "bulan"),
        ("/kueri/akan-berakhir?per=2019-02-30", 400, "2019-02-30"),
        ("/kueri/akan-berakhir?daerah=12", 400, "daerah"),
        ("/kueri/hasil-per-mitra?wilayah=Kota+Antah", 404, "Kota Antah"),
        ("/kueri/rekap-kesepakatan?menurut=<script>alert(1)</script>", 400, "&lt;script&gt;"),
        ("/kueri/konsol?q=FOO", 400, "Baris 1, kolom 1"),
        ("/kueri/konsol?q=RETURN+1&parameter=x", 400, "Parameter “x”"),
        ("/kueri/konsol?q=" + "x" * 6001, 413, "6000"),
    ],
)
def test_bad_address_is_explained(
    client: FlaskClient, address: str, status: int, word: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    page = answer.get_data(as_text=True)
    assert word in page and "<script>alert" not in page and "Traceback" not in page


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Region {code: 'x'})",
        "MERGE (n:Partner {id: 'x'}) RETURN n",
        "MATCH (n:Region) SET n.name = 'x'",
        "MATCH (n:Region) REMOVE n.name RETURN n",
        "MATCH (n:Region {code: '12'}) DETACH DELETE n",
        "MATCH (n:Region) FOREACH (one IN [1] | CREATE (:Z)) RETURN 1 AS x",
        "CALL { CREATE (n:Z) } RETURN 1 AS x",
        "CREATE INDEX x FOR (n:Region) ON (n.name)",
        "DROP CONSTRAINT region_code",
        "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "SHOW USERS",
        "SHOW SETTINGS",
        "CREATE USER x SET PASSWORD 'xxxxxxxx'",
        "CALL dbms.listConfig()",
        "CALL dbms.security.createUser('x', 'y', false)",
        "RETURN 1 AS a; CREATE (n:Z)",
    ],
)
def test_console_only_reads(client: FlaskClient, demo_database: Database, query: str) -> None:
    before = demo_database.read(COUNT).one()
    for suffix in ("", ".json"):
        answer = client.get(f"/kueri/konsol{suffix}", query_string={"q": query})
        assert answer.status_code in (400, 403), answer.get_data(as_text=True)
    assert demo_database.read(COUNT).one() == before


def test_console_answers_with_parameters(client: FlaskClient) -> None:
    asked = {
        "q": "MATCH (r:Region {code: $kode}) RETURN r, $n + 1 AS n, '<b>=1+1' AS jumlah",
        "parameter": "kode = 12.10a\nn=2",
    }
    assert client.get("/kueri/konsol", query_string=asked).status_code == 200
    asked["parameter"] = 'kode="12.10"\nn=2'
    page = client.get("/kueri/konsol", query_string=asked).get_data(as_text=True)
    assert "Labuhanbatu" in page and "&lt;b&gt;=1+1" in page and "<b>=1" not in page
    (row,) = json.loads(client.get("/kueri/konsol.json", query_string=asked).data)
    assert row["n"] == 3 and row["r"]["code"] == "12.10"


def test_console_says_what_it_cut(client: FlaskClient) -> None:
    asked = {"q": "UNWIND range(1, 1500) AS n RETURN n"}
    page = client.get("/kueri/konsol", query_string=asked).get_data(as_text=True)
    assert "Dipotong pada 1000 baris" in page
    assert len(client.get("/kueri/konsol.json", query_string=asked).get_json()) == 1500


@pytest.mark.parametrize(
    ("detail", "query", "place"),
    [
        ("Syntax error at line 1:0 - mismatched", "FOO", (1, 1)),
        ("Unexpected 'X' at line 2, column 3", "A\nabcX", (2, 4)),
        ('(line 1, column 9 (offset: 8)) "EXPLAIN FOO"', "FOO", (1, 1)),
        ("(line 2, column 1 (offset: 12))", "MATCH (n)\nRETRUN n", (2, 1)),
        ("UndefinedVariable: Variable 'm' not defined", "MATCH (n)\nRETURN m", (2, 8)),
        ("line 99, column 1", "RETURN 1", None),
        ("nothing to see", "RETURN 1", None),
    ],
)
def test_error_has_its_place(detail: str, query: str, place: tuple[int, int] | None) -> None:
    found = _place(detail, query)
    assert (found and (found.line, found.column)) == place


def test_console_leaves_room(page_client: FlaskClient) -> None:
    for _ in range(CONSOLE_AT_ONCE):
        assert _at_once.acquire(blocking=False)
    try:
        assert page_client.get("/kueri/konsol.json?q=RETURN+1+AS+x").status_code == 503
    finally:
        _at_once.release(CONSOLE_AT_ONCE)
    assert page_client.get("/kueri/konsol.json?q=RETURN+1+AS+x").json == [{"x": 1}]
