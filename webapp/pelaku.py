"""Pelaku: who takes part in cooperation, and all that is recorded of one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import networkx as nx
from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _

from graph import actors, gaps
from graph.actors import ACTOR_KINDS, Actor, Listed, Measured, ReportGroup
from graph.metrics import MEASURES
from graph.projection import PROJECTIONS, describe
from graph.registry import UNDATED, Entry, months_after, total_yields
from graph.tables import FORMATS, Column, Table
from graph.text import slug
from graph.vocabulary import PARTNER_KINDS, REGION_KINDS, STATUSES, Term
from loaders.reference import known_partners, short_names
from webapp import layouts, maps
from webapp.agreements import (
    HIDDEN,
    actor_address,
    agreement_address,
    dated,
    standing_label,
    start_text,
    table_of,
)
from webapp.context import choice, country, database, label, language, number, on_date
from webapp.ranked import status_notes
from webapp.remarks import end_note
from webapp.respond import respond, send_table, sort_rows

blueprint = Blueprint("pelaku", __name__)

ROWS_A_PAGE = 100
AGREEMENTS_A_PAGE = 50
ENDING_MONTHS = 6
MOST_DRAWN = 60
_ONE = re.compile(r"(.+?)(?:\.(csv|xlsx|json))?", re.DOTALL)

# ------------------------------------------------------------------ the list


@dataclass(frozen=True, slots=True)
class KindChoice(Term):
    """A choice of the filter on kinds: which of them it lets through."""

    kinds: tuple[str, ...] = ()


KIND_CHOICES = {
    row.code: row
    for row in (
        KindChoice("wilayah", "Wilayah", "Regions", tuple(REGION_KINDS)),
        *(
            KindChoice(row.code, row.name, row.name_en, (row.code,))
            for row in REGION_KINDS.values()
        ),
        KindChoice("opd", "OPD", "OPDs", ("opd",)),
        KindChoice("mitra", "Mitra", "Partners", tuple(PARTNER_KINDS)),
        *(
            KindChoice(row.code, row.name, row.name_en, (row.code,))
            for row in PARTNER_KINDS.values()
        ),
    )
}
GROUPS = ("wilayah", "opd", "mitra")

COLUMNS = (
    Column("name", "Pelaku"),
    Column("key", "Kunci"),
    Column("kind", "Jenis"),
    Column("place", "Provinsi atau negara"),
    Column("running", "Berjalan", "integer"),
    Column("agreements", "Tercatat", "integer"),
    Column("reports", "Jumlah dilaporkan", "integer"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
)


def kind_label(kind: str) -> str:
    """Name a kind of actor in the reader's language."""
    row = ACTOR_KINDS.get(kind)
    return row.label(language()) if row else kind


def _listed_row(row: Listed) -> dict[str, Any]:
    return {
        "key": row.key,
        "href": actor_address(row.key),
        "name": row.name,
        "kind": row.kind,
        "kind_label": kind_label(row.kind),
        "place": row.province_name or country(row.country) or None,
        "place_href": actor_address(row.province) if row.province else None,
        "running": row.running,
        "running_href": dated(f"/kesepakatan?{urlencode({'pelaku': row.key})}&keadaan=running"),
        "agreements": row.agreements,
        "agreements_href": dated(f"/kesepakatan?{urlencode({'pelaku': row.key})}"),
        "reports": row.reports,
        "last_stated_on": row.last_stated_on,
    }


@blueprint.get("/pelaku")
@blueprint.get("/pelaku.<format>")
def index(format: str | None = None) -> Response:
    """Show everybody of whom anything is recorded."""
    if format is not None and format not in FORMATS:
        abort(404)
    on = on_date()
    listed = actors.actors(database(), on)
    provinces = {row.province: row.province_name or row.province for row in listed if row.province}
    kind = choice("jenis", KIND_CHOICES)
    province = choice("provinsi", provinces)
    text = request.args.get("nama", "")[:200].casefold().split()
    named = [row for row in listed if all(word in row.name.casefold() for word in text)]
    of_kind = [row for row in named if kind is None or row.kind in KIND_CHOICES[kind].kinds]
    of_place = [row for row in named if province is None or row.province == province]
    chosen = [row for row in of_kind if province is None or row.province == province]
    kinds = Counter(row.kind for row in of_place)
    return respond(
        Table("pelaku", COLUMNS, [_listed_row(row) for row in chosen]),
        "pelaku/index.html",
        format,
        per_page=ROWS_A_PAGE,
        on=on,
        kind=kind,
        province=province,
        groups=GROUPS,
        kind_choices={
            code: (row, count)
            for code, row in KIND_CHOICES.items()
            if (count := sum(kinds[one] for one in row.kinds)) or code in (*GROUPS, kind)
        },
        everybody=len(of_place),
        provinces=sorted(provinces.items(), key=lambda item: item[1]),
        province_counts=Counter(row.province for row in of_kind),
        total=len(listed),
    )


