"""Divides a long text into sections of about the same length, so that each gives a key point. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from digest.summarise.candidates import Candidate


def sections_of(sentences: Sequence[Candidate], count: int) -> npt.NDArray[np.int64]:
    """The section of each sentence, (n,), from 0: at most `count`, of similar length. None begins inside a paragraph."""
    sizes = np.array([sentence.words for sentence in sentences], dtype=np.int64)
    middles = np.cumsum(sizes) - sizes / 2
    wanted = np.minimum(count - 1, (middles * count // max(1, int(sizes.sum()))).astype(np.int64))
    firsts = {sentence.paragraph: int(section) for sentence, section in reversed(list(zip(sentences, wanted, strict=True)))}
    return np.array([firsts[sentence.paragraph] for sentence in sentences], dtype=np.int64)
