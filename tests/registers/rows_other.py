"""Registers kept as XLS, ODS and JSON, and one whose headings say nothing."""

# ruff: noqa: E501 — a row of cells stays on one line
from __future__ import annotations

from tests.registers.truth import Register, Sheet, blank, head, lines, refuse, row, skip, top

# Cells and their truth stay side by side.
# fmt: off

SOLOK = Register(
    "08_kab_solok.xls",
    "XLS (BIFF), letterhead, a year merged over its rows, sda, names that two regions share",
    owner="13.02",
    owner_from="letterhead",
    sheets=[
        Sheet(
            "Kerjasama",
            lines(
                top("PEMERINTAH KABUPATEN SOLOK|<|<|<|<|<|<|<"),
                top("SEKRETARIAT DAERAH - BAGIAN TATA PEMERINTAHAN|<|<|<|<|<|<|<"),
                blank(),
                head("Thn|Judul Perjanjian|Pihak Lain|No. Perjanjian|Tgl. Penandatanganan|Masa Berlaku|Unit Kerja|Ket", "-|title|party|number|signed|term|opd|notes"),
                row(
                    "#2017|Kesepakatan Bersama pengelolaan kawasan danau|Kota Solok|100/1/KS-2017|@2017-02-06|5 tahun|Bappeda|",
                    "13.72", form="kesepakatan_bersama", signed="2017-02-06", ends="2022-02-06c",
                ),
                row(
                    "^|Perjanjian Kerja Sama pengelolaan air minum|sda|100/2/KS-2017|@2017-02-20|2 tahun|Dinas PUPR|",
                    "13.72", form="pks", signed="2017-02-20", ends="2019-02-20c",
                ),
                row("^|Perjanjian Kerja Sama pengelolaan pasar ternak|s.d.a|100/3/KS-2017|s.d.a|s.d.a|Distan|", "13.72", form="pks", signed="2017-02-20", ends="2019-02-20c"),
                row(
                    "^|Perjanjian Kerja Sama penataan trayek|Kab Solok Selatan|100/4/KS-2017|@2017-03-13|3 tahun|Dishub|",
                    "13.11", form="pks", signed="2017-03-13", ends="2020-03-13c", guess="perhubungan",
                ),
                row(
                    "#2018|Nota Kesepahaman promosi investasi|Kota Padang|100/1/KS-2018|@2018-01-15|2 tahun|DPMPTSP|",
                    "13.71", form="mou", signed="2018-01-15", ends="2020-01-15c", guess="penanaman_modal",
                ),
                row(
                    "^|Nota Kesepahaman promosi investasi|Padang Panjang|100/2/KS-2018|@2018-01-22|2 tahun|DPMPTSP|",
                    "13.74", form="mou", signed="2018-01-22", ends="2020-01-22c", guess="penanaman_modal",
                ),
                row(
                    "^|Nota Kesepahaman promosi investasi|Padang Pariaman|100/3/KS-2018|@2018-01-29|2 tahun|DPMPTSP|",
                    "13.05", form="mou", signed="2018-01-29", ends="2020-01-29c", guess="penanaman_modal",
                ),
                row(
                    "^|Nota Kesepahaman promosi investasi|Pariaman|100/4/KS-2018|@2018-02-05|2 tahun|DPMPTSP|",
                    "13.77", form="mou", signed="2018-02-05", ends="2020-02-05c", guess="penanaman_modal",
                ),
                row(
                    "^|Perjanjian Kerja Sama pelayanan tera|Pemko Solok|100/5/KS-2018|@2018-03-05|1 tahun|Disperindag|",
                    "13.72", form="pks", signed="2018-03-05", ends="2019-03-05c",
                ),
                row(
                    "^|Perjanjian Kerja Sama pelayanan tera (lanjutan)|Solok|100/6/KS-2018|@2018-03-12|1 tahun|Disperindag|mitra sendiri?",
                    "~13.72", form="pks", signed="2018-03-12", ends="2019-03-12c",
                ),
                row(
                    "#2019|Perjanjian Kerja Sama rawat jalan rujukan|RSUP Minang Utama|100/1/KS-2019|43536|2 tahun|Dinkes|",
                    "central_hospital:RSUP Minang Utama¦Rumah Sakit Umum Pusat Minang Utama", form="pks", signed="2019-03-12", ends="2021-03-12c", guess="kesehatan",
                ),
                row(
                    "^|Perjanjian Kerja Sama kuliah kerja nyata|Universitas Andalas|100/2/KS-2019|#43556|3 tahun|Dinas Pemberdayaan Masyarakat dan Nagari|",
                    "state_university:Universitas Andalas¦Unand", form="pks", signed="2019-04-01", ends="2022-04-01c", opd="Dinas Pemberdayaan Masyarakat dan Nagari",
                ),
                row(
                    "^|Perjanjian Kerja Sama kuliah kerja nyata|Universitas Ranah Minang Madani|100/3/KS-2019|@2019-04-08|3 tahun|idem|",
                    "university:Universitas Ranah Minang Madani", form="pks", signed="2019-04-08", ends="2022-04-08c", opd="Dinas Pemberdayaan Masyarakat dan Nagari",
                ),
                row(
                    "^|Perjanjian Kerja Sama gaji melalui bank|Bank Nagari Sejati, PT|100/4/KS-2019|@2019-05-06|tiga tahun|Badan Keuangan Daerah|",
                    "bank:Bank Nagari Sejati", form="pks", signed="2019-05-06", ends="2022-05-06c", opd="Badan Keuangan Daerah",
                ),
                row(
                    "^|Kaji banding pengelolaan agrowisata|Pemerintah Kota Batu|-|@2019-06-10|-|Dinas Pariwisata|",
                    "35.79", form="kaji_banding", signed="2019-06-10", guess="pariwisata",
                ),
                row(
                    "^|Kaji banding pengelolaan agrowisata|Pemerintah Kabupaten Bandung Barat|-|@2019-06-12|-|Dinas Pariwisata|",
                    "32.17", form="kaji_banding", signed="2019-06-12", guess="pariwisata",
                ),
                refuse("^|Kaji banding agrowisata ke luar provinsi||-|@2019-07-01|-|Dinas Pariwisata|batal", "no_party"),
                row(
                    "^|Nota Kesepakatan pengawasan orang asing|Kantor Imigrasi Kelas I Padang|100/5/KS-2019|@2019-08-05|s/d 5 Agustus 2021|Satpol PP|",
                    "vertical_agency:Kantor Imigrasi Kelas I Padang", form="nota_kesepakatan", signed="2019-08-05", ends="2021-08-05",
                ),
                row(
                    "^|Perjanjian Kerja Sama pengelolaan hutan nagari|Dinas Kehutanan Prov. Sumbar|100/6/KS-2019|@2019-09-09|5 tahun|DLH|",
                    "13/Dinas Kehutanan", form="pks", signed="2019-09-09", ends="2024-09-09c", guess="kehutanan",
                ),
                skip("Jumlah|19 naskah", "total"),
                blank(),
                skip("|||||Arosuka, Desember 2019", "signature"),
                skip("|||||Kepala Bagian,", "signature"),
                skip("|||||RAHMAD DATUK BATUAH, SH", "signature"),
            ),
        )
    ],
)

