"""What loading a file would do, as its page shows it: columns, names, rows, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from graph.aliases import Alias, name_key
from graph.database import Database
from graph.errors import ArgumentInvalid, ValueRefused, unpacked
from graph.model import Actor, Opd, Partner, Region, actor_key
from graph.records import Refused
from loaders.doubts import AffairFromTitle
from loaders.fields import FIELDS, IGNORED
from loaders.loading import FileReport
from loaders.mapping import column_letter
from loaders.names import DECISIONS, Names
from loaders.reference import regions
from loaders.refusals import SKIPS, Refusal
from loaders.register import Register, Seen, Taken
from loaders.rows import Named
from webapp.agreements import actor_address, agreement_address
from webapp.context import day, label, language, money
from webapp.staging import Choice

_SAMPLES = 2
_SAMPLE_LENGTH = 60
_PLACES_SHOWN = 6
NAMES_SHOWN = 40
_BATCH = 5_000
_KNOWN = "UNWIND $ids AS id MATCH (a:Agreement {id: id}) RETURN a.id AS id, a.title AS title"
OWNER_FOUND = {
    "setting": _l("dipilih di sini"),
    "mapping": _l("disebut dalam pemetaan"),
    "memory": _l("diingat dari pemuatan lain dengan susunan kolom yang sama"),
    "letterhead": _l("dibaca dari kepala surat atau nama lembar"),
    "file": _l("dibaca dari nama berkas"),
}


class AnswerUnknown(ArgumentInvalid):
    """An answer that names nobody who is known."""

    text = (
        "Jawaban “{answer}” untuk nama “{name}” tidak menunjuk satu wilayah, OPD atau mitra yang "
        "dikenal. Tulis kode atau nama lengkapnya, mis. 35.74, Kota Probolinggo, atau Dinas "
        "Kesehatan Kota Probolinggo; atau biarkan terbuka."
    )


def full_name(actor: Actor) -> str:
    """Give an actor's name; an OPD's with its region's."""
    if isinstance(actor, Opd):
        return f"{actor.name} {region_names().get(actor.region_code, actor.region_code)}"
    return actor.name


def region_names() -> dict[str, str]:
    """Give the name of every region by its code."""
    return {region.code: region.name for region in regions()}


def kind_of(actor: Actor) -> str:
    """Give an actor's kind as aliases and signs call it."""
    return {Region: "region", Opd: "opd", Partner: "partner"}[type(actor)]


# ------------------------------------------------------------------ columns


def column_tables(register: Register) -> list[dict[str, Any]]:
    """Give what every table's columns were taken for, with some of their cells."""
    return [
        {
            "place": place,
            "sheet": seen.sheet,
            "kind": seen.kind,
            "first": seen.first,
            "last": seen.last,
            "columns": [
                {
                    "index": guess.index,
                    "letter": column_letter(guess.index),
                    "heading": guess.heading,
                    "field": guess.field or "",
                    "also": guess.also and FIELDS[guess.also].label(language()),
                    "how": guess.how,
                    "reason": guess.reason.message(_),
                    "samples": _samples(register, seen, guess.heading or column_name(guess.index)),
                }
                for guess in seen.guesses
            ],
            "choices": [
                (code, row.label(language()))
                for code, row in FIELDS.items()
                if row.table in ("", seen.kind)
            ],
        }
        for place, seen in enumerate(register.tables)
    ]


def column_name(index: int) -> str:
    """Give what the cells of a column without a heading are called."""
    return f"Kolom {index + 1}"


def _samples(register: Register, seen: Seen, heading: str) -> list[str]:
    found: list[str] = []
    rows: Iterator[Taken | Refusal] = iter((*register.taken[:200], *register.refused[:50]))
    for row in rows:
        text = row.cells.get(heading, "") if row.sheet == seen.sheet else ""
        text = " ".join(text.split())
        if text and text[:_SAMPLE_LENGTH] not in found:
            found.append(text[:_SAMPLE_LENGTH] + ("…" if len(text) > _SAMPLE_LENGTH else ""))
        if len(found) == _SAMPLES:
            break
    return found


