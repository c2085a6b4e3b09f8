// judul: OPD yang sepadan di dua wilayah
// title: Counterpart OPDs of two regions
// tema: pasangan
// penjelasan: OPD kedua wilayah yang akan berhadapan menurut tugasnya, urusan yang sama-sama
//   ditangani, banyaknya kerja sama berjalan masing-masing, dan banyaknya kesepakatan (termasuk
//   rencana) di antara keduanya. OPD yang tidak tercatat diandaikan dari yang dikenal namanya dan dari
//   bentuk yang lazim bagi wilayah sejenis, dan ditandai. Bentuk dikenali dari nama yang sama atau
//   awalan nama; halaman pasangan juga mengenali nama gabungan dan tugas yang baru sebagian terisi,
//   mengurutkan, dan membatasi usulan per urusan.
// explanation: OPDs of two regions that would face each other by their tasks, the affairs that both
//   handle, how many cooperations each has running, and how many agreements (plans included) the two
//   share. OPDs that are not recorded are assumed from those known by name and from the forms usual
//   for such a region, and marked so. A form is told by an equal name or the beginning of a name; a
//   pair's page also reads names put together from several and tasks done in part, and orders and
//   limits what it proposes by affair.
// parameter: wilayah_a region = 35.13 — wilayah pertama / first region
// parameter: wilayah_b region = 35.74 — wilayah kedua / second region
// parameter: per date = today — per tanggal / as of
// parameter: hanya choice(semua|keduanya_tercatat) = semua — semua, atau yang keduanya tercatat / all, or those of which both are recorded
// grafik: table
MATCH (r:Region) WHERE r.code IN [$wilayah_a, $wilayah_b]
CALL (r) {
  MATCH (o:Opd {region_code: r.code})
  OPTIONAL MATCH (o)-[:PARTY_TO|RESPONSIBLE_FOR]->(k:Agreement)
  WITH o, collect(DISTINCT k) AS works
  WITH o, size(works) AS mentioned, [k IN works WHERE k.runs_from <= $per
    OR k.first_stated_on <= $per OR (k.runs_from IS NULL AND k.first_stated_on IS NULL)] AS works
  WHERE mentioned = 0 OR size(works) > 0
  OPTIONAL MATCH (f:OpdForm)
  WHERE any(name IN [f.name] + f.short_forms WHERE toLower(o.name) = toLower(name))
  WITH o, works, collect(f) AS same
  OPTIONAL MATCH (f:OpdForm)
  WHERE size(same) = 0
    AND any(name IN [f.name] + f.short_forms WHERE toLower(o.name) STARTS WITH toLower(name) + ' ')
  WITH o, works, same, collect(f) AS begun
  WITH o, works, same + begun AS forms
  WITH o, works, reduce(some = [], f IN forms | some + f.tasks) AS tasks,
    reduce(some = [], f IN forms | some + f.meets) AS meets,
    CASE WHEN size(o.affairs) > 0 THEN o.affairs
      ELSE reduce(some = [], f IN forms | some + f.affairs) END AS affairs
  RETURN collect({id: o.id, name: o.name, basis: 'recorded', affairs: affairs, meets: meets,
    tasks: CASE WHEN size(tasks) > 0 THEN tasks ELSE affairs END,
    works: [k IN works WHERE k.cooperation AND NOT k.stage IN ['dicabut', 'ditolak']]}) AS recorded
}
CALL (r, recorded) {
  MATCH (n:KnownOpd {region_code: r.code})
  WHERE none(o IN recorded WHERE size(split(o.name, ' ')) > 1 AND all(word IN
    split(toLower(o.name), ' ') WHERE word IN split(toLower(n.name), ' ')))
  MATCH (f:OpdForm {code: n.form})
  RETURN collect({name: n.name, basis: 'known', affairs: f.affairs, meets: f.meets,
    tasks: f.tasks, works: []}) AS named
}
WITH r, recorded + named AS bodies
WITH r, bodies, reduce(some = [], o IN bodies | some + o.tasks) AS done
CALL (r, done) {
  MATCH (f:OpdForm)
  WHERE r.kind IN f.standard AND none(task IN f.tasks WHERE task IN done)
  RETURN collect({name: f.name, basis: 'assumed', affairs: f.affairs, meets: f.meets,
    tasks: f.tasks, works: []}) AS assumed
}
WITH collect({code: r.code, bodies: bodies + assumed}) AS sides
CALL () {
  MATCH (f:Affair) WHERE f.cross_border_weight >= 0.5
  RETURN collect(f.code) AS crossing
}
UNWIND [side IN sides WHERE side.code = $wilayah_a][0].bodies AS a
UNWIND [side IN sides WHERE side.code = $wilayah_b][0].bodies AS b
WITH a, b, crossing
WHERE any(task IN a.tasks WHERE task IN b.tasks OR task IN b.meets)
  OR any(task IN a.meets WHERE task IN b.tasks)
WITH a, b, crossing, [affair IN a.affairs WHERE affair IN b.affairs] AS common
WITH a, b, crossing, CASE WHEN size(common) > 0 THEN common
  ELSE a.affairs + b.affairs END AS urusan
WITH a, b, urusan, any(affair IN urusan WHERE affair IN crossing) AS crosses
WHERE size(urusan) > 0
  AND ($hanya = 'semua' OR (a.basis = 'recorded' AND b.basis = 'recorded'))
  AND (crosses OR a.basis = 'recorded' OR b.basis = 'recorded' OR urusan = ['sekretariat'])
RETURN a.id AS kode_a, a.name AS opd_a, a.basis AS dasar_a, b.id AS kode_b, b.name AS opd_b,
  b.basis AS dasar_b, urusan,
  size([k IN a.works WHERE k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)])
    AS berjalan_a,
  size([k IN b.works WHERE k.runs_from <= $per AND (k.runs_until IS NULL OR k.runs_until >= $per)])
    AS berjalan_b,
  size([k IN a.works WHERE k IN b.works]) AS bersama
ORDER BY CASE WHEN kode_a IS NULL THEN 1 ELSE 0 END + CASE WHEN kode_b IS NULL THEN 1 ELSE 0 END,
  opd_a, opd_b
