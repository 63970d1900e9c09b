"""Tells the lines that say whom to ask: labels of contacts with a number or address, and names of press offices. Pure.

Knows the words of every language of `text/lang`, and removes nothing.
"""

from __future__ import annotations

import re
from functools import cache

from digest.text.lang import LANGUAGES
from digest.text.statement_kinds import is_phrase, says
from digest.text.unicode import word_count

_MAX_LABEL_WORDS = 4
_MAX_OFFICE_WORDS = 8
_MAX_BLOCK_ROWS = 8
_NUMBER_OR_ADDRESS = re.compile(r"\S@\S|(?<!\d)[(+]?\d[\d ()/.-]{5,20}\d(?!\d)")
_STOPS = frozenset(".!?。！？।۔؟")
_BRACKETS = " []【】()（）:：*"


def says_whom_to_ask(line: str) -> bool:
    """Whether a line is a label of contacts, alone or with a number or an address."""
    return is_contact_label(line) or is_contact_line(line)


def is_contact_label(line: str) -> bool:
    """Whether a line is no more than the label of a contact: "Pressekontakt:", "【照会先】"."""
    return is_phrase(line.strip(_BRACKETS), _labels())


def is_contact_line(line: str) -> bool:
    """Whether a line is a label with a number or an address behind it: "Kontakt: Anna Berg, +47 22 00 00 00"."""
    if not _NUMBER_OR_ADDRESS.search(line) or line.rstrip()[-1:] in _STOPS:
        return False
    label, colon, _ = line.replace("：", ":").partition(":")
    tokens = line.split()
    starts = (" ".join(tokens[:size]) for size in range(1, _MAX_LABEL_WORDS))
    return bool(colon and is_contact_label(label)) or any(map(is_contact_label, starts))


def is_press_office(line: str) -> bool:
    """Whether a line names a press office, perhaps with its body, and says nothing of it: "Пресс-служба Министерства"."""
    if line.rstrip()[-1:] in _STOPS or word_count(line) > _MAX_OFFICE_WORDS:
        return False
    tokens = line.strip(_BRACKETS).split()
    size = next((size for size in range(1, _MAX_LABEL_WORDS + 1) if is_phrase(" ".join(tokens[:size]), _offices())), 0)
    return size > 0 and (size >= len(tokens) or says(" ".join(tokens[size:]), _bodies()))


def is_contact_block(rows: list[str]) -> bool:
    """Whether the rows of a block are a label of contacts and those who can be asked: "Contact:", a name, a number."""
    return (
        1 < len(rows) <= _MAX_BLOCK_ROWS
        and is_contact_label(rows[0])
        and any(_NUMBER_OR_ADDRESS.search(row) for row in rows[1:])
        and not any(row.rstrip()[-1] in _STOPS for row in rows[1:])
    )


@cache
def _labels() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.contact_labels)


@cache
def _offices() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.press_offices)


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.statements.bodies)
