"""The map in a real browser: drawn in time, selected, filtered, dated, exported."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

DRAWN = "html[data-map=drawn]"
PER = "per=2019-06-01"
# Gives the middle of where on the map the tip says something.
FIND = """
(wanted) => {
  const box = document.getElementById("canvas").getBoundingClientRect();
  const tip = document.getElementById("tip");
  const found = [];
  for (let y = 20; y < box.height; y += 7) {
    for (let x = 20; x < box.width; x += 7) {
      const at = { clientX: box.x + x, clientY: box.y + y, bubbles: true };
      document.getElementById("canvas").dispatchEvent(new PointerEvent("pointermove", at));
      if (!tip.hidden && tip.textContent.includes(wanted)) found.push([at.clientX, at.clientY]);
    }
  }
  const mean = (i) => found.reduce((sum, point) => sum + point[i], 0) / found.length;
  return found.length ? { x: mean(0), y: mean(1) } : null;
}
"""


def open_map(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(DRAWN, state="attached")


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_national_map_is_drawn_whole(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?{PER}")
    assert page.evaluate("performance.getEntriesByName('map-drawn').length") == 1
    assert "990 dari 990" in page.inner_text("#map-shown")


@pytest.mark.parametrize("path", ["/", "/peta?banding=2017-12-31", "/peta?mode=jejaring&opd=1"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_scrolls_sideways(page: Page, server: str, path: str, language: str) -> None:
    beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    open_map(page, f"{server}{path}{'&' if '?' in path else '?'}lang={language}&{PER}")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(beyond) <= 0


def test_map_fills_its_box(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?{PER}")
    ink = page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const { width, height } = canvas;
          const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
          let left = width, right = 0;
          for (let i = 3; i < data.length; i += 4) {
            if (!data[i]) continue;
            const x = ((i - 3) / 4) % width;
            left = Math.min(left, x);
            right = Math.max(right, x);
          }
          return (right - left) / width;
        }"""
    )
    assert ink > 0.8


def test_pair_is_selected_by_a_click(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?{PER}&provinsi=12")
    spot = page.evaluate(FIND, "Labuhanbatu – Labuhanbatu Utara")
    assert spot, "no tip for the line of the pair"
    page.mouse.click(spot["x"], spot["y"])
    details = page.locator("#details")
    expect(details).to_contain_text("140,5 km")
    expect(details.get_by_role("link", name="Buka pasangan")).to_have_attribute(
        "href", "/kesenjangan/12.10-12.23?per=2019-06-01"
    )
    assert asked(page)["pilih"] == ["12.10-12.23"]
    expect(page.locator("#rows tr.chosen")).to_have_count(1)
    page.reload()
    expect(details).to_contain_text("140,5 km")
    page.keyboard.press("Escape")
    expect(details).to_be_hidden()
    assert "pilih" not in asked(page)


def test_legend_filters_map_and_table(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?{PER}")
    page.uncheck("#legend input[value=unknown]")
    expect(page.locator("#map-shown")).to_contain_text("dari 990")
    expect(page.locator("#rows tbody tr")).not_to_have_count(100)
    assert "unknown" not in asked(page)["status"]
    for status in asked(page)["status"]:
        page.uncheck(f"#legend input[value={status}]")
    expect(page.locator("#map-shown")).to_contain_text("0 dari 990")
    assert asked(page)["status"] == ["tidak-ada"]


def test_view_comes_back_with_the_address(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?{PER}")
    page.click("#zoom-in")
    page.wait_for_url("**pandang=**")
    address = page.url
    open_map(page, address)
    page.wait_for_timeout(600)
    assert page.url == address
    page.keyboard.press("f")
    page.wait_for_function("() => !location.search.includes('pandang')", polling=100)


def test_years_mark_what_appeared(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?mode=jejaring&per=2017-12-31")
    page.locator("#year").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#said")).to_contain_text("2017 → 2018")
    expect(page.locator("#said")).to_contain_text("muncul")
    assert asked(page)["per"] == ["2018-12-31"]


def test_a_bar_is_its_year(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?mode=jejaring&per=2017-12-31")
    page.locator("#histogram [data-year='2019'] .began").click()
    expect(page.locator("#said")).to_contain_text("2017 → 2019")
    expect(page.locator("#histogram .now")).to_have_attribute("data-year", "2019")
    page.keyboard.press("z")
    expect(page.locator("#year")).to_have_value("2017")


def test_two_dates_stand_side_by_side_in_step(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?mode=jejaring&{PER}&banding=2017-12-31")
    headings = page.locator(".date-heading")
    expect(headings.nth(0)).to_have_text(re.compile(r"^1 Juni 2019 [1-9]\d* muncul$"))
    expect(headings.nth(1)).to_have_text(re.compile(r"^31 Desember 2017 \d+ berakhir$"))
    boxes = [page.locator(f"#{name}").bounding_box() for name in ("map-other", "map")]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"], "the older one stands first"
    ink = """(id) => {
      const canvas = document.querySelector(`#${id} canvas`);
      const { width, height } = canvas;
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      return data.reduce((sum, value, i) => sum + (i % 4 === 3 && value ? 1 : 0), 0);
    }"""
    before = page.evaluate(ink, "canvas-other")
    assert before > 0
    page.click("#zoom-in")
    page.wait_for_url("**pandang=**")
    assert page.evaluate(ink, "canvas-other") != before


def test_dragging_pins(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?mode=jejaring&{PER}&tata=gaya")
    spot = page.evaluate(FIND, "Bank Sumut1 tetangga")  # the tip of the node, not of its line
    page.mouse.move(spot["x"], spot["y"])
    page.mouse.down()
    page.mouse.move(spot["x"] + 60, spot["y"] + 40, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("pin="))
    assert asked(page)["pin"][0].startswith("bank-sumut ")


def test_picture_and_link_are_given(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?{PER}")
    with page.expect_download() as download:
        page.click("#save-png")
    assert download.value.suggested_filename == "jejaring-peta-2019-06-01.png"
    page.click("#copy-link")
    expect(page.locator("#said")).not_to_be_empty()


def test_keys_of_the_frame(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?{PER}")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#cari")).to_be_focused()
    page.locator("#rows tbody tr").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#rows tbody tr").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kesenjangan/**")


def test_table_sorts_in_place(page: Page, server: str) -> None:
    open_map(page, f"{server}/peta?{PER}&provinsi=13&status=running&status=unknown")
    page.click("#rows th[data-key=border_km] a")
    page.click("#rows th[data-key=border_km] a")
    expect(page.locator("#rows th[data-key=border_km]")).to_have_attribute(
        "aria-sort", "descending"
    )
    lengths = page.eval_on_selector_all(
        "#rows td.k-decimal", "cells => cells.map((cell) => Number(cell.dataset.value))"
    )
    assert lengths == sorted(lengths, reverse=True) and len(lengths) > 10
    assert asked(page)["urut"] == ["-border_km"]


def test_narrow_screens_have_a_menu(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_map(page, f"{server}/peta?{PER}")
    expect(page.locator("#filters")).to_be_hidden()
    page.click("header .menu summary")
    page.click("header .menu >> text=Metrik")
    page.wait_for_url("**/metrik")
