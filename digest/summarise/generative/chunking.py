"""A long text -> pieces that a model can read whole: cut between paragraphs, else between sentences, else between words. Pure.

Every word of the text is in one piece, and no piece is much shorter than the others: a model that is given a few last words
makes the rest up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil

from digest.records import Span, Statement

Count = Callable[[str], int]
"""How many tokens a text has."""


def pieces(text: str, breaks: Sequence[Sequence[int]], budget: int, count: Count) -> tuple[str, ...]:
    """`text` in pieces of at most `budget` tokens by `count`, in order.

    `breaks` are the offsets at which it may be cut, the best kind first (paragraphs, sentences); where these are too far
    apart it is cut between words, or anywhere in a word that is longer than the budget.
    """
    if count(text) <= budget:
        return (text.strip(),) if text.strip() else ()
    units = _units(Span(0, len(text)), text, breaks, budget, count)
    return tuple(text[start:end].strip() for start, end in packed(units, budget))


def breaks_of(statement: Statement) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where paragraphs and sentences of a statement begin."""
    return tuple(p.start for p in statement.paragraphs), tuple(s.start for s in statement.sentences)


def _units(whole: Span, text: str, breaks: Sequence[Sequence[int]], budget: int, count: Count) -> list[tuple[Span, int]]:
    """The longest runs between breaks that fit, with their numbers of tokens."""
    if not breaks:
        return _cut(whole, text, budget, count)
    inner = sorted({whole.start, whole.end, *(at for at in breaks[0] if whole.start < at < whole.end)})
    found: list[tuple[Span, int]] = []
    for start, end in pairwise(inner):
        part = Span(start, end)
        size = count(part.of(text))
        if size > budget:
            found += _units(part, text, breaks[1:], budget, count)
        elif part.of(text).strip():
            found.append((part, size))
    return found


def _cut(whole: Span, text: str, budget: int, count: Count) -> list[tuple[Span, int]]:
    """Halves of halves, at a space where there is one."""
    size = count(whole.of(text))
    if size <= budget or whole.end - whole.start < 2:
        return [(whole, size)]
    middle = (whole.start + whole.end) // 2
    space = text.rfind(" ", whole.start + 1, middle)
    at = space if space > whole.start else middle
    return [*_cut(Span(whole.start, at), text, budget, count), *_cut(Span(at, whole.end), text, budget, count)]


def packed(units: Sequence[tuple[Span, int]], budget: int) -> list[tuple[int, int]]:
    """Start and end of runs of neighbouring units, which have sizes: few runs, of about the same size, within the budget."""
    if not units:
        return []
    total = sum(size for _, size in units)
    wanted = total / ceil(total / budget) if total else budget
    found: list[tuple[int, int]] = []
    start, held = units[0][0].start, 0
    for (unit, size), following in zip(units, [*units[1:], None], strict=True):
        held += size
        if following is None or held + following[1] > budget or held >= wanted:
            found.append((start, unit.end))
            start, held = unit.end, 0
    return found
