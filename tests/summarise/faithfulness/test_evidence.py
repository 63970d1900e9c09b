"""Finds the evidence of points written in other words; and the tests' own check of a summary's evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.records import KeyPoint, Model, Span, Summary
from digest.summarise.faithfulness.evidence import find_evidence
from tests.summarise.evidence import is_verbatim, problems
from tests.summarise.fakes import statement

TEXT = statement(["The two leaders met in Geneva on Monday.", "They agreed to reduce tariffs on steel by May."], "It rained.")
FIRST, SECOND, THIRD = TEXT.sentences
MODEL = Model("m", "r")


def point(*evidence: Span) -> KeyPoint:
    return KeyPoint(" ".join(span.of(TEXT.text) for span in evidence), evidence)


def test_whole_sentences_are_sound_evidence() -> None:
    assert problems(Summary((point(FIRST), point(SECOND, THIRD)), MODEL), TEXT) == ()


@pytest.mark.parametrize(
    ("points", "problem"),
    [
        ((point(),), "no evidence"),
        ((point(Span(0, 5)),), "not a sentence"),
        ((point(SECOND, FIRST),), "out of order"),
        ((point(FIRST), point(FIRST)), "carries another point"),
        ((replace(point(FIRST), text="The two leaders met."),), "word for word"),
    ],
)
def test_each_problem_is_named(points: tuple[KeyPoint, ...], problem: str) -> None:
    found = problems(Summary(points, MODEL), TEXT)
    assert len(found) == 1
    assert problem in found[0]


def test_a_shortened_point_must_not_claim_to_be_verbatim() -> None:
    shortened = replace(point(FIRST), text="The leaders met.", verbatim=False)
    assert not is_verbatim(shortened, TEXT.text)
    assert problems(Summary((shortened,), MODEL), TEXT) == ()


def test_the_evidence_of_a_point_is_the_sentences_that_contain_its_words() -> None:
    assert find_evidence("Leaders met in Geneva and agreed to reduce steel tariffs by May.", TEXT) == (FIRST, SECOND)
    assert find_evidence("It rained.", TEXT) == (THIRD,)


def test_words_that_the_statement_does_not_contain_have_no_evidence() -> None:
    assert find_evidence("Parliament dissolved itself after midnight yesterday.", TEXT) == ()
    assert find_evidence("", TEXT) == ()
