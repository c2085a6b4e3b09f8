"""The search: its page, where it leads straight, and its suggestions."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from graph.text import slug
from loaders.reference import known_partners, short_names
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of, write_hostile
from webapp import create_app
from webapp.cari import other_names


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
        ("LB-2018-08", "agreement", "kesepakatan:lb-2018-08"),
        ("uclg", "partner", "uclg-aspac"),
        ("rsud aek", "opd", "12.23-rsud-aek-kanopan"),
        ("dinkes kota probolinggo", "opd", "35.74-dinas-kesehatan"),
    ],
)
def test_suggestions_find(client: FlaskClient, text: str, kind: str, id: str) -> None:
    found = suggested(client, text)[kind]
    hit = found["hits"][0]
    assert set(found) == {"kind", "title", "total", "way", "hits"}
    assert set(hit) == {"id", "name", "parts", "detail", "url", "map"}
    assert hit["id"] == id
    assert "".join(part for part, _asked in hit["parts"]) == hit["name"]
    assert client.get(hit["url"]).status_code == 200


def suggested(client: FlaskClient, text: str) -> dict[str, Any]:
    answer: Any = client.get(f"/cari.json?q={quote(text)}").json
    return {group["kind"]: group for group in answer["groups"]}


def test_suggestions_are_few(client: FlaskClient) -> None:
    found = suggested(client, "ka")
    assert all(len(group["hits"]) <= 6 for group in found.values())
    assert found["region"]["total"] > 400
    assert client.get("/cari.json").json == {"waits": False, "groups": []}


def test_slips_are_told(client: FlaskClient) -> None:
    assert suggested(client, "probolingo")["region"]["way"] == "near"
    assert "ejaannya mirip" in text_of(client, "/cari?q=probolingo")
    assert "persis begitu" in text_of(client, "/cari?q=probolingo")
    assert "kecuali satu" in text_of(client, "/cari?q=probolinggo+bekantan")
    page = page_of(client, "/cari?q=dinkes+probol")
    assert "<mark>Probol</mark>inggo" in page


def test_agreement_goes_on_the_map_with_its_parties(client: FlaskClient) -> None:
    (hit,) = suggested(client, "LB-2018-08")["agreement"]["hits"]
    values = parse_qs(urlsplit(hit["map"]).query)
    assert values["tambah"] == ["12.10", "bank-sumut", "kesepakatan:lb-2018-08"]
    assert values["pilih"] == ["kesepakatan:lb-2018-08"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *((row.name, row.code) for row in short_names()[::23]),
        *((name, slug(row.name)) for row in known_partners()[::40] for name in row.also),
        *((f"{word} Sidoarjo", "35.15") for word in ("Kab.", "Pemkab", "Bupati", "Pemerintah")),
    ],
)
def test_names_of_resolution_are_known(text: str, key: str) -> None:
    names = other_names()
    openings = [*names.openings["kabupaten"], "kab."]
    assert text in names.actors.get(key, ()) or text.split()[0].lower() in openings


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
