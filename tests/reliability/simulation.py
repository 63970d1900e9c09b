"""A world for histories: one publisher, a few readers, a post that misbehaves, a clock, and a process that can die anywhere.

The house in it is the real one but for its edges: source, cleaner, model and delivery are stand-ins without network.
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
from digest.config.settings import RecipientSettings, Settings, load_settings
from digest.errors import FetchError
from digest.pipeline.run import run_once
from digest.records import (
    Fetched,
    FetchState,
    OutboxState,
    Outgoing,
    Paragraph,
    Profile,
    RawStatement,
    Receipt,
    SeenItem,
    Span,
    Statement,
)
from digest.schedule import MAX_SLOT_LEAD
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


class Death(BaseException):
    """The process was killed here."""


@dataclass
class Publisher:
    """Implements Source: shows its pages, each with its text of the moment."""

    pages: dict[int, str] = field(default_factory=dict)
    answers: bool = True
    name: str = "ministry"

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        if not self.answers:
            raise FetchError("ministry: status 503")
        shown = [
            RawStatement("ministry", f"ministry/{n}", f"https://ministry.example/{n}", text.encode(), "text/plain", now)
            for n, text in self.pages.items()
        ]
        return Fetched(tuple(shown), FetchState(seen={raw.key: SeenItem(raw.key, "", now) for raw in shown}), listed=len(shown))


class AsItIs:
    """Implements Cleaner: a text is two sentences."""

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        text = raw.content.decode()
        middle = text.index(". ") + 1
        spans = (Span(0, middle), Span(middle + 1, len(text)))
        return Statement(raw.key, raw.source, raw.link, f"Title of {raw.key}", text, (Paragraph(0, len(text)),), spans)

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class Post:
    """Implements Delivery: does with each message what is next in `moods`, and well if nothing is."""

    moods: list[str] = field(default_factory=list)
    was_delivered: defaultdict[tuple[str, str], list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        mood = self.moods.pop(0) if self.moods else "well"
        if mood == "later":
            return Receipt(OutboxState.PENDING, "451 try later")
        if mood == "dies before the dot":
            raise Death
        before_commit()
        if mood == "dies at the dot":
            raise Death
        if mood != "loses it":
            self.was_delivered[row.slot.isoformat(), row.target.address].append(row.content)
        if mood == "dies after the dot":
            raise Death
        return (
            Receipt(OutboxState.UNCERTAIN, "no reply") if mood in ("drops the reply", "loses it") else Receipt(OutboxState.SENT)
        )


MOODS = ("well", "later", "dies before the dot", "dies at the dot", "dies after the dot", "drops the reply", "loses it")


class MortalStore:
    """A store whose process dies before, or just after, its call number `fatal`; 0 never."""

    def __init__(self, store: SqlStore, fatal: int, *, after: bool) -> None:
        self._store, self._left, self._after = store, fatal, after

    def __getattr__(self, name: str) -> Any:
        thing = getattr(self._store, name)
        if not callable(thing) or name in ("lock", "close"):
            return thing

        def call(*arguments: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Death
            result = thing(*arguments, **named)
            if self._left == 0:
                raise Death
            return result

        return call


class KeptStore(SqlStore):
    """A store that loses its connections between two processes, but not the queries that SQLAlchemy has compiled."""

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()


@cache
def _empty_database() -> Path:
    """A database of today's schema with nothing in it: a copy is made in no time, the migrations take a fifth of a second."""
    path = Path(tempfile.mkdtemp()) / "empty.db"
    atexit.register(shutil.rmtree, path.parent)
    open_database(path).dispose()
    return path


@cache
def _built() -> App:
    """An application of which every part that keeps a state is replaced; built once, since it reads a large file of rules."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digest.yaml"
        path.write_text(CONFIGURATION.format(slug=SLUG, policy="hold", catch_up="one"), "utf-8")
        return build(load_settings(path))


class World:
    """Everything outside the process, and the means to run one."""

    def __init__(self, folder: Path, policy: str, catch_up: str) -> None:
        path = folder / "digest.yaml"
        path.write_text(CONFIGURATION.format(slug=SLUG, policy=policy, catch_up=catch_up), "utf-8")
        self.policy, self.jumped = policy, False
        self.now = self.latest = BEGINNING
        self.publisher, self.post = Publisher(), Post()
        self.readers = ["a@example.org"]
        self._settings = load_settings(path)
        self._store = KeptStore(self._settings.resolve(self._settings.store))
        shutil.copy(_empty_database(), self._store.path)

    def pass_time(self, time: timedelta) -> None:
        """The clock goes on, or is set back where `time` is negative."""
        self.now += time
        self.latest = max(self.now, self.latest)

    def round(self, fatal: int = 0, *, after: bool = False) -> None:
        """One run, which may die at a call of the store or in the post."""
        with self.app() as app:
            mortal = cast(SqlStore, MortalStore(app.store, fatal, after=after))
            try:
                run_once(replace(app, store=mortal).pipeline, lambda: self.now, tracker(quiet=True))
            except Death:
                return

    def app(self) -> App:
        """The application as it is configured now, over a store without an open connection."""
        return replace(
            _built(),
            settings=self._with_readers(),
            store=self._store,
            sources=(self.publisher,),
            cleaner=cast(Any, AsItIs()),
            summariser=FirstSentence(),
            deliveries={"email": lambda: self.post},
        )

    def _with_readers(self) -> Settings:
        digest = self._settings.digests[SLUG]
        delivery = digest.deliver[0].model_copy(update={"email": tuple(RecipientSettings(to=to) for to in self.readers)})
        return self._settings.model_copy(update={"digests": {SLUG: digest.model_copy(update={"deliver": (delivery,)})}})

    def settle(self) -> None:
        """Let all go well for as long as anything is to be done: every retry, and the next editions."""
        self.now, self.publisher.answers, self.post.moods = self.latest, True, []
        # A slot that a wrong clock sealed holds up those of the next 7 days.
        week = [MAX_SLOT_LEAD + timedelta(days=1)] if self.jumped else []
        for time in (*[timedelta(hours=13)] * 4, *week, *[timedelta(hours=13)] * 2):
            self.pass_time(time)
            self.round()
