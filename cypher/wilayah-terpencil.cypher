// judul: Wilayah yang paling terpencil
// title: The most isolated regions
// tema: kesenjangan
// penjelasan: Wilayah yang tidak bekerja sama dengan satu tetangga pun, dari yang paling pasti:
//   tentang semua tetangganya ada data; sebagian belum ada data; tidak satu pun diketahui; tidak punya
//   tetangga. Dengan banyaknya tetangga menurut keadaannya, dan kapan kerja sama terakhirnya dengan
//   tetangga berakhir. Sama dengan halaman Kesenjangan, Terpencil.
// explanation: Regions that cooperate with none of their neighbours, the surest first: all
//   neighbours are known; nothing is known with some; the status of none is known; there is no
//   neighbour. With how many neighbours there are by status, and when the last cooperation with a
//   neighbour ended. The same as the page Kesenjangan, Isolated.
// parameter: per date = today — per tanggal / as of
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// parameter: tingkat level = kabkota — tingkat / level
// parameter: urusan affair = none — hanya kerja sama tentang urusan ini / only cooperation on this affair
// parameter: provinsi province = none — hanya provinsi ini / only this province
// grafik: table
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code
  AND ($provinsi IS NULL OR a.code STARTS WITH $provinsi OR b.code STARTS WITH $provinsi)
WITH a, b, e, CASE type(e) WHEN 'BORDERS' THEN 'land' WHEN 'SEA_NEIGHBOUR' THEN 'sea'
    WHEN 'TOUCHES' THEN 'corner' ELSE 'own' END AS hubungan,
  CASE WHEN b.kind = 'provinsi' THEN 'provinsi' WHEN a.kind = 'provinsi' THEN 'campur'
    ELSE 'kabkota' END AS tingkat
WHERE hubungan = $hubungan AND ($tingkat IS NULL OR tingkat = $tingkat)
WITH a, collect({b: b, e: e}) AS touching, collect(b.code) AS codes
CALL (a, codes) {
  MATCH (a)<-[:PART_OF*0..1]-(x) WHERE x = a OR x:Opd
  MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
  WHERE coalesce(y.region_code, y.code) IN codes AND k.cooperation
  WITH DISTINCT k, coalesce(y.region_code, y.code) AS code
  WITH k, code,
    CASE
      WHEN k.runs_from IS NULL AND k.first_stated_on IS NULL
        AND k.stage IN ['penandatanganan', 'pelaksanaan', 'selesai'] THEN 'undated'
      WHEN $urusan IS NOT NULL AND NOT EXISTS { MATCH (k)-[:ABOUT]->(:Affair {code: $urusan}) }
        THEN null
      WHEN k.stage IN ['usulan', 'pembahasan']
        AND (k.first_stated_on IS NULL OR k.first_stated_on <= $per) THEN 'planned'
      WHEN k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per) THEN CASE
        WHEN k.form IN ['kesepakatan_bersama', 'nota_kesepakatan', 'mou', 'letter_of_intent']
          AND coalesce(k.signed_on, k.starts_on, k.runs_from) + duration({years: 1}) < $per
          AND NOT EXISTS { MATCH (k)<-[:IMPLEMENTS]-(i:Agreement) WHERE i.runs_from <= $per }
          THEN 'paper' ELSE 'running' END
      WHEN k.runs_from IS NOT NULL AND k.runs_until < $per THEN 'lapsed'
      WHEN k.stage = 'dicabut' AND k.signed_on <= $per THEN 'lapsed'
      END AS standing
  RETURN collect({code: code, standing: standing, until: CASE WHEN k.stage = 'dicabut' THEN null ELSE k.runs_until END}) AS found
}
UNWIND touching AS one
WITH collect({a: a, b: one.b, e: one.e,
  common: [k IN found WHERE k.code = one.b.code AND k.standing IS NOT NULL]}) AS rows
