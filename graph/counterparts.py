"""Which OPDs of two regions would face each other, affair by affair.

Recorded OPDs come first. Where a region has none for a task, the one that regions of
its kind usually have is assumed, or one that is known by name; both are marked. Two
OPDs face each other by what they do (`OpdForm.tasks`): Satpol PP faces Satpol PP and
not BPBD, though both serve public order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any, Literal, NamedTuple

from graph.database import Database
from graph.history import Externality
from graph.law import CROSSES_FROM
from graph.model import KnownOpd, OpdForm
from graph.vocabulary import AFFAIRS, STAGES, Term

Row = Mapping[str, Any]
Basis = Literal["recorded", "known", "assumed"]

BASES = {
    term.code: term
    for term in (
        Term("recorded", "tercatat", "recorded"),
        Term("known", "dikenal namanya, belum tercatat", "known by name, not recorded"),
        Term("assumed", "diandaikan dari bentuk yang lazim", "assumed from the usual form"),
    )
}
"""On what it rests that a region has an OPD."""
MOST_AN_AFFAIR = 6
"""How many pairs of one affair are proposed; more only where more cooperate already."""
MOST_OTHERS = 3
"""How many of the other agreements of an OPD are named."""

# Assumed whatever their weight: these offices prepare any cooperation between regions.
_GATE = "sekretariat"
_PLACE = {code: place for place, code in enumerate(AFFAIRS)}


class Work(NamedTuple):
    """An agreement to which an OPD is a party; `running` on the date asked for."""

    id: str
    title: str
    running: bool


@dataclass(frozen=True, slots=True)
class SeenOpd:
    """A recorded OPD and the cooperations it was known to be party to, running ones first."""

    id: str
    name: str
    region_code: str
    affairs: tuple[str, ...]
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the OPDs of two regions.

    Attributes
    ----------
    kinds
        The kind of each region, by code.
    opds
        Those that are recorded.
    forms
        The common forms.
    named
        Those known by name.
    externalities
        By affair.
    """

    kinds: Mapping[str, str]
    opds: Sequence[SeenOpd]
    forms: Sequence[OpdForm]
    named: Sequence[KnownOpd]
    externalities: Mapping[str, Externality]


