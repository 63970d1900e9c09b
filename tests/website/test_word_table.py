"""The table of words names the indexes in which a word stands, by its first letters, and leaves none out."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from digest.website.word_table import PARTS, part_name, table_parts, word_keys


def keys(words: str) -> set[str]:
    """The keys of a page that says `words`."""
    return set(word_keys(f"<p>{words}</p>"))


def table(*indexes: Iterable[str]) -> dict[str, int]:
    return {key: int(bits, 16) for part in table_parts(indexes) for key, bits in json.loads(part).items()}


@pytest.mark.parametrize("forms", ["agreement agreements", "fly Fli", "république Republique", "САНКЦИЙ санкций"])
def test_long_and_marked_forms_of_a_word_have_one_key(forms: str) -> None:
    assert len(keys(forms)) == 1


def test_other_words_have_others() -> None:
    assert keys("kursk, kurdish; 2026 or 5G") == {"kursk", "kurdish"}


def test_tags_say_nothing_and_what_the_head_says_of_the_statement_is_found() -> None:
    head = '<meta name="viewport" content="width"><meta data-pagefind-filter="type[content]" content="Readout">'
    page = f'<head>{head}</head><a class="banner" href="x">Peace &amp; <b>quiet</b></a>'
    assert {"readout", "peace", "quiet"} <= word_keys(page)
    assert not {"class", "banner", "href", "viewport"} & word_keys(page)


def test_a_part_of_a_word_that_begins_with_a_capital_is_found_alone() -> None:
    assert keys("NextGen") == {"nextgen", "gen"}


def test_scripts_without_spaces_are_left_out_for_they_are_asked_everywhere() -> None:
    assert keys("外務大臣 談話 Tokyo") == {"tokio"}


def test_each_index_that_has_a_word_is_named() -> None:
    found = table(keys("war and peace"), keys("peace"), keys("war"))
    assert (found["peace"], found["war"], found["and"]) == (0b011, 0b101, 0b001)


def test_a_table_has_all_its_parts_even_if_it_is_empty() -> None:
    assert list(table_parts([])) == [b"{}"] * PARTS
    assert len({part_name(number) for number in range(PARTS)}) == PARTS
