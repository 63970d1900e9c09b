"""How much memory this process and all that it started have at most, sampled from /proc twenty times a second. Linux only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

PAUSE = 0.05


class PeakMemory:
    """Samples while it is entered; `mebibytes` is the highest sum of resident memory so far, shared pages counted each time."""

    def __init__(self) -> None:
        self.mebibytes = now()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._over.wait(PAUSE):
            self.mebibytes = max(self.mebibytes, now())


def now() -> int:
    """The resident memory of this process and its descendants, in MiB."""
    return sum(_resident(process) for process in _family("self")) // 1024


def _family(process: str) -> Iterator[str]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # it has ended in the meantime
            for child in children.read_text().split():
                yield from _family(child)


def _resident(process: str) -> int:
    """In KiB; 0 if the process has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0
