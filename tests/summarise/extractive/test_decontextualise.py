"""A key point can be read alone: the sentence before it is added, and what is left out of it is known."""

from __future__ import annotations

import numpy as np
import pytest

from digest.records import KeyPoint, Span
from digest.summarise.candidates import Candidate, all_sentences
from digest.summarise.extractive.decontextualise import key_point, preceding_context
from digest.summarise.extractive.excerpt import Excerpt
from tests.summarise.fakes import statement

MADE = all_sentences(
    statement(
        ["The Secretary met the Foreign Minister.", "He also raised the trial of two reporters."], "Another paragraph follows."
    )
)


def point_of(*sentences: Candidate) -> KeyPoint:
    return key_point([(sentence, Excerpt.whole(sentence.text)) for sentence in sentences])


def test_a_shortened_point_is_not_verbatim_and_says_what_it_leaves_out() -> None:
    (sentence,) = all_sentences(statement("However, the talks will go on."))
    made = key_point([(sentence, Excerpt(sentence.text[9:], tuple(range(9, 30))))])
    assert (made.text, made.verbatim, made.evidence) == ("the talks will go on.", False, (sentence.span,))
    assert made.left_out == (Span(0, 9),)


def test_an_orphan_gets_the_sentence_before_it() -> None:
    orphan = np.array([0.1, 0.9, 0.1])
    assert preceding_context(1, MADE, orphan, {1}) == 0
    made = point_of(MADE[0], MADE[1])
    assert made.evidence == (MADE[0].span, MADE[1].span)
    assert made.verbatim


@pytest.mark.parametrize(
    ("position", "orphan", "chosen"),
    [
        (1, [0.1, 0.2, 0.1], {1}),  # it can stand alone
        (1, [0.9, 0.9, 0.1], {1}),  # the one before is an orphan, too
        (1, [0.1, 0.9, 0.1], {0, 1}),  # the one before is a point already
        (2, [0.1, 0.1, 0.9], {2}),  # the one before is in another paragraph
        (0, [0.9, 0.1, 0.1], {0}),  # there is none before
    ],
)
def test_otherwise_it_gets_no_context(position: int, orphan: list[float], chosen: set[int]) -> None:
    assert preceding_context(position, MADE, np.array(orphan), chosen) is None
