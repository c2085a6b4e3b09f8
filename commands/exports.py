"""The commands that bring out what the graph holds, and the answers about names."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.output import write_out
from commands.terminal import (
    LANGUAGE,
    Example,
    _,
    data_option,
    emit,
    format_option,
    measure_all,
    on_option,
    progress_bar,
)
from graph.aliases import aliases, table
from graph.database import connect
from graph.exports import REGISTER_FORMATS, reports_csv
from graph.graph_files import GRAPH_FORMATS, graph_of
from graph.projection import PROJECTIONS
from graph.tables import FORMATS

if TYPE_CHECKING:
    from graph.aliases import Alias

output_option = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar=_("BERKAS"),
    help=_("Tulis ke berkas ini; bila kosong, ke keluaran baku."),
)


def _file_format(formats: Iterable[str], default: str) -> Callable[[Any], Any]:
    """Give the option that chooses the form of a file."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(formats)),
        default=default,
        show_default=True,
        help=_("Bentuk berkas."),
    )


force_option = click.option("--force", is_flag=True, help=_("Timpa berkas yang sudah ada."))


@click.group(help=_("Bawa keluar isi graf: register, sebutan, atau jejaring."))
def export() -> None:
    """Hold the exports."""


@export.command(
    "register",
    cls=Example,
    example="jejaring export register --format xlsx --output register.xlsx\n"
    "jejaring export register --format csv --reports > laporan.csv",
    help=_("Seluruh register dalam bentuk yang dapat dimuat kembali menjadi graf yang sama."),
)
@_file_format(REGISTER_FORMATS, "csv")
@click.option(
    "--reports", is_flag=True, help=_("Jumlah yang dilaporkan saja (CSV); XLSX dan JSON memuatnya.")
)
@output_option
@force_option
@data_option
def export_register(
    form: str, reports: bool, output: Path | None, force: bool, data: Path | None
) -> None:
    """Write the whole register."""
    if reports and form != "csv":
        raise click.UsageError(_("--reports hanya untuk --format csv."))
    with connect(data) as database, progress_bar(_("Menulis")) as progress:
        parts = (
            reports_csv(database) if reports else REGISTER_FORMATS[form].write(database, progress)
        )
        write_out(parts, output, force=force)


@export.command(
    "graph",
    cls=Example,
    example="jejaring export graph actors --format gexf --output pelaku.gexf\n"
    "jejaring export graph regions --on 2019-12-31 --format graphml > wilayah.graphml",
    help=_("Satu proyeksi sebagai GraphML, GEXF, atau JSON, dengan semua atributnya."),
)
@click.argument("projection", type=click.Choice(list(PROJECTIONS)))
@_file_format(GRAPH_FORMATS, "graphml")
@on_option
@output_option
@force_option
@data_option
def export_graph(
    projection: str,
    form: str,
    on: date | None,
    output: Path | None,
    force: bool,
    data: Path | None,
) -> None:
    """Write a projection."""
    with connect(data) as database:
        graph = graph_of(database, projection, on or date.today(), LANGUAGE)
    written = io.BytesIO()
    GRAPH_FORMATS[form].write(graph, written)
    write_out([written.getvalue()], output, force=force)


@export.command(
    "aliases",
    cls=Example,
    example="jejaring export aliases --format xlsx --output sebutan.xlsx",
    help=_("Jawaban tentang nama yang diingat; dapat dimuat lagi dengan jejaring alias load."),
)
@_file_format(FORMATS, "csv")
@output_option
@force_option
@data_option
def export_aliases(form: str, output: Path | None, force: bool, data: Path | None) -> None:
    """Write the remembered answers."""
    with connect(data) as database:
        written = FORMATS[form].write(table(aliases(database)))
    write_out([written], output, force=force)


@click.group(help=_("Jawaban yang diingat tentang nama: siapa yang dimaksud."))
def alias() -> None:
    """Hold what is done with answers."""


@alias.command(
    "list",
    cls=Example,
    example="jejaring alias list",
    help=_("Daftar jawaban yang diingat."),
)
@data_option
@format_option
def alias_list(data: Path | None, form: str) -> None:
    """List the answers."""
    with connect(data) as database:
        emit(table(aliases(database)), form)


@alias.command(
    "add",
    cls=Example,
    example='jejaring alias add "Probolinggo" 35.74 --owner 35.13\n'
    'jejaring alias add "Dinkes" 35.74-dinas-kesehatan --owner 35.74',
    help=_("Putuskan siapa yang dimaksud sebuah nama; berlaku juga untuk yang sudah dimuat."),
)
@click.argument("text", metavar=_("NAMA"))
@click.argument("target", metavar=_("KUNCI"))
@click.option("--owner", metavar=_("KODE"), help=_("Hanya dalam register daerah ini."))
@data_option
def alias_add(text: str, target: str, owner: str | None, data: Path | None) -> None:
    """Remember an answer and apply it."""
    from loaders.answers import answer_of
    from loaders.loading import user

    with connect(data) as database:
        chosen = answer_of(database, text, target, owner, user())
    _decide([chosen], data)


@alias.command(
    "load",
    cls=Example,
    example="jejaring alias load sebutan.csv",
    help=_("Muat jawaban dari berkas hasil jejaring export aliases."),
)
@click.argument("file", type=click.Path(path_type=Path))
@data_option
def alias_load(file: Path, data: Path | None) -> None:
    """Remember the answers of a file and apply them."""
    from loaders.aliases import read_aliases

    _decide(read_aliases(file), data)


def _decide(chosen: list[Alias], data: Path | None) -> None:
    from loaders.answers import decide

    with connect(data) as database:
        counts = decide(database, *chosen)
        if counts.touched:
            measure_all(database)
    text = _("{answers} jawaban diingat; {changed} kesepakatan berubah.")
    click.echo(text.format(answers=len(chosen), changed=counts.changed["Agreement"]))


@alias.command(
    "revoke",
    cls=Example,
    example="jejaring alias revoke a3f2c91b07be4d51",
    help=_("Cabut satu jawaban; nama yang diputuskannya terbuka lagi."),
)
@click.argument("alias_id", metavar=_("KUNCI"))
@data_option
def alias_revoke(alias_id: str, data: Path | None) -> None:
    """Forget an answer."""
    from loaders.answers import forget

    with connect(data) as database:
        gone, counts = forget(database, alias_id)
        if counts.touched:
            measure_all(database)
    text = _("Jawaban untuk “{text}” dicabut; {changed} kesepakatan berubah.")
    click.echo(text.format(text=gone.text, changed=counts.changed["Agreement"]))


COMMANDS: tuple[click.Command, ...] = (export, alias)
