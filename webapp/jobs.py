"""Work that takes longer than a page may: done one after the other, beside the pages.

A page asks how far it has come. What is done is forgotten when the program ends;
loading and undoing are made to be begun again.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from graph.errors import JejaringError

_MOST_REMEMBERED = 50
STEPS = {
    "": _l("menunggu giliran"),
    "check": _l("memeriksa"),
    "load": _l("memuat"),
    "undo": _l("mengambil kembali"),
    "measure": _l("menghitung ukuran"),
}


@dataclass(slots=True)
class Job:
    """A piece of work, and how far it has come.

    Attributes
    ----------
    key
        What asks for it; the same key is not begun twice at once.
    step, about
        What it is at: a code of `STEPS`, and of which file.
    done, total
        How many of how many; None where nobody knows.
    result
        What the work gave.
    error
        What it failed with; an Exception that is no `JejaringError` is a fault of ours.
    """

    key: str
    work: Callable[[Job], Any]
    step: str = ""
    about: str = ""
    done: int = 0
    total: int | None = None
    result: Any = None
    error: Exception | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def tell(self, step: str, about: str = "") -> None:
        """Note what it is at now."""
        self.step, self.about, self.done, self.total = step, about, 0, None

    def progress(self, done: int, total: int) -> None:
        """Note how far the step has come."""
        self.done, self.total = done, total


class Jobs:
    """A queue of jobs, and one thread that does them."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Job] = queue.Queue()
        self._known: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, key: str, work: Callable[[Job], Any]) -> Job:
        """Put work in the queue, or give the job of that key that is not over."""
        with self._lock:
            job = self._known.pop(key, None)
            if job is None or job.over.is_set():
                job = Job(key, work)
                self._queue.put(job)
            self._known[key] = job
            while len(self._known) > _MOST_REMEMBERED:
                oldest = next(iter(self._known))
                if not self._known[oldest].over.is_set():
                    break
                del self._known[oldest]
            if self._thread is None:
                # The program ends without waiting for it.
                self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
                self._thread.start()
        return job

    def find(self, key: str) -> Job | None:
        """Give the last job of a key."""
        return self._known.get(key)

    def before(self, job: Job) -> int:
        """Count the jobs that go first."""
        waiting = [other for other in list(self._known.values()) if not other.over.is_set()]
        return 0 if job.step or job not in waiting else waiting.index(job)

    def _run(self) -> None:
        while True:
            job = self._queue.get()
            try:
                job.result = job.work(job)
            except JejaringError as error:
                job.error = error
            except Exception as error:  # the thread must live on for the next
                logging.getLogger(__name__).exception("job failed: %s", job.key)
                job.error = error
            job.over.set()
