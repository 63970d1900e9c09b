"""What a fetch remembers of pages to be asked for again. Pure.

A page that is refused is awaited, as one that could not be read is, and the text of its feed stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from digest.records import AwaitedPage, Fetched, RawStatement
from digest.schedule import next_page_attempt


def note_first_listed(fetched: Fetched, first_tried: datetime | None) -> Fetched:
    """Return `fetched`, with the pages that it awaits marked as listed by a new source, if it is one."""
    if first_tried is None:
        return fetched
    awaited = {key: replace(page, source_tried=first_tried) for key, page in fetched.state.awaited.items()}
    return replace(fetched, state=replace(fetched.state, awaited=awaited))


def await_pages(
    fetched: Fetched, refused: Iterable[tuple[RawStatement, str]], before: Mapping[str, AwaitedPage], now: datetime
) -> Fetched:
    """`fetched`, as if the `refused` pages had failed. `before` are the pages that were awaited before this fetch, by key."""
    seen, awaited = dict(fetched.state.seen), dict(fetched.state.awaited)
    for raw, reason in refused:
        item = seen.pop(raw.key, None)
        known = before.get(raw.key)
        failures = known.failures + 1 if known else 1
        awaited[raw.key] = AwaitedPage(
            key=raw.key,
            link=raw.link,
            first_at=min(known.first_at, now) if known else now,
            retry_at=next_page_attempt(failures, now),
            asked_at=now,
            item=item.item if item else "",
            failures=failures,
            reason=reason,
            title=raw.title,
            author=raw.author,
            language=raw.language,
            dates=raw.dates,
            announced=raw.announced,
            guid=raw.guid,
            least_length=raw.least_length,
            source_tried=known.source_tried if known else None,
        )
    return replace(fetched, state=replace(fetched.state, seen=seen, awaited=awaited))
