"""The way of a planner: from a gap to the pair, its agreement, and the source that says so."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

PER = "per=2026-01-01"


def test_from_gaps_to_source(page: Page, server: str) -> None:
    page.goto(f"{server}/kesenjangan?{PER}")
    expect(page.locator("table.data tbody tr").first).to_contain_text("belum ada data")
    page.get_by_role("link", name="berjalan", exact=True).click()
    page.locator("select[name=provinsi]").select_option("14")
    page.get_by_role("button", name="Terapkan").click()
    assert "status=running" in page.url and "provinsi=14" in page.url
    page.get_by_role("link", name="Kabupaten Labuhanbatu – Kabupaten Rokan Hilir").click()
    expect(page).to_have_url(re.compile(r"/kesenjangan/12\.10-14\.07"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rokan Hilir")
    page.locator(".spans").get_by_role("link", name=re.compile("Jampersal")).click()
    expect(page).to_have_url(re.compile(r"/kesepakatan/lb-2018-04"))
    expect(page.locator("main")).to_contain_text("Kerja sama daerah Labuhanbatu dalam LKPJ")
    expect(page.locator("main")).to_contain_text("paragraf 5")


def test_weights_are_adjusted(page: Page, server: str) -> None:
    page.goto(f"{server}/kesenjangan?provinsi=35&{PER}")
    first = page.locator("table.ranked tbody tr").first
    expect(first.locator("svg.score rect").nth(1)).to_be_visible()
    page.get_by_text("Bobot penilaian").click()
    page.get_by_role("spinbutton", name="Kota dikelilingi").fill("0")
    page.locator(".weights").get_by_role("button", name="Terapkan").click()
    expect(page).to_have_url(re.compile(r"provinsi=35.*bobot=enclosed%3D0$"))
    expect(page.locator(".weights summary")).to_contain_text("Kota dikelilingi 0 (baku")
    first.locator("details.more summary").click()
    expect(first.locator(".reasons").nth(1)).to_be_visible()


def test_contacts_are_chosen(page: Page, server: str) -> None:
    page.goto(f"{server}/kesenjangan?provinsi=21&{PER}")
    page.get_by_label("bertetangga laut").check()
    page.locator(".choose").get_by_role("button", name="Terapkan").click()
    expect(page).to_have_url(re.compile("hubungan=land&hubungan=sea"))
    expect(page.locator("table.ranked")).to_contain_text("lewat laut")
    expect(page.locator(".list .shown")).to_contain_text("16 dari 16")


def test_list_fits_its_box(page: Page, server: str) -> None:
    for language in ("id", "en"):
        page.goto(f"{server}/kesenjangan?lang={language}&{PER}")
        box = page.locator(".table-box")
        assert box.evaluate("box => box.scrollWidth - box.clientWidth") <= 0


def test_map_is_drawn_beside_rows(page: Page, server: str) -> None:
    page.goto(f"{server}/kesenjangan?provinsi=35&status=semua&{PER}")
    canvas = page.locator("#map canvas").first
    expect(canvas).to_be_visible()
    drawn = "() => document.querySelectorAll('#map canvas').length > 0"
    page.wait_for_function(drawn)


def test_phone_has_no_sideways_scroll(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/kesenjangan", "/kesenjangan/35.13-35.74", "/kesenjangan/12.10-12.22"):
        page.goto(f"{server}{path}?{PER}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, path


def test_row_opens_by_keyboard(page: Page, server: str) -> None:
    page.goto(f"{server}/kesenjangan?status=running&{PER}")
    page.locator("table.data tbody tr").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/kesenjangan/\d\d\.\d\d-\d\d\.\d\d"))
