// judul: Kesepakatan Bersama tanpa PKS
// title: Framework agreements that never got a PKS
// tema: daerah
// penjelasan: Kesepakatan Bersama, Nota Kesepakatan, MoU, dan Letter of Intent yang berlaku lebih lama
//   dari sekian bulan tanpa perjanjian yang melaksanakannya: ada di atas kertas saja.
// explanation: Joint agreements, notes of agreement, MoUs and letters of intent in force for longer
//   than so many months with nothing to implement them: on paper only.
// parameter: per date = today — per tanggal / as of
// parameter: bulan integer = 12 — lebih dari berapa bulan / for more than how many months
// parameter: wilayah region = none — hanya daerah ini / only this region
// grafik: table
MATCH (k:Agreement)
WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
  AND k.form IN ['kesepakatan_bersama', 'nota_kesepakatan', 'mou', 'letter_of_intent']
  AND coalesce(k.signed_on, k.starts_on, k.runs_from) + duration({months: toInteger($bulan)}) < $per
  AND NOT EXISTS { MATCH (k)<-[:IMPLEMENTS]-(i:Agreement) WHERE i.runs_from <= $per }
MATCH (k)<-[:PARTY_TO]-(p)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
WITH k, coalesce(p.region_code, p.code) AS code, coalesce(p.name + ' ' + r.name, p.name) AS name
ORDER BY name
WITH k, collect(code) AS codes, collect(name) AS pihak
WHERE $wilayah IS NULL OR $wilayah IN codes
RETURN k.id AS kesepakatan, k.title AS judul, k.form AS bentuk, pihak,
  coalesce(k.signed_on, k.starts_on, k.runs_from) AS sejak, k.runs_until AS berakhir
ORDER BY sejak, kesepakatan
