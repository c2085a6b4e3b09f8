"""The whole register out of the graph: every form holds every agreement, exactly."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from python_calamine import CalamineWorkbook

from graph import exports
from graph.database import Database
from graph.exports import (
    COLUMNS,
    REPORT_COLUMNS,
    CellTooLong,
    TooManyRows,
    register_csv,
    register_json,
    register_xlsx,
    reports_csv,
)
from graph.model import (
    Affair,
    Agreement,
    Benefit,
    Facts,
    Load,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    Report,
    Source,
    Statement,
)
from graph.reading import read_agreements, read_reports
from graph.store import Store
from graph.tables import neutralise
from loaders import form
from loaders.reference import regions

REGIONS = {r.code: r for r in regions() if r.code in ("35", "35.13", "35.74", "12", "12.10")}
CITY, DISTRICT, LABUHANBATU = (REGIONS[code] for code in ("35.74", "35.13", "12.10"))
HEALTH = Opd("Dinas Kesehatan", "35.74", ("kesehatan", "keluarga_berencana"))
BANK = Partner("PT Bank Jatim Tbk", "bank")
EVIL = Partner("=cmd|' /C calc'!A0; \"x\" [bank]", "company", "@NL, dll", kind_guessed=True)
NEWS = Statement(
    Source("Berita; lama", "Koran", "https://example.org/?a=1;b", date(2019, 1, 10)),
    "“Kedua daerah sepakat”; katanya.",
    "paragraf 3",
    0.85,
)
REGISTER = Statement(Source("Register 2024.csv", retrieved_on=date(2024, 5, 6)), page="baris 7")
AGREEMENTS = (
    Agreement(
        title="Rujukan pasien",
        form="kesepakatan_bersama",
        stage="pelaksanaan",
        parties=(
            Party(DISTRICT, number="119/1/2019"),
            Party(CITY, number="-5; 6"),
            Party(EVIL),
        ),
        statements=(NEWS, REGISTER),
        affairs=("kesehatan", "sosial"),
        signed_on=PartialDate.of(2019, 3),
        starts_on=PartialDate.of(2019, 3, 12),
        ends_on=PartialDate(date(2024, 3, 11), "day", computed=True),
        scope="Pelayanan = rujukan; ambulans",
        location="Probolinggo",
        notes="'=1+1",
        benefits=(Benefit("jasa; giro", 2**53 + 1, year=2018), Benefit("hibah", 25, "USD")),
        verified=True,
        purpose="+ mutu",
        financing="APBD",
        link="https://example.org/berkas.pdf",
        evaluation="@tepat waktu",
        stated_scheme="ksdd",
        responsible=(HEALTH, Opd("Bagian Pemerintahan", "35.13", ("sekretariat",))),
        register_key="KB-1",
    ),
    Agreement(
        title="Giro",
        form="pks",
        stage="selesai",
        parties=(Party(HEALTH, "host"), Party(BANK, number="7")),
        statements=(REGISTER,),
        ends_on=PartialDate.of(2020).as_end(),
        due_on=PartialDate.of(2019, 12).as_end(),
        implements=("kb-1",),
        unnamed_parties=1,
        register_key="pks-1",
    ),
    Agreement(
        title="Belum jelas",
        form="lainnya",
        stage="usulan",
        parties=(Party(LABUHANBATU),),
        open_parties=(OpenParty("Probolinggo", ("35.13", "35.74"), "dua; atau lebih", "9"),),
        statements=(NEWS,),
        endless=True,
    ),
)
REPORTS = (
    Report("35.74", 9, NEWS, 2017, "mou", at_least=True),
    Report("12.10", 0, REGISTER, scheme="ksdpk"),
)
LOAD = Load("load-exports", "register.csv", "2026-01-01T00:00:00+00:00", "test")


def as_read(agreement: Agreement) -> Agreement:
    """Give an agreement as the graph gives it: it keeps no register's own key."""
    return replace(
        agreement,
        register_key=None,
        responsible=tuple(sorted(agreement.responsible, key=lambda opd: opd.id)),
    )


WANTED = sorted(map(as_read, AGREEMENTS), key=lambda agreement: agreement.id)


def nobody(text: str, column: str) -> NoReturn:
    raise AssertionError(f"{column}: {text!r} is not exact")


def joined(chunks: Iterator[bytes]) -> bytes:
    return b"".join(chunks)


