"""Compares two revisions of a statement sentence by sentence. Pure.

Uses patience diff on the sentences, so that the time grows with their number and not with its square: a general diff takes the
square or worse on a page that says the same thing a thousand times. `sentence_pairs.py` finds the earlier wordings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from digest.records import Change, Span, Statement
from digest.text.comparison import spelling_form
from digest.text.sentence_pairs import sentence_pairs
from digest.text.volatile import volatile_spans

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
    ranges = list(_changed_ranges(old, new))
    deleted = [
        [i for i in range(start, end) if old[i] not in new_set and old[i] not in removed_after] for start, end, _, _ in ranges
    ]
    added = [
        [j for j in range(start, end) if new[j] not in old_set and new[j] not in removed_before] for _, _, start, end in ranges
    ]
    return tuple(_changes(deleted, added, [span.of(before.text) for span in old_spans], new_spans, after.text))


def _changes(
    deleted: Sequence[Sequence[int]], added: Sequence[Sequence[int]], old: Sequence[str], new: Sequence[Span], text: str
) -> Iterator[Change]:
    """Yield for each range its added sentences, with the earlier wording if there is one, then the deleted ones."""
    gone, come = [i for row in deleted for i in row], [j for row in added for j in row]
    pairs = sentence_pairs([old[i] for i in gone], [new[j].of(text) for j in come])
    reworded = {come[j]: gone[i] for j, i in pairs.items()}
    used = set(reworded.values())
    for deleted_row, added_row in zip(deleted, added, strict=True):
        yield from (Change(new[j], old[reworded[j]] if j in reworded else "") for j in added_row)
        yield from (Change(None, old[i]) for i in deleted_row if i not in used)


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
