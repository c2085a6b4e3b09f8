"""What all pages share: headers, host guard, language, errors, numbers, tables."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import date

import neo4j
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from graph.database import Database
from graph.tables import FORMATS, Column, Table
from webapp import HEADERS, PAGES, context, create_app
from webapp.respond import cut_rows, respond, sort_rows

PLACES = Table(
    "tempat",
    (Column("name", "Nama"), Column("people", "Penduduk", "integer"), Column("status", "Status")),
    [
        {"name": "=b<i>", "people": 1234, "status": "none", "href": "/pelaku/1"},
        {"name": "a", "people": None, "status": "running"},
        {"name": "C", "people": 5, "status": None},
    ],
)


@pytest.fixture
def bare() -> Iterator[Flask]:
    """Give the application with one page more and over an address where nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    driver = neo4j.GraphDatabase.driver(address, max_transaction_retry_time=0.1)
    app = create_app(Database(driver, driver, None, address, "engine.log"))

    @app.get("/tempat")
    @app.get("/tempat.<format>")
    def places(format: str | None = None):
        page = (
            '{% extends "base.html" %}{% from "macros.html" import table as of, exports, shown %}'
            '{% block content %}{{ of(table, "Tempat", cut) }}{{ exports() }}{{ shown(cut) }}'
            "{% endblock %}"
        )
        if format:
            return respond(PLACES, "", format)
        rows, cut = cut_rows(sort_rows(PLACES), 2)
        return render_template_string(page, table=rows, cut=cut)

    @app.get("/rusak")
    def broken():
        raise ZeroDivisionError("secret of the program")

    yield app
    driver.close()


def test_every_answer_has_the_headers(bare):
    client = bare.test_client()
    script = f"{bare.static_url_path}/js/frame.js"
    for path in ("/tempat", "/tempat.csv", "/tidak-ada", script, "/kueri.json"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_scripts_are_kept_by_the_browser(bare):
    """Their address tells what they hold, so that a new version is asked for anew."""
    client, root = bare.test_client(), bare.static_url_path
    for path in ("js/frame.js", "vis/vis-network.min.js"):
        kept = client.get(f"{root}/{path}")
        assert kept.status_code == 200 and kept.cache_control.max_age > 86_400
    assert client.get("/static/other/js/frame.js").status_code == 404
    assert client.get(f"{root}/vis/vis-network.css").status_code == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8741", "localhost", "[::1]:8741"])
def test_loopback_is_answered(bare, host):
    assert bare.test_client().get("/tempat", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1"]
)
def test_other_hosts_are_refused(bare, host):
    answer = bare.test_client().get("/tempat", headers={"Host": host})
    assert answer.status_code == 400
    assert "127.0.0.1" in answer.text


def test_language_is_remembered(bare):
    client = bare.test_client()
    assert '<html lang="id">' in client.get("/tempat").text
    page = client.get("/tempat?urut=name&lang=en").text
    assert '<html lang="en">' in page
    assert "/tempat?urut=name&amp;lang=id" in page
    assert '<html lang="en">' in client.get("/tempat").text
    assert '<html lang="en">' in client.get("/tempat?lang=xx").text


def test_navigation_marks_the_page(bare):
    page = bare.test_client().get("/tidak-ada").text
    for name in PAGES:
        assert f'href="/{name}"' in page
    assert "aria-current" not in page.split("</nav>")[0]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/tidak-ada", "get", 404),
        ("/tempat", "post", 405),
        ("/tempat.pdf", "get", 404),
        ("/tempat?urut=zzz", "get", 400),
        ("/tempat?halaman=x", "get", 400),
        ("/static/x/vis/../../pyproject.toml", "get", 404),
        ("/static/x/vis/vis-network.css", "get", 404),
    ],
)
def test_errors_are_a_sentence(bare, path, method, status):
    answer = getattr(bare.test_client(), method)(path)
    assert answer.status_code == status
    sentence = re.search(r"<p>([^<]+)</p>", answer.text)
    assert sentence and sentence[1].rstrip().endswith(".")


def test_errors_of_json_are_json(bare):
    answer = bare.test_client().get("/tidak-ada.json")
    assert answer.status_code == 404
    assert list(answer.get_json()) == ["error"]


def test_hostile_text_in_errors_is_text(bare):
    page = bare.test_client().get("/tempat?urut=<script>alert(1)</script>").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_broken_program_tells_no_secret(bare):
    answer = bare.test_client().get("/rusak")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/", "/peta", "/peta?mode=jejaring", "/peta.json"])
