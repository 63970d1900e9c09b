"""Chunking: no text is lost, no chunk is too long, and splits fall between paragraphs or sentences where that is possible."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest.records import Span
from digest.summarise.generative.chunking import boundaries_of, pack, sentence_runs, split_text
from tests.summarise.fakes import statement


def count(text: str) -> int:
    return len(text.split()) + sum(len(word) // 10 for word in text.split())


def without_spaces(text: str) -> str:
    return "".join(text.split())


def test_a_text_that_fits_is_one_chunk() -> None:
    assert split_text("Two words.", ((0,),), 10, count) == ("Two words.",)
    assert split_text(" \n ", (), 10, count) == ()


def test_it_is_split_between_paragraphs_where_that_is_enough() -> None:
    long = statement(["One two three.", "Four five six."], ["Seven eight nine."], ["Ten eleven twelve."])
    assert split_text(long.text, boundaries_of(long), 6, count) == (
        "One two three. Four five six.",
        "Seven eight nine.\n\nTen eleven twelve.",
    )


def test_a_paragraph_that_is_too_long_is_split_between_its_sentences() -> None:
    long = statement(["One two three.", "Four five six."], "Seven eight nine.")
    assert split_text(long.text, boundaries_of(long), 4, count) == ("One two three.", "Four five six.", "Seven eight nine.")


def test_the_last_chunk_is_not_much_shorter_than_the_others() -> None:
    units = [(Span(n, n + 1), 100) for n in range(11)]
    assert pack(units, 1000) == [Span(0, 6), Span(6, 11)]


TEXTS = st.text(st.sampled_from("ab é。\n"), max_size=400)


@given(TEXTS, st.integers(3, 40), st.lists(st.integers(0, 400)), st.lists(st.integers(0, 400)))
def test_every_word_is_in_one_chunk_and_no_chunk_is_over_the_budget(
    text: str, budget: int, paragraphs: list[int], sentences: list[int]
) -> None:
    chunks = split_text(text, (sorted(paragraphs), sorted(sentences)), budget, count)
    assert without_spaces("".join(chunks)) == without_spaces(text)
    assert all(count(chunk) <= budget for chunk in chunks)


FOUR = statement(["A a.", "B b.", "C c."], ["D d."])


def test_sentences_are_grouped_by_paragraph() -> None:
    assert sentence_runs(FOUR, [1, 1, 1, 3], 3) == (range(3), range(3, 4))
    assert sentence_runs(FOUR, [1, 1, 1, 1], 10) == (range(4),)
    assert sentence_runs(statement(), [], 10) == ()


def test_the_sentences_of_a_paragraph_over_the_budget_are_grouped_one_by_one() -> None:
    assert sentence_runs(FOUR, [2, 2, 2, 2], 4) == (range(2), range(2, 4))


def test_a_sentence_over_the_budget_is_a_run_of_its_own() -> None:
    assert sentence_runs(FOUR, [1, 9, 1, 1], 4) == (range(1), range(1, 2), range(2, 4))


@given(st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=5), max_size=8), st.integers(1, 60))
def test_runs_hold_every_sentence_once_and_stay_within_the_budget(paragraphs: list[list[int]], budget: int) -> None:
    given_statement = statement(*(["A."] * len(sizes) for sizes in paragraphs))
    sizes = [size for paragraph in paragraphs for size in paragraph]
    runs = sentence_runs(given_statement, sizes, budget)
    assert [row for run in runs for row in run] == list(range(len(sizes)))
    assert all(run.stop == following.start for run, following in pairwise(runs))
    assert all(len(run) == 1 or sum(sizes[row] for row in run) <= budget for run in runs)