def csv_rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def xlsx_rows(content: bytes, sheet: str) -> list[dict[str, str]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    headings, *rows = book.get_sheet_by_name(sheet).to_python()
    assert all(isinstance(cell, str) for row in rows for cell in row)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def from_rows(rows: list[dict[str, str]]) -> list[Agreement]:
    groups = form.grouped(enumerate(rows, start=2))
    found = [form.read_rows(group, REGISTER.source, nobody) for _, group in groups]
    return [replace(agreement, register_key=None) for agreement in found]


def reports_from(rows: list[dict[str, str]]) -> list[Report]:
    return [form.read_report_row(row, REGISTER.source, nobody) for row in rows]


@pytest.fixture(scope="module")
def filled(database: Database) -> Database:
    store = Store(database)
    store.prepare()
    store.begin_load(LOAD)
    affairs = [Affair(code, code, code, "wajib_dasar") for code in ("kesehatan", "sosial")]
    facts = Facts(
        regions=list(REGIONS.values()),
        affairs=affairs,
        agreements=list(AGREEMENTS),
        reports=list(REPORTS),
    )
    store.write(facts, LOAD)
    store.end_load(LOAD)
    return database


def test_agreements_are_read_whole(filled: Database) -> None:
    assert list(read_agreements(filled)) == WANTED
    assert list(read_agreements(filled, ["pks-1", "tidak-ada"])) == [WANTED[-1]]
    seen: list[tuple[int, int]] = []
    list(read_agreements(filled, progress=lambda done, total: seen.append((done, total))))
    assert seen == [(3, 3)]


def test_reported_totals_are_read_whole(filled: Database) -> None:
    found = list(read_reports(filled))
    assert [report for _, report in found] == [REPORTS[1], REPORTS[0]]
    assert [region for region, _ in found] == [LABUHANBATU, CITY]


def test_csv_holds_everything(filled: Database) -> None:
    rows = csv_rows(joined(register_csv(filled)))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == len(AGREEMENTS) + 1  # one has two sources
    assert from_rows(rows) == WANTED
    assert all(neutralise(cell) == cell for row in rows for cell in row.values())
    totals = csv_rows(joined(reports_csv(filled)))
    assert list(totals[0]) == list(REPORT_COLUMNS)
    assert reports_from(totals) == [REPORTS[1], REPORTS[0]]


def test_xlsx_holds_everything(filled: Database) -> None:
    content = joined(register_xlsx(filled))
    assert from_rows(xlsx_rows(content, "kesepakatan")) == WANTED
    assert reports_from(xlsx_rows(content, "laporan")) == [REPORTS[1], REPORTS[0]]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert not any("externalLink" in name for name in book.namelist())


def test_json_holds_everything(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    path.write_bytes(joined(register_json(filled)))
    found = form.read_json_form(path)
    assert found is not None
    read = [form.read_object(told, REGISTER.source, nobody) for told in found.agreements]
    assert [replace(agreement, register_key=None) for agreement in read] == WANTED
    totals = [form.read_report_object(told, REGISTER.source, nobody) for told in found.reports]
    assert totals == [REPORTS[1], REPORTS[0]]


def test_bytes_are_those_of_the_agreements_on_every_engine(filled: Database) -> None:
    objects = [exports.as_object(agreement) for agreement in WANTED]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(COLUMNS), "")
    writer.writeheader()
    for row in (row for told in objects for row in exports.as_rows(told)):
        writer.writerow({name: exports.guard(text) for name, text in row.items()})
    assert joined(register_csv(filled)) == out.getvalue().encode("utf-8-sig")
    lines = joined(register_json(filled)).decode().splitlines()
    assert lines[2:5] == [
        json.dumps(told, ensure_ascii=False) + end
        for told, end in zip(objects, (",", ",", "],"), strict=True)
    ]


def test_small_parts_make_the_same_file(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = joined(register_csv(filled))
    monkeypatch.setattr(exports, "_CHUNK", 10)
    parts = list(register_csv(filled))
    assert len(parts) > len(AGREEMENTS)
    assert b"".join(parts) == whole


def test_sheet_that_is_full_says_so(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_XLSX_ROWS", 3)
    with pytest.raises(TooManyRows):
        joined(register_xlsx(filled))


def test_demo_comes_back_from_its_export(demo_database: Database) -> None:
    wanted = list(read_agreements(demo_database))
    assert len(wanted) == 43
    assert from_rows(csv_rows(joined(register_csv(demo_database)))) == wanted


def test_cell_too_long_for_xlsx_names_its_agreement(filled: Database) -> None:
    store = Store(filled)
    many = tuple(Benefit(f"{'hasil yang panjang ' * 12}{n}", n) for n in range(160))
    long = replace(AGREEMENTS[1], benefits=many)
    store.write(Facts(agreements=[long]), LOAD)
    try:
        with pytest.raises(CellTooLong) as caught:
            joined(register_xlsx(filled))
        assert caught.value.values["key"] == "pks-1"
        assert caught.value.values["heading"] == "hasil"
        assert from_rows(csv_rows(joined(register_csv(filled))))[-1].benefits == many
    finally:
        store.write(Facts(agreements=[AGREEMENTS[1]]), LOAD)


def test_empty_graph_gives_empty_tables(empty_database: Database) -> None:
    assert csv_rows(joined(register_csv(empty_database))) == []
    assert json.loads(joined(register_json(empty_database))) == {
        "jejaring": "register",
        "versi": 1,
        "perjanjian": [],
        "laporan": [],
    }
    assert xlsx_rows(joined(register_xlsx(empty_database)), "kesepakatan") == []


def test_object_leaves_out_what_is_empty() -> None:
    told: dict[str, Any] = exports.as_object(AGREEMENTS[1])
    assert list(told) == [
        "kode",
        "judul",
        "bentuk",
        "tahap",
        "pihak",
        "pihak_tidak_disebut",
        "berakhir",
        "target",
        "melaksanakan",
        "sumber",
    ]
    assert told["berakhir"] == {"tanggal": "2020"}
