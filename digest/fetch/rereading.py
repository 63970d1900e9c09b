"""When the page of a feed item is read again although its item has not changed. Pure.

Publishers correct statements without notice, most of them in the first hours. A page is read again in the next run, then after
as long as it has been known, at most a day, for a week: about a dozen requests, conditional where the server can do that.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from digest.fetch.index_page import REREAD_INTERVAL
from digest.records import SeenItem
from digest.schedule import is_recent

REREAD_PERIOD = timedelta(days=7)
"""For how long: the same week in which `fetch.recheck_days` looks whether pages are gone."""

MAX_REREADS = 20
"""Pages of one feed that are read again in one fetch, as many as one run rechecks."""


def is_due(seen: SeenItem, now: datetime) -> bool:
    """Whether the page of a known item is to be read again now."""
    if seen.first_at is None or now - seen.first_at > REREAD_PERIOD:
        return False
    known_for = max(seen.read_at - seen.first_at, timedelta())
    return not is_recent(seen.read_at, now, min(known_for, REREAD_INTERVAL))
