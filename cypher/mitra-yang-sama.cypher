// judul: Daerah dengan mitra yang sama
// title: Regions with the same partners
// tema: mitra
// penjelasan: Daerah lain yang sedang bekerja sama dengan mitra yang juga mitra daerah ini, menurut
//   banyaknya mitra yang sama.
// explanation: Other regions that cooperate with partners of this region, by how many they share.
// parameter: wilayah region = 12.10 — daerah / region
// parameter: per date = today — per tanggal / as of
// grafik: bar wilayah mitra_sama
MATCH (:Region {code: $wilayah})<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(m:Partner)
WHERE (x.code = $wilayah OR x:Opd) AND k.cooperation
  AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
WITH DISTINCT m
MATCH (m)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE coalesce(y.region_code, y.code, $wilayah) <> $wilayah AND k.cooperation
  AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
WITH DISTINCT coalesce(y.region_code, y.code) AS kode, m.name AS name ORDER BY name
WITH kode, collect(name) AS names
MATCH (r:Region {code: kode})
RETURN kode, r.name AS wilayah, size(names) AS mitra_sama, names AS mitra
ORDER BY mitra_sama DESC, kode
