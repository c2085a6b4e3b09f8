"""Which agreement of one register is an agreement of another: one document, told twice.

Each side keeps its own number and wording of a document. Surely one are two
tellings with the same parties that share the day of signing or a number, as
long as nothing speaks against it; what only looks alike is proposed for a
person to decide. A renewal (signed at another time) and the several PKS of one
Kesepakatan Bersama (other subjects, other numbers) stay apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Any, Literal

from rapidfuzz import fuzz

from graph.database import Database
from graph.model import Agreement, PartialDate, actor_key, parties_key
from graph.vocabulary import FORMS, Term

Certainty = Literal["sure", "likely"]

# Reasons that a match gives, and the words for them.
REASONS = {
    row.code: row
    for row in (
        Term("number", "nomor yang sama", "the same number"),
        Term("day", "tanggal penandatanganan yang sama", "the same day of signing"),
        Term("key", "kode yang sama", "the same key"),
        Term("parties", "pihak yang sama", "the same parties"),
        Term("regions", "daerah yang sama, lewat OPD yang berbeda", "the same regions"),
        Term("title", "judul yang serupa", "similar titles"),
        Term("near", "tanggal yang berdekatan", "dates close to each other"),
        Term("undated", "tanggal yang tidak lengkap", "an incomplete date"),
        Term("affair", "urusan yang sama", "the same affair"),
        Term("differs", "isi yang tampak berbeda", "subjects that look different"),
    )
}
_NEAR = timedelta(days=31)
_ALIKE = 80  # token_set_ratio of titles that say the same in other words
_ALIEN = 40  # below it, titles have nothing in common
_RELATED = 55  # of titles that may be about the same thing
_SLIP = 90  # ratio of two numbers of which one may be mistyped
_NUMERAL = re.compile(r"\d+|(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_SHORTEST_NUMBER = 5  # letters and digits; "12/2019" names no document by itself
_MOST_COMPARED = 400  # of one group of parties, where no day and no number joins them
_BY_GROUP = "UNWIND $groups AS group MATCH (a:Agreement {parties_key: group})"
_BY_ID = "UNWIND $ids AS key MATCH (a:Agreement {id: key})"
_TOLD = """
RETURN a.id AS id, a.title AS title, a.form AS form, a.parties_key AS group,
  coalesce(a.signed_on, a.starts_on) AS signed_on,
  CASE WHEN a.signed_on IS NULL THEN a.starts_on_precision ELSE a.signed_on_precision END
    AS precision,
  COLLECT { MATCH (a)-[:ABOUT]->(f:Affair) RETURN f.code } AS affairs,
  COLLECT { MATCH (a)<-[e:PARTY_TO]-(p)
            RETURN coalesce(p.code, p.id) + '|' + coalesce(e.number, '') } AS parties,
  COLLECT { MATCH (a)<-[:TELLS]-(r:Record) RETURN DISTINCT r.voice } AS registers,
  COLLECT { MATCH (a)-[:NOT_SAME_AS]-(b:Agreement) RETURN b.id } AS apart
ORDER BY id
"""
_SUBJECT = re.compile(r"\b(?:tentang|mengenai|perihal|dalam rangka|di bidang)\b", re.IGNORECASE)
_COMMON_WORDS = frozenset(
    [
        "antara",
        "dengan",
        "dan",
        "di",
        "dalam",
        "pada",
        "untuk",
        "tentang",
        "kerja",
        "sama",
        "kerjasama",
        "perjanjian",
        "kesepakatan",
        "bersama",
        "nota",
        "kesepahaman",
        "pemerintah",
        "daerah",
        "kabupaten",
        "kota",
        "provinsi",
        "bidang",
        "rangka",
    ]
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What of an agreement is compared; `registers` are those that tell it.

    `numbers` are by party, as letters and digits alone.
    """

    id: str
    title: str
    form: str
    parties: frozenset[str]
    group: str
    signed_on: PartialDate | None
    numbers: Mapping[str, str]
    affairs: frozenset[str]
    registers: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """That a telling is of the agreement `id`, how surely, and the codes of `REASONS`."""

    id: str
    certainty: Certainty
    reasons: tuple[str, ...]
    score: float = field(default=0.0, compare=False)


