"""Finds the keywords of a recipient in texts: whole words in any case; "climat*" finds words that begin so. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from digest.records import Span, Statement

_LEAD_SENTENCES = 2
_NO_KEYWORD = re.compile(r"(?!)")


@lru_cache(maxsize=256)
def keyword_pattern(keywords: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of any of `keywords`; it finds nothing if there are none."""
    return re.compile("|".join(map(_keyword, keywords)), re.IGNORECASE) if keywords else _NO_KEYWORD


def has_keyword(keywords: tuple[str, ...], *texts: str) -> bool:
    """Return whether one of `texts` has one of `keywords`."""
    return any(keyword_pattern(keywords).search(text) for text in texts)


def keyword_places(keywords: tuple[str, ...], text: str) -> tuple[Span, ...]:
    """Return where the keywords are in `text`."""
    return tuple(Span(*found.span()) for found in keyword_pattern(keywords).finditer(text) if found[0])


def keyword_rank(keywords: tuple[str, ...], statement: Statement) -> int:
    """Return 0 if a keyword is in the title, 1 if it is in the lead or is the speaker, else 2."""
    if has_keyword(keywords, statement.title):
        return 0
    return 1 if has_keyword(keywords, statement.speaker, _lead(statement)) else 2


def sentence_with_keyword(keywords: tuple[str, ...], statement: Statement) -> Span | None:
    """Return the first sentence with a keyword, or the paragraph if no sentence holds it; None if the text has none."""
    found = keyword_pattern(keywords).search(statement.text)
    if not found:
        return None
    holders: Sequence[Span] = (*statement.sentences, *(Span(part.start, part.end) for part in statement.paragraphs))
    return next((span for span in holders if span.start <= found.start() < span.end), None)


def _lead(statement: Statement) -> str:
    """Return the first sentences, or the first paragraph of a text without sentences."""
    ends = [span.end for span in statement.sentences[:_LEAD_SENTENCES]] or [part.end for part in statement.paragraphs[:1]]
    return statement.text[: ends[-1]] if ends else ""


def _keyword(keyword: str) -> str:
    words = r"\s+".join(re.escape(word) for word in keyword.removesuffix("*").split())
    end = r"\w*" if keyword.endswith("*") else r"(?!\w)"
    return rf"(?<!\w){words}{end}"
