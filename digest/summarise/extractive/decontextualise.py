"""Makes the key point of a chosen sentence, with the sentence before it, or the lead-in of its list, where it needs one. Pure.

Adds no words of its own. `trim.py` says what of a sentence is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from digest.records import KeyPoint, Span
from digest.summarise.candidates import Candidate
from digest.summarise.extractive.excerpt import Excerpt

ORPHAN_THRESHOLD = 0.5
"""Probability of being an orphan from which a sentence gets the one before it as context."""
CONTEXT_THRESHOLD = 0.35
"""Probability of being an orphan above which a sentence cannot serve as context."""
MAX_WORDS = 60
"""Words of a key point of two sentences."""


def preceding_context(
    index: int, candidates: Sequence[Candidate], orphan: npt.NDArray[np.float64], chosen: Collection[int]
) -> int | None:
    """The index of the sentence before `index`, if that one makes it understandable; None if it needs or has no such context.

    `orphan` (n,) is the probability of each candidate that it cannot be understood alone. A context must be in the same
    paragraph, not be in `chosen`, be understandable alone, and leave the key point within `MAX_WORDS`.
    """
    before = index - 1
    if orphan[index] < ORPHAN_THRESHOLD or before < 0 or before in chosen or orphan[before] > CONTEXT_THRESHOLD:
        return None
    first, second = candidates[before], candidates[index]
    adjacent = first.paragraph == second.paragraph and first.index + 1 == second.index
    return before if adjacent and first.words + second.words <= MAX_WORDS else None


def key_point(parts: Sequence[tuple[Candidate, Excerpt]]) -> KeyPoint:
    """The key point of sentences in order, each with what is shown of it. It has the speaker of the last one."""
    text = " ".join(kept.text for _, kept in parts)
    left_out = tuple(
        Span(sentence.span.start + part.start, sentence.span.start + part.end)
        for sentence, kept in parts
        for part in kept.left_out(len(sentence.text))
    )
    verbatim = text == " ".join(sentence.text for sentence, _ in parts)
    evidence = tuple(sentence.span for sentence, _ in parts)
    return KeyPoint(text, evidence, parts[-1][0].speaker, verbatim=verbatim, left_out=left_out)
