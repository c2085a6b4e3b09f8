"""Names as written, and whom they mean; what nothing decides stays open, and says why."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.aliases import Alias
from graph.errors import ValueRefused
from graph.model import Actor, Opd, Partner, Region, actor_key
from graph.text import MarkupInText, TextMissing, TextTooLong
from loaders import reference
from loaders.names import (
    DECISIONS,
    AliasBroken,
    AmbiguousName,
    AmbiguousOpd,
    Context,
    Names,
    NameSimilar,
    NotParty,
    OpdWithoutRegion,
    PlaceNotSaid,
    RegionNotSaid,
    Resolution,
    UnknownCode,
    UnknownRegion,
    key,
    region_of,
)
from loaders.places import bare_name, regions_by_code

NAMES = Names()
REGION = regions_by_code()
CITY, REGENCY = REGION["35.74"], REGION["35.13"]  # Probolinggo, both
PROVINCE, JAMBI, LABURA = REGION["35"], REGION["15.71"], REGION["12.23"]


def resolve(text: str, **context: object) -> Resolution:
    return NAMES.resolve(text, Context(**context))  # type: ignore[arg-type]


def keys(actors: tuple[Actor, ...]) -> list[str]:
    return [actor_key(actor) for actor in actors]


# ------------------------------------------------------------------ regions

REGIONS = {
    "12": ("12", "code"),
    "12.10": ("12.10", "code"),
    "Kota Probolinggo (35.74)": ("35.74", "code"),
    "Probolinggo (35.74)": ("35.74", "code"),
    "Kabupaten Labuhanbatu": ("12.10", "name"),
    "  kabupaten   LABUHANBATU ": ("12.10", "name"),
    "KabupatenLabuhanbatu": ("12.10", "name"),
    "Kab. Labuhanbatu": ("12.10", "name"),
    "Kab.Labuhan Batu": ("12.10", "name"),
    "Pemerintah Daerah Kabupaten Sidoarjo": ("35.15", "name"),
    "Pemerintah Kabupaten Konawe Utara (Konut)": ("74.09", "name"),
    "Pemkab. Konut": ("74.09", "short"),
    "Konut": ("74.09", "short"),
    "Pemko Batam": ("21.71", "name"),
    "Pemkot Kediri": ("35.71", "name"),
    "Pemkab Kediri": ("35.06", "name"),
    "Pemprov Jateng": ("33", "short"),
    "Prov. Jawa Tengah": ("33", "name"),
    "Pemerintah Daerah Provinsi Jawa Barat": ("32", "name"),
    "Pemerintah Aceh": ("11", "name"),
    "Propinsi Riau": ("14", "name"),
    "Riau": ("14", "name"),
    "Sumatra Utara": ("12", "name"),
    # Old kinds of regions.
    "Kotamadya Jambi": ("15.71", "name"),
    "Kota Madya Jambi": ("15.71", "name"),
    "Kodya Dati II Probolinggo": ("35.74", "name"),
    "Kotamadya Daerah Tingkat II Probolinggo": ("35.74", "name"),
    "Kabupaten Dati II Probolinggo": ("35.13", "name"),
    "Kab. DT. II Kediri": ("35.06", "name"),
    "Pemda Tk. II Sidoarjo": ("35.15", "name"),
    "Dati II Sidoarjo": ("35.15", "name"),
    "Propinsi Daerah Tingkat I Jambi": ("15", "name"),
    "Kotif Bitung": ("71.72", "name"),
    "Kota Administratif Tarakan": ("65.71", "name"),
    # Who signs for it.
    "Bupati Labuhanbatu Utara": ("12.23", "name"),
    "Plt. Bupati Kudus": ("33.19", "name"),
    "Wali Kota Jambi": ("15.71", "name"),
    "Walikota Jambi": ("15.71", "name"),
    "Gubernur Jambi": ("15", "name"),
    "Gubernur DKI Jakarta": ("31", "short"),
    # Capital and special regions.
    "DKI": ("31", "short"),
    "Daerah Khusus Ibukota Jakarta": ("31", "name"),
    "Pemprov DKI": ("31", "short"),
    "D.I. Yogyakarta": ("34", "short"),
    "DIY": ("34", "short"),
    "Pemda Daerah Istimewa Yogyakarta": ("34", "name"),
    "Wali Kota Administrasi Jakarta Selatan": ("31.74", "name"),
    "Kota Adm. Jakarta Barat": ("31.73", "name"),
    "Kab. Adm. Kep. Seribu": ("31.01", "name"),
    "Jakarta Selatan": ("31.74", "name"),
    # Everyday short forms.
    "Sultra": ("74", "short"),
    "Tanjab Timur": ("15.07", "short"),
    "Tanjab Barat": ("15.06", "short"),
    "Muara Jambi": ("15.05", "short"),
    "Madina": ("12.13", "short"),
    "Sergai": ("12.18", "short"),
    "Labura": ("12.23", "short"),
    "OKU": ("16.01", "short"),
    "OKUT": ("16.08", "short"),
    "Muba": ("16.06", "short"),
    "Lampung Sel.": ("18.01", "short"),
    "Tangsel": ("36.74", "short"),
    "KBB": ("32.17", "short"),
    "Kota Solo": ("33.72", "short"),
    "50 Kota": ("13.07", "short"),
    "Kab. Gunung Kidul": ("34.03", "name"),
    "PPU": ("64.09", "short"),
    "TTS": ("53.02", "short"),
    "SBD": ("53.18", "short"),
    "Bolmong": ("71.01", "short"),
    # Renamed since.
    "Kabupaten Maluku Tenggara Barat": ("81.03", "former"),
    "Toba Samosir": ("12.12", "former"),
    "Kab. Mamuju Utara": ("76.01", "former"),
    "Kabupaten Pontianak": ("61.02", "former"),
    "Kota Pontianak": ("61.71", "name"),
    "Kabupaten Kepulauan Riau": ("21.01", "former"),
    "Kepulauan Riau": ("21", "name"),
    "Kab. Dati II Sawahlunto/Sijunjung": ("13.03", "former"),
    "Kodya Ujung Pandang": ("73.71", "former"),
    "Kab. Selayar": ("73.01", "former"),
    "Kab. Yapen Waropen": ("91.05", "former"),
    "Polewali Mamasa": ("76.04", "former"),
    "Irian Jaya": ("91", "former"),
    "Kabupaten Maluku Utara": ("82.01", "former"),
    # Written apart or together.
    "Kota Pangkalpinang": ("19.71", "name"),
    "KOTA TANJUNG-PINANG": ("21.72", "name"),
    "Kota Pare-Pare": ("73.72", "name"),
    "Kota Baubau": ("74.72", "name"),
    "Kab. Tolitoli": ("72.04", "name"),
    "Tebingtinggi": ("12.76", "name"),
    "Kota Waringin Timur": ("62.02", "name"),
    "Kabupaten Kota Baru": ("63.02", "name"),
    # With the province, today's or the former one.
    "Kab. Banjar, Prov. Kalimantan Selatan": ("63.03", "name"),
    "Kota Banjar (Jawa Barat)": ("32.79", "name"),
    "Kota Banjar - Jabar": ("32.79", "name"),
    "Banjar, Kalsel": ("63.03", "province"),
    "Provinsi Jawa Barat, Kota Banjar": ("32.79", "name"),
    "Kota Tarakan, Kalimantan Timur": ("65.71", "name"),
    "Kab. Merauke (Papua)": ("93.01", "name"),
    "Kabupaten Banjar, Kalimantan Selatan": ("63.03", "name"),
    # With what agrees with it once more.
    "Kota Bogor (32.71)": ("32.71", "code"),
    "Kota Bogor (32)": ("32.71", "code"),
    "Kota Bogor (Humas)": ("32.71", "name"),
    "Provinsi Jawa Timur (Surabaya)": ("35", "name"),
    # The kind behind the name, or together with it.
    "Bogor, Kab": ("32.01", "name"),
    "Bogor (Kab.)": ("32.01", "name"),
    "Bogor Kota": ("32.71", "name"),
    "Tegal, Kota": ("33.76", "name"),
    "KabBogor": ("32.01", "name"),
}
OPEN = {
    "99.99": (UnknownCode, []),
    "12.1": (UnknownCode, []),
    "1210": (UnknownCode, []),
    "12.10.01": (UnknownCode, []),
    "Probolinggo": (AmbiguousName, ["35.13", "35.74"]),
    "Pemda Probolinggo": (AmbiguousName, ["35.13", "35.74"]),
    "Kabupaten/Kota Probolinggo": (AmbiguousName, ["35.13", "35.74"]),
    "Jambi": (AmbiguousName, ["15", "15.71"]),
    "Yogyakarta": (AmbiguousName, ["34", "34.71"]),
    "Mura": (AmbiguousName, ["16.05", "62.12"]),
    "Kabupaten Sangihe Talaud": (AmbiguousName, ["71.03", "71.04"]),
    "Kab. Kotawaringin": (AmbiguousName, ["62.01", "62.02"]),
    "Kab. Tapanuli": (AmbiguousName, ["12.01", "12.02", "12.03"]),
    "Kota Banjar, Kalsel": (AmbiguousName, ["32.79", "63.03"]),
    # What stands in brackets contradicts what stands before them.
    "Kota Bogor (32.01)": (AmbiguousName, ["32.01", "32.71"]),
    "Kota Bogor (Kab. Bogor)": (AmbiguousName, ["32.01", "32.71"]),
    "Kota Bogor (Jawa Tengah)": (AmbiguousName, ["32.01", "32.71"]),
    "Kabupaten Tegal (Kota)": (AmbiguousName, ["33.28", "33.76"]),
    "Kabupaten Banjar (Jawa Barat)": (AmbiguousName, ["32.79", "63.03"]),
    "Kota Banjar (Kalsel)": (AmbiguousName, ["32.79", "63.03"]),
    "Kota Solok (Jambi)": (AmbiguousName, ["13.02", "13.72"]),
    "Kota Surabaya (Jambi)": (UnknownRegion, ["35.78"]),
    "Kota Bogor (99.99)": (UnknownCode, ["32.71"]),
    "Kota Labuhanbatu": (UnknownRegion, ["12.10"]),
    "Kotif Purwokerto": (UnknownRegion, ["33.02"]),
    "Kabupaten Nusakambangan": (UnknownRegion, []),
    "Kota Xanadu": (UnknownRegion, []),
    "Kota": (RegionNotSaid, []),
    "Pemkab": (RegionNotSaid, []),
    "PKS": (NotParty, []),
    "MoU": (NotParty, []),
    "Perjanjian Kerja Sama": (NotParty, []),
    "—": (NotParty, []),
    "Dinas Kesehatan": (OpdWithoutRegion, []),
    "Dinkes Kota": (OpdWithoutRegion, []),
    "RSUD Melati": (OpdWithoutRegion, []),
    "PKM Sidoarjo": (OpdWithoutRegion, []),
    "Kec. Banjar": (OpdWithoutRegion, []),
    "Kecamatan Kota Baru": (OpdWithoutRegion, []),
    "Kecamatan Sungai Batang": (OpdWithoutRegion, ["33.25-kecamatan-sungai"]),
    "Dinas Kesehatan Kota Nusakambangan": (UnknownRegion, []),
    **dict.fromkeys(
        (
            "Dinkes Kota Bogor (32.01)",
            "Dinas Kesehatan Kota Bogor (Kab. Bogor)",
            "Dinas Kesehatan Kota Bogor (Kab.)",
            "Dinas Kesehatan Kota Bogor Kab. Bogor",
        ),
        (AmbiguousName, ["32.01-dinas-kesehatan", "32.71-dinas-kesehatan"]),
    ),
    "RSUD Kota Bogor Kab. Bogor": (
        AmbiguousName,
        ["32.01-rumah-sakit-umum-daerah", "32.71-rumah-sakit-umum-daerah"],
    ),
    **dict.fromkeys(
        ("Dinkes Kota Banjar Kalsel", "Dinkes Kabupaten Banjar, Jawa Barat"),
        (AmbiguousName, ["32.79-dinas-kesehatan", "63.03-dinas-kesehatan"]),
    ),
    "Dinkes Kota Bogor (99.99)": (UnknownCode, ["32.71-dinas-kesehatan"]),
    "Kecamatan Banjar Kota Banjar (Kalsel)": (
        AmbiguousName,
        ["32.79-kecamatan-banjar", "63.03-kecamatan-banjar"],
    ),
    "Dinkes Bandung Jambi": (
        AmbiguousName,
        [f"{code}-dinas-kesehatan" for code in ("15", "15.71", "32.04", "32.73")],
    ),
    "Dinkes Kota Labuhanbatu": (UnknownRegion, ["12.10-dinas-kesehatan"]),
    "Dinkes Probolinggo": (AmbiguousName, ["35.13-dinas-kesehatan", "35.74-dinas-kesehatan"]),
    "DKP Kota Batam": (
        AmbiguousOpd,
        [
            "21.71-dinas-ketahanan-pangan",
            "21.71-dinas-kelautan-perikanan",
            "21.71-dinas-kebersihan-pertamanan",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), REGIONS.items())
def test_name_means_a_region(text: str, expected: tuple[str, str]) -> None:
    found = resolve(text)
    assert isinstance(found.actor, Region)
    assert (found.kind, found.actor.code, found.decided_by) == ("region", *expected)
    assert found.problem is found.warning is None


@pytest.mark.parametrize(("text", "expected"), OPEN.items())
def test_what_nothing_decides_stays_open(
    text: str, expected: tuple[type[ValueRefused], list[str]]
) -> None:
    found = resolve(text)
    error, candidates = expected
    assert (found.actor, type(found.problem), found.decided_by) == (None, error, "none")
    assert keys(found.candidates) == candidates
    assert found.kind == ("ambiguous" if len(candidates) > 1 else "unknown")
    assert found.problem and "pihak" in str(found.problem)
    assert found.problem.advice(str).endswith(".")


@pytest.mark.parametrize(
    ("text", "error"),
    [("", TextMissing), ("x" * 10_000, TextTooLong), ("<script>", MarkupInText)],
    ids=["empty", "overlong", "markup"],
)
def test_hostile_text_is_refused(text: str, error: type[ValueRefused]) -> None:
    with pytest.raises(error, match="mitra"):
        resolve(text, column="mitra")


WAYS = {
    "provinsi": ("Provinsi {}", "Prov. {}", "Pemprov {}", "Pemerintah Provinsi {}", "Gubernur {}"),
    "kabupaten": ("Kabupaten {}", "Kab. {}", "Pemkab {}", "Pemerintah Kabupaten {}", "Bupati {}"),
    "kota": ("Kota {}", "Pemkot {}", "Pemko {}", "Pemerintah Kota {}", "Kotamadya {}"),
}


def test_every_region_is_found_however_it_is_written() -> None:
    names = {code: bare_name(region) for code, region in REGION.items()}
    for region in reference.regions():
        bare = names[region.code]
        province = REGION.get(region.province_code or "")
        texts = [region.code, region.name, f"Pemerintah {region.name}"]
        texts += [way.format(bare) for way in WAYS[region.kind]]
        if province:
            texts += [
                pattern.format(region.name, province.name.removeprefix("Provinsi "))
                for pattern in ("{}, {}", "{} ({})", "{} - {}", "{}, Prov. {}", "{} {}")
            ]
        if " " in bare:
            texts += [way.format(bare.replace(" ", "-")) for way in WAYS[region.kind]]
            texts += [way.format(bare.replace(" ", "")) for way in WAYS[region.kind]]
        for text, change in product(texts, (str, str.upper)):
            assert resolve(change(text)).actor == region, change(text)


def test_bare_name_is_clear_where_one_region_bears_it() -> None:
    for region in reference.regions():
        bare = bare_name(region)
        bearers = {code for code, other in REGION.items() if bare_name(other) == bare}
        bearers |= {s.code for s in reference.short_names() if key(s.name) == bare}
        found = resolve(bare)
        if bearers == {region.code}:
            assert found.actor == region
        else:
            assert (found.actor, set(keys(found.candidates))) == (None, bearers)


def test_every_short_name_is_found() -> None:
    for short in reference.short_names():
        found = resolve(short.name)
        assert short.code in keys((found.actor,) if found.actor else found.candidates), short


def test_region_of_an_owner_or_a_letterhead() -> None:
    assert region_of("PEMERINTAH KOTA PROBOLINGGO") == CITY
    assert region_of("Bagian Kerja Sama Setda Kota Probolinggo") == CITY
    assert region_of("Probolinggo") is region_of("PT Maju") is region_of("<b>") is None


# ------------------------------------------------------------------ OPDs

# Ways to write one OPD, all with one key.
OPDS = {
    "35.13-dinas-pendidikan-pemuda-olahraga": (
        "Dinas Pendidikan Pemuda & Olah Raga Kab. Probolinggo",
        "Dinas Pendidikan, Pemuda dan Olahraga Kabupaten Probolinggo",
        "DINAS PENDIDIKAN, KEPEMUDAAN, DAN OLAHRAGA KABUPATEN PROBOLINGGO",
        "Dinas Pemuda, Olahraga dan Pendidikan Kab Probolinggo",
        "Disdikpora Pemkab Probolinggo",
        "Disdik, Pemuda dan Olahraga Kab. Probolinggo",
        "Kepala Disdikpora Kabupaten Probolinggo",
    ),
    "35.74-dinas-kesehatan": (
        "Dinas Kesehatan Kota Probolinggo",
        "Dinkes Kota Probolinggo",
        "Dinkes Pemkot Probolinggo",
        "Dinas Kesehatan, Kota Probolinggo",
        "Dinas Kesehatan (Dinkes) Kota Probolinggo",
        "Dinas Kesehatan Kota Probolinggo (Dinkes)",
        "Dinas Kesehatan Kota Probolinggo, Provinsi Jawa Timur",
        "Dinas Kesehatan (35.74)",
        "Bidang Pelayanan Dinas Kesehatan Kota Probolinggo",
        "Dinkes Kota Probolinggo (35.74)",
        "Dinkes Kota Probolinggo (Jawa Timur)",
        "Dinkes Probolinggo Kota",
        "Dinkes Jawa Timur Kota Probolinggo",
        "Dinas Kesehatan Probolinggo (Kota)",
    ),
    "15.71-bagian-kerja-sama": (
        "Bagian Kerja Sama Setda Kota Jambi",
        "Bag. Kerjasama Kota Jambi",
        "Bagian Kerja Sama pada Sekretariat Daerah Kota Jambi",
        "Bagian Kerjasama Sekretariat Daerah Kota Jambi",
    ),
    "15.71-bagian-pemerintahan": ("Bagian Pemerintahan Kota Jambi", "Bag. Tapem Setda Kota Jambi"),
    "15.71-badan-keuangan-aset-daerah": ("BKAD Kota Jambi", "Badan Keuangan & Aset Kota Jambi"),
    "15.71-sekretariat-daerah": ("Setda Kota Jambi", "Sekretaris Daerah Kota Jambi"),
    "15.71-satuan-polisi-pamong-praja": ("Satpol PP Kota Jambi", "Satpolpp Kota Jambi"),
    "15.71-inspektorat-daerah": ("Inspektorat Kota Jambi", "Inspektorat Daerah Kota Jambi"),
    "15.71-badan-kepegawaian-pengembangan-sumber-daya-manusia": (
        "BKPSDM Kota Jambi",
        "Badan Kepegawaian Daerah Kota Jambi",
        "Badan Kepegawaian dan Pengembangan SDM Kota Jambi",
    ),
    "15.71-dinas-pekerjaan-umum-penataan-ruang": (
        "Dinas PUPR Kota Jambi",
        "DPUPR Kota Jambi",
        "Dinas Pekerjaan Umum & Tata Ruang Kota Jambi",
        "Bidang Bina Marga Dinas PUPR Kota Jambi",
    ),
    "12.71-kecamatan-medan-baru": ("Kec. Medan Baru Kota Medan", "Camat Medan Baru, Kota Medan"),
    "33.19-kecamatan-kota": ("Kecamatan Kota Kabupaten Kudus", "Kec. Kota Kab. Kudus"),
    "15.71-kelurahan-kota-baru": ("Kelurahan Kota Baru Kota Jambi", "Lurah Kota Baru, Kota Jambi"),
    "12.23-puskesmas-simonis": (
        "Puskesmas Simonis Kabupaten Labuhanbatu Utara",
        "PUSKESMAS SIMONIS KAB. LABURA",
        "PKM Simonis Labuhanbatu Utara",
        "UPTD Puskesmas Simonis Dinas Kesehatan Kab. Labura",
        "UPT Pusat Kesehatan Masyarakat Simonis Kab. Labuhanbatu Utara",
    ),
    "12.23-rsud-aek-kanopan": (
        "RSUD Aek Kanopan Kabupaten Labuhanbatu Utara",
        "Rumah Sakit Umum Daerah Aek Kanopan Labuhanbatu Utara",
        "RSUD Aek Kanopan",
    ),
    "35-rsud-soetomo": (
        "RSUD dr. Soetomo",
        "RSUD Dr. Soetomo Surabaya",
        "RS Umum Daerah dr Soetomo Provinsi Jawa Timur",
        "Direktur RSUD Soetomo Surabaya",
    ),
    "33.01-rsud-melati-putih": (
        "RSUD Prof. Dr. H. Melati Putih Kab. Cilacap",
        "RSUD drg. Melati Putih, Kabupaten Cilacap",
        "rsud melati putih kab. cilacap",
    ),
    "35.15-rumah-sakit-umum-daerah": (
        "RSUD Sidoarjo",
        "RSUD Kab. Sidoarjo",
        "RSUD Sidoarjo Kabupaten Sidoarjo",
        "RSU Kabupaten Sidoarjo",
    ),
    "31-rsud-tarakan": ("RSUD Tarakan Provinsi DKI Jakarta",),
    "34-dinas-pariwisata": ("Dinas Pariwisata DIY", "Dispar Daerah Istimewa Yogyakarta"),
    "15.71-kantor-ketahanan-pangan": ("Kantor Ketahanan Pangan Kota Jambi",),
    "15.71-dewan-perwakilan-rakyat-daerah": ("DPRD Kota Jambi",),
    "15-biro-kesejahteraan-rakyat": ("Biro Kesra Setda Provinsi Jambi",),
}


@pytest.mark.parametrize(
    ("text", "id"), [(text, id) for id, texts in OPDS.items() for text in texts]
)
def test_one_opd_however_it_is_written(text: str, id: str) -> None:
    found = resolve(text)
    assert isinstance(found.actor, Opd)
    assert (found.kind, found.actor.id, found.warning) == ("opd", id, None)


def test_every_form_is_one_opd_however_it_is_written() -> None:
    for form in reference.opd_forms():
        for name in (form.name, *form.short_forms):
            for way in (name, name.replace(" dan ", " & "), name.replace(",", ""), name.upper()):
                found = resolve(f"{way} Kota Jambi")
                if name in ("DKP", "DPMK"):
                    assert form.name in {opd.name for opd in found.candidates}
                    continue
                assert isinstance(found.actor, Opd), way
                assert (found.actor.name, found.actor.affairs) == (form.name, form.affairs), way


def test_opd_of_no_known_form_keeps_its_name_and_tells_its_affairs() -> None:
    found = resolve("Dinas Perikanan, Kebersihan & Olah Raga Kota Jambi").actor
    assert isinstance(found, Opd)
    assert found.name == "Dinas Perikanan, Kebersihan dan Olahraga"
    assert "perikanan" in found.affairs
    other = resolve("dinas perikanan kebersihan dan olahraga Kota Jambi").actor
    assert other and actor_key(other) == found.id


# ------------------------------------------------------------------ partners

PARTNERS = {
    "PLN": ("pln", "bumn"),
    "PT PLN (Persero)": ("pln", "bumn"),
    "PLN, PT (Persero)": ("pln", "bumn"),
    "PT Perusahaan Listrik Negara (PLN)": ("pln", "bumn"),
    "PT Telkom Indonesia Tbk": ("telkom-indonesia", "bumn"),
    "PT. Bank Sumut": ("bank-sumut", "bank"),
    "Bank Jatim": ("bank-jatim", "bank"),
    "PT Bank Pembangunan Daerah Jawa Timur, Tbk.": ("bank-jatim", "bank"),
    "BPD Jatim": ("bank-jatim", "bank"),
    "BI": ("bank-indonesia", "central_bank"),
    "Kemenkominfo": ("kementerian-komunikasi-dan-informatika", "ministry"),
    "Kementerian Kesehatan RI": ("kementerian-kesehatan", "ministry"),
    "Unri": ("universitas-riau", "state_university"),
    "Univ. Riau": ("universitas-riau", "state_university"),
    "Rektor Universitas Riau": ("universitas-riau", "state_university"),
    "UCLG ASPAC": ("uclg-aspac", "international_organisation"),
    "Tiongkok": ("tiongkok", "foreign_government"),
    "Pemerintah Jepang": ("jepang", "foreign_government"),
    "Kota Kochi, Jepang": ("kota-kochi", "foreign_government"),
    "Prefektur Kochi": ("prefektur-kochi", "foreign_government"),
    "Pemerintah Kota Busan": ("kota-busan", "foreign_government"),
    "Busan, Korea Selatan": ("kota-busan", "foreign_government"),
    "City of Perth": ("kota-perth", "foreign_government"),
}
NEW = {
    "PT. Maju Jaya Tbk": ("maju-jaya", "company"),
    "P.T. Maju Jaya": ("maju-jaya", "company"),
    "PD Pasar Jaya": ("pasar-jaya", "bumd"),
    "Koperasi Maju": ("koperasi-maju", "cooperative"),
    "Yayasan Maju Bersama (YMB)": ("yayasan-maju-bersama", "ngo"),
    "Bank Sampah Melati": ("bank-sampah-melati", "ngo"),
    "Universitas Panca Budi": ("universitas-panca-budi", "university"),
    "Fakultas Perikanan Universitas Riau": (
        "fakultas-perikanan-universitas-riau",
        "state_university",
    ),
    "Pusat Studi Universitas Panca Budi": ("pusat-studi-universitas-panca-budi", "university"),
    "BPJS Kesehatan Cabang Jambi": ("bpjs-kesehatan-cabang-jambi", "social_insurer"),
    "PDAM Kota Jambi": ("pdam-kota-jambi", "bumd"),
    "Karang Taruna Melati": ("karang-taruna-melati", "other"),
    "Pemerintah Desa Sukamaju": ("pemerintah-desa-sukamaju", "other"),
    # Agencies of the centre are no OPDs of the region that they name.
    "Polres Labuhanbatu": ("polres-labuhanbatu", "police"),
    "Kapolres Labuhanbatu": ("polres-labuhanbatu", "police"),
    "Kodim 0209 Labuhanbatu": ("kodim-0209-labuhanbatu", "military"),
    "BPS Kota Jambi": ("bps-kota-jambi", "vertical_agency"),
    "Badan Pusat Statistik Kota Jambi": ("badan-pusat-statistik-kota-jambi", "vertical_agency"),
    "Badan Narkotika Nasional Kab. Sidoarjo": (
        "badan-narkotika-nasional-kabupaten-sidoarjo",
        "vertical_agency",
    ),
    "Kantor Pertanahan Kota Jambi": ("kantor-pertanahan-kota-jambi", "vertical_agency"),
    "Kementerian Agama Kota Jambi": ("kementerian-agama-kota-jambi", "vertical_agency"),
    "Kemenag Kab. Sidoarjo": ("kemenag-kabupaten-sidoarjo", "vertical_agency"),
    "Pengadilan Agama Jambi": ("pengadilan-agama-jambi", "vertical_agency"),
    "KPP Pratama Sidoarjo": ("kpp-pratama-sidoarjo", "vertical_agency"),
    "Distrik Navigasi Kelas I Dumai": ("distrik-navigasi-kelas-i-dumai", "vertical_agency"),
    "Kejari Labuhanbatu": ("kejari-labuhanbatu", "vertical_agency"),
    # Abroad.
    "Kota Xanadu, Jepang": ("kota-xanadu-jepang", "foreign_government"),
    "Universiti Kebangsaan Malaysia": ("universiti-kebangsaan-malaysia", "foreign_institution"),
}


@pytest.mark.parametrize(("text", "expected"), PARTNERS.items())
def test_name_means_a_known_partner(text: str, expected: tuple[str, str]) -> None:
    found = resolve(text)
    assert isinstance(found.actor, Partner)
    assert (found.actor.id, found.actor.kind) == expected
    assert (found.kind, found.decided_by) == ("partner", "known_partner")
    assert not found.actor.kind_guessed


@pytest.mark.parametrize(("text", "expected"), NEW.items())
def test_unknown_name_is_a_new_partner_of_guessed_kind(
    text: str, expected: tuple[str, str]
) -> None:
    found = resolve(text)
    assert isinstance(found.actor, Partner)
    assert (found.actor.id, found.actor.kind) == expected
    assert (found.kind, found.decided_by) == ("unknown", "new")
    assert found.actor.kind_guessed
    assert found.problem is None


def test_every_known_partner_is_found() -> None:
    for known in reference.known_partners():
        for name in (known.name, *known.also):
            found = resolve(name).actor
            assert isinstance(found, Partner), name
            assert (found.name, found.kind, found.country) == (
                known.name,
                known.kind,
                known.country,
            )


def test_legal_form_is_kept_for_display() -> None:
    found = resolve("PT. Maju Jaya (Persero) Tbk.").actor
    assert found and found.name == "PT. Maju Jaya (Persero) Tbk"


def test_agency_without_its_place_is_warned_about() -> None:
    for text in ("Polres", "Kejaksaan Negeri", "Kodim"):
        assert isinstance(resolve(text).warning, PlaceNotSaid), text
    assert resolve("Kejaksaan Negeri Sidoarjo").warning is None


def test_partners_of_the_graph_are_known_and_near_ones_only_warned_about() -> None:
    known = Partner("PT Delima Agung", "company")
    names = Names(partners=[known])
    assert names.resolve("Delima Agung, CV").actor == known
    assert names.resolve("Delima Agung, CV").decided_by == "known_partner"
    near = names.resolve("PT Delima Agumg")
    assert near.actor and near.kind == "unknown" and actor_key(near.actor) == "delima-agumg"
    assert isinstance(near.warning, NameSimilar) and near.candidates == (known,)
    assert names.resolve("PT Delima Agung 2").warning is None
    # What is almost a region may be a partner's very name.
    assert Names(partners=[Partner("Surabya", "media")]).resolve("Surabya").kind == "partner"


# ------------------------------------------------------------------ where it stands

P = "Probolinggo"
DECIDED: list[tuple[str, dict[str, object], str | None, str]] = [
    # The owner is no counterpart of its own, and what its own column means.
    (P, {"owner": CITY, "column": "mitra"}, "35.13", "owner"),
    (P, {"owner": CITY, "column": "pihak_kesatu"}, "35.74", "owner"),
    (P, {"owner": CITY}, "35.74", "owner"),
    (P, {"owner": CITY, "counterparts": (CITY,)}, "35.13", "counterpart"),
    (P, {"owner": JAMBI, "counterparts": (CITY,)}, "35.13", "counterpart"),
    (P, {"owner": JAMBI}, None, "none"),
    ("Jambi", {"owner": JAMBI, "column": "mitra"}, "15", "owner"),
    # Province, heading, and the rest of the row.
    ("Banjar", {"province": "63"}, "63.03", "province"),
    (P, {"province": "35"}, None, "none"),
    (P, {"heading": "Nama Kabupaten"}, "35.13", "column"),
    (P, {"heading": "Kabupaten/Kota"}, None, "none"),
    ("Jambi", {"heading": "Provinsi"}, "15", "column"),
    (P, {"row_text": "Kerja sama dengan Pemkot Probolinggo"}, "35.74", "row"),
    (P, {"row_text": "Kota Probolinggo dan Kabupaten Probolinggo"}, None, "none"),
    (P, {"row_text": "Kota Probolinggo", "counterparts": (CITY,)}, "35.13", "counterpart"),
    # A kind alone.
    ("Pemkot", {"owner": CITY}, "35.74", "owner"),
    ("Pemerintah Daerah", {"owner": CITY}, "35.74", "owner"),
    ("Kabupaten", {"owner": REGENCY, "column": "pihak_kesatu"}, "35.13", "owner"),
    ("Pemkab", {"owner": CITY}, None, "none"),
    ("Pemkot", {"owner": CITY, "column": "mitra"}, None, "none"),
    ("Pemkot", {"owner": CITY, "counterparts": (CITY,)}, None, "none"),
    ("Pemprov", {"owner": CITY, "column": "mitra"}, "35", "owner"),
    ("Pemprov", {"owner": PROVINCE}, "35", "owner"),
    ("Pemprov", {"owner": PROVINCE, "column": "mitra"}, None, "none"),
    ("Pemkab", {"owner": CITY, "column": "mitra", "row_text": "Pemkab Lumajang"}, "35.08", "row"),
    # OPDs whose region is not said.
    ("Dinkes", {"owner": CITY, "column": "opd"}, "35.74-dinas-kesehatan", "owner"),
    ("Dinkes", {"owner": CITY, "column": "pihak_kesatu"}, "35.74-dinas-kesehatan", "owner"),
    ("Dinkes", {"owner": CITY}, "35.74-dinas-kesehatan", "owner"),
    ("Dinkes", {"owner": CITY, "counterparts": (CITY,)}, None, "none"),
    ("Dinkes", {"owner": CITY, "column": "mitra"}, None, "none"),
    (
        "Dinkes",
        {"owner": CITY, "column": "mitra", "counterparts": (CITY, REGENCY)},
        "35.13-dinas-kesehatan",
        "counterpart",
    ),
    (
        "Dinkes",
        {"owner": CITY, "column": "pihak_kedua", "counterparts": (REGENCY, JAMBI)},
        None,
        "none",
    ),
    (
        "Dinkes",
        {"owner": CITY, "column": "mitra", "row_text": "dengan Kabupaten Lumajang"},
        "35.08-dinas-kesehatan",
        "row",
    ),
    ("Dinkes Kota", {"owner": CITY}, "35.74-dinas-kesehatan", "owner"),
    ("Dinkes Provinsi", {"owner": CITY, "column": "mitra"}, "35-dinas-kesehatan", "owner"),
    (
        "Dinkes Kabupaten",
        {"owner": CITY, "column": "mitra", "counterparts": (REGENCY,)},
        "35.13-dinas-kesehatan",
        "counterpart",
    ),
    ("Dinkes Probolinggo", {"owner": CITY, "column": "opd"}, "35.74-dinas-kesehatan", "owner"),
    ("Dinkes Probolinggo", {"owner": CITY, "column": "mitra"}, "35.13-dinas-kesehatan", "owner"),
    ("Kominfo", {"owner": CITY, "column": "opd"}, "35.74-dinas-komunikasi-informatika", "owner"),
    ("Perhubungan", {"owner": CITY, "column": "opd"}, "35.74-dinas-perhubungan", "owner"),
    ("Biro Kesra", {"owner": CITY, "column": "opd"}, None, "none"),
    (
        "Bagian Pemerintahan",
        {"owner": CITY, "column": "opd"},
        "35.74-bagian-pemerintahan",
        "owner",
    ),
    (
        "Badan Keuangan Daerah",
        {"owner": CITY, "column": "opd"},
        "35.74-badan-keuangan-daerah",
        "owner",
    ),
    # A hospital of the owner's capital, though a partner's column names it.
    (
        "RSUD Ungaran Baru",
        {"owner": REGION["33.22"], "column": "mitra", "counterparts": (REGION["33.23"],)},
        "33.22-rsud-ungaran-baru",
        "owner",
    ),
    ("Puskesmas Simonis", {"owner": LABURA}, "12.23-puskesmas-simonis", "owner"),
    ("Kecamatan Sungai Batang", {"owner": LABURA}, None, "none"),
    (
        "Kecamatan Sungai Batang",
        {"owner": REGION["33.25"]},
        "33.25-kecamatan-sungai",
        "name",
    ),
    (
        "DKP Kota Batam",
        {"row_text": "budi daya perikanan"},
        "21.71-dinas-kelautan-perikanan",
        "row",
    ),
    # Letters are mended before it is decided, two names within reach are not.
    ("Probolingo", {"owner": CITY, "column": "opd"}, "35.74", "owner"),
    ("Kab. Bataeng", {"owner": REGION["33.25"]}, None, "none"),
]


@pytest.mark.parametrize(("text", "context", "id", "decided_by"), DECIDED)
def test_place_in_the_register_decides(
    text: str, context: dict[str, object], id: str | None, decided_by: str
) -> None:
    found = resolve(text, **context)
    assert (actor_key(found.actor) if found.actor else None) == id
    assert found.decided_by == decided_by
    assert (found.problem is None) is (id is not None)


def test_open_opd_may_be_the_owners_or_a_counterparts() -> None:
    found = resolve("Dinkes", owner=CITY, column="pihak_kedua", counterparts=(REGENCY, JAMBI))
    assert {opd.region_code for opd in found.candidates if isinstance(opd, Opd)} == {
        "35.74",
        "35.13",
        "15.71",
    }


def test_decisions_are_explained_in_both_languages() -> None:
    assert {decided for _, _, _, decided in DECIDED} <= set(DECISIONS)
    for decision in DECISIONS.values():
        assert decision.label() and decision.label("en")


# ------------------------------------------------------------------ remembered answers


def test_remembered_answer_beats_all_but_codes() -> None:
    names = Names(
        [
            Alias("Probolinggo", "15.71", "35.74", "region"),
            Alias("probolinggo!", None, "35.13", "region"),
            Alias("Kota Batam", None, "21.71-dinas-kesehatan", "opd", name="Dinas Kesehatan"),
            Alias("Dinas Bunga", None, "21.71-dinas-bunga", "opd", name="Dinas Bunga"),
            Alias("12.10", None, "pln", "partner"),
            Alias("Listrik", None, "pln", "partner"),
        ]
    )
    in_jambi = names.resolve("PROBOLINGGO", Context(owner=JAMBI))
    assert (in_jambi.actor, in_jambi.decided_by) == (CITY, "alias")
    assert in_jambi.alias == Alias("Probolinggo", "15.71", "35.74", "region").id
    assert names.resolve("Probolinggo", Context(owner=CITY, column="mitra")).actor == REGENCY
    opd = names.resolve("Kota Batam").actor
    assert isinstance(opd, Opd) and opd.affairs == ("kesehatan",)
    assert names.resolve("Dinas Bunga").kind == "opd"
    assert names.resolve("12.10").kind == "region"
    assert names.resolve("Listrik").kind == "partner"


@pytest.mark.parametrize(
    ("target", "kind"), [("99.99", "region"), ("99.99-dinas", "opd"), ("tidak-ada", "partner")]
)
def test_answer_whose_actor_is_gone_is_told(target: str, kind: str) -> None:
    alias = Alias("Sesuatu", None, target, kind)
    found = Names([alias]).resolve("Sesuatu")
    assert (found.kind, found.actor, found.alias) == ("unknown", None, alias.id)
    assert isinstance(found.problem, AliasBroken)


def test_answer_may_mean_a_partner_of_the_graph() -> None:
    partner = Partner("PT Delima", "company")
    names = Names([Alias("Si Merah", None, partner.id, "partner")], [partner])
    assert names.resolve("Si Merah").actor == partner


# ------------------------------------------------------------------ all together


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_any_text_is_resolved_or_refused(text: str) -> None:
    try:
        found = resolve(text, owner=CITY)
    except ValueRefused as error:
        assert error.advice(str).endswith(".")
        return
    assert found.kind in ("region", "opd", "partner", "ambiguous", "unknown")
    assert (found.actor is None) is (found.problem is not None)
    assert found.decided_by in DECISIONS
    assert len(found.candidates) > 1 or found.kind != "ambiguous"


def test_order_and_repetition_change_nothing() -> None:
    chance = random.Random(7)
    rows = [(text, Context(**context)) for text, context, _, _ in DECIDED]  # type: ignore[arg-type]
    rows += [(text, Context()) for text in (*REGIONS, *OPEN, *PARTNERS, *NEW)]
    alone = [Names().resolve(text, context).actor for text, context in rows]
    shared = Names()
    order = [*range(len(rows)), *range(len(rows))]
    chance.shuffle(order)
    for place in order:
        assert shared.resolve(*rows[place]).actor == alone[place]
