"""A text is told once, whoever gives it and under whatever address, and nothing is lost by a merge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.cli.parser import main
from tests.pipeline.two_sources import BLOG, MINISTRY, Item, World, page, two_sources
from tests.relate.pairs import TEXT

TITLE = "Talks on the fishing agreement"
MISSPELT = TEXT.replace("agreement", "agreemnt")
DEARER = TEXT.replace("$200", "$800")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_sources(tmp_path) as world:
        yield world


def paragraphs(text: str) -> str:
    return "</p><p>".join(text.split("\n\n"))


def item(world: World, path: str, text: str = TEXT, hour: int = 0, *, site: str = "ministry", title: str = TITLE) -> Item:
    """An item with a page of its own."""
    place = world.ministry if site == "ministry" else world.blog
    place.html(path, page(title, paragraphs(text)))
    date = f"Mon, 23 Nov 2026 {hour:02}:10:00 GMT"
    return Item(place.url(path), title, paragraphs(text), path, date)


def told(edition: dict[str, str]) -> int:
    """How often an edition tells the text, by its first sentence."""
    return "".join(edition.values()).count("Foreign Minister Halvorsen met")


def status(world: World, capsys: pytest.CaptureFixture[str], day: str = "2026-11-23") -> list[str]:
    capsys.readouterr()
    assert main(["--config", str(world.folder / "digest.yaml"), "status", "--day", day]) == 0
    return [line for line in capsys.readouterr().out.splitlines() if line.startswith("fetched")]


def test_a_repost_is_one_entry_that_names_both_addresses(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.publish(world.ministry, item(world, "/cuba"), item(world, "/cuba-2", hour=1))
    edition = world.edition()
    assert told(edition) == 1
    assert world.ministry.url("/cuba") in edition[MINISTRY]
    assert f"Also given by {MINISTRY} ({world.ministry.url('/cuba-2')})." in edition[MINISTRY]
    lines = status(world, capsys)
    assert sum("in edition 2026-11-23" in line for line in lines) == 1
    (line,) = (line for line in lines if ": merged into" in line)
    assert f"merged into {world.ministry.url('/cuba')}, because of the same words" in line


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_two_publishers_say_in_one_text_is_an_entry_of_each_that_names_the_other(
    world: World, order: tuple[int, int]
) -> None:
    publish = [
        lambda: world.publish(world.ministry, item(world, "/n/1")),
        lambda: world.publish(world.blog, item(world, "/copy", hour=1, site="blog")),
    ]
    world.run(-1)
    for hour, number in enumerate(order, start=2):
        publish[number]()
        world.run(0, hour=hour)
    edition = world.edition()
    assert told(edition) == 2
    assert f"The same text as “{TITLE}” ({world.blog.url('/copy')})." in edition[MINISTRY]
    assert f"The same text as “{TITLE}” ({world.ministry.url('/n/1')})." in edition[BLOG]


def test_the_text_of_another_publisher_on_a_later_day_names_what_was_told(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/1"))
    assert told(world.edition()) == 1
    world.publish(world.blog, item(world, "/copy", hour=8, site="blog"))
    edition = world.edition(1)
    assert told(edition) == 1
    assert f"The same text as “{TITLE}” ({world.ministry.url('/n/1')}), 23 November 2026." in edition[BLOG]


def test_a_repost_on_a_later_day_is_not_told_again(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.publish(world.ministry, item(world, "/n/1"))
    assert told(world.edition()) == 1
    world.publish(world.ministry, item(world, "/n/1"), item(world, "/n/2", hour=8))
    assert told(world.edition(1)) == told(world.edition(2)) == 0
    (line,) = status(world, capsys, "2026-11-24")
    assert f"merged into {world.ministry.url('/n/1')}, because of the same words" in line


def test_a_corrected_copy_is_one_entry_with_the_corrected_text(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/2", hour=1), item(world, "/n/1", MISSPELT))
    edition = world.edition()
    assert told(edition) == 1
    assert "Issued again with changed words" in edition[MINISTRY]
    assert "“agreemnt” is now “agreement”." in edition[MINISTRY]
    assert edition[MINISTRY].index(world.ministry.url("/n/2")) < edition[MINISTRY].index(world.ministry.url("/n/1"))


def test_a_correction_on_a_later_day_is_told_as_issued_again(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/1", MISSPELT))
    world.edition()
    world.publish(world.ministry, item(world, "/n/1", MISSPELT), item(world, "/n/2", hour=3))
    edition = world.edition(1)
    assert told(edition) == 1
    assert (
        f"Issued again with changed words. Before: “{TITLE}” ({world.ministry.url('/n/1')}), 23 November 2026."
        in edition[MINISTRY]
    )
    assert "“agreemnt” is now “agreement”." in edition[MINISTRY]


def test_an_older_copy_that_arrives_after_its_correction_is_not_told(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/2", hour=3))
    assert told(world.edition()) == 1
    world.publish(world.ministry, item(world, "/n/2", hour=3), item(world, "/n/1", MISSPELT))
    assert told(world.edition(1)) == 0


def test_other_figures_are_two_entries_and_shown(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/1"), item(world, "/n/2", DEARER, hour=1))
    edition = world.edition()
    assert told(edition) == 2
    assert edition[MINISTRY].count("Issued again with other facts") == 1
    assert "~~$200~~ **$800** million" in edition[MINISTRY]


def test_if_the_page_of_the_entry_is_gone_the_other_is_told_after_all(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/1"), item(world, "/n/2", hour=1))
    assert told(world.edition()) == 1
    world.publish(world.ministry, item(world, "/n/2", hour=1))
    del world.ministry.pages["/n/1"]
    later = [world.edition(day) for day in range(1, 6)]
    assert sum("Withdrawn" in edition for edition in later) == 1
    assert sum(map(told, later)) == 1
    assert f"]({world.ministry.url('/n/2')})" in "".join(edition.get(MINISTRY, "") for edition in later)


def test_a_merged_statement_that_changes_is_told(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/1"), item(world, "/n/2", hour=1))
    world.edition()
    world.publish(world.ministry, item(world, "/n/1"), item(world, "/n/2", DEARER, hour=1))
    edition = world.edition(1)
    assert told(edition) == 1
    assert "~~$200~~ **$800** million" in edition[MINISTRY]


def test_an_entry_that_changes_is_an_update_and_its_copy_stays_merged(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/1"), item(world, "/n/2", hour=1))
    world.edition()
    world.publish(world.ministry, item(world, "/n/1", DEARER), item(world, "/n/2", hour=1))
    edition = world.edition(1)
    assert told(edition) == 1
    assert "Updated" in edition[MINISTRY]
    assert told(world.edition(2)) == 0


def test_a_second_run_on_a_day_changes_no_byte(world: World) -> None:
    world.publish(world.ministry, item(world, "/n/1"), item(world, "/n/2", hour=1))
    first = world.edition()
    assert world.edition() == first


def merging_world(world: World) -> World:
    """The same world, whose digest merges one text of several publishers."""
    path = world.folder / "digest.yaml"
    path.write_text(path.read_text("utf-8").replace("{d: {", "{d: {merge: publishers, "), "utf-8")
    return world


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_digest_may_merge_one_text_of_two_publishers(
    world: World, order: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    merging_world(world)
    publish = [
        lambda: world.publish(world.ministry, item(world, "/n/1")),
        lambda: world.publish(world.blog, item(world, "/copy", hour=1, site="blog")),
    ]
    world.run(-1)
    for hour, number in enumerate(order, start=2):
        publish[number]()
        world.run(0, hour=hour)
    edition = world.edition()
    assert told(edition) == 1
    assert f"Also given by {BLOG} ({world.blog.url('/copy')})." in edition[MINISTRY]
    (line,) = (line for line in status(world, capsys) if ": merged into" in line)
    assert f"merged into {world.ministry.url('/n/1')}, because of the same words" in line


def test_it_tells_such_a_text_once_across_days_until_the_page_is_gone(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    merging_world(world)
    world.publish(world.ministry, item(world, "/n/1"))
    assert told(world.edition()) == 1
    world.publish(world.blog, item(world, "/copy", hour=8, site="blog"))
    assert told(world.edition(1)) == 0
    (line,) = status(world, capsys, "2026-11-24")
    assert f"merged into {world.ministry.url('/n/1')}, because of the same words" in line
    world.publish(world.ministry)
    del world.ministry.pages["/n/1"]
    assert sum(told(world.edition(day)) for day in range(2, 6)) == 1


JOINT = "Joint Statement on the Fishing Agreement"


def test_a_joint_statement_of_two_publishers_is_one_entry_with_both_links_and_what_one_leaves_out(world: World) -> None:
    shorter = TEXT.replace(" Deputy Minister Lund will lead the delegation to Abuja.", "")
    world.publish(world.ministry, item(world, "/joint", title=JOINT))
    world.publish(world.blog, item(world, "/ours", shorter, hour=1, site="blog", title=JOINT))
    edition = world.edition()
    assert told(edition) == 1
    assert f"Also given by {BLOG} ({world.blog.url('/ours')}), in other words." in edition[MINISTRY]
    assert "Added: “Deputy Minister Lund will lead the delegation to Abuja”." in edition[MINISTRY]


def test_a_joint_statement_in_the_same_words_names_the_other_publisher_only(world: World) -> None:
    world.publish(world.ministry, item(world, "/joint", title=JOINT))
    world.publish(world.blog, item(world, "/ours", hour=1, site="blog", title=JOINT))
    edition = world.edition()
    assert told(edition) == 1
    assert f"Also given by {BLOG} ({world.blog.url('/ours')})." in edition[MINISTRY]
