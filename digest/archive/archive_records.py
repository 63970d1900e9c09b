"""What travels between the machines: a line of bulk input, and its result. Also the interfaces of what answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """One document: the line `number` of a file of bulk input. `fingerprint` is the key of its result."""

    fingerprint: str
    file: str
    number: int
    content: bytes


@dataclass(frozen=True, slots=True)
class ArchiveResult:
    """What `digest summarise --jsonl` prints for a line: one JSON object. `failed`: it is an error."""

    fingerprint: str
    failed: bool
    file: str
    number: int
    result: str


class LineAnswers(Protocol):
    """Summarises lines of bulk input. It is built once in each worker, and keeps its model loaded."""

    def answer(self, lines: Sequence[ArchiveLine]) -> Sequence[ArchiveResult]:
        """One result for each line, in the same order. Raise a DigestError if no document can be summarised."""
        ...

    def refusal(self, line: ArchiveLine, reason: str) -> ArchiveResult:
        """The result of a line that is not tried any more."""
        ...


BuildAnswers = Callable[[], LineAnswers]
"""Builds the LineAnswers of a worker; it travels to the machine of that worker."""


class Attempts(Protocol):
    """Counts the attempts of each line that have begun and not ended."""

    def unfinished(self, fingerprints: Sequence[str]) -> Sequence[int]:
        """The number for each line."""
        ...

    def begin(self, fingerprints: Sequence[str]) -> None:
        """Count one more attempt of each line."""
        ...

    def end(self, fingerprints: Sequence[str]) -> None:
        """Forget the attempts of each line: it has a result."""
        ...
