"""Wawasan: gaps of the whole nation by province and affair, in clusters, and over time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from graph import gaps, overview
from graph.gaps import LEVELS, Pair, ProvinceUnknown, Readings
from graph.history import CONTACTS, Place
from graph.model import EARLIEST, LATEST
from graph.overview import CHANGES, GAPS, ISOLATION, MATTERS, WITHOUT_RUNNING
from graph.ranking import Ranked, rank, read_weights
from graph.tables import FORMATS, Table
from graph.vocabulary import AFFAIR_GROUPS, AFFAIRS, STATUSES, Term
from webapp import glance, pictures, scales
from webapp.context import choice, database, day, invalid, on_date, whole_number
from webapp.glance import MEASURES, Regions
from webapp.respond import respond, send_table, sort_rows

blueprint = Blueprint("wawasan", __name__)

ROWS_A_PAGE = 100
TOP_ROWS = 15
AGES = (1, 2, 3, 5, 10)
_ONE = re.compile(r"(.+?)(?:\.(csv|xlsx|json))?", re.DOTALL)

# Levels and contacts that make neighbours; a province and its own regions are no neighbours.
NEIGHBOUR_LEVELS = {code: LEVELS[code] for code in ("kabkota", "provinsi")}
NEIGHBOUR_CONTACTS = {code: CONTACTS[code] for code in ("land", "sea", "corner")}


@dataclass(frozen=True, slots=True)
class View(Term):
    """One of the views, as the row of links names it; `path` is its address."""

    path: str = ""


VIEWS = {
    row.code: row
    for row in (
        View("daftar", "Daftar", "List", "/kesenjangan"),
        View("matriks", "Provinsi × urusan", "Province × affair", "/kesenjangan/matriks"),
        View("provinsi", "Provinsi", "Provinces", "/kesenjangan/provinsi"),
        View("terpencil", "Terpencil", "Isolated", "/kesenjangan/terpencil"),
        View("klaster", "Klaster", "Clusters", "/kesenjangan/klaster"),
        View("perubahan", "Perubahan", "Changes", "/kesenjangan/perubahan"),
    )
}


@dataclass(frozen=True, slots=True)
class StatusChoice(Term):
    """Which pairs count as missing."""

    statuses: tuple[str, ...] = ()


STATUS_CHOICES = {
    row.code: row
    for row in (
        StatusChoice("celah", "diketahui tanpa kerja sama", "known not to cooperate", GAPS),
        StatusChoice("tanpa", "termasuk yang belum ada data", "unknown ones too", WITHOUT_RUNNING),
        *(
            StatusChoice(code, STATUSES[code].name, STATUSES[code].name_en, (code,))
            for code in WITHOUT_RUNNING
        ),
    )
}


# ------------------------------------------------------------------ what is asked


@dataclass(frozen=True, slots=True)
class Choices:
    """What the address asks of every view, already checked; `readings` as of its date."""

    on: date
    readings: Readings
    affair: str | None
    province: str | None
    level: str
    contacts: tuple[str, ...]
    max_age_years: int | None
    weights: Mapping[str, float]

    @classmethod
    def asked(cls, *, province: str | None = None) -> Choices:
        """Read the URL's parameters; the province may stand in the path instead."""
        on = on_date()
        readings = gaps.read(database(), on)
        provinces = _provinces(readings.history.regions)
        if province is not None and province not in provinces:
            raise ProvinceUnknown(value=province[:40])
        return cls(
            on=on,
            readings=readings,
            affair=choice("urusan", AFFAIRS),
            province=province or choice("provinsi", provinces),
            level=_level(),
            contacts=_contacts(),
            max_age_years=whole_number("umur"),
            weights=read_weights(request.args.get("bobot")),
        )

    @property
    def regions(self) -> Regions:
        """All regions by code."""
        return self.readings.history.regions

    @property
    def provinces(self) -> dict[str, str]:
        """The names of all provinces by code."""
        return _provinces(self.regions)

    def judge(self, readings: Readings | None = None, **changes: Any) -> list[Pair]:
        """Give the pairs that all choices ask for, but for those that are given instead."""
        asked = {
            "affair": self.affair,
            "province": self.province,
            "level": self.level,
            "contacts": self.contacts,
            "max_age_years": self.max_age_years,
        }
        return gaps.judge(readings or self.readings, **(asked | changes))

    def rank(self, pairs: Iterable[Pair]) -> list[Ranked]:
        """Order judged pairs as the list of gaps does."""
        return rank(self.readings, list(pairs), affair=self.affair, weights=self.weights)

    def places(self, level: str | None = None) -> list[Place]:
        """Give the regions of a level, of the province where one is asked for."""
        wanted = (level or self.level) == "provinsi"
        return [
            place
            for place in self.regions.values()
            if (place.kind == "provinsi") == wanted and self.province in (None, place.province)
        ]


