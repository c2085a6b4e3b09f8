"""What is missing, contradictory or twice in the graph: facts, each with its rows, no score.

A check is a row of `CHECKS`. Most ask a question of every agreement (`base`: does
it apply; `holds`: is something wrong), so that all of them are counted in one
walk through the register and the rows of each come from the same words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.database import Database
from graph.likeness import alike
from graph.model import LATEST
from graph.questions import ask, question
from graph.vocabulary import STAGES, Term

Row = dict[str, Any]

# Later than this nobody plans a signing, or lets an agreement run.
SOON_YEARS, FAR_YEARS = 5, 50
_ALL = 10**9  # as many rows as there are


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the graph is looked at; None lets everything through.

    Attributes
    ----------
    on
        The date that stands for today.
    province
        Of any party.
    owner
        Code of the region whose register tells of an agreement.
    load
        Id of the load that brought it.
    """

    on: date
    province: str | None = None
    owner: str | None = None
    load: str | None = None


# ------------------------------------------------------------------ the checks

GROUPS = {
    row.code: row
    for row in (
        Term("cakupan", "Yang belum ada datanya", "What nothing is known about"),
        Term("isi", "Isi kesepakatan yang belum lengkap", "Agreements with gaps"),
        Term("pertentangan", "Yang saling bertentangan", "What contradicts itself"),
        Term("nama", "Nama yang belum pasti dan catatan kembar", "Open names and doubles"),
    )
}


@dataclass(frozen=True, slots=True)
class Check(Term):
    """Something that may be wrong with the data.

    Attributes
    ----------
    group
        A key of `GROUPS`.
    subject
        A key of `SUBJECTS`: of what there is a row.
    why, remedy
        Why it matters, and what to do.
    base, holds
        Of agreements and partners: Cypher on `a` or `p` that tells whether the
        check applies, and whether something is wrong.
    columns
        What a row tells beside what every row of the subject does.
    """

    group: str = ""
    subject: str = "agreement"
    why: str = ""
    why_en: str = ""
    remedy: str = ""
    remedy_en: str = ""
    base: str = "true"
    holds: str = "true"
    columns: tuple[str, ...] = ()

    def reason(self, language: str = "id") -> str:
        """Say why it matters."""
        return self.why_en if language == "en" else self.why

    def advice(self, language: str = "id") -> str:
        """Say what to do."""
        return self.remedy_en if language == "en" else self.remedy


def _stages(*effects: str) -> str:
    return str([code for code, stage in STAGES.items() if stage.effect in effects])


_IN_FORCE = "a.cooperation AND a.runs_from IS NOT NULL"
_MADE = f"a.cooperation AND NOT a.stage IN {_stages('planned')} AND a.stage <> 'ditolak'"
_UNDER_WAY = f"a.stage IN {_stages('running')} AND a.ends_on IS NOT NULL"
_REGION = "coalesce(p.region_code, p.code)"

