"""Registers kept as plain text: four encodings, four separators."""

# ruff: noqa: E501 — a row of cells stays on one line
from __future__ import annotations

from tests.registers.truth import Register, Sheet, blank, head, lines, refuse, row, skip, top

# Cells and their truth stay side by side.
# fmt: off

MADIUN = Register(
    "01_kota_madiun.csv",
    "CSV, semicolon, cp1252, letterhead, section rows, totals, signature block, idem",
    owner="35.77",
    owner_from="letterhead",
    delimiter=";",
    encoding="cp1252",
    sheets=[
        Sheet(
            "",
            lines(
                top("PEMERINTAH KOTA MADIUN"),
                top("SEKRETARIAT DAERAH"),
                top("Jalan Kenari Nomor 7 Kota Madiun – Kode Pos 63199"),
                blank(),
                top("DAFTAR KERJA SAMA DAERAH “KOTA MADIUN” TAHUN 2018 – 2021"),
                blank(),
                head(
                    "No.|Tentang|Bentuk|Mitra Kerja Sama|Nomor Kota Madiun|Nomor Mitra|Tanggal Penandatanganan|Jangka Waktu|Perangkat Daerah|Status",
                    "-|title|form|party|number|number|signed|term|opd|status",
                ),
                skip("(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)", "numbering"),
                skip("I.|KERJA SAMA DENGAN DAERAH LAIN", "section"),
                row(
                    "1|Penanganan kebakaran di wilayah perbatasan|PKS|Pemerintah Kabupaten Madiun|415.4/101/2019|119/77/2019|12 Maret 2019|5 tahun|Satpol PP|Berjalan",
                    "35.19", signed="2019-03-12", ends="2024-03-12c", guess="ketertiban",
                ),
                row(
                    "2|Pemanfaatan bersama tempat pemrosesan akhir sampah|Kesepakatan Bersama|Pemkab Magetan|415.4/102/2019|188/12/2019|12-03-2019|3 (tiga) tahun|DLH|Berakhir",
                    "35.20", signed="2019-03-12", ends="2022-03-12c", guess="lingkungan_hidup",
                ),
                row(
                    "3|Rujukan pelayanan kesehatan  rawat inap|PKS|Pemkab. Ngawi|415.4/103/2019|-|4/4/19|2 tahun sejak ditandatangani|Dinkes|Selesai",
                    "35.21", signed="2019-04-04", ends="2021-04-04c", guess="kesehatan",
                ),
                row(
                    "4|Pertukaran data kependudukan|PKS|Pemerintah Kab. Ponorogo|415.4/104/2019|idem|idem|idem|Disdukcapil|idem",
                    "35.02", no="415.4/104/2019", signed="2019-04-04", ends="2021-04-04c", guess="adminduk",
                ),
                row(
                    "5|PROMOSI PARIWISATA LINTAS DAERAH|MoU|PEMKAB PACITAN, PEMKAB PONOROGO DAN PEMKAB MAGETAN|415.4/105/2019||17 Juli 2019|5 (lima) tahun|Disbudparpora|Berjalan",
                    "35.01 + 35.02 + 35.20", signed="2019-07-17", ends="2024-07-17c", guess="pariwisata", opd="Dinas Kebudayaan, Pariwisata, Pemuda dan Olahraga¦Dinas Kebudayaan Pariwisata Kepemudaan dan Olahraga",
                ),
                row(
                    "6|Pengembangan jaringan dokumentasi hukum|Nota Kesepahaman|Pemkot Blitar|415.4/106/2019|'050/88/2019|2 Agustus 2019|1 tahun|Bag. Hukum|Tidak berlaku",
                    "35.72", no="415.4/106/2019 ; 050/88/2019", signed="2019-08-02", ends="2020-08-02c",
                ),
                skip("II.|KERJA SAMA DENGAN PIHAK KETIGA", "section"),
                row(
                    "7|Penempatan rekening kas umum daerah|PKS|PT Bank Artha Lawu Tbk|415.4/120/2018|021/BAL/I/2018|2 Januari 2018|2 (dua) tahun|BPKAD|Berakhir",
                    "bank:Bank Artha Lawu", signed="2018-01-02", ends="2020-01-02c", guess="keuangan",
                ),
                row(
                    "8|Pemungutan pajak penerangan jalan|PKS|PT PLN (Persero) UP3 Madiun|415.4/121/2018|33.PJ/2018|15 Januari 2018|5 tahun|Bapenda|Berjalan",
                    "bumn:PLN¦PLN UP3 Madiun¦Perusahaan Listrik Negara", signed="2018-01-15", ends="2023-01-15c", guess="keuangan",
                ),
                row(
                    "9|Praktik kerja lapangan mahasiswa keperawatan|PKS|Yayasan Bina Husada Wilis|415.4/122/2018|07/YBHW/2018|Februari 2018|3 tahun|Dinkes|Selesai",
                    "ngo:Yayasan Bina Husada Wilis", signed="2018-02", ends="2021-02c", guess="kesehatan",
                ),
                row(
                    "10|Pengelolaan parkir berlangganan.|PKS|CV. Karya Parkir Mandiri|415.4/123/2018|11/KPM/2018|20/03/2018|s.d. 31 Desember 2019|Dishub|Selesai",
                    "company:Karya Parkir Mandiri", signed="2018-03-20", ends="2019-12-31", guess="perhubungan",
                ),
                row(
                    "11|Penyediaan titik internet di taman kota|PKS|PT. Lintas Cahaya Digital|415.4/124/2018|LCD/9/2018|9 April 2018|9 April 2018 s.d. 8 April 2021|Diskominfo|Habis masa berlaku",
                    "company:Lintas Cahaya Digital", signed="2018-04-09", starts="2018-04-09", ends="2021-04-08", guess="kominfo",
                ),
                row(
                    "12|Pemanfaatan lahan aset daerah untuk gerai|PKS|Koperasi Pegawai Sumber Rejeki|415.4/125/2018|-|2018|1 tahun|BPKAD|Selesai",
                    "cooperative:Koperasi Pegawai Sumber Rejeki", signed="2018", ends="2019c",
                ),
                row(
                    "13|Liputan kegiatan pembangunan|PKS|Harian Suara Wilis|415.4/126/2020|SW/3/2020|13 Januari 2020|1 (satu) tahun|Diskominfo|Selesai",
                    "media:Harian Suara Wilis", signed="2020-01-13", ends="2021-01-13c", guess="kominfo",
                ),
                refuse("14|Pengelolaan sampah plastik|PKS||415.4/127/2020||3 Februari 2020|1 tahun|DLH|Berjalan", "no_party"),
                row(
                    "15|Pelatihan barista bagi pencari kerja|PKS|Sdr. Bagus Prakoso|415.4/128/2020|-|1 April 2020|6 bulan|Disnaker|Selesai",
                    "individual:Bagus Prakoso¦Sdr. Bagus Prakoso", signed="2020-04-01", ends="2020-10-01c", guess="tenaga_kerja",
                ),
                row(
                    "16|Layanan operasi katarak bagi warga tidak mampu|PKS|RS Mata Cendana|415.4/129/2020|9/RSMC/2020|08.06.2020|3 thn|Dinkes|Berjalan",
                    "hospital:RS Mata Cendana¦Rumah Sakit Mata Cendana", signed="2020-06-08", ends="2023-06-08c", guess="kesehatan",
                ),
                skip("III.|SINERGI DENGAN PEMERINTAH PUSAT", "section"),
                row(
                    "17|Penanganan masalah hukum perdata dan tata usaha negara|Nota Kesepakatan|Kejaksaan Negeri Kota Madiun|415.4/140/2020|B-12/2020|10 Agustus 2020|2 tahun|Bag. Hukum|Berjalan",
                    "vertical_agency:Kejaksaan Negeri Kota Madiun¦Kejaksaan Negeri Madiun¦Kejari Kota Madiun", signed="2020-08-10", ends="2022-08-10c",
                ),
                row(
                    "18|Pendaftaran peserta jaminan kesehatan|Rencana Kerja|BPJS Kesehatan Cabang Madiun|415.4/141/2020|55/KTR/2020|31 Des 2020|1 Januari 2021 – 31 Desember 2021|Dinkes|Selesai",
                    "social_insurer:BPJS Kesehatan Cabang Madiun¦BPJS Kesehatan", signed="2020-12-31", starts="2021-01-01", ends="2021-12-31", guess="kesehatan",
                ),
                row(
                    "19|Sertipikasi tanah aset|Nota Kesepakatan|Kantor Pertanahan Kota Madiun|415.4/142/2021|3/NK/2021|5 Mei 2021|tidak terbatas|BPKAD|Berjalan",
                    "vertical_agency:Kantor Pertanahan Kota Madiun¦BPN Kota Madiun", signed="2021-05-05", guess="pertanahan",
                ),
                row(
                    "20|Pengamanan pasar murah|Nota Kesepakatan|Polresta Madiun|415.4/143/2021|B/9/2021|6 Juni 2021|sampai dengan selesai|Satpol PP|Dibatalkan",
                    "police:Polresta Madiun¦Polres Madiun Kota", signed="2021-06-06", guess="ketertiban",
                ),
                skip("|Jumlah|20 dokumen", "total"),
                blank(),
                skip("*) data per 31 Desember 2021", "note"),
                skip("|||||||Madiun, 3 Januari 2022", "signature"),
                skip("|||||||KEPALA BAGIAN PEMERINTAHAN,", "signature"),
                skip("|||||||Drs. SUTRISNO HADI WIBOWO, M.Si", "signature"),
                skip("|||||||NIP. 19700101 199503 1 009", "signature"),
            ),
        )
    ],
)

