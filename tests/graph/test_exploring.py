"""What filters leave of the network, and every step in it, against projections and plain loops."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.nation.deals import Nation, Scale
from benchmarks.nation.documents import Documents
from graph.database import Database
from graph.errors import ArgumentInvalid
from graph.exploring import RELATIONS, STATES, Common, Explored, Filters, Paths, explore
from graph.history import Recorded, history
from graph.model import Affair, Facts, Load, Region
from graph.network import Network
from graph.projection import project
from graph.registry import Filters as RegisterFilters
from graph.registry import outline
from graph.store import Store
from graph.vocabulary import AFFAIRS, STAGES
from tests.engines.engines import Engine
from tests.graph.plainly import KEYS, Plain, remembered, row
from tests.graph.test_ledger import ON as DATES
from tests.graph.test_ledger import registers

ON = date(2019, 6, 1)
LOAD = Load("load-exploring", "register.csv", "2026-01-01T00:00:00Z", "test")


def explored(items: list[Recorded], **values: Any) -> Explored:
    """Explore agreements that no database holds."""
    return Explored(remembered(items), Filters(**{"on": ON} | values), {})


def same(ours: nx.Graph, theirs: nx.Graph) -> bool:
    """Tell whether two graphs have the same nodes and edges with all that is told of them."""
    return list(ours.nodes(data=True)) == list(theirs.nodes(data=True)) and (
        {frozenset((a, b)): told for a, b, told in ours.edges(data=True)}
        == {frozenset((a, b)): told for a, b, told in theirs.edges(data=True)}
    )


# ------------------------------------------------------------------ as projections have it


def test_demo_is_its_projection(demo_database: Database) -> None:
    for on, roll_up in ((date(2017, 12, 31), True), (date(2026, 1, 1), False)):
        ours = explore(demo_database, Filters(on, roll_up=roll_up))
        theirs = project(demo_database, "actors", on, roll_up=roll_up)
        assert same(ours.graph(), theirs)
        assert ours.degree == dict(theirs.degree)


@pytest.fixture(scope="module")
def nation(engine: Engine) -> Database:
    """Write some agreements of an invented nation, without the rest of it."""
    scale = Scale(150, opds=100, partners=30, parties=450, seed=3)
    agreements = list(Documents(Nation(scale)).agreements())
    affairs = [Affair(row.code, row.name, row.name_en, row.group) for row in AFFAIRS.values()]
    parties = [party.actor for one in agreements for party in one.parties]
    regions = {actor.code: actor for actor in parties if isinstance(actor, Region)}
    store = Store(engine.empty())
    store.prepare()
    store.begin_load(LOAD)
    facts = Facts(regions=list(regions.values()), affairs=affairs, agreements=agreements)
    store.write(facts, LOAD)
    store.end_load(LOAD)
    return engine.database


embedded = pytest.mark.parametrize("engine", ["embedded"], indirect=True)


@embedded
def test_nation_is_its_projection(nation: Database) -> None:
    for options in (
        {},
        {"roll_up": False},
        {"max_age_years": 2},
        {"affair": "kesehatan"},
        {"scheme": "ksdd", "roll_up": False},
        {"province": sorted(history(nation).regions)[0][:2]},
    ):
        named = {"affair": "affairs", "scheme": "schemes"}
        values = {
            named.get(name, name): (value,) if name in named else value
            for name, value in options.items()
        }
        ours = explore(nation, Filters(ON, **values))  # type: ignore[arg-type]
        theirs = project(nation, "actors", ON, **options)  # type: ignore[arg-type]
        assert len(theirs) and same(ours.graph(), theirs), options
        assert ours.total >= len({id for *_, ids in theirs.edges(data="ids") for id in ids})


@embedded
def test_nation_counts_as_the_register(nation: Database) -> None:
    """The lists of `/kesepakatan` and the map give one number for one choice."""
    names = {
        "states": "standing",
        "schemes": "scheme",
        "forms": "form",
        "stages": "stage",
        "affairs": "affair",
        "provinces": "province",
        "years": "year",
    }
    for chosen in ({"standing": "running"}, {"standing": "lapsed", "scheme": "ksdd"}):
        counted = outline(nation, RegisterFilters(ON, **chosen))
        filters = Filters(
            ON, (chosen["standing"],), schemes=tuple(chosen.get("scheme", "").split())
        )
        ours = explore(nation, filters)
        assert ours.total == counted.total > 0
        for facet, name in names.items():
            counts = {str(choice): count for choice, count in counted.counts(name).items()}
            assert ours.facets[facet] == counts, facet


@embedded
def test_numbers_follow_the_data(nation: Database) -> None:
    before = explore(nation, Filters(ON))
    assert explore(nation, Filters(ON, states=("running", "running"))) is before
    key = before.ranked()[0]
    gone = before.agreements_of(key)[0]
    nation.write(
        (
            "MATCH (k:Agreement {id: $id}) SET k.runs_until = date('2000-01-01'), "
            "k.changed_at = '2099-01-01T00:00:00.000000Z'",
            {"id": gone},
        )
    )
    after = explore(nation, Filters(ON))
    assert (after.total, before.total) == (before.total - 1, before.total)
    assert gone not in after.agreements_of(key) and not after.is_left(gone)
    assert after.strength.get(key, 0) == before.strength[key] - 1
    assert same(after.graph(), project(nation, "actors", ON))


# ------------------------------------------------------------------ as plain loops have it


def some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True, max_size=2).map(tuple)


filters = st.builds(
    Filters,
    on=st.sampled_from(DATES),
    states=some(tuple(STATES)),
    affairs=some(("kesehatan", "pangan")),
    schemes=some(("ksdd", "ksdpk")),
    forms=some(("pks", "mou")),
    stages=some(tuple(STAGES)),
    years=st.none() | st.just((2016, 2017)),
    province=st.sampled_from((None, None, "35")),
    max_age_years=st.none() | st.integers(0, 2),
    roll_up=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(registers(), st.just(Filters(DATES[-1], ())) | filters)
def test_all_is_as_plain_loops_find_it(items: list[Recorded], chosen: Filters) -> None:
    past = remembered(items)
    ours, plain = Explored(past, chosen, {}), Plain(past, chosen)
    assert ours.total == len(plain.left)
    for name, counts in plain.facets().items():
        assert ours.facets[name] == counts, name
    assert ours.strength == plain.strength()
    graph = plain.graph()
    assert ours.degree == dict(graph.degree)
    assert ours.ranked() == tuple(sorted(graph, key=lambda key: (-graph.degree[key], key)))
    assert ours.homes() == plain.homes()
    for keys in (KEYS, KEYS[::2]):
        found = {(link.a, link.b): link for link in ours.links(keys)}
        links = plain.links(keys)
        assert list(found) == sorted(links)
        for pair, link in found.items():
            assert (link.agreements, pytest.approx(link.weight)) == links[pair]
    for key in KEYS:
        assert ours.neighbours(key) == plain.neighbours(key)
    for keys in combinations(KEYS[:6], 2):
        assert ours.common(keys) == [Common(*one) for one in plain.common(keys)]
    groups = {key: key[:2] for key in KEYS}
    assert ours.bundles(groups) == plain.bundles(groups)
    for source, target in combinations(sorted(graph), 2):
        paths = ours.paths(source, target)
        assert paths == shortest(graph, source, target)


def shortest(graph: nx.Graph, source: str, target: str) -> Paths:
    """Give all shortest paths by NetworkX."""
    if not nx.has_path(graph, source, target):
        return Paths((), 0, None)
    paths = sorted(map(tuple, nx.all_shortest_paths(graph, source, target)))
    return Paths(tuple(paths), len(paths), len(paths[0]) - 1)


# ------------------------------------------------------------------ by hand

FORUM = row("forum", ("35.01", "35.02", "36.71", "bank-tengah"))
CARE = row("rujukan", ("35.01-dinas-kesehatan", "36.71-dinas-kesehatan"))
POWER = row("listrik", ("35.01", "35.01-bappeda", "pln"))
LIGHT = row("penerangan", ("35.02", "pln"))
ENDED = row("lama", ("36.71", "pln"), until="2018-12-31")
ITEMS = [FORUM, CARE, POWER, LIGHT, ENDED]


def expansions(found: Explored, key: str) -> dict[tuple[str, str | None], tuple[str, ...]]:
    return {(one.relation, one.kind): one.keys for one in found.expansions(key)}


def test_expansion_of_a_region() -> None:
    assert expansions(explored(ITEMS), "35.01") == {
        ("kerjasama", None): ("36.71", "35.02", "bank-tengah", "pln"),
        ("kerjasama", "kabupaten"): ("35.02",),
        ("kerjasama", "kota"): ("36.71",),
        ("kerjasama", "bumn"): ("pln",),
        ("kerjasama", "bank"): ("bank-tengah",),
        ("kesepakatan", None): ("forum", "listrik", "rujukan"),
        ("opd", None): ("35.01-bappeda", "35.01-dinas-kesehatan"),
        ("batas", None): ("35.02",),
    }


def test_expansion_of_an_opd() -> None:
    rolled = expansions(explored(ITEMS), "35.01-dinas-kesehatan")
    assert rolled == {
        ("kerjasama", None): ("36.71",),
        ("kerjasama", "kota"): ("36.71",),
        ("kesepakatan", None): ("rujukan",),
        ("wilayah", None): ("35.01",),
    }
    single = expansions(explored(ITEMS, roll_up=False), "35.01-dinas-kesehatan")
    assert single["kerjasama", "opd"] == ("36.71-dinas-kesehatan",)
    assert single["wilayah", None] == ("35.01",)


def test_expansion_of_a_partner_and_of_nobody() -> None:
    assert expansions(explored(ITEMS), "pln")["kerjasama", None] == ("35.01", "35.02")
    assert expansions(explored(ITEMS), "35") == {}
    assert expansions(explored(ITEMS, states=("lapsed",)), "pln")["kerjasama", None] == ("36.71",)
    for key in ("", "kesepakatan:forum", "99.99", "99.99-dinas", "<b>", "35.01-35.02"):
        assert not {"kerjasama", "kesepakatan"} & {one[0] for one in expansions(explored([]), key)}
        assert explored(ITEMS).neighbours(key) == {} and explored(ITEMS).agreements_of(key) == ()
    assert {one.relation for one in explored(ITEMS).expansions("35.01")} <= set(RELATIONS)


def test_opds_beside_their_region() -> None:
    """Where OPDs count as their region, one on the map still has its own links."""
    found = explored(ITEMS)
    keys = ("35.01", "36.71", "35.01-dinas-kesehatan", "36.71-dinas-kesehatan")
    assert [(link.a, link.b, link.agreements) for link in found.links(keys)] == [
        ("35.01", "36.71", ("forum", "rujukan")),
        ("35.01", "36.71-dinas-kesehatan", ("rujukan",)),
        ("35.01-dinas-kesehatan", "36.71", ("rujukan",)),
        ("35.01-dinas-kesehatan", "36.71-dinas-kesehatan", ("rujukan",)),
    ]


def test_links_share_an_agreement() -> None:
    weights = {(link.a, link.b): link.weight for link in explored(ITEMS).links(KEYS[:4])}
    assert weights["35.01", "35.02"] == pytest.approx(1 / 3)
    assert weights["35.01", "36.71"] == pytest.approx(1 / 3 + 1)


def test_common_neighbours() -> None:
    assert explored(ITEMS).common(("35.01", "35.02")) == [
        Common("36.71", 3),
        Common("bank-tengah", 2),
        Common("pln", 2),
    ]
    assert explored(ITEMS).common(("bank-tengah", "pln")) == [
        Common("35.01", 2),
        Common("35.02", 2),
    ]
    assert explored(ITEMS).common(()) == explored(ITEMS).common(("nobody",)) == []


def test_paths_of_equal_length() -> None:
    found = explored(ITEMS)
    assert found.paths("36.71", "pln") == Paths(
        (("36.71", "35.01", "pln"), ("36.71", "35.02", "pln")), 2, 2
    )
    assert found.paths("36.71", "pln", most=1) == Paths((("36.71", "35.01", "pln"),), 2, 2)
    assert found.paths("pln", "pln") == Paths((("pln",),), 1, 0)
    assert found.paths("pln", "universitas") == Paths((), 0, None)
    assert found.paths("36.71-dinas-kesehatan", "bank-tengah").paths == (("36.71", "bank-tengah"),)
    assert explored(ITEMS, on=date(2018, 6, 1)).paths("36.71", "pln").length == 1


def test_more_paths_than_can_be_shown() -> None:
    """A chain of forks: two ways at each of twenty, a million in all."""
    items = []
    for step in range(20):
        near, far = f"m{step:02}", f"m{step + 1:02}"
        for number, fork in enumerate((f"{10 + step}.01", f"{10 + step}.02")):
            items += [row(f"{step:02}-{number}-{end}", (end, fork)) for end in (near, far)]
    found = explored(items).paths("m00", "m20", most=3)
    assert (found.total, found.length, len(found.paths)) == (2**20, 40, 3)
    assert list(found.paths) == sorted(found.paths)


def test_homes_of_partners() -> None:
    homes = explored([*ITEMS, row("lagi", ("35.02", "pln"))]).homes()
    assert homes["pln"] == "35.02" and homes["bank-tengah"] == "35.01"
    assert homes["36.71"] == "36.71"
    single = explored(ITEMS, roll_up=False).homes()
    assert (single["36.71-dinas-kesehatan"], single["pln"]) == ("36.71", "35.01")
    assert explored([row("terbuka", ("pln",))]).homes() == {}


def test_parties_as_they_are() -> None:
    rolled, single = explored(ITEMS), explored(ITEMS, roll_up=False)
    assert rolled.parties("listrik") == ("35.01", "pln")
    assert single.parties("listrik") == ("35.01", "35.01-bappeda", "pln")
    assert rolled.parties("lama") == ("36.71", "pln") and not rolled.is_left("lama")
    assert rolled.parties("tidak-ada") == ()


def test_bundles_count_agreements_once() -> None:
    groups = {"35.01": "35", "35.02": "35", "36.71": "36", "bank-tengah": "36", "pln": "pln"}
    assert explored(ITEMS).bundles(groups) == [("35", "36", 2), ("35", "pln", 2)]
    assert explored([]).bundles({}) == explored(ITEMS).bundles({}) == []


def test_years_and_kinds_are_counted() -> None:
    items = [replace_year(POWER, 2016), replace_year(LIGHT, 2018), FORUM]
    found = explored(items, years=(2016, 2017))
    assert found.total == 1 and found.facets["years"] == {"0": 1, "2016": 1, "2018": 1}
    assert found.kinds == {"kabupaten": 1, "bumn": 1}
    assert explored(items, years=(0, 2015)).total == 0, "an unknown year is in no span"


def replace_year(item: Recorded, year: int) -> Recorded:
    return item._replace(signed_on=date(year, 5, 1))


def test_graph_is_measured() -> None:
    graph = explored(ITEMS).graph()
    assert nx.is_frozen(graph) and explored(ITEMS).graph(("35.01", "pln", "x")).size() == 1
    assert graph.nodes["35.01"]["province_code"] == "35" and graph.nodes["pln"]["name"] == "PLN"
    assert "35.01" in Network(graph).clusters[0].members


@pytest.mark.parametrize(
    "values",
    [
        {"states": ("berjalan",)},
        {"affairs": ("sihir",)},
        {"schemes": ("x",)},
        {"forms": ("",)},
        {"stages": ("selesai", "lain")},
        {"province": "35.01"},
        {"max_age_years": -1},
    ],
)
def test_arguments_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ArgumentInvalid):
        explore(None, replace(Filters(ON), **values))  # type: ignore[arg-type]
