// judul: Kaji banding antara dua wilayah
// title: Learning visits between two regions
// tema: pasangan
// penjelasan: Kaji banding yang diikuti kedua wilayah atau OPD-nya, ke arah mana pun, yang diketahui
//   sampai tanggal itu. Sama dengan halaman pasangan; tidak perlu bertetangga.
// explanation: Learning visits in which both regions or their OPDs take part, in either direction,
//   known by that date. The same as a pair's page; the two need not be neighbours.
// parameter: wilayah_a region = 74.09 — wilayah pertama / first region
// parameter: wilayah_b region = 21.71 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// grafik: table
MATCH (a:Region {code: $wilayah_a})<-[:PART_OF*0..1]-(x)
WHERE x = a OR x:Opd
MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE NOT k.cooperation AND coalesce(y.region_code, y.code) = $wilayah_b
  AND (k.runs_from <= $per OR k.first_stated_on <= $per
    OR (k.runs_from IS NULL AND k.first_stated_on IS NULL))
WITH DISTINCT k
MATCH (k)<-[party:PARTY_TO]-(p)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
WITH k, party.role = 'learner' AS learns, coalesce(p.name + ' ' + r.name, p.name) AS name
ORDER BY name
WITH k, collect(CASE WHEN learns THEN name END) AS yang_belajar,
  collect(CASE WHEN NOT learns THEN name END) AS yang_dikunjungi
RETURN k.id AS kesepakatan, k.title AS judul,
  coalesce(k.starts_on, k.signed_on, k.first_stated_on) AS tanggal,
  COLLECT { MATCH (k)-[:ABOUT]->(f:Affair) RETURN f.code ORDER BY f.code } AS urusan,
  yang_belajar, yang_dikunjungi
ORDER BY tanggal, kesepakatan
