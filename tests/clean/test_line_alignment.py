"""Which lines of a page an extractor has taken, by the text that it returned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.clean.line_alignment import matching_lines

MENU = ["home", "press", "thecouncil"]
STORY = [
    "thecouncilofthefleetmetonmondayandpublisheditsplan",
    "news",
    "noquayoftheoldtownwillbeclosedbeforethesummer",
    "theferrykeepsitsplacebesidethenorthernpier",
]


def test_the_lines_of_the_story_are_found_and_the_menu_is_not() -> None:
    assert matching_lines([*MENU, *STORY, *MENU], STORY) == {3, 4, 5, 6}


def test_a_short_line_counts_only_where_it_is_a_whole_line() -> None:
    assert matching_lines(["council", "fleet", *STORY], STORY) == {2, 3, 4, 5}


def test_a_line_counts_that_the_extractor_joined_or_cut() -> None:
    joined = ["".join(STORY[:2]), STORY[2][:60], STORY[3]]
    assert matching_lines([*MENU, *STORY], joined) == {3, 5, 6}


def test_a_line_with_words_left_out_is_known_by_its_start_or_end() -> None:
    long = "therulestakeeffectonthefirstofmarchtwentythirtyone" + "andmastersmustreportthelandingwithinsixhours"
    for part in (long[:45], long[-45:]):
        assert matching_lines([*MENU, long, STORY[0]], [part, STORY[0]]) == {3, 4}


def test_of_a_teaser_and_the_story_the_one_in_place_counts() -> None:
    assert matching_lines([*STORY, *MENU, STORY[0]], STORY) == {0, 1, 2, 3}
    assert matching_lines([*STORY, *MENU, STORY[3]], STORY) == {0, 1, 2, 3}
    assert matching_lines([STORY[0], *MENU, *STORY], STORY) == {4, 5, 6, 7}


def test_a_line_that_the_extractor_moved_counts() -> None:
    moved = [*STORY[1:], "thanks", STORY[0]]
    assert matching_lines([*MENU[1:], "thanks", *STORY], moved) == {2, 3, 4, 5, 6}


def test_a_line_that_is_repeated_counts_as_often_as_the_extractor_has_it() -> None:
    turns = [line for sentence in STORY for line in (sentence, "qthankyou")]
    assert matching_lines([*MENU, *turns, "qthankyou"], turns) >= set(range(3, 11))


@given(st.lists(st.sampled_from([*MENU, *STORY, "", "ab", "c" * 90]), max_size=12), st.data())
def test_every_line_that_an_extractor_takes_in_order_is_found(page: list[str], data: st.DataObject) -> None:
    taken = [line for line in page if data.draw(st.booleans())]
    found = [page[number] for number in sorted(matching_lines(page, [line for line in taken if line]))]
    assert sum(map(len, found)) >= sum(map(len, taken))
    assert not matching_lines(page, [])
