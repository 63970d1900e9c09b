"""Compares two revisions of a statement sentence by sentence. Pure.

Uses patience diff on the sentences, so that the time grows with their number and not with its square: a general diff takes the
square or worse on a page that says the same thing a thousand times.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from digest.records import Change, Span, Statement
from digest.text.comparison import spelling_form
from digest.text.volatile import volatile_spans

_MIN_SIMILARITY = 0.4
"""Share of common words (Jaccard) from which two sentences count as one sentence, reworded."""

_MAX_SHIFT = 5
"""Positions before and after its own at which the earlier wording of a sentence is looked for; this keeps the cost linear."""

_MAX_REMOVED = 20_000
"""Characters of removed boilerplate that are searched for each changed sentence; rules remove some hundred of a statement."""


def changes(before: Statement, after: Statement) -> tuple[Change, ...]:
    """Return the sentences of `after` that are new or reworded, and those that are gone, in the order of `after`.

    A sentence that only moved is no change. Neither is one that a rule removes from one of the two: there the publisher
    changed nothing. Neither are other quotation marks, dashes and spaces, nor lines that change by themselves. A reworded
    sentence comes with its earlier wording; a deleted one has no `after`.
    """
    old_spans, new_spans = _steady_sentences(before), _steady_sentences(after)
    old = [spelling_form(span.of(before.text)) for span in old_spans]
    new = [spelling_form(span.of(after.text)) for span in new_spans]
    old_set, new_set = set(old), set(new)
    removed_before, removed_after = _removed(before), _removed(after)
    found: list[Change] = []
    for old_start, old_end, new_start, new_end in _changed_ranges(old, new):
        deleted = [
            span.of(before.text)
            for span, form in zip(old_spans[old_start:old_end], old[old_start:old_end], strict=True)
            if form not in new_set and form not in removed_after
        ]
        added = [
            span
            for span, form in zip(new_spans[new_start:new_end], new[new_start:new_end], strict=True)
            if form not in old_set and form not in removed_before
        ]
        found += _paired(deleted, added, after.text)
    return tuple(found)


def _steady_sentences(statement: Statement) -> list[Span]:
    """Return the sentences of a statement that stand in no line that changes by itself."""
    lines = sorted(volatile_spans(statement.text))
    starts = [start for start, _ in lines]

    def is_steady(span: Span) -> bool:
        place = bisect_right(starts, span.start) - 1
        return place < 0 or span.start >= lines[place][1]

    return [span for span in statement.sentences if is_steady(span)]


def _removed(statement: Statement) -> str:
    """Return what the rules removed from a statement, in one form; only the beginning if a page holds almost nothing else."""
    return spelling_form("\n".join(removal.text for removal in statement.removed)[:_MAX_REMOVED])


def _changed_ranges(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the ranges between the sentences that stayed: start and end in `old`, start and end in `new`."""
    old_start = new_start = 0
    for old_end, new_end in (*_stayed(old, new), (len(old), len(new))):
        yield old_start, old_end, new_start, new_end
        old_start, new_start = old_end + 1, new_end + 1


def _stayed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions in both of the longest run of unique common sentences that keep their order (patience diff)."""
    places = _unique(new)
    pairs = [(i, places[sentence]) for sentence, i in _unique(old).items() if sentence in places]
    return [pairs[number] for number in longest_increasing([j for _, j in pairs])]


def longest_increasing(values: Sequence[int]) -> list[int]:
    """Return the indices of a longest strictly increasing subsequence of distinct `values`, by patience sorting."""
    tops: list[int] = []  # the smallest last value of an increasing run of each length
    top_indices: list[int] = []
    previous: list[int] = []  # for each index the one before it in its run, or -1
    for index, value in enumerate(values):
        pile = bisect_left(tops, value)
        previous.append(top_indices[pile - 1] if pile else -1)
        tops[pile : pile + 1], top_indices[pile : pile + 1] = [value], [index]
    run: list[int] = []
    index = top_indices[-1] if top_indices else -1
    while index >= 0:
        run.append(index)
        index = previous[index]
    return run[::-1]


def _unique(sentences: Sequence[str]) -> dict[str, int]:
    """Return the position of each sentence that occurs only once."""
    counts = Counter(sentences)
    return {sentence: i for i, sentence in enumerate(sentences) if counts[sentence] == 1}


def _paired(deleted: Sequence[str], added: Sequence[Span], text: str) -> Iterator[Change]:
    """Yield each added sentence with the most similar deleted one nearby, then the deleted sentences that are left."""
    left = dict(enumerate(deleted))
    for place, span in enumerate(added):
        near = [n for n in range(place - _MAX_SHIFT, place + _MAX_SHIFT + 1) if n in left]
        best = max(near, key=lambda n: _similarity(left[n], span.of(text)), default=None)
        similar = best is not None and _similarity(left[best], span.of(text)) >= _MIN_SIMILARITY
        yield Change(span, left.pop(best) if similar and best is not None else "")
    yield from (Change(None, sentence) for sentence in left.values())


def _similarity(one: str, other: str) -> float:
    """Return the Jaccard similarity of the words of two sentences, from 0 to 1."""
    a, b = _words(one), _words(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def _words(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sentence.casefold()))
