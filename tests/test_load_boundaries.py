"""`jejaring load boundaries` on the command line, beside registers of any name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jejaring import cli
from tests.loaders.shapes import grid, write

REGISTER = "kode,judul,pihak\nU1,Layanan,35.13;35.74\n"


def run(*arguments: str | Path) -> Result:
    """Run a command within this process."""
    return CliRunner().invoke(cli, [*map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder, and stand in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JEJARING_DATA", str(tmp_path / "data"))
    return tmp_path


def test_boundaries_are_checked_without_a_graph(here: Path) -> None:
    write(here / "batas.geojson", grid())
    done = run("load", "boundaries", "batas.geojson", "--dry-run", "--format", "json")
    told = json.loads(done.stdout)
    assert len(told["areas"]) == 4 and len(told["shared"]) == 3 and not told["written"]
    table = run("load", "boundaries", "batas.geojson", "--dry-run", "--format", "csv")
    assert table.stdout.splitlines()[1].startswith("batas.geojson,batas-")
    assert not (here / "data").exists()


def test_register_may_be_called_boundaries(here: Path) -> None:
    write(here / "boundaries", REGISTER)
    write(here / "lain.csv", REGISTER)
    for files in (["boundaries"], ["boundaries", "lain.csv"], ["lain.csv", "boundaries"]):
        done = run("load", *files, "--dry-run")
        assert done.stderr.count("1 baris dapat dimuat") == len(files)


def test_boundaries_tell_how_they_are_called() -> None:
    told = run("load", "boundaries", "--help").stdout
    assert "Usage: jejaring load boundaries" in told.replace("cli", "jejaring")
    assert "load boundaries" in run("load", "--help").stdout
