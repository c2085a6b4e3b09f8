"""Money as people write it: whole units of a currency, each with what it is.

A dot parts thousands and a comma decimals, as Indonesians write; English
grouping is understood where it cannot be mistaken. What is smaller than a
rupiah is rounded only where the caller listens to the warning, else refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from graph.errors import ValueRefused
from graph.model import AmountTooLarge, Benefit, NegativeAmount
from graph.text import squeeze
from loaders.cells.numerals import NumberContradicts, number_in_words, with_figures
from loaders.cells.text import cell_text, checked, members, says_nothing, words_of
from loaders.refusals import AmountUnreadable
from loaders.workbook import Cell

_LARGEST = Decimal(2**63 - 1)
# A spreadsheet's arithmetic leaves such crumbs; nobody counts them.
_CRUMB = Decimal("0.005")

# Currency ← how it is written. The first that fits counts, so longer ones stand first.
_CURRENCIES = (
    ("IDR", r"rp|idr|rupiah"),
    ("SGD", r"sgd|s\$|sin\$|dol+ar\s+singapura"),
    ("AUD", r"aud|au\$|a\$|dol+ar\s+australia"),
    ("HKD", r"hkd|hk\$"),
    ("CAD", r"cad|c\$"),
    ("NZD", r"nzd|nz\$"),
    ("TWD", r"twd|nt\$"),
    ("USD", r"usd|us\s?\$|\$|dol+ar(?:\s+(?:as|amerika(?:\s+serikat)?))?|us\s+dollars?"),
    ("EUR", r"eur|€|euro?s?"),
    ("JPY", r"jpy|¥|yen"),
    ("CNY", r"cny|rmb|yuan|renminbi"),
    ("GBP", r"gbp|£|poundsterling"),
    ("MYR", r"myr|rm|ringgit"),
    ("KRW", r"krw|₩|won"),
    ("THB", r"thb|baht"),
    ("SAR", r"sar|riyal"),
    ("CHF", r"chf"),
    ("PHP", r"php"),
)
_CURRENCY = rf"(?:{'|'.join(pattern for _, pattern in _CURRENCIES)})"
_CURRENCY_PATTERNS = tuple(
    (code, re.compile(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])", re.IGNORECASE))
    for code, pattern in _CURRENCIES
)
# Scale ← its words; one letter counts only beside a currency or where nothing else stands.
_SCALE_ROWS = (
    (10**12, "triliun trilyun trilliun trillion tril trl tr"),
    (10**9, "miliar milyar milliar miliard milyard billion mlr mil bn"),
    (10**6, "juta jutaan million mio jt"),
    (10**3, "ribu ribuan thousand rb"),
)
_SCALES = {word: scale for scale, words in _SCALE_ROWS for word in words.split()}
_LETTERS = {"t": 10**12, "m": 10**9, "k": 10**3}
_NUMBER = r"\d{1,3}(?:[., ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_MONEY = re.compile(
    r"(?P<minus>(?:(?<=[\s=:(])|^)(?:-(?=\S)|minus\s))?"
    rf"(?:(?<![^\W\d_])(?P<before>{_CURRENCY})\.?\s*(?P<inner>-\s?)?|(?<![\w.,/])(?<!\w-))"
    rf"(?P<number>{_NUMBER})(?!\d|[.,]\d|/\d)"
    r"(?:,?-{1,2}|,=|\.-)?"
    rf"(?:\s*(?P<scale>{'|'.join(_SCALES)})\b\.?|\s*(?P<letter>[MTKmtk])(?![\w²³.'])\.?)?"
    rf"(?:\s*(?P<after>{_CURRENCY})(?![^\W\d_])\.?(?!\s*\d))?",
    re.IGNORECASE | re.ASCII,
)
_BARE = re.compile(rf"(?P<number>{_NUMBER})(?:,-{{1,2}}|,=|\.-)?", re.ASCII)
# What most cells hold, read without further ado.
_COMMON = re.compile(r"(?:Rp\.? ?)?(\d{1,3}(?:\.\d{3}){1,5}|\d{1,18})(?:,00|,-)?", re.ASCII)
_IN_WORDS = re.compile(r"\(\s*(?:terbilang\s*:?\s*)?([a-z\s-]+?)\s*(?:rupiah)?\s*\)", re.IGNORECASE)
_YEAR = re.compile(
    r"\(\s*(?:(?:tahun|thn|th|ta)\.?\s*)?((?:19|20|21)\d\d)\s*\)"
    r"|\b(?:pada\s+)?(?:tahun(?:\s+anggaran)?|thn|th|ta)\.?\s*((?:19|20|21)\d\d)\b",
    re.IGNORECASE | re.ASCII,
)
_TRAILING_YEAR = re.compile(r"\s((?:19|20)\d\d)\s*[:=]?\s*$", re.ASCII)
# Words that qualify an amount, and do not say what it is.
_NOTE = re.compile(
    r"/|(?:per|setiap|tiap|dari|untuk|selama|lebih|kurang|termasuk|sudah|belum|plus|dan|atau)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"±|kurang\s+lebih|sekitar|kira-?\s?kira|maksimal|minimal|paling\s+\w+|hingga|sampai(?:\s+dengan)?",
    re.IGNORECASE,
)
# The documented form. Dots and spaces part thousands only: "1.5" is not fifteen.
_DOCUMENTED = re.compile(
    r"(?P<item>[^=]+)=\s*(?P<amount>-?(?:\d{1,3}(?:[. ]\d{3})+|\d+))\s*(?:\((?P<year>\d{4})\))?",
    re.ASCII,
)
_EMPTY_MONEY = re.compile(rf"(?:{_CURRENCY}\.?\s*)?[-–—0.,=\s]*", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:[\s,;:=•*-]|\d{1,2}[.)](?=\s)|\(?[a-h][.)]\s|(?:dan|serta|dengan|nilai|jumlah|total)?\s*"
    r"(?:sebesar|senilai|sejumlah|adalah|yaitu|mencapai)\b|(?:dan|serta)\b)+",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"^\W*(?:-|s\.?/?d\.?|sampai|hingga|atau|/)\W*(?:dengan\b)?\W*$", re.IGNORECASE
)
_UNIT_THOUSANDS = re.compile(r"(?<!\d)(?:x\s*)?1?\.?000(?!\d)")


# What a spreadsheet would reckon, though signs before it hide that.
_FORMULA = re.compile(r"(?:\s|[|'\"`@+]|%0[9ad])*[=@]", re.IGNORECASE)


class AmountAmbiguous(AmountUnreadable):
    """An amount that could be read as thousands or as decimals."""

    text = "Kolom {field} berisi “{value}”, yang dapat dibaca sebagai ribuan atau pecahan."
    remedy = "Tulis jumlahnya lengkap, mis. 1250000000, atau 1.250.000.000."


class AmountRounded(ValueRefused):
    """An amount with a fraction of the smallest whole unit."""

    text = "Kolom {field} berisi “{value}”, pecahan yang dibulatkan menjadi {rounded}."
    remedy = "Tulis jumlahnya sebagai bilangan bulat bila pembulatan ini tidak tepat."


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a heading says of its figures: "(juta Rp)"."""

    scale: int = 1
    currency: str | None = None


