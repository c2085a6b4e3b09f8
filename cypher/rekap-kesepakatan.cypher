// judul: Rekap kesepakatan sebuah daerah
// title: A region's agreements, counted
// tema: daerah
// penjelasan: Banyaknya kesepakatan daerah itu dan OPD-nya menurut skema, bentuk, urusan, jenis mitra,
//   tahap, atau tahun mulai; yang berjalan dihitung tersendiri. Satu kesepakatan dapat masuk
//   beberapa urusan atau jenis mitra.
// explanation: How many agreements the region and its OPDs have by scheme, form, affair, kind of
//   partner, stage or first year; those running are counted apart. One agreement may count for
//   several affairs or kinds of partner.
// parameter: menurut choice(skema|bentuk|urusan|jenis_mitra|tahap|tahun) = skema — dihitung menurut / counted by
// parameter: wilayah region = none — daerah; kosong berarti semua / region; empty means all
// parameter: per date = today — per tanggal / as of
// grafik: bar nilai banyaknya
MATCH (p)-[:PARTY_TO]->(k:Agreement)
WHERE k.cooperation AND coalesce(p.region_code, p.code) IS NOT NULL
  AND ($wilayah IS NULL OR coalesce(p.region_code, p.code) = $wilayah)
WITH DISTINCT k
WITH k, CASE $menurut
    WHEN 'skema' THEN [k.scheme]
    WHEN 'bentuk' THEN [k.form]
    WHEN 'tahap' THEN [k.stage]
    WHEN 'tahun' THEN [toString(coalesce(k.signed_on, k.starts_on, k.runs_from).year)]
    WHEN 'urusan' THEN COLLECT { MATCH (k)-[:ABOUT]->(f:Affair) RETURN f.code }
    ELSE COLLECT { MATCH (k)<-[:PARTY_TO]-(m:Partner) RETURN DISTINCT m.kind }
  END AS found
UNWIND CASE WHEN size(found) = 0 THEN [null] ELSE found END AS nilai
RETURN coalesce(nilai, '(tidak disebut)') AS nilai, count(DISTINCT k) AS banyaknya,
  count(DISTINCT CASE WHEN k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
    THEN k END) AS berjalan
ORDER BY banyaknya DESC, nilai
