"""A document that ends its worker, or that has a bug, costs one document."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from digest.archive.archive_worker import ArchiveWorker
from digest.archive.attempt_counter import AttemptCounter
from digest.archive.planning import MAX_ATTEMPTS
from digest.errors import ModelError
from tests.archive.fake_answers import FakeAnswers, line


def said(worker: ArchiveWorker, *contents: str) -> list[tuple[str, bool]]:
    """The results, and whether each is an error, in the order of the contents."""
    results = {result.fingerprint: result for result in worker.summarise([line(each) for each in contents])}
    return [(found.result, found.failed) for found in (results[line(each).fingerprint] for each in contents)]


def test_what_was_never_tried_is_answered_together() -> None:
    answers, attempts = FakeAnswers(), AttemptCounter()
    assert said(ArchiveWorker(answers, attempts), "a", "b") == [('"a"', False), ('"b"', False)]
    assert answers.asked == [["a", "b"]]
    assert attempts.unfinished([line("a").fingerprint]) == [0]


def test_what_a_dead_worker_has_begun_is_tried_alone() -> None:
    answers, attempts = FakeAnswers(), AttemptCounter()
    attempts.begin([line("a").fingerprint, line("b").fingerprint])
    assert said(ArchiveWorker(answers, attempts), "a", "b", "c") == [('"a"', False), ('"b"', False), ('"c"', False)]
    assert answers.asked == [["c"], ["a"], ["b"]]


def test_a_document_that_has_ended_its_worker_too_often_is_refused_and_the_others_go_on() -> None:
    answers, attempts = FakeAnswers(), AttemptCounter()
    for _ in range(MAX_ATTEMPTS):
        attempts.begin([line("kill").fingerprint])
    found = said(ArchiveWorker(answers, attempts), "a", "kill")
    assert found == [('"a"', False), ('"could not be summarised in 3 attempts (its process ended)"', True)]
    assert answers.asked == [["a"]]


def test_a_bug_costs_one_document() -> None:
    answers = FakeAnswers()
    found = said(ArchiveWorker(answers, AttemptCounter()), "a", "bug", "b")
    assert [failed for _, failed in found] == [False, True, False]
    assert "ZeroDivisionError: a bug" in found[1][0]
    assert answers.asked.count(["bug"]) == MAX_ATTEMPTS - 1


def test_without_a_model_nothing_is_answered() -> None:
    with pytest.raises(ModelError):
        ArchiveWorker(FakeAnswers(), AttemptCounter()).summarise([line("model"), line("a")])


STUCK = """
import time
from digest.archive.archive_worker import ArchiveWorker
from digest.archive.attempt_counter import AttemptCounter
from tests.archive.fake_answers import FakeAnswers, line

class Stuck(FakeAnswers):
    def answer(self, lines):
        time.sleep(600)

ArchiveWorker(Stuck(), AttemptCounter(), lambda lines: 0.5).summarise([line("a")])
"""


def test_a_worker_that_is_stuck_ends_itself_and_shows_where() -> None:
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", STUCK], capture_output=True, text=True, check=False)
    assert time.monotonic() - begun < 300
    assert done.returncode != 0
    assert "in answer" in done.stderr
