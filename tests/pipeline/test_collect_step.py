"""Which statements count as new and as edited when our reading of a page changes: by a learned line, or by a new rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import App, build
from digest.clean.rules.repeated_lines import MIN_STATEMENTS
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline import STEPS
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import FetchStatus, Statement
from digest.store.sql_store import SqlStore
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
  - id: my-embargo
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


def republish(folder: Path, *names: str) -> None:
    """Write the same text with other bytes, as a feed does when it changes the date of an item."""
    for name in names:
        path = folder / "in" / f"{name}.txt"
        path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "digest.yaml").write_text(CONFIGURATION % "", "utf-8")
    return tmp_path


@contextmanager
def open_app(folder: Path, rules: str = "") -> Iterator[App]:
    """The application, with `rules` as the user's own."""
    configuration = folder / "digest.yaml"
    if rules:
        (folder / "my-rules.yaml").write_text(rules, "utf-8")
        configuration = folder / "with-rules.yaml"
        configuration.write_text(f"rules: my-rules.yaml\n{(folder / 'digest.yaml').read_text('utf-8')}", "utf-8")
    with build(load_settings(configuration)) as built:
        yield replace(built, summariser=FirstSentence(), fallback=None)


def run(folder: Path, day: int = 0, rules: str = "") -> RunReport:
    with open_app(folder, rules) as app:
        return run_once(app.pipeline, lambda: NIGHT + timedelta(days=day, hours=7), tracker(quiet=True), steps=STEPS)


def stored(folder: Path) -> dict[str, Statement]:
    with open_app(folder) as app:
        app.store.reopen_statements({"nobody": ("folder",)})
        entries = app.store.new_entries("nobody", ("folder",), app.summary_keys, NIGHT + timedelta(days=9))
        return {entry.statement.title.split()[0]: entry.statement for entry in entries}


def test_a_line_repeated_in_eight_statements_is_removed_from_the_ninth(folder: Path) -> None:
    publish(folder, *NAMES[:MIN_STATEMENTS])
    run(folder)
    publish(folder, *NAMES[MIN_STATEMENTS:])
    assert run(folder, 1).new == 2
    texts = stored(folder)
    assert CONTACT in texts["Albania"].text
    assert CONTACT not in texts["Iceland"].text
    assert [(removal.rule, removal.text) for removal in texts["Iceland"].removed[-1:]] == [("standing", CONTACT)]


def test_a_newly_learned_line_makes_no_statement_count_as_edited(folder: Path) -> None:
    publish(folder, *NAMES)
    run(folder)
    republish(folder, *NAMES)
    report = run(folder, 1)
    assert (report.new, report.revised) == (0, 0)
    assert [edition.entries for edition in report.editions] == [()]


def test_an_edit_is_noticed_although_a_line_was_learned_since(folder: Path) -> None:
    publish(folder, *NAMES)
    run(folder)
    publish(folder, "Greece", more=" They meet again in June.")
    assert run(folder, 1).revised == 1
    assert stored(folder)["Greece"].text.endswith("They meet again in June.")


def test_learning_can_be_switched_off_for_a_source(folder: Path) -> None:
    (folder / "digest.yaml").write_text(CONFIGURATION % ", learn: false", "utf-8")
    publish(folder, *NAMES[:MIN_STATEMENTS])
    run(folder)
    publish(folder, *NAMES[MIN_STATEMENTS:])
    run(folder, 1)
    assert CONTACT in stored(folder)["Iceland"].text


def test_a_new_rule_applies_to_new_statements_and_makes_no_stored_one_count_as_edited(folder: Path) -> None:
    publish(folder, *NAMES[:3])
    run(folder, rules="rules: []")
    publish(folder, "Japan")
    publish(folder, NAMES[2], more=" They meet again in June.")
    republish(folder, *NAMES[:2])
    report = run(folder, 1, NEW_RULE)
    assert (report.new, report.revised) == (1, 1)
    texts = stored(folder)
    assert CONTACT in texts["Belgium"].text
    assert CONTACT not in texts["Japan"].text
    assert CONTACT not in texts["Canada"].text


