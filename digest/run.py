"""Collect, summarise, compile, deliver: the order of the steps and what happens when a part of one fails. Nothing else.

A failure of one source or document is stored and the rest go on; a bug in one is logged with its traceback, and the rest go
on too. Each step leaves the store whole, so the process may be killed anywhere and the next run continues.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from digest.app import App
from digest.errors import DigestError, InputError
from digest.handout import deliver
from digest.interfaces import Clock, Source
from digest.lanes import in_lanes, lanes_for
from digest.leaving import leave_all
from digest.looking import look
from digest.outcome import Outcome
from digest.progress import Track
from digest.records import Failure, Fetched, RawStatement, Reading, Statement
from digest.schedule import FIRST_WAIT, HEAD_START, waits
from digest.sealing import compile_due
from digest.summarising import summarise

log = logging.getLogger(__name__)

STEPS = ("collect", "summarise", "compile", "deliver")


def work(
    app: App,
    clock: Clock,
    track: Track,
    *,
    steps: Collection[str] = STEPS,
    day: date | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Outcome:
    """One round of what is due now; `day` names the slot instead of the clock. The caller holds the store's lock.

    `stopped` is asked between two steps and two deliveries: when it says True the rest is left to the next round.
    """
    outcome = Outcome()
    for slug in app.settings.digests:
        app.store.begin_digest(slug, clock() - HEAD_START)
    app.store.recover(clock(), clock() + FIRST_WAIT)
    if app.settings.mail and app.settings.mail.unsubscribe_file:
        leave_all(app.store, app.settings.resolve(app.settings.mail.unsubscribe_file), clock())
    for name, step in _steps(app, clock, track, day, stopped).items():
        if name in steps and not stopped():
            outcome = step(outcome)
    return outcome


def _steps(
    app: App, clock: Clock, track: Track, day: date | None, stopped: Callable[[], bool]
) -> dict[str, Callable[[Outcome], Outcome]]:
    return {
        "collect": lambda outcome: collect_and_look(app, outcome, clock, track),
        "summarise": lambda outcome: summarise(app, outcome, clock, track),
        "compile": lambda outcome: compile_due(app, outcome, clock, day),
        "deliver": lambda outcome: deliver(app, outcome, clock, stopped),
    }


# --- 1 fetch, 2 clean ------------------------------------------------------------------------------------------------


def collect_and_look(app: App, outcome: Outcome, clock: Clock, track: Track) -> Outcome:
    """Collect, then look whether the pages of the last days' statements are still there."""
    outcome = collect(app, outcome, clock, track)
    look(app, clock, track)
    return outcome


def collect(app: App, outcome: Outcome, clock: Clock, track: Track) -> Outcome:
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
        (slow if name in failed else quick)[name] = partial(source.fetch, app.store.memory(name), now)
    return in_lanes(quick, slow, lanes_for(app.settings.fetch.workers, app.settings.fetch.deadline))


def _collected(app: App, outcome: Outcome, source: Source, result: Callable[[], Fetched], now: datetime) -> Outcome:
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
    for raw in fetched.statements:
        try:
            cleaned.append((raw, app.cleaner.clean(raw, app.profiles[source.name])))
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


def _bug(error: Exception) -> str:
    return f"a bug in digest: {type(error).__name__}: {error}"
