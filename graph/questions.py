"""Named questions: Cypher files that carry title, parameters and explanation in their head.

A file in the folder ``cypher`` is a question; nothing else has to be told of it.
Its head is the comment it begins with::

    // judul: Kerja sama yang akan berakhir
    // title: Cooperation about to end
    // tema: waktu
    // penjelasan: Satu kalimat atau lebih;
    //   baris lanjutan menjorok.
    // explanation: The same in English.
    // parameter: per date = today — pada tanggal / as of
    // parameter: wilayah region = none — daerah / region
    // grafik: bar wilayah jumlah

A parameter without ``= default`` must be given; ``none`` is passed as null.
``grafik`` is ``table``, ``bar LABEL VALUE`` (two columns) or ``map MODE``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import ArgumentInvalid, JejaringError, NotFound, Translate, Word
from graph.gaps import LEVELS
from graph.history import CONTACTS
from graph.law import DUTIES
from graph.tables import Column, Table
from graph.vocabulary import AFFAIRS, FORMS, PARTNER_KINDS, SCHEMES, STAGES, STATUSES, Term
from graph.words import column, word

if TYPE_CHECKING:
    from graph.database import Database

FOLDER = Path(__file__).parent.parent / "cypher"

THEMES = {
    row.code: row
    for row in (
        Term("kesenjangan", "Kesenjangan", "Gaps"),
        Term("pasangan", "Pasangan tetangga", "Pairs of neighbours"),
        Term("jaringan", "Jaringan", "The network"),
        Term("daerah", "Daerah sendiri", "One's own region"),
        Term("mitra", "Mitra dan tempat belajar", "Partners and whom to learn from"),
        Term("waktu", "Waktu", "Time"),
        Term("sumber", "Sumber", "Sources"),
    )
}


class QuestionInvalid(JejaringError):
    """Base of what can be wrong with a question's file."""

    text = "Berkas {file}, baris {line}, tidak dapat dibaca. Perbaiki barisnya."
    http_status = 500


class NameAmbiguous(ArgumentInvalid):
    """A name that more than one bears."""

    text = "{name} “{value}” cocok dengan {candidates}. Tulis lengkap, atau pakai kodenya."


class QuestionUnknown(NotFound):
    """A named question that there is none of."""

    text = "Pertanyaan “{name}” tidak ada. Lihat daftarnya di /kueri atau jejaring query --list."


class HeadLineUnknown(QuestionInvalid):
    """A line of the head that is no field and continues none."""

    text = (
        "Berkas {file}, baris {line}: “{value}” bukan bagian kepala kueri. Awali baris dengan "
        "salah satu dari: {choices}; atau menjorok sebagai lanjutan."
    )


class HeadFieldMissing(QuestionInvalid):
    """A field that every question must have."""

    text = (
        "Berkas {file}, baris {line}: kepala kueri tidak lengkap. Tambahkan baris “// {value}: …”."
    )


class HeadFieldTwice(QuestionInvalid):
    """A field given twice."""

    text = "Berkas {file}, baris {line}: “{value}” ditulis dua kali. Hapus salah satunya."


class HeadWordUnknown(QuestionInvalid):
    """A theme, parameter type or chart that does not exist."""

    text = "Berkas {file}, baris {line}: “{value}” tidak dikenal. Pakai salah satu dari: {choices}."


class ParameterUnreadable(QuestionInvalid):
    """A parameter line that is not of its form."""

    text = (
        "Berkas {file}, baris {line}: parameter tidak terbaca. Tulis “// parameter: nama jenis "
        "= nilai baku — keterangan / description”."
    )


class ParameterMismatch(QuestionInvalid):
    """A parameter in the head that the query lacks, or the other way round."""

    text = (
        "Berkas {file}, baris {line}: parameter {value} hanya ada di kepala atau hanya di kueri. "
        "Nyatakan setiap $nama di kepala dan pakai di kueri."
    )


class ParameterUnknown(ArgumentInvalid):
    """A value for a parameter that the question does not have."""

    text = "Kueri ini tidak punya parameter “{name}”. Yang ada: {expected}."