# ------------------------------------------------------------------ one actor


@dataclass(frozen=True, slots=True)
class Count:
    """A number of agreements with where they are listed."""

    name: str
    count: int
    address: str
    share: float = 0.0


def _register(key: str, **values: Any) -> str:
    """Give the register of an actor's agreements with filters."""
    return dated("/kesepakatan?" + urlencode({"pelaku": key, **values}))


def _tallies(found: Sequence[Entry], key: str) -> list[tuple[str, list[Count]]]:
    """Count an actor's agreements by everything that they are sorted by."""
    kinds = {
        entry.id: {party.partner_kind for party in entry.others(key) if party.partner_kind}
        for entry in found
    }
    rows: tuple[tuple[str, str, str, Any], ...] = (
        (_("Skema"), "skema", "scheme", lambda entry: [entry.scheme]),
        (_("Bentuk"), "bentuk", "form", lambda entry: [entry.form]),
        (_("Jenis mitra"), "jenis", "partner_kind", lambda entry: kinds[entry.id]),
        (_("Urusan"), "urusan", "affair", lambda entry: entry.affairs),
    )
    tallies = []
    for title, parameter, vocabulary, codes_of in rows:
        tally = Counter(code for entry in found for code in codes_of(entry))
        most = max(tally.values(), default=1)
        counts = [
            Count(
                label(vocabulary, code),
                count,
                _register(key, **{parameter: code}),
                round(100 * count / most, 1),
            )
            for code, count in sorted(tally.items(), key=lambda item: (-item[1], item[0]))
        ]
        if counts:
            tallies.append((title, counts))
    return tallies


@dataclass(frozen=True, slots=True)
class YearBar:
    """A bar of the picture of years; `year` 0 stands for agreements without one."""

    year: int
    count: int
    x: float
    width: float
    height: float
    address: str


_MOST_YEARS = 40
_BAR_HEIGHT = 70


def year_bars(found: Iterable[Entry], key: str) -> list[YearBar]:
    """Place the numbers of agreements by year side by side, in percent of the width.

    Years without any between the first and the last are there too; agreements
    of which no source tells the year stand apart at the right end.
    """
    tally = Counter(entry.year for entry in found)
    known = sorted(year for year in tally if year != UNDATED)
    years = list(range(max(known[0], known[-1] - _MOST_YEARS + 1), known[-1] + 1)) if known else []
    if tally[UNDATED]:
        years.append(UNDATED)
    if not years:
        return []
    most = max(tally.values())
    step = min(100 / len(years), 12.0)
    return [
        YearBar(
            year,
            tally[year],
            round(place * step, 2),
            round(step * 0.8, 2),
            round(_BAR_HEIGHT * tally[year] / most, 1),
            _register(key, tahun=year or "tanpa"),
        )
        for place, year in enumerate(years)
    ]


def _partner_key(key: str, region: str | None, is_region: bool) -> str:
    # Seen from a region, the OPDs of another one are that region.
    return region if is_region and region else key


def counterparts(found: Iterable[Entry], who: Actor) -> dict[str, list[Entry]]:
    """Give those on the other side of an actor's running agreements, with these."""
    others: dict[str, list[Entry]] = {}
    for entry in found:
        if entry.is_running:
            keys = {
                _partner_key(party.key, party.region, who.type == "region")
                for party in entry.others(who.key)
            }
            for key in keys:
                others.setdefault(key, []).append(entry)
    return others


