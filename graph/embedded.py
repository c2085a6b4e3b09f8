"""The engine that comes with the program: ArcadeDB's server as a child process.

One folder holds everything: the data (`engine/`), the secrets and settings
(readable by the owner only), a note of the running engine, and one note per
user of it. A keeper process owns the engine: it starts it again when it
crashes and stops it when the last user is gone, however that user ended.

Run as a module, this is the keeper: ``python -m graph.embedded FOLDER``.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import platformdirs
import psutil
from filelock import FileLock, Timeout

from graph.errors import DiskFull, EngineMissing, EngineStartFailed, FolderUnusable, Word

DATABASE = "graph"
QUERY_SECONDS = 30
_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_POLL_SECONDS = 0.25
_MOST_RESTARTS = 3
_MEMORY = "2g"  # 690 MB resident with 370,000 nodes and 900,000 relationships

# Readers may read records and nothing else; the engine ignores the driver's access modes.
_GROUPS: dict[str, Any] = {
    "version": 1,
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": ["updateSecurity", "updateSchema"],
                    "types": {
                        "*": {
                            "access": [
                                "createRecord",
                                "readRecord",
                                "updateRecord",
                                "deleteRecord",
                            ]
                        }
                    },
                }
            }
        },
        DATABASE: {
            "groups": {
                "readers": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                }
            }
        },
    },
}
# Options in the caller's environment that a JVM would take up, to our surprise.
_JVM_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
# What the engine's log says, and what to tell the user of it.
_REASONS = (
    ("No space left on device", Word("penyimpanan penuh; kosongkan ruang lalu ulangi")),
    ("Address already in use", Word("port sudah dipakai; ulangi")),
    ("Cannot allocate memory", Word("memori tidak cukup; tutup program lain lalu ulangi")),
    ("OutOfMemoryError", Word("memori tidak cukup; tutup program lain lalu ulangi")),
    ("LockException", Word("folder sedang dipakai mesin lain; tutup mesin itu lalu ulangi")),
    ("Permission denied", Word("folder tidak dapat ditulis; beri izin tulis lalu ulangi")),
)


@dataclass(frozen=True, slots=True)
class Process:
    """A process told apart from a later one with the same number."""

    pid: int
    created: float

    @classmethod
    def read(cls, note: Any) -> Process:
        """Read a note; a ValueError, KeyError or TypeError tells that it is none."""
        pid, created = int(note["pid"]), float(note["created"])
        if pid <= 0:
            raise ValueError(pid)
        return cls(pid, created)

    @classmethod
    def current(cls) -> Process:
        """Give the one that runs this."""
        return cls.of(os.getpid())

    @classmethod
    def of(cls, pid: int) -> Process:
        """Give the one that has this number now."""
        return cls(pid, _birth(psutil.Process(pid)))

    def handle(self) -> psutil.Process | None:
        """Give a handle while it lives."""
        try:
            process = psutil.Process(self.pid)
            same = abs(_birth(process) - self.created) < 2
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None


def _birth(process: psutil.Process) -> float:
    """Say when a process began, by a clock that nobody sets where there is one."""
    try:
        # Ticks since the machine started; the time of day would move with each correction.
        stat = Path(f"/proc/{process.pid}/stat").read_text(errors="replace")
        return float(stat.rpartition(")")[2].split()[19])
    except (OSError, IndexError):
        return float(process.create_time())


@dataclass(frozen=True, slots=True)
class Running:
    """What is known of an engine that runs."""

    engine: Process
    keeper: Process
    bolt_port: int

    @property
    def uri(self) -> str:
        """The address for the driver."""
        return f"bolt://127.0.0.1:{self.bolt_port}"


@dataclass(frozen=True, slots=True)
class Secrets:
    """The random passwords of the engine's two accounts."""

    root: str
    reader: str


def default_folder() -> Path:
    """Give the user's data folder for the engine."""
    return Path(platformdirs.user_data_dir("jejaring", appauthor=False))


