"""From a name as written, and where it stands, to the region, OPD or partner that it means.

A name is read alone first (`_read`), then what that leaves open is decided by
where it stands (`Names.resolve`): whose register it is, what the column is,
who else is in the row. What nothing decides stays open with its candidates;
what decided is told. A partner that nobody knows yet becomes a new one, whose
kind is marked as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from graph.aliases import Alias, name_key
from graph.errors import ValueRefused
from graph.model import Actor, Opd, Partner, Region
from graph.text import check_name
from graph.vocabulary import Term
from loaders import opds, partners, reference
from loaders.opds import Body, Word, split_words
from loaders.partners import Similar
from loaders.places import (
    Kinds,
    Place,
    agreed,
    bare_name,
    disputed,
    is_opening,
    kind_behind,
    like,
    read_misspelt,
    read_place,
    regions_by_code,
)

MOST_CANDIDATES = 5
_MOST_REMEMBERED = 200_000

key = name_key


class UnknownCode(ValueRefused):
    """A region code that does not exist."""

    text = "Kolom {field} berisi kode wilayah {value}, yang tidak ada."
    remedy = "Periksa kode Kemendagri (mis. 12.10), atau tulis nama wilayahnya."


class UnknownRegion(ValueRefused):
    """A region named with its kind that does not exist."""

    text = "Kolom {field} menyebut “{value}”, wilayah yang tidak dikenal."
    remedy = "Periksa ejaannya, atau tulis kode Kemendagri-nya."


class RegionNotSaid(ValueRefused):
    """A kind of region without a name, and nothing that tells which."""

    text = "Kolom {field} menyebut “{value}” tanpa nama daerah."
    remedy = "Tambahkan nama daerahnya, mis. “Pemkab Lumajang”."


class AmbiguousName(ValueRefused):
    """A name that fits more than one actor."""

    text = "Kolom {field} menyebut “{value}”, yang cocok dengan {candidates}."
    remedy = "Tulis lengkap dengan Kabupaten, Kota atau Provinsi, atau dengan kodenya."


class AmbiguousOpd(ValueRefused):
    """A short form that several OPDs share."""

    text = "Kolom {field} menyebut “{value}”, singkatan dari {candidates}."
    remedy = "Tulis nama OPD itu lengkap."


class OpdWithoutRegion(ValueRefused):
    """A department whose region is not said."""

    text = "Kolom {field} menyebut “{value}” tanpa nama daerahnya."
    remedy = "Tambahkan nama daerah, mis. “Dinas Kesehatan Kota Probolinggo”."


class NotParty(ValueRefused):
    """A text that names nobody: a kind of document, or no letters at all."""

    text = "Kolom {field} berisi “{value}”, yang bukan nama pihak."
    remedy = "Isi dengan nama daerah, OPD, atau mitra; PKS dan MoU adalah jenis naskah."


class AliasBroken(ValueRefused):
    """A remembered answer whose actor is gone."""

    text = "Jawaban yang disimpan untuk “{value}” menunjuk {target}, yang tidak ada lagi."
    remedy = "Cabut jawaban itu, atau pilih pelaku yang lain."


class PlaceNotSaid(ValueRefused):
    """An agency of which there is one in every region, without its place."""

    text = "Kolom {field} menyebut “{value}” tanpa tempatnya."
    remedy = "Tambahkan tempatnya, mis. “Polres Labuhanbatu”."


class SpellingMended(ValueRefused):
    """A misspelt name, and what it was read as."""

    text = "Kolom {field} menyebut “{value}”, dibaca sebagai {name}."
    remedy = "Bila bukan itu yang dimaksud, perbaiki ejaannya."


class NameSimilar(ValueRefused):
    """A new partner whose name is almost that of one in the graph."""

    text = "Kolom {field} menyebut “{value}”, mirip {candidates}."
    remedy = "Bila keduanya sama, samakan ejaannya; bila memang lain, biarkan."


@dataclass(frozen=True, slots=True)
class Decision(Term):
    """What decided whom a name means; `meaning` is one clause."""

    meaning: str = ""
    meaning_en: str = ""


def _decisions(*rows: Decision) -> dict[str, Term]:
    return {row.code: row for row in rows}


DECISIONS = _decisions(
    Decision("code", "kode", "code", "kode wilayah tertulis", "a region's code is written"),
    Decision("name", "nama", "name", "namanya sendiri sudah jelas", "the name itself is clear"),
    Decision("short", "sebutan", "short form", "sebutan sehari-hari", "an everyday short form"),
    Decision("former", "nama lama", "former name", "nama sebelum diganti", "the name before"),
    Decision(
        "spelling",
        "ejaan",
        "spelling",
        "salah ketik satu atau dua huruf",
        "one or two letters are wrong",
    ),
    Decision(
        "owner",
        "pemilik register",
        "register's owner",
        "pemilik register menentukan",
        "whose register it is tells",
    ),
    Decision(
        "counterpart",
        "pihak lain",
        "other parties",
        "pihak lain pada baris itu menentukan",
        "the other parties of the row tell",
    ),
    Decision(
        "province",
        "provinsi",
        "province",
        "provinsi yang tertulis menentukan",
        "the province that is written tells",
    ),
    Decision("column", "kolom", "column", "judul kolom menentukan", "the column's heading tells"),
    Decision("row", "baris", "row", "isi lain baris itu menentukan", "the rest of the row tells"),
    Decision("alias", "jawaban", "answer", "jawaban yang disimpan", "a remembered answer"),
    Decision(
        "known_partner", "mitra dikenal", "known partner", "mitra yang dikenal", "a known partner"
    ),
    Decision("new", "mitra baru", "new partner", "belum dikenal", "not known yet"),
    Decision("none", "belum", "nothing", "tidak ada yang menentukan", "nothing decides"),
)
"""What can have decided, with what that means."""

# The columns of those whose register it is, and those of their counterparts.
_OWN_COLUMNS = frozenset({"pihak_kesatu", "opd"})
_OTHER_COLUMNS = frozenset({"mitra", "pihak_kedua", "pihak_ketiga"})

# Wider than the codes are: "12.1" is what a spreadsheet makes of 12.10, and no partner.
_CODE = re.compile(r"[\d.]+")
_CODE_BEHIND = re.compile(r"[\s(\[]+(\d\d(?:\.\d\d)?)[)\]]*$")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ACTING = re.compile(r"^(?:Plt|Pj|Pjs|Plh|Penjabat)\b\.?\s+", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?:Kepala|Ketua|Pimpinan|Rektor|Dekan|(?:Presiden )?Direktur(?: Utama)?)\s+(?=\w)",
    re.IGNORECASE,
)
# Who leads a body, and the body.
_LEADERS = {
    "kapolda": "Polda",
    "kapolres": "Polres",
    "kapolresta": "Polresta",
    "kapolrestabes": "Polrestabes",
    "kapolsek": "Polsek",
    "kajari": "Kejari",
    "kajati": "Kejati",
    "dandim": "Kodim",
    "danrem": "Korem",
}
# Words of governments that are as well those of an OPD's own name.
_NO_KINDS = frozenset({"daerah", "pemerintah", "pemerintahan", "administrasi"})
# Governments below the regions: villages are partners of their own.
_NOT_REGIONS = frozenset({"desa", "nagari", "gampong", "kampung", "pekon", "negeri", "pusat"})
_KIND_PREFIXES = {
    "provinsi": ("provinsi", "prov", "propinsi", "pemprov"),
    "kabupaten": ("kabupaten", "kab", "pemkab"),
    "kota": ("kota", "pemkot", "pemko"),
}
# Bodies whose own names may be those of regions: "Kecamatan Banjar".
_NAMED_AS_REGIONS = ("Kecamatan", "Kelurahan", "Puskesmas", "UPTD")
_LONGEST_PLACE = 7  # words


@dataclass(frozen=True, slots=True)
class Context:
    """Where a name stands.

    Attributes
    ----------
    owner
        Whose register it is.
    province
        Code of the province that the row names.
    counterparts
        The row's other parties, as far as they are resolved.
    column
        Code of the field: 'pihak', 'pihak_kesatu', 'mitra', 'opd' …
    heading, row_text
        The column's heading, and what else the row says.
    """

    owner: Region | None = None
    province: str | None = None
    counterparts: tuple[Actor, ...] = ()
    column: str = "pihak"
    heading: str = ""
    row_text: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a name means, or why that is open.

    Attributes
    ----------
    kind
        'region', 'opd', 'partner' (known), 'ambiguous' or 'unknown' (a new
        partner, or nobody).
    actor
        None where it is open.
    candidates
        Whom it may mean.
    decided_by
        A code of `DECISIONS`.
    alias
        Id of the remembered answer.
    problem, warning
        Why it is open; what is to be looked at although it is not.
    """

    kind: str
    actor: Actor | None
    as_written: str
    candidates: tuple[Actor, ...] = ()
    decided_by: str = "none"
    alias: str | None = None
    problem: ValueRefused | None = None
    warning: ValueRefused | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text says by itself.

    Attributes
    ----------
    text
        The text without what is no part of the name.
    place
        Its region, or the part of it that names one.
    bodies
        The OPDs that it may name.
    partner, is_known
        The partner, and whether the reference table has it.
    near
        Known partners whose name it is but for a letter or two.
    alternative
        Another OPD that it may be, in the owner's region: "Kecamatan Sungai Batang".
    misspelt
        Whether letters were mended.
    """

    text: str
    place: Place | None = None
    bodies: tuple[Body, ...] = ()
    partner: Partner | None = None
    is_known: bool = False
    near: tuple[Partner, ...] = ()
    alternative: Body | None = None
    misspelt: bool = False
    candidates: tuple[Region, ...] = ()
    refusal: type[ValueRefused] | None = None


# ------------------------------------------------------------------ the text alone


@lru_cache(maxsize=_MOST_REMEMBERED)
def _read(name: str) -> _Reading:
    """Read a name by itself; what is certain comes before what is misspelt."""
    if _CODE.fullmatch(name):
        region = regions_by_code().get(name)
        if region is None:
            return _Reading(name, refusal=UnknownCode)
        return _Reading(name, Place((region,), how="code"))
    compared = name_key(name)
    if partners.is_paper(compared) or not any(map(str.isalpha, name)):
        return _Reading(name, refusal=NotParty)
    words = split_words(name)
    if partner := partners.known(name):
        return _Reading(name, partner=partner, is_known=True)
    return (
        _read_region(name, compared)
        or _read_opd(name, words)
        or _read_abroad(name)
        or _read_led(name)
        or _read_misspelt(name, compared)
    )


def _read_region(name: str, compared: str) -> _Reading | None:
    if match := _CODE_BEHIND.search(name):
        region = regions_by_code().get(match[1])
        before = _read_region(name[: match.start()], name_key(name[: match.start()]))
        if region and before and before.place:
            return _held_against(before, Place((region,), how="code"))
        if before and before.place and "." in match[1]:
            return _Reading(name, candidates=before.place.regions, refusal=UnknownCode)
    words = tuple(compared.split())
    found = read_place(words)
    if found and (found.regions or found.is_kind_only):
        return _Reading(name, found)
    if behind := kind_behind(words):
        return _Reading(name, behind)
    shorter = _BRACKETS.sub("", name).strip()
    if not shorter or shorter == name:
        return None
    reading = _read_region(shorter, name_key(shorter))
    if reading and found and found.unfit:
        return _Reading(name, candidates=found.unfit, refusal=UnknownRegion)
    for inside in _BRACKETS.findall(name):
        said = _said_in_brackets(inside)
        if reading and reading.place and said:
            reading = _held_against(reading, said)
    return reading


def _said_in_brackets(inside: str) -> Place | None:
    """Give the region or the kind of region that brackets hold; None for any other remark."""
    if region := regions_by_code().get(inside.strip()):
        return Place((region,), how="code")
    place = read_place(tuple(name_key(inside).split()))
    return place if place and (place.regions or place.is_kind_only) else None


def _held_against(reading: _Reading, said: Place) -> _Reading:
    """Narrow what is read by what is said once more; open where the two contradict."""
    assert reading.place is not None
    kept = agreed(reading.place, said)
    if kept:
        how = said.how if said.how == "code" else reading.place.how
        return replace(reading, place=replace(reading.place, regions=kept, how=how))
    if reading.place.is_kind_only and not said.regions:
        return reading
    candidates = disputed(reading.place, said)
    return _Reading(
        reading.text, bodies=reading.bodies, candidates=candidates, refusal=UnknownRegion
    )


def _read_abroad(name: str) -> _Reading | None:
    partner = partners.abroad(name)
    if partner is None:
        return None
    return _Reading(name, partner=partner, is_known=not partner.kind_guessed)


def _read_led(name: str) -> _Reading | None:
    """Read "Rektor Universitas Riau" as that university."""
    acting = _ACTING.sub("", name)
    first = name_key(acting.partition(" ")[0])
    if first in _LEADERS:
        return _read(f"{_LEADERS[first]}{acting[len(first) :]}")
    if acting != name:
        return _read(acting)
    rest = _HEAD.sub("", name)
    if rest != name and (partners.known(rest) or partners.is_partner_word(rest)):
        return _read(rest)
    return None


def _read_misspelt(name: str, compared: str) -> _Reading:
    """Read what fits nothing exactly: almost a region or a partner, or a new partner."""
    words = tuple(compared.split())
    place, is_region = read_misspelt(words), _is_region_like(words)
    near: tuple[Partner, ...] = ()
    if not is_region:
        near = tuple(partners.similar_known().near(partners.comparable(name)).values())
    is_partner = _has_legal_form(name) or partners.is_partner_word(name)
    if place and place.regions and not is_partner:
        return _Reading(name, place, partner=partners.new(name), near=near, misspelt=True)
    if is_region:
        exact = read_place(words)
        candidates = exact.unfit if exact and exact.unfit else like(words)
        return _Reading(name, candidates=candidates, refusal=UnknownRegion)
    return _Reading(name, partner=partners.new(name), near=near, misspelt=bool(near))


def _is_region_like(words: tuple[str, ...]) -> bool:
    """Whether words begin as the name of a region does, so that no partner is meant."""
    place = len(words) > 1 and words[0] not in ("daerah", "pem") and is_opening(words[0])
    if words[0] in ("pemerintah", "pemerintahan", "pemda") and words[1:2]:
        return words[1] not in _NOT_REGIONS
    return bool(place)


def _has_legal_form(name: str) -> bool:
    return partners.comparable(name) != name_key(name)


# ------------------------------------------------------------------ OPDs


def _read_opd(name: str, words: tuple[Word, ...]) -> _Reading | None:
    """Part "Dinas Kesehatan Kota Probolinggo" before the region's name, and read both."""
    acting = _ACTING.sub("", name)
    if acting != name:
        name, words = acting, split_words(acting)
    is_partner = partners.is_central(name) or (
        partners.is_partner_word(name) and not opds.is_named(words)
    )
    if not opds.may_begin(words) or (is_partner and not opds.is_form(words)):
        return _read_general_hospital(name, words)
    plain = _without_abbreviations(name)
    if plain != name:
        return _read_opd(plain, split_words(plain))
    if match := _CODE_BEHIND.search(name):
        region = regions_by_code().get(match[1])
        before = split_words(name[: match.start()])
        reading = _split(name[: match.start()], before)
        if region and reading and reading.place:
            return _held_against(reading, Place((region,), how="code"))
        if reading and reading.place and "." in match[1]:
            regions = reading.place.regions
            return _Reading(name, bodies=reading.bodies, candidates=regions, refusal=UnknownCode)
        if region and (bodies := opds.read_bodies(before)):
            return _opd_reading(name, bodies, Place((region,), how="code"))
    return _split(name, words) or _whole_opd(name, words)


