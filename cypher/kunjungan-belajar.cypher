// judul: Kunjungan belajar dan topiknya
// title: Learning visits and their topics
// tema: mitra
// penjelasan: Siapa belajar kepada siapa, tentang apa, dan kapan; yang dikunjungi mungkin sudah
//   memecahkan masalah yang sama.
// explanation: Who went to learn from whom, about what, and when; the host may have solved the
//   same problem already.
// parameter: urusan affair = none — hanya urusan ini / only this affair
// parameter: wilayah region = none — daerah yang belajar atau dikunjungi / region that learns or hosts
// parameter: per date = today — sampai tanggal / up to
// grafik: map jejaring
MATCH (k:Agreement {form: 'kaji_banding'})
WHERE (coalesce(k.signed_on, k.starts_on, k.first_stated_on) IS NULL
    OR coalesce(k.signed_on, k.starts_on, k.first_stated_on) <= $per)
  AND ($urusan IS NULL OR EXISTS { MATCH (k)-[:ABOUT]->(:Affair {code: $urusan}) })
MATCH (k)<-[:PARTY_TO {role: 'learner'}]-(x), (k)<-[:PARTY_TO {role: 'host'}]-(y)
WHERE $wilayah IS NULL OR $wilayah IN [coalesce(x.region_code, x.code), coalesce(y.region_code, y.code)]
OPTIONAL MATCH (x)-[:PART_OF]->(xr:Region) WHERE x.region_code IS NOT NULL
OPTIONAL MATCH (y)-[:PART_OF]->(yr:Region) WHERE y.region_code IS NOT NULL
RETURN coalesce(x.code, x.id) AS kode_a, coalesce(x.name + ' ' + xr.name, x.name) AS yang_belajar,
  coalesce(y.code, y.id) AS kode_b, coalesce(y.name + ' ' + yr.name, y.name) AS yang_dikunjungi,
  COLLECT { MATCH (k)-[:ABOUT]->(f:Affair) RETURN f.code ORDER BY f.code } AS urusan,
  k.id AS kesepakatan, k.title AS judul, k.scope AS topik,
  coalesce(k.signed_on, k.starts_on, k.first_stated_on) AS tanggal
ORDER BY kesepakatan, kode_a, kode_b
