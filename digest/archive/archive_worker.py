"""Summarises a batch of lines, so that a document that ends the process costs one document. Knows nothing of Ray.

Each attempt is counted before it begins, outside of this process. If the process dies, another one gets the same batch: a line
whose attempt did not end is then tried alone, and no more after some attempts. A process that is stuck ends itself.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from digest.archive.archive_records import ArchiveLine, ArchiveResult, Attempts, LineAnswers
from digest.archive.planning import MAX_ATTEMPTS, seconds_for
from digest.errors import DigestError

log = logging.getLogger(__name__)


class ArchiveWorker:
    """LineAnswers batches; `attempts` outlives this process."""

    def __init__(self, answers: LineAnswers, attempts: Attempts, seconds: Callable[[int], float] = seconds_for) -> None:
        self._answers = answers
        self._attempts = attempts
        self._seconds = seconds

    def summarise(self, lines: Sequence[ArchiveLine]) -> list[ArchiveResult]:
        """One result for each line. Raise a DigestError if no document can be summarised."""
        unfinished = self._attempts.unfinished([line.fingerprint for line in lines])
        fresh = [line for line, number in zip(lines, unfinished, strict=True) if not number]
        again = [line for line, number in zip(lines, unfinished, strict=True) if number]
        return [*self._together(fresh), *(self._alone(line) for line in again)]

    def _together(self, lines: Sequence[ArchiveLine]) -> list[ArchiveResult]:
        """The results of lines that were not tried yet; a bug of one of them does not stop the others."""
        if not lines:
            return []
        try:
            return self._attempt(lines)
        except DigestError:
            raise
        except Exception as error:
            log.warning("a batch of %d documents failed, and is tried one by one: %r", len(lines), error)
            return [self._alone(line) for line in lines]

    def _alone(self, line: ArchiveLine) -> ArchiveResult:
        reason = "its process ended"
        while self._attempts.unfinished([line.fingerprint])[0] < MAX_ATTEMPTS:
            try:
                return self._attempt([line])[0]
            except DigestError:
                raise
            except Exception as error:
                log.exception("%s: line %d failed", line.file, line.number)
                reason = f"{type(error).__name__}: {error}"
        self._attempts.end([line.fingerprint])
        return self._answers.refusal(line, f"could not be summarised in {MAX_ATTEMPTS} attempts ({reason})")

    def _attempt(self, lines: Sequence[ArchiveLine]) -> list[ArchiveResult]:
        fingerprints = [line.fingerprint for line in lines]
        self._attempts.begin(fingerprints)
        with _ending_if_stuck(self._seconds(len(lines))):
            results = list(self._answers.answer(lines))
        self._attempts.end(fingerprints)
        return results


@contextmanager
def _ending_if_stuck(seconds: float) -> Iterator[None]:
    """End this process, with a traceback on stderr, if the body takes longer: also if it is stuck in a library."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__ or sys.stderr)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
