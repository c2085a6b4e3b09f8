"""Everyday words for the vocabulary's codes; what is unknown or two things is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ValueRefused
from graph.model import UnknownWord
from graph.text import ControlCharacter, MarkupInText
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES, STAGES, Term
from loaders.cells import (
    affairs_in,
    exact_word,
    form_in_title,
    read_affairs,
    read_confidence,
    read_form,
    read_scheme,
    read_stage,
    repeats_above,
    says_nothing,
)
from loaders.cells.affairs import AFFAIR_WORDS
from loaders.refusals import NumberUnreadable
from loaders.workbook import Cell

FORM_WORDS = {
    "Kesepakatan Bersama": "kesepakatan_bersama",
    "Kesepakatan Bersama (MoU)": "kesepakatan_bersama",
    "KESEPAKATAN BERSAMA": "kesepakatan_bersama",
    "Naskah Kesepakatan Bersama": "kesepakatan_bersama",
    "Kesepakatan": "kesepakatan_bersama",
    "KB": "kesepakatan_bersama",
    "Nota Kesepakatan": "nota_kesepakatan",
    "Nota Kesepakatan Sinergi": "nota_kesepakatan",
    "Nota Kesepahaman": "mou",
    "Nota Kesepahaman (MoU)": "mou",
    "MoU": "mou",
    "M.o.U": "mou",
    "MOU (Kesepakatan Bersama)": "mou",
    "Memorandum of Understanding": "mou",
    "PKS": "pks",
    "Perjanjian Kerja Sama": "pks",
    "Perjanjian Kerjasama (PKS)": "pks",
    "Perjanjian": "pks",
    "Adendum PKS": "pks",
    "Kontrak": "pks",
    "Perpanjangan Perjanjian Kerja Sama": "pks",
    "Rencana Kerja": "rencana_kerja",
    "Rencana Kerja Tahunan": "rencana_kerja",
    "Letter of Intent": "letter_of_intent",
    "LoI": "letter_of_intent",
    "Keanggotaan": "keanggotaan",
    "Kaji Banding": "kaji_banding",
    "Studi tiru": "kaji_banding",
    "Studi Banding": "kaji_banding",
    "Lainnya": "lainnya",
    "lain-lain": "lainnya",
}
NO_FORM = (
    "entah",
    "perjanjian aneh",
    "Nota Kesepahaman/PKS",
    "MoU dan PKS",
    "Rencana Kerja Sama",
    "kesepakatan harga",
    "dokumen",
)
STAGE_WORDS = {
    "berlaku": "pelaksanaan",
    "Masih Berlaku": "pelaksanaan",
    "aktif": "pelaksanaan",
    "masih berjalan": "pelaksanaan",
    "Sedang berjalan": "pelaksanaan",
    "on going": "pelaksanaan",
    "On-Going": "pelaksanaan",
    "diperpanjang": "pelaksanaan",
    "proses perpanjangan": "pelaksanaan",
    "belum berakhir": "pelaksanaan",
    "belum selesai": "pelaksanaan",
    "akan berakhir": "pelaksanaan",
    "Berlaku s.d. 31 Desember 2023": "pelaksanaan",
    "Aktif (sudah diperpanjang)": "pelaksanaan",
    "berakhir": "selesai",
    "sudah berakhir": "selesai",
    "kadaluarsa": "selesai",
    "kedaluwarsa": "selesai",
    "kadaluwarsa": "selesai",
    "habis masa berlaku": "selesai",
    "Habis Masa Berlakunya": "selesai",
    "tidak berlaku": "selesai",
    "tidak berlaku lagi": "selesai",
    "tdk aktif": "selesai",
    "Non Aktif": "selesai",
    "nonaktif": "selesai",
    "tidak diperpanjang": "selesai",
    "expired": "selesai",
    "selesai": "selesai",
    "dibatalkan": "dicabut",
    "batal": "dicabut",
    "dicabut": "dicabut",
    "dihentikan": "dicabut",
    "ditolak": "ditolak",
    "tidak disetujui": "ditolak",
    "proses": "pembahasan",
    "dalam proses": "pembahasan",
    "draft": "pembahasan",
    "Draf": "pembahasan",
    "masih dibahas": "pembahasan",
    "selesai dibahas": "pembahasan",
    "menunggu penandatanganan": "pembahasan",
    "belum ditandatangani": "pembahasan",
    "persetujuan DPRD": "pembahasan",
    "usulan": "usulan",
    "Usulan baru": "usulan",
    "penawaran": "usulan",
    "penjajakan": "usulan",
    "penandatanganan": "penandatanganan",
    "sudah ditandatangani": "penandatanganan",
    "Sudah TTD": "penandatanganan",
}
NO_STAGE = ("entah", "belum berlaku", "tidak jelas", "belum diperpanjang", "tidak dilanjutkan", "A")
SCHEME_WORDS = {
    "KSDD": "ksdd",
    "KSDD sukarela": "ksdd",
    "KSDD Wajib": "ksdd",
    "Kerja Sama Daerah dengan Daerah Lain": "ksdd",
    "kerja sama antar daerah": "ksdd",
    "KSDPK": "ksdpk",
    "KSDPK (Pihak Ketiga)": "ksdpk",
    "Kerja Sama Daerah dengan Pihak Ketiga": "ksdpk",
    "pihak ketiga": "ksdpk",
    "KSDPL": "ksdpl",
    "Kerja Sama Daerah dengan Pemerintah Daerah di Luar Negeri": "ksdpl",
    "Sister City": "ksdpl",
    "KSDLL": "ksdll",
    "Kerja Sama Daerah dengan Lembaga di Luar Negeri": "ksdll",
    "Sinergi": "sinergi",
    "Sinergi dengan Pemerintah Pusat": "sinergi",
}
NO_SCHEME = ("entah", "luar negeri", "KSDD/KSDPK", "KSDD dan Sinergi")
AFFAIR_CELLS: dict[str, tuple[str, ...]] = {
    "kesehatan": ("kesehatan",),
    "Kesehatan": ("kesehatan",),
    "Bidang Kesehatan": ("kesehatan",),
    "Urusan Pendidikan": ("pendidikan",),
    "pekerjaan_umum": ("pekerjaan_umum",),
    "Pekerjaan umum dan penataan ruang": ("pekerjaan_umum",),
    "Ketenteraman, ketertiban umum, dan pelindungan masyarakat": ("ketertiban",),
    "Komunikasi dan Informatika": ("kominfo",),
    "Kelautan dan Perikanan": ("perikanan",),
    "Administrasi kependudukan dan pencatatan sipil": ("adminduk",),
    "kesehatan;pendidikan": ("kesehatan", "pendidikan"),
    "Kesehatan dan Pendidikan": ("kesehatan", "pendidikan"),
    "Pariwisata, Kebudayaan": ("pariwisata", "kebudayaan"),
    "Pariwisata/Kebudayaan": ("pariwisata", "kebudayaan"),
    "1. Kesehatan\n2. Sosial": ("kesehatan", "sosial"),
    "kesehatan;kesehatan": ("kesehatan",),
    "Health": ("kesehatan",),
    "persampahan": ("lingkungan_hidup",),
    "Pengelolaan sampah regional": ("lingkungan_hidup",),
    "rujukan pasien": ("kesehatan",),
    "Rujukan pasien ke RSUD": ("kesehatan",),
    "SMK": ("pendidikan",),
    "Beasiswa mahasiswa": ("pendidikan",),
    "samsat": ("keuangan",),
    "Layanan perbankan": ("keuangan",),
    "air minum": ("pekerjaan_umum",),
    "penanggulangan bencana": ("ketertiban",),
    "Pemadam Kebakaran": ("ketertiban",),
    "KTP": ("adminduk",),
    "angkutan umum": ("perhubungan",),
    "smart city": ("kominfo",),
    "UMKM": ("koperasi_ukm",),
    "mal pelayanan publik": ("penanaman_modal",),
    "tera ulang": ("perdagangan",),
    "pengendalian inflasi": ("perdagangan",),
    "pensiun ASN": ("kepegawaian",),
    "sertifikasi tanah": ("pertanahan",),
    "stunting": ("kesehatan",),
    "anak jalanan": ("sosial",),
    "bantuan hukum": ("sekretariat",),
    "desa wisata": ("pariwisata",),
    "bank sampah": ("lingkungan_hidup",),
}
TITLES = {
    "Kesepakatan Bersama antara Kota Batu dan Kabupaten Malang": "kesepakatan_bersama",
    "Nota Kesepahaman tentang Tridharma": "mou",
    "MoU Kota Jambi dengan BPJS Kesehatan": "mou",
    "PKS tentang Pengelolaan Sampah": "pks",
    "Perjanjian Kerja Sama Pengelolaan Sampah": "pks",
    "Perjanjian kerjasama pengelolaan sampah": "pks",
    "Adendum PKS Sampah": "pks",
    "Perpanjangan Perjanjian Kerja Sama Sampah": "pks",
    "Draft Nota Kesepakatan Sinergi": "nota_kesepakatan",
    "Rencana Kerja Pemanfaatan Data": "rencana_kerja",
    "Kaji banding layanan kesehatan": "kaji_banding",
    "Studi Tiru Mal Pelayanan Publik": "kaji_banding",
    "Letter of Intent Sister City": "letter_of_intent",
    "Pengelolaan Sampah": None,
    "Rencana Kerja Sama Pengelolaan Sampah": None,
    "Kesepakatan harga pasar": None,
    "Pelayanan KB pasca persalinan": None,
    "Tindak lanjut Perjanjian Kerja Sama": None,
    "": None,
    # As sheets and registers are called.
    "PKS OPD": "pks",
    "PKS 2021": "pks",
    "MOU": "mou",
    "MoU & PKS": None,
    "PKS/MoU": None,
    "MoU, PKS dan Kesepakatan Bersama": None,
    "Kesepakatan Bersama dan Perjanjian Kerja Sama Daerah": None,
    "Nota Kesepahaman (MoU) tentang Sampah": "mou",
    "Kesepakatan Bersama (MoU) antara Kota Batam dan Kota Medan": "kesepakatan_bersama",
    "PKS Sampah dan MoU Pasar": "pks",
    "PKS dan lampirannya": "pks",
}
READERS: tuple[tuple[Callable[[str], object], dict[str, Term]], ...] = (
    (read_form, dict(FORMS)),
    (read_stage, dict(STAGES)),
    (read_scheme, dict(SCHEMES)),
)
ALL_READERS = (read_form, read_stage, read_scheme, read_affairs)


@pytest.mark.parametrize(("text", "code"), FORM_WORDS.items())
def test_form(text: str, code: str) -> None:
    assert read_form(text) == code


@pytest.mark.parametrize(("text", "code"), STAGE_WORDS.items())
def test_stage(text: str, code: str) -> None:
    assert read_stage(text) == code


@pytest.mark.parametrize(("text", "code"), SCHEME_WORDS.items())
def test_scheme(text: str, code: str) -> None:
    assert read_scheme(text) == code


@pytest.mark.parametrize(("text", "codes"), AFFAIR_CELLS.items())
def test_affairs(text: str, codes: tuple[str, ...]) -> None:
    assert read_affairs(text) == codes


@pytest.mark.parametrize(("title", "code"), TITLES.items())
def test_form_in_title(title: str, code: str | None) -> None:
    assert form_in_title(title) == code


@pytest.mark.parametrize(
    ("read", "field", "text"),
    [
        *((read_form, "bentuk", text) for text in NO_FORM),
        *((read_stage, "tahap", text) for text in NO_STAGE),
        *((read_scheme, "skema", text) for text in NO_SCHEME),
        *((read_affairs, "urusan", text) for text in ("sihir", "kesehatan;sihir")),
    ],
)
def test_unknown_word(read: Callable[[str], object], field: str, text: str) -> None:
    with pytest.raises(UnknownWord) as refused:
        read(text)
    assert refused.value.field == field


@pytest.mark.parametrize("read", ALL_READERS)
@pytest.mark.parametrize("text", ["", " ", "-", "–"])
def test_empty_word(read: Callable[[str], object], text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("read", ALL_READERS)
@pytest.mark.parametrize(
    ("text", "error"), [("\x00", ControlCharacter), ("<b>PKS</b>", MarkupInText)]
)
def test_hostile_word(read: Callable[[str], object], text: str, error: type[ValueRefused]) -> None:
    with pytest.raises(error):
        read(text)


@pytest.mark.parametrize(
    ("read", "code", "term"),
    [(read, code, term) for read, table in READERS for code, term in table.items()],
)
def test_vocabulary_is_read(read: Callable[[str], object], code: str, term: Term) -> None:
    assert [read(code), read(term.name), read(term.name_en.upper())] == [code] * 3


@pytest.mark.parametrize(("code", "term"), AFFAIRS.items())
def test_affairs_of_the_vocabulary(code: str, term: Term) -> None:
    assert [read_affairs(word) for word in (code, term.name, term.name_en)] == [(code,)] * 3


def test_title_names_affairs_and_refuses_nothing() -> None:
    assert affairs_in("Rujukan pasien dan beasiswa").codes == ("kesehatan", "pendidikan")
    assert affairs_in("Hal lain sama sekali").codes == ()
    assert affairs_in("kesehatan; sihir").unknown == ("sihir",)


def test_region_names_are_no_affairs() -> None:
    assert affairs_in("Kabupaten Tanah Laut; Kabupaten Tanah Bumbu").codes == ()


def test_affair_words_are_rows_of_the_vocabulary() -> None:
    phrases = [phrase for _, row in AFFAIR_WORDS for phrase in row.split("; ")]
    assert len(phrases) == len(set(phrases)) > 400
    assert {code for code, _ in AFFAIR_WORDS} - {""} == set(AFFAIRS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pks", "pks"),
        ("Perjanjian Kerja Sama", "pks"),
        ("Cooperation agreement", "pks"),
        ("kesepakatan", "kesepakatan_bersama"),
        ("MoU", "mou"),
        ("", None),
    ],
)
def test_exact_word(text: str, code: str | None) -> None:
    assert exact_word(text, FORMS, "bentuk") == code


@pytest.mark.parametrize("text", ["perjanjian aneh", "Adendum PKS", "studi tiru"])
def test_exact_word_knows_no_everyday_word(text: str) -> None:
    with pytest.raises(UnknownWord):
        exact_word(text, FORMS, "bentuk")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0.9", 0.9),
        ("0,9", 0.9),
        (0.9, 0.9),
        (1, 1.0),
        ("90%", 0.9),
        ("90 %", 0.9),
        ("100%", 1.0),
        ("0", 0.0),
        ("tinggi", 0.9),
        ("Pasti", 1.0),
        ("", None),
        (None, None),
        ("-", None),
    ],
)
def test_confidence(cell: Cell, value: float | None) -> None:
    assert read_confidence(cell) == value


@pytest.mark.parametrize("cell", ["2", "-0.5", "101%", "nan", "inf", "entah", "1e-1", 2, True])
def test_bad_confidence(cell: Cell) -> None:
    with pytest.raises(NumberUnreadable):
        read_confidence(cell)


@pytest.mark.parametrize(
    ("text", "is_nothing"),
    [
        ("", True),
        ("-", True),
        ("n/a", True),
        ("idem", False),
        ("Belum ada", True),
        ("(tidak ada)", True),
        ("menunggu hasil", True),
        ("tidak ada batas", False),
        ("Belum 5 tahun", False),
        ("Kota Batu", False),
        ("prosesor", False),
        ("tidak terbatas", False),
    ],
)
def test_says_nothing(text: str, is_nothing: bool) -> None:
    assert says_nothing(text) is is_nothing


@pytest.mark.parametrize(
    ("cell", "is_ditto"),
    [
        ("idem", True),
        ("Idem", True),
        ("s.d.a", True),
        ("sda.", True),
        ("SDA", True),
        ('"', True),
        ("''", True),
        ("〃", True),
        ("sama dengan di atas", True),
        ("", False),
        (None, False),
        (3, False),
        ("s.d. 2024", False),
        ("Kota Batu", False),
        ("-", False),
    ],
)
def test_repeats_above(cell: Cell, is_ditto: bool) -> None:
    assert repeats_above(cell) is is_ditto


words = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from([*FORM_WORDS, *STAGE_WORDS, *SCHEME_WORDS, *AFFAIR_CELLS, ";", "("]),
        max_size=4,
    ).map(" ".join),
)


@settings(deadline=None)  # the first call reads the tables
@given(words)
def test_any_text_is_read_or_refused(text: str) -> None:
    for read, table in ((read_form, FORMS), (read_stage, STAGES), (read_scheme, SCHEMES)):
        try:
            assert (read(text) or "pks") in {*table, "pks"}
        except ValueRefused as error:
            assert error.field in ("bentuk", "tahap", "skema")
    try:
        assert set(read_affairs(text) or ()) <= set(AFFAIRS)
    except ValueRefused as error:
        assert error.field == "urusan"
    assert (form_in_title(text) or "pks") in FORMS
