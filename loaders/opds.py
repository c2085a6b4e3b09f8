"""How registers write the names of OPDs: short forms, affairs, hospitals, offices of the Setda.

A form of OPD is told by the set of its words, whatever their order, spelling and
punctuation, so that "Disdikpora", "Dinas Pendidikan Pemuda & Olah Raga" and
"Dinas Pendidikan, Pemuda, dan Olahraga" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from graph.model import OpdForm
from loaders import reference
from loaders.spelling import Spelling


class Word(NamedTuple):
    """A word as written, in the form of comparison, its place, and whether a comma follows."""

    shown: str
    key: str
    start: int
    end: int
    comma: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """An OPD without its region.

    Attributes
    ----------
    name
        The one name that all its spellings have.
    own
        Whether it bears a name of its own: "Puskesmas Simonis".
    corrected
        Whether a word was misspelt.
    """

    name: str
    affairs: tuple[str, ...] = ()
    own: bool = False
    corrected: bool = False
    of_province: bool = False


def _words(text: str) -> frozenset[str]:
    """Give the words of a line of this module."""
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+")

# What is written for what, as words of comparison; the longest that fits is taken.
_PHRASES: tuple[tuple[str, str], ...] = (
    ("olah raga", "olahraga"),
    ("kerjasama", "kerja sama"),
    ("kepemudaan", "pemuda"),
    ("ketenagakerjaan", "tenaga kerja"),
    ("pelindungan", "perlindungan"),
    ("pemukiman", "permukiman"),
    ("kawasan permukiman", "permukiman"),
    ("kawasan pemukiman", "permukiman"),
    ("perumahan rakyat", "perumahan"),
    ("perijinan", "perizinan"),
    ("pengelola", "pengelolaan"),
    ("perhubungan darat", "perhubungan"),
    ("kb", "keluarga berencana"),
    ("ukm", "usaha kecil menengah"),
    ("umkm", "usaha kecil menengah"),
    ("usaha mikro kecil menengah", "usaha kecil menengah"),
    ("usaha mikro kecil dan menengah", "usaha kecil menengah"),
    ("usaha kecil mikro menengah", "usaha kecil menengah"),
    ("usaha mikro usaha kecil menengah", "usaha kecil menengah"),
    ("pu", "pekerjaan umum"),
    ("pupr", "pekerjaan umum penataan ruang"),
    ("tata ruang", "penataan ruang"),
    ("ptsp", "pelayanan terpadu satu pintu"),
    ("pmptsp", "penanaman modal pelayanan terpadu satu pintu"),
    ("p3a", "pemberdayaan perempuan perlindungan anak"),
    ("pppa", "pemberdayaan perempuan perlindungan anak"),
    ("pp pa", "pemberdayaan perempuan perlindungan anak"),
    ("pp dan pa", "pemberdayaan perempuan perlindungan anak"),
    ("p2kb", "pengendalian penduduk keluarga berencana"),
    ("ppkb", "pengendalian penduduk keluarga berencana"),
    ("dalduk", "pengendalian penduduk"),
    ("pmd", "pemberdayaan masyarakat desa"),
    ("lh", "lingkungan hidup"),
    ("esdm", "energi sumber daya mineral"),
    ("sdm", "sumber daya manusia"),
    ("kominfo", "komunikasi informatika"),
    ("infokom", "komunikasi informatika"),
    ("informatika komunikasi", "komunikasi informatika"),
    ("dukcapil", "kependudukan pencatatan sipil"),
    ("capil", "pencatatan sipil"),
    ("catatan sipil", "pencatatan sipil"),
    ("sandi", "persandian"),
    ("statistika", "statistik"),
    ("arsip", "kearsipan"),
    ("arsip daerah", "kearsipan"),
    ("perpustakaan daerah", "perpustakaan"),
    ("parekraf", "pariwisata ekonomi kreatif"),
    ("litbang", "penelitian pengembangan"),
    ("damkar", "pemadam kebakaran"),
    ("pol pp", "polisi pamong praja"),
    ("polisi pp", "polisi pamong praja"),
    ("satpol pp", "satuan polisi pamong praja"),
    ("satpol", "satuan polisi pamong praja"),
    ("satpolpp", "satuan polisi pamong praja"),
    ("kesbang", "kesatuan bangsa"),
    ("perindag", "perindustrian perdagangan"),
    ("nakertrans", "tenaga kerja transmigrasi"),
    ("naker", "tenaga kerja"),
    ("linmas", "perlindungan masyarakat"),
    ("setda", "sekretariat daerah"),
    ("sekda", "sekretariat daerah"),
    ("sekretaris daerah", "sekretariat daerah"),
    ("setwan", "sekretariat dewan perwakilan rakyat daerah"),
    ("sekwan", "sekretariat dewan perwakilan rakyat daerah"),
    ("sekretaris dprd", "sekretariat dewan perwakilan rakyat daerah"),
    ("dprd", "dewan perwakilan rakyat daerah"),
    ("bag", "bagian"),
    ("subbag", "subbagian"),
    ("sub bagian", "subbagian"),
    ("kec", "kecamatan"),
    ("camat", "kecamatan"),
    ("kantor camat", "kecamatan"),
    ("kantor kecamatan", "kecamatan"),
    ("kel", "kelurahan"),
    ("lurah", "kelurahan"),
    ("kantor lurah", "kelurahan"),
    ("kantor kelurahan", "kelurahan"),
    ("pkm", "puskesmas"),
    ("pusat kesehatan masyarakat", "puskesmas"),
    ("upt puskesmas", "puskesmas"),
    ("uptd puskesmas", "puskesmas"),
    ("uptd pkm", "puskesmas"),
    ("upt pkm", "puskesmas"),
    ("blud puskesmas", "puskesmas"),
    ("uptd blud puskesmas", "puskesmas"),
    ("upt blud puskesmas", "puskesmas"),
    ("uptd pusat kesehatan masyarakat", "puskesmas"),
    ("upt pusat kesehatan masyarakat", "puskesmas"),
    ("upt", "uptd"),
    ("unit pelaksana teknis", "uptd"),
    ("unit pelaksana teknis daerah", "uptd"),
    ("unit pelaksana teknis dinas", "uptd"),
    ("rumah sakit umum daerah", "rsud"),
    ("rs umum daerah", "rsud"),
    ("rsu daerah", "rsud"),
    ("rumah sakit daerah", "rsud"),
    ("rsd", "rsud"),
    ("blud rsud", "rsud"),
    ("uptd rsud", "rsud"),
    ("upt rsud", "rsud"),
    ("uptd rumah sakit umum daerah", "rsud"),
    ("upt rumah sakit umum daerah", "rsud"),
    ("rsj daerah", "rsjd"),
    ("rumah sakit jiwa daerah", "rsjd"),
    ("rumah sakit khusus daerah", "rskd"),
    ("laboratorium kesehatan daerah", "labkesda"),
    ("uptd labkesda", "labkesda"),
    ("upt labkesda", "labkesda"),
    ("badan layanan umum daerah", "blud"),
)
_EMPTY = frozenset({"dan", "serta", "pada", "the"})
# "Badan Pendapatan" and "Badan Pendapatan Daerah" are one; so are Inspektorat and Bappeda.
_OF_REGIONS = frozenset({"badan", "inspektorat", "dinas", "kantor"})
# How the names of bodies begin that are no short forms.
_BEGINNINGS = _words(
    "dinas badan bagian biro kantor inspektorat sekretariat satuan subbagian asisten unit"
)
# Bodies that bear names of their own, and how these begin.
_NAMED = {
    "rsud": "RSUD",
    "rsjd": "RSJD",
    "rskd": "RSKD",
    "puskesmas": "Puskesmas",
    "labkesda": "Labkesda",
    "kecamatan": "Kecamatan",
    "kapanewon": "Kecamatan",
    "kemantren": "Kecamatan",
    "distrik": "Kecamatan",
    "kelurahan": "Kelurahan",
    "uptd": "UPTD",
}
# Bodies of which a region may have but one, so that they bear a name or none.
_ONE_A_REGION = frozenset({"rsud", "rsjd", "rskd", "labkesda"})
# Bodies that stand for the dinas above them once they are named with it.
_BELOW_DINAS = frozenset({"rsud", "rsjd", "rskd", "puskesmas", "labkesda"})
# Titles in the names of hospitals, left out since registers write them at will.
_TITLES = _words(
    "dr drg prof professor h hj haji hajjah kh ir r rm rt ra krt krmt tgk raden doktor"
)
# Words of OPDs' names beyond those of the forms, so that none is taken for a misspelling.
_FURTHER_WORDS = _words(
    "pelayaran pelayanan pengawasan pendaftaran pengadaan bangunan gedung jalan jembatan "
    "penerangan permuseuman kesenian purbakala pertambangan geologi penyuluhan pembinaan "
    "perekonomian peternakan keswan kebersihan penelitian perbatasan perkotaan pertanaman "
    "perbendaharaan pengendalian pemerintahan pemberdayaan permodalan pemakaman pertamanan "
    "kewilayahan pengembangan pembangunan kelautan perikanan perkebunan kehutanan perparkiran "
    "terminal pasar kebakaran penyelamatan drainase limbah persampahan sampah taman"
)
# "Bidang Bina Marga Dinas PUPR" signs for the dinas.
_PARTS = frozenset({"bidang", "seksi", "sub", "subbidang"})
_HEADS = frozenset({"kepala", "direktur", "pimpinan", "plt", "pj", "pjs", "plh"})
_UPPER = _words(
    "rsud rsjd rskd uptd upt blud smpn sman smkn sdn tpa tpst ipal pju ppa sma smp smk sd ii iii "
    "iv vi vii viii ix"
)


def split_words(text: str) -> tuple[Word, ...]:
    """Part a text into words; "&" is the word "dan"."""
    text = text.replace("&", "\u00b7dan\u00b7") if "&" in text else text
    return tuple(
        Word(m[0], m[0].casefold(), *m.span(), text[m.end() : m.end() + 1] == ",")
        for m in _WORD.finditer(text)
    )


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {tuple(words.split()): tuple(instead.split()) for words, instead in _PHRASES}


@cache
def _phrase_sizes() -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for phrase in _phrases():
        sizes.setdefault(phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted(found, reverse=True)) for word, found in sizes.items()}


def _canonical(words: Sequence[Word]) -> list[Word]:
    """Write each phrase as the table has it; what stays as it was keeps its letters."""
    phrases, sizes = _phrases(), _phrase_sizes()
    keys = tuple(word.key for word in words)
    made: list[Word] = []
    place = 0
    while place < len(words):
        for size in sizes.get(keys[place], ()):
            instead = phrases.get(keys[place : place + size])
            if instead is not None and place + size <= len(words):
                last = words[place + size - 1]
                made += [Word(key, key, last.start, last.end) for key in instead[:-1]]
                made.append(Word(instead[-1], instead[-1], last.start, last.end, last.comma))
                place += size
                break
        else:
            made.append(words[place])
            place += 1
    return made


def _bag(keys: Iterable[str]) -> frozenset[str]:
    """Give what tells a form: its words without order, "dan" and the region's "daerah"."""
    kept = [key for key in keys if key not in _EMPTY]
    bag = frozenset(kept)
    return bag - {"daerah"} if kept and kept[0] in _OF_REGIONS and len(bag) > 1 else bag