SUMEDANG = Register(
    "02_register.txt.csv",
    "CSV, tab, UTF-16 with BOM, no letterhead, owner by option, first and second party in columns",
    owner="32.11",
    owner_from="option",
    delimiter="\t",
    encoding="utf-16",
    sheets=[
        Sheet(
            "",
            lines(
                head(
                    "NO|JUDUL KERJA SAMA|PIHAK KESATU|PIHAK KEDUA|NOMOR PIHAK KESATU|NOMOR PIHAK KEDUA|JENIS|URUSAN|TGL MULAI|TGL BERAKHIR|KET",
                    "-|title|party|party|number|number|scheme|affair|starts|ends|notes",
                ),
                row(
                    "1|Perjanjian Kerja Sama Peningkatan Jalan Lingkar Perbatasan|Kab. Sumedang|Kab. Majalengka|KS.01/11/2019|130/9/2019|KSDD|Pekerjaan Umum|01/02/2019|01/02/2024|",
                    "32.10", form="pks", starts="2019-02-01", ends="2024-02-01",
                ),
                row(
                    "2|Kesepakatan Bersama Pembangunan Daerah|Pemerintah Kabupaten Sumedang|Pemerintah Kabupaten Subang|KS.01/12/2019|119/4/2019|KSDD|Perencanaan|04/02/2019|03/02/2022|",
                    "32.13", form="kesepakatan_bersama", starts="2019-02-04", ends="2022-02-03",
                ),
                row(
                    "3|Nota Kesepahaman Penanganan Banjir Hulu Sungai|Pemerintah Kabupaten Sumedang|Pemerintah Kota Bandung|KS.01/13/2019|134/66/2019|KSDD|Pekerjaan umum dan penataan ruang|5 Maret 2019|5 Maret 2021|perlu perpanjangan",
                    "32.73", form="mou", starts="2019-03-05", ends="2021-03-05",
                ),
                row(
                    "4|PKS Pelayanan Kesehatan di Perbatasan|Pemkab Sumedang|Pemkab Bandung|KS.01/14/2019|119/80/2019|KSDD|Kesehatan|Maret 2019|Maret 2022|",
                    "32.04", form="pks", starts="2019-03", ends="2022-03",
                ),
                row(
                    "5|PKS Terminal dan Trayek|Pemkab Sumedang|Pemkab Garut|KS.01/15/2019|551/71/2019|KSDD|Perhubungan|2019|2024|",
                    "32.05", form="pks", starts="2019", ends="2024",
                ),
                row(
                    "6|MoU Pemasaran Hasil Tani|Pemkab Sumedang|Pemprov DKI Jakarta|KS.01/16/2019|-|KSDD|Pertanian|12/3/19|12/3/22|",
                    "31", form="mou", starts="2019-03-12", ends="2022-03-12",
                ),
                row(
                    "7|MoU Pemasaran Hasil Tani (lanjutan)|Pemkab Sumedang|Bandung|KS.01/17/2019|-|KSDD|Pertanian|15/4/19|15/4/22|mohon dicek",
                    "?Bandung{32.04,32.73}", form="mou", starts="2019-04-15", ends="2022-04-15",
                ),
                row(
                    "8|PKS Praktik Lapangan Mahasiswa|Pemkab Sumedang|Universitas Padjadjaran|KS.01/18/2020|77/UN6/2020|SINERGI|Pendidikan|6 Januari 2020|6 Januari 2025|",
                    "state_university:Universitas Padjadjaran¦Unpad", form="pks", starts="2020-01-06", ends="2025-01-06",
                ),
                row(
                    "9|PKS Pemanfaatan Gedung Serbaguna|Pemkab Sumedang|PT Cimanuk Raya Abadi|KS.01/19/2020|12/CRA/2020|KSDPK|Keuangan|2020-02-03|2023-02-02|",
                    "company:Cimanuk Raya Abadi", form="pks", starts="2020-02-03", ends="2023-02-02",
                ),
                row(
                    "10|PKS Penyaluran Kredit Usaha Mikro|Pemkab Sumedang|Bank Tandang Jaya|KS.01/20/2020|BTJ-09/2020|KSDPK|Koperasi dan UKM|2020-02-17|2022-02-17|",
                    "bank:Bank Tandang Jaya", form="pks", starts="2020-02-17", ends="2022-02-17",
                ),
                row(
                    "11|PKS Perlindungan Sosial Pekerja|Pemkab Sumedang|BPJS Ketenagakerjaan|KS.01/21/2020|PER/3/2020|Sinergi|Ketenagakerjaan|1 Maret 2020|28 Februari 2021|",
                    "social_insurer:BPJS Ketenagakerjaan", form="pks", starts="2020-03-01", ends="2021-02-28",
                ),
                refuse(
                    "12|PKS Penyediaan Air Baku|Pemkab Sumedang|Perumda Air Minum Tirta Kerta|KS.01/22/2020|9/TK/2020|KSDPK|Pekerjaan Umum|9 Maret 2020|9 Maret 2018|",
                    "end_before_start",
                ),
                row(
                    "13|PKS Pembinaan Atlet Pelajar|Pemkab Sumedang|Pemkot Cimahi|KS.01/23/2020|42/5/2020|KSDD|Kepemudaan dan Olahraga|10 Maret 2020|31 Desember 2021|",
                    "32.77", form="pks", starts="2020-03-10", ends="2021-12-31",
                ),
                row(
                    "14|PKS Layanan Tera Ulang|Pemkab Sumedang|Pemkot Cirebon|KS.01/24/2020|510/2/2020|KSDD|Perdagangan|11 Maret 2020|11 Maret 2021|",
                    "32.74", form="pks", starts="2020-03-11", ends="2021-03-11",
                ),
                row(
                    "15|PKS Layanan Tera Ulang|Pemkab Sumedang|Cirebon|KS.01/25/2020||KSDD|Perdagangan|12 Maret 2020|12 Maret 2021|",
                    "?Cirebon{32.09,32.74}", form="pks", starts="2020-03-12", ends="2021-03-12",
                ),
                row(
                    "16|PKS Layanan Tera Ulang|Bupati Sumedang|Bupati Cirebon|KS.01/26/2020|510/9/2020|KSDD|Perdagangan|13 Maret 2020|13 Maret 2021|jabatan menentukan",
                    "32.09", form="pks", starts="2020-03-13", ends="2021-03-13",
                ),
                row(
                    "17|Nota Kesepakatan Sensus Pertanian|Pemkab Sumedang|BPS Kabupaten Sumedang|KS.01/27/2020|B-1/32110/2020|Sinergi|Statistik|Juni 2020|Desember 2020|",
                    "vertical_agency:BPS Kabupaten Sumedang¦Badan Pusat Statistik Kabupaten Sumedang", form="nota_kesepakatan", starts="2020-06", ends="2020-12",
                ),
                row(
                    "18|PKS Pengelolaan Kearsipan Dinamis|Pemerintah Kabupaten Sumedang|Pemerintah Provinsi Jawa Barat|KS.01/28/2020|045/3/2020|KSDD|Kearsipan|1-7-2020|30-6-2023|",
                    "32", form="pks", starts="2020-07-01", ends="2023-06-30",
                ),
                refuse("19||Pemkab Sumedang|Pemkab Indramayu|KS.01/29/2020|119/3/2020|KSDD|Sosial|1-7-2020|30-6-2023|", "no_title"),
                row(
                    "20|PKS Jaring Pengaman Lansia|Pemkab Sumedang|Pemkab Indramayu; Pemkab Kuningan; Pemkab Cirebon|KS.01/30/2020|-|KSDD|Sosial|2-7-2020|1-7-2023|",
                    "32.12 + 32.08 + 32.09", form="pks", starts="2020-07-02", ends="2023-07-01",
                ),
            ),
        )
    ],
)