def telling_of(agreement: Agreement, registers: Iterable[str] = ()) -> Telling:
    """Take from an agreement what is compared."""
    return Telling(
        id=agreement.id,
        title=agreement.title,
        form=agreement.form,
        parties=frozenset(actor_key(party.actor) for party in agreement.parties),
        group=parties_key(agreement),
        signed_on=agreement.signed_on or agreement.starts_on,
        numbers={
            actor_key(party.actor): bare_number(party.number)
            for party in agreement.parties
            if party.number
        },
        affairs=frozenset(agreement.affairs),
        registers=frozenset(registers),
    )


def read_tellings(database: Database, groups: Iterable[str]) -> list[Telling]:
    """Read the agreements of these groups of parties from the graph."""
    rows = database.read(_BY_GROUP + _TOLD, {"groups": sorted(set(groups))}, limit=None)
    return [_telling_of_row(row) for row in rows]


def read_these(database: Database, ids: Iterable[str]) -> dict[str, Telling]:
    """Read these agreements from the graph, by their ids."""
    rows = database.read(_BY_ID + _TOLD, {"ids": sorted(set(ids))}, limit=None)
    return {row["id"]: _telling_of_row(row) for row in rows}


def _telling_of_row(row: Mapping[str, Any]) -> Telling:
    parties = dict(text.split("|", 1) for text in row["parties"])
    signed = row["signed_on"]
    return Telling(
        id=row["id"],
        title=row["title"],
        form=row["form"],
        parties=frozenset(parties),
        group=row["group"],
        signed_on=PartialDate(signed, row["precision"] or "day") if signed else None,
        numbers={key: bare_number(number) for key, number in parties.items() if number},
        affairs=frozenset(row["affairs"]),
        registers=frozenset(row["registers"]),
        apart=frozenset(row["apart"]),
    )


def bare_number(text: str) -> str:
    """Give a document's number as letters and digits alone: offices space and dot them freely."""
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


@lru_cache(maxsize=50_000)
def _subject(title: str) -> str:
    """Give what a title says beside the words that every such title has."""
    *_, rest = _SUBJECT.split(title, maxsplit=1)
    words = re.findall(r"[^\W_]+", rest.casefold()) or re.findall(r"[^\W_]+", title.casefold())
    return " ".join(word for word in words if word not in _COMMON_WORDS)


def title_likeness(a: str, b: str) -> float:
    """Give 0 to 100: how much two titles say the same, whatever the order of their words."""
    first, second = _subject(a), _subject(b)
    if not first or not second:
        return 100.0 if first == second else 0.0
    return max(fuzz.token_set_ratio(first, second), fuzz.ratio(first, second))


def _span(partial: PartialDate) -> tuple[date, date]:
    return partial.value, partial.as_end().value


def _dates(a: PartialDate | None, b: PartialDate | None) -> str:
    """Tell 'day', 'undated' (at most compatible), 'near' or 'apart'."""
    if a is None or b is None:
        return "undated"
    if a.precision == b.precision == "day":
        if a.value == b.value:
            return "day"
        return "near" if abs(a.value - b.value) <= _NEAR else "apart"
    (a_first, a_last), (b_first, b_last) = _span(a), _span(b)
    return "undated" if a_first <= b_last and b_first <= a_last else "apart"


def _numbers(a: Telling, b: Telling) -> str:
    """Tell how the numbers agree.

    'same' where a party has one number in both, 'crossed' where two parties have equal
    numbers, which may be chance, 'slip' and 'other' where a party has two that are nearly
    the same or not, else 'unknown'.
    """
    both = a.numbers.keys() & b.numbers.keys()
    long = [key for key in both if len(a.numbers[key]) >= _SHORTEST_NUMBER]
    if any(a.numbers[key] == b.numbers[key] for key in long):
        return "same"
    if both:
        is_slip = any(_is_slip(a.numbers[key], b.numbers[key]) for key in long)
        return "slip" if is_slip else "other"
    texts = {number for number in a.numbers.values() if len(number) >= _SHORTEST_NUMBER}
    return "crossed" if texts & set(b.numbers.values()) else "unknown"


