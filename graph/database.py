"""One database behind the official driver: one way to read, one way to write.

Reading is enforced by the database itself: through the reader account on the
embedded engine, through READ access mode on Neo4j, where in addition the plan
of every query is looked at for what reading alone may do (files, settings,
users, procedures).
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
from neo4j import exceptions as neo4j_errors
from neo4j.graph import Node, Relationship
from neo4j.graph import Path as GraphPath

from graph import embedded
from graph.errors import (
    DatabaseError,
    DiskFull,
    EngineDied,
    EngineUnreachable,
    ParameterMissing,
    QueryForbidden,
    QueryInvalid,
    QueryTimeout,
    SettingInvalid,
    Word,
    WriteConflict,
    WrongPassword,
)

ROW_LIMIT = 10_000
TIME_LIMIT = 30.0
_ATTEMPTS = 8
_CONNECT_SECONDS = 8.0
_ACQUIRE_SECONDS = 20.0
_EXPLAINED_MOST = 1_000
_DISK_SPARE = 1_000_000  # bytes; the engine writes pages of 64 kB

Statement = tuple[str, Mapping[str, Any]]

# Procedures that tell of the graph's shape and nothing of the server.
_PROCEDURES = ("db.labels", "db.relationshipTypes", "db.propertyKeys", "db.schema.")
_OPERATORS_REFUSED = ("LoadCSV", "Show", "AdministrationCommand", "Terminate", "System")

_CODES: tuple[tuple[str, type[DatabaseError]], ...] = (
    ("Neo.ClientError.Security.Unauthorized", WrongPassword),
    ("Neo.ClientError.Security.AuthenticationRateLimit", WrongPassword),
    ("Neo.ClientError.Security.CredentialsExpired", WrongPassword),
    ("Neo.ClientError.Security", QueryForbidden),
    ("Neo.ClientError.Statement.AccessMode", QueryForbidden),
    ("Neo.ClientError.Transaction.TransactionTimedOut", QueryTimeout),
    ("Neo.TransientError.Transaction.Terminated", QueryTimeout),
    ("Neo.ClientError.Transaction.Terminated", QueryTimeout),
    # Two writers that made the same node at once: the second finds it when it tries again.
    ("Neo.ClientError.Schema.ConstraintValidationFailed", WriteConflict),
    ("Neo.ClientError.Statement.ParameterMissing", ParameterMissing),
    ("Neo.ClientError.Statement", QueryInvalid),
    ("Neo.ClientError.Procedure", QueryInvalid),
)
_LOST = (
    OSError,
    neo4j_errors.ServiceUnavailable,
    neo4j_errors.SessionExpired,
    neo4j_errors.SessionError,
)
_CONFLICTS = ("Concurrent modification", "ConcurrentModification", "Please retry the operation")


@dataclass(slots=True)
class Rows:
    """The answer to a query.

    Attributes
    ----------
    columns
        Names in the order of RETURN.
    rows
        Plain values only; no key that is internal to a database.
    truncated
        Whether the limit cut rows off.
    """

    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Go through the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows that were fetched."""
        return len(self.rows)

    def one(self) -> dict[str, Any]:
        """Give the only row of an aggregate."""
        return self.rows[0]


_PLAIN = frozenset({type(None), bool, int, float, str})


def plain(value: Any) -> Any:
    """Turn a driver's value into plain Python without internal keys."""
    if type(value) in _PLAIN:
        return value
    match value:
        case list() | tuple():
            return [item if type(item) in _PLAIN else plain(item) for item in value]
        case Node():
            return {"labels": sorted(value.labels)} | {k: plain(v) for k, v in value.items()}
        case Relationship():
            return {"type": value.type} | {k: plain(v) for k, v in value.items()}
        case GraphPath():
            return {
                "nodes": [plain(node) for node in value.nodes],
                "relationships": [plain(one) for one in value.relationships],
            }
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case neo4j.time.Date():
            return value.to_native()
        case neo4j.time.DateTime() | neo4j.time.Time() | neo4j.time.Duration():
            return value.iso_format()
        case _:
            return str(value)


