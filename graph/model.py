"""What the graph is made of: regions, OPDs, partners, agreements and their sources.

Every class checks itself when it is made, so that nothing wrong can be
written; what it refuses, it refuses with the register's word for the field
and a remedy. Keys are ours and stable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from graph.errors import ValueRefused
from graph.text import as_key, check_name, check_text, digest, slug, squeeze, without_legal_form
from graph.vocabulary import (
    AFFAIRS,
    FORMS,
    PARTNER_KINDS,
    REGION_KINDS,
    ROLES,
    SCHEMES,
    STAGES,
    Term,
)

if TYPE_CHECKING:
    from graph.records import Record, Refused

Precision = Literal["day", "month", "year"]
EARLIEST, LATEST = date(1945, 8, 17), date(2199, 12, 31)


class UnknownWord(ValueRefused):
    """A code that the vocabulary does not have."""

    text = "Kolom {field} berisi “{value}”, yang bukan salah satu pilihan."
    remedy = "Pilih salah satu: {choices}."


class EndBeforeStart(ValueRefused):
    """An agreement that would end before it began."""

    text = "Tanggal berakhir {end} lebih awal daripada tanggal mulai {start}."
    remedy = "Periksa kedua tanggal; berakhir harus sama dengan atau sesudah mulai."


class DateOutOfRange(ValueRefused):
    """A date before the republic or absurdly far ahead."""

    text = "Tanggal {value} pada kolom {field} di luar rentang 1945 sampai 2199."
    remedy = "Periksa tahunnya."


class NegativeAmount(ValueRefused):
    """A yield below zero."""

    text = "Kolom {field} berisi jumlah negatif {value}."
    remedy = "Tulis jumlah sebagai bilangan bulat mulai dari 0."


class AmountTooLarge(ValueRefused):
    """An amount that a database integer cannot hold."""

    text = "Kolom {field} berisi jumlah {value}, lebih besar daripada yang dapat disimpan."
    remedy = "Periksa banyaknya angka."


class PartyMissing(ValueRefused):
    """An agreement without two parties."""

    text = "Kolom {field} harus menyebut sedikitnya dua pihak; yang terbaca {count}."
    remedy = (
        "Pisahkan pihak dengan titik koma; tulis “(tidak disebut)” bila pihak lain memang "
        "tidak disebut oleh sumbernya."
    )


class PartyTwice(ValueRefused):
    """One actor named twice as a party of one agreement."""

    text = "Kolom {field} menyebut “{value}” dua kali."
    remedy = "Sebut setiap pihak satu kali."


class RegionMissing(ValueRefused):
    """An agreement in which no region takes part."""

    text = "Kolom {field} tidak menyebut satu pun pemerintah daerah atau OPD."
    remedy = "Tambahkan daerah atau OPD yang menjadi pihak."


class SelfReference(ValueRefused):
    """An agreement said to implement itself."""

    text = "Kolom {field} menunjuk pada kesepakatan itu sendiri."
    remedy = "Isi dengan kode Kesepakatan Bersama yang dilaksanakan, atau kosongkan."


def _check_word(code: str, table: Mapping[str, Term], name: str) -> None:
    if code not in table:
        raise UnknownWord(field=name, value=code[:60], choices=", ".join(table))


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precisely as it is known.

    Attributes
    ----------
    value
        The day; of a month or year only, its first day (as a beginning) or last
        day (as an end), so that the widest reading counts.
    precision
        What was stated: 'day', 'month' or 'year'.
    computed
        True where a term in words gave the date.
    """

    value: date
    precision: Precision = "day"
    computed: bool = False

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """Make one from the parts that are known, at its first day."""
        precision: Precision = "year" if month is None else "month" if day is None else "day"
        return cls(date(year, 1 if month is None else month, 1 if day is None else day), precision)

    def as_end(self) -> PartialDate:
        """Give the last day of the stated month or year."""
        start = self.value
        if self.precision == "year":
            last = date(start.year, 12, 31)
        elif self.precision == "month":
            following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
            last = following - timedelta(days=1)
        else:
            last = start
        return PartialDate(last, self.precision, self.computed)


def _check_date(partial: PartialDate | None, name: str) -> None:
    if partial and not EARLIEST <= partial.value <= LATEST:
        raise DateOutOfRange(field=name, value=partial.value.isoformat())


