// judul: Linimasa kesepakatan dua wilayah
// title: Timeline of the agreements of two regions
// tema: pasangan
// penjelasan: Semua kesepakatan yang diikuti kedua wilayah, sendiri atau lewat OPD, yang pada
//   tanggal itu berjalan, direncanakan, di atas kertas, atau sudah berakhir, menurut saat mulainya.
//   Sama dengan linimasa di halaman pasangan.
// explanation: All agreements to which both regions are parties, themselves or through an OPD, and
//   which on that date run, are planned, are on paper only or have ended, by when they began. The same
//   as the timeline on a pair's page.
// parameter: wilayah_a region = 35.13 — wilayah pertama / first region
// parameter: wilayah_b region = 35.74 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// parameter: urusan affair = none — hanya urusan ini / only this affair
// grafik: table
MATCH (a:Region {code: $wilayah_a}), (b:Region {code: $wilayah_b})
MATCH (a)<-[:PART_OF*0..1]-(x) WHERE x = a OR x:Opd
MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE coalesce(y.region_code, y.code) = b.code AND k.cooperation
WITH k, count(CASE WHEN x = a AND y = b THEN 1 END) AS direct
WITH k, direct,
  CASE
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
    END AS status
WHERE status IS NOT NULL
RETURN k.id AS kesepakatan, k.title AS judul, k.form AS bentuk, k.stage AS tahap, status,
  COLLECT { MATCH (k)-[:ABOUT]->(f:Affair) RETURN f.code ORDER BY f.code } AS urusan,
  size(reduce(seen = [], key IN [(k)<-[:PARTY_TO]-(p) | coalesce(p.region_code, p.code, p.id)] |
    CASE WHEN key IN seen THEN seen ELSE seen + key END)) + coalesce(k.unnamed_parties, 0) AS jumlah_pihak,
  direct = 0 AS hanya_lewat_opd, k.signed_on AS ditandatangani, k.runs_from AS sejak,
  k.runs_until AS berakhir, status IN ['running', 'paper'] AND k.runs_until IS NULL
    AND NOT coalesce(k.endless, false) AS akhir_tidak_diketahui,
  k.last_stated_on AS terakhir_tercatat
ORDER BY coalesce(k.runs_from, k.signed_on, k.first_stated_on), kesepakatan
