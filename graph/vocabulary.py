"""The vocabulary of the law and of the pages, as tables of rows.

Sources: UU 23/2014 articles 363–370, PP 28/2018; PP 12/2017 for the affairs'
grouping. The wording of the notes is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary with its name in both languages."""

    code: str
    name: str
    name_en: str

    def label(self, language: str = "id") -> str:
        """Give the name in `language` ('id' or 'en')."""
        return self.name_en if language == "en" else self.name


T = TypeVar("T", bound=Term)


def _table(*rows: T) -> dict[str, T]:
    return {row.code: row for row in rows}


@dataclass(frozen=True, slots=True)
class Scheme(Term):
    """A kind of cooperation in PP 28/2018; `long_name` spells the abbreviation out."""

    long_name: str = ""
    long_name_en: str = ""


SCHEMES = _table(
    Scheme(
        "ksdd",
        "KSDD",
        "KSDD",
        "Kerja Sama Daerah dengan Daerah Lain",
        "Cooperation with another region",
    ),
    Scheme(
        "ksdpk",
        "KSDPK",
        "KSDPK",
        "Kerja Sama Daerah dengan Pihak Ketiga",
        "Cooperation with a third party",
    ),
    Scheme(
        "ksdpl",
        "KSDPL",
        "KSDPL",
        "Kerja Sama Daerah dengan Pemerintah Daerah di Luar Negeri",
        "Cooperation with a regional government abroad",
    ),
    Scheme(
        "ksdll",
        "KSDLL",
        "KSDLL",
        "Kerja Sama Daerah dengan Lembaga di Luar Negeri",
        "Cooperation with an institution abroad",
    ),
    Scheme("sinergi", "Sinergi", "Synergy", "Sinergi dengan Pemerintah Pusat", "With the centre"),
    Scheme(
        "tidak_berlaku",
        "Tidak berlaku",
        "Not applicable",
        "Bukan kerja sama menurut hukum",
        "Not a cooperation in law",
    ),
    Scheme(
        "tidak_tentu", "Belum tentu", "Undetermined", "Pihak lain tidak disebut", "Not determinable"
    ),
)


@dataclass(frozen=True, slots=True)
class Combination(Term):
    """A combination of regions in KSDD, and who oversees it."""

    overseer: str = ""
    overseer_en: str = ""


COMBINATIONS = _table(
    Combination("a", "provinsi dengan provinsi", "province–province", "Menteri", "Minister"),
    Combination(
        "b",
        "provinsi dengan kabupaten/kota di wilayahnya",
        "province–its own regency or city",
        "Menteri",
        "Minister",
    ),
    Combination(
        "c",
        "provinsi dengan kabupaten/kota provinsi lain",
        "province–regency or city of another province",
        "Menteri",
        "Minister",
    ),
    Combination(
        "d",
        "kabupaten/kota dengan kabupaten/kota provinsi lain",
        "regencies or cities of different provinces",
        "Menteri",
        "Minister",
    ),
    Combination(
        "e",
        "kabupaten/kota dalam satu provinsi",
        "regencies or cities of one province",
        "Gubernur",
        "Governor",
    ),
)


@dataclass(frozen=True, slots=True)
class Form(Term):
    """A form of document.

    `framework` forms only agree to agree: without an implementing document
    after a year they are on paper only. `cooperation` is false where no
    document is made at all. `roles` are those of the first and the other parties.
    """

    framework: bool = False
    cooperation: bool = True
    roles: tuple[str, str] = ("party", "party")


FORMS = _table(
    Form("kesepakatan_bersama", "Kesepakatan Bersama", "Joint agreement", framework=True),
    Form("nota_kesepakatan", "Nota Kesepakatan", "Note of agreement", framework=True),
    Form("mou", "Nota Kesepahaman (MoU)", "Memorandum of understanding", framework=True),
    Form("pks", "Perjanjian Kerja Sama", "Cooperation agreement"),
    Form("rencana_kerja", "Rencana Kerja", "Work plan"),
    Form("letter_of_intent", "Letter of Intent", "Letter of intent", framework=True),
    Form("keanggotaan", "Keanggotaan", "Membership", roles=("member", "party")),
    Form(
        "kaji_banding",
        "Kaji banding",
        "Learning visit",
        cooperation=False,
        roles=("learner", "host"),
    ),
    Form("lainnya", "Bentuk tidak disebut", "Form not stated"),
)

ROLES = _table(
    Term("party", "pihak", "party"),
    Term("learner", "yang belajar", "learner"),
    Term("host", "yang dikunjungi", "host"),
    Term("member", "anggota", "member"),
)


@dataclass(frozen=True, slots=True)
class Stage(Term):
    """A stage of a working register.

    `effect` tells whether an agreement in this stage is planned, running (from
    its dates), ended, or void.
    """

    effect: Literal["planned", "running", "ended", "void"] = "running"


