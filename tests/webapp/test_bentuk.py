"""The boundaries as pages get them."""

from __future__ import annotations

from flask.testing import FlaskClient

from graph import boundaries
from graph.database import Database
from tests.graph.test_boundaries import made


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
