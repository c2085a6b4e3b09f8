"""Model objects check themselves, and their keys are stable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import vocabulary
from graph.errors import ValueRefused
from graph.model import (
    EARLIEST,
    LATEST,
    Actor,
    Agreement,
    AmountTooLarge,
    Benefit,
    DateOutOfRange,
    EndBeforeStart,
    NegativeAmount,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    PartyMissing,
    PartyTwice,
    Region,
    RegionMissing,
    Report,
    SelfReference,
    Source,
    Statement,
    UnknownWord,
    actor_key,
    parties_key,
)
from graph.text import MarkupInText, TextMissing, TextTooLong
from graph.vocabulary import AFFAIR_GROUPS, AFFAIRS, FORMS, PARTNER_KINDS, ROLES, SCHEMES, STAGES

LABUHANBATU = Region("12.10", "Kabupaten Labuhanbatu", "kabupaten", "12")
JAMBI = Region("15.71", "Kota Jambi", "kota", "15")
HEALTH = Opd("Dinas Kesehatan", "12.10", ("kesehatan",))
BANK = Partner("PT Bank Sumut", "bank")
STATEMENT = Statement(Source("Register"))


def agreement(*actors: Actor, **values: Any) -> Agreement:
    given_values: dict[str, Any] = {
        "title": "Layanan bank",
        "form": "pks",
        "stage": "pelaksanaan",
        "parties": tuple(Party(actor) for actor in actors or (LABUHANBATU, BANK)),
        "statements": (STATEMENT,),
    }
    return Agreement(**given_values | values)


def day(text: str) -> PartialDate:
    return PartialDate(date.fromisoformat(text))


# What is refused: the error, the field that it names, and how it is made.
REFUSED: tuple[tuple[type[ValueRefused], str, Callable[[], object]], ...] = (
    (PartyMissing, "pihak", lambda: agreement(LABUHANBATU)),
    (PartyMissing, "pihak", lambda: agreement(parties=(), unnamed_parties=1)),
    (PartyTwice, "pihak", lambda: agreement(LABUHANBATU, BANK, LABUHANBATU)),
    (PartyTwice, "pihak", lambda: agreement(LABUHANBATU, BANK, Partner("Bank Sumut", "bumd"))),
    (RegionMissing, "pihak", lambda: agreement(BANK, Partner("PLN", "bumn"))),
    (RegionMissing, "pihak", lambda: agreement(BANK, unnamed_parties=1)),
    (
        EndBeforeStart,
        "berakhir",
        lambda: agreement(starts_on=day("2019-03-12"), ends_on=day("2019-03-11")),
    ),
    (
        EndBeforeStart,
        "berakhir",
        lambda: agreement(signed_on=day("2019-03-12"), ends_on=day("2018-12-31")),
    ),
    (DateOutOfRange, "ditandatangani", lambda: agreement(signed_on=day("1945-08-16"))),
    (DateOutOfRange, "mulai", lambda: agreement(starts_on=day("0019-01-01"))),
    (DateOutOfRange, "berakhir", lambda: agreement(ends_on=day("2200-01-01"))),
    (DateOutOfRange, "target", lambda: agreement(due_on=day("9999-12-31"))),
    (UnknownWord, "bentuk", lambda: agreement(form="perjanjian")),
    (UnknownWord, "tahap", lambda: agreement(stage="jalan")),
    (UnknownWord, "urusan", lambda: agreement(affairs=("kesehatan", "sehat"))),
    (SelfReference, "melaksanakan", lambda: agreement(register_key="A", implements=("a",))),
    (TextMissing, "judul", lambda: agreement(title=" ")),
    (TextTooLong, "judul", lambda: agreement(title="x" * 10_000)),
    (MarkupInText, "ruang_lingkup", lambda: agreement(scope="<b>")),
    (MarkupInText, "lokasi", lambda: agreement(location="<b>")),
    (MarkupInText, "catatan", lambda: agreement(notes="<b>")),
    (MarkupInText, "tujuan", lambda: agreement(purpose="<b>")),
    (MarkupInText, "pembiayaan", lambda: agreement(financing="<b>")),
    (MarkupInText, "tautan", lambda: agreement(link="<b>")),
    (MarkupInText, "evaluasi", lambda: agreement(evaluation="<b>")),
    (UnknownWord, "skema", lambda: agreement(stated_scheme="ksd")),
    (TextMissing, "pihak", lambda: OpenParty("")),
    (UnknownWord, "peran", lambda: OpenParty("Probolinggo", role="saksi")),
    (NegativeAmount, "hasil", lambda: Benefit("giro", -1)),
    (AmountTooLarge, "hasil", lambda: Benefit("giro", 2**63)),
    (DateOutOfRange, "hasil", lambda: Benefit("giro", 1, year=218)),
    (TextMissing, "hasil", lambda: Benefit("", 1)),
    (UnknownWord, "jenis", lambda: Region("1", "Desa", "desa", None)),
    (UnknownWord, "jenis mitra", lambda: Partner("PLN", "pln")),
    (UnknownWord, "peran", lambda: Party(BANK, "saksi")),
    (TextTooLong, "nomor", lambda: Party(BANK, number="1" * 201)),
    (UnknownWord, "urusan", lambda: Opd("Dinas", "12.10", ("sehat",))),
    (NegativeAmount, "jumlah", lambda: Report("12.10", -1, STATEMENT)),
    (DateOutOfRange, "tahun", lambda: Report("12.10", 1, STATEMENT, year=99_999)),
    (UnknownWord, "skema", lambda: Report("12.10", 1, STATEMENT, scheme="kerja")),
    (TextMissing, "sumber_judul", lambda: Source("")),
    (TextTooLong, "sumber_url", lambda: Source("Berita", url="https://" + "x" * 2_000)),
    (DateOutOfRange, "sumber_tanggal", lambda: Source("Berita", published_on=date(1900, 1, 1))),
    (TextTooLong, "halaman", lambda: Statement(Source("Berita"), page="1" * 201)),
)


@pytest.mark.parametrize(("error", "field", "make"), REFUSED)
def test_bad_fact_is_refused(
    error: type[ValueRefused], field: str, make: Callable[[], object]
) -> None:
    with pytest.raises(error) as refusal:
        make()
    assert type(refusal.value) is error
    assert refusal.value.field == field
    assert refusal.value.advice(str).endswith(".")


days = st.dates(EARLIEST, LATEST)
partial_dates = st.builds(PartialDate, days, st.sampled_from(["day", "month", "year"]))
names = st.text(st.characters(codec="latin-1", categories=["L", "N"]), min_size=1, max_size=40)
actors = st.one_of(
    st.sampled_from([LABUHANBATU, JAMBI, HEALTH, BANK]),
    st.builds(Opd, names, st.sampled_from(["12.10", "15.71"])),
    st.builds(Partner, names, st.sampled_from(sorted(PARTNER_KINDS))),
)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Give agreements that the model accepts."""
    others = draw(st.lists(actors, min_size=1, max_size=4, unique_by=actor_key))
    parties = [JAMBI, *(actor for actor in others if actor_key(actor) != JAMBI.code)]
    start, end = sorted(draw(st.tuples(days, days)))
    return agreement(
        *parties,
        unnamed_parties=1,
        title=draw(names),
        form=draw(st.sampled_from(sorted(FORMS))),
        stage=draw(st.sampled_from(sorted(STAGES))),
        register_key=draw(st.none() | names),
        starts_on=draw(st.sampled_from([None, PartialDate(start)])),
        ends_on=draw(st.sampled_from([None, PartialDate(end)])),
    )


