"""Hands feeds and index pages to worker processes, and takes back their items and links.

What a feed is, `feedworker.py` knows, what an item means, `items.py`; where the links of a page are, `links.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from digest.errors import FetchError
from digest.fetch.feed_item import Feed, feed_of
from digest.net.urls import redact_url
from digest.sandbox.pool import Limits, WorkerError, WorkerPool

# They end a document within 5 s on a machine that is not busy otherwise, start of the worker included; a feed of 10 MB,
# the most that is fetched, takes 0.2 to 1.6 s and up to 85 MiB. Of 15,011 documents of test suites and libraries of bad
# input, three that were made to exhaust reach them. The wall is for a machine so busy that honest feeds, too, need longer.
FEED_LIMITS = Limits(cpu_seconds=3, wall_seconds=15.0, memory_bytes=176 << 20, retained_bytes=48 << 20, workers=2)


class DocumentParser:
    """Reads documents apart; safe to use from several threads. Close it after use: it keeps its processes."""

    def __init__(self, limits: Limits = FEED_LIMITS) -> None:
        self._pool = WorkerPool("digest.fetch.feed_worker", limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        self._pool.close()

    def parse(self, content: bytes, subject: str, *, content_type: str = "", base: str = "") -> Feed:
        """The feed in `content`. `base` is what relative links are relative to; errors begin with `subject`.

        Raise FetchError if it is no feed, or costs more than the limits.
        """
        return feed_of(
            self._ask({"content_type": content_type, "base": base}, content, f"{subject}: reading the feed", subject), base
        )

    def links(self, content: bytes, url: str, selector: str, charset: str = "") -> tuple[str, ...]:
        """The addresses of the links in what `selector` selects of the page at `url`, each once, in its order.

        Raise FetchError if the page is no HTML or the selector no CSS, or it costs more than the limits.
        """
        order = {"base": url, "selector": selector, "charset": charset}
        return tuple(self._ask(order, content, f"{redact_url(url)}: looking for links", redact_url(url))["links"])

    def _ask(self, order: Mapping[str, Any], content: bytes, doing: str, subject: str) -> dict[str, Any]:
        try:
            answer = self._pool.call(order, content)
        except WorkerError as error:
            raise FetchError(f"{doing} {error}") from error
        if "error" in answer:
            raise FetchError(f"{subject}: {answer['error']}")
        return answer