def _is_slip(a: str, b: str) -> bool:
    """Tell a letter too many or too few; another digit is the next document's number."""
    return abs(len(a) - len(b)) == 1 and fuzz.ratio(a, b) >= _SLIP


@lru_cache(maxsize=50_000)
def _ordinals(title: str) -> frozenset[str]:
    """Give the numerals of a title's subject: "tahap II", "RSUD 2"."""
    return frozenset(word for word in _subject(title).split() if _NUMERAL.fullmatch(word))


def _forms_differ(a: str, b: str) -> bool:
    """Whether one is a framework and the other carries one out."""
    if "lainnya" in (a, b) or a == b:
        return False
    return not (FORMS[a].framework and FORMS[b].framework)


def compare(a: Telling, b: Telling, *, is_only: bool = False) -> Match | None:
    """Say whether two tellings with the same regions and partners are of one agreement.

    Parameters
    ----------
    a, b
        Of two registers; their `group` is the same. The match names `b`.
    is_only
        Whether neither register has another agreement of these parties on that day.
    """
    numbers, dates = _numbers(a, b), _dates(a.signed_on, b.signed_on)
    likeness = title_likeness(a.title, b.title)
    same_parties = a.parties == b.parties
    reasons = ["parties" if same_parties else "regions"]
    if numbers == "crossed" and likeness >= _RELATED and dates != "apart":
        numbers = "same" if dates == "day" else "unknown"
    if numbers == "same":
        sure = dates != "apart" and not _forms_differ(a.form, b.form)
        reasons += ["number"] + (["day"] if dates == "day" else [])
        return Match(b.id, "sure" if sure else "likely", tuple(reasons), 200 + likeness)
    if dates == "apart" or _forms_differ(a.form, b.form):
        return None
    shares_affair = bool(a.affairs & b.affairs)
    first, second = _ordinals(a.title), _ordinals(b.title)
    is_counted = bool(first and second) and first != second  # "tahap I" and "tahap II"
    differs = is_counted or (bool(a.affairs and b.affairs) and not shares_affair)
    if likeness >= _RELATED:
        reasons.append("title")
    if shares_affair:
        reasons.append("affair")
    score = likeness + 20 * shares_affair - 20 * differs
    if dates == "day":
        reasons.append("day")
        if numbers in ("other", "slip"):  # one party's two numbers on one day: two documents
            is_alike = likeness >= _ALIKE and not is_counted
            may_be = is_alike or (is_only and numbers == "slip")
            return Match(b.id, "likely", tuple(reasons), score) if may_be else None
        agrees = (likeness >= _ALIKE and not is_counted) or (
            same_parties
            and not differs
            and (likeness >= _RELATED or (is_only and (shares_affair or likeness >= _ALIEN)))
        )
        if agrees:
            return Match(b.id, "sure", tuple(reasons), 100 + score)
        if is_only or likeness >= _RELATED or shares_affair:
            reasons += ["differs"] if differs or likeness < _RELATED else []
            return Match(b.id, "likely", tuple(reasons), score)
        return None
    if numbers in ("other", "slip") or likeness < _ALIKE or differs:
        return None
    return Match(b.id, "likely", (*reasons, dates), score)


