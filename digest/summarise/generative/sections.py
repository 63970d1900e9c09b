"""A statement too long for one question -> runs of its sentences that fit, cut between paragraphs where that can be. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import ceil

from digest.records import Statement
from digest.summarise.candidates import all_sentences


def sections(statement: Statement, budget: int, size: Callable[[int], int]) -> tuple[range, ...]:
    """The positions of its sentences in runs, each within `budget` by `size` of a position, of about the same size.

    Together they are all sentences, in order. A sentence that is larger than the budget is a run of its own.
    """
    sizes = [size(row) for row in range(len(statement.sentences))]
    total = sum(sizes)
    wanted = total / max(1, ceil(total / budget))
    found: list[range] = []
    start, held = 0, 0
    for unit in _units(statement, budget, sizes):
        more = sum(sizes[row] for row in unit)
        if held and (held + more > budget or held >= wanted):
            found.append(range(start, unit.start))
            start, held = unit.start, 0
        held += more
    return (*found, range(start, len(sizes))) if sizes else ()


def _units(statement: Statement, budget: int, sizes: Sequence[int]) -> Iterator[range]:
    """Its paragraphs; of one that is larger than the budget, the sentences."""
    for _, group in groupby(all_sentences(statement), key=lambda sentence: sentence.paragraph):
        rows = [sentence.index for sentence in group]
        if sum(sizes[row] for row in rows) <= budget:
            yield range(rows[0], rows[-1] + 1)
        else:
            yield from (range(row, row + 1) for row in rows)
