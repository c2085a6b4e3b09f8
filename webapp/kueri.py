"""Kueri: the named questions as forms with their answers, and the Cypher console.

Both only read, so both are plain GET requests: an answer's address can be quoted,
and the same address with a format's suffix gives its rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext

from graph import database as limits
from graph.errors import JejaringError
from graph.questions import (
    THEMES,
    Parameter,
    Question,
    ask,
    parse,
    question,
    questions,
    unreadable,
)
from graph.tables import Column, Table, flat
from graph.vocabulary import AFFAIRS, FORMS, PARTNER_KINDS, SCHEMES, STAGES, STATUSES
from graph.words import COLUMNS, ColumnWord
from webapp.context import database, language, on_date
from webapp.respond import cut_rows, send_table, sort_rows

blueprint = Blueprint("kueri", __name__)

FORMAT = "any(csv, xlsx, json):format"
PER_PAGE = 100
BARS = 25
CONSOLE_ROWS = 1_000
# Longer addresses are refused by some proxies and mail programs that carry a quoted link.
CONSOLE_AT_ONCE = 3  # of the server's eight threads
_at_once = BoundedSemaphore(CONSOLE_AT_ONCE)
CONSOLE_CHARACTERS = 6_000
NOT_PARAMETERS = ("lang", "urut", "halaman")

_REGIONS = "MATCH (r:Region) RETURN r.code AS code, r.name AS name, r.kind AS kind ORDER BY code"
_NAMES = {"labels": "CALL db.labels()", "types": "CALL db.relationshipTypes()"}

EXAMPLE = (
    "MATCH (p:Partner)-[:PARTY_TO]->(k:Agreement)<-[:PARTY_TO]-(r:Region)\n"
    "RETURN p.name AS mitra, count(DISTINCT r) AS wilayah, count(DISTINCT k) AS kesepakatan\n"
    "ORDER BY kesepakatan DESC, mitra\n"
    "LIMIT 20"
)

# Parameter type → the parameter by which the map takes the same choice.
MAP_PARAMETERS = {"date": "per", "affair": "urusan", "province": "provinsi", "scheme": "skema"}


class ConsoleBusy(JejaringError):
    """More console queries at once than leave room for the other pages."""

    text = "Konsol sedang menjalankan {count} kueri lain. Tunggu sampai selesai, lalu ulangi."
    http_status = 503


class ConsoleTextTooLong(JejaringError):
    """A query that would not fit into an address."""

    text = (
        "Kueri ini lebih panjang dari {limit} karakter, batas konsol. Simpan sebagai berkas dan "
        "jalankan dengan jejaring query BERKAS."
    )
    http_status = 413


class ConsoleParameterUnreadable(JejaringError):
    """A line among the console's parameters that gives none."""

    text = "Parameter “{line}” tidak terbaca. Tulis satu per baris seperti wilayah=12.10."
    http_status = 400


# ------------------------------------------------------------------ named questions


@blueprint.get("/kueri")
def index() -> str:
    """List the questions by theme."""
    found = questions().values()
    themes = [
        (theme, [one for one in found if one.theme == theme.code]) for theme in THEMES.values()
    ]
    problems = [error.message(gettext) for error in unreadable().values()]
    return render_template("kueri/index.html", themes=themes, problems=problems)


@blueprint.get("/kueri/<name>", defaults={"format": None})
@blueprint.get(f"/kueri/<name>.<{FORMAT}>")
def show(name: str, format: str | None) -> Response:
    """Show a question's form with its answer, or give the answer's rows."""
    asked = question(name)
    texts = _given(asked)
    if format:
        return send_table(sort_rows(_answer(asked, texts)), format)
    try:
        table, problem = sort_rows(_answer(asked, texts)), None
    except JejaringError as error:
        table, problem = None, error
    return _page("kueri/question.html", table, problem, asked, texts)


def _given(asked: Question) -> dict[str, str]:
    """Give the texts of the address; the frame's own parameters are none of the question's."""
    known = {parameter.name for parameter in asked.parameters}
    return {
        key: value
        for key, value in request.args.items()
        if key in known or key not in (*NOT_PARAMETERS, "per")
    }


def _answer(asked: Question, texts: Mapping[str, str]) -> Table:
    today = None if "per" in texts else on_date()
    return ask(database(), asked, asked.values(texts, database(), today), language=language())