CHECKS = {
    row.code: row
    for row in (
        Check(
            "wilayah-tanpa-catatan",
            "Wilayah tanpa satu catatan pun",
            "Regions with no record at all",
            "cakupan",
            "region",
            "Tentang wilayah ini dan tetangganya tidak ada yang dapat disimpulkan: kerja samanya "
            "mungkin ada, hanya registernya belum dimuat.",
            "Nothing can be concluded about these regions and their neighbours: they may well "
            "cooperate, only their registers are not loaded.",
            "Minta register ke bagian kerja samanya, mulai dari wilayah yang tetangganya paling "
            "banyak tercatat.",
            "Ask their offices for the register, beginning where most neighbours are recorded.",
            columns=(
                *("kode", "wilayah", "tingkat", "penduduk", "jumlah_tetangga"),
                "tetangga_tercatat",
            ),
        ),
        Check(
            "laporan-melebihi-catatan",
            "Laporan yang jumlahnya melebihi catatan",
            "Reports that tell of more than is recorded",
            "cakupan",
            "report",
            "Sebuah sumber menyebut lebih banyak kesepakatan daripada yang tercatat; selisihnya "
            "belum ada datanya.",
            "A source states more agreements than are recorded; about the rest we have no data.",
            "Cari daftar lengkap di balik jumlah itu, lalu muat sebagai register.",
            "Find the list behind the total and load it as a register.",
            columns=(
                *("kode", "wilayah", "tahun", "bentuk", "skema", "dilaporkan", "sekurangnya"),
                *("tercatat", "belum_tercatat", "sumber"),
            ),
        ),
        Check(
            "tanpa-tanggal",
            "Kesepakatan tanpa satu tanggal pun",
            "Agreements without any date",
            "isi",
            why="Tanpa tanggal, sebuah kesepakatan tidak muncul pada tahun mana pun, dan masa "
            "berlakunya hanya diandaikan dari sumbernya.",
            why_en="Without a date an agreement shows in no year, and when it runs is only "
            "inferred from its source.",
            remedy="Isi tanggal penandatanganan atau mulai; tahunnya saja sudah menolong.",
            remedy_en="Fill in the day of signing or the start; the year alone is a help.",
            holds="a.signed_on IS NULL AND a.starts_on IS NULL AND a.ends_on IS NULL "
            "AND a.due_on IS NULL",
            columns=("form", "stage", "last_stated_on"),
        ),
        Check(
            "tanpa-akhir",
            "Kesepakatan yang akhirnya tidak disebut",
            "Agreements whose end is not stated",
            "isi",
            why="Dihitung berjalan terus, sebab tidak ada yang menyebut kapan berakhir; barangkali "
            "sudah lama selesai.",
            why_en="They count as running because nobody says when they end; they may have ended "
            "long ago.",
            remedy="Isi tanggal berakhir atau jangka waktunya. Bila memang tidak dibatasi, tulis "
            "“tidak terbatas”.",
            remedy_en="Fill in the end or the term. Where there is none, write “tidak terbatas”.",
            base=_IN_FORCE,
            holds="a.ends_on IS NULL AND NOT coalesce(a.endless, false)",
            columns=("form", "signed_on", "last_stated_on"),
        ),
        Check(
            "tanpa-batas-waktu",
            "Kesepakatan yang dinyatakan tanpa batas waktu",
            "Agreements said to have no end",
            "isi",
            why="Jangka waktu termasuk isi pokok dokumen kerja sama; yang tanpa batas patut "
            "diperiksa sekali lagi pada dokumennya.",
            why_en="The term is an essential part of a cooperation document; one without limit is "
            "worth checking against it.",
            remedy="Cocokkan dengan pasal tentang jangka waktu; biarkan bila memang demikian.",
            remedy_en="Compare with its clause on the term; leave it where it really says so.",
            base=_IN_FORCE,
            holds="coalesce(a.endless, false)",
            columns=("form", "signed_on", "last_stated_on"),
        ),
        Check(
            "tanpa-urusan",
            "Kesepakatan tanpa urusan pemerintahan",
            "Agreements without an affair",
            "isi",
            why="Tidak terjaring bila orang mencari menurut urusan, dan tidak menutup kesenjangan "
            "pada urusan mana pun.",
            why_en="They are missed by whoever looks for an affair, and close the gap in none.",
            remedy="Isi urusannya; ruang lingkup atau OPD pelaksana biasanya menunjukkannya.",
            remedy_en="Fill in the affair; the scope or the department in charge usually tells it.",
            holds="NOT EXISTS { MATCH (a)-[:ABOUT]->(:Affair) }",
            columns=("form", "scope"),
        ),
        Check(
            "tanpa-bentuk",
            "Kesepakatan yang bentuknya tidak disebut",
            "Agreements whose form is not stated",
            "isi",
            why="Tidak dapat dibedakan apakah baru kesepakatan awal atau sudah perjanjian yang "
            "melaksanakannya.",
            why_en="One cannot tell a framework from the agreement that carries it out.",
            remedy="Isi bentuknya: Kesepakatan Bersama, PKS, MoU, dan seterusnya.",
            remedy_en="Fill in the form: joint agreement, PKS, MoU and so on.",
            holds="a.form = 'lainnya'",
            columns=("stage", "signed_on"),
        ),
        Check(
            "tanpa-nomor",
            "Dokumen tanpa nomor dari pihak mana pun",
            "Documents without any party's number",
            "isi",
            why="Nomor adalah cara paling pasti mengenali dokumen yang sama dalam register pihak "
            "lain.",
            why_en="A number is the surest way to recognise the same document in another register.",
            remedy="Isi nomor tiap pihak seperti tertulis di dokumennya.",
            remedy_en="Fill in each party's number as the document has it.",
            base=_MADE,
            holds="NOT EXISTS { MATCH (a)<-[e:PARTY_TO]-() WHERE e.number IS NOT NULL }",
            columns=("form", "signed_on"),
        ),
        Check(
            "satu-pihak",
            "Kesepakatan dengan hanya satu pihak yang diketahui",
            "Agreements of which only one party is known",
            "isi",
            why="Tanpa pihak lain, kesepakatan ini tidak menghubungkan siapa pun di jejaring.",
            why_en="Without another party it links nobody in the network.",
            remedy="Lengkapi nama pihak lain, atau pilih yang benar bila namanya belum pasti.",
            remedy_en="Name the other party, or choose the right one where its name is open.",
            holds="COUNT { MATCH (a)<-[:PARTY_TO]-() } < 2",
            columns=("unnamed_parties", "open_parties", "form"),
        ),
        Check(
            "pks-tanpa-induk",
            "PKS tanpa Kesepakatan Bersama yang dilaksanakannya",
            "PKS without the framework that they carry out",
            "isi",
            why="PKS melaksanakan sebuah Kesepakatan Bersama; tanpa hubungan itu, Kesepakatan "
            "Bersamanya tampak di atas kertas saja.",
            why_en="A PKS carries out a joint agreement, which otherwise seems to exist on paper "
            "only.",
            remedy="Isi kolom “melaksanakan” dengan kode Kesepakatan Bersamanya, bila ada.",
            remedy_en="Fill the column “melaksanakan” with the key of its joint agreement, if any.",
            base="a.form = 'pks'",
            holds="NOT EXISTS { MATCH (a)-[:IMPLEMENTS]->(:Agreement) }",
            columns=("signed_on", "ends_on"),
        ),
        Check(
            "lewat-masih-pelaksanaan",
            "Kesepakatan yang sudah lewat, tetapi tahapnya masih berjalan",
            "Agreements past their end whose stage is still under way",
            "pertentangan",
            why="Tanggal berakhirnya sudah lewat, sedangkan registernya masih menyebut "
            "pelaksanaan: perpanjangannya belum tercatat, atau tahapnya belum diperbarui.",
            why_en="Their end is past while the register still says under way: an extension is not "
            "recorded, or the stage is out of date.",
            remedy="Catat perpanjangannya sebagai kesepakatan sendiri, atau ubah tahapnya menjadi "
            "selesai.",
            remedy_en="Record the extension as an agreement of its own, or set the stage to "
            "finished.",
            base=_UNDER_WAY,
            holds="a.ends_on < $on",
            columns=("stage", "ends_on", "last_stated_on", "stated_after_end"),
        ),
        Check(
            "skema-berbeda",
            "Skema di register berbeda dari skema menurut para pihaknya",
            "Schemes in the register that differ from those that the parties make",
            "pertentangan",
            why="Skema mengikuti siapa para pihaknya (UU 23/2014 dan PP 28/2018). Bila berbeda, "
            "jenis salah satu pihak barangkali keliru, atau registernya.",
            why_en="The scheme follows from who the parties are (UU 23/2014, PP 28/2018). Where "
            "they differ, the kind of a party may be wrong, or the register.",
            remedy="Periksa jenis mitranya; bila sudah benar, perbaiki skema di register.",
            remedy_en="Check the partner's kind; where it is right, mend the register.",
            base="a.stated_scheme IS NOT NULL",
            holds="a.stated_scheme <> a.scheme",
            columns=("stated_scheme", "scheme"),
        ),
        Check(
            "tanggal-jauh",
            "Tanggal yang terlalu jauh di depan",
            "Dates too far ahead",
            "pertentangan",
            why="Mulai lebih dari lima tahun lagi, atau berakhir lebih dari lima puluh tahun lagi, "
            "biasanya salah ketik pada tahunnya.",
            why_en="A start more than five years ahead, or an end more than fifty, is usually a "
            "mistyped year.",
            remedy="Cocokkan tahunnya dengan dokumen.",
            remedy_en="Compare the year with the document.",
            base="coalesce(a.signed_on, a.starts_on, a.ends_on, a.due_on) IS NOT NULL",
            holds="a.signed_on > $soon OR a.starts_on > $soon OR a.ends_on > $far "
            "OR a.due_on > $far",
            columns=("signed_on", "starts_on", "ends_on", "due_on"),
        ),
        Check(
            "satu-register",
            "Kesepakatan yang hanya ada di register satu pihak",
            "Agreements that only one party's register tells of",
            "pertentangan",
            why="Register pihak lain juga sudah dimuat, tetapi tidak memuatnya: belum dicatat di "
            "sana, atau tercatat dengan judul dan tanggal yang lain.",
            why_en="The other party's register is loaded too and does not tell of it: it is "
            "missing there, or stands there under another title and date.",
            remedy="Cocokkan kedua register; gabungkan bila ternyata satu dokumen.",
            remedy_en="Compare the two registers; merge them where it is one document.",
            base="EXISTS { MATCH (a)<-[:TELLS]-(:Record) } AND size(COLLECT { "
            f"MATCH (a)<-[:PARTY_TO]-(p) WHERE {_REGION} IN $owners "
            f"RETURN DISTINCT {_REGION} }}) > 1",
            holds="EXISTS { MATCH (a)<-[:PARTY_TO]-(p) "
            f"WHERE {_REGION} IN $owners AND NOT {_REGION} IN "
            "[(a)<-[:TELLS]-(r:Record) WHERE r.owner IS NOT NULL | r.owner] }",
            columns=("form", "signed_on"),
        ),
        Check(
            "nama-terbuka",
            "Kesepakatan dengan nama pihak yang belum pasti",
            "Agreements with a party's name left open",
            "nama",
            why="Nama itu cocok dengan lebih dari satu wilayah atau OPD, atau tidak dikenal; "
            "supaya tidak salah sambung, pihaknya dibiarkan terbuka.",
            why_en="The name fits more than one region or department, or none; so as not to link "
            "the wrong one, the party is left open.",
            remedy="Pilih yang dimaksud; pilihannya diingat untuk pemuatan berikutnya.",
            remedy_en="Choose the one that is meant; the choice is remembered for later loads.",
            holds="coalesce(a.open_count, 0) > 0",
            columns=("open_parties", "signed_on"),
        ),
        Check(
            "barangkali-kembar",
            "Pasangan catatan yang barangkali satu kesepakatan",
            "Pairs of records that may be one agreement",
            "nama",
            "pair",
            "Satu dokumen yang tercatat dua kali dihitung dua kali.",
            "A document recorded twice counts twice.",
            "Bandingkan keduanya: gabungkan bila sama, nyatakan berbeda bila tidak.",
            "Compare the two: merge them where they are one, else say that they differ.",
        ),
        Check(
            "jenis-tebakan",
            "Mitra yang jenisnya baru dugaan atau belum diketahui",
            "Partners whose kind is a guess or not known",
            "nama",
            "partner",
            "Jenis mitra menentukan skemanya: swasta menjadi KSDPK, instansi pusat sinergi.",
            "A partner's kind decides the scheme: private makes KSDPK, central makes synergy.",
            "Sebut jenisnya dalam register, mulai dari mitra dengan kesepakatan terbanyak.",
            "State the kind in the register, beginning with those that have most agreements.",
            holds="p.kind = 'other' OR coalesce(p.kind_guessed, false)",
        ),
        Check(
            "nama-mirip",
            "Pasangan mitra yang namanya hampir sama",
            "Pairs of partners with nearly the same name",
            "nama",
            "likeness",
            "Satu lembaga yang ditulis dengan dua cara tampak sebagai dua mitra, dan "
            "kesepakatannya terbagi.",
            "One body written in two ways shows as two partners, and its agreements are split.",
            "Samakan penulisannya dalam register, lalu muat lagi; biarkan bila memang berbeda.",
            "Write it in one way in the register and load it again; leave those that do differ.",
        ),
    )
}

