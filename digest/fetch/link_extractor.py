"""Extracts the links of an index page with the dates beside them, and the feeds that a page names. Fetches nothing.

Runs in the feed worker: a page can burn minutes of CPU time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from digest.net.urls import is_web_url, normalise_url
from digest.text.date_lines import DateLineKind, date_line
from digest.text.decoding import decode_bytes

# No index page lists this many statements. A hostile page of 10 MB can have 500,000 links.
MAX_LINKS = 2_000
# https://www.rssboard.org/rss-autodiscovery, and the JSON Feed specification
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_MAX_FEEDS = 3
_MAX_LEVELS, _MAX_ENTRY_LINKS, _MAX_TEXTS = 5, 10, 40  # of an entry of a list
_PAGE_PARTS = frozenset("html body main section ul ol dl table tbody thead".split())


def extract_links(content: bytes, request: Mapping[str, Any]) -> dict[str, Any]:
    """The links of a page as {"links": [[address, date], ...]}, each once, or {"error": reason} if the selector is invalid.

    `request` has the CSS "selector", the address of the page as "base", and its "charset". Raise MemoryError if the page needs
    too much memory.
    """
    from lxml import etree

    links: dict[str, tuple[str, str]] = {}
    try:
        for link, date in _links(content, request["selector"], request["base"], request["charset"]):
            links.setdefault(normalise_url(link), (link, date))
            if len(links) > MAX_LINKS:
                break
    except (etree.LxmlError, LookupError, SyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        return {"error": f"cannot apply the selector '{request['selector']}' to it ({type(error).__name__})"}
    return {"links": list(links.values())[:MAX_LINKS]}


def feeds_named_by(content: bytes, base: str) -> tuple[str, ...]:
    """The first addresses of feeds that a page at `base` names by `<link rel="alternate">`. Empty if it is not HTML."""
    from lxml import etree, html

    try:
        page = html.document_fromstring(_utf8(content), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError):
        return ()
    base = _base(page, base)
    named = (
        _absolute(base, str(link.get("href", "")))
        for link in page.iter("link")
        if "alternate" in str(link.get("rel", "")).lower().split()
        and str(link.get("type", "")).partition(";")[0].strip().lower() in _FEED_TYPES
    )
    return tuple(dict.fromkeys(filter(None, named)))[:_MAX_FEEDS]


def _links(content: bytes, selector: str, base: str, charset: str) -> Iterator[tuple[str, str]]:
    """The absolute http(s) links inside the elements that `selector` matches, in document order, with the dates beside them.

    Raise an error of lxml, LookupError, SyntaxError or ValueError if the page is not HTML or the selector is not CSS.
    """
    from lxml import html

    page = html.document_fromstring(_utf8(content, charset), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    selected = page.cssselect(selector)
    base = _base(page, base)
    for element in selected:
        for anchor in element.iter("a"):
            if link := _absolute(base, str(anchor.get("href", ""))):
                yield link, _date_beside(anchor)


def _date_beside(anchor: Any) -> str:
    """The date, as written, in the part of the page that holds one link and no other; empty if there is none.

    Of a time element its machine-readable form; else the first text that is a date, or the whole text if it dates something.
    """
    entry = _entry(anchor)
    written = next((str(time.get("datetime")) for time in entry.iter("time") if time.get("datetime")), "")
    texts = (" ".join(str(text).split()) for text in islice(entry.itertext(), _MAX_TEXTS))
    own = " ".join("".join(anchor.itertext()).split())
    dated = (date_line(text) for text in texts if text and text != own)
    return written or next((line.written for line in dated if line and line.kind is not DateLineKind.CHANGED), "")


def _entry(anchor: Any) -> Any:
    """The outermost element around a link, a few levels up, in which all links lead to the same address."""
    entry = anchor
    for parent in islice(anchor.iterancestors(), _MAX_LEVELS):
        links = islice(parent.iter("a"), _MAX_ENTRY_LINKS)
        if parent.tag in _PAGE_PARTS or any(link.get("href") != anchor.get("href") for link in links):
            break
        entry = parent
    return entry


def _utf8(content: bytes, charset: str = "") -> bytes:
    """A page in UTF-8."""
    return decode_bytes(content, charset, markup=True).encode("utf-8", "replace")


def _base(page: Any, address: str) -> str:
    """The address against which the links of a page at `address` are resolved."""
    return _absolute(address, next((str(tag.get("href", "")) for tag in page.iter("base")), "")) or address


def _absolute(base: str, href: str) -> str:
    """`href` as an absolute http(s) URL without its fragment; empty if it is not one."""
    try:
        link = urljoin(base, href.strip()).partition("#")[0]
    except ValueError:
        return ""
    return link if href.strip() and is_web_url(link) else ""
