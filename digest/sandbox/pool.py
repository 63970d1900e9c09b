"""Runs untrusted parsing in child processes with CPU and memory limits. A crash loses one document, not the run.

This is the parent's side; `worker.py` is the child's. Knows processes and limits, not what a worker does: that is in the module
that the worker runs.
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
from typing import Any, Self

# A worker is replaced after this many documents, so that memory or state that documents leave behind never adds up.
_MAX_DOCUMENTS = 200
# A response is JSON in ASCII: up to 6 bytes for each character, and it may contain the text twice.
_MAX_RESPONSE_BYTES = 256 * 1024 * 1024
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost, and how many documents are processed at once.

    `cpu_seconds` is CPU time, a whole number. `wall_seconds` includes the start of a worker. `memory_bytes` is address space on
    top of what a worker starts with. A worker that still uses more than `retained_bytes` after a document is replaced, so that
    it does not hold them while it is idle. `workers` is the number of processes.
    """

    cpu_seconds: int = 3
    wall_seconds: float = 15.0
    memory_bytes: int = 176 << 20
    retained_bytes: int = 48 << 20
    workers: int = 2


class WorkerError(Exception):
    """A worker could not process a document. The message completes a sentence about the work, as in "took too long"."""


@dataclass(slots=True, eq=False)
class _Worker:
    """One child process. `resident` is its memory in bytes, `timed_out` says that the pool killed it."""

    process: subprocess.Popen[bytes]
    documents: int = 0
    resident: int = 0
    timed_out: bool = False

    def end(self) -> None:
        """Kill the process if it is still running, and reap it."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        self.process.wait()

    def time_out(self) -> None:
        """Kill the process because its document takes too long."""
        self.timed_out = True
        self.process.kill()


class WorkerPool:
    """Child processes that all run one module. Thread-safe: a thread waits until a worker is free.

    Workers start when they are needed and stay until the pool is closed. A worker sees only those environment variables that it
    needs to find its modules, because the others may hold passwords.
    """

    def __init__(self, module: str, limits: Limits, arguments: Sequence[str] = ()) -> None:
        """Each worker runs `python -m module MEMORY_BYTES *arguments`."""
        self._command = [sys.executable, "-P", "-X", "utf8", "-m", module, str(limits.memory_bytes), *arguments]
        self._limits = limits
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(limits.workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            workers, self._idle = self._idle, []
        for worker in workers:
            worker.end()

    def call(self, request: Mapping[str, Any], content: bytes) -> dict[str, Any]:
        """A worker's response to `request` about the document `content`. Raise WorkerError if the worker fails or times out."""
        with self._free:
            worker = self._take()
            timer = threading.Timer(self._limits.wall_seconds, worker.time_out)
            timer.daemon = True
            timer.start()
            try:
                response = _exchange(worker, {**request, "cpu_seconds": self._limits.cpu_seconds}, content)
            except (OSError, ValueError) as error:
                worker.end()
                raise WorkerError(self._failure(worker)) from error
            except BaseException:
                worker.end()
                raise
            finally:
                timer.cancel()
            self._give_back(worker)
            return response

    def _failure(self, worker: _Worker) -> str:
        """Why the worker gave no response."""
        if worker.timed_out:
            return f"took more than {self._limits.wall_seconds} s"
        if worker.process.returncode == -signal.SIGXCPU:
            return f"took more than {self._limits.cpu_seconds} s of CPU time"
        return f"ended its worker (exit status {worker.process.returncode})"

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
        if worker.documents >= _MAX_DOCUMENTS or worker.resident > self._limits.retained_bytes or worker.timed_out:
            worker.end()
            return
        with self._lock:
            self._idle.append(worker)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        return subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=nothing, env=environment)


def _exchange(worker: _Worker, request: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """Send one document and read the response. Raise OSError or ValueError if the process ends first."""
    process = worker.process
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({**request, "length": len(content)}).encode("ascii") + b"\n")
    process.stdin.write(content)
    process.stdin.flush()
    line = process.stdout.readline(100)
    if not line:
        raise ConnectionError("the worker ended")
    header = json.loads(line)
    length, worker.resident = int(header["length"]), int(header["resident"])
    if not 0 <= length <= _MAX_RESPONSE_BYTES:
        raise ValueError("the worker's response is too long")
    response: dict[str, Any] = json.loads(process.stdout.read(length))
    return response
