"""One agreement that several registers tell of: merging, splitting, and what is undecided.

A merge moves the records of one agreement to another and makes that one of all of
them; nothing of what they tell is lost, so that a split can take it apart again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.database import Database, Statement
from graph.errors import JejaringError, Word
from graph.records import Record, combine
from graph.registry import AgreementUnknown
from graph.rows import record_row
from graph.telling import Told, linking, read_told, settle, sweep
from graph.text import digest
from graph.writing import (
    NAMED,
    Counts,
    batches,
    implementing,
    instant,
    named_by,
    needed,
    now,
    write_nodes,
)

_BATCH = 5_000

_SIDES = "UNWIND $ids AS id MATCH (a:Agreement {id: id}) RETURN id, coalesce(a.also, []) AS also"
_IMPLEMENTERS = (
    "MATCH (:Agreement {id: $id})<-[:IMPLEMENTS]-(x:Agreement) RETURN DISTINCT x.id AS id"
)
_JOINED = (
    "MATCH (:Agreement {id: $a})-[e:IMPLEMENTS]-(:Agreement {id: $b}) RETURN count(e) AS count"
)
_APART_FROM = (
    "MATCH (:Agreement {id: $id})-[e:NOT_SAME_AS]-(b:Agreement) "
    "RETURN b.id AS other, e.by AS by, e.at AS at, e.of AS of"
)
_UNTELL = "UNWIND $rows AS row MATCH (r:Record {id: row.id})-[t:TELLS]->() DELETE t"
_TELL = (
    "UNWIND $rows AS row MATCH (r:Record {id: row.id}) MATCH (a:Agreement {id: row.agreement}) "
    "MERGE (r)-[t:TELLS]->(a) SET t.merged_from = row.merged_from, t.by = row.by, t.at = row.at"
)
_TOUCH = (
    "UNWIND $rows AS row MATCH (:Record {id: row.id})-[:LOADED_BY]->(l:Load) SET l.changed_at = $at"
)
_UNIMPLEMENT = (
    "UNWIND $ids AS id MATCH (a:Agreement {id: id})-[e:IMPLEMENTS]->(:Agreement {id: $target}) "
    "SET a.changed_at = $at DELETE e"
)
_APART = (
    "UNWIND $rows AS row MATCH (a:Agreement {id: row.a}) MATCH (b:Agreement {id: row.b}) "
    "MERGE (a)-[e:NOT_SAME_AS]->(b) SET e.by = row.by, e.at = row.at, e.of = row.of"
)
_NO_LONGER_APART = (
    "UNWIND $rows AS row MATCH (:Agreement {id: row.a})-[e:NOT_SAME_AS]-(:Agreement {id: row.b}) "
    "DELETE e"
)
_DECIDED = (
    "UNWIND $rows AS row MATCH (:Agreement {id: row.a})-[e:MAYBE_SAME_AS]-(:Agreement {id: row.b}) "
    "DELETE e"
)
_PROPOSE = (
    "UNWIND $rows AS row MATCH (a:Agreement {id: row.a}) MATCH (b:Agreement {id: row.b}) "
    "WHERE NOT EXISTS { MATCH (a)-[:NOT_SAME_AS]-(b) } "
    "MERGE (a)-[e:MAYBE_SAME_AS]->(b) "
    "SET e.reasons = row.reasons, e.by = row.by, e.at = row.at"
)
_PROPOSALS = (
    "MATCH (a:Agreement)-[e:MAYBE_SAME_AS]->(b:Agreement) "
    "RETURN a.id AS a, a.title AS a_title, b.id AS b, b.title AS b_title, e.reasons AS reasons, "
    "e.by AS by, e.at AS at ORDER BY a, b"
)
_MERGED = (
    "MATCH (a:Agreement) WHERE a.voices > 1 OR a.also IS NOT NULL "
    "RETURN a.id AS id, a.title AS title, coalesce(a.also, []) AS also ORDER BY id"
)
_MOVES = (
    "UNWIND $ids AS id MATCH (a:Agreement {id: id})<-[t:TELLS]-(r:Record)-[:LOADED_BY]->(l:Load) "
    "RETURN id, r.id AS record, r.owner AS owner, r.own_id AS own_id, r.file AS file, "
    "r.sheet AS sheet, r.row AS row, r.load_number AS number, l.id AS load, "
    "coalesce(t.by, l.by) AS by, coalesce(t.at, l.at) AS at, t.merged_from AS merged_from"
)
_TARGETS = (
    "UNWIND $ids AS id MATCH (r:Record {own_id: id})-[:TELLS]->(a:Agreement) "
    "WHERE r.voice = $voice "
    "RETURN id, a.id AS agreement, r.load_number AS number ORDER BY number, agreement"
)
_AGREEMENT_OF = (
    "UNWIND $ids AS id MATCH (r:Record {id: id})-[:TELLS]->(a:Agreement) "
    "RETURN id, a.id AS agreement"
)
_RETELL = "UNWIND $rows AS row MATCH (r:Record {id: row.key}) SET r += row.properties"


class MergeRefused(JejaringError):
    """Two agreements that cannot be one."""

    text = "Kedua kesepakatan tidak dapat digabungkan: {reason}. Biarkan keduanya terpisah."
    http_status = 409


class SplitRefused(JejaringError):
    """Records that cannot be taken out of an agreement."""

    text = (
        "Kesepakatan “{key}” tidak dapat dipisah seperti itu: {reason}. Pilih sebagian dari "
        "baris register yang menyebutnya."
    )
    http_status = 409


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two agreements that may be one, and why: codes of words of the caller's."""

    a: str
    a_title: str
    b: str
    b_title: str
    reasons: tuple[str, ...]
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Part:
    """A record of a merged agreement.

    `by` and `at` are those of the merge, or of the load where it was merged when
    loaded; `merged_from` is the agreement that it told of before somebody merged it.
    """

    record: str
    load: str
    file: str
    sheet: str
    row: int
    owner: str | None
    own_id: str
    by: str
    at: str
    merged_from: str | None