def ego_map(who: Actor, others: Mapping[str, Sequence[Entry]]) -> dict[str, Any]:
    """Draw an actor among those it cooperates with, the closest if there are very many."""
    closest = sorted(others, key=lambda key: (-len(others[key]), key))[:MOST_DRAWN]
    described = describe(database(), [who.key, *closest])
    graph = nx.Graph()
    graph.add_nodes_from((key, described[key]) for key in [who.key, *closest] if key in described)
    for key in closest:
        if key in graph:
            graph.add_edge(who.key, key, agreements=len(others[key]))
    notes = {}
    for key in closest:
        if all(entry.end_unknown for entry in others[key]):
            days = [day for entry in others[key] if (day := entry.get("last_stated_on"))]
            notes[maps.link_key(who.key, key)] = end_note(max(days, default=None))
    payload = maps.network_map(
        graph,
        layouts.by_force(graph),
        radii=maps.sizes({key: float(graph.degree(key, "agreements")) for key in graph}, graph),
        shades={
            key: maps.NODE_KINDS[maps.kind_of(node)].colour for key, node in graph.nodes(data=True)
        },
        degrees=dict(graph.degree()),
        notes=notes,
        first=(who.key,),
    )
    for node in payload["nodes"]:  # only the links of the one in the middle are all here
        if node["id"] != who.key:
            del node["neighbours"]
    return payload


def _shown_kinds(payload: Mapping[str, Any] | None) -> list[maps.NodeKind]:
    drawn = {node["kind"] for node in payload["nodes"]} if payload else set()
    return [row for code, row in maps.NODE_KINDS.items() if code in drawn]


NEIGHBOUR_COLUMNS = (
    Column("name", "Tetangga"),
    Column("code", "Kode"),
    Column("status", "Status"),
    Column("border_km", "Batas (km)", "decimal"),
    Column("agreements", "Kesepakatan", "integer"),
)


def _neighbours(who: Actor, on: date) -> list[tuple[gaps.Pair, str, str]]:
    """Give the pairs of a region with its land neighbours, each with code and name of the other."""
    if who.type != "region":
        return []
    level: gaps.Level = "kabkota" if "." in who.key else "provinsi"
    order = list(STATUSES)
    found = [
        (pair, *((pair.b, pair.b_name) if pair.a == who.key else (pair.a, pair.a_name)))
        for pair in gaps.pairs(database(), on, province=who.key[:2], level=level)
        if who.key in (pair.a, pair.b)
    ]
    return sorted(found, key=lambda row: (order.index(row[0].status), -row[0].border_km, row[1]))


def _neighbour_table(found: Iterable[tuple[gaps.Pair, str, str]], on: date) -> Table:
    rows = [
        {
            "key": pair.key,
            "href": actor_address(code),
            "code": code,
            "name": name,
            "name_note": _("lintas provinsi") if pair.across and "." in code else None,
            "status": pair.status,
            "status_href": dated(f"/kesenjangan/{pair.key}"),
            "status_note": "; ".join(status_notes(pair, on)) or None,
            "border_km": pair.border_km,
            "agreements": len(pair.agreements),
        }
        for pair, code, name in found
    ]
    return Table("tetangga", NEIGHBOUR_COLUMNS, rows)


def _visits(found: Iterable[Entry], key: str) -> dict[str, list[Entry]]:
    """Give learning visits by the actor's part in them: 'learner' or 'host'."""
    visits: dict[str, list[Entry]] = {"learner": [], "host": []}
    for entry in found:
        if entry.form == "kaji_banding":
            roles = {party.role for party in entry.parties if party.is_of(key)}
            visits["learner" if "learner" in roles else "host"].append(entry)
    return visits


def report_sentence(group: ReportGroup) -> str:
    """Say what a source reports in total and how much of it is recorded."""
    told = []
    for row in group.rows:
        what = label("form", row.form) or label("scheme", row.scheme) or _("kerja sama")
        if row.form and row.scheme:
            what = f"{what} ({label('scheme', row.scheme)})"
        count = number(row.count)
        if row.at_least:
            count = _("sedikitnya %(count)s", count=count)
        told.append(f"{count} {what}")
    listed = _(" dan ").join(told) if len(told) < 3 else ", ".join(told)
    if group.year:
        stated = _("%(what)s dilaporkan untuk %(year)s", what=listed, year=group.year)
    else:
        stated = _("%(what)s dilaporkan", what=listed)
    recorded = _("%(count)s di antaranya tercatat", count=number(group.recorded))
    return f"{stated}; {recorded}."


MEASURE_COLUMNS = (
    Column("measure", "Ukuran"),
    Column("value", "Nilai"),
    Column("rank", "Peringkat"),
)


