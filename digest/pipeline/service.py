"""The loop of `digest serve`: runs at least hourly and as soon as something is due, and stops between two steps on a signal.

`schedule.py` decides which slots are due. The library `schedule` only wakes the loop, because it does not know missed runs.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime

import schedule

from digest.errors import BUG, BusyError, DigestError

log = logging.getLogger(__name__)

CHECK_SECONDS = 30
"""Seconds between two checks whether something is due."""


def serve(
    run: Callable[[], object],
    due_work: Callable[[datetime], frozenset[str]],
    clock: Callable[[], datetime],
    stop: threading.Event,
    poll_minutes: int,
) -> None:
    """Call `run` now, every `poll_minutes`, and whenever `due_work` returns something new, until `stop` is set.

    What a run leaves undone, because no source could be read or a channel cannot be used, waits for the next poll: it alone
    does not start a run. A run that fails is logged and the loop continues. A clock that is set back delays no poll.
    """
    scheduler = schedule.Scheduler()
    left: frozenset[str] = frozenset()

    def run_now() -> None:
        nonlocal left
        _try_run(run)
        left = _try_due_work(due_work, clock)

    def run_if_due() -> None:
        if _try_due_work(due_work, clock) - left:
            run_now()

    def plan() -> None:
        scheduler.clear()
        scheduler.every(poll_minutes).minutes.do(run_now)
        scheduler.every(CHECK_SECONDS).seconds.do(run_if_due)

    plan()
    run_now()
    while not stop.is_set():
        scheduler.run_pending()
        if (scheduler.idle_seconds or 0) > CHECK_SECONDS + 1:  # the clock was ahead when the jobs were planned
            plan()
        stop.wait(min(max(scheduler.idle_seconds or 0, 0), CHECK_SECONDS))


def _try_run(run: Callable[[], object]) -> None:
    try:
        run()
    except BusyError as error:
        log.info("%s", error)
    except DigestError as error:
        fields = {"event": "run_failed", "kind": type(error).__name__, "exit_code": error.exit_code}
        log.log(logging.INFO if error.is_known else logging.ERROR, "%s", error, extra={"fields": fields})
    except Exception:
        log.exception("a bug in this run; the next run tries again", extra={"fields": {"event": "bug", "exit_code": BUG}})


def _try_due_work(due_work: Callable[[datetime], frozenset[str]], clock: Callable[[], datetime]) -> frozenset[str]:
    try:
        return due_work(clock())
    except DigestError as error:
        log.warning("%s", error)
        return frozenset()


def stop_on_signals(stop: threading.Event) -> None:
    """Set `stop` on SIGTERM and SIGINT, so that the current step is finished first."""

    def handle(number: int, _frame: object) -> None:
        log.info("signal %s: stopping after this step", signal.Signals(number).name)
        stop.set()

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)
