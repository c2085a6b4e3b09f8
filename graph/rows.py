"""Model objects as rows: what the store writes of each, with a digest that tells changes."""

from __future__ import annotations

import json
from typing import Any

from graph.law import scheme_of
from graph.model import (
    Affair,
    Agreement,
    KnownOpd,
    Opd,
    OpdForm,
    OpenParty,
    PartialDate,
    Partner,
    Region,
    Report,
    Source,
    actor_key,
    parties_key,
)
from graph.model import Statement as SourceStatement
from graph.records import Record, Refused, to_json
from graph.text import digest
from graph.vocabulary import FORMS

Row = dict[str, Any]


def row(key: str, properties: Row, **more: Any) -> Row:
    """Give a row for writing, with a digest of its properties and the rest."""
    mark = digest(*sorted(properties.items(), key=lambda item: item[0]), *sorted(more.items()))
    return {"key": key, "properties": properties | {"digest": mark}, **more}


def pair_row(a: str, b: str, properties: Row) -> Row:
    """Give the row of a relationship between two regions."""
    return row(f"{a}|{b}", properties, a=a, b=b)


def region_row(region: Region) -> Row:
    """Give the row of a region."""
    return row(
        region.code,
        {
            "code": region.code,
            "name": region.name,
            "kind": region.kind,
            "province_code": region.province_code,
            "capital": region.capital,
            "latitude": region.latitude,
            "longitude": region.longitude,
            "population": region.population,
        },
    )


def affair_row(affair: Affair) -> Row:
    """Give the row of an affair."""
    return row(
        affair.code,
        {
            "code": affair.code,
            "name": affair.name,
            "name_en": affair.name_en,
            "group": affair.group,
            "cross_border_weight": affair.cross_border_weight,
            "cross_border_reason": affair.cross_border_reason,
            "cross_border_reason_en": affair.cross_border_reason_en,
        },
    )


def opd_form_row(form: OpdForm, position: int) -> Row:
    """Give the row of a form of OPD; of several for one task the first is the most usual."""
    return row(
        form.code,
        {
            "code": form.code,
            "name": form.name,
            "levels": list(form.levels),
            "affairs": list(form.affairs),
            "short_forms": list(form.short_forms),
            "tasks": list(form.tasks),
            "meets": list(form.meets),
            "standard": list(form.standard),
            "position": position,
        },
    )


def known_opd_row(known: KnownOpd) -> Row:
    """Give the row of an OPD that is known by name."""
    return row(
        known.id,
        {
            "id": known.id,
            "name": known.name,
            "region_code": known.region_code,
            "form": known.form,
        },
    )


def opd_row(opd: Opd) -> Row:
    """Give the row of an OPD."""
    return row(
        opd.id,
        {
            "id": opd.id,
            "name": opd.name,
            "region_code": opd.region_code,
            "affairs": list(opd.affairs),
        },
    )


def partner_row(partner: Partner) -> Row:
    """Give the row of a partner."""
    return row(
        partner.id,
        {
            "id": partner.id,
            "name": partner.name,
            "kind": partner.kind,
            "country": partner.country,
            "kind_guessed": partner.kind_guessed,
        },
    )


def source_row(source: Source) -> Row:
    """Give the row of a source."""
    made = row(
        source.id,
        {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published_on": source.published_on,
        },
    )
    # The day on which it was fetched stays the first one, so it is not in the digest.
    made["properties"]["retrieved_on"] = source.retrieved_on
    return made


def report_row(report: Report) -> Row:
    """Give the row of a reported total."""
    return row(
        report.id,
        {
            "id": report.id,
            "year": report.year,
            "form": report.form,
            "scheme": report.scheme,
            "count": report.count,
            "at_least": report.at_least,
        },
        region=report.region_code,
        source=report.statement.source.id,
        statement=_statement_properties(report.statement),
    )


def _statement_properties(statement: SourceStatement) -> Row:
    properties = {
        "evidence": statement.evidence,
        "page": statement.page,
        "confidence": statement.confidence,
    }
    return properties | {"digest": digest(statement.source.id, *properties.values())}


def _dated(name: str, partial: PartialDate | None) -> Row:
    return {
        name: partial.value if partial else None,
        f"{name}_precision": partial.precision if partial else None,
    }


