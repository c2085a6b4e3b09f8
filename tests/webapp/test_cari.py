"""The search: its page, where it leads straight, and its suggestions."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of, write_hostile
from webapp import create_app


@pytest.mark.parametrize("key", ["12.10", "12", "35.74-dinas-kesehatan"])
def test_key_leads_straight(client: FlaskClient, key: str) -> None:
    answer = client.get(f"/cari?q={key}&per=2020-01-01")
    assert (answer.status_code, answer.location) == (302, f"/pelaku/{key}?per=2020-01-01")


def test_unknown_code_is_looked_for(client: FlaskClient) -> None:
    assert "Tidak ada nama" in text_of(client, "/cari?q=99.99")


def test_found_is_grouped_with_counts(client: FlaskClient) -> None:
    text = text_of(client, "/cari?q=probolinggo")
    assert "27 nama memuat “probolinggo”" in text
    for group in ("Wilayah 2", "OPD 19", "Kesepakatan 6"):
        assert group in text


def test_cut_is_said(client: FlaskClient) -> None:
    assert "50 dari " in text_of(client, "/cari?q=kabupaten")


@pytest.mark.parametrize(
    ("text", "kind", "id"),
    [
        ("konut", "region", "74.09"),
        ("labuhan batu", "region", "12.10"),
        ("LB-2018-08", "agreement", "lb-2018-08"),
        ("uclg", "partner", "uclg-aspac"),
        ("rsud aek", "opd", "12.23-rsud-aek-kanopan"),
        ("dinkes kota probolinggo", "opd", "35.74-dinas-kesehatan"),
    ],
)
def test_suggestions_find(client: FlaskClient, text: str, kind: str, id: str) -> None:
    rows = client.get(f"/cari.json?q={quote(text)}").json
    found = next(row for row in rows if row["kind"] == kind)
    assert set(found) == {"kind", "id", "name", "detail", "url"}
    assert found["id"] == id
    assert client.get(found["url"]).status_code == 200


def test_suggestions_are_few(client: FlaskClient) -> None:
    rows = client.get("/cari.json?q=a").json
    kinds = [row["kind"] for row in rows]
    assert all(kinds.count(kind) <= 10 for kind in set(kinds))
    assert client.get("/cari.json").json == []


def test_nothing_asked_says_how(client: FlaskClient) -> None:
    assert "kotak pencarian" in text_of(client, "/cari")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_text(bare_database: Database, text: str) -> None:
    write_hostile(bare_database, text)
    client = create_app(bare_database).test_client()
    asked = quote(text[:20])
    assert_no_markup(page_of(client, f"/cari?q={asked}"))
    assert client.get(f"/cari.json?q={asked}").status_code == 200
    assert client.get(f"/cari?q={quote(text)}").status_code == 200
