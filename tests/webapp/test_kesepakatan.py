"""The register and the pages of agreements."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from graph.registry import ORDERS
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of, write_hostile
from webapp import create_app
from webapp.agreements import COLUMNS, HIDDEN

PER = "per=2026-01-01"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 43),
        ("keadaan=running", 29),
        ("keadaan=planned", 13),
        ("skema=ksdpl", 5),
        ("bentuk=keanggotaan", 2),
        ("tahap=pembahasan", 13),
        ("urusan=kesehatan&pelaku=12.10", 7),
        ("tahun=2017", 5),
        ("tahun=tanpa", 34),
        ("jenis=bank", 1),
        ("provinsi=74", 1),
        ("pelaku=35.74&dengan=35.13", 14),
        ("sampai=2023-12-31", 1),
        ("judul=kaji+BATAM", 1),
        ("per=2018-01-01&keadaan=running", 7),
    ],
)
def test_register_is_filtered(client: FlaskClient, query: str, count: int) -> None:
    query = query if "per=" in query else f"{PER}&{query}"
    assert len(client.get(f"/kesepakatan.json?{query}").json) == count
    assert f"{count} dari {count} ditampilkan" in text_of(client, f"/kesepakatan?{query}")


@pytest.mark.parametrize(
    "query",
    [
        "keadaan=burung",
        "skema=x",
        "tahun=dua",
        "tahun=0",
        "sampai=besok",
        "urut=warna",
        "provinsi=99",
        "halaman=0",
        "halaman=-1",
    ],
)
def test_register_refuses_what_it_cannot_use(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/kesepakatan?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[2] in answer.text


def test_register_of_unknown_actor_is_404(client: FlaskClient) -> None:
    assert client.get("/kesepakatan?pelaku=nobody").status_code == 404


def test_every_head_of_the_register_sorts(client: FlaskClient) -> None:
    heads = {column.key for column in COLUMNS} - set(HIDDEN)
    assert heads <= set(ORDERS)
    for key in heads:
        assert client.get(f"/kesepakatan?urut=-{key}").status_code == 200


def test_register_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.kesepakatan.ROWS_A_PAGE", 20)
    assert "41–43 dari 43 ditampilkan" in text_of(client, "/kesepakatan?halaman=3")
    assert "41–43 dari 43 ditampilkan" in text_of(client, "/kesepakatan?halaman=99")


def test_choices_show_counts(client: FlaskClient) -> None:
    text = text_of(client, f"/kesepakatan?{PER}&provinsi=15")
    for told in ("KSDPL (5)", "Sinergi (5)", "KSDLL (2)", "2017 (5)", "tidak diketahui (7)"):
        assert told in text


def test_empty_register_says_what_to_do(empty_client: FlaskClient) -> None:
    assert "jejaring demo" in text_of(empty_client, "/kesepakatan")


# ------------------------------------------------------------------ one agreement


@pytest.mark.parametrize(
    ("id", "told"),
    [
        (
            "lb-2018-08",
            (
                "Rp11.788.581.521",
                "Bank Sumut termasuk Bank",
                "akhir tidak diketahui, terakhir tercatat April 2019",
                "agreements.csv",
                "paragraf 6-7",
            ),
        ),
        (
            "prb-2017-02",
            ("target 31 Desember 2018 terlewat", "(e) kabupaten/kota dalam satu provinsi"),
        ),
        ("sda-2019-02", ("1 pihak tidak disebut oleh sumbernya", "Januari 2019 (bulan saja)")),
        ("jbi-2017-01", ("2017 (tahun saja)", "di atas kertas", "Serujambi.com")),
        ("jbi-2018-07", ("anggota", "Keanggotaan")),
        ("knu-2023-01", ("yang belajar", "yang dikunjungi", "BLUD", "25 Januari 2023")),
    ],
)
def test_agreement_is_told(client: FlaskClient, id: str, told: tuple[str, ...]) -> None:
    text = text_of(client, f"/kesepakatan/{id}?{PER}")
    for words in told:
        assert words in text, words


def test_plan_is_not_overdue_before_its_day(client: FlaskClient) -> None:
    text = text_of(client, "/kesepakatan/prb-2017-02?per=2018-06-01")
    assert "target 31 Desember 2018" in text
    assert "terlewat" not in text


def test_agreements_of_each_other(bare_database: Database) -> None:
    bare_database.write(
        (
            "UNWIND ['mou', 'pks'] AS id CREATE (a:Agreement {id: id, title: id, form: id, "
            "scheme: 'ksdd', stage: 'pelaksanaan', cooperation: true})",
            {},
        ),
        (
            "MATCH (a:Agreement {id: 'pks'}) MATCH (b:Agreement {id: 'mou'}) "
            "CREATE (a)-[:IMPLEMENTS]->(b)",
            {},
        ),
    )
    client = create_app(bare_database).test_client()
    assert "Dilaksanakan oleh pks" in text_of(client, "/kesepakatan/mou")
    assert "Melaksanakan mou" in text_of(client, "/kesepakatan/pks")
    assert "Tidak ada sumber yang tercatat" in text_of(client, "/kesepakatan/mou")


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://contoh.id/a?b=1", True),
        ("HTTP://contoh.id", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//contoh.id", False),
        (" https://contoh.id", False),
    ],
)
def test_only_web_addresses_become_links(bare_database: Database, url: str, links: bool) -> None:
    write_hostile(bare_database, "biasa")
    bare_database.write(("MATCH (s:Source) SET s.url = $url", {"url": url}))
    page = page_of(create_app(bare_database).test_client(), "/kesepakatan/a")
    assert (f'<a href="{url}" rel="noopener' in page) is links


@pytest.mark.parametrize("id", ["tidak-ada", "<script>", "a" * 5_000, "x.csv", "x/y"])
def test_unknown_agreement_is_404(client: FlaskClient, id: str) -> None:
    answer = client.get(f"/kesepakatan/{id}")
    assert answer.status_code == 404
    assert_no_markup(answer.text)


def test_parties_as_files(client: FlaskClient) -> None:
    rows = client.get("/kesepakatan/knu-2023-01.json").json
    assert [(row["key"], row["role"]) for row in rows] == [
        ("74.09-dinas-kesehatan", "learner"),
        ("21.71", "host"),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_text(bare_database: Database, text: str) -> None:
    write_hostile(bare_database, text)
    client = create_app(bare_database).test_client()
    for address in ("/kesepakatan", "/kesepakatan/a", "/kesepakatan?pelaku=p"):
        assert_no_markup(page_of(client, address))
    for address in ("/kesepakatan.csv", "/kesepakatan/a.csv"):
        sheet = client.get(address).data.decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(sheet)):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
