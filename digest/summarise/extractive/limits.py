"""Tells which parts of an English sentence limit it, deny it, or say whose words it is: these are never left out. Pure."""

from __future__ import annotations

import re

from digest.text.lang.en_clauses import CONDITION_WORDS, LIMITING_WORDS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAME = re.compile(r"(?<=[\w,;)] )(?:States|May)\b")
"""Names that are also words which limit."""


def is_limiting(text: str) -> bool:
    """Whether a part of a sentence limits it, or says whose words it is: such a part is never left out.

    Names limit nothing: the United States, the month of May.
    """
    return any(
        word.replace("’", "'") in LIMITING_WORDS or word.endswith(("n't", "n’t")) for word in words_of(_NAME.sub("", text))
    )


def has_condition(text: str) -> bool:
    """Whether a part of a sentence sets a condition to it, or denies it."""
    return any(word.replace("’", "'") in CONDITION_WORDS or word.endswith(("n't", "n’t")) for word in words_of(text))


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]
