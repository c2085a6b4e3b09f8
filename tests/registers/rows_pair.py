"""Two neighbours' registers, which partly describe the same documents in their own words.

`same` marks the rows that surely are one document (same parties, same signing date or the other
side's number), `likely` those that may be one and are only to be proposed. All else stays
apart: renewals, and several PKS of one Kesepakatan Bersama.
"""

# ruff: noqa: E501 — a row of cells stays on one line
from __future__ import annotations

from tests.registers.truth import Register, Sheet, blank, head, lines, row, skip, top

# Cells and their truth stay side by side.
# fmt: off

CITY = Register(
    "13a_kota_magelang.xlsx",
    "XLSX, one of two neighbours: own numbers and wording, renewals, several PKS under one KB",
    owner="33.71",
    owner_from="letterhead",
    sheets=[
        Sheet(
            "Daftar",
            lines(
                top("PEMERINTAH KOTA MAGELANG"),
                top("DAFTAR NASKAH KERJA SAMA DAERAH"),
                blank(),
                head("No|Judul|Mitra|Bentuk|Nomor Naskah Kami|Nomor Naskah Mitra|Tgl Tanda Tangan|Berlaku s.d.|Status", "-|title|party|form|number|number|signed|ends|status"),
                row(
                    "#1|Kerja sama pembangunan kawasan perbatasan|Pemerintah Kabupaten Magelang|Kesepakatan Bersama|130/1/KB/2018|134/21/KSB/2018|@2018-03-05|@2023-03-05|Berakhir",
                    "33.08", signed="2018-03-05", ends="2023-03-05", same="M1",
                ),
                row(
                    "#2|Pengelolaan sampah di TPA Banyuurip Baru|Pemerintah Kabupaten Magelang|PKS|130/2/PKS/2018|134/22/PKS/2018|@2018-04-09|@2020-04-09|Berakhir",
                    "33.08", signed="2018-04-09", ends="2020-04-09", guess="lingkungan_hidup", same="M2",
                ),
                row(
                    "#3|Pengaturan trayek angkutan perbatasan|Pemkab Magelang|PKS|130/3/PKS/2018|134/23/PKS/2018|@2018-04-09|@2020-04-09|Berakhir",
                    "33.08", signed="2018-04-09", ends="2020-04-09", guess="perhubungan", same="M3",
                ),
                row(
                    "#4|Pemanfaatan air baku Kalibening Atas|Pemkab Magelang|PKS|130/4/PKS/2018|134/24/PKS/2018|@2018-04-09|@2023-04-09|Berakhir",
                    "33.08", signed="2018-04-09", ends="2023-04-09", same="M4",
                ),
                row(
                    "#5|Pengelolaan sampah di TPA Banyuurip Baru (perpanjangan)|Pemerintah Kabupaten Magelang|PKS|130/9/PKS/2020|134/40/PKS/2020|@2020-04-09|@2022-04-09|Berakhir",
                    "33.08", signed="2020-04-09", ends="2022-04-09", guess="lingkungan_hidup", same="M5",
                ),
                row(
                    "#6|Pengelolaan sampah di TPA Banyuurip Baru (perpanjangan kedua)|Pemerintah Kabupaten Magelang|PKS|130/3/PKS/2022||@2022-04-11|@2024-04-11|Berjalan",
                    "33.08", signed="2022-04-11", ends="2024-04-11", guess="lingkungan_hidup",
                ),
                row(
                    "#7|Pelayanan kesehatan bagi warga perbatasan|Dinas Kesehatan Kabupaten Magelang|PKS|130/12/PKS/2019|440/31/2019|@2019-07-15|@2022-07-15|Berakhir",
                    "33.08/Dinas Kesehatan", signed="2019-07-15", ends="2022-07-15", guess="kesehatan", same="M6",
                ),
                row(
                    "#8|Penerimaan peserta didik wilayah batas|Pemkab Magelang|PKS|130/13/PKS/2019||Juli 2019|@2022-07-31|Berakhir",
                    "33.08", signed="2019-07", ends="2022-07-31", guess="pendidikan", likely="L1",
                ),
                row(
                    "#9|Kawasan wisata Bukit Tidar Raya – Borobudur Raya|Pemkab Magelang, Pemkab Temanggung, Pemkab Wonosobo|Kesepakatan Bersama|130/14/KB/2019|134/66/KSB/2019|@2019-09-02|@2024-09-02|Berjalan",
                    "33.08 + 33.23 + 33.07", signed="2019-09-02", ends="2024-09-02", guess="pariwisata", same="M7",
                ),
                row(
                    "#10|Promosi wisata terpadu|Pemkab Temanggung|PKS|130/15/PKS/2019|556/8/2019|@2019-09-02|@2021-09-02|Berakhir",
                    "33.23", signed="2019-09-02", ends="2021-09-02", guess="pariwisata",
                ),
                row(
                    "#11|Promosi wisata terpadu|Pemkab Wonosobo|PKS|130/16/PKS/2019|556/9/2019|@2019-09-02|@2021-09-02|Berakhir",
                    "33.07", signed="2019-09-02", ends="2021-09-02", guess="pariwisata",
                ),
                row(
                    "#12|Layanan pemadam kebakaran lintas batas|Pemkab Magelang|PKS|130/5/PKS/2021|134/52/PKS/2021|@2021-02-22|@2024-02-22|Berjalan",
                    "33.08", signed="2021-02-22", ends="2024-02-22", guess="ketertiban", likely="L2",
                ),
                row(
                    "#13|Penataan reklame batas kota|Pemkab Magelang|PKS|130/6/PKS/2021||@2021-03-08|@2023-03-08|Berakhir",
                    "33.08", signed="2021-03-08", ends="2023-03-08", same="M8",
                ),
                row(
                    "#14|Beasiswa pelajar berprestasi|PT Getuk Manis Sejahtera|PKS|130/7/PKS/2021|GMS/4/2021|@2021-03-15|@2022-03-15|Selesai",
                    "company:Getuk Manis Sejahtera", signed="2021-03-15", ends="2022-03-15", guess="pendidikan",
                ),
                row(
                    "#15|Pembayaran nontunai pasar rakyat|Bank Tidar Usaha|PKS|130/8/PKS/2021|BTU/9/2021|@2021-03-22|@2023-03-22|Berakhir",
                    "bank:Bank Tidar Usaha", signed="2021-03-22", ends="2023-03-22",
                ),
                row(
                    "#16|Pusat belajar lanjut usia|Universitas Tidar|MoU|130/9/MOU/2021|77/UN57/2021|@2021-04-05|@2026-04-05|Berjalan",
                    "state_university:Universitas Tidar¦Untidar", signed="2021-04-05", ends="2026-04-05",
                ),
                row(
                    "#17|Pertukaran data kependudukan|Pemkab Magelang|PKS|130/20/PKS/2022|470/11/2022|@2022-08-01|@2025-08-01|Berjalan",
                    "33.08", signed="2022-08-01", ends="2025-08-01", guess="adminduk", same="M9",
                ),
                skip("|Jumlah naskah|||||||#17", "total"),
            ),
        )
    ],
)

