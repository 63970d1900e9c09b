"""Words are counted by the rule of the script, not only by spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.fetch.feed_item import is_full_text
from digest.text.unicode import word_count

CHINESE = "港务局今天公布了新的码头计划。市长说，工程将于明年春天开始，预计两年内完成。"
JAPANESE = "港湾局は本日、新しい埠頭の計画を発表した。市長は、工事は来年の春に始まると述べた。"
TIBETAN = "གྲུ་ཁའི་ལས་ཁུངས་ཀྱིས་དེ་རིང་འཆར་གཞི་གསར་པ་ཞིག་བསྒྲགས་པ་རེད།"
KOREAN = "항만청은 오늘 새로운 부두 계획을 발표했다. 시장은 공사가 내년 봄에 시작되어 두 해 안에 끝난다고 말했다. "
THAI = "กรมท่าเรือประกาศแผนการก่อสร้างท่าเรือใหม่ในวันนี้ นายกเทศมนตรีกล่าวว่างานจะเริ่มในฤดูใบไม้ผลิปีหน้า"


@pytest.mark.parametrize(("text", "least", "most"), [(CHINESE, 15, 25), (JAPANESE, 14, 25), (THAI, 14, 25), (TIBETAN, 8, 20)])
def test_a_script_without_spaces_has_as_many_words_as_a_translation(text: str, least: int, most: int) -> None:
    assert least <= word_count(text) <= most


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("On 5 May at last", 5), ("港 plan 2026", 3), ("항만청은 오늘 계획을", 3)]
)
def test_words_with_spaces_are_counted_by_them(text: str, words: int) -> None:
    assert word_count(text) == words


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_has_no_more_words_than_characters(text: str) -> None:
    assert word_count(text) <= len(text)


@given(st.text("港务局今天公布 ", min_size=1), st.text("港务局今天公布 "))
def test_more_text_has_no_fewer_words(text: str, more: str) -> None:
    assert word_count(text + more) >= word_count(text)


def test_a_feed_holds_the_whole_text_though_it_has_few_characters() -> None:
    assert is_full_text(f"<p>{CHINESE * 2}</p>")
    assert is_full_text(f"<p>{KOREAN * 2}</p>")
    assert not is_full_text(f"<p>{KOREAN}</p>")
    assert not is_full_text(f"<p>{CHINESE[:15]}</p>")
    assert not is_full_text("<p>The harbour board published its plan for the quays. The mayor spoke.</p>")
