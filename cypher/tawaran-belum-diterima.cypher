// judul: Tawaran yang belum diterima
// title: Offers not yet accepted
// tema: waktu
// penjelasan: Usulan dan pembahasan yang belum menjadi kesepakatan, dengan umurnya sejak pertama kali
//   tercatat. Tidak dihitung sebagai kerja sama berjalan di mana pun.
// explanation: Proposals and discussions that have not become agreements, with their age since they
//   were first stated. Nowhere counted as running cooperation.
// parameter: per date = today — per tanggal / as of
// parameter: wilayah region = none — hanya daerah ini / only this region
// parameter: tahap choice(usulan|pembahasan) = none — hanya tahap ini / only this stage
// grafik: table
MATCH (k:Agreement)
WHERE k.cooperation AND k.stage IN ['usulan', 'pembahasan'] AND ($tahap IS NULL OR k.stage = $tahap)
  AND (k.first_stated_on IS NULL OR k.first_stated_on <= $per)
MATCH (k)<-[:PARTY_TO]-(p)
OPTIONAL MATCH (p)-[:PART_OF]->(r:Region) WHERE p.region_code IS NOT NULL
WITH k, coalesce(p.region_code, p.code) AS code, coalesce(p.name + ' ' + r.name, p.name) AS name
ORDER BY name
WITH k, collect(code) AS codes, collect(name) AS pihak
WHERE $wilayah IS NULL OR $wilayah IN codes
RETURN k.id AS kesepakatan, k.title AS judul, k.stage AS tahap, pihak,
  COLLECT { MATCH (k)-[:ABOUT]->(f:Affair) RETURN f.code ORDER BY f.code } AS urusan,
  k.first_stated_on AS pertama_tercatat, k.due_on AS target
ORDER BY coalesce(toString(pertama_tercatat), ''), kesepakatan
