"""Names as written, and whom they mean; what cannot be decided is refused."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.errors import ValueRefused
from graph.model import Opd, Partner, Region, actor_key
from graph.text import MarkupInText, TextMissing, TextTooLong
from loaders import reference
from loaders.names import (
    AmbiguousName,
    AmbiguousOpd,
    OpdWithoutRegion,
    UnknownCode,
    UnknownRegion,
    key,
    resolve,
)

REGIONS = {
    "12": "12",
    "12.10": "12.10",
    "Kabupaten Labuhanbatu": "12.10",
    "  kabupaten   LABUHANBATU ": "12.10",
    "Kab. Labuhanbatu": "12.10",
    "Kab Labuhan Batu": "12.10",
    "Labuhanbatu": "12.10",
    "Pemerintah Kabupaten Labuhanbatu": "12.10",
    "Pemerintah Daerah Kabupaten Sidoarjo": "35.15",
    "Pemkab Konut": "74.09",
    "Pemkab. Konut": "74.09",
    "Konut": "74.09",
    "Pemko Batam": "21.71",
    "Pemkot Kediri": "35.71",
    "Pemkab Kediri": "35.06",
    "Kotamadya Jambi": "15.71",
    "Pemprov Jateng": "33",
    "Prov. Jawa Tengah": "33",
    "Propinsi Riau": "14",
    "Riau": "14",
    "Sultra": "74",
    "Tanjab Timur": "15.07",
    "DKI": "31",
    "Jakarta Selatan": "31.74",
    "Kota Solo": "33.72",
    "50 Kota": "13.07",
    "Toba Samosir": "12.12",
    "Kabupaten Pontianak": "61.02",
    "Kota Pontianak": "61.71",
    "Kabupaten Kepulauan Riau": "21.01",
    "Kepulauan Riau": "21",
    "Palangka Raya": "62.71",
}
OPDS = {
    "Dinas Kesehatan Kota Probolinggo": ("35.74-dinas-kesehatan", "Dinas Kesehatan"),
    "Dinkes Kota Probolinggo": ("35.74-dinas-kesehatan", "Dinas Kesehatan"),
    "Dinkes Pemkot Probolinggo": ("35.74-dinas-kesehatan", "Dinas Kesehatan"),
    "Dinas Kesehatan, Kab. Probolinggo": ("35.13-dinas-kesehatan", "Dinas Kesehatan"),
    "Dinas Kesehatan Labuhanbatu": ("12.10-dinas-kesehatan", "Dinas Kesehatan"),
    "Dinas Kesehatan Provinsi Sumatera Utara": ("12-dinas-kesehatan", "Dinas Kesehatan"),
    "Badan Kepegawaian Daerah Kota Jambi": (
        "15.71-badan-kepegawaian-pengembangan-sumber-daya-manusia",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    ),
    "Bagian Kerja Sama Setda Kota Jambi": ("15.71-bagian-kerja-sama", "Bagian Kerja Sama"),
    "Bagian Kerjasama Sekretariat Daerah Kota Jambi": (
        "15.71-bagian-kerja-sama",
        "Bagian Kerja Sama",
    ),
    "Setda Kota Jambi": ("15.71-sekretariat-daerah", "Sekretariat Daerah"),
    "RSUD Aek Kanopan Kabupaten Labuhanbatu Utara": (
        "12.23-rsud-aek-kanopan",
        "RSUD Aek Kanopan",
    ),
    "Puskesmas Simonis Kabupaten Labuhanbatu Utara": (
        "12.23-puskesmas-simonis",
        "Puskesmas Simonis",
    ),
    "Kecamatan Medan Baru Kota Medan": ("12.71-kecamatan-medan-baru", "Kecamatan Medan Baru"),
}
PARTNERS = {
    "PLN": ("pln", "bumn"),
    "PT PLN (Persero)": ("pln", "bumn"),
    "PLN, PT (Persero)": ("pln", "bumn"),
    "PT Telkom Indonesia Tbk": ("telkom-indonesia", "bumn"),
    "PT. Bank Sumut": ("bank-sumut", "bank"),
    "BI": ("bank-indonesia", "central_bank"),
    "Polri": ("kepolisian-negara-republik-indonesia", "police"),
    "Polres Labuhanbatu": ("polres-labuhanbatu", "police"),
    "Kodim 0209 Labuhanbatu": ("kodim-0209-labuhanbatu", "military"),
    "BPS Kota Jambi": ("bps-kota-jambi", "vertical_agency"),
    "Badan Pusat Statistik Kota Jambi": ("badan-pusat-statistik-kota-jambi", "vertical_agency"),
    "Kantor Pertanahan Kota Jambi": ("kantor-pertanahan-kota-jambi", "vertical_agency"),
    "Distrik Navigasi Kelas I Dumai": ("distrik-navigasi-kelas-i-dumai", "vertical_agency"),
    "Kejari Labuhanbatu": ("kejari-labuhanbatu", "vertical_agency"),
    "Unri": ("universitas-riau", "state_university"),
    "Fakultas Perikanan Universitas Riau": (
        "fakultas-perikanan-universitas-riau",
        "state_university",
    ),
    "Universitas Panca Budi": ("universitas-panca-budi", "university"),
    "Kemenkominfo": ("kementerian-komunikasi-dan-informatika", "ministry"),
    "Tiongkok": ("tiongkok", "foreign_government"),
    "China": ("tiongkok", "foreign_government"),
    "UCLG ASPAC": ("uclg-aspac", "international_organisation"),
    "CV Maju Jaya": ("maju-jaya", "company"),
    "Bank Sampah Melati": ("bank-sampah-melati", "ngo"),
    "Karang Taruna Melati": ("karang-taruna-melati", "other"),
}
REFUSED: dict[str, type[ValueRefused]] = {
    "99.99": UnknownCode,
    "99": UnknownCode,
    "12.1": UnknownCode,
    "1210": UnknownCode,
    "12.10.01": UnknownCode,
    "Probolinggo": AmbiguousName,
    "Kediri": AmbiguousName,
    "Jambi": AmbiguousName,
    "Pemda Probolinggo": AmbiguousName,
    "Dinkes Probolinggo": AmbiguousName,
    "Kabupaten Nusakambangan": UnknownRegion,
    "Pemkot Nusakambangan": UnknownRegion,
    "Kota Labuhanbatu": UnknownRegion,
    "Kota": UnknownRegion,
    "Pemkab": UnknownRegion,
    "Dinas Kesehatan": OpdWithoutRegion,
    "Dinkes": OpdWithoutRegion,
    "Dinkes Kota": OpdWithoutRegion,
    "RSUD Aek Kanopan": OpdWithoutRegion,
    "Puskesmas Simonis": OpdWithoutRegion,
    "Dinas Kesehatan Kota Nusakambangan": OpdWithoutRegion,
    "DKP Kota Batam": AmbiguousOpd,
    "": TextMissing,
    "x" * 10_000: TextTooLong,
    "<script>": MarkupInText,
}


@pytest.mark.parametrize(("text", "code"), REGIONS.items())
def test_name_means_a_region(text: str, code: str) -> None:
    region = resolve(text)
    assert isinstance(region, Region)
    assert region.code == code


@pytest.mark.parametrize(("text", "opd"), OPDS.items())
def test_name_means_an_opd(text: str, opd: tuple[str, str]) -> None:
    found = resolve(text)
    assert isinstance(found, Opd)
    assert (found.id, found.name) == opd


@pytest.mark.parametrize(("text", "partner"), PARTNERS.items())
def test_name_means_a_partner(text: str, partner: tuple[str, str]) -> None:
    found = resolve(text)
    assert isinstance(found, Partner)
    assert (found.id, found.kind) == partner


@pytest.mark.parametrize(("text", "error"), REFUSED.items(), ids=lambda v: str(v)[:40])
def test_undecided_name_is_refused(text: str, error: type[ValueRefused]) -> None:
    with pytest.raises(error) as refusal:
        resolve(text)
    assert type(refusal.value) is error
    assert "pihak" in str(refusal.value)
    assert refusal.value.advice(str).endswith(".")


def test_ambiguity_names_the_candidates() -> None:
    with pytest.raises(AmbiguousName, match=r"Kabupaten Probolinggo \(35\.13\).*\(35\.74\)"):
        resolve("Probolinggo")


def test_guessed_kind_is_marked() -> None:
    known, guessed = resolve("PT Telkom"), resolve("CV Maju Jaya")
    assert isinstance(known, Partner) and not known.kind_guessed
    assert isinstance(guessed, Partner) and guessed.kind_guessed


def test_country_of_a_partner() -> None:
    country = resolve("Republik Korea")
    assert isinstance(country, Partner)
    assert (country.name, country.country) == ("Korea Selatan", "KR")


def test_every_region_is_found() -> None:
    bare = {region.code: key(region.name.partition(" ")[2]) for region in reference.regions()}
    bearers = Counter(bare.values())
    for region in reference.regions():
        assert resolve(region.code) == region
        assert resolve(region.name) == region
        assert resolve(f"Pemerintah {region.name}") == region
        if bearers[bare[region.code]] == 1:
            assert resolve(bare[region.code]) == region
        else:
            with pytest.raises(AmbiguousName):
                resolve(bare[region.code])


def test_every_short_name_is_found() -> None:
    for short in reference.short_names():
        try:
            assert actor_key(resolve(short.name)) == short.code, short
        except AmbiguousName as error:
            assert short.code in str(error)


def test_every_known_partner_is_found() -> None:
    for known in reference.known_partners():
        for name in (known.name, *known.also):
            found = resolve(name)
            assert isinstance(found, Partner), name
            assert (found.name, found.kind, found.kind_guessed) == (known.name, known.kind, False)


def test_every_opd_form_is_found() -> None:
    for form in reference.opd_forms():
        found = resolve(f"{form.name} Kota Jambi")
        assert isinstance(found, Opd)
        assert (found.name, found.affairs) == (form.name, form.affairs)
