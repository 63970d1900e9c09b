"""Stages 1 and 2 of a round: every source is read, and what is new in it is cleaned and stored.

A failure of one source or document is stored and the rest go on; a bug in one is logged with its traceback, and the rest go
on too. An edit is a difference in what was published: where only our reading of it has changed, by a new rule or by a line
that was learned since, the statement stays as it is stored, and no reader gets it twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial

from digest.app import App
from digest.clean.rules.repeated_lines import learned
from digest.cli.progress import Track
from digest.errors import DigestError, InputError
from digest.interfaces import Clock, Source
from digest.pipeline.executor import in_lanes, lanes_for
from digest.pipeline.recheck_step import look
from digest.pipeline.report import RunReport
from digest.records import Failure, Fetched, Profile, RawStatement, Reading, Statement
from digest.schedule import waits

log = logging.getLogger(__name__)

MOST_COUNTED = 300
"""Statements of a source in which standing lines are counted before new ones are cleaned: three months of a ministry."""


def collect_and_look(app: App, outcome: RunReport, clock: Clock, track: Track) -> RunReport:
    """Collect, then look whether the pages of the last days' statements are still there."""
    outcome = collect(app, outcome, clock, track)
    look(app, clock, track)
    return outcome


def collect(app: App, outcome: RunReport, clock: Clock, track: Track) -> RunReport:
    """Read every source that does not ask to be left alone, and store what is new in it."""
    now = clock()
    ready = [source for source in app.sources if not waits(app.store.not_before(source.name), now)]
    outcome = replace(outcome, waiting=len(app.sources) - len(ready))
    sources = {source.name: source for source in ready}
    with track("collecting", len(ready)) as advance, closing(_read(app, sources, now)) as ended:
        for name, result in ended:
            outcome = _collected(app, outcome, sources[name], result, now)
            advance()
    return outcome


def _read(app: App, sources: Mapping[str, Source], now: datetime) -> Generator[tuple[str, Callable[[], Fetched]]]:
    """Read the sources side by side, those that failed the last time in a lane of their own, where they delay no other."""
    quick: dict[str, Callable[[], Fetched]] = {}
    slow: dict[str, Callable[[], Fetched]] = {}
    failed = {report.source for report in app.store.reports(tuple(sources)) if report.reading is Reading.FAILED}
    for name, source in sources.items():
        (slow if name in failed else quick)[name] = partial(source.fetch, app.store.fetch_state(name), now)
    return in_lanes(quick, slow, lanes_for(app.settings.fetch.workers, app.settings.fetch.deadline))


def _collected(app: App, outcome: RunReport, source: Source, result: Callable[[], Fetched], now: datetime) -> RunReport:
    try:
        fetched = result()
        cleaned, failed, bugs = _clean(app, source, fetched, now)
    except DigestError as error:
        failure = Failure(source.name, "reading the source", str(error), source.name)
        app.store.save_source_failure(source.name, failure, getattr(error, "retry_at", None), now)
        return replace(outcome, failures=(*outcome.failures, failure))
    except Exception as error:
        log.exception("%s: a bug while reading the source", source.name)
        failure = Failure(source.name, "reading the source", _bug(error), source.name)
        app.store.save_source_failure(source.name, failure, None, now)
        return replace(outcome, failures=(*outcome.failures, failure), bugs=outcome.bugs + 1)
    new, revised = app.store.save_fetch(source.name, fetched, cleaned, now)
    return replace(
        outcome,
        new=outcome.new + new,
        revised=outcome.revised + revised,
        read=outcome.read + 1,
        failures=(*outcome.failures, *fetched.failures, *failed),
        bugs=outcome.bugs + bugs,
    )


def _clean(
    app: App, source: Source, fetched: Fetched, now: datetime
) -> tuple[list[tuple[RawStatement, Statement]], list[Failure], int]:
    """What could be cleaned, and what not; the latter is stored with its bytes."""
    cleaned: list[tuple[RawStatement, Statement]] = []
    failed: list[Failure] = []
    bugs = 0
    profile = _profile(app, source.name) if fetched.statements else Profile()
    for raw in fetched.statements:
        try:
            cleaned.append((raw, _read_alike(app, raw, app.cleaner.clean(raw, profile), profile)))
            continue
        except InputError as error:
            failure = Failure(raw.link or raw.key, "cleaning it", str(error), source.name)
        except Exception as error:
            log.exception("%s: a bug while cleaning it", raw.key)
            failure = Failure(raw.link or raw.key, "cleaning it", _bug(error), source.name)
            bugs += 1
        app.store.save_failure(failure, now, raw.content)
        failed.append(failure)
    return cleaned, failed, bugs


def _profile(app: App, source: str) -> Profile:
    """What is known of the source, by the configuration and by what it has published."""
    profile = app.profiles[source]
    return (
        replace(profile, repeated_lines=learned(app.store.recent_lines(source, MOST_COUNTED)))
        if source in app.learning
        else profile
    )


def _read_alike(app: App, raw: RawStatement, cleaned: Statement, profile: Profile) -> Statement:
    """The text that is stored of the statement, if that, read as `raw` was just now, is the text of `cleaned`; else `cleaned`.

    Title, dates and embargo are those that the publisher gives now.
    """
    held = app.store.stored_revision(cleaned)
    if held is None:
        return cleaned
    try:
        again = app.cleaner.clean(replace(raw, content=held.content, media_type=held.media_type), profile)
    except InputError:
        return cleaned
    if again.fingerprint != cleaned.fingerprint:
        return cleaned
    return replace(
        held.statement,
        link=cleaned.link,
        title=cleaned.title,
        published=cleaned.published,
        published_from=cleaned.published_from,
        day=cleaned.day,
        embargo=cleaned.embargo,
    )


def _bug(error: Exception) -> str:
    return f"a bug in digest: {type(error).__name__}: {error}"
