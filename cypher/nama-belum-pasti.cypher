// judul: Nama pihak yang belum pasti
// title: Names of parties left open
// tema: sumber
// penjelasan: Nama di register yang cocok dengan lebih dari satu wilayah atau OPD, atau tidak dikenal,
//   sehingga belum dihubungkan dengan siapa pun; dengan yang mungkin dimaksud dan tempatnya di berkas.
// explanation: Names in registers that fit more than one region or department, or none, and are
//   linked to nobody yet; with what they may mean and where they stand in the file.
// parameter: wilayah region = none — hanya register daerah ini / only this region's register
// grafik: table
MATCH (k:Agreement)
WHERE k.open_count > 0
  AND ($wilayah IS NULL OR EXISTS { MATCH (k)<-[:TELLS]-(:Record {owner: $wilayah}) })
UNWIND k.open_parties AS open
WITH k, replace(split(split(open, '{"as_written": "')[1], '", "candidates": [')[0], '\\"', '"')
    AS tertulis,
  split(replace(split(split(open, '", "candidates": [')[1], '], "reason": ')[0], '"', ''), ', ')
    AS keys
OPTIONAL MATCH (r:Region) WHERE r.code IN keys
WITH k, tertulis, keys, r ORDER BY r.code
WITH k, tertulis, keys, collect(r.name) AS names, collect(r.code) AS codes
OPTIONAL MATCH (k)<-[:TELLS]-(c:Record) WHERE $wilayah IS NULL OR c.owner = $wilayah
WITH k, tertulis, names + [key IN keys WHERE key <> '' AND NOT key IN codes] AS calon, c
ORDER BY c.file, c.sheet, c.row
WITH k, tertulis, calon, collect(c)[0] AS c
RETURN k.id AS kesepakatan, k.title AS judul, tertulis, calon, c.file AS berkas, c.sheet AS lembar,
  c.row AS baris
ORDER BY tertulis, kesepakatan