def _read_affair(reading: _Reading) -> _Reading:
    """Read "Kominfo" or "Perhubungan" in a column of OPDs as the dinas of that affair."""
    for text in (reading.text, f"Dinas {reading.text}"):
        words = split_words(text)
        if reading.partner and not reading.place and opds.is_form(words):
            return _Reading(reading.text, bodies=opds.read_bodies(words))
    return reading


def _without_abbreviations(name: str) -> str:
    """Leave out what stands in brackets and is neither a region nor a code."""

    def kept(match: re.Match[str]) -> str:
        inside = match[1].strip()
        place = read_place(tuple(name_key(inside).split()))
        is_region = bool(_CODE_BEHIND.fullmatch(match[0])) or (
            place is not None and not place.unfit
        )
        return match[0] if is_region else ""

    return _BRACKETS.sub(kept, name).strip() or name


def _read_general_hospital(name: str, words: tuple[Word, ...]) -> _Reading | None:
    """Read "RSU Kabupaten Tangerang" as the region's own hospital."""
    keys = [word.key for word in words]
    size = 1 if keys[:1] == ["rsu"] else 3 if keys[:3] == ["rumah", "sakit", "umum"] else 0
    if not size or len(words) <= size or not is_opening(keys[size]):
        return None
    place = read_place(tuple(keys[size:]))
    return _opd_reading(name, opds.read_bodies(split_words("RSUD")), place) if place else None


