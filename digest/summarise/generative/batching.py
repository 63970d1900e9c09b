"""Orders of text -> batches of about equal length within a budget of tokens, smaller ones when memory runs out. Pure.

Knows no network: what writes a batch is passed in. An order that cannot be written is a Trouble in its place; the rest go on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.summarise.extractive.encoder import batches

log = logging.getLogger(__name__)


class OutOfMemory(Exception):
    """There was no memory for a batch."""


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """A text to be continued or summarised, as token ids, and how many tokens may be written: `least` and `most`."""

    ids: tuple[int, ...]
    least: int
    most: int

    @property
    def tokens(self) -> int:
        """How many are read and written at most."""
        return len(self.ids) + self.most


@dataclass(frozen=True, slots=True)
class GenerationFailure:
    """Why one order was not written."""

    reason: str


GenerationResult = str | GenerationFailure
WriteBatch = Callable[[Sequence[GenerationRequest]], Sequence[str]]
"""Writes the orders of one batch, in order. Raises OutOfMemory, or whatever is wrong with one of them."""


class Batches:
    """Writes orders in batches of at most `budget` tokens when padded to their longest.

    Where memory runs out the batch is halved, and the budget of all later ones with it. Fewer than `smallest` tokens it never
    becomes.
    """

    def __init__(self, budget: int, smallest: int = 64) -> None:
        self.budget = budget
        self._smallest = smallest

    def write(self, orders: Sequence[GenerationRequest], write_batch: WriteBatch) -> list[GenerationResult]:
        """One answer an order, in the order given, longest batches first."""
        answers: dict[int, GenerationResult] = {}
        waiting = list(range(len(orders)))
        while waiting:
            lengths = [orders[i].tokens for i in waiting]
            first = next(iter(islice(batches(lengths, self.budget), 1)))
            chosen = [waiting[i] for i in first]
            written = self._written([orders[i] for i in chosen], write_batch)
            answers.update(zip(chosen, written, strict=True))
            waiting = [i for i in waiting if i not in answers]
        return [answers[i] for i in range(len(orders))]

    def _written(self, batch: Sequence[GenerationRequest], write_batch: WriteBatch) -> list[GenerationResult]:
        try:
            return list(write_batch(batch))
        except OutOfMemory as error:
            if len(batch) == 1:
                return [GenerationFailure(f"there is not enough memory for its {batch[0].tokens} tokens: {error}")]
            half = len(batch) // 2
            self.budget = max(self._smallest, half * max(order.tokens for order in batch))
            log.warning("out of memory with %d texts in a batch: going on with %d", len(batch), half)
            return [*self._written(batch[:half], write_batch), *self._written(batch[half:], write_batch)]
        except Exception as error:
            if len(batch) == 1:
                log.exception("a text of %d tokens could not be written", len(batch[0].ids))
                return [GenerationFailure(f"{type(error).__name__}: {error}")]
            return [answer for order in batch for answer in self._written([order], write_batch)]
