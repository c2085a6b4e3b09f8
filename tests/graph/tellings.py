"""Small registers for tests: what rows tell, loaded as files of offices, and the graph as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.database import Database
from graph.model import (
    Affair,
    Agreement,
    Facts,
    Load,
    Opd,
    PartialDate,
    Partner,
    Party,
    Region,
    Report,
    Source,
    Statement,
)
from graph.records import Record, Refused
from graph.store import Counts, Progress, Store

PROVINCE = Region("35", "Provinsi Jawa Timur", "provinsi", None)
CITY = Region("35.74", "Kota Probolinggo", "kota", "35")
REGENCY = Region("35.13", "Kabupaten Probolinggo", "kabupaten", "35")
HEALTH = Opd("Dinas Kesehatan", "35.13", ("kesehatan",))
BANK = Partner("PT Bank Contoh", "bank")
AFFAIRS = [Affair("kesehatan", "Kesehatan", "Health", "wajib_dasar")]
# When, and by whom, differs from run to run.
CHANGING = {"at", "by", "changed_at"}

_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
_EDGES = (
    "MATCH (a)-[e]->(b) RETURN coalesce(a.id, a.code) AS a, type(e) AS type, "
    "properties(e) AS properties, coalesce(b.id, b.code) AS b"
)


def source(owner: str) -> Source:
    return Source(f"Register {owner}", published_on=date(2020, 1, 2))


def told(title: str, owner: str = "35.74", **values: Any) -> Agreement:
    """Give what a row of an owner's register tells."""
    plain: dict[str, Any] = {
        "title": title,
        "form": "pks",
        "stage": "pelaksanaan",
        "parties": (Party(CITY), Party(REGENCY)),
        "statements": (Statement(source(owner), f"{title}."),),
        "register_key": f"{owner}-{title}",
        "signed_on": PartialDate.of(2019, 3, 12),
    }
    return Agreement(**plain | values)


def begun(database: Database) -> Store:
    """Give the store of a database with the regions and affairs in it."""
    store = Store(database)
    store.prepare()
    store.write(Facts(regions=[PROVINCE, REGENCY, CITY], affairs=AFFAIRS))
    return store


def records(
    file: str,
    rows: Sequence[Agreement],
    owner: str | None = "35.74",
    into: dict[str, str] | None = None,
    load_id: str = "",
) -> list[Record]:
    """Give rows as the records of a file; `into` names agreements that some of them tell of."""
    return [
        Record(
            load_id or file,
            file,
            "",
            number,
            (into or {}).get(row.id, row.id),
            row,
            owner,
            cells={"Judul": row.title},
            names=({"as_written": "Kota Probolinggo", "id": "35.74"},),
        )
        for number, row in enumerate(rows, 2)
    ]


def load(
    database: Database,
    file: str,
    *rows: Agreement,
    owner: str | None = "35.74",
    into: dict[str, str] | None = None,
    version: str = "",
    refused: Sequence[Refused] = (),
    reports: Sequence[Report] = (),
    progress: Progress | None = None,
) -> Counts:
    """Load rows as a file, its versions under different ids."""
    store = Store(database)
    load_id = file + version
    one = Load(load_id, file, "2020-01-01T00:00:00Z", "penguji", len(rows), owner=owner)
    store.begin_load(one)
    facts = Facts(
        records=records(file, rows, owner, into, load_id),
        refused=list(refused),
        reports=list(reports),
    )
    counts = store.write(facts, one, progress)
    store.end_load(one)
    return counts


def dump(database: Database) -> list[tuple[str, ...]]:
    """Give every node and relationship with its properties, but when and by whom."""

    def shown(row: dict[str, Any]) -> tuple[str, ...]:
        row["properties"] = sorted(
            (key, value) for key, value in row["properties"].items() if key not in CHANGING
        )
        return tuple(f"{key}: {value}" for key, value in row.items())

    return sorted(
        shown(row) for query in (_NODES, _EDGES) for row in database.read(query, limit=None)
    )


def column(database: Database, query: str, **values: Any) -> list[Any]:
    """Give the values of a query's only column."""
    return [value for row in database.read(query, values, limit=None) for value in row.values()]
