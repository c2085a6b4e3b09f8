"""Every page answers on every engine, with the same rows."""

from __future__ import annotations

from typing import Any

import pytest

from graph.database import Database
from webapp import create_app

PER = "per=2026-01-01"
PAGES = (
    f"/?{PER}",
    f"/peta?{PER}",
    f"/peta?mode=jejaring&{PER}",
    f"/peta?mode=jejaring&opd=1&dari=12.10&ke=15.71&{PER}",
    f"/kesenjangan/35.13-35.74?{PER}",
    f"/pelaku/12.10?{PER}",
    f"/pelaku/35.13-dinas-kesehatan?{PER}",
    f"/pelaku/bank-sumut?{PER}",
    f"/kesepakatan/lb-2018-08?{PER}",
    f"/metrik?hilang=12.10&{PER}",
    f"/mutu?{PER}",
    f"/mutu/tanpa-akhir?provinsi=15&{PER}",
    "/cari?q=probolinggo",
)
TABLES = (
    f"/peta.json?{PER}",
    f"/peta.json?mode=jejaring&{PER}",
    f"/kesenjangan.json?status=semua&{PER}",
    f"/pelaku.json?{PER}",
    f"/kesepakatan.json?{PER}",
    f"/metrik.json?{PER}",
    f"/mutu.json?{PER}",
    f"/mutu/wilayah-tanpa-catatan.json?{PER}",
    f"/mutu/laporan-melebihi-catatan.json?{PER}",
    f"/mutu/tanpa-akhir.json?{PER}",
    f"/mutu/jenis-tebakan.json?{PER}",
    "/cari.json?q=probolinggo",
)
first_rows: dict[str, Any] = {}


@pytest.mark.parametrize("address", PAGES)
def test_page_answers(demo_database: Database, address: str) -> None:
    assert create_app(demo_database).test_client().get(address).status_code == 200


@pytest.mark.parametrize("address", TABLES)
def test_rows_are_equal(demo_database: Database, address: str) -> None:
    rows = create_app(demo_database).test_client().get(address).json
    assert rows and rows == first_rows.setdefault(address, rows)