@dataclass(frozen=True, slots=True)
class Merged:
    """An agreement that several registers tell of, with its former ids."""

    id: str
    title: str
    also: tuple[str, ...]
    parts: tuple[Part, ...]


# ------------------------------------------------------------------ merge and split


def merge(database: Database, keep_id: str, gone_id: str, by: str) -> Counts:
    """Make one agreement of two; the id of the one that goes still finds it.

    Parameters
    ----------
    database
        Where both are.
    keep_id, gone_id
        The agreement that stays and the one whose records it takes.
    by
        Who says that they are one.

    Raises
    ------
    AgreementUnknown, MergeRefused
    """
    sides = _sides(database, keep_id, gone_id)
    told = read_told(database, [keep_id, gone_id])
    if keep_id == gone_id:
        raise MergeRefused(reason=Word("keduanya sudah satu"))
    if database.read(_JOINED, {"a": keep_id, "b": gone_id}).one()["count"]:
        raise MergeRefused(reason=Word("yang satu melaksanakan yang lain"))
    if not told[keep_id] or not told[gone_id]:
        raise MergeRefused(reason=Word("tidak ada baris register yang menyebutnya"))
    moved = [_at(one, keep_id, one.merged_from or gone_id) for one in told[gone_id]]
    after = {keep_id: sorted([*told[keep_id], *moved], key=lambda one: one.order), gone_id: []}
    found = settle(
        database,
        after,
        also={keep_id: [*sides[keep_id], *sides[gone_id], gone_id]},
        moved={gone_id: keep_id},
    )
    implementers = [row["id"] for row in database.read(_IMPLEMENTERS, {"id": gone_id}, limit=None)]
    apart = [
        _pair(keep_id, row["other"], row["by"], row["at"], row["of"] or gone_id)
        for row in database.read(_APART_FROM, {"id": gone_id}, limit=None)
        if row["other"] != keep_id
    ]
    links = [{"key": id, "target": keep_id} for id in implementers]
    at = now()
    database.write(
        *needed(
            *found.statements,
            *_moving(moved, by, at),
            *implementing(links),
            (_APART, {"rows": apart}),
        )
    )
    return _finish(database, found.count)


