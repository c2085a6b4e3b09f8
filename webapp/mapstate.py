"""What the map's address asks for, read once and checked.

Everything that one can do on the map is a parameter of its address, so that a step
can be undone, linked and saved. What names an actor or an agreement is not checked
here: a link outlives what it names, and the map then says what is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import request
from flask_babel import gettext as _

from graph import gaps
from graph.errors import ArgumentInvalid
from graph.exploring import RELATIONS, STATES
from graph.history import CONTACTS
from graph.vocabulary import AFFAIRS, FORMS, SCHEMES, STAGES, STATUSES, Term
from webapp import maps
from webapp.context import choice, date_of, invalid, on_date, whole_number
from webapp.layouts import LAYOUTS
from webapp.scales import COLOURS, SIZES

FIRST_DRAWN = 400  # more than this no one can read at once
FIRST_ROUND = 100  # of those round one actor
MOST_DRAWN = 3_000  # more than this no browser moves fluently
MOST_VALUES = 500
NONE = "tidak-ada"  # a legend of which everything is switched off
MODES = {
    row.code: row
    for row in (
        Term("batas", "Batas", "Borders"),
        Term("jejaring", "Jejaring", "Network"),
    )
}
BORDER_LAYOUTS = ("geografi", "renggang")
_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_AGREEMENT, _CLUSTER = "kesepakatan:", "kelompok:"


def agreement_node(id: str) -> str:
    """Give the key on the map of an agreement."""
    return _AGREEMENT + id


def agreement_of(key: str) -> str | None:
    """Give the agreement that a key on the map means; None for an actor or a cluster."""
    return key.removeprefix(_AGREEMENT) if key.startswith(_AGREEMENT) else None


def cluster_node(code: str) -> str:
    """Give the key on the map of all that belongs to a province or a region."""
    return _CLUSTER + code


def cluster_of(key: str) -> str | None:
    """Give the code of the province or region whose cluster a key on the map means."""
    return key.removeprefix(_CLUSTER) if key.startswith(_CLUSTER) else None


class TooMany(ArgumentInvalid):
    """An address that repeats a parameter too often."""

    text = (
        "Alamat ini mengulang “{name}” {count} kali; paling banyak {most}. Mulailah lagi dari "
        "/peta, atau buka pandangan yang lebih kecil."
    )


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was asked to be drawn round a node: all it is linked to, or one relation or kind."""

    key: str
    relation: str = "kerjasama"
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the address asks of the map, already checked.

    Attributes
    ----------
    compared
        A second date, shown beside `on`.
    since
        The date of the step before, to mark what came and went.
    affairs, schemes, forms, stages, states
        Codes that an agreement may have; empty for all (`states`: those that run).
    kinds, statuses
        What the legend leaves visible; empty for all.
    focus, from_nothing, first_drawn
        What the network begins with: one actor and those round it, nothing, or so
        many of the best linked; None for everybody.
    added, expanded, hidden, fanned, opened
        What the reader did to it since.
    source, target
        The two ends of the paths to show.
    """

    on: date
    mode: str = "batas"
    compared: date | None = None
    since: date | None = None
    affairs: tuple[str, ...] = ()
    province: str | None = None
    max_age_years: int | None = None
    selected: tuple[str, ...] = ()
    size: str | None = None
    colour: str | None = None
    layout: str = "geografi"
    statuses: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ("land",)
    schemes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    least_degree: int = 0
    kinds: tuple[str, ...] = ()
    with_opds: bool = False
    as_agreements: bool = False
    centre: str | None = None
    focus: str | None = None
    from_nothing: bool = False
    first_drawn: int | None = FIRST_DRAWN
    added: tuple[str, ...] = ()
    expanded: tuple[Expansion, ...] = ()
    hidden: tuple[str, ...] = ()
    fanned: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None

    @property
    def affair(self) -> str | None:
        """The affair in which pairs of neighbours are judged: the first one."""
        return self.affairs[0] if self.affairs else None

    @property
    def keys(self) -> tuple[str, ...]:
        """Every actor, agreement, line or cluster that the address names by its key."""
        named = (self.focus, self.centre)  # the ends of paths may be names
        return (
            *(key for key in named if key),
            *self.selected,
            *self.added,
            *(step.key for step in self.expanded),
            *self.hidden,
            *self.fanned,
            *self.opened,
        )


def read_choices() -> Choices:
    """Read the parameters of the request.

    Raises
    ------
    ArgumentInvalid
        A parameter whose value no choice offers.
    """
    mode = choice("mode", MODES, "batas") or "batas"
    in_network = mode == "jejaring"
    return Choices(
        on=on_date(),
        mode=mode,
        compared=date_of("banding"),
        since=date_of("sebelum"),
        affairs=_several("urusan", AFFAIRS),
        province=_province(),
        max_age_years=whole_number("umur"),
        selected=_keys("pilih"),
        size=choice("ukuran", SIZES),
        colour=choice("warna", COLOURS),
        layout=_layout(mode),
        statuses=_several("status", STATUSES, hides=True),
        contacts=_several("hubungan", CONTACTS) or ("land",),
        schemes=_several("skema", SCHEMES) if in_network else (),
        forms=_several("bentuk", FORMS) if in_network else (),
        stages=_several("tahap", STAGES) if in_network else (),
        states=_several("keadaan", STATES) if in_network else (),
        years=_years() if in_network else None,
        least_degree=whole_number("derajat") or 0,
        kinds=_several("jenis", maps.NODE_KINDS, hides=True),
        with_opds=choice("opd", ("0", "1"), "0") == "1",
        as_agreements=choice("simpul", ("pelaku", "kesepakatan")) == "kesepakatan",
        centre=request.args.get("pusat") or None,
        focus=request.args.get("fokus") or None,
        from_nothing=choice("mulai", ("kosong",)) is not None,
        first_drawn=_first_drawn(),
        added=_keys("tambah"),
        expanded=tuple(map(_expansion, _keys("perluas"))),
        hidden=_keys("sembunyi"),
        fanned=_keys("urai"),
        opened=_keys("buka"),
        source=request.args.get("dari") or None,
        target=request.args.get("ke") or None,
    )


def _province() -> str | None:
    code = request.args.get("provinsi") or None
    if code and not re.fullmatch(r"\d\d", code, re.ASCII):
        raise gaps.ProvinceUnknown(value=code[:40])
    return code


def _layout(mode: str) -> str:
    chosen = choice("tata", LAYOUTS, "geografi") or "geografi"
    return chosen if mode == "jejaring" or chosen in BORDER_LAYOUTS else "geografi"


def _years() -> tuple[int, int] | None:
    text = request.args.get("tahun", "")
    if not text:
        return None
    found = _YEARS.fullmatch(text)
    if not found:
        raise invalid("tahun", text, _("dua tahun seperti 2015-2019"))
    first, last = sorted(map(int, found.groups()))
    return first, last


def _first_drawn() -> int | None:
    if request.args.get("banyak") == "semua":
        return None
    found = whole_number("banyak", FIRST_DRAWN, least=1) or FIRST_DRAWN
    return min(found, MOST_DRAWN)


def _expansion(text: str) -> Expansion:
    key, relation, kind = (*text.split(" "), "", "")[:3]
    if relation and relation not in RELATIONS:
        raise invalid("perluas", text, _("salah satu dari %(words)s", words=", ".join(RELATIONS)))
    return Expansion(key, relation or "kerjasama", kind or None)


def _keys(name: str) -> tuple[str, ...]:
    """Give a parameter's values, each once."""
    found = tuple(dict.fromkeys(value for value in request.args.getlist(name) if value))
    if len(found) > MOST_VALUES:
        raise TooMany(name=name, count=len(found), most=MOST_VALUES)
    return found


def _several(name: str, table: Iterable[str], *, hides: bool = False) -> tuple[str, ...]:
    """Give the codes of a filter; where it `hides`, 'tidak-ada' leaves nothing visible."""
    found, words = _keys(name), list(table)
    for value in found:
        if value not in words and not (hides and value == NONE):
            raise invalid(name, value, _("salah satu dari %(words)s", words=", ".join(words)))
    return found
