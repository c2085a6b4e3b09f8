"""Reading what may be hostile or broken in a process of its own, bounded in memory and time.

The parent runs a script with the opened file as its standard input and takes pickled frames
from its standard output; the script ends with ``("end",)`` or ``("refused", code, values)``.
What goes wrong ends that process, never the program. Only the standard library is imported
here, so that the script starts at once and its memory is the file's.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO, cast

_LARGEST_FRAME = 1 << 28
_END_SECONDS = 10.0

Refusal = tuple[str, Mapping[str, Any]]


class Refused(Exception):
    """What makes the file unusable, as a code and the values of its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


def run_apart(
    script: str,
    arguments: Sequence[str],
    file: BinaryIO,
    seconds: float,
    take: Callable[..., None],
) -> Refusal | None:
    """Let a process of its own read a file.

    Parameters
    ----------
    script, arguments
        What it runs.
    file
        Its standard input, from the beginning.
    seconds
        After these it is ended.
    take
        Called with the kind and the parts of each frame.

    Returns
    -------
    tuple of str and mapping
        Why the file is not to be used: a code of the script's, or 'time', 'memory' or
        'damaged' where it ended without a word. None where it is read.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JEJARING_")}
    environment["PYTHONPATH"] = os.pathsep.join(place for place in sys.path if place)
    environment["RUST_BACKTRACE"] = "0"
    os.lseek(file.fileno(), 0, os.SEEK_SET)  # what this process read ahead is read there again
    child = subprocess.Popen(
        # -P: the script's folder is no place to import from.
        [sys.executable, "-P", script, *arguments],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    is_late = threading.Event()

    def end_late() -> None:
        is_late.set()
        child.kill()

    timer = threading.Timer(seconds, end_late)
    timer.daemon = True
    timer.start()
    refused: Refusal | None = "time", {}
    try:
        with child:
            try:
                refused = _take(cast(BinaryIO, child.stdout), take)
                child.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                return "time", {}
            except BaseException:
                child.kill()
                raise
    finally:
        timer.cancel()
    if refused and not refused[0]:
        return _cause(child.returncode, is_late.is_set()), {}
    return refused


def _take(stream: BinaryIO, take: Callable[..., None]) -> Refusal | None:
    """Take frames; give what refuses the file, without a code where the process just ended."""
    while len(head := stream.read(4)) == 4:
        size = struct.unpack("<I", head)[0]
        content = stream.read(size) if size < _LARGEST_FRAME else b""
        if len(content) < size:
            break
        match pickle.loads(content):
            case ("refused", code, values):
                return code, values
            case ("end",):
                return None
            case (kind, *parts):
                take(kind, *parts)
    return "", {}


def _cause(returncode: int, is_late: bool) -> str:
    """Tell why the process ended without a word."""
    if is_late or returncode == -signal.SIGXCPU:
        return "time"
    # Native code that gets no memory aborts; a machine that has none kills.
    without_memory = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL)
    return "memory" if returncode in without_memory else "damaged"


# ------------------------------------------------------------------ in that process


def serve(read: Callable[[Callable[..., None]], None], memory: int, cpu_seconds: int) -> None:
    """Bound this process, let `read` send frames, and tell how it ended.

    Parameters
    ----------
    read
        Called with the function that sends a frame of its arguments.
    memory, cpu_seconds
        How much the process may use.
    """
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CPU, cpu_seconds)
    _bound(resource.RLIMIT_CORE, 0)
    with open(1, "wb", buffering=1 << 16) as out:

        def send(*parts: Any) -> None:
            content = pickle.dumps(parts, pickle.HIGHEST_PROTOCOL)
            out.write(struct.pack("<I", len(content)) + content)

        try:
            read(send)
            send("end")
        except Refused as error:
            send("refused", error.code, error.values)
        except MemoryError:
            send("refused", "memory", {})


def _bound(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    # At the soft limit of time comes a signal that tells; at the hard one the end.
    resource.setrlimit(what, (most, hard))
