"""Two texts are aligned word by word, in time that grows with their length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.text.word_edits import Edit, word_edits

WORDS = st.lists(st.sampled_from("the of harbour talks may agree".split()), max_size=40)


@given(WORDS, WORDS)
def test_the_edits_turn_one_text_into_the_other(one: list[str], other: list[str]) -> None:
    built: list[str] = []
    at = 0
    for edit in word_edits(one, other):
        built += [*one[at : edit.start], *other[edit.other_start : edit.other_end]]
        at = edit.end
    assert built + one[at:] == other


def test_equal_texts_have_no_edits() -> None:
    assert word_edits("we met in the harbour".split(), "we met in the harbour".split()) == ()


def test_a_changed_word_is_one_edit() -> None:
    assert word_edits("we met in the old harbour".split(), "we met in the new harbour".split()) == (Edit(4, 5, 4, 5),)


def test_a_text_of_one_repeated_word_costs_no_more_than_others() -> None:
    edits = word_edits(["the"] * 20_000, ["of", *["the"] * 20_000, "of"])
    assert edits == (Edit(0, 20_000, 0, 20_002),)
