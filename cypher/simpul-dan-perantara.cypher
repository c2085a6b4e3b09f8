// judul: Simpul dan perantara
// title: Hubs and brokers
// tema: jaringan
// penjelasan: Pelaku dengan hubungan terbanyak (derajat) dan yang paling sering menjadi jalan antara
//   pelaku lain (keperantaraan), menurut pengukuran terakhir yang disimpan; setiap baris menyebut
//   proyeksi, tanggal, dan banyaknya simpul yang diukur.
// explanation: Actors with the most links (degree) and those through whom others reach each other
//   (betweenness), in the latest measurement that was stored; every row says over which
//   projection, date and number of nodes.
// parameter: proyeksi choice(actors|regions|opds|neighbours) = actors — proyeksi / projection
// parameter: banyaknya integer = 25 — baris teratas / topmost rows
// grafik: bar pelaku derajat
MATCH (m:Measurement {projection: $proyeksi})
WITH m ORDER BY m.computed_at DESC, m.id LIMIT 1
MATCH (p)-[v:MEASURED]->(m)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
RETURN coalesce(p.code, p.id) AS kode, coalesce(p.name + ' ' + r.name, p.name) AS pelaku,
  v.degree AS derajat, round(v.betweenness, 6) AS keperantaraan, round(v.pagerank, 6) AS pagerank,
  v.articulation AS titik_potong, m.projection AS proyeksi, m.on AS per, m.nodes AS simpul
ORDER BY derajat DESC, keperantaraan DESC, kode
LIMIT toInteger($banyaknya)
