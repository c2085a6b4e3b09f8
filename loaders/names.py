"""From a name as written to the region, OPD or partner that it means.

What cannot be decided is refused with the candidates; nothing is guessed
silently. A partner that nobody knows yet becomes a new one, whose kind is
marked as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from graph.errors import ValueRefused
from graph.model import Actor, Opd, Partner, Region
from graph.text import check_name, without_legal_form
from graph.vocabulary import PARTNER_KINDS
from loaders import reference

MOST_CANDIDATES = 5


class UnknownCode(ValueRefused):
    """A region code that does not exist."""

    text = "Kolom {field} berisi kode wilayah {value}, yang tidak ada."
    remedy = "Periksa kode Kemendagri (mis. 12.10), atau tulis nama wilayahnya."


class UnknownRegion(ValueRefused):
    """A region named with its kind that does not exist."""

    text = "Kolom {field} menyebut “{value}”, wilayah yang tidak dikenal."
    remedy = "Periksa ejaannya, atau tulis kode Kemendagri-nya."


class AmbiguousName(ValueRefused):
    """A name that fits more than one region."""

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


# Wider than the codes are: "12.1" is what a spreadsheet makes of 12.10, and no partner.
_CODE = re.compile(r"[\d.]+")
# How a kind of region is written, everyday and in full; longer forms first.
_KIND_WORDS = (
    ("pemerintah provinsi", "provinsi"),
    ("pemerintah kabupaten", "kabupaten"),
    ("pemerintah kota", "kota"),
    ("pemerintah daerah", ""),
    ("pemprov", "provinsi"),
    ("pemkab", "kabupaten"),
    ("pemkot", "kota"),
    ("pemko", "kota"),
    ("pemda", ""),
    ("provinsi", "provinsi"),
    ("propinsi", "provinsi"),
    ("prov", "provinsi"),
    ("kabupaten", "kabupaten"),
    ("kab", "kabupaten"),
    ("kotamadya", "kota"),
    ("kodya", "kota"),
    ("kota", "kota"),
)
_KINDS = re.compile(rf"\b({'|'.join(re.escape(word) for word, _ in _KIND_WORDS)})\b\s*")
_KIND_OF = dict(_KIND_WORDS)
# What bodies of a region are called, beside the forms in the reference table.
_OPD_WORDS = (
    "dinas",
    "badan",
    "bagian",
    "kantor",
    "inspektorat",
    "sekretariat",
    "setda",
    "satuan polisi pamong praja",
    "satpol",
    "rsud",
    "rumah sakit umum daerah",
    "puskesmas",
    "kecamatan",
    "kelurahan",
    "uptd",
    "upt",
    "asisten",
)


def key(text: str) -> str:
    """Give a name for comparison: lower case, letters and digits, single spaces."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    """Map each name, with its kind and without, to the regions that bear it."""
    by_code = {region.code: region for region in reference.regions()}
    names: dict[str, dict[str, Region]] = {}
    for region in by_code.values():
        full = key(region.name)
        bare = full.removeprefix(f"{region.kind} ")
        for name in (full, bare, f"{region.kind} {bare}"):
            names.setdefault(name, {})[region.code] = region
    for short in reference.short_names():
        region = by_code[short.code]
        bare = key(short.name).removeprefix(f"{region.kind} ")
        for name in (key(short.name), f"{region.kind} {bare}"):
            names.setdefault(name, {}).setdefault(region.code, region)
    return {name: tuple(found.values()) for name, found in names.items()}


@cache
def _region_codes() -> dict[str, Region]:
    return {region.code: region for region in reference.regions()}


@cache
def _opd_forms() -> dict[str, tuple[reference.OpdForm, ...]]:
    """Map each form's name and short forms to the forms that bear it."""
    found: dict[str, tuple[reference.OpdForm, ...]] = {}
    for form in reference.opd_forms():
        for name in {key(name) for name in (form.name, *form.short_forms)}:
            found[name] = (*found.get(name, ()), form)
    return found


@cache
def _opd_beginnings() -> tuple[str, ...]:
    return tuple(f"{word} " for word in (*_OPD_WORDS, *_opd_forms()))


@cache
def _partners() -> dict[str, Partner]:
    found = {}
    for row in reference.known_partners():
        partner = Partner(row.name, row.kind, row.country)
        for name in (row.name, *row.also):
            found[key(name)] = partner
            found.setdefault(key(without_legal_form(name)), partner)
    return found


