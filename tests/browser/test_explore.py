"""Exploring in a real browser: steps undone and redone, selecting, menus, keys, touch, trouble."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route, expect

DRAWN = "html[data-map=drawn]"
NETWORK = "/peta?mode=jejaring&per=2019-06-01"
VIEW = (-1100.0, 200.0, 0.2)  # looked at: the middle and the scale of the network's map
LOOK = ",".join(map(str, VIEW))


def open_map(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(DRAWN, state="attached")


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def spot_of(page: Page, server: str, key: str) -> tuple[float, float]:
    """Give where a node is, in pixels of the page, when the map is looked at as `VIEW` says."""
    picture = page.request.get(f"{server}{NETWORK.replace('?', '/data.json?')}").json()
    place = next(node for node in picture["nodes"] if node["id"] == key)
    box: Any = page.locator("#canvas").bounding_box()
    x, y, scale = VIEW
    return (
        box["x"] + box["width"] / 2 + (place["x"] - x) * scale,
        box["y"] + box["height"] / 2 + (place["y"] - y) * scale,
    )


def expect_shown(page: Page, count: int) -> None:
    expect(page.locator("#map-shown")).to_have_text(re.compile(rf"^\s*{count} dari"))


def test_every_step_is_undone_and_redone(page: Page, server: str) -> None:
    open_map(page, f"{server}{NETWORK}&pilih=12.10")
    expect_shown(page, 30)
    expect(page.locator("#undo")).to_be_disabled()
    page.keyboard.press("h")
    expect_shown(page, 29)
    page.locator("#facet-skema summary").click()
    page.locator("#facet-skema input").first.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**skema=**")
    expect(page.locator("#facet-skema summary .number")).to_have_text("1")
    # What the reader had open and in the focus is as it was, and the keys still work there.
    expect(page.locator("#facet-skema")).to_have_attribute("open", "")
    expect(page.locator("#facet-skema input").first).to_be_focused()
    page.keyboard.press("z")
    expect_shown(page, 29)
    expect(page.locator("#facet-skema input").first).not_to_be_checked()
    assert page.locator("main a[href*='langkah']").count() == 0
    page.go_back()
    expect_shown(page, 30)
    expect(page.locator("#details")).to_contain_text("Labuhanbatu")
    expect(page.locator("#undo")).to_be_disabled()
    page.keyboard.press("z")
    expect(page.locator("#said")).to_contain_text("Tidak ada langkah")
    page.keyboard.press("Shift+Z")
    page.keyboard.press("Shift+Z")
    page.wait_for_url("**skema=**")
    expect(page.locator("#redo")).to_be_disabled()
    # A reload, and another mode, keep the chain.
    page.reload()
    page.wait_for_selector(DRAWN, state="attached")
    page.click(".tabs a >> text=Batas")
    page.wait_for_url("**mode=batas**")
    page.wait_for_selector(DRAWN, state="attached")
    page.keyboard.press("z")
    page.wait_for_url("**skema=**")
    page.wait_for_selector(DRAWN, state="attached")
    page.click("#undo")
    expect_shown(page, 29)
    # One click shows what is hidden, as a step.
    page.click("#map-shown a >> nth=0")
    expect_shown(page, 30)
    assert "sembunyi" not in asked(page)


def test_server_gone_leaves_the_map_usable(page: Page, server: str, problems: list[str]) -> None:
    open_map(page, f"{server}{NETWORK}&pilih=12.10")
    page.route("**/peta/langkah*", lambda route: route.abort())
    page.keyboard.press("h")
    trouble = page.locator(".trouble")
    expect(trouble).to_contain_text("Server tidak menjawab")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#said")).to_contain_text("dipilih")
    page.unroute("**/peta/langkah*")
    expect(trouble).to_be_hidden(timeout=6_000)  # by itself
    expect_shown(page, 29)
    # What the server refuses it says, and the map stays where it was.
    before = page.url
    page.fill("#tahun", "kapan saja")
    page.keyboard.press("Enter")
    expect(trouble).to_contain_text("tahun “kapan saja” tidak dapat dipakai")
    expect(trouble.get_by_role("button")).to_be_hidden()
    page.wait_for_url(before)
    # Answers that come too late are not shown.

    def late(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/peta/langkah*opd=1*", late)
    page.fill("#tahun", "")
    page.check("#opd")
    page.keyboard.press("z")
    page.wait_for_timeout(1_000)
    expect_shown(page, 29)
    expect(page.locator("#opd")).not_to_be_checked()
    assert all("console" in problem for problem in problems)
    problems.clear()


def test_several_are_selected_and_isolated(page: Page, server: str) -> None:
    open_map(page, f"{server}{NETWORK}&pandang={LOOK}")
    page.mouse.click(*spot_of(page, server, "15.71"))
    expect(page.locator("#details h2")).to_have_text("Kota Jambi")
    page.keyboard.down("Shift")
    page.mouse.click(*spot_of(page, server, "singapura"))
    expect(page.locator("#details h2")).to_contain_text("2")
    assert asked(page)["pilih"] == ["15.71", "singapura"]
    # With Shift held, a line drawn from empty ground catches what lies inside.
    box: Any = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + box["height"] - 8)
    page.mouse.down()
    for x, y in ((0.98, 0.98), (0.98, 0.1), (0.01, 0.1), (0.01, 0.95)):
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
    page.mouse.up()
    page.keyboard.up("Shift")
    expect(page.locator("#said")).to_have_text(re.compile(r"^\d\d dipilih$"))
    assert asked(page)["pandang"] == [LOOK]
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    open_map(page, f"{server}{NETWORK}&pilih=15.71&pilih=singapura")
    page.keyboard.press("i")
    expect_shown(page, 2)
    assert asked(page)["mulai"] == ["kosong"]
    page.keyboard.press("p")
    page.wait_for_url(re.compile("pin="))
    assert len(asked(page)["pin"]) == 2
    page.keyboard.press("z")
    page.wait_for_function("() => !location.search.includes('pin=')")


def test_menu_counts_before_drawing(page: Page, server: str) -> None:
    open_map(page, f"{server}{NETWORK}&mulai=kosong&tambah=12.10&pilih=12.10")
    expect_shown(page, 1)
    page.keyboard.press("e")
    menu = page.locator("#menu")
    buttons = menu.locator("button:enabled")
    expect(buttons.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(buttons.nth(1)).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect_shown(page, 12)
    expect(menu).to_be_hidden()
    expect(page.locator("#canvas")).to_be_focused()
    page.keyboard.press("c")
    expect_shown(page, 1)

    def many(route: Route) -> None:
        button = '<button data-act="expand" data-value="12.10 batas" data-count="51">x</button>'
        route.fulfill(body=button, content_type="text/html")

    page.route("**/peta/perluasan*", many)
    page.keyboard.press("e")
    expect(menu.get_by_role("button", name="x")).to_be_focused()
    page.keyboard.press("Enter")
    question = page.get_by_role("dialog", name=re.compile("Ada 51"))
    question.get_by_role("button", name="Batal").click()
    assert "perluas" not in asked(page)
    expect(page.locator("#canvas")).to_be_focused()


def test_what_is_found_goes_onto_the_map(page: Page, server: str) -> None:
    open_map(page, f"{server}{NETWORK}&mulai=kosong")
    expect(page.locator("#nothing")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("labuhanbatu")
    expect(page.locator("#saran [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect_shown(page, 1)
    expect(page.locator("#nothing")).to_be_hidden()
    expect(page.locator("#details h2")).to_contain_text("Labuhanbatu")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("urungkan langkah terakhir")


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """Open an empty page of a telephone."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="id-ID"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def touch(session: CDPSession, *moves: list[tuple[float, float]]) -> None:
    """Put fingers down, move them, and take them away."""
    for number, fingers in enumerate(moves):
        kind = "touchMove" if number else "touchStart"
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_fingers_do_what_a_mouse_does(phone: Page, server: str) -> None:
    open_map(phone, f"{server}{NETWORK}&pandang={LOOK}")
    session = phone.context.new_cdp_session(phone)
    x, y = spot_of(phone, server, "15.71")
    session.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    expect(phone.locator("#menu")).to_be_visible()  # a long press
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert "pilih" not in asked(phone)
    phone.touchscreen.tap(x, 300)
    expect(phone.locator("#menu")).to_be_hidden()
    touch(session, *([(x - d, y + 60), (x + d, y + 60)] for d in range(20, 80, 10)))  # a pinch
    phone.wait_for_function(
        "(look) => !decodeURIComponent(location.search).includes(look)", arg=LOOK
    )
    phone.locator("#fit").tap()
    phone.wait_for_function("() => !location.search.includes('pandang')")
    phone.locator("#lasso").tap()
    expect(phone.locator("#lasso")).to_have_attribute("aria-pressed", "true")
    box: Any = phone.locator("#canvas").bounding_box()
    corners = (
        (0.02, 0.15),
        (0.5, 0.12),
        (0.98, 0.15),
        (0.98, 0.6),
        (0.98, 0.95),
        (0.5, 0.97),
        (0.02, 0.95),
    )
    touch(
        session,
        *([(box["x"] + a * box["width"], box["y"] + b * box["height"])] for a, b in corners),
    )
    expect(phone.locator("#details h2")).to_contain_text("dipilih")
    expect(phone.locator("#lasso")).to_have_attribute("aria-pressed", "false")
    sheet: Any = phone.locator("#details").bounding_box()
    assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=2) and sheet["width"] == 390
    phone.locator("#details .close").tap()
    phone.locator("#drawer summary").first.tap()
    drawer: Any = phone.locator("#drawer").bounding_box()
    assert drawer["y"] > 250 and drawer["y"] + drawer["height"] == pytest.approx(844, abs=2)