def _check_year(year: int | None, name: str) -> None:
    if year is not None and not EARLIEST.year <= year <= LATEST.year:
        raise DateOutOfRange(field=name, value=year)


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency or city, by its Kemendagri code ('12', '12.10')."""

    code: str
    name: str
    kind: str
    province_code: str | None
    capital: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None

    def __post_init__(self) -> None:
        """Check kind and name."""
        _check_word(self.kind, REGION_KINDS, "jenis")
        check_name(self.name, "wilayah")


@dataclass(frozen=True, slots=True)
class Border:
    """A land border of two regions, a < b; length in kilometres."""

    a: str
    b: str
    length_km: float
    across: bool


@dataclass(frozen=True, slots=True)
class SeaNeighbour:
    """Two regions without a land border, at most 50 km apart across water."""

    a: str
    b: str
    distance_km: float
    same_landmass: bool


@dataclass(frozen=True, slots=True)
class CornerContact:
    """Two regions that meet only in a point."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Affair:
    """An affair of government as a node.

    Attributes
    ----------
    cross_border_weight
        How much of it crosses a region's border, from 0 to 1; None where nothing does.
    cross_border_reason, cross_border_reason_en
        Why it does, as one clause in Indonesian and English.
    """

    code: str
    name: str
    name_en: str
    group: str
    cross_border_weight: float | None = None
    cross_border_reason: str | None = None
    cross_border_reason_en: str | None = None


@dataclass(frozen=True, slots=True)
class Opd:
    """A department or body of one region.

    `name` is without the region's name; `affairs` are codes of `AFFAIRS`.
    """

    name: str
    region_code: str
    affairs: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Check the name and make the key."""
        check_name(self.name, "pihak")
        for affair in self.affairs:
            _check_word(affair, AFFAIRS, "urusan")
        # "Dinas Kelautan Perikanan" and "Dinas Kelautan dan Perikanan" are one.
        words = [word for word in self.name.split() if word.casefold() != "dan"]
        object.__setattr__(self, "id", f"{self.region_code}-{slug(' '.join(words))}")


@dataclass(frozen=True, slots=True)
class OpdForm:
    """A form that OPDs commonly have.

    Where a body bears a further name ("Puskesmas Simonis"), `name` or a short form
    is how its full name begins.

    Attributes
    ----------
    levels
        The kinds of region that have it.
    affairs
        Codes of what it usually carries.
    tasks
        What an OPD of this form does, by which it has its counterparts; finer than
        affairs where several bodies share one (Satpol PP and BPBD).
    meets
        Tasks of other bodies that it has to do with as well: a hospital meets the
        Dinas Kesehatan.
    standard
        The kinds of region that are assumed to have it, where no OPD is recorded.
    """

    code: str
    name: str
    levels: tuple[str, ...]
    affairs: tuple[str, ...]
    short_forms: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    standard: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the words."""
        check_name(self.name, "pihak")
        for affair in self.affairs:
            _check_word(affair, AFFAIRS, "urusan")
        for kind in (*self.levels, *self.standard):
            _check_word(kind, REGION_KINDS, "jenis")


@dataclass(frozen=True, slots=True)
class KnownOpd:
    """An OPD that is known by its own name, though no register may have named it yet.

    `form` is a code of `OpdForm`.
    """

    name: str
    region_code: str
    form: str
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Check the name and make the key."""
        check_name(self.name, "pihak")
        object.__setattr__(self, "id", f"{self.region_code}-{slug(self.name)}")


@dataclass(frozen=True, slots=True)
class Partner:
    """A party that is no Indonesian region: company, university, ministry, country.

    `kind_guessed` tells that the kind was inferred from the name alone.
    """

    name: str
    kind: str
    country: str | None = None
    kind_guessed: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Check name and kind and make the key."""
        check_name(self.name, "pihak")
        _check_word(self.kind, PARTNER_KINDS, "jenis mitra")
        object.__setattr__(self, "id", slug(without_legal_form(self.name)))


Actor = Region | Opd | Partner


def actor_key(actor: Actor) -> str:
    """Give the key of any actor: a region's code, an OPD's or a partner's id."""
    return actor.code if isinstance(actor, Region) else actor.id


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's part in an agreement; `number` is its own number of the document."""

    actor: Actor
    role: str = "party"
    number: str | None = None

    def __post_init__(self) -> None:
        """Check role and number."""
        _check_word(self.role, ROLES, "peran")
        if self.number is not None:
            check_text(self.number, "nomor", 200)