REGENCY = Register(
    "13b_kab_magelang.csv",
    "CSV comma UTF-8, the other neighbour: the same documents with other numbers, words and dates' form",
    owner="33.08",
    owner_from="letterhead",
    sheets=[
        Sheet(
            "",
            lines(
                top("PEMERINTAH KABUPATEN MAGELANG"),
                top("Register Kerjasama - Bagian Pemerintahan Setda"),
                head("No. Register|Tanggal|Naskah|Nama Kerjasama|Instansi Lain|Nomor Instansi Lain|Masa Berlaku|Keadaan", "number|signed|form|title|party|number|term|status"),
                row(
                    "134/21/KSB/2018|5 Maret 2018|KB|Pembangunan Wilayah Perbatasan Kota dan Kabupaten|Kota Magelang|130/1/KB/2018|5 tahun|Berakhir",
                    "33.71", signed="2018-03-05", ends="2023-03-05c", same="M1",
                ),
                row(
                    "134/22/PKS/2018|9 April 2018|PKS|Penggunaan TPA Banyuurip Baru|Pemkot Magelang|130/2/PKS/2018|2 tahun|Berakhir",
                    "33.71", signed="2018-04-09", ends="2020-04-09c", same="M2",
                ),
                row(
                    "134/23/PKS/2018|09-04-2018|PKS|Penyelenggaraan Angkutan Umum di Wilayah Batas|Pemkot Magelang|130/3/PKS/2018|2 tahun|Berakhir",
                    "33.71", signed="2018-04-09", ends="2020-04-09c", guess="perhubungan", same="M3",
                ),
                row(
                    "134/24/PKS/2018|9/4/18|PKS|Penyediaan Air Baku untuk Air Minum|Pemkot Magelang|130/4/PKS/2018|5 tahun|Berakhir",
                    "33.71", signed="2018-04-09", ends="2023-04-09c", same="M4",
                ),
                row(
                    "134/40/PKS/2020|9 April 2020|PKS|Penggunaan TPA Banyuurip Baru|Pemkot Magelang|130/9/PKS/2020|2 tahun|Berakhir",
                    "33.71", signed="2020-04-09", ends="2022-04-09c", same="M5",
                ),
                row(
                    "440/31/2019|15 Juli 2019|PKS|Yankes Masyarakat Perbatasan|Dinas Kesehatan Kota Magelang|130/12/PKS/2019|3 tahun|Berakhir",
                    "33.71/Dinas Kesehatan", signed="2019-07-15", ends="2022-07-15c", guess="kesehatan", same="M6",
                ),
                row(
                    "134/58/PKS/2019|22 Juli 2019|PKS|Zonasi Penerimaan Siswa Baru|Pemkot Magelang||3 tahun|Berakhir",
                    "33.71", signed="2019-07-22", ends="2022-07-22c", guess="pendidikan", likely="L1",
                ),
                row(
                    "134/66/KSB/2019|2 September 2019|KB|Pengembangan Pariwisata Tidar-Borobudur-Dieng Raya|Kota Magelang; Kab. Temanggung; Kab. Wonosobo|130/14/KB/2019|5 tahun|Berjalan",
                    "33.71 + 33.23 + 33.07", signed="2019-09-02", ends="2024-09-02c", guess="pariwisata", same="M7",
                ),
                row(
                    "134/67/PKS/2019|2 September 2019|PKS|Promosi Wisata Terpadu|Kab. Temanggung|556/10/2019|2 tahun|Berakhir",
                    "33.23", signed="2019-09-02", ends="2021-09-02c", guess="pariwisata",
                ),
                row(
                    "134/52/PKS/2021|23 Februari 2021|PKS|Pencegahan dan Penanggulangan Kebakaran|Pemkot Magelang|130/5/PKS/2021|3 tahun|Berjalan",
                    "33.71", signed="2021-02-23", ends="2024-02-23c", guess="ketertiban", likely="L2",
                ),
                row(
                    "134/53/PKS/2021|8 Maret 2021|PKS|Penertiban Reklame di Batas Kota|Pemkot Magelang||2 tahun|Berakhir",
                    "33.71", signed="2021-03-08", ends="2023-03-08c", same="M8",
                ),
                row(
                    "470/11/2022|1 Agustus 2022|PKS|Pemanfaatan Bersama Data Kependudukan|Pemkot Magelang|130/20/PKS/2022|3 tahun|Berjalan",
                    "33.71", signed="2022-08-01", ends="2025-08-01c", guess="adminduk", same="M9",
                ),
                row(
                    "134/70/PKS/2022|10 Oktober 2022|PKS|Perbaikan Jembatan Penghubung|Pemkot Magelang||1 tahun|Selesai",
                    "33.71", signed="2022-10-10", ends="2023-10-10c", guess="pekerjaan_umum",
                ),
                row(
                    "134/71/PKS/2022|17 Oktober 2022|PKS|Embarkasi Wisata Religi|Pemkab Purworejo|119/40/2022|2 tahun|Berjalan",
                    "33.06", signed="2022-10-17", ends="2024-10-17c", guess="pariwisata",
                ),
                row(
                    "134/72/PKS/2022|24 Oktober 2022|PKS|Pengolahan Salak|PT Nglumut Buah Segar|-|2 tahun|Berjalan",
                    "company:Nglumut Buah Segar", signed="2022-10-24", ends="2024-10-24c",
                ),
                row("134/73/PKS/2022|31 Oktober 2022|PKS|Pengelolaan Gardu Pandang|Magelang|-|2 tahun|Pembahasan", "~33.71", signed="2022-10-31", ends="2024-10-31c"),
                skip("Mungkid, 2 Januari 2023", "signature"),
            ),
        )
    ],
)

REGISTERS = [CITY, REGENCY]
