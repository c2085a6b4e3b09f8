// judul: Berapa yang tercatat dari yang dilaporkan
// title: How much of what is reported is recorded
// tema: kesenjangan
// penjelasan: Untuk setiap wilayah: kesepakatan dan kaji banding yang tercatat sampai tanggal itu,
//   jumlah yang dilaporkan sumber (tahun, bentuk, dan skema yang sama dihitung sekali, yang terbesar),
//   dan berapa dari yang dilaporkan itu tercatat. “Cukup tercatat”: ada catatannya, dan bila ada
//   laporan, sedikitnya separuhnya tercatat; hanya dengan begitu “belum ada” boleh dikatakan. Sama
//   dengan cakupan di halaman pasangan dan provinsi.
// explanation: For every region: agreements and learning visits recorded by the date, totals that
//   sources report (of one year, form and scheme once, the greatest), and how many of those are
//   recorded. “Recorded enough”: something is recorded and, where totals are reported, at least half
//   of them; only then may “none” be said. The same as the coverage on the pages of pairs and
//   provinces.
// parameter: per date = today — per tanggal / as of
// parameter: provinsi province = none — hanya provinsi ini / only this province
// parameter: wilayah region = none — hanya wilayah ini / only this region
// parameter: hanya choice(semua|kurang_tercatat) = semua — yang mana / which ones
// grafik: table
MATCH (r:Region)
WHERE ($provinsi IS NULL OR r.code STARTS WITH $provinsi) AND ($wilayah IS NULL OR r.code = $wilayah)
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
WITH r, recorded, reported, matched, recorded > 0 AND 2 * matched >= reported AS cukup_tercatat
WHERE $hanya = 'semua' OR NOT cukup_tercatat
RETURN r.code AS kode, r.name AS wilayah, r.kind AS tingkat, r.population AS penduduk,
  recorded AS tercatat, reported AS dilaporkan, matched AS dilaporkan_dan_tercatat,
  CASE WHEN reported > 0 THEN 100.0 * matched / reported END AS persen, cukup_tercatat
ORDER BY kode
