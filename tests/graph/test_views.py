"""Named views of the map, on every engine."""

from __future__ import annotations

import pytest

from graph.database import Database
from graph.errors import ValueRefused
from graph.views import (
    LONGEST_STATE,
    ViewNameTaken,
    ViewUnknown,
    delete_view,
    describe_view,
    draft,
    save_view,
    take_views,
    view,
    views,
)

STATE = "mode=jejaring&per=2019-12-31&pin=35.15+1.0+-2.5&tambah=yang-tidak-ada"


def test_view_is_kept_changed_and_deleted(empty_database: Database) -> None:
    database = empty_database
    assert views(database) == []
    one = save_view(database, " Kesehatan di  Sidoarjo ", STATE, "Untuk rapat\nMaret")
    two = save_view(database, "Ámbon 😀", "")
    assert one.id.startswith("kesehatan-di-sidoarjo-")
    assert (one.name, one.description) == ("Kesehatan di Sidoarjo", "Untuk rapat Maret")
    assert one.created_at == one.changed_at
    assert views(database) == [two, one]
    assert view(database, one.id).state == STATE

    with pytest.raises(ViewNameTaken, match="Kesehatan"):
        save_view(database, "KESEHATAN di sidoarjo", "mode=batas")
    changed = save_view(database, one.name, "x=" + "y" * 99_000, replaces=one.id)
    assert (changed.id, changed.created_at) == (one.id, one.created_at)
    assert view(database, one.id) == changed
    renamed = describe_view(database, one.id, "Lain", "")
    assert (renamed.state, view(database, one.id).name) == (changed.state, "Lain")
    with pytest.raises(ViewNameTaken):
        describe_view(database, one.id, two.name, "")

    assert delete_view(database, one.id) == renamed
    assert views(database) == [two]
    for wanted in (view, delete_view):
        with pytest.raises(ViewUnknown, match=one.id):
            wanted(database, one.id)
    with pytest.raises(ViewUnknown):
        save_view(database, "Baru", "", replaces=one.id)
    assert save_view(database, "Lain", "").id != one.id


def test_views_from_elsewhere_come_together(empty_database: Database) -> None:
    database = empty_database
    held = save_view(database, "Satu", "mode=batas")
    drafts = [
        draft("SATU", "mode=jejaring", id="lain"),
        draft("Dua", "", id=held.id),  # the key of another view here
        draft("Tiga", "", id="tiga-1"),
        draft("tiga", "mode=batas", "Kemudian"),
    ]
    taken = {one.name: one for one in take_views(database, drafts)}
    assert {one.name: one for one in views(database)} == taken
    assert set(taken) == {"SATU", "Dua", "tiga"}
    assert (taken["SATU"].id, taken["SATU"].state) == (held.id, "mode=jejaring")
    assert taken["Dua"].id.startswith("dua-")
    assert (taken["tiga"].id, taken["tiga"].description) == ("tiga-1", "Kemudian")


@pytest.mark.parametrize(
    ("name", "description", "state"),
    [
        ("", "", ""),
        ("<script>", "", ""),
        ("x" * 301, "", ""),
        ("x", "<b>", ""),
        ("x", "", "p=" + "y" * LONGEST_STATE),
    ],
)
def test_view_checks_itself(name: str, description: str, state: str) -> None:
    with pytest.raises(ValueRefused):
        save_view(None, name, state, description)  # type: ignore[arg-type]
