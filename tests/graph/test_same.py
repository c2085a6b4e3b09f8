"""One document in two registers: what is surely one, what is only likely, what stays apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Agreement, Opd, PartialDate, Partner, Party, Region, Source, Statement
from graph.same import Match, compare, find_same, find_versions, telling_of, title_likeness

CITY = Region("35.74", "Kota Probolinggo", "kota", "35")
REGENCY = Region("35.13", "Kabupaten Probolinggo", "kabupaten", "35")
HEALTH = Opd("Dinas Kesehatan", "35.74")
BANK = Partner("Bank Jatim", "bank")
STATEMENT = Statement(Source("Register"))


def agreement(
    title: str = "Pengelolaan sampah di wilayah perbatasan",
    signed: tuple[int, ...] | None = (2019, 3, 12),
    numbers: tuple[str | None, str | None] = (None, None),
    form: str = "pks",
    parties: tuple[Region | Opd | Partner, ...] = (CITY, REGENCY),
    affairs: tuple[str, ...] = (),
) -> Agreement:
    return Agreement(
        title=title,
        form=form,
        stage="pelaksanaan",
        parties=tuple(
            Party(actor, number=number) for actor, number in zip(parties, numbers, strict=True)
        ),
        statements=(STATEMENT,),
        signed_on=PartialDate.of(*signed) if signed else None,
        affairs=affairs,
    )


FIRST = agreement(numbers=("415.4/12/426.11/2019", None))
OTHER_WORDS = "Perjanjian Kerja Sama tentang Penanganan Persampahan Perbatasan"
# What the other register tells → how surely it is one with FIRST, where nothing else competes.
CASES = {
    "same words, own number": (agreement(numbers=(None, "119/07/2019")), "sure"),
    "other words, same day": (agreement(OTHER_WORDS), "sure"),
    "other words, other side's number too": (
        agreement("Sampah", numbers=("415.4 / 12 / 426.11 / 2019", "119/07/2019")),
        "sure",
    ),
    "same number, no date": (
        agreement("Sampah", None, ("415.4/12/426.11/2019", None)),
        "sure",
    ),
    "same number, another year": (
        agreement("Sampah", (2021, 3, 12), ("415.4/12/426.11/2019", None)),
        "likely",
    ),
    "same words, only the year": (agreement(signed=(2019,)), "likely"),
    "same words, no date": (agreement(signed=None), "likely"),
    "same words, a week later": (agreement(signed=(2019, 3, 19)), "likely"),
    "same words through an OPD": (agreement(parties=(HEALTH, REGENCY)), "sure"),
    "other words through an OPD": (agreement(OTHER_WORDS, parties=(HEALTH, REGENCY)), "likely"),
    "renewal": (agreement(signed=(2024, 3, 12)), None),
    "framework of the same day": (agreement(form="kesepakatan_bersama"), None),
    "another number of one party": (
        agreement("Pelayanan rujukan pasien", numbers=("415.4/13/426.11/2019", None)),
        None,
    ),
    "other words, no date": (agreement("Rujukan pasien", None), None),
    "equal numbers of two parties, other words": (
        agreement("Terminal bus", (2019, 3, 20), (None, "415.4/12/426.11/2019")),
        None,
    ),
    "equal numbers of two parties, other words, no date": (
        agreement("Terminal bus", None, (None, "415.4/12/426.11/2019")),
        None,
    ),
    "number mistyped": (
        agreement("Rujukan pasien", numbers=("415.4/12/426.11/219", None)),
        "likely",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_certainty(name: str) -> None:
    other, certainty = CASES[name]
    match = compare(telling_of(other), telling_of(FIRST), is_only=True)
    assert (match.certainty if match else None) == certainty
    backwards = compare(telling_of(FIRST), telling_of(other), is_only=True)
    assert (backwards.certainty if backwards else None) == certainty


def test_stages_of_one_work_stay_apart() -> None:
    first, second = agreement("Penyediaan air minum tahap I"), agreement("Air minum tahap II")
    match = compare(telling_of(first), telling_of(second), is_only=True)
    assert match is None or match.certainty == "likely"


def test_other_subjects_of_one_day_stay_apart() -> None:
    health = agreement("Pelayanan kesehatan rujukan", affairs=("kesehatan",))
    school = agreement("Penerimaan siswa lintas batas", affairs=("pendidikan",))
    waste = agreement("Penanganan sampah regional", affairs=("lingkungan_hidup",))
    theirs = [agreement("Rujukan pelayanan kesehatan", affairs=("kesehatan",)), waste]
    incoming = [telling_of(one) for one in (health, school)]
    known = [telling_of(one, ("35.13",)) for one in theirs]
    found = find_same(incoming, known, "35.74")
    assert found == {
        health.id: [Match(theirs[0].id, "sure", ("parties", "title", "affair", "day"))]
    }


def test_each_is_one_with_at_most_one() -> None:
    ours = [agreement("Sampah perbatasan"), agreement("Sampah perbatasan kota")]
    theirs = telling_of(agreement("Sampah di perbatasan"), ("35.13",))
    found = find_same([telling_of(one) for one in ours], [theirs], "35.74")
    sure = [own for own, matches in found.items() if matches[0].certainty == "sure"]
    assert len(sure) == 1


def test_rows_of_one_register_are_two_documents() -> None:
    again = telling_of(agreement(OTHER_WORDS), ("35.74",))
    assert find_same([telling_of(FIRST)], [again], "35.74") == {}
    assert find_same([telling_of(FIRST)], [again], "35.13")


def test_parted_stay_apart() -> None:
    other = telling_of(agreement(OTHER_WORDS), ("35.13",))
    parted = replace(other, apart=frozenset({FIRST.id}))
    assert find_same([telling_of(FIRST)], [other], "35.74")
    assert find_same([telling_of(FIRST)], [parted], "35.74") == {}


def test_large_group_is_joined_by_day_and_number() -> None:
    ours = [
        agreement(f"Layanan {n}", (2000 + n // 300, n // 28 % 12 + 1, n % 28 + 1))
        for n in range(900)
    ]
    theirs = [replace(one, title=f"{one.title} bersama", id="") for one in ours]
    known = [telling_of(one, ("35.13",)) for one in theirs]
    found = find_same([telling_of(one) for one in ours], known, "35.74")
    assert sum(matches[0].certainty == "sure" for matches in found.values()) > 800


VERSIONS = {
    "title mended": (agreement("Pengelolaan sampah lintas batas"), True, True),
    "title mended, rows moved": (agreement("Pengelolaan sampah lintas batas"), False, True),
    "another document of the day": (agreement("Rujukan pasien"), False, False),
    "day mended": (agreement(signed=(2020, 3, 12)), True, True),
    "renewal in another row": (agreement(signed=(2024, 3, 12)), False, False),
    "partner mended": (agreement(parties=(CITY, BANK)), True, True),
    "another agreement in its place": (
        agreement("Pajak", (2020, 1, 1), parties=(CITY, BANK)),
        True,
        False,
    ),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_corrected_row_keeps_its_agreement(name: str) -> None:
    newer, same_place, expected = VERSIONS[name]
    older = agreement()
    places = {older.id: ("Sheet1", 7), newer.id: ("Sheet1", 7 if same_place else 9)}
    found = find_versions([telling_of(newer)], [telling_of(older)], places)
    assert (found == {newer.id: older.id}) is expected


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("Kesepakatan Bersama antara A dan B tentang Sampah", "Sampah", True),
        ("Penanganan sampah", "Sampah: penanganan", True),
        ("Pelayanan kesehatan", "Penerimaan siswa", False),
        ("", "", True),
    ],
)
def test_likeness_looks_at_the_subject(a: str, b: str, alike: bool) -> None:
    assert (title_likeness(a, b) >= 80) is alike
