"""What is old when it is first seen is no news: a new source does not flood an edition, and nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.cli.parser import main
from digest.pipeline.old_news import NewsRule
from digest.records import Statement
from tests.fetch.web import Page
from tests.pipeline.two_sources import BLOG, MINISTRY, Item, World, bloggish, ministerial, page, two_sources
from tests.summarise.fakes import statement

NOW = datetime(2026, 11, 30, 6, 30, tzinfo=UTC)


def of(day: int | None) -> Statement:
    """A statement of a day of November; None: without a date."""
    return replace(statement("The harbour opens."), published=None, day=date(2026, 11, day) if day else None)


def told(rule: NewsRule, *days: int | None) -> list[int | None]:
    """The days of the statements that are news."""
    return [day for day, why in zip(days, rule.old_news(map(of, days), NOW), strict=True) if not why]


def test_everything_is_news_by_default() -> None:
    assert told(NewsRule(), 1, 29, None) == [1, 29, None]


def test_of_a_new_source_the_latest_day_is_news() -> None:
    assert told(NewsRule(first_tried=NOW), 3, 28, 29, 29, None) == [29, 29]


def test_of_a_source_that_was_tried_in_vain_for_days_everything_since_is_news() -> None:
    assert told(NewsRule(first_tried=NOW - timedelta(days=4)), 3, 24, 25, 28, 29) == [25, 28, 29]


def test_a_new_source_without_any_date_tells_nothing() -> None:
    assert told(NewsRule(first_tried=NOW), None, None) == []


def test_what_was_published_before_since_is_no_news() -> None:
    assert told(NewsRule(since=date(2026, 11, 20)), 19, 20, None) == [20, None]


def test_what_is_older_than_max_age_is_no_news() -> None:
    assert told(NewsRule(max_age=timedelta(days=7)), 22, 23, 30, None) == [23, 30, None]


def test_the_time_counts_where_the_publisher_names_no_day() -> None:
    timed = replace(of(None), published=datetime(2026, 11, 19, 23, 59, tzinfo=UTC))
    assert all(NewsRule(since=date(2026, 11, 20)).old_news([timed], NOW))


def test_what_is_still_under_embargo_is_news_whatever_its_date() -> None:
    held = replace(of(3), embargo=NOW + timedelta(days=2))
    assert list(NewsRule(first_tried=NOW).old_news([held, of(29)], NOW)) == ["", ""]


DAYS = st.lists(st.one_of(st.none(), st.integers(1, 30)), max_size=8)


@given(DAYS, st.integers(0, 20))
def test_what_was_published_since_the_first_try_is_always_news(days: list[int | None], tried: int) -> None:
    first = NOW - timedelta(days=tried)
    rule = NewsRule(first_tried=first)
    assert set(told(rule, *days)) >= {day for day in days if day and date(2026, 11, day) >= first.date()}


@pytest.mark.parametrize("days", [(1,), (30,), (12, 12, 3)])
def test_a_new_source_with_a_date_tells_something(days: tuple[int, ...]) -> None:
    assert told(NewsRule(first_tried=NOW), *days)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_sources(tmp_path) as world:
        yield world


def dated(world: World, number: int, day: int | None) -> Item:
    """An item of the blog, of a day of November."""
    when = f"{day} Nov 2026 05:00:00 GMT" if day else ""
    return Item(world.blog.url(f"/{number}"), f"Paper {number}", bloggish(number), f"b-{number}", when)


def start(world: World) -> None:
    """Make the edition of the 22nd from the ministry alone."""
    world.configure(("ministry",))
    world.publish(world.ministry, Item(world.ministry.url("/m"), "Paper 9", ministerial(9), "m-9"))
    assert MINISTRY in world.edition(-1)


def papers(edition: str) -> list[int]:
    """The numbers of the blog's papers in an edition."""
    return sorted({int(number) for number in re.findall(r"bloggish paper (\d)", edition)})


