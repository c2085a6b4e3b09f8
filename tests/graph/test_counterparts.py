"""Who would face whom: by what an OPD does, recorded before assumed, a handful an affair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from graph.counterparts import (
    BASES,
    MOST_AN_AFFAIR,
    Counterpart,
    Known,
    Proposal,
    SeenOpd,
    Work,
    propose,
    read,
    read_forms,
    read_opds,
)
from graph.database import Database
from graph.history import Externality, history
from graph.law import CROSSES_FROM
from graph.model import (
    Affair,
    Agreement,
    Facts,
    KnownOpd,
    Load,
    Opd,
    OpdForm,
    Partner,
    Party,
    Region,
    Source,
    Statement,
    UnknownWord,
)
from graph.store import Store
from loaders import reference
from tests.graph.counterparts_report import OTHERS, PROBOLINGGO, found, proposed

KABUPATEN, KOTA = "35.13", "35.74"
KINDS = {region.code: region.kind for region in reference.regions()}
EXTERNALITIES = {
    affair.code: Externality(
        affair.code,
        affair.cross_border_weight,
        affair.cross_border_reason or "",
        affair.cross_border_reason_en or "",
    )
    for affair in reference.affairs()
    if affair.cross_border_weight
}
NAMED = [KnownOpd(row.name, row.code, "rsud") for row in reference.hospitals()]


def seen(name: str, code: str, *affairs: str, works: Sequence[Work] = ()) -> SeenOpd:
    return SeenOpd(Opd(name, code).id, name, code, affairs, tuple(works))


def proposal(
    *opds: SeenOpd, a: str = KABUPATEN, b: str = KOTA, named: Sequence[KnownOpd] = NAMED
) -> Proposal:
    return propose(a, b, Known(KINDS, opds, reference.opd_forms(), named, EXTERNALITIES))


def of_affair(found: Proposal, affair: str) -> list[tuple[str, str]]:
    return [(pair.a.name, pair.b.name) for pair in found.pairs if pair.affair == affair]


def pair_of(found: Proposal, a: str, b: str) -> Counterpart:
    (pair,) = [pair for pair in found.pairs if (pair.a.name, pair.b.name) == (a, b)]
    return pair


# ------------------------------------------------------------------ from forms alone


def test_meeting_is_foreseen_from_forms() -> None:
    pairs = proposal().pairs
    assert found(PROBOLINGGO, pairs).keys() == PROBOLINGGO.keys()
    assert len(pairs) <= 2 * len(PROBOLINGGO)
    assert {pair.basis for pair in pairs} == {"assumed"}
    assert {side.basis for pair in pairs for side in (pair.a, pair.b)} == {"known", "assumed"}


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_neighbours_get_a_handful(a: str, b: str) -> None:
    found = proposal(a=a, b=b)
    affairs = [pair.affair for pair in found.pairs]
    assert 15 <= len(affairs) <= 30
    assert max(map(affairs.count, affairs)) <= MOST_AN_AFFAIR
    assert len({(pair.a.name, pair.b.name) for pair in found.pairs}) == len(affairs)
    assert affairs.count("ketertiban") == 2, "Satpol PP faces Satpol PP, BPBD faces BPBD"


def test_affairs_stand_by_weight() -> None:
    pairs = proposal().pairs
    weights = [
        EXTERNALITIES[pair.affair].weight if pair.affair in EXTERNALITIES else -1.0
        for pair in pairs
    ]
    assert weights == sorted(weights, reverse=True)
    assert pairs[-1].affair == "sekretariat"
    assert all(weight >= CROSSES_FROM or weight < 0 for weight in weights)


def test_forms_differ_by_kind_of_region() -> None:
    assert not of_affair(proposal(), "kehutanan"), "forestry is an affair of provinces"
    assert of_affair(proposal(a="33", b="34"), "kehutanan")
    assert of_affair(proposal(a="35", b=KABUPATEN), "perikanan") == [
        ("Dinas Kelautan dan Perikanan", "Dinas Perikanan")
    ]


def test_order_of_regions_only_turns_pairs() -> None:
    turned = {(pair.b.name, pair.a.name) for pair in proposal(a=KOTA, b=KABUPATEN).pairs}
    assert turned == {(pair.a.name, pair.b.name) for pair in proposal().pairs}


# ------------------------------------------------------------------ with recorded ones


def test_recorded_stands_for_assumed() -> None:
    given = seen("Dinas Pendidikan, Pemuda, dan Olahraga", KOTA, "pendidikan", "pemuda_olahraga")
    found = proposal(given)
    pair = pair_of(found, "Dinas Pendidikan", given.name)
    assert (pair.b.id, pair.b.basis, pair.a.basis, pair.basis) == (
        given.id, "recorded", "assumed", "assumed",
    )  # fmt: skip
    assert of_affair(found, "pendidikan") == [("Dinas Pendidikan", given.name)]
    # Youth and sport cross no border, but its OPD is recorded on one side.
    assert of_affair(found, "pemuda_olahraga") == [("Dinas Kepemudaan dan Olahraga", given.name)]


def test_same_work_is_told_apart_within_affair() -> None:
    names = "Satuan Polisi Pamong Praja", "Badan Penanggulangan Bencana Daerah"
    opds = [seen(name, code, "ketertiban") for name in names for code in (KABUPATEN, KOTA)]
    assert of_affair(proposal(*opds), "ketertiban") == [(names[1], names[1]), (names[0], names[0])]


@pytest.mark.parametrize(
    ("name", "counterpart"),
    [
        ("Bagian Administrasi Perekonomian dan Sumber Daya Manusia", "Bagian Perekonomian"),
        ("Bagian Pemerintahan, Kerja Sama, dan Perbatasan", "Bagian Kerja Sama"),
        ("Satuan Polisi Pamong Praja dan Pemadam Kebakaran", "Satuan Polisi Pamong Praja"),
        ("Dinas Kesehatan, Pengendalian Penduduk, dan Keluarga Berencana", "Dinas Kesehatan"),
        ("Dinas Sosial dan Tenaga Kerja Terpadu", "Dinas Sosial"),
        ("Rumah Sakit Umum Daerah", "RSUD dr. Mohamad Saleh"),
    ],
)
def test_name_tells_the_work(name: str, counterpart: str) -> None:
    found = proposal(seen(name, KABUPATEN))
    assert counterpart in {pair.b.name[: len(counterpart)] for pair in found.pairs
                           if pair.a.name == name}  # fmt: skip


def test_part_of_a_form_is_assumed_where_the_rest_is_recorded() -> None:
    given = seen("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", KABUPATEN, "perempuan_anak")
    plans = seen("Dinas Pengendalian Penduduk dan Keluarga Berencana", KOTA, "keluarga_berencana")
    found = proposal(given, plans)
    assert of_affair(found, "perempuan_anak") == [
        (given.name, "Dinas Pemberdayaan Perempuan dan Perlindungan Anak")
    ]
    assert of_affair(found, "keluarga_berencana") == [
        ("Dinas Pengendalian Penduduk dan Keluarga Berencana", plans.name)
    ]


def test_recorded_come_first() -> None:
    hospitals = [seen("RSUD Mohamad Saleh", KOTA, "kesehatan"), seen("RSUD Tongas", KABUPATEN)]
    health = [pair for pair in proposal(*hospitals).pairs if pair.affair == "kesehatan"]
    assert (health[0].a.name, health[0].b.name) == ("RSUD Tongas", "RSUD Mohamad Saleh")
    assert [pair.basis for pair in health] == ["recorded"] + ["assumed"] * (len(health) - 1)
    names = {pair.b.name for pair in health}
    assert "RSUD dr. Mohamad Saleh" not in names, "it is the recorded one"
    assert "RSUD Waluyo Jati" in {pair.a.name for pair in health}


def test_what_is_left_out_is_counted() -> None:
    clinics = [seen(f"Puskesmas {n}", KOTA, "kesehatan") for n in "ABCDEFGH"]
    found = proposal(*clinics)
    assert len(of_affair(found, "kesehatan")) == MOST_AN_AFFAIR
    assert ("Dinas Kesehatan", "Dinas Kesehatan") in of_affair(found, "kesehatan")
    # Eight puskesmas would face the kabupaten's Dinas Kesehatan beside six other pairs.
    assert found.left_out == {"kesehatan": 8}
    assert not found.unpaired


def test_cooperating_pairs_are_all_given() -> None:
    works = [Work(f"k{n}", f"Rujukan {n}", True) for n in range(10)]
    clinics = [
        seen(f"Puskesmas {n}", KOTA, "kesehatan", works=[work]) for n, work in enumerate(works)
    ]
    health = seen("Dinas Kesehatan", KABUPATEN, "kesehatan", works=[*works, Work("x", "Y", False)])
    found = proposal(health, *clinics)
    running = [pair for pair in found.pairs if pair.known]
    assert len(running) == len(works)
    assert {pair.known for pair in running} == {(work.id,) for work in works}
    (first,) = [pair for pair in running if pair.known == ("k0",)]
    assert (first.a.agreements, [work.id for work in first.a.others]) == (11, ["k1", "k2", "k3"])
    assert (first.b.agreements, first.b.others) == (1, ())


def test_unpaired_are_told() -> None:
    found = proposal(seen("Bagian Organisasi", KOTA, "sekretariat"), seen("Dinas Aneh", KOTA))
    assert {side.name for side in found.unpaired} == {"Bagian Organisasi", "Dinas Aneh"}


def test_nothing_known_gives_nothing() -> None:
    assert propose("35.13", "35.74", Known({}, (), (), (), {})) == Proposal((), {}, ())


def test_bases_have_names() -> None:
    assert set(BASES) == {"recorded", "known", "assumed"}
    assert all(term.label("id") != term.label("en") for term in BASES.values())


# ------------------------------------------------------------------ from the graph


def test_demo_foresees_the_meeting(demo_database: Database) -> None:
    """The day before, nobody's OPDs are known; the day after, all thirteen pairs are."""
    before = proposed(demo_database, KABUPATEN, KOTA, date(2017, 8, 9))
    assert found(PROBOLINGGO, before.pairs).keys() == PROBOLINGGO.keys()
    assert before == proposal(), "the graph gives what the tables say"
    after = proposed(demo_database, KABUPATEN, KOTA, date(2017, 8, 10))
    assert found(PROBOLINGGO, after.pairs).keys() == PROBOLINGGO.keys()
    met = [pair for pair in after.pairs if pair.known]
    assert sorted(id for pair in met for id in pair.known) == sorted(
        key.casefold() for key in PROBOLINGGO
    )
    assert {pair.basis for pair in met} == {"recorded"}


