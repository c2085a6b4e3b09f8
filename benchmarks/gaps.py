"""What the ranked gaps of a nation cost: reading, ranking, a change, one pair.

Run it as ``python -m benchmarks.gaps --data DIR`` on a nation that
``python -m benchmarks.national`` wrote there; without --data it writes a small one
into a temporary folder first. Beside ours stands the bare library on the same data:
the driver that reads the same rows, and NetworkX that finds the same shared neighbours.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

import networkx as nx
import psutil

from benchmarks.nation.deals import Scale
from benchmarks.nation.writing import write_straight
from benchmarks.national import default_opds
from graph import gaps, history
from graph.database import Database, connect
from graph.evidence import Evidence, evidence
from graph.pairs import surroundings
from graph.projection import READ_SECONDS
from graph.ranking import rank
from graph.vocabulary import AFFAIRS
from graph.writing import instant

SMALL = 10_000
PAIRS = 20
_TOUCH = (
    "MATCH (k:Agreement) WHERE k.cooperation WITH k LIMIT 100 "
    "SET k.changed_at = $at, k.endless = NOT coalesce(k.endless, false)"
)


def timed(label: str, action: Callable[[], object]) -> float:
    """Do something once, print how long it took, give the seconds."""
    start = perf_counter()
    action()
    seconds = perf_counter() - start
    print(f"  {label:<64} {seconds:8.3f} s", flush=True)
    return seconds


def shortest(label: str, action: Callable[[], object], times: int = 3) -> float:
    """Do something several times, print and give the shortest."""
    seconds = []
    for _ in range(times):
        start = perf_counter()
        action()
        seconds.append(perf_counter() - start)
    print(f"  {label:<64} {min(seconds):8.3f} s  (of {times})", flush=True)
    return min(seconds)


def bare_read(database: Database) -> None:
    """Read the rows of all agreements with nothing but the driver."""
    with database._read_session() as session:
        for query in (history._WHOLE.rows, history._WHOLE.about, history._WHOLE.links):
            for _record in session.run(query, timeout=READ_SECONDS):
                pass


def ranked(database: Database, on: date, affair: str | None = None) -> int:
    """Give the whole ranked table, as the page asks for it."""
    readings = gaps.read(database, on)
    pairs = gaps.judge(readings, affair=affair, level="kabkota")
    return len(rank(readings, pairs, affair=affair))


def one_pair(database: Database, on: date, pair: gaps.Pair) -> object:
    """Give all of a pair, as its page asks for it."""
    return surroundings(database, gaps.read(database, on), pair)


def all_affairs(database: Database, on: date) -> None:
    """Judge every pair in every affair, as the matrix asks for it."""
    for pair in gaps.judge(gaps.read(database, on), level="kabkota"):
        gaps.by_affair(pair)


def compare_shared(found: Evidence) -> None:
    """Compare our Adamic–Adar of all pairs with NetworkX's on the same graph."""
    links, actors = found.links, found._incidence.actors
    rows, columns = links.nonzero()
    graph = nx.Graph()
    graph.add_nodes_from(actors)
    graph.add_edges_from((actors[a], actors[b]) for a, b in zip(rows, columns, strict=True))
    keys = [contact.key for contact in found.history.contacts]
    bare = shortest("shared partners of all pairs, NetworkX", lambda: _shared(graph, keys), 1)
    ours = shortest(
        "shared partners of all pairs, ours", lambda: Evidence(found.readings).adamic_adar
    )
    print(f"  ratio {ours / bare:.2f} (ours from the agreements, NetworkX from its graph)")


def _shared(graph: nx.Graph, keys: list[tuple[str, str]]) -> list[object]:
    return list(nx.adamic_adar_index(graph, keys))


def measure(database: Database, on: date) -> None:
    """Print a line for each."""
    count = database.read("MATCH (k:Agreement) RETURN count(k) AS count").one()["count"]
    print(f"{count:,} agreements, as of {on}")
    bare = timed("reading all agreements, driver alone", lambda: bare_read(database))
    ours = timed("reading all agreements into memory, ours", lambda: history.history(database))
    print(f"  ratio {ours / bare:.2f}")
    timed("ranked table, first of a date", lambda: ranked(database, on))
    shortest("ranked table, warm", lambda: ranked(database, on), 5)
    affairs = [code for code, row in AFFAIRS.items() if row.group != "penunjang"]
    seconds = [
        shortest(f"ranked table in one affair ({code}), warm", partial(ranked, database, on, code))
        for code in affairs[:3]
    ]
    print(f"  slowest of three affairs {max(seconds):.3f} s")
    shortest(
        f"status of all pairs in {len(AFFAIRS)} affairs, warm", lambda: all_affairs(database, on)
    )
    timed("ranked table of another date", lambda: ranked(database, on.replace(year=on.year - 3)))
    database.write((_TOUCH, {"at": instant()}))
    timed("ranked table after 100 agreements changed", lambda: ranked(database, on))
    readings = gaps.read(database, on)
    pairs = gaps.judge(readings, level="kabkota")[:: max(1, 990 // PAIRS)]
    slowest = max(timed_silently(partial(one_pair, database, on, pair)) for pair in pairs * 2)
    print(f"  {f'slowest of {len(pairs)} pairs, each twice: all of a pair':<64} {slowest:8.3f} s")
    compare_shared(evidence(readings))
    memory = psutil.Process(os.getpid()).memory_info().rss / 2**20
    print(f"  {'resident memory of this process':<64} {memory:8.0f} MB")


def timed_silently(action: Callable[[], object]) -> float:
    """Do something once and give the seconds."""
    start = perf_counter()
    action()
    return perf_counter() - start


@contextmanager
def nation(folder: Path | None) -> Iterator[Database]:
    """Open the nation in a folder, or write a small one."""
    if folder or os.environ.get("JEJARING_URI"):
        with connect(folder) as database:
            yield database
        return
    with tempfile.TemporaryDirectory() as made, connect(Path(made) / "data") as database:
        scale = Scale(SMALL, default_opds(SMALL), SMALL // 6, 3 * SMALL, 2026, 1)
        write_straight(database, scale, lambda done, total: None)
        yield database


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="the embedded engine's folder")
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 6, 30))
    chosen = parser.parse_args()
    with nation(chosen.data) as database:
        measure(database, chosen.on)


if __name__ == "__main__":
    main()
