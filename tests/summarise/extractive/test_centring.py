"""Vectors of an encoder whose sentences are all near each other."""

from __future__ import annotations

import numpy as np
import pytest

from digest.summarise.extractive.centring import mean_cosine, spread
from digest.summarise.extractive.encoder import Vectors


def crowded(rows: int) -> Vectors:
    """Unit rows of different sentences, each near a common direction: their cosines are .9."""
    vectors = np.eye(rows, rows + 1, dtype=np.float32) * 0.316
    vectors[:, -1] = 0.949
    normed: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return normed


@pytest.mark.parametrize("rows", [2, 3, 4, 20])
def test_different_sentences_are_not_near_each_other(rows: int) -> None:
    assert mean_cosine(crowded(rows)) > 0.85
    found = spread(crowded(rows))
    cosines = found @ found.T
    assert (cosines[~np.eye(rows, dtype=bool)] < 0.5).all()


def test_a_repeated_sentence_stays_near_the_first() -> None:
    vectors = crowded(5)
    vectors[4] = vectors[0]
    found = spread(vectors)
    assert found[4] @ found[0] == pytest.approx(1, abs=1e-5)


def test_vectors_that_lie_apart_stay_as_they_are() -> None:
    vectors = np.eye(4, dtype=np.float32)
    assert (spread(vectors) == vectors).all()


def test_one_sentence_has_nothing_to_be_compared_with() -> None:
    assert spread(crowded(1)).shape == (1, 2)
