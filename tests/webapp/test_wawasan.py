"""The national views: their rows, what they say when there is nothing, and where they lead."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from graph.overview import CHANGES, ISOLATION, MATTERS
from graph.tables import FORMATS
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of, write_hostile
from webapp import create_app
from webapp.glance import SHADES, Shading, a_year_before, measured_text
from webapp.wawasan import PROVINCE_TABLES, VIEWS

PER = "per=2019-06-01"
SINCE = f"sejak=2017-01-01&{PER}"
PATHS = (
    "/kesenjangan/matriks",
    "/kesenjangan/provinsi",
    "/kesenjangan/provinsi/12",
    "/kesenjangan/terpencil",
    "/kesenjangan/klaster",
    "/kesenjangan/perubahan",
)


def rows_of(client: FlaskClient, address: str) -> list[dict]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


# ------------------------------------------------------------------ all of them


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_page_is_whole(client: FlaskClient, path: str, language: str) -> None:
    page = page_of(client, f"{path}?{PER}&urusan=pendidikan&lang={language}")
    assert 'id="map-data"' in page
    assert_no_markup(page)
    for view in VIEWS.values():
        assert f'href="{view.path}?per=2019-06-01&amp;urusan=pendidikan' in page
    assert page.count('aria-current="page"') >= 2  # in the navigation, and among the views


@pytest.mark.parametrize("path", PATHS)
def test_files_of_the_rows(client: FlaskClient, path: str) -> None:
    query = f"{SINCE}&urusan=pendidikan"
    page = page_of(client, f"{path}?{query}")
    for format in FORMATS:
        answer = client.get(f"{path}.{format}?{query}")
        assert answer.status_code == 200 and len(answer.data) > 40, format
        assert f'href="{path}.{format}?sejak=2017-01-01' in page


BAD_CHOICES = {
    "per=0000-01-01": "1945-08-17",
    "per=9999-12-31": "2199-12-31",
    "urusan=sihir": "kesehatan",
    "umur=-1": "bilangan bulat",
    "tingkat=desa": "kabkota",
    "hubungan=udara": "land, sea, corner",
    "bobot=border": "nama=angka",
}


@pytest.mark.parametrize("path", PATHS)
def test_bad_choices_are_explained(client: FlaskClient, path: str) -> None:
    for query, expected in BAD_CHOICES.items():
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400, query
        assert expected in answer.text, query


@pytest.mark.parametrize(
    ("address", "status", "expected"),
    [
        ("matriks?provinsi=99", 400, "35"),
        ("matriks?hitung=semua", 400, "jumlah, bagian"),
        ("matriks?urut=warna", 400, "kesehatan"),
        ("provinsi/99", 400, "35 untuk Jawa Timur"),
        ("provinsi/35.13", 400, "35 untuk Jawa Timur"),
        ("provinsi/%3Cscript%3E", 400, "&lt;script&gt;"),
        ("provinsi/35?tabel=semua", 400, "celah, wilayah"),
        ("terpencil?keadaan=jauh", 400, "pasti"),
        ("klaster?status=running", 400, "celah, tanpa"),
        ("klaster?klaster=99.99", 400, "99.99"),
        ("perubahan?jenis=besar", 400, "mulai"),
        ("perubahan?sejak=0000-01-01", 400, "1945-08-17"),
        ("perubahan?sejak=9999-12-31", 400, "2199-12-31"),
        ("perubahan?sejak=kemarin", 400, "2026-01-31"),
        (f"perubahan?sejak=2020-01-01&{PER}", 400, "1 Januari 2020 tidak lebih dulu"),
        (f"perubahan?sejak=2019-06-01&{PER}", 400, "Tukar keduanya"),
        ("matriks.pdf", 404, "."),
        ("terpencil.pdf", 404, "."),
    ],
)
def test_what_there_is_not(client: FlaskClient, address: str, status: int, expected: str) -> None:
    answer = client.get(f"/kesenjangan/{address}")
    assert answer.status_code == status
    assert expected in answer.text
    assert "<script>" not in answer.text


def test_pairs_keep_their_page(client: FlaskClient) -> None:
    """The views do not take the addresses of pairs, nor pairs those of the views."""
    assert client.get(f"/kesenjangan/35.13-35.74?{PER}").status_code == 200
    assert client.get("/kesenjangan/matrik").status_code == 400


@pytest.mark.parametrize("query", ["hubungan=sea", "hubungan=land&hubungan=sea", "hubungan=own"])
def test_neighbours_by_sea(client: FlaskClient, query: str) -> None:
    rows = rows_of(client, f"/kesenjangan/terpencil.json?{PER}&keadaan=tanpa_tetangga&{query}")
    counts = {"hubungan=sea": 317, "hubungan=land&hubungan=sea": 6, "hubungan=own": 33}
    assert len(rows) == counts[query]


# ------------------------------------------------------------------ by province and affair


def test_matrix_rows(client: FlaskClient) -> None:
    rows = {row["code"]: row for row in rows_of(client, f"/kesenjangan/matriks.json?{PER}")}
    assert len(rows) == 39 and rows[""]["pairs"] == 990
    north = rows["12"]
    assert (north["pairs"], north["unknown"], north["all"], north["all_known"]) == (76, 74, 0, 2)
    assert (north["pendidikan"], north["kesehatan"], north["kesehatan_known"]) == (2, 0, 2)
    assert rows["11"]["pendidikan"] is None and rows["11"]["pendidikan_known"] == 0
    # A pair across provinces counts in both of them, and once in all.
    assert (rows["14"]["pendidikan"], rows[""]["pendidikan"]) == (1, 3)
    assert list(rows["12"])[6:38] == list(MATTERS)


def test_matrix_tells_shares(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/matriks.json?{PER}&hitung=bagian")
    assert next(row for row in rows if row["code"] == "12")["pendidikan"] == 1.0


def test_matrix_cells_lead_to_their_pairs(client: FlaskClient) -> None:
    page = page_of(client, f"/kesenjangan/matriks?{PER}")
    cell = r'href="(/kesenjangan\?[^"]*provinsi=12[^"]*)" title="Pendidikan: 2 dari 2'
    link = re.search(cell, page)
    assert link is not None
    rows = rows_of(client, link[1].replace("&amp;", "&").replace("?", ".json?", 1))
    assert sum(row["status"] != "unknown" for row in rows) == 2
    assert 'href="/kesenjangan/provinsi/12?per=2019-06-01"' in page
    assert ">?</a>" in page and "987 pasangan lain belum ada data" in page


def test_matrix_of_a_province_has_its_regions(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/matriks.json?{PER}&provinsi=35")
    assert len(rows) == 39
    counted = {row["code"]: row["pendidikan"] for row in rows}
    assert (counted["35.13"], counted["35.74"], counted["35.01"]) == (1, 1, None)
    page = page_of(client, f"/kesenjangan/matriks?{PER}&provinsi=35")
    assert 'href="/pelaku/35.13?per=2019-06-01"' in page


def test_matrix_of_provinces_among_themselves(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/matriks.json?{PER}&tingkat=provinsi")
    assert (len(rows), rows[-1]["pairs"]) == (39, 38)


def test_matrix_sorts_with_the_total_last(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/matriks.json?{PER}&urut=-pendidikan")
    assert [row["code"] for row in rows[:2]] == ["12", "14"] and rows[-1]["code"] == ""


def test_matrix_file_has_a_line_for_each(client: FlaskClient) -> None:
    text = client.get(f"/kesenjangan/matriks.csv?{PER}").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 40 and len(rows[0]) == 6 + 2 * len(MATTERS)


def test_matrix_maps_an_affair(client: FlaskClient) -> None:
    page = page_of(client, f"/kesenjangan/matriks?{PER}&urusan=pendidikan")
    assert "Peta: Pendidikan" in page and "Sumatera Utara 2" in page
    assert "Peta: urusan apa pun" in page_of(client, f"/kesenjangan/matriks?{PER}&urusan=keuangan")


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        # One that is far off leaves the others their shades.
        ([0, 96, 97, 98, 100], [1, 2, 3, 4, 5]),
        ([7, 7, None], [5, 5, 0]),
        ([0, 0], [1, 1]),
        ([0, 9], [1, SHADES]),
        ([None], [0]),
    ],
)
def test_shades_divide_what_is_shown(values: list[float | None], steps: list[int]) -> None:
    shading = Shading.over(values)
    assert [shading.step(value) for value in values] == steps
    known = [value for value in values if value is not None]
    assert sum(len({step}) for step, _least, _greatest in shading.legend(values)) == len(
        {shading.step(value) for value in known}
    )


def test_share_is_rounded_down(client: FlaskClient) -> None:
    with client.application.test_request_context("/"):
        assert measured_text(0.999, "bagian", short=True) == "99"
        assert measured_text(0.29, "bagian", short=True) == "29"
        assert measured_text(1.0, "bagian", short=True) == "100"
        assert measured_text(0.875, "bagian") == "87,5 %"
        assert measured_text(None, "jumlah") == "?"


# ------------------------------------------------------------------ provinces


def test_province_rows(client: FlaskClient) -> None:
    rows = {row["code"]: row for row in rows_of(client, f"/kesenjangan/provinsi.json?{PER}")}
    assert len(rows) == 38
    north = rows["12"]
    assert (north["regions"], north["pairs"], north["running"], north["unknown"]) == (33, 76, 2, 74)
    assert north["share"] == 0.0 and rows["11"]["share"] is None


def test_choosing_a_province_leads_to_it(client: FlaskClient) -> None:
    answer = client.get(f"/kesenjangan/provinsi?provinsi=35&{PER}&urusan=kesehatan")
    assert answer.status_code == 302
    assert answer.location == "/kesenjangan/provinsi/35?per=2019-06-01&urusan=kesehatan"


def test_province_page_tells_all(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/provinsi/12?{PER}&urusan=pendidikan")
    assert "Kesenjangan di Sumatera Utara" in words
    assert "0 dari 2 pasangan kabupaten/kota bertetangga" in words
    assert "Tentang 74 pasangan lain belum ada data." in words
    assert "Di antaranya lintas provinsi" in words
    assert "Kabupaten Labuhanbatu – Kabupaten Rokan Hilir" in words
    page = page_of(client, f"/kesenjangan/provinsi/12?{PER}")
    assert 'href="/kesenjangan/12.10-12.22?per=2019-06-01"' in page
    assert "status=unknown" in page and 'href="/pelaku/12.10?per=2019-06-01"' in page


def test_province_without_data_does_not_say_none(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/provinsi/11?{PER}")
    assert "belum ada data tentang pasangan mana pun di provinsi ini" in words
    assert "Belum ada data: tidak satu pun pasangan" in words


@pytest.mark.parametrize(
    ("which", "count"),
    list(zip(PROVINCE_TABLES, (74, 33, 32, 3, 33), strict=True)),
)
def test_province_tables(client: FlaskClient, which: str, count: int) -> None:
    rows = rows_of(client, f"/kesenjangan/provinsi/12.json?{PER}&tabel={which}")
    assert len(rows) == count
    page = page_of(client, f"/kesenjangan/provinsi/12?{PER}")
    assert f"tabel={which}" in page or which == "celah"


def test_province_regions_with_coverage(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/provinsi/15.json?{PER}&tabel=wilayah")
    city = next(row for row in rows if row["code"] == "15.71")
    assert city["neighbours"] == 1 and city["known"] is (city["covered"] >= 0.5)
    assert city["reported"] > city["recorded"] * city["covered"] > 0


def test_province_own_regions(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/provinsi/12.json?{PER}&tabel=sendiri")
    assert {row["code"][:2] for row in rows} == {"12"}
    assert {row["status"] for row in rows} <= {"none", "unknown", "running", "planned", "lapsed"}


# ------------------------------------------------------------------ the most isolated


def test_isolated_by_state(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/terpencil.json?{PER}&urusan=pendidikan")
    order = [list(ISOLATION).index(row["isolation"]) for row in rows]
    assert order == sorted(order)
    first = rows[0]
    assert (first["code"], first["isolation"], first["gaps"]) == ("35.74", "pasti", 1)
    assert (first["province"], first["planned"]) == ("Jawa Timur", 1)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 509),
        ("keadaan=pasti", 0),
        ("keadaan=tanpa_tetangga", 33),
        ("keadaan=tanpa_data", 476),
        ("provinsi=35", 36),
        ("tingkat=provinsi", 38),
    ],
)
def test_isolated_counts(client: FlaskClient, query: str, count: int) -> None:
    address = f"/kesenjangan/terpencil.json?{PER}&{query}"
    assert len(rows_of(client, address)) == count
    page = page_of(client, f"/kesenjangan/terpencil?{PER}&{query}")
    assert ("tampil" in page) and (count > 0 or "semuanya bekerja sama" in page)


def test_isolated_does_not_call_unknown_isolated(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/terpencil?{PER}")
    assert "dari 514 wilayah, 0 pasti tidak bekerja sama" in words
    assert "Tentang 476 wilayah belum ada data, jadi belum dapat dikatakan terpencil." in words


# ------------------------------------------------------------------ clusters


def test_clusters_of_an_affair(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/klaster.json?{PER}&urusan=pendidikan")
    assert [(row["hub"], row["regions"], row["pairs"]) for row in rows] == [
        ("12.10", 3, 2), ("35.13", 2, 1),
    ]  # fmt: skip
    first = rows[0]
    assert first["codes"] == ["12.10", "12.23", "14.07"] and first["border_km"] > 170
    assert first["provinces"] == ["Sumatera Utara", "Riau"] and first["population"] > 1_000_000


def test_one_cluster_has_its_pairs(client: FlaskClient) -> None:
    address = f"/kesenjangan/klaster?{PER}&urusan=pendidikan"
    page = page_of(client, address)
    assert "klaster=12.10" in page and "sekitar Kabupaten Labuhanbatu" in page
    words = text_of(client, f"{address}&klaster=14.07")
    assert "Klaster sekitar Kabupaten Labuhanbatu" in words
    assert "3 wilayah yang sambung-menyambung lewat 2 batas tanpa kerja sama" in words
    rows = rows_of(client, f"{address.replace('?', '.json?')}&klaster=14.07")
    assert {row["b"] for row in rows} == {"12.23", "14.07"} and rows[0]["reasons"]


def test_clusters_with_the_unknown(client: FlaskClient) -> None:
    assert rows_of(client, f"/kesenjangan/klaster.json?{PER}") == []
    assert "Coba hitung juga yang belum ada data" in text_of(client, f"/kesenjangan/klaster?{PER}")
    rows = rows_of(client, f"/kesenjangan/klaster.json?{PER}&status=tanpa")
    assert rows[0]["regions"] > 100 and sum(row["pairs"] for row in rows) == 987


def test_region_without_cluster_is_told(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/klaster?{PER}&klaster=35.13")
    assert "Kabupaten Probolinggo tidak termasuk klaster mana pun" in words
    assert rows_of(client, f"/kesenjangan/klaster.json?{PER}&klaster=35.13") == []


# ------------------------------------------------------------------ changes


def test_changes_with_agreements(client: FlaskClient) -> None:
    rows = rows_of(client, f"/kesenjangan/perubahan.json?{SINCE}")
    found = {f"{row['a']}-{row['b']}": row for row in rows}
    assert set(found) == {"12.10-12.23", "12.10-14.07", "35.13-35.74"}
    assert {row["change"] for row in rows} == {"mulai"}
    city = found["35.13-35.74"]
    assert (city["before"], city["status"], city["changed_on"]) == (
        "unknown", "running", "2017-08-10",
    )  # fmt: skip
    assert city["because_ids"] == ["prb-2017-01"]


def test_changes_page_says_what_changed(client: FlaskClient) -> None:
    address = f"/kesenjangan/perubahan?{SINCE}"
    words = text_of(client, address)
    assert "status 3 dari 990 pasangan tetangga berubah; yang berjalan dari 0 menjadi 3" in words
    assert "berjalan, 10 Agustus 2017" in words and "belum ada data → berjalan 3" in words
    page = page_of(client, address)
    assert 'href="/kesepakatan/prb-2017-01"' in page
    assert "dulu: belum ada data" in page  # in the map's own data


@pytest.mark.parametrize(("kind", "count"), [("mulai", 3), ("berakhir", 0)])
def test_changes_by_kind(client: FlaskClient, kind: str, count: int) -> None:
    assert kind in CHANGES
    assert len(rows_of(client, f"/kesenjangan/perubahan.json?{SINCE}&jenis={kind}")) == count
    words = text_of(client, f"/kesenjangan/perubahan?{SINCE}&jenis={kind}")
    assert ("Tidak ada pasangan yang statusnya berubah" in words) is (count == 0)


def test_changes_of_the_last_year_by_default(client: FlaskClient) -> None:
    words = text_of(client, "/kesenjangan/perubahan?per=2020-02-29")
    assert "Antara 28 Februari 2019 dan 29 Februari 2020" in words


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 2, 29), date(2019, 2, 28)),
        (date(2021, 2, 28), date(2020, 2, 28)),
        (date(2021, 1, 1), date(2020, 1, 1)),
    ],
)
def test_a_year_before(on: date, expected: date) -> None:
    assert a_year_before(on) == expected


# ------------------------------------------------------------------ other graphs
# They come last, since the demo is loaded anew after them.


@pytest.mark.parametrize("path", [path for path in PATHS if not path.endswith("/12")])
def test_empty_graph_says_what_to_do(empty_client: FlaskClient, path: str) -> None:
    assert "jejaring demo" in text_of(empty_client, path)
    assert empty_client.get(f"{path}.json").status_code == 200


def test_empty_graph_has_no_province(empty_client: FlaskClient) -> None:
    assert empty_client.get("/kesenjangan/provinsi/12").status_code == 400


@pytest.mark.parametrize("text", HOSTILE[:3], ids=lambda text: text[:8])
def test_hostile_names_are_text(bare_database: Database, text: str) -> None:
    write_hostile(bare_database, text)
    client = create_app(bare_database).test_client()
    for path in (*PATHS[:2], "/kesenjangan/provinsi/35", *PATHS[3:]):
        assert_no_markup(page_of(client, f"{path}?per=2021-01-01"))
