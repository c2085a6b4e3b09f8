"""What rows of registers tell: each kept as it was told, several combined to one agreement.

A `Record` is what one row of one load says of one agreement. Two offices keep the
same document under numbers and words of their own, and one office keeps it in
every new version of its file, so an agreement may have many records; `combine`
makes the agreement of them, and can make it again when some are taken back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from typing import Any, Protocol, TypeVar

from graph.errors import ValueRefused
from graph.model import (
    Actor,
    Agreement,
    Benefit,
    Opd,
    OpenParty,
    PartialDate,
    Partner,
    Party,
    Region,
    Source,
    Statement,
    actor_key,
)
from graph.text import digest
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES, STAGES, Term

T = TypeVar("T")


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
    voice
        Whose word it is, of which only the newest load counts: the owner's, or the
        file's where nobody said whose it is, unless given.
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
    voice: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    names: tuple[Mapping[str, Any], ...] = ()
    warnings: tuple[Mapping[str, Any], ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Make the key, a row of a load tells once; and say whose word it is."""
        key = digest(self.load_id, self.file, self.sheet, self.row)
        object.__setattr__(self, "id", f"r{key}")
        object.__setattr__(self, "voice", self.voice or self.owner or f"berkas:{self.file}")


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, as the report of its load shows it.

    `error` is as `graph.errors.packed` gives it.
    """

    load_id: str
    file: str
    sheet: str
    row: int
    field: str
    error: Mapping[str, Any]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an agreement before and after a load, as a reader would see it."""

    agreement_id: str
    title: str
    field: str
    old: str
    new: str


# ------------------------------------------------------------------ to and from text

_ACTORS: dict[str, type[Actor]] = {"region": Region, "opd": Opd, "partner": Partner}
_ACTOR_NAMES = {cls: name for name, cls in _ACTORS.items()}
_Reader = Callable[[Any], Any]


def _one(cls: type) -> _Reader:
    return lambda value: _read(cls, value)


def _several(cls: type) -> _Reader:
    return lambda values: tuple(_read(cls, value) for value in values)


def _read_actor(value: Mapping[str, Any]) -> Actor:
    rest = dict(value)
    made: Actor = _read(_ACTORS[rest.pop("actor")], rest)
    return made


# How a field is read that is neither text nor number.
_READERS: dict[type, dict[str, _Reader]] = {
    Agreement: {
        "parties": _several(Party),
        "statements": _several(Statement),
        "affairs": tuple,
        "signed_on": _one(PartialDate),
        "starts_on": _one(PartialDate),
        "ends_on": _one(PartialDate),
        "due_on": _one(PartialDate),
        "benefits": _several(Benefit),
        "implements": tuple,
        "responsible": lambda values: tuple(map(_read_actor, values)),
        "open_parties": _several(OpenParty),
    },
    Party: {"actor": _read_actor},
    OpenParty: {"candidates": tuple},
    Opd: {"affairs": tuple},
    PartialDate: {"value": date.fromisoformat},
    Statement: {"source": _one(Source)},
    Source: {"published_on": date.fromisoformat, "retrieved_on": date.fromisoformat},
    Benefit: {},
    Region: {},
    Partner: {},
}
_DEFAULTS: dict[type, tuple[tuple[str, Any], ...]] = {
    cls: tuple((part.name, part.default) for part in fields(cls) if part.init) for cls in _READERS
}


def _read(cls: type, value: Mapping[str, Any]) -> Any:
    readers = _READERS[cls]
    return cls(
        **{
            name: readers[name](item) if name in readers and item is not None else item
            for name, item in value.items()
        }
    )


def _plain(value: Any) -> Any:
    """Give what JSON can hold; fields that are as they are by default are left out."""
    cls = type(value)
    if cls in _DEFAULTS:
        kept = {
            name: _plain(item)
            for name, default in _DEFAULTS[cls]
            if (item := getattr(value, name)) is not default
            and (default is MISSING or item != default)
        }
        return {"actor": _ACTOR_NAMES[cls], **kept} if cls in _ACTOR_NAMES else kept
    if cls is tuple:
        return [_plain(item) for item in value]
    return value.isoformat() if cls is date else value


