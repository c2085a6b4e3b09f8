"""The graph as NetworkX graphs: who is linked with whom as of a date.

An agreement is a node in the database; here it becomes edges between those who
take part in it. A region takes part where it or one of its OPDs is a party.
Learning visits are no cooperation and give no edge. Nodes and agreements are
taken in the order of their keys, so that the same facts give the same graph,
down to the order of its nodes, on every engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import networkx as nx

from graph.database import Database
from graph.errors import ArgumentInvalid, Word
from graph.vocabulary import AFFAIRS, SCHEMES, Term

READ_SECONDS = 180.0  # 900,000 parties take about ten seconds; slow disks get their time

# No value stands in the text, so one statement serves every filter.
_AGREEMENTS = """
MATCH (a:Agreement)
WHERE a.cooperation AND a.runs_from <= $on AND (a.runs_until IS NULL OR a.runs_until >= $on)
  AND ($scheme IS NULL OR a.scheme = $scheme)
  AND ($stated_since IS NULL OR a.runs_until IS NOT NULL OR coalesce(a.endless, false)
       OR a.last_stated_on >= $stated_since)
  AND ($affair IS NULL OR EXISTS { MATCH (a)-[:ABOUT]->(:Affair {code: $affair}) })
MATCH (a)<-[:PARTY_TO]-(p)
WITH a, collect(DISTINCT CASE WHEN $roll_up THEN coalesce(p.region_code, p.code, p.id)
                              ELSE coalesce(p.code, p.id) END) AS parties
WHERE $province IS NULL OR any(key IN parties WHERE key STARTS WITH $province)
RETURN a.id AS agreement, parties
"""

_NEIGHBOURS = """
MATCH (r:Region) WHERE r.kind <> 'provinsi'
  AND ($province IS NULL OR r.province_code = $province
       OR EXISTS { MATCH (r)-[:BORDERS]-(:Region {province_code: $province}) })
OPTIONAL MATCH (r)-[border:BORDERS]->(other:Region)
WHERE $province IS NULL OR r.province_code = $province OR other.province_code = $province
RETURN r.code AS key, other.code AS other, border.length_km AS length_km, border.across AS across
"""

_DESCRIPTIONS = (
    """
    UNWIND $keys AS key MATCH (r:Region {code: key})
    RETURN key, r.kind AS kind, null AS partner_kind, r.name AS name,
      coalesce(r.province_code, r.code) AS province_code, r.latitude AS latitude,
      r.longitude AS longitude, r.population AS population, null AS country
    """,
    """
    UNWIND $keys AS key MATCH (o:Opd {id: key})
    OPTIONAL MATCH (r:Region {code: o.region_code})
    RETURN key, 'opd' AS kind, null AS partner_kind,
      o.name + coalesce(' ' + r.name, '') AS name,
      coalesce(r.province_code, r.code) AS province_code, r.latitude AS latitude,
      r.longitude AS longitude, null AS population, null AS country
    """,
    """
    UNWIND $keys AS key MATCH (p:Partner {id: key})
    RETURN key, 'partner' AS kind, p.kind AS partner_kind, p.name AS name,
      null AS province_code, null AS latitude, null AS longitude, null AS population,
      p.country AS country
    """,
)


@dataclass(frozen=True, slots=True)
class Projection(Term):
    """A way to see the graph as nodes and edges.

    `weight` says what an edge's weight means; `filters` names the options of
    `project` that it honours.
    """

    explanation: str = ""
    explanation_en: str = ""
    weight: str = ""
    weight_en: str = ""
    filters: tuple[str, ...] = ("affair", "province", "scheme", "max_age_years")
    build: Callable[[Database, date, Mapping[str, Any]], nx.Graph] = lambda *_: nx.Graph()

    def explain(self, language: str = "id") -> str:
        """Say what nodes and edges are, in `language`."""
        return self.explanation_en if language == "en" else self.explanation

    def explain_weight(self, language: str = "id") -> str:
        """Say what the weight of an edge is, in `language`."""
        return self.weight_en if language == "en" else self.weight


def is_partner(key: str) -> bool:
    """Tell a partner's key from a region's or an OPD's: only those begin with a digit."""
    return not key[:1].isdigit()


