"""Stems: forms of one word meet, words that differ in more than an ending do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.stemmer import light_stem, stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        "policy policies",
        "stop stops stopped stopping",
        "impose imposes imposed imposing",
        "carry carries carried",
        "miss misses",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len(set(map(stem, forms.split()))) == 1


def test_contractions_possessives_and_separators_do_not_count() -> None:
    assert stems("They can’t sell 1,000 of Japan's U.S. bonds; they won't.") == stems(
        "they can not sell 1000 of japan us bonds they will not"
    )


@pytest.mark.parametrize("forms", ["lift lifts lifted lifting", "attend attends attended attending"])
def test_forms_of_a_governed_verb_have_one_light_stem(forms: str) -> None:
    assert len(set(map(light_stem, forms.split()))) == 1


def test_a_light_stem_keeps_an_adverb_apart_from_its_adjective() -> None:
    assert stem("publicly") == stem("public")
    assert light_stem("publicly") != light_stem("public")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_no_stem_is_empty_or_longer_than_its_word(word: str) -> None:
    assert 0 < len(stem(word)) <= len(word)
    assert 0 < len(light_stem(word)) <= len(word)