def to_json(agreement: Agreement) -> str:
    """Write an agreement as text, of which `from_json` makes its equal."""
    return json.dumps(_plain(agreement), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Agreement:
    """Read an agreement that `to_json` wrote."""
    made: Agreement = _read(Agreement, json.loads(text))
    return made


# ------------------------------------------------------------------ several to one

_TEXTS = (
    *("scope", "location", "notes", "purpose", "financing", "link", "evaluation"),
    "stated_scheme",
)
_PRECISIONS = ("day", "month", "year")


class Heard(Protocol):
    """A record, or what stands for one: whose word it is, from which load, what it tells."""

    @property
    def load_id(self) -> str:
        """The load that it came with."""

    @property
    def voice(self) -> str:
        """Whose word it is."""

    @property
    def file(self) -> str:
        """The file in which it stands."""

    @property
    def told(self) -> Agreement:
        """What it tells."""


H = TypeVar("H", bound=Heard)


def counting(records: Sequence[H]) -> list[H]:
    """Give the records that count, those of the office that told first before others.

    An office's newer load takes the place of its older ones.
    """
    latest = {record.voice: record.load_id for record in records}
    voices = list(latest)
    heard = [record for record in records if latest[record.voice] == record.load_id]
    return sorted(heard, key=lambda record: voices.index(record.voice))


def _elsewhere(records: Sequence[H]) -> list[H]:
    """Give the newest records of other files whose office has since told anew.

    What they tell counts no more, but the sources that they name still say it.
    """
    newest = {(record.voice, record.file): record.load_id for record in records}
    heard = counting(records)
    return [
        record
        for record in records
        if newest[record.voice, record.file] == record.load_id and record not in heard
    ]


def combine(agreement_id: str, records: Sequence[Heard]) -> Agreement:
    """Make one agreement of what several records tell of it.

    The base is what the office told that was first to tell of it. What it lacks is
    taken from the others, in the order in which they came; what it tells stays.

    Parameters
    ----------
    agreement_id
        The key that the agreement is to have.
    records
        One or more, in the order of loading.

    Returns
    -------
    Agreement
        - Of one office only its newest load counts: a title that it corrected last
          week replaces the old one, a scope that it emptied is gone.
        - Scope, location, notes, purpose, financing, link, evaluation and the stated
          scheme: the first that is told. A form "lainnya" gives way to one that says more.
        - Dates: "12 Maret 2019" of the second register takes the place of the first
          one's "Maret 2019" or "2019", which it makes more exact, and of an end that
          was computed from a term; it does not replace another day. A register that
          says "tanpa batas waktu" has told the end.
        - Parties are the base's. A party without a number gets the one that another
          register has for it (the other side's own number); an OPD answers to its
          region and a region to its OPD. A party that is open, or not named, is taken
          from the others where one of theirs can be it.
        - Affairs, what is implemented, and the responsible OPDs: of all. Statements too,
          also those of the office's earlier files.
        - Yields: of the first that tells any.
        - Verified where one of them is.
    """
    told = [record.told for record in counting(records)]
    stated = [*told, *(record.told for record in _elsewhere(records))]
    base, others = told[0], told[1:]
    implements = _united(t.implements for t in told)
    united: dict[str, Any] = {
        "id": agreement_id,
        "implements": tuple(target for target in implements if target != agreement_id),
    }
    if len(stated) > 1:
        united["statements"] = _first_of_each(
            (statement for t in stated for statement in t.statements), lambda one: one.source.id
        )
    if not others:
        is_whole = base.id == agreement_id and len(stated) == 1
        return base if is_whole else replace(base, **united)
    try:
        return replace(base, **united, **_filled(base, others))
    except ValueRefused:
        # What each tells is possible, what they tell together is not: the first is believed.
        return replace(base, **united)


def _filled(base: Agreement, others: Sequence[Agreement]) -> dict[str, Any]:
    told = [base, *others]
    parties, still_open, unnamed = _parties(base, others)
    return {
        **{name: next(filter(None, (getattr(t, name) for t in told)), None) for name in _TEXTS},
        **_dates(base, others),
        "form": _form(told),
        "parties": parties,
        "open_parties": still_open,
        "unnamed_parties": unnamed,
        "affairs": _united(t.affairs for t in told),
        "responsible": _first_of_each(
            (opd for t in told for opd in t.responsible), lambda opd: opd.id
        ),
        "benefits": next((t.benefits for t in told if t.benefits), ()),
        "verified": any(t.verified for t in told),
    }


def _united(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))


