"""What bears which names: regions, OPDs, partners by all of theirs; agreements by numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.database import Database
from graph.history import History, Named, Place, Recorded
from graph.patterns import fold
from graph.projection import READ_SECONDS
from graph.wordlist import Bearer, WordList
from graph.writing import batches

_NUMBERS_A_READING = 10_000
_NUMBERS = """
UNWIND $ids AS id MATCH (:Agreement {id: id})<-[e:PARTY_TO]-() WHERE e.number IS NOT NULL
RETURN collect([id, e.number]) AS found
"""


def _no_names(_name: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class OtherNames:
    """Names that the graph does not hold.

    Attributes
    ----------
    actors
        Of regions and partners, by key: "Konut".
    opds
        Gives those of an OPD by its name without its region's: "Dinkes".
    openings
        By kind of region, words before its bare name: "pemkab".
    short
        By one word, what it is short for: "dinkes", "dinas kesehatan".
    """

    actors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    opds: Callable[[str], Sequence[str]] = _no_names
    openings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    short: Mapping[str, Sequence[str]] = field(default_factory=dict)


NO_NAMES = OtherNames()


class Names:
    """The names of everything in a history, as it was at one moment."""

    def __init__(
        self, held: History, other: OtherNames, decided: Iterable[tuple[str, str]]
    ) -> None:
        with held.lock:
            self.regions: Mapping[str, Place] = dict(held.regions)
            self.actors: Mapping[str, Named] = dict(held.actors)
            self.agreements: Mapping[str, Recorded] = dict(held.agreements)
        self.counts: Counter[str] = Counter()
        for item in self.agreements.values():
            self.counts.update([key for key in item.parties if key not in self.regions])
            self.counts.update(item.regions)
        self._other = other
        self._decided: dict[str, list[str]] = defaultdict(list)
        for key, text in decided:
            self._decided[key].append(text)
        self._words_of_region: dict[str, str] = {}

    def told(self, key: str) -> list[str]:
        """Give the other names of an actor that are worth telling."""
        names = [*self._other.actors.get(key, ()), *self._decided.get(key, ())]
        if key in self.actors and self.actors[key].kind == "opd":
            return [*self._other.opds(self.actors[key].name), *names]
        return names

    def name(self, key: str) -> str:
        """Give the name of an actor; an OPD's with its region's."""
        if key in self.regions:
            return self.regions[key].name
        named = self.actors[key]
        region = self.regions.get(key.partition("-")[0]) if named.kind == "opd" else None
        return f"{named.name} {region.name}" if region else named.name

    def bearer(self, key: str) -> Bearer:
        """Give all by which an actor is found."""
        if key in self.regions:
            region = self.regions[key]
            province = self.regions.get(region.province_code or "")
            names = [region.name, *self._made(region), *self.told(key), key, key.replace(".", "")]
            more = [province.name, *self.told(province.code)] if province else []
            return Bearer(names, " ".join(more))
        named = self.actors[key]
        names = [self.name(key), named.name, *self.told(key), key]
        if named.kind != "opd":
            return Bearer(names)
        return Bearer(names, self._region_words(key.partition("-")[0]))

    def _made(self, region: Place) -> Iterator[str]:
        """Give the names of a region that follow from its own."""
        kind, _space, bare = region.name.partition(" ")
        if fold(kind) != region.kind:
            return
        bare = bare.removeprefix("Administrasi ")
        yield bare
        yield bare.replace(" ", "")
        for opening in self._other.openings.get(region.kind, ()):
            yield f"{opening} {bare}"

    def _region_words(self, code: str) -> str:
        if code not in self._words_of_region:
            names = self.bearer(code).names if code in self.regions else ()
            self._words_of_region[code] = " ".join(dict.fromkeys(" ".join(names).split()))
        return self._words_of_region[code]


class NumberList:
    """The numbers that parties gave agreements: read after the names, as they take longer."""

    def __init__(self, texts: Mapping[str, tuple[str, tuple[str, ...]]] | None = None) -> None:
        self._texts = texts or {}
        self.ids = [id for id, (_changed_at, numbers) in self._texts.items() if numbers]
        self.words = WordList(Bearer(self.of(id)) for id in self.ids)

    def of(self, id: str) -> tuple[str, ...]:
        """Give the numbers of an agreement."""
        return self._texts[id][1] if id in self._texts else ()

    def updated(self, database: Database, agreements: Mapping[str, Recorded]) -> NumberList:
        """Read what changed since; give this list itself where nothing did."""
        known = self._texts
        missing = [
            id
            for id, item in agreements.items()
            # What another program wrote may lack a note of when it changed.
            if not item.changed_at or id not in known or known[id][0] != item.changed_at
        ]
        if not missing and len(agreements) == len(known):
            return self
        found: dict[str, list[str]] = defaultdict(list)
        for id, number in _read_numbers(database, missing):
            found[id].append(number)
        texts = {id: told for id, told in known.items() if id in agreements}
        for id in missing:
            texts[id] = agreements[id].changed_at, tuple(dict.fromkeys(found.get(id, ())))
        return NumberList(texts)


def _read_numbers(database: Database, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for part in batches(ids, _NUMBERS_A_READING):
        row = database.read(_NUMBERS, {"ids": part}, timeout=READ_SECONDS).one()
        yield from row["found"]