def _page(
    template: str,
    table: Table | None,
    problem: JejaringError | None,
    asked: Question,
    texts: Mapping[str, str],
) -> Response:
    context: dict[str, Any] = {"asked": asked, "problem": _sentence(problem)}
    regions: Sequence[Mapping[str, Any]] = ()
    if any(parameter.type.widget == "list" for parameter in asked.parameters):
        regions = database().read(_REGIONS).rows
    names = {region["code"]: region["name"] for region in regions}
    context["regions"] = regions
    context["fields"] = [_field(parameter, texts, names) for parameter in asked.parameters]
    if table is not None:
        context["bars"] = _bars(table, asked)
        context["total"] = table.rows[0].get("total_rupiah") if table.rows else None
        table, context["cut"] = cut_rows(table, PER_PAGE)
        context["table"] = _for_readers(table, asked)
        context["map_address"] = _map_address(asked, texts)
    response = make_response(render_template(template, **context))
    response.status_code = problem.http_status if problem else 200
    return response


def _sentence(problem: JejaringError | None) -> str | None:
    return problem.message(gettext) if problem else None


@dataclass(frozen=True, slots=True)
class Field:
    """An input of a question's form."""

    parameter: Parameter
    label: str
    value: str
    required: bool


def _field(parameter: Parameter, texts: Mapping[str, str], names: Mapping[str, str]) -> Field:
    default = {"none": "", "today": date.today().isoformat()}.get(
        parameter.default or "", parameter.default or ""
    )
    label = parameter.label_en if language() == "en" else parameter.label
    value = texts.get(parameter.name, "").strip() or default
    if parameter.type.widget == "list":
        value = names.get(value, value)
    return Field(parameter, label[:1].upper() + label[1:], value, parameter.default is None)


def _map_address(asked: Question, texts: Mapping[str, str]) -> str | None:
    if asked.chart.kind != "map":
        return None
    chosen = {"mode": asked.chart.arguments[0]}
    for parameter in asked.parameters:
        if (name := MAP_PARAMETERS.get(parameter.type.code)) and texts.get(parameter.name):
            value = texts[parameter.name]
            chosen[name] = str(asked.values(texts, database())[parameter.name] or value)
    return "/peta?" + urlencode(chosen)


# ------------------------------------------------------------------ answers as people read them


def _for_readers(table: Table, asked: Question) -> Table:
    """Put names in the place of codes and links on names; the exports keep the codes.

    In answers to a reader's own query only lists and maps are written out.
    """
    columns = list(table.columns)
    hidden: set[str] = set()
    rows = [dict(row) for row in table.rows]
    for column, following in zip_longest(columns, columns[1:]):
        known = COLUMNS.get(column.key) if asked.theme else None
        if known and known.page:
            holder = following.key if following else column.key
            hidden.update({column.key} if following else set())
            for row in rows:
                if row.get(column.key):
                    row[f"{holder}_href"] = f"/{known.page}/{row[column.key]}"
        for row in rows:
            if (said := _say(known, row.get(column.key))) is not None:
                row[f"{column.key}_label"] = said
    if asked.chart.arguments == ("batas",):
        for row in rows:
            if len(row["kode_a"]) == len(row["kode_b"]):  # a province and its own have no page
                row["href"] = row["status_href"] = f"/kesenjangan/{row['kode_a']}-{row['kode_b']}"
    shown = [
        _drawn(column) if asked.theme else column for column in columns if column.key not in hidden
    ]
    return replace(table, columns=shown, rows=rows)


def _drawn(column: Column) -> Column:
    if COLUMNS.get(column.key) and COLUMNS[column.key].terms is STATUSES:
        return replace(column, kind="status")  # type: ignore[arg-type]
    return column


