"""How well the rank of gaps foresees cooperation in a nation that is there already.

Run it as ``python -m benchmarks.backtest --data DIR --year 2019 [--weights border=2,people=0]``;
each further ``--year`` gives a further table. What is printed holds for that nation: its
rule of growth must not be changed to please the score.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter

from commands.terminal import LANGUAGE, _, emit
from graph.backtest import backtest, tabulate
from graph.database import connect
from graph.ranking import read_weights


def main() -> None:
    """Print one table a year."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the embedded engine's folder")
    parser.add_argument("--year", action="append", required=True, help="may be given again")
    parser.add_argument("--affair", help="foresee cooperation in this affair alone")
    parser.add_argument("--weights", help="of the parts, as border=2,people=0")
    chosen = parser.parse_args()
    weights = read_weights(chosen.weights) if chosen.weights else None
    with connect(chosen.data) as database:
        for year in chosen.year:
            start = perf_counter()
            found = backtest(database, year, affair=chosen.affair, weights=weights)
            seconds = perf_counter() - start
            emit(tabulate(found, LANGUAGE, _, spelled=True), "table")
            print(f"{seconds:.2f} s\n")


if __name__ == "__main__":
    main()
