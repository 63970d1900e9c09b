"""Finds for sentences that are new which earlier sentence each of them rewords, wherever it stood. Pure.

Candidates share a rare word, by an inverted index, so that the time grows with the number of sentences and not with its square.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from digest.text.comparison import comparable_words
from digest.text.stemmer import stem

MIN_SIMILARITY = 0.4
"""Share of common words (Jaccard) from which two sentences count as one sentence, reworded."""

_MIN_CONTAINED = 0.75
"""Share of the words of the shorter sentence that stand in the longer one, from which words were only added or taken away."""

_MIN_CONTAINED_WORDS = 6
"""Words of a shorter sentence for which that holds: "They met again." stands in many sentences."""

_MIN_ROOTS = 0.6
"""Share of common beginnings of words (Jaccard) from which two sentences in other forms of the same words are one, reworded:
"The port is closed." and "The ports are closed."."""

_ROOT = 4
"""Letters of the beginning of a word, without accents, by which its forms meet in most languages."""

_MAX_SHARING = 25
"""Sentences that share a word which makes candidates of them. Of words that more share, only the rarest counts."""

_MAX_RARE_WORDS = 8
"""Words of a sentence by which candidates are looked for. Who shares half of the words shares one of these."""


def sentence_pairs(earlier: Sequence[str], later: Sequence[str]) -> dict[int, int]:
    """Return for the number of a later sentence that of the earlier one that it rewords. Each sentence has one partner.

    The most similar pairs are made first; of equally similar ones those that stand at similar places.
    """
    old, new = [frozenset(comparable_words(each)) for each in earlier], [frozenset(comparable_words(each)) for each in later]
    pairs = _best_pairs(old, new, MIN_SIMILARITY)
    used = set(pairs.values())
    old_left = [i for i in range(len(old)) if i not in used]
    new_left = [j for j in range(len(new)) if j not in pairs]
    more = _best_pairs([_roots(old[i]) for i in old_left], [_roots(new[j]) for j in new_left], _MIN_ROOTS)
    return pairs | {new_left[j]: old_left[i] for j, i in more.items()}


def _best_pairs(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]], least: float) -> dict[int, int]:
    scored = sorted(
        (-similarity, abs(i * len(new) - j * len(old)), j, i)
        for i, j in _candidates(old, new)
        if (similarity := word_similarity(old[i], new[j])) >= least
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, j, i in scored:
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return pairs


def _roots(words: frozenset[str]) -> frozenset[str]:
    """Return the beginnings of words, in which their forms are alike."""
    bare = ("".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each)) for word in words)
    return frozenset(stem(word)[:_ROOT] for word in bare)


def word_similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how far two sentences have the same words, from 0 to 1; one that is contained in the other counts as reworded."""
    shared = len(one & other)
    shorter = min(len(one), len(other))
    if not shared:
        return 0.0
    jaccard = shared / (len(one) + len(other) - shared)
    is_contained = shorter >= _MIN_CONTAINED_WORDS and shared / shorter >= _MIN_CONTAINED
    return max(jaccard, MIN_SIMILARITY) if is_contained else jaccard


def _candidates(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences that share a word which few of the earlier sentences have."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(old):
        for word in words:
            places[word].append(i)
    counts = Counter({word: len(rows) for word, rows in places.items()})
    for j, words in enumerate(new):
        known = sorted((word for word in words if counts[word]), key=lambda word: (counts[word], word))
        chosen = [word for word in known[:_MAX_RARE_WORDS] if counts[word] <= _MAX_SHARING] or known[:1]
        near = {i for word in chosen for i in places[word][: _MAX_SHARING * 4]}
        yield from ((i, j) for i in sorted(near))
