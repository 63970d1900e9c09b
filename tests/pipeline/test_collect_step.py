"""What is told as new and as edited when the same page is read with other eyes: a line that was learned, a new rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import App, build
from digest.clean.cleaner import StatementCleaner
from digest.clean.isolated import IsolatingCleaner
from digest.clean.rules.load import load_rules
from digest.clean.rules.repeated_lines import MIN_STATEMENTS
from digest.cli.progress import tracker
from digest.config.settings import load_settings
from digest.config.shipped_files import shipped_file
from digest.pipeline import STEPS
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import Statement
from tests.fakes import FirstSentence

NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CONFIGURATION = """\
store: digest.db
sources: [{name: folder, files: "in/*.txt"%s}]
digests: {morning: {at: "07:00", deliver: [{file: "{day}.md"}]}}
"""
CONTACT = "The press office answers on working days between nine and five."
NAMES = ("Albania", "Belgium", "Canada", "Denmark", "Estonia", "Finland", "Greece", "Hungary", "Iceland", "Japan")
NEW_RULE = """
rules:
  - id: press-office
    says: When the press office answers.
    zone: footer
    within: 3
    action: delete
    line: The press office answers .{3,80}
    examples: ["The press office answers all day."]
    stays: ["The press office says nothing."]
"""
EMBARGO_RULE = """
  - id: embargo
    says: Before which moment nothing may be published.
    zone: footer
    within: 3
    action: move
    into: embargo
    line: Embargoed until (?P<value>.{8,60})
    examples: ["Embargoed until 1 December 2026, 10:00 UTC"]
    stays: ["The embargo stays."]
