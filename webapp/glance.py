"""The national views as rows and pictures: what their pages show and their files hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _

from graph.gaps import Coverage, Pair, fields
from graph.history import Externality, Place
from graph.overview import (
    CHANGES,
    GAPS,
    ISOLATION,
    WITHOUT_RUNNING,
    Cause,
    Change,
    Cluster,
    Line,
    Matrix,
    Surrounded,
    Tally,
)
from graph.ranking import Ranked
from graph.tables import Column, Table
from graph.vocabulary import STATUSES, Term
from webapp.context import day, label, language, number
from webapp.ranked import teller
from webapp.remarks import contact_note, end_note

# What one view's address hands on to the others.
SHARED = ("per", "umur", "urusan", "provinsi", "tingkat", "hubungan", "bobot")
NAMES_IN_A_ROW = 4
AGREEMENTS_IN_A_ROW = 3
REASONS_IN_A_ROW = 2


Regions = Mapping[str, Place]


def percent(share: float | None) -> str:
    """Write a part of one as percent: 87,5 %."""
    return "" if share is None else f"{number(100 * share, 1)} %"


def plain_name(name: str) -> str:
    """Give a province's name without the word."""
    return name.removeprefix("Provinsi ")


def carried(path: str, **changes: Any) -> str:
    """Give another view's address with the choices that all of them share."""
    values = {key: [v for v in request.args.getlist(key) if v] for key in SHARED}
    values |= {key: [] if value is None else [value] for key, value in changes.items()}
    query = urlencode(values, doseq=True)
    return path + (f"?{query}" if query else "")


def pair_address(pair: Pair) -> str:
    """Give the pair's page with the same date."""
    return carried(f"/kesenjangan/{pair.key}", **dict.fromkeys(SHARED[1:]))


def province_address(code: str) -> str:
    """Give a province's page of gaps with the choices that hold there."""
    return carried(f"/kesenjangan/provinsi/{code}", provinsi=None, tingkat=None)


def actor_address(code: str) -> str:
    """Give a region's own page with the same date."""
    return carried(f"/pelaku/{code}", **dict.fromkeys(SHARED[1:]))


# ------------------------------------------------------------------ the matrix


@dataclass(frozen=True, slots=True)
class Measure(Term):
    """What the cells of the matrix tell."""

    kind: str = "integer"


MEASURES = {
    row.code: row
    for row in (
        Measure("jumlah", "jumlah pasangan", "number of pairs"),
        Measure("bagian", "bagian dari yang diketahui", "share of those known", "decimal"),
    )
}
SHADES = 5
# From light to dark, towards the colour of a pair that does not cooperate.
SHADE_COLOURS = ("#F9D9C6", "#F2B48E", "#E88F57", "#D55E00", "#9C4500")


def measured(cell: Tally, measure: str) -> float | int | None:
    """Give what a cell tells; None where nothing is known."""
    if not cell.known:
        return None
    return cell.share if measure == "bagian" else cell.gaps


def measured_text(value: float | None, measure: str, *, short: bool = False) -> str:
    """Write what a cell tells, or that nothing is known.

    A `short` share is in whole percents without the sign, rounded down, so that 100 means all.
    """
    if value is None:
        return "?"
    if measure == "bagian":
        # Shares are kept to four digits, so that 0.29 is 28.999… percent as a float.
        return number(int(round(100 * value, 2))) if short else percent(value)
    return number(value)


@dataclass(frozen=True, slots=True)
class Shading:
    """Which of `SHADES` steps a value has.

    The steps divide the different values that are shown evenly, not their span: one
    place where nothing is missing would else leave all others in the same shade.
    """

    values: tuple[float, ...]

    @classmethod
    def over(cls, values: Iterable[float | None]) -> Shading:
        """Take the values that are shown; None is a value that is not known."""
        return cls(tuple(sorted({value for value in values if value is not None})))

    def step(self, value: float | None) -> int:
        """Give 1 to `SHADES`, or 0 where nothing is known."""
        if value is None:
            return 0
        if len(self.values) < 2:
            return SHADES if value else 1
        place = bisect_left(self.values, value)
        return 1 + round((SHADES - 1) * place / (len(self.values) - 1))

    def legend(self, values: Iterable[float | None]) -> list[tuple[int, float, float]]:
        """Give the steps that occur, each with its least and greatest value."""
        found: dict[int, list[float]] = {}
        for value in values:
            if value is not None:
                found.setdefault(self.step(value), []).append(value)
        return [(step, min(them), max(them)) for step, them in sorted(found.items())]