@dataclass(frozen=True, slots=True)
class OpenParty:
    """A party whose name may mean several actors; nobody has decided yet which.

    Attributes
    ----------
    as_written
        The name as the register has it.
    candidates
        Keys of the actors that it may mean; none where the name is of a region or
        an OPD that cannot be found.
    reason
        Why it is open, in Indonesian.
    """

    as_written: str
    candidates: tuple[str, ...] = ()
    reason: str = ""
    number: str | None = None
    role: str = "party"

    def __post_init__(self) -> None:
        """Check the texts and the role."""
        check_name(self.as_written, "pihak")
        check_text(self.reason, "pihak")
        _check_word(self.role, ROLES, "peran")
        if self.number is not None:
            check_text(self.number, "nomor", 200)


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an agreement yielded: whole units of `currency` in `year`."""

    item: str
    amount: int
    currency: str = "IDR"
    year: int | None = None

    def __post_init__(self) -> None:
        """Check item and amount."""
        check_name(self.item, "hasil")
        if self.amount < 0:
            raise NegativeAmount(field="hasil", value=self.amount)
        if self.amount >= 2**63:
            raise AmountTooLarge(field="hasil", value=str(self.amount)[:40])
        _check_year(self.year, "hasil")


@dataclass(frozen=True, slots=True)
class Source:
    """A document that says something: article, register, report."""

    title: str
    publisher: str | None = None
    url: str | None = None
    published_on: date | None = None
    retrieved_on: date | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Check the texts and make the key from what identifies the document."""
        check_name(self.title, "sumber_judul")
        check_text(self.publisher or "", "sumber_penerbit", 300)
        check_text(self.url or "", "sumber_url", 2_000)
        for day in (self.published_on, self.retrieved_on):
            _check_date(PartialDate(day) if day else None, "sumber_tanggal")
        key = digest(self.title.casefold(), self.publisher, self.url, self.published_on)
        object.__setattr__(self, "id", key)


