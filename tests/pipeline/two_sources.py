"""A ministry and a blog on two hosts of loopback, read by one installation. A test helper.

Every sentence of the ministry holds the word "ministerial", every sentence of the blog the word "bloggish".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from digest.app import build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from tests.fakes import FirstSentence
from tests.fetch.web import Page, Site

NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MINISTRY, BLOG = "Ministry of Tolls", "Careless Blog"
CONFIGURATION = """\
store: digest.db
sources: [{sources}]
fetch: {{pause: 0, deadline: 5, robots: false, allow_private: [127.0.0.0/8]}}
digests: {{d: {{title: Daily, at: "07:00", deliver: [{{file: "out/{{day}}.md"}}]}}}}
"""
_UNMARKED = re.compile(r"\\([^\w\s])")


def ministerial(number: int, edit: str = "") -> str:
    """A text of the ministry. Two of them have few words in common; an `edit` changes one of its sentences."""
    return _text("ministerial", number, edit)


def bloggish(number: int, edit: str = "") -> str:
    """A text of the blog."""
    return _text("bloggish", number, edit)


def _text(mark: str, number: int, edit: str) -> str:
    words = [f"{mark}{number}w{place}" for place in range(40)]
    first, second = " ".join(words[:20]), " ".join(words[20:])
    return f"The {mark} paper {number} names {first}{f' and {edit}' if edit else ''}. Then the {mark} paper adds {second}."


@dataclass(frozen=True)
class Item:
    """An item of a feed. Without `text` it has a teaser only."""

    link: str
    title: str
    text: str = ""
    guid: str = ""
    date: str = "Mon, 23 Nov 2026 00:10:00 GMT"

    def __str__(self) -> str:
        content = f"<content:encoded>{escape(f'<p>{self.text}</p>')}</content:encoded>" if self.text else ""
        guid = f'<guid isPermaLink="false">{escape(self.guid)}</guid>' if self.guid else ""
        date = f"<pubDate>{self.date}</pubDate>" if self.date else ""
        return f"<item><title>{escape(self.title)}</title><link>{escape(self.link)}</link>{guid}{date}{content}</item>"


def page(title: str, text: str, head: str = "") -> str:
    """A web page with a statement."""
    body = "".join(f"<p>{sentence}.</p>" for sentence in text.rstrip(".").split(". "))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )


@dataclass
class World:
    """The two sites, and an installation in `folder` that reads their feeds."""

    folder: Path
    ministry: Site
    blog: Site

    def configure(self, order: Sequence[str] = ("ministry", "blog"), **settings: str) -> None:
        """Write the configuration, with the sources in this order, and more keys for a source."""
        feeds = {"ministry": (MINISTRY, self.ministry.url("/feed")), "blog": (BLOG, self.blog.url("/feed"))}
        sources = ", ".join(
            f'{{name: {name}, title: {feeds[name][0]}, feed: "{feeds[name][1]}"{settings.get(name, "")}}}' for name in order
        )
        (self.folder / "digest.yaml").write_text(CONFIGURATION.format(sources=sources), "utf-8")

    def publish(self, site: Site, *items: Item) -> None:
        """Let the feed of `site` hold these items."""
        head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>'
        text = f"{head}<link>{site.url('/')}</link>{''.join(map(str, items))}</channel></rss>"
        site.pages["/feed"] = Page(text.encode(), "application/rss+xml")

    def run(self, day: int = 0, hour: int = 7) -> RunReport:
        """Run once, at this hour (UTC) of this day."""
        now = NIGHT + timedelta(days=day, hours=hour - 1)
        with build(load_settings(self.folder / "digest.yaml")) as built:
            app = replace(built, summariser=FirstSentence(), fallback=None)
            return run_once(app.pipeline, lambda: now, tracker(quiet=True))

    def edition(self, day: int = 0) -> dict[str, str]:
        """The edition of this day, made now if it is not there: the entries of each source, and what is withdrawn."""
        self.run(day)
        path = self.folder / "out" / f"{(NIGHT + timedelta(days=day)).date()}.md"
        text, _, _ = (path.read_text("utf-8") if path.exists() else "").partition("\n## About this edition\n")
        found: dict[str, str] = {}
        for section in re.split(r"^## ", _UNMARKED.sub(r"\1", text), flags=re.MULTILINE)[1:]:
            heading, _, body = section.partition("\n")
            for entry in body.split("\n### ")[1:]:
                source = entry.split("\n\n")[1].removeprefix("**Updated** · ").partition(" · ")[0].strip()
                found[source] = f"{found.get(source, '')}\n### {entry}"
            found |= {heading: body} if heading == "Withdrawn" else {}
        return found


@contextmanager
def two_sources(folder: Path) -> Iterator[World]:
    """A world with two empty sites."""
    with Site("127.0.0.1") as ministry, Site("127.0.0.2") as blog:
        world = World(folder, ministry, blog)
        world.configure()
        for site in (ministry, blog):
            world.publish(site)
        yield world
