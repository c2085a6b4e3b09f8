"""Whole files: the register that loads again, and projections for graph programs."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest
from flask.testing import FlaskClient


def test_register_as_files(client: FlaskClient) -> None:
    answer = client.get("/ekspor/register.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len({row["kode"] for row in rows}) == 43
    told = json.loads(client.get("/ekspor/register.json").data)
    assert len(told["perjanjian"]) == 43 and len(told["laporan"]) == 4
    assert client.get("/ekspor/register.xlsx").data.startswith(b"PK")
    assert len(client.get("/ekspor/register-laporan.csv").data.splitlines()) == 5


def test_unknown_form_is_404(client: FlaskClient) -> None:
    assert client.get("/ekspor/register.exe").status_code == 404


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_projection_opens_elsewhere(client: FlaskClient, format: str, read) -> None:  # type: ignore[no-untyped-def]
    shown = client.get("/metrik.json?proyeksi=actors&per=2020-01-01").json
    answer = client.get(f"/metrik.{format}?proyeksi=actors&per=2020-01-01")
    assert answer.headers["Content-Disposition"].endswith(f'actors-2020-01-01.{format}"')
    graph = read(io.BytesIO(answer.data))
    assert {row["key"] for row in shown} == set(graph)


@pytest.mark.parametrize("address", ["/kesepakatan", "/metrik"])
def test_pages_lead_to_them(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert "/ekspor/register.xlsx" in page or "/metrik.gexf" in page
