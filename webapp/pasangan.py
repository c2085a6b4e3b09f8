"""Pasangan: one pair of neighbours, what it has, what it lacks, and who could mend that."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from flask import Blueprint, Response, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from graph import gaps, pairs
from graph.counterparts import Counterpart, Side
from graph.gaps import CommonAgreement, Pair, Readings
from graph.history import CONTACTS, History
from graph.law import DUTIES
from graph.pairs import Solved, Surroundings, Visit
from graph.ranking import PARTS, Ranked, rank, read_weights
from graph.tables import Column, Table
from graph.vocabulary import AFFAIR_GROUPS, AFFAIRS, STATUSES, Term
from webapp import kesenjangan, still
from webapp.agreements import actor_address, agreement_address, dated
from webapp.context import choice, database, invalid, label, language, number, on_date
from webapp.ranked import PART_COLOURS, overseer, sentence, sides, status_notes
from webapp.remarks import end_note
from webapp.respond import send_table
from webapp.timeline import draw_timeline

blueprint = Blueprint("pasangan", __name__)

MOST_THIRDS = 12
MOST_EXAMPLES = 3
MOST_BARS = 40
_PAIR = re.compile(r"(\d\d(?:\.\d\d)?)-(\d\d(?:\.\d\d)?)(?:\.(csv|xlsx|json))?", re.ASCII)

BASES = {
    row.code: row
    for row in (
        Term("recorded", "tercatat", "recorded"),
        Term("known", "dikenal, belum tercatat", "known, not recorded"),
        Term("assumed", "diandaikan", "assumed"),
    )
}


# ------------------------------------------------------------------ how the two touch


def contact_text(pair: Pair) -> str:
    """Say what joins two regions: a border, water, a point."""
    if pair.contact == "sea":
        far = number(pair.distance_km, 1)
        if pair.same_landmass:
            return str(_("%(km)s km lewat laut, pada daratan yang sama", km=far))
        return str(_("%(km)s km lewat laut", km=far))
    if pair.contact == "land":
        return str(_("berbatasan darat %(km)s km", km=number(pair.border_km, 1)))
    return CONTACTS[pair.contact].label(language())


def parties_text(pair: Pair) -> str | None:
    """Say of how many parties the common agreements are, and how many are through an OPD."""
    if not pair.agreements:
        return None
    two = sum(item.parties <= 2 for item in pair.agreements)
    more = [item.parties for item in pair.agreements if item.parties > 2]
    via = sum(item.via_opd for item in pair.agreements)
    said = [
        ngettext("%(num)s antara dua pihak", "%(num)s antara dua pihak", two) if two else None,
        _(
            "%(count)s bersama pihak lain (sampai %(most)s pihak)",
            count=number(len(more)),
            most=number(max(more)),
        )
        if more
        else None,
        ngettext("%(num)s lewat OPD", "%(num)s lewat OPD", via) if via else None,
    ]
    return "; ".join(str(text) for text in said if text)


def parties_of(item: CommonAgreement) -> str:
    """Say of how many parties an agreement is."""
    if item.parties <= 2:
        return str(_("dua pihak"))
    return str(_("%(count)s pihak", count=number(item.parties)))


def examples_text(around: Surroundings, affair: str | None) -> str:
    """Say how many comparable pairs cooperate, at all or in one affair."""
    counts = {"count": number(len(around.comparable)), "among": number(around.among)}
    if affair is None:
        return str(
            _(
                "%(count)s dari %(among)s pasangan serupa (kombinasi dan jenis sama, penduduknya "
                "paling mirip) bekerja sama.",
                **counts,
            )
        )
    return str(
        _(
            "%(count)s dari %(among)s pasangan serupa (kombinasi dan jenis sama, penduduknya "
            "paling mirip) bekerja sama dalam urusan %(affair)s.",
            affair=label("affair", affair),
            **counts,
        )
    )


def _told(agreements: Iterable[CommonAgreement]) -> list[CommonAgreement]:
    """Give those that the timeline shows: what runs or is planned, then what ended last."""
    latest = sorted(
        agreements, key=lambda item: (item.runs_until or date.max, item.id), reverse=True
    )
    latest.sort(key=lambda item: item.status == "lapsed")
    return latest[:MOST_BARS]


# ------------------------------------------------------------------ the list that it stands in


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a pair stands in the list that the address tells: the keys before and after it."""

    rank: int | None
    total: int
    before: str | None
    after: str | None