"""


def publish(folder: Path, *names: str, more: str = "") -> None:
    (folder / "in").mkdir(exist_ok=True)
    for name in names:
        text = (
            f"The minister met the President of {name} on Monday, on the way to the summit of the seven, and they dined.\n\n"
            f"They spoke of trade and of the railway between the two countries, which is to open in spring.{more}"
        )
        (folder / "in" / f"{name}.txt").write_text(f"{name} and the Republic sign\n\n{text}\n\n{CONTACT}\n", "utf-8")


def given_again(folder: Path, *names: str) -> None:
    """The same text in other bytes, as a feed gives an item that has a new date."""
    for name in names:
        path = folder / "in" / f"{name}.txt"
        path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "digest.yaml").write_text(CONFIGURATION % "", "utf-8")
    return tmp_path


@contextmanager
def opened(folder: Path, rules: str = "") -> Iterator[App]:
    with build(load_settings(folder / "digest.yaml")) as built:
        app = replace(built, summariser=FirstSentence(), fallback=None)
        if rules:
            cleaner = StatementCleaner(load_rules(rules, "rules"))
            app = replace(app, cleaner=IsolatingCleaner(cleaner, shipped_file("boilerplate.yaml")))
        yield app


def goes(folder: Path, day: int = 0, rules: str = "") -> RunReport:
    with opened(folder, rules) as app:
        return run_once(app.pipeline, lambda: NIGHT + timedelta(days=day, hours=7), tracker(quiet=True), steps=STEPS)


def stored(folder: Path) -> dict[str, Statement]:
    with opened(folder) as app:
        entries = app.store.new_entries("nobody", ("folder",), app.summary_keys, NIGHT + timedelta(days=9))
        return {entry.statement.title.split()[0]: entry.statement for entry in entries}


def test_a_line_that_stood_in_eight_statements_is_taken_out_of_the_ninth(folder: Path) -> None:
    publish(folder, *NAMES[:MIN_STATEMENTS])
    goes(folder)
    publish(folder, *NAMES[MIN_STATEMENTS:])
    assert goes(folder, 1).new == 2
    texts = stored(folder)
    assert CONTACT in texts["Albania"].text
    assert CONTACT not in texts["Iceland"].text
    assert [(removal.rule, removal.text) for removal in texts["Iceland"].removed[-1:]] == [("standing", CONTACT)]


def test_what_was_learned_since_makes_no_statement_come_again_as_edited(folder: Path) -> None:
    publish(folder, *NAMES)
    goes(folder)
    given_again(folder, *NAMES)
    outcome = goes(folder, 1)
    assert (outcome.new, outcome.revised) == (0, 0)
    assert [edition.entries for edition in outcome.editions] == [()]


def test_an_edit_is_told_although_a_line_was_learned_since(folder: Path) -> None:
    publish(folder, *NAMES)
    goes(folder)
    publish(folder, "Greece", more=" They meet again in June.")
    assert goes(folder, 1).revised == 1
    assert stored(folder)["Greece"].text.endswith("They meet again in June.")


def test_a_source_may_be_left_to_its_words(folder: Path) -> None:
    (folder / "digest.yaml").write_text(CONFIGURATION % ", learn: false", "utf-8")
    publish(folder, *NAMES[:MIN_STATEMENTS])
    goes(folder)
    publish(folder, *NAMES[MIN_STATEMENTS:])
    goes(folder, 1)
    assert CONTACT in stored(folder)["Iceland"].text


def test_a_new_rule_makes_no_statement_come_again_and_cleans_the_next(folder: Path) -> None:
    publish(folder, *NAMES[:3])
    goes(folder, rules="rules: []")
    publish(folder, "Japan")
    publish(folder, NAMES[2], more=" They meet again in June.")
    given_again(folder, *NAMES[:2])
    outcome = goes(folder, 1, NEW_RULE)
    assert (outcome.new, outcome.revised) == (1, 1)
    texts = stored(folder)
    assert CONTACT in texts["Belgium"].text
    assert CONTACT not in texts["Japan"].text
    assert CONTACT not in texts["Canada"].text


def test_an_embargo_that_came_with_no_other_text_holds_although_a_rule_is_new(folder: Path) -> None:
    publish(folder, "Albania")
    with opened(folder, "rules: []") as app:
        run_once(app.pipeline, lambda: NIGHT, tracker(quiet=True), steps=("collect", "summarise"))
    path = folder / "in" / "Albania.txt"
    path.write_text(path.read_text("utf-8") + "\n\nEmbargoed until 1 December 2026, 10:00 UTC\n", "utf-8")
    with opened(folder, NEW_RULE + EMBARGO_RULE) as app:
        outcome = run_once(app.pipeline, lambda: NIGHT, tracker(quiet=True), steps=("collect", "summarise"))
    assert (outcome.new, outcome.revised) == (0, 0)
    with opened(folder) as app:
        assert app.store.new_entries("nobody", ("folder",), app.summary_keys, NIGHT + timedelta(days=7)) == ()
        (entry,) = app.store.new_entries("nobody", ("folder",), app.summary_keys, NIGHT + timedelta(days=9))
    assert entry.statement.embargo == datetime(2026, 12, 1, 10, tzinfo=UTC)


def test_a_document_that_could_not_be_read_is_told_until_it_is_read(folder: Path) -> None:
    publish(folder, "Albania")
    (folder / "in" / "Chad.txt").write_bytes(b"%PDF-1.7 ...")
    assert [failure.subject for failure in goes(folder).failures] == ["Chad.txt"]
    with opened(folder) as app:
        assert [failure.subject for failure in app.store.open_failures(("folder",))] == ["Chad.txt"]
    publish(folder, "Chad")
    assert goes(folder, day=1).new == 1
    with opened(folder) as app:
        assert app.store.open_failures(("folder",)) == ()
    assert "Could not be read" not in (folder / "2026-11-24.md").read_text("utf-8")


def test_a_document_that_could_not_be_cleaned_is_told_until_it_is(folder: Path) -> None:
    publish(folder, "Albania")
    (folder / "in" / "Chad.txt").write_text("\n \n", "utf-8")
    goes(folder)
    with opened(folder) as app:
        assert len(app.store.open_failures(("folder",))) == 1
    goes(folder, day=1)
    with opened(folder) as app:
        assert len(app.store.open_failures(("folder",))) == 1


def test_a_first_edition_for_which_nothing_could_be_read_waits(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "Chad.txt").write_bytes(b"%PDF-1.7 ...")
    outcome = goes(folder)
    assert (outcome.editions, outcome.unsealed, outcome.exit_code) == ((), ("morning",), 69)
    publish(folder, "Chad")
    assert [len(edition.entries) for edition in goes(folder).editions] == [1]
    (folder / "in" / "Mali.txt").write_bytes(b"%PDF-1.7 ...")
    assert [edition.entries for edition in goes(folder, day=1).editions] == [()]
