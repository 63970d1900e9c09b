"""What changed between two texts of a statement, sentence by sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from digest.records import Change, Span, Statement

_ALIKE = 0.4
"""Share of words (Jaccard) from which on two sentences at the same place are the same sentence, reworded."""

_NEAR = 5
"""Places before and after its own at which the earlier wording of a sentence is looked for: the cost stays linear."""


def changes(before: Statement, after: Statement) -> tuple[Change, ...]:
    """The places where `after` says something else than `before`, in the order of `after`.

    A sentence that only moved is none. A reworded one comes with its earlier wording, one that was taken out stands alone.
    """
    old = [span.of(before.text) for span in before.sentences]
    new = [span.of(after.text) for span in after.sentences]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    still, already = set(new), set(old)
    found: list[Change] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            gone = [sentence for sentence in old[a:b] if sentence not in still]
            come = [span for span, sentence in zip(after.sentences[c:d], new[c:d], strict=True) if sentence not in already]
            found += _paired(gone, come, after.text)
    return tuple(found)


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