def _split(name: str, words: tuple[Word, ...]) -> _Reading | None:
    keys = tuple(word.key for word in words)
    starts = range(1, len(words))
    named: list[tuple[int, Place]] = []
    for start in starts:
        place = read_place(keys[start:]) if is_opening(keys[start]) else None
        # "Bagian Pemerintahan" and "Badan Keuangan Daerah" tell no kind.
        is_kind = place is not None and place.is_kind_only and keys[-1] not in _NO_KINDS
        if place and (place.regions or is_kind):
            named.append((start, place))
    # "Badan … Daerah Kota X": the split that leaves a form of OPD is right.
    named.sort(
        key=lambda pair: (opds.is_nameless(words, pair[0]), not opds.is_form(words[: pair[0]]))
    )
    for start, place in named:
        if _is_own_name(words, start, place):
            continue
        if reading := _split_before(name, words[:start]):
            return _told_twice(reading, place)
        strict = keys[0] in ("badan", "kantor") and "daerah" not in keys[:start]
        if bodies := opds.read_bodies(words[:start], strict=strict):
            return _opd_reading(name, bodies, place)
    for start in starts:
        if unfit := _unfit(words, start):
            bodies = opds.read_bodies(words[:start])
            return _Reading(name, bodies=bodies, candidates=unfit, refusal=UnknownRegion)
        place = read_place(keys[start:])
        if place and place.regions and not _is_own_name(words, start, place):
            if reading := _split_before(name, words[:start]):
                return _told_twice(reading, place)
            strict = keys[0] in ("badan", "kantor") and "daerah" not in keys[:start]
            if bodies := opds.read_bodies(words[:start], strict=strict):
                return _bare_opd(name, words, start, bodies, place)
    return _split_misspelt(name, words)


