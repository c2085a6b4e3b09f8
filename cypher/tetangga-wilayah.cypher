// judul: Tetangga sebuah wilayah dan pembinanya
// title: A region's neighbours and who would oversee
// tema: pasangan
// penjelasan: Semua tetangga satu wilayah: panjang batas darat atau jarak laut, kombinasi menurut PP
//   28/2018, pembina, dan banyaknya kesepakatan yang berjalan, direncanakan, di atas kertas, dan
//   berakhir dengan masing-masing.
// explanation: All neighbours of one region: length of the land border or distance across water,
//   combination under PP 28/2018, overseer, and how many agreements run, are planned, are on paper
//   only and have ended with each.
// parameter: wilayah region = 12.10 — wilayah / region
// parameter: per date = today — per tanggal / as of
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// grafik: bar tetangga panjang_batas_km
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code AND $wilayah IN [a.code, b.code]
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
  RETURN collect({code: code, standing: standing}) AS found
}
UNWIND touching AS one
WITH a, one.b AS b, one.e AS e, [k IN found WHERE k.code = one.b.code | k.standing] AS common
WITH a, b, e, common, CASE WHEN a.code = $wilayah THEN b ELSE a END AS other,
  CASE WHEN a.kind = 'provinsi' AND b.kind = 'provinsi' THEN 'a' WHEN a.kind = 'provinsi' THEN 'b'
    WHEN left(a.code, 2) <> left(b.code, 2) THEN 'd' ELSE 'e' END AS kombinasi
RETURN other.code AS kode, other.name AS tetangga, coalesce(e.length_km, 0.0) AS panjang_batas_km,
  e.distance_km AS jarak_laut_km, left(a.code, 2) <> left(b.code, 2) AS lintas_provinsi, kombinasi,
  CASE WHEN kombinasi = 'e' THEN 'Gubernur' ELSE 'Menteri' END AS pembina,
  size([s IN common WHERE s = 'running']) AS berjalan,
  size([s IN common WHERE s = 'planned']) AS direncanakan,
  size([s IN common WHERE s = 'paper']) AS di_atas_kertas,
  size([s IN common WHERE s = 'lapsed']) AS sudah_berakhir
ORDER BY panjang_batas_km DESC, kode
