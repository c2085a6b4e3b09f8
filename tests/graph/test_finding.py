"""Finding by name: words with slips in a list of words, and everything of a graph."""

from __future__ import annotations

import pytest

from graph.aliases import Alias, remember
from graph.bearers import OtherNames
from graph.database import Database
from graph.finding import FOUND, Hits, finder, parts_of
from graph.patterns import pattern_of, words_of
from graph.wordlist import Bearer, WordList, plain_words
from graph.writing import instant
from loaders import reference
from tests.conftest import load_demo
from tests.engines.engines import Engines

SHORT = OtherNames(
    actors={"74.09": ["Konut"]},
    opds=lambda name: ["Dinkes"] if name == "Dinas Kesehatan" else [],
    openings={"kabupaten": ["kab", "pemkab"], "kota": ["pemkot"]},
    short={"dinkes": ["Dinas Kesehatan"]},
)


@pytest.fixture(scope="module")
def demo(engines: Engines) -> Database:
    """Give the demo on the embedded engine: the one query there is ran on every engine below."""
    return engines.get("embedded").load("demo", load_demo)


def found(database: Database, text: str, count: int = 10) -> dict[str, Hits]:
    return {row.type: row for row in finder(database, SHORT).find(text, count)}


# ------------------------------------------------------------------ words

NAMES = ("Kabupaten Sidoarjo", "Kota Surabaya", "Kota Probolinggo", "Université de São Paulo")
WORDS = WordList(Bearer([name], "jatim") for name in NAMES)


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("sidarjo", [0]),  # a letter is missing
        ("sidoaarjo", [0]),  # one too many
        ("sidoarko", [0]),  # another
        ("isdoarjo", [0]),  # two changed places
        ("sudoarj", [0]),  # still being written
        ("surbya", []),  # two in a short word
        ("prablinggo", [2]),  # two in a long one
        ("koto", [1, 2]),
        ("kta", []),
        ("paula", [3]),
        ("35", []),
    ],
)
def test_slips_are_borne(word: str, places: list[int]) -> None:
    told = {int(p) for one in WORDS.near(word) for p in WORDS.bearers(one.first, one.last)}
    assert sorted(told) == places


def test_words_tell_their_bearers() -> None:
    assert list(WORDS.bearers(*WORDS.beginning("kota"))) == [1, 2]
    assert list(WORDS.bearers(*WORDS.same("kot"))) == []
    assert list(WORDS.bearers(*WORDS.same("sao"))) == [3]
    assert sorted(WORDS.begun(*WORDS.beginning("k"))) == [0, 1, 2]
    assert list(WORDS.begun(*WORDS.beginning("jatim"))) == []
    assert list(WORDS.all_of(["kota", "jatim", "surabaya"])) == [1]
    assert list(WORDS.named("KOTA-surabaya")) == [1]
    assert list(WORDS.named("surabaya kota")) == list(WORDS.named("")) == []
    assert list(WORDS.named("jatim")) == []


def test_word_list_bears_anything() -> None:
    odd = ["", "a\x01b\x02c\x03d", "\n_-\x00", "שלום 😀", "x" * 5_000]
    words = WordList(Bearer([name]) for name in odd)
    assert words.size == 5
    assert list(words.all_of(["a", "d"])) == [1]
    assert list(words.named("שלום")) == [3]
    assert list(WordList(()).bearers(0, 0)) == list(WordList(()).near("sidoarjo")) == []


def test_words_lose_accents_and_number() -> None:
    assert words_of("  Kóta  JAMBI ") == ["kota", "jambi"]
    assert len(words_of("a " * 100)) == 8
    assert pattern_of("a.b") == "(?isu).*[aàáâãäåāăą]\\.b.*"
    assert plain_words("PT. Bank–Jatim_(Tbk) Ünal") == ["pt", "bank", "jatim", "tbk", "unal"]


def test_parts_mark_what_is_asked() -> None:
    parts = parts_of("Dinas Kesehatan, Kota Süd", ["kes", "sud", "dina"])
    assert [text for text, is_asked in parts if is_asked] == ["Dina", "Kes", "Süd"]
    assert "".join(text for text, _asked in parts) == "Dinas Kesehatan, Kota Süd"
    assert parts_of("Kota Surabaya", ["surabya"]) == (("Kota ", False), ("Surabaya", True))


