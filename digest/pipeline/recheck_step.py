"""The recheck step: looks whether the pages of recently published statements still exist.

Each page is requested at most once a day, for a few days. After a host fails to answer, none of its other pages is requested
in this run.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from digest.errors import FetchError
from digest.interfaces import Clock, LivenessCheck, Track
from digest.records import FetchStatus

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

MAX_PAGES = 20
"""Pages requested in one run."""

MIN_INTERVAL = timedelta(days=1)
"""Time between two requests for the same page."""


@dataclass(frozen=True)
class RecheckStep:
    """Rechecks the statements of `sources` (names) that were first seen in the last `days` days; 0 switches the step off."""

    store: SqlStore
    liveness: LivenessCheck
    sources: tuple[str, ...]
    days: int

    def run(self, clock: Clock, track: Track) -> None:
        """Request up to MAX_PAGES pages and store which are gone. Sources whose last fetch failed are skipped."""
        now = clock()
        failed = {report.source for report in self.store.source_reports(self.sources) if report.status is FetchStatus.FAILED}
        names = [name for name in self.sources if name not in failed]
        since, before = now - timedelta(days=self.days), now - MIN_INTERVAL
        pages = self.store.pages_to_recheck(names, since, before, now, MAX_PAGES) if self.days else ()
        with track("rechecking", len(pages)) as advance:
            for key, source, link in pages:
                if source not in failed:
                    gone = None
                    try:
                        gone = self.liveness.is_gone(source, link)
                    except FetchError as error:
                        log.info("%s: pages not rechecked: %s", source, error)
                        failed.add(source)
                    self.store.record_recheck(key, gone, clock())
                advance()