_NO_UNIT = _Unit()


def read_amounts(
    cell: Cell,
    field: str,
    item: str = "nilai",
    unit: str = "",
    warnings: list[ValueRefused] | None = None,
) -> tuple[Benefit, ...]:
    """Read the amounts of a cell.

    Parameters
    ----------
    cell
        A number, or a text with one amount or several, each with what it is:
        "jasa giro = 2511548710 (2018); dividen = …", "Giro Rp 2,5 M dan dividen Rp 8,7 M".
    field
        The word for the column in an error.
    item
        What the amount is where the cell does not say so.
    unit
        What the heading says of the figures ("juta Rp"); a cell that names its own
        scale or currency keeps to that.
    warnings
        Where `AmountRounded` is put when a fraction is rounded (half to even). Without
        it a fraction is refused.

    Returns
    -------
    tuple of Benefit
        Empty where the cell says that there is none.

    Raises
    ------
    ValueRefused
        Where no amount can be read, or more than one way to read it remains.
    """
    reader = _Reader(field, item or "nilai", _unit_of(unit), warnings)
    if isinstance(cell, bool | date | time | timedelta):
        raise AmountUnreadable(field=field, value=cell_text(cell)[:60])
    if isinstance(cell, int | float):
        return reader.from_number(cell)
    return reader.from_text(cell)


