"""Ranked pairs as rows: what their page shows, and what its files hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from babel.numbers import format_decimal
from flask_babel import get_translations, ngettext
from flask_babel import gettext as _

from graph.gaps import Coverage, Pair, coverage_fields, fields
from graph.ranking import PARTS, Part, Ranked, Reason
from graph.tables import Column, Table
from graph.vocabulary import COMBINATIONS
from webapp.context import day, here, label, language, number
from webapp.maps import short_name
from webapp.remarks import contact_note, end_note

TOP_REASONS = 3
TOP_AFFAIRS, FILED_AFFAIRS = 3, 5
# Paul Tol's bright and muted colours, as many as there are parts.
_PALETTE = (
    "#4477AA", "#EE6677", "#228833", "#CCBB44", "#AA3377",
    "#66CCEE", "#EE7733", "#009988", "#882255", "#999933",
)  # fmt: skip
PART_COLOURS = dict(zip(PARTS, _PALETTE, strict=True))

# What every file holds.
COLUMNS = (
    Column("rank", "Peringkat", "integer"),
    Column("score", "Skor", "decimal"),
    Column("a", "Kode"),
    Column("b", "Kode tetangga"),
    Column("a_name", "Wilayah"),
    Column("b_name", "Tetangga"),
    Column("pair", "Pasangan"),
    Column("status", "Status"),
    Column("kind", "Jenis pasangan"),
    Column("enclosed", "Kota dikelilingi kabupatennya", "flag"),
    Column("contact", "Hubungan"),
    Column("border_km", "Batas (km)", "decimal"),
    Column("distance_km", "Jarak laut (km)", "decimal"),
    Column("agreements", "Kesepakatan", "integer"),
    Column("bilateral", "Antara dua pihak", "integer"),
    Column("many_party", "Lebih dari dua pihak", "integer"),
    Column("via_opd", "Lewat OPD", "integer"),
    Column("fewest_parties", "Pihak paling sedikit", "integer"),
    Column("last_stated_on", "Terakhir tercatat", "date"),
    Column("end_unknown", "Akhir tidak diketahui", "flag"),
    Column("combination", "Skema"),
    Column("overseer", "Pembina"),
    Column("level", "Tingkat"),
    Column("across", "Lintas provinsi", "flag"),
    Column("a_records", "Catatan", "integer"),
    Column("b_records", "Catatan tetangga", "integer"),
    Column("affairs_open", "Urusan lintas batas tanpa kerja sama", "integer"),
)
_JSON_COLUMNS = (
    Column("affairs", "Urusan terpenting"),
    Column("coverage", "Seberapa banyak yang tercatat"),
    Column("reasons", "Alasan"),
)
_FLAT_COLUMNS = (
    Column("a_reported", "Dilaporkan", "integer"),
    Column("a_matched", "Dilaporkan dan tercatat", "integer"),
    Column("b_reported", "Dilaporkan tentang tetangga", "integer"),
    Column("b_matched", "Dilaporkan dan tercatat tentang tetangga", "integer"),
    Column("affairs", "Urusan terpenting"),
    Column("reasons", "Alasan"),
)


def sides(pair: Pair) -> tuple[tuple[str, str, Coverage], ...]:
    """Give code, name and coverage of both sides of a pair."""
    return (pair.a, pair.a_name, pair.a_coverage), (pair.b, pair.b_name, pair.b_coverage)


# ------------------------------------------------------------------ what a status hides


def status_notes(pair: Pair, on: date) -> list[str]:
    """Say beside a status what it hides: an unknown end, a missed date, a forum, what is missing.

    Parameters
    ----------
    pair
        As judged.
    on
        The date of the judgement.
    """
    notes = [end_note(pair.last_stated_on)] if pair.end_unknown else []
    due = [item.due_on for item in pair.decisive if item.due_on and item.due_on < on]
    if pair.status == "planned" and due:
        notes.append(str(_("target %(day)s terlewat", day=day(max(due)))))
    notes += [note for note in (_forum_note(pair), _opd_note(pair)) if note]
    if pair.undated:
        notes.append(
            ngettext(
                "%(num)s kesepakatan tanpa tanggal",
                "%(num)s kesepakatan tanpa tanggal",
                len(pair.undated),
            )
        )
    return notes + _coverage_notes(pair)


def _forum_note(pair: Pair) -> str | None:
    """Say that the two meet among many only: a forum of twenty is not an agreement of two."""
    if pair.bilateral or not pair.many_party:
        return None
    count = number(pair.fewest_parties)
    if pair.many_party == 1:
        return str(_("hanya dalam kesepakatan %(count)s pihak", count=count))
    return str(_("hanya dalam kesepakatan banyak pihak, paling sedikit %(count)s", count=count))


def _opd_note(pair: Pair) -> str | None:
    is_by_opds = bool(pair.decisive) and pair.via_opd == len(pair.decisive)
    return str(_("hanya lewat OPD")) if is_by_opds else None


def _coverage_notes(pair: Pair) -> list[str]:
    """Say how much of what is reported is recorded, and of whom nothing is."""
    bare = [name for _code, name, coverage in sides(pair) if not coverage.recorded]
    told = [share for _code, name, coverage in sides(pair) if (share := _share(name, coverage))]
    notes = [str(_("tercatat dari yang dilaporkan: %(sides)s", sides="; ".join(told)))]
    notes = notes if told else []
    if pair.status != "unknown" or not bare:
        return notes
    if len(bare) == 2:
        return [str(_("tidak ada catatan tentang keduanya")), *notes]
    return [str(_("tidak ada catatan tentang %(name)s", name=bare[0])), *notes]


def _share(name: str, coverage: Coverage) -> str | None:
    """Say how much of a region's reported total is recorded; None where no total is reported."""
    if not coverage.reported:
        return None
    reported = number(coverage.reported)
    if coverage.at_least:
        reported = _("sedikitnya %(count)s", count=reported)
    matched = number(coverage.matched)
    return str(
        _(
            "%(name)s %(matched)s dari %(reported)s",
            name=short_name(name),
            matched=matched,
            reported=reported,
        )
    )


