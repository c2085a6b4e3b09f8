"""The messy registers, read by the program and held against their truth."""

from __future__ import annotations

import pytest

from loaders.loading import dry_run
from loaders.names import region_of
from loaders.register import Settings
from loaders.report import report_object
from tests.registers.make import make
from tests.registers.score import Score, groups, score

# The least share that must be right, per kind of field: a little under what is measured.
LEAST = {
    "rows found": 0.99,
    "row numbers": 0.99,
    "title": 0.99,
    "parties: owner": 0.99,
    "parties: region": 0.99,
    "parties: OPD": 0.89,
    "responsible OPDs": 0.96,
    "parties: partner": 0.98,
    "partner kinds": 0.94,
    "ambiguous names left open": 0.9,
    "none silently resolved": 1.0,
    "form": 0.93,
    "stage": 0.98,
    "scheme": 0.99,
    "affair (written)": 0.98,
    "affair (from the title)": 0.65,
    "signed": 0.99,
    "starts": 0.99,
    "ends": 0.99,
    "numbers": 0.97,
    "amounts": 0.95,
    "columns recognised": 0.98,
    "rows skipped": 0.97,
    "skipped rows said": 0.97,
    "sheets that are none": 1.0,
    "rows refused": 0.95,
    "refusals' field": 0.9,
    "merges: precision": 0.88,
    "merges: recall": 0.88,
}


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Score:
    """Make the registers, read them dry without a graph, and score what came out."""
    folder = tmp_path_factory.mktemp("messy")
    truth = make(folder)
    return score(
        truth,
        [
            report_object(dry_run(None, files, Settings(region_of(owner) if owner else None)), str)
            for owner, files in groups(truth, folder).items()
        ],
    )


def test_every_kind_of_field_is_scored(messy: Score) -> None:
    assert messy.tallies.keys() == LEAST.keys()
    assert messy.tallies["rows found"].total > 300
    assert all(tally.total for tally in messy.tallies.values())


@pytest.mark.parametrize("kind", LEAST)
def test_enough_is_right(messy: Score, kind: str) -> None:
    wrong = [f"{where}: {what}" for one, where, what in messy.mistakes if one == kind]
    assert messy.accuracy(kind) >= LEAST[kind], "\n".join(wrong)