BATAM = Register(
    "03_batam.csv",
    "CSV, pipe, UTF-8 with BOM, one title line, line breaks and pipes in quoted cells, repeated heading",
    owner="21.71",
    owner_from="letterhead",
    delimiter="|",
    encoding="utf-8-sig",
    sheets=[
        Sheet(
            "",
            lines(
                top("Register Kerja Sama Pemerintah Kota Batam"),
                head(
                    "Nomor Urut|Nama Kerja Sama|Jenis Dokumen|Para Pihak|Nomor Naskah|Ditandatangani|Berlaku Sampai|Ruang Lingkup|Lokasi|OPD Pelaksana|Tahapan",
                    "-|title|form|party|number|signed|ends|scope|location|opd|status",
                ),
                row(
                    "1|Pengawasan barang lintas pulau|Kesepakatan Bersama|1. Pemko Batam⏎2. Pemkab Bintan⏎3. Pemkab Karimun|1/KB/2021⏎119/5/2021⏎130/8/2021|11 Januari 2021|11 Januari 2024|pengawasan, pertukaran data|Batam|Disperindag|Berjalan",
                    "21.01 + 21.02", no="1/KB/2021 ; 119/5/2021 ; 130/8/2021", signed="2021-01-11", ends="2024-01-11", guess="perdagangan",
                ),
                row(
                    "2|Penanganan tumpahan minyak|PKS|Pemko Batam dan Pemko Tanjungpinang|2/PKS/2021|25 Januari 2021|25 Januari 2023|a. pemantauan;⏎b. pelatihan|Selat Riau|DLH|Berakhir",
                    "21.72", signed="2021-01-25", ends="2023-01-25", guess="lingkungan_hidup",
                ),
                row(
                    "3|Angkutan penyeberangan|PKS|Pemerintah Kota Batam dengan Pemerintah Kabupaten Lingga|3/PKS/2021|1-2-2021|31-1-2024||Batam – Daik|Dishub|Berjalan",
                    "21.04", signed="2021-02-01", ends="2024-01-31", guess="perhubungan",
                ),
                row(
                    "4|Rujukan pasien antarpulau ¦ tahap I|PKS|Pemko Batam / Pemkab Kepulauan Anambas / Pemkab Natuna|4/PKS/2021|Februari 2021|2023||RSUD|Dinkes|Berjalan",
                    "21.05 + 21.03", signed="2021-02", ends="2023", guess="kesehatan",
                ),
                row(
                    "5|Pembinaan UMKM pesisir|MoU|Pemko Batam & PT. Selat Makmur Perkasa, Tbk|5/MOU/2021|15.02.2021|15.02.2022|||Dinas Koperasi dan Usaha Mikro|Selesai",
                    "company:Selat Makmur Perkasa", signed="2021-02-15", ends="2022-02-15", guess="koperasi_ukm", opd="Dinas Koperasi dan Usaha Mikro",
                ),
                row(
                    "6|Kota layak anak|MoU|Pemko Batam & Yayasan Lentera Pesisir|6/MOU/2021|1 Maret 2021|1 Maret 2024|||Dinas P3AP2KB|Berjalan",
                    "ngo:Yayasan Lentera Pesisir", signed="2021-03-01", ends="2024-03-01", guess="perempuan_anak", opd="Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",
                ),
                row(
                    "7|Pengelolaan air limbah domestik|PKS|BP Batam|7/PKS/2021|8 Maret 2021|8 Maret 2026|||Dinas PUPR|Berjalan",
                    "state_agency:BP Batam¦Badan Pengusahaan Batam", signed="2021-03-08", ends="2026-03-08",
                ),
                row(
                    "8|Pelatihan galangan kapal|PKS|Politeknik Bahari Nongsa|8/PKS/2021|15 Maret 2021|15 Maret 2023|||Disnaker|Berjalan",
                    "university:Politeknik Bahari Nongsa", signed="2021-03-15", ends="2023-03-15", guess="tenaga_kerja",
                ),
                skip("Nomor Urut|Nama Kerja Sama|Jenis Dokumen|Para Pihak|Nomor Naskah|Ditandatangani|Berlaku Sampai|Ruang Lingkup|Lokasi|OPD Pelaksana|Tahapan", "repeated heading"),
                row(
                    "9|Promosi wisata bahari|Letter of Intent|Pemko Batam dan Kota Songkhla Lama (Thailand)|9/LOI/2021|22 Maret 2021||||Dinas Pariwisata|Pembahasan",
                    "foreign_government:Kota Songkhla Lama¦Kota Songkhla Lama (Thailand)¦Songkhla Lama", signed="2021-03-22", guess="pariwisata",
                ),
                row(
                    "10|PELAYANAN SAMSAT KELILING|PKS|BAPENDA PROVINSI KEPULAUAN RIAU|10/PKS/2021|05 APRIL 2021|05 APRIL 2022|||BAPENDA|SELESAI",
                    "21/Badan Pendapatan Daerah", signed="2021-04-05", ends="2022-04-05",
                ),
                row(
                    "11|Puskesmas ramah lansia|PKS|Dinkes Kab. Bintan|11/PKS/2021|12 April 2021|12 April 2024|||Dinkes|Berjalan",
                    "21.01/Dinas Kesehatan", signed="2021-04-12", ends="2024-04-12", guess="kesehatan",
                ),
                row(
                    "12|Aplikasi aduan warga|PKS|Diskominfo Kota Dumai|12/PKS/2021|19 April 2021|19 April 2023|replikasi aplikasi||Kominfo|Berjalan",
                    "14.72/Dinas Komunikasi dan Informatika", signed="2021-04-19", ends="2023-04-19", guess="kominfo",
                ),
                refuse("13|Kerja sama pelabuhan rakyat|PKS|Pemko Batam|13/PKS/2021|3 Mei 2021|3 Mei 2023|||Dishub|Usulan", "self_party"),
                row(
                    "14|Kampung tangguh bencana|PKS|Pemko Batam & Palang Merah Kepri Mandiri|14/PKS/2021|10 Mei 2021|10 Mei 2022|||BPBD|Selesai",
                    "ngo:Palang Merah Kepri Mandiri", signed="2021-05-10", ends="2022-05-10", guess="ketertiban",
                ),
                row(
                    "15|Perlindungan pekerja migran|Nota Kesepakatan|BP2MI|15/NK/2021|17 Mei 2021|17 Mei 2026|||Disnaker|Berjalan",
                    "state_agency:BP2MI¦Badan Pelindungan Pekerja Migran Indonesia¦Badan Perlindungan Pekerja Migran Indonesia", signed="2021-05-17", ends="2026-05-17", guess="tenaga_kerja",
                ),
                refuse("16|Kerja sama bedah rumah|PKS|Pemkab Lingga|16/PKS/2021|31 Februari 2021|31 Desember 2023|||Dinas Perumahan|Berjalan", "bad_date"),
                row(
                    "17|Studi tiru pengelolaan parkir elektronik|Studi tiru|Pemerintah Kota Pekanbaru|-|24 Mei 2021||||Dishub|Selesai",
                    "14.71", signed="2021-05-24", guess="perhubungan",
                ),
                skip("|Total 17 kerja sama", "total"),
            ),
        )
    ],
)

