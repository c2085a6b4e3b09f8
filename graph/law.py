"""What the law makes of an agreement's parties: scheme, combination and overseer.

Rules after UU 23/2014 articles 363–369 and PP 28/2018; the wording is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Opd, OpenParty, Partner, Party, Region
from graph.vocabulary import COMBINATIONS, FORMS, PARTNER_KINDS, SCHEMES


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
