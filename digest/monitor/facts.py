"""What is known about the state of an installation, read from its store. Judges nothing: `alarm_rules.py` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from digest.records import FetchStatus, SourceReport
from digest.schedule import INITIAL_LOOK_BACK, CatchUp, due_slots

if TYPE_CHECKING:
    from digest.config.settings import Settings
    from digest.store.operator import Queue
    from digest.store.sql_store import SqlStore


@dataclass(frozen=True, slots=True)
class DueEdition:
    """The oldest edition of a digest that is due and not made, and since when it is due."""

    digest: str
    slot: date
    since: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """The sources, the outbox rows that are not settled, the editions that are due, and when each step ended well last.

    `unended` are the steps that never did, with the time of the first run.
    """

    sources: tuple[SourceReport, ...] = ()
    queues: tuple[Queue, ...] = ()
    due: tuple[DueEdition, ...] = ()
    steps: Mapping[str, datetime] = field(default_factory=dict)
    unended: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def unreadable(self) -> tuple[SourceReport, ...]:
        """The sources that could not be read the last time."""
        return tuple(source for source in self.sources if source.status is FetchStatus.FAILED)


def read_facts(settings: Settings, store: SqlStore, now: datetime, steps: Sequence[str]) -> Facts:
    """The facts of the installation at the time `now`. A run has these `steps`."""
    names = tuple(source.name for source in settings.sources)
    due = (_due(settings, store, slug, now) for slug in settings.digests)
    ends, first = store.step_ends(), min(filter(None, map(store.digest_start, settings.digests)), default=None)
    unended = {step: first + INITIAL_LOOK_BACK for step in steps if step not in ends} if first else {}
    return Facts(store.source_reports(names), store.queues(), tuple(filter(None, due)), ends, unended)


def _due(settings: Settings, store: SqlStore, slug: str, now: datetime) -> DueEdition | None:
    """The oldest open slot of a digest. One that has not started has none."""
    started = store.digest_start(slug)
    if started is None:
        return None
    recurrence = replace(settings.digests[slug].recurrence, catch_up=CatchUp.EACH)
    slots = due_slots(recurrence, now, store.recent_slots(slug, now), started)
    # A digest that is new cannot be late before its first run, whose time less INITIAL_LOOK_BACK is stored as its start.
    return DueEdition(slug, slots[0], max(recurrence.opens_at(slots[0]), started + INITIAL_LOOK_BACK)) if slots else None
