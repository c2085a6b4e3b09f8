// judul: Hasil kerja sama menurut mitra
// title: Yields of cooperation by partner
// tema: daerah
// penjelasan: Jumlah rupiah yang dihasilkan kesepakatan sebuah daerah, menurut pihak lain di dalamnya.
//   Bila satu kesepakatan punya beberapa pihak lain, hasilnya ditulis pada baris yang memuat
//   semuanya, sehingga tidak terhitung dua kali.
// explanation: Rupiah that a region's agreements yielded, by the other parties. Where one
//   agreement has several other parties its yields stand in the row that names them all, so that
//   nothing counts twice.
// parameter: wilayah region = 12.10 — daerah / region
// parameter: tahun integer = none — hanya hasil tahun ini / only yields of this year
// grafik: bar mitra jumlah_rupiah
MATCH (:Region {code: $wilayah})<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)
WHERE x.code = $wilayah OR x:Opd
WITH DISTINCT k
MATCH (k)-[:YIELDED]->(b:Benefit {currency: 'IDR'})
WHERE $tahun IS NULL OR b.year = $tahun
WITH k, sum(b.amount) AS amount, count(b) AS items
OPTIONAL MATCH (k)<-[:PARTY_TO]-(y)
WHERE coalesce(y.region_code, y.code, '') <> $wilayah
OPTIONAL MATCH (y)-[:PART_OF]->(r:Region) WHERE y.region_code IS NOT NULL
WITH k, amount, items, coalesce(y.name + ' ' + r.name, y.name) AS name
ORDER BY name
WITH k, amount, items, collect(name) AS names
WITH collect({names: names, amount: amount, items: items}) AS yields, sum(amount) AS total
UNWIND yields AS one
WITH one.names AS names, total, sum(one.amount) AS jumlah_rupiah, sum(one.items) AS hasil,
  count(one) AS kesepakatan
RETURN CASE WHEN size(names) = 0 THEN '(tidak disebut)'
    ELSE reduce(text = names[0], name IN tail(names) | text + ', ' + name) END AS mitra,
  kesepakatan AS kerja_sama, hasil, jumlah_rupiah,
  round(100.0 * jumlah_rupiah / total, 1) AS persen, total AS total_rupiah
ORDER BY jumlah_rupiah DESC, mitra
