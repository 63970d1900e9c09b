"""Checks of summaries and claims for tests and quality programs: is their evidence sound, and how well is a claim supported."""

from __future__ import annotations

from collections.abc import Sequence

from digest.records import KeyPoint, Span, Statement, Summary
from digest.summarise.faithfulness.checks import DEFAULT_COSINE, support_score, violations
from digest.summarise.faithfulness.evidence import covering_sentences

VIOLATION_PENALTY = 0.6
MAX_VIOLATIONS = 3


def problems(summary: Summary, statement: Statement) -> tuple[str, ...]:
    """What is wrong with the evidence of a summary, one message each; empty if it is sound.

    Evidence must be sentences of the statement, in order. No sentence may be evidence of two points. A point that claims to be
    verbatim must be so.
    """
    found: list[str] = []
    used: set[Span] = set()
    for number, point in enumerate(summary.points, start=1):
        found += (f"point {number}: {problem}" for problem in _point_problems(point, statement, used))
        used.update(point.evidence)
    return tuple(found)


def is_verbatim(point: KeyPoint, text: str) -> bool:
    """Whether the point is its evidence, word for word."""
    return point.text == " ".join(span.of(text) for span in point.evidence)


def claim_score(claim: str, sentences: Sequence[str], cosine: float = DEFAULT_COSINE) -> float:
    """The support score of an unchecked claim, 0 to 1. Each violation, up to three, multiplies the odds by exp(-0.6)."""
    evidence = " ".join(sentences[row] for row in covering_sentences(claim, sentences))
    count = sum(1 for _ in violations(claim, evidence, " ".join(sentences)))
    return support_score(claim, sentences, cosine - VIOLATION_PENALTY * min(MAX_VIOLATIONS, count))


def _point_problems(point: KeyPoint, statement: Statement, used: set[Span]) -> list[str]:
    sentences = set(statement.sentences)
    checks = (
        (not point.evidence, "it has no evidence"),
        (any(span not in sentences for span in point.evidence), "its evidence is not a sentence of the text"),
        (list(point.evidence) != sorted(set(point.evidence)), "its evidence is out of order"),
        (any(span in used for span in point.evidence), "its evidence carries another point"),
        (point.verbatim and not is_verbatim(point, statement.text), "it is not its evidence, word for word"),
    )
    return [problem for failed, problem in checks if failed]
