"""The ranked list of gaps: order, reasons, facets, weights, and what its files hold."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import Babel

from graph.gaps import CommonAgreement, Coverage, Pair
from graph.ranking import PARTS
from webapp import ranked

PER = "per=2026-01-01"
ON = date(2026, 1, 1)


def rows_of(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    """Give the rows as JSON."""
    answer = client.get(f"/kesenjangan.json?{query}")
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = json.loads(answer.data)
    return rows


def count_of(client: FlaskClient, query: str) -> int:
    """Give how many rows there are, by the page that shows one of them."""
    page = client.get(f"/kesenjangan?limit=1&{query}").text
    found = re.search(r"dari ([\d.]+) ditampilkan", page)
    return int(found[1].replace(".", "")) if found else 0


def text_of(client: FlaskClient, address: str) -> str:
    """Give a page's words, without tags and with single spaces."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_list_leaves_running_out(client: FlaskClient) -> None:
    rows = rows_of(client, PER)
    assert len(rows) == 1_025
    assert {row["status"] for row in rows} == {"unknown"}
    assert [row["rank"] for row in rows] == list(range(1, 1_026))
    order = [(-row["score"], f"{row['a']}-{row['b']}") for row in rows]
    assert order == sorted(order)


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
        ("status=semua&hubungan=sea", 198),
        ("status=semua&hubungan=corner", 7),
        ("status=semua&hubungan=own", 514),
        ("status=semua&hubungan=land&hubungan=sea", 1_226),
        ("status=semua&hubungan=land,sea", 1_226),
        ("status=semua&jenis=provinsi", 38),
        ("status=semua&jenis=kota-kota&provinsi=31", 14),
        ("status=semua&jenis=terkelilingi&provinsi=35", 6),
        ("status=semua&jenis=terkelilingi&tingkat=provinsi", 0),
    ],
)
def test_facets_narrow(client: FlaskClient, query: str, count: int) -> None:
    query = query if "per=" in query else f"{query}&{PER}"
    assert count_of(client, query) == count


def test_row_fields(client: FlaskClient) -> None:
    (row,) = rows_of(client, f"status=running&provinsi=14&{PER}")
    assert (row["a"], row["b"], row["status"]) == ("12.10", "14.07", "running")
    assert (row["a_name"], row["b_name"]) == ("Kabupaten Labuhanbatu", "Kabupaten Rokan Hilir")
    assert (row["border_km"], row["combination"], row["overseer"]) == (34.9, "d", "Menteri")
    assert row["end_unknown"] is True and row["last_stated_on"] == "2019-04-06"
    assert (row["contact"], row["distance_km"], row["kind"]) == (
        "land",
        None,
        "kabupaten-kabupaten",
    )
    assert row["score"] == 0 and {reason["name"] for reason in row["reasons"]} == set(PARTS)


def test_reasons_name_facts(client: FlaskClient) -> None:
    rows = rows_of(client, "provinsi=35&per=2018-01-01&urusan=kesehatan&status=planned")
    (row,) = rows
    told = {reason["name"]: reason for reason in row["reasons"]}
    assert told["border"]["sentence"].startswith("Berbatasan 39,1 km, 100")
    assert 0 < told["border"]["value"] <= 1
    assert row["enclosed"] is True
    assert row["coverage"]["a"]["recorded"] == 14 and row["coverage"]["a"]["known"] is True
    assert row["affairs_open"] > 20 and len(row["affairs"]) == 5


def test_sea_neighbours_are_told_apart(client: FlaskClient) -> None:
    (row,) = [
        row
        for row in rows_of(client, f"hubungan=sea&jenis=provinsi&{PER}")
        if (row["a"], row["b"]) == ("14", "21")
    ]
    assert row["contact"] == "sea" and row["border_km"] == 0 and 0 < row["distance_km"] <= 50
    words = text_of(client, f"/kesenjangan?hubungan=sea&{PER}")
    assert "lewat laut" in words