class Database:
    """A graph database, the embedded engine or Neo4j.

    Parameters
    ----------
    writer, reader
        Drivers of the two accounts; on Neo4j one driver serves as both.
    name
        The database on the server; None for its default.
    address
        For errors; never with a password.
    log
        Where the engine's own log is, for errors.
    moved
        Gives new drivers when the engine came back at another address.
    """

    def __init__(
        self,
        writer: neo4j.Driver,
        reader: neo4j.Driver,
        name: str | None,
        address: str,
        log: str,
        moved: Callable[[], tuple[neo4j.Driver, neo4j.Driver] | None] = lambda: None,
    ) -> None:
        self._writer, self._reader = writer, reader
        self._moved = moved
        self._name = name
        self.address, self._log = address, log
        self._explained: dict[str, None] = {}
        self._is_embedded = writer is not reader
        self.engine = ""
        # How often this process has written; other programs' writing is not counted.
        self.written = 0

    def check(self) -> None:
        """Ask whether the database answers, and which one it is."""
        with self._errors(seconds=_CONNECT_SECONDS):
            for driver in {self._writer, self._reader}:
                with driver.session(database=self._name) as session:
                    session.run("RETURN 1").consume()
            agent = self._writer.get_server_info().agent
        # "Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)" names the engine last.
        self.engine = agent.partition("(")[2].rstrip(")") or agent

    def read(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = ROW_LIMIT,
        timeout: float = TIME_LIMIT,
    ) -> Rows:
        """Run a query that only reads.

        Parameters
        ----------
        query, parameters
            Cypher and its values; values never become part of the text.
        limit
            Greatest number of rows; None fetches all.
        timeout
            Seconds; the embedded engine has one limit of its own for all queries.

        Returns
        -------
        Rows

        Raises
        ------
        QueryInvalid, QueryForbidden, QueryTimeout, ParameterMissing, EngineUnreachable
        """

        def work(transaction: neo4j.ManagedTransaction) -> Rows:
            result = transaction.run(query, dict(parameters or {}))
            columns = list(result.keys())
            fetched = [record.values() for record in _fetch(result, limit)]
            truncated = limit is not None and len(fetched) > limit
            rows = [
                dict(zip(columns, (plain(value) for value in values), strict=True))
                for values in fetched[:limit]
            ]
            return Rows(columns, rows, truncated)

        self._follow()
        with self._errors(seconds=timeout), self._read_session() as session:
            self._refuse_more_than_reading(session, query, parameters)
            try:
                return session.execute_read(neo4j.unit_of_work(timeout=timeout)(work))
            except neo4j_errors.ConstraintError as error:
                raise QueryForbidden(detail=error.message) from error

    def write(self, *statements: Statement) -> None:
        """Run statements in one transaction, again where other writers came between.

        Parameters
        ----------
        *statements
            Pairs of Cypher and its values; all are carried out or none.

        Raises
        ------
        WriteConflict, DiskFull, EngineUnreachable, DatabaseError
        """

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for query, parameters in statements:
                transaction.run(query, dict(parameters)).consume()

        self._write(lambda session: session.execute_write(work))

    def define(self, statements: Sequence[str]) -> None:
        """Create constraints and indexes, each in a transaction of its own."""
        for statement in statements:
            text = statement
            self._write(lambda session, text=text: session.run(text).consume())  # type: ignore[misc]

    def _follow(self) -> None:
        if drivers := self._moved():
            self._writer, self._reader = drivers

    def close(self) -> None:
        """Close the connections."""
        for driver in {self._writer, self._reader}:
            driver.close()

    def _write(self, action: Callable[[neo4j.Session], object]) -> None:
        self._follow()
        self.written += 1
        for attempt in range(_ATTEMPTS):
            try:
                with self._errors(), self._writer.session(database=self._name) as session:
                    action(session)
                    return
            except WriteConflict:
                # Writers that collided wait for different times.
                time.sleep(random.uniform(0.02, 0.05) * 2**attempt)
        raise WriteConflict(attempts=_ATTEMPTS)

    def _read_session(self) -> neo4j.Session:
        return self._reader.session(
            database=self._name,
            default_access_mode=neo4j.READ_ACCESS,
            notifications_min_severity="OFF",
        )

    def _refuse_more_than_reading(
        self, session: neo4j.Session, query: str, parameters: Mapping[str, Any] | None
    ) -> None:
        # The reader account guards the embedded engine, whose plans say nothing.
        if self._is_embedded or query in self._explained:
            return
        explain = f"EXPLAIN {query}"
        summary = session.run(explain, dict(parameters or {})).consume()
        if summary.query_type != "r":
            raise QueryForbidden(detail=summary.query_type)
        for operator, details in _operators(summary.plan or {}):
            name = operator.partition("@")[0]
            if name.startswith(_OPERATORS_REFUSED):
                raise QueryForbidden(detail=name)
            if name.endswith("ProcedureCall") and not details.startswith(_PROCEDURES):
                raise QueryForbidden(detail=details.partition("(")[0])
        while len(self._explained) >= _EXPLAINED_MOST:
            self._explained.pop(next(iter(self._explained)))
        self._explained[query] = None

    @contextlib.contextmanager
    def _errors(self, seconds: float = TIME_LIMIT) -> Iterator[None]:
        try:
            yield
        except neo4j_errors.Neo4jError as error:
            raise self._translate(error, seconds) from error
        except neo4j_errors.ConfigurationError as error:
            raise SettingInvalid(name="JEJARING_URI", reason=str(error)) from error
        except (neo4j_errors.DriverError, OSError, ValueError) as error:
            if not isinstance(error, _LOST) and "resolve" not in str(error):
                # A value that the driver cannot carry, such as a date before the year 1.
                raise QueryInvalid(detail=str(error)) from error
            if self._is_embedded:
                raise self._disk_full() or EngineDied(log=self._log) from error
            raise EngineUnreachable(address=self.address) from error

    def _translate(self, error: neo4j_errors.Neo4jError, seconds: float) -> DatabaseError:
        code, detail = error.code or "", " ".join((error.message or "").split())
        if any(sign in detail for sign in _CONFLICTS):
            return WriteConflict(attempts=_ATTEMPTS)
        values: dict[str, Any] = {
            "detail": detail,
            "address": self.address,
            "log": self._log,
            "seconds": f"{seconds:g}",
            "name": detail.rpartition(":")[2].strip(),
            "attempts": _ATTEMPTS,
        }
        for start, kind in _CODES:
            if code.startswith(start):
                return kind(**values)
        # The embedded engine calls a function that it does not know an unknown error.
        if "Unknown function" in detail or "Unknown procedure" in detail:
            return QueryInvalid(**values)
        if code.startswith("Neo.ClientError"):
            return QueryInvalid(**values)
        return self._disk_full() or DatabaseError(**values)

    def _disk_full(self) -> DiskFull | None:
        # The engine seldom names a full disk as the reason why it could not write.
        if self._is_embedded and shutil.disk_usage(self.address).free < _DISK_SPARE:
            return DiskFull(folder=self.address)
        return None