def choose_columns(
    register: Register, choice: Choice, wanted: Mapping[tuple[int, int], str]
) -> bool:
    """Note which columns somebody takes for something else than the program does.

    Parameters
    ----------
    register
        As it was read last.
    choice
        What was chosen so far; changed in place.
    wanted
        Field, or '' for none, by table and column.

    Returns
    -------
    bool
        Whether anything is other than it was.
    """
    is_changed = False
    several = len(register.tables) > 1
    for place, seen in enumerate(register.tables):
        headings = Counter(guess.heading for guess in seen.guesses)
        for guess in seen.guesses:
            chosen = wanted.get((place, guess.index), guess.field or "")
            if chosen == (guess.field or "") and guess.how not in ("mapping", "memory"):
                continue
            is_changed |= chosen != (guess.field or "")
            value = chosen or IGNORED
            own = guess.heading and headings[guess.heading] == 1
            name = guess.heading if own else column_letter(guess.index)
            if several and (not own or choice.columns.get(name, value) != value):
                choice.sheets.setdefault(seen.sheet, {})[name] = value
            else:
                choice.columns[name] = value
    return is_changed


# ------------------------------------------------------------------ names


@dataclass(slots=True)
class Asked:
    """A name that is to be decided: how it is written, where, and whom it may mean."""

    text: str
    kind: str
    problem: ValueRefused | None = None
    candidates: dict[str, Actor] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    rows: list[int] = field(default_factory=list)
    count: int = 0
    answer: Alias | None = None

    @property
    def key(self) -> str:
        """What tells it from other names."""
        return name_key(self.text)

    @property
    def places(self) -> str:
        """The numbers of its rows, the first of them."""
        shown = ", ".join(map(str, self.rows[:_PLACES_SHOWN]))
        return shown + (", …" if len(self.rows) > _PLACES_SHOWN else "")


def asked_names(register: Register, answers: Iterable[Alias]) -> list[Asked]:
    """Give the names that nobody can decide but the reader, and new ones, the most used first."""
    chosen = {(alias.key, alias.owner): alias for alias in answers}
    found: dict[str, Asked] = {}
    for taken in register.taken:
        for named in (*taken.draft.named, *taken.draft.responsible):
            if not _is_asked(named):
                continue
            resolution = named.resolution
            key = name_key(resolution.as_written)
            one = found.setdefault(key, Asked(resolution.as_written, _ask_kind(named)))
            one.problem = one.problem or resolution.problem or resolution.warning
            one.candidates |= {actor_key(actor): actor for actor in resolution.candidates}
            owner = taken.owner.code if taken.owner else None
            if owner:
                one.owners.add(owner)
            if not one.rows or one.rows[-1] != taken.row:
                one.rows.append(taken.row)
                one.count += 1
            one.answer = one.answer or chosen.get((key, owner)) or chosen.get((key, None))
    order = {"ambiguous": 0, "unknown": 1, "new": 2}
    return sorted(found.values(), key=lambda one: (order[one.kind], -one.count, one.text))


def card_of(one: Asked) -> dict[str, Any]:
    """Give a name as its card shows it."""
    note = ""
    if one.kind == "new":
        note = str(_("Belum dikenal; akan menjadi mitra baru."))
        note += f" {one.problem.message(_)}" if one.problem else ""
    elif one.kind == "unknown" and one.problem:
        note = _both(one.problem)
    answer = one.answer
    return {
        "text": one.text,
        "kind": one.kind,
        "note": note,
        "count": one.count,
        "places": one.places,
        "candidates": [(key, full_name(actor)) for key, actor in one.candidates.items()],
        "answer": (answer.target, answer.name) if answer else None,
        "is_everywhere": bool(answer and not answer.owner),
        "owners": sorted(one.owners),
    }


def actors_of(names: Iterable[str], partners: Iterable[Partner]) -> dict[str, Actor]:
    """Give the actors of keys: regions, OPDs also where no agreement names them, known partners."""
    wanted = sorted(set(names))
    made = {
        f"nama {place}": Alias(f"nama {place}", None, key, _kind_of_key(key))
        for place, key in enumerate(wanted)
    }
    resolver = Names(made.values(), partners)
    found = {alias.target: resolver.resolve(text).actor for text, alias in made.items()}
    return {key: actor for key, actor in found.items() if actor is not None}


def _kind_of_key(key: str) -> str:
    code, dash, _rest = key.partition("-")
    if not code.replace(".", "").isdigit():
        return "partner"
    return "opd" if dash else "region"