def _measure_table(measured: Measured) -> Table:
    return Table(
        f"ukuran-{measured.projection}",
        MEASURE_COLUMNS,
        [_measure_row(row) for row in measured.rows],
    )


_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "flag": lambda value: str(_("ya") if value else _("tidak")),
    "integer": number,
    "decimal": lambda value: number(value, 4),
    "actor": str,
}


def _measure_row(row: actors.MeasureRow) -> dict[str, Any]:
    measure = MEASURES[row.code]
    rank = None
    if row.rank is not None:
        rank = _("%(rank)s dari %(among)s", rank=number(row.rank), among=number(row.among))
    return {
        "measure": measure.label(language()),
        "measure_note": measure.explain(language()),
        "value": _WRITTEN[measure.kind](row.value),
        "value_href": actor_address(row.value) if measure.kind == "actor" else None,
        "rank": rank,
        "rank_note": _("bersama %(count)s yang lain bernilai sama", count=number(row.equal - 1))
        if row.equal > 1
        else None,
    }


def other_names(who: Actor) -> list[tuple[str, str]]:
    """Give the other names under which registers know an actor, each with what it is."""
    words = {"short": _("sebutan"), "former": _("nama lama"), "spelling": _("ejaan lain")}
    if who.type == "region":
        return [(row.name, words[row.why]) for row in short_names() if row.code == who.key]
    if who.type == "partner":
        return [
            (name, words["short"])
            for row in known_partners()
            if slug(row.name) == who.key
            for name in row.also
        ]
    return []


@blueprint.get("/pelaku/<path:name>")
def show(name: str) -> Response:
    """Show one actor, or send its agreements."""
    matched = _ONE.fullmatch(name)
    key, format = matched.groups() if matched else (name, None)
    on = on_date()
    who = actors.actor(database(), key)
    found = actors.agreements_of(database(), key, on)
    table = table_of(f"pelaku-{key}", found, on, side=key)
    if format:
        return send_table(sort_rows(table), format)
    soon = months_after(on, ENDING_MONTHS)
    neighbours = _neighbours(who, on)
    statuses = Counter(pair.status for pair, _code, _name in neighbours)
    others = counterparts(found, who)
    payload = ego_map(who, others) if others else None
    running = [entry for entry in found if entry.is_running]
    is_region = who.type == "region"
    return respond(
        table,
        "pelaku/actor.html",
        per_page=AGREEMENTS_A_PAGE,
        on=on,
        soon=soon,
        who=who,
        kind=kind_label(who.kind),
        other_names=other_names(who),
        found=found,
        running=running,
        end_unknown=sum(entry.end_unknown for entry in running),
        standing_counts=Counter(entry.standing for entry in found),
        register=lambda **values: _register(key, **values),
        others=others,
        drawn=min(len(others), MOST_DRAWN),
        payload=payload,
        shown_kinds=_shown_kinds(payload),
        neighbours=_neighbour_table(neighbours, on),
        statuses_of=[(code, statuses[code]) for code in STATUSES if statuses[code]],
        neighbour_cards={code: statuses[code] for code in ("running", "none", "unknown")}
        | {"rest": sum(statuses[code] for code in ("planned", "paper", "lapsed"))},
        totals=total_yields(found),
        yielding=sum(bool(entry.benefits) for entry in found),
        yields=actors.yields_of(found, key),
        bars=year_bars(found, key),
        bar_height=_BAR_HEIGHT,
        tallies=_tallies(found, key),
        ending=sorted(
            (
                entry
                for entry in running
                if (end := entry.get("runs_until")) is not None and end <= soon
            ),
            key=lambda entry: (entry.get("runs_until"), entry.id),
        ),
        paper=[entry for entry in found if entry.standing == "paper"],
        visits=_visits(found, key),
        reports=[
            (group, report_sentence(group))
            for group in (actors.reports_of(database(), key, found) if is_region else [])
        ],
        measured=[
            (row, PROJECTIONS[row.projection].label(language()), _measure_table(row))
            for row in actors.measures_of(database(), key)
            if row.projection in PROJECTIONS
        ],
        opds=actors.opds_of(database(), key, on) if is_region else [],
        hidden=HIDDEN,
        actor_address=actor_address,
        agreement_address=agreement_address,
        start_text=start_text,
        standing_label=standing_label,
    )
