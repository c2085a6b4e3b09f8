"""All that is recorded of agreements, whole, so that any date can be judged from memory.

A nation's agreements take seconds to read, and a planner moves a date or a weight
many times. So they are read once for each database and kept; afterwards only what
changed since is asked for. Nothing here depends on a date.
"""

from __future__ import annotations

import gc
import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from graph.database import Database
from graph.projection import READ_SECONDS, is_partner
from graph.vocabulary import Term
from graph.writing import INSTANT, ROWS_A_BATCH, batches

Row = Mapping[str, Any]
Key = tuple[str, str]
T = TypeVar("T")

_DATES_KEPT = 8
# A writing process notes the instant before its transaction ends; so long it may take.
_LATE = timedelta(seconds=30)
_NEXT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ContactKind(Term):
    """A way in which two regions touch, and how the two are read from the graph."""

    query: str = ""


_REGIONS_OF = """
RETURN a.code AS a, b.code AS b, e.length_km AS length_km, null AS distance_km,
       false AS same_landmass ORDER BY a, b
"""
CONTACTS = {
    row.code: row
    for row in (
        ContactKind(
            "land",
            "berbatasan darat",
            "land border",
            "MATCH (a:Region)-[e:BORDERS]->(b:Region)" + _REGIONS_OF,
        ),
        ContactKind(
            "sea",
            "bertetangga laut",
            "sea neighbours",
            "MATCH (a:Region)-[e:SEA_NEIGHBOUR]->(b:Region) "
            "RETURN a.code AS a, b.code AS b, 0.0 AS length_km, e.distance_km AS distance_km, "
            "e.same_landmass AS same_landmass ORDER BY a, b",
        ),
        ContactKind(
            "corner",
            "bertemu di satu titik",
            "meeting in a point",
            "MATCH (a:Region)-[e:TOUCHES]->(b:Region) "
            "RETURN a.code AS a, b.code AS b, 0.0 AS length_km, null AS distance_km, "
            "true AS same_landmass ORDER BY a, b",
        ),
        ContactKind(
            "own",
            "provinsi dengan daerahnya",
            "province with a region of its own",
            "MATCH (b:Region)-[:PART_OF]->(a:Region) "
            "RETURN a.code AS a, b.code AS b, 0.0 AS length_km, null AS distance_km, "
            "true AS same_landmass ORDER BY a, b",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Place:
    """A region as the reference facts tell of it."""

    code: str
    name: str
    kind: str
    province_code: str | None
    capital: str | None
    population: int
    latitude: float | None
    longitude: float | None

    @property
    def province(self) -> str:
        """The code of its province; a province's own."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Contact:
    """Two regions that touch, a < b by code.

    Attributes
    ----------
    kind
        A code of `CONTACTS`.
    length_km
        Of the land border; 0 where there is none.
    distance_km
        Across water, where that is what joins them.
    """

    a: str
    b: str
    kind: str
    length_km: float
    distance_km: float | None = None
    same_landmass: bool = False

    @property
    def key(self) -> Key:
        """The two codes."""
        return self.a, self.b


@dataclass(frozen=True, slots=True)
class Externality:
    """An affair whose effects cross borders: how much (0 to 1), and why."""

    affair: str
    weight: float
    reason: str
    reason_en: str


class Recorded(NamedTuple):
    """An agreement or learning visit as it is recorded.

    `parties` are keys of actors; `regions` the codes of those that take part
    themselves or through an OPD; `direct` of those that do so themselves; `sides`
    the regions and the partners.
    """

    id: str
    title: str
    form: str
    stage: str
    scheme: str
    cooperation: bool
    unnamed: int
    parties: tuple[str, ...]
    regions: tuple[str, ...]
    direct: tuple[str, ...]
    sides: tuple[str, ...]
    signed_on: date | None
    starts_on: date | None
    due_on: date | None
    first_stated_on: date | None
    last_stated_on: date | None
    runs_from: date | None
    runs_until: date | None
    endless: bool
    changed_at: str
    affairs: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()

    @property
    def known_from(self) -> date:
        """The day from which it counts as known; without any date, from ever."""
        start, stated = self.runs_from, self.first_stated_on
        return min(start or stated or date.min, stated or start or date.min)

    @property
    def size(self) -> int:
        """How many parties it has, named or not; a region and its OPDs are one."""
        return len(self.sides) + self.unnamed

    def is_running(self, on: date) -> bool:
        """Whether it is a cooperation that runs on a date (on paper or in deed)."""
        start, end = self.runs_from, self.runs_until
        return self.cooperation and start is not None and start <= on and (not end or end >= on)


class Named(NamedTuple):
    """An OPD or a partner: its name (an OPD's without its region's) and kind."""

    name: str
    kind: str


class Reported(NamedTuple):
    """A total that a source states of a region."""

    id: str
    region: str
    year: int | None
    form: str | None
    scheme: str | None
    total: int
    at_least: bool
    source: str | None
    stated_on: date | None


# ------------------------------------------------------------------ what is asked

_REGIONS = """
MATCH (r:Region) RETURN r.code AS code, r.name AS name, r.kind AS kind,
  r.province_code AS province_code, r.capital AS capital, coalesce(r.population, 0) AS population,
  r.latitude AS latitude, r.longitude AS longitude ORDER BY code
"""
_EXTERNALITIES = """
MATCH (f:Affair) WHERE f.cross_border_weight > 0
RETURN f.code AS affair, f.cross_border_weight AS weight, f.cross_border_reason AS reason,
       f.cross_border_reason_en AS reason_en ORDER BY affair
"""
_REPORTS = """
MATCH (t:Report)-[:ABOUT_REGION]->(r:Region)
OPTIONAL MATCH (t)-[:STATED_IN]->(s:Source)
WITH t, r, min(s.published_on) AS stated_on, min(s.title) AS source
RETURN t.id AS id, r.code AS region, t.year AS year, t.form AS form, t.scheme AS scheme,
       t.count AS total, coalesce(t.at_least, false) AS at_least, source, stated_on ORDER BY id
"""
_REFERENCE_MARKS = """
MATCH (r:Region) WITH collect(coalesce(r.digest, r.code)) AS regions
OPTIONAL MATCH (f:Affair)
WITH regions, collect(coalesce(f.digest, f.code)) AS affairs
RETURN regions + affairs AS marks
"""
_REPORT_MARKS = "MATCH (t:Report) RETURN collect(coalesce(t.digest, t.id)) AS marks"
_NAMES = (
    "MATCH (n:Opd) RETURN n.id AS key, n.name AS name, 'opd' AS kind",
    "MATCH (n:Partner) RETURN n.id AS key, n.name AS name, n.kind AS kind",
)
_NAMES_OF = (
    "UNWIND $keys AS key MATCH (n:Opd {id: key}) RETURN key, n.name AS name, 'opd' AS kind",
    "UNWIND $keys AS key MATCH (n:Partner {id: key}) RETURN key, n.name AS name, n.kind AS kind",
)
_NAMES_BY = (
    "MATCH (n:Opd)-[:NAMED_BY]->(l:Load) WHERE l.id IN $loads "
    "RETURN DISTINCT n.id AS key, n.name AS name, 'opd' AS kind",
    "MATCH (n:Partner)-[:NAMED_BY]->(l:Load) WHERE l.id IN $loads "
    "RETURN DISTINCT n.id AS key, n.name AS name, n.kind AS kind",
)
_RECENT_LOADS = """
MATCH (l:Load) WHERE l.at >= $since OR l.changed_at >= $since
WITH collect({id: l.id, state: l.state}) AS loads
RETURN loads, COUNT { MATCH (n:Opd) } + COUNT { MATCH (n:Partner) } AS actors
"""
_ACTORS = (
    "MATCH (n:Opd) RETURN collect(n.id) AS keys",
    "MATCH (n:Partner) RETURN collect(n.id) AS keys",
)
_COUNT = "MATCH (k:Agreement) RETURN count(k) AS count"
_IDS = "MATCH (k:Agreement) RETURN collect(k.id) AS ids"

# Gathered by form, and dates as text: a nation's agreements cross the wire in half the
# time that a row with native dates for each would take.
_ALL = "MATCH (k:Agreement)"
_SOME = "UNWIND $ids AS id MATCH (k:Agreement {id: id})"
_ROWS = """
RETURN k.form AS form, collect([
  k.id, k.title, k.stage, k.scheme, k.cooperation, coalesce(k.unnamed_parties, 0),
  coalesce(k.party_keys, [(k)<-[:PARTY_TO]-(p) | coalesce(p.code, p.id)]),
  toString(k.signed_on), toString(k.starts_on), toString(k.due_on),
  toString(k.first_stated_on), toString(k.last_stated_on),
  toString(k.runs_from), toString(k.runs_until), coalesce(k.endless, false),
  coalesce(k.changed_at, '')
]) AS found
"""
_ABOUT = "MATCH (k)-[:ABOUT]->(f:Affair) RETURN f.code AS target, collect(k.id) AS ids"
_LINKS = "MATCH (k)-[:IMPLEMENTS]->(f:Agreement) RETURN f.id AS target, collect(k.id) AS ids"


@dataclass(frozen=True, slots=True)
class _Reading:
    """The three statements that read agreements: all, or some by their ids."""

    rows: str
    about: str
    links: str


_WHOLE = _Reading(_ALL + _ROWS, f"{_ALL} WITH k {_ABOUT}", f"{_ALL} WITH k {_LINKS}")
_BY_ID = _Reading(f"{_SOME} WITH k {_ROWS}", f"{_SOME} WITH k {_ABOUT}", f"{_SOME} WITH k {_LINKS}")
_CHANGED = """
MATCH (k:Agreement) WHERE k.changed_at >= $since
RETURN collect([k.id, k.changed_at]) AS found
"""


def _targets(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Give for each agreement the sorted targets of its edges."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for id in row["ids"]:
            found[id].append(row["target"])
    return {id: tuple(sorted(set(targets))) for id, targets in found.items()}


def _region_of(key: str) -> str | None:
    """Give the region that takes part through an actor; a partner has none."""
    return None if is_partner(key) else key.partition("-")[0]


class _Words(dict[Any, Any]):
    """Gives one object for equal ones: a nation has few keys and days, used very often."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __missing__(self, value: Any) -> Any:
        made = self[value] = self._make(value)
        return made


class History:
    """What a database holds of agreements, regions, contacts and reported totals.

    Attributes
    ----------
    version
        Grows with every change that was noticed.
    lock
        Held while it is read or brought up to date.
    derived
        What was worked out from all this, by name and date, until the next change.
    agreements
        By id; learning visits among them.
    of_region
        By region's code, the agreements of itself or its OPDs, by id.
    of_pair
        By two codes (a < b) that touch, the cooperations to which both are parties.
    implementers
        By id of a framework, the ids of those that implement it.
    actors
        The OPDs and partners that the graph holds, by key; none while no party is one.
    regions, contacts, externalities, reports
        As the reference facts and reports tell.
    """

    def __init__(self) -> None:
        self.version = 0
        self.lock = threading.RLock()
        self.derived: dict[tuple[str, date | None], Any] = {}
        self.agreements: dict[str, Recorded] = {}
        self.of_region: dict[str, dict[str, Recorded]] = defaultdict(dict)
        self.of_pair: dict[Key, dict[str, Recorded]] = defaultdict(dict)
        self.implementers: dict[str, set[str]] = defaultdict(set)
        self.actors: dict[str, Named] = {}
        self.regions: dict[str, Place] = {}
        self.contacts: tuple[Contact, ...] = ()
        self.externalities: dict[str, Externality] = {}
        self.reports: tuple[Reported, ...] = ()
        self._after: dict[str, frozenset[str]] = {}
        self._known: dict[str, list[date]] = {}
        self._latest = ""
        self._written = -1
        self._read_at = datetime.max
        self._reference_marks: list[str] = []
        self._report_marks: list[str] = []
        self._days = _Words(date.fromisoformat)
        self._keys = _Words(str)
        self._region_of = _Words(_region_of)
        self._codes = _Words(lambda codes: tuple(sorted(set(codes))))
        self._groups = _Words(tuple)

    def records(self, code: str, on: date) -> int:
        """Count the agreements and learning visits of a region known by a date."""
        if code not in self._known:
            items = self.of_region.get(code, {}).values()
            self._known[code] = sorted(item.known_from for item in items)
        return bisect_right(self._known[code], on)

    def name(self, key: str) -> str:
        """Give the name of a region, OPD or partner; an OPD's with its region's."""
        if key in self.regions:
            return self.regions[key].name
        found = self.actors.get(key)
        if found is None:
            return key
        region = self.regions.get(_region_of(key) or "")
        return f"{found.name} {region.name}" if region else found.name

    def derive(self, name: str, on: date | None, make: Callable[[], T]) -> T:
        """Give what was worked out under a name as of a date, made where it is not there yet."""
        with self.lock:
            key = name, on
            if key not in self.derived:
                dated = [held for held in self.derived if held[0] == name and held[1]]
                for held in dated[: max(0, len(dated) + 1 - _DATES_KEPT)]:
                    del self.derived[held]
                with without_collecting():
                    self.derived[key] = make()
            found: T = self.derived[key]
            return found

    # -------------------------------------------------------------- keeping up to date

    def refresh(self, database: Database) -> None:
        """Take in what changed in the database since the last time."""
        written = database.written
        before = self.version
        begun = datetime.now(UTC).replace(tzinfo=None)
        self._read_reference(database)
        self._read_reports(database)
        self._read_names(database)
        self._read_agreements(database)
        self._written, self._read_at = written, begun
        if self.version != before:
            self.derived.clear()

    def _read_reference(self, database: Database) -> None:
        """Read regions, contacts and affairs where they are other than they were."""
        marks = sorted(map(str, database.read(_REFERENCE_MARKS, limit=None).one()["marks"]))
        if marks == self._reference_marks and database.written == self._written:
            return
        self._reference_marks = marks
        places = {row["code"]: Place(**row) for row in database.read(_REGIONS, limit=None)}
        contacts = tuple(
            Contact(kind=kind.code, **row)
            for kind in CONTACTS.values()
            for row in database.read(kind.query, limit=None)
        )
        found = database.read(_EXTERNALITIES, limit=None)
        externalities = {row["affair"]: Externality(**row) for row in found}
        if contacts != self.contacts:
            after: dict[str, set[str]] = defaultdict(set)
            for contact in contacts:
                after[contact.a].add(contact.b)
            self._after = {code: frozenset(others) for code, others in after.items()}
            self.of_pair.clear()
            for item in self.agreements.values():
                self._join(item)
        if (places, contacts, externalities) != (self.regions, self.contacts, self.externalities):
            self.regions, self.contacts, self.externalities = places, contacts, externalities
            self.version += 1

    def _read_reports(self, database: Database) -> None:
        """Read the reported totals where they are other than they were."""
        marks = sorted(map(str, database.read(_REPORT_MARKS).one()["marks"]))
        if marks == self._report_marks and database.written == self._written:
            return
        self._report_marks = marks
        reports = tuple(Reported(**row) for row in database.read(_REPORTS, limit=None))
        if reports != self.reports:
            self.reports = reports
            self.version += 1

    def _read_agreements(self, database: Database) -> None:
        if self.agreements:
            changed = self._take_some(database, self._changed(database))
        else:
            with without_collecting():
                changed = self._take(database, _WHOLE, {})
            gc.freeze()  # what was read stays, and need not be searched again
        count = database.read(_COUNT).one()["count"]
        gone: set[str] = set()
        if count != len(self.agreements):
            there = set(database.read(_IDS, limit=None, timeout=READ_SECONDS).one()["ids"])
            gone = self.agreements.keys() - there
            for id in gone:
                self._drop(id)
            # What another program wrote may lack a note of when it changed.
            changed += self._take_some(database, sorted(there - self.agreements.keys()))
        if changed or gone:
            self.version += 1

    def _changed(self, database: Database) -> list[str]:
        """Give the ids of the agreements that were written since they were read."""
        found = database.read(
            _CHANGED, {"since": self._since()}, limit=None, timeout=READ_SECONDS
        ).one()["found"]
        return [
            id
            for id, changed_at in found
            if id not in self.agreements or self.agreements[id].changed_at != changed_at
        ]

    def _since(self) -> str:
        """Give the instant since when a change may have come that was not seen yet.

        A transaction may end some time after what it notes as its instant, so each
        reading looks back beyond the one before it.
        """
        latest = datetime.strptime(self._latest, INSTANT) if self._latest else datetime.min
        return min(latest + _NEXT, self._read_at - _LATE).strftime(INSTANT)

    def _take_some(self, database: Database, ids: Sequence[str]) -> int:
        return sum(
            self._take(database, _BY_ID, {"ids": part}) for part in batches(ids, ROWS_A_BATCH)
        )

    def _take(self, database: Database, reading: _Reading, values: Row) -> int:
        """Read agreements and keep those that are other than they were; give how many."""
        taken = 0
        kept: dict[str, Recorded] = {}
        for group in database.read(reading.rows, values, limit=None, timeout=READ_SECONDS):
            form = self._keys[group["form"]]
            for row in group["found"]:
                kept[row[0]] = self._recorded(form, row)
        if not kept:
            return 0
        self._name_actors(database, {key for item in kept.values() for key in item.parties})
        about = _targets(database.read(reading.about, values, limit=None, timeout=READ_SECONDS))
        links = _targets(database.read(reading.links, values, limit=None, timeout=READ_SECONDS))
        for id, item in kept.items():
            whole = item._replace(
                affairs=self._groups[about.get(id, ())], implements=links.get(id, ())
            )
            if whole != self.agreements.get(id):
                self._drop(id)
                self._add(whole)
                taken += 1
        return taken

    def _name_actors(self, database: Database, keys: set[str]) -> None:
        """Read the names of actors that are not known yet."""
        missing = sorted(keys - self.actors.keys() - self.regions.keys())
        if missing and not self.actors:
            self._take_names(database, _NAMES, {})
        elif missing:
            self._take_names(database, _NAMES_OF, {"keys": missing})

    def _read_names(self, database: Database) -> None:
        """Read again what recent loads call the actors that they name; forget those that are gone.

        This comes before the agreements: whoever is gone here is in none that is read after.
        """
        if not self.actors:
            return
        since = (self._read_at - _LATE).strftime("%Y-%m-%dT%H:%M:%SZ")
        recent = database.read(_RECENT_LOADS, {"since": since}).one()
        loads = recent["loads"]
        if any(load["state"] in ("undoing", "undone") for load in loads):
            self._take_names(database, _NAMES, {})  # what an older load says holds again
        elif loads:
            ids = [load["id"] for load in loads]
            self._take_names(database, _NAMES_BY, {"loads": ids})
        # Checked after naming: as many may have come as have gone.
        if recent["actors"] != len(self.actors):
            self._match_actors(database)

    def _match_actors(self, database: Database) -> None:
        """Forget the actors that are gone from the graph, and name those that are new in it."""
        there: set[str] = set()
        for query in _ACTORS:
            there.update(database.read(query, limit=None, timeout=READ_SECONDS).one()["keys"])
        if not self.actors.keys() <= there:
            # A new mapping: what was derived from the one before may still be in use.
            self.actors = {key: named for key, named in self.actors.items() if key in there}
            self.version += 1
        self._name_actors(database, there)

    def _take_names(self, database: Database, queries: Iterable[str], values: Row) -> None:
        for query in queries:
            for row in database.read(query, values, limit=None, timeout=READ_SECONDS):
                named = Named(row["name"], row["kind"])
                if self.actors.get(row["key"], named) != named:
                    self.version += 1
                self.actors[row["key"]] = named

    def _recorded(self, form: str, row: list[Any]) -> Recorded:
        days, keys = self._days, self._keys
        parties = tuple([keys[key] for key in row[6]])
        codes = self._codes[tuple([code for key in parties if (code := self._region_of[key])])]
        signed, starts, due, first, last, start, end = [
            days[text] if text else None for text in row[7:14]
        ]
        return Recorded(
            id=row[0],
            title=row[1],
            form=form,
            stage=keys[row[2]],
            scheme=keys[row[3]],
            cooperation=row[4],
            unnamed=row[5],
            parties=parties,
            regions=codes,
            direct=self._groups[tuple([key for key in parties if key in codes])],
            sides=codes + tuple(dict.fromkeys([k for k in parties if not self._region_of[k]])),
            signed_on=signed,
            starts_on=starts,
            due_on=due,
            first_stated_on=first,
            last_stated_on=last,
            runs_from=start,
            runs_until=end,
            endless=row[14],
            changed_at=row[15],
        )

    def _add(self, item: Recorded) -> None:
        self.agreements[item.id] = item
        self._latest = max(self._latest, item.changed_at)
        for code in item.regions:
            self.of_region[code][item.id] = item
            self._known.pop(code, None)
        for target in item.implements:
            self.implementers[target].add(item.id)
        self._join(item)

    def _join(self, item: Recorded) -> None:
        if item.cooperation and len(item.regions) > 1:
            for key in self._pairs_of(item):
                self.of_pair[key][item.id] = item

    def _drop(self, id: str) -> None:
        item = self.agreements.pop(id, None)
        if item is None:
            return
        for code in item.regions:
            self.of_region[code].pop(id, None)
            self._known.pop(code, None)
        for target in item.implements:
            self.implementers[target].discard(id)
        for key in self._pairs_of(item):
            self.of_pair[key].pop(id, None)

    def _pairs_of(self, item: Recorded) -> list[Key]:
        codes = set(item.regions)
        return [(a, b) for a in item.regions for b in self._after.get(a, frozenset()) & codes]


_histories: WeakKeyDictionary[Database, History] = WeakKeyDictionary()
_making = threading.Lock()


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold the search for garbage: among millions of objects it takes as long as the work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Seen(threading.local):
    """What a thread has read since `one_reading` began, with the writes that were made by then."""

    seen: dict[Database, int] | None = None


_reading = _Seen()


@contextmanager
def one_reading() -> Iterator[None]:
    """Look only once for what others changed: all that a page tells is of one moment.

    What this program itself writes meanwhile is taken in all the same.
    """
    _reading.seen = {}
    try:
        yield
    finally:
        _reading.seen = None


def history(database: Database) -> History:
    """Give the history of a database as it is now, or as it was when `one_reading` first looked.

    Parameters
    ----------
    database
        Either engine. The first time everything is read (some seconds for a nation),
        afterwards what changed.
    """
    with _making:
        held = _histories.setdefault(database, History())
    seen = _reading.seen
    if seen is not None and seen.get(database) == database.written:
        return held
    with held.lock:
        held.refresh(database)
    if seen is not None:
        seen[database] = database.written
    return held
