"""Pages by axe-core's rules: nothing serious, wide and narrow, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import unavailable

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PER = "per=2019-06-01"
WIDE, NARROW = 1440, 390
LOOKS = ((WIDE, "light"), (NARROW, "dark"))
DRAWN = "html[data-map=drawn]"
# Each with what must be seen before it is judged.
PAGES = {
    f"/?{PER}": DRAWN,
    f"/peta?{PER}": DRAWN,
    f"/peta?mode=batas&pilih=35.13-35.74&{PER}": "#details h2",
    f"/peta?mode=jejaring&{PER}": DRAWN,
    f"/peta?mode=jejaring&opd=1&pilih=35.78&{PER}": "#details h2",
    f"/peta?mode=jejaring&tata=jenjang&ukuran=agreements&warna=degree&banding=2017-12-31&{PER}": (
        DRAWN
    ),
    "/peta/pandangan": "main",
    f"/pelaku/35.13?{PER}": DRAWN,
    f"/kesenjangan?{PER}": "main table",
    "/cari?q=probolinggo": "main li",
}
# Gives a line for every finding: rule, how grave, where, why. Rows are alike: a few of each table.
RUN = """
async () => {
  for (const row of document.querySelectorAll("tbody tr:nth-child(n+6)")) row.remove();
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, impact, nodes }) => nodes.map(({ target, failureSummary }) =>
      `${impact} ${id} at ${target.join(" ")}: ${failureSummary.replace(/\\s+/g, " ")}`));
}
"""


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        unavailable("axe-core is not there: run npm install, or make test")
    return AXE.read_text(encoding="utf-8")


def findings(page: Page, axe: str) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found: list[str] = page.evaluate(RUN)
    return found


def test_barriers_are_found(page: Page, axe: str) -> None:
    page.set_content('<html lang="id"><title>x</title><main><h1>x</h1><input><img src="data:,">')
    assert [line.split(" at ")[0] for line in findings(page, axe)] == [
        "critical image-alt",
        "critical label",
    ]


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_barrier(page: Page, server: str, axe: str, address: str) -> None:
    page.goto(server + address)
    page.wait_for_selector(PAGES[address], state="attached")
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{width} {scheme}: {line}" for line in findings(page, axe)]
    assert found == []


def test_what_opens_over_the_map_has_no_barrier(page: Page, server: str, axe: str) -> None:
    page.goto(f"{server}/peta?mode=jejaring&pilih=35.78&{PER}")
    page.wait_for_selector(DRAWN, state="attached")
    page.focus("#canvas")
    page.keyboard.press("m")
    page.wait_for_selector("[data-act=expand]")
    found = findings(page, axe)
    page.keyboard.press("Escape")
    page.fill("#cari", "sidoarjo")
    page.wait_for_selector("#saran [role=option]")
    found += findings(page, axe)
    page.keyboard.press("Escape")
    page.click("#show-keys")
    found += findings(page, axe)
    page.keyboard.press("Escape")
    page.click("#save-view")
    found += findings(page, axe)
    assert found == []
