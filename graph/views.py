"""Views of the map that somebody named: an address with a name, a description and a key of ours.

A view outlives the data that it shows: what it names is never checked nor changed, and a
register that is loaded or undone leaves it alone.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.database import Database
from graph.errors import JejaringError, NotFound
from graph.patterns import fold
from graph.text import TextTooLong, check_name, check_text, digest
from graph.writing import now

LONGEST_STATE = 100_000  # characters; longer addresses no server takes
_LONGEST_SLUG = 40
_SCHEMA = ("CREATE CONSTRAINT view_id IF NOT EXISTS FOR (n:View) REQUIRE n.id IS UNIQUE",)
_FIELDS = (
    "RETURN n.id AS id, n.name AS name, n.description AS description, n.state AS state, "
    "n.created_at AS created_at, n.changed_at AS changed_at ORDER BY name, id"
)
_ALL = "MATCH (n:View) " + _FIELDS
_ONE = "MATCH (n:View {id: $id}) " + _FIELDS
_KEEP = "MERGE (n:View {id: $id}) SET n = $properties"
_DELETE = "MATCH (n:View {id: $id}) DETACH DELETE n"


class ViewUnknown(NotFound):
    """An id that no view bears."""

    text = (
        "Tidak ada pandangan “{key}”. Barangkali sudah dihapus; daftar yang ada di /peta/pandangan."
    )


class ViewNameTaken(JejaringError):
    """A name that another view bears."""

    text = (
        "Sudah ada pandangan bernama “{name}”. Timpa pandangan itu, atau simpan dengan nama lain."
    )
    http_status = 409


@dataclass(frozen=True, slots=True)
class View:
    """A picture of the map under a name.

    Attributes
    ----------
    id
        A readable key; that of a view that was deleted never comes again.
    state
        The address of the picture: parameters as in a query.
    created_at, changed_at
        Instants (ISO 8601, UTC).
    """

    id: str
    name: str
    description: str
    state: str
    created_at: str
    changed_at: str


def views(database: Database) -> list[View]:
    """Give all views, by name."""
    found = [View(**row) for row in database.read(_ALL, limit=None)]
    return sorted(found, key=lambda view: (fold(view.name), view.id))


def view(database: Database, id: str) -> View:
    """Give one view.

    Raises
    ------
    ViewUnknown
        Where there is none of this id.
    """
    found = database.read(_ONE, {"id": id}).rows
    if not found:
        raise ViewUnknown(key=id[:80])
    return View(**found[0])


def save_view(
    database: Database,
    name: str,
    state: str,
    description: str = "",
    *,
    replaces: str | None = None,
    id: str | None = None,
) -> View:
    """Keep a picture under a name.

    Parameters
    ----------
    database
        Where to write.
    name, description
        As they are shown in the list.
    state
        The parameters of its address.
    replaces
        The id of the view in whose place it comes: its id and its beginning stay.
    id
        The id that it had where it comes from.

    Raises
    ------
    ValueRefused
        A name or a description that is none, or a state that is too long.
    ViewNameTaken
        Where another view has the name.
    ViewUnknown
        Where there is none to be replaced.
    """
    at = now()
    before = view(database, replaces) if replaces else None
    clean = check_name(name, "nama")
    made = View(
        id=before.id if before else id or _new_id(clean),
        name=clean,
        description=check_text(description, "keterangan"),
        state=_checked(state),
        created_at=before.created_at if before else at,
        changed_at=at,
    )
    return _keep(database, made)


def describe_view(database: Database, id: str, name: str, description: str) -> View:
    """Give a view another name and description; its picture stays.

    Raises
    ------
    ViewUnknown, ValueRefused, ViewNameTaken
    """
    changed = replace(
        view(database, id),
        name=check_name(name, "nama"),
        description=check_text(description, "keterangan"),
        changed_at=now(),
    )
    return _keep(database, changed)


def delete_view(database: Database, id: str) -> View:
    """Delete a view, and give what it was.

    Raises
    ------
    ViewUnknown
        Where there is none of this id.
    """
    gone = view(database, id)
    database.write((_DELETE, {"id": id}))
    return gone


def _keep(database: Database, kept: View) -> View:
    key = _key(kept.name)
    for other in views(database):
        if _key(other.name) == key and other.id != kept.id:
            raise ViewNameTaken(name=other.name)
    database.define(_SCHEMA)
    properties: Mapping[str, Any] = {name: getattr(kept, name) for name in View.__slots__}
    database.write((_KEEP, {"id": kept.id, "properties": properties}))
    return kept


def _key(name: str) -> str:
    """Give the form in which names are compared."""
    return " ".join(fold(name).split())


def _checked(state: str) -> str:
    if len(state) > LONGEST_STATE:
        raise TextTooLong(field="alamat", length=len(state), limit=LONGEST_STATE)
    return state


def _new_id(name: str) -> str:
    """Make an id of a name's letters and of chance, so that an old link never shows another."""
    letters = "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:_LONGEST_SLUG].strip("-")
    return f"{letters or 'pandangan'}-{digest(name, secrets.token_hex(8))[:6]}"
