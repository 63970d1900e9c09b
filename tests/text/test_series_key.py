"""Titles of one series have one key."""

from __future__ import annotations

import pytest

from digest.text.series_key import name_key, series_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rate decision, 12 May 2026", "Rate decision, 3 June 2027"),
        ("Statement on the 12th Meeting", "Statement on the Third Meeting"),
        ("Geldpolitische Beschlüsse 12. Juni 2025", "Geldpolitische Beschlüsse 5. Februar 2026"),
        ("Daily Briefing – Monday, January 5", "Daily briefing - Tuesday, January 6"),
        ("Décision du 1er mars 2025 sur les taux", "Décision du 2 avril 2026 sur les taux"),
        ("2025年7月中央银行利率决定", "2026年1月中央银行利率决定"),
        ("Communiqué of Session XII", "Communiqué of Session XIV"),
    ],
)
def test_dates_numbers_and_ordinals_make_no_difference(one: str, other: str) -> None:
    assert series_key(one) == series_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Notice on Emergency in Mali", "Notice on Emergency in Chad"), ("Call with Minister Roe", "Call with Minister Doe")],
)
def test_other_names_are_another_series(one: str, other: str) -> None:
    assert series_key(one) != series_key(other)
    assert name_key(one) != name_key(other)


def test_titles_that_differ_in_a_verb_share_the_key_of_names() -> None:
    assert name_key("Bank Rate reduced to 4%: May 2026") == name_key("Bank Rate maintained at 4% - June 2026") != ""


@pytest.mark.parametrize("title", ["", "Statement", "12 May 2026", "2026-05-12", "Nr. 5"])
def test_a_title_of_fewer_than_two_words_is_of_no_series(title: str) -> None:
    assert series_key(title) == "" or " " in series_key(title)
    assert name_key(title) == ""
