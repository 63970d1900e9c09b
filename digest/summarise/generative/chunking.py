"""Splits a long text into chunks of about the same size that fit a model: at paragraphs, else sentences, else words. Pure.

Every word is in exactly one chunk. No chunk is much shorter than the others, because a model that gets only a few last words
invents the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil

from digest.records import Span, Statement
from digest.summarise.candidates import all_sentences

Count = Callable[[str], int]
"""The number of tokens of a text."""
Unit = tuple[Span, int]
"""A range that is not split, and its size."""


def split_text(text: str, boundaries: Sequence[Sequence[int]], budget: int, count: Count) -> tuple[str, ...]:
    """Return `text` in chunks of at most `budget` tokens by `count`, in order.

    `boundaries` are the offsets at which the text may be split, the best kind first (paragraphs, then sentences). Where these
    are too far apart it is split between words, or inside a word that is longer than the budget.
    """
    if count(text) <= budget:
        return (text.strip(),) if text.strip() else ()
    units = _text_units(Span(0, len(text)), text, boundaries, budget, count)
    return tuple(chunk.of(text).strip() for chunk in pack(units, budget))


def boundaries_of(statement: Statement) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the offsets at which the paragraphs and the sentences of a statement start."""
    return tuple(p.start for p in statement.paragraphs), tuple(s.start for s in statement.sentences)


def sentence_runs(statement: Statement, sizes: Sequence[int], budget: int) -> tuple[range, ...]:
    """Return all sentence numbers of a statement (from 0) as consecutive ranges within `budget`, split between paragraphs.

    `sizes` holds the size of each sentence. A paragraph larger than the budget is split between sentences; a sentence larger
    than the budget is a range of its own.
    """
    return tuple(range(run.start, run.end) for run in pack(list(_sentence_units(statement, sizes, budget)), budget))


def pack(units: Sequence[Unit], budget: int) -> list[Span]:
    """Join neighbouring units into as few ranges as the budget allows, of about the same size."""
    if not units:
        return []
    total = sum(size for _, size in units)
    target = total / ceil(total / budget) if total else budget
    ranges: list[Span] = []
    start, filled = units[0][0].start, 0
    for (unit, size), following in zip(units, [*units[1:], None], strict=True):
        filled += size
        if following is None or filled + following[1] > budget or filled >= target:
            ranges.append(Span(start, unit.end))
            start, filled = unit.end, 0
    return ranges


def _sentence_units(statement: Statement, sizes: Sequence[int], budget: int) -> Iterator[Unit]:
    """The paragraphs as ranges of sentence numbers; the single sentences of a paragraph that is larger than the budget."""
    for _, sentences in groupby(all_sentences(statement), key=lambda sentence: sentence.paragraph):
        rows = [sentence.index for sentence in sentences]
        size = sum(sizes[row] for row in rows)
        if size <= budget:
            yield Span(rows[0], rows[-1] + 1), size
        else:
            yield from ((Span(row, row + 1), sizes[row]) for row in rows)


def _text_units(whole: Span, text: str, boundaries: Sequence[Sequence[int]], budget: int, count: Count) -> list[Unit]:
    """The longest ranges between boundaries that fit."""
    if not boundaries:
        return _halves(whole, text, budget, count)
    offsets = sorted({whole.start, whole.end, *(at for at in boundaries[0] if whole.start < at < whole.end)})
    units: list[Unit] = []
    for start, end in pairwise(offsets):
        part = Span(start, end)
        size = count(part.of(text))
        if size > budget:
            units += _text_units(part, text, boundaries[1:], budget, count)
        elif part.of(text).strip():
            units.append((part, size))
    return units


def _halves(whole: Span, text: str, budget: int, count: Count) -> list[Unit]:
    """The range split in half until every part fits, at a space where there is one."""
    size = count(whole.of(text))
    if size <= budget or whole.end - whole.start < 2:
        return [(whole, size)]
    middle = (whole.start + whole.end) // 2
    space = text.rfind(" ", whole.start + 1, middle)
    at = space if space > whole.start else middle
    return [*_halves(Span(whole.start, at), text, budget, count), *_halves(Span(at, whole.end), text, budget, count)]
