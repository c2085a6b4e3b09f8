// judul: Rencana, pelaksanaan, dan yang terlambat
// title: Planned, carried out, overdue
// tema: waktu
// penjelasan: Rencana kerja sama beserta targetnya: dilaksanakan, masih direncanakan, atau lewat target.
//   Rencana disebut terlambat bila targetnya sudah lewat dan belum ada tanda pelaksanaan.
// explanation: Planned cooperation with its target: carried out, still planned, or past its target. A
//   plan is overdue where its target has passed and nothing shows that it was carried out.
// parameter: wilayah region = none — hanya daerah ini / only this region
// parameter: per date = today — per tanggal / as of
// parameter: keadaan choice(terlaksana|direncanakan|terlambat) = none — hanya keadaan ini / only this state
// grafik: table
MATCH (k:Agreement)
WHERE k.cooperation AND (k.due_on IS NOT NULL OR k.stage IN ['usulan', 'pembahasan'])
  AND (k.first_stated_on IS NULL OR k.first_stated_on <= $per)
MATCH (k)<-[:PARTY_TO]-(p)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
WITH k, coalesce(p.region_code, p.code) AS code, coalesce(p.name + ' ' + r.name, p.name) AS name
ORDER BY name
WITH k, collect(code) AS codes, collect(name) AS pihak
WHERE $wilayah IS NULL OR $wilayah IN codes
WITH k, pihak, CASE
    WHEN k.runs_from <= $per THEN 'terlaksana'
    WHEN k.stage IN ['usulan', 'pembahasan'] AND k.due_on < $per THEN 'terlambat'
    WHEN k.stage IN ['usulan', 'pembahasan'] THEN 'direncanakan'
  END AS keadaan
WHERE keadaan IS NOT NULL AND ($keadaan IS NULL OR keadaan = $keadaan)
RETURN k.id AS kesepakatan, k.title AS judul, pihak, k.stage AS tahap, k.due_on AS target, keadaan
ORDER BY keadaan, kesepakatan
