"""One run over an archive: what is new is summarised and written to shards; what the folder holds already is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from digest.archive.archive_folder import ArchiveFolder
from digest.archive.archive_records import ArchiveResult
from digest.archive.planning import is_full
from digest.interfaces import Advance

Seconds = Callable[[], float]
"""Returns the seconds of a clock that never goes back."""


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """How many documents were summarised now and how many results the folder holds, with the failures among them."""

    new: int
    failed_now: int
    held: int
    failed: int
    shards: int


def run_archive(
    folder: ArchiveFolder,
    recipe: Mapping[str, str],
    summarise: Callable[[frozenset[bytes]], Iterable[ArchiveResult]],
    advance: Advance,
    seconds: Seconds,
) -> ArchiveReport:
    """Write the results that `summarise` yields to `folder`; it is given the fingerprints that need no more.

    What was summarised is written also if this ends with an error. A line that stands twice has one result.
    """
    with folder.opened(recipe) as before:
        shards = _ShardWriter(folder, seconds)
        known, failed = set(before.fingerprints), 0
        try:
            for result in summarise(before.fingerprints):
                key = bytes.fromhex(result.fingerprint)
                if key not in known:
                    known.add(key)
                    failed += result.failed
                    shards.add(result)
                    advance()
        finally:
            shards.close()
    new = len(known) - len(before.fingerprints)
    return ArchiveReport(new, failed, len(known), before.failed + failed, before.shards + shards.written)


class _ShardWriter:
    """Collects results, and writes a shard when it is full."""

    def __init__(self, folder: ArchiveFolder, seconds: Seconds) -> None:
        self._folder = folder
        self._seconds = seconds
        self._results: list[ArchiveResult] = []
        self._begun = 0.0
        self.written = 0

    def add(self, result: ArchiveResult) -> None:
        if not self._results:
            self._begun = self._seconds()
        self._results.append(result)
        if is_full(len(self._results), self._seconds() - self._begun):
            self.close()

    def close(self) -> None:
        """Write what was collected."""
        if self._results:
            self._folder.write_shard(self._results)
            self._results = []
            self.written += 1
