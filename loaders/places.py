"""How registers write the names of regions: everyday, old, abridged, with their province.

"Pemkab Konut", "Kotamadya Dati II Jambi", "Kota Banjar - Jabar": each is a kind
of region that may be said, a name without spaces, and a province that may
follow. Names are compared without spaces and signs, so that Pangkal Pinang and
Pangkalpinang are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.aliases import name_key
from graph.model import Region
from graph.vocabulary import REGION_KINDS
from loaders import reference
from loaders.spelling import SHORTEST, Spelling, is_slip

Kinds = frozenset[str]
_ANY: Kinds = frozenset(REGION_KINDS)
_LOWER: Kinds = frozenset({"kabupaten", "kota"})
_MOST_LIKE = 5  # regions named as "did you mean"

# Words before a name and the kind of region that they tell; None where they tell none.
_OPENINGS: tuple[tuple[str, str | None], ...] = (
    ("pemerintah", None),
    ("pemerintahan", None),
    ("pemerintah daerah", None),
    ("pemda", None),
    ("pem", None),
    ("daerah", None),
    ("daerah otonom", None),
    ("administrasi", None),
    ("pemprov", "provinsi"),
    ("pemdaprov", "provinsi"),
    ("provinsi", "provinsi"),
    ("propinsi", "provinsi"),
    ("prov", "provinsi"),
    ("prop", "provinsi"),
    ("gubernur", "provinsi"),
    ("wakil gubernur", "provinsi"),
    ("gubernur kepala daerah", "provinsi"),
    ("pemkab", "kabupaten"),
    ("pemdakab", "kabupaten"),
    ("kabupaten", "kabupaten"),
    ("kab", "kabupaten"),
    ("kabupaten administrasi", "kabupaten"),
    ("kab adm", "kabupaten"),
    ("bupati", "kabupaten"),
    ("wakil bupati", "kabupaten"),
    ("bupati kepala daerah", "kabupaten"),
    ("pemkot", "kota"),
    ("pemko", "kota"),
    ("pemdakot", "kota"),
    ("kota", "kota"),
    ("kot", "kota"),
    ("kotamadya", "kota"),
    ("kota madya", "kota"),
    ("kotamadia", "kota"),
    ("kodya", "kota"),
    ("kotapraja", "kota"),
    ("kota praja", "kota"),
    ("kotif", "kota"),
    ("kota administratif", "kota"),
    ("kota administrasi", "kota"),
    ("kota adm", "kota"),
    ("walikota", "kota"),
    ("wali kota", "kota"),
    ("walikotamadya", "kota"),
    ("wakil walikota", "kota"),
    ("wakil wali kota", "kota"),
)
# The level alone, of the law of 1974: no kind of its own beside "Kotamadya".
_LEVELS: tuple[tuple[str, Kinds], ...] = tuple(
    (f"{word} {number}", kinds)
    for word in ("daerah tingkat", "daerah tk", "dati", "dt", "tk", "tingkat")
    for number, kinds in (
        ("ii", _LOWER),
        ("2", _LOWER),
        ("i", frozenset({"provinsi"})),
        ("1", frozenset({"provinsi"})),
    )
)
_PROVINCE_WORDS = ("provinsi", "propinsi", "prov", "prop")
# What is written together with a name at times.
_JOINED = {
    "provinsi": ("prov", "pemprov"),
    "kabupaten": ("kab", "pemkab"),
    "kota": ("pemkot", "pemko"),
}
_BEFORE_PROVINCE = frozenset({"di", *_PROVINCE_WORDS})
_REWRITTEN = {
    "kep": "kepulauan",
    "kepuluan": "kepulauan",
    "sumatra": "sumatera",
    "sumatere": "sumatera",
}
# Abridged compass points, the last word of a name only, where the name is none as it stands.
_DIRECTIONS = {
    "sel": "selatan",
    "ut": "utara",
    "bar": "barat",
    "tim": "timur",
    "teng": "tengah",
    "tgr": "tenggara",
    "kep": "kepulauan",
}
# Provinces cut from others since 1999: older registers name a region under the former one.
_CUT_FROM = {
    "19": ("16",),
    "21": ("14",),
    "36": ("32",),
    "65": ("64",),
    "75": ("71",),
    "76": ("73",),
    "82": ("81",),
    "92": ("91",),
    "93": ("91",),
    "94": ("91",),
    "95": ("91",),
    "96": ("91", "92"),
}


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A region that bears a name; `kind_needed` where the bare word would mean another."""

    region: Region
    how: str
    kind_needed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What words say of a region.

    Attributes
    ----------
    regions
        Those that fit, in the order of their codes; none where the words say a
        kind only ("Pemkab"), or what does not exist.
    kinds
        The kinds said; None where none is said.
    how
        What found them: 'name', 'short', 'former', 'code', 'province' or 'spelling'.
    unfit
        Those that bear the name and are of another kind or province.
    """

    regions: tuple[Region, ...] = ()
    kinds: Kinds | None = None
    how: str = "name"
    unfit: tuple[Region, ...] = ()

    @property
    def is_kind_only(self) -> bool:
        """Whether a kind is said and no name: "Pemkab"."""
        return not self.regions and not self.unfit


@cache
def regions_by_code() -> dict[str, Region]:
    """Map codes to regions."""
    return {region.code: region for region in reference.regions()}


def openings_of(kind: str) -> tuple[str, ...]:
    """Give the words that may stand before the name of a region of a kind."""
    return tuple(words for words, told in _OPENINGS if told in (None, kind))


def bare_name(region: Region) -> str:
    """Give a region's name without its kind, in the form of comparison, with spaces."""
    return _bare_names()[region.code]


