// judul: Yang berubah antara dua tanggal
// title: What changed between two dates
// tema: waktu
// penjelasan: Kerja sama yang mulai dan yang berakhir sesudah tanggal pertama sampai dengan tanggal kedua.
//   “Pertama tercatat”: tidak satu sumber pun menyebut mulainya; tanggalnya tanggal sumber.
// explanation: Cooperation that began and that ended after the first date, up to and including the
//   second. “First recorded”: no source says when it began; the date is that of the source.
// parameter: dari date = 2017-12-31 — sesudah tanggal / after
// parameter: sampai date = today — sampai dengan tanggal / up to and including
// parameter: wilayah region = none — hanya daerah ini / only this region
// grafik: table
MATCH (k:Agreement)
WHERE k.cooperation AND k.runs_from IS NOT NULL
UNWIND [['mulai', k.runs_from], ['berakhir', k.runs_until + duration({days: 1})]] AS event
WITH k, event[1] AS tanggal, CASE
  WHEN event[0] = 'mulai' AND k.signed_on IS NULL AND k.starts_on IS NULL THEN 'pertama tercatat'
  ELSE event[0] END AS perubahan
WHERE tanggal > $dari AND tanggal <= $sampai
MATCH (k)<-[:PARTY_TO]-(p)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
WITH k, perubahan, tanggal, coalesce(p.region_code, p.code) AS code,
  coalesce(p.name + ' ' + r.name, p.name) AS name
ORDER BY name
WITH k, perubahan, tanggal, collect(code) AS codes, collect(name) AS pihak
WHERE $wilayah IS NULL OR $wilayah IN codes
RETURN tanggal, perubahan, k.id AS kesepakatan, k.title AS judul, k.form AS bentuk, pihak
ORDER BY tanggal, perubahan, kesepakatan
