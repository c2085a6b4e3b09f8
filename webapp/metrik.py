"""Metrik: what NetworkX measures on a projection, and what falls apart without an actor."""

from __future__ import annotations

import io
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from threading import Lock
from typing import Any, cast

import networkx as nx
from flask import Blueprint, Response, current_app, request
from flask_babel import gettext as _

from graph.database import Database
from graph.errors import JejaringError, NotFound
from graph.graph_files import GRAPH_FORMATS, graph_of
from graph.measurement import read_measurement, tabulate
from graph.metrics import MEASURES, TOTALS, Measure, Measurement, measure, removal
from graph.network import LARGE
from graph.projection import PROJECTIONS, project
from graph.tables import Table
from graph.vocabulary import AFFAIRS, SCHEMES
from webapp.context import choice, database, here, label, language, on_date, whole_number
from webapp.respond import respond

blueprint = Blueprint("metrik", __name__)

PER_PAGE = 100
KEPT = 12
BINS = 24
CHART_HEIGHT = 26
CHOICES = 300  # actors to choose from in a list that a person still scrolls

_STAMP = "MATCH (l:Load) RETURN count(l) AS loads, max(l.at) AS last"
_PROVINCES = (
    "MATCH (r:Region {kind: 'provinsi'}) RETURN r.code AS code, r.name AS name ORDER BY r.code"
)


class MeasureFirst(JejaringError):
    """A graph that is too large to be measured while someone waits for a page."""

    text = (
        "Graf ini punya {nodes} pelaku, terlalu besar untuk dihitung saat halaman dibuka. "
        "Persempit dengan urusan atau provinsi, atau jalankan jejaring metrics {projection} "
        "--on {on} lalu muat ulang."
    )
    http_status = 409


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be measured, from the URL."""

    projection: str
    on: date
    affair: str | None
    province: str | None
    scheme: str | None
    max_age_years: int | None

    @classmethod
    def asked(cls, provinces: Mapping[str, str]) -> Question:
        """Read the URL's parameters; those that the projection does not know count for nothing."""
        projection = choice("proyeksi", PROJECTIONS, "actors") or "actors"
        values: dict[str, Any] = {
            "affair": choice("urusan", AFFAIRS),
            "province": choice("provinsi", provinces),
            "scheme": choice("skema", SCHEMES),
            "max_age_years": whole_number("umur"),
        }
        known = PROJECTIONS[projection].filters
        return cls(
            projection,
            on_date(),
            **{name: value if name in known else None for name, value in values.items()},
        )

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are set."""
        names = ("affair", "max_age_years", "province", "scheme")
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}

    def project(self, graph_database: Database) -> nx.Graph:
        """Give the graph."""
        return project(graph_database, self.projection, self.on, **self.filters)


@dataclass(slots=True)
class Shelf:
    """The last graphs that were measured, as long as nothing was loaded in between."""

    stamp: tuple[Any, ...] = ()
    kept: OrderedDict[Question, tuple[nx.Graph, Measurement]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def find(self, question: Question, stamp: tuple[Any, ...]) -> tuple[Any, Any] | None:
        """Give what is kept of a question."""
        with self.lock:
            if stamp != self.stamp:
                self.kept.clear()
                self.stamp = stamp
            return self.kept.get(question)

    def keep(
        self, question: Question, stamp: tuple[Any, ...], graph: nx.Graph, found: Measurement
    ) -> None:
        """Keep an answer, in place of the oldest."""
        with self.lock:
            if stamp == self.stamp:
                self.kept[question] = (graph, found)
                while len(self.kept) > KEPT:
                    self.kept.popitem(last=False)


@blueprint.record_once
def _put_up_shelf(state: Any) -> None:
    state.app.extensions["metrik"] = Shelf()


def _measured(question: Question) -> tuple[nx.Graph | None, Measurement]:
    """Measure now what is small; of what is large give what was kept in the database."""
    graph_database, shelf = database(), cast(Shelf, current_app.extensions["metrik"])
    stamp = tuple(graph_database.read(_STAMP).one().values())
    if found := shelf.find(question, stamp):
        return found
    stored = read_measurement(graph_database, question.projection, question.on, question.filters)
    if stored is not None and stored.nodes > LARGE:
        return None, stored
    graph = question.project(graph_database)
    if len(graph) > LARGE:
        raise MeasureFirst(
            nodes=len(graph), projection=question.projection, on=question.on.isoformat()
        )
    measurement = measure(graph)
    shelf.keep(question, stamp, graph, measurement)
    return graph, measurement


def _kind_label(actor: Mapping[str, Any]) -> str:
    if actor["kind"] == "partner":
        return label("partner_kind", actor["partner_kind"])
    return "OPD" if actor["kind"] == "opd" else label("region_kind", actor["kind"])


def _actor_table(measurement: Measurement) -> Table:
    table = tabulate(measurement, language())
    actors = measurement.actors
    rows = []
    for row in table.rows:
        key, community = row["key"], row["community"]
        shown = {
            **row,
            "href": f"/pelaku/{key}",
            "kind_label": _kind_label(actors[key]),
        }
        if community:
            shown["community_label"] = actors[community]["name"]
            shown["community_href"] = f"/pelaku/{community}"
        if row["articulation"]:
            shown["articulation_href"] = here(hilang=key, path="/metrik") + "#hilang"
        rows.append(shown)
    return replace(table, rows=rows)


# ------------------------------------------------------------------ distributions


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a distribution, in the units of its picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a measure's values lie, and who stands out."""

    measure: Measure
    defined: int
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    bars: tuple[Bar, ...] = ()
    notable: tuple[str, ...] = ()