# What the address may say of the list.
_OF_LIST = (
    *("per", "urusan", "provinsi", "tingkat", "jenis", "lintas", "status", "umur"),
    *("hubungan", "bobot"),
)
_MOST_ORDERS = 32
_orders: WeakKeyDictionary[History, OrderedDict[Any, tuple[str, ...]]] = WeakKeyDictionary()


def _order(readings: Readings) -> tuple[str, ...]:
    """Give the keys of the list that the address tells, in its order; kept until data change."""
    asked = tuple(tuple(request.args.getlist(name)) for name in _OF_LIST)
    key = readings.history.version, readings.on, asked
    with readings.history.lock:
        kept = _orders.setdefault(readings.history, OrderedDict())
        if key not in kept:
            kept[key] = _rank_list(readings)
            while len(kept) > _MOST_ORDERS:
                kept.popitem(last=False)
        return kept[key]


def _rank_list(readings: Readings) -> tuple[str, ...]:
    regions = readings.history.regions
    provinces = [code for code, place in regions.items() if place.kind == "provinsi"]
    choices = kesenjangan.Choices.asked(provinces)
    judged = kesenjangan.judge(choices, readings, choices.affair)
    found = [pair for pair, _tags in choices.select(judged)]
    ranked = rank(readings, found, affair=choices.affair, weights=choices.weights)
    return tuple(item.pair.key for item in ranked)


def _standing(readings: Readings, pair: Pair) -> Standing:
    order = _order(readings)
    if pair.key not in order:
        return Standing(None, len(order), None, None)
    place = order.index(pair.key)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    return Standing(place + 1, len(order), before, after)


# ------------------------------------------------------------------ affairs


@dataclass(frozen=True, slots=True)
class Cell:
    """An affair in the grid: its status, and how far its effects cross borders and why."""

    affair: Term
    status: str
    weight: float | None
    reason: str | None
    duty: str | None


def _cells(readings: Readings, around: Surroundings) -> dict[str, Cell]:
    found = readings.history.externalities
    duties = {item.affair: item.duty for item in around.law.affairs}
    cells = {}
    for code, affair in AFFAIRS.items():
        row = found.get(code)
        reason = (row.reason_en if language() == "en" else row.reason) if row else None
        duty = DUTIES[duties[code]].label(language()) if code in duties else None
        status = around.statuses[code]
        cells[code] = Cell(affair, status, row.weight if row else None, reason, duty)
    return cells


# ------------------------------------------------------------------ the agenda as a table

AGENDA_COLUMNS = (
    Column("affair", "Urusan"),
    Column("affair_name", "Nama urusan"),
    Column("status", "Status"),
    Column("agreements", "Kesepakatan", "integer"),
    Column("weight", "Bobot lintas batas", "decimal"),
    Column("reason", "Mengapa melintasi batas"),
    Column("duty", "Wajib atau sukarela"),
    Column("a", "OPD pertama"),
    Column("a_basis", "Dasar OPD pertama"),
    Column("b", "OPD kedua"),
    Column("b_basis", "Dasar OPD kedua"),
    Column("known", "Kesepakatan kedua OPD"),
    Column("nearest", "Pasangan terdekat yang sudah"),
    Column("nearest_km", "Jarak (km)", "decimal"),
    Column("nearest_agreement", "Kesepakatan untuk dicontoh"),
)


