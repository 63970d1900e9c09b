"""What a chosen sentence needs to be read alone: the sentence before it, or its opening connective cut. Pure.

It changes the text of a point, never its evidence, and adds no word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from digest.records import KeyPoint
from digest.summarise.candidates import Candidate

HANGS = 0.5
STANDS = 0.35
"""Chance of being an orphan from which a sentence takes the one before it along, and up to which that one may help."""
MOST_WORDS = 60
"""A point of two sentences is no longer than this."""

CONNECTIVE = re.compile(
    r"^(?:and|but|so|also|additionally|moreover|furthermore|however|therefore|thus|finally|lastly|meanwhile|similarly|likewise"
    r"|consequently|accordingly|nevertheless|nonetheless|in addition|in turn|as a result|for example|for instance|of course"
    r"|in other words|at the same time|to that end|to this end)"
    r"(?:,\s+(?=\w)|(?:(?<=and)|(?<=but))\s+(?=(?:we|the)\b|(?-i:[A-Z])))",
    re.IGNORECASE,
)


def companion(
    position: int, candidates: Sequence[Candidate], orphan: npt.NDArray[np.float64], chosen: Collection[int]
) -> int | None:
    """The sentence before `position` where that makes it understandable; None where it stands alone or nothing helps.

    `orphan` (n,) is the chance of each candidate that it cannot stand alone.
    """
    before = position - 1
    if orphan[position] < HANGS or before < 0 or before in chosen or orphan[before] > STANDS:
        return None
    one, other = candidates[before], candidates[position]
    together = one.paragraph == other.paragraph and one.index + 1 == other.index
    return before if together and one.words + other.words <= MOST_WORDS else None


def point(sentence: Candidate, before: Candidate | None = None) -> KeyPoint:
    """The key point of a sentence, with the one before it if it needs that; an opening connective goes otherwise."""
    if before is not None:
        text = f"{before.text} {sentence.text}"
        return KeyPoint(text, (before.span, sentence.span), sentence.speaker)
    text = without_connective(sentence.text)
    return KeyPoint(text, (sentence.span,), sentence.speaker, verbatim=text == sentence.text)


def without_connective(text: str) -> str:
    """The text without "However," or "And" at its start; the next word takes the capital."""
    rest = CONNECTIVE.sub("", text, count=1)
    return text if rest == text else rest[:1].upper() + rest[1:]
