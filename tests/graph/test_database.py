"""One way to read, one way to write, and errors that say what to do."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from typing import Any

import pytest

from graph.database import Database, connect
from graph.errors import (
    DatabaseError,
    EngineUnreachable,
    JejaringError,
    ParameterMissing,
    QueryForbidden,
    QueryInvalid,
    QueryTimeout,
    SettingInvalid,
    WrongPassword,
)
from tests.engines.engines import Engine

WRONG: list[tuple[str, type[JejaringError]]] = [
    ("FOO", QueryInvalid),
    ("", QueryInvalid),
    ("MATCH (n) RETURN m", QueryInvalid),
    ("MATCH (n RETURN n", QueryInvalid),
    ("RETURN nowhere.known(1) AS x", QueryInvalid),
    ("RETURN $value AS x", ParameterMissing),
    ("CREATE (n:Probe) RETURN n", QueryForbidden),
    ("LOAD CSV FROM 'http://127.0.0.1:9/x' AS line RETURN line", QueryForbidden),
]
ONLY_NEO4J = ("SHOW USERS", "SHOW SETTINGS", "CALL dbms.listConfig()")


@pytest.mark.parametrize(("query", "error"), WRONG)
def test_wrong_query_is_told(database: Database, query: str, error: type[JejaringError]) -> None:
    with pytest.raises(error) as caught:
        database.read(query)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("query", ONLY_NEO4J)
def test_server_is_not_told(engine: Engine, query: str) -> None:
    with pytest.raises(DatabaseError):
        engine.database.read(query)


def test_values_come_plain(empty_database: Database) -> None:
    empty_database.write(
        (
            "CREATE (a:Probe {name: $name, on: $on, tags: ['x', 'y']})"
            "-[:KNOWS {since: 2019}]->(b:Probe {name: 'b'})",
            {"name": "<script>“é”😀", "on": dt.date(2019, 3, 12)},
        )
    )
    query = "MATCH p = (a:Probe)-[k:KNOWS]->(b) RETURN a, k, p, {x: [a.on]} AS map"
    assert empty_database.read(query).rows == [
        {
            "a": {
                "labels": ["Probe"],
                "name": "<script>“é”😀",
                "on": dt.date(2019, 3, 12),
                "tags": ["x", "y"],
            },
            "k": {"type": "KNOWS", "since": 2019},
            "p": {
                "nodes": [
                    {
                        "labels": ["Probe"],
                        "name": "<script>“é”😀",
                        "on": dt.date(2019, 3, 12),
                        "tags": ["x", "y"],
                    },
                    {"labels": ["Probe"], "name": "b"},
                ],
                "relationships": [{"type": "KNOWS", "since": 2019}],
            },
            "map": {"x": [dt.date(2019, 3, 12)]},
        }
    ]


@pytest.mark.parametrize(
    ("limit", "rows", "truncated"), [(3, 3, True), (5, 5, False), (9, 5, False), (None, 5, False)]
)
def test_limit_cuts_rows(database: Database, limit: int | None, rows: int, truncated: bool) -> None:
    found = database.read("UNWIND range(1, 5) AS i RETURN i", limit=limit)
    assert (len(found), found.truncated, found.columns) == (rows, truncated, ["i"])


def test_statements_stand_together(empty_database: Database) -> None:
    with pytest.raises(DatabaseError):
        empty_database.write(("CREATE (:Probe {id: 1})", {}), ("CREATE (:Probe {id: 1 / 0})", {}))
    assert not empty_database.read("MATCH (n:Probe) RETURN n").rows


def test_writers_do_not_lose(empty_database: Database) -> None:
    empty_database.write(("CREATE (:Probe {id: 1, count: 0})", {}))
    errors: list[Exception] = []

    def count() -> None:
        try:
            for _ in range(10):
                empty_database.write(("MATCH (n:Probe {id: 1}) SET n.count = n.count + 1", {}))
        except DatabaseError as error:
            errors.append(error)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert empty_database.read("MATCH (n:Probe) RETURN n.count AS count").one() == {"count": 40}


def test_long_query_ends(engine: Engine) -> None:
    if engine.folder:
        # The embedded engine has one limit for all; tests/graph/test_embedded.py shortens it.
        assert engine.database.read("RETURN 1 AS one", timeout=1).rows
        return
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS s"
    with pytest.raises(QueryTimeout, match="1 detik"):
        engine.database.read(endless, timeout=1)


ADDRESSES: list[tuple[Mapping[str, str], type[JejaringError]]] = [
    ({"JEJARING_URI": "bolt://127.0.0.1:1"}, EngineUnreachable),
    ({"JEJARING_URI": "neo4j://no-such-host.invalid"}, EngineUnreachable),
    ({"JEJARING_URI": "http://127.0.0.1"}, SettingInvalid),
    ({"JEJARING_URI": "bolt://neo4j:rahasia@127.0.0.1:1"}, SettingInvalid),
    (
        {"JEJARING_URI": "bolt://127.0.0.1:1", "JEJARING_PASSWORD_FILE": "/nowhere/rahasia"},
        SettingInvalid,
    ),
]


@pytest.mark.parametrize(("settings", "error"), ADDRESSES)
def test_wrong_address_is_told(
    settings: Mapping[str, str], error: type[JejaringError], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(error) as caught, connect():
        pass
    assert "neo4j:rahasia" not in str(caught.value)


def test_wrong_password_is_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    settings: dict[str, Any] = {
        "JEJARING_URI": engine.database.address,
        "JEJARING_PASSWORD": "sangat-rahasia",
    }
    if engine.folder:
        return  # its passwords are its own: tests/graph/test_embedded.py
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongPassword) as caught, connect():
        pass
    assert "sangat-rahasia" not in f"{caught.value} {caught.value.values}"


def test_password_file_is_read(
    engine: Engine, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in engine.environment.items():
        monkeypatch.setenv(name, value)
    secret = tmp_path / "secret"
    secret.write_text(engine.environment.get("JEJARING_PASSWORD", "") + "\n")
    monkeypatch.delenv("JEJARING_PASSWORD", raising=False)
    monkeypatch.setenv("JEJARING_PASSWORD_FILE", str(secret))
    with connect(engine.folder) as database:
        assert database.read("RETURN 1 AS one").rows == [{"one": 1}]
