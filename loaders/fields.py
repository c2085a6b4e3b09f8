"""The fields that a register's columns may hold, and the headings that offices give them.

A heading is brought to words of one spelling ("Tgl. Ttd" → tanggal, tandatangan), whose
order does not count; the rows of `FIELDS` say which words name which field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from graph.vocabulary import Term
from loaders.names import key, region_of

IGNORED = "abaikan"  # what a mapping says of a column that is to be left out
JOINT = " / "  # between the rows of a heading of several rows

_LONGEST_HEADING = 160
_SHORTEST_MISSPELT = 5
_ALIKE = 84  # percent: one letter of six or more


@dataclass(frozen=True, slots=True)
class Field(Term):
    """A field of a register.

    Attributes
    ----------
    headings
        The documented headings, understood before all others.
    words
        Words of one spelling that name the field, in any order.
    weak
        Words that may name it, where no other column does.
    needs
        The field of another column without which `words` mean something else.
    is_joined
        Whether several columns of it are taken together.
    table
        'agreements', 'reports', or both where empty.
    """

    headings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    needs: str = ""
    is_joined: bool = False
    table: str = ""


def listed(words: str) -> frozenset[str]:
    """Give the words of a text, for tables that would else be one word a line."""
    return frozenset(words.split())


# Several words that mean one; spaces and signs are gone already.
_PHRASES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), one)
    for pattern, one in (
        (r"(?:be)?kerja ?sama(?:nya)?", "kerjasama"),
        (r"memorandum of understanding", "mou"),
        (r"para pihak", "pihak"),
        (r"(?:jangka|jgk|jk|jw|lama|rentang|masa) ?(?:waktu|wkt|berlaku|laku)", "masa"),
        (r"waktu (?:berlaku|kerjasama)|masa kerjasama", "masa"),
        (r"(?:organisasi )?perangkat daerah", "opd"),
        (r"unit kerja|satuan kerja|unit organisasi", "opd"),
        (r"lead(?:ing)? se[ck]tor", "opd"),
        (r"ruang lingkup", "lingkup"),
        (r"tindak lanjut", "tindaklanjut"),
        (r"tanda tangan", "tandatangan"),
        (r"sampai (?:dengan|dgn)|s d", "sampai"),
        (r"terhitung mulai tanggal", "tmt"),
        (r"jatuh tempo", "berakhir"),
        (r"penanggung ?jawab", "pelaksana"),
        (r"kab(?:upaten)? kota", "kabkota"),
        (r"ke (?=satu\b|dua\b|tiga\b|[123]\b)", "ke"),
        (r"sumber (?:dana|biaya|pembiayaan|anggaran|pendanaan)", "pembiayaan"),
        (r"(?:pemerintah|pem) (?:kota|kabupaten|kab|provinsi|prov|daerah)", "pemda"),
        (r"perguruan tinggi|k l|kementerian(?= lembaga)", "instansi"),
        (r"(?:luar|dalam) negeri", "negeri"),
        (r"(?:pada |hingga )?(?:saat|waktu) ini|saat sekarang", "kini"),
        (
            r"person in charge|(?:responsible|lead|implementing) (?:unit|office|agency|department)|"
            r"agency in charge",
            "pelaksana",
        ),
        (r"signed by|ditandatangani oleh|yang bertanda ?tangan", "penandatangan"),
        (r"areas? of cooperation|fields? of cooperation", "urusan"),
        (r"validity period|period of validity|valid for", "masa"),
        (r"valid (?:from|since)|effective (?:from|since|date)|in force (?:from|since)", "mulai"),
        (r"valid (?:to|thru|through|until|till)", "berakhir"),
        (r"tuan rumah", "mitra"),
        (r"pokok pokok|butir butir", "pokok"),
        (r"mata uang", "matauang"),
        (r"soft ?(?:copy|file)|google drive|file scan|scan file", "tautan"),
        (r"lain lain", "lain"),
    )
)
# One spelling ← the others.
_SPELLINGS = {
    "tanggal": "tgl tg tggl tgll date tangal",
    "nomor": "no nomer nmr number num nomornya nomor2",
    "tandatangan": "ttd ditandatangani ditandatangan penandatanganan signed signing signature",
    "kesatu": "i 1 pertama satu first ke1 kesatu1",
    "kedua": "ii 2 dua second ke2",
    "ketiga": "iii 3 tiga third ke3",
    "kerjasama": "ks cooperation kerjsama krjasama dikerjasamakan collaboration",
    "perjanjian": "agreement agreements contract",
    "nama": "name names",
    "negara": "country countries",
    "dikunjungi": "visited kunjungi dituju",
    "kunjungan": "visit lawatan",
    "usulan": "proposal diusulkan proposed",
    "kini": "terkini terakhir sekarang current",
    "dokumen": "document dok doc",
    "mitra": "partner partners rekanan counterpart counterparty counterparts rekan",
    "opd": "skpd dinas satker department pd",
    "pelaksana": "pemrakarsa pengampu pengusul inisiator penanggungjawab pengelola pic "
    "koordinator pengurus penanggungjwb responsible",
    "lingkup": "scope cakupan substance",
    "objek": "obyek object",
    "mulai": "awal start starts commencement dimulai from since commences",
    "berakhir": "akhir selesai end ends expired expiry expires berakhirnya habis kadaluarsa "
    "expiration terminates",
    "sampai": "until sd hingga to till",
    "masa": "term duration durasi periode lama jangkawaktu period validity",
    "nilai": "value amount besaran nominal besarnya budget",
    "judul": "title topik tema topic",
    "perihal": "tentang hal about subject ihwal",
    "pihak": "parties party",
    "lokasi": "lokus location tempat locus",
    "urusan": "affair affairs sektor sector field area",
    "tahap": "stage tahapan keadaan kondisi posisi progres progress perkembangan",
    "keterangan": "ket remarks remark notes note",
    "evaluasi": "evaluation monev monitoring",
    "tindaklanjut": "followup",
    "tautan": "link url pranala hyperlink file berkas scan pdf arsip drive",
    "tahun": "thn th year",
    "bentuk": "form wujud",
    "jenis": "kind type tipe kategori macam",
    "skema": "scheme",
    "provinsi": "prov propinsi province",
    "daerah": "region regions",
    "pemda": "pemkot pemkab pemprov pemko setda",
    "kabkota": "kabupaten kota",
    "instansi": "lembaga institusi institution agency organisasi perusahaan badan "
    "kementerian company perseroan",
    "tujuan": "maksud purpose objective objectives purposes goal goals",
    "pembiayaan": "pendanaan financing funding",
    "rp": "idr rupiah",
    "uraian": "deskripsi description",
}
# Words that only join others.
_JOINERS = listed(
    "yang dan atau di ke dari the of atas per dengan oleh untuk pada and with on in for a an by "
    "dalam telah terkait berikut ini para dst dll"
)
# Words that tell no field from another, unless nothing else stands there.
_FILLERS = _JOINERS | listed(
    "naskah dokumen kerjasama perjanjian kesepakatan kesepahaman mou pks nota bersama surat nama "
    "berlaku terlibat involved daftar utama calon bakal data kini dipelajari singkat lengkap "
    "resmi official"
)
# A unit in a heading ← the words for it.
_UNITS = {
    "ribu": "ribu ribuan rb",
    "juta": "juta jutaan jt million",
    "miliar": "miliar milyar miliaran m billion",
    "triliun": "triliun trilyun",
}
_CURRENCIES = {"IDR": "rp", "USD": "usd us dolar dollar", "EUR": "eur euro", "JPY": "jpy yen"}
_PERIODS = {"tahun": "tahun", "bulan": "bulan bln month months", "hari": "hari days"}
_CANONICAL = {word: one for one, words in _SPELLINGS.items() for word in (one, *words.split())}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: one for one, words in table.items() for word in words.split()}


_UNIT_OF, _CURRENCY_OF, _PERIOD_OF = _by_word(_UNITS), _by_word(_CURRENCIES), _by_word(_PERIODS)

_ROWS = (
    Field(
        "nomor_urut",
        "nomor urut",
        "row number",
        ("nomor_urut", "no", "no_urut", "urut", "nr", "nomer_urut"),
        ("nomor urut", "nomor register", "nomor urut register"),
    ),
    Field("kode", "kode", "code", ("kode", "id", "code"), ("kode kerjasama",)),
    Field(
        "pemilik",
        "pemilik register",
        "keeper of the register",
        ("pemilik", "pemilik_register", "owner"),
        ("pemilik", "pemilik register", "pemilik data"),
    ),
    Field(
        "negara",
        "negara mitra",
        "partner's country",
        ("negara", "country"),
        ("negara", "negara mitra", "negara asal", "negara tujuan"),
    ),
    Field(
        "judul",
        "judul",
        "title",
        ("judul", "title", "tentang", "perihal"),
        (
            "judul",
            "perihal",
            "judul perihal",
            "judul uraian",
            "judul kegiatan",
            "judul program",
            "judul objek",
            "judul lingkup",
            "nama kerjasama",
            "nama perjanjian",
            "nama kesepakatan",
            "nama naskah",
            "nama dokumen",
            "nama kegiatan",
            "nama program",
            "materi",
            "usulan",
            "judul usulan",
            "nama usulan",
            "rencana",
            "judul rencana",
            "materi kunjungan",
            "judul materi",
            "pokok",
            "pokok pembahasan",
            "pokok bahasan",
            "nama perihal",
            "judul nama",
            "judul kunjungan",
            "agenda",
            "agenda kunjungan",
        ),
        (
            "kerjasama",
            "naskah kerjasama",
            "naskah",
            "perjanjian",
            "perjanjian kerjasama",
            "kesepakatan",
            "kesepakatan bersama",
            "kesepakatan perjanjian",
            "uraian",
            "uraian kegiatan",
            "kegiatan",
            "program",
            "program kegiatan",
            "pekerjaan",
            "usulan kegiatan",
            "usulan program",
            "rencana kegiatan",
            "rencana program",
            "uraian program",
            "nama usulan kegiatan",
        ),
    ),
    Field(
        "pihak",
        "para pihak",
        "parties",
        ("pihak", "para_pihak", "parties"),
        ("pihak", "subjek", "subyek", "subjek pihak"),
        ("antara",),
        is_joined=True,
    ),
    Field(
        "pihak_kesatu",
        "pihak kesatu",
        "first party",
        ("pihak_kesatu", "pihak_pertama", "first_party"),
        (
            "pihak kesatu",
            "pihak daerah",
            "pihak pemda",
            "pihak kesatu pemda",
            "pihak kesatu opd",
            "pihak kami",
        ),
    ),
    Field(
        "pihak_kedua",
        "pihak kedua",
        "second party",
        ("pihak_kedua", "second_party"),
        (
            "pihak kedua",
            "pihak kedua mitra",
            "mitra kedua",
            "pihak kedua instansi",
            "pihak kedua ketiga",
            "pihak lawan",
        ),
    ),
    Field(
        "pihak_ketiga",
        "pihak ketiga",
        "third party",
        ("pihak_ketiga",),
        ("pihak ketiga", "mitra ketiga", "instansi ketiga"),
        needs="pihak_kedua",
    ),
    Field(
        "mitra",
        "mitra",
        "partner",
        ("mitra",),
        (
            "mitra",
            "mitra pihak",
            "mitra daerah",
            "mitra instansi",
            "mitra instansi daerah",
            "mitra kerja",
            "mitra kabkota",
            "mitra pihak ketiga",
            "pihak ketiga",
            "pihak lain",
            "pihak luar",
            "daerah lain",
            "pihak instansi",
            "mitra kesatu",
            "mitra pemda",
            "mitra negeri",
            "mitra instansi negeri",
            "pihak mereka",
            "pihak sana",
            "pihak eksternal",
            "pihak swasta",
            "dikunjungi",
            "daerah dikunjungi",
            "instansi dikunjungi",
            "pihak dikunjungi",
            "lokasi dikunjungi",
            "kabkota dikunjungi",
            "daerah tujuan",
            "instansi tujuan",
            "kabkota tujuan",
            "daerah instansi tujuan",
            "provinsi tujuan",
            "pemda tujuan",
            "pemda lain",
            "instansi lain",
            "daerah mitra tujuan",
            "daerah instansi lain",
            "kabkota lain",
            "mitra swasta",
            "mitra usaha",
            "mitra potensial",
            "mitra opd",
        ),
        (
            "instansi",
            "daerah",
            "kabkota",
            "daerah kabkota",
            "universitas",
            "bank",
            "daerah instansi",
            "dengan",
            "pemda",
            "instansi negeri",
            "kabkota provinsi",
            "daerah provinsi",
            "instansi opd",
        ),
    ),
    Field(
        "nomor",
        "nomor",
        "numbers",
        ("nomor", "number", "numbers"),
        ("nomor", "nomor pihak", "nomor tanggal", "nomor pihak tanggal"),
    ),
    Field(
        "nomor_kesatu",
        "nomor pihak kesatu",
        "first party's number",
        ("nomor_kesatu",),
        (
            "nomor kesatu",
            "nomor pihak kesatu",
            "nomor daerah",
            "nomor kami",
            "nomor kita",
            "nomor pemda",
            "nomor pihak daerah",
            "nomor pihak pemda",
            "nomor pihak kesatu tanggal",
        ),
    ),
    Field(
        "nomor_ketiga",
        "nomor pihak ketiga",
        "third party's number",
        ("nomor_ketiga",),
        ("nomor ketiga", "nomor pihak ketiga"),
        needs="nomor_kedua",
    ),
    Field(
        "nomor_kedua",
        "nomor mitra",
        "partner's number",
        ("nomor_kedua",),
        (
            "nomor kedua",
            "nomor pihak kedua",
            "nomor mitra",
            "nomor pihak mitra",
            "nomor pihak ketiga",
            "nomor instansi",
            "nomor pihak lain",
            "nomor daerah mitra",
            "nomor pihak kedua tanggal",
        ),
    ),
    Field(
        "bentuk",
        "bentuk",
        "form",
        ("bentuk", "form", "jenis_dokumen"),
        (
            "bentuk",
            "jenis naskah",
            "jenis dokumen",
            "bentuk jenis",
            "jenis perjanjian",
            "jenis naskah dinas",
            "jenis kesepakatan",
            "bentuk kegiatan",
            "jenis mou pks",
        ),
        ("jenis",),
    ),
    Field("skema", "skema", "scheme", ("skema", "scheme"), ("skema", "skema jenis"), ("jenis",)),
    Field(
        "tahap",
        "tahap",
        "stage",
        ("tahap", "stage", "status"),
        (
            "tahap",
            "status",
            "status tahap",
            "keterangan status",
            "status pelaksanaan",
            "tahap pelaksanaan",
            "status masa",
            "posisi",
            "kondisi",
            "progres",
            "tahap usulan",
            "tahap status",
            "proses",
            "status proses",
            "tahap proses",
            "aktif",
            "aktif tidak",
            "status aktif",
            "status tindaklanjut",
            "berlaku tidak",
            "status perpanjangan",
        ),
    ),
    Field(
        "urusan",
        "urusan",
        "affair",
        ("urusan", "affair", "affairs", "bidang"),
        (
            "urusan",
            "bidang",
            "bidang urusan",
            "urusan pemerintahan",
            "bidang urusan pemerintahan",
            "klaster",
            "rumpun urusan",
        ),
    ),
    Field(
        "ruang_lingkup",
        "ruang lingkup",
        "scope",
        ("ruang_lingkup", "scope"),
        ("lingkup", "objek", "lingkup objek", "substansi", "isi", "isi pokok", "lingkup uraian"),
        is_joined=True,
    ),
    Field("tujuan", "maksud dan tujuan", "purpose", ("tujuan",), ("tujuan",), is_joined=True),
    Field("pembiayaan", "pembiayaan", "financing", ("pembiayaan",), ("pembiayaan",), ("biaya",)),
    Field(
        "lokasi",
        "lokasi",
        "location",
        ("lokasi", "location"),
        ("lokasi", "lokasi pelaksanaan", "lokasi kegiatan", "lokasi kunjungan", "lokasi tujuan"),
        ("wilayah",),
    ),
    Field(
        "provinsi",
        "provinsi",
        "province",
        ("provinsi",),
        ("provinsi", "provinsi mitra", "provinsi daerah mitra", "provinsi daerah"),
    ),
    Field(
        "mulai",
        "mulai",
        "starts",
        ("mulai", "starts_on"),
        (
            "mulai",
            "tanggal mulai",
            "masa mulai",
            "tanggal masa mulai",
            "tmt",
            "tanggal tmt",
            "masa tmt",
            "sejak",
            "berlaku sejak",
            "masa dari",
            "masa sejak",
            "dari",
            "dari tanggal",
            "tanggal efektif",
            "tanggal berlaku",
            "tahun mulai",
        ),
    ),
    Field(
        "berakhir",
        "berakhir",
        "ends",
        ("berakhir", "ends_on"),
        (
            "berakhir",
            "tanggal berakhir",
            "masa berakhir",
            "tanggal masa berakhir",
            "sampai",
            "tanggal sampai",
            "masa sampai",
            "sampai berakhir",
            "valid sampai",
            "tahun berakhir",
        ),
    ),
    Field(
        "ditandatangani",
        "ditandatangani",
        "signed",
        ("ditandatangani", "tanggal_penandatanganan", "tanggal", "signed_on"),
        (
            "tandatangan",
            "tanggal tandatangan",
            "tanggal penandatangan",
            "tanggal",
            "hari tanggal",
            "hari tanggal tandatangan",
            "waktu tandatangan",
            "tanggal penetapan",
            "tanggal disepakati",
            "tanggal bulan tahun",
            "tanggal kunjungan",
            "waktu kunjungan",
            "hari kunjungan",
            "tanggal pelaksanaan",
            "tanggal kegiatan",
            "tanggal pengesahan",
            "tandatangan pada",
        ),
    ),
    Field(
        "masa",
        "jangka waktu",
        "term",
        ("masa",),
        (
            "masa",
            "jangka",
            "masa tahun",
            "masa bulan",
            "masa pelaksanaan",
            "waktu pelaksanaan",
            "berlaku selama",
            "selama",
        ),
        ("waktu",),
    ),
    Field(
        "opd",
        "perangkat daerah pelaksana",
        "responsible departments",
        ("opd",),
        (
            "opd",
            "opd pelaksana",
            "opd pelaksana teknis",
            "pelaksana",
            "pelaksana kegiatan",
            "instansi pelaksana",
            "unit pelaksana",
            "opd teknis",
            "pelaksana teknis",
            "opd instansi",
            "bagian",
            "opd pendamping",
            "opd tujuan",
            "biro",
            "biro opd",
            "bagian opd",
            "unit",
            "upt",
            "opd unit",
            "pelaksana daerah",
            "bidang pelaksana",
        ),
        is_joined=True,
    ),
    Field(
        "nilai",
        "nilai",
        "value",
        ("nilai",),
        (
            "nilai",
            "rp",
            "jumlah rp",
            "anggaran",
            "nilai anggaran",
            "nilai kontrak",
            "nilai investasi",
            "investasi",
            "nilai manfaat",
            "nilai biaya",
            "nilai realisasi",
            "biaya rp",
            "manfaat rp",
            "pendapatan",
            "penerimaan",
            "penerimaan daerah",
            "pendapatan daerah",
            "kontribusi",
            "kontribusi pad",
            "pad",
            "retribusi",
            "dividen",
            "royalti",
            "sewa",
            "hibah",
            "pagu",
            "csr",
            "dana",
            "nilai jumlah",
            "total nilai",
            "nilai objek",
            "nilai hibah",
            "nilai sewa",
            "nilai pekerjaan",
        ),
        is_joined=True,
    ),
    Field("hasil", "hasil", "yields", ("hasil", "yields", "benefits")),
    Field(
        "target",
        "target",
        "due",
        ("target", "due_on"),
        (
            "target",
            "target tandatangan",
            "target penyelesaian",
            "target berakhir",
            "rencana tandatangan",
            "rencana tanggal tandatangan",
            "perkiraan tandatangan",
            "target tanggal",
            "target waktu",
        ),
    ),
    Field("melaksanakan", "melaksanakan", "implements", ("melaksanakan", "implements")),
    Field(
        "evaluasi",
        "evaluasi",
        "evaluation",
        ("evaluasi",),
        (
            "evaluasi",
            "tindaklanjut",
            "evaluasi tindaklanjut",
            "hasil evaluasi",
            "hasil kerjasama",
            "hasil pelaksanaan",
            "rekomendasi",
            "evaluasi rekomendasi",
            "rencana tindaklanjut",
            "kendala",
            "hambatan",
            "permasalahan",
            "realisasi",
            "realisasi pelaksanaan",
            "pelaksanaan",
            "capaian",
            "indikator",
            "output",
            "manfaat",
            "laporan",
            "hasil kunjungan",
        ),
        is_joined=True,
    ),
    Field(
        "tautan",
        "berkas atau tautan",
        "file or link",
        (),
        (
            "tautan",
            "tautan dokumen",
            "dokumen",
            "lampiran",
            "dokumen digital",
            "salinan",
            "salinan dokumen",
        ),
        is_joined=True,
    ),
    Field(
        "catatan",
        "catatan",
        "notes",
        ("catatan", "keterangan", "notes"),
        (
            "catatan",
            "keterangan",
            "catatan keterangan",
            "keterangan lain",
            "lain",
            "penandatangan",
            "pejabat penandatangan",
            "penandatangan kesatu",
            "penandatangan kedua",
            "penandatangan pihak kesatu",
            "penandatangan pihak kedua",
            "penandatangan mitra",
            "tanggal usulan",
            "tanggal pengajuan",
            "tanggal pengusulan",
            "tanggal input",
            "tanggal laporan",
            "tanggal diterima",
            "tanggal masuk",
            "tanggal pembaruan",
            "pejabat",
            "jabatan penandatangan",
            "jabatan",
            "peserta",
            "jumlah peserta",
        ),
        is_joined=True,
    ),
    Field(
        "tahun",
        "tahun",
        "year",
        ("tahun", "year"),
        ("tahun", "tahun tandatangan", "tahun anggaran"),
    ),
    Field("wilayah", "wilayah", "region", ("wilayah", "daerah", "region"), table="reports"),
    Field("jumlah", "jumlah", "count", ("jumlah", "count"), table="reports"),
    Field("sekurangnya", "sekurangnya", "at least", ("sekurangnya", "at_least"), table="reports"),
    Field(
        "sumber_judul",
        "judul sumber",
        "source's title",
        ("sumber_judul", "sumber", "source_title"),
        ("sumber data", "sumber informasi"),
    ),
    Field(
        "sumber_penerbit",
        "penerbit sumber",
        "source's publisher",
        ("sumber_penerbit", "penerbit", "source_publisher"),
    ),
    Field(
        "sumber_url",
        "alamat sumber",
        "source's address",
        ("sumber_url", "url", "tautan", "source_url"),
    ),
    Field(
        "sumber_tanggal",
        "tanggal sumber",
        "source's date",
        ("sumber_tanggal", "tanggal_sumber", "source_date"),
    ),
    Field("halaman", "halaman", "page", ("halaman", "page")),
    Field("bukti", "kutipan", "quotation", ("bukti", "kutipan", "evidence")),
    Field("keyakinan", "keyakinan", "confidence", ("keyakinan", "confidence")),
)
FIELDS: dict[str, Field] = {row.code: row for row in _ROWS}
"""The fields by their codes, as a mapping names them."""

# What a table of reported totals may hold beside its own fields.
_REPORTED = listed(
    "tahun bentuk skema sumber_judul sumber_penerbit sumber_url sumber_tanggal halaman bukti"
)
# Whose numbers and dates a heading means: "Nomor Naskah Kami", "No. Instansi Lain".
_OWN_SIDE = listed("kesatu kami kita sendiri internal pemda daerah opd pelaksana bagian biro asal")
_OTHER_SIDE = listed("kedua mitra lain mereka sana lawan seberang eksternal luar swasta")
_ANY_SIDE = listed("pihak instansi kabkota provinsi negeri bank universitas")
_AROUND_SIDE = _FILLERS | {"nomor", "tanggal", "pihak"}
_GENERIC = re.compile(
    r"(?:kolom|column|col|unnamed|field|var|f|c|x)?\s*[:_]?\s*\d*(?:\.\d+)?|[a-z]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: the fields it may name, strongest first, and the unit it gives."""

    documented: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    unit: str = ""
    currency: str = ""
    also: str = ""

    @property
    def is_known(self) -> bool:
        """Whether any field goes by this heading."""
        return bool(self.documented or self.strong or self.weak)

    def of(self, rank: int) -> tuple[str, ...]:
        """Give the fields of a rank: 0 documented, 1 strong, 2 weak."""
        return (self.documented, self.strong, self.weak)[rank]


