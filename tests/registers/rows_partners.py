"""Partners abroad, memberships, learning visits, central agencies; and a provincial register."""

# ruff: noqa: E501 — a row of cells stays on one line
from __future__ import annotations

from tests.registers.truth import Register, Sheet, head, lines, refuse, row, skip, top

# Cells and their truth stay side by side.
# fmt: off

ABROAD = Register(
    "16_luar_negeri_dan_pusat.xlsx",
    "XLSX, three sheets: partners abroad and memberships, learning visits, central agencies and state universities",
    owner="35.78",
    owner_from="letterhead",
    sheets=[
        Sheet(
            "Luar Negeri",
            lines(
                top("KERJA SAMA LUAR NEGERI PEMERINTAH KOTA SURABAYA"),
                head("No|Mitra Luar Negeri|Negara|Perihal|Jenis Dokumen|Skema|Tanggal|Berakhir|Status", "-|party|-|title|form|scheme|signed|ends|status"),
                row(
                    "#1|Pemerintah Kota Kitagawa|Jepang|Sister city|MoU|KSDPL|@2018-05-14|@2023-05-14|Berakhir",
                    "foreign_government:Pemerintah Kota Kitagawa¦Kota Kitagawa¦Kitagawa", signed="2018-05-14", ends="2023-05-14",
                ),
                row(
                    "#2|City of Port Wallaby|Australia|Kota kembar|Memorandum of Understanding|KSDPL|@2018-06-11|@2021-06-11|Berakhir",
                    "foreign_government:City of Port Wallaby¦Port Wallaby¦Kota Port Wallaby", signed="2018-06-11", ends="2021-06-11",
                ),
                row(
                    "#3|Guangnan City Government|RRT|Kerja sama perdagangan|Letter of Intent|KSDPL|@2019-04-15||Pembahasan",
                    "foreign_government:Guangnan City Government¦Guangnan¦Kota Guangnan¦Guangnan City", signed="2019-04-15",
                ),
                row(
                    "#4|Provinsi Hwaseong-nam|Korea Selatan|Sister province dan pertukaran pegawai|LoI|KSDPL|@2019-07-08||Usulan",
                    "foreign_government:Provinsi Hwaseong-nam¦Hwaseong-nam", signed="2019-07-08",
                ),
                row(
                    "#5|UCLG ASPAC|-|Keanggotaan organisasi kota|Keanggotaan|KSDLL|2015||Aktif",
                    "international_organisation:UCLG ASPAC¦United Cities and Local Governments Asia Pacific", signed="2015",
                ),
                row(
                    "#6|ICLEI – Local Governments for Sustainability|-|Keanggotaan jejaring kota berkelanjutan|Keanggotaan|KSDLL|2016||Aktif",
                    "international_organisation:ICLEI¦ICLEI – Local Governments for Sustainability", signed="2016",
                ),
                row(
                    "#7|The Global Fund|Swiss|Pemberantasan tuberkulosis|PKS|KSDLL|@2019-01-07|@2021-12-31|Selesai",
                    "international_organisation:The Global Fund¦Global Fund", signed="2019-01-07", ends="2021-12-31", guess="kesehatan",
                ),
                row(
                    "#8|UNICEF Indonesia|-|Imunisasi anak|Nota Kesepahaman|KSDLL|@2020-03-02|@2022-03-02|Selesai",
                    "international_organisation:UNICEF Indonesia¦UNICEF", signed="2020-03-02", ends="2022-03-02", guess="kesehatan",
                ),
                row(
                    "#9|Technische Hochschule Norderfelde|Jerman|Pengolahan sampah organik|MoU|KSDLL|@2020-09-14|@2023-09-14|Berjalan",
                    "foreign_institution:Technische Hochschule Norderfelde", signed="2020-09-14", ends="2023-09-14", guess="lingkungan_hidup",
                ),
                row(
                    "#10|Marrow Bay Foundation Inc.|Amerika Serikat|Hibah taman bermain|MoU|KSDLL|@2021-02-08|@2022-02-08|Selesai",
                    "foreign_institution:Marrow Bay Foundation¦Marrow Bay Foundation Inc.", signed="2021-02-08", ends="2022-02-08",
                ),
                row(
                    "#11|Konsulat Jenderal Jepang di Surabaya|Jepang|Pekan budaya|Nota Kesepahaman||@2021-06-07|@2022-06-07|Selesai",
                    "foreign_government:Konsulat Jenderal Jepang di Surabaya¦Konsulat Jenderal Jepang", scheme="-", signed="2021-06-07", ends="2022-06-07", guess="kebudayaan",
                ),
                skip("Jumlah|11", "total"),
            ),
        ),
        Sheet(
            "Kaji Banding",
            lines(
                top("KUNJUNGAN DAN STUDI TIRU PEMERINTAH KOTA SURABAYA"),
                head("Tanggal Kunjungan|Tujuan|Topik yang Dipelajari|OPD Pelaksana|Jenis", "signed|party|title|opd|form"),
                row("4 Februari 2019|Pemerintah Kota Batam|BLUD puskesmas|Dinkes|Kaji banding", "21.71", signed="2019-02-04", guess="kesehatan"),
                row("11-13 Maret 2019|Pemprov DKI Jakarta|Integrasi angkutan umum|Dishub|Studi banding", "31", signed="2019-03-11", guess="perhubungan"),
                row("1 April 2019|Dinas Kesehatan Kota Denpasar|Rekam medis elektronik|Dinkes|Kaji banding", "51.71/Dinas Kesehatan", signed="2019-04-01", guess="kesehatan"),
                row("Mei 2019|Kab. Banyuwangi|Mal pelayanan publik|DPMPTSP|Studi tiru", "35.10", signed="2019-05"),
                row("Juni 2019|Kab. Badung & Kab. Gianyar|Pajak hotel daring|Bapenda|Studi tiru", "51.03 + 51.04", signed="2019-06"),
                row("2019|Malang|Kampung warna|Dispar|Studi tiru", "?Malang{35.07,35.73}", signed="2019"),
                row("8 Juli 2019|Kota Bandung|Pusat kendali kota|Diskominfo|Studi tiru", "32.73", signed="2019-07-08", guess="kominfo"),
                row("15 Juli 2019|Kota Sukabumi|Sekolah ramah anak|Disdik|Kaji banding", "32.72", signed="2019-07-15", guess="pendidikan"),
                row("22 Juli 2019|RSUD Kota Harapan Kab. Sleman|Antrean daring|Dinkes|Kaji banding", "34.04/RSUD Kota Harapan", signed="2019-07-22", guess="kesehatan"),
                refuse("29 Juli 2019||Pengelolaan makam|DLH|Kaji banding", "no_party"),
            ),
        ),
        Sheet(
            "Pusat",
            lines(
                top("SINERGI PEMERINTAH KOTA SURABAYA DENGAN PEMERINTAH PUSAT"),
                head("No|Kementerian/Lembaga/Instansi|Tentang|Dokumen|Nomor|Tanggal|Jangka Waktu", "-|party|title|form|number|signed|term"),
                row(
                    "#1|Kemenkominfo|Literasi digital|Nota Kesepakatan|415.4/1/2020|6 Januari 2020|2 tahun",
                    "ministry:Kementerian Komunikasi dan Informatika¦Kemenkominfo", signed="2020-01-06", ends="2022-01-06c", guess="kominfo",
                ),
                row(
                    "#2|Kementerian PUPR|Rumah susun sewa|Nota Kesepakatan|415.4/2/2020|13 Januari 2020|3 tahun",
                    "ministry:Kementerian PUPR¦Kementerian Pekerjaan Umum dan Perumahan Rakyat", signed="2020-01-13", ends="2023-01-13c", guess="perumahan",
                ),
                row(
                    "#3|Kejari Surabaya|Pendampingan hukum|Nota Kesepakatan|415.4/3/2020|20 Januari 2020|2 tahun",
                    "vertical_agency:Kejari Surabaya¦Kejaksaan Negeri Surabaya", signed="2020-01-20", ends="2022-01-20c",
                ),
                row(
                    "#4|BPN Kota Surabaya I|Sertipikat aset|Rencana Kerja|415.4/4/2020|27 Januari 2020|1 tahun",
                    "vertical_agency:BPN Kota Surabaya I¦Kantor Pertanahan Kota Surabaya I¦Badan Pertanahan Nasional Kota Surabaya I", signed="2020-01-27", ends="2021-01-27c", guess="pertanahan",
                ),
                row(
                    "#5|Badan Pusat Statistik Kota Surabaya|Data sektoral|Nota Kesepakatan|415.4/5/2020|3 Februari 2020|4 tahun",
                    "vertical_agency:Badan Pusat Statistik Kota Surabaya¦BPS Kota Surabaya", signed="2020-02-03", ends="2024-02-03c",
                ),
                row(
                    "#6|KPP Pratama Surabaya Rungkut|Pertukaran data pajak|PKS|415.4/6/2020|10 Februari 2020|5 tahun",
                    "vertical_agency:KPP Pratama Surabaya Rungkut¦Kantor Pelayanan Pajak Pratama Surabaya Rungkut", signed="2020-02-10", ends="2025-02-10c", guess="keuangan",
                ),
                row(
                    "#7|Polrestabes Surabaya|Pengamanan aset|Nota Kesepakatan|415.4/7/2020|17 Februari 2020|2 tahun",
                    "police:Polrestabes Surabaya¦Kepolisian Resor Kota Besar Surabaya", signed="2020-02-17", ends="2022-02-17c",
                ),
                row(
                    "#8|Korem 084/Bhaskara Jaya|Karya bakti|Nota Kesepakatan|415.4/8/2020|24 Februari 2020|1 tahun",
                    "military:Korem 084/Bhaskara Jaya¦Korem 084 Bhaskara Jaya", signed="2020-02-24", ends="2021-02-24c",
                ),
                row(
                    "#9|Bank Indonesia|Pengendalian inflasi|Nota Kesepakatan|415.4/9/2020|2 Maret 2020|3 tahun",
                    "central_bank:Bank Indonesia", signed="2020-03-02", ends="2023-03-02c",
                ),
                row(
                    "#10|Institut Teknologi Sepuluh Nopember|Bus listrik|MoU|415.4/10/2020|9 Maret 2020|5 tahun",
                    "state_university:Institut Teknologi Sepuluh Nopember¦ITS", signed="2020-03-09", ends="2025-03-09c", guess="perhubungan",
                ),
                row(
                    "#11|Universitas Airlangga, Universitas Negeri Surabaya|Kampung inggris|MoU|415.4/11/2020|16 Maret 2020|5 tahun",
                    "state_university:Universitas Airlangga¦Unair + state_university:Universitas Negeri Surabaya¦Unesa", signed="2020-03-16", ends="2025-03-16c",
                ),
                row(
                    "#12|BNN Kota Surabaya|Kampung bersih narkoba|Nota Kesepakatan|415.4/12/2020|23 Maret 2020|2 tahun",
                    "vertical_agency:BNN Kota Surabaya¦Badan Narkotika Nasional Kota Surabaya", signed="2020-03-23", ends="2022-03-23c",
                ),
                row(
                    "#13|Partai Keadilan Sejahtera (PKS) Kota Surabaya|Ruang publik untuk kegiatan bakti sosial|PKS|415.4/13/2020|30 Maret 2020|1 hari",
                    "ngo:Partai Keadilan Sejahtera¦Partai Keadilan Sejahtera (PKS) Kota Surabaya¦Partai Keadilan Sejahtera Kota Surabaya¦PKS", scheme="-", signed="2020-03-30", ends="2020-03-31c",
                ),
                row(
                    "#14|Pengadilan Negeri Surabaya|Sidang keliling pencatatan sipil|PKS|415.4/14/2020|6 April 2020|2 tahun",
                    "vertical_agency:Pengadilan Negeri Surabaya", signed="2020-04-06", ends="2022-04-06c", guess="adminduk",
                ),
            ),
        ),
    ],
)

