"""What can be taken along of a map: pictures, graphs for other programs, a page to embed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any
from urllib.parse import quote

import networkx as nx
from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup

from graph import actors, boundaries
from graph.graph_files import GRAPH_FORMATS, LICENCE, SIGN, Sign, describe_drawn
from webapp import pelaku, peta
from webapp.context import database, here, invalid, language, on_date, whole_number
from webapp.mapstate import Choices, agreement_of, read_choices
from webapp.mapview import MapView
from webapp.sketch import Wanted, draw
from webapp.sketch.caption import caption_of, ego_caption
from webapp.sketch.marks import Box, Point, Sheet, colour_of
from webapp.sketch.pdf import write_pdf
from webapp.sketch.svg import write_svg
from webapp.sketch.view import extent, fitted_view, places_of

blueprint = Blueprint("keluaran", __name__)

LEAST_SIZE, GREATEST_SIZE = 200, 4_000  # pixels of a picture's map
EMBEDDED_SIZE = (960, 640)
_FARTHEST_UNITS = 1e6
_PIN = re.compile(r"(.+) (-?[\d.]+) (-?[\d.]+)", re.DOTALL)
_SHAPES = {"dot": "disc", "square": "square", "diamond": "diamond"}
# The page to embed runs no script and sends no form. It may stand in pages of this computer only,
# as does the program: no site elsewhere can put it under a page of its own.
EMBEDDED_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self' http://127.0.0.1:* http://localhost:* file:",
    )
)


# ------------------------------------------------------------------ what is asked for


def _wanted(choices: Choices) -> Wanted:
    return Wanted(
        view=_seen(),
        size=_size(),
        pins=_pins(),
        selected=choices.selected,
        statuses=choices.statuses if choices.mode == "batas" else (),
    )


def _numbers(text: str) -> list[float]:
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        return []
    return found if all(isfinite(one) and abs(one) < _FARTHEST_UNITS for one in found) else []


def _seen() -> tuple[float, float, float] | None:
    """Give the part of the map that the address shows; what cannot be read shows all, as there."""
    found = _numbers(request.args.get("pandang", "")[:100])
    if len(found) != 3 or not 0.001 <= found[2] <= 1_000:
        return None
    return found[0], found[1], found[2]


def _pins() -> dict[str, Point]:
    pins = {}
    for text in request.args.getlist("pin"):
        matched = _PIN.fullmatch(text[:1_000])
        place = _numbers(f"{matched[2]},{matched[3]}") if matched else []
        if matched and place:
            pins[matched[1]] = place[0], place[1]
    return pins


def _size() -> tuple[float, float] | None:
    found = [whole_number(name, least=LEAST_SIZE) for name in ("lebar", "tinggi")]
    for name, value in zip(("lebar", "tinggi"), found, strict=True):
        if value is not None and value > GREATEST_SIZE:
            expected = _("bilangan bulat sampai %(most)s", most=GREATEST_SIZE)
            raise invalid(name, str(value), expected)
    wide, high = found
    return (wide, high) if wide and high else None


def _sheet(choices: Choices, view: MapView, wanted: Wanted) -> Sheet:
    shapes = boundaries.read(database()) if "boundaries" in view.payload else None
    known = boundaries.current(database()) if shapes else None
    caption = caption_of(
        database(),
        choices,
        view,
        address=_address("/peta"),
        boundaries=known.file if known else None,
    )
    return draw(view.payload, wanted, caption, shapes)


def _address(path: str) -> str:
    """Give where the same map is seen on this computer."""
    return request.host_url.rstrip("/") + here(path, lebar=None, tinggi=None, halaman=None)


def _file_name(choices: Choices, ending: str) -> str:
    """Name a file by what it shows and of when."""
    mode = "peta" if choices.mode == "batas" else "kerja-sama"
    place = _as_file_name(choices.focus or choices.province or "")
    parts = ["jejaring", mode, place, choices.on.isoformat()]
    return ".".join(("-".join(filter(None, parts)), ending))


def _as_file_name(key: str) -> str:
    return re.sub(r"[^0-9a-z.]+", "-", key.lower())[:60].strip("-.")


def _send(content: bytes | str, media_type: str, name: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


# ------------------------------------------------------------------ pictures


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """A form in which a picture can leave the program."""

    code: str
    media_type: str
    write: Callable[[Sheet], bytes]


PICTURE_FORMATS = {
    row.code: row
    for row in (
        PictureFormat("svg", "image/svg+xml; charset=utf-8", lambda sheet: _svg(sheet)),
        PictureFormat(
            "pdf", "application/pdf", lambda sheet: write_pdf(sheet, datetime.now().astimezone())
        ),
    )
}


def _svg(sheet: Sheet) -> bytes:
    return write_svg(sheet).encode("utf-8")


@blueprint.get("/peta.svg", defaults={"format": "svg"})
@blueprint.get("/peta.pdf", defaults={"format": "pdf"})
def picture(format: str) -> Response:
    """Send the map as a finished picture: as it is seen, or whole on a sheet of paper."""
    choices = read_choices()
    sheet = _sheet(choices, peta.view_of(choices), _wanted(choices))
    row = PICTURE_FORMATS[format]
    return _send(row.write(sheet), row.media_type, _file_name(choices, format))


@blueprint.get("/pelaku/<path:key>.svg", defaults={"format": "svg"})
@blueprint.get("/pelaku/<path:key>.pdf", defaults={"format": "pdf"})
def ego(key: str, format: str) -> Response:
    """Send the small map of an actor's page as a finished picture."""
    on, who = on_date(), actors.actor(database(), key)
    others = pelaku.counterparts(actors.agreements_of(database(), key, on), who)
    payload = pelaku.ego_map(who, others)
    place = _address(f"/pelaku/{quote(key, safe='')}")
    caption = ego_caption(database(), who.name, payload, len(others), on, place)
    row = PICTURE_FORMATS[format]
    name = "-".join(("jejaring", _as_file_name(key), on.isoformat()))
    content = row.write(draw(payload, Wanted(), caption))
    return _send(content, row.media_type, f"{name}.{format}")


