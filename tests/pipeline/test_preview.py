"""A preview keeps the key points that it has made, so that the run asks no model again; it changes nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from digest.cli.progress import tracker
from digest.pipeline.preview import next_preview
from digest.records import Format
from tests.fakes import FirstSentence
from tests.pipeline.test_summarise_step import (
    MORNING,
    OTHER,
    TEXT,
    LastSentence,
    edition,
    open_app,
    publish,
    run,
)


def preview(folder: Path, engine: LastSentence) -> str:
    """The preview of the next edition."""
    with open_app(folder, engine, FirstSentence()) as app:
        return next_preview(
            app.pipeline, app.pipeline_over, lambda: MORNING, tracker(quiet=True), None, Format.MARKDOWN
        ).decode()


def rows(folder: Path) -> dict[str, int]:
    """The number of rows of each table."""
    with closing(sqlite3.connect(folder / "digest.db")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def test_the_run_after_a_preview_asks_the_engine_only_for_what_is_new(tmp_path: Path) -> None:
    run(publish(tmp_path), LastSentence(), FirstSentence())
    before = rows(tmp_path)
    engine = LastSentence()
    publish(tmp_path, a=TEXT)
    shown = preview(tmp_path, engine)
    assert engine.asked == ["Statement a"]
    assert rows(tmp_path) == before | {"summary": before["summary"] + 1}
    assert "They agreed to meet again" in preview(tmp_path, engine)
    publish(tmp_path, b=OTHER)
    run(tmp_path, engine, FirstSentence(), MORNING)
    assert engine.asked == ["Statement a", "Statement b"]
    assert "They agreed to meet again" in shown
    assert "They agreed to meet again" in edition(tmp_path)


def test_key_points_by_the_fallback_are_not_kept(tmp_path: Path) -> None:
    run(publish(tmp_path), LastSentence(), FirstSentence())
    publish(tmp_path, a=TEXT)
    before = rows(tmp_path)
    preview(tmp_path, LastSentence(unusable="not reached"))
    assert rows(tmp_path) == before


def test_a_preview_during_a_run_is_shown_and_keeps_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    run(publish(tmp_path), LastSentence(), FirstSentence())
    publish(tmp_path, a=TEXT)
    before = rows(tmp_path)
    caplog.set_level("INFO", logger="digest.pipeline.preview")
    with open_app(tmp_path, LastSentence(), None) as app, app.store.lock():
        assert "They agreed to meet again" in preview(tmp_path, LastSentence())
    assert "the key points of this preview are not kept" in caplog.text
    assert rows(tmp_path) == before


def test_a_preview_before_the_first_run_makes_no_database(tmp_path: Path) -> None:
    assert "They agreed to meet again" in preview(publish(tmp_path, a=TEXT), LastSentence())
    assert not (tmp_path / "digest.db").exists()


def test_key_points_of_another_model_are_made_anew(tmp_path: Path) -> None:
    run(publish(tmp_path), LastSentence(), FirstSentence())
    publish(tmp_path, a=TEXT)
    preview(tmp_path, LastSentence())
    newer = LastSentence()
    newer.model = replace(newer.model, revision="2")
    run(tmp_path, newer, FirstSentence(), MORNING)
    assert newer.asked == ["Statement a"]
