"""Everyday wording to the vocabulary's codes: forms, stages, schemes, affairs.

A code or a name of the vocabulary counts first. Then come tables of the words
that registers use; a cell that names two different things is as unknown as
one that names none, since nobody can say which of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.errors import Word
from graph.model import UnknownWord
from graph.text import check_text, squeeze
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES, STAGES, Term
from loaders.cells.affairs import AFFAIR_WORDS
from loaders.cells.text import cell_text, members, says_nothing, word_set, words_of
from loaders.refusals import NumberUnreadable
from loaders.workbook import Cell

# Form ← phrases that name it. Longer phrases cover the shorter ones in them.
_FORM_ROWS = (
    (
        "kesepakatan_bersama",
        "kesepakatan bersama; naskah kesepakatan; kesepakatan kerja sama; kesepakatan kerjasama; "
        "piagam kerja sama; joint agreement; kesber",
    ),
    ("nota_kesepakatan", "nota kesepakatan; nota kesepakatan bersama; nota kesepakatan sinergi"),
    (
        "mou",
        "nota kesepahaman; nota kesepahaman bersama; nota kesefahaman; kesepahaman bersama; "
        "memorandum of understanding; memorandum saling pengertian; "
        "nota saling pengertian; mou; m o u",
    ),
    (
        "pks",
        "perjanjian kerja sama; perjanjian kerjasama; kontrak kerja sama; kontrak kerjasama; pks; "
        "p k s; memorandum of agreement; moa; implementing arrangement; cooperation agreement; "
        "perjanjian pinjam pakai; perjanjian sewa menyewa; perjanjian hibah; kso; "
        "kerja sama operasional; kerjasama operasional",
    ),
    ("rencana_kerja", "rencana kerja; rencana kerja tahunan; rencana kerja sinergi; work plan"),
    (
        "letter_of_intent",
        "letter of intent; statement of intent; loi; surat minat; pernyataan kehendak; "
        "surat pernyataan kehendak; pernyataan minat; surat pernyataan minat",
    ),
    ("keanggotaan", "keanggotaan; membership; anggota asosiasi"),
    (
        "kaji_banding",
        "kaji banding; studi banding; studi tiru; kaji tiru; benchmarking; benchmark; "
        "kunjungan belajar; learning visit; study visit; kunjungan studi",
    ),
    ("lainnya", "lainnya; lain lain; bentuk lain"),
)
# Words that name a form only where nothing else stands: "perjanjian" may be of any kind.
_WHOLE_FORMS = {
    "kesepakatan": "kesepakatan_bersama",
    "kb": "kesepakatan_bersama",
    "ksb": "kesepakatan_bersama",
    "kesepahaman": "mou",
    "perjanjian": "pks",
    "surat perjanjian": "pks",
    "kontrak": "pks",
    "spk": "pks",
    "lain": "lainnya",
}
# What a title may begin with before its form.
_TITLE_BEGINS = re.compile(
    r"(?:(?:draft?|naskah|dokumen|penandatanganan|adendum|addendum|amandemen|perpanjangan|pembaruan"
    r"|rancangan|konsep|perubahan|salinan|tentang|atas|surat)\s+)*"
)
# What stands between forms that are listed.
_BETWEEN_FORMS = re.compile(r"\s*(?:[&/,;+|]|\b(?:dan|atau|serta|and|or)\b)\s*", re.IGNORECASE)
# Not a work plan but a plan to work together.
_PLAN_TO_COOPERATE = re.compile(r"\brencana (?=kerja ?sama)")

# Stage ← what a status holds; the first row that fits counts, "" is told by nobody.
_STAGE_ROWS = tuple(
    (code, re.compile(rf"\b(?:{'|'.join(patterns)})\b"))
    for code, *patterns in (
        (
            "pelaksanaan",
            r"(?:belum|blm) (?:berakhir|selesai|habis|kad\w+)",
            r"(?:akan|hampir|segera) (?:berakhir|habis|selesai)",
        ),
        (
            "pembahasan",
            r"selesai (?:di|pem)bahas\w*",
            r"(?:belum|blm|menunggu|akan|proses|tahap) (?:di|pe)?"
            r"(?:ttd|(?:tanda|nanda) ?tangan\w*)",
        ),
        (
            "",
            r"(?:belum|blm) (?:berlaku|aktif|berjalan|efektif)",
            r"(?:belum|blm) (?:dilaksanakan|terlaksana|diperpanjang)",
            r"(?:tidak|tdk) (?:jelas|dilanjutkan|diketahui)",
        ),
        (
            "selesai",
            r"(?:tidak|tdk) (?:lagi )?(?:berlaku|aktif|berjalan|di ?perpanjang)",
            "non ?aktif|inactive|expired|k[ae]dalu?w?arsa|daluwarsa|habis|berakhir|selesai|tuntas",
            "jatuh tempo|lewat waktu|finished|ended|completed",
        ),
        (
            "dicabut",
            "dicabut|dibatalkan|batal|pembatalan|dihentikan|diakhiri|pemutusan|diputus",
            "terminated|revoked|cancelled",
        ),
        ("ditolak", "ditolak|penolakan|(?:tidak|tdk) disetujui|rejected"),
        ("pelaksanaan", "(?:proses|dalam) perpanjangan"),
        (
            "pembahasan",
            "proses|draft?|pembahasan|dibahas|penyusunan|disusun|konsep|negosiasi|verifikasi",
            r"kajian|telaah\w*|harmonisasi|persetujuan dprd|fasilitasi|koreksi|review|reviu",
            "asistensi|in discussion|pending",
        ),
        (
            "usulan",
            r"usul\w*|diusulkan|penawaran|ditawarkan|direncanakan|rencana|persiapan|pengajuan",
            "diajukan|penjajakan|permohonan|proposed|planned",
        ),
        (
            "pelaksanaan",
            "berlaku|aktif|berjalan|berlangsung|jalan|dilaksanakan|terlaksana|pelaksanaan",
            "diimplementasikan|diperpanjang|ditindaklanjuti|implementasi|perpanjangan",
            "active|running|on ?going|in force",
        ),
        ("penandatanganan", r"(?:penanda|ditanda|tertanda) ?tangan\w*|ttd|signed|signing"),
    )
)

_SCHEME_ROWS = (
    (
        "ksdd",
        "ksdd; kad; dengan daerah lain; antar daerah; antardaerah; antar pemerintah daerah; "
        "dengan pemerintah daerah; sesama daerah; daerah lain; antarpemerintah daerah",
    ),
    (
        "ksdpk",
        "ksdpk; pihak ketiga; pihak ke tiga; pihak ke 3; pihak iii; pihak swasta; swasta; "
        "badan usaha",
    ),
    (
        "ksdpl",
        "ksdpl; pemerintah daerah di luar negeri; pemda luar negeri; pemerintah daerah luar "
        "negeri; "
        "pemda di luar negeri; dengan pemerintah daerah di luar negeri; "
        "dengan pemerintah daerah luar negeri; sister city; sister province; sister cities; "
        "kota kembar; "
        "kota bersaudara; provinsi kembar",
    ),
    ("ksdll", "ksdll; lembaga di luar negeri; lembaga luar negeri; lembaga asing"),
    (
        "sinergi",
        "sinergi; sinergitas; pemerintah pusat; instansi vertikal; dengan kementerian; "
        "kementerian lembaga; dengan pusat",
    ),
)
_CONFIDENCE_WORDS = {"pasti": 1.0, "tinggi": 0.9, "sedang": 0.6, "rendah": 0.3}
# Words of an affair's cell that name none.
_AFFAIR_FILLERS = word_set(
    "dan serta bidang urusan pemerintahan sektor di pada daerah umum kerja sama tentang lain "
    "lainnya "
    "pelayanan pengelolaan peningkatan pengembangan pembangunan program"
)
_LONGEST_PHRASE = 8
_Everyday = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Affairs:
    """The affairs that a text names, and the parts of it that name none."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


