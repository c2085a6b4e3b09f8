"""The invented nation: always the same, marked everywhere, and one in whichever way it comes."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks.nation.deals import Deal, Nation, Scale
from benchmarks.nation.documents import Documents
from benchmarks.nation.writing import NotEmpty, write_register, write_straight
from benchmarks.national import main
from graph.database import Database
from graph.gaps import pairs
from graph.invented import INVENTED, INVENTED_TITLE, PREFIX, holds_invented
from graph.model import Agreement, Partner
from loaders.loading import load_files
from loaders.register import read_register
from tests.engines.engines import Engines
from webapp import create_app

TINY = Scale(300, opds=200, partners=50, parties=900, seed=3)
FOLDER = Path(__file__).parents[1] / "benchmarks" / "nation"
BANNER = "Graf ini memuat data rekaan"
ON = date(2018, 12, 31)


def ignore(done: int, total: int) -> None:
    """Show no progress."""


def tiny() -> list[Agreement]:
    return list(Documents(Nation(TINY)).agreements())


@pytest.fixture(scope="module")
def middling() -> tuple[Nation, list[Deal]]:
    nation = Nation(Scale(12_000, opds=8_000, partners=2_000, parties=36_000))
    return nation, list(nation.deals())


# ------------------------------------------------------------------ what it is


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for ending in ("csv", "json"):
            write_register(tmp_path / name / f"rekaan.{ending}", TINY, ignore)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [
        *("rekaan-laporan.csv", "rekaan-laporan.json"),
        *("rekaan.csv", "rekaan.json"),
    ]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_other_seed_other_nation() -> None:
    other = Documents(Nation(Scale(300, 200, 50, 900, seed=4))).agreements()
    assert [one.title for one in islice(other, 20)] != [one.title for one in tiny()[:20]]


def test_everything_says_that_it_is_invented(tmp_path: Path) -> None:
    agreements = tiny()
    assert all(one.title.startswith(PREFIX) for one in agreements)
    partners = [p.actor for one in agreements for p in one.parties if isinstance(p.actor, Partner)]
    assert partners
    assert all("Rekaan" in partner.name for partner in partners)
    sources = [s.source for one in agreements for s in one.statements]
    assert all(INVENTED_TITLE in source.title for source in sources)
    assert INVENTED in sources
    written = write_register(tmp_path / "daftar.csv", TINY, ignore)
    assert all(path.name.startswith("rekaan") for path in written)


def test_mark_keeps_its_key() -> None:
    # What was written yesterday must be known for invented tomorrow.
    assert INVENTED.id == "df1308e0f5ee00b7"


def test_rule_knows_no_score() -> None:
    for path in FOLDER.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not named & {"graph.ranking", "graph.evidence", "graph.gaps", "graph.history"}


# ------------------------------------------------------------------ its shape


def test_sorts_of_agreements(middling: tuple[Nation, list[Deal]]) -> None:
    _, deals = middling
    count = len(deals)
    assert count == pytest.approx(12_000, rel=0.01)
    sorts = Counter(deal.sort for deal in deals)
    assert 0.5 < sorts["partner"] / count < 0.8
    assert sorts["visit"] > 0.01 * count
    assert max(len(deal.regions) for deal in deals) > 10
    assert sum(deal.renewal > 0 for deal in deals) > 0.1 * count
    assert sum(deal.carries_out is not None for deal in deals) > 0.1 * count
    years = Counter(date.fromordinal(deal.day).year for deal in deals)
    assert years[2006] < years[2012] < years[2019] < years[2025]
    assert years[2020] < years[2019]
    assert max(deal.day for deal in deals) <= date(2026, 9, 30).toordinal()
    assert [deal.day for deal in deals] == sorted(deal.day for deal in deals)


def test_few_partners_have_many_agreements(middling: tuple[Nation, list[Deal]]) -> None:
    nation, deals = middling
    counts = Counter(partner for deal in deals for partner in deal.partners)
    assert len(nation.partners.sorts) == pytest.approx(2_000, rel=0.1)
    top = sum(count for _, count in counts.most_common(len(counts) // 100))
    assert top > 0.08 * counts.total()
    assert sum(count == 1 for count in counts.values()) > 0.2 * len(counts)


def test_share_of_neighbours_that_cooperate(middling: tuple[Nation, list[Deal]]) -> None:
    nation, deals = middling
    land = {
        number
        for number, one in enumerate(nation.land.contacts)
        if one.kind == "land" and "." in nation.land.regions[one.a].code
    }
    of_pairs = [d for d in deals if d.pair in land and d.stage == "pelaksanaan"]
    running = {d.pair for d in of_pairs if d.day <= ON.toordinal() <= d.until}
    began = {d.pair for d in of_pairs if d.day > ON.toordinal()} - running
    assert 0.25 < len(running) / len(land) < 0.5
    assert 0.15 < len(began) / len(land - running) < 0.4


def test_frameworks_come_before_what_carries_them_out(
    middling: tuple[Nation, list[Deal]],
) -> None:
    _, deals = middling
    carried = [d for d in deals if d.carries_out and d.carries_out.number]
    assert carried
    assert all(d.carries_out.number < d.number for d in carried if d.carries_out)


# ------------------------------------------------------------------ both ways


def test_register_is_taken_whole(tmp_path: Path) -> None:
    path, beside = write_register(tmp_path / "rekaan.json", TINY, ignore)
    register, totals = read_register(path), read_register(beside)
    assert [(one.row, one.error) for one in register.refused] == []
    assert [taken.told for taken in register.taken] == tiny()
    assert totals.refused == []
    assert totals.reports


def test_large_register_is_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.nation.writing.A_FILE", 120)
    paths = write_register(tmp_path / "rekaan.csv", TINY, ignore)
    assert [path.name for path in paths] == [
        *("rekaan-1.csv", "rekaan-2.csv", "rekaan-3.csv", "rekaan-laporan.csv"),
    ]
    told = [taken.told for path in paths[:3] for taken in read_register(path).taken]
    assert told == tiny()


_AGREEMENTS = (
    "MATCH (a:Agreement) RETURN a.id AS id, a.title AS title, a.form AS form, a.stage AS stage, "
    "a.scheme AS scheme, a.parties_key AS parties, a.party_keys AS keys, a.runs_from AS runs_from, "
    "a.runs_until AS runs_until, a.first_stated_on AS first, a.last_stated_on AS last, "
    "a.digest AS digest ORDER BY id"
)
_NODES = "MATCH (n) WHERE NOT n:Record AND NOT n:Load RETURN labels(n) AS labels, count(*) AS count"
_EDGES = (
    "MATCH ()-[e]->() WHERE NOT type(e) IN ['LOADED_BY', 'NAMED_BY', 'TELLS'] "
    "RETURN type(e) AS type, count(*) AS count"
)


def held(database: Database) -> dict[str, Any]:
    """Give what a graph holds that must not depend on how it came there."""
    return {
        "agreements": database.read(_AGREEMENTS, limit=None).rows,
        "nodes": sorted((row["labels"], row["count"]) for row in database.read(_NODES)),
        "edges": sorted((row["type"], row["count"]) for row in database.read(_EDGES)),
        "statuses": [(pair.key, pair.status) for pair in pairs(database, ON)],
    }


@pytest.fixture
def fresh(engines: Engines) -> Callable[[], Database]:
    return engines.get("embedded").empty


def test_both_ways_give_one_graph(fresh: Callable[[], Database], tmp_path: Path) -> None:
    database = fresh()
    assert not holds_invented(database)
    assert BANNER not in create_app(database).test_client().get("/").text
    for report in load_files(database, write_register(tmp_path / "rekaan.csv", TINY, ignore)):
        assert report.error is None
        assert report.register is not None
        assert report.register.refused == []
    by_register = held(database)
    assert holds_invented(database)

    database = fresh()
    write_straight(database, TINY, ignore)
    assert held(database) == by_register
    assert holds_invented(database)
    assert BANNER in create_app(database).test_client().get("/").text
    with pytest.raises(NotEmpty, match="empty"):
        write_straight(database, TINY, ignore)


def test_command_writes_a_register(tmp_path: Path) -> None:
    path = tmp_path / "rekaan.csv"
    done = CliRunner().invoke(main, ["--agreements", "100", "--register", str(path)])
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8-sig").startswith("kode,judul,")


def test_command_names_the_forms(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--register", str(tmp_path / "rekaan.pdf")])
    assert done.exit_code == 2
    assert ".csv or .json" in done.output
