"""The commands that bring registers into the graph, and take them out again."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.output import write_whole
from commands.terminal import (
    LANGUAGE,
    MOST_CELL,
    Example,
    _,
    data_option,
    emit,
    format_option,
    measure_all,
    printable,
    progress_bar,
    terminal,
)
from graph.database import connect, connect_if_there
from graph.errors import ArgumentInvalid, ValueRefused
from graph.tables import FORMATS, Column, Table

if TYPE_CHECKING:
    from graph.model import Region
    from loaders.boundaries import BoundaryReport
    from loaders.loading import FileReport
    from loaders.register import Register, Settings

_MOST_SHOWN = 20
_MOST_ALIKE = 3


class LoadCommand(Example):
    """The command that loads registers, and boundaries where its first word says so."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Hand `boundaries FILE` on, unless a register bears that name."""
        if args[:1] == ["boundaries"] and len(args) > 1 and not Path("boundaries").is_file():
            name = f"{info_name} boundaries"
            return load_boundaries.make_context(name, args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(
    cls=LoadCommand,
    example="jejaring load register-2024.xlsx --owner 35.74 --dry-run\n"
    "jejaring load register-2024.xlsx --owner 35.74 --refused ditolak.xlsx\n"
    "jejaring load a.csv b.ods --mapping kolom.yaml --format json\n"
    "jejaring load boundaries batas.geojson",
    help=_(
        "Muat register kerja sama (CSV, XLSX, XLS, ODS, JSON) ke dalam graf; yang ditolak, "
        "dilewati, dan belum pasti dijelaskan. Garis batas wilayah dimuat dengan load boundaries."
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--owner", metavar=_("KODE"), help=_("Pemilik register: kode atau nama wilayah, mis. 35.74.")
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar=_("BERKAS"),
    help=_("Arti kolom (YAML atau TOML); diingat untuk susunan kolom yang sama."),
)
@click.option("--dry-run", is_flag=True, help=_("Periksa saja; tidak ada yang ditulis."))
@click.option(
    "--refused",
    "refused_file",
    type=click.Path(path_type=Path),
    metavar=_("BERKAS"),
    help=_("Tulis baris yang ditolak ke berkas CSV atau XLSX ini, untuk diperbaiki dan dimuat."),
)
@data_option
@format_option
def load(
    files: tuple[Path, ...],
    owner: str | None,
    mapping: Path | None,
    dry_run: bool,
    refused_file: Path | None,
    data: Path | None,
    form: str,
) -> None:
    """Load registers, or say what loading them would do."""
    from loaders.loading import dry_run as read_only
    from loaders.loading import load_files

    settings = _settings(owner, mapping)
    if refused_file:
        _form_of(refused_file)  # said before anything is written
    if dry_run:
        with connect_if_there(data) as database:
            reports = read_only(database, files, settings)
    else:
        with connect(data) as database:
            with progress_bar(_("Memuat")) as progress:
                reports = load_files(database, files, settings, progress)
            if any(report.counts.touched for report in reports):
                measure_all(database)
    _show(reports, form, dry_run=dry_run)
    if refused_file:
        _write_refused(reports, refused_file)
    accepted = sum(report.register.accepted for report in reports if report.register)
    failed = any(report.error for report in reports)
    refused = any(report.register and report.register.refused for report in reports)
    if failed or (refused and not accepted):
        sys.exit(1)


@click.command(
    cls=Example,
    example="jejaring load boundaries batas.geojson --dry-run\n"
    "jejaring load boundaries batas.topojson --format json",
    help=_(
        "Muat garis batas kabupaten/kota (GeoJSON atau TopoJSON, WGS 84) untuk peta; yang dimuat "
        "sebelumnya diganti."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Periksa saja; tidak ada yang ditulis."))
@data_option
@format_option
def load_boundaries(file: Path, dry_run: bool, data: Path | None, form: str) -> None:
    """Load boundaries, or say what loading them would do."""
    from loaders import boundaries

    with progress_bar(_("Mencocokkan batas")) as progress:
        if dry_run:
            with connect_if_there(data) as database:
                report = boundaries.check_boundaries(database, file, progress)
        else:
            with connect(data) as database:
                report = boundaries.load_boundaries(database, file, progress)
    if form == "json":
        _write_json(report.as_object(_, written=not dry_run))
    elif form == "table":
        _tell_boundaries(report, dry_run=dry_run)
    else:
        emit(boundaries.summary_table(report), form)


def _tell_boundaries(report: BoundaryReport, *, dry_run: bool) -> None:
    told = report.told
    if dry_run:
        text = _("{file}: batas {areas} wilayah dan {lines} garis bersama dapat dimuat.")
    elif report.is_new:
        text = _("{file}: batas {areas} wilayah dan {lines} garis bersama dimuat ({key}).")
    else:
        text = _("{file}: batas {areas} wilayah sudah dimuat dan tetap ({key}).")
    _say(text.format(file=report.file, areas=told.areas, lines=told.lines, key=told.key))
    for remark in report.remarks.values():
        _say("  " + remark.message(_))


def _write_json(content: dict[str, Any]) -> None:
    # One object, whole: a program that reads it needs no second call.
    text = json.dumps(content, ensure_ascii=False, indent=1)
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace") + b"\n")
    sys.stdout.flush()


def _settings(owner: str | None, mapping: Path | None) -> Settings:
    from loaders.mapping import read_mapping
    from loaders.register import Settings

    return Settings(
        owner=_region(owner) if owner else None,
        mapping=read_mapping(mapping) if mapping else None,
    )


def _region(text: str) -> Region:
    from loaders.names import region_of

    region = region_of(text)
    if region is None:
        expected = _("satu kode Kemendagri atau nama lengkap wilayah, mis. 35.74")
        raise ArgumentInvalid(name="--owner", value=text[:60], expected=expected)
    return region


def _show(reports: list[FileReport], form: str, *, dry_run: bool) -> None:
    from loaders.report import report_object, summary_table

    if form == "json":
        _write_json(report_object(reports, _, LANGUAGE))
    elif form == "table":
        tell_reports(reports, dry_run=dry_run)
    else:
        emit(summary_table(reports, _), form)


def _write_refused(reports: list[FileReport], path: Path) -> None:
    from loaders.report import refused_rows, refused_table, report_object

    refused = refused_rows(report_object(reports, _, LANGUAGE))
    write_whole(path, [FORMATS[_form_of(path)].write(refused_table(refused))], force=True)


def _form_of(path: Path) -> str:
    form = path.suffix.lower().lstrip(".")
    if form not in FORMATS:
        expected = _("nama berkas .csv, .xlsx, atau .json")
        raise ArgumentInvalid(name="--refused", value=str(path)[:60], expected=expected)
    return form


def tell_reports(reports: list[FileReport], *, dry_run: bool = False) -> None:
    """Say in sentences on the terminal what became of files."""
    for report in reports:
        if report.error or report.register is None:
            _say(report.error.message(_) if report.error else report.file)
            continue
        _tell_register(report, dry_run=dry_run)


def _say(text: str) -> None:
    terminal().print(printable(text), soft_wrap=True)


def _tell_register(report: FileReport, *, dry_run: bool) -> None:
    from loaders.report import report_object

    register = report.register
    assert register is not None
    told = report_object([report], _, LANGUAGE)
    if dry_run:
        text = _("{file}: {accepted} baris dapat dimuat, {refused} akan ditolak; belum ditulis.")
        _say(
            text.format(file=report.file, accepted=register.accepted, refused=len(register.refused))
        )
    else:
        main = "Agreement" if register.taken else "Report"
        text = _(
            "{file}: {accepted} baris diterima ({new} baru, {changed} berubah, {same} tetap), "
            "{refused} ditolak."
        )
        _say(
            text.format(
                file=report.file,
                accepted=register.accepted,
                new=report.counts.created[main],
                changed=report.counts.changed[main],
                same=report.counts.unchanged[main],
                refused=len(register.refused),
            )
        )
    warnings = _warnings(register)
    for line in _details(told, warnings):
        _say("  " + line)


def _runs(skipped: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Give first and last of rows that were passed over together."""
    runs: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for one in skipped:
        first, last = runs[-1] if runs else (None, None)
        same = first and all(first[name] == one[name] for name in ("sheet", "kind", "text"))
        if first and last and same and one["row"] and last["row"] == one["row"] - 1:
            runs[-1] = (first, one)
        else:
            runs.append((one, one))
    return runs


def _skipped_line(first: dict[str, Any], last: dict[str, Any]) -> str:
    told = {"reason": first["reason"], "text": first["text"][:MOST_CELL]}
    if first["row"] is None:
        text = _("Lembar “{sheet}” dilewati: {reason} ({text})")
        return text.format(sheet=first["sheet"], **told)
    if first["row"] == last["row"]:
        row = _place(first["sheet"], first["row"])
        return _("Baris {row} dilewati: {reason} ({text})").format(row=row, **told)
    text = _("Baris {row}–{last} dilewati: {reason} ({text})")
    return text.format(row=_place(first["sheet"], first["row"]), last=last["row"], **told)


def _place(sheet: str | None, row: int) -> str:
    """Give a row as spreadsheets name it, with its sheet where there are several."""
    return f"{sheet}!{row}" if sheet else str(row)


def _warnings(register: Register) -> list[str]:
    """Give what is doubtful, that of one kind in many rows as one line."""
    by_kind: dict[type[ValueRefused], list[tuple[str, ValueRefused]]] = {}
    for taken in register.taken:
        for warning in taken.draft.warnings:
            by_kind.setdefault(type(warning), []).append((_place(taken.sheet, taken.row), warning))
    lines = []
    for found in by_kind.values():
        if len(found) > _MOST_ALIKE:
            row, first = found[0]
            rows = ", ".join(row for row, _warning in found[:_MOST_ALIKE])
            text = _("{count} baris ({rows}, …), misalnya baris {row}: {warning}")
            lines.append(
                text.format(count=len(found), rows=rows, row=row, warning=first.message(_))
            )
            continue
        lines += [
            _("Baris {row}: {warning}").format(
                row=row, warning=f"{warning.message(_)} {warning.advice(_)}"
            )
            for row, warning in found
        ]
    return lines


def _details(told: dict[str, Any], warnings: list[str]) -> list[str]:
    """Give what a person should know of a file, one line each, the longest lists cut."""
    lines = []
    for file in told["files"]:
        if file["owner"]:
            text = _("Pemilik register: {name} ({code}).")
            lines.append(text.format(name=file["owner_name"], code=file["owner"]))
        lines += file["remarks"]
    unused = [c["heading"][:MOST_CELL] for c in told["columns"] if not c["field"] and c["heading"]]
    if unused:
        lines.append(_("Kolom yang tidak dipakai: {c}.").format(c=", ".join(unused)))
    lists = (
        [_skipped_line(*lines) for lines in _runs(told["skipped"])],
        warnings,
        [
            _("Baris {row}: “{title}” sama dengan kesepakatan {id}, digabung.").format(
                row=_place(one["sheet"], one["row"]),
                title=one["title"][:MOST_CELL],
                id=one["same_as"],
            )
            for one in told["agreements"]
            if one["same_as"]
        ],
        [
            _("{title}: {field} berubah dari “{old}” menjadi “{new}”.").format(
                title=change["title"][:MOST_CELL],
                field=change["field"],
                old=change["old"],
                new=change["new"],
            )
            for file in told["files"]
            for change in file.get("changes", ())
        ],
        [
            _("{file} baris {row}: {reason} {remedy}").format(
                **one | {"row": _place(one["sheet"], one["row"])}
            )
            for one in told["refused"]
            if one["row"] is not None
        ],
    )
    for found in lists:
        lines += found[:_MOST_SHOWN]
        if (more := len(found) - _MOST_SHOWN) > 0:
            lines.append(
                _("… dan {more} lagi; lihat semuanya dengan --format json.").format(more=more)
            )
    return lines


@click.command(
    cls=Example,
    example="jejaring loads\njejaring loads --format json",
    help=_("Daftar pemuatan: berkas, pemilik, waktu, dan hasilnya."),
)
@data_option
@format_option
def loads(data: Path | None, form: str) -> None:
    """List the loads."""
    from graph import boundaries
    from graph.loads import loads as read_loads

    with connect(data) as database:
        held = boundaries.current(database)
        rows = [
            {
                "id": one.id,
                "file": one.file,
                "owner": one.owner,
                "at": one.at,
                "by": one.by,
                "accepted": one.accepted,
                "refused": one.refused,
                "state": one.state,
            }
            for one in read_loads(database)
        ]
    if held:
        told = {
            "id": held.key,
            "file": held.file,
            "owner": None,
            "at": held.at,
            "by": held.by,
            "accepted": held.areas,
            "refused": held.left_out,
            "state": "done",
        }
        rows.insert(sum(str(row["at"]) > held.at for row in rows), told)
    columns = [
        Column("id", "Kunci"),
        Column("file", "Berkas"),
        Column("owner", "Pemilik"),
        Column("at", "Waktu"),
        Column("by", "Oleh"),
        Column("accepted", "Diterima", "integer"),
        Column("refused", "Ditolak", "integer"),
        Column("state", "Keadaan"),
    ]
    emit(Table("pemuatan", columns, rows), form)


@click.command(
    cls=Example,
    example="jejaring undo 3f2a91c07be4d512",
    help=_("Batalkan satu pemuatan: yang hanya dibawa olehnya diambil kembali."),
)
@click.argument("load_id", metavar=_("KUNCI"))
@data_option
def undo(load_id: str, data: Path | None) -> None:
    """Take a load back."""
    from graph import boundaries
    from graph.loads import undo as take_back

    with connect(data) as database:
        if load_id.startswith(boundaries.KEY):
            held = boundaries.remove(database, load_id)
            click.echo(_("Batas {areas} wilayah dihapus.").format(areas=held.areas))
            return
        with progress_bar(_("Membatalkan")) as progress:
            counts = take_back(database, load_id, progress)
        measure_all(database)
    text = _("Pemuatan dibatalkan: {gone} kesepakatan hilang, {changed} kembali seperti semula.")
    click.echo(text.format(gone=counts.removed["Agreement"], changed=counts.changed["Agreement"]))


COMMANDS: tuple[click.Command, ...] = (load, loads, undo)