def test_facet_counts_lead_to_rows(client: FlaskClient) -> None:
    """A number beside a choice is the number of rows that the choice shows."""
    page = client.get(f"/kesenjangan?urusan=kesehatan&provinsi=35&{PER}").text
    link = r'href="(/kesenjangan\?[^"]*status=(\w+)[^"]*)"'
    found = re.findall(link + r'(?:(?!<li>).)*?number">([\d.]+)<', page, re.S)
    assert {status for _address, status, _count in found} >= {"none", "planned", "semua"}
    for address, _status, count in found:
        query = address.replace("&amp;", "&").partition("?")[2]
        assert count_of(client, query) == int(count.replace(".", ""))


OPTION = r'<select name="{name}">(.*?)</select>'
VALUE = r'<option value="([^"]+)"[^>]*>[^<]*\(([\d.]+)\)</option>'


HOLDS: dict[str, Callable[[dict[str, Any], str], bool]] = {
    "provinsi": lambda row, code: code in (row["a"][:2], row["b"][:2]),
    "lintas": lambda row, code: row["across"] == (code == "ya"),
    "jenis": lambda row, code: (
        row["enclosed"] if code == "terkelilingi" else code in (row["level"], row["kind"])
    ),
}


def test_option_counts_are_right(client: FlaskClient) -> None:
    query = "status=semua&hubungan=land&hubungan=sea&per=2018-01-01"
    rows = rows_of(client, query)
    page = client.get(f"/kesenjangan?limit=1&{query}").text
    for name, holds in HOLDS.items():
        (options,) = re.findall(OPTION.format(name=name), page, re.S)
        found = {code: int(count.replace(".", "")) for code, count in re.findall(VALUE, options)}
        assert len(found) > 1
        assert found == {code: sum(holds(row, code) for row in rows) for code in found}


def test_affair_counts_are_right(client: FlaskClient) -> None:
    query = "status=planned&provinsi=35&per=2018-01-01"
    page = client.get(f"/kesenjangan?limit=1&{query}").text
    (options,) = re.findall(OPTION.format(name="urusan"), page, re.S)
    found = dict(re.findall(VALUE, options))
    assert (found["kesehatan"], found["pariwisata"]) == ("1", "0")
    for code in ("kesehatan", "pariwisata"):
        assert count_of(client, f"{query}&urusan={code}") == int(found[code])


def test_contact_counts_are_right(client: FlaskClient) -> None:
    page = client.get(f"/kesenjangan?status=semua&provinsi=21&{PER}").text
    boxes = r'name="hubungan" value="(\w+)"( checked)?>.*?number">([\d.]+)<'
    found = {code: (bool(on), int(count)) for code, on, count in re.findall(boxes, page)}
    assert found == {"land": (True, 1), "sea": (False, 15), "corner": (False, 0), "own": (False, 7)}


