// judul: Kalau satu mitra hilang
// title: If one partner left
// tema: jaringan
// penjelasan: Untuk setiap mitra: berapa wilayah bekerja sama dengannya, dan berapa di antaranya tidak
//   punya pihak lain sehingga akan keluar dari jaringan bila mitra itu pergi.
// explanation: For each partner: how many regions cooperate with it, and how many of them have
//   nobody else and would drop out of the network if it left.
// parameter: per date = today — per tanggal / as of
// parameter: mitra partner = none — hanya mitra ini / only this partner
// grafik: table
MATCH (p:Partner)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(x)
WHERE ($mitra IS NULL OR p.id = $mitra) AND coalesce(x.region_code, x.code) IS NOT NULL
  AND k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
WITH p, coalesce(x.region_code, x.code) AS code, count(DISTINCT k) AS agreements
MATCH (r:Region {code: code})
WITH p, r, agreements, EXISTS {
    MATCH (r)<-[:PART_OF*0..1]-(z)-[:PARTY_TO]->(other:Agreement)<-[:PARTY_TO]-(y)
    WHERE (z = r OR z:Opd) AND y <> p AND coalesce(y.region_code, y.code, '') <> r.code
      AND other.cooperation AND other.runs_from <= $per
      AND (other.runs_until IS NULL OR other.runs_until >= $per) } AS others
ORDER BY r.code
WITH p, count(r) AS wilayah, sum(agreements) AS agreements,
  collect(CASE WHEN NOT others THEN r.name END) AS lost
RETURN p.id AS kode, p.name AS mitra, p.kind AS jenis_mitra, wilayah AS jumlah_wilayah,
  agreements AS kerja_sama, size(lost) AS akan_terputus, lost AS wilayah_terputus
ORDER BY akan_terputus DESC, jumlah_wilayah DESC, kode
