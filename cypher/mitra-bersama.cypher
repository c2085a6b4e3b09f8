// judul: Mitra yang bekerja sama dengan kedua wilayah
// title: Partners who work with both regions
// tema: pasangan
// penjelasan: Mitra yang sedang bekerja sama dengan kedua wilayah; merekalah yang dapat
//   mempertemukan keduanya. Derajat: dengan berapa wilayah mitra itu bekerja sama; makin sedikit,
//   makin khas bagi keduanya. Bagian: sumbangannya pada jumlah Adamic–Adar pasangan itu, yang juga
//   menghitung wilayah ketiga (kueri daerah-perantara). Sama dengan halaman pasangan.
// explanation: Partners that cooperate with both regions; they could bring the two together. Degree:
//   with how many regions the partner cooperates; the fewer, the more it joins these two. Share: its
//   part of the pair's Adamic–Adar sum, in which third regions count too (question daerah-perantara).
//   The same as a pair's page.
// parameter: wilayah_a region = 12.10 — wilayah pertama / first region
// parameter: wilayah_b region = 12.23 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// grafik: table
MATCH (r:Region) WHERE r.code IN [$wilayah_a, $wilayah_b]
MATCH (r)<-[:PART_OF*0..1]-(x) WHERE x = r OR x:Opd
MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
WITH coalesce(y.region_code, y.code, y.id) AS kode,
  count(DISTINCT CASE WHEN r.code = $wilayah_a THEN k END) AS kerja_sama_a,
  count(DISTINCT CASE WHEN r.code = $wilayah_b THEN k END) AS kerja_sama_b
WHERE kerja_sama_a > 0 AND kerja_sama_b > 0 AND NOT kode IN [$wilayah_a, $wilayah_b]
CALL (kode) {
  MATCH (n:Region {code: kode}) RETURN n
  UNION
  MATCH (n:Partner {id: kode}) RETURN n
}
CALL (n, kode) {
  MATCH (n)<-[:PART_OF*0..1]-(x) WHERE x = n OR x:Opd
  MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
  WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
    AND coalesce(y.region_code, y.code, y.id) <> kode AND (n:Region OR NOT y:Partner)
  RETURN count(DISTINCT coalesce(y.region_code, y.code, y.id)) AS derajat
}
WITH collect({n: n, kode: kode, a: kerja_sama_a, b: kerja_sama_b, derajat: derajat,
    rarity: 1 / log(CASE WHEN derajat < 2 THEN 2 ELSE derajat END)}) AS thirds
WITH thirds, reduce(sum = 0.0, one IN thirds | sum + one.rarity) AS adamic_adar
UNWIND thirds AS one
WITH one, one.n AS n, adamic_adar
WHERE n:Partner
RETURN one.kode AS kode, n.name AS mitra, n.kind AS jenis_mitra, one.a AS kerja_sama_a,
  one.b AS kerja_sama_b, one.derajat AS derajat, one.rarity / adamic_adar AS bagian
ORDER BY derajat, kode
