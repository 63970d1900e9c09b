"""Batching: results keep the order of the requests, batches shrink when memory runs out, failures stay where they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.summarise.generative.batching import (
    Batcher,
    GenerateBatch,
    GenerationFailure,
    GenerationRequest,
    OutOfMemory,
    all_or_failure,
)

Batches = list[list[int]]


def request(length: int) -> GenerationRequest:
    return GenerationRequest((0,) * length, 0, 5)


def lengths_as_text(seen: Batches, max_tokens: int = 10_000, bad: int = -1) -> GenerateBatch:
    """Generates the length of each request. Has memory for `max_tokens` padded tokens; a request of `bad` tokens fails."""

    def generate(requests: Sequence[GenerationRequest]) -> list[str]:
        seen.append([len(one.ids) for one in requests])
        if len(requests) * max(one.total_tokens for one in requests) > max_tokens:
            raise OutOfMemory("8 GiB were asked for")
        if bad in seen[-1]:
            raise IndexError("index out of range in self")
        return [str(len(one.ids)) for one in requests]

    return generate


@given(st.lists(st.integers(1, 60), max_size=40), st.integers(70, 400))
def test_results_are_in_the_order_of_the_requests_and_batches_within_the_budget(lengths: list[int], budget: int) -> None:
    seen: Batches = []
    results = Batcher(budget).run([request(length) for length in lengths], lengths_as_text(seen))
    assert results == [str(length) for length in lengths]
    assert all(len(batch) * (max(batch) + 5) <= budget for batch in seen)


def test_texts_of_the_same_length_share_a_batch() -> None:
    seen: Batches = []
    Batcher(60).run([request(n) for n in (5, 25, 5, 25, 5)], lengths_as_text(seen))
    assert seen == [[25, 25], [5, 5, 5]]


def test_out_of_memory_halves_this_batch_and_all_later_ones(caplog: pytest.LogCaptureFixture) -> None:
    seen: Batches = []
    batcher = Batcher(1000)
    results = batcher.run([request(20) for _ in range(60)], lengths_as_text(seen, max_tokens=300))
    assert results == ["20"] * 60
    assert [len(batch) for batch in seen[:3]] == [40, 20, 10]
    assert len(seen[-1]) <= 12
    assert batcher.budget <= 300
    assert "out of memory with 40 texts" in caplog.text


def test_a_text_that_does_not_fit_into_memory_alone_fails_at_its_position() -> None:
    results = Batcher(1000).run([request(5), request(90), request(5)], lengths_as_text([], max_tokens=50))
    assert [results[0], results[2]] == ["5", "5"]
    assert isinstance(results[1], GenerationFailure)
    assert "95 tokens" in results[1].reason


def test_an_error_in_one_text_is_a_failure_at_its_position(caplog: pytest.LogCaptureFixture) -> None:
    results = Batcher(1000).run([request(5), request(9), request(7)], lengths_as_text([], bad=9))
    assert results == ["5", GenerationFailure("IndexError: index out of range in self"), "7"]
    assert "Traceback" in caplog.text


def test_the_first_failure_stands_for_all_results() -> None:
    assert all_or_failure(["a", "b"]) == ("a", "b")
    assert all_or_failure(["a", GenerationFailure("x"), GenerationFailure("y")]) == GenerationFailure("x")
