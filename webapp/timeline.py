"""Agreements in time: bars under years, for the pages that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.gaps import CommonAgreement


@dataclass(frozen=True, slots=True)
class Bar:
    """An agreement on the timeline, in percent of its width.

    `known` ends where the last statement or the end is; `open_to` is as far as it
    is taken to run although nobody stated an end.
    """

    agreement: CommonAgreement
    start: float | None = None
    known: float = 0.0
    open_to: float | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars under years; `now` is the date asked for."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[int, float], ...]
    now: float


def draw_timeline(agreements: Sequence[CommonAgreement], on: date) -> Timeline:
    """Place agreements in time, the latest first."""
    spans = [(item, *_span(item, on)) for item in agreements]
    days = [d for _item, start, known, _open in spans if start for d in (start, known)]
    first = date(min([*days, on]).year, 1, 1)
    last = date(min(max([*days, on]).year + 1, date.max.year), 1, 1)
    length = (last - first).days or 1

    def place(when: date) -> float:
        return round(100 * (when - first).days / length, 2)

    step = max(1, -(-(last.year - first.year) // 6))
    years = range(first.year, last.year, step)
    bars = [
        Bar(item, place(start), place(known), place(on) if is_open and on > known else None)
        if start
        else Bar(item)
        for item, start, known, is_open in spans
    ]
    bars.sort(key=lambda bar: (bar.start is None, -(bar.start or 0), bar.agreement.id))
    return Timeline(
        tuple(bars), tuple((year, place(date(year, 1, 1))) for year in years), place(on)
    )


def _span(item: CommonAgreement, on: date) -> tuple[date | None, date, bool]:
    """Give from when, until when that is known, and whether it goes on without a stated end."""
    start = item.runs_from or item.first_stated_on or item.signed_on
    if start is None:
        return None, on, False
    if item.status == "planned":
        return start, max(start, item.due_on or start), item.due_on is None
    stated = on if item.endless else item.last_stated_on
    known = item.runs_until or max(start, stated or start)
    return start, max(start, known), item.end_unknown
