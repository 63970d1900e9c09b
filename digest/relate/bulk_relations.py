"""Finds the related pairs among many statements, whatever their order. Pure.

Statements that share many sampled shingles are candidates; `relation_of` decides each pair. A shingle that many statements
have says nothing, so it is left out, and the cost grows with the number of statements, not with its square. Statements with
the very same words are compared with one another first, and then stand for each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from digest.records import StatementRelation
from digest.relate.compared_text import ComparedText, Sketch
from digest.relate.pair_relation import MIN_COMPANION, WINDOW, relation_of
from digest.relate.shingles import sampling_bits

MAX_STATEMENTS = 40
"""Statements that may have a shingle; one that more of them have is a formula."""
MAX_ALIKE = 40
"""Statements with the very same words of which each is compared with each; of more, each is compared with the first only."""
MIN_ESTIMATE = 0.6 * MIN_COMPANION
"""Share of a sample that two texts must share to be compared: the estimate from a small sample may be that far too low."""
_KEPT = 4_000  # texts whose words are kept between two comparisons

_MAX_APART = WINDOW.total_seconds() + 1  # the second allows for what is lost where a moment is a number

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Moments = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RelatedPair:
    """Two related statements, by their positions among those that were given."""

    one: int
    other: int
    relation: StatementRelation


def related_pairs(texts: Sequence[ComparedText]) -> Iterator[RelatedPair]:
    """The related pairs of `texts`, in the order of their times and ids; the earlier statement of a pair first."""
    order = sorted(range(len(texts)), key=lambda place: _sort_key(texts[place]))
    ordered = [texts[place] for place in order]
    keep = lru_cache(_KEPT)(lambda place: _copy(ordered[place]))
    for one, other in sorted(_candidates(ordered)):
        relation = relation_of(keep(one), keep(other))
        if relation is not None:
            yield RelatedPair(order[one], order[other], relation)


def _sort_key(text: ComparedText) -> tuple[str, str, str]:
    return (text.published.isoformat() if text.published else "", text.id, text.text)


def _copy(text: ComparedText) -> ComparedText:
    """A text whose words are not kept with the text that was given."""
    return ComparedText(text.id, text.text, text.title, text.published, text.source, text.parties)


def _candidates(texts: Sequence[ComparedText]) -> set[tuple[int, int]]:
    alike: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        alike[text.sketch.words_hash].append(place)
    groups = sorted(alike.values())
    pairs = {pair for group in groups for pair in _pairs_within(group)}
    moments = np.array([_moment(texts[group[0]]) if len(group) == 1 else np.nan for group in groups])
    for one, other in _sharing([texts[group[0]].sketch for group in groups], moments):
        pairs.update(_pairs_between(groups[one], groups[other]))
    return pairs


def _moment(text: ComparedText) -> float:
    """When a text was published, in seconds; NaN, which is near to every moment, if it is not known."""
    return text.published.timestamp() if text.published else np.nan


def _pairs_within(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(group) <= MAX_ALIKE:
        return iter(combinations(group, 2))
    return ((group[0], other) for other in group[1:])


def _pairs_between(group: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each statement of two groups with each, or with the first of the other group if there are many."""
    if len(group) * len(others) > MAX_ALIKE:
        group, others = group[:1], others[:1]
    yield from ((min(one, other), max(one, other)) for one in group for other in others)


def _sharing(sketches: Sequence[Sketch], moments: Moments) -> Iterator[tuple[int, int]]:
    """The pairs of places whose texts are near in time and share a good part of the sampled shingles that few texts have."""
    if not sketches:
        return
    bits = [sampling_bits(sketch.size) for sketch in sketches]
    telling, shared = _telling_and_shared([sketch.sample for sketch in sketches], moments)
    for one, other, count in shared:
        coarser = max(bits[one], bits[other])
        expected = min(telling[one] >> (coarser - bits[one]), telling[other] >> (coarser - bits[other]))
        if count >= MIN_ESTIMATE * expected:
            yield one, other


def _telling_and_shared(samples: Sequence[Hashes], moments: Moments) -> tuple[list[int], Iterable[tuple[int, int, int]]]:
    """How many sampled shingles of each text few other texts have, and how many of these each pair near in time shares."""
    hashes = np.concatenate(samples)
    owners = np.repeat(np.arange(len(samples)), [len(one) for one in samples])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    bounds = np.flatnonzero(np.diff(hashes)) + 1
    starts, ends = np.concatenate(([0], bounds)), np.concatenate((bounds, [len(hashes)]))
    is_telling = np.repeat(ends - starts <= MAX_STATEMENTS, ends - starts)
    hashes, owners = hashes[is_telling], owners[is_telling]
    telling = np.bincount(owners, minlength=len(samples)).tolist()
    pairs = np.concatenate([_near_pairs(hashes, owners, moments, step) for step in range(1, MAX_STATEMENTS)])
    found, counts = np.unique(pairs, return_counts=True)
    ones, others = np.divmod(found, len(samples))
    return telling, zip(ones.tolist(), others.tolist(), counts.tolist(), strict=True)


def _near_pairs(hashes: Hashes, owners: Places, moments: Moments, step: int) -> Places:
    """The pairs of owners, near in time, of one hash that stand `step` apart where owners are sorted by their hashes.

    A pair is one number: the first owner times how many there are, and the second.
    """
    is_one = hashes[step:] == hashes[:-step]
    one, other = owners[:-step][is_one], owners[step:][is_one]
    is_near = ~(np.abs(moments[one] - moments[other]) > _MAX_APART)
    pairs: Places = one[is_near] * len(moments) + other[is_near]
    return pairs
