"""Score a dry run against the truth: ``python -m tests.registers.score [FOLDER] [--mistakes]``.

It makes the registers, runs ``jejaring load … --dry-run --format json`` on them and prints
a Markdown table with the accuracy per kind of field. An accuracy over lists (parties, numbers,
amounts) is what was found of all that is true or was claimed, so that inventing costs as much
as missing.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.registers.make import make

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]
Place = tuple[str, str, int]
# What a heading may be called that was taken for this field.
FIELD_WORDS = {
    "title": ("title", "judul"),
    "party": ("part", "pihak", "mitra", "owner", "pemilik", "counterpart"),
    "number": ("number", "nomor"),
    "scheme": ("scheme", "skema", "jenis"),
    "form": ("form", "bentuk"),
    "affair": ("affair", "urusan"),
    "scope": ("scope", "ruang_lingkup", "ruang lingkup"),
    "location": ("location", "lokasi"),
    "signed": ("signed", "ditandatangani", "tanda", "year", "tahun"),
    "starts": ("start", "mulai"),
    "ends": ("end", "berakhir", "term"),
    "term": ("term", "period", "end", "jangka", "masa", "berlaku", "berakhir"),
    "opd": ("opd", "responsible", "perangkat", "pelaksana"),
    "status": ("status", "stage", "tahap"),
    "amount": ("amount", "value", "nilai", "jumlah", "benefit", "hasil"),
    "item": ("item", "uraian", "benefit", "hasil"),
    "file": ("file", "link", "berkas", "tautan", "url"),
    "notes": ("note", "catatan", "keterangan"),
}
SYNONYMS = {
    "rsud": "rumah sakit umum daerah",
    "rsup": "rumah sakit umum pusat",
    "rs": "rumah sakit",
    "setda": "sekretariat daerah",
    "ukm": "usaha kecil menengah",
    "kepemudaan": "pemuda",
    "keolahragaan": "olahraga",
    "perlindungan": "pelindungan",
    "dprd": "dewan perwakilan rakyat daerah",
    "puskesmas": "pusat kesehatan masyarakat",
    "kec": "kecamatan",
}
LEGAL_FORMS = {"pt", "tbk", "persero", "perseroda", "cv", "inc", "ltd", "dan"}


@dataclass
class Tally:
    """How many of a kind of field are right."""

    right: int = 0
    total: int = 0

    @property
    def accuracy(self) -> float:
        """The share that is right; 1 where there is nothing to be right about."""
        return self.right / self.total if self.total else 1.0


@dataclass
class Score:
    """The accuracy per kind of field, and every mistake in words."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    mistakes: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, kind: str, right: int, total: int, where: str, what: str) -> None:
        """Count `right` of `total`, noting `what` was wrong where they differ."""
        tally = self.tallies[kind]
        tally.right += right
        tally.total += total
        if right < total:
            self.mistakes.append((kind, where, what))

    def accuracy(self, kind: str) -> float:
        """The accuracy of one kind of field."""
        return self.tallies[kind].accuracy

    def table(self) -> str:
        """Give the accuracies as a Markdown table."""
        lines = ["| what | right | of | accuracy |", "|---|--:|--:|--:|"]
        for kind, tally in self.tallies.items():
            share = f"{tally.accuracy:.1%}" if tally.total else "–"
            lines.append(f"| {kind} | {tally.right} | {tally.total} | {share} |")
        return "\n".join(lines)

    def list_mistakes(self) -> str:
        """Give the mistakes as lines of a Markdown list."""
        return "\n".join(f"- {kind} · {where} · {what}" for kind, where, what in self.mistakes)


def words(text: Any) -> str:
    """Fold case, marks and spaces, so that only the words count."""
    return " ".join(re.findall(r"\w+", str(text or "").casefold().replace("_", " ")))


def partner_name(text: Any) -> str:
    """Give a partner's name without legal forms and with short words in full."""
    kept = (SYNONYMS.get(word, word) for word in words(text).split() if word not in LEGAL_FORMS)
    return " ".join(kept)


def opd_name(text: Any) -> str:
    """Give an OPD's name so that spellings of the same name are equal."""
    name = partner_name(text)
    return name.removesuffix(" sekretariat daerah") if name.startswith("bagian") else name


def of_region(name: str, region: str) -> str:
    """Take the region's name off the end of an OPD's."""
    return name.removesuffix(f" {words(region)}")


