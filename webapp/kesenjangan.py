"""Kesenjangan: neighbours without running cooperation, and what is known of one pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from graph import gaps, pairs
from graph.gaps import LEVELS, CommonAgreement, Pair, Readings
from graph.tables import Column, Table
from graph.vocabulary import AFFAIR_GROUPS, AFFAIRS, COMBINATIONS, STATUSES, Term
from webapp import layout, maps
from webapp.context import (
    choice,
    database,
    day,
    invalid,
    label,
    language,
    number,
    on_date,
    whole_number,
)
from webapp.mapdata import end_note
from webapp.respond import respond, send_table

blueprint = Blueprint("kesenjangan", __name__)

ROWS_A_PAGE = 100
AGES = (1, 2, 3, 5, 10)
_PAIR = re.compile(r"(\d\d(?:\.\d\d)?)-(\d\d(?:\.\d\d)?)(?:\.(csv|xlsx|json))?", re.ASCII)

# What a planner can act on comes first, what nobody knows last, what runs after all.
ORDER = ("none", "lapsed", "paper", "planned", "unknown", "running")

_REGIONS = """
MATCH (r:Region)
RETURN r.code AS code, r.name AS name, r.kind AS kind, r.latitude AS latitude,
       r.longitude AS longitude, r.population AS population
ORDER BY code
"""

# ------------------------------------------------------------------ facets


@dataclass(frozen=True, slots=True)
class StatusChoice(Term):
    """A choice of the status facet: which statuses it lets through."""

    statuses: tuple[str, ...] = ()


STATUS_CHOICES = {
    row.code: row
    for row in (
        StatusChoice(
            "tanpa", "tanpa kerja sama berjalan", "without running cooperation", ORDER[:-1]
        ),
        *(StatusChoice(s.code, s.name, s.name_en, (s.code,)) for s in STATUSES.values()),
        StatusChoice("semua", "semua pasangan", "all pairs", ORDER),
    )
}
ACROSS = {
    row.code: row
    for row in (
        Term("ya", "lintas provinsi", "across provinces"),
        Term("tidak", "dalam satu provinsi", "within one province"),
    )
}


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter on judged pairs: its URL parameter and which pairs a choice lets through."""

    name: str
    matches: Callable[[Pair, str], bool]


