"""A map's content, whatever it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.tables import Table


@dataclass
class MapView:
    """A map's content.

    Attributes
    ----------
    payload
        What the page's modules draw.
    make_table
        Gives the same links as rows; the picture alone does not need them.
    counts
        How many of each legend row (status or kind) there are, drawn or not.
    facets
        How many agreements each choice of a filter would leave, by filter and code.
    shown, total
        Links on the map and in all (of borders), actors (of the network).
    paths
        The shortest ways from one actor to the other, as keys of actors.
    more_paths
        How many there are beyond those; None where they were not counted.
    notices
        What could not be done as asked, a sentence each.
    names
        Names by key of what is drawn.
    legend
        What sizes and colours mean, where they tell more than the kind.
    """

    payload: dict[str, Any]
    make_table: Callable[[], Table]
    counts: Mapping[str, int]
    shown: int
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    paths: Sequence[Sequence[str]] = ()
    more_paths: int | None = 0
    notices: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    legend: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def table(self) -> Table:
        """The same links as rows."""
        return self.make_table()
