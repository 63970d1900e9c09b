"""Tells whether an English text has a finite verb, by word lists and endings. Pure."""

from __future__ import annotations

import re

from digest.summarise.candidates import words
from digest.text.lang.en_clauses import FINITE_OR_NOUN, FINITE_VERBS, NOUN_FOLLOWERS, NOUN_SIGNS, VERB_FOLLOWERS

_NAME = re.compile(r"(?<=[\w,;)’'\"”.] )[A-Z][\w’'-]*")


def has_verb(text: str) -> bool:
    """Whether an English text has a finite verb, as far as word lists and endings tell.

    A participle in -ed counts unless it is the first word: "The minister resigned", but not "Proposed changes".
    """
    found = [word.replace("’", "'") for word in words(_without_names(text))]
    return (
        any(word in FINITE_VERBS or _is_contraction(word) for word in found)
        or any(len(word) > 4 and word.endswith("ed") for word in found[1:])
        or any(_is_verb_here(*three) for three in zip(found, found[1:], found[2:], strict=False))
    )


def _without_names(text: str) -> str:
    """The text with "name" for its capitalised words, but for the first; as it is, if it is in capitals throughout."""
    return text if text.isupper() else _NAME.sub("name", text)


def _is_verb_here(before: str, word: str, after: str) -> bool:
    """Whether a word that may be a noun is a verb between its neighbours: "the ministers call for", but not "a call for"."""
    if before in NOUN_SIGNS or before.endswith("ed") or word not in FINITE_OR_NOUN:
        return False
    return after in VERB_FOLLOWERS or after.isdigit() or (word.endswith("s") and after not in NOUN_FOLLOWERS)


def _is_contraction(word: str) -> bool:
    """Whether a word holds a verb: "we're", "don't"; "Iran's" may be a genitive."""
    return word.endswith(("n't", "'re", "'ve", "'ll", "'m"))
