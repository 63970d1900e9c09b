"""Points against their evidence: what carries a point, and whether it says no more than that. Pure.

An extractive point is checked to the letter. For engines that write their own words it finds the sentences that carry a
point; whether such a point is true to them is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digest.records import KeyPoint, Span, Statement, Summary
from digest.summarise.candidates import words

CARRIES = 0.5
"""Share of a point's words that its evidence must hold."""


def is_verbatim(point: KeyPoint, text: str) -> bool:
    """Whether the point is its evidence, word for word."""
    return point.text == " ".join(span.of(text) for span in point.evidence)


def problems(summary: Summary, statement: Statement) -> tuple[str, ...]:
    """What is wrong with the evidence of a summary, a line each; empty when every point stands on whole sentences.

    Evidence must be sentences of the statement, in order, and no sentence may carry two points; a point that calls itself
    verbatim must be so.
    """
    found: list[str] = []
    sentences = set(statement.sentences)
    taken: set[Span] = set()
    for number, point in enumerate(summary.points, start=1):
        found += (f"point {number}: {complaint}" for complaint in _complaints(point, statement, sentences, taken))
        taken.update(point.evidence)
    return tuple(found)


def _complaints(point: KeyPoint, statement: Statement, sentences: set[Span], taken: set[Span]) -> list[str]:
    checks = (
        (not point.evidence, "it has no evidence"),
        (any(span not in sentences for span in point.evidence), "its evidence is not a sentence of the text"),
        (list(point.evidence) != sorted(set(point.evidence)), "its evidence is out of order"),
        (any(span in taken for span in point.evidence), "its evidence carries another point"),
        (point.verbatim and not is_verbatim(point, statement.text), "it is not its evidence, word for word"),
    )
    return [complaint for wrong, complaint in checks if wrong]


def align(point: str, statement: Statement) -> tuple[Span, ...]:
    """The sentences that carry a point said in other words, in order; empty where none holds half of its words."""
    rows = carriers(point, [span.of(statement.text) for span in statement.sentences])
    said = Counter(words(point))
    held = sum((Counter(words(statement.sentences[row].of(statement.text))) for row in rows), Counter[str]())
    if (said & held).total() < CARRIES * max(1, said.total()):
        return ()
    return tuple(statement.sentences[row] for row in rows)


def carriers(point: str, sentences: Sequence[str], most: int = 2) -> list[int]:
    """The positions of the sentences that together hold most of a point's words, in order.

    Greedy: the sentence that covers most of the words not covered yet, at most `most` sentences.
    """
    missing = Counter(words(point))
    bags = [Counter(words(sentence)) for sentence in sentences]
    chosen: list[int] = []
    for _ in range(most):
        row = max(range(len(bags)), key=lambda i: (bags[i] & missing).total(), default=None)
        if row is None or not (bags[row] & missing).total():
            break
        chosen.append(row)
        missing -= bags[row]
    return sorted(chosen)
