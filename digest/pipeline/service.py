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

from digest.errors import BusyError, DigestError

log = logging.getLogger(__name__)

CHECK_SECONDS = 30
"""Seconds between two checks whether something is due."""


def serve(
    run: Callable[[], object],
    is_due: Callable[[datetime], bool],
    clock: Callable[[], datetime],
    stop: threading.Event,
    poll_minutes: int,
) -> None:
    """Call `run` now, every `poll_minutes`, and whenever `is_due` returns True, until `stop` is set.

    A run that fails is logged and the loop continues; what the run left undone is due again.
    """
    scheduler = schedule.Scheduler()
    scheduler.every(poll_minutes).minutes.do(lambda: _try_run(run))
    scheduler.every(CHECK_SECONDS).seconds.do(lambda: _try_run(run) if _try_is_due(is_due, clock) else None)
    _try_run(run)
    while not stop.is_set():
        scheduler.run_pending()
        stop.wait(min(max(scheduler.idle_seconds or 0, 0), CHECK_SECONDS))


def _try_run(run: Callable[[], object]) -> None:
    try:
        run()
    except BusyError as error:
        log.info("%s", error)
    except DigestError as error:
        log.warning("%s", error)
    except Exception:
        log.exception("a bug in this run; the next run tries again")


def _try_is_due(is_due: Callable[[datetime], bool], clock: Callable[[], datetime]) -> bool:
    try:
        return is_due(clock())
    except DigestError as error:
        log.warning("%s", error)
        return False


def stop_on_signals(stop: threading.Event) -> None:
    """Set `stop` on SIGTERM and SIGINT, so that the current step is finished first."""

    def handle(number: int, _frame: object) -> None:
        log.info("signal %s: stopping after this step", signal.Signals(number).name)
        stop.set()

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)
