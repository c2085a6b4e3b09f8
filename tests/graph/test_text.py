"""Texts are refused or squeezed before they reach the graph; keys tell different names apart."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from graph.errors import ValueRefused
from graph.text import (
    NAME_LENGTH,
    ControlCharacter,
    MarkupInText,
    RightToLeftText,
    TextMissing,
    TextTooLong,
    as_key,
    check_name,
    check_text,
    digest,
    slug,
    squeeze,
    without_legal_form,
)

REFUSED = (
    ("", TextMissing),
    (" \t\n ", TextMissing),
    ("\u200b", TextMissing),
    ("x" * (NAME_LENGTH + 1), TextTooLong),
    ("x" * 10_000, TextTooLong),
    ("Bank\0Sumut", ControlCharacter),
    ("Bank \x1b[31mSumut", ControlCharacter),
    ("Bank\x85Sumut", ControlCharacter),
    ("Bank \u202etumuS", ControlCharacter),
    ("Bank \u2066Sumut\u2069", ControlCharacter),
    ("Bank \ud800", ControlCharacter),
    ("<script>alert(1)</script>", MarkupInText),
    ("Bank < img src=x onerror=1>", MarkupInText),
    ("</td>", MarkupInText),
    ("<!-- -->", MarkupInText),
    ("بنك سومطرة", RightToLeftText),
    ("Bank שלום", RightToLeftText),
)
ACCEPTED = (
    ("  PT  Bank\u00a0Sumut\r\n", "PT Bank Sumut"),
    ("biaya < 5 juta & > 3", "biaya < 5 juta & > 3"),
    ("Cafe\u0301", "Café"),
    ("Ba\u200btam\u00ad", "Batam"),
    ("x" * NAME_LENGTH, "x" * NAME_LENGTH),
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("Kota 🏙", "Kota 🏙"),
)
SAME_COMPANY = (
    "Bank Sumut",
    "PT Bank Sumut",
    "PT. Bank Sumut",
    "pt bank sumut",
    "PT Bank Sumut Tbk",
    "PT Bank Sumut, Tbk.",
    "PT Bank Sumut (Persero)",
    "PT Bank Sumut (Perseroda)",
    "Bank Sumut, PT",
    "Bank Sumut, PT (Persero)",
)
SAME_SLUG = (
    ("Dinas Kelautan, Perikanan", "dinas kelautan perikanan"),
    ("Türkiye", "Turkiye"),
    ("ＰＬＮ", "PLN"),
    ("Dinas " + "Usaha, " * 20, "Dinas " + "Usaha " * 20),
)


@pytest.mark.parametrize(("text", "error"), REFUSED)
def test_bad_name_is_refused(text: str, error: type[ValueRefused]) -> None:
    with pytest.raises(error) as refusal:
        check_name(text, "pihak")
    assert refusal.value.field == "pihak"
    assert "pihak" in refusal.value.advice(str)


@pytest.mark.parametrize(("text", "clean"), ACCEPTED)
def test_good_name_is_squeezed(text: str, clean: str) -> None:
    assert check_name(text, "pihak") == clean


@given(st.text())
def test_checked_text_stays_so(text: str) -> None:
    try:
        clean = check_text(text, "bukti")
    except ValueRefused:
        return
    assert clean == squeeze(clean) == check_text(clean, "bukti")
    assert clean.isprintable() or not clean.isascii()


@pytest.mark.parametrize("name", SAME_COMPANY)
def test_legal_form_tells_nothing(name: str) -> None:
    assert without_legal_form(name).casefold() == "bank sumut"


@pytest.mark.parametrize("name", ["PT", "Persero", "Tbk"])
def test_bare_legal_form_stays(name: str) -> None:
    assert without_legal_form(name) == name


@pytest.mark.parametrize(("one", "other"), SAME_SLUG)
def test_spelling_changes_no_slug(one: str, other: str) -> None:
    assert slug(one) == slug(other)


@given(st.text())
@example("12.10")
@example("")
def test_slug_is_plain_ascii(text: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]{0,80}", slug(text))


@given(st.text())
@example("001")
@example("K 1/2019")
@example("東京")
@example("a" * 61)
@example("7" * 90)
def test_key_of_a_key_is_itself(text: str) -> None:
    assert as_key(slug(text)) == slug(text)
    assert as_key(as_key(text)) == as_key(text)


@pytest.mark.parametrize("text", ["x--001", "k1b2c3d4e5f60718", "kota-jambi--0a1b2c3d"])
def test_own_key_stays_where_slug_would_not(text: str) -> None:
    assert as_key(text) == text
    assert as_key(text.upper()) == slug(text.upper())


def folded(text: str) -> list[str]:
    """Give the words of a text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))


@given(st.text(), st.text())
@example("3", "X 3")
@example("ℋotel", "otel")
@example("a" * 61, "a" * 62)
@example("東京", "京都")
@example("a 東", "a")
def test_different_names_differ(one: str, other: str) -> None:
    assume(folded(one) != folded(other))
    assert slug(one) != slug(other)


def test_digest_separates_its_parts() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("ab", "c", "")}) == 4
