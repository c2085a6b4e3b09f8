"""Registers of offices in the graph: merged, told anew, resumed, mended, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph import telling
from graph.aliases import Alias
from graph.database import Database
from graph.exports import register_csv, register_json
from graph.loads import UndoRefused, load_of, undo
from graph.merging import merged, proposals
from graph.model import Region
from graph.tables import FORMATS
from loaders.answers import decide, forget
from loaders.loading import FileReport, dry_run, load_files, load_reference
from loaders.names import region_of
from loaders.refusals import OwnerMissing
from loaders.register import Settings
from loaders.report import refused_table, report_object
from tests.graph.tellings import column, dump

CITY, REGENCY = "35.74", "35.13"
EMPTYING = (
    "MATCH (n) WHERE n:Agreement OR n:Opd OR n:Partner OR n:Benefit OR n:Source OR n:Record "
    "OR n:Report OR n:Refusal OR n:Alias OR n:Mapping "
    "OR (n:Load AND n.file <> 'fakta rujukan') DETACH DELETE n"
)
IDS = "MATCH (a:Agreement) RETURN a.id AS id ORDER BY id"
TITLES_BY_ID = "MATCH (a:Agreement) RETURN a.title AS title ORDER BY a.id"
TITLES = "MATCH (a:Agreement) RETURN a.title AS title ORDER BY title"
PARTIES = (
    "MATCH (a:Agreement {title: $title})<-[:PARTY_TO]-(p) "
    "RETURN coalesce(p.code, p.id) AS key ORDER BY key"
)
DAYS = "MATCH (a:Agreement {title: $title}) RETURN toString(a.signed_on) AS day ORDER BY day"
OPEN = "MATCH (a:Agreement) WHERE a.open_count > 0 RETURN a.title AS title"
SOURCES = (
    "MATCH (:Agreement {id: $id})-[:STATED_IN]->(s:Source) RETURN s.title AS title ORDER BY title"
)
NUMBERS = (
    "MATCH (:Agreement {id: $id})<-[e:PARTY_TO]-(r:Region) "
    "RETURN r.code + ' ' + coalesce(e.number, '-') AS number ORDER BY number"
)
HEADINGS = "No,Judul Kerja Sama,Mitra,No. Pihak Kesatu,No. Pihak Kedua,Tanggal,Jangka Waktu,OPD\n"
OURS = (
    "PEMERINTAH KOTA PROBOLINGGO\nDAFTAR KERJA SAMA TAHUN 2019\n\n" + HEADINGS + "1,Rujukan pasien,"
    "Pemkab Probolinggo,440/12/2019,,12 Maret 2019,5 (lima) tahun,Dinkes\n"
    "2,Penanganan sampah,Pemkab Probolinggo,658/1/2017,,2 April 2017,2 tahun,DLH\n"
    "3,Penanganan sampah,Pemkab Probolinggo,658/9/2019,,2 April 2019,2 tahun,DLH\n"
    "4,Pelatihan guru sekolah dasar,Pemkab Probolinggo,,,2019,,Disdikpora\n"
    "5,Payment point,PT Loket Nusantara Abadi Tbk,7/B,,Maret 2019,tidak terbatas,BPPKAD\n"
    "6,Pasokan pangan,Malang,,,5 Mei 2019,s.d. 31 Desember 2023,Dinas Pertanian\n"
)
THEIRS = (
    "PEMERINTAH KABUPATEN PROBOLINGGO\nREGISTER KERJA SAMA DAERAH\n\n"
    "No,Judul,Pihak Kedua,No. Pihak Kesatu,No. Pihak Kedua,Tgl. Penandatanganan\n"
    "1,Pelayanan rujukan bagi pasien perbatasan,Pemkot Probolinggo,188/7/2019,,12-03-2019\n"
    "2,Penanganan sampah,Pemkot Probolinggo,188/45/2019,658/9/2019,2 April 2019\n"
    "3,Pelatihan guru sekolah dasar,Pemkot Probolinggo,,,17 Juli 2019\n"
    "4,Pasar tani,Bank Jatim,5,,1 Juni 2019\n"
)


def write(folder: Path, text: str, name: str = "kota.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def graph(database: Database) -> Database:
    """Give a database with the reference facts alone in it."""
    database.write((EMPTYING, {}))
    load_reference(database)
    return database


def load(database: Database, *paths: Path, owner: Region | None = None) -> FileReport:
    """Load files that nothing refuses whole, and give what became of the last."""
    *_, last = load_files(database, paths, Settings(owner))
    assert last.error is None, last.error
    return last


def told(report: FileReport) -> dict[str, Any]:
    return report_object([report], str)


def export(database: Database) -> tuple[bytes, bytes]:
    return b"".join(register_csv(database)), b"".join(register_json(database))


def undated(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out the loads, which know when they were last told anew."""
    return [row for row in rows if "'Load'" not in row[0]]


