// judul: Keadaan pasangan tetangga menurut urusan
// title: Status of neighbours by affair
// tema: pasangan
// penjelasan: Keadaan setiap pasangan sebuah wilayah dalam setiap urusan, dengan bobot dampak lintas
//   batasnya (0 sampai 1; kosong bila tidak ada). Kesepakatan yang tidak menyebut urusan tidak
//   dihitung untuk urusan mana pun. Sama dengan kisi urusan di halaman pasangan.
// explanation: The status of every pair of a region in each affair, with the weight of its effects
//   across borders (0 to 1; empty where there are none). An agreement that names no affair counts for
//   none. The same as the grid of affairs on a pair's page.
// parameter: wilayah region = 12.10 — wilayah / region
// parameter: per date = today — per tanggal / as of
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// parameter: urusan affair = none — hanya urusan ini / only this affair
// parameter: status status = none — hanya keadaan ini / only this status
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
MATCH (f:Affair)
WHERE $urusan IS NULL OR f.code = $urusan
WITH row, f, known, row.common AS common
WITH row, f, CASE
    WHEN any(k IN common WHERE k.standing = 'running' AND f.code IN k.affairs) THEN 'running'
    WHEN any(k IN common WHERE k.standing = 'planned' AND f.code IN k.affairs) THEN 'planned'
    WHEN any(k IN common WHERE k.standing = 'paper' AND f.code IN k.affairs) THEN 'paper'
    WHEN any(k IN common WHERE k.standing = 'lapsed' AND f.code IN k.affairs) THEN 'lapsed'
    WHEN any(k IN common WHERE k.standing = 'undated') THEN 'unknown'
    WHEN row.a.code IN known AND row.b.code IN known THEN 'none'
    ELSE 'unknown' END AS status
WHERE $status IS NULL OR status = $status
RETURN row.a.code AS kode_a, row.a.name AS wilayah_a, row.b.code AS kode_b, row.b.name AS wilayah_b,
  f.code AS urusan, status, f.cross_border_weight AS bobot
ORDER BY kode_a, kode_b, urusan
