// judul: Keadaan setiap pasangan tetangga
// title: Status of every pair of neighbours
// tema: kesenjangan
// penjelasan: Setiap pasangan wilayah yang bersentuhan dengan keadaannya pada suatu tanggal,
//   seluruhnya atau dalam satu urusan. Dari kesepakatan yang menentukan keadaan itu dihitung berapa
//   yang antara dua pihak, berapa yang lebih dari dua, dan berapa yang diikuti lewat OPD. “Cukup
//   tercatat” berarti “belum ada” boleh dikatakan tentang pihak itu. Sama dengan halaman Kesenjangan.
// explanation: Every pair of regions that touch with its status on a date, over all or in one
//   affair. Of the agreements that give that status it counts those of two parties, those of more, and
//   those joined through an OPD. “Recorded enough” means that “none” may be said of that side. The
//   same as the page Kesenjangan.
// parameter: per date = today — per tanggal / as of
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// parameter: tingkat level = none — hanya tingkat ini / only this level
// parameter: urusan affair = none — hanya kerja sama tentang urusan ini / only cooperation on this affair
// parameter: provinsi province = none — sedikitnya satu pihak di provinsi ini / at least one side in this province
// parameter: wilayah region = none — hanya pasangan wilayah ini / only pairs of this region
// parameter: status status = none — hanya keadaan ini / only this status
// parameter: umur integer = none — tanpa yang akhirnya tidak diketahui dan sudah sekian tahun tidak disebut / without those of unknown end that nobody stated for so many years
// grafik: map batas
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code
  AND ($provinsi IS NULL OR a.code STARTS WITH $provinsi OR b.code STARTS WITH $provinsi)
  AND ($wilayah IS NULL OR $wilayah IN [a.code, b.code])
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
  WITH k, coalesce(y.region_code, y.code) AS code,
    count(CASE WHEN x = a AND y:Region THEN 1 END) AS direct
  WITH k, code, direct,
    CASE
      WHEN k.runs_from IS NULL AND k.first_stated_on IS NULL
        AND k.stage IN ['penandatanganan', 'pelaksanaan', 'selesai'] THEN 'undated'
      WHEN $umur IS NOT NULL AND k.runs_until IS NULL AND k.runs_from IS NOT NULL
        AND NOT coalesce(k.endless, false)
        AND k.last_stated_on + duration({years: coalesce($umur, 0)}) < $per THEN null
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
  RETURN collect({code: code, standing: standing, direct: direct > 0,
    parties: size(reduce(seen = [], key IN [(k)<-[:PARTY_TO]-(p) | coalesce(p.region_code, p.code, p.id)] |
    CASE WHEN key IN seen THEN seen ELSE seen + key END)) + coalesce(k.unnamed_parties, 0)}) AS found
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
WITH row.a AS a, row.b AS b, row.e AS e, known, common, CASE
    WHEN any(k IN common WHERE k.standing = 'running') THEN 'running'
    WHEN any(k IN common WHERE k.standing = 'planned') THEN 'planned'
    WHEN any(k IN common WHERE k.standing = 'paper') THEN 'paper'
    WHEN any(k IN common WHERE k.standing = 'lapsed') THEN 'lapsed'
    WHEN any(k IN common WHERE k.standing = 'undated') THEN 'unknown'
    WHEN row.a.code IN known AND row.b.code IN known THEN 'none'
    ELSE 'unknown' END AS status
WHERE $status IS NULL OR status = $status
WITH a, b, e, known, status, [k IN common WHERE k.standing = status] AS decisive
RETURN a.code AS kode_a, a.name AS wilayah_a, b.code AS kode_b, b.name AS wilayah_b, status,
  coalesce(e.length_km, 0.0) AS panjang_batas_km, e.distance_km AS jarak_laut_km,
  left(a.code, 2) <> left(b.code, 2) AS lintas_provinsi,
  size([k IN decisive WHERE k.parties <= 2]) AS dua_pihak,
  size([k IN decisive WHERE k.parties > 2]) AS lebih_dari_dua,
  size([k IN decisive WHERE NOT k.direct]) AS lewat_opd,
  a.code IN known AS cukup_tercatat_a, b.code IN known AS cukup_tercatat_b
ORDER BY kode_a, kode_b
