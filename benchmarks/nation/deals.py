"""What the regions of an invented nation agree on, year by year, before it is put in words."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate

import numpy as np

from benchmarks.nation.land import Land, Numbers, make_land
from benchmarks.nation.partners import Partners
from benchmarks.nation.rule import FIRST_YEAR, Neighbours
from benchmarks.nation.words import SORTS, SUBJECTS
from graph.vocabulary import FORMS

# Of what is signed in a year. What renews it and carries it out is about as much again;
# regions and their partners sign the rest.
_OF_NEIGHBOURS, _OF_OTHERS, _OF_VISITS, _OF_PARTNERS = 0.05, 0.054, 0.03, 0.45
_MOST_A_PAIR = 4.0  # a year, on average
_OF_FORUMS, _MOST_FORUMS = 0.0015, 60
_TALKS = 0.012  # of the pairs that do not cooperate, in a year
_VISITS_BESIDE = 0.35
_GROWTH = 1.11
_SLOW = {2020: 0.6, 2021: 0.85}  # the years of the pandemic
_LAST_DAY = (9, 30)  # the last year is not over
_TERMS, _TERM_WEIGHTS = (1, 2, 3, 5), (15, 35, 65, 100)
_RENEWED = {"neighbours": 0.6, "others": 0.35, "forum": 0.8, "partner": 0.4}
_ENDED_EARLY = 0.9
_A_REGION = 50  # agreements that a small nation has for each region


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a nation is to be."""

    agreements: int
    opds: int = 20_000
    partners: int = 50_000
    parties: int = 900_000
    until: int = 2026
    seed: int = 1

    @property
    def regions(self) -> int:
        """How many regions take part, all 552 but in a small nation."""
        return min(552, self.agreements // _A_REGION)


@dataclass(slots=True)
class Deal:
    """An agreement in outline.

    Attributes
    ----------
    sort
        'neighbours', 'others', 'forum', 'visit' or 'partner'.
    regions, partners
        Their places in the land, and numbers of partners.
    subjects
        Places in `SUBJECTS`.
    day, until
        Ordinals of when it is signed and ends, whether a register says so or not.
    pair
        The place of the contact of neighbours, -1 for none.
    carries_out
        The framework that it implements.
    renewal
        How often it was renewed before.
    is_ended
        Whether the two ended it before its time, which their registers tell.
    number
        Its place among all that is recorded, 0 where it is not.
    """

    sort: str
    regions: tuple[int, ...]
    partners: tuple[int, ...]
    subjects: tuple[int, ...]
    form: str
    stage: str
    day: int
    until: int
    pair: int = -1
    carries_out: Deal | None = None
    renewal: int = 0
    is_ended: bool = False
    number: int = 0


@dataclass(slots=True)
class _Year:
    """A year while it is filled: what is signed in it, and how much still may be."""

    year: int
    first: int
    last: int
    budget: int
    signed: list[Deal] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether as much is signed as was to be."""
        return len(self.signed) >= self.budget


class Nation:
    """An invented nation; the same scale gives the same one.

    Parameters
    ----------
    scale
        How large.
    """

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self._chance = np.random.default_rng(scale.seed)
        self._dice = random.Random(scale.seed)
        self.land: Land = make_land(self._chance, scale.regions)
        self.neighbours = Neighbours(self.land, self._chance)
        self.partners = Partners(self.land, self._dice, scale)
        self._beside = {(one.a, one.b): n for n, one in enumerate(self.land.contacts)}
        self._later: dict[int, list[Deal]] = {}
        self._running: dict[int, list[Deal]] = {}
        self._runs_until = np.zeros(len(self.land.contacts), dtype=np.int64)
        self._made = 0
        weights = {"among": [s.among for s in SUBJECTS], "outside": [s.outside for s in SUBJECTS]}
        self._subjects = {name: list(accumulate(each)) for name, each in weights.items()}
        self._eager = list(accumulate(self.land.activity.tolist()))
        self._everyone = list(range(len(self.land.regions))), self._eager
        self._courted = list(accumulate((self.land.activity**1.5).tolist()))
        seen = self.land.weight * self.land.recorded
        self._dealing = list(accumulate(seen.tolist()))
        pull = np.exp(0.7 * self.land.affinity)
        self._drawn_to = list(accumulate(pull.tolist()))

    def deals(self) -> Iterator[Deal]:
        """Give what is recorded, in the order of signing; the whole history is made first."""
        return iter([deal for year in self._years() for deal in year])

    def _years(self) -> Iterator[list[Deal]]:
        shares = _shares(self.scale.until)
        due = 0.0
        for year, share in shares.items():
            due += share * self.scale.agreements
            this = _Year(
                year,
                date(year, 1, 1).toordinal(),
                date(year, *(_LAST_DAY if year == self.scale.until else (12, 31))).toordinal(),
                max(0, round(due) - self._made),
            )
            self.partners.begin_year(share, this.budget * _OF_PARTNERS)
            self._fill(this)
            this.signed.sort(key=lambda deal: deal.day)
            for deal in this.signed:
                self._made += 1
                deal.number = self._made
            yield this.signed

    def _fill(self, year: _Year) -> None:
        later = [deal for deal in self._later.pop(year.year, []) if deal.day <= year.last]
        self._step(year, later)
        for deal in later:
            if deal.pair < 0 and not year.is_full:
                self._sign(deal, year)
        for _ in range(self._about(year.budget * _OF_OTHERS)):
            self._others(year)
        for _ in range(self._about(year.budget * _OF_VISITS)):
            self._visit(year)
        forums = min(_MOST_FORUMS, self.scale.agreements * _OF_FORUMS)
        for _ in range(self._about(forums * year.budget / self.scale.agreements)):
            self._forum(year)
        while not year.is_full:
            self._partner(year)

    # -------------------------------------------------------------- neighbours

    def _step(self, year: _Year, later: Sequence[Deal]) -> None:
        known = self.partners.of_region
        shared = np.array([len(known[c.a] & known[c.b]) for c in self.land.contacts], dtype=float)
        began, stopped = self.neighbours.step(year.year, shared)
        for pair in np.flatnonzero(stopped):
            self._end(int(pair), year)
        active = self.neighbours.active
        for deal in later:
            if deal.pair >= 0 and active[deal.pair]:
                self._sign(deal, year)
        pace = np.where(active, self.neighbours.pace, 0.0)
        rate = min(_MOST_A_PAIR, year.budget * _OF_NEIGHBOURS / max(1.0, pace.sum()))
        counts = self._chance.poisson(np.minimum(pace * rate, 25))
        middle = (year.first + year.last) // 2
        counts += began | (active & (counts == 0) & (self._runs_until < middle))
        for pair in np.flatnonzero(counts):
            for _ in range(counts[pair]):
                self._among(int(pair), year)
        # Some that do not cooperate talk about it.
        talks = ~active & (self._chance.random(len(active)) < _TALKS)
        for pair in np.flatnonzero(talks):
            stage = "ditolak" if self._dice.random() < 0.15 else "usulan"
            if self.scale.until - year.year < 3 and self._dice.random() < 0.5:
                stage = "pembahasan"
            self._among(int(pair), year, stage)

    def _end(self, pair: int, year: _Year) -> None:
        """End what two neighbours still have, since they stop; some only let it run out."""
        is_early = self._dice.random() < _ENDED_EARLY
        for deal in self._running.pop(pair, []):
            if is_early and deal.until > year.first:
                deal.until = max(deal.day + 30, self._dice.randint(year.first, year.last))
                deal.is_ended = True
        self._runs_until[pair] = 0

    def _among(self, pair: int, year: _Year, stage: str = "pelaksanaan") -> None:
        contact = self.land.contacts[pair]
        regions = (contact.a, contact.b) if self._dice.random() < 0.5 else (contact.b, contact.a)
        is_joined = self._dice.random() < 0.06 and self.land.recorded[regions[0]] > 0
        partners = (self.partners.pick(regions[0]),) if is_joined else ()
        form = "kesepakatan_bersama" if self._dice.random() < 0.35 else "pks"
        deal = self._deal("neighbours", regions, partners, form, year, stage)
        deal.pair = pair
        self._sign(deal, year)

    # -------------------------------------------------------------- others

    def _others(self, year: _Year) -> None:
        roll = self._dice.random()
        first = self._draw(self._eager)
        regions = [first]
        for _ in range(1 + (roll > 0.95) + (roll > 0.98)):
            regions += self._far(first, regions)
        if len(regions) > 1:
            form = "kesepakatan_bersama" if self._dice.random() < 0.4 else "pks"
            self._sign(self._deal("others", tuple(regions), (), form, year), year)

    def _far(self, first: int, others: Sequence[int]) -> list[int]:
        """Draw a region that borders none of the others; none where six draws find none."""
        land, roll = self.land, self._dice.random()
        group, weights = self._everyone
        if roll < 0.75:
            code = land.regions[first].code[:2]
            circle = land.of_community[int(land.community[first])]
            group = circle if roll < 0.5 else land.of_province[code]
            weights = list(accumulate(land.activity[group].tolist()))
        for _ in range(6):
            (found,) = self._dice.choices(group, cum_weights=weights)
            if found not in others and all(self._contact(found, one) is None for one in others):
                return [found]
        return []

    def _contact(self, one: int, other: int) -> int | None:
        """Give the place of the contact of two regions, None where they do not lie together."""
        return self._beside.get((min(one, other), max(one, other)))

    def _visit(self, year: _Year) -> None:
        if self._dice.random() < _VISITS_BESIDE:
            contact = self.land.contacts[self._draw(self._drawn_to)]
            learner, host = contact.a, contact.b
            if self._dice.random() < 0.5:
                learner, host = host, learner
        else:
            learner, host = self._draw(self._eager), self._draw(self._courted)
        if learner != host:
            deal = self._deal("visit", (learner, host), (), "kaji_banding", year, "selesai")
            deal.until = deal.day + self._dice.randrange(4)
            self._sign(deal, year)

    def _forum(self, year: _Year) -> None:
        """Found a forum: of one circle, or of regions all over the land.

        In the latter neighbours meet only if they cooperate already.
        """
        land = self.land
        if self._dice.random() < 0.25:
            group = land.of_community[self._dice.randrange(len(land.of_community))]
            size = min(len(group), self._dice.randrange(5, 13))
            members = self._dice.sample(group, size)
        else:
            members = []
            everyone = self._dice.sample(range(len(land.regions)), min(60, len(land.regions)))
            size = self._dice.randrange(6, 21)
            for region in everyone:
                contacts = [self._contact(region, one) for one in members]
                known = [n for n in contacts if n is not None]
                if len(members) < size and all(self.neighbours.active[n] for n in known):
                    members.append(region)
        members = [one for one in members if land.recorded[one] > 0]
        if len(members) > 2:
            self._sign(self._deal("forum", tuple(members), (), "kesepakatan_bersama", year), year)

    def _partner(self, year: _Year) -> None:
        region = self._draw(self._dealing)
        partner = self.partners.pick(region)
        roll = self._dice.random()
        several = {partner: None}
        while roll < 0.08 * 0.4 ** (len(several) - 1) and len(several) < 8:
            several[self.partners.pick(region)] = None
            roll = self._dice.random()
        sort = SORTS[self.partners.sorts[partner]]
        form = sort.framework if self._dice.random() < 0.3 else sort.other
        if sort.kind == "international_organisation" and self._dice.random() < 0.4:
            form = "keanggotaan"
        stage = "pelaksanaan"
        if self._dice.random() < (0.05 if self.scale.until - year.year < 3 else 0.004):
            stage = self._dice.choice(("usulan", "pembahasan", "ditolak"))
        self._sign(self._deal("partner", (region,), tuple(several), form, year, stage), year)

    # -------------------------------------------------------------- what all share

    def _deal(
        self,
        sort: str,
        regions: tuple[int, ...],
        partners: tuple[int, ...],
        form: str,
        year: _Year,
        stage: str = "pelaksanaan",
    ) -> Deal:
        weights = self._subjects["outside" if sort == "partner" else "among"]
        roll = self._dice.random()
        subjects = {self._draw(weights): None for _ in range(1 + (roll > 0.75) + (roll > 0.97))}
        day = self._dice.randint(year.first, year.last)
        return Deal(sort, regions, partners, tuple(subjects), form, stage, day, day + self._term())

    def _term(self) -> int:
        (years,) = self._dice.choices(_TERMS, cum_weights=_TERM_WEIGHTS)
        return round(years * 365.25)

    def _sign(self, deal: Deal, year: _Year) -> None:
        """Put a deal into its year where it is recorded, and later ones that follow from it."""
        if self._is_recorded(deal):
            year.signed.append(deal)
        if deal.stage != "pelaksanaan":
            return
        if deal.pair >= 0:
            self._runs_until[deal.pair] = max(self._runs_until[deal.pair], deal.until)
            self._running.setdefault(deal.pair, []).append(deal)
        if FORMS[deal.form].framework and deal.sort != "forum":
            is_likely = deal.sort == "neighbours" or self._dice.random() < 0.65
            for _ in range(is_likely * (1 + (self._dice.random() < 0.35))):
                self._carry_out(deal, year)
        if self._dice.random() < _RENEWED[deal.sort]:
            day = deal.until + self._dice.randrange(-20, 60)
            renewed = replace(
                deal,
                day=day,
                until=day + self._term(),
                carries_out=None,
                number=0,
                renewal=deal.renewal + 1,
                is_ended=False,
            )
            self._schedule(renewed, year)

    def _carry_out(self, deal: Deal, year: _Year) -> None:
        form = SORTS[self.partners.sorts[deal.partners[0]]].other if deal.partners else "pks"
        form = "pks" if FORMS[form].framework else form
        day = deal.day + self._dice.randrange(15, 330)
        until = min(deal.until, day + self._term())
        self._schedule(
            replace(
                deal,
                form=form,
                day=day,
                until=max(until, day + 90),
                subjects=deal.subjects[:1],
                carries_out=deal,
                renewal=0,
                number=0,
                is_ended=False,
            ),
            year,
        )

    def _schedule(self, deal: Deal, year: _Year) -> None:
        if year.first <= deal.day <= year.last and not year.is_full:
            self._sign(deal, year)
        else:
            then = max(date.fromordinal(deal.day).year, year.year + 1)
            deal.day = max(deal.day, date(then, 1, 1).toordinal())
            deal.until = max(deal.until, deal.day + 90)
            self._later.setdefault(then, []).append(deal)

    def _is_recorded(self, deal: Deal) -> bool:
        """Say whether a register tells of a deal: of the first region's, or of another's."""
        recorded: Numbers = self.land.recorded
        shares = [recorded[region] for region in deal.regions]
        if deal.sort == "partner":
            return True
        missed = 1.0
        for share in shares:
            missed *= 1 - share
        return min(shares) > 0 and self._dice.random() >= missed

    def _draw(self, cumulated: Sequence[float]) -> int:
        (found,) = self._dice.choices(range(len(cumulated)), cum_weights=cumulated)
        return found

    def _about(self, expected: float) -> int:
        whole = int(expected)
        return whole + (self._dice.random() < expected - whole)


def _shares(until: int) -> dict[int, float]:
    """Give the part of all agreements that is signed in each year."""
    weights = {
        year: _GROWTH ** (year - FIRST_YEAR) * _SLOW.get(year, 1.0) * (0.75 if year == until else 1)
        for year in range(FIRST_YEAR, until + 1)
    }
    whole = sum(weights.values())
    return {year: weight / whole for year, weight in weights.items()}
