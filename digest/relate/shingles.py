"""Finds what two texts share by their shingles: runs of five words. Pure.

A text is indexed by a sample of its shingles, so that an index stays small and a long text costs no more than its length. The
sample keeps the shingles whose hash has some zero bits: none for a short text, up to three for a long one. So the sample of a
long text is the part of its shingles that the sample of a shorter text would keep as well, and what two samples share
estimates what the texts share (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

# Scripts that are written without spaces: each character counts as a word.
_WORD = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\\w+")

SHINGLE_WORDS = 5
_SMALL_SAMPLE = 64  # shingles that a text may have for each zero bit that is asked of them
_MAX_BITS = 3
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd: the golden ratio in 64 bits


def shingle_words(text: str) -> list[str]:
    """The words of a text as shingles have them: without case, punctuation and typography."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("_", " "))


def shingles(words: Sequence[str]) -> frozenset[int]:
    """The hashes of the runs of five words, 63 bits each; of the whole text if it is shorter, and none if it has no words."""
    if not words:
        return frozenset()
    hashes = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    length = min(SHINGLE_WORDS, len(hashes))
    runs = np.zeros(len(hashes) - length + 1, dtype=np.uint64)
    for place in range(length):
        runs = runs * _FACTOR + hashes[place : place + len(runs)]
    runs ^= runs >> np.uint64(32)  # so that the low bits, by which a sample is taken, depend on all others
    runs *= _FACTOR
    return frozenset((runs >> np.uint64(1)).tolist())


def sample(hashes: frozenset[int]) -> frozenset[int]:
    """The part of the shingles of a text that an index keeps."""
    bits = sampling_bits(len(hashes))
    return frozenset(value for value in hashes if not value & (1 << bits) - 1) if bits else hashes


def sampling_bits(count: int) -> int:
    """How many zero bits are asked of the shingles of a text that has `count` of them."""
    return min(_MAX_BITS, max(0, (count - 1) // _SMALL_SAMPLE).bit_length())


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shingles of both texts that they have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 1.0


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shingles of the smaller text that the other has as well, from 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


@lru_cache(200_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