FACETS = (
    Facet("status", lambda pair, code: pair.status in STATUS_CHOICES[code].statuses),
    Facet("tingkat", lambda pair, code: pair.level == code),
    Facet("lintas", lambda pair, code: pair.across == (code == "ya")),
    Facet("provinsi", lambda pair, code: code in (pair.a_province, pair.b_province)),
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the address asks for; `facets` by parameter name, None where nothing is chosen."""

    on: date
    affair: str | None
    max_age_years: int | None
    facets: Mapping[str, str | None]

    @classmethod
    def asked(cls, provinces: Iterable[str]) -> Choices:
        """Read the URL's parameters."""
        return cls(
            on=on_date(),
            affair=choice("urusan", AFFAIRS),
            max_age_years=whole_number("umur"),
            facets={
                "status": choice("status", STATUS_CHOICES, "tanpa"),
                "tingkat": choice("tingkat", LEVELS),
                "lintas": choice("lintas", ACROSS),
                "provinsi": choice("provinsi", provinces),
            },
        )

    def select(self, found: Iterable[Pair], *, without: str | None = None) -> list[Pair]:
        """Give the pairs that every chosen facet lets through, one facet left out."""
        active = [
            (facet, chosen)
            for facet in FACETS
            if facet.name != without and (chosen := self.facets[facet.name])
        ]
        return [
            pair for pair in found if all(facet.matches(pair, chosen) for facet, chosen in active)
        ]


def _count(
    choices: Choices, found: Sequence[Pair], name: str, codes: Iterable[str]
) -> dict[str, int]:
    """Count what each choice of a facet would show, the other facets as they are."""
    facet = next(facet for facet in FACETS if facet.name == name)
    rest = choices.select(found, without=name)
    return {code: sum(facet.matches(pair, code) for pair in rest) for code in codes}


def _count_affairs(choices: Choices, readings: Readings) -> dict[str, int]:
    """Count what each affair would show, the facets as they are."""
    found = gaps.judge(readings, max_age_years=choices.max_age_years)
    wanted = STATUS_CHOICES[choices.facets["status"] or "tanpa"].statuses
    tally = dict.fromkeys(AFFAIRS, 0)
    for pair in choices.select(found, without="status"):
        for affair, status in gaps.by_affair(pair).items():
            tally[affair] += status in wanted
    return tally


# ------------------------------------------------------------------ the list

COLUMNS = (
    Column("a", "Kode"),
    Column("b", "Kode tetangga"),
    Column("a_name", "Wilayah"),
    Column("b_name", "Tetangga"),
    Column("pair", "Pasangan"),
    Column("status", "Status"),
    Column("border_km", "Batas (km)", "decimal"),
    Column("agreements", "Kesepakatan", "integer"),
    Column("fewest_parties", "Pihak paling sedikit", "integer"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
    Column("end_unknown", "Akhir tidak diketahui", "flag"),
    Column("combination", "Kombinasi"),
    Column("overseer", "Pembina"),
    Column("level", "Tingkat"),
    Column("across", "Lintas provinsi", "flag"),
    Column("a_records", "Catatan", "integer"),
    Column("b_records", "Catatan tetangga", "integer"),
)
# Left to the files: on the page they stand as notes under other cells.
HIDDEN = (
    "a",
    "b",
    "a_name",
    "b_name",
    "fewest_parties",
    "last_stated_on",
    "end_unknown",
    "overseer",
    "level",
    "across",
    "b_records",
)


def _status_note(pair: Pair, on: date) -> str | None:
    """Say beside a status what it hides: an unknown end, a missed date, who has no records."""
    if pair.end_unknown:
        return end_note(pair.last_stated_on)
    if pair.unrecorded and pair.status == "unknown":
        names = [name for code, name in _sides(pair) if code in pair.unrecorded]
        if len(names) == 2:
            return str(_("tidak ada catatan tentang keduanya"))
        return str(_("tidak ada catatan tentang %(name)s", name=names[0]))
    due = [item.due_on for item in pair.decisive if item.due_on and item.due_on < on]
    if pair.status == "planned" and due:
        return str(_("target %(day)s terlewat", day=day(max(due))))
    return None


def _sides(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    return (pair.a, pair.a_name), (pair.b, pair.b_name)


def _overseer(combination: str) -> str:
    row = COMBINATIONS[combination]
    return row.overseer_en if language() == "en" else row.overseer


def _pair_address(pair: Pair) -> str:
    """Give the pair's page with the same date."""
    per = request.args.get("per")
    return f"/kesenjangan/{pair.key}" + (f"?per={per}" if per else "")


def _row(pair: Pair, on: date) -> dict[str, Any]:
    parties = pair.fewest_parties
    return {
        "key": pair.key,
        "href": _pair_address(pair),
        "a": pair.a,
        "b": pair.b,
        "a_name": pair.a_name,
        "b_name": pair.b_name,
        "pair": f"{pair.a_name} – {pair.b_name}",
        "pair_note": _("lintas provinsi") if pair.across and pair.level == "kabkota" else None,
        "status": pair.status,
        "status_note": _status_note(pair, on),
        "border_km": pair.border_km,
        "agreements": len(pair.agreements),
        "agreements_note": _("paling sedikit %(count)s pihak", count=number(parties))
        if parties and parties > 2
        else None,
        "fewest_parties": parties,
        "last_stated_on": pair.last_stated_on,
        "end_unknown": pair.end_unknown,
        "combination": pair.combination,
        "combination_label": f"({pair.combination}) {_overseer(pair.combination)}",
        "combination_note": label("combination", pair.combination),
        "overseer": pair.overseer,
        "level": pair.level,
        "across": pair.across,
        "a_records": pair.a_records,
        "b_records": pair.b_records,
        "a_records_label": f"{number(pair.a_records)} · {number(pair.b_records)}",
    }


def _table(found: Sequence[Pair], on: date) -> Table:
    ranked = sorted(found, key=lambda pair: (ORDER.index(pair.status), -pair.border_km, pair.key))
    return Table("kesenjangan", COLUMNS, [_row(pair, on) for pair in ranked])


def _map(found: Sequence[Pair], regions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Draw pairs of one level, with the regions that they join."""
    codes = {code for pair in found for code in (pair.a, pair.b)}
    ends = [row for row in regions if row["code"] in codes and row["longitude"] is not None]
    places = {row["code"]: layout.project_point(row["longitude"], row["latitude"]) for row in ends}
    drawn = [pair for pair in found if pair.a in places and pair.b in places]
    notes = {pair.key: end_note(pair.last_stated_on) for pair in drawn if pair.end_unknown}
    return maps.border_map(ends, drawn, places, notes=notes) | {"projection": layout.PROJECTION}


@blueprint.get("/kesenjangan")
@blueprint.get("/kesenjangan.<format>")
def index(format: str | None = None) -> Response:
    """Show the neighbours without running cooperation, or those that are asked for."""
    regions = database().read(_REGIONS, limit=None).rows
    provinces = {row["code"]: row["name"] for row in regions if row["kind"] == "provinsi"}
    choices = Choices.asked(provinces)
    readings = gaps.read(database(), choices.on)
    judged = gaps.judge(readings, affair=choices.affair, max_age_years=choices.max_age_years)
    chosen = choices.select(judged)
    table = _table(chosen, choices.on)
    if format is not None:
        return respond(table, "kesenjangan/index.html", format)
    level = choices.facets["tingkat"] or "kabkota"
    drawn = [pair for pair in chosen if pair.level == level]
    return respond(
        table,
        "kesenjangan/index.html",
        per_page=ROWS_A_PAGE,
        choices=choices,
        payload=_map(drawn, regions),
        drawn=len(drawn),
        total=len(judged),
        statuses_all=gaps.counts(judged),
        counts={
            "status": _count(choices, judged, "status", STATUS_CHOICES),
            "tingkat": _count(choices, judged, "tingkat", LEVELS),
            "lintas": _count(choices, judged, "lintas", ACROSS),
            "provinsi": _count(choices, judged, "provinsi", provinces),
            "urusan": _count_affairs(choices, readings),
        },
        status_choices=STATUS_CHOICES,
        levels=LEVELS,
        across=ACROSS,
        provinces=provinces,
        affairs=AFFAIRS,
        ages=AGES,
        order=ORDER,
        hidden=HIDDEN,
    )


# ------------------------------------------------------------------ one pair


@dataclass(frozen=True, slots=True)
class Bar:
    """An agreement on the timeline, in percent of its width.

    `known` ends where the last statement or the end is; `open_to` is as far as it
    is taken to run although nobody stated an end.
    """

    agreement: CommonAgreement
    start: float | None = None
    known: float = 0.0
    open_to: float | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars under years; `now` is the date asked for."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[int, float], ...]
    now: float


def draw_timeline(agreements: Sequence[CommonAgreement], on: date) -> Timeline:
    """Place agreements in time, the earliest first."""
    spans = [(item, *_span(item, on)) for item in agreements]
    days = [d for _item, start, known, _open in spans if start for d in (start, known)]
    first = date(min([*days, on]).year, 1, 1)
    last = date(min(max([*days, on]).year + 1, date.max.year), 1, 1)
    length = (last - first).days or 1

    def place(when: date) -> float:
        return round(100 * (when - first).days / length, 2)

    step = max(1, -(-(last.year - first.year) // 6))
    years = range(first.year, last.year, step)
    bars = [
        Bar(item, place(start), place(known), place(on) if is_open and on > known else None)
        if start
        else Bar(item)
        for item, start, known, is_open in spans
    ]
    bars.sort(key=lambda bar: (bar.start is None, bar.start or 0, bar.agreement.id))
    return Timeline(
        tuple(bars), tuple((year, place(date(year, 1, 1))) for year in years), place(on)
    )


def _span(item: CommonAgreement, on: date) -> tuple[date | None, date, bool]:
    """Give from when, until when that is known, and whether it goes on without a stated end."""
    start = item.runs_from or item.first_stated_on or item.signed_on
    if start is None:
        return None, on, False
    if item.status == "planned":
        return start, max(start, item.due_on or start), item.due_on is None
    stated = on if item.endless else item.last_stated_on
    known = item.runs_until or max(start, stated or start)
    return start, max(start, known), item.end_unknown


AGREEMENT_COLUMNS = (
    Column("id", "Kunci"),
    Column("title", "Judul"),
    Column("status", "Status"),
    Column("form", "Bentuk"),
    Column("stage", "Tahap"),
    Column("affairs", "Urusan"),
    Column("runs_from", "Mulai", "date"),
    Column("runs_until", "Sampai", "date"),
    Column("due_on", "Target", "date"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
    Column("parties", "Pihak", "integer"),
    Column("via_opd", "Lewat OPD", "flag"),
)


def _agreement_table(pair: Pair) -> Table:
    rows: list[dict[str, Any]] = []
    for item in pair.agreements:
        names = [label("affair", affair) for affair in item.affairs]
        rows.append(
            {
                "key": item.id,
                "href": f"/kesepakatan/{item.id}",
                "id": item.id,
                "title": item.title,
                "status": item.status,
                "status_note": end_note(item.last_stated_on) if item.end_unknown else None,
                "form": item.form,
                "form_label": label("form", item.form),
                "stage": item.stage,
                "stage_label": label("stage", item.stage),
                "affairs": list(item.affairs),
                "affairs_label": "; ".join(names) or _("tidak disebut"),
                "runs_from": item.runs_from,
                "runs_from_note": _("pertama tercatat; awalnya tidak disebut")
                if item.start_unknown
                else None,
                "runs_until": item.runs_until,
                "due_on": item.due_on,
                "last_stated_on": item.last_stated_on,
                "parties": item.parties,
                "via_opd": item.via_opd,
            }
        )
    rows.sort(key=lambda row: (list(STATUSES).index(row["status"]), row["title"], row["id"]))
    return Table(f"kesenjangan-{pair.key}", AGREEMENT_COLUMNS, rows)


@blueprint.get("/kesenjangan/<name>")
def show(name: str) -> AnyResponse:
    """Show one pair of neighbours, or send its common agreements."""
    matched = _PAIR.fullmatch(name)
    if matched is None:
        raise invalid(
            "pasangan", name, _("kode dua wilayah bertetangga, ditulis seperti 35.13-35.74")
        )
    a, b, format = matched.groups()
    on = on_date()
    pair = gaps.pair(database(), a, b, on)
    if a != pair.a:
        query = request.query_string.decode("ascii", "replace")
        suffix = (f".{format}" if format else "") + (f"?{query}" if query else "")
        return redirect(f"/kesenjangan/{pair.key}{suffix}", 301)
    table = _agreement_table(pair)
    if format:
        return send_table(table, format)
    statuses = gaps.by_affair(pair)
    page = render_template(
        "kesenjangan/pair.html",
        pair=pair,
        on=on,
        table=table,
        overseer=_overseer(pair.combination),
        status_note=_status_note(pair, on),
        unrecorded=[side for side in _sides(pair) if side[0] in pair.unrecorded],
        sides=(
            (pair.a, pair.a_name, pair.a_records, pair.a_reports),
            (pair.b, pair.b_name, pair.b_records, pair.b_reports),
        ),
        timeline=draw_timeline(pair.agreements, on),
        grid=[
            (group, [(row, statuses[row.code]) for row in AFFAIRS.values() if row.group == code])
            for code, group in AFFAIR_GROUPS.items()
        ],
        affair_counts={code: list(statuses.values()).count(code) for code in STATUSES},
        without_affair=sum(not item.affairs for item in pair.agreements),
        around=pairs.surroundings(database(), pair, on),
    )
    return Response(page)
