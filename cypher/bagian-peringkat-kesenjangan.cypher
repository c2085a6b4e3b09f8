// judul: Bagian-bagian peringkat kesenjangan
// title: The parts of the rank of gaps
// tema: kesenjangan
// penjelasan: Yang menentukan peringkat di halaman Kesenjangan, per pasangan, sebagai fakta dan
//   sebagai nilai 0 sampai 1: batas bersama dan bagiannya dari batas darat pihak yang lebih pendek;
//   penduduk; bobot urusan lintas batas yang belum dikerjasamakan (rinciannya di kueri
//   urusan-lintas-batas-terbuka); kota yang dikelilingi kabupaten; kerja sama terakhir yang berakhir;
//   mitra bersama (Adamic–Adar); pasangan serupa dan berapa yang bekerja sama; kaji banding; dan
//   berapa yang tercatat. Satu bagian tidak ada di sini: “satu klaster” (metode Louvain) hanya dapat
//   dihitung program. Skor adalah rata-rata nilai menurut bobot yang dipilih di halaman itu.
// explanation: What decides the rank on the page Kesenjangan, by pair, as facts and as values from 0
//   to 1: the shared border and its share of the land border of the side that has less; people; the
//   weight of affairs across the border that nobody covers (in detail in the question
//   urusan-lintas-batas-terbuka); a city enclosed by its regency; the last cooperation that ended;
//   shared partners (Adamic–Adar); comparable pairs and how many of them cooperate; learning visits;
//   and how much is recorded. One part is not here: “same cluster” (Louvain's method) only the program
//   can work out. The score is the mean of the values by the weights chosen on that page.
// parameter: per date = today — per tanggal / as of
// parameter: hubungan contact = land — cara bersentuhan / how the two touch
// parameter: urusan affair = none — hanya kerja sama tentang urusan ini / only cooperation on this affair
// parameter: provinsi province = none — sedikitnya satu pihak di provinsi ini / at least one side in this province
// parameter: wilayah region = none — hanya pasangan wilayah ini / only pairs of this region
// grafik: table
MATCH (a:Region)-[e:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
WHERE a.code < b.code
WITH a, b, e, CASE type(e) WHEN 'BORDERS' THEN 'land' WHEN 'SEA_NEIGHBOUR' THEN 'sea'
    WHEN 'TOUCHES' THEN 'corner' ELSE 'own' END AS hubungan
WHERE hubungan = $hubungan OR (hubungan IN ['land', 'corner'] AND $hubungan IN ['land', 'corner'])
WITH a, collect({b: b, e: e, wanted: hubungan = $hubungan
    AND ($provinsi IS NULL OR a.code STARTS WITH $provinsi OR b.code STARTS WITH $provinsi)
    AND ($wilayah IS NULL OR $wilayah IN [a.code, b.code])}) AS touching, collect(b.code) AS codes
CALL (a, codes) {
  MATCH (a)<-[:PART_OF*0..1]-(x) WHERE x = a OR x:Opd
  MATCH (x)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(y)
  WHERE coalesce(y.region_code, y.code) IN codes
  WITH DISTINCT k, coalesce(y.region_code, y.code) AS code
  WITH k, code, [(k)-[:ABOUT]->(f:Affair) | f.code] AS affairs,
    CASE
      WHEN k.runs_from IS NULL AND k.first_stated_on IS NULL
        AND k.stage IN ['penandatanganan', 'pelaksanaan', 'selesai'] THEN 'undated'
      WHEN NOT k.cooperation THEN CASE WHEN k.runs_from <= $per OR k.first_stated_on <= $per
        OR (k.runs_from IS NULL AND k.first_stated_on IS NULL) THEN 'visit' END
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
  WHERE standing IS NOT NULL
  RETURN collect({code: code, standing: standing, affairs: affairs,
    about: $urusan IS NULL OR $urusan IN affairs OR standing = 'undated',
    ended: CASE WHEN k.stage = 'dicabut' THEN null ELSE k.runs_until END}) AS found
}
UNWIND touching AS one
WITH collect({a: a, b: one.b, e: one.e, wanted: one.wanted,
  common: [k IN found WHERE k.code = one.b.code AND k.standing <> 'visit'],
  visits: size([k IN found WHERE k.code = one.b.code AND k.standing = 'visit'])}) AS rows
// Of each side: how much is recorded, its border, what it does with anybody.
CALL (rows) {
  UNWIND rows AS row
  UNWIND [row.a, row.b] AS r
  WITH r, max(CASE WHEN row.wanted THEN 1 ELSE 0 END) = 1 AS wanted
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
  WITH r, wanted, size(made) AS recorded, [t IN totals WHERE t.total > 0 | {total: t.total,
    found: size([k IN made WHERE k.cooperation AND (t.form IS NULL OR k.form = t.form)
      AND (t.scheme IS NULL OR k.scheme = t.scheme)
      AND (t.year IS NULL OR coalesce(k.signed_on, k.starts_on).year = t.year)])}] AS totals
  WITH r, wanted, recorded, reduce(sum = 0, t IN totals | sum + t.total) AS reported, reduce(sum = 0,
    t IN totals | sum + CASE WHEN t.found < t.total THEN t.found ELSE t.total END) AS matched
  CALL (r, wanted) {
    MATCH (r)<-[:PART_OF*0..1]-(x) WHERE wanted AND (x = r OR x:Opd)
    MATCH (x)-[:PARTY_TO]->(k:Agreement)-[:ABOUT]->(f:Affair)
    WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
      AND f.cross_border_weight > 0
    RETURN collect(DISTINCT f.code) AS active
  }
  WITH r, recorded, reported, matched, active, [(r)-[x:BORDERS]-(:Region) | x.length_km] AS borders
  RETURN collect({code: r.code, recorded: recorded, active: active, neighbours: size(borders),
    border: reduce(sum = 0.0, x IN borders | sum + x),
    known: recorded > 0 AND 2 * matched >= reported,
    share: CASE WHEN reported > 0 THEN 1.0 * matched / reported ELSE 1.0 END}) AS sides
}
WITH rows, sides, [side IN sides WHERE side.known | side.code] AS known
UNWIND rows AS row
WITH row, row.a AS a, row.b AS b, row.common AS common,
  CASE WHEN row.wanted THEN [side IN sides WHERE side.code = row.a.code][0] END AS side_a,
  CASE WHEN row.wanted THEN [side IN sides WHERE side.code = row.b.code][0] END AS side_b,
  row.a.code IN known AND row.b.code IN known AS both_known,
  log(CASE WHEN row.a.population > 1 THEN row.a.population ELSE 1 END) / log(2) AS size_a,
  log(CASE WHEN row.b.population > 1 THEN row.b.population ELSE 1 END) / log(2) AS size_b
WITH (left(a.code, 2) = left(b.code, 2)) AS same_province,
  CASE WHEN a.kind < b.kind THEN a.kind + b.kind ELSE b.kind + a.kind END AS kinds,
  collect({row: row, a: a.code, b: b.code, side_a: side_a, side_b: side_b,
    small: CASE WHEN size_a < size_b THEN size_a ELSE size_b END,
    large: CASE WHEN size_a < size_b THEN size_b ELSE size_a END,
    both_known: both_known, known: both_known OR size(common) > 0,
    running: any(k IN common WHERE k.standing = 'running' AND k.about)}) AS members
// The eight nearest in size of those that are comparable and known.
WITH [one IN members WHERE one.row.wanted] AS wanted, [one IN members WHERE one.known] AS others
UNWIND wanted AS one
CALL (one, others) {
  UNWIND [x IN others WHERE abs(x.small - one.small) <= 1 AND abs(x.large - one.large) <= 1
    AND NOT (x.a = one.a AND x.b = one.b)] AS x
  WITH x, abs(x.small - one.small) + abs(x.large - one.large) AS apart
  ORDER BY apart, x.a, x.b LIMIT 8
  RETURN count(x) AS among, sum(CASE WHEN x.running THEN 1 ELSE 0 END) AS cooperating
}
WITH collect({one: one, among: among, cooperating: cooperating}) AS wanted
// Whom the sides share, the rare ones counting more.
CALL () {
  MATCH (k:Agreement)<-[:PARTY_TO]-(p)
  WHERE k.cooperation AND k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)
  WITH k, collect(DISTINCT coalesce(p.region_code, p.code, p.id)) AS keys
  UNWIND keys AS key
  UNWIND keys AS other
  WITH key, other WHERE key <> other AND (key < ':' OR other < ':')
  WITH key, collect(DISTINCT other) AS others
  WITH [other IN others WHERE other < ':'] AS codes,
    1 / log(CASE WHEN size(others) < 2 THEN 2 ELSE size(others) END) AS rarity
  WHERE size(codes) > 1
  UNWIND codes AS code
  MATCH (a:Region {code: code})-[:BORDERS|SEA_NEIGHBOUR|TOUCHES|PART_OF]-(b:Region)
  WHERE a.code < b.code AND b.code IN codes
  WITH a.code AS a, b.code AS b, count(*) AS shared, sum(rarity) AS adamic_adar
  WITH a, collect({b: b, shared: shared, adamic_adar: adamic_adar}) AS links
  RETURN collect({a: a, links: links}) AS links
}
CALL () {
  MATCH (f:Affair) WHERE f.cross_border_weight > 0
  WITH f ORDER BY f.code
  RETURN collect(f) AS crossing
}
UNWIND wanted AS item
WITH item, item.one AS one, item.one.row.a AS a, item.one.row.b AS b, item.one.row.e AS e, crossing,
  [k IN item.one.row.common WHERE k.about] AS common,
  [x IN [x IN links WHERE x.a = item.one.a][0].links WHERE x.b = item.one.b][0] AS link
