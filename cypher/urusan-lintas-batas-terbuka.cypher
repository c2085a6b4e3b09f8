// judul: Urusan lintas batas yang belum dikerjasamakan
// title: Affairs across the border that nobody covers
// tema: kesenjangan
// penjelasan: Untuk setiap pasangan: urusan yang dampaknya melintasi batas dan belum punya kerja
//   sama berjalan di antara keduanya, dengan bobot (0 sampai 1), alasannya, keadaannya, dan apakah
//   kedua pihak sudah bekerja sama dengan pihak lain dalam urusan itu. Inilah bagian “urusan lintas
//   batas” dari peringkat di halaman Kesenjangan: jumlah bobot, setengahnya bila tidak keduanya aktif,
//   dibagi jumlah seluruh bobot.
// explanation: For every pair: the affairs whose effects cross the border and in which nothing runs
//   between the two, with weight (0 to 1), reason, status, and whether both sides cooperate with
//   others in the affair. This is the part “affairs across the border” of the rank on the page
//   Kesenjangan: the sum of the weights, half of each where not both are active, divided by the sum of
//   all weights.
// parameter: wilayah region = 12.10 — hanya pasangan wilayah ini / only pairs of this region
// parameter: per date = today — per tanggal / as of
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// parameter: urusan affair = none — hanya urusan ini / only this affair
// grafik: table
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code AND $wilayah IN [a.code, b.code]
WITH a, b, e, CASE type(e) WHEN 'BORDERS' THEN 'land' WHEN 'SEA_NEIGHBOUR' THEN 'sea'
    WHEN 'TOUCHES' THEN 'corner' ELSE 'own' END AS hubungan
WHERE hubungan = $hubungan
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
  RETURN collect({code: code, standing: standing, affairs: [(k)-[:ABOUT]->(f:Affair) | f.code]}) AS found
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
WITH row, row.a AS a, row.b AS b, known, row.common AS common
CALL (a) {
  MATCH (a)<-[:PART_OF*0..1]-(x) WHERE x = a OR x:Opd
  MATCH (x)-[:PARTY_TO]->(k:Agreement)-[:ABOUT]->(f:Affair)
  WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
    AND f.cross_border_weight > 0
  RETURN collect(DISTINCT f.code) AS active_a
}
CALL (b) {
  MATCH (b)<-[:PART_OF*0..1]-(x) WHERE x = b OR x:Opd
  MATCH (x)-[:PARTY_TO]->(k:Agreement)-[:ABOUT]->(f:Affair)
  WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
    AND f.cross_border_weight > 0
  RETURN collect(DISTINCT f.code) AS active_b
}
MATCH (f:Affair)
WHERE f.cross_border_weight > 0 AND ($urusan IS NULL OR f.code = $urusan)
  AND none(k IN common WHERE k.standing = 'running' AND f.code IN k.affairs)
WITH row, a, b, f, CASE
    WHEN any(k IN common WHERE k.standing = 'running' AND f.code IN k.affairs) THEN 'running'
    WHEN any(k IN common WHERE k.standing = 'planned' AND f.code IN k.affairs) THEN 'planned'
    WHEN any(k IN common WHERE k.standing = 'paper' AND f.code IN k.affairs) THEN 'paper'
    WHEN any(k IN common WHERE k.standing = 'lapsed' AND f.code IN k.affairs) THEN 'lapsed'
    WHEN any(k IN common WHERE k.standing = 'undated') THEN 'unknown'
    WHEN row.a.code IN known AND row.b.code IN known THEN 'none'
    ELSE 'unknown' END AS status,
  f.code IN active_a AND f.code IN active_b AS keduanya_aktif
RETURN a.code AS kode_a, a.name AS wilayah_a, b.code AS kode_b, b.name AS wilayah_b,
  f.code AS urusan, status, f.cross_border_weight AS bobot, keduanya_aktif,
  f.cross_border_reason AS alasan, f.cross_border_reason_en AS alasan_inggris
ORDER BY kode_a, kode_b, keduanya_aktif DESC, bobot DESC, urusan
