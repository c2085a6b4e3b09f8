"""What became of files: as one object for programs, and as tables for people.

The table of refused rows repeats their original cells, with reason and remedy
in the last columns, so that it can be mended and loaded itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.law import scheme_of
from graph.model import Actor, Benefit, Opd, PartialDate, Partner, Region, actor_key
from graph.tables import Column, Table
from loaders.mapping import column_letter
from loaders.refusals import PLACE_COLUMNS, REASON_COLUMNS, SKIPS, Refusal, Skipped
from loaders.register import Register, Taken
from loaders.rows import Named

if TYPE_CHECKING:
    from loaders.loading import FileReport

OWNER_COLUMN = "pemilik"

Translate = Callable[[str], str]


def report_object(
    reports: Iterable[FileReport], translate: Translate, language: str = "id"
) -> dict[str, Any]:
    """Give what became of files as one JSON-able object.

    Parameters
    ----------
    reports
        Of a dry run or a load.
    translate, language
        Gives a sentence in the reader's language; which one that is.

    Returns
    -------
    dict
        `files`, `agreements`, `reports`, `refused`, `skipped`, `columns`: see the README.
    """
    found: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("files", "agreements", "reports", "refused", "skipped", "columns")
    }
    for report in reports:
        found["files"].append(_file(report, translate))
        if report.error:
            found["refused"].append(_file_refused(report, translate))
        if not report.register:
            continue
        register = report.register
        found["agreements"] += [_agreement(report, taken, translate) for taken in register.taken]
        found["reports"] += [
            {
                "file": register.file,
                "sheet": sheet,
                "row": row,
                "region_code": total.region_code,
                "year": total.year,
                "form": total.form,
                "scheme": total.scheme,
                "count": total.count,
                "at_least": total.at_least,
            }
            for sheet, row, total in register.reports
        ]
        found["refused"] += [_refused(refusal, translate) for refusal in register.refused]
        found["skipped"] += [
            row for one in register.skipped for row in _skipped(register, one, language)
        ]
        found["columns"] += _columns(register, translate)
    return found


def _file(report: FileReport, translate: Translate) -> dict[str, Any]:
    register = report.register
    told: dict[str, Any] = {"file": report.file, "accepted": 0, "refused": 0}
    if register is None:
        return told
    owner = register.owner
    return told | {
        "load": register.load_id,
        "kind": register.kind,
        "accepted": register.accepted,
        "refused": len(register.refused),
        "owner": owner.code if owner else None,
        "owner_name": owner.name if owner else None,
        "owner_by": next((table.owner_by for table in register.tables if table.owner), None),
        "remarks": [remark.message(translate) for remark in register.remarks],
        "created": report.counts.created["Agreement"],
        "changed": report.counts.changed["Agreement"],
        "unchanged": report.counts.unchanged["Agreement"],
        "changes": [
            {
                "id": change.agreement_id,
                "title": change.title,
                "field": change.field,
                "old": change.old,
                "new": change.new,
            }
            for change in report.changes
        ],
    }


def _file_refused(report: FileReport, translate: Translate) -> dict[str, Any]:
    assert report.error
    return {
        "file": report.file,
        "sheet": None,
        "row": None,
        "field": None,
        "reason": report.error.message(translate),
        "remedy": "",
        "cells": {},
    }


def _agreement(report: FileReport, taken: Taken, translate: Translate) -> dict[str, Any]:
    told, draft = taken.told, taken.draft
    matches = report.same.get(told.id, [])
    sure = next((match for match in matches if match.certainty == "sure"), None)
    parties = [_party(named) for named in draft.named]
    numbers = [party["number"] for party in parties if party["number"]]
    ruling = scheme_of(told.parties, told.form, told.open_parties)
    return {
        "file": report.file,
        "sheet": taken.sheet or None,
        "row": taken.row,
        "id": report.targets.get(told.id, told.id),
        "title": told.title,
        "form": told.form,
        "scheme": ruling.scheme,
        "scheme_reason": ruling.reason,
        "stated_scheme": told.stated_scheme,
        "stage": told.stage,
        "affair": told.affairs[0] if told.affairs else None,
        "affairs": list(told.affairs),
        "number": numbers[0] if numbers else None,
        "numbers": numbers,
        "parties": parties,
        "unnamed_parties": told.unnamed_parties,
        "responsible": [_party(named) for named in draft.responsible],
        "signed_on": _date(told.signed_on),
        "starts_on": _date(told.starts_on),
        "ends_on": _date(told.ends_on),
        "endless": told.endless,
        "amounts": [_amount(benefit) for benefit in told.benefits],
        "scope": told.scope,
        "location": told.location,
        "warnings": [
            f"{warning.message(translate)} {warning.advice(translate)}"
            for warning in draft.warnings
        ],
        "same_as": sure.id if sure else None,
        "maybe_same_as": [match.id for match in matches if match.certainty == "likely"],
    }


def _party(named: Named) -> dict[str, Any]:
    found = named.resolution
    return {
        "kind": found.kind,
        "id": actor_key(found.actor) if found.actor else None,
        "name": found.actor.name if found.actor else None,
        "region_code": _region_code(found.actor),
        "partner_kind": found.actor.kind if isinstance(found.actor, Partner) else None,
        "as_written": found.as_written,
        "candidates": [actor_key(actor) for actor in found.candidates],
        "decided_by": found.decided_by,
        "number": named.number,
        "role": named.role,
    }


def _region_code(actor: Actor | None) -> str | None:
    if isinstance(actor, Region):
        return actor.code
    return actor.region_code if isinstance(actor, Opd) else None


def _date(partial: PartialDate | None) -> dict[str, Any] | None:
    if partial is None:
        return None
    return {
        "value": partial.value.isoformat(),
        "precision": partial.precision,
        "computed": partial.computed,
    }


def _amount(benefit: Benefit) -> dict[str, Any]:
    return {
        "item": benefit.item,
        "amount": benefit.amount,
        "currency": benefit.currency,
        "year": benefit.year,
    }


def _refused(refusal: Refusal, translate: Translate) -> dict[str, Any]:
    return {
        "file": refusal.file,
        "sheet": refusal.sheet or None,
        "row": refusal.row,
        "field": refusal.field,
        "reason": refusal.error.message(translate),
        "remedy": refusal.error.advice(translate),
        "cells": dict(refusal.cells),
    }


def _skipped(register: Register, skipped: Skipped, language: str) -> list[dict[str, Any]]:
    """Give one object a row; one in all of a sheet that was passed over."""
    is_sheet = skipped.kind in ("empty_sheet", "other_sheet")
    rows = [skipped.first] if is_sheet else range(skipped.first, skipped.last + 1)
    return [
        {
            "file": register.file,
            "sheet": skipped.sheet or None,
            "row": None if is_sheet else row,
            "kind": skipped.kind,
            "reason": SKIPS[skipped.kind].label(language),
            "text": skipped.text,
        }
        for row in rows
    ]


def _columns(register: Register, translate: Translate) -> list[dict[str, Any]]:
    return [
        {
            "file": register.file,
            "sheet": table.sheet or None,
            "column": column_letter(guess.index),
            "heading": guess.heading,
            "field": guess.field,
            "how": guess.how,
            "reason": guess.reason.message(translate),
        }
        for table in register.tables
        for guess in table.guesses
    ]


def refused_rows(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the refused rows of a `report_object`, each with whose register it is in."""
    owners = {file["file"]: file.get("owner") for file in told["files"]}
    return [row | {"owner": owners.get(row["file"])} for row in told["refused"]]


