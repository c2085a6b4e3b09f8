// judul: Klaster dalam jaringan
// title: Clusters in the network
// tema: jaringan
// penjelasan: Kelompok pelaku yang lebih banyak terhubung ke dalam daripada ke luar, dinamai menurut
//   anggota yang paling sentral, menurut pengukuran terakhir yang disimpan.
// explanation: Groups of actors with more links within than outwards, named after their most
//   central member, in the latest measurement that was stored.
// parameter: proyeksi choice(actors|regions|opds|neighbours) = actors — proyeksi / projection
// grafik: bar klaster anggota
MATCH (m:Measurement {projection: $proyeksi})
WITH m ORDER BY m.computed_at DESC, m.id LIMIT 1
MATCH (p)-[v:MEASURED]->(m)
WHERE v.community IS NOT NULL
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
WITH m, v.community AS kode, coalesce(p.code, p.id) AS key,
  coalesce(p.name + ' ' + r.name, p.name) AS name, v.degree AS degree
ORDER BY degree DESC, key
WITH m, kode, collect(name) AS names, collect(CASE WHEN key = kode THEN name END) AS named
RETURN kode, named[0] AS klaster, size(names) AS anggota, names[0..5] AS contoh,
  m.projection AS proyeksi, m.on AS per, m.nodes AS simpul
ORDER BY anggota DESC, kode