def _agenda(pair: Pair, around: Surroundings, cells: Mapping[str, Cell]) -> Table:
    """Give a row for each affair and pair of OPDs in it; an affair without any has one row."""
    solved = {one.affair: one for one in around.nearest}
    meeting: dict[str, list[Counterpart | None]] = {code: [] for code in cells}
    for one in around.proposal.pairs:
        meeting[one.affair].append(one)
    rows: list[dict[str, Any]] = []
    for code, cell in cells.items():
        shared = {
            "affair": code,
            "affair_name": cell.affair.label(language()),
            "status": cell.status,
            "agreements": sum(code in item.affairs for item in pair.agreements),
            "weight": cell.weight,
            "reason": cell.reason,
            "duty": cell.duty,
            **_solved_cells(solved.get(code)),
        }
        rows += [shared | _counterpart_cells(found) for found in meeting[code] or [None]]
    return Table(f"pasangan-{pair.key}", AGENDA_COLUMNS, rows)


def _solved_cells(one: Solved | None) -> dict[str, Any]:
    if one is None:
        return {}
    return {
        "nearest": f"{one.a_name} – {one.b_name}",
        "nearest_km": one.km,
        "nearest_agreement": one.agreement.title,
    }


def _counterpart_cells(one: Counterpart | None) -> dict[str, Any]:
    if one is None:
        return {}
    return {
        "a": one.a.name,
        "a_basis": BASES[one.a.basis].label(language()),
        "b": one.b.name,
        "b_basis": BASES[one.b.basis].label(language()),
        "known": list(one.known),
    }


# ------------------------------------------------------------------ what is told of parts


def works_text(side: Side, common: Container[str]) -> str:
    """Say whether an OPD is recorded, of how many agreements, and that some are common."""
    if not side.recorded:
        return BASES[side.basis].label(language())
    if not side.agreements:
        return str(_("tercatat, tanpa kesepakatan"))
    text = ngettext(
        "tercatat, %(count)s kesepakatan",
        "tercatat, %(count)s kesepakatan",
        side.agreements,
        count=number(side.agreements),
    )
    if any(work.id in common for work in side.others):
        return str(_("%(text)s, juga dengan tetangga ini", text=text))
    return str(text)


def direction_text(visit: Visit, pair: Pair) -> str | None:
    """Say who learned from whom; None where the sources leave it open."""
    if not (visit.learners and visit.hosts):
        return None
    names = {pair.a: pair.a_name, pair.b: pair.b_name}

    def told(visitors: Iterable[pairs.Visitor]) -> str:
        return ", ".join(
            one.name if one.id == one.region_code else f"{one.name} {names[one.region_code]}"
            for one in visitors
            if one.region_code in names
        )

    return str(
        _(
            "%(learners)s belajar dari %(hosts)s",
            learners=told(visit.learners),
            hosts=told(visit.hosts),
        )
    )


def _missing(pair: Pair) -> tuple[list[str], list[str]]:
    """Give the names of those of whom nothing is recorded, and too little."""
    unknown = [row for row in sides(pair) if row[0] in pair.unknown_sides]
    bare = [name for _code, name, coverage in unknown if not coverage.recorded]
    return bare, [name for _code, name, coverage in unknown if coverage.recorded]


def _focused(pair: Pair, affair: str | None, statuses: Mapping[str, str]) -> Pair:
    """Give the pair as judged for one affair."""
    if affair is None:
        return pair
    agreements = tuple(item for item in pair.agreements if affair in item.affairs)
    return replace(pair, agreements=agreements, status=statuses[affair])


def _around_on_map(readings: Readings, pair: Pair) -> list[Pair]:
    """Give the borders among the two and their neighbours."""
    near = [
        contact.key
        for contact in readings.history.contacts
        if contact.kind in ("land", pair.contact)
        and contact.kind != "own"
        and not {pair.a, pair.b}.isdisjoint(contact.key)
    ]
    shown = {pair.a, pair.b, *(code for key in near for code in key)}
    provinces = {code[:2] for code in shown}
    judged = {
        one.key: one
        for province in sorted(provinces)
        for one in gaps.judge(readings, province=province)
        if one.a in shown and one.b in shown
    }
    return list(judged.values())


# ------------------------------------------------------------------ the page


def _rank_one(readings: Readings, pair: Pair, affair: str | None) -> Ranked:
    weights = read_weights(request.args.get("bobot"))
    (ranked,) = rank(readings, [pair], affair=affair, weights=weights)
    return ranked


