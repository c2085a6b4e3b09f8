"""The command line as people meet it: what it prints, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import psutil
import pytest
from click.testing import CliRunner

from graph.database import connect
from graph.embedded import Folder
from graph.questions import questions
from graph.vocabulary import STATUSES
from jejaring import cli

ROOT = Path(__file__).parents[1]
SECRET = "rahasia-sekali-123"
GOOD = "kode,judul,pihak\nU1,Layanan,35.13;35.74\n"
BAD = "kode,judul,pihak\nU2,Layanan,99.99;35.74\n"

Result = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, stdin: str | bytes = "", **environment: str) -> Result:
    """Run the program and see that it never ends in a traceback."""
    content = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "jejaring", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        input=content,
        capture_output=True,
        timeout=120,
    )
    told = Result(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in told.stderr + told.stdout
    return told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder with the demo in it, whose engine stays up for the commands to join."""
    path = tmp_path_factory.mktemp("perintah")
    with connect(path):
        done = run("demo", "--no-serve", "--data", path)
        assert done.returncode == 0, done.stderr
        assert "ditolak" in done.stderr
        yield path


def rows(done: Result) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_gaps_as_json(folder: Path) -> None:
    found = rows(run("gaps", "--data", folder, "--format", "json"))
    assert len(found) == 1028
    for row in found:
        assert {"a", "b", "a_name", "b_name", "status", "border_km"} <= row.keys()
        assert row["status"] in STATUSES
        assert row["a"] < row["b"]
        assert row["border_km"] > 0
    status = {(row["a"], row["b"]): row["status"] for row in found}
    assert status["12.10", "12.23"] == status["12.10", "14.07"] == "running"
    assert status["12.10", "12.20"] == "unknown"


def test_gaps_can_be_narrowed(folder: Path) -> None:
    narrow = ("--province", "35", "--on", "2019-12-31", "--status", "running")
    found = rows(run("gaps", "--data", folder, *narrow, "--format", "json"))
    assert [(row["a"], row["b"]) for row in found] == [("35.13", "35.74")]
    none = run("gaps", "--data", folder, *narrow, "--affair", "persandian", "--format", "json")
    assert rows(none) == []
    table = run("gaps", "--data", folder, *narrow)
    assert "Kota Probolinggo" in table.stdout
    assert "berjalan" in table.stdout
    sheet = run("gaps", "--data", folder, *narrow, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(sheet.stdout.removeprefix("\ufeff")))
    assert (row["a"], row["status"]) == ("35.13", "running")


def test_metrics_are_measured(folder: Path) -> None:
    done = run("metrics", "neighbours", "--on", "2019-12-31", "--data", folder, "--format", "json")
    found = rows(done)
    assert len(found) > 500
    assert {"degree", "betweenness"} <= found[0].keys()


def test_query_by_every_way(folder: Path, tmp_path: Path) -> None:
    text = "MATCH (r:Region {kind: $jenis}) RETURN count(r) AS banyak"
    file = tmp_path / "hitung.cypher"
    file.write_text(text)
    ask = ("query", "--data", folder, "--format", "json", "--param", "jenis=kota")
    assert rows(run(*ask, "-", stdin=text)) == rows(run(*ask, file)) == [{"banyak": 98}]
    named = ("query", "hasil-per-mitra", "--param", "wilayah=12.10", "--format", "json")
    assert "34300606705" not in run(*named, "--data", folder).stderr
    amounts = [v for row in rows(run(*named, "--data", folder)) for v in row.values()]
    assert 22_512_025_184 in amounts


def test_questions_are_listed() -> None:
    listed = rows(run("query", "--list", "--format", "json"))
    assert {row["name"] for row in listed} == questions().keys()
    assert all(row["title"] and row["theme"] for row in listed)


def test_load_tells_each_row(folder: Path, tmp_path: Path) -> None:
    good, bad, mixed = (tmp_path / f"{name}.csv" for name in ("baik", "buruk", "campur"))
    good.write_text(GOOD)
    bad.write_text(BAD)
    mixed.write_text(GOOD + BAD.partition("\n")[2])
    done = run("load", good, mixed, "--data", folder)
    assert done.returncode == 0
    assert "baik.csv: 1 baris diterima (1 baru, 0 berubah, 0 tetap), 0 ditolak." in done.stderr
    assert "campur.csv baris 3: Kolom pihak berisi kode wilayah 99.99" in done.stderr
    done = run("load", bad, tmp_path / "tidak-ada.csv", "--data", folder)
    assert done.returncode == 1
    assert "tidak-ada.csv tidak dapat dibaca" in done.stderr
    done = run("load", mixed, "--data", folder, "--format", "json")
    taken, refused = rows(done)
    assert (taken["row"], taken["result"], taken["id"]) == (2, "accepted", "u1")
    assert (refused["row"], refused["result"], refused["field"]) == (3, "refused", "pihak")
    assert refused["cells"]["kode"] == "U2"
    assert refused["remedy"].endswith(".")


def test_status_tells_what_runs(folder: Path, tmp_path: Path) -> None:
    (found,) = rows(run("status", "--data", folder, "--format", "json"))
    assert found["running"] is True
    assert found["Region"] == 552
    assert os.getpid() in found["users"]
    (found,) = rows(run("status", "--data", tmp_path / "baru", "--format", "json"))
    assert found["running"] is False
    assert not (tmp_path / "baru").exists()