STAGES = _table(
    Stage("usulan", "Usulan", "Proposed", "planned"),
    Stage("pembahasan", "Pembahasan", "In discussion", "planned"),
    Stage("penandatanganan", "Penandatanganan", "Signing", "running"),
    Stage("pelaksanaan", "Pelaksanaan", "Under way", "running"),
    Stage("selesai", "Selesai", "Finished", "ended"),
    Stage("dicabut", "Dicabut", "Revoked", "void"),
    Stage("ditolak", "Ditolak", "Rejected", "void"),
)

AFFAIR_GROUPS = _table(
    Term("wajib_dasar", "Wajib, pelayanan dasar", "Mandatory, basic service"),
    Term("wajib_lain", "Wajib, bukan pelayanan dasar", "Mandatory, other"),
    Term("pilihan", "Pilihan", "Optional"),
    Term("penunjang", "Penunjang", "Support"),
)


@dataclass(frozen=True, slots=True)
class AffairRow(Term):
    """An affair of government (urusan pemerintahan)."""

    group: str = ""


AFFAIRS = _table(
    AffairRow("pendidikan", "Pendidikan", "Education", "wajib_dasar"),
    AffairRow("kesehatan", "Kesehatan", "Health", "wajib_dasar"),
    AffairRow(
        "pekerjaan_umum",
        "Pekerjaan umum dan penataan ruang",
        "Public works and spatial planning",
        "wajib_dasar",
    ),
    AffairRow(
        "perumahan",
        "Perumahan rakyat dan kawasan permukiman",
        "Housing and settlements",
        "wajib_dasar",
    ),
    AffairRow(
        "ketertiban",
        "Ketenteraman, ketertiban umum, dan pelindungan masyarakat",
        "Public order and civil protection",
        "wajib_dasar",
    ),
    AffairRow("sosial", "Sosial", "Social affairs", "wajib_dasar"),
    AffairRow("tenaga_kerja", "Tenaga kerja", "Manpower", "wajib_lain"),
    AffairRow(
        "perempuan_anak",
        "Pemberdayaan perempuan dan pelindungan anak",
        "Women and child protection",
        "wajib_lain",
    ),
    AffairRow("pangan", "Pangan", "Food", "wajib_lain"),
    AffairRow("pertanahan", "Pertanahan", "Land", "wajib_lain"),
    AffairRow("lingkungan_hidup", "Lingkungan hidup", "Environment", "wajib_lain"),
    AffairRow(
        "adminduk",
        "Administrasi kependudukan dan pencatatan sipil",
        "Civil registration",
        "wajib_lain",
    ),
    AffairRow("desa", "Pemberdayaan masyarakat dan desa", "Villages", "wajib_lain"),
    AffairRow(
        "keluarga_berencana",
        "Pengendalian penduduk dan keluarga berencana",
        "Population and family planning",
        "wajib_lain",
    ),
    AffairRow("perhubungan", "Perhubungan", "Transport", "wajib_lain"),
    AffairRow("kominfo", "Komunikasi dan informatika", "Communication and IT", "wajib_lain"),
    AffairRow(
        "koperasi_ukm",
        "Koperasi, usaha kecil, dan menengah",
        "Cooperatives and small business",
        "wajib_lain",
    ),
    AffairRow("penanaman_modal", "Penanaman modal", "Investment", "wajib_lain"),
    AffairRow("pemuda_olahraga", "Kepemudaan dan olahraga", "Youth and sport", "wajib_lain"),
    AffairRow("statistik", "Statistik", "Statistics", "wajib_lain"),
    AffairRow("persandian", "Persandian", "Cryptography", "wajib_lain"),
    AffairRow("kebudayaan", "Kebudayaan", "Culture", "wajib_lain"),
    AffairRow("perpustakaan", "Perpustakaan", "Libraries", "wajib_lain"),
    AffairRow("kearsipan", "Kearsipan", "Archives", "wajib_lain"),
    AffairRow("perikanan", "Kelautan dan perikanan", "Marine affairs and fisheries", "pilihan"),
    AffairRow("pariwisata", "Pariwisata", "Tourism", "pilihan"),
    AffairRow("pertanian", "Pertanian", "Agriculture", "pilihan"),
    AffairRow("kehutanan", "Kehutanan", "Forestry", "pilihan"),
    AffairRow("esdm", "Energi dan sumber daya mineral", "Energy and minerals", "pilihan"),
    AffairRow("perdagangan", "Perdagangan", "Trade", "pilihan"),
    AffairRow("perindustrian", "Perindustrian", "Industry", "pilihan"),
    AffairRow("transmigrasi", "Transmigrasi", "Transmigration", "pilihan"),
    AffairRow("perencanaan", "Perencanaan", "Planning", "penunjang"),
    AffairRow("keuangan", "Keuangan", "Finance", "penunjang"),
    AffairRow("kepegawaian", "Kepegawaian", "Personnel", "penunjang"),
    AffairRow("litbang", "Penelitian dan pengembangan", "Research and development", "penunjang"),
    AffairRow("pengawasan", "Pengawasan", "Supervision", "penunjang"),
    AffairRow("sekretariat", "Sekretariat daerah", "Regional secretariat", "penunjang"),
)


