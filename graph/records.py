"""What rows of registers tell: each kept as it was told, several combined to one agreement.

A `Record` is what one row of one load says of one agreement. Two offices keep the
same document under numbers and words of their own, and one office keeps it in
every new version of its file, so an agreement may have many records; `combine`
makes the agreement of them, and can make it again when some are taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model import Agreement
from graph.text import digest


@dataclass(frozen=True, slots=True)
class Record:
    """What one row of one load tells of one agreement.

    Attributes
    ----------
    load_id, file, sheet, row
        Where it stands; the sheet of a CSV file is "".
    agreement_id
        The agreement that it tells of, which need not be `told.id`: two registers
        may tell of one.
    told
        What it tells, under the key that the row alone gives.
    owner
        The region whose register it is; None where nobody said.
    cells
        Heading → text of the row as it was.
    names, warnings
        How each name was decided and what was doubtful, as the loader's report
        shows it: values that JSON can hold.
    """

    load_id: str
    file: str
    sheet: str
    row: int
    agreement_id: str
    told: Agreement
    owner: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    names: tuple[Mapping[str, Any], ...] = ()
    warnings: tuple[Mapping[str, Any], ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Make the key: a row of a load tells once."""
        key = digest(self.load_id, self.file, self.sheet, self.row)
        object.__setattr__(self, "id", f"r{key}")

    @property
    def voice(self) -> str:
        """Whose word it is: the owner's; the file's where nobody said whose it is."""
        return self.owner or f"file:{self.file}"


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, as the report of its load shows it."""

    load_id: str
    file: str
    sheet: str
    row: int
    field: str
    reason: str
    remedy: str
    reason_en: str = ""
    remedy_en: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an agreement before and after a load, as a reader would see it."""

    agreement_id: str
    title: str
    field: str
    old: str
    new: str
