"""Pages as a person sees them: the program served on the loopback, Debian's Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import waitress
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.conftest import load_demo, unavailable
from tests.engines.engines import Engines
from webapp import create_app

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",  # root may not use the sandbox
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
HOST = "127.0.0.1"
SCHEMES_WITHOUT_HOST = ("about", "blob", "data")


@pytest.fixture(scope="session")
def server(engines: Engines) -> Iterator[str]:
    """Serve the demo; give the address without a slash at its end.

    On the embedded engine alone: pages look the same on every engine. Not by another fixture
    named `engine`, which would let pytest keep what it made for this one.
    """
    database = engines.get("embedded").load("demo", load_demo)
    http = waitress.create_server(create_app(database), host=HOST, port=0, threads=4)
    thread = threading.Thread(target=http.run, daemon=True)
    thread.start()
    yield f"http://{HOST}:{http.effective_port}"
    http.close()
    http.task_dispatcher.shutdown()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        unavailable("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """Give the list of what went wrong on the pages of a test, which must be empty at its end.

    A test that provokes an error, such as a page that is not there, clears it.
    """
    found: list[str] = []
    yield found
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.fixture
def page(chromium: Browser, problems: list[str]) -> Iterator[Page]:
    """Open an empty page, on which script errors and requests off the machine are problems."""

    def heard(message: ConsoleMessage) -> None:
        # Violations of the content security policy are told here too.
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location.get('url')})")

    def asked(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in SCHEMES_WITHOUT_HOST and url.hostname != HOST:
            problems.append(f"request off the machine: {request.url}")

    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
    context.set_default_timeout(10_000)
    context.on("console", heard)
    context.on("weberror", lambda error: problems.append(f"script: {error.error}"))
    context.on("request", asked)
    yield context.new_page()
    context.close()
