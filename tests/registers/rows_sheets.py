"""Registers kept in XLSX: merged headings, many sheets, hidden rows, formulas and their errors."""

# ruff: noqa: E501 — a row of cells stays on one line
from __future__ import annotations

from tests.registers.truth import (
    Register,
    Sheet,
    blank,
    head,
    lines,
    more,
    refuse,
    row,
    skip,
    top,
)

# Cells and their truth stay side by side.
# fmt: off

SEMARANG = Register(
    "05_kab_semarang.xlsx",
    "XLSX, letterhead, heading in two merged rows, numbering row, section rows, cells merged over rows, totals, signature block, footnotes",
    owner="33.22",
    owner_from="letterhead",
    sheets=[
        Sheet(
            "REGISTER",
            lines(
                top("PEMERINTAH KABUPATEN SEMARANG|<|<|<|<|<|<|<|<|<|<|<"),
                top("SEKRETARIAT DAERAH|<|<|<|<|<|<|<|<|<|<|<"),
                top("Jl. Pandanaran Lama No. 5 Ungaran, Telp. (024) 000111|<|<|<|<|<|<|<|<|<|<|<"),
                blank(),
                top("BUKU REGISTER KERJA SAMA⏎TAHUN 2020 s.d. 2023|<|<|<|<|<|<|<|<|<|<|<"),
                blank(),
                head("NO|URAIAN|<|PARA PIHAK|<|NOMOR|<|TANGGAL|<|<|PERANGKAT⏎DAERAH|KET."),
                head(
                    "^|BENTUK|JUDUL / TENTANG|PIHAK KEDUA|PIHAK KETIGA|PIHAK I|PIHAK II|TANDA TANGAN|MULAI|AKHIR|^|^",
                    "-|form|title|party|party|number|number|signed|starts|ends|opd|status",
                ),
                skip("1|2|3|4|5|6|7|8|9|10|11|12", "numbering"),
                skip("A. KERJA SAMA DENGAN DAERAH LAIN (KSDD)|<|<|<|<|<|<|<|<|<|<|<", "section"),
                row(
                    "#1|Kesepakatan Bersama|Kerja sama antardaerah di bidang pemerintahan, pembangunan dan kemasyarakatan|Pemerintah Kota Salatiga||130/001/2020|134.3/11/2020|@2020-01-13|@2020-01-13|@2025-01-13|Bag. Pemerintahan|Berjalan",
                    "33.73", signed="2020-01-13", starts="2020-01-13", ends="2025-01-13",
                ),
                row(
                    "#2|PKS|Pemeliharaan jalan di batas wilayah|Pemerintah Kota Salatiga||130/002/2020|134.3/12/2020|@2020-02-03|@2020-02-03|@2022-02-03|DPUPR|Berakhir",
                    "33.73", signed="2020-02-03", starts="2020-02-03", ends="2022-02-03", guess="pekerjaan_umum",
                ),
                row(
                    "#3|PKS|Penyelenggaraan angkutan umum lintas batas|^||130/003/2020|134.3/13/2020|@2020-02-03|@2020-02-03|@2023-02-03|Dishub|Berakhir",
                    "33.73", signed="2020-02-03", starts="2020-02-03", ends="2023-02-03", guess="perhubungan",
                ),
                row(
                    "#4|PKS|Zonasi sekolah dasar di perbatasan|^||130/004/2020|134.3/14/2020|@2020-02-03|@2020-02-03|@2023-02-03|Disdikbudpora|Berakhir",
                    "33.73", signed="2020-02-03", starts="2020-02-03", ends="2023-02-03", guess="pendidikan", opd="Dinas Pendidikan, Kebudayaan, Kepemudaan dan Olahraga¦Dinas Pendidikan, Kebudayaan, Pemuda dan Olahraga",
                ),
                row("#5|KB|Pengelolaan Danau Rawa Pening Terpadu|Kab. Boyolali|Kab. Magelang|130/005/2020||@2020-03-02|||Bappeda|Pembahasan", "33.09 + 33.08", signed="2020-03-02"),
                row(
                    "#6|PKS|Penanggulangan kebakaran hutan gunung bersama|Kab. Boyolali||130/006/2020|'360/21/2020|@2020-04-06|@2020-04-06|@2023-04-05|BPBD|Berakhir",
                    "33.09 + 33.08", no="130/006/2020 ; 360/21/2020 ; 360/4/2020", signed="2020-04-06", starts="2020-04-06", ends="2023-04-05",
                ),
                more("^|^|^|Kab. Magelang||^|'360/4/2020|^|^|^|^|^"),
                row(
                    "#7|MoU|Penguatan inovasi daerah|Pemprov Jawa Tengah||130/007/2020|070/3/2020|@2020-05-04|@2020-05-04|@2022-05-04|Badan Perencanaan, Penelitian dan Pengembangan Daerah|Selesai",
                    "33", signed="2020-05-04", starts="2020-05-04", ends="2022-05-04", opd="Badan Perencanaan, Penelitian dan Pengembangan Daerah",
                ),
                row(
                    "#8|PKS|Layanan hemodialisis|RSUD Ungaran Timur|Pemkab Temanggung|130/008/2020|440/8/2020|@2020-06-08|@2020-06-08|@2021-06-08|Dinkes|Selesai",
                    "33.22/RSUD Ungaran Timur + 33.23", signed="2020-06-08", starts="2020-06-08", ends="2021-06-08", guess="kesehatan",
                ),
                skip("Jumlah KSDD|<|<|<|<|<|<|<|<|<|<|#8", "total"),
                skip("B. KERJA SAMA DENGAN PIHAK KETIGA (KSDPK)|<|<|<|<|<|<|<|<|<|<|<", "section"),
                row(
                    "#1|PKS|Pemanfaatan aset tanah untuk menara|PT  Menara  Nirkabel  Jaya||130/050/2021|MNJ/1/2021|@2021-01-11|@2021-02-01|@2026-01-31|BPKAD|Berjalan",
                    "company:Menara Nirkabel Jaya", signed="2021-01-11", starts="2021-02-01", ends="2026-01-31",
                ),
                row(
                    "#2|PKS|Pasar lelang komoditas sayur|Koperasi Tani Merbabu Asri||130/051/2021|-|@2021-01-18|@2021-01-18|@2022-01-17|Distan|Selesai",
                    "cooperative:Koperasi Tani Merbabu Asri", signed="2021-01-18", starts="2021-01-18", ends="2022-01-17",
                ),
                row(
                    "#3|PKS|Penyediaan listrik penerangan jalan|PLN UP3 Salatiga||130/052/2021|0021.PJ/2021|25-01-2021|Februari 2021|Januari 2024|Dishub|Berjalan",
                    "bumn:PLN UP3 Salatiga¦PLN¦Perusahaan Listrik Negara", signed="2021-01-25", starts="2021-02", ends="2024-01",
                ),
                row(
                    "#4|PKS|Penyertaan magang siswa|PT Garmindo Bawen Lestari|CV Jahit Ceria|130/053/2021|12/GBL/2021|@2021-03-01|@2021-03-01|@2022-02-28|Disnaker|Selesai",
                    "company:Garmindo Bawen Lestari + company:Jahit Ceria", signed="2021-03-01", starts="2021-03-01", ends="2022-02-28", guess="tenaga_kerja",
                ),
                row(
                    "#5|ADENDUM PKS|Adendum atas pemanfaatan aset tanah untuk menara|PT Menara Nirkabel Jaya||130/054/2022|MNJ/7/2022|@2022-03-14|@2022-03-14|@2026-01-31|BPKAD|Berjalan",
                    "company:Menara Nirkabel Jaya", signed="2022-03-14", starts="2022-03-14", ends="2026-01-31",
                ),
                row(
                    "#6|PKS|Pengangkutan sampah pasar|BUMDes Karya Bersih||130/055/2022|-|@2022-04-04|@2022-04-04|@2023-04-03|DLH|Diputus",
                    "other:BUMDes Karya Bersih¦Karya Bersih", scheme="-", signed="2022-04-04", starts="2022-04-04", ends="2023-04-03", guess="lingkungan_hidup",
                ),
                row(
                    "#7|MoU|Beasiswa aparatur|Universitas Kristen Wacana Timur||130/056/2022|8/UKWT/2022|@2022-05-09|@2022-05-09|@2027-05-09|BKPSDM|Berjalan",
                    "university:Universitas Kristen Wacana Timur", signed="2022-05-09", starts="2022-05-09", ends="2027-05-09",
                ),
                refuse("#8|MoU|Beasiswa guru|||130/057/2022||@2022-05-16|@2022-05-16|@2027-05-16|BKPSDM|Usulan", "no_party"),
                row(
                    "#9|PKS|Layanan pembayaran pajak daerah|PT Bank Kalimaya (Perseroda)|PT Toko Retail Sahabat|130/058/2022|BK/3/2022|@2022-06-06|@2022-06-06|@2024-06-05|Badan Keuangan Daerah|Berjalan",
                    "bank:Bank Kalimaya + company:Toko Retail Sahabat", signed="2022-06-06", starts="2022-06-06", ends="2024-06-05", opd="Badan Keuangan Daerah",
                ),
                skip("Jumlah KSDPK|<|<|<|<|<|<|<|<|<|<|#9", "total"),
                skip("C. SINERGI DENGAN PEMERINTAH PUSAT|<|<|<|<|<|<|<|<|<|<|<", "section"),
                row(
                    "#1|Nota Kesepakatan|Tertib administrasi pertanahan|Kantor Pertanahan Kabupaten Semarang||130/080/2023|5/NK-33.22/2023|@2023-01-09|@2023-01-09|@2026-01-09|BPKAD|Berjalan",
                    "vertical_agency:Kantor Pertanahan Kabupaten Semarang", signed="2023-01-09", starts="2023-01-09", ends="2026-01-09", guess="pertanahan",
                ),
                row(
                    "#2|Nota Kesepakatan|Kesiapsiagaan bersama|Kodim 0714/Salatiga||130/081/2023|B/11/2023|@2023-02-06|@2023-02-06|@2024-02-06|BPBD|Berakhir",
                    "military:Kodim 0714/Salatiga¦Kodim 0714 Salatiga", signed="2023-02-06", starts="2023-02-06", ends="2024-02-06",
                ),
                row(
                    "#3|Rencana Kerja|Pelaporan gratifikasi dan pencegahan|Kemendagri||130/082/2023|700/1/2023|@2023-03-06|@2023-03-06|@2023-12-31|Inspektorat|Selesai",
                    "ministry:Kementerian Dalam Negeri¦Kemendagri", signed="2023-03-06", starts="2023-03-06", ends="2023-12-31", opd="Inspektorat¦Inspektorat Daerah", guess="pengawasan",
                ),
                skip("Jumlah Sinergi|<|<|<|<|<|<|<|<|<|<|#3", "total"),
                skip("JUMLAH KESELURUHAN|<|<|<|<|<|<|<|<|<|<|=L22+L33+L38→#20", "total"),
                blank(),
                skip("*) Nomor pihak ketiga dicatat bila diterima.", "note"),
                skip("||||||||Ungaran, 29 Desember 2023", "signature"),
                skip("||||||||a.n. SEKRETARIS DAERAH", "signature"),
                skip("||||||||Asisten Pemerintahan", "signature"),
                blank(),
                skip("||||||||SRI WAHYU LESTARININGRUM, S.H., M.H.", "signature"),
                skip("||||||||NIP 19680505 199403 2 004", "signature"),
            ),
        )
    ],
)


