"""The law's cases: who takes part decides scheme, combination and overseer."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.history import CONTACTS, Externality
from graph.law import CROSSES_FROM, DUTIES, LawOfPair, Rule, law_of_pair, scheme_of
from graph.model import Actor, OpenParty, Party
from graph.vocabulary import AFFAIRS, COMBINATIONS, PARTNER_KINDS, SCHEMES
from loaders.names import Names

NAMES = Names()


def resolve(name: str) -> Actor:
    actor = NAMES.resolve(name).actor
    assert actor is not None
    return actor


NORTH_SUMATRA, RIAU = "12", "14"
LABUHANBATU, LABURA, ROKAN_HILIR = "12.10", "12.23", "14.07"

# Parties → scheme, combination, overseer.
CASES = (
    ((NORTH_SUMATRA, RIAU), "ksdd", "a", "Menteri"),
    ((NORTH_SUMATRA, RIAU, LABUHANBATU), "ksdd", "a", "Menteri"),
    ((NORTH_SUMATRA, LABUHANBATU), "ksdd", "b", "Menteri"),
    ((NORTH_SUMATRA, LABUHANBATU, LABURA), "ksdd", "b", "Menteri"),
    ((NORTH_SUMATRA, ROKAN_HILIR), "ksdd", "c", "Menteri"),
    ((NORTH_SUMATRA, LABUHANBATU, ROKAN_HILIR), "ksdd", "c", "Menteri"),
    ((LABUHANBATU, ROKAN_HILIR), "ksdd", "d", "Menteri"),
    ((LABUHANBATU, LABURA, ROKAN_HILIR), "ksdd", "d", "Menteri"),
    ((LABUHANBATU, LABURA), "ksdd", "e", "Gubernur"),
    ((LABUHANBATU, "RSUD Aek Kanopan Kabupaten Labuhanbatu Utara"), "ksdd", "e", "Gubernur"),
    ((LABUHANBATU, "Dinas Kesehatan Provinsi Sumatera Utara"), "ksdd", "b", "Menteri"),
    ((LABUHANBATU, "Dinas Kesehatan Kabupaten Labuhanbatu"), "tidak_tentu", None, None),
    ((LABUHANBATU,), "tidak_tentu", None, None),
    ((LABUHANBATU, "Universitas Sumatera Utara"), "sinergi", None, None),
    ((LABUHANBATU, "Fakultas Perikanan Universitas Riau"), "sinergi", None, None),
    ((LABUHANBATU, "Bank Indonesia"), "sinergi", None, None),
    ((LABUHANBATU, "TNI AD"), "sinergi", None, None),
    ((LABUHANBATU, "Kodim 0209 Labuhanbatu"), "sinergi", None, None),
    ((LABUHANBATU, "Polri"), "sinergi", None, None),
    ((LABUHANBATU, "Polres Labuhanbatu"), "sinergi", None, None),
    ((LABUHANBATU, "Kejaksaan Negeri Labuhanbatu"), "sinergi", None, None),
    ((LABUHANBATU, "BPJS Kesehatan"), "sinergi", None, None),
    ((LABUHANBATU, "Kementerian Dalam Negeri"), "sinergi", None, None),
    ((LABUHANBATU, "Rumah Sakit Umum Pusat H. Adam Malik"), "sinergi", None, None),
    ((LABUHANBATU, "Universitas Panca Budi"), "ksdpk", None, None),
    ((LABUHANBATU, "PT PLN (Persero)"), "ksdpk", None, None),
    ((LABUHANBATU, "Bank Sumut"), "ksdpk", None, None),
    ((LABUHANBATU, "PT Maju Jaya"), "ksdpk", None, None),
    ((LABUHANBATU, "Tiongkok"), "ksdpl", None, None),
    ((LABUHANBATU, "UCLG ASPAC"), "ksdll", None, None),
    ((LABUHANBATU, LABURA, "PT PLN (Persero)"), "ksdpk", None, None),
    ((LABUHANBATU, "PT PLN (Persero)", "Polri"), "sinergi", None, None),
    ((LABUHANBATU, "Polri", "UCLG ASPAC"), "ksdll", None, None),
    ((LABUHANBATU, "UCLG ASPAC", "Tiongkok"), "ksdpl", None, None),
)


@pytest.mark.parametrize(("names", "scheme", "combination", "overseer"), CASES, ids=str)
def test_parties_decide_the_scheme(
    names: tuple[str, ...], scheme: str, combination: str | None, overseer: str | None
) -> None:
    actors: list[Actor] = [resolve(name) for name in names]
    for order in permutations(actors):
        ruling = scheme_of([Party(actor) for actor in order])
        assert (ruling.scheme, ruling.combination, ruling.overseer) == (
            scheme,
            combination,
            overseer,
        )
        assert ruling.reason.endswith(".")


def test_reason_names_partner_and_scheme() -> None:
    ruling = scheme_of([Party(resolve(LABUHANBATU)), Party(resolve("Polri"))])
    assert "Kepolisian Negara Republik Indonesia" in ruling.reason
    assert SCHEMES["sinergi"].long_name in ruling.reason


def test_an_open_region_is_still_a_region() -> None:
    city = Party(resolve("Kota Batam"))
    open_party = OpenParty("Probolinggo", ("35.13", "35.74"))
    assert scheme_of([city], "pks", [open_party]).scheme == "ksdd"
    assert scheme_of([city], "pks", [OpenParty("Sejati")]).scheme == "tidak_tentu"
    assert scheme_of([], "pks", [open_party]).scheme == "tidak_tentu"


def test_learning_visit_has_no_scheme() -> None:
    parties = [Party(resolve(LABUHANBATU)), Party(resolve("Kota Batam"))]
    assert scheme_of(parties, "kaji_banding").scheme == "tidak_berlaku"
    assert scheme_of(parties, "kaji_banding").overseer is None
    assert scheme_of(parties, "pks").scheme == "ksdd"


def test_every_case_of_law_is_tried() -> None:
    assert {case[1] for case in CASES} | {"tidak_berlaku"} == SCHEMES.keys()
    assert {case[2] for case in CASES} - {None} == COMBINATIONS.keys()
    assert {kind.scheme for kind in PARTNER_KINDS.values()} <= {case[1] for case in CASES}


# ------------------------------------------------------------------ two neighbours

JAMBI, MUARO_JAMBI = "15.71", "15.05"
CROSSING = {
    code: Externality(code, weight, f"sebab {code}", f"reason {code}")
    for code, weight in {
        "kesehatan": 0.9,
        "kehutanan": 0.6,
        "sosial": CROSSES_FROM,
        "kebudayaan": 0.2,
    }.items()
}
# Two regions, how they touch → combination, overseer, who takes over, who maps.
PAIRS = (
    ("12", "14", "land", "a", "Menteri", "pemerintah pusat mengambil", "Menteri"),
    ("12", LABUHANBATU, "own", "b", "Menteri", "pemerintah pusat mengambil", "Menteri"),
    ("12", "14.07", "land", "c", "Menteri", "pemerintah pusat mengambil", "Menteri"),
    ("12.10", "14.07", "land", "d", "Menteri", "pemerintah pusat mengambil", "Menteri"),
    (JAMBI, MUARO_JAMBI, "land", "e", "Gubernur", "gubernur", "gubernur"),
)


def law(a: str = JAMBI, b: str = MUARO_JAMBI, contact: str = "land") -> LawOfPair:
    return law_of_pair(a, b, contact, CROSSING)


def duties(found: LawOfPair) -> dict[str, str]:
    return {item.affair: item.duty for item in found.affairs}


@pytest.mark.parametrize(("a", "b", "contact", "combination", "overseer", "taker", "mapper"), PAIRS)
def test_pair_has_overseer_and_taker(
    a: str, b: str, contact: str, combination: str, overseer: str, taker: str, mapper: str
) -> None:
    found = law(a, b, contact)
    assert (found.combination, found.overseer) == (combination, overseer)
    assert taker in found.if_not_done.text
    assert mapper in found.remark.text
    assert found == law(b, a, contact)


def test_every_combination_is_tried_for_a_pair() -> None:
    assert {case[3] for case in PAIRS} == COMBINATIONS.keys()


def test_neighbours_by_land_have_candidates() -> None:
    found = law()
    assert [item.affair for item in found.of("candidate")] == ["kesehatan", "sosial"]
    assert duties(found)["kebudayaan"] == "voluntary"
    assert duties(found)["pangan"] == "voluntary"
    assert (
        found.of("candidate")[0].reason.text == "Kesehatan: kandidat wajib, karena sebab kesehatan."
    )
    assert (found.borders, found.open_question) == (True, None)


@pytest.mark.parametrize("contact", CONTACTS)
def test_only_land_is_surely_a_border(contact: str) -> None:
    found = law(contact=contact)
    assert (found.borders is True) == (found.open_question is None) == (contact == "land")
    assert bool(found.of("candidate")) == (contact == "land")
    assert bool(found.of("open")) == (contact != "land")


def test_forests_are_of_provinces() -> None:
    assert duties(law())["kehutanan"] == duties(law())["esdm"] == "provincial"
    provinces = duties(law("12", "14"))
    assert (provinces["kehutanan"], provinces["esdm"]) == ("candidate", "voluntary")


@pytest.mark.parametrize("contact", CONTACTS)
def test_law_is_told_in_both_languages(contact: str) -> None:
    found = law(contact=contact)
    assert set(duties(found)) == {c for c, row in AFFAIRS.items() if row.group != "penunjang"}
    assert set(duties(found).values()) <= set(DUTIES)
    rules = [found.rule, found.if_not_done, found.remark, found.open_question]
    for rule in [*filter(None, rules), *(item.reason for item in found.affairs)]:
        assert isinstance(rule, Rule)
        assert rule.text.endswith(".") and rule.text_en.endswith(".")
        assert rule.label("en") != rule.label("id")
        assert "UU 23/2014" in rule.basis
        assert "{" not in rule.text + rule.text_en
