"""What the program itself answers where a named question asks about gaps.

Of each question the columns that the program has too, in the question's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph import gaps, overview
from graph.database import Database
from graph.evidence import evidence
from graph.gaps import CommonAgreement, Pair, Readings
from graph.history import CONTACTS
from graph.law import law_of_pair
from graph.overview import GAPS
from graph.pairs import Surroundings, surroundings
from graph.ranking import rank, uncovered
from graph.vocabulary import AFFAIRS, STATUSES

Row = dict[str, Any]
Values = Mapping[str, Any]

# The program's kilometres have one decimal.
_ROUNDED = {"jarak_km": 0.051}


def assert_alike(answer: Sequence[Row], expected: Sequence[Row]) -> None:
    """Hold rows against others that may lack some of their columns."""
    for found, row in zip(answer, expected, strict=True):
        for column, value in row.items():
            if isinstance(value, float):
                value = pytest.approx(value, abs=_ROUNDED.get(column, 1e-6))
            assert found[column] == value, (column, found, row)


def read(database: Database, values: Values) -> Readings:
    return gaps.read(database, values["per"])


def judged(readings: Readings, values: Values, **changes: Any) -> list[Pair]:
    """Give the pairs that a question's values ask for."""
    asked: dict[str, Any] = {
        "affair": values.get("urusan"),
        "province": values.get("provinsi"),
        "level": values.get("tingkat"),
        "contacts": (values.get("hubungan") or "land",),
        "max_age_years": values.get("umur"),
    }
    found = gaps.judge(readings, **(asked | changes))
    return [pair for pair in found if values.get("wilayah") in (None, pair.a, pair.b)]


def sides(pair: Pair) -> Row:
    return {"kode_a": pair.a, "wilayah_a": pair.a_name, "kode_b": pair.b, "wilayah_b": pair.b_name}


def by_border(found: Iterable[Pair]) -> list[Pair]:
    return sorted(found, key=lambda pair: (-pair.border_km, pair.a, pair.b))


def count(pair: Pair, *standings: str) -> int:
    return sum(item.status in standings for item in pair.agreements)


def chosen(values: Values) -> tuple[str, str]:
    a, b = sorted((values["wilayah_a"], values["wilayah_b"]))
    return a, b


def one_pair(database: Database, values: Values) -> tuple[Readings, Pair]:
    """Give the pair asked for; a bare one where the two do not touch."""
    readings = gaps.read(database, values.get("per") or date(2020, 1, 1))
    a, b = chosen(values)
    found = gaps.judge(readings, contacts=tuple(CONTACTS))
    bare = replace(found[0], a=a, b=b, agreements=())
    return readings, next((pair for pair in found if (pair.a, pair.b) == (a, b)), bare)


def around(database: Database, values: Values) -> Surroundings:
    readings, pair = one_pair(database, values)
    return surroundings(database, readings, pair)


# ------------------------------------------------------------------ statuses


def without_running(database: Database, values: Values) -> list[Row]:
    status = values["status"]
    return [
        sides(pair)
        | {
            "status": pair.status,
            "panjang_batas_km": pair.border_km,
            "lintas_provinsi": pair.across,
        }
        for pair in by_border(judged(read(database, values), values))
        if (pair.status == status if status else pair.status != "running")
    ]


def statuses(database: Database, values: Values) -> list[Row]:
    return [
        sides(pair)
        | {
            "status": pair.status,
            "panjang_batas_km": pair.border_km,
            "jarak_laut_km": pair.distance_km,
            "lintas_provinsi": pair.across,
            "dua_pihak": pair.bilateral,
            "lebih_dari_dua": pair.many_party,
            "lewat_opd": pair.via_opd,
            "cukup_tercatat_a": pair.a_coverage.known,
            "cukup_tercatat_b": pair.b_coverage.known,
        }
        for pair in judged(read(database, values), values)
        if values["status"] in (None, pair.status)
    ]


