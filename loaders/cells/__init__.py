"""Cells of registers: dates, terms, money, several names, and everyday words.

Pure functions from what stands in a cell to what it means. Each raises
`ValueRefused` alone, and guesses nothing.
"""

from __future__ import annotations

from loaders.cells.amounts import read_amounts
from loaders.cells.dates import Dates, read_dates
from loaders.cells.numbers import DocumentNumber, labelled_numbers, split_numbers
from loaders.cells.offices import strip_office
from loaders.cells.parties import split_parties
from loaders.cells.terms import Span, end_after, read_term
from loaders.cells.text import cell_text, repeats_above, says_nothing
from loaders.cells.words import (
    Affairs,
    affairs_in,
    exact_word,
    form_in_title,
    read_affairs,
    read_confidence,
    read_form,
    read_scheme,
    read_stage,
)

__all__ = [
    "Affairs",
    "Dates",
    "DocumentNumber",
    "Span",
    "affairs_in",
    "cell_text",
    "end_after",
    "exact_word",
    "form_in_title",
    "labelled_numbers",
    "read_affairs",
    "read_amounts",
    "read_confidence",
    "read_dates",
    "read_form",
    "read_scheme",
    "read_stage",
    "read_term",
    "repeats_above",
    "says_nothing",
    "split_numbers",
    "split_parties",
    "strip_office",
]