# ------------------------------------------------------------------ a graph


@pytest.mark.parametrize(
    ("text", "type", "first", "way"),
    [
        ("labuhanbatu", "region", "12.10", "exact"),
        ("Labuhan Batu", "region", "12.10", "exact"),
        ("UTARA labuhanbatu", "region", "12.23", "word"),
        ("sido", "region", "35.15", "prefix"),
        ("Sidarjo", "region", "35.15", "near"),
        ("Surabya", "region", "35.78", "near"),
        ("Probolingo", "region", "35.13", "near"),
        ("pemkot probolinggo", "region", "35.74", "exact"),
        ("konut", "region", "74.09", "exact"),
        ("3515", "region", "35.15", "exact"),
        ("12.10", "region", "12.10", "exact"),
        ("dinas kesehatan kota probolinggo", "opd", "35.74-dinas-kesehatan", "exact"),
        ("prob dink", "opd", "35.74-dinas-kesehatan", "word"),
        ("dinkse", "opd", "35.74-dinas-kesehatan", "near"),
        ("PLN", "partner", "pln", "exact"),
        ("bánk sümut", "partner", "bank-sumut", "exact"),
        ("kaji konawe", "agreement", "knu-2023-01", "prefix"),
        ("LB-2018-08", "agreement", "lb-2018-08", "exact"),
        ("probolinggo dinkes", "agreement", "prb-2017-06", "word"),
        ("probolinggo bekantan", "region", "35.13", "part"),
    ],
)
def test_graph_is_searched(demo: Database, text: str, type: str, first: str, way: str) -> None:
    hits = found(demo, text)[type]
    assert (hits.hits[0].key, hits.way) == (first, way)


def test_best_sort_comes_first(demo: Database) -> None:
    assert list(found(demo, "probolinggo")) == ["region", "opd", "agreement"]
    assert next(iter(found(demo, "pln"))) == "partner"
    assert list(found(demo, "bekantan ulin")) == []


def test_other_name_is_told(demo: Database) -> None:
    assert found(demo, "konut")["region"].hits[0].also == "Konut"
    assert found(demo, "konawe utara")["region"].hits[0].also is None


def test_all_are_counted_beyond_those_given(demo: Database) -> None:
    hits = found(demo, "kota", 5)["region"]
    named = sum("kota" in plain_words(region.name) for region in reference.regions())
    assert len(hits.hits) == 5 and hits.total >= named


@pytest.mark.parametrize("text", ["", "   ", "(", "[a", "\\", "a" * 10_000, "x\u0000y", "😀", "ש"])
def test_anything_can_be_asked(demo: Database, text: str) -> None:
    assert not set(found(demo, text)) - set(FOUND)


def test_numbers_answers_and_changes_are_found(empty_database: Database) -> None:
    empty_database.write(
        (
            "CREATE (r:Region {code: '35.15', name: 'Kabupaten Sidoarjo', kind: 'kabupaten'}) "
            "CREATE (p:Partner {id: 'u', name: 'Université', kind: 'other'}) "
            "CREATE (a:Agreement {id: 'air', title: 'Air minum', form: 'pks', stage: 'usulan', "
            "scheme: 'ksdpk', cooperation: true, changed_at: $at}) "
            "CREATE (a)<-[:PARTY_TO {number: '415.4/12/2019'}]-(r) "
            "CREATE (a)<-[:PARTY_TO]-(p)",
            {"at": instant()},
        )
    )
    for text in ("415.4/12/2019", "415 2019", "415.4/1"):
        assert found(empty_database, text)["agreement"].hits[0].also == "415.4/12/2019"
    assert not found(empty_database, "41541220")
    assert found(empty_database, "universite")["partner"].hits[0].agreements == 1
    assert not found(empty_database, "kampus")
    remember(empty_database, Alias("Kampus Kita", None, "u", "partner"))
    empty_database.write(
        ("MATCH (a:Agreement) SET a.title = 'Air bersih', a.changed_at = $at", {"at": instant()})
    )
    assert found(empty_database, "kampus")["partner"].hits[0].also == "Kampus Kita"
    assert found(empty_database, "bersih 415")["agreement"].total == 1
    assert "agreement" not in found(empty_database, "minum")
