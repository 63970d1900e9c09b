"""Makes a chosen sentence understandable alone. Pure.

Adds the sentence before it, or strips its leading connective, and strips stage directions. Changes the text of a key point,
never its evidence, and adds no words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from digest.records import KeyPoint
from digest.summarise.candidates import Candidate

ORPHAN_THRESHOLD = 0.5
"""Probability of being an orphan from which a sentence gets the one before it as context."""
CONTEXT_THRESHOLD = 0.35
"""Probability of being an orphan above which a sentence cannot serve as context."""
MAX_WORDS = 60
"""Words of a key point of two sentences."""

CONNECTIVE = re.compile(
    r"^(?:and|but|so|also|additionally|moreover|furthermore|however|therefore|thus|finally|lastly|meanwhile|similarly|likewise"
    r"|consequently|accordingly|nevertheless|nonetheless|in addition|in turn|as a result|for example|for instance|of course"
    r"|in other words|at the same time|to that end|to this end)"
    r"(?:,\s+(?=\w)|(?:(?<=and)|(?<=but))\s+(?=(?:we|the)\b|(?-i:[A-Z])))",
    re.IGNORECASE,
)

_SOUND = (
    "(?:laugh(?:s|ter|ing)|chuckles|sighs|coughs|applause|cheer(?:s|ing)|boos|cross-?talk|pauses?|music(?: plays)?"
    "|standing ovation)"
)
_DIRECTION = rf"[(\[](?:\w+ )?{_SOUND}(?:(?:,|,? and|,? then) {_SOUND})*(?: (?:begins|continues|ends))?[.!]?[)\]]"
_DASH = "[—–-]{1,2}"
# The interruption left a dash on both sides; one of them stays.
_DIRECTION_IN_DASHES = re.compile(rf"(?P<dash> ?{_DASH}) ?{_DIRECTION}(?: ?{_DIRECTION})* ?{_DASH}", re.IGNORECASE)
_DIRECTION_ALONE = re.compile(rf" ?{_DIRECTION}", re.IGNORECASE)


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


def key_point(sentence: Candidate, context: Candidate | None = None) -> KeyPoint:
    """The key point of a sentence, with its context before it; without context, its leading connective is stripped.

    Stage directions such as "(laughter)" are always stripped; "(inaudible)" stays because it stands for words.
    """
    parts = (sentence,) if context is None else (context, sentence)
    original = " ".join(part.text for part in parts)
    text = without_stage_directions(original)
    if context is None:
        text = without_leading_connective(text)
    return KeyPoint(text, tuple(part.span for part in parts), sentence.speaker, verbatim=text == original)


def without_leading_connective(text: str) -> str:
    """The text without "However," or "And, of course," at its start; the next word is capitalised."""
    rest = CONNECTIVE.sub("", text, count=1)
    return text if rest == text else without_leading_connective(rest[:1].upper() + rest[1:])


def without_stage_directions(text: str) -> str:
    """The text without "(laughter)" or "[Applause.]"; unchanged if nothing else would remain."""
    if "(" not in text and "[" not in text:
        return text
    rest = _DIRECTION_ALONE.sub("", _DIRECTION_IN_DASHES.sub(r"\g<dash>", text)).strip()
    return rest if any(character.isalnum() for character in rest) else text