def year_head() -> list:
    """The heading that each year's sheet repeats."""
    return lines(
        top("REKAPITULASI KERJA SAMA PEMERINTAH KOTA TANGERANG SELATAN"),
        blank(),
        head("No|Naskah|Judul Naskah|Instansi/Daerah Mitra|Nomor Surat|Tgl. Ttd|Lama|Leading Sector|Urusan", "-|form|title|party|number|signed|term|opd|affair"),
    )


TANGSEL = Register(
    "06_tangerang_selatan.xlsx",
    "XLSX with eight sheets: cover, pivot, three years, an empty one, a hidden register, a hidden list of choices",
    owner="36.74",
    owner_from="letterhead",
    sheets=[
        Sheet(
            "Cover",
            lines(
                blank(),
                top("|BUKU KERJA SAMA DAERAH"),
                top("|KOTA TANGERANG SELATAN"),
                top("|Bagian Kerja Sama Sekretariat Daerah"),
                top("|2021"),
            ),
            register=False,
        ),
        Sheet(
            "Rekap",
            lines(
                top("Rekap per tahun"),
                head("Tahun|KB|MoU|PKS|Jumlah", "-|-|-|-|-"),
                skip("#2019|#1|#2|#5|=SUM(B3:D3)→#8", "pivot"),
                skip("#2020|#1|#2|#5|=SUM(B4:D4)→#8", "pivot"),
                skip("#2021|#2|#2|#4|=SUM(B5:D5)→#8", "pivot"),
                skip("Grand Total|=SUM(B3:B5)→#4|=SUM(C3:C5)→#6|=SUM(D3:D5)→#14|=SUM(E3:E5)→#24", "total"),
            ),
            register=False,
        ),
        Sheet(
            "2019",
            lines(
                year_head(),
                row(
                    "#1|KB|Kerja sama wilayah perbatasan Cisadane Timur|Kabupaten Bogor|180/1-KS/2019|@2019-01-14|5 (lima) tahun|Bagian Pemerintahan|Perencanaan",
                    "32.01", signed="2019-01-14", ends="2024-01-14c",
                ),
                row(
                    "#2|PKS|Pembuangan sampah ke TPA regional|Pemkot Tangerang|180/2-KS/2019|@2019-01-21|1 (satu) tahun|DLH|Lingkungan Hidup",
                    "36.71", signed="2019-01-21", ends="2020-01-21c",
                ),
                row(
                    "#3|PKS|Penyediaan ambulans perbatasan|Tangerang|180/3-KS/2019|@2019-02-04|3 (tiga) tahun|Dinkes|Kesehatan",
                    "?Tangerang{36.03,36.71}", signed="2019-02-04", ends="2022-02-04c",
                ),
                row(
                    "#4|PKS|Rekayasa lalu lintas simpang batas|Kab. Tangerang|180/4-KS/2019|@2019-02-11|3 (tiga) tahun|Dishub|Perhubungan",
                    "36.03", signed="2019-02-11", ends="2022-02-11c",
                ),
                row(
                    "#5|MoU|Kota cerdas|PT Nusa Jejaring Pintar|180/5-KS/2019|@2019-03-04|2 (dua) tahun|Diskominfo|Kominfo",
                    "company:Nusa Jejaring Pintar", signed="2019-03-04", ends="2021-03-04c",
                ),
                row(
                    "#6|MoU|Wirausaha muda|Himpunan Pengusaha Serpong Muda|180/6-KS/2019|@2019-04-01|2 (dua) tahun|Dinas Koperasi dan UKM|Koperasi dan UKM",
                    "ngo:Himpunan Pengusaha Serpong Muda", signed="2019-04-01", ends="2021-04-01c", opd="Dinas Koperasi dan UKM",
                ),
                row(
                    "#7|PKS|Pemakaian laboratorium lingkungan|Politeknik Statistika Bintaro Raya|180/7-KS/2019|@2019-05-06|12 bulan|DLH|Lingkungan Hidup",
                    "university:Politeknik Statistika Bintaro Raya", signed="2019-05-06", ends="2020-05-06c",
                ),
                row(
                    "#8|PKS|Pencetakan kartu identitas anak|Toko Buku Cendekia Ananda|180/8-KS/2019|@2019-06-10|2 tahun|Disdukcapil|Adminduk",
                    "company:Toko Buku Cendekia Ananda", signed="2019-06-10", ends="2021-06-10c",
                ),
                skip("|Jumlah|||||||#8", "total"),
            ),
        ),
        Sheet(
            "2020",
            lines(
                year_head(),
                row(
                    "#1|KB|Penanganan wabah lintas daerah|Pemprov Banten; Pemkab Tangerang; Pemkot Tangerang; Pemprov DKI Jakarta|180/1-KS/2020|@2020-04-06|2 tahun|Dinkes|Kesehatan",
                    "36 + 36.03 + 36.71 + 31", signed="2020-04-06", ends="2022-04-06c",
                ),
                row(
                    "#2|PKS|Pembuangan sampah ke TPA regional|Pemkot Serang|180/2-KS/2020|@2020-05-04|3 tahun|DLH|Lingkungan Hidup",
                    "36.73", signed="2020-05-04", ends="2023-05-04c",
                ),
                row(
                    "#3|PKS|Pembuangan sampah ke TPA regional|Pemkot Tangerang|180/3-KS/2020|@2020-01-21|1 (satu) tahun|DLH|Lingkungan Hidup",
                    "36.71", signed="2020-01-21", ends="2021-01-21c",
                ),
                row(
                    "#4|MoU|Belajar dari rumah|Yayasan Guru Melek Digital|180/4-KS/2020|@2020-06-08|18 bulan|Dindikbud|Pendidikan",
                    "ngo:Yayasan Guru Melek Digital", signed="2020-06-08", ends="2021-12-08c",
                ),
                row(
                    "#5|PKS|Bantuan pangan nontunai|Perum BULOG Kanwil Banten|180/5-KS/2020|@2020-07-06|1 tahun|Dinsos|Sosial",
                    "bumn:Perum BULOG Kanwil Banten¦Perum BULOG¦BULOG", signed="2020-07-06", ends="2021-07-06c",
                ),
                row(
                    "#6|PKS|Tes usap massal|RS Sari Medika Pamulang|180/6-KS/2020|@2020-07-13|6 (enam) bulan|Dinkes|Kesehatan",
                    "hospital:RS Sari Medika Pamulang¦Rumah Sakit Sari Medika Pamulang", signed="2020-07-13", ends="2021-01-13c",
                ),
                row(
                    "#7|MoU|Pelestarian budaya Betawi|Lembaga Kebudayaan Betawi Selatan|180/7-KS/2020|@2020-08-03|5 tahun|Dispar|Kebudayaan",
                    "ngo:Lembaga Kebudayaan Betawi Selatan", signed="2020-08-03", ends="2025-08-03c",
                ),
                row("#8|PKS|Hibah aplikasi absensi|Pemerintah Kota Bogor|180/8-KS/2020|@2020-09-07|5 tahun|BKPSDM|Kepegawaian", "32.71", signed="2020-09-07", ends="2025-09-07c"),
            ),
        ),
        Sheet("Sheet4", [], register=False),
        Sheet(
            "2021",
            lines(
                year_head(),
                row(
                    "#1|KB|Pemanfaatan situ lintas batas|Pemkot Depok|180/1-KS/2021|@2021-02-01|5 tahun|Dinas PUPR|PU dan penataan ruang",
                    "32.76", signed="2021-02-01", ends="2026-02-01c",
                ),
                row(
                    "#2|PKS|Pengerukan situ lintas batas|Pemkot Depok|180/2-KS/2021|@2021-02-01|1 tahun|Dinas PUPR|PU dan penataan ruang",
                    "32.76", signed="2021-02-01", ends="2022-02-01c",
                ),
                row(
                    "#3|PKS|Penataan bantaran situ lintas batas|Pemkot Depok|180/3-KS/2021|@2021-02-01|1 tahun|Dinas PUPR|PU dan penataan ruang",
                    "32.76", signed="2021-02-01", ends="2022-02-01c",
                ),
                row("#4|KB|Ketertiban umum kawasan batas|Jakarta Selatan|180/4-KS/2021|@2021-03-01|3 tahun|Satpol PP|Trantibum", "31.74", signed="2021-03-01", ends="2024-03-01c"),
                row("#5|MoU|Pasokan pangan|Kabupaten Lebak|180/5-KS/2021|@2021-03-08|3 tahun|Dinas Ketahanan Pangan|Pangan", "36.02", signed="2021-03-08", ends="2024-03-08c"),
                row(
                    "#6|MoU|Kawasan investasi|Kawasan Niaga Serpong Utama PT|180/6-KS/2021|@2021-04-05|tidak terbatas|DPMPTSP|Penanaman Modal",
                    "company:Kawasan Niaga Serpong Utama", signed="2021-04-05",
                ),
                row(
                    "#7|PKS|Pemeriksaan hewan kurban|Fakultas Kedokteran Hewan IPB|180/7-KS/2021|@2021-06-07|1 tahun|Distan|Pertanian",
                    "state_university:Fakultas Kedokteran Hewan IPB¦IPB¦Institut Pertanian Bogor¦Fakultas Kedokteran Hewan Institut Pertanian Bogor¦IPB University", signed="2021-06-07", ends="2022-06-07c",
                ),
                row(
                    "#8|PKS|Pengamanan objek wisata|Polres Tangerang Selatan|180/8-KS/2021|@2021-07-05|1 tahun|Satpol PP|Trantibum",
                    "police:Polres Tangerang Selatan¦Kepolisian Resor Tangerang Selatan", signed="2021-07-05", ends="2022-07-05c",
                ),
                skip("|Jumlah|||||||#8", "total"),
            ),
        ),
        Sheet(
            "2016 lama",
            lines(
                year_head(),
                row(
                    "#1|MoU|Kesepahaman pengembangan kawasan terpadu|Pemkab Pandeglang|180/1-KS/2016|@2016-02-01|2 tahun|Bappeda|Perencanaan",
                    "36.01", signed="2016-02-01", ends="2018-02-01c",
                ),
                row(
                    "#2|PKS|Penitipan arsip statis|Pemkot Cilegon|180/2-KS/2016|@2016-03-07|2 tahun|Dinas Perpustakaan dan Arsip|Kearsipan",
                    "36.72", signed="2016-03-07", ends="2018-03-07c", opd="Dinas Perpustakaan dan Arsip¦Dinas Perpustakaan dan Kearsipan",
                ),
            ),
            hidden=True,
        ),
        Sheet(
            "ref",
            lines(
                head("Bentuk|Urusan", "-|-"),
                skip("KB|Kesehatan", "list"),
                skip("MoU|Pendidikan", "list"),
                skip("PKS|Lingkungan Hidup", "list"),
            ),
            register=False,
            hidden=True,
        ),
    ],
)

