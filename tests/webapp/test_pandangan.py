"""Named views: saved, listed, opened, changed, brought out and in."""

from __future__ import annotations

import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from graph.views import views
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of
from webapp import create_app, mapstate
from webapp.pandangan import STATE_NAMES, state_of

OURS = {"Sec-Fetch-Site": "same-origin"}
TOO_MANY = urlencode({"tambah": range(3_000)}, doseq=True)
STATE = "mode=jejaring&per=2019-12-31&tambah=tidak-ada&pin=35.15+1.0+-2.5&tambah=pln"


def save(client: FlaskClient, name: str, state: str = STATE, **values: str) -> Any:
    form = {"nama": name, "keadaan": state, **values}
    return client.post("/peta/pandangan.json", data=form, headers=OURS)


def take(client: FlaskClient, content: bytes, name: str = "pandangan.json") -> Any:
    file = {"berkas": (io.BytesIO(content), name)}
    return client.post("/peta/pandangan/berkas", data=file, headers=OURS)


@pytest.mark.parametrize(
    ("query", "state"),
    [
        (f"?{STATE}", STATE),
        ("per=2019-01-01&halaman=3&lang=en&pandangan=x&jahat=1&mode=", "per=2019-01-01"),
        ("", f"per={date.today().isoformat()}"),
        ("per=2019-01-01&per", "per=2019-01-01"),
        ("pilih=%3Cscript%3E&pilih=a~b&per=x", "pilih=%3Cscript%3E&pilih=a~b&per=x"),
    ],
)
def test_only_the_picture_is_kept(query: str, state: str) -> None:
    assert state_of(query) == state


def test_day_of_opening_can_be_kept() -> None:
    assert state_of("per=2019-01-01&mode=batas", always_today=True) == "mode=batas"


def test_every_parameter_of_the_map_is_kept() -> None:
    source = Path(mapstate.__file__).read_text(encoding="utf-8")
    asked = set(re.findall(r"(?:choice|_several|_keys|whole_number|get)\(\s*\"(\w+)\"", source))
    assert len(asked) > 20
    assert asked <= STATE_NAMES


def test_view_is_saved_opened_changed_and_deleted(empty_client: FlaskClient) -> None:
    client = empty_client
    assert "Belum ada pandangan" in text_of(client, "/peta/pandangan")
    kept = save(client, "Rapat Maret", keterangan="Untuk Bappeda").json
    answer = client.get(kept["url"])
    found = urlsplit(answer.location)
    assert (answer.status_code, found.path) == (302, "/peta")
    assert parse_qs(found.query) == parse_qs(STATE) | {"pandangan": [kept["id"]]}
    text = text_of(client, "/peta/pandangan")
    assert "Rapat Maret" in text and "Untuk Bappeda" in text and "31 Desember 2019" in text

    again = save(client, "rapat  MARET", "mode=batas")
    assert again.status_code == 409 and "Rapat Maret" in again.json["error"]
    replaced = save(client, "Rapat Maret", "mode=batas", ganti=kept["id"], hari_ini="on")
    assert replaced.json["id"] == kept["id"]
    assert client.get(kept["url"]).location == f"/peta?mode=batas&pandangan={kept['id']}"
    assert "hari membukanya" in text_of(client, "/peta/pandangan")

    form = {"nama": "Rapat April", "keterangan": ""}
    assert client.post(kept["url"], data=form, headers=OURS).status_code == 303
    (row,) = client.get("/peta/pandangan.json").json
    assert (row["name"], row["state"], row["per"]) == ("Rapat April", "mode=batas", None)
    assert client.post(f"{kept['url']}/hapus", headers=OURS).status_code == 303
    for path in (kept["url"], f"{kept['url']}/hapus"):
        answer = client.open(path, method="POST" if "hapus" in path else "GET", headers=OURS)
        assert answer.status_code == 404
        assert "sudah dihapus" in answer.text


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"nama": "", "keadaan": STATE}, 400),
        ({"nama": "<b>x</b>", "keadaan": STATE}, 400),
        ({"nama": "x", "keadaan": "pilih=" + "y" * 100_001}, 400),
        ({"nama": "x", "keadaan": STATE, "ganti": "tidak-ada"}, 404),
        ({"nama": "x", "keadaan": "mode=x&per=2019-01-01"}, 400),
        ({"nama": "x", "keadaan": "per=zz"}, 400),
        ({"nama": "x", "keadaan": TOO_MANY}, 400),
    ],
)
def test_what_cannot_be_saved_is_told(
    empty_client: FlaskClient, values: dict[str, str], status: int
) -> None:
    answer: Any = empty_client.post("/peta/pandangan.json", data=values, headers=OURS)
    assert answer.status_code == status and answer.json["error"].endswith(".")
    assert empty_client.get("/peta/pandangan.json").json == []


