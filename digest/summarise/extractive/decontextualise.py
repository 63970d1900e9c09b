"""What a chosen sentence needs to be read alone: the sentence before it, or its opening connective and "(laughter)" cut. Pure.

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

_HEARD = (
    "(?:laugh(?:s|ter|ing)|chuckles|sighs|coughs|applause|cheer(?:s|ing)|boos|cross-?talk|pauses?|music(?: plays)?"
    "|standing ovation)"
)
_DIRECTION = rf"[(\[](?:\w+ )?{_HEARD}(?:(?:,|,? and|,? then) {_HEARD})*(?: (?:begins|continues|ends))?[.!]?[)\]]"
_DASH = "[—–-]{1,2}"
# The dashes around one are those of the break that it made: one of them stays.
_HEARD_BETWEEN = re.compile(rf"(?P<dash> ?{_DASH}) ?{_DIRECTION}(?: ?{_DIRECTION})* ?{_DASH}", re.IGNORECASE)
_HEARD_ALONE = re.compile(rf" ?{_DIRECTION}", re.IGNORECASE)


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
    """The key point of a sentence, with the one before it if it needs that; an opening connective goes otherwise.

    What the audience did goes in any case; "(inaudible)" stays, for it stands for words.
    """
    parts = (sentence,) if before is None else (before, sentence)
    whole = " ".join(part.text for part in parts)
    said = without_directions(whole)
    text = without_connective(said) if before is None else said
    return KeyPoint(text, tuple(part.span for part in parts), sentence.speaker, verbatim=text == whole)


def without_connective(text: str) -> str:
    """The text without "However," or "And, of course," at its start; the next word takes the capital."""
    rest = CONNECTIVE.sub("", text, count=1)
    return text if rest == text else without_connective(rest[:1].upper() + rest[1:])


def without_directions(text: str) -> str:
    """The text without "(laughter)" or "[Applause.]"; a text that holds nothing else stays."""
    if "(" not in text and "[" not in text:
        return text
    rest = _HEARD_ALONE.sub("", _HEARD_BETWEEN.sub(r"\g<dash>", text)).strip()
    return rest if any(character.isalnum() for character in rest) else text