_NOTHING = Heading()
_PARTS = re.compile(r"[/,&;()]|\bdan\b|\batau\b|(?<=[a-z])\.(?=[a-z])", re.IGNORECASE)
_SIGNS = str.maketrans("./,:;()_-&", " " * 10)
_MOST_WORDS = 8


def fits(field: str, kind: str) -> bool:
    """Tell whether a table of this kind can have a column of this field."""
    if kind == "reports":
        return FIELDS[field].table == "reports" or field in _REPORTED
    return FIELDS[field].table != "reports"


def is_generic(heading: str) -> bool:
    """Tell a heading that programs make up ("Kolom1", "Unnamed: 3") or that is empty."""
    return bool(_GENERIC.fullmatch(heading.strip()))


@lru_cache(maxsize=10_000)
def read_heading(heading: str) -> Heading:
    """Say which fields a heading may name."""
    if not heading or len(heading) > _LONGEST_HEADING:
        return _NOTHING
    name = "_".join(key(heading).split())
    documented = _documented().get(name, ())
    words = _words(heading)
    found = _named(words)
    if not found.is_known:
        found = _of_side(words, heading)
    if not found.is_known and not documented:
        # Of "Pihak / Kesatu" the lower row alone, then the upper; of "Judul/Tentang" either.
        upper, joint, lower = heading.rpartition(JOINT)
        parts = [lower, upper] if joint else _PARTS.split(heading)[:4]
        others = (read_heading(part) for part in parts if part.strip() and part != heading)
        found = next((other for other in others if other.is_known), found)
        documented = found.documented
    unit, currency = found.unit, found.currency
    if "nilai" in found.strong:  # of "Nilai/Manfaat (juta)" the one unit holds for both
        unit = unit or "".join([_UNIT_OF[word] for word in words if word in _UNIT_OF][:1])
        currency = currency or "".join([_CURRENCY_OF[w] for w in words if w in _CURRENCY_OF][:1])
    return Heading(documented, found.strong, found.weak, unit, currency, found.also)