def matrix_columns(measure: str, affairs: Iterable[str]) -> tuple[Column, ...]:
    """Give the matrix's columns: the whole, then each affair, then how many are known in each."""
    kind = MEASURES[measure].kind
    affairs = list(affairs)
    return (
        Column("code", "Kode"),
        Column("name", "Wilayah"),
        Column("pairs", "Pasangan", "integer"),
        Column("unknown", "Belum ada data", "integer"),
        Column("all", "Tanpa kerja sama apa pun", kind),  # type: ignore[arg-type]
        Column("all_known", "Diketahui", "integer"),
        *(Column(code, label("affair", code), kind) for code in affairs),  # type: ignore[arg-type]
        *(Column(f"{code}_known", "Diketahui", "integer") for code in affairs),
    )


def matrix_row(code: str, name: str, line: Line, measure: str) -> dict[str, Any]:
    """Give one line of the matrix as a row; `cells` keeps the counts for the page."""
    cells = {"all": line.whole, **line.affairs}
    row: dict[str, Any] = {
        "code": code,
        "name": name,
        "pairs": line.whole.pairs,
        "unknown": line.whole.unknown,
        "cells": cells,
    }
    for key, cell in cells.items():
        value = measured(cell, measure)
        row[key] = round(value, 4) if isinstance(value, float) else value
        row[f"{key}_known"] = cell.known
    return row


def matrix_table(
    found: Matrix, names: Mapping[str, str], measure: str, affairs: Iterable[str]
) -> Table:
    """Give the lines of the matrix as a table, without the total."""
    rows = [matrix_row(code, names[code], line, measure) for code, line in found.lines.items()]
    return Table("kesenjangan-matriks", matrix_columns(measure, affairs), rows)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix as the page shows it."""

    column: str
    text: str
    title: str
    href: str | None
    step: int


class Cells:
    """Makes the cells of the page's matrix.

    More than a thousand of them stand on the page, so that what they share is made once.
    """

    def __init__(self, measure: str, shading: Shading, level: str, *, linked: bool) -> None:
        self.measure, self.shading, self.level, self.linked = measure, shading, level, linked
        self.names = {"all": str(_("Urusan apa pun"))}
        self.text = str(
            _("%(affair)s: %(gaps)s dari %(known)s pasangan yang diketahui tanpa kerja sama")
        )
        self.unknown = str(_("%(count)s belum ada data"))
        self.written: dict[float | None, str] = {}
        self.counts: dict[int, str] = {}

    def of(self, row: Mapping[str, Any], province: str | None) -> list[Cell]:
        """Give a line's cells; each leads to the pairs of its province and affair."""
        base = carried(
            "/kesenjangan", provinsi=province, urusan=None, tingkat=self.level, status="celah"
        )
        found = []
        for column, cell in row["cells"].items():
            href = base if column == "all" else f"{base}&urusan={column}"
            value = row[column]
            if value not in self.written:
                self.written[value] = measured_text(value, self.measure, short=True)
            found.append(
                Cell(
                    column=column,
                    text=self.written[value],
                    title=self._title(column, cell),
                    href=href if self.linked else None,
                    step=self.shading.step(value),
                )
            )
        return found

    def _title(self, column: str, cell: Tally) -> str:
        if column not in self.names:
            self.names[column] = label("affair", column)
        gaps, known, unknown = map(self._count, (cell.gaps, cell.known, cell.unknown))
        title = self.text % {"affair": self.names[column], "gaps": gaps, "known": known}
        return f"{title}; {self.unknown % {'count': unknown}}" if cell.unknown else title

    def _count(self, count: int) -> str:
        if count not in self.counts:
            self.counts[count] = number(count)
        return self.counts[count]


# ------------------------------------------------------------------ pairs

_PAIR_COLUMNS = (
    Column("a", "Kode"),
    Column("b", "Kode tetangga"),
    Column("a_name", "Wilayah"),
    Column("b_name", "Tetangga"),
    Column("pair", "Pasangan"),
    Column("status", "Status"),
    Column("border_km", "Batas (km)", "decimal"),
    Column("contact", "Hubungan"),
    Column("distance_km", "Jarak laut (km)", "decimal"),
    Column("across", "Lintas provinsi", "flag"),
    Column("agreements", "Kesepakatan", "integer"),
    Column("end_unknown", "Akhir tidak diketahui", "flag"),
)
PAIR_COLUMNS = (
    Column("rank", "Peringkat", "integer"),
    Column("score", "Skor", "decimal"),
    *_PAIR_COLUMNS,
    Column("reasons", "Mengapa"),
)
# Left to the files: on the page they stand as notes under other cells.
_PAIR_HIDDEN = (
    *("a", "b", "a_name", "b_name", "contact", "distance_km"),
    *("across", "agreements", "end_unknown"),
)
PAIR_HIDDEN = ("rank", "score", *_PAIR_HIDDEN)


