"""Test helper: the cases in which somebody changes the configuration, at three moments in the life of an edition.

Two statements are published, one more after the change. Every reader who stays must be told of each exactly once.
"""

from __future__ import annotations

import copy
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.pipeline.run import run_once
from tests.fetch.web import Page, Site
from tests.reliability.answering_server import AnsweringServer, answering_server
from tests.reliability.installation import MORNING, Installation

ANN, BEN, NEW = "ann@example.org", "ben@example.org", "new@example.org"
BETWEEN, WAITING, COLLECTED = "between two editions", "while mail waits", "with statements in no edition yet"
MOMENTS = (BETWEEN, WAITING, COLLECTED)
"""When the configuration changes."""


@dataclass
class World:
    """An installation with two sources, a mail server and a web site, and what its readers were told."""

    installation: Installation
    server: AnsweringServer
    site: Site
    settings: dict[str, Any]
    feed_path: str = "/feed"
    published: list[int] = field(default_factory=list)

    def publish(self, number: int) -> None:
        """Publish a statement in the folder and one in the feed."""
        self.published.append(number)
        self.installation.publish(number)
        self.show_feed()

    def show_feed(self) -> None:
        """Serve all statements so far as the feed at its present address, and nothing else."""
        self.site.pages = {self.feed_path: Page(_feed(self.published), kind="application/rss+xml")}

    def run(self, hours: float) -> int:
        """Run with the clock `hours` after the morning; return the exit code."""
        (self.installation.folder / "digest.yaml").write_text(yaml.safe_dump(self.settings), "utf-8")
        with self.installation.app() as app:
            return run_once(app.pipeline, lambda: MORNING + timedelta(hours=hours), tracker(quiet=True)).exit_code

    def told(self, reader: str) -> Counter[str]:
        """How many messages to `reader` name each statement."""
        texts = [_text(content) for address, content in self.server.messages if address.lower() == reader]
        return Counter(name for text in texts for name in set(re.findall(r"(?:Statement|Declaration) \d+", text)))

    def unsubscribe(self, reader: str) -> int:
        """Follow the link in the last message to `reader`; return the exit code."""
        content = [content for address, content in self.server.messages if address.lower() == reader][-1]
        token = re.search(r"token=([^>\s]+)", str(message_from_bytes(content, policy=policy.default)["List-Unsubscribe"]))
        return main(
            ["--quiet", "--config", str(self.installation.folder / "digest.yaml"), "unsubscribe", token[1] if token else ""]
        )


Change = Callable[[World], None]


def _rename_folder_source(world: World) -> None:
    world.settings["sources"][0]["name"] = "Ministry of Folders"


def _rename_feed(world: World) -> None:
    world.settings["sources"][1]["name"] = "Ministry of Feeds"


def _swap_sources(world: World) -> None:
    world.settings["sources"].reverse()


def _move_folder(world: World) -> None:
    shutil.move(world.installation.folder / "in", world.installation.folder / "moved")
    (world.installation.folder / "in").symlink_to("moved")  # where the next statement is published
    world.settings["sources"][0]["files"] = "moved/*.txt"


def _move_feed(world: World) -> None:
    world.feed_path = "/news/rss.xml"
    world.settings["sources"][1]["feed"] = world.site.url(world.feed_path)
    world.show_feed()


def _rename_digest(world: World) -> None:
    world.settings["digests"] = {"dawn": world.settings["digests"]["morning"]}


def _set(key: str, value: object) -> Change:
    def change(world: World) -> None:
        next(iter(world.settings["digests"].values()))[key] = value

    return change


def _respell_reader(world: World) -> None:
    next(iter(world.settings["digests"].values()))["deliver"][0]["email"][0] = "Ann@Example.org"


CHANGES: dict[str, Change] = {
    "a source of files is renamed": _rename_folder_source,
    "a feed is renamed": _rename_feed,
    "the sources change places": _swap_sources,
    "a folder is moved": _move_folder,
    "a feed is moved": _move_feed,
    "the digest is renamed": _rename_digest,
    "the digest gets a title": _set("title", "All of today"),
    "the edition is due earlier": _set("at", "05:30"),
    "the edition is due later": _set("at", "09:00"),
    "the edition is due in the evening": _set("at", "23:00"),
    "the time zone is east": _set("timezone", "Asia/Tokyo"),
    "the time zone is far east": _set("timezone", "Pacific/Kiritimati"),
    "the time zone is west": _set("timezone", "America/Los_Angeles"),
    "the edition is of weekdays": _set("every", "weekday"),
    "a reader is spelt in capitals": _respell_reader,
}


