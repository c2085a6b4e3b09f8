"""The national views as maps: regions in their place, sized, shaded and joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from graph.gaps import Pair
from graph.history import Place
from graph.overview import Change, Cluster, Matrix, Surrounded
from webapp import layouts, maps, scales
from webapp.context import label
from webapp.glance import (
    ISOLATION_COLOURS,
    SHADE_COLOURS,
    Regions,
    Shading,
    measured,
    measured_text,
    province_address,
)
from webapp.remarks import contact_note, end_note


def _node_label(region: Place) -> str:
    return maps.short_name(region.name)


def _note(pair: Pair) -> str:
    """Say of a line how the two touch without a border, and that its end is unknown."""
    said = (contact_note(pair), end_note(pair.last_stated_on) if pair.end_unknown else None)
    return "; ".join(note for note in said if note)


@dataclass(slots=True)
class Picture:
    """What is drawn besides the lines: sizes and colours of regions, remarks on pairs.

    `labels` are written in place of the names, `links` are where regions lead.
    """

    radii: Mapping[str, float] | None = None
    shades: Mapping[str, str] | None = None
    notes: Mapping[str, str] | None = None
    labels: Mapping[str, str] | None = None
    links: Mapping[str, str] | None = None


def draw(
    pairs: Iterable[Pair],
    regions: Regions,
    also: Iterable[str] = (),
    picture: Picture | None = None,
) -> dict[str, Any] | None:
    """Draw pairs and the regions that they join; None where nothing has a place.

    Parameters
    ----------
    pairs
        The lines.
    regions
        All regions, by code.
    also
        Codes of regions that are drawn without a line, too.
    picture
        How, where not plainly.
    """
    picture = picture or Picture()
    pairs = list(pairs)
    codes = {code for pair in pairs for code in (pair.a, pair.b)} | set(also)
    ends = [
        region
        for code in sorted(codes)
        if (region := regions.get(code))
        and region.longitude is not None
        and region.latitude is not None
    ]
    if not ends:
        return None
    places = {
        region.code: layouts.project_point(region.longitude, region.latitude)  # type: ignore[arg-type]
        for region in ends
    }
    drawn = [pair for pair in pairs if pair.a in places and pair.b in places]
    notes = {pair.key: note for pair in drawn if (note := _note(pair))}
    rows = [
        {
            "code": region.code,
            "name": (picture.labels or {}).get(region.code) or _node_label(region),
            "kind": region.kind,
            "population": region.population,
        }
        for region in ends
    ]
    payload = maps.border_map(
        rows,
        drawn,
        places,
        radii=picture.radii,
        shades=picture.shades,
        notes=notes | dict(picture.notes or {}),
    )
    for node in payload["nodes"]:
        if href := (picture.links or {}).get(node["id"]):
            node["href"] = href
    return payload | {"projection": layouts.PROJECTION}


def draw_matrix(
    found: Matrix, regions: Regions, measure: str, column: str, shading: Shading
) -> dict[str, Any] | None:
    """Draw each place as large as its gaps are many, as dark as the matrix shades them."""
    cells = {
        code: line.whole if column == "all" else line.affairs[column]
        for code, line in found.lines.items()
    }
    values = {code: measured(cell, measure) for code, cell in cells.items()}
    shades = {
        code: SHADE_COLOURS[step - 1] if (step := shading.step(value)) else maps.NEUTRAL
        for code, value in values.items()
    }
    labels = {
        code: f"{_node_label(regions[code])} {measured_text(value, measure)}"
        for code, value in values.items()
        if code in regions
    }
    gaps = {code: cell.gaps for code, cell in cells.items()}
    links = {code: province_address(code) for code in cells if "." not in code}
    return draw(
        (),
        regions,
        also=cells,
        picture=Picture(maps.sizes(gaps, cells), shades, labels=labels, links=links),
    )


def draw_isolated(
    found: Sequence[Surrounded], pairs: Iterable[Pair], regions: Regions
) -> dict[str, Any] | None:
    """Draw isolated regions in the colour of their state, with the lines to their neighbours."""
    shades = {row.place.code: ISOLATION_COLOURS[row.isolation or "pasti"] for row in found}
    own = [pair for pair in pairs if pair.a in shades or pair.b in shades]
    return draw(own, regions, also=shades, picture=Picture(shades=shades))


def draw_clusters(found: Sequence[Cluster], regions: Regions) -> dict[str, Any] | None:
    """Draw the missing pairs, and the regions of each of the largest clusters in one colour."""
    groups = {code: cluster.hub for cluster in found for code in cluster.codes}
    pairs = [pair for cluster in found for pair in cluster.pairs]
    return draw(pairs, regions, picture=Picture(shades=scales.class_colours(groups)))


def draw_changes(found: Sequence[Change], regions: Regions) -> dict[str, Any] | None:
    """Draw the pairs that changed as they are now, with what they were."""
    notes = {
        row.pair.key: str(_("dulu: %(status)s", status=label("status", row.before)))
        for row in found
    }
    return draw([row.pair for row in found], regions, picture=Picture(notes=notes))
