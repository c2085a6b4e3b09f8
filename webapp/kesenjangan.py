"""Kesenjangan: the ranked list of neighbours without running cooperation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph import gaps
from graph.evidence import Evidence, evidence
from graph.gaps import LEVELS, Pair, Readings
from graph.history import CONTACTS, Place
from graph.overview import GAPS, WITHOUT_RUNNING
from graph.ranking import PARTS, check_weights, rank, read_weights, uncovered
from graph.tables import FORMATS, Table
from graph.vocabulary import AFFAIRS, STATUSES, Term
from webapp import layouts, maps, ranked
from webapp.context import choice, database, here, invalid, on_date, whole_number
from webapp.glance import carried
from webapp.remarks import contact_note, end_note
from webapp.respond import cut_rows, send_table, sort_rows
from webapp.wawasan import VIEWS

blueprint = Blueprint("kesenjangan", __name__)

ROWS_A_PAGE, MOST_ROWS = 25, 500
AGES = (1, 2, 3, 5, 10)
_WEIGHT_FIELD = "bobot-"

# ------------------------------------------------------------------ facets

STATUS_CHOICES = {
    row.code: row
    for row in (
        Term("tanpa", "tanpa kerja sama berjalan", "without running cooperation"),
        Term("celah", "diketahui tanpa kerja sama", "known not to cooperate"),
        *(Term(row.code, row.name, row.name_en) for row in STATUSES.values()),
        Term("semua", "semua pasangan", "all pairs"),
    )
}
KINDS = {
    row.code: row
    for row in (
        Term("kabkota", "kabupaten/kota dengan kabupaten/kota", "regencies and cities"),
        Term("kabupaten-kabupaten", "kabupaten – kabupaten", "regency – regency"),
        Term("kabupaten-kota", "kabupaten – kota", "regency – city"),
        Term("terkelilingi", "kota dikelilingi kabupatennya", "city enclosed by its regency"),
        Term("kota-kota", "kota – kota", "city – city"),
        Term("provinsi", "provinsi – provinsi", "province – province"),
        Term("campur", "provinsi – daerahnya", "province – region of its own"),
    )
}
ACROSS = {
    row.code: row
    for row in (
        Term("ya", "lintas provinsi", "across provinces"),
        Term("tidak", "dalam satu provinsi", "within one province"),
    )
}


def _chosen_by(status: str) -> Collection[str]:
    """Give the choices that show a status."""
    without = ("tanpa",) if status in WITHOUT_RUNNING else ()
    known = ("celah",) if status in GAPS else ()
    return ("semua", status, *without, *known)


def _status_codes(pair: Pair, _found: Evidence) -> Collection[str]:
    return _chosen_by(pair.status)


def _kind_codes(pair: Pair, found: Evidence) -> Collection[str]:
    enclosed = ("terkelilingi",) if found.enclosed(pair) else ()
    return (pair.level, pair.kind, *enclosed)


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter on judged pairs: its URL parameter, and the codes that let a pair through."""

    name: str
    codes_of: Callable[[Pair, Evidence], Collection[str]]


