"""Remembered answers, on every engine, and the way out of the program and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.aliases import Alias, AliasUnknown, aliases, name_key, remember, revoke, table
from graph.database import Database
from graph.errors import ValueRefused
from graph.tables import FORMATS
from loaders.aliases import AliasHeadingsMissing, AliasRowWrong, read_aliases

CITY = Alias("Probolinggo", "35.74", "35.74", "region", "uji", "2026-01-02T03:04:05+00:00", "Kota")
EVERYWHERE = Alias("=Probolinggo()", None, "35.13", "region", "uji", "", "Kabupaten Probolinggo")
OPD = Alias("Dinkes; “sana”", None, "12.10-dinas-kesehatan", "opd", name="Dinas Kesehatan")


def test_answers_are_kept_replaced_and_revoked(empty_database: Database) -> None:
    assert aliases(empty_database) == []
    remember(empty_database, CITY, EVERYWHERE)
    remember(empty_database, OPD)
    assert set(aliases(empty_database)) == {CITY, EVERYWHERE, OPD}
    # The same name in other letters, for the same owner, has one answer.
    changed = replace(CITY, text="PROBOLINGGO ", target="35.13", by="lain")
    assert changed.id == CITY.id != EVERYWHERE.id
    remember(empty_database, changed)
    assert set(aliases(empty_database)) == {changed, EVERYWHERE, OPD}
    assert revoke(empty_database, CITY.id) == changed
    assert set(aliases(empty_database)) == {EVERYWHERE, OPD}
    with pytest.raises(AliasUnknown, match=CITY.id):
        revoke(empty_database, CITY.id)


@pytest.mark.parametrize("format", FORMATS)
def test_answers_leave_and_come_back(format: str, tmp_path: Path) -> None:
    known = [CITY, EVERYWHERE, OPD, replace(CITY, text="-1 & “Co”", owner="12.10", target="12.10")]
    path = tmp_path / f"jawaban.{format}"
    path.write_bytes(FORMATS[format].write(table(known)))
    assert read_aliases(path) == known


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        ("a,b\n1,2\n", AliasHeadingsMissing, "teks, kunci, jenis"),
        ("teks,kunci,jenis\nX,12.1,region\n", AliasRowWrong, "Baris 2.*12.1"),
        ("teks,kunci,jenis,pemilik\nX,12.10,region,9\n", AliasRowWrong, "kode wilayah 9"),
        ("teks,kunci,jenis\nX,pln,mitra\n", AliasRowWrong, "mitra"),
        ("teks,kunci,jenis\nX,,partner\n", AliasRowWrong, "kosong"),
    ],
)
def test_wrong_table_is_refused(
    content: str, error: type[Exception], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "jawaban.csv"
    path.write_text(content)
    with pytest.raises(error, match=words):
        read_aliases(path)


def test_alias_checks_itself() -> None:
    with pytest.raises(ValueRefused, match="jenis"):
        Alias("X", None, "pln", "mitra")
    with pytest.raises(ValueRefused, match="teks"):
        Alias("", None, "pln", "partner")


def test_names_are_compared_without_signs() -> None:
    assert name_key("  PT. Bank–Jatim,  (Tbk) ") == "pt bank jatim tbk"
    assert name_key("Café") == name_key("Cafe\u0301".upper())
