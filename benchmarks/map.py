"""The map in a browser: how soon it answers, how fluently it moves, what blocks it.

Serves a database's pages from this process and looks at them in Chromium, each page in a
fresh one without a cache: the national map of borders, networks of invented actors, and the
largest network that the map draws. Then asks for the maps round single actors as the page's
modules do. Run it on a quiet machine as ``python -m benchmarks.map --data FOLDER``: on a busy
one only the lines about computing tell something, as waiting for a processor lengthens the rest.
"""

from __future__ import annotations

import json
import logging
import os
import random
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from itertools import pairwise
from math import cos, tau
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time, sleep
from typing import Any
from urllib.parse import quote

import click
import networkx as nx
import waitress
from playwright.sync_api import Browser, Page, Route, sync_playwright

from graph.database import Database, connect
from graph.exploring import Filters, explore
from graph.history import history
from webapp import create_app, maps
from webapp.layouts import LAYOUTS

HOST = "127.0.0.1"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
SCREEN = {"width": 1440, "height": 900}
INVENTED = ((2_000, 5_000), (3_000, 6_000))
RUNS = 5
PAN_SECONDS = 3.0
QUIET = 1_000  # ms after the drawing in which a long task still counts as part of the beginning
_SEED = 20180430
_CORNER = 24  # from the map's lower left corner, where no node lies that a hand would drag
_MAP_DATA = re.compile(r'(<script type="application/json" id="map-data">).*?(</script>)', re.S)

