"""What finding by name costs in a nation: making the index, memory, and asking as one types.

Run it as ``python -m benchmarks.finding --data DIR`` on a nation that
``python -m benchmarks.national`` wrote there; without --data it writes a small one into a
temporary folder first. The questions are invented from the names in the graph: beginnings
of different length, two words of a name, a slip in a word, short forms, numbers. They are
asked of the index alone and of the whole page's answer, `/cari.json`.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import quote

import psutil

from benchmarks.gaps import timed
from benchmarks.nation.deals import Scale
from benchmarks.nation.writing import write_straight
from benchmarks.national import default_opds
from graph.database import Database, connect
from graph.finding import Index, finder
from graph.history import History, history
from webapp import create_app
from webapp.cari import other_names

SMALL = 10_000
QUESTIONS = 500
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORT = ("dinkes", "disdik", "dpupr", "bpbd", "rsud", "pemkab", "pemkot", "bappeda", "dlh")


def slipped(word: str, dice: random.Random) -> str:
    """Give a word with one letter left out, doubled, changed or put in its neighbour's place."""
    at = dice.randrange(len(word) - 1)
    return dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + dice.choice(_LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def questions(held: History, count: int) -> list[str]:
    """Invent what planners type, the same for the same nation."""
    dice = random.Random(1)
    regions = [place.name for place in held.regions.values()]
    names = [
        *regions,
        *dice.sample([held.name(key) for key in held.actors], min(2_000, len(held.actors))),
        *(item.title for item in list(held.agreements.values())[:2_000]),
    ]
    bare = [name.split(" ", 1)[1] for name in regions]

    def beginning() -> str:
        name = dice.choice(names)
        return name[: dice.randint(2, min(24, len(name)))]

    def two_words() -> str:
        words = dice.choice(names).split()
        return " ".join(word[: dice.randint(3, 8)] for word in dice.sample(words, 2))

    def slip() -> str:
        words = [word for word in dice.choice(names).split() if len(word) > 4 and word.isalpha()]
        return slipped(dice.choice(words or ["sidoarjo"]), dice)

    def short_form() -> str:
        return f"{dice.choice(_SHORT)} {dice.choice(bare)}"

    def short_with_slip() -> str:
        return f"{slipped(dice.choice(_SHORT), dice)} {slipped(dice.choice(bare), dice)}"

    def number() -> str:
        return f"{dice.randrange(10**6):06}/REKAAN/{dice.choice(list(held.regions))}"

    ways: Sequence[Callable[[], str]] = (
        *(beginning, beginning, two_words, slip, short_form, short_with_slip, number),
    )
    return [dice.choice(ways)() for _ in range(count)]


def measured(label: str, asked: Sequence[str], ask: Callable[[str], object]) -> None:
    """Ask all, and print the middle, the 95th percentile and the longest in milliseconds."""
    times = []
    for text in asked:
        start = perf_counter()
        ask(text)
        times.append((perf_counter() - start) * 1_000)
    ranked = sorted(times)
    worst = max(zip(times, asked, strict=True))
    print(
        f"  {label:<40} p50 {ranked[len(ranked) // 2]:6.1f} ms  "
        f"p95 {ranked[int(len(ranked) * 0.95)]:6.1f} ms  "
        f"longest {worst[0]:6.1f} ms ({worst[1]!r})",
        flush=True,
    )


def memory() -> float:
    """Give the megabytes that this process takes."""
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 1e6


def _until_numbers_are_in(database: Database) -> Index:
    index = finder(database, other_names())
    while not index.has_numbers:
        sleep(0.5)
        index = finder(database, other_names())
    return index


def run(database: Database) -> None:
    """Measure one database."""
    timed("read the history", lambda: history(database))
    held, before = history(database), memory()
    timed("make the index of names", lambda: finder(database, other_names()))
    timed("take in the numbers, behind the answers", lambda: _until_numbers_are_in(database))
    print(
        f"  {len(held.agreements):,} agreements, {len(held.actors):,} OPDs and partners; "
        f"{before:,.0f} MB before, {memory() - before:,.0f} MB for the index"
    )
    asked = questions(held, QUESTIONS)
    measured("the index alone", asked, lambda text: finder(database, other_names()).find(text, 6))
    client = create_app(database).test_client()
    measured("/cari.json", asked, lambda text: client.get(f"/cari.json?q={quote(text)}"))


def _opened(data: Path | None) -> Iterator[Database]:
    if data:
        with connect(data) as database:
            yield database
        return
    with tempfile.TemporaryDirectory() as folder, connect(Path(folder)) as database:
        scale = Scale(SMALL, default_opds(SMALL), SMALL // 6, 3 * SMALL, 2026, 1)
        write_straight(database, scale, lambda *_: None)
        yield database


def main() -> None:
    """Measure finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of a database with a nation")
    for database in _opened(parser.parse_args().data):
        run(database)


if __name__ == "__main__":
    main()
