"""The serving loop: a round at least hourly, and one as soon as a slot is due. Ends between two steps on SIGTERM or SIGINT.

Which slots are due is decided in `schedule.py`; the `schedule` library only wakes the loop, since it knows no missed runs.
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

LOOK_SECONDS = 30


def serve(
    work: Callable[[], object],
    due: Callable[[datetime], bool],
    clock: Callable[[], datetime],
    stop: threading.Event,
    poll_minutes: int,
) -> None:
    """Call `work` now, every `poll_minutes`, and whenever `due` says so, until `stop` is set.

    A round that fails is logged and the loop goes on; what it left is due again. `due` is asked every 30 seconds.
    """
    scheduler = schedule.Scheduler()
    scheduler.every(poll_minutes).minutes.do(lambda: _try(work))
    scheduler.every(LOOK_SECONDS).seconds.do(lambda: _try(work) if _try_due(due, clock) else None)
    _try(work)
    while not stop.is_set():
        scheduler.run_pending()
        stop.wait(min(max(scheduler.idle_seconds or 0, 0), LOOK_SECONDS))


def _try(work: Callable[[], object]) -> None:
    try:
        work()
    except BusyError as error:
        log.info("%s", error)
    except DigestError as error:
        log.warning("%s", error)
    except Exception:
        log.exception("a bug in this round; the next one tries again")


def _try_due(due: Callable[[datetime], bool], clock: Callable[[], datetime]) -> bool:
    try:
        return due(clock())
    except DigestError as error:
        log.warning("%s", error)
        return False


def stop_on_signals(stop: threading.Event) -> None:
    """Set `stop` on SIGTERM and SIGINT, so that the step at work is finished first."""

    def handle(number: int, _frame: object) -> None:
        log.info("signal %s: ending after this step", signal.Signals(number).name)
        stop.set()

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)
