"""Every text of the interface has its English."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import read_mo
from flask.testing import FlaskClient

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


# Where the page of the map keeps the words of its scripts, and the scripts that say them.
SCRIPTS = ROOT / "webapp" / "static" / "js"
VIEWS = SCRIPTS / "peta" / "views.js"
SAID = {
    r'<form class="find"[^>]*data-words=\'(.*?)\'': [SCRIPTS / "suggest.js"],
    r'<dialog id="views"[^>]*data-words=\'(.*?)\'': [VIEWS],
    r'id="map-words">(.*?)</script>': sorted({*SCRIPTS.glob("peta/*.js")} - {VIEWS}),
}
OWN_WORDS = {"viewlist.js"}  # of another page


def texts_in(words: Any) -> Iterator[str]:
    if isinstance(words, dict):
        for value in words.values():
            yield from texts_in(value)
    else:
        yield words


@pytest.mark.parametrize("language", ["id", "en"])
def test_scripts_find_their_words(client: FlaskClient, language: str) -> None:
    page = client.get(f"/peta?lang={language}").text
    for pattern, scripts in SAID.items():
        (found,) = re.findall(pattern, page, re.DOTALL)
        words = json.loads(unescape(found))
        assert all(isinstance(text, str) and text.strip() for text in texts_in(words))
        for script in scripts:
            if script.name not in OWN_WORDS:
                said = set(re.findall(r"\bwords\.(\w+)", script.read_text(encoding="utf-8")))
                assert said <= set(words), script.name


def test_scripts_say_nothing_of_their_own() -> None:
    """Texts come from the page, in the reader's language."""
    places = "textContent|title|placeholder|ariaLabel|innerHTML"
    shown = re.compile(rf"(?:{places}) = [\"'`][^\"'`$]*[A-Za-z]")
    for script in SCRIPTS.rglob("*.js"):
        assert not shown.findall(script.read_text(encoding="utf-8")), script.name