@cache
def _bare_names() -> dict[str, str]:
    found = {}
    for region in reference.regions():
        words = name_key(region.name).split()[1:]
        found[region.code] = " ".join(words[1:] if words[0] == "administrasi" else words)
    return found


@cache
def _bearers() -> dict[str, tuple[_Bearer, ...]]:
    """Map names without spaces to the regions that bear them."""
    found: dict[str, dict[str, _Bearer]] = {}

    def add(name: str, bearer: _Bearer) -> None:
        bearers = found.setdefault(name.replace(" ", ""), {})
        known = bearers.get(bearer.region.code)
        if known is None or (known.kind_needed and not bearer.kind_needed):
            bearers[bearer.region.code] = bearer

    for region in reference.regions():
        add(bare_name(region), _Bearer(region, "name"))
    by_code = regions_by_code()
    for short in reference.short_names():
        region = by_code[short.code]
        name, how = name_key(short.name), "former" if short.why == "former" else "short"
        bare = name.removeprefix(f"{region.kind} ")
        add(bare, _Bearer(region, how, kind_needed=bare != name))
    return {name: tuple(bearers.values()) for name, bearers in found.items()}


@cache
def _phrases() -> dict[tuple[str, ...], tuple[Kinds, bool]]:
    """Map opening words to the kinds that they tell, and whether these are only the level."""
    table = {
        tuple(words.split()): (frozenset({kind}) if kind else frozenset(), False)
        for words, kind in _OPENINGS
    }
    table |= {tuple(words.split()): (kinds, True) for words, kinds in _LEVELS}
    return table


_LONGEST = 3


def is_opening(word: str) -> bool:
    """Whether a word may stand before a region's name and tell its kind."""
    return word in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases())


def _openings(words: tuple[str, ...]) -> Iterator[tuple[Kinds | None, tuple[str, ...]]]:
    """Give each way to part opening words from a name, with the kinds they tell; fewest first."""
    # start → kinds said, level said
    reached: dict[int, tuple[Kinds, Kinds]] = {0: (frozenset(), frozenset())}
    phrases, first = _phrases(), _first_words()
    for start in range(len(words) + 1):
        if start not in reached:
            continue
        said, level = reached[start]
        yield said or level or None, words[start:]
        if start == len(words) or words[start] not in first:
            continue
        for size in range(1, _LONGEST + 1):
            told = phrases.get(words[start : start + size])
            if told is None or start + size > len(words):
                continue
            kinds, is_level = told
            old_said, old_level = reached.get(start + size, (frozenset(), frozenset()))
            reached[start + size] = (
                old_said | said | (frozenset() if is_level else kinds),
                old_level | level | (kinds if is_level else frozenset()),
            )


@lru_cache(maxsize=50_000)
def read_place(words: tuple[str, ...]) -> Place | None:
    """Say which regions words name exactly; None where they name none.

    Parameters
    ----------
    words
        As `name_key` gives them, without what belongs to no region.
    """
    words = tuple(_REWRITTEN.get(word, word) for word in words)
    unfit: dict[str, Region] = {}
    ways = list(_openings(words))
    for kinds, rest in ways:
        if rest and (place := _fitting(kinds, "".join(rest), unfit)):
            return place
    for kinds, rest in ways:
        if place := _with_province(kinds, rest, unfit):
            return place
    if place := _province_first(words) or _abridged(ways):
        return place
    if region := _full_names().get("".join(words)):
        return Place((region,), frozenset({region.kind}))
    kinds, rest = ways[-1]
    if not rest and kinds is not None:
        return Place(kinds=kinds)
    if not rest and words:
        return Place(kinds=_ANY if words[0] not in _PROVINCE_WORDS else None)
    if unfit:
        return Place(kinds=kinds, unfit=_ordered(unfit.values()))
    return None


