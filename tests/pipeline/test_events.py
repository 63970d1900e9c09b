"""What two sources say of one event stands together, each with its own points; a statement names the one that it follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest.app import App, build
from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.errors import BUG
from digest.pipeline.entry_comparison import EntryComparison
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import EditionRelations, Statement, Wording
from tests.fakes import FirstSentence
from tests.pipeline.two_sources import BLOG, MINISTRY, NIGHT, Item, World, page, two_sources
from tests.relate.test_edition_relater import BACKGROUND, COMMISSION, VOTE
from tests.relate.test_edition_relater import MINISTRY as REGRET

WELCOME = "Council vote halves the Norvik quota"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_sources(tmp_path) as world:
        yield world


def item(world: World, path: str, title: str, text: str, day: int = 23, site: str = "ministry") -> Item:
    place = world.ministry if site == "ministry" else world.blog
    place.html(path, page(title, text))
    return Item(place.url(path), title, text, path, f"Mon, {day} Nov 2026 00:10:00 GMT")


def others(world: World) -> list[Item]:
    return [item(world, f"/o/{place}", each.title, each.text) for place, each in enumerate(BACKGROUND)]


def vote(world: World) -> dict[str, str]:
    world.publish(world.ministry, item(world, "/vote", VOTE, REGRET), *others(world))
    world.publish(world.blog, item(world, "/welcome", WELCOME, COMMISSION, site="blog"))
    return world.edition()


def whole_edition(world: World, day: int = 23) -> str:
    return (world.folder / "out" / f"2026-11-{day}.md").read_text("utf-8")


def test_each_source_on_one_event_has_an_entry_that_names_the_other(world: World) -> None:
    edition = vote(world)
    assert "The Fisheries Council voted on Monday" in edition[MINISTRY]
    assert "the Council on Fisheries has decided" in edition[BLOG]
    assert f"On the same event: “{WELCOME}” ({world.blog.url('/welcome')})." in edition[MINISTRY]
    assert f"On the same event: “{VOTE}” ({world.ministry.url('/vote')})." in edition[BLOG]


def test_they_stand_together_in_the_list_and_below_it(world: World) -> None:
    place = world.folder / "digest.yaml"
    place.write_text(place.read_text("utf-8").replace("title: Daily", "title: Daily, group: type"), "utf-8")
    vote(world)
    text = whole_edition(world)
    lines = [line for line in text.splitlines() if line.startswith("- [")]
    (also,) = (number for number, line in enumerate(lines) if "also:" in line)
    assert {VOTE in lines[also - 1], WELCOME in lines[also - 1]} == {True, False}
    titles = [line for line in text.splitlines() if line.startswith("### ")]
    first, second = (number for number, title in enumerate(titles) if "Norvik" in title)
    assert second == first + 1


def test_a_grouped_statement_keeps_its_named_fate(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    vote(world)
    capsys.readouterr()
    assert main(["--config", str(world.folder / "digest.yaml"), "status", "--day", "2026-11-23"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum("in edition 2026-11-23" in line for line in lines if "Norvik" in line) == 2


def test_a_second_run_changes_no_byte_and_the_preview_of_the_day_shows_the_same(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    vote(world)
    first = whole_edition(world)
    world.run()
    assert whole_edition(world) == first
    capsys.readouterr()
    assert main(["--config", str(world.folder / "digest.yaml"), "preview", "--day", "2026-11-23"]) == 0
    assert capsys.readouterr().out.strip() == first.strip()


def test_a_later_statement_names_the_one_that_it_follows(world: World) -> None:
    vote(world)
    later = item(world, "/later", "After the vote on the Norvik quota", COMMISSION, day=25)
    world.publish(world.ministry, item(world, "/vote", VOTE, REGRET), *others(world), later)
    edition = world.edition(2)
    assert f"Previously, 23 November 2026: “{VOTE}” ({world.ministry.url('/vote')})." in edition[MINISTRY]


def test_an_update_follows_its_own_earlier_text_only(world: World) -> None:
    vote(world)
    world.publish(world.ministry, item(world, "/vote", VOTE, f"{REGRET} We will appeal."), *others(world))
    assert "Previously" not in world.edition(1)[MINISTRY]


class Failing:
    """A relater with a bug."""

    def likely_earlier(self, statement: Statement, titles: object, /) -> tuple[str, ...]:
        raise ZeroDivisionError(statement.title)

    def relations(self, statements: object, earlier: object, background: object, /) -> EditionRelations:
        raise AssertionError("is never asked")


def failing_wording(later: Statement, *_: object) -> Wording | None:
    raise ZeroDivisionError(later.title)


def run_with(world: World, comparison: EntryComparison | None) -> RunReport:
    with build(load_settings(world.folder / "digest.yaml")) as built:
        app: App = replace(built, summariser=FirstSentence(), fallback=None)
        pipeline = app.pipeline
        if comparison:
            editions = replace(pipeline.seal.editions, comparison=replace(comparison, store=app.store))
            pipeline = replace(pipeline, seal=replace(pipeline.seal, editions=editions))
        return run_once(pipeline, lambda: NIGHT + timedelta(hours=6), tracker(quiet=True))


def test_a_bug_in_a_comparison_stops_no_edition_but_is_counted(world: World) -> None:
    world.publish(world.ministry, item(world, "/vote", VOTE, REGRET))
    store = None
    report = run_with(world, EntryComparison(store, failing_wording, Failing()))  # type: ignore[arg-type]
    assert "voted on Monday" in whole_edition(world)
    assert (report.exit_code, report.bugs) == (BUG, 2)
    assert [failure.doing for failure in report.failures] == ["comparing it with other statements"] * 2
    assert "ZeroDivisionError" in str(report.failures[0])
