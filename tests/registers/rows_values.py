"""Dates, terms and amounts in every shape that people write."""

# ruff: noqa: E501 — a row of cells stays on one line
from __future__ import annotations

from tests.registers.truth import Register, Sheet, head, lines, refuse, row, skip, top

# Cells and their truth stay side by side.
# fmt: off

DATES = Register(
    "18_tanggal.xlsx",
    "XLSX: dates in every shape, partial dates, serials as text, ranges, terms in words and figures, ends without end",
    owner="35.09",
    owner_from="letterhead",
    form="pks",
    sheets=[
        Sheet(
            "PKS",
            lines(
                top("PEMERINTAH KABUPATEN JEMBER"),
                top("Daftar Perjanjian Kerja Sama"),
                head("No|Judul|Mitra|Tanggal Penandatanganan|Jangka Waktu", "-|title|party|signed|term"),
                row("#1|Tera pasar|Kab. Lumajang|12 Maret 2019|5 (lima) tahun", "35.08", signed="2019-03-12", ends="2024-03-12c"),
                row("#2|Tera pasar kedua|Kab. Lumajang|12-03-2020|3 tahun sejak ditandatangani", "35.08", signed="2020-03-12", ends="2023-03-12c"),
                row("#3|Tera pasar ketiga|Kab. Lumajang|12/3/21|2 (dua) tahun terhitung sejak tanggal ditandatangani", "35.08", signed="2021-03-12", ends="2023-03-12c"),
                row("#4|Jalan kebun|Kab. Bondowoso|Maret 2019|1 tahun", "35.11", signed="2019-03", ends="2020-03c"),
                row("#5|Jalan kebun dua|Kab. Bondowoso|2019|4 tahun", "35.11", signed="2019", ends="2023c"),
                row("#6|Jalan kebun tiga|Kab. Bondowoso|#43536|enam bulan", "35.11", signed="2019-03-12", ends="2019-09-12c"),
                row("#7|Jalan kebun empat|Kab. Bondowoso|43537|18 (delapan belas) bulan", "35.11", signed="2019-03-13", ends="2020-09-13c"),
                row("#8|Kopi lereng|Kab. Situbondo|@2019-04-01|s.d. 31 Desember 2023", "35.12", signed="2019-04-01", ends="2023-12-31"),
                row("#9|Kopi lereng dua|Kab. Situbondo|Senin, 15 April 2019|2019 – 2024", "35.12", signed="2019-04-15", starts="2019", ends="2024"),
                row("#10|Kopi lereng tiga|Kab. Situbondo|tgl. 16 April 2019|Tidak terbatas", "35.12", signed="2019-04-16"),
                row("#11|Kopi lereng empat|Kab. Situbondo|16 APRIL 2020|selama-lamanya", "35.12", signed="2020-04-16"),
                row("#12|Cokelat rakyat|Kab. Banyuwangi|1 Mei'19|5 thn", "35.10", signed="2019-05-01", ends="2024-05-01c"),
                row("#13|Cokelat rakyat dua|Kab. Banyuwangi|01.06.2019|60 bulan", "35.10", signed="2019-06-01", ends="2024-06-01c"),
                row("#14|Cokelat rakyat tiga|Kab. Banyuwangi|2019.07.01|1 Juli 2019 s/d 30 Juni 2020", "35.10", signed="2019-07-01", starts="2019-07-01", ends="2020-06-30"),
                row("#15|Cokelat rakyat empat|Kab. Banyuwangi|1st August 2019|01/08/2019 - 31/07/2022", "35.10", signed="2019-08-01", starts="2019-08-01", ends="2022-07-31"),
                row("#16|Ikan lemuru|Kab. Malang|2 Sept 2019|sampai dengan Desember 2021", "35.07", signed="2019-09-02", ends="2021-12"),
                row("#17|Ikan lemuru dua|Kab. Malang|3 Okt. 2019|berakhir 3 Oktober 2022", "35.07", signed="2019-10-03", ends="2022-10-03"),
                row("#18|Ikan lemuru tiga|Kab. Malang|4 Nopember 2019|2 tahun 6 bulan", "35.07", signed="2019-11-04", ends="2022-05-04c"),
                row("#19|Ikan lemuru empat|Kab. Malang|29 Februari 2020|1 (satu) tahun", "35.07", signed="2020-02-29", ends="2021-02-28c"),
                row("#20|Tembakau|Kab. Pasuruan|31 Agustus 2020|6 (enam) bulan", "35.14", signed="2020-08-31", ends="2021-02-28c"),
                row("#21|Tembakau dua|Kab. Pasuruan|7 Peb 2020|lima tahun", "35.14", signed="2020-02-07", ends="2025-02-07c"),
                row("#22|Tembakau tiga|Kab. Pasuruan|8 Pebruari 2021|-", "35.14", signed="2021-02-08"),
                row("#23|Tembakau empat|Kab. Pasuruan||2022", "35.14", ends="2022"),
                row("#24|Tembakau lima|Kab. Pasuruan|-|1 Maret 2021 s.d. 1 Maret 2024", "35.14", starts="2021-03-01", ends="2024-03-01"),
                row("#25|Gula semut|Kab. Blitar|15⏎April⏎2021|3⏎tahun", "35.05", signed="2021-04-15", ends="2024-04-15c"),
                row("#26|Gula semut dua|Kab. Blitar|2021-05-17 00:00:00|90 hari", "35.05", signed="2021-05-17", ends="2021-08-15c"),
                row("#27|Gula semut tiga|Kab. Blitar|(18 Mei 2021)|sampai pekerjaan selesai", "35.05", signed="2021-05-18"),
                refuse("#28|Gula semut empat|Kab. Blitar|45/13/2021|1 tahun", "bad_date"),
                refuse("#29|Gula semut lima|Kab. Blitar|20 Mei 2021|s.d. 19 Mei 2020", "end_before_start"),
                refuse("#30|Gula semut enam|Kab. Blitar|segera|1 tahun", "bad_date"),
                row("#31|Minyak atsiri|Kab. Tulungagung|TW II 2021|-", "35.04", signed="2021"),
                row("#32|Minyak atsiri dua|Kab. Tulungagung|21-Jun-21|s.d. 2023", "35.04", signed="2021-06-21", ends="2023"),
                row("#33|Minyak atsiri tiga|Kab. Tulungagung|Juli '21|1/7/2021 – 1/7/2022", "35.04", signed="2021-07", starts="2021-07-01", ends="2022-07-01"),
                skip("Jumlah|33", "total"),
            ),
        )
    ],
)