@lru_cache(maxsize=1_000)
def _unit_of(text: str) -> _Unit:
    """Read what a heading says: scale and currency."""
    if not text:
        return _NO_UNIT
    low = text.casefold()
    words = words_of(low)
    scale = next((_SCALES[word] for word in words if word in _SCALES), 1)
    if scale == 1 and _UNIT_THOUSANDS.search(low):
        scale = 1_000
    return _Unit(scale, _currency(low))


def _currency(text: str) -> str | None:
    return next((code for code, pattern in _CURRENCY_PATTERNS if pattern.search(text)), None)


class _Reader:
    """Reads one cell."""

    def __init__(
        self, field: str, item: str, unit: _Unit, warnings: list[ValueRefused] | None
    ) -> None:
        self._field, self._item, self._unit, self._warnings = field, item, unit, warnings

    def from_number(self, number: float) -> tuple[Benefit, ...]:
        if number != number or number in (float("inf"), float("-inf")):
            raise AmountUnreadable(field=self._field, value=str(number))
        if isinstance(number, int) and abs(number) >= 2**63:
            digits = cell_text(number)[:40]
            refusal = NegativeAmount if number < 0 else AmountTooLarge
            raise refusal(field=self._field, value=digits)
        value = Decimal(str(number)) * self._unit.scale
        if not value:
            return ()
        amount = self._whole(value, cell_text(number))
        return (Benefit(self._item, amount, self._unit.currency or "IDR"),)

    def from_text(self, cell: str | None) -> tuple[Benefit, ...]:
        text = cell or ""
        if self._unit == _NO_UNIT and (match := _COMMON.fullmatch(text)):
            amount = int(match[1].replace(".", ""))
            if 0 < amount <= _LARGEST:
                return (Benefit(self._item, amount),)
        if not checked(text, self._field):
            return ()
        found: list[Benefit] = []
        for part, _ in members(text):
            for line in part.splitlines():
                found += self._line(squeeze(line))
        return tuple(found)

    def _line(self, line: str) -> list[Benefit]:
        if not line or says_nothing(line) or _EMPTY_MONEY.fullmatch(line):
            return []
        if _FORMULA.match(line):
            raise AmountUnreadable(field=self._field, value=line[:60])
        if match := _DOCUMENTED.fullmatch(line):
            return [self._documented(match)]
        if match := _BARE.fullmatch(line):
            value = self._value(match["number"], self._unit.scale, self._unit.currency, line)
            return [Benefit(self._item, self._whole(value, line), self._unit.currency or "IDR")]
        return self._amounts(line)

    def _documented(self, match: re.Match[str]) -> Benefit:
        digits = re.sub(r"[. ]", "", match["amount"])
        if digits.startswith("-"):
            raise NegativeAmount(field=self._field, value=digits[:40])
        if len(digits) > 19:
            raise AmountTooLarge(field=self._field, value=digits[:40])
        year = int(match["year"]) if match["year"] else None
        amount = int(digits) * self._unit.scale
        return Benefit(squeeze(match["item"]), amount, self._unit.currency or "IDR", year)

    def _amounts(self, line: str) -> list[Benefit]:
        """Read amounts amid words; the words before one, or else after it, are its item."""
        self._refuse_below_zero(line)
        clean = self._without_words(line)
        found = [match for match in _MONEY.finditer(clean) if self._is_money(match, clean)]
        if not found and (figures := with_figures(clean.casefold())) != clean.casefold():
            clean = figures  # "lima ratus juta rupiah"
            found = [match for match in _MONEY.finditer(clean) if self._is_money(match, clean)]
        if not found:
            raise AmountUnreadable(field=self._field, value=line[:60])
        benefits = []
        start = 0
        for place, match in enumerate(found):
            before = clean[start : match.start()]
            # "Rp 1 M s.d. Rp 2 M", or "= 5" without a word of what.
            if (place and _EITHER.search(before)) or before.strip() == "=":
                raise AmountUnreadable(field=self._field, value=line[:60])
            after, start = self._after(clean, match, found[place + 1 : place + 2])
            benefits.append(self._benefit(match, before, after, line))
        return benefits

    def _after(
        self, clean: str, match: re.Match[str], following: list[re.Match[str]]
    ) -> tuple[str, int]:
        """Give what belongs to an amount of the text behind it, and where that ends."""
        if not following:
            return clean[match.end() :], len(clean)
        between = clean[match.end() : following[0].start()]
        ends = re.match(
            r"\s*(?:\((?:[^()]*)\)|(?:per|/|setiap|tiap)\s*\w+|(?:tahun|ta)\s*\d{4})*", between
        )
        size = ends.end() if ends else 0
        return between[:size], match.end() + size

    def _benefit(self, match: re.Match[str], before: str, after: str, line: str) -> Benefit:
        if match["minus"] or match["inner"] or before.strip() == "-":
            raise NegativeAmount(field=self._field, value=squeeze(match[0])[:40])
        currency = _currency(match["before"] or match["after"] or "")
        scale = self._own_scale(match, currency, line)
        if scale is None:
            has_own = bool(currency and match["before"] and self._unit.currency is None)
            scale = 1 if has_own and self._unit.scale == 1 else self._unit.scale
        currency = currency or self._unit.currency or "IDR"
        value = self._value(match["number"], scale, currency, line)
        item, year = self._named(before, after)
        return Benefit(item, self._whole(value, line), currency, year)

    def _own_scale(self, match: re.Match[str], currency: str | None, line: str) -> int | None:
        if match["scale"]:
            return _SCALES[match["scale"].casefold()]
        if not match["letter"]:
            return None
        letter = match["letter"].casefold()
        if letter == "m" and (currency or self._unit.currency or "IDR") != "IDR":
            # Million in English, miliar in Indonesian.
            raise AmountAmbiguous(field=self._field, value=line[:60])
        return _LETTERS[letter]

    def _named(self, before: str, after: str) -> tuple[str, int | None]:
        """Give the item and the year that the words around an amount say."""
        year = None
        if match := _YEAR.search(after) or _YEAR.search(before):
            year = int(match[1] or match[2])
            before, after = _YEAR.sub(" ", before), _YEAR.sub(" ", after)
        elif match := _TRAILING_YEAR.search(before):
            year, before = int(match[1]), before[: match.start()]
        item = _LEADING.sub("", squeeze(before)).strip(" ,:;=(-–.")
        item = re.sub(r"\s*\b(?:sebesar|senilai|sejumlah)$", "", item, flags=re.IGNORECASE)
        more = squeeze(after).strip(" ,;:.()-–")
        if _ABOUT.fullmatch(item):
            item = f"{self._item} ({item})"
        if not item:
            item, more = (self._item, more) if _NOTE.match(more) else (more or self._item, "")
        return squeeze(f"{item} ({more})" if more else item), year

    def _is_money(self, match: re.Match[str], clean: str) -> bool:
        """Tell an amount from another number: by its currency, scale, or mere size."""
        if match["before"] or match["after"] or match["scale"]:
            return True
        if match["letter"]:
            return match["letter"].isupper()
        before, after = clean[: match.start()].rstrip(), clean[match.end() :].strip()
        if before.endswith(("=", ":")) and not re.match(r"[^\W\d_]", after):
            return True
        digits = re.sub(r"\D", "", match["number"])
        at_end = not after or after.startswith((",", ";", "(", "dan ", "serta "))
        is_grouped = bool(re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d\d)?", match["number"]))
        return at_end and (len(digits) >= 7 or (is_grouped and len(digits) > 4))

    def _refuse_below_zero(self, line: str) -> None:
        """Refuse "-5", and "(1.250.000)", as which book-keepers write what is below zero."""
        figures = rf"(?:{_CURRENCY}\.?\s*)?\d[\d.,\s-]*"
        if re.fullmatch(rf"\(\s*{figures}\)|-\s*{figures}", line, re.IGNORECASE | re.ASCII):
            raise NegativeAmount(field=self._field, value=line[:40])

    def _without_words(self, line: str) -> str:
        """Drop "(lima ratus juta rupiah)" where it repeats the figures before it."""

        def checked_words(match: re.Match[str]) -> str:
            said = number_in_words(re.findall(r"[a-z]+", match[1].casefold()))
            if said is None:
                return match[0]
            before = list(_MONEY.finditer(line[: match.start()]))
            if before:
                money = before[-1]
                currency = _currency(money["before"] or "")
                scale = self._own_scale(money, currency, line) or 1
                if int(self._value(money["number"], scale, currency, line)) != said:
                    raise NumberContradicts(field=self._field, value=line[:60])
            return " "

        return _IN_WORDS.sub(checked_words, line)

    def _value(self, number: str, scale: int, currency: str | None, line: str) -> Decimal:
        plain = _plain_number(number, has_scale=scale != 1, is_rupiah=currency in (None, "IDR"))
        if plain is None:
            looks = re.fullmatch(r"\d{1,3},\d{3}", number)
            refusal = AmountAmbiguous if looks else AmountUnreadable
            raise refusal(field=self._field, value=line[:60])
        return Decimal(plain) * scale

    def _whole(self, value: Decimal, shown: str) -> int:
        if value < 0:
            raise NegativeAmount(field=self._field, value=shown[:40])
        if value > _LARGEST:
            raise AmountTooLarge(field=self._field, value=shown[:40])
        whole = value.to_integral_value(ROUND_HALF_EVEN)
        if 0 < value < 1:
            raise AmountUnreadable(field=self._field, value=shown[:60])
        if abs(value - whole) >= _CRUMB:
            told = AmountRounded(field=self._field, value=shown[:60], rounded=int(whole))
            if self._warnings is None:
                raise told
            self._warnings.append(told)
        return int(whole)


