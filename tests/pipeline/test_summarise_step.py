"""Whose key points reach the reader, when a model is asked again, and what a text costs that it cannot take."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import App, build
from digest.cli.progress import tracker
from digest.config.settings import load_settings
from digest.errors import ModelError
from digest.interfaces import Summariser
from digest.pipeline import STEPS
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import Failure, KeyPoint, Model, Statement, Summary
from tests.fakes import FirstSentence

NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MORNING = NIGHT + timedelta(hours=7)
CONFIGURATION = """\
store: digest.db
sources: [{name: folder, files: "in/*.txt"}]
digests: {morning: {at: "07:00", deliver: [{file: "{day}.md"}]}}
"""


LAST = Model("last sentence", "1")


@dataclass
class LastSentence:
    """An engine that says the last sentence; cannot be used while `gone`, fails on texts with a word of `fails`, and ends the
    process at one with a word of `dies`."""

    gone: str = ""
    fails: str = "(none)"
    dies: str = "(none)"
    asked: list[str] = field(default_factory=list)
    model: Model = LAST

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        for statement in statements:
            if self.gone:
                raise ModelError(f"last sentence: {self.gone}")
            self.asked.append(statement.title)
            if self.dies in statement.text:
                os._exit(9)
            if self.fails in statement.text:
                yield Failure(statement.key, "summarising", "no answer", statement.source)
                continue
            last = statement.sentences[-1]
            yield Summary((KeyPoint(last.of(statement.text), (last,)),), self.model)


def furnish(folder: Path, **texts: str) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "digest.yaml").write_text(CONFIGURATION, "utf-8")
    for title, text in texts.items():
        (folder / "in" / f"{title}.txt").write_text(f"Statement {title}\n\n{text}\n", "utf-8")
    return folder


def goes(folder: Path, engine: Summariser, fallback: Summariser | None, now: datetime = NIGHT) -> RunReport:
    """A round; before the morning without an edition."""
    steps = STEPS if now >= MORNING else ("collect", "summarise")
    with app_of(folder, engine, fallback) as app:
        return run_once(app.pipeline, lambda: now, tracker(quiet=True), steps=steps)


@contextmanager
def app_of(folder: Path, engine: Summariser, fallback: Summariser | None) -> Iterator[App]:
    with build(load_settings(folder / "digest.yaml")) as built:
        yield replace(built, summariser=engine, fallback=fallback)


def edition(folder: Path) -> str:
    return (folder / "2026-11-23.md").read_text("utf-8")


TEXT = "The ministers met in Paris on Monday. They agreed to meet again in June."
OTHER = "The embassy in Honiara opened on Tuesday. The first ambassador arrives in May."


def test_a_model_that_comes_back_before_the_edition_says_the_points(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT)
    engine = LastSentence(gone="not reached")
    assert goes(tmp_path, engine, FirstSentence()).exit_code == 0
    engine.gone = ""
    goes(tmp_path, engine, FirstSentence(), MORNING)
    assert engine.asked == ["Statement a"]
    assert "They agreed to meet again" in edition(tmp_path)
    assert "selected by the model last sentence" in edition(tmp_path)
    assert "first sentence" not in edition(tmp_path)


def test_an_edition_names_the_stand_in_that_wrote_it_and_why(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT, b=OTHER)
    goes(tmp_path, LastSentence(fails="Honiara"), FirstSentence(), MORNING)
    text = edition(tmp_path)
    assert "by the model first sentence" in text
    assert "by the model last sentence" in text
    assert "since last sentence could not be used: no answer" in text


def test_a_sealed_edition_is_not_made_again_when_the_model_comes_back(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT)
    engine = LastSentence(gone="not reached")
    goes(tmp_path, engine, FirstSentence(), MORNING)
    before = edition(tmp_path)
    engine.gone = ""
    outcome = goes(tmp_path, engine, FirstSentence(), MORNING + timedelta(hours=1))
    assert (outcome.editions, outcome.summarised, engine.asked) == ((), 0, [])
    assert edition(tmp_path) == before


def test_what_the_model_said_is_never_generated_twice(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT, b=OTHER)
    engine = LastSentence()
    for hour in range(3):
        goes(tmp_path, engine, FirstSentence(), NIGHT + timedelta(hours=hour))
    assert sorted(engine.asked) == ["Statement a", "Statement b"]
    engine.model = replace(engine.model, settings="other settings")
    goes(tmp_path, engine, FirstSentence(), NIGHT + timedelta(hours=4))
    assert len(engine.asked) == 4


def test_a_text_that_it_fails_on_is_tried_three_times_in_all(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT, b=OTHER)
    engine = LastSentence(fails="Honiara")
    for hour in range(5):
        goes(tmp_path, engine, FirstSentence(), NIGHT + timedelta(hours=hour))
    assert engine.asked.count("Statement b") == 3
    assert engine.asked.count("Statement a") == 1
    goes(tmp_path, engine, FirstSentence(), MORNING)
    assert "The embassy in Honiara opened on Tuesday" in edition(tmp_path)


def test_without_a_stand_in_the_reader_is_told_and_it_is_tried_again(tmp_path: Path) -> None:
    furnish(tmp_path, b=OTHER)
    engine = LastSentence(fails="Honiara")
    for hour in range(5):
        goes(tmp_path, engine, None, NIGHT + timedelta(hours=hour))
    assert engine.asked.count("Statement b") == 3
    goes(tmp_path, engine, None, MORNING)
    assert "no key points: no answer" in edition(tmp_path)


def test_a_model_that_is_gone_for_hours_uses_up_no_try(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT)
    engine = LastSentence(gone="not reached")
    for hour in range(5):
        goes(tmp_path, engine, FirstSentence(), NIGHT + timedelta(hours=hour))
    engine.gone = ""
    goes(tmp_path, engine, FirstSentence(), MORNING)
    assert engine.asked == ["Statement a"]


def test_the_only_model_that_is_gone_for_hours_uses_up_no_try_either(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT)
    engine = LastSentence(gone="its weights are damaged")
    for hour in range(5):
        with pytest.raises(ModelError):
            goes(tmp_path, engine, None, NIGHT + timedelta(hours=hour))
    engine.gone = ""
    goes(tmp_path, engine, None, MORNING)
    assert "They agreed to meet again" in edition(tmp_path)


def test_an_outage_does_not_forgive_a_text_that_ended_the_process(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT, b=OTHER)
    assert run_until_it_dies(tmp_path) == 9
    with pytest.raises(ModelError):
        goes(tmp_path, LastSentence(gone="not reached"), None)
    with app_of(tmp_path, LastSentence(), None) as app:
        left = {one.statement.title: one.attempts for one in app.store.unsummarised(app.summary_keys, 3)}
    assert left == {"Statement b": 1}


def run_until_it_dies(folder: Path) -> int:
    code = (
        "from pathlib import Path\nfrom tests.pipeline.test_summarise_step import *\n"
        f"goes(Path({str(folder)!r}), LastSentence(dies='Honiara'), FirstSentence(), MORNING)"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2]).returncode


def test_a_text_that_ends_the_process_holds_up_no_other_and_gets_the_stand_in_after_three_times(tmp_path: Path) -> None:
    furnish(tmp_path, a=TEXT, b=OTHER, c="The Secretary spoke on Friday. She thanked the Minister.")
    # From the second run on each of them is tried alone, the one that was tried most at last.
    assert [run_until_it_dies(tmp_path) for _ in range(3)] == [9, 9, 9]
    with app_of(tmp_path, LastSentence(), FirstSentence()) as app:
        (left,) = app.store.unsummarised(app.summary_keys, 3)
    assert (left.statement.title, left.attempts, left.crashed) == ("Statement b", 3, True)
    assert run_until_it_dies(tmp_path) == 0
    assert "They agreed to meet again" in edition(tmp_path)
    assert "The embassy in Honiara opened on Tuesday" in edition(tmp_path)
    assert "3 attempts failed" in edition(tmp_path)


def test_whoever_interrupts_a_run_has_nothing_against_a_text(tmp_path: Path) -> None:
    class Interrupted(LastSentence):
        def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
            for _ in statements:
                raise KeyboardInterrupt
            yield from ()

    furnish(tmp_path, a=TEXT)
    with pytest.raises(KeyboardInterrupt):
        goes(tmp_path, Interrupted(), FirstSentence())
    with app_of(tmp_path, LastSentence(), FirstSentence()) as app:
        (left,) = app.store.unsummarised(app.summary_keys, 3)
    assert (left.attempts, left.crashed) == (0, False)


def test_one_that_interrupts_the_engine_with_a_bug_is_known_by_its_tries(tmp_path: Path) -> None:
    class Buggy(LastSentence):
        def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
            for statement in statements:
                if "Honiara" in statement.text:
                    raise ZeroDivisionError(statement.title)
                yield from super().summarise([statement], points)

    furnish(tmp_path, a=TEXT, b=OTHER)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            goes(tmp_path, Buggy(), FirstSentence())
    goes(tmp_path, Buggy(), FirstSentence(), MORNING)
    assert "They agreed to meet again" in edition(tmp_path)
    assert "The embassy in Honiara opened on Tuesday" in edition(tmp_path)
