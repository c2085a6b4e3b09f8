// judul: Kesenjangan menurut provinsi dan urusan
// title: Gaps by province and affair
// tema: kesenjangan
// penjelasan: Untuk setiap provinsi, seluruhnya (“semua”) dan dalam setiap urusan: berapa pasangan
//   tetangga yang diketahui keadaannya, berapa di antaranya tanpa kerja sama berjalan, dan berapa yang
//   belum ada datanya. Pasangan lintas provinsi dihitung pada kedua provinsinya. Sama dengan halaman
//   Kesenjangan, Provinsi × urusan.
// explanation: For every province, over all (“semua”) and in every affair: of how many pairs of
//   neighbours the status is known, how many of those have nothing running, and of how many nothing is
//   known. A pair across provinces counts in both. The same as the page Kesenjangan, Province ×
//   affair.
// parameter: per date = today — per tanggal / as of
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// parameter: tingkat level = kabkota — tingkat / level
// parameter: provinsi province = none — hanya provinsi ini / only this province
// parameter: urusan affair = none — hanya urusan ini / only this affair
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
WITH collect({provinces: [left(a.code, 2), left(b.code, 2)], status: status, is_known: is_known,
  recorded: reduce(some = [], k IN [one IN common WHERE one.standing <> 'undated'] | some + k.affairs),
  running: reduce(some = [], k IN common | some + CASE WHEN k.standing = 'running' THEN k.affairs ELSE [] END)
  }) AS judged
MATCH (f:Affair)
WHERE f.group <> 'penunjang' AND ($urusan IS NULL OR f.code = $urusan)
WITH judged, collect(f.code) AS affairs
MATCH (p:Region {kind: 'provinsi'})
WHERE $provinsi IS NULL OR p.code = $provinsi
WITH p, affairs, [one IN judged WHERE p.code IN one.provinces] AS own
UNWIND CASE WHEN $urusan IS NULL THEN ['semua'] + affairs ELSE affairs END AS urusan
WITH p, urusan, size(own) AS pasangan, CASE urusan
    WHEN 'semua' THEN size([one IN own WHERE one.status = 'running'])
    ELSE size([one IN own WHERE urusan IN one.running]) END AS berjalan,
  CASE urusan WHEN 'semua' THEN size([one IN own WHERE one.status = 'unknown'])
    ELSE size([one IN own WHERE NOT one.is_known AND NOT urusan IN one.recorded]) END AS belum_ada_data
RETURN p.code AS kode, p.name AS wilayah, urusan, pasangan - berjalan - belum_ada_data
  AS tanpa_kerja_sama, pasangan - belum_ada_data AS diketahui, belum_ada_data
ORDER BY kode, urusan
