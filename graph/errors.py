"""The one family of errors, each with a sentence that says what to do.

The sentence stands in the class; raise sites pass only values. Sentences are
Indonesian, as the interface is, and are the keys of the English catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

Translate = Callable[[str], str]


class Word(str):
    """A word of the interface among an error's values, translated together with it."""

    __slots__ = ()


class JejaringError(Exception):
    """Base of every error that a user may meet.

    Parameters
    ----------
    **values
        What the sentence of the class names in braces.
    """

    text: ClassVar[str] = "Terjadi kesalahan. Ulangi; bila tetap, laporkan."
    http_status: ClassVar[int] = 500

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(self.text.format(**values))

    def message(self, translate: Translate) -> str:
        """Give the sentence in the language of `translate` (msgid → text)."""
        return translate(self.text).format(**_translated(self.values, translate))


def _translated(values: dict[str, Any], translate: Translate) -> dict[str, Any]:
    return {
        name: translate(value) if isinstance(value, Word) else value
        for name, value in values.items()
    }


class DatabaseError(JejaringError):
    """Base of what can go wrong between the program and a graph database."""

    text = "Basis data menjawab dengan kesalahan: {detail}. Ulangi; bila tetap, baca {log}."


class EngineUnreachable(DatabaseError):
    """Nothing answers at the address."""

    text = (
        "Basis data di {address} tidak dapat dihubungi. Periksa apakah server menyala dan "
        "alamat di JEJARING_URI benar, lalu ulangi."
    )
    http_status = 503


class EngineDied(DatabaseError):
    """The embedded engine ended while it was in use."""

    text = (
        "Mesin basis data berhenti saat dipakai. Data yang sudah tersimpan aman; hentikan program "
        "ini dan jalankan lagi, maka mesin memulihkan diri. Catatannya ada di {log}."
    )
    http_status = 503


class WrongPassword(DatabaseError):
    """The database refused user or password."""

    text = (
        "Basis data di {address} menolak nama pengguna atau kata sandi. Periksa JEJARING_USER "
        "dan JEJARING_PASSWORD (atau JEJARING_PASSWORD_FILE)."
    )
    http_status = 503


class SettingInvalid(DatabaseError):
    """An environment variable or option that cannot be used as it is."""

    text = "Pengaturan {name} tidak dapat dipakai: {reason}. Perbaiki nilainya, lalu ulangi."


class QueryInvalid(DatabaseError):
    """The database could not run the query as it is written."""

    text = "Kueri tidak dapat dijalankan: {detail}. Perbaiki kueri di tempat yang disebut."
    http_status = 400


class QueryForbidden(DatabaseError):
    """A query that does more than read the graph."""

    text = (
        "Kueri ini ditolak karena tidak hanya membaca graf ({detail}). Pakai MATCH … RETURN; "
        "data ditambah dengan perintah jejaring load."
    )
    http_status = 403


class QueryTimeout(DatabaseError):
    """The query was ended by its time limit."""

    text = (
        "Kueri dihentikan setelah {seconds} detik. Persempit dengan label, hubungan, wilayah, "
        "atau LIMIT, lalu ulangi."
    )
    http_status = 408


class ParameterMissing(DatabaseError):
    """The query names a parameter to which no value was given."""

    text = "Parameter {name} belum diisi. Beri nilainya dengan --param {name}=NILAI."
    http_status = 400


class WriteConflict(DatabaseError):
    """Other writers kept changing the same records."""

    text = (
        "Penulisan bertabrakan dengan penulis lain sampai {attempts} kali. Tunggu sampai "
        "pemuatan lain selesai, lalu ulangi; tidak ada yang tertulis setengah."
    )
    http_status = 409


class DiskFull(DatabaseError):
    """The disk of the data folder is full."""

    text = (
        "Penyimpanan untuk {folder} penuh. Kosongkan ruang, lalu ulangi; data yang ada tetap aman."
    )


class FolderUnusable(DatabaseError):
    """The data folder cannot be created or written."""

    text = (
        "Folder data {folder} tidak dapat ditulis ({reason}). Beri izin tulis, atau pilih "
        "folder lain dengan --data."
    )


class EngineStartFailed(DatabaseError):
    """The embedded engine did not come up."""

    text = "Mesin basis data tidak mau menyala: {reason}. Catatannya ada di {log}."


class EngineMissing(DatabaseError):
    """The wheel with the embedded engine is not installed."""

    text = (
        "Paket arcadedb-embedded tidak terpasang pada komputer ini. Pasang ulang program, atau "
        "pakai Neo4j dengan JEJARING_URI."
    )


class ValueRefused(JejaringError):
    """A fact that the model does not accept.

    Parameters
    ----------
    field
        The field that is wrong, in the register's word.
    **values
        What the sentence names.
    """

    text = "Nilai pada kolom {field} tidak dapat dipakai."
    remedy: ClassVar[str] = "Perbaiki nilainya."
    http_status = 400

    def __init__(self, *, field: str, **values: Any) -> None:
        self.field = field
        super().__init__(field=field, **values)

    def advice(self, translate: Translate) -> str:
        """Give the remedy in the language of `translate`."""
        return translate(self.remedy).format(**_translated(self.values, translate))


class NotFound(JejaringError):
    """Something was asked for that the graph does not hold."""

    text = "{what} “{key}” tidak ada di dalam graf. Cari namanya lewat kotak pencarian."
    http_status = 404


class ArgumentInvalid(JejaringError):
    """An argument of a command or a page that cannot be used."""

    text = "{name} “{value}” tidak dapat dipakai. Yang diharapkan: {expected}."
    http_status = 400


def packed(error: ValueRefused) -> dict[str, Any]:
    """Give an error as values that JSON can hold, to be told again in either language.

    `reason` and `remedy` are its sentences in Indonesian, for whoever reads the graph.
    """
    words = [name for name, value in error.values.items() if isinstance(value, Word)]
    return {
        "error": type(error).__name__,
        "values": {
            name: value if isinstance(value, int) else str(value)
            for name, value in error.values.items()
        },
        "words": words,
        "all": [packed(one) for one in getattr(error, "errors", ())],
        "reason": error.message(str),
        "remedy": error.advice(str),
    }


class ToldBefore(ValueRefused):
    """What an earlier version of the program told, in its own words."""

    text = "{reason}."
    remedy = "{remedy}."


def unpacked(told: Mapping[str, Any]) -> ValueRefused:
    """Make of `packed` values the error again."""
    kind = _kinds(ValueRefused).get(told["error"])
    values = {
        name: Word(value) if name in told["words"] else value
        for name, value in told["values"].items()
    }
    if told["all"] and kind:
        return kind(**values, errors=[unpacked(one) for one in told["all"]])
    if kind is None:
        reason, remedy = told["reason"].rstrip("."), told["remedy"].rstrip(".")
        return ToldBefore(field=values.get("field", ""), reason=reason, remedy=remedy)
    return kind(**values)


def _kinds(base: type[ValueRefused]) -> dict[str, type[ValueRefused]]:
    found = {base.__name__: base}
    for child in base.__subclasses__():
        found |= _kinds(child)
    return found