def test_a_new_source_gives_the_next_edition_its_latest_day_and_the_status_names_the_rest(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    start(world)
    world.configure()
    world.publish(world.blog, dated(world, 1, 3), dated(world, 2, 20), dated(world, 3, 20), dated(world, 4, None))
    assert papers(world.edition()[BLOG]) == [2, 3]
    main(["--config", str(world.folder / "digest.yaml"), "status", "--day", "2026-11-23"])
    said = capsys.readouterr().out
    assert "too early its source is new, and it was published before 2026-11-20" in " ".join(said.split())
    world.publish(world.blog, dated(world, 5, 23), dated(world, 1, 3))
    assert papers(world.edition(1)[BLOG]) == [5]


def test_backfill_tells_everything(world: World) -> None:
    start(world)
    world.configure(blog=", backfill: true")
    world.publish(world.blog, dated(world, 1, 3), dated(world, 2, 20), dated(world, 4, None))
    assert papers(world.edition()[BLOG]) == [1, 2, 4]


def test_the_first_edition_of_an_installation_holds_everything(world: World) -> None:
    world.publish(world.blog, dated(world, 1, 3), dated(world, 2, 20))
    assert papers(world.edition()[BLOG]) == [1, 2]


def test_a_source_that_was_empty_at_first_is_not_new(world: World) -> None:
    start(world)
    world.configure()
    world.run(0, hour=3)
    world.publish(world.blog, dated(world, 1, 3), dated(world, 2, 20), dated(world, 4, None))
    assert papers(world.edition()[BLOG]) == [1, 2, 4]


def test_what_a_dead_new_source_published_while_it_was_dead_is_told(world: World) -> None:
    start(world)
    world.configure()
    world.blog.pages["/feed"] = Page(b"", status=503)
    world.edition(0)
    world.publish(world.blog, dated(world, 1, 3), dated(world, 2, 23), dated(world, 3, 25))
    assert papers(world.edition(3)[BLOG]) == [2, 3]


def test_max_age_and_since_hold_for_every_reading(world: World) -> None:
    world.configure(blog=", since: 2026-11-10, max_age: 5d")
    world.publish(world.blog, dated(world, 1, 3), dated(world, 2, 17), dated(world, 3, 20))
    assert papers(world.edition()[BLOG]) == [3]
    world.publish(world.blog, dated(world, 4, 17), dated(world, 5, 23))
    assert papers(world.edition(1)[BLOG]) == [5]


def test_an_old_statement_that_is_edited_stays_old_and_one_that_is_published_anew_is_news(world: World) -> None:
    start(world)
    world.configure()
    world.publish(world.blog, dated(world, 1, 3), dated(world, 2, 20))
    world.edition()
    world.publish(world.blog, replace(dated(world, 1, 3), text=bloggish(1, "a new tail")))
    assert BLOG not in world.edition(1)
    world.publish(world.blog, replace(dated(world, 1, 25), text=bloggish(1, "another tail")))
    assert papers(world.edition(2)[BLOG]) == [1]


def test_new_words_without_a_date_are_news(world: World) -> None:
    start(world)
    world.configure()
    world.publish(world.blog, dated(world, 1, None), dated(world, 2, 20))
    assert papers(world.edition()[BLOG]) == [2]
    world.publish(world.blog, replace(dated(world, 1, None), text=bloggish(1, "a new tail")))
    assert papers(world.edition(1)[BLOG]) == [1]


def test_what_was_listed_at_first_and_read_later_is_as_old_as_the_rest() -> None:
    rule = NewsRule(listed_first={"late": NOW - timedelta(days=1)}, latest=date(2026, 11, 27))
    late = {day: replace(of(day), key="late") for day in (3, 26, 27, 30, None)}
    assert [day for day, one in late.items() if not any(rule.old_news([one], NOW))] == [27, 30]
    assert told(rule, 3, 26, None) == [3, 26, None], "the others are not of the beginning"


def test_the_latest_day_of_a_new_source_is_that_of_all_that_was_read_before() -> None:
    assert told(NewsRule(first_tried=NOW, latest=date(2026, 11, 20)), 3, 18, 20) == [20]


def with_page(world: World, number: int, day: int) -> Item:
    """An item of the blog without a text, and the page that has it."""
    item = dated(world, number, day)
    body = page(item.title, item.text)
    world.blog.pages[f"/{number}"] = Page(body.encode(), "text/html")
    return replace(item, text="")


def test_a_page_that_failed_when_its_source_was_new_is_as_old_as_the_others_once_it_is_read(world: World) -> None:
    start(world)
    world.configure()
    listed = [with_page(world, 1, 3), with_page(world, 2, 20), with_page(world, 3, 20)]
    world.publish(world.blog, *listed)
    readable = dict(world.blog.pages)
    for failing in ("/1", "/3"):
        world.blog.pages[failing] = Page(b"", status=503)
    assert papers(world.edition()[BLOG]) == [2]
    world.blog.pages |= {link: readable[link] for link in ("/1", "/3")}
    world.publish(world.blog, *listed, dated(world, 4, 3))
    assert papers(world.edition(1)[BLOG]) == [3, 4], "what was not listed at first is news, whatever its date"


def test_the_rest_of_a_long_list_of_a_new_source_is_as_old_as_what_was_read_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.fetch.item_reader.MAX_PAGES", 2)
    start(world)
    world.configure()
    world.publish(world.blog, *(with_page(world, number, day) for number, day in ((1, 20), (2, 19), (3, 18), (4, 20))))
    world.run(0, hour=3)
    world.run(0, hour=4)
    assert papers(world.edition()[BLOG]) == [1, 4]
    world.publish(world.blog, with_page(world, 5, 3))
    assert papers(world.edition(1)[BLOG]) == [5]
