// judul: Tetangga darat tanpa kerja sama berjalan
// title: Land neighbours without running cooperation
// tema: kesenjangan
// penjelasan: Setiap pasangan wilayah yang berbatasan darat dan tidak punya kerja sama berjalan,
//   dengan keadaannya: direncanakan, di atas kertas, berakhir, belum ada, atau belum ada data.
//   “Belum ada” hanya dikatakan bila kedua pihak punya catatan.
// explanation: Every pair of regions that share a land border and have no running cooperation, with
//   its status: planned, on paper only, lapsed, none found, or nothing recorded. “None found” is
//   said only where both sides have records.
// parameter: per date = today — per tanggal / as of
// parameter: urusan affair = none — hanya kerja sama tentang urusan ini / only cooperation on this affair
// parameter: provinsi province = none — sedikitnya satu pihak di provinsi ini / at least one side in this province
// parameter: wilayah region = none — hanya tetangga wilayah ini / only neighbours of this region
// parameter: status status = none — hanya keadaan ini / only this status
// grafik: map batas
MATCH (a:Region)-[border:BORDERS]->(b:Region)
WHERE ($provinsi IS NULL OR a.code STARTS WITH $provinsi OR b.code STARTS WITH $provinsi)
  AND ($wilayah IS NULL OR a.code = $wilayah OR b.code = $wilayah)
OPTIONAL MATCH (a)<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE (x = a OR x:Opd) AND coalesce(y.region_code, y.code) = b.code AND k.cooperation
  AND ($urusan IS NULL OR EXISTS { MATCH (k)-[:ABOUT]->(:Affair {code: $urusan}) })
WITH DISTINCT a, b, border, k
OPTIONAL MATCH (k)<-[:IMPLEMENTS]-(i:Agreement) WHERE i.runs_from <= $per
WITH a, b, border, k, count(i) AS implementers
WITH a, b, border, collect(DISTINCT CASE
    WHEN k.stage IN ['usulan', 'pembahasan']
      AND (k.first_stated_on IS NULL OR k.first_stated_on <= $per) THEN 'planned'
    WHEN k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per) THEN
      CASE WHEN implementers = 0
        AND k.form IN ['kesepakatan_bersama', 'nota_kesepakatan', 'mou', 'letter_of_intent']
        AND coalesce(k.signed_on, k.starts_on, k.runs_from) + duration({years: 1}) < $per
        THEN 'paper' ELSE 'running' END
    WHEN k.runs_from IS NOT NULL AND k.runs_until < $per THEN 'lapsed'
    WHEN k.stage = 'dicabut' AND k.signed_on <= $per THEN 'lapsed'
  END) AS found
WITH a, b, border, found, [one IN [a, b] WHERE
    EXISTS { MATCH (one)-[:PARTY_TO]->(known:Agreement)
             WHERE known.runs_from <= $per OR known.first_stated_on <= $per
               OR (known.runs_from IS NULL AND known.first_stated_on IS NULL) }
    OR EXISTS { MATCH (one)<-[:PART_OF]-(:Opd)-[:PARTY_TO]->(known:Agreement)
                WHERE known.runs_from <= $per OR known.first_stated_on <= $per
                  OR (known.runs_from IS NULL AND known.first_stated_on IS NULL) }
    OR EXISTS { MATCH (one)<-[:ABOUT_REGION]-(report:Report)
                WHERE NOT EXISTS { MATCH (report)-[:STATED_IN]->(s:Source)
                                   WHERE s.published_on > $per } }] AS recorded
WITH a, b, border, CASE
    WHEN 'running' IN found THEN 'running'
    WHEN 'planned' IN found THEN 'planned'
    WHEN 'paper' IN found THEN 'paper'
    WHEN 'lapsed' IN found THEN 'lapsed'
    WHEN size(recorded) = 2 THEN 'none'
    ELSE 'unknown' END AS status
WHERE CASE WHEN $status IS NULL THEN status <> 'running' ELSE status = $status END
RETURN a.code AS kode_a, a.name AS wilayah_a, b.code AS kode_b, b.name AS wilayah_b, status,
  border.length_km AS panjang_batas_km, border.across AS lintas_provinsi
ORDER BY panjang_batas_km DESC, kode_a, kode_b
