"""The alignment of a point with its source: copies are free, jumps and inserted words are expensive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.summarise.faithfulness.alignment import align, index_source
from digest.text.antonyms import antonym_swaps
from digest.text.stemmer import stems
from tests.summarise.evidence import claim_score

SENTENCES = (
    "The minister met her counterpart in Geneva on Monday to discuss steel tariffs.",
    "Farmers in the south received aid after the floods of last spring.",
    "The ministry did not comment on the talks.",
)
WORDS = st.lists(st.sampled_from("minister met farmers aid the in Geneva storm talks".split()), max_size=12).map(" ".join)


def cost(point: str) -> float:
    return align(point, index_source(SENTENCES)).cost


def test_a_copy_costs_nothing_and_knows_where_it_was_taken_from() -> None:
    alignment = align(SENTENCES[1], index_source(SENTENCES))
    assert alignment.cost == 0
    assert set(alignment.sentences) == {1}


def test_skipped_words_cost_less_than_a_jump_and_a_jump_less_than_inserted_words() -> None:
    shortened = cost("The minister met her counterpart to discuss steel tariffs.")
    jumping = cost("The minister met farmers after the floods to discuss tariffs.")
    invented = cost("The minister resigned over accusations of bribery yesterday evening.")
    assert 0 < shortened < jumping < invented


@given(WORDS)
def test_every_word_is_taken_from_a_sentence_that_contains_it_or_is_inserted(point: str) -> None:
    alignment = align(point, index_source(SENTENCES))
    assert len(alignment.sentences) == len(alignment.words) == len(stems(point))
    for word, row in zip(alignment.words, alignment.sentences, strict=True):
        assert row is None or word in stems(SENTENCES[row])


@given(WORDS)
def test_a_longer_source_never_raises_the_cost(point: str) -> None:
    assert align(point, index_source((*SENTENCES, point))).cost <= cost(point) + 1e-9


def test_an_empty_point_and_an_empty_source_are_no_error() -> None:
    assert align("", index_source(SENTENCES)).cost == 0
    assert align("storm warning", index_source(())).cost > 1


def test_the_score_of_a_claim_falls_with_each_violation() -> None:
    said = "The minister met her counterpart in Geneva on Monday."
    wrong_day = said.replace("Monday", "Friday")
    wrong_both = wrong_day.replace("Geneva", "Moscow")
    assert 1 > claim_score(said, SENTENCES) > claim_score(wrong_day, SENTENCES) > claim_score(wrong_both, SENTENCES) > 0


@pytest.mark.parametrize(
    ("point", "evidence", "found"),
    [
        ("Exports increased.", "Exports declined in May.", (("increas", "declin"),)),
        ("Exports increased.", "Imports declined and exports increased.", ()),
        ("The rise and fall of prices.", "The fall of prices.", ()),
        ("Prices fell.", "Prices fell.", ()),
    ],
)
def test_a_word_in_place_of_its_antonym_is_found(point: str, evidence: str, found: tuple[tuple[str, str], ...]) -> None:
    assert antonym_swaps(point, evidence) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ministers’ talks", "minister's talk"), ("1,500 troops", "1500 troops"), ("won't", "will not"), ("U.S. aid", "US aid")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)
