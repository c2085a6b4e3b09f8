"""The pages of gaps: rows, facets, pairs, and what they say when there is nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from graph.gaps import CommonAgreement
from webapp import create_app
from webapp.kesenjangan import draw_timeline

PER = "per=2026-01-01"
ON = date(2020, 1, 1)


@pytest.fixture
def client(shown_database: Database) -> FlaskClient:
    """Give a client of the pages over the demo."""
    return create_app(shown_database).test_client()


def text_of(client: FlaskClient, address: str) -> str:
    """Give a page's words, without tags and with single spaces."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_list_leaves_running_out(client: FlaskClient) -> None:
    rows = client.get(f"/kesenjangan.json?{PER}").json
    assert len(rows) == 1_025
    assert {row["status"] for row in rows} == {"unknown"}
    longest = [row["border_km"] for row in rows]
    assert longest == sorted(longest, reverse=True)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("status=semua", 1_028),
        ("status=running", 3),
        ("status=none", 0),
        ("status=running&lintas=ya", 1),
        ("status=running&provinsi=12", 2),
        ("status=running&urusan=kesehatan", 2),
        ("status=planned&urusan=kesehatan", 1),
        ("status=semua&tingkat=provinsi", 38),
        ("status=running&umur=2", 0),
        ("status=running&per=2018-01-01", 1),
    ],
)
def test_facets_narrow(client: FlaskClient, query: str, count: int) -> None:
    query = query if "per=" in query else f"{query}&{PER}"
    assert len(client.get(f"/kesenjangan.json?{query}").json) == count


def test_row_fields(client: FlaskClient) -> None:
    rows = client.get(f"/kesenjangan.json?status=running&provinsi=14&{PER}").json
    (row,) = rows
    assert (row["a"], row["b"], row["status"]) == ("12.10", "14.07", "running")
    assert (row["a_name"], row["b_name"]) == ("Kabupaten Labuhanbatu", "Kabupaten Rokan Hilir")
    assert (row["border_km"], row["combination"], row["overseer"]) == (34.9, "d", "Menteri")
    assert row["end_unknown"] is True and row["last_stated_on"] == "2019-04-06"


def test_facet_counts_lead_to_rows(client: FlaskClient) -> None:
    """A number beside a choice is the number of rows that the choice shows."""
    page = client.get(f"/kesenjangan?urusan=kesehatan&provinsi=35&{PER}").text
    link = r'href="(/kesenjangan\?[^"]*status=(\w+)[^"]*)"'
    found = re.findall(link + r'(?:(?!<li>).)*?number">([\d.]+)<', page, re.S)
    assert {status for _address, status, _count in found} >= {"none", "planned", "semua"}
    for address, _status, count in found:
        rows = client.get(address.replace("&amp;", "&").replace("?", ".json?", 1)).json
        assert len(rows) == int(count.replace(".", ""))


def test_list_says_what_it_shows(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan?{PER}")
    assert "3 dari 1.028 pasangan tetangga darat bekerja sama" in words
    assert "1–100 dari 1.025 ditampilkan" in words
    assert "Urutan: menurut status" in words
    assert "tidak ada catatan tentang keduanya" in words


def test_end_unknown_is_said(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan?status=running&{PER}")
    assert "akhir tidak diketahui, terakhir tercatat April 2019" in words


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("path", ["/kesenjangan", "/kesenjangan/12.10-12.23"])
def test_files_of_the_rows(client: FlaskClient, path: str, format: str) -> None:
    answer = client.get(f"{path}.{format}?{PER}")
    assert answer.status_code == 200 and len(answer.data) > 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=ada", "running"),
        ("tingkat=desa", "kabkota"),
        ("provinsi=99", "35"),
        ("urusan=sihir", "kesehatan"),
        ("umur=-1", "bilangan bulat"),
        ("per=0000-01-01", "1945-08-17"),
        ("per=9999-12-31", "2199-12-31"),
        ("urut=warna", "border_km"),
    ],
)
def test_bad_choice_is_explained(client: FlaskClient, query: str, expected: str) -> None:
    answer = client.get(f"/kesenjangan?{query}")
    assert answer.status_code == 400
    assert expected in answer.text


