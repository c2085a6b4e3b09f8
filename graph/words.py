"""Words of answers: headings of columns and names of codes that no law's vocabulary has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.checks import CHECKS
from graph.tables import Column, Kind
from graph.vocabulary import (
    AFFAIRS,
    COMBINATIONS,
    FORMS,
    PARTNER_KINDS,
    REGION_KINDS,
    SCHEMES,
    STAGES,
    STATUSES,
    Term,
)


@dataclass(frozen=True, slots=True)
class ColumnWord(Term):
    """The heading of a result's column, wherever it occurs.

    Attributes
    ----------
    kind
        What its cells are.
    page
        'pelaku' or 'kesepakatan' where the cell is the key of such a page.
    terms
        The vocabulary of its codes.
    """

    kind: Kind = "text"
    page: str | None = None
    terms: Mapping[str, Term] | None = None


# Words of choices, of values and of charts that no other vocabulary has.
WORDS: dict[str, Term] = {
    row.code: row
    for row in (
        Term("(tidak disebut)", "(tidak disebut)", "(not stated)"),
        Term("Gubernur", "Gubernur", "Governor"),
        Term("Menteri", "Menteri", "Minister"),
        Term("actors", "wilayah dan mitra", "regions and partners"),
        Term("belum_pernah", "yang belum pernah", "those that never do"),
        Term("berakhir", "berakhir", "ended"),
        Term("direncanakan", "direncanakan", "planned"),
        Term("mulai", "mulai", "began"),
        Term("neighbours", "tetangga darat", "land neighbours"),
        Term("opds", "OPD dan mitra", "OPDs and partners"),
        Term("pembahasan", "pembahasan", "in discussion"),
        Term("regions", "wilayah", "regions"),
        Term("semua", "semua", "all"),
        Term("terlaksana", "terlaksana", "carried out"),
        Term("terlambat", "terlambat", "overdue"),
        Term("usulan", "usulan", "proposed"),
    )
}

# Every column that a question in the folder returns has its row here; those of a user's own
# query are shown as they are named.
COLUMNS: dict[str, ColumnWord] = {
    row.code: row
    for row in (
        ColumnWord("akan_terputus", "akan terputus", "would drop out", "integer"),
        ColumnWord("akhir_dihitung", "akhir dihitung", "end computed", "flag"),
        ColumnWord("alamat", "alamat", "address"),
        ColumnWord("anggota", "anggota", "members", "integer"),
        ColumnWord("banyaknya", "banyaknya", "count", "integer"),
        ColumnWord("baris", "baris", "row"),
        ColumnWord("belum_pernah", "belum pernah", "never", "flag"),
        ColumnWord("belum_tercatat", "belum tercatat", "not recorded", "integer"),
        ColumnWord("bentuk", "bentuk", "form", terms=FORMS),
        ColumnWord("berakhir", "berakhir", "ends", "date"),
        ColumnWord("berjalan", "berjalan", "running", "integer"),
        ColumnWord("berjalan_a", "berjalan (pertama)", "running (first)", "integer"),
        ColumnWord("berjalan_b", "berjalan (kedua)", "running (second)", "integer"),
        ColumnWord("berkas", "berkas", "file"),
        ColumnWord("bersama", "bersama", "shared", "integer"),
        ColumnWord("bertetangga", "bertetangga", "neighbours", "flag"),
        ColumnWord("bukti", "bukti", "evidence"),
        ColumnWord("calon", "yang mungkin dimaksud", "may mean"),
        ColumnWord("contoh", "contoh", "examples"),
        ColumnWord("dari", "dari", "of", "integer"),
        ColumnWord("dari_sana", "dari sana", "from there"),
        ColumnWord("dari_sini", "dari sini", "from here"),
        ColumnWord("derajat", "derajat", "degree", "integer"),
        ColumnWord("dilaporkan", "dilaporkan", "reported", "integer"),
        ColumnWord("dimuat_oleh", "dimuat oleh", "loaded by"),
        ColumnWord("dimuat_pada", "dimuat pada", "loaded at"),
        ColumnWord("diperiksa", "diperiksa", "checked", "flag"),
        ColumnWord("dipilih_oleh", "dipilih oleh", "chosen by"),
        ColumnWord("dipilih_pada", "dipilih pada", "chosen at"),
        ColumnWord("direncanakan", "direncanakan", "planned", "integer"),
        ColumnWord("halaman", "halaman", "page"),
        ColumnWord("hasil", "hasil", "yields", "integer"),
        ColumnWord("jenis", "jenis", "kind", terms=REGION_KINDS | PARTNER_KINDS),
        ColumnWord("jenis_mitra", "jenis mitra", "kind of partner", terms=PARTNER_KINDS),
        ColumnWord("judul", "judul", "title"),
        ColumnWord("jumlah", "jumlah", "amount", "integer"),
        ColumnWord("jumlah_rupiah", "jumlah rupiah", "rupiah", "money"),
        ColumnWord("jumlah_tetangga", "jumlah tetangga", "neighbours", "integer"),
        ColumnWord("jumlah_wilayah", "jumlah wilayah", "regions", "integer"),
        ColumnWord("keadaan", "keadaan", "state", terms=WORDS),
        ColumnWord("keperantaraan", "keperantaraan", "betweenness", "decimal"),
        ColumnWord("kerja_sama", "kerja sama", "cooperations", "integer"),
        ColumnWord("kerja_sama_a", "kerja sama (pertama)", "cooperations (first)", "integer"),
        ColumnWord("kerja_sama_b", "kerja sama (kedua)", "cooperations (second)", "integer"),
        ColumnWord("kerja_sama_berjalan", "kerja sama berjalan", "running cooperations", "integer"),
        ColumnWord("kesepakatan", "kesepakatan", "agreement", page="kesepakatan"),
        ColumnWord("keyakinan", "keyakinan", "confidence", "decimal"),
        ColumnWord("klaster", "klaster", "cluster"),
        ColumnWord("kode", "kode", "code", page="pelaku"),
        ColumnWord("kode_a", "kode (pertama)", "code (first)", page="pelaku"),
        ColumnWord("kode_b", "kode (kedua)", "code (second)", page="pelaku"),
        ColumnWord("kombinasi", "kombinasi", "combination", terms=COMBINATIONS),
        ColumnWord("kunjungan_belajar", "kunjungan belajar", "learning visits", "integer"),
        ColumnWord("lembar", "lembar", "sheet"),
        ColumnWord("lintas_provinsi", "lintas provinsi", "across provinces", "flag"),
        ColumnWord("mata_uang", "mata uang", "currency"),
        ColumnWord("mitra", "mitra", "partner"),
        ColumnWord("mitra_sama", "mitra yang sama", "shared partners", "integer"),
        ColumnWord("negara", "negara", "country"),
        ColumnWord(
            "nilai",
            "nilai",
            "value",
            terms=SCHEMES | FORMS | STAGES | AFFAIRS | PARTNER_KINDS | WORDS,
        ),
        ColumnWord("opd", "OPD", "OPD"),
        ColumnWord("opd_a", "OPD pertama", "first OPD"),
        ColumnWord("opd_b", "OPD kedua", "second OPD"),
        ColumnWord("pagerank", "PageRank", "PageRank", "decimal"),
        ColumnWord("panjang_batas_km", "panjang batas (km)", "border (km)", "decimal"),
        ColumnWord("pasangan", "pasangan", "pairs", "integer"),
        ColumnWord("pelaku", "pelaku", "actor"),
        ColumnWord("pembina", "pembina", "overseer", terms=WORDS),
        ColumnWord("pemeriksaan", "yang diperiksa", "what is checked", terms=CHECKS),
        ColumnWord("pemilik", "register milik", "register of"),
        ColumnWord("penduduk", "penduduk", "population", "integer"),
        ColumnWord("penerbit", "penerbit", "publisher"),
        ColumnWord("per", "per tanggal", "as of", "date"),
        ColumnWord("persen", "persen", "per cent", "decimal"),
        ColumnWord("pertama_tercatat", "pertama tercatat", "first stated", "date"),
        ColumnWord("perubahan", "perubahan", "change", terms=WORDS),
        ColumnWord("pihak", "pihak", "parties"),
        ColumnWord("proyeksi", "proyeksi", "projection", terms=WORDS),
        ColumnWord("sejak", "sejak", "since", "date"),
        ColumnWord("sekurangnya", "sekurangnya", "at least", "flag"),
        ColumnWord("simpul", "banyak simpul", "nodes", "integer"),
        ColumnWord("skema", "skema", "scheme", terms=SCHEMES),
        ColumnWord("status", "status", "status", terms=STATUSES),
        ColumnWord("sudah_berakhir", "sudah berakhir", "ended", "integer"),
        ColumnWord("sumber", "sumber", "source"),
        ColumnWord("tahap", "tahap", "stage", terms=STAGES),
        ColumnWord("tahun", "tahun", "year"),
        ColumnWord("tanggal", "tanggal", "date", "date"),
        ColumnWord("target", "target", "due", "date"),
        ColumnWord("tercatat", "tercatat", "recorded", "integer"),
        ColumnWord("terakhir_tercatat", "terakhir tercatat", "last stated", "date"),
        ColumnWord("tertulis", "seperti tertulis", "as written"),
        ColumnWord("tetangga", "tetangga", "neighbour"),
        ColumnWord("tetangga_tercatat", "tetangga tercatat", "recorded neighbours", "integer"),
        ColumnWord("tingkat", "tingkat", "level", terms=REGION_KINDS),
        ColumnWord("titik_potong", "titik potong", "articulation point", "flag"),
        ColumnWord("topik", "topik", "topic"),
        ColumnWord("total_rupiah", "jumlah semua (rupiah)", "total (rupiah)", "money"),
        ColumnWord("uraian", "uraian", "item"),
        ColumnWord("urusan", "urusan", "affair", terms=AFFAIRS),
        ColumnWord("wilayah", "wilayah", "region"),
        ColumnWord("wilayah_a", "wilayah pertama", "first region"),
        ColumnWord("wilayah_b", "wilayah kedua", "second region"),
        ColumnWord("wilayah_terputus", "wilayah terputus", "regions that drop out"),
        ColumnWord("yang_belajar", "yang belajar", "learner"),
        ColumnWord("yang_dikunjungi", "yang dikunjungi", "host"),
    )
}


def word(code: str) -> Term:
    """Give the name of a choice or a column; a code that has none is its own name."""
    plain = code.replace("_", " ")
    return WORDS.get(code) or COLUMNS.get(code) or Term(code, plain, plain)


def column(key: str, language: str = "id") -> Column:
    """Give the column of a result, with its heading in `language`."""
    row = COLUMNS.get(key)
    if row is None:
        return Column(key, key)
    label = row.label(language)
    return Column(key, label[:1].upper() + label[1:], row.kind)
