"""The law's cases: who takes part decides scheme, combination and overseer."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.law import scheme_of
from graph.model import Actor, OpenParty, Party
from graph.vocabulary import COMBINATIONS, PARTNER_KINDS, SCHEMES
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