@dataclass(frozen=True, slots=True)
class Side:
    """One OPD of a proposed pair.

    Attributes
    ----------
    id
        Its key; None unless it is recorded.
    basis
        A code of `BASES`.
    agreements
        How many cooperations it was party to.
    others
        Some of those it has with others than this counterpart, running ones first.
    """

    id: str | None
    name: str
    region_code: str
    basis: Basis
    agreements: int = 0
    others: tuple[Work, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether a register names it."""
        return self.basis == "recorded"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Two OPDs that would face each other.

    Attributes
    ----------
    affair
        The one that crosses borders most of those that both serve.
    also
        The other affairs that both serve.
    basis
        'recorded' only where both are.
    known
        Ids of the cooperations that the two have already.
    """

    affair: str
    a: Side
    b: Side
    also: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def assumptions(self) -> int:
        """How many of the two are not recorded."""
        return [self.a.recorded, self.b.recorded].count(False)

    @property
    def basis(self) -> Literal["recorded", "assumed"]:
        """On what the pair rests."""
        return "assumed" if self.assumptions else "recorded"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The pairs proposed for two regions.

    Attributes
    ----------
    pairs
        By affair, those that cross borders most first; recorded ones first in each.
    left_out
        How many further pairs there would be, by affair.
    unpaired
        Recorded OPDs for which no counterpart is found.
    """

    pairs: tuple[Counterpart, ...]
    left_out: Mapping[str, int]
    unpaired: tuple[Side, ...]


# ------------------------------------------------------------------ what an OPD does

_WORD = re.compile(r"[^\W_]+")
_SILENT = frozenset({"dan", "serta"})


@lru_cache(maxsize=4_096)
def _words(name: str) -> tuple[str, frozenset[str]]:
    """Give the first word of a name, and all that tell it from others."""
    words = [word for word in _WORD.findall(name.casefold()) if word not in _SILENT]
    return (words[0] if words else ""), frozenset(words)


class _Forms:
    """Finds the forms of an OPD by its name."""

    def __init__(self, forms: Sequence[OpdForm]) -> None:
        self.of_code = {form.code: form for form in forms}
        self._exact: dict[frozenset[str], OpdForm] = {}
        self._begins: dict[str, list[tuple[frozenset[str], OpdForm]]] = defaultdict(list)
        for form in forms:
            for name in (form.name, *form.short_forms):
                first, words = _words(name)
                self._exact.setdefault(words, form)
                self._begins[first].append((words, form))

    def of(self, name: str) -> list[OpdForm]:
        """Give the form that a name is of, or those that it is put together from."""
        first, words = _words(name)
        if exact := self._exact.get(words):
            return [exact]
        within = [(part, form) for part, form in self._begins[first] if part < words]
        widest = [form for part, form in within if not any(part < other for other, _ in within)]
        return list({form.code: form for form in widest}.values())


@dataclass(frozen=True, slots=True)
class _Body:
    """An OPD on one side, with what tells whom it faces.

    `own` bears a name of its own; such as a region usually has in number, `several`.
    """

    side: Side
    works: tuple[Work, ...]
    affairs: tuple[str, ...]
    tasks: frozenset[str]
    meets: frozenset[str]
    form: OpdForm | None
    own: bool

    @property
    def several(self) -> bool:
        return self.own and not (self.form and self.form.standard)


def _recorded(opd: SeenOpd, forms: _Forms) -> _Body:
    found = forms.of(opd.name)
    affairs = opd.affairs or tuple(affair for form in found for affair in form.affairs)
    side = Side(opd.id, opd.name, opd.region_code, "recorded", len(opd.works))
    return _Body(
        side,
        opd.works,
        tuple(dict.fromkeys(affairs)),
        # An OPD of no known form is told by its affairs alone.
        frozenset(task for form in found for task in form.tasks) or frozenset(affairs),
        frozenset(task for form in found for task in form.meets),
        found[0] if found else None,
        bool(found) and _words(opd.name)[1] not in _names(found[0]),
    )


def _names(form: OpdForm) -> set[frozenset[str]]:
    return {_words(name)[1] for name in (form.name, *form.short_forms)}


def _unrecorded(form: OpdForm, code: str, name: str | None = None) -> _Body:
    side = Side(None, name or form.name, code, "known" if name else "assumed")
    tasks, meets = frozenset(form.tasks), frozenset(form.meets)
    return _Body(side, (), form.affairs, tasks, meets, form, bool(name))


def _bodies(code: str, known: Known, forms: _Forms) -> list[_Body]:
    """Give a region's OPDs: recorded, known by name, and assumed for what is left."""
    bodies = [_recorded(opd, forms) for opd in known.opds if opd.region_code == code]
    seen = [_words(body.side.name)[1] for body in bodies]
    for named in known.named:
        form = forms.of_code.get(named.form)
        # A register leaves titles out: "RSUD Mohamad Saleh" is RSUD dr. Mohamad Saleh.
        is_seen = any(len(words) > 1 and words <= _words(named.name)[1] for words in seen)
        if form and named.region_code == code and not is_seen:
            bodies.append(_unrecorded(form, code, named.name))
    done = {task for body in bodies for task in body.tasks}
    kind = known.kinds.get(code, "")
    assumed = (_assumed(form, done, kind, known.forms) for form in known.forms)
    return bodies + [_unrecorded(form, code) for form in assumed if form]


def _assumed(form: OpdForm, done: Set[str], kind: str, forms: Sequence[OpdForm]) -> OpdForm | None:
    """Give the form that a region of a kind is assumed to have for tasks that nobody does yet.

    Where a part of a standard form's tasks is done, it is one that does the rest alone.
    """
    left = set(form.tasks) - done
    if kind not in form.standard or not left:
        return None
    if len(left) == len(form.tasks):
        return form
    return next((one for one in forms if kind in one.levels and set(one.tasks) == left), None)


# ------------------------------------------------------------------ who faces whom


@dataclass(frozen=True, slots=True)
class _Facing:
    """A pair that could be proposed; the smaller `order`, the sooner it is."""

    pair: Counterpart
    order: tuple[int, int, int]


def _rank(a: _Body, b: _Body) -> int | None:
    """Tell how closely two OPDs match, or that they do not; the smaller, the closer.

    Of one form (0), of one task (1), such as bear names of their own (2), or one that
    has to do with what the other does (3).
    """
    if a.tasks & b.tasks:
        if a.own or b.own:
            return 2
        return 0 if a.form and a.form == b.form else 1
    return 3 if a.tasks & b.meets or a.meets & b.tasks else None


def _shared(a: _Body, b: _Body, weights: Mapping[str, float]) -> list[str]:
    """Give the affairs that both serve, those that cross borders most first."""
    both = [affair for affair in a.affairs if affair in b.affairs] or [*a.affairs, *b.affairs]
    return sorted(set(both), key=lambda affair: (-weights.get(affair, -1.0), _PLACE[affair]))


def _side(body: _Body, common: Sequence[str]) -> Side:
    others = tuple(work for work in body.works if work.id not in common)[:MOST_OTHERS]
    side = body.side
    return Side(side.id, side.name, side.region_code, side.basis, side.agreements, others)


def _is_worth_it(a: _Body, b: _Body, affair: str, weights: Mapping[str, float]) -> bool:
    """Whether to propose two OPDs: such as nobody recorded only for what crosses borders."""
    if a.side.recorded or b.side.recorded or affair == _GATE:
        return True
    return weights.get(affair, 0.0) >= CROSSES_FROM


def _facing(a: _Body, b: _Body, weights: Mapping[str, float]) -> _Facing | None:
    rank = _rank(a, b)
    affairs = _shared(a, b, weights)
    if rank is None or not affairs or not _is_worth_it(a, b, affairs[0], weights):
        return None
    theirs = {work.id for work in b.works}
    common = tuple(work.id for work in a.works if work.id in theirs)
    pair = Counterpart(affairs[0], _side(a, common), _side(b, common), tuple(affairs[1:]), common)
    return _Facing(pair, (a.several + b.several, rank, pair.assumptions))


def propose(a: str, b: str, known: Known) -> Proposal:
    """Tell which OPDs of two regions would face each other.

    Parameters
    ----------
    a, b
        Codes of the two regions.
    known
        What is known of their OPDs, from `read`.

    Returns
    -------
    Proposal

    Notes
    -----
    A body that several regions have in number, each with a name of its own (hospitals,
    puskesmas), faces every one of the other side's, and the dinas above them; so at most
    `MOST_AN_AFFAIR` of an affair are given, closest match first. Pairs that cooperate
    already are all given. Two OPDs of which none is recorded are proposed only for
    affairs with cross-border externalities and for the secretariats' offices.
    """
    forms = _Forms(known.forms)
    weights = {code: found.weight for code, found in known.externalities.items()}
    sides = _bodies(a, known, forms), _bodies(b, known, forms)
    found: dict[str, list[_Facing]] = defaultdict(list)
    for body_a, body_b in product(*sides):
        if facing := _facing(body_a, body_b, weights):
            found[facing.pair.affair].append(facing)
    pairs: list[Counterpart] = []
    left_out: dict[str, int] = {}
    for affair in sorted(found, key=lambda code: (-weights.get(code, -1.0), _PLACE[code])):
        chosen = _choose(found[affair])
        pairs += chosen
        if more := len(found[affair]) - len(chosen):
            left_out[affair] = more
    paired = {side for facings in found.values() for f in facings for side in _keys(f.pair)}
    recorded = [body for bodies in sides for body in bodies if body.side.recorded]
    unpaired = [_side(body, ()) for body in recorded if body.side.id not in paired]
    return Proposal(tuple(pairs), left_out, tuple(unpaired))


def _keys(pair: Counterpart) -> tuple[str | None, str | None]:
    return pair.a.id, pair.b.id


def _choose(facings: Sequence[_Facing]) -> list[Counterpart]:
    """Give the pairs of one affair that are proposed, recorded ones first."""
    ordered = sorted(facings, key=lambda f: (f.order, f.pair.a.name, f.pair.b.name))
    running = [f.pair for f in ordered if f.pair.known]
    fresh = [f.pair for f in ordered if not f.pair.known]
    chosen = running + fresh[: max(MOST_AN_AFFAIR - len(running), 0)]
    return sorted(chosen, key=lambda pair: (pair.assumptions, not pair.known))


# ------------------------------------------------------------------ reading

_KINDS = "MATCH (r:Region) WHERE r.code IN $codes RETURN r.code AS code, r.kind AS kind"
# What bears no date at all counts as known: its source may be from any time.
_OPDS = """
MATCH (o:Opd) WHERE o.region_code IN $codes
OPTIONAL MATCH (o)-[:PARTY_TO|RESPONSIBLE_FOR]->(k:Agreement)
WITH DISTINCT o, k
RETURN o.id AS id, o.name AS name, o.region_code AS region_code, o.affairs AS affairs,
       k.id AS agreement, k.title AS title, k.stage AS stage, k.cooperation AS cooperation,
       toString(k.runs_from) AS runs_from, toString(k.runs_until) AS runs_until,
       toString(k.first_stated_on) AS first_stated_on
ORDER BY name, id, agreement
"""
_FORMS = """
MATCH (f:OpdForm)
RETURN f.code AS code, f.name AS name, f.levels AS levels, f.affairs AS affairs,
       f.short_forms AS short_forms, f.tasks AS tasks, f.meets AS meets, f.standard AS standard
ORDER BY f.position
"""
_NAMED = """
MATCH (n:KnownOpd) WHERE n.region_code IN $codes
RETURN n.name AS name, n.region_code AS region_code, n.form AS form ORDER BY name
"""


def read(
    database: Database, a: str, b: str, on: date, externalities: Mapping[str, Externality]
) -> Known:
    """Read what is known of the OPDs of two regions as of a date.

    Parameters
    ----------
    database
        Where to read.
    a, b
        Codes of the two regions.
    on
        An OPD counts from the day on which the first agreement of it is known.
    externalities
        By affair, from the history.
    """
    codes = [a, b]
    kinds = {row["code"]: row["kind"] for row in database.read(_KINDS, {"codes": codes})}
    named = database.read(_NAMED, {"codes": codes}, limit=None)
    return Known(
        kinds,
        read_opds(database, codes, on),
        read_forms(database),
        [KnownOpd(**row) for row in named],
        externalities,
    )


def read_forms(database: Database) -> list[OpdForm]:
    """Read the common forms of OPDs."""
    listed = ("levels", "affairs", "short_forms", "tasks", "meets", "standard")
    return [
        OpdForm(row["code"], row["name"], **{name: tuple(row[name] or ()) for name in listed})
        for row in database.read(_FORMS, limit=None)
    ]


def read_opds(database: Database, codes: Sequence[str], on: date) -> list[SeenOpd]:
    """Read the OPDs of regions that were known by a date, with their cooperations."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in database.read(_OPDS, {"codes": list(codes)}, limit=None):
        rows[row["id"]].append(row)
    day = on.isoformat()
    return [_seen(found, day) for found in rows.values() if _is_known(found, day)]


def _is_known(rows: Sequence[Row], day: str) -> bool:
    """Whether something of an OPD is known by a day; one without agreements always is."""
    return any(row["agreement"] is None or _known_from(row) <= day for row in rows)


def _known_from(row: Row) -> str:
    days = [row[name] for name in ("runs_from", "first_stated_on") if row[name]]
    return min(days, default="")


def _seen(rows: Sequence[Row], day: str) -> SeenOpd:
    works = [
        (_known_from(row), Work(row["agreement"], row["title"], _is_running(row, day)))
        for row in rows
        if row["cooperation"] and _known_from(row) <= day and not _is_void(row)
    ]
    works.sort(key=lambda item: item[0], reverse=True)
    works.sort(key=lambda item: not item[1].running)
    first = rows[0]
    return SeenOpd(
        first["id"],
        first["name"],
        first["region_code"],
        tuple(first["affairs"] or ()),
        tuple(work for _, work in works),
    )


def _is_void(row: Row) -> bool:
    return STAGES[row["stage"]].effect == "void"


def _is_running(row: Row, day: str) -> bool:
    start, end = row["runs_from"], row["runs_until"]
    return start is not None and start <= day and (end is None or end >= day)
