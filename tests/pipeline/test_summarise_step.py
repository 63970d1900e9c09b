"""Which engine's key points reach the reader, when the engine is asked again, and what happens to a text that crashes it."""

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
from digest.config.loader import load_settings
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


LAST_SENTENCE = Model("last sentence", "1")


@dataclass
class LastSentence:
    """A Summariser whose key point is the last sentence. `unusable` says why it cannot be used at all. It fails on texts that
    contain `fails`, and kills the process at texts that contain `dies`."""

    unusable: str = ""
    fails: str = "(none)"
    dies: str = "(none)"
    asked: list[str] = field(default_factory=list)
    model: Model = LAST_SENTENCE

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        for statement in statements:
            if self.unusable:
                raise ModelError(f"last sentence: {self.unusable}")
            self.asked.append(statement.title)
            if self.dies in statement.text:
                os._exit(9)
            if self.fails in statement.text:
                yield Failure(statement.key, "summarising", "no answer", statement.source)
                continue
            last = statement.sentences[-1]
            yield Summary((KeyPoint(last.of(statement.text), (last,)),), self.model)


def publish(folder: Path, **texts: str) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "digest.yaml").write_text(CONFIGURATION, "utf-8")
    for title, text in texts.items():
        (folder / "in" / f"{title}.txt").write_text(f"Statement {title}\n\n{text}\n", "utf-8")
    return folder


def run(folder: Path, engine: Summariser, fallback: Summariser | None, now: datetime = NIGHT) -> RunReport:
    """Run once; before the morning, only collect and summarise."""
    steps = STEPS if now >= MORNING else ("collect", "summarise")
    with open_app(folder, engine, fallback) as app:
        return run_once(app.pipeline, lambda: now, tracker(quiet=True), steps=steps)


@contextmanager
def open_app(folder: Path, engine: Summariser, fallback: Summariser | None) -> Iterator[App]:
    with build(load_settings(folder / "digest.yaml")) as built:
        yield replace(built, summariser=engine, fallback=fallback)


def edition(folder: Path) -> str:
    return (folder / "2026-11-23.md").read_text("utf-8")


TEXT = "The ministers met in Paris on Monday. They agreed to meet again in June."
OTHER = "The embassy in Honiara opened on Tuesday. The first ambassador arrives in May."


def test_a_model_that_works_again_before_the_edition_gives_its_points(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT)
    engine = LastSentence(unusable="not reached")
    assert run(tmp_path, engine, FirstSentence()).exit_code == 0
    engine.unusable = ""
    run(tmp_path, engine, FirstSentence(), MORNING)
    assert engine.asked == ["Statement a"]
    assert "They agreed to meet again" in edition(tmp_path)
    assert "selected by the model last sentence" in edition(tmp_path)
    assert "first sentence" not in edition(tmp_path)


def test_an_edition_names_the_fallback_and_why_it_was_used(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT, b=OTHER)
    run(tmp_path, LastSentence(fails="Honiara"), FirstSentence(), MORNING)
    text = edition(tmp_path)
    assert "by the model first sentence" in text
    assert "by the model last sentence" in text
    assert "because last sentence could not be used" in text


def test_a_sealed_edition_is_not_made_again_when_the_model_works_again(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT)
    engine = LastSentence(unusable="not reached")
    run(tmp_path, engine, FirstSentence(), MORNING)
    before = edition(tmp_path)
    engine.unusable = ""
    report = run(tmp_path, engine, FirstSentence(), MORNING + timedelta(hours=1))
    assert (report.editions, report.summarised, engine.asked) == ((), 0, [])
    assert edition(tmp_path) == before


def test_a_summary_is_never_generated_twice(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT, b=OTHER)
    engine = LastSentence()
    for hour in range(3):
        run(tmp_path, engine, FirstSentence(), NIGHT + timedelta(hours=hour))
    assert sorted(engine.asked) == ["Statement a", "Statement b"]
    engine.model = replace(engine.model, settings="other settings")
    run(tmp_path, engine, FirstSentence(), NIGHT + timedelta(hours=4))
    assert len(engine.asked) == 4


def test_a_text_on_which_the_model_fails_is_tried_three_times_in_all(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT, b=OTHER)
    engine = LastSentence(fails="Honiara")
    for hour in range(5):
        run(tmp_path, engine, FirstSentence(), NIGHT + timedelta(hours=hour))
    assert engine.asked.count("Statement b") == 3
    assert engine.asked.count("Statement a") == 1
    run(tmp_path, engine, FirstSentence(), MORNING)
    assert "The embassy in Honiara opened on Tuesday" in edition(tmp_path)


def test_without_a_fallback_the_reader_is_told_and_the_model_tried_again(tmp_path: Path) -> None:
    publish(tmp_path, b=OTHER)
    engine = LastSentence(fails="Honiara")
    for hour in range(5):
        run(tmp_path, engine, None, NIGHT + timedelta(hours=hour))
    assert engine.asked.count("Statement b") == 3
    run(tmp_path, engine, None, MORNING)
    assert "It could not be summarised" in edition(tmp_path)