WITH item, one, a, b, e, common, link,
  log(sqrt(1.0 * CASE WHEN a.population > 1 THEN a.population ELSE 1 END)
    * sqrt(1.0 * CASE WHEN b.population > 1 THEN b.population ELSE 1 END) / 10000) / log(300) AS people,
  reduce(sum = 0.0, f IN crossing | sum + f.cross_border_weight) AS whole,
  [f IN crossing WHERE f.code = $urusan
    OR ($urusan IS NULL AND none(k IN common WHERE k.standing = 'running' AND f.code IN k.affairs))
    | {code: f.code, weight: f.cross_border_weight * CASE
      WHEN $urusan IS NOT NULL OR (f.code IN one.side_a.active AND f.code IN one.side_b.active) THEN 1 ELSE 0.5 END}]
    AS open,
  reduce(last = null, k IN common | CASE WHEN k.standing = 'lapsed' AND (last IS NULL OR k.ended > last)
    THEN k.ended ELSE last END) AS berakhir
WITH item, one, a, b, e, link, people, open, berakhir, CASE
    WHEN any(k IN common WHERE k.standing = 'running') THEN 'running'
    WHEN any(k IN common WHERE k.standing = 'planned') THEN 'planned'
    WHEN any(k IN common WHERE k.standing = 'paper') THEN 'paper'
    WHEN any(k IN common WHERE k.standing = 'lapsed') THEN 'lapsed'
    WHEN any(k IN common WHERE k.standing = 'undated') THEN 'unknown'
    WHEN one.both_known THEN 'none'
    ELSE 'unknown' END AS status,
  e.length_km / CASE WHEN one.side_a.border < one.side_b.border THEN one.side_a.border
    ELSE one.side_b.border END AS share,
  reduce(sum = 0.0, f IN open | sum + f.weight)
    / CASE WHEN $urusan IS NOT NULL OR whole = 0 THEN 1 ELSE whole END AS nilai_urusan,
  type(e) = 'BORDERS'
    AND ((a.kind = 'kota' AND b.kind = 'kabupaten' AND one.side_a.neighbours = 1)
      OR (b.kind = 'kota' AND a.kind = 'kabupaten' AND one.side_b.neighbours = 1)) AS kota_dikelilingi,
  duration.inDays(berakhir, $per).days / 365.25 AS years,
  coalesce(link.adamic_adar, 0.0) AS adamic_adar
