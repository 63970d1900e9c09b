"""Test helper: answers to lines without a model; a line can raise, or end its process."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.archive.archive_records import ArchiveLine, ArchiveResult
from digest.archive.planning import fingerprint
from digest.errors import ModelError


def line(content: str, number: int = 1) -> ArchiveLine:
    """A line of the file a.jsonl."""
    encoded = content.encode()
    return ArchiveLine(fingerprint(encoded, number), "a.jsonl", number, encoded)


class FakeAnswers:
    """Answers with the content. `asked` are the batches: those with "bug" raise, with "model" have none, with "kill" end."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def answer(self, lines: Sequence[ArchiveLine]) -> Sequence[ArchiveResult]:
        """One result a line."""
        contents = [each.content.decode() for each in lines]
        self.asked.append(contents)
        if any("bug" in each for each in contents):
            raise ZeroDivisionError("a bug")
        if any("model" in each for each in contents):
            raise ModelError("the model is missing")
        if any("kill" in each for each in contents):
            os.kill(os.getpid(), signal.SIGKILL)
        return [_result(each, each.content.decode(), failed=False) for each in lines]

    def refusal(self, line: ArchiveLine, reason: str) -> ArchiveResult:
        """The result of a line that is not tried any more."""
        return _result(line, reason, failed=True)


def _result(line: ArchiveLine, said: str, *, failed: bool) -> ArchiveResult:
    return ArchiveResult(line.fingerprint, failed, line.file, line.number, json.dumps(said))


@dataclass(frozen=True)
class BuildFakeAnswers:
    """Builds answers that end their process once at a line with "once": when the file `marker` is not there yet."""

    marker: Path

    def __call__(self) -> FakeAnswers:
        """The answers of one worker."""
        return DyingAnswers(self.marker)


class DyingAnswers(FakeAnswers):
    """Ends its process at the first "once" of all processes."""

    def __init__(self, marker: Path) -> None:
        super().__init__()
        self._marker = marker

    def answer(self, lines: Sequence[ArchiveLine]) -> Sequence[ArchiveResult]:
        """One result a line."""
        if any(b"once" in each.content for each in lines) and not self._marker.exists():
            self._marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().answer(lines)