def split(database: Database, agreement_id: str, record_ids: Iterable[str], by: str) -> str:
    """Take records out of an agreement, back to one of their own.

    The older versions of these rows go with them. The two agreements are noted as
    not the same, so that loading does not make them one again.

    Parameters
    ----------
    database
        Where the agreement is.
    agreement_id
        Its id; it stays with the part whose own id it is.
    record_ids
        Some of its records, not all.
    by
        Who says that they are two.

    Returns
    -------
    str
        The id of the agreement that was split off.

    Raises
    ------
    AgreementUnknown, SplitRefused
    """
    also = _sides(database, agreement_id)[agreement_id]
    told = read_told(database, [agreement_id])[agreement_id]
    taken = _with_versions(told, set(record_ids))
    left = [one for one in told if one not in taken]
    if not taken or not left:
        reason = Word("tidak ada yang dipilih") if left else Word("semuanya dipilih")
        raise SplitRefused(key=agreement_id[:80], reason=reason)
    if _is_home(agreement_id, taken) and not _is_home(agreement_id, left):
        taken, left = left, taken
    new_id = _free_id(database, agreement_id, taken)
    moved = [
        _at(one, new_id, None if one.merged_from == new_id else one.merged_from) for one in taken
    ]
    former = sorted({one.merged_from for one in moved if one.merged_from})
    kept = {one.merged_from for one in left}
    stands = dict.fromkeys((new_id, *former), new_id)
    found = settle(
        database,
        {agreement_id: left, new_id: moved},
        also={agreement_id: [id for id in also if id in kept], new_id: former},
        moved=stands,
    )
    apart = database.read(_APART_FROM, {"id": agreement_id}, limit=None)
    returned = [row for row in apart if row["of"] in stands]
    at = now()
    database.write(
        *needed(
            *found.statements,
            *_moving(moved, by, at),
            *_relinking(database, agreement_id, stands),
            (
                _NO_LONGER_APART,
                {"rows": [{"a": agreement_id, "b": row["other"]} for row in returned]},
            ),
            (
                _APART,
                {
                    "rows": [
                        *(_pair(new_id, row["other"], row["by"], row["at"]) for row in returned),
                        _pair(agreement_id, new_id, by, at),
                    ]
                },
            ),
        )
    )
    _finish(database, found.count)
    return new_id


def _sides(database: Database, *ids: str) -> dict[str, list[str]]:
    found = {row["id"]: row["also"] for row in database.read(_SIDES, {"ids": list(ids)})}
    for id in ids:
        if id not in found:
            raise AgreementUnknown(key=id[:80])
    return found


def _at(one: Told, agreement_id: str, merged_from: str | None) -> Told:
    return replace(one, agreement_id=agreement_id, merged_from=merged_from)


def _pair(a: str, b: str, by: str, at: str, of: str | None = None) -> dict[str, Any]:
    first, second = sorted((a, b))
    return {"a": first, "b": second, "by": by, "at": at, "of": of}


def _moving(moved: Sequence[Told], by: str, at: str) -> list[Statement]:
    rows = [
        {
            "id": one.id,
            "agreement": one.agreement_id,
            "merged_from": one.merged_from,
            "by": by,
            "at": at,
        }
        for one in moved
    ]
    return [(_UNTELL, {"rows": rows}), (_TELL, {"rows": rows}), (_TOUCH, {"rows": rows, "at": at})]


def _finish(database: Database, count: Any) -> Counts:
    counts = Counts()
    count(counts)
    sweep(database, counts)
    return counts


def _with_versions(told: Sequence[Told], ids: set[str]) -> list[Told]:
    """Give the chosen records with other versions of the same rows.

    Where an office tells of the agreement in one row alone, all that it ever told
    goes; otherwise what it told under the same own id.
    """
    chosen = [one for one in told if one.id in ids]
    taken = {one.id for one in chosen}
    for one in chosen:
        beside = [o for o in told if (o.voice, o.load_id) == (one.voice, one.load_id)]
        is_whole = all(other.id in ids for other in beside)
        taken |= {
            other.id
            for other in told
            if other.voice == one.voice and (is_whole or other.own_id == one.own_id)
        }
    return [one for one in told if one.id in taken]


def _home(one: Told) -> str:
    return one.merged_from or one.own_id


def _is_home(agreement_id: str, told: Sequence[Told]) -> bool:
    return any(_home(one) == agreement_id for one in told)


def _free_id(database: Database, agreement_id: str, told: Sequence[Told]) -> str:
    home = _home(told[0])
    is_taken = bool(database.read(_SIDES, {"ids": [home]}).rows)
    return "k" + digest(agreement_id, told[0].id) if is_taken else home


def _relinking(database: Database, old_id: str, stands: dict[str, str]) -> list[Statement]:
    """Give what points agreements that implement one half of a split to that half."""
    ids = [row["id"] for row in database.read(_IMPLEMENTERS, {"id": old_id}, limit=None)]
    told = {id: several for id, several in read_told(database, ids).items() if several}
    implements = [(id, combine(id, several).implements) for id, several in told.items()]
    unlink = (_UNIMPLEMENT, {"ids": list(told), "target": old_id, "at": instant()})
    return [unlink, *linking(database, implements, stands)]


# ------------------------------------------------------------------ undecided and decided


