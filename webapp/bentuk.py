"""The boundaries as a file for the map's own modules: loaded once, kept by the browser."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from graph import boundaries
from graph.boundaries import STEPS_PER_DEGREE
from graph.errors import NotFound
from webapp.context import database

blueprint = Blueprint("bentuk", __name__)

_FOREVER = "private, max-age=31536000, immutable"


class NoBoundaries(NotFound):
    """Boundaries are asked for and none were loaded."""

    text = "Garis batas belum dimuat. Muat dengan jejaring load boundaries BERKAS."


@blueprint.get("/peta/bentuk.json")
def shapes() -> Response:
    """Give the outlines and shared lines; what their address names never changes.

    A page that was opened before others were loaded asks for a version that is gone: it
    gets what is there, not to be kept under that address.
    """
    held = boundaries.shapes(database())
    if held is None:
        raise NoBoundaries()
    response = jsonify(
        version=held.version, grid=STEPS_PER_DEGREE, areas=held.areas, lines=held.lines
    )
    is_asked = request.args.get("v") == held.version
    response.headers["Cache-Control"] = _FOREVER if is_asked else "no-cache"
    return response