# What a finding counts and does not apply to: the parameters of `Scope` that it follows.
FOLLOWS = {
    "region": ("province",),
    "report": ("province", "owner"),
    "agreement": ("province", "owner", "load"),
    "pair": ("province", "owner", "load"),
    "partner": ("province", "owner", "load"),
    "likeness": ("province", "owner", "load"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """How many rows a check has, and of how many that it applies to.

    `count` is None where the scope leaves nothing to ask; `of` where there is
    nothing to compare with.
    """

    check: Check
    count: int | None
    of: int | None = None

    @property
    def percent(self) -> float | None:
        """The share in per cent; None of nothing."""
        return round(100 * self.count / self.of, 1) if self.of and self.count is not None else None


# ------------------------------------------------------------------ queries

_CHOSEN = f"""
MATCH (a:Agreement)
WHERE ($province IS NULL OR EXISTS {{ MATCH (a)<-[:PARTY_TO]-(p)
                                     WHERE {_REGION} STARTS WITH $province }})
  AND ($owner IS NULL OR EXISTS {{ MATCH (a)<-[:TELLS]-(:Record {{owner: $owner}}) }})
  AND ($load IS NULL OR EXISTS {{ MATCH (a)-[:LOADED_BY]->(:Load {{id: $load}}) }}
    OR EXISTS {{ MATCH (a)<-[:TELLS]-(:Record)-[:LOADED_BY]->(:Load {{id: $load}}) }})
"""
_OF_AGREEMENTS = {code: row for code, row in CHECKS.items() if row.subject == "agreement"}
_OF_PARTNERS = {code: row for code, row in CHECKS.items() if row.subject == "partner"}


def _sums(checks: Iterable[Check]) -> str:
    """Give the part of a query that counts what checks apply to and what they find."""
    return ", ".join(
        f"sum(CASE WHEN {row.base} THEN 1 ELSE 0 END), "
        f"sum(CASE WHEN ({row.base}) AND ({row.holds}) THEN 1 ELSE 0 END)"
        for row in checks
    )


_PARTNERS_CHOSEN = _CHOSEN + "WITH a MATCH (a)<-[:PARTY_TO]-(p:Partner) "
_TALLY = _CHOSEN + f"RETURN [{_sums(_OF_AGREEMENTS.values())}] AS sums"
_TALLIES = {
    code: _CHOSEN + f"RETURN [{_sums([row])}] AS sums" for code, row in _OF_AGREEMENTS.items()
}
_PARTNER_TALLIES = {
    code: _PARTNERS_CHOSEN + f"WITH DISTINCT p RETURN [{_sums([row])}] AS sums"
    for code, row in _OF_PARTNERS.items()
}
_OWNED = _CHOSEN + (
    "WITH a MATCH (a)<-[:TELLS]-(r:Record) WHERE r.owner IS NOT NULL "
    "WITH DISTINCT r.owner AS owner, a "
)
_OWNER_TALLIES = {
    code: _OWNED + f"RETURN owner, [{_sums([row])}] AS sums" for code, row in _OF_AGREEMENTS.items()
}

# Where a row stands in its file, as text that sorts as the file does.
_PLACE = (
    "OPTIONAL MATCH (a)<-[:TELLS]-(r:Record) WHERE $owner IS NULL OR r.owner = $owner "
    "WITH a, min(r.file + ' ' + coalesce(r.sheet, '') + ' ' "
    "+ right('0000000' + toString(r.row), 8)) AS place, min(r.owner) AS owner "
)
_DATES = ("signed_on", "starts_on", "ends_on", "due_on")
_AGREEMENT_ROW = (
    "RETURN a.id AS id, a.title AS title, a.form AS form, a.scheme AS scheme, a.stage AS stage, "
    + "".join(f"a.{name} AS {name}, a.{name}_precision AS {name}_precision, " for name in _DATES)
    + "a.last_stated_on AS last_stated_on, a.last_stated_on > a.ends_on AS stated_after_end, "
    "a.stated_scheme AS stated_scheme, a.scope AS scope, "
    "coalesce(a.unnamed_parties, 0) AS unnamed_parties, "
    "coalesce(a.open_parties, []) AS open_parties, "
    "[(a)<-[e:PARTY_TO]-(p) | {key: coalesce(p.code, p.id), name: p.name, region: p.region_code, "
    "position: e.position}] AS parties, "
    "[(a)<-[:TELLS]-(r:Record) WHERE $owner IS NULL OR r.owner = $owner "
    "| {owner: r.owner, file: r.file, sheet: r.sheet, row: r.row}] AS places "
)
_AGREEMENTS = {
    code: _CHOSEN + f"AND ({row.base}) AND ({row.holds}) " + _PLACE + _AGREEMENT_ROW
    for code, row in _OF_AGREEMENTS.items()
}
_SORT_TEXT = {
    "title": "toLower(a.title)",
    "form": "a.form",
    "scheme": "a.scheme",
    "stage": "a.stage",
    "stated_scheme": "a.stated_scheme",
    "scope": "toLower(coalesce(a.scope, ''))",
    "owners": "coalesce(owner, '~')",
    "places": "coalesce(place, '~')",
    "parties": "size(parties)",
    "unnamed_parties": "unnamed_parties",
    "open_parties": "size(open_parties)",
    "stated_after_end": "coalesce(toString(stated_after_end), '~')",
}
_ORDERS = {
    **{
        key: (f"ORDER BY {text}, place, id ", f"ORDER BY {text} DESC, place, id ")
        for key, text in _SORT_TEXT.items()
    },
    # What has no date comes last either way.
    **{
        key: (
            f"ORDER BY coalesce({key}, date('9999-12-31')), place, id ",
            f"ORDER BY coalesce({key}, date('0001-01-01')) DESC, place, id ",
        )
        for key in (*_DATES, "last_stated_on")
    },
}
ORDERS = tuple(name for key in _ORDERS for name in (key, f"-{key}"))
DEFAULT_ORDER = "places"  # as the office's own file has them
_PART = "SKIP $start LIMIT $count"

_PARTNERS = {
    code: _PARTNERS_CHOSEN + f"WITH p, count(DISTINCT a) AS agreements "
    f"WHERE ({row.base}) AND ({row.holds}) "
    "RETURN p.id AS id, p.name AS name, p.kind AS kind, p.country AS country, "
    "coalesce(p.kind_guessed, false) AS kind_guessed, agreements "
    "ORDER BY agreements DESC, toLower(name), id "
    for code, row in _OF_PARTNERS.items()
}
_PARTNER_NAMES = (
    "MATCH (p:Partner) OPTIONAL MATCH (p)-[:PARTY_TO]->(a:Agreement) "
    "RETURN p.id AS id, p.name AS name, p.kind AS kind, count(a) AS agreements ORDER BY id"
)
_PARTNERS_IN_SCOPE = _PARTNERS_CHOSEN + "RETURN DISTINCT p.id AS id"
_REPORTS = "MATCH (t:Report)-[:ABOUT_REGION]->(r:Region) RETURN r.code AS code"
_REGIONS = "MATCH (r:Region) RETURN r.code AS code, r.name AS name, r.kind AS kind ORDER BY code"
_NAMES = (
    "UNWIND $keys AS key MATCH (r:Region {code: key}) "
    "RETURN key, r.name AS name, null AS region "
    "UNION ALL UNWIND $keys AS key MATCH (o:Opd {id: key})-[:PART_OF]->(r:Region) "
    "RETURN key, o.name AS name, r.name AS region "
    "UNION ALL UNWIND $keys AS key MATCH (p:Partner {id: key}) "
    "RETURN key, p.name AS name, null AS region"
)
_OWNERS = "MATCH (r:Record) WHERE r.owner IS NOT NULL RETURN DISTINCT r.owner AS owner"


def _values(scope: Scope) -> dict[str, Any]:
    return {
        "on": scope.on,
        "soon": _years_after(scope.on, SOON_YEARS),
        "far": _years_after(scope.on, FAR_YEARS),
        "province": scope.province,
        "owner": scope.owner,
        "load": scope.load,
    }


def _years_after(on: date, years: int) -> date:
    """Give the same day some years later, or the latest that there is."""
    return min(LATEST, date(min(on.year + years, LATEST.year), on.month, min(on.day, 28)))


def owners(database: Database) -> list[str]:
    """Give the codes of the regions whose registers are loaded."""
    return sorted(row["owner"] for row in database.read(_OWNERS, limit=None))


# ------------------------------------------------------------------ counting


def findings(database: Database, scope: Scope) -> list[Finding]:
    """Count every check, in the order of `CHECKS`.

    Parameters
    ----------
    database
        Where to read.
    scope
        What of it is looked at.
    """
    values = _values(scope) | {"owners": owners(database)}
    sums = _pairs(database.read(_TALLY, values).one()["sums"])
    tallied = dict(zip(_OF_AGREEMENTS, sums, strict=True))
    return [
        Finding(check, *tallied[code])
        if code in tallied
        else _SUBJECTS[check.subject].count(database, check, scope)
        for code, check in CHECKS.items()
    ]


def finding(database: Database, code: str, scope: Scope) -> Finding:
    """Count one check."""
    check = CHECKS[code]
    return _SUBJECTS[check.subject].count(database, check, scope)


def _pairs(sums: Sequence[int]) -> list[tuple[int, int]]:
    """Pair sums that stand as of, count, of, count and so on, as (count, of)."""
    return [(found, of) for of, found in zip(sums[::2], sums[1::2], strict=True)]


def owner_findings(database: Database, code: str, scope: Scope) -> dict[str, Finding]:
    """Count one check of agreements in each owner's register, whatever owner the scope names."""
    values = _values(replace(scope, owner=None)) | {"owners": owners(database)}
    return {
        row["owner"]: Finding(CHECKS[code], *_pairs(row["sums"])[0])
        for row in database.read(_OWNER_TALLIES[code], values, limit=None)
    }


# ------------------------------------------------------------------ rows


def rows(
    database: Database,
    code: str,
    scope: Scope,
    *,
    order: str = DEFAULT_ORDER,
    start: int = 0,
    count: int | None = None,
) -> list[Row]:
    """Give what a check found, or a part of it.

    Parameters
    ----------
    database
        Where to read.
    code
        A key of `CHECKS`.
    scope
        What is looked at.
    order
        One of `ORDERS`, for agreements; the others have an order of their own.
    start, count
        Which rows: from the `start`-th on (0 is the first), `count` or all.
    """
    check = CHECKS[code]
    return _SUBJECTS[check.subject].rows(
        database, check, scope, order, start, _ALL if count is None else count
    )


def _count_agreements(database: Database, check: Check, scope: Scope) -> Finding:
    values = _values(scope) | {"owners": owners(database)}
    return Finding(check, *_pairs(database.read(_TALLIES[check.code], values).one()["sums"])[0])


def _agreements(
    database: Database, check: Check, scope: Scope, order: str, start: int, count: int
) -> list[Row]:
    values = _values(scope) | {"owners": owners(database), "start": start, "count": count}
    backwards = order.startswith("-")
    query = _AGREEMENTS[check.code] + _ORDERS[order.removeprefix("-")][backwards] + _PART
    found = database.read(query, values, limit=None).rows
    for row in found:
        row["parties"].sort(key=lambda party: party["position"])
        row["places"].sort(key=_place)
        row["open_parties"] = [json.loads(text) for text in row["open_parties"]]
    return found


def names_of(database: Database, keys: Iterable[str]) -> dict[str, str]:
    """Give the names of actors by their keys, an OPD's with its region's; unknown keys fall out."""
    found = database.read(_NAMES, {"keys": sorted(set(keys))}, limit=None)
    return {
        row["key"]: f"{row['name']} {row['region']}" if row["region"] else row["name"]
        for row in found
    }


def _place(place: Mapping[str, Any]) -> tuple[str, str, int]:
    return place["file"], place["sheet"] or "", place["row"]


def _count_partners(database: Database, check: Check, scope: Scope) -> Finding:
    sums = database.read(_PARTNER_TALLIES[check.code], _values(scope)).one()["sums"]
    return Finding(check, *_pairs(sums)[0])


def _partners(
    database: Database, check: Check, scope: Scope, _order: str, start: int, count: int
) -> list[Row]:
    values = _values(scope) | {"start": start, "count": count}
    return database.read(_PARTNERS[check.code] + _PART, values, limit=None).rows


def _whole(
    read: Callable[[Database, Scope], list[Row]],
) -> Callable[[Database, Check, Scope, str, int, int], list[Row]]:
    """Make rows of a part of what is always read whole."""

    def part(
        database: Database, _check: Check, scope: Scope, _order: str, start: int, count: int
    ) -> list[Row]:
        return read(database, scope)[start : start + count]

    return part


def _regions(database: Database, scope: Scope) -> list[Row]:
    values = {"per": scope.on, "provinsi": scope.province}
    return _asked(database, "wilayah-tanpa-catatan", values)


def _asked(database: Database, name: str, values: Mapping[str, Any]) -> list[Row]:
    """Ask a named question, so that a page never tells another number than its answer."""
    return [dict(row) for row in ask(database, question(name), values, limit=_ALL).rows]


def _count_regions(database: Database, check: Check, scope: Scope) -> Finding:
    if scope.owner or scope.load:
        return Finding(check, None)
    codes = [row["code"] for row in database.read(_REGIONS, limit=None)]
    inside = [code for code in codes if code.startswith(scope.province or "")]
    return Finding(check, len(_regions(database, scope)), len(inside))


def _reports(database: Database, scope: Scope) -> list[Row]:
    found = _asked(database, "laporan-dan-catatan", {"wilayah": scope.owner, "tahun": None})
    return [
        row
        for row in found
        if row["belum_tercatat"] and row["kode"].startswith(scope.province or "")
    ]


def _count_reports(database: Database, check: Check, scope: Scope) -> Finding:
    if scope.load:
        return Finding(check, None)
    of = [
        row["code"]
        for row in database.read(_REPORTS, limit=None)
        if row["code"].startswith(scope.province or "") and scope.owner in (None, row["code"])
    ]
    return Finding(check, len(_reports(database, scope)), len(of))


_PAIRS = (
    _CHOSEN + "WITH a MATCH (a)-[e:MAYBE_SAME_AS]-(b:Agreement) "
    "RETURN CASE WHEN a.id < b.id THEN a.id ELSE b.id END AS a, "
    "CASE WHEN a.id < b.id THEN a.title ELSE b.title END AS a_title, "
    "CASE WHEN a.id < b.id THEN b.id ELSE a.id END AS b, "
    "CASE WHEN a.id < b.id THEN b.title ELSE a.title END AS b_title, "
    "properties(e) AS why ORDER BY a, b"
)


def _proposed(database: Database, scope: Scope) -> list[Row]:
    """Give pairs of agreements that may be one; one found from both of its ends counts once."""
    found = database.read(_PAIRS, _values(scope), limit=None)
    return list({(row["a"], row["b"]): row for row in found}.values())


def _names(database: Database, scope: Scope) -> list[Row]:
    """Give pairs of partners whose names are nearly the same, one of them in the scope."""
    partners = database.read(_PARTNER_NAMES, limit=None).rows
    chosen = None
    if scope.province or scope.owner or scope.load:
        chosen = {
            row["id"] for row in database.read(_PARTNERS_IN_SCOPE, _values(scope), limit=None)
        }
    found = []
    for one, other, letters in alike([row["name"] for row in partners]):
        a, b = partners[one], partners[other]
        if chosen is None or a["id"] in chosen or b["id"] in chosen:
            row = {f"a_{key}": value for key, value in a.items()}
            row |= {f"b_{key}": value for key, value in b.items()}
            found.append(row | {"letters": letters})
    return found


def _length(
    read: Callable[[Database, Scope], list[Row]],
) -> Callable[[Database, Check, Scope], Finding]:
    """Count what is always read whole and has nothing to be compared with."""
    return lambda database, check, scope: Finding(check, len(read(database, scope)))


@dataclass(frozen=True, slots=True)
class _Subject:
    """How things of one sort are counted and read."""

    count: Callable[[Database, Check, Scope], Finding]
    rows: Callable[[Database, Check, Scope, str, int, int], list[Row]]


_SUBJECTS = {
    "agreement": _Subject(_count_agreements, _agreements),
    "partner": _Subject(_count_partners, _partners),
    "region": _Subject(_count_regions, _whole(_regions)),
    "report": _Subject(_count_reports, _whole(_reports)),
    "pair": _Subject(_length(_proposed), _whole(_proposed)),
    "likeness": _Subject(_length(_names), _whole(_names)),
}
