"""The guard that stands over every page test notices what it is there for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

BREACHES = {
    "script": "setTimeout(() => { throw new Error('broken') })",
    "console": "console.error('broken')",
    "security policy": "document.body.setAttribute('onclick', '1'); document.body.click()",
    "off the machine": "new Image().src = 'http://example.invalid/a.png'",
}


@pytest.mark.parametrize("breach", BREACHES)
def test_guard_notices(page: Page, server: str, problems: list[str], breach: str) -> None:
    page.goto(server)
    assert problems == []
    page.evaluate(BREACHES[breach])
    page.wait_for_timeout(300)
    assert problems
    problems.clear()