@dataclass(frozen=True, slots=True)
class PartnerKind(Term):
    """A kind of partner, and the scheme that a partner of this kind brings about."""

    scheme: str = "ksdpk"


PARTNER_KINDS = _table(
    PartnerKind("bumn", "BUMN", "State-owned enterprise"),
    PartnerKind("bumd", "BUMD", "Region-owned enterprise"),
    PartnerKind("bank", "Bank", "Bank"),
    PartnerKind("company", "Perusahaan swasta", "Private company"),
    PartnerKind("cooperative", "Koperasi", "Cooperative"),
    PartnerKind("university", "Perguruan tinggi swasta", "Private university"),
    PartnerKind("hospital", "Rumah sakit swasta", "Private hospital"),
    PartnerKind("ngo", "Ormas atau yayasan", "Civil society or foundation"),
    PartnerKind("media", "Media", "Media"),
    PartnerKind("individual", "Perorangan", "Individual"),
    PartnerKind("ministry", "Kementerian", "Ministry", "sinergi"),
    PartnerKind("state_agency", "Lembaga pemerintah pusat", "Central agency", "sinergi"),
    PartnerKind("vertical_agency", "Instansi vertikal", "Vertical agency", "sinergi"),
    PartnerKind("military", "TNI", "Armed forces", "sinergi"),
    PartnerKind("police", "Polri", "Police", "sinergi"),
    PartnerKind("central_bank", "Bank Indonesia", "Central bank", "sinergi"),
    PartnerKind("social_insurer", "BPJS", "Social insurer", "sinergi"),
    PartnerKind("state_university", "Perguruan tinggi negeri", "State university", "sinergi"),
    PartnerKind("central_hospital", "Rumah sakit pusat", "Central hospital", "sinergi"),
    PartnerKind("foreign_government", "Pemerintah luar negeri", "Foreign government", "ksdpl"),
    PartnerKind(
        "international_organisation", "Lembaga internasional", "International body", "ksdll"
    ),
    PartnerKind("foreign_institution", "Lembaga luar negeri", "Foreign institution", "ksdll"),
    PartnerKind("other", "Jenis belum diketahui", "Kind not known"),
)

REGION_KINDS = _table(
    Term("provinsi", "Provinsi", "Province"),
    Term("kabupaten", "Kabupaten", "Regency"),
    Term("kota", "Kota", "City"),
)


@dataclass(frozen=True, slots=True)
class Status(Term):
    """A status of a pair of neighbours, with its sign on map, legend, table and print.

    `dash` is the line's pattern in pixels (empty: solid), `width` its pixels,
    `colour` of the Okabe–Ito palette, `meaning` one clause.
    """

    colour: str = ""
    dash: tuple[int, ...] = ()
    width: int = 2
    meaning: str = ""
    meaning_en: str = ""


# In the order of precedence: a pair has the first status for which there is a reason.
STATUSES = _table(
    Status(
        "running",
        "berjalan",
        "running",
        "#0072B2",
        meaning="ada kerja sama yang berjalan",
        meaning_en="a cooperation is running",
    ),
    Status(
        "planned",
        "direncanakan",
        "planned",
        "#56B4E9",
        (8, 4),
        meaning="diusulkan atau dibahas",
        meaning_en="proposed or in discussion",
    ),
    Status(
        "paper",
        "di atas kertas",
        "on paper only",
        "#CC79A7",
        (8, 3, 2, 3),
        meaning="kesepakatan lebih dari setahun tanpa PKS",
        meaning_en="a framework older than a year, with no implementing agreement",
    ),
    Status(
        "lapsed",
        "berakhir",
        "lapsed",
        "#E69F00",
        (5, 5),
        meaning="pernah ada, sudah berakhir",
        meaning_en="there was one, it has ended",
    ),
    Status(
        "none",
        "belum ada",
        "none found",
        "#D55E00",
        width=3,
        meaning="tidak ditemukan, padahal kedua pihak cukup tercatat",
        meaning_en="none found although enough is recorded about both sides",
    ),
    Status(
        "unknown",
        "belum ada data",
        "not enough data",
        "#9AA5B1",
        (1, 4),
        1,
        meaning="catatan tentang sedikitnya satu pihak tidak ada atau belum cukup",
        meaning_en="nothing, or not enough, is recorded about at least one side",
    ),
)
