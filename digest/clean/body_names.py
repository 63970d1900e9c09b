"""Finds the body that publishes a statement where no person speaks and no office issues it. Pure.

It is named by the page, right above the headline, or on a line of its own that opens or signs the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.clean.contact_lines import is_press_office
from digest.clean.document import Line
from digest.clean.page_title import is_initials
from digest.records import Role
from digest.text.lang.en import BODIES
from digest.text.lang.language_words import StatementWords
from digest.text.month_names import base_language
from digest.text.statement_kinds import is_phrase, says, statement_words
from digest.text.unicode import is_east_asian, is_unspaced, word_count

_MAX_WORDS = 10  # of a name
_EDGE = 2  # lines at the start and at the end of a text in which a body stands alone
_MAX_UNCASED = 5  # words of a letterhead in a script without capitals
_SIZES = (1, 2, 3)  # words for a body: "office of the president"
_NOT_NAME = re.compile(r"[.!?:;|@\d“”\"«»。！？：；，、؟؛،।]|https?:")
_SMALL_WORDS = 4  # letters of words in lower case in a name: "of", "and", "für", "des"
_ENGLISH = StatementWords(bodies=BODIES)


def publishing_body(names: Sequence[str], lines: Sequence[Line], language: str) -> str:
    """Return the body among `names`, those that a page gives its publisher, or among the edges of `lines`; else initials."""
    words = _ENGLISH if base_language(language) == "en" else statement_words(language)
    bodies = (name for name in names if _is_body(name, words))
    initials = (name for name in names if words.bodies and is_initials(name))
    return next(bodies, "") or _signing_body(lines, words) or next(initials, "")


def letterhead(lines: Sequence[Line], language: str) -> tuple[str, int]:
    """Return the body that a text names above itself, and how many lines name it or its press office; "" and 0 if none does.

    Not for English, where a rule knows what issues statements.
    """
    words, body, count = statement_words(language), "", 0
    for line in lines[:_EDGE]:
        name = "" if body else _letterhead_name(line, words)
        if not name and not is_press_office(line.text):
            break
        body, count = body or name, count + 1
    return (body, count) if body and count < len(lines) else ("", 0)


def _letterhead_name(line: Line, words: StatementWords) -> str:
    """Return the body that a line names; without capitals only if it is short, for a headline may begin with one."""
    name = _body_name(line, words)
    return name if has_capitals(name) or len(name.split()) <= _MAX_UNCASED else ""


def _signing_body(lines: Sequence[Line], words: StatementWords) -> str:
    """Return the body whose name is a line of its own at the edge of a text; empty if several are, as below a joint text."""
    edges = {number for number in (*range(_EDGE), *range(len(lines) - _EDGE, len(lines))) if 0 <= number < len(lines)}
    found = {text for number in edges if (text := _body_name(lines[number], words))}
    return next(iter(found)) if len(found) == 1 else ""


def _body_name(line: Line, words: StatementWords) -> str:
    """Return the name of a body that is all of a line; empty if the line is none: an item, a sentence, words in lower case."""
    text = line.text.strip(" *,")
    if line.role is Role.ITEM or _NOT_NAME.search(text) or word_count(text) > _MAX_WORDS:
        return ""
    is_named = all(not word[0].islower() or len(word) <= _SMALL_WORDS for word in text.split())
    is_body = _is_body(text, words) if has_capitals(text) else stands_at_edge(text, words.bodies)
    return text if is_named and is_body else ""


def has_capitals(text: str) -> bool:
    """Whether the script of a text has capitals and small letters."""
    return any(letter.isupper() or letter.islower() for letter in text)


def stands_at_edge(name: str, bodies: tuple[str, ...]) -> bool:
    """Whether a name in a script without capitals begins or ends with a word for a body; in East Asia it ends with one.

    "卫生部", "وزارة الصحة", but not "卫生部为学生接种疫苗", which is a headline.
    """
    tokens = name.split()
    if tokens and not any(map(is_unspaced, name)):
        return any(is_phrase(" ".join(edge), bodies) for edge in (tokens[:1], tokens[-1:], tokens[:2], tokens[-2:]))
    plain = tuple(phrase.strip("*") for phrase in bodies)
    return name.endswith(plain) or (not is_east_asian(name[:1]) and name.startswith(plain))


def _is_body(name: str, words: StatementWords) -> bool:
    """Whether a word for a body ends a name, or stands before a small word: "Competition Commission of India".

    Where it is not English, the word may begin the name as well, and in a script without capitals stand anywhere.
    """
    if any(letter.isalpha() and not (letter.isupper() or letter.islower()) for letter in name):
        return says(name, words.bodies)
    tokens = name.replace(",", " ").split()
    small = (place for place, token in enumerate(tokens) if _is_small(token, all_capitals=name.isupper()))
    ends = {len(tokens), *small}
    if any(is_phrase(" ".join(tokens[max(0, end - size) : end]), words.bodies) for end in ends for size in _SIZES):
        return True
    return words is not _ENGLISH and any(is_phrase(" ".join(tokens[:size]), words.bodies) for size in _SIZES)


def _is_small(token: str, *, all_capitals: bool) -> bool:
    """Whether a word in a name is an article or preposition: "of", "für"; in a line of capitals, one of two letters."""
    return len(token) <= 2 if all_capitals else token[0].islower() and len(token) <= _SMALL_WORDS