class ValueUnusable(ArgumentInvalid):
    """A value that the parameter's type does not accept."""

    text = "Nilai “{value}” untuk parameter {name} tidak dapat dipakai. Tulis {expected}."

    def message(self, translate: Translate) -> str:
        """Translate what is expected as well."""
        expected = translate(self.values["expected"])
        return translate(self.text).format(**{**self.values, "expected": expected})


class ChoiceUnknown(ArgumentInvalid):
    """A value that is not among the parameter's choices."""

    text = "Nilai “{value}” untuk parameter {name} tidak dikenal. Pilih salah satu: {expected}."


class ValueMissing(ArgumentInvalid):
    """No value for a parameter that has no default."""

    text = "Parameter {name} belum diisi. Tulis {expected}."

    message = ValueUnusable.message


Lookup = Callable[[str, str], str]


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > 10**9:  # months and years are added to dates
        raise ValueError(text)
    return number


def _plain_text(text: str) -> str:
    if "\x00" in text or len(text) > 500:
        raise ValueError(text)
    return text


def _anything(text: str) -> Any:
    """Read a value of no declared type: a date, JSON, or else the text itself."""
    for read in (date.fromisoformat, json.loads):
        try:
            value = read(text)
        except (ValueError, RecursionError):
            continue
        if not _fits(value):
            raise ValueError(text)
        return value
    return text


def _fits(value: Any) -> bool:
    """Whether a database can hold a value: whole numbers of 64 bits, text that is Unicode."""
    if isinstance(value, list):
        return all(map(_fits, value))
    if isinstance(value, dict):
        return all(map(_fits, (*value, *value.values())))
    if isinstance(value, str):
        return not any("\ud800" <= letter <= "\udfff" for letter in value)
    return not isinstance(value, int) or -(2**63) <= value < 2**63


@dataclass(frozen=True, slots=True)
class ParameterType:
    """What a parameter's values are.

    Attributes
    ----------
    parse
        Reads the text; a ValueError refuses it.
    widget
        The input of a form: 'text', 'date', 'number', 'select' or 'list'.
    expected
        Finishes the sentence "Tulis …" (msgid).
    terms
        The choices, where there is a vocabulary.
    label
        Node label where the value is a node's key; its name is understood too.
    """

    code: str
    parse: Callable[[str], Any]
    widget: str
    expected: str
    terms: Mapping[str, Term] | None = None
    label: str | None = None


# One query per label, as neither label nor key can be a parameter of a query.
_LOOKUPS = {
    "Region": (
        "MATCH (n:Region) WHERE n.code = $text OR toLower(n.name) IN [toLower($text), "
        "'kabupaten ' + toLower($text), 'kota ' + toLower($text), 'provinsi ' + toLower($text)] "
        "RETURN n.code AS key, n.name AS name ORDER BY key LIMIT 4"
    ),
    "Province": (
        "MATCH (n:Region {kind: 'provinsi'}) WHERE n.code = $text "
        "OR toLower(n.name) IN [toLower($text), 'provinsi ' + toLower($text)] "
        "RETURN n.code AS key, n.name AS name ORDER BY key LIMIT 1"
    ),
    "Partner": (
        "MATCH (n:Partner) WHERE n.id = $text OR toLower(n.name) = toLower($text) "
        "RETURN n.id AS key, n.name AS name ORDER BY key LIMIT 1"
    ),
    "Agreement": "MATCH (n:Agreement) WHERE n.id = $text RETURN n.id AS key LIMIT 1",
}


def _select(code: str, terms: Mapping[str, Term]) -> ParameterType:
    return ParameterType(code, _plain_text, "select", "salah satu kode dari daftar", terms)


