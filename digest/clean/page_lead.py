"""Restores the first paragraph of an unknown page, which extractors drop if it stands in a box with the headline. Pure.

Only lines that the page shows are added. What a page says of itself for search engines and social networks (its descriptions)
only tells which line is the first paragraph. A paragraph that may belong to something else gives a warning instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from digest.clean.html_parser import VisibleText
from digest.clean.visibility import COOKIES
from digest.records import Role
from digest.text.date_lines import date_line
from digest.text.unicode import folded, normalised_line, word_count
from digest.text.visible import shortened
from digest.text.volatile import volatile_spans
from digest.text.walls import wall_of

Element = etree._Element

_MIN_WORDS = 8  # of a paragraph or description; fewer are a label
_HEAD = 60  # folded characters by which a description is known in a line
_MIN_HEAD = 24
_MAX_DESCRIPTIONS = 6
_MAX_KNOWN = 300  # lines of the article in which a paragraph is looked for
_MAX_ALIKE = 5  # lines that begin like a description
_REACH = 15  # lines below the headline
_MAX_LEADS = 3
_NEAR = 2  # elements between a paragraph and the one that holds the headline, too
_SENTENCE_ENDS = frozenset(".!?…:;”\"’'»。！？：；」』।॥؟۔)")
_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description", "dc.description", "dcterms.description"})
_LEAD_NAME = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|intro|teaser|summary|abstract|stand-?first|sub-?title|sub-?headline|chap[oô]|vorspann|entradilla"
    r"|sumario|bajada|ingress|excerpt|preamble|description|dek|deck|abstrakt|sommario|occhiello|resumo|leadtext)",
    re.IGNORECASE,
)
_ASIDE_NAME = re.compile(
    r"comment|discuss|related|sidebar|promo|footer|cookie|consent|newsletter|subscri|share|social|breadcrumb|caption|credit"
    r"|author|byline|tags|gallery|search|login|disclaimer|alert|skip|accessib|listen|print",
    re.IGNORECASE,
)
_ASIDES = frozenset("footer nav aside form figure figcaption dialog".split())
_TOP = frozenset("html body main".split())
_BYLINE = re.compile(r"By [A-Z].*\d")
_PICTURE = re.compile(r"\b(?:file )?photo(?:graph)?\b[,:]|\((?:photo|foto|image|picture|bild)\b|\bphoto by\b", re.IGNORECASE)


class Lead(NamedTuple):
    """The lines of the first paragraphs that were left out, and the beginning of one that may be left out wrongly."""

    lines: tuple[int, ...] = ()
    doubtful: str = ""


def page_descriptions(root: Element) -> tuple[str, ...]:
    """Return what a page says of itself in its metadata, the longest first, without dots at its end."""
    names = ((tag, str(tag.get("property") or tag.get("name") or "").lower()) for tag in root.iter("meta"))
    texts = (normalised_line(str(tag.get("content") or "")) for tag, name in names if name in _DESCRIPTIONS)
    found = (text.rstrip(" .…[]") for text in texts if word_count(text) >= _MIN_WORDS)
    return tuple(sorted(set(islice(found, _MAX_DESCRIPTIONS)), key=len, reverse=True))


def missing_lead(text: VisibleText, chosen: Collection[int], headlines: Sequence[str], descriptions: Sequence[str]) -> Lead:
    """Return which lines of `text` belong before the `chosen` ones: that of a description, and prose below the headline."""
    if not chosen:
        return Lead()
    known = folded("".join(text.lines[number].text for number in sorted(chosen)[:_MAX_KNOWN]))
    headline = _headline(text, chosen, headlines)
    described = _described(text, chosen, known, descriptions, headline)
    below = [] if headline is None else list(_below(text, chosen, known, headline))[:_MAX_LEADS]
    sure = {number for number in below if _belongs(text.owners[number], text.owners[headline or 0])}
    lines = tuple(sorted({*described, *sure}))
    doubtful = next((text.lines[number].text for number in below if number not in lines), "")
    return Lead(lines, "" if lines else shortened(doubtful, _HEAD))


def _headline(text: VisibleText, chosen: Collection[int], headlines: Sequence[str]) -> int | None:
    """Return the last line that is a headline of the page, at or above the first prose that was chosen."""
    named = {folded(headline) for headline in headlines} - {""}
    prose = [number for number in sorted(chosen) if _is_prose(text, number) and folded(text.lines[number].text) not in named]
    last = prose[0] if prose else max(chosen)
    found = [n for n in range(last) if text.lines[n].role is Role.HEADING and folded(text.lines[n].text) in named]
    return found[-1] if found else None


def _described(
    text: VisibleText, chosen: Collection[int], known: str, descriptions: Sequence[str], headline: int | None
) -> list[int]:
    """Return the line that a description was taken from, if it is none of those that were chosen."""
    first, last = -1 if headline is None else headline, max(chosen)
    for description in descriptions:
        head = folded(description)[:_HEAD]
        if len(head) < _MIN_HEAD or head in known:
            continue
        alike = (n for n in range(first + 1, last) if n not in chosen and _begins_with(text.lines[n].text, head))
        found = next((n for n in islice(alike, _MAX_ALIKE) if _is_prose(text, n) and not _is_aside(text.owners[n])), None)
        if found is not None and (headline is not None or _in_article(text.owners[found])):
            return [found]
    return []


def _below(text: VisibleText, chosen: Collection[int], known: str, headline: int) -> Iterator[int]:
    """Yield the prose between a headline and the first prose that was chosen."""
    for number in range(headline + 1, min(headline + 1 + _REACH, len(text.lines))):
        line = text.lines[number].text
        if number in chosen and _is_prose(text, number):
            return
        if volatile_spans(line):  # the heading of a list of other pages
            return
        if number in chosen or folded(line) in known or not _is_prose(text, number) or line[-1] not in _SENTENCE_ENDS:
            continue
        if not _is_aside(text.owners[number]) and not _is_beside(line):
            known += folded(line)
            yield number


def _begins_with(line: str, head: str) -> bool:
    return folded(line[: 3 * _HEAD]).startswith(head)


def _is_prose(text: VisibleText, number: int) -> bool:
    line = text.lines[number]
    is_text = line.role is not Role.HEADING and not line.linked and word_count(line.text) >= _MIN_WORDS
    return is_text and not COOKIES.search(line.text) and wall_of(line.text) is None


def _is_beside(line: str) -> bool:
    """Whether a line is a date with who wrote the article, or tells what a picture shows."""
    return date_line(line) is not None or _BYLINE.match(line) is not None or _PICTURE.search(line) is not None


def _is_aside(owner: Element) -> bool:
    return any(
        element.tag in _ASIDES or (element.tag not in _TOP and _ASIDE_NAME.search(_name(element)) is not None)
        for element in (owner, *owner.iterancestors())
    )


def _belongs(owner: Element, headline: Element) -> bool:
    """Whether a paragraph is named as the first one, or stands in the box of the headline."""
    around = [element for element in (owner, *owner.iterancestors()) if element.tag not in _TOP]
    if any(_LEAD_NAME.search(_name(element)) for element in around[:_NEAR]):
        return True
    boxes = {element for element in (headline, *headline.iterancestors()) if element.tag not in _TOP}
    return any(element in boxes for element in around[: _NEAR + 1])


def _in_article(owner: Element) -> bool:
    return any(element.tag in ("article", "main") for element in owner.iterancestors())


def _name(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
