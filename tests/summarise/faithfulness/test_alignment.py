"""The way of a point through its source: copies are free, leaps and words from nowhere are dear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.summarise.faithfulness.alignment import course, source
from digest.summarise.faithfulness.antonyms import opposites
from digest.summarise.faithfulness.checks import likeness
from digest.text.stemmer import stems

SENTENCES = (
    "The minister met her counterpart in Geneva on Monday to discuss steel tariffs.",
    "Farmers in the south received aid after the floods of last spring.",
    "The ministry did not comment on the talks.",
)
WORDS = st.lists(st.sampled_from("minister met farmers aid the in Geneva storm talks".split()), max_size=12).map(" ".join)


def cost(point: str) -> float:
    return course(point, source(SENTENCES)).cost


def test_a_copy_costs_nothing_and_knows_where_it_was_taken_from() -> None:
    way = course(SENTENCES[1], source(SENTENCES))
    assert way.cost == 0
    assert set(way.sentences) == {1}


def test_words_left_out_cost_less_than_a_leap_and_a_leap_less_than_words_from_nowhere() -> None:
    shortened = cost("The minister met her counterpart to discuss steel tariffs.")
    leaping = cost("The minister met farmers after the floods to discuss tariffs.")
    invented = cost("The minister resigned over accusations of bribery yesterday evening.")
    assert 0 < shortened < leaping < invented


@given(WORDS)
def test_every_word_is_taken_from_a_sentence_that_holds_it_or_from_nowhere(point: str) -> None:
    way = course(point, source(SENTENCES))
    assert len(way.sentences) == len(way.words) == len(stems(point))
    for word, row in zip(way.words, way.sentences, strict=True):
        assert row is None or word in stems(SENTENCES[row])


@given(WORDS)
def test_a_longer_source_never_makes_a_point_dearer(point: str) -> None:
    assert course(point, source((*SENTENCES, point))).cost <= cost(point) + 1e-9


def test_no_source_and_no_point_are_no_error() -> None:
    assert course("", source(SENTENCES)).cost == 0
    assert course("storm warning", source(())).cost > 1


def test_likeness_falls_with_each_ground_that_is_missing() -> None:
    said = "The minister met her counterpart in Geneva on Monday."
    wrong_day = said.replace("Monday", "Friday")
    wrong_both = wrong_day.replace("Geneva", "Moscow")
    assert 1 > likeness(said, SENTENCES) > likeness(wrong_day, SENTENCES) > likeness(wrong_both, SENTENCES) > 0


@pytest.mark.parametrize(
    ("point", "evidence", "found"),
    [
        ("Exports increased.", "Exports declined in May.", (("increas", "declin"),)),
        ("Exports increased.", "Imports declined and exports increased.", ()),
        ("The rise and fall of prices.", "The fall of prices.", ()),
        ("Prices fell.", "Prices fell.", ()),
    ],
)
def test_a_word_in_place_of_its_opposite_is_seen(point: str, evidence: str, found: tuple[tuple[str, str], ...]) -> None:
    assert opposites(point, evidence) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ministers’ talks", "minister's talk"), ("1,500 troops", "1500 troops"), ("won't", "will not"), ("U.S. aid", "US aid")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)
