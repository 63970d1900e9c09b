"""The collect step: fetches every source, cleans what is new in it and stores both in one transaction per source.

A failure of one source or one document is stored, and the others continue. A bug in one of them is logged with its traceback,
and the others continue as well. Sources that have nothing new share transactions: see `quiet_fetches.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import DigestError
from digest.interfaces import Clock, Source, Track
from digest.pipeline.awaited_pages import await_pages, note_first_listed
from digest.pipeline.executor import executor_limits, run_jobs
from digest.pipeline.fetch_cleaner import CleanedFetch, FetchCleaner, describe_bug
from digest.pipeline.old_news import NewsRule, day_of
from digest.pipeline.quiet_fetches import QuietFetches
from digest.pipeline.report import RunReport
from digest.records import AwaitedPage, Failure, Fetched, FetchState, FetchStatus, Provenance, RawStatement

if TYPE_CHECKING:
    from digest.config.fetch_settings import FetchSettings
    from digest.config.source_settings import SourceSettings
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

MAX_READ_BEFORE = 1_000
"""The latest day of a source that is read for the first time is looked for in this many of its statements: ten fetches."""


class _FetchResult(NamedTuple):
    """A fetch, and whether it brought nothing to store but how it ended."""

    fetched: Fetched
    is_quiet: bool


_Fetch = Callable[[], _FetchResult]


@dataclass(frozen=True)
class CollectStep:
    """Fetches, cleans and stores. `source_settings` has an entry for every name among `sources`.

    `stored_provenance` says whose a text is that an earlier version stored.
    """

    store: SqlStore
    cleaner: FetchCleaner
    sources: tuple[Source, ...]
    source_settings: Mapping[str, SourceSettings]
    fetch: FetchSettings
    stored_provenance: Callable[[RawStatement], Provenance] = lambda raw: raw.provenance

    def run(self, report: RunReport, clock: Clock, track: Track) -> RunReport:
        """Fetch every source whose Retry-After has passed and store new statements."""
        now = clock()
        names = {source.name for source in self.sources}
        for name in sorted(names & self.store.without_publishers()):
            self._settle_publishers(name, now)
        waiting = self.store.waiting_sources(now)
        ready = {source.name: source for source in self.sources if source.name not in waiting}
        report = replace(report, waiting=len(self.sources) - len(ready))
        quiet = QuietFetches(self.store, now)
        with track("collecting", len(ready)) as advance, closing(self._fetch_all(ready, now)) as finished:
            for name, fetch in finished:
                report = self._store_fetch(report, name, fetch, quiet, now)
                advance()
        quiet.save()
        return replace(report, sources=len(self.sources), unreadable=self._unreadable())

    def _unreadable(self) -> tuple[str, ...]:
        """The sources that could not be read the last time that they were asked."""
        reports = self.store.source_reports([source.name for source in self.sources])
        return tuple(report.source for report in reports if report.status is FetchStatus.FAILED)

    def _settle_publishers(self, source: str, now: datetime) -> None:
        if moved := self.store.settle_publishers(source, self.stored_provenance, now):
            log.warning("%s: %d of its texts stood under links of other sites; they are kept as its own", source, moved)

    def _fetch_all(self, sources: Mapping[str, Source], now: datetime) -> Generator[tuple[str, _Fetch]]:
        """Fetch the sources in parallel. Those that failed last time run on the slow workers, where they delay no other."""
        names = tuple(sources)
        failed = {report.source for report in self.store.source_reports(names) if report.status is FetchStatus.FAILED}
        fast: dict[str, _Fetch] = {}
        slow: dict[str, _Fetch] = {}
        for name, state in self.store.fetch_states(names).items():
            (slow if name in failed else fast)[name] = partial(_fetch, sources[name], state, now)
        return run_jobs(fast, slow, executor_limits(self.fetch.workers, self.fetch.deadline))

    def _store_fetch(self, report: RunReport, source: str, fetch: _Fetch, quiet: QuietFetches, now: datetime) -> RunReport:
        try:
            fetched, is_quiet = fetch()
            cleaned = self.cleaner.clean_all(source, fetched, now)
        except DigestError as error:
            failure = Failure(source, "reading the source", str(error), source)
            self.store.save_source_failure(source, failure, getattr(error, "retry_at", None), now)
            return replace(report, failures=(*report.failures, failure))
        except Exception as error:
            log.exception("%s: a bug while reading the source", source)
            failure = Failure(source, "reading the source", describe_bug(error), source)
            self.store.save_source_failure(source, failure, None, now)
            return replace(report, failures=(*report.failures, failure), bugs=report.bugs + 1)
        new, revised = 0, 0
        if is_quiet:
            quiet.add(source, fetched)
        else:
            new, revised = self._store_cleaned(source, fetched, cleaned, now)
        return replace(
            report,
            new=report.new + new,
            revised=report.revised + revised,
            read=report.read + 1,
            failures=(*report.failures, *fetched.failures, *cleaned.failures, *fetched.waiting),
            bugs=report.bugs + cleaned.bugs,
        )

    def _store_cleaned(self, source: str, fetched: Fetched, cleaned: CleanedFetch, now: datetime) -> tuple[int, int]:
        """Store a fetch with what came of its statements. Return how many are new, and how many have a new revision."""
        rule = NewsRule()
        if cleaned.statements or cleaned.refused or fetched.state.awaited:
            awaited = self.store.awaited(source)
            fetched = await_pages(fetched, cleaned.refused, awaited, now) if cleaned.refused else fetched
            rule = self._news_rule(source, awaited, now)
            fetched = note_first_listed(fetched, rule.first_tried)
        return self.store.save_fetch(source, fetched, cleaned.statements, now, _old_news(source, rule, cleaned, now))

    def _news_rule(self, source: str, awaited: Mapping[str, AwaitedPage], now: datetime) -> NewsRule:
        settings = self.source_settings[source]
        if settings.tells_everything:
            return NewsRule(settings.since, settings.max_age)
        first_tried = self.store.first_tried(source, now)
        listed_first = {page.key: page.source_tried for page in awaited.values() if page.source_tried}
        is_beginning = bool(first_tried or listed_first)
        read_before = self.store.newest_statements(source, MAX_READ_BEFORE) if is_beginning else ()
        latest = max(filter(None, map(day_of, read_before)), default=None)
        return NewsRule(settings.since, settings.max_age, first_tried, listed_first, latest)


def _fetch(source: Source, state: FetchState, now: datetime) -> _FetchResult:
    fetched = source.fetch(state, now)
    return _FetchResult(fetched, fetched.is_quiet(state))


def _old_news(source: str, rule: NewsRule, cleaned: CleanedFetch, now: datetime) -> tuple[str, ...]:
    """Return for each statement why it is no news; empty if it is."""
    old = tuple(rule.old_news((statement for _, statement in cleaned.statements), now))
    if rule.first_tried and any(old):
        log.info("%s: new: %d of its %d statements are older and not told", source, len(tuple(filter(None, old))), len(old))
    return old
