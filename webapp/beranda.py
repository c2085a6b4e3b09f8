"""Beranda: what this is, four numbers, the map of borders, and questions to start from."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from flask import Blueprint, render_template

from graph import gaps
from graph.database import Database
from graph.questions import questions
from webapp.bordermap import borders
from webapp.context import database, language, on_date
from webapp.mapstate import Choices
from webapp.mapview import MapView

blueprint = Blueprint("beranda", __name__)

# Three of what planners ask, as names of files in cypher/.
START_FROM = ("tetangga-tanpa-kerja-sama", "simpul-dan-perantara", "asal-pernyataan")
ENDING_MONTHS = 6

_RUNNING = """
MATCH (k:Agreement)
WHERE k.cooperation AND k.runs_from <= $on AND (k.runs_until IS NULL OR k.runs_until >= $on)
RETURN count(k) AS running,
       sum(CASE WHEN k.runs_until IS NULL AND NOT coalesce(k.endless, false)
           THEN 1 ELSE 0 END) AS end_unknown,
       sum(CASE WHEN k.runs_until <= $soon THEN 1 ELSE 0 END) AS ending
"""
_REGIONS = "MATCH (r:Region) RETURN count(r) AS regions"


@blueprint.get("/")
def index() -> str:
    """Show the front page; of an empty graph, what to do next."""
    on = on_date()
    regions = database().read(_REGIONS).one()["regions"]
    if not regions:
        return render_template("beranda/empty.html")
    choices = Choices(on)
    readings = gaps.read(database(), on)
    view = borders(database(), choices, readings)
    named = questions()
    return render_template(
        "beranda/index.html",
        on=on,
        regions=regions,
        cards=_cards(database(), readings, view),
        view=view,
        choices=choices,
        questions=[(name, named[name].label(language())) for name in START_FROM if name in named],
    )


def _months_later(day: date, months: int) -> date:
    """Give the same day some months later, or the last one that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _cards(database: Database, readings: gaps.Readings, view: MapView) -> dict[str, Any]:
    on = readings.on
    soon = _months_later(on, ENDING_MONTHS)
    return {
        "recorded": sum(bool(row.recorded or row.reported) for row in readings.coverage.values()),
        **database.read(_RUNNING, {"on": on, "soon": soon}).one(),
        "soon": soon,
        "none": view.counts["none"],
        "unknown": view.counts["unknown"],
    }