def _plain_number(number: str, has_scale: bool, is_rupiah: bool) -> str | None:
    """Give the figures with a decimal point, None where they can be read in two ways.

    "1.250.000,50" and "1,250,000.50" each say by their last mark what it is;
    a single mark before three digits parts thousands if it is a dot.
    """
    spaced = number.replace(" ", "")
    dots, commas = spaced.count("."), spaced.count(",")
    if not dots and not commas:
        return spaced
    if dots and commas:
        last = max(spaced.rfind("."), spaced.rfind(","))
        whole, cents = spaced[:last], spaced[last + 1 :]
        mark = "," if spaced[last] == "." else "."
        is_right = mark in whole and spaced[last] not in whole and _is_grouped(whole, mark)
        return f"{whole.replace(mark, '')}.{cents}" if is_right else None
    if dots:
        return _dotted(spaced, dots, has_scale, is_rupiah)
    if commas > 1:
        return spaced.replace(",", "") if _is_grouped(spaced, ",") else None
    whole, cents = spaced.split(",")
    if len(cents) == 3 and whole != "0":
        # "250,000" is English for a quarter of a million, "1,250 juta" might be either.
        return None if has_scale else whole + cents
    return f"{whole}.{cents}"


def _dotted(number: str, dots: int, has_scale: bool, is_rupiah: bool) -> str | None:
    whole, _, cents = number.rpartition(".")
    if _is_grouped(number, "."):
        return number.replace(".", "")
    if cents == "00" and (dots == 1 or _is_grouped(whole, ".")):  # "2.511.548.710.00"
        return whole.replace(".", "")
    if dots > 1:
        return None
    # "1.5 M" can only be one and a half; "Rp 1.5" is a slip.
    return number if has_scale or not is_rupiah else None


def _is_grouped(number: str, mark: str) -> bool:
    first, *groups = number.split(mark)
    return 0 < len(first) <= 3 and all(len(group) == 3 for group in groups) and first != "0"
