"""Clients of the application over a graph with the demo, and over an empty one."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.database import Database
from webapp import create_app


@pytest.fixture
def client(demo_database: Database) -> FlaskClient:
    return create_app(demo_database).test_client()


@pytest.fixture
def empty_client(empty_database: Database) -> FlaskClient:
    return create_app(empty_database).test_client()
