"""What the reference tables know of how the names of parties begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders import reference
from loaders.cells.text import word_set

_TOKEN = re.compile(r"[^\W_]+")
# What may stand between two parties, or within the name of one.
JOINER = re.compile(
    r"\s*,\s*(?:dan|serta|dengan|&)\s+"
    r"|\s+(?:dan|dengan|dgn|serta|beserta|bersama(?:\s+dengan)?|and)\s+"
    r"|\s*&\s*|\s+[-–—|+]\s+|\s*↔\s*|\s*/\s*|\s*,\s*",
    re.IGNORECASE,
)
# One of these, as it is looked for fast, is in every text that has a joiner.
JOINING = (
    *(",", "&", "/", "|", "+", "↔", " - ", " – ", " — "),
    *(" dan ", " dengan ", " dgn ", " serta ", " beserta ", " bersama ", " and "),
)


# How a region's name is headed, as words, and the kind that tells.
HEADS: dict[tuple[str, ...], str] = {
    tuple(words.split()): kind
    for kind, heads in (
        (
            "provinsi",
            "pemerintah provinsi; pemerintahan provinsi; pemprov; provinsi; propinsi; prov; "
            "pemerintah propinsi; gubernur; pemerintah daerah provinsi",
        ),
        (
            "kabupaten",
            "pemerintah kabupaten; pemkab; kabupaten; kab; pemerintah kab; bupati; "
            "pemerintah daerah kabupaten; pemda kabupaten; pemda kab",
        ),
        (
            "kota",
            "pemerintah kota; pemkot; pemko; kota; kotamadya; kodya; walikota; wali kota; "
            "pemerintah daerah kota; pemda kota",
        ),
        ("", "pemerintah daerah; pemda; pemerintah; pemerintah aceh"),
    )
    for words in heads.split("; ")
}
# What follows such a head without naming a region.
_NO_REGION = word_set(
    "se seluruh di yang lain lainnya tetangga sekitar dan atau layak cerdas pusaka tua pintar "
    "sehat "
    "hijau daerah desa pusat negara indonesia kabupaten kota provinsi mitra terkait setempat"
)
_OPD_WORDS = word_set(
    "dinas badan bagian biro kantor inspektorat sekretariat setda satpol rsud puskesmas "
    "kecamatan kelurahan uptd upt asisten bappeda dprd bpbd satuan polisi pamong praja"
)
# Short forms of OPDs that are also a part of another's name: "Satpol PP dan Damkar".
_PARTS_OF_NAMES = word_set(
    "perkim pupr damkar damkarmat dukcapil tapem kesbangpol prokopim perindag nakertrans kominfo "
    "kelurahan"
)
_PARTY_WORDS = word_set(
    "pt cv ud pd fa firma universitas univ institut politeknik akademi sekolah stie stikes "
    "fakultas "
    "kementerian kemenko lembaga yayasan koperasi perumda perseroda pdam bumd bumdes bank bpr bpjs "
    "polres polresta polrestabes polda polsek kodim korem kodam kejaksaan kejari kejati pengadilan "
    "balai perkumpulan asosiasi komisi dewan konsorsium rs rumah persatuan direktorat ditjen "
    "kepolisian tni polri perwakilan majelis unicef usaid klinik apotek"
)
# Words that begin a party, but are none alone: "Bank Sejati, PT".
_NEVER_ALONE = word_set("pt cv ud pd fa firma tbk persero bank universitas lembaga dinas badan")
# Words that begin a party whatever stands before them.
STRONG = word_set(
    "pt cv ud pd universitas univ institut politeknik kementerian yayasan koperasi perumda bank "
    "polres polresta polrestabes polda kodim korem kodam kejaksaan kejari kejati pengadilan bpjs "
    "dinas badan rsud bappeda"
)

# Office ← how it is written, and what its holder stands for; "" where the rest says it.
_OFFICE_ROWS = (
    ("bupati", "Kabupaten"),
    ("wali kota", "Kota"),
    ("walikota", "Kota"),
    ("gubernur", "Provinsi"),
    ("sekretaris daerah", "Sekretariat Daerah"),
    ("sekda", "Sekretariat Daerah"),
    ("sekretaris dprd", "Sekretariat DPRD"),
    ("sekwan", "Sekretariat DPRD"),
    ("camat", "Kecamatan"),
    ("lurah", "Kelurahan"),
    ("menteri", "Kementerian"),
    ("kepala dinas", "Dinas"),
    ("kadis", "Dinas"),
    ("kepala badan", "Badan"),
    ("kaban", "Badan"),
    ("kepala bagian", "Bagian"),
    ("kabag", "Bagian"),
    ("kepala biro", "Biro"),
    ("karo", "Biro"),
    ("kepala kantor wilayah", "Kantor Wilayah"),
    ("kakanwil", "Kantor Wilayah"),
    ("kepala kantor", "Kantor"),
    ("kakan", "Kantor"),
    ("kepala kepolisian", "Kepolisian"),
    ("kapolres", "Polres"),
    ("kapolresta", "Polresta"),
    ("kapolrestabes", "Polrestabes"),
    ("kapolda", "Polda"),
    ("kapolsek", "Polsek"),
    ("dandim", "Kodim"),
    ("komandan kodim", "Kodim"),
    ("danrem", "Korem"),
    ("pangdam", "Kodam"),
    ("kepala kejaksaan", "Kejaksaan"),
    ("kajari", "Kejaksaan Negeri"),
    ("kajati", "Kejaksaan Tinggi"),
    ("ketua dprd", "DPRD"),
    ("ketua pengadilan", "Pengadilan"),
    ("direktur jenderal", "Direktorat Jenderal"),
    ("dirjen", "Direktorat Jenderal"),
    ("kadinkes", "Dinkes"),
    ("kadisdik", "Disdik"),
    ("rektor", ""),
    ("wakil rektor", ""),
    ("dekan", ""),
    ("direktur utama", ""),
    ("presiden direktur", ""),
    ("direktur operasional", ""),
    ("direktur bisnis", ""),
    ("direktur", ""),
    ("direksi", ""),
    ("dirut", ""),
    ("general manager", ""),
    ("branch manager", ""),
    ("manajer", ""),
    ("manager", ""),
    ("pemimpin cabang", ""),
    ("pemimpin wilayah", ""),
    ("pemimpin", ""),
    ("pimpinan cabang", ""),
    ("pimpinan wilayah", ""),
    ("pimpinan", ""),
    ("kepala cabang", ""),
    ("kepala perwakilan", ""),
    ("kepala", ""),
    ("ketua umum", ""),
    ("ketua yayasan", "Yayasan"),
    ("ketua", ""),
    ("inspektur", "Inspektorat"),
)
OFFICES = {tuple(office.split()): stands_for for office, stands_for in _OFFICE_ROWS}
# What may stand before an office: "Plt.", "Pj.", "a.n.", "Wakil".
ACTING = word_set("a n pj plt plh penjabat pejabat pjs wakil an atas nama selaku sebagai ub")
_LONGEST_START = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A word for comparison with its place in the text."""

    key: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Give the words of a text with their places."""
    return [Token(m[0].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def keys_of(text: str) -> tuple[str, ...]:
    """Give the words of a text for comparison."""
    return tuple([word.casefold() for word in _TOKEN.findall(text)])


@cache
def region_names() -> dict[tuple[str, ...], frozenset[str]]:
    """Map the bare names of regions to the kinds of region that bear them."""
    names: dict[tuple[str, ...], set[str]] = {}
    kinds = {}
    for region in reference.regions():
        kinds[region.code] = region.kind
        bare = keys_of(region.name)
        names.setdefault(bare[1:] if bare[0] == region.kind else bare, set()).add(region.kind)
    for short in reference.short_names():
        bare = keys_of(short.name)
        kind = kinds[short.code]
        names.setdefault(bare[1:] if bare[0] == kind else bare, set()).add(kind)
    names.pop((), None)
    return {name: frozenset(found) for name, found in names.items()}


@cache
def longest_region() -> int:
    """Give how many words the longest name of a region has."""
    return max(map(len, region_names()))


@cache
def partner_names() -> frozenset[tuple[str, ...]]:
    """Give the names of known partners."""
    return frozenset(
        keys_of(name) for row in reference.known_partners() for name in (row.name, *row.also)
    )


@cache
def _starts() -> dict[tuple[str, ...], str]:
    """Map the words with which a party begins to what it then is."""
    found: dict[tuple[str, ...], str] = {}
    for row in reference.partner_keywords():
        found[keys_of(row.pattern)[:_LONGEST_START]] = "partner"
    found |= {name[:_LONGEST_START]: "partner" for name in partner_names()}
    found |= {(word,): "partner" for word in _PARTY_WORDS}
    for form in reference.opd_forms():
        for name in (form.name, *form.short_forms):
            found[keys_of(name)[:_LONGEST_START]] = "opd"
    found |= {(word,): "opd" for word in _OPD_WORDS}
    found |= dict.fromkeys(HEADS, "region")
    found |= dict.fromkeys(OFFICES, "office")
    for word in _PARTS_OF_NAMES:
        found.pop((word,), None)
    return found


def without_and(keys: Sequence[str]) -> tuple[str, ...]:
    """Leave out "dan", for which "&" and a comma stand as well."""
    return tuple(key for key in keys if key != "dan")


@cache
def guarded_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Map first words to the known names, as words, in which a joining word may stand."""
    names = [name for row in reference.known_partners() for name in (row.name, *row.also)]
    names += [name for form in reference.opd_forms() for name in (form.name, *form.short_forms)]
    names += [region.name for region in reference.regions()]
    names += [short.name for short in reference.short_names()]
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        if JOINER.search(name):
            keys = without_and(keys_of(name))
            found.setdefault(keys[0], []).append(keys)
            if keys[0] in ("kabupaten", "kota", "provinsi"):
                found.setdefault(keys[1], []).append(keys[1:])
    return {first: tuple(rows) for first, rows in found.items()}


