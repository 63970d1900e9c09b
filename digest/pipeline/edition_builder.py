"""Builds the edition of a slot from what the store knows. Stores nothing and renders nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.interfaces import CompileEdition
from digest.pipeline.entry_comparison import EntryComparison
from digest.records import AuditEntry, Edition, Entry, Failure, Model, SourceReport, StatementStatus
from digest.schedule import INITIAL_LOOK_BACK, PACE_WINDOW, expected_arrival

if TYPE_CHECKING:
    from digest.config.digest_settings import DigestSettings
    from digest.store.sql_store import SqlStore


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    """An edition, what failed while its entries were compared, and how many of the failures are bugs."""

    edition: Edition
    failures: tuple[Failure, ...]
    bugs: int


@dataclass(frozen=True)
class EditionBuilder:
    """`titles` are the titles of all sources by name; `keys` are the `summary_keys` of the summaries to show.

    `resolve` gives the path of a file that the configuration names.
    """

    store: SqlStore
    titles: Mapping[str, str]
    keys: tuple[Model, ...]
    compile_edition: CompileEdition
    comparison: EntryComparison
    resolve: Callable[[str], Path]

    def sources_of(self, settings: DigestSettings) -> tuple[str, ...]:
        """The names of the sources of a digest."""
        return settings.sources or tuple(self.titles)

    def build(
        self, slug: str, settings: DigestSettings, slot: date, now: datetime, as_of: datetime | None = None
    ) -> BuiltEdition:
        """The edition that would be sealed at `now`. With `as_of`, for a missed slot: only what the store knew then."""
        names = self.sources_of(settings)
        is_filtered = settings.is_filtered(slot, self.resolve)
        across = settings.merges_publishers
        found = self.store.new_entries(
            slug, names, self.keys, as_of or now, as_of, is_filtered=is_filtered, across_publishers=across
        )
        compared = self.comparison.run(found, settings.watched, as_of or now)
        since = self.store.last_sealed(slug, now) or now - INITIAL_LOOK_BACK
        failures = self.store.untold_failures(slug, names)
        audited = self.store.audit_entries(
            slug,
            names,
            self.keys,
            (since, as_of or now),
            as_of or now,
            is_filtered=is_filtered,
            across_publishers=across,
        )
        edition = self.compile_edition(
            slug=slug,
            title=settings.title,
            slot=slot,
            timezone=settings.timezone,
            sealed=now,
            entries=compared.entries,
            sources=self._reports(names, compared.entries, now),
            failures=failures,
            withdrawn=self.store.open_withdrawals(slug, names),
            excluded=_without_told_failures(audited, failures),
            layout=settings.layout,
        )
        return BuiltEdition(edition, compared.failures, compared.bugs)

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
