"""Finds who signs a text: a name and an office on the last two lines. Pure; removes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from digest.clean.document import Line
from digest.records import Role
from digest.text.lang.en import OFFICES
from digest.text.month_names import base_language
from digest.text.statement_kinds import is_phrase, says, statement_words

_LINES = 2  # of a signature
_MAX_NAME = 5  # words
_MAX_OFFICE = 10  # words
_OFFICE_WORDS = (1, 2)  # with which an office begins
_ENGLISH = tuple(sorted(OFFICES))
_STOPS = frozenset(".!?:;,")
_TITLE = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms)\.?|\((?:Mr|Mrs|Ms|Dr)\)")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")


class Signature(NamedTuple):
    """Who signs, with the office, and the office alone; both empty if nobody does."""

    speaker: str = ""
    office: str = ""


def signature(lines: Sequence[Line], language: str) -> Signature:
    """Return who signs the text in a name and an office on its last two lines, in either order."""
    last = [line.text.strip() for line in lines[-_LINES:] if line.role is Role.BODY and not line.speaker]
    if len(lines) <= _LINES or len(last) < _LINES:
        return Signature()
    offices = _ENGLISH if base_language(language) == "en" else statement_words(language).offices
    bodies = statement_words(language).bodies
    for name, office in (last, reversed(last)):
        if _is_name(name, (*offices, *bodies)) and _is_office(office, offices):
            return Signature(f"{name}, {office}", office)
    return Signature()


def without_sentence(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of a signed text: those of the signature are text, but no sentences."""
    signed = tuple(replace(line, lead=len(line.text)) for line in lines[-_LINES:])
    return (*lines[:-_LINES], *signed)


def _is_name(text: str, others: tuple[str, ...]) -> bool:
    """Whether a line is the name of a person: two to five words with capitals, none of which is an office or a body."""
    words = [word for word in text.split() if not _TITLE.fullmatch(word)]
    return (
        1 < len(words) <= _MAX_NAME
        and all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words)
        and not (text[-1] in _STOPS and len(words[-1]) > _LINES)
        and not says(" ".join(words), others)
    )


def _is_office(text: str, offices: tuple[str, ...]) -> bool:
    words = text.split()
    is_short = len(words) <= _MAX_OFFICE and text[-1] not in _STOPS
    return is_short and any(is_phrase(" ".join(words[:size]).strip(","), offices) for size in _OFFICE_WORDS)
