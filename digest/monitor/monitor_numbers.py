"""The numbers that Prometheus reads: those of the store at one moment. `metric_families.py` names and explains them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.monitor.alarm_rules import AlarmLimits, alarm_limits, find_alarms
from digest.monitor.facts import Facts
from digest.records import Alarm, Model, StatementStatus

if TYPE_CHECKING:
    from digest.config.settings import Settings
    from digest.store.sql_store import SqlStore

FATE_WINDOW = timedelta(days=1)
"""Of the statements, those are counted by fate that were fetched within this time."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the store holds at one moment. `fates` counts the statements of the last day by digest and status."""

    facts: Facts = field(default_factory=Facts)
    limits: AlarmLimits = field(default_factory=AlarmLimits)
    tallies: Mapping[tuple[str, str], float] = field(default_factory=dict)
    outbox: Mapping[str, int] = field(default_factory=dict)
    failures: Mapping[tuple[str, str], int] = field(default_factory=dict)
    fates: Mapping[tuple[str, StatementStatus], int] = field(default_factory=dict)
    store_bytes: int = 0

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """What has been wrong for too long at the time `now`."""
        return find_alarms(self.facts, self.limits, now)


def read_numbers(settings: Settings, store: SqlStore, facts: Facts, keys: Sequence[Model], now: datetime) -> Numbers:
    """The numbers at the time `now`, with these `facts`. `keys` are the `summary_keys` of the engine and its fallback."""
    return Numbers(
        facts=facts,
        limits=alarm_limits(settings),
        tallies=store.tallies(),
        outbox=store.count_by_state(),
        failures=store.open_failure_counts(),
        fates=_fates(settings, store, keys, now),
        store_bytes=store.size,
    )


def _fates(
    settings: Settings, store: SqlStore, keys: Sequence[Model], now: datetime
) -> Mapping[tuple[str, StatementStatus], int]:
    found: dict[tuple[str, StatementStatus], int] = {}
    for slug, subscription in settings.digests.items():
        names = subscription.sources or tuple(source.name for source in settings.sources)
        window = now - FATE_WINDOW, now + timedelta(seconds=1)
        counted = Counter(entry.status for entry in store.audit_entries(slug, names, keys, window, now))
        found |= {(slug, status): counted[status] for status in StatementStatus}
    return found
