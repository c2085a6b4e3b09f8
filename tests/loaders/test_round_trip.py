"""The whole register out and in again: the graph, and so its export, stay the same."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from graph.database import Database
from graph.exports import (
    REGISTER_FORMATS,
    as_object,
    register_csv,
    register_json,
    report_as_object,
    reports_csv,
)
from graph.reading import read_agreements, read_reports
from loaders.loading import load_files
from tests.graph.test_exports import AGREEMENTS, REGIONS, REPORTS

EMPTYING = (
    "MATCH (n) WHERE n:Agreement OR n:Opd OR n:Partner OR n:Benefit OR n:Source OR n:Record "
    "OR n:Report OR n:Refusal OR (n:Load AND n.file <> 'fakta rujukan') DETACH DELETE n"
)
# As an office keeps it: names to be guessed at, terms in words, a name that stays open.
MESSY = """\
PEMERINTAH KOTA PROBOLINGGO
DAFTAR KERJA SAMA TAHUN 2019

No,Judul Kerja Sama,Pihak Kedua,Nomor,Tgl. Ttd,Jangka Waktu,OPD,Keterangan
1,Layanan rujukan; ambulans,Pemkab Probolinggo,1/KB; 45,12 Maret 2019,5 (lima) tahun,Dinkes,=SUM(A1)
2,Payment point,PT Bank Jatim Tbk,7,Maret 2019,tidak terbatas,BPPKAD,'-
3,Beasiswa,CV Sumber "Rejeki"; Jaya,,2019,3 tahun,Disdikpora,
4,Penanganan sampah,Malang,,2 April 2020,s.d. 31 Desember 2023,DLH,
"""


def everything(database: Database) -> tuple[bytes, bytes, bytes]:
    """Give the whole register as CSV and as JSON."""
    forms = register_csv(database), reports_csv(database), register_json(database)
    return tuple(b"".join(form) for form in forms)  # type: ignore[return-value]


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def load(database: Database, *paths: Path) -> None:
    """Load files of which nothing may be refused."""
    for report in load_files(database, paths):
        assert report.error is None, report.error
        assert report.register is not None
        assert [(str(one.error), one.cells) for one in report.register.refused] == []


def write_hostile(folder: Path) -> Path:
    """Write agreements with everything that one can have, as JSON of the documented form."""
    told = {
        "jejaring": "register",
        "perjanjian": [as_object(agreement) for agreement in AGREEMENTS],
        "laporan": [report_as_object(REGIONS[one.region_code], one) for one in REPORTS],
    }
    path = folder / "semua.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def write_exports(database: Database, folder: Path) -> dict[str, list[Path]]:
    """Write the register in every form; CSV takes two files."""
    paths = {code: [folder / f"register.{code}"] for code in REGISTER_FORMATS}
    for code, (path,) in paths.items():
        path.write_bytes(b"".join(REGISTER_FORMATS[code].write(database, None)))
    totals = folder / "register-laporan.csv"
    totals.write_bytes(b"".join(reports_csv(database)))
    paths["csv"].append(totals)
    return paths


def test_export_is_loaded_to_the_same_graph(empty_database: Database, tmp_path: Path) -> None:
    database = empty_database
    messy = tmp_path / "register kota.csv"
    messy.write_text(MESSY, encoding="utf-8")
    load(database, messy, write_hostile(tmp_path))
    agreements, totals = list(read_agreements(database)), list(read_reports(database))
    assert len(agreements) == 4 + len(AGREEMENTS)
    assert any(party.as_written == "Malang" for a in agreements for party in a.open_parties)
    assert any(agreement.ends_on and agreement.ends_on.computed for agreement in agreements)
    assert any(agreement.endless for agreement in agreements)
    assert any(len(agreement.statements) > 1 for agreement in agreements)
    before = everything(database)
    book = sheets(b"".join(REGISTER_FORMATS["xlsx"].write(database, None)))
    for code, paths in write_exports(database, tmp_path).items():
        database.write((EMPTYING, {}))
        assert list(read_agreements(database)) == []
        load(database, *paths)
        assert list(read_agreements(database)) == agreements, code
        assert list(read_reports(database)) == totals, code
        assert everything(database) == before, code
    assert sheets(b"".join(REGISTER_FORMATS["xlsx"].write(database, None))) == book
    load(database, tmp_path / "register.xlsx")  # over what is there already
    assert everything(database) == before
