"""Files that commands write: whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from graph.errors import JejaringError


class FileThere(JejaringError):
    """A file that would be overwritten."""

    text = "Berkas {file} sudah ada. Pilih nama lain, atau tambahkan --force."


class FileUnwritable(JejaringError):
    """A place where nothing can be written."""

    text = "Berkas {file} tidak dapat ditulis ({reason}). Pilih tempat lain."


def write_whole(path: Path, parts: Iterable[bytes], *, force: bool = False) -> None:
    """Write a file under another name first, so that nothing half-written stays.

    Raises
    ------
    FileThere, FileUnwritable
    """
    if path.exists() and not force:
        raise FileThere(file=path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise FileUnwritable(file=path, reason=error.strerror) from error
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        written.chmod(0o666 & ~_umask())
        written.replace(path)
    except OSError as error:
        raise FileUnwritable(file=path, reason=error.strerror) from error
    finally:
        written.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_out(parts: Iterable[bytes], path: Path | None, *, force: bool = False) -> None:
    """Write to a file, or to standard output where none is named."""
    if path is not None:
        write_whole(path, parts, force=force)
        return
    for part in parts:
        sys.stdout.buffer.write(part)
    sys.stdout.flush()