def _split_before(name: str, words: tuple[Word, ...]) -> _Reading | None:
    """Read the OPD and the region before another region: "RSUD Kota Bogor" of Kab. Bogor."""
    if opds.is_nameless(words, 1):
        return None
    keys = tuple(word.key for word in words)
    for start in range(1, len(words)):
        place = read_place(keys[start:])
        is_form = opds.is_form(words[:start])
        if not place or not place.regions or not (is_form or place.kinds):
            continue
        # "RSUD Tarakan" of Jakarta is named so.
        if not place.kinds and opds.is_named(words):
            continue
        if bodies := opds.read_bodies(words[:start], strict=not is_form):
            return _opd_reading(name, bodies, place)
    return None


def _told_twice(reading: _Reading, place: Place) -> _Reading:
    """Hold two places of an OPD's name against each other; the province may stand first."""
    assert reading.place is not None
    is_province = all(region.kind == "provinsi" for region in reading.place.regions)
    if is_province and (kept := agreed(place, reading.place)):
        return replace(reading, place=replace(place, regions=kept))
    return _held_against(reading, place)


def _unfit(words: tuple[Word, ...], start: int) -> tuple[Region, ...]:
    """Give the regions whose name stands behind an OPD, with a kind or province not theirs."""
    if not is_opening(words[start].key) or opds.is_nameless(words, start):
        return ()
    place = read_place(tuple(word.key for word in words[start:]))
    is_body = opds.is_form(words[:start]) or opds.is_nameless(words, 1)
    is_said = place is not None and place.kinds and is_body
    return place.unfit if place and is_said else ()