def may_be_heading(text: str) -> bool:
    """Look whether a text is made of words that headings are made of, without reading it."""
    if len(text) > _LONGEST_HEADING or text[:1].isdigit():
        return False
    words = text.lower().translate(_SIGNS).split(None, _MOST_WORDS)
    return 0 < len(words) <= _MOST_WORDS and _first_words().issuperset(words)


def names_together(upper: str, lower: str) -> bool:
    """Tell whether two rows of headings name a field together, as "Pihak" over "Kesatu"."""
    return bool(upper) and _named(_words(f"{upper} {lower}")).is_known


@cache
def _documented() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _ROWS:
        for heading in row.headings:
            found[heading] = (*found.get(heading, ()), row.code)
    return found


@cache
def _by_words(which: str) -> dict[frozenset[str], tuple[str, ...]]:
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for row in _ROWS:
        for words in getattr(row, which):
            together = frozenset(words.split())
            found[together] = (*found.get(together, ()), row.code)
    return found


@cache
def _vocabulary() -> frozenset[str]:
    words = {word for row in _ROWS for text in (*row.words, *row.weak) for word in text.split()}
    return frozenset(words | _FILLERS | _CANONICAL.keys())


@cache
def _first_words() -> frozenset[str]:
    phrases = "para jangka jgk jk jw ruang tindak tanda perangkat leading lead unit satuan sumber"
    headings = (heading.partition("_")[0] for row in _ROWS for heading in row.headings)
    return frozenset({*_vocabulary(), *headings, *phrases.split(), "kerja", "sampai", "s"})


