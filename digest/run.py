"""Collect, summarise, compile, deliver: the order of the steps and what happens when a part of one fails. Nothing else.

A failure of one source or document is stored and the rest go on; a bug in one is logged with its traceback, and the rest go
on too. Each step leaves the store whole, so the process may be killed anywhere and the next run continues.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from digest.app import App
from digest.compile.edition import compile_edition
from digest.config import DigestSettings
from digest.errors import BUG, DONE, BusyError, DeliveryError, DigestError, FetchError, InputError, UsageError
from digest.interfaces import Source
from digest.progress import Track
from digest.records import (
    Edition,
    Entry,
    Failure,
    Fetched,
    OutboxState,
    Outgoing,
    RawStatement,
    Reading,
    Receipt,
    Statement,
    Summary,
    Target,
)
from digest.schedule import due_slots, local_date, next_try

log = logging.getLogger(__name__)

STEPS = ("collect", "summarise", "compile", "deliver")
HEAD_START = timedelta(days=1)
"""A digest that is new in the configuration begins with what was first seen up to a day before."""

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round of work did, for the report and the exit code."""

    new: int = 0
    revised: int = 0
    read: int = 0
    waiting: int = 0
    failures: tuple[Failure, ...] = ()
    summarised: int = 0
    editions: tuple[Edition, ...] = ()
    unsealed: tuple[str, ...] = ()
    delivered: tuple[tuple[Outgoing, Receipt], ...] = ()
    bugs: int = 0

    @property
    def exit_code(self) -> int:
        """The gravest thing that happened: a bug, a delivery to try again or lost, nothing reachable, or none of them."""
        states = {receipt.state for _, receipt in self.delivered}
        if self.bugs:
            return BUG
        if states & {OutboxState.PENDING, OutboxState.UNCERTAIN}:
            return BusyError.exit_code
        if states & {OutboxState.FAILED, OutboxState.DEAD}:
            return DeliveryError.exit_code
        return FetchError.exit_code if self.unsealed else DONE


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

    `stopped` is asked between two steps: when it says True the rest is left to the next round.
    """
    outcome = Outcome()
    for slug in app.settings.digests:
        app.store.begin_digest(slug, clock() - HEAD_START)
    app.store.recover(clock())
    for name, step in _steps(app, clock, track, day).items():
        if name in steps and not stopped():
            outcome = step(outcome)
    return outcome


def _steps(app: App, clock: Clock, track: Track, day: date | None) -> dict[str, Callable[[Outcome], Outcome]]:
    return {
        "collect": lambda outcome: collect(app, outcome, clock, track),
        "summarise": lambda outcome: summarise(app, outcome, clock, track),
        "compile": lambda outcome: compile_due(app, outcome, clock, day),
        "deliver": lambda outcome: deliver(app, outcome, clock),
    }


# --- 1 fetch, 2 clean ------------------------------------------------------------------------------------------------


def collect(app: App, outcome: Outcome, clock: Clock, track: Track) -> Outcome:
    """Read every source that does not ask to be left alone, and store what is new in it."""
    now = clock()
    ready = [source for source in app.sources if (app.store.not_before(source.name) or now) <= now]
    outcome = replace(outcome, waiting=len(app.sources) - len(ready))
    with ThreadPoolExecutor(app.settings.fetch.workers) as pool, track("collecting", len(ready)) as advance:
        futures = {pool.submit(source.fetch, app.store.memory(source.name), now): source for source in ready}
        for future in as_completed(futures):
            outcome = _collected(app, outcome, futures[future], future.result, now)
            advance()
    return outcome


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


# --- 3 summarise -----------------------------------------------------------------------------------------------------


def summarise(app: App, outcome: Outcome, clock: Clock, track: Track) -> Outcome:
    """Say in key points what has none yet. A text that has no answer is kept with the reason, and so reaches the reader."""
    pending = app.store.unsummarised(app.model)
    failures: list[Failure] = []
    with track("summarising", len(pending)) as advance:
        for statement, answer in zip(pending, _answers(app, pending), strict=True):
            if isinstance(answer, Failure):
                app.store.save_failure(answer, clock())
                failures.append(answer)
                answer = Summary((), app.model, warnings=(f"no key points: {answer.reason}",))
            app.store.save_summary(statement, replace(answer, model=app.model), clock())
            advance()
    return replace(outcome, summarised=len(pending), failures=(*outcome.failures, *failures))


def _answers(app: App, pending: tuple[Statement, ...]) -> Iterator[Summary | Failure]:
    return app.summariser.summarise(pending, app.settings.summarise.points) if pending else iter(())


# --- 4 compile -------------------------------------------------------------------------------------------------------


def compile_due(app: App, outcome: Outcome, clock: Clock, day: date | None) -> Outcome:
    """Seal an edition for every slot that is due, or for `day`. A digest that no source answered for waits for one."""
    for slug, digest in app.settings.digests.items():
        slots = _slots(app, slug, digest, clock(), day)
        for slot in slots:
            as_of = clock() if slot == slots[-1] else digest.rhythm.opens(slot)
            edition = draft(app, slug, digest, slot, as_of, clock())
            if _nobody_answered(edition):
                outcome = replace(outcome, unsealed=(*outcome.unsealed, slug))
                break
            wanted = edition.entries or digest.empty == "send"
            if app.store.seal(edition, _rows(app, digest, edition) if wanted else ()):
                outcome = replace(outcome, editions=(*outcome.editions, edition))
    return outcome


def _slots(app: App, slug: str, digest: DigestSettings, now: datetime, day: date | None) -> tuple[date, ...]:
    sealed = app.store.sealed_slots(slug)
    if day is None:
        return due_slots(digest.rhythm, now, sealed, app.store.begin_digest(slug, now - HEAD_START))
    if day > local_date(now, digest.rhythm.zone):
        raise UsageError(f"--day {day}: it has not come yet in {digest.timezone}")
    if day in sealed:
        return ()
    if sealed and day < sealed[-1]:
        raise UsageError(f"--day {day}: {slug} has an edition of {sealed[-1]} already; what is new belongs to a later one")
    return (day,)


def draft(app: App, slug: str, digest: DigestSettings, slot: date, as_of: datetime, now: datetime) -> Edition:
    """The edition that would be sealed now, from what the store knows by `as_of`."""
    names = digest.sources or tuple(source.name for source in app.sources)
    entries = app.store.entries(slug, names, app.model, as_of)
    reports = tuple(
        replace(report, title=app.titles[report.source], new=_of(entries, report.source)) for report in app.store.reports(names)
    )
    failures = app.store.failures(slug, names)
    return compile_edition(
        digest=slug,
        title=digest.title,
        slot=slot,
        timezone=digest.timezone,
        sealed=now,
        entries=entries,
        sources=reports,
        failures=failures,
    )


def _of(entries: tuple[Entry, ...], source: str) -> int:
    return sum(entry.statement.source == source for entry in entries)


def _nobody_answered(edition: Edition) -> bool:
    return not edition.entries and all(report.reading is Reading.FAILED for report in edition.sources)


def _rows(app: App, digest: DigestSettings, edition: Edition) -> tuple[Outgoing, ...]:
    return tuple(
        Outgoing(edition.digest, edition.slot, target, app.renderers[target.format].render(edition, target))
        for target in targets(app, digest, edition.slot)
    )


def targets(app: App, digest: DigestSettings, slot: date) -> Iterator[Target]:
    """Every file and recipient of an edition, once."""
    seen: set[tuple[str, str]] = set()
    for delivery in digest.deliver:
        path = str(app.settings.resolve(delivery.file.replace("{day}", slot.isoformat()))) if delivery.file else ""
        for address in (path,) if path else delivery.email:
            channel = "file" if path else "email"
            if (channel, address) not in seen:
                seen.add((channel, address))
                yield Target(channel, address, delivery.written_as)


# --- 5 deliver -------------------------------------------------------------------------------------------------------


def deliver(app: App, outcome: Outcome, clock: Clock) -> Outcome:
    """Hand out every row of the outbox that is due. What a row holds was sealed: nothing is rendered here."""
    for row in app.store.due(clock()):
        receipt = _hand_out(app, row, clock)
        outcome = replace(outcome, delivered=(*outcome.delivered, (row, receipt)))
    return outcome


def _hand_out(app: App, row: Outgoing, clock: Clock) -> Receipt:
    delivery = app.deliveries.get(row.target.channel)
    if delivery is None:
        return Receipt(OutboxState.PENDING, f"the configuration has no {row.target.channel} any more")
    app.store.mark(row.id, OutboxState.SENDING, clock())
    receipt = delivery.deliver(row, lambda: _dotted(app, row, clock))
    again = next_try(row.attempts + 1, clock()) if receipt.state is OutboxState.PENDING else None
    if receipt.state is OutboxState.PENDING and again is None:
        receipt = replace(receipt, state=OutboxState.DEAD)
    app.store.mark(row.id, receipt.state, clock(), receipt.detail, again)
    return receipt


def _dotted(app: App, row: Outgoing, clock: Clock) -> None:
    app.store.mark(row.id, OutboxState.DOTTED, clock())