def _is_own_name(words: tuple[Word, ...], start: int, place: Place) -> bool:
    """Whether what may be a region is the body's own name: "Kecamatan Kota Baru"."""
    name = "".join(word.key for word in words[start:])
    return opds.is_nameless(words, start) and any(
        name == bare_name(region).replace(" ", "") for region in place.regions
    )


def _bare_opd(
    name: str, words: tuple[Word, ...], start: int, bodies: tuple[Body, ...], place: Place
) -> _Reading:
    """Tell "Puskesmas Simonis Labuhanbatu Utara" from "Kecamatan Sungai Batang"."""
    between = name[words[start - 1].end : words[start].start].strip(" .")
    whole = opds.read_bodies(words)
    is_apart = between != "" or len(words) - start > 1
    if is_apart or not whole or not whole[0].name.startswith(_NAMED_AS_REGIONS):
        return _opd_reading(name, bodies, place)
    if not bodies[0].own:
        # "Kecamatan Banjar" is named so; its region is not said.
        return _Reading(name, bodies=whole, misspelt=whole[0].corrected)
    return replace(_opd_reading(name, bodies, place), alternative=whole[0])


def _split_misspelt(name: str, words: tuple[Word, ...]) -> _Reading | None:
    keys = tuple(word.key for word in words)
    for start in range(1, len(words)):
        is_said = is_opening(keys[start]) and keys[start] != "daerah"
        is_behind = start >= len(words) - 2 and opds.is_form(words[:start])
        if not is_said and (not is_behind or opds.is_named(words)):
            continue
        place = read_misspelt(keys[start:])
        if place and (bodies := opds.read_bodies(words[:start])):
            return replace(_opd_reading(name, bodies, place), misspelt=True)
    for start in range(len(words) - 1, 0, -1):
        if keys[start] in ("kabupaten", "kab", "kota", "provinsi", "pemkab", "pemkot", "pemko"):
            bodies = opds.read_bodies(words[:start])
            is_said = start + 1 < len(words) and not opds.is_nameless(words, start)
            if is_said and bodies and not bodies[0].own:
                exact = read_place(keys[start:])
                candidates = exact.unfit if exact and exact.unfit else like(keys[start:])
                return _Reading(name, bodies=bodies, candidates=candidates, refusal=UnknownRegion)
    return None


def _whole_opd(name: str, words: tuple[Word, ...]) -> _Reading | None:
    strict = words[0].key in ("badan", "kantor")
    bodies = opds.read_bodies(words, strict=strict)
    if not bodies:
        return None
    reading = _Reading(name, bodies=bodies, misspelt=bodies[0].corrected)
    if region := _hospital(bodies[0], None):
        return replace(reading, place=Place((region,)))
    return reading


def _opd_reading(name: str, bodies: tuple[Body, ...], place: Place) -> _Reading:
    body = bodies[0]
    if region := _hospital(body, place):
        place = Place((region,))
    elif place.regions and name_key(body.name) == f"rsud {bare_name(place.regions[0])}":
        # "RSUD Sidoarjo Kabupaten Sidoarjo" is the hospital without another name.
        bodies = opds.read_bodies(split_words("RSUD"))
    return _Reading(name, place, bodies, misspelt=body.corrected or place.how == "spelling")


@cache
def _hospitals() -> dict[str, Region]:
    return {
        opds.read_bodies(split_words(row.name))[0].name: regions_by_code()[row.code]
        for row in reference.hospitals()
    }


def _hospital(body: Body, place: Place | None) -> Region | None:
    """Give the region of a hospital known by name, where the text says no other."""
    region = _hospitals().get(body.name) if body.own else None
    if region is None or place is None or not place.regions:
        return region
    said = {place.province_code for place in place.regions} | {r.code for r in place.regions}
    return region if region.code in said else None


# ------------------------------------------------------------------ where it stands


