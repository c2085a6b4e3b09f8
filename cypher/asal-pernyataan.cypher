// judul: Dari mana pernyataan ini
// title: Where a statement comes from
// tema: sumber
// penjelasan: Untuk setiap kesepakatan: dokumen dan kalimat yang menyatakannya, tanggalnya, berkas yang
//   memuatnya, siapa yang memuat dan kapan, serta apakah sudah diperiksa.
// explanation: For every agreement: the document and sentence that state it, its date, the file that
//   brought it, who loaded it and when, and whether it was checked.
// parameter: wilayah region = none — hanya kesepakatan daerah ini / only agreements of this region
// parameter: kesepakatan agreement = none — hanya kesepakatan ini / only this agreement
// grafik: table
MATCH (k:Agreement)-[e:STATED_IN]->(s:Source)
WHERE ($kesepakatan IS NULL OR k.id = $kesepakatan)
  AND ($wilayah IS NULL OR EXISTS {
    MATCH (k)<-[:PARTY_TO]-(p) WHERE coalesce(p.region_code, p.code) = $wilayah })
OPTIONAL MATCH (k)-[:LOADED_BY]->(l:Load)
WITH k, e, s, l ORDER BY l.at DESC, l.id
WITH k, e, s, collect(l) AS loads
RETURN k.id AS kesepakatan, k.title AS judul, s.title AS sumber, s.publisher AS penerbit,
  s.url AS alamat, s.published_on AS tanggal, e.page AS halaman, e.evidence AS bukti,
  e.confidence AS keyakinan, k.verified AS diperiksa, loads[0].file AS berkas,
  loads[0].by AS dimuat_oleh, loads[0].at AS dimuat_pada
ORDER BY kesepakatan, sumber, s.id
