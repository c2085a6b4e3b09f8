"""Mapping files in YAML and TOML: what they may say, and one sentence for what they may not."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.fields import FIELDS, IGNORED
from loaders.mapping import (
    ColumnMapping,
    MappingBroken,
    MappingColumnMissing,
    MappingEmpty,
    MappingFieldUnknown,
    MappingKeyTwice,
    MappingKeyUnknown,
    MappingLineBroken,
    MappingNotText,
    MappingShapeWrong,
    MappingSheetMissing,
    MappingTooLarge,
    MappingUnusable,
    SheetMapping,
    check_mapping,
    column_letter,
    column_number,
    read_mapping,
    write_mapping,
)
from loaders.refusals import FileUnreadable

YAML = """
# Register 2019
pemilik: 35.70
baris_judul: 5
kolom:
  Nama Instansi: mitra
  D: ditandatangani
  7: abaikan
  No: nomor_urut
  "Nilai: rupiah": Nilai
lembar:
  KSDD 2019:
    baris_judul: 3
    kolom: {Tentang: judul}
"""
TOML = """
pemilik = 35.70
baris_judul = 5
[kolom]
"Nama Instansi" = "mitra"
D = "ditandatangani"
7 = "abaikan"
No = "nomor_urut"
"Nilai: rupiah" = "Nilai"
[lembar."KSDD 2019"]
baris_judul = 3
kolom = {Tentang = "judul"}
"""
COLUMNS = {
    "Nama Instansi": "mitra",
    "D": "ditandatangani",
    "7": IGNORED,
    "No": "nomor_urut",
    "Nilai: rupiah": "nilai",
}


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(("name", "text"), [("p.yaml", YAML), ("p.TOML", TOML), ("p", YAML)])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_mapping_is_read(tmp_path: Path, name: str, text: str, mark: bytes) -> None:
    found = read_mapping(write(tmp_path, name, mark + text.encode()))
    sheets = {"KSDD 2019": SheetMapping({"Tentang": "judul"}, 3)}
    assert found == ColumnMapping("35.70", COLUMNS, 5, sheets)
    assert found.of_sheet("KSDD 2019") == SheetMapping(COLUMNS | {"Tentang": "judul"}, 3)
    assert found.of_sheet("lain") == SheetMapping(COLUMNS, 5)


BOMB = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9))
BAD: list[tuple[str, str | bytes, type[MappingUnusable], str]] = [
    ("p.yaml", "", MappingEmpty, ""),
    ("p.toml", b"\xef\xbb\xbf \n", MappingEmpty, ""),
    ("p.yaml", "# saja\n", MappingEmpty, ""),
    ("p.yaml", "kolom:\n  A: judul\n B: x: y\n", MappingLineBroken, "baris 3"),
    ("p.yaml", "kolom: {A: judul\n", MappingLineBroken, "baris 2"),
    ("p.yaml", "kolom: !!python/object/apply:os.system [ls]\n", MappingShapeWrong, "kolom"),
    ("p.yaml", "kolom: *a\n", MappingLineBroken, ""),
    ("p.yaml", "kolom: \x00\n", MappingBroken, ""),
    ("p.yaml", "? [a, b]\n: judul\n", MappingLineBroken, ""),
    ("p.yaml", BOMB, MappingBroken, "rujukan"),
    ("p.yaml", "kolom: " + "? " * 40_000, MappingLineBroken, "baris 1"),
    ("p.yaml", "kolom:\n" + "a: b, " * 16_000, MappingLineBroken, "baris 2"),
    ("p.yaml", "kolom: " + "[" * 50_000, MappingBroken, "tingkat"),
    ("p.toml", "kolom = 1\nkolom = 2\n", MappingLineBroken, "baris 2"),
    ("p.toml", "[kolom\n", MappingLineBroken, "baris 1"),
    ("p.toml", "a = " + "[" * 50_000, MappingBroken, "tingkat"),
    ("p.yaml", b"kolom: \xff\xfe", MappingNotText, ""),
    ("p.yaml", "x" * 100_001, MappingTooLarge, "100 KB"),
    ("p.yaml", "kolom: [a]\n", MappingShapeWrong, "kolom"),
    ("p.yaml", "- kolom\n", MappingShapeWrong, "seluruh berkas"),
    ("p.yaml", "kolom: {A: {B: judul}}\n", MappingShapeWrong, "A"),
    ("p.yaml", "baris_judul: kelima\n", MappingShapeWrong, "baris_judul"),
    ("p.yaml", "baris_judul: 0\n", MappingShapeWrong, "baris_judul"),
    ("p.toml", "pemilik = true\n", MappingShapeWrong, "pemilik"),
    ("p.toml", "pemilik = 2019-01-01\n", MappingShapeWrong, "pemilik"),
    ("p.yaml", "lembar: {Satu: judul}\n", MappingShapeWrong, "Satu"),
    ("p.yaml", "kolum: {A: judul}\n", MappingKeyUnknown, "kolum"),
    ("p.yaml", "lembar: {Satu: {pemilik: 1}}\n", MappingKeyUnknown, "pemilik"),
    ("p.yaml", "kolom: {A: jdul}\n", MappingFieldUnknown, "jdul"),
    ("p.yaml", "kolom:\n  A: judul\n  A: mitra\n", MappingKeyTwice, "“A”"),
]


@pytest.mark.parametrize(("name", "content", "error", "said"), BAD)
def test_bad_mapping_is_told_in_one_sentence(
    tmp_path: Path, name: str, content: str | bytes, error: type[MappingUnusable], said: str
) -> None:
    start = time.process_time()
    with pytest.raises(MappingUnusable) as caught:
        read_mapping(write(tmp_path, name, content))
    assert type(caught.value) is error
    assert said in str(caught.value) and len(str(caught.value)) < 1_000
    assert "\n" not in str(caught.value)
    assert time.process_time() - start < 20


def test_unknown_field_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(MappingFieldUnknown) as caught:
        read_mapping(write(tmp_path, "p.yaml", "kolom: {A: jdul}\n"))
    assert all(code in str(caught.value) for code in (*FIELDS, IGNORED))


@pytest.mark.parametrize("name", ["tidak-ada.yaml", ".", "pipa.yaml"])
def test_mapping_that_is_no_file(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipa.yaml")
    with pytest.raises(FileUnreadable):
        read_mapping(tmp_path / name)


@pytest.mark.parametrize(
    ("place", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_letters_of_columns(place: int, letters: str) -> None:
    assert column_letter(place) == letters
    assert column_number(letters.lower()) == column_number(str(place + 1)) == place + 1


HEADINGS = ["No", "Judul Kerja Sama", "D", "Mitra", "", "Mitra"]


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        ({"JUDUL  kerja-sama": "judul"}, {1: "judul"}),
        ({"B": "judul", "2": "judul"}, {1: "judul"}),
        # A heading says more than a letter, wherever it stands.
        ({"D": "mitra"}, {2: "mitra"}),
        ({"B": "catatan", "Judul Kerja Sama": "judul"}, {1: "judul"}),
        ({"Judul Kerja Sama": "judul", "B": "catatan"}, {1: "judul"}),
        ({"mitra": "mitra"}, {3: "mitra", 5: "mitra"}),
        ({"E": "catatan"}, {4: "catatan"}),
        ({"#3": "catatan", "#7": "judul"}, {2: "catatan"}),
        ({"Z": "judul", "99": "judul", "?": "judul", "Apa": "judul", "": "judul"}, {}),
    ],
)
def test_columns_are_found(columns: dict[str, str], places: dict[int, str]) -> None:
    assert ColumnMapping(columns=columns).places("", HEADINGS) == places


def test_what_the_register_lacks_is_told() -> None:
    tables = [("Satu", ["No", "Judul"]), ("Dua", ["Mitra"])]

    def check(mapping: ColumnMapping) -> None:
        check_mapping(mapping, "r.xlsx", ["Satu", "Dua", "Rekap"], tables)

    check(ColumnMapping(columns={"judul": "judul", "MITRA": "mitra", "B": "judul"}))
    check(ColumnMapping(sheets={"Dua": SheetMapping({"A": "mitra"}), "Rekap": SheetMapping()}))
    with pytest.raises(MappingColumnMissing, match=r"“Tentang”.*r\.xlsx.*No, Judul, Mitra"):
        check(ColumnMapping(columns={"Tentang": "judul"}))
    with pytest.raises(MappingColumnMissing, match="yang ada: Mitra"):
        check(ColumnMapping(sheets={"Dua": SheetMapping({"Judul": "judul"})}))
    with pytest.raises(MappingSheetMissing, match="Satu, Dua, Rekap"):
        check(ColumnMapping(sheets={"Tiga": SheetMapping()}))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    headings=st.lists(st.one_of(TEXT, st.sampled_from(["A", "B", "2", "", "No"])), max_size=5),
    codes=st.lists(st.sampled_from([*FIELDS, None]), min_size=5, max_size=5),
    remark=TEXT,
    style=st.sampled_from(["yaml", "toml"]),
)
@example(["\x85\u2028\x7f", '"\\', "#: [", "\ufeffa", "\x00"], ["judul"] * 5, "a\nb", "yaml")
@example(["\x85\u2028\x7f", '"\\', "#: [", "\ufeffa", "\x00"], ["judul"] * 5, "a\nb", "toml")
def test_written_mapping_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    headings: list[str],
    codes: list[str | None],
    remark: str,
    style: str,
) -> None:
    fields = {place: codes[place] for place in range(len(headings))}
    remarks = dict.fromkeys(fields, remark)
    text = write_mapping(headings, fields, "35.74", remarks, style)  # type: ignore[arg-type]
    path = write(tmp_path_factory.getbasetemp(), f"tulis.{style}", text)
    found = read_mapping(path)
    assert found.owner == "35.74"
    assert len(found.columns) == len(fields)
    told = found.places("", headings)
    assert told == {place: code or IGNORED for place, code in fields.items()}
