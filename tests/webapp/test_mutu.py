"""The pages of the data's quality: numbers that lead to rows, filters, files, hostile texts."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from graph.checks import CHECKS
from graph.database import Database
from graph.quality import ORDERS
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of, write_hostile
from webapp import create_app
from webapp.mutu import AGREEMENT_COLUMNS

PER = "per=2026-01-01"


def test_numbers_are_told(client: FlaskClient) -> None:
    text = text_of(client, f"/mutu?{PER}")
    for told in (
        "Mutu data Yang belum lengkap, bertentangan, atau tercatat dua kali, per 1 Januari 2026.",
        "43 kesepakatan diperiksa.",
        "belum dimuat. 541 dari 552 98 %",
        "sumbernya. 21 dari 43 48,8 %",
        "Pasangan mitra yang namanya hampir sama",
    ):
        assert told in text, told
    english = text_of(client, f"/mutu?{PER}&lang=en")
    for check in CHECKS.values():
        assert check.label("id") in text and check.label("en") in english


@pytest.mark.parametrize("query", ["", "&provinsi=15", "&provinsi=96", "&pemilik=15.71"])
def test_numbers_lead_to_their_rows(client: FlaskClient, query: str) -> None:
    page = page_of(client, f"/mutu?{PER}{query}")
    for row in client.get(f"/mutu.json?{PER}{query}").json:
        matched = re.search(rf'href="(/mutu/{row["code"]}[^"]*)"', page)
        assert matched, row
        address = matched[1].replace("&amp;", "&").replace("?", ".json?", 1)
        if row["count"] is not None:
            assert len(client.get(address).json) == row["count"], address


@pytest.mark.parametrize("code", CHECKS)
def test_check_tells_why_and_what_to_do(client: FlaskClient, code: str) -> None:
    check = CHECKS[code]
    for language in ("id", "en"):
        text = text_of(client, f"/mutu/{code}?{PER}&lang={language}")
        for told in (check.label(language), check.reason(language), check.advice(language)):
            assert told in text
    for format in ("csv", "xlsx", "json"):
        assert client.get(f"/mutu/{code}.{format}?{PER}").status_code == 200


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/mutu/tanpa-urusan", "7 dari 43 (16,3 %)"),
        ("/mutu/tanpa-urusan?provinsi=15", "7 dari 12 (58,3 %)"),
        ("/mutu/wilayah-tanpa-catatan?provinsi=12", "Sumatera Utara (31)"),
        ("/mutu/laporan-melebihi-catatan", "Kota Jambi 2017 Nota Kesepahaman (MoU) – 9 tidak 2 7"),
        ("/mutu/jenis-tebakan", "Polresta Jambi Polri ya"),
        ("/mutu/skema-berbeda", "Tidak ada yang ditemukan untuk pilihan ini."),
        ("/mutu/wilayah-tanpa-catatan?pemilik=15.71", "Tidak dapat dihitung menurut pilihan ini."),
        ("/mutu/wilayah-tanpa-catatan?halaman=11", "501–541 dari 541 ditampilkan"),
    ],
)
def test_rows_are_told(client: FlaskClient, address: str, told: str) -> None:
    address += f"{'&' if '?' in address else '?'}{PER}"
    assert told in text_of(client, address)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/mutu?provinsi=99", 400),
        ("/mutu?pemilik=99.99", 400),
        ("/mutu?muatan=tiada", 400),
        ("/mutu/tanpa-akhir?urut=warna", 400),
        ("/mutu/tanpa-akhir?urut=ends_on", 400),
        ("/mutu/jenis-tebakan?urut=warna", 400),
        ("/mutu/tanpa-akhir?halaman=0", 400),
        ("/mutu/tidak-ada", 404),
        ("/mutu/tanpa-akhir.pdf", 404),
        ("/mutu.pdf", 404),
    ],
)
def test_what_is_wrong_is_refused(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_every_head_sorts(client: FlaskClient) -> None:
    tried = set()
    for code, check in CHECKS.items():
        heads = re.findall(r'data-key="(\w+)"', page_of(client, f"/mutu/{code}?{PER}"))
        for head in heads:
            if (check.subject, head) not in tried:
                answer = client.get(f"/mutu/{code}?{PER}&urut=-{head}")
                assert answer.status_code == 200, (code, head)
                tried.add((check.subject, head))
        assert set(check.columns) <= set(AGREEMENT_COLUMNS) or check.subject != "agreement"
    assert {order.removeprefix("-") for order in ORDERS} < set(AGREEMENT_COLUMNS)


def test_rows_come_in_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.mutu.ROWS_A_PAGE", 10)
    text = text_of(client, f"/mutu/tanpa-akhir?{PER}&halaman=3&urut=title")
    assert "21–29 dari 29 ditampilkan" in text
    whole = [r["title"] for r in client.get(f"/mutu/tanpa-akhir.json?{PER}&urut=title").json]
    assert whole == sorted(whole, key=str.lower) and whole[-1] in text


def test_load_narrows(client: FlaskClient, shown_database: Database) -> None:
    found = shown_database.read("MATCH (l:Load) RETURN l.id AS id, l.file AS file")
    loads = {row["file"]: row["id"] for row in found}
    rows = client.get(f"/mutu.json?{PER}&muatan={loads['agreements.csv']}").json
    assert {row["code"]: row["of"] for row in rows}["tanpa-urusan"] == 43
    rows = client.get(f"/mutu.json?{PER}&muatan={loads['reports.csv']}").json
    assert {row["code"]: row["of"] for row in rows}["tanpa-urusan"] == 0


def test_first_page_leads_here(client: FlaskClient) -> None:
    assert f'href="/mutu?{PER}"' in page_of(client, f"/?{PER}")


def test_empty_graph_says_what_to_do(empty_client: FlaskClient) -> None:
    assert "jejaring demo" in text_of(empty_client, "/mutu")
    assert empty_client.get("/mutu/tanpa-akhir").status_code == 200


def test_place_in_the_file_is_told(bare_database: Database) -> None:
    write_hostile(bare_database, "Biasa")
    client = create_app(bare_database).test_client()
    text = text_of(client, f"/mutu/nama-terbuka?{PER}")
    assert "Biasa (Biasa atau Biasa Biasa atau Biasa atau Biasa?)" in text
    assert "Biasa, lembar Biasa, baris 1" in text
    assert "Register milik semua Biasa (1)" in text
    assert "Biasa, sheet Biasa, row 1" in text_of(client, f"/mutu/nama-terbuka?{PER}&lang=en")
    (row,) = client.get(f"/mutu/nama-terbuka.json?{PER}&pemilik=35.01").json
    assert row["candidates"] == ["35.01", "35.01-x", "p", "Biasa"]
    assert row["owners"] == ["35.01"]
    assert client.get(f"/mutu/nama-terbuka.json?{PER}&pemilik=35.02").json == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_text(bare_database: Database, text: str) -> None:
    write_hostile(bare_database, text)
    client = create_app(bare_database).test_client()
    checks = (
        *("nama-terbuka", "tanpa-urusan", "skema-berbeda", "jenis-tebakan", "nama-mirip"),
        *("barangkali-kembar", "wilayah-tanpa-catatan", "laporan-melebihi-catatan"),
    )
    for address in ("/mutu", *(f"/mutu/{code}" for code in checks)):
        assert_no_markup(page_of(client, address))
    for address in ("/mutu/nama-terbuka", "/mutu/skema-berbeda", "/mutu/jenis-tebakan"):
        sheet = client.get(f"{address}.csv").data.decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(sheet)):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