def keep_apart(database: Database, a: str, b: str, by: str) -> None:
    """Note that two agreements are not the same; a proposal to merge them goes.

    Raises
    ------
    AgreementUnknown, MergeRefused
    """
    _sides(database, a, b)
    if a == b:
        raise MergeRefused(reason=Word("keduanya sudah satu"))
    rows = {"rows": [_pair(a, b, by, now())]}
    database.write((_APART, rows), (_DECIDED, rows))


def propose(database: Database, pairs: Iterable[tuple[str, str, Sequence[str]]], by: str) -> None:
    """Note pairs of agreements that may be one; those that somebody has told apart are left out.

    Parameters
    ----------
    database
        Where both are.
    pairs
        Two ids, and the codes of the reasons why they may be one.
    by
        Who, or whose load, found them.
    """
    at = now()
    rows = [_pair(a, b, by, at) | {"reasons": list(reasons)} for a, b, reasons in pairs if a != b]
    for part in batches(rows, _BATCH):
        database.write((_PROPOSE, {"rows": part}))


def proposals(database: Database) -> list[Proposal]:
    """Read the pairs that may be one and that nobody has decided."""
    return [
        Proposal(**row | {"reasons": tuple(row["reasons"])})
        for row in database.read(_PROPOSALS, limit=None)
    ]


def merged(database: Database) -> list[Merged]:
    """Read the agreements that several registers tell of, or that were merged by somebody."""
    rows = database.read(_MERGED, limit=None).rows
    parts: dict[str, list[Any]] = defaultdict(list)
    for row in database.read(_MOVES, {"ids": [row["id"] for row in rows]}, limit=None):
        parts[row.pop("id")].append(row)
    for several in parts.values():
        several.sort(key=lambda row: (row.pop("number"), row["file"], row["sheet"], row["row"]))
    return [
        Merged(
            row["id"],
            row["title"],
            tuple(row["also"]),
            tuple(Part(**part) for part in parts[row["id"]]),
        )
        for row in rows
    ]


# ------------------------------------------------------------------ for loading


def targets_of(database: Database, own_ids: Iterable[str], voice: str) -> dict[str, str]:
    """Tell of which agreements an office's rows tell that were loaded before.

    Parameters
    ----------
    database
        Where to look.
    own_ids
        Keys that the rows alone give (`Agreement.id` of what they tell).
    voice
        Whose word they are, as `Record.voice` has it: the owner's code where there is
        one.

    Returns
    -------
    dict
        Own id → agreement id, which differs where the row's agreement was merged
        into another; without rows that were never met.
    """
    found: dict[str, str] = {}
    for part in batches(sorted(set(own_ids)), _BATCH):
        for row in database.read(_TARGETS, {"ids": part, "voice": voice}, limit=None):
            found[row["id"]] = row["agreement"]
    return found


def retell(database: Database, records: Iterable[Record]) -> Counts:
    """Write anew what stored records tell, and make their agreements of it.

    Parameters
    ----------
    database
        Where they are stored.
    records
        As they are now told, say because a name was decided; those that are not
        stored are left out.
    """
    counts, at = Counts(), now()
    for part in batches(list(records), _BATCH):
        ids = {"ids": [record.id for record in part]}
        agreement = {r["id"]: r["agreement"] for r in database.read(_AGREEMENT_OF, ids, limit=None)}
        retold = {
            record.id: replace(record, agreement_id=agreement[record.id])
            for record in part
            if record.id in agreement
        }
        _retell(database, retold, at, counts)
    sweep(database, counts)
    return counts


def _retell(database: Database, retold: dict[str, Record], at: str, counts: Counts) -> None:
    by_load: dict[str, list[Record]] = defaultdict(list)
    for record in retold.values():
        by_load[record.load_id].append(record)
    for load_id, several in by_load.items():
        for label, named in named_by(record.told for record in several).items():
            write_nodes(database, NAMED[label], named, counts, load_id)
    before = read_told(database, {record.agreement_id for record in retold.values()})
    numbers = {one.id: one.number for told in before.values() for one in told}
    rows = {id: record_row(record, numbers[id]) for id, record in retold.items()}
    after = {
        key: [
            replace(
                one,
                own_id=retold[one.id].told.id,
                text=rows[one.id]["properties"]["told"],
                _agreement=None,
            )
            if one.id in retold
            else one
            for one in told
        ]
        for key, told in before.items()
    }
    found = settle(database, after, before=before)
    found.count(counts)
    touched = [{"id": id} for id in retold]
    database.write(
        *found.statements,
        (_RETELL, {"rows": list(rows.values())}),
        (_TOUCH, {"rows": touched, "at": at}),
    )
