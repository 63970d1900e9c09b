"""Replays a recorded feed hour by hour, and compares what a source returns with what the feed showed. A helper.

A recording is gzipped JSON: "versions" (id -> the fields of one version of an item) and "events" (time, and the ids of the
versions that the feed showed then, in order).
"""

from __future__ import annotations

import bisect
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from digest.fetch.feed import FeedSource
from digest.fetch.feed_parser import DocumentParser
from digest.net.http import HttpClient
from digest.net.urls import normalise_url
from digest.records import FetchState, RawStatement
from tests.fetch.web import Page, Site

HOUR = timedelta(hours=1)
ITEM = """<item><title>{title}</title><link>{link}</link><dc:creator>{creator}</dc:creator><pubDate>{pubDate}</pubDate>
<guid isPermaLink="false">{guid}</guid><description>{description}</description>
<content:encoded>{encoded}</content:encoded></item>"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Recorded</title><link>https://www.state.gov</link><description/>{items}</channel></rss>"""
FIELDS = ("title", "link", "creator", "pubDate", "guid", "description", "encoded")


class Recording:
    """A feed as it was at each time of the recording."""

    def __init__(self, path: Path) -> None:
        data = json.loads(gzip.decompress(path.read_bytes()))
        self.versions: dict[str, dict[str, str]] = data["versions"]
        events = sorted((datetime.fromisoformat(moment), shown) for moment, shown in data["events"])
        self.moments: list[datetime] = [moment for moment, _ in events]
        self._shown: list[list[str]] = [shown for _, shown in events]

    def hours(self, after: int = 1) -> Iterator[datetime]:
        """Every hour from the first event to `after` hours after the last."""
        now = self.moments[0]
        while now < self.moments[-1] + after * HOUR:
            yield now
            now += HOUR

    def at(self, moment: datetime) -> list[str]:
        """The ids of the versions that the feed showed at `moment`."""
        return self._shown[max(bisect.bisect_right(self.moments, moment) - 1, 0)]

    def document(self, moment: datetime) -> bytes:
        """The feed document at `moment`."""
        shown = (self.versions[version] for version in self.at(moment))
        items = (ITEM.format(**{name: escape(version.get(name) or "") for name in FIELDS}) for version in shown)
        return FEED.format(items="\n".join(items)).encode()


@dataclass(slots=True)
class Outcome:
    """Texts by key, in order of time: what an hourly reader could see (`visible`), and what the source returned (`read`)."""

    visible: dict[str, list[tuple[str, str]]]
    read: dict[str, list[tuple[str, str]]]
    requests: int = 0
    unchanged: int = 0
    failures: int = 0

    @property
    def missed(self) -> list[str]:
        """Links that were visible and became no statement."""
        return [key for key in self.visible if key not in self.read]

    @property
    def invented(self) -> list[str]:
        """Keys that belong to no visible link."""
        return [key for key in self.read if key not in self.visible]

    @property
    def wrong_history(self) -> list[str]:
        """Links whose texts were not returned in the order in which they were visible."""
        return [key for key, texts in self.visible.items() if texts != _changes(self.read.get(key, []))]

    @property
    def repeated(self) -> int:
        """Statements returned again with an unchanged text, because their date or description changed."""
        return sum(len(texts) - len(_changes(texts)) for texts in self.read.values())


def replay(recording: Recording, site: Site, http: HttpClient, parser: DocumentParser) -> Outcome:
    """Fetch the recording hour by hour, and pass each state on to the next fetch."""
    source = FeedSource("recorded", site.url("/feed"), http, parser)
    outcome = Outcome(_visible(recording), {})
    state = FetchState()
    for now in recording.hours():
        site.pages["/feed"] = Page(recording.document(now), "application/rss+xml; charset=UTF-8", tagged=True)
        fetched = source.fetch(state, now)
        state = fetched.state
        outcome.requests += 1
        outcome.unchanged += fetched.unchanged
        outcome.failures += len(fetched.failures)
        for statement in fetched.statements:
            outcome.read.setdefault(statement.key, []).append(_text(statement))
    return outcome


def _visible(recording: Recording) -> dict[str, list[tuple[str, str]]]:
    """By key, the texts that an hourly reader can see, in order, without repetitions."""
    seen: dict[str, list[tuple[str, str]]] = {}
    for now in recording.hours():
        for version in (recording.versions[each] for each in recording.at(now)):
            texts = seen.setdefault(normalise_url(version["link"]), [])
            texts.append((" ".join(version["title"].split()), (version["encoded"] or "").strip()))
    return {key: _changes(texts) for key, texts in seen.items()}


def _text(statement: RawStatement) -> tuple[str, str]:
    return statement.title, statement.content.decode().strip()


def _changes(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`texts` without those that equal the one before."""
    return [text for index, text in enumerate(texts) if index == 0 or text != texts[index - 1]]
