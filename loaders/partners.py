"""How registers write the names of partners: legal forms, branches, agencies, places abroad.

A partner is known by the reference table or by the graph. What is known of
neither is a new one, whose kind its leading or inner words tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from graph.aliases import name_key
from graph.model import Partner
from graph.text import squeeze, without_legal_form
from graph.vocabulary import PARTNER_KINDS
from loaders import reference
from loaders.places import is_opening, read_place
from loaders.spelling import Spelling, is_near


def _words(text: str) -> frozenset[str]:
    """Give the words of a line of this module."""
    return frozenset(text.split())


# Before or behind a name, and no part of it.
_LEGAL_BEFORE = frozenset({"pt", "cv", "ud", "pd", "fa", "firma", "perum", "perseroan"})
_LEGAL_BEHIND = frozenset({"tbk", "persero", "perseroda", "terbuka", "pt", "cv", "ltd", "inc"})
_REPUBLIC = (("republik", "indonesia"), ("ri",))
_GOVERNMENT = frozenset({"pemerintah", "negara", "republik", "kerajaan", "government", "of", "the"})
# Words for a place abroad, before its name or behind it.
_PLACE_WORDS = _words(
    "pemerintah kota provinsi propinsi prefektur prefecture negara bagian negeri city state "
    "province distrik daerah otonom metropolitan county government of the"
)
_LEVELS = {
    "kota": "city",
    "city": "city",
    "provinsi": "state",
    "prefektur": "state",
    "prefecture": "state",
    "province": "state",
    "bagian": "state",
    "negeri": "state",
    "state": "state",
    "otonom": "state",
}
# Bodies whose country stands behind them without a comma: "Universiti Sains Malaysia".
_BODIES_ABROAD = _words(
    "universitas university universiti institut institute kedutaan konsulat kementerian "
    "embassy consulate akademi"
)
_OF_STATES = frozenset({"kedutaan", "konsulat", "kementerian", "embassy", "consulate"})
_REWRITTEN = {"univ": "universitas", "kab": "kabupaten", "prov": "provinsi", "rs": "rumah sakit"}
_REGIONAL_BANK = ("bank", "pembangunan", "daerah")
# Kinds whose words tell the kind also inside a name: "Fakultas Hukum Universitas X".
_TOLD_INSIDE = _words(
    "university state_university bank ministry ngo cooperative company hospital police military "
    "vertical_agency foreign_institution media"
)
_WHICH_AGENCY = _words("negeri tinggi agama daerah resor resort sektor pratama kota kabupaten")
_OF_PLACES = frozenset({"police", "military", "vertical_agency"})
_NEVER_INSIDE = frozenset({"man", "min", "un", "world", "rs", "pkk", "tv", "balai", "loka"})
# Papers, which are no parties: the columns of a register slip.
_PAPERS = frozenset(
    {
        "pks",
        "mou",
        "mo u",
        "loi",
        "ksdd",
        "ksdpk",
        "perjanjian kerja sama",
        "perjanjian kerjasama",
        "nota kesepahaman",
        "nota kesepakatan",
        "kesepakatan bersama",
        "memorandum of understanding",
    }
)
_DOTTED = re.compile(r"\b(P|C|U)\.\s?(T|V|D)\b\.?(?=\s)", re.IGNORECASE)
_KABUPATEN = re.compile(r"\bKab\.?(?=\s)", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\s*\(([A-Z0-9][A-Za-z0-9.&/-]{1,14})\)")

_MINISTRY = "kemen"


def is_paper(name: str) -> bool:
    """Whether a text, in the form of comparison, is a kind of document."""
    return name in _PAPERS


@cache
def _known() -> dict[str, Partner]:
    """Map names, with their legal form and without, to the partners of the reference table."""
    found: dict[str, Partner] = {}
    for row in reference.known_partners():
        partner = Partner(row.name, row.kind, row.country)
        for name in (row.name, *row.also):
            found[name_key(name)] = partner
    for row in reference.known_partners():
        for name in (row.name, *row.also):
            for bare in (name_key(without_legal_form(name)), _bare(name_key(name))):
                found.setdefault(bare, found[name_key(row.name)])
    return found


@cache
def by_id() -> dict[str, Partner]:
    """Map ids to the partners of the reference table."""
    return {partner.id: partner for partner in _known().values()}


def _bare(name: str) -> str:
    """Leave legal forms out of a name in the form of comparison."""
    words = name.split()
    while len(words) > 1 and words[0] in _LEGAL_BEFORE:
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL_BEHIND:
        words = words[:-1]
    return " ".join(words)


def known(name: str) -> Partner | None:
    """Give the partner of the reference table that bears this name."""
    return next(
        (found for way in _ways(name) if (found := _known().get(way)) is not None),
        None,
    )


def _ways(name: str) -> Iterable[str]:
    """Give a name as it is compared, then without what may be added to it."""
    key = name_key(name)
    yield key
    bare = _bare(name_key(without_legal_form(name)))
    yield bare
    words = tuple(_REWRITTEN.get(word, word) for word in bare.split())
    yield " ".join(words)
    for ending in _REPUBLIC:
        if words[-len(ending) :] == ending and len(words) > len(ending):
            yield " ".join(words[: -len(ending)])
    yield from _regional_bank(words)
    if "(" in name:
        shorter = squeeze(re.sub(r"\([^()]*\)", " ", name))
        if shorter and shorter != name:
            yield from _ways(shorter)


def _regional_bank(words: tuple[str, ...]) -> Iterable[str]:
    """Write "BPD Jatim" as "bank pembangunan daerah jawa timur"."""
    for start in (("bank", "bpd"), ("bpd",), _REGIONAL_BANK):
        rest = words[len(start) :]
        if words[: len(start)] == start and rest:
            yield " ".join((*_REGIONAL_BANK, *rest))
            place = read_place(("provinsi", *rest))
            if place and len(place.regions) == 1:
                bare = name_key(place.regions[0].name).split()[1:]
                yield " ".join((*_REGIONAL_BANK, *bare))


# ------------------------------------------------------------------ abroad


@cache
def _abroad() -> tuple[dict[str, Partner], dict[str, Partner]]:
    """Map names to countries, and to known places in them without the word for the place.

    Of the rows with one country's code the first is the country.
    """
    rows = [row for row in reference.known_partners() if row.kind == "foreign_government"]
    first: dict[str | None, str] = {}
    countries: dict[str, Partner] = {}
    places: dict[str, Partner] = {}
    for row in rows:
        is_country = first.setdefault(row.country, row.name) == row.name
        for name in (row.name, *row.also):
            partner, key = _known()[name_key(name)], name_key(name)
            if is_country:
                countries[key] = partner
            else:
                # A city comes before the province of the same name.
                places.setdefault(_place_name(key.split()), partner)
    return countries, places


def _place_name(words: Iterable[str]) -> str:
    return "".join(word for word in words if word not in _PLACE_WORDS)


def _country_behind(words: tuple[str, ...]) -> tuple[Partner | None, tuple[str, ...]]:
    """Part "kota kochi jepang" before the country."""
    countries = _abroad()[0]
    for size in (3, 2, 1):
        if len(words) > size and (found := countries.get(" ".join(words[-size:]))):
            rest = words[:-size]
            while len(rest) > 1 and rest[-1] in ("di", "negara", "republik"):
                rest = rest[:-1]
            return found, rest
    return None, words


def abroad(name: str) -> Partner | None:
    """Give the country, or the place or body abroad, that a name means.

    A place that nobody knows is a new partner where its country stands behind it.
    """
    countries, places = _abroad()
    words = tuple(name_key(name).split())
    if not words:
        return None
    governed = words
    while len(governed) > 1 and governed[0] in _GOVERNMENT:
        governed = governed[1:]
    if governed != words and (country := countries.get(" ".join(governed))):
        return country
    country, rest = _country_behind(governed)
    found = _known().get(" ".join(rest)) if country else None
    found = found or places.get(_place_name(rest))
    is_there = found is not None and country in (None, countries.get(_country_of(found)))
    if found and is_there and _level(rest) in ("", _level(name_key(found.name).split())):
        return found
    if country is None or not country.country or words[0] in _LEGAL_BEFORE or len(words[-1]) <= 2:
        return None
    is_place = rest[0] in _PLACE_WORDS or rest[-1] in _PLACE_WORDS
    if not (is_place or rest[0] in _BODIES_ABROAD or "," in name or "(" in name):
        return None
    kind = "foreign_government" if is_place or rest[0] in _OF_STATES else "foreign_institution"
    return Partner(shown(name), kind, country.country, kind_guessed=True)


def _country_of(partner: Partner) -> str:
    """Give the key of the country in which a place lies."""
    rows = reference.known_partners()
    name = next(
        row.name for row in rows if row.country == partner.country and row.kind == partner.kind
    )
    return name_key(name)


def _level(words: Iterable[str]) -> str:
    """Give 'city' or 'state' as the words say; nothing where they say neither."""
    levels = (_LEVELS.get(word, "") for word in words)
    return next(filter(None, levels), "")


# ------------------------------------------------------------------ near names


class Similar:
    """Partners by what resembles their names; places in a name never resemble each other.

    Parameters
    ----------
    partners
        By a name in the form of comparison.
    guarded
        Texts that are right as they are.
    """

    def __init__(self, partners: dict[str, Partner], guarded: Iterable[str] = ()) -> None:
        self._partners = partners
        self._spelling = Spelling(partners, guarded)

    def near(self, name: str) -> dict[str, Partner]:
        """Give the partners whose name is this one but for a letter or two, by id."""
        found: dict[str, Partner] = {}
        for other in self._spelling.near(name):
            if _differs_in_long_words(name, other):
                partner = self._partners[other]
                found[partner.id] = partner
        return found


def _differs_in_long_words(name: str, other: str) -> bool:
    """Whether each word is the same or itself long enough to be a misspelling of its like."""
    words, others = name.split(), other.split()
    if len(words) != len(others):
        return name.replace(" ", "") == other.replace(" ", "") or len(words) == len(others) == 1
    return all(a == b or is_near(a, b) for a, b in zip(words, others, strict=True))


@cache
def similar_known() -> Similar:
    """Give the partners of the reference table by what resembles their names.

    Their abbreviations are left out: Polnes is a polytechnic, Polres the police.
    """
    first = {name_key(row.name) for row in reference.known_partners()}
    names = {name: one for name, one in _known().items() if " " in name or name in first}
    return Similar(names, guarded=[*_known(), *_keywords()])


def comparable(name: str) -> str:
    """Give a name without its legal form, in the form of comparison."""
    return _bare(name_key(without_legal_form(name)))


# ------------------------------------------------------------------ new partners


@cache
def _keywords() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give words that tell a kind, by the first of them, in the order of the table."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in reference.partner_keywords():
        pattern = name_key(row.pattern)
        found[pattern.split()[0]].append((f"{pattern} ", row.kind))
    return {word: tuple(rows) for word, rows in found.items()}


def _keyword_kind(words: tuple[str, ...], *, inside: bool = False) -> tuple[str, str] | None:
    """Give the keyword with which words begin, and the kind that it tells."""
    if inside and words[0] in _NEVER_INSIDE:
        return None
    text = f"{' '.join(words)} "
    for pattern, kind in _keywords().get(words[0], ()):
        if text.startswith(pattern) and (not inside or kind in _TOLD_INSIDE):
            return pattern.rstrip(), kind
    return None


def guess_kind(name: str) -> str:
    """Tell a partner's kind by the words of its name; 'other' where they tell none."""
    words = tuple(name_key(name).split())
    found = _part_of_known(words) or _leading_kind(words)
    if found:
        return found
    for start in range(1, len(words)):
        if told := _keyword_kind(words[start:], inside=True):
            return told[1]
    return "other"