def answers_in(
    form: Mapping[str, str], asked: Iterable[Asked], names: Callable[[], Names]
) -> dict[str, list[Alias]]:
    """Read whom a form says that names mean.

    Parameters
    ----------
    form
        Its fields, as the cards of names send them.
    asked
        The names that it may decide.
    names
        Gives who resolves an answer that was written.

    Returns
    -------
    dict
        By the name's key: its answers, or none where it is left open.

    Raises
    ------
    AnswerUnknown
    """
    by_key = {one.key: one for one in asked}
    found: dict[str, list[Alias]] = {}
    resolver: Names | None = None
    for place in range(NAMES_SHOWN):
        one = by_key.get(name_key(form.get(f"nama-{place}", "")))
        picked, other = form.get(f"jawab-{place}", ""), form.get(f"lain-{place}", "").strip()
        if one is None or (picked == "tetap" and not other):
            continue
        actor = one.candidates.get(picked)
        if other:
            resolver = resolver or names()
            actor = resolve_answer(resolver, other)
            if actor is None:
                raise AnswerUnknown(name=one.text[:80], answer=other[:80])
        everywhere = form.get(f"untuk-{place}") == "semua" or not one.owners
        owners: list[str | None] = [None] if everywhere else [*sorted(one.owners)]
        found[one.key] = [alias_to(one.text, actor, owner) for owner in owners] if actor else []
    return found


def _is_asked(named: Named) -> bool:
    return named.is_open or named.resolution.decided_by == "new"


def _ask_kind(named: Named) -> str:
    if not named.is_open:
        return "new"
    return "ambiguous" if named.resolution.candidates else "unknown"


def alias_to(text: str, actor: Actor, owner: str | None) -> Alias:
    """Make the answer that a name means an actor."""
    return Alias(text, owner, actor_key(actor), kind_of(actor), name=actor.name)


def resolve_answer(names: Names, text: str) -> Actor | None:
    """Give whom an answer names: a region, an OPD with its region, or a partner that is known."""
    first = text.strip().partition(" ")[0]
    is_code = first.replace(".", "").isdigit()
    try:
        found = names.resolve(first if is_code else text)
    except ValueRefused:
        return None
    return found.actor if found.kind in ("region", "opd", "partner") else None


# ------------------------------------------------------------------ rows


def is_doubtful(report: FileReport, taken: Taken) -> bool:
    """Whether somebody should look at a row: an open name, a warning, a likely double."""
    return bool(
        _warnings(taken)
        or any(named.is_open for named in (*taken.draft.named, *taken.draft.responsible))
        or any(match.certainty == "likely" for match in report.same.get(taken.told.id, ()))
    )


def _warnings(taken: Taken) -> list[ValueRefused]:
    """Give what is doubtful of a row; an affair that its title tells is said beside it."""
    return [one for one in taken.draft.warnings if not isinstance(one, AffairFromTitle)]


@dataclass(slots=True)
class Sums:
    """How many rows a file has of which sort."""

    accepted: int = 0
    refused: int = 0
    doubtful: int = 0
    merging: int = 0
    known: int = 0
    new: int = 0


def sums_of(report: FileReport, known: Mapping[str, str]) -> Sums:
    """Count the rows of a file by what would become of them."""
    register = report.register
    if register is None:
        return Sums()
    sums = Sums(register.accepted, len(register.refused))
    for taken in register.taken:
        sums.doubtful += is_doubtful(report, taken)
        state = state_of(report, taken, known)
        sums.merging += state == "merging"
        sums.known += state == "known"
        sums.new += state == "new"
    return sums


def state_of(report: FileReport, taken: Taken, known: Mapping[str, str]) -> str:
    """Tell whether a row brings a new agreement, tells again of a known one, or joins one."""
    own = taken.told.id
    target = report.targets.get(own, own)
    matches = report.same.get(own, ())
    if any(match.certainty == "sure" and match.id == target for match in matches):
        return "merging"
    return "known" if target in known else "new"


def known_titles(database: Database, reports: Iterable[FileReport]) -> dict[str, str]:
    """Give the titles of those agreements that the graph has already, by id."""
    ids = {id for report in reports for id in report.targets.values()}
    ids |= {match.id for report in reports for several in report.same.values() for match in several}
    wanted = sorted(ids)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _BATCH):
        values = {"ids": wanted[start : start + _BATCH]}
        found |= {row["id"]: row["title"] for row in database.read(_KNOWN, values, limit=None)}
    return found


