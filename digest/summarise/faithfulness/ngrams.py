"""How much of a point is its source, word by word and run by run: a number between 0 and 1. Pure.

Shared runs of words show a point that was put together from pieces that do not belong together; they are blind to a change of
one word, which the other grounds are for (`tests/quality/gate.py` has the figures).
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.summarise.candidates import words


def shared(point: str, source: str, size: int) -> float:
    """The share of the point's runs of `size` words that stand in the source; fewer words are one run."""
    said, there = words(point), words(source)
    size = max(1, min(size, len(said)))
    runs = set(_runs(there, size))
    own = _runs(said, size)
    return sum(run in runs for run in own) / len(own) if own else 0.0


def _runs(text: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(text[start : start + size]) for start in range(len(text) - size + 1)]
