"""What a text may hold before it becomes part of the graph, and keys made from it."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from graph.errors import ValueRefused

NAME_LENGTH = 300  # the longest title in the five seed articles has 180 characters
TEXT_LENGTH = 5_000
_SLUG_LENGTH = 60
_KEY_LENGTH = _SLUG_LENGTH + len("x--") + len("--") + 8

# Tag-like text only: "biaya < 5 juta" stays allowed.
_MARKUP = re.compile(r"<\s*[a-zA-Z!/?]")
# Control characters but for tab and line breaks, hidden direction marks, halves of characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ud800-\udfff]"
)
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
# Soft hyphen, zero-width space, word joiner, byte order mark: pages bring them along.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))


class TextTooLong(ValueRefused):
    """A text beyond the length that a name or a paragraph can have."""

    text = "Kolom {field} berisi {length} karakter; paling banyak {limit}."
    remedy = "Persingkat isi kolom {field}."


class ControlCharacter(ValueRefused):
    """NUL, another control character or a hidden direction mark."""

    text = "Kolom {field} berisi karakter kendali tak terlihat ({code})."
    remedy = "Ketik ulang isi kolom {field} tanpa menyalin dari berkas lain."


class MarkupInText(ValueRefused):
    """Text that a browser would take for markup."""

    text = "Kolom {field} berisi tanda markah seperti “<…>”."
    remedy = "Hapus tanda < dari kolom {field}."


class RightToLeftText(ValueRefused):
    """A name in a script written from right to left."""

    text = "Kolom {field} berisi huruf yang ditulis dari kanan ke kiri."
    remedy = "Tulis nama di kolom {field} dengan huruf Latin."


class TextMissing(ValueRefused):
    """A field that must not be empty."""

    text = "Kolom {field} kosong."
    remedy = "Isi kolom {field}."


def squeeze(text: str) -> str:
    """Normalise to NFC with single spaces and none at the ends; drop what nobody sees."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_UNSEEN))
    return " ".join(text.split())


def check_text(text: str, field: str, limit: int = TEXT_LENGTH) -> str:
    """Give the text squeezed, or refuse it.

    Parameters
    ----------
    text, field
        The text and the word for it in an error.
    limit
        Greatest number of characters.

    Raises
    ------
    ValueRefused
        When it is too long, holds control characters or markup.
    """
    if not text:
        return ""
    if not text.isprintable() and (hidden := _HIDDEN.search(text)):
        raise ControlCharacter(field=field, code=f"U+{ord(hidden[0]):04X}")
    clean = squeeze(text)
    if len(clean) > limit:
        raise TextTooLong(field=field, length=len(clean), limit=limit)
    if "<" in clean and _MARKUP.search(clean):
        raise MarkupInText(field=field)
    return clean


def check_name(text: str, field: str) -> str:
    """Give a name squeezed, or refuse it; names are short, in letters read left to right."""
    clean = check_text(text, field, NAME_LENGTH)
    if not clean:
        raise TextMissing(field=field)
    if not clean.isascii() and any(
        unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in clean
    ):
        raise RightToLeftText(field=field)
    return clean


def digest(*parts: object) -> str:
    """Give 16 hexadecimal digits that tell these parts from all others."""
    joined = "\x1f".join(map(str, parts))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


_LEGAL_FORM = re.compile(
    r"^(?:PT|CV|UD|PD|Fa)\b\.?\s*|\s*,\s*(?:PT|CV|UD|PD|Fa)\b\.?"
    r"|[\s,]*\(?\b(?:Persero|Perseroda|Tbk)\b\.?\)?\.?",
    re.IGNORECASE,
)


def without_legal_form(name: str) -> str:
    """Give a company's name without PT, CV, Tbk and (Persero), for comparison only."""
    return squeeze(_LEGAL_FORM.sub(" ", name)) or name


def slug(text: str) -> str:
    """Give a readable key of ASCII letters, digits and hyphens.

    Where letters are lost or the text is long, a digest keeps the key apart
    from that of other texts. A key never begins with a digit, as region codes
    and the keys of OPDs do. What is added stands behind two hyphens, which no
    text gives.
    """
    # Folding case may compose letters, and taking them apart bring capitals out.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c for c in folded if not unicodedata.combining(c))
    words = "-".join(re.findall(r"[a-z0-9]+", kept))
    if not words or any(c.isalnum() and not c.isascii() for c in kept):
        words = f"{words[:_SLUG_LENGTH].strip('-')}--{digest(folded)[:8]}"
    elif len(words) > _SLUG_LENGTH:
        words = f"{words[:_SLUG_LENGTH].strip('-')}--{digest(words)[:8]}"
    return words if words[0].isalpha() else f"x--{words.strip('-')}"


_OWN_KEY = re.compile(r"(?:x--[a-z0-9]+|[a-z][a-z0-9]*)(?:-[a-z0-9]+)*(?:--[0-9a-f]{8})?", re.ASCII)


def as_key(text: str) -> str:
    """Give the key that a register's own code makes.

    A text that is such a key already stays as it is, so that what was written out
    with the keys of the graph comes back under them.
    """
    clean = text.strip()
    return clean if _OWN_KEY.fullmatch(clean) and len(clean) <= _KEY_LENGTH else slug(text)
