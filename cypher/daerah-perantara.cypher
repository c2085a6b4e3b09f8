// judul: Daerah ketiga yang bekerja sama dengan keduanya
// title: Third regions that cooperate with both
// tema: pasangan
// penjelasan: Wilayah lain, sendiri atau lewat OPD-nya, yang sedang bekerja sama dengan kedua
//   wilayah dan karena itu dapat menengahi. Derajat: dengan berapa wilayah dan mitra ia bekerja sama.
//   Bagian: sumbangannya pada jumlah Adamic–Adar pasangan itu, yang juga menghitung mitra (kueri
//   mitra-bersama). Sama dengan halaman pasangan.
// explanation: Other regions, themselves or through their OPDs, that cooperate with both regions and
//   so could mediate. Degree: with how many regions and partners it cooperates. Share: its part of the
//   pair's Adamic–Adar sum, in which partners count too (question mitra-bersama). The same as a pair's
//   page.
// parameter: wilayah_a region = 12.23 — wilayah pertama / first region
// parameter: wilayah_b region = 14.07 — wilayah kedua / second region
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
WHERE n:Region
RETURN one.kode AS kode, n.name AS wilayah, n.kind AS tingkat, one.a AS kerja_sama_a,
  one.b AS kerja_sama_b, one.derajat AS derajat, one.rarity / adamic_adar AS bagian
ORDER BY derajat, kode