def _pair_cells(pair: Pair) -> dict[str, Any]:
    """Give what every row about a pair holds."""
    return {
        **fields(pair),
        "key": pair.key,
        "href": pair_address(pair),
        "pair": f"{pair.a_name} – {pair.b_name}",
        "pair_note": _("lintas provinsi") if pair.across and pair.level == "kabkota" else None,
        "status_note": end_note(pair.last_stated_on) if pair.end_unknown else None,
        "border_km_label": contact_note(pair),
        "agreements": len(pair.agreements),
    }


def pair_table(name: str, ranked: Iterable[Ranked]) -> Table:
    """Give ranked pairs as a table, each with what speaks most for it."""
    tell = teller()
    rows = []
    for item in ranked:
        # What cooperates has no gap to give reasons for.
        reasons = [tell(one) for one in item.reasons[:REASONS_IN_A_ROW] if item.score and one.share]
        rows.append(
            _pair_cells(item.pair)
            | {
                "rank": item.rank,
                "score": item.score,
                "reasons": reasons,
                "reasons_label": " ".join(reasons) or None,
            }
        )
    return Table(name, PAIR_COLUMNS, rows)


# ------------------------------------------------------------------ provinces and regions

PROVINCE_COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Provinsi"),
    Column("regions", "Kabupaten/kota", "integer"),
    Column("pairs", "Pasangan", "integer"),
    Column("running", "Berjalan", "integer"),
    Column("planned", "Direncanakan", "integer"),
    Column("paper", "Di atas kertas", "integer"),
    Column("lapsed", "Berakhir", "integer"),
    Column("none", "Belum ada", "integer"),
    Column("unknown", "Belum ada data", "integer"),
    Column("share", "Bagian tanpa kerja sama", "decimal"),
    Column("across", "Di antaranya lintas provinsi", "integer"),
    Column("isolated", "Wilayah terpencil", "integer"),
)


def province_row(
    province: Place, pairs: Sequence[Pair], own: Sequence[Surrounded]
) -> dict[str, Any]:
    """Give a province with the pairs that touch it and its regions."""
    gaps = [pair for pair in pairs if pair.status in GAPS]
    counted = Tally(
        len(gaps),
        sum(pair.status != "unknown" for pair in pairs),
        sum(pair.status == "unknown" for pair in pairs),
    )
    return {
        "key": province.code,
        "href": province_address(province.code),
        "code": province.code,
        "name": plain_name(province.name),
        "regions": len(own),
        "pairs": len(pairs),
        **{code: sum(pair.status == code for pair in pairs) for code in STATUSES},
        "share": None if counted.share is None else round(counted.share, 4),
        "share_label": percent(counted.share) or None,
        "across": sum(pair.across for pair in gaps),
        "isolated": sum(row.isolation == "pasti" for row in own),
    }


REGION_COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Wilayah"),
    Column("neighbours", "Tetangga", "integer"),
    Column("running", "Berjalan", "integer"),
    Column("gaps", "Tanpa kerja sama", "integer"),
    Column("unknown", "Belum ada data", "integer"),
    Column("recorded", "Tercatat", "integer"),
    Column("reported", "Dilaporkan", "integer"),
    Column("covered", "Yang dilaporkan dan tercatat", "decimal"),
    Column("known", "Cukup tercatat", "flag"),
    Column("population", "Penduduk", "integer"),
)


def region_table(name: str, found: Iterable[Surrounded], coverage: Mapping[str, Coverage]) -> Table:
    """Give a province's regions with their neighbours and how much is recorded of them."""
    rows = []
    for row in found:
        known = coverage[row.place.code]
        rows.append(
            {
                "key": row.place.code,
                "href": actor_address(row.place.code),
                "code": row.place.code,
                "name": row.place.name,
                "neighbours": row.neighbours,
                "running": row.statuses["running"],
                "gaps": row.tally.gaps,
                "unknown": row.tally.unknown,
                "recorded": known.recorded,
                "reported": known.reported or None,
                "reported_label": _("sedikitnya %(count)s", count=number(known.reported))
                if known.at_least
                else None,
                "reported_note": _("%(part)s tercatat", part=percent(known.share))
                if known.reported
                else None,
                "covered": None if known.share is None else round(known.share, 4),
                "covered_label": percent(known.share) or None,
                "known": known.known,
                "population": row.place.population,
            }
        )
    return Table(name, REGION_COLUMNS, rows)


