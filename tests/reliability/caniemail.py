"""Test helper: which HTML and CSS features of a mail the mail programs do not support, by data of caniemail.com (MIT). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import html

FAMILIES = ("gmail", "outlook", "apple-mail")

FALLBACKS = {
    "css-at-media": "phones show the 600 px column at their own width, because max-width makes it fluid",
    "css-at-media-prefers-color-scheme": "the mail stays light",
    "css-border-radius": "corners are square",
    "css-display-none": "the preheader also has max-height, overflow and mso-hide",
    "css-important": "only in the blocks above",
    "css-letter-spacing": "headings are a little narrower",
    "css-max-height": "the preheader also has display:none",
    "css-max-width": "the table has width=600",
    "css-overflow": "the preheader also has display:none",
    "css-padding": "Outlook pads table cells, where it matters",
    "css-white-space": "the link may break over two lines",
    "css-selector-descendant": "only in the blocks above",
    "css-selector-class": "only in the blocks above",
    "css-selector-grouping": "only in the blocks above",
    "css-selector-type": "only in the blocks above",
    "html-body": "its colour is also that of the outer table",
    "html-doctype": "Outlook on Windows always uses the layout rules of Word",
    "html-meta-color-scheme": "the mail stays light",
    "html-role": "layout tables are read as tables",
    "html-style": "the frame has inline styles; statements are unstyled headings, lists and links",
}
"""Features that a mail program may lack without harm to the reader, and what the reader sees then."""

_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+)")
_UNIT = re.compile(r"\d(px|em|rem|%|pt|vw|vh)")
_ELEMENTS = {"ul": "html-lists", "ol": "html-lists", "b": "html-strong", "strong": "html-strong", "style": "html-style"}
_ELEMENTS |= {f"h{level}": "html-h1-h6" for level in range(1, 7)}


def features(source: str, known: frozenset[str]) -> frozenset[str]:
    """The caniemail names, of those in `known`, of the features that the HTML `source` uses."""
    document = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    names = {"html-doctype"}
    for element in document.iter():
        names.add(_ELEMENTS.get(element.tag, f"html-{element.tag}"))
        names |= {f"html-{name}" for name in element.attrib}
        names |= set(_of_css(element.get("style", ""), known))
        if element.get("href", "").startswith("mailto:"):
            names.add("html-mailto-links")
        if element.get("name") == "color-scheme":
            names.add("html-meta-color-scheme")
    for sheet in document.xpath("//style/text()"):
        names |= set(_of_sheet(sheet, known))
    return frozenset(names & known)


def unsupported(data: dict[str, Any], used: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Feature and client, for each used feature that the newest version of a client of FAMILIES does not support."""
    by_name = {feature["slug"]: feature for feature in data["data"]}
    for name in sorted(used):
        for family in FAMILIES:
            for platform, versions in by_name[name]["stats"].get(family, {}).items():
                if list(versions.values())[-1].startswith("n"):
                    yield name, f"{family}.{platform}"


def _of_css(css: str, known: frozenset[str]) -> Iterator[str]:
    for name, value in _DECLARATION.findall(css):
        parts = name.split("-")
        candidates = [f"css-{'-'.join(parts[:count])}" for count in range(len(parts), 0, -1)]
        yield from [candidate for candidate in candidates if candidate in known][:1]
        yield from (f"css-unit-{'percent' if unit == '%' else unit}" for unit in _UNIT.findall(value))
        if name == "display" and value.strip() == "none":
            yield "css-display-none"
        if "!important" in value:
            yield "css-important"


def _of_sheet(sheet: str, known: frozenset[str]) -> Iterator[str]:
    yield from _of_css(sheet, known)
    if "@media" in sheet:
        yield "css-at-media"
    if "prefers-color-scheme" in sheet:
        yield "css-at-media-prefers-color-scheme"
    selectors = re.findall(r"[{}]\s*([^{}@]+?)\s*\{", sheet)
    for selector in selectors:
        yield "css-selector-class" if "." in selector else "css-selector-type"
        if "," in selector:
            yield "css-selector-grouping"
        if re.search(r"\w \w", selector):
            yield "css-selector-descendant"
