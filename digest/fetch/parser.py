"""Hands feed documents to worker processes and takes back their items; a worker that dies costs one document.

Knows processes and limits. What a feed is, `feedworker.py` knows; what an item means, `items.py`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from digest.errors import FetchError
from digest.fetch.items import Feed, feed_of

# A worker is replaced after this many documents, so that what they leave in its memory never adds up to its limit.
_DOCUMENTS = 200
# The worker's answer is JSON in ASCII: up to 6 bytes for a character, and text may be in the content and the summary.
_MOST_ANSWER = 256 * 1024 * 1024
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR")


@dataclass(frozen=True, slots=True)
class ParserLimits:
    """What one document may cost: `cpu` in whole seconds, `wall` in seconds, `memory` in bytes of address space.
    `workers` is how many are read at once; each worker takes about 25 MiB.

    The defaults end a document within 5 s, start of the worker included; a feed of 10 MB with 230 long statements takes 0.8 s
    and 84 MiB. Of 14,436 documents of test suites and libraries of bad input, three that were made to burn time reach them.
    """

    cpu: int = 3
    wall: float = 4.5
    memory: int = 320 << 20
    workers: int = 2


DEFAULT_LIMITS = ParserLimits()


@dataclass(slots=True, eq=False)
class _Worker:
    """One process; `overdue` says that we ended it."""

    process: subprocess.Popen[bytes]
    documents: int = 0
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


class FeedParser:
    """Reads feed documents in worker processes; safe to use from several threads, which wait for a free worker.

    Workers are started when needed and kept until the parser is closed.
    """

    def __init__(self, limits: ParserLimits = DEFAULT_LIMITS) -> None:
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

    def parse(self, content: bytes, subject: str, *, content_type: str = "", base: str = "") -> Feed:
        """The feed in `content`. `base` is what relative links are relative to; errors begin with `subject`.

        Raise FetchError if it is no feed, or costs more than the limits.
        """
        with self._free:
            answer = self._answer(content, subject, content_type, base)
        if "error" in answer:
            raise FetchError(f"{subject}: {answer['error']}")
        return feed_of(answer, base)

    def _answer(self, content: bytes, subject: str, content_type: str, base: str) -> dict[str, Any]:
        """What a worker makes of the document. Raise FetchError if it does not survive it."""
        worker = self._take()
        timer = threading.Timer(self._limits.wall, worker.stop_late)
        timer.daemon = True
        timer.start()
        try:
            answer = _ask(worker.process, content, content_type, base, self._limits.cpu)
        except (OSError, ValueError) as error:
            worker.end()
            raise FetchError(f"{subject}: {self._why(worker)}") from error
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
            return f"reading the feed took more than {self._limits.wall} s"
        if worker.process.returncode == -signal.SIGXCPU:
            return f"reading the feed took more than {self._limits.cpu} s of CPU time"
        return f"reading the feed ended its worker ({worker.process.returncode})"

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.process.poll() is None:
                    return worker
                worker.end()
        return _Worker(_start(self._limits.memory))

    def _give_back(self, worker: _Worker) -> None:
        worker.documents += 1
        if worker.documents >= _DOCUMENTS or worker.overdue:
            worker.end()
            return
        with self._lock:
            self._idle.append(worker)


def _start(memory: int) -> subprocess.Popen[bytes]:
    """A new worker. It finds its modules as we do, and sees nothing else of our environment, where passwords may be."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-P", "-X", "utf8", "-m", "digest.fetch.feedworker", str(memory)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)


def _ask(process: subprocess.Popen[bytes], content: bytes, content_type: str, base: str, cpu: int) -> dict[str, Any]:
    """One document and its answer. Raise OSError or ValueError if the process ends first."""
    assert process.stdin is not None
    assert process.stdout is not None
    order = {"length": len(content), "content_type": content_type, "base": base, "cpu": cpu}
    process.stdin.write(json.dumps(order).encode("ascii") + b"\n" + content)
    process.stdin.flush()
    line = process.stdout.readline(100)
    if not line:
        raise ConnectionError("the worker ended")
    length = int(json.loads(line)["length"])
    if not 0 <= length <= _MOST_ANSWER:
        raise ValueError("the worker's answer is too long")
    answer: dict[str, Any] = json.loads(process.stdout.read(length))
    return answer
