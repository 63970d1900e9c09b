"""Makes the feeds of a site, of editions and of their leads, and its sitemap. Pure. They need the address of the site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

from digest.compile.site_links import statement_path
from digest.locale.catalogue import Catalogue
from digest.website.card import Card
from digest.website.description import SiteDescription
from digest.website.state import EditionCard, EditionLine

MAX_ITEMS = 60
"""Items of a feed: two months of daily editions. A reader that looks once a week misses none of the leads of a day either."""

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One item of a feed: the path of its page, which identifies it, its title and lines, when it was sealed (ISO 8601)."""

    path: str
    title: str
    lines: tuple[str, ...]
    sealed: str


def edition_items(editions: Iterable[EditionCard], words: Catalogue) -> tuple[PublishedItem, ...]:
    """An item for each edition, with its lead."""
    return tuple(
        PublishedItem(
            f"editions/{each.digest}/{each.slot}.html",
            f"{each.title}, {each.slot}: {each.counts}",
            tuple(_told(line, words) for line in each.lines),
            each.sealed,
        )
        for each in editions
    )[:MAX_ITEMS]


def lead_items(editions: Iterable[EditionCard], words: Catalogue) -> tuple[PublishedItem, ...]:
    """An item for each line of a lead; a statement that several digests lead with is one item."""
    items: dict[str, PublishedItem] = {}
    for edition in editions:
        for line in edition.lines if edition.has_lead else ():
            item = PublishedItem(statement_path(line.key), _told(line, words), (line.source,), edition.sealed)
            items.setdefault(line.key, item)
    return tuple(items.values())[:MAX_ITEMS]


def _told(line: EditionLine, words: Catalogue) -> str:
    return f"{words.gettext('Withdrawn')}: {line.text}" if line.is_withdrawn else line.text


def atom(site: SiteDescription, path: str, title: str, items: Sequence[PublishedItem]) -> bytes:
    """The Atom feed (RFC 4287) at `path`. An empty one was updated at the beginning of time."""
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": site.language})
    _add(feed, "id", site.url + path)
    _add(feed, "title", title)
    _add(feed, "updated", max((item.sealed for item in items), key=datetime.fromisoformat, default="1970-01-01T00:00:00+00:00"))
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": site.url + path})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "href": site.url})
    _add(ElementTree.SubElement(feed, "author"), "name", site.title)
    for item in items:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", site.url + item.path)
        _add(entry, "title", item.title)
        _add(entry, "updated", item.sealed)
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": site.url + item.path})
        _add(entry, "summary", " · ".join(item.lines))
    return _xml(feed)


def json_feed(site: SiteDescription, path: str, title: str, items: Sequence[PublishedItem]) -> bytes:
    """The JSON feed (version 1.1) at `path`."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": site.url,
        "feed_url": site.url + path,
        "language": site.language,
        "items": [
            {
                "id": site.url + item.path,
                "url": site.url + item.path,
                "title": item.title,
                "content_text": "\n".join(item.lines) or item.title,
                "date_published": item.sealed,
            }
            for item in items
        ],
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")


def sitemap(site: SiteDescription, cards: Iterable[Card], editions: Iterable[EditionCard]) -> bytes:
    """The sitemap of one year: its statements and editions."""
    pages = [*(f"editions/{each.digest}/{each.slot}.html" for each in editions), *(card.path for card in cards)]
    return _xml(_listed("urlset", "url", (site.url + page for page in pages)))


def sitemap_index(site: SiteDescription, years: Iterable[str]) -> bytes:
    """The index of the sitemaps of all years. One of them may hold 50,000 addresses, by the protocol."""
    return _xml(_listed("sitemapindex", "sitemap", (f"{site.url}sitemaps/{year}.xml" for year in years)))


def _listed(root: str, tag: str, addresses: Iterator[str]) -> ElementTree.Element:
    element = ElementTree.Element(root, {"xmlns": _SITEMAP})
    for address in addresses:
        _add(ElementTree.SubElement(element, tag), "loc", address)
    return element


def _add(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = text


def _xml(element: ElementTree.Element) -> bytes:
    ElementTree.indent(element, " ")
    written: bytes = ElementTree.tostring(element, "utf-8", xml_declaration=True)
    return written + b"\n"
