"""What columns are taken for, by their headings, their contents or a mapping, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from loaders.columns import (
    Guess,
    guess,
    is_documented,
    kind_of,
    layout_key,
    owner_in,
    recognise,
    ticked,
)
from loaders.fields import FIELDS, read_heading
from loaders.layout import Table, TableRow
from loaders.mapping import ColumnMapping
from loaders.workbook import Cell

N = None


def by_heading(*headings: str) -> list[str | None]:
    """Give the fields of columns without contents."""
    found = {one.index: one.field for one in guess(headings, [])}
    return [found.get(place) for place in range(len(headings))]


HEADINGS = {
    "nomor_urut": ["No", "No.", "No. Urut", "NOMOR URUT", "Nr"],
    "kode": ["Kode", "Kode Kerja Sama"],
    "judul": [
        "Judul",
        "Tentang",
        "Perihal",
        "Judul Kerja Sama",
        "JUDUL PERJANJIAN KERJASAMA",
        "Nama Kerja Sama",
        "Judul/Tentang",
        "Uraian Kerja Sama",
        "Kerja Sama",
        "Nama Kegiatan",
        "Agreement title",
        "Judul Rencana Kerja Sama",
        "Usulan Kerja Sama",
        "Topik yang Dipelajari",
        "Materi yang Dipelajari",
        "Name of Agreement",
        "Title of agreement",
        "Pokok Pembahasan",
        "kerja_sama.tentang",
    ],
    "pihak": [
        "Para Pihak",
        "PIHAK",
        "Pihak yang Bekerja Sama",
        "Pihak-pihak",
        "Parties",
        "pihak.nama",
        "Parties involved",
    ],
    "pihak_kesatu": ["Pihak Kesatu", "Pihak I", "Pihak 1", "PIHAK PERTAMA", "Pihak / Kesatu"],
    "pihak_kedua": ["Pihak Kedua", "Pihak II", "Pihak Ke-2", "Pihak Kedua (Mitra)"],
    "mitra": [
        "Mitra",
        "Mitra Kerjasama",
        "Nama Mitra Kerja Sama",
        "Instansi",
        "Nama Instansi",
        "Instansi/Lembaga Mitra",
        "Daerah Mitra",
        "Pihak Ketiga",
        "Kab/Kota",
        "Partner",
        "Calon Mitra",
        "Instansi Lain",
        "Daerah Tujuan",
        "Yang Dikunjungi",
        "Instansi yang Dikunjungi",
        "Kota Tujuan",
        "Pihak Luar",
        "Kementerian/Lembaga/Instansi",
        "Counterparty",
        "Nama Perguruan Tinggi",
        "mitra.nama",
        "Mitra Luar Negeri",
    ],
    "nomor": [
        "Nomor",
        "Nomor MoU",
        "No. Naskah",
        "Nomor Naskah Kerja Sama",
        "Number",
        "Document no.",
        "Agreement Number",
        "pihak.nomor",
    ],
    "nomor_kesatu": [
        "Nomor Naskah Pihak I",
        "Nomor Pihak Kesatu",
        "Nomor / Pemkot",
        "No. Daerah",
        "Nomor Kota Madiun",
        "Nomor Kab. Sleman",
        "Nomor Naskah Kami",
        "Nomor Dinas",
        "No. Naskah Kita",
        "Nomor Pemkab",
        "Nomor PKS Kota Batam",
    ],
    "nomor_kedua": [
        "No. PKS Pihak Kedua",
        "Nomor Mitra",
        "Nomor Surat Mitra",
        "Nomor Pihak 2",
        "Nomor Instansi Lain",
        "Nomor Mereka",
        "No. Pihak Sana",
        "Nomor Pihak Lain",
        "Nomor MoU Mitra",
        "No. Daerah Lain",
        "Nomor Swasta",
    ],
    "bentuk": [
        "Bentuk",
        "Bentuk KS",
        "Jenis Naskah",
        "Jenis Dokumen",
        "Form",
        "Jenis Dokumen Kerja Sama",
        "Bentuk/Jenis Naskah",
    ],
    "skema": ["Skema", "Skema Kerja Sama"],
    "tahap": [
        "Tahap",
        "Status",
        "Status Kerja Sama",
        "Keterangan/Status",
        "Progres",
        "Keadaan Terakhir",
        "Tahap Saat Ini",
        "Current Status",
        "Aktif/Tidak Aktif",
        "Perkembangan",
    ],
    "urusan": ["Urusan", "Bidang", "Bidang/Urusan", "Bidang Kerja Sama", "Sektor"],
    "ruang_lingkup": ["Ruang Lingkup", "Obyek Kerja Sama", "Objek/Ruang Lingkup", "Scope"],
    "tujuan": ["Tujuan", "Maksud dan Tujuan"],
    "pembiayaan": ["Pembiayaan", "Sumber Dana", "Sumber Pembiayaan"],
    "lokasi": ["Lokasi", "Lokus", "Tempat", "Location"],
    "provinsi": ["Provinsi", "Provinsi Mitra"],
    "ditandatangani": [
        "Ditandatangani",
        "Tgl. Ttd",
        "Tanggal",
        "Tanggal Penandatanganan",
        "Tanggal Penandatangann",
        "TANGGAL MOU",
        "Tgl Naskah",
        "Date signed",
        "Tanggal Kunjungan",
        "Hari/Tanggal",
        "Tanggal Pelaksanaan",
        "Date of Signing",
        "Signed on",
        "kerja_sama.tanggal.ditandatangani",
    ],
    "mulai": [
        "Mulai",
        "Tanggal Mulai",
        "TMT",
        "tanggalMulai",
        "Jangka Waktu / Mulai",
        "Start date",
        "Effective Date",
        "Valid From",
        "Jangka Waktu / Awal",
        "masa.mulai",
    ],
    "berakhir": [
        "Berakhir",
        "Sampai dengan",
        "Berlaku s/d",
        "Tanggal Berakhirnya Kerja Sama",
        "Jangka Waktu / s.d.",
        "Jatuh Tempo",
        "End date",
        "Expiry Date",
        "Valid Until",
        "Valid To",
        "Jangka Waktu / Akhir",
        "Tgl Kadaluarsa",
    ],
    "masa": [
        "Masa Berlaku",
        "Jangka Waktu",
        "Jk. Waktu",
        "Lama Kerja Sama",
        "Periode",
        "Validity period",
        "Duration",
        "Lama Berlaku",
    ],
    "opd": [
        "OPD Pemrakarsa",
        "Leading Sector",
        "Perangkat Daerah Pelaksana",
        "Perangkat Daerah",
        "SKPD Pelaksana",
        "Penanggung Jawab",
        "OPD Pengusul",
        "Dinas Pengampu",
        "Responsible department",
        "PIC",
        "Biro/Dinas",
    ],
    "nilai": [
        "Nilai (Rp)",
        "Nilai Kontrak",
        "Anggaran",
        "Jumlah (Rp)",
        "Nilai Rp. (juta)",
        "Total Nilai",
    ],
    "evaluasi": ["Evaluasi", "Tindak Lanjut", "Hasil Kerja Sama", "Evaluasi/Tindak Lanjut"],
    "tautan": ["Link", "Dokumen", "File", "Link Dokumen"],
    "catatan": [
        "Catatan",
        "Ket.",
        "Keterangan",
        "Keterangan Lain-lain",
        "Notes",
        "Tanggal Pengajuan",
        "Remarks",
    ],
    "tahun": ["Tahun", "Thn.", "Year"],
}


@pytest.mark.parametrize(
    ("heading", "field"), [(text, field) for field, texts in HEADINGS.items() for text in texts]
)
def test_heading_is_understood(heading: str, field: str) -> None:
    assert by_heading(heading) == [field]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Nomor Kota Magelang", "Nomor Kab. Magelang"], ["nomor_kesatu", "nomor_kedua"]),
        (["Nomor Kab. Magelang", "Nomor Kami"], ["nomor_kedua", "nomor_kesatu"]),
        (["Nomor Mitra", "Nomor Kota Madiun"], ["nomor_kedua", "nomor_kesatu"]),
        (["Tanggal Usulan", "Tgl TTD"], ["catatan", "ditandatangani"]),
        (["Target Tanda Tangan", "Tanggal"], ["target", "ditandatangani"]),
        (["Tahun", "Tanggal"], ["tahun", "ditandatangani"]),
    ],
)
def test_headings_beside_each_other(headings: list[str], fields: list[str]) -> None:
    assert by_heading(*headings) == fields


@pytest.mark.parametrize(
    "heading",
    [
        "Bidang Kesehatan",
        "I.",
        "1",
        "Kesatu",
        "Nomor Rumah",
        "Mata Uang",
        "Kota Batam",
        "PT Uji",
        "Alamat",
        "Nomor HP",
        "Jumlah MoU",
        "MoU",
        "x" * 500,
    ],
)
def test_other_text_is_no_heading(heading: str) -> None:
    assert by_heading(heading) == [None]


def test_every_field_is_understood_by_its_code() -> None:
    for code, field in FIELDS.items():
        if field.table != "reports" and code != "tautan":  # of old, that is a source's address
            needed = [field.needs] if field.needs else []
            assert by_heading(*needed, code)[-1] == code


SOURCE_HEADINGS = {
    "sumber_judul": "sumber_judul sumber source_title",
    "sumber_penerbit": "sumber_penerbit penerbit source_publisher",
    "sumber_url": "sumber_url url tautan source_url",
    "sumber_tanggal": "sumber_tanggal tanggal_sumber source_date",
    "halaman": "halaman page",
    "bukti": "bukti kutipan evidence",
}
# Field ← the headings that the README documents.
DOCUMENTED_AGREEMENTS = {
    "kode": "kode id code",
    "judul": "judul title tentang perihal",
    "bentuk": "bentuk form jenis_dokumen",
    "tahap": "tahap stage status",
    "urusan": "urusan affair affairs bidang",
    "pihak": "pihak para_pihak parties",
    "nomor": "nomor number numbers",
    "ruang_lingkup": "ruang_lingkup scope",
    "lokasi": "lokasi location",
    "ditandatangani": "ditandatangani tanggal_penandatanganan tanggal signed_on",
    "mulai": "mulai starts_on",
    "berakhir": "berakhir ends_on",
    "target": "target due_on",
    "melaksanakan": "melaksanakan implements",
    "hasil": "hasil yields benefits",
    **SOURCE_HEADINGS,
    "keyakinan": "keyakinan confidence",
    "catatan": "catatan keterangan notes",
}
DOCUMENTED_REPORTS = {
    "wilayah": "wilayah daerah region",
    "tahun": "tahun year",
    "bentuk": "bentuk form",
    "skema": "skema scheme",
    "jumlah": "jumlah count",
    "sekurangnya": "sekurangnya at_least",
    **SOURCE_HEADINGS,
}


@pytest.mark.parametrize(
    ("documented", "needed"),
    [(DOCUMENTED_AGREEMENTS, ("judul", "pihak")), (DOCUMENTED_REPORTS, ("wilayah", "jumlah"))],
)
def test_documented_headings_mean_what_they_say(
    documented: dict[str, str], needed: tuple[str, str]
) -> None:
    for field, headings in documented.items():
        for heading in headings.split():
            beside = [code for code in needed if code != field]
            assert by_heading(heading, *beside)[0] == field, heading


def test_documented_form_is_taken_by_the_letter() -> None:
    headings = ["kode", "judul", "pihak", "warna", "judul", "nomor"]
    rows: list[list[Cell]] = [
        [number, "Satu", "12.10;PLN", "2019-01-01", "Dua", number] for number in (1, 2, 3)
    ]
    assert is_documented(headings) and not is_documented(["Judul", "Para Pihak"])
    found = guess(headings, rows)
    assert [one.field for one in found] == ["kode", "judul", "pihak", None, None, "nomor"]
    assert kind_of(found) == "agreements"


def test_first_column_of_a_field_wins_and_others_say_so() -> None:
    first, second, mark, more = guess(["Judul", "Perihal", "Ket.", "Catatan"], [])
    assert (first.field, second.field, second.how) == ("judul", None, "none")
    assert "“Judul”" in second.reason.message(str)
    # Notes, OPDs, parties and links are taken together.
    assert (mark.field, more.field) == ("catatan", "catatan")
    assert "digabung dengan kolom “Ket.”" in more.reason.message(str)


def test_third_party_is_a_partner_unless_there_is_a_second() -> None:
    assert by_heading("Judul", "Pihak Ketiga") == ["judul", "mitra"]
    assert by_heading("Pihak Kesatu", "Pihak Kedua", "Pihak Ketiga") == [
        "pihak_kesatu",
        "pihak_kedua",
        "pihak_ketiga",
    ]


def test_weak_heading_gives_way() -> None:
    assert by_heading("Instansi", "Mitra") == [None, "mitra"]
    assert by_heading("Uraian", "Judul") == [None, "judul"]


@pytest.mark.parametrize(
    ("heading", "unit", "currency"),
    [
        ("Nilai Rp. (juta)", "juta", "IDR"),
        ("Nilai (dalam jutaan rupiah)", "juta", "IDR"),
        ("Nilai Kontrak (USD)", "", "USD"),
        ("Nilai (Rp Miliar)", "miliar", "IDR"),
        ("Nilai", "", ""),
        ("Rupiah (Juta)", "juta", "IDR"),
        ("Nilai/Manfaat (juta Rp)", "juta", "IDR"),
        ("Anggaran (USD ribu)", "ribu", "USD"),
        ("Jangka Waktu (Tahun)", "tahun", ""),
        ("Masa Berlaku (bulan)", "bulan", ""),
    ],
)
def test_unit_in_a_heading_is_given_on(heading: str, unit: str, currency: str) -> None:
    (one,) = guess([heading], [])
    assert (one.unit, one.currency) == (unit, currency)
    assert one.field in ("nilai", "masa")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nomor dan Tanggal", "nomor"),
        ("Tanggal dan Nomor Pihak I", "nomor_kesatu"),
        ("No. & Tgl Naskah Mitra", "nomor_kedua"),
        ("Nomor/Tanggal Pemkot Tegal", "nomor_kesatu"),
    ],
)
def test_number_of_a_side_with_its_date(heading: str, field: str) -> None:
    (one,) = guess([heading], [])
    assert (one.field, one.also) == (field, "ditandatangani")


def test_number_and_date_in_one_column() -> None:
    both, alone = guess(["Nomor dan Tanggal", "Mitra"], [])
    assert (both.field, both.also, alone.also) == ("nomor", "ditandatangani", "")
    both, day = guess(["Nomor dan Tanggal", "Tanggal TTD"], [])
    assert (both.field, day.field) == ("nomor", "ditandatangani")


# Contents of a column without a heading → the field, and what the reason names.
CONTENTS: list[tuple[list[Cell], str, str]] = [
    ([1, 2, 3, 4], "nomor_urut", "bilangan berurutan"),
    (["12 Maret 2019", "12-03-2019", "3/4/19", "Maret 2020"], "ditandatangani", "tanggal"),
    ([date(2019, 1, 2), date(2020, 1, 2)], "ditandatangani", "tanggal"),
    ([43466, 43831, 44197], "ditandatangani", "tanggal"),
    ([2019, 2021, "2020"], "tahun", "tahun"),
    (["5 (lima) tahun", "3 tahun sejak ditandatangani", "2019 – 2024"], "masa", "jangka waktu"),
    (["Rp 2.511.548.710,00", "Rp1,5 M", "1.250 juta"], "nilai", "jumlah uang"),
    ([2_500_000, 1_750_000.0], "nilai", "jumlah uang"),
    (["https://contoh.id/a.pdf", "PKS 2019.pdf"], "tautan", "tautan"),
    (["MoU", "PKS", "Kesepakatan Bersama"], "bentuk", "bentuk naskah"),
    (["KSDD", "KSDPK", "Sinergi"], "skema", "jenis kerja sama"),
    (["Masih berlaku", "Berakhir", "Selesai"], "tahap", "status"),
    (["119/12/2019", "HK.01/3/2020"], "nomor", "nomor naskah"),
    (["Kesehatan", "Pendidikan", "Sosial"], "urusan", "urusan"),
    (["Dinas Kesehatan", "Bappeda", "Dinkes"], "opd", "perangkat daerah"),
    (["PT Uji", "Universitas Riau", "Kabupaten Sidoarjo"], "mitra", "nama pihak"),
    (["Kota Batam dan PT Uji", "Kota Batam; PLN"], "pihak", "beberapa pihak"),
    (["Pengelolaan sampah perbatasan", "Peningkatan mutu guru"], "judul", "judul"),
    (["PKS penerangan jembatan", "MoU pameran rotan", "PKS riset rawa gambut"], "judul", "judul"),
    (["PKS (adendum ke-2)", "MoU/PKS", "Nota Kesepakatan Sinergi"], "bentuk", "bentuk naskah"),
]


@pytest.mark.parametrize("heading", ["", "Kolom3", "Unnamed: 2", "Qwerty"])
@pytest.mark.parametrize(("cells", "field", "what"), CONTENTS)
def test_contents_decide_where_headings_fail(
    heading: str, cells: list[Cell], field: str, what: str
) -> None:
    (one,) = guess([heading], [[cell] for cell in cells])
    assert (one.field, one.how) == (field, "contents")
    assert "100% isinya" in one.reason.message(str) and what in one.reason.message(str)


def test_reason_names_the_share() -> None:
    cells: list[Cell] = ["2019-01-01"] * 7 + ["segera"]
    (one,) = guess([""], [[cell] for cell in cells])
    assert one.reason.message(str).endswith("88% isinya tanggal.")


def test_reason_is_translated_with_its_words() -> None:
    (one,) = guess([""], [["2019-01-01"], ["2019-01-02"]])
    words = {one.reason.text: "{share}% of it {what}", "tanggal": "dates"}
    assert one.reason.message(words.__getitem__) == "100% of it dates"


@pytest.mark.parametrize("cells", [["2019-01-01"], ["a", "2019-01-01", "b", "c"], []])
def test_little_evidence_decides_nothing(cells: list[Cell]) -> None:
    assert [one.field for one in guess(["X"], [[cell] for cell in cells])] == [None]


def test_several_columns_of_dates_are_told_apart() -> None:
    days = [date(2019, 1, 2), date(2020, 1, 2), date(2024, 1, 2)]
    rows: list[list[Cell]] = [[*days], [*days]]
    assert [one.field for one in guess(["", "", ""], rows)] == [
        "ditandatangani",
        "mulai",
        "berakhir",
    ]
    assert [one.field for one in guess(["", ""], [row[:2] for row in rows])] == [
        "ditandatangani",
        "berakhir",
    ]


def test_party_that_is_always_the_same_is_the_first() -> None:
    rows: list[list[Cell]] = [["Kota Batam", name] for name in ("PT Uji", "PT Coba", "PLN", "BPJS")]
    assert [one.field for one in guess(["", ""], rows)] == ["pihak_kesatu", "pihak_kedua"]


REREAD: list[tuple[str, list[Cell], str]] = [
    ("No", ["119/1/2019", "119/2/2019"], "nomor"),
    ("Nomor", [1, 2, 3], "nomor_urut"),
    ("Masa Berlaku", ["31 Desember 2023", "s.d. 1 Maret 2024"], "berakhir"),
    ("Berakhir", ["5 tahun", "3 tahun"], "masa"),
    ("Jenis Kerja Sama", ["KSDD", "KSDPK"], "skema"),
    ("Jenis Kerja Sama", ["MoU", "PKS"], "bentuk"),
    ("Bentuk", ["KSDD", "KSDPK"], "skema"),
    ("Keterangan", ["Masih berlaku", "Berakhir"], "tahap"),
    ("Keterangan", ["Masih berlaku", "arsip hilang"], "catatan"),
    ("Manfaat", ["Rp 2.500.000", "Rp 1.000.000"], "nilai"),
    ("Mitra", ["Kota Batam dan PT Uji", "Kota Batam; PLN"], "pihak"),
]


@pytest.mark.parametrize(("heading", "cells", "field"), REREAD)
def test_contents_speak_against_a_heading(heading: str, cells: list[Cell], field: str) -> None:
    (one,) = guess([heading], [[cell] for cell in cells])
    assert one.field == field
    assert f"“{heading}”" in one.reason.message(str)


PLACES: list[Cell] = ["Kota Batam", "Dinas Kesehatan Kota Medan", "Kabupaten Sleman"]


@pytest.mark.parametrize("heading", ["Tujuan", "Lokasi"])
def test_parties_under_a_heading_for_something_else(heading: str) -> None:
    rows: list[list[Cell]] = [[place, "PT Uji"] for place in PLACES]
    alone, _ = guess([heading, "Topik"], rows)
    beside, _ = guess([heading, "Mitra"], rows)
    assert (alone.field, beside.field) == ("mitra", heading.casefold())


@pytest.mark.parametrize("headings", [["", "", ""], ["Column1", "Column2", "Column3"]])
def test_short_titles_under_headings_that_say_nothing(headings: list[str]) -> None:
    titles = ["Pasar tani", "Bank sampah", "Pos jaga", "Air bersih", "Wisata"]
    partners = ["Pemkab Kudus", "PT Tirta", "Pemkab Demak", "Universitas Riau", "Kota Batam"]
    rows: list[list[Cell]] = [
        [title, partner, f"{day} Maret 2020"]
        for day, (title, partner) in enumerate(zip(titles, partners, strict=True), start=1)
    ]
    assert [one.field for one in guess(headings, rows)] == ["judul", "mitra", "ditandatangani"]
    # A name that somebody gave the column says that it is something else.
    assert guess(["Warna", *headings[1:]], rows)[0].field is None


TICKED: list[tuple[str, list[Cell], str, str]] = [
    ("MoU", ["√", N, "v"], "bentuk", "MoU"),
    ("Jenis Naskah / PKS", ["1", 1, "-"], "bentuk", "PKS"),
    ("KSDPK", ["✓", "tidak"], "skema", "KSDPK"),
    ("Kategori / Pihak Ketiga", ["ya", "tidak"], "skema", "Pihak Ketiga"),
    ("Selesai", ["x", N], "tahap", "Selesai"),
    ("Usulan", ["V"], "tahap", "Usulan"),
    ("Bidang / Kesehatan", ["●"], "urusan", "Kesehatan"),
    # As it stands in a table's rows, marks replaced.
    ("Bentuk / Kesepakatan Bersama", ["Kesepakatan Bersama", N], "bentuk", "Kesepakatan Bersama"),
]


@pytest.mark.parametrize(("heading", "cells", "field", "value"), TICKED)
def test_mark_stands_for_the_word_in_the_heading(
    heading: str, cells: list[Cell], field: str, value: str
) -> None:
    (one,) = guess([heading], [[cell] for cell in cells])
    assert (one.field, one.value, one.how) == (field, value, "contents")
    assert f"“{heading}”" in one.reason.message(str)
    assert [ticked(mark, value) for mark in ("√", "V ", 1.0, value)] == [value] * 4
    assert [ticked(mark, value) for mark in (N, "-", "tidak", 0)] == [None] * 4


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("PKS", ["1/A/2019", "2/A/2019"]),
        ("Jumlah MoU", [1, 1, 0]),
        ("MoU", [N]),
        ("Warna", ["√"]),
        ("Selesai", ["-"]),
    ],
)
def test_other_columns_are_not_ticked(heading: str, cells: list[Cell]) -> None:
    assert [one.value for one in guess([heading], [[cell] for cell in cells])] in ([], [""])


COMPLETING: list[tuple[list[str], list[list[Cell]], list[str | None]]] = [
    (["Nomor MoU", "Nomor PKS"], [["1/A", N], [N, "2/A"]], ["nomor", "nomor"]),
    (["Nomor MoU", "Nomor PKS"], [["1/A", "3/A"], [N, "2/A"]], ["nomor", None]),
    (["Tanggal MoU", "Tanggal PKS"], [["2019", "-"], ["-", "2020"]], ["ditandatangani"] * 2),
    (["Mitra Daerah", "Mitra Swasta"], [["Kota Batam", "PT Uji"], ["Kota Medan", N],
     [N, "PT Coba"]], ["mitra", "mitra"]),
    (["Judul", "Perihal"], [["a", "b"], ["c", "d"]], ["judul", None]),
]  # fmt: skip


@pytest.mark.parametrize(("headings", "rows", "fields"), COMPLETING)
def test_second_column_completes_the_first(
    headings: list[str], rows: list[list[Cell]], fields: list[str | None]
) -> None:
    assert [one.field for one in guess(headings, rows)] == fields


def test_scope_serves_as_title_and_says_so() -> None:
    found = guess(["No", "Mitra", "Ruang Lingkup", "Tanggal"], [])
    assert [one.field for one in found] == [
        "nomor_urut",
        "mitra",
        "ruang_lingkup",
        "ditandatangani",
    ]
    assert "sebagai judul" in found[2].reason.message(str)
    assert kind_of(found) == "agreements"


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Judul", "Mitra"], "agreements"),
        (["Judul", "Bidang"], None),
        (["Mitra", "Bidang"], None),
        (["Mitra", "Bidang", "Tanggal"], "agreements"),
        (["wilayah", "jumlah"], "reports"),
        (["OPD", "Alamat"], None),
    ],
)
def test_what_makes_a_register(headings: list[str], kind: str | None) -> None:
    assert kind_of(guess(headings, [])) == kind


def table(headings: Sequence[str], *rows: list[Cell]) -> Table:
    body = [TableRow(number, number, row) for number, row in enumerate(rows, start=2)]
    return Table("Lembar1", "agreements", list(headings), (1, 1), body)


def test_mapping_comes_before_every_guess() -> None:
    register = table(["Judul", "Apa", "Nama Instansi", "Tanggal"], ["a", "b", "PT Uji", "2019"])
    columns = {"Judul": "catatan", "b": "judul", "NAMA  instansi": "mitra", "4": "abaikan"}
    found = recognise(register, ColumnMapping(columns=columns))
    assert [(one.field, one.how) for one in found] == [
        ("catatan", "mapping"),
        ("judul", "mapping"),
        ("mitra", "mapping"),
        (None, "mapping"),
    ]
    assert found[3].reason.message(str) == "Diabaikan menurut pemetaan."
    remembered = recognise(register, ColumnMapping(columns=columns, is_remembered=True))
    assert {one.how for one in remembered} == {"memory"}


def test_columns_without_anything_are_not_told() -> None:
    found: list[Guess] = recognise(table(["", "Judul", "", "Mitra"], [N, "a", "ya", "PT Uji"]))
    assert [one.index for one in found] == [1, 2, 3]
    assert found[1].reason.message(str).startswith("Kolom ini tidak berjudul")


def test_layout_key_tells_layouts_apart() -> None:
    one = layout_key(["No", "Judul Kerja Sama", "Mitra"])
    assert one == layout_key(["NO.", "judul  kerja sama", "MITRA"]) != ""
    assert one != layout_key(["No", "Mitra", "Judul Kerja Sama"])
    # What says nothing is not remembered for other files.
    assert layout_key(["", "", "Kolom3"]) == layout_key([]) == ""


def test_reading_a_heading_is_bounded() -> None:
    assert not read_heading("Judul " * 100).is_known
    assert not read_heading("/" * 150).is_known
    assert read_heading("Judul / " * 15 + "Judul").strong == ("judul",)


OWNERS: list[tuple[str, str | None]] = [
    ("PEMERINTAH KOTA PROBOLINGGO\nSEKRETARIAT DAERAH\nJl. Sudirman 19, Jawa Timur", "35.74"),
    ("PEMERINTAH KABUPATEN LABUHANBATU UTARA\nDAFTAR KERJA SAMA DENGAN KOTA MEDAN", "12.23"),
    ("BAGIAN KERJA SAMA SETDA KOTA BATAM", "21.71"),
    ("Register Pemkab Konawe Utara 2019.xlsx", "74.09"),
    ("register_kota-batam_2019.xlsx", "21.71"),
    ("PEMERINTAH PROVINSI JAWA TIMUR", "35"),
    ("DAFTAR KERJA SAMA KABUPATEN SIDOARJO TAHUN 2019 – 2024", "35.15"),
    ("DAFTAR KERJA SAMA PEMERINTAH KABUPATEN SIDOARJO DENGAN PEMERINTAH KOTA SURABAYA", None),
    ("PEMERINTAH KOTA BATAM\nPEMERINTAH KOTA MEDAN", None),
    ("Probolinggo", None),
    ("DAFTAR KERJA SAMA", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "code"), OWNERS)
def test_owner_by_letterhead(text: str, code: str | None) -> None:
    owner = owner_in(text)
    assert (owner.code if owner else None) == code
