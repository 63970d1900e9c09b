"""Sends documents that list statements to the feed worker, and returns their items and links. Parses nothing in this process.

`feed_worker.py` and the modules that it names do the parsing; `feed_item.py` interprets the items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self
from urllib.parse import urljoin

from digest.errors import FetchError
from digest.fetch.feed_document import Feed, feed_from_response
from digest.fetch.sitemap_parser import Sitemap, SitemapEntry
from digest.net.urls import redact_url
from digest.sandbox.pool import Limits, WorkerError, WorkerPool

# On a machine that is not busy otherwise these limits end a document within 5 s, start of the worker included. A feed of 10 MB,
# the most that is fetched, takes 0.2 to 1.6 s and up to 85 MiB. Of 15,011 documents of test suites and libraries of bad input,
# only three that were made to exhaust a parser reach them. The wall clock is for a machine so busy that honest feeds, too, need
# longer.
FEED_LIMITS = Limits(cpu_seconds=3, wall_seconds=15.0, memory_bytes=176 << 20, retained_bytes=48 << 20, workers=2)


class ListedLink(NamedTuple):
    """A link of an index page, and the date that stands beside it, as written; empty if there is none."""

    link: str
    date: str = ""


class LinkList(NamedTuple):
    """The links of an index page, and the address of the next page; empty if it names none."""

    links: tuple[ListedLink, ...]
    following: str = ""


class DocumentParser:
    """Parses documents in worker processes. Thread-safe. Starts no process before the first document. Close it after use."""

    def __init__(self, limits: Limits = FEED_LIMITS) -> None:
        self._pool = WorkerPool("digest.fetch.feed_worker", limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        self._pool.close()

    def parse_feed(self, content: bytes, subject: str, *, content_type: str = "", base: str = "") -> Feed:
        """The feed in `content`. Relative links are resolved against `base`; errors begin with `subject`.

        Raise FetchError if it is not a feed, or exceeds the limits.
        """
        request = {"content_type": content_type, "base": base}
        return feed_from_response(self._call(request, content, subject, "reading the feed"), base)

    def extract_links(self, content: bytes, url: str, selector: str, charset: str = "", following: str = "") -> LinkList:
        """The links inside the elements of the page at `url` that `selector` matches, each once, in document order.

        `following` is the selector of the link to the next page; without it, the usual ones are tried. Raise FetchError if the
        page is not HTML or a selector is not CSS, or the page exceeds the limits.
        """
        request = {"base": url, "selector": selector, "next": following, "charset": charset}
        response = self._call(request, content, redact_url(url), "extracting the links")
        return LinkList(tuple(ListedLink(*found) for found in response["links"]), response["next"])

    def parse_sitemap(self, content: bytes, subject: str, patterns: Sequence[str], *, base: str, charset: str = "") -> Sitemap:
        """The sitemap, or index of sitemaps, in `content`, with the addresses that one of `patterns` matches.

        Raise FetchError if it is neither, or exceeds the limits.
        """
        request = {"patterns": list(patterns), "base": base, "charset": charset}
        response = self._call(request, content, subject, "reading the sitemap")
        return Sitemap(response["is_index"], tuple(SitemapEntry(*fields) for fields in response["entries"]))

    def parse_json(
        self, content: bytes, subject: str, paths: Mapping[str, Sequence[str]], *, base: str, charset: str = ""
    ) -> tuple[list[dict[str, Any]], str]:
        """The items of an answer in JSON, as `paths` say, and the address of the next page; empty if it names none.

        The items are plain data, as the feed worker returns those of a feed. Raise FetchError if it is no JSON, has no items at
        their path, or exceeds the limits.
        """
        request = {"paths": {name: list(each) for name, each in paths.items()}, "charset": charset}
        response = self._call(request, content, subject, "reading the JSON")
        return response["items"], _absolute(base, response["next"])

    def _call(self, request: Mapping[str, Any], content: bytes, subject: str, doing: str) -> dict[str, Any]:
        try:
            response = self._pool.call(request, content)
        except WorkerError as error:
            raise FetchError(f"{subject}: {doing} {error}") from error
        if "error" in response:
            raise FetchError(f"{subject}: {response['error']}")
        return response


def _absolute(base: str, link: str) -> str:
    """`link` as an absolute address; empty if it is empty or not valid."""
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""
