// judul: Tetangga sebuah wilayah dan pembinanya
// title: A region's neighbours and who would oversee
// tema: pasangan
// penjelasan: Semua tetangga darat satu wilayah: panjang batas, kombinasi menurut PP 28/2018, pembina,
//   dan banyaknya kerja sama yang berjalan, direncanakan, dan berakhir dengan masing-masing.
// explanation: All land neighbours of one region: length of the border, combination under PP
//   28/2018, overseer, and how many cooperations run, are planned and have ended with each.
// parameter: wilayah region = 12.10 — wilayah / region
// parameter: per date = today — per tanggal / as of
// grafik: bar tetangga panjang_batas_km
MATCH (a:Region {code: $wilayah})-[border:BORDERS]-(b:Region)
OPTIONAL MATCH (a)<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE (x = a OR x:Opd) AND coalesce(y.region_code, y.code) = b.code AND k.cooperation
WITH a, b, border, collect(DISTINCT k) AS common
RETURN b.code AS kode, b.name AS tetangga, border.length_km AS panjang_batas_km,
  border.across AS lintas_provinsi,
  CASE WHEN a.kind = 'provinsi' THEN 'a' WHEN border.across THEN 'd' ELSE 'e' END AS kombinasi,
  CASE WHEN a.kind <> 'provinsi' AND NOT border.across THEN 'Gubernur' ELSE 'Menteri' END
    AS pembina,
  size([k IN common WHERE k.runs_from <= $per
    AND (k.runs_until IS NULL OR k.runs_until >= $per)]) AS berjalan,
  size([k IN common WHERE k.stage IN ['usulan', 'pembahasan']
    AND (k.first_stated_on IS NULL OR k.first_stated_on <= $per)]) AS direncanakan,
  size([k IN common WHERE k.runs_until < $per]) AS sudah_berakhir
ORDER BY panjang_batas_km DESC, kode
