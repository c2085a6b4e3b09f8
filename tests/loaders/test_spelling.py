"""Misspelt names: mended onto one known name, never across two."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from graph.aliases import name_key
from graph.model import Partner, Region
from loaders import reference
from loaders.names import Names, Resolution, SpellingMended
from loaders.places import bare_name, read_place
from loaders.spelling import Spelling, is_near, reach

NAMES = Names()
BARE_NAMES = {bare_name(region).replace(" ", "") for region in reference.regions()}
OF_REGIONS = Spelling(BARE_NAMES)


def resolve(text: str) -> Resolution:
    return NAMES.resolve(text)


@pytest.mark.parametrize(("length", "letters"), [(0, 0), (4, 0), (5, 1), (8, 1), (9, 2), (30, 2)])
def test_reach_grows_with_length(length: int, letters: int) -> None:
    assert reach(length) == letters


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ("tegall", "tegal", True),
        ("tgeal", "tegal", True),  # two letters swapped are one slip
        ("tegl", "tegal", False),
        ("surabya", "surabaya", True),
        ("surbya", "surabaya", False),
        ("probolinngo", "probolinggo", True),
        ("probolnngo", "probolinggo", True),
        ("prbolnngo", "probolinggo", False),
        ("kodim0209", "kodim0208", False),
        ("bima", "bina", False),
    ],
)
def test_near_names(text: str, name: str, near: bool) -> None:
    assert is_near(text, name) is near
    assert bool(Spelling([name]).near(text)) is (near and text != name)


def test_known_and_guarded_texts_are_near_to_nothing() -> None:
    spelling = Spelling(["subang", "sabang"], guarded=["sabung"])
    assert spelling.near("subang") == spelling.near("sabung") == ()
    assert set(spelling.near("sibang")) == {"subang", "sabang"}
    assert "sabung" in spelling and "sibang" not in spelling


@given(st.text(string.ascii_lowercase + "0129", max_size=14))
def test_what_is_near_lies_within_reach(text: str) -> None:
    expected = {name for name in BARE_NAMES if text not in BARE_NAMES and is_near(text, name)}
    assert set(OF_REGIONS.near(text)) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kabupaten Tapanuli Tengh", "12.01"),
        ("Kota Tegall", "33.76"),
        ("Kab. Sidorjo", "35.15"),
        ("Kota Surabya", "35.78"),
        ("Surabya", "35.78"),
        ("Kabupatn Bogor", "32.01"),
        ("Propvinsi Jambi", "15"),
        ("Pemerntah Kota Jambi", "15.71"),
        ("Pemkab Labuhan Btu Utara", "12.23"),
    ],
)
def test_misspelt_region_is_mended_and_said(text: str, code: str) -> None:
    found = resolve(text)
    assert isinstance(found.actor, Region)
    assert (found.actor.code, found.decided_by) == (code, "spelling")
    assert isinstance(found.warning, SpellingMended)
    assert found.actor.name in str(found.warning)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kab. Bataeng", {"19.04", "33.25", "73.03"}),  # Bateng, Batang, Bantaeng
        ("Sumbaa Barat", {"52.07", "53.12"}),
        ("Probolingo", {"35.13", "35.74"}),
        # A name too short to be mended onto, and what begins with these words.
        ("Burru", {"73.11", "81.04"}),
        ("Kab. Bauru", {"73.11", "81.04"}),
        ("Kabupaten Burau", {"64.03", "81.04"}),
        ("Berlu", {"53.04", "64.03"}),
        ("Kota Batau", {"21.71", "35.79"}),
        ("Kota Teual", {"33.76", "81.72"}),
        ("Kab. Sikak", {"14.08", "53.07"}),
        ("Butol", {"72.05", "74.04"}),
        ("Banli", {"51", "51.06"}),
        ("Bantu", {"34.02", "35.79"}),
        ("Kota Bandar", {"18.71", "32.79"}),
        # Nothing is mended onto Agara, Touna, Tator or Butur.
        ("Kabupaten agarm", {"11.02", "13.06"}),
        ("Kabupaten tobna", {"12.12", "72.09"}),
        ("Kabupaten mouna", {"72.09", "74.03"}),
        ("Kabupaten talor", {"53.05", "73.18"}),
        ("Kabupaten butru", {"74.10", "81.04"}),
        ("Kota Subang", {"32.13"}),  # and never Kota Sabang
        ("Kabupaten Sabang", {"11.72"}),
        ("Kota Bangkaln", {"35.26"}),
    ],
)
def test_two_names_within_reach_stay_open(text: str, codes: set[str]) -> None:
    found = resolve(text)
    assert found.actor is None and found.problem
    assert {region.code for region in found.candidates if isinstance(region, Region)} == codes


@pytest.mark.parametrize("text", ["Kota Btu", "Kab. Bma", "Kotif Purwokerto", "Kota Martapura"])
def test_short_and_other_towns_are_not_mended(text: str) -> None:
    assert resolve(text).actor is None


def test_near_pairs_never_resolve_across() -> None:
    """Every pair of regions whose names differ by two letters or fewer, as it is and between."""
    regions = {region.code: region for region in reference.regions()}
    names = {code: bare_name(region).replace(" ", "") for code, region in regions.items()}
    pairs = [
        (a, b)
        for a, b in combinations(regions, 2)
        if names[a] != names[b] and OSA.distance(names[a], names[b], score_cutoff=2) <= 2
    ]
    assert len(pairs) > 100
    for a, b in pairs:
        for one, other in ((a, b), (b, a)):
            assert resolve(regions[one].name).actor == regions[one]
            # The other's name under this one's kind is this one only where both bear it.
            crossed = f"{regions[one].kind} {bare_name(regions[other])}"
            found = resolve(crossed).actor
            exact = read_place(tuple(crossed.split()))
            assert found is None or (exact and exact.regions == (found,)), crossed


def slips(name: str, chance: random.Random) -> Iterator[str]:
    """Give every text one slip away: a letter left out, swapped with the next, or another."""
    for place in range(len(name)):
        rest = name[place + 1 :]
        yield name[:place] + rest
        yield name[:place] + rest[:1] + name[place] + rest[1:]
        yield name[:place] + chance.choice(string.ascii_lowercase) + rest


def test_one_slip_never_leads_to_another_region() -> None:
    chance = random.Random(4)
    mended = tried = 0
    for region in reference.regions():
        texts = [text for text in slips(region.name, chance) if text != region.name]
        for text in chance.sample(texts, 9):
            found, exact = resolve(text), read_place(tuple(name_key(text).split()))
            if exact and exact.regions:  # another existing name is that name
                continue
            tried += 1
            mended += found.actor == region
            assert found.actor == region or found.actor is None or found.decided_by == "new", text
    assert mended > 0.85 * tried


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bank Jatimm", "Bank Jatim"),
        ("Universitas Airlanga", "Universitas Airlangga"),
        ("PT Telkomsell", "Telkomsel"),
        ("Palang Merah Indonesa", "Palang Merah Indonesia"),
    ],
)
def test_misspelt_partner_is_mended(text: str, name: str) -> None:
    found = resolve(text)
    assert isinstance(found.actor, Partner)
    assert (found.kind, found.actor.name, found.decided_by) == ("partner", name, "spelling")


@pytest.mark.parametrize(
    "text",
    ["Bank Sulut", "Polres", "Kodim", "Korem", "Universitas Rivu", "Kodim 0208", "PT Bank Sumu"],
)
def test_other_partner_is_left_alone(text: str) -> None:
    found = resolve(text)
    assert isinstance(found.actor, Partner)
    assert found.decided_by in ("new", "known_partner")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Dinas Kesehtan Kota Jambi", "15.71-dinas-kesehatan"),
        ("Dinas Pendidkan dan Kebudayan Kota Jambi", "15.71-dinas-pendidikan-kebudayaan"),
        ("Dinas Kesehatan Kota Probolingo", "35.74-dinas-kesehatan"),
        ("Dinas Kesehatan Sidorjo", "35.15-dinas-kesehatan"),
        ("Pusksmas Simonis Kab. Labura", "12.23-puskesmas-simonis"),
    ],
)
def test_misspelt_opd_is_mended(text: str, key: str) -> None:
    found = resolve(text)
    assert found.actor is not None and found.kind == "opd"
    assert getattr(found.actor, "id", None) == key
    assert (found.decided_by, type(found.warning)) == ("spelling", SpellingMended)


def test_right_words_are_not_mended() -> None:
    for name in ("Dinas Pertamanan", "Dinas Pelayaran", "Kecamatan Dinass", "Puskesmas Kesehtan"):
        found = resolve(f"{name} Kota Jambi")
        assert (found.kind, found.warning) == ("opd", None), name
        assert found.actor and found.actor.name == name