def agreement_row(agreement: Agreement) -> Row:
    """Give the row of an agreement, with those of all that belongs to it alone.

    Its statements are not in the digest.
    """
    ruling = scheme_of(agreement.parties, agreement.form, agreement.open_parties)
    parties = [
        {
            "key": agreement.id,
            "label": type(party.actor).__name__.lower(),
            "actor": actor_key(party.actor),
            "role": party.role,
            "number": party.number,
            "position": position,
        }
        for position, party in enumerate(agreement.parties)
    ]
    benefits = [
        {
            "key": agreement.id,
            "properties": {
                "id": f"{agreement.id}-{position}",
                "item": benefit.item,
                "amount": benefit.amount,
                "currency": benefit.currency,
                "year": benefit.year,
            },
        }
        for position, benefit in enumerate(agreement.benefits)
    ]
    made = row(
        agreement.id,
        {
            "id": agreement.id,
            "title": agreement.title,
            "form": agreement.form,
            "cooperation": FORMS[agreement.form].cooperation,
            "scheme": ruling.scheme,
            "scheme_reason": ruling.reason,
            "scheme_reason_en": ruling.reason_en,
            "stated_scheme": agreement.stated_scheme,
            "combination": ruling.combination,
            "overseer": ruling.overseer,
            "stage": agreement.stage,
            "parties_key": parties_key(agreement),
            "party_keys": [party["actor"] for party in parties],
            **_dated("signed_on", agreement.signed_on),
            **_dated("starts_on", agreement.starts_on),
            **_dated("ends_on", agreement.ends_on),
            "ends_on_computed": bool(agreement.ends_on and agreement.ends_on.computed),
            "endless": agreement.endless,
            **_dated("due_on", agreement.due_on),
            "scope": agreement.scope,
            "purpose": agreement.purpose,
            "location": agreement.location,
            "financing": agreement.financing,
            "link": agreement.link,
            "evaluation": agreement.evaluation,
            "notes": agreement.notes,
            "verified": agreement.verified,
            "unnamed_parties": agreement.unnamed_parties,
            "open_parties": [_open_party(party) for party in agreement.open_parties],
            "open_count": len(agreement.open_parties),
        },
        parties=parties,
        affairs=[{"key": agreement.id, "affair": affair} for affair in agreement.affairs],
        benefits=benefits,
        implements=sorted(agreement.implements),
        responsible=[{"key": agreement.id, "opd": opd.id} for opd in agreement.responsible],
    )
    # A source states an agreement once; of two sentences from it the last one stays.
    statements = {
        statement.source.id: {
            "key": agreement.id,
            "source": statement.source.id,
            "properties": _statement_properties(statement),
        }
        for statement in agreement.statements
    }
    made["statements"] = list(statements.values())
    return made


def _open_party(party: OpenParty) -> str:
    return json.dumps(
        {
            "as_written": party.as_written,
            "candidates": party.candidates,
            "reason": party.reason,
            "number": party.number,
            "role": party.role,
        },
        ensure_ascii=False,
    )


def record_row(record: Record, number: int) -> Row:
    """Give the row of a record; `number` is its load's place in the order of loading."""
    return row(
        record.id,
        {
            "id": record.id,
            "file": record.file,
            "sheet": record.sheet,
            "row": record.row,
            "own_id": record.told.id,
            "owner": record.owner,
            "voice": record.voice,
            "load_number": number,
            "told": to_json(record.told),
            "cells": _json(record.cells),
            "names": _json(record.names),
            "warnings": _json(record.warnings),
        },
        agreement=record.agreement_id,
        load=record.load_id,
    )


def refused_row(refused: Refused, position: int) -> Row:
    """Give the row of a refusal; two of one row are told apart by their position."""
    key = "t" + digest(refused.load_id, refused.file, refused.sheet, refused.row, position)
    return row(
        key,
        {
            "id": key,
            "file": refused.file,
            "sheet": refused.sheet,
            "row": refused.row,
            "field": refused.field,
            "reason": str(refused.error.get("reason", "")),
            "remedy": str(refused.error.get("remedy", "")),
            "error": _json(refused.error),
            "cells": _json(refused.cells),
            "position": position,
        },
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=dict)
