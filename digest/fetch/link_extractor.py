"""Extracts the links of an index page with the dates beside them, and the feeds that a page names. Fetches nothing.

Runs in the feed worker: a page can burn minutes of CPU time. `link_targets.py` says where an element leads, `listed_dates.py`
which date stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from digest.fetch.link_targets import linked_by, scripted_by, target_of
from digest.fetch.listed_dates import ListedDates
from digest.net.urls import is_web_url, normalise_url
from digest.text.decoding import decode_bytes

# No index page lists this many statements. A hostile page of 10 MB can have 500,000 links.
MAX_LINKS = 2_000
# https://www.rssboard.org/rss-autodiscovery, and the JSON Feed specification
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_MAX_FEEDS = 3
_NEXT_PAGE = "a[rel~=next], link[rel~=next], li.next > a, li.pager__item--next > a"  # HTML's own word, and two frameworks'


def extract_links(content: bytes, request: Mapping[str, Any]) -> dict[str, Any]:
    """The links of a page as {"links": [[address, date], ...], "next": address}, each once, or {"error": reason} if a selector
    is invalid.

    `request` has the CSS "selector", that of the link to the next page as "next" (empty: the usual ones), the address of the
    page as "base", and its "charset". Raise MemoryError if the page needs too much memory.
    """
    from lxml import etree, html

    links: dict[str, tuple[str, str]] = {}
    try:
        page = html.document_fromstring(
            _utf8(content, request["charset"]), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
        base = _base(page, request["base"])
        for link, date in _links(page, request["selector"], base):
            links.setdefault(normalise_url(link), (link, date))
            if len(links) > MAX_LINKS:
                break
        following = page.cssselect(request["next"] or _NEXT_PAGE)[:1]
    except (etree.LxmlError, LookupError, SyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        return {"error": f"cannot apply the selector '{request['selector']}' to it ({type(error).__name__})"}
    named = (_absolute(base, linked_by(element) or scripted_by(element)) for element in following)
    return {"links": list(links.values())[:MAX_LINKS], "next": next(filter(None, named), "")}


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


def _links(page: Any, selector: str, base: str) -> Iterator[tuple[str, str]]:
    """The absolute http(s) links inside the elements that `selector` matches, in document order, with the dates beside them.

    If a matched element holds no link, what it holds for scripts counts, else the link in which it stands. Raise an error of
    lxml, LookupError, SyntaxError or ValueError if the selector is not CSS.
    """
    dates = ListedDates()
    for element in page.cssselect(selector):
        for anchor, link in _links_in(element, base):
            yield link, dates.beside(anchor)


def _links_in(element: Any, base: str) -> Iterator[tuple[Any, str]]:
    def absolute(elements: Iterable[Any], target: Callable[[Any], str]) -> Iterator[tuple[Any, str]]:
        return ((each, link) for each in elements if (link := _absolute(base, target(each))))

    around = islice(element.iterancestors("a"), 1)
    choices = (
        absolute(element.iter("a", "area"), linked_by),
        absolute(element.iter(), scripted_by),
        absolute(around, target_of),
    )
    for found in choices:
        if first := next(found, None):
            yield first
            yield from found
            return


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
