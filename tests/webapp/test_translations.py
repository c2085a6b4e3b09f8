"""Every text of the interface has its English."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w*)[^{}]*\}(?!\})")


@pytest.fixture(scope="module")
def translations(request: pytest.FixtureRequest) -> object:
    sys.path.insert(0, str(ROOT / "scripts"))
    request.addfinalizer(lambda: sys.path.remove(str(ROOT / "scripts")))
    import translations

    return translations


def test_no_text_is_missing(translations) -> None:  # type: ignore[no-untyped-def]
    catalogue = translations.merge(translations.collect())
    assert len(catalogue) > 400
    assert translations.missing(catalogue) == []


def test_placeholders_are_kept(translations) -> None:  # type: ignore[no-untyped-def]
    for message in translations.read_catalogue():
        if message.id and isinstance(message.id, str):
            wanted = sorted(map(max, PLACEHOLDER.findall(message.id)))
            assert sorted(map(max, PLACEHOLDER.findall(message.string))) == wanted, message.id


def test_compiled_is_current(translations) -> None:  # type: ignore[no-untyped-def]
    def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
        return (text,) if isinstance(text, str) else tuple(text)

    def texts(catalogue) -> dict[object, object]:  # type: ignore[no-untyped-def]
        return {forms(message.id): forms(message.string) for message in catalogue if message.id}

    with translations.MO.open("rb") as file:
        assert texts(read_mo(file)) == texts(translations.read_catalogue())
