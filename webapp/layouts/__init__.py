"""Where nodes stand: each layout a row of a table, the same picture every time.

A layout takes a graph whose nodes may have kind ('provinsi', 'kabupaten', 'kota',
'opd', 'partner', 'agreement', 'cluster'), longitude, latitude, province_code and
region_code, and gives every node a place of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx

from graph.vocabulary import Term
from webapp.layouts.circles import by_distance, by_province
from webapp.layouts.forces import by_force
from webapp.layouts.geography import ISLANDS, geographic, island_labels, spread, spread_point
from webapp.layouts.ground import (
    PROJECTION,
    SPACING,
    UNITS_PER_DEGREE,
    Place,
    Places,
    project_point,
    room,
)
from webapp.layouts.tiers import in_tiers

__all__ = [
    "ISLANDS",
    "LAYOUTS",
    "PROJECTION",
    "SPACING",
    "UNITS_PER_DEGREE",
    "Layout",
    "Place",
    "Places",
    "by_force",
    "geographic",
    "island_labels",
    "project_point",
    "room",
    "spread_point",
]


@dataclass(frozen=True, slots=True)
class Layout(Term):
    """A way to place nodes.

    `on_earth` tells whether regions stand where they are, so that a coastline
    fits under them; `has_centre` whether it asks round whom.
    """

    function: Callable[[nx.Graph, str | None], Places] = geographic
    on_earth: bool = False
    has_centre: bool = False


LAYOUTS = {
    row.code: row
    for row in (
        Layout("geografi", "Menurut tempat", "By place", geographic, on_earth=True),
        Layout("renggang", "Menurut tempat, direnggangkan", "By place, spread apart", spread),
        Layout("gaya", "Menurut hubungan", "By links", by_force),
        Layout("lingkar", "Lingkaran per provinsi", "Circle by province", by_province),
        Layout("jenjang", "Berjenjang", "In tiers", in_tiers),
        Layout(
            "sepusat", "Sepusat pada satu pelaku", "Rings around one", by_distance, has_centre=True
        ),
    )
}
