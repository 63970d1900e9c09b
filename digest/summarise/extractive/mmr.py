"""From scores to a set of points: how many, none that repeats another, in document order. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from digest.summarise.candidates import Candidate, words
from digest.summarise.extractive.baseline import Scores
from digest.summarise.extractive.encoder import Vectors

POINTS_BY_WORDS = ((150, 2), (400, 3), (1000, 4))
MOST_POINTS = 5

SAME_MEANING = 0.82
"""Cosine from which two sentences count as saying the same: at .85 one donation was told twice, .80 costs .003 of gain."""
SAME_WORDS = 0.75
"""Share of the shorter sentence's words from which it repeats the other."""
REDUNDANCY = 0.7
UNRELATED = 0.4
"""Cosine up to which a chosen point takes nothing off another; above, `REDUNDANCY` deviations of the scores a unit."""


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
    left = np.array(scores, dtype=np.float64)  # -inf once chosen or found to repeat a chosen one
    nearest = np.zeros(len(candidates))
    weight = REDUNDANCY * (float(np.std(scores)) or 1.0)
    while len(chosen) < points and np.isfinite(left).any():
        best = int(np.argmax(left - weight * np.maximum(0, nearest - UNRELATED)))
        left[best] = -np.inf
        if nearest[best] < SAME_MEANING and not any(same_words(candidates[best], candidates[i]) for i in chosen):
            chosen.append(best)
            nearest = np.maximum(nearest, _cosines(best, vectors, len(candidates)))
    return sorted(chosen)


def same_words(one: Candidate, other: Candidate) -> bool:
    """Whether one sentence holds most of the words of the other."""
    first, second = set(words(one.text)), set(words(other.text))
    return len(first & second) >= SAME_WORDS * max(1, min(len(first), len(second)))


def _cosines(one: int, vectors: Vectors | None, size: int) -> npt.NDArray[np.float64]:
    return np.zeros(size) if vectors is None else (vectors @ vectors[one]).astype(np.float64)
