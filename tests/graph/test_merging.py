"""Merging: one agreement of two registers, taken apart again, and what is undecided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.database import Database
from graph.loads import UndoRefused, undo
from graph.measurement import is_current, write_measurement
from graph.merging import (
    MergeRefused,
    SplitRefused,
    keep_apart,
    merge,
    merged,
    proposals,
    propose,
    retell,
    split,
    targets_of,
)
from graph.metrics import measure
from graph.model import OpenParty, Party
from graph.projection import project
from graph.registry import AgreementUnknown, agreement
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
    told,
)

OURS = told("Rujukan", parties=(Party(CITY, number="1"), Party(REGENCY)))
THEIRS = told(
    "Rujukan pasien",
    "35.13",
    parties=(Party(REGENCY, number="9"), Party(CITY), Party(BANK)),
    scope="luas",
)
LATER = date(2026, 1, 1)
IMPLEMENTS = "MATCH (a)-[:IMPLEMENTS]->(f) RETURN a.title + ' → ' + f.title AS edge ORDER BY edge"


@pytest.fixture
def graph(empty_database: Database) -> Database:
    """Give a database with two registers that tell of one agreement without knowing it."""
    begun(empty_database)
    load(empty_database, "a.csv", OURS)
    load(empty_database, "b.csv", THEIRS, owner="35.13")
    return empty_database


def test_merge_and_split_again(graph: Database) -> None:
    load(graph, "pks.csv", told("Pelaksanaan", "35.13", implements=(THEIRS.id,)), owner="35.13")
    before = dump(graph)
    counts = merge(graph, OURS.id, THEIRS.id, "perencana")
    assert (counts.changed["Agreement"], counts.removed["Agreement"]) == (1, 1)
    # The bank, which only the second register names, is not a party of what remains.
    assert counts.removed["Partner"] == 1
    detail = agreement(graph, OURS.id, LATER)
    assert [party.number for party in detail.entry.parties] == ["1", "9"]
    assert detail.entry.get("scope") == "luas"
    assert [s.title for s in detail.statements] == ["Register 35.13", "Register 35.74"]
    assert [one.file for one in detail.loads] == ["a.csv", "b.csv"]
    assert column(graph, IMPLEMENTS) == ["Pelaksanaan → Rujukan"]
    # Old addresses last, and a newer version of the second register finds its agreement.
    assert agreement(graph, THEIRS.id, LATER).entry.id == OURS.id
    assert targets_of(graph, [THEIRS.id, "baru"], "35.13") == {THEIRS.id: OURS.id}
    assert targets_of(graph, [THEIRS.id], "35.74") == {}
    (one,) = merged(graph)
    assert (one.id, one.also) == (OURS.id, (THEIRS.id,))
    assert [(part.file, part.owner, part.merged_from) for part in one.parts] == [
        ("a.csv", "35.74", None),
        ("b.csv", "35.13", THEIRS.id),
    ]
    assert (one.parts[0].by, one.parts[1].by) == ("penguji", "perencana")
    assert split(graph, OURS.id, [one.parts[1].record], "perencana") == THEIRS.id
    assert merged(graph) == []
    apart = "MATCH (a)-[e:NOT_SAME_AS]->(b) RETURN a.id + ' ' + e.by + ' ' + b.id"
    assert column(graph, apart) == [f"{THEIRS.id} perencana {OURS.id}"]
    left = [row for row in dump(graph) if "NOT_SAME_AS" not in str(row)]
    assert without_moves(left) == without_moves(before)


def without_moves(rows: list[tuple[str, ...]]) -> list[str]:
    """Leave out when loads were last touched, which a merge and a split note."""
    return [str(row) for row in rows if "Load" not in row[0]]


def test_merge_lasts_through_newer_versions(graph: Database) -> None:
    merge(graph, OURS.id, THEIRS.id, "perencana")
    newer = replace(THEIRS, title="Rujukan pasien dan ibu", location="RSUD")
    targets = targets_of(graph, [newer.id], "35.13")
    counts = load(graph, "b.csv", newer, owner="35.13", into=targets, version="2")
    assert [(c.field, c.new) for c in counts.changes] == [("lokasi", "RSUD")]
    assert agreement(graph, THEIRS.id, LATER).entry.id == OURS.id
    # Both versions go when either is split off, so that the older one does not come back.
    (one,) = merged(graph)
    newest = next(part.record for part in one.parts if part.load == "b.csv2")
    assert split(graph, OURS.id, [newest], "perencana") == THEIRS.id
    assert column(graph, "MATCH (a:Agreement) RETURN a.title AS t ORDER BY t") == [
        "Rujukan",
        "Rujukan pasien dan ibu",
    ]


def test_split_keeps_the_id_with_its_own_record(graph: Database) -> None:
    third = told("Rujukan ketiga", "35")
    load(graph, "c.csv", third, owner="35", into={third.id: OURS.id})
    merge(graph, OURS.id, THEIRS.id, "perencana")
    own = next(part.record for part in merged(graph)[0].parts if part.owner == "35.74")
    # What told it first is taken out: it keeps the id, and the others go.
    assert split(graph, OURS.id, [own], "perencana") == THEIRS.id
    assert agreement(graph, OURS.id, LATER).entry.title == "Rujukan"
    assert [part.owner for part in merged(graph)[0].parts] == ["35.13", "35"]
    with pytest.raises(SplitRefused):
        split(graph, OURS.id, [own], "perencana")
    with pytest.raises(SplitRefused):
        split(graph, OURS.id, ["tidak ada"], "perencana")


def test_undo_and_merge(graph: Database) -> None:
    merge(graph, OURS.id, THEIRS.id, "perencana")
    with pytest.raises(UndoRefused, match=r"b\.csv"):
        undo(graph, "a.csv")
    undo(graph, "b.csv")
    assert merged(graph) == []
    with pytest.raises(AgreementUnknown):
        agreement(graph, THEIRS.id, LATER)
    assert agreement(graph, OURS.id, LATER).entry.get("scope") is None
    undo(graph, "a.csv")
    assert column(graph, "MATCH (a:Agreement) RETURN a.id") == []


def test_what_cannot_be_merged(graph: Database) -> None:
    contract = told("Pelaksanaan", implements=(OURS.id,))
    load(graph, "c.csv", contract)
    for pair, error in {
        (OURS.id, OURS.id): MergeRefused,
        (contract.id, OURS.id): MergeRefused,
        (OURS.id, "tidak-ada"): AgreementUnknown,
    }.items():
        with pytest.raises(error):
            merge(graph, *pair, "perencana")
    with pytest.raises(AgreementUnknown):
        keep_apart(graph, OURS.id, "tidak-ada", "perencana")


def test_proposals_wait_for_a_decision(graph: Database) -> None:
    other = told("Lain")
    load(graph, "c.csv", other)
    pairs = [(OURS.id, THEIRS.id, ["parties", "day"]), (other.id, THEIRS.id, ["parties"])]
    propose(graph, [*pairs, *pairs], "b.csv")
    found = proposals(graph)
    assert [(one.a, one.b, one.reasons) for one in found] == sorted(
        (*sorted((a, b)), tuple(reasons)) for a, b, reasons in pairs
    )
    assert {one.by for one in found} == {"b.csv"}
    keep_apart(graph, OURS.id, THEIRS.id, "perencana")
    propose(graph, pairs, "b.csv")
    load(graph, "b.csv", replace(THEIRS, scope="baru"), owner="35.13", version="2")
    assert [{one.a, one.b} for one in proposals(graph)] == [{other.id, THEIRS.id}]
    # What was told apart from the one that goes is apart from the one that stays.
    merge(graph, other.id, THEIRS.id, "perencana")
    assert proposals(graph) == []
    apart = "MATCH (a:Agreement {id: $id})-[:NOT_SAME_AS]-(b) RETURN b.id"
    assert column(graph, apart, id=OURS.id) == [other.id]
    split(graph, other.id, [records("b.csv", [THEIRS], "35.13")[0].id], "perencana")
    assert column(graph, apart, id=OURS.id) == [THEIRS.id]
    propose(graph, [(OURS.id, other.id, [])], "perencana")
    undo(graph, "c.csv")
    assert proposals(graph) == []


def test_name_decided_later(graph: Database) -> None:
    open_party = OpenParty("Dinkes Probolinggo", (HEALTH.id, "35.74-dinas-kesehatan"))
    unclear = told("Posyandu", parties=(Party(CITY),), open_parties=(open_party,))
    load(graph, "c.csv", unclear)
    decided = replace(unclear, parties=(Party(CITY), Party(HEALTH)), open_parties=())
    (record,) = records("c.csv", [decided])
    counts = retell(graph, [record, *records("lain.csv", [decided])])
    assert counts.changed["Agreement"] == 1
    entry = agreement(graph, unclear.id, LATER).entry
    assert [party.key for party in entry.parties] == ["35.74", HEALTH.id]
    assert entry.get("open_count") == 0
    # The same file tells the same now, and what it brought can be taken back.
    assert load(graph, "c.csv", decided).touched == 0
    undo(graph, "c.csv")
    assert column(graph, "MATCH (o:Opd) RETURN o.id") == []


def test_measures_are_stale_after_a_merge(graph: Database) -> None:
    measured = measure(project(graph, "regions", LATER))
    write_measurement(graph, replace(measured, computed_at="2020-01-02T00:00:00Z"))
    assert is_current(graph, "regions", LATER)
    merge(graph, OURS.id, THEIRS.id, "perencana")
    assert not is_current(graph, "regions", LATER)