def test_hours_without_the_model_use_up_no_attempt(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT)
    engine = LastSentence(unusable="not reached")
    for hour in range(5):
        run(tmp_path, engine, FirstSentence(), NIGHT + timedelta(hours=hour))
    engine.unusable = ""
    run(tmp_path, engine, FirstSentence(), MORNING)
    assert engine.asked == ["Statement a"]


def test_hours_without_the_only_model_use_up_no_attempt_either(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT)
    engine = LastSentence(unusable="its weights are damaged")
    for hour in range(5):
        with pytest.raises(ModelError):
            run(tmp_path, engine, None, NIGHT + timedelta(hours=hour))
    engine.unusable = ""
    run(tmp_path, engine, None, MORNING)
    assert "They agreed to meet again" in edition(tmp_path)


def test_an_outage_does_not_reset_the_attempts_of_a_text_that_killed_the_process(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT, b=OTHER)
    assert run_until_it_dies(tmp_path) == 9
    with pytest.raises(ModelError):
        run(tmp_path, LastSentence(unusable="not reached"), None)
    with open_app(tmp_path, LastSentence(), None) as app:
        left = {one.statement.title: one.attempts for one in app.store.unsummarised(app.summary_keys, 3)}
    assert left == {"Statement b": 1}


def run_until_it_dies(folder: Path) -> int:
    code = (
        "from pathlib import Path\nfrom tests.pipeline.test_summarise_step import *\n"
        f"run(Path({str(folder)!r}), LastSentence(dies='Honiara'), FirstSentence(), MORNING)"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2]).returncode


def test_a_text_that_kills_the_process_delays_no_other_and_gets_the_fallback_after_three_attempts(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT, b=OTHER, c="The Secretary spoke on Friday. She thanked the Minister.")
    # From the second run on each of them is tried alone, the one with the most attempts last.
    assert [run_until_it_dies(tmp_path) for _ in range(3)] == [9, 9, 9]
    with open_app(tmp_path, LastSentence(), FirstSentence()) as app:
        (left,) = app.store.unsummarised(app.summary_keys, 3)
    assert (left.statement.title, left.attempts, left.crashed) == ("Statement b", 3, True)
    assert run_until_it_dies(tmp_path) == 0
    assert "They agreed to meet again" in edition(tmp_path)
    assert "The embassy in Honiara opened on Tuesday" in edition(tmp_path)
    assert "because last sentence could not be used" in edition(tmp_path)


@pytest.mark.parametrize("deaths", [1, 2, 3])
def test_a_new_version_of_the_model_tries_a_text_that_killed_the_process_once(
    deaths: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish(tmp_path, b=OTHER)
    assert [run_until_it_dies(tmp_path) for _ in range(deaths)] == [9] * deaths
    newer = LastSentence()
    newer.model = replace(newer.model, revision="2")
    with open_app(tmp_path, newer, FirstSentence()) as app:
        (left,) = app.store.unsummarised(app.summary_keys, 3)
        assert (left.attempts, left.crashed) == (min(deaths, 2), True)
        for _ in range(3 - left.attempts):
            app.store.start_attempts([left.statement], app.summary_keys[0])
    run(tmp_path, newer, FirstSentence(), MORNING)
    assert newer.asked == []
    assert "left to the fallback: 3 attempts failed" in caplog.text
    assert "The embassy in Honiara opened on Tuesday" in edition(tmp_path)


def test_a_new_version_of_the_model_that_copes_with_the_text_gives_its_key_points(tmp_path: Path) -> None:
    publish(tmp_path, a=TEXT, b=OTHER)
    assert [run_until_it_dies(tmp_path) for _ in range(3)] == [9] * 3
    newer = LastSentence()
    newer.model = replace(newer.model, revision="2")
    run(tmp_path, newer, FirstSentence(), MORNING)
    assert sorted(newer.asked) == ["Statement a", "Statement b"]
    assert "could not be used" not in edition(tmp_path)


def test_an_interrupted_run_uses_up_no_attempt(tmp_path: Path) -> None:
    class Interrupted(LastSentence):
        def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
            for _ in statements:
                raise KeyboardInterrupt
            yield from ()

    publish(tmp_path, a=TEXT)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, Interrupted(), FirstSentence())
    with open_app(tmp_path, LastSentence(), FirstSentence()) as app:
        (left,) = app.store.unsummarised(app.summary_keys, 3)
    assert (left.attempts, left.crashed) == (0, False)


def test_a_text_that_causes_a_bug_in_the_engine_uses_up_its_attempts(tmp_path: Path) -> None:
    class Buggy(LastSentence):
        def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
            for statement in statements:
                if "Honiara" in statement.text:
                    raise ZeroDivisionError(statement.title)
                yield from super().summarise([statement], points)

    publish(tmp_path, a=TEXT, b=OTHER)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            run(tmp_path, Buggy(), FirstSentence())
    run(tmp_path, Buggy(), FirstSentence(), MORNING)
    assert "They agreed to meet again" in edition(tmp_path)
    assert "The embassy in Honiara opened on Tuesday" in edition(tmp_path)
