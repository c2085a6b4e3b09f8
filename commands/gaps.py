"""The command for gaps: the ranked list, one pair, and the test of the rank against history."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.terminal import (
    LANGUAGE,
    Example,
    _,
    data_option,
    emit,
    format_option,
    on_option,
    progress_bar,
)
from graph.database import Database, connect
from graph.errors import ArgumentInvalid, Word
from graph.invented import holds_invented
from graph.tables import Column, Table
from graph.vocabulary import AFFAIRS, STATUSES

if TYPE_CHECKING:
    from graph.gaps import Readings
    from graph.ranking import Ranked

_TOP_REASONS = 2
_SHOWN = (
    Column("rank", "Peringkat", "integer"),
    Column("score", "Nilai", "decimal"),
    Column("pair", "Kode"),
    Column("a_name", "Wilayah"),
    Column("b_name", "Tetangga"),
    Column("status_shown", "Status"),
    Column("why", "Alasan utama", "sentence"),
)
_FIELDS = (
    *("rank", "score", "a", "b", "a_name", "b_name", "status", "border_km", "level", "across"),
    *("combination", "overseer", "agreements", "end_unknown", "last_stated_on", "contact"),
    *("distance_km", "bilateral", "many_party", "via_opd", "coverage", "reasons"),
)


class PairUnreadable(ArgumentInvalid):
    """A pair that is not written as two codes."""

    text = "Pasangan “{value}” tidak terbaca. Tulis dua kode wilayah, mis. 35.13-35.74."


class ChoicesTogether(ArgumentInvalid):
    """Options of which only one can be meant."""

    text = "{one} dan {other} tidak dapat dipakai bersama. Pilih salah satu."


@click.command(
    cls=Example,
    example="jejaring gaps --province 35 --status none --limit 10\n"
    "jejaring gaps --on 2019-12-31 --affair kesehatan --format json\n"
    "jejaring gaps --weights border=3,people=0\n"
    "jejaring gaps --pair 35.13-35.74 --format json\n"
    "jejaring gaps --backtest 2019",
    help=_(
        "Daftar pasangan daerah bertetangga, yang paling layak bekerja sama dulu, dengan "
        "alasannya; satu pasangan; atau uji balik peringkatnya."
    ),
)
@on_option
@click.option("--affair", metavar=_("KODE"), help=_("Hanya satu urusan, mis. kesehatan."))
@click.option("--province", metavar=_("KODE"), help=_("Hanya satu provinsi, mis. 35."))
@click.option("--status", type=click.Choice(list(STATUSES)), help=_("Hanya satu status."))
@click.option(
    "--level",
    type=click.Choice(["kabkota", "provinsi"]),
    help=_("Hanya kabupaten/kota, atau hanya provinsi."),
)
@click.option("--sea", is_flag=True, help=_("Tetangga laut (sampai 50 km) ikut."))
@click.option(
    "--weights",
    metavar="k=v,…",
    help=_("Bobot bagian nilai, mis. border=2,people=0; yang tidak disebut tetap baku."),
)
@click.option("--limit", type=click.IntRange(min=1), help=_("Paling banyak baris."))
@click.option("--pair", metavar="A-B", help=_("Satu pasangan saja, selengkapnya."))
@click.option(
    "--backtest",
    metavar=_("TAHUN"),
    help=_(
        "Uji peringkat: dengan yang diketahui sebelum tahun ini, siapa bekerja sama sesudahnya."
    ),
)
@data_option
@format_option
def gaps(
    on: date | None,
    affair: str | None,
    province: str | None,
    status: str | None,
    level: str | None,
    sea: bool,
    weights: str | None,
    limit: int | None,
    pair: str | None,
    backtest: str | None,
    data: Path | None,
    form: str,
) -> None:
    """Rank the pairs of neighbours."""
    from graph.gaps import judge
    from graph.ranking import rank, read_weights

    chosen = read_weights(weights)
    _check_together(
        {"--pair": pair, "--backtest": backtest},
        {"--province": province, "--status": status, "--level": level, "--limit": limit},
    )
    contacts = ("land", "sea") if sea else ("land",)
    day = on or date.today()
    with connect(data) as database:
        if backtest is not None:
            _backtest(database, backtest, on, affair, chosen, contacts, form)
        elif pair is not None:
            _pair(database, pair, day, affair, chosen, form)
        else:
            readings = _read(database, day)
            found = judge(
                readings, affair=affair, province=province, level=level, contacts=contacts
            )
            found = [one for one in found if status in (None, one.status)]
            ranked = rank(readings, found, affair=affair, weights=chosen)
            rows = [_row(item) for item in ranked[:limit]]
            _emit_list(database, rows, len(ranked), form)


def _check_together(whole: Mapping[str, Any], narrow: Mapping[str, Any]) -> None:
    """Refuse options that ask for two things, or narrow what cannot be narrowed."""
    asked = [name for name, value in whole.items() if value is not None]
    others = [name for name, value in narrow.items() if value is not None]
    if asked and (clash := [*asked[1:], *others]):
        raise ChoicesTogether(one=asked[0], other=clash[0])


# ------------------------------------------------------------------ the list


def _read(database: Database, on: date) -> Readings:
    """Read the graph, which takes some seconds where it holds a nation."""
    from graph.gaps import read

    with progress_bar(_("Membaca graf")):
        return read(database, on)


def _row(item: Ranked) -> dict[str, Any]:
    from graph.gaps import coverage_fields, fields

    pair = item.pair
    reasons = [
        {"name": one.name, "value": one.value, "sentence": one.sentence.told(_, LANGUAGE)}
        for one in item.reasons
    ]
    return {
        **fields(pair),
        "rank": item.rank,
        "score": item.score,
        "pair": pair.key,
        "status_shown": STATUSES[pair.status].label(LANGUAGE),
        "why": _why(reasons),
        "agreements": [agreement.id for agreement in pair.agreements],
        "coverage": coverage_fields(pair),
        "reasons": reasons,
    }


def _why(reasons: Sequence[Mapping[str, Any]]) -> str:
    """Give the sentences that count most; how much is recorded is no reason to act."""
    told = [one["sentence"] for one in reasons if one["value"] and one["name"] != "recorded"]
    return " ".join(told[:_TOP_REASONS])


def _emit_list(database: Database, rows: list[dict[str, Any]], total: int, form: str) -> None:
    note = _("{count} pasangan.").format(count=total)
    if len(rows) < total:
        note = _("{shown} dari {count} pasangan ditampilkan.").format(shown=len(rows), count=total)
    if holds_invented(database):
        note += " " + _("Graf ini memuat data rekaan, bukan fakta.")
    columns = list(_SHOWN) if form == "table" else [Column(key, key) for key in _FIELDS]
    if form == "csv":
        rows = [_flat(row) for row in rows]
        columns += [Column(key, key) for key in (rows[0] if rows else ()) if key[:5] == "part_"]
    emit(Table("kesenjangan", columns, rows, note=note), form)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row whose reasons are one text and a column for each part."""
    reasons = row["reasons"]
    parts = {f"part_{one['name']}": one["value"] for one in sorted(reasons, key=_part_name)}
    return {**row, "reasons": " ".join(one["sentence"] for one in reasons if one["value"]), **parts}


