"""Whether a text denies, and how sure it is of what it says: negations and modal verbs beside the words that they govern. Pure.

English only. What a word governs is the first word of content within four words after it; that is enough for the verb groups of
statements ("will not be able to attend") and needs no parser. What stands farther from it in the same sentence may be governed,
too ("will not lift sanctions or fund reconstruction"): nobody is contradicted there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.text.lang.en import HALF_DENIALS, MODALS, NEGATION_STOP_WORDS, NEGATIONS
from digest.text.stemmer import light_stem

REACH = 4
"""Words after a negation or modal within which the word that it governs stands."""
SHADOW = 6
"""Words of the same sentence after a negation or modal that it may govern, too."""

_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*|(?<=\w)[.!?;](?=\s|$)", re.IGNORECASE)
_ENDS = frozenset(".!?;")


@dataclass(frozen=True, slots=True)
class Stance:
    """How one word of content stands: whether it is denied, and the force of the modal verb before it (empty: none).

    `maybe_denied` and `forces` are what governs it or may do so, from farther off; `infinitive`: it stands after "to", and
    takes its force from what is said before that.
    """

    word: str
    denied: bool
    force: str
    maybe_denied: bool = False
    forces: frozenset[str] = frozenset()
    infinitive: bool = False


def stances(text: str) -> tuple[Stance, ...]:
    """The words of content of `text`, in order, each with what governs it."""
    return tuple(_stances(_words(text)))


def disagreements(point: str, evidence: str) -> tuple[tuple[str, str], ...]:
    """The words that `point` denies and `evidence` never does, or the reverse, and those said with another force; each with
    how it is said.

    A word of which the evidence says both agrees with either. A point may say in the present what will be.
    """
    known: dict[str, list[Stance]] = {}
    for stance in stances(evidence):
        known.setdefault(stance.word, []).append(stance)
    found: list[tuple[str, str]] = []
    for stance in stances(point):
        others = known.get(stance.word, [])
        if others and not any(_same_denial(stance, other) for other in others):
            found.append((stance.word, "denied" if stance.denied else "not denied"))
        elif others and not any(_same_force(stance, other) for other in others):
            found.append((stance.word, "said with another force"))
    missing = {stance.word for stance in stances(point) if stance.denied and stance.word not in known}
    if missing and not any(stance.denied or stance.maybe_denied for stance in stances(evidence)):
        found += ((word, "denied") for word in sorted(missing))
    return tuple(found)


def _same_denial(one: Stance, other: Stance) -> bool:
    if one.denied == other.denied:
        return True
    return one.maybe_denied if other.denied else other.maybe_denied


def _same_force(one: Stance, other: Stance) -> bool:
    if one.infinitive or other.infinitive or one.force in other.forces:
        return True
    return one.force == other.force or {one.force, other.force} <= {"", "certain"}


def _stances(words: list[str]) -> Iterator[Stance]:
    denied_until = force_until = shadow_until = -1
    force, infinitive = "", False
    shadows: dict[str, int] = {}
    for position, word in enumerate(words):
        if word in _ENDS:
            denied_until = force_until = shadow_until = -1
            shadows.clear()
        elif word in MODALS:
            force, force_until = MODALS[word], position + REACH
            shadows |= dict.fromkeys(("due", "certain") if word == "shall" else (force,), position + SHADOW)
        elif word in NEGATIONS:
            denied_until, shadow_until = position + REACH, position + SHADOW
        elif word in NEGATION_STOP_WORDS:
            infinitive = infinitive or word == "to"
        else:
            near = frozenset(name for name, until in shadows.items() if position <= until)
            shadow = position <= shadow_until
            yield Stance(
                light_stem(word), position <= denied_until, force if position <= force_until else "", shadow, near, infinitive
            )
            denied_until, force_until, infinitive = -1, -1, False
            if word in HALF_DENIALS:
                shadow_until = position + SHADOW


def _words(text: str) -> list[str]:
    """The words in lower case, "won't" and its like taken apart, the end of a sentence kept as the end of what is governed."""
    text = re.sub(r"(?i)\bwon['’]t\b", "will not", text)
    text = re.sub(r"(?i)\bcan['’]t\b|\bcan not\b", "can not", text)
    text = re.sub(r"(?i)\bcannot\b", "can not", re.sub(r"(?i)n['’]t\b", " not", text))
    text = re.sub(r"(?i)\b(?:have|has|had) to\b", "must", text)
    return [word.lower() for word in _WORD.findall(text)]