def _ordered(regions: Iterable[Region]) -> tuple[Region, ...]:
    return tuple(sorted(regions, key=lambda region: region.code))


def _fitting(kinds: Kinds | None, name: str, unfit: dict[str, Region]) -> Place | None:
    bearers = _bearers().get(name, ())
    fit = [
        bearer
        for bearer in bearers
        if (bearer.region.kind in kinds if kinds else not bearer.kind_needed)
    ]
    if not fit:
        unfit.update((bearer.region.code, bearer.region) for bearer in bearers)
        return None
    how = "name" if any(bearer.how == "name" for bearer in fit) else fit[0].how
    return Place(_ordered([bearer.region for bearer in fit]), kinds, how)


def _with_province(
    kinds: Kinds | None, rest: tuple[str, ...], unfit: dict[str, Region]
) -> Place | None:
    """Read "Banjar, Prov. Kalimantan Selatan" and "Banjar 63.03"."""
    for split in range(1, len(rest)):
        tail = rest[split:]
        while len(tail) > 1 and tail[0] in _BEFORE_PROVINCE:
            tail = tail[1:]
        codes = _province_codes("".join(tail))
        if not codes:
            continue
        place = _fitting(kinds, "".join(rest[:split]), unfit)
        if not place:
            continue
        regions = [region for region in place.regions if _lies_in(region, codes)]
        if regions:
            how = "province" if len(regions) < len(place.regions) else place.how
            return Place(tuple(regions), kinds, how)
        bearers = (bearer.region for bearer in _bearers()["".join(rest[:split])])
        unfit.update((region.code, region) for region in bearers)
    return None


@cache
def _provinces() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(b.region.code for b in bearers if b.region.kind == "provinsi")
        for name, bearers in _bearers().items()
        if any(bearer.region.kind == "provinsi" for bearer in bearers)
    }


def _province_codes(name: str) -> frozenset[str]:
    return _provinces().get(name, frozenset())


def _lies_in(region: Region, provinces: frozenset[str]) -> bool:
    """Whether a kabupaten or kota lies in one of the provinces, or did before they were cut."""
    own = region.province_code
    return own is not None and (
        own in provinces or not provinces.isdisjoint(_CUT_FROM.get(own, ()))
    )


def _province_first(words: tuple[str, ...]) -> Place | None:
    """Read "Provinsi Jawa Barat, Kota Banjar"."""
    for split in range(1, len(words) - 1):
        if words[split] not in _first_words() or words[split] in _PROVINCE_WORDS:
            continue
        head = words[:split]
        while len(head) > 1 and head[0] in _BEFORE_PROVINCE:
            head = head[1:]
        codes = _province_codes("".join(head))
        for kinds, rest in _openings(words[split:]) if codes else ():
            place = kinds and rest and _fitting(kinds, "".join(rest), {})
            regions = [r for r in place.regions if _lies_in(r, codes)] if place else []
            if place and regions:
                how = "province" if len(regions) < len(place.regions) else place.how
                return Place(tuple(regions), kinds, how)
    return None


def kind_behind(words: tuple[str, ...]) -> Place | None:
    """Read "Bogor, Kab." and "Tegal Kota", where no other kind stands before the name."""
    for kinds, rest in _openings(words):
        told = _phrases().get(rest[-1:]) if len(rest) > 1 else None
        if kinds or not told or told[1] or not told[0]:
            continue
        place = _fitting(told[0], "".join(rest[:-1]), {})
        if place and len(place.regions) == 1:
            return place
    return None


def agreed(place: Place, said: Place) -> tuple[Region, ...]:
    """Give the regions of a place that are those said once more, of their kind or in them."""
    if said.is_kind_only:
        return tuple(r for r in place.regions if not said.kinds or r.kind in said.kinds)
    within = frozenset(region.code for region in said.regions)
    kept = tuple(r for r in place.regions if r.code in within or _lies_in(r, within))
    if kept or said.kinds:
        return kept
    # "Provinsi Jawa Timur (Surabaya)" adds its capital.
    around = {region.province_code for region in said.regions}
    return tuple(region for region in place.regions if region.code in around)