def overseer(combination: str) -> str:
    """Name who oversees a combination, in the reader's language."""
    row = COMBINATIONS[combination]
    return row.overseer_en if language() == "en" else row.overseer


def pair_address(pair: Pair) -> str:
    """Give the pair's page with the state of this list, so that it leads back to it.

    A province and a region of its own have no page of their own but the province's.
    """
    if pair.contact == "own":
        return f"{here(f'/kesenjangan/provinsi/{pair.a}')}#tabel-sendiri"
    return here(f"/kesenjangan/{pair.key}")


# ------------------------------------------------------------------ the score


def score_text(value: float) -> str:
    """Write a score with three digits, so that they stand under each other."""
    return _three_digits(round(value, 3), language())


@lru_cache(maxsize=4096)
def _three_digits(value: float, locale: str) -> str:
    return str(format_decimal(value, "0.000", locale=locale))


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the score on the bar, in per cent of its length."""

    part: Part
    colour: str
    x: float
    width: float
    title: str


def _segments(item: Ranked, best: float) -> list[Segment]:
    """Give the parts of a score side by side, in the order of the reasons."""
    segments, x = [], 0.0
    score = score_text(item.score)
    for reason in item.reasons:
        if item.score and reason.share:
            part, width = PARTS[reason.name], 100 * reason.share / best
            title = _(
                "%(part)s: %(share)s dari skor %(score)s",
                part=part.label(language()),
                share=score_text(reason.share),
                score=score,
            )
            colour = PART_COLOURS[part.code]
            segments.append(Segment(part, colour, round(x, 2), round(width, 2), str(title)))
            x += width
    return segments


Tell = Callable[[Reason], str]


def teller() -> Tell:
    """Give what tells a reason in the reader's language; made once for all rows of an answer."""
    translate, chosen = get_translations().ugettext, language()
    return lambda reason: reason.sentence.told(translate, chosen)


def sentence(reason: Reason) -> str:
    """Tell one reason in the reader's language."""
    return teller()(reason)


# ------------------------------------------------------------------ rows


def plain_row(item: Ranked, affairs: Sequence[str], *, enclosed: bool) -> dict[str, Any]:
    """Give a ranked pair as values; what is told of it in words is left out.

    Parameters
    ----------
    item
        The pair with its place.
    affairs
        The affairs with effects across borders in which nothing runs, the weightiest first.
    enclosed
        Whether it is a kota and the kabupaten all round it.
    """
    pair = item.pair
    return {
        **fields(pair),
        "ranked": item,
        "key": pair.key,
        "rank": item.rank,
        "score": item.score,
        "pair": f"{pair.a_name} – {pair.b_name}",
        "enclosed": enclosed,
        "agreements": len(pair.agreements),
        "affairs": affairs,
        "affairs_open": len(affairs),
    }


