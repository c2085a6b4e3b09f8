"""Reference facts: the regions, who borders whom, and the names that registers use.

The tables lie beside this module as CSV; `SOURCES.md` says where each comes
from and how sure it is. The affairs are not repeated here: they are part of
`graph.vocabulary`; a table adds how much of each crosses a border, and why.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.model import (
    Affair,
    Border,
    CornerContact,
    Facts,
    KnownOpd,
    OpdForm,
    Region,
    SeaNeighbour,
    Source,
)
from graph.vocabulary import AFFAIRS

_FOLDER = Path(__file__).parent

_DECREE = Source(
    title="Kepmendagri 300.2.2-2430 Tahun 2025 tentang kode dan data wilayah administrasi",
    publisher="Kementerian Dalam Negeri",
)
_POPULATION = Source(
    title="Data kependudukan bersih, Desember 2024",
    publisher="Ditjen Kependudukan dan Pencatatan Sipil, Kementerian Dalam Negeri",
)
_GATHERED_CODES = Source(
    title="wilayah: kode wilayah Indonesia (MIT)",
    publisher="Cahya DSN",
    url="https://github.com/cahyadsn/wilayah",
)
_VILLAGES = Source(
    title="wilayah_boundaries: poligon desa BIG (MIT)",
    publisher="Cahya DSN, dari Badan Informasi Geospasial",
    url="https://github.com/cahyadsn/wilayah_boundaries",
)
_LAW = Source(
    title="UU 23 Tahun 2014 tentang Pemerintahan Daerah",
    publisher="Republik Indonesia",
)
_OPD_RULES = Source(
    title="PP 18 Tahun 2016 tentang Perangkat Daerah, diubah dengan PP 72 Tahun 2019",
    publisher="Republik Indonesia",
)
_COMMON_KNOWLEDGE = Source(
    title="Nama dan sebutan yang lazim, dihimpun proyek Jejaring",
    publisher="Jejaring",
)

SOURCES: dict[str, tuple[Source, ...]] = {
    "regions": (_DECREE, _POPULATION, _GATHERED_CODES, _VILLAGES),
    "borders": (_VILLAGES,),
    "sea_neighbours": (_VILLAGES,),
    "corner_contacts": (_VILLAGES,),
    "affairs": (_LAW,),
    "externalities": (_COMMON_KNOWLEDGE,),
    "opd_forms": (_LAW, _OPD_RULES, _COMMON_KNOWLEDGE),
    "hospitals": (_COMMON_KNOWLEDGE,),
    "partners": (_COMMON_KNOWLEDGE,),
    "partner_keywords": (_COMMON_KNOWLEDGE,),
    "short_names": (_COMMON_KNOWLEDGE, _DECREE),
}
"""The sources of each table, as nodes of the graph."""


@dataclass(frozen=True, slots=True)
class Hospital:
    """A hospital that bears a name, and the region whose OPD it is.

    That of a province stands in a city, and registers name it with the city.
    """

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class KnownPartner:
    """A partner that many registers name; `also` are its other names."""

    name: str
    kind: str
    country: str | None
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerKeyword:
    """Leading words of a name, and the kind of partner that they tell."""

    pattern: str
    kind: str


@dataclass(frozen=True, slots=True)
class ShortName:
    """Another name of a region.

    `why` is 'short' (everyday), 'former' (renamed since) or 'spelling'. Where
    the bare word would mean another region, the name begins with Kabupaten or
    Kota. A name that several regions share, or that was split between them, is
    one row for each.
    """

    name: str
    code: str
    why: str


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


@cache
def regions() -> tuple[Region, ...]:
    """Give the 552 regions in the order of their codes."""
    return tuple(
        Region(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            province_code=row["province_code"] or None,
            capital=row["capital"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]),
        )
        for row in _rows("regions")
    )


@cache
def affairs() -> tuple[Affair, ...]:
    """Give the affairs of government, with what of them crosses a border."""
    crossing = {row["affair"]: row for row in _rows("externalities")}
    return tuple(
        Affair(
            term.code,
            term.name,
            term.name_en,
            term.group,
            float(row["weight"]) if row else None,
            row["reason"] if row else None,
            row["reason_en"] if row else None,
        )
        for term in AFFAIRS.values()
        for row in (crossing.get(term.code),)
    )


@cache
def opd_forms() -> tuple[OpdForm, ...]:
    """Give the common forms of OPDs; one whose tasks the table leaves open has its affairs'."""
    return tuple(
        OpdForm(
            code=row["form_code"],
            name=row["name"],
            levels=_words(row["level"]),
            affairs=_words(row["affairs"]),
            short_forms=_words(row["short_forms"]),
            tasks=_words(row["tasks"] or row["affairs"]),
            meets=_words(row["meets"]),
            standard=_words(row["standard"]),
        )
        for row in _rows("opd_forms")
    )


@cache
def hospitals() -> tuple[Hospital, ...]:
    """Give hospitals of regions that are known by name."""
    return tuple(Hospital(row["name"], row["code"]) for row in _rows("hospitals"))


@cache
def known_partners() -> tuple[KnownPartner, ...]:
    """Give the partners known by name."""
    return tuple(
        KnownPartner(row["name"], row["kind"], row["country"] or None, _words(row["also"]))
        for row in _rows("partners")
    )


@cache
def partner_keywords() -> tuple[PartnerKeyword, ...]:
    """Give the leading words that tell a partner's kind; the first that fits counts."""
    return tuple(PartnerKeyword(row["pattern"], row["kind"]) for row in _rows("partner_keywords"))


@cache
def short_names() -> tuple[ShortName, ...]:
    """Give the short, former and variant names of regions."""
    return tuple(ShortName(row["name"], row["code"], row["why"]) for row in _rows("short_names"))


def reference_facts() -> Facts:
    """Give the facts that every graph begins with.

    Returns
    -------
    Facts
        Regions, land borders, sea neighbours, corner contacts, affairs, forms of OPD,
        hospitals known by name and the sources of all tables. A kabupaten or kota
        names its province by code, from which the store makes PART_OF.
    """
    return Facts(
        regions=list(regions()),
        borders=[
            # The first two digits are the province, also of a province itself.
            Border(row["a"], row["b"], float(row["length_km"]), row["a"][:2] != row["b"][:2])
            for row in _rows("borders")
        ],
        sea_neighbours=[
            SeaNeighbour(row["a"], row["b"], float(row["distance_km"]), row["same_landmass"] == "1")
            for row in _rows("sea_neighbours")
        ],
        corner_contacts=[CornerContact(row["a"], row["b"]) for row in _rows("corner_contacts")],
        affairs=list(affairs()),
        opd_forms=list(opd_forms()),
        known_opds=[KnownOpd(row.name, row.code, "rsud") for row in hospitals()],
        sources=list(dict.fromkeys(source for row in SOURCES.values() for source in row)),
    )
