"""Documents are processed in child processes within limits; callers do not notice when a worker is replaced."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.sandbox.pool import Limits, WorkerError, WorkerPool

WORKER = """
import mmap
import sys
from digest.sandbox.worker import serve

def handle(request, content):
    if request["do"] == "spin":
        while True: pass
    if request["do"] == "eat":
        return {"eaten": len(bytearray(1 << 32))}
    if request["do"] == "say much":
        return {"said": "x" * (1 << 32)}
    if request["do"] == "keep":
        sys.kept = bytearray(b"x" * (64 << 20))
    if request["do"] == "dive":
        return handle(request, content)
    if request["do"] == "end":
        sys.exit(3)
    return {"said": content.decode()}

start = mmap.mmap(-1, int(sys.argv[2]) if sys.argv[2:] else 1)
serve(int(sys.argv[1]), handle)
"""

MEMORY = "needs more memory than it may have"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "example_worker.py").write_text(WORKER)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    return "example_worker"


@pytest.fixture
def pool(module: str) -> Iterator[WorkerPool]:
    with WorkerPool(module, Limits(cpu_seconds=1, wall_seconds=20, workers=1)) as pool:
        yield pool


def said(pool: WorkerPool) -> str:
    return str(pool.call({"do": "say"}, "é".encode())["said"])


def test_a_worker_is_used_again(pool: WorkerPool) -> None:
    said(pool)
    (worker,) = pool._idle
    said(pool)
    assert pool._idle == [worker]


def test_an_idle_worker_that_died_is_replaced(pool: WorkerPool) -> None:
    said(pool)
    pool._idle[0].process.kill()
    pool._idle[0].process.wait()
    assert said(pool) == "é"


def test_a_worker_is_replaced_after_many_documents(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.sandbox.pool._MAX_DOCUMENTS", 1)
    assert [said(pool), said(pool)] == ["é", "é"]
    assert pool._idle == []


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not show the memory of a process")
def test_a_worker_that_retains_much_memory_is_replaced(module: str) -> None:
    with WorkerPool(module, Limits(wall_seconds=20, workers=1)) as pool:
        said(pool)
        (worker,) = pool._idle
        assert 0 < worker.resident < Limits().retained_bytes
        pool.call({"do": "keep"}, b"")
        assert pool._idle == []
        assert worker.process.returncode is not None
        assert said(pool) == "é"


@pytest.mark.parametrize(
    ("do", "reason"), [("spin", "more than 1 s of CPU time"), ("end", r"ended its worker \(exit status 3\)")]
)
def test_a_document_that_ends_its_worker_is_an_error_and_the_next_one_is_read(pool: WorkerPool, do: str, reason: str) -> None:
    with pytest.raises(WorkerError, match=reason):
        pool.call({"do": do}, b"")
    assert said(pool) == "é"


def test_a_worker_whose_document_takes_too_long_is_killed(module: str) -> None:
    with (
        WorkerPool(module, Limits(cpu_seconds=60, wall_seconds=1.0)) as pool,
        pytest.raises(WorkerError, match=r"took more than 1.0 s"),
    ):
        pool.call({"do": "spin"}, b"")


@pytest.mark.parametrize(("do", "error"), [("eat", MEMORY), ("say much", MEMORY), ("dive", "is nested too deeply")])
def test_a_document_that_needs_too_much_memory_or_depth_gets_an_error_response(pool: WorkerPool, do: str, error: str) -> None:
    assert pool.call({"do": do}, b"") == {"error": error}
    assert said(pool) == "é"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not show the memory of a process")
def test_memory_that_a_worker_starts_with_is_not_counted(module: str) -> None:
    with WorkerPool(module, Limits(wall_seconds=20, memory_bytes=64 << 20), [str(512 << 20)]) as pool:
        assert said(pool) == "é"
        assert pool.call({"do": "eat"}, b"") == {"error": MEMORY}


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not show the environment of a process")
def test_a_worker_sees_no_passwords(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_PASSWORD", "canary")
    said(pool)
    assert b"canary" not in Path(f"/proc/{pool._idle[0].process.pid}/environ").read_bytes()


def test_no_worker_outlives_its_pool(module: str) -> None:
    with WorkerPool(module, Limits()) as pool:
        said(pool)
        (worker,) = pool._idle
    assert worker.process.returncode is not None
