// judul: Mutu data kesepakatan dalam angka
// title: The quality of the agreements' data in numbers
// tema: sumber
// penjelasan: Berapa kesepakatan yang belum lengkap atau bertentangan menurut tiap pemeriksaan, dari
//   berapa yang dapat diperiksa. Baris-barisnya ada di halaman Mutu data; wilayah tanpa catatan dan
//   laporan yang melebihi catatan punya pertanyaan sendiri.
// explanation: How many agreements lack something or contradict themselves by each check, of how many
//   to which it applies. The rows are on the page Data quality; regions without records and reports
//   of more than is recorded have questions of their own.
// parameter: per date = today — per tanggal / as of
// parameter: provinsi province = none — hanya kesepakatan pihak dari provinsi ini / only agreements of parties in this province
// parameter: wilayah region = none — hanya register daerah ini / only this region's register
// grafik: table
OPTIONAL MATCH (r:Record) WHERE r.owner IS NOT NULL
WITH collect(DISTINCT r.owner) AS owners
MATCH (k:Agreement)
WHERE ($provinsi IS NULL OR EXISTS {
    MATCH (k)<-[:PARTY_TO]-(p) WHERE coalesce(p.region_code, p.code) STARTS WITH $provinsi })
  AND ($wilayah IS NULL OR EXISTS { MATCH (k)<-[:TELLS]-(:Record {owner: $wilayah}) })
WITH k, [(k)<-[:TELLS]-(r:Record) WHERE r.owner IS NOT NULL | r.owner] AS told_by,
  COLLECT { MATCH (k)<-[:PARTY_TO]-(p) WHERE coalesce(p.region_code, p.code) IN owners
            RETURN DISTINCT coalesce(p.region_code, p.code) } AS keepers,
  k.cooperation AND k.runs_from IS NOT NULL AS in_force
UNWIND [
  {code: 'tanpa-tanggal', of: true, found: k.signed_on IS NULL AND k.starts_on IS NULL
    AND k.ends_on IS NULL AND k.due_on IS NULL},
  {code: 'tanpa-akhir', of: in_force, found: k.ends_on IS NULL AND NOT coalesce(k.endless, false)},
  {code: 'tanpa-batas-waktu', of: in_force, found: coalesce(k.endless, false)},
  {code: 'tanpa-urusan', of: true, found: NOT EXISTS { MATCH (k)-[:ABOUT]->(:Affair) }},
  {code: 'tanpa-bentuk', of: true, found: k.form = 'lainnya'},
  {code: 'tanpa-nomor',
    of: k.cooperation AND NOT k.stage IN ['usulan', 'pembahasan', 'ditolak'],
    found: NOT EXISTS { MATCH (k)<-[e:PARTY_TO]-() WHERE e.number IS NOT NULL }},
  {code: 'satu-pihak', of: true, found: COUNT { MATCH (k)<-[:PARTY_TO]-() } < 2},
  {code: 'pks-tanpa-induk', of: k.form = 'pks',
    found: NOT EXISTS { MATCH (k)-[:IMPLEMENTS]->(:Agreement) }},
  {code: 'lewat-masih-pelaksanaan',
    of: k.stage IN ['penandatanganan', 'pelaksanaan'] AND k.ends_on IS NOT NULL,
    found: k.ends_on < $per},
  {code: 'skema-berbeda', of: k.stated_scheme IS NOT NULL, found: k.stated_scheme <> k.scheme},
  {code: 'tanggal-jauh', of: coalesce(k.signed_on, k.starts_on, k.ends_on, k.due_on) IS NOT NULL,
    found: k.signed_on > $per + duration({years: 5}) OR k.starts_on > $per + duration({years: 5})
      OR k.ends_on > $per + duration({years: 50}) OR k.due_on > $per + duration({years: 50})},
  {code: 'satu-register', of: size(told_by) > 0 AND size(keepers) > 1,
    found: any(keeper IN keepers WHERE NOT keeper IN told_by)},
  {code: 'nama-terbuka', of: true, found: coalesce(k.open_count, 0) > 0}
] AS one
WITH one.code AS pemeriksaan, sum(CASE WHEN one.of AND one.found THEN 1 ELSE 0 END) AS banyaknya,
  sum(CASE WHEN one.of THEN 1 ELSE 0 END) AS dari
RETURN pemeriksaan, banyaknya, dari,
  CASE WHEN dari > 0 THEN round(1000.0 * banyaknya / dari) / 10 END AS persen
ORDER BY pemeriksaan
