// judul: Yang dikerjasamakan tetangga serupa
// title: What similar neighbours cooperate on
// tema: pasangan
// penjelasan: Urusan yang dikerjasamakan pasangan tetangga lain yang sejenis (misalnya kabupaten dengan
//   kota, dalam satu provinsi atau lintas provinsi), menurut banyaknya pasangan.
// explanation: The affairs on which other neighbours of the same sort cooperate (regency with city,
//   say, within one province or across), by how many pairs.
// parameter: wilayah_a region = 12.10 — wilayah pertama / first region
// parameter: wilayah_b region = 12.22 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// grafik: bar urusan pasangan
MATCH (one:Region {code: $wilayah_a}), (other:Region {code: $wilayah_b})
WITH [one.code, other.code] AS own, one.kind AS kind_a, other.kind AS kind_b,
  coalesce(one.province_code, one.code) <> coalesce(other.province_code, other.code) AS across
MATCH (a:Region)-[border:BORDERS]->(b:Region)
WHERE ((a.kind = kind_a AND b.kind = kind_b) OR (a.kind = kind_b AND b.kind = kind_a))
  AND border.across = across AND NOT (a.code IN own AND b.code IN own)
MATCH (a)<-[:PART_OF*0..1]-(x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
WHERE (x = a OR x:Opd) AND coalesce(y.region_code, y.code) = b.code AND k.cooperation
  AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
MATCH (k)-[:ABOUT]->(affair:Affair)
WITH DISTINCT affair, a, b ORDER BY a.code, b.code
WITH affair, collect(a.name + ' – ' + b.name) AS pairs
RETURN affair.code AS urusan, size(pairs) AS pasangan, pairs[0..3] AS contoh
ORDER BY pasangan DESC, urusan
