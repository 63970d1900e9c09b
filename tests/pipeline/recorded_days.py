"""Plays a recorded feed hour by hour to the whole house, with a daily digest, and compares what came of it with what there
was to see. The network is a site on loopback, the store a file; only the model is a stand-in."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from digest.app import App, build
from digest.cli.progress import tracker
from digest.config.settings import load_settings
from digest.net.urls import normalise_url
from digest.pipeline.run import run_steps
from digest.records import Edition, RawStatement
from tests.fakes import FirstSentence
from tests.fetch.replaying import Recording
from tests.fetch.web import Page, Site

EPOCH = datetime(2021, 1, 1, tzinfo=UTC)
CONFIGURATION = """\
store: digest.db
sources: [{{name: recorded, feed: "{feed}", timezone: America/New_York, language: en}}]
fetch: {{pause: 0, allow_private: [127.0.0.0/8]}}
digests: {{morning: {{at: "06:00", timezone: America/New_York, deliver: [{{file: "out/{{day}}.md"}}]}}}}
"""


@dataclass(slots=True)
class Played:
    """By key: the texts (fingerprints) that an hourly reader could see, the revisions that were stored, and how often an
    edition took a statement as new and as updated."""

    visible: dict[str, set[str]] = field(default_factory=dict)
    stored: dict[str, set[str]] = field(default_factory=dict)
    taken_new: Counter[str] = field(default_factory=Counter)
    taken_updated: Counter[str] = field(default_factory=Counter)
    rounds: int = 0
    editions: int = 0
    failures: int = 0

    @property
    def texts(self) -> int:
        """How many different texts there were to see."""
        return sum(map(len, self.visible.values()))

    @property
    def wrong(self) -> dict[str, str]:
        """What is not as it should be, by key."""
        keys = self.visible.keys() | self.stored.keys()
        checks = {
            "another history of texts": lambda key: self.visible.get(key) != self.stored.get(key),
            "not new in exactly one edition": lambda key: self.taken_new[key] != 1,
            "updated more often than its text changed": lambda key: self.taken_updated[key] >= len(self.stored.get(key, {1})),
        }
        return {key: name for key in keys for name, check in checks.items() if check(key)}


def play(recording: Recording, folder: Path) -> Played:
    """Collect every hour and make an edition a day, in `folder`; one more day after the last moment closes the books."""
    played = Played()
    with Site() as site:
        configuration = folder / "digest.yaml"
        configuration.write_text(CONFIGURATION.format(feed=site.url("/feed")), "utf-8")
        with build(load_settings(configuration)) as built:
            app = replace(built, summariser=FirstSentence())
            for now in recording.hours(after=24):
                site.pages["/feed"] = Page(recording.document(now), "application/rss+xml; charset=UTF-8", tagged=True)
                _see(played, app, recording, recording.at(now))
                outcome = run_steps(app.pipeline, lambda now=now: now, tracker())  # type: ignore[misc]
                played.rounds += 1
                played.failures += len(outcome.failures)
                for edition in outcome.editions:
                    _take(played, edition)
    played.stored = _stored(folder / "digest.db")
    return played


def _see(played: Played, app: App, recording: Recording, shown: list[str]) -> None:
    """Remember the texts that the feed shows now, cleaned as the house would."""
    for name in shown:
        version = recording.versions[name]
        if "fingerprint" not in version:
            version["fingerprint"] = _fingerprint(app, version)
        played.visible.setdefault(normalise_url(version["link"]), set()).add(version["fingerprint"])


def _fingerprint(app: App, version: dict[str, str]) -> str:
    raw = RawStatement(
        source="recorded",
        key=normalise_url(version["link"]),
        link=version["link"],
        content=version["encoded"].encode(),
        media_type="text/html",
        fetched=EPOCH,
        charset="utf-8",
        fragment=True,
        title=" ".join(version["title"].split()),
        author=version.get("creator") or "",
    )
    return app.cleaner.clean(raw, app.settings.sources[0].profile).fingerprint


def _take(played: Played, edition: Edition) -> None:
    played.editions += 1
    for entry in edition.entries:
        (played.taken_updated if entry.updated else played.taken_new)[entry.statement.key] += 1


def _stored(path: Path) -> dict[str, set[str]]:
    query = "SELECT key, fingerprint FROM statement JOIN revision ON revision.statement = statement.id"
    found: dict[str, set[str]] = {}
    with closing(sqlite3.connect(path)) as database:
        for key, fingerprint in database.execute(query):
            found.setdefault(key, set()).add(fingerprint)
    return found
