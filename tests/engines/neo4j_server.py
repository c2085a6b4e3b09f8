"""A throw-away Neo4j server: its jars from Maven Central, its data in a temporary folder."""

from __future__ import annotations

import importlib.util
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import neo4j
import platformdirs
from neo4j.exceptions import DriverError, Neo4jError

HERE = Path(__file__).parent
CACHE = platformdirs.user_cache_path("jejaring-tests", appauthor=False)
START_SECONDS = 180.0  # 8 s on an idle machine, 50 s on a busy one
RESOLVE_SECONDS = 600.0
DAY = 86_400.0
NEWER_AFTER = 30 * DAY


@dataclass(frozen=True, slots=True)
class Release:
    """A line of Neo4j releases.

    Attributes
    ----------
    versions
        The newest of this range is used. Its lower end is kept near the newest known, as
        Maven reads the dependencies of every version in the range.
    java
        The feature versions of Java that it runs on.
    options
        For the Java virtual machine.
    """

    versions: str
    java: Sequence[int]
    options: tuple[str, ...] = ()


RELEASES = {
    "5.26": Release("[5.26.30,5.27)", (17, 21)),
    "2026": Release(
        "[2026.08.1,2027)",
        range(21, 100),
        ("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"),
    ),
}

OPTIONS = (
    "-Xmx1g",
    # It lives for minutes: what the optimizing compiler would spend is never earned back.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)

# Plans outlive a change of content: every named query takes a second to plan anew.
SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
initial.dbms.default_database=graph
db.transaction.timeout=30s
dbms.cypher.min_replan_interval=1h
server.memory.pagecache.size=256m
"""

JAVA_FOLDERS = ("/usr/lib/jvm/*", "/opt/*", "/opt/java/*", "/Library/Java/JavaVirtualMachines/*/*")


class Missing(Exception):
    """What this machine lacks to run a server, in a sentence."""


class Neo4jServer:
    """A Neo4j server on a free port of the loopback, gone when the context ends.

    Parameters
    ----------
    release
        A key of `RELEASES`.

    Attributes
    ----------
    uri, user, password
        For the driver; the database is called ``graph`` and is the default one.
    version
        What runs, as in ``5.26.30``.
    process
        The server's own process.

    Raises
    ------
    Missing
        When Java, Maven or the jars cannot be had.
    """

    user = "neo4j"

    def __init__(self, release: str) -> None:
        self.release = RELEASES[release]
        self.java = find_java(self.release.java)
        self.jars = resolve(release)
        self.version = self.jars.name.removeprefix("neo4j-")
        self.password = secrets.token_urlsafe(24)
        self.port = free_port()
        self.uri = f"neo4j://127.0.0.1:{self.port}"

    def __enter__(self) -> Neo4jServer:
        """Start the server and wait until it answers."""
        self.home = Path(tempfile.mkdtemp(prefix="jejaring-neo4j-"))
        (self.home / "conf").mkdir()
        (self.home / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=self.port))
        path = os.pathsep.join((str(self.jars / "classes"), str(self.jars / "lib" / "*")))
        options = (*OPTIONS, *self.release.options, "-cp", path)
        with (self.home / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [self.java / "bin" / "java", *options, "Neo4jServer", self.home],
                # The server ends with this pipe, so it never outlives the tests.
                # A copy: other threads set variables while this one starts a process.
                env=dict(os.environ),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._set_password()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the server and forget its data."""
        self.kill()

    def kill(self) -> None:
        """End the server at once: an orderly stop takes ten seconds, and nobody needs the data."""
        self.process.kill()
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def _set_password(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        first = ("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", "system", "neo4j")
        for query, database, password in (first, ("RETURN 1", "graph", self.password)):
            while not self._run(query, database, password):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    log = (self.home / "log").read_text(errors="replace")[-2000:]
                    raise RuntimeError(f"Neo4j {self.version} did not start:\n{log}")
                time.sleep(0.1)

    def _run(self, query: str, database: str, password: str) -> bool:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)):
                return False
        uri = self.uri.replace("neo4j:", "bolt:")
        with neo4j.GraphDatabase.driver(uri, auth=(self.user, password)) as driver:
            try:
                driver.execute_query(query, password=self.password, database_=database)
            except (DriverError, Neo4jError):
                return False  # the port opens a moment before the databases do
            return True


def resolve(release: str) -> Path:
    """Give the folder with the newest jars of a release and the compiled launcher.

    Maven is asked the first time and again when a month has gone by; where it then fails,
    what is there still serves.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    found = max(CACHE.glob(f"neo4j-{release}.*"), key=_numbers, default=None)
    if found and time.time() - found.stat().st_mtime < NEWER_AFTER:
        return found
    for left_behind in CACHE.glob(".resolving-*"):
        if time.time() - left_behind.stat().st_mtime > DAY:
            shutil.rmtree(left_behind, ignore_errors=True)
    try:
        newest = _resolve(RELEASES[release].versions)
    except Missing:
        if not found:
            raise
        newest = found
    os.utime(newest)
    return newest


def _resolve(versions: str) -> Path:
    maven, jdk = shutil.which("mvn"), find_java(range(17, 100), "javac")
    if not maven:
        raise Missing("Maven (mvn) is not installed")
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=".resolving-") as temporary:
        made = Path(temporary, "made")
        _call(
            [
                *(maven, "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"),
                *(f"-Dversions={versions}", "-DincludeScope=runtime"),
                f"-DoutputDirectory={made / 'lib'}",
            ],
            {"JAVA_HOME": str(jdk)},
        )
        javac, launcher = str(jdk / "bin" / "javac"), str(HERE / "Neo4jServer.java")
        _call([javac, "--release", "17", "-d", str(made / "classes"), launcher])
        (version,) = (
            jar.stem for jar in (made / "lib").iterdir() if re.match(r"neo4j-\d", jar.name)
        )
        target = CACHE / version
        try:
            made.rename(target)  # whole or not at all
        except OSError:
            if not target.is_dir():  # nobody else was faster
                raise
    return target


def _call(command: list[str], environment: dict[str, str] | None = None) -> None:
    try:
        done = subprocess.run(
            command,
            env=os.environ | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=RESOLVE_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise Missing(f"{command[0]} took more than {RESOLVE_SECONDS:.0f} s") from error
    if done.returncode:
        raise Missing(f"{command[0]} failed: {done.stdout[-1000:]}")


def find_java(versions: Sequence[int], program: str = "java") -> Path:
    """Give a Java home of one of these feature versions; the embedded engine's own comes last."""
    for home in _java_homes():
        try:
            said = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())
        except OSError:
            continue
        if said and int(said[1]) in versions and (home / "bin" / program).exists():
            return home
    wanted = f"{program} of version {versions[0]} to {versions[-1]}"
    raise Missing(f"no {wanted} under JAVA_HOME or {', '.join(JAVA_FOLDERS)}")


def _java_homes() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home)
    for folder in JAVA_FOLDERS:
        yield from sorted(Path("/").glob(folder.lstrip("/")))
    spec = importlib.util.find_spec("arcadedb_embedded")
    for location in (spec and spec.submodule_search_locations) or ():
        yield Path(location, "jre")


def _numbers(folder: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", folder.name.partition("-")[2]))


def free_port() -> int:
    """Give a port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