def test_other_sites_save_nothing(empty_client: FlaskClient) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    form = {"nama": "x", "keadaan": ""}
    for path in ("/peta/pandangan", "/peta/pandangan/x/hapus"):
        assert empty_client.post(path, data=form, headers=elsewhere).status_code == 403


def test_hostile_names_stay_text(bare_database: Database) -> None:
    client = create_app(bare_database).test_client()
    for place, text in enumerate(HOSTILE):
        save(client, f"{place} {text[:200]}", f"pilih={text[:200]}", keterangan=text[:200])
    assert len(views(bare_database)) > 4
    assert_no_markup(page_of(client, "/peta/pandangan"))
    for format in ("csv", "xlsx", "json"):
        assert client.get(f"/peta/pandangan.{format}").status_code == 200


def test_views_leave_and_come_back(bare_database: Database) -> None:
    client = create_app(bare_database).test_client()
    save(client, "Satu", "pilih=" + "z" * 50_000 + "&per=2020-01-01")
    save(client, "Dua", "mode=batas", hari_ini="on")
    content = client.get("/peta/pandangan.json").data
    before = {(one.id, one.name, one.state) for one in views(bare_database)}
    gone, _kept = views(bare_database)
    client.post(f"/peta/pandangan/{gone.id}/hapus", headers=OURS)
    assert take(client, content).status_code == 303
    assert {(one.id, one.name, one.state) for one in views(bare_database)} == before


@pytest.mark.parametrize(
    "wrong",
    [
        b"{}",
        b"[1]",
        b"x",
        b'[{"name": 1, "state": ""}]',
        rb'[{"name": "x", "state": "pilih=\ud800"}]',
        b"[" * 200_000,
    ],
    ids=["object", "number", "no json", "no text", "half a character", "nested"],
)
def test_file_of_no_views_is_refused(empty_client: FlaskClient, wrong: bytes) -> None:
    answer = take(empty_client, wrong, "salah.json")
    assert (answer.status_code, "salah.json tidak memuat pandangan" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name": "", "state": ""}, "nama kosong"),
        ({"name": "<b>", "state": ""}, "markah"),
        ({"name": "x", "state": "per=zz"}, "“zz” tidak dapat dipakai"),
        ({"name": "x", "state": TOO_MANY}, "3000 kali"),
    ],
)
def test_file_is_taken_whole_or_not_at_all(
    empty_client: FlaskClient, row: dict[str, str], words: str
) -> None:
    save(empty_client, "Ada", "mode=batas")
    before = empty_client.get("/peta/pandangan.json").json
    good = {"name": "Ada", "state": "mode=jejaring"}, {"name": "Baru", "state": ""}
    answer = take(empty_client, json.dumps([*good, row]).encode())
    assert answer.status_code == 400
    assert "Pandangan ke-3" in answer.text and words in answer.text
    assert empty_client.get("/peta/pandangan.json").json == before


def test_refusal_is_in_the_language_of_its_reader(empty_client: FlaskClient) -> None:
    empty_client.set_cookie("lang", "en")
    assert "cannot be used" in save(empty_client, "x", "mode=x").json["error"]


def test_name_is_given_once_to_those_who_save_at_once(bare_database: Database) -> None:
    app = create_app(bare_database)
    with ThreadPoolExecutor(6) as pool:
        answers = pool.map(lambda _: save(app.test_client(), "Satu").status_code, range(6))
        assert sorted(answers) == [200] + [409] * 5
    assert [one.name for one in views(bare_database)] == ["Satu"]