def number_text(text: Any) -> str:
    """Give a document's number without spaces and stray quotes."""
    return re.sub(r"[\s'’`]", "", str(text)).casefold().rstrip(".")


def as_list(value: Any) -> list[Any]:
    """Give a value as a list."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def first(entry: Json, *names: str) -> Any:
    """Give the first of these keys that is there and not empty."""
    return next((entry[name] for name in names if entry.get(name) not in (None, "")), None)


def sheet_of(entry: Json) -> str:
    """Give the sheet of an entry; '' for a file without sheets."""
    return "" if is_json(entry) else str(entry.get("sheet") or "")


def is_json(entry: Json) -> bool:
    """Tell whether an entry is about a JSON file, whose groups are no sheets."""
    return str(entry.get("file") or entry.get("name") or "").endswith(".json")


def file_of(entry: Json) -> str:
    """Give the file's name of an entry."""
    return re.split(r"[/\\]", str(entry.get("file") or ""))[-1]


def rows_of(entry: Json) -> list[int]:
    """Give the rows of an entry: one, several, or from first to last."""
    start = first(entry, "first", "from", "row_from", "first_row", "start")
    stop = first(entry, "last", "to", "row_to", "last_row", "end")
    if isinstance(start, int) and isinstance(stop, int):
        return list(range(start, stop + 1))
    found: list[int] = []
    for value in as_list(first(entry, "rows", "row")):
        numbers = [int(n) for n in re.findall(r"\d+", str(value))]
        if isinstance(value, str) and len(numbers) == 2:
            found.extend(range(numbers[0], numbers[1] + 1))
        else:
            found.extend(numbers)
    return found


def flatten(value: Any, inherited: Json, needed: tuple[str, ...]) -> Iterator[Json]:
    """Give every object inside `value` that has a key of `needed`, with its file and sheet."""
    if isinstance(value, list):
        for one in value:
            yield from flatten(one, inherited, needed)
    elif isinstance(value, dict):
        here = inherited | {k: value[k] for k in ("file", "sheet") if value.get(k)}
        if any(name in value for name in needed):
            yield here | value
        for one in value.values():
            if isinstance(one, dict | list):
                yield from flatten(one, here, needed)


