"""Compares what two texts negate and how strongly they assert it: negations and modal verbs, and the words they govern. Pure.

English only. A negation or modal verb governs the first content word within four words after it: enough for the verb groups of
statements ("will not be able to attend"), without a parser. Words farther away in the sentence may still be negated ("will not
lift sanctions or fund reconstruction"), so they never count as a mismatch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.text.lang.en import HALF_DENIALS, MODALS, NEGATION_STOP_WORDS, NEGATIONS
from digest.text.stemmer import light_stem

MAX_REACH = 4
"""Words after a negation or modal verb within which it governs the first content word."""
MAX_POSSIBLE_REACH = 6
"""Words of the same sentence after a negation or modal verb that it may govern."""

NEGATED = "negated, unlike in its evidence"
ASSERTED = "asserted, but negated in its evidence"
OTHER_MODAL = "said with another modal verb than in its evidence"

_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*|(?<=\w)[.!?;](?=\s|$)", re.IGNORECASE)
_SENTENCE_ENDS = frozenset(".!?;")


@dataclass(frozen=True, slots=True)
class Polarity:
    """A content word (its stem), whether it is negated, and the force of the modal verb that governs it (empty: none).

    `maybe_negated` and `possible_forces` cover negations and modal verbs that may govern it from farther away. `infinitive`: it
    follows "to", so that its force depends on what comes before.
    """

    word: str
    negated: bool
    force: str
    maybe_negated: bool = False
    possible_forces: frozenset[str] = frozenset()
    infinitive: bool = False


def polarities(text: str) -> tuple[Polarity, ...]:
    """The content words of `text`, in order, with their polarity."""
    return tuple(_polarities(_tokens(text)))


def polarity_mismatches(point: str, evidence: str) -> tuple[tuple[str, str], ...]:
    """The words that `point` negates and `evidence` never does, or the reverse, and those asserted with another force.

    Each with how the point uses it, to complete "a word is ...". A word that the evidence says both
    ways matches either. The present matches "will".
    """
    in_evidence: dict[str, list[Polarity]] = {}
    for other in polarities(evidence):
        in_evidence.setdefault(other.word, []).append(other)
    in_point = polarities(point)
    found = [(one.word, how) for one in in_point if (how := _mismatch(one, in_evidence.get(one.word, [])))]
    return (*found, *_new_negations(in_point, in_evidence))


def _mismatch(one: Polarity, others: list[Polarity]) -> str:
    """How a word of the point differs from every occurrence in the evidence; empty if it matches one or there is none."""
    if others and not any(_same_negation(one, other) for other in others):
        return NEGATED if one.negated else ASSERTED
    if others and not any(_same_force(one, other) for other in others):
        return OTHER_MODAL
    return ""


def _new_negations(in_point: tuple[Polarity, ...], in_evidence: dict[str, list[Polarity]]) -> list[tuple[str, str]]:
    """The negated words of the point that the evidence does not contain, if the evidence negates nothing."""
    missing = {one.word for one in in_point if one.negated and one.word not in in_evidence}
    if any(other.negated or other.maybe_negated for others in in_evidence.values() for other in others):
        return []
    return [(word, NEGATED) for word in sorted(missing)]


def _same_negation(one: Polarity, other: Polarity) -> bool:
    if one.negated == other.negated:
        return True
    return one.maybe_negated if other.negated else other.maybe_negated


def _same_force(one: Polarity, other: Polarity) -> bool:
    if one.infinitive or other.infinitive or one.force in other.possible_forces:
        return True
    return one.force == other.force or {one.force, other.force} <= {"", "certain"}


def _polarities(tokens: list[str]) -> Iterator[Polarity]:
    negated_until = force_until = maybe_negated_until = -1
    force, infinitive = "", False
    possible: dict[str, int] = {}  # force -> last position that it may govern
    for position, token in enumerate(tokens):
        if token in _SENTENCE_ENDS:
            negated_until = force_until = maybe_negated_until = -1
            possible.clear()
        elif token in MODALS:
            force, force_until = MODALS[token], position + MAX_REACH
            forces = ("due", "certain") if token == "shall" else (force,)
            possible |= dict.fromkeys(forces, position + MAX_POSSIBLE_REACH)
        elif token in NEGATIONS:
            negated_until, maybe_negated_until = position + MAX_REACH, position + MAX_POSSIBLE_REACH
        elif token in NEGATION_STOP_WORDS:
            infinitive = infinitive or token == "to"
        else:
            yield Polarity(
                light_stem(token),
                position <= negated_until,
                force if position <= force_until else "",
                position <= maybe_negated_until,
                frozenset(name for name, until in possible.items() if position <= until),
                infinitive,
            )
            negated_until, force_until, infinitive = -1, -1, False
            if token in HALF_DENIALS:
                maybe_negated_until = position + MAX_POSSIBLE_REACH


def _tokens(text: str) -> list[str]:
    """The words in lower case and the marks that end sentences; contractions are expanded ("won't" becomes "will not")."""
    text = re.sub(r"(?i)\bwon['’]t\b", "will not", text)
    text = re.sub(r"(?i)\bcan['’]t\b|\bcan not\b", "can not", text)
    text = re.sub(r"(?i)\bcannot\b", "can not", re.sub(r"(?i)n['’]t\b", " not", text))
    text = re.sub(r"(?i)\b(?:have|has|had) to\b", "must", text)
    return [word.lower() for word in _WORD.findall(text)]
