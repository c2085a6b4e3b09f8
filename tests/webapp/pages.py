"""What tests of pages share: their words, and text that would do harm as markup."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

from flask.testing import FlaskClient

from graph.database import Database

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "=cmd|' /C calc'!A1",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "</script><svg/onload=alert(1)>",
    "\u202eterbalik שלום مرحبا",
    "😀🇮🇩",
    "panjang " * 1_250,
)


def page_of(client: FlaskClient, address: str) -> str:
    """Give a page's source."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[-800:]
    return answer.text


def words_of(page: str) -> str:
    """Give a page's words, without tags and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def text_of(client: FlaskClient, address: str) -> str:
    """Give the words of the page at an address."""
    return words_of(page_of(client, address))


class _Marks(HTMLParser):
    """Collects what a browser would run: handlers, styles, scripts, addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.run: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        own_script = "src" in values or values.get("type") == "application/json"
        picture = tag == "img" and "src" in values  # the pages themselves have none with a source
        if picture or tag in ("iframe", "object") or (tag == "script" and not own_script):
            self.run.append(tag)
        for name, value in attrs:
            leads = name in ("href", "src", "action", "xlink:href")
            runs = (value or "").strip().lower().startswith(("javascript:", "data:", "//"))
            if name.startswith("on") or name == "style" or (leads and runs):
                self.run.append(f"{tag} {name}={value}")


def assert_no_markup(page: str) -> None:
    """Fail where something of `HOSTILE` became markup."""
    marks = _Marks()
    marks.feed(page)
    assert marks.run == []


def write_hostile(database: Database, text: str) -> None:
    """Write one agreement of a region, an OPD and a partner that all bear a text, unchecked.

    Another of the same title may be the same.
    """
    open_party = {"as_written": text, "candidates": ["35.01", "35.01-x", "p", text]}
    database.write(
        (
            "CREATE (v:Region {code: '35', name: $text, kind: 'provinsi'}) "
            "CREATE (r:Region {code: '35.01', name: $text, kind: 'kabupaten', "
            "province_code: '35', capital: $text}) "
            "CREATE (n:Region {code: '35.02', name: $text, kind: 'kabupaten', "
            "province_code: '35'}) "
            "CREATE (r)-[:PART_OF]->(v) CREATE (n)-[:PART_OF]->(v) "
            "CREATE (r)-[:BORDERS {length_km: 1.0, across: false}]->(n) "
            "CREATE (o:Opd {id: '35.01-x', name: $text, region_code: '35.01', affairs: [$text]}) "
            "CREATE (o)-[:PART_OF]->(r) "
            "CREATE (p:Partner {id: 'p', name: $text, kind: $text, country: $text}) "
            "CREATE (a:Agreement {id: 'a', title: $text, form: $text, scheme: $text, "
            "scheme_reason: $text, stage: $text, cooperation: true, scope: $text, "
            "location: $text, notes: $text, runs_from: date('2020-01-01'), "
            "last_stated_on: date('2020-01-01'), unnamed_parties: 1, stated_scheme: 'ksdd', "
            "open_parties: [$open], open_count: 1}) "
            "CREATE (a)<-[:PARTY_TO {role: $text, number: $text, position: 0}]-(r) "
            "CREATE (a)<-[:PARTY_TO {role: $text, number: $text, position: 1}]-(o) "
            "CREATE (a)<-[:PARTY_TO {role: $text, number: $text, position: 2}]-(p) "
            "CREATE (a)-[:YIELDED]->(:Benefit {id: 'b', item: $text, amount: 1, "
            "currency: 'IDR'}) "
            "CREATE (s:Source {id: 's', title: $text, publisher: $text, url: $text}) "
            "CREATE (a)-[:STATED_IN {evidence: $text, page: $text, confidence: 0.5}]->(s) "
            "CREATE (l:Load {id: 'l', file: $text, at: $text, by: $text, state: 'done'}) "
            "CREATE (a)-[:LOADED_BY]->(l) "
            "CREATE (a)<-[:TELLS]-(:Record {id: 'r', file: $text, sheet: $text, row: 1, "
            "owner: '35.01', cells: $cells})-[:LOADED_BY]->(l) "
            "CREATE (:Partner {id: 'q', name: $text, kind: 'other'})-[:PARTY_TO]->"
            "(b:Agreement {id: 'c', title: $text, form: 'lainnya', stage: 'usulan', "
            "scheme: 'ksdpk', cooperation: true}) "
            "CREATE (a)-[:MAYBE_SAME_AS {reasons: [$text]}]->(b) "
            "CREATE (t:Report {id: 't', year: 2017, form: $text, count: 3, at_least: true}) "
            "CREATE (t)-[:ABOUT_REGION]->(r) "
            "CREATE (t)-[:STATED_IN {evidence: $text, page: $text}]->(s)",
            {"text": text, "open": json.dumps(open_party), "cells": json.dumps({text: text})},
        )
    )
