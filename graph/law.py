"""What the law makes of an agreement's parties, and of two neighbours that might cooperate.

Rules after UU 23/2014 articles 363–369, PP 28/2018 and Permendagri 22/2020; the wording
is ours. Articles are named, their clauses are not: no text of the law was at hand to
check these against. Three points that the sources restate in more than one way:

- what makes cooperation mandatory: they join externalities and efficiency by "and"; of
  the two only the first can be told from an affair, so all that is told is a candidate;
- combination (c) is mandatory in the law's list and missing from that of the
  Permendagri;
- one restates the centre's taking over for (a) and (d) only; here it is for (a) to (d).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Opd, OpenParty, Partner, Party, Region
from graph.vocabulary import AFFAIRS, COMBINATIONS, FORMS, PARTNER_KINDS, SCHEMES, Term

if TYPE_CHECKING:
    from graph.history import Externality


@dataclass(frozen=True, slots=True)
class Ruling:
    """A scheme and why it is that one.

    `combination` ('a' to 'e') and `overseer` are given for cooperation between
    regions only.
    """

    scheme: str
    reason: str
    reason_en: str
    combination: str | None = None
    overseer: str | None = None


# What decides first when parties of several sorts sign one document: an agreement with
# anybody abroad follows the rules for abroad, one with the centre those of synergy.
_PRECEDENCE = ("ksdpl", "ksdll", "sinergi", "ksdpk")


def combination_of(codes: Iterable[str]) -> str:
    """Give the combination (a–e) of two or more regions by their codes.

    Where several apply, the one with the widest reach counts: across provinces
    before within one, and the province's before that of its regencies.
    """
    regions = sorted(set(codes))
    provinces = {code[:2] for code in regions}
    higher = [code for code in regions if "." not in code]
    lower = [code for code in regions if "." in code]
    if len(higher) > 1:
        return "a"
    if higher:
        return "b" if provinces == {higher[0]} else "c"
    return "d" if len({code[:2] for code in lower}) > 1 else "e"


def region_code(party: Party) -> str | None:
    """Give the code of the region that takes part through this party, if any."""
    match party.actor:
        case Region(code=code):
            return code
        case Opd(region_code=code):
            return code
        case _:
            return None


_NO_COOPERATION = Ruling(
    "tidak_berlaku",
    "Kaji banding tidak menghasilkan dokumen kerja sama, maka tidak digolongkan.",
    "A learning visit makes no document of cooperation, so it is not sorted.",
)


def _may_be_region_only(party: OpenParty) -> bool:
    """Whether all that an open party may be are regions or their OPDs, as their keys tell."""
    return bool(party.candidates) and all(key[:2].isdigit() for key in party.candidates)


def scheme_of(
    parties: Sequence[Party], form: str = "lainnya", open_parties: Sequence[OpenParty] = ()
) -> Ruling:
    """Derive the scheme of an agreement from its parties.

    Parameters
    ----------
    parties
        The named parties of one agreement.
    form
        A code of `FORMS`; a form without a document has no scheme.
    open_parties
        Those of whom nobody can say yet who they are, but perhaps what they are.

    Returns
    -------
    Ruling
        With the rule in words (Indonesian) as its reason.
    """
    if not FORMS[form].cooperation:
        return _NO_COOPERATION
    partners = [party.actor for party in parties if isinstance(party.actor, Partner)]
    codes = {code for party in parties if (code := region_code(party))}
    for scheme in _PRECEDENCE:
        for partner in partners:
            kind = PARTNER_KINDS[partner.kind]
            if kind.scheme == scheme:
                return Ruling(
                    scheme,
                    f"{partner.name} termasuk {kind.name}, maka {SCHEMES[scheme].long_name}.",
                    f"{partner.name} is of the kind {kind.name_en}: "
                    f"{SCHEMES[scheme].long_name_en}.",
                )
    if len(codes) > 1:
        combination = COMBINATIONS[combination_of(codes)]
        return Ruling(
            "ksdd",
            f"Para pihak adalah daerah ({combination.name}), maka {SCHEMES['ksdd'].long_name}; "
            f"pembinaan oleh {combination.overseer}.",
            f"The parties are regions ({combination.name_en}): {SCHEMES['ksdd'].long_name_en}; "
            f"overseen by the {combination.overseer_en}.",
            combination.code,
            combination.overseer,
        )
    if codes and open_parties and all(map(_may_be_region_only, open_parties)):
        return Ruling(
            "ksdd",
            f"Satu pihak belum pasti, tetapi pasti daerah, maka {SCHEMES['ksdd'].long_name}.",
            "One party is not decided, but it is a region in any case: "
            f"{SCHEMES['ksdd'].long_name_en}.",
        )
    return Ruling(
        "tidak_tentu",
        "Hanya satu daerah yang disebut; pihak lain tidak diketahui.",
        "Only one region is named; the other party is not known.",
    )


# ------------------------------------------------------------------ two neighbours

CROSSES_FROM = 0.5
"""From this weight on an affair is held to have cross-border externalities."""

DUTIES = {
    term.code: term
    for term in (
        Term("candidate", "kandidat wajib", "candidate for mandatory"),
        Term("voluntary", "sukarela", "voluntary"),
        Term("open", "tidak dijawab aturan", "left open by the rule"),
        Term("provincial", "urusan provinsi", "an affair of provinces"),
    )
}
"""What a cooperation of two regions in one affair would be."""

# Kabupaten and kota have but a small part of them since 2014.
_PROVINCIAL = frozenset({"kehutanan", "esdm"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words, Indonesian and English, and the provisions that it restates."""

    text: str
    text_en: str
    basis: str = ""

    def label(self, language: str = "id") -> str:
        """Give the words in `language` ('id' or 'en'), without the provisions."""
        return self.text_en if language == "en" else self.text


