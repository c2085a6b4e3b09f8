// judul: Mitra sebuah daerah menurut jenis dan skema
// title: A region's partners by kind and scheme
// tema: daerah
// penjelasan: Setiap mitra daerah itu dengan jenis, negara, skema menurut PP 28/2018, dan bentuk dokumen.
// explanation: Every partner of the region with its kind, country, scheme under PP 28/2018, and
//   the form of the document.
// parameter: wilayah region = 15.71 — daerah / region
// parameter: skema scheme = none — hanya skema ini / only this scheme
// parameter: jenis kind = none — hanya jenis mitra ini / only this kind of partner
// parameter: per date = today — per tanggal / as of
// grafik: table
MATCH (:Region {code: $wilayah})<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(m:Partner)
WHERE (x.code = $wilayah OR x:Opd) AND k.cooperation
  AND ($skema IS NULL OR k.scheme = $skema) AND ($jenis IS NULL OR m.kind = $jenis)
WITH DISTINCT m, k
RETURN m.id AS kode, m.name AS mitra, m.kind AS jenis_mitra, m.country AS negara,
  k.scheme AS skema, k.form AS bentuk, count(k) AS banyaknya,
  count(CASE WHEN k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
    THEN 1 END) AS berjalan
ORDER BY jenis_mitra, skema, kode, bentuk
