// judul: Wilayah yang belum ada datanya
// title: Regions about which nothing is recorded
// tema: kesenjangan
// penjelasan: Wilayah tanpa satu pun kesepakatan atau kunjungan belajar yang tercatat sampai tanggal
//   itu, dengan jumlah yang dilaporkan tentangnya bila ada. Tetangganya tidak dapat dinilai; mulailah
//   mencari data dari yang punya paling banyak tetangga yang cukup tercatat. Wilayah yang tercatat
//   tetapi kurang dari separuh yang dilaporkan ada di kueri cakupan-wilayah. Sama dengan pemeriksaan
//   itu di halaman Mutu.
// explanation: Regions with no agreement or learning visit recorded by that date, with the totals
//   reported of them, if any. Their neighbours cannot be judged; start looking for data where most
//   neighbours are recorded enough. Regions of which something, but less than half of what is
//   reported, is recorded are in the question cakupan-wilayah. The same as that check on the page
//   Mutu.
// parameter: per date = today — per tanggal / as of
// parameter: provinsi province = none — hanya provinsi ini / only this province
// grafik: table
MATCH (r:Region)
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
WITH collect({r: r, recorded: recorded, reported: reported, matched: matched}) AS regions
WITH regions, [one IN regions WHERE one.recorded > 0 AND 2 * one.matched >= one.reported
  | one.r.code] AS known
UNWIND [one IN regions WHERE one.recorded = 0
  AND ($provinsi IS NULL OR one.r.code STARTS WITH $provinsi)] AS one
WITH one.r AS r, one.reported AS reported, known
OPTIONAL MATCH (r)-[:BORDERS]-(n:Region)
WITH r, reported, count(n) AS jumlah_tetangga,
  sum(CASE WHEN n.code IN known THEN 1 ELSE 0 END) AS tetangga_tercatat
RETURN r.code AS kode, r.name AS wilayah, r.kind AS tingkat, r.population AS penduduk,
  reported AS dilaporkan, jumlah_tetangga, tetangga_tercatat
ORDER BY tetangga_tercatat DESC, kode
