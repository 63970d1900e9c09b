"""The collect step: fetches every source, cleans what is new in it and stores both in one transaction per source.

A failure of one source or one document is stored, and the others continue. A bug in one of them is logged with its traceback,
and the others continue as well. A page that is refused is awaited, as one that could not be read is, and the text of its feed
stands in for it.

An edit is a difference in what was published. When only our reading of a document has changed (a new rule, a newly learned
repeated line), the stored text stays, so no reader gets the statement a second time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from digest.errors import DigestError, InputError, UnreadableDocumentError
from digest.interfaces import Cleaner, Clock, Source, Track
from digest.pipeline.executor import executor_limits, run_jobs
from digest.pipeline.old_news import NewsRule, day_of
from digest.pipeline.report import RunReport
from digest.records import (
    AwaitedPage,
    Failure,
    Fetched,
    FetchStatus,
    Profile,
    Provenance,
    RawStatement,
    RevisionLines,
    Statement,
    StoredRevision,
    instead_of_page,
)
from digest.schedule import next_page_attempt
from digest.text.comparison import comparison_hash

if TYPE_CHECKING:
    from digest.config.fetch_settings import FetchSettings
    from digest.config.source_settings import SourceSettings
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

MAX_LEARNED_FROM = 300
"""Repeated lines are counted in this many of the newest statements of a source: three months of a ministry."""

MAX_READ_BEFORE = 1_000
"""The latest day of a source that is read for the first time is looked for in this many of its statements: ten fetches."""


@dataclass(frozen=True)
class _Cleaned:
    """The statements of one fetch after cleaning: pairs of input and result, failures, and how many of them are bugs.

    `refused` holds the pages that are not a statement, or could not be cleaned, and why.
    """

    statements: tuple[tuple[RawStatement, Statement], ...]
    failures: tuple[Failure, ...]
    bugs: int
    refused: tuple[tuple[RawStatement, str], ...] = ()


@dataclass(frozen=True)
class CollectStep:
    """Fetches, cleans and stores. `source_settings` has an entry for every name among `sources`.

    `attributed` says whose a text is, `stored_provenance` the same of what an earlier version stored. `learn_repeated_lines`
    returns the lines that stand in many of the given statements and are not part of their text.
    """

    store: SqlStore
    cleaner: Cleaner
    sources: tuple[Source, ...]
    source_settings: Mapping[str, SourceSettings]
    fetch: FetchSettings
    learn_repeated_lines: Callable[[Iterable[RevisionLines]], tuple[str, ...]]
    attributed: Callable[[RawStatement], RawStatement] = lambda raw: raw
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
        with track("collecting", len(ready)) as advance, closing(self._fetch_all(ready, now)) as finished:
            for name, fetch_result in finished:
                report = self._store_fetch(report, ready[name], fetch_result, now)
                advance()
        return replace(report, sources=len(self.sources), unreadable=self._unreadable())

    def _unreadable(self) -> tuple[str, ...]:
        """The sources that could not be read the last time that they were asked."""
        reports = self.store.source_reports([source.name for source in self.sources])
        return tuple(report.source for report in reports if report.status is FetchStatus.FAILED)

    def _settle_publishers(self, source: str, now: datetime) -> None:
        if moved := self.store.settle_publishers(source, self.stored_provenance, now):
            log.warning("%s: %d of its texts stood under links of other sites; they are kept as its own", source, moved)

    def _fetch_all(self, sources: Mapping[str, Source], now: datetime) -> Generator[tuple[str, Callable[[], Fetched]]]:
        """Fetch the sources in parallel. Those that failed last time run on the slow workers, where they delay no other."""
        fast: dict[str, Callable[[], Fetched]] = {}
        slow: dict[str, Callable[[], Fetched]] = {}
        failed = {report.source for report in self.store.source_reports(tuple(sources)) if report.status is FetchStatus.FAILED}
        for name, source in sources.items():
            (slow if name in failed else fast)[name] = partial(source.fetch, self.store.fetch_state(name), now)
        return run_jobs(fast, slow, executor_limits(self.fetch.workers, self.fetch.deadline))

    def _store_fetch(self, report: RunReport, source: Source, fetch_result: Callable[[], Fetched], now: datetime) -> RunReport:
        try:
            fetched = fetch_result()
            cleaned = self._clean_all(source, fetched, now)
        except DigestError as error:
            failure = Failure(source.name, "reading the source", str(error), source.name)
            self.store.save_source_failure(source.name, failure, getattr(error, "retry_at", None), now)
            return replace(report, failures=(*report.failures, failure))
        except Exception as error:
            log.exception("%s: a bug while reading the source", source.name)
            failure = Failure(source.name, "reading the source", _describe_bug(error), source.name)
            self.store.save_source_failure(source.name, failure, None, now)
            return replace(report, failures=(*report.failures, failure), bugs=report.bugs + 1)
        rule = NewsRule()
        if cleaned.statements or cleaned.refused or fetched.state.awaited:
            awaited = self.store.awaited(source.name)
            fetched = _await_pages(fetched, cleaned.refused, awaited, now) if cleaned.refused else fetched
            rule = self._news_rule(source.name, awaited, now)
            fetched = _note_first_listed(fetched, rule.first_tried)
        new, revised = self.store.save_fetch(
            source.name, fetched, cleaned.statements, now, _old_news(source.name, rule, cleaned, now)
        )
        return replace(
            report,
            new=report.new + new,
            revised=report.revised + revised,
            read=report.read + 1,
            failures=(*report.failures, *fetched.failures, *cleaned.failures, *fetched.waiting),
            bugs=report.bugs + cleaned.bugs,
        )

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

    def _clean_all(self, source: Source, fetched: Fetched, now: datetime) -> _Cleaned:
        """Clean each statement of a fetch. One that cannot be cleaned is stored as a failure, with its bytes."""
        cleaned: list[tuple[RawStatement, Statement]] = []
        failures: list[Failure] = []
        refused: list[tuple[RawStatement, str]] = []
        bugs = 0
        profile = self._profile(source.name) if fetched.statements else Profile()
        waiting = list(reversed(fetched.statements))
        while waiting:
            raw = self.attributed(waiting.pop())
            try:
                cleaned.append(self._clean_one(raw, profile))
                continue
            except InputError as error:
                if raw.is_reread:
                    log.info("%s: not read again: %s", raw.link, error)
                    continue
                reason = str(error)
            except Exception as error:
                log.exception("%s: a bug while cleaning it", raw.key)
                reason = _describe_bug(error)
                bugs += 1
            failures.append(Failure(raw.link or raw.key, "cleaning it", reason, source.name))
            self.store.save_failure(failures[-1], now, raw.content)
            reason = reason.removeprefix(f"{raw.key}: ")
            if raw.address:
                refused.append((raw, reason))
            if raw.from_feed:
                waiting.append(replace(raw.from_feed, note=instead_of_page(reason)))
        statements, more_bugs = self._with_stored_readings(cleaned, profile)
        return _Cleaned(statements, tuple(failures), bugs + more_bugs, tuple(refused))

    def _clean_one(self, raw: RawStatement, profile: Profile) -> tuple[RawStatement, Statement]:
        """The statement of `raw`. Raise InputError if it cannot be cleaned.

        A file that cannot be read says no more than its title, unless its feed has a text or it was read before.
        """
        try:
            statement = _with_provenance(self.cleaner.clean(raw, profile), raw.provenance)
        except UnreadableDocumentError as error:
            if raw.from_feed or raw.is_reread:
                raise
            return self._named_only(raw, error, profile)
        return raw, statement

    def _named_only(
        self, raw: RawStatement, error: UnreadableDocumentError, profile: Profile
    ) -> tuple[RawStatement, Statement]:
        """A file that cannot be read, as a statement that says no more than its title, with its link and its date."""
        title = raw.title or unquote(raw.link or raw.key.replace("#", "/")).rstrip("/").rsplit("/", 1)[-1]
        reason = str(error).removeprefix(f"{raw.key}: ")
        text = f"Published as {error.kind}: {title}"
        named = replace(
            raw,
            title=title,
            content=text.encode("utf-8", "replace"),
            media_type="text/plain",
            charset="utf-8",
            fragment=True,
            note=f"published as {error.kind}, which could not be read ({reason})",
        )
        return named, _with_provenance(self.cleaner.clean(named, profile), raw.provenance)

    def _profile(self, source: str) -> Profile:
        """The configured profile of the source, with the repeated lines learned from its stored statements."""
        settings = self.source_settings[source]
        if not settings.learn:
            return settings.profile
        lines = self.learn_repeated_lines(self.store.recent_lines(source, MAX_LEARNED_FROM))
        return replace(settings.profile, repeated_lines=lines)

    def _with_stored_readings(
        self, cleaned: Sequence[tuple[RawStatement, Statement]], profile: Profile
    ) -> tuple[tuple[tuple[RawStatement, Statement], ...], int]:
        """Return the statements of a fetch, in the stored reading where only ours has changed; and the number of bugs."""
        statements, bugs = [], 0
        known = self.store.stored_revisions(cleaned) if cleaned else ()
        for (raw, statement), stored in zip(cleaned, known, strict=True):
            reading = statement
            if stored:
                try:
                    reading = self._stored_reading(raw, statement, stored, profile)
                except Exception:
                    log.exception("%s: a bug while cleaning what is stored of it", raw.key)
                    bugs += 1
            statements.append((raw, reading))
        return tuple(statements), bugs

    def _stored_reading(self, raw: RawStatement, cleaned: Statement, stored: StoredRevision, profile: Profile) -> Statement:
        """Return the stored reading of a statement if its stored bytes, cleaned now, say the same as `cleaned`.

        Otherwise return `cleaned`. Title, dates and embargo always come from `cleaned`: they are what the publisher says now.
        """
        try:
            cleaned_again = self.cleaner.clean(replace(raw, content=stored.content, media_type=stored.media_type), profile)
        except InputError:
            return cleaned
        if comparison_hash(cleaned_again.text) != comparison_hash(cleaned.text):
            return cleaned
        return stored.statement.with_facts_of(cleaned)


def _with_provenance(statement: Statement, provenance: Provenance) -> Statement:
    """`statement`, with a link that leads to its publisher, and with where its text came from."""
    return replace(statement, link=provenance.link or statement.link, named=provenance.named, site=provenance.site)


def _old_news(source: str, rule: NewsRule, cleaned: _Cleaned, now: datetime) -> tuple[str, ...]:
    """Return for each statement why it is no news; empty if it is."""
    old = tuple(rule.old_news((statement for _, statement in cleaned.statements), now))
    if rule.first_tried and any(old):
        log.info("%s: new: %d of its %d statements are older and not told", source, len(tuple(filter(None, old))), len(old))
    return old


def _note_first_listed(fetched: Fetched, first_tried: datetime | None) -> Fetched:
    """Return `fetched`, with the pages that it awaits marked as listed by a new source, if it is one."""
    if first_tried is None:
        return fetched
    awaited = {key: replace(page, source_tried=first_tried) for key, page in fetched.state.awaited.items()}
    return replace(fetched, state=replace(fetched.state, awaited=awaited))


def _await_pages(
    fetched: Fetched, refused: Iterable[tuple[RawStatement, str]], before: Mapping[str, AwaitedPage], now: datetime
) -> Fetched:
    """`fetched`, as if the `refused` pages had failed. `before` are the pages that were awaited before this fetch, by key."""
    seen, awaited = dict(fetched.state.seen), dict(fetched.state.awaited)
    for raw, reason in refused:
        item = seen.pop(raw.key, None)
        known = before.get(raw.key)
        failures = known.failures + 1 if known else 1
        awaited[raw.key] = AwaitedPage(
            key=raw.key,
            link=raw.link,
            first_at=min(known.first_at, now) if known else now,
            retry_at=next_page_attempt(failures, now),
            asked_at=now,
            item=item.item if item else "",
            failures=failures,
            reason=reason,
            title=raw.title,
            author=raw.author,
            language=raw.language,
            dates=raw.dates,
            announced=raw.announced,
            guid=raw.guid,
            least_length=raw.least_length,
            source_tried=known.source_tried if known else None,
        )
    return replace(fetched, state=replace(fetched.state, seen=seen, awaited=awaited))


def _describe_bug(error: Exception) -> str:
    return f"a bug in digest: {type(error).__name__}: {error}"
