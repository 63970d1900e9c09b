"""Finds the quotations of a text and checks whether another text contains them word for word. Pure."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)|``([^`']+)''")


def quotations(text: str) -> tuple[str, ...]:
    """The quoted passages of `text`, without their quotation marks."""
    return tuple(passage for match in _QUOTED.finditer(text) for passage in match.groups() if passage)


def is_supported(quotation: str, evidence: str) -> bool:
    """Whether `evidence` contains the quoted words in sequence.

    Punctuation and capitals are ignored. The parts before and after an omission ("...", "[...]") are looked for one by one.
    """
    words = f" {_words_only(evidence)} "
    parts = (_words_only(part) for part in re.split(r"\.\.\.|…|\[[^\]]*\]", quotation))
    return all(f" {part} " in words for part in parts if part)


def _words_only(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
