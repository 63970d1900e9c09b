"""Finds the sentences of a statement that contain the words of a generated point. Pure.

It does not decide whether the point is true to them: `gate.py` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digest.records import Span, Statement
from digest.summarise.candidates import words

MIN_WORD_SHARE = 0.5
"""The share of a point's words that its evidence must contain."""


def find_evidence(point: str, statement: Statement) -> tuple[Span, ...]:
    """The sentences that together contain most of the point's words, in order; empty if they contain less than half."""
    rows = covering_sentences(point, [span.of(statement.text) for span in statement.sentences])
    needed = Counter(words(point))
    covered = sum((Counter(words(statement.sentences[row].of(statement.text))) for row in rows), Counter[str]())
    if (needed & covered).total() < MIN_WORD_SHARE * max(1, needed.total()):
        return ()
    return tuple(statement.sentences[row] for row in rows)


def covering_sentences(point: str, sentences: Sequence[str], limit: int = 2) -> list[int]:
    """The indices of at most `limit` sentences that together contain most of the point's words, in order.

    Greedy: takes the sentence with most of the words that are not covered yet.
    """
    missing = Counter(words(point))
    bags = [Counter(words(sentence)) for sentence in sentences]
    chosen: list[int] = []
    for _ in range(limit):
        row = max(range(len(bags)), key=lambda i: (bags[i] & missing).total(), default=None)
        if row is None or not (bags[row] & missing).total():
            break
        chosen.append(row)
        missing -= bags[row]
    return sorted(chosen)