TYPES = {
    row.code: row
    for row in (
        ParameterType(
            "region",
            _plain_text,
            "list",
            "nama lengkap wilayah seperti “Kota Batam”, atau kodenya seperti 21.71",
            label="Region",
        ),
        ParameterType(
            "province",
            _plain_text,
            "list",
            "nama provinsi seperti “Provinsi Jambi”, atau kodenya seperti 15",
            label="Province",
        ),
        ParameterType(
            "partner",
            _plain_text,
            "text",
            "nama mitra persis seperti tercatat",
            label="Partner",
        ),
        ParameterType("agreement", _plain_text, "text", "kode kesepakatan", label="Agreement"),
        ParameterType("date", date.fromisoformat, "date", "tanggal seperti 2019-04-30"),
        ParameterType("integer", _whole, "number", "bilangan bulat seperti 6"),
        ParameterType("text", _plain_text, "text", "teks pendek"),
        ParameterType("choice", _plain_text, "select", "salah satu pilihan"),
        ParameterType("any", _anything, "text", "nilai"),
        _select("affair", AFFAIRS),
        _select("contact", CONTACTS),
        _select("duty", DUTIES),
        _select("form", FORMS),
        _select("kind", PARTNER_KINDS),
        _select("level", LEVELS),
        _select("scheme", SCHEMES),
        _select("stage", STAGES),
        _select("status", STATUSES),
    )
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    `default` is text as in the head; None where a value must be given.
    """

    name: str
    type: ParameterType
    label: str
    label_en: str
    default: str | None = "none"
    choices: tuple[str, ...] = ()

    @property
    def terms(self) -> Mapping[str, Term]:
        """The choices with their labels; empty where any value goes."""
        if self.choices:
            return {code: word(code) for code in self.choices}
        return self.type.terms or {}

    def read(self, text: str, lookup: Lookup | None = None) -> Any:
        """Give the value that a text means.

        Parameters
        ----------
        text
            As typed by a user.
        lookup
            Gives the key of a node for its label and its key or name.

        Raises
        ------
        ArgumentInvalid
            When the text is no value of the parameter's type.
        """
        text = text.strip()
        if self.terms and text not in self.terms:
            raise ChoiceUnknown(name=self.name, value=text, expected=", ".join(self.terms))
        try:
            value = self.type.parse(text)
        except ValueError as error:
            expected = self.type.expected
            raise ValueUnusable(name=self.name, value=text[:80], expected=expected) from error
        if lookup and self.type.label:
            return lookup(self.type.label, value)
        return value


@dataclass(frozen=True, slots=True)
class Chart:
    """How an answer is shown: kind ('table', 'bar', 'map') and its arguments."""

    kind: str = "table"
    arguments: tuple[str, ...] = ()


_CHARTS = {"table": 0, "bar": 2, "map": 1}


@dataclass(frozen=True, slots=True)
class Question:
    """A named query with what a form and a reader need to know of it."""

    name: str
    title: str
    title_en: str
    theme: str
    explanation: str
    explanation_en: str
    parameters: tuple[Parameter, ...]
    chart: Chart
    text: str

    def label(self, language: str = "id") -> str:
        """Give the title in `language`."""
        return self.title_en if language == "en" else self.title

    def explain(self, language: str = "id") -> str:
        """Give the explanation in `language`."""
        return self.explanation_en if language == "en" else self.explanation

    def values(
        self,
        texts: Mapping[str, str],
        database: Database | None = None,
        today: date | None = None,
    ) -> dict[str, Any]:
        """Give the query's parameters from texts; what is missing or empty has its default.

        Parameters
        ----------
        texts
            Values by parameter name.
        database
            Where names of regions and partners are looked up; without it only
            keys are understood, unchecked.
        today
            What the default ``today`` means, if not the present day.

        Raises
        ------
        ArgumentInvalid
            For an unknown parameter, a missing or an unusable value.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in texts:
            if name not in known:
                raise ParameterUnknown(name=name, value="", expected=", ".join(known) or "–")
        lookup = _lookup_in(database) if database else None
        values: dict[str, Any] = {}
        for name, parameter in known.items():
            text = texts.get(name, "").strip()
            default = not text
            text = text or parameter.default or ""
            if not text:
                raise ValueMissing(name=name, value="", expected=parameter.type.expected)
            if text == "none":
                values[name] = None
            elif default and text == "today":
                values[name] = today or date.today()
            else:
                values[name] = parameter.read(text, None if default else lookup)
        return values


def _lookup_in(database: Database) -> Lookup:
    def lookup(label: str, text: str) -> str:
        rows = list(database.read(_LOOKUPS[label], {"text": text}))
        if not rows:
            raise NotFound(what=_NODE_NAMES[label], key=text)
        if len(rows) > 1:
            candidates = ", ".join(f"{row['name']} ({row['key']})" for row in rows)
            raise NameAmbiguous(name=_NODE_NAMES[label], value=text, candidates=candidates)
        return str(rows[0]["key"])

    return lookup


_NODE_NAMES = {
    "Region": Word("Wilayah"),
    "Province": Word("Provinsi"),
    "Partner": Word("Mitra"),
    "Agreement": Word("Kesepakatan"),
}


# ------------------------------------------------------------------ reading the files

_FIELD = re.compile(r"//\s?(?P<word>[a-z]+):\s*(?P<value>.*)")
_CONTINUED = re.compile(r"//\s{2,}(?P<value>\S.*)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*) (?P<type>[a-z]+)(?:\((?P<choices>[a-z0-9_|]+)\))?"
    r"(?: = (?P<default>\S+))? — (?P<label>.+) / (?P<label_en>.+)"
)
_TEXTS = ("judul", "title", "tema", "penjelasan", "explanation", "grafik")
_WORDS = (*_TEXTS, "parameter")
_NOT_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.S)
_USED = re.compile(r"\$([A-Za-z_]\w*)")