@dataclass(frozen=True, slots=True)
class AffairDuty:
    """What a cooperation in one affair would be (a code of `DUTIES`), and why."""

    affair: str
    duty: str
    reason: Rule


@dataclass(frozen=True, slots=True)
class LawOfPair:
    """What the law says of a cooperation between two regions.

    Attributes
    ----------
    combination, overseer, overseer_en
        One of a to e, and who oversees it.
    borders
        Whether the two border each other as the rule means it; None where it does not say.
    rule
        When a cooperation is mandatory.
    if_not_done
        Who takes a mandatory one over that is not carried out.
    open_question
        What the rule leaves open for this pair, if anything.
    remark
        Who decides; to be shown wherever the rest is.
    affairs
        Of each affair of government, the weightiest first within each duty.
    """

    combination: str
    overseer: str
    overseer_en: str
    borders: bool | None
    rule: Rule
    if_not_done: Rule
    remark: Rule
    open_question: Rule | None
    affairs: tuple[AffairDuty, ...]

    def of(self, duty: str) -> tuple[AffairDuty, ...]:
        """Give the affairs of one duty."""
        return tuple(item for item in self.affairs if item.duty == duty)


_LAW = "UU 23/2014 pasal 364"
_ALL_RULES = "UU 23/2014 pasal 363–369; PP 28/2018"
_RULE = Rule(
    "Wajib antara daerah yang berbatasan, untuk urusan yang berdampak melintasi batas dan "
    "pelayanan yang lebih efisien bila dikelola bersama; selebihnya sukarela.",
    "Mandatory between regions that border each other, for affairs whose effects cross the "
    "border and services that are more efficient when run together; voluntary otherwise.",
    f"{_LAW}; PP 28/2018",
)
_GOVERNOR_TAKES_OVER = Rule(
    "Bila kerja sama wajib tidak dilaksanakan, gubernur sebagai wakil pemerintah pusat "
    "mengambil alih urusannya, dengan biaya yang diperhitungkan dari APBD kedua daerah.",
    "If a mandatory cooperation is not carried out, the governor, for the centre, takes the "
    "affair over, at a cost that is charged to the budgets of both regions.",
    _LAW,
)
_CENTRE_TAKES_OVER = Rule(
    "Bila kerja sama wajib tidak dilaksanakan, pemerintah pusat mengambil alih urusannya, "
    "dengan biaya yang diperhitungkan dari APBD kedua daerah.",
    "If a mandatory cooperation is not carried out, the central government takes the affair "
    "over, at a cost that is charged to the budgets of both regions.",
    _LAW,
)
_GOVERNOR_DECIDES = Rule(
    "Di sini hanya disebut kandidat: yang menentukan wajib atau sukarela adalah pemetaan "
    "urusan oleh gubernur.",
    "These are candidates only: what is mandatory and what voluntary is decided by the "
    "governor's mapping of affairs.",
    _ALL_RULES,
)
_MINISTER_DECIDES = Rule(
    "Di sini hanya disebut kandidat: yang menentukan wajib atau sukarela adalah pemetaan "
    "urusan oleh Menteri Dalam Negeri.",
    "These are candidates only: what is mandatory and what voluntary is decided by the "
    "mapping of affairs of the Minister of Home Affairs.",
    _ALL_RULES,
)
# Only a land border is one without a doubt.
_OPEN_QUESTIONS = {
    "sea": Rule(
        "Keduanya terpisah laut tanpa batas darat; rumusan aturan tidak mengatakan apakah itu "
        "“berbatasan”.",
        "The two lie across water without a land border; the rule does not say whether that "
        "is bordering each other.",
        _LAW,
    ),
    "corner": Rule(
        "Keduanya hanya bertemu di satu titik; rumusan aturan tidak mengatakan apakah itu "
        "“berbatasan”.",
        "The two meet in a point only; the rule does not say whether that is bordering each other.",
        _LAW,
    ),
    "own": Rule(
        "Aturan menyebut kerja sama provinsi dengan kabupaten/kota di wilayahnya, tetapi tidak "
        "mengatakan kapan keduanya “berbatasan”.",
        "The rule names cooperation of a province with a regency or city of its own, but does "
        "not say when the two border each other.",
        f"{_LAW}; Permendagri 22/2020",
    ),
}


