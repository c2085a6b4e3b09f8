"""The engine that comes with the program: who starts, joins, stops and survives it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graph import embedded
from graph.database import connect
from graph.embedded import Folder, joined
from graph.errors import EngineStartFailed, FolderUnusable, QueryTimeout

ROOT = Path(__file__).parents[2]
USER = (
    "import sys, time; from pathlib import Path; from graph.embedded import joined\n"
    "with joined(Path(sys.argv[1])) as (running, *_):\n"
    "    print(running.engine.pid, flush=True)\n"
    "    time.sleep(float(sys.argv[2]))\n"
)


def start_user(folder: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", USER, str(folder), str(seconds)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def wait_for(condition: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    folder = Folder(tmp_path / "data with “quotes” and spaces")
    yield folder
    if folder.path.exists():
        embedded.stop(folder)


def test_secrets_stay_private(folder: Folder) -> None:
    with joined(folder.path) as (running, secrets, _):
        process = running.engine.handle()
        assert process
        told = " ".join([*process.cmdline(), *process.environ().values()])
        assert secrets.root not in told and secrets.reader not in told
        for name in ("secrets.json", "engine.args", "running.json", "engine.log"):
            assert (folder.path / name).stat().st_mode & 0o077 == 0, name


def test_listens_on_loopback(folder: Folder) -> None:
    with joined(folder.path) as (running, *_):
        process = running.engine.handle()
        assert process
        listening = [c for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN]
        assert len(listening) == 2
        assert {c.laddr.ip.removeprefix("::ffff:") for c in listening} == {"127.0.0.1"}


def test_second_user_joins(folder: Folder) -> None:
    with joined(folder.path) as (first, *_):
        other = start_user(folder.path, 0)
        out, _ = other.communicate(timeout=60)
        assert int(out) == first.engine.pid
        assert first.engine.handle()
    assert first.engine.handle() is None and first.keeper.handle() is None
    assert folder.running() is None and not list(folder.users.iterdir())


def test_starters_share_engine(folder: Folder) -> None:
    users = [start_user(folder.path, 3) for _ in range(3)]
    answers = {user.communicate(timeout=90)[0] for user in users}
    assert len(answers) == 1
    assert not psutil.pid_exists(int(answers.pop()))


def test_killed_user_leaves_nothing(folder: Folder) -> None:
    user = start_user(folder.path, 600)
    assert user.stdout
    engine = int(user.stdout.readline())
    user.kill()
    user.communicate()
    wait_for(lambda: not psutil.pid_exists(engine))
    wait_for(lambda: folder.running() is None)


def test_killed_engine_comes_back(folder: Folder) -> None:
    with connect(folder.path) as database:
        for number in range(20):
            database.write(("CREATE (:Probe {id: $id})", {"id": number}))
        before = folder.running()
        assert before
        os.kill(before.engine.pid, signal.SIGKILL)
        wait_for(lambda: (now := folder.running()) and now.engine != before.engine)
        rows = database.read("MATCH (n:Probe) RETURN n.id AS id ORDER BY id")
        assert [row["id"] for row in rows] == list(range(20))


def test_stale_note_is_recognised(folder: Folder) -> None:
    with connect(folder.path) as database:
        database.write(("CREATE (:Probe {id: 1})", {}))
        running = folder.running()
        assert running
        note = (folder.path / "running.json").read_text()
    for process in ("engine", "keeper"):
        # A number that another process has by now.
        stale = json.loads(note)
        stale[process] = {"pid": os.getpid(), "created": 1.0}
        (folder.path / "running.json").write_text(json.dumps(stale))
        assert folder.running() is None
    with connect(folder.path) as database:
        assert len(database.read("MATCH (n:Probe) RETURN n")) == 1


def test_lost_secrets_are_replaced(folder: Folder) -> None:
    with connect(folder.path) as database:
        database.write(("CREATE (:Probe {id: 1})", {}))
    (folder.path / "secrets.json").write_text("{broken")
    with connect(folder.path) as database:
        assert len(database.read("MATCH (n:Probe) RETURN n")) == 1


def test_unusable_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnusable, match="--data"), joined(tmp_path / "file" / "data"):
        pass


def test_failed_start_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_MEMORY", "1k")
    with pytest.raises(EngineStartFailed, match=r"engine\.log"), joined(folder.path):
        pass
    assert not list(folder.users.iterdir())


def test_long_query_ends(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "QUERY_SECONDS", 1)
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS s"
    with connect(folder.path) as database, pytest.raises(QueryTimeout):
        database.read(endless)


def test_stop_command_stops(folder: Folder) -> None:
    user = start_user(folder.path, 30)
    assert user.stdout
    engine = int(user.stdout.readline())
    assert embedded.stop(folder) is True
    assert not psutil.pid_exists(engine)
    assert embedded.stop(folder) is False
    user.kill()
    user.communicate()


def test_copy_has_an_engine_of_its_own(folder: Folder, tmp_path: Path) -> None:
    with connect(folder.path) as database:
        database.write(("CREATE (:Probe {id: 1})", {}))
        shutil.copytree(folder.path, tmp_path / "copy", ignore=shutil.ignore_patterns("*.wal"))
        copy = Folder(tmp_path / "copy")
        assert copy.running() is None and embedded.stop(copy) is False
        assert database.read("RETURN 1 AS one").rows == [{"one": 1}]


def test_engine_without_keeper_is_ended(folder: Folder) -> None:
    user = start_user(folder.path, 600)
    assert user.stdout
    orphan = int(user.stdout.readline())
    running = folder.running()
    assert running
    os.kill(running.keeper.pid, signal.SIGKILL)
    user.kill()
    user.communicate()
    wait_for(lambda: running.keeper.handle() is None)
    with joined(folder.path) as (again, *_):
        assert again.engine.pid != orphan
        assert running.engine.handle() is None


def test_connection_follows_its_engine(folder: Folder) -> None:
    with connect(folder.path) as database:
        database.write(("CREATE (:Probe {id: 1})", {}))
        assert embedded.stop(folder) is True
        with joined(folder.path):
            assert database.read("MATCH (n:Probe) RETURN n.id AS id").rows == [{"id": 1}]


@pytest.mark.parametrize("note", ["{}", '{"pid": "x", "created": 1}', '{"pid": -5, "created": 1}'])
def test_odd_notes_do_not_count(folder: Folder, note: str) -> None:
    folder.prepare()
    (folder.users / "1.json").write_text(note)
    (folder.path / "running.json").write_text(note)
    assert folder.live_users() == []
    assert folder.running() is None and embedded.stop(folder) is False
