"""The demo register holds every fact of the five seed articles, in our own words."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from graph.vocabulary import AFFAIRS, FORMS, STAGES

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "loaders" / "demo"
CORPUS = ROOT.parent / "shared" / "corpus"
WINDOW = 70  # characters in a row that can hardly agree by chance
UNNAMED = "(tidak disebut)"
BENEFIT = re.compile(r"(?P<item>[^=]+) = (?P<amount>[0-9]+) \((?P<year>[0-9]{4})\)")
PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
DATES = ("ditandatangani", "mulai", "berakhir", "target")
REQUIRED = (
    "kode",
    "judul",
    "bentuk",
    "tahap",
    "pihak",
    "sumber_judul",
    "sumber_penerbit",
    "sumber_tanggal",
    "halaman",
    "bukti",
    "keyakinan",
)

# The gold annotations name parties as the articles do; the register names them canonically.
SAME_NAME = {
    "rumah sakit umum daerah aek kanopan": "rsud aek kanopan",
    "pt taspen": "pt taspen persero",
    "global fund untuk aids tuberkulosis malaria gf atm": "global fund",
    "kementerian pekerjaan umum perumahan rakyat ri": "kementerian pekerjaan umum perumahan rakyat",
    "kementerian komunikasi informatika ri": "kementerian komunikasi informatika",
    "china": "tiongkok",
}

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the articles and their annotations do not lie beside the checkout"
)


def rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def parties(row: dict[str, str]) -> list[str]:
    return row["pihak"].split(";")


def benefits(row: dict[str, str]) -> list[tuple[str, int, int]]:
    cells = filter(None, row["hasil"].split(";"))
    found = [BENEFIT.fullmatch(cell) for cell in cells]
    assert all(found), row["hasil"]
    return [(m["item"], int(m["amount"]), int(m["year"])) for m in found if m]


AGREEMENTS = rows("agreements.csv")
REPORTS = rows("reports.csv")


def test_each_article_gives_its_number_of_agreements() -> None:
    count = Counter((row["kode"].split("-")[0], row["bentuk"], row["tahap"]) for row in AGREEMENTS)
    assert count == {
        ("LB", "lainnya", "pelaksanaan"): 13,
        ("SDA", "mou", "pelaksanaan"): 2,
        ("SDA", "lainnya", "pelaksanaan"): 1,
        ("PRB", "lainnya", "pelaksanaan"): 1,
        ("PRB", "lainnya", "pembahasan"): 13,
        ("KNU", "kaji_banding", "selesai"): 1,
        ("JBI", "mou", "pelaksanaan"): 2,
        ("JBI", "pks", "pelaksanaan"): 3,
        ("JBI", "lainnya", "pelaksanaan"): 5,
        ("JBI", "keanggotaan", "pelaksanaan"): 2,
    }


def test_labuhanbatu_yields_by_partner() -> None:
    yields: Counter[str] = Counter()
    for row in AGREEMENTS:
        for _, amount, year in benefits(row):
            assert (year, parties(row)[0]) == (2018, "Kabupaten Labuhanbatu")
            yields[parties(row)[1]] += amount
    assert yields == {
        "PT Bank Sumut": 2_511_548_710 + 8_725_188_771 + 551_844_040,
        "PT PLN (Persero)": 22_512_025_184,
    }
    assert yields.total() == 34_300_606_705


def test_reported_totals() -> None:
    told = {
        (row["wilayah"], row["tahun"], row["bentuk"], row["jumlah"], row["sekurangnya"])
        for row in REPORTS
    }
    assert told == {
        ("Kabupaten Sidoarjo", "2018", "", "10", "ya"),
        ("Kabupaten Sidoarjo", "2019", "mou", "2", "ya"),
        ("Kota Jambi", "2017", "mou", "9", "tidak"),
        ("Kota Jambi", "2017", "pks", "14", "tidak"),
    }


def test_named_documents_of_jambi_are_fewer_than_reported() -> None:
    signed = Counter(
        row["bentuk"]
        for row in AGREEMENTS
        if parties(row)[0] == "Kota Jambi" and row["ditandatangani"] == "2017"
    )
    assert signed == {"mou": 2, "pks": 3}


def test_planned_pairs_have_a_due_date_and_no_signing_date() -> None:
    planned = [row for row in AGREEMENTS if STAGES[row["tahap"]].effect == "planned"]
    assert {(row["target"], row["ditandatangani"], row["mulai"]) for row in planned} == {
        ("2018-12-31", "", "")
    }
    for row in planned:
        city, regency = parties(row)
        assert city.endswith(" Kota Probolinggo")
        assert regency.endswith(" Kabupaten Probolinggo")


@pytest.mark.parametrize("row", AGREEMENTS, ids=[row["kode"] for row in AGREEMENTS])
def test_agreement_is_complete(row: dict[str, str]) -> None:
    assert [field for field in REQUIRED if not row[field].strip()] == []
    assert row["bentuk"] in FORMS
    assert row["tahap"] in STAGES
    assert set(filter(None, row["urusan"].split(";"))) <= AFFAIRS.keys()
    assert len(parties(row)) == len(set(parties(row))) == 2
    assert all(PARTIAL_DATE.fullmatch(row[field]) for field in DATES if row[field])
    assert 0 < float(row["keyakinan"]) <= 1
    assert datetime.date.fromisoformat(row["sumber_tanggal"])


@pytest.mark.parametrize("row", REPORTS)
def test_report_is_complete(row: dict[str, str]) -> None:
    optional = {"bentuk", "skema", "sumber_url"}
    assert [f for f, value in row.items() if f not in optional and not value.strip()] == []
    assert datetime.date.fromisoformat(row["sumber_tanggal"])


def test_codes_and_pairs_are_unique() -> None:
    assert len({row["kode"] for row in AGREEMENTS}) == len(AGREEMENTS)
    assert len({frozenset(parties(row)) for row in AGREEMENTS}) == len(AGREEMENTS)


def test_one_article_is_one_source() -> None:
    fields = ("sumber_judul", "sumber_penerbit", "sumber_tanggal")
    assert len({tuple(row[f] for f in fields) for row in AGREEMENTS + REPORTS}) == 5


def normal(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.casefold())
    joined = " ".join(word for word in words if word != "dan")
    return SAME_NAME.get(joined, joined)


def is_meant(annotated: str, party: str) -> bool:
    """Tell whether a party is the annotated one, an OPD of it, or it with its region."""
    name, written = normal(annotated), normal(party)
    if name.startswith(("kabupaten ", "kota ", "provinsi ")):
        return written == name or written.endswith(f" {name}")
    return written == name or re.match(rf"{name} (kabupaten|kota|provinsi) ", written) is not None


@needs_corpus
@pytest.mark.parametrize("number", range(5))
def test_every_annotated_pair_is_in_the_register(number: int) -> None:
    (path,) = (CORPUS / "gold").glob(f"{number:03}_*.json")
    missing = [
        fact["parties"]
        for fact in json.loads(path.read_text(encoding="utf-8"))
        if not any(
            all(map(is_meant, (*fact["parties"], UNNAMED)[:2], order))
            for row in AGREEMENTS
            for order in permutations(parties(row), 2)
        )
    ]
    assert missing == []


def squeeze(text: str) -> str:
    return " ".join(text.split()).casefold()


def windows(text: str) -> set[str]:
    flat = squeeze(text)
    return {flat[i : i + WINDOW] for i in range(len(flat) - WINDOW + 1)}


@needs_corpus
@pytest.mark.parametrize("name", ["agreements.csv", "reports.csv", "README.md"])
def test_no_sentence_is_copied(name: str) -> None:
    ours = windows((DEMO / name).read_text(encoding="utf-8"))
    for path in (CORPUS / "seeds").glob("*.txt"):
        assert not ours & windows(path.read_text(encoding="utf-8")), path.name