def _first_of_each(items: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    found: dict[str, T] = {}
    for item in items:
        found.setdefault(key(item), item)
    return tuple(found.values())


def _form(told: Sequence[Agreement]) -> str:
    first = told[0].form
    if first != "lainnya":
        return first
    # The roles of a learning visit are not those of a signed document.
    return next(
        (t.form for t in told if t.form != first and FORMS[t.form].roles == FORMS[first].roles),
        first,
    )


def _dates(base: Agreement, others: Sequence[Agreement]) -> dict[str, Any]:
    names = ("signed_on", "starts_on", "due_on")
    best: dict[str, Any] = {
        name: _best_date([getattr(t, name) for t in (base, *others)]) for name in names
    }
    told_end = next((t for t in (base, *others) if t.ends_on or t.endless), base)
    best["endless"] = told_end.endless
    best["ends_on"] = told_end.ends_on and _best_date(
        [told_end.ends_on, *(t.ends_on for t in others)]
    )
    start, end = best["starts_on"] or best["signed_on"], best["ends_on"]
    if start and end and end.value < start.value:
        return {name: getattr(base, name) for name in (*names, "ends_on", "endless")}
    return best


def _best_date(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    best: PartialDate | None = None
    for one in dates:
        if one and (best is None or _is_better(one, best)):
            best = one
    return best


def _is_better(one: PartialDate, best: PartialDate) -> bool:
    if one.computed != best.computed:
        return best.computed
    if _PRECISIONS.index(one.precision) >= _PRECISIONS.index(best.precision):
        return False
    a, b = one.value, best.value
    return a.year == b.year and (best.precision == "year" or a.month == b.month)


def _parties(
    base: Agreement, others: Sequence[Agreement]
) -> tuple[tuple[Party, ...], tuple[OpenParty, ...], int]:
    parties = {actor_key(party.actor): party for party in base.parties}
    still_open, unnamed = list(base.open_parties), base.unnamed_parties
    for other in others:
        for theirs in other.parties:
            key = _counterpart(theirs.actor, parties)
            if key:
                ours = parties[key]
                parties[key] = replace(ours, number=ours.number or theirs.number)
                continue
            key = actor_key(theirs.actor)
            may_be = next((one for one in still_open if key in one.candidates), None)
            if may_be:
                still_open.remove(may_be)
                parties[key] = Party(theirs.actor, may_be.role, may_be.number or theirs.number)
            elif unnamed and not other.unnamed_parties and not other.open_parties:
                unnamed -= 1
                parties[key] = theirs
    return tuple(parties.values()), tuple(still_open), unnamed


def _counterpart(actor: Actor, parties: Mapping[str, Party]) -> str | None:
    """Give the key of the party that this actor is: itself, its region, or its only OPD."""
    key = actor_key(actor)
    if key in parties:
        return key
    if isinstance(actor, Opd):
        return actor.region_code if actor.region_code in parties else None
    opds = [
        k for k, p in parties.items() if isinstance(p.actor, Opd) and p.actor.region_code == key
    ]
    return opds[0] if len(opds) == 1 else None


# ------------------------------------------------------------------ before and after


def _term(table: Mapping[str, Term], code: str | None) -> str:
    return table[code].name if code else ""


def _date(partial: PartialDate | None) -> str:
    if partial is None:
        return ""
    length = {"day": 10, "month": 7, "year": 4}[partial.precision]
    computed = " (dihitung)" if partial.computed else ""
    return partial.value.isoformat()[:length] + computed


def _party_names(agreement: Agreement, regions: Mapping[str, str]) -> list[str]:
    named = [_actor_name(party.actor, regions) for party in agreement.parties]
    named += [f"{party.as_written} (belum pasti)" for party in agreement.open_parties]
    return named + ["(tidak disebut)"] * agreement.unnamed_parties


def _numbers(agreement: Agreement) -> str:
    numbers = [p.number for p in agreement.parties] + [p.number for p in agreement.open_parties]
    return "; ".join(number or "-" for number in numbers) if any(numbers) else ""


def _actor_name(actor: Actor, regions: Mapping[str, str]) -> str:
    if isinstance(actor, Opd):
        return f"{actor.name} {regions.get(actor.region_code, actor.region_code)}"
    return actor.name


def _benefit(benefit: Benefit) -> str:
    currency = "" if benefit.currency == "IDR" else f" {benefit.currency}"
    year = f" ({benefit.year})" if benefit.year else ""
    return f"{benefit.item} = {benefit.amount}{currency}{year}"


_Shown = Callable[[Agreement, Mapping[str, str]], str]
# What of an agreement is compared, in the register's words for the fields.
_SHOWN: dict[str, _Shown] = {
    "judul": lambda a, _: a.title,
    "bentuk": lambda a, _: _term(FORMS, a.form),
    "tahap": lambda a, _: _term(STAGES, a.stage),
    "skema": lambda a, _: _term(SCHEMES, a.stated_scheme),
    "pihak": lambda a, regions: "; ".join(_party_names(a, regions)),
    "nomor": lambda a, _: _numbers(a),
    "urusan": lambda a, _: "; ".join(_term(AFFAIRS, code) for code in a.affairs),
    "ditandatangani": lambda a, _: _date(a.signed_on),
    "mulai": lambda a, _: _date(a.starts_on),
    "berakhir": lambda a, _: _date(a.ends_on) or ("tanpa batas waktu" if a.endless else ""),
    "target": lambda a, _: _date(a.due_on),
    "ruang_lingkup": lambda a, _: a.scope or "",
    "tujuan": lambda a, _: a.purpose or "",
    "lokasi": lambda a, _: a.location or "",
    "pembiayaan": lambda a, _: a.financing or "",
    "opd": lambda a, regions: "; ".join(_actor_name(opd, regions) for opd in a.responsible),
    "hasil": lambda a, _: "; ".join(map(_benefit, a.benefits)),
    "melaksanakan": lambda a, _: "; ".join(a.implements),
    "tautan": lambda a, _: a.link or "",
    "evaluasi": lambda a, _: a.evaluation or "",
    "catatan": lambda a, _: a.notes or "",
    "sumber_judul": lambda a, _: "; ".join(s.source.title for s in a.statements),
    "bukti": lambda a, _: "; ".join(s.evidence for s in a.statements if s.evidence),
}


def changes_between(
    old: Agreement, new: Agreement, regions: Mapping[str, str] | None = None
) -> list[Change]:
    """Give what a reader would see change, field by field.

    Parameters
    ----------
    old, new
        The agreement before and after.
    regions
        Names of regions by code, for the OPDs.
    """
    found = []
    for name, shown in _SHOWN.items():
        before, after = (shown(agreement, regions or {}) for agreement in (old, new))
        if before != after:
            found.append(Change(new.id, new.title, name, before, after))
    return found
