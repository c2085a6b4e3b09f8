"""The page of one pair: what it tells, its files, and what it says when there is nothing."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from graph.gaps import CommonAgreement, Pair, Readings, judge, pair_of, read
from graph.vocabulary import AFFAIRS
from tests.webapp.pages import HOSTILE, assert_no_markup, page_of, text_of, write_hostile
from webapp import create_app, still
from webapp.timeline import draw_timeline

PER = "per=2026-01-01"
ON = date(2020, 1, 1)
PROBOLINGGO = f"/kesenjangan/35.13-35.74?{PER}"


def test_pair_through_opds(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/12.10-12.23?{PER}")
    assert "berjalan per 1 Januari 2026" in words
    assert "Rujukan pasien JKN ke RSUD Aek Kanopan" in words
    assert "3 kesepakatan: 3 antara dua pihak; 3 lewat OPD." in words
    # No source states when it began: that day is the source's, and is said to be.
    assert "tercatat sejak 6 April 2019" in words
    assert "Gubernur" in words and "kombinasi (e)" in words
    page = page_of(client, f"/kesenjangan/12.10-12.23?{PER}")
    assert f'href="/kesepakatan/lb-2018-05?{PER}"' in page
    assert f'href="/pelaku/12.23-rsud-aek-kanopan?{PER}"' in page
    assert " style=" not in page


def test_pair_planned_and_running(client: FlaskClient) -> None:
    words = text_of(client, PROBOLINGGO)
    assert "direncanakan 6" in words and "berjalan 1" in words
    assert "target 31 Desember 2018" in words
    assert "Satuan Polisi Pamong Praja" in words
    assert "14 kesepakatan: 14 antara dua pihak; 13 lewat OPD." in words
    assert "Kerja samanya berjalan; tidak dinilai." in words
    assert "Kota Probolinggo hanya berbatasan dengan Kabupaten Probolinggo." in words


def test_counterparts_say_what_they_rest_on(client: FlaskClient) -> None:
    page = page_of(client, PROBOLINGGO)
    bases = re.findall(r'<span class="tag (\w+)">([^<]+)</span>', page)
    assert set(bases) == {("recorded", "tercatat"), ("assumed", "diandaikan")}
    assert "sudah bersama:" in page


def test_law_is_told_with_its_remark(client: FlaskClient) -> None:
    words = text_of(client, PROBOLINGGO)
    assert "UU 23/2014 pasal 364" in words
    assert "gubernur sebagai wakil pemerintah pusat mengambil alih" in words
    assert words.count("pemetaan urusan oleh gubernur") == 2


def test_pair_without_data_does_not_say_none(client: FlaskClient) -> None:
    words = text_of(client, f"/kesenjangan/12.10-12.22?{PER}")
    assert "tidak ada catatan tentang Kabupaten Labuhanbatu Selatan" in words
    assert "Yang benar: belum ada data" in words
    assert not re.search(r"belum ada(?! (data|pasangan|kaji|kerja|satu|OPD))", words, re.I)


def test_affairs_are_weighed_with_reasons(client: FlaskClient) -> None:
    page = page_of(client, PROBOLINGGO)
    assert "Melintasi batas: sampah, air limbah, asap" in page
    words = text_of(client, PROBOLINGGO)
    assert "Kesehatan direncanakan 0,95" in words
    # Nobody else in the demo but Labuhanbatu has cooperation in health.
    assert "Kabupaten Labuhanbatu – Kabupaten Labuhanbatu Utara" in words
    assert "Belum tercatat pada pasangan mana pun: Lingkungan hidup" in words


def test_one_affair(client: FlaskClient) -> None:
    words = text_of(client, f"{PROBOLINGGO}&urusan=kesehatan")
    assert "Urusan Kesehatan: direncanakan" in words
    told = client.get(f"/kesenjangan/35.13-35.74.json?{PER}&urusan=kesehatan").json
    assert {row["affair"] for row in told["counterparts"]} == {"kesehatan"}
    assert told["score"] > 0  # in this affair nothing runs


@pytest.mark.parametrize(
    ("key", "joined", "open_question"),
    [
        ("11.03-11.73", "km lewat laut", "Keduanya terpisah laut tanpa batas darat"),
        ("13.05-13.74", "bertemu di satu titik", "Keduanya hanya bertemu di satu titik"),
        ("11-12", "berbatasan darat", "Bila kerja sama wajib tidak dilaksanakan"),
    ],
)
def test_other_ways_of_touching(
    client: FlaskClient, key: str, joined: str, open_question: str
) -> None:
    words = text_of(client, f"/kesenjangan/{key}?{PER}")
    assert joined in words and open_question in words


def test_state_of_the_list_is_kept(client: FlaskClient) -> None:
    state = f"{PER}&status=semua&provinsi=35&hubungan=land"
    rows = client.get(f"/kesenjangan.json?{state}").json
    keys = [f"{row['a']}-{row['b']}" for row in rows]
    page = page_of(client, f"/kesenjangan/{keys[1]}?{state}")
    links = dict(
        re.findall(r'<a(?: rel="(\w+)")? href="(/kesenjangan[^"]*)"', page.split("</nav>")[-2])
    )
    escaped = state.replace("&", "&amp;")
    assert links == {
        "prev": f"/kesenjangan/{keys[0]}?{escaped}",
        "": f"/kesenjangan?{escaped}",
        "next": f"/kesenjangan/{keys[2]}?{escaped}",
    }
    assert f"peringkat 2 dari {len(keys)}" in page
    assert client.get(f"/kesenjangan/{keys[1]}.json?{state}").json["rank"] == 2
    # One that is not in the list leads back to it all the same.
    assert "ke daftar" in page_of(client, f"{PROBOLINGGO}&status=unknown")


def test_weights_change_the_score(client: FlaskClient) -> None:
    address = f"/kesenjangan/12.10-12.22.json?{PER}"
    plain = client.get(address).json
    changed = client.get(f"{address}&bobot=people=100").json
    assert plain["score"] != changed["score"]
    assert changed["reasons"][0]["name"] == "people"
    assert "Bobotnya diubah: people=100." in text_of(
        client, f"/kesenjangan/12.10-12.22?{PER}&bobot=people=100"
    )


def test_json_is_the_whole_page(client: FlaskClient) -> None:
    told = client.get(f"/kesenjangan/35.13-35.74.json?{PER}").json
    assert told["status"] == "running" and told["affairs"].keys() == AFFAIRS.keys()
    assert len(told["agreements"]) == 14 and told["law"]["combination"] == "e"
    assert told["counterparts"][0].keys() >= {"a", "b", "affair", "basis"}
    english = client.get(f"/kesenjangan/35.13-35.74.json?{PER}&lang=en").json
    assert english["law"]["overseer"] == "Governor"
    assert english["affairs"] == told["affairs"]


def test_sheet_is_an_agenda(client: FlaskClient) -> None:
    answer = client.get(f"/kesenjangan/35.13-35.74.csv?{PER}")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["affair"] for row in rows} == set(AFFAIRS)
    health = [row for row in rows if row["affair"] == "kesehatan"]
    assert len(health) > 1 and health[0]["status"] == "planned"
    assert {row["a_basis"] for row in health} >= {"tercatat"}
    assert health[0]["nearest"] == "Kabupaten Labuhanbatu – Kabupaten Labuhanbatu Utara"
    assert client.get(f"/kesenjangan/35.13-35.74.xlsx?{PER}").data[:2] == b"PK"


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
        ("12.10-35.13", 400, "tidak bertetangga"),
        ("12.10-99.99", 404, "99.99"),
        ("%3Cscript%3E", 400, "&lt;script&gt;"),
        ("35.13-35.74?per=0000-01-01", 400, "1945-08-17"),
        ("35.13-35.74?per=9999-12-31", 400, "2199-12-31"),
        ("35.13-35.74?urusan=sihir", 400, "kesehatan"),
        ("35.13-35.74?bobot=border=-1", 400, "border"),
        ("35.13-35.74?bobot=sihir=1", 400, "border"),
        ("35.13-35.74?provinsi=99", 400, "35"),
        ("35.13-35.74.json?per=9999-12-31", 400, "2199-12-31"),
    ],
)
def test_no_pair_is_explained(client: FlaskClient, pair: str, status: int, expected: str) -> None:
    answer = client.get(f"/kesenjangan/{pair}")
    assert answer.status_code == status
    assert expected in answer.text


@pytest.mark.parametrize("text", HOSTILE[:4], ids=range(4))
def test_hostile_texts_stay_text(bare_database: Database, text: str) -> None:
    write_hostile(bare_database, text)
    # Words of a vocabulary are checked before they are written.
    known = (
        "MATCH (a:Agreement {id: 'a'}) MATCH (n:Region {code: '35.02'}) MATCH (o:Opd) "
        "SET a.form = 'pks', a.stage = 'pelaksanaan', a.scheme = 'ksdd', o.affairs = ['kesehatan'] "
        "CREATE (n)-[:PARTY_TO {role: 'party', position: 3}]->(a)"
    )
    bare_database.write((known, {}))
    client = create_app(bare_database).test_client()
    assert_no_markup(page_of(client, f"/kesenjangan/35.01-35.02?{PER}"))
    sheet = client.get("/kesenjangan/35.01-35.02.csv").data.decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(sheet)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    told = client.get("/kesenjangan/35.01-35.02.json").json
    assert told["a_name"] == text and told["coverage"][0]["totals"][0]["source"] == text


def test_empty_graph_says_so(empty_client: FlaskClient) -> None:
    answer = empty_client.get("/kesenjangan/35.13-35.74")
    assert answer.status_code == 404 and "Tidak ada wilayah dengan kode" in answer.text


# ------------------------------------------------------------------ the still


def drawn(readings: Readings, key: str) -> still.Still:
    pair: Pair = pair_of(readings, *key.split("-"))
    near = [one for one in judge(readings) if {one.a, one.b} & {pair.a, pair.b}]
    picture = still.draw(pair, near, readings.history.regions)
    assert picture is not None
    return picture


@pytest.mark.parametrize("key", ["35.13-35.74", "11.03-11.73", "11-12", "52.02-52.03"])
def test_still_holds_all_within(shown_database: Database, key: str) -> None:
    picture = drawn(read(shown_database, ON), key)
    chosen = [dot for dot in picture.dots if dot.chosen]
    assert {dot.place.code for dot in chosen} == set(key.split("-"))
    assert all(dot.name_at for dot in chosen)
    assert picture.lines[-1].chosen and picture.lines[-1].pair.key == key
    for dot in picture.dots:
        assert 0 < dot.x < still.WIDTH and 0 < dot.y < still.HEIGHT
        if dot.name_at:
            x, y = dot.name_at
            assert 0 <= x < still.WIDTH and 0 < y < still.HEIGHT
    assert 0 < picture.bar <= still.WIDTH / 4
    points = re.findall(r"(-?[\d.]+) (-?[\d.]+)", picture.land)
    assert len(points) > 3
    beyond = still.WIDTH / 40 + 1  # the land is cut a little outside
    for x, y in points:
        assert -beyond <= float(x) <= still.WIDTH + beyond
        assert -beyond <= float(y) <= still.HEIGHT + beyond


# ------------------------------------------------------------------ the timeline


def agreement(**values: object) -> CommonAgreement:
    plain = {
        "id": "k", "title": "t", "form": "pks", "stage": "pelaksanaan", "status": "running",
        "affairs": (), "parties": 2, "via_opd": False,
    }  # fmt: skip
    return CommonAgreement(**(plain | values))  # type: ignore[arg-type]


def test_timeline_places_days() -> None:
    items = [
        agreement(
            id="over", status="lapsed", runs_from=date(2016, 1, 1), runs_until=date(2017, 1, 1)
        ),
        agreement(id="undated", status="planned", stage="usulan"),
        agreement(id="open", runs_from=date(2018, 1, 1), last_stated_on=date(2019, 1, 1)),
    ]
    timeline = draw_timeline(items, ON)
    assert [bar.agreement.id for bar in timeline.bars] == ["open", "over", "undated"]
    open_, over, undated = timeline.bars
    assert over.start == 0.0 and over.open_to is None
    assert open_.start is not None and open_.start < open_.known < (open_.open_to or 0)
    assert open_.open_to == timeline.now
    assert undated.start is None
    assert timeline.years[0] == (2016, 0.0)
    assert all(0 <= at <= 100 for _year, at in timeline.years)


def test_timeline_of_one_day() -> None:
    timeline = draw_timeline([agreement(runs_from=date(1945, 8, 17))], date(1945, 8, 17))
    assert timeline.years and timeline.bars[0].open_to is None
