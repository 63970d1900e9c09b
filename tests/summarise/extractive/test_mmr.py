"""How many key points a text gets, and which candidates are chosen."""

from __future__ import annotations

import numpy as np
import pytest

from digest.summarise.candidates import candidates
from digest.summarise.extractive.mmr import point_count, select
from tests.summarise.fakes import statement


@pytest.mark.parametrize(
    ("words", "points"), [(1, 2), (149, 2), (150, 3), (399, 3), (400, 4), (999, 4), (1000, 5), (25_000, 5)]
)
def test_the_number_of_points_follows_the_length(words: int, points: int) -> None:
    assert point_count("word " * words) == points


def test_the_best_candidates_come_in_document_order() -> None:
    made = candidates(statement(*[f"Matter{i} is about thing{i} and place{i}." for i in range(4)]))
    assert select(made, np.array([1.0, 0.0, 3.0, 2.0]), np.eye(4, dtype=np.float32), 2) == [2, 3]


def test_of_equal_scores_the_first_wins() -> None:
    made = candidates(statement("Alpha beta gamma delta epsilon.", "Zeta eta theta iota kappa."))
    assert select(made, np.zeros(2), None, 1) == [0]


def test_of_two_sentences_with_the_same_meaning_one_is_chosen() -> None:
    made = candidates(statement("Alpha beta gamma delta epsilon.", "Zeta eta theta iota kappa."))
    same = np.ones((2, 1), dtype=np.float32)
    assert select(made, np.array([1.0, 2.0]), same, 2) == [1]


def test_a_sentence_whose_words_another_contains_is_a_repetition() -> None:
    made = candidates(
        statement("The order ends tariffs on all steel imports from May.", "The order ends tariffs on steel imports.")
    )
    assert select(made, np.array([2.0, 1.0]), None, 2) == [0]