def _fetch(result: neo4j.Result, limit: int | None) -> list[neo4j.Record]:
    return list(result) if limit is None else list(result.fetch(limit + 1))


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan.get("operatorType", "")), str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)


@contextlib.contextmanager
def connect(data: Path | None = None) -> Iterator[Database]:
    """Open the database: Neo4j where JEJARING_URI is set, else the embedded engine.

    Parameters
    ----------
    data
        The embedded engine's folder; the user's data folder by default.

    Yields
    ------
    Database

    Raises
    ------
    DatabaseError
        One of the family, with a sentence that says what to do.
    """
    if uri := os.environ.get("JEJARING_URI"):
        with _neo4j(uri) as database:
            yield database
        return
    with embedded.joined(data or embedded.default_folder()) as (running, secrets, folder):
        port = running.bolt_port

        def open_at(uri: str) -> tuple[neo4j.Driver, neo4j.Driver]:
            return _driver(uri, ("root", secrets.root)), _driver(uri, ("reader", secrets.reader))

        def moved() -> tuple[neo4j.Driver, neo4j.Driver] | None:
            nonlocal port
            now = folder.running()
            if now is None or now.bolt_port == port:
                return None
            port = now.bolt_port
            return open_at(now.uri)

        writer, reader = open_at(running.uri)
        database = Database(
            writer, reader, embedded.DATABASE, str(folder.path), str(folder.log), moved
        )
        try:
            database.check()
            yield database
        finally:
            database.close()


@contextlib.contextmanager
def connect_if_there(data: Path | None = None) -> Iterator[Database | None]:
    """Open the database as `connect` does, but give None where the embedded one was never made.

    For what only looks: it must not leave a folder behind.
    """
    folder = embedded.Folder(data or embedded.default_folder())
    if os.environ.get("JEJARING_URI") or (folder.root / "databases").exists():
        with connect(data) as database:
            yield database
    else:
        yield None


@contextlib.contextmanager
def _neo4j(uri: str) -> Iterator[Database]:
    if "@" in uri:
        raise SettingInvalid(
            name="JEJARING_URI",
            reason=Word(
                "alamat tidak boleh memuat nama pengguna atau kata sandi; pakai JEJARING_USER dan "
                "JEJARING_PASSWORD"
            ),
        )
    user = os.environ.get("JEJARING_USER", "neo4j")
    reason = Word("tulis seperti neo4j://nama-server:7687 (atau bolt://, neo4j+s://, bolt+s://)")
    # The driver knows further schemes, which do not speak Bolt.
    if not uri.startswith(("neo4j:", "neo4j+", "bolt:", "bolt+")):
        raise SettingInvalid(name="JEJARING_URI", reason=reason)
    try:
        driver = _driver(uri, (user, _password()))
    except (neo4j_errors.DriverError, ValueError) as error:
        raise SettingInvalid(name="JEJARING_URI", reason=reason) from error
    database = Database(
        driver, driver, os.environ.get("JEJARING_DATABASE"), uri, Word("catatan server Neo4j")
    )
    try:
        database.check()
        yield database
    finally:
        database.close()


def _password() -> str:
    if path := os.environ.get("JEJARING_PASSWORD_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingInvalid(
                name="JEJARING_PASSWORD_FILE", reason=Word("berkasnya tidak dapat dibaca")
            ) from error
    return os.environ.get("JEJARING_PASSWORD", "")


def _driver(uri: str, auth: tuple[str, str]) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        uri,
        auth=auth,
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=_ACQUIRE_SECONDS,
        max_transaction_retry_time=_CONNECT_SECONDS,
        user_agent="jejaring",
        notifications_min_severity="OFF",
    )
