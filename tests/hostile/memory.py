"""Samples the memory of this process and its descendants from /proc, twenty times a second. A helper; Linux only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

PAUSE = 0.05


class PeakMemory:
    """Context manager that samples while it is open.

    `mebibytes` is the highest sum of resident memory so far; shared pages count once for each process. `shares` is what each
    process had at that moment. `each` is the maximum of one process at any time, by its module.
    """

    def __init__(self) -> None:
        self.mebibytes = 0
        self.shares: tuple[tuple[str, int], ...] = ()
        self.each: dict[str, int] = {}
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
            shares = now()
            for name, mebibytes in shares:
                self.each[name] = max(mebibytes, self.each.get(name, 0))
            if (total := sum(mebibytes for _, mebibytes in shares)) > self.mebibytes:
                self.mebibytes, self.shares = total, shares


def now() -> tuple[tuple[str, int], ...]:
    """The resident memory of this process and each of its descendants, in MiB."""
    ours, *others = ((process, _command(process)) for process in _family("self"))
    # A process that is just starting has its parent's command and memory until it runs its own program (vfork(2)).
    own = (ours, *((process, command) for process, command in others if command and command != ours[1]))
    return tuple((_name(command), -(-_resident(process) // 1024)) for process, command in own)


def _family(process: str) -> Iterator[str]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # the process has ended in the meantime
            for child in children.read_text().split():
                yield from _family(child)


def _command(process: str) -> str:
    """The command line, each word followed by NUL; empty if the process has ended."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text("utf-8", "replace")
    return ""


def _name(command: str) -> str:
    """The module that a Python process runs, from its command line."""
    return (command.partition("\0-m\0")[2] or command).partition("\0")[0]


def _resident(process: str) -> int:
    """The resident memory in KiB; 0 if the process has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0