def describe(database: Database, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Give what is known of actors: kind, name, place.

    Parameters
    ----------
    database
        Where to read.
    keys
        Codes of regions, ids of OPDs and partners.

    Returns
    -------
    dict
        For each key that exists: kind ('provinsi', 'kabupaten', 'kota', 'opd',
        'partner'), partner_kind, name (an OPD's with its region's),
        province_code (a province's is its own), latitude and longitude (an
        OPD's are its region's), population, country.
    """
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    for key in sorted(keys):
        groups[2 if is_partner(key) else 1 if "-" in key else 0].append(key)
    found = {}
    for query, group in zip(_DESCRIPTIONS, groups, strict=True):
        if group:
            for row in database.read(query, {"keys": group}, limit=None, timeout=READ_SECONDS):
                found[row.pop("key")] = row
    return found


def is_link(a: str, b: str) -> bool:
    """Tell whether two parties of one agreement cooperate with each other by it.

    Two partners do not, as it is the region that cooperates with each; nor do
    two bodies of one region, who stand on the same side.
    """
    if is_partner(a):
        return not is_partner(b)
    return is_partner(b) or a.partition("-")[0] != b.partition("-")[0]


def _from_agreements(
    database: Database,
    on: date,
    filters: Mapping[str, Any],
    *,
    roll_up: bool = True,
    keep: Callable[[str], bool] = lambda key: True,
) -> nx.Graph:
    """Join the parties of each running agreement, those that `keep` leaves."""
    age = filters.get("max_age_years")
    rows = database.read(
        _AGREEMENTS,
        {
            "on": on,
            "roll_up": roll_up,
            "affair": filters.get("affair"),
            "scheme": filters.get("scheme"),
            "province": filters.get("province"),
            "stated_since": None if age is None else years_before(on, age),
        },
        limit=None,
        timeout=READ_SECONDS,
    )
    agreements = sorted((row["agreement"], sorted(filter(keep, row["parties"]))) for row in rows)
    keys = sorted({key for _, parties in agreements for key in parties})
    graph = _with_nodes(database, keys)
    # One string a key, not one a party: 900,000 parties are 70,000 actors.
    same = dict(zip(keys, keys, strict=True))
    for agreement, parties in agreements:
        for a, b in combinations(parties, 2):
            if is_link(a, b):
                _add_agreement(graph, same[a], same[b], agreement, len(parties))
    return graph


def _add_agreement(graph: nx.Graph, a: str, b: str, agreement: str, size: int) -> None:
    """Count an agreement of `size` parties on the edge between two of them."""
    if not graph.has_edge(a, b):
        graph.add_edge(a, b, agreements=0, weight=0.0, ids=[], fewest_parties=size)
    edge = graph.edges[a, b]
    edge["agreements"] += 1
    edge["weight"] += 1 / (size - 1)
    edge["ids"].append(agreement)
    edge["fewest_parties"] = min(edge["fewest_parties"], size)


def _with_nodes(database: Database, keys: list[str]) -> nx.Graph:
    described = describe(database, keys)
    graph = nx.Graph()
    for key in keys:
        graph.add_node(key, **described.get(key, {"kind": None, "name": key}))
    return graph


def years_before(on: date, years: int) -> date:
    """Give the same day some years earlier; of 29 February the 28th."""
    year = max(1, on.year - years)
    return date(year, on.month, 28 if (on.month, on.day) == (2, 29) else on.day)


def _regions(database: Database, on: date, filters: Mapping[str, Any]) -> nx.Graph:
    return _from_agreements(database, on, filters, keep=lambda key: not is_partner(key))


def _opds(database: Database, on: date, filters: Mapping[str, Any]) -> nx.Graph:
    return _from_agreements(database, on, filters, roll_up=False)


def _neighbours(database: Database, on: date, filters: Mapping[str, Any]) -> nx.Graph:
    rows = list(
        database.read(
            _NEIGHBOURS,
            {"province": filters.get("province")},
            limit=None,
            timeout=READ_SECONDS,
        )
    )
    graph = _with_nodes(database, sorted({row["key"] for row in rows}))
    borders = ((row["key"], row["other"], row) for row in rows if row["other"] in graph)
    for a, b, row in sorted(borders, key=lambda border: border[:2]):
        length = row["length_km"]
        graph.add_edge(a, b, length_km=length, weight=length, across=row["across"])
    return graph


_SHARED = (
    "setiap kesepakatan bernilai 1, dibagi rata kepada pihak lainnya: yang berdua memberi 1, "
    "forum 11 pihak memberi 0,1 per pasangan"
)
_SHARED_EN = (
    "each agreement counts 1, shared among the other parties: one of two parties gives 1, "
    "a forum of 11 gives 0.1 a pair"
)

PROJECTIONS = {
    row.code: row
    for row in (
        Projection(
            "regions",
            "Wilayah",
            "Regions",
            "Daerah yang punya kesepakatan berjalan; dua daerah terhubung bila keduanya, atau "
            "OPD-nya, menjadi pihak dalam satu kesepakatan.",
            "Regions with a running agreement; two are linked where both, or OPDs of theirs, "
            "are parties of one agreement.",
            _SHARED,
            _SHARED_EN,
            build=_regions,
        ),
        Projection(
            "actors",
            "Wilayah dan mitra",
            "Regions and partners",
            "Daerah (bersama OPD-nya) dan mitra yang menjadi pihak kesepakatan berjalan; daerah "
            "terhubung dengan setiap pihak lain, mitra hanya dengan daerah.",
            "Regions (with their OPDs) and partners who are parties of a running agreement; a "
            "region is linked with every other party, a partner with regions only.",
            _SHARED,
            _SHARED_EN,
            build=_from_agreements,
        ),
        Projection(
            "opds",
            "OPD dan mitra",
            "OPDs and partners",
            "Seperti wilayah dan mitra, tetapi setiap OPD berdiri sendiri; yang sedaerah tidak "
            "saling terhubung karena berada di pihak yang sama.",
            "As regions and partners, with every OPD on its own; those of one region are not "
            "linked with each other, as they stand on the same side.",
            _SHARED,
            _SHARED_EN,
            build=_opds,
        ),
        Projection(
            "neighbours",
            "Tetangga darat",
            "Land neighbours",
            "Semua kabupaten dan kota; dua terhubung bila berbatasan darat, apa pun kerja samanya.",
            "All regencies and cities; two are linked where they share a land border, whatever "
            "their cooperation.",
            "panjang batas dalam kilometer",
            "length of the border in kilometres",
            filters=("province",),
            build=_neighbours,
        ),
    )
}


def check_filters(filters: Mapping[str, Any]) -> None:
    """Refuse an affair, scheme, province or age that cannot be."""
    for name, word, table in (
        ("affair", Word("Urusan"), AFFAIRS),
        ("scheme", Word("Skema"), SCHEMES),
    ):
        value = filters.get(name)
        if value is not None and value not in table:
            raise ArgumentInvalid(name=word, value=value, expected=", ".join(table))
    province, age = filters.get("province"), filters.get("max_age_years")
    if province is not None and not re.fullmatch(r"\d\d", str(province), re.ASCII):
        raise ArgumentInvalid(
            name=Word("Provinsi"), value=province, expected=Word("kode provinsi dua angka, mis. 12")
        )
    if age is not None and not (isinstance(age, int) and age >= 0):
        raise ArgumentInvalid(
            name=Word("Umur pernyataan"), value=age, expected=Word("bilangan tahun: 0, 1, 2, …")
        )


def project(
    database: Database,
    name: str,
    on: date,
    *,
    roll_up: bool = True,
    affair: str | None = None,
    province: str | None = None,
    scheme: str | None = None,
    max_age_years: int | None = None,
) -> nx.Graph:
    """Give a projection of the graph as of a date.

    Parameters
    ----------
    database
        Where to read.
    name
        A code of `PROJECTIONS`.
    on
        The date on which an agreement must be running.
    roll_up
        False gives 'opds' for 'actors'.
    affair, scheme
        Only agreements of this affair or scheme, by code.
    province
        Only agreements in which someone of this province takes part, with all
        their parties; of neighbours, borders with at least one side in it.
    max_age_years
        Leaves out agreements whose end is unknown and that no source has
        stated for more than so many years.

    Returns
    -------
    networkx.Graph
        Nodes are keys (see `describe` for their attributes). Those who take
        part in a running agreement are nodes even where no one is left to be
        linked with. Edges from agreements have `agreements` (how many), `ids`
        (sorted), `weight` (see `Projection.weight`) and `fewest_parties` (the
        number of parties, as nodes of the projection, of the smallest agreement:
        2 tells a bilateral one from a forum). Edges of neighbours have
        `length_km`, `weight` (the same) and `across`. `graph.graph` holds
        projection, on, filters and count.

    Raises
    ------
    ArgumentInvalid
        When there is no such projection, affair, scheme or province.
    """
    if name not in PROJECTIONS:
        raise ArgumentInvalid(name=Word("Proyeksi"), value=name, expected=", ".join(PROJECTIONS))
    projection = PROJECTIONS["opds" if name == "actors" and not roll_up else name]
    given = {
        "affair": affair,
        "province": province,
        "scheme": scheme,
        "max_age_years": max_age_years,
    }
    check_filters(given)
    filters = {
        key: value
        for key, value in sorted(given.items())
        if value is not None and key in projection.filters
    }
    graph = projection.build(database, on, filters)
    graph.graph.update(projection=projection.code, on=on, filters=filters, count=len(graph))
    return graph
