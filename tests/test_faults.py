"""An engine that dies in the middle of a load: nothing lost, nothing twice, nothing half."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.database import connect
from graph.embedded import Folder

ROOT = Path(__file__).parents[1]
ROWS = 6_000


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "besar.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["kode", "judul", "bentuk", "tahap", "urusan", "pihak", "ditandatangani"])
        for number in range(ROWS):
            parties = f"35.13;PT Contoh {number % 500}"
            day = f"2019-{number % 12 + 1:02d}-01"
            writer.writerow(
                [f"u{number}", f"Uji {number}", "pks", "pelaksanaan", "kesehatan", parties, day]
            )
    return path


def load(register: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "jejaring", "load", str(register), "--data", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("victim", ["engine", "program"])
def test_killed_load_goes_on(register: Path, tmp_path: Path, victim: str) -> None:
    folder = tmp_path / "data"
    loading = load(register, folder)
    with connect(folder) as database:
        query = "MATCH (a:Agreement) RETURN count(a) AS count"
        deadline = time.monotonic() + 60
        while not (written := database.read(query).one()["count"]):
            assert time.monotonic() < deadline and loading.poll() is None
            time.sleep(0.02)
        assert written < ROWS
        running = Folder(folder).running()
        assert running
        os.kill(running.engine.pid if victim == "engine" else loading.pid, signal.SIGKILL)
        _, told = loading.communicate(timeout=120)
        assert "Traceback" not in told
    again = load(register, folder)
    _, told = again.communicate(timeout=120)
    assert again.returncode == 0, told
    with connect(folder) as database:
        query = (
            "MATCH (a:Agreement) RETURN count(a) AS agreements, "
            "sum(COUNT { MATCH (a)<-[:PARTY_TO]-() }) AS parties, "
            "sum(COUNT { MATCH (a)-[:STATED_IN]->() }) AS sources, "
            "sum(COUNT { MATCH (a)-[:ABOUT]->() }) AS affairs, count(a.runs_from) AS dated"
        )
        assert database.read(query).one() == {
            "agreements": ROWS,
            "parties": 2 * ROWS,
            "sources": ROWS,
            "affairs": ROWS,
            "dated": ROWS,
        }
        states = database.read("MATCH (l:Load {file: 'besar.csv'}) RETURN l.state AS state").rows
        assert states == [{"state": "done"}]
