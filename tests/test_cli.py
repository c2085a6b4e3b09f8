"""The command line as people meet it: what it prints, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import logging
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
from jejaring import cli, main

ROOT = Path(__file__).parents[1]
SECRET = "rahasia-sekali-123"
GOOD = "kode,judul,pihak\nU1,Layanan,35.13;35.74\n"
BAD = "kode,judul,pihak\nU2,,35.13;35.74\n"
OPEN = "kode,judul,pihak\nU3,Pasar,Probolinggo;Bank Jatim\n"
# A register of a city's own; its third row cannot be taken.
OFFICE = (
    "PEMERINTAH KOTA PROBOLINGGO\n\n"
    "No,Judul,Dengan Siapa,Nomor,Tanggal,Nilai (Rp)\n"
    "1,PKS layanan bank,PT Bank Jatim Tbk,7/B,12 Maret 2019,1.500.000\n"
    "2,Pasokan pangan,Malang,,2019,\n"
    "3,Pajak,PLN,,31 Februari 2019,\n"
)
MAPPING = "kolom:\n  Dengan Siapa: mitra\n"

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


def run_here(capsys: pytest.CaptureFixture[str], *arguments: str) -> Result:
    """Run the program in this process: a process of its own takes a second to begin."""
    loggers = [logging.getLogger(name) for name in ("neo4j", "waitress")]
    levels = [logger.level for logger in loggers]
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
            patch.setattr(sys, "argv", ["jejaring", *arguments])
            main()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
    told = capsys.readouterr()
    return Result(arguments, ended.value.code, told.out, told.err)


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


def test_gaps_are_ranked_with_reasons(folder: Path) -> None:
    choose = ("--province", "15", "--sea", "--weights", "border=0,people=1", "--limit", "3")
    found = rows(run("gaps", "--data", folder, *choose, "--format", "json"))
    assert [row["rank"] for row in found] == [1, 2, 3]
    assert found[0]["score"] >= found[1]["score"] >= found[2]["score"] > 0
    for row in found:
        assert "15" in (row["a"][:2], row["b"][:2])
        named = {reason["name"]: reason for reason in row["reasons"]}
        assert len(named) == 10 and all(reason["sentence"] for reason in row["reasons"])
        assert 0 <= named["people"]["value"] <= 1
        assert set(row["coverage"]) == {"a", "b"}
    table = run("gaps", "--data", folder, *choose)
    assert "3 dari" in table.stdout
    english = run("gaps", "--data", folder, *choose, JEJARING_LANG="en")
    assert "people in" in english.stdout


def test_one_pair_tells_all(folder: Path) -> None:
    done = run("gaps", "--data", folder, "--pair", "35.74-35.13", "--format", "json")
    found = json.loads(done.stdout)
    assert (found["a"], found["b"], found["status"]) == ("35.13", "35.74", "running")
    assert found["affairs"]["kesehatan"] == "planned"
    assert found["law"]["combination"] == "e" and found["law"]["remark"]
    pairs = {(one["a"], one["b"], one["affair"], one["basis"]) for one in found["counterparts"]}
    assert ("Satuan Polisi Pamong Praja",) * 2 + ("ketertiban", "recorded") in pairs
    assert {basis for *_names, basis in pairs} == {"recorded", "assumed"}
    assert {"common_partners", "comparable", "mediators", "visits", "coverage"} <= set(found)
    told = run("gaps", "--data", folder, "--pair", "35.13-35.14").stdout
    assert "Padanan OPD" in told and "pasal 364" in told
    sheet = run("gaps", "--data", folder, "--pair", "35.13-35.14", "--format", "csv").stdout
    assert sheet.splitlines()[0].endswith("affair,a,b,basis,a_basis,b_basis")


def test_backtest_says_when_cases_are_few(folder: Path) -> None:
    done = run("gaps", "--data", folder, "--backtest", "2018", "--on", "2019-12-31")
    assert done.returncode == 0, done.stderr
    assert "terlalu sedikit" in done.stdout and "Adamic–Adar" in done.stdout


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


def write(folder: Path, **files: str) -> list[Path]:
    """Write files of registers."""
    paths = []
    for name, content in files.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_text(content, encoding="utf-8")
    return paths


def told(done: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_load_tells_each_row(folder: Path, tmp_path: Path) -> None:
    good, bad, mixed = write(
        tmp_path,
        baik_csv=GOOD,
        buruk_csv=BAD,
        campur_csv=GOOD + BAD.partition("\n")[2] + OPEN.partition("\n")[2],
    )
    done = run("load", good, mixed, "--data", folder)
    assert done.returncode == 0
    assert done.stdout == ""
    assert "baik.csv: 1 baris diterima (1 baru, 0 berubah, 0 tetap), 0 ditolak." in done.stderr
    assert "campur.csv baris 3: Kolom judul kosong. Isi kolom judul." in done.stderr
    assert "“Probolinggo”, yang cocok dengan Kabupaten Probolinggo (35.13), Kota" in done.stderr
    done = run("load", bad, tmp_path / "tidak-ada.csv", "--data", folder)
    assert done.returncode == 1
    assert "tidak-ada.csv tidak dapat dibaca" in done.stderr
    done = run("load", mixed, "--data", folder, "--format", "json")
    assert done.returncode == 0
    found = told(done)
    assert [(row["row"], row["id"]) for row in found["agreements"]] == [(2, "u1"), (4, "u3")]
    (refused,) = found["refused"]
    assert (refused["row"], refused["field"], refused["cells"]["kode"]) == (3, "judul", "U2")
    assert refused["remedy"].endswith(".")
    (sheet,) = found["files"]
    assert (sheet["created"], sheet["changed"], sheet["unchanged"]) == (0, 0, 2)


def test_loads_are_listed_and_taken_back(folder: Path, tmp_path: Path) -> None:
    first, second = write(
        tmp_path, kerangka_csv=GOOD.replace("U1", "T1"), isi_csv=GOOD.replace("U1", "T1")
    )
    second.write_text("kode,judul,pihak,melaksanakan\nT2,Isi,35.13;35.74,T1\n")
    assert run("load", first, second, "--data", folder).returncode == 0
    (later, earlier) = rows(run("loads", "--data", folder, "--format", "json"))[:2]
    assert [one["file"] for one in (later, earlier)] == ["isi.csv", "kerangka.csv"]
    assert [one["state"] for one in (later, earlier)] == ["done", "done"]
    refused = run("undo", earlier["id"], "--data", folder)
    assert refused.returncode == 1
    assert "kerangka.csv tidak dapat dibatalkan" in refused.stderr
    assert "isi.csv" in refused.stderr
    for one in (later, earlier):
        done = run("undo", one["id"], "--data", folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 kesepakatan hilang" in done.stdout
    assert [
        one["state"] for one in rows(run("loads", "--data", folder, "--format", "json"))[:2]
    ] == [
        "undone",
        "undone",
    ]


# The keys of what a dry run prints, by what they tell of.
FILE = {
    *("file", "accepted", "refused", "load", "kind", "owner", "owner_name", "owner_by"),
    *("remarks", "created", "changed", "unchanged", "changes"),
}
AGREEMENT = {
    *("file", "sheet", "row", "id", "title", "form", "scheme", "scheme_reason", "stated_scheme"),
    *("stage", "affair", "affairs", "number", "numbers", "parties", "unnamed_parties"),
    *("responsible", "signed_on", "starts_on", "ends_on", "endless", "amounts", "scope"),
    *("location", "warnings", "same_as", "maybe_same_as"),
}
PARTY = {
    *("kind", "id", "name", "region_code", "partner_kind", "as_written", "candidates"),
    *("decided_by", "number", "role"),
}
REFUSED = {"file", "sheet", "row", "field", "reason", "remedy", "cells"}
SKIPPED = {"file", "sheet", "row", "kind", "reason", "text"}
COLUMN = {"file", "sheet", "column", "heading", "field", "how", "reason"}


def test_dry_run_prints_one_object_and_writes_nothing(tmp_path: Path) -> None:
    office, mapping = write(tmp_path, register_csv=OFFICE, kolom_yaml=MAPPING)
    mended, data = tmp_path / "ditolak.csv", tmp_path / "data"
    done = run(
        *("load", office, "--mapping", mapping, "--refused", mended, "--dry-run"),
        *("--format", "json", "--data", data),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not data.exists()
    found = told(done)
    assert found.keys() == {"files", "agreements", "reports", "refused", "skipped", "columns"}
    for name, keys in (
        ("files", FILE),
        ("agreements", AGREEMENT),
        ("refused", REFUSED),
        ("skipped", SKIPPED),
        ("columns", COLUMN),
    ):
        assert [row.keys() for row in found[name]] == [keys] * len(found[name])
        assert found[name]
    bank, food = found["agreements"]
    assert all(party.keys() == PARTY for row in (bank, food) for party in row["parties"])
    assert (bank["file"], bank["sheet"], bank["row"]) == ("register.csv", None, 4)
    assert (bank["title"], bank["form"], bank["scheme"]) == ("PKS layanan bank", "pks", "ksdpk")
    assert [(party["kind"], party["id"], party["decided_by"]) for party in bank["parties"]] == [
        ("region", "35.74", "owner"),
        ("partner", "bank-jatim", "known_partner"),
    ]
    day = {"value": "2019-03-12", "precision": "day", "computed": False}
    assert (bank["signed_on"], bank["ends_on"], bank["same_as"]) == (day, None, None)
    assert [(one["amount"], one["currency"]) for one in bank["amounts"]] == [(1_500_000, "IDR")]
    left_open = food["parties"][1]
    assert (left_open["kind"], left_open["id"], left_open["as_written"]) == (
        "ambiguous",
        None,
        "Malang",
    )
    assert left_open["candidates"] == ["35.07", "35.73"]
    assert food["signed_on"]["precision"] == "year"
    assert [(row["row"], row["field"]) for row in found["refused"]] == [(6, "ditandatangani")]
    assert [(row["row"], row["kind"]) for row in found["skipped"]] == [(1, "letterhead")]
    assert found["files"][0]["owner_by"] == "letterhead"
    assert [column["how"] for column in found["columns"] if column["field"] == "mitra"] == [
        "mapping"
    ]
    # The refused row comes back mended, and nothing else of the file.
    (row,) = csv.DictReader(io.StringIO(mended.read_text(encoding="utf-8-sig")))
    assert list(row)[-5:] == ["berkas", "lembar", "baris", "alasan", "perbaikan"]
    assert (row["Judul"], row["baris"]) == ("Pajak", "6")
    mended.write_text(mended.read_text(encoding="utf-8").replace("31 Februari", "28 Februari"))
    again = run(
        *("load", mended, "--mapping", mapping, "--owner", "35.74", "--dry-run"),
        *("--format", "json", "--data", data),
    )
    assert [row["title"] for row in told(again)["agreements"]] == ["Pajak"]
    assert told(again)["refused"] == []


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
    (("load", "{tmp}/mitra.csv", "--dry-run", "--data", "{tmp}/x"), 1, "--owner KODE"),
    (("load", "{tmp}/mitra.csv", "--owner", "Antah", "--data", "{tmp}/x"), 2, "--owner “Antah”"),
    (("load", "{tmp}/mitra.csv", "--refused", "{tmp}/a.txt", "--data", "{tmp}/x"), 2, ".xlsx"),
    (
        ("load", "{tmp}/mitra.csv", "--mapping", "{tmp}/tak.yaml", "--data", "{tmp}/x"),
        1,
        "tak.yaml",
    ),
    (("undo", "tidak-ada", "--data", "{data}"), 1, "Tidak ada pemuatan"),
    (("query", "tidak-ada", "--data", "{data}"), 1, "query --list"),
    (("query", "{tmp}/biner", "--data", "{data}"), 1, "query --list"),
    (("query", "{tmp}/salah.cypher", "--data", "{data}"), 1, "Kueri tidak dapat dijalankan"),
    (("query", "{tmp}/tulis.cypher", "--data", "{data}"), 1, "tidak hanya membaca"),
    (("query", "hasil-per-mitra", "--param", "daerah=1", "--data", "{data}"), 2, "daerah"),
    (("query", "hasil-per-mitra", "--param", "wilayah", "--data", "{data}"), 2, "nama=nilai"),
    (("gaps", "--affair", "sihir", "--data", "{data}"), 2, "sihir"),
    (("gaps", "--province", "99", "--data", "{data}"), 2, "99"),
    (("gaps", "--weights", "border=-1", "--data", "{data}"), 2, "0 sampai 1000"),
    (("gaps", "--weights", "jarak=1", "--data", "{data}"), 2, "comparable"),
    (("gaps", "--pair", "35.74-12.10", "--data", "{data}"), 2, "Kabupaten Probolinggo"),
    (("gaps", "--pair", "35.74-35.74", "--data", "{data}"), 2, "dua kali"),
    (("gaps", "--pair", "35-35.74", "--data", "{data}"), 2, "tingkat"),
    (("gaps", "--pair", "besar", "--data", "{data}"), 2, "35.13-35.74"),
    (("gaps", "--backtest", "0", "--data", "{data}"), 2, "1946"),
    (("gaps", "--backtest", "2019", "--pair", "35.13-35.74"), 2, "--backtest"),
    (("gaps", "--on", "9999-12-31", "--data", "{data}"), 2, "2199"),
    (("metrics", "sihir", "--data", "{data}"), 2, "sihir"),
)


@pytest.mark.parametrize(("arguments", "code", "told"), ERRORS, ids=lambda v: str(v)[:50])
def test_error_is_one_sentence(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    (tmp_path / "berkas").touch()
    (tmp_path / "mitra.csv").write_text("Judul,Mitra\nPajak,PLN\n")
    (tmp_path / "biner").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "salah.cypher").write_text("MATCH (n RETURN n")
    (tmp_path / "tulis.cypher").write_text("CREATE (n:Region {code: 'x'}) RETURN n")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        values = {"tmp": tmp_path, "data": folder, "taken": listener.getsockname()[1]}
        done = run_here(capsys, *(argument.format(**values) for argument in arguments))
    assert done.returncode == code, done.stderr
    assert told in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("arguments", "code"), [(("gaps", "--affair", "sihir"), 2), (("undo", "tidak-ada"), 1)]
)
def test_error_ends_the_process(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    done = run(*arguments, "--data", folder)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr


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


def commands(group: click.Group) -> dict[str, click.Command]:
    """Give a group's commands, those of groups in it by both names."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": one for inner, one in commands(command).items()}
        else:
            found[name] = command
    return found


@pytest.mark.parametrize("name", commands(cli))
def test_help_shows_an_example(name: str) -> None:
    shown = CliRunner().invoke(cli, [*name.split(), "--help"])
    assert shown.exit_code == 0
    assert "Contoh" in shown.output
    assert f"jejaring {name}" in shown.output.partition("Contoh")[2]
    for parameter in commands(cli)[name].params:
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
