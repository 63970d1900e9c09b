"""Finds the links of an index page. Asks no address; runs in a process of its own, for a page can be made to burn minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from digest.net.urls import is_web_url, normalise_url

# No index lists as many statements; a page of 10 MB can hold 500,000 links.
MOST_LINKS = 2_000


def links(content: bytes, order: Mapping[str, Any]) -> dict[str, Any]:
    """The links in what the order's "selector" selects, each once, as plain data; {"error": why not} if the page is no HTML
    or the selector no CSS. The order names the page's "base" and "charset", too. Raise MemoryError if it needs too much."""
    from lxml import etree

    first: dict[str, str] = {}
    try:
        for link in links_in(content, order["selector"], order["base"], order["charset"]):
            first.setdefault(normalise_url(link), link)
            if len(first) > MOST_LINKS:
                break
    except (etree.LxmlError, LookupError, SyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        return {"error": f"cannot look for '{order['selector']}' in it ({type(error).__name__})"}
    return {"links": list(first.values())[:MOST_LINKS]}


def links_in(content: bytes, selector: str, base: str, charset: str = "") -> Iterator[str]:
    """The absolute http(s) addresses of the links in what `selector` selects, in document order. Raise an error of lxml, a
    LookupError, SyntaxError or ValueError if the page is no HTML or the selector no CSS."""
    from lxml import html

    parser = html.HTMLParser(encoding=charset or None, no_network=True)
    page = html.document_fromstring(content, parser=parser)
    chosen = page.cssselect(selector)
    base = _joined(base, next((tag.get("href", "") for tag in page.iter("base")), "")) or base
    for element in chosen:
        for anchor in element.iter("a"):
            if link := _joined(base, str(anchor.get("href", ""))):
                yield link


def _joined(base: str, href: str) -> str:
    try:
        link = urljoin(base, href.strip()).partition("#")[0]
    except ValueError:
        return ""
    return link if href.strip() and is_web_url(link) else ""