def row_of(
    report: FileReport,
    taken: Taken,
    titles: Mapping[str, str],
    answers: Mapping[tuple[str, str | None], Alias],
) -> dict[str, Any]:
    """Give what a row of the register was understood as."""
    told, draft = taken.told, taken.draft
    owner = taken.owner.code if taken.owner else None
    matches = report.same.get(told.id, ())
    state = state_of(report, taken, titles)
    target = report.targets.get(told.id, told.id)
    return {
        "sheet": taken.sheet,
        "row": taken.row,
        "title": told.title,
        "notes": _notes(taken),
        "parties": [_chip(named, owner, answers) for named in draft.named],
        "responsible": [_chip(named, owner, answers) for named in draft.responsible],
        "unnamed": told.unnamed_parties,
        "dates": list(_dates(told)),
        "amounts": [f"{one.item}: {money(one.amount, one.currency)}" for one in told.benefits],
        "warnings": [_both(warning) for warning in _warnings(taken)],
        "state": state,
        "same": _linked(target, titles) if state in ("merging", "known") else None,
        "maybe": [_linked(m.id, titles) for m in matches if m.certainty == "likely"],
        "cells": taken.cells,
        "doubtful": is_doubtful(report, taken),
    }


def _linked(id: str, titles: Mapping[str, str]) -> dict[str, str | None]:
    # What a row before it in the same file tells has no page yet.
    return {
        "title": titles.get(id) or id,
        "href": agreement_address(id) if id in titles else None,
    }


def _notes(taken: Taken) -> list[str]:
    told = taken.told
    words = [label("form", told.form), label("stage", told.stage)]
    affairs = [label("affair", code) for code in told.affairs]
    if any(isinstance(one, AffairFromTitle) for one in taken.draft.warnings):
        affairs = [_("%(affair)s (dari judul)", affair=one) for one in affairs]
    return [word for word in (*words, *affairs) if word]


def _chip(
    named: Named, owner: str | None, answers: Mapping[tuple[str, str | None], Alias]
) -> dict[str, Any]:
    found = named.resolution
    key = name_key(found.as_written)
    answer = answers.get((key, owner)) or answers.get((key, None))
    kind = found.kind if found.actor is None else kind_of(found.actor)
    decided = DECISIONS[found.decided_by]
    chip = {
        "written": found.as_written,
        "name": full_name(found.actor) if found.actor else None,
        "href": None,
        "kind": "open" if found.actor is None else kind,
        "new": found.decided_by == "new",
        "how": None if found.decided_by in ("name", "code") else decided.label(language()),
        "why": getattr(decided, "meaning_en" if language() == "en" else "meaning"),
        "candidates": [full_name(actor) for actor in found.candidates] if not found.actor else [],
        "number": named.number,
    }
    if answer:
        name = answer.name
        if answer.kind == "opd":
            name = f"{name} {region_names().get(answer.target[:5].rstrip('-'), '')}"
        chip |= {"name": name, "kind": answer.kind, "new": False, "how": _("jawaban Anda")}
        chip |= {"why": _("berlaku saat dimuat"), "candidates": []}
    elif found.actor is not None and kind != "partner":
        chip["href"] = actor_address(actor_key(found.actor))
    return chip


def _dates(told: Any) -> Iterator[tuple[str, str, bool]]:
    named = (
        ("signed_on", _("ditandatangani")),
        ("starts_on", _("mulai")),
        ("ends_on", _("berlaku sampai")),
        ("due_on", _("target")),
    )
    for name, title in named:
        if value := getattr(told, name):
            yield title, day(value.value, value.precision), value.computed
    if told.endless:
        yield _("berlaku sampai"), _("tanpa batas waktu"), False


def _both(error: ValueRefused) -> str:
    return f"{error.message(_)} {error.advice(_)}"


# ------------------------------------------------------------------ what was left out


def refused_rows(
    refused: Iterable[Refusal | Refused], owner: str | None = None
) -> list[dict[str, Any]]:
    """Give refused rows as `loaders.report.refused_table` takes them, in the reader's language."""
    return [
        {
            "file": one.file,
            "sheet": one.sheet or None,
            "owner": owner,
            "row": one.row,
            "field": one.field,
            "reason": error.message(_),
            "remedy": error.advice(_),
            "cells": dict(one.cells),
        }
        for one in refused
        for error in [error_of(one)]
    ]


def error_of(one: Refusal | Refused) -> ValueRefused:
    """Give why a row was refused, of one just read or of a past load."""
    return one.error if isinstance(one.error, ValueRefused) else unpacked(one.error)


def skipped_rows(register: Register) -> list[dict[str, Any]]:
    """Give what of the sheets is no row of a register, and why."""
    return [
        {
            "sheet": one.sheet,
            "first": one.first,
            "last": one.last,
            "reason": SKIPS[one.kind].label(language()),
            "text": one.text,
        }
        for one in register.skipped
    ]