OWN_COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Wilayah"),
    Column("status", "Status"),
    Column("agreements", "Kesepakatan", "integer"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
    Column("end_unknown", "Akhir tidak diketahui", "flag"),
)


def own_table(name: str, pairs: Iterable[Pair]) -> Table:
    """Give what a province has with each of its regions; its code is the lesser of the two."""
    order = (*WITHOUT_RUNNING, "running")
    ranked = sorted(pairs, key=lambda pair: (order.index(pair.status), pair.b))
    rows = [
        {
            "key": pair.key,
            "href": actor_address(pair.b),
            "code": pair.b,
            "name": pair.b_name,
            "status": pair.status,
            "status_note": end_note(pair.last_stated_on) if pair.end_unknown else None,
            "agreements": len(pair.agreements),
            "agreements_href": f"/kesepakatan?pelaku={pair.a}&dengan={pair.b}"
            if pair.agreements
            else None,
            "last_stated_on": pair.last_stated_on,
            "end_unknown": pair.end_unknown,
        }
        for pair in ranked
    ]
    return Table(name, OWN_COLUMNS, rows)


AFFAIR_COLUMNS = (
    Column("code", "Kode"),
    Column("affair", "Urusan"),
    Column("gaps", "Tanpa kerja sama", "integer"),
    Column("known", "Diketahui", "integer"),
    Column("unknown", "Belum ada data", "integer"),
    Column("share", "Bagian tanpa kerja sama", "decimal"),
    Column("weight", "Bobot lintas batas", "decimal"),
)


def affair_table(
    name: str,
    covered: Iterable[tuple[str, Tally]],
    province: str,
    externalities: Mapping[str, Externality],
) -> Table:
    """Give affairs of a province, the least covered first, with why they matter to neighbours."""
    rows = []
    for code, cell in covered:
        crossing = externalities.get(code)
        reason = crossing and (crossing.reason_en if language() == "en" else crossing.reason)
        rows.append(
            {
                "key": code,
                "href": carried("/kesenjangan", urusan=code, provinsi=province, tingkat="kabkota"),
                "code": code,
                "affair": label("affair", code),
                "affair_note": reason,
                "gaps": cell.gaps,
                "known": cell.known,
                "unknown": cell.unknown,
                "share": None if cell.share is None else round(cell.share, 4),
                "share_label": percent(cell.share) or None,
                "weight": crossing.weight if crossing else None,
            }
        )
    return Table(name, AFFAIR_COLUMNS, rows)


# ------------------------------------------------------------------ the most isolated

ISOLATION_COLOURS = {
    "pasti": "#D55E00",
    "tercatat": "#E69F00",
    "tanpa_data": "#9AA5B1",
    "tanpa_tetangga": "#4477AA",
}
ISOLATED_COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Wilayah"),
    Column("province", "Provinsi"),
    Column("isolation", "Keadaan"),
    Column("neighbours", "Tetangga", "integer"),
    Column("gaps", "Diketahui tanpa kerja sama", "integer"),
    Column("planned", "Direncanakan", "integer"),
    Column("unknown", "Belum ada data", "integer"),
    Column("last_lapsed_on", "Terakhir berakhir", "date"),
    Column("last_lapsed_with", "Berakhir dengan"),
    Column("population", "Penduduk", "integer"),
)


def isolated_table(found: Iterable[Surrounded], regions: Regions) -> Table:
    """Give regions that cooperate with no neighbour."""
    return Table(
        "kesenjangan-terpencil", ISOLATED_COLUMNS, [_isolated_row(row, regions) for row in found]
    )


def _isolated_row(row: Surrounded, regions: Regions) -> dict[str, Any]:
    place, lapse = row.place, row.last_lapse
    with_name = None
    if lapse:
        pair = lapse.pair
        with_name = pair.b_name if pair.a == place.code else pair.a_name
    province = regions.get(place.province_code or "")
    return {
        "key": place.code,
        "href": actor_address(place.code),
        "code": place.code,
        "name": place.name,
        "province": plain_name(province.name) if province else None,
        "isolation": row.isolation,
        "isolation_label": ISOLATION[row.isolation or ""].label(language()),
        "neighbours": row.neighbours,
        "gaps": row.tally.gaps,
        "planned": row.statuses["planned"],
        "unknown": row.tally.unknown,
        "last_lapsed_on": lapse and lapse.on,
        "last_lapsed_on_label": _("tanggalnya tidak tercatat") if lapse and not lapse.on else None,
        "last_lapsed_with": with_name,
        "last_lapsed_with_href": pair_address(lapse.pair) if lapse else None,
        "population": place.population,
    }


