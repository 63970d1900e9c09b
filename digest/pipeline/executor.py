"""A thread executor in which slow jobs delay no others. Knows nothing about sources.

It has two groups of workers: a few fast ones, and many slow ones for jobs that are expected to be slow. A job that occupies a
fast worker for longer than `patience` is counted as a slow one from then on, which frees the fast worker.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event
from typing import Generic, TypeVar

Result = TypeVar("Result")
Job = Callable[[], Result]
Finished = tuple[str, Job[Result]]
"""The name of a finished job, and a function that returns its result or raises its error."""

# A slow worker is a sleeping thread: 128 of them for the usual eight fast workers take about 10 MiB together.
_SLOW_PER_FAST = 16
_MAX_PATIENCE = 2.0
# A hundred dead sources among eight workers then cost at most two and a half deadlines the first time they are met.
_PATIENCE_PER_DEADLINE = 1 / 5


@dataclass(frozen=True, slots=True)
class ExecutorLimits:
    """The number of fast and slow workers, and the seconds for which a job may occupy a fast one."""

    fast_workers: int
    slow_workers: int
    patience: float


def executor_limits(workers: int, deadline: float) -> ExecutorLimits:
    """The limits for `workers` fast workers, and jobs in which every request ends within `deadline` seconds."""
    return ExecutorLimits(workers, _SLOW_PER_FAST * workers, min(_MAX_PATIENCE, _PATIENCE_PER_DEADLINE * deadline))


def run_jobs(
    fast: Mapping[str, Job[Result]], slow: Mapping[str, Job[Result]], limits: ExecutorLimits
) -> Generator[Finished[Result]]:
    """Run all jobs and yield each as it finishes. Jobs of `slow` start on the slow workers.

    If the caller stops early, no further job is started.
    """
    finished: SimpleQueue[Finished[Result] | None] = SimpleQueue()
    stop = Event()
    with ThreadPoolExecutor(limits.fast_workers + limits.slow_workers + 1, "job") as pool:
        fast_queue, slow_queue = _JobQueue(fast, limits.fast_workers), _JobQueue(slow, limits.slow_workers)
        scheduler = pool.submit(_schedule, pool, fast_queue, slow_queue, limits.patience, finished, stop)
        try:
            while job := finished.get():
                yield job
            scheduler.result()
        finally:
            stop.set()


class _JobQueue(Generic[Result]):
    """The waiting jobs for one group of workers, and the running ones with their start on the monotonic clock."""

    def __init__(self, jobs: Mapping[str, Job[Result]], workers: int) -> None:
        self._waiting = deque(jobs.items())
        self._workers = workers
        self.running: dict[Future[Result], tuple[str, float]] = {}

    @property
    def free_workers(self) -> int:
        return self._workers - len(self.running)

    def start_jobs(self, pool: ThreadPoolExecutor) -> None:
        """Start jobs until every worker is busy or no job waits."""
        while self._waiting and self.free_workers:
            name, job = self._waiting.popleft()
            self.running[pool.submit(job)] = (name, time.monotonic())

    def overdue(self, patience: float) -> list[Future[Result]]:
        """The jobs that have been running for longer than `patience` seconds."""
        since = time.monotonic() - patience
        return [future for future, (_, start) in self.running.items() if start <= since]

    def seconds_until_overdue(self, patience: float) -> float | None:
        """The seconds until the next job is overdue; None if no job is running."""
        starts = [start for _, start in self.running.values()]
        return max(0.0, min(starts) + patience - time.monotonic()) if starts else None


def _schedule(
    pool: ThreadPoolExecutor,
    fast: _JobQueue[Result],
    slow: _JobQueue[Result],
    patience: float,
    finished: SimpleQueue[Finished[Result] | None],
    stop: Event,
) -> None:
    """Start every job when a worker is free and put it into `finished` when it ends; put None after the last one."""
    try:
        while not stop.is_set():
            slow.start_jobs(pool)
            for future in fast.overdue(patience)[: slow.free_workers]:
                slow.running[future] = fast.running.pop(future)
            fast.start_jobs(pool)
            running = fast.running | slow.running
            if not running:
                return
            timeout = fast.seconds_until_overdue(patience) if slow.free_workers else None
            for future in wait(running, timeout, FIRST_COMPLETED)[0]:
                queue = fast if future in fast.running else slow
                finished.put((queue.running.pop(future)[0], future.result))
    finally:
        finished.put(None)