@blueprint.get("/kesenjangan/<name>")
def show(name: str) -> AnyResponse:
    """Show one pair of neighbours, or send what is told of it."""
    matched = _PAIR.fullmatch(name)
    if matched is None:
        raise invalid(
            "pasangan", name, _("kode dua wilayah bertetangga, ditulis seperti 35.13-35.74")
        )
    a, b, format = matched.groups()
    on, affair = on_date(), choice("urusan", AFFAIRS)
    readings = gaps.read(database(), on)
    pair = gaps.pair_of(readings, a, b)
    if a != pair.a:
        query = request.query_string.decode("ascii", "replace")
        suffix = (f".{format}" if format else "") + (f"?{query}" if query else "")
        return redirect(f"/kesenjangan/{pair.key}{suffix}", 301)
    around = pairs.surroundings(database(), readings, pair, affair)
    ranked = _rank_one(readings, _focused(pair, affair, around.statuses), affair)
    standing = _standing(readings, pair)
    cells = _cells(readings, around)
    if format == "json":
        placed = replace(ranked, rank=standing.rank) if standing.rank else None
        return _send_object(pairs.as_object(pair, around, placed or ranked, _, language()))
    if format:
        return send_table(_agenda(pair, around, cells), format)
    return Response(_page(readings, pair, around, ranked, standing, cells, affair))


def _send_object(found: Mapping[str, Any]) -> Response:
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return Response(text.encode("utf-8", "replace"), content_type="application/json")


def _page(
    readings: Readings,
    pair: Pair,
    around: Surroundings,
    ranked: Ranked,
    standing: Standing,
    cells: Mapping[str, Cell],
    affair: str | None,
) -> str:
    bare, partly = _missing(pair)
    statuses = list(around.statuses.values())
    return render_template(
        "pasangan/pair.html",
        pair=pair,
        around=around,
        on=around.on,
        affair=AFFAIRS[affair] if affair else None,
        affairs=AFFAIRS,
        contact_text=contact_text(pair),
        parties_text=parties_text(pair),
        overseer=overseer(pair.combination),
        status_notes=status_notes(pair, around.on),
        ranked=ranked,
        told=sentence,
        parts=PARTS,
        part_colours=PART_COLOURS,
        standing=standing,
        sides=sides(pair),
        bare=bare,
        partly=partly,
        timeline=draw_timeline(_told(pair.agreements), around.on),
        grid=[
            (group, [cell for code, cell in cells.items() if AFFAIRS[code].group == group.code])
            for group in AFFAIR_GROUPS.values()
        ],
        cells=cells,
        affair_counts={code: statuses.count(code) for code in STATUSES},
        without_affair=sum(not item.affairs for item in pair.agreements),
        meetings=_meetings(around.proposal.pairs),
        titles={item.id: item.title for item in pair.agreements},
        bases=BASES,
        duties=DUTIES,
        works_text=works_text,
        parties_of=parties_of,
        examples_text=examples_text(around, affair),
        direction_text=direction_text,
        most_thirds=MOST_THIRDS,
        most_examples=MOST_EXAMPLES,
        picture=still.draw(pair, _around_on_map(readings, pair), readings.history.regions),
        still=still,
        end_note=end_note,
        actor_address=actor_address,
        agreement_address=agreement_address,
        dated=dated,
        permanent=_permanent(pair, around.on, affair),
    )


def _meetings(found: Sequence[Counterpart]) -> list[tuple[str, list[Counterpart]]]:
    """Give the pairs of OPDs by affair, in their order."""
    groups: dict[str, list[Counterpart]] = {}
    for one in found:
        groups.setdefault(one.affair, []).append(one)
    return list(groups.items())


def _permanent(pair: Pair, on: date, affair: str | None) -> str:
    """Give the address that shows the same on any other day."""
    query = f"?per={on.isoformat()}" + (f"&urusan={affair}" if affair else "")
    return request.host_url.rstrip("/") + f"/kesenjangan/{pair.key}{query}"
