"""One answer for every table: a page, or the same rows as CSV, XLSX or JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Response, abort, jsonify, make_response, render_template, request
from flask_babel import gettext as _

from graph.tables import FORMATS, Table
from webapp.context import invalid, whole_number


@dataclass(frozen=True, slots=True)
class Cut:
    """Which rows of a table a page shows."""

    first: int
    last: int
    total: int
    page: int
    pages: int


def respond(
    table: Table,
    template: str,
    format: str | None = None,
    *,
    per_page: int | None = None,
    **context: Any,
) -> Response:
    """Answer with a page of a table, or with the table itself.

    The rows are sorted by `?urut=` where the URL names a column ('-' before it
    turns the order round). The template gets `table`, `cut` and `context`.

    Parameters
    ----------
    table
        All rows.
    template
        The page's template.
    format
        None for the page; 'csv', 'xlsx' or 'json' for all rows.
    per_page
        How many rows the page shows at once (`?halaman=` chooses which); None for all.
    """
    table = sort_rows(table)
    if format is not None:
        return send_table(table, format)
    table, cut = cut_rows(table, per_page)
    return make_response(render_template(template, table=table, cut=cut, **context))


def send_table(table: Table, format: str) -> Response:
    """Send all rows of a table as a file, or as JSON to read in place."""
    if format not in FORMATS:
        abort(404)
    row = FORMATS[format]
    response = Response(row.write(table), content_type=row.media_type)
    if format != "json":
        response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.{format}"'
    return response


def sort_rows(table: Table) -> Table:
    """Sort a table by the column that `?urut=` names; empty cells come last either way."""
    wanted = request.args.get("urut", "")
    if not wanted:
        return table
    key, backwards = wanted.removeprefix("-"), wanted.startswith("-")
    keys = [column.key for column in table.columns]
    if key not in keys:
        raise invalid("urut", wanted, _("salah satu dari %(words)s", words=", ".join(keys)))
    filled = [row for row in table.rows if row.get(key) is not None]
    empty = [row for row in table.rows if row.get(key) is None]
    filled.sort(key=lambda row: _sort_key(row[key]), reverse=backwards)
    return replace(table, rows=filled + empty)


def _sort_key(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def cut_rows(table: Table, per_page: int | None) -> tuple[Table, Cut]:
    """Give the rows of the page that `?halaman=` names, and which they are."""
    total = table.total or len(table.rows)
    if per_page is None:
        return table, Cut(min(1, total), len(table.rows), total, 1, 1)
    pages = max(1, -(-len(table.rows) // per_page))
    page = min(whole_number("halaman", 1, least=1) or 1, pages)
    start = (page - 1) * per_page
    rows = table.rows[start : start + per_page]
    cut = Cut(min(start + 1, len(table.rows)), start + len(rows), total, page, pages)
    return replace(table, rows=rows), cut


def show_problem(sentence: str, status: int) -> tuple[Response, int]:
    """Answer with one sentence: as JSON where that is the answer, else as a page."""
    if request.path.endswith((".json", "/langkah")):
        return jsonify(error=sentence), status
    page = render_template("errors/error.html", sentence=sentence, status=status)
    return make_response(page), status