def find_same(
    incoming: Sequence[Telling], known: Sequence[Telling], register: str
) -> dict[str, list[Match]]:
    """Find for each incoming telling the agreements that it may be of, the best first.

    Parameters
    ----------
    incoming
        Of one register, ids all different.
    known
        Agreements with the same groups.
    register
        Which register `incoming` comes from. Its own agreements are matched by number
        alone: two rows of one register are two documents.

    Returns
    -------
    dict
        By incoming id; a sure match comes first and alone is sure: each known
        agreement is surely at most one incoming telling.
    """
    by_group: dict[str, list[Telling]] = defaultdict(list)
    for telling in known:
        by_group[telling.group].append(telling)
    days = _on_one_day(incoming), _on_one_day(known)
    found: dict[str, list[Match]] = defaultdict(list)
    groups: dict[str, list[Telling]] = defaultdict(list)
    for telling in incoming:
        if telling.group in by_group:
            groups[telling.group].append(telling)
    sure: list[tuple[float, str, Match]] = []
    for group, fresh in groups.items():
        for a, b in _worth_comparing(fresh, by_group[group]):
            if a.id == b.id or b.id in a.apart or a.id in b.apart:
                continue
            if b.registers == {register} and _numbers(a, b) != "same":
                continue
            is_only = days[0][_day(a)] == 1 and days[1][_day(b)] == 1
            match = compare(a, b, is_only=is_only)
            if match and match.certainty == "sure":
                sure.append((match.score, a.id, match))
            elif match:
                found[a.id].append(match)
    taken: set[str] = set()
    settled: set[str] = set()
    for _, own, match in sorted(sure, key=lambda row: (-row[0], row[1], row[2].id)):
        if own in settled or match.id in taken:
            continue
        settled.add(own)
        taken.add(match.id)
        found[own].insert(0, match)
    for own, matches in found.items():
        if own not in settled:
            matches[:] = [match for match in matches if match.id not in taken]
        matches.sort(key=lambda match: (match.certainty != "sure", -match.score, match.id))
        if own in settled:
            del matches[1:]
    return {own: matches for own, matches in found.items() if matches}


def _day(telling: Telling) -> tuple[str, object]:
    signed = telling.signed_on
    return telling.group, signed.value if signed and signed.precision == "day" else None


def _on_one_day(tellings: Iterable[Telling]) -> Mapping[tuple[str, object], int]:
    counts: dict[tuple[str, object], int] = defaultdict(int)
    for telling in tellings:
        counts[_day(telling)] += 1
    return counts


def _worth_comparing(
    fresh: Sequence[Telling], known: Sequence[Telling]
) -> Iterable[tuple[Telling, Telling]]:
    """Give the pairs of one group; of a very large one only those that share a day or a number."""
    if len(fresh) * len(known) <= _MOST_COMPARED**2:
        return product(fresh, known)
    index: dict[object, list[Telling]] = defaultdict(list)
    for b in known:
        for mark in {_day(b)[1], *b.numbers.values()} - {None}:
            index[mark].append(b)
    pairs = {
        (a.id, b.id): (a, b)
        for a in fresh
        for mark in {_day(a)[1], *a.numbers.values()} - {None}
        for b in index.get(mark, ())
    }
    return pairs.values()


def find_versions(
    incoming: Sequence[Telling], earlier: Sequence[Telling], places: Mapping[str, object]
) -> dict[str, str]:
    """Find the agreements of a register's earlier version that a person has since corrected.

    Parameters
    ----------
    incoming
        Rows of the newer version that the earlier one has not, by their ids.
    earlier
        Agreements told by rows that the newer version no longer has.
    places
        Where rows of both stand (sheet and row), by id.

    Returns
    -------
    dict
        Incoming id → earlier id. What must agree: the number or the day, and one thing
        more; or else parties, title and place. A renewal beside its original is no correction.
    """
    by_mark: dict[object, list[Telling]] = defaultdict(list)
    for b in earlier:
        for mark in _marks(b, places):
            by_mark[mark].append(b)
    scored = []
    for a in incoming:
        near = {b.id: b for mark in _marks(a, places) for b in by_mark.get(mark, ())}
        for b in near.values():
            if score := _version_score(a, b, places):
                scored.append((-score, a.id, b.id))
    found: dict[str, str] = {}
    for _, own, id in sorted(scored):
        if own not in found and id not in found.values():
            found[own] = id
    return found


def _marks(telling: Telling, places: Mapping[str, object]) -> set[object]:
    marks: set[object] = {
        ("place", places.get(telling.id)),
        ("group", telling.group, _day(telling)),
    }
    return marks | set(telling.numbers.values())


def _version_score(a: Telling, b: Telling, places: Mapping[str, object]) -> int:
    number = _numbers(a, b)
    day = _dates(a.signed_on, b.signed_on) == "day"
    parties = a.parties == b.parties
    title = title_likeness(a.title, b.title) >= (_RELATED if day and parties else 95)
    place = places.get(a.id) == places.get(b.id)
    if number == "same" or (day and number not in ("other", "slip")):
        others = parties + title + place
        needed = 1 if number == "same" else 2
        return 10 * (number == "same") + 4 + others if others >= needed else 0
    return 3 if parties and title and place else 0
