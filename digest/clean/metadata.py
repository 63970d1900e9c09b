"""Reads what a whole page says about itself: title, link, date, language and author. Does not read the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from digest.clean.html_parser import VisibleText
from digest.clean.page_date import page_dates
from digest.clean.page_title import page_publishers, page_title
from digest.records import Role
from digest.text.language import language_tag
from digest.text.unicode import folded, normalised_line

Element = etree._Element

_BYLINE = re.compile(r"By:? (?P<who>[A-Z][^!?;:]{4,110}?)[\s,/|]*")
_RDFA = re.compile(r"(?<=^dc):|(?<=^dcterms):")
_MAX_TEXTS_BELOW = 40  # below the headline that can name the author


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; a field is empty if it says nothing. `dates` are as written, the surest first.

    `publishers` are the names of the body that publishes it, or of its site.
    """

    title: str = ""
    link: str = ""
    dates: tuple[str, ...] = ()
    language: str = ""
    author: str = ""
    publishers: tuple[str, ...] = ()


def read_metadata(root: Element, text: VisibleText, address: str = "") -> PageMetadata:
    """Return what the page under `root`, which shows `text` at `address`, says about itself."""
    tags = _meta_tags(root)
    link = _link(root, tags)
    title = page_title(root, tags, address or link)
    language = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or tags.get("og:locale", ""))
    return PageMetadata(
        title=title,
        link=link,
        dates=page_dates(root, text, tags, title, link, language_tag(language)),
        language=language,
        author=tags.get("author", "") or _author(root),
        publishers=(*_above_headline(text, title), *page_publishers(root, tags, title, address or link)),
    )


def _meta_tags(root: Element) -> dict[str, str]:
    """Return the content of the meta elements by name in lower case; of two with one name, the first.

    Dublin Core is written "dcterms.issued" and, in RDFa, "dcterms:issued".
    """
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            found.setdefault(_RDFA.sub(".", str(name).lower()), normalised_line(str(content)))
    return found


def _link(root: Element, tags: Mapping[str, str]) -> str:
    for element in root.iter("link"):
        if "canonical" in str(element.get("rel", "")).lower().split() and str(element.get("href", "")).startswith("http"):
            return str(element.get("href")).strip()
    shared = tags.get("og:url", "")
    return shared if shared.startswith("http") else ""


def _above_headline(text: VisibleText, title: str) -> Iterator[str]:
    """Yield the line right above the headline, where portals name the body that a statement is of, if it is no link."""
    name = folded(title)
    found = (n for n, line in enumerate(text.lines) if name and line.role is Role.HEADING and folded(line.text) == name)
    number = next(found, 0)
    if number and not text.lines[number - 1].linked:
        yield text.lines[number - 1].text


def _author(root: Element) -> str:
    return next((by["who"] for text in _texts_below_headline(root) if (by := _BYLINE.fullmatch(text))), "")


def _texts_below_headline(root: Element) -> tuple[str, ...]:
    """Return the first texts below the first h1, where pages without metadata name the author."""
    heading = next(root.iter("h1"), None)
    if heading is None:
        return ()
    pieces = (normalised_line(text) for text in _texts_after(heading))
    return tuple(islice((piece for piece in pieces if piece), _MAX_TEXTS_BELOW))


def _texts_after(element: Element) -> Iterator[str]:
    """Yield the texts behind `element` in the document one by one; an XPath would collect all of them first."""
    parent = element.getparent()
    while parent is not None:
        yield element.tail or ""
        for sibling in element.itersiblings():
            yield from map(str, sibling.itertext())
            yield sibling.tail or ""
        element, parent = parent, parent.getparent()
