"""A part of collecting: looking whether the pages of the last days' statements are still there, a few in each round.

Politely: each page once a day at most, for some days, and no further page of a host that does not answer.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from digest.app import App
from digest.cli.progress import Track
from digest.errors import FetchError
from digest.interfaces import Clock
from digest.records import Reading

log = logging.getLogger(__name__)

MOST = 20
ONCE = timedelta(days=1)


def look(app: App, clock: Clock, track: Track) -> None:
    """Look at up to 20 pages and store what was found. A source that could not be read just now is left alone."""
    now, days = clock(), app.settings.fetch.recheck_days
    silent = {report.source for report in app.store.reports(app.on_the_web) if report.reading is Reading.FAILED}
    names = [name for name in app.on_the_web if name not in silent]
    pages = app.store.pages_to_recheck(names, now - timedelta(days=days), now - ONCE, MOST) if days else ()
    with track("looking again", len(pages)) as advance:
        for key, source, link in pages:
            if source not in silent:
                gone = None
                try:
                    gone = app.presence.is_gone(source, link)
                except FetchError as error:
                    log.info("%s: not looked at: %s", source, error)
                    silent.add(source)
                app.store.record_recheck(key, gone, clock())
            advance()
