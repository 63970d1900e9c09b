"""Typography makes no difference between two texts; a word, a number, a date and a name do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.comparison import comparison_form, comparison_hash, is_similar, similarity, spelling_form

TEXT = (
    "The Board's engineers said that the toll is 14,500 crowns - nine hundred less than today.\n\n"
    '"We waited long", a haulier said... The tariff of the Ministry of Roads applies from 1 May.'
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'", "’"),
        (" - ", " – "),
        (" - ", "—"),
        (" - ", " -- "),
        ('"We waited long"', "“We waited long”"),
        ('"We waited long"', "« We waited long »"),
        ('"We waited long"', "„We waited long“"),
        ("...", "…"),
        ("...", " . . ."),
        ("14,500 crowns", "14,500\u00a0crowns"),
        ("\n\n", " "),
        ("Ministry", "Mini\u00adstry"),
        ("tariff", "tari\ufb00"),
        (" ", "  "),
    ],
)
def test_typography_makes_no_difference(old: str, new: str) -> None:
    changed = TEXT.replace(old, new)
    assert changed != TEXT
    assert comparison_hash(changed) == comparison_hash(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("14,500", "14,050"),
        ("14,500", "1,4500"),
        ("14,500", "-14,500"),
        ("14,500 crowns", "14,500² crowns"),
        ("1 May", "2 May"),
        ("Roads", "Works"),
        ("less", "more"),
        ("engineers said", "Engineers said"),
        ("applies from", "appliesfrom"),
        ('"We waited long"', "We waited long"),
        ("We waited", "We never waited"),
        ("Board's", "Boards"),
        ("today.", "today?"),
    ],
)
def test_words_numbers_dates_and_names_make_a_difference(old: str, new: str) -> None:
    changed = TEXT.replace(old, new)
    assert changed != TEXT
    assert comparison_hash(changed) != comparison_hash(TEXT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("14² million", "142 million"),
        ("½ of it", "1/2 of it"),
        ("in 2. 5 ships", "in 2.5 ships"),
        ("now here", "nowhere"),
        ("x₂", "x2"),
    ],
)
def test_what_only_looks_alike_is_different(one: str, other: str) -> None:
    assert comparison_form(one) != comparison_form(other)


def test_lines_that_change_by_themselves_make_no_difference() -> None:
    assert comparison_hash(f"{TEXT}\n\nViews: 1,204") == comparison_hash(f"Published 3 hours ago\n\n{TEXT}\n\nViews: 1,377")


def test_a_text_of_nothing_but_such_lines_is_compared_as_it_is() -> None:
    assert comparison_form("Views: 1,204") != comparison_form("Views: 1,377")
    assert comparison_form("") == ""


@given(st.text(alphabet="a5“”'\"`–—-−. ,\u00a0\u00ad\nﬁ½中", max_size=60))
def test_typography_is_one_whatever_stands_beside_it(text: str) -> None:
    forms = dict.fromkeys('“”’"`', "'") | dict.fromkeys("–—−", "-") | dict.fromkeys("\u00a0\n", " ")
    plain = text.translate(str.maketrans(forms | {"\u00ad": "", "ﬁ": "fi"}))
    assert spelling_form(text) == spelling_form(plain)


def test_two_revisions_are_similar_and_two_statements_of_one_pattern_are_not() -> None:
    schedule = "The Minister meets {} at {} in the Ministry. The meeting is closed to the press. Photographers gather at {}."
    assert is_similar(TEXT, TEXT.replace("14,500", "14,050"))
    assert not is_similar(
        schedule.format("the mayor of Kelm", "09:00", "08:45"),
        schedule.format("hauliers of the southern valleys", "14:30", "14:00"),
    )


def test_scripts_without_spaces_are_compared_by_their_characters() -> None:
    text = "公路部今天公布了新的过桥费。从五月一日起每月一万四千五百克朗，比现在少九百克朗。"
    assert 0.8 < similarity(text, text.replace("四千五百", "四千零五十")) < 1
    assert similarity(text, "灯塔将于七月更换新灯，海岸委员会宣布。") < 0.1


WORDS = st.lists(st.from_regex(r"[a-zA-Z]{1,8}|[1-9][0-9]{0,4}", fullmatch=True), min_size=2, max_size=12)


@given(WORDS, st.data())
def test_any_changed_word_makes_a_difference_and_any_space_none(words: list[str], data: st.DataObject) -> None:
    gaps = st.sampled_from([" ", "\u00a0", "\n\n", "  ", "\u2009"])
    assert spelling_form("".join(word + data.draw(gaps) for word in words)) == spelling_form(" ".join(words))
    place = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:place], words[place] + "x", *words[place + 1 :]]
    assert spelling_form(" ".join(changed)) != spelling_form(" ".join(words))


@given(st.text(max_size=40))
def test_the_form_of_a_form_is_itself(text: str) -> None:
    assert spelling_form(spelling_form(text)) == spelling_form(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_similarity_is_between_0_and_1_and_symmetric(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1
    assert similarity(one, one) == 1
