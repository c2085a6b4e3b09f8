"""Names: regions' old, short and misspelt names, and OPDs by every short form."""

# ruff: noqa: E501 — a row of cells stays on one line
from __future__ import annotations

from tests.registers.truth import Register, Sheet, head, lines, row, skip, top

# Cells and their truth stay side by side.
# fmt: off

OLD_NAMES = Register(
    "14_nama_lama.xlsx",
    "XLSX: old names, Dati II, Kotamadya, abbreviations, misspellings, all caps, names that look alike",
    owner="73.71",
    owner_from="letterhead",
    form="pks",
    sheets=[
        Sheet(
            "Arsip 1999-2023",
            lines(
                top("PEMERINTAH KOTA MAKASSAR"),
                top("ARSIP KERJA SAMA ANTAR DAERAH"),
                head("No|Judul Kerja Sama|Daerah Mitra|Tahun", "-|title|party|signed"),
                row("#1|PKS arsip pelabuhan lama|Kotamadya Daerah Tingkat II Pare-Pare|1999", "73.72", signed="1999"),
                row("#2|PKS pasar grosir|Kodya Manado|1999", "71.71", signed="1999"),
                row("#3|PKS pelayaran rakyat|Kabupaten Dati II Selayar|2000", "73.01", signed="2000"),
                row("#4|PKS terminal|Kab. Dati II Maros|2000", "73.09", signed="2000"),
                row("#5|PKS kapal perintis|Kabupaten Maluku Tenggara Barat|2008", "81.03", signed="2008"),
                row("#6|PKS pengolahan sagu|Kab. Toba Samosir|2011", "12.12", signed="2011"),
                row("#7|PKS kelapa dalam|Kabupaten Mamuju Utara|2012", "76.01", signed="2012"),
                row("#8|PKS ikan hias|Kab. Yapen Waropen|2003", "91.05", signed="2003"),
                row("#9|PKS tenun|Kabupaten Pontianak|2010", "61.02", signed="2010"),
                row("#10|PKS tenun lanjutan|Kota Pontianak|2010", "61.71", signed="2010"),
                row("#11|PKS galangan|Kota Ujung Pandang dan Kabupaten Gowa|1998", "73.06", signed="1998"),
                row("#12|PKS beras|Sidrap|2015", "73.14", signed="2015"),
                row("#13|PKS garam|Pangkep|2015", "73.10", signed="2015"),
                row("#14|PKS kakao|Polman|2015", "76.04", signed="2015"),
                row("#15|PKS kakao|Lutra & Lutim|2015", "73.22 + 73.24", signed="2015"),
                row("#16|PKS kopi|Torut|2016", "73.26", signed="2016"),
                row("#17|PKS kopi|Tator|2016", "73.18", signed="2016"),
                row("#18|MoU angkutan laut|Tanjab Timur|2016", "15.07", form="mou", signed="2016"),
                row("#19|MoU angkutan laut|Tanjabbar|2016", "15.06", form="mou", signed="2016"),
                row("#20|MoU angkutan laut|Kobar|2016", "62.01", form="mou", signed="2016"),
                row("#21|MoU angkutan laut|Kotim|2016", "62.02", form="mou", signed="2016"),
                row("#22|MoU batu bara|Kukar|2017", "64.02", form="mou", signed="2017"),
                row("#23|MoU batu bara|Kutim|2017", "64.08", form="mou", signed="2017"),
                row("#24|MoU lumbung pangan|OKU Timur|2017", "16.08", form="mou", signed="2017"),
                row("#25|MoU lumbung pangan|Kab. OKI|2017", "16.02", form="mou", signed="2017"),
                row("#26|MoU lumbung pangan|Muba|2017", "16.06", form="mou", signed="2017"),
                row("#27|MoU perbatasan darat|KAB. BULUNGN|2018", "65.01", form="mou", signed="2018"),
                row("#28|MoU perbatasan darat|Kabupten Nunukan|2018", "65.03", form="mou", signed="2018"),
                row("#29|MoU sapi potong|KABUPATEN  JENEPONTO .|2018", "73.04", form="mou", signed="2018"),
                row("#30|MoU sapi potong|Kab. Jenneponto|2019", "73.04", form="mou", signed="2019"),
                row("#31|MoU sapi potong|Kab Bulu Kumba|2019", "73.02", form="mou", signed="2019"),
                row("#32|MoU rumput laut|Pemkot Bau-bau|2019", "74.72", form="mou", signed="2019"),
                row("#33|MoU rumput laut|Kota Palangka Raya|2019", "62.71", form="mou", signed="2019"),
                row("#34|MoU rumput laut|Kab. Tolitoli|2019", "72.04", form="mou", signed="2019"),
                row("#35|MoU rumput laut|Kabupaten Fakfak|2019", "92.03", form="mou", signed="2019"),
                row("#36|MoU permukiman|Kab. Gunung Kidul|2020", "34.03", form="mou", signed="2020"),
                row("#37|MoU permukiman|Kota Pagaralam|2020", "16.72", form="mou", signed="2020"),
                row("#38|MoU permukiman|Kota Jogja|2020", "34.71", form="mou", signed="2020"),
                row("#39|MoU permukiman|Pemda DIY|2020", "34", form="mou", signed="2020"),
                row("#40|MoU permukiman|Yogyakarta|2020", "?Yogyakarta{34,34.71}", form="mou", signed="2020"),
                row("#41|MoU tambang rakyat|Gorontalo|2021", "?Gorontalo{75,75.01,75.71}", form="mou", signed="2021"),
                row("#42|MoU tambang rakyat|Kab. Gorontalo|2021", "75.01", form="mou", signed="2021"),
                row("#43|MoU jagung|Probolinggo|2021", "?Probolinggo{35.13,35.74}", form="mou", signed="2021"),
                row("#44|MoU jagung|Bupati Probolinggo|2021", "35.13", form="mou", signed="2021"),
                row("#45|MoU jagung|Wali Kota Probolinggo|2021", "35.74", form="mou", signed="2021"),
                row("#46|MoU intan|Banjar|2021", "?Banjar{63.03,32.79}", form="mou", signed="2021"),
                row("#47|MoU intan|Kab. Banjar (Kalsel)|2021", "63.03", form="mou", signed="2021"),
                row("#48|MoU intan|Kota Banjar, Jawa Barat|2021", "32.79", form="mou", signed="2021"),
                row("#49|MoU lapangan terbang|Kab. Puncak|2022", "94.05", form="mou", signed="2022"),
                row("#50|MoU lapangan terbang|Kab. Puncak Jaya|2022", "94.02", form="mou", signed="2022"),
                row("#51|MoU lapangan terbang|Sorong|2022", "?Sorong{96.01,96.71}", form="mou", signed="2022"),
                row("#52|MoU padi organik|Kabupaten Solok Selatan dan Kota Solok|2022", "13.11 + 13.72", form="mou", signed="2022"),
                row("#53|MoU padi organik|Kab. Bolmong & Bolmut|2022", "71.01 + 71.08", form="mou", signed="2022"),
                row("#54|MoU padi organik|Kab. Sitaro|2022", "71.09", form="mou", signed="2022"),
                row("#55|MoU gula aren|Kab. Labuhan Batu|2022", "12.10", form="mou", signed="2022"),
                row("#56|MoU gula aren|Labura|2022", "12.23", form="mou", signed="2022"),
                row("#57|MoU gula aren|Kab. 50 Kota|2022", "13.07", form="mou", signed="2022"),
                row("#58|MoU gula aren|Pemkab PALI|2022", "16.12", form="mou", signed="2022"),
                row("#59|MoU gula aren|Kodya Magelang|2022", "33.71", form="mou", signed="2022"),
                row("#60|MoU gula aren|Bandung|2023", "?Bandung{32.04,32.73}", form="mou", signed="2023"),
                row("#61|MoU gula aren|Kab. Bandung Brat|2023", "32.17", form="mou", signed="2023"),
                row("#62|MoU gula aren|Provinsi NTB|2023", "52", form="mou", signed="2023"),
                row("#63|MoU gula aren|Pemprov Jatim|2023", "35", form="mou", signed="2023"),
                row("#64|MoU gula aren|Kupang|2023", "?Kupang{53.01,53.71}", form="mou", signed="2023"),
                skip("Jumlah|64", "total"),
            ),
        )
    ],
)