BANYUMAS = Register(
    "07_banyumas.xlsx",
    "XLSX with an autofilter, hidden rows, formulas for end, number and value, error values",
    owner="33.02",
    owner_from="letterhead",
    sheets=[
        Sheet(
            "Data",
            lines(
                top("Data Kerja Sama Kabupaten Banyumas"),
                head("No|Tahun|Judul|Mitra|Nomor|Mulai|Lama (tahun)|Berakhir|Nilai (Rp)|Status|Dinas", "-|-|title|party|number|starts|term|ends|amount|status|opd"),
                row(
                    "=ROW()-2→#1|=YEAR(F3)→#2020|PKS pelayanan uji kendaraan|Pemkab Purbalingga|=\"551/\"&A3&\"/2020\"→551/1/2020|@2020-01-06|#3|=EDATE(F3,36)→@2023-01-06|#0|Berakhir|Dishub",
                    "33.03", form="pks", no="551/1/2020", starts="2020-01-06", ends="2023-01-06", guess="perhubungan",
                ),
                row(
                    "=ROW()-2→#2|=YEAR(F4)→#2020|PKS sekolah inklusi perbatasan|Pemkab Cilacap|=\"551/\"&A4&\"/2020\"→551/2/2020|@2020-02-03|#2|=EDATE(F4,24)→@2022-02-03|#125000000|Berakhir|Disdik",
                    "33.01", form="pks", no="551/2/2020", starts="2020-02-03", ends="2022-02-03", amt="IDR 125000000", guess="pendidikan",
                ),
                row(
                    "#3|#2020|PKS irigasi lintas kabupaten|Pemkab Kebumen|551/3/2020|@2020-03-02|#5|@2025-03-02|!#REF!|Berjalan|Dinas PUPR",
                    "33.05", form="pks", starts="2020-03-02", ends="2025-03-02",
                ),
                row(
                    "#4|#2020|PKS pusat data bersama|Pemkab Brebes|551/4/2020|@2020-04-06|#5|!#VALUE!|#350000000|Berjalan|Diskominfo",
                    "33.29", form="pks", starts="2020-04-06", ends="2025-04-06c", amt="IDR 350000000",
                ),
                refuse("#5|#2020|!#REF!|Pemkab Tegal|551/5/2020|@2020-05-04|#1|@2021-05-04|#0|Berakhir|Dinsos", "error_title"),
                row(
                    "#6|#2020|PKS bank sampah induk|Perkumpulan Bank Sampah Serayu|551/6/2020|@2020-06-08|#1|@2021-06-08|#15000000|Berakhir|DLH",
                    "ngo:Perkumpulan Bank Sampah Serayu", form="pks", starts="2020-06-08", ends="2021-06-08", amt="IDR 15000000",
                ),
                row(
                    "#7|#2021|MoU inkubator bisnis|Universitas Jenderal Soedirman|551/7/2021|@2021-01-11|#4|@2025-01-11|#0|Berjalan|Bappeda",
                    "state_university:Universitas Jenderal Soedirman¦Unsoed", form="mou", starts="2021-01-11", ends="2025-01-11",
                ),
                row(
                    "#8|#2021|MoU pengembangan kopi rakyat|PT Kopi Slamet Lestari|551/8/2021|@2021-02-08|#3|@2024-02-08|#2511548710|Berjalan|Distan",
                    "company:Kopi Slamet Lestari", form="mou", starts="2021-02-08", ends="2024-02-08", amt="IDR 2511548710",
                ),
                row(
                    "#9|#2021|PKS taman bacaan|Yayasan Serayu Membaca|551/9/2021|@2021-03-08|#1|@2022-03-08|#0|Berakhir|Dinas Arsip dan Perpustakaan",
                    "ngo:Yayasan Serayu Membaca", form="pks", starts="2021-03-08", ends="2022-03-08", opd="Dinas Arsip dan Perpustakaan¦Dinas Kearsipan dan Perpustakaan",
                ),
                row(
                    "#10|#2021|PKS pemetaan batas desa|Pemkab Banjarnegara|551/10/2021|@2021-04-05|#2|=EDATE(F12,24)→@2023-04-05|#0|Berakhir|Bagian Pemerintahan",
                    "33.04", form="pks", starts="2021-04-05", ends="2023-04-05",
                ),
                row(
                    "#11|#2021|PKS posyandu perbatasan|Pemkab Pemalang|551/11/2021|@2021-05-03|#2|@2023-05-03|=1/0→!#DIV/0!|Berakhir|Dinkes",
                    "33.27", form="pks", starts="2021-05-03", ends="2023-05-03", guess="kesehatan",
                ),
                row(
                    "#12|#2022|PKS pelatihan kerja|=VLOOKUP(A14,Z1:Z9,1)→PT Busana Purwokerto Indah|551/12/2022|@2022-01-10|#1|@2023-01-10|#40000000|Berakhir|Disnaker",
                    "company:Busana Purwokerto Indah", form="pks", starts="2022-01-10", ends="2023-01-10", amt="IDR 40000000", guess="tenaga_kerja",
                ),
                refuse("#13|#2022|PKS rehabilitasi rumah|=VLOOKUP(A15,Z1:Z9,1)→!#N/A|551/13/2022|@2022-02-07|#1|@2023-02-07|#0|Usulan|Dinsos", "no_party"),
                row(
                    "#14|#2022|PKS jalur evakuasi|Pemkab Brebes|551/14/2022|@2022-03-07|#3|@2025-03-07|#0|Berjalan|BPBD",
                    "33.29", form="pks", starts="2022-03-07", ends="2025-03-07",
                ),
                row(
                    "#15|#2022|PKS posko mudik|Pemkab Cilacap|551/15/2022|@2022-04-04|#1|@2023-04-04|#0|Berakhir|Dishub",
                    "33.01", form="pks", starts="2022-04-04", ends="2023-04-04", guess="perhubungan",
                ),
                row(
                    "#16|#2022|PKS penampungan hewan ternak|Pemkab Purbalingga|551/16/2022|@2022-05-09|#1|@2023-05-09|#0|Berakhir|Distan",
                    "33.03", form="pks", starts="2022-05-09", ends="2023-05-09",
                ),
                refuse("#17|#2022|PKS bibit ikan|Pemkab Kebumen|551/17/2022|@2022-06-06|#1|@2023-06-06|#-5000000|Berakhir|Dinas Perikanan", "negative_amount"),
                skip("||Jumlah||||||=SUM(I3:I19)→#3036548710||", "total"),
            ),
            hidden_rows=(6, 9, 10, 16),
            autofilter=True,
        )
    ],
)

REGISTERS = [SEMARANG, TANGSEL, BANYUMAS]
