"""Views of the map that somebody named: an address with a name, a description and a key of ours.

A view outlives the data that it shows: what it names is never checked nor changed, and a
register that is loaded or undone leaves it alone.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from graph.database import Database
from graph.errors import JejaringError, NotFound
from graph.patterns import fold
from graph.text import TextTooLong, check_name, check_text, digest
from graph.writing import batches, now

LONGEST_STATE = 100_000  # characters; longer addresses no server takes
_LONGEST_SLUG = 40
_SCHEMA = ("CREATE CONSTRAINT view_id IF NOT EXISTS FOR (n:View) REQUIRE n.id IS UNIQUE",)
_FIELDS = (
    "RETURN n.id AS id, n.name AS name, n.description AS description, n.state AS state, "
    "n.created_at AS created_at, n.changed_at AS changed_at ORDER BY name, id"
)
_ALL = "MATCH (n:View) " + _FIELDS
_ONE = "MATCH (n:View {id: $id}) " + _FIELDS
_KEEP = "UNWIND $rows AS row MERGE (n:View {id: row.id}) SET n = row.properties"
_DELETE = "MATCH (n:View {id: $id}) DETACH DELETE n"
_ROWS_A_STATEMENT = 20  # of the longest states together 2 MB
# Whether a name is taken is read before it is written: one at a time in this program.
_changing = threading.Lock()


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


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to become a view, already checked; see `draft`."""

    name: str
    state: str
    description: str = ""
    id: str | None = None


def draft(name: str, state: str, description: str = "", id: str | None = None) -> Draft:
    """Check what is to become a view.

    Parameters
    ----------
    name, description
        As they are shown in the list.
    state
        The parameters of its address.
    id
        The id that it had where it comes from.

    Raises
    ------
    ValueRefused
        A name or a description that is none, or a state that is too long.
    """
    if len(state) > LONGEST_STATE:
        raise TextTooLong(field="alamat", length=len(state), limit=LONGEST_STATE)
    return Draft(check_name(name, "nama"), state, check_text(description, "keterangan"), id)


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
    wanted = draft(name, state, description, id)
    with _changing:
        made = _made(wanted, view(database, replaces) if replaces else None)
        _refuse_taken(database, made)
        _keep(database, [made])
    return made


def take_views(database: Database, drafts: Iterable[Draft]) -> list[View]:
    """Keep views that come from elsewhere, all or none; those of the same name change.

    Parameters
    ----------
    database
        Where to write.
    drafts
        Of two with the same name the later one is kept. Their ids stay where no other view
        has them.
    """
    with _changing:
        held = views(database)
        known = {_key(one.name): one for one in held}
        ids = {one.id for one in held}
        taken: dict[str, View] = {}
        for wanted in drafts:
            free = replace(wanted, id=None) if wanted.id in ids else wanted
            made = _made(free, known.get(_key(wanted.name)))
            known[_key(made.name)] = taken[made.id] = made
            ids.add(made.id)
        _keep(database, [*taken.values()])
    return [*taken.values()]


def describe_view(database: Database, id: str, name: str, description: str) -> View:
    """Give a view another name and description; its picture stays.

    Raises
    ------
    ViewUnknown, ValueRefused, ViewNameTaken
    """
    clean, told = check_name(name, "nama"), check_text(description, "keterangan")
    with _changing:
        before = view(database, id)
        changed = replace(before, name=clean, description=told, changed_at=now())
        _refuse_taken(database, changed)
        _keep(database, [changed])
    return changed


def delete_view(database: Database, id: str) -> View:
    """Delete a view, and give what it was.

    Raises
    ------
    ViewUnknown
        Where there is none of this id.
    """
    with _changing:
        gone = view(database, id)
        database.write((_DELETE, {"id": id}))
    return gone


def _made(wanted: Draft, before: View | None) -> View:
    """Make the view that comes in the place of another, or anew."""
    at = now()
    return View(
        id=before.id if before else wanted.id or _new_id(wanted.name),
        name=wanted.name,
        description=wanted.description,
        state=wanted.state,
        created_at=before.created_at if before else at,
        changed_at=at,
    )


def _refuse_taken(database: Database, kept: View) -> None:
    for other in views(database):
        if _key(other.name) == _key(kept.name) and other.id != kept.id:
            raise ViewNameTaken(name=other.name)


def _keep(database: Database, kept: Sequence[View]) -> None:
    rows = [{"id": one.id, "properties": asdict(one)} for one in kept]
    database.define(_SCHEMA)
    database.write(*((_KEEP, {"rows": some}) for some in batches(rows, _ROWS_A_STATEMENT)))


def _key(name: str) -> str:
    """Give the form in which names are compared."""
    return " ".join(fold(name).split())


def _new_id(name: str) -> str:
    """Make an id of a name's letters and of chance, so that an old link never shows another."""
    letters = "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:_LONGEST_SLUG].strip("-")
    return f"{letters or 'pandangan'}-{digest(name, secrets.token_hex(8))[:6]}"
