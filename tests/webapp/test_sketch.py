"""A finished picture: one description, written as SVG and as PDF, whatever names it holds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask_babel import Babel

from graph.boundaries import Boundaries
from webapp.layouts import PROJECTION
from webapp.sketch import Caption, Wanted, draw
from webapp.sketch.legend import Block, Entry, Ramp, line_sign, node_sign, row_height_of
from webapp.sketch.marks import (
    Box,
    Disc,
    Layer,
    Sheet,
    Trace,
    Words,
    clean,
    colour_of,
    cut,
    pieces,
    thinned,
    width_of,
    wrap,
)
from webapp.sketch.pdf import write_pdf
from webapp.sketch.svg import write_svg

SVG = "{http://www.w3.org/2000/svg}"
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script>",
    "]]></text><svg onload='x()'>",
    'a" onclick="b" c=\'d\'',
    "&amp;&#60;",
    "مقاطعة‮ evil",
    "日本🦜👩‍👩‍👧",
    "\0\x1b\ud800 null",
    "%PDF (a) \\ ) Tj",
    "x" * 10_000,
    " \n\t ",
    "",
]


@pytest.fixture(autouse=True)
def in_request() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def node(key: str, x: float, y: float, **values: Any) -> dict[str, Any]:
    plain = {"label": key, "shape": "dot", "color": "#7B8790", "size": 4.5, "kind": "kabupaten"}
    return {"id": key, "x": x, "y": y, "room": 1_000.0, "rank": 1, **plain, **values}


def edge(a: str, b: str, **values: Any) -> dict[str, Any]:
    plain = {"color": "#0072B2", "width": 2, "dashes": False}
    return {"id": f"{a}-{b}", "from": a, "to": b, "type": "border", **plain, **values}


def picture(name: str = "Sidoarjo", **values: Any) -> dict[str, Any]:
    nodes = [node("35.15", -530, 745, label=name), node("35.78", -525, 726, kind="kota")]
    drawn = [edge("35.15", "35.78", status="running")]
    return {"nodes": nodes, "edges": drawn, "projection": PROJECTION, **values}


def caption(text: str = "Peta") -> Caption:
    block = Block(text, [Entry(line_sign("#0072B2", 2, (5, 5)), text, "3")])
    return Caption(text, [text], [block], [text], dates=(text, text))


def marks(sheet: Sheet, code: str) -> list[Any]:
    return [mark for layer in sheet.layers if layer.code == code for mark in layer.marks]


def texts(sheet: Sheet) -> list[str]:
    return [m.text for layer in sheet.layers for m in layer.marks if isinstance(m, Words)]


def shown(content: bytes) -> str:
    """Give what a PDF draws, as the operators of its streams."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    found = []
    for stream in streams:
        try:
            found.append(zlib.decompress(stream).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(found)


# ------------------------------------------------------------------ names


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text(name: str) -> None:
    sheet = draw(picture(name), Wanted(), caption(name))
    for links in (False, True):
        written = write_svg(sheet, links=links, standalone=not links)
        assert len(written) < 60_000
        root = ElementTree.fromstring(written.encode("utf-8"))
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "g", "a", "path", "circle", "text"} | {
            "clipPath"
        }
        names = {key for element in root.iter() for key in element.attrib}
        assert not [key for key in names if key.startswith("on") or key in ("style", "class")]
        assert not re.search("[‪-‮⁦-⁩]", written)
    content = write_pdf(sheet, NOW)
    assert content.startswith(b"%PDF-1.")
    assert content.rstrip().endswith(b"%%EOF")
    assert b"/JavaScript" not in content
    assert "Tj" in shown(content)


def test_names_are_on_both_forms() -> None:
    sheet = draw(picture(), Wanted(), caption("Peta – “uji”"))
    svg, pdf = write_svg(sheet), shown(write_pdf(sheet, NOW))
    for name in ("Sidoarjo", "35.78"):
        assert f">{name}</text>" in svg
        assert f"({name}) Tj" in pdf
    assert "Peta – “uji”" in svg
    assert "(Peta \x96 \x93uji\x94) Tj" in pdf  # Windows-1252


def test_letters_of_other_scripts_are_written_or_asked_for() -> None:
    sheet = draw(picture("Ελλάδα"), Wanted(), caption())
    content = write_pdf(sheet, NOW)
    assert "(??????) Tj" in shown(content) or b"/FontFile2" in content


