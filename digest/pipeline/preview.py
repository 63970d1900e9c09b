"""`digest preview`: a sealed edition, or the one that a run would seal now. Changes neither what is known nor the outbox.

The store keeps the summaries that a preview has made, so that the run need not make them again.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import BusyError, NotFoundError, StoreError, UsageError
from digest.interfaces import Clock, Track
from digest.pipeline.run import Pipeline, run_steps
from digest.records import Edition, Format, Target
from digest.schedule import INITIAL_LOOK_BACK, due_slots, next_slot

if TYPE_CHECKING:
    from digest.config.digest_settings import DigestSettings
    from digest.store.sql_store import SqlStore
    from digest.store.summaries import MadeSummary

log = logging.getLogger(__name__)

OpenPipeline = Callable[[Path], AbstractContextManager[Pipeline]]
"""Opens the pipeline over the store at another path."""


def sealed_preview(pipeline: Pipeline, name: str | None, day: date, form: Format) -> bytes:
    """The sealed edition of `day`. Raise NotFoundError if there is none, UsageError if several digests could be meant."""
    slug, settings = _choose(pipeline, name)
    edition = pipeline.store.sealed_edition(slug, day) if pipeline.store.exists else None
    if edition is None:
        raise NotFoundError(f"{slug}: there is no edition of {day}")
    return _render(pipeline, settings, edition, form)


def next_preview(
    pipeline: Pipeline, open_pipeline: OpenPipeline, clock: Clock, track: Track, name: str | None, form: Format
) -> bytes:
    """The next edition as a run would seal it now. Collects and summarises on a temporary copy of the store.

    Raise UsageError if several digests could be meant.
    """
    slug, settings = _choose(pipeline, name)
    with _copied_store(pipeline.store) as path, open_pipeline(path) as opened:
        # A page that is found gone here would be forgotten with the copy, and requested again by the next run.
        copy = replace(opened, recheck=replace(opened.recheck, days=0))
        known = copy.store.last_summary()
        run_steps(copy, clock, track, steps=("collect", "summarise"))
        _keep(copy.store.summaries_after(known, copy.summarise.key), pipeline.store)
        slot = _slot(copy.store, slug, settings, clock())
        edition = copy.seal.editions.build(slug, settings, slot, clock()).edition
        return _render(copy, settings, edition, form)


def _keep(made: Sequence[MadeSummary], store: SqlStore) -> None:
    """Store summaries, unless there is no database of this version yet, or a run is at work: it makes them itself."""
    if not made or not store.exists:
        return
    with closing(type(store)(store.place, migrate=False)) as original:
        try:
            with original.lock():
                original.keep_summaries(made)
        except (BusyError, StoreError) as error:
            log.info("the key points of this preview are not kept: %s", error)


def _choose(pipeline: Pipeline, name: str | None) -> tuple[str, DigestSettings]:
    digests = pipeline.digests
    if name is None and len(digests) > 1:
        raise UsageError(f"--digest: which of {', '.join(digests)}?")
    slug = name or next(iter(digests))
    if slug not in digests:
        raise NotFoundError(f"no digest is called {slug!r} (there are {', '.join(digests)})")
    return slug, digests[slug]


def _slot(store: SqlStore, slug: str, settings: DigestSettings, now: datetime) -> date:
    """The slot that a run would seal now, or else the next one to come."""
    sealed = store.recent_slots(slug, now)
    due = due_slots(settings.recurrence, now, sealed, store.start_digest(slug, now - INITIAL_LOOK_BACK))
    return due[-1] if due else next_slot(settings.recurrence, now, sealed)[0]


def _render(pipeline: Pipeline, settings: DigestSettings, edition: Edition, form: Format) -> bytes:
    """The edition as the first target of that format gets it, or as a file if there is none."""
    outgoing = pipeline.seal.outgoing
    targets = (target for target, _ in outgoing.targets(settings, edition.slot) if target.format is form)
    return outgoing.render(edition, next(targets, Target("file", "preview", form)))


@contextmanager
def _copied_store(store: SqlStore) -> Iterator[Path]:
    """The path of a copy of the database, which is deleted afterwards; there is no file yet if the store has none.

    A StoreError about the copy names the original, which is the one that the user knows.
    """
    folder = Path(tempfile.mkdtemp(prefix="digest-preview-"))
    path = folder / "store.db"
    try:
        if store.exists:
            store.copy_for_now(path)
        yield path
    except StoreError as error:
        raise StoreError(str(error).replace(str(path), store.name)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
