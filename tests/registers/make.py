"""Make the messy registers and their truth: ``python -m tests.registers.make FOLDER``.

Every agreement, title, number and person in them is invented; regions and public bodies bear
their real names, so that names have something to be resolved to.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.registers import (
    rows_names,
    rows_other,
    rows_pair,
    rows_partners,
    rows_sheets,
    rows_text,
    rows_values,
)
from tests.registers.truth import Reading
from tests.registers.write import write

REGISTERS = [
    *rows_text.REGISTERS,
    *rows_sheets.REGISTERS,
    *rows_other.REGISTERS,
    *rows_pair.REGISTERS,
    *rows_names.REGISTERS,
    *rows_partners.REGISTERS,
    *rows_values.REGISTERS,
]


def truth() -> dict[str, Any]:
    """Give what is true of every file."""
    return {"files": [Reading(register).read() for register in REGISTERS]}


def make(folder: Path) -> dict[str, Any]:
    """Write every file and ``truth.json`` into `folder`, and give the truth."""
    folder.mkdir(parents=True, exist_ok=True)
    for register in REGISTERS:
        write(register, folder)
    made = truth()
    content = json.dumps(made, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(content, encoding="utf-8")
    return made


def main() -> None:
    """Make them in the folder that is named and count them."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m tests.registers.make FOLDER")
    files = make(Path(sys.argv[1]))["files"]
    for file in files:
        counts = [len(file[name]) for name in ("rows", "refused", "skipped")]
        print(f"{file['name']:34}{counts[0]:4} rows{counts[1]:3} refused{counts[2]:4} skipped")
    total = sum(len(file["rows"]) + len(file["refused"]) for file in files)
    print(f"{len(files)} files, {total} data rows")


if __name__ == "__main__":
    main()
