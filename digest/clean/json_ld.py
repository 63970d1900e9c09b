"""Reads the JSON-LD of a page: the article text that a script draws, and when its own article was published."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from digest.text.unicode import folded, word_count

Element = etree._Element

_MAX_CHARACTERS = 1_000_000  # of a block that is parsed
_MAX_DEPTH = 6  # of objects and lists in it
_MIN_WORDS = 20  # of an article; fewer are a teaser
_TAG = re.compile(r"</?(?:p|div|br|li|h\d)\b", re.IGNORECASE)
_TEXT_TYPES = ("Article", "BlogPosting", "Report", "Announcement", "Legislation", "CreativeWork")  # endings of types
# What hides a script from XML parsers
_OPENING = re.compile(r"(?:(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|<!--)")
_LAST_COMMA = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*+")|,(?=\s{0,200}[}\]])', re.DOTALL)
_CLOSINGS = ("*/", "]]>", "/*", "//", "-->", ";")
_LISTS = frozenset(
    {"itemListElement", "hasPart", "mentions", "comment", "relatedLink", "isPartOf", "citation", "review"}
)  # others
_OTHER = frozenset(
    "ImageObject VideoObject AudioObject Comment Event ItemList Product Review Dataset Person Organization".split()
)


def article_markup(root: Element, titles: Collection[str] = ()) -> str:
    """Return the longest text of the page's own article as HTML; empty if there is none.

    With `titles`, those of the page, an article with another headline is not its own.
    """
    named = {folded(title) for title in titles} - {""}
    found = (text for block in _blocks(root) for text, headline in _bodies(block) if not named or _is_named(headline, named))
    longest = max(found, key=len, default="")
    if word_count(longest) < _MIN_WORDS:
        return ""
    return longest if _TAG.search(longest) else "".join(f"<p>{row}</p>" for row in longest.split("\n"))


def _has_own_text(data: Mapping[str, object]) -> bool:
    return any(kind.endswith(_TEXT_TYPES) for kind in _types(data))


def published_dates(root: Element, title: str, link: str, *, sure: bool) -> Iterator[str]:
    """Yield the dates of publication of the page's own article, then of the page; those of other articles are left out.

    The own article is the one with the headline or the address of the page, or the first if it has no other headline. With
    `sure` false, yield instead the date of the first article if it has another headline: that may be a shorter one.
    """
    entities = [entity for block in _blocks(root) for entity in _entities(block)]
    dated = [entity for entity in entities if isinstance(entity.get("datePublished"), str) and not _OTHER & _types(entity)]
    articles = [entity for entity in dated if "WebPage" not in _types(entity)]
    own = [entity for entity in articles if _is_about(entity, title, link)]
    pages = [entity for entity in dated if "WebPage" in _types(entity)]
    alike = [entity for entity in articles[:1] if not title or _is_named(_headline(entity), {folded(title)})]
    chosen = [*(own or alike), *pages[:1]] if sure else [] if own or alike else articles[:1]
    yield from (str(entity["datePublished"]) for entity in chosen)


def _headline(entity: Mapping[str, object]) -> str:
    return str(entity.get("headline") or entity.get("name") or "")


def _entities(data: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a block, without those in lists of other articles."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for part in data:
            yield from _entities(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key, value in data.items():
            if key not in _LISTS and isinstance(value, dict | list):
                yield from _entities(value, depth + 1)


def _types(entity: Mapping[str, object]) -> frozenset[str]:
    written = entity.get("@type")
    return frozenset(str(name) for name in (written if isinstance(written, list) else [written]))


def _is_about(entity: Mapping[str, object], title: str, link: str) -> bool:
    """Whether an entity has the headline of the page, or its address."""
    named = {folded(str(entity[key])) for key in ("headline", "name") if isinstance(entity.get(key), str)}
    page = entity.get("mainEntityOfPage")
    linked = [entity.get("url"), entity.get("@id"), page, page.get("@id") if isinstance(page, dict) else None]
    return (title != "" and folded(title) in named) or (link != "" and link in linked)


def _blocks(root: Element) -> Iterator[object]:
    for element in root.iter("script"):
        kind = str(element.get("type", "")).split(";")[0].strip().lower()
        if kind == "application/ld+json" and element.text and len(element.text) <= _MAX_CHARACTERS:
            try:
                yield _parsed(_unwrapped(element.text))
            except (ValueError, RecursionError):
                continue


def _parsed(script: str) -> object:
    """Return what a block says, also if a comma stands behind the last of its parts."""
    try:
        return json.loads(script, strict=False)
    except ValueError:
        return json.loads(_LAST_COMMA.sub(lambda found: found["string"] or "", script), strict=False)


def _unwrapped(script: str) -> str:
    """Return a script without the marks that hide it. No expression looks for its end: a run of spaces would make it slow."""
    text = script.strip()
    if opening := _OPENING.match(text):
        text = text[opening.end() :]
    for mark in _CLOSINGS:
        text = text.removesuffix(mark).rstrip()
    return text


def _is_named(headline: str, titles: Collection[str]) -> bool:
    """Whether a headline is one of `titles`, or as good as one; an article without a headline may be that of the page."""
    name = folded(headline)
    return not name or any(name in title or title in name for title in titles)


def _bodies(data: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the text and the headline of each article in a block."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for part in data:
            yield from _bodies(part, depth + 1)
    elif isinstance(data, dict):
        key = "articleBody" if "articleBody" in data else "text" if _has_own_text(data) else ""
        if key and isinstance(data.get(key), str):
            yield str(data[key]), _headline(data)
        for key, value in data.items():
            if key not in _LISTS:
                yield from _bodies(value, depth + 1)
