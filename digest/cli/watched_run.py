"""A run together with those who watch: heartbeat, metrics, and what is told if a run cannot begin. Prints nothing itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digest.cli.command_context import now
from digest.errors import BUG, BusyError, DigestError, UsageError
from digest.monitor.signals import Signals
from digest.net.trusted_call import call_address
from digest.pipeline.trouble import troubles

if TYPE_CHECKING:
    from digest.app import App
    from digest.interfaces import Clock
    from digest.pipeline.report import RunReport

log = logging.getLogger(__name__)


def watched(app: App, run: Callable[[], RunReport], clock: Clock = now) -> RunReport:
    """Run, and tell the watchers how it ended. If another run holds the lock, tell only what has been wrong for too long."""
    signals = Signals(app.settings, lambda: app.numbers(clock()), clock, call_address, time.sleep)
    try:
        report = run()
    except UsageError:
        raise
    except BusyError:
        app.pipeline.watch.tell_overdue(clock())
        raise
    except Exception as error:
        code = error.exit_code if isinstance(error, DigestError) else BUG
        signals.run_ended(code, [f"{type(error).__name__}: {error}"])
        raise
    signals.run_ended(report.exit_code, [trouble.message for trouble in troubles(report)])
    return report


@contextmanager
def served_metrics(app: App) -> Iterator[Callable[[], None]]:
    """Answer Prometheus at the configured address, if any; yields what reads the numbers again, after each run."""
    address = app.settings.metrics.listen
    if not address:
        yield lambda: None
        return
    from digest.monitor.metric_families import NumbersCollector, serve_metrics

    collector = NumbersCollector(app.numbers(now()), now)

    def refresh() -> None:
        try:
            collector.numbers = app.numbers(now())
        except DigestError as error:
            log.warning("metrics: %s", error, extra={"fields": {"event": "metrics_not_read", "exit_code": 0}})

    end = serve_metrics(address, collector)
    try:
        yield refresh
    finally:
        end()
