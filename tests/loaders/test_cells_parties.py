"""Several parties and numbers in a cell: parted between whole names, never within one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import reference
from loaders.cells import (
    DocumentNumber,
    cell_text,
    labelled_numbers,
    split_numbers,
    split_parties,
    strip_office,
)
from loaders.workbook import Cell

# What is one party, whatever joining words its name holds.
WHOLE = (
    "Kota Batu",
    "12.10",
    "(tidak disebut)",
    "H. Ahmad",
    "A. Yani University",
    "Dinas Pemuda dan Olahraga",
    "Dinas Kelautan dan Perikanan Kota Surabaya",
    "Dinas Pendidikan, Pemuda, dan Olahraga Kota Probolinggo",
    "Dinas Pendidikan, Pemuda dan Olah Raga Kota Probolinggo",
    "Dinas Koperasi, Usaha Kecil dan Menengah, Perindustrian, dan Perdagangan Kota Batu",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Batu",
    "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Malang",
    "Dinas Perhubungan dan Kominfo Kota Batu",
    "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Malang",
    "Dinas Kesehatan, Kota Batu",
    "Badan Kesatuan Bangsa dan Politik Kabupaten Sidoarjo",
    "Badan Pengelolaan Keuangan dan Aset Daerah Kota Batu",
    "Satpol PP dan Damkar Kota Batu",
    "Satuan Polisi Pamong Praja dan Pemadam Kebakaran Kota Batu",
    "Bagian Perekonomian dan SDA Setda Kota Batu",
    "Kementerian Pekerjaan Umum dan Perumahan Rakyat",
    "Kementerian Hukum dan Hak Asasi Manusia",
    "Kementerian Hukum & HAM",
    "Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional",
    "Kementerian ATR/BPN",
    "Kementerian PPN/Bappenas",
    "Kantor ATR/BPN Kota Batu",
    "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah",
    "Badan Pengawas Obat dan Makanan",
    "Lembaga Penelitian dan Pengabdian Masyarakat Universitas Brawijaya",
    "Kamar Dagang dan Industri Kota Batu",
    "PT Bank Rakyat Indonesia, Tbk",
    "PT Bank Rakyat Indonesia (Persero), Tbk.",
    "PT Johnson & Johnson",
    "Bank Sejati, PT",
    "CV Maju dan Jaya",
    "Universitas Muhammadiyah, Surabaya",
    "Global Fund untuk AIDS, Tuberkulosis, dan Malaria",
    "Kabupaten Penajam Paser Utara",
    "Kabupaten Pulang Pisau",
    "Kabupaten Pangkajene dan Kepulauan",
    "Kabupaten Toli-Toli",
    "Kabupaten Tojo Una-Una",
    "Kabupaten/Kota",
    "Kab/Kota Surabaya",
    "Kota Batu, Jawa Timur",
    "Kota Batu, Provinsi Jawa Timur",
    "Asosiasi Pemerintah Kabupaten dan Kota Seluruh Indonesia",
    "Bank Jatim - Kantor Cabang Sidoarjo",
    "H. Ahmad, Bupati Sidoarjo",
    "Dr. H. Ahmad, S.H., M.Si., Wali Kota Batu",
    "Fakultas Perikanan dan Kelautan Universitas Riau",
    "RSUD dr. Mohamad Saleh Kota Probolinggo",
)
SEVERAL: dict[str, list[str]] = {
    # Semicolons, lines, numbers, bullets.
    "Kota Batu;PT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu; PT Maju ;": ["Kota Batu", "PT Maju"],
    ";;": [],
    "Kota Batu;(tidak disebut)": ["Kota Batu", "(tidak disebut)"],
    "Kota Batu\nPT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu\r\nPT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu dan\nPT Maju": ["Kota Batu", "PT Maju"],
    "Dinas Kelautan dan\nPerikanan Kota Batu\nPT Maju": [
        "Dinas Kelautan dan Perikanan Kota Batu",
        "PT Maju",
    ],
    "Dinas Pekerjaan Umum\nPenataan Ruang Kota Batu": [
        "Dinas Pekerjaan Umum Penataan Ruang Kota Batu"
    ],
    "PT Bank Rakyat Indonesia\n(Persero) Tbk": ["PT Bank Rakyat Indonesia (Persero) Tbk"],
    "1. Kota Batu 2. PT Maju": ["Kota Batu", "PT Maju"],
    "1. Kota Batu\n2. PT Maju": ["Kota Batu", "PT Maju"],
    "1) Kota Batu\n2) PT Maju": ["Kota Batu", "PT Maju"],
    "1.Kota Batu 2.PT Maju 3.CV Jaya": ["Kota Batu", "PT Maju", "CV Jaya"],
    "(1) Kota Batu (2) PT Maju": ["Kota Batu", "PT Maju"],
    "a. Kota Batu b. PT Maju": ["Kota Batu", "PT Maju"],
    "a) Kota Batu; b) PT Maju": ["a) Kota Batu", "b) PT Maju"],
    "I. Kota Batu II. PT Maju": ["Kota Batu", "PT Maju"],
    "- Kota Batu\n- PT Maju": ["Kota Batu", "PT Maju"],
    "• Kota Batu\n• PT Maju": ["Kota Batu", "PT Maju"],
    '"PT A; B";Kota Batu': ["PT A; B", "Kota Batu"],
    '"Kota Batu dan PT Maju";PT X': ["Kota Batu dan PT Maju", "PT X"],
    '"PT ""Maju""; Jaya"': ['PT "Maju"; Jaya'],
    'PT "Maju";Kota Batu': ['PT "Maju"', "Kota Batu"],
    '"PT Maju;Kota Batu': ['"PT Maju', "Kota Batu"],
    # Roles.
    "Pihak Kesatu: Kota Batu\nPihak Kedua: PT Maju": ["Kota Batu", "PT Maju"],
    "Pihak I : Kota Batu Pihak II : PT Maju": ["Kota Batu", "PT Maju"],
    "PIHAK KEDUA: PT Maju; PIHAK KESATU: Kota Batu": ["PT Maju", "Kota Batu"],
    "Pihak II : PT Maju Pihak I : Kota Batu": ["Kota Batu", "PT Maju"],
    "Pihak Pertama Kota Batu, Pihak Kedua PT Maju": ["Kota Batu", "PT Maju"],
    "Pihak ke-1: Kota Batu, Pihak ke-2: PT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu (Pihak Kesatu), PT Maju (Pihak Kedua)": ["Kota Batu", "PT Maju"],
    "Kota Batu selanjutnya disebut PIHAK KESATU dan PT Maju sebagai PIHAK KEDUA": [
        "Kota Batu",
        "PT Maju",
    ],
    # Joining words between whole parties.
    "Kota Batu dan PT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu dengan PT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu & PT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu serta PT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu - PT Maju": ["Kota Batu", "PT Maju"],
    "Kota Batu – Kabupaten Malang": ["Kota Batu", "Kabupaten Malang"],
    "Kota Batu/Kabupaten Malang": ["Kota Batu", "Kabupaten Malang"],
    "Kota Batu / Kabupaten Malang": ["Kota Batu", "Kabupaten Malang"],
    "PT Telkom/PT Indosat": ["PT Telkom", "PT Indosat"],
    "antara Kota Batu dan Kabupaten Malang": ["Kota Batu", "Kabupaten Malang"],
    "antara Kota Batu dengan Maju Foundation": ["Kota Batu", "Maju Foundation"],
    "Kota Batu dan Maju Foundation": ["Kota Batu", "Maju Foundation"],
    "Kota Batu, Kota Malang dan Kota Surabaya": ["Kota Batu", "Kota Malang", "Kota Surabaya"],
    "Kota Batu, Kota Malang, dan Kota Surabaya": ["Kota Batu", "Kota Malang", "Kota Surabaya"],
    "PEMERINTAH KOTA BATU DAN PEMERINTAH KABUPATEN MALANG": [
        "PEMERINTAH KOTA BATU",
        "PEMERINTAH KABUPATEN MALANG",
    ],
    "Pemkot Jambi, BPJS Kesehatan, Politeknik Negeri Sriwijaya dan Polresta Jambi": [
        "Pemkot Jambi",
        "BPJS Kesehatan",
        "Politeknik Negeri Sriwijaya",
        "Polresta Jambi",
    ],
    "PLN dan Telkom": ["PLN", "Telkom"],
    "Pemkab Sidoarjo dengan PT Indosat Tbk": ["Pemkab Sidoarjo", "PT Indosat Tbk"],
    "PT Johnson & Johnson dan Kota Batu": ["PT Johnson & Johnson", "Kota Batu"],
    "Kabupaten Pangkajene dan Kepulauan dan Kota Makassar": [
        "Kabupaten Pangkajene dan Kepulauan",
        "Kota Makassar",
    ],
    "Dinas Kelautan dan Perikanan Kota Surabaya dan Dinas Perikanan Kabupaten Gresik": [
        "Dinas Kelautan dan Perikanan Kota Surabaya",
        "Dinas Perikanan Kabupaten Gresik",
    ],
    "Dinas Kesehatan dan RSUD Kota Batu": ["Dinas Kesehatan", "RSUD Kota Batu"],
    "Universitas Airlangga & Universitas Brawijaya": [
        "Universitas Airlangga",
        "Universitas Brawijaya",
    ],
    "Kantor Pertanahan Kota Batu dan Kejaksaan Negeri Batu": [
        "Kantor Pertanahan Kota Batu",
        "Kejaksaan Negeri Batu",
    ],
    "Bupati Sidoarjo dan Wali Kota Surabaya": ["Bupati Sidoarjo", "Wali Kota Surabaya"],
    "Gubernur Jawa Timur, Bupati Sidoarjo, dan Direktur Utama PT Maju": [
        "Gubernur Jawa Timur",
        "Bupati Sidoarjo",
        "Direktur Utama PT Maju",
    ],
    "Pemerintah Provinsi Jawa Timur, Pemerintah Kota Batu": [
        "Pemerintah Provinsi Jawa Timur",
        "Pemerintah Kota Batu",
    ],
    # A head or a name that is said once for both.
    "Kabupaten Sidoarjo dan Gresik": ["Kabupaten Sidoarjo", "Kabupaten Gresik"],
    "Kab. Sidoarjo dan Gresik": ["Kab. Sidoarjo", "Kab. Gresik"],
    "Kabupaten Sidoarjo/Gresik": ["Kabupaten Sidoarjo", "Kabupaten Gresik"],
    "Pemerintah Kabupaten Sidoarjo, Gresik, dan Mojokerto": [
        "Pemerintah Kabupaten Sidoarjo",
        "Pemerintah Kabupaten Gresik",
        "Pemerintah Kabupaten Mojokerto",
    ],
    "Bupati Sidoarjo dan Gresik": ["Bupati Sidoarjo", "Bupati Gresik"],
    "Kabupaten Sidoarjo dan Surabaya": ["Kabupaten Sidoarjo", "Surabaya"],
    "Sidoarjo, Gresik dan Mojokerto": ["Sidoarjo", "Gresik", "Mojokerto"],
    "Sidoarjo – Gresik": ["Sidoarjo", "Gresik"],
    "Kota/Kabupaten Probolinggo": ["Kota Probolinggo", "Kabupaten Probolinggo"],
    "Kabupaten dan Kota Probolinggo": ["Kabupaten Probolinggo", "Kota Probolinggo"],
    "Pemerintah Kabupaten/Kota Probolinggo": [
        "Pemerintah Kabupaten Probolinggo",
        "Kota Probolinggo",
    ],
    "Bupati dan Wali Kota Probolinggo": ["Bupati Probolinggo", "Wali Kota Probolinggo"],
    "Pemkab dan Pemkot Malang": ["Pemkab Malang", "Pemkot Malang"],
}
NOBODY: tuple[Cell, ...] = (None, "", "-", " – ", "belum ada", "tidak ada", "n/a", "- ; -")
OFFICES = {
    "Bupati Sidoarjo": "Kabupaten Sidoarjo",
    "BUPATI SIDOARJO": "Kabupaten SIDOARJO",
    "Bupati Kabupaten Sidoarjo": "Kabupaten Sidoarjo",
    "Pj. Bupati Sidoarjo": "Kabupaten Sidoarjo",
    "Plt Bupati Sidoarjo": "Kabupaten Sidoarjo",
    "Penjabat Bupati Sidoarjo": "Kabupaten Sidoarjo",
    "Wakil Bupati Sidoarjo": "Kabupaten Sidoarjo",
    "a.n. Bupati Sidoarjo": "Kabupaten Sidoarjo",
    "H. Ahmad, Bupati Sidoarjo": "Kabupaten Sidoarjo",
    "H. Ahmad selaku Bupati Sidoarjo": "Kabupaten Sidoarjo",
    "Ahmad (Bupati Sidoarjo)": "Kabupaten Sidoarjo",
    "Bupati Sidoarjo (Ahmad)": "Kabupaten Sidoarjo",
    "Bupati Sidoarjo, H. Ahmad": "Kabupaten Sidoarjo",
    "Bupati Sidoarjo H. Ahmad": "Kabupaten Sidoarjo",
    "Bupati Sidorjo": "Kabupaten Sidorjo",
    "Wali Kota Batu": "Kota Batu",
    "Walikota Batu": "Kota Batu",
    "Wali Kota Kota Batu": "Kota Batu",
    "Gubernur Jawa Timur": "Provinsi Jawa Timur",
    "Gubernur DKI Jakarta": "Provinsi DKI Jakarta",
    "Gubernur Daerah Istimewa Yogyakarta": "Provinsi Daerah Istimewa Yogyakarta",
    "Gubernur Bank Indonesia": "Bank Indonesia",
    "Sekretaris Daerah Kota Batu": "Sekretariat Daerah Kota Batu",
    "Sekda Kabupaten Malang": "Sekretariat Daerah Kabupaten Malang",
    "Sekretaris DPRD Kota Batu": "Sekretariat DPRD Kota Batu",
    "Ketua DPRD Kota Batu": "DPRD Kota Batu",
    "Kepala Dinas Kesehatan Kota Batu": "Dinas Kesehatan Kota Batu",
    "Plt. Kepala Dinas Kesehatan Kota Batu": "Dinas Kesehatan Kota Batu",
    "Kadis Kesehatan Kota Batu": "Dinas Kesehatan Kota Batu",
    "Kadinkes Kota Batu": "Dinkes Kota Batu",
    "Kepala BPBD Kota Batu": "BPBD Kota Batu",
    "Kepala Puskesmas Waru": "Puskesmas Waru",
    "Kabag Hukum Setda Kota Batu": "Bagian Hukum Setda Kota Batu",
    "Camat Waru": "Kecamatan Waru",
    "Direktur RSUD Kota Batu": "RSUD Kota Batu",
    "dr. Siti, Direktur RSUD Kota Batu": "RSUD Kota Batu",
    "Direktur Utama PT Maju": "PT Maju",
    "Direktur CV Jaya": "CV Jaya",
    "Direktur Jenderal Pajak": "Direktorat Jenderal Pajak",
    "Pimpinan Bank Jatim Cabang Sidoarjo": "Bank Jatim Cabang Sidoarjo",
    "Kepala Cabang BPJS Kesehatan Malang": "BPJS Kesehatan Malang",
    "Rektor Universitas Brawijaya": "Universitas Brawijaya",
    "Rektor Universitas Brawijaya, Prof. Budi": "Universitas Brawijaya",
    "Dekan Fakultas Hukum Universitas Brawijaya": "Fakultas Hukum Universitas Brawijaya",
    "Ketua Yayasan Maju": "Yayasan Maju",
    "Menteri Kesehatan": "Kementerian Kesehatan",
    "Kapolres Sidoarjo": "Polres Sidoarjo",
    "Kapolda Jawa Timur": "Polda Jawa Timur",
    "Dandim 0816 Sidoarjo": "Kodim 0816 Sidoarjo",
    "Kajari Sidoarjo": "Kejaksaan Negeri Sidoarjo",
    "Kepala Kejaksaan Negeri Sidoarjo": "Kejaksaan Negeri Sidoarjo",
    "Kepala Kantor Wilayah Kementerian Hukum": "Kantor Wilayah Kementerian Hukum",
}
NO_OFFICE = (
    "",
    "Kota Batu",
    "PT Direktur Jaya",
    "Pimpinan Daerah Muhammadiyah Sidoarjo",
    "Bupati",
    "Wali Kota",
    "Ketua",
    "Ketua Kelompok Tani",
    "PT Maju, Tbk",
    "Dinas Kesehatan Kota Batu",
    "Universitas Muhammadiyah, Surabaya",
)
NUMBERS: dict[Cell, list[str]] = {
    "415.4/12/426.11/2019": ["415.4/12/426.11/2019"],
    "415.4/12/426.11/2019 dan 119/05/2019": ["415.4/12/426.11/2019", "119/05/2019"],
    "415.4/12/2019, 119/05/2019": ["415.4/12/2019", "119/05/2019"],
    "415.4/12/2019; 119/05/2019": ["415.4/12/2019", "119/05/2019"],
    "415.4/12/2019\n119/05/2019": ["415.4/12/2019", "119/05/2019"],
    "415.4/12/2019 & 119/05/2019": ["415.4/12/2019", "119/05/2019"],
    "415.4/12/\n2019": ["415.4/12/2019"],
    "415.4\n/12/2019": ["415.4/12/2019"],
    "Nomor: 415/12/2019": ["415/12/2019"],
    "No. 415/12/2019": ["415/12/2019"],
    "NOMOR : 415/12/2019": ["415/12/2019"],
    "Nomor 415/12/2019, Nomor 119/05/2019": ["415/12/2019", "119/05/2019"],
    "Nomor : 415/1/2019 Nomor : 119/2/2019": ["415/1/2019", "119/2/2019"],
    "1. 415/1/2019 2. 119/2/2019": ["415/1/2019", "119/2/2019"],
    "1) 415/1/2019\n2) 119/2/2019": ["415/1/2019", "119/2/2019"],
    "No. 12 Tahun 2019": ["12 Tahun 2019"],
    "12/PKS/2019": ["12/PKS/2019"],
    "PKS.12-KS/2019": ["PKS.12-KS/2019"],
    "415/1/2019, tanggal 12 Maret 2019": ["415/1/2019, tanggal 12 Maret 2019"],
    ";119/05/2019": ["", "119/05/2019"],
    "415/1/2019;": ["415/1/2019"],
    "-; 119/05/2019": ["", "119/05/2019"],
    "Pihak I: 415/1/2019 Pihak II: 119/2/2019": ["415/1/2019", "119/2/2019"],
    "Pihak II: 119/2/2019 Pihak I: 415/1/2019": ["415/1/2019", "119/2/2019"],
    "Pihak Kedua: 119/2/2019": ["", "119/2/2019"],
    "Pihak Kesatu Nomor 415/1/2019\nPihak Kedua Nomor 119/2/2019": ["415/1/2019", "119/2/2019"],
    "Pemkot Batu: 415/1/2019; PT Maju: 12/DIR/2019": ["415/1/2019", "12/DIR/2019"],
    "Pemkot Batu No. 415/1/2019 dan Pemkab Malang No. 119/2/2019": ["415/1/2019", "119/2/2019"],
    '"a;b/2019";119/2': ["a;b/2019", "119/2"],
    415: ["415"],
    416.0: ["416"],
    415.4: ["415.4"],
    "-": [],
    "belum ada": [],
    "": [],
    None: [],
    ";;": [],
}


@pytest.mark.parametrize("text", WHOLE)
def test_one_name_stays_whole(text: str) -> None:
    assert split_parties(text) == [text]


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items())
def test_several_are_parted(text: str, expected: list[str]) -> None:
    assert split_parties(text) == expected


@pytest.mark.parametrize("cell", NOBODY, ids=repr)
def test_nobody(cell: Cell) -> None:
    assert split_parties(cell) == []


def test_number_as_party() -> None:
    assert split_parties(35) == ["35"]  # a region's code that a spreadsheet made a number


def known_names() -> list[str]:
    """Give the names of the reference tables, none of which is several parties."""
    names = [region.name for region in reference.regions()]
    names += [f"Pemerintah {region.name}" for region in reference.regions()]
    names += [form.name for form in reference.opd_forms()]
    names += [f"{form.name} Kota Batu" for form in reference.opd_forms()]
    names += [name for row in reference.known_partners() for name in (row.name, *row.also)]
    names += [short.name for short in reference.short_names()]
    return names


def test_known_names_stay_whole() -> None:
    names = known_names()
    assert len(names) > 2_000
    assert {name: split_parties(name) for name in names if split_parties(name) != [name]} == {}


@pytest.mark.parametrize("joint", [";", "\n", ", ", " dan ", " dengan ", " & ", " - "])
def test_every_region_is_parted_from_a_company(joint: str) -> None:
    names = [region.name for region in reference.regions()]
    pairs = [(name, "PT Maju") for name in names] + [("PT Maju", name) for name in names]
    assert [pair for pair in pairs if split_parties(joint.join(pair)) != [*pair]] == []


@settings(deadline=None)  # the first call reads the tables
@given(st.lists(st.text('AbC;",.&/ 1', min_size=1).map(lambda text: f"PT{text}X"), min_size=1))
def test_quoted_members_come_back(names: list[str]) -> None:
    written = ";".join('"' + name.replace('"', '""') + '"' for name in names)
    assert split_parties(written) == [" ".join(name.split()) for name in names]
    assert split_numbers(written) == [" ".join(name.split()) for name in names]


@pytest.mark.parametrize(("text", "expected"), OFFICES.items())
def test_office_stands_for(text: str, expected: str) -> None:
    assert strip_office(text) == expected


@pytest.mark.parametrize("text", NO_OFFICE)
def test_text_without_office_stays(text: str) -> None:
    assert strip_office(text) == text


@pytest.mark.parametrize(("cell", "expected"), NUMBERS.items(), ids=repr)
def test_numbers(cell: Cell, expected: list[str]) -> None:
    assert split_numbers(cell) == expected


def test_numbers_tell_whose_they_are() -> None:
    assert labelled_numbers("Pemkot Batu: 415/1/2019; PT Maju: 12/DIR/2019") == (
        DocumentNumber("415/1/2019", None, "Pemkot Batu"),
        DocumentNumber("12/DIR/2019", None, "PT Maju"),
    )
    assert labelled_numbers("Pihak II: 119/2/2019") == (DocumentNumber("119/2/2019", 1),)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, ""),
        ("", ""),
        (" a ", " a "),
        (3, "3"),
        (3.0, "3"),
        (3.5, "3.5"),
        (1e300, "1e+300"),
        (True, "ya"),
        (False, "tidak"),
        (date(2019, 3, 12), "2019-03-12"),
        (datetime(2019, 3, 12), "2019-03-12"),
        (datetime(2019, 3, 12, 8, 30), "2019-03-12 08:30:00"),
        (datetime(1, 1, 1, 8, 30).time(), "08:30:00"),
        (timedelta(days=1), "1 day, 0:00:00"),
    ],
)
def test_cell_text(cell: Cell, expected: str) -> None:
    assert cell_text(cell) == expected


def test_cell_text_of_a_huge_number() -> None:
    assert cell_text(10**5000).startswith("0x")


PIECES = (
    "Kota Kabupaten Batu Malang Probolinggo Pemerintah Dinas Kesehatan dan dengan & , / - ; : "
    'PT Maju Pihak I II Kesatu 1. 2. a. b. ( ) " Bupati Direktur antara serta Provinsi Jawa '
    "Timur 415/12/2019 Nomor No. Tbk H. \n"
)
pieces = st.lists(st.sampled_from(PIECES.split(" ")), max_size=12)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(),
    pieces.map(" ".join),
    pieces.map("".join),
)


@settings(deadline=None)  # the first call reads the tables
@given(cells)
def test_any_cell_is_parted(cell: Cell) -> None:
    parties = split_parties(cell)
    assert all(part and part == part.strip() for part in parties)
    numbers = split_numbers(cell)
    assert not numbers or numbers[-1]
    assert isinstance(strip_office(cell_text(cell)), str)


@settings(deadline=None)  # the first call reads the tables
@given(pieces.map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    kept = set(" ".join(split_parties(text)).split())
    assert {word for word in text.split() if word in ("Batu", "Maju", "Kesehatan")} <= kept


@pytest.mark.parametrize(
    "text",
    [
        "Kota Batu dan " * 50_000,
        "1. " * 50_000,
        "(" * 9_999,
        "Pihak I " * 1_200,
        "dan " * 2_400,
        ", " * 4_900,
        '";' * 4_900,
        "a/" * 4_900,
        "Kota Batu, " * 900,
    ],
    ids=lambda text: text[:12],
)
def test_long_cells_end_soon(text: str) -> None:
    start = process_time()
    split_parties(text)
    split_numbers(text)
    strip_office(text)
    assert process_time() - start < 20