AMOUNTS = Register(
    "19_nilai.csv",
    "CSV comma UTF-8: rupiah in every shape, other currencies, ranges and words that are no amount, items of yield",
    owner="61.12",
    owner_from="letterhead",
    form="pks",
    sheets=[
        Sheet(
            "",
            lines(
                top("PEMERINTAH KABUPATEN KUBU RAYA"),
                top("NILAI DAN HASIL KERJA SAMA DAERAH"),
                head("No|Judul|Mitra|Tahun|Hasil|Nilai", "-|title|party|signed|item|amount"),
                row(
                    "1|Pajak penerangan jalan|PLN Rayon Ambawang|2018|Pajak|Rp 2.511.548.710,00",
                    "bumn:PLN Rayon Ambawang¦PLN¦Perusahaan Listrik Negara", signed="2018", amt="IDR 2511548710",
                ),
                row("2|Giro kas daerah|Bank Khatulistiwa Baru|2018|Giro|Rp1,5 M", "bank:Bank Khatulistiwa Baru", signed="2018", amt="IDR 1500000000"),
                row("3|Dividen penyertaan|Bank Khatulistiwa Baru|2018|Dividen|1.250 juta", "bank:Bank Khatulistiwa Baru", signed="2018", amt="IDR 1250000000"),
                row("4|Bantuan sarana|PT Sawit Kapuas Raya|2018|CSR|Rp. 551.844.040,-", "company:Sawit Kapuas Raya", signed="2018", amt="IDR 551844040"),
                row("5|Bantuan sarana lanjutan|PT Sawit Kapuas Raya|2019|CSR|551844041", "company:Sawit Kapuas Raya", signed="2019", amt="IDR 551844041"),
                row("6|Bantuan perpustakaan|CV Buku Hijau|2019|CSR|Rp 75 jt", "company:Buku Hijau", signed="2019", amt="IDR 75000000"),
                row("7|Bantuan komputer|CV Buku Hijau|2019|CSR|Rp 75,5 juta", "company:Buku Hijau", signed="2019", amt="IDR 75500000"),
                row("8|Jembatan desa|PT Baja Landak|2019|Hibah|Rp 3 miliar", "company:Baja Landak", signed="2019", amt="IDR 3000000000"),
                row("9|Jembatan desa dua|PT Baja Landak|2019|Hibah|Rp 3,25 milyar", "company:Baja Landak", signed="2019", amt="IDR 3250000000"),
                row("10|Kawasan bandara|PT Bandar Supadio Mitra|2019|Investasi|Rp 1,2 triliun", "company:Bandar Supadio Mitra", signed="2019", amt="IDR 1200000000000"),
                row("11|Kawasan bandara dua|PT Bandar Supadio Mitra|2020|Investasi|Rp 1,2 T", "company:Bandar Supadio Mitra", signed="2020", amt="IDR 1200000000000"),
                row(
                    "12|Air bersih|Perumda Tirta Raya Sungai|2020|Retribusi|IDR 120.000.000",
                    "bumd:Perumda Tirta Raya Sungai¦Tirta Raya Sungai", signed="2020", amt="IDR 120000000",
                ),
                row(
                    "13|Air bersih dua|Perumda Tirta Raya Sungai|2020|Retribusi|120,000,000",
                    "bumd:Perumda Tirta Raya Sungai¦Tirta Raya Sungai", signed="2020", amt="IDR 120000000",
                ),
                row(
                    "14|Air bersih tiga|Perumda Tirta Raya Sungai|2020|Retribusi|120,000,000.00",
                    "bumd:Perumda Tirta Raya Sungai¦Tirta Raya Sungai", signed="2020", amt="IDR 120000000",
                ),
                row(
                    "15|Hibah mangrove|Mangrove Watch International|2020|Hibah|USD 25.000",
                    "foreign_institution:Mangrove Watch International", scheme="-", signed="2020", amt="USD 25000",
                ),
                row("16|Hibah gambut|Peat Care Europe|2020|Hibah|EUR 40,000", "foreign_institution:Peat Care Europe", scheme="-", signed="2020", amt="EUR 40000"),
                row(
                    "17|Hibah mangrove dua|Mangrove Watch International|2021|Hibah|US$ 1.5 million",
                    "foreign_institution:Mangrove Watch International", scheme="-", signed="2021", amt="USD 1500000",
                ),
                row("18|Hibah alat|Kota Osawa (Jepang)|2021|Hibah|¥ 3.000.000", "foreign_government:Kota Osawa¦Kota Osawa (Jepang)¦Osawa", signed="2021", amt="JPY 3000000"),
                row(
                    "19|Hibah sekolah|Kota Port Wallaby Selatan (Australia)|2021|Hibah|AUD 12.500",
                    "foreign_government:Kota Port Wallaby Selatan¦Kota Port Wallaby Selatan (Australia)¦Port Wallaby Selatan", signed="2021", amt="AUD 12500",
                ),
                row("20|Sewa lahan|PT Gudang Rasau|2021|Sewa|Rp 250.000.000 (dua ratus lima puluh juta rupiah)", "company:Gudang Rasau", signed="2021", amt="IDR 250000000"),
                row("21|Sewa lahan dua|PT Gudang Rasau|2021|Sewa|Dua ratus lima puluh juta rupiah", "company:Gudang Rasau", signed="2021", amt="IDR 250000000"),
                row("22|Sewa lahan tiga|PT Gudang Rasau|2021|Sewa|Rp 250.000.000/tahun", "company:Gudang Rasau", signed="2021", amt="IDR 250000000"),
                row("23|Parkir pasar|CV Parkir Ambawang|2021|Retribusi|Rp50 ribu", "company:Parkir Ambawang", signed="2021", amt="IDR 50000"),
                row("24|Parkir pasar dua|CV Parkir Ambawang|2022|Retribusi|-", "company:Parkir Ambawang", signed="2022"),
                row("25|Parkir pasar tiga|CV Parkir Ambawang|2022|Retribusi|sesuai RAB", "company:Parkir Ambawang", signed="2022"),
                row("26|Parkir pasar empat|CV Parkir Ambawang|2022|Retribusi|nihil", "company:Parkir Ambawang", signed="2022"),
                row(
                    "27|Pajak dan bunga|Bank Khatulistiwa Baru|2022|Giro; Dividen|Rp 100.000.000; Rp 40.000.000",
                    "bank:Bank Khatulistiwa Baru", signed="2022", amt="IDR 100000000 + IDR 40000000",
                ),
                refuse("28|Iuran pasar|CV Parkir Ambawang|2022|Retribusi|-Rp 1.000.000", "negative_amount"),
                row("29|Pelatihan petani|Pontianak|2022|-|Rp 10.000.000", "~61.71", signed="2022", amt="IDR 10000000"),
                skip("|Jumlah||||Rp 12.345.678.901,00", "total"),
            ),
        )
    ],
)

REGISTERS = [DATES, AMOUNTS]
