// judul: Pasangan terdekat yang sudah bekerja sama
// title: The nearest pair that cooperates already
// tema: pasangan
// penjelasan: Untuk setiap urusan yang kuat dampak lintas batasnya (bobot sedikitnya 0,5) dan belum
//   dikerjasamakan kedua wilayah: pasangan bersentuhan terdekat yang punya kerja sama berjalan dalam
//   urusan itu, pasangan dengan kombinasi (a–e) yang sama lebih dulu, dengan kesepakatannya yang
//   paling sedikit pihaknya. Jarak: dari tengah pasangan ini ke tengah pasangan itu menurut lingkaran
//   besar. Urusan yang tidak muncul belum dikerjasamakan pasangan mana pun. Sama dengan halaman
//   pasangan.
// explanation: For every affair with strong effects across borders (weight 0.5 or more) in which
//   nothing runs between the two: the nearest pair that touches and has cooperation running in it,
//   pairs of the same combination (a–e) first, with the agreement of fewest parties. Distance: from
//   the middle of this pair to the middle of that one, along a great circle. An affair that is missing
//   is covered by no pair. The same as a pair's page.
// parameter: wilayah_a region = 35.13 — wilayah pertama / first region
// parameter: wilayah_b region = 35.74 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// grafik: table
MATCH (p:Region)-[:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(q:Region)
WHERE p.code < q.code AND p.code IN [$wilayah_a, $wilayah_b] AND q.code IN [$wilayah_a, $wilayah_b]
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code
WITH p, q, a, collect(b) AS touching, collect(b.code) AS codes
CALL (a, codes) {
  MATCH (a)<-[:PART_OF*0..1]-(x) WHERE x = a OR x:Opd
  MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
  WHERE coalesce(y.region_code, y.code) IN codes AND k.cooperation AND k.runs_from <= $per
    AND (k.runs_until IS NULL OR k.runs_until >= $per)
  WITH DISTINCT k, coalesce(y.region_code, y.code) AS code
  MATCH (k)-[:ABOUT]->(f:Affair)
  WHERE f.cross_border_weight >= 0.5
    AND NOT (k.form IN ['kesepakatan_bersama', 'nota_kesepakatan', 'mou', 'letter_of_intent']
      AND coalesce(k.signed_on, k.starts_on, k.runs_from) + duration({years: 1}) < $per
      AND NOT EXISTS { MATCH (k)<-[:IMPLEMENTS]-(i:Agreement) WHERE i.runs_from <= $per })
  RETURN collect({code: code, affair: f.code, k: k,
    parties: size(reduce(seen = [], key IN [(k)<-[:PARTY_TO]-(p) | coalesce(p.region_code, p.code, p.id)] |
    CASE WHEN key IN seen THEN seen ELSE seen + key END)) + coalesce(k.unnamed_parties, 0)}) AS found
}
UNWIND touching AS b
UNWIND [one IN found WHERE one.code = b.code] AS one
WITH p, q, collect({a: a, b: b, affair: one.affair, k: one.k, parties: one.parties}) AS solutions
WITH p, q, solutions, [one IN solutions WHERE one.a = p AND one.b = q | one.affair] AS own
UNWIND [one IN solutions WHERE NOT one.affair IN own] AS one
WITH p, q, one, one.a AS a, one.b AS b,
  cos(radians(p.latitude)) * cos(radians(p.longitude))
    + cos(radians(q.latitude)) * cos(radians(q.longitude)) AS own_x,
  cos(radians(p.latitude)) * sin(radians(p.longitude))
    + cos(radians(q.latitude)) * sin(radians(q.longitude)) AS own_y,
  sin(radians(p.latitude)) + sin(radians(q.latitude)) AS own_z,
  cos(radians(one.a.latitude)) * cos(radians(one.a.longitude))
    + cos(radians(one.b.latitude)) * cos(radians(one.b.longitude)) AS x,
  cos(radians(one.a.latitude)) * sin(radians(one.a.longitude))
    + cos(radians(one.b.latitude)) * sin(radians(one.b.longitude)) AS y,
  sin(radians(one.a.latitude)) + sin(radians(one.b.latitude)) AS z
WITH p, q, one, a, b, sqrt(own_x * own_x + own_y * own_y + own_z * own_z) AS own_l,
  sqrt(x * x + y * y + z * z) AS l, own_x, own_y, own_z, x, y, z
WITH p, q, one, a, b, sqrt((own_x / own_l - x / l) ^ 2 + (own_y / own_l - y / l) ^ 2
  + (own_z / own_l - z / l) ^ 2) / 2 AS half
WITH one, a, b, 2 * 6371.0 * asin(CASE WHEN half < 1 THEN half ELSE 1.0 END) AS km,
  [a.kind = 'provinsi', b.kind = 'provinsi', left(a.code, 2) = left(b.code, 2)]
  = [p.kind = 'provinsi', q.kind = 'provinsi', left(p.code, 2) = left(q.code, 2)] AS serupa
ORDER BY serupa DESC, km, a.code, b.code, one.parties, one.k.runs_from DESC, one.k.id
WITH one.affair AS urusan, collect({a: a, b: b, km: km, serupa: serupa, k: one.k,
  parties: one.parties})[0] AS best
RETURN urusan, best.a.code AS kode_a, best.a.name AS wilayah_a, best.b.code AS kode_b,
  best.b.name AS wilayah_b, best.km AS jarak_km, best.serupa AS kombinasi_sama,
  best.k.id AS kesepakatan, best.k.title AS judul, best.parties AS jumlah_pihak
ORDER BY urusan
