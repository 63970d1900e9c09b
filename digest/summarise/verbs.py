"""Tells whether an English text has a finite verb, by word lists and endings. Pure."""

from __future__ import annotations

import re

from digest.summarise.candidates import words
from digest.text.lang.en_clauses import (
    BASE_VERBS,
    FINITE_OR_NOUN,
    FINITE_VERBS,
    NOUN_FOLLOWERS,
    NOUN_PREPOSITIONS,
    NOUN_SIGNS,
    VERB_FOLLOWERS,
)

_NAME = re.compile(r"(?<=[\w,;)’'\"”.] )[A-Z][\w’'-]*")


_COMPOUND = re.compile(r"\b\w+(?:-\w+)+\b")


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


def lacks_subject(text: str) -> bool:
    """Whether an item of a list begins with its verb: "Directs the agency to report", "Replaced 300 pipes", "Use the fund"."""
    found = words(text)[:2]
    if len(found) < 2:
        return False
    first, second = found
    is_past = first.endswith("ed") and len(first) > 4 and (second in VERB_FOLLOWERS or second.isdigit())
    is_present = first.endswith("s") and first in FINITE_VERBS | FINITE_OR_NOUN and second in VERB_FOLLOWERS - NOUN_PREPOSITIONS
    return is_past or is_present or (first in BASE_VERBS and second in VERB_FOLLOWERS - NOUN_PREPOSITIONS)


def _without_names(text: str) -> str:
    """The text with "name" for compounds and capitalised words, but for the first; as it is, if it is all in capitals."""
    return text if text.isupper() else _NAME.sub("name", _COMPOUND.sub("name", text))


def _is_verb_here(before: str, word: str, after: str) -> bool:
    """Whether a word that may be a noun is a verb between its neighbours: "the ministers call for", but not "a call for"."""
    if before in NOUN_SIGNS or before.endswith("ed") or word not in FINITE_OR_NOUN | BASE_VERBS:
        return False
    return after in VERB_FOLLOWERS or after == "name" or after.isdigit() or (word.endswith("s") and after not in NOUN_FOLLOWERS)


def _is_contraction(word: str) -> bool:
    """Whether a word holds a verb: "we're", "don't"; "Iran's" may be a genitive."""
    return word.endswith(("n't", "'re", "'ve", "'ll", "'m"))
