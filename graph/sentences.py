"""Sentences of the interface with values in them, told in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from graph.errors import Translate, Word
from graph.vocabulary import Term


class Share(float):
    """A part of a whole, 0 to 1, told in per cent."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """An Indonesian sentence, the key of its translation, and the values it names in braces.

    Values may be numbers, dates, terms of a vocabulary, words, other sentences, and
    lists of these.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def told(self, translate: Translate, language: str = "id") -> str:
        """Give the sentence in a language, its numbers and dates as written there."""
        told = {name: _told(value, translate, language) for name, value in self.values.items()}
        return translate(self.text).format(**told)


@lru_cache(maxsize=16_384)
def _number(value: float, language: str) -> str:
    return str(format_decimal(value, format="#,##0.#", locale=language))


def _told(value: Any, translate: Translate, language: str) -> str:
    match value:
        case Sentence():
            return value.told(translate, language)
        case Word():
            return translate(value)
        case Term():
            return value.label(language)
        case Share():
            return str(format_percent(value, locale=language))
        case date():
            return str(format_date(value, "d MMMM y", locale=language))
        case float():
            return _number(value, language)
        case int():
            return _number(value, language)
        case list() | tuple():
            told = [_told(item, translate, language) for item in value]
            # Names that have commas of their own are told apart by semicolons.
            return ("; " if any("," in item for item in told) else ", ").join(told)
        case _:
            return str(value)
