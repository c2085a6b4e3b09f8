"""The search box in a real browser: by keys, on the map and off it, with a server that is gone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

HOSTILE = "<img src=x onerror=alert(1)>"
CHOSEN = """
() => document.addEventListener("actor-chosen", ({ detail }) => { window.chosen = detail.id; })
"""


def test_search_box(page: Page, server: str, problems: list[str]) -> None:
    page.goto(f"{server}/pelaku")
    box, options = page.locator("#cari"), page.locator("#saran [role=option]")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("probolingo")  # a letter is missing
    expect(page.locator("#saran-region")).to_contain_text("mirip")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options.first.locator("mark")).to_have_text("Probolinggo")
    for _press in range(2):
        page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "saran-1")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("probolingo")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pelaku/35.13")

    box.fill("bekantan ulin")
    expect(page.locator(".suggestions .found")).to_contain_text("Tidak ada nama")
    expect(box).to_have_attribute("aria-expanded", "false")

    # A name stays text, whatever it is; what is slow or gone is said.
    hit = {"id": "x", "name": HOSTILE, "parts": [[HOSTILE, True]], "detail": HOSTILE}
    group = {"kind": "partner", "title": "Mitra", "total": 1, "way": "exact"}
    hostile = {"groups": [group | {"hits": [hit | {"url": "/x", "map": "/peta"}]}]}
    page.route("**/cari.json?q=jahat", lambda route: route.fulfill(json=hostile))
    box.fill("jahat")
    expect(options.first.locator("mark")).to_have_text(HOSTILE)
    assert page.locator(".suggestions img").count() == 0

    page.route("**/cari.json?q=pergi", lambda route: route.abort())
    box.fill("pergi")
    expect(page.locator(".suggestions .found")).to_contain_text("tidak terjawab")
    problems.clear()  # the browser tells of the request that failed


def test_search_puts_on_the_map(page: Page, server: str) -> None:
    page.goto(f"{server}/pelaku/35.13")
    page.locator("#cari").fill("pln")
    expect(page.locator("#saran [role=option]")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/peta?**fokus=pln**")
    page.evaluate(CHOSEN)
    page.keyboard.press("/")
    page.keyboard.type("bank sumut")
    page.keyboard.press("Enter")  # before there is an answer
    page.wait_for_function("() => window.chosen", polling=50)
    assert page.evaluate("window.chosen") == "bank-sumut"
    expect(page.locator("#saran [role=option]").first).to_be_hidden()
