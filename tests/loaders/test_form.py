"""The documented form: what is written is read to the same, whatever the names are."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ValueRefused
from graph.exports import (
    COLUMNS,
    REPORT_COLUMNS,
    actor_text,
    as_object,
    as_rows,
    guard,
    join,
    report_as_object,
    report_as_row,
    unguard,
)
from graph.graph_files import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from graph.model import (
    Agreement,
    Benefit,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    PartyMissing,
    Region,
    Report,
    Source,
    Statement,
    UnknownWord,
    actor_key,
)
from graph.tables import neutralise
from graph.text import MarkupInText, TextMissing, squeeze
from graph.vocabulary import AFFAIRS, FORMS, PARTNER_KINDS, ROLES, SCHEMES, STAGES
from loaders.form import (
    FormNewer,
    NameDiffers,
    PartUnreadable,
    grouped,
    is_register_form,
    is_report_form,
    parse_party,
    read_json_form,
    read_object,
    read_report_object,
    read_report_row,
    read_rows,
    split,
)
from loaders.names import UnknownCode
from loaders.reference import regions
from loaders.refusals import (
    AmountUnreadable,
    DateUnreadable,
    FileRefused,
    FileTooLarge,
    JsonInvalid,
    JsonTooDeep,
    NumbersTooMany,
)

REGIONS = {region.code: region for region in regions()}
REGISTER = Source("Register uji.csv", retrieved_on=date(2024, 1, 2))
CITY, DISTRICT = REGIONS["35.74"], REGIONS["35.13"]
HEALTH = Opd("Dinas Kesehatan", "35.74", ("kesehatan", "keluarga_berencana"))
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "'=1+1",
    "''@SUM(A1)",
    "-5",
    '"dalam kutip" lalu tidak',
    '"',
    "a; b;; c",
    '"a"; "b',
    "Bank [bank]",
    "[35.74]",
    "X [?, 35.74]",
    "a [b] [company, ID] [",
    "koma, dan ]kurung[",
    "🏙️ 東京",
    "ﬁ ß ẞ Ｗ",
    "hasil = 5 (2018)",
    "x = USD 7 = 8",
    "(tidak disebut) (dihitung)",
    "nama " * 40,
    "'",
    "?",
    "_x0041_",
)


def nobody(text: str, column: str) -> NoReturn:
    """Stand in for the resolving of names: everything here names itself."""
    raise AssertionError(f"{column}: {text!r} is not exact")


def through_csv(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Write rows as the export does and read them as a spreadsheet gives them."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(COLUMNS), "")
    writer.writeheader()
    writer.writerows({name: guard(text) for name, text in row.items()} for row in rows)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline=""), strict=True))


def read_again(agreement: Agreement) -> tuple[Agreement, Agreement]:
    """Give the agreement through CSV, and through JSON."""
    told = as_object(agreement)
    (group,) = grouped(enumerate(through_csv(as_rows(told)), start=2))
    from_json = json.loads(json.dumps(told))
    return read_rows(group[1], REGISTER, nobody), read_object(from_json, REGISTER, nobody)


# ------------------------------------------------------------------ any agreement

letters = st.characters(
    exclude_categories=("Cs", "Cc", "Co"), exclude_characters="<\u200e\u200f\u061c\ufffe\uffff"
)


def is_allowed(text: str) -> bool:
    try:
        Partner(text, "other")
        return squeeze(text) == text
    except ValueRefused:
        return False


names = (
    st.one_of(st.sampled_from(HOSTILE), st.text(letters, max_size=40))
    .map(squeeze)
    .filter(is_allowed)
)
texts = st.none() | names
numbers = st.none() | names.filter(lambda text: len(text) <= 200)
days = st.dates(date(1990, 1, 1), date(2050, 12, 31))
affairs = st.lists(st.sampled_from(list(AFFAIRS)), unique=True, max_size=3).map(tuple)
partial_dates = st.builds(
    PartialDate, days, st.sampled_from(["day", "month", "year"]), st.booleans()
)
opds = st.builds(Opd, names, st.sampled_from(list(REGIONS)), affairs)
actors = st.one_of(
    st.sampled_from(list(REGIONS.values())),
    opds,
    st.builds(Partner, names, st.sampled_from(list(PARTNER_KINDS)), texts, st.booleans()),
)
roles = st.sampled_from(list(ROLES))
open_parties = st.builds(
    OpenParty,
    names,
    st.lists(st.sampled_from(["35.74", "35.13", "bank-jatim", "35.74-dinas-x"])).map(tuple),
    names | st.just(""),
    numbers,
    roles,
)
statements = st.builds(
    Statement,
    st.builds(Source, names, texts, texts, st.none() | days, st.none() | days),
    names | st.just(""),
    numbers,
    st.floats(0, 1),
)
benefits = st.builds(
    Benefit,
    names,
    st.integers(0, 2**63 - 1),
    st.sampled_from(["IDR", "USD", "SGD"]) | names,
    st.none() | st.integers(1950, 2100),
)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    form = draw(st.sampled_from(list(FORMS)))
    found = draw(st.lists(actors, max_size=3, unique_by=actor_key))
    found = [a for a in found if actor_key(a) != CITY.code]
    place = draw(st.integers(0, len(found)))
    found.insert(place, CITY)
    parties = [Party(actor, draw(roles), draw(numbers)) for actor in found]
    still_open = draw(st.lists(open_parties, max_size=2))
    starts_on, ends_on = draw(st.none() | partial_dates), draw(st.none() | partial_dates)
    signed_on = draw(st.none() | partial_dates)
    start = starts_on or signed_on
    if start and ends_on and ends_on.value < start.value:
        later = start.value + timedelta(days=draw(st.integers(0, 4_000)))
        ends_on = replace(ends_on, value=later)
    return Agreement(
        register_key=draw(st.sampled_from(["k1", "x--1-2018", "lb-2018-01"])),
        title=draw(names),
        form=form,
        stage=draw(st.sampled_from(list(STAGES))),
        parties=tuple(parties),
        open_parties=tuple(still_open),
        unnamed_parties=draw(st.integers(len(parties) + len(still_open) == 1, 2)),
        responsible=tuple(draw(st.lists(opds, max_size=2))),
        statements=tuple(draw(st.lists(statements, min_size=1, max_size=3))),
        affairs=draw(affairs),
        signed_on=signed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=draw(st.none() | partial_dates),
        scope=draw(texts),
        location=draw(texts),
        notes=draw(texts),
        purpose=draw(texts),
        financing=draw(texts),
        link=draw(texts),
        evaluation=draw(texts),
        benefits=tuple(draw(st.lists(benefits, max_size=2))),
        implements=tuple(draw(st.lists(st.sampled_from(["k0", "kb-7"]), unique=True))),
        verified=draw(st.booleans()),
        endless=draw(st.booleans()),
        stated_scheme=draw(st.none() | st.sampled_from(list(SCHEMES))),
    )


@settings(max_examples=60, deadline=None)
@given(agreements())
def test_what_is_written_is_read_to_the_same(agreement: Agreement) -> None:
    from_rows, from_json = read_again(agreement)
    assert from_rows == agreement
    assert from_json == agreement


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_come_back(name: str) -> None:
    name = squeeze(name)
    partner = Partner(name, "company", name, kind_guessed=True)
    agreement = Agreement(
        title=name,
        form="mou",
        stage="usulan",
        parties=(Party(partner, number=name), Party(HEALTH, number=name)),
        open_parties=(OpenParty(name, ("35.74", "35.13"), name, name),),
        statements=(Statement(Source(name, name, name), name, name, 0.1 + 0.2),),
        benefits=(Benefit(name, 7, name, 2018), Benefit(name, 8)),
        register_key="k1",
        scope=name,
    )
    assert read_again(agreement) == (agreement, agreement)


@settings(max_examples=200, deadline=None)
@given(st.lists(names | st.just("")))
def test_joined_texts_are_parted_again(parts: list[str]) -> None:
    while parts and not parts[-1]:
        parts.pop()
    assert split(join(parts)) == parts


@settings(max_examples=60, deadline=None)
@given(st.text("'=+-@ \t\ra＝") | st.text())
def test_guarded_text_does_not_run_and_comes_back(text: str) -> None:
    assert neutralise(guard(text)) == guard(text)
    assert unguard(guard(text)) == text


@given(
    st.sampled_from(list(REGIONS.values())),
    st.builds(
        Report,
        st.just(CITY.code),
        st.integers(0, 10_000),
        statements,
        st.none() | st.integers(1950, 2100),
        st.none() | st.sampled_from(list(FORMS)),
        st.none() | st.sampled_from(list(SCHEMES)),
        st.booleans(),
    ),
)
@settings(max_examples=100, deadline=None)
def test_reported_totals_come_back(region: Region, report: Report) -> None:
    report = replace(report, region_code=region.code)
    told = report_as_object(region, report)
    row = report_as_row(told)
    assert set(row) <= set(REPORT_COLUMNS)
    guarded = {name: guard(text) for name, text in row.items()}
    assert read_report_row(guarded, REGISTER, nobody) == report
    assert read_report_object(json.loads(json.dumps(told)), REGISTER, nobody) == report


# ------------------------------------------------------------------ what is written

EXACT = (
    (CITY, "Kota Probolinggo [35.74]"),
    (HEALTH, "Dinas Kesehatan [35.74-dinas-kesehatan, kesehatan, keluarga_berencana]"),
    (Opd("Puskesmas Wonoasih", "35.74"), "Puskesmas Wonoasih [35.74-puskesmas-wonoasih]"),
    (Partner("Bank Jatim", "bank"), "Bank Jatim [bank]"),
    (Partner("CV Maju", "company", kind_guessed=True), "CV Maju [company?]"),
    (
        Partner("Kota Den Haag", "foreign_government", "NL"),
        "Kota Den Haag [foreign_government, NL]",
    ),
    (Partner("X", "other", "Korea, Selatan"), 'X [other, "Korea, Selatan"]'),
)


@pytest.mark.parametrize(("actor", "text"), EXACT, ids=[text for _, text in EXACT])
def test_text_names_exactly_one(actor: Any, text: str) -> None:
    told = as_object(
        Agreement("J", "mou", "usulan", (Party(actor), Party(DISTRICT)), (), register_key="k")
    )
    assert actor_text(told["pihak"][0]) == text
    assert parse_party(text) == actor


def test_open_party_shows_its_candidates() -> None:
    text = 'Probolinggo [?, 35.13, 35.74, "kota atau kabupaten"]'
    party = OpenParty("Probolinggo", ("35.13", "35.74"), "kota atau kabupaten")
    assert parse_party(text) == party


@pytest.mark.parametrize(
    "text", ["Kota Probolinggo", "BRI [cabang Jambi]", "[35.74]", "X []", "X [bank", 'X ["?"]']
)
def test_name_without_key_is_left_to_others(text: str) -> None:
    assert parse_party(text) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Kota Malang [35.74]", NameDiffers),
        ("Dinas Pendidikan [35.74-dinas-kesehatan]", NameDiffers),
        ("Kota Nusakambangan [99.99]", UnknownCode),
        ("Dinas Kesehatan [99.99-dinas-kesehatan]", UnknownCode),
        ("Dinas Kesehatan [35.74-dinas-kesehatan, sihir]", UnknownWord),
        ("<b>Bank</b> [bank]", MarkupInText),
    ],
)
def test_wrong_key_is_refused(text: str, error: type[ValueRefused]) -> None:
    with pytest.raises(error) as caught:
        parse_party(text)
    assert caught.value.field == "pihak"


def test_dates_tell_precision_and_whether_they_were_computed() -> None:
    agreement = Agreement(
        "J",
        "mou",
        "pelaksanaan",
        (Party(CITY), Party(DISTRICT)),
        (Statement(REGISTER),),
        signed_on=PartialDate.of(2019, 3),
        starts_on=PartialDate.of(2019, 3, 12),
        ends_on=PartialDate(date(2024, 12, 31), "year", computed=True),
        due_on=PartialDate(date(2020, 5, 17), "month"),
    )
    (row,) = as_rows(as_object(agreement))
    assert row["ditandatangani"] == "2019-03"
    assert row["mulai"] == "2019-03-12"
    assert row["berakhir"] == "2024 (dihitung)"
    assert row["target"] == "2020-05-17 (bulan)"


def test_only_unusual_roles_are_written() -> None:
    visit = Agreement(
        "J",
        "kaji_banding",
        "selesai",
        (Party(CITY, "learner"), Party(DISTRICT, "host")),
        (Statement(REGISTER),),
    )
    assert "peran" not in as_rows(as_object(visit))[0]
    turned = replace(visit, parties=(Party(CITY, "host"), Party(DISTRICT, "learner")))
    assert as_rows(as_object(turned))[0]["peran"] == "host; learner"


# ------------------------------------------------------------------ what is read

ROW = {
    "kode": "K1",
    "judul": "Rujukan pasien",
    "bentuk": "pks",
    "pihak": "Kota Probolinggo [35.74]; Kabupaten Probolinggo [35.13]",
}


def read(**cells: str) -> Agreement:
    return read_rows([ROW | cells], REGISTER, nobody)


@pytest.mark.parametrize(
    ("cells", "error", "field"),
    [
        ({"judul": ""}, TextMissing, "judul"),
        ({"pihak": ""}, PartyMissing, "pihak"),
        ({"bentuk": "aneh"}, UnknownWord, "bentuk"),
        ({"tahap": "entah"}, UnknownWord, "tahap"),
        ({"skema": "entah"}, UnknownWord, "skema"),
        ({"urusan": "kesehatan; sihir"}, UnknownWord, "urusan"),
        ({"peran": "raja; rakyat"}, UnknownWord, "peran"),
        ({"nomor": "1; 2; 3"}, NumbersTooMany, "nomor"),
        ({"peran": "party; party; party"}, NumbersTooMany, "peran"),
        ({"mulai": "2019-02-31"}, DateUnreadable, "mulai"),
        ({"mulai": "2019 - 2024"}, DateUnreadable, "mulai"),
        ({"masa": "5 tahun"}, PartUnreadable, "masa"),
        ({"hasil": "giro"}, AmountUnreadable, "hasil"),
        ({"opd": "Bank Jatim [bank]"}, PartUnreadable, "opd"),
        ({"terverifikasi": "mungkin"}, UnknownWord, "terverifikasi"),
        ({"sumber_judul": "A", "keyakinan": "2"}, PartUnreadable, "keyakinan"),
        ({"sumber_penerbit": "A"}, TextMissing, "sumber_judul"),
    ],
)
def test_wrong_cell_is_refused_by_its_name(
    cells: dict[str, str], error: type[ValueRefused], field: str
) -> None:
    with pytest.raises(error) as caught:
        read(**cells)
    assert caught.value.field == field


def test_register_is_the_source_of_what_names_none() -> None:
    assert read().statements == (Statement(REGISTER),)


def test_names_without_key_are_asked_for() -> None:
    asked = []

    def resolve(text: str, column: str) -> Region | OpenParty:
        asked.append((text, column))
        return DISTRICT if text.startswith("Pemkab") else OpenParty(text, reason="dua")

    rows = [
        ROW
        | {"pihak": "Kota Probolinggo [35.74]; Pemkab Probolinggo; Sumber Sari; (Tidak Disebut)"}
    ]
    found = read_rows(rows, REGISTER, resolve)
    assert asked == [("Pemkab Probolinggo", "pihak"), ("Sumber Sari", "pihak")]
    assert [party.actor for party in found.parties] == [CITY, DISTRICT]
    assert found.open_parties == (OpenParty("Sumber Sari", reason="dua"),)
    assert found.unnamed_parties == 1


def test_words_of_the_vocabulary_are_read_by_name_too() -> None:
    found = read(bentuk="Perjanjian Kerja Sama", urusan="Kesehatan; kominfo", tahap="Under way")
    assert (found.form, found.affairs, found.stage) == (
        "pks",
        ("kesehatan", "kominfo"),
        "pelaksanaan",
    )


def test_rows_of_further_sources_join_their_agreement() -> None:
    rows = [
        ROW,
        ROW | {"kode": "K2"},
        {"kode": "K1", "judul": "", "sumber_judul": "B", "halaman": "3"},
        {"kode": "K9", "sumber_judul": "C"},
        {"kode": "K2", "sumber_judul": "D", "catatan": "bukan hanya sumber"},
    ]
    groups = grouped(enumerate(rows, start=2))
    assert [(number, len(group)) for number, group in groups] == [(2, 2), (3, 1), (5, 1), (6, 1)]
    found = read_rows(groups[0][1], REGISTER, nobody)
    assert found.statements == (Statement(Source("B"), page="3"),)


def test_form_is_known_by_its_headings() -> None:
    assert is_register_form(COLUMNS)
    assert is_report_form(REPORT_COLUMNS)
    assert not is_register_form(["kode", "judul", "pihak", "bentuk"])
    assert not is_register_form([*COLUMNS, "pejabat"])
    assert not is_register_form(REPORT_COLUMNS)
    assert not is_report_form(COLUMNS)


# ------------------------------------------------------------------ JSON


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_json_of_others_is_left_to_others(tmp_path: Path) -> None:
    for text in ("[]", '{"perjanjian": []}', "", '[{"jejaring": "register"}]'):
        assert read_json_form(write(tmp_path / "a.json", text)) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{"jejaring": "register", "perjanjian": [', JsonInvalid),
        ('{"jejaring": "register", "perjanjian": 5}', JsonInvalid),
        ('{"jejaring": "register", "versi": 99}', FormNewer),
        ('{"jejaring": "register", "versi": "dua"}', FormNewer),
        ('{"jejaring": "register", "perjanjian": ' + "[" * 100_000, JsonTooDeep),
        ('{"jejaring": "register", "jumlah": ' + "9" * 10_000 + "}", JsonInvalid),
        ('{"jejaring": "register", "x": "' + "y" * 2_000 + '"}', FileTooLarge),
    ],
    ids=["cut", "no list", "newer", "no version", "deep", "digits", "large"],
)
def test_broken_json_is_refused_whole(tmp_path: Path, text: str, error: type[FileRefused]) -> None:
    largest = 1_000 if error is FileTooLarge else 1_000_000
    with pytest.raises(error):
        read_json_form(write(tmp_path / "a.json", text), largest)


def test_item_that_is_no_object_is_refused_alone(tmp_path: Path) -> None:
    text = '{"jejaring": "register", "perjanjian": [5, %s], "laporan": [[]]}'
    path = write(tmp_path / "a.json", text % json.dumps(as_object(read())))
    found = read_json_form(path)
    assert found is not None
    first, second = found.agreements
    with pytest.raises(TextMissing):
        read_object(first, REGISTER, nobody)
    assert read_object(second, REGISTER, nobody).title == "Rujukan pasien"
    with pytest.raises(PartUnreadable):
        read_report_object(found.reports[0], REGISTER, nobody)


@pytest.mark.parametrize(
    "told",
    [
        {"pihak": 5},
        {"pihak": {"nama": "X"}},
        {"pihak": [5]},
        {"pihak": [{"nama": {}, "jenis": "bank"}]},
        {"judul": ["a"]},
        {"judul": True},
        {"urusan": "kesehatan"},
        {"mulai": 5},
        {"hasil": [{"nama": "giro", "jumlah": True}]},
        {"hasil": [{"nama": "giro", "jumlah": 1.5}]},
        {"sumber": "berita"},
        {"pihak_tidak_disebut": "banyak"},
        {"melaksanakan": {"k": 1}},
    ],
    ids=str,
)
def test_json_of_the_wrong_shape_is_refused(told: dict[str, Any]) -> None:
    whole = as_object(read()) | told
    with pytest.raises(ValueRefused) as caught:
        read_object(whole, REGISTER, nobody)
    assert caught.value.field in told


def test_party_may_be_a_text_in_json_too() -> None:
    told = as_object(read()) | {"pihak": ["Kota Probolinggo [35.74]", "Bank Jatim [bank]"]}
    found = read_object(told, REGISTER, nobody)
    assert [party.actor for party in found.parties] == [CITY, Partner("Bank Jatim", "bank")]


# ------------------------------------------------------------------ the document

DOCUMENT = (Path(__file__).parents[2] / "docs" / "register-form.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    return DOCUMENT.partition(f"```{language}\n")[2].partition("```")[0]


def test_examples_of_the_document_are_read_to_the_same() -> None:
    rows = list(csv.DictReader(io.StringIO(block("csv"), newline=""), strict=True))
    ((_, group),) = grouped(enumerate(rows, start=2))
    found = read_rows(group, REGISTER, nobody)
    assert read_object(json.loads(block("json")), REGISTER, nobody) == found
    assert as_object(found) == json.loads(block("json"))
    assert is_register_form(rows[0])


def test_document_names_every_column_and_attribute() -> None:
    for name in (*COLUMNS, *REPORT_COLUMNS, *NODE_ATTRIBUTES, *EDGE_ATTRIBUTES):
        assert f"`{name}`" in DOCUMENT, name
    for table in (FORMS, STAGES, ROLES, PARTNER_KINDS):
        assert [code for code in table if f"`{code}`" not in DOCUMENT] == []
