"""Whether a text denies, and how sure it is of what it says: negations and modal verbs beside the words that they govern. Pure.

English only. What a word governs is the first word of content within four words after it; that is enough for the verb groups of
statements ("will not be able to attend") and needs no parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NEGATIONS = frozenset(
    "not no never neither nor none nobody nothing without cannot hardly unable refuse refused refuses".split()
)
MODALS = {
    "will": "certain",
    "shall": "certain",
    "would": "certain",
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "possible",
    "cannot": "possible",
    "must": "due",
    "should": "due",
}
REACH = 4
"""Words after a negation or modal within which the word that it governs stands."""

_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*", re.IGNORECASE)
_EMPTY = frozenset(
    "a an the any of to in on at for by with from and or be been being is are was were am has have had do does did able only "
    "also it its that this than as just yet ever longer more less most we they he she you i".split()
)


@dataclass(frozen=True, slots=True)
class Stance:
    """How one word of content stands: whether it is denied, and the force of the modal verb before it (empty: none)."""

    word: str
    denied: bool
    force: str


def stances(text: str) -> tuple[Stance, ...]:
    """The words of content of `text`, in order, each with what governs it."""
    return tuple(_stances(_words(text)))


def disagreements(point: str, evidence: str) -> tuple[str, ...]:
    """The words that `point` denies and `evidence` never does, or the reverse, and those said with another force.

    A word of which the evidence says both agrees with either. A point may say in the present what will be.
    """
    known: dict[str, list[Stance]] = {}
    for stance in stances(evidence):
        known.setdefault(stance.word, []).append(stance)
    found: list[str] = []
    for stance in stances(point):
        others = known.get(stance.word, [])
        if others and all(other.denied != stance.denied for other in others):
            found.append(f"{stance.word!r} is {'denied' if stance.denied else 'not denied'}")
        elif others and not any(_same_force(stance, other) for other in others):
            found.append(f"{stance.word!r} is said with another force")
    missing = {stance.word for stance in stances(point) if stance.denied and stance.word not in known}
    if missing and not any(stance.denied for stance in stances(evidence)):
        found += (f"{word!r} is denied" for word in sorted(missing))
    return tuple(found)


def _same_force(one: Stance, other: Stance) -> bool:
    return one.force == other.force or {one.force, other.force} <= {"", "certain"}


def _stances(words: list[str]) -> Iterator[Stance]:
    denied_until = force_until = -1
    force = ""
    for position, word in enumerate(words):
        if word in MODALS:
            force, force_until = MODALS[word], position + REACH
        if word in NEGATIONS:
            denied_until = position + REACH
        if word in MODALS or word in NEGATIONS or word in _EMPTY:
            continue
        yield Stance(_stem(word), position <= denied_until, force if position <= force_until else "")
        denied_until = force_until = -1


def _words(text: str) -> list[str]:
    """The words in lower case, "won't" and its like taken apart, a full stop or comma kept as the end of what is governed."""
    text = re.sub(r"(?i)\bwon['’]t\b", "will not", text)
    text = re.sub(r"(?i)\bcan['’]t\b|\bcan not\b", "can not", text)
    text = re.sub(r"(?i)\bcannot\b", "can not", re.sub(r"(?i)n['’]t\b", " not", text))
    return [word.lower() for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
