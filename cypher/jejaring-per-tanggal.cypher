// judul: Jejaring pada suatu tanggal
// title: The network on a date
// tema: waktu
// penjelasan: Siapa bekerja sama dengan siapa pada tanggal itu: daerah (bersama OPD-nya) dengan daerah
//   lain dan mitra, serta banyaknya kerja sama berjalan di antara keduanya.
// explanation: Who cooperates with whom on that date: regions (with their OPDs) with other regions
//   and partners, and how many cooperations run between the two.
// parameter: per date = today — per tanggal / as of
// parameter: wilayah region = none — hanya hubungan daerah ini / only links of this region
// grafik: map jejaring
MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
WITH k, coalesce(x.region_code, x.code) AS kode_a, coalesce(y.region_code, y.code, y.id) AS kode_b,
  coalesce(y.region_code, y.code) IS NOT NULL AS regions
WHERE kode_a IS NOT NULL AND kode_a <> kode_b AND (NOT regions OR kode_a < kode_b)
  AND ($wilayah IS NULL OR $wilayah IN [kode_a, kode_b])
WITH kode_a, kode_b, count(DISTINCT k) AS kerja_sama
MATCH (a:Region {code: kode_a})
OPTIONAL MATCH (b:Region {code: kode_b})
OPTIONAL MATCH (m:Partner {id: kode_b})
RETURN kode_a, a.name AS wilayah_a, kode_b, coalesce(b.name, m.name) AS pihak,
  coalesce(b.kind, m.kind) AS jenis, kerja_sama
ORDER BY kerja_sama DESC, kode_a, kode_b