class Names:
    """Resolves names against the reference tables, the graph and remembered answers.

    Parameters
    ----------
    aliases
        Answers that somebody chose.
    partners
        Partners that the graph already has.
    """

    def __init__(self, aliases: Iterable[Alias] = (), partners: Iterable[Partner] = ()) -> None:
        self._aliases = {(alias.key, alias.owner): alias for alias in aliases}
        self._partners = {partner.id: partner for partner in partners}
        self._settled: dict[tuple[str, str, str], Resolution] = {}
        self._similar_partners: Similar | None = None

    def resolve(self, text: str, context: Context = Context()) -> Resolution:
        """Say whom a name means, where it stands.

        Parameters
        ----------
        text
            A region's code or name, an OPD with its region's name or without,
            or a partner.
        context
            Where it stands.

        Raises
        ------
        ValueRefused
            Where the text is hostile, empty or overlong; all else is told in
            the resolution.
        """
        owner = context.owner.code if context.owner else ""
        place = (text, context.column, owner)
        if (settled := self._settled.get(place)) is not None:
            return settled
        name = check_name(text, context.column)
        found, is_settled = self._resolve(name, context)
        if is_settled:
            if len(self._settled) >= _MOST_REMEMBERED:
                self._settled.clear()
            self._settled[place] = found
        return found

    def _resolve(self, name: str, context: Context) -> tuple[Resolution, bool]:
        """Give the resolution, and whether the rest of the row has no part in it."""
        if not _CODE.fullmatch(name) and (alias := self._alias(name, context)):
            return self._remembered(name, alias, context), True
        reading = _read(name)
        # What is almost a region may be a partner's very name.
        named = self._partners.get(reading.partner.id) if reading.partner else None
        if named and reading.misspelt:
            return _found(name, named, "known_partner"), True
        if reading.refusal:
            return _refused(name, reading, context), True
        if context.column == "opd":
            reading = _read_affair(reading)
        if reading.bodies:
            return _opd(name, reading, context)
        if reading.place:
            return _region(name, reading, context)
        return self._partner(name, reading, context), True

    # ............................................................ remembered answers

    def _alias(self, name: str, context: Context) -> Alias | None:
        if not self._aliases:
            return None
        compared = name_key(name)
        owner = context.owner.code if context.owner else None
        return self._aliases.get((compared, owner)) or self._aliases.get((compared, None))

    def _remembered(self, name: str, alias: Alias, context: Context) -> Resolution:
        actor = self._target(alias)
        if actor is None:
            problem = AliasBroken(field=context.column, value=name, target=alias.target)
            return Resolution("unknown", None, name, alias=alias.id, problem=problem)
        return replace(_found(name, actor, "alias"), alias=alias.id)

    def _target(self, alias: Alias) -> Actor | None:
        if alias.kind == "region":
            return regions_by_code().get(alias.target)
        if alias.kind == "partner":
            return self._partners.get(alias.target) or partners.by_id().get(alias.target)
        code, _, rest = alias.target.partition("-")
        if code not in regions_by_code():
            return None
        bodies = opds.read_bodies(split_words(alias.name or rest.replace("-", " ")))
        made = (
            Opd(alias.name or body.name, code, body.affairs)
            for body in (*bodies, Body(alias.name or rest))
        )
        return next((opd for opd in made if opd.id == alias.target), None)

    # ............................................................ partners

    def _partner(self, name: str, reading: _Reading, context: Context) -> Resolution:
        partner = reading.partner
        assert partner is not None
        if reading.is_known:
            return _found(name, self._partners.get(partner.id, partner), "known_partner")
        if known := self._partners.get(partner.id):
            return _found(name, known, "known_partner")
        if len(reading.near) == 1:
            return replace(
                _found(name, reading.near[0], "spelling"),
                warning=SpellingMended(
                    field=context.column, value=name, name=_full_name(reading.near[0])
                ),
            )
        if reading.near:
            return _ambiguous(name, reading.near, context)
        near = self._similar(reading.text)
        warning: ValueRefused | None = None
        if near:
            warning = NameSimilar(field=context.column, value=name, candidates=_names_of(near))
        elif partners.is_agency_alone(partner.name):
            warning = PlaceNotSaid(field=context.column, value=name)
        return Resolution("unknown", partner, name, near, "new", warning=warning)

    def _similar(self, name: str) -> tuple[Partner, ...]:
        if not self._partners:
            return ()
        if self._similar_partners is None:
            by_name = {partners.comparable(one.name): one for one in self._partners.values()}
            self._similar_partners = Similar(by_name)
        found = self._similar_partners.near(partners.comparable(name))
        return tuple(found.values())[:MOST_CANDIDATES]


def _found(
    name: str, actor: Actor, decided_by: str, warning: ValueRefused | None = None
) -> Resolution:
    kinds = {Region: "region", Opd: "opd", Partner: "partner"}
    return Resolution(kinds[type(actor)], actor, name, decided_by=decided_by, warning=warning)


def _refused(name: str, reading: _Reading, context: Context) -> Resolution:
    assert reading.refusal is not None
    problem = reading.refusal(field=context.column, value=name)
    candidates: tuple[Actor, ...] = reading.candidates
    if reading.bodies:
        candidates = _opds_of(reading.bodies, reading.candidates)
    kind = "ambiguous" if len(candidates) > 1 else "unknown"
    if kind == "ambiguous":
        return _ambiguous(name, candidates, context)
    return Resolution(kind, None, name, candidates, problem=problem)


def _ambiguous(name: str, candidates: tuple[Actor, ...], context: Context) -> Resolution:
    problem = AmbiguousName(field=context.column, value=name, candidates=_names_of(candidates))
    return Resolution("ambiguous", None, name, candidates, problem=problem)


def _full_name(actor: Actor) -> str:
    if isinstance(actor, Opd):
        return f"{actor.name} {regions_by_code()[actor.region_code].name}"
    return actor.name


def _names_of(actors: Iterable[Actor]) -> str:
    """Name actors for a sentence, regions with their codes."""
    named = [
        f"{actor.name} ({actor.code})" if isinstance(actor, Region) else _full_name(actor)
        for actor in actors
    ]
    more = len(named) - MOST_CANDIDATES
    return ", ".join(named[:MOST_CANDIDATES]) + (f", … (+{more})" if more > 0 else "")


def _region_of(actor: Actor) -> Region | None:
    """Give the region that takes part through an actor."""
    if isinstance(actor, Region):
        return actor
    return regions_by_code().get(actor.region_code) if isinstance(actor, Opd) else None


