"""Makes links that open a page at one sentence: text fragments, `#:~:text=` (WICG, "URL Fragment Text Directives"). Pure.

Only the cleaned text of the statement is known here, not what else the publisher's page holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from digest.net.urls import safe_url
from digest.records import Span

_MAX_EXACT_WORDS = 8
"""Sentences up to this length are quoted whole, longer ones by their first and last words, as browsers do."""

_MIN_EDGE_WORDS = 3
_MAX_EDGE_WORDS = 12
"""First and last words of a long sentence: as many as it takes to find it and nothing else."""

_PREFIX_WORDS = 6
_MAX_DIRECTIVE = 400
"""Characters. Text without spaces offers no word to cut at, so that its directive may grow longer than a link can bear."""


def sentence_link(link: str, text: str, span: Span, page: int = 0) -> str:
    """Return the URL that opens the page `link` at the sentence `text[span]`, or a PDF at its page `page` (RFC 8118).

    Returns the URL of the page alone if no directive can name the sentence, and "" if `link` is no web address. A fragment that
    `link` has stays before the directive: `#part:~:text=`.
    """
    address = safe_url(link).partition(":~:")[0]
    if address and page:
        return f"{address.partition('#')[0]}#page={page}"
    words = span.of(text).split()
    if not address or not words:
        return address
    directive = _directive(text, span, words)
    if len(directive) > _MAX_DIRECTIVE:
        return address
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _directive(text: str, span: Span, words: Sequence[str]) -> str:
    whole = _encoded(words) if "\n" not in span.of(text).strip() else ""
    if whole and len(words) <= _MAX_EXACT_WORDS:
        return _prefix(text, span) + whole
    half = len(words) // 2
    for count in range(min(_MIN_EDGE_WORDS, half), min(_MAX_EDGE_WORDS, half) + 1):
        if count and _found(text, words[:count], words[-count:]) == _trimmed(text, span):
            return _edges(words, count)
    named = whole if 0 < len(whole) <= _MAX_DIRECTIVE else _edges(words, min(_MIN_EDGE_WORDS, half))
    return _prefix(text, span) + named


def _edges(words: Sequence[str], count: int) -> str:
    return f"{_encoded(words[:count])},{_encoded(words[-count:])}" if count else _encoded(words)


def _prefix(text: str, span: Span) -> str:
    """Return the words before the sentence, which tell it from an earlier place with the same text; "" without such a place."""
    if text.find(span.of(text)) >= span.start:
        return ""
    return f"{_encoded(text[: span.start].split()[-_PREFIX_WORDS:])}-,"


def _found(text: str, first: Sequence[str], last: Sequence[str]) -> Span | None:
    """Return what a browser finds: the first place of the words `first` to the next place of `last` after it."""
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
    """Return the words percent-encoded, with "-", "," and "&", which are syntax in a directive."""
    return quote(" ".join(words), safe="", errors="ignore").replace("-", "%2D")
