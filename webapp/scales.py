"""What sizes and colours of the map can tell."""

from __future__ import annotations

from graph.metrics import MEASURES
from graph.vocabulary import Term

_NUMBERS = [row for row in MEASURES.values() if row.code not in ("community", "component", "articulation")]
SIZES = {
    row.code: row
    for row in (
        *_NUMBERS,
        Term("agreements", "Kesepakatan", "Agreements"),
        Term("population", "Penduduk", "Population"),
    )
}
COLOURS = {
    row.code: row
    for row in (
        Term("kind", "Jenis", "Kind"),
        Term("province", "Provinsi", "Province"),
        Term("cluster", "Klaster", "Cluster"),
        *SIZES.values(),
    )
}