PROVINCE = Register(
    "17_provinsi_kalsel.csv",
    "CSV semicolon UTF-8, a province's register: own regencies, other provinces, several at once, 'Kalsel'-wide lists",
    owner="63",
    owner_from="letterhead",
    delimiter=";",
    sheets=[
        Sheet(
            "",
            lines(
                top("PEMERINTAH PROVINSI KALIMANTAN SELATAN"),
                top("BIRO PEMERINTAHAN DAN OTONOMI DAERAH"),
                head("No|Bentuk Naskah|Tentang|Pihak Kedua dst.|Tgl|Masa Berlaku|Jenis KS|Urusan Pemerintahan|Biro/Dinas", "-|form|title|party|signed|term|scheme|affair|opd"),
                row(
                    "1|Kesepakatan Bersama|Pengembangan wilayah perbatasan antarprovinsi|Pemerintah Provinsi Kalimantan Tengah|14-01-2019|5 Tahun|KSDD|Perencanaan|Bappeda",
                    "62", signed="2019-01-14", ends="2024-01-14c",
                ),
                row(
                    "2|Kesepakatan Bersama|Pengembangan wilayah perbatasan antarprovinsi|Pemerintah Provinsi Kalimantan Timur|21-01-2019|5 Tahun|KSDD|Perencanaan|Bappeda",
                    "64", signed="2019-01-21", ends="2024-01-21c",
                ),
                row(
                    "3|PKS|Pemeliharaan jalan penghubung provinsi|Kalteng dan Kaltim|04-02-2019|3 Tahun|KSDD|Pekerjaan Umum|Dinas PUPR",
                    "62 + 64", signed="2019-02-04", ends="2022-02-04c",
                ),
                row(
                    "4|PKS|Beasiswa dokter spesialis|Kab. Tabalong, Kab. Balangan, Kab. Hulu Sungai Utara|18-02-2019|6 Tahun|KSDD|Kesehatan|Dinkes",
                    "63.09 + 63.11 + 63.08", signed="2019-02-18", ends="2025-02-18c",
                ),
                row("5|PKS|Beasiswa dokter umum|HST, HSS, dan Tapin|18-02-2019|6 Tahun|KSDD|Kesehatan|Dinkes", "63.07 + 63.06 + 63.05", signed="2019-02-18", ends="2025-02-18c"),
                row(
                    "6|PKS|Kawasan pangan rawa|Kabupaten Banjar dan Kota Banjarbaru|04-03-2019|2 Tahun|KSDD|Pertanian|Distan",
                    "63.03 + 63.72", signed="2019-03-04", ends="2021-03-04c",
                ),
                row("7|PKS|Kawasan pangan rawa tahap dua|Batola|11-03-2019|2 Tahun|KSDD|Pertanian|Distan", "63.04", signed="2019-03-11", ends="2021-03-11c"),
                row("8|PKS|Pelabuhan penyeberangan|Kotabaru & Tanah Bumbu|18-03-2019|2 Tahun|KSDD|Perhubungan|Dishub", "63.02 + 63.10", signed="2019-03-18", ends="2021-03-18c"),
                row("9|MoU|Perdagangan antarpulau|Pemprov Jawa Timur|01-04-2019|3 Tahun|KSDD|Perdagangan|Disperindag", "35", signed="2019-04-01", ends="2022-04-01c"),
                row("10|MoU|Perdagangan antarpulau|Pemprov Sulsel|08-04-2019|3 Tahun|KSDD|Perdagangan|Disperindag", "73", signed="2019-04-08", ends="2022-04-08c"),
                row("11|MoU|Perdagangan antarpulau|Gubernur DKI|15-04-2019|3 Tahun|KSDD|Perdagangan|Disperindag", "31", signed="2019-04-15", ends="2022-04-15c"),
                row(
                    "12|PKS|Karantina hewan|Karantina Pertanian Kelas I Banjarmasin|06-05-2019|1 Tahun|Sinergi|Pertanian|Distan",
                    "vertical_agency:Karantina Pertanian Kelas I Banjarmasin¦Balai Karantina Pertanian Kelas I Banjarmasin", signed="2019-05-06", ends="2020-05-06c",
                ),
                row(
                    "13|PKS|Rehabilitasi lahan kritis|PT Bara Meratus Abadi|13-05-2019|4 Tahun|KSDPK|Kehutanan|Dinas Kehutanan",
                    "company:Bara Meratus Abadi", signed="2019-05-13", ends="2023-05-13c", opd="Dinas Kehutanan",
                ),
                row(
                    "14|PKS|Penyertaan saham|PT Bank Pembangunan Daerah Kalimantan Selatan|20-05-2019|Tidak Terbatas|KSDPK|Keuangan|Badan Keuangan Daerah",
                    "bank:Bank Pembangunan Daerah Kalimantan Selatan¦BPD Kalimantan Selatan¦BPD Kalsel¦Bank Kalsel", signed="2019-05-20", opd="Badan Keuangan Daerah",
                ),
                row(
                    "15|Rencana Kerja|Pemulihan gambut|Badan Restorasi Gambut|03-06-2019|31-12-2019|Sinergi|Lingkungan Hidup|DLH",
                    "state_agency:Badan Restorasi Gambut", signed="2019-06-03", ends="2019-12-31",
                ),
                row(
                    "16|MoU|Sister province|Provinsi Sabah Timur Laut (Malaysia)|17-06-2019|5 Tahun|KSDPL|Pariwisata|Dispar",
                    "foreign_government:Provinsi Sabah Timur Laut¦Sabah Timur Laut¦Provinsi Sabah Timur Laut (Malaysia)", signed="2019-06-17", ends="2024-06-17c",
                ),
                row(
                    "17|PKS|Transmigrasi swakarsa|Pemerintah Daerah Istimewa Yogyakarta|01-07-2019|3 Tahun|KSDD|Transmigrasi|Disnakertrans",
                    "34", signed="2019-07-01", ends="2022-07-01c", opd="Dinas Tenaga Kerja dan Transmigrasi",
                ),
                refuse("18|PKS|Angkutan sungai|Pemerintah Provinsi Kalimantan Selatan|08-07-2019|3 Tahun|KSDD|Perhubungan|Dishub", "self_party"),
                row("19|PKS|Angkutan sungai|Banjarmasin|15-07-2019|3 Tahun|KSDD|Perhubungan|Dishub", "63.71", signed="2019-07-15", ends="2022-07-15c"),
                row("20|Kaji Banding|Pengelolaan geopark|Pemprov NTB|22-07-2019|-||Pariwisata|Dispar", "52", signed="2019-07-22"),
                skip("Banjarbaru, 30 Desember 2019", "signature"),
                skip("Kepala Biro,", "signature"),
            ),
        )
    ],
)

REGISTERS = [ABROAD, PROVINCE]
