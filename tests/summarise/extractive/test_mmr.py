"""How many key points a text gets, and which candidates are chosen."""

from __future__ import annotations

import numpy as np
import pytest

from digest.summarise.candidates import candidates
from digest.summarise.extractive.mmr import point_count, select
from digest.summarise.extractive.sections import sections_of
from tests.summarise.fakes import statement


@pytest.mark.parametrize(
    ("words", "points"),
    [(1, 2), (149, 2), (150, 3), (399, 3), (400, 4), (999, 4), (1000, 5), (4_999, 5), (5_000, 6), (25_000, 10), (50_000, 12)],
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


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        (
            "New pact will see Ferro train 2,000 sailors a year",
            "Under the pact Ferro will train 2,000 soldiers each year, up from 1,100.",
        ),
        ("$40 million package for the ports of Lunta", "The ports of Lunta get a package worth $40 million over nine years."),
    ],
)
def test_the_summary_above_a_text_and_the_text_tell_a_figure_once(summary: str, text: str) -> None:
    assert select(candidates(statement(summary, text)), np.array([1.0, 2.0]), None, 2) == [1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferro will train 2,000 sailors a year.", "Lunta pays the 2,000 fishermen whose boats were lost in the storm."),
        (
            "Ferro trains 2,000 sailors and 300,500 reservists.",
            "The pact says that Ferro trains 2,000 sailors at sea, on land and in the air.",
        ),
        (
            "The term of Ana Ruiz in the Harbour Board ends June 30.",
            "The Harbour Board gives all vessels until June 30 to leave.",
        ),
        ("Under section 110 of the Act no aid goes to Ferro.", "Under section 110 of the Act votes against loans are due."),
    ],
)
def test_a_figure_of_something_else_or_a_number_of_a_date_is_no_repetition(one: str, other: str) -> None:
    assert select(candidates(statement(one, other)), np.array([2.0, 1.0]), None, 2) == [0, 1]


def test_a_candidate_below_the_floor_is_chosen_only_for_the_first_half() -> None:
    made = candidates(statement("Alpha beta gamma delta epsilon.", "Zeta eta theta iota kappa."))
    assert select(made, np.array([0.2, 0.9]), None, 2, floor=0.5) == [1]
    assert select(made, np.array([0.2, 0.1]), None, 2, floor=0.5) == [0]


def test_of_candidates_that_clash_one_is_chosen() -> None:
    made = candidates(statement(*[f"Matter{i} is about thing{i} and place{i}." for i in range(4)]))
    assert select(made, np.array([4.0, 3.0, 2.0, 1.0]), None, 2, clashes=[7, 7, -1, -1]) == [0, 2]


def test_each_section_gives_a_point_before_any_gives_a_second() -> None:
    made = candidates(statement(*[f"Matter{i} is about thing{i} and place{i}." for i in range(4)]))
    sections = np.array([0, 0, 0, 1])
    assert select(made, np.array([4.0, 3.0, 2.0, 1.0]), None, 2, sections=sections) == [0, 3]
    assert select(made, np.array([4.0, 3.0, 2.0, 1.0]), None, 3, sections=sections) == [0, 1, 3]


def test_sections_are_of_similar_length_and_divide_no_paragraph() -> None:
    made = candidates(statement(*[[f"Matter{i} is about thing{i} too.", f"It is in place{i}, too."] for i in range(6)]))
    assert sections_of(made, 3).tolist() == [0] * 4 + [1] * 4 + [2] * 4
    assert sections_of(made[:1], 5).tolist() == [2]