def statuses_by_affair(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    weights = {code: row.weight for code, row in readings.history.externalities.items()}
    return [
        sides(pair) | {"urusan": affair, "status": status, "bobot": weights.get(affair)}
        for pair in judged(readings, values, affair=None)
        for affair, status in sorted(gaps.by_affair(pair).items())
        if values["urusan"] in (None, affair) and values["status"] in (None, status)
    ]


def coverage(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    return [
        {
            "kode": code,
            "penduduk": readings.history.regions[code].population or None,
            "tercatat": found.recorded,
            "dilaporkan": found.reported,
            "dilaporkan_dan_tercatat": found.matched,
            "persen": None if found.share is None else 100 * found.share,
            "cukup_tercatat": found.known,
        }
        for code, found in sorted(readings.coverage.items())
        if code.startswith(values["provinsi"] or "")
        and values["wilayah"] in (None, code)
        and (values["hanya"] == "semua" or not found.known)
    ]


def unrecorded(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    found = []
    for code, known in readings.coverage.items():
        if not known.recorded and code.startswith(values["provinsi"] or ""):
            others = evidence(readings).land_neighbours.get(code, frozenset())
            found.append(
                {
                    "kode": code,
                    "dilaporkan": known.reported,
                    "jumlah_tetangga": len(others),
                    "tetangga_tercatat": sum(readings.coverage[one].known for one in others),
                }
            )
    return sorted(found, key=lambda row: (-row["tetangga_tercatat"], row["kode"]))


def lapsed(database: Database, values: Values) -> list[Row]:
    return [
        sides(pair)
        | {
            "kesepakatan": item.id,
            "judul": item.title,
            "berakhir": item.ended_on,
            "kerja_sama_berjalan": count(pair, "running"),
        }
        for pair in judged(read(database, values), values)
        for item in sorted(pair.agreements, key=lambda item: item.id)
        if item.status == "lapsed"
    ]


def neighbours(database: Database, values: Values) -> list[Row]:
    found = []
    for pair in judged(read(database, values), values):
        is_a = pair.a == values["wilayah"]
        found.append(
            {
                "kode": pair.b if is_a else pair.a,
                "tetangga": pair.b_name if is_a else pair.a_name,
                "panjang_batas_km": pair.border_km,
                "jarak_laut_km": pair.distance_km,
                "kombinasi": pair.combination,
                "pembina": pair.overseer,
                "berjalan": count(pair, "running"),
                "direncanakan": count(pair, "planned"),
                "di_atas_kertas": count(pair, "paper"),
                "sudah_berakhir": count(pair, "lapsed"),
            }
        )
    return sorted(found, key=lambda row: (-row["panjang_batas_km"], row["kode"]))


# ------------------------------------------------------------------ the rank's parts


def open_affairs(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    proof = evidence(readings)
    found = []
    for pair in judged(readings, values, affair=None):
        both = proof.active(pair.a) & proof.active(pair.b)
        by_affair = gaps.by_affair(pair)
        for affair in uncovered(pair, proof):
            crossing = readings.history.externalities[affair]
            found.append(
                sides(pair)
                | {
                    "urusan": affair,
                    "status": by_affair[affair],
                    "bobot": crossing.weight,
                    "keduanya_aktif": affair in both,
                    "alasan": crossing.reason,
                }
            )
    return [row for row in found if values["urusan"] in (None, row["urusan"])]


_PARTS = {
    "nilai_batas": "border",
    "nilai_penduduk": "people",
    "nilai_urusan": "affairs",
    "nilai_dikelilingi": "enclosed",
    "nilai_berakhir": "lapsed",
    "nilai_mitra": "partners",
    "nilai_serupa": "comparable",
    "nilai_kunjungan": "visits",
    "nilai_tercatat": "recorded",
}


def parts_of_rank(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    proof = evidence(readings)
    ranked = rank(readings, judged(readings, values), affair=values["urusan"])
    found = []
    for item in ranked:
        pair = item.pair
        value = {reason.name: reason.value for reason in item.reasons}
        compared = proof.comparable(pair, values["urusan"])
        found.append(
            sides(pair)
            | {"status": pair.status, "panjang_batas_km": pair.border_km}
            | {column: value[part] for column, part in _PARTS.items()}
            | {
                "kota_dikelilingi": proof.enclosed(pair) is not None,
                "mitra_sama": len(proof.shared(pair)),
                "adamic_adar": proof.adamic_adar[pair.key],
                "pasangan_serupa": len(compared.among),
                "serupa_bekerja_sama": len(compared.cooperating),
                "kunjungan_belajar": len(proof.visits.get(pair.key, ())),
                "tercatat_a": pair.a_records,
                "tercatat_b": pair.b_records,
            }
        )
    return sorted(found, key=lambda row: (row["kode_a"], row["kode_b"]))


# ------------------------------------------------------------------ one pair


def law(database: Database, values: Values) -> list[Row]:
    readings, pair = one_pair(database, values)
    crossing = readings.history.externalities
    found = law_of_pair(pair.a, pair.b, pair.contact, crossing)
    taker = "Gubernur" if "gubernur" in found.if_not_done.text else "Pemerintah pusat"
    rows = [
        {
            "urusan": item.affair,
            "kewajiban": item.duty,
            "bobot": crossing[item.affair].weight if item.affair in crossing else 0.0,
            "kombinasi": found.combination,
            "pembina": found.overseer,
            "pengambil_alih": taker,
        }
        for item in found.affairs
        if values["kewajiban"] in (None, item.duty)
    ]
    order = ["candidate", "voluntary", "open", "provincial"]
    return sorted(rows, key=lambda r: (order.index(r["kewajiban"]), -r["bobot"], r["urusan"]))


def timeline(database: Database, values: Values) -> list[Row]:
    _readings, pair = one_pair(database, values)

    def begins(item: CommonAgreement) -> tuple[bool, date, str]:
        day = item.runs_from or item.signed_on or item.first_stated_on
        return day is None, day or date.min, item.id

    return [
        {
            "kesepakatan": item.id,
            "judul": item.title,
            "bentuk": item.form,
            "status": item.status,
            "urusan": list(item.affairs),
            "jumlah_pihak": item.parties,
            "hanya_lewat_opd": item.via_opd,
            "ditandatangani": item.signed_on,
            "sejak": item.runs_from,
            "berakhir": item.runs_until,
            "akhir_tidak_diketahui": item.end_unknown,
            "terakhir_tercatat": item.last_stated_on,
        }
        for item in sorted(pair.agreements, key=begins)
        if values["urusan"] in (None, *item.affairs)
    ]


def thirds(which: str) -> Callable[[Database, Values], list[Row]]:
    def found(database: Database, values: Values) -> list[Row]:
        swapped = chosen(values) != (values["wilayah_a"], values["wilayah_b"])
        rows = [
            {
                "kode": one.id,
                "kerja_sama_a": one.b if swapped else one.a,
                "kerja_sama_b": one.a if swapped else one.b,
                "derajat": one.others,
                "bagian": one.share,
            }
            for one in getattr(around(database, values), which)
        ]
        return sorted(rows, key=lambda row: (row["derajat"], row["kode"]))

    return found


def visits(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    found = evidence(readings).visits.get("-".join(chosen(values)), ())
    rows = [
        {
            "kesepakatan": item.id,
            "judul": item.title,
            "tanggal": item.starts_on or item.signed_on or item.first_stated_on,
            "urusan": list(item.affairs),
        }
        for item in found
    ]
    return sorted(rows, key=lambda row: (row["tanggal"] or date.max, row["kesepakatan"]))


def comparable(database: Database, values: Values) -> list[Row]:
    readings, pair = one_pair(database, values)
    found = surroundings(database, readings, pair, values["urusan"]).comparable
    examples = {one.pair.key: one.agreements for one in found}
    rows = []
    for one in evidence(readings).comparable(pair).among:
        items: Sequence[CommonAgreement | None] = examples.get(one.key, (None,))
        rows += [
            sides(one)
            | {
                "status": one.status,
                "kesepakatan": item.id if item else None,
                "urusan": list(item.affairs) if item else None,
                "jumlah_pihak": item.parties if item else None,
            }
            for item in items
        ]
    return rows


def shared_affairs(database: Database, values: Values) -> list[Row]:
    readings, pair = one_pair(database, values)
    proof = evidence(readings)
    dari = len(proof.comparable(pair).among)
    rows = []
    for affair in AFFAIRS:
        found = proof.comparable(pair, affair).cooperating
        if found:
            named = [f"{one.a_name} – {one.b_name}" for one in found[:3]]
            rows.append({"urusan": affair, "pasangan": len(found), "dari": dari, "contoh": named})
    return sorted(rows, key=lambda row: (-row["pasangan"], row["urusan"]))


def nearest(database: Database, values: Values) -> list[Row]:
    rows = [
        {
            "urusan": one.affair,
            "kode_a": one.a,
            "wilayah_a": one.a_name,
            "kode_b": one.b,
            "wilayah_b": one.b_name,
            "jarak_km": one.km,
            "kombinasi_sama": one.alike,
            "kesepakatan": one.agreement.id,
            "jumlah_pihak": one.agreement.parties,
        }
        for one in around(database, values).nearest
    ]
    return sorted(rows, key=lambda row: row["urusan"])


# ------------------------------------------------------------------ national views


def matrix(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    places = [code for code, place in readings.history.regions.items() if place.kind == "provinsi"]
    found = overview.matrix(judged(readings, values, affair=None), places)
    rows = [
        {
            "kode": code,
            "urusan": affair,
            "tanpa_kerja_sama": cell.gaps,
            "diketahui": cell.known,
            "belum_ada_data": cell.unknown,
        }
        for code, line in found.lines.items()
        for affair, cell in {"semua": line.whole, **line.affairs}.items()
        if values["provinsi"] in (None, code)
        and (values["urusan"] is None or values["urusan"] == affair)
    ]
    return sorted(rows, key=lambda row: (row["kode"], row["urusan"]))


_COUNTED = {
    "berjalan": "running",
    "direncanakan": "planned",
    "di_atas_kertas": "paper",
    "sudah_berakhir": "lapsed",
    "belum_ada": "none",
    "belum_ada_data": "unknown",
}
assert set(_COUNTED.values()) == set(STATUSES)


def provinces(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    regions = readings.history.regions
    found = judged(readings, values, level="kabkota")
    rows = []
    for code, place in sorted(regions.items()):
        if place.kind != "provinsi" or values["provinsi"] not in (None, code):
            continue
        own = [pair for pair in found if code in overview.provinces_of(pair)]
        inside = [
            one for one in regions.values() if one.province == code and one.kind != "provinsi"
        ]
        around_each = overview.surrounded(own, inside)
        rows.append(
            {
                "kode": code,
                "jumlah_wilayah": len(inside),
                "pasangan": len(own),
                **{
                    column: sum(pair.status == status for pair in own)
                    for column, status in _COUNTED.items()
                },
                "bagian_tanpa_kerja_sama": overview.tally(pair.status for pair in own).share,
                "tanpa_kerja_sama_lintas_provinsi": sum(
                    pair.across for pair in own if pair.status in GAPS
                ),
                "wilayah_terpencil": sum(row.isolation == "pasti" for row in around_each),
            }
        )
    return rows


def isolated(database: Database, values: Values) -> list[Row]:
    readings = read(database, values)
    places = [
        place
        for place in readings.history.regions.values()
        if (place.kind == "provinsi") == (values["tingkat"] == "provinsi")
        and values["provinsi"] in (None, place.province)
    ]
    found = overview.isolated(overview.surrounded(judged(readings, values), places))
    return [
        {
            "kode": row.place.code,
            "keterpencilan": row.isolation,
            "jumlah_tetangga": row.neighbours,
            "tanpa_kerja_sama": row.tally.gaps,
            "direncanakan": row.statuses["planned"],
            "belum_ada_data": row.statuses["unknown"],
            "terakhir_berakhir": row.last_lapse and row.last_lapse.on,
        }
        for row in found
    ]


def missing_borders(database: Database, values: Values) -> list[Row]:
    wanted = GAPS if values["juga_tanpa_data"] == "tidak" else (*GAPS, "unknown")
    found = [pair for pair in judged(read(database, values), values) if pair.status in wanted]
    clusters = overview.clusters(found, wanted)
    # The clusters are what these rows join, so each pair is in the one of either side.
    assert sum(len(one.pairs) for one in clusters) == len(found)

    def degree(code: str) -> int:
        return sum(code in (pair.a, pair.b) for pair in found)

    return [
        sides(pair)
        | {
            "status": pair.status,
            "panjang_batas_km": pair.border_km,
            "batas_hilang_a": degree(pair.a),
            "batas_hilang_b": degree(pair.b),
        }
        for pair in by_border(found)
    ]


def changes(database: Database, values: Values) -> list[Row]:
    before = judged(gaps.read(database, values["dari"]), values)
    after = judged(gaps.read(database, values["sampai"]), values)
    rows = [
        sides(change.pair)
        | {
            "perubahan_keadaan": change.kind,
            "dulu": change.before,
            "status": change.pair.status,
            "panjang_batas_km": change.pair.border_km,
            "karena": [cause.agreement.title for cause in change.causes],
        }
        for change in overview.changes(before, after)
    ]
    order = ("perubahan_keadaan", "panjang_batas_km", "kode_a", "kode_b")
    return sorted(
        rows, key=lambda row: tuple(-row[k] if k == "panjang_batas_km" else row[k] for k in order)
    )


ANSWERS: dict[str, Callable[[Database, Values], list[Row]]] = {
    "bagian-peringkat-kesenjangan": parts_of_rank,
    "batas-yang-hilang": missing_borders,
    "cakupan-wilayah": coverage,
    "daerah-perantara": thirds("mediators"),
    "hukum-pasangan": law,
    "kaji-banding-pasangan": visits,
    "linimasa-pasangan": timeline,
    "matriks-kesenjangan": matrix,
    "mitra-bersama": thirds("partners"),
    "pasangan-serupa": comparable,
    "pemecah-terdekat": nearest,
    "perubahan-kesenjangan": changes,
    "ringkasan-provinsi": provinces,
    "status-pasangan": statuses,
    "status-pasangan-per-urusan": statuses_by_affair,
    "tetangga-tanpa-kerja-sama": without_running,
    "tetangga-wilayah": neighbours,
    "tetangga-yang-berakhir": lapsed,
    "urusan-lintas-batas-terbuka": open_affairs,
    "urusan-tetangga-serupa": shared_affairs,
    "wilayah-tanpa-catatan": unrecorded,
    "wilayah-terpencil": isolated,
}