OPDS = Register(
    "15_opd.csv",
    "CSV comma UTF-8: OPDs of both sides by every short form, hospitals, puskesmas, kecamatan, several in a cell",
    owner="34.04",
    owner_from="letterhead",
    form="pks",
    sheets=[
        Sheet(
            "",
            lines(
                top("PEMERINTAH KABUPATEN SLEMAN"),
                top("DATA PERJANJIAN KERJA SAMA PERANGKAT DAERAH"),
                head("No|Judul PKS|Perangkat Daerah Penanggung Jawab|Mitra|Tgl PKS", "-|title|opd|party|signed"),
                row("1|Layanan kegawatdaruratan terpadu|Dinkes|Dinkes Kota Yogyakarta|1/2/2021", "34.71/Dinas Kesehatan", signed="2021-02-01"),
                row(
                    "2|Pertukaran guru|Disdik|Disdikpora Kab. Bantul|2/2/2021",
                    "34.02/Dinas Pendidikan, Pemuda dan Olahraga¦Dinas Pendidikan, Kepemudaan dan Olahraga", signed="2021-02-02",
                ),
                row(
                    "3|Seragam batik pelajar|Dinas Pendidikan|Dikpora Kulon Progo|3/2/2021",
                    "34.01/Dinas Pendidikan, Pemuda dan Olahraga¦Dinas Pendidikan, Kepemudaan dan Olahraga", signed="2021-02-03",
                ),
                row(
                    "4|Pusat informasi bersama|Diskominfo|Dinas Kominfo dan Sandi Kab. Gunungkidul|4/2/2021",
                    "34.03/Dinas Komunikasi, Informatika dan Persandian¦Dinas Komunikasi dan Informatika dan Sandi¦Dinas Kominfo dan Sandi¦Dinas Komunikasi, Informatika dan Sandi", signed="2021-02-04",
                ),
                row("5|Bursa kerja daring|Disnaker|Disnakertrans Prov. DIY|5/2/2021", "34/Dinas Tenaga Kerja dan Transmigrasi", signed="2021-02-05"),
                row("6|Uji kir kendaraan|Dishub|DISHUB KAB. KLATEN|8/2/2021", "33.10/Dinas Perhubungan", signed="2021-02-08"),
                row("7|Sirine lereng gunung|BPBD|BPBD Kab. Magelang|9/2/2021", "33.08/Badan Penanggulangan Bencana Daerah", signed="2021-02-09"),
                row(
                    "8|Sirine lereng gunung|BPBD|Badan Penanggulangan Bencana Daerah Kabupaten Boyolali|9/2/2021",
                    "33.09/Badan Penanggulangan Bencana Daerah", signed="2021-02-09",
                ),
                row("9|Kualitas udara|DLH|DLHK Provinsi Banten|10/2/2021", "36/Dinas Lingkungan Hidup dan Kehutanan", signed="2021-02-10"),
                row("10|Perizinan satu hari|DPMPTSP|DPM-PTSP Kota Surakarta|11/2/2021", "33.72/Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", signed="2021-02-11"),
                row("11|Kampung keluarga|DPPKB|Dinas PPKB Kab. Klaten|12/2/2021", "33.10/Dinas Pengendalian Penduduk dan Keluarga Berencana", signed="2021-02-12"),
                row("12|Penyusunan rencana kawasan|Bappeda|Bappeda Kota Magelang|15/2/2021", "33.71/Badan Perencanaan Pembangunan Daerah", signed="2021-02-15"),
                row("13|Patroli batas|Satpol PP|Satuan Polisi Pamong Praja Kota Yogyakarta|16/2/2021", "34.71/Satuan Polisi Pamong Praja", signed="2021-02-16"),
                row(
                    "14|Kartu keluarga lintas batas|Dukcapil|Dinas Kependudukan & Pencatatan Sipil Kab. Bantul|17/2/2021",
                    "34.02/Dinas Kependudukan dan Pencatatan Sipil", signed="2021-02-17",
                ),
                row("15|Operasi pasar|Disperindag|Dinas Perdagangan Kab. Bantul|18/2/2021", "34.02/Dinas Perdagangan", signed="2021-02-18"),
                row(
                    "16|Jalan tembus|DPUPR|DPUPKP Kota Yogyakarta|19/2/2021",
                    "34.71/Dinas Pekerjaan Umum, Perumahan dan Kawasan Permukiman", opd="Dinas Pekerjaan Umum dan Penataan Ruang", signed="2021-02-19",
                ),
                row("17|Pengelolaan aset|BPKAD|BPKAD Kota Tegal|22/2/2021", "33.76/Badan Pengelolaan Keuangan dan Aset Daerah", signed="2021-02-22"),
                row("18|Pelatihan aparatur|BKPSDM|BKPSDM Kab. Kebumen|23/2/2021", "33.05/Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", signed="2021-02-23"),
                row(
                    "19|Pendampingan anak|DP3A|DP3AP2KB Kota Depok|24/2/2021",
                    "32.76/Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana", opd="Dinas Pemberdayaan Perempuan dan Perlindungan Anak", signed="2021-02-24",
                ),
                row(
                    "20|Rujukan bersalin|RSUD Sleman Timur|RSUD Wates Permata Kab. Kulon Progo|25/2/2021",
                    "34.01/RSUD Wates Permata", opd="RSUD Sleman Timur", signed="2021-02-25",
                ),
                row(
                    "21|Rujukan puskesmas|Puskesmas Turi Asri|Puskesmas Srumbung Asri Kabupaten Magelang|26/2/2021",
                    "33.08/Puskesmas Srumbung Asri", opd="Puskesmas Turi Asri", signed="2021-02-26",
                ),
                row("22|Batas padukuhan|Kec. Prambanan|Kecamatan Prambanan Kabupaten Klaten|1/3/2021", "33.10/Kecamatan Prambanan", opd="Kecamatan Prambanan", signed="2021-03-01"),
                row(
                    "23|Kerja sama media|Bag. Humas dan Protokol|Setda Kota Salatiga|2/3/2021",
                    "33.73/Sekretariat Daerah", opd="Bagian Humas dan Protokol¦Bagian Hubungan Masyarakat dan Protokol", signed="2021-03-02",
                ),
                row("24|Naskah hukum|Bagian Hukum Setda|Bagian Hukum Sekretariat Daerah Kota Surakarta|3/3/2021", "33.72/Bagian Hukum", opd="Bagian Hukum", signed="2021-03-03"),
                row(
                    "25|Pengadaan bersama|Bag. PBJ|UKPBJ Kota Yogyakarta|4/3/2021",
                    "34.71/Unit Kerja Pengadaan Barang dan Jasa¦UKPBJ", opd="Bagian Pengadaan Barang dan Jasa", signed="2021-03-04",
                ),
                row(
                    "26|Naskah kuno|Dispusip|Dinas Perpustakaan dan Kearsipan Kota Yogyakarta|5/3/2021",
                    "34.71/Dinas Perpustakaan dan Kearsipan", opd="Dinas Perpustakaan dan Kearsipan¦Dinas Perpustakaan dan Arsip", signed="2021-03-05",
                ),
                row(
                    "27|Festival tari|Disbudpar|Dinas Kebudayaan (Kundha Kabudayan) Kota Yogyakarta|8/3/2021",
                    "34.71/Dinas Kebudayaan¦Dinas Kebudayaan Kundha Kabudayan", opd="Dinas Kebudayaan dan Pariwisata", signed="2021-03-08",
                ),
                row(
                    "28|Paket wisata desa|Dispar|Disporapar Kab. Klaten|9/3/2021",
                    "33.10/Dinas Kepemudaan, Olahraga dan Pariwisata¦Dinas Pemuda, Olahraga dan Pariwisata", signed="2021-03-09",
                ),
                row(
                    "29|Benih nila|Dinas Pertanian, Pangan dan Perikanan|DKP Kab. Cilacap|10/3/2021",
                    "33.01/Dinas Kelautan dan Perikanan¦Dinas Perikanan dan Kelautan", opd="Dinas Pertanian, Pangan dan Perikanan", signed="2021-03-10",
                ),
                row("30|Bantuan lansia|Dinsos, Dinkes|Dinas Sosial Kota Yogyakarta|11/3/2021", "34.71/Dinas Sosial", opd="Dinas Sosial + Dinas Kesehatan", signed="2021-03-11"),
                row(
                    "31|Pengawasan proyek|Inspektorat|Inspektorat Kab. Purworejo|12/3/2021",
                    "33.06/Inspektorat¦Inspektorat Daerah", opd="Inspektorat¦Inspektorat Daerah", signed="2021-03-12",
                ),
                row(
                    "32|Pajak kendaraan|Badan Keuangan dan Aset Daerah|Bapenda Prov. Jawa Tengah|15/3/2021",
                    "33/Badan Pendapatan Daerah", opd="Badan Keuangan dan Aset Daerah", signed="2021-03-15",
                ),
                row(
                    "33|Perumahan pekerja|DPUPKP / DPTR|Disperakim Prov. Jateng|16/3/2021",
                    "33/Dinas Perumahan Rakyat dan Kawasan Permukiman", opd="Dinas Pekerjaan Umum, Perumahan dan Kawasan Permukiman + Dinas Pertanahan dan Tata Ruang", signed="2021-03-16",
                ),
                row(
                    "34|Pemberdayaan kalurahan|DPMK|Dispermades Kab. Boyolali|17/3/2021",
                    "33.09/Dinas Pemberdayaan Masyarakat dan Desa", opd="Dinas Pemberdayaan Masyarakat dan Kalurahan", signed="2021-03-17",
                ),
                row(
                    "35|Klinik UMKM|Diskop UKM|Dinas Koperasi, Usaha Kecil dan Menengah Kab. Bantul|18/3/2021",
                    "34.02/Dinas Koperasi, Usaha Kecil dan Menengah¦Dinas Koperasi dan UKM", opd="Dinas Koperasi dan UKM", signed="2021-03-18",
                ),
                row("36|Laboratorium tanah|Dinas Pertanian|Dinas  Pertanian  Kab.Bantul.|19/3/2021", "34.02/Dinas Pertanian", signed="2021-03-19"),
                row(
                    "37|Dewan dan pengawasan|Setwan|Sekretariat DPRD Kota Yogyakarta|22/3/2021",
                    "34.71/Sekretariat DPRD¦Sekretariat Dewan Perwakilan Rakyat Daerah", opd="Sekretariat DPRD¦Sekretariat Dewan Perwakilan Rakyat Daerah", signed="2021-03-22",
                ),
                row(
                    "38|Wawasan kebangsaan|Kesbangpol|Bakesbangpol Kota Yogyakarta|23/3/2021",
                    "34.71/Badan Kesatuan Bangsa dan Politik", opd="Badan Kesatuan Bangsa dan Politik", signed="2021-03-23",
                ),
                row("39|Pasukan pemadam|Satpol PP|Dinas Damkar dan Penyelamatan Kota Yogyakarta|24/3/2021", "34.71/Dinas Pemadam Kebakaran dan Penyelamatan", signed="2021-03-24"),
                row(
                    "40|Rekrutmen atlet|Dispora|Dinas Pemuda dan Olahraga Kab. Sragen|25/3/2021",
                    "33.14/Dinas Pemuda dan Olahraga", opd="Dinas Pemuda dan Olahraga¦Dinas Kepemudaan dan Olahraga", signed="2021-03-25",
                ),
            ),
        )
    ],
)

REGISTERS = [OLD_NAMES, OPDS]
