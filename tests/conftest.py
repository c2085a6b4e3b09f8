"""What every test may ask for: the engines, an empty database, one with the demo in it.

A test that asks for `engine`, `database` or `demo_database` runs once on each engine. Where
an engine cannot be had, its tests are skipped with the reason; with CI=true they fail.

Several processes may share the run (`pytest -n 3 --no-loadscope-reorder`): all tests of one engine,
all of pages, and all of one file that needs neither, stay together in one of them. They wait for
servers so often that three keep two cores busy.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import NoReturn

import pytest

from graph.database import Database
from loaders import loading
from tests.engines.engines import ENGINES, Engine, Engines, Missing

ENGINES_KEY = pytest.StashKey[Engines]()
COUNTED = ("passed", "failed", "error", "skipped")


def unavailable(reason: str) -> NoReturn:
    """Skip for want of something on this machine; on CI, where all must be there, fail."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def engines(pytestconfig: pytest.Config) -> Engines:
    """Give the engines of this run."""
    return pytestconfig.stash[ENGINES_KEY]


@pytest.fixture(scope="session", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, engines: Engines) -> Engine:
    """Give each engine in turn, with whatever content the last test left in it."""
    try:
        return engines.get(request.param)
    except Missing as reason:
        unavailable(f"{request.param}: {reason}")


@pytest.fixture(scope="module")
def database(engine: Engine) -> Database:
    """Give each engine's database, empty at the start of the module."""
    return engine.empty()


@pytest.fixture
def empty_database(engine: Engine) -> Database:
    """Give each engine's database, empty at the start of the test."""
    return engine.empty()


@pytest.fixture(scope="session")
def demo_database(engine: Engine) -> Database:
    """Give each engine's database with the reference facts and the demo register, to read only.

    Its tests come before those that empty the same engine.
    """
    return engine.load("demo", load_demo)


def load_demo(database: Database) -> None:
    """Load the reference facts and the demo register, refusing nothing."""
    for report in loading.load_demo(database):
        assert report.error is None, report.error


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests off the settings and data of whoever runs them."""
    for name in [name for name in os.environ if name.startswith("JEJARING_")]:
        del os.environ[name]
    for name in ("data", "cache"):
        os.environ[f"XDG_{name.upper()}_HOME"] = str(tmp_path_factory.mktemp(name))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put tests without an engine first, then each engine's together, its demo's first."""
    order = list(ENGINES)

    def place(item: pytest.Item) -> tuple[int, bool]:
        name = _engine_of(item)
        fixtures = getattr(item, "fixturenames", ())
        return (order.index(name) if name else -1, "demo_database" not in fixtures)

    items.sort(key=place)
    if _is_sharing(config):
        # What takes longest begins first; the short files fill the gaps at the end.
        items.sort(key=lambda item: _LONGEST.get(_group_of(item.nodeid), len(_LONGEST)))


def _is_sharing(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


# The groups of tests that take long, in the order in which they are begun.
_PAGES = "pages"
_SERVERS = [name for name, release in ENGINES.items() if release]
_LONGEST = {name: place for place, name in enumerate((*_SERVERS, _PAGES, "embedded"))}
_ENGINE = re.compile(rf"\[(?:.*-)?({'|'.join(map(re.escape, ENGINES))})(?:-.*)?\]$")
_OF_PAGES = ("tests/webapp/", "tests/browser/")


def _group_of(nodeid: str) -> str:
    """Tell which tests must run in one process: those that share an engine, or a file.

    Pages are drawn over an embedded engine of their own, so that they need not wait for it.
    """
    if match := _ENGINE.search(nodeid):
        return match[1]
    return _PAGES if nodeid.startswith(_OF_PAGES) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give out the tests by group."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _group_of(nodeid)

    return ByGroup(config, log)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Boot the servers that the chosen tests need while the first tests run."""
    if session.config.option.collectonly:
        return
    factory: pytest.TempPathFactory = session.config._tmp_path_factory  # type: ignore[attr-defined]
    engines = session.config.stash[ENGINES_KEY] = Engines(factory.mktemp("engine") / "data")
    if not _is_sharing(session.config):  # a sharing process does not know which tests it gets
        engines.start(name for item in session.items if (name := _engine_of(item)))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop every engine."""
    if engines := config.stash.get(ENGINES_KEY, None):
        engines.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Write the engine and its version into the test's report."""
    if name := _engine_of(item):
        version = item.config.stash[ENGINES_KEY].version(name)
        item.user_properties += [("engine", name), ("version", version)]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> None:
    """Tell which engines ran, and how many tests each saw."""
    counts: Counter[tuple[str, str]] = Counter()
    versions: dict[str, str] = {}
    for outcome in COUNTED:
        for report in terminalreporter.getreports(outcome):
            properties = dict(getattr(report, "user_properties", ()))
            name = properties.get("engine", "")
            counts[name, outcome] += 1
            versions[name] = properties.get("version", "not opened")
    seen = [name for name in ENGINES if name in versions]
    if not seen:
        return
    terminalreporter.section("engines")
    for name in seen:
        numbers = {outcome: counts[name, outcome] for outcome in COUNTED}
        told = ", ".join(f"{number} {outcome}" for outcome, number in numbers.items() if number)
        terminalreporter.line(f"{name} ({versions[name]}): {told}")


def _engine_of(item: pytest.Item) -> str | None:
    name: str | None = getattr(getattr(item, "callspec", None), "params", {}).get("engine")
    return name
