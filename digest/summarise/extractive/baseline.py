"""The untrained ranking: position, closeness to the whole text, closeness to the title. Pure; no network, no weights.

It serves where the trained ranker's file is missing, and, by position alone, for languages that the encoder cannot read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from digest.summarise.candidates import Candidate
from digest.summarise.extractive.encoder import Vectors

Scores = npt.NDArray[np.float64]

POSITION_WEIGHT = 1.0
POSITION_DECAY = 3.0
"""exp(-i/3) with weight 1 beside the standardised centrality was best on news; without it a centroid is 5 ROUGE-1 points
below the first three sentences."""
TITLE_WEIGHT = 0.5
COMMON_WORDS = 8
"""Points of fewer words say little: "We will do more." """


def by_position(candidates: Sequence[Candidate]) -> Scores:
    """exp(-i/3) for the i-th candidate, less for very short ones: (n,)."""
    decay = np.exp(-np.arange(len(candidates)) / POSITION_DECAY)
    return POSITION_WEIGHT * decay - _too_short(candidates)


def by_recipe(candidates: Sequence[Candidate], vectors: Vectors, title: Vectors | None) -> Scores:
    """Position, plus the standardised cosine to the mean vector, plus the cosine to the title (1, d) if there is one: (n,)."""
    scores = by_position(candidates) + standardised(centrality(vectors))
    if title is not None:
        scores = scores + TITLE_WEIGHT * standardised((vectors @ title[0]).astype(np.float64))
    return scores


def centrality(vectors: Vectors) -> Scores:
    """The cosine of each row to the mean of all rows: (n,)."""
    mean = vectors.mean(axis=0)
    cosine: Scores = (vectors @ mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float64)
    return cosine


def standardised(values: Scores) -> Scores:
    """Mean 0 and deviation 1; zeros where all values are the same."""
    deviation = float(values.std())
    return (values - values.mean()) / deviation if deviation > 1e-9 else np.zeros_like(values)


def _too_short(candidates: Sequence[Candidate]) -> Scores:
    return np.array([0.5 if candidate.words < COMMON_WORDS else 0.0 for candidate in candidates])
