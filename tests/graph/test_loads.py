"""Loads: written once, resumed, told what they changed, and taken back without a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph import telling
from graph.database import Database
from graph.errors import JejaringError
from graph.loads import (
    LoadUnknown,
    NothingToUndo,
    UndoRefused,
    builds_on,
    changes_of,
    load_of,
    loads,
    records_of,
    refusals_of,
    undo,
    vanished,
)
from graph.model import (
    Agreement,
    Benefit,
    Facts,
    Load,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    Report,
    Statement,
    parties_key,
)
from graph.records import Refused
from graph.registry import agreement
from graph.store import Store, UndoUnfinished
from tests.graph.tellings import (
    BANK,
    CITY,
    HEALTH,
    REGENCY,
    begun,
    column,
    dump,
    load,
    records,
    source,
    told,
)

ROOT = Path(__file__).parents[2]
FRAME = told("Kerangka", form="kesepakatan_bersama")
CONTRACT = told(
    "Rujukan",
    parties=(Party(CITY, number="1/2019"), Party(HEALTH), Party(BANK)),
    affairs=("kesehatan",),
    benefits=(Benefit("giro", 5),),
    implements=(FRAME.id,),
    responsible=(Opd("RSUD", "35.74"),),
    open_parties=(OpenParty("Probolinggo", ("35.13", "35.74"), "Dua wilayah bernama sama.", "7"),),
    endless=True,
)
AGREEMENT = "MATCH (a:Agreement {id: $id}) RETURN a"
TITLES = "MATCH (a:Agreement) RETURN a.title AS title ORDER BY title"


def stored(database: Database, id: str) -> dict[str, object]:
    (found,) = column(database, AGREEMENT, id=id)
    return dict(found)


@pytest.fixture
def graph(empty_database: Database) -> Database:
    """Give a database with three regions and an affair in it."""
    begun(empty_database)
    return empty_database


class Killed(Exception):
    """What stops a load or an undo half-way."""


def after(calls: int) -> Callable[[int, int], None]:
    """Give a progress that is cut off at its n-th call."""
    seen = []

    def progress(done: int, total: int) -> None:
        seen.append(done)
        if len(seen) == calls:
            raise Killed

    return progress


def test_records_make_agreements(graph: Database) -> None:
    counts = load(graph, "a.csv", CONTRACT, FRAME)
    assert (counts.created["Agreement"], counts.changes) == (2, [])
    found = stored(graph, CONTRACT.id)
    assert (found["endless"], found["open_count"], found["voices"]) == (True, 1, 1)
    assert found["parties_key"] == parties_key(CONTRACT)
    assert "runs_until" not in found and found["runs_from"] == date(2019, 3, 12)
    assert "Dua wilayah bernama sama." in str(found["open_parties"])
    entry = agreement(graph, CONTRACT.id, date(2026, 1, 1)).entry
    assert (entry.standing, entry.end_unknown) == ("running", False)
    unknown = (ROOT / "cypher" / "akhir-tidak-diketahui.cypher").read_text(encoding="utf-8")
    values = {"per": date(2026, 1, 1), "tahun": 0, "wilayah": None}
    assert [row["kesepakatan"] for row in graph.read(unknown, values)] == [FRAME.id]
    edges = (
        "MATCH (:Agreement {id: $id})-[e]-(n) RETURN type(e) + ' ' + labels(n)[0] AS edge "
        "ORDER BY edge"
    )
    assert column(graph, edges, id=CONTRACT.id) == [
        "ABOUT Affair",
        "IMPLEMENTS Agreement",
        "LOADED_BY Load",
        "PARTY_TO Opd",
        "PARTY_TO Partner",
        "PARTY_TO Region",
        "RESPONSIBLE_FOR Opd",
        "STATED_IN Source",
        "TELLS Record",
        "YIELDED Benefit",
    ]
    assert records_of(graph, "a.csv") == records("a.csv", [CONTRACT, FRAME])
    before = dump(graph)
    again = load(graph, "a.csv", CONTRACT, FRAME)
    assert (again.touched, again.unchanged["Agreement"]) == (0, 2)
    assert dump(graph) == before


def test_loads_are_told(graph: Database) -> None:
    wrong = Refused(
        "a.csv", "a.csv", "", 9, "pihak", {"reason": "Kosong.", "remedy": "Isi."}, {"Pihak": "=1+1"}
    )
    load(graph, "a.csv", FRAME, refused=[wrong])
    load(graph, "b.csv", told("Lain", "35.13"), owner="35.13")
    assert [(one.file, one.number, one.state, one.done) for one in loads(graph)] == [
        ("b.csv", 2, "done", 1),
        ("a.csv", 1, "done", 1),
    ]
    assert refusals_of(graph, "a.csv") == [wrong]
    assert refusals_of(graph, "b.csv") == []
    load(graph, "a.csv", FRAME)
    assert refusals_of(graph, "a.csv") == []
    with pytest.raises(LoadUnknown):
        load_of(graph, "tidak ada")


def test_newer_version_replaces_and_tells(graph: Database) -> None:
    load(graph, "a.csv", CONTRACT, FRAME, told("Tetap"), version="1")
    newer = replace(
        CONTRACT,
        parties=(Party(CITY, number="1/2019"), Party(REGENCY)),
        scope="baru",
        open_parties=(),
        responsible=(),
        statements=(Statement(source("baru"), "Kalimat lain."),),
    )
    counts = load(graph, "a.csv", newer, told("Tetap"), version="2")
    assert (counts.changed["Agreement"], counts.unchanged["Agreement"]) == (1, 1)
    assert {(c.field, c.old, c.new) for c in counts.changes} == {
        (
            "pihak",
            "Kota Probolinggo; Dinas Kesehatan Kabupaten Probolinggo; PT Bank Contoh; "
            "Probolinggo (belum pasti)",
            "Kota Probolinggo; Kabupaten Probolinggo",
        ),
        ("nomor", "1/2019; -; -; 7", "1/2019; -"),
        ("ruang_lingkup", "", "baru"),
        ("opd", "RSUD Kota Probolinggo", ""),
        ("sumber_judul", "Register 35.74", "Register baru"),
        ("bukti", "Rujukan.", "Kalimat lain."),
    }
    assert changes_of(graph, "a.csv2") == counts.changes
    assert changes_of(graph, "a.csv1") == []
    # What only the older version named is gone; its row that vanished is told, and stays.
    assert column(graph, "MATCH (p:Partner) RETURN p.id") == []
    assert column(graph, "MATCH (o:Opd) RETURN o.id") == []
    assert [record.told for record in vanished(graph, "a.csv2")] == [FRAME]
    assert column(graph, TITLES) == ["Kerangka", "Rujukan", "Tetap"]


def test_other_file_of_same_owner_adds_nothing(graph: Database) -> None:
    load(graph, "a.csv", CONTRACT, FRAME)
    counts = load(graph, "salinan.csv", CONTRACT, FRAME)
    assert (counts.changed.total(), counts.created.total()) == (0, 0)
    assert column(graph, "MATCH (:Agreement)-[e:STATED_IN]->() RETURN count(e)") == [2]


def test_other_register_fills_and_adds_its_source(graph: Database) -> None:
    theirs = told(
        "Rujukan pasien",
        "35.13",
        parties=(Party(REGENCY, number="9"), Party(CITY)),
        scope="luas",
    )
    ours = told("Rujukan")
    load(graph, "a.csv", ours)
    counts = load(graph, "b.csv", theirs, owner="35.13", into={theirs.id: ours.id})
    assert {(c.field, c.new) for c in counts.changes} == {
        ("nomor", "-; 9"),
        ("ruang_lingkup", "luas"),
        ("sumber_judul", "Register 35.74; Register 35.13"),
        ("bukti", "Rujukan.; Rujukan pasien."),
    }
    assert column(graph, TITLES) == ["Rujukan"]
    assert stored(graph, ours.id)["voices"] == 2


def test_killed_load_goes_on(graph: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [told(f"Nomor {number}") for number in range(7)]
    rows[0] = replace(rows[0], implements=(rows[6].id,))
    load(graph, "a.csv", *rows)
    whole = dump(graph)
    undo(graph, "a.csv")
    monkeypatch.setattr(telling, "RECORDS_A_BATCH", 2)
    with pytest.raises(Killed):
        load(graph, "a.csv", *rows, progress=after(2))
    assert (load_of(graph, "a.csv").state, load_of(graph, "a.csv").done) == ("running", 4)
    load(graph, "a.csv", *rows)
    assert dump(graph) == whole


def test_undo_leaves_nothing_and_can_be_repeated(graph: Database) -> None:
    load(graph, "lain.csv", told("Lain", "35.13"), owner="35.13")
    before = dump(graph)
    total = Report("35.74", 9, Statement(source("laporan"), "Sembilan."), 2018)
    load(graph, "a.csv", CONTRACT, FRAME, reports=[total])
    after_load = dump(graph)
    counts = undo(graph, "a.csv", by="penguji")
    assert counts.removed == {"Agreement": 2, "Report": 1, "Partner": 1, "Opd": 2, "Source": 2}
    left = [row for row in dump(graph) if "a.csv" not in str(row)]
    assert left == before
    taken = load_of(graph, "a.csv")
    assert (taken.state, taken.undone_by, taken.done) == ("undone", "penguji", 0)
    assert taken.changed_at
    assert undo(graph, "a.csv").touched == 0
    load(graph, "a.csv", CONTRACT, FRAME, reports=[total])
    assert dump(graph) == after_load


def test_undo_brings_the_older_version_back(graph: Database) -> None:
    load(graph, "a.csv", CONTRACT, FRAME, version="1")
    before = dump(graph)
    newer = replace(CONTRACT, parties=(Party(CITY), Party(REGENCY)), responsible=(), benefits=())
    load(graph, "a.csv", newer, replace(FRAME, title="Kerangka baru"), version="2")
    counts = undo(graph, "a.csv2")
    assert counts.changed["Agreement"] == 2
    assert [row for row in dump(graph) if "a.csv2" not in str(row)] == before


def test_guess_comes_back_when_the_certain_goes(graph: Database) -> None:
    def naming(partner: Partner, title: str) -> Agreement:
        return told(title, parties=(Party(CITY), Party(partner)))

    kind = "MATCH (p:Partner) RETURN p.kind + ' ' + toString(p.kind_guessed)"
    load(graph, "a.csv", naming(Partner("Yayasan Contoh", "other", kind_guessed=True), "A"))
    load(graph, "b.csv", naming(Partner("Yayasan Contoh", "ngo"), "B"))
    load(graph, "c.csv", naming(Partner("Yayasan Contoh", "company"), "C"))
    assert column(graph, kind) == ["company false"]
    undo(graph, "b.csv")
    assert column(graph, kind) == ["company false"]
    undo(graph, "c.csv")
    assert column(graph, kind) == ["other true"]
    undo(graph, "a.csv")
    assert column(graph, kind) == []


def test_reports_go_back(graph: Database) -> None:
    first = Report("35.74", 9, Statement(source("x"), "Sembilan."), 2018)
    second = replace(first, count=10, at_least=True, statement=Statement(source("x"), "Sepuluh."))
    load(graph, "a.csv", reports=[first])
    before = dump(graph)
    load(graph, "b.csv", reports=[second])
    assert column(graph, "MATCH (r:Report) RETURN r.count") == [10]
    undo(graph, "b.csv")
    assert [row for row in dump(graph) if "b.csv" not in str(row)] == before


def test_killed_undo_is_finished_by_repeating(
    graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [told(f"Nomor {number}", parties=(Party(CITY), Party(BANK))) for number in range(5)]
    load(graph, "lain.csv", told("Lain", "35.13"), owner="35.13")
    load(graph, "a.csv", *rows)
    monkeypatch.setattr("graph.loads.RECORDS_A_BATCH", 2)
    with pytest.raises(Killed):
        undo(graph, "a.csv", after(1))
    assert load_of(graph, "a.csv").state == "undoing"
    assert len(column(graph, TITLES)) == 4
    with pytest.raises(UndoUnfinished):
        load(graph, "a.csv", *rows)
    undo(graph, "a.csv")
    assert load_of(graph, "a.csv").state == "undone"
    assert column(graph, TITLES) == ["Lain"]
    assert column(graph, "MATCH (p:Partner) RETURN p.id") == []


def test_undo_is_refused_where_others_build_on_it(graph: Database) -> None:
    ours = told("Rujukan")
    theirs = told("Rujukan pasien", "35.13")
    load(graph, "a.csv", FRAME, ours, version="1")
    load(graph, "a.csv", FRAME, ours, version="2")
    assert builds_on(graph, "a.csv1") == []
    # Each later file, and whether the first one cannot be taken back because of it.
    load(graph, "ubah.csv", replace(ours, scope="baru"))
    load(graph, "lain.csv", told("Lain", "35.13"), owner="35.13")
    load(graph, "pks.csv", told("Pelaksanaan", implements=(FRAME.id,)))
    load(graph, "mereka.csv", theirs, owner="35.13", into={theirs.id: ours.id})
    before = dump(graph)
    assert [one.file for one in builds_on(graph, "a.csv1")] == ["mereka.csv", "ubah.csv"]
    with pytest.raises(UndoRefused, match=r"mereka\.csv .*ubah\.csv"):
        undo(graph, "a.csv1")
    assert dump(graph) == before
    for file in ("mereka.csv", "ubah.csv", "a.csv2"):
        undo(graph, file)
    # Now the framework would go, which another file's contract implements.
    assert [one.file for one in builds_on(graph, "a.csv1")] == ["pks.csv"]
    undo(graph, "pks.csv")
    undo(graph, "a.csv1")
    assert column(graph, TITLES) == ["Lain"]


def test_reference_facts_stay(graph: Database) -> None:
    store = Store(graph)
    facts = Load("fakta", "fakta rujukan", "2026-01-01T00:00:00Z", "penguji", accepted=3)
    store.begin_load(facts)
    store.write(Facts())
    store.end_load(facts)
    with pytest.raises(NothingToUndo) as refusal:
        undo(graph, "fakta")
    assert isinstance(refusal.value, JejaringError)
    # A file of which nothing could be taken is no such thing.
    load(graph, "salah.csv")
    undo(graph, "salah.csv")
    assert load_of(graph, "salah.csv").state == "undone"


def test_date_in_words_of_the_store(graph: Database) -> None:
    load(graph, "a.csv", replace(CONTRACT, endless=False, ends_on=PartialDate.of(2021).as_end()))
    assert stored(graph, CONTRACT.id)["runs_until"] == date(2021, 12, 31)