def test_colours_from_data_are_colours() -> None:
    assert colour_of("#AbC123") == "#AbC123"
    for odd in ("red", '#fff" onload="x', "url(#a)", None, "#12345", "#0072B2\n"):
        assert colour_of(odd) == "#7B8790"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\nb", "a b"), ("x" * 500, "x" * 299 + "…"), ("‮abc", "abc"), ("\0", "")],
)
def test_text_is_cleaned(text: str, kept: str) -> None:
    assert clean(text) == kept


@pytest.mark.parametrize("text", ["satu dua tiga empat", "x" * 200, "a " + "b" * 90, ""])
def test_lines_are_no_wider_than_asked(text: str) -> None:
    lines = wrap(text, 80, 12, most=3)
    assert len(lines) <= 3
    assert all(width_of(line, 12) <= 80 for line in lines)


# ------------------------------------------------------------------ the map


def test_both_forms_have_the_same_marks() -> None:
    sheet = draw(picture(), Wanted(), caption())
    root = ElementTree.fromstring(write_svg(sheet))
    assert len(root.findall(f".//{SVG}circle")) == 2
    (line,) = root.findall(f".//{SVG}g[@data-layer='lines']/{SVG}path")
    assert (line.get("stroke"), line.get("stroke-width")) == ("#0072B2", "2")
    assert "0 0.4471 0.698 RG" in shown(write_pdf(sheet, NOW)).replace("0.44705", "0.4471")
    assert float(root.get("width", "0")) == sheet.width == int(sheet.width)
    assert float(root.get("height", "0")) == sheet.height == int(sheet.height)


def test_pdf_fits_a_page_across_or_upright() -> None:
    for size, box in (((900, 500), "841.89 595.28"), ((300, 900), "595.28 841.89")):
        content = write_pdf(draw(picture(), Wanted(size=size), caption()), NOW)
        assert f"/MediaBox [0 0 {box}]".encode() in content
        assert content.count(b"/Type /Page\n") == 1
    assert b"/CreationDate (D:20260131120000" in content
    assert b"/Lang (id)" in content


def test_given_part_is_drawn_as_on_the_screen() -> None:
    wanted = Wanted(view=(-530, 745, 2.0), size=(800, 400))
    sheet = draw(picture(), wanted, caption())
    first, second = sorted(marks(sheet, "signs"), key=lambda disc: -disc.y)
    (frame,) = (
        mark
        for mark in marks(sheet, "frame")
        if isinstance(mark, Trace)
        and len(mark.rings[0]) == 4
        and mark.closed
        and mark.paint.stroke == "#CFD5DA"
    )
    left, top = frame.rings[0][0]
    assert (first.x - left, first.y - top) == (400, 200)
    assert (second.x - first.x, second.y - first.y) == (10, -38)


def test_pinned_and_selected_and_hidden() -> None:
    wanted = Wanted(pins={"35.78": (-400.0, 700.0)}, selected=("35.15",), statuses=("none",))
    sheet = draw(picture(), wanted, caption())
    assert marks(sheet, "lines") == []
    assert len(marks(sheet, "marks")) == 1
    a, b = sorted(marks(sheet, "signs"), key=lambda disc: disc.x)
    assert round((b.x - a.x) / (a.y - b.y), 1) == round(130 / 45, 1)


def test_two_dates_stand_side_by_side() -> None:
    earlier = [edge("35.15", "35.78", status="lapsed", color="#E69F00")]
    shown_then = picture(
        compare={
            "date": "2016-01-01",
            "nodes": picture()["nodes"],
            "edges": earlier,
            "appeared": ["35.15-35.78"],
            "ended": [],
        }
    )
    told = Caption("Peta", dates=("2019", "2016"))
    sheet = draw(shown_then, Wanted(), told)
    left, right = marks(sheet, "date")
    assert (left.text, right.text) == ("2016", "2019")
    assert left.x < right.x
    assert len(marks(sheet, "marks")) == 1
    colours = [mark.paint.stroke for mark in marks(sheet, "lines")]
    assert colours == ["#E69F00", "#0072B2"]


def test_shared_line_takes_the_status() -> None:
    square = [(112.6, -7.5), (112.8, -7.5), (112.8, -7.3), (112.6, -7.3)]
    shapes = Boundaries(
        "v", {"35.15": [[square]]}, {("35.15", "35.78"): [[(112.6, -7.3), (112.8, -7.3)]]}
    )
    sheet = draw(picture(boundaries="v"), Wanted(), caption(), shapes)
    (line,) = marks(sheet, "lines")
    (a, b) = line.rings[0]
    assert a[1] == b[1]  # along the border, not from one region to the other
    assert line.paint.stroke == "#0072B2"
    (sign,) = marks(sheet, "signs")  # the region with an area needs none
    assert sign.title == "35.78"
    assert any(mark.title == "Sidoarjo" for mark in marks(sheet, "land"))


