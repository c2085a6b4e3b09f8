"""What the pages of loading share: the files that wait, the work under way, what was checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from flask import current_app
from flask_babel import gettext as _

from graph.aliases import Alias
from graph.database import Database
from graph.errors import JejaringError
from graph.loads import undo
from graph.measurement import measure_current
from graph.model import Region
from graph.store import now
from loaders.answers import decide
from loaders.loading import DryRun, FileReport, load_files, user
from loaders.mapping import ColumnMapping, SheetMapping
from loaders.names import region_of
from loaders.register import Settings
from webapp.jobs import STEPS, Job, Jobs
from webapp.staging import Choice, Sending, Staging

# What a look at the files depends on, besides the files and what was chosen.
_STATE = (
    "MATCH (l:Load) RETURN count(l) AS loads, max(coalesce(l.changed_at, l.at)) AS at, "
    "sum(CASE WHEN l.state = 'done' THEN 1 ELSE 0 END) AS done"
)
_ANSWERS = "MATCH (n:Alias) RETURN count(n) AS count, max(n.at) AS at"


@dataclass(slots=True)
class Loaded:
    """What became of files that were loaded."""

    loads: list[str] = field(default_factory=list)
    refused: list[tuple[str, JejaringError]] = field(default_factory=list)


class Desk:
    """Files on their way into a graph.

    Parameters
    ----------
    database
        The graph.
    folder
        Where files wait; by default in the user's cache.
    """

    def __init__(self, database: Database, folder: Path | None = None) -> None:
        self.staging = Staging(folder)
        self.jobs = Jobs()
        self._database = database
        self._checked: tuple[object, dict[str, FileReport]] | None = None

    # -------------------------------------------------------------- checking

    def check(self, sending: Sending, patience: float) -> dict[str, FileReport] | Job:
        """Give what loading would do, by number of file; or the job that finds it out.

        Parameters
        ----------
        sending
            Which files.
        patience
            How many seconds to wait for it.
        """
        stamp = self._stamp(sending)
        if self._checked and self._checked[0] == stamp:
            return self._checked[1]
        key = f"check {sending.token}"
        job = self.jobs.find(key)
        if job and job.over.is_set() and job.error and job.result is None:
            job.result = False  # told once; asking again tries again
            raise job.error
        job = self.jobs.begin(key, lambda job: self._check(job, sending, stamp))
        if not job.over.wait(patience):
            return job
        if job.error:
            job.result = False
            raise job.error
        return cast("dict[str, FileReport]", job.result)

    def _check(self, job: Job, sending: Sending, stamp: object) -> dict[str, FileReport]:
        choices = self.staging.choices(sending.token)
        found, run = {}, DryRun(self._database)
        for number, path in sending.paths.items():
            job.tell("check", path.name)
            settings = settings_of(choices.of(number))
            found[number] = run.file(path, settings)
        self._checked = stamp, found  # of one sending only: a large register takes much room
        return found

    def _stamp(self, sending: Sending) -> object:
        states = [tuple(self._database.read(q).one().values()) for q in (_STATE, _ANSWERS)]
        return sending.token, self.staging.stamp(sending.token), *states

    # -------------------------------------------------------------- loading

    def load(self, sending: Sending) -> Job:
        """Begin to load files, with what was chosen; they wait no longer once they are loaded."""
        return self.jobs.begin(f"load {sending.token}", lambda job: self._load(job, sending))

    def _load(self, job: Job, sending: Sending) -> Loaded:
        choices = self.staging.choices(sending.token)
        if choices.answers:
            decide(self._database, *map(signed, choices.answers))
        loaded = Loaded()
        for number, path in sending.paths.items():
            job.tell("load", path.name)
            settings = settings_of(choices.of(number))
            report = load_files(self._database, [path], settings, job.progress)[0]
            if report.error:
                loaded.refused.append((report.file, report.error))
            elif report.register:
                loaded.loads.append(report.register.load_id)
        self._measure(job)
        if not loaded.refused:
            self.staging.discard(sending.token)
        return loaded

    def undo(self, load_id: str) -> Job:
        """Begin to take a load back."""

        def work(job: Job) -> Any:
            job.tell("undo")
            counts = undo(self._database, load_id, job.progress, by=user())
            self._measure(job)
            return counts

        return self.jobs.begin(f"undo {load_id}", work)

    def _measure(self, job: Job) -> None:
        job.tell("measure")
        measure_current(self._database, date.today(), job.progress)


def desk() -> Desk:
    """Give the desk of the application."""
    return cast("Desk", current_app.extensions["muat"])


def settings_of(choice: Choice) -> Settings:
    """Give what was chosen for a file as its loader takes it."""
    owner = region_of(choice.owner) if choice.owner else None
    mapping = None
    if choice.columns or choice.sheets:
        sheets = {name: SheetMapping(columns) for name, columns in choice.sheets.items()}
        mapping = ColumnMapping(columns=choice.columns, sheets=sheets)
    return Settings(owner=owner, mapping=mapping)


def owner_of(text: str) -> Region | None:
    """Give the region that a form names, with its code, as its list writes it, or by its name."""
    first = text.strip().partition(" ")[0]
    return region_of(first if first.replace(".", "").isdigit() else text) if text.strip() else None


def signed(alias: Alias) -> Alias:
    """Give an answer with who gives it, now."""
    return Alias(
        text=alias.text,
        owner=alias.owner,
        target=alias.target,
        kind=alias.kind,
        name=alias.name,
        by=user(),
        at=now(),
    )


def job_state(job: Job, before: int) -> dict[str, Any]:
    """Give how far a job has come, as its page shows it and as JSON."""
    state = "failed" if job.error else "done" if job.over.is_set() else "running"
    if state == "running" and not job.step:
        state = "waiting"
    return {
        "state": state,
        "step": str(STEPS[job.step]),
        "about": job.about,
        "done": job.done,
        "total": job.total,
        "before": before,
        "error": error_text(job.error) if job.error else None,
    }


def error_text(error: Exception) -> str:
    """Give the sentence of what a job failed with."""
    if isinstance(error, JejaringError):
        return error.message(_)
    return str(
        _(
            "Terjadi kesalahan di dalam program; yang sudah dimuat tetap utuh. Ulangi; bila "
            "tetap, laporkan berkas apa yang sedang dimuat."
        )
    )
