"""Links that open a page at one sentence of it: text fragments, `#:~:text=` (WICG, "URL Fragment Text Directives"). Pure.

Knows the cleaned text of the statement only; what else stands on the publisher's page it cannot know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from digest.net.urls import safe_url
from digest.records import Span

_EXACT_WORDS = 8
"""Sentences of up to so many words are given whole; longer ones by their first and last words, as browsers do themselves."""

_EDGE_WORDS = 3
_MOST_EDGE_WORDS = 12
_PREFIX_WORDS = 6
_LONGEST = 400
"""Characters of the longest directive; text without spaces, which offers no word to cut at, can be longer than a link bears."""


def sentence_link(link: str, text: str, span: Span) -> str:
    """The address of `text[span]` on the page `link`; the page alone when no directive can name it, "" when not on the web.

    A fragment that `link` has is kept before the directive: `#part:~:text=`.
    """
    page = safe_url(link).partition(":~:")[0]
    words = span.of(text).split()
    if not page or not words:
        return page
    directive = _directive(text, span, words)
    if len(directive) > _LONGEST:
        return page
    return f"{page}{'' if '#' in page else '#'}:~:text={directive}"


def _directive(text: str, span: Span, words: Sequence[str]) -> str:
    whole = _encoded(words) if "\n" not in span.of(text).strip() else ""
    if whole and len(words) <= _EXACT_WORDS:
        return _prefix(text, span) + whole
    half = len(words) // 2
    for count in range(min(_EDGE_WORDS, half), min(_MOST_EDGE_WORDS, half) + 1):
        if count and _found(text, words[:count], words[-count:]) == _trimmed(text, span):
            return _edges(words, count)
    named = whole if 0 < len(whole) <= _LONGEST else _edges(words, min(_EDGE_WORDS, half))
    return _prefix(text, span) + named


def _edges(words: Sequence[str], count: int) -> str:
    return f"{_encoded(words[:count])},{_encoded(words[-count:])}" if count else _encoded(words)


def _prefix(text: str, span: Span) -> str:
    """The words before a sentence that stands earlier in the text, too."""
    if text.find(span.of(text)) >= span.start:
        return ""
    return f"{_encoded(text[: span.start].split()[-_PREFIX_WORDS:])}-,"


def _found(text: str, first: Sequence[str], last: Sequence[str]) -> Span | None:
    """What a browser would find: the first place of `first`, and then the next place of `last` after it."""
    start = _pattern(first).search(text)
    end = _pattern(last).search(text, start.end()) if start else None
    return Span(start.start(), end.end()) if start and end else None


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    joined = r"\s+".join(re.escape(word) for word in words)
    return re.compile(rf"(?<!\w){joined}(?!\w)" if joined[:1].isalnum() else rf"{joined}(?!\w)", re.IGNORECASE)


def _trimmed(text: str, span: Span) -> Span:
    part = span.of(text)
    return Span(span.start + len(part) - len(part.lstrip()), span.end - len(part) + len(part.rstrip()))


def _encoded(words: Sequence[str]) -> str:
    """Words of a directive; "-", "," and "&" would part it (section "Syntax")."""
    return quote(" ".join(words), safe="", errors="ignore").replace("-", "%2D")
