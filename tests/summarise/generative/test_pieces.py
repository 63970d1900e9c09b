"""A long text in pieces: nothing is lost, nothing is too long, and cuts fall where a reader would make them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.records import Span
from digest.summarise.generative.chunking import breaks_of, packed, pieces
from tests.summarise.fakes import statement


def count(text: str) -> int:
    return len(text.split()) + sum(len(word) // 10 for word in text.split())


def bare(text: str) -> str:
    return "".join(text.split())


def test_a_text_that_fits_is_one_piece() -> None:
    assert pieces("Two words.", ((0,),), 10, count) == ("Two words.",)
    assert pieces(" \n ", (), 10, count) == ()


def test_it_is_cut_between_paragraphs_where_that_is_enough() -> None:
    long = statement(["One two three.", "Four five six."], ["Seven eight nine."], ["Ten eleven twelve."])
    assert pieces(long.text, breaks_of(long), 6, count) == (
        "One two three. Four five six.",
        "Seven eight nine.\n\nTen eleven twelve.",
    )


def test_a_paragraph_that_is_too_long_is_cut_between_its_sentences() -> None:
    long = statement(["One two three.", "Four five six."], "Seven eight nine.")
    assert pieces(long.text, breaks_of(long), 4, count) == ("One two three.", "Four five six.", "Seven eight nine.")


def test_no_piece_is_a_few_last_words() -> None:
    units = [(Span(n, n + 1), 100) for n in range(11)]
    sizes = [end - start for start, end in packed(units, 1000)]
    assert sizes == [6, 5]


TEXTS = st.text(st.sampled_from("ab é。\n"), max_size=400)


@given(TEXTS, st.integers(3, 40), st.lists(st.integers(0, 400)), st.lists(st.integers(0, 400)))
def test_every_word_is_in_one_piece_and_no_piece_is_over_the_budget(
    text: str, budget: int, paragraphs: list[int], sentences: list[int]
) -> None:
    found = pieces(text, (sorted(paragraphs), sorted(sentences)), budget, count)
    assert bare("".join(found)) == bare(text)
    assert all(count(piece) <= budget for piece in found)
