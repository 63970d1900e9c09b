"""Work is done apart, by processes that come and go without anybody noticing, and within its limits."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.sandbox.pool import ApartError, Limits, Workers

WORKER = """
import mmap
import sys
from digest.sandbox.worker import answer_all

def answer(order, content):
    if order["do"] == "spin":
        while True: pass
    if order["do"] == "eat":
        return {"eaten": len(bytearray(1 << 32))}
    if order["do"] == "say much":
        return {"said": "x" * (1 << 32)}
    if order["do"] == "keep":
        sys.kept = bytearray(b"x" * (64 << 20))
    if order["do"] == "dive":
        return answer(order, content)
    if order["do"] == "end":
        sys.exit(3)
    return {"said": content.decode()}

start = mmap.mmap(-1, int(sys.argv[2]) if sys.argv[2:] else 1)
answer_all(int(sys.argv[1]), answer)
"""

MEMORY = "needs more memory than it may have"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "worker_of_the_test.py").write_text(WORKER)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    return "worker_of_the_test"


@pytest.fixture
def own(module: str) -> Iterator[Workers]:
    with Workers(module, Limits(cpu=1, wall=20, workers=1)) as workers:
        yield workers


def said(workers: Workers) -> str:
    return str(workers.ask({"do": "say"}, "é".encode())["said"])


def test_a_worker_is_used_again(own: Workers) -> None:
    said(own)
    (worker,) = own._idle
    said(own)
    assert own._idle == [worker]


def test_a_worker_that_died_in_its_sleep_is_replaced(own: Workers) -> None:
    said(own)
    own._idle[0].process.kill()
    own._idle[0].process.wait()
    assert said(own) == "é"


def test_a_worker_that_has_read_many_documents_is_replaced(own: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.sandbox.pool._DOCUMENTS", 1)
    assert [said(own), said(own)] == ["é", "é"]
    assert own._idle == []


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not show the memory of a process")
def test_a_worker_to_which_a_document_left_much_is_replaced(module: str) -> None:
    with Workers(module, Limits(wall=20, workers=1)) as workers:
        said(workers)
        (worker,) = workers._idle
        assert 0 < worker.resident < Limits().kept
        workers.ask({"do": "keep"}, b"")
        assert workers._idle == []
        assert worker.process.returncode is not None
        assert said(workers) == "é"


@pytest.mark.parametrize(("do", "reason"), [("spin", "more than 1 s of CPU time"), ("end", r"ended its worker \(3\)")])
def test_a_document_that_is_not_survived_is_an_error_and_the_next_one_is_read(own: Workers, do: str, reason: str) -> None:
    with pytest.raises(ApartError, match=reason):
        own.ask({"do": do}, b"")
    assert said(own) == "é"


def test_a_document_that_takes_too_long_is_ended(module: str) -> None:
    with Workers(module, Limits(cpu=60, wall=1.0)) as workers, pytest.raises(ApartError, match=r"took more than 1.0 s"):
        workers.ask({"do": "spin"}, b"")


@pytest.mark.parametrize(("do", "error"), [("eat", MEMORY), ("say much", MEMORY), ("dive", "is nested too deeply")])
def test_a_document_that_needs_too_much_is_an_answer(own: Workers, do: str, error: str) -> None:
    assert own.ask({"do": do}, b"") == {"error": error}
    assert said(own) == "é"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not show the memory of a process")
def test_what_a_worker_starts_with_is_not_counted(module: str) -> None:
    with Workers(module, Limits(wall=20, memory=64 << 20), [str(512 << 20)]) as workers:
        assert said(workers) == "é"
        assert workers.ask({"do": "eat"}, b"") == {"error": MEMORY}


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not show the environment of a process")
def test_a_worker_sees_no_passwords(own: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_PASSWORD", "canary")
    said(own)
    assert b"canary" not in Path(f"/proc/{own._idle[0].process.pid}/environ").read_bytes()


def test_no_process_outlives_its_owner(module: str) -> None:
    with Workers(module, Limits()) as workers:
        said(workers)
        (worker,) = workers._idle
    assert worker.process.returncode is not None
