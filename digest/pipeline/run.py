"""One round of work as the commands need it: alone, in the log of runs, or on a copy of the store for a preview."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from digest.app import App, build
from digest.cli.progress import Track
from digest.config.settings import DigestSettings
from digest.errors import BUG, DigestError, NotFoundError, UsageError
from digest.interfaces import Clock
from digest.pipeline.report import RunReport
from digest.pipeline.seal_step import draft, targets
from digest.pipeline.steps import STEPS, work
from digest.records import Edition, Format, OutboxState, Target
from digest.schedule import HEAD_START, due_slots, next_slot


def logged_round(
    app: App,
    clock: Clock,
    track: Track,
    *,
    steps: Collection[str] = STEPS,
    day: date | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> RunReport:
    """One round, under the store's lock, with its exit code in the log of runs. Raise BusyError if another is at work."""
    with app.store.lock():
        number = app.store.begin_run(clock())
        try:
            outcome = work(app, clock, track, steps=steps, day=day, stopped=stopped)
        except Exception as error:
            code = error.exit_code if isinstance(error, DigestError) else BUG
            app.store.end_run(number, code, f"{type(error).__name__}: {error}", clock())
            raise
        app.store.end_run(number, outcome.exit_code, _report(outcome), clock())
    return outcome


def _report(outcome: RunReport) -> str:
    sent = ", ".join(f"{edition.digest} {edition.slot}" for edition in outcome.editions) or "no edition"
    failed = f", {len(outcome.failures)} failures" if outcome.failures else ""
    states = Counter(receipt.state for _, receipt in outcome.delivered)
    others = "".join(f", {number} {state}" for state, number in states.items() if state is not OutboxState.SENT)
    return f"{outcome.new} new, {outcome.revised} changed{failed}; {sent}; {states[OutboxState.SENT]} delivered{others}"


def is_due(app: App, now: datetime) -> bool:
    """Whether a slot is open and not sealed, or a delivery is to be tried."""
    slots = (
        due_slots(digest.rhythm, now, app.store.sealed_slots(slug), app.store.begin_digest(slug, now - HEAD_START))
        for slug, digest in app.settings.digests.items()
    )
    return any(slots) or bool(app.store.due(now))


def previewed(app: App, clock: Clock, track: Track, name: str | None, day: date | None, form: str) -> bytes:
    """The sealed edition of `day`, or what the next one would be now, in the format `form`.

    Raise NotFoundError if there is no edition of that day, UsageError if several digests could be meant.
    """
    slug, digest = _chosen(app, name)
    if day is not None:
        edition = app.store.sealed(slug, day) if app.store.exists else None
        if edition is None:
            raise NotFoundError(f"{slug}: there is no edition of {day}")
        return _rendered(app, digest, edition, form)
    with _scratch(app) as copy:
        work(copy, clock, track, steps=("collect", "summarise"))
        return _rendered(copy, digest, draft(copy, slug, digest, _next(copy, slug, digest, clock()), clock()), form)


def _next(app: App, slug: str, digest: DigestSettings, now: datetime) -> date:
    """The slot that a run would seal now, or else the next one that comes."""
    sealed = app.store.sealed_slots(slug)
    due = due_slots(digest.rhythm, now, sealed, app.store.begin_digest(slug, now - HEAD_START))
    return due[-1] if due else next_slot(digest.rhythm, now, sealed)[0]


def _chosen(app: App, name: str | None) -> tuple[str, DigestSettings]:
    digests = app.settings.digests
    if name is None and len(digests) > 1:
        raise UsageError(f"--digest: which of {', '.join(digests)}?")
    slug = name or next(iter(digests))
    if slug not in digests:
        raise NotFoundError(f"no digest is called {slug!r} (there are {', '.join(digests)})")
    return slug, digests[slug]


def _rendered(app: App, digest: DigestSettings, edition: Edition, form: str) -> bytes:
    filter_edition = Format(form)
    known = (target for target, _ in targets(app, digest, edition.slot) if target.format is filter_edition)
    return app.renderers[filter_edition].render(edition, next(known, Target("file", "preview", filter_edition)))


@contextmanager
def _scratch(app: App) -> Iterator[App]:
    """The application over a copy of its store, which is thrown away: a preview may learn, but must not remember."""
    folder = Path(tempfile.mkdtemp(prefix="digest-preview-"))
    try:
        path = folder / "store.db"
        if app.store.exists:
            with closing(sqlite3.connect(app.store.path)) as store, closing(sqlite3.connect(path)) as copy:
                store.backup(copy)
        fetch = app.settings.fetch.model_copy(update={"recheck_days": 0})  # what a copy finds gone would be asked for again
        with build(app.settings.model_copy(update={"fetch": fetch}), app.device, path) as scratch:
            yield scratch
    finally:
        shutil.rmtree(folder, ignore_errors=True)