# ------------------------------------------------------------------ graphs


@blueprint.get("/peta.graphml", defaults={"format": "graphml"})
@blueprint.get("/peta.gexf", defaults={"format": "gexf"})
def graph(format: str) -> Response:
    """Send what is shown as a graph with places, colours and sizes."""
    choices = read_choices()
    view = peta.view_of(choices)
    row = GRAPH_FORMATS[format]
    file = io.BytesIO()
    row.write(_drawn_graph(choices, view), file)
    return _send(file.getvalue(), row.media_type, _file_name(choices, format))


def _drawn_graph(choices: Choices, view: MapView) -> nx.Graph:
    """Give the nodes and lines that are seen, with what is known of them and their signs."""
    wanted = _wanted(choices)
    picture = view.payload
    places = places_of(picture["nodes"], wanted.pins)
    box = Box(0, 0, *(wanted.size or EMBEDDED_SIZE))
    scale = fitted_view(extent(places.values()), box).fitted
    caption = caption_of(database(), choices, view, address=_address("/peta"))
    found = nx.Graph(
        name=caption.title,
        on=choices.on.isoformat(),
        description=" ".join((*caption.lines, *caption.foot)),
        licence=LICENCE[language()],
    )
    agreements = {}
    for node in picture["nodes"]:
        key, (x, y) = node["id"], places[node["id"]]
        size = round(float(node["size"]) / scale, 2)
        shape = _SHAPES.get(node.get("shape", "dot"), "disc")
        sign = Sign(_six_digits(node["color"]), size, shape, round(x, 2), round(-y, 2))
        found.add_node(key, **_told(node, _NODE_TOLD), **{SIGN: sign})
        if id := agreement_of(key):
            agreements[key] = id
    rows = {row.get("key"): row for row in view.table.rows}
    for edge in picture["edges"]:
        if wanted.statuses and edge.get("status") not in (*wanted.statuses, None):
            continue
        shape = "dashed" if edge.get("dashes") else "solid"
        width = round(float(edge["width"]) / scale, 2)
        told = _told(edge, _EDGE_TOLD) | _told(rows.get(edge["id"], {}), _ROW_TOLD)
        sign = Sign(_six_digits(edge["color"]), width, shape)
        found.add_edge(
            edge["from"],
            edge["to"],
            id=edge["id"],
            relation=edge.get("type", "link"),
            **told,
            **{SIGN: sign},
        )
    describe_drawn(database(), found, agreements)
    return found


# Key of a node, an edge or a row → attribute in the file.
_NODE_TOLD = {
    "label": "label",
    "kind": "kind",
    "value": "value",
    "neighbours": "neighbours",
    "count": "count",
    "note": "note",
}
_EDGE_TOLD = {"status": "status", "km": "length_km", "agreements": "agreements", "note": "note"}
_ROW_TOLD = {
    "across": "across",
    "agreements": "agreements",
    "weight": "weight",
    "last_stated_on": "last_stated_on",
    "end_unknown": "end_unknown",
}


def _told(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {name: row[key] for key, name in names.items() if row.get(key) is not None}


def _six_digits(colour: object) -> str:
    told = colour_of(colour)
    return told if len(told) == 7 else "#" + "".join(2 * digit for digit in told[1:])


# ------------------------------------------------------------------ a page to embed


@blueprint.get("/peta/sematan")
def embedded() -> Response:
    """Show the map alone, to stand within a page of somebody else."""
    choices = read_choices()
    wanted = _wanted(choices)
    size = wanted.size or EMBEDDED_SIZE
    wanted = Wanted(
        view=wanted.view,
        size=(size[0], max(size[1] - _LINK_LINE, LEAST_SIZE)),
        is_sheet=True,
        pins=wanted.pins,
        selected=wanted.selected,
        statuses=wanted.statuses,
    )
    sheet = _sheet(choices, peta.view_of(choices), wanted)
    page = render_template(
        "keluaran/embedded.html",
        sheet=sheet,
        svg=Markup(write_svg(sheet, links=True, standalone=False)),
        address=_address("/peta"),
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = EMBEDDED_POLICY
    return response


_LINK_LINE = 40  # pixels of the line under the picture


def embedding() -> str:
    """Give the markup that puts the map of the page's address into another page."""
    wide, high = EMBEDDED_SIZE
    source = request.host_url.rstrip("/") + here(
        "/peta/sematan", halaman=None, urut=None, lebar=str(wide), tinggi=str(high)
    )
    title = _("Peta Jejaring")
    return str(
        Markup(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>'
        ).format(source, wide, high, title)
    )


@blueprint.app_context_processor
def _helpers() -> dict[str, Any]:
    return {"embedding": embedding}
