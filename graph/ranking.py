"""Which gaps come first, and why: a score of named parts, each with its sentence.

The score is the weighted mean of the parts, each a number from 0 to 1. A part is a
row of `PARTS`: its default weight, what it means, and the function that measures it
and says in words what it found.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.errors import ArgumentInvalid
from graph.evidence import Comparables, Evidence, evidence
from graph.gaps import Pair, Readings
from graph.history import Place, without_collecting
from graph.projection import is_partner
from graph.sentences import Sentence, Share
from graph.vocabulary import AFFAIRS, Term

# A border of this length counts half as much as an endless one.
_HALF_BORDER_KM = 50.0
_FAR_KM = 50.0
_FEW_PEOPLE, _MANY_PEOPLE = 10_000, 3_000_000
_FORGOTTEN_YEARS = 5.0
_HALF_SHARED = 1.0
_UNSURE = 2  # comparable pairs that are assumed not to cooperate, so that 1 of 1 is not certain
_HALF_RECORDS = 3.0
_NAMED = 3
_LARGEST_WEIGHT = 1_000.0
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,6})?", re.ASCII)


class WeightUnknown(ArgumentInvalid):
    """A weight for a part that there is none of."""

    text = "Bobot “{value}” tidak dikenal. Pakai salah satu: {choices}."


class WeightUnreadable(ArgumentInvalid):
    """A weight that is no number from 0 to 1,000."""

    text = (
        "Bobot {name} “{value}” tidak dapat dipakai. Tulis angka dari 0 sampai 1000, mis. {name}=2."
    )


class WeightsUnreadable(ArgumentInvalid):
    """A text of weights that is not written as it should be."""

    text = "Bobot “{value}” tidak terbaca. Tulis nama=angka dipisah koma, mis. border=2,people=0."


class WeightsAllZero(ArgumentInvalid):
    """Weights of which none counts."""

    text = "Semua bobot nol, jadi tidak ada urutan. Beri sedikitnya satu angka di atas 0."


# ------------------------------------------------------------------ one pair


class Case:
    """One pair, and what speaks for it.

    Parameters
    ----------
    pair, affair
        The pair as judged, whole or for one affair.
    found
        The evidence of its date.
    """

    def __init__(self, pair: Pair, affair: str | None, found: Evidence) -> None:
        self.pair, self.affair, self.evidence = pair, affair, found

    @cached_property
    def places(self) -> tuple[Place, Place]:
        """Both regions."""
        regions = self.evidence.history.regions
        return regions[self.pair.a], regions[self.pair.b]

    @cached_property
    def comparable(self) -> Comparables:
        """The pairs like this one."""
        return self.evidence.comparable(self.pair, self.affair)


Measured = tuple[float, Sentence]


def _border(case: Case) -> Measured:
    pair = case.pair
    if pair.contact == "sea":
        distance = pair.distance_km or 0.0
        near = max(0.0, 1 - distance / _FAR_KM) / 2
        return near, Sentence("Terpisah {km} km laut.", {"km": distance})
    if not pair.border_km:
        return 0.0, Sentence("Tidak punya batas darat bersama.")
    whole = case.evidence.whole_border
    smaller = min(case.places, key=lambda place: (whole[place.code], place.code))
    share = pair.border_km / whole[smaller.code]
    length = pair.border_km / (pair.border_km + _HALF_BORDER_KM)
    sentence = Sentence(
        "Berbatasan {km} km, {share} dari seluruh batas darat {name}.",
        {"km": pair.border_km, "share": Share(share), "name": smaller.name},
    )
    return (length + share) / 2, sentence


def _people(case: Case) -> Measured:
    a, b = case.places
    middle = math.sqrt(max(a.population, 1) * max(b.population, 1))
    span = math.log(_MANY_PEOPLE / _FEW_PEOPLE)
    value = min(1.0, max(0.0, math.log(middle / _FEW_PEOPLE) / span))
    sentence = Sentence(
        "{a_people} jiwa di {a} dan {b_people} jiwa di {b}.",
        {"a": a.name, "b": b.name, "a_people": a.population, "b_people": b.population},
    )
    return value, sentence


def uncovered(pair: Pair, found: Evidence) -> list[str]:
    """Give the affairs with effects across borders in which nothing runs between two.

    Those in which both cooperate with others come first, then the weightiest.
    """
    running = {
        affair for item in pair.agreements if item.status == "running" for affair in item.affairs
    }
    both = found.active(pair.a) & found.active(pair.b)
    weighed = found.history.externalities.values()
    order = sorted(weighed, key=lambda row: (row.affair not in both, -row.weight, row.affair))
    return [row.affair for row in order if row.affair not in running]


def _affairs(case: Case) -> Measured:
    weighed = case.evidence.history.externalities
    if case.affair:
        row = weighed.get(case.affair)
        if row is None:
            return 0.0, Sentence("Urusan ini jarang berdampak melintasi batas.")
        reason = Term(row.affair, row.reason, row.reason_en)
        return row.weight, Sentence("Melintasi batas: {reason}.", {"reason": reason})
    open_affairs = uncovered(case.pair, case.evidence)
    if not weighed:
        return 0.0, Sentence("Bobot urusan belum ada di graf; jalankan jejaring load sekali lagi.")
    if not open_affairs:
        return 0.0, Sentence("Urusan yang dampaknya melintasi batas sudah dikerjasamakan.")
    both = case.evidence.active(case.pair.a) & case.evidence.active(case.pair.b)
    total = sum(row.weight for row in weighed.values())
    value = sum(weighed[code].weight * (1 if code in both else 0.5) for code in open_affairs)
    shared = [AFFAIRS[code] for code in open_affairs if code in both]
    named = (shared or [AFFAIRS[code] for code in open_affairs])[:_NAMED]
    values = {"count": len(open_affairs), "shared": len(shared), "named": named}
    if shared:
        said = Sentence(
            "Keduanya bekerja sama dengan pihak lain dalam {shared} urusan yang melintasi batas, "
            "tetapi kini tidak satu sama lain, terutama {named}.",
            values,
        )
    elif case.pair.unknown_sides:
        said = Sentence(
            "Belum tercatat kerja sama dalam {count} urusan yang melintasi batas, terutama "
            "{named}.",
            values,
        )
    else:
        said = Sentence(
            "Belum ada kerja sama berjalan dalam {count} urusan yang melintasi batas, terutama "
            "{named}.",
            values,
        )
    return value / total, said


def _enclosed(case: Case) -> Measured:
    found = case.evidence.enclosed(case.pair)
    if found is None:
        return 0.0, Sentence("Tidak ada kota yang dikelilingi kabupatennya.")
    inner, outer = (case.evidence.history.regions[code].name for code in found)
    return 1.0, Sentence(
        "{inner} hanya berbatasan dengan {outer}.", {"inner": inner, "outer": outer}
    )


def _lapsed(case: Case) -> Measured:
    ended = [item for item in case.pair.agreements if item.status == "lapsed"]
    last = max((day for item in ended if (day := item.ended_on)), default=None)
    if not ended:
        return 0.0, Sentence("Tidak ada kerja sama keduanya yang berakhir.")
    if last is None:
        return 0.0, Sentence("Kerja sama keduanya dicabut pada tanggal yang tidak tercatat.")
    years = (case.evidence.readings.on - last).days / 365.25
    value = max(0.0, 1 - years / _FORGOTTEN_YEARS)
    return value, Sentence("Kerja sama terakhir berakhir {day}.", {"day": last})


def _partners(case: Case) -> Measured:
    found = case.evidence.adamic_adar[case.pair.key]
    if not found:
        return 0.0, Sentence("Tidak ada mitra bersama.")
    shared = case.evidence.shared(case.pair)
    partners = sum(map(is_partner, shared))
    named = [case.evidence.history.name(key) for key in shared[:_NAMED]]
    values = {"partners": partners, "regions": len(shared) - partners, "named": named}
    if not partners:
        said = Sentence(
            "{regions} daerah bekerja sama dengan keduanya, antara lain {named}.", values
        )
    elif partners == len(shared):
        said = Sentence(
            "{partners} mitra bekerja sama dengan keduanya, antara lain {named}.", values
        )
    else:
        said = Sentence(
            "{partners} mitra dan {regions} daerah bekerja sama dengan keduanya, antara lain "
            "{named}.",
            values,
        )
    if len(shared) <= _NAMED:
        said = Sentence("Yang bekerja sama dengan keduanya: {named}.", values)
    return found / (found + _HALF_SHARED), said


def _cluster(case: Case) -> Measured:
    clusters = case.evidence.clusters
    a, b = clusters.get(case.pair.a), clusters.get(case.pair.b)
    if a is None or a != b:
        return 0.0, Sentence("Tidak berada dalam satu klaster kerja sama.")
    members = sum(number == a for number in clusters.values())
    return 1.0, Sentence(
        "Berada dalam satu klaster kerja sama, {members} daerah.", {"members": members}
    )


def _often(pairs: Iterable[Pair]) -> Counter[str]:
    return Counter(
        affair
        for pair in pairs
        for affair in {a for i in pair.agreements if i.status == "running" for a in i.affairs}
    )


def _comparable(case: Case) -> Measured:
    found = case.comparable
    if not found.among:
        return 0.0, Sentence("Tidak ada pasangan serupa yang ada datanya.")
    count, among = len(found.cooperating), len(found.among)
    values: dict[str, Any] = {"count": count, "among": among}
    if not count:
        return 0.0, Sentence("Belum satu pun dari {among} pasangan serupa bekerja sama.", values)
    often = Counter({case.affair: count}) if case.affair else _often(found.cooperating)
    affair = min(often, key=lambda code: (-often[code], code)) if often else None
    example = next(one for one in found.cooperating if affair is None or affair in _often([one]))
    values["example"] = f"{example.a_name} – {example.b_name}"
    if affair is None:
        said = Sentence(
            "{count} dari {among} pasangan serupa sudah bekerja sama, misalnya {example}.", values
        )
    else:
        values["affair"] = AFFAIRS[affair]
        said = Sentence(
            "{count} dari {among} pasangan serupa sudah bekerja sama di bidang {affair}, "
            "misalnya {example}.",
            values,
        )
        if case.affair is None:
            said = Sentence(
                "{count} dari {among} pasangan serupa sudah bekerja sama, paling sering di "
                "bidang {affair}, misalnya {example}.",
                values,
            )
    return count / (among + _UNSURE), said


def _visits(case: Case) -> Measured:
    found = case.evidence.visits.get(case.pair.key, ())
    if not found:
        return 0.0, Sentence("Belum ada kaji banding tercatat antara keduanya.")
    last = found[-1]
    return 1.0, Sentence("Pernah kaji banding: {title}.", {"title": last.title})


def _recorded(case: Case) -> Measured:
    pair = case.pair
    sides = (pair.a_coverage, pair.b_coverage)
    shares = [
        side.recorded / (side.recorded + _HALF_RECORDS) * (1 if side.share is None else side.share)
        for side in sides
    ]
    known = 0.0 if pair.unknown_sides else 0.5
    values = {
        "a": Sentence("{count} kesepakatan {name}", {"count": pair.a_records, "name": pair.a_name}),
        "b": Sentence("{count} kesepakatan {name}", {"count": pair.b_records, "name": pair.b_name}),
    }
    said = Sentence("Tercatat {a} dan {b}.", values)
    if pair.unknown_sides:
        said = Sentence("Data belum cukup: tercatat {a} dan {b}.", values)
    return known + math.sqrt(shares[0] * shares[1]) / 2, said


# ------------------------------------------------------------------ the parts


@dataclass(frozen=True, slots=True)
class Part(Term):
    """A part of the score: its default weight, what it measures, and how.

    `lasting` is false where it depends on the agreements between the two that are
    counted, and so on the affair asked for.
    """

    weight: float = 1.0
    explanation: str = ""
    explanation_en: str = ""
    measure: Callable[[Case], Measured] = _border
    lasting: bool = True

    def explain(self, language: str = "id") -> str:
        """Say what it measures, in `language`."""
        return self.explanation_en if language == "en" else self.explanation


PARTS = {
    row.code: row
    for row in (
        Part(
            "border",
            "Batas bersama",
            "Shared border",
            3.0,
            "Panjang batas darat, dan bagiannya dari seluruh batas darat pihak yang batasnya "
            "lebih pendek; bagi tetangga laut, dekatnya.",
            "Length of the land border, and its share of the whole land border of the side "
            "that has less; of sea neighbours, how near they are.",
            _border,
        ),
        Part(
            "people",
            "Penduduk",
            "People",
            2.0,
            "Banyaknya penduduk kedua pihak, dari sepuluh ribu sampai tiga juta.",
            "People on both sides, from ten thousand to three million.",
            _people,
        ),
        Part(
            "affairs",
            "Urusan lintas batas",
            "Affairs across the border",
            2.0,
            "Urusan yang dampaknya melintasi batas dan belum dikerjasamakan, menurut bobotnya; "
            "penuh bila keduanya sudah mengerjakannya dengan pihak lain, selain itu separuh.",
            "Affairs with effects across the border that nobody covers, by their weight; in full "
            "where both already cooperate on it with others, else half.",
            _affairs,
            lasting=False,
        ),
        Part(
            "enclosed",
            "Kota dikelilingi",
            "Enclosed city",
            1.0,
            "Kota yang satu-satunya tetangga daratnya kabupaten itu.",
            "A city whose only land neighbour is that regency.",
            _enclosed,
        ),
        Part(
            "lapsed",
            "Baru berakhir",
            "Recently lapsed",
            3.0,
            "Kerja sama yang berakhir dalam lima tahun terakhir; makin baru makin bernilai.",
            "A cooperation that ended in the last five years; the later the more.",
            _lapsed,
            lasting=False,
        ),
        Part(
            "partners",
            "Mitra bersama",
            "Shared partners",
            3.0,
            "Mitra dan daerah yang bekerja sama dengan keduanya; yang jarang dipakai bersama "
            "bernilai lebih (Adamic–Adar).",
            "Partners and regions with which both cooperate; rare ones count more (Adamic–Adar).",
            _partners,
        ),
        Part(
            "cluster",
            "Satu klaster",
            "Same cluster",
            1.0,
            "Keduanya dalam satu klaster jejaring kerja sama antardaerah.",
            "Both in one cluster of the network of cooperating regions.",
            _cluster,
        ),
        Part(
            "comparable",
            "Pasangan serupa",
            "Comparable pairs",
            2.0,
            "Bagian dari pasangan serupa (kombinasi dan jenis sama, besar mirip) yang sudah "
            "bekerja sama.",
            "Share of the comparable pairs (same combination and kinds, like size) that cooperate.",
            _comparable,
            lasting=False,
        ),
        Part(
            "visits",
            "Kaji banding",
            "Learning visits",
            1.0,
            "Pernah ada kaji banding antara keduanya.",
            "There was a learning visit between the two.",
            _visits,
        ),
        Part(
            "recorded",
            "Datanya ada",
            "Data at hand",
            2.0,
            "Seberapa banyak yang tercatat tentang keduanya: makin banyak, makin pasti bahwa "
            "kesenjangan ini nyata.",
            "How much is recorded of both: the more, the surer that the gap is real.",
            _recorded,
        ),
    )
}


def read_weights(text: str | None) -> dict[str, float]:
    """Read weights as written in an address or a command: 'border=2,people=0'.

    Parameters
    ----------
    text
        Parts that are not named keep their default.

    Raises
    ------
    WeightsUnreadable, WeightUnknown, WeightUnreadable, WeightsAllZero
    """
    given: dict[str, str] = {}
    for item in (text or "").split(","):
        name, separator, value = (part.strip() for part in item.partition("="))
        if not separator:
            if item.strip():
                raise WeightsUnreadable(value=(text or "")[:80])
            continue
        if name in given:
            raise WeightsUnreadable(value=(text or "")[:80])
        given[name] = value
    return check_weights(given)


def check_weights(given: Mapping[str, str | float]) -> dict[str, float]:
    """Give a weight for every part, those that are given in place of the default.

    Raises
    ------
    WeightUnknown, WeightUnreadable, WeightsAllZero
    """
    weights = {code: part.weight for code, part in PARTS.items()}
    for name, value in given.items():
        if name not in PARTS:
            raise WeightUnknown(value=name[:40], choices=", ".join(PARTS))
        number = float(value) if _NUMBER.fullmatch(str(value)) else math.nan
        if not 0 <= number <= _LARGEST_WEIGHT:
            raise WeightUnreadable(name=name, value=str(value)[:40])
        weights[name] = number
    if not any(weights.values()):
        raise WeightsAllZero
    return weights


# ------------------------------------------------------------------ the rank


@dataclass(frozen=True, slots=True)
class Reason:
    """What one part says of a pair.

    Attributes
    ----------
    name
        A code of `PARTS`.
    value
        From 0 to 1.
    share
        What it adds to the score.
    """

    name: str
    value: float
    share: float
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Ranked:
    """A pair with its place; `reasons` are all parts, those that add most first."""

    rank: int
    score: float
    pair: Pair
    reasons: tuple[Reason, ...]


def rank(
    readings: Readings,
    pairs: Sequence[Pair],
    *,
    affair: str | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[Ranked]:
    """Order pairs by how much speaks for closing their gap.

    Parameters
    ----------
    readings
        What the pairs were judged from.
    pairs
        As `graph.gaps.judge` gives them.
    affair
        The affair for which they were judged, if one.
    weights
        By part, as `read_weights` gives them; the defaults where None.

    Returns
    -------
    list of Ranked
        The greatest score first, equal ones by the pair's key. A pair whose
        cooperation runs has no gap: its score is 0.
    """
    chosen = weights or check_weights({})
    found = evidence(readings)
    kept = readings.history.derive("measures", readings.on, dict[tuple[str, str], Measured])
    with without_collecting():
        scored = [(pair, _reasons(Case(pair, affair, found), chosen, kept)) for pair in pairs]
    scores = {pair.key: _score(pair, reasons) for pair, reasons in scored}
    scored.sort(key=lambda row: (-scores[row[0].key], row[0].status == "running", row[0].key))
    return [
        Ranked(place, scores[pair.key], pair, reasons)
        for place, (pair, reasons) in enumerate(scored, 1)
    ]


def _score(pair: Pair, reasons: Iterable[Reason]) -> float:
    return 0.0 if pair.status == "running" else round(sum(one.share for one in reasons), 6)


def _reasons(
    case: Case, weights: Mapping[str, float], kept: dict[tuple[str, str], Measured]
) -> tuple[Reason, ...]:
    """Measure every part of a pair; what lasts for the date is kept."""
    total = sum(weights.values())
    reasons = []
    for code, part in PARTS.items():
        key = code, case.pair.key
        measured = kept.get(key) if part.lasting else None
        if measured is None:
            measured = part.measure(case)
        if part.lasting:
            kept[key] = measured
        value, sentence = measured
        reasons.append(Reason(code, round(value, 6), value * weights[code] / total, sentence))
    return tuple(sorted(reasons, key=lambda one: -one.share))
