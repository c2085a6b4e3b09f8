"""What every page needs of its request: database, language, date; and how values are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from flask import current_app, g, request
from flask_babel import gettext as _

from graph.errors import ArgumentInvalid, JejaringError
from graph.invented import holds_invented
from graph.model import EARLIEST, LATEST
from graph.vocabulary import (
    AFFAIRS,
    COMBINATIONS,
    FORMS,
    PARTNER_KINDS,
    REGION_KINDS,
    ROLES,
    SCHEMES,
    STAGES,
    STATUSES,
    Term,
)

if TYPE_CHECKING:
    from graph.database import Database

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
# Precision of a date → how it is written.
DATE_PATTERNS = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}
VOCABULARIES: dict[str, Mapping[str, Term]] = {
    "affair": AFFAIRS,
    "combination": COMBINATIONS,
    "form": FORMS,
    "partner_kind": PARTNER_KINDS,
    "region_kind": REGION_KINDS,
    "role": ROLES,
    "scheme": SCHEMES,
    "stage": STAGES,
    "status": STATUSES,
}


def database() -> Database:
    """Give the database of the application."""
    return cast("Database", current_app.extensions["jejaring"])


def shows_invented() -> bool:
    """Tell whether the graph holds invented data, which every page then says."""
    try:
        return holds_invented(database())
    except JejaringError:  # what is wrong with the database the page itself tells
        return False


def language() -> str:
    """Give the reader's language: `?lang=`, else the cookie, else Indonesian."""
    for chosen in (request.args.get("lang"), request.cookies.get("lang")):
        if chosen in LANGUAGES:
            return chosen
    return "id"


def invalid(name: str, value: str, expected: str) -> ArgumentInvalid:
    """Make the error of a URL parameter that cannot be used; `expected` is translated."""
    return ArgumentInvalid(name=name, value=value[:60], expected=expected)


def on_date() -> date:
    """Give the date as of which the page is asked for (`?per=`), by default today."""
    return date_of("per") or date.today()


def date_of(name: str) -> date | None:
    """Give a URL parameter that must be a date; absent or empty gives None."""
    text = request.args.get(name, "")
    if not text:
        return None
    expected = _("tanggal antara 1945-08-17 dan 2199-12-31, ditulis seperti 2026-01-31")
    try:
        chosen = date.fromisoformat(text)
    except ValueError:
        raise invalid(name, text, expected) from None
    if not EARLIEST <= chosen <= LATEST:
        raise invalid(name, text, expected)
    return chosen


def choice(name: str, allowed: Iterable[str], default: str | None = None) -> str | None:
    """Give a URL parameter that must be one of `allowed`; absent or empty gives `default`."""
    value = request.args.get(name, "")
    if not value:
        return default
    allowed = list(allowed)
    if value not in allowed:
        raise invalid(name, value, _("salah satu dari %(words)s", words=", ".join(allowed)))
    return value


def whole_number(name: str, default: int | None = None, *, least: int = 0) -> int | None:
    """Give a URL parameter that must be a whole number from `least` on."""
    value = request.args.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) >= least):
        raise invalid(name, value, _("bilangan bulat mulai dari %(least)s", least=least))
    return int(value)


_PASSING = ("lang", "sebelum")


def here(path: str | None = None, **changes: Any) -> str:
    """Give the address of this page with some URL parameters changed (None takes one out).

    `lang` is not carried on, as the cookie remembers it, nor what concerns one answer
    alone. An answer that is a part of a page names the page's path as `g.page`.
    """
    values = {key: list(found) for key, found in request.args.lists() if key not in _PASSING}
    for key, value in changes.items():
        values[key] = [] if value is None else value if isinstance(value, list) else [value]
    query = urlencode(values, doseq=True)
    return (path or g.get("page") or request.path) + (f"?{query}" if query else "")


def number(value: float | int | Decimal | None, digits: int = 0) -> str:
    """Write a number as the reader does: 1.234 in Indonesian, 1,234 in English."""
    if value is None:
        return ""
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=language()))


def day(value: date | None, precision: str | None = "day") -> str:
    """Write a date as precisely as it is known: 12 Maret 2019, Maret 2019, 2019."""
    if value is None:
        return ""
    return str(format_date(value, DATE_PATTERNS[precision or "day"], locale=language()))


def month(value: date | None) -> str:
    """Write a date's month: April 2019."""
    return day(value, "month")


def instant(text: str | None) -> str:
    """Write an instant of the graph in the reader's language and this computer's time."""
    if not text:
        return ""
    try:
        at = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return text
    return str(format_datetime(at, "d MMMM y, HH:mm", locale=language()))


def rupiah(value: int | None) -> str:
    """Write an amount of whole rupiah: Rp34.300.606.705."""
    return money(value, "IDR")


def money(value: int | None, currency: str | None = "IDR") -> str:
    """Write an amount of whole units of a currency (ISO 4217 code)."""
    if value is None:
        return ""
    if currency is None or currency == "IDR":
        return "Rp" + number(value)
    return str(
        format_currency(value, currency, "¤¤ #,##0", locale=language(), currency_digits=False)
    )


def label(vocabulary: str, code: str | None) -> str:
    """Give the name of a vocabulary's code in the reader's language; an unknown code as it is."""
    row = VOCABULARIES[vocabulary].get(code or "")
    return row.label(language()) if row else code or ""


def country(code: str | None) -> str:
    """Give a country's name by its ISO 3166 code in the reader's language."""
    if not code:
        return ""
    return str(Locale.parse(language()).territories.get(code, code))


_SCRIPTS = Path(__file__).parent / "static" / "js"
# What the map's modules ask for one after the other, so that a page can ask for all at once.
MAP_MODULES = (
    "tables",
    *(f"peta/{file.stem}" for file in sorted((_SCRIPTS / "peta").glob("*.js"))),
)

TEMPLATE_HELPERS: dict[str, Callable[..., Any] | Mapping[str, Any] | tuple[str, ...]] = {
    "country": country,
    "day": day,
    "here": here,
    "label": label,
    "language": language,
    "map_modules": MAP_MODULES,
    "languages": LANGUAGES,
    "money": money,
    "month": month,
    "number": number,
    "on_date": on_date,
    "rupiah": rupiah,
    "shows_invented": shows_invented,
    "statuses": STATUSES,
}