dumps: list[list[tuple[str, ...]]] = []


def test_registers_are_equal_on_every_engine(graph: Database, tmp_path: Path) -> None:
    load(graph, write(tmp_path, OURS), write(tmp_path, THEIRS, "kab.csv"))
    dumps.append(dump(graph))
    assert dumps[0] == dumps[-1]
    assert len(column(graph, IDS)) == 8


def test_two_registers_tell_one_agreement(graph: Database, tmp_path: Path) -> None:
    first = load(graph, write(tmp_path, OURS))
    assert first.register
    report = load(graph, write(tmp_path, THEIRS, "kab.csv"))
    assert (report.counts.created["Agreement"], report.counts.changed["Agreement"]) == (2, 2)
    # The same day; the same words; only likely; nothing like it.
    found = {row["title"]: row for row in told(report)["agreements"]}
    titles = dict(zip(column(graph, IDS), column(graph, TITLES_BY_ID), strict=True))
    assert {title: titles.get(row["same_as"]) for title, row in found.items()} == {
        "Pelayanan rujukan bagi pasien perbatasan": "Rujukan pasien",
        "Penanganan sampah": "Penanganan sampah",
        "Pelatihan guru sekolah dasar": None,
        "Pasar tani": None,
    }
    assert [len(row["maybe_same_as"]) for row in found.values()] == [0, 0, 1, 0]
    both = [one for one in merged(graph) if len(one.parts) == 2]
    assert {one.title: [part.file for part in one.parts] for one in both} == {
        "Penanganan sampah": ["kota.csv", "kab.csv"],
        "Rujukan pasien": ["kota.csv", "kab.csv"],
    }
    for one in both:
        assert column(graph, SOURCES, id=one.id) == [
            "Register kerja sama Kabupaten Probolinggo",
            "Register kerja sama Kota Probolinggo",
        ]
        assert column(graph, NUMBERS, id=one.id) == [
            "35.13 188/7/2019" if one.title == "Rujukan pasien" else "35.13 188/45/2019",
            "35.74 440/12/2019" if one.title == "Rujukan pasien" else "35.74 658/9/2019",
        ]
    # The older agreement on refuse is no version of the newer one.
    assert column(graph, DAYS, title="Penanganan sampah") == ["2017-04-02", "2019-04-02"]
    (proposal,) = proposals(graph)
    assert proposal.a_title == proposal.b_title == "Pelatihan guru sekolah dasar"
    assert proposal.a != proposal.b and "undated" in proposal.reasons
    with pytest.raises(UndoRefused, match=r"kab\.csv"):
        undo(graph, first.register.load_id)


def test_dry_run_says_what_a_load_does(graph: Database, tmp_path: Path) -> None:
    paths = [write(tmp_path, OURS), write(tmp_path, THEIRS, "kab.csv")]
    before = dump(graph)
    without, dry = dry_run(None, paths), dry_run(graph, paths)
    assert dump(graph) == before
    done = load_files(graph, paths)
    for name in ("agreements", "refused", "skipped", "columns"):
        found = report_object(done, str)[name]
        assert report_object(dry, str)[name] == found
        assert report_object(without, str)[name] == found


def test_undo_and_again_gives_the_same(graph: Database, tmp_path: Path) -> None:
    load(graph, write(tmp_path, THEIRS, "kab.csv"))
    alone = export(graph)
    path = write(tmp_path, OURS)
    report = load(graph, path)
    assert report.register
    after, exported = dump(graph), export(graph)
    counts = undo(graph, report.register.load_id)
    assert (counts.removed["Agreement"], counts.changed["Agreement"]) == (4, 2)
    assert export(graph) == alone
    load(graph, path)
    assert export(graph) == exported
    assert dump(graph) == after


