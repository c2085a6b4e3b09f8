"""Keeping a measurement in the graph beside what it measured, and reading it again.

One `Measurement` node holds what was measured and the numbers of the whole; a
MEASURED edge from each actor holds the actor's own. Values that are None are not
stored. A measurement of the same projection, date and filters takes the old
one's place in one transaction.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from graph.database import Database
from graph.metrics import ACTOR_FIELDS, MEASURES, TOTALS, Measurement, measure
from graph.network import LARGE, Cluster
from graph.projection import PROJECTIONS, READ_SECONDS, describe, is_partner, project
from graph.tables import Column, Table
from graph.tables import Kind as ColumnKind
from graph.text import digest
from graph.writing import Progress

_BATCH = 5_000

_DELETE = "MATCH (m:Measurement {id: $id}) DETACH DELETE m"
_CREATE = "CREATE (m:Measurement {id: $id}) SET m += $properties"
# From the actor's side, which has few edges; the measurement's side has one per actor.
_LINKS = (
    """
    UNWIND $rows AS row MATCH (p:Region {code: row.key}) MATCH (m:Measurement {id: $id})
    CREATE (p)-[r:MEASURED]->(m) SET r += row.values
    """,
    """
    UNWIND $rows AS row MATCH (p:Opd {id: row.key}) MATCH (m:Measurement {id: $id})
    CREATE (p)-[r:MEASURED]->(m) SET r += row.values
    """,
    """
    UNWIND $rows AS row MATCH (p:Partner {id: row.key}) MATCH (m:Measurement {id: $id})
    CREATE (p)-[r:MEASURED]->(m) SET r += row.values
    """,
)
_FIND = "MATCH (m:Measurement {id: $id}) RETURN properties(m) AS properties"
_CURRENT = """
MATCH (m:Measurement {id: $id})
WHERE NOT EXISTS {
  MATCH (l:Load) WHERE l.at > m.computed_at OR l.changed_at > m.computed_at
}
RETURN m.id AS id
"""
_VALUES = """
MATCH (m:Measurement {id: $id})<-[r:MEASURED]-(p)
RETURN coalesce(p.code, p.id) AS key, properties(r) AS values
"""


def measurement_id(projection: str, on: date, filters: Mapping[str, Any]) -> str:
    """Give the key under which a measurement is kept."""
    chosen = json.dumps(dict(filters), sort_keys=True)
    return f"{projection}|{on.isoformat()}|{digest(chosen)}"


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _links(measurement: Measurement, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for actor, values in measurement.values.items():
        query = _LINKS[2 if is_partner(actor) else 1 if "-" in actor else 0]
        groups[query].append({"key": actor, "values": _filled(values)})
    for query, rows in groups.items():
        for start in range(0, len(rows), _BATCH):
            yield query, {"id": key, "rows": rows[start : start + _BATCH]}


def write_measurement(database: Database, measurement: Measurement) -> str:
    """Keep a measurement in the graph, in place of an older one of the same question.

    Parameters
    ----------
    database
        Where to write.
    measurement
        As `graph.metrics.measure` gives it for a projection.

    Returns
    -------
    str
        The id of the Measurement node.
    """
    key = measurement_id(measurement.projection, measurement.on, measurement.filters)
    properties = {
        "projection": measurement.projection,
        "on": measurement.on,
        "filters": json.dumps(dict(measurement.filters), sort_keys=True),
        "nodes": measurement.nodes,
        "edges": measurement.edges,
        "computed_at": measurement.computed_at,
        "sources": measurement.sources,
        "repeats": measurement.repeats,
        "bridges": ["|".join(pair) for pair in measurement.bridges],
        "cluster_members": ["|".join(cluster.members) for cluster in measurement.clusters],
        "cluster_stability": [cluster.stability for cluster in measurement.clusters],
        **measurement.totals,
    }
    database.write(
        (_DELETE, {"id": key}),
        (_CREATE, {"id": key, "properties": _filled(properties)}),
        *_links(measurement, key),
    )
    return key


def is_current(database: Database, projection: str, on: date) -> bool:
    """Whether a projection was measured as of a date after the last load, undo or merge."""
    return bool(database.read(_CURRENT, {"id": measurement_id(projection, on, {})}))


def measure_current(database: Database, on: date, progress: Progress | None = None) -> list[str]:
    """Measure every projection that was not measured since the last load.

    Parameters
    ----------
    database
        Where to read and write.
    on
        The date as of which to measure.
    progress
        Called with projections done and in all.

    Returns
    -------
    list of str
        The projections that were left out: graphs so large that measuring takes minutes.
    """
    left_out = []
    for done, name in enumerate(PROJECTIONS):
        if progress:
            progress(done, len(PROJECTIONS))
        if is_current(database, name, on):
            continue
        graph = project(database, name, on)
        if len(graph) <= LARGE:
            write_measurement(database, measure(graph))
        else:
            left_out.append(name)
    return left_out


def read_measurement(
    database: Database,
    projection: str,
    on: date,
    filters: Mapping[str, Any] | None = None,
) -> Measurement | None:
    """Read a measurement that was kept.

    Parameters
    ----------
    database
        Where to read.
    projection, on, filters
        What was measured, as `graph.projection.project` was asked.

    Returns
    -------
    Measurement or None
        None where nobody has measured that.
    """
    key = measurement_id(projection, on, filters or {})
    found = database.read(_FIND, {"id": key}).rows
    if not found:
        return None
    kept = found[0]["properties"]
    rows = database.read(_VALUES, {"id": key}, limit=None, timeout=READ_SECONDS)
    values = {row["key"]: row["values"] for row in rows}
    described = describe(database, values)
    return Measurement(
        projection=kept["projection"],
        on=kept["on"],
        filters=json.loads(kept["filters"]),
        nodes=kept["nodes"],
        edges=kept["edges"],
        actors={
            actor: {name: described[actor].get(name) for name in ACTOR_FIELDS}
            for actor in sorted(values)
        },
        values={
            actor: {code: values[actor].get(code) for code in MEASURES} for actor in sorted(values)
        },
        totals={code: kept.get(code) for code in TOTALS},
        clusters=tuple(
            Cluster(members.split("|")[0], tuple(members.split("|")), stability)
            for members, stability in zip(
                kept.get("cluster_members", ()), kept.get("cluster_stability", ()), strict=True
            )
        ),
        bridges=tuple(
            (pair.partition("|")[0], pair.partition("|")[2]) for pair in kept.get("bridges", ())
        ),
        sources=kept.get("sources"),
        repeats=kept["repeats"],
        computed_at=kept["computed_at"],
    )


_COLUMN_KINDS: dict[str, ColumnKind] = {
    "integer": "integer",
    "decimal": "decimal",
    "flag": "flag",
    "actor": "text",
}


def tabulate(measurement: Measurement, language: str = "id") -> Table:
    """Give one row per actor with all its measures, the best linked first.

    Every row says over what it was measured, so that it can stand alone.

    Parameters
    ----------
    measurement
        What was measured.
    language
        Of the measures' names.
    """
    columns = [
        Column("actor", "Pelaku"),
        Column("key", "Kode"),
        Column("kind", "Jenis"),
        *(
            Column(row.code, row.label(language), _COLUMN_KINDS[row.kind])
            for row in MEASURES.values()
        ),
        Column("projection", "Proyeksi"),
        Column("on", "Per tanggal", "date"),
        Column("nodes", "Banyaknya pelaku", "integer"),
    ]
    about = {
        "projection": measurement.projection,
        "on": measurement.on,
        "nodes": measurement.nodes,
    }
    rows = [
        {
            "key": key,
            "actor": measurement.actors[key]["name"],
            "kind": measurement.actors[key]["kind"],
            **values,
            **about,
        }
        for key, values in measurement.values.items()
    ]
    rows.sort(key=lambda row: (-(row["degree"] or 0), -(row["strength"] or 0), row["key"]))
    return Table(f"metrik-{measurement.projection}", columns, rows)
