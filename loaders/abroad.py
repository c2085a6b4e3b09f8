"""Partners abroad, where a register says in which country they are."""

from __future__ import annotations

from functools import cache

from babel import Locale

from graph.model import Partner
from graph.text import squeeze
from loaders.cells.text import word_set
from loaders.names import key

# Everyday names beside those of the Unicode locale data.
_ALSO = {
    "rrt": "CN",
    "rrc": "CN",
    "china": "CN",
    "tiongkok": "CN",
    "korea": "KR",
    "korsel": "KR",
    "amerika": "US",
    "as": "US",
    "usa": "US",
    "inggris": "GB",
    "uk": "GB",
    "belanda": "NL",
    "timor leste": "TL",
    "hongkong": "HK",
    "uea": "AE",
}
# Words that begin or end the name of a region, a town or a country.
_GOVERNMENTS = word_set(
    "pemerintah kota provinsi propinsi prefektur distrik negara bagian city town county state "
    "province prefecture municipality government republic republik district kerajaan gubernur "
    "council shire region municipal metropolitan canton"
)


@cache
def _countries() -> dict[str, str]:
    names = {
        key(name): code
        for language in ("en", "id")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return names | _ALSO


def country_code(text: str) -> str | None:
    """Give the ISO 3166 code of a country by its Indonesian or English name."""
    return _countries().get(key(squeeze(text)))


def foreign_partner(name: str, country: str) -> Partner:
    """Make a partner abroad; whether it governs a place is guessed by its name."""
    words = key(name).split()
    governs = bool(_GOVERNMENTS & {words[0], words[-1]}) if words else False
    kind = "foreign_government" if governs else "foreign_institution"
    return Partner(name, kind, country, kind_guessed=True)