class Scorer:
    """Compares reports with the truth, file by file, and what merges at the end."""

    def __init__(self, truth: Json, reports: Iterable[Json]) -> None:
        """Gather the reports' entries by file."""
        self.truth = truth
        self.score = Score()
        self.agreements: dict[str, list[Json]] = defaultdict(list)
        self.refused: dict[str, list[Json]] = defaultdict(list)
        self.skipped: dict[str, list[Json]] = defaultdict(list)
        self.columns: dict[str, list[Json]] = defaultdict(list)
        for report in reports:
            for entry in report.get("agreements", []):
                self.agreements[file_of(entry)].append(entry)
            for entry in report.get("refused", []):
                self.refused[file_of(entry)].append(entry)
            for name in ("skipped", "sheets"):
                for entry in flatten(report.get(name, []), {}, ("why", "reason", "row", "rows")):
                    self.skipped[file_of(entry)].append(entry)
            headings = ("heading", "header", "column")
            for entry in flatten(report.get("columns", []), {}, headings):
                self.columns[file_of(entry)].append(entry)
        self.referred = {
            self._place(ref)
            for entries in self.agreements.values()
            for entry in entries
            for ref in self._references(entry)
        }
        # The place in the truth of each agreement that was recognised, by its identity.
        self.matched: dict[int, Place] = {}

    def run(self) -> Score:
        """Score everything."""
        for file in self.truth["files"]:
            self._file(file)
        self._merges()
        return self.score

    def _file(self, file: Json) -> None:
        name, got = file["name"], self.agreements[file["name"]]
        at: dict[tuple[str, int], Json] = {}
        for entry in got:
            for number in rows_of(entry)[:1]:
                at.setdefault((sheet_of(entry), number), entry)
        if name.endswith(".json") or len(file["sheets"]) == 1:
            at |= {("", number): entry for (_, number), entry in at.items()}
        single = "" if name.endswith(".json") or len(file["sheets"]) == 1 else None
        refused = {
            (single if single is not None else sheet_of(e), n): e
            for e in self.refused[name]
            for n in rows_of(e)
        }
        used: set[int] = set()
        for row in file["rows"]:
            sheet = single if single is not None else row["sheet"]
            where = f"{name} {row['sheet']} {row['row']}".replace("  ", " ")
            entry = at.get((sheet, row["row"]))
            moved = None
            if entry is None or id(entry) in used:
                entry = None
                if (sheet, row["row"]) not in refused:
                    moved = self._by_title(row, got, used)
            if entry is None and moved is None:
                if (name, "", row["row"]) in self.referred:
                    continue
                why = refused.get((sheet, row["row"]))
                said = f"refused: {why.get('field')} {why.get('reason')}" if why else "missing"
                self.score.count("rows found", 0, 1, where, said)
                continue
            found = entry or moved
            assert found is not None
            used.add(id(found))
            self.matched[id(found)] = (name, row["sheet"], row["row"])
            self.score.count("rows found", 1, 1, where, "")
            self.score.count("row numbers", int(moved is None), 1, where, f"row {found.get('row')}")
            self._row(file, row, found, where)
        for entry in got:
            if id(entry) not in used and not self._of_warned_row(file, entry, single):
                text = f"agreement that is none: {entry.get('title')!r}"
                where = f"{name} {sheet_of(entry)} {entry.get('row')}"
                self.score.count("rows found", 0, 1, where, text)
        self._refusals(file, at, refused, single)
        self._skips(file, at, refused, single)
        self._headings(file)

    @staticmethod
    def _by_title(row: Json, got: list[Json], used: set[int]) -> Json | None:
        same = [
            entry
            for entry in got
            if id(entry) not in used and words(entry.get("title")) == words(row["title"])
        ]
        return same[0] if len(same) == 1 and row["title"] else None

    @staticmethod
    def _of_warned_row(file: Json, entry: Json, single: str | None) -> bool:
        place = (single if single is not None else sheet_of(entry), *rows_of(entry)[:1])
        return any(
            one["warning_is_enough"]
            and place == (single if single is not None else one["sheet"], one["row"])
            for one in file["refused"]
        )

    def _row(self, file: Json, row: Json, got: Json, where: str) -> None:
        count = self.score.count
        title = got.get("title")
        count("title", int(words(title) == words(row["title"])), 1, where, f"{title!r}")
        self._parties(file, row, got, where)
        for kind, names in (
            ("form", ("form",)),
            ("stage", ("stage", "status")),
            ("scheme", ("scheme",)),
        ):
            if row[kind]:
                value = first(got, *names)
                what = f"{value} instead of {row[kind]}"
                count(kind, int(str(value).casefold() == row[kind]), 1, where, what)
        affairs = {str(one) for one in as_list(first(got, "affairs", "affair"))}
        if row["affairs"]:
            what = f"{sorted(affairs)} instead of {row['affairs']}"
            count("affair (written)", int(affairs == set(row["affairs"])), 1, where, what)
        elif row["guess"]:
            what = f"{sorted(affairs)} without {row['guess']}"
            count("affair (from the title)", int(row["guess"] in affairs), 1, where, what)
        for kind, name in (("signed", "signed_on"), ("starts", "starts_on"), ("ends", "ends_on")):
            self._date(kind, row, name, got, where)
        self._numbers(row, got, where)
        self._amounts(row, got, where)

    def _date(self, kind: str, row: Json, name: str, got: Json, where: str) -> None:
        true, value = row[name], got.get(name)
        value = {"value": value} if isinstance(value, str) else value or {}
        claimed = (
            str(value.get("value") or "")[:10],
            value.get("precision", "day"),
            bool(value.get("computed")),
        )
        if true is None:
            signing = (row["signed_on"] or {}).get("value")
            fine = not claimed[0] or (kind == "starts" and claimed[0] == signing)
            expected: tuple[Any, ...] = ("nothing",)
        else:
            expected = (true["value"], true["precision"], true["computed"])
            fine = claimed == expected
            if kind != "ends":  # whether a beginning was computed is not asked
                fine = claimed[:2] == expected[:2]
        self.score.count(kind, int(fine), 1, where, f"{claimed} instead of {expected}")

    def _numbers(self, row: Json, got: Json, where: str) -> None:
        found: set[str] = set()
        entries = [got, *as_list(got.get("parties"))]
        for entry in entries:
            for name in ("number", "numbers"):
                for one in as_list(entry.get(name)):
                    text = one.get("number") or one.get("value") if isinstance(one, dict) else one
                    if text:
                        found.add(number_text(text))
        true = {number_text(one) for one in row["numbers"]}
        what = f"{sorted(found)} instead of {sorted(true)}"
        self.score.count("numbers", len(found & true), len(found | true), where, what)

    def _amounts(self, row: Json, got: Json, where: str) -> None:
        found: Counter[tuple[str, str]] = Counter()
        for one in as_list(got.get("amounts")):
            entry = one if isinstance(one, dict) else {"amount": one}
            amount = first(entry, "amount", "value")
            found[(str(entry.get("currency") or "IDR"), str(amount or 0).removesuffix(".0"))] += 1
        # Zero says as much as nothing.
        found = Counter({key: n for key, n in found.items() if key[1] != "0"})
        true = Counter((one["currency"], str(one["amount"])) for one in row["amounts"])
        what = f"{sorted(found)} instead of {sorted(true)}"
        self.score.count("amounts", (found & true).total(), (found | true).total(), where, what)

    def _parties(self, file: Json, row: Json, got: Json, where: str) -> None:
        owner, parties = file["owner"], as_list(got.get("parties"))
        by_kind: dict[str, list[Json]] = defaultdict(list)
        for one in parties:
            by_kind[str(one.get("kind"))].append(one)
        regions = {str(one.get("region_code") or one.get("id")) for one in by_kind["region"]}
        opds = [*by_kind["opd"]]
        for name in ("responsible", "opds", "responsible_opds"):
            opds += [
                one if isinstance(one, dict) else {"name": one, "region_code": owner}
                for one in as_list(got.get(name))
            ]
        count = self.score.count
        ours = owner in regions or any(one.get("region_code") == owner for one in opds)
        count("parties: owner", int(ours), 1, where, f"{owner} is no party")
        ambiguous = [
            {
                str(c.get("id") or c.get("code")) if isinstance(c, dict) else str(c)
                for c in as_list(one.get("candidates"))
            }
            for one in by_kind["ambiguous"]
        ]
        self._regions(row, owner, regions, ambiguous, where)
        self._opds(row, owner, opds, where)
        partners = {partner_name(one.get("name")) for one in by_kind["partner"]}
        partners |= {partner_name(one.get("name")) for one in by_kind["unknown"]}
        true = [one for one in row["parties"] if one["kind"] == "partner"]
        hits = 0
        for one in true:
            hit = partners & {partner_name(name) for name in one["names"]}
            hits += bool(hit)
            partners -= hit
            self._partner_kind(one, hit, by_kind["partner"] + by_kind["unknown"], where)
        what = f"{[one['names'][0] for one in true]}, got {[p.get('name') for p in parties]}"
        count("parties: partner", hits, len(true) + len(partners), where, what)

    def _partner_kind(self, true: Json, hit: set[str], parties: list[Json], where: str) -> None:
        """Count the kind of a partner, where the report tells it."""
        for one in parties:
            kind = first(one, "partner_kind", "kind_guess", "guess")
            if kind and partner_name(one.get("name")) in hit:
                what = f"{kind} instead of {true['partner_kind']} for {one.get('name')}"
                self.score.count("partner kinds", int(kind == true["partner_kind"]), 1, where, what)

    def _regions(
        self, row: Json, owner: str, regions: set[str], ambiguous: list[set[str]], where: str
    ) -> None:
        count = self.score.count
        true = {one["code"] for one in row["parties"] if one["kind"] == "region"} - {owner}
        lenient = {one["code"] for one in row["parties"] if one.get("ambiguous_too")}
        found = regions - {owner}
        found |= {code for code in lenient if any(code in some for some in ambiguous)}
        resolved: set[str] = set()
        for one in row["parties"]:
            if one["kind"] != "ambiguous":
                continue
            candidates = set(one["candidates"])
            kept = any(len(candidates & some) >= 2 for some in ambiguous)
            what = f"{one['name']} was not left open"
            count("ambiguous names left open", int(kept), 1, where, what)
            silently = set() if kept else (found - true) & candidates
            resolved |= silently
            what = f"{one['name']} was taken for {sorted(silently)}"
            count("none silently resolved", int(not silently), 1, where, what)
        found -= resolved
        what = f"{sorted(found)} instead of {sorted(true)}"
        count("parties: region", len(found & true), len(found | true), where, what)

    def _opds(self, row: Json, owner: str, opds: list[Json], where: str) -> None:
        found = [
            (str(one.get("region_code")), str(one.get("region_name") or ""), one.get("name"))
            for one in opds
        ]
        left = {(code, of_region(opd_name(name), region)) for code, region, name in found}
        others = [one for one in row["parties"] if one["kind"] == "opd"]
        hits = 0
        for one in others:
            hit = left & {(one["code"], opd_name(name)) for name in one["names"]}
            hits += bool(hit)
            left -= hit
        own = 0
        for names in row["opds"]:
            hit = left & {(owner, opd_name(name)) for name in names}
            own += bool(hit)
            left -= hit
        # An OPD that also is a party may be named twice.
        extra = {one for one in left if one[0] != owner}
        what = f"{[(o['code'], o['names'][0]) for o in others]}, got {sorted(map(str, found))}"
        self.score.count("parties: OPD", hits, len(others) + len(extra), where, what)
        more = {one for one in left if one[0] == owner}
        what = f"{[names[0] for names in row['opds']]}, got {sorted(map(str, found))}"
        total = len(row["opds"]) + len(more)
        self.score.count("responsible OPDs", own, total, where, what)

    def _refusals(
        self,
        file: Json,
        at: dict[tuple[str, int], Json],
        refused: dict[tuple[str, int], Json],
        single: str | None,
    ) -> None:
        for one in file["refused"]:
            place = (single if single is not None else one["sheet"], one["row"])
            where = f"{file['name']} {place[0]} {place[1]}"
            entry, loaded = refused.get(place), at.get(place)
            warned = one["warning_is_enough"] and loaded and bool(loaded.get("warnings"))
            fine = bool(entry) or bool(warned)
            self.score.count("rows refused", int(fine), 1, where, f"not refused: {one['why']}")
            if entry:
                said = words(entry.get("field"))
                fits = any(word in said for word in FIELD_WORDS[one["field"]])
                fits |= one["field"] in ("ends", "signed") and "tanggal" in said
                what = f"{entry.get('field')} instead of {one['field']}"
                self.score.count("refusals' field", int(fits), 1, where, what)

    def _skips(
        self,
        file: Json,
        at: dict[tuple[str, int], Json],
        refused: dict[tuple[str, int], Json],
        single: str | None,
    ) -> None:
        said = {
            (single if single is not None else sheet_of(entry), number)
            for entry in self.skipped[file["name"]]
            for number in rows_of(entry)
        }
        for one in file["skipped"]:
            place = (single if single is not None else one["sheet"], one["row"])
            where = f"{file['name']} {place[0]} {place[1]}"
            kept_out = place not in at and place not in refused
            self.score.count("rows skipped", int(kept_out), 1, where, f"{one['why']} was read")
            what = f"{one['why']} was not said to be skipped"
            self.score.count("skipped rows said", int(place in said), 1, where, what)
        named = {str(entry.get("sheet")) for entry in self.skipped[file["name"]]}
        for sheet in file["sheets"]:
            if not sheet["register"]:
                where = f"{file['name']} {sheet['name']}"
                fine = sheet["name"] in named
                self.score.count("sheets that are none", int(fine), 1, where, "not named")

    def _headings(self, file: Json) -> None:
        got = self.columns[file["name"]]
        for one in file["columns"]:
            where = f"{file['name']} {one['sheet']} “{one['heading']}”"
            taken = self._taken(one, got)
            fine = any(word in words(taken) for word in map(words, FIELD_WORDS[one["field"]]))
            what = f"taken for {taken} instead of {one['field']}"
            self.score.count("columns recognised", int(fine), 1, where, what)

    @staticmethod
    def _taken(one: Json, got: list[Json]) -> Any:
        """Give what a heading was taken for: by its whole text, its place or its lower row."""
        on_sheet = [
            entry
            for entry in got
            if not one["sheet"] or entry.get("sheet") in (None, "", one["sheet"])
        ]

        def heading(entry: Json) -> str:
            return words(first(entry, "heading", "header", "column"))

        tests = (
            lambda entry: heading(entry) == words(one["heading"]),
            lambda entry: (
                first(entry, "column", "index") in (one["column"], _letter(one["column"]))
            ),
            lambda entry: heading(entry) == words(one["lower"]),
        )
        for test in tests:
            for entry in filter(test, on_sheet):
                return first(entry, "field", "taken_for", "as", "target", "meaning")
        return None

    @staticmethod
    def _references(entry: Json) -> Iterator[Any]:
        for ref in as_list(entry.get("same_as")):
            if ref and ref is not True:
                yield ref

    def _place(self, ref: Any) -> Place | None:
        """Give file, sheet ('' as it may not be said) and row of a reference."""
        if isinstance(ref, dict):
            rows = rows_of(ref)
            return (file_of(ref), "", rows[0]) if rows else None
        match = re.search(r"([^/\\]+\.(?:csv|tsv|xlsx|xls|ods|json))\D.*?(\d+)\D*$", str(ref))
        if match:
            return match[1], "", int(match[2])
        for entries in self.agreements.values():
            for entry in entries:
                if ref in (entry.get("id"), entry.get("key")) and rows_of(entry):
                    return file_of(entry), "", rows_of(entry)[0]
        return None

    def _merges(self) -> None:
        true: dict[str, set[tuple[str, int]]] = defaultdict(set)
        maybe: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for file in self.truth["files"]:
            for row in file["rows"]:
                for name, pairs in (("same", true), ("likely", maybe)):
                    if row[name]:
                        pairs[row[name]].add((file["name"], row["row"]))
        claimed: set[frozenset[tuple[str, int]]] = set()
        for entries in self.agreements.values():
            for entry in entries:
                mine = self.matched.get(id(entry))
                here = (file_of(entry), mine[2] if mine else (rows_of(entry) or [0])[0])
                for ref in self._references(entry):
                    place = self._place(ref)
                    if place and (place[0], place[2]) != here:
                        claimed.add(frozenset({here, (place[0], place[2])}))
        sure = {frozenset(pair) for pair in true.values()}
        likely = {frozenset(pair) for pair in maybe.values()}
        for pair in sorted(sure, key=sorted):
            what = "was not merged"
            self.score.count("merges: recall", int(pair in claimed), 1, f"{sorted(pair)}", what)
        for pair in sorted(claimed, key=sorted):
            if pair not in likely:
                what = "are two documents"
                self.score.count("merges: precision", int(pair in sure), 1, f"{sorted(pair)}", what)


