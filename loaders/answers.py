"""Names decided after loading: the rows that left them open are told anew, and back again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph.aliases import Alias, name_key, remember, revoke
from graph.database import Database
from graph.errors import ArgumentInvalid, packed
from graph.loads import read_records
from graph.merging import retell
from graph.model import Actor, Agreement, Opd, OpenParty, Partner, Party, actor_key
from graph.records import Record
from graph.store import Counts, now
from loaders.loading import name_of, names_in
from loaders.names import Context, Names, Resolution
from loaders.places import regions_by_code
from loaders.rows import Named

_ACTOR = (
    "OPTIONAL MATCH (o:Opd {id: $key}) OPTIONAL MATCH (p:Partner {id: $key}) "
    "WITH o, p WHERE o IS NOT NULL OR p IS NOT NULL "
    "RETURN CASE WHEN o IS NULL THEN 'partner' ELSE 'opd' END AS kind, "
    "coalesce(o.name, p.name) AS name"
)
_PARTNERS = (
    "UNWIND $ids AS id MATCH (p:Partner {id: id}) RETURN p.name AS name, p.kind AS kind, "
    "p.country AS country, p.kind_guessed AS guessed"
)
_OPEN = "MATCH (a:Agreement)<-[:TELLS]-(r:Record) WHERE a.open_count > 0 RETURN r.id AS id"
_DECIDED = "MATCH (r:Record) WHERE r.names CONTAINS $alias RETURN r.id AS id"


class TargetUnknown(ArgumentInvalid):
    """A key that nobody bears."""

    text = "{name} “{value}” bukan kunci pelaku. Yang diharapkan: {expected}."


def answer_of(
    database: Database, text: str, target: str, owner: str | None = None, by: str = ""
) -> Alias:
    """Make an answer from a name and the key of whom it means.

    Parameters
    ----------
    database
        Knows OPDs and partners by their keys.
    text, target
        The name as written, and the key: a region's code, an OPD's or a partner's id.
    owner
        Code of the region in whose registers it holds; None for all.
    by
        Who says so.

    Raises
    ------
    TargetUnknown
        When nobody bears the key.
    """
    by_code = regions_by_code()
    if owner is not None and owner not in by_code:
        raise TargetUnknown(name="pemilik", value=owner[:60], expected="35.74")
    if target in by_code:
        return Alias(text, owner, target, "region", by, now(), by_code[target].name)
    found = database.read(_ACTOR, {"key": target}).rows
    if not found:
        raise TargetUnknown(
            name="kunci", value=target[:60], expected="35.74, 35.74-dinas-kesehatan"
        )
    return Alias(text, owner, target, found[0]["kind"], by, now(), found[0]["name"])


def decide(database: Database, *aliases: Alias) -> Counts:
    """Remember answers, and give the parties that they decide to agreements already loaded.

    Parameters
    ----------
    database
        Either engine.
    aliases
        What names mean, each for one owner's registers or for all.

    Returns
    -------
    Counts
        Of the agreements that changed.
    """
    remember(database, *aliases)
    names = Names(aliases, _meant(database, aliases))
    by_code = regions_by_code()

    def answer(record: Record, party: OpenParty) -> tuple[Alias, Actor] | None:
        for alias in aliases:
            if alias.key == name_key(party.as_written) and alias.owner in (None, record.owner):
                context = Context(owner=by_code.get(record.owner or ""))
                actor = names.resolve(party.as_written, context).actor
                return (alias, actor) if actor is not None else None
        return None

    records = read_records(database, _ids(database, _OPEN))
    return retell(database, _changed(records, lambda record: _answered(record, answer)))


def _meant(database: Database, aliases: Iterable[Alias]) -> list[Partner]:
    """Read the partners that answers name."""
    ids = [alias.target for alias in aliases if alias.kind == "partner"]
    rows = database.read(_PARTNERS, {"ids": ids}, limit=None) if ids else ()
    return [Partner(row["name"], row["kind"], row["country"], bool(row["guessed"])) for row in rows]


def forget(database: Database, alias_id: str) -> tuple[Alias, Counts]:
    """Revoke an answer; the names that it decided are open again.

    Raises
    ------
    AliasUnknown
        When there is none of this id.
    """
    alias = revoke(database, alias_id)
    names = names_in(database)
    records = read_records(database, _ids(database, _DECIDED, alias=alias_id))
    changed = _changed(records, lambda record: _reopened(record, alias_id, names))
    return alias, retell(database, changed)


def _ids(database: Database, query: str, **values: Any) -> list[str]:
    return [row["id"] for row in database.read(query, values, limit=None)]


def _changed(records: Iterable[Record], tell: Callable[[Record], Record]) -> list[Record]:
    return [told for record in records if (told := tell(record)) != record]


def _answered(
    record: Record, answer: Callable[[Record, OpenParty], tuple[Alias, Actor] | None]
) -> Record:
    """Tell a record with the names that are answered."""
    told, names = record.told, list(record.names)
    for party in told.open_parties:
        if not (found := answer(record, party)):
            continue
        alias, actor = found
        told = _with_party(told, party, actor)
        names = [
            dict(name, kind=alias.kind, id=actor_key(actor), decided_by="alias", alias=alias.id)
            if name["as_written"] == party.as_written and name["id"] is None
            else name
            for name in names
        ]
    return replace(record, told=told, names=tuple(names))


def _with_party(told: Agreement, party: OpenParty, actor: Actor) -> Agreement:
    left = tuple(one for one in told.open_parties if one is not party)
    is_there = any(actor_key(one.actor) == actor_key(actor) for one in told.parties)
    made = () if is_there else (Party(actor, party.role, party.number),)
    # The id stays what the row alone gave: the file may be loaded again.
    return replace(told, parties=(*told.parties, *made), open_parties=left)


def _reopened(record: Record, alias_id: str, names: Names) -> Record:
    """Tell a record with the names that one answer decided as they are without it."""
    told, of_row, warnings = record.told, list(record.names), list(record.warnings)
    owner = regions_by_code().get(record.owner or "")
    for place, name in enumerate(of_row):
        if name["alias"] != alias_id:
            continue
        found = names.resolve(name["as_written"], Context(owner=owner, column=name["column"]))
        others = {other["id"] for other in of_row if other is not name}
        told = _told_without(told, name, found, is_named_twice=name["id"] in others)
        of_row[place] = name_of(Named(name["column"], "", found))
        if found.problem and (problem := packed(found.problem)) not in warnings:
            warnings.insert(0, problem)
    return replace(record, told=told, names=tuple(of_row), warnings=tuple(warnings))


def _told_without(
    told: Agreement, name: Mapping[str, Any], found: Resolution, *, is_named_twice: bool
) -> Agreement:
    """Put in an actor's place whom the name means without the answer, or leave it open."""
    if name["column"] == "opd":
        kept = [one for one in told.responsible if is_named_twice or one.id != name["id"]]
        made = [found.actor] if isinstance(found.actor, Opd) else []
        return replace(told, responsible=(*kept, *(one for one in made if one not in kept)))
    gone = [one for one in told.parties if actor_key(one.actor) == name["id"]]
    role, number = (gone[0].role, gone[0].number) if gone else ("party", None)
    if is_named_twice:
        gone, number = [], None
    parties = tuple(one for one in told.parties if one not in gone)
    if (actor := found.actor) is None:
        candidates = tuple(actor_key(one) for one in found.candidates)
        still_open = OpenParty(found.as_written, candidates, found.kind, number, role)
        return replace(told, parties=parties, open_parties=(*told.open_parties, still_open))
    if not any(actor_key(one.actor) == actor_key(actor) for one in parties):
        parties += (Party(actor, role, number),)
    return replace(told, parties=parties)
