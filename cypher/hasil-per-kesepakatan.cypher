// judul: Hasil setiap kesepakatan
// title: What each agreement yielded
// tema: daerah
// penjelasan: Setiap hasil yang disebut sumber, dengan kesepakatan, tahun, dan jumlahnya.
// explanation: Every yield that a source states, with its agreement, year and amount.
// parameter: wilayah region = none — daerah; kosong berarti semua / region; empty means all
// parameter: tahun integer = none — hanya hasil tahun ini / only yields of this year
// grafik: table
MATCH (k:Agreement)-[:YIELDED]->(b:Benefit)
WHERE ($tahun IS NULL OR b.year = $tahun)
  AND ($wilayah IS NULL OR EXISTS {
    MATCH (k)<-[:PARTY_TO]-(p) WHERE coalesce(p.region_code, p.code) = $wilayah })
RETURN k.id AS kesepakatan, k.title AS judul, b.item AS uraian, b.year AS tahun,
  b.currency AS mata_uang, b.amount AS jumlah
ORDER BY kesepakatan, tahun, uraian, jumlah