CALL (rows) {
  UNWIND rows AS row
  UNWIND [row.a, row.b] AS r
  WITH DISTINCT r
  CALL (r) {
    OPTIONAL MATCH (r)<-[:ABOUT_REGION]-(t:Report)
    OPTIONAL MATCH (t)-[:STATED_IN]->(s:Source)
    WITH t, min(s.published_on) AS stated_on
    WHERE stated_on IS NULL OR stated_on <= $per
    WITH t.year AS year, t.form AS form, t.scheme AS scheme, max(t.count) AS total
    RETURN collect({year: year, form: form, scheme: scheme, total: total}) AS totals
  }
  CALL (r) {
    MATCH (r)<-[:PART_OF*0..1]-(x) WHERE x = r OR x:Opd
    MATCH (x)-[:PARTY_TO]->(k:Agreement)
    WHERE k.runs_from <= $per OR k.first_stated_on <= $per
      OR (k.runs_from IS NULL AND k.first_stated_on IS NULL)
    RETURN collect(DISTINCT k) AS made
  }
  WITH r, size(made) AS recorded, [t IN totals WHERE t.total > 0 | {total: t.total,
    found: size([k IN made WHERE k.cooperation AND (t.form IS NULL OR k.form = t.form)
      AND (t.scheme IS NULL OR k.scheme = t.scheme)
      AND (t.year IS NULL OR coalesce(k.signed_on, k.starts_on).year = t.year)])}] AS totals
  WITH r, recorded, reduce(sum = 0, t IN totals | sum + t.total) AS reported, reduce(sum = 0,
    t IN totals | sum + CASE WHEN t.found < t.total THEN t.found ELSE t.total END) AS matched
  RETURN collect(CASE WHEN recorded > 0 AND 2 * matched >= reported THEN r.code END) AS known
}
UNWIND rows AS row
WITH row, known, row.common AS common
WITH row.a AS a, row.b AS b, row.e AS e, common, row.a.code IN known AND row.b.code IN known
    AND NOT any(k IN common WHERE k.standing = 'undated') AS is_known,
  CASE
    WHEN any(k IN common WHERE k.standing = 'running') THEN 'running'
    WHEN any(k IN common WHERE k.standing = 'planned') THEN 'planned'
    WHEN any(k IN common WHERE k.standing = 'paper') THEN 'paper'
    WHEN any(k IN common WHERE k.standing = 'lapsed') THEN 'lapsed'
    WHEN any(k IN common WHERE k.standing = 'undated') THEN 'unknown'
    WHEN row.a.code IN known AND row.b.code IN known THEN 'none'
    ELSE 'unknown' END AS status
WITH collect({sides: [a.code, b.code], status: status,
  ended: reduce(last = null, k IN common | CASE WHEN k.standing = 'lapsed'
    AND (last IS NULL OR k.until > last) THEN coalesce(k.until, last) ELSE last END)}) AS judged
MATCH (r:Region)
WHERE (r.kind = 'provinsi') = ($tingkat = 'provinsi')
  AND ($provinsi IS NULL OR r.code STARTS WITH $provinsi)
WITH r, [one IN judged WHERE r.code IN one.sides] AS own
WHERE none(one IN own WHERE one.status = 'running')
WITH r, size(own) AS jumlah_tetangga, size([one IN own WHERE one.status = 'unknown']) AS belum_ada_data,
  size([one IN own WHERE one.status = 'planned']) AS direncanakan, own
OPTIONAL MATCH (p:Region {code: r.province_code})
WITH r, p, jumlah_tetangga, belum_ada_data, direncanakan, jumlah_tetangga - belum_ada_data AS tanpa_kerja_sama,
  reduce(last = null, one IN own | CASE WHEN last IS NULL OR one.ended > last
    THEN coalesce(one.ended, last) ELSE last END) AS terakhir_berakhir,
  CASE WHEN jumlah_tetangga = 0 THEN 4 WHEN belum_ada_data = jumlah_tetangga THEN 3
    WHEN belum_ada_data > 0 THEN 2 ELSE 1 END AS place
RETURN r.code AS kode, r.name AS wilayah, p.name AS provinsi,
  ['pasti', 'tercatat', 'tanpa_data', 'tanpa_tetangga'][place - 1] AS keterpencilan,
  jumlah_tetangga, tanpa_kerja_sama, direncanakan, belum_ada_data, terakhir_berakhir,
  r.population AS penduduk
ORDER BY place, tanpa_kerja_sama DESC, penduduk DESC, kode
