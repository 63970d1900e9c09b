"""Which sentences of a statement may become a key point, and what is known of each without a model. Pure.

It does not rank: `recipe.py` and `ranker.py` do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from digest.records import Paragraph, Role, Span, Statement

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

MIN_WORDS = 5
"""Shorter sentences ("Thank you very much.") are points only where nothing longer is there."""

ROLES_IN_ORDER = (
    frozenset({Role.BODY, Role.ITEM}),
    frozenset({Role.NOTES}),
    frozenset({Role.HEADING, Role.QUESTION}),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that may become a key point: where it is, and where it stands among its neighbours.

    `index` counts the sentences of the statement, `paragraph` its paragraphs, `place` the sentences of its paragraph.
    """

    span: Span
    text: str
    index: int
    paragraph: int
    place: int
    speaker: str
    role: Role

    @property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)


def candidates(statement: Statement) -> tuple[Candidate, ...]:
    """The sentences of a statement that may become points, in order; empty only for a statement without a sentence."""
    sentences = all_sentences(statement)
    return tuple(sentences[row] for row in eligible(sentences))


def eligible(sentences: Sequence[Candidate]) -> list[int]:
    """The positions of those in the body and in its lists; of other paragraphs only where there is no body.

    Short ones are left out as long as a longer one remains.
    """
    for roles in ROLES_IN_ORDER:
        of_role = [row for row, sentence in enumerate(sentences) if sentence.role in roles]
        if of_role:
            return [row for row in of_role if sentences[row].words >= MIN_WORDS] or of_role
    return []


def all_sentences(statement: Statement) -> tuple[Candidate, ...]:
    """Every sentence of the statement, questions and headings too."""
    starts = [paragraph.start for paragraph in statement.paragraphs]
    found: list[Candidate] = []
    for index, span in enumerate(statement.sentences):
        number = max(0, bisect_right(starts, span.start) - 1)
        place = found[-1].place + 1 if found and found[-1].paragraph == number else 0
        paragraph = statement.paragraphs[number] if starts else Paragraph(0, len(statement.text))
        text = span.of(statement.text)
        found.append(Candidate(span, text, index, number, place, paragraph.speaker, paragraph.role))
    return tuple(found)


def words(text: str) -> list[str]:
    """The words of a text in lower case, apostrophes kept inside them."""
    return WORD.findall(text.lower())


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))
