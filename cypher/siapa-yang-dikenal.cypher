// judul: Siapa yang kita kenal di sana
// title: Whom we know there
// tema: mitra
// penjelasan: Setiap kesepakatan dan kunjungan belajar yang mempertemukan dua daerah, dengan OPD dari
//   kedua sisi, yang terbaru lebih dahulu: pintu pertama untuk bertanya.
// explanation: Every agreement and learning visit that brought two regions together, with the OPDs
//   of either side, the latest first: the first door to knock on.
// parameter: wilayah_a region = 12.10 — daerah kita / our region
// parameter: wilayah_b region = 12.23 — daerah di sana / the region there
// grafik: table
MATCH (:Region {code: $wilayah_b})<-[:PART_OF*0..1]-(y)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(x)
WHERE (y.code = $wilayah_b OR y:Opd) AND coalesce(x.region_code, x.code, '') = $wilayah_a
WITH DISTINCT k, x, y
RETURN coalesce(x.code, x.id) AS kode_a, x.name AS dari_sini, coalesce(y.code, y.id) AS kode_b,
  y.name AS dari_sana, k.id AS kesepakatan, k.title AS judul, k.form AS bentuk, k.stage AS tahap,
  coalesce(k.signed_on, k.starts_on, k.last_stated_on) AS tanggal
ORDER BY coalesce(toString(tanggal), '') DESC, kesepakatan, kode_a, kode_b
