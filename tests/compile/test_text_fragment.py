"""Links to one sentence of a page, checked by finding the sentence as a browser would."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.compile.text_fragment import sentence_link
from digest.records import Span
from tests.compile.editions import a_statement, real_statement, span

PAGE = "https://www.state.gov/one/"


def link_to(sentence: str, text: str, page: str = PAGE) -> str:
    return sentence_link(page, text, span(a_statement(text), sentence))


def found(link: str, text: str) -> str:
    """What a browser marks: the words of the directive, in order, from the first place where they all fit."""
    directive = link.partition(":~:text=")[2].split(",")
    prefix = directive.pop(0)[:-1] if directive[0].endswith("-") else ""
    parts = [pattern(unquote(part)) for part in directive]
    before = pattern(unquote(prefix)) + r"\s+" if prefix else ""
    match = re.search(before + "(" + ".*?".join(parts) + ")", text, re.DOTALL | re.IGNORECASE)
    assert match is not None
    return match[1]


def pattern(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def test_a_short_sentence_is_given_whole() -> None:
    assert link_to("Two is next.", "One is first. Two is next.") == f"{PAGE}#:~:text=Two%20is%20next."


def test_a_long_sentence_is_given_by_its_first_and_last_words() -> None:
    sentence = "The Secretary reaffirmed the commitment of the United States to peace in the whole region."
    assert link_to(sentence, f"Before it. {sentence}") == f"{PAGE}#:~:text=The%20Secretary%20reaffirmed,the%20whole%20region."


def test_more_words_are_given_where_few_would_be_found_too_early() -> None:
    text = (
        "The United States welcomes one thing and not another. The United States welcomes all the rest and what comes after it."
    )
    link = link_to("The United States welcomes all the rest and what comes after it.", text)
    assert link == f"{PAGE}#:~:text=The%20United%20States%20welcomes%20all,and%20what%20comes%20after%20it."


def test_a_sentence_that_is_said_twice_is_known_by_the_words_before_it() -> None:
    text = "Thank you all. He left. Thank you all."
    link = sentence_link(PAGE, text, Span(24, 38))
    assert link == f"{PAGE}#:~:text=Thank%20you%20all.%20He%20left.-,Thank%20you%20all."


def test_marks_that_would_part_the_directive_are_encoded() -> None:
    sentence = "Trade-offs, costs & gains: 5 % more."
    assert link_to(sentence, sentence) == f"{PAGE}#:~:text=Trade%2Doffs%2C%20costs%20%26%20gains%3A%205%20%25%20more."


def test_a_fragment_that_the_page_has_is_kept_and_an_old_directive_is_not() -> None:
    assert link_to("Two words.", "Two words.", f"{PAGE}#part") == f"{PAGE}#part:~:text=Two%20words."
    assert link_to("Two words.", "Two words.", f"{PAGE}#:~:text=old") == f"{PAGE}#:~:text=Two%20words."


@pytest.mark.parametrize("page", ["", "statement.txt", "javascript:alert(1)", "file:///etc/passwd"])
def test_what_is_not_on_the_web_has_no_link(page: str) -> None:
    assert link_to("Two words.", "Two words.", page) == ""


def test_a_long_text_without_spaces_leads_to_the_page_alone() -> None:
    assert link_to("平" * 200, "平" * 200) == PAGE


def test_nothing_to_point_at_leads_to_the_page_alone() -> None:
    assert sentence_link(PAGE, "text", Span(2, 2)) == PAGE


@pytest.mark.parametrize("name", ["aoun", "briefing", "fentanyl", "iraq", "quad"])
def test_every_sentence_of_a_real_statement_is_found_where_it_stands(name: str) -> None:
    statement = real_statement(name)
    spans = [Span(*match.span()) for match in re.finditer(r"[A-Z][^\n]*?[.:](?=\s+[A-Z]|\n|$)", statement.text)]
    assert len(spans) >= 4
    for place in spans:
        sentence = place.of(statement.text)
        assert found(sentence_link(statement.link, statement.text, place), statement.text) == sentence


words = st.lists(
    st.sampled_from(["a", "b", "United", "States", "co-op", "x,y", "R&D", "5", "é", "(c)"]), min_size=1, max_size=25
)


@given(st.lists(words.map(lambda chosen: " ".join(chosen) + "."), min_size=1, max_size=6), st.data())
def test_a_sentence_that_stands_once_is_found_where_it_stands(sentences: list[str], data: st.DataObject) -> None:
    text = " ".join(sentences)
    number = data.draw(st.integers(0, len(sentences) - 1))
    start = sum(len(sentence) + 1 for sentence in sentences[:number])
    place = Span(start, start + len(sentences[number]))
    assume(len(re.findall(rf"(?<!\w){re.escape(place.of(text))}(?!\w)", text, re.IGNORECASE)) == 1)
    assert found(sentence_link(PAGE, text, place), text) == place.of(text)


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_no_text_breaks_the_link(text: str, start: int, end: int) -> None:
    link = sentence_link(PAGE, text, Span(start, end))
    assert link.startswith(PAGE)
    assert link.isascii()
    assert not set(" <>\"'()\\\n") & set(link)


@pytest.mark.parametrize("link", [PAGE, f"{PAGE}#part", f"{PAGE}#:~:text=some"])
def test_a_sentence_of_a_pdf_is_linked_by_its_page(link: str) -> None:
    assert sentence_link(link, "A sentence.", Span(0, 11), 7) == f"{PAGE}#page=7"
    assert sentence_link("mailto:a@b.gov", "A sentence.", Span(0, 11), 7) == ""