KLATEN = Register(
    "04_klaten.tsv",
    "TSV, UTF-8, no letterhead, the first party in the cells, owner by option, notes with values",
    owner="33.10",
    owner_from="option",
    delimiter="\t",
    sheets=[
        Sheet(
            "",
            lines(
                head(
                    "no|perihal|bentuk_naskah|pihak_1|pihak_2|nomor_naskah|tgl_ttd|masa_berlaku|skema|bidang|nilai|tautan",
                    "-|title|form|party|party|number|signed|term|scheme|affair|amount|file",
                ),
                row(
                    "1|Pengendalian banjir Kali Dengkeng Hulu|PKS|Klaten|Kabupaten Boyolali|19/KLT/2022|2022-01-10|3 tahun|KSDD|Kebencanaan||https://arsip.contoh.id/19",
                    "33.09", signed="2022-01-10", ends="2025-01-10c",
                ),
                row(
                    "2|Pengendalian banjir Kali Dengkeng Hilir|PKS|Klaten|Kabupaten Sukoharjo|20/KLT/2022|2022-01-10|3 tahun|KSDD|Kebencanaan||",
                    "33.11", signed="2022-01-10", ends="2025-01-10c",
                ),
                row(
                    "3|Kawasan wisata candi kembar|Kesepakatan bersama|Klaten|Kabupaten Sleman|21/KLT/2022|2022-02-01|5 tahun|KSDD|Pariwisata||",
                    "34.04", signed="2022-02-01", ends="2027-02-01c",
                ),
                row(
                    "4|Kawasan wisata lereng gunung|Kesepakatan bersama|Klaten|Kabupaten Gunungkidul dan Kabupaten Sleman|22/KLT/2022|2022-02-01|5 tahun|KSDD|Pariwisata||",
                    "34.03 + 34.04", signed="2022-02-01", ends="2027-02-01c",
                ),
                row("5|Peminjaman koleksi naskah|PKS|Klaten|Surakarta|23/KLT/2022|2022-02-14|2 tahun|KSDD|Perpustakaan||", "33.72", signed="2022-02-14", ends="2024-02-14c"),
                row(
                    "6|Distribusi beras medium|PKS|Klaten|Semarang|24/KLT/2022|2022-02-21|1 tahun|KSDD|Pangan|Rp 750.000.000,00|",
                    "?Semarang{33.22,33.74}", signed="2022-02-21", ends="2023-02-21c", amt="IDR 750000000",
                ),
                row(
                    "7|Distribusi beras premium|PKS|Klaten|Kota Semarang|25/KLT/2022|2022-02-21|1 tahun|KSDD|Pangan|Rp1.250.000.000|",
                    "33.74", signed="2022-02-21", ends="2023-02-21c", amt="IDR 1250000000",
                ),
                row(
                    "8|Distribusi telur|PKS|Klaten|Magelang|26/KLT/2022|2022-02-28|1 tahun|KSDD|Pangan|Rp 90 juta|",
                    "?Magelang{33.08,33.71}", signed="2022-02-28", ends="2023-02-28c", amt="IDR 90000000",
                ),
                row(
                    "9|Distribusi bawang|PKS|Klaten|Brebes|27/KLT/2022|2022-02-28|1 tahun|KSDD|Pangan|Rp 0,5 miliar|",
                    "33.29", signed="2022-02-28", ends="2023-02-28c", amt="IDR 500000000",
                ),
                row(
                    "10|Kawasan industri hijau|MoU|Klaten|PT Jaya Kelola Kawasan|28/KLT/2022|2022-03-07|2 tahun|KSDPK|Perindustrian|Rp1,5 M|",
                    "company:Jaya Kelola Kawasan", signed="2022-03-07", ends="2024-03-07c", amt="IDR 1500000000",
                ),
                row(
                    "11|Pendampingan desa wisata|PKS|Klaten|Universitas Gadjah Mada|29/KLT/2022|2022-03-14|3 tahun|Sinergi|Pemberdayaan Masyarakat dan Desa||",
                    "state_university:Universitas Gadjah Mada¦UGM", signed="2022-03-14", ends="2025-03-14c",
                ),
                row(
                    "12|Literasi keuangan pedagang|PKS|Klaten|Kantor Perwakilan Bank Indonesia Solo|30/KLT/2022|2022-03-21|2 tahun|Sinergi|Perdagangan||",
                    "central_bank:Kantor Perwakilan Bank Indonesia Solo¦Bank Indonesia¦Bank Indonesia Solo", signed="2022-03-21", ends="2024-03-21c",
                ),
                row(
                    "13|Perpanjangan literasi keuangan pedagang|PKS|Klaten|Kantor Perwakilan Bank Indonesia Solo|31/KLT/2024|2024-03-21|2 tahun|Sinergi|Perdagangan||",
                    "central_bank:Kantor Perwakilan Bank Indonesia Solo¦Bank Indonesia¦Bank Indonesia Solo", signed="2024-03-21", ends="2026-03-21c",
                ),
                row(
                    "14|Layanan donor darah|PKS|Klaten|PMI Cabang Prambanan Raya|32/KLT/2022|2022-04-04|tanpa batas waktu|KSDPK|Kesehatan||",
                    "ngo:PMI Cabang Prambanan Raya", signed="2022-04-04",
                ),
                row(
                    "15|Perekaman data di lembaga pemasyarakatan|PKS|Disdukcapil Klaten|Lapas Kelas IIB Klaten|33/KLT/2022|2022-04-11|1 tahun|Sinergi|Adminduk||",
                    "vertical_agency:Lapas Kelas IIB Klaten¦Lembaga Pemasyarakatan Kelas IIB Klaten", signed="2022-04-11", ends="2023-04-11c", opd="Dinas Kependudukan dan Pencatatan Sipil",
                ),
                row(
                    "16|Pembinaan warga binaan|PKS|Dinsos Klaten|Dinsos Boyolali|34/KLT/2022|2022-04-18|1 tahun|KSDD|Sosial||",
                    "33.09/Dinas Sosial", signed="2022-04-18", ends="2023-04-18c", opd="Dinas Sosial",
                ),
                refuse("17|Distribusi cabai|PKS|Klaten|-|35/KLT/2022|2022-04-25|1 tahun|KSDD|Pangan||", "no_party"),
                row(
                    "18|Pembangunan rumah susun pekerja|PKS|Klaten|PT Graha Laweyan Sentosa|36/KLT/2022|2022-05-09|2 tahun|KSDPK|Perumahan|1.250 juta|",
                    "company:Graha Laweyan Sentosa", signed="2022-05-09", ends="2024-05-09c", amt="IDR 1250000000",
                ),
            ),
        )
    ],
)

REGISTERS = [MADIUN, SUMEDANG, BATAM, KLATEN]
