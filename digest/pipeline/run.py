"""One run: the order of its steps, under the store's lock and recorded in the log of runs.

Each step leaves the store consistent, so the process may be killed at any point and the next run continues.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import BUG, DigestError, LockedError, UsageError
from digest.interfaces import Clock, Track
from digest.pipeline import STEPS
from digest.pipeline.collect_step import CollectStep
from digest.pipeline.deliver_step import DeliverStep
from digest.pipeline.name_matching import take_over_names
from digest.pipeline.recheck_step import RecheckStep
from digest.pipeline.relate_step import RelateStep
from digest.pipeline.report import RunReport
from digest.pipeline.retention_step import RetentionStep
from digest.pipeline.seal_step import SealStep
from digest.pipeline.summarise_step import SummariseStep
from digest.pipeline.unsubscribe import Unsubscriber
from digest.pipeline.watch_step import WatchStep
from digest.records import Identity, IdentityKind, OutboxState
from digest.schedule import (
    FIRST_RETRY_DELAY,
    INITIAL_LOOK_BACK,
    MAX_RUNS_AHEAD,
    due_slots,
    free_date,
    local_date,
    was_ahead,
)
from digest.store.tally_names import FAILURES, MODEL_SECONDS, RUNS, TOKENS

if TYPE_CHECKING:
    from digest.config.digest_settings import DigestSettings
    from digest.store.sql_store import SqlStore


log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pipeline:
    """The steps of a run over one store.

    `names` are the sources and digests of the configuration. `unsubscribe_file` is the file of tokens that each run reads
    first, if any.
    """

    store: SqlStore
    digests: Mapping[str, DigestSettings]
    names: Mapping[IdentityKind, tuple[Identity, ...]]
    unsubscribe_file: Path | None
    unsubscriber: Unsubscriber
    collect: CollectStep
    recheck: RecheckStep
    relate: RelateStep
    summarise: SummariseStep
    seal: SealStep
    deliver: DeliverStep
    watch: WatchStep
    retention: RetentionStep


def run_once(
    pipeline: Pipeline,
    clock: Clock,
    track: Track,
    *,
    steps: Collection[str] = STEPS,
    day: date | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> RunReport:
    """Run the steps under the store's lock and log the run.

    If another process holds the lock and only "deliver" is asked for, help it to deliver, where the store admits that. Else
    raise BusyError.
    """
    try:
        return _run_locked(pipeline, clock, track, steps, day, stopped)
    except LockedError:
        if set(steps) != {"deliver"}:
            raise
    with pipeline.store.sending():
        return pipeline.deliver.help(clock, stopped)


def _run_locked(
    pipeline: Pipeline,
    clock: Clock,
    track: Track,
    steps: Collection[str],
    day: date | None,
    stopped: Callable[[], bool],
) -> RunReport:
    store = pipeline.store
    with store.lock():
        number = store.start_run(clock())
        try:
            report = run_steps(pipeline, clock, track, steps=steps, day=day, stopped=stopped)
            if pipeline.watch.run(report, clock()) and "deliver" in steps and not stopped():
                report = pipeline.deliver.run(report, clock, stopped)
            pipeline.retention.run(clock(), stopped)
        except Exception as error:
            code = error.exit_code if isinstance(error, DigestError) else BUG
            store.end_run(number, code, f"{type(error).__name__}: {error}", clock())
            store.add_tallies({(RUNS, str(code)): 1})
            _watch_after_error(pipeline, error, clock)
            raise
        store.end_run(number, report.exit_code, _log_line(report), clock())
        store.add_tallies(_tallies(report))
    return report


def _watch_after_error(pipeline: Pipeline, error: Exception, clock: Clock) -> None:
    """Tell what is wrong although the run has failed. What fails in this must not hide the error of the run."""
    if isinstance(error, UsageError):
        return
    try:
        if pipeline.watch.run_after_error(error, clock()):
            pipeline.deliver.run(RunReport(), clock)
    except DigestError as second:
        log.info("while telling the operator: %s", second)


def _tallies(report: RunReport) -> dict[tuple[str, str], float]:
    """What is added to the tallies after a run."""
    failed = Counter((f"{FAILURES}:{failure.doing}", failure.source) for failure in report.failures)
    numbers = {
        (RUNS, str(report.exit_code)): 1.0,
        (MODEL_SECONDS, ""): report.model_seconds,
        (TOKENS, ""): float(report.tokens),
    }
    return {**numbers, **failed}


def run_steps(
    pipeline: Pipeline,
    clock: Clock,
    track: Track,
    *,
    steps: Collection[str] = STEPS,
    day: date | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> RunReport:
    """Run `steps` in their order, for the slot `day` or else for those that are due. The caller holds the store's lock.

    `stopped` is called before each step and each delivery; when it returns True the rest is left to the next run. Raise
    UsageError, before anything is read, if no edition of `day` can be made.
    """
    _prepare(pipeline, clock)
    if day is not None and "compile" in steps:
        pipeline.seal.check_day(day, clock())
    report = RunReport()
    for name, step in _steps(pipeline, clock, track, day, stopped).items():
        if name in steps and not stopped():
            report = step(report)
            pipeline.store.record_step(name, clock())
    return report


def _prepare(pipeline: Pipeline, clock: Clock) -> None:
    """Take over changed names, put right what wrong clocks and killed runs left, start new digests, read who unsubscribes."""
    for kind, configured in pipeline.names.items():
        take_over_names(pipeline.store, kind, configured, clock())
    _free_future_slots(pipeline, clock())
    for slug in pipeline.digests:
        pipeline.store.start_digest(slug, clock() - INITIAL_LOOK_BACK)
    pipeline.store.reopen_statements(pipeline.seal.sources)
    pipeline.store.recover_outbox(clock(), clock() + FIRST_RETRY_DELAY)
    if pipeline.unsubscribe_file:
        pipeline.unsubscriber.process_unsubscribe_file(pipeline.unsubscribe_file, clock())


def _free_future_slots(pipeline: Pipeline, now: datetime) -> None:
    """Give other dates to editions that a clock sealed while it was ahead, so that their days get editions when they come."""
    store = pipeline.store
    started = [run.started_at for run in store.last_runs(MAX_RUNS_AHEAD + 2)]  # one of them may be this run
    if not was_ahead(started, now):
        return
    for slug, settings in pipeline.digests.items():
        today = local_date(now, settings.recurrence.zone)
        for slot in store.slots_sealed_after(slug, now):
            if slot > today:
                new = free_date(store.sealed_slots(slug), today)
                log.warning("%s: a clock that was ahead made the edition of %s; it is now the one of %s", slug, slot, new)
                store.give_date(slug, slot, new, now)


def _steps(
    pipeline: Pipeline, clock: Clock, track: Track, day: date | None, stopped: Callable[[], bool]
) -> dict[str, Callable[[RunReport], RunReport]]:
    def collect(report: RunReport) -> RunReport:
        report = pipeline.collect.run(report, clock, track)
        pipeline.recheck.run(clock, track)
        return pipeline.relate.run(report, clock)

    def compile_editions(report: RunReport) -> RunReport:
        return pipeline.seal.run(pipeline.relate.run(report, clock), clock, day)

    return {
        "collect": collect,
        "summarise": lambda report: pipeline.summarise.run(report, clock, track),
        "compile": compile_editions,
        "deliver": lambda report: pipeline.deliver.run(report, clock, stopped),
    }


def _log_line(report: RunReport) -> str:
    """The report in one line, as `digest status` shows it."""
    sealed = ", ".join(f"{edition.digest} {edition.slot}" for edition in report.editions) or "no edition"
    failed = f", {len(report.failures)} failures" if report.failures else ""
    states = Counter(receipt.state for _, receipt in report.delivered)
    others = "".join(f", {number} {state}" for state, number in states.items() if state is not OutboxState.SENT)
    return f"{report.new} new, {report.revised} changed{failed}; {sealed}; {states[OutboxState.SENT]} delivered{others}"


def due_work(pipeline: Pipeline, now: datetime) -> frozenset[str]:
    """Labels of what is to be done now: slots that are open and not sealed, and deliveries to be tried."""
    store = pipeline.store
    slots = (
        f"{slug} {slot}"
        for slug, settings in pipeline.digests.items()
        for slot in due_slots(
            settings.recurrence, now, store.recent_slots(slug, now), store.start_digest(slug, now - INITIAL_LOOK_BACK)
        )
    )
    return frozenset((*slots, *(f"outbox {row.id}" for row in store.due_rows(now))))
