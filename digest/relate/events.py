"""Groups statements of one event: two sources on one meeting, strike or vote, in other words. Pure.

All pairs of a group must be alike (complete link), since a wrong group would hide a statement. How alike two are is the mean of
two similarities: of the words, and of the names and numbers, both weighted by how few of the statements have them (tf-idf). Two
events of one kind (two earthquakes) share words, but neither names nor numbers. The vectors of an encoder, as a third, made the
groups worse.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from itertools import combinations

import numpy as np
import numpy.typing as npt

from digest.records import RelationKind, StatementRelation
from digest.relate.bulk_relations import RelatedPair
from digest.relate.compared_text import ComparedText, Word
from digest.relate.shingles import containment
from digest.text.lang.en import STEM_STOP_WORDS
from digest.text.stemmer import stem

MIN_SIMILARITY = 0.10
"""Mean similarity from which two statements can be of one event; measured by `tests/quality/relate.py`."""
MAX_TEXTS = 1_500
"""Statements among which events are looked for: the cost grows with the square of their number."""
MAX_APART = timedelta(days=3)
MAX_SHARED = 0.3
"""Share of the shingles of the shorter text from which two texts are of one form, not on one event in other words."""

Matrix = npt.NDArray[np.float32]


def event_pairs(texts: Sequence[ComparedText], known: Collection[tuple[int, int]]) -> Iterator[RelatedPair]:
    """The pairs of `texts` on one event, of two sources or unknown ones, but for the `known` pairs; none of too many texts.

    Statements of one source have one style, by which two of its meetings are as alike as two reports of one. So have texts that
    share whole passages: what they have in common is their form.
    """
    if len(texts) > MAX_TEXTS or not any(_may_be_two_sources(*pair) for pair in combinations(texts, 2)):
        return
    relation = StatementRelation(RelationKind.EVENT, "the same names, numbers and words in other sentences")
    for group in event_groups(texts):
        for one, other in combinations(group, 2):
            is_known = (one, other) in known or (other, one) in known
            if not is_known and _may_be_two_sources(texts[one], texts[other]) and _in_other_words(texts[one], texts[other]):
                yield RelatedPair(one, other, relation)


def _may_be_two_sources(one: ComparedText, other: ComparedText) -> bool:
    is_near = not one.published or not other.published or abs(one.published - other.published) <= MAX_APART
    return is_near and (not one.source or one.source != other.source)


def _in_other_words(one: ComparedText, other: ComparedText) -> bool:
    return containment(one.shingles, other.shingles) < MAX_SHARED


def event_groups(texts: Sequence[ComparedText], threshold: float = MIN_SIMILARITY) -> list[list[int]]:
    """The groups of two or more of `texts`, as their positions."""
    members: dict[int, list[int]] = {}
    for place, label in enumerate(complete_link(similarities(texts), threshold)):
        members.setdefault(label, []).append(place)
    return [group for group in members.values() if len(group) > 1]


def similarities(texts: Sequence[ComparedText]) -> Matrix:
    """How alike each two of `texts` are, (n, n), from 0 to 1."""
    words = [[*text.title_words, *text.words] for text in texts]
    parts = (_tf_idf([list(_terms(one)) for one in words]), _tf_idf([list(_facts(one)) for one in words]))
    total: Matrix = np.sum([part @ part.T for part in parts], axis=0) / len(parts)
    np.fill_diagonal(total, 1.0)
    return total


def complete_link(similarity: Matrix, threshold: float) -> list[int]:
    """The group of each row: the two groups whose least similar pair is the most similar are joined, down to `threshold`."""
    left = similarity.copy()
    np.fill_diagonal(left, -1.0)
    labels = np.arange(len(left))
    while left.size:
        one, other = divmod(int(left.argmax()), len(left))
        if left[one, other] < threshold:
            break
        one, other = min(one, other), max(one, other)
        left[one] = left[:, one] = np.minimum(left[one], left[other])
        left[one, one] = -1.0
        left[other] = left[:, other] = -1.0
        labels[labels == other] = one
    return [int(label) for label in labels]


def _terms(words: Sequence[Word]) -> Iterator[str]:
    return (stem(word.form) for word in words if word.form not in STEM_STOP_WORDS)


def _facts(words: Sequence[Word]) -> Iterator[str]:
    """The words with a capital and the numbers."""
    return (word.form for word in words if not word.written.islower() and word.form not in STEM_STOP_WORDS)


def _tf_idf(documents: Sequence[Sequence[str]]) -> Matrix:
    """A unit row for each document: 1 + log of the number of times, by the log of the share of documents with the term.

    A term of one document counts for the length of its row and has no column: no other row shares it.
    """
    spread = Counter(term for document in documents for term in set(document))
    columns = {term: column for column, term in enumerate(term for term, times in spread.items() if times > 1)}
    weights = np.zeros((len(documents), len(columns)), dtype=np.float32)
    for row, document in enumerate(documents):
        length = 0.0
        for term, times in Counter(document).items():
            weight = (1 + math.log(times)) * math.log((1 + len(documents)) / (1 + spread[term]))
            length += weight * weight
            if term in columns:
                weights[row, columns[term]] = weight
        weights[row] /= max(math.sqrt(length), 1e-9)
    return weights