def test_same_file_changes_nothing(graph: Database, tmp_path: Path) -> None:
    path = write(tmp_path, OURS)
    load(graph, path)
    before = dump(graph)
    assert load(graph, path).counts.touched == 0
    # The same register under another name is the same office's word.
    copy = load(graph, write(tmp_path, OURS, "salinan.csv"))
    assert (copy.counts.created["Agreement"], copy.counts.changed["Agreement"]) == (0, 0)
    assert copy.register
    undo(graph, copy.register.load_id)
    assert [row for row in dump(graph) if "salinan.csv" not in str(row)] == before


def test_corrected_rows_tell_old_and_new(graph: Database, tmp_path: Path) -> None:
    path = write(tmp_path, OURS)
    load(graph, path)
    ids = column(graph, IDS)
    corrected = (
        OURS.replace("Rujukan pasien", "Rujukan pasien gawat darurat")
        .replace("2 April 2019", "3 April 2019")
        .replace("tidak terbatas", "s.d. 31 Maret 2024")
    )
    report = load(graph, write(tmp_path, corrected))
    assert column(graph, IDS) == ids
    assert (report.counts.changed["Agreement"], report.counts.unchanged["Agreement"]) == (3, 3)
    changes = {(one.title, one.field): (one.old, one.new) for one in report.changes}
    assert changes["Rujukan pasien gawat darurat", "judul"] == (
        "Rujukan pasien",
        "Rujukan pasien gawat darurat",
    )
    assert changes["Penanganan sampah", "ditandatangani"] == ("2019-04-02", "2019-04-03")
    assert changes["Payment point", "berakhir"][1] == "2024-03-31"
    assert [change["old"] for change in told(report)["files"][0]["changes"]] == [
        one.old for one in report.changes
    ]
    # Taken back, the older version stands again.
    assert report.register
    undo(graph, report.register.load_id)
    assert column(graph, TITLES)[-1] == "Rujukan pasien"


class Killed(Exception):
    """What stops a load half-way."""