def _contacts() -> tuple[str, ...]:
    """Give how neighbours may touch; several can be asked for, by default on land.

    A province and its own regions are no neighbours; the list of gaps shows them.
    """
    given = [code for text in request.args.getlist("hubungan") for code in text.split(",") if code]
    for code in given:
        if code not in CONTACTS:
            words = ", ".join(NEIGHBOUR_CONTACTS)
            raise invalid("hubungan", code, _("salah satu dari %(words)s", words=words))
    return tuple(code for code in NEIGHBOUR_CONTACTS if code in given) or ("land",)


def _level() -> str:
    """Give whose pairs are asked for; those of both levels belong to the list of gaps."""
    level = choice("tingkat", LEVELS)
    return level if level in NEIGHBOUR_LEVELS else "kabkota"


def _provinces(regions: Regions) -> dict[str, str]:
    return {
        place.code: glance.plain_name(place.name)
        for place in regions.values()
        if place.kind == "provinsi"
    }


def _check_format(format: str | None) -> None:
    if format is not None and format not in FORMATS:
        abort(404)


def _day_of(name: str, default: date) -> date:
    """Give a URL parameter that must be a date."""
    text = request.args.get(name, "")
    if not text:
        return default
    expected = _("tanggal antara 1945-08-17 dan 2199-12-31, ditulis seperti 2026-01-31")
    try:
        chosen = date.fromisoformat(text)
    except ValueError:
        raise invalid(name, text, expected) from None
    if not EARLIEST <= chosen <= LATEST:
        raise invalid(name, text, expected)
    return chosen


def _page(table: Table, view: str, choices: Choices, **context: Any) -> Response:
    """Answer with the page of a view; what all of them need is given along."""
    return respond(
        table,
        f"wawasan/{view}.html",
        view=view,
        views=VIEWS,
        choices=choices,
        levels=NEIGHBOUR_LEVELS,
        contacts=NEIGHBOUR_CONTACTS,
        affairs=AFFAIRS,
        ages=AGES,
        carried=glance.carried,
        actor_address=glance.actor_address,
        province_address=glance.province_address,
        percent=glance.percent,
        plain_name=glance.plain_name,
        **context,
    )


def _count(
    found: Iterable[Any], of: Callable[[Any], str | None], codes: Iterable[str]
) -> dict[str, int]:
    tallied = Counter(of(row) for row in found)
    return {code: tallied[code] for code in codes}


# ------------------------------------------------------------------ by province and affair


@blueprint.get("/kesenjangan/matriks")
@blueprint.get("/kesenjangan/matriks.<format>")
def matrix(format: str | None = None) -> Response:
    """Show gaps by province and affair, or by a province's region and affair."""
    _check_format(format)
    choices = Choices.asked()
    measure = choice("hitung", MEASURES, "jumlah") or "jumlah"
    judged = choices.judge(affair=None)
    by_region = choices.province is not None and choices.level == "kabkota"
    places = choices.places("kabkota" if by_region else "provinsi")
    found = overview.matrix(
        judged,
        [place.code for place in places],
        touched=overview.sides_of if by_region else overview.provinces_of,
    )
    names = {place.code: glance.plain_name(place.name) for place in places}
    table = sort_rows(glance.matrix_table(found, names, measure, MATTERS))
    total = glance.matrix_row("", _("Seluruhnya"), found.total, measure)
    if format is not None:
        table.rows = [*table.rows, total]
        return send_table(table, format)
    shown = [row[code] for row in table.rows for code in MATTERS]
    shading = glance.Shading.over(shown)
    column = choices.affair if choices.affair in MATTERS else "all"
    mapped = [row[column] for row in table.rows]
    map_shading = glance.Shading.over(mapped)
    cells = glance.Cells(measure, shading, choices.level, linked=not by_region)
    return _page(
        table,
        "matriks",
        choices,
        measure=measure,
        measures=MEASURES,
        measured_text=glance.measured_text,
        groups=[
            (row, [code for code in MATTERS if AFFAIRS[code].group == row.code])
            for row in AFFAIR_GROUPS.values()
            if row.code != "penunjang"
        ],
        by_region=by_region,
        lines=[(row, cells.of(row, row["code"])) for row in table.rows],
        total=(total, cells.of(total, choices.province)),
        whole=found.total.whole,
        legend=shading.legend(shown),
        column=column,
        map_legend=map_shading.legend(mapped),
        shade_colours=glance.SHADE_COLOURS,
        payload=pictures.draw_matrix(found, choices.regions, measure, column, map_shading),
    )