def _say(known: ColumnWord | None, value: Any) -> str | None:
    """Give what a cell says in the reader's language where that is not its value."""
    terms = known.terms if known else None
    if terms and terms is not STATUSES:
        codes = value if isinstance(value, list) else [value]
        words = [terms[code].label(language()) if code in terms else code for code in codes]
        return ", ".join(map(str, words)) if value is not None else None
    if isinstance(value, list):
        return ", ".join(str(flat(item)) for item in value)
    return str(flat(value)) if isinstance(value, Mapping) else None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart; `share` is its length in per cent of the longest."""

    label: str
    value: float
    kind: str
    share: float


def _bars(table: Table, asked: Question) -> Sequence[Bar]:
    if asked.chart.kind != "bar":
        return ()
    label, value = asked.chart.arguments
    rows = [row for row in table.rows if isinstance(row.get(value), int | float)][:BARS]
    longest = max((row[value] for row in rows), default=0) or 1
    kind = COLUMNS[value].kind if value in COLUMNS else "decimal"
    return [
        Bar(
            _say(COLUMNS.get(label), row[label]) or str(row[label]),
            row[value],
            kind,
            round(max(0.0, 100 * row[value] / longest), 2),
        )
        for row in rows
    ]


# ------------------------------------------------------------------ the console


@blueprint.get("/kueri/konsol", defaults={"format": None})
@blueprint.get(f"/kueri/konsol.<{FORMAT}>")
def console(format: str | None) -> Response:
    """Show the console with the answer to `?q=`, or give the answer's rows."""
    text, given = request.args.get("q", ""), request.args.get("parameter", "")
    if format:
        return send_table(_run(text, given, limits.ROW_LIMIT), format)
    table = problem = place = None
    if text.strip():
        try:
            table = _run(text, given, CONSOLE_ROWS)
        except JejaringError as error:
            problem, place = error, _place(str(error.values.get("detail", "")), text)
    asked = parse("", "konsol", strict=False)
    response = make_response(
        render_template(
            "kueri/console.html",
            text=text,
            given=given,
            problem=_sentence(problem),
            place=place,
            table=_for_readers(table, asked) if table else None,
            limit=CONSOLE_ROWS,
            seconds=limits.TIME_LIMIT,
            longest=CONSOLE_CHARACTERS,
            example=EXAMPLE,
            words=_words(),
        )
    )
    response.status_code = problem.http_status if problem else 200
    return response


def _run(text: str, given: str, limit: int) -> Table:
    if len(text) > CONSOLE_CHARACTERS:
        raise ConsoleTextTooLong(limit=CONSOLE_CHARACTERS)
    asked = parse(text, "konsol", strict=False)
    values = asked.values(_parameters(given), database())
    if not _at_once.acquire(blocking=False):
        raise ConsoleBusy(count=CONSOLE_AT_ONCE)
    try:
        return ask(database(), asked, values, language=language(), limit=limit)
    finally:
        _at_once.release()


def _parameters(given: str) -> dict[str, str]:
    """Read one ``name=value`` a line; empty lines count for nothing."""
    texts = {}
    for line in filter(None, map(str.strip, given.splitlines())):
        name, sign, value = line.partition("=")
        if not sign or not name.strip():
            raise ConsoleParameterUnreadable(line=line[:60])
        texts[name.strip().removeprefix("$")] = value.strip()
    return texts


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a query an error is: line and column from 1, and the line's text."""

    line: int
    column: int
    text: str


_PLACES = re.compile(r"line (\d+)(?:, column |:)(\d+)( \(offset)?")
_QUOTED = re.compile(r"['`\"]([^'`\"]{1,60})['`\"]")


def _place(detail: str, query: str) -> Place | None:
    """Find the place that an engine's message names, by position or by the word it quotes."""
    lines = query.splitlines() or [""]
    if match := _PLACES.search(detail):
        line, column = int(match[1]), int(match[2])
        # Neo4j counts columns from 1 (and of the EXPLAIN before the query), ArcadeDB from 0.
        column += 0 if match[3] else 1
        if line == 1 and "EXPLAIN " in detail and "EXPLAIN" not in query.upper():
            column -= len("EXPLAIN ")
    else:
        for quoted in _QUOTED.findall(detail):
            if word := re.search(rf"(?<!\w){re.escape(quoted)}(?!\w)", query):
                before = query[: word.start()]
                line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
                break
        else:
            return None
    if not 1 <= line <= len(lines):
        return None
    text = lines[line - 1]
    return Place(line, min(max(1, column), len(text) + 1), text)


def _words() -> dict[str, list[str]]:
    """Give what the editor completes after a colon and within quotes."""
    db = database()
    words = {
        kind: sorted(str(next(iter(row.values()))) for row in db.read(query))
        for kind, query in _NAMES.items()
    }
    vocabularies = (AFFAIRS, FORMS, SCHEMES, STAGES, PARTNER_KINDS)
    regions = [name for row in db.read(_REGIONS) for name in (row["name"], row["code"])]
    return {
        **words,
        "names": [*regions, *(code for table in vocabularies for code in table)],
    }
