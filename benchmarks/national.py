"""An invented nation, to measure and try out with: written into a database or as a register.

Real regions and borders; everything else is invented and says so. Run it as
``python -m benchmarks.national --data FOLDER`` or ``--register FILE.csv``; the same options
give the same nation.

Its cooperation grows by a rule that was fixed before any ranking was measured against it and
knows none. Each year two neighbours that do not cooperate begin with a hazard that grows with
the length of their border, both populations, both sides' hidden eagerness, the partners that
they share by then, the share of comparable pairs that cooperate already, a hidden circle of
regions common to both, cooperation that lapsed before, a kota enclosed by its kabupaten, and a
liking of the pair's own that nothing tells. `benchmarks.nation.rule.FORCES` has the weights,
`docs/nation.md` the whole.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import click

from benchmarks.nation.deals import Scale
from benchmarks.nation.writing import FORMS, NotEmpty, write_register, write_straight
from commands.terminal import progress_bar
from graph.database import connect
from graph.errors import JejaringError


@click.command()
@click.option("--seed", default=1, show_default=True, help="Another one gives another nation.")
@click.option("--agreements", default=300_000, show_default=True, type=click.IntRange(100, 300_000))
@click.option("--opds", type=click.IntRange(1, 20_000), help="By default 20000, or in proportion.")
@click.option("--partners", type=click.IntRange(1, 50_000), help="By default a sixth of those.")
@click.option("--parties", type=int, help="About so many, by default three for each agreement.")
@click.option("--until", default=2026, show_default=True, type=click.IntRange(2006, 2026))
@click.option(
    "--data", type=click.Path(path_type=Path), envvar="JEJARING_DATA", help="Folder to write into."
)
@click.option("--register", type=click.Path(path_type=Path), help="File to write: .csv or .json.")
def main(
    seed: int,
    agreements: int,
    opds: int | None,
    partners: int | None,
    parties: int | None,
    until: int,
    data: Path | None,
    register: Path | None,
) -> None:
    """Invent a nation and write it into an empty database, or as a register.

    Without --data and --register it goes where JEJARING_URI says, else into the
    embedded engine's usual folder.
    """
    scale = Scale(
        agreements,
        opds or default_opds(agreements),
        partners or max(10, agreements // 6),
        parties or 3 * agreements,
        until,
        seed,
    )
    if register and register.suffix not in FORMS:
        raise click.UsageError(f"--register takes a file that ends in {' or '.join(FORMS)}.")
    start = perf_counter()
    try:
        with progress_bar("Menulis") as progress:
            if register:
                written = [str(path) for path in write_register(register, scale, progress)]
            else:
                with connect(data) as database:
                    write_straight(database, scale, progress)
                    written = [database.address]
    except (JejaringError, NotEmpty) as error:
        raise click.ClickException(str(error)) from error
    seconds = perf_counter() - start
    click.echo(
        f"{agreements:,} agreements in {seconds:.1f} s ({agreements / seconds:,.0f} a second): "
        + ", ".join(written)
    )


def default_opds(agreements: int) -> int:
    """Give 36 OPDs a region, as 20,000 in the whole nation."""
    return round(20_000 * Scale(agreements).regions / 552)


if __name__ == "__main__":
    main()