@dataclass(slots=True)
class _Line:
    number: int
    word: str
    value: str


def _head_lines(text: str, file: str, strict: bool) -> Iterator[_Line]:
    """Give the fields of the head, continuations joined; unknown lines only when lenient."""
    current: _Line | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("//"):
            break
        if (match := _FIELD.fullmatch(line.rstrip())) and match["word"] in _WORDS:
            if current:
                yield current
            current = _Line(number, match["word"], match["value"])
        elif current and (match := _CONTINUED.fullmatch(line.rstrip())):
            current.value += " " + match["value"]
        elif strict:
            raise HeadLineUnknown(
                file=file, line=number, value=line[2:42].strip(), choices=", ".join(_WORDS)
            )
    if current:
        yield current


def _read_parameter(line: _Line, file: str) -> Parameter:
    match = _PARAMETER.fullmatch(line.value)
    if not match:
        raise ParameterUnreadable(file=file, line=line.number)
    if match["type"] not in TYPES:
        raise HeadWordUnknown(
            file=file, line=line.number, value=match["type"], choices=", ".join(TYPES)
        )
    choices = tuple(match["choices"].split("|")) if match["choices"] else ()
    kind = TYPES[match["type"]]
    parameter = Parameter(
        match["name"], kind, match["label"], match["label_en"], match["default"], choices
    )
    if parameter.default not in (None, "none", "today"):
        try:
            parameter.read(str(parameter.default))
        except ArgumentInvalid as error:
            raise ParameterUnreadable(file=file, line=line.number) from error
    return parameter


def _read_chart(line: _Line, file: str) -> Chart:
    kind, *arguments = line.value.split()
    if _CHARTS.get(kind) != len(arguments):
        choices = "table, bar LABEL NILAI, map MODE"
        raise HeadWordUnknown(file=file, line=line.number, value=line.value, choices=choices)
    return Chart(kind, tuple(arguments))


def _used_parameters(text: str) -> list[str]:
    code = _NOT_CODE.sub(" ", text)
    return list(dict.fromkeys(_USED.findall(code)))


def parse(text: str, name: str, *, strict: bool = True) -> Question:
    """Read a question from the text of its file.

    Parameters
    ----------
    text, name
        The file's content, and its name without the suffix.
    strict
        False for a file of a user's own: it may have no head or half a one,
        and undeclared parameters are of the type ``any``.

    Raises
    ------
    QuestionInvalid
        Naming file, line and remedy.
    """
    file = f"{name}.cypher"
    found: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    chart, last = Chart(), 1
    for line in _head_lines(text, file, strict):
        last = line.number
        if line.word == "parameter":
            parameter = _read_parameter(line, file)
            parameters[parameter.name] = parameter
            continue
        if line.word in found:
            raise HeadFieldTwice(file=file, line=last, value=line.word)
        found[line.word] = line.value
        if line.word == "grafik":
            chart = _read_chart(line, file)
        elif line.word == "tema" and line.value not in THEMES:
            choices = ", ".join(THEMES)
            raise HeadWordUnknown(file=file, line=last, value=line.value, choices=choices)
    used = _used_parameters(text)
    if strict:
        for word_ in _TEXTS:
            if not found.get(word_):
                raise HeadFieldMissing(file=file, line=last, value=word_)
        for odd in set(used) ^ set(parameters):
            raise ParameterMismatch(file=file, line=last, value=f"${odd}")
    for free in used:
        if free not in parameters:
            parameters[free] = Parameter(free, TYPES["any"], free, free, default=None)
    return Question(
        name,
        found.get("judul", name),
        found.get("title", name),
        found.get("tema", ""),
        found.get("penjelasan", ""),
        found.get("explanation", ""),
        tuple(parameters.values()),
        chart,
        text,
    )


