"""Extracts the links of an index page. Fetches nothing. Runs in the feed worker: a page can burn minutes of CPU time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from digest.net.urls import is_web_url, normalise_url

# No index page lists this many statements. A hostile page of 10 MB can have 500,000 links.
MAX_LINKS = 2_000


def extract_links(content: bytes, request: Mapping[str, Any]) -> dict[str, Any]:
    """The links of a page as {"links": [...]}, each once, or {"error": reason} if the page or the selector is not valid.

    `request` has the CSS "selector", the address of the page as "base", and its "charset". Raise MemoryError if the page needs
    too much memory.
    """
    from lxml import etree

    links: dict[str, str] = {}
    try:
        for link in _links(content, request["selector"], request["base"], request["charset"]):
            links.setdefault(normalise_url(link), link)
            if len(links) > MAX_LINKS:
                break
    except (etree.LxmlError, LookupError, SyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        return {"error": f"cannot apply the selector '{request['selector']}' to it ({type(error).__name__})"}
    return {"links": list(links.values())[:MAX_LINKS]}


def _links(content: bytes, selector: str, base: str, charset: str) -> Iterator[str]:
    """The absolute http(s) links inside the elements that `selector` matches, in document order.

    Raise an error of lxml, LookupError, SyntaxError or ValueError if the page is not HTML or the selector is not CSS.
    """
    from lxml import html

    parser = html.HTMLParser(encoding=charset or None, no_network=True)
    page = html.document_fromstring(content, parser=parser)
    selected = page.cssselect(selector)
    base = _absolute(base, next((tag.get("href", "") for tag in page.iter("base")), "")) or base
    for element in selected:
        for anchor in element.iter("a"):
            if link := _absolute(base, str(anchor.get("href", ""))):
                yield link


def _absolute(base: str, href: str) -> str:
    """`href` as an absolute http(s) URL without its fragment; empty if it is not one."""
    try:
        link = urljoin(base, href.strip()).partition("#")[0]
    except ValueError:
        return ""
    return link if href.strip() and is_web_url(link) else ""
