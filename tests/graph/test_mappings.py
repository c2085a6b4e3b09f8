"""Remembered mappings, on every engine."""

from __future__ import annotations

from dataclasses import replace

from graph.database import Database
from graph.mappings import KeptMapping, forget_mapping, mappings, remember_mapping

ONE = KeptMapping(
    id="a1",
    columns={"Nama “Instansi”\n": "mitra", "D": "ditandatangani", "7": "abaikan"},
    owner="35.74",
    at="2026-01-02T03:04:05+00:00",
    by="uji",
)


def test_mapping_is_kept_replaced_and_forgotten(empty_database: Database) -> None:
    assert mappings(empty_database) == {}
    two = replace(ONE, id="b2", owner=None, columns={})
    remember_mapping(empty_database, ONE)
    remember_mapping(empty_database, two)
    assert mappings(empty_database) == {"a1": ONE, "b2": two}
    # Nothing of the older one stays.
    changed = replace(ONE, columns={"D": "mulai"}, owner=None, by="lain")
    remember_mapping(empty_database, changed)
    assert mappings(empty_database) == {"a1": changed, "b2": two}
    assert forget_mapping(empty_database, "a1")
    assert not forget_mapping(empty_database, "a1")
    assert mappings(empty_database) == {"b2": two}
