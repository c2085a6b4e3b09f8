"""What invented agreements are about, with whom, and in what words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What agreements in one affair are about.

    `among` and `outside` say how popular the affair is among regions, and with partners.
    """

    affair: str
    among: float
    outside: float
    topics: tuple[str, ...]


SUBJECTS = (
    Subject("kesehatan", 12, 13, ("Rujukan pasien", "Layanan kesehatan dasar", "Ambulans")),
    Subject("pendidikan", 10, 14, ("Penerimaan murid", "Pelatihan guru", "Magang dan KKN")),
    Subject("perhubungan", 9, 4, ("Angkutan umum", "Terminal bersama", "Penerangan jalan")),
    Subject("lingkungan_hidup", 9, 6, ("Pengelolaan sampah", "Pemantauan sungai", "Ruang hijau")),
    Subject("ketertiban", 8, 5, ("Penanggulangan bencana", "Ketertiban wilayah batas", "Damkar")),
    Subject("pekerjaan_umum", 7, 4, ("Jalan penghubung", "Irigasi lintas batas", "Air minum")),
    Subject("pariwisata", 5, 4, ("Promosi wisata", "Paket wisata bersama")),
    Subject("pertanian", 5, 4, ("Benih dan pupuk", "Pemasaran hasil tani", "Kesehatan hewan")),
    Subject("perdagangan", 5, 4, ("Pasokan bahan pokok", "Pasar bersama")),
    Subject("perikanan", 4, 2, ("Pengawasan perairan", "Tempat pelelangan ikan")),
    Subject("adminduk", 4, 5, ("Pemanfaatan data kependudukan", "Layanan akta")),
    Subject("kominfo", 4, 7, ("Jaringan internet", "Aplikasi layanan publik")),
    Subject("sosial", 3, 4, ("Penanganan warga telantar", "Bantuan sosial")),
    Subject("tenaga_kerja", 3, 4, ("Pelatihan kerja", "Penempatan tenaga kerja")),
    Subject("penanaman_modal", 3, 4, ("Mal pelayanan publik", "Promosi investasi")),
    Subject("pangan", 3, 2, ("Cadangan pangan", "Pengendalian inflasi pangan")),
    Subject("koperasi_ukm", 2, 4, ("Pendampingan usaha mikro", "Pembiayaan usaha mikro")),
    Subject("keuangan", 2, 7, ("Rekening kas daerah", "Penerimaan pajak daerah")),
    Subject("kebudayaan", 2, 2, ("Pelestarian cagar budaya", "Pertukaran kesenian")),
    Subject("pertanahan", 2, 3, ("Penyertifikatan aset", "Penegasan batas")),
    Subject("perumahan", 1.5, 2, ("Rumah layak huni", "Penataan permukiman")),
    Subject("perencanaan", 2, 3, ("Perencanaan kawasan", "Data pembangunan")),
    Subject("kepegawaian", 2, 3, ("Penilaian kompetensi", "Mutasi pegawai")),
    Subject("perempuan_anak", 1.5, 2, ("Pelindungan korban kekerasan", "Kota layak anak")),
    Subject("keluarga_berencana", 1.5, 2, ("Pencegahan tengkes", "Layanan keluarga")),
    Subject("desa", 1.5, 2, ("Pendampingan desa", "Batas desa")),
    Subject("perindustrian", 1.5, 2, ("Sentra industri", "Sertifikasi halal")),
    Subject("pemuda_olahraga", 1, 1.5, ("Kejuaraan bersama", "Pembinaan atlet")),
    Subject("perpustakaan", 1, 1.5, ("Perpustakaan digital",)),
    Subject("kearsipan", 1, 1, ("Penyelamatan arsip",)),
    Subject("esdm", 1, 2, ("Energi surya", "Listrik perdesaan")),
    Subject("kehutanan", 1, 1, ("Pengamanan hutan", "Rehabilitasi lahan")),
    Subject("litbang", 1, 2, ("Kajian kebijakan", "Inovasi daerah")),
    Subject("pengawasan", 0.7, 1.5, ("Penanganan pengaduan",)),
    Subject("statistik", 0.7, 1, ("Statistik sektoral",)),
    Subject("persandian", 0.5, 0.7, ("Sertifikat elektronik",)),
    Subject("transmigrasi", 0.5, 0.4, ("Penempatan transmigran",)),
    Subject("sekretariat", 2, 3, ("Peningkatan kapasitas pemerintahan", "Bantuan hukum")),
)


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of invented partner.

    Attributes
    ----------
    kind
        A code of `PARTNER_KINDS`.
    weight
        How many there are of it.
    scopes
        How likely it works in one region, one community, one province, the whole nation.
    names
        Patterns of names; each gets a number of its own.
    countries
        Where it is, for those abroad.
    framework, other
        Forms of the first document and of what carries it out.
    """

    kind: str
    weight: float
    scopes: tuple[float, float, float, float]
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    framework: str = "kesepakatan_bersama"
    other: str = "pks"


_LOCAL = (0.6, 0.18, 0.15, 0.07)
_WIDE = (0.25, 0.3, 0.3, 0.15)
_NATIONAL = (0.0, 0.0, 0.1, 0.9)
_ABROAD = ("JP", "AU", "KR", "NL", "DE", "SG", "MY", "CN", "US", "TH")
SORTS = (
    Sort("company", 42, _LOCAL, ("PT Rekaan {}", "CV Rekaan {}", "PT {} Rekaan")),
    Sort("ngo", 12, _LOCAL, ("Yayasan Rekaan {}", "Perkumpulan Rekaan {}"), (), "mou"),
    Sort("cooperative", 8, (0.85, 0.05, 0.08, 0.02), ("Koperasi Rekaan {}", "KUD Rekaan {}")),
    Sort("university", 7, _WIDE, ("Universitas Rekaan {}", "STIE Rekaan {}"), (), "mou"),
    Sort("hospital", 4, _LOCAL, ("RS Rekaan {}", "Rumah Sakit Ibu dan Anak Rekaan {}")),
    Sort("media", 4, _WIDE, ("Harian Rekaan {}", "Radio Rekaan {} FM", "Portal Rekaan {}")),
    Sort("bank", 2.5, _WIDE, ("Bank Rekaan {}", "BPR Rekaan {}")),
    Sort("bumd", 3.5, _WIDE, ("Perumda Rekaan {}", "PDAM Rekaan {}")),
    Sort("bumn", 0.8, _NATIONAL, ("Perum Rekaan {}", "PT Rekaan {} Nusantara (Persero)")),
    Sort("individual", 3, (0.9, 0.05, 0.04, 0.01), ("Rekaan {}",)),
    Sort("other", 1.5, _LOCAL, ("Forum Rekaan {}", "BUMDes Rekaan {}")),
    *(
        Sort(kind, weight, scopes, names, (), "nota_kesepakatan", other)
        for kind, weight, scopes, names, other in (
            ("ministry", 0.1, _NATIONAL, ("Kementerian Rekaan {}",), "rencana_kerja"),
            ("state_agency", 0.4, _NATIONAL, ("Badan Rekaan {}",), "rencana_kerja"),
            (
                "vertical_agency",
                5,
                (0.8, 0.05, 0.13, 0.02),
                ("Kejaksaan Negeri Rekaan {}", "Kantor Pertanahan Rekaan {}", "KPP Rekaan {}"),
                "pks",
            ),
            ("police", 1.2, (0.8, 0.05, 0.14, 0.01), ("Polres Rekaan {}",), "rencana_kerja"),
            ("military", 0.9, (0.7, 0.1, 0.19, 0.01), ("Kodim Rekaan {}",), "rencana_kerja"),
            ("central_bank", 0.1, (0, 0, 0.8, 0.2), ("Kantor Bank Indonesia Rekaan {}",), "pks"),
            ("social_insurer", 0.3, _WIDE, ("BPJS Rekaan {}",), "pks"),
            ("state_university", 1.2, (0, 0.2, 0.3, 0.5), ("Universitas Negeri Rekaan {}",), "pks"),
            ("central_hospital", 0.3, (0, 0.2, 0.3, 0.5), ("RSUP Rekaan {}",), "pks"),
        )
    ),
    *(
        Sort(kind, weight, (0.5, 0.1, 0.2, 0.2), (name,), _ABROAD, "letter_of_intent", "mou")
        for kind, weight, name in (
            ("foreign_government", 0.6, "Kota Rekaan {}"),
            ("foreign_institution", 0.5, "Rekaan {} Institute"),
            ("international_organisation", 0.3, "Rekaan {} Programme"),
        )
    ),
)

FIRST = (
    *("Bina", "Cipta", "Graha", "Karya", "Mitra", "Nusa", "Panca", "Prima", "Sinar", "Surya"),
    *("Tirta", "Tunas", "Wahana", "Widya", "Bhakti", "Sumber"),
)
SECOND = (
    *("Abadi", "Agung", "Bahari", "Bakti", "Citra", "Dharma", "Insani", "Jaya", "Lestari"),
    *("Makmur", "Mandiri", "Raya", "Nusantara", "Sejahtera", "Sentosa", "Utama"),
)
PURPOSES = (
    "Meningkatkan mutu pelayanan kepada masyarakat di wilayah para pihak.",
    "Menyelaraskan program dan kegiatan para pihak.",
    "Memanfaatkan sumber daya para pihak secara berdaya guna dan berhasil guna.",
)
FINANCING = ("APBD para pihak", "APBD dan sumber lain yang sah", "Ditanggung mitra")
YIELDS = ("retribusi", "jasa giro", "hibah barang", "dividen", "CSR")
