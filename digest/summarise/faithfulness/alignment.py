"""Aligns a generated point with its source by dynamic programming (the Viterbi algorithm) and returns the cost. Pure.

Copying consecutive words is free. Skipping words costs little, jumping to another sentence more, a word that the source does
not contain most. A point that is stitched together from pieces, or says what the source does not, has a high cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from digest.text.lang.en import STEM_STOP_WORDS
from digest.text.stemmer import stem, stems

SKIP, SKIP_PER_WORD = 0.3, 0.02
"""Continuing in the same sentence after skipped words, and each position moved."""
BACK = 1.2
"""Going back within the same sentence."""
JUMP = 1.6
"""Continuing in another sentence."""
INSERT, INSERT_STOP_WORD = 2.5, 0.6
"""A word that is not taken from the source, and such a word without content."""

_STOP_STEMS = frozenset(map(stem, STEM_STOP_WORDS))
_START = -1
_Costs = dict[int, float]
"""The lowest cost by state; a state is the source position of the last word taken, or `_START`."""
_BackPointers = dict[int, tuple[int, bool]]
"""For each state the state before it, and whether the word was taken from its position."""


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """The stems of a source: how many, the positions of each stem, and the sentence of each position."""

    size: int
    positions: dict[str, list[int]]
    sentence_of: list[int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The cost per word of a point, its stems, and for each stem the sentence it was taken from (None: not in the source)."""

    cost: float
    words: tuple[str, ...]
    sentences: tuple[int | None, ...]


def index_source(sentences: Sequence[str]) -> SourceIndex:
    """The index of sentences, given in order."""
    positions: dict[str, list[int]] = defaultdict(list)
    sentence_of: list[int] = []
    for number, sentence in enumerate(sentences):
        for word in stems(sentence):
            positions[word].append(len(sentence_of))
            sentence_of.append(number)
    return SourceIndex(len(sentence_of), dict(positions), sentence_of)


def align(point: str, source: SourceIndex) -> Alignment:
    """The alignment of `point` with the lowest cost; of equal ones the one nearest to the beginning of the source."""
    words = tuple(stems(point))
    costs: _Costs = {_START: 0.0}
    steps: list[_BackPointers] = []
    for word in words:
        costs, step = _advance(costs, word, source)
        steps.append(step)
    position = _cheapest(costs)
    cost = costs[position] / max(1, len(words))
    taken: list[int | None] = []
    for step in reversed(steps):
        previous, matched = step[position]
        taken.append(source.sentence_of[position] if matched else None)
        position = previous
    return Alignment(cost, words, tuple(reversed(taken)))


def _advance(states: _Costs, word: str, source: SourceIndex) -> tuple[_Costs, _BackPointers]:
    """The costs after one more word, and the back pointers."""
    insert = INSERT_STOP_WORD if word in _STOP_STEMS else INSERT
    costs = {position: cost + insert for position, cost in states.items()}
    step = dict.fromkeys(states, (_START, False)) | {position: (position, False) for position in states}
    cheapest = _cheapest(states)
    by_sentence = _by_sentence(states, source)
    for position in source.positions.get(word, ()):
        before, cost = _best_before(position, states, by_sentence.get(source.sentence_of[position], ()), cheapest)
        if position not in costs or cost < costs[position]:
            costs[position], step[position] = cost, (before, True)
    # States more than JUMP above the best cannot be part of the optimum: drop them.
    limit = min(costs.values()) + JUMP
    return {position: cost for position, cost in costs.items() if cost <= limit}, step


def _cheapest(states: _Costs) -> int:
    return min(states, key=lambda state: (states[state], state))


def _by_sentence(states: _Costs, source: SourceIndex) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for position in states:
        if position != _START:
            found[source.sentence_of[position]].append(position)
    return found


def _best_before(position: int, states: _Costs, same_sentence: Sequence[int], cheapest: int) -> tuple[int, float]:
    """The state from which `position` is reached at the lowest cost, and that cost."""
    best, lowest = cheapest, states[cheapest] + (0.0 if cheapest == _START else JUMP)
    for other in same_sentence:
        if other == position - 1:
            cost = states[other]
        elif other < position:
            cost = states[other] + SKIP + SKIP_PER_WORD * (position - other)
        else:
            cost = states[other] + BACK
        if cost < lowest:
            best, lowest = other, cost
    return best, lowest