def _part_name(reason: Mapping[str, Any]) -> str:
    return str(reason["name"])


# ------------------------------------------------------------------ one pair


def _codes(text: str) -> tuple[str, str]:
    found = re.fullmatch(r"\s*(\d\d(?:\.\d\d)?)\s*[-–]\s*(\d\d(?:\.\d\d)?)\s*", text, re.ASCII)
    if found is None:
        raise PairUnreadable(value=text[:40])
    return found[1], found[2]


def _pair(
    database: Database,
    text: str,
    on: date,
    affair: str | None,
    weights: Mapping[str, float],
    form: str,
) -> None:
    from graph.gaps import judge, pair_of
    from graph.pairs import as_object, surroundings
    from graph.ranking import rank

    codes = _codes(text)
    readings = _read(database, on)
    pair = pair_of(readings, *codes)
    alike = judge(readings, affair=affair, contacts=(pair.contact,))
    among = sum(one.status != "running" for one in alike)
    ranked = rank(readings, alike, affair=affair, weights=weights)
    item = next(one for one in ranked if one.pair.key == pair.key)
    around = surroundings(database, readings, pair, affair)
    found = as_object(pair, around, item, _, LANGUAGE)
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if form == "csv":
        columns = [Column(key, key) for key in ("affair", "a", "b", "basis", "a_basis", "b_basis")]
        emit(Table(f"padanan-{pair.key}", columns, found["counterparts"]), form)
        return
    _tell_pair(found, among)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what is told of a pair: its heading, its rows, and their columns."""

    heading: str
    rows: str
    columns: tuple[Column, ...]
    empty: str


_SECTIONS = (
    Section(
        Word("Alasan"),
        "reasons",
        (Column("share", "Sumbangan", "decimal"), Column("sentence", "Alasan", "sentence")),
        Word("Tidak ada alasan yang bernilai."),
    ),
    Section(
        Word("Kesepakatan bersama"),
        "agreements",
        (
            Column("status_shown", "Status"),
            Column("title", "Judul"),
            Column("parties", "Pihak", "integer"),
            Column("runs_from", "Mulai"),
            Column("runs_until", "Sampai"),
        ),
        Word("Belum ada kesepakatan bersama yang tercatat."),
    ),
    Section(
        Word("Padanan OPD"),
        "counterparts",
        (
            Column("affair_shown", "Urusan"),
            Column("a", "Pihak pertama"),
            Column("b", "Pihak kedua"),
            Column("basis_shown", "Dasar"),
        ),
        Word("Tidak ada padanan OPD yang dapat diusulkan."),
    ),
    Section(
        Word("Mitra bersama"),
        "common_partners",
        (
            Column("name", "Mitra"),
            Column("a", "Kesepakatan pihak pertama", "integer"),
            Column("b", "Kesepakatan pihak kedua", "integer"),
        ),
        Word("Tidak ada mitra bersama."),
    ),
    Section(
        Word("Daerah penghubung"),
        "mediators",
        (
            Column("name", "Daerah"),
            Column("a", "Kesepakatan pihak pertama", "integer"),
            Column("b", "Kesepakatan pihak kedua", "integer"),
        ),
        Word("Tidak ada daerah yang bekerja sama dengan keduanya."),
    ),
    Section(
        Word("Pasangan serupa yang bekerja sama"),
        "comparable",
        (
            Column("a_name", "Wilayah"),
            Column("b_name", "Tetangga"),
            Column("titles", "Kesepakatan"),
        ),
        Word("Belum ada pasangan serupa yang bekerja sama."),
    ),
    Section(
        Word("Pasangan terdekat yang sudah bekerja sama dalam urusan itu"),
        "nearest_solved",
        (
            Column("affair_shown", "Urusan"),
            Column("a_name", "Wilayah"),
            Column("b_name", "Tetangga"),
            Column("km", "Jarak (km)", "decimal"),
            Column("title", "Kesepakatan", "sentence"),
        ),
        Word("Belum ada pasangan lain yang bekerja sama dalam urusan yang kurang di sini."),
    ),
    Section(
        Word("Kaji banding"),
        "visits",
        (Column("day", "Tanggal"), Column("title", "Judul")),
        Word("Belum ada kaji banding tercatat antara keduanya."),
    ),
)


def _tell_pair(found: Mapping[str, Any], among: int) -> None:
    """Write what is told of a pair for reading."""
    shown = {**found, **{name: [_shown(row) for row in found[name]] for name in _LISTS}}
    shown["reasons"] = [row for row in shown["reasons"] if row["value"]]
    status = STATUSES[found["status"]].label(LANGUAGE)
    click.echo(f"{found['a_name']} – {found['b_name']}: {status}")
    if found["status"] == "running":
        click.echo(_("Kerja samanya berjalan, jadi tidak ada kesenjangan yang diberi peringkat."))
    else:
        place = _("Peringkat {rank} dari {among}, nilai {score}.")
        click.echo(place.format(rank=found["rank"], among=among, score=f"{found['score']:.3f}"))
    for section in _SECTIONS:
        click.echo(f"\n{_(section.heading)}")
        if rows := shown[section.rows]:
            emit(Table(section.rows, section.columns, rows), "table")
        else:
            click.echo(_(section.empty))
    click.echo("\n" + _("Menurut urusan"))
    for status in STATUSES:
        named = [
            AFFAIRS[code].label(LANGUAGE)
            for code, is_in in found["affairs"].items()
            if is_in == status
        ]
        if named:
            click.echo(f"{STATUSES[status].label(LANGUAGE)} ({len(named)}): {'; '.join(named)}")
    law = found["law"]
    click.echo("\n" + _("Hukum"))
    overseen = _("Kombinasi ({combination}) {name}; pembina: {overseer}.")
    click.echo(
        overseen.format(
            combination=law["combination"], name=law["combination_name"], overseer=law["overseer"]
        )
    )
    for name in ("rule", "if_not_done", "open_question", "remark"):
        if rule := law[name]:
            basis = f" ({rule['basis']})" if rule["basis"] else ""
            click.echo(f"{rule['text']}{basis}")


_LISTS = tuple(section.rows for section in _SECTIONS)


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row with its codes in words."""
    words: dict[str, Any] = {}
    if "basis" in row:
        words["basis_shown"] = _(_BASES[row["basis"]])
    if "affair" in row:
        words["affair_shown"] = AFFAIRS[row["affair"]].label(LANGUAGE)
    if "agreement" in row:
        words["title"] = row["agreement"]["title"]
    if row.get("status") in STATUSES:
        words["status_shown"] = STATUSES[row["status"]].label(LANGUAGE)
    if "agreements" in row and isinstance(row["agreements"], list):
        words["titles"] = [agreement["title"] for agreement in row["agreements"]][:_NAMED]
    return {**row, **words}


_BASES = {"recorded": Word("tercatat"), "assumed": Word("diandaikan")}
_NAMED = 3


# ------------------------------------------------------------------ the rank against history


def _backtest(
    database: Database,
    year: str,
    until: date | None,
    affair: str | None,
    weights: Mapping[str, float],
    contacts: tuple[str, ...],
    form: str,
) -> None:
    from graph.backtest import backtest, tabulate

    with progress_bar(_("Menguji peringkat")):
        found = backtest(
            database, year, until=until, affair=affair, weights=weights, contacts=contacts
        )
    emit(tabulate(found, LANGUAGE, _, spelled=form == "table"), form)


COMMANDS = (gaps,)