def is_central(name: str) -> bool:
    """Whether the leading words are those of a body of the centre: "Kantor Pertanahan"."""
    words = tuple(name_key(name).split())
    told = _keyword_kind(words) if words else None
    # Any region has a badan of its own.
    return bool(told and told[0] != "badan" and PARTNER_KINDS[told[1]].scheme == "sinergi")


def is_partner_word(name: str) -> bool:
    """Whether the leading words tell a kind of partner: "Bank", "BUMDes", "BPS"."""
    words = tuple(name_key(name).split())
    told = _keyword_kind(words) if words else None
    return bool(told and told[0] != "badan")


def _part_of_known(words: tuple[str, ...]) -> str | None:
    """Tell "Fakultas Perikanan Universitas Riau" by that university."""
    for start in range(len(words)):
        tail = " ".join(words[start:])
        if start + 1 == len(words) and (start == 0 or len(tail) < 3):
            break
        whole = _known().get(tail)
        if whole and whole.kind in ("university", "state_university"):
            return whole.kind
        if whole and start == 0:
            return whole.kind
    return None


def _leading_kind(words: tuple[str, ...]) -> str | None:
    told = _keyword_kind(words)
    kind = told[1] if told else None
    if kind is None and words[0].startswith(_MINISTRY):
        kind = "ministry"
    if kind == "ministry" and _ends_in_region(words):
        return "vertical_agency"
    if kind is None:
        # "BPJS Kesehatan Cabang Jambi" is of the kind of what it begins with.
        for size in range(len(words) - 1, 0, -1):
            whole = _known().get(" ".join(words[:size]))
            if whole and len(words[0]) > 2 and whole.kind not in ("foreign_government", "ministry"):
                return whole.kind
    return kind


