"""Registers in the graph: written once, changed where they changed, equal on every engine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from graph.database import Database
from loaders.loading import FileReport, load_demo, load_files, load_reference
from loaders.refusals import FileEmpty, TargetUnknown

# When, and by whom, a file was loaded differs from run to run.
CHANGING = {"at", "by", "changed_at"}
Dump = tuple[list[tuple[str, ...]], list[tuple[str, ...]]]

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
EDGES = (
    "MATCH (a)-[e]->(b) RETURN labels(a) AS from_labels, coalesce(a.id, a.code) AS from_key, "
    "type(e) AS type, properties(e) AS properties, "
    "labels(b) AS to_labels, coalesce(b.id, b.code) AS to_key"
)


def dump(database: Database) -> Dump:
    """Give every node and relationship, with labels, properties and the keys of both ends."""

    def shown(row: dict[str, Any]) -> tuple[str, ...]:
        row["properties"] = sorted(
            (key, value) for key, value in row["properties"].items() if key not in CHANGING
        )
        return tuple(f"{key}: {value}" for key, value in row.items())

    nodes, edges = (
        sorted(map(shown, database.read(query, limit=None))) for query in (NODES, EDGES)
    )
    return nodes, edges


def one(database: Database, query: str, **values: Any) -> Any:
    (row,) = database.read(query, values)
    (value,) = row.values()
    return value


def rows(database: Database, query: str, **values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in database.read(query, values)]


def write(path: Path, *lines: str) -> Path:
    head = "kode,judul,bentuk,urusan,pihak,mulai,melaksanakan,hasil,sumber_judul,sumber_tanggal"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return path


def load(database: Database, *paths: Path) -> FileReport:
    *_, last = load_files(database, paths)
    return last


FRAMEWORK = "K1,Kerangka,mou,kesehatan,35.13;35.74,2018,,,Berita,2018-05-01"
CARRIED_OUT = (
    "K2,Rujukan pasien,pks,kesehatan,35.13;35.74;BRI,2019,K1,giro = 5 (2019),Berita,2019-01-01"
)

demo_dumps: list[Dump] = []


def test_demo_is_equal_everywhere(demo_database: Database) -> None:
    demo_dumps.append(dump(demo_database))
    assert demo_dumps[0] == demo_dumps[-1]
    labels = Counter(node[0] for node in demo_dumps[-1][0])
    assert labels["labels: ['Region']"] == 552
    assert labels["labels: ['Agreement']"] == 43
    assert labels["labels: ['Benefit']"] == 4


def test_demo_again_changes_nothing(demo_database: Database) -> None:
    before = dump(demo_database)
    when = "MATCH (l:Load) RETURN l.id AS id, l.at AS at, l.by AS by, l.state AS state ORDER BY id"
    loads = rows(demo_database, when)
    reports = load_demo(demo_database)
    assert [(report.counts.touched, report.error) for report in reports] == [(0, None)] * 2
    assert all(report.register and not report.register.refused for report in reports)
    assert load_reference(demo_database).touched == 0
    assert dump(demo_database) == before
    assert rows(demo_database, when) == loads
    assert {state for *_, state in loads} == {"done"}


def test_yields_of_labuhanbatu(demo_database: Database) -> None:
    query = (
        "MATCH (:Region {code: '12.10'})-[:PARTY_TO]->(a)-[:YIELDED]->(b:Benefit) "
        "MATCH (p:Partner)-[:PARTY_TO]->(a) "
        "RETURN p.id AS partner, sum(b.amount) AS amount ORDER BY partner"
    )
    assert rows(demo_database, query) == [
        ("bank-sumut", 2_511_548_710 + 8_725_188_771 + 551_844_040),
        ("pln", 22_512_025_184),
    ]
    assert sum(amount for _, amount in rows(demo_database, query)) == 34_300_606_705


def test_neighbours_of_labuhanbatu(demo_database: Database) -> None:
    query = "MATCH (:Region {code: '12.10'})-[:BORDERS]-(b:Region) RETURN b.code AS code"
    assert {code for (code,) in rows(demo_database, query)} == {"12.20", "12.22", "12.23", "14.07"}
    running = query.replace(
        "RETURN",
        "MATCH (p)-[:PARTY_TO]->(a:Agreement)<-[:PARTY_TO]-(q) "
        "WHERE coalesce(p.region_code, p.code) = '12.10' "
        "AND coalesce(q.region_code, q.code) = b.code AND a.cooperation "
        "AND a.runs_from <= date('2019-12-31') AND a.runs_until IS NULL RETURN DISTINCT",
    )
    assert {code for (code,) in rows(demo_database, running)} == {"12.23", "14.07"}


def test_partners_of_jambi(demo_database: Database) -> None:
    query = (
        "MATCH (r)-[:PARTY_TO]->(a:Agreement)<-[:PARTY_TO]-(p:Partner) "
        "WHERE coalesce(r.region_code, r.code) = '15.71' "
        "RETURN a.scheme AS scheme, p.kind AS kind, count(DISTINCT p) AS count "
        "ORDER BY scheme, kind"
    )
    assert rows(demo_database, query) == [
        ("ksdll", "international_organisation", 2),
        ("ksdpl", "foreign_government", 5),
        ("sinergi", "ministry", 2),
        ("sinergi", "police", 1),
        ("sinergi", "social_insurer", 1),
        ("sinergi", "state_university", 1),
    ]
    members = "MATCH (:Region {code: '15.71'})-[:PARTY_TO {role: 'member'}]->(a) RETURN count(a)"
    assert one(demo_database, members) == 2


def test_jambi_reports_more_than_recorded(demo_database: Database) -> None:
    query = (
        "MATCH (r:Report {year: 2017})-[:ABOUT_REGION]->(:Region {code: '15.71'}) "
        "RETURN r.form AS form, r.count AS count, r.at_least AS at_least ORDER BY form"
    )
    assert rows(demo_database, query) == [("mou", 9, False), ("pks", 14, False)]
    recorded = (
        "MATCH (:Region {code: '15.71'})-[:PARTY_TO]->(a:Agreement) "
        "WHERE a.signed_on.year = 2017 RETURN count(DISTINCT a) AS count"
    )
    assert one(demo_database, recorded) == 5


def test_learning_visit_to_batam(demo_database: Database) -> None:
    query = (
        "MATCH (l)-[:PARTY_TO {role: 'learner'}]->(a)<-[:PARTY_TO {role: 'host'}]-(h) "
        "RETURN coalesce(l.region_code, l.code) AS learner, "
        "coalesce(h.region_code, h.code) AS host, "
        "a.cooperation AS cooperation, a.scope AS scope"
    )
    ((learner, host, cooperation, scope),) = rows(demo_database, query)
    assert (learner, host, cooperation) == ("74.09", "21.71", False)
    assert "BLUD" in scope


def test_probolinggo_plans_are_not_running(demo_database: Database) -> None:
    query = (
        "MATCH (a:Agreement)<-[:PARTY_TO]-(o) WHERE coalesce(o.region_code, o.code) = '35.74' "
        "RETURN a.stage AS stage, a.runs_from IS NULL AS planned, count(DISTINCT a) AS count "
        "ORDER BY stage"
    )
    assert rows(demo_database, query) == [("pelaksanaan", False, 1), ("pembahasan", True, 13)]


def test_every_fact_has_a_source(demo_database: Database) -> None:
    query = (
        "MATCH (a:Agreement) WHERE NOT EXISTS { (a)-[:STATED_IN]->(:Source) } "
        "OR NOT EXISTS { (a)-[:LOADED_BY]->(:Load) } RETURN count(a) AS count"
    )
    assert one(demo_database, query) == 0


def test_bad_rows_leave_the_rest(empty_database: Database, tmp_path: Path) -> None:
    path = write(
        tmp_path / "uji.csv",
        FRAMEWORK,
        "X1,Salah,mou,,BRI;PLN,,,,Berita,2018-05-01",
        "X2,Tanpa kerangka,pks,,35.13;35.74,,K9,,Berita,2018-05-01",
        "X3,Turunan,pks,,35.13;35.74,,X2,,Berita,2018-05-01",
        CARRIED_OUT,
    )
    empty = tmp_path / "kosong.csv"
    empty.touch()
    unusable, report = load_files(empty_database, [empty, path])
    assert isinstance(unusable.error, FileEmpty)
    assert report.register
    assert [refusal.row for refusal in report.register.refused] == [3, 4, 5]
    assert isinstance(report.register.refused[1].error, TargetUnknown)
    assert report.counts.created["Agreement"] == 2
    assert rows(
        empty_database,
        "MATCH (a)-[:IMPLEMENTS]->(f) RETURN a.id AS a, f.id AS f",
    ) == [("k2", "k1")]
    assert rows(
        empty_database,
        "MATCH (l:Load)<-[:LOADED_BY]-() RETURN DISTINCT l.accepted, l.refused, l.state",
    ) == [(2, 3, "done")]
    assert one(empty_database, "MATCH (a:Agreement) RETURN count(a) AS count") == 2


def test_target_may_be_loaded_before(empty_database: Database, tmp_path: Path) -> None:
    load(empty_database, write(tmp_path / "satu.csv", FRAMEWORK))
    report = load(empty_database, write(tmp_path / "dua.csv", CARRIED_OUT))
    assert report.register and not report.register.refused
    assert one(empty_database, "MATCH (:Agreement)-[e:IMPLEMENTS]->() RETURN count(e) AS c") == 1


def test_changed_row_leaves_nothing_behind(empty_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "uji.csv"
    load(empty_database, write(path, FRAMEWORK, CARRIED_OUT))
    changed = "K2,Rujukan ibu,pks,sosial,35.13;35.74,2019,,,Berita,2019-01-01"
    report = load(empty_database, write(path, FRAMEWORK, changed))
    counts = report.counts
    assert (counts.created["Agreement"], counts.changed["Agreement"]) == (0, 1)
    assert counts.unchanged["Agreement"] == 1
    assert rows(
        empty_database,
        "MATCH (a:Agreement {id: 'k2'})-[:ABOUT]->(f) RETURN a.title AS title, f.code AS code",
    ) == [("Rujukan ibu", "sosial")]
    parties = "MATCH (p)-[:PARTY_TO]->(:Agreement {id: 'k2'}) RETURN p.code AS code ORDER BY code"
    assert rows(empty_database, parties) == [("35.13",), ("35.74",)]
    assert one(empty_database, "MATCH (b:Benefit) RETURN count(b) AS count") == 0
    assert one(empty_database, "MATCH ()-[e:IMPLEMENTS]->() RETURN count(e) AS count") == 0


def test_sources_accumulate(empty_database: Database, tmp_path: Path) -> None:
    load(empty_database, write(tmp_path / "satu.csv", FRAMEWORK))
    later = FRAMEWORK.replace("Berita,2018-05-01", "LKPJ,2020-05-01")
    report = load(empty_database, write(tmp_path / "dua.csv", later))
    assert report.counts.changed["Agreement"] == 1
    stated = (
        "MATCH (a:Agreement {id: 'k1'})-[:STATED_IN]->(s) "
        "RETURN s.title AS title, toString(a.last_stated_on) AS last ORDER BY title"
    )
    assert rows(empty_database, stated) == [("Berita", "2020-05-01"), ("LKPJ", "2020-05-01")]
    loads = "MATCH (:Agreement {id: 'k1'})-[:LOADED_BY]->(l) RETURN l.file AS file ORDER BY file"
    assert rows(empty_database, loads) == [("dua.csv",), ("satu.csv",)]
    assert load(empty_database, tmp_path / "satu.csv").counts.touched == 0


def test_hostile_text_is_kept_verbatim(empty_database: Database, tmp_path: Path) -> None:
    title = "=cmd|' /C calc'!A0 {x} $ids `a` \\ // ' 🏙"
    load(empty_database, write(tmp_path / "uji.csv", f"K1,{title},mou,,35.13;35.74,,,,Berita,2018"))
    assert one(empty_database, "MATCH (a:Agreement) RETURN a.title AS title") == title


def test_progress_reaches_the_end(empty_database: Database, tmp_path: Path) -> None:
    lines = (f"K{n},Layanan {n},pks,,35.13;BRI,,,,Berita,2018" for n in range(1_100))
    told: list[tuple[int, int]] = []
    load_files(
        empty_database,
        [write(tmp_path / "uji.csv", *lines)],
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1_000, 1_100), (1_100, 1_100)]


def test_taken_key_is_refused(empty_database: Database, tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", "001,Milik Batam,pks,,Kota Batam;Kota Bogor,,,,,")
    second = write(tmp_path / "b.csv", "001,Milik Medan,pks,,Kota Medan;Kota Binjai,,,,,")
    load_files(empty_database, [first])
    (report,) = load_files(empty_database, [second])
    assert report.register
    assert [type(refusal.error).__name__ for refusal in report.register.refused] == ["KeyTaken"]
    titles = rows(empty_database, "MATCH (a:Agreement) RETURN a.title")
    assert titles == [("Milik Batam",)]
