"""The engines that the suite runs on, each opened once and kept until the tests end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph.database import Database, connect
from tests.engines.neo4j_server import Missing, Neo4jServer

# Each by its name in the tests' own names, with the Neo4j release that it takes.
ENGINES: dict[str, str | None] = {"embedded": None, "neo4j-5.26": "5.26", "neo4j-2026": "2026"}

EMPTYING = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n"


@dataclass
class Engine:
    """One engine, open.

    Attributes
    ----------
    name
        A key of `ENGINES`.
    database
        The connection to it.
    environment
        The variables with which the program finds it, for tests of the command line.
    folder
        The data folder; none for Neo4j.
    content
        The name of what was loaded last, so that nothing is loaded twice.
    """

    name: str
    database: Database
    environment: Mapping[str, str]
    folder: Path | None
    content: str = field(default="", init=False)

    def empty(self) -> Database:
        """Delete every node; constraints and indexes stay."""
        self.content = ""
        while self.database.read("MATCH (n) RETURN 1 AS one LIMIT 1").rows:
            self.database.write((EMPTYING, {}))
        return self.database

    def load(self, content: str, loader: Callable[[Database], object]) -> Database:
        """Give the database with this content alone; loaded unless it is there already."""
        if self.content != content:
            loader(self.empty())
            self.content = content
        return self.database


class Engines:
    """All engines of one run; the Neo4j servers boot while other tests run.

    Parameters
    ----------
    folder
        For the embedded engine's data.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Engine] = {}
        self._booting: dict[str, Future[Neo4jServer]] = {}
        # One at a time: two servers that boot together take both cores from the tests.
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._stack = ExitStack()

    def start(self, names: Iterable[str]) -> None:
        """Begin to boot the Neo4j servers among these."""
        for name in names:
            if (release := ENGINES[name]) and name not in self._booting:
                self._booting[name] = self._pool.submit(self._boot, release)

    def get(self, name: str) -> Engine:
        """Give an engine, opened the first time.

        Raises
        ------
        Missing
            When this machine lacks what it takes.
        """
        if name not in self._open:
            self.start([name])
            environment, folder = {}, None
            if future := self._booting.get(name):
                server = future.result()
                environment = {
                    "JEJARING_URI": server.uri,
                    "JEJARING_USER": server.user,
                    "JEJARING_PASSWORD": server.password,
                }
            else:
                folder = self._folder
            with _environment(environment):
                database = self._stack.enter_context(connect(folder))
            self._open[name] = Engine(name, database, environment, folder)
        return self._open[name]

    def version(self, name: str) -> str:
        """Tell what answered under this name in the run."""
        return self._open[name].database.engine if name in self._open else "not opened"

    def close(self) -> None:
        """Stop them all."""
        self._pool.shutdown(cancel_futures=True)
        self._stack.close()
        for future in self._booting.values():
            if not future.cancelled() and not future.exception():
                future.result().kill()

    @staticmethod
    def _boot(release: str) -> Neo4jServer:
        return Neo4jServer(release).__enter__()


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("JEJARING_")]:
            patch.delenv(name)
        for name, value in values.items():
            patch.setenv(name, value)
        yield


__all__ = ["ENGINES", "Engine", "Engines", "Missing"]