def test_lost_database_is_a_sentence(bare, path):
    answer = bare.test_client().get(path)
    assert answer.status_code == 503
    assert "JEJARING_URI" in answer.text and "Traceback" not in answer.text


# ------------------------------------------------------------------ dates and numbers


@pytest.mark.parametrize("text", ["kemarin", "2026-13-01", "0001-01-01", "9999-12-31", "<b>"])
def test_bad_dates_are_refused(bare, text):
    answer = bare.test_client().get("/peta", query_string={"per": text})
    assert answer.status_code == 400
    assert "2026-01-31" in answer.text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", ["1.234", "0,25", "12 Maret 2019", "Maret 2019", "Rp34.300.606.705", "Denmark"]),
        ("en", ["1,234", "0.25", "12 March 2019", "March 2019", "Rp34,300,606,705", "Denmark"]),
    ],
)
def test_values_are_written_as_the_reader_does(bare, language, expected):
    day = date(2019, 3, 12)
    with bare.test_request_context(f"/?lang={language}"):
        written = [
            context.number(1234),
            context.number(0.25, 2),
            context.day(day),
            context.day(day, "month"),
            context.rupiah(34_300_606_705),
            context.country("DK"),
        ]
    assert written == expected


def test_other_currencies_keep_their_code(bare):
    with bare.test_request_context("/"):
        assert context.money(1500, "USD").replace("\xa0", " ") == "USD 1.500"


def test_here_changes_the_address(bare):
    with bare.test_request_context("/peta?mode=batas&status=none&status=paper&lang=en"):
        assert context.here(mode=None) == "/peta?status=none&status=paper"
        assert context.here(status=["none"], halaman=2) == "/peta?mode=batas&status=none&halaman=2"


# ------------------------------------------------------------------ tables


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["=b<i>", "a", "C"]),
        ("-name", ["C", "a", "=b<i>"]),
        ("people", ["C", "=b<i>", "a"]),
        ("-people", ["=b<i>", "C", "a"]),
    ],
)
def test_rows_are_sorted_with_the_empty_last(bare, order, expected):
    with bare.test_request_context(f"/tempat?urut={order}"):
        assert [row["name"] for row in sort_rows(PLACES).rows] == expected


def test_table_is_cut_and_says_so(bare):
    page = bare.test_client().get("/tempat").text
    assert "1–2 dari 3 ditampilkan" in page
    assert "data-complete" not in page
    page = bare.test_client().get("/tempat?halaman=2").text
    assert "3–3 dari 3 ditampilkan" in page
    assert bare.test_client().get("/tempat?halaman=99").status_code == 200


def test_cells_are_text_and_lead_on(bare):
    page = bare.test_client().get("/tempat").text
    assert "<i>" not in page
    assert '<a href="/pelaku/1">=b&lt;i&gt;</a>' in page
    assert "belum ada" in page and 'stroke="#D55E00"' in page
    assert 'data-href="/pelaku/1"' in page


@pytest.mark.parametrize("format", FORMATS)
def test_exports_hold_all_rows(bare, format):
    answer = bare.test_client().get(f"/tempat.{format}")
    assert answer.status_code == 200
    assert answer.content_type == FORMATS[format].media_type
    if format == "csv":
        assert answer.data.decode("utf-8-sig").splitlines()[1] == "'=b<i>,1234,none"
    if format == "json":
        assert len(answer.get_json()) == 3


# ------------------------------------------------------------------ beranda


def test_beranda_leads_on(client: FlaskClient):
    page = client.get("/").text
    for target in ("/pelaku", "/kesepakatan?keadaan=running", "/kesenjangan?per=", "/kueri/"):
        assert f'href="{target}' in page
    assert "dari 552 provinsi" in page
    assert 'id="map-data"' in page
    assert not re.search(r"\sstyle=|<style|\son\w+=", page)


def test_beranda_of_an_empty_graph(empty_client: FlaskClient):
    page = empty_client.get("/").text
    assert "jejaring demo" in page and "jejaring load" in page
    assert "jejaring demo" in empty_client.get("/peta").text
    assert empty_client.get("/peta?mode=jejaring").status_code == 200
    assert empty_client.get("/peta.json").get_json() == []


def test_other_sites_make_nothing_work(client: FlaskClient):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert client.get("/kueri/konsol.json?q=RETURN+1", headers=headers).status_code == 403
    headers["Sec-Fetch-Mode"] = "navigate"
    assert client.get("/kueri", headers=headers).status_code == 200
