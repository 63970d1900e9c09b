"""Test helper: a simulation of everything outside the program, for `test_histories.py` and others.

One source, a few recipients, a delivery that misbehaves, a clock, and a process that can be killed at any call of the store.
The program is the real one except for source, cleaner, model and delivery, which are fakes without network.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

from digest.app import App, build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.config.recipients import RecipientSettings
from digest.config.settings import Settings
from digest.errors import FetchError
from digest.interfaces import Channel, UncertainPolicy
from digest.pipeline.run import run_once
from digest.records import (
    Fetched,
    FetchState,
    OutboxState,
    Outgoing,
    Paragraph,
    PostgresPlace,
    Profile,
    RawStatement,
    Receipt,
    SeenItem,
    Span,
    Statement,
)
from digest.store.database import open_database
from digest.store.sql_store import SqlStore
from tests.fakes import FirstSentence

BEGINNING = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
SLUG = "morning"
CONFIGURATION = """\
store: digest.db
sources: [{{name: ministry, files: in/*.txt}}]
digests:
  {slug}: {{at: "02:30", timezone: America/New_York, catch_up: {catch_up}, deliver: [{{email: [a@example.org]}}]}}
mail: {{host: 127.0.0.1, from: digest@example.org, on_uncertain: {policy}}}
"""


class ProcessKilled(BaseException):
    """The process was killed here."""


@dataclass
class FakeSource:
    """Implements Source: publishes `pages`, each with its current text; is down unless `is_up`."""

    pages: dict[int, str] = field(default_factory=dict)
    is_up: bool = True
    name: str = "ministry"
    site: None = None

    def check_offline(self) -> str:
        """Nothing: there are no files."""
        return ""

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """All pages, as a feed that lists them all would give them."""
        if not self.is_up:
            raise FetchError("ministry: status 503")
        listed = [
            RawStatement(self.name, f"ministry/{n}", f"https://ministry.example/{n}", text.encode(), "text/plain", now)
            for n, text in self.pages.items()
        ]
        seen = {raw.key: SeenItem(raw.key, "", now) for raw in listed}
        return Fetched(tuple(listed), FetchState(seen=seen), listed=len(listed))


def copied_text(edit: str) -> str:
    """A text that several pages give. With an `edit` it is a corrected copy, or one with another figure: see `COPIES`."""
    return COPIED.replace(*COPIES[edit])


COPIED = (
    "The minister of ports received the envoys of the league and agreed with them on 12 rules for the safe passage of vessels "
    "through the straits. The rules say how a vessel asks for a pilot, who pays for the tug, and where the crew may rest "
    "while the lock is closed, and they take effect as soon as the parliaments of both sides have approved of them."
)
COPIES = {"same": ("", ""), "misspelt": ("passage", "pasage"), "other figure": ("12", "15")}
"""What an edit replaces in `COPIED`, and by what."""


class TwoSentenceCleaner:
    """Implements Cleaner for texts of two sentences, which it leaves as they are.

    A copied text has one title on all pages, and each page its own time, so that the pages are statements of their own.
    """

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        """The text in one paragraph."""
        text = raw.content.decode()
        middle = text.index(". ") + 1
        spans = (Span(0, middle), Span(middle + 1, len(text)))
        is_copied = text[:20] == COPIED[:20]
        title = "Rules of the straits" if is_copied else f"Title of {raw.key}"
        published = BEGINNING + timedelta(minutes=int(raw.key.rpartition("/")[2])) if is_copied else None
        return Statement(raw.key, raw.source, raw.link, title, text, (Paragraph(0, len(text)),), spans, published)

    def close(self) -> None:
        """Nothing is open."""


DELIVERS, DEFERS = "delivers", "defers"
KILLED_BEFORE_COMMIT = "process killed before the commit"
KILLED_AT_COMMIT = "process killed at the commit, message lost"
KILLED_AFTER_COMMIT = "process killed at the commit, message delivered"
DROPS_REPLY = "delivers, drops the reply"
LOSES_MESSAGE = "loses the message, drops the reply"
REFUSES = "refuses the message"
OUTCOMES = (DELIVERS, DEFERS, REFUSES, KILLED_BEFORE_COMMIT, KILLED_AT_COMMIT, KILLED_AFTER_COMMIT, DROPS_REPLY, LOSES_MESSAGE)
"""What can happen to a message."""


@dataclass
class FakeDelivery:
    """Implements Delivery: each message has the next of `outcomes`, and is delivered when there are none left."""

    outcomes: list[str] = field(default_factory=list)
    delivered: defaultdict[int, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    """The copies that arrived, by row of the outbox."""
    refused: set[int] = field(default_factory=set)
    """The rows that were refused at least once."""

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Let the next outcome happen."""
        outcome = self.outcomes.pop(0) if self.outcomes else DELIVERS
        if outcome == DEFERS:
            return Receipt(OutboxState.PENDING, "451 try later")
        if outcome == REFUSES:
            self.refused.add(row.id)
            return Receipt(OutboxState.FAILED, "550 no such user", is_conditional=True, names_recipient=True)
        if outcome == KILLED_BEFORE_COMMIT:
            raise ProcessKilled
        before_commit()
        if outcome == KILLED_AT_COMMIT:
            raise ProcessKilled
        if outcome != LOSES_MESSAGE:
            self.delivered[row.id].append(row.content)
        if outcome == KILLED_AFTER_COMMIT:
            raise ProcessKilled
        if outcome in (DROPS_REPLY, LOSES_MESSAGE):
            return Receipt(OutboxState.UNCERTAIN, "no reply")
        return Receipt(OutboxState.SENT)

    def close(self) -> None:
        """Nothing is open."""


class CrashingStore:
    """A store whose process is killed before (or, with `after`, just after) its call number `crash_at`; 0: never."""

    def __init__(self, store: SqlStore, crash_at: int, *, after: bool) -> None:
        self._store, self._calls_left, self._after = store, crash_at, after

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._store, name)
        if not callable(attribute) or name in ("lock", "close"):
            return attribute

        def call(*arguments: Any, **named: Any) -> Any:
            self._calls_left -= 1
            if self._calls_left == 0 and not self._after:
                raise ProcessKilled
            result = attribute(*arguments, **named)
            if self._calls_left == 0:
                raise ProcessKilled
            return result

        return call


class ReopeningStore(SqlStore):
    """A store that loses its connections when it is closed, but keeps the queries that SQLAlchemy has compiled."""

    def close(self) -> None:
        """Close the connections."""
        if self._engine is not None:
            self._engine.dispose()


@cache
def _empty_database() -> Path:
    """An empty database of the current schema. Copying it is faster than the migrations, which take a fifth of a second."""
    path = Path(tempfile.mkdtemp()) / "empty.db"
    atexit.register(shutil.rmtree, path.parent)
    open_database(path).dispose()
    return path


@cache
def _app() -> App:
    """An application whose stateful parts are all replaced later. Built once, because that reads a large file of rules."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digest.yaml"
        path.write_text(CONFIGURATION.format(slug=SLUG, policy="hold", catch_up="one"), "utf-8")
        return build(load_settings(path))


class Simulation:
    """The world outside of the process, and the means to run the program in it."""

    def __init__(self, folder: Path, policy: str, catch_up: str, place: PostgresPlace | None = None) -> None:
        path = folder / "digest.yaml"
        path.write_text(CONFIGURATION.format(slug=SLUG, policy=policy, catch_up=catch_up), "utf-8")
        self.policy = policy
        self.now = self.latest = BEGINNING
        self.source, self.delivery = FakeSource(), FakeDelivery()
        self.slug = SLUG
        self.recipients = ["a@example.org"]
        self.removed: set[str] = set()
        self._settings = load_settings(path)
        self.store = ReopeningStore(place or self._settings.store_place)
        if isinstance(self.store.place, Path):
            shutil.copy(_empty_database(), self.store.place)

    def advance_clock(self, time: timedelta) -> None:
        """Move the clock forward, or back if `time` is negative."""
        self.now += time
        self.latest = max(self.now, self.latest)

    def run(self, crash_at: int = 0, *, after: bool = False) -> None:
        """Run once. The process may be killed at a call of the store, or by the delivery."""
        with self.app() as app:
            store = cast(SqlStore, CrashingStore(app.store, crash_at, after=after))
            try:
                run_once(replace(app, store=store).pipeline, lambda: self.now, tracker(quiet=True))
            except ProcessKilled:
                return

    def app(self) -> App:
        """The application with the current recipients, over a store without open connections."""
        return replace(
            _app(),
            settings=self._current_settings(),
            store=self.store,
            sources=(self.source,),
            cleaner=cast(Any, TwoSentenceCleaner()),
            summariser=FirstSentence(),
            channels={"email": self._mail()},
        )

    def _mail(self) -> Channel:
        """The mail channel, with the delivery and the policy of this simulation."""
        configured = _app().channels["email"]
        policy = cast(UncertainPolicy, self.policy)
        return replace(configured, delivery=lambda _: self.delivery, on_uncertain=lambda _: policy)

    def _current_settings(self) -> Settings:
        subscription = self._settings.digests[SLUG]
        recipients = tuple(RecipientSettings(to=to) for to in self.recipients)
        deliver = (subscription.deliver[0].model_copy(update={"email": recipients}),)
        digests = {self.slug: subscription.model_copy(update={"deliver": deliver})}
        sources = (self._settings.sources[0].model_copy(update={"name": self.source.name}),)
        return self._settings.model_copy(update={"digests": digests, "sources": sources})

    def delivered_slots(self) -> tuple[str, ...]:
        """The slots of which a message arrived, in the order in which they were sealed."""
        with self.app() as app:
            slots = {row.id: row.slot.isoformat() for row in app.store.outbox()}
        return tuple(slots[number] for number in sorted(self.delivery.delivered))

    def run_until_settled(self) -> None:
        """Run without faults until nothing is left to do: every retry is made, and the next editions are sealed."""
        self.now, self.source.is_up, self.delivery.outcomes = self.latest, True, []
        for _ in range(6):
            self.advance_clock(timedelta(hours=13))
            self.run()
