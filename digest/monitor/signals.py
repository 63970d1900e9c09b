"""What happens at the end of a run for programs that watch: the heartbeat, and the metrics. Never breaks the run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import DigestError
from digest.monitor.heartbeat import Beat, beat_of, send_beat

if TYPE_CHECKING:
    from digest.config.settings import Settings
    from digest.monitor.monitor_numbers import Numbers
    from digest.secrets import Secret

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Signals:
    """Tells the end of a run to the watchers of the configuration. What cannot be called or written is a warning.

    `numbers` reads the state of the installation; `call` calls an address, with a body unless it is empty.
    """

    settings: Settings
    numbers: Callable[[], Numbers]
    clock: Callable[[], datetime]
    call: Callable[[str, str], None]
    sleep: Callable[[float], None]

    def run_ended(self, exit_code: int, lines: Sequence[str]) -> None:
        """Tell that a run ended with `exit_code`; `lines` say what is wrong."""
        textfile, heartbeat = self.settings.metrics.textfile, self.settings.heartbeat
        if not textfile and not heartbeat:
            return
        try:
            numbers = self.numbers()
        except DigestError as error:  # the exit code says so, too
            _warn("metrics_not_read", error)
            numbers = None
        if textfile and numbers:
            self._write_metrics(self.settings.resolve(textfile), numbers)
        if heartbeat:
            beat = beat_of(exit_code, has_alarms=bool(numbers and numbers.alarms(self.clock())))
            self._beat(heartbeat, beat, lines)

    def _write_metrics(self, path: Path, numbers: Numbers) -> None:
        from digest.monitor.metric_families import NumbersCollector, write_metrics

        try:
            write_metrics(path, NumbersCollector(numbers, self.clock))
        except DigestError as error:
            _warn("metrics_not_written", error)

    def _beat(self, url: Secret, beat: Beat, lines: Sequence[str]) -> None:
        try:
            send_beat(url, beat, lines, self.call, self.sleep)
        except DigestError as error:
            _warn("heartbeat_not_called", error)


def _warn(event: str, error: DigestError) -> None:
    log.warning("%s: %s", event.replace("_", " "), error, extra={"fields": {"event": event, "exit_code": 0}})
