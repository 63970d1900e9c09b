"""Finds quotations, in which no sentence ends, and what stands behind a quotation in Chinese. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MAX_QUOTATION = 600  # characters; two marks that are farther apart belong to two quotations
_MAX_ATTRIBUTION = 16  # characters: "部长在会上说"
_PAIRS = (("“", "”"), ("«", "»"), ("»", "«"), ("„", "”"), ("„", "“"), ("”", "”"), ("”", "“"))
# A mark that closes quotations in other languages opens one only before a word: "»Dansk«", ”svenska”, ”اردو“.
_WORD_AHEAD = {"»": r"(?=\w)", "”": r"(?=\w)"}
_QUOTATION = re.compile(
    "|".join(
        rf"(?<!\w){opening}{_WORD_AHEAD.get(opening, '')}[^{opening}{closing}\n]{{1,{_MAX_QUOTATION}}}{closing}"
        for opening, closing in _PAIRS
    )
)
_CLOSED = re.compile(r"[。！？!?][”」』]$")
_CLAUSE = re.compile(r"[^，。！？；：、”“「」\s]*")


def quoted_spans(paragraph: str) -> list[tuple[int, int]]:
    """Return where quotations with typographic marks begin and end. sentencex knows most of these marks, but not all."""
    return [found.span() for found in _QUOTATION.finditer(paragraph)]


def is_attributed(before: str, after: str, verbs: Sequence[str]) -> bool:
    """Return whether a quotation ends, and who said it follows in the same sentence: “...。”部长说。"""
    if not verbs or not _CLOSED.search(before):
        return False
    clause = _CLAUSE.match(after)
    said = clause[0] if clause else ""
    return 1 < len(said) <= _MAX_ATTRIBUTION and said.endswith(tuple(verbs))