# ------------------------------------------------------------------ provinces


@blueprint.get("/kesenjangan/provinsi")
@blueprint.get("/kesenjangan/provinsi.<format>")
def provinces(format: str | None = None) -> AnyResponse:
    """Show all provinces, or lead to the one that is chosen."""
    _check_format(format)
    choices = Choices.asked()
    if choices.province and format is None:
        path = f"/kesenjangan/provinsi/{choices.province}"
        return redirect(glance.carried(path, provinsi=None, tingkat=None))
    judged = choices.judge(level="kabkota")
    kabkota = [place for place in choices.regions.values() if place.kind != "provinsi"]
    around = overview.surrounded(judged, kabkota)
    of_province: dict[str, list[Pair]] = {}
    for pair in judged:
        for code in overview.provinces_of(pair):
            of_province.setdefault(code, []).append(pair)
    rows = [
        glance.province_row(
            choices.regions[code],
            of_province.get(code, []),
            [row for row in around if row.place.code[:2] == code],
        )
        for code in choices.provinces
        if choices.province in (None, code)
    ]
    table = Table("kesenjangan-provinsi", glance.PROVINCE_COLUMNS, rows)
    if format is not None:
        return send_table(sort_rows(table), format)
    return _page(
        table,
        "daftar_provinsi",
        choices,
        whole=overview.tally(pair.status for pair in judged),
        statuses_all=gaps.counts(judged),
        payload=pictures.draw(judged, choices.regions),
    )


@blueprint.get("/kesenjangan/provinsi/<name>")
def province(name: str) -> Response:
    """Show one province: its regions, its gaps, and the affairs least covered."""
    matched = _ONE.fullmatch(name)
    assert matched is not None  # it takes any text
    code, format = matched.groups()
    choices = Choices.asked(province=code)
    which = choice("tabel", PROVINCE_TABLES, "celah") or "celah"
    judged = choices.judge(level="kabkota")
    around = overview.surrounded(judged, choices.places("kabkota"))
    missing = choices.rank(pair for pair in judged if pair.status != "running")
    across = [item for item in missing if item.pair.across]
    line = overview.matrix(choices.judge(level="kabkota", affair=None), [code]).lines[code]
    externalities = choices.readings.history.externalities
    weights = {affair: row.weight for affair, row in externalities.items()}
    least = overview.least_covered(line, weights)
    name = f"kesenjangan-{code}"
    tables = {
        "celah": glance.pair_table(name, missing),
        "wilayah": glance.region_table(f"{name}-wilayah", around, choices.readings.coverage),
        "urusan": glance.affair_table(f"{name}-urusan", least, code, externalities),
        "provinsi": glance.pair_table(
            f"{name}-provinsi", choices.rank(choices.judge(level="provinsi"))
        ),
        "sendiri": glance.own_table(
            f"{name}-sendiri", choices.judge(level="campur", contacts=("own",))
        ),
    }
    if format is not None:
        return send_table(sort_rows(tables[which]), format)
    return _page(
        sort_rows(tables["celah"]),
        "provinsi",
        choices,
        province=choices.regions[code],
        per_page=TOP_ROWS,
        tables=tables,
        across=_top(glance.pair_table("lintas", across)),
        across_total=len(across),
        least=_top(tables["urusan"]),
        hidden=glance.PAIR_HIDDEN,
        statuses_all=gaps.counts(judged),
        whole=overview.tally(pair.status for pair in judged),
        people=glance.people_of(row.place for row in around),
        isolated=_count(around, lambda row: row.isolation, ISOLATION),
        payload=pictures.draw(judged, choices.regions, also=[row.place.code for row in around]),
    )


def _top(table: Table) -> Table:
    return replace(table, rows=table.rows[:TOP_ROWS])


PROVINCE_TABLES = ("celah", "wilayah", "urusan", "provinsi", "sendiri")


# ------------------------------------------------------------------ the most isolated


