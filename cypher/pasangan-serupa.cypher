// judul: Pasangan serupa dan kerja samanya
// title: Comparable pairs and their cooperation
// tema: pasangan
// penjelasan: Pasangan tetangga lain yang serupa, dan kerja sama berjalan mereka yang dapat dicontoh
//   (yang pihaknya paling sedikit lebih dulu; kosong bila tidak ada). Serupa: kombinasi (a–e), jenis
//   wilayah, dan cara bersentuhan yang sama, penduduk masing-masing pihak paling banyak dua kali atau
//   paling sedikit separuhnya; dari yang keadaannya diketahui, delapan yang paling dekat besarnya.
//   Selisih: jumlah selisih logaritma (basis 2) penduduknya. Sama dengan halaman pasangan.
// explanation: Other pairs of neighbours like this one, and the cooperation that they have running,
//   to copy from (the fewest parties first; empty where there is none). Comparable: the same
//   combination (a–e), kinds of region and way of touching, each side at most twice or half as
//   populous; of those whose status is known, the eight nearest in size. Difference: the sum of the
//   differences of the logarithms (base 2) of their populations. The same as a pair's page.
// parameter: wilayah_a region = 12.10 — wilayah pertama / first region
// parameter: wilayah_b region = 12.22 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// parameter: urusan affair = none — hanya kerja sama tentang urusan ini / only cooperation on this affair
// grafik: table
MATCH (p:Region)-[pe:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(q:Region)
WHERE p.code < q.code AND p.code IN [$wilayah_a, $wilayah_b] AND q.code IN [$wilayah_a, $wilayah_b]
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code AND NOT (a = p AND b = q)
  AND (type(e) = type(pe) OR (type(e) IN ['BORDERS', 'TOUCHES'] AND type(pe) IN ['BORDERS', 'TOUCHES']))
  AND ((a.kind = p.kind AND b.kind = q.kind) OR (a.kind = q.kind AND b.kind = p.kind))
  AND (left(a.code, 2) = left(b.code, 2)) = (left(p.code, 2) = left(q.code, 2))
WITH a, b, e, log(CASE WHEN a.population > 1 THEN a.population ELSE 1 END) / log(2) AS size_a,
  log(CASE WHEN b.population > 1 THEN b.population ELSE 1 END) / log(2) AS size_b,
  log(CASE WHEN p.population > 1 THEN p.population ELSE 1 END) / log(2) AS size_p,
  log(CASE WHEN q.population > 1 THEN q.population ELSE 1 END) / log(2) AS size_q
WITH a, b, e, CASE WHEN size_a < size_b THEN [size_a, size_b] ELSE [size_b, size_a] END AS sizes,
  CASE WHEN size_p < size_q THEN [size_p, size_q] ELSE [size_q, size_p] END AS own
WITH a, b, abs(sizes[0] - own[0]) AS smaller, abs(sizes[1] - own[1]) AS larger
WHERE smaller <= 1 AND larger <= 1
WITH a, collect({b: b, selisih: smaller + larger}) AS touching, collect(b.code) AS codes
CALL (a, codes) {
  MATCH (a)<-[:PART_OF*0..1]-(x) WHERE x = a OR x:Opd
  MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
  WHERE coalesce(y.region_code, y.code) IN codes AND k.cooperation
  WITH DISTINCT k, coalesce(y.region_code, y.code) AS code
  WITH k, code,
    CASE
      WHEN k.runs_from IS NULL AND k.first_stated_on IS NULL
        AND k.stage IN ['penandatanganan', 'pelaksanaan', 'selesai'] THEN 'undated'
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
  RETURN collect({code: code, standing: standing, k: k, 
    about: $urusan IS NULL OR EXISTS { MATCH (k)-[:ABOUT]->(:Affair {code: $urusan}) }}) AS found
}
UNWIND touching AS one
WITH collect({a: a, b: one.b, selisih: one.selisih,
  common: [k IN found WHERE k.code = one.b.code AND k.standing IS NOT NULL]}) AS rows
CALL (rows) {
  UNWIND rows AS row
  UNWIND [row.a, row.b] AS r
  WITH DISTINCT r
  CALL (r) {
    OPTIONAL MATCH (r)<-[:ABOUT_REGION]-(t:Report)
    OPTIONAL MATCH (t)-[:STATED_IN]->(s:Source)
    WITH t, min(s.published_on) AS stated_on
    WHERE stated_on IS NULL OR stated_on <= $per
    WITH t.year AS year, t.form AS form, t.scheme AS scheme, max(t.count) AS total
    RETURN collect({year: year, form: form, scheme: scheme, total: total}) AS totals
  }
  CALL (r) {
    MATCH (r)<-[:PART_OF*0..1]-(x) WHERE x = r OR x:Opd
    MATCH (x)-[:PARTY_TO]->(k:Agreement)
    WHERE k.runs_from <= $per OR k.first_stated_on <= $per
      OR (k.runs_from IS NULL AND k.first_stated_on IS NULL)
    RETURN collect(DISTINCT k) AS made
  }
  WITH r, size(made) AS recorded, [t IN totals WHERE t.total > 0 | {total: t.total,
    found: size([k IN made WHERE k.cooperation AND (t.form IS NULL OR k.form = t.form)
      AND (t.scheme IS NULL OR k.scheme = t.scheme)
      AND (t.year IS NULL OR coalesce(k.signed_on, k.starts_on).year = t.year)])}] AS totals
  WITH r, recorded, reduce(sum = 0, t IN totals | sum + t.total) AS reported, reduce(sum = 0,
    t IN totals | sum + CASE WHEN t.found < t.total THEN t.found ELSE t.total END) AS matched
  RETURN collect(CASE WHEN recorded > 0 AND 2 * matched >= reported THEN r.code END) AS known
}
UNWIND rows AS row
WITH row, known, row.common AS common
WITH row.a AS a, row.b AS b, row.selisih AS selisih, common, CASE
    WHEN any(k IN common WHERE k.standing = 'running') THEN 'running'
    WHEN any(k IN common WHERE k.standing = 'planned') THEN 'planned'
    WHEN any(k IN common WHERE k.standing = 'paper') THEN 'paper'
    WHEN any(k IN common WHERE k.standing = 'lapsed') THEN 'lapsed'
    WHEN any(k IN common WHERE k.standing = 'undated') THEN 'unknown'
    WHEN row.a.code IN known AND row.b.code IN known THEN 'none'
    ELSE 'unknown' END AS status
WHERE status <> 'unknown'
WITH a, b, selisih, common, status
ORDER BY selisih, a.code, b.code LIMIT 8
WITH a, b, selisih, status, [k IN common WHERE k.standing = 'running' AND k.about | k.k] AS running
UNWIND CASE WHEN size(running) > 0 THEN running ELSE [null] END AS k
RETURN a.code AS kode_a, a.name AS wilayah_a, b.code AS kode_b, b.name AS wilayah_b, status, selisih,
  k.id AS kesepakatan, k.title AS judul, k.form AS bentuk,
  CASE WHEN k IS NOT NULL
    THEN COLLECT { MATCH (k)-[:ABOUT]->(f:Affair) RETURN f.code ORDER BY f.code } END AS urusan,
  CASE WHEN k IS NOT NULL THEN size(reduce(seen = [], key IN [(k)<-[:PARTY_TO]-(p) | coalesce(p.region_code, p.code, p.id)] |
    CASE WHEN key IN seen THEN seen ELSE seen + key END)) + coalesce(k.unnamed_parties, 0)
    END AS jumlah_pihak
ORDER BY selisih, kode_a, kode_b, jumlah_pihak, k.runs_from DESC, kesepakatan
