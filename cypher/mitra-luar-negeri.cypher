// judul: Mitra luar negeri dan keanggotaan internasional
// title: Foreign partners and international memberships
// tema: mitra
// penjelasan: Negara, pemerintah daerah, dan lembaga di luar negeri yang bekerja sama dengan daerah, serta
//   organisasi internasional tempat daerah menjadi anggota.
// explanation: Countries, governments and institutions abroad that cooperate with regions, and the
//   international organisations of which regions are members.
// parameter: wilayah region = none — hanya daerah ini / only this region
// parameter: per date = today — per tanggal / as of
// grafik: table
MATCH (m:Partner)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(x)
WHERE (m.kind IN ['foreign_government', 'international_organisation', 'foreign_institution']
    OR k.scheme IN ['ksdpl', 'ksdll'] OR k.form = 'keanggotaan')
  AND coalesce(x.region_code, x.code) IS NOT NULL AND k.cooperation
  AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
  AND ($wilayah IS NULL OR coalesce(x.region_code, x.code) = $wilayah)
WITH DISTINCT m, k, coalesce(x.region_code, x.code) AS code
MATCH (r:Region {code: code})
RETURN r.code AS kode_a, r.name AS wilayah, m.id AS kode_b, m.name AS mitra, m.kind AS jenis_mitra,
  m.country AS negara, k.scheme AS skema, k.form AS bentuk, k.id AS kesepakatan, k.title AS judul
ORDER BY kode_a, bentuk, kode_b, kesepakatan
