"""What a whole page says about itself outside its text: title, address, date, language, author. Never touches the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from digest.text.lang.en import MONTH_ABBREVIATIONS, MONTHS
from digest.text.unicode import one_line

Element = etree._Element

_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
)
_MONTH = rf"(?:{'|'.join(MONTHS + MONTH_ABBREVIATIONS)})\.?"
# "/ Published January 16, 2016", "Posted on 4 May 2021": a text of its own, not a date in a sentence
_DATED = re.compile(
    r"\W*(?:(?:first )?(?:published|posted|released|issued|date|press release)(?: on)?:?\s*)?(?:\w+day,? )?"
    rf"(?P<date>{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}(?:er|\.|º)? (?:de )?[^\W\d_]{{3,12}}\.?,? (?:de )?\d{{4}}"
    r"|\d{4}-\d\d-\d\d)(?:\W.{0,25})?",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(r"By:? (?P<who>[A-Z][^!?;:]{4,110}?)[\s,/|]*")
_NEAR = 40
"""Pieces of text; what stands farther below the headline than this is no date line (the most on 165 pages of af.mil is 6)."""

_MAX_JSON = 200_000  # characters of one JSON-LD block that are worth reading for a date


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Empty where the page does not say; `published` is as written."""

    title: str = ""
    link: str = ""
    published: str = ""
    language: str = ""
    author: str = ""


def read_head(root: Element) -> PageMetadata:
    """What the page under `root` says about itself."""
    said = _meta(root)
    published = next((said[name] for name in _DATES if name in said), "") or _date_in_json(root) or _time(root)
    below = () if published else _below_headline(root)
    return PageMetadata(
        title=_title(root, said),
        link=_link(root, said),
        published=published or next((dated["date"] for text in below if (dated := _DATED.fullmatch(text))), ""),
        language=str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or said.get("og:locale", "")),
        author=said.get("author", "") or next((by["who"] for text in below if (by := _WRITTEN_BY.fullmatch(text))), ""),
    )


def _meta(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            found.setdefault(str(name).lower(), one_line(str(content)))
    return found


def _title(root: Element, said: Mapping[str, str]) -> str:
    """The first h1 with text in it, else og:title, else the title element without the name of the site."""
    headings = (one_line("".join(str(part) for part in element.itertext())) for element in root.iter("h1"))
    shared, named = said.get("og:title", ""), one_line(next((e.text or "" for e in root.iter("title")), ""))
    candidates = [heading for heading in headings if len(heading.split()) > 1]
    for heading in candidates:
        # a site's own name is often its first h1: the headline is the one that the page's title repeats
        if heading in shared or heading in named:
            return heading
    return shared or (candidates[0] if len(candidates) == 1 else "") or _without_site(named)


def _without_site(title: str) -> str:
    for separator in (" | ", " - ", " – ", " — ", " :: ", " » "):
        if separator in title:
            parts = title.split(separator)
            return max(parts[0], parts[-1], key=len) if len(parts) == 2 else parts[0]
    return title


def _link(root: Element, said: Mapping[str, str]) -> str:
    for element in root.iter("link"):
        if "canonical" in str(element.get("rel", "")).lower().split() and str(element.get("href", "")).startswith("http"):
            return str(element.get("href")).strip()
    shared = said.get("og:url", "")
    return shared if shared.startswith("http") else ""


def _below_headline(root: Element) -> tuple[str, ...]:
    """The pieces of text just below the first h1; where pages without metadata say who wrote it, and when."""
    heading = next(root.iter("h1"), None)
    if heading is None:
        return ()
    pieces = (one_line(text) for text in _texts_after(heading))
    return tuple(islice((piece for piece in pieces if piece), _NEAR))


def _texts_after(element: Element) -> Iterator[str]:
    """All text behind `element` in the document, piece by piece: an XPath would gather all of it before giving the first."""
    parent = element.getparent()
    while parent is not None:
        yield element.tail or ""
        for sibling in element.itersiblings():
            yield from map(str, sibling.itertext())
            yield sibling.tail or ""
        element, parent = parent, parent.getparent()


def _date_in_json(root: Element) -> str:
    for element in root.iter("script"):
        if element.get("type") == "application/ld+json" and element.text and len(element.text) <= _MAX_JSON:
            try:
                data = json.loads(element.text)
            except (ValueError, RecursionError):
                continue
            for date in _published(data):
                return date
    return ""


def _published(data: object, depth: int = 0) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        yield from _published(data.get("@graph"), depth)
    elif isinstance(data, list) and depth < 4:
        for part in data:
            yield from _published(part, depth + 1)


def _time(root: Element) -> str:
    for element in root.iter("time"):
        if element.get("datetime"):
            return str(element.get("datetime"))
    return ""