@cache
def _forms() -> dict[frozenset[str], tuple[OpdForm, ...]]:
    found: dict[frozenset[str], tuple[OpdForm, ...]] = {}
    for form in reference.opd_forms():
        for bag in {_bag_of(name) for name in (form.name, *form.short_forms)}:
            found[bag] = (*found.get(bag, ()), form)
    return found


def _bag_of(text: str) -> frozenset[str]:
    return _bag(word.key for word in _canonical(split_words(text)))


@cache
def _single_words() -> dict[str, OpdForm]:
    """Map short forms of one word, which only one form has, to it."""
    singles: dict[str, list[OpdForm]] = {}
    for form in reference.opd_forms():
        for name in form.short_forms:
            words = split_words(name)
            if len(words) == 1:
                singles.setdefault(words[0].key, []).append(form)
    return {key: forms[0] for key, forms in singles.items() if len(forms) == 1}


@cache
def _first_words() -> frozenset[str]:
    """Give the words with which an OPD's name may begin, as written."""
    first = {
        split_words(name)[0].key
        for form in reference.opd_forms()
        for name in (form.name, *form.short_forms)
    }
    phrases = {
        phrase[0]
        for phrase, instead in _phrases().items()
        if instead[0] in _BEGINNINGS or instead[0] in _NAMED or instead[0] == "dewan"
    }
    return frozenset(first | phrases | _BEGINNINGS | set(_NAMED) | _PARTS) - {"rs", "rumah"}


