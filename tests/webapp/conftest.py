"""Clients of the application over a graph with the demo, and over an empty one.

Pages are drawn over the embedded engine: what they read is tested on every engine where it is
read, and tests/webapp/test_engines.py holds the pages' rows equal on all.
"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from tests.conftest import load_demo
from tests.engines.engines import Engines
from webapp import create_app


@pytest.fixture
def shown_database(engines: Engines) -> Database:
    return engines.get("embedded").load("demo", load_demo)


@pytest.fixture
def client(shown_database: Database) -> FlaskClient:
    return create_app(shown_database).test_client()


@pytest.fixture
def bare_database(engines: Engines) -> Database:
    return engines.get("embedded").empty()


@pytest.fixture
def empty_client(bare_database: Database) -> FlaskClient:
    return create_app(bare_database).test_client()
