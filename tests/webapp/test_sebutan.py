"""Whom names mean: decided on a page, read from a file, revoked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from loaders.loading import load_files, load_reference
from tests.engines.engines import Engines
from tests.webapp.pages import page_of, text_of
from tests.webapp.test_muat import OURS, REGISTER, post
from webapp import create_app


@pytest.fixture
def naming(engines: Engines, tmp_path: Path) -> FlaskClient:
    """Give a client over a graph in which "Probolinggo" is open, once more for each test."""
    database = engines.get("embedded").load("sebutan", load_reference)
    path = tmp_path / "Register 2021.csv"
    path.write_text(REGISTER, encoding="utf-8")
    load_files(database, [path])
    return create_app(database, tmp_path / "unggahan").test_client()


def parties(client: FlaskClient) -> str:
    """Give the parties of the agreement with the open name."""
    rows = client.get("/kesepakatan.json").json
    [row] = [row for row in rows if row["title"] == "Pertukaran data kependudukan"]
    return str(client.get(f"/kesepakatan/{row['id']}.json").json)


def test_open_name_is_decided_and_opened_again(naming: FlaskClient) -> None:
    words = text_of(naming, "/muat/sebutan?teks=Probolinggo")
    assert "“Probolinggo”" in words and "Kota Probolinggo" in words
    assert "Kota Probolinggo" not in parties(naming)
    form = {"nama-0": "Probolinggo", "jawab-0": "35.74", "untuk-0": ""}
    assert post(naming, "/muat/sebutan", **form) == "/muat/sebutan?berubah=1"
    assert "Kota Probolinggo" in parties(naming)
    exported = naming.get("/muat/sebutan.csv").data
    [row] = naming.get("/muat/sebutan.json").json
    assert row["pemilik"] == "35.10"
    page = page_of(naming, "/muat/sebutan")
    id = page.partition('action="/muat/sebutan/')[2].partition("/cabut")[0]
    assert post(naming, f"/muat/sebutan/{id}/cabut") == "/muat/sebutan?berubah=1"
    assert "Kota Probolinggo" not in parties(naming)
    assert naming.get("/muat/sebutan.json").json == []

    data = {"berkas": (io.BytesIO(exported), "jawaban.csv")}
    answer = naming.post("/muat/sebutan/berkas", data=data, headers=OURS)
    assert answer.headers["Location"] == "/muat/sebutan?berubah=1"
    assert "Kota Probolinggo" in parties(naming)
    post(naming, f"/muat/sebutan/{id}/cabut")


@pytest.mark.parametrize(
    ("meaning", "owner", "status"),
    [
        ("Kabupaten Probolinggo", "", 303),
        ("35.13", "35.10 Kabupaten Banyuwangi", 303),
        ("Probolinggo", "", 400),
        ("PT Tidak Dikenal Siapa Pun", "", 400),
        ("99.99", "", 400),
        ("35.13", "Bandung", 400),
        ("x" * 5_000, "", 400),
    ],
)
def test_written_answer_names_one_who_is_known(
    naming: FlaskClient, meaning: str, owner: str, status: int
) -> None:
    form = {"teks": "Probolinggo", "maksud": meaning, "pemilik": owner}
    answer = naming.post("/muat/sebutan", data=form, headers=OURS)
    assert answer.status_code == status, answer.text[-500:]
    if status == 303:
        assert "Kabupaten Probolinggo" in parties(naming)
        page = page_of(naming, "/muat/sebutan")
        id = page.partition('action="/muat/sebutan/')[2].partition("/cabut")[0]
        post(naming, f"/muat/sebutan/{id}/cabut")


@pytest.mark.parametrize("name", ["gambar.png", "a.csv"])
def test_file_that_holds_no_answers(naming: FlaskClient, name: str) -> None:
    data = {"berkas": (io.BytesIO(b"bukan,jawaban\n1,2\n"), name)}
    assert naming.post("/muat/sebutan/berkas", data=data, headers=OURS).status_code == 400
    assert naming.post("/muat/sebutan/berkas", data={}, headers=OURS).status_code == 400