# ------------------------------------------------------------------ clusters

CLUSTER_COLUMNS = (
    Column("hub", "Kode"),
    Column("name", "Klaster"),
    Column("regions", "Wilayah", "integer"),
    Column("members", "Anggota"),
    Column("codes", "Kode anggota"),
    Column("provinces", "Provinsi"),
    Column("pairs", "Pasangan tanpa kerja sama", "integer"),
    Column("within", "Dari pasangan di dalamnya", "integer"),
    Column("border_km", "Batas (km)", "decimal"),
    Column("population", "Penduduk", "integer"),
)
CLUSTER_HIDDEN = ("hub", "codes")


def cluster_name(cluster: Cluster) -> str:
    """Call a cluster after the region with the most missing pairs."""
    return str(_("sekitar %(name)s", name=cluster.hub_name))


def cluster_table(found: Iterable[Cluster], regions: Regions) -> Table:
    """Give clusters as a table."""
    return Table(
        "kesenjangan-klaster", CLUSTER_COLUMNS, [_cluster_row(row, regions) for row in found]
    )


def _cluster_row(cluster: Cluster, regions: Regions) -> dict[str, Any]:
    names = [regions[code].name for code in cluster.codes if code in regions]
    provinces = [plain_name(regions[code].name) for code in cluster.provinces if code in regions]
    more = len(names) - NAMES_IN_A_ROW
    return {
        "key": cluster.hub,
        "href": carried("/kesenjangan/klaster", klaster=cluster.hub, **_chosen_status()),
        "hub": cluster.hub,
        "name": cluster_name(cluster),
        "regions": len(cluster.codes),
        "members": names,
        "members_label": "; ".join(names[:NAMES_IN_A_ROW])
        + (" " + str(_("dan %(count)s lainnya", count=number(more))) if more > 0 else ""),
        "codes": list(cluster.codes),
        "provinces": provinces,
        "pairs": len(cluster.pairs),
        "within": cluster.within,
        "border_km": cluster.border_km,
        "population": sum(regions[code].population for code in cluster.codes if code in regions),
    }


def _chosen_status() -> dict[str, str]:
    return {"status": chosen} if (chosen := request.args.get("status")) else {}


# ------------------------------------------------------------------ changes

CHANGE_COLUMNS = (
    *_PAIR_COLUMNS[:5],
    Column("change", "Perubahan"),
    Column("before", "Dulu"),
    Column("status", "Kini"),
    Column("changed_on", "Pada tanggal", "date"),
    Column("because", "Karena kesepakatan"),
    Column("because_ids", "Kunci kesepakatan"),
    *_PAIR_COLUMNS[6:],
)
CHANGE_HIDDEN = ("because_ids", *_PAIR_HIDDEN)


def change_table(found: Iterable[Change]) -> Table:
    """Give pairs that changed as a table."""
    return Table("kesenjangan-perubahan", CHANGE_COLUMNS, [_change_row(row) for row in found])


def _change_row(change: Change) -> dict[str, Any]:
    return _pair_cells(change.pair) | {
        "change": change.kind,
        "change_label": CHANGES[change.kind].label(language()),
        "before": change.before,
        "changed_on": change.on,
        "because": [cause.agreement.title for cause in change.causes],
        "because_ids": [cause.agreement.id for cause in change.causes],
        "causes": change.causes[:AGREEMENTS_IN_A_ROW],
        "more_causes": max(0, len(change.causes) - AGREEMENTS_IN_A_ROW),
    }


def cause_note(cause: Cause) -> str:
    """Say what an agreement was and became: 'berjalan → berakhir, 31 Desember 2024'."""
    steps = [label("status", code) for code in (cause.before, cause.after) if code]
    told = " → ".join(steps)
    return f"{told}, {day(cause.on)}" if cause.on else told


def people_of(regions: Iterable[Place | None]) -> int:
    """Add the people of regions up."""
    return sum(region.population for region in regions if region)


def a_year_before(on: date) -> date:
    """Give the same day of the year before; 28 February for the day that it lacks."""
    last = 28 if (on.month, on.day) == (2, 29) else on.day
    return date(on.year - 1, on.month, last)