def _others(context: Context) -> tuple[Region, ...]:
    """Give the regions of the row that are not the owner, each once."""
    found = {
        region.code: region
        for actor in context.counterparts
        if (region := _region_of(actor)) and region != context.owner
    }
    return tuple(found.values())


def _owner_is_party(context: Context) -> bool:
    return any(_region_of(actor) == context.owner for actor in context.counterparts)


# ------------------------------------------------------------------ regions


def _region(name: str, reading: _Reading, context: Context) -> tuple[Resolution, bool]:
    place = reading.place
    assert place is not None
    if place.is_kind_only:
        region, decided_by = _implied(place.kinds, context)
        if region:
            return _found(name, region, decided_by), False
        problem = RegionNotSaid(field=context.column, value=name)
        return Resolution("unknown", None, name, problem=problem), False
    if reading.near:
        return _ambiguous(name, (*place.regions, *reading.near), context), True
    if len(place.regions) == 1:
        region = place.regions[0]
        warning = _mended(name, region, context) if reading.misspelt else None
        return _found(name, region, "spelling" if warning else place.how, warning), True
    if len({bare_name(region) for region in place.regions}) > 1 and reading.misspelt:
        return _ambiguous(name, place.regions, context), True
    named = {actor.code for actor in context.counterparts if isinstance(actor, Region)}
    region, decided_by = _choose(place.regions, context, named)
    if region is None:
        return _ambiguous(name, place.regions, context), False
    warning = _mended(name, region, context) if reading.misspelt else None
    return _found(name, region, decided_by, warning), False


def _mended(name: str, actor: Actor, context: Context) -> SpellingMended:
    return SpellingMended(field=context.column, value=name, name=_full_name(actor))


def _choose(
    regions: tuple[Region, ...], context: Context, named: set[str]
) -> tuple[Region | None, str]:
    """Decide between regions of one name by where the name stands.

    `named` are the codes of regions that cannot be meant, for they are parties already.
    """
    owner = context.owner
    left = tuple(region for region in regions if region.code not in named)
    if len(left) == 1:
        return left[0], "counterpart"
    if context.column in _OTHER_COLUMNS and owner in left:
        left = tuple(region for region in left if region != owner)
        if len(left) == 1:
            return left[0], "owner"
    ways: tuple[tuple[str, Iterable[Region]], ...] = (
        ("province", (r for r in left if r.province_code == context.province is not None)),
        ("column", (r for r in left if r.kind in _kinds_in(context.heading))),
        ("row", _mentioned(left, context.row_text)),
        ("owner", (r for r in left if r == owner and context.column not in _OTHER_COLUMNS)),
    )
    for decided_by, fitting in ways:
        found = list(fitting)
        if len(found) == 1:
            return found[0], decided_by
        if found:
            left = tuple(found)
    return None, "none"


@lru_cache(maxsize=1_000)
def _kinds_in(heading: str) -> frozenset[str]:
    """Give the kinds of region that a column's heading names."""
    words = set(name_key(heading).split())
    return frozenset(
        kind for kind, prefixes in _KIND_PREFIXES.items() if not words.isdisjoint(prefixes)
    )


def _mentioned(regions: Iterable[Region], row_text: str) -> Iterator[Region]:
    """Give the regions that the row names with their kind."""
    if row_text:
        row = f" {name_key(row_text)} "
        for region in regions:
            bare = bare_name(region)
            if any(f" {prefix} {bare} " in row for prefix in _KIND_PREFIXES[region.kind]):
                yield region


@lru_cache(maxsize=10_000)
def _regions_in(text: str) -> tuple[Region, ...]:
    """Give the regions that a text names with their kind, each once."""
    words = tuple(name_key(text).split())
    found: dict[str, Region] = {}
    for start, word in enumerate(words):
        if not is_opening(word):
            continue
        for size in range(min(_LONGEST_PLACE, len(words) - start), 1, -1):
            place = read_place(words[start : start + size])
            if place and len(place.regions) == 1 and place.kinds:
                found[place.regions[0].code] = place.regions[0]
                break
    return tuple(found.values())


def _implied(
    kinds: Kinds | None, context: Context, *, is_opd: bool = False
) -> tuple[Region | None, str]:
    """Say which region "Pemkab" or "Provinsi" alone means."""
    owner, is_other = context.owner, context.column in _OTHER_COLUMNS
    kinds = kinds or frozenset()
    is_free = is_opd or context.column in _OWN_COLUMNS or not _owner_is_party(context)
    if owner and owner.kind in kinds and not is_other and is_free:
        return owner, "owner"
    if owner and kinds == {"provinsi"} and owner.province_code:
        return regions_by_code()[owner.province_code], "owner"
    fitting = [region for region in _others(context) if region.kind in kinds]
    if is_opd and len(fitting) == 1:
        return fitting[0], "counterpart"
    if is_other and not fitting:
        told = [r for r in _regions_in(context.row_text) if r.kind in kinds and r != owner]
        if len(told) == 1:
            return told[0], "row"
    return None, "none"


# ------------------------------------------------------------------ OPDs where they stand


