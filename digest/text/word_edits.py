"""Aligns the words of two texts and finds what was changed. Pure.

Runs of words that occur once in both texts are aligned first (patience diff), and only the gaps between them word by word, so
that the cost grows with the length of the texts and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from digest.text.diff import longest_increasing

_RUN = 4  # words of a run that is aligned first
_MAX_GAP = 90_000  # pairs of words that are compared in a gap; a larger gap counts as replaced as a whole


@dataclass(frozen=True, slots=True)
class Edit:
    """The words `one[start:end]` of a text stand for the words `other[other_start:other_end]` of another text."""

    start: int
    end: int
    other_start: int
    other_end: int


def word_edits(one: Sequence[str], other: Sequence[str]) -> tuple[Edit, ...]:
    """The places where two texts differ, in order. Equal words beside two differing ones are not in an edit."""
    return tuple(edit for gap in _gaps(one, other) for edit in _edits_in(one, other, gap))


def _gaps(one: Sequence[str], other: Sequence[str]) -> Iterator[Edit]:
    """The places between the runs that stand in both texts."""
    at, at_other = _after_equal(one, other, 0, 0)
    for start, other_start in _anchors(one, other):
        if start < at or other_start < at_other:
            continue
        start, other_start = _before_equal(one, other, (start, at), (other_start, at_other))
        yield Edit(at, start, at_other, other_start)
        at, at_other = _after_equal(one, other, start, other_start)
    end, other_end = _before_equal(one, other, (len(one), at), (len(other), at_other))
    yield Edit(at, end, at_other, other_end)


def _after_equal(one: Sequence[str], other: Sequence[str], at: int, at_other: int) -> tuple[int, int]:
    """The positions behind the equal words that stand at `at` and `at_other`."""
    while at < len(one) and at_other < len(other) and one[at] == other[at_other]:
        at, at_other = at + 1, at_other + 1
    return at, at_other


def _before_equal(
    one: Sequence[str], other: Sequence[str], place: tuple[int, int], other_place: tuple[int, int]
) -> tuple[int, int]:
    """The positions before the equal words that end at the first of each place, and not before the second of each."""
    (end, first), (other_end, other_first) = place, other_place
    while end > first and other_end > other_first and one[end - 1] == other[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    return end, other_end


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    places = _unique_runs(other)
    pairs = [(start, places[run]) for run, start in _unique_runs(one).items() if run in places]
    return [pairs[number] for number in longest_increasing([place for _, place in pairs])]


def _unique_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
    counts = Counter(runs)
    return {run: start for start, run in enumerate(runs) if counts[run] == 1}


def _edits_in(one: Sequence[str], other: Sequence[str], gap: Edit) -> Iterator[Edit]:
    before, after = one[gap.start : gap.end], other[gap.other_start : gap.other_end]
    if not before and not after:
        return
    if len(before) * len(after) > _MAX_GAP:
        yield gap
        return
    for kind, start, end, other_start, other_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(gap.start + start, gap.start + end, gap.other_start + other_start, gap.other_start + other_end)
