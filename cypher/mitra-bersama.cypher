// judul: Pihak yang bekerja sama dengan kedua wilayah
// title: Who already works with both regions
// tema: pasangan
// penjelasan: Mitra dan wilayah lain yang sedang bekerja sama dengan kedua wilayah; merekalah yang dapat
//   mempertemukan keduanya.
// explanation: Partners and other regions that cooperate with both regions; they could bring the
//   two together.
// parameter: wilayah_a region = 12.10 — wilayah pertama / first region
// parameter: wilayah_b region = 12.23 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// grafik: table
MATCH (r:Region) WHERE r.code IN [$wilayah_a, $wilayah_b]
MATCH (r)<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE (x = r OR x:Opd) AND NOT coalesce(y.region_code, y.code, '') IN [$wilayah_a, $wilayah_b]
  AND k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
WITH coalesce(y.region_code, y.code, y.id) AS kode,
  collect(DISTINCT CASE WHEN r.code = $wilayah_a THEN k.id END) AS dengan_a,
  collect(DISTINCT CASE WHEN r.code = $wilayah_b THEN k.id END) AS dengan_b
WHERE size(dengan_a) > 0 AND size(dengan_b) > 0
OPTIONAL MATCH (region:Region {code: kode})
OPTIONAL MATCH (partner:Partner {id: kode})
RETURN kode, coalesce(region.name, partner.name) AS pihak,
  coalesce(region.kind, partner.kind) AS jenis,
  size(dengan_a) AS kerja_sama_a, size(dengan_b) AS kerja_sama_b
ORDER BY kerja_sama_a + kerja_sama_b DESC, kode