@cache
def _spellable() -> tuple[str, ...]:
    return tuple(sorted(word for word in _vocabulary() if len(word) >= _SHORTEST_MISSPELT))


@lru_cache(maxsize=10_000)
def _spelt(word: str) -> str:
    """Give a word in its one spelling; one letter wrong is mended."""
    if word in _CANONICAL:
        return _CANONICAL[word]
    if word in _vocabulary() or len(word) < _SHORTEST_MISSPELT or not word.isalpha():
        return word
    near = process.extractOne(word, _spellable(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _CANONICAL.get(near[0], near[0]) if near else word


def _words(heading: str) -> list[str]:
    # "tanggalMulai" and "tanggal_mulai" are two words each.
    text = key(re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", heading))
    for pattern, one in _PHRASES:
        text = pattern.sub(one, text)
    return [_spelt(word) for word in text.split()]


def _named(words: list[str]) -> Heading:
    units = [_UNIT_OF[word] for word in words if word in _UNIT_OF]
    currencies = [_CURRENCY_OF[word] for word in words if word in _CURRENCY_OF]
    for together in _readings(words):
        strong = _by_words("words").get(together, ())
        weak = _by_words("weak").get(together, ())
        if not strong and not weak:
            continue
        unit = "".join(units[:1])
        if "masa" in strong:
            unit = next((_PERIOD_OF[word] for word in words if word in _PERIOD_OF), "")
        return Heading((), strong, weak, unit, "".join(currencies[:1]), _also(words))
    return _NOTHING


def _also(words: Iterable[str]) -> str:
    """Give the second field of cells that hold a number and its date."""
    return "ditandatangani" if {"nomor", "tanggal"} <= set(words) else ""


def _of_side(words: Sequence[str], heading: str) -> Heading:
    """Say whose number or date a heading means by the side that it names.

    A number under a region's name ("Nomor Kota Batam") is the keeper's own, unless another
    column is that already.
    """
    told = set(words) - _FILLERS - _ANY_SIDE - {"nomor", "tanggal"}
    if not {"nomor", "tanggal"}.intersection(words) or not told:
        return _NOTHING
    if "nomor" not in words:
        is_side = told <= _OWN_SIDE | _OTHER_SIDE
        return Heading(strong=("ditandatangani",)) if is_side else _NOTHING
    if told & _OTHER_SIDE and told <= _OWN_SIDE | _OTHER_SIDE:
        return Heading(strong=("nomor_kedua",), also=_also(words))
    if told <= _OWN_SIDE:
        return Heading(strong=("nomor_kesatu",), also=_also(words))
    named = " ".join(word for word in key(heading).split() if _spelt(word) not in _AROUND_SIDE)
    if region_of(named):
        return Heading(weak=("nomor_kesatu", "nomor_kedua"), also=_also(words))
    return _NOTHING


def _readings(words: Iterable[str]) -> Iterator[frozenset[str]]:
    """Give the words as they stand, then without units, then without fillers."""
    whole = frozenset(words)
    plain = whole.difference(_UNIT_OF, _CURRENCY_OF)
    telling = plain - _FILLERS
    yield from (
        whole,
        whole.difference(_UNIT_OF),
        plain,
        plain - _JOINERS,
        telling,
        telling.difference(_PERIOD_OF),
    )