# What is said of an affair, by duty.
_REASONS = {
    "candidate": Rule(
        "{name}: kandidat wajib, karena {reason}.",
        "{name}: a candidate for mandatory, since {reason}.",
        _LAW,
    ),
    "voluntary": Rule(
        "{name}: sukarela, karena dampaknya sebagian besar tinggal di dalam daerah.",
        "{name}: voluntary, since its effects mostly stay within the region.",
        _ALL_RULES,
    ),
    "open": Rule(
        "{name}: dampaknya melintasi batas ({reason}), tetapi aturan tidak menjawab apakah "
        "keduanya berbatasan.",
        "{name}: its effects cross borders ({reason}), but the rule does not answer whether the "
        "two border each other.",
        _LAW,
    ),
    "provincial": Rule(
        "{name}: sejak 2014 umumnya urusan provinsi, bukan kabupaten/kota.",
        "{name}: since 2014 mostly an affair of provinces, not of regencies and cities.",
        "UU 23/2014",
    ),
}


def law_of_pair(
    a: str, b: str, contact: str, externalities: Mapping[str, Externality]
) -> LawOfPair:
    """Tell what the law says of a cooperation between two regions.

    Parameters
    ----------
    a, b
        Codes of the two regions.
    contact
        How they touch, a code of `graph.history.CONTACTS`.
    externalities
        The affairs whose effects cross borders.

    Notes
    -----
    The weights of affairs are the project's judgement and not the law's: no more than
    candidates can be told from them.
    """
    combination = COMBINATIONS[combination_of((a, b))]
    within = combination.code == "e"
    open_question = _OPEN_QUESTIONS.get(contact)
    weights = {code: found.weight for code, found in externalities.items()}
    matters = [code for code, affair in AFFAIRS.items() if affair.group != "penunjang"]
    matters.sort(key=lambda code: -weights.get(code, 0.0))
    duties = {
        code: _duty(code, weights, combination.code, is_open=open_question is not None)
        for code in matters
    }
    return LawOfPair(
        combination=combination.code,
        overseer=combination.overseer,
        overseer_en=combination.overseer_en,
        borders=None if open_question else True,
        rule=_RULE,
        if_not_done=_GOVERNOR_TAKES_OVER if within else _CENTRE_TAKES_OVER,
        remark=_GOVERNOR_DECIDES if within else _MINISTER_DECIDES,
        open_question=open_question,
        affairs=tuple(
            AffairDuty(code, duty, _reason(code, duty, externalities.get(code)))
            for wanted in DUTIES
            for code, duty in duties.items()
            if duty == wanted
        ),
    )


def _duty(affair: str, weights: Mapping[str, float], combination: str, *, is_open: bool) -> str:
    if affair in _PROVINCIAL and combination != "a":
        return "provincial"
    if weights.get(affair, 0.0) < CROSSES_FROM:
        return "voluntary"
    return "open" if is_open else "candidate"


def _reason(affair: str, duty: str, found: Externality | None) -> Rule:
    term, said = AFFAIRS[affair], _REASONS[duty]
    return Rule(
        said.text.format(name=term.name, reason=found.reason if found else ""),
        said.text_en.format(name=term.name_en, reason=found.reason_en if found else ""),
        said.basis,
    )
