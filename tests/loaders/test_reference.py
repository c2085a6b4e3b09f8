"""The reference tables: their counts, the checks that SOURCES.md names, and their codes."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.model import Facts, Opd, Partner
from graph.vocabulary import AFFAIRS, PARTNER_KINDS, REGION_KINDS
from loaders import reference

COASTLINE = Path(__file__).parents[2] / "webapp" / "static" / "data" / "coastline.json"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return reference.reference_facts()


def land_neighbours(facts: Facts, code: str) -> set[str]:
    pairs = [(border.a, border.b) for border in facts.borders]
    return {b for a, b in pairs if a == code} | {a for a, b in pairs if b == code}


def repeated(names: Iterable[str]) -> list[str]:
    counts = Counter(name.casefold() for name in names)
    return [name for name, count in counts.items() if count > 1]


def test_region_counts(facts: Facts) -> None:
    kinds = Counter(region.kind for region in facts.regions)
    assert kinds == {"provinsi": 38, "kabupaten": 416, "kota": 98}
    assert len({region.code for region in facts.regions}) == 552
    assert sum(region.population or 0 for region in facts.regions if not region.province_code) == (
        284_973_643
    )


def test_population_sums_up(facts: Facts) -> None:
    below: Counter[str] = Counter()
    for region in facts.regions:
        if region.province_code:
            below[region.province_code] += region.population or 0
    provinces = {r.code: r.population for r in facts.regions if r.kind == "provinsi"}
    assert below == provinces


def test_regions_lie_in_their_province(facts: Facts) -> None:
    provinces = {region.code for region in facts.regions if region.kind == "provinsi"}
    for region in facts.regions:
        assert region.kind in REGION_KINDS
        assert region.capital
        assert 94 < (region.longitude or 0) < 142
        assert -12 < (region.latitude or 99) < 8
        if region.kind == "provinsi":
            assert region.province_code is None
        else:
            assert region.province_code in provinces
            assert region.code.startswith(f"{region.province_code}.")


def test_neighbour_counts(facts: Facts) -> None:
    provinces = [border for border in facts.borders if len(border.a) == 2]
    lower = [border for border in facts.borders if len(border.a) == 5]
    assert (len(provinces), len(lower), len(facts.borders)) == (38, 990, 1_028)
    assert sum(border.across for border in lower) == 191
    assert all(border.across for border in provinces)
    assert (len(facts.sea_neighbours), len(facts.corner_contacts)) == (198, 7)


def test_neighbour_tables_agree(facts: Facts) -> None:
    codes = {region.code for region in facts.regions}
    pairs = [
        (row.a, row.b)
        for table in (facts.borders, facts.sea_neighbours, facts.corner_contacts)
        for row in table
    ]
    assert len(set(pairs)) == len(pairs), "a pair is a neighbour in one way only"
    assert all(a < b and {a, b} <= codes and len(a) == len(b) for a, b in pairs)
    assert min(border.length_km for border in facts.borders) >= 0.3
    assert all(0 <= row.distance_km <= 50 for row in facts.sea_neighbours)


def test_provinces_border_as_their_parts(facts: Facts) -> None:
    lower = {(b.a[:2], b.b[:2]) for b in facts.borders if len(b.a) == 5 and b.across}
    provinces = {(b.a, b.b) for b in facts.borders if len(b.a) == 2}
    assert lower == provinces


@pytest.mark.parametrize(
    ("code", "neighbours"),
    [
        pytest.param("35.74", {"35.13"}, id="kota-probolinggo"),
        pytest.param("12.10", {"12.23", "12.22", "12.20", "14.07"}, id="labuhanbatu"),
        pytest.param("35.15", {"35.78", "35.25", "35.16", "35.14"}, id="sidoarjo"),
        pytest.param("15.71", {"15.05"}, id="kota-jambi"),
        pytest.param("21.71", set(), id="batam"),
    ],
)
def test_known_land_neighbours(facts: Facts, code: str, neighbours: set[str]) -> None:
    assert land_neighbours(facts, code) == neighbours


def test_regions_without_land_border(facts: Facts) -> None:
    lower = {region.code for region in facts.regions if region.province_code}
    bordering = {code for border in facts.borders for code in (border.a, border.b)}
    assert len(lower - bordering) == 33


def test_every_table_has_sources(facts: Facts) -> None:
    tables = {path.stem for path in Path(reference.__file__).parent.glob("*.csv")}
    assert set(reference.SOURCES) == tables | {"affairs"}
    assert len({source.id for source in facts.sources}) == len(facts.sources) > 0
    stated = (Path(reference.__file__).parent / "SOURCES.md").read_text()
    for table in tables:
        rows = len((Path(reference.__file__).parent / f"{table}.csv").read_text().splitlines()) - 1
        assert f"| `{table}.csv` | {rows:,} |" in stated


def test_affairs_come_from_vocabulary(facts: Facts) -> None:
    assert [affair.code for affair in facts.affairs] == list(AFFAIRS)


def test_externalities_are_weighed_and_explained(facts: Facts) -> None:
    crossing = [affair for affair in facts.affairs if affair.cross_border_weight is not None]
    table = Path(reference.__file__).with_name("externalities.csv").read_text(encoding="utf-8")
    assert len(crossing) == len(table.splitlines()) - 1, "a row is of no known affair"
    assert not [affair.code for affair in crossing if affair.group == "penunjang"]
    for affair in crossing:
        assert 0 < (affair.cross_border_weight or 0) <= 1
        for clause in (affair.cross_border_reason, affair.cross_border_reason_en):
            # A clause that a sentence can take up: "…, karena sampah tidak berhenti di batas."
            assert clause
            assert clause[0].islower()
            assert clause[-1].isalpha()
    assert len({affair.cross_border_reason for affair in crossing}) == len(crossing)
    assert {affair.code for affair in facts.affairs if affair.group != "penunjang"} - {
        affair.code for affair in crossing
    } == {"kearsipan", "persandian", "statistik"}


def test_opd_forms_use_known_codes() -> None:
    forms = reference.opd_forms()
    assert not repeated(form.code for form in forms)
    assert not repeated(form.name for form in forms)
    for form in forms:
        assert form.affairs
        assert form.levels
        assert set(form.levels) <= set(REGION_KINDS)
        assert Opd(form.name, "12.10", form.affairs).affairs == form.affairs


# What a region of a kind is taken to have no OPD for.
_NOT_THEIRS = {
    "provinsi": set(),
    "kabupaten": {"kehutanan", "esdm"},
    "kota": {"kehutanan", "esdm", "desa", "transmigrasi"},
}


@pytest.mark.parametrize("kind", REGION_KINDS)
def test_one_standard_form_for_each_task(kind: str) -> None:
    standard = [form for form in reference.opd_forms() if kind in form.standard]
    assert all(kind in form.levels for form in standard)
    assert not repeated(task for form in standard for task in form.tasks)
    covered = {affair for form in standard for affair in form.affairs}
    assert covered == set(AFFAIRS) - _NOT_THEIRS[kind]


def test_forms_meet_what_others_do() -> None:
    forms = reference.opd_forms()
    tasks = {task for form in forms for task in form.tasks}
    assert all(form.tasks for form in forms)
    assert {task for form in forms for task in form.meets} <= tasks
    assert {form.code for form in forms if "satpol" in form.tasks} == {
        *("satpol-pp", "satpol-pp-dan-damkar"),
    }


def test_known_opds_are_of_a_form(facts: Facts) -> None:
    codes = {form.code for form in facts.opd_forms}
    assert facts.known_opds
    assert {known.form for known in facts.known_opds} <= codes
    assert len({known.id for known in facts.known_opds}) == len(facts.known_opds)


def test_opd_forms_cover_affairs() -> None:
    covered = {affair for form in reference.opd_forms() for affair in form.affairs}
    assert covered == set(AFFAIRS)


def test_ambiguous_short_forms_are_known() -> None:
    forms = reference.opd_forms()
    names = [name for form in forms for name in (form.name, *form.short_forms)]
    assert set(repeated(names)) == {"dkp", "dpmk"}


@pytest.mark.parametrize(
    ("short", "affair"),
    [
        ("Dinkes", "kesehatan"),
        ("Disdik", "pendidikan"),
        ("Dikpora", "pemuda_olahraga"),
        ("Diskominfo", "kominfo"),
        ("Disnaker", "tenaga_kerja"),
        ("BPBD", "ketertiban"),
        ("DLH", "lingkungan_hidup"),
        ("Dishub", "perhubungan"),
        ("DPMPTSP", "penanaman_modal"),
        ("DPPKB", "keluarga_berencana"),
        ("Bappeda", "perencanaan"),
        ("Setda", "sekretariat"),
        ("Puskesmas", "kesehatan"),
    ],
)
def test_everyday_short_forms(short: str, affair: str) -> None:
    (form,) = [form for form in reference.opd_forms() if short in form.short_forms]
    assert affair in form.affairs


def test_partners_are_unique_and_valid() -> None:
    partners = reference.known_partners()
    assert not repeated(name for partner in partners for name in (partner.name, *partner.also))
    made = [Partner(partner.name, partner.kind, partner.country) for partner in partners]
    assert len({partner.id for partner in made}) == len(partners)


def test_foreign_partners_have_a_country() -> None:
    foreign = {"foreign_government", "foreign_institution"}
    for partner in reference.known_partners():
        assert (partner.country is not None) == (partner.kind in foreign), partner.name
        assert partner.country is None or (
            len(partner.country) == 2 and partner.country.isupper() and partner.country != "ID"
        )


def test_country_comes_before_its_cities() -> None:
    places = [p for p in reference.known_partners() if p.kind == "foreign_government"]
    first = {place.country: place.name for place in reversed(places)}
    assert first["JP"] == "Jepang"
    words = ("Kota ", "Provinsi ", "Prefektur ", "Negara Bagian ", "Negeri ", "Daerah Otonom ")
    assert not [name for name in first.values() if name.startswith(words)]
    assert {"Kota Kochi", "Prefektur Kochi", "Kota Busan"} <= {place.name for place in places}


def test_hospitals_belong_to_regions(facts: Facts) -> None:
    codes = {region.code for region in facts.regions}
    hospitals = reference.hospitals()
    assert not repeated(hospital.name for hospital in hospitals)
    assert all(hospital.code in codes for hospital in hospitals)
    assert all(hospital.name.startswith("RSUD ") for hospital in hospitals)


def test_keywords_are_reachable() -> None:
    keywords = reference.partner_keywords()
    assert all(keyword.kind in PARTNER_KINDS for keyword in keywords)
    patterns = [keyword.pattern.casefold() + " " for keyword in keywords]
    for place, pattern in enumerate(patterns):
        hidden_by = [other for other in patterns[:place] if pattern.startswith(other)]
        assert not hidden_by, f"{pattern!r} stands after {hidden_by}"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("PT Delima Agung Utama", "company"),
        ("PT Bank Contoh", "bank"),
        ("Bank Indonesia Perwakilan Jambi", "central_bank"),
        ("Universitas Negeri Contoh", "state_university"),
        ("Universitas Contoh", "university"),
        ("Politeknik Negeri Contoh", "state_university"),
        ("Polresta Jambi", "police"),
        ("Kejaksaan Negeri Wonosobo", "vertical_agency"),
        ("Kodim 0707", "military"),
        ("RSUP Contoh", "central_hospital"),
        ("RS Contoh", "hospital"),
        ("Perumda Air Minum", "bumd"),
        ("Kementerian Contoh", "ministry"),
        ("Yayasan Contoh", "ngo"),
    ],
)
def test_first_keyword_tells_kind(name: str, kind: str) -> None:
    words = name.casefold() + " "
    first = next(
        keyword
        for keyword in reference.partner_keywords()
        if words.startswith(keyword.pattern.casefold() + " ")
    )
    assert first.kind == kind


def test_short_names_are_unique_and_new(facts: Facts) -> None:
    regions = {region.code: region.name for region in facts.regions}
    names = reference.short_names()
    assert len({(short.name.casefold(), short.code) for short in names}) == len(names)
    for short in names:
        official = regions[short.code].casefold()
        assert short.why in {"short", "former", "spelling"}, short
        assert short.name.casefold() not in {official, official.split(" ", 1)[1]}, short


def test_shared_short_names() -> None:
    names = reference.short_names()
    assert set(repeated(short.name for short in names)) == {
        *("bungo tebo", "buol tolitoli", "sarko", "sarolangun bangko", "tanjab", "tanjung jabung"),
        *("sangihe talaud", "sangihe dan talaud"),
        *("kepulauan sangihe talaud", "kepulauan sangihe dan talaud"),
        *("jogja", "jogjakarta", "jogyakarta", "yogya", "mura", "tasik"),
    }


@pytest.mark.parametrize(
    ("short", "region"),
    [
        ("Konut", "Kabupaten Konawe Utara"),
        ("Sultra", "Provinsi Sulawesi Tenggara"),
        ("Tanjab Timur", "Kabupaten Tanjung Jabung Timur"),
        ("Tangsel", "Kota Tangerang Selatan"),
        ("Maluku Tenggara Barat", "Kabupaten Kepulauan Tanimbar"),
        ("Kabupaten Pontianak", "Kabupaten Mempawah"),
        ("Kabupaten Kepulauan Riau", "Kabupaten Bintan"),
    ],
)
def test_short_names_mean_regions(facts: Facts, short: str, region: str) -> None:
    codes = {row.name: row.code for row in reference.short_names()}
    assert {r.code: r.name for r in facts.regions}[codes[short]] == region


def test_coastline_is_small_and_inside_window() -> None:
    assert COASTLINE.stat().st_size <= 150_000
    table = json.loads(COASTLINE.read_text())
    assert table["source"].startswith("Natural Earth, public domain, through world-atlas")
    west, south, east, north = table["window"]
    for ring in table["rings"]:
        assert len(ring) >= 6
        assert len(ring) % 2 == 0
        assert all(west <= longitude <= east for longitude in ring[::2])
        assert all(south <= latitude <= north for latitude in ring[1::2])


def test_regions_lie_near_the_coastline(facts: Facts) -> None:
    rings = [
        list(zip(ring[::2], ring[1::2], strict=True))
        for ring in json.loads(COASTLINE.read_text())["rings"]
    ]
    at_sea = {
        region.name
        for region in facts.regions
        if region.province_code
        and not any(near_land((region.longitude or 0, region.latitude or 0), r) for r in rings)
    }
    # Archipelagos, whose centroid may lie between islands.
    assert len(at_sea) <= 12, at_sea


def near_land(point: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    """Whether a point lies inside a ring or within a tenth of a degree of one of its corners."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if abs(x1 - x) < 0.1 and abs(y1 - y) < 0.1:
            return True
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside
