"""Phrases are found whatever their form, as whole words."""

from __future__ import annotations

import pytest

from digest.text.phrases import find_phrase


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("one China policy", "our one-China policy remains"),
        ("one China policy", "the One China policies of both"),
        ("cease-fire", "a ceasefire now"),
        ("ceasefire", "the cease-fires hold"),
        ("as long as it takes", "for as long\nas it takes"),
        ("ally", "our allies’ forces"),
        ("allies", "an ally’s forces"),
        ("people's war", "a people’s war"),
        ("États membres", "les états membres"),
        ("两国方案", "支持两国方案的立场"),
        ("حل الدولتين", "ندعم حل الدولتين."),
        ("два государства", "Решение «два государства» остаётся."),
    ],
)
def test_case_hyphens_apostrophes_and_plurals_make_no_difference(phrase: str, text: str) -> None:
    found = find_phrase(phrase, text)
    assert found is not None
    assert find_phrase(found.of(text), text) == found


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("gas", "gasoline"),
        ("pause", "menopause"),
        ("one China policy", "one policy on China"),
        ("two state", "two. State visits"),
        ("us", "USB"),
        ("...", "..."),
        ("", "words"),
    ],
)
def test_parts_of_words_and_other_phrases_are_not_found(phrase: str, text: str) -> None:
    assert find_phrase(phrase, text) is None