A, B = Region("35.01", "Kabupaten A", "kabupaten", "35"), Region("35.71", "Kota B", "kota", "35")
HEALTH = Opd("Dinas Kesehatan", A.code, ("kesehatan",))
SCHOOLS = Opd("Dinas Pendidikan", B.code, ("pendidikan",))
BANK = Partner("Bank Timur", "bank")
FORMS = [form for form in reference.opd_forms() if form.code in ("rsud", "dinas-kesehatan")]


def agree(key: str, *parties: Party, stated: int = 2018, **values: object) -> Agreement:
    plain = {"form": "pks", "stage": "pelaksanaan"}
    statements = (Statement(Source(f"Berita {stated}", published_on=date(stated, 1, 1))),)
    return Agreement(
        title=key,
        register_key=key,
        parties=parties,
        statements=statements,
        **(plain | values),  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def two(database: Database) -> Database:
    store = Store(database)
    store.prepare()
    affairs = [Affair("kesehatan", "Kesehatan", "Health", "wajib_dasar")]
    store.write(Facts(regions=[A, B], affairs=affairs, opd_forms=[FORMS[0]]))
    weighty = [Affair("kesehatan", "Kesehatan", "Health", "wajib_dasar", 0.9, "orang", "people")]
    counts = store.write(
        Facts(
            regions=[A, B],
            affairs=weighty,
            opd_forms=FORMS,
            known_opds=[KnownOpd("RSUD dr. Timur", B.code, "rsud")],
            agreements=[
                agree("old", Party(HEALTH), Party(BANK), stated=2015, stage="selesai"),
                agree("new", Party(HEALTH), Party(BANK), stated=2016),
                agree("visit", Party(HEALTH, "learner"), Party(B, "host"), form="kaji_banding"),
                agree("rejected", Party(HEALTH), Party(B), stage="ditolak"),
                agree("theirs", Party(A), Party(B), responsible=(HEALTH,)),
                agree("later", Party(SCHOOLS), Party(BANK), stated=2020),
            ],
        ),
        Load("l", "berkas.csv", "2026-01-01T00:00:00Z", "uji"),
    )
    assert (counts.changed["Affair"], counts.created["OpdForm"]) == (1, 1)
    return database


def test_reference_nodes_are_updated(two: Database) -> None:
    assert history(two).externalities == {
        "kesehatan": Externality("kesehatan", 0.9, "orang", "people")
    }
    assert read_forms(two) == FORMS


def test_opds_as_of_a_date(two: Database) -> None:
    (health,) = read_opds(two, [A.code, B.code], date(2019, 1, 1))
    assert health.works == (
        Work("theirs", "theirs", True),
        Work("new", "new", True),
        Work("old", "old", False),
    )
    assert [opd.name for opd in read_opds(two, [A.code, B.code], date(2020, 6, 1))] == [
        "Dinas Kesehatan",
        "Dinas Pendidikan",
    ]
    assert not read_opds(two, [A.code], date(2014, 1, 1))


def test_read_gives_all_that_is_known(two: Database) -> None:
    known = read(two, A.code, B.code, date(2019, 1, 1), history(two).externalities)
    assert known.kinds == {A.code: "kabupaten", B.code: "kota"}
    (pair, *more) = propose(A.code, B.code, known).pairs
    assert (pair.a.basis, pair.b.basis) == ("recorded", "assumed")
    assert ("Rumah Sakit Umum Daerah", "RSUD dr. Timur") in {(p.a.name, p.b.name) for p in more}


def test_form_checks_itself() -> None:
    with pytest.raises(UnknownWord, match="sihir"):
        OpdForm("x", "Dinas X", ("kota",), ("sihir",))
