"""Weighs a change of words: how much a reader who follows an issuer would want to know it. Pure.

Numbers, dates, names, negations and verbs of obligation go before all other words. A word that the other text has elsewhere
weighs less: the sentence was put in other words, and says nothing that was not said before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from digest.text.comparison import comparable_words
from digest.text.word_kinds import WordKind, differing_words, language_words

_WEIGHTS = {
    WordKind.NUMBER: 6.0,
    WordKind.DATE: 5.0,
    WordKind.NEGATION: 6.0,
    WordKind.OBLIGATION: 4.0,
    WordKind.NAME: 4.0,
    WordKind.WORD: 1.5,
    WordKind.FUNCTION: 0.1,
    WordKind.SPELLING: 0.0,
}
_KNOWN = {WordKind.NAME: 0.05, WordKind.WORD: 0.2, WordKind.DATE: 0.3, WordKind.NUMBER: 0.5}
"""How much a word counts that the other text has elsewhere. Negations and verbs of obligation belong to their sentence."""

_MAX_COUNTED = 6
"""Changed words of one kind that count: a long list of names weighs no more than a short one."""

_USUAL_LENGTH = 20
"""Words from which a sentence that came or went weighs less for each kind: a long one has something of everything."""

_COURTESY = 0.6
"""How much a sentence counts that thanks, greets, or says that something was talked about."""

_WHOLE_SENTENCE = 0.5
"""How much negations and verbs of obligation count in a sentence that is new or was dropped: nearly each has some."""


def change_weight(earlier: str, later: str, old_words: Set[str], new_words: Set[str], language: str) -> float:
    """Return the weight of a change; one of the two sentences may be empty. The words are those of the whole texts."""
    counts: dict[WordKind, float] = defaultdict(float)
    gone, come = differing_words(earlier, later, language)
    for words, others in ((gone, new_words), (come, old_words)):
        for (word, kind), count in words.items():
            counts[kind] += count * _share(word, kind, others, is_edit=bool(earlier and later))
    weight: float = sum(_WEIGHTS[kind] * min(count, _MAX_COUNTED) ** 0.5 for kind, count in counts.items())
    if earlier and later:
        return weight
    sentence = comparable_words(earlier or later)
    courtesy = 1.0 if language_words(language).courtesies.isdisjoint(sentence) else _COURTESY
    length: float = min((_USUAL_LENGTH / max(len(sentence), 1)) ** 0.5, 1.0)
    return weight * courtesy * length


def _share(word: str, kind: WordKind, others: Set[str], *, is_edit: bool) -> float:
    if kind in (WordKind.NEGATION, WordKind.OBLIGATION):
        return 1.0 if is_edit else _WHOLE_SENTENCE
    is_known = all(part in others for part in comparable_words(word))
    return _KNOWN.get(kind, 1.0) if is_known else 1.0
