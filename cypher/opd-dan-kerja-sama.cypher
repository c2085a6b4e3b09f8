// judul: OPD yang bekerja sama dan yang belum pernah
// title: OPDs that cooperate and those that never do
// tema: daerah
// penjelasan: Setiap OPD yang tercatat dengan banyaknya kerja sama berjalan, rencana, dan kunjungan
//   belajar. Kerja sama yang ditandatangani daerahnya tanpa menyebut OPD tidak dihitung di sini.
// explanation: Every recorded OPD with how many cooperations it has running, how many plans and
//   learning visits. What its region signed without naming an OPD is not counted here.
// parameter: wilayah region = none — hanya OPD daerah ini / only OPDs of this region
// parameter: per date = today — per tanggal / as of
// parameter: hanya choice(semua|belum_pernah) = semua — tampilkan / show
// grafik: table
MATCH (o:Opd)-[:PART_OF]->(r:Region)
WHERE $wilayah IS NULL OR r.code = $wilayah
OPTIONAL MATCH (o)-[:PARTY_TO]->(k:Agreement)
WITH o, r, collect(DISTINCT k) AS agreements
WITH o, r,
  size([k IN agreements WHERE k.cooperation AND k.runs_from <= $per]) AS pernah,
  size([k IN agreements WHERE k.cooperation AND k.runs_from <= $per
    AND (k.runs_until IS NULL OR k.runs_until >= $per)]) AS berjalan,
  size([k IN agreements WHERE k.stage IN ['usulan', 'pembahasan']
    AND (k.first_stated_on IS NULL OR k.first_stated_on <= $per)]) AS direncanakan,
  size([k IN agreements WHERE NOT k.cooperation]) AS kunjungan_belajar
WHERE $hanya = 'semua' OR pernah = 0
RETURN o.id AS kode, o.name AS opd, r.name AS wilayah, o.affairs AS urusan, berjalan, direncanakan,
  kunjungan_belajar, pernah = 0 AS belum_pernah
ORDER BY berjalan DESC, direncanakan DESC, kode