@blueprint.get("/kesenjangan/terpencil")
@blueprint.get("/kesenjangan/terpencil.<format>")
def isolated(format: str | None = None) -> Response:
    """Show regions that cooperate with none of their neighbours."""
    _check_format(format)
    choices = Choices.asked()
    state = choice("keadaan", ISOLATION)
    judged = choices.judge()
    around = overview.surrounded(judged, choices.places())
    alone = overview.isolated(around)
    chosen = [row for row in alone if state in (None, row.isolation)]
    table = glance.isolated_table(chosen, choices.regions)
    if format is not None:
        return send_table(sort_rows(table), format)
    return _page(
        table,
        "terpencil",
        choices,
        per_page=ROWS_A_PAGE,
        state=state,
        states=ISOLATION,
        colours=glance.ISOLATION_COLOURS,
        counts=_count(alone, lambda row: row.isolation, ISOLATION),
        alone=len(alone),
        regions=len(around),
        people=glance.people_of(row.place for row in chosen),
        payload=pictures.draw_isolated(chosen, judged, choices.regions),
    )


# ------------------------------------------------------------------ clusters


@blueprint.get("/kesenjangan/klaster")
@blueprint.get("/kesenjangan/klaster.<format>")
def clusters(format: str | None = None) -> Response:
    """Show regions joined by borders over which nobody cooperates, or one such cluster."""
    _check_format(format)
    choices = Choices.asked()
    status = choice("status", STATUS_CHOICES, "celah") or "celah"
    member = choice("klaster", choices.regions)
    judged = choices.judge()
    found = overview.clusters(judged, STATUS_CHOICES[status].statuses)
    one = next((cluster for cluster in found if member in cluster.codes), None)
    if one is not None:
        table = glance.pair_table(f"kesenjangan-klaster-{one.hub}", choices.rank(one.pairs))
    else:
        # Where the region asked for is in no cluster the page says so; files are empty then.
        table = glance.cluster_table([] if member else found, choices.regions)
    if format is not None:
        return send_table(sort_rows(table), format)
    drawn = [one] if one else [] if member else found
    groups = scales.grouped({code: row.hub for row in drawn for code in row.codes})
    return _page(
        table,
        "klaster",
        choices,
        per_page=ROWS_A_PAGE,
        status=status,
        status_choices=STATUS_CHOICES,
        counts={
            code: sum(pair.status in row.statuses for pair in judged)
            for code, row in STATUS_CHOICES.items()
        },
        found=found,
        one=one,
        member=choices.regions[member] if member else None,
        cluster_name=glance.cluster_name,
        people=glance.people_of(choices.regions.get(code) for code in one.codes) if one else 0,
        groups=[(row, groups[row.hub]) for row in drawn if row.hub in groups],
        hidden=glance.PAIR_HIDDEN if one else glance.CLUSTER_HIDDEN,
        payload=pictures.draw_clusters(drawn, choices.regions),
    )


# ------------------------------------------------------------------ changes


@blueprint.get("/kesenjangan/perubahan")
@blueprint.get("/kesenjangan/perubahan.<format>")
def changes(format: str | None = None) -> Response:
    """Show pairs whose status differs between two dates, with the agreements that did it."""
    _check_format(format)
    choices = Choices.asked()
    since = _day_of("sejak", max(EARLIEST, glance.a_year_before(choices.on)))
    if since >= choices.on:
        raise overview.DatesReversed(since=day(since), on=day(choices.on))
    kind = choice("jenis", CHANGES)
    before, after = choices.judge(gaps.read(database(), since)), choices.judge()
    found = overview.changes(before, after)
    chosen = [row for row in found if kind in (None, row.kind)]
    table = glance.change_table(chosen)
    if format is not None:
        return send_table(sort_rows(table), format)
    return _page(
        table,
        "perubahan",
        choices,
        per_page=ROWS_A_PAGE,
        since=since,
        kind=kind,
        kinds=CHANGES,
        counts=_count(found, lambda row: row.kind, CHANGES),
        steps=_steps(found),
        found=len(found),
        pairs=len(after),
        running=(gaps.counts(before)["running"], gaps.counts(after)["running"]),
        cause_note=glance.cause_note,
        hidden=glance.CHANGE_HIDDEN,
        payload=pictures.draw_changes(chosen, choices.regions),
    )


def _steps(found: Sequence[overview.Change]) -> list[tuple[str, str, int]]:
    """Count changes by what they led from and to, the most frequent first."""
    tallied = Counter((row.before, row.pair.status) for row in found)
    order = list(STATUSES)
    ranked = sorted(
        tallied.items(), key=lambda item: (-item[1], *(order.index(code) for code in item[0]))
    )
    return [(before, after, count) for (before, after), count in ranked]