FACETS = (
    Facet("status", _status_codes),
    Facet("tingkat", lambda pair, _found: (pair.level,)),
    Facet("jenis", _kind_codes),
    Facet("lintas", lambda pair, _found: ("ya" if pair.across else "tidak",)),
    Facet("provinsi", lambda pair, _found: (pair.a_province, pair.b_province)),
    Facet("hubungan", lambda pair, _found: (pair.contact,)),
)
Tagged = tuple[Pair, Mapping[str, Collection[str]]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the address asks for; `facets` holds the chosen codes by parameter, none for all."""

    on: date
    affair: str | None
    max_age_years: int | None
    weights: Mapping[str, float]
    facets: Mapping[str, frozenset[str]]

    @classmethod
    def asked(cls, provinces: Iterable[str]) -> Choices:
        """Read the URL's parameters."""
        return cls(
            on=on_date(),
            affair=choice("urusan", AFFAIRS),
            max_age_years=whole_number("umur"),
            weights=read_weights(request.args.get("bobot")),
            facets={
                "status": _one("status", STATUS_CHOICES) or frozenset(["tanpa"]),
                "tingkat": _one("tingkat", LEVELS),
                "jenis": _one("jenis", KINDS),
                "lintas": _one("lintas", ACROSS),
                "provinsi": _one("provinsi", provinces),
                "hubungan": _contacts(),
            },
        )

    def chosen(self, name: str) -> str | None:
        """Give the one code that is chosen of a facet."""
        return next(iter(self.facets[name]), None)

    def select(self, found: Iterable[Tagged], *, without: str | None = None) -> list[Tagged]:
        """Give the pairs that every facet lets through, one facet left out."""
        active = [(name, codes) for name, codes in self.facets.items() if codes and name != without]
        return [
            (pair, tags)
            for pair, tags in found
            if all(not codes.isdisjoint(tags[name]) for name, codes in active)
        ]

    def count(self, found: Iterable[Tagged], name: str) -> Counter[str]:
        """Count what each choice of a facet would show, the other facets as they are."""
        rest = self.select(found, without=name)
        return Counter(code for _pair, tags in rest for code in set(tags[name]))


def _one(name: str, allowed: Iterable[str]) -> frozenset[str]:
    code = choice(name, allowed)
    return frozenset([code] if code else ())


def _contacts() -> frozenset[str]:
    """Give how the two may touch; several can be asked for."""
    given = [code for text in request.args.getlist("hubungan") for code in text.split(",") if code]
    for code in given:
        if code not in CONTACTS:
            words = ", ".join(CONTACTS)
            raise invalid("hubungan", code, _("salah satu dari %(words)s", words=words))
    # A province and a region of its own touch in no other way.
    mixed = "campur" in (request.args.get("tingkat"), request.args.get("jenis"))
    return frozenset(given or (["own"] if mixed else ["land"]))


def _tag(found: Iterable[Pair], readings: Readings) -> list[Tagged]:
    proof = evidence(readings)
    return [(pair, {facet.name: facet.codes_of(pair, proof) for facet in FACETS}) for pair in found]


def _count_affairs(choices: Choices, found: Iterable[Tagged]) -> dict[str, int]:
    """Count what each affair would show, the facets as they are."""
    shown = {code for code in STATUSES if choices.facets["status"] & set(_chosen_by(code))}
    differing: Counter[str] = Counter()
    plain = 0
    for pair, _tags in choices.select(found, without="status"):
        known = pair.tells_none
        is_plain = gaps.status_of((), both_known=known) in shown
        plain += is_plain
        # Only affairs in which there is something differ from those in which there is nothing.
        standings: dict[str, set[str]] = defaultdict(set)
        for item in pair.agreements:
            for affair in item.affairs:
                standings[affair].add(item.status)
        for affair, those in standings.items():
            differing[affair] += (gaps.status_of(those, both_known=known) in shown) - is_plain
    return {code: plain + differing[code] for code in AFFAIRS}


# ------------------------------------------------------------------ the list


def _table(choices: Choices, readings: Readings, found: Sequence[Tagged]) -> Table:
    """Give the chosen pairs in their order, as values."""
    kinds = {pair.key: tags["jenis"] for pair, tags in found}
    proof = evidence(readings)
    rows = []
    for item in rank(
        readings,
        [pair for pair, _tags in found],
        affair=choices.affair,
        weights=choices.weights,
    ):
        pair = item.pair
        if choices.affair:  # judged for one affair; what else is open is told of the whole
            pair = replace(pair, agreements=readings.common.get((pair.a, pair.b), ()))
        affairs = uncovered(pair, proof)
        is_enclosed = "terkelilingi" in kinds[pair.key]
        rows.append(ranked.plain_row(item, affairs, enclosed=is_enclosed))
    return Table("kesenjangan", ranked.COLUMNS, rows)


def _map(found: Iterable[Pair], regions: Mapping[str, Place]) -> dict[str, Any]:
    """Draw pairs with the regions that they join."""
    drawn = [
        pair
        for pair in found
        if all(regions[code].longitude is not None for code in (pair.a, pair.b))
    ]
    ends = [regions[code] for code in sorted({code for pair in drawn for code in (pair.a, pair.b)})]
    rows = [
        {"code": end.code, "name": end.name, "kind": end.kind, "population": end.population}
        for end in ends
    ]
    places = {end.code: layouts.project_point(end.longitude, end.latitude) for end in ends}  # type: ignore[arg-type]
    payload = maps.border_map(rows, drawn, places, notes=_map_notes(drawn))
    return payload | {"projection": layouts.PROJECTION}


def _map_notes(drawn: Iterable[Pair]) -> dict[str, str]:
    notes = {}
    for pair in drawn:
        said = [contact_note(pair), end_note(pair.last_stated_on) if pair.end_unknown else None]
        if any(said):
            notes[pair.key] = "; ".join(note for note in said if note)
    return notes


def _drawn(found: Sequence[Tagged]) -> list[Pair]:
    """Give the pairs of one level: provinces lie over their own regions."""
    there = {pair.level for pair, _tags in found}
    level = next((code for code in LEVELS if code in there), None)
    return [pair for pair, _tags in found if pair.level == level]


def _to_plain_weights() -> Response | None:
    """Lead from the form's one field a part to the address with those that differ."""
    fields = {
        name.removeprefix(_WEIGHT_FIELD): value
        for name, value in request.args.items()
        if name.startswith(_WEIGHT_FIELD)
    }
    if not fields:
        return None
    weights = check_weights({name: value for name, value in fields.items() if value.strip()})
    changes = {_WEIGHT_FIELD + name: None for name in fields}
    written = ranked.written_weights(weights) or None
    return redirect(here(bobot=written, halaman=None, **changes))


@blueprint.get("/kesenjangan")
@blueprint.get("/kesenjangan.<format>")
def index(format: str | None = None) -> Response:
    """Show the neighbours without running cooperation, or those that are asked for."""
    if format is not None and format not in FORMATS:
        abort(404)
    if moved := _to_plain_weights():
        return moved
    on = on_date()
    readings = gaps.read(database(), on)
    regions = readings.history.regions
    provinces = {code: place.name for code, place in regions.items() if place.kind == "provinsi"}
    choices = Choices.asked(provinces)
    judged = judge(choices, readings, choices.affair)
    found = choices.select(judged)
    table = sort_rows(_table(choices, readings, found))
    if format is not None:
        return send_table(ranked.file_table(table, format), format)
    limit = min(whole_number("limit", ROWS_A_PAGE, least=1) or ROWS_A_PAGE, MOST_ROWS)
    best = ranked.best_score(table.rows)
    shown, cut = cut_rows(table, limit)
    with_affairs = choices.affair is not None
    shown.rows = ranked.told_rows(shown.rows, on, best, with_affairs=with_affairs)
    whole = judged if choices.affair is None else judge(choices, readings, None)
    drawn = _drawn(found)
    page = _page(
        choices,
        table=shown,
        cut=cut,
        payload=_map(drawn, regions) if drawn else None,
        drawn=len(drawn),
        judged=len(judged),
        counts={facet.name: choices.count(judged, facet.name) for facet in FACETS},
        affair_counts=_count_affairs(choices, whole),
        provinces=provinces,
    )
    return make_response(page)


def judge(choices: Choices, readings: Readings, affair: str | None) -> list[Tagged]:
    """Judge all pairs as the address asks, whole or for one affair, with their facets' codes."""
    found = gaps.judge(
        readings,
        affair=affair,
        contacts=tuple(CONTACTS),
        max_age_years=choices.max_age_years,
    )
    return _tag(found, readings)


def _page(choices: Choices, **found: Any) -> str:
    """Render the page: what was found, and the tables of what can be chosen."""
    return render_template(
        "kesenjangan/index.html",
        choices=choices,
        status_choices=STATUS_CHOICES,
        kinds=KINDS,
        across=ACROSS,
        contacts=CONTACTS,
        affairs=AFFAIRS,
        ages=AGES,
        parts=PARTS,
        part_colours=ranked.PART_COLOURS,
        changed_weights=ranked.changed_weights(choices.weights),
        weight_field=_WEIGHT_FIELD,
        views=VIEWS,
        carried=carried,
        **found,
    )
