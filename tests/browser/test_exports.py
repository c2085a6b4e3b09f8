"""What a person takes along of the map: a picture twice as fine, markup to embed, a print."""

from __future__ import annotations

import struct
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

DRAWN = "html[data-map=drawn]"
MAP = "/peta?per=2019-06-01&provinsi=12"


def open_map(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(DRAWN, state="attached")


def saved(page: Page, name: str) -> tuple[bytes, str]:
    with page.expect_download() as download:
        page.locator("#rows").get_by_text(name, exact=True).click()
    return Path(download.value.path()).read_bytes(), download.value.suggested_filename


def test_png_is_the_svg_twice_as_fine(page: Page, server: str) -> None:
    view = urlencode({"pandang": "-1900,-220,1.6"})
    open_map(page, f"{server}{MAP}&{view}")
    svg, svg_name = saved(page, "svg")
    png, png_name = saved(page, "png")
    assert svg_name == "jejaring-peta-12-2019-06-01.svg"
    assert png_name == "jejaring-peta-12-2019-06-01.png"
    root = ElementTree.fromstring(svg)
    width, height = (int(root.attrib[name]) for name in ("width", "height"))
    assert width == page.evaluate("document.getElementById('canvas').clientWidth") + 48
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (2 * width, 2 * height)


def test_markup_to_embed_shows_the_same_map(
    page: Page, server: str, tmp_path: Path, problems: list[str]
) -> None:
    open_map(page, f"{server}{MAP}")
    page.locator("#rows").get_by_role("link", name="sematkan").click()
    dialog = page.get_by_role("dialog")
    code = dialog.get_by_role("textbox").input_value()
    dialog.get_by_role("button", name="Tutup").click()
    expect(dialog).to_have_count(0)
    other = tmp_path / "lain.html"
    other.write_text(f"<!doctype html><title>x</title>{code}", encoding="utf-8")
    page.goto(other.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator("text", has_text="76 dari 76 pasangan")).to_be_visible()
    expect(frame.get_by_role("link", name="Buka peta lengkap")).to_be_visible()
    assert problems == [f"request off the machine: {other.as_uri()}"]
    problems.clear()


def test_print_by_key_shows_the_finished_picture(page: Page, server: str) -> None:
    open_map(page, f"{server}{MAP}")
    page.evaluate(
        """() => {
          window.print = () => { dispatchEvent(new Event("beforeprint")); };
        }"""
    )
    page.keyboard.press("Control+p")
    still = page.locator("#still")
    expect(still).to_have_class("still finished")
    assert still.evaluate("still => still.naturalWidth") == 1123
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # by the menu: the canvas
    assert still.get_attribute("class") == "still"


def test_server_gone_is_said(page: Page, server: str, problems: list[str]) -> None:
    open_map(page, f"{server}{MAP}")
    page.route("**/peta.svg*", lambda route: route.abort())
    page.locator("#save-png").click()
    expect(page.locator("#said")).not_to_be_empty()
    problems.clear()
