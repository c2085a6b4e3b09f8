// judul: Kerja sama yang akan berakhir
// title: Cooperation about to end
// tema: daerah
// penjelasan: Kerja sama berjalan yang masa berlakunya habis dalam sekian bulan.
// explanation: Running cooperation whose term ends within so many months.
// parameter: per date = today — per tanggal / as of
// parameter: bulan integer = 6 — dalam berapa bulan / within how many months
// parameter: wilayah region = none — hanya daerah ini / only this region
// grafik: table
MATCH (k:Agreement)
WHERE k.cooperation AND k.runs_from <= $per AND k.runs_until >= $per
  AND k.runs_until <= $per + duration({months: toInteger($bulan)})
MATCH (k)<-[:PARTY_TO]-(p)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
WITH k, coalesce(p.region_code, p.code) AS code, coalesce(p.name + ' ' + r.name, p.name) AS name
ORDER BY name
WITH k, collect(code) AS codes, collect(name) AS pihak
WHERE $wilayah IS NULL OR $wilayah IN codes
RETURN k.id AS kesepakatan, k.title AS judul, k.form AS bentuk, pihak,
  k.runs_until AS berakhir, k.ends_on_computed AS akhir_dihitung
ORDER BY berakhir, kesepakatan