def refused_table(refused: Iterable[Mapping[str, Any]], name: str = "ditolak") -> Table:
    """Give refused rows with their original cells, to be mended and loaded.

    Parameters
    ----------
    refused
        As `refused_rows` gives them.
    """
    rows = [row for row in refused if row["row"] is not None]
    headings = dict.fromkeys(heading for row in rows for heading in row["cells"])
    for heading in (*PLACE_COLUMNS, *REASON_COLUMNS):
        headings.pop(heading, None)
    if any(row.get("owner") for row in rows):
        headings[OWNER_COLUMN] = None  # the letterhead that told it is not in this table
    columns = [Column(heading, heading) for heading in headings]
    columns += [Column(heading, heading) for heading in (*PLACE_COLUMNS, *REASON_COLUMNS)]
    return Table(
        name,
        columns,
        [
            {
                OWNER_COLUMN: row.get("owner"),
                **row["cells"],
                "berkas": row["file"],
                "lembar": row["sheet"],
                "baris": row["row"],
                "alasan": row["reason"],
                "perbaikan": row["remedy"],
            }
            for row in rows
        ],
    )


def summary_table(reports: Iterable[FileReport], translate: Translate) -> Table:
    """Give one line a row of the files: what became of it."""
    found = report_object(reports, translate)
    rows: list[dict[str, Any]] = [
        {"result": "accepted"} | {name: row.get(name) for name in ("file", "sheet", "row", "id")}
        for row in (*found["agreements"], *found["reports"])
    ]
    rows += [
        {"result": "refused"}
        | {
            name: row[name]
            for name in ("file", "sheet", "row", "field", "reason", "remedy", "cells")
        }
        for row in found["refused"]
    ]
    keys = ("file", "sheet", "row", "result", "id", "field", "reason", "remedy", "cells")
    return Table("muat", [Column(key, key) for key in keys], rows)
