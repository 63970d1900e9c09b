"""Reads the article text that a page holds as JSON-LD only, for a script to draw. Does not read dates or titles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree

from digest.text.unicode import word_count

Element = etree._Element

_MAX_CHARACTERS = 1_000_000  # of a block that is parsed
_MAX_DEPTH = 6  # of objects and lists in it
_MIN_WORDS = 20  # of an article; fewer are a teaser
_TAG = re.compile(r"</?(?:p|div|br|li|h\d)\b", re.IGNORECASE)
_LISTS = frozenset({"itemListElement", "hasPart", "mentions", "comment", "relatedLink", "isPartOf"})  # other articles


def article_markup(root: Element) -> str:
    """Return the longest `articleBody` of the page's own article as HTML; empty if there is none."""
    found = (text for block in _blocks(root) for text in _bodies(block))
    longest = max(found, key=len, default="")
    if word_count(longest) < _MIN_WORDS:
        return ""
    return longest if _TAG.search(longest) else "".join(f"<p>{row}</p>" for row in longest.split("\n"))


def _blocks(root: Element) -> Iterator[object]:
    for element in root.iter("script"):
        kind = str(element.get("type", "")).split(";")[0].strip().lower()
        if kind == "application/ld+json" and element.text and len(element.text) <= _MAX_CHARACTERS:
            try:
                yield json.loads(element.text, strict=False)
            except (ValueError, RecursionError):
                continue


def _bodies(data: object, depth: int = 0) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for part in data:
            yield from _bodies(part, depth + 1)
    elif isinstance(data, dict):
        if isinstance(data.get("articleBody"), str):
            yield data["articleBody"]
        for key, value in data.items():
            if key not in _LISTS:
                yield from _bodies(value, depth + 1)