_Stamp = tuple[tuple[str, int, int], ...]
_cache: dict[Path, tuple[_Stamp, dict[str, Question], dict[str, QuestionInvalid]]] = {}


def _read_folder(folder: Path) -> tuple[dict[str, Question], dict[str, QuestionInvalid]]:
    files = sorted(folder.glob("*.cypher"))
    stamp = tuple((f.name, (s := f.stat()).st_mtime_ns, s.st_size) for f in files)
    if folder not in _cache or _cache[folder][0] != stamp:
        good: dict[str, Question] = {}
        bad: dict[str, QuestionInvalid] = {}
        for file in files:
            try:
                good[file.stem] = parse(file.read_text("utf-8", errors="replace"), file.stem)
            except QuestionInvalid as error:
                bad[file.stem] = error
        _cache[folder] = (stamp, good, bad)
    return _cache[folder][1:]


def questions(folder: Path = FOLDER) -> dict[str, Question]:
    """Give the readable questions of the folder by name; a changed folder is read again."""
    return _read_folder(folder)[0]


def unreadable(folder: Path = FOLDER) -> dict[str, QuestionInvalid]:
    """Give what is wrong with the files that are no questions yet, by name."""
    return _read_folder(folder)[1]


def question(name: str, folder: Path = FOLDER) -> Question:
    """Give one question, or raise what is wrong with it."""
    good, bad = _read_folder(folder)
    if name in bad:
        raise bad[name]
    if name not in good:
        raise QuestionUnknown(name=name[:80])
    return good[name]


# ------------------------------------------------------------------ answers


def ask(
    database: Database,
    asked: Question,
    values: Mapping[str, Any],
    *,
    language: str = "id",
    limit: int = 10_000,
) -> Table:
    """Ask a question, or a query of a user's own.

    Parameters
    ----------
    database
        Where to ask.
    asked, values
        The question, and its parameters as `Question.values` gives them.
    language
        Of the headings; keys and values are the same in all.
    limit
        Greatest number of rows; the table's note says where it cut.

    Returns
    -------
    Table

    Raises
    ------
    DatabaseError
        One of the family; the database itself refuses all but reading.
    """
    rows = database.read(asked.text, values, limit=limit)
    note = CUT_NOTES[language].format(limit=limit) if rows.truncated else ""
    # The embedded engine names no columns where there are no rows.
    keys = rows.columns or returned(asked.text)
    # Only of our own questions is it known what a column of this name holds.
    columns = [column(key, language) if asked.theme else Column(key, key) for key in keys]
    return Table(asked.name, columns, rows.rows, note=note)


_RETURN = re.compile(r"\bRETURN\b(?:\s+DISTINCT\b)?", re.I)
_RETURN_END = re.compile(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b", re.I)
_ALIAS = re.compile(r"(?:.*\bAS\s+|^)(\w+)", re.I | re.S)


def returned(text: str) -> list[str]:
    """Give the names of the columns that a query's last RETURN gives, as far as it names them."""
    code = _NOT_CODE.sub(" ", text)
    depth, start = 0, 0
    flat_code = []
    for character in code:
        depth -= character in ")]}"
        flat_code.append(character if depth == 0 or character.isspace() else "_")
        depth += character in "([{"
    outer = "".join(flat_code)
    for match in _RETURN.finditer(outer):
        start = match.end()
    if not start:
        return []
    clause = _RETURN_END.split(outer[start:])[0]
    names = (_ALIAS.fullmatch(item.strip()) for item in clause.split(","))
    return [name[1] for name in names if name]


CUT_NOTES = {
    "id": "Dipotong pada {limit} baris; persempit pertanyaannya untuk melihat sisanya.",
    "en": "Cut at {limit} rows; narrow the question to see the rest.",
}
