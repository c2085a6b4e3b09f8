// judul: Kerja sama antartetangga yang sudah berakhir
// title: Cooperation between neighbours that has lapsed
// tema: kesenjangan
// penjelasan: Kesepakatan antara dua wilayah yang bersentuhan yang sudah berakhir atau dicabut, dan
//   apakah keduanya masih punya kerja sama lain yang berjalan (yang di atas kertas tidak dihitung).
// explanation: Agreements of two regions that touch which have ended or were revoked, and whether
//   the two still have another one running (not counting those on paper only).
// parameter: per date = today — per tanggal / as of
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// parameter: urusan affair = none — hanya urusan ini / only this affair
// parameter: provinsi province = none — sedikitnya satu pihak di provinsi ini / at least one side in this province
// grafik: map batas
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code
  AND ($provinsi IS NULL OR a.code STARTS WITH $provinsi OR b.code STARTS WITH $provinsi)
WITH a, b, e, CASE type(e) WHEN 'BORDERS' THEN 'land' WHEN 'SEA_NEIGHBOUR' THEN 'sea'
    WHEN 'TOUCHES' THEN 'corner' ELSE 'own' END AS hubungan
WHERE hubungan = $hubungan
WITH a, collect({b: b, e: e}) AS touching, collect(b.code) AS codes
CALL (a, codes) {
  MATCH (a)<-[:PART_OF*0..1]-(x) WHERE x = a OR x:Opd
  MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
  WHERE coalesce(y.region_code, y.code) IN codes AND k.cooperation
  WITH DISTINCT k, coalesce(y.region_code, y.code) AS code
  WITH k, code,
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
      END AS standing
  RETURN collect({code: code, standing: standing, id: k.id, title: k.title, form: k.form,
    stage: k.stage, until: CASE WHEN k.stage = 'dicabut' THEN null ELSE k.runs_until END}) AS found
}
UNWIND touching AS one
WITH a, one.b AS b, size([k IN found WHERE k.code = one.b.code AND k.standing = 'running'])
  AS berjalan, [k IN found WHERE k.code = one.b.code AND k.standing = 'lapsed'] AS lapsed
UNWIND lapsed AS k
WITH a.code AS kode_a, a.name AS wilayah_a, b.code AS kode_b, b.name AS wilayah_b, k, berjalan
RETURN kode_a, wilayah_a, kode_b, wilayah_b, k.id AS kesepakatan, k.title AS judul, k.form AS bentuk,
  k.until AS berakhir, k.stage AS tahap, berjalan AS kerja_sama_berjalan
ORDER BY kode_a, kode_b, kesepakatan
