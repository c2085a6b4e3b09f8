// judul: Kerja sama daerah lintas provinsi
// title: Regions cooperating across provinces
// tema: jaringan
// penjelasan: Pasangan daerah dari provinsi berbeda yang sedang bekerja sama, bertetangga maupun tidak.
// explanation: Pairs of regions of different provinces that cooperate, neighbours or not.
// parameter: per date = today — per tanggal / as of
// parameter: wilayah region = none — hanya daerah ini / only this region
// parameter: urusan affair = none — hanya urusan ini / only this affair
// grafik: map jejaring
MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
  AND coalesce(x.region_code, x.code) < coalesce(y.region_code, y.code)
  AND left(coalesce(x.region_code, x.code), 2) <> left(coalesce(y.region_code, y.code), 2)
  AND ($wilayah IS NULL
    OR $wilayah IN [coalesce(x.region_code, x.code), coalesce(y.region_code, y.code)])
  AND ($urusan IS NULL OR EXISTS { MATCH (k)-[:ABOUT]->(:Affair {code: $urusan}) })
WITH coalesce(x.region_code, x.code) AS kode_a, coalesce(y.region_code, y.code) AS kode_b,
  count(DISTINCT k) AS kerja_sama
MATCH (a:Region {code: kode_a}), (b:Region {code: kode_b})
RETURN kode_a, a.name AS wilayah_a, kode_b, b.name AS wilayah_b, kerja_sama,
  EXISTS { MATCH (a)-[:BORDERS]-(b) } AS bertetangga
ORDER BY kerja_sama DESC, kode_a, kode_b
