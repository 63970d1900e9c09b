"""A key point can be read alone: its connective is stripped, or the sentence before it is added."""

from __future__ import annotations

import numpy as np
import pytest

from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.decontextualise import (
    key_point,
    preceding_context,
    without_leading_connective,
    without_stage_directions,
)
from tests.summarise.fakes import statement

MADE = all_sentences(
    statement(
        ["The Secretary met the Foreign Minister.", "He also raised the trial of two reporters."], "Another paragraph follows."
    )
)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("However, the talks will go on.", "The talks will go on."),
        ("In addition, we will send aid.", "We will send aid."),
        ("And Finland will join in May.", "Finland will join in May."),
        ("But we will not wait for it.", "We will not wait for it."),
        ("And, of course, while troops are there, talks go on.", "While troops are there, talks go on."),
        ("But for the war, prices would fall.", "But for the war, prices would fall."),
        ("So far, nobody has been charged.", "So far, nobody has been charged."),
        ("Also known as Daesh, the group attacked.", "Also known as Daesh, the group attacked."),
        ("Android is not a connective.", "Android is not a connective."),
        ("However", "However"),
    ],
)
def test_only_a_connective_is_stripped(text: str, rest: str) -> None:
    assert without_leading_connective(text) == rest


def test_a_shortened_point_is_not_verbatim_and_keeps_its_evidence() -> None:
    (sentence,) = all_sentences(statement("However, the talks will go on."))
    made = key_point(sentence)
    assert (made.text, made.verbatim, made.evidence) == ("The talks will go on.", False, (sentence.span,))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("In 1906 — (applause) — President Roosevelt signed it.", "In 1906 — President Roosevelt signed it."),
        ("It is tough, I will tell you -- (laughter) -- but we do it.", "It is tough, I will tell you -- but we do it."),
        ("You’re stuck with me. (Laughter.)", "You’re stuck with me."),
        ("(Laughs.) (Applause.) And they organized young people.", "And they organized young people."),
        ("We passed the law. [Applause.] It is the first.", "We passed the law. It is the first."),
        ("We won (cheers and applause), and we go on.", "We won, and we go on."),
        ("Please — (prolonged applause) (laughter) — sit down.", "Please — sit down."),
        ("We have (inaudible) the agreement.", "We have (inaudible) the agreement."),
        ("The treaty (with two annexes) is in force.", "The treaty (with two annexes) is in force."),
        ("The pause (a pause in the fighting) must hold.", "The pause (a pause in the fighting) must hold."),
        ("The band played (music by Sousa) all day.", "The band played (music by Sousa) all day."),
        ("(Applause.)", "(Applause.)"),
    ],
)
def test_stage_directions_are_stripped_and_other_brackets_stay(text: str, rest: str) -> None:
    assert without_stage_directions(text) == rest


def test_a_point_without_applause_is_not_verbatim_and_keeps_its_evidence() -> None:
    (sentence,) = all_sentences(statement("And Finland — (applause) — joined in April."))
    made = key_point(sentence)
    assert (made.text, made.verbatim, made.evidence) == ("Finland — joined in April.", False, (sentence.span,))


def test_an_orphan_gets_the_sentence_before_it() -> None:
    orphan = np.array([0.1, 0.9, 0.1])
    assert preceding_context(1, MADE, orphan, {1}) == 0
    made = key_point(MADE[1], MADE[0])
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
