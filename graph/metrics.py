"""What NetworkX measures on a projection: one row of a table per measure.

Nothing here is weighted but where the row of the measure says so. Where a
measure is not defined (the constraint of an actor without links, say) the value
is None, never zero. Up to `graph.network.LARGE` nodes every number is exact;
beyond, betweenness and harmonic closeness are estimated from the shortest paths
of some actors drawn with a seed, and the measurement says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, cast

import networkx as nx

from graph.errors import NotFound, Word
from graph.network import REPEATS, SEED, Cluster, Network
from graph.vocabulary import Term

Value = float | int | bool | str | None
Values = dict[str, Value]

DIGITS = 12  # beyond these the order of a sum or a solver's start shows


# ------------------------------------------------------------------ of each actor


def _degree(network: Network) -> Values:
    return dict(network.graph.degree)


def _strength(network: Network) -> Values:
    return {node: float(value) for node, value in network.graph.degree(weight="weight")}


def _betweenness(network: Network) -> Values:
    sources = len(network.sources) if network.sources is not None else None
    return cast(Values, nx.betweenness_centrality(network.graph, k=sources, seed=SEED))


def _harmonic(network: Network) -> Values:
    graph, others = network.graph, len(network.graph) - 1
    if others < 1:
        return dict.fromkeys(graph)
    sums = nx.harmonic_centrality(graph, sources=network.sources)
    share = 1.0 if network.sources is None else len(graph) / len(network.sources)
    return {node: min(1.0, value * share / others) for node, value in sums.items()}


def _eigenvector(network: Network) -> Values:
    """Of the largest component; what lies outside has no link with it to be weighed by."""
    values: Values = dict.fromkeys(network.graph)
    if not network.graph.size():
        return values
    largest = network.graph.subgraph(network.components[0])
    # The sparse solver needs four nodes; two or three converge by iteration.
    if len(largest) > 3:
        found = nx.eigenvector_centrality_numpy(largest, weight="weight")
    else:
        found = nx.eigenvector_centrality(largest, max_iter=1_000, tol=1e-14, weight="weight")
    return values | {node: abs(value) for node, value in found.items()}


def _pagerank(network: Network) -> Values:
    return cast(Values, nx.pagerank(network.graph, weight="weight"))


def _core(network: Network) -> Values:
    return cast(Values, nx.core_number(network.graph))


def _clustering(network: Network) -> Values:
    return {node: float(value) for node, value in nx.clustering(network.graph).items()}


def _constraint(network: Network) -> Values:
    graph = network.graph
    if not graph.size():
        return dict.fromkeys(graph)
    if network.sources is None:
        return cast(Values, nx.constraint(graph))
    return _constraint_by_rows(graph)


def _constraint_by_rows(graph: nx.Graph, rows: int = 100) -> Values:
    """Give NetworkX's numbers some rows at a time.

    NetworkX squares the whole matrix, which two hubs with 20,000 partners each
    fill with 400 million entries.
    """
    shares = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
    degrees = shares.sum(axis=1)
    shares.data /= degrees.repeat(degrees.astype(int))
    found: list[float] = []
    for start in range(0, len(graph), rows):
        block = shares[start : start + rows]
        # Own share and what goes by common neighbours, of direct neighbours only.
        local = (block + block @ shares).multiply(block > 0)
        found += local.multiply(local).sum(axis=1).tolist()
    return {
        node: value if degree else None
        for node, value, degree in zip(graph, found, degrees, strict=True)
    }


def _component(network: Network) -> Values:
    return {node: number for number, part in enumerate(network.components, 1) for node in part}


def _articulation(network: Network) -> Values:
    points = set(nx.articulation_points(network.graph))
    return {node: node in points for node in network.graph}


def _community(network: Network) -> Values:
    values: Values = dict.fromkeys(network.graph)
    for cluster in network.clusters:
        values.update(dict.fromkeys(cluster.members, cluster.key))
    return values


Kind = Literal["integer", "decimal", "flag", "actor"]


@dataclass(frozen=True, slots=True)
class Measure(Term):
    """A measure of each actor.

    `code` is the property's name in the database; `kind` tells what its values
    are ('actor': the key of one); `is_weighted` whether weights of edges count;
    `is_sampled` whether it is estimated on large graphs; `is_low_notable` whether
    it is the low values that stand out.
    """

    explanation: str = ""
    explanation_en: str = ""
    function: Callable[[Network], Values] = _degree
    kind: Kind = "decimal"
    is_weighted: bool = False
    is_sampled: bool = False
    is_low_notable: bool = False

    def explain(self, language: str = "id") -> str:
        """Say in plain words what the measure tells, in `language`."""
        return self.explanation_en if language == "en" else self.explanation


MEASURES = {
    row.code: row
    for row in (
        Measure(
            "degree",
            "Derajat",
            "Degree",
            "Banyaknya pelaku lain yang terhubung langsung.",
            "How many other actors are directly linked.",
            _degree,
            "integer",
        ),
        Measure(
            "strength",
            "Kekuatan",
            "Strength",
            "Jumlah bobot semua hubungannya.",
            "The sum of the weights of all links.",
            _strength,
            is_weighted=True,
        ),
        Measure(
            "betweenness",
            "Keperantaraan",
            "Betweenness",
            "Bagian dari jalur terpendek antara dua pelaku lain yang melewatinya, 0 sampai 1; "
            "tinggi berarti perantara.",
            "The share of shortest paths between two others that pass through it, 0 to 1; high "
            "means a broker.",
            _betweenness,
            is_sampled=True,
        ),
        Measure(
            "harmonic",
            "Kedekatan",
            "Harmonic closeness",
            "Rata-rata dari 1 dibagi jarak ke setiap pelaku lain, 0 sampai 1; yang tak "
            "terjangkau dihitung 0.",
            "The mean of 1 over the distance to every other actor, 0 to 1; those out of reach "
            "count 0.",
            _harmonic,
            is_sampled=True,
        ),
        Measure(
            "eigenvector",
            "Vektor eigen",
            "Eigenvector",
            "Tinggi bila terhubung dengan pelaku yang juga tinggi; hanya pada komponen terbesar, "
            "dengan jumlah kuadrat 1.",
            "High where it is linked with actors who are high too; on the largest component "
            "only, squares adding up to 1.",
            _eigenvector,
            is_weighted=True,
        ),
        Measure(
            "pagerank",
            "PageRank",
            "PageRank",
            "Peluang didatangi penjelajah yang mengikuti hubungan secara acak (peredam 0,85); "
            "semuanya berjumlah 1.",
            "The chance of being visited by someone who follows links at random (damping 0.85); "
            "all add up to 1.",
            _pagerank,
            is_weighted=True,
        ),
        Measure(
            "core",
            "Inti",
            "Core number",
            "Angka k terbesar sehingga ia termasuk kelompok yang anggotanya masing-masing punya "
            "sedikitnya k hubungan di dalam kelompok.",
            "The greatest k such that it belongs to a group in which each member has at least k "
            "links within the group.",
            _core,
            "integer",
        ),
        Measure(
            "clustering",
            "Pengelompokan",
            "Clustering",
            "Bagian dari pasangan tetangganya yang juga saling terhubung; 0 bila tetangganya "
            "kurang dari dua.",
            "The share of pairs of its neighbours that are linked themselves; 0 with fewer than "
            "two neighbours.",
            _clustering,
        ),
        Measure(
            "constraint",
            "Kekangan",
            "Constraint",
            "Kekangan Burt: rendah berarti menjembatani pelaku yang tidak saling terhubung; "
            "tidak ada nilainya tanpa hubungan.",
            "Burt's constraint: low means that it bridges actors who are not linked; no value "
            "without links.",
            _constraint,
            is_low_notable=True,
        ),
        Measure(
            "component",
            "Komponen",
            "Component",
            "Nomor bagian graf tempat ia berada; 1 yang terbesar, dan antarbagian tidak ada jalur.",
            "The number of the part of the graph it lies in; 1 is the largest, and no path joins "
            "two parts.",
            _component,
            "integer",
        ),
        Measure(
            "articulation",
            "Titik potong",
            "Articulation point",
            "Ya bila tanpa dia bagian grafnya terbelah.",
            "Yes where its part of the graph falls apart without it.",
            _articulation,
            "flag",
        ),
        Measure(
            "community",
            "Klaster",
            "Cluster",
            "Kelompok yang lebih banyak terhubung ke dalam daripada ke luar (Louvain), dinamai "
            "menurut anggotanya yang paling sentral.",
            "The group with more links within than outwards (Louvain), named after its most "
            "central member.",
            _community,
            "actor",
            is_weighted=True,
        ),
    )
}

# ------------------------------------------------------------------ of the whole


def _density(network: Network) -> Value:
    return float(nx.density(network.graph)) if len(network.graph) > 1 else None


def _assortativity(attribute: str) -> Callable[[Network], Value]:
    def measure_assortativity(network: Network) -> Value:
        having = network.graph.subgraph(
            [node for node, value in network.graph.nodes(data=attribute) if value is not None]
        )
        # Where all who have links are of one sort there is nothing to prefer.
        linked = {having.nodes[node][attribute] for edge in having.edges for node in edge}
        if len(linked) < 2:
            return None
        return float(nx.attribute_assortativity_coefficient(having, attribute))

    return measure_assortativity


def _stability(network: Network) -> Value:
    size = sum(len(cluster.members) for cluster in network.clusters)
    if not size:
        return None
    whole = math.fsum(cluster.stability * len(cluster.members) for cluster in network.clusters)
    return whole / size


@dataclass(frozen=True, slots=True)
class Total(Term):
    """A measure of the whole graph; `kind` tells what its value is."""

    explanation: str = ""
    explanation_en: str = ""
    function: Callable[[Network], Value] = _density
    kind: Kind = "decimal"

    def explain(self, language: str = "id") -> str:
        """Say in plain words what it tells, in `language`."""
        return self.explanation_en if language == "en" else self.explanation


TOTALS = {
    row.code: row
    for row in (
        Total(
            "density",
            "Kerapatan",
            "Density",
            "Bagian dari semua pasangan yang mungkin yang memang terhubung.",
            "The share of all possible pairs that are linked.",
            _density,
        ),
        Total(
            "components",
            "Komponen",
            "Components",
            "Banyaknya bagian yang tidak saling terhubung oleh jalur apa pun.",
            "How many parts there are with no path between them.",
            lambda network: len(network.components),
            "integer",
        ),
        Total(
            "largest_component",
            "Komponen terbesar",
            "Largest component",
            "Banyaknya pelaku di bagian terbesar.",
            "How many actors the largest part has.",
            lambda network: len(network.components[0]) if network.components else 0,
            "integer",
        ),
        Total(
            "isolated",
            "Tanpa hubungan",
            "Without links",
            "Pelaku yang tidak terhubung dengan siapa pun dalam proyeksi ini.",
            "Actors linked with no one in this projection.",
            lambda network: sum(1 for _ in nx.isolates(network.graph)),
            "integer",
        ),
        Total(
            "articulations",
            "Titik potong",
            "Articulation points",
            "Pelaku yang bila hilang membelah bagian grafnya.",
            "Actors whose loss splits their part of the graph.",
            lambda network: sum(1 for _ in nx.articulation_points(network.graph)),
            "integer",
        ),
        Total(
            "clusters",
            "Klaster",
            "Clusters",
            "Banyaknya kelompok dengan dua anggota atau lebih.",
            "How many groups of two or more there are.",
            lambda network: len(network.clusters),
            "integer",
        ),
        Total(
            "modularity",
            "Modularitas",
            "Modularity",
            "Seberapa lebih banyak bobot tinggal di dalam klaster daripada kebetulan; di atas "
            "0,3 klasternya jelas.",
            "How much more weight stays within clusters than by chance; above 0.3 clusters are "
            "distinct.",
            lambda network: network.modularity,
        ),
        Total(
            "stability",
            "Kemantapan klaster",
            "Stability of clusters",
            "Seberapa utuh klaster muncul lagi bila pencarian diulang dengan benih lain "
            "(Jaccard, 0 sampai 1).",
            "How whole clusters come back when the search is repeated with other seeds (Jaccard, "
            "0 to 1).",
            _stability,
        ),
        Total(
            "assortativity_province",
            "Kecenderungan seprovinsi",
            "Assortativity by province",
            "1 bila semua hubungan terjadi di dalam provinsi, 0 bila acak, negatif bila lebih "
            "sering lintas provinsi; hanya antarpelaku yang punya provinsi.",
            "1 where all links stay within provinces, 0 where random, negative where they rather "
            "cross; among actors who have a province.",
            _assortativity("province_code"),
        ),
        Total(
            "assortativity_kind",
            "Kecenderungan sejenis",
            "Assortativity by kind",
            "1 bila semua hubungan terjadi antarpelaku sejenis, 0 bila acak, negatif bila lebih "
            "sering berlainan jenis.",
            "1 where all links join actors of one kind, 0 where random, negative where they "
            "rather join different kinds.",
            _assortativity("kind"),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Measurement:
    """All measures of one projection as of one date.

    Attributes
    ----------
    projection, on, filters
        What was measured, as `graph.projection.project` was asked.
    nodes, edges
        Over how many it was computed.
    actors
        Of each node its name, kind, partner_kind and province_code.
    values
        Of each node its value by each code of `MEASURES`.
    totals
        Value by each code of `TOTALS`.
    clusters
        Largest first; those without links belong to none.
    bridges
        Pairs whose link is the only one between two parts, a < b, sorted.
    sources
        From how many actors shortest paths were followed; None for all, where
        everything is exact.
    repeats
        How often communities were searched.
    computed_at
        ISO 8601, UTC.
    """

    projection: str
    on: date
    filters: Mapping[str, Any]
    nodes: int
    edges: int
    actors: Mapping[str, Mapping[str, Any]]
    values: Mapping[str, Mapping[str, Value]]
    totals: Mapping[str, Value]
    clusters: tuple[Cluster, ...]
    bridges: tuple[tuple[str, str], ...]
    sources: int | None = None
    repeats: int = REPEATS
    computed_at: str = ""


ACTOR_FIELDS = ("name", "kind", "partner_kind", "province_code")


def _clean(value: Value) -> Value:
    """Give None where NetworkX says not a number, and round what is one."""
    if not isinstance(value, float):
        return value
    return round(value, DIGITS) if math.isfinite(value) else None


def measure(graph: nx.Graph) -> Measurement:
    """Compute every measure of a projection.

    Parameters
    ----------
    graph
        As `graph.projection.project` gives it; any undirected graph whose nodes
        are strings will do.

    Returns
    -------
    Measurement

    Notes
    -----
    A measure whose iteration does not converge is None for all.
    """
    network = Network(graph)
    columns: dict[str, Values] = {}
    for code, row in MEASURES.items():
        try:
            columns[code] = row.function(network) if graph else {}
        except (nx.PowerIterationFailedConvergence, nx.NetworkXError):
            columns[code] = dict.fromkeys(graph)
    return Measurement(
        projection=graph.graph.get("projection", ""),
        on=graph.graph.get("on", date.today()),
        filters=dict(graph.graph.get("filters", {})),
        nodes=graph.number_of_nodes(),
        edges=graph.number_of_edges(),
        actors={
            node: {name: data.get(name) for name in ACTOR_FIELDS}
            for node, data in graph.nodes(data=True)
        },
        values={
            node: {code: _clean(column[node]) for code, column in columns.items()} for node in graph
        },
        totals={code: _clean(row.function(network)) for code, row in TOTALS.items()},
        clusters=tuple(network.clusters),
        bridges=tuple(sorted((min(edge), max(edge)) for edge in nx.bridges(graph))),
        sources=len(network.sources) if network.sources is not None else None,
        repeats=network.repeats,
        computed_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


# ------------------------------------------------------------------ if one were gone


@dataclass(frozen=True, slots=True)
class Removal:
    """What the graph would be without one actor.

    Attributes
    ----------
    key, name
        The actor taken out.
    links
        How many links go with it.
    components_before, components_after
        Number of parts, the actor counted before and not after.
    pieces
        What is left of its own part, largest first; a single one where nothing
        falls apart.
    cut_off
        All who no longer reach the largest piece, as (key, name).
    """

    key: str
    name: str
    links: int
    components_before: int
    components_after: int
    pieces: tuple[tuple[str, ...], ...]
    cut_off: tuple[tuple[str, str], ...]


def removal(graph: nx.Graph, key: str) -> Removal:
    """Take one actor out and see what falls apart.

    Parameters
    ----------
    graph
        A projection; it stays as it is.
    key
        A node of it.

    Raises
    ------
    NotFound
        When the actor is no node of the graph.
    """
    if key not in graph:
        raise NotFound(what=Word("Pelaku ini"), key=key)
    own = nx.node_connected_component(graph, key)
    left = Network(graph.subgraph(own - {key})).components
    before = nx.number_connected_components(graph)
    name = graph.nodes(data="name", default=None)
    return Removal(
        key,
        name[key] or key,
        graph.degree[key],
        before,
        before - 1 + len(left),
        tuple(tuple(piece) for piece in left),
        tuple((other, name[other] or other) for piece in left[1:] for other in piece),
    )