@cache
def _vocabulary() -> Spelling:
    words = {
        word.key
        for form in reference.opd_forms()
        for name in (form.name, *form.short_forms)
        for word in (*split_words(name), *_canonical(split_words(name)))
    }
    return Spelling(words | _FURTHER_WORDS | _BEGINNINGS | set(_NAMED) | _EMPTY)


def may_begin(words: Sequence[Word]) -> bool:
    """Whether a text begins as the name of an OPD does, or almost."""
    words = _without_head(words)
    if not words:
        return False
    first = words[0].key
    if first in _first_words():
        return True
    if first in ("rs", "rumah"):
        return is_named(words)
    near = _vocabulary().near(first)
    return any(name in _first_words() for name in near)


def _without_head(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out "Kepala" of a dinas, and "Bidang …" before it."""
    while len(words) > 1 and words[0].key in _HEADS:
        words = words[1:]
    if len(words) > 1 and words[0].key in _PARTS:
        for place, word in enumerate(words[1:], 1):
            if word.key in ("dinas", "badan") or word.key in _single_words():
                return words[place:]
    return words


def read_bodies(words: Sequence[Word], *, strict: bool = False) -> tuple[Body, ...]:
    """Say which OPD a text without a region names; several where a short form is shared.

    Parameters
    ----------
    words
        From `split_words`.
    strict
        Take no body that is of no known form, unless all its words are those of OPDs.
    """
    canonical = _inside_secretariat(_canonical(_without_head(words)))
    if not canonical:
        return ()
    if forms := _forms().get(_bag(word.key for word in canonical), ()):
        return tuple(_of_form(form) for form in forms)
    if canonical[0].key in _NAMED and len(canonical) > 1:
        return _named(canonical)
    expanded = _expanded(canonical)
    if forms := _forms().get(_bag(word.key for word in expanded), ()):
        return tuple(_of_form(form) for form in forms)
    if found := _corrected(expanded):
        return found
    if expanded[0].key not in _BEGINNINGS and expanded is canonical:
        return ()
    if strict and any(word.key not in _vocabulary() for word in expanded):
        return ()
    return (_new(expanded),)


def is_form(words: Sequence[Word]) -> bool:
    """Whether the text is a form of OPD, exactly."""
    return _bag(word.key for word in _inside_secretariat(_canonical(words))) in _forms()


def is_named(words: Sequence[Word]) -> bool:
    """Whether the text begins as bodies do that bear a name: "Rumah Sakit Umum Daerah"."""
    return bool(words) and _canonical(_without_head(words))[0].key in _NAMED


def is_nameless(words: Sequence[Word], size: int) -> bool:
    """Whether the first words are "Kecamatan" or its like, without the name that each bears."""
    kept = _canonical(words[:size])
    return len(kept) == 1 and kept[0].key in _NAMED and kept[0].key not in _ONE_A_REGION


def is_short(text: str) -> bool:
    """Whether a text begins with a short form: "Dinkes Kota Jambi"."""
    words = _WORD.findall(text.casefold())
    return bool(words) and words[0] in _single_words() and words[0] not in _NAMED


def _inside_secretariat(words: list[Word]) -> list[Word]:
    """Leave out the Setda behind one of its own offices."""
    if words and words[0].key in ("bagian", "biro", "subbagian", "asisten"):
        while len(words) > 3 and [w.key for w in words[-2:]] == ["sekretariat", "daerah"]:
            words = words[:-2]
            while words and words[-1].key in (*_EMPTY, "di"):
                words = words[:-1]
    return words


def _of_form(form: OpdForm, corrected: bool = False) -> Body:
    return Body(
        form.name, form.affairs, corrected=corrected, of_province=form.levels == ("provinsi",)
    )


def _expanded(words: list[Word]) -> list[Word]:
    """Write a short form at the beginning out: "Disdik, Pemuda dan Olahraga"."""
    singles = _single_words()
    if len(words) == 2 and words[0].key == "dinas" and words[1].key in singles:
        words = words[1:]  # "Dinas DP3AP2KB"
    form = singles.get(words[0].key)
    if not form or words[0].key in _NAMED:
        return words
    return [*_canonical(split_words(form.name)), *words[1:]]


def _named(words: list[Word]) -> tuple[Body, ...]:
    kind = words[0].key
    rest = words[1:]
    if kind in _BELOW_DINAS:
        for place, word in enumerate(rest):
            if place and word.key in ("dinas", "dinkes"):
                rest = rest[:place]
                break
        rest = [w for w in rest if w.key not in _TITLES] or rest
        rest = [w for w in rest if w.key not in ("pada", "blud")] or rest
    form = next(
        (
            f
            for f in reference.opd_forms()
            if f.code == ("kecamatan" if kind == "distrik" else kind)
        ),
        None,
    )
    if kind == "uptd":
        rest = _canonical(rest)
    name = f"{_NAMED[kind]} {_shown(rest)}"
    return (Body(name, form.affairs if form else _affairs(words), own=True),)


def _corrected(words: list[Word]) -> tuple[Body, ...]:
    """Mend words within a letter or two of those that OPDs bear, where what comes out is one."""
    vocabulary = _vocabulary()
    ways: list[list[Word]] = [[]]
    mended = False
    for word in words:
        near = () if word.key in vocabulary else vocabulary.near(word.key)
        options = [word._replace(shown=name, key=name) for name in near[:3]] or [word]
        mended = mended or bool(near)
        ways = [[*way, option] for way in ways for option in options][:9]
    if not mended:
        return ()
    found: dict[str, Body] = {}
    for way in ways:
        way = _expanded(_canonical(way))
        for form in _forms().get(_bag(word.key for word in way), ()):
            found[form.name] = _of_form(form, corrected=True)
    if found:
        return tuple(found.values())
    if len(ways) == 1:
        way = _canonical(ways[0])
        if way[0].key in _NAMED and len(way) > 1:
            # Only the word before the name is mended; the name is anybody's.
            own = _named([way[0], *words[1:]])
            return tuple(Body(b.name, b.affairs, own=True, corrected=True) for b in own)
        if way[0].key in _BEGINNINGS and all(word.key in vocabulary for word in way):
            new = _new(way)
            return (Body(new.name, new.affairs, corrected=True),)
    return ()


def _new(words: list[Word]) -> Body:
    while len(words) > 1 and words[-1].key in _EMPTY:
        words = words[:-1]
    return Body(_shown(words), _affairs(words), of_province=words[0].key == "biro")


def _shown(words: Sequence[Word]) -> str:
    """Write words as a name: capitals where all or none were, commas where they stood."""
    letters = "".join(word.shown for word in words)
    is_flat = letters.isupper() or letters.islower()
    parts = []
    for word in words:
        text = word.shown
        if word.key in ("dan", "serta", "pada"):
            text = "dan" if word.key == "serta" else word.key
        elif word.key in _UPPER:
            text = word.key.upper()
        elif is_flat or text.islower():
            text = word.key.capitalize()
        parts.append(f"{text}," if word.comma else text)
    return " ".join(parts).rstrip(",")


@cache
def _single_affairs() -> tuple[tuple[frozenset[str], str], ...]:
    """Give the words that tell one affair each."""
    return tuple(
        (_bag_of(form.name) - {"dinas", "badan"}, form.affairs[0])
        for form in reference.opd_forms()
        if len(form.affairs) == 1 and form.name.startswith("Dinas ")
    )


def _affairs(words: Sequence[Word]) -> tuple[str, ...]:
    keys = {word.key for word in words}
    found = [affair for told, affair in _single_affairs() if told <= keys]
    if words[0].key in ("bagian", "biro", "sekretariat", "subbagian", "asisten"):
        return ("sekretariat",)
    return tuple(dict.fromkeys(found))