def begins(keys: Sequence[str]) -> str:
    """Say what begins with these words: 'region', 'opd', 'office', 'partner' or ''."""
    place = 0
    while place < len(keys) - 1 and keys[place] in ACTING:
        place += 1
    rest = tuple(keys[place:])
    starts = _starts()
    for size in range(min(_LONGEST_START, len(rest)), 0, -1):
        kind = starts.get(rest[:size])
        if not kind:
            continue
        following = rest[size : size + 1]
        if kind == "region" and not following:
            continue
        if kind == "region" and following[0] in _NO_REGION and not _known_region(rest[size:]):
            continue
        if not following and (kind == "office" or rest[0] in _NEVER_ALONE):
            continue
        return kind
    return ""


def _known_region(keys: tuple[str, ...]) -> bool:
    """Tell whether the words begin with a region's name: "Daerah Istimewa Yogyakarta"."""
    return any(keys[:size] in region_names() for size in range(1, longest_region() + 1))


def region_of(keys: tuple[str, ...]) -> tuple[int, frozenset[str]] | None:
    """Say how many words head a known region's name, and which kinds bear it."""
    for size in (3, 2, 1, 0):
        head = keys[:size]
        if size and head not in HEADS:
            continue
        kinds = region_names().get(keys[size:])
        if not kinds:
            continue
        if not size:
            return 0, kinds
        kind = HEADS[head]
        if not kind or kind in kinds:
            return size, frozenset((kind,)) if kind else kinds
    return None


@lru_cache(maxsize=10_000)
def ends_in_region(text: str) -> bool:
    """Tell whether a text ends with a region's name."""
    keys = keys_of(text)
    longest = longest_region() + 3
    return any(region_of(keys[start:]) for start in range(max(0, len(keys) - longest), len(keys)))
