"""Groups generation requests of similar length into batches within a token budget, and halves batches when memory runs out.

Pure: the function that generates a batch is passed in. A request that fails yields a GenerationFailure at its position; the
others continue.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from digest.summarise.extractive.encoder import batches

log = logging.getLogger(__name__)

MIN_BUDGET = 64
"""Tokens below which the budget is not reduced."""


class OutOfMemory(Exception):
    """The device has not enough memory for a batch."""


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """A text to summarise or to continue, as token ids, and how many tokens may be generated."""

    ids: tuple[int, ...]
    min_tokens: int
    max_tokens: int

    @property
    def total_tokens(self) -> int:
        """The tokens of the input plus the most that are generated."""
        return len(self.ids) + self.max_tokens


@dataclass(frozen=True, slots=True)
class GenerationFailure:
    """Why a request has no result."""

    reason: str


GenerationResult = str | GenerationFailure
GenerateBatch = Callable[[Sequence[GenerationRequest]], Sequence[str]]
"""Generates the texts of one batch, in order. Raises OutOfMemory, or any other error that one of the requests causes."""

T = TypeVar("T")


def all_or_failure(results: Sequence[T | GenerationFailure]) -> tuple[T, ...] | GenerationFailure:
    """Return all results, or the first failure among them."""
    failure = next((result for result in results if isinstance(result, GenerationFailure)), None)
    return failure or tuple(result for result in results if not isinstance(result, GenerationFailure))


class Batcher:
    """Runs requests in batches of at most `budget` tokens, counted after padding to the longest request.

    When memory runs out the batch is halved, and the budget of all later batches is reduced to the size of that half.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget

    def run(self, requests: Sequence[GenerationRequest], generate: GenerateBatch) -> list[GenerationResult]:
        """Return one result for each request, in the order given. The longest requests run first."""
        results: dict[int, GenerationResult] = {}
        remaining = list(range(len(requests)))
        while remaining:
            # Batches are planned anew after each one, because the budget may have been reduced.
            first = next(batches([requests[i].total_tokens for i in remaining], self.budget))
            chosen = [remaining[i] for i in first]
            results.update(zip(chosen, self._run_batch([requests[i] for i in chosen], generate), strict=True))
            remaining = [i for i in remaining if i not in results]
        return [results[i] for i in range(len(requests))]

    def _run_batch(self, batch: Sequence[GenerationRequest], generate: GenerateBatch) -> list[GenerationResult]:
        try:
            return list(generate(batch))
        except OutOfMemory as error:
            if len(batch) == 1:
                return [GenerationFailure(f"there is not enough memory for its {batch[0].total_tokens} tokens: {error}")]
            return self._run_halves(batch, generate)
        except Exception as error:
            if len(batch) == 1:
                log.exception("generation failed for a text of %d tokens", len(batch[0].ids))
                return [GenerationFailure(f"{type(error).__name__}: {error}")]
            return [result for request in batch for result in self._run_batch([request], generate)]

    def _run_halves(self, batch: Sequence[GenerationRequest], generate: GenerateBatch) -> list[GenerationResult]:
        half = len(batch) // 2
        self.budget = max(MIN_BUDGET, half * max(request.total_tokens for request in batch))
        log.warning("out of memory with %d texts in a batch: continuing with %d", len(batch), half)
        return [*self._run_batch(batch[:half], generate), *self._run_batch(batch[half:], generate)]