@cache
def _keywords() -> tuple[tuple[str, str], ...]:
    """Give the leading words of partners' names, for comparison, with the kind they tell."""
    return tuple((f"{key(row.pattern)} ", row.kind) for row in reference.partner_keywords())


@lru_cache(maxsize=100_000)  # registers name the same parties again and again
def resolve(text: str, field: str = "pihak") -> Actor:
    """Say whom a name means.

    Parameters
    ----------
    text
        A region's code or name, an OPD with its region's name, or a partner.
    field
        The register's word for the column, for errors.

    Returns
    -------
    Region, Opd or Partner

    Raises
    ------
    UnknownCode, UnknownRegion, AmbiguousName, OpdWithoutRegion, ValueRefused
    """
    name = check_name(text, field)
    if _CODE.fullmatch(name):
        if name not in _region_codes():
            raise UnknownCode(field=field, value=name)
        return _region_codes()[name]
    if partner := _partners().get(key(name)):
        return partner
    if regions := _region_named(key(name)):
        return _only(regions, name, field)
    head, regions = _split_region(name)
    is_opd = _is_opd(head) and not _is_central(head)
    if head and regions and is_opd:
        return _opd(head, _only(regions, name, field), field)
    if is_opd:
        raise OpdWithoutRegion(field=field, value=name)
    if partner := _partners().get(key(without_legal_form(name))):
        return partner
    if _KINDS.match(key(name)):
        raise UnknownRegion(field=field, value=name)
    return Partner(name, _guess_kind(name), kind_guessed=True)


def _only(regions: Iterable[Region], name: str, field: str) -> Region:
    first, *others = found = list(regions)
    if others:
        candidates = ", ".join(f"{r.name} ({r.code})" for r in found[:MOST_CANDIDATES])
        raise AmbiguousName(field=field, value=name, candidates=candidates)
    return first


def _region_named(name: str) -> tuple[Region, ...]:
    """Give the regions that bear this name in any of its written forms."""
    if found := _regions().get(name):
        return found
    match = _KINDS.match(name)
    if not match:
        return ()
    kind, rest = _KIND_OF[match[1]], name[match.end() :]
    return _regions().get(f"{kind} {rest}".strip(), ())


def _split_region(name: str) -> tuple[str, tuple[Region, ...]]:
    """Part "Dinas Kesehatan Kota Probolinggo" before the region's name."""
    words = name.split()
    for start in range(1, len(words)):
        tail = key(" ".join(words[start:]))
        if _KINDS.match(tail) and (regions := _region_named(tail)):
            return " ".join(words[:start]).rstrip(" ,"), regions
    for start in range(1, len(words)):
        if regions := _region_named(key(" ".join(words[start:]))):
            return " ".join(words[:start]).rstrip(" ,"), regions
    return name, ()


def _is_opd(head: str) -> bool:
    return f"{key(head)} ".startswith(_opd_beginnings())


def _is_central(head: str) -> bool:
    """Tell "Badan Pusat Statistik" in a city from a badan of that city."""
    if key(head) in _opd_forms() or "daerah" in key(head).split():
        return False
    return PARTNER_KINDS[_guess_kind(head)].scheme == "sinergi"


def _opd(head: str, region: Region, field: str) -> Opd:
    # "Bagian Kerja Sama Setda" is the Bagian; "Puskesmas Simonis" is of the form Puskesmas.
    head = re.sub(r"[\s,]+(?:Setda|Sekretariat Daerah)$", "", head, flags=re.IGNORECASE)
    forms = _opd_forms().get(key(head), ())
    if len(forms) > 1:
        candidates = ", ".join(form.name for form in forms)
        raise AmbiguousOpd(field=field, value=head, candidates=candidates)
    if forms:
        return Opd(forms[0].name, region.code, forms[0].affairs)
    words = head.split()
    for size in range(len(words) - 1, 0, -1):
        if forms := _opd_forms().get(key(" ".join(words[:size])), ()):
            return Opd(head, region.code, forms[0].affairs)
    return Opd(head, region.code)


def _guess_kind(name: str) -> str:
    words = key(name).split()
    # "Fakultas Perikanan Universitas Riau" is a part of that university.
    for start in range(len(words) - 1):
        if whole := _partners().get(" ".join(words[start:])):
            return whole.kind
    lowered = f"{key(name)} "
    return next((kind for start, kind in _keywords() if lowered.startswith(start)), "other")
