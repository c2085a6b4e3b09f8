"""The mark of data that are invented, for measuring and trying out, and never facts.

Everything invented names `INVENTED` as a source of some of it, so that one look-up by its
key tells whether a graph holds any.
"""

from __future__ import annotations

from graph.database import Database
from graph.model import Source

PREFIX = "(Rekaan) "
"""How the title of every invented agreement begins."""
INVENTED_TITLE = "Data rekaan, bukan fakta"
"""What the title of every source of invented data says."""
INVENTED = Source(
    title=INVENTED_TITLE,
    publisher="Jejaring, untuk pengukuran dan uji coba",
)
"""The source of invented data as a whole."""

_LOOK_UP = "MATCH (s:Source {id: $id}) RETURN s.id AS id LIMIT 1"


def holds_invented(database: Database) -> bool:
    """Tell whether a graph holds invented data."""
    return bool(database.read(_LOOK_UP, {"id": INVENTED.id}).rows)