def test_killed_load_goes_on(
    graph: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def progress(done: int, total: int) -> None:
        assert total == 6
        if done == 4:
            raise Killed

    path = write(tmp_path, OURS)
    first = load(graph, path)
    whole, exported = dump(graph), export(graph)
    assert first.register
    undo(graph, first.register.load_id)
    monkeypatch.setattr(telling, "RECORDS_A_BATCH", 2)
    with pytest.raises(Killed):
        load_files(graph, [path], progress=progress)
    assert load_of(graph, first.register.load_id).state == "running"
    assert 0 < len(column(graph, IDS)) < 6
    report = load(graph, path)
    assert load_of(graph, first.register.load_id).state == "done"
    assert report.counts.created["Agreement"] == 2
    assert (dump(graph), export(graph)) == (whole, exported)


# ------------------------------------------------------------------ names decided later


def test_decided_name_is_told_and_taken_back(graph: Database, tmp_path: Path) -> None:
    path = write(tmp_path, OURS)
    report = load(graph, path)
    open_names = [
        party["as_written"]
        for row in told(report)["agreements"]
        for party in row["parties"]
        if party["kind"] == "ambiguous"
    ]
    assert open_names == ["Malang"]
    before, ids = undated(dump(graph)), column(graph, IDS)
    # An answer for another owner's registers decides nothing here.
    assert decide(graph, Alias("Malang", REGENCY, "35.73", "region")).touched == 0
    answer = Alias("Malang", CITY, "35.07", "region", "penguji")
    assert decide(graph, answer).changed["Agreement"] == 1
    assert column(graph, PARTIES, title="Pasokan pangan") == ["35.07", "35.74"]
    assert column(graph, OPEN) == []
    # Loaded again, the row says the same of itself, and is the same agreement.
    again = load(graph, path)
    assert (again.counts.created["Agreement"], column(graph, IDS)) == (0, ids)
    (party,) = [
        party
        for row in told(again)["agreements"]
        for party in row["parties"]
        if party["as_written"] == "Malang"
    ]
    assert (party["id"], party["decided_by"]) == ("35.07", "alias")
    alias, counts = forget(graph, answer.id)
    assert (alias.target, counts.changed["Agreement"]) == ("35.07", 1)
    assert column(graph, OPEN) == ["Pasokan pangan"]
    assert column(graph, PARTIES, title="Pasokan pangan") == ["35.74"]
    forget(graph, Alias("Malang", REGENCY, "35.73", "region").id)
    # Without the answer, and loaded once more, all is as it was.
    assert load(graph, path).counts.created["Agreement"] == 0
    assert undated(dump(graph)) == before


# ------------------------------------------------------------------ refused rows, mended

BAD = (
    "No,Judul Kerja Sama,Mitra,Tanggal,Link Dokumen\n"
    "1,Pajak,Bank Jatim,31 Februari 2019,arsip/1.pdf\n"
    "2,Air,PLN,2019,\n"
    "3,,BRI,2020,\n"
)
MENDED = {"Pajak": ("Tanggal", "28 Februari 2019"), "": ("Judul Kerja Sama", "Beasiswa")}


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_refused_rows_are_mended_and_loaded(tmp_path: Path, form: str) -> None:
    settings = Settings(region_of(CITY))
    (report,) = dry_run(None, [write(tmp_path, BAD)], settings)
    refused = told(report)["refused"]
    assert [(row["row"], row["field"]) for row in refused] == [
        (2, "ditandatangani"),
        (4, "judul"),
    ]
    table = refused_table(refused)
    assert [column.label for column in table.columns] == [
        *BAD.splitlines()[0].split(","),
        *("berkas", "lembar", "baris", "alasan", "perbaikan"),
    ]
    assert [row["baris"] for row in table.rows] == [2, 4]
    assert all(row["alasan"] and row["perbaikan"] for row in table.rows)
    path = tmp_path / f"ditolak.{form}"
    path.write_bytes(FORMATS[form].write(table))
    (again,) = dry_run(None, [path], settings)
    assert [(row["field"], row["reason"]) for row in told(again)["refused"]] == [
        (row["field"], row["reason"]) for row in refused
    ]
    for row in table.rows:
        heading, cell = MENDED[row["Judul Kerja Sama"]]
        row[heading] = cell  # type: ignore[index]  # the rows are dicts
    path.write_bytes(FORMATS[form].write(table))
    (mended,) = dry_run(None, [path], settings)
    assert mended.register and mended.register.refused == []
    assert [
        (taken.told.title, taken.told.link, taken.told.notes) for taken in mended.register.taken
    ] == [("Pajak", "arsip/1.pdf", None), ("Beasiswa", None, None)]
    headings = [guess.heading for guess in mended.register.tables[0].guesses]
    assert headings == BAD.splitlines()[0].split(",")
    (nobody,) = dry_run(None, [path])
    assert isinstance(nobody.error, OwnerMissing)


def test_mended_row_of_an_export_is_read_exactly(graph: Database, tmp_path: Path) -> None:
    load(graph, write(tmp_path, OURS))
    exported = export(graph)
    broken = exported[0].decode("utf-8-sig").replace("2019-03-12", "2019-02-31", 1)
    (report,) = dry_run(None, [write(tmp_path, broken, "ekspor.csv")])
    (row,) = told(report)["refused"]
    row["cells"] = {
        name: text.replace("2019-02-31", "2019-03-12") for name, text in row["cells"].items()
    }
    path = tmp_path / "ditolak.csv"
    path.write_bytes(FORMATS["csv"].write(refused_table([row])))
    mended = load(graph, path)
    assert mended.register and mended.register.refused == []
    assert mended.counts.created["Agreement"] == 0
    assert export(graph) == exported


def test_lost_row_of_a_broken_line_comes_back(tmp_path: Path) -> None:
    settings = Settings(region_of(CITY))
    path = write(tmp_path, 'Judul,Mitra\nSatu,PLN\n"Dua,BRI\nTiga,BNI\n')
    (report,) = dry_run(None, [path], settings)
    (row,) = told(report)["refused"]
    assert (row["row"], row["cells"]) == (3, {"isi baris": '"Dua,BRI'})
    table = refused_table([row | {"cells": row["cells"] | {"Judul": "Dua", "Mitra": "BRI"}}])
    path.write_bytes(FORMATS["csv"].write(table))
    (mended,) = dry_run(None, [path], settings)
    assert mended.register
    assert [taken.told.title for taken in mended.register.taken] == ["Dua"]
