// judul: OPD yang sepadan di dua wilayah
// title: Counterpart OPDs of two regions
// tema: pasangan
// penjelasan: OPD kedua wilayah yang menangani urusan yang sama, dengan banyaknya kerja sama berjalan
//   masing-masing dan banyaknya kesepakatan (termasuk rencana) antara keduanya. Hanya OPD yang
//   tercatat di dalam graf.
// explanation: OPDs of two regions that handle the same affairs, with how many cooperations each
//   has running, and how many agreements (plans included) the two share. Only OPDs that are
//   recorded in the graph.
// parameter: wilayah_a region = 35.13 — wilayah pertama / first region
// parameter: wilayah_b region = 35.74 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// grafik: table
MATCH (:Region {code: $wilayah_a})<-[:PART_OF]-(a:Opd)
MATCH (:Region {code: $wilayah_b})<-[:PART_OF]-(b:Opd)
WITH a, b, [affair IN a.affairs WHERE affair IN b.affairs] AS urusan
WHERE size(urusan) > 0
RETURN a.id AS kode_a, a.name AS opd_a, b.id AS kode_b, b.name AS opd_b, urusan,
  COUNT { MATCH (a)-[:PARTY_TO]->(k:Agreement) WHERE k.cooperation AND k.runs_from <= $per
          AND (k.runs_until IS NULL OR k.runs_until >= $per) } AS berjalan_a,
  COUNT { MATCH (b)-[:PARTY_TO]->(k:Agreement) WHERE k.cooperation AND k.runs_from <= $per
          AND (k.runs_until IS NULL OR k.runs_until >= $per) } AS berjalan_b,
  COUNT { MATCH (a)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(b) } AS bersama
ORDER BY kode_a, kode_b
