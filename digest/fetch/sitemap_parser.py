"""Parses sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html), with Google's news elements. Fetches nothing.

Runs in the feed worker: a sitemap of a few megabytes can have a million addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from digest.text.dates import DateContext, parse_date
from digest.text.decoding import decode_bytes

MAX_ADDRESSES = 50_000
"""Addresses in one sitemap: the protocol allows no more."""
MAX_ENTRIES = 10_000
"""Addresses that are remembered of one sitemap, the newest ones: twice what a busy ministry publishes in a year."""

_ABSOLUTE = ("https://", "http://")
_KINDS = {"urlset": "url", "sitemapindex": "sitemap"}
_FEEDS = frozenset({"rss", "feed", "rdf"})
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,30};)")
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}>")
_END = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex)\s*>|<(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex)\b[^>]{0,900}/>")
_END_LENGTH = 1_000  # bytes; comments may stand behind the end
_WEB_PAGE = re.compile(r"<!doctype\s+html|<html\b", re.IGNORECASE)
_ONE_TIME = 60.0  # seconds between the dates of pages that a program wrote in one go
_MIN_OF_ONE_TIME = 10  # pages; three may well be published together
_MAX_ODD_DATES = 500  # dates in another form than the protocol's, of which each takes 0.2 ms


class SitemapEntry(NamedTuple):
    """An address of a sitemap: when it was changed and published, as written, and the same moment in seconds since 1970.

    `moment` is that of the publication, else of the change; None if neither is known.
    """

    link: str
    changed: str = ""
    published: str = ""
    title: str = ""
    language: str = ""
    moment: float | None = None


class Sitemap(NamedTuple):
    """A sitemap, or an index, whose entries are sitemaps: the newest entries first."""

    is_index: bool
    entries: tuple[SitemapEntry, ...]


class _RefusedError(Exception):
    """The document cannot be read as a sitemap. The message completes a sentence about it."""


def parse_sitemap(content: bytes, request: Mapping[str, Any]) -> dict[str, Any]:
    """{"is_index", "entries": [fields of SitemapEntry, ...]}, the newest first, or {"error": reason}.

    `request` has the "patterns" of the addresses that are wanted (empty: all), the address of the document as "base", and its
    "charset". A date that all pages share is not theirs, but that of the sitemap, and left out. Raise MemoryError if the
    document needs too much memory.
    """
    try:
        root, entries = _entries(_xml(content, request["charset"]), request["base"])
    except _RefusedError as error:
        return {"error": str(error)}
    entries = _with_moments(entries)
    if root == "urlset":
        entries = [entry for entry in entries if _is_wanted(entry.link, request["patterns"])]
    entries.sort(key=lambda entry: entry.moment or 0.0, reverse=True)
    return {"is_index": root == "sitemapindex", "entries": entries[:MAX_ENTRIES]}


def holds_pattern(address: str, pattern: str) -> bool:
    """Whether `address` holds the text `pattern`, in which `*` stands for anything."""
    start = 0
    for part in pattern.split("*"):
        found = address.find(part, start)
        if found < 0:
            return False
        start = found + len(part)
    return True


def _is_wanted(address: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(holds_pattern(address, pattern) for pattern in patterns)


def _xml(content: bytes, charset: str) -> bytes:
    """A sitemap in UTF-8, without its XML declaration."""
    text = decode_bytes(content, charset, markup=True).strip()
    if not text:
        raise _RefusedError("is empty")
    if _WEB_PAGE.search(text[:1_000]):
        raise _RefusedError("is a web page, not a sitemap")
    if "<!ENTITY" in text:
        raise _RefusedError("is refused, because it declares entities")
    text = _DECLARATION.sub("", text, count=1)
    if "<![CDATA[" not in text:  # where an ampersand stands for itself
        text = _BARE_AMPERSAND.sub("&amp;", text)
    return text.encode("utf-8", "replace")


def _entries(xml: bytes, base: str) -> tuple[str, list[SitemapEntry]]:
    """The name of the root element, and the entries in document order."""
    from lxml import etree

    elements = etree.iterparse(
        BytesIO(xml),
        tag=[f"{{*}}{name}" for name in _KINDS.values()],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        recover=True,
        encoding="utf-8",
    )
    try:
        entries = list(_read(elements, base))
        root = _name(elements.root)
    except (etree.XMLSyntaxError, AttributeError) as error:  # there is no root where nothing could be recovered
        if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise _RefusedError("is not XML") from error
    if root not in _KINDS:
        raise _RefusedError(_not_a_sitemap(root))
    if not _END.search(xml[-_END_LENGTH:]):
        raise _RefusedError("breaks off before its end")
    if not entries and len(elements.error_log):
        raise _RefusedError("is damaged, and no address in it can be read")
    return root, entries


def _not_a_sitemap(root: str) -> str:
    if root.lower() in _FEEDS:
        return "is a feed, not a sitemap: give its address as `feed`"
    return f"is not a sitemap, but <{root[:40]}>"


def _read(elements: Iterable[tuple[str, Any]], base: str) -> Iterator[SitemapEntry]:
    """Yield the entries, and free each element after it."""
    for number, (_, element) in enumerate(elements, 1):
        if number > MAX_ADDRESSES:
            raise _RefusedError(f"has more than {MAX_ADDRESSES:,} addresses, which no sitemap may have")
        if entry := _entry(element, base):
            yield entry
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _entry(element: Any, base: str) -> SitemapEntry | None:
    space = element.tag[: -len(_name(element))]
    link = _absolute(base, _words(element, f"{space}loc"))
    if not link:
        return None
    news = next((child for child in element if _name(child) == "news"), ())
    told = {_name(each): (each.text or "").strip() for child in news for each in child.iter()}
    published, title, language = (told.get(name, "") for name in ("publication_date", "title", "language"))
    return SitemapEntry(link, _words(element, f"{space}lastmod"), published, title, language)


def _words(element: Any, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _absolute(base: str, link: str) -> str:
    """`link` as an absolute address; empty if it is none. Almost all are absolute, and joining takes long."""
    try:
        absolute = link if link.startswith(_ABSOLUTE) or not link else urljoin(base, link)
        return absolute if absolute.startswith(_ABSOLUTE) and urlsplit(absolute).netloc else ""
    except ValueError:
        return ""


def _name(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _with_moments(entries: Sequence[SitemapEntry]) -> list[SitemapEntry]:
    """`entries` with their moments, and without dates of change that all of them share."""
    clock = _MomentReader()
    changes = [clock.moment(entry.changed) for entry in entries]
    known = [moment for moment in changes if moment is not None]
    are_shared = len(known) == len(entries) >= _MIN_OF_ONE_TIME and max(known) - min(known) < _ONE_TIME
    return [
        SitemapEntry(
            entry.link,
            "" if are_shared else entry.changed,
            entry.published,
            entry.title,
            entry.language,
            _first(clock.moment(entry.published), None if are_shared else change),
        )
        for entry, change in zip(entries, changes, strict=True)
    ]


def _first(*moments: float | None) -> float | None:
    return next((moment for moment in moments if moment is not None), None)


class _MomentReader:
    """Reads dates as seconds since 1970: any number in the form of the protocol, and the first ones in other forms."""

    def __init__(self) -> None:
        self._left = _MAX_ODD_DATES

    def moment(self, written: str) -> float | None:
        """The moment of a date; None if it is none. Without a zone it is taken for UTC, which is exact enough for choosing."""
        if not written:
            return None
        try:
            moment = datetime.fromisoformat(written)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError):
            self._left -= 1
            date = parse_date(written, DateContext()) if self._left >= 0 else None
            return date.moment.timestamp() if date else None
