"""How well the rank of gaps foresaw who cooperated later.

Neighbours are ranked with what was known before a year, then it is counted which of them
began to cooperate. The rank is set beside each part of its score alone and beside what
needs no thought: random order, border length, shared partners, how much each has already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.accuracy import RESAMPLES, SEED, Cases, Estimate, Order, estimate
from graph.database import Database
from graph.errors import ArgumentInvalid, Translate, Word
from graph.evidence import Evidence, evidence
from graph.gaps import Pair, Readings, judge, read
from graph.history import History
from graph.ranking import PARTS, Ranked, check_weights, rank
from graph.sentences import Sentence
from graph.tables import Column, Table
from graph.vocabulary import Term

FIRST_YEAR = 1946
FIRST = (10, 50, 100)
LEAST = 10  # of either kind of case; with fewer there is nothing to conclude


class YearUnreadable(ArgumentInvalid):
    """Something else than a year."""

    text = (
        "“{value}” bukan tahun. Tulis tahun dengan empat angka, dari {first} sampai {last}, "
        "misalnya 2019."
    )


class YearOutside(ArgumentInvalid):
    """A year before anything is recorded, or one that has not begun."""

    text = (
        "Tahun {value} tidak dapat diuji: belum ada yang tercatat sebelumnya, atau belum tiba. "
        "Pilih tahun dari {first} sampai {last}, misalnya 2019."
    )


class EndTooEarly(ArgumentInvalid):
    """A period that ends before it begins."""

    text = (
        "Masa yang diuji mulai 1 Januari {year}, jadi tidak dapat berakhir pada {until}. Pilih "
        "tanggal akhir sesudahnya, atau kosongkan untuk hari ini."
    )


def read_year(value: int | str) -> int:
    """Read the year before which everything is held to be unknown.

    Parameters
    ----------
    value
        As a number or as somebody wrote it.

    Raises
    ------
    YearUnreadable, YearOutside
        Where it is no year, or none from 1946 to this one.
    """
    last = date.today().year
    written = str(value).strip()
    if not re.fullmatch(r"-?[0-9]{1,9}", written, re.ASCII):
        raise YearUnreadable(value=written[:40], first=FIRST_YEAR, last=last)
    if not FIRST_YEAR <= int(written) <= last:
        raise YearOutside(value=written, first=FIRST_YEAR, last=last)
    return int(written)


# ------------------------------------------------------------------ what is compared


@dataclass(frozen=True, slots=True)
class Baseline(Term):
    """An order that needs no score of ours; `function` gives what it puts first."""

    function: Callable[[Evidence, Pair], float]


BASELINES = {
    row.code: row
    for row in (
        # All equal: its figures are then exactly what random orders give on average.
        Baseline("random", "Urutan acak", "Random order", lambda found, pair: 0.0),
        Baseline(
            "border_km",
            "Panjang batas saja",
            "Border length alone",
            lambda found, pair: pair.border_km,
        ),
        Baseline(
            "adamic_adar",
            "Mitra bersama saja (Adamic–Adar)",
            "Shared partners alone (Adamic–Adar)",
            lambda found, pair: found.adamic_adar.get(pair.key, 0.0),
        ),
        Baseline(
            "attachment",
            "Banyaknya hubungan saja (preferential attachment)",
            "Number of links alone (preferential attachment)",
            lambda found, pair: found.attachment(pair),
        ),
    )
}
SCORE = Term("score", "Skor penuh", "Full score")
ROLES = {
    row.code: row
    for row in (
        Term("score", "skor", "score"),
        Term("part", "satu bagian skor", "one part of the score"),
        Term("baseline", "pembanding", "baseline"),
    )
}


@dataclass(frozen=True, slots=True)
class Foresight:
    """How well one order foresaw.

    Attributes
    ----------
    scorer
        The full score, a part of `PARTS` or a row of `BASELINES`.
    role
        Which of these, a code of `ROLES`.
    auc
        The chance that a pair that came to cooperate stands above one that did not.
    gain
        By how much the AUC of the full score is greater; of the full score itself None.
    precision
        By each of `FIRST`, the share of so many first ones that came to cooperate.
    """

    scorer: Term
    role: str
    auc: Estimate
    gain: Estimate
    precision: Mapping[int, Estimate]


@dataclass(frozen=True, slots=True)
class Backtest:
    """What `backtest` found.

    Attributes
    ----------
    year, on, until
        The year asked for; the day before it, as of which the pairs were ranked; the last
        day on which a cooperation counts as having begun.
    affair
        The affair asked for, if any.
    running
        How many pairs cooperated already and were therefore no cases.
    cases, positives
        How many pairs were ranked, and how many of them came to cooperate.
    many_only
        How many of these did so only through agreements of more than two parties.
    foresights
        The full score first, its parts, then the baselines.
    """

    year: int
    on: date
    until: date
    affair: str | None
    running: int
    cases: int
    positives: int
    many_only: int
    resamples: int
    seed: int
    foresights: tuple[Foresight, ...]

    @property
    def negatives(self) -> int:
        """How many cases did not come to cooperate."""
        return self.cases - self.positives

    @property
    def too_few(self) -> bool:
        """Whether there are too few cases of either kind to conclude anything."""
        return min(self.positives, self.negatives) < LEAST


# ------------------------------------------------------------------ what came after


def _began(history: History, pair: Pair, start: date, until: date, affair: str | None) -> list[int]:
    """Give the number of parties of each cooperation of the two that began in the period."""
    return [
        item.size
        for item in history.of_pair.get((pair.a, pair.b), {}).values()
        if item.runs_from is not None
        and start <= item.runs_from <= until
        and (affair is None or affair in item.affairs)
    ]


def _by_key(row: Ranked) -> str:
    return row.pair.key


def _scores(
    readings: Readings, ranked: Sequence[Ranked]
) -> Iterator[tuple[Term, str, list[float]]]:
    yield SCORE, "score", [row.score for row in ranked]
    values = [{reason.name: reason.value for reason in row.reasons} for row in ranked]
    for code, part in PARTS.items():
        yield part, "part", [found.get(code, 0.0) for found in values]
    found = evidence(readings)
    for baseline in BASELINES.values():
        yield baseline, "baseline", [baseline.function(found, row.pair) for row in ranked]


def compare(
    cases: Cases, orders: Iterable[tuple[Term, str, Iterable[float]]]
) -> tuple[Foresight, ...]:
    """Tell how well each order foresaw, and by how much the first did better.

    Parameters
    ----------
    cases
        Which pairs came to cooperate.
    orders
        Of each order what it goes by, its role (a code of `ROLES`) and the scores of the
        cases; that of the full score first.
    """
    interval = min(cases.positives, cases.negatives) >= LEAST
    made = [(scorer, role, Order(cases, scores)) for scorer, role, scores in orders]
    full = made[0][2]
    return tuple(
        Foresight(
            scorer,
            role,
            auc=estimate(order.auc, interval=interval),
            gain=Estimate() if order is full else estimate(full.auc - order.auc, interval=interval),
            precision={
                first: estimate(order.precision(first), interval=interval)
                if first <= len(cases)
                else Estimate()
                for first in FIRST
            },
        )
        for scorer, role, order in made
    )


def backtest(
    database: Database,
    year: int | str,
    *,
    until: date | None = None,
    affair: str | None = None,
    weights: Mapping[str, float] | None = None,
    contacts: Collection[str] = ("land",),
    level: str | None = "kabkota",
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Backtest:
    """Rank with what was known before a year, and see who began to cooperate after.

    Parameters
    ----------
    database
        Where to read.
    year
        Ranked is as of 31 December of the year before.
    until
        The last day of the period looked at; today by default.
    affair
        Foresee cooperation in this affair alone (a code of `AFFAIRS`).
    weights
        Of the parts of the score; parts that are not named keep their default.
    contacts, level
        Which neighbours are ranked, as `graph.gaps.pairs` takes them: regencies and cities
        with a land border by default.
    resamples, seed
        Of the intervals.

    Returns
    -------
    Backtest

    Raises
    ------
    YearUnreadable, YearOutside, EndTooEarly
        For a period that cannot be tested.

    Notes
    -----
    *Known* is told by an agreement's own dates: that it was signed, began, or where neither
    is recorded was first stated by a source dated by then. When it was loaded does not
    count, so what an office recorded years later is held to have been known. Borders,
    populations and the stage of an agreement are those of today; of plans that have
    become agreements since, nothing is left to be known.

    Cases are all pairs that do not cooperate as of the day (an agreement on paper only is
    no cooperation yet); it came true for those of which a cooperation begins in the period,
    through an OPD or with others too. Pairs are resampled as if each stood alone;
    since they share regions, the true intervals are somewhat wider.
    """
    year = read_year(year)
    on, start, until = date(year - 1, 12, 31), date(year, 1, 1), until or date.today()
    if until < start:
        raise EndTooEarly(year=year, until=until.isoformat())
    readings = read(database, on)
    pairs = judge(readings, affair=affair, level=level, contacts=contacts)
    open_pairs = [pair for pair in pairs if pair.status != "running"]
    chosen = check_weights(weights or {})
    # By key, so that other weights are judged by the same resamples.
    ranked = sorted(rank(readings, open_pairs, affair=affair, weights=chosen), key=_by_key)
    began = [_began(readings.history, row.pair, start, until, affair) for row in ranked]
    cases = Cases(map(bool, began), resamples=resamples, seed=seed)
    return Backtest(
        year=year,
        on=on,
        until=until,
        affair=affair,
        running=len(pairs) - len(open_pairs),
        cases=len(cases),
        positives=cases.positives,
        many_only=sum(1 for parties in began if parties and min(parties) > 2),
        resamples=resamples,
        seed=seed,
        foresights=compare(cases, _scores(readings, ranked)),
    )


# ------------------------------------------------------------------ telling

_ASKED = Word(
    "Pasangan diperingkat menurut yang diketahui sampai {on}, lalu dilihat mana yang mulai "
    "bekerja sama dari {start} sampai {until}."
)
_KNOWN = Word(
    "Diketahui artinya: menurut tanggal kesepakatan itu sendiri (ditandatangani, mulai berlaku, "
    "atau bila keduanya tidak tercatat, pertama disebut sumber), bukan kapan dimuat ke sini."
)
_COUNTED = Word(
    "{cases} pasangan diperingkat, tanpa {running} yang saat itu sudah bekerja sama; {positives} "
    "di antaranya mulai bekerja sama, {many_only} hanya lewat kesepakatan lebih dari dua pihak."
)
_TOO_FEW = Word(
    "Kasusnya terlalu sedikit untuk disimpulkan: {positives} mulai bekerja sama, {negatives} "
    "tidak, padahal diperlukan sedikitnya {least} dari masing-masing. Yang dapat dihitung "
    "diberikan tanpa rentang."
)
_NO_AUC = Word("AUC tidak ada, karena semua kasus sama hasilnya.")
_NO_PRECISION = Word(
    "Ketepatan pada {first} teratas tidak ada, karena hanya {cases} pasangan yang diperingkat."
)
_BEATEN = Word(
    "AUC skor penuh lebih tinggi daripada {higher} dari {others} urutan lain; pada {surely} di "
    "antaranya seluruh rentang selisihnya di atas nol."
)
_READ = Word(
    "AUC: peluang pasangan yang kemudian bekerja sama berada di atas yang tidak, 0,5 bila "
    "kebetulan. Ketepatan pada k: bagian dari k teratas yang kemudian bekerja sama. Nilai yang "
    "sama dihitung rata-rata dari semua urutannya, juga pada urutan acak."
)
_INTERVALS = Word(
    "Rentang 95% dari {resamples} penarikan ulang kasus, tidak berstrata, benih {seed}, pasangan "
    "demi pasangan. Karena pasangan berbagi wilayah, rentang sebenarnya sedikit lebih lebar."
)


def _surely_above(estimate: Estimate) -> bool:
    return estimate.low is not None and estimate.low > 0


def remarks(found: Backtest) -> list[Sentence]:
    """Say what was asked, what counts as known, and how far the figures carry."""
    said = [
        Sentence(_ASKED, {"on": found.on, "start": date(found.year, 1, 1), "until": found.until}),
        Sentence(_KNOWN, {}),
        Sentence(
            _COUNTED,
            {
                "cases": found.cases,
                "running": found.running,
                "positives": found.positives,
                "many_only": found.many_only,
            },
        ),
    ]
    if found.too_few:
        counts = {"positives": found.positives, "negatives": found.negatives, "least": LEAST}
        said.append(Sentence(_TOO_FEW, counts))
    if not (found.positives and found.negatives):
        said.append(Sentence(_NO_AUC, {}))
    said += [
        Sentence(_NO_PRECISION, {"first": first, "cases": found.cases})
        for first in FIRST
        if first > found.cases
    ]
    gains = [row.gain for row in found.foresights if row.role != "score"]
    if not found.too_few:
        higher = sum(gain.value is not None and gain.value > 0 for gain in gains)
        surely = sum(map(_surely_above, gains))
        values = {"higher": higher, "others": len(gains), "surely": surely}
        said.append(Sentence(_BEATEN, values))
    said.append(Sentence(_READ, {}))
    if not found.too_few:
        said.append(Sentence(_INTERVALS, {"resamples": found.resamples, "seed": found.seed}))
    return said


def _figures(row: Foresight) -> dict[str, Estimate]:
    precision = {f"precision_{first}": row.precision[first] for first in FIRST}
    return {"auc": row.auc, "gain": row.gain, **precision}


FIGURES = {
    "auc": Word("AUC"),
    "gain": Word("Selisih AUC skor penuh"),
    "precision_10": Word("Ketepatan pada 10"),
    "precision_50": Word("Ketepatan pada 50"),
    "precision_100": Word("Ketepatan pada 100"),
}


def _spelled(figure: Estimate, language: str) -> str:
    """Give a figure with its interval in one cell: 0,713 (0,655–0,768)."""
    if figure.value is None:
        return "—"
    text = f"{figure.value:.3f}"
    if figure.low is not None and figure.high is not None:
        text += f" ({figure.low:.3f}–{figure.high:.3f})"
    return text if language == "en" else text.replace(".", ",")


def _row(found: Backtest, row: Foresight, language: str) -> dict[str, object]:
    cells: dict[str, object] = {
        "code": row.scorer.code,
        "name": row.scorer.label(language),
        "role": row.role,
        "role_shown": ROLES[row.role].label(language),
    }
    for key, figure in _figures(row).items():
        cells |= {key: figure.value, f"{key}_low": figure.low, f"{key}_high": figure.high}
        cells[f"{key}_shown"] = _spelled(figure, language)
    return cells | {
        "year": found.year,
        "on": found.on,
        "until": found.until,
        "affair": found.affair,
        "cases": found.cases,
        "positives": found.positives,
        "too_few": found.too_few,
    }


def _with_interval(name: str, heading: str) -> tuple[Column, ...]:
    return (
        Column(name, heading, "decimal"),
        Column(f"{name}_low", "Rentang dari", "decimal"),
        Column(f"{name}_high", "Rentang sampai", "decimal"),
    )


def _columns() -> list[Column]:
    return [
        Column("code", "Kode"),
        Column("name", "Urutan menurut"),
        Column("role", "Peran"),
        *(column for name, heading in FIGURES.items() for column in _with_interval(name, heading)),
        Column("year", "Tahun", "integer"),
        Column("on", "Per tanggal", "date"),
        Column("until", "Sampai", "date"),
        Column("affair", "Urusan"),
        Column("cases", "Pasangan diperingkat", "integer"),
        Column("positives", "Kemudian bekerja sama", "integer"),
        Column("too_few", "Terlalu sedikit", "flag"),
    ]


def _spelled_columns() -> list[Column]:
    return [
        Column("name", "Urutan menurut"),
        Column("role_shown", "Peran"),
        *(Column(f"{name}_shown", heading) for name, heading in FIGURES.items()),
    ]


def tabulate(
    found: Backtest, language: str = "id", translate: Translate = str, *, spelled: bool = False
) -> Table:
    """Give one row per order, the full score first, with the remarks as the note.

    Every row says over what it was computed, so that it can stand alone.

    Parameters
    ----------
    found
        As `backtest` gives it.
    language
        Of names, numbers and dates.
    translate
        Gives a sentence of the interface in that language.
    spelled
        For reading: each figure with its interval in one cell. Otherwise figure, lower
        and upper end are columns of their own.
    """
    rows = [_row(found, row, language) for row in found.foresights]
    note = "\n".join(sentence.told(translate, language) for sentence in remarks(found))
    columns = _spelled_columns() if spelled else _columns()
    return Table(f"uji-balik-{found.year}", columns, rows, note=note)