def test_names_do_not_overlap() -> None:
    nodes = [
        node(f"{n}", x * 30, y * 18, rank=n)
        for n, (x, y) in enumerate((x, y) for x in range(20) for y in range(12))
    ]
    sheet = draw({"nodes": nodes, "edges": []}, Wanted(size=(700, 400)), caption())
    names = marks(sheet, "names")
    assert len(names) > 15
    boxes = [Box(w.x, w.y - w.size, w.x + width_of(w.text, w.size), w.y + 3) for w in names]
    assert not [
        1
        for a, b in combinations(boxes, 2)
        if a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
    ]
    assert "239" in [w.text for w in names]  # the most important is there


def test_empty_map_is_a_picture_too() -> None:
    sheet = draw({"nodes": [], "edges": []}, Wanted(), caption())
    ElementTree.fromstring(write_svg(sheet))
    assert write_pdf(sheet, NOW).startswith(b"%PDF")


def test_amounts_are_written_on_lines() -> None:
    nodes = [node("a", 0, 0), node("b", 200, 0)]
    link = edge("a", "b", id="a~b", type="link", agreements=14)
    sheet = draw({"nodes": nodes, "edges": [link]}, Wanted(), caption())
    assert "14" in texts(sheet)


# ------------------------------------------------------------------ the legend


@pytest.mark.parametrize("width", [320, 480, 1_123])
def test_legend_stays_within_the_sheet(width: int) -> None:
    many = [Entry(line_sign("#0072B2", 2), f"keterangan yang cukup panjang {n}") for n in range(9)]
    sizes = [Entry(node_sign("dot", "#7B8790", radius=r), str(r)) for r in (18, 9, 4)]
    blocks = [
        Block("Status", many),
        Block("Besar", sizes, row_height=row_height_of(18)),
        Block("Warna", (), Ramp(["#F9E778", "#033874"], "1 jiwa", "5.000.000 jiwa")),
        Block("x" * 300, [Entry(None, "y" * 400)]),
    ]
    told = Caption("Peta", blocks=blocks)
    sheet = draw(picture(), Wanted(size=(width, 600), is_sheet=True), told)
    for mark in marks(sheet, "legend"):
        if isinstance(mark, Words) and mark.anchor == "start":
            assert mark.x + width_of(mark.text, mark.size) <= width
        assert not isinstance(mark, Disc) or mark.y < sheet.height
    bottom = max(m.y for m in marks(sheet, "legend") if isinstance(m, Words))
    assert bottom <= sheet.height


# ------------------------------------------------------------------ lines


def test_ring_is_cut_to_what_is_seen() -> None:
    box = Box(0, 0, 10, 10)
    around = [(-100.0, -100.0), (100.0, -100.0), (100.0, 100.0), (-100.0, 100.0)]
    kept = cut(around, box, beyond=1)
    assert set(kept) == {(-1, -1), (11, -1), (11, 11), (-1, 11)}
    assert cut([(50.0, 50.0), (60.0, 50.0), (60.0, 60.0)], box) == []
    inside = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]
    assert cut(inside, box) == inside


def test_line_is_cut_into_what_is_seen() -> None:
    box = Box(0, 0, 10, 10)
    line = [(1.0, 1.0), (5.0, 5.0), (50.0, 5.0), (50.0, 50.0), (5.0, 50.0), (5.0, 9.0)]
    assert list(pieces(line, box)) == [line[:3], line[4:]]
    assert thinned([(0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (3.0, 0.0)]) == [(0.0, 0.0), (3.0, 0.0)]


def test_holes_stay_holes() -> None:
    ring, hole = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0)], [(4.0, 1.0), (6.0, 1.0), (6.0, 3.0)]
    trace = Trace([ring, hole], marks(draw(picture(), Wanted(), caption()), "land")[0].paint, True)
    sheet = Sheet(10, 10, "x", layers=[Layer("a", [trace])])
    assert 'fill-rule="evenodd"' in write_svg(sheet)
    assert re.search(r"\bf\*", shown(write_pdf(sheet, NOW)))
