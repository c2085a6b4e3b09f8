// judul: Wilayah yang belum ada datanya
// title: Regions about which nothing is recorded
// tema: kesenjangan
// penjelasan: Wilayah tanpa satu pun kesepakatan, kunjungan belajar, atau jumlah yang dilaporkan sampai
//   tanggal itu. Tetangganya tidak dapat dinilai; mulailah mencari data dari yang punya tetangga
//   tercatat terbanyak.
// explanation: Regions with no agreement, learning visit or reported total by that date. Their
//   neighbours cannot be judged; start looking for data where most neighbours are recorded.
// parameter: per date = today — per tanggal / as of
// parameter: provinsi province = none — hanya provinsi ini / only this province
// grafik: table
MATCH (r:Region)
WHERE ($provinsi IS NULL OR r.code STARTS WITH $provinsi)
OPTIONAL MATCH (r)-[:BORDERS]-(n:Region)
WITH r, collect(DISTINCT n) AS neighbours
WITH r, neighbours, [one IN neighbours + [r] WHERE
    EXISTS { MATCH (one)-[:PARTY_TO]->(known:Agreement)
             WHERE known.runs_from <= $per OR known.first_stated_on <= $per
               OR (known.runs_from IS NULL AND known.first_stated_on IS NULL) }
    OR EXISTS { MATCH (one)<-[:PART_OF]-(:Opd)-[:PARTY_TO]->(known:Agreement)
                WHERE known.runs_from <= $per OR known.first_stated_on <= $per
                  OR (known.runs_from IS NULL AND known.first_stated_on IS NULL) }
    OR EXISTS { MATCH (one)<-[:ABOUT_REGION]-(report:Report)
                WHERE NOT EXISTS { MATCH (report)-[:STATED_IN]->(s:Source)
                                   WHERE s.published_on > $per } } | one.code] AS recorded
WHERE NOT r.code IN recorded
RETURN r.code AS kode, r.name AS wilayah, r.kind AS tingkat, r.population AS penduduk,
  size(neighbours) AS jumlah_tetangga, size(recorded) AS tetangga_tercatat
ORDER BY tetangga_tercatat DESC, kode
