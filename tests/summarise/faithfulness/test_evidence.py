"""Points are checked against the sentences that carry them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.records import KeyPoint, Model, Span, Summary
from digest.summarise.faithfulness.evidence import align, is_verbatim, problems
from tests.summarise.fakes import statement

TEXT = statement(["The two leaders met in Geneva on Monday.", "They agreed to reduce tariffs on steel by May."], "It rained.")
FIRST, SECOND, THIRD = TEXT.sentences
MODEL = Model("m", "r")


def point(*evidence: Span) -> KeyPoint:
    return KeyPoint(" ".join(span.of(TEXT.text) for span in evidence), evidence)


def test_whole_sentences_are_sound() -> None:
    assert problems(Summary((point(FIRST), point(SECOND, THIRD)), MODEL), TEXT) == ()


@pytest.mark.parametrize(
    ("points", "complaint"),
    [
        ((point(),), "no evidence"),
        ((point(Span(0, 5)),), "not a sentence"),
        ((point(SECOND, FIRST),), "out of order"),
        ((point(FIRST), point(FIRST)), "carries another point"),
        ((replace(point(FIRST), text="The two leaders met."),), "word for word"),
    ],
)
def test_each_fault_is_named(points: tuple[KeyPoint, ...], complaint: str) -> None:
    found = problems(Summary(points, MODEL), TEXT)
    assert len(found) == 1
    assert complaint in found[0]


def test_a_shortened_point_must_say_so() -> None:
    shortened = replace(point(FIRST), text="The leaders met.", verbatim=False)
    assert not is_verbatim(shortened, TEXT.text)
    assert problems(Summary((shortened,), MODEL), TEXT) == ()


def test_other_words_are_aligned_with_the_sentences_that_hold_them() -> None:
    assert align("Leaders met in Geneva and agreed to reduce steel tariffs by May.", TEXT) == (FIRST, SECOND)
    assert align("It rained.", TEXT) == (THIRD,)


def test_words_from_elsewhere_have_no_evidence() -> None:
    assert align("Parliament dissolved itself after midnight yesterday.", TEXT) == ()
    assert align("", TEXT) == ()
