"""Batches of orders: in order whatever the batches, smaller when memory runs out, and no order lost for another's fault."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.summarise.generative.batching import Batches, GenerationFailure, GenerationRequest, OutOfMemory

Sizes = list[list[int]]


def order(length: int, name: int = 0) -> GenerationRequest:
    return GenerationRequest((name,) * length, 0, 5)


def writing(seen: Sizes, most_tokens: int = 10_000, bad: int = -1) -> object:
    """Writes the length of each order; has memory for `most_tokens` padded ones, and cannot write one of `bad` tokens."""

    def write(orders: Sequence[GenerationRequest]) -> list[str]:
        seen.append([len(order.ids) for order in orders])
        if len(orders) * max(order.tokens for order in orders) > most_tokens:
            raise OutOfMemory("8 GiB were asked for")
        if bad in seen[-1]:
            raise IndexError("index out of range in self")
        return [str(len(order.ids)) for order in orders]

    return write


@given(st.lists(st.integers(1, 60), max_size=40), st.integers(70, 400))
def test_answers_are_in_the_order_of_the_orders_and_batches_within_the_budget(lengths: list[int], budget: int) -> None:
    seen: Sizes = []
    answers = Batches(budget).write([order(length) for length in lengths], writing(seen))  # type: ignore[arg-type]
    assert answers == [str(length) for length in lengths]
    assert all(len(batch) * (max(batch) + 5) <= budget for batch in seen)


def test_texts_of_one_length_share_a_batch() -> None:
    seen: Sizes = []
    Batches(60).write([order(n) for n in (5, 25, 5, 25, 5)], writing(seen))  # type: ignore[arg-type]
    assert seen == [[25, 25], [5, 5, 5]]


def test_out_of_memory_halves_the_batch_for_good_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    seen: Sizes = []
    batches = Batches(1000)
    answers = batches.write([order(20) for _ in range(60)], writing(seen, most_tokens=300))  # type: ignore[arg-type]
    assert answers == ["20"] * 60
    assert [len(batch) for batch in seen[:3]] == [40, 20, 10]
    assert len(seen[-1]) <= 12
    assert batches.budget <= 300
    assert "out of memory with 40 texts" in caplog.text


def test_a_text_that_fits_no_memory_alone_is_trouble_in_its_place() -> None:
    answers = Batches(1000).write([order(5), order(90), order(5)], writing([], most_tokens=50))  # type: ignore[arg-type]
    assert [answers[0], answers[2]] == ["5", "5"]
    assert isinstance(answers[1], GenerationFailure)
    assert "95 tokens" in answers[1].reason


def test_an_error_in_one_text_is_trouble_in_its_place(caplog: pytest.LogCaptureFixture) -> None:
    answers = Batches(1000).write([order(5), order(9), order(7)], writing([], bad=9))  # type: ignore[arg-type]
    assert answers == ["5", GenerationFailure("IndexError: index out of range in self"), "7"]
    assert "Traceback" in caplog.text