# ------------------------------------------------------------------ one pair


def test_pair_through_opds(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/12.10-12.23?{PER}")
    assert "berjalan per 1 Januari 2026" in words
    assert "Rujukan pasien JKN ke RSUD Aek Kanopan" in words
    assert "lewat OPD" in words
    # No source states when it began: that day is the source's, and is said to be.
    assert "tercatat sejak 6 April 2019" in words
    assert "Gubernur" in words and "kombinasi (e)" in words
    page = client.get(f"/kesenjangan/12.10-12.23?{PER}").text
    assert 'href="/kesepakatan/lb-2018-05"' in page
    assert 'href="/pelaku/12.23-rsud-aek-kanopan"' in page
    assert " style=" not in page


def test_pair_planned_and_running(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/35.13-35.74?{PER}")
    assert "direncanakan 6" in words and "berjalan 1" in words
    assert "target 31 Desember 2018" in words
    assert "Satuan Polisi Pamong Praja" in words


def test_pair_without_data_does_not_say_none(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/12.10-12.22?{PER}")
    assert "tidak ada catatan tentang Kabupaten Labuhanbatu Selatan" in words
    assert "Yang benar: belum ada data" in words
    assert not re.search(r"belum ada(?! data)", words, re.I)


def test_pair_in_other_order_leads_here(client: FlaskClient) -> None:
    answer = client.get("/kesenjangan/35.74-35.13?per=2018-01-01")
    assert answer.status_code == 301
    assert answer.location == "/kesenjangan/35.13-35.74?per=2018-01-01"


def test_pair_as_of_date(client: FlaskClient) -> None:
    words = text_of(client, "/kesenjangan/35.13-35.74?per=2016-01-01")
    assert "belum ada data per 1 Januari 2016" in words


@pytest.mark.parametrize(
    ("pair", "status", "expected"),
    [
        ("35.13", 400, "35.13-35.74"),
        ("35.13-35.13", 400, "Kota Probolinggo (35.74)"),
        ("35-35.13", 400, "berbeda tingkat"),
        ("12.10-35.13", 400, "tidak berbatasan darat"),
        ("12.10-99.99", 404, "99.99"),
        ("%3Cscript%3E", 400, "&lt;script&gt;"),
    ],
)
def test_no_pair_is_explained(client: FlaskClient, pair: str, status: int, expected: str) -> None:
    answer = client.get(f"/kesenjangan/{pair}")
    assert answer.status_code == status
    assert expected in answer.text


# ------------------------------------------------------------------ the timeline


def agreement(**values: object) -> CommonAgreement:
    plain = {
        "id": "k", "title": "t", "form": "pks", "stage": "pelaksanaan", "status": "running",
        "affairs": (), "parties": 2, "via_opd": False,
    }  # fmt: skip
    return CommonAgreement(**(plain | values))  # type: ignore[arg-type]


def test_timeline_places_days() -> None:
    items = [
        agreement(id="open", runs_from=date(2018, 1, 1), last_stated_on=date(2019, 1, 1)),
        agreement(id="undated", status="planned", stage="usulan"),
        agreement(
            id="over", status="lapsed", runs_from=date(2016, 1, 1), runs_until=date(2017, 1, 1)
        ),
    ]
    timeline = draw_timeline(items, ON)
    assert [bar.agreement.id for bar in timeline.bars] == ["over", "open", "undated"]
    over, open_, undated = timeline.bars
    assert over.start == 0.0 and over.open_to is None
    assert open_.start is not None and open_.start < open_.known < (open_.open_to or 0)
    assert open_.open_to == timeline.now
    assert undated.start is None
    assert timeline.years[0] == (2016, 0.0)
    assert all(0 <= at <= 100 for _year, at in timeline.years)


def test_timeline_of_one_day() -> None:
    timeline = draw_timeline([agreement(runs_from=date(1945, 8, 17))], date(1945, 8, 17))
    assert timeline.years and timeline.bars[0].open_to is None