RETURN a.code AS kode_a, a.name AS wilayah_a, b.code AS kode_b, b.name AS wilayah_b, status,
  coalesce(e.length_km, 0.0) AS panjang_batas_km, e.distance_km AS jarak_laut_km,
  share AS bagian_batas, CASE
    WHEN e.distance_km < 50 THEN (1 - e.distance_km / 50) / 2
    ELSE coalesce((e.length_km / (e.length_km + 50) + share) / 2, 0.0) END AS nilai_batas,
  a.population AS penduduk_a, b.population AS penduduk_b,
  CASE WHEN people < 0 THEN 0.0 WHEN people > 1 THEN 1.0 ELSE people END AS nilai_penduduk,
  [f IN open | f.code] AS urusan_terbuka, nilai_urusan, kota_dikelilingi,
  CASE WHEN kota_dikelilingi THEN 1.0 ELSE 0.0 END AS nilai_dikelilingi,
  berakhir, CASE WHEN berakhir IS NULL OR years > 5 THEN 0.0 WHEN years < 0 THEN 1.0
    ELSE 1 - years / 5 END AS nilai_berakhir,
  coalesce(link.shared, 0) AS mitra_sama, adamic_adar, adamic_adar / (adamic_adar + 1) AS nilai_mitra,
  item.among AS pasangan_serupa, item.cooperating AS serupa_bekerja_sama,
  1.0 * item.cooperating / (item.among + 2) AS nilai_serupa,
  one.row.visits AS kunjungan_belajar, CASE WHEN one.row.visits > 0 THEN 1.0 ELSE 0.0 END AS nilai_kunjungan,
  one.side_a.recorded AS tercatat_a, one.side_b.recorded AS tercatat_b,
  CASE WHEN one.both_known THEN 0.5 ELSE 0.0 END
    + sqrt(one.side_a.share * one.side_a.recorded / (one.side_a.recorded + 3)
      * one.side_b.share * one.side_b.recorded / (one.side_b.recorded + 3)) / 2 AS nilai_tercatat
ORDER BY kode_a, kode_b
