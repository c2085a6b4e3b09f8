"""Small remarks that several pages make of an agreement or a pair."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from graph.gaps import Pair
from graph.history import CONTACTS
from webapp.context import language, month, number


def end_note(last_stated_on: date | None) -> str:
    """Say that nobody stated the end, and when it was last stated."""
    if last_stated_on is None:
        return str(_("akhir tidak diketahui"))
    return str(_("akhir tidak diketahui, terakhir tercatat %(month)s", month=month(last_stated_on)))


def contact_note(pair: Pair) -> str | None:
    """Say how two regions touch where they share no border."""
    if pair.contact == "sea":
        far = number(pair.distance_km, 1)
        if pair.same_landmass:
            return str(_("terpisah laut %(km)s km, pada daratan yang sama", km=far))
        return str(_("terpisah laut %(km)s km", km=far))
    if pair.contact == "land":
        return None
    return CONTACTS[pair.contact].label(language())
