"""What is left of a stranger's string."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.visible import direction, shortened, visible_text


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\r\nBcc: evil@example.org", "a Bcc: evil@example.org"),
        ("one\u2028two\x85three\x00four", "one two three four"),
        ("\u202ebackwards\u2066\u2069", "backwards"),
        ("in\u200bvis\u00adi\u2060ble\ufeff", "invisible"),
        ("half \ud800 a pair", "half a pair"),
        ("tags\U000e0041\U000e007f and selectors\U000e0100", "tags and selectors"),
        ("not a character \ufffe\U0001ffff", "not a character"),
        ("\u200b\u200c\u200d\ufeff", ""),
        ("pay\u200dpal", "paypal"),
        ("می‌خواهم", "می‌خواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("5\u00a0% of “what” – he said", "5\u00a0% of “what” – he said"),
    ],
)
def test_one_line_of_what_can_be_seen(given_text: str, expected: str) -> None:
    assert visible_text(given_text) == expected


@given(st.text(st.characters()))
def test_nothing_invisible_is_left_and_cleaning_twice_changes_nothing(text: str) -> None:
    shown = visible_text(text)
    assert visible_text(shown) == shown
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in shown}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\u00ad") & set(shown)


@given(st.text(), st.integers(2, 50))
def test_a_shortened_text_is_never_longer_than_asked_for(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")


def test_words_are_kept_whole_where_they_can_be() -> None:
    assert shortened("the quick brown fox", 12) == "the quick…"
    assert shortened("x" * 20, 5) == "xxxx…"


@pytest.mark.parametrize(
    ("text", "expected"), [("Rule of law", "ltr"), ("12. בית", "rtl"), ("“مرحبا", "rtl"), ("2026", "ltr"), ("", "ltr")]
)
def test_the_first_letter_gives_the_direction(text: str, expected: str) -> None:
    assert direction(text) == expected