def disputed(place: Place, said: Place) -> tuple[Region, ...]:
    """Give the regions of two places that contradict, those of one name where a kind is all."""
    regions = {region.code: region for region in (*place.regions, *said.regions)}
    known = (place, said) if place.regions else (said, place)
    if known[1].is_kind_only:
        names = {bare_name(region) for region in known[0].regions}
        for region in reference.regions():
            if bare_name(region) in names and region.kind in (known[1].kinds or _ANY):
                regions[region.code] = region
    return _ordered(regions.values())


def _abridged(ways: list[tuple[Kinds | None, tuple[str, ...]]]) -> Place | None:
    """Read "Lampung Sel."."""
    for kinds, rest in ways:
        if len(rest) > 1 and (whole := _DIRECTIONS.get(rest[-1])):
            place = _fitting(kinds, "".join((*rest[:-1], whole)), {})
            if place:
                return Place(place.regions, kinds, "short")
    return None


# ------------------------------------------------------------------ misspelt names


@cache
def spelling() -> Spelling:
    """Give all names of regions, guarded by the names of their capitals."""
    capitals = (name_key(region.capital or "").replace(" ", "") for region in reference.regions())
    return Spelling(_bearers(), {*capitals, *_full_names()})


@cache
def _full_names() -> dict[str, Region]:
    """Map names with their kind, without spaces, to regions: "KabupatenBogor", "KabBogor"."""
    full = {name_key(region.name).replace(" ", ""): region for region in reference.regions()}
    for region in reference.regions():
        bare = bare_name(region).replace(" ", "")
        for prefix in _JOINED[region.kind]:
            full.setdefault(f"{prefix}{bare}", region)
    return full


_KIND_SPELLING = Spelling(("kabupaten", "provinsi", "pemerintah", "pemkab", "pemkot", "pemprov"))


@lru_cache(maxsize=20_000)
def read_misspelt(words: tuple[str, ...]) -> Place | None:
    """Say which regions words name but for a letter or two; all that are within reach.

    Short names and abbreviations resemble too much to be meant alone, yet they may be meant.
    """
    words = tuple(_REWRITTEN.get(word, word) for word in words)
    opened = (*(_spelt_kind(word) for word in words[:2]), *words[2:])
    if opened != words and (place := read_place(opened)) and place.regions:
        return Place(place.regions, place.kinds, "spelling")
    known = spelling()
    for kinds, rest in _openings(opened):
        name = "".join(rest)
        # "Kota Baku" is no Kotabaru.
        if not rest or name in known or (rest == opened and is_opening(opened[0])):
            continue
        places = [place for near in known.near(name) if (place := _fitting(kinds, near, {}))]
        is_mended = any(place.how in ("name", "former") for place in places)
        if not kinds and not is_mended:
            continue
        regions = {region.code: region for place in places for region in place.regions}
        regions |= {region.code: region for region in _rivals(kinds, rest)}
        if is_mended or len(regions) > 1:
            return Place(_ordered(regions.values()), kinds, "spelling")
    return None


def _rivals(kinds: Kinds | None, rest: tuple[str, ...]) -> Iterator[Region]:
    """Give regions of short names a letter away, and of names that begin with these words."""
    name, beginning = "".join(rest), f"{' '.join(rest)} "
    for short in _short_names() if len(name) <= SHORTEST else ():
        if is_slip(name, short) and (place := _fitting(kinds, short, {})):
            yield from place.regions
    for code, bare in _bare_names().items():
        region = regions_by_code()[code]
        if bare.startswith(beginning) and (not kinds or region.kind in kinds):
            yield region


@cache
def _short_names() -> tuple[str, ...]:
    """Give the names, official and former, that are too short to be mended onto."""
    return tuple(
        name
        for name, bearers in _bearers().items()
        if len(name) < SHORTEST and any(bearer.how != "short" for bearer in bearers)
    )


def _spelt_kind(word: str) -> str:
    near = _KIND_SPELLING.near(word)
    return near[0] if len(near) == 1 else word


def like(words: tuple[str, ...]) -> tuple[Region, ...]:
    """Give regions that may be meant: by the beginning of a name, a capital, or a near name."""
    words = tuple(_REWRITTEN.get(word, word) for word in words)
    found: dict[str, Region] = {}
    for kinds, rest in _openings(words):
        name = " ".join(rest)
        if len(name) < _MOST_LIKE:
            continue
        for region in reference.regions():
            is_part = _bare_names()[region.code].startswith(f"{name} ")
            is_capital = name_key(region.capital or "") == name and region.kind != "provinsi"
            if (is_part or is_capital) and (not kinds or region.kind in kinds or is_capital):
                found[region.code] = region
        for near in spelling().near("".join(rest)):
            found.update((bearer.region.code, bearer.region) for bearer in _bearers()[near])
    return _ordered(found.values())[:_MOST_LIKE]