# Arguments, exit code, and what the sentence says.
ERRORS: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("demo", "--host", "0.0.0.0", "--data", "{tmp}/x"), 1, "0.0.0.0"),
    (("serve", "--host", "nama.tidak.ada.invalid", "--data", "{tmp}/x"), 1, "127.0.0.1"),
    (("serve", "--port", "{taken}", "--data", "{tmp}/x"), 1, "--port"),
    (("gaps", "--data", "{tmp}/berkas/x"), 1, "--data"),
    (("gaps", "--data", "{tmp}/berkas"), 1, "--data"),
    (("load", "{tmp}/tidak-ada.csv", "--data", "{data}"), 1, "tidak dapat dibaca"),
    (("load", "{tmp}", "--data", "{data}"), 1, "tidak dapat dibaca"),
    (("query", "tidak-ada", "--data", "{data}"), 1, "query --list"),
    (("query", "{tmp}/biner", "--data", "{data}"), 1, "query --list"),
    (("query", "{tmp}/salah.cypher", "--data", "{data}"), 1, "Kueri tidak dapat dijalankan"),
    (("query", "{tmp}/tulis.cypher", "--data", "{data}"), 1, "tidak hanya membaca"),
    (("query", "hasil-per-mitra", "--param", "daerah=1", "--data", "{data}"), 2, "daerah"),
    (("query", "hasil-per-mitra", "--param", "wilayah", "--data", "{data}"), 2, "nama=nilai"),
    (("gaps", "--affair", "sihir", "--data", "{data}"), 2, "sihir"),
    (("gaps", "--province", "99", "--data", "{data}"), 2, "99"),
    (("metrics", "sihir", "--data", "{data}"), 2, "sihir"),
)


@pytest.mark.parametrize(("arguments", "code", "told"), ERRORS, ids=lambda v: str(v)[:50])
def test_error_is_one_sentence(
    folder: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    (tmp_path / "berkas").touch()
    (tmp_path / "biner").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "salah.cypher").write_text("MATCH (n RETURN n")
    (tmp_path / "tulis.cypher").write_text("CREATE (n:Region {code: 'x'}) RETURN n")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        values = {"tmp": tmp_path, "data": folder, "taken": listener.getsockname()[1]}
        done = run(*(argument.format(**values) for argument in arguments))
    assert done.returncode == code, done.stderr
    assert told in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("bolt://127.0.0.1:1", "tidak dapat dihubungi"),
        ("http://127.0.0.1:7474", "neo4j://"),
        (f"bolt://neo4j:{SECRET}@127.0.0.1:1", "JEJARING_USER"),
        ("bolt://", "JEJARING_URI"),
        ("bolt://nama.tidak.ada.invalid", "JEJARING_URI"),
    ],
)
def test_bad_address_is_explained(uri: str, told: str) -> None:
    done = run("status", JEJARING_URI=uri, JEJARING_PASSWORD=SECRET)
    assert done.returncode == 1
    assert told in done.stderr
    assert SECRET not in done.stderr + done.stdout


def test_password_file_must_be_there(tmp_path: Path) -> None:
    path = str(tmp_path / "tidak-ada")
    done = run("status", JEJARING_URI="bolt://127.0.0.1:1", JEJARING_PASSWORD_FILE=path)
    assert done.returncode == 1
    assert "JEJARING_PASSWORD_FILE" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("gaps", "--on", "31-12-2019"),
        ("gaps", "--status", "sihir"),
        ("gaps", "--format", "xml"),
        ("load",),
        ("query",),
        ("serve", "--port", "70000"),
        ("sihir",),
    ],
)
def test_misuse_ends_with_two(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""


@pytest.mark.parametrize("name", cli.commands)
def test_help_shows_an_example(name: str) -> None:
    command = cli.commands[name]
    shown = CliRunner().invoke(cli, [name, "--help"])
    assert shown.exit_code == 0
    assert "Contoh" in shown.output
    assert f"jejaring {name}" in shown.output.partition("Contoh")[2]
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


def of_folder(folder: Path) -> list[psutil.Process]:
    """Give the processes that have the folder on their command line."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if any(str(folder) in part for part in process.info["cmdline"] or ()):
            found.append(process)
    return found


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_demo_serves_until_stopped(tmp_path: Path, way: signal.Signals) -> None:
    command = ["demo", "--port", "0", "--no-browser", "--data", str(tmp_path)]
    with subprocess.Popen(
        [sys.executable, "-m", "jejaring", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as demo:
        assert demo.stdout and demo.stderr
        try:
            url = re.search(r"http://127\.0\.0\.1:\d+/", demo.stdout.readline())
            assert url, demo.stderr.read()
            with urllib.request.urlopen(url[0], timeout=20) as response:
                assert response.status == 200
                assert b"Jejaring" in response.read()
            assert of_folder(tmp_path)
            demo.send_signal(way)
            _, told = demo.communicate(timeout=30)
        finally:
            demo.kill()
    assert demo.returncode == 0, told
    assert "Traceback" not in told
    assert of_folder(tmp_path) == []


def test_stop_ends_the_engine(folder: Path) -> None:
    assert Folder(folder).running()
    began = time.monotonic()
    done = run("stop", "--data", folder)
    assert (done.returncode, done.stdout) == (0, "Mesin dihentikan.\n")
    assert time.monotonic() - began < 12, "waited for a process that had ended"
    assert Folder(folder).running() is None
    again = run("stop", "--data", folder)
    assert (again.returncode, again.stdout) == (0, "Tidak ada mesin yang menyala.\n")
