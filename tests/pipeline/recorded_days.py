"""Replays a recorded feed hour by hour through the whole pipeline with a daily digest, and compares what was stored and sent
with what the feed showed. The network is a site on loopback, the store a file; only the model is a fake."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Set
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from digest.app import App, build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.net.urls import normalise_url
from digest.pipeline.run import run_steps
from digest.records import Edition, RawStatement
from digest.text.comparison import comparison_hash
from tests.fakes import FirstSentence
from tests.fetch.replaying import Recording
from tests.fetch.web import Page, Site

EPOCH = datetime(2021, 1, 1, tzinfo=UTC)
EDITION_HOUR = 12
"""In UTC: after 06:00 in New York, also in winter."""

CONFIGURATION = """\
store: digest.db
sources: [{{name: recorded, feed: "{feed}", site: state.gov, timezone: America/New_York, language: en}}]
fetch: {{pause: 0, allow_private: [127.0.0.0/8]}}
digests: {{morning: {{at: "06:00", timezone: America/New_York, deliver: [{{file: "out/{{day}}.md"}}]}}}}
"""


@dataclass(slots=True)
class Replay:
    """By statement key: the texts (fingerprints) that the feed showed at some full hour, the revisions that were stored, and
    how often an edition had the statement as new and as updated; and into which other one it is merged. `told` counts by its
    words how often a text was new."""

    visible: dict[str, set[str]] = field(default_factory=dict)
    stored: dict[str, set[str]] = field(default_factory=dict)
    new: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    merged: dict[str, str] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    editions: int = 0
    failures: int = 0

    @property
    def texts(self) -> int:
        """The number of different texts that the feed showed."""
        return sum(map(len, self.visible.values()))

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by statement key."""
        keys = self.visible.keys() | self.stored.keys()
        checks = {
            "another history of texts": lambda key: self.visible.get(key) != self.stored.get(key),
            "not new in exactly one edition": lambda key: self.new[key] != (key not in self.merged),
            "updated more often than its text changed": lambda key: self.updated[key] >= len(self.stored.get(key, {1})),
        }
        return {key: name for key in keys for name, check in checks.items() if check(key)}


def replay_recording(recording: Recording, folder: Path, *, only_changes: bool = False) -> Replay:
    """Run every hour and make an edition a day, in `folder`, until a day after the last recorded change.

    With `only_changes`, hours at which the feed shows what it showed before are left out, but for one a day.
    """
    replay = Replay()
    with Site() as site:
        configuration = folder / "digest.yaml"
        configuration.write_text(CONFIGURATION.format(feed=site.url("/feed")), "utf-8")
        with build(load_settings(configuration)) as built:
            app = replace(built, summariser=FirstSentence())
            for now in _changed_hours(recording) if only_changes else recording.hours(after=24):
                site.pages["/feed"] = Page(recording.document(now), "application/rss+xml; charset=UTF-8", tagged=True)
                _record_visible(replay, app, recording, recording.at(now))
                report = run_steps(app.pipeline, lambda now=now: now, tracker())  # type: ignore[misc]
                replay.runs += 1
                replay.failures += len(report.failures)
                for edition in report.editions:
                    _record_edition(replay, edition)
    replay.stored = _stored_fingerprints(folder / "digest.db")
    replay.merged |= _merged_into_told(folder / "digest.db", replay.stored.keys() - replay.new.keys() - replay.merged.keys())
    return replay


def _changed_hours(recording: Recording) -> Iterator[datetime]:
    """The hours at which the feed shows something else than an hour before, and the one in which an edition is due."""
    before: list[str] = []
    for now in recording.hours(after=24):
        if recording.at(now) != before or now.hour == EDITION_HOUR:
            yield now
        before = recording.at(now)


def _record_visible(replay: Replay, app: App, recording: Recording, names: list[str]) -> None:
    """Record the texts that the feed shows now, as the pipeline cleans them."""
    for name in names:
        version = recording.versions[name]
        if "fingerprint" not in version:
            version["fingerprint"] = _fingerprint(app, version)
        replay.visible.setdefault(normalise_url(version["link"]), set()).add(version["fingerprint"])


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


def _record_edition(replay: Replay, edition: Edition) -> None:
    replay.editions += 1
    for entry in edition.entries:
        (replay.updated if entry.updated else replay.new)[entry.statement.key] += 1
        replay.told[comparison_hash(entry.statement.text)] += not entry.updated
        replay.merged |= {also.key: entry.statement.key for also in entry.also}


def _stored_fingerprints(path: Path) -> dict[str, set[str]]:
    query = "SELECT key, fingerprint FROM statement JOIN revision ON revision.statement = statement.id"
    found: dict[str, set[str]] = {}
    with closing(sqlite3.connect(path)) as database:
        for key, fingerprint in database.execute(query):
            found.setdefault(key, set()).add(fingerprint)
    return found


def _merged_into_told(path: Path, keys: Set[str]) -> dict[str, str]:
    """Of statements that no edition has, those with the text of another one, and which that is."""
    query = """
        SELECT mine.key, theirs.key FROM relation
        JOIN revision AS own ON own.id = relation.revision JOIN statement AS mine ON mine.id = own.statement
        JOIN revision AS other ON other.id = relation.other JOIN statement AS theirs ON theirs.id = other.statement
        WHERE relation.kind IN ('same', 'corrected', 'joint')
    """
    with closing(sqlite3.connect(path)) as database:
        return {mine: theirs for mine, theirs in database.execute(query) if mine in keys and mine != theirs}
