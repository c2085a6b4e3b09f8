"""How well the proposed counterparts foresee what regions really agreed on.

The demo register is loaded without the meetings that are to be foreseen, and the
proposals are set beside them: ``python -m tests.graph.counterparts_report``. An OPD is
told by the words of its form, since a region may call it a little otherwise.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from graph.counterparts import Counterpart, Proposal, propose, read
from graph.database import Database, connect
from graph.history import history
from loaders import loading

ON = date(2026, 1, 1)
_KEY = "kode"
_DEMO = Path(loading.__file__).parent / "demo" / "agreements.csv"

# What the OPDs of Kabupaten and Kota Probolinggo met about, by the register's own key.
PROBOLINGGO = {
    "PRB-2017-02": ("Polisi Pamong Praja", "Polisi Pamong Praja"),
    "PRB-2017-03": ("Tenaga Kerja", "Tenaga Kerja"),
    "PRB-2017-04": ("Penanggulangan Bencana", "Penanggulangan Bencana"),
    "PRB-2017-05": ("Perikanan", "Perikanan"),
    "PRB-2017-06": ("Dinas Kesehatan", "Dinas Kesehatan"),
    "PRB-2017-07": ("Waluyo Jati", "Dinas Kesehatan"),
    "PRB-2017-08": ("Waluyo Jati", "Mohamad Saleh"),
    "PRB-2017-09": ("Tongas", "Dinas Kesehatan"),
    "PRB-2017-10": ("Tongas", "Mohamad Saleh"),
    "PRB-2017-11": ("Dinas Kesehatan", "Mohamad Saleh"),
    "PRB-2017-12": ("Dinas Pendidikan", "Dinas Pendidikan"),
    "PRB-2017-13": ("Bagian Pemerintahan", "Bagian Pemerintahan"),
    "PRB-2017-14": ("Perekonomian", "Perekonomian"),
}
# Kabupaten Labuhanbatu has its patients treated next door; it signs itself, not an OPD.
LABUHANBATU = {
    "LB-2018-05": ("", "Aek Kanopan"),
    "LB-2018-06": ("", "Puskesmas Simonis"),
    "LB-2018-07": ("", "Puskesmas Kampung Pajak"),
}
CASES: tuple[tuple[str, str, Mapping[str, tuple[str, str]]], ...] = (
    ("35.13", "35.74", PROBOLINGGO),
    ("12.10", "12.23", LABUHANBATU),
)
# Neighbours of whom nothing is recorded: only how much is proposed can be looked at.
OTHERS = (
    ("35.16", "35.76"),
    ("35.19", "35.77"),
    ("33.10", "34.04"),
    ("33", "34"),
    ("35", "35.13"),
)


def found(wanted: Mapping[str, tuple[str, str]], pairs: Sequence[Counterpart]) -> dict[str, int]:
    """Give those that are foreseen, each with its place (from 1) among the proposals."""
    places: dict[str, int] = {}
    for key, (a, b) in wanted.items():
        for place, pair in enumerate(pairs, 1):
            if a in pair.a.name and b in pair.b.name:
                places.setdefault(key, place)
    return places


def load_without(database: Database, left_out: Iterable[str], folder: Path) -> None:
    """Load the reference facts and the demo register but for some of its rows."""
    left = set(left_out)
    path = folder / "agreements.csv"
    with _DEMO.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if row[_KEY] not in left]
        assert reader.fieldnames
        with path.open("w", encoding="utf-8", newline="") as kept:
            writer = csv.DictWriter(kept, reader.fieldnames)
            writer.writeheader()
            writer.writerows(rows)
    for report in loading.load_files(database, [path]):
        assert report.error is None, report.error


def proposed(database: Database, a: str, b: str, on: date = ON) -> Proposal:
    """Give the proposal for two regions from what a database holds."""
    externalities = history(database).externalities
    return propose(a, b, read(database, a, b, on, externalities))


def _tell(database: Database, a: str, b: str, wanted: Mapping[str, tuple[str, str]]) -> None:
    names = history(database).regions
    proposal = proposed(database, a, b)
    places = found(wanted, proposal.pairs)
    print(f"\n{names[a].name} – {names[b].name}: {len(proposal.pairs)} proposals", end="")
    print(f", {len(places)} of {len(wanted)} foreseen" if wanted else "")
    print(f"  left out: {dict(proposal.left_out)}")
    if wanted:
        hits = {place: key for key, place in places.items()}
        for place, pair in enumerate(proposal.pairs, 1):
            sides = f"{pair.a.name} [{pair.a.basis}] – {pair.b.name} [{pair.b.basis}]"
            print(f"  {place:2} {pair.affair:16} {sides} {hits.get(place, '')}")
        print(f"  not foreseen: {[key for key in wanted if key not in places]}")


def main() -> None:
    """Print the proposals for each case and for other neighbours."""
    left_out = [key for *_, wanted in CASES for key in wanted]
    with tempfile.TemporaryDirectory() as folder, connect(Path(folder) / "data") as database:
        load_without(database, left_out, Path(folder))
        for a, b, wanted in CASES:
            _tell(database, a, b, wanted)
        for a, b in OTHERS:
            _tell(database, a, b, {})


if __name__ == "__main__":
    main()
