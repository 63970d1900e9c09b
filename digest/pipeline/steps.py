"""Collect, summarise, compile, deliver: the order of the steps. Nothing else.

Each step leaves the store whole, so the process may be killed anywhere and the next run continues.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from digest.app import App
from digest.cli.progress import Track
from digest.interfaces import Clock
from digest.pipeline.collect_step import collect_and_look
from digest.pipeline.deliver_step import deliver
from digest.pipeline.report import RunReport
from digest.pipeline.seal_step import compile_due
from digest.pipeline.summarise_step import summarise
from digest.pipeline.unsubscribe import leave_all
from digest.schedule import FIRST_WAIT, HEAD_START

STEPS = ("collect", "summarise", "compile", "deliver")


def work(
    app: App,
    clock: Clock,
    track: Track,
    *,
    steps: Collection[str] = STEPS,
    day: date | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> RunReport:
    """One round of what is due now; `day` names the slot instead of the clock. The caller holds the store's lock.

    `stopped` is asked between two steps and two deliveries: when it says True the rest is left to the next round.
    """
    outcome = RunReport()
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
) -> dict[str, Callable[[RunReport], RunReport]]:
    return {
        "collect": lambda outcome: collect_and_look(app, outcome, clock, track),
        "summarise": lambda outcome: summarise(app, outcome, clock, track),
        "compile": lambda outcome: compile_due(app, outcome, clock, day),
        "deliver": lambda outcome: deliver(app, outcome, clock, stopped),
    }