@given(agreements(), st.randoms())
def test_order_changes_no_id(one: Agreement, random: Any) -> None:
    parties = list(one.parties)
    random.shuffle(parties)
    assert one.id == replace(one, parties=tuple(parties)).id == replace(one).id
    assert one.id.isascii()
    assert one.id[0].isalpha()


@given(agreements())
def test_id_outlives_later_knowledge(one: Agreement) -> None:
    later = replace(one, stage="selesai", scope="luas", notes="baru", benefits=(Benefit("x", 1),))
    assert later.id == one.id
    if one.register_key:
        assert replace(one, title="Judul lain", form="pks").id == one.id


def test_renewal_has_another_id() -> None:
    first = agreement(signed_on=day("2015-03-12"))
    ids = {
        first.id,
        agreement(signed_on=day("2019-03-12")).id,
        agreement(JAMBI, BANK, signed_on=day("2015-03-12")).id,
        agreement(signed_on=day("2015-03-12"), form="mou").id,
        agreement(signed_on=day("2015-03-12"), title="Layanan lain").id,
    }
    assert len(ids) == 5


@given(partial_dates)
def test_end_is_the_last_day(partial: PartialDate) -> None:
    end = partial.as_end()
    following = end.value + timedelta(days=1) if end.value < date.max else date.max
    assert end.value >= partial.value
    assert end.as_end() == end
    assert (end.precision, end.computed) == (partial.precision, partial.computed)
    if partial.precision == "year":
        assert (end.value.year, following.month, following.day) == (partial.value.year, 1, 1)
    elif partial.precision == "month":
        assert following.day == 1
        assert (end.value.year, end.value.month) == (partial.value.year, partial.value.month)
    else:
        assert end.value == partial.value


