"""Reading an office's register of 100,000 rows, and resolving its names.

The register is invented, always the same one. Reading a spreadsheet is set
beside python-calamine alone, reading CSV beside Python's csv alone; each runs
in a process of its own, so that its peak of memory is its own. Run it as
``python -m benchmarks.registers``, with the number of rows behind it for
another size.
"""

from __future__ import annotations

import csv
import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import xlsxwriter

from graph.vocabulary import AFFAIRS
from loaders.reference import regions

ROWS = 100_000
PARTNERS = 5_000
SEED = 1
HEADINGS = (
    "No",
    "Judul Kerja Sama",
    "Para Pihak",
    "Nomor",
    "Jenis",
    "Urusan",
    "Tanggal",
    "Jangka Waktu",
    "OPD",
    "Nilai",
    "Keterangan",
)
_FORMS = ("Kesepakatan Bersama", "Perjanjian Kerja Sama", "Nota Kesepahaman", "PKS", "MoU")
_TERMS = ("1 (satu) tahun", "2 tahun", "3 (tiga) tahun", "5 (lima) tahun", "sejak ditandatangani")
_LEGAL = ("PT {}", "PT {} Tbk", "CV {}", "Koperasi {}", "Yayasan {}", "Universitas {}", "RS {}")
_FIRST = [
    "Bina",
    "Cipta",
    "Graha",
    "Karya",
    "Mitra",
    "Nusa",
    "Panca",
    "Prima",
    "Sinar",
    "Surya",
    "Tirta",
    "Tunas",
    "Wahana",
    "Widya",
]
_SECOND = [
    "Abadi",
    "Agung",
    "Bahari",
    "Bakti",
    "Citra",
    "Dharma",
    "Insani",
    "Jaya",
    "Lestari",
    "Makmur",
    "Mandiri",
    "Raya",
]
_THIRD = [
    "Bersama",
    "Gemilang",
    "Harapan",
    "Khatulistiwa",
    "Nusantara",
    "Persada",
    "Sejahtera",
    "Sentosa",
    "Utama",
]
_OPDS = (
    "Dinas Kesehatan",
    "Dinas Pendidikan",
    "Dinas Komunikasi dan Informatika",
    "Dinas Lingkungan Hidup",
    "Badan Penanggulangan Bencana Daerah",
    "Dinas Perhubungan",
)

Row = list[str | int | date]


def partners(chance: random.Random) -> list[str]:
    """Give distinct names of partners."""
    names = [" ".join(words) for words in itertools.product(_FIRST, _SECOND, _THIRD)]
    every = [form.format(name) for name in names for form in _LEGAL]
    return chance.sample(every, PARTNERS)


def rows(count: int) -> Iterator[Row]:
    """Give the rows below the headings."""
    chance = random.Random(SEED)
    named = partners(chance)
    affairs = [term.name for term in AFFAIRS.values()]
    for number in range(1, count + 1):
        region = chance.choice(regions())
        kind, _, place = region.name.partition(" ")
        short = {"Kabupaten": "Pemkab", "Kota": "Pemkot", "Provinsi": "Pemprov"}[kind]
        ours = chance.choice((f"Pemerintah {region.name}", region.name, f"{short} {place}"))
        theirs = chance.choice(named if chance.random() < 0.8 else regions())
        partner = theirs if isinstance(theirs, str) else theirs.name
        opd = chance.choice(_OPDS)
        affair = chance.choice(affairs)
        signed = date(2012, 1, 1) + timedelta(chance.randrange(12 * 365))
        yield [
            number,
            f"Kerja sama {affair.lower()} dengan {partner} tahap {number % 7 + 1}",
            f"{ours}; {partner}",
            f"{number}/KSD/{signed.year}; {chance.randrange(900)}/DIR/{signed.year}",
            chance.choice(_FORMS),
            affair,
            signed,
            chance.choice(_TERMS),
            opd,
            chance.randrange(1, 9_000) * 1_000_000,
            "" if chance.random() < 0.7 else "dilanjutkan",
        ]


def write_xlsx(path: Path, count: int) -> None:
    """Write the register as a workbook."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Register")
        day = book.add_format({"num_format": "d mmmm yyyy"})
        sheet.set_column(6, 6, None, day)
        sheet.write_row(0, 0, HEADINGS)
        for place, row in enumerate(rows(count), 1):
            sheet.write_row(place, 0, row)


def write_csv(path: Path, count: int) -> None:
    """Write the register as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(rows(count))


def bare_calamine(path: Path) -> int:
    """Read a workbook with calamine alone."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())


def bare_csv(path: Path) -> int:
    """Read CSV with Python's csv alone."""
    with path.open(newline="", encoding="utf-8") as file:
        return len(list(csv.reader(file)))


def ours(path: Path) -> int:
    """Read either as the program does."""
    from loaders.workbook import read_book

    return len(read_book(path).sheets[0].rows)


def whole(path: Path) -> int:
    """Read, resolve and check."""
    from loaders.register import read_register

    register = read_register(path)
    return register.accepted + len(register.refused)


TASKS: dict[str, Callable[[Path], int]] = {
    task.__name__: task for task in (bare_calamine, bare_csv, ours, whole)
}


def perform(task: str, path: Path) -> None:
    """Print what one task took, as JSON; its imports are not counted."""
    import python_calamine  # noqa: F401

    import loaders.register
    import loaders.workbook  # noqa: F401

    before = perf_counter()
    count = TASKS[task](path)
    seconds = perf_counter() - before
    peaks = [
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(json.dumps([count, seconds, *peaks]))


def measured(task: str, path: Path) -> float:
    """Print the shortest of three runs of a task; give its seconds."""
    command = [sys.executable, "-m", "benchmarks.registers", task, str(path)]
    runs = [
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        for _ in range(3)
    ]
    count, seconds, peak, beside = min(runs, key=lambda run: run[1])
    apart = f" + {beside} MB in the process beside" if beside else ""
    print(f"  {task:14} {seconds:7.2f} s  {count:,} rows  {peak} MB{apart}")
    return float(seconds)


def resolve(count: int) -> None:
    """Print how many names are resolved in a second, met for the first time and again."""
    from loaders.names import Names

    texts = [name for row in rows(count) for name in str(row[2]).split("; ")]
    names = Names()
    for what in ("cold", "warm"):
        before = perf_counter()
        for text in texts:
            names.resolve(text)
        pace = len(texts) / (perf_counter() - before)
        print(f"  names {what:8} {pace:10,.0f} /s  ({len(set(texts)):,} distinct)")


def main() -> None:
    """Make the register, then read it in each way."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        for ending, write, bare in (
            ("xlsx", write_xlsx, "bare_calamine"),
            ("csv", write_csv, "bare_csv"),
        ):
            path = Path(folder) / f"register.{ending}"
            write(path, count)
            print(f"{ending}, {path.stat().st_size / 1e6:.1f} MB")
            least = measured(bare, path)
            print(f"  ratio {measured('ours', path) / least:14.2f}")
            measured("whole", path)
    resolve(count)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        perform(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