KONAWE_SELATAN = Register(
    "09_konawe_selatan.ods",
    "ODS with repeated and covered cells, percentages and real dates, a second sheet of plans",
    owner="74.05",
    owner_from="letterhead",
    sheets=[
        Sheet(
            "Berjalan",
            lines(
                top("KERJA SAMA DAERAH KABUPATEN KONAWE SELATAN|<|<|<|<|<"),
                blank(),
                head("No|Nama Kegiatan Kerja Sama|Mitra|Dasar (Nomor Naskah)|Waktu|SKPD|Bentuk Kerjasama", "-|title|party|number|term|opd|form"),
                row("1|Perlindungan kawasan mangrove|Konut|660/1/2019|2019 - 2024|DLH|Kesepakatan Bersama", "74.09", starts="2019", ends="2024", guess="lingkungan_hidup"),
                row("2|Penyelamatan nelayan|Konkep|660/2/2019|2019–2022|Dinas Perikanan|PKS", "74.12", starts="2019", ends="2022", guess="perikanan"),
                row("3|Angkutan desa perbatasan|Pemkot Kendari|660/3/2019|Maret 2019 - Maret 2021|Dishub|PKS", "74.71", starts="2019-03", ends="2021-03", guess="perhubungan"),
                row("4|Pengendalian rabies|Pemkab Bombana|660/4/2019|1 April 2019 s.d. 1 April 2020|Distan|PKS", "74.06", starts="2019-04-01", ends="2020-04-01"),
                row(
                    "5|Pembelian jagung pipil|PT Charun Pangan Sultra|660/5/2019|01/05/2019 - 30/04/2020|Distan|PKS",
                    "company:Charun Pangan Sultra", starts="2019-05-01", ends="2020-04-30", guess="pertanian",
                ),
                row(
                    "6|Magang kepala puskesmas|Pemkot Surakarta|660/6/2019|3 s.d. 7 Juni 2019|Dinkes|Studi Banding",
                    "33.72", starts="2019-06-03", ends="2019-06-07", guess="kesehatan",
                ),
                row(
                    "7|Layanan kesehatan bergerak|Kolut, Koltim dan Kolaka|660/7/2019|2020 s/d 2023|Dinkes|MoU",
                    "74.08 + 74.11 + 74.01", starts="2020", ends="2023", guess="kesehatan",
                ),
                row("8|Pelabuhan rakyat|Kab. Konawe|660/8/2020|2020 sampai dengan 2025|Dishub|MoU", "74.02", starts="2020", ends="2025", guess="perhubungan"),
                row("9|Jalan usaha tani|Pemprov Sultra|660/9/2020|Januari s.d. Desember 2020|Dinas PUPR|PKS", "74", starts="2020-01", ends="2020-12"),
                row(
                    "10|Kampus mengabdi|Universitas Halu Oleo|660/10/2020|5 tahun, terhitung 2 Maret 2020|Bappeda|MoU",
                    "state_university:Universitas Halu Oleo¦UHO", starts="2020-03-02", ends="2025-03-02c",
                ),
                row(
                    "11|Kelas jauh|Universitas Haluan Timur|660/11/2020|Sejak 2 Maret 2020 selama 4 tahun|Disdik|MoU",
                    "university:Universitas Haluan Timur", starts="2020-03-02", ends="2024-03-02c", guess="pendidikan",
                ),
                row(
                    "12|Pemantauan gempa|Stasiun Geofisika BMKG Kendari|660/12/2020|tak terbatas|BPBD|Nota Kesepakatan",
                    "vertical_agency:Stasiun Geofisika BMKG Kendari¦BMKG¦Stasiun Geofisika Kendari", guess="ketertiban",
                ),
                row(
                    "13|Pencegahan perkawinan anak|Pengadilan Agama Andoolo|660/13/2020|2 tahun mulai Juli 2020|Dinas PPPA|PKS",
                    "vertical_agency:Pengadilan Agama Andoolo", starts="2020-07", ends="2022-07c", opd="Dinas Pemberdayaan Perempuan dan Perlindungan Anak", guess="perempuan_anak",
                ),
                refuse("14|Bandara perintis|Pemkab Konawe Kepulauan|660/14/2020|2022 - 2020|Dishub|MoU", "end_before_start"),
                skip("Jumlah|||||14", "total"),
                skip("Keterangan: SKPD = pelaksana", "note"),
            ),
        ),
        Sheet(
            "Rencana",
            lines(
                top("RENCANA KERJA SAMA KABUPATEN KONAWE SELATAN TAHUN 2021|<|<|<"),
                head("No|Usulan Kerja Sama|Calon Mitra|Bentuk|OPD Pengusul|Tahap", "-|title|party|form|opd|status"),
                row("1|Kawasan lumbung pangan|Pemkot Bau-Bau|Kesepakatan Bersama|Dinas Ketahanan Pangan|Penjajakan", "74.72", guess="pangan"),
                row("2|Pasar apung|Kab. Buton Tengah|PKS|Disperindag|Usulan", "74.14"),
                row("3|Bandara perintis|Kab. Muna Barat|MoU|Dishub|Pembahasan", "74.13", guess="perhubungan"),
                row("4|Aspal karet|Kab. Buton Selatan|MoU|Dinas PUPR|Tidak disetujui", "74.15"),
                row("5|Tambak garam|CV Garam Tiworo|PKS|Dinas Perikanan|Ditolak", "company:Garam Tiworo"),
                row("6|Rumah singgah pasien|Pemerintah Kota Makassar|PKS|Dinsos|Dalam proses", "73.71"),
            ),
        ),
        Sheet("Lembar3", [], register=False),
    ],
)

