// judul: Kerja sama antartetangga yang sudah berakhir
// title: Cooperation between neighbours that has lapsed
// tema: kesenjangan
// penjelasan: Kesepakatan antara dua wilayah berbatasan darat yang sudah berakhir atau dicabut, dan
//   apakah keduanya masih punya kerja sama lain yang berjalan.
// explanation: Agreements of two land neighbours that have ended or were revoked, and whether the
//   two still have another one running.
// parameter: per date = today — per tanggal / as of
// parameter: urusan affair = none — hanya urusan ini / only this affair
// parameter: provinsi province = none — sedikitnya satu pihak di provinsi ini / at least one side in this province
// grafik: map batas
MATCH (a:Region)-[:BORDERS]->(b:Region)
WHERE $provinsi IS NULL OR a.code STARTS WITH $provinsi OR b.code STARTS WITH $provinsi
MATCH (a)<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE (x = a OR x:Opd) AND coalesce(y.region_code, y.code) = b.code AND k.cooperation
  AND ($urusan IS NULL OR EXISTS { MATCH (k)-[:ABOUT]->(:Affair {code: $urusan}) })
WITH DISTINCT a, b, k
WITH a, b, collect(k) AS common
WITH a, b, common, size([k IN common WHERE k.runs_from <= $per
    AND (k.runs_until IS NULL OR k.runs_until >= $per)]) AS berjalan
UNWIND common AS k
WITH a, b, k, berjalan
WHERE k.runs_until < $per OR (k.stage = 'dicabut' AND k.signed_on <= $per)
RETURN a.code AS kode_a, a.name AS wilayah_a, b.code AS kode_b, b.name AS wilayah_b,
  k.id AS kesepakatan, k.title AS judul, k.form AS bentuk, k.runs_until AS berakhir,
  k.stage AS tahap, berjalan AS kerja_sama_berjalan
ORDER BY kode_a, kode_b, kesepakatan