# ------------------------------------------------------------------ the vocabulary itself


def exact_word(text: str, table: Mapping[str, Term], field: str) -> str | None:
    """Give the code for a code or a name in either language; None for an empty cell.

    Raises
    ------
    UnknownWord
        For any other word.
    """
    wanted = _key(check_text(text, field))
    if not wanted:
        return None
    code = _exact(wanted, tuple(table))
    if code is None:
        raise _unknown(text, table, field)
    return code


def _unknown(text: str, table: Mapping[str, Term], field: str) -> UnknownWord:
    return UnknownWord(field=field, value=squeeze(text)[:60], choices=", ".join(table))


def _key(text: str) -> str:
    return " ".join(words_of(text))


def _exact(wanted: str, codes: tuple[str, ...]) -> str | None:
    return _names_of(codes).get(wanted)


@cache
def _names_of(codes: tuple[str, ...]) -> dict[str, str]:
    """Map the codes and names of a table, for comparison, to its codes."""
    names: dict[str, str] = {}
    for table in (FORMS, STAGES, SCHEMES, AFFAIRS):
        for code, term in table.items():
            if tuple(table) == codes:
                for name in (code, code.replace("_", " "), term.name, term.name_en):
                    names.setdefault(_key(name), code)
    if codes == tuple(FORMS):
        names |= {"kesepakatan": "kesepakatan_bersama", "nota kesepahaman": "mou", "mou": "mou"}
    return names


