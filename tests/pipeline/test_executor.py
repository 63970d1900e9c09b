"""Slow jobs leave the fast workers to the others, whether or not they were expected to be slow."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from digest.pipeline.executor import ExecutorLimits, executor_limits, run_jobs


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """The event that slow jobs wait for. It is set at the end, so that a failing test leaves no thread behind."""
    opened = threading.Event()
    yield opened
    opened.set()


def waiting_for(gate: threading.Event) -> Callable[[], str]:
    def job() -> str:
        gate.wait(30)
        return "late"

    return job


def quick() -> str:
    return "early"


def test_every_job_finishes_once_with_its_result() -> None:
    jobs = {str(number): quick for number in range(50)}
    finished = [(name, result()) for name, result in run_jobs(jobs, {"slow": quick}, ExecutorLimits(3, 2, 1.0))]
    assert sorted(finished) == sorted((name, "early") for name in (*jobs, "slow"))


def test_there_may_be_no_jobs() -> None:
    assert list(run_jobs({}, {}, ExecutorLimits(1, 1, 1.0))) == []


def test_an_error_belongs_to_its_job() -> None:
    def broken() -> str:
        raise ValueError("broken")

    results = dict(run_jobs({"a": broken, "b": quick}, {}, ExecutorLimits(1, 1, 1.0)))
    assert results["b"]() == "early"
    with pytest.raises(ValueError, match="broken"):
        results["a"]()


def test_jobs_expected_to_be_slow_occupy_no_fast_worker(gate: threading.Event) -> None:
    slow = {f"slow {number}": waiting_for(gate) for number in range(4)}
    names: list[str] = []
    for name, _ in run_jobs({str(number): quick for number in range(9)}, slow, ExecutorLimits(1, 2, 60.0)):
        names.append(name)
        if len(names) == 9:
            gate.set()  # the slow workers are busy all the time
    assert all(not name.startswith("slow") for name in names[:9])
    assert len(names) == 13


def test_a_job_that_turns_out_slow_frees_its_fast_worker(gate: threading.Event) -> None:
    jobs = {"slow": waiting_for(gate)} | {str(number): quick for number in range(9)}
    names: list[str] = []
    for name, _ in run_jobs(jobs, {}, ExecutorLimits(1, 1, 0.01)):
        names.append(name)
        if len(names) == 9:
            gate.set()
    assert names[-1] == "slow"


def test_no_more_jobs_run_at_once_than_there_are_workers() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def job() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.002)
        with lock:
            running -= 1

    list(run_jobs({str(n): job for n in range(40)}, {f"slow {n}": job for n in range(40)}, ExecutorLimits(2, 3, 0.001)))
    assert most <= 5


def test_no_job_is_started_after_the_caller_stops() -> None:
    started: list[int] = []
    jobs = {str(number): lambda number=number: started.append(number) for number in range(500)}
    finished = run_jobs(jobs, {}, ExecutorLimits(1, 1, 1.0))
    next(finished)
    finished.close()
    assert len(started) < 500


def test_the_patience_is_shorter_for_a_short_deadline() -> None:
    assert executor_limits(8, 30.0) == ExecutorLimits(8, 128, 2.0)
    assert executor_limits(8, 5.0).patience == 1.0
