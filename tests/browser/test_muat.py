"""A register sent, looked at, a name decided, and thrown away again: the demo stays as it is."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.webapp.test_muat import REGISTER


def test_register_is_looked_at(page: Page, server: str) -> None:
    page.goto(f"{server}/muat")
    file = {"name": "Register 2021.csv", "mimeType": "text/csv", "buffer": REGISTER.encode()}
    page.locator("input[type=file]").set_input_files(files=[file])
    page.get_by_role("button", name="Periksa").click()
    expect(page).to_have_url(re.compile(r"/muat/berkas/[0-9a-f]{16}$"))
    expect(page.locator("main")).to_contain_text("Muat 3 baris")
    page.get_by_role("radio", name="Kota Probolinggo").check()
    page.get_by_role("button", name="Terapkan pilihan").first.click()
    expect(page.locator("table.preview")).to_contain_text("jawaban Anda")
    expect(page.get_by_role("radio", name="Kota Probolinggo")).to_be_checked()
    preview = page.url
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (preview, f"{server}/muat", f"{server}/muat/sama", f"{server}/muat/sebutan"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    page.goto(preview)
    page.get_by_role("button", name="Buang").first.click()
    expect(page).to_have_url(f"{server}/muat")
    expect(page.locator("main")).not_to_contain_text("Register 2021.csv")
