"""Stores the fetches that brought nothing, many at once: a transaction for each would wait for the disk as often."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from digest.records import Fetched

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

_MAX_GATHERED = 100
"""What a kill loses: the state of so many sources, which the next run fetches again as if this one had not."""


class QuietFetches:
    """Gathers fetches until `save`, or until there are many. See `Fetched.is_quiet`."""

    def __init__(self, store: SqlStore, now: datetime) -> None:
        self._store = store
        self._now = now
        self._gathered: dict[str, Fetched] = {}

    def add(self, source: str, fetched: Fetched) -> None:
        """Store a fetch, now or later."""
        self._gathered[source] = fetched
        if len(self._gathered) >= _MAX_GATHERED:
            self.save()

    def save(self) -> None:
        """Store what was gathered."""
        if self._gathered:
            self._store.save_quiet_fetches(self._gathered, self._now)
            self._gathered = {}
