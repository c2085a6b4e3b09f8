"""Words by which registers name an affair of government without its name."""

from __future__ import annotations

# Affair ← phrases. Longer phrases cover the shorter ones in them, in whichever affair.
AFFAIR_WORDS = (
    # Names in which such a word means nothing of the kind.
    ("", "tanah laut; tanah bumbu; tanah datar; tana tidung; pulau laut; kota pasar"),
    (
        "pendidikan",
        "sekolah; smk; sma; smp; sd; paud; guru; siswa; mahasiswa; beasiswa; tridharma; tri "
        "dharma; tri dharma perguruan tinggi; perguruan tinggi; universitas; kampus merdeka; "
        "mbkm; kkn; kuliah kerja nyata; magang mahasiswa; praktik kerja lapangan; prakerin; "
        "pendidik; tenaga pendidik; literasi; ppdb; zonasi; bantuan operasional sekolah; pondok "
        "pesantren; pesantren; madrasah; disdik; dikpora",
    ),
    (
        "kesehatan",
        "rumah sakit; rsud; rsu; rsup; rujukan; rujukan pasien; pasien; puskesmas; klinik; jkn; "
        "bpjs kesehatan; jampersal; stunting; tuberkulosis; tbc; tb; hiv; aids; malaria; "
        "imunisasi; obat; apotek; farmasi; gizi; ambulans; laboratorium kesehatan; tenaga "
        "kesehatan; dokter; bidan; perawat; donor darah; covid 19; covid; pandemi; jaminan "
        "kesehatan; dinkes; medis; limbah medis b3 rumah sakit; posyandu; kesehatan masyarakat; "
        "uhc; kia",
    ),
    (
        "pekerjaan_umum",
        "pekerjaan umum; penataan ruang; tata ruang; pupr; pu; jalan; jembatan; irigasi; "
        "drainase; air minum; air bersih; spam; sistem penyediaan air minum; pdam; air baku; "
        "sungai; embung; waduk; bendungan; sumber daya air; air limbah; sanitasi; "
        "infrastruktur; rtrw; rdtr; bina marga; cipta karya; jasa konstruksi; pengendalian "
        "banjir; penanganan banjir",
    ),
    (
        "perumahan",
        "perumahan; permukiman; pemukiman; rumah tidak layak huni; rtlh; rusunawa; rusun; rumah "
        "susun; kawasan kumuh; kumuh; perkim; bedah rumah; bsps",
    ),
    (
        "ketertiban",
        "ketertiban; ketertiban umum; ketenteraman; ketentraman; trantibum; trantibumlinmas; "
        "pelindungan masyarakat; perlindungan masyarakat; linmas; satpol pp; bencana; "
        "penanggulangan bencana; kebencanaan; bpbd; pemadam kebakaran; damkar; kebakaran; "
        "keamanan; kamtibmas; penegakan perda; narkoba; narkotika; p4gn; kesatuan bangsa; "
        "politik; mitigasi bencana; pengamanan",
    ),
    (
        "sosial",
        "kesejahteraan sosial; anak jalanan; gelandangan; pengemis; fakir miskin; kemiskinan; "
        "penanggulangan kemiskinan; lansia; disabilitas; penyandang disabilitas; panti; odgj; "
        "bantuan sosial; bansos; rehabilitasi sosial; dtks; bencana sosial; pmks; ppks; zakat; "
        "dinsos",
    ),
    (
        "tenaga_kerja",
        "ketenagakerjaan; tenaga kerja; pekerja; pekerja migran; pmi; buruh; pelatihan kerja; "
        "bpjs ketenagakerjaan; jaminan sosial ketenagakerjaan; bursa kerja; lowongan kerja; "
        "penempatan tenaga kerja; blk; balai latihan kerja; hubungan industrial; disnaker; "
        "naker",
    ),
    (
        "perempuan_anak",
        "pemberdayaan perempuan; perlindungan anak; pelindungan anak; perempuan; perlindungan "
        "perempuan; kekerasan terhadap perempuan; kota layak anak; kabupaten layak anak; layak "
        "anak; pengarusutamaan gender; gender; p3a; pppa; pernikahan dini; perkawinan anak; "
        "perkawinan usia anak",
    ),
    (
        "pangan",
        "ketahanan pangan; kerawanan pangan; cadangan pangan; beras; pasokan pangan; keamanan "
        "pangan; kemandirian pangan; bulog; bahan pangan; pangan strategis",
    ),
    (
        "pertanahan",
        "tanah; sertifikasi tanah; sertipikat; aset tanah; agraria; ptsl; lahan; pengadaan "
        "tanah; reforma agraria; bpn; sertifikasi aset; bphtb dan pertanahan; penataan batas",
    ),
    (
        "lingkungan_hidup",
        "lingkungan; lh; persampahan; sampah; pengelolaan sampah; bank sampah; tpa; tpst; tps3r; "
        "tempat pemrosesan akhir; limbah; limbah b3; limbah medis; emisi; pencemaran; perubahan "
        "iklim; iklim; ruang terbuka hijau; rth; kualitas udara; adipura; konservasi; dlh; daur "
        "ulang; limbah industri; penghijauan; mangrove",
    ),
    (
        "adminduk",
        "adminduk; administrasi kependudukan; kependudukan; pencatatan sipil; dukcapil; nik; "
        "ktp; ktp el; e ktp; kartu keluarga; kia kartu identitas anak; kartu identitas anak; "
        "akta kelahiran; akta; data kependudukan; pemanfaatan data kependudukan; hak akses data "
        "kependudukan; identitas kependudukan digital; catatan sipil",
    ),
    (
        "desa",
        "desa; pemberdayaan masyarakat; perdesaan; pedesaan; bumdes; bum desa; dana desa; badan "
        "usaha milik desa; kelurahan; kkn tematik desa; pmd; batas desa; desa wisata desa",
    ),
    (
        "keluarga_berencana",
        "keluarga berencana; kb; kependudukan dan keluarga berencana; pengendalian penduduk; "
        "kontrasepsi; ppkb; bangga kencana; kampung kb",
    ),
    (
        "perhubungan",
        "transportasi; angkutan; angkutan umum; terminal; bandara; bandar udara; pelabuhan; "
        "parkir; lalu lintas; lalin; trayek; bus; bus rapid transit; brt; penerbangan; kereta "
        "api; pelayaran; penyeberangan; dishub; perparkiran; uji kir; pengujian kendaraan; "
        "angkutan massal",
    ),
    (
        "kominfo",
        "komunikasi; informatika; kominfo; smart city; kota cerdas; kota pintar; jaringan "
        "internet; internet; aplikasi; spbe; e government; egovernment; teknologi informasi; "
        "sistem informasi; media; pemberitaan; publikasi; penyebarluasan informasi; diskominfo; "
        "telekomunikasi; fiber optik; menara telekomunikasi; digitalisasi; transformasi "
        "digital; pusat data; data center; keterbukaan informasi; wifi; layanan 112; call "
        "center 112",
    ),
    (
        "koperasi_ukm",
        "koperasi; umkm; ukm; usaha mikro; usaha kecil; usaha menengah; ukm mikro; "
        "kewirausahaan; wirausaha; kur; kredit usaha rakyat; pelaku usaha kecil; produk "
        "unggulan daerah",
    ),
    (
        "penanaman_modal",
        "investasi; penanaman modal; perizinan; perijinan; pelayanan perizinan; oss; ptsp; "
        "pelayanan terpadu satu pintu; mal pelayanan publik; mall pelayanan publik; mpp; "
        "dpmptsp; penanaman modal dan ptsp; promosi investasi; investor",
    ),
    (
        "pemuda_olahraga",
        "pemuda; olahraga; olah raga; kepemudaan; keolahragaan; atlet; gor; stadion; pramuka; "
        "dispora; porprov; pon; pekan olahraga",
    ),
    ("statistik", "data statistik; sensus; satu data; statistik sektoral; bps; desa cantik"),
    (
        "persandian",
        "sandi; keamanan informasi; keamanan siber; siber; tanda tangan elektronik; sertifikat "
        "elektronik; csirt; bsre",
    ),
    (
        "kebudayaan",
        "budaya; kesenian; seni; museum; cagar budaya; warisan budaya; seni budaya; sejarah; "
        "adat; bahasa daerah; festival budaya; pelestarian budaya",
    ),
    ("perpustakaan", "pustaka; buku; minat baca; taman baca; perpustakaan digital"),
    ("kearsipan", "arsip; pengarsipan; srikandi; arsip daerah"),
    (
        "perikanan",
        "kelautan; ikan; nelayan; laut; pesisir; budidaya ikan; tambak; kelautan perikanan; "
        "pelabuhan perikanan; tpi; tempat pelelangan ikan; rumput laut; garam",
    ),
    (
        "pariwisata",
        "wisata; pariwisata dan ekonomi kreatif; ekonomi kreatif; destinasi; destinasi wisata; "
        "promosi wisata; desa wisata; kepariwisataan; geopark; ekraf; wisatawan",
    ),
    (
        "pertanian",
        "petani; padi; tanaman; tanaman pangan; hortikultura; perkebunan; peternakan; ternak; "
        "sapi; kopi; kakao; kelapa sawit; sawit; pupuk; kesehatan hewan; penyuluhan pertanian; "
        "holtikultura; asuransi usaha tani; karantina; rabies; unggas; tebu; penyakit mulut dan "
        "kuku; pmk",
    ),
    ("kehutanan", "hutan; perhutanan sosial; reboisasi; kawasan hutan; taman nasional; karhutla"),
    (
        "esdm",
        "energi; listrik; kelistrikan; ketenagalistrikan; pertambangan; tambang; minyak; gas; "
        "migas; gas bumi; panas bumi; energi terbarukan; ebt; plts; energi baru terbarukan; "
        "mineral; biogas; jaringan gas; jargas; elpiji; lpg",
    ),
    (
        "perdagangan",
        "pasar; pasar rakyat; dagang; ekspor; inflasi; pengendalian inflasi; metrologi; "
        "kemetrologian; tera; tera ulang; operasi pasar; pasar murah; distribusi barang; tpid; "
        "bahan pokok; sembako",
    ),
    (
        "perindustrian",
        "industri; industri kecil; ikm; industri kecil dan menengah; kawasan industri; sentra "
        "industri",
    ),
    ("transmigrasi", "transmigran; kawasan transmigrasi"),
    (
        "perencanaan",
        "perencanaan pembangunan; rpjmd; rkpd; rpjpd; musrenbang; bappeda; rencana pembangunan; "
        "penyusunan rencana",
    ),
    (
        "keuangan",
        "samsat; pajak; pajak daerah; retribusi; pbb; bphtb; pendapatan daerah; pendapatan; kas "
        "daerah; rkud; rekening kas umum daerah; perbankan; bank; kasda; kasda online; qris; "
        "elektronifikasi transaksi; etpd; jasa giro; dividen; penyertaan modal; aset; aset "
        "daerah; barang milik daerah; bmd; pajak kendaraan bermotor; pkb; pajak penerangan "
        "jalan; ppj; opsen; pajak pusat; penagihan pajak; pembayaran pajak; optimalisasi pajak; "
        "kredit; pinjaman daerah; pemungutan pajak; siskeudes; penerimaan daerah; transaksi non "
        "tunai; non tunai; kartu kredit pemerintah daerah; kkpd; pengelolaan keuangan",
    ),
    (
        "kepegawaian",
        "asn; pns; pegawai; cpns; pppk; diklat; sumber daya manusia; sdm; pensiun; taspen; "
        "aparatur; aparatur sipil negara; bkn; bkpsdm; pengembangan kompetensi; computer "
        "assisted test; cat; sdm aparatur; tabungan hari tua; manajemen talenta; assessment "
        "center; pelatihan asn",
    ),
    (
        "litbang",
        "penelitian; riset; inovasi; inovasi daerah; kajian; kelitbangan; pengabdian; "
        "pengabdian masyarakat; pengabdian kepada masyarakat",
    ),
    (
        "pengawasan",
        "audit; inspektorat; pengendalian internal; antikorupsi; anti korupsi; korupsi; spip; "
        "pencegahan korupsi; bpkp; apip; pengaduan",
    ),
    (
        "sekretariat",
        "bantuan hukum; hukum; perdata dan tata usaha negara; datun; tata usaha negara; kerja "
        "sama daerah; tata pemerintahan; protokol; pengadaan barang dan jasa; pengadaan barang "
        "jasa; organisasi; batas daerah; batas wilayah; penegasan batas; legislasi; "
        "penyelenggaraan pemerintahan; jdih; dokumentasi hukum; pelayanan publik; reformasi "
        "birokrasi; penyelenggaraan pemerintahan daerah",
    ),
)
