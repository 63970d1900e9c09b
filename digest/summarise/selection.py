"""From scores to a set of points: how many, none that repeats another, in document order. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from digest.summarise.candidates import Candidate, words
from digest.summarise.encoder import Vectors
from digest.summarise.recipe import Scores

POINTS_BY_WORDS = ((150, 2), (400, 3), (1000, 4))
MOST_POINTS = 5

SAME_MEANING = 0.85
"""Cosine from which two sentences count as saying the same (quality report, D.2)."""
SAME_WORDS = 0.75
"""Share of the shorter sentence's words from which it repeats the other."""
REDUNDANCY = 0.5
"""How much of the cosine to the nearest chosen point is taken off a score, in deviations of the scores (MMR)."""


def how_many(text: str) -> int:
    """The number of key points for a text: 2 under 150 words, 3 under 400, 4 under 1000, 5 above."""
    size = len(text.split())
    return next((points for below, points in POINTS_BY_WORDS if size < below), MOST_POINTS)


def select(candidates: Sequence[Candidate], scores: Scores, vectors: Vectors | None, points: int) -> list[int]:
    """The positions of at most `points` candidates, in document order: the best ones that do not say the same.

    Greedy maximal marginal relevance (Carbonell and Goldstein 1998). `vectors` may be missing; then only equal wording
    counts as a repetition. Fewer points are given rather than a repetition.
    """
    chosen: list[int] = []
    open_ = list(range(len(candidates)))
    deviation = float(scores.std()) or 1.0
    while open_ and len(chosen) < points:
        best = max(open_, key=lambda i: (scores[i] - REDUNDANCY * deviation * _nearest(i, chosen, vectors), -i))
        open_.remove(best)
        if not any(repeats(candidates[best], candidates[i], _cosine(best, i, vectors)) for i in chosen):
            chosen.append(best)
    return sorted(chosen)


def repeats(one: Candidate, other: Candidate, cosine: float) -> bool:
    """Whether two sentences say the same, by meaning or by wording."""
    if cosine >= SAME_MEANING:
        return True
    first, second = set(words(one.text)), set(words(other.text))
    return len(first & second) >= SAME_WORDS * max(1, min(len(first), len(second)))


def _cosine(one: int, other: int, vectors: Vectors | None) -> float:
    return 0.0 if vectors is None else float(vectors[one] @ vectors[other])


def _nearest(candidate: int, chosen: Sequence[int], vectors: Vectors | None) -> float:
    if vectors is None or not chosen:
        return 0.0
    return float(np.max(vectors[list(chosen)] @ vectors[candidate]))
