"""Centres the vectors of encoders whose sentences are all near each other, such as those of the family E5. Pure.

There the cosine of two sentences of a statement is .8, whatever they say: the part that all have in common, language and
subject, hides what is different. Without the mean of the statement it is seen again.
"""

from __future__ import annotations

import numpy as np

from digest.summarise.extractive.encoder import Vectors

CROWDED_COSINE = 0.6
"""Mean cosine of the sentences of a statement from which their vectors are centred: with all-MiniLM-L6-v2 it is near .3."""


MIN_ROWS = 3
"""Rows from which their mean shows what they have in common."""


def centred(vectors: Vectors) -> Vectors:
    """The rows without their mean, with length 1; zeros where nothing is left: (n, d)."""
    rest = vectors - vectors.mean(axis=0)
    lengths = np.linalg.norm(rest, axis=1, keepdims=True)
    result: Vectors = np.where(lengths > 1e-4, rest / np.maximum(lengths, 1e-12), 0).astype(np.float32)
    return result


def spread(vectors: Vectors) -> Vectors:
    """The rows in which different sentences are not near each other: centred if they were.

    Of fewer than `MIN_ROWS`, nobody can tell what they have in common: zeros, so that only shared words count.
    """
    if len(vectors) < MIN_ROWS:
        return np.zeros_like(vectors)
    return centred(vectors) if mean_cosine(vectors) >= CROWDED_COSINE else vectors


def mean_cosine(vectors: Vectors) -> float:
    """The mean cosine of two different rows of length 1."""
    n = len(vectors)
    total = vectors.sum(axis=0)
    return (float(total @ total) - n) / (n * (n - 1))