# ------------------------------------------------------------------ phrases in a text

_Phrases = dict[tuple[str, ...], str]


def _phrases(rows: Iterable[tuple[str, str]]) -> _Phrases:
    return {
        tuple(words_of(phrase)): code for code, phrases in rows for phrase in phrases.split(";")
    }


def _found(words: list[str], phrases: _Phrases) -> tuple[list[str], list[str]]:
    """Give the codes of the longest phrases in a text, in their order, and the words left."""
    codes, left = [], []
    place = 0
    while place < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            code = phrases.get(tuple(words[place : place + size]))
            if code is not None:
                codes += [code] if code else []
                place += size
                break
        else:
            left.append(words[place])
            place += 1
    return codes, left


_FORM_PHRASES = _phrases(_FORM_ROWS)
_SCHEME_PHRASES = _phrases(_SCHEME_ROWS)


@cache
def _affair_phrases() -> _Phrases:
    rows = [(code, f"{code};{term.name};{term.name_en}") for code, term in AFFAIRS.items()]
    named = {
        tuple(words_of(name)): code
        for code, names in rows
        for name in (*names.split(";"), code.replace("_", " "))
    }
    return _phrases(AFFAIR_WORDS) | named


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)


# ------------------------------------------------------------------ the columns


def read_form(text: str, field: str = "bentuk") -> str | None:
    """Give the code of a document's form; None for an empty cell.

    Raises
    ------
    UnknownWord
        Where no form is named, or two.
    """
    return _word(text, FORMS, field, _form)


def read_stage(text: str, field: str = "tahap") -> str | None:
    """Give the code of a stage from the words of a status; None for an empty cell.

    Raises
    ------
    UnknownWord
        Where the words tell no stage.
    """
    return _word(text, STAGES, field, _stage)


def read_scheme(text: str, field: str = "skema") -> str | None:
    """Give the code of a scheme; None for an empty cell.

    Raises
    ------
    UnknownWord
        Where no scheme is named, or two.
    """
    return _word(text, SCHEMES, field, _scheme)


def read_affairs(text: str, field: str = "urusan") -> tuple[str, ...] | None:
    """Give the codes of the affairs that a cell names; None for an empty cell.

    Raises
    ------
    UnknownWord
        Where a member of the list, parted by semicolons, names none.
    """
    found = affairs_in(check_text(text, field))
    if found.unknown:
        raise _unknown(found.unknown[0], AFFAIRS, field)
    return found.codes or None


