"""Lets work on what strangers wrote be done apart, by processes with limits; one that dies costs one document.

Knows processes and limits, not what they do: that is the module that they run, on `inside.py`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

# A worker is replaced after this many documents, so that what they leave behind, whatever it is, never adds up.
_DOCUMENTS = 200
# The worker's answer is JSON in ASCII: up to 6 bytes for a character, and text may be in it twice.
_MOST_ANSWER = 256 * 1024 * 1024
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: `cpu` in whole seconds, `wall` in seconds (the start of a worker included), `memory` in
    bytes of address space, on top of what a worker starts with. A worker to which a document left more than `kept` bytes is
    replaced, so that it does not hold them while it is idle. `workers` is how many documents are worked on at once."""

    cpu: int = 3
    wall: float = 15.0
    memory: int = 176 << 20
    kept: int = 48 << 20
    workers: int = 2


class ApartError(Exception):
    """A document was not survived; the message is a reason that follows on what was being done, as in "took too long"."""


@dataclass(slots=True, eq=False)
class _Worker:
    """One process; `resident` is how many bytes of memory it has kept, `overdue` says that we ended it."""

    process: subprocess.Popen[bytes]
    documents: int = 0
    resident: int = 0
    overdue: bool = False

    def end(self) -> None:
        """Kill the process if it still runs, and collect it."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        self.process.wait()

    def stop_late(self) -> None:
        """End the document that takes too long."""
        self.overdue = True
        self.process.kill()


class Workers:
    """Processes that all run one module; safe to use from several threads, which wait for a free worker.

    They are started when needed and kept until they are closed. Each sees nothing of our environment, where passwords may
    be, but what it needs to find its modules.
    """

    def __init__(self, module: str, limits: Limits, arguments: Sequence[str] = ()) -> None:
        """`module` is given the memory limit in bytes as its first argument, then `arguments`."""
        self._command = [sys.executable, "-P", "-X", "utf8", "-m", module, str(limits.memory), *arguments]
        self._limits = limits
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(limits.workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            workers, self._idle = self._idle, []
        for worker in workers:
            worker.end()

    def ask(self, order: Mapping[str, Any], content: bytes) -> dict[str, Any]:
        """What a worker answers to `order` and `content`. Raise ApartError if it does not survive them."""
        with self._free:
            worker = self._take()
            timer = threading.Timer(self._limits.wall, worker.stop_late)
            timer.daemon = True
            timer.start()
            try:
                answer = _ask(worker, {**order, "cpu": self._limits.cpu}, content)
            except (OSError, ValueError) as error:
                worker.end()
                raise ApartError(self._why(worker)) from error
            except BaseException:
                worker.end()
                raise
            finally:
                timer.cancel()
            self._give_back(worker)
            return answer

    def _why(self, worker: _Worker) -> str:
        """Why the worker gave no answer."""
        if worker.overdue:
            return f"took more than {self._limits.wall} s"
        if worker.process.returncode == -signal.SIGXCPU:
            return f"took more than {self._limits.cpu} s of CPU time"
        return f"ended its worker ({worker.process.returncode})"

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.process.poll() is None:
                    return worker
                worker.end()
        return _Worker(self._start())

    def _give_back(self, worker: _Worker) -> None:
        worker.documents += 1
        if worker.documents >= _DOCUMENTS or worker.resident > self._limits.kept or worker.overdue:
            worker.end()
            return
        with self._lock:
            self._idle.append(worker)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        return subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=nothing, env=environment)


def _ask(worker: _Worker, order: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """One document and its answer. Raise OSError or ValueError if the process ends first."""
    process = worker.process
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({**order, "length": len(content)}).encode("ascii") + b"\n")
    process.stdin.write(content)
    process.stdin.flush()
    line = process.stdout.readline(100)
    if not line:
        raise ConnectionError("the worker ended")
    head = json.loads(line)
    length, worker.resident = int(head["length"]), int(head["resident"])
    if not 0 <= length <= _MOST_ANSWER:
        raise ValueError("the worker's answer is too long")
    answer: dict[str, Any] = json.loads(process.stdout.read(length))
    return answer
