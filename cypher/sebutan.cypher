// judul: Sebutan yang sudah diputuskan
// title: Names that somebody decided
// tema: sumber
// penjelasan: Nama seperti tertulis di register, siapa yang dimaksud menurut pilihan yang diingat, untuk
//   register siapa pilihan itu berlaku (kosong berarti semua), serta siapa yang memilih dan kapan.
// explanation: Names as registers write them, whom a remembered choice says they mean, for whose
//   register it holds (empty means all), and who chose and when.
// parameter: wilayah region = none — hanya yang berlaku di register daerah ini / only what holds in this region's register
// grafik: table
MATCH (s:Alias)
WHERE $wilayah IS NULL OR s.owner IS NULL OR s.owner = $wilayah
OPTIONAL MATCH (r:Region) WHERE r.code = s.owner
RETURN s.text AS tertulis, s.target AS kode, s.name AS pelaku, r.name AS pemilik,
  s.by AS dipilih_oleh, s.at AS dipilih_pada
ORDER BY tertulis, s.id