def test_list_says_what_it_shows(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan?{PER}")
    assert "3 dari 1.028 pasangan tetangga bekerja sama" in words
    assert "1–25 dari 1.025 ditampilkan" in words
    assert "Skor tertinggi dulu" in words
    assert "tidak ada catatan tentang keduanya" in words
    assert "1–10 dari 1.025 ditampilkan" in text_of(client, f"/kesenjangan?limit=10&{PER}")


def test_page_explains_every_score(client: FlaskClient) -> None:
    answer = client.get(f"/kesenjangan?provinsi=35&{PER}&limit=500")
    page = answer.text
    rows = rows_of(client, f"provinsi=35&{PER}")
    shown = re.findall(r'<tr data-href="[^"]*" data-id="([^"]+)">(.*?)</tr>', page, re.S)
    assert [key for key, _row in shown] == [f"{row['a']}-{row['b']}" for row in rows]
    for _key, row in shown:
        widths = [float(width) for width in re.findall(r'<rect x="[^"]*" width="([\d.]+)%"', row)]
        assert widths == sorted(widths, reverse=True) and 0 < sum(widths) < 100.1
        assert row.count("<title>") == len(widths)
        assert row.count('class="reasons"') == 2
    assert " style=" not in page


def test_front_page_leads_to_as_many(client: FlaskClient) -> None:
    words = text_of(client, f"/?{PER}")
    missing = count_of(client, f"status=unknown&tingkat=kabkota&{PER}")
    assert missing > 900 and f"{missing} pasangan lain belum ada datanya" in words
    assert "11 wilayah punya catatan" in words


def test_views_are_linked(client: FlaskClient) -> None:
    page = client.get(f"/kesenjangan?provinsi=35&{PER}").text
    for view in ("matriks", "terpencil", "klaster", "perubahan", "provinsi"):
        assert f'href="/kesenjangan/{view}?' in page


# ------------------------------------------------------------------ weights


def written(weight: float) -> str:
    return f"{weight:g}".replace(".", ",")


def test_weights_change_the_order(client: FlaskClient) -> None:
    by_people = ",".join(f"{code}=0" for code in PARTS if code != "people")
    rows = rows_of(client, f"provinsi=35&jenis=kabkota&bobot={by_people}&{PER}")
    assert rows[0]["pair"] == "Kabupaten Sidoarjo – Kota Surabaya"
    assert rows[0]["score"] == next(
        reason["value"] for reason in rows[0]["reasons"] if reason["name"] == "people"
    )
    page = text_of(client, f"/kesenjangan?provinsi=35&bobot=border=0&{PER}")
    assert f"Batas bersama 0 (baku {written(PARTS['border'].weight)})" in page


def test_form_of_weights_leads_to_the_address(client: FlaskClient) -> None:
    """The fields become one parameter with what differs, whatever else is chosen stays."""
    defaults = {f"bobot-{code}": f"{part.weight:g}" for code, part in PARTS.items()}
    chosen = {"provinsi": "35", "hubungan": ["land", "sea"]}
    answer = client.get(
        "/kesenjangan",
        query_string=chosen | defaults | {"bobot-border": "0", "bobot-people": "2.5"},
    )
    assert answer.status_code == 302
    assert answer.location == (
        "/kesenjangan?provinsi=35&hubungan=land&hubungan=sea&bobot=border%3D0%2Cpeople%3D2.5"
    )
    page = client.get(answer.location).text
    assert 'name="bobot-people" value="2.5"' in page and 'name="bobot-border" value="0"' in page
    back = client.get("/kesenjangan", query_string=chosen | defaults)
    assert back.location == "/kesenjangan?provinsi=35&hubungan=land&hubungan=sea"


def test_default_weights_are_told(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan?{PER}")
    for part in PARTS.values():
        assert f"{part.explanation} Baku: {written(part.weight)}." in words


def test_end_unknown_is_said(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan?status=running&{PER}")
    assert "akhir tidak diketahui, terakhir tercatat April 2019" in words


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_files_of_the_rows(client: FlaskClient, format: str) -> None:
    answer = client.get(f"/kesenjangan.{format}?{PER}&provinsi=12")
    assert answer.status_code == 200 and len(answer.data) > 200


def test_sheet_has_a_column_for_each_part(client: FlaskClient) -> None:
    """All rows, whatever the page shows of them, in the order that is asked for."""
    query = f"provinsi=12&{PER}&limit=5&halaman=2&urut=-border_km"
    text = client.get(f"/kesenjangan.csv?{query}").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 77
    assert {f"part_{code}" for code in PARTS} <= rows[0].keys()
    lengths = [float(row["border_km"]) for row in rows]
    assert lengths == sorted(lengths, reverse=True)
    assert "Berbatasan" in rows[0]["reasons"]
    told = {row["rank"]: row for row in rows_of(client, query)}
    first = told[int(rows[0]["rank"])]
    for reason in first["reasons"]:
        assert float(rows[0][f"part_{reason['name']}"]) == reason["value"]


# ------------------------------------------------------------------ bad input


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
        ("jenis=desa", "kota-kota"),
        ("hubungan=udara", "land, sea, corner, own"),
        ("limit=0", "bilangan bulat mulai dari 1"),
        ("bobot=border=-1", "angka dari 0 sampai 1000"),
        ("bobot=border=nan", "angka dari 0 sampai 1000"),
        ("bobot=border=banyak", "angka dari 0 sampai 1000"),
        ("bobot=panjang=1", "border, people"),
        ("bobot=2", "nama=angka"),
        ("bobot=" + ",".join(f"{code}=0" for code in PARTS), "nol"),
        ("bobot-border=-1", "angka dari 0 sampai 1000"),
        ("&".join(f"bobot-{code}=0" for code in PARTS), "nol"),
    ],
)
def test_bad_choice_is_explained(client: FlaskClient, query: str, expected: str) -> None:
    answer = client.get(f"/kesenjangan?{query}")
    assert answer.status_code == 400
    assert expected in answer.text


def test_empty_choice_is_said(client: FlaskClient) -> None:
    assert "Tidak ada pasangan untuk pilihan ini" in text_of(
        client, f"/kesenjangan?status=none&{PER}"
    )


def test_empty_graph_says_what_to_do(empty_client: FlaskClient) -> None:
    assert "jejaring demo" in text_of(empty_client, "/kesenjangan")
    assert rows_of(empty_client, PER) == []


# ------------------------------------------------------------------ what a status hides


def agreement(**values: Any) -> CommonAgreement:
    plain: dict[str, Any] = {
        "id": "k", "title": "t", "form": "pks", "stage": "pelaksanaan", "status": "running",
        "affairs": (), "parties": 2, "via_opd": False, "endless": True,
    }  # fmt: skip
    return CommonAgreement(**(plain | values))


def pair_of(status: str, *agreements: CommonAgreement, **values: Any) -> Pair:
    plain: dict[str, Any] = {
        "a": "35.13", "b": "35.74", "a_name": "Kabupaten Probolinggo", "b_name": "Kota Probolinggo",
        "level": "kabkota", "kind": "kabupaten-kota", "contact": "land", "across": False,
        "border_km": 39.1, "distance_km": None, "same_landmass": False, "status": status,
        "agreements": agreements, "a_coverage": Coverage(3), "b_coverage": Coverage(1),
    }  # fmt: skip
    return Pair(**(plain | values))


FEW = Coverage(recorded=5, reported=23, matched=5, at_least=True)


@pytest.mark.parametrize(
    ("pair", "notes"),
    [
        (pair_of("running", agreement()), []),
        (pair_of("none"), []),
        (
            pair_of("running", agreement(parties=20)),
            ["hanya dalam kesepakatan 20 pihak"],
        ),
        (
            pair_of("running", agreement(parties=20), agreement(parties=5)),
            ["hanya dalam kesepakatan banyak pihak, paling sedikit 5"],
        ),
        (pair_of("running", agreement(parties=20), agreement()), []),
        (pair_of("running", agreement(via_opd=True)), ["hanya lewat OPD"]),
        (
            pair_of("running", agreement(endless=False, last_stated_on=date(2019, 4, 6))),
            ["akhir tidak diketahui, terakhir tercatat April 2019"],
        ),
        (
            pair_of("planned", agreement(status="planned", due_on=date(2018, 12, 31))),
            ["target 31 Desember 2018 terlewat"],
        ),
        (
            pair_of("unknown", a_coverage=Coverage()),
            ["tidak ada catatan tentang Kabupaten Probolinggo"],
        ),
        (
            pair_of("unknown", a_coverage=Coverage(), b_coverage=Coverage()),
            ["tidak ada catatan tentang keduanya"],
        ),
        (
            pair_of("unknown", b_coverage=FEW),
            ["tercatat dari yang dilaporkan: Kota Probolinggo 5 dari sedikitnya 23"],
        ),
    ],
)
def test_status_says_what_it_hides(pair: Pair, notes: list[str]) -> None:
    app = Flask("webapp")
    Babel(app, default_locale="id")
    with app.test_request_context("/"):
        assert ranked.status_notes(pair, ON) == notes
