"""What stands round a picture of the map: its title in words, its legend, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from graph.database import Database
from graph.exploring import STATES
from graph.history import CONTACTS, history
from graph.vocabulary import STATUSES
from webapp import scales
from webapp.context import day, label, language, number, shows_invented
from webapp.layouts import LAYOUTS
from webapp.maps import NEUTRAL, NODE_KINDS, short_name
from webapp.mapstate import Choices
from webapp.mapview import MapView
from webapp.networkmap import EDGE_TYPES
from webapp.sketch import Caption
from webapp.sketch.legend import Block, Entry, Ramp, halo_sign, line_sign, node_sign, row_height_of
from webapp.sketch.map import APPEARED, ENDED, PATH, SELECTED
from webapp.sketch.marks import colour_of

_PUBLISHERS = """
MATCH (k:Agreement)-[:STATED_IN]->(s:Source)
RETURN s.publisher AS publisher, count(DISTINCT s) AS sources ORDER BY sources DESC, publisher
"""
_NAMED_PUBLISHERS = 4
_GROUND = "Natural Earth"
_NAMED_VALUES = 4  # of one filter


def caption_of(
    database: Database,
    choices: Choices,
    view: MapView,
    *,
    address: str = "",
    boundaries: str | None = None,
) -> Caption:
    """Describe a map of the page Peta in the reader's language.

    Parameters
    ----------
    database
        Where the sources are counted.
    choices, view
        What was asked for, and the map.
    address
        Where the same map can be seen again.
    boundaries
        The file that the outlines of regions came from.
    """
    filters = "; ".join(_filters(choices, view.names))
    return Caption(
        title=_title(choices, view.names),
        lines=[text for text in (_first_line(choices, view), filters) if text],
        blocks=[*_blocks(choices, view)],
        foot=[*_foot(database, view.payload, boundaries), _made(address)],
        dates=(day(choices.on), day(choices.compared)) if choices.compared else (),
        other_is_later=bool(choices.compared and choices.compared > choices.on),
        language=language(),
    )


def ego_caption(
    database: Database, name: str, picture: Mapping[str, Any], total: int, on: date, address: str
) -> Caption:
    """Describe the small map of an actor among those it cooperates with, of `total` of them."""
    shown = number(max(0, len(picture["nodes"]) - 1))
    said = _("%(shown)s dari %(total)s ditampilkan", shown=shown, total=number(total))
    return Caption(
        title=_("%(name)s dan yang bekerja sama dengannya", name=name),
        lines=[f"{_('per %(day)s', day=day(on))} · {said}"],
        blocks=[*_kind_block(picture), *_line_block(picture)],
        foot=[*_foot(database, picture, None), _made(address)],
        language=language(),
    )


# ------------------------------------------------------------------ the title


def _title(choices: Choices, names: Mapping[str, str]) -> str:
    if choices.focus:
        name = names.get(choices.focus, choices.focus)
        title = _("%(name)s dan yang bekerja sama dengannya", name=name)
    elif choices.mode == "batas":
        title = _("Tetangga yang bekerja sama, dan yang belum")
    else:
        title = _("Siapa bekerja sama dengan siapa")
    if not choices.province:
        return str(title)
    place = short_name(names.get(choices.province, choices.province))
    return f"{title}: {place}"


def _first_line(choices: Choices, view: MapView) -> str:
    shown, total = number(view.shown), number(view.total)
    if choices.mode == "batas":
        said = _("%(shown)s dari %(total)s pasangan tetangga ditampilkan", shown=shown, total=total)
    else:
        said = _("%(shown)s dari %(total)s pelaku ditampilkan", shown=shown, total=total)
    on = _("per %(day)s", day=day(choices.on))
    if choices.compared:
        on = _(
            "per %(day)s, dibandingkan dengan %(other)s",
            day=day(choices.on),
            other=day(choices.compared),
        )
    return f"{on} · {said}"


def _filters(choices: Choices, names: Mapping[str, str]) -> Iterator[str]:
    """Say what the map is restricted to, and how it is laid out where not by place."""
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        (_("Urusan"), (label("affair", code) for code in choices.affairs)),
        (_("Skema"), (label("scheme", code) for code in choices.schemes)),
        (_("Bentuk"), (label("form", code) for code in choices.forms)),
        (_("Tahap"), (label("stage", code) for code in choices.stages)),
        (_("Keadaan"), (STATES[code].label(language()) for code in choices.states)),
        (_("Hubungan"), _contacts(choices.contacts)),
        (_("Jenis"), (_labelled(NODE_KINDS, code) for code in choices.kinds)),
    )
    for title, values in lists:
        told = list(values)
        more = [number(len(told) - _NAMED_VALUES)] if len(told) > _NAMED_VALUES else []
        if told:
            listed = ", ".join(told[:_NAMED_VALUES])
            rest = _(" dan %(count)s lainnya", count=more[0]) if more else ""
            yield f"{title}: {listed}{rest}"
    if choices.years:
        yield _("Tahun: %(first)s–%(last)s", first=choices.years[0], last=choices.years[1])
    if choices.least_degree:
        yield _("sedikitnya %(count)s rekan", count=number(choices.least_degree))
    if choices.max_age_years is not None:
        yield _(
            "bila akhirnya tidak diketahui: tercatat paling lama %(count)s tahun",
            count=number(choices.max_age_years),
        )
    if choices.with_opds:
        yield _("OPD sebagai pelaku tersendiri")
    if choices.source and choices.target:
        ends = [names.get(key, key) for key in (choices.source, choices.target)]
        yield _("Jalur dari %(a)s ke %(b)s", a=ends[0], b=ends[1])
    if choices.layout != "geografi":
        yield _("Tata letak: %(name)s", name=LAYOUTS[choices.layout].label(language()).lower())


def _contacts(codes: Sequence[str]) -> list[str]:
    return [] if codes == ("land",) else [_labelled(CONTACTS, code) for code in codes]


def _labelled(table: Mapping[str, Any], code: str) -> str:
    return str(table[code].label(language())) if code in table else code


# ------------------------------------------------------------------ the legend


def _blocks(choices: Choices, view: MapView) -> Iterator[Block]:
    picture = view.payload
    if choices.mode == "batas":
        yield from _status_block(choices, view)
        if "boundaries" not in picture:  # areas need no sign
            yield from _kind_block(picture, title=_("Wilayah"), is_grey=True)
    else:
        is_grey = (choices.colour or "kind") != "kind"
        yield from _kind_block(picture, view.counts, is_grey=is_grey)
        yield from _line_block(picture)
    yield from _colour_block(choices, view)
    yield from _size_block(view)
    yield from _mark_block(choices, view)


def _status_block(choices: Choices, view: MapView) -> Iterator[Block]:
    entries = [
        Entry(
            line_sign(row.colour, row.width, row.dash),
            row.label(language()),
            number(view.counts.get(row.code, 0)),
        )
        for row in STATUSES.values()
        if not choices.statuses or row.code in choices.statuses
    ]
    if entries:
        yield Block(_("Status"), entries)


def _kind_block(
    picture: Mapping[str, Any],
    counts: Mapping[str, int] | None = None,
    *,
    title: str | None = None,
    is_grey: bool = False,
) -> Iterator[Block]:
    """Explain the signs that are drawn."""
    drawn = {node.get("kind") for node in picture["nodes"]}
    entries = [
        Entry(
            node_sign(row.shape, NEUTRAL if is_grey else row.colour, outlined=row.outlined),
            row.label(language()),
            number(counts[code]) if counts and code in counts else "",
        )
        for code, row in NODE_KINDS.items()
        if code in drawn
    ]
    if entries:
        yield Block(title or _("Jenis pelaku"), entries)


def _line_block(picture: Mapping[str, Any]) -> Iterator[Block]:
    """Explain the kinds of lines that are drawn."""
    samples: dict[str, Mapping[str, Any]] = {}
    for edge in picture["edges"]:
        samples.setdefault(edge.get("type", "link"), edge)
    entries = []
    for code, row in EDGE_TYPES.items():
        if edge := samples.get(code):
            sign = line_sign(colour_of(edge["color"]), edge["width"], edge.get("dashes") or ())
            text = row.label(language())
            if code == "link":
                text = _("bekerja sama; makin tebal makin banyak kesepakatan")
                sign = line_sign(colour_of(edge["color"]), 2)
            entries.append(Entry(sign, text))
    if any(edge.get("note") for edge in picture["edges"]):
        entries.append(Entry(line_sign(NEUTRAL, 1.5, (6, 4)), _("akhir tidak diketahui")))
    if entries:
        yield Block(_("Garis"), entries)


def _colour_block(choices: Choices, view: MapView) -> Iterator[Block]:
    row = scales.COLOURS.get(choices.colour or "")
    if row is None:
        return
    title = _("Warna: %(name)s", name=row.label(language()))
    if told := _legend_of(view, "scale", "over_colour"):
        missing = told.get("missing")
        entries = [Entry(None, text) for text in (told.get("how"), told.get("over")) if text]
        if missing:
            sign = node_sign("dot", colour_of(missing["colour"]))
            entries.insert(0, Entry(sign, missing["text"], number(missing["count"])))
        values = [f"{told[end]} {told.get('unit') or ''}".strip() for end in ("low", "high")]
        yield Block(title, entries, Ramp([*map(colour_of, told["colours"])], *values))
    groups: Sequence[scales.Group] = view.legend.get("groups") or ()
    if groups:
        yield Block(title, [*_group_entries(groups, view)])


def _group_entries(groups: Sequence[scales.Group], view: MapView) -> Iterator[Entry]:
    for group in groups:
        name = short_name(view.names.get(group.code, group.code))
        yield Entry(node_sign("dot", colour_of(group.colour)), name, number(group.count))
    if any(node["color"] == NEUTRAL for node in view.payload["nodes"]):
        yield Entry(node_sign("dot", NEUTRAL), _("lainnya"))


def _size_block(view: MapView) -> Iterator[Block]:
    told = _legend_of(view, "size", "over")
    if told and told.get("samples"):
        entries = [
            Entry(node_sign("dot", NEUTRAL, radius=row["radius"]), row["text"])
            for row in told["samples"]
        ]
        entries += [Entry(None, text) for text in (told.get("missing"), told.get("over")) if text]
        title = f"{told['title']} ({told['unit']})" if told.get("unit") else told["title"]
        height = row_height_of(max(row["radius"] for row in told["samples"]))
        yield Block(_("Besar: %(name)s", name=title), entries, row_height=height)


def _legend_of(view: MapView, name: str, over: str) -> Mapping[str, Any]:
    """Give what a scale says of itself, whether it was asked already or not."""
    scale: Any = view.legend.get(name)
    if hasattr(scale, "legend"):
        return dict(scale.legend(view.legend.get(over)))
    return scale if isinstance(scale, Mapping) else {}


def _mark_block(choices: Choices, view: MapView) -> Iterator[Block]:
    picture = view.payload
    compared = picture.get("compare") or {}
    path = picture.get("path") or {}
    ids = {row["id"] for part in ("nodes", "edges") for row in picture[part]}
    dates = {"day": day(choices.on), "other": day(choices.compared)}
    rows = (
        (PATH, _("jalur"), path.get("nodes")),
        (APPEARED, _("ada per %(day)s, belum per %(other)s", **dates), compared.get("appeared")),
        (ENDED, _("ada per %(other)s, tidak lagi per %(day)s", **dates), compared.get("ended")),
        (SELECTED, _("yang dipilih"), ids & set(choices.selected)),
    )
    if choices.compared and choices.compared > choices.on:
        rows = (
            rows[0],
            (APPEARED, _("ada per %(day)s, tidak lagi per %(other)s", **dates), rows[1][2]),
            (ENDED, _("ada per %(other)s, belum per %(day)s", **dates), rows[2][2]),
            rows[3],
        )
    entries = [Entry(halo_sign(paint), text) for paint, text, found in rows if found]
    if entries:
        yield Block(_("Tanda"), entries)


# ------------------------------------------------------------------ the sources


def _foot(database: Database, picture: Mapping[str, Any], boundaries: str | None) -> Iterator[str]:
    total, publishers = sources_of(database)
    if total:
        names = [name for name, _count in publishers[:_NAMED_PUBLISHERS]]
        more = len(publishers) - len(names)
        said = _("Sumber kesepakatan: %(count)s sumber di dalam graf", count=number(total))
        if names:
            said += _(", terbanyak dari %(names)s", names=", ".join(names))
        if names and more > 0:
            said += _(" dan %(count)s penerbit lain", count=number(more))
        yield f"{said}."
    if shows_invented():
        yield _(
            "Graf ini memuat data rekaan untuk pengukuran dan uji coba. Yang bertanda (Rekaan) "
            "bukan fakta."
        )
    told = [_("Wilayah: Kemendagri dan BIG")]
    if boundaries:
        told.append(_("garis batas: berkas %(name)s", name=boundaries))
    if "projection" in picture:
        told.append(_("garis pantai: %(name)s", name=_GROUND))
    partners = {"partner", "foreign"} & {node.get("kind") for node in picture["nodes"]}
    note = _("Mitra tidak punya tempat sendiri: digambar di dekat daerah rekannya.")
    yield f"{'; '.join(told)}." + (f" {note}" if partners and "projection" in picture else "")


def _made(address: str) -> str:
    made = _("Dibuat dengan Jejaring, %(day)s.", day=day(date.today()))
    return f"{made} {address}" if address else str(made)


def sources_of(database: Database) -> tuple[int, list[tuple[str, int]]]:
    """Count the sources of agreements, and give their publishers with how many are of each."""

    def read() -> tuple[int, list[tuple[str, int]]]:
        rows = database.read(_PUBLISHERS, limit=None).rows
        named = [(row["publisher"], row["sources"]) for row in rows if row["publisher"]]
        return sum(row["sources"] for row in rows), named

    return history(database).derive("publishers", None, read)
