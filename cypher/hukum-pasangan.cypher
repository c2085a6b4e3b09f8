// judul: Kewajiban kerja sama dua tetangga menurut urusan
// title: What the law makes of two neighbours, by affair
// tema: pasangan
// penjelasan: Kombinasi (a–e) dari dua wilayah yang bersentuhan, pembinanya, siapa yang mengambil
//   alih bila kerja sama wajib tidak dilaksanakan, dan untuk setiap urusan: kandidat wajib, sukarela,
//   tidak dijawab aturan, atau urusan provinsi (UU 23/2014 pasal 364, PP 28/2018). Bobot dampak lintas
//   batas adalah penilaian program ini; yang menentukan wajib atau sukarela adalah pemetaan urusan
//   oleh gubernur atau Menteri. Sama dengan bagian hukum di halaman pasangan.
// explanation: The combination (a–e) of two regions that touch, who oversees it, who takes a
//   mandatory cooperation over that is not carried out, and for every affair: candidate for mandatory,
//   voluntary, left open by the rule, or an affair of provinces (UU 23/2014 article 364, PP 28/2018).
//   The weights of effects across borders are this program's judgement; what is mandatory and what
//   voluntary is decided by the governor's or the Minister's mapping of affairs. The same as the part
//   on law on a pair's page.
// parameter: wilayah_a region = 35.13 — wilayah pertama / first region
// parameter: wilayah_b region = 35.74 — wilayah kedua / second region
// parameter: kewajiban duty = none — hanya yang ini / only these
// grafik: table
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code AND a.code IN [$wilayah_a, $wilayah_b] AND b.code IN [$wilayah_a, $wilayah_b]
WITH a, b, e, CASE WHEN a.kind = 'provinsi' AND b.kind = 'provinsi' THEN 'a' WHEN a.kind = 'provinsi' THEN 'b'
    WHEN left(a.code, 2) <> left(b.code, 2) THEN 'd' ELSE 'e' END AS kombinasi
MATCH (f:Affair)
WHERE f.group <> 'penunjang'
WITH kombinasi, f, coalesce(f.cross_border_weight, 0.0) AS bobot, type(e) = 'BORDERS' AS borders
WITH kombinasi, f, bobot, CASE
    WHEN kombinasi <> 'a' AND f.code IN ['kehutanan', 'esdm'] THEN 'provincial'
    WHEN bobot < 0.5 THEN 'voluntary' WHEN borders THEN 'candidate' ELSE 'open' END AS kewajiban
WHERE $kewajiban IS NULL OR kewajiban = $kewajiban
RETURN f.code AS urusan, kewajiban, bobot, f.cross_border_reason AS alasan,
  f.cross_border_reason_en AS alasan_inggris, kombinasi,
  CASE WHEN kombinasi = 'e' THEN 'Gubernur' ELSE 'Menteri' END AS pembina,
  CASE WHEN kombinasi = 'e' THEN 'Gubernur' ELSE 'Pemerintah pusat' END AS pengambil_alih
ORDER BY CASE kewajiban WHEN 'candidate' THEN 1 WHEN 'voluntary' THEN 2 WHEN 'open' THEN 3 ELSE 4 END,
  bobot DESC, urusan
