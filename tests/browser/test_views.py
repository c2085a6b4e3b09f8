"""Named views in a real browser: saved from the map, overwritten, opened in a fresh one."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_map import asked, open_map


def test_view_is_saved_and_opened_elsewhere(
    page: Page, server: str, chromium: Browser, problems: list[str]
) -> None:
    open_map(page, f"{server}/peta?mode=jejaring&per=2019-06-01&fokus=bank-sumut&pilih=12.10")
    page.click("#save-view")
    page.fill("#view-form [name=nama]", "Bank <b>Sumut</b>")
    page.click("#view-submit")
    expect(page.locator("#view-question")).to_contain_text("markah")
    problems.clear()  # the browser tells of the refusal
    page.fill("#view-form [name=nama]", "Bank & Sumut")
    page.click("#view-submit")
    expect(page.locator("#views")).to_be_hidden()
    expect(page.locator("#view-open")).to_have_text("Pandangan: Bank & Sumut")
    (id,) = asked(page)["pandangan"]

    fresh = chromium.new_context(locale="id-ID").new_page()
    fresh.goto(f"{server}/peta/pandangan")
    fresh.click("text=Bank & Sumut")
    fresh.wait_for_url(f"**pandangan={id}**")
    assert asked(fresh) == asked(page)
    expect(fresh.locator("#view-open")).to_contain_text("Bank & Sumut")
    # The same name again: what would happen is said first.
    fresh.click("#save-view")
    expect(fresh.locator("#view-question")).to_contain_text("akan diganti")
    expect(fresh.locator("#view-submit")).to_have_text("Ganti")
    fresh.context.set_offline(True)
    fresh.click("#view-submit")
    expect(fresh.locator("#view-question")).to_contain_text("Server tidak menjawab")
    fresh.context.set_offline(False)
    fresh.click("#view-submit")
    expect(fresh.locator("#views")).to_be_hidden()
    assert asked(fresh)["pandangan"] == [id]
    fresh.goto(f"{server}/peta/pandangan")
    fresh.click("summary:text('hapus')")
    fresh.click("text=Ya, hapus")
    expect(fresh.locator("main")).to_contain_text("Belum ada pandangan")
    fresh.context.close()
