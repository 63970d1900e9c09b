"""Which sentences of a statement may become key points, and what is known of each without a model. Pure.

It does not rank: `extractive/baseline.py` and `extractive/ranker.py` do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from digest.records import Paragraph, Role, Span, Statement
from digest.text.unicode import is_unspaced, word_count

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_OTHER_WORD_RULES = re.compile("[\u0591-\u05c7\u064b-\u0670\u0900-\u1aff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]")

MIN_WORDS = 5
"""Shorter sentences ("Thank you very much.") become key points only if no longer one exists."""

ROLES_BY_PRIORITY = (
    frozenset({Role.BODY, Role.ITEM}),
    frozenset({Role.NOTES}),
    frozenset({Role.HEADING, Role.QUESTION}),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of a statement that may become a key point.

    All positions count from 0: `index` among the sentences of the statement, `paragraph` among its paragraphs,
    `index_in_paragraph` among the sentences of that paragraph.
    """

    span: Span
    text: str
    index: int
    paragraph: int
    index_in_paragraph: int
    speaker: str
    role: Role

    @property
    def words(self) -> int:
        """The number of words."""
        return count_words(self.text)


def candidates(statement: Statement) -> tuple[Candidate, ...]:
    """The sentences that may become key points, in order; empty only if the statement has no sentence."""
    sentences = all_sentences(statement)
    return tuple(sentences[row] for row in eligible(sentences))


def eligible(sentences: Sequence[Candidate]) -> list[int]:
    """The indices of the sentences of the body and its lists; those of other paragraphs only if there is no body.

    Sentences of fewer than `MIN_WORDS` words are left out, unless all are.
    """
    for roles in ROLES_BY_PRIORITY:
        of_role = [row for row, sentence in enumerate(sentences) if sentence.role in roles]
        if of_role:
            return [row for row in of_role if sentences[row].words >= MIN_WORDS] or of_role
    return []


def all_sentences(statement: Statement) -> tuple[Candidate, ...]:
    """Every sentence of the statement in order, questions and headings included."""
    starts = [paragraph.start for paragraph in statement.paragraphs]
    found: list[Candidate] = []
    for index, span in enumerate(statement.sentences):
        number = max(0, bisect_right(starts, span.start) - 1)
        same_paragraph = bool(found) and found[-1].paragraph == number
        index_in_paragraph = found[-1].index_in_paragraph + 1 if same_paragraph else 0
        paragraph = statement.paragraphs[number] if starts else Paragraph(0, len(statement.text))
        text = span.of(statement.text)
        found.append(Candidate(span, text, index, number, index_in_paragraph, paragraph.speaker, paragraph.role))
    return tuple(found)


def words(text: str) -> list[str]:
    """The words of a text in lower case; apostrophes inside words are kept.

    In scripts without spaces between words, every two neighbouring characters count as one.
    """
    found = WORD.findall(text.lower())
    if not has_other_word_rules(text):
        return found
    return [part for word in found for part in (_pairs(word) if is_unspaced(word[0]) else [word])]


def count_words(text: str) -> int:
    """The number of words of a text, by the rule of its script."""
    return word_count(text) if has_other_word_rules(text) else len(WORD.findall(text))


def has_other_word_rules(text: str) -> bool:
    """Whether a text is in a script that writes no spaces between words, or whose vowel signs are no letters."""
    return not text.isascii() and _OTHER_WORD_RULES.search(text) is not None


def _pairs(word: str) -> list[str]:
    return [word[start : start + 2] for start in range(max(1, len(word) - 1))]
