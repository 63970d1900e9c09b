"""Reads what a whole page says about itself: title, link, date, language and author. Does not read the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from digest.clean.page_title import page_title
from digest.text.lang.en import MONTH_ABBREVIATIONS, MONTHS
from digest.text.unicode import normalised_line

Element = etree._Element

_DATE_NAMES = (
    "article:published_time og:published_time datepublished dc.date.issued dcterms.created dcterms.date pubdate".split()
)
_MONTH = rf"(?:{'|'.join(MONTHS + MONTH_ABBREVIATIONS)})\.?"
# "/ Published January 16, 2016", "Posted on 4 May 2021": the whole text, not a date in a sentence
_DATE_LINE = re.compile(
    r"\W*(?:(?:first )?(?:published|posted|released|issued|date|press release)(?: on)?:?\s*)?(?:\w+day,? )?"
    rf"(?P<date>{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}(?:er|\.|º)? (?:de )?[^\W\d_]{{3,12}}\.?,? (?:de )?\d{{4}}"
    r"|\d{4}-\d\d-\d\d)(?:\W.{0,25})?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"By:? (?P<who>[A-Z][^!?;:]{4,110}?)[\s,/|]*")
_MAX_TEXTS_BELOW = 40  # below the headline that can be a date line; on 165 pages of af.mil it is the sixth at most
_MAX_JSON_CHARACTERS = 200_000  # of a JSON-LD block that is parsed for a date
_MAX_JSON_DEPTH = 4  # of lists in it


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; a field is empty if it says nothing. `published` is the date as written."""

    title: str = ""
    link: str = ""
    published: str = ""
    language: str = ""
    author: str = ""


def read_metadata(root: Element, address: str = "") -> PageMetadata:
    """Return what the page under `root`, at `address`, says about itself."""
    tags = _meta_tags(root)
    link = _link(root, tags)
    published = next((tags[name] for name in _DATE_NAMES if name in tags), "") or _json_date(root) or _time(root)
    below = () if published else _texts_below_headline(root)
    return PageMetadata(
        title=page_title(root, tags, address or link),
        link=link,
        published=published or next((dated["date"] for text in below if (dated := _DATE_LINE.fullmatch(text))), ""),
        language=str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or tags.get("og:locale", "")),
        author=tags.get("author", "") or next((by["who"] for text in below if (by := _BYLINE.fullmatch(text))), ""),
    )


def _meta_tags(root: Element) -> dict[str, str]:
    """Return the content of the meta elements by name in lower case; of two with one name, the first."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            found.setdefault(str(name).lower(), normalised_line(str(content)))
    return found


def _link(root: Element, tags: Mapping[str, str]) -> str:
    for element in root.iter("link"):
        if "canonical" in str(element.get("rel", "")).lower().split() and str(element.get("href", "")).startswith("http"):
            return str(element.get("href")).strip()
    shared = tags.get("og:url", "")
    return shared if shared.startswith("http") else ""


def _texts_below_headline(root: Element) -> tuple[str, ...]:
    """Return the first texts below the first h1, where pages without metadata name the author and the date."""
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


def _json_date(root: Element) -> str:
    for element in root.iter("script"):
        if element.get("type") == "application/ld+json" and element.text and len(element.text) <= _MAX_JSON_CHARACTERS:
            try:
                data = json.loads(element.text)
            except (ValueError, RecursionError):
                continue
            for date in _json_dates(data):
                return date
    return ""


def _json_dates(data: object, depth: int = 0) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        yield from _json_dates(data.get("@graph"), depth)
    elif isinstance(data, list) and depth < _MAX_JSON_DEPTH:
        for part in data:
            yield from _json_dates(part, depth + 1)


def _time(root: Element) -> str:
    for element in root.iter("time"):
        if element.get("datetime"):
            return str(element.get("datetime"))
    return ""
