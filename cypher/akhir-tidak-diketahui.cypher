// judul: Kerja sama berjalan yang akhirnya tidak diketahui
// title: Running cooperation whose end is unknown
// tema: waktu
// penjelasan: Kerja sama yang dihitung berjalan karena tidak ada sumber yang menyebut kapan berakhir,
//   yang paling lama tidak tercatat lagi lebih dahulu.
// explanation: Cooperation that counts as running because no source says when it ends, those not
//   stated for longest first.
// parameter: per date = today — per tanggal / as of
// parameter: tahun integer = 0 — terakhir tercatat lebih dari sekian tahun lalu / last stated more than so many years ago
// parameter: wilayah region = none — hanya daerah ini / only this region
// grafik: table
MATCH (k:Agreement)
WHERE k.cooperation AND k.runs_from <= $per AND k.runs_until IS NULL
  AND NOT coalesce(k.endless, false)
  AND (k.last_stated_on IS NULL OR k.last_stated_on + duration({years: toInteger($tahun)}) < $per)
MATCH (k)<-[:PARTY_TO]-(p)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
WITH k, coalesce(p.region_code, p.code) AS code, coalesce(p.name + ' ' + r.name, p.name) AS name
ORDER BY name
WITH k, collect(code) AS codes, collect(name) AS pihak
WHERE $wilayah IS NULL OR $wilayah IN codes
RETURN k.id AS kesepakatan, k.title AS judul, k.form AS bentuk, pihak, k.runs_from AS sejak,
  k.last_stated_on AS terakhir_tercatat
ORDER BY coalesce(toString(terakhir_tercatat), ''), kesepakatan
