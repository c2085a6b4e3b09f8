// judul: Yang dilaporkan dan yang tercatat
// title: Reported against recorded
// tema: sumber
// penjelasan: Jumlah yang disebut sumber tentang sebuah daerah di samping banyaknya kesepakatan yang
//   tercatat untuk tahun, bentuk, dan skema yang sama; selisihnya adalah yang belum ada datanya.
//   Tahun yang tercatat adalah tahun ditandatangani atau mulai, atau bila tidak diketahui, tahun
//   pada sumber yang sama dengan laporannya.
// explanation: Totals that a source states of a region beside how many agreements are recorded for
//   the same year, form and scheme; the difference is what we have no data about. The year of an
//   agreement is that of signing or start or, where unknown, it counts if the same source as the
//   report states it.
// parameter: wilayah region = none — hanya daerah ini / only this region
// parameter: tahun integer = none — hanya tahun ini / only this year
// grafik: table
MATCH (t:Report)-[:ABOUT_REGION]->(r:Region)
WHERE ($wilayah IS NULL OR r.code = $wilayah) AND ($tahun IS NULL OR t.year = $tahun)
MATCH (t)-[:STATED_IN]->(s:Source)
OPTIONAL MATCH (r)<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)
WHERE (x = r OR x:Opd) AND k.cooperation AND NOT k.stage IN ['usulan', 'pembahasan', 'ditolak']
  AND (t.form IS NULL OR k.form = t.form) AND (t.scheme IS NULL OR k.scheme = t.scheme)
  AND (t.year IS NULL OR coalesce(k.signed_on, k.starts_on).year = t.year
    OR (k.signed_on IS NULL AND k.starts_on IS NULL
        AND EXISTS { MATCH (k)-[:STATED_IN]->(s) }))
WITH r, t, s, count(DISTINCT k) AS tercatat
RETURN r.code AS kode, r.name AS wilayah, t.year AS tahun, t.form AS bentuk, t.scheme AS skema,
  t.count AS dilaporkan, t.at_least AS sekurangnya, tercatat,
  CASE WHEN t.count > tercatat THEN t.count - tercatat ELSE 0 END AS belum_tercatat,
  s.title AS sumber
ORDER BY kode, tahun, bentuk, skema, sumber, t.id