def test_an_embargo_that_is_added_to_the_same_text_holds_although_a_rule_is_new(folder: Path) -> None:
    publish(folder, "Albania")
    with open_app(folder, "rules: []") as app:
        run_once(app.pipeline, lambda: NIGHT, tracker(quiet=True), steps=("collect", "summarise"))
    path = folder / "in" / "Albania.txt"
    path.write_text(path.read_text("utf-8") + "\n\nEmbargoed until 1 December 2026, 10:00 UTC\n", "utf-8")
    with open_app(folder, NEW_RULE + EMBARGO_RULE) as app:
        report = run_once(app.pipeline, lambda: NIGHT, tracker(quiet=True), steps=("collect", "summarise"))
    assert (report.new, report.revised) == (0, 0)
    with open_app(folder) as app:
        assert app.store.new_entries("nobody", ("folder",), app.summary_keys, NIGHT + timedelta(days=7)) == ()
        (entry,) = app.store.new_entries("nobody", ("folder",), app.summary_keys, NIGHT + timedelta(days=9))
    assert entry.statement.embargo == datetime(2026, 12, 1, 10, tzinfo=UTC)


def test_a_document_that_cannot_be_read_stays_an_open_failure_until_it_can(folder: Path) -> None:
    publish(folder, "Albania")
    (folder / "in" / "Chad.txt").write_bytes(b"\x89PNG ...")
    assert [failure.subject for failure in run(folder).failures] == ["Chad.txt"]
    with open_app(folder) as app:
        assert [failure.subject for failure in app.store.open_failures(("folder",))] == ["Chad.txt"]
    publish(folder, "Chad")
    assert run(folder, day=1).new == 1
    with open_app(folder) as app:
        assert app.store.open_failures(("folder",)) == ()
    assert "Could not be read" not in (folder / "2026-11-24.md").read_text("utf-8")


def test_a_document_that_cannot_be_cleaned_stays_an_open_failure(folder: Path) -> None:
    publish(folder, "Albania")
    (folder / "in" / "Chad.txt").write_text("\n \n", "utf-8")
    run(folder)
    with open_app(folder) as app:
        assert len(app.store.open_failures(("folder",))) == 1
    run(folder, day=1)
    with open_app(folder) as app:
        assert len(app.store.open_failures(("folder",))) == 1


def test_among_quiet_sources_each_ends_as_it_did(tmp_path: Path) -> None:
    """One source is new, one cannot be read any more, and one can be read again."""
    names = [f"s{number}" for number in range(12)]
    sources = ", ".join(f'{{name: {name}, files: "{name}/*.txt"}}' for name in names)
    (tmp_path / "digest.yaml").write_text(
        f'store: digest.db\nsources: [{sources}]\ndigests: {{all: {{deliver: [{{file: "{{day}}.md"}}]}}}}\n', "utf-8"
    )
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(
            f"Statement of {name}\n\nThe minister of {name} met the press on Monday.\n", "utf-8"
        )
    (tmp_path / "s7").rename(tmp_path / "away")
    hours = 0

    def collect() -> RunReport:
        nonlocal hours
        hours += 1
        with build(load_settings(tmp_path / "digest.yaml")) as app:
            return app.pipeline.collect.run(RunReport(), lambda: NIGHT + timedelta(hours=hours), tracker(quiet=True))

    assert (collect().new, collect().unreadable) == (11, ("s7",))
    (tmp_path / "away").rename(tmp_path / "s7")
    (tmp_path / "s9").rename(tmp_path / "away")
    (tmp_path / "s8" / "b.txt").write_text("Another statement\n\nThe minister met the press again on Tuesday.\n", "utf-8")
    report = collect()
    assert (report.new, report.read, report.unreadable, report.bugs) == (2, 11, ("s9",), 0)
    with closing(SqlStore(tmp_path / "digest.db")) as store:
        reports = {report.source: report for report in store.source_reports(names)}
        assert {name for name in names if reports[name].status is not FetchStatus.READ} == {"s9"}
        assert {name for name in names if reports[name].last_new == NIGHT + timedelta(hours=3)} == {"s7", "s8"}
        assert [failure.subject for failure in store.open_failures(names)] == []


def test_a_first_edition_is_postponed_if_nothing_could_be_read(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "Chad.txt").write_bytes(b"\x89PNG ...")
    report = run(folder)
    assert (report.editions, report.unsealed, report.exit_code) == ((), ("morning",), 69)
    publish(folder, "Chad")
    assert [len(edition.entries) for edition in run(folder).editions] == [1]
    (folder / "in" / "Mali.txt").write_bytes(b"\x89PNG ...")
    assert [edition.entries for edition in run(folder, day=1).editions] == [()]
