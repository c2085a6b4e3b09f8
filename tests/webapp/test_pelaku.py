"""The pages of actors: what they say of the demo, of nobody, and of hostile names."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of, write_hostile
from webapp import create_app
from webapp.pelaku import KIND_CHOICES

PER = "per=2026-01-01"


def test_labuhanbatu_is_told(client: FlaskClient) -> None:
    text = text_of(client, f"/pelaku/12.10?{PER}")
    for told in (
        "Kabupaten Labuhanbatu",
        "Provinsi Sumatera Utara",
        "Rp34.300.606.705",
        "Rp22.512.025.184",
        "Rp11.788.581.521",
        "Rp2.511.548.710",
        "Rp8.725.188.771",
        "Rp551.844.040",
        "13 kesepakatan berjalan",
        "akhir tidak diketahui, terakhir tercatat April 2019",
        "2 dari 4 tetangga darat bekerja sama",
        "0 belum ada, 2 belum ada data",
        "Labuhan Batu (ejaan lain)",
    ):
        assert told in text, told


def test_jambi_reports_are_told(client: FlaskClient) -> None:
    text = text_of(client, f"/pelaku/15.71?{PER}")
    assert (
        "9 Nota Kesepahaman (MoU) dan 14 Perjanjian Kerja Sama dilaporkan untuk 2017; "
        "5 di antaranya tercatat." in text
    )
    assert "MoU Kota Jambi dengan BPJS Kesehatan Nota Kesepahaman (MoU) · 2017, tahun saja" in text
    assert "Serujambi.com" in text
    assert "Pemerintah luar negeri 5" in text


@pytest.mark.parametrize(
    ("address", "said", "other"),
    [
        ("/pelaku/74.09", "Belajar dari Kota Batam", "Kota Batam"),
        ("/pelaku/74.09-dinas-kesehatan", "Belajar dari Kota Batam", "Kota Batam"),
        ("/pelaku/21.71", "Dikunjungi oleh Dinas Kesehatan Kabupaten Konawe Utara", "Konawe"),
    ],
)
def test_visit_is_told_both_ways(client: FlaskClient, address: str, said: str, other: str) -> None:
    text = text_of(client, f"{address}?{PER}")
    assert said in text
    assert "BLUD" in text
    assert "Kesehatan" in text


def test_date_changes_what_runs(client: FlaskClient) -> None:
    assert "0 kesepakatan berjalan" in text_of(client, "/pelaku/12.10?per=2018-01-01")
    assert "13 kesepakatan berjalan" in text_of(client, "/pelaku/12.10?per=2019-04-06")


def test_links_keep_the_date(client: FlaskClient) -> None:
    page = page_of(client, f"/pelaku/12.10?{PER}")
    assert f'href="/kesepakatan/lb-2018-08?{PER}"' in page
    assert f'href="/pelaku/bank-sumut?{PER}"' in page
    assert f'href="/kesenjangan/12.10-12.22?{PER}"' in page


def test_without_records_says_no_data(client: FlaskClient) -> None:
    text = text_of(client, "/pelaku/11.01")
    assert "Belum ada data" in text
    assert "Tetangga darat" in text


@pytest.mark.parametrize("key", ["99.99", "12.10-tidak-ada", "tidak-ada", "<script>", "12.10.png"])
def test_unknown_actor_is_404(client: FlaskClient, key: str) -> None:
    answer = client.get(f"/pelaku/{key}")
    assert answer.status_code == 404
    assert "kotak pencarian" in answer.text
    assert_no_markup(answer.text)


def test_unknown_actor_as_json(client: FlaskClient) -> None:
    answer = client.get("/pelaku/99.99.json")
    assert (answer.status_code, list(answer.json)) == (404, ["error"])


def test_agreements_as_files(client: FlaskClient) -> None:
    rows = client.get(f"/pelaku/12.10.json?{PER}").json
    assert len(rows) == 13
    assert sum(row["yields"] or 0 for row in rows) == 34_300_606_705
    sheet = client.get(f"/pelaku/12.10.csv?{PER}").data.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(sheet)))) == 13
    assert client.get("/pelaku/12.10.xlsx").data[:2] == b"PK"


def test_map_holds_the_closest(client: FlaskClient) -> None:
    page = page_of(client, f"/pelaku/12.10?{PER}")
    assert 'id="map-data"' in page
    assert "11 dari 11 ditampilkan" in page


# ------------------------------------------------------------------ the list


def test_list_counts_kinds(client: FlaskClient) -> None:
    rows = client.get(f"/pelaku.json?{PER}").json
    assert len(rows) == 58
    assert rows[0]["key"] == "12.10"
    for code, row in KIND_CHOICES.items():
        chosen = client.get(f"/pelaku.json?{PER}&jenis={code}").json
        assert len(chosen) == sum(one["kind"] in row.kinds for one in rows)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("jenis=foreign_government&nama=den", ["denmark"]),
        ("provinsi=15&jenis=wilayah", ["15.71"]),
        ("nama=BANK", ["bank-sumut"]),
    ],
)
def test_list_is_filtered(client: FlaskClient, query: str, keys: list[str]) -> None:
    assert [row["key"] for row in client.get(f"/pelaku.json?{query}").json] == keys


def test_list_refuses_unknown_choice(client: FlaskClient) -> None:
    assert client.get("/pelaku?jenis=burung").status_code == 400
    assert client.get("/pelaku?per=kemarin").status_code == 400


def test_empty_list_says_what_to_do(empty_client: FlaskClient) -> None:
    assert "jejaring demo" in text_of(empty_client, "/pelaku")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text(bare_database: Database, text: str) -> None:
    write_hostile(bare_database, text)
    client = create_app(bare_database).test_client()
    for address in ("/pelaku", "/pelaku/35.01", "/pelaku/35.01-x", "/pelaku/p", "/pelaku/35"):
        for language in ("id", "en"):
            assert_no_markup(page_of(client, f"{address}?lang={language}"))
    sheet = client.get("/pelaku.csv").data.decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(sheet)):
        assert not row["name"].startswith("=")