class Folder:
    """The engine's folder and the notes in it.

    Parameters
    ----------
    path
        Made when it is not there yet.

    Raises
    ------
    FolderUnusable
        When it cannot be made or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self.root = self.path / "engine"
        self.users = self.path / "users"
        self.log = self.path / "engine.log"
        self._running = self.path / "running.json"
        self._secrets = self.path / "secrets.json"
        self.arguments = self.path / "engine.args"

    def prepare(self) -> None:
        """Make the folder and see that it can be written."""
        with _writing(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            for part in (self.root / "config", self.users):
                part.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self.log.touch(mode=0o600)

    def lock(self) -> FileLock:
        """Give the lock under which the engine is started and stopped."""
        return FileLock(self.path / "lock", timeout=_START_SECONDS + _STOP_SECONDS)

    def secrets(self) -> Secrets:
        """Give the passwords, made at random the first time."""
        try:
            return Secrets(**json.loads(self._secrets.read_text()))
        except (OSError, ValueError, TypeError):
            made = Secrets(secrets.token_hex(24), secrets.token_hex(24))
            write_private(self._secrets, json.dumps(asdict(made)))
            # Accounts with passwords that nobody knows any more are made anew.
            (self.root / "config" / "server-users.jsonl").unlink(missing_ok=True)
            return made

    def noted(self) -> Running | None:
        """Give the engine that was last written down, alive or not.

        A note in a copy of the folder tells of the original's engine and does not count.
        """
        try:
            note = json.loads(self._running.read_text())
            if note["folder"] != self._identity():
                return None
            return Running(
                Process.read(note["engine"]), Process.read(note["keeper"]), int(note["bolt_port"])
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def running(self) -> Running | None:
        """Give the running engine; a note that a crash left behind does not count."""
        found = self.noted()
        return found if found and found.engine.handle() and found.keeper.handle() else None

    def _identity(self) -> list[int]:
        about = self.path.stat()
        return [about.st_dev, about.st_ino]

    def note_running(self, running: Running | None) -> None:
        """Write down, or forget, the running engine."""
        if running is None:
            self._running.unlink(missing_ok=True)
        else:
            note = asdict(running) | {"folder": self._identity()}
            write_private(self._running, json.dumps(note))

    def join(self) -> Path:
        """Write down this process as a user of the engine; give the note."""
        me = Process.current()
        note = self.users / f"{me.pid}-{secrets.token_hex(4)}.json"
        write_private(note, json.dumps(asdict(me)))
        return note

    def live_users(self) -> list[Process]:
        """Give the users that still live, and drop the notes of the others."""
        users = []
        for note in sorted(self.users.glob("*.json")):
            try:
                user = Process.read(json.loads(note.read_text()))
            except (OSError, ValueError, KeyError, TypeError):
                user = None
            if user and user.handle():
                users.append(user)
            else:
                note.unlink(missing_ok=True)
        return users


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(folder=folder) from error
        raise FolderUnusable(folder=folder, reason=error.strerror) from error


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with _writing(path.parent):
        try:
            with os.fdopen(os.open(draft, flags, 0o600), "w") as file:
                file.write(text)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


@contextlib.contextmanager
def joined(path: Path) -> Iterator[tuple[Running, Secrets, Folder]]:
    """Use the engine of a folder: start it, or join the one that runs.

    When the last user leaves, the engine is stopped and this waits for it.

    Parameters
    ----------
    path
        The data folder.

    Yields
    ------
    tuple of Running, Secrets, Folder
    """
    folder = Folder(path)
    folder.prepare()
    note = running = None
    try:
        with folder.lock():
            note = folder.join()
            running = folder.running() or _start_keeper(folder)
        yield running, folder.secrets(), folder
    finally:
        if note:
            note.unlink(missing_ok=True)
            with folder.lock():
                if not folder.live_users():
                    stop(folder)
                    # The keeper may have seen that nobody is left, and be ending by itself.
                    if running:
                        _wait_for_end(running)


def stop(folder: Folder) -> bool:
    """Stop the engine of a folder, whoever uses it; tell whether one ran."""
    # An engine whose keeper was killed is stopped as well.
    running = folder.noted()
    if running is None or not (running.engine.handle() or running.keeper.handle()):
        return False
    processes = (running.keeper, running.engine)
    if keeper := running.keeper.handle():
        with contextlib.suppress(psutil.NoSuchProcess):
            keeper.terminate()
    elif engine := running.engine.handle():
        with contextlib.suppress(psutil.NoSuchProcess):
            engine.terminate()
    # Not waited for by number: the keeper's number stays taken until the program that started
    # it, which may be serving, takes note of its end.
    _wait_for_end(running)
    for process in processes:
        if handle := process.handle():
            with contextlib.suppress(psutil.NoSuchProcess):
                handle.kill()
    folder.note_running(None)
    return True


def _wait_for_end(running: Running) -> None:
    deadline = time.monotonic() + _STOP_SECONDS
    while (running.keeper.handle() or running.engine.handle()) and time.monotonic() < deadline:
        time.sleep(0.03)


def _start_keeper(folder: Folder) -> Running:
    package = _engine_package()
    folder.secrets()
    stop(folder)
    folder.note_running(None)
    for _ in range(2):  # a port that was free may be taken a moment later
        log_start = folder.log.stat().st_size if folder.log.exists() else 0
        bolt_port, http_port = _free_ports(2)
        _write_settings(folder, package, bolt_port, http_port)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("JEJARING_")}
        for name in _JVM_VARIABLES:
            environment.pop(name, None)
        environment["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
        keeper = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "graph.embedded",
                *map(str, (folder.path, bolt_port, http_port)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is for the user's process
            env=environment,
            cwd=folder.path,
        )
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and keeper.poll() is None:
            if running := folder.running():
                return running
            time.sleep(0.03)
        with contextlib.suppress(ProcessLookupError):
            keeper.terminate()
        keeper.wait(_STOP_SECONDS)
        reason = _reason(folder, log_start)
        if "port " not in reason:
            break
    raise EngineStartFailed(reason=reason, log=folder.log)


def _reason(folder: Folder, log_start: int) -> Word:
    try:
        with folder.log.open("rb") as log:
            log.seek(log_start)
            text = log.read().decode(errors="replace")
    except OSError:
        text = ""
    for sign, reason in _REASONS:
        if sign in text:
            return reason
    return Word("sebabnya tidak dikenal; baca catatan lalu ulangi")


def _engine_package() -> Path:
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or not spec.submodule_search_locations:
        raise EngineMissing()
    return Path(next(iter(spec.submodule_search_locations)))


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def _is_ready(http_port: int) -> bool:
    # The Bolt port opens before the accounts and the database are there.
    connection = http.client.HTTPConnection("127.0.0.1", http_port, timeout=1)
    try:
        connection.request("GET", "/api/v1/ready")
        return connection.getresponse().status == HTTPStatus.NO_CONTENT
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _write_settings(folder: Folder, package: Path, bolt_port: int, http_port: int) -> None:
    passwords = folder.secrets()
    settings = {
        "server.rootPath": folder.root,
        "server.rootPassword": passwords.root,
        "server.defaultDatabases": f"{DATABASE}[reader:{passwords.reader}:readers]",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http_port,
        # Production mode would hide where in a query the error is.
        "server.mode": "development",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt_port,
        "txWalFlush": 2,
        "command.timeout": QUERY_SECONDS * 1000,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
    }
    lines = [
        f"-Xmx{_MEMORY}",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        str(package / "jars" / "*"),
        "com.arcadedb.server.ArcadeDBServer",
    ]
    quoted = ('"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"' for line in lines)
    write_private(folder.arguments, "\n".join(quoted) + "\n")
    write_private(folder.root / "config" / "server-groups.json", json.dumps(_GROUPS))


def _keep(folder: Folder, bolt_port: int, http_port: int) -> int:
    """Own the engine until its last user is gone; start it again when it crashes."""
    stopping = False

    def ask_to_stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    java = _engine_package() / "jre" / "bin" / "java"
    for _ in range(1 + _MOST_RESTARTS):
        with folder.log.open("ab") as log:
            engine = subprocess.Popen(
                [str(java), f"@{folder.arguments}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder.root,
            )
        while engine.poll() is None and not _is_ready(http_port) and not stopping:
            time.sleep(0.03)
        if engine.poll() is None and not stopping:
            folder.note_running(Running(Process.of(engine.pid), Process.current(), bolt_port))
        while engine.poll() is None and not stopping:
            time.sleep(_POLL_SECONDS)
            if not folder.live_users():
                # Nobody may join between this look and the end of the engine.
                with contextlib.suppress(Timeout), folder.lock().acquire(timeout=0):
                    if not folder.live_users():
                        folder.note_running(None)
                        _end(engine)
                        return 0
        if stopping:
            _end(engine)
            return 0
        folder.note_running(None)
    return 1


def _end(engine: subprocess.Popen[bytes]) -> None:
    engine.terminate()
    try:
        engine.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        engine.kill()
        engine.wait()


if __name__ == "__main__":
    sys.exit(_keep(Folder(Path(sys.argv[1])), *map(int, sys.argv[2:])))
