"""A source speaks only for itself: what a blog gives under a ministry's link never stands under the ministry's name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest.cli.parser import main
from tests.fetch.web import Page
from tests.pipeline.two_sources import BLOG, MINISTRY, Item, World, bloggish, ministerial, page, two_sources


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_sources(tmp_path) as world:
        yield world


ORDERS = (("ministry", "blog"), ("blog", "ministry"))


def own(world: World, text: str, title: str = "Toll falls", guid: str = "q-1") -> Item:
    """The ministry's item."""
    return Item(world.ministry.url("/n/1"), title, text, guid)


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
@pytest.mark.parametrize("link", ["/n/1", "/n/1#top", "/n/1?utm_source=blog", "/n/1;jsessionid=A1B2", "/n/1/"])
def test_in_the_same_hour_the_publishers_text_is_the_entry(world: World, order: tuple[str, ...], link: str) -> None:
    world.configure(order)
    world.publish(world.ministry, own(world, ministerial(1)))
    world.publish(world.blog, Item(world.ministry.url(link), "Toll falls", bloggish(1), "q-1"))
    edition = world.edition()
    assert "ministerial paper 1" in edition[MINISTRY]
    assert "bloggish" not in edition[MINISTRY]
    assert f"Also given by {BLOG} ({world.blog.url('/')}), in other words." in edition[MINISTRY]
    assert BLOG not in edition


def test_the_same_words_are_told_once_and_the_other_source_is_named(world: World) -> None:
    world.publish(world.ministry, own(world, ministerial(1)))
    world.publish(world.blog, own(world, ministerial(1), title="Copied", guid="z"))
    edition = world.edition()
    assert f"Also given by {BLOG} ({world.blog.url('/')})." in edition[MINISTRY]
    assert "Copied" not in edition[MINISTRY]
    assert BLOG not in edition
    assert BLOG not in world.edition(1)


def test_a_text_under_a_foreign_link_is_told_as_given_by_its_source_and_links_to_it(world: World) -> None:
    world.publish(world.blog, own(world, bloggish(1)))
    told = world.edition()[BLOG]
    assert "bloggish paper 1" in told
    assert f"As given by {BLOG}. This text is not from the page that it names, {world.ministry.url('/n/1')}." in told
    assert f"]({world.blog.url('/')})" in told
    assert f"]({world.ministry.url('')}" not in told


@pytest.mark.parametrize("days", [0, 1])
def test_the_blog_first_the_publisher_hours_or_days_later(world: World, days: int) -> None:
    world.run(-1)
    world.publish(world.blog, own(world, bloggish(1)))
    world.run(0, hour=3)
    if days:
        assert "bloggish paper 1" in world.edition()[BLOG]
    world.publish(world.ministry, own(world, ministerial(1)))
    edition = world.edition(days)
    assert "ministerial paper 1" in edition[MINISTRY]
    assert "bloggish" not in edition[MINISTRY]
    assert "Updated" not in edition[MINISTRY]
    assert f"Also given by {BLOG}" in edition[MINISTRY]
    assert BLOG not in edition


def test_the_publisher_first_the_blog_a_day_later(world: World) -> None:
    world.publish(world.ministry, own(world, ministerial(1)))
    assert "ministerial paper 1" in world.edition()[MINISTRY]
    world.publish(world.blog, own(world, bloggish(1)))
    edition = world.edition(1)
    assert MINISTRY not in edition
    assert "bloggish paper 1" in edition[BLOG]
    assert f"As given by {BLOG}." in edition[BLOG]


def test_each_source_edits_its_own_text_only(world: World) -> None:
    world.publish(world.ministry, own(world, ministerial(1)))
    world.publish(world.blog, own(world, bloggish(1)))
    world.edition()
    world.publish(world.blog, own(world, bloggish(1, "more tolls"), title="Toll rises"))
    edition = world.edition(1)
    assert MINISTRY not in edition
    assert "Toll rises" in edition[BLOG]
    world.publish(world.ministry, own(world, ministerial(1, "fewer gates")))
    edition = world.edition(2)
    assert "Updated" in edition[MINISTRY]
    assert "fewer gates" in edition[MINISTRY]
    assert "Toll falls" in edition[MINISTRY]
    assert "bloggish" not in edition[MINISTRY]


def test_a_page_that_a_blog_lists_is_its_publishers_with_the_publishers_title_and_date(world: World) -> None:
    world.ministry.html("/n/1", page("Toll falls", ministerial(1)))
    world.publish(world.blog, Item(world.ministry.url("/n/1"), "BLOGGISH SCANDAL", date="Tue, 01 Sep 2026 08:00:00 GMT"))
    told = world.edition()[BLOG]
    assert "Toll falls" in told
    assert "ministerial paper 1" in told
    assert f"From {world.ministry.url('')[7:]}, to which {BLOG} links." in told
    assert "SCANDAL" not in told
    assert "September" not in told
    world.publish(world.ministry, Item(world.ministry.url("/n/1"), "Toll falls"))
    assert MINISTRY not in world.edition(1)
    world.ministry.html("/n/1", page("Toll falls", ministerial(1, "fewer gates")))
    world.publish(world.ministry, Item(world.ministry.url("/n/1"), "Toll falls again"))
    edition = world.edition(2)
    assert "fewer gates" in edition[MINISTRY]
    assert BLOG not in edition


