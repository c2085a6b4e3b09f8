"""The deals of an invented nation as agreements of the model, each marked as invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from benchmarks.nation.deals import Deal, Nation
from benchmarks.nation.words import (
    FINANCING,
    FIRST,
    PURPOSES,
    SECOND,
    SORTS,
    SUBJECTS,
    YIELDS,
)
from graph.invented import INVENTED, INVENTED_TITLE, PREFIX
from graph.model import (
    Agreement,
    Benefit,
    Opd,
    OpdForm,
    PartialDate,
    Partner,
    Party,
    Region,
    Report,
    Source,
    Statement,
)
from graph.vocabulary import FORMS
from loaders.reference import opd_forms

_ENDLESS = 0.015
_UNSIGNED = frozenset({"usulan", "pembahasan", "ditolak"})
_EVERY_INVENTED = 100  # of so many agreements one names the mark itself as a source
# Bodies that bear a further name, or are no OPD.
_LEFT_OUT = frozenset({"puskesmas", "kecamatan", "kelurahan", "dprd", "rskd"})
_OFFICE = "Sekretariat Daerah"


class Documents:
    """Puts deals in words; the same nation gives the same documents.

    Parameters
    ----------
    nation
        Whose deals they are.
    """

    def __init__(self, nation: Nation) -> None:
        self._nation, self._scale = nation, nation.scale
        self._dice = random.Random(f"documents {nation.scale.seed}")
        self._regions = nation.land.regions
        self._partners: list[Partner] = []
        mean = nation.scale.parties / nation.scale.agreements
        self._both = min(0.95, max(0.0, (mean - 2.13) / 1.15))
        self.opds = self._made_opds()
        self._carriers = [_carriers(opds) for opds in self.opds]
        self._source = lru_cache(maxsize=4_096)(self._made_source)
        self._counts: dict[tuple[int, int], int] = {}

    def agreements(self) -> Iterator[Agreement]:
        """Give all agreements, in the order of signing."""
        return map(self.agreement, self._nation.deals())

    def agreement(self, deal: Deal) -> Agreement:
        """Put one deal in words."""
        signed = date.fromordinal(deal.day)
        parties = self._parties(deal, signed.year)
        topic = self._dice.choice(SUBJECTS[deal.subjects[0]].topics)
        for region in deal.regions if deal.sort != "visit" else ():
            key = region, signed.year
            self._counts[key] = self._counts.get(key, 0) + 1
        is_unsigned = deal.stage in _UNSIGNED
        framework = deal.carries_out.number if deal.carries_out else 0
        ends_on, is_endless = self._end(deal)
        return Agreement(
            title=self._title(deal, topic),
            form=deal.form,
            stage=self._stage(deal, ends_on),
            parties=parties,
            statements=self._statements(deal, signed),
            register_key=_key(deal.number),
            affairs=tuple(SUBJECTS[place].affair for place in deal.subjects),
            signed_on=None if is_unsigned else self._day(signed),
            ends_on=None if is_unsigned else ends_on,
            endless=is_endless and not is_unsigned,
            scope=f"{topic} (rekaan)" if self._dice.random() < 0.5 else None,
            purpose=self._dice.choice(PURPOSES) if self._dice.random() < 0.3 else None,
            financing=self._dice.choice(FINANCING) if self._dice.random() < 0.3 else None,
            benefits=self._benefits(deal, signed.year),
            implements=(_key(framework),) if framework else (),
            responsible=self._responsible(deal, parties),
        )

    def reports(self) -> Iterator[Report]:
        """Give the totals that regions report of their years; most exceed what is recorded.

        They are known only when all agreements are.
        """
        dice = random.Random(f"reports {self._scale.seed}")
        recorded = self._nation.land.recorded
        weight = self._nation.land.weight
        typical = sum(self._counts.values()) / max(1.0, float((weight * recorded).sum()))
        for place, region in enumerate(self._regions):
            if dice.random() > (0.3 if recorded[place] == 1 else 0.6):
                continue
            for year in range(2014, self._scale.until):
                if dice.random() < 0.5:
                    continue
                count = self._counts.get((place, year), 0)
                if recorded[place] == 1:
                    total = round(count * dice.uniform(1.0, 1.5))
                else:
                    total = round(count + typical * float(weight[place]) / 25) + 1
                source = Source(
                    title=f"Rekapitulasi rekaan {region.name} {year} ({INVENTED_TITLE})",
                    publisher=INVENTED.publisher,
                    published_on=date(year + 1, dice.randint(1, 6), dice.randint(1, 28)),
                )
                yield Report(region.code, total, Statement(source), year)

    # -------------------------------------------------------------- parts of a document

    def _title(self, deal: Deal, topic: str) -> str:
        names = [self._regions[place].name for place in deal.regions]
        again = f" (perpanjangan ke-{deal.renewal})" if deal.renewal else ""
        about = topic[0].lower() + topic[1:]
        if deal.sort == "visit":
            return f"{PREFIX}Kaji banding {about} {names[0]} ke {names[1]}"
        if len(names) > 3:
            return f"{PREFIX}Forum {about} {len(names)} daerah rekaan {deal.day % 97:02}{again}"
        if deal.partners:
            names.append(self._partner(deal.partners[0]).name)
        joined = f"{', '.join(names[:-1])} dan {names[-1]}"
        return f"{PREFIX}{topic} antara {joined}{again}"

    def _stage(self, deal: Deal, ends_on: PartialDate | None) -> str:
        if deal.stage != "pelaksanaan" or ends_on is None:
            return deal.stage
        if deal.is_ended:
            return "selesai"
        if ends_on.value < date(self._scale.until, 1, 1):
            roll = self._dice.random()
            return "dicabut" if roll < 0.01 else "selesai" if roll < 0.5 else deal.stage
        return deal.stage

    def _day(self, day: date) -> PartialDate | None:
        roll = self._dice.random()
        if roll < 0.02:
            return PartialDate.of(day.year)
        return PartialDate.of(day.year, day.month) if roll < 0.05 else PartialDate(day)

    def _end(self, deal: Deal) -> tuple[PartialDate | None, bool]:
        roll = self._dice.random()
        if deal.is_ended:
            return PartialDate(date.fromordinal(deal.until)), False
        if deal.sort == "visit" or roll < self._nation.land.forgets[deal.regions[0]]:
            return None, deal.sort != "visit" and roll < _ENDLESS
        return PartialDate(date.fromordinal(deal.until), computed=roll > 0.8), False

    def _parties(self, deal: Deal, year: int) -> tuple[Party, ...]:
        subject = SUBJECTS[deal.subjects[0]].affair
        roles = FORMS[deal.form].roles
        is_signed = deal.sort != "visit" and deal.stage not in _UNSIGNED
        found: list[tuple[Region | Opd | Partner, str]] = []
        for place in deal.regions:
            region, roll = self._regions[place], self._dice.random()
            is_plain = deal.sort in ("visit", "forum") or roll > self._both
            if not is_plain or roll > self._both + (1 - self._both) * 0.6:
                opd = self._opd(place, subject)
                found += [(opd, region.code)] if is_plain else [(region, ""), (opd, region.code)]
            else:
                found.append((region, region.code))
        found += [(self._partner(number), "mitra") for number in deal.partners]
        return tuple(
            Party(
                actor,
                roles[0 if position == 0 else 1],
                f"{deal.number:06}/REKAAN/{mark}/{year}"
                if mark and is_signed and (mark != "mitra" or deal.number % 2)
                else None,
            )
            for position, (actor, mark) in enumerate(found)
        )

    def _responsible(self, deal: Deal, parties: tuple[Party, ...]) -> tuple[Opd, ...]:
        has_opd = any(isinstance(party.actor, Opd) for party in parties)
        if has_opd or len(deal.regions) > 3 or self._dice.random() < 0.5:
            return ()
        return (self._opd(deal.regions[0], SUBJECTS[deal.subjects[0]].affair),)

    def _benefits(self, deal: Deal, year: int) -> tuple[Benefit, ...]:
        if not deal.partners or self._dice.random() > 0.05:
            return ()
        amount = self._dice.randrange(1, 5_000) * 1_000_000
        return (Benefit(self._dice.choice(YIELDS), amount, year=year),)

    def _statements(self, deal: Deal, signed: date) -> tuple[Statement, ...]:
        recorded = self._nation.land.recorded
        tells = [place for place in deal.regions if recorded[place] == 1] or [deal.regions[0]]
        is_twice = len(tells) > 1 and self._dice.random() < 0.25
        page = f"baris {deal.number}"
        found = [
            Statement(self._source(place, signed.year, (signed.month - 1) // 3), "", page)
            for place in tells[: 1 + is_twice]
        ]
        if deal.number % _EVERY_INVENTED == 1:
            found.append(Statement(INVENTED))
        return tuple(found)

    def _made_source(self, place: int, year: int, quarter: int) -> Source:
        name = self._regions[place].name
        start = date(year + (quarter == 3), (quarter * 3 + 3) % 12 + 1, 1)
        return Source(
            title=f"Register rekaan {name} triwulan {quarter + 1} {year} ({INVENTED_TITLE})",
            publisher=INVENTED.publisher,
            published_on=start - timedelta(1),
        )

    # -------------------------------------------------------------- actors

    def _partner(self, number: int) -> Partner:
        while len(self._partners) <= number:
            self._partners.append(self._made_partner(len(self._partners)))
        return self._partners[number]

    def _made_partner(self, number: int) -> Partner:
        dice = random.Random(f"{self._scale.seed} {number}")
        sort = SORTS[self._nation.partners.sorts[number]]
        name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} {number + 1:05}"
        country = dice.choice(sort.countries) if sort.countries else None
        return Partner(dice.choice(sort.names).format(name), sort.kind, country)

    def _opd(self, place: int, affair: str) -> Opd:
        opds, weights = self._carriers[place].get(affair) or self._carriers[place]["sekretariat"]
        (opd,) = self._dice.choices(opds, cum_weights=weights)
        return opd

    def _made_opds(self) -> list[list[Opd]]:
        """Give each region OPDs that carry all affairs between them, then further ones."""
        dice = random.Random(f"opds {self._scale.seed}")
        # A tenth of the regions name few of theirs or none.
        mean = self._scale.opds / (0.9 * len(self._regions))
        found = []
        for region in self._regions:
            forms = [f for f in opd_forms() if region.kind in f.levels and f.code not in _LEFT_OUT]
            dice.shuffle(forms)
            found.append(_some(forms, round(mean + dice.uniform(-4, 4)), region.code))
        return found


def _some(forms: list[OpdForm], count: int, code: str) -> list[Opd]:
    carried: set[str] = set()
    chosen: list[OpdForm] = [form for form in forms if form.name == _OFFICE]
    is_fresh: Callable[[OpdForm], bool]
    for is_fresh in (
        lambda form: not carried & set(form.affairs),
        lambda form: not set(form.affairs) <= carried,
        lambda form: True,
    ):
        for form in forms:
            if form not in chosen and is_fresh(form) and (len(chosen) < max(1, count)):
                chosen.append(form)
                carried.update(form.affairs)
    return [Opd(form.name, code, form.affairs) for form in chosen]


def _carriers(opds: list[Opd]) -> dict[str, tuple[list[Opd], list[float]]]:
    """Give for each affair the OPDs that carry it; the first does so most often."""
    found: dict[str, list[Opd]] = {}
    for opd in opds:
        for affair in opd.affairs:
            found.setdefault(affair, []).append(opd)
    return {
        affair: (several, list(accumulate(0.6**place for place in range(len(several)))))
        for affair, several in found.items()
    }


def _key(number: int) -> str:
    return f"rekaan-{number:06}"