SIDRAP = Register(
    "10_sidrap.json",
    "JSON array of objects with missing keys, nulls, lists, numbers as text; owner in each object",
    owner="73.14",
    owner_from="file",
    json_shape="array",
    sheets=[
        Sheet(
            "",
            lines(
                row(
                    {"judul": "Lumbung beras bersama", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": ["Kabupaten Pinrang", "Kabupaten Wajo"], "bentuk": "Kesepakatan Bersama", "nomor": "1/KB/2020", "tanggal": "2020-01-20", "jangka_waktu": "5 tahun", "urusan": "Pangan", "status": "Berjalan"},
                    "73.15 + 73.13", title="Lumbung beras bersama", form="kesepakatan_bersama", no="1/KB/2020", signed="2020-01-20", ends="2025-01-20c", affair="pangan", stage="pelaksanaan",
                ),
                row(
                    {"judul": "Penggilingan padi keliling", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "Kota Parepare", "bentuk": "PKS", "nomor": "2/PKS/2020", "tanggal": "20 Januari 2020", "jangka_waktu": "2 tahun", "urusan": "Pertanian", "status": "Selesai"},
                    "73.72", title="Penggilingan padi keliling", form="pks", no="2/PKS/2020", signed="2020-01-20", ends="2022-01-20c", affair="pertanian", stage="selesai",
                ),
                row(
                    {"judul": "Pengendalian hama tikus", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "Pemkab Soppeng", "bentuk": "PKS", "nomor": "3/PKS/2020", "tanggal": "2020-02-17T00:00:00", "jangka_waktu": None, "urusan": "Pertanian", "status": "Selesai"},
                    "73.12", title="Pengendalian hama tikus", form="pks", no="3/PKS/2020", signed="2020-02-17", affair="pertanian", stage="selesai",
                ),
                row(
                    {"judul": "Bendung karet", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "Pemkab Enrekang", "bentuk": "PKS", "nomor": "4/PKS/2020", "tanggal": "17/02/2020", "berakhir": "17/02/2023", "urusan": "Pekerjaan Umum dan Penataan Ruang"},
                    "73.16", title="Bendung karet", form="pks", no="4/PKS/2020", signed="2020-02-17", ends="2023-02-17", affair="pekerjaan_umum",
                ),
                row(
                    {"judul": "Tenaga angin untuk desa", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "PT Bayu Sidrap Terang", "bentuk": "MoU", "nomor": "5/MOU/2020", "tanggal": "Maret 2020", "urusan": "ESDM", "nilai": "Rp 3,2 miliar", "status": "Dicabut"},
                    "company:Bayu Sidrap Terang", title="Tenaga angin untuk desa", form="mou", no="5/MOU/2020", signed="2020-03", affair="esdm", amt="IDR 3200000000", stage="dicabut",
                ),
                row(
                    {"judul": "Telur untuk balita", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "Asosiasi Peternak Rappang", "bentuk": "PKS", "nomor": "6/PKS/2020", "tanggal": 2020, "urusan": "Kesehatan", "nilai": 45000000},
                    "ngo:Asosiasi Peternak Rappang", title="Telur untuk balita", form="pks", no="6/PKS/2020", signed="2020", affair="kesehatan", amt="IDR 45000000",
                ),
                row(
                    {"judul": "Sekolah lapang iklim", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "BMKG Wilayah IV Makassar", "bentuk": "Nota Kesepakatan", "nomor": "7/NK/2020", "tanggal": "2020-04-06", "jangka_waktu": "1 (satu) tahun", "urusan": "Pertanian"},
                    "vertical_agency:BMKG Wilayah IV Makassar¦BMKG¦Balai Besar BMKG Wilayah IV Makassar", title="Sekolah lapang iklim", form="nota_kesepakatan", no="7/NK/2020", signed="2020-04-06", ends="2021-04-06c", affair="pertanian",
                ),
                refuse(
                    {"judul": "Pasar tani", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": None, "bentuk": "PKS", "nomor": "8/PKS/2020", "tanggal": "2020-05-04"},
                    "no_party",
                ),
                row(
                    {"judul": "Puskeswan keliling", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": ["Dinas Peternakan Kabupaten Barru"], "bentuk": "PKS", "nomor": "9/PKS/2020", "tanggal": "2020-06-08", "berakhir": "2021-06-08", "urusan": "Pertanian", "opd": ["Dinas Peternakan", "Dinas Pertanian"]},
                    "73.11/Dinas Peternakan", title="Puskeswan keliling", form="pks", no="9/PKS/2020", signed="2020-06-08", ends="2021-06-08", affair="pertanian", opd="Dinas Peternakan + Dinas Pertanian",
                ),
                row(
                    {"judul": "Pendampingan UMKM kerupuk", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "Universitas Muhammadiyah Rappang Baru", "bentuk": "mou", "nomor": None, "tanggal": "2021-01-11", "jangka_waktu": "36 bulan", "urusan": "Koperasi dan UKM"},
                    "university:Universitas Muhammadiyah Rappang Baru", title="Pendampingan UMKM kerupuk", form="mou", no="", signed="2021-01-11", ends="2024-01-11c", affair="koperasi_ukm",
                ),
                row(
                    {"judul": "Bus sekolah gratis", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "Perumda Trans Ajatappareng", "bentuk": "PKS", "nomor": "11/PKS/2021", "tanggal": "2021-02-01", "jangka_waktu": "1 tahun", "urusan": "Perhubungan"},
                    "bumd:Perumda Trans Ajatappareng¦Trans Ajatappareng", title="Bus sekolah gratis", form="pks", no="11/PKS/2021", signed="2021-02-01", ends="2022-02-01c", affair="perhubungan",
                ),
                row(
                    {"judul": "  Desa   sadar hukum ", "pemilik": "Kabupaten Sidenreng Rappang", "mitra": "Kejari Sidrap", "bentuk": "Nota kesepakatan", "nomor": "12/NK/2021", "tanggal": "2021-03-01", "jangka_waktu": "2 (dua) tahun", "urusan": "Pemberdayaan Masyarakat dan Desa"},
                    "vertical_agency:Kejari Sidrap¦Kejaksaan Negeri Sidrap¦Kejaksaan Negeri Sidenreng Rappang", title="Desa sadar hukum", form="nota_kesepakatan", no="12/NK/2021", signed="2021-03-01", ends="2023-03-01c", affair="desa",
                ),
            ),
        )
    ],
)

NGAWI = Register(
    "11_ngawi.json",
    "JSON, nested: owner on top, years, then agreements with parties as objects and dates in an object",
    owner="35.21",
    owner_from="file",
    json_shape="nested",
    json_head={"daerah": {"nama": "Pemerintah Kabupaten Ngawi"}, "disusun": "2022-01-05"},
    sheets=[
        Sheet(
            "2020",
            lines(
                row(
                    {"tentang": "Pengelolaan hutan kota bersama", "bentuk": "Kesepakatan Bersama", "pihak": [{"nama": "Pemerintah Kabupaten Ngawi", "nomor": "415/1/2020"}, {"nama": "Pemerintah Kabupaten Sragen", "nomor": "130/51/2020"}], "tanggal": {"ditandatangani": "2020-02-10", "berakhir": "2025-02-10"}, "status": "berjalan"},
                    "33.14", title="Pengelolaan hutan kota bersama", form="kesepakatan_bersama", no="415/1/2020 ; 130/51/2020", signed="2020-02-10", ends="2025-02-10", stage="pelaksanaan",
                ),
                row(
                    {"tentang": "Pos lintas batas Jawa Timur – Jawa Tengah", "bentuk": "PKS", "pihak": [{"nama": "Pemerintah Kabupaten Ngawi", "nomor": "415/2/2020"}, {"nama": "Pemerintah Kabupaten Blora", "nomor": "130/9/2020"}], "tanggal": {"ditandatangani": "2020-02-24", "berakhir": "2022-02-24"}, "status": "selesai"},
                    "33.16", title="Pos lintas batas Jawa Timur – Jawa Tengah", form="pks", no="415/2/2020 ; 130/9/2020", signed="2020-02-24", ends="2022-02-24", stage="selesai",
                ),
                row(
                    {"tentang": "Pelatihan pengrajin batik", "bentuk": "PKS", "pihak": [{"nama": "Pemkab Ngawi", "nomor": "415/3/2020"}, {"nama": "CV Batik Trinil Ayu", "nomor": None}], "tanggal": {"ditandatangani": "2 Maret 2020", "berakhir": "2 Maret 2021"}, "status": "selesai"},
                    "company:Batik Trinil Ayu", title="Pelatihan pengrajin batik", form="pks", no="415/3/2020", signed="2020-03-02", ends="2021-03-02", stage="selesai",
                ),
                row(
                    {"tentang": "Pameran batik bersama", "bentuk": "PKS", "pihak": [{"nama": "Pemkab Ngawi"}, {"nama": "Pemkot Madiun"}], "tanggal": {"ditandatangani": "9 Maret 2020", "berakhir": None}, "status": "dibatalkan"},
                    "35.77", title="Pameran batik bersama", form="pks", no="", signed="2020-03-09", stage="dicabut",
                ),
                row(
                    {"tentang": "Pameran batik lanjutan", "bentuk": "PKS", "pihak": [{"nama": "Pemkab Ngawi"}, {"nama": "Madiun"}], "tanggal": {"ditandatangani": "16 Maret 2020", "berakhir": None}, "status": "usulan"},
                    "?Madiun{35.19,35.77}", title="Pameran batik lanjutan", form="pks", no="", signed="2020-03-16", stage="usulan",
                ),
                refuse(
                    {"tentang": "Pameran batik ketiga", "bentuk": "PKS", "pihak": [{"nama": "Pemkab Ngawi"}], "tanggal": {"ditandatangani": "23 Maret 2020"}, "status": "usulan"},
                    "no_party",
                ),
            ),
        ),
        Sheet(
            "2021",
            lines(
                row(
                    {"tentang": "Pengiriman transmigran", "bentuk": "Kesepakatan Bersama", "pihak": [{"nama": "Pemkab Ngawi", "nomor": "415/1/2021"}, {"nama": "Pemkab Bulungan", "nomor": "560/4/2021"}], "tanggal": {"ditandatangani": "2021-05-03", "berakhir": "2024-05-03"}, "urusan": "Transmigrasi", "status": "berjalan"},
                    "65.01", title="Pengiriman transmigran", form="kesepakatan_bersama", no="415/1/2021 ; 560/4/2021", signed="2021-05-03", ends="2024-05-03", affair="transmigrasi", stage="pelaksanaan",
                ),
                row(
                    {"tentang": "Pengiriman transmigran tahap kedua", "bentuk": "PKS", "pihak": [{"nama": "Pemkab Ngawi", "nomor": "415/2/2021"}, {"nama": "Pemkab Mahakam Ulu", "nomor": "560/7/2021"}, {"nama": "Kementerian Desa, Pembangunan Daerah Tertinggal dan Transmigrasi", "nomor": None}], "tanggal": {"ditandatangani": "2021-06-07", "berakhir": "2022-06-07"}, "urusan": "Transmigrasi", "status": "selesai"},
                    "64.11 + ministry:Kementerian Desa, Pembangunan Daerah Tertinggal dan Transmigrasi¦Kemendes PDTT", title="Pengiriman transmigran tahap kedua", form="pks", no="415/2/2021 ; 560/7/2021", signed="2021-06-07", ends="2022-06-07", affair="transmigrasi", stage="selesai",
                ),
                row(
                    {"tentang": "Rumah sakit rujukan paru", "bentuk": "PKS", "pihak": [{"nama": "RSUD dr. Soeroto Ngawi Baru", "nomor": "445/1/2021"}, {"nama": "Dinas Kesehatan Kota Surakarta", "nomor": "440/5/2021"}], "tanggal": {"ditandatangani": "2021-07-05", "berakhir": "2023-07-05"}, "urusan": "Kesehatan", "status": "berakhir"},
                    "35.21/RSUD dr. Soeroto Ngawi Baru¦RSUD dr. Soeroto + 33.72/Dinas Kesehatan", title="Rumah sakit rujukan paru", form="pks", no="445/1/2021 ; 440/5/2021", signed="2021-07-05", ends="2023-07-05", affair="kesehatan", stage="selesai",
                ),
                row(
                    {"tentang": "Gudang logistik", "bentuk": "MoU", "pihak": [{"nama": "Pemkab Ngawi", "nomor": "415/4/2021"}, {"nama": "PT Gudang Trans Nusantara", "nomor": "GTN/1"}], "tanggal": {"ditandatangani": "2021-08-02"}, "urusan": "Penanaman Modal", "status": "penandatanganan", "nilai": {"jumlah": 7500000000, "mata_uang": "IDR"}},
                    "company:Gudang Trans Nusantara", title="Gudang logistik", form="mou", no="415/4/2021 ; GTN/1", signed="2021-08-02", affair="penanaman_modal", stage="penandatanganan", amt="IDR 7500000000",
                ),
            ),
        ),
    ],
)

NO_HEADINGS = Register(
    "12_tanpa_judul_kolom.xlsx",
    "XLSX: one sheet without any headings, one with Kolom1, Kolom2 …; columns known by contents, owner by option",
    owner="63.71",
    owner_from="option",
    sheets=[
        Sheet(
            "Sheet1",
            lines(
                row(
                    "#1|Penataan kawasan sungai Martapura|PKS|Pemerintah Kabupaten Banjar|050/1/PKS/2020|@2020-01-20|@2023-01-20|Dinas PUPR",
                    "63.03", form="pks", signed="2020-01-20", ends="2023-01-20", no="050/1/PKS/2020", title="Penataan kawasan sungai Martapura", opd="Dinas Pekerjaan Umum dan Penataan Ruang",
                ),
                row(
                    "#2|Pasar terapung bersama|MoU|Pemerintah Kabupaten Barito Kuala|050/2/MOU/2020|@2020-02-17|@2022-02-17|Dinas Pariwisata",
                    "63.04", form="mou", signed="2020-02-17", ends="2022-02-17", no="050/2/MOU/2020", title="Pasar terapung bersama", opd="Dinas Pariwisata",
                ),
                row(
                    "#3|Pengolahan limbah sasirangan|PKS|Pemerintah Kota Banjarbaru|050/3/PKS/2020|@2020-03-09|@2021-03-09|DLH",
                    "63.72", form="pks", signed="2020-03-09", ends="2021-03-09", no="050/3/PKS/2020", title="Pengolahan limbah sasirangan", opd="Dinas Lingkungan Hidup",
                ),
                row(
                    "#4|Sekolah sungai|PKS|Yayasan Jukung Cerdas|050/4/PKS/2020|@2020-04-13|@2021-04-13|Disdik",
                    "ngo:Yayasan Jukung Cerdas", form="pks", signed="2020-04-13", ends="2021-04-13", no="050/4/PKS/2020", title="Sekolah sungai", opd="Dinas Pendidikan",
                ),
                row(
                    "#5|Terminal barang|MoU|PT Intan Cargo Borneo|050/5/MOU/2020|@2020-05-11|@2025-05-11|Dishub",
                    "company:Intan Cargo Borneo", form="mou", signed="2020-05-11", ends="2025-05-11", no="050/5/MOU/2020", title="Terminal barang", opd="Dinas Perhubungan",
                ),
                row(
                    "#6|Pencegahan kebakaran lahan|Kesepakatan Bersama|Pemerintah Kabupaten Tapin|050/6/KB/2020|@2020-06-15|@2023-06-15|BPBD",
                    "63.05", form="kesepakatan_bersama", signed="2020-06-15", ends="2023-06-15", no="050/6/KB/2020", title="Pencegahan kebakaran lahan", opd="Badan Penanggulangan Bencana Daerah",
                ),
                row(
                    "#7|Pelayanan haji terpadu|Nota Kesepakatan|Kantor Kementerian Agama Kota Banjarmasin|050/7/NK/2020|@2020-07-13|@2021-07-13|Dinkes",
                    "vertical_agency:Kantor Kementerian Agama Kota Banjarmasin", form="nota_kesepakatan", signed="2020-07-13", ends="2021-07-13", no="050/7/NK/2020", title="Pelayanan haji terpadu", opd="Dinas Kesehatan",
                ),
                row(
                    "#8|Bank darah kelurahan|PKS|Pemerintah Kabupaten Tanah Laut|050/8/PKS/2020|@2020-08-10|@2022-08-10|Dinkes",
                    "63.01", form="pks", signed="2020-08-10", ends="2022-08-10", no="050/8/PKS/2020", title="Bank darah kelurahan", opd="Dinas Kesehatan",
                ),
            ),
        ),
        Sheet(
            "Sheet2",
            lines(
                head("Kolom1|Kolom2|Kolom3|Kolom4|Kolom5|Kolom6", "number|party|title|signed|term|status"),
                row(
                    "050/1/PKS/2021|Pemkab Kapuas|PKS penerangan jembatan penghubung|11 Januari 2021|2 tahun|berjalan",
                    "62.03", form="pks", signed="2021-01-11", ends="2023-01-11c",
                ),
                row("050/2/PKS/2021|Pemkab Pulang Pisau|PKS pengangkutan gambut|18 Januari 2021|3 tahun|berjalan", "62.11", form="pks", signed="2021-01-18", ends="2024-01-18c"),
                row(
                    "050/3/MOU/2021|PT Rotan Kalsel Prima|MoU pameran rotan|8 Februari 2021|1 tahun|selesai",
                    "company:Rotan Kalsel Prima", form="mou", signed="2021-02-08", ends="2022-02-08c",
                ),
                row(
                    "050/4/PKS/2021|Universitas Lambung Mangkurat|PKS riset rawa|8 Maret 2021|5 tahun|berjalan",
                    "state_university:Universitas Lambung Mangkurat¦ULM", form="pks", signed="2021-03-08", ends="2026-03-08c",
                ),
                row("050/5/PKS/2021|Pemkab Hulu Sungai Utara|PKS ternak kerbau rawa|12 April 2021|2 tahun|berjalan", "63.08", form="pks", signed="2021-04-12", ends="2023-04-12c"),
                row("050/6/PKS/2021|Pemkab Balangan|PKS pengadaan getah karet|10 Mei 2021|2 tahun|dicabut", "63.11", form="pks", signed="2021-05-10", ends="2023-05-10c"),
            ),
        ),
    ],
)

REGISTERS = [SOLOK, KONAWE_SELATAN, SIDRAP, NGAWI, NO_HEADINGS]
