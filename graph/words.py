"""Words of answers: headings of columns and names of codes that no law's vocabulary has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.checks import CHECKS
from graph.counterparts import BASES
from graph.law import DUTIES
from graph.overview import CHANGES, ISOLATION
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
        Term("Pemerintah pusat", "Pemerintah pusat", "Central government"),
        Term("actors", "wilayah dan mitra", "regions and partners"),
        Term("belum_pernah", "yang belum pernah", "those that never do"),
        Term("berakhir", "berakhir", "ended"),
        Term("direncanakan", "direncanakan", "planned"),
        Term("keduanya_tercatat", "yang keduanya tercatat", "those of which both are recorded"),
        Term("kurang_tercatat", "yang kurang tercatat", "those not recorded enough"),
        Term("mulai", "mulai", "began"),
        Term("neighbours", "tetangga darat", "land neighbours"),
        Term("opds", "OPD dan mitra", "OPDs and partners"),
        Term("pembahasan", "pembahasan", "in discussion"),
        Term("regions", "wilayah", "regions"),
        Term("semua", "semua", "all"),
        Term("terlaksana", "terlaksana", "carried out"),
        Term("terlambat", "terlambat", "overdue"),
        Term("tidak", "tidak", "no"),
        Term("usulan", "usulan", "proposed"),
        Term("ya", "ya", "yes"),
    )
}

# Every column that a question in the folder returns has its row here; those of a user's own
# query are shown as they are named.
COLUMNS: dict[str, ColumnWord] = {
    row.code: row
    for row in (
        ColumnWord("adamic_adar", "Adamic–Adar", "Adamic–Adar", "decimal"),
        ColumnWord("akan_terputus", "akan terputus", "would drop out", "integer"),
        ColumnWord("akhir_dihitung", "akhir dihitung", "end computed", "flag"),
        ColumnWord("akhir_tidak_diketahui", "akhir tidak diketahui", "end unknown", "flag"),
        ColumnWord("alamat", "alamat", "address"),
        ColumnWord("alasan", "alasan", "reason (Indonesian)"),
        ColumnWord("alasan_inggris", "alasan (Inggris)", "reason"),
        ColumnWord("anggota", "anggota", "members", "integer"),
        ColumnWord("bagian", "bagian", "share", "decimal"),
        ColumnWord("bagian_batas", "bagian dari batas darat", "share of land border", "decimal"),
        ColumnWord(
            "bagian_tanpa_kerja_sama", "bagian tanpa kerja sama", "share without", "decimal"
        ),
        ColumnWord("banyaknya", "banyaknya", "count", "integer"),
        ColumnWord("baris", "baris", "row"),
        ColumnWord("batas_hilang_a", "tanpa kerja sama (pertama)", "gaps (first)", "integer"),
        ColumnWord("batas_hilang_b", "tanpa kerja sama (kedua)", "gaps (second)", "integer"),
        ColumnWord("belum_ada", "belum ada", "none found", "integer"),
        ColumnWord("belum_ada_data", "belum ada data", "not enough data", "integer"),
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
        ColumnWord("bobot", "bobot lintas batas", "cross-border weight", "decimal"),
        ColumnWord("bukti", "bukti", "evidence"),
        ColumnWord("calon", "yang mungkin dimaksud", "may mean"),
        ColumnWord("contoh", "contoh", "examples"),
        ColumnWord("cukup_tercatat", "cukup tercatat", "recorded enough", "flag"),
        ColumnWord(
            "cukup_tercatat_a", "cukup tercatat (pertama)", "recorded enough (first)", "flag"
        ),
        ColumnWord(
            "cukup_tercatat_b", "cukup tercatat (kedua)", "recorded enough (second)", "flag"
        ),
        ColumnWord("dari", "dari", "of", "integer"),
        ColumnWord("dari_sana", "dari sana", "from there"),
        ColumnWord("dari_sini", "dari sini", "from here"),
        ColumnWord("dasar_a", "dasar (pertama)", "basis (first)", terms=BASES),
        ColumnWord("dasar_b", "dasar (kedua)", "basis (second)", terms=BASES),
        ColumnWord("derajat", "derajat", "degree", "integer"),
        ColumnWord("di_atas_kertas", "di atas kertas", "on paper only", "integer"),
        ColumnWord("diketahui", "diketahui", "known", "integer"),
        ColumnWord("dilaporkan", "dilaporkan", "reported", "integer"),
        ColumnWord(
            "dilaporkan_dan_tercatat", "dilaporkan dan tercatat", "reported and recorded", "integer"
        ),
        ColumnWord("dimuat_oleh", "dimuat oleh", "loaded by"),
        ColumnWord("dimuat_pada", "dimuat pada", "loaded at"),
        ColumnWord("diperiksa", "diperiksa", "checked", "flag"),
        ColumnWord("dipilih_oleh", "dipilih oleh", "chosen by"),
        ColumnWord("dipilih_pada", "dipilih pada", "chosen at"),
        ColumnWord("direncanakan", "direncanakan", "planned", "integer"),
        ColumnWord("ditandatangani", "ditandatangani", "signed", "date"),
        ColumnWord("dua_pihak", "antara dua pihak", "of two parties", "integer"),
        ColumnWord("dulu", "dulu", "before", terms=STATUSES),
        ColumnWord("halaman", "halaman", "page"),
        ColumnWord("hanya_lewat_opd", "hanya lewat OPD", "through an OPD only", "flag"),
        ColumnWord("hasil", "hasil", "yields", "integer"),
        ColumnWord("jarak_km", "jarak (km)", "distance (km)", "decimal"),
        ColumnWord("jarak_laut_km", "jarak laut (km)", "across water (km)", "decimal"),
        ColumnWord("jenis", "jenis", "kind", terms=REGION_KINDS | PARTNER_KINDS),
        ColumnWord("jenis_mitra", "jenis mitra", "kind of partner", terms=PARTNER_KINDS),
        ColumnWord("judul", "judul", "title"),
        ColumnWord("jumlah", "jumlah", "amount", "integer"),
        ColumnWord("jumlah_pihak", "jumlah pihak", "parties", "integer"),
        ColumnWord("jumlah_rupiah", "jumlah rupiah", "rupiah", "money"),
        ColumnWord("jumlah_tetangga", "jumlah tetangga", "neighbours", "integer"),
        ColumnWord("jumlah_wilayah", "jumlah wilayah", "regions", "integer"),
        ColumnWord("karena", "karena kesepakatan", "because of"),
        ColumnWord("keadaan", "keadaan", "state", terms=WORDS),
        ColumnWord("keduanya_aktif", "keduanya aktif", "both active", "flag"),
        ColumnWord("keperantaraan", "keperantaraan", "betweenness", "decimal"),
        ColumnWord("kerja_sama", "kerja sama", "cooperations", "integer"),
        ColumnWord("kerja_sama_a", "kerja sama (pertama)", "cooperations (first)", "integer"),
        ColumnWord("kerja_sama_b", "kerja sama (kedua)", "cooperations (second)", "integer"),
        ColumnWord("kerja_sama_berjalan", "kerja sama berjalan", "running cooperations", "integer"),
        ColumnWord("kesepakatan", "kesepakatan", "agreement", page="kesepakatan"),
        ColumnWord("keterpencilan", "keterpencilan", "isolation", terms=ISOLATION),
        ColumnWord("kewajiban", "kewajiban", "duty", terms=DUTIES),
        ColumnWord("keyakinan", "keyakinan", "confidence", "decimal"),
        ColumnWord("klaster", "klaster", "cluster"),
        ColumnWord("kode", "kode", "code", page="pelaku"),
        ColumnWord("kode_a", "kode (pertama)", "code (first)", page="pelaku"),
        ColumnWord("kode_b", "kode (kedua)", "code (second)", page="pelaku"),
        ColumnWord("kombinasi", "kombinasi", "combination", terms=COMBINATIONS),
        ColumnWord("kombinasi_sama", "kombinasi sama", "same combination", "flag"),
        ColumnWord("kota_dikelilingi", "kota dikelilingi", "enclosed city", "flag"),
        ColumnWord("kunjungan_belajar", "kunjungan belajar", "learning visits", "integer"),
        ColumnWord("lebih_dari_dua", "lebih dari dua pihak", "of more parties", "integer"),
        ColumnWord("lembar", "lembar", "sheet"),
        ColumnWord("lewat_opd", "lewat OPD", "through an OPD", "integer"),
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
        ColumnWord("nilai_batas", "nilai: batas", "value: border", "decimal"),
        ColumnWord("nilai_berakhir", "nilai: baru berakhir", "value: lapsed", "decimal"),
        ColumnWord(
            "nilai_dikelilingi", "nilai: kota dikelilingi", "value: enclosed city", "decimal"
        ),
        ColumnWord("nilai_kunjungan", "nilai: kaji banding", "value: learning visits", "decimal"),
        ColumnWord("nilai_mitra", "nilai: mitra bersama", "value: shared partners", "decimal"),
        ColumnWord("nilai_penduduk", "nilai: penduduk", "value: people", "decimal"),
        ColumnWord("nilai_serupa", "nilai: pasangan serupa", "value: comparable pairs", "decimal"),
        ColumnWord("nilai_tercatat", "nilai: datanya ada", "value: data at hand", "decimal"),
        ColumnWord("nilai_urusan", "nilai: urusan lintas batas", "value: affairs", "decimal"),
        ColumnWord("opd", "OPD", "OPD"),
        ColumnWord("opd_a", "OPD pertama", "first OPD"),
        ColumnWord("opd_b", "OPD kedua", "second OPD"),
        ColumnWord("pagerank", "PageRank", "PageRank", "decimal"),
        ColumnWord("panjang_batas_km", "panjang batas (km)", "border (km)", "decimal"),
        ColumnWord("pasangan", "pasangan", "pairs", "integer"),
        ColumnWord("pasangan_serupa", "pasangan serupa", "comparable pairs", "integer"),
        ColumnWord("pelaku", "pelaku", "actor"),
        ColumnWord("pembina", "pembina", "overseer", terms=WORDS),
        ColumnWord("pemeriksaan", "yang diperiksa", "what is checked", terms=CHECKS),
        ColumnWord("pemilik", "register milik", "register of"),
        ColumnWord("penduduk", "penduduk", "population", "integer"),
        ColumnWord("penduduk_a", "penduduk (pertama)", "population (first)", "integer"),
        ColumnWord("penduduk_b", "penduduk (kedua)", "population (second)", "integer"),
        ColumnWord("penerbit", "penerbit", "publisher"),
        ColumnWord("pengambil_alih", "yang mengambil alih", "who takes over", terms=WORDS),
        ColumnWord("per", "per tanggal", "as of", "date"),
        ColumnWord("persen", "persen", "per cent", "decimal"),
        ColumnWord("pertama_tercatat", "pertama tercatat", "first stated", "date"),
        ColumnWord("perubahan", "perubahan", "change", terms=WORDS),
        ColumnWord("perubahan_keadaan", "perubahan", "change", terms=CHANGES),
        ColumnWord("pihak", "pihak", "parties"),
        ColumnWord("provinsi", "provinsi", "province"),
        ColumnWord("proyeksi", "proyeksi", "projection", terms=WORDS),
        ColumnWord("sejak", "sejak", "since", "date"),
        ColumnWord("sekurangnya", "sekurangnya", "at least", "flag"),
        ColumnWord("selisih", "selisih besarnya", "difference in size", "decimal"),
        ColumnWord(
            "serupa_bekerja_sama", "serupa dan bekerja sama", "comparable that cooperate", "integer"
        ),
        ColumnWord("simpul", "banyak simpul", "nodes", "integer"),
        ColumnWord("skema", "skema", "scheme", terms=SCHEMES),
        ColumnWord("status", "status", "status", terms=STATUSES),
        ColumnWord("sudah_berakhir", "sudah berakhir", "ended", "integer"),
        ColumnWord("sumber", "sumber", "source"),
        ColumnWord("tahap", "tahap", "stage", terms=STAGES),
        ColumnWord("tahun", "tahun", "year"),
        ColumnWord("tanggal", "tanggal", "date", "date"),
        ColumnWord("tanpa_kerja_sama", "tanpa kerja sama", "without cooperation", "integer"),
        ColumnWord(
            "tanpa_kerja_sama_lintas_provinsi",
            "di antaranya lintas provinsi",
            "of these across provinces",
            "integer",
        ),
        ColumnWord("target", "target", "due", "date"),
        ColumnWord("terakhir_berakhir", "terakhir berakhir", "last ended", "date"),
        ColumnWord("terakhir_tercatat", "terakhir tercatat", "last stated", "date"),
        ColumnWord("tercatat", "tercatat", "recorded", "integer"),
        ColumnWord("tercatat_a", "tercatat (pertama)", "recorded (first)", "integer"),
        ColumnWord("tercatat_b", "tercatat (kedua)", "recorded (second)", "integer"),
        ColumnWord("tertulis", "seperti tertulis", "as written"),
        ColumnWord("tetangga", "tetangga", "neighbour"),
        ColumnWord("tetangga_tercatat", "tetangga tercatat", "recorded neighbours", "integer"),
        ColumnWord("tingkat", "tingkat", "level", terms=REGION_KINDS),
        ColumnWord("titik_potong", "titik potong", "articulation point", "flag"),
        ColumnWord("topik", "topik", "topic"),
        ColumnWord("total_rupiah", "jumlah semua (rupiah)", "total (rupiah)", "money"),
        ColumnWord("uraian", "uraian", "item"),
        ColumnWord("urusan", "urusan", "affair", terms=AFFAIRS | {"semua": WORDS["semua"]}),
        ColumnWord("urusan_terbuka", "urusan belum tercakup", "affairs not covered", terms=AFFAIRS),
        ColumnWord("wilayah", "wilayah", "region"),
        ColumnWord("wilayah_a", "wilayah pertama", "first region"),
        ColumnWord("wilayah_b", "wilayah kedua", "second region"),
        ColumnWord("wilayah_terpencil", "wilayah terpencil", "isolated regions", "integer"),
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
