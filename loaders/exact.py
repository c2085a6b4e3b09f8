"""Tables and files in the documented form, row by row, into a register.

`loaders.form` says what each means; here its refusals are gathered, and names
that stand without a key are looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graph.errors import ValueRefused
from graph.model import Actor, Agreement, OpenParty, Party, Report, Source, actor_key
from loaders import form
from loaders.names import Context, Names, Resolution
from loaders.rows import Draft, Named

Refuse = Callable[[int, ValueRefused, Mapping[str, str]], None]


class ExactReader:
    """Reads rows and objects of the documented form.

    Parameters
    ----------
    names
        Says whom a name without a key means.
    register
        The source of what names none.
    """

    def __init__(self, names: Names, register: Source) -> None:
        self._names, self._register = names, register

    def rows(
        self, rows: Iterable[tuple[int, Mapping[str, str]]], refuse: Refuse
    ) -> list[tuple[int, Draft, Mapping[str, str]]]:
        """Read rows of agreements, those that only add a source behind their agreement's."""
        taken = []
        for number, group in form.grouped(rows):
            try:
                taken.append((number, self._draft(self._of_rows(group)), group[0]))
            except ValueRefused as error:
                refuse(number, error, group[0])
        return taken

    def objects(
        self, objects: Sequence[Mapping[str, Any]], refuse: Refuse
    ) -> list[tuple[int, Draft, Mapping[str, str]]]:
        """Read agreements as the objects that JSON has."""
        taken: list[tuple[int, Draft, Mapping[str, str]]] = []
        for number, told in enumerate(objects, start=1):
            cells = {name: str(value) for name, value in told.items()} if told else {}
            try:
                agreement = form.read_object(told, self._register, self._resolve)
                taken.append((number, self._draft(agreement), cells))
            except ValueRefused as error:
                refuse(number, error, cells)
        return taken

    def report_row(self, row: Mapping[str, str]) -> Report:
        """Read a row of a reported total."""
        return form.read_report_row(row, self._register, self._resolve)

    def report_object(self, told: Mapping[str, Any]) -> Report:
        """Read a reported total as the object that JSON has."""
        return form.read_report_object(told, self._register, self._resolve)

    def _of_rows(self, group: Sequence[Mapping[str, str]]) -> Agreement:
        return form.read_rows(group, self._register, self._resolve)

    def _resolve(self, name: str, column: str) -> Actor | OpenParty:
        found = self._names.resolve(name, Context(column=column))
        if found.actor is not None:
            return found.actor
        return OpenParty(name, tuple(actor_key(actor) for actor in found.candidates), found.kind)

    @staticmethod
    def _draft(told: Agreement) -> Draft:
        named = [_named(party) for party in told.parties]
        named += [_open(party) for party in told.open_parties]
        return Draft(told, named, [])


def _named(party: Party) -> Named:
    kind = type(party.actor).__name__.lower()
    found = Resolution(kind, party.actor, party.actor.name, decided_by="code")
    return Named("pihak", "pihak", found, party.number, party.role)


def _open(party: OpenParty) -> Named:
    kind = "ambiguous" if party.candidates else "unknown"
    found = Resolution(kind, None, party.as_written)
    return Named("pihak", "pihak", found, party.number, party.role)