# Long tasks are those over 50 ms, as browsers report them.
_WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) longTasks.push([task.startTime, task.duration]);
}).observe({ type: "longtask", buffered: true });
window.seenFrames = null;
window.countFrames = () => {
  const seen = (window.seenFrames = []);
  const next = (now) => {
    if (window.seenFrames !== seen) return;
    seen.push(now);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
};
window.countedFrames = () => {
  const seen = window.seenFrames;
  window.seenFrames = null;
  return seen;
};
"""
_BEGINNING = """
() => {
  const [page] = performance.getEntriesByType("navigation");
  const drawn = performance.getEntriesByName("map-drawn")[0].startTime;
  return { drawn, answered: page.responseEnd, tasks: window.longTasks };
}
"""


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a page began: milliseconds from the navigation, and its long tasks."""

    answered: float
    drawn: float
    tasks: tuple[tuple[float, float], ...]
    computing: float  # of the page's main thread, which waiting for a processor does not lengthen

    @property
    def interactive(self) -> float:
        """When the map was drawn and nothing held the page up any more."""
        ends = [start + long for start, long in self.tasks if start < self.drawn + QUIET]
        return max([self.drawn, *ends])

    @property
    def longest(self) -> float:
        """The longest task; 0 where none was over 50 ms."""
        return max((long for _start, long in self.tasks), default=0.0)


@dataclass(frozen=True, slots=True)
class Motion:
    """How a drag or a turn of the wheel went."""

    frames: float  # a second
    worst: float  # ms between two frames
    longest: float  # task, ms


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; `limit` is what must not be passed (frames: not missed)."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    is_least: bool = False

    def __str__(self) -> str:
        told = f"{self.what:<66}{self.value:>9,.0f} {self.unit:<4}"
        if self.limit is None:
            return told
        kept = self.value >= self.limit if self.is_least else self.value <= self.limit
        sign = "≥" if self.is_least else "≤"
        return f"{told} {sign} {self.limit:>5,.0f}  {'kept' if kept else 'MISSED'}"


# ------------------------------------------------------------------ pages


@contextmanager
def served(database: Database) -> Iterator[str]:
    """Serve the pages on the loopback; give the address without a slash at its end."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    http = waitress.create_server(create_app(database), host=HOST, port=0, threads=8)

    def run() -> None:
        with suppress(OSError):  # closing takes the socket from under it
            http.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{http.effective_port}"
    finally:
        http.task_dispatcher.shutdown()
        http.close()
        thread.join(timeout=5)


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """Open an empty page with nothing in its cache, which notes long tasks."""
    context = browser.new_context(viewport=SCREEN, locale="id-ID")  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    context.add_init_script(_WATCH)
    try:
        yield context.new_page()
    finally:
        context.close()


def begin(page: Page, address: str) -> Beginning:
    """Go to a page with a map and wait until it is at rest."""
    inside = page.context.new_cdp_session(page)
    inside.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    page.wait_for_selector("html[data-map=drawn]")
    page.wait_for_timeout(QUIET + 500)
    found = page.evaluate(_BEGINNING)
    tasks = tuple((start, long) for start, long in found["tasks"])
    counted = {
        row["name"]: row["value"] for row in inside.send("Performance.getMetrics")["metrics"]
    }
    return Beginning(found["answered"], found["drawn"], tasks, 1_000 * counted["TaskDuration"])


def pan(page: Page) -> Motion:
    """Drag the map round in circles."""
    box = page.locator("#canvas").bounding_box()
    assert box
    x, y = box["x"] + _CORNER, box["y"] + box["height"] - _CORNER
    page.mouse.move(x, y)
    page.mouse.down()

    def move(place: float) -> None:
        turn = tau * 2 * place
        page.mouse.move(x + 150 * (1 - cos(turn)), y - 50 * (1 - cos(3 * turn)))

    found = _moved(page, move)
    page.mouse.up()
    page.wait_for_url("**pandang=**")  # the address follows where the map was dragged to
    return found


def zoom(page: Page) -> Motion:
    """Turn the wheel over the map's middle, inwards and out again."""
    box = page.locator("#canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return _moved(page, lambda place: page.mouse.wheel(0, -60 if place < 0.5 else 60))


def _moved(page: Page, move: Callable[[float], None]) -> Motion:
    """Move for some seconds, sixty times a second, and count the frames that came of it."""
    before = len(page.evaluate("window.longTasks"))
    page.evaluate("countFrames()")
    start = perf_counter()
    while (passed := perf_counter() - start) < PAN_SECONDS:
        move(passed / PAN_SECONDS)
        sleep(max(0.0, 1 / 60 - (perf_counter() - start - passed)))
    frames: Sequence[float] = page.evaluate("countedFrames()")
    page.wait_for_timeout(500)  # what the end of the move leaves behind is its work too
    tasks = page.evaluate("window.longTasks")[before:]
    gaps = [later - earlier for earlier, later in pairwise(frames)]
    return Motion(
        frames=1_000 * len(gaps) / (frames[-1] - frames[0]),
        worst=max(gaps),
        longest=max((long for _start, long in tasks), default=0.0),
    )


# ------------------------------------------------------------------ invented pictures


def invented(nodes: int, edges: int) -> dict[str, Any]:
    """Describe a network of that size as the program describes its own, few having most links."""
    chance = random.Random(_SEED)
    graph = nx.Graph()
    for number in range(nodes):
        is_region = number % 4 == 0
        graph.add_node(
            f"{10 + number % 38}.{number:04}" if is_region else f"mitra-{number}",
            kind="kabupaten" if is_region else "partner",
            partner_kind=None,
            name=f"{'Kabupaten' if is_region else 'Mitra'} Rekaan {number}",
        )
    keys = list(graph)
    while graph.number_of_edges() < edges:
        a, b = keys[int(nodes * chance.random() ** 3)], chance.choice(keys)
        if a != b:
            graph.add_edge(a, b, type="link", agreements=1 + int(4 * chance.random() ** 4))
    degrees = dict(graph.degree)
    payload = maps.network_map(
        graph,
        LAYOUTS["gaya"].function(graph, None),
        radii=maps.sizes(degrees, graph),
        shades={k: maps.NODE_KINDS[maps.kind_of(n)].colour for k, n in graph.nodes(data=True)},
        degrees=degrees,
        notes={},
    )
    return payload | {"layout": "gaya", "path": {"nodes": [], "edges": []}}


def showing(picture: dict[str, Any]) -> Callable[[Route], None]:
    """Give what answers a request for the page with another picture in it."""
    data = json.dumps(picture).replace("<", "\\u003c")

    def answer(route: Route) -> None:
        response = route.fetch()
        body = _MAP_DATA.sub(lambda found: found[1] + data + found[2], response.text())
        route.fulfill(response=response, body=body)

    return answer


# ------------------------------------------------------------------ what is measured


def national(browser: Browser, site: str) -> Iterator[Line]:
    """Open the national map of borders several times, then move it."""
    found: list[Beginning] = []
    for number in range(RUNS):
        with opened(browser) as page:
            found.append(begin(page, f"{site}/peta"))
            if number == RUNS - 1:
                nodes, edges = _size(page)
                moved = pan(page), zoom(page)
    yield Line("borders: answered (median)", median(one.answered for one in found), "ms")
    yield Line("borders: drawn (median)", median(one.drawn for one in found), "ms")
    yield Line("borders: interactive (median)", median(o.interactive for o in found), "ms", 1_000)
    yield Line("borders: interactive (worst)", max(one.interactive for one in found), "ms")
    yield Line("borders: page's computing (median)", median(o.computing for o in found), "ms")
    yield Line("borders: longest task while beginning", max(o.longest for o in found), "ms", 200)
    yield from _motions(f"borders, {nodes:,}/{edges:,}", *moved)


def networks(browser: Browser, site: str) -> Iterator[Line]:
    """Show networks of invented actors, then the database's own at the cap and as clusters."""
    address = f"{site}/peta?mode=jejaring&tata=gaya&banyak=50"
    for size in INVENTED:
        picture = invented(*size)
        with opened(browser) as page:
            page.route("**/peta?**", showing(picture))
            yield from _network(page, address, "invented")
    for banyak, name in (("3000", "the nation's best linked"), ("semua", "the whole nation")):
        with opened(browser) as page:
            yield from _network(page, f"{site}/peta?mode=jejaring&tata=gaya&banyak={banyak}", name)


def _network(page: Page, address: str, name: str) -> Iterator[Line]:
    began = begin(page, address)
    nodes, edges = _size(page)
    name = f"{name}, {nodes:,}/{edges:,}"
    yield Line(f"{name}: answered", began.answered, "ms")
    yield Line(f"{name}: interactive", began.interactive, "ms")
    yield Line(f"{name}: page's computing", began.computing, "ms")
    yield Line(f"{name}: longest task while beginning", began.longest, "ms", 200)
    yield from _motions(name, pan(page), zoom(page))


def _motions(name: str, panned: Motion, zoomed: Motion) -> Iterator[Line]:
    for word, motion in (("panning", panned), ("zooming", zoomed)):
        yield Line(f"{name}: {word}", motion.frames, "fps", 20, is_least=True)
        yield Line(f"{name}: {word}, worst frame", motion.worst, "ms")
        yield Line(f"{name}: {word}, longest task", motion.longest, "ms", 200)


def _size(page: Page) -> tuple[int, int]:
    counts = page.evaluate(
        "() => { const p = JSON.parse(document.getElementById('map-data').textContent);"
        " return [p.nodes.length, p.edges.length]; }"
    )
    return counts[0], counts[1]


def egos(site: str, keys: Sequence[str]) -> Iterator[Line]:
    """Ask for the map round each of some actors, as a step of the page does."""
    for path, name in (("data.json", "picture"), ("langkah", "whole step")):
        times, computing, sizes = [], [], []
        # The first answer of all reads what the others find read.
        for number, key in enumerate((keys[0], *keys)):
            address = f"/peta/{path}?mode=jejaring&fokus={quote(key)}"
            before = process_time()
            spent, answer = _asked(site, address)
            if number:
                times.append(spent)
                computing.append(1_000 * (process_time() - before))
                found = json.loads(answer)
                sizes.append(len(found.get("picture", found)["nodes"]))
        told = f"round one actor ({len(keys)}, {min(sizes)}–{max(sizes)} nodes)"
        yield Line(f"{told}: {name}, p50", median(times), "ms")
        limit = 150 if name == "picture" else None
        yield Line(f"{told}: {name}, p95", _p95(times), "ms", limit)
        yield Line(f"{told}: {name}, p95 of computing", _p95(computing), "ms")


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


def _asked(site: str, address: str) -> tuple[float, bytes]:
    connection = HTTPConnection(site.removeprefix("http://"), timeout=60)
    try:
        start = perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        answer = response.read()
        spent = 1_000 * (perf_counter() - start)
    finally:
        connection.close()
    if response.status != 200:
        raise click.ClickException(f"{address}: {response.status} {answer[:200]!r}")
    return spent, answer


def chosen(database: Database, count: int) -> list[str]:
    """Choose actors: a fifth of them the best linked, the others from all over the ranking."""
    ranked = list(explore(database, Filters(on=date.today())).ranked())
    best = ranked[: count // 5]
    others = ranked[count // 5 :]
    return best + others[:: max(1, len(others) // (count - len(best)))][: count - len(best)]


# ------------------------------------------------------------------ the run


def _print(lines: Iterable[Line]) -> None:
    for line in lines:
        click.echo(str(line))


@click.command()
@click.option("--data", type=click.Path(path_type=Path), envvar="JEJARING_DATA", help="Folder.")
@click.option("--actors", default=50, show_default=True, type=click.IntRange(20, 500))
@click.option("--chromium", default=lambda: shutil.which("chromium"), help="The browser.")
def main(data: Path | None, actors: int, chromium: str | None) -> None:
    """Measure the map's pages over a database in Chromium and print one table."""
    with connect(data) as database, sync_playwright() as playwright:
        start = perf_counter()
        past = history(database)
        read = perf_counter() - start
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        click.echo(
            f"Chromium {browser.version}, {os.cpu_count()} cores, load {load}; "
            f"{len(past.agreements):,} agreements, read in {read:.1f} s at the first page"
        )
        with served(database) as site:
            start = perf_counter()
            for address in ("/peta", "/peta?mode=jejaring"):
                _asked(site, address)
            click.echo(f"first map of borders and of the network: {perf_counter() - start:.1f} s")
            _print(national(browser, site))
            _print(networks(browser, site))
            _print(egos(site, chosen(database, actors)))
        browser.close()


if __name__ == "__main__":
    main()