def _ends_in_region(words: tuple[str, ...]) -> bool:
    return any(
        is_opening(words[start]) and (place := read_place(words[start:])) and place.regions
        for start in range(1, len(words) - 1)
    )


def shown(name: str) -> str:
    """Write a new partner's name: its legal form kept, an abbreviation in brackets left out."""
    text = _DOTTED.sub(lambda m: f"{m[1]}{m[2]}".upper(), name)
    text = _KABUPATEN.sub("Kabupaten", text)
    for match in _ABBREVIATION.finditer(text):
        initials = "".join(word[0] for word in name_key(text[: match.start()]).split())
        if _is_initials(match[1], initials):
            text = text.replace(match[0], "", 1)
            break
    text = text.strip(" ,;.:-–—\"'“”‘’")
    # "Tbk." and "S.H." end in a dot that is left out too.
    return squeeze(text) or name


def _is_initials(short: str, initials: str) -> bool:
    """Whether the letters stand in this order among the initials, legal forms left out."""
    rest = iter(initials)
    return all(letter in rest for letter in name_key(short).replace(" ", ""))


def new(name: str) -> Partner:
    """Make a partner that nobody knows yet."""
    return Partner(shown(name), guess_kind(shown(name)), kind_guessed=True)


def is_agency_alone(name: str) -> bool:
    """Whether a name is that of many agencies, and none of them: "Polres", without its place."""
    words = tuple(name_key(name).split())
    told = _keyword_kind(words) if words else None
    if told is None or told[1] not in _OF_PLACES:
        return False
    return _WHICH_AGENCY.issuperset(words[len(told[0].split()) :])
