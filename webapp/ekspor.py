"""The whole register as a file that loads to the same graph."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, abort, stream_with_context

from graph.exports import REGISTER_FORMATS, reports_csv
from webapp.context import database

blueprint = Blueprint("ekspor", __name__)


@blueprint.get("/ekspor/register.<format>")
def register(format: str) -> Response:
    """Send the whole register in the documented form, a part at a time."""
    if format not in REGISTER_FORMATS:
        abort(404)
    row = REGISTER_FORMATS[format]
    return _attached(row.write(database(), None), row.media_type, f"register.{format}")


@blueprint.get("/ekspor/register-laporan.csv")
def reports() -> Response:
    """Send the reported totals in the documented form."""
    return _attached(reports_csv(database()), "text/csv; charset=utf-8", "register-laporan.csv")


def _attached(parts: Iterator[bytes], media_type: str, name: str) -> Response:
    response = Response(stream_with_context(parts), content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