def _opd(name: str, reading: _Reading, context: Context) -> tuple[Resolution, bool]:
    place, bodies = reading.place, reading.bodies
    is_settled = True
    if place is None:
        region, decided_by = _opd_region(bodies, context)
        # In the register's own columns it is the owner's, whatever else the row says.
        is_settled = context.column in _OWN_COLUMNS and not bodies[0].own
    elif place.is_kind_only:
        region, decided_by = _implied(place.kinds, context, is_opd=True)
        is_settled = False
    elif len(place.regions) == 1:
        region, decided_by = place.regions[0], place.how
    else:
        if len({bare_name(region) for region in place.regions}) > 1:
            return _ambiguous(name, _opds_of(bodies, place.regions), context), True
        region, decided_by = _choose_opd(place.regions, context)
        is_settled = False
    if region is None:
        return _open_opd(name, reading, context), False
    if len(bodies) > 1:
        bodies, is_settled = _told_by_row(bodies, context.row_text), False
        decided_by = "row" if len(bodies) == 1 else decided_by
    found = _opds_of(bodies, [region])
    if reading.alternative and region not in (context.owner, *_others(context)):
        other = _opds_of([reading.alternative], [context.owner] if context.owner else [])
        if other:
            return _ambiguous(name, (*found, *other), context), False
        problem: ValueRefused = OpdWithoutRegion(field=context.column, value=name)
        return Resolution("unknown", None, name, found, problem=problem), False
    is_settled = is_settled and not reading.alternative
    if len(found) > 1:
        candidates = ", ".join(opd.name for opd in found)
        problem = AmbiguousOpd(field=context.column, value=name, candidates=candidates)
        return Resolution("ambiguous", None, name, found, problem=problem), False
    warning = None
    if reading.misspelt:
        warning, decided_by = _mended(name, found[0], context), "spelling"
    elif decided_by == "name" and opds.is_short(reading.text):
        decided_by = "short"
    return _found(name, found[0], decided_by, warning), is_settled


def _opds_of(bodies: Iterable[Body], regions: Iterable[Region]) -> tuple[Opd, ...]:
    regions = tuple(regions)
    return tuple(Opd(body.name, r.code, body.affairs) for body in bodies for r in regions)


def _open_opd(name: str, reading: _Reading, context: Context) -> Resolution:
    """Leave an OPD open whose region nothing tells; owner and counterparts may be it."""
    if reading.place and reading.place.regions:
        return _ambiguous(name, _opds_of(reading.bodies, reading.place.regions), context)
    owner = [context.owner] if context.owner else []
    regions = [*owner, *_others(context)]
    if reading.place and reading.place.kinds:
        regions = [region for region in regions if region.kind in (reading.place.kinds or ())]
    problem = OpdWithoutRegion(field=context.column, value=name)
    candidates = _opds_of(reading.bodies, regions)[:MOST_CANDIDATES]
    return Resolution("unknown", None, name, candidates, problem=problem)


def _choose_opd(regions: tuple[Region, ...], context: Context) -> tuple[Region | None, str]:
    """Decide between regions of one name whose OPD is a party."""
    region, decided_by = _choose(regions, context, set())
    if region is None:
        left = [other for other in _others(context) if other in regions]
        if len(left) == 1 and context.column in _OTHER_COLUMNS:
            return left[0], "counterpart"
    return region, decided_by


def _opd_region(bodies: tuple[Body, ...], context: Context) -> tuple[Region | None, str]:
    """Say whose an OPD is that is named without its region."""
    owner, others = context.owner, _others(context)
    if bodies[0].own:
        # "RSUD Ungaran" is of the region whose capital that is.
        name = f" {name_key(bodies[0].name)} "
        seats = [r for r in (owner, *others) if r and f" {name_key(r.capital or '-')} " in name]
        if len(seats) == 1:
            return seats[0], "owner" if seats[0] == owner else "counterpart"
    if bodies[0].of_province and owner and owner.kind != "provinsi":
        owner = None  # a kabupaten has no biro
    if context.column in _OTHER_COLUMNS:
        if len(others) == 1:
            return others[0], "counterpart"
        told = [r for r in _regions_in(context.row_text) if r != context.owner]
        if not others and len(told) == 1:
            return told[0], "row"
        return None, "none"
    if owner and (context.column in _OWN_COLUMNS or not _owner_is_party(context)):
        return owner, "owner"
    return None, "none"


def _told_by_row(bodies: tuple[Body, ...], row_text: str) -> tuple[Body, ...]:
    """Keep the body of whose affairs the rest of the row speaks, where it is one only."""
    row = set(name_key(row_text).split())
    told = [body for body in bodies if any(row.issuperset(words) for words in _topics(body.name))]
    return (told[0],) if len(told) == 1 else bodies


@cache
def _topics(name: str) -> tuple[frozenset[str], ...]:
    words = name_key(name).split()
    return tuple(frozenset({word}) for word in words if word not in ("dinas", "badan", "dan"))


# ------------------------------------------------------------------ simple questions


@cache
def _without_context() -> Names:
    return Names()


def region_of(text: str) -> Region | None:
    """Give the one region that a text names, as an owner's name or a letterhead does."""
    try:
        found = _without_context().resolve(text, Context(column="pemilik")).actor
    except ValueRefused:
        return None
    return _region_of(found) if found else None
