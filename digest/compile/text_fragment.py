"""Makes links that open a page at one sentence: text fragments, `#:~:text=` (WICG, "URL Fragment Text Directives"). Pure.

Only the cleaned text of the statement is known here, not what else the publisher's page holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from digest.net.urls import safe_url
from digest.records import Span

_MAX_EXACT_WORDS = 8
"""Sentences up to this length are quoted whole, longer ones by their first and last words, as browsers do."""

_MIN_EDGE_WORDS = 3
_MAX_EDGE_WORDS = 12
"""First and last words of a long sentence: as many as it takes to find it and nothing else."""

_PREFIX_WORDS = 6
_SPACE = re.compile(r"\s+")
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
    folded = _folded(text)
    start = _place(folded, first, 0)
    end = _place(folded, last, start.end) if start else None
    return Span(start.start, end.end) if start and end else None


def _place(folded: str, words: Sequence[str], start: int) -> Span | None:
    """Return the first place at or after `start` where `words` stand as whole words, with any space between them."""
    lowered = [_folded(word) for word in words]
    at = folded.find(lowered[0], start)
    while at >= 0:
        end = _end_of_words(folded, lowered, at)
        if end is not None and not (_is_word(folded, at - 1) and lowered[0][0].isalnum()) and not _is_word(folded, end):
            return Span(at, end)
        at = folded.find(lowered[0], at + 1)
    return None


def _end_of_words(folded: str, words: Sequence[str], at: int) -> int | None:
    """Return where `words` end that begin at `at`; None if they do not stand there."""
    for number, word in enumerate(words):
        space = _SPACE.match(folded, at) if number else None
        if number and space is None:
            return None
        at = space.end() if space else at
        if not folded.startswith(word, at):
            return None
        at += len(word)
    return at


def _is_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    """Return the text in lower case, with every letter at its place: "İ" would become two."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(low if len(low := one.lower()) == 1 else one for one in text)


def _trimmed(text: str, span: Span) -> Span:
    part = span.of(text)
    return Span(span.start + len(part) - len(part.lstrip()), span.end - len(part) + len(part.rstrip()))


def _encoded(words: Sequence[str]) -> str:
    """Return the words percent-encoded, with "-", "," and "&", which are syntax in a directive."""
    return quote(" ".join(words), safe="", errors="ignore").replace("-", "%2D")