def cases() -> Iterator[tuple[str, Callable[[Path], list[str]]]]:
    """Each change at each moment; then those who leave and those who come."""
    for name, change in CHANGES.items():
        for moment in MOMENTS:
            yield f"{name}, {moment}", partial(_nothing_is_lost, change, moment)
        yield f"{name}, after a reader has unsubscribed", partial(_who_left_stays_away, change)
    for moment in MOMENTS:
        yield f"a reader is removed, {moment}", partial(_who_is_removed_gets_no_more, moment)
        yield f"a reader is added, {moment}", partial(_who_is_added_gets_nothing_of_before, moment)


def _nothing_is_lost(change: Change, moment: str, folder: Path) -> list[str]:
    with Site() as site, answering_server() as server:
        world = create_world(folder, site, server)
        _live_through(world, moment, change)
        return [*_not_told_once(world, ANN), *_not_told_once(world, BEN)]


def _who_left_stays_away(change: Change, folder: Path) -> list[str]:
    with Site() as site, answering_server() as server:
        world = create_world(folder, site, server)
        world.run(0)
        faults = [] if world.unsubscribe(ANN) == 0 else ["the link does not unsubscribe"]
        change(world)
        world.publish(3)
        _run_days(world, 24)
        faults += [f"who left was told of {name}" for name in world.told(ANN) if name.endswith("3")]
        return faults + _not_told_once(world, BEN)


def _who_is_removed_gets_no_more(moment: str, folder: Path) -> list[str]:
    with Site() as site, answering_server() as server:
        world = create_world(folder, site, server)
        _live_through(world, moment, _set("deliver", [{"email": [BEN]}]))
        expected = 1 if moment == BETWEEN else 0
        found = sum(address == ANN for address, _ in server.messages)
        return [] if found == expected else [f"who was removed got {found} messages", *_not_told_once(world, BEN)]


def _who_is_added_gets_nothing_of_before(moment: str, folder: Path) -> list[str]:
    with Site() as site, answering_server() as server:
        world = create_world(folder, site, server)
        _live_through(world, moment, _set("deliver", [{"email": [ANN, BEN, NEW]}]))
        told = {name.split()[1] for name in world.told(NEW)}
        expected = {"1", "2", "3"} if moment == COLLECTED else {"3"}
        return [] if told == expected else [f"who was added was told of {sorted(told)}", *_not_told_once(world, ANN)]


def _live_through(world: World, moment: str, change: Change) -> None:
    """Run, change the configuration at `moment`, publish once more, and run for some days."""
    if moment == WAITING:
        world.server.answers["MAIL"] = "451 later"
    world.run(-2.5 if moment == COLLECTED else 0)
    world.server.answers.clear()
    change(world)
    if moment != COLLECTED:
        world.run(0.5)
        world.publish(3)
        _run_days(world, 24)
    else:
        world.run(0)
        world.publish(3)
        _run_days(world, 5)


def _run_days(world: World, first: int) -> None:
    for hours in range(first, first + 73, 12):
        world.run(hours)


def _not_told_once(world: World, reader: str) -> list[str]:
    names = [f"{kind} {number}" for kind in ("Statement", "Declaration") for number in (1, 2, 3)]
    told = world.told(reader)
    return [f"{reader} was told of {name} {told[name]} times" for name in names if told[name] != 1]


def create_world(folder: Path, site: Site, server: AnsweringServer) -> World:
    """An installation whose first edition was made a day ago, with a statement and a declaration published twice since."""
    installation = Installation.create(folder / "installation", server.port, "resend", statements=0)
    settings = {
        "store": "digest.db",
        "fetch": {"allow_private": ["127.0.0.0/8"], "pause": 0, "robots": False, "recheck_days": 0},
        "sources": [{"name": "folder", "files": "in/*.txt"}, {"name": "feed", "feed": site.url("/feed")}],
        "digests": {"morning": {"at": "07:00", "deliver": [{"email": [ANN, BEN]}]}},
        "mail": {
            "host": "127.0.0.1",
            "port": server.port,
            "security": "none",
            "from": "digest@example.org",
            "unsubscribe_url": "https://lists.example.org/leave?token={token}",
        },
    }
    world = World(installation, server, site, copy.deepcopy(settings))
    world.show_feed()
    world.run(-24)  # a first edition looks back a day, at any time of the day
    world.publish(1)
    world.publish(2)
    return world


def _feed(numbers: list[int]) -> bytes:
    channel = "".join(_item(number) for number in numbers)
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {namespace}><channel><title>Council</title>{channel}</channel></rss>'.encode()


def _item(number: int) -> str:
    """An item with the whole text of a declaration; its page is never read."""
    text = (
        f"The council met for the {number}th time and agreed on step {number}. It will meet again next month, when the members "
        "of the second committee have read what the first committee has proposed."
    )
    return (
        f"<item><title>Declaration {number}</title><link>https://ministry.example.org/{number}</link>"
        f"<guid>tag:ministry,{number}</guid><content:encoded>{text}</content:encoded></item>"
    )


def _text(content: bytes) -> str:
    body = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    return body.get_content() if body else ""
