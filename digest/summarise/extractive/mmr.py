"""Chooses key points from scored candidates by maximal marginal relevance (MMR), without repetitions. Pure.

Also decides how many key points a text gets. It does not score.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from digest.summarise.candidates import Candidate, words
from digest.summarise.extractive.baseline import Scores
from digest.summarise.extractive.encoder import Vectors
from digest.text.lang.en import RANKER_STOP_WORDS
from digest.text.unicode import word_count

_FIGURE = re.compile(r"[$£€]\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)+|\d+(?= ?(?:%|percent|per cent|million|billion|trillion))")
"""An amount or a share: no date, and no number of a section."""

POINTS_BY_WORDS = ((150, 2), (400, 3), (1000, 4), (5000, 5))
"""(words, key points): a text of fewer words gets so many."""
WORDS_PER_FURTHER_POINT = 5_000
MAX_POINTS = 12

DUPLICATE_COSINE = 0.82
"""Cosine from which two sentences count as saying the same: .85 kept the same donation twice, .80 costs .003 of gain."""
DUPLICATE_WORD_SHARE = 0.75
"""Share of the shorter sentence's words from which it repeats the other."""
FIGURE_WORD_SHARE = 0.5
"""Share of the shorter sentence's telling words from which it repeats another that has the same figure: "train 2,000 troops a
year" in the summary above a text, and "train 2,000 soldiers each year" in the text."""
REDUNDANCY_WEIGHT = 0.7
UNRELATED_COSINE = 0.4
"""Up to this cosine a chosen point lowers no other score. Above it the penalty is the excess, times `REDUNDANCY_WEIGHT`, times
the standard deviation of the scores."""


def point_count(text: str) -> int:
    """The number of key points for a text: 2 under 150 words, 3 under 400, 4 under 1,000, 5 under 5,000, then 6 to 12."""
    size = word_count(text)
    longest, most = POINTS_BY_WORDS[-1]
    further = min(MAX_POINTS, most + size // WORDS_PER_FURTHER_POINT)
    return further if size >= longest else next(points for below, points in POINTS_BY_WORDS if size < below)


def select(
    candidates: Sequence[Candidate],
    scores: Scores,
    vectors: Vectors | None,
    points: int,
    *,
    floor: float = -math.inf,
    clashes: Sequence[int] | None = None,
    sections: npt.NDArray[np.int64] | None = None,
) -> list[int]:
    """The indices of at most `points` candidates, in document order: the best ones that do not repeat each other.

    Greedy maximal marginal relevance (Carbonell and Goldstein 1998). Without `vectors` (n, d) only shared words count as a
    repetition. Returns fewer than `points` rather than a repetition, or, after half of them, than a candidate that scores below
    `floor`. Of candidates with the same number in `clashes`, -1 excepted, one is chosen. With `sections` (n,), the section of
    each candidate, each gives one point before any gives a second.
    """
    chosen: list[int] = []
    remaining = np.array(scores, dtype=np.float64)  # -inf once chosen or rejected as a repetition
    nearest = np.zeros(len(candidates))
    weight = REDUNDANCY_WEIGHT * (float(np.std(scores)) or 1.0)
    while len(chosen) < points and np.isfinite(remaining).any():
        relevance = remaining - weight * np.maximum(0, nearest - UNRELATED_COSINE)
        best = int(np.argmax(relevance if sections is None else _of_new_sections(relevance, sections, chosen)))
        is_good = 2 * len(chosen) < points or remaining[best] >= floor
        remaining[best] = -np.inf
        is_new = nearest[best] < DUPLICATE_COSINE and not any(repeats(candidates[best], candidates[i]) for i in chosen)
        if is_good and is_new:
            chosen.append(best)
            nearest = np.maximum(nearest, _cosines(best, vectors, len(candidates)))
            if clashes is not None and clashes[best] >= 0:
                remaining[np.asarray(clashes) == clashes[best]] = -np.inf
    return sorted(chosen)


def _of_new_sections(relevance: Scores, sections: npt.NDArray[np.int64], chosen: Sequence[int]) -> Scores:
    """The relevance of the candidates of sections without a chosen one; of all, if every section with a candidate has one."""
    new: Scores = np.where(np.isin(sections, sections[list(chosen)]), -np.inf, relevance)
    return new if np.isfinite(new).any() else relevance


def repeats(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences say the same, as far as their words tell."""
    return have_same_words(one, other) or _tell_same_figure(one, other)


def _tell_same_figure(one: Candidate, other: Candidate) -> bool:
    """Whether a sentence has the figures of a shorter one, and half of its telling words."""
    first, second = sorted((one, other), key=lambda sentence: sentence.words)
    figures, said = set(_FIGURE.findall(first.text)), _telling(first.text)
    is_told = bool(figures) and figures.issubset(_FIGURE.findall(second.text))
    return is_told and len(said & _telling(second.text)) >= FIGURE_WORD_SHARE * max(1, len(said))


def _telling(text: str) -> set[str]:
    return {word for word in words(text) if not word[0].isdigit()} - RANKER_STOP_WORDS


def have_same_words(one: Candidate, other: Candidate) -> bool:
    """Whether one sentence contains most of the words of the other."""
    first, second = set(words(one.text)), set(words(other.text))
    return len(first & second) >= DUPLICATE_WORD_SHARE * max(1, min(len(first), len(second)))


def _cosines(index: int, vectors: Vectors | None, size: int) -> npt.NDArray[np.float64]:
    """The cosine of one candidate to every candidate, (size,); zeros without vectors."""
    return np.zeros(size) if vectors is None else (vectors @ vectors[index]).astype(np.float64)
