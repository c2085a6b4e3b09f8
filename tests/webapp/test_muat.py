"""Sending registers, looking at them, loading them and taking them back."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.merging import proposals
from loaders.loading import load_reference
from tests.engines.engines import Engines
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of, words_of
from webapp import LARGEST_BODY, create_app
from webapp.desk import owner_of
from webapp.staging import MOST_SENDINGS, SendingUnknown, Staging, safe_name

OURS = {"Sec-Fetch-Site": "same-origin"}
REGISTER = """PEMERINTAH KABUPATEN BANYUWANGI;;;;
DAFTAR KERJA SAMA;;;;
No;Judul Kerja Sama;Mitra;Nomor;Tanggal
1;Pengelolaan sampah di kawasan perbatasan;Pemkab Situbondo;180/12/2021;12 Maret 2021
2;Pertukaran data kependudukan;Probolinggo;180/13/2021;5 April 2021
3;Rujukan pasien;Kabupaten Bondowoso;180/14/2021;31 Februari 2021
4;=1+2;PT Belum Dikenal Siapa Pun;180/15/2021;2021
Jumlah;4;;;
"""
OTHER_SIDE = """PEMERINTAH KABUPATEN SITUBONDO;;;;
No;Judul Kerja Sama;Mitra;Nomor;Tanggal
1;Pengelolaan sampah kawasan perbatasan;Pemkab Banyuwangi;415/7/2021;Maret 2021
"""
NOBODYS = """No;Judul Kerja Sama;Mitra;Tanggal
1;Pengelolaan sampah;Kabupaten Situbondo;12 Maret 2021
"""


@pytest.fixture
def loading(engines: Engines, tmp_path: Path) -> FlaskClient:
    """Give a client over the reference facts, and what earlier tests of this file have left.

    Files wait in a folder of the test's own.
    """
    database = engines.get("embedded").load("muat", load_reference)
    return create_app(database, tmp_path / "unggahan").test_client()


def post(client: FlaskClient, address: str, **form: str) -> str:
    """Send a form as a page of ours would, and give where it leads."""
    answer = client.post(address, data=form, headers=OURS)
    assert answer.status_code == 303, words_of(answer.text)[:800]
    return answer.headers["Location"]


def send(client: FlaskClient, *files: tuple[str, str], owner: str = "") -> str:
    """Send files, and give the address of their preview."""
    data = {
        "berkas": [(io.BytesIO(text.encode()), name) for name, text in files],
        "pemilik": owner,
    }
    answer = client.post("/muat/berkas", data=data, headers=OURS)
    assert answer.status_code == 303, words_of(answer.text)[:800]
    return answer.headers["Location"]


def finish(client: FlaskClient, address: str) -> str:
    """Wait until a job is done, and give where its page leads."""
    for _attempt in range(600):
        state = client.get(f"{address}.json").json["state"]
        if state not in ("running", "waiting"):
            break
        time.sleep(0.1)
    answer = client.get(address)
    assert answer.status_code == 303, words_of(answer.text)[:800]
    return answer.headers["Location"]


def load(client: FlaskClient, preview: str, **form: str) -> str:
    """Load files that were sent, and give the address of the report."""
    return finish(client, post(client, f"{preview}/muat", **form))


# ------------------------------------------------------------------ pages over the demo


@pytest.mark.parametrize("path", ["/muat", "/muat/sama", "/muat/sebutan"])
@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_tables_are_sent(client: FlaskClient, path: str, format: str) -> None:
    assert client.get(f"{path}.{format}").status_code == 200


def test_demo_loads_have_reports(client: FlaskClient) -> None:
    for row in client.get("/muat.json").json:
        words = text_of(client, f"/muat/{row['id']}")
        assert row["file"] in words
        words = text_of(client, f"/muat/{row['id']}/batal")
        assert ("fakta rujukan" in words) == (row["file"] == "fakta rujukan")


def test_example_is_a_register(client: FlaskClient, tmp_path: Path) -> None:
    from loaders.register import read_register

    for format in ("csv", "xlsx"):
        path = tmp_path / f"contoh.{format}"
        path.write_bytes(client.get(f"/muat/contoh.{format}").data)
        register = read_register(path)
        assert (register.accepted, register.refused) == (3, [])


@pytest.mark.parametrize(
    "path",
    [
        "/muat/tidak-ada",
        "/muat/tidak-ada/batal",
        "/muat/tidak-ada/ditolak.csv",
        "/muat/berkas/0123456789abcdef",
        "/muat/berkas/..%2f..%2fetc",
    ],
)
def test_unknown_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


# ------------------------------------------------------------------ who may send


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Referer": "https://evil.example/?http://localhost/"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Referer": "http://localhost/muat"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        (OURS, 303),
    ],
)
def test_only_our_own_forms_change_things(
    client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/muat/berkas/0123456789abcdef/buang", headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert "tidak berasal dari halaman Jejaring" in answer.text


def test_nothing_is_done_by_looking(client: FlaskClient) -> None:
    rules = client.application.url_map.iter_rules()
    forms = [rule for rule in rules if "POST" in (rule.methods or ())]
    assert len(forms) >= 12
    assert not [
        rule for rule in forms if "GET" in (rule.methods or ()) and "batal" not in rule.rule
    ]
    for rule in forms:
        path = rule.rule.replace("<token>", "0123456789abcdef").replace("<id>", "x")
        assert client.post(path).status_code == 403, path


def test_large_body_is_refused(loading: FlaskClient) -> None:
    assert loading.application.config["MAX_CONTENT_LENGTH"] == LARGEST_BODY == 120_000_000
    loading.application.config["MAX_CONTENT_LENGTH"] = 1_000
    data = {"berkas": (io.BytesIO(b"x" * 2_000), "a.csv")}
    answer = loading.post("/muat/berkas", data=data, headers=OURS)
    assert answer.status_code == 413
    assert "120 MB" in answer.text
    assert "Sudah dikirim" not in text_of(loading, "/muat")


# ------------------------------------------------------------------ files that wait


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\Register 2024.xlsx", "Register 2024.xlsx"),
        ("..", "berkas"),
        ("", "berkas"),
        (" . . ", "berkas"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("<script>.csv", "_script_.csv"),
        ("😀.ods", "😀.ods"),
        ("\ud800.csv", "_.csv"),
    ],
)
def test_names_of_files_do_no_harm(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_long_name_keeps_its_ending() -> None:
    assert len(safe_name("é" * 300 + ".xlsx").encode()) <= 120
    assert safe_name("é" * 300 + ".xlsx").endswith("é.xlsx")


def test_only_the_newest_files_wait(tmp_path: Path) -> None:
    from werkzeug.datastructures import FileStorage

    staging = Staging(tmp_path / "unggahan")
    sent = [
        staging.keep([FileStorage(io.BytesIO(b"x"), f"{number}.csv")])
        for number in range(MOST_SENDINGS + 3)
    ]
    waiting = staging.waiting()
    assert len(waiting) == MOST_SENDINGS
    assert sent[-1].token in {one.token for one in waiting}
    assert (tmp_path / "unggahan").stat().st_mode & 0o077 == 0
    for token in ("", ".", "..", "../x", "0" * 15, "A" * 16, sent[-1].token + "/1"):
        with pytest.raises(SendingUnknown):
            staging.open(token)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("35.74 Kota Probolinggo", "35.74"),
        ("Kota Probolinggo", "35.74"),
        ("Probolinggo", None),
        ("99.99", None),
        ("", None),
    ],
)
def test_owner_is_one_region(text: str, code: str | None) -> None:
    region = owner_of(text)
    assert (region.code if region else None) == code


# ------------------------------------------------------------------ the way of a register


def test_register_is_looked_at_loaded_and_taken_back(loading: FlaskClient) -> None:
    preview = send(loading, ("Register 2021.csv", REGISTER))
    page = page_of(loading, preview)
    words = words_of(page)
    assert "35.10 Kabupaten Banyuwangi" in page
    assert "Muat 3 baris" in words
    assert "“Probolinggo”" in words and "Kabupaten Probolinggo" in words
    assert "31 Februari 2021" in words
    assert "1 mitra baru" in words
    assert "kepala surat" in words
    assert "Register 2021.csv" in text_of(loading, "/muat")
    assert loading.get("/kesepakatan.json").json == []

    told = csv.reader(io.StringIO(loading.get(f"{preview}/ditolak.csv").text.lstrip("\ufeff")))
    heading, row = list(told)
    assert heading[-2:] == ["alasan", "perbaikan"] and "31 Februari 2021" in row

    form = {"berkas": "1", "nama-0": "Probolinggo", "jawab-0": "35.74", "untuk-0": ""}
    assert post(loading, f"{preview}/atur", **form) == f"{preview}?berkas=1"
    assert "jawaban Anda" in text_of(loading, preview)
    report = load(loading, preview)
    words = text_of(loading, report)
    assert "3 baris diterima" in words and "1 baris ditolak" in words
    assert "31 Februari 2021" in words
    assert loading.get(preview).status_code == 404
    rows = loading.get(f"{report}.json").json
    assert [row["state"] for row in rows] == ["baru"] * 3
    assert loading.get(f"{report}/ditolak.xlsx").data[:2] == b"PK"
    [one] = loading.get("/muat/sebutan.json").json
    assert (one["teks"], one["pemilik"], one["kunci"]) == ("Probolinggo", "35.10", "35.74")
    assert "Kota Probolinggo" in text_of(loading, f"/kesepakatan/{rows[1]['id']}")

    again = text_of(loading, send(loading, ("Register 2021.csv", REGISTER)))
    assert "Berkas ini sudah dimuat" in again

    words = text_of(loading, f"{report}/batal")
    assert "3 kesepakatan akan hilang" in words
    assert finish(loading, post(loading, f"{report}/batal")) == report
    assert "dibatalkan" in text_of(loading, report)
    assert loading.get("/kesepakatan.json").json == []


def test_two_registers_of_one_agreement(loading: FlaskClient) -> None:
    first = load(loading, send(loading, ("a.csv", REGISTER)))
    load(loading, send(loading, ("b.csv", OTHER_SIDE)))
    words = text_of(loading, "/muat/sama")
    assert "12 Maret 2021" in words and "Mirip karena" in words
    [pair] = loading.get("/muat/sama.json").json
    target = post(loading, "/muat/sama/terima", a=pair["a"], b=pair["b"], tempat="1", halaman="1")
    assert target == "/muat/sama#pasangan-1"
    assert loading.get("/muat/sama.json").json == []
    words = text_of(loading, f"{first}/batal")
    assert "Belum dapat dibatalkan" in words and "b.csv" in words
    page = page_of(loading, "/muat/sama")
    assert "b.csv" in page
    records = page.split('name="baris" value="')[1:]
    post(loading, "/muat/sama/pisah", id=pair["a"], baris=records[1].partition('"')[0])
    database = loading.application.extensions["jejaring"]
    assert proposals(database) == []
    assert "3 kesepakatan akan hilang" in text_of(loading, f"{first}/batal")


def test_owner_is_asked_for(loading: FlaskClient) -> None:
    preview = send(loading, ("daftar.csv", NOBODYS))
    assert "Register siapa ini?" in text_of(loading, preview)
    post(loading, f"{preview}/atur", berkas="1", pemilik="35.10 Kabupaten Banyuwangi")
    words = text_of(loading, preview)
    assert "Muat 1 baris" in words and "dipilih di sini" in words
    refused = loading.post(
        f"{preview}/atur", data={"berkas": "1", "pemilik": "Probolinggo"}, headers=OURS
    )
    assert refused.status_code == 400


def test_columns_are_chosen_before_loading(loading: FlaskClient) -> None:
    preview = send(loading, ("a.csv", REGISTER))
    form = {"berkas": "1", "kolom-0-3": ""}
    leads = post(loading, f"{preview}/muat", **form)
    assert leads == f"{preview}?berkas=1&berubah=ya"
    words = text_of(loading, leads)
    assert "Pilihan Anda mengubah" in words and "nomor 180/12/2021" not in words
    post(loading, f"{preview}/tebakan", berkas="1")
    assert "nomor 180/12/2021" in text_of(loading, preview)
    assert (
        loading.post(
            f"{preview}/atur", data={"berkas": "1", "kolom-0-3": "ngawur"}, headers=OURS
        ).status_code
        == 400
    )


def test_unusable_file_is_one_sentence(loading: FlaskClient) -> None:
    preview = send(loading, ("a.csv", REGISTER), ("gambar.xlsx", "bukan tabel"))
    words = text_of(loading, f"{preview}?berkas=2")
    assert "gambar.xlsx" in words and "tidak terbaca" in words
    post(loading, f"{preview}/buang")
    assert loading.get(preview).status_code == 404


def test_hostile_register_is_only_text(loading: FlaskClient) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerows([place, text, text[:90], "x", 2021] for place, text in enumerate(HOSTILE))
    text = "PEMERINTAH KABUPATEN BANYUWANGI;;;;\nNo;Judul Kerja Sama;Mitra;Nomor;Tanggal\n"
    preview = send(loading, ("<img src=x>.csv", text + file.getvalue()))
    assert_no_markup(page_of(loading, preview))
    report = load(loading, preview)
    for address in (report, f"{report}/batal", "/muat", "/muat/sebutan", "/muat/sama"):
        assert_no_markup(page_of(loading, address))
    assert "\n=cmd" not in loading.get(f"{report}.csv").text


def test_empty_graph_leads_here(empty_client: FlaskClient) -> None:
    assert 'href="/muat"' in page_of(empty_client, "/").partition("<main")[2]
