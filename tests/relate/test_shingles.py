"""Shingles tell how much two texts share, and samples of them estimate it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.relate.shingles import containment, jaccard, sample, shingles

WORDS = st.lists(st.sampled_from("we the talks harbour of on met may agree sea".split()), max_size=60)
LONG = [f"word{number}" for number in range(3000)]


@given(WORDS, WORDS)
def test_both_measures_are_symmetric_and_full_for_equal_texts(one: list[str], other: list[str]) -> None:
    a, b = shingles(one), shingles(other)
    assert jaccard(a, b) == jaccard(b, a)
    assert containment(a, b) == containment(b, a)
    assert jaccard(a, a) == 1.0
    assert not one or containment(a, a) == 1.0


def test_an_excerpt_is_contained_and_has_a_small_jaccard() -> None:
    excerpt, whole = shingles(LONG[100:200]), shingles(LONG)
    assert containment(excerpt, whole) == 1.0
    assert jaccard(excerpt, whole) < 0.05


def test_a_short_text_keeps_all_shingles_and_a_long_one_an_eighth() -> None:
    assert sample(shingles(LONG[:60])) == shingles(LONG[:60])
    assert 0.08 < len(sample(shingles(LONG))) / len(shingles(LONG)) < 0.17


def test_the_samples_of_a_text_and_of_its_excerpt_share_what_the_long_one_keeps() -> None:
    excerpt, whole = shingles(LONG[100:160]), shingles(LONG)
    assert sample(excerpt) & sample(whole) == sample(whole) & excerpt


def test_a_text_shorter_than_a_shingle_is_one_and_no_text_is_none() -> None:
    assert len(shingles(["we", "met"])) == 1
    assert shingles([]) == frozenset()
