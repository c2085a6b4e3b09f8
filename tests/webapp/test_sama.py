"""Two agreements side by side, and decisions about them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.webapp.pages import text_of
from tests.webapp.test_muat import OURS
from webapp.sama import _differs


@pytest.mark.parametrize(
    ("name", "left", "right", "differs"),
    [
        ("title", ["A"], ["B"], True),
        ("title", ["A"], ["A"], False),
        ("parties", ["A", "B"], ["B", "A"], False),
        ("numbers", ["A: 1/2"], ["B: 3/4"], False),
        ("numbers", ["A: 1/2", "B: 3/4"], ["B: 3/5"], True),
        ("numbers", ["A: no: 1"], ["A: no: 1"], False),
        ("places", ["a.csv"], ["b.csv"], False),
        ("ends_on", [], ["2024"], True),
    ],
)
def test_what_differs(name: str, left: list[str], right: list[str], differs: bool) -> None:
    assert _differs(name, left, right) is differs


@pytest.mark.parametrize("action", ["terima", "tolak"])
@pytest.mark.parametrize(
    ("a", "b", "status"),
    [("", "", 404), ("lb-2018-01", "x", 404), ("lb-2018-01", "lb-2018-01", 409)],
)
def test_decision_needs_two_agreements(
    client: FlaskClient, action: str, a: str, b: str, status: int
) -> None:
    answer = client.post(f"/muat/sama/{action}", data={"a": a, "b": b}, headers=OURS)
    assert answer.status_code == status


def test_nothing_waits_in_the_demo(client: FlaskClient) -> None:
    words = text_of(client, "/muat/sama")
    assert "Tidak ada pasangan yang menunggu keputusan." in words
