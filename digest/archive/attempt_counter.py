"""Implements Attempts in memory. On a cluster one of them serves all workers, and outlives each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


class AttemptCounter:
    """Counts the attempts that have not ended."""

    def __init__(self) -> None:
        self._begun: Counter[str] = Counter()

    def unfinished(self, fingerprints: Sequence[str]) -> list[int]:
        """The number for each line."""
        return [self._begun[each] for each in fingerprints]

    def begin(self, fingerprints: Sequence[str]) -> None:
        """Count one more attempt of each line."""
        self._begun.update(fingerprints)

    def end(self, fingerprints: Sequence[str]) -> None:
        """Forget the attempts of each line."""
        for each in fingerprints:
            del self._begun[each]