def told_rows(
    rows: Iterable[Mapping[str, Any]], on: date, best: float, *, with_affairs: bool
) -> list[dict[str, Any]]:
    """Give what the page says of rows, in the reader's language.

    Parameters
    ----------
    rows
        As `plain_row` gives them.
    on
        The date of the judgement.
    best
        The greatest score of the list, which fills the bar.
    with_affairs
        Whether the affairs are among the reasons; else they have a column of their own.
    """
    tell = teller()
    return [_told_row(row, on, best, tell, with_affairs=with_affairs) for row in rows]


def _told_row(
    row: Mapping[str, Any], on: date, best: float, tell: Tell, *, with_affairs: bool
) -> dict[str, Any]:
    item: Ranked = row["ranked"]
    pair = item.pair
    notes = [_("kota dikelilingi kabupatennya")] if row["enclosed"] else []
    notes += [_("lintas provinsi")] if pair.across and pair.level == "kabkota" else []
    reasons = [
        (PART_COLOURS[one.name], PARTS[one.name].label(language()), tell(one), one.share > 0)
        for one in item.reasons
        if one.name != "affairs" or with_affairs
    ]
    # How much is recorded tells how sure the gap is, and is no reason to close it.
    sure = PARTS["recorded"].label(language())
    top = [reason for reason in reasons if reason[3] and reason[1] != sure][:TOP_REASONS]
    return {
        **row,
        "href": pair_address(pair),
        "pair_notes": notes,
        "status_notes": status_notes(pair, on),
        "agreements_text": ngettext(
            "%(num)s kesepakatan", "%(num)s kesepakatan", len(pair.agreements)
        )
        if pair.agreements
        else None,
        "contact_note": contact_note(pair),
        "combination_name": label("combination", pair.combination),
        "overseer_name": overseer(pair.combination),
        "top_affairs": [label("affair", code) for code in row["affairs"][:TOP_AFFAIRS]],
        "more_affairs": [label("affair", code) for code in row["affairs"][TOP_AFFAIRS:]],
        "top_reasons": top,
        "more_reasons": [reason for reason in reasons if reason not in top],
        "segments": _segments(item, best),
        "score_text": score_text(item.score),
    }


# ------------------------------------------------------------------ files


def _json_row(row: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    item: Ranked = row["ranked"]
    return {
        **row,
        "affairs": row["affairs"][:FILED_AFFAIRS],
        "coverage": coverage_fields(item.pair),
        "reasons": [
            {"name": one.name, "value": one.value, "sentence": tell(one)} for one in item.reasons
        ],
    }


def _flat_row(row: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    item: Ranked = row["ranked"]
    pair = item.pair
    return {
        **row,
        "a_reported": pair.a_coverage.reported,
        "a_matched": pair.a_coverage.matched,
        "b_reported": pair.b_coverage.reported,
        "b_matched": pair.b_coverage.matched,
        "affairs": [label("affair", code) for code in row["affairs"][:FILED_AFFAIRS]],
        "reasons": " ".join(tell(one) for one in item.reasons[:TOP_REASONS]),
        **{f"part_{one.name}": one.value for one in item.reasons},
    }


def file_table(table: Table, format: str) -> Table:
    """Give the rows as a file of a format holds them.

    JSON has all reasons as objects; a sheet has one column for each part and one with
    the top reasons.
    """
    tell = teller()
    if format == "json":
        rows = [_json_row(row, tell) for row in table.rows]
        return Table(table.name, (*COLUMNS, *_JSON_COLUMNS), rows)
    parts = [Column(f"part_{code}", part.name, "decimal") for code, part in PARTS.items()]
    rows = [_flat_row(row, tell) for row in table.rows]
    return Table(table.name, (*COLUMNS, *parts, *_FLAT_COLUMNS), rows)


def best_score(rows: Iterable[Mapping[str, Any]]) -> float:
    """Give the greatest score; 1 where there is none."""
    return max((row["score"] for row in rows), default=0) or 1.0


def written_weights(weights: Mapping[str, float]) -> str:
    """Write the weights that are not the default as they stand in an address."""
    return ",".join(
        f"{code}={weights[code]:g}" for code, part in PARTS.items() if weights[code] != part.weight
    )


def changed_weights(weights: Mapping[str, float]) -> Collection[Part]:
    """Give the parts whose weight is not the default."""
    return [part for code, part in PARTS.items() if weights[code] != part.weight]
