"""What the commands share: options, the language, and how tables and progress are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from babel.support import Translations
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table as RichTable
from rich.text import Text

from graph.database import Database
from graph.errors import Word
from graph.model import EARLIEST, LATEST
from graph.tables import FORMATS, Column, Table, flat

LANGUAGE = "en" if os.environ.get("JEJARING_LANG", "id").lower().startswith("en") else "id"
MOST_CELL = 60
YES_NO = {True: Word("ya"), False: Word("tidak")}

catalogue = Translations.load(Path(__file__).parents[1] / "webapp" / "translations", [LANGUAGE])


def _(text: str) -> str:
    """Give a text in the language of JEJARING_LANG; Indonesian where it says nothing."""
    return str(catalogue.gettext(text))


class DateOption(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.4 on
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Read the day or say how it is written."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(_("“{value}” bukan tanggal; tulis seperti 2019-12-31.").format(value=value))
        if not EARLIEST <= day <= LATEST:
            said = _("“{value}” di luar jangkauan; pakai tanggal dari {first} sampai {last}.")
            self.fail(said.format(value=value, first=EARLIEST, last=LATEST))
        return day


class Example(click.Command):
    """A command whose help ends with an example."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        self.example = example
        super().__init__(*args, **kwargs)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        formatter.write_paragraph()
        with formatter.section(_("Contoh")):
            for line in self.example.splitlines():
                formatter.write_text(line)


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=True),
    metavar="DIR",
    envvar="JEJARING_DATA",
    help=_("Folder data mesin bawaan."),
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help=_("Bentuk keluaran."),
)
on_option = click.option(
    "--on",
    type=DateOption(),
    default=None,
    metavar="YYYY-MM-DD",
    help=_("Per tanggal; bila kosong, hari ini."),
)


def terminal() -> Console:
    return Console(stderr=True, highlight=False)


def emit(table: Table, form: str) -> None:
    """Write a table to standard output in the form that was asked for."""
    if form in FORMATS:
        sys.stdout.buffer.write(FORMATS[form].write(table) + (b"\n" if form == "json" else b""))
        sys.stdout.flush()
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    shown = RichTable(box=None, header_style="bold", pad_edge=False)
    for column in table.columns:
        is_number = column.kind in ("integer", "decimal", "money")
        shown.add_column(_(column.label), justify="right" if is_number else "left", overflow="fold")
    for row in table.rows:
        shown.add_row(*(_cell(row.get(column.key), column) for column in table.columns))
    if table.rows:
        console.print(shown)
    else:
        console.print(_("Tidak ada baris."))
    if table.note:
        console.print(Text(table.note))


def _cell(value: Any, column: Column) -> Text:
    if value is None:
        return Text("")
    if column.kind == "decimal" and isinstance(value, float):
        return Text(f"{value:.4g}")
    text = _(YES_NO[value]) if isinstance(value, bool) else str(flat(value))
    is_long = len(text) > MOST_CELL and column.kind != "sentence"
    return printable(text[: MOST_CELL - 1] + "…" if is_long else text)


def printable(text: str) -> Text:
    """Give a text that cannot steer the terminal."""
    return Text("".join(c if c.isprintable() else " " for c in text))


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work has come, on a terminal's standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = terminal()
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def measure_all(database: Database) -> None:
    """Measure every projection as of today that was not measured since the last load."""
    from graph.measurement import measure_current

    with progress_bar(_("Menghitung ukuran")) as progress:
        left_out = measure_current(database, date.today(), progress)
    for name in left_out:
        told = _("Graf {name} besar; hitung ukurannya dengan {command}.")
        text = told.format(name=name, command=f"jejaring metrics {name}")
        terminal().print(text, soft_wrap=True)
