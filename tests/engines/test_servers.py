"""Every engine of the suite is the one it claims to be, and is guarded against writing."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.database import Database
from graph.errors import QueryForbidden
from tests.engines.engines import Engine

VERSIONS = {"embedded": "ArcadeDB", "neo4j-5.26": "Neo4j/5.26.", "neo4j-2026": "Neo4j/2026."}
WRITING = (
    "CREATE (:Probe)",
    "MERGE (:Probe {id: 2})",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) SET n.id = 2",
    "CREATE INDEX probe FOR (n:Probe) ON (n.id)",
    "CREATE USER someone SET PASSWORD 'something'",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
)


def test_engine_version(engine: Engine) -> None:
    assert engine.database.engine.startswith(VERSIONS[engine.name])


def test_values_return(database: Database) -> None:
    values = {"text": "Labuhanbatu", "number": 34_300_606_705, "on": dt.date(2019, 1, 1)}
    values |= {"list": [1, 2], "nothing": None}
    database.write(("CREATE (:Probe {id: 1, on: $on})", values))
    (row,) = database.read("MATCH (n:Probe) RETURN n.on AS on, $number AS number", values).rows
    assert row == {"on": values["on"], "number": values["number"]}


@pytest.mark.parametrize("query", WRITING)
def test_reading_refuses(database: Database, query: str) -> None:
    before = database.read("MATCH (n) RETURN n.id AS id").rows
    with pytest.raises(QueryForbidden):
        database.read(query)
    assert database.read("MATCH (n) RETURN n.id AS id").rows == before
