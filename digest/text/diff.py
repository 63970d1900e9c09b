"""What changed between two texts of a statement, sentence by sentence. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from digest.records import Change, Span, Statement

_ALIKE = 0.4
"""Share of words (Jaccard) from which on two sentences at the same place are the same sentence, reworded."""

_NEAR = 5
"""Places before and after its own at which the earlier wording of a sentence is looked for: the cost stays linear."""

_MOST_TAKEN = 20_000
"""Characters: what rules take of a statement has some hundred, and each sentence that changed is looked for in it."""


def changes(before: Statement, after: Statement) -> tuple[Change, ...]:
    """The places where `after` says something else than `before`, in the order of `after`.

    A sentence that only moved is none, nor is one that a rule takes out of one of them: the publisher changed nothing there.
    A reworded one comes with its earlier wording, one that was taken out stands alone.
    """
    old = [span.of(before.text) for span in before.sentences]
    new = [span.of(after.text) for span in after.sentences]
    still, already = set(new), set(old)
    taken_now, taken_then = _taken(after), _taken(before)
    found: list[Change] = []
    for a, b, c, d in _stretches(old, new):
        gone = [sentence for sentence in old[a:b] if sentence not in still and sentence not in taken_now]
        come = [
            span
            for span, sentence in zip(after.sentences[c:d], new[c:d], strict=True)
            if sentence not in already and sentence not in taken_then
        ]
        found += _paired(gone, come, after.text)
    return tuple(found)


def _taken(statement: Statement) -> str:
    """What rules took out of the statement; of a page that is nothing but that, its beginning."""
    return "\n".join(removal.text for removal in statement.removed)[:_MOST_TAKEN]


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """What lies between the sentences that stayed, as ranges of `old` and of `new`.

    A general diff takes the square of the length, or worse, on a page that says the same thing a thousand times.
    """
    a = c = 0
    for i, j in (*_stayed(old, new), (len(old), len(new))):
        yield a, i, c, j
        a, c = i + 1, j + 1


def _stayed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the sentences that stand once in each text, the most of them that keep their order (patience diff)."""
    there = _once(new)
    pairs = [(i, there[sentence]) for sentence, i in _once(old).items() if sentence in there]
    tops: list[int] = []  # the last place in `new` of the best run of each length, which pair it is, and the pair before each
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(last[pile - 1] if pile else -1)
        tops[pile : pile + 1], last[pile : pile + 1] = [j], [number]
    run: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _once(sentences: Sequence[str]) -> dict[str, int]:
    """Where each sentence is that stands there only once."""
    counts = Counter(sentences)
    return {sentence: i for i, sentence in enumerate(sentences) if counts[sentence] == 1}


def _paired(gone: Sequence[str], come: Sequence[Span], text: str) -> Iterator[Change]:
    """Each sentence that came with the nearest one that went and is like it; then what nothing took the place of."""
    left = dict(enumerate(gone))
    for place, span in enumerate(come):
        near = [n for n in range(place - _NEAR, place + _NEAR + 1) if n in left]
        best = max(near, key=lambda n: _likeness(left[n], span.of(text)), default=None)
        alike = best is not None and _likeness(left[best], span.of(text)) >= _ALIKE
        yield Change(span, left.pop(best) if alike and best is not None else "")
    yield from (Change(None, sentence) for sentence in left.values())


def _likeness(one: str, other: str) -> float:
    a, b = _words(one), _words(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def _words(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sentence.casefold()))