@lru_cache(maxsize=50_000)
def affairs_in(text: str) -> Affairs:
    """Find the affairs that a text names: a cell's list, a title or a scope.

    Nothing is refused: parts between semicolons that name no affair stand in `unknown`.
    """
    codes: dict[str, None] = {}
    unknown = []
    for member, _ in members(text):
        words = words_of(member)
        if not words or says_nothing(member.strip()):
            continue
        found, left = _found(words, _affair_phrases())
        codes.update(dict.fromkeys(found))
        if not found and set(left) - _AFFAIR_FILLERS:
            unknown.append(squeeze(member))
    return Affairs(tuple(codes), tuple(unknown))


@lru_cache(maxsize=20_000)
def form_in_title(text: str) -> str | None:
    """Give the form with which a title begins: "Kesepakatan Bersama antara …", "PKS tentang …".

    None where a list of forms stands there, as "MoU & PKS" does.
    """
    parts = _BETWEEN_FORMS.split(_without_brackets(text[:300]), maxsplit=2)
    code, is_whole = _begins_with_form(parts[0])
    for other in parts[1:]:
        also, _ = _begins_with_form(other)
        if code and is_whole and also not in (None, code):
            return None
    return code or _begins_with_form(text[:300])[0]


def _begins_with_form(text: str) -> tuple[str | None, bool]:
    """Give the form at the beginning of a text, and whether it is all that stands there."""
    words = _PLAN_TO_COOPERATE.sub("", " ".join(words_of(text)))
    begins = _TITLE_BEGINS.match(words)
    rest = words[begins.end() :].split() if begins else words.split()
    for size in range(min(_LONGEST_PHRASE, len(rest)), 0, -1):
        code = _FORM_PHRASES.get(tuple(rest[:size]))
        if code and code != "lainnya":
            return code, size == len(rest)
    return None, False


def read_confidence(cell: Cell, field: str = "keyakinan") -> float | None:
    """Read how sure a statement is: 0.9, "90%", "tinggi"; None for an empty cell.

    Raises
    ------
    NumberUnreadable
        Where it is nothing from 0 to 1.
    """
    text = check_text(cell_text(cell), field)
    if not words_of(text):
        return None
    if text.casefold() in _CONFIDENCE_WORDS:
        return _CONFIDENCE_WORDS[text.casefold()]
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,9})?)\s*(%?)", text, re.ASCII)
    value = float(match[1].replace(",", ".")) / (100 if match[2] else 1) if match else -1.0
    if not 0 <= value <= 1:
        raise NumberUnreadable(
            field=field, value=text[:60], range=Word(" dari 0 sampai 1"), example="0.9"
        )
    return value


def _word(text: str, table: Mapping[str, Term], field: str, everyday: _Everyday) -> str | None:
    clean = check_text(text, field)
    if says_nothing(clean) and not words_of(clean):
        return None
    code = _known(clean, table, everyday)
    if code is None:
        raise _unknown(clean, table, field)
    return code


def _known(clean: str, table: Mapping[str, Term], everyday: _Everyday) -> str | None:
    return _exact(_key(clean), tuple(table)) or everyday(clean)


@lru_cache(maxsize=10_000)
def _form(text: str) -> str | None:
    return _WHOLE_FORMS.get(_key(_without_brackets(text))) or _only_phrase(text, _FORM_PHRASES)


@lru_cache(maxsize=10_000)
def _scheme(text: str) -> str | None:
    return _only_phrase(text, _SCHEME_PHRASES)


def _only_phrase(text: str, phrases: _Phrases) -> str | None:
    """Give what a text names, brackets aside; None where that is two things."""
    for part in (_without_brackets(text), text):
        words = _PLAN_TO_COOPERATE.sub("", _key(part)).split()
        codes = set(_found(words, phrases)[0])
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None


@lru_cache(maxsize=10_000)
def _stage(text: str) -> str | None:
    for part in (_without_brackets(text), text):
        words = _key(part)
        for code, pattern in _STAGE_ROWS:
            if pattern.search(words):
                return code or None
    return None