def _letter(column: int) -> str:
    """Give a column's letters."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def score(truth: Json, reports: Iterable[Json]) -> Score:
    """Score reports of dry runs against the truth."""
    return Scorer(truth, reports).run()


def groups(truth: Json, folder: Path) -> dict[str, list[Path]]:
    """Give the files of each dry run: those that tell their owner together, others by owner."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in truth["files"]:
        owner = file["owner"] if file["owner_from"] == "option" else ""
        found[owner].append(folder / file["name"])
    return found


def commands(truth: Json, folder: Path) -> list[list[str]]:
    """Give the arguments of each dry run."""
    tail = ["--dry-run", "--format", "json"]
    return [
        ["load", *map(str, files), *(["--owner", owner] if owner else []), *tail]
        for owner, files in groups(truth, folder).items()
    ]


def run(folder: Path, data: Path) -> Score:
    """Make the registers in `folder`, run the dry runs and score them."""
    truth = make(folder)
    reports = []
    for arguments in commands(truth, folder):
        command = [sys.executable, "-m", "jejaring", *arguments, "--data", str(data)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if not done.stdout.lstrip().startswith("{"):
            raise RuntimeError(f"{' '.join(arguments[:3])} … gave no JSON:\n{done.stderr[-2000:]}")
        reports.append(json.loads(done.stdout))
    return score(truth, reports)


def main() -> None:
    """Print the table, and the mistakes when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where to make the files")
    parser.add_argument("--mistakes", action="store_true", help="list every mistake")
    parser.add_argument("--report", type=Path, action="append", help="score these JSON files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary, "registers")
        if options.report:
            truth = make(folder)
            reports = [json.loads(path.read_text(encoding="utf-8")) for path in options.report]
            result = score(truth, reports)
        else:
            result = run(folder, Path(temporary, "data"))
    print(result.table())
    if options.mistakes:
        print(f"\n{result.list_mistakes()}")


if __name__ == "__main__":
    main()