@pytest.mark.parametrize(
    ("parts", "first", "last", "precision"),
    [
        ((2019,), "2019-01-01", "2019-12-31", "year"),
        ((2019, 12), "2019-12-01", "2019-12-31", "month"),
        ((2020, 2), "2020-02-01", "2020-02-29", "month"),
        ((2019, 2), "2019-02-01", "2019-02-28", "month"),
        ((2019, 2, 28), "2019-02-28", "2019-02-28", "day"),
    ],
)
def test_date_is_as_precise(parts: tuple[int, ...], first: str, last: str, precision: str) -> None:
    partial = PartialDate.of(*parts)
    assert (partial.value.isoformat(), partial.precision) == (first, precision)
    assert partial.as_end().value.isoformat() == last


@pytest.mark.parametrize("parts", [(2019, 0), (2019, 13), (2019, 2, 29), (2019, 1, 0)])
def test_impossible_date_is_none(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        PartialDate.of(*parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Partner("PT PLN (Persero)", "bumn"), Partner("PLN", "bumn")),
        (Opd("Dinas Kelautan Perikanan", "12"), Opd("Dinas Kelautan dan Perikanan", "12")),
        (Source("Judul", "Penerbit"), Source("JUDUL", "Penerbit", retrieved_on=date(2020, 1, 1))),
    ],
)
def test_same_thing_has_one_key(one: Any, other: Any) -> None:
    assert one.id == other.id


def tables() -> dict[str, dict[str, vocabulary.Term]]:
    return {
        name: table
        for name, table in vars(vocabulary).items()
        if name.isupper() and isinstance(table, dict)
    }


def test_vocabulary_is_labelled_twice() -> None:
    assert len(tables()) == 10
    for name, table in tables().items():
        assert all(code == row.code for code, row in table.items()), name
        for language in ("id", "en"):
            labels = [row.label(language) for row in table.values()]
            assert all(labels) and len(set(labels)) == len(labels), name


def test_vocabulary_refers_to_itself() -> None:
    assert {kind.scheme for kind in PARTNER_KINDS.values()} <= SCHEMES.keys()
    assert {affair.group for affair in AFFAIRS.values()} == AFFAIR_GROUPS.keys()
    assert {role for form in FORMS.values() for role in form.roles} == ROLES.keys()
    assert {stage.effect for stage in STAGES.values()} == {"planned", "running", "ended", "void"}
    assert not any(form.framework and not form.cooperation for form in FORMS.values())


def test_statuses_can_be_told_apart() -> None:
    rows = vocabulary.STATUSES.values()
    assert len({row.colour for row in rows}) == len({row.dash for row in rows}) + 1 == 6
    assert all(row.meaning and row.meaning_en for row in rows)


def test_open_party_counts_as_a_party() -> None:
    unclear = OpenParty("Probolinggo", ("35.13", "35.74"))
    with_region = agreement(JAMBI, open_parties=(unclear,))
    assert with_region.id != agreement(JAMBI, open_parties=(OpenParty("Jambi"),)).id
    # It may be a region, so the rest need not name one.
    assert agreement(BANK, open_parties=(unclear,)).open_parties == (unclear,)


def test_given_id_stays() -> None:
    assert agreement(id="k1", register_key="A/1").id == "k1"
    assert agreement(register_key="x--001").id == "x--001"
    assert replace(agreement(), title="Lain").id == agreement().id


def test_parties_have_one_key_whoever_writes_them() -> None:
    through_office = agreement(HEALTH, JAMBI)
    assert parties_key(through_office) == parties_key(agreement(JAMBI, LABUHANBATU))
    assert parties_key(through_office) != parties_key(agreement(JAMBI, BANK))
    open_too = agreement(HEALTH, JAMBI, open_parties=(OpenParty("Probolinggo"),))
    assert parties_key(open_too) != parties_key(through_office)
