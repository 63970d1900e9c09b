"""The cheapest way of a point through its source: which word was taken from where, and how often it had to leap. Pure.

A sentence that was copied costs nothing. Leaving words out costs little, words of another sentence more, words that stand
nowhere most: a point that was put together from pieces, or says what is not there, is dear. Found by dynamic programming over
the places of the source (the Viterbi algorithm).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from digest.text.lang.en import STEM_STOP_WORDS
from digest.text.stemmer import stem, stems

SKIP, STEP = 0.3, 0.02
"""Going on in the same sentence after words were left out, and each word that was."""
BACK = 1.2
"""Going back in the same sentence."""
LEAP = 1.6
"""Going on in another sentence."""
FOREIGN, FOREIGN_FUNCTION = 2.5, 0.6
"""A word that is taken from nowhere, and one without content."""

_FUNCTION = frozenset(map(stem, STEM_STOP_WORDS))
_START = -1
_States = dict[int, float]


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """The stems of a source one after the other, where each of them stands, and the sentence of each place."""

    size: int
    places: dict[str, list[int]]
    sentence_of: list[int]


@dataclass(frozen=True, slots=True)
class Course:
    """What a point costs a word, and for each of its words the sentence that it was taken from (None: from nowhere)."""

    cost: float
    words: tuple[str, ...]
    sentences: tuple[int | None, ...]


def source(sentences: Sequence[str]) -> SourceIndex:
    """Sentences in order, made ready for `course`."""
    places: dict[str, list[int]] = defaultdict(list)
    sentence_of: list[int] = []
    for number, sentence in enumerate(sentences):
        for word in stems(sentence):
            places[word].append(len(sentence_of))
            sentence_of.append(number)
    return SourceIndex(len(sentence_of), dict(places), sentence_of)


def course(point: str, through: SourceIndex) -> Course:
    """The cheapest way of `point`; of equals the one that stays nearer to the beginning."""
    words = tuple(stems(point))
    states: _States = {_START: 0.0}
    steps: list[dict[int, tuple[int, bool]]] = []
    for word in words:
        states, step = _advance(states, word, through)
        steps.append(step)
    place = min(states, key=lambda state: (states[state], state))
    cost = states[place] / max(1, len(words))
    taken: list[int | None] = []
    for step in reversed(steps):
        place_before, matched = step[place]
        taken.append(through.sentence_of[place] if matched else None)
        place = place_before
    return Course(cost, words, tuple(reversed(taken)))


def _advance(states: _States, word: str, through: SourceIndex) -> tuple[_States, dict[int, tuple[int, bool]]]:
    """The states after one more word, and for each the one before it and whether the word was taken from its place."""
    missing = FOREIGN_FUNCTION if word in _FUNCTION else FOREIGN
    costs = {place: cost + missing for place, cost in states.items()}
    step = dict.fromkeys(states, (_START, False)) | {place: (place, False) for place in states}
    cheapest = min(states, key=lambda state: (states[state], state))
    by_sentence = _by_sentence(states, through)
    for place in through.places.get(word, ()):
        before, cost = _cheapest_before(place, states, by_sentence.get(through.sentence_of[place], ()), cheapest)
        if place not in costs or cost < costs[place]:
            costs[place], step[place] = cost, (before, True)
    # Whoever is a leap behind the cheapest can be reached from it just as well.
    limit = min(costs.values()) + LEAP
    return {place: cost for place, cost in costs.items() if cost <= limit}, step


def _by_sentence(states: _States, through: SourceIndex) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place in states:
        if place != _START:
            found[through.sentence_of[place]].append(place)
    return found


def _cheapest_before(place: int, states: _States, near: Sequence[int], cheapest: int) -> tuple[int, float]:
    """The state from which `place` is reached at the least cost; `near` are those in the same sentence."""
    best, least = cheapest, states[cheapest] + (0.0 if cheapest == _START else LEAP)
    for other in near:
        if other == place - 1:
            cost = states[other]
        elif other < place:
            cost = states[other] + SKIP + STEP * (place - other)
        else:
            cost = states[other] + BACK
        if cost < least:
            best, least = other, cost
    return best, least