@pytest.mark.parametrize("day", [0, 1])
def test_a_redirect_to_another_site_gives_no_right_to_the_link(world: World, day: int) -> None:
    """An open redirect of the ministry leads to the blog; the blog, or a stranger, lists it."""
    world.ministry.pages["/n/1"] = Page(status=302, headers={"Location": world.blog.url("/own")})
    world.blog.html("/own", page("Toll falls", bloggish(1)))
    world.publish(world.blog, Item(world.ministry.url("/n/1"), "Toll falls"))
    if day:
        told = world.edition()[BLOG]
        assert "bloggish paper 1" in told
        assert f"]({world.blog.url('/own')}" in told
        assert f"]({world.ministry.url('')}" not in told
    world.ministry.html("/n/1", page("Toll falls", ministerial(1)))
    world.publish(world.ministry, own(world, ministerial(1)))
    edition = world.edition(day)
    assert "ministerial paper 1" in edition[MINISTRY]
    assert "bloggish" not in edition[MINISTRY]


def test_addresses_that_a_page_names_for_itself_say_nothing(world: World) -> None:
    ministry = world.ministry.url("/n/1")
    data = json.dumps({"@type": "NewsArticle", "url": ministry, "mainEntityOfPage": ministry})
    head = f'<link rel="canonical" href="{ministry}"><meta property="og:url" content="{ministry}">'
    head += f'<script type="application/ld+json">{data}</script>'
    world.blog.html("/own", page("Toll falls", bloggish(1), head))
    world.publish(world.blog, Item(world.blog.url("/own"), "Toll falls", guid=ministry))
    world.publish(world.ministry, own(world, ministerial(1)))
    edition = world.edition()
    assert "bloggish" not in edition[MINISTRY]
    assert "Also given" not in edition[MINISTRY]
    assert f"]({world.blog.url('/own')}" in edition[BLOG]
    assert f"]({world.ministry.url('')}" not in edition[BLOG]


def test_an_embargo_holds_back_only_the_text_of_its_source(world: World) -> None:
    embargo = "Embargoed until 1 December 2026, 10:00 UTC"
    world.publish(world.ministry, own(world, ministerial(1)))
    world.publish(world.blog, own(world, f"{embargo}</p><p>{bloggish(1)}"))
    edition = world.edition()
    assert "ministerial paper 1" in edition[MINISTRY]
    assert "bloggish" not in str(edition)


def test_a_blog_withdraws_nothing_but_its_own(world: World) -> None:
    world.ministry.html("/n/1", page("Toll falls", ministerial(1)))
    world.publish(world.ministry, own(world, ministerial(1)))
    world.publish(world.blog, Item(world.blog.url("/own"), "Own", bloggish(1)), own(world, bloggish(2)))
    world.blog.html("/own", page("Own", bloggish(1)))
    world.edition()
    world.publish(world.blog)
    del world.blog.pages["/own"]
    withdrawn = "".join(world.edition(day).get("Withdrawn", "") for day in range(1, 5))
    assert "[Own]" in withdrawn
    assert "Toll falls" not in withdrawn
    # The ministry's page redirects to the blog, where it is gone: that is no withdrawal of the ministry.
    world.ministry.pages["/n/1"] = Page(status=302, headers={"Location": world.blog.url("/nowhere")})
    assert not any("Withdrawn" in world.edition(day) for day in range(5, 8))


def test_a_source_that_is_trusted_for_a_site_speaks_for_it(world: World) -> None:
    world.configure(blog=f', site: "{world.ministry.url("")}"')
    world.publish(world.blog, own(world, ministerial(1)))
    told = world.edition()[BLOG]
    assert "As given by" not in told
    assert f"]({world.ministry.url('/n/1')})" in told
    world.publish(world.ministry, own(world, ministerial(1)))
    assert MINISTRY not in world.edition(1)


@pytest.mark.parametrize("told", [True, False])
def test_a_store_in_which_a_blog_took_a_ministrys_place_is_put_right(
    world: World, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Earlier versions gave a link to the first source that listed it, as trusted sources are today."""
    world.configure(("blog", "ministry"), blog=f', site: "{world.ministry.url("")}"')
    world.run(0, hour=8)
    world.publish(world.blog, own(world, bloggish(1)), Item(world.blog.url("/own"), "Own", bloggish(3)))
    world.run(0, hour=9)
    world.publish(world.ministry, own(world, ministerial(1)), Item(world.ministry.url("/n/2"), "Gate", ministerial(2), "q-2"))
    world.run(0, hour=10)
    if told:
        assert MINISTRY not in world.edition(1) or "ministerial paper 1" not in world.edition(1)[MINISTRY]
    with closing(sqlite3.connect(world.folder / "digest.db")) as database:
        database.execute("UPDATE statement SET publisher = '', is_own = 1")
        database.commit()
    world.configure(("blog", "ministry"))
    edition = world.edition(2 if told else 1)
    assert "ministerial paper 1" in edition[MINISTRY]
    assert "bloggish" not in edition[MINISTRY]
    assert "bloggish paper 1" not in edition.get(BLOG, "")
    assert main(["--config", str(world.folder / "digest.yaml"), "status"]) == 0
    moved = [line for line in capsys.readouterr().out.splitlines() if line.startswith("moved ")]
    assert moved == ["moved    blog: 1 text told under links of other sites by an earlier version; kept as its own"]
    assert not {MINISTRY, BLOG} & world.edition(3).keys()


def test_statements_that_share_link_and_guid_are_each_told_once_while_they_come_and_go(world: World) -> None:
    board = [own(world, ministerial(number), title=f"Paper {number}", guid="board") for number in range(4)]
    told = []
    for day, shown in enumerate([board[:1], board[1::-1], board[1:2], board[2:0:-1], board[3:1:-1], board[::-1]]):
        world.publish(world.ministry, *shown)
        text = world.edition(day).get(MINISTRY, "")
        told.append([number for number in range(4) if f"ministerial paper {number}" in text])
    assert told == [[0], [1], [], [2], [3], []]
