"""Builds the edition of a slot from what the store knows. Stores nothing and renders nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.interfaces import CompileEdition, FindWording
from digest.records import AuditEntry, Edition, Entry, Failure, Model, SourceReport, StatementStatus
from digest.schedule import INITIAL_LOOK_BACK, PACE_WINDOW, expected_arrival

if TYPE_CHECKING:
    from digest.config.digest_settings import DigestSettings
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class EditionBuilder:
    """`titles` are the titles of all sources by name; `keys` are the `summary_keys` of the summaries to show.

    `resolve` gives the path of a file that the configuration names.
    """

    store: SqlStore
    titles: Mapping[str, str]
    keys: tuple[Model, ...]
    compile_edition: CompileEdition
    wording: FindWording
    resolve: Callable[[str], Path]

    def sources_of(self, settings: DigestSettings) -> tuple[str, ...]:
        """The names of the sources of a digest."""
        return settings.sources or tuple(self.titles)

    def build(self, slug: str, settings: DigestSettings, slot: date, now: datetime, as_of: datetime | None = None) -> Edition:
        """The edition that would be sealed at `now`. With `as_of`, for a missed slot: only what the store knew then."""
        names = self.sources_of(settings)
        is_filtered = settings.is_filtered(slot, self.resolve)
        found = self.store.new_entries(slug, names, self.keys, as_of or now, as_of, is_filtered=is_filtered)
        entries = self._with_wording(found, settings, as_of or now)
        since = self.store.last_sealed(slug, now) or now - INITIAL_LOOK_BACK
        failures = self.store.untold_failures(slug, names)
        audited = self.store.audit_entries(slug, names, self.keys, (since, as_of or now), as_of or now, is_filtered=is_filtered)
        return self.compile_edition(
            slug=slug,
            title=settings.title,
            slot=slot,
            timezone=settings.timezone,
            sealed=now,
            entries=entries,
            sources=self._reports(names, entries, now),
            failures=failures,
            withdrawn=self.store.open_withdrawals(slug, names),
            excluded=_without_told_failures(audited, failures),
            layout=settings.layout,
        )

    def _with_wording(self, entries: tuple[Entry, ...], settings: DigestSettings, as_of: datetime) -> tuple[Entry, ...]:
        """The entries, each with what is new in its words beside the earlier statements of its series."""
        around = self.store.around_in_series([entry.statement.key for entry in entries], as_of)
        worded = []
        for entry in entries:
            key = entry.statement.key
            try:
                worded.append(replace(entry, wording=self.wording(entry.statement, *around[key], settings.watched)))
            except Exception:
                log.exception("%s: a bug while comparing it with its series; told without what changed", key)
                worded.append(entry)
        return tuple(worded)

    def _reports(self, names: tuple[str, ...], entries: tuple[Entry, ...], now: datetime) -> tuple[SourceReport, ...]:
        """The report of each source, with its number of new entries and the time by which more was to be expected."""
        arrivals = self.store.arrivals(names, now - PACE_WINDOW, now)
        return tuple(
            replace(
                report,
                title=self.titles[report.source],
                new=_count_new(entries, report.source),
                expected=expected_arrival(arrivals.get(report.source, ())),
            )
            for report in self.store.source_reports(names)
        )


def _without_told_failures(audited: tuple[AuditEntry, ...], untold: tuple[Failure, ...]) -> tuple[AuditEntry, ...]:
    subjects = {failure.subject for failure in untold}
    return tuple(entry for entry in audited if entry.status is not StatementStatus.FAILED or entry.link in subjects)


def _count_new(entries: tuple[Entry, ...], source: str) -> int:
    return sum(entry.statement.source == source and not entry.updated for entry in entries)
