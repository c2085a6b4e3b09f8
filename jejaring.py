"""The command line: thin, and mirroring the library.

Programs that only need one part are imported inside their command, so that
`jejaring status` does not wait for NetworkX or Flask.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from commands import exports, gaps, registers
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
    terminal,
)
from graph import embedded
from graph.database import Database, connect
from graph.errors import ArgumentInvalid, JejaringError, Word
from graph.tables import Column, Table

PORT = 8741
_LARGEST_QUERY = 1_000_000


class PortTaken(JejaringError):
    """Another program listens on the port."""

    text = "Port {port} sudah dipakai program lain. Pilih yang lain, mis. --port {other}."


class HostNotLocal(JejaringError):
    """An address that other machines could reach."""

    text = (
        "Alamat {host} dapat dijangkau komputer lain, padahal belum ada akun dan kata sandi. "
        "Pakai 127.0.0.1."
    )


class QueryFileMissing(JejaringError):
    """A named query or file that is not there."""

    text = (
        "Pertanyaan atau berkas “{name}” tidak ada. Lihat daftarnya dengan jejaring query --list."
    )


class TextUnusable(JejaringError):
    """A text among the arguments that is not Unicode."""

    text = "Ada teks yang bukan Unicode ({reason}). Ketik ulang argumennya, lalu ulangi."


class OutputUnusable(JejaringError):
    """Standard output that cannot be written."""

    text = "Keluaran tidak dapat ditulis ({reason}). Periksa tempat tujuannya, lalu ulangi."


host_option = click.option(
    "--host", default="127.0.0.1", show_default=True, help=_("Alamat; hanya komputer ini sendiri.")
)
port_option = click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help=_("Port.")
)
browser_option = click.option(
    "--browser/--no-browser", default=True, help=_("Buka peramban bila ada.")
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Jejaring: siapa bekerja sama dengan siapa di antara daerah Indonesia."),
)
@click.version_option(version("jejaring"), prog_name="jejaring")
def cli() -> None:
    """Hold the commands."""


@cli.command(
    cls=Example,
    example="jejaring demo\njejaring demo --no-serve --data /tmp/coba",
    help=_("Muat fakta rujukan dan register contoh, hitung ukuran, lalu tampilkan di peramban."),
)
@click.option("--serve/--no-serve", default=True, help=_("Tampilkan di peramban setelah memuat."))
@data_option
@host_option
@port_option
@browser_option
def demo(serve: bool, data: Path | None, host: str, port: int, browser: bool) -> None:
    """Load everything that the demo has, compute and serve."""
    from loaders.loading import load_demo

    say = terminal().print
    with _listening(host, port) if serve else _nothing() as listener, connect(data) as database:
        say(_("Basis data: {engine}").format(engine=database.engine))
        with progress_bar(_("Memuat")) as progress:
            reports = load_demo(database, progress)
        registers.tell_reports(reports)
        measure_all(database)
        if listener:
            _serve(database, listener, browser)


@cli.command(
    cls=Example,
    example="jejaring serve --port 9000",
    help=_("Tampilkan graf di peramban, pada komputer ini saja."),
)
@data_option
@host_option
@port_option
@browser_option
def serve(data: Path | None, host: str, port: int, browser: bool) -> None:
    """Serve the pages."""
    with _listening(host, port) as listener, connect(data) as database:
        _serve(database, listener, browser)


FACTS = {
    "folder": Word("folder"),
    "running": Word("menyala"),
    "pid": Word("nomor proses"),
    "memory_mb": Word("memori (MB)"),
    "users": Word("dipakai proses"),
    "address": Word("alamat"),
    "engine": Word("mesin"),
}


@cli.command(
    cls=Example,
    example="jejaring metrics actors --on 2019-12-31\njejaring metrics neighbours --format csv",
    help=_("Hitung ukuran jaringan dari satu proyeksi, simpan di graf, dan tampilkan."),
)
@click.argument("projection", default="actors")
@on_option
@data_option
@format_option
def metrics(projection: str, on: date | None, data: Path | None, form: str) -> None:
    """Measure a projection."""
    from graph.measurement import tabulate, write_measurement
    from graph.metrics import measure
    from graph.projection import project

    with connect(data) as database:
        measurement = measure(project(database, projection, on or date.today()))
        write_measurement(database, measurement)
    table = tabulate(measurement, LANGUAGE)
    table.note = _("Proyeksi {projection} per {on}: {nodes} pelaku, {edges} hubungan.").format(
        projection=measurement.projection,
        on=measurement.on.isoformat(),
        nodes=measurement.nodes,
        edges=measurement.edges,
    )
    emit(table, form)


@cli.command(
    cls=Example,
    example="jejaring query --list\n"
    "jejaring query hasil-per-mitra --param wilayah=12.10\n"
    'echo "MATCH (r:Region) RETURN count(r)" | jejaring query -',
    help=_("Jawab pertanyaan bernama, kueri dalam berkas, atau dari masukan baku (-)."),
)
@click.argument("name", required=False)
@click.option("--list", "show_list", is_flag=True, help=_("Daftar pertanyaan bernama."))
@click.option("--param", "params", multiple=True, metavar="k=v", help=_("Nilai satu parameter."))
@click.option(
    "--limit",
    default=10_000,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    help=_("Paling banyak baris."),
)
@data_option
@format_option
def query(
    name: str | None,
    show_list: bool,
    params: tuple[str, ...],
    limit: int,
    data: Path | None,
    form: str,
) -> None:
    """Ask a question."""
    from graph.questions import ask

    if show_list or not name:
        if not show_list:
            raise click.UsageError(_("Sebut nama pertanyaan, berkas, - atau --list."))
        emit(_question_table(), form)
        return
    asked = _question(name)
    texts = {}
    for param in params:
        key, separator, value = param.partition("=")
        if not separator:
            raise click.UsageError(_("Tulis --param nama=nilai, bukan “{p}”.").format(p=param))
        texts[key] = value
    with connect(data) as database:
        values = asked.values(texts, database)
        emit(ask(database, asked, values, language=LANGUAGE, limit=limit), form)


def _question(name: str) -> Any:
    from graph.questions import parse, question, questions, unreadable

    if name in questions() or name in unreadable():
        return question(name)
    path = Path(name)
    try:
        if name == "-":
            return parse(sys.stdin.buffer.read().decode(), "kueri", strict=False)
        if not path.is_file() or path.stat().st_size > _LARGEST_QUERY:
            raise QueryFileMissing(name=name)
        return parse(path.read_text(encoding="utf-8"), path.stem, strict=False)
    except (OSError, UnicodeDecodeError) as error:
        raise QueryFileMissing(name=name) from error


def _question_table() -> Table:
    from graph.questions import questions

    rows = [
        {
            "name": question.name,
            "title": question.label(LANGUAGE),
            "theme": question.theme,
            "parameters": [
                f"{p.name}={p.default}" if p.default is not None else p.name
                for p in question.parameters
            ],
        }
        for question in questions().values()
    ]
    columns = [
        Column("name", "Nama"),
        Column("title", "Judul"),
        Column("theme", "Tema"),
        Column("parameters", "Parameter"),
    ]
    return Table("kueri", columns, rows)


@cli.command(
    cls=Example,
    example="jejaring status\njejaring status --format json",
    help=_("Tunjukkan mesin basis data, pemakainya, dan isi graf."),
)
@data_option
@format_option
def status(data: Path | None, form: str) -> None:
    """Tell what runs and what is in the graph."""
    facts: dict[str, Any] = {}
    is_neo4j = bool(os.environ.get("JEJARING_URI"))
    folder = embedded.Folder(data or embedded.default_folder())
    running = None if is_neo4j else folder.running()
    if not is_neo4j:
        facts["folder"] = str(folder.path)
        facts["running"] = running is not None
    if running and (handle := running.engine.handle()):
        facts["pid"] = running.engine.pid
        facts["memory_mb"] = round(handle.memory_info().rss / 1e6)
        facts["users"] = [user.pid for user in folder.live_users()]
    if running or is_neo4j:
        with connect(data) as database:
            facts["address"] = database.address
            facts["engine"] = database.engine
            held = database.read("MATCH (n) RETURN labels(n)[0] AS label, count(*) AS count")
            facts |= {row["label"]: row["count"] for row in held}
    rows = [{"fact": _(FACTS.get(key, key)), "value": value} for key, value in facts.items()]
    columns = [Column("fact", "Fakta"), Column("value", "Nilai")]
    if form == "json":
        emit(Table("status", [Column(key, key) for key in facts], [facts]), form)
    else:
        emit(Table("status", columns, rows), form)


@cli.command(
    cls=Example,
    example="jejaring stop",
    help=_("Hentikan mesin basis data bawaan, siapa pun yang memakainya."),
)
@data_option
def stop(data: Path | None) -> None:
    """Stop the embedded engine."""
    folder = embedded.Folder(data or embedded.default_folder())
    stopped = folder.path.exists() and embedded.stop(folder)
    click.echo(_("Mesin dihentikan.") if stopped else _("Tidak ada mesin yang menyala."))


for command in (*gaps.COMMANDS, *registers.COMMANDS, *exports.COMMANDS):
    cli.add_command(command)


@contextmanager
def _nothing() -> Iterator[None]:
    yield None


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port before anything else, so that a taken one is told at once."""
    try:
        is_local = all(
            entry[4][0] in ("127.0.0.1", "::1") for entry in socket.getaddrinfo(host, port)
        )
    except (OSError, UnicodeError):
        is_local = False
    if not is_local:
        raise HostNotLocal(host=host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise PortTaken(port=port, other=port + 1) from error
        listener.listen(128)
        yield listener


def _serve(database: Database, listener: socket.socket, browser: bool) -> None:
    import waitress

    from webapp import create_app

    app = create_app(database)
    host, port = listener.getsockname()[:2]
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(_("Jejaring siap: {url}  (Ctrl+C untuk berhenti)").format(url=url))
    sys.stdout.flush()
    if browser and _has_browser():
        webbrowser.open(url)
    waitress.serve(app, sockets=[listener], threads=8, _quiet=True)


def _has_browser() -> bool:
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def main() -> None:
    """Run the command line; errors are one sentence, and exit codes 0, 1 or 2."""
    for name in ("neo4j", "waitress"):  # what matters of theirs is told in our own sentences
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A shell that starts this in the background has SIGINT ignored; it should still stop us.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        cli.main(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except click.Abort:
        sys.exit(0)
    except ArgumentInvalid as error:
        click.echo(error.message(_), err=True)
        sys.exit(2)
    except JejaringError as error:
        click.echo(error.message(_), err=True)
        sys.exit(1)
    except UnicodeError as error:
        click.echo(TextUnusable(reason=getattr(error, "reason", "")).message(_), err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        click.echo(OutputUnusable(reason=error.strerror).message(_), err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
