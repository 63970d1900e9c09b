"""N-gram overlap: the share of a point's word sequences that occur in its source, 0 to 1. Pure.

Finds the evidence sentence nearest to a point. It does not notice a change of one word, which the checks are for
(`tests/quality/gate.py` measures both).
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.summarise.candidates import words


def ngram_overlap(point: str, source: str, size: int) -> float:
    """The share of the point's n-grams of `size` words that occur in the source; a shorter point is one n-gram."""
    in_point, in_source = words(point), words(source)
    size = max(1, min(size, len(in_point)))
    known = set(_ngrams(in_source, size))
    own = _ngrams(in_point, size)
    return sum(ngram in known for ngram in own) / len(own) if own else 0.0


def _ngrams(text: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(text[start : start + size]) for start in range(len(text) - size + 1)]
