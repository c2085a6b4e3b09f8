"""What the columns of registers were said to mean, remembered for the next file of that layout.

One `Mapping` node a layout; its key tells the headings, not the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from graph.database import Database

_READ = (
    "MATCH (m:Mapping) RETURN m.id AS id, m.columns AS columns, m.owner AS owner, m.at AS at, "
    "m.by AS by ORDER BY id"
)
_WRITE = "MERGE (m:Mapping {id: $id}) SET m = $properties"
_FORGET = "MATCH (m:Mapping {id: $id}) DELETE m"


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """A mapping as it is remembered.

    Attributes
    ----------
    id
        What tells the layout: the same headings give the same.
    columns
        Field by heading, letter or number of the column.
    owner
        Code of the region whose register it is, where that was said.
    at, by
        When it was said, as ISO text, and by whom.
    """

    id: str
    columns: Mapping[str, str]
    owner: str | None
    at: str
    by: str


def mappings(database: Database) -> dict[str, KeptMapping]:
    """Give every remembered mapping by its id."""
    rows = database.read(_READ, limit=None)
    found = (
        KeptMapping(row["id"], json.loads(row["columns"]), row["owner"], row["at"], row["by"])
        for row in rows
    )
    return {mapping.id: mapping for mapping in found}


def remember_mapping(database: Database, mapping: KeptMapping) -> None:
    """Keep a mapping, in place of an older one of the same layout.

    Raises
    ------
    DatabaseError
    """
    properties = {
        "id": mapping.id,
        "columns": json.dumps(dict(mapping.columns), ensure_ascii=False),
        "owner": mapping.owner,
        "at": mapping.at,
        "by": mapping.by,
    }
    database.write((_WRITE, {"id": mapping.id, "properties": properties}))


def forget_mapping(database: Database, mapping_id: str) -> bool:
    """Forget a mapping; False where there is none.

    Raises
    ------
    DatabaseError
    """
    if mapping_id not in mappings(database):
        return False
    database.write((_FORGET, {"id": mapping_id}))
    return True
