"""Which sentences may become a key point."""

from __future__ import annotations

from digest.records import Role
from digest.summarise.candidates import all_sentences, candidates, count_words, words
from tests.summarise.fakes import statement


def test_the_body_and_its_lists_are_candidates_and_nothing_else() -> None:
    given = statement(
        ("What the two governments agreed on today:", Role.HEADING),
        "The ministers signed the agreement on trade.",
        ("Tariffs on steel end on the first of May.", Role.ITEM),
        ("Will you comment on the reports of a delay?", Role.QUESTION),
        ("The agreement was first proposed in the year 2019.", Role.NOTES),
    )
    assert [c.role for c in candidates(given)] == [Role.BODY, Role.ITEM]


def test_notes_are_candidates_where_there_is_no_body() -> None:
    given = statement(("A heading of five words.", Role.HEADING), ("Notes that say a little more than that.", Role.NOTES))
    assert [c.role for c in candidates(given)] == [Role.NOTES]


def test_a_heading_is_a_candidate_if_there_is_nothing_else() -> None:
    assert [c.text for c in candidates(statement(("Ceasefire agreed", Role.HEADING)))] == ["Ceasefire agreed"]


def test_short_sentences_give_way_to_longer_ones() -> None:
    given = statement(["Thank you all.", "The President signed the order on Friday."])
    assert [c.text for c in candidates(given)] == ["The President signed the order on Friday."]


def test_short_sentences_stay_where_there_is_nothing_else() -> None:
    assert [c.text for c in candidates(statement(["We agree.", "We sign."]))] == ["We agree.", "We sign."]


def test_a_candidate_knows_its_position_and_speaker() -> None:
    given = statement(
        ["One two three four five.", "Two two three four five."], "Three two three four five.", speaker="MR. PRICE"
    )
    assert [(c.index, c.paragraph, c.index_in_paragraph, c.speaker) for c in all_sentences(given)] == [
        (0, 0, 0, "MR. PRICE"),
        (1, 0, 1, "MR. PRICE"),
        (2, 1, 0, "MR. PRICE"),
    ]


def test_no_text_gives_no_candidate() -> None:
    assert candidates(statement()) == ()


def test_apostrophes_stay_inside_words() -> None:
    assert words("It’s Iran's U.S. deal_2") == ["it’s", "iran's", "u", "s", "deal", "2"]
    assert count_words("It’s Iran's") == 2


def test_words_are_counted_by_the_rule_of_the_script() -> None:
    assert count_words("外務大臣は本日、両国の協定に署名した。") >= 5
    assert count_words("प्रधानमंत्री ने योजना की घोषणा की।") == 6  # vowel signs separate no words
    assert count_words("Die Ministerin unterzeichnete das Abkommen.") == 5


def test_in_scripts_without_spaces_two_neighbouring_characters_count_as_a_word() -> None:
    assert words("協定に署名") == ["協定", "定に", "に署", "署名"]
    assert words("G20 首脳") == ["g20", "首脳"]
    assert words("L’accord signé") == ["l’accord", "signé"]
