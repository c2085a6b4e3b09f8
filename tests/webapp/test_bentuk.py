"""The boundaries as commands load them and pages get them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from flask.testing import FlaskClient

from graph import boundaries
from graph.database import Database
from jejaring import cli
from tests.engines.engines import Engines
from tests.graph.test_boundaries import made
from tests.loaders.shapes import collection, grid, known, write


def test_boundaries_are_loaded_listed_and_taken_back(
    shown_database: Database, engines: Engines, tmp_path: Path
) -> None:
    def run(*arguments: str | Path) -> str:
        data = ("--data", str(engines.get("embedded").folder))
        done = CliRunner().invoke(cli, [*map(str, arguments), *data], catch_exceptions=False)
        return done.output

    whole = write(tmp_path / "batas.geojson", grid())
    part = write(tmp_path / "lain.geojson", collection([known("35.15"), known("35.78")]))
    assert "batas 4 wilayah dan 3 garis bersama dimuat" in run("load", "boundaries", whole)
    assert "sudah dimuat dan tetap" in run("load", "boundaries", whole)
    assert "batas 2 wilayah" in run("load", "boundaries", part)
    listed = json.loads(run("loads", "--format", "json"))
    (row,) = (one for one in listed if one["file"] == "lain.geojson")
    assert row["accepted"] == 2 and row["id"].startswith("batas-")
    assert "2 wilayah dihapus" in run("undo", row["id"])
    assert boundaries.current(shown_database) is None


def test_shapes_are_kept_under_their_version(
    bare_database: Database, empty_client: FlaskClient
) -> None:
    missing = empty_client.get("/peta/bentuk.json")
    assert missing.status_code == 404 and "load boundaries" in missing.get_json()["error"]
    shapes, told = made("11.01", "11.02")
    boundaries.write(bare_database, shapes, told)
    answer = empty_client.get(f"/peta/bentuk.json?v={shapes.version}")
    assert "immutable" in answer.headers["Cache-Control"]
    content = answer.get_json()
    assert content["version"] == shapes.version and content["grid"] == 10_000
    assert content["areas"] == shapes.areas and content["lines"] == shapes.lines
    # A page of before others were loaded gets what is there, and does not keep it.
    later = empty_client.get("/peta/bentuk.json?v=0123")
    assert later.get_json() == content and later.headers["Cache-Control"] == "no-cache"
