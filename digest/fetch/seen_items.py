"""Which items a source remembers to have read. Pure.

What is listed is remembered for as long as it is listed. What is listed no more may return, so it is remembered for a while.
If it returns later, it is read again, and its statement is found by its link and its text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from digest.records import SeenItem

KEEP_UNLISTED = timedelta(days=30)
"""How long an item is remembered that is listed no more, from when it was read last. Without a limit, each run would have to
look at every item that a source has ever listed."""


def remembered(
    known: Mapping[str, SeenItem], read: Mapping[str, SeenItem], listed: Collection[str], now: datetime
) -> Mapping[str, SeenItem]:
    """Return the `known` items of earlier fetches that are still to be remembered, and those that were `read` in this one."""
    kept = {key: item for key, item in known.items() if key in listed or now - item.read_at <= KEEP_UNLISTED}
    return MappingProxyType(kept | dict(read))