def draw_bars(values: Sequence[float], bins: int = BINS) -> tuple[Bar, ...]:
    """Draw a histogram `bins` × `CHART_HEIGHT` units large.

    A bin that holds anything is at least one unit high, so that the one actor
    far out can be seen beside the many.
    """
    if not values:
        return ()
    low, high = min(values), max(values)
    span = high - low
    counts = Counter(
        min(bins - 1, int((value - low) / span * bins)) if span else 0 for value in values
    )
    most = max(counts.values())
    heights = {at: max(1.0, count / most * CHART_HEIGHT) for at, count in counts.items()}
    return tuple(
        Bar(at, round(CHART_HEIGHT - height, 2), 0.86, round(height, 2))
        for at, height in sorted(heights.items())
    )


def distribute(row: Measure, measurement: Measurement) -> Distribution:
    """Summarise one measure over all actors."""
    values = {
        key: value
        for key, found in measurement.values.items()
        if (value := found[row.code]) is not None
    }
    if row.kind in ("flag", "actor") or row.code == "component" or not values:
        return Distribution(row, len(values))
    numbers = cast(dict[str, float], values)
    low, high = min(numbers.values()), max(numbers.values())
    extreme = low if row.is_low_notable else high
    # Where all are alike no one stands out.
    notable = tuple(key for key, value in numbers.items() if value == extreme and low < high)
    return Distribution(
        row,
        len(numbers),
        low,
        median(numbers.values()),
        high,
        draw_bars(list(numbers.values())),
        notable,
    )


# ------------------------------------------------------------------ the page


def _removed(question: Question, graph: nx.Graph | None) -> Any:
    key = request.args.get("hilang", "")
    if not key:
        return None
    try:
        return removal(question.project(database()) if graph is None else graph, key)
    except NotFound:
        # The actor may exist and only take no part in what was chosen here.
        return key


def _removal_choices(measurement: Measurement) -> list[tuple[str, list[str]]]:
    """Give actors to take out: those whose loss splits something, then the other brokers."""
    order = sorted(
        measurement.values,
        key=lambda key: (-(measurement.values[key]["betweenness"] or 0), key),  # type: ignore[operator]
    )
    points = [key for key in order if measurement.values[key]["articulation"]]
    others = [key for key in order if not measurement.values[key]["articulation"]]
    chosen = points[:CHOICES]
    return [
        (_("Titik potong"), chosen),
        (_("Pelaku lain"), others[: CHOICES - len(chosen)]),
    ]


@blueprint.get("/metrik.graphml", defaults={"format": "graphml"})
@blueprint.get("/metrik.gexf", defaults={"format": "gexf"})
def send_graph(format: str) -> Response:
    """Send the projection with all its attributes as a file of graph programs."""
    provinces = {row["code"]: row["name"] for row in database().read(_PROVINCES)}
    question, row = Question.asked(provinces), GRAPH_FORMATS[format]
    graph = graph_of(database(), question.projection, question.on, language(), **question.filters)
    written = io.BytesIO()
    row.write(graph, written)
    response = Response(written.getvalue(), content_type=row.media_type)
    name = f"{question.projection}-{question.on.isoformat()}.{format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/metrik")
@blueprint.get("/metrik.<format>")
def show(format: str | None = None) -> Response:
    """Show the measures of a projection, or send them."""
    provinces = {row["code"]: row["name"] for row in database().read(_PROVINCES)}
    question = Question.asked(provinces)
    graph, measurement = _measured(question)
    return respond(
        _actor_table(measurement),
        "metrik/metrik.html",
        format,
        per_page=PER_PAGE,
        question=question,
        measurement=measurement,
        projection=PROJECTIONS[question.projection],
        projections=PROJECTIONS,
        provinces=provinces,
        affairs=AFFAIRS,
        schemes=SCHEMES,
        totals=TOTALS,
        names={key: actor["name"] for key, actor in measurement.actors.items()},
        distributions=[distribute(row, measurement) for row in MEASURES.values()],
        chart=(BINS, CHART_HEIGHT),
        removed=_removed(question, graph),
        removal_choices=_removal_choices(measurement),
    )
