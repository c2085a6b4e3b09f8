"""The pages' scripts: their types hold, and their own tests pass."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import unavailable

ROOT = Path(__file__).parents[1]
CHECKER = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
TESTS = sorted((ROOT / "tests" / "js").glob("*.test.js"))


def run(*arguments: str | Path) -> None:
    """Run Node.js, the machine's or this environment's; fail with all that it said."""
    node = shutil.which("node") or shutil.which("node", path=Path(sys.executable).parent)
    if node is None:
        unavailable("Node.js (node) is not installed")
    done = subprocess.run(
        [node, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def test_types_hold() -> None:
    if not CHECKER.exists():
        unavailable("the checker is not there: run npm install, or make test")
    run(CHECKER, "--project", "jsconfig.json", "--pretty", "false")


@pytest.mark.parametrize("file", [pytest.param(path, id=path.name) for path in TESTS])
def test_units_pass(file: Path) -> None:
    run("--test", file)
