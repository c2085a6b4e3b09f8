"""Files that somebody sent and has not loaded yet, and what was chosen about them.

Each sending has a folder of its own in the user's cache, which nobody else may
enter. It goes when its files are loaded or discarded, and after a week anyway.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import platformdirs
from werkzeug.datastructures import FileStorage

from graph.aliases import Alias
from graph.errors import JejaringError, NotFound

MOST_FILES = 20  # of one sending
MOST_SENDINGS = 20
MOST_BYTES = 1_000_000_000  # of all sendings
KEPT_DAYS = 7
_TOKEN = re.compile(r"[0-9a-f]{16}", re.ASCII)
_CHOICES = "pilihan.json"
_LONGEST_NAME = 120  # bytes; some file systems hold no more than 255 with what is added
# What some file system cannot hold in a name.
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f]')


class SendingUnknown(NotFound):
    """A key under which no files wait."""

    text = (
        "Unggahan ini sudah tidak ada: sudah dimuat, dibuang, atau lebih tua dari seminggu. "
        "Kirim berkasnya lagi di halaman Muat."
    )


class NothingSent(JejaringError):
    """A form without a file."""

    text = "Belum ada berkas yang dipilih. Pilih sedikitnya satu register, lalu kirim lagi."
    http_status = 400


class TooManyFiles(JejaringError):
    """More files than are looked at together."""

    text = "Ada {count} berkas; sekaligus paling banyak {limit}. Kirim dalam beberapa kali."
    http_status = 400


class StagingUnusable(JejaringError):
    """A cache that cannot be written."""

    text = (
        "Berkas tidak dapat disimpan sementara ({reason}). Periksa ruang kosong dan izin folder "
        "{folder}, lalu kirim lagi."
    )
    http_status = 500


@dataclass(slots=True)
class Choice:
    """What somebody chose for one file.

    Attributes
    ----------
    owner
        Code of the region whose register it is.
    columns
        Field, or 'abaikan', by heading or letter of the column.
    sheets
        The same for single sheets, by their names.
    """

    owner: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Choices:
    """What somebody chose for a sending: about each file, and whom names mean."""

    files: dict[str, Choice] = field(default_factory=dict)
    answers: list[Alias] = field(default_factory=list)

    def of(self, file: str) -> Choice:
        """Give what was chosen for a file by its number."""
        return self.files.setdefault(file, Choice())


@dataclass(frozen=True, slots=True)
class Sending:
    """Files that were sent together.

    Attributes
    ----------
    token
        Under which they wait.
    paths
        By number, in the order of sending.
    at
        When they came, as seconds since 1970.
    """

    token: str
    paths: Mapping[str, Path]
    at: float

    @property
    def names(self) -> list[str]:
        """Names of the files."""
        return [path.name for path in self.paths.values()]


class Staging:
    """The folder of the files that wait.

    Parameters
    ----------
    folder
        Where; by default in the user's cache.
    """

    def __init__(self, folder: Path | None = None) -> None:
        cache = platformdirs.user_cache_path("jejaring", appauthor=False)
        self._folder = folder or cache / "unggahan"

    def keep(self, files: Iterable[FileStorage]) -> Sending:
        """Store files, under names that can do no harm.

        Raises
        ------
        NothingSent, TooManyFiles, StagingUnusable
        """
        sent = [file for file in files if file.filename]
        if not sent:
            raise NothingSent()
        if len(sent) > MOST_FILES:
            raise TooManyFiles(count=len(sent), limit=MOST_FILES)
        token = secrets.token_hex(8)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for number, file in enumerate(sent, start=1):
                folder = self._folder / token / str(number)
                folder.mkdir(parents=True, mode=0o700)
                file.save(folder / safe_name(file.filename or ""))
        except OSError as error:
            self.discard(token)
            reason = error.strerror or type(error).__name__
            raise StagingUnusable(reason=reason, folder=self._folder) from error
        self._sweep(token)
        return self.open(token)

    def open(self, token: str) -> Sending:
        """Give the files that wait under a token.

        Raises
        ------
        SendingUnknown
        """
        folder = self._folder / token
        if not _TOKEN.fullmatch(token) or not folder.is_dir():
            raise SendingUnknown()
        numbers = sorted((part for part in folder.iterdir() if part.name.isdigit()), key=_number)
        paths = {part.name: path for part in numbers for path in part.iterdir()}
        if not paths:
            raise SendingUnknown()
        return Sending(token, paths, folder.stat().st_ctime)

    def waiting(self) -> list[Sending]:
        """Give what waits, the newest first."""
        found = []
        for folder in self._folders():
            try:
                found.append(self.open(folder.name))
            except (SendingUnknown, OSError):  # discarded in the meantime
                continue
        return sorted(found, key=lambda sending: -sending.at)

    def choices(self, token: str) -> Choices:
        """Give what was chosen so far; nothing where the note cannot be read."""
        try:
            told = json.loads((self._folder / token / _CHOICES).read_bytes())
            return Choices(
                {name: Choice(**one) for name, one in told["files"].items()},
                [Alias(**one) for one in told["answers"]],
            )
        except (OSError, ValueError, KeyError, TypeError, JejaringError):
            return Choices()

    def choose(self, token: str, choices: Choices) -> None:
        """Keep what was chosen."""
        told = {
            "files": {name: asdict(one) for name, one in choices.files.items()},
            "answers": [_plain(alias) for alias in choices.answers],
        }
        path = self._folder / token / _CHOICES
        part = path.with_suffix(".part")
        try:
            part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            part.replace(path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StagingUnusable(reason=reason, folder=self._folder) from error

    def stamp(self, token: str) -> int:
        """Give a number that changes with what is chosen."""
        try:
            return (self._folder / token / _CHOICES).stat().st_mtime_ns
        except OSError:
            return 0

    def discard(self, token: str) -> None:
        """Delete files that wait; where there are none, nothing happens."""
        if _TOKEN.fullmatch(token):
            shutil.rmtree(self._folder / token, ignore_errors=True)

    def _folders(self) -> list[Path]:
        try:
            return [part for part in self._folder.iterdir() if _TOKEN.fullmatch(part.name)]
        except OSError:
            return []

    def _sweep(self, newest: str) -> None:
        """Delete what is too old, and the oldest where there is too much."""
        rest = sorted(
            (folder for folder in self._folders() if folder.name != newest),
            key=lambda folder: -folder.stat().st_ctime,
        )
        room = MOST_BYTES - _size(self._folder / newest)
        for place, folder in enumerate(rest, start=1):
            room -= _size(folder)
            age = time.time() - folder.stat().st_ctime
            if place >= MOST_SENDINGS or room < 0 or age > KEPT_DAYS * 86_400:
                self.discard(folder.name)


def safe_name(name: str) -> str:
    """Give the last part of a file's name, in letters that every file system can hold."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = _FORBIDDEN.sub("_", last.encode(errors="replace").decode()).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot or not stem or len(ending) > 10:
        stem, ending = clean, ""
    room = _LONGEST_NAME - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode(errors="ignore").strip(" .")
    return f"{stem or 'berkas'}.{ending}" if ending else stem or "berkas"


def _number(folder: Path) -> int:
    return int(folder.name)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _plain(alias: Alias) -> dict[str, Any]:
    names = ("text", "owner", "target", "kind", "by", "at", "name")
    return {name: getattr(alias, name) for name in names}