@dataclass(frozen=True, slots=True)
class Statement:
    """Where a source says so: its sentence and page, and how sure that is (0 to 1)."""

    source: Source
    evidence: str = ""
    page: str | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        """Check the texts."""
        check_text(self.evidence, "bukti")
        check_text(self.page or "", "halaman", 200)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One document of cooperation, or a learning visit.

    Attributes
    ----------
    register_key
        The register's own key; with it the agreement keeps its id when title or
        parties change.
    unnamed_parties
        How many further parties the source mentions without a name.
    due_on
        Until when a plan was to be carried out.
    implements
        Ids of the framework agreements that this one carries out.
    endless
        True where a source says that it runs without end.
    stated_scheme
        The scheme that the register states; the one that counts follows from the
        parties.
    responsible
        OPDs that the register calls responsible without their being parties.
    open_parties
        Parties whose name is not decided; they count as parties.
    id
        Made by `agreement_id` unless given.
    """

    title: str
    form: str
    stage: str
    parties: tuple[Party, ...]
    statements: tuple[Statement, ...]
    register_key: str | None = None
    affairs: tuple[str, ...] = ()
    signed_on: PartialDate | None = None
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    due_on: PartialDate | None = None
    scope: str | None = None
    location: str | None = None
    notes: str | None = None
    benefits: tuple[Benefit, ...] = ()
    implements: tuple[str, ...] = ()
    unnamed_parties: int = 0
    verified: bool = False
    purpose: str | None = None
    financing: str | None = None
    link: str | None = None
    evaluation: str | None = None
    endless: bool = False
    stated_scheme: str | None = None
    responsible: tuple[Opd, ...] = ()
    open_parties: tuple[OpenParty, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        """Check the whole and make the key."""
        check_name(self.title, "judul")
        _check_word(self.form, FORMS, "bentuk")
        _check_word(self.stage, STAGES, "tahap")
        for affair in self.affairs:
            _check_word(affair, AFFAIRS, "urusan")
        if self.stated_scheme:
            _check_word(self.stated_scheme, SCHEMES, "skema")
        for name, text in (
            ("ruang_lingkup", self.scope),
            ("lokasi", self.location),
            ("catatan", self.notes),
            ("tujuan", self.purpose),
            ("pembiayaan", self.financing),
            ("tautan", self.link),
            ("evaluasi", self.evaluation),
        ):
            check_text(text or "", name)
        self._check_dates()
        self._check_parties()
        object.__setattr__(self, "id", self.id or agreement_id(self))
        if self.id in self.implements:
            raise SelfReference(field="melaksanakan")

    def _check_dates(self) -> None:
        _check_date(self.signed_on, "ditandatangani")
        _check_date(self.starts_on, "mulai")
        _check_date(self.ends_on, "berakhir")
        _check_date(self.due_on, "target")
        start = self.starts_on or self.signed_on
        if start and self.ends_on and self.ends_on.value < start.value:
            raise EndBeforeStart(
                field="berakhir", start=start.value.isoformat(), end=self.ends_on.value.isoformat()
            )

    def _check_parties(self) -> None:
        count = len(self.parties) + len(self.open_parties) + self.unnamed_parties
        if count < 2:
            raise PartyMissing(field="pihak", count=count)
        seen: set[str] = set()
        for party in self.parties:
            key = actor_key(party.actor)
            if key in seen:
                raise PartyTwice(field="pihak", value=party.actor.name)
            seen.add(key)
        is_partners = all(isinstance(party.actor, Partner) for party in self.parties)
        if is_partners and not self.open_parties:
            raise RegionMissing(field="pihak")


def agreement_id(agreement: Agreement) -> str:
    """Give the stable key of an agreement.

    The register's own key where it has one; otherwise a digest of parties,
    form, title and first date, which tells a renewal from what it renews.
    """
    if agreement.register_key:
        return as_key(agreement.register_key)
    first = agreement.signed_on or agreement.starts_on
    parties = sorted(actor_key(party.actor) for party in agreement.parties)
    return "k" + digest(
        *parties,
        *_open_names(agreement),
        agreement.form,
        agreement.title.casefold(),
        first.value if first else "",
    )


def parties_key(agreement: Agreement) -> str:
    """Give what two agreements of the same parties have in common.

    An OPD counts as its region: one side's register names the region, the other's
    its department. A party that is open counts by its name as written, so that the
    key is never that of an agreement whose parties are all known.
    """
    keys = {
        party.actor.region_code if isinstance(party.actor, Opd) else actor_key(party.actor)
        for party in agreement.parties
    }
    return digest(*sorted(keys), *_open_names(agreement))


def _open_names(agreement: Agreement) -> list[str]:
    return sorted(f"?{squeeze(party.as_written).casefold()}" for party in agreement.open_parties)


@dataclass(frozen=True, slots=True)
class Report:
    """A total that a source states of a region ("9 MoU in 2017"), kept as stated."""

    region_code: str
    count: int
    statement: Statement
    year: int | None = None
    form: str | None = None
    scheme: str | None = None
    at_least: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Check count, form and scheme and make the key."""
        if self.form:
            _check_word(self.form, FORMS, "bentuk")
        if self.scheme:
            _check_word(self.scheme, SCHEMES, "skema")
        if self.count < 0:
            raise NegativeAmount(field="jumlah", value=self.count)
        _check_year(self.year, "tahun")
        key = digest(self.region_code, self.year, self.form, self.scheme, self.statement.source.id)
        object.__setattr__(self, "id", f"l{key}")


@dataclass(frozen=True, slots=True)
class Load:
    """One file brought in, by the digest of its name and content.

    Attributes
    ----------
    at
        An ISO 8601 instant in UTC: not every engine keeps a zone.
    owner
        The region whose register it is, by its code; None where nobody said.
    sheets, columns, skipped
        What was read, what each heading was taken for and what was left out, as
        JSON of the loader's.
    state
        'running', 'done', 'undoing' or 'undone'; "" for one not yet begun.
    number
        Its place in the order of loading, given when it begins.
    done
        How many of its rows are in the graph.
    changed_at
        When it was undone, or its agreements merged, split or told anew, if after `at`.
    undone_by
        Who took it back, where it is undone.
    """

    id: str
    file: str
    at: str
    by: str
    accepted: int = 0
    refused: int = 0
    owner: str | None = None
    sheets: str = ""
    columns: str = ""
    skipped: str = ""
    state: str = ""
    number: int = 0
    done: int = 0
    changed_at: str | None = None
    undone_by: str | None = None


@dataclass(slots=True)
class Facts:
    """Model objects on their way into the store.

    `agreements` are written as they are; `records` tell of agreements that several
    files may tell of, and can be taken back.
    """

    regions: list[Region] = field(default_factory=list)
    borders: list[Border] = field(default_factory=list)
    sea_neighbours: list[SeaNeighbour] = field(default_factory=list)
    corner_contacts: list[CornerContact] = field(default_factory=list)
    affairs: list[Affair] = field(default_factory=list)
    opd_forms: list[OpdForm] = field(default_factory=list)
    known_opds: list[KnownOpd] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things there are in all."""
        return sum(len(getattr(self, part.name)) for part in fields(self))
