"""Answers that somebody chose: whom a name means, everywhere or in one region's register.

An alias outlives the loads that use it. It leaves the program as a table, which
can be read back, and is revoked by its id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.database import Database
from graph.errors import NotFound
from graph.model import UnknownWord
from graph.tables import Column, Table
from graph.text import check_name, digest
from graph.vocabulary import Term

ALIAS_KINDS = {
    row.code: row
    for row in (
        Term("region", "wilayah", "region"),
        Term("opd", "OPD", "department"),
        Term("partner", "mitra", "partner"),
    )
}
"""What a name can be decided to mean."""

_WORD = re.compile(r"[^\W_]+")
_SCHEMA = ("CREATE CONSTRAINT alias_id IF NOT EXISTS FOR (n:Alias) REQUIRE n.id IS UNIQUE",)
_FIELDS = "n.text AS text, n.owner AS owner, n.target AS target, n.kind AS kind, n.name AS name, "
_ALL = "MATCH (n:Alias) RETURN " + _FIELDS + "n.by AS by, n.at AS at ORDER BY n.key, n.owner, n.id"
_ONE = "MATCH (n:Alias {id: $id}) RETURN " + _FIELDS + "n.by AS by, n.at AS at"
_REMEMBER = "MERGE (n:Alias {id: $id}) SET n = $properties"
_REVOKE = "MATCH (n:Alias {id: $id}) DETACH DELETE n"


class AliasUnknown(NotFound):
    """An id that no alias bears."""

    text = "Tidak ada jawaban tersimpan dengan kunci “{key}”. Barangkali sudah dicabut lebih dulu."


@lru_cache(maxsize=100_000)
def name_key(text: str) -> str:
    """Give the form in which names are compared: letters and digits of either case, one space."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as written, and whom it was decided to mean.

    Attributes
    ----------
    owner
        Code of the region in whose registers it holds; None for all.
    target
        Key of the actor: a region's code, an OPD's or a partner's id.
    kind
        A code of `ALIAS_KINDS`.
    by, at
        Who decided, and when (ISO 8601, UTC).
    name
        The actor's name, so that an OPD can be made again that no agreement names any more.
    """

    text: str
    owner: str | None
    target: str
    kind: str
    by: str = ""
    at: str = ""
    name: str = ""
    key: str = field(init=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Check text and kind and make the keys; one text has one answer per owner."""
        check_name(self.text, "teks")
        check_name(self.target, "kunci")
        if self.kind not in ALIAS_KINDS:
            raise UnknownWord(field="jenis", value=self.kind[:60], choices=", ".join(ALIAS_KINDS))
        object.__setattr__(self, "key", name_key(self.text))
        object.__setattr__(self, "id", f"a{digest(self.key, self.owner or '')}")


def aliases(database: Database) -> list[Alias]:
    """Give all that is remembered, by name and owner."""
    return [_alias(row) for row in database.read(_ALL, limit=None)]


def remember(database: Database, *chosen: Alias) -> None:
    """Keep answers; a new one for the same name and owner takes the old one's place."""
    database.define(_SCHEMA)
    names = ("id", "text", "key", "owner", "target", "kind", "name", "by", "at")
    database.write(
        *(
            (_REMEMBER, {"id": one.id, "properties": {name: getattr(one, name) for name in names}})
            for one in chosen
        )
    )


def revoke(database: Database, alias_id: str) -> Alias:
    """Forget an answer, and give what it was.

    Raises
    ------
    AliasUnknown
        When there is none of this id.
    """
    found = database.read(_ONE, {"id": alias_id})
    if not found.rows:
        raise AliasUnknown(key=alias_id)
    database.write((_REVOKE, {"id": alias_id}))
    return _alias(found.one())


def table(known: list[Alias]) -> Table:
    """Give answers as rows, under the headings by which they are read back."""
    columns = [Column(key, label) for key, label in HEADINGS.items()]
    rows = [
        {
            "teks": one.text,
            "pemilik": one.owner,
            "kunci": one.target,
            "jenis": one.kind,
            "nama": one.name,
            "oleh": one.by,
            "pada": one.at,
        }
        for one in known
    ]
    return Table("jawaban", columns, rows)


HEADINGS = {
    "teks": "Nama seperti tertulis",
    "pemilik": "Berlaku untuk register",
    "kunci": "Kunci pelaku",
    "jenis": "Jenis",
    "nama": "Nama pelaku",
    "oleh": "Diputuskan oleh",
    "pada": "Diputuskan pada",
}
"""Headings of the exported table, with what they mean."""


def _alias(row: Mapping[str, Any]) -> Alias:
    return Alias(
        text=row["text"],
        owner=row["owner"],
        target=row["target"],
        kind=row["kind"],
        by=row["by"] or "",
        at=row["at"] or "",
        name=row["name"] or "",
    )
