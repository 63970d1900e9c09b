"""Sentences that pages say to their visitor in place of a document are recognised in every language, and no others are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.lang import LANGUAGES
from digest.text.lang.language_words import WallPhrases
from digest.text.walls import Wall, wall_of

PHRASES = [
    (kind, phrase)
    for language in LANGUAGES
    for kind in WallPhrases.__dataclass_fields__
    for phrase in getattr(language.walls, kind)
]


def test_every_phrase_is_recognised_wherever_it_may_stand() -> None:
    for _, phrase in PHRASES:
        plain = phrase.removeprefix("=").replace("*", "so very")
        assert wall_of(f"{plain.capitalize()}…"), phrase
        assert phrase.startswith("=") or wall_of(f"Lund: {plain} ok."), phrase


def test_every_kind_of_wall_has_a_field_of_phrases() -> None:
    assert set(WallPhrases.__dataclass_fields__) == set(Wall)


@pytest.mark.parametrize(
    ("sentence", "wall"),
    [
        ("PAGE NOT FOUND", Wall.NOT_FOUND),
        ("The page that you named could not be found.", Wall.NOT_FOUND),
        ("Error 404", Wall.NOT_FOUND),
        ("You don’t have permission to view this page", Wall.BLOCKED),
        ("Incident ID: 7f-2210a", Wall.BLOCKED),
        ("We use only a few cookies.", Wall.CONSENT),
        ("Sign in", Wall.LOGIN),
        ("Loading...", Wall.LOADING),
        ("页面不存在。", Wall.NOT_FOUND),
        ("登录", Wall.LOGIN),
        ("Loading ፩", Wall.LOADING),  # a digit that is no decimal one
        ("PAGE_NOT_FOUND", Wall.NOT_FOUND),
    ],
)
def test_case_punctuation_numbers_and_a_few_words_between_make_no_difference(sentence: str, wall: Wall) -> None:
    assert wall_of(sentence) is wall


@pytest.mark.parametrize(
    ("sentence", "wall"),
    [
        ("We use cookies, and this page does not exist", Wall.CONSENT),
        ("This page does not exist, and we use cookies", Wall.NOT_FOUND),
    ],
)
def test_the_phrase_that_begins_first_decides(sentence: str, wall: Wall) -> None:
    assert wall_of(sentence) is wall


@pytest.mark.parametrize(
    "sentence",
    [
        "The aircraft is undergoing maintenance at the base in Lund.",
        "Our partners in the alliance store grain for the winter.",
        "Access was denied to two convoys on Sunday.",
        "The Ministry published rules for the use of cookies.",
        "Members of the crew could not be found.",
        "Two pages of the treaty, which was signed by all of the parties, were not found.",
        "Loading docks stay open.",
        "He took off his cap for just a moment.",
        "The bridge is closed for maintenance work until Friday.",
        "中国海军维护中国的海洋权益。",
        "大桥正在建设中。",
        "",
        "…",
    ],
)
def test_a_sentence_about_the_world_is_no_wall(sentence: str) -> None:
    assert wall_of(sentence) is None


@given(st.text(max_size=2_000))
def test_any_text_is_accepted(text: str) -> None:
    assert wall_of(text) is None or wall_of(text) in Wall
