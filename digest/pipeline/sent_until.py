"""What is taken for sent after a restore, if the database that knew it is lost: everything that was due until a given time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from digest.records import Edition, OutboxState
from digest.schedule import CatchUp, due_slots

if TYPE_CHECKING:
    from digest.config.digest_settings import DigestSettings
    from digest.store.sql_store import SqlStore


def take_for_sent(store: SqlStore, digests: Mapping[str, DigestSettings], until: datetime, now: datetime) -> tuple[int, int]:
    """Seal an empty edition for each slot that was due until `until`, and mark what waited by then as sent. Hold the lock.

    Return the numbers of editions and of messages. Statements that the lost database had told come again in the next edition:
    nobody knows which they were.
    """
    editions = sum(_seal_until(store, slug, settings, until, now) for slug, settings in digests.items())
    waiting = [
        row
        for row in store.outbox()
        if row.state in (OutboxState.PENDING, OutboxState.UNCERTAIN) and row.queued_at and row.queued_at <= until
    ]
    for row in waiting:
        store.mark_outgoing(row.id, OutboxState.SENT, now, f"taken for sent: restored as of {until:%Y-%m-%d %H:%M} UTC")
    return editions, len(waiting)


def _seal_until(store: SqlStore, slug: str, settings: DigestSettings, until: datetime, now: datetime) -> int:
    started = store.digest_start(slug)
    if started is None:
        return 0
    recurrence = replace(settings.recurrence, catch_up=CatchUp.EACH)
    slots = due_slots(recurrence, until, store.recent_slots(slug, until), started)
    return sum(store.seal(Edition(slug, settings.title, slot, settings.timezone, now), ()) for slot in slots)
