// judul: Pasangan yang keadaannya berubah
// title: Pairs whose status changed
// tema: waktu
// penjelasan: Pasangan tetangga yang keadaannya pada tanggal kedua lain daripada tanggal pertama,
//   dengan kesepakatan yang menyebabkannya. Sama dengan halaman Kesenjangan, Perubahan; kesepakatan
//   yang mulai dan berakhir sendiri ada di kueri perubahan-jejaring.
// explanation: Pairs of neighbours whose status on the second date is not that of the first, with
//   the agreements that caused it. The same as the page Kesenjangan, Changes; agreements that began
//   and ended as such are in the question perubahan-jejaring.
// parameter: dari date = 2017-12-31 — tanggal pertama / first date
// parameter: sampai date = today — tanggal kedua / second date
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// parameter: tingkat level = kabkota — tingkat / level
// parameter: urusan affair = none — hanya kerja sama tentang urusan ini / only cooperation on this affair
// parameter: provinsi province = none — sedikitnya satu pihak di provinsi ini / at least one side in this province
// grafik: map batas
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
    AND ($urusan IS NULL OR EXISTS { MATCH (k)-[:ABOUT]->(:Affair {code: $urusan}) })
  WITH DISTINCT k, coalesce(y.region_code, y.code) AS code
  UNWIND [$dari, $sampai] AS per
  WITH k, code, per,
    CASE
      WHEN k.runs_from IS NULL AND k.first_stated_on IS NULL
        AND k.stage IN ['penandatanganan', 'pelaksanaan', 'selesai'] THEN 'undated'
      WHEN k.stage IN ['usulan', 'pembahasan']
        AND (k.first_stated_on IS NULL OR k.first_stated_on <= per) THEN 'planned'
      WHEN k.runs_from <= per AND (k.runs_until IS NULL OR k.runs_until >= per) THEN CASE
        WHEN k.form IN ['kesepakatan_bersama', 'nota_kesepakatan', 'mou', 'letter_of_intent']
          AND coalesce(k.signed_on, k.starts_on, k.runs_from) + duration({years: 1}) < per
          AND NOT EXISTS { MATCH (k)<-[:IMPLEMENTS]-(i:Agreement) WHERE i.runs_from <= per }
          THEN 'paper' ELSE 'running' END
      WHEN k.runs_from IS NOT NULL AND k.runs_until < per THEN 'lapsed'
      WHEN k.stage = 'dicabut' AND k.signed_on <= per THEN 'lapsed'
      END AS standing
  WITH k, code, collect(CASE WHEN per = $dari THEN standing END) AS before,
    collect(CASE WHEN per = $sampai THEN standing END) AS after
  RETURN collect({code: code, title: k.title, id: k.id, before: before[0], after: after[0]}) AS found
}
UNWIND touching AS one
WITH collect({a: a, b: one.b, e: one.e, common: [k IN found WHERE k.code = one.b.code]}) AS rows
CALL (rows) {
  UNWIND rows AS row
  UNWIND [row.a, row.b] AS r
  WITH DISTINCT r
  UNWIND [$dari, $sampai] AS per
  CALL (r, per) {
    OPTIONAL MATCH (r)<-[:ABOUT_REGION]-(t:Report)
    OPTIONAL MATCH (t)-[:STATED_IN]->(s:Source)
    WITH t, per, min(s.published_on) AS stated_on
    WHERE stated_on IS NULL OR stated_on <= per
    WITH t.year AS year, t.form AS form, t.scheme AS scheme, max(t.count) AS total
    RETURN collect({year: year, form: form, scheme: scheme, total: total}) AS totals
  }
  CALL (r, per) {
    MATCH (r)<-[:PART_OF*0..1]-(x) WHERE x = r OR x:Opd
    MATCH (x)-[:PARTY_TO]->(k:Agreement)
    WHERE k.runs_from <= per OR k.first_stated_on <= per
      OR (k.runs_from IS NULL AND k.first_stated_on IS NULL)
    RETURN collect(DISTINCT k) AS made
  }
  WITH r, per, size(made) AS recorded, [t IN totals WHERE t.total > 0 | {total: t.total,
    found: size([k IN made WHERE k.cooperation AND (t.form IS NULL OR k.form = t.form)
      AND (t.scheme IS NULL OR k.scheme = t.scheme)
      AND (t.year IS NULL OR coalesce(k.signed_on, k.starts_on).year = t.year)])}] AS totals
  WITH r, per, recorded, reduce(sum = 0, t IN totals | sum + t.total) AS reported, reduce(sum = 0,
    t IN totals | sum + CASE WHEN t.found < t.total THEN t.found ELSE t.total END) AS matched
  WITH r, per WHERE recorded > 0 AND 2 * matched >= reported
  RETURN collect(CASE WHEN per = $dari THEN r.code END) AS known_before,
    collect(CASE WHEN per = $sampai THEN r.code END) AS known_after
}
UNWIND rows AS row
WITH row.a AS a, row.b AS b, row.e AS e, row.common AS common,
  row.a.code IN known_before AND row.b.code IN known_before AS is_known_before,
  row.a.code IN known_after AND row.b.code IN known_after AS is_known_after
WITH a, b, e, common, CASE
    WHEN any(k IN common WHERE k.before = 'running') THEN 'running'
    WHEN any(k IN common WHERE k.before = 'planned') THEN 'planned'
    WHEN any(k IN common WHERE k.before = 'paper') THEN 'paper'
    WHEN any(k IN common WHERE k.before = 'lapsed') THEN 'lapsed'
    WHEN any(k IN common WHERE k.before = 'undated') THEN 'unknown'
    WHEN is_known_before THEN 'none' ELSE 'unknown' END AS dulu, CASE
    WHEN any(k IN common WHERE k.after = 'running') THEN 'running'
    WHEN any(k IN common WHERE k.after = 'planned') THEN 'planned'
    WHEN any(k IN common WHERE k.after = 'paper') THEN 'paper'
    WHEN any(k IN common WHERE k.after = 'lapsed') THEN 'lapsed'
    WHEN any(k IN common WHERE k.after = 'undated') THEN 'unknown'
    WHEN is_known_after THEN 'none' ELSE 'unknown' END AS status
WHERE dulu <> status
WITH a, b, e, dulu, status, CASE WHEN status = 'running' THEN 'mulai'
    WHEN dulu = 'running' OR status = 'lapsed' THEN 'berakhir'
    WHEN status = 'planned' THEN 'direncanakan' WHEN status = 'paper' THEN 'kertas'
    WHEN dulu IN ['none', 'unknown'] THEN 'data' ELSE 'gugur' END AS perubahan_keadaan,
  [k IN common WHERE coalesce(k.before, '') <> coalesce(k.after, '')
    AND (k.before = dulu OR k.after = status) | k] AS causes
UNWIND CASE WHEN size(causes) > 0 THEN causes ELSE [null] END AS k
WITH a, b, e, dulu, status, perubahan_keadaan, k ORDER BY k.id
WITH a, b, e, dulu, status, perubahan_keadaan, collect(k.title) AS karena
RETURN a.code AS kode_a, a.name AS wilayah_a, b.code AS kode_b, b.name AS wilayah_b,
  perubahan_keadaan, dulu, status, coalesce(e.length_km, 0.0) AS panjang_batas_km, karena
ORDER BY perubahan_keadaan, panjang_batas_km DESC, kode_a, kode_b
